#ifndef OFFICE_CLOSURE_PARTS_H
#define OFFICE_CLOSURE_PARTS_H

/* A closure being made, and the marks that stand in its sessions (A13). */

#include "calendar_parts.h"
#include "office/plans.h"

/** What a kind of closure is (domain 1.2). */
struct closure_kind {
	const char *name;
	bool whole, part;         /**< may be of the whole school; of a year or a class */
	bool ahead;               /**< only before anybody is marked (#) */
	bool replaces;            /**< its code takes the place of marks */
};

struct shutting {
	struct changing c;
	struct err *e;
	const struct closure_kind *kind;
	struct closure_row row;                  /**< as it would stand */
	struct { VEC(struct entry); } entries;   /**< marks that give way */
	int gives[256], stays[256];              /**< marks by code */
	int given, stayed;
	bool past;                               /**< one that gives way is of a past day or a register that is closed */
};
static inline sitting shutting_first(const struct shutting *s) { return sitting_of(s->row.from_day, (enum session)s->row.from_session); }
static inline sitting shutting_last(const struct shutting *s) { return sitting_of(s->row.to_day, (enum session)s->row.to_session); }
/** Its name and kind into the row. */
int shutting_name_check(struct shutting *s, const char *name, const char *kind);
int shutting_days_check(const struct shutting *s, bool remove);
/** # and Y4 are of the whole school, Y3 and Y7 of a part of it. */
int shutting_scope_check(const struct shutting *s);
/** # is known before its day: counts the marks that stand as well. */
int shutting_ahead_check(struct shutting *s);
/** Marks in its sessions up to today, which were held: those that its code takes the place of, and those that stay. */
int shutting_marks(struct shutting *s);
/** How many marks of its code stand in its sessions up to today. */
int shutting_left(struct shutting *s);
/** Is anybody whom it is about marked in that session? */
int shutting_any(struct shutting *s, sitting at);

#endif
