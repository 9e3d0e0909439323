/* Who is at the keys (design 4), and the roles and groups they hold today. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "internal.h"
#include "office/throttle.h"

#define PASSWORD_MOST 1024

/* The same words for a name that nobody has and for a wrong password: nobody learns here who works at the school. */
static int refuse_sign_in(struct err *e)
{
	return err_refuse(e, "That sign-in name and password do not go together: try again, or ask whoever looks after staff.");
}

static int password_ask(const struct office_options *options, char typed[static PASSWORD_MOST], struct err *e)
{
	char prompt[160];

	if (!options->ask)
		return err_refuse(e, "The password of %.60s is needed: run this on a terminal, or give it with --password-fd.", options->as);
	snprintf(prompt, sizeof prompt, "Password of %.100s: ", options->as);
	int n = options->ask(options->ask_ctx, prompt, typed, PASSWORD_MOST);
	return n < 0 ? err_refuse(e, "No password was given, so nothing was done. Type it at a terminal, or send it with --password-fd N.") : n;
}

/* `who` NULL: nobody has that name, and the answer takes as long.  The wait comes before the answer, right or wrong: a program that
 * is ended while it waits has told nothing. */
static int password_check(struct office *o, const struct office_options *options, const struct staff_row *who, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *hash = NULL, *account = who ? who->sign_in : options->as;
	char typed[PASSWORD_MOST];
	int n = password_ask(options, typed, e);

	if (n < 0)
		return n;
	int wrong = throttle_count(o->directory, account, o->uid);
	throttle_wait(throttle_seconds(wrong));
	int r = who ? store_password_get(o->store, who->id, &a, &hash) : -ENOENT;
	bool holds = password_holds(r == 0 ? hash : NULL, typed, (size_t)n);
	seal_wipe(typed, sizeof typed);
	if (r < 0 && r != -ENOENT)
		return office_fail(o, r, e);
	if (!holds && !office_read_only(o))
		throttle_wrong(o->directory, account, o->uid);
	else if (wrong > 0 && !office_read_only(o))
		throttle_right(o->directory, account, o->uid);
	return holds ? 0 : refuse_sign_in(e);
}

/* The one person that the operating-system user is bound to: 1 and *ret, 0 if to nobody, 2 if to several. */
static int bound_person(struct office *o, struct day today, struct arena *a, struct staff_row *ret)
{
	struct staff_row *rows;
	int n = store_staff_by_uid(o->store, o->uid, today, a, &rows);

	if (n <= 0)
		return n;
	for (int i = 1; i < n; i++)
		if (rows[i].id != rows[0].id)
			return 2;
	*ret = rows[0];
	return 1;
}

static int sign_in_by_name(struct office *o, const struct office_options *options, struct day today, int64_t bound, struct arena *a,
			   struct staff_row *ret, struct err *e)
{
	struct staff_row who = { 0 };
	int r = store_staff_by_sign_in(o->store, options->as, a, &who);

	if (r < 0 && r != -ENOENT)
		return office_fail(o, r, e);
	bool here = r == 0 && day_within(today, who.from_day, who.to_day);
	if (store_is_practice(o->store)) {
		if (!here)
			return err_refuse(e, "Nobody at this practice school signs in as %.60s.", options->as);
	} else if (!here || who.id != bound) {
		r = password_check(o, options, here ? &who : NULL, e);
		if (r < 0)
			return r;
	}
	*ret = who;
	return 0;
}

static int sign_in_by_uid(int bound, int64_t uid, struct err *e)
{
	if (bound == 1)
		return 0;
	if (bound > 1)
		return err_refuse(e, "Several people use this computer's login: say who you are with --as NAME.");
	return err_refuse(e, "The computer's user %" PRId64 " is nobody at this school yet: say who you are with --as NAME, or have it bound "
			  "with `firstbell staff bind`.", uid);
}

int office_person_find(struct office *o, const struct office_options *options, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct day today = office_today(o);
	struct staff_row who = { 0 };
	int bound = bound_person(o, today, &a, &who);

	if (bound < 0)
		return office_fail(o, bound, e);
	int r = options->as ? sign_in_by_name(o, options, today, bound == 1 ? who.id : 0, &a, &who, e)
			    : sign_in_by_uid(bound, o->uid, e);
	if (r < 0)
		return r;
	o->person = (struct person){
		.staff = who.id,
		.sign_in = arena_text(&o->people, who.sign_in),
		.name = arena_text(&o->people, who.name),
		.position = arena_text(&o->people, who.position),
	};
	o->known = true;
	return office_standing_load(o, e);
}

/* STANDING: the roles and groups in force, one's own and those of whom one acts for ------------------------------------------------ */

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

int office_standing_load(struct office *o, struct err *e)
{
	struct standing s = { 0 };
	struct day today = office_today(o);

	arena_finish(&o->standing);
	o->roles = NULL;
	o->groups = NULL;
	o->role_count = o->group_count = 0;
	o->acting_for = 0;
	int r = add_standing(o, o->person.staff, today, &s);
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
