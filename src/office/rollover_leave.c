/* Leavers of the last year: whose destination is known, and who is held on the roll until it is. */
#include "rollover.h"
#include "rules/ground.h"
#include "rules/pupil.h"

#define SIXTEEN 11 /* the year in which compulsory age ends */

/* On which ground a name goes at the end of the last year: to another school, or, where compulsory age ends then, not staying on. */
static const char *ground_of(const struct turn *t, const struct turn_pupil *p)
{
	if (t->w->ground)
		return t->w->ground;
	if (!compulsory_on(p->row->born_day, t->leave))
		return "na";
	return turn_year(p) >= SIXTEEN ? "l" : "a";
}

const char *turn_leaver(struct turn *t, const struct turn_pupil *p, struct enrolment_row *spell)
{
	spell->to_day = t->leave;
	spell->to_session = SESSION_PM;
	spell->ground = ground_of(t, p);
	if (!spell->destination || !*spell->destination)
		return "destination not known";
	return NULL;
}
