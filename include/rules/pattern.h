#ifndef RULES_PATTERN_H
#define RULES_PATTERN_H

#include "rules/marks.h"
#include "rules/school_days.h"
#include "rules/spell.h"
#include "rules/working.h"

/*
 * When a pupil is away and late (C10 to C12): counts, each of what was possible there.  One rule, of the policy, says when a count is worth a line, the same for
 * everyone whatever else is listed; below it, "too few to say".  Expected sessions that nobody confirmed have no mark, and count nowhere.
 */
struct pattern_share {
	int missed, possible;
};
enum pattern_place { PLACE_MONDAY, PLACE_TUESDAY, PLACE_WEDNESDAY, PLACE_THURSDAY, PLACE_FRIDAY, PLACE_SATURDAY, PLACE_SUNDAY,
		     PLACE_AM, PLACE_PM,
		     PLACE_MONDAY_AM, PLACE_MONDAY_PM = PLACE_MONDAY_AM + 1, /**< ... two a weekday, to PLACE_SUNDAY_PM */
		     PLACE_SUNDAY_PM = PLACE_MONDAY_AM + 13,
		     PLACE_TERM_FIRST, PLACE_TERM_LAST, PLACE_HALF_LAST, PLACE_HALF_FIRST, /**< edges of terms and half-terms */
		     PLACE_EDGES,             /**< any of the four */
		     PLACE_JANUARY, PLACE_DECEMBER = PLACE_JANUARY + 11,
		     PLACES };
/** "on Fridays", "on Monday mornings", "on the last day before a half-term", "in November". */
const char *pattern_place_words(enum pattern_place p);
const char *pattern_place_brief(enum pattern_place p); /**< the same in 22 columns or fewer: "on Wed afternoons", "before half-term" */
const char *pattern_place_name(enum pattern_place p); /**< "friday", "monday_am", "term_first", "november": as files have it */

struct patterns {
	struct pattern_share all, at[PLACES];
	int late, after_close;           /**< L; U */
	int late_at[7];                  /**< L and U by weekday */
	int weeks;                       /**< school weeks with a possible session */
	int weeks_broken;                /**< with a missed and an attended session */
	int weeks_missed;                /**< all missed */
	int spells, spells_one, longest; /**< runs of absence; of one session or one day; sessions of the longest */
};
/** `s` of the same marks. */
void patterns_count(struct marks m, const struct school_days *d, const struct spells *s, struct patterns *ret);

/**
 * A pattern is worth a line: at least `least` sessions missed there, and `times` times its share: missed there / missed >= times * possible there / possible.
 * A month is judged only where something was possible in PATTERN_MONTHS_FEWEST months or more: of a term's few months each long absence would be a habit of its month.
 */
struct pattern_rule {
	int least, times;
};
#define PATTERN_MONTHS_FEWEST 8
#define PATTERN_RULE_COMMON ((struct pattern_rule){ 6, 2 })
struct pattern_rule policy_pattern_rule(const struct policy *p); /**< PATTERN_RULE_COMMON where it says none */
bool pattern_is_worth(const struct pattern_rule *r, const struct patterns *p, enum pattern_place at);
/** The same of sessions that are no place: when a sibling is away (C15). */
bool pattern_share_is_worth(const struct pattern_rule *r, const struct pattern_share *there, const struct pattern_share *all);
/** Those worth a line, the strongest first (missed there a possible session there; of equals the earlier place), into `to`; weekdays, halves of them and am/pm, edges,
 *  months.  A weekday and its half are not both told: the one with the greater share, so whichever of the two comes second in that order is left out; what is left out keeps
 *  nothing else out.  @return how many */
int patterns_worth(const struct pattern_rule *r, const struct patterns *p, enum pattern_place to[static PLACES]);
/** `words`: "on Fridays", "when Ella Brown is off". */
void pattern_share_working(const struct pattern_rule *r, const struct pattern_share *there, const struct pattern_share *all, const char *words, struct working_steps *to);
void pattern_working(const struct pattern_rule *r, const struct patterns *p, enum pattern_place at, struct working_steps *to);

#endif
