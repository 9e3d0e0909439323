/* The late desk (A16, A17; domain 2.3): who stands at it. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "day_kept.h"
#include "desk.h"
#include "onsite.h"

/* WHO FITS: each word begins a word of the names or of the class ---------------------------------------------------------------------- */

struct desk_match {
	const struct searched *pupil;
	const char *was;   /* the former name that was typed; NULL */
	int64_t group;
	int fit;
	bool taken;        /* it stands in the list */
};

struct desk_search {
	struct office *o;
	struct arena *arena; /* of the answer */
	struct arena work;
	struct typed typed;
	struct desk_match *found;
	int count;
	struct desk_hit *hits;
	int hit_count, most, families;
	struct expectations *plans;
};

/* The class of now; of who is in none this session that of the other. */
static int64_t group_now(const struct searched *p, enum session now)
{
	return p->group[now] ? p->group[now] : p->group[!now];
}

/* Names of classes by their place in office.roll_groups, " oak " and so on. */
static const char **fold_classes(struct desk_search *d)
{
	const char **names = arena_new(&d->work, (size_t)d->o->roll_group_count + 1, sizeof *names);

	for (int i = 0; i < d->o->roll_group_count; i++)
		names[i] = arena_printf(&d->work, " %s ", text_fold(&d->work, d->o->roll_groups[i].name));
	return names;
}

static const char *class_of(const struct desk_search *d, const char **classes, int64_t group)
{
	for (int i = 0; i < d->o->roll_group_count; i++)
		if (d->o->roll_groups[i].id == group)
			return classes[i];
	return " ";
}

static bool may_be_at_desk(struct office *o, int64_t group, bool all)
{
	return group && (all || office_may(o, ACTION_RECORD_LATE, group, NULL) == 0);
}

/* The best first, by name among equals. */
static int match_compare(const void *a, const void *b)
{
	const struct desk_match *x = a, *y = b;

	if (x->fit != y->fit)
		return x->fit > y->fit ? -1 : 1;
	int c = strcmp(x->pupil->sort_key, y->pupil->sort_key);
	return c != 0 ? c : (x->pupil->pupil > y->pupil->pupil) - (x->pupil->pupil < y->pupil->pupil);
}

static void find_all(struct desk_search *d)
{
	struct office *o = d->o;
	const struct search *s = o->search;
	bool all = office_reach(o, ACTION_RECORD_LATE) == REACH_ALL;
	enum session now = office_session_now(o);
	const char **classes = fold_classes(d), *class = " ";
	int64_t group_before = 0;

	d->found = arena_new(&d->work, (size_t)s->count + 1, sizeof *d->found);
	for (int i = 0; i < s->count; i++) {
		const struct searched *p = &s->pupils[i];
		int64_t group = group_now(p, now);
		const char *was;

		if (group != group_before)
			class = class_of(d, classes, group);
		group_before = group;
		int fit = pupil_fits_or_class(p, &d->typed, class, &was);
		if (fit > 0 && may_be_at_desk(o, group, all))
			d->found[d->count++] = (struct desk_match){ .pupil = p, .was = was, .group = group, .fit = fit };
	}
	qsort(d->found, (size_t)d->count, sizeof *d->found, match_compare);
}

/* WHAT IS KNOWN OF THEM ---------------------------------------------------------------------------------------------------------------- */

static const char *mark_words(const struct desk_search *d, const struct sighting *s, struct day day)
{
	const struct code *c = code_on(s->mark, day);
	char time[8];

	if (s->contradicted)
		return arena_printf(d->arena, "signed in at %s, not in class", minute_text(s->arrival, time));
	if (s->mark == CODE_N || !c)
		return "no reason yet";
	if (s->arrival >= 0)
		return arena_printf(d->arena, "here %s since %s", code_symbol(s->mark), minute_text(s->arrival, time));
	if (code_is_in(s->mark, day))
		return arena_printf(d->arena, "here %s", code_symbol(s->mark));
	return arena_printf(d->arena, "%s %s", code_symbol(s->mark), c->words);
}

static const char *state_words(struct desk_search *d, const struct searched *p, struct desk_hit *h)
{
	struct day today = office_today(d->o);
	const struct sign_out_row *out = expected_out(d->plans, p->pupil, today);
	const struct sighting *s = day_sighting(d->o->day_kept, p->pupil, h->ref.session);
	char time[8];

	h->mark = s->mark;
	h->signed_out = out != NULL;
	if (out)
		return arena_printf(d->arena, "out since %s: %s", minute_text((int)out->out_minute, time), out->reason);
	if (s->mark)
		return mark_words(d, s, today);
	const struct expected *x = expected_at(d->plans, p->pupil, p->year, h->ref.roll_group, sitting_of(today, h->ref.session));
	return x ? expected_words(x, d->arena) : NULL;
}

/* H4: where another child found has the same name, class (which is said in any case) and date of birth tell them apart; a former name says who that is. */
static const char *remark_of(struct desk_search *d, const struct searched *p, const char *was)
{
	char born[DAY_TEXT];
	int same = 0;

	for (int i = 0; i < d->count; i++)
		same += strcmp(d->found[i].pupil->name, p->name) == 0;
	if (same < 2)
		return was ? arena_printf(d->arena, "was %s", was) : NULL;
	return arena_printf(d->arena, "born %s%s%s", day_long(p->born, born) + strlen("Fri "), was ? "; was " : "", was ? was : "");
}

static struct desk_hit *hit_add(struct desk_search *d, const struct searched *p, int64_t group, const char *was)
{
	enum session now = session_of_pupil(d->o, p, moment_civil(office_now(d->o)).minute);
	struct desk_hit *h = &d->hits[d->hit_count++];

	*h = (struct desk_hit){
		.pupil = p->pupil, .ref = { p->group[now], office_today(d->o), now }, .name = arena_text(d->arena, p->name),
		.group = group ? arena_text(d->arena, office_group_name(d->o, group)) : NULL, .remark = remark_of(d, p, was),
	};
	h->state = state_words(d, p, h);
	return h;
}

/* IN WHICH ORDER: brothers and sisters of the best match right behind it, those found of any other child behind that ---------------------- */

static struct desk_match *match_of(struct desk_search *d, int64_t pupil)
{
	for (int i = 0; i < d->count; i++)
		if (d->found[i].pupil->pupil == pupil)
			return &d->found[i];
	return NULL;
}

static void family_join(struct desk_search *d, struct desk_hit *first, struct desk_hit *h)
{
	if (first->family == 0)
		first->family = ++d->families;
	h->family = first->family;
}

static void sibling_add(struct desk_search *d, struct desk_hit *first, int64_t pupil, bool best)
{
	struct desk_match *m = match_of(d, pupil);
	const struct searched *p = search_pupil(d->o->search, pupil);
	int64_t group = p ? group_now(p, office_session_now(d->o)) : 0;
	bool all = office_reach(d->o, ACTION_RECORD_LATE) == REACH_ALL;

	if (d->hit_count >= d->most || (m && m->taken) || (!m && (!best || !may_be_at_desk(d->o, group, all))))
		return;
	struct desk_hit *h = hit_add(d, p, group, m ? m->was : NULL);
	h->sibling = !m;
	if (m)
		m->taken = true;
	family_join(d, first, h);
}

static int order_all(struct desk_search *d)
{
	int r = 0;

	d->hits = arena_new(d->arena, (size_t)d->most + 1, sizeof *d->hits);
	for (int i = 0; r >= 0 && i < d->count && d->hit_count < d->most; i++) {
		struct desk_match *m = &d->found[i];
		int64_t *siblings;

		if (m->taken)
			continue;
		m->taken = true;
		struct desk_hit *h = hit_add(d, m->pupil, m->group, m->was);
		r = desk_siblings(d->o, m->pupil->pupil, &d->work, &siblings);
		for (int k = 0; k < r; k++)
			sibling_add(d, h, siblings[k], i == 0);
	}
	return r < 0 ? r : 0;
}

static int search_read(struct desk_search *d)
{
	struct day today = office_today(d->o);
	int r = day_follow(d->o);

	if (r < 0)
		return r;
	if (d->typed.count > 0 || d->typed.identifier[0])
		find_all(d);
	if (d->count > 0)
		r = expectations_read(d->o, today, today, &d->work, &d->plans);
	return r < 0 ? r : order_all(d);
}

int office_desk_search(struct office *o, const char *typed, int most, struct arena *a, struct desk_hit **ret, struct err *e)
{
	struct desk_search d = { .o = o, .arena = a, .most = most > 0 ? most : 0 };
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_RECORD_LATE, 0, e);
	if (r < 0)
		return r;
	typed_read(typed, &d.work, &d.typed);
	r = store_read_begin(o->store);
	if (r == 0) {
		r = search_read(&d);
		store_read_end(o->store);
	}
	if (r == 0)
		*ret = d.hits;
	arena_finish(&d.work);
	return r < 0 ? office_fail(o, r, e) : d.hit_count;
}
