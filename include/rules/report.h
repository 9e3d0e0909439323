#ifndef RULES_REPORT_H
#define RULES_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/mem.h"

/* A report is one struct: filled in office, shown by ui, set by print, written by exchange.  No report is formatted twice. */

enum cell_kind {
	CELL_TEXT,    /**< text */
	CELL_INTEGER, /**< number */
	CELL_PERCENT, /**< number, tenths of a percent: a JSON number with one decimal */
	CELL_DAY,     /**< number, struct day's: ISO in data, long in text */
	CELL_FLAG,    /**< number, 0 or 1: JSON true or false; "yes" or "" in text */
	CELL_LIST,    /**< text of words joined by "; ": a JSON array; joined in CSV and text */
	CELL_COUNTS,  /**< pairs: a JSON object of integers; "I 4, N 2" in text and CSV */
};

struct cell_pair {
	const char *name;
	int64_t number;
};

struct cell {
	bool empty;              /**< null in JSON, nothing in CSV, an en dash in text where the kind is a number */
	int pair_count;
	const char *text;
	int64_t number;
	const struct cell_pair *pairs; /**< CELL_COUNTS: pair_count of them */
};

enum { COLUMN_BOTH = 0, COLUMN_DATA_ONLY = 1, COLUMN_TEXT_ONLY = 2 };

struct report_column {
	const char *name;   /**< lower_snake_case, stable: CSV heading and JSON key */
	const char *title;  /**< heading on paper and screen */
	enum cell_kind kind;
	int width;          /**< wished cells in text; 0 = as wide as needed */
	int where;          /**< COLUMN_* */
	bool whole;         /**< the last one in text: never cut on paper, its words take as many lines as they need */
};

struct report_row {
	const char *heading;     /**< not NULL: a sub-heading in text before this row ("Not known"); data has rows only */
	const struct cell *cells; /**< one a column */
};

struct report {
	struct arena arena;        /**< owns everything below */
	const char *name;          /**< "absentees" */
	const char *title;         /**< "Absentees, morning of Fri 20 Nov 2026" */
	const char *banner;        /**< "PRACTICE" or NULL; first line of text and every page */
	const char *school;
	const struct report_column *columns;
	int column_count;
	struct { VEC(struct report_row); } rows;
	struct { VEC(const char *); } lines;   /**< sentences between title and table, text only */
	struct { VEC(const char *); } notes;   /**< after the table, text only: totals in words, the seal */
	bool record;               /**< one row that is a JSON object, name and value a line in text (statistics) */
	const char *none;          /**< sentence when there are no rows */
};

/** A new row of empty cells, owned by the report; set its cells through the pointer. */
struct cell *report_row_add(struct report *r, const char *heading);
void report_line(struct report *r, const char *format, ...) __attribute__((format(printf, 2, 3)));
void report_note(struct report *r, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct cell cell_text(struct report *r, const char *s); /**< copied; NULL gives an empty cell */
struct cell cell_kept(const char *s); /**< not copied: lives as long as the report; NULL likewise */
struct cell cell_integer(int64_t n);
struct cell cell_percent(int tenths);                    /**< -1 gives an empty cell */
struct cell cell_day(struct day d);
struct cell cell_flag(bool b);
void report_finish(struct report *r);

#endif
