/* What a staff file would change, an act a member of staff.  A role or a class that the file does not name is left alone. */
#include <string.h>

#include "base/text.h"
#include "import_staff.h"
#include "lookup.h"
#include "rules/pupil.h"

struct work {
	struct import_job *job;
	struct plan *plan;
	struct plan_act *act;
	const struct staff_there *there;
	struct lookup *sign_ins;   /* taken, here and in the file */
	struct day today;
};

#define PUT(w, thing, row) plan_put((w)->plan, (w)->act, thing, &(row), sizeof (row), 0)

int staff_there_read(struct import_job *j, struct staff_there *ret, struct err *e)
{
	struct staff_there t = { 0 };
	struct staff_role_row *roles;
	struct staff_group_row *groups;
	int r, g = 0;

	r = store_thing_all(j->office->store, THING_STAFF_ROLE, &t.arena, &roles);
	if (r >= 0)
		g = store_thing_all(j->office->store, THING_STAFF_GROUP, &t.arena, &groups);
	if (r >= 0 && g >= 0)
		t.count = store_thing_all(j->office->store, THING_STAFF, &t.arena, &t.staff);
	if (r < 0 || g < 0 || t.count < 0) {
		arena_finish(&t.arena);
		return office_fail(j->office, r < 0 ? r : g < 0 ? g : t.count, e);
	}
	t.roles = SORTED(&t.arena, roles, r, staff);
	t.groups = SORTED(&t.arena, groups, g, staff);
	*ret = t;
	return 0;
}

/* WHO */

static const struct staff_row *by_sign_in(const struct work *w, const char *sign_in)
{
	for (int i = 0; i < w->there->count; i++)
		if (strcmp(w->there->staff[i].sign_in, sign_in) == 0)
			return &w->there->staff[i];
	return NULL;
}

static const struct staff_row *by_name(struct work *w, const struct staff_line *l)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct staff_row *found = NULL;

	for (int i = 0; i < w->there->count; i++) {
		const struct staff_row *s = &w->there->staff[i];

		if (strcmp(text_fold(&a, s->name), l->folded) != 0)
			continue;
		if (found) {
			import_refuse(w->job, &l->from, -1, "Two members of staff are called %.60s: %s and %s. Give the sign_in of the one "
				      "you mean.", l->name,
				      found->sign_in, s->sign_in);
			return NULL;
		}
		found = s;
	}
	return found;
}

static void find_twice(struct work *w, struct staff_line *lines, int count)
{
	struct lookup *seen = lookup_new(count);

	for (int i = 0; i < count; i++) {
		struct staff_line *l = &lines[i];
		const char *key = l->old ? arena_printf(&w->plan->arena, "%lld", (long long)l->old->id) : l->sign_in ? l->sign_in
				: arena_printf(&w->plan->arena, " %s", l->folded);
		int before = *l->name || l->sign_in ? lookup_add(seen, key, i) : -1;

		if (before >= 0)
			import_refuse(w->job, &l->from, l->sign_in ? STAFF_SIGN_IN : -1,
				      "This member of staff stands in line %d already. If they are two people, give each a "
				      "sign_in.", lines[before].from.line);
		if (l->sign_in)
			lookup_add(w->sign_ins, l->sign_in, i);
	}
	lookup_free(seen);
}

/* WHAT A ROW MAY NOT DO */

static bool may_change_staff(const struct work *w, const struct staff_row *s)
{
	int n;
	const struct sorted_row *row = sorted_of(&w->there->roles, s->id, &n);

	for (int i = 0; i < n; i++) {
		const struct staff_role_row *r = row[i].row;
		enum role role;

		if (role_parse(r->role, &role) == 0 && permission_reach(role, ACTION_CHANGE_STAFF) == REACH_ALL &&
		    (day_is_none(r->to_day) || r->to_day.n >= w->today.n))
			return true;
	}
	return false;
}

static void check_line(struct work *w, struct staff_line *l)
{
	struct err why = { 0 };

	if (!l->old && !*l->name)
		import_refuse(w->job, &l->from, STAFF_SIGN_IN, "Nobody signs in as %.40s. Give the name as well, and they are added.",
			      l->sign_in ? l->sign_in : "");
	if (l->old && !day_is_none(l->last) && !day_equal(l->last, l->old->to_day) && may_change_staff(w, l->old))
		import_refuse(w->job, &l->from, STAFF_TO_DATE, "%s can change staff, and no file takes that away. End the role of admin "
			      "first, with `firstbell staff role`.",
			      l->old->name);
	for (int i = 0; i < l->gifts.count; i++) {
		struct staff_gift *g = &l->gifts.items[i];

		if (g->group == NONE)
			continue;
		if (office_group_find(w->job->office, g->words, w->today, &g->group, &why) < 0)
			import_refuse(w->job, &l->from, g->role ? STAFF_ROLES : STAFF_CLASSES, "%s", why.text);
	}
}

/* WHAT CHANGES */

static void change_text(struct work *w, const char *what, const char **field, const char *to)
{
	if (!to || !*to || strcmp(*field, to) == 0)
		return;
	plan_say(w->act, "%s %s to %s", what, *field, to);
	*field = to;
}

static void change_day(struct work *w, const char *what, struct day *field, struct day to)
{
	char was[DAY_TEXT], is[DAY_TEXT];

	if (day_is_none(to) || day_equal(*field, to))
		return;
	plan_say(w->act, "%s %s to %s", what, day_is_none(*field) ? "none" : day_iso(*field, was), day_iso(to, is));
	*field = to;
}

static void plan_known(struct work *w, const struct staff_line *l)
{
	struct staff_row row = *l->old;

	change_text(w, "name", &row.name, l->name);
	change_text(w, "position", &row.position, l->position);
	change_text(w, "kind", &row.kind, l->kind);
	change_day(w, "first day", &row.from_day, l->first);
	change_day(w, "last day", &row.to_day, l->last);
	PUT(w, THING_STAFF, row);
}

static const char *sign_in_for(struct work *w, const struct staff_line *l)
{
	const char *name = l->made;

	if (l->sign_in)
		return l->sign_in;
	for (int n = 2; lookup_get(w->sign_ins, name) >= 0; n++)
		name = arena_printf(&w->plan->arena, "%s%d", l->made, n);
	lookup_add(w->sign_ins, name, 0);
	return name;
}

static int64_t plan_new(struct work *w, const struct staff_line *l)
{
	struct staff_row row = STAFF_NEW;
	int64_t promise = plan_promise(w->plan);

	row.sign_in = sign_in_for(w, l);
	row.name = l->name;
	row.position = l->position ? l->position : "Member of staff";
	row.kind = l->kind ? l->kind : "person";
	row.from_day = day_is_none(l->first) ? w->today : l->first;
	row.to_day = l->last;
	plan_say(w->act, "new, signs in as %s", row.sign_in);
	plan_put(w->plan, w->act, THING_STAFF, &row, sizeof row, promise);
	return promise;
}

static bool lasts(struct day to, struct day today)
{
	return day_is_none(to) || to.n >= today.n;
}

static bool has_role(const struct work *w, int64_t staff, const struct staff_gift *g)
{
	int n;
	const struct sorted_row *row = sorted_of(&w->there->roles, staff, &n);

	for (int i = 0; i < n; i++) {
		const struct staff_role_row *r = row[i].row;

		if (strcmp(r->role, g->role) == 0 && r->year == g->year && r->roll_group == g->group && lasts(r->to_day, w->today))
			return true;
	}
	return false;
}

static bool has_class(const struct work *w, int64_t staff, const struct staff_gift *g)
{
	int n;
	const struct sorted_row *row = sorted_of(&w->there->groups, staff, &n);

	for (int i = 0; i < n; i++) {
		const struct staff_group_row *r = row[i].row;

		if (r->roll_group == g->group && strcmp(r->kind, "teacher") == 0 && lasts(r->to_day, w->today))
			return true;
	}
	return false;
}

static bool gift_before(const struct staff_line *l, int i)
{
	for (int k = 0; k < i; k++) {
		const struct staff_gift *a = &l->gifts.items[k], *b = &l->gifts.items[i];

		if (a->group == b->group && a->year == b->year && (a->role ? b->role && strcmp(a->role, b->role) == 0 : !b->role))
			return true;
	}
	return false;
}

/* From today: what somebody might do before is not for a file to say. */
static void plan_gift(struct work *w, const struct staff_line *l, const struct staff_gift *g, int64_t staff)
{
	struct day from = !day_is_none(l->first) && l->first.n > w->today.n ? l->first : w->today;
	char year[8];

	if (g->role) {
		struct staff_role_row row = STAFF_ROLE_NEW;

		row.staff = staff;
		row.role = g->role;
		row.year = g->year;
		row.roll_group = g->group;
		row.from_day = from;
		plan_say(w->act, "role %s%s%s", g->role, g->year != NONE || g->group != NONE ? " " : "",
			 g->year != NONE ? year_name((int)g->year, year) : g->group != NONE ? office_group_name(w->job->office, g->group) : "");
		PUT(w, THING_STAFF_ROLE, row);
	} else {
		struct staff_group_row row = STAFF_GROUP_NEW;

		row.staff = staff;
		row.roll_group = g->group;
		row.kind = "teacher";
		row.from_day = from;
		plan_say(w->act, "class %s", office_group_name(w->job->office, g->group));
		PUT(w, THING_STAFF_GROUP, row);
	}
}

static void plan_line(struct work *w, const struct staff_line *l)
{
	int64_t staff;

	w->act = plan_act_new(w->plan, l->old ? "staff" : "staff added", l->from.line, *l->name ? l->name : l->old->name);
	if (l->old)
		plan_known(w, l);
	staff = l->old ? l->old->id : plan_new(w, l);
	for (int i = 0; i < l->gifts.count; i++) {
		const struct staff_gift *g = &l->gifts.items[i];

		if (!gift_before(l, i) && !(l->old && (g->role ? has_role : has_class)(w, staff, g)))
			plan_gift(w, l, g, staff);
	}
	*(!plan_act_keep(w->plan) ? &w->plan->same : l->old ? &w->plan->changed : &w->plan->added) += 1;
}

void staff_plan(struct import_job *j, struct staff_line *lines, int count, const struct staff_there *there, struct plan *p)
{
	struct work w = { .job = j, .plan = p, .there = there, .sign_ins = lookup_new(there->count + count), .today = j->today };

	for (int i = 0; i < there->count; i++)
		lookup_add(w.sign_ins, there->staff[i].sign_in, i);
	for (int i = 0; i < count; i++)
		lines[i].old = lines[i].sign_in ? by_sign_in(&w, lines[i].sign_in) : by_name(&w, &lines[i]);
	find_twice(&w, lines, count);
	for (int i = 0; i < count; i++)
		check_line(&w, &lines[i]);
	for (int i = 0; i < count && !j->progress.refused; i++)
		plan_line(&w, &lines[i]);
	lookup_free(w.sign_ins);
}
