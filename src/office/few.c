/* Which codes and categories are told to who sees figures alone, and which shares of much absence (C14; reliability 5). */
#include "few.h"

#include "presence.h"
#include "report_member.h"
#include "rules/few.h"

/** Parts that make up one figure which is told. */
struct parts {
	struct few_code **list;
	int count;
};

static bool is_few(int pupils)
{
	return pupils > 0 && pupils < FIGURES_FEWEST;
}

static int pupils_in(const uint64_t *who, int words)
{
	int n = 0;

	for (int i = 0; i < words; i++)
		n += __builtin_popcountll(who[i]);
	return n;
}

/* CODES -------------------------------------------------------------------------------------------------------------------------------- */

/* A code may be of the same pupils as another: that those hidden together are of enough is counted by pupil.  @return how many, with `more` the least that is told */
static int hidden_together(const struct parts *p, int words, struct arena *a, struct few_code **ret_least)
{
	uint64_t *who = arena_new(a, (size_t)words + 1, sizeof *who);
	struct few_code *least = NULL;

	for (int i = 0; i < p->count; i++)
		if (!p->list[i]->hidden) {
			if (!least || pupils_in(p->list[i]->who, words) < pupils_in(least->who, words))
				least = p->list[i];
		} else {
			for (int w = 0; w < words; w++)
				who[w] |= p->list[i]->who[w];
		}
	*ret_least = least;
	return pupils_in(who, words);
}

static void parts_hide(const struct parts *p, int words, struct arena *a)
{
	int *of = arena_new(a, (size_t)p->count + 1, sizeof *of);
	bool *hidden = arena_new(a, (size_t)p->count + 1, sizeof *hidden);
	struct few_code *least;

	for (int i = 0; i < p->count; i++)
		of[i] = pupils_in(p->list[i]->who, words);
	few_hide(of, p->count, FIGURES_FEWEST, hidden);
	for (int i = 0; i < p->count; i++)
		p->list[i]->hidden = hidden[i];
	while (is_few(hidden_together(p, words, a, &least)) && least)
		least->hidden = true;
}

/* The categories that `one` and `other` are, told or as one whole. */
static void categories_hide(struct few_code *list, int count, int words, enum category one, enum category other, struct arena *a, struct few_told *to)
{
	struct parts p = { .list = arena_new(a, (size_t)count + 1, sizeof *p.list) };

	for (int both = to->category[one] ? 1 : 0, side = 0; side <= both; side++) {
		p.count = 0;
		for (int i = 0; i < count; i++)
			if (both ? list[i].category == (side ? other : one) : list[i].category == one || list[i].category == other)
				p.list[p.count++] = &list[i];
		parts_hide(&p, words, a);
	}
}

static void category_add(const struct few_code *list, int count, int words, enum category c, uint64_t *to)
{
	for (int i = 0; i < count; i++)
		for (int w = 0; list[i].category == c && w < words; w++)
			to[w] |= list[i].who[w];
}

void few_codes_hide(struct few_code *list, int count, int words, struct few_told *ret)
{
	CLEAN_ARENA struct arena a = { 0 };
	uint64_t *who[CATEGORIES], *possible = arena_new(&a, (size_t)words + 1, sizeof *possible);

	*ret = (struct few_told){ 0 };
	for (enum category c = 0; c < CATEGORIES; c++) {
		who[c] = arena_new(&a, (size_t)words + 1, sizeof *who[c]);
		category_add(list, count, words, c, who[c]);
		ret->category[c] = !is_few(pupils_in(who[c], words));
		for (int w = 0; w < words && c >= CATEGORY_PRESENT && c <= CATEGORY_UNAUTHORISED; w++)
			possible[w] |= who[c][w];
	}
	ret->pupils = pupils_in(possible, words);
	ret->category[CATEGORY_PRESENT] = ret->category[CATEGORY_ACTIVITY] = ret->category[CATEGORY_PRESENT] && ret->category[CATEGORY_ACTIVITY];
	ret->category[CATEGORY_AUTHORISED] = ret->category[CATEGORY_UNAUTHORISED] = ret->category[CATEGORY_AUTHORISED] && ret->category[CATEGORY_UNAUTHORISED];
	categories_hide(list, count, words, CATEGORY_PRESENT, CATEGORY_ACTIVITY, &a, ret);
	categories_hide(list, count, words, CATEGORY_AUTHORISED, CATEGORY_UNAUTHORISED, &a, ret);
	categories_hide(list, count, words, CATEGORY_NOT_POSSIBLE, CATEGORY_NOT_POSSIBLE, &a, ret);
	categories_hide(list, count, words, CATEGORY_ADMINISTRATIVE, CATEGORY_ADMINISTRATIVE, &a, ret);
	categories_hide(list, count, words, CATEGORY_NONE, CATEGORY_NONE, &a, ret);
	for (int i = 0; i < count; i++)
		ret->code[list[i].code][list[i].category] = !list[i].hidden;
}

/** Of whom each code stands. */
struct looking {
	struct arena *arena;
	int words;
	uint64_t *who[256][CATEGORIES]; /**< NULL: it stands nowhere */
};

static void look(void *ctx, const struct member *m, const struct member_stretch *s)
{
	struct looking *l = ctx;
	const uint8_t *marks = s->strip->marks - s->strip->span.first;

	for (sitting at = s->first; at <= s->last; at++) {
		if (marks[at] == CODE_NONE)
			continue;
		uint64_t **who = &l->who[marks[at]][code_category(marks[at], sitting_day(at))];
		if (!*who)
			*who = arena_new(l->arena, (size_t)l->words, sizeof **who);
		(*who)[s->strip->id / 64] |= (uint64_t)1 << s->strip->id % 64;
	}
	(void)m;
}

int few_told_read(struct office *o, const struct report_asked *k, struct few_told *ret, struct err *e)
{
	CLEAN_MEMBER struct member m = { 0 };
	int count = 0, r = member_begin(o, k, false, &m, e);

	if (r < 0)
		return r;
	struct looking *l = arena_new(&m.arena, 1, sizeof *l);
	struct few_code *list = arena_new(&m.arena, 256 * CATEGORIES, sizeof *list);
	l->arena = &m.arena;
	l->words = (int)(m.roll.count / 64) + 1;
	r = member_each(&m, look, l, e);
	for (int code = 0; code < 256; code++)
		for (enum category c = 0; c < CATEGORIES; c++)
			if (l->who[code][c])
				list[count++] = (struct few_code){ (uint8_t)code, c, l->who[code][c], false };
	if (r == 0)
		few_codes_hide(list, count, l->words, ret);
	return r;
}

/* MUCH ABSENCE ------------------------------------------------------------------------------------------------------------------------- */

void few_absence_told(const struct few_absence *all, const struct few_absence *dfe, bool *ret_persistent, bool *ret_severe)
{
	const struct few_absence out = { all->pupils - dfe->pupils, all->persistent - dfe->persistent, all->severe - dfe->severe };
	bool persistent, severe;

	figures_absence(dfe->pupils, dfe->persistent, dfe->severe, &persistent, &severe);
	*ret_persistent = persistent && !is_few(out.persistent) && !is_few(out.pupils - out.persistent);
	*ret_severe = *ret_persistent && severe && !is_few(out.severe) && !is_few(out.persistent - out.severe);
}
