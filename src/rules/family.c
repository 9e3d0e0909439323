/* Households and siblings, from shared homes and contacts (feature H3). */
#include <stdlib.h>
#include <string.h>

#include "rules/family.h"

/* HOUSEHOLDS ------------------------------------------------------------------------------------------------------------------------------------- */

/* An adult with whom somebody lives. */
struct grown {
	int64_t id;
	const char *home;        /* theirs, or the only one that is known of those who live with the same children; NULL */
	const char *guess;       /* of this round */
	bool torn;               /* lives, it seems, with the children of two homes: joins neither */
	int root;                /* of the household: an index, smaller or its own */
};
/* Who lives with a child, by child. */
struct tie {
	int64_t pupil;
	int adult;               /* index of grown */
};
struct houses {
	struct grown *adults;
	struct tie *ties;
	int adult_count, tie_count;
};

static int compare_grown(const void *a, const void *b)
{
	const struct grown *x = a, *y = b;

	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	if (!x->home || !y->home)
		return (x->home == NULL) - (y->home == NULL);
	return strcmp(x->home, y->home);
}

static int compare_ties(const void *a, const void *b)
{
	const struct tie *x = a, *y = b;

	return x->pupil != y->pupil ? (x->pupil < y->pupil ? -1 : 1) : x->adult - y->adult;
}

static int find_adult(const struct houses *h, int64_t id)
{
	int low = 0, high = h->adult_count;

	while (low < high) {
		int middle = (low + high) / 2;

		if (h->adults[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void houses_make(const struct family_link *links, int count, struct arena *a, struct houses *ret)
{
	struct houses h = {
		.adults = arena_new(a, (size_t)count + 1, sizeof *h.adults),
		.ties = arena_new(a, (size_t)count + 1, sizeof *h.ties),
	};
	int n = 0;

	for (int i = 0; i < count; i++)
		if (links[i].lives_with)
			h.adults[n++] = (struct grown){ .id = links[i].adult, .home = links[i].home };
	qsort(h.adults, (size_t)n, sizeof *h.adults, compare_grown);
	for (int i = 0; i < n; i++)
		if (i == 0 || h.adults[i].id != h.adults[h.adult_count - 1].id)
			h.adults[h.adult_count++] = h.adults[i];
	for (int i = 0; i < count; i++)
		if (links[i].lives_with)
			h.ties[h.tie_count++] = (struct tie){ links[i].pupil, find_adult(&h, links[i].adult) };
	qsort(h.ties, (size_t)h.tie_count, sizeof *h.ties, compare_ties);
	for (int i = 0; i < h.adult_count; i++)
		h.adults[i].root = i;
	*ret = h;
}

static int root_of(struct houses *h, int i)
{
	while (h->adults[i].root != i)
		i = h->adults[i].root = h->adults[h->adults[i].root].root;
	return i;
}

static void join(struct houses *h, int a, int b)
{
	int x = root_of(h, a), y = root_of(h, b);

	h->adults[x > y ? x : y].root = x > y ? y : x;
}

/* What two adults of one child tell of each other. */
typedef void pair_use(struct houses *h, int a, int b);

static void each_pair(struct houses *h, pair_use *use)
{
	for (int from = 0, to; from < h->tie_count; from = to) {
		for (to = from; to < h->tie_count && h->ties[to].pupil == h->ties[from].pupil;)
			to++;
		for (int i = from; i < to; i++)
			for (int k = from; k < to; k++)
				if (h->ties[i].adult != h->ties[k].adult)
					use(h, h->ties[i].adult, h->ties[k].adult);
	}
}

static void guess_home(struct houses *h, int a, int b)
{
	struct grown *x = &h->adults[a];
	const char *home = h->adults[b].home;

	if (x->home || !home)
		return;
	if (x->guess && strcmp(x->guess, home) != 0)
		x->torn = true;
	x->guess = home;
}

/* Whose home is not known lives where those live who live with the same children: round by round, so that no order of the links tells. */
static void spread_homes(struct houses *h)
{
	bool more = true;

	while (more) {
		more = false;
		each_pair(h, guess_home);
		for (int i = 0; i < h->adult_count; i++) {
			struct grown *x = &h->adults[i];

			if (!x->home && x->guess && !x->torn) {
				x->home = x->guess;
				more = true;
			}
		}
	}
}

static void join_pair(struct houses *h, int a, int b)
{
	const struct grown *x = &h->adults[a], *y = &h->adults[b];

	if (x->home && y->home ? strcmp(x->home, y->home) == 0 : !x->home && !y->home && !x->torn && !y->torn)
		join(h, a, b);
}

static int compare_ids(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static int unique_ids(int64_t *ids, int n)
{
	int kept = 0;

	qsort(ids, (size_t)n, sizeof *ids, compare_ids);
	for (int i = 0; i < n; i++)
		if (kept == 0 || ids[i] != ids[kept - 1])
			ids[kept++] = ids[i];
	return kept;
}

static int compare_households(const void *a, const void *b)
{
	const struct household *x = a, *y = b;
	int c = compare_ids(&x->children[0], &y->children[0]);

	return c != 0 ? c : compare_ids(&x->adults[0], &y->adults[0]);
}

/* A slot a root; adults and children are counted first, so that each has just its room. */
static int gather(struct houses *h, struct arena *a, struct household *to)
{
	int *slot = arena_new(a, (size_t)h->adult_count + 1, sizeof *slot), n = 0;
	int64_t **adults, **children;

	for (int i = 0; i < h->adult_count; i++) {
		if (root_of(h, i) == i)
			slot[i] = n++;
		to[slot[root_of(h, i)]].adult_count++;
	}
	for (int i = 0; i < h->tie_count; i++)
		to[slot[root_of(h, h->ties[i].adult)]].child_count++;
	adults = arena_new(a, (size_t)n + 1, sizeof *adults);
	children = arena_new(a, (size_t)n + 1, sizeof *children);
	for (int i = 0; i < n; i++) {
		to[i].adults = adults[i] = arena_new(a, (size_t)to[i].adult_count, sizeof **adults);
		to[i].children = children[i] = arena_new(a, (size_t)to[i].child_count, sizeof **children);
		to[i].adult_count = to[i].child_count = 0;
	}
	for (int i = 0; i < h->adult_count; i++) {
		struct household *x = &to[slot[root_of(h, i)]];

		adults[x - to][x->adult_count++] = h->adults[i].id;
		x->home = h->adults[i].home;
	}
	for (int i = 0; i < h->tie_count; i++) {
		struct household *x = &to[slot[root_of(h, h->ties[i].adult)]];

		children[x - to][x->child_count++] = h->ties[i].pupil;
	}
	for (int i = 0; i < n; i++)
		to[i].child_count = unique_ids(children[i], to[i].child_count);
	return n;
}

int family_households(const struct family_link *links, int count, struct arena *a, struct household **ret)
{
	struct houses h;

	houses_make(links, count, a, &h);
	spread_homes(&h);
	each_pair(&h, join_pair);
	struct household *found = arena_new(a, (size_t)h.adult_count + 1, sizeof *found);
	int n = gather(&h, a, found);
	qsort(found, (size_t)n, sizeof *found, compare_households);
	*ret = found;
	return n;
}

/* SIBLINGS ----------------------------------------------------------------------------------------------------------------------------------------- */

/* What speaks of two children, one way round; in this order the first of a pair decides. */
enum voice { VOICE_NOT, VOICE_SAID, VOICE_PARENT };
struct voiced {
	int64_t pupil, other, adult;
	enum voice voice;
};
struct voices {
	VEC(struct voiced);
};

static void speak(struct voices *v, int64_t pupil, int64_t other, enum voice voice, int64_t adult)
{
	if (pupil == other)
		return;
	vec_push(v, (struct voiced){ pupil, other, adult, voice });
	vec_push(v, (struct voiced){ other, pupil, adult, voice });
}

static int compare_voices(const void *a, const void *b)
{
	const struct voiced *x = a, *y = b;
	int c = compare_ids(&x->pupil, &y->pupil);

	if (c == 0)
		c = compare_ids(&x->other, &y->other);
	if (c == 0)
		c = (int)x->voice - (int)y->voice;
	return c != 0 ? c : compare_ids(&x->adult, &y->adult);
}

static int compare_links(const void *a, const void *b)
{
	const struct family_link *x = *(const struct family_link *const *)a, *y = *(const struct family_link *const *)b;
	int c = compare_ids(&x->adult, &y->adult);

	return c != 0 ? c : compare_ids(&x->pupil, &y->pupil);
}

static void parents_speak(struct voices *v, const struct family_link *links, int count, struct arena *a)
{
	const struct family_link **of = arena_new(a, (size_t)count + 1, sizeof *of);
	int n = 0;

	for (int i = 0; i < count; i++)
		if (links[i].parent)
			of[n++] = &links[i];
	qsort(of, (size_t)n, sizeof *of, compare_links);
	for (int i = 0; i < n; i++)
		for (int k = i + 1; k < n && of[k]->adult == of[i]->adult; k++)
			speak(v, of[i]->pupil, of[k]->pupil, VOICE_PARENT, of[i]->adult);
}

static int decide(const struct voices *v, struct sibling *to)
{
	int n = 0;

	for (int i = 0, next; i < v->count; i = next) {
		const struct voiced *first = &v->items[i], *parent = NULL;

		for (next = i; next < v->count && v->items[next].pupil == first->pupil && v->items[next].other == first->other; next++)
			if (!parent && v->items[next].voice == VOICE_PARENT)
				parent = &v->items[next];
		if (first->voice != VOICE_NOT)
			to[n++] = (struct sibling){ first->pupil, first->other, first->voice == VOICE_SAID ? SIBLING_SAID : SIBLING_PARENT,
						    parent ? parent->adult : 0 };
	}
	return n;
}

int family_siblings(const struct family_link *links, int count, const struct family_said *said, int said_count, struct arena *a, struct sibling **ret)
{
	struct voices v = { 0 };

	parents_speak(&v, links, count, a);
	for (int i = 0; i < said_count; i++)
		speak(&v, said[i].pupil, said[i].other, said[i].siblings ? VOICE_SAID : VOICE_NOT, 0);
	if (v.count)
		qsort(v.items, (size_t)v.count, sizeof *v.items, compare_voices);
	struct sibling *found = arena_new(a, (size_t)v.count + 1, sizeof *found);
	int n = decide(&v, found);
	vec_finish(&v);
	*ret = found;
	return n;
}
