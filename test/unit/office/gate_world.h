#ifndef TEST_OFFICE_GATE_WORLD_H
#define TEST_OFFICE_GATE_WORLD_H

/* What the tests of the gate put into their small school. */

#include "office/family.h"
#include "office/gate.h"
#include "world.h"

/** A mother of these children: what stands against her, if anything.  @return the adult */
static inline int64_t mother_of(struct world *w, const int64_t *children, int count, const char *name, const struct contact_wish *as)
{
	struct contact_wish wish = as ? *as : CONTACT_WISH;
	int64_t act, contact = 0, adult = 0;

	wish.relation = wish.relation ? wish.relation : "mother";
	wish.parental_responsibility = 1;
	for (int i = 0; i < count; i++) {
		CLEAN_ARENA struct arena a = { 0 };
		struct contact_wish facts;

		wish.name = adult ? NULL : name;
		wish.adult = adult;
		assert_done(office_contact_add(w->o, children[i], &wish, true, &contact, &w->said, &act, &w->e));
		assert_done(office_contact_facts(w->o, contact, &a, &facts, &w->e));
		adult = facts.adult;
	}
	buf_reset(&w->said);
	return adult;
}

/** A plan for one child today. */
static inline void planned(struct world *w, int64_t pupil, const char *code, const char *words)
{
	struct plan_row plan = PLAN_NEW;
	struct plan_pupil_row who = PLAN_PUPIL_NEW;

	plan.id = who.plan = 100 + pupil;
	plan.kind = "absence";
	plan.code = code;
	plan.words = words;
	plan.from_day = plan.to_day = TODAY;
	plan.to_session = 1;
	plan.weekdays = 31;
	plan.sessions = 3;
	world_put(w, THING_PLAN, &plan);
	who.pupil = pupil;
	world_put(w, THING_PLAN_PUPIL, &who);
}

/** "Amara Okafor, Ben Ash": joined, for a comparison. */
#define assert_said(words) assert_words(buf_string(&w->said), words)

#endif
