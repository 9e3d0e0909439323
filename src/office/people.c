/* What whoever is at the keys holds today: their roles and groups (design 4). */
#include <errno.h>
#include <string.h>

#include "internal.h"

/* Standing: the roles and groups in force, one's own and those of whom one acts for. */

struct standing {
	struct { VEC(struct staff_role_row); } roles;
	struct { VEC(struct staff_group_row); } groups;
};

static int add_standing(struct office *o, int64_t staff, struct day today, struct standing *to)
{
	struct staff_role_row *roles;
	struct staff_group_row *groups;
	int n = store_roles_of_staff(o->store, staff, &o->standing, &roles);

	for (int i = 0; i < n; i++)
		if (day_within(today, roles[i].from_day, roles[i].to_day))
			vec_push(&to->roles, roles[i]);
	if (n < 0)
		return n;
	n = store_groups_of_staff(o->store, staff, &o->standing, &groups);
	for (int i = 0; i < n; i++)
		if (day_within(today, groups[i].from_day, groups[i].to_day))
			vec_push(&to->groups, groups[i]);
	return n < 0 ? n : 0;
}

static int add_acting(struct office *o, struct day today, struct standing *to)
{
	struct staff_acting_row *rows;
	int n = store_thing_all(o->store, THING_STAFF_ACTING, &o->standing, &rows), r = n < 0 ? n : 0;

	for (int i = 0; r == 0 && i < n; i++) {
		if (rows[i].staff != o->person.staff || !day_within(today, rows[i].from_day, rows[i].to_day))
			continue;
		o->acting_for = rows[i].for_staff;
		r = add_standing(o, rows[i].for_staff, today, to);
	}
	return r;
}

static void keep_standing(struct office *o, const struct standing *s)
{
	CLEAN_BUF struct buf names = { 0 };

	o->role_count = s->roles.count;
	o->roles = arena_new(&o->standing, (size_t)s->roles.count + 1, sizeof *o->roles);
	o->group_count = s->groups.count;
	o->groups = arena_new(&o->standing, (size_t)s->groups.count + 1, sizeof *o->groups);
	o->person.roles = 0;
	for (int i = 0; i < s->roles.count; i++) {
		enum role role;

		o->roles[i] = s->roles.items[i];
		if (role_parse(s->roles.items[i].role, &role) == 0)
			o->person.roles |= 1u << role;
	}
	for (int i = 0; i < s->groups.count; i++)
		o->groups[i] = s->groups.items[i];
	for (enum role r = 0; r < ROLES; r++)
		if (o->person.roles & 1u << r)
			buf_printf(&names, "%s%s", names.length ? "," : "", role_name(r));
	o->role_names = arena_text(&o->standing, buf_string(&names));
}

void office_standing_drop(struct office *o)
{
	arena_finish(&o->standing);
	o->roles = NULL;
	o->groups = NULL;
	o->role_count = o->group_count = 0;
	o->role_names = "";
	o->acting_for = 0;
	o->person.roles = 0;
}

static void keep_word(struct office *o, const char **word, const char *now)
{
	if (strcmp(*word, now) != 0)
		*word = arena_text(&o->people, now);
}

/* A teacher who marries while they are at the keys: acts have the name of their day. */
static int add_name(struct office *o)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct staff_row row;
	int r = store_thing_get(o->store, THING_STAFF, o->person.staff, &a, &row);

	if (r < 0)
		return r == -ENOENT ? 0 : r;
	keep_word(o, &o->person.sign_in, row.sign_in);
	keep_word(o, &o->person.name, row.name);
	keep_word(o, &o->person.position, row.position);
	return 0;
}

int office_standing_load(struct office *o, struct err *e)
{
	struct standing s = { 0 };
	struct day today = office_today(o);

	office_standing_drop(o);
	int r = add_name(o);
	if (r == 0)
		r = add_standing(o, o->person.staff, today, &s);
	if (r == 0)
		r = add_acting(o, today, &s);
	if (r == 0) {
		keep_standing(o, &s);
		o->as_of = today;
	}
	vec_finish(&s.roles);
	vec_finish(&s.groups);
	return r < 0 ? office_fail(o, r, e) : 0;
}
