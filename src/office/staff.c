/* Staff: who they are, what they may do.  Each change is an act. */
#include <errno.h>
#include <string.h>

#include "internal.h"
#include "school.h"

int staff_change_begin(struct office *o, const char *sign_in, struct arena *a, struct staff_row *ret, struct err *e)
{
	int r = office_may(o, ACTION_CHANGE_STAFF, 0, e);

	if (r < 0)
		return r;
	r = store_staff_by_sign_in(o->store, sign_in, a, ret);
	if (r == -ENOENT) {
		err_refuse(e, "Nobody signs in as %.40s. Check the name, or add them.", sign_in);
		return -ENOENT;
	}
	return r < 0 ? office_fail(o, r, e) : 0;
}

/* One row, one act. */
static int put_one(struct office *o, const char *kind, enum thing thing, void *row, int64_t *ret_act, struct err *e)
{
	int r = office_act_open(o, kind, NULL, NULL, 0, e);

	if (r < 0)
		return r;
	r = store_act_put(o->store, thing, row);
	return r < 0 ? office_fail(o, r, e) : office_act_end(o, false, ret_act, e);
}

static int remove_one(struct office *o, const char *kind, enum thing thing, int64_t id, int64_t *ret_act, struct err *e)
{
	int r = office_act_open(o, kind, NULL, NULL, 0, e);

	if (r < 0)
		return r;
	r = store_act_remove(o->store, thing, id);
	return r < 0 ? office_fail(o, r, e) : office_act_end(o, false, ret_act, e);
}

static int refuse_sign_in_taken(struct office *o, const char *sign_in, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct staff_row row;
	int r = store_staff_by_sign_in(o->store, sign_in, &a, &row);

	if (r == -ENOENT)
		return 0;
	if (r < 0)
		return office_fail(o, r, e);
	return err_refuse(e, "%s signs in as %s already. Choose another name.", row.name, sign_in);
}

static int staff_add(struct office *o, const char *sign_in, const char *name, const char *position, bool machine, int64_t *ret_act, struct err *e)
{
	struct staff_row row = STAFF_NEW;
	struct key_maker keys;
	int r = office_may(o, ACTION_CHANGE_STAFF, 0, e);

	if (r == 0)
		r = sign_in_check(sign_in, e);
	if (r == 0)
		r = line_check("The name", name, e);
	if (r == 0)
		r = line_check("The position", position, e);
	if (r == 0)
		r = refuse_sign_in_taken(o, sign_in, e);
	if (r < 0)
		return r;
	key_maker_start(&keys, o->store, "staff");
	row.key = key_make(&keys);
	row.sign_in = sign_in;
	row.name = name;
	row.position = position;
	row.kind = machine ? "machine" : "person";
	row.from_day = office_today(o);
	return put_one(o, "staff added", THING_STAFF, &row, ret_act, e);
}

int office_staff_add(struct office *o, const char *sign_in, const char *name, const char *position, bool machine, int64_t *ret_act, struct err *e)
{
	IN_TRANSACTION(o, e, staff_add(o, sign_in, name, position, machine, ret_act, e));
}

static int staff_bind(struct office *o, const char *sign_in, const char *login, int64_t uid, int64_t *ret_act, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct staff_row staff, *bound = NULL;
	struct staff_login_row row = STAFF_LOGIN_NEW;
	struct day today = office_today(o);
	int r = staff_change_begin(o, sign_in, &a, &staff, e);

	if (r < 0)
		return r;
	int n = store_staff_by_uid(o->store, uid, today, &a, &bound);
	if (n < 0)
		return office_fail(o, n, e);
	for (int i = 0; i < n; i++)
		if (bound[i].id == staff.id) {
			*ret_act = 0;
			return 0;
		}
	row.staff = staff.id;
	row.uid = uid;
	row.login = login;
	row.from_day = today;
	return put_one(o, "staff bound", THING_STAFF_LOGIN, &row, ret_act, e);
}

int office_staff_bind(struct office *o, const char *sign_in, const char *login, int64_t uid, int64_t *ret_act, struct err *e)
{
	IN_TRANSACTION(o, e, staff_bind(o, sign_in, login, uid, ret_act, e));
}

/* ROLES AND GROUPS: dated rows that are given and ended alike ------------------------------------------------------------- */

/* The last day of a row that is ended: the one named, else yesterday. */
static struct day last_day(struct office *o, struct day to)
{
	return day_is_none(to) ? day_add(office_today(o), -1) : to;
}

static int check_days(struct day from, struct day to, struct err *e)
{
	if (!day_is_none(from) && !day_is_none(to) && to.n < from.n)
		return err_usage(e, "The last day is before the first. Give them the other way round.");
	return 0;
}

/* 1 if that row lets somebody who works here change staff from that day on, for good; 0 if not, or -errno. */
static int row_lasts_as_admin(struct office *o, const struct staff_role_row *row, struct day from)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct staff_row staff;
	enum role role;

	if (role_parse(row->role, &role) < 0 || permission_reach(role, ACTION_CHANGE_STAFF) != REACH_ALL || row->year != NONE ||
	    row->roll_group != NONE || !day_is_none(row->to_day) || row->from_day.n > from.n)
		return 0;
	int r = store_thing_get(o->store, THING_STAFF, row->staff, &a, &staff);
	return r < 0 ? r : day_is_none(staff.to_day);
}

int staff_admin_check(struct office *o, int64_t without, struct day from, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct staff_role_row *roles = NULL;
	int n = store_thing_all(o->store, THING_STAFF_ROLE, &a, &roles);

	if (n < 0)
		return office_fail(o, n, e);
	for (int i = 0; i < n; i++) {
		int r = roles[i].id == without ? 0 : row_lasts_as_admin(o, &roles[i], from);

		if (r != 0)
			return r < 0 ? office_fail(o, r, e) : 0;
	}
	return err_refuse(e, "Nobody would be left who can change staff. Give the role to somebody else first.");
}

/* What is given or ended: to whom, from when to when. */
struct giving {
	struct office *o;
	struct arena arena;
	struct staff_row staff;
	struct day start, to;
	bool remove;
};

/* A row of it that somebody has already: a role or a class. */
struct holding {
	const char *act;
	enum thing thing;
	void *row;
	int64_t id;
	struct day from, *to; /* `to` is the row's own */
};

/* `group` NULL: not for one class. */
static int giving_begin(struct giving *g, const char *sign_in, const char *group, int64_t *ret_group, struct err *e)
{
	int r = staff_change_begin(g->o, sign_in, &g->arena, &g->staff, e);

	if (r == 0)
		r = check_days(g->start, g->to, e);
	if (r == 0 && group)
		r = office_group_find(g->o, group, g->start, ret_group, e);
	return r;
}

/* What is given counts on the day it is given from; what is ended may also begin later. */
static bool giving_meets(const struct giving *g, struct day from, struct day to)
{
	return day_within(g->start, from, to) || (g->remove && from.n > g->start.n);
}

static int holding_end(const struct giving *g, const struct holding *h, int64_t *ret_act, struct err *e)
{
	struct day last = last_day(g->o, g->to);

	if (h->from.n > last.n)
		return remove_one(g->o, h->act, h->thing, h->id, ret_act, e);
	*h->to = last;
	return put_one(g->o, h->act, h->thing, h->row, ret_act, e);
}

/* Given again: it lasts as long as the longer of the two. */
static int holding_lengthen(const struct giving *g, const struct holding *h, int64_t *ret_act, struct err *e)
{
	if (day_is_none(*h->to) || (!day_is_none(g->to) && h->to->n >= g->to.n)) {
		*ret_act = 0;
		return 0;
	}
	*h->to = g->to;
	return put_one(g->o, h->act, h->thing, h->row, ret_act, e);
}

static int holding_change(const struct giving *g, const struct holding *h, int64_t *ret_act, struct err *e)
{
	return g->remove ? holding_end(g, h, ret_act, e) : holding_lengthen(g, h, ret_act, e);
}

static int role_change(const struct giving *g, struct staff_role_row *row, int64_t *ret_act, struct err *e)
{
	const struct holding h = { "staff role", THING_STAFF_ROLE, row, row->id, row->from_day, &row->to_day };
	enum role role;
	int r = 0;

	if (g->remove && role_parse(row->role, &role) == 0 && permission_reach(role, ACTION_CHANGE_STAFF) == REACH_ALL)
		r = staff_admin_check(g->o, row->id, day_add(last_day(g->o, g->to), 1), e);
	return r < 0 ? r : holding_change(g, &h, ret_act, e);
}

/* `row` says which role, and of what. */
static int role_give(struct giving *g, const char *sign_in, const char *group, struct staff_role_row *row, int64_t *ret_act, struct err *e)
{
	struct staff_role_row *had = NULL;
	int r = giving_begin(g, sign_in, group, &row->roll_group, e);

	if (r < 0)
		return r;
	int n = store_roles_of_staff(g->o->store, g->staff.id, &g->arena, &had);
	if (n < 0)
		return office_fail(g->o, n, e);
	for (int i = 0; i < n; i++)
		if (strcmp(had[i].role, row->role) == 0 && had[i].year == row->year && had[i].roll_group == row->roll_group &&
		    giving_meets(g, had[i].from_day, had[i].to_day))
			return role_change(g, &had[i], ret_act, e);
	if (g->remove)
		return err_refuse(e, "%s does not hold that role then. Nothing was changed.", g->staff.name);
	row->staff = g->staff.id;
	row->from_day = g->start;
	row->to_day = g->to;
	return put_one(g->o, "staff role", THING_STAFF_ROLE, row, ret_act, e);
}

static struct giving giving_of(struct office *o, struct day from, struct day to, bool remove)
{
	return (struct giving){ .o = o, .start = day_is_none(from) ? office_today(o) : from, .to = to, .remove = remove };
}

static int staff_role(struct office *o, const char *sign_in, enum role role, int year, const char *group, struct day from, struct day to,
		      bool remove, int64_t *ret_act, struct err *e)
{
	struct giving g = giving_of(o, from, to, remove);
	struct staff_role_row row = STAFF_ROLE_NEW;

	row.role = role_name(role);
	row.year = year == SESSION_ANY_YEAR ? NONE : year;
	int r = role_give(&g, sign_in, group, &row, ret_act, e);
	arena_finish(&g.arena);
	return r;
}

int office_staff_role(struct office *o, const char *sign_in, enum role role, int year, const char *group, struct day from, struct day to,
		      bool remove, int64_t *ret_act, struct err *e)
{
	IN_TRANSACTION(o, e, staff_role(o, sign_in, role, year, group, from, to, remove, ret_act, e));
}

static int class_give(struct giving *g, const char *sign_in, const char *group, struct staff_group_row *row, int64_t *ret_act, struct err *e)
{
	struct staff_group_row *had = NULL;
	int r = giving_begin(g, sign_in, group, &row->roll_group, e);

	if (r < 0)
		return r;
	int n = store_groups_of_staff(g->o->store, g->staff.id, &g->arena, &had);
	if (n < 0)
		return office_fail(g->o, n, e);
	for (int i = 0; i < n; i++)
		if (had[i].roll_group == row->roll_group && strcmp(had[i].kind, row->kind) == 0 &&
		    giving_meets(g, had[i].from_day, had[i].to_day))
			return holding_change(g, &(struct holding){ "staff class", THING_STAFF_GROUP, &had[i], had[i].id, had[i].from_day,
								    &had[i].to_day }, ret_act, e);
	if (g->remove)
		return err_refuse(e, "%s does not have that class then. Nothing was changed.", g->staff.name);
	row->staff = g->staff.id;
	row->from_day = g->start;
	return put_one(g->o, "staff class", THING_STAFF_GROUP, row, ret_act, e);
}

static int staff_class(struct office *o, const char *sign_in, const char *group, bool cover, struct day from, struct day to, bool remove,
		       int64_t *ret_act, struct err *e)
{
	struct giving g = giving_of(o, from, to, remove);
	struct staff_group_row row = STAFF_GROUP_NEW;

	row.kind = cover ? "cover" : "teacher";
	/* Cover is for a day unless more is said (design 2). */
	row.to_day = cover && day_is_none(to) ? g.start : to;
	int r = class_give(&g, sign_in, group, &row, ret_act, e);
	arena_finish(&g.arena);
	return r;
}

int office_staff_class(struct office *o, const char *sign_in, const char *group, bool cover, struct day from, struct day to, bool remove,
		       int64_t *ret_act, struct err *e)
{
	IN_TRANSACTION(o, e, staff_class(o, sign_in, group, cover, from, to, remove, ret_act, e));
}
