#ifndef OFFICE_INTERNAL_H
#define OFFICE_INTERNAL_H

/* What the files of this layer share and nobody else sees. */

#include "config/conf.h"
#include "office/office.h"
#include "office/register.h"
#include "store/store.h"

struct office {
	struct arena arena;              /**< the school's own facts, read once at open */
	char *directory;
	struct store *store;
	struct conf conf;
	struct person person;
	struct staff_role_row *roles;
	int role_count;
	struct staff_group_row *groups;
	int group_count;
	int64_t acting_for;
	int64_t uid;
	char *terminal;
	struct school_row school;
	struct calendar calendar;
	struct session_rule *session_rules;
	int session_rule_count;
	struct roll_group_row *roll_groups;
	int roll_group_count;
};

/** Copies the store's sentence into `e` and gives `r` back: `return office_fail(o, r, e);` */
int office_fail(struct office *o, int r, struct err *e);

/** Reads school, calendar, times and groups anew (after they changed). */
int office_load(struct office *o, struct err *e);

/** Begins a transaction and an act of the person at the keys, now. */
int office_act_begin(struct office *o, const char *kind, const char *reason, const struct register_ref *ref, struct err *e);
/** Ends the act and commits; 0 and *ret_act (0: nothing was written).  On any failure everything is rolled back. */
int office_act_end(struct office *o, bool always, int64_t *ret_act, struct err *e);
void office_act_abandon(struct office *o);

const struct roll_group_row *office_group(struct office *o, int64_t id); /**< NULL if there is none */

/** "Amara Okafor": as staff call the child; the legal name where nothing else is set. */
const char *pupil_display_name(const struct pupil_row *p, struct arena *a);

#endif
