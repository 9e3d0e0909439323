#ifndef FIRSTBELL_OFFICE_MEASURE_PARTS_H
#define FIRSTBELL_OFFICE_MEASURE_PARTS_H

/* What the files of the measure share and nobody else sees. */

#include "measure.h"

struct measure_parts {
	struct measure_wish wish;
	sitting first, last;       /**< that are read: the days asked for, and what lies before them */
	int first_year, years;     /**< storage years of them */
	struct day year_first, year_last; /**< of the school year that measure.day lies in */
	int year;                  /**< asked for */
	int dfe_year;              /**< academic year, with as_dfe */
	const int *ranks;
	struct return_known *known;/**< by pupil; NULL: nobody asked */
	struct measure_left *left; /**< NULL: nobody asked */
	struct mark_then *then;    /**< marks that were changed since, by pupil */
	int then_count, then_at;
	uint8_t *scratch;          /**< strips of one pupil that are not as they lie in the store */
	const uint8_t **strips, **none;
	struct engine_result result;
};

/* measure_strips.c: one pupil's marks as they are counted: while on the roll, and as they once stood. */
void measure_span(struct measure *m, int64_t id, const struct roll_pupil *p, const uint8_t *const *strips, struct span *ret);

/* measure.c: why a pupil is in no figure of the academic year (C21). */
enum dfe_out measure_dfe_why(const struct measure *m, const struct roll_pupil *p);

/* measure_left.c: how many sessions may still be possible this school year. */
int measure_left_begin(struct measure *m, struct err *e);
void measure_left_again(struct measure *m); /**< from the first pupil on */
int measure_left_of(struct measure *m, int64_t id, const struct roll_pupil *p, const struct span *marks);

#endif
