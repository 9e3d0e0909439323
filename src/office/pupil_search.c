/* A pupil by what a person types (H4): legal, known and former names, numbers. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "office/today.h"
#include "pupil_search.h"

void typed_read(const char *text, struct arena *a, struct typed *ret)
{
	char *word, *rest = text_fold(a, text);

	while ((word = strsep(&rest, " ")) && ret->count < 16)
		if (*word)
			ret->words[ret->count++] = arena_printf(a, " %s", word);
	ret->identifier = text_trim(arena_text(a, text));
}

/* 0: it does not begin a word of these names; more for a whole word, and for the surname. */
static int word_in(const char *names, int surname_length, const char *word)
{
	size_t n = strlen(word);
	int best = 0;

	for (const char *at = strstr(names, word); at; at = strstr(at + 1, word)) {
		int fit = 1 + 2 * (at[n] == ' ') + (at - names < surname_length);

		best = fit > best ? fit : best;
	}
	return best;
}

/* A name of now fits better than one of before: *ret_former is that one, NULL for one of now. */
static int word_fits(const struct searched *p, const char *word, const struct former **ret_former)
{
	int fit = word_in(p->names, p->surname_length, word);

	*ret_former = NULL;
	for (const struct former *f = p->former; f && fit == 0; f = f->next) {
		fit = word_in(f->names, 0, word);
		*ret_former = fit ? f : NULL;
	}
	return fit;
}

#define FIT_IDENTIFIER 1000

static int identifier_fits(const char *number, const char *typed, size_t n)
{
	return number && strncasecmp(number, typed, n) == 0 ? FIT_IDENTIFIER + (number[n] == '\0') : 0;
}

/* Part of a class's name is a worse fit than any of the child's own. */
static int class_fits(const char *class, const char *word)
{
	return class && word_in(class, 0, word) ? 1 : 0;
}

int pupil_fits_or_class(const struct searched *p, const struct typed *t, const char *class, const char **ret_was)
{
	size_t n = strlen(t->identifier);
	int sum = n > 0 ? identifier_fits(p->admission_number, t->identifier, n) : 0;

	*ret_was = NULL;
	if (sum == 0 && n > 1)
		sum = identifier_fits(p->upn, t->identifier, n);
	if (sum == 0 && n > 1)
		sum = identifier_fits(p->former_upn, t->identifier, n);
	for (int i = 0; i < t->count && sum < FIT_IDENTIFIER; i++) {
		const struct former *former;
		int fit = 2 * word_fits(p, t->words[i], &former);

		if (fit == 0)
			fit = class_fits(class, t->words[i]);
		if (fit == 0)
			return 0;
		sum += fit;
		*ret_was = former ? former->name : *ret_was;
	}
	return sum;
}

int pupil_fits(const struct searched *p, const struct typed *t, const char **ret_was)
{
	return pupil_fits_or_class(p, t, NULL, ret_was);
}

struct match {
	const struct searched *pupil;
	const char *was; /* the former name that was typed; NULL: one of now */
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

static void find_all(struct office *o, const struct typed *t, struct arena *a, struct match **ret, int *ret_count)
{
	const struct search *s = o->search;
	enum session now = office_session_now(o);
	struct match *found = arena_new(a, (size_t)s->count, sizeof *found);
	int n = 0;

	for (int i = 0; i < s->count; i++) {
		const struct searched *p = &s->pupils[i];
		const char *was;
		int fit = pupil_fits(p, t, &was);

		if (fit > 0 && search_may_see(o, p))
			found[n++] = (struct match){ p, was, fit, p->group[now] };
	}
	qsort(found, (size_t)n, sizeof *found, match_compare);
	*ret = found;
	*ret_count = n;
}

/* H4: where another child found has the same name, class and date of birth tell them apart; a former name says who that is. */
static const char *remark_of(struct office *o, const struct match *found, int n, int at, struct arena *a)
{
	const struct match *m = &found[at];
	char born[DAY_TEXT];
	bool same = false;

	for (int i = 0; i < n; i++)
		same |= i != at && strcmp(found[i].pupil->name, m->pupil->name) == 0;
	if (!same)
		return m->was ? arena_printf(a, "was %s", m->was) : NULL;
	return arena_printf(a, "%s%sborn %s%s%s", m->group ? office_group_name(o, m->group) : "", m->group ? ", " : "",
			    day_long(m->pupil->born, born) + strlen("Fri "), m->was ? "; was " : "", m->was ? m->was : "");
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
