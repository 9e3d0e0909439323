/* The head's morning page: not known first, by name; whom to call; who fell below a line (B1, B2; domain 4). */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "marking.h"
#include "morning.h"

#define WEEKS_BACK_MOST 5

void morning_view_finish(struct morning_view *v)
{
	today_view_finish(&v->today);
	arena_finish(&v->arena);
	*v = (struct morning_view){ 0 };
}

/* LISTS ------------------------------------------------------------------------------------------------------------------------ */

static int named_compare(const void *a, const void *b)
{
	const struct morning_name *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	int c = strcmp(x->sort_key, y->sort_key);
	return c != 0 ? c : x->pupil.pupil < y->pupil.pupil ? -1 : x->pupil.pupil > y->pupil.pupil;
}

int morning_list_add(struct morning *m, const struct child *c, int first, const char *remark, struct name_list *to)
{
	struct session_facts *f = &m->facts;
	struct arena *a = &m->view->arena;
	const struct roll_group_row *group = &f->office->roll_groups[c->due->group];
	int64_t id = c->due->pupil;
	struct pupil_row row;
	int r = store_thing_get(f->office->store, THING_PUPIL, id, &f->arena, &row);

	if (r < 0)
		return r;
	vec_push(to, (struct morning_name){
		.pupil = { id, { group->id, f->day, f->session }, pupil_display_name(&row, a), arena_text(a, group->name), remark,
			   m->priority[id] },
		.first = first, .rank = f->ranks[c->due->group], .sort_key = roll_sort_key(&row, &f->arena), .born = row.born_day,
	});
	return 0;
}

/* H4: two children of one name in one class stand side by side. */
static void tell_apart(struct arena *a, struct name_list *list)
{
	char born[DAY_TEXT];
	bool same = false, next;

	for (int i = 0; i < list->count; i++, same = next) {
		struct morning_pupil *p = &list->items[i].pupil, *q = i + 1 < list->count ? &list->items[i + 1].pupil : NULL;

		next = q && q->ref.roll_group == p->ref.roll_group && strcmp(q->name, p->name) == 0;
		if (same || next)
			p->remark = arena_printf(a, "born %s%s%s", day_long(list->items[i].born, born) + strlen("Fri "), p->remark ? "; " : "",
						 p->remark ? p->remark : "");
	}
}

void morning_list_keep(struct morning *m, struct name_list *list, struct morning_list *ret)
{
	if (list->count > 0)
		qsort(list->items, (size_t)list->count, sizeof *list->items, named_compare);
	tell_apart(&m->view->arena, list);
	ret->items = arena_new(&m->view->arena, (size_t)list->count, sizeof *ret->items);
	for (int i = 0; i < list->count; i++)
		ret->items[i] = list->items[i].pupil;
	ret->count = list->count;
	vec_finish(list);
}

static const char *unknown_remark(struct morning *m, const struct child *c)
{
	struct session_facts *f = &m->facts;
	const struct grid_due *due = c->due;
	const struct expected *x = due->mark == CODE_NONE
		? expected_at(f->expected, due->pupil, due->year, f->office->roll_groups[due->group].id, f->at) : NULL;
	const struct alarm *alarm;
	char at[8];

	if (x)
		return presence_expected(x, c->presence, f->day, &m->view->arena);
	if (c->presence == NOT_TAKEN)
		return "register not taken";
	if (c->presence == BLANK)
		return "blank";
	alarm = alarm_of(m->facts.alarms, m->facts.alarm_count, c->due->pupil);
	return alarm->arrival < 0 ? "signed in, not in class"
				  : arena_printf(&m->view->arena, "signed in at %s, not in class", minute_text(alarm->arrival, at));
}

static int late_remark(struct morning *m, const struct child *c, const char **ret)
{
	struct entry_row *chain;
	int n = store_entries_of_mark(m->facts.office->store, c->due->pupil, m->facts.day, m->facts.session, &m->facts.arena, &chain);
	const struct entry_row *standing = n > 0 ? chain_standing(chain, n) : NULL;
	int minutes = standing ? standing->entry.minutes_late : -1;
	const char *after = c->due->mark == CODE_U ? "after the close" : NULL;

	if (n < 0)
		return n;
	*ret = minutes < 0 ? after : arena_printf(&m->view->arena, "%d min%s%s", minutes, after ? ", " : "", after ? after : "");
	return 0;
}

static int fill_not_known(struct morning *m)
{
	struct name_list list = { 0 };
	int r = 0;

	for (int i = 0; r == 0 && i < m->facts.child_count; i++) {
		const struct child *c = &m->facts.children[i];

		if (c->presence <= SIGNED_IN)
			r = morning_list_add(m, c, SIGNED_IN - (int)c->presence, unknown_remark(m, c), &list);
	}
	morning_list_keep(m, &list, &m->view->not_known);
	return r;
}

static int fill_no_reason(struct morning *m)
{
	struct name_list list = { 0 }, calls = { 0 };
	int r = 0;

	for (int i = 0; r == 0 && i < m->facts.child_count; i++)
		if (m->facts.children[i].presence == NO_REASON)
			r = morning_list_add(m, &m->facts.children[i], 0,
					     contacted_words(&m->contacted, m->facts.children[i].due->pupil, NO_REASON, &m->view->arena), &list);
	for (int i = 0; i < list.count; i++) {
		vec_push(&calls, list.items[i]);
		calls.items[i].first = !list.items[i].pupil.priority;
	}
	morning_list_keep(m, &list, &m->view->no_reason);
	morning_list_keep(m, &calls, &m->view->call_first);
	return r;
}

static int fill_late(struct morning *m)
{
	struct name_list list = { 0 };
	int r = 0;

	for (int i = 0; r == 0 && i < m->facts.child_count; i++) {
		const struct child *c = &m->facts.children[i];
		const char *remark = NULL;

		if (c->presence != LATE)
			continue;
		r = late_remark(m, c, &remark);
		if (r == 0)
			r = morning_list_add(m, c, 0, remark, &list);
	}
	morning_list_keep(m, &list, &m->view->late);
	return r;
}

/* FIGURES ---------------------------------------------------------------------------------------------------------------------- */

static int kind_compare(const void *a, const void *b)
{
	const struct morning_kind *x = a, *y = b;

	return x->count != y->count ? y->count - x->count : (int)x->code - (int)y->code;
}

/* As counts.with_reason has them: absent, and the session was possible. */
static void fill_kinds(struct morning *m)
{
	struct morning_view *v = m->view;
	int count[256] = { 0 };

	for (int i = 0; i < m->facts.child_count; i++) {
		const struct child *c = &m->facts.children[i];

		count[c->due->mark] += c->presence == ABSENT && c->code->category != CATEGORY_NOT_POSSIBLE;
	}
	v->kinds = arena_new(&v->arena, 256, sizeof *v->kinds);
	for (int i = 1; i < 256; i++)
		if (count[i] > 0)
			v->kinds[v->kind_count++] = (struct morning_kind){ (uint8_t)i, count[i] };
	qsort(v->kinds, (size_t)v->kind_count, sizeof *v->kinds, kind_compare);
}

/* The same weekday's session, the last on which school was held. */
static sitting last_week_find(struct office *o, sitting at)
{
	for (int week = 1; week <= WEEKS_BACK_MOST; week++)
		if (calendar_is_open(office_calendar(o), at - 14 * week))
			return at - 14 * week;
	return -1;
}

static void fill_last_week(struct morning *m)
{
	struct session_counts counts = { 0 };

	m->view->last_week = DAY_NONE;
	if (m->last_week < 0)
		return;
	const struct grid_wanted *w = grid_wanted(&m->facts.grid, m->last_week);
	struct day day = sitting_day(m->last_week);
	for (int i = 0; i < w->count; i++)
		if (m->facts.sees[w->due[i].group])
			session_counts_add(&counts, HERE, w->due[i].mark, day);
	m->view->last_week = day;
	m->view->last_week_attended = counts.attended;
	m->view->last_week_possible = counts.possible;
}

static int target_of(struct morning *m)
{
	const char *set = office_setting(m->facts.office, "target", m->facts.day, "0");
	char *end;
	long percent = strtol(set, &end, 10);

	if (m->policy.target > 0)
		return m->policy.target;
	return *end == '\0' && percent > 0 && percent <= 100 ? (int)percent : 0;
}

/* WHO COMES FIRST -------------------------------------------------------------------------------------------------------------- */

static int read_priority(struct morning *m)
{
	struct session_facts *f = &m->facts;
	struct pupil_flag_row *flags;
	int n = 0;

	m->priority = arena_new(&f->arena, (size_t)m->pupils, sizeof *m->priority);
	if (office_may(f->office, ACTION_SEE_FLAGS, 0, NULL) == 0)
		n = store_thing_all(f->office->store, THING_PUPIL_FLAG, &f->arena, &flags);
	if (n <= 0)
		return n;
	bool *first = arena_new(&f->arena, (size_t)m->pupils, sizeof *first);
	for (int i = 0; i < n; i++)
		if (flags[i].pupil < m->pupils && flag_first(flags[i].flag) && flag_stands(&flags[i], f->day))
			first[flags[i].pupil] = true;
	for (int i = 0; i < f->child_count; i++) {
		const struct grid_due *due = f->children[i].due;

		m->priority[due->pupil] = first[due->pupil] &&
			office_may_on(f->office, ACTION_SEE_FLAGS, f->office->roll_groups[due->group].id, f->day, NULL) == 0;
	}
	return 0;
}

static int fill_lists(struct morning *m, struct err *e)
{
	for (int i = 0; i < m->facts.child_count; i++)
		if (m->facts.children[i].due->pupil >= m->pupils)
			m->pupils = m->facts.children[i].due->pupil + 1;
	int r = read_priority(m);

	if (r == 0)
		r = contacted_read(m->facts.office, m->facts.day, &m->facts.arena, &m->contacted);
	if (r == 0)
		r = fill_not_known(m);
	if (r == 0)
		r = fill_no_reason(m);
	if (r == 0)
		r = fill_late(m);
	if (r == 0)
		r = morning_fill_below(m);
	return r < 0 ? office_fail(m->facts.office, r, e) : 0;
}

static int morning_fill(struct morning *m, struct err *e)
{
	struct morning_view *v = m->view;
	struct office *o = m->facts.office;
	sitting besides[2];
	int n = 0, r = report_policy(o, m->facts.day, &v->arena, &m->policy, e);

	m->last_week = last_week_find(o, sitting_of(m->facts.day, m->facts.session));
	if (m->last_week >= 0)
		besides[n++] = m->last_week;
	if (m->facts.session == SESSION_PM)
		besides[n++] = sitting_of(m->facts.day, SESSION_AM);
	if (r == 0)
		r = session_facts_read(&m->facts, besides, n, e);
	if (r == 0)
		r = today_fill(&m->facts, &v->today, e);
	if (r < 0)
		return r;
	v->target = target_of(m);
	v->line = m->policy.boundary_count > 0 ? m->policy.bands[1] : NULL;
	fill_last_week(m);
	fill_kinds(m);
	return m->facts.names ? fill_lists(m, e) : 0;
}

int office_morning_open(struct office *o, struct day day, enum session session, struct morning_view *ret, struct err *e)
{
	struct morning_view v = { 0 };
	struct morning m = { .facts = { .office = o, .day = day, .session = session }, .view = &v };
	int r = office_refresh(o, e);

	if (r == 0)
		r = session_may(o, day, session, &m.facts.names, e);
	if (r == 0) {
		r = store_read_begin(o->store);
		if (r < 0)
			office_fail(o, r, e);
	}
	if (r == 0) {
		r = morning_fill(&m, e);
		store_read_end(o->store);
	}
	session_facts_finish(&m.facts);
	if (r < 0)
		morning_view_finish(&v);
	else
		*ret = v;
	return r;
}
