#ifndef UI_TABLE_SCREEN_H
#define UI_TABLE_SCREEN_H

#include "office/reports.h"
#include "print/lines.h"
#include "ui.h"

/* A report as a list with a focus: the same columns as on paper, the sentences above, the thing behind each row one key away. */
struct table_screen {
	struct list list;
	struct report report;
	struct print_lines lines;
	int width;               /**< that the lines were laid out for; -1: not yet */
	struct report_wish wish; /**< what it is about; kept between reloads */
	struct arena arena;      /**< of texts in the wish */
};

/** Reads it anew; the focus stays on the row with the same cell in `keep` (a column's name), else on the same place. */
int table_screen_fill(struct ui *ui, struct table_screen *t, int (*fill)(struct office *, const struct report_wish *, struct report *, struct err *),
		      const char *keep, struct err *e);
void table_screen_finish(struct table_screen *t);
void table_screen_draw(struct table_screen *t, struct area *a);
/** The focused row's cell in that column; an empty cell if there is no row. */
const struct cell *table_screen_cell(const struct table_screen *t, const char *column);
/** The register that the focused row is of (columns `class`, `session`, `date` where there are such); 0, or -ENOENT with `e`. */
int table_screen_register(struct ui *ui, const struct table_screen *t, struct register_ref *ret, struct err *e);
/** The pupil of the focused row (column `pupil`). */
int table_screen_pupil(struct ui *ui, const struct table_screen *t, int64_t *ret, struct err *e);

#endif
