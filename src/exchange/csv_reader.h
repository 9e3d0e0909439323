#ifndef EXCHANGE_CSV_READER_H
#define EXCHANGE_CSV_READER_H

#include "exchange/csv.h"

/* What csv.c and csv_reader.c share. */

/** As csv_open; `hint` goes behind the sentence about bytes that are not UTF-8. */
int csv_open_hinted(const char *name, csv_source *source, void *ctx, const struct csv_form *form, const char *hint, struct csv_reader **ret,
		    struct err *e);
struct csv_row csv_row_copy(struct arena *a, const struct csv_row *row);

#endif
