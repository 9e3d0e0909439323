/* Staff: a teacher who marries; a last day, with which all that they may do ends. */
#include <errno.h>
#include <string.h>

#include "internal.h"
#include "office/classes.h"
#include "school.h"

/* One change in the making. */
struct change {
	struct office *o;
	struct err *e;
	struct buf *said;
	struct arena arena;
	struct staff_row row;
};

static int put(struct change *c, enum thing thing, void *row)
{
	int r = store_act_put(c->o->store, thing, row);

	return r < 0 ? office_fail(c->o, r, c->e) : 0;
}

/* NAMES */

static int word_check(const char *what, const char *s, struct err *e)
{
	int r = line_check(what, s, e);

	return r == 0 && text_unseen(s) ? err_usage(e, "%s has a character that cannot be seen. Type it again.", what) : r;
}

static int change(struct change *c, const char *sign_in, const char *name, const char *position, int64_t *ret_act)
{
	int r = staff_change_begin(c->o, sign_in, &c->arena, &c->row, c->e);

	if (r == 0 && name)
		r = word_check("The name", name, c->e);
	if (r == 0 && position)
		r = word_check("The position", position, c->e);
	if (r < 0)
		return r;
	c->row.name = name ? name : c->row.name;
	c->row.position = position ? position : c->row.position;
	r = office_act_open(c->o, "staff changed", NULL, NULL, 0, c->e);
	if (r == 0)
		r = put(c, THING_STAFF, &c->row);
	return r < 0 ? r : office_act_end(c->o, false, ret_act, c->e);
}

int office_staff_change(struct office *o, const char *sign_in, const char *name, const char *position, int64_t *ret_act, struct err *e)
{
	struct change c = { .o = o, .e = e };
	int r = office_write_begin(o, e);

	if (r == 0)
		r = change(&c, sign_in, name, position, ret_act);
	office_act_abandon(o);
	arena_finish(&c.arena);
	return r;
}

static int sign_in_taken(struct change *c, const char *sign_in)
{
	struct staff_row row;
	int r = store_staff_by_sign_in(c->o->store, sign_in, &c->arena, &row);

	if (r == -ENOENT || (r == 0 && row.id == c->row.id))
		return 0;
	return r < 0 ? office_fail(c->o, r, c->e) : err_refuse(c->e, "%s signs in as %s already. Choose another name.", row.name, sign_in);
}

static int change_sign_in(struct change *c, const char *sign_in, const char *to, int64_t *ret_act)
{
	int r = staff_change_begin(c->o, sign_in, &c->arena, &c->row, c->e);

	if (r == 0)
		r = sign_in_check(to, c->e);
	if (r == 0)
		r = sign_in_taken(c, to);
	if (r == 0)
		r = office_act_open(c->o, "staff changed", NULL, NULL, 0, c->e);
	if (r < 0)
		return r;
	c->row.sign_in = to;
	r = put(c, THING_STAFF, &c->row);
	return r < 0 ? r : office_act_end(c->o, false, ret_act, c->e);
}

int office_staff_sign_in(struct office *o, const char *sign_in, const char *to, int64_t *ret_act, struct err *e)
{
	struct change c = { .o = o, .e = e };
	int r = office_write_begin(o, e);

	if (r == 0)
		r = change_sign_in(&c, sign_in, to, ret_act);
	office_act_abandon(o);
	arena_finish(&c.arena);
	return r;
}

/* THE LAST DAY */

/* A dated row of theirs: it ends with them, and what would begin later goes. */
static int end_row(struct change *c, enum thing thing, void *row, struct day from, struct day *to, struct day last)
{
	int r;

	if (!day_is_none(*to) && to->n <= last.n)
		return 0;
	if (from.n > last.n) {
		r = store_act_remove(c->o->store, thing, *(const int64_t *)row);
		return r < 0 ? office_fail(c->o, r, c->e) : 1;
	}
	*to = last;
	r = put(c, thing, row);
	return r < 0 ? r : 1;
}

static void add_word(struct buf *list, int changed, const char *word)
{
	if (changed > 0)
		buf_printf(list, "%s%s", list->length ? ", " : "", word);
}

static void say_list(struct change *c, const char *what, const struct buf *list)
{
	if (list->length)
		buf_printf(c->said, "%s: %s.\n", what, buf_string(list));
}

static int end_roles(struct change *c, struct day last)
{
	CLEAN_BUF struct buf list = { 0 };
	struct staff_role_row *rows;
	int n = store_roles_of_staff(c->o->store, c->row.id, &c->arena, &rows), r = 0;

	for (int i = 0; r >= 0 && i < n; i++) {
		r = end_row(c, THING_STAFF_ROLE, &rows[i], rows[i].from_day, &rows[i].to_day, last);
		add_word(&list, r, rows[i].role);
	}
	say_list(c, "Roles that end", &list);
	return n < 0 ? office_fail(c->o, n, c->e) : r < 0 ? r : 0;
}

static int end_classes(struct change *c, struct day last)
{
	CLEAN_BUF struct buf list = { 0 };
	struct staff_group_row *rows;
	int n = store_groups_of_staff(c->o->store, c->row.id, &c->arena, &rows), r = 0;

	for (int i = 0; r >= 0 && i < n; i++) {
		r = end_row(c, THING_STAFF_GROUP, &rows[i], rows[i].from_day, &rows[i].to_day, last);
		add_word(&list, r, office_group_name(c->o, rows[i].roll_group));
	}
	say_list(c, "Classes that somebody else has to take", &list);
	return n < 0 ? office_fail(c->o, n, c->e) : r < 0 ? r : 0;
}

static int end_logins(struct change *c, struct day last)
{
	CLEAN_BUF struct buf list = { 0 };
	struct staff_login_row *rows;
	int n = store_thing_all(c->o->store, THING_STAFF_LOGIN, &c->arena, &rows), r = 0;

	for (int i = 0; r >= 0 && i < n; i++) {
		if (rows[i].staff != c->row.id)
			continue;
		r = end_row(c, THING_STAFF_LOGIN, &rows[i], rows[i].from_day, &rows[i].to_day, last);
		add_word(&list, r, rows[i].login);
	}
	say_list(c, "Logins of this computer that end", &list);
	return n < 0 ? office_fail(c->o, n, c->e) : r < 0 ? r : 0;
}

/* They act for nobody, and nobody acts for them. */
static int end_acting(struct change *c, struct day last)
{
	struct staff_acting_row *rows;
	int n = store_thing_all(c->o->store, THING_STAFF_ACTING, &c->arena, &rows), r = 0;

	for (int i = 0; r >= 0 && i < n; i++)
		if (rows[i].staff == c->row.id || rows[i].for_staff == c->row.id)
			r = end_row(c, THING_STAFF_ACTING, &rows[i], rows[i].from_day, &rows[i].to_day, last);
	return n < 0 ? office_fail(c->o, n, c->e) : r < 0 ? r : 0;
}

static int end_all(struct change *c, struct day last)
{
	int r = put(c, THING_STAFF, &c->row);

	if (r == 0)
		r = end_roles(c, last);
	if (r == 0)
		r = end_classes(c, last);
	if (r == 0)
		r = end_logins(c, last);
	return r == 0 ? end_acting(c, last) : r;
}

static int leave(struct change *c, const char *sign_in, struct day last, int64_t *ret_act)
{
	char day[DAY_TEXT];
	int r = staff_change_begin(c->o, sign_in, &c->arena, &c->row, c->e);

	if (r == 0 && last.n < c->row.from_day.n)
		r = err_refuse(c->e, "%s works here from %s only. Give a later last day.", c->row.name, day_long(c->row.from_day, day));
	if (r == 0)
		r = office_act_open(c->o, "staff left", NULL, NULL, 0, c->e);
	if (r < 0)
		return r;
	c->row.to_day = last;
	r = end_all(c, last);
	if (r == 0)
		r = staff_admin_check(c->o, 0, day_add(last, 1), c->e);
	return r < 0 ? r : office_act_end(c->o, false, ret_act, c->e);
}

int office_staff_leave(struct office *o, const char *sign_in, struct day last, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct change c = { .o = o, .e = e, .said = &said };
	int r = office_write_begin(o, e);
	char day[DAY_TEXT];

	if (r < 0)
		return r;
	last = day_is_none(last) ? office_today(o) : last;
	r = leave(&c, sign_in, last, ret_act);
	if (r == 0 && *ret_act)
		buf_printf(ret_said, "The last day of %s is %s.\n%s", c.row.name, day_long(last, day), buf_string(&said));
	office_act_abandon(o);
	arena_finish(&c.arena);
	return r;
}
