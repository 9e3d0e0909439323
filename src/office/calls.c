/* First-day calls: whom the office rings, those at risk first and families together (B2-B4; domain 2.9). */
#include "office/calls.h"

#include <stdlib.h>
#include <string.h>

#include "call_facts.h"
#include "names.h"

const char *call_kind_name(enum call_kind k)
{
	static const char *const names[CALL_KINDS] = { "call", "rang us", "text", "e-mail", "in person", "visit" };

	return k < CALL_KINDS ? names[k] : "?";
}

const char *call_outcome_name(enum call_outcome c)
{
	static const char *const names[CALL_OUTCOMES] = { "spoke", "message left", "no reply", "wrong number", "will call back", "sent",
							  "nobody in", "seen" };

	return c < CALL_OUTCOMES ? names[c] : "?";
}

/* WHO IS ABSENT -------------------------------------------------------------------------------------------------------------------------------- */

/* By group: may the person ring for it?  -1: nobody asked yet. */
struct group_may {
	int64_t group;
	bool may;
};
struct gathering {
	struct call_facts *f;
	struct { VEC(struct group_may); } groups;
	struct { VEC(struct call_case); } cases;
};

static bool group_may(struct gathering *g, int64_t group)
{
	for (int i = 0; i < g->groups.count; i++)
		if (g->groups.items[i].group == group)
			return g->groups.items[i].may;
	bool may = office_may_on(g->f->o, ACTION_CALL, group, g->f->day, NULL) == 0;
	vec_push(&g->groups, (struct group_may){ group, may });
	return may;
}

static int case_compare(const void *a, const void *b)
{
	const struct call_case *x = a, *y = b;

	return (x->pupil > y->pupil) - (x->pupil < y->pupil);
}

static int due_compare(const void *a, const void *b)
{
	const struct due_row *x = a, *y = b;

	return (x->pupil > y->pupil) - (x->pupil < y->pupil);
}

/* Both sessions of everybody who is due, side by side. */
static int sessions_read(struct gathering *g)
{
	struct call_facts *f = g->f;
	struct due_row *due[2] = { NULL };
	int n[2] = { 0 };

	for (int s = SESSION_AM; s <= SESSION_PM; s++) {
		n[s] = store_due(f->o->store, f->day, (enum session)s, 0, f->a, &due[s]);
		if (n[s] < 0)
			return n[s];
		qsort(due[s], (size_t)n[s], sizeof *due[s], due_compare);
	}
	for (int i = 0, k = 0; i < n[0] || k < n[1];) {
		int64_t am = i < n[0] ? due[0][i].pupil : INT64_MAX, pm = k < n[1] ? due[1][k].pupil : INT64_MAX;
		struct call_case c = { .pupil = am < pm ? am : pm };

		if (am <= pm) {
			c.group[SESSION_AM] = due[0][i].roll_group;
			c.mark[SESSION_AM] = due[0][i++].mark;
		}
		if (pm <= am) {
			c.group[SESSION_PM] = due[1][k].roll_group;
			c.mark[SESSION_PM] = due[1][k++].mark;
		}
		if ((mark_is_absent(c.mark[0], f->day) || mark_is_absent(c.mark[1], f->day)) && group_may(g, c.group[0] ? c.group[0] : c.group[1]) &&
		    !said_died(f->o, c.pupil))
			vec_push(&g->cases, c);
	}
	return 0;
}

int call_cases_read(struct call_facts *f, struct call_case **ret, struct err *e)
{
	struct gathering g = { .f = f };
	int r = sessions_read(&g), count = g.cases.count;

	if (r < 0)
		office_fail(f->o, r, e);
	struct call_case *cases = arena_new(f->a, (size_t)count + 1, sizeof *cases);
	if (count > 0)
		memcpy(cases, g.cases.items, (size_t)count * sizeof *cases);
	vec_finish(&g.groups);
	vec_finish(&g.cases);
	if (count > 0)
		qsort(cases, (size_t)count, sizeof *cases, case_compare);
	for (int i = 0; r == 0 && i < count; i++)
		r = call_case_read(f, &cases[i], e);
	*ret = cases;
	return r < 0 ? r : count;
}

/* BY RISK (B2) ------------------------------------------------------------------------------------------------------------------------------- */

struct listed {
	struct call_line line;
	int bucket, risk, unseen;     /**< `unseen`: days; what is not known is the longest */
	struct day born;
	const char *sort_key;
};

/* What is to be done before what waits, before what is done. */
static int bucket_of(const struct call_case *c)
{
	return c->state == CALL_DONE ? 2 : c->state == CALL_LATER && !c->overdue ? 1 : 0;
}

static int listed_compare(const void *a, const void *b)
{
	const struct listed *x = a, *y = b;

	if (x->bucket != y->bucket)
		return x->bucket - y->bucket;
	if (x->risk != y->risk)
		return x->risk - y->risk;
	if (x->unseen != y->unseen)
		return x->unseen > y->unseen ? -1 : 1;
	int c = strcmp(x->sort_key, y->sort_key);
	return c != 0 ? c : (x->line.pupil > y->line.pupil) - (x->line.pupil < y->line.pupil);
}

/* THE LIST ----------------------------------------------------------------------------------------------------------------------------------- */

struct listing {
	struct call_facts facts;
	struct calls_view *view;
	enum session session;
	bool everybody;
	struct listed *lines;
	int count;
};

/* In the afternoon the morning's are asked about still, until somebody has seen them. */
static bool is_wanted(const struct listing *l, const struct call_case *c)
{
	uint8_t mark = c->mark[l->session];

	if (l->everybody || code_has_no_reason(mark))
		return true;
	return l->session == SESSION_PM && mark == CODE_NONE && code_has_no_reason(c->mark[SESSION_AM]);
}

static enum session session_of(const struct listing *l, const struct call_case *c)
{
	return c->mark[l->session] ? l->session : call_case_session(c);
}

static int listed_make(const struct listing *l, const struct call_sheet *sheet, int of, struct listed *to)
{
	const struct call_case *c = &sheet->cases[of];
	struct pupil_row row;
	int r = call_line_make(sheet, of, session_of(l, c), &to->line, &to->risk);

	if (r == 0)
		r = store_thing_get(l->facts.o->store, THING_PUPIL, c->pupil, l->facts.a, &row);
	if (r < 0)
		return r;
	to->bucket = bucket_of(c);
	to->unseen = to->line.since_seen < 0 ? INT32_MAX : to->line.since_seen;
	to->born = row.born_day;
	to->sort_key = pupil_list_name(&row, l->facts.a);
	return 0;
}

/* H4: two children of one name. */
static void tell_apart(struct listing *l)
{
	struct named *named = arena_new(&l->view->arena, (size_t)l->count + 1, sizeof *named);

	for (int i = 0; i < l->count; i++)
		named[i] = (struct named){ l->lines[i].line.name, l->lines[i].line.group, l->lines[i].born };
	names_tell_apart(named, l->count, &l->view->arena);
	for (int i = 0; i < l->count; i++)
		l->lines[i].line.name = named[i].name;
}

/* A brother or sister comes right behind, where the same is to be done. */
static void put_families_together(struct listing *l, struct call_line *to)
{
	bool *put = arena_new(l->facts.a, (size_t)l->count + 1, sizeof *put);
	int n = 0;

	for (int i = 0; i < l->count; i++) {
		const struct listed *first = &l->lines[i];

		for (int k = i; !put[i] && k < l->count; k++) {
			const struct listed *other = &l->lines[k];
			bool kin = first->line.family && other->line.family == first->line.family && other->bucket == first->bucket;

			if (put[k] || (k != i && !kin))
				continue;
			to[n++] = other->line;
			put[k] = k != i;
		}
		put[i] = true;
	}
}

/* A number only where a brother or sister is on the list too. */
static void families_count(struct listing *l)
{
	for (int i = 0; i < l->count; i++) {
		int others = 0;

		for (int k = 0; k < l->count; k++)
			others += k != i && l->lines[i].line.family && l->lines[k].line.family == l->lines[i].line.family;
		if (!others)
			l->lines[i].line.family = 0;
	}
}

static void view_keep(struct listing *l)
{
	struct calls_view *v = l->view;
	struct call_line *lines = arena_new(&v->arena, (size_t)l->count + 1, sizeof *lines);

	tell_apart(l);
	families_count(l);
	if (l->count > 0)
		qsort(l->lines, (size_t)l->count, sizeof *l->lines, listed_compare);
	put_families_together(l, lines);
	v->lines = lines;
	v->count = l->count;
	v->day = l->facts.day;
	v->session = l->session;
	v->minute = l->facts.minute;
	for (int i = 0; i < l->count; i++) {
		v->due += lines[i].state == CALL_DUE || lines[i].state == CALL_TRIED;
		v->failed += lines[i].state == CALL_FAILED;
		v->done += lines[i].state == CALL_DONE;
	}
}

static int listing_read(struct listing *l, struct err *e)
{
	struct call_sheet sheet = { .facts = &l->facts, .out = &l->view->arena };
	struct call_case *cases;
	int r = call_facts_read(&l->facts, e), n = r < 0 ? r : call_cases_read(&l->facts, &cases, e);

	if (n < 0)
		return n;
	sheet.cases = cases;
	sheet.count = n;
	r = call_families(&l->facts, cases, n, &sheet.family, e);
	if (r < 0)
		return r;
	l->lines = arena_new(l->facts.a, (size_t)n + 1, sizeof *l->lines);
	for (int i = 0; r == 0 && i < n; i++)
		if (is_wanted(l, &cases[i]))
			r = listed_make(l, &sheet, i, &l->lines[l->count++]);
	if (r < 0)
		return office_fail(l->facts.o, r, e);
	view_keep(l);
	return 0;
}

static int day_check(struct office *o, struct day *day, struct err *e)
{
	char to_come[DAY_TEXT];
	int r = office_may(o, ACTION_CALL, 0, e);

	if (r == 0)
		r = said_day(o, day, e);
	if (r == 0 && day->n > office_today(o).n)
		r = err_refuse(e, "%s is still to come: nobody is absent yet.", day_long(*day, to_come));
	return r;
}

int calls_read(struct office *o, struct day day, enum session session, bool everybody, struct calls_view *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct calls_view v = { 0 };
	struct listing l = { .facts = { .o = o, .a = &a, .day = day }, .view = &v, .session = session, .everybody = everybody };
	int r = listing_read(&l, e);

	if (r < 0)
		calls_view_finish(&v);
	else
		*ret = v;
	return r;
}

int office_calls_open(struct office *o, struct day day, enum session session, bool everybody, struct calls_view *ret, struct err *e)
{
	int r = office_refresh(o, e);

	if (r == 0)
		r = day_check(o, &day, e);
	if (r < 0)
		return r;
	r = store_read_begin(o->store);
	if (r < 0)
		return office_fail(o, r, e);
	r = calls_read(o, day, session, everybody, ret, e);
	store_read_end(o->store);
	return r;
}

void calls_view_finish(struct calls_view *v)
{
	arena_finish(&v->arena);
	*v = (struct calls_view){ 0 };
}
