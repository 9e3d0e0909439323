#ifndef PRINT_SHEET_H
#define PRINT_SHEET_H

#include "base/mem.h"
#include "rules/report.h"

/* A report as cleaned words, before it is known how wide each may be.  Words that needed no cleaning are the report's own. */

struct sheet_column {
	const char *title;
	bool number; /**< to the right, and never cut */
	bool words;  /**< may be cut first */
	bool share;  /**< words that are figures, "97 of 103 (94.2%)": cut last */
	bool whole;  /**< ... but on paper takes lines of its own instead */
	int wish;    /**< cells, 0 = as wide as needed */
	int widest;  /**< its widest cell, the title aside */
	int width;
};

struct sheet {
	struct arena arena;
	struct sheet_column *columns;
	int column_count, row_count;
	bool below;            /**< the last column's words stand under each row, not beside it */
	const char **headings; /**< one a row, NULL for most */
	const char **cells;    /**< row after row */
};

void sheet_init(struct sheet *s, const struct report *r);
void sheet_finish(struct sheet *s);
static inline const char *sheet_cell(const struct sheet *s, int row, int column)
{
	return s->cells[(size_t)row * (size_t)s->column_count + (size_t)column];
}

/** A cell as people read it, cleaned. */
const char *cell_words(struct arena *a, const struct cell *c, enum cell_kind kind);

/** Words broken at blanks into lines of at most `width` cells (0: one line), each after the first behind `indent` blanks. */
void line_wrap(struct buf *to, const char *s, int indent, int width);
/** Blanks at the end off, newline on. */
void line_end(struct buf *to);

/** Gives each column its width; false if its columns cannot be made that narrow (0: as wide as needed). */
bool table_fit(struct sheet *s, int width);
void table_titles_put(const struct sheet *s, struct buf *to);
void table_row_put(const struct sheet *s, int row, struct buf *to);
/** As a table; false, and nothing put, if its columns cannot be made that narrow. */
bool table_put(struct sheet *s, int width, struct buf *to);
/** A line for each title and value, a blank line between rows. */
void record_put(const struct sheet *s, int width, struct buf *to);

#endif
