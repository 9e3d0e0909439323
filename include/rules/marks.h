#ifndef RULES_MARKS_H
#define RULES_MARKS_H

#include "base/mem.h"
#include "rules/span.h"

/*
 * What every rule of the thresholds engine reads: one pupil's marks in order of time, none of them blank, each with its category at the date of its
 * session.  A register that nobody took is not there, so no rule can count it; a session to come neither.
 */
struct mark {
	sitting at;
	uint8_t code;
	uint8_t category; /**< enum category */
};
struct marks {
	const struct mark *of; /**< strictly rising `at` */
	int count;
};

/** The marks of a span into `to`, which has room for s->last - s->first + 1 of them.  A code not in force that day is no mark.  @return how many */
int marks_of_span(const struct span *s, struct mark *to);
/** Those from `first` to `last`: a part of the same array. */
struct marks marks_between(struct marks m, sitting first, sitting last);
/** Adds what they come to; `count[CATEGORY_NONE]` stays. */
void marks_tally(struct marks m, struct tally *to);

/**
 * The working of them (C2): how many there are, what was left out (each code, how often and why), possible, attended and missed with their codes.  What was not
 * marked is not among them: whoever knows what was held says that before.
 */
struct working_steps;
void marks_working(struct marks m, struct working_steps *to);
/** The same of many pupils: how often each code stands in each category, and one session where it does. */
struct marks_made {
	int32_t count[CATEGORIES][256];
	sitting at[CATEGORIES][256];
};
void marks_made_add(struct marks_made *to, const struct mark *m);
void marks_made_working(const struct marks_made *made, struct working_steps *to);

static inline bool mark_is_attended(const struct mark *m) { return m->category == CATEGORY_PRESENT || m->category == CATEGORY_ACTIVITY; }
static inline bool mark_is_missed(const struct mark *m) { return m->category == CATEGORY_AUTHORISED || m->category == CATEGORY_UNAUTHORISED; }
/** Here before the register closed, and after it (L, U). */
static inline bool mark_is_late(const struct mark *m) { return m->code == CODE_LATE && m->category == CATEGORY_PRESENT; }
static inline bool mark_is_after_close(const struct mark *m) { return m->code == CODE_U && m->category == CATEGORY_UNAUTHORISED; }
static inline bool mark_is_possible(const struct mark *m) { return mark_is_attended(m) || mark_is_missed(m); }

#endif
