#ifndef OFFICE_SCHOOL_H
#define OFFICE_SCHOOL_H

#include "base/mem.h"
#include "office/office.h"
#include "office/register.h"

/* Making a school, its staff, and its roll from a file. */

struct init_term {
	const char *name;
	struct day from, to;
};
struct init_closure {
	const char *name, *kind;     /**< kind as in the store: holiday, inset ... */
	struct day from, to;
};
struct init_wish {
	const char *name, *authority, *establishment, *timezone; /**< "901", "2345", "Europe/London" */
	const char *phase;           /**< "primary", "secondary", "special": whom it is compared with; NULL: not said */
	struct session_times am, pm;
	const struct init_term *terms;
	int term_count;
	const struct init_closure *closures;
	int closure_count;
	const char *policy;          /**< that it begins with, of those that are shipped; NULL: national.  Its times are not taken: `am` and `pm` are said */
	const char *staff_sign_in, *staff_name, *staff_position; /**< the first member of staff: office, head and admin */
	int64_t uid;
	const char *login, *terminal;
};
/** Each answer by itself, so that a question can be asked again; 0 or -EINVAL with `e`. */
int office_init_check(const struct init_wish *w, struct err *e);
/** Is there a school, or something else in its place?  No, where making one was stopped half way: it may be made again. */
bool office_school_is_there(const char *directory);
/** Makes DIR with school.db, letters/, backups/, drafts/, out/ and firstbell.conf: all of it, or (killed half way) nothing that counts as a school. */
int office_init(const char *directory, const struct init_wish *w, struct err *e);
/** A practice school, marked from 1 September to its clock.  `clock` NULL: as the issue says.  `ret_said`: what of its list it could not make. */
int office_demo(const char *directory, const char *clock, int64_t uid, const char *login, const char *terminal, struct buf *ret_said, struct err *e);
/** Practice only: moves the school's time forward. */
int office_clock(struct office *o, const char *to, struct err *e);

/*
 * The calendar as it stands, changed: each is an act; *ret_act its number (0: nothing to change).  What stands then, and which marks stand
 * in sessions that are no longer held (they stay as they are), is said in lines.  Where the kind, the name or the days cannot be, -EINVAL.
 */
/** A term of that name in that school year is changed, else it is new; `remove` takes the one of these very days away.  Terms do not overlap. */
int office_term_put(struct office *o, const struct init_term *t, bool remove, struct buf *ret_said, int64_t *ret_act, struct err *e);
/** For the whole school.  One of that name which has some of these days is changed; `remove` takes the one of that kind and these days away. */
int office_closure_put(struct office *o, const struct init_closure *c, bool remove, struct buf *ret_said, int64_t *ret_act, struct err *e);

/* Staff: each is an act; *ret_act its number (0: nothing to change). */
int office_staff_add(struct office *o, const char *sign_in, const char *name, const char *position, bool machine, int64_t *ret_act, struct err *e);
int office_staff_bind(struct office *o, const char *sign_in, const char *login, int64_t uid, int64_t *ret_act, struct err *e);
/** `role` from..to (DAY_NONE: today, open), for a year or a group or the whole school (year SESSION_ANY_YEAR, group NULL). `remove` ends it. */
int office_staff_role(struct office *o, const char *sign_in, enum role role, int year, const char *group, struct day from, struct day to,
		      bool remove, int64_t *ret_act, struct err *e);
int office_staff_class(struct office *o, const char *sign_in, const char *group, bool cover, struct day from, struct day to, bool remove,
		       int64_t *ret_act, struct err *e);
int office_staff_password(struct office *o, const char *sign_in, const char *password, size_t n, int64_t *ret_act, struct err *e);

#endif
