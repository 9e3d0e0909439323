#ifndef EXCHANGE_CSV_WINDOW_H
#define EXCHANGE_CSV_WINDOW_H

#include "exchange/csv.h"

/*
 * The bytes of a file as far as its reader needs them: the present row and a piece of what follows, as UTF-8.  Memory stays the same
 * however long the file is, and a refusal can still say in which column it is.
 */

#define WINDOW_PIECE 16384      /* read at a time */
#define WINDOW_ROW_MOST (8 << 20) /* bytes of a row: more than CSV_FIELDS_MOST fields of CSV_FIELD_MOST doubled quotes */

enum window_fault { FAULT_NONE, FAULT_NOT_UTF8, FAULT_NOT_1252, FAULT_ZERO, FAULT_UTF16, FAULT_MARK_OF_UTF8, WINDOW_FAULTS };

struct csv_window {
	csv_source *source;
	void *ctx;
	enum csv_encoding encoding;
	int64_t taken;           /* bytes from the source */
	char *bytes;
	size_t room, begin, at, end; /* the present row begins at `begin`; up to `at` it is parsed; up to `end` the bytes are well formed */
	size_t filled;           /* behind `end`: a character cut short by the end of a piece */
	bool started, ended;     /* ended: the source has no more */
	enum window_fault fault; /* of the byte at `end`: nothing behind it is looked at */
	char *raw;               /* a piece that Windows-1252 is decoded from */
};

/** More bytes behind `end`; what lies before `begin` is given up.  1: there are more, 0: never again; -errno with `e` said */
int window_more(struct csv_window *w, struct err *e);
/** Where the line ends that begins at `at`, its end included, looking at `most` bytes; 0: the end is not there. */
size_t window_line_end(const struct csv_window *w, size_t at, size_t most);
/** Line and column, in characters, of the byte at `offset`; `line` is that of `begin`. */
void window_place(const struct csv_window *w, int line, size_t offset, int *ret_line, int *ret_column);
void window_finish(struct csv_window *w);

#endif
