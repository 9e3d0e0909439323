/* Who works here on a day, and what they may do. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "internal.h"
#include "office/classes.h"
#include "rules/pupil.h"

struct staff_tables {
	struct office *o;
	struct day day;
	struct arena *a;
	struct staff_row *staff;
	struct staff_role_row *roles;
	struct staff_group_row *groups;
	struct staff_login_row *logins;
	int staff_count, role_count, group_count, login_count;
	bool logins_too;
};

static int read_tables(struct staff_tables *t, struct err *e)
{
	struct store *st = t->o->store;
	int r = t->staff_count = store_thing_all(st, THING_STAFF, t->a, &t->staff);

	if (r >= 0)
		r = t->role_count = store_thing_all(st, THING_STAFF_ROLE, t->a, &t->roles);
	if (r >= 0)
		r = t->group_count = store_thing_all(st, THING_STAFF_GROUP, t->a, &t->groups);
	if (r >= 0)
		r = t->login_count = store_thing_all(st, THING_STAFF_LOGIN, t->a, &t->logins);
	return r < 0 ? office_fail(t->o, r, e) : 0;
}

static void add_word(struct buf *list, const char *word)
{
	buf_printf(list, "%s%s", list->length ? ", " : "", word);
}

static const char *list_text(const struct staff_tables *t, const struct buf *list)
{
	return list->length ? arena_text(t->a, buf_string(list)) : NULL;
}

/* "head of year (Year 3)", "teacher (Willow)" */
static const char *role_text(const struct staff_tables *t, const struct staff_role_row *row)
{
	char *words = arena_text(t->a, row->role), year[16];

	for (char *c = words; *c; c++)
		*c = *c == '_' ? ' ' : *c;
	if (row->roll_group != NONE)
		return arena_printf(t->a, "%s (%s)", words, office_group_name(t->o, row->roll_group));
	return row->year != NONE ? arena_printf(t->a, "%s (%s)", words, year_title((int)row->year, year)) : words;
}

static const char *roles_of(const struct staff_tables *t, int64_t staff)
{
	CLEAN_BUF struct buf list = { 0 };

	for (int i = 0; i < t->role_count; i++)
		if (t->roles[i].staff == staff && day_within(t->day, t->roles[i].from_day, t->roles[i].to_day))
			add_word(&list, role_text(t, &t->roles[i]));
	return list_text(t, &list);
}

static const char *classes_of(const struct staff_tables *t, int64_t staff)
{
	CLEAN_BUF struct buf list = { 0 };

	for (int i = 0; i < t->group_count; i++) {
		const struct staff_group_row *g = &t->groups[i];
		const char *name = office_group_name(t->o, g->roll_group);

		if (g->staff == staff && day_within(t->day, g->from_day, g->to_day))
			add_word(&list, strcmp(g->kind, "cover") == 0 ? arena_printf(t->a, "cover: %s", name) : name);
	}
	return list_text(t, &list);
}

static const char *logins_of(const struct staff_tables *t, int64_t staff)
{
	CLEAN_BUF struct buf list = { 0 };

	for (int i = 0; t->logins_too && i < t->login_count; i++)
		if (t->logins[i].staff == staff && day_within(t->day, t->logins[i].from_day, t->logins[i].to_day))
			add_word(&list, t->logins[i].login);
	return list_text(t, &list);
}

/* Those who work here that day, those to come, those who have left; then by name. */
static int line_rank(const struct staff_line *l, struct day day)
{
	return day_within(day, l->from, l->to) ? 0 : l->from.n > day.n ? 1 : 2;
}

static int line_compare(const void *a, const void *b, void *day)
{
	const struct staff_line *x = a, *y = b;
	int by_rank = line_rank(x, *(struct day *)day) - line_rank(y, *(struct day *)day);
	int by_name = by_rank ? by_rank : text_compare(x->name, y->name);

	return by_name ? by_name : strcmp(x->sign_in, y->sign_in);
}

static const struct staff_line *make_lines(const struct staff_tables *t)
{
	struct staff_line *lines = arena_new(t->a, (size_t)t->staff_count + 1, sizeof *lines);
	struct day day = t->day;

	for (int i = 0; i < t->staff_count; i++) {
		const struct staff_row *s = &t->staff[i];
		bool here = day_within(day, s->from_day, s->to_day);

		lines[i] = (struct staff_line){
			.id = s->id, .sign_in = s->sign_in, .name = s->name, .position = s->position, .kind = s->kind, .from = s->from_day, .to = s->to_day,
			.roles = here ? roles_of(t, s->id) : NULL, .classes = here ? classes_of(t, s->id) : NULL,
			.logins = here ? logins_of(t, s->id) : NULL,
		};
	}
	qsort_r(lines, (size_t)t->staff_count, sizeof *lines, line_compare, &day);
	return lines;
}

/* Who changes the roll sees who teaches what; logins are for those who look after staff. */
static int may_list(struct office *o, struct err *e)
{
	return office_may(o, ACTION_CHANGE_STAFF, 0, NULL) == 0 ? 0 : office_may(o, ACTION_CHANGE_ROLL, 0, e);
}

int office_staff_open(struct office *o, struct day day, struct staff_view *ret, struct err *e)
{
	struct staff_view v = { 0 };
	struct staff_tables t = { .o = o, .a = &v.arena };
	int r = office_refresh(o, e);

	if (r == 0)
		r = may_list(o, e);
	if (r < 0)
		return r;
	t.day = day_is_none(day) ? office_today(o) : day;
	t.logins_too = office_may(o, ACTION_CHANGE_STAFF, 0, NULL) == 0;
	r = store_read_begin(o->store);
	if (r < 0)
		return office_fail(o, r, e);
	r = read_tables(&t, e);
	store_read_end(o->store);
	if (r < 0) {
		arena_finish(&v.arena);
		return r;
	}
	v.lines = make_lines(&t);
	v.count = t.staff_count;
	*ret = v;
	return 0;
}

void staff_view_finish(struct staff_view *v)
{
	arena_finish(&v->arena);
	*v = (struct staff_view){ 0 };
}
