#ifndef EXCHANGE_CSV_H
#define EXCHANGE_CSV_H

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

/** A whole file, read and judged before anything else happens. */
struct csv_table {
	struct arena arena;
	struct csv_row heading;
	struct { VEC(struct csv_row); } rows;
};

#define CSV_FIELD_MOST 4096 /**< bytes; a longer field is refused by the line and column where it begins */
#define CSV_FIELDS_MOST 512 /**< fields in a row */

/**
 * Strict UTF-8 (a byte order mark is passed over), LF or CRLF, quoted fields; refuses with line and column: bytes that
 * are not UTF-8, NUL, a quote that never closes, text after a closing quote, a field over CSV_FIELD_MOST, a row with
 * more or fewer fields than the heading, a heading twice, a file without a heading.  Blank lines are passed over, and so are
 * blanks around a field outside its quotes.  An apostrophe that guards a formula ('=, '+, '-, '@ as csv_put writes it) is
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
 * One row: cleaned (which takes a leading TAB or CR away), quoted where needed, ends with CRLF.  A leading = + - @ is guarded
 * by an apostrophe, and so is one behind apostrophes, so that csv_read gives back what was put (codes `-` never occur).
 */
void csv_put(struct buf *to, const char *const *fields, int count);

/** Heading line and rows: days ISO, percentages with one decimal, flags true or false, an empty cell nothing. */
void csv_report(const struct report *r, struct buf *to);
/** An array of objects, or an object for a record; keys in the order of the columns, indented by 2, a newline at the end. */
void json_report(const struct report *r, struct buf *to);

#endif
