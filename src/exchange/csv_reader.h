#ifndef EXCHANGE_CSV_READER_H
#define EXCHANGE_CSV_READER_H

#include "exchange/csv.h"

/* What csv.c, csv_reader.c and csv_out.c share. */

/**
 * reliability 5: a spreadsheet takes a cell that begins with = + - @, or a wide form of them, for a formula.  Blanks and quotes before it
 * count as nothing, and so do apostrophes: a guarded field is one too, and what is guarded twice loses one guard at a time.
 */
bool csv_is_formula(const char *s, size_t n);

/** As csv_open; `hint` goes behind the sentence about bytes that are not UTF-8. */
int csv_open_hinted(const char *name, csv_source *source, void *ctx, const struct csv_form *form, const char *hint, struct csv_reader **ret,
		    struct err *e);
int csv_heading_find(const struct csv_row *row, const char *heading); /**< as csv_column */
struct csv_row csv_row_copy(struct arena *a, const struct csv_row *row);

#endif
