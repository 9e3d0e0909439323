#ifndef RULES_SPELL_H
#define RULES_SPELL_H

#include "rules/marks.h"
#include "rules/school_days.h"

/*
 * Runs of absence (B11, C11): possible sessions missed one after the other.  What was no possible session, and a session without a mark, neither breaks a run nor
 * makes it longer (domain 3.4, derived); an attended session ends it.  On screen a spell is a "run of absence".
 */
struct spell {
	sitting first, last;       /**< missed sessions */
	int sessions;              /**< missed */
	int authorised, unauthorised, no_reason; /**< of them; no_reason (N) is within unauthorised */
	uint8_t code;              /**< the one most often in it; the earlier one where two are equal */
	bool open;                 /**< nothing was attended since: it may go on */
};
struct spells {
	struct { VEC(struct spell); } of; /**< in order; used again from pupil to pupil */
};
void spells_find(struct marks m, struct spells *to);
void spells_finish(struct spells *s);

/**
 * Runs of whole school days whose marks are all of a set (returns): a day qualifies where it has a possible session, every possible session of it is in
 * `set`, and no session held that day is without a mark; a day with nothing possible, or with a session that nobody marked, neither breaks the run nor counts;
 * any other possible session ends it.
 */
struct day_run {
	struct day first, last;    /**< qualifying days */
	int days;                  /**< qualifying days in it */
	sitting since;             /**< the first session of the set in it, which may be a pm whose day does not qualify */
	int sessions, provisional; /**< of the set, from `since` on; of them N */
	bool open;
};
struct day_runs {
	struct { VEC(struct day_run); } of;
};
/** `set` by number of the code. */
void day_runs_find(struct marks m, const struct school_days *d, const bool set[static 256], struct day_runs *to);
void day_runs_finish(struct day_runs *r);

#endif
