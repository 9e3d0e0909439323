#ifndef FIRSTBELL_OFFICE_REPORT_COUNT_H
#define FIRSTBELL_OFFICE_REPORT_COUNT_H

#include "report_parts.h"

/* Where each session of a strip counts, fast enough for a whole school: the roll's facts stay the same for weeks on end. */

/** Sessions between two changes of a pupil's class or year. */
struct roll_stretch {
	sitting first, last;
	int year;              /**< SESSION_ANY_YEAR: not known */
	int64_t group;         /**< of the sessions that `when` lets through; 0 (none) at the others */
	int when;              /**< bits, as place_bits() has them */
};
typedef void roll_stretch_visit(void *ctx, const struct roll_strip *s, const struct roll_stretch *t);
/** Each stretch of a strip, the first one first: together all of it.  As roll_at() has it. */
void roll_stretches(const struct roll_strip *s, roll_stretch_visit *f, void *ctx);

/** What is so of a session, beside its mark. */
enum count_state { COUNT_CLOSED, COUNT_OPEN, COUNT_SHUT, /* in a class: the register has closed; held, and not closed yet; not held */
		   COUNT_OUT_CLOSED, COUNT_OUT_OPEN, COUNT_OUT_SHUT, /* in none */
		   COUNT_STATES };
enum { COUNT_ERAS = 12 }; /* between two dates at which a code changes; checked against the table of codes */

/** How often each mark stands, by era and state. */
struct mark_counts {
	int32_t n[COUNT_ERAS][COUNT_STATES][256];
};
/** Adds the sessions of a stretch. */
void mark_counts_add(struct roll *r, const struct roll_strip *s, const struct roll_stretch *t, struct mark_counts *to);
struct day count_era_day(int era); /**< a day in it */
/** What the counts come to; `outs` false: sessions in no class are left aside. */
void mark_counts_work(const struct mark_counts *c, bool outs, struct working *to);

#endif
