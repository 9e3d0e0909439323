#ifndef PRINT_LINES_H
#define PRINT_LINES_H

#include "rules/report.h"

/** A report laid out in rows of one line each, with the columns that it has on paper: for a screen that shows some of them. */
struct print_lines {
	struct arena arena;
	const char *titles;     /**< the heads of the columns */
	const char **rows;      /**< one a row, padded to its columns */
	const char **headings;  /**< the sub-heading over a row, NULL over most */
	int count;
};
/** In at most `width` cells, in ASCII if so; where the columns cannot be made that narrow, the first column alone. */
void print_lines(const struct report *r, int width, bool ascii, struct print_lines *ret);
void print_lines_finish(struct print_lines *l);

#endif
