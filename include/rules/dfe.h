#ifndef RULES_DFE_H
#define RULES_DFE_H

#include <stdbool.h>

#include "base/day.h"

/* As the Department counts it (C21; domain 4): whose figures, and of which days. */

int dfe_year(struct day d); /**< in which the academic year of that day begins, on 1 August */
/** Census periods: autumn 1 Aug to 31 Dec, spring 1 Jan to Easter Sunday, summer Easter Monday to 31 Jul; the second half from the spring bank holiday. */
enum census_term { CENSUS_AUTUMN, CENSUS_SPRING, CENSUS_SUMMER_1, CENSUS_SUMMER_2, CENSUS_TERMS };
void census_term_days(int year, enum census_term t, struct day *ret_from, struct day *ret_to); /**< `year`: in which the academic year begins */
enum dfe_out { DFE_IN, DFE_TOO_YOUNG, DFE_TOO_OLD, DFE_BOARDER, DFE_JOINED_LATE, DFE_NONE_POSSIBLE, DFE_OUTS }; /* none possible: of the marks, dfe_pupil() never answers it */
/** In the figures of that academic year?  5 to 15 on the 31 August at its start, no boarder, not first enrolled in the second half of summer. */
enum dfe_out dfe_pupil(int year, struct day born, struct day joined, bool boarder);
/** The last day that counts: 31 July, but of who was 15 the last before the second half of summer. */
struct day dfe_last(int year, struct day born);
const char *dfe_out_words(enum dfe_out o); /**< "under 5 on 31 August" */

#endif
