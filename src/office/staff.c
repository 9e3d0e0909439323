/* Staff: who they are, what they may do, how they sign in.  Each change is an act. */
#include <errno.h>
#include <string.h>

#include "internal.h"
#include "school.h"

/* What every change of staff begins with: permission, and the person it is about. */
static int staff_find(struct office *o, const char *sign_in, struct arena *a, struct staff_row *ret, struct err *e)
{
	int r = office_may(o, ACTION_CHANGE_STAFF, 0, e);

	if (r < 0)
		return r;
	r = store_staff_by_sign_in(o->store, sign_in, a, ret);
	if (r == -ENOENT) {
		err_refuse(e, "Nobody signs in as %s. Check the name, or add them with `firstbell staff add`.", sign_in);
		return -ENOENT;
	}
	return r < 0 ? office_fail(o, r, e) : 0;
}

/* Each use case reads and writes in one transaction; where nothing came of it, nothing is left of it. */
#define IN_TRANSACTION(o, e, use_case) \
	do { \
		int r_ = office_write_begin(o, e); \
		if (r_ == 0) \
			r_ = (use_case); \
		office_act_abandon(o); \
		return r_; \
	} while (0)

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
	int r = staff_find(o, sign_in, &a, &staff, e);

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

static int role_end(struct office *o, struct staff_role_row *row, struct day last, int64_t *ret_act, struct err *e)
{
	enum role role;
	int r = 0;

	if (role_parse(row->role, &role) == 0 && permission_reach(role, ACTION_CHANGE_STAFF) == REACH_ALL)
		r = staff_admin_check(o, row->id, day_add(last, 1), e);
	if (r < 0)
		return r;
	if (row->from_day.n > last.n)
		return remove_one(o, "staff role", THING_STAFF_ROLE, row->id, ret_act, e);
	row->to_day = last;
	return put_one(o, "staff role", THING_STAFF_ROLE, row, ret_act, e);
}

static int role_give(struct office *o, const char *sign_in, enum role role, int year, const char *group, struct day from, struct day to,
		bool remove, int64_t *ret_act, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct day start = day_is_none(from) ? office_today(o) : from;
	struct staff_role_row row = STAFF_ROLE_NEW, *roles = NULL;
	struct staff_row staff;
	int r = staff_find(o, sign_in, &a, &staff, e);

	row.year = year == SESSION_ANY_YEAR ? NONE : year;
	if (r == 0)
		r = check_days(start, to, e);
	if (r == 0 && group)
		r = office_group_find(o, group, start, &row.roll_group, e);
	if (r < 0)
		return r;
	int n = store_roles_of_staff(o->store, staff.id, &a, &roles);
	if (n < 0)
		return office_fail(o, n, e);
	for (int i = 0; i < n; i++) {
		if (strcmp(roles[i].role, role_name(role)) != 0 || roles[i].year != row.year || roles[i].roll_group != row.roll_group)
			continue;
		if (!day_within(start, roles[i].from_day, roles[i].to_day) && !(remove && roles[i].from_day.n > start.n))
			continue;
		if (remove)
			return role_end(o, &roles[i], last_day(o, to), ret_act, e);
		if (day_is_none(roles[i].to_day) || (!day_is_none(to) && roles[i].to_day.n >= to.n)) {
			*ret_act = 0;
			return 0;
		}
		roles[i].to_day = to;
		return put_one(o, "staff role", THING_STAFF_ROLE, &roles[i], ret_act, e);
	}
	if (remove)
		return err_refuse(e, "%s does not hold that role then. Nothing was changed.", staff.name);
	row.staff = staff.id;
	row.role = role_name(role);
	row.from_day = start;
	row.to_day = to;
	return put_one(o, "staff role", THING_STAFF_ROLE, &row, ret_act, e);
}

int office_staff_role(struct office *o, const char *sign_in, enum role role, int year, const char *group, struct day from, struct day to,
		      bool remove, int64_t *ret_act, struct err *e)
{
	IN_TRANSACTION(o, e, role_give(o, sign_in, role, year, group, from, to, remove, ret_act, e));
}

static int class_end(struct office *o, struct staff_group_row *row, struct day last, int64_t *ret_act, struct err *e)
{
	if (row->from_day.n > last.n)
		return remove_one(o, "staff class", THING_STAFF_GROUP, row->id, ret_act, e);
	row->to_day = last;
	return put_one(o, "staff class", THING_STAFF_GROUP, row, ret_act, e);
}

static int class_give(struct office *o, const char *sign_in, const char *group, bool cover, struct day from, struct day to, bool remove,
		int64_t *ret_act, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct day start = day_is_none(from) ? office_today(o) : from;
	struct staff_group_row row = STAFF_GROUP_NEW, *groups = NULL;
	struct staff_row staff;
	int r = staff_find(o, sign_in, &a, &staff, e);

	row.kind = cover ? "cover" : "teacher";
	if (r == 0)
		r = check_days(start, to, e);
	if (r == 0)
		r = office_group_find(o, group, start, &row.roll_group, e);
	if (r < 0)
		return r;
	int n = store_groups_of_staff(o->store, staff.id, &a, &groups);
	if (n < 0)
		return office_fail(o, n, e);
	for (int i = 0; i < n; i++) {
		if (groups[i].roll_group != row.roll_group || strcmp(groups[i].kind, row.kind) != 0)
			continue;
		if (!day_within(start, groups[i].from_day, groups[i].to_day) && !(remove && groups[i].from_day.n > start.n))
			continue;
		if (remove)
			return class_end(o, &groups[i], last_day(o, to), ret_act, e);
		if (day_is_none(groups[i].to_day) || (!day_is_none(to) && groups[i].to_day.n >= to.n)) {
			*ret_act = 0;
			return 0;
		}
		groups[i].to_day = to;
		return put_one(o, "staff class", THING_STAFF_GROUP, &groups[i], ret_act, e);
	}
	if (remove)
		return err_refuse(e, "%s does not have that class then. Nothing was changed.", staff.name);
	row.staff = staff.id;
	row.from_day = start;
	/* Cover is for a day unless more is said (design 2). */
	row.to_day = cover && day_is_none(to) ? start : to;
	return put_one(o, "staff class", THING_STAFF_GROUP, &row, ret_act, e);
}

int office_staff_class(struct office *o, const char *sign_in, const char *group, bool cover, struct day from, struct day to, bool remove,
		       int64_t *ret_act, struct err *e)
{
	IN_TRANSACTION(o, e, class_give(o, sign_in, group, cover, from, to, remove, ret_act, e));
}

/* PASSWORD ------------------------------------------------------------------------------------------------------------------- */

#define PASSWORD_LEAST 8
#define PASSWORD_MOST 1024

/* The record keeps a digest of the hash, so that a changed hash shows; the hash itself stays beside it (design 2). */
static void password_seal(const char *hash, char to[static 2 * HASH_BYTES + 1])
{
	struct hashing h;
	struct hash digest;

	hash_begin(&h);
	hash_more(&h, hash, strlen(hash));
	hash_end(&h, &digest);
	hex_write(digest.bytes, HASH_BYTES, to);
}

static int password_put(struct office *o, const char *sign_in, const char *hash, int64_t *ret_act, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	char sealed[2 * HASH_BYTES + 1];
	struct staff_row staff;
	int r = 0;

	/* Everybody may change their own. */
	if (!o->person.sign_in || strcmp(o->person.sign_in, sign_in) != 0)
		r = office_may(o, ACTION_CHANGE_STAFF, 0, e);
	if (r < 0)
		return r;
	r = store_staff_by_sign_in(o->store, sign_in, &a, &staff);
	if (r == -ENOENT)
		return err_refuse(e, "Nobody signs in as %s. Check the name.", sign_in);
	if (r < 0)
		return office_fail(o, r, e);
	password_seal(hash, sealed);
	staff.password_seal = sealed;
	r = office_act_open(o, "password", NULL, NULL, 0, e);
	if (r < 0)
		return r;
	r = store_password_put(o->store, staff.id, hash);
	if (r >= 0)
		r = store_act_put(o->store, THING_STAFF, &staff);
	return r < 0 ? office_fail(o, r, e) : office_act_end(o, false, ret_act, e);
}

int office_staff_password(struct office *o, const char *sign_in, const char *password, size_t n, int64_t *ret_act, struct err *e)
{
	char hash[PASSWORD_TEXT];

	if (n < PASSWORD_LEAST || n > PASSWORD_MOST)
		return err_usage(e, "A password has at least %d characters. Three words with blanks between them are good.", PASSWORD_LEAST);
	/* Before the transaction: others need not wait for it. */
	int r = password_hash(password, n, hash, e);
	if (r < 0)
		return r;
	IN_TRANSACTION(o, e, password_put(o, sign_in, hash, ret_act, e));
}
