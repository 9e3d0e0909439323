#ifndef FIRSTBELL_OFFICE_TREND_H
#define FIRSTBELL_OFFICE_TREND_H

#include "office/trend.h"
#include "report_parts.h"

/**
 * What the screen and the report of a trend share.  The filter is in `year` (SESSION_ANY_YEAR: all), or in words `year_words` where those are
 * not NULL, and `flag` (NULL: all).  The caller finishes the view, whatever this answers.
 */
struct trend_filter {
	int year;
	const char *year_words, *flag;
};
int trend_fill(struct office *o, const struct report_asked *k, const struct trend_filter *filter, struct trend_view *v, struct err *e);

#endif
