#ifndef OFFICE_REPORT_MEMBER_H
#define OFFICE_REPORT_MEMBER_H

/*
 * Marks by membership on the day (C13, C14): in which class and year a pupil was at each session, and which flags stood.  One walk over the strips; what stays the
 * same for weeks on end is looked up once.
 */

#include "measure.h"
#include "report_count.h"

/** Sessions of a strip in one class, one year, with the same flags. */
struct member_stretch {
	const struct roll_strip *strip;
	const struct roll_stretch *of; /**< until the visit is over: what it is a piece of */
	sitting first, last;
	int class;               /**< index into office.roll_groups; -1: none, as on a Saturday of a class that is not every weekday's */
	int year;                /**< SESSION_ANY_YEAR: not known */
	uint64_t flags;          /**< bits, by index into member.flags */
};
struct member {
	struct office *office;
	const struct report_asked *asked;
	struct roll roll;
	struct arena arena;
	const char *const *flags; /**< names, in order; those that the person may see */
	int flag_count;
	struct flag_span *spans;  /**< by pupil */
	int span_count;
	int year;                 /**< asked for; SESSION_ANY_YEAR: all */
	int flag;                 /**< asked for, index into flags; -1: all */
	struct dfe_counted counted; /**< with --as dfe; who is left out is counted by member_each() */
};
typedef void member_visit(void *ctx, const struct member *m, const struct member_stretch *s);
enum { MEMBER_FLAGS_MOST = 64 };
/** Reads the roll and flags; `with_flags`: those of everybody, else the one that was asked for. */
int member_begin(struct office *o, const struct report_asked *k, bool with_flags, struct member *ret, struct err *e);
/** Each stretch of what was asked for (class, year, flag, pupil) in turn. */
int member_each(struct member *m, member_visit *f, void *ctx, struct err *e);
void member_finish(struct member *m);
#define CLEAN_MEMBER __attribute__((cleanup(member_finish)))
/** Adds what the sessions of a stretch come to. */
void member_tally(const struct member_stretch *s, struct tally *to);

#endif
