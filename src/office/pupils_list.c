/* The Pupils screen's list (H1, H4): names kept folded, facts read once, no query a pupil. */
#include <string.h>

#include "names.h"
#include "office/pupils.h"
#include "pupil_search.h"
#include "report_parts.h"
#include "rules/calendar.h"

/** One list in the making. */
struct listing {
	struct office *o;
	const struct pupils_wish *wish;
	struct pupils_view *view;
	struct arena work;
	struct roll roll;
	struct typed typed;
	uint32_t states;
	int64_t group;               /* 0: all */
	int64_t merged;              /* whose number is typed of a row that was merged into theirs; 0: nobody's */
	const bool *sees;            /* by index into office.roll_groups; NULL: all */
	struct pupil_line *lines;
	struct named *names;
};

/* ONE PUPIL */

/* The state on that day, and the spell that it comes from. */
static enum roll_state state_on(const struct roll_pupil *p, struct day day, const struct roll_fact **ret)
{
	sitting am = sitting_of(day, SESSION_AM), pm = sitting_of(day, SESSION_PM);
	const struct roll_fact *last = NULL;

	*ret = NULL;
	for (const struct roll_fact *f = p->spells; f; f = f->next) {
		last = f;
		if (f->first <= pm && f->last >= am) {
			*ret = f;
			return ROLL_ON;
		}
		if (f->first > pm) {
			*ret = f;
			return ROLL_TO_COME;
		}
	}
	*ret = last;
	return ROLL_LEFT;
}

static bool over_day(const struct roll_fact *f, struct day day)
{
	return f->first <= sitting_of(day, SESSION_PM) && f->last >= sitting_of(day, SESSION_AM);
}

/* The class of that day's morning, else of its afternoon, else of another day of the week: on a Sunday too a child is in a class. */
static const struct roll_fact *place_on(const struct roll_fact *list, struct day day)
{
	const struct roll_fact *best = NULL;
	int most = 0;

	for (const struct roll_fact *f = list; f; f = f->next) {
		int weekday = f->when >> day_weekday(day) & 1, fit = !over_day(f, day) ? 0 : 1 + weekday * (1 + (f->when >> 7 & 1));

		if (fit > most) {
			most = fit;
			best = f;
		}
	}
	return best;
}

/* The day on which a pupil's class is asked for: of those to come their first, of those who left their last. */
static struct day day_of_class(enum roll_state state, const struct roll_fact *spell, struct day day)
{
	if (!spell || state == ROLL_ON)
		return day;
	return sitting_day(state == ROLL_TO_COME ? spell->first : spell->last);
}

static bool in_group(const struct roll_fact *places, int64_t group, struct day day)
{
	for (const struct roll_fact *f = places; f; f = f->next)
		if (f->value == group && over_day(f, day))
			return true;
	return false;
}

static bool may_see(const struct listing *l, const struct roll_fact *places, struct day day)
{
	if (!l->sees)
		return true;
	for (const struct roll_fact *f = places; f; f = f->next) {
		int i = over_day(f, day) ? report_group_index(l->o, f->value) : -1;

		if (i >= 0 && l->sees[i])
			return true;
	}
	return false;
}

static int year_on(const struct roll_fact *years, struct day day)
{
	for (const struct roll_fact *f = years; f; f = f->next)
		if (over_day(f, day))
			return (int)f->value;
	return SESSION_ANY_YEAR;
}

/* REMARKS */

static void remark(struct buf *b, const char *words)
{
	buf_printf(b, "%s%s", b->length ? "; " : "", words);
}

static void remark_day(struct buf *b, const char *words, sitting s, const char *behind)
{
	char day[DAY_TEXT];

	buf_printf(b, "%s%s %s%s", b->length ? "; " : "", words, day_long(sitting_day(s), day), behind);
}

/* A change of status splits a time on the roll in spells that touch: it ends where the last of them does. */
static sitting roll_until(const struct roll_fact *spell, const struct roll_fact *spells)
{
	sitting last = spell->last;

	for (const struct roll_fact *f = spells; f; f = f->next)
		if (last != INT32_MAX && f->first == last + 1)
			last = f->last;
	return last;
}

static void remark_spell(struct buf *b, enum roll_state state, const struct roll_fact *spell, const struct roll_fact *spells)
{
	if (!spell)
		return remark(b, "was never on the roll");
	if (state == ROLL_TO_COME)
		remark_day(b, spell == spells ? "starts" : "comes back", spell->first, " (Z)"); /* domain 1.2: on no register before the first day */
	else if (state == ROLL_LEFT)
		remark_day(b, "left on", spell->last, "");
	else if (roll_until(spell, spells) != INT32_MAX)
		remark_day(b, "leaves on", roll_until(spell, spells), "");
}

static void remark_shared(struct buf *b, const struct searched *p, struct day day)
{
	static const struct { const char *kind, *of, *alone; } words[] = {
		{ "guest", "guest of ", "guest" }, { "main", "also at ", "main registration" },
		{ "subsidiary", "main registration at ", "subsidiary registration" },
	};

	for (const struct shared *k = p->shared; k; k = k->next)
		for (size_t i = 0; day_within(day, k->from, k->to) && i < sizeof words / sizeof *words; i++)
			if (strcmp(k->kind, words[i].kind) == 0)
				buf_printf(b, "%s%s%s", b->length ? "; " : "", k->other_school ? words[i].of : words[i].alone,
					   k->other_school ? k->other_school : "");
}

static bool has_died(const struct roll_pupil *facts, struct day day)
{
	return facts->row && !day_is_none(facts->row->died_day) && facts->row->died_day.n <= day.n;
}

static const char *remark_of(struct listing *l, const struct searched *p, enum roll_state state, const struct roll_fact *spell,
			     const struct roll_pupil *facts, const char *was)
{
	CLEAN_BUF struct buf b = { 0 };

	if (has_died(facts, l->view->day))
		remark_day(&b, "died on", sitting_of(facts->row->died_day, SESSION_AM), "");
	else
		remark_spell(&b, state, spell, facts->spells);
	remark_shared(&b, p, day_of_class(state, spell, l->view->day));
	if (was)
		buf_printf(&b, "%swas %s", b.length ? "; " : "", was);
	return b.length ? arena_text(&l->view->arena, buf_string(&b)) : NULL;
}

/* THE LIST */

static bool is_typed(const struct listing *l)
{
	return l->typed.count > 0 || *l->typed.identifier;
}

static void list_one(struct listing *l, const struct searched *p)
{
	static const struct roll_pupil nobody;
	const struct roll_pupil *facts = p->pupil < l->roll.count ? &l->roll.pupils[p->pupil] : &nobody;
	struct pupils_view *v = l->view;
	const struct roll_fact *spell;
	enum roll_state state = state_on(facts, v->day, &spell);
	struct day day = day_of_class(state, spell, v->day);
	const struct roll_fact *place = place_on(facts->places, day);
	int year = year_on(facts->years, day);
	const char *was = NULL;

	if ((l->wish->year != SESSION_ANY_YEAR && year != l->wish->year) || (l->group && !in_group(facts->places, l->group, day)) ||
	    !may_see(l, facts->places, day) || (is_typed(l) && !pupil_fits(p, &l->typed, &was) && p->pupil != l->merged))
		return;
	v->of_state[state]++;
	if (!(l->states >> state & 1))
		return;
	const char *group = place ? office_group_name(l->o, place->value) : NULL;
	l->names[v->count] = (struct named){ p->list_name, group, p->born };
	l->lines[v->count++] = (struct pupil_line){
		.pupil = p->pupil, .group = group, .upn = p->upn, .admission_number = p->admission_number, .year = year, .born = p->born,
		.state = state, .remark = remark_of(l, p, state, spell, facts, was),
	};
}

/* The cache goes with the next change: the view keeps its own texts. */
static void keep_texts(struct listing *l)
{
	struct pupils_view *v = l->view;

	names_tell_apart(l->names, v->count, &l->work);
	for (int i = 0; i < v->count; i++) {
		struct pupil_line *line = &l->lines[i];

		line->name = arena_text(&v->arena, l->names[i].name);
		line->group = arena_text(&v->arena, line->group);
		line->upn = arena_text(&v->arena, line->upn);
		line->admission_number = arena_text(&v->arena, line->admission_number);
	}
	v->lines = l->lines;
}

static void who_sees(struct listing *l)
{
	if (office_reach(l->o, ACTION_SEE_REGISTER) == REACH_ALL)
		return;
	bool *sees = arena_new(&l->work, (size_t)l->o->roll_group_count + 1, sizeof *sees);
	for (int i = 0; i < l->o->roll_group_count; i++)
		sees[i] = office_may(l->o, ACTION_SEE_REGISTER, l->o->roll_groups[i].id, NULL) == 0;
	l->sees = sees;
}

static int list_all(struct listing *l, struct err *e)
{
	const char *group = l->wish->group;
	struct day day = l->view->day;
	int r = search_refresh(l->o);

	if (r < 0)
		return office_fail(l->o, r, e);
	r = group && *group ? office_group_find(l->o, group, day, &l->group, e) : 0;
	if (r == 0)
		r = roll_load(l->o, ROLL_PLACES | ROLL_YEARS, sitting_of(day, SESSION_AM), sitting_of(day, SESSION_PM), &l->roll, e);
	if (r < 0)
		return r;
	const struct search *s = l->o->search;
	who_sees(l);
	typed_read(l->wish->typed ? l->wish->typed : "", &l->work, &l->typed);
	if (*l->typed.identifier && office_pupil_find(l->o, l->typed.identifier, false, &l->merged, &(struct err){ 0 }) < 0)
		l->merged = 0;
	l->lines = arena_new(&l->view->arena, (size_t)s->count + 1, sizeof *l->lines);
	l->names = arena_new(&l->work, (size_t)s->count + 1, sizeof *l->names);
	for (int i = 0; i < s->count; i++)
		list_one(l, s->by_name[i]);
	keep_texts(l);
	return 0;
}

int office_pupils_open(struct office *o, const struct pupils_wish *w, struct pupils_view *ret, struct err *e)
{
	struct pupils_view v = { .day = w->day };
	struct listing l = { .o = o, .wish = w, .view = &v, .states = w->states ? w->states : 1u << ROLL_ON };
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_SEE_REGISTER, 0, e);
	if (r < 0)
		return r;
	if (day_is_none(v.day))
		v.day = office_today(o);
	r = store_read_begin(o->store);
	if (r < 0)
		return office_fail(o, r, e);
	r = list_all(&l, e);
	store_read_end(o->store);
	roll_finish(&l.roll);
	arena_finish(&l.work);
	if (r < 0)
		arena_finish(&v.arena);
	else
		*ret = v;
	return r;
}

void pupils_view_finish(struct pupils_view *v)
{
	arena_finish(&v->arena);
	*v = (struct pupils_view){ 0 };
}
