/* A pupil by what a person types: names folded once and kept until the roll may have changed, so that each key costs little. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "office/today.h"
#include "pupil_search.h"

/** A pupil, ready to be looked for. */
struct searched {
	int64_t pupil;
	const char *names;      /**< folded: " okafor amara ", the surname first, with a blank around each word; former names behind a tab */
	int surname_length;     /**< of the part of `names` that is the surname */
	const char *upn, *admission_number, *name, *sort_key;
	struct day born;
	int64_t group[2];       /**< today's by session; 0: none */
};

struct search {
	struct arena arena;
	struct searched *pupils;
	int count;
	int64_t act;            /**< the last one when it was made: whatever changes the roll is an act */
	struct day day;
};

void search_free(struct search *s)
{
	if (s)
		arena_finish(&s->arena);
	free(s);
}

/* MAKING IT -------------------------------------------------------------------------------------------------------------------- */

static const char *display_name(const struct name_row *n, struct arena *a)
{
	const struct pupil_row p = { .surname = n->surname, .forename = n->forename, .preferred_name = n->preferred_name };

	return pupil_display_name(&p, a);
}

/* `work` holds what is thrown away. */
static void pupil_make(struct search *s, const struct name_row *n, struct arena *work, struct searched *ret)
{
	const char *surname = text_fold(work, n->surname), *forename = text_fold(work, n->forename);
	const char *known = n->preferred_name ? text_fold(work, n->preferred_name) : "";
	const char *sort = n->sort_name && *n->sort_name ? text_fold(work, n->sort_name) : surname;

	*ret = (struct searched){
		.pupil = n->pupil, .upn = n->upn, .admission_number = n->admission_number, .name = display_name(n, &s->arena), .born = n->born,
		.names = arena_printf(&s->arena, " %s %s %s ", surname, forename, known), .surname_length = 1 + (int)strlen(surname),
		.sort_key = arena_printf(&s->arena, "%s\t%s", sort, forename),
	};
}

static struct searched *pupil_of(const struct search *s, int64_t pupil)
{
	for (int low = 0, high = s->count; low < high;) {
		int middle = (low + high) / 2;

		if (s->pupils[middle].pupil == pupil)
			return &s->pupils[middle];
		if (s->pupils[middle].pupil < pupil)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static int read_names(struct store *st, struct search *s)
{
	CLEAN_ARENA struct arena work = { 0 };
	struct name_row *now, *before;
	int n = store_names_now(st, &s->arena, &now), m = n < 0 ? n : store_names_before(st, &work, &before);

	if (m < 0)
		return m;
	s->pupils = arena_new(&s->arena, (size_t)n + 1, sizeof *s->pupils);
	for (int i = 0; i < n; i++)
		pupil_make(s, &now[i], &work, &s->pupils[i]);
	s->count = n;
	for (int i = 0; i < m; i++) {
		const struct name_row *b = &before[i];
		struct searched *p = pupil_of(s, b->pupil);

		if (p)
			p->names = arena_printf(&s->arena, "%s\t %s %s %s ", p->names, text_fold(&work, b->surname), text_fold(&work, b->forename),
						b->preferred_name ? text_fold(&work, b->preferred_name) : "");
	}
	return 0;
}

static int read_groups(struct store *st, struct search *s)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct place_row *places;
	struct spell_row *spells;
	int n = store_places_between(st, s->day, s->day, &a, &places), m = n < 0 ? n : store_spells_between(st, s->day, s->day, &a, &spells);

	for (int half = 0; m >= 0 && half < 2; half++) {
		sitting at = sitting_of(s->day, (enum session)half);
		bool *on = arena_new(&a, (size_t)s->count + 1, sizeof *on);
		sitting *since = arena_new(&a, (size_t)s->count + 1, sizeof *since);

		for (int i = 0; i < m; i++) {
			const struct searched *p = pupil_of(s, spells[i].pupil);

			if (p)
				on[p - s->pupils] |= spells[i].first <= at && at <= spells[i].last;
		}
		for (int i = 0; i < n; i++) {
			struct searched *p = pupil_of(s, places[i].pupil);

			if (!p || !on[p - s->pupils] || !place_covers(&places[i], at) || (p->group[half] && places[i].first < since[p - s->pupils]))
				continue;
			p->group[half] = places[i].roll_group; /* of two the later one, as in the register */
			since[p - s->pupils] = places[i].first;
		}
	}
	return m < 0 ? m : 0;
}

static int search_make(struct store *st, int64_t act, struct day day, struct search **ret)
{
	struct search *s = mem_new(1, sizeof *s);

	s->act = act;
	s->day = day;
	int r = read_names(st, s);
	if (r == 0)
		r = read_groups(st, s);
	if (r < 0)
		search_free(s);
	else
		*ret = s;
	return r;
}

static int search_refresh(struct office *o)
{
	struct day today = office_today(o);
	struct search *fresh;
	struct hash head;
	int64_t act;
	int r = store_act_last(o->store, &act, &head);

	if (r < 0 || (o->search && o->search->act == act && day_equal(o->search->day, today)))
		return r;
	r = search_make(o->store, act, today, &fresh);
	if (r == 0) {
		search_free(o->search);
		o->search = fresh;
	}
	return r;
}

/* LOOKING ---------------------------------------------------------------------------------------------------------------------- */

/** What somebody typed: folded words, and the whole as an identifier. */
struct typed {
	const char *words[16];
	int count;
	const char *identifier;
};

static void typed_read(const char *text, struct arena *a, struct typed *ret)
{
	char *word, *rest = text_fold(a, text);

	while ((word = strsep(&rest, " ")) && ret->count < 16)
		if (*word)
			ret->words[ret->count++] = arena_printf(a, " %s", word);
	ret->identifier = text_trim(arena_text(a, text));
}

/* 0: it does not begin a word of a name; more for a whole word, and for the surname. */
static int word_fits(const struct searched *p, const char *word)
{
	size_t n = strlen(word);
	int best = 0;

	for (const char *at = strstr(p->names, word); at; at = strstr(at + 1, word)) {
		int fit = 1 + 2 * (at[n] == ' ') + (at - p->names < p->surname_length);

		best = fit > best ? fit : best;
	}
	return best;
}

#define FIT_IDENTIFIER 1000

static int pupil_fits(const struct searched *p, const struct typed *t)
{
	size_t n = strlen(t->identifier);
	int sum = 0;

	if (n > 0 && p->admission_number && strncasecmp(p->admission_number, t->identifier, n) == 0)
		return FIT_IDENTIFIER + (p->admission_number[n] == '\0');
	if (n > 1 && p->upn && strncasecmp(p->upn, t->identifier, n) == 0)
		return FIT_IDENTIFIER + (p->upn[n] == '\0');
	for (int i = 0; i < t->count; i++) {
		int fit = word_fits(p, t->words[i]);

		if (fit == 0)
			return 0;
		sum += fit;
	}
	return sum;
}

struct match {
	const struct searched *pupil;
	int fit;
	int64_t group;
};

/* The best first; of equals those who are here now, then by name. */
static int match_compare(const void *a, const void *b)
{
	const struct match *x = a, *y = b;

	if (x->fit != y->fit)
		return x->fit > y->fit ? -1 : 1;
	if ((x->group == 0) != (y->group == 0))
		return x->group == 0 ? 1 : -1;
	int c = strcmp(x->pupil->sort_key, y->pupil->sort_key);
	return c != 0 ? c : x->pupil->pupil < y->pupil->pupil ? -1 : x->pupil->pupil > y->pupil->pupil;
}

/* A list of the school's children is not for everybody who types part of a name: only those of groups one may see. */
static bool may_be_named(struct office *o, const struct searched *p)
{
	for (int half = 0; half < 2; half++)
		if (p->group[half] && office_may(o, ACTION_SEE_REGISTER, p->group[half], NULL) == 0)
			return true;
	return false;
}

static void find_all(struct office *o, const struct typed *t, struct arena *a, struct match **ret, int *ret_count)
{
	const struct search *s = o->search;
	bool all = office_reach(o, ACTION_SEE_REGISTER) == REACH_ALL;
	enum session now = office_session_now(o);
	struct match *found = arena_new(a, (size_t)s->count, sizeof *found);
	int n = 0;

	for (int i = 0; i < s->count; i++) {
		const struct searched *p = &s->pupils[i];
		int fit = pupil_fits(p, t);

		if (fit > 0 && (all || may_be_named(o, p)))
			found[n++] = (struct match){ p, fit, p->group[now] };
	}
	qsort(found, (size_t)n, sizeof *found, match_compare);
	*ret = found;
	*ret_count = n;
}

/* H4: where another child found has the same name, class and date of birth tell them apart. */
static const char *remark_of(struct office *o, const struct match *found, int n, int at, struct arena *a)
{
	const struct match *m = &found[at];
	char born[DAY_TEXT];
	bool same = false;

	for (int i = 0; i < n; i++)
		same |= i != at && strcmp(found[i].pupil->name, m->pupil->name) == 0;
	if (!same)
		return NULL;
	return arena_printf(a, "%s%sborn %s", m->group ? office_group_name(o, m->group) : "", m->group ? ", " : "",
			    day_long(m->pupil->born, born) + strlen("Fri "));
}

static int hits_keep(struct office *o, const struct match *found, int n, int most, struct arena *a, struct pupil_hit **ret)
{
	int kept = n < most ? n : most;
	struct pupil_hit *hits = arena_new(a, (size_t)(kept > 0 ? kept : 0) + 1, sizeof *hits);

	for (int i = 0; i < kept; i++)
		hits[i] = (struct pupil_hit){
			.pupil = found[i].pupil->pupil, .ref = { found[i].group, office_today(o), office_session_now(o) },
			.name = arena_text(a, found[i].pupil->name),
			.group = found[i].group ? arena_text(a, office_group_name(o, found[i].group)) : NULL,
			.remark = remark_of(o, found, n, i, a),
		};
	*ret = hits;
	return kept;
}

int office_pupil_search(struct office *o, const char *typed, int most, struct arena *a, struct pupil_hit **ret, struct err *e)
{
	CLEAN_ARENA struct arena work = { 0 };
	struct typed t = { 0 };
	struct match *found = NULL;
	int r = office_refresh(o, e), n = 0;

	if (r == 0)
		r = office_may(o, ACTION_SEE_REGISTER, 0, e);
	if (r < 0)
		return r;
	r = store_read_begin(o->store);
	if (r == 0) {
		r = search_refresh(o);
		store_read_end(o->store);
	}
	if (r < 0)
		return office_fail(o, r, e);
	typed_read(typed, &work, &t);
	if (t.count > 0 || t.identifier[0])
		find_all(o, &t, &work, &found, &n);
	return hits_keep(o, found, n, most, a, ret);
}
