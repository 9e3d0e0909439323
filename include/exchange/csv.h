#ifndef EXCHANGE_CSV_H
#define EXCHANGE_CSV_H

#include "base/err.h"
#include "base/mem.h"
#include "rules/report.h"

/* CSV in and out (RFC 4180, libcsv).  Numbers of lines are of the file, of columns are of fields. */

struct csv_row {
	int line;                  /**< where the row begins in the file, 1-based */
	const char *const *fields;
	int count;
};

/** A whole file, read and judged before anything else happens. */
struct csv_table {
	struct arena arena;
	struct csv_row heading;
	VEC(struct csv_row) rows;
};

#define CSV_FIELD_MOST 4096 /**< bytes; a longer field is refused by line and column */

/**
 * Strict UTF-8 (a byte order mark is passed over), LF or CRLF, quoted fields; refuses with line and column: bytes that
 * are not UTF-8, NUL, a quote that never closes, text after a closing quote, a field over CSV_FIELD_MOST, a row with
 * more or fewer fields than the heading, a heading twice.  Blank lines are passed over.  An apostrophe that guards a formula
 * ('=, '+, '-, '@ as csv_report writes it) is taken off.
 * @return 0, or -EBADMSG with `e` said; *ret is empty then
 */
int csv_parse(const char *name, const char *bytes, size_t n, struct csv_table *ret, struct err *e);
void csv_finish(struct csv_table *t);

/** Index of a heading, case and blanks aside, or -1. */
int csv_column(const struct csv_table *t, const char *heading);
const char *csv_field(const struct csv_row *row, int column); /**< "" for -1 */

/** One row: quoted where needed, cleaned, a leading = + - @ TAB CR guarded by an apostrophe (codes `-` never occur); ends with CRLF. */
void csv_write(struct buf *to, const char *const *fields, int count);

void csv_report(const struct report *r, struct buf *to);  /**< heading line and rows */
void json_report(const struct report *r, struct buf *to); /**< an array of objects, or an object for a record */

#endif
