#ifndef RULES_RETURNS_PARTS_H
#define RULES_RETURNS_PARTS_H

/* What the rules of returns share: one pupil on the way through all of them. */

#include "rules/returns.h"

enum { ATTENDANCE_DAYS = 10, ATTENDANCE_NEAR = 7, SICKNESS_SESSIONS = 30, SICKNESS_NEAR = 20, LEAVE_DAYS = 10, LEAVE_NEAR = 5, GROUND_I_DAYS = 20,
       GROUND_I_NEAR = 15, SUSPENSION_DAYS = 6, SUSPENSION_NEAR = 4, SUSPENSION_SESSIONS = 90, SUSPENSION_SESSIONS_NEAR = 70, OFF_ROLL_NEAR = 14,
       OFF_ROLL_YOUNGEST = 15 * 365 /* days old: nobody is past it as young as that */ };

enum return_code { IN_ATTENDANCE, IN_GROUND_I, IN_ILLNESS, IN_SUSPENSION, RETURN_CODES };

struct finding {
	struct marks all, year;        /**< of the school year */
	const struct school_days *days;
	const struct return_known *known;
	struct returns *to;
	struct day of_age, until;      /**< compulsory school age, once finding_is_compulsory() was asked */
	bool on_roll, aged;            /**< today; those two are known */
	int count[RETURN_CODES];       /**< marks of each set: where there are too few, nobody looks closer */
};
bool finding_is_compulsory(struct finding *f); /**< of compulsory school age today; of most pupils nobody asks (returns_finding.c) */
struct return_found *finding_add(struct finding *f, struct return_found found);

/** Illness (returns_illness.c). */
void finding_sickness(struct finding *f);

#endif
