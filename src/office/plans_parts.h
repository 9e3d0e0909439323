#ifndef OFFICE_PLANS_PARTS_H
#define OFFICE_PLANS_PARTS_H

/* What planning, its preview, confirming and the lists of plans share. */

#include "expected.h"

static inline sitting plan_first(const struct plan_row *p) { return sitting_of(p->from_day, (enum session)p->from_session); }
static inline sitting plan_last(const struct plan_row *p) { return sitting_of(p->to_day, (enum session)p->to_session); }
/** The last session that it holds for that child. */
sitting plan_until(const struct plan_row *plan, const struct plan_pupil_row *of);
/** Is it laid over that session, whoever it is for? */
bool plan_covers(const struct plan_row *p, sitting s);
enum expected_from plan_row_from(const struct plan_row *p);
/** "Fri 20 Nov 2026, afternoon"; "Mon, Wed mornings until Fri 18 Dec 2026". */
const char *plan_days_words(const struct plan_row *p, struct day today, struct arena *a);
/** "Hever Castle", "dentist", what its code means. */
const char *plan_title(const struct plan_row *p);
/** -ENOENT where it is gone, with who ended it. */
int plan_get(struct office *o, int64_t plan, struct arena *a, struct plan_row *ret, struct err *e);
/** "at 09:02 by Ann Reed": who changed that row last; NULL if that cannot be read. */
const char *row_changed_by(struct office *o, enum thing thing, int64_t id, struct arena *a);
const char *sitting_words(sitting s, struct arena *a); /**< "Fri 20 Nov 2026, morning" */

/** A child of a plan, and where they are while it runs. */
struct planning_pupil {
	int64_t pupil;
	struct place_row *places;
	struct spell_row *spells;
	struct year_row *years;
	int place_count, spell_count, year_count;
};
/** A plan being made or changed: what a person wishes, read, judged, and whom it is for. */
struct planning {
	struct office *o;
	struct err *e;
	const struct plan_wish *wish;
	struct arena arena;
	struct day today;
	struct plan_row was;                  /**< id 0: a new one */
	struct plan_row row;                  /**< as it would stand */
	const struct code *code;              /**< on its first day */
	bool split;                           /**< it has begun, and is another one from here on: what is past stays */
	struct plan_pupil_row *there;         /**< of the plan that is there */
	int there_count;
	struct planning_pupil *pupils;        /**< all it would be for, by id */
	int count;
};
/** The wish into p->was and p->row; refused with why. */
int planning_read(struct planning *p, int64_t plan);
/** Whom it is for into p->pupils, and may the person plan for them? */
int planning_who(struct planning *p);
/** Their group and year at that session; false: not on the roll. */
bool planning_at(const struct planning_pupil *c, sitting s, int64_t *ret_group, int *ret_year);
/** What stands in its way; the view's arena is the caller's. */
int planning_preview(struct planning *p, struct plan_preview *ret);
void planning_finish(struct planning *p);

/** Everybody of that class as they are on that day, or one child of a list: has the person that right for all their classes? */
int planning_may(struct office *o, const int64_t *pupils, int count, struct day day, struct err *e);

#endif
