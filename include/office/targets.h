#ifndef OFFICE_TARGETS_H
#define OFFICE_TARGETS_H

#include "base/mem.h"
#include "office/office.h"

/*
 * Figures to be reached, and the Department's own figure for the school, ABIE: attendance baseline improvement expectation (C18).  Of a school year,
 * in hundredths of a percent; one of a kind for the school, a class or a pupil.
 */
enum target_kind {
	TARGET_ATTENDANCE, /**< of the school, a class or a pupil: at least that */
	TARGET_PERSISTENT, /**< of the school: at most that share of pupils is persistently absent */
	TARGET_ABIE,       /**< of the school: what the Department expects of its attendance that year (from 2026/27) */
	TARGET_KINDS
};
const char *target_kind_name(enum target_kind k); /**< "attendance", as the store and the command line have it */
int target_kind_parse(const char *name, enum target_kind *ret);
/** "95", "94.5", "94.25" and each with a percent sign -> hundredths.  0, or -EINVAL with `e` */
int target_percent_parse(const char *text, int *ret, struct err *e);

/** In which the school year of that day begins. */
int office_school_year(struct office *o, struct day d);

struct target_wish {
	enum target_kind kind;
	int year;                /**< in which the school year begins */
	int64_t group, pupil;    /**< of which one at most is not 0; both 0: of the school */
	int hundredths;
	const char *words;       /**< who agreed it, where it comes from; NULL: not said */
};
/** Sets it, or says it anew.  Of the school it needs ACTION_REVIEW for everybody, of a class or a pupil for that class.  What stands already: act 0. */
int office_target_set(struct office *o, const struct target_wish *w, int64_t *ret_act, struct err *e);
/** Takes it away; -ENOENT: there is none. */
int office_target_remove(struct office *o, const struct target_wish *w, int64_t *ret_act, struct err *e);

struct target_line {
	enum target_kind kind;
	int year;
	int64_t group, pupil;
	const char *of;          /**< "the school", "Willow", "Amara Okafor" */
	int hundredths;
	const char *words;       /**< NULL: not said */
};
/** Of that school year, those that the person at the keys may see: the school's first, then classes, then pupils.  @return how many */
int office_targets(struct office *o, int year, struct arena *a, struct target_line **ret, struct err *e);
/** The target of that kind, year, and school, class or pupil (what else the wish has does not matter); of the school's attendance the policy's own where
 *  no other was set.  Within a reading.  @return 1 with *ret in hundredths, 0: there is none */
int office_target_of(struct office *o, const struct target_wish *w, int *ret, struct err *e);

/** The school's phase ("primary", "secondary", "special", "all"; NULL: say nothing), as national figures have it.  Needs ACTION_CHANGE_SCHOOL. */
int office_school_phase_set(struct office *o, const char *phase, int64_t *ret_act, struct err *e);
const char *office_school_phase(struct office *o); /**< NULL: nobody has said */

#endif
