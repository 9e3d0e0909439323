#ifndef EXCHANGE_CSV_H
#define EXCHANGE_CSV_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/mem.h"
#include "rules/report.h"

/*
 * CSV in and out (RFC 4180, libcsv), JSON out (jansson).  libcsv has csv_parse and csv_write for itself, hence the names here.
 */

struct csv_row {
	int line;                  /**< where the row begins in the file, 1-based */
	const char *const *fields;
	int count;
};

#define CSV_FIELD_MOST 4096 /**< bytes; a longer field is refused by the line and column where it begins */
#define CSV_FIELDS_MOST 512 /**< fields in a row */

/** How the bytes of a file are meant: told by a person or a map, or (the delimiter) found in the heading line; never guessed in silence. */
enum csv_encoding { CSV_UTF8, CSV_WINDOWS_1252 };
struct csv_form {
	char delimiter;             /**< ',', ';' or a tab; 0: whichever the heading line has most of, outside quotes */
	enum csv_encoding encoding;
};

/* A ROW AT A TIME, in memory that does not grow with the file --------------------------------------------------------------------------- */

struct csv_reader;
/** Fills `to` with at most `room` bytes: how many, 0 at the end, or -errno with `e` said. */
typedef long csv_source(void *ctx, char *to, size_t room, struct err *e);
/**
 * Reads the heading.  A byte order mark is passed over; one of UTF-16, bytes that are not UTF-8 (the sentence names Windows-1252 and
 * how to say so) or that Windows-1252 does not have, and all that csv_read() refuses, are -EBADMSG with file, line and column.  `name` is
 * for those sentences, and is copied; what the source answers below 0 goes through as it is.
 */
int csv_open(const char *name, csv_source *source, void *ctx, const struct csv_form *form, struct csv_reader **ret, struct err *e);
const struct csv_row *csv_heading(const struct csv_reader *r);
char csv_delimiter(const struct csv_reader *r);
int64_t csv_bytes(const struct csv_reader *r); /**< taken from the source so far */
/** The next row; its fields live until the next call.  1, 0 at the end, or -errno with `e` said: then it answers that ever after */
int csv_next(struct csv_reader *r, struct csv_row *ret, struct err *e);
void csv_close(struct csv_reader *r);          /**< NULL is welcome */

/* A WHOLE FILE ---------------------------------------------------------------------------------------------------------------------------- */

/** Read and judged before anything else happens. */
struct csv_table {
	struct arena arena;
	struct csv_row heading;
	struct { VEC(struct csv_row); } rows;
};

/**
 * Strict UTF-8 (a byte order mark is passed over), LF or CRLF, quoted fields; refuses with line and column: bytes that
 * are not UTF-8, NUL, a quote that never closes, text after a closing quote, a field over CSV_FIELD_MOST, a row with
 * more or fewer fields than the heading, a heading twice, a file without a heading.  Blank lines are passed over, and so are
 * blanks around a field outside its quotes.  An apostrophe that guards a formula, as csv_put writes it, is
 * taken off.
 * @param e  its column is the character in the line for a fault of bytes, the number of the field for a fault of a row
 * @return 0, or -EBADMSG with `e` said; *ret is empty then
 */
int csv_read(const char *name, const char *bytes, size_t n, struct csv_table *ret, struct err *e);
void csv_finish(struct csv_table *t);

/** Index of a heading, or -1; case, blanks and underscores aside: "Admission Number" is admission_number. */
int csv_column(const struct csv_table *t, const char *heading);
const char *csv_field(const struct csv_row *row, int column); /**< "" for -1 */

/**
 * One row: cleaned (which takes a leading TAB or CR away), quoted where needed, ends with CRLF.  A leading = + - @ (or a wide form
 * of them) is guarded by an apostrophe, and so is one behind blanks, quotes or apostrophes, so that csv_read gives back what was put, cleaned.
 */
void csv_put(struct buf *to, const char *const *fields, int count);

/** Heading line and rows: days ISO, percentages with one decimal, flags true or false, an empty cell nothing. */
void csv_report(const struct report *r, struct buf *to);
/** An array of objects, or an object for a record; keys in the order of the columns, indented by 2, a newline at the end. */
void json_report(const struct report *r, struct buf *to);

#endif
