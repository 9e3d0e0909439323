#ifndef RULES_PENALTY_H
#define RULES_PENALTY_H

#include "rules/marks.h"
#include "rules/school_days.h"
#include "rules/working.h"

/*
 * The threshold of the National Framework for penalty notices (SI 2024/210; domain 5.1): ten sessions of G, N, O or U in a rolling period of ten school weeks.
 * A school week is Monday to Sunday with at least one session of this school, so that holidays use up none; the ten may span terms and school years.  Of absences
 * from 19 August 2024 on; of children of compulsory school age at the session; a session that an earlier notice listed counts no more.  N is provisional: it has to
 * become something else within five school days.  A mark in a week that is no school week is in no window, and does not count.  That the threshold is met means that a notice is considered, no more.
 */
#define PENALTY_SESSIONS 10
#define PENALTY_WEEKS 10
#define PENALTY_FROM day_of(2024, 8, 19)

struct penalty_window {
	int first_week, last_week; /**< indices of school weeks; fewer than ten only where the days covered begin */
	struct day from, to;       /**< Monday of the first, Sunday of the last */
	int count, provisional;    /**< sessions that count in it, and those of them that are N */
	int first;                 /**< the ten listed are counted[first .. first + 9], the earliest ten in the window */
	sitting met;               /**< the tenth of them */
};
struct penalty {
	struct { VEC(struct mark); } counted;         /**< every session that counts, in order */
	struct { VEC(struct penalty_window); } windows; /**< one for each school week with a counted session whose ten weeks hold ten or more, in order */
	struct day from, to;       /**< Monday of the first, Sunday of the last of the ten school weeks up to that of `today` (in a holiday: to the last before it); DAY_NONE: none */
	int now, now_provisional;  /**< what they hold */
	int lacking;               /**< 10 - now, 0 where met */
};
/**
 * The buffers of *to are used again from pupil to pupil.
 * @param m      marks of all that is to be looked at: at least of the ten school weeks before the first day of interest
 * @param born   DAY_NONE: not known, and taken for of compulsory school age
 * @param used   sessions of earlier notices, rising
 */
void penalty_find(struct marks m, const struct school_days *d, struct day born, struct day today, const sitting *used, int used_count, struct penalty *to);
void penalty_finish(struct penalty *p);
#define CLEAN_PENALTY __attribute__((cleanup(penalty_finish)))
/** Of one window, or (NULL) of how many are lacking. */
void penalty_working(const struct penalty *p, const struct penalty_window *w, const struct school_days *d, struct working_steps *to);

#endif
