/* Brothers and sisters among those who are absent: one call does for all (B2). */
#include "call_facts.h"

#include "family_read.h"

struct kin {
	struct { VEC(struct family_link); } links;
	struct { VEC(struct family_said); } said;
	struct sibling *siblings;
	int count;
};

static void kin_finish(struct kin *k)
{
	vec_finish(&k->links);
	vec_finish(&k->said);
}

/* Who has died is the parent still. */
static void links_add(struct call_facts *f, const struct call_case *c, struct kin *to)
{
	struct day today = office_today(f->o);

	for (int i = 0; i < c->caller_count; i++) {
		const struct contact_row *row = &c->callers[i].row;

		if (day_within(today, row->from_day, row->to_day))
			vec_push(&to->links, (struct family_link){
				.adult = row->adult, .pupil = c->pupil,
				.parent = family_makes_siblings(row->relation, c->callers[i].name, row->parental_responsibility != 0),
			});
	}
}

static int said_add(struct call_facts *f, const struct call_case *c, struct kin *to)
{
	struct pupil_pair_row *rows;
	int n = store_pairs_of_pupil(f->o->store, c->pupil, f->a, &rows);

	for (int i = 0; i < n; i++) {
		bool yes;

		if (rows[i].pupil == c->pupil && pair_says(&rows[i], &yes)) /* a row is found from both ends */
			vec_push(&to->said, (struct family_said){ rows[i].pupil, rows[i].other, yes });
	}
	return n < 0 ? n : 0;
}

static int kin_read(struct call_facts *f, const struct call_case *cases, int n, struct kin *ret, struct err *e)
{
	struct kin k = { 0 };
	int r = 0;

	for (int i = 0; r == 0 && i < n; i++) {
		links_add(f, &cases[i], &k);
		r = said_add(f, &cases[i], &k);
	}
	if (r == 0)
		k.count = family_siblings(k.links.items, k.links.count, k.said.items, k.said.count, f->a, &k.siblings);
	if (r < 0) {
		kin_finish(&k);
		return office_fail(f->o, r, e);
	}
	*ret = k;
	return 0;
}

static int case_of(const struct call_case *cases, int n, int64_t pupil)
{
	int low = 0, high = n;

	while (low < high) {
		int middle = (low + high) / 2;

		if (cases[middle].pupil < pupil)
			low = middle + 1;
		else
			high = middle;
	}
	return low < n && cases[low].pupil == pupil ? low : -1;
}

static void join(int *family, int n, int a, int b, int *last)
{
	int from = family[a] ? family[a] : family[b], to = family[b] ? family[b] : family[a];

	if (!from)
		from = to = ++*last;
	for (int i = 0; i < n; i++)
		if (family[i] == from)
			family[i] = to;
	family[a] = family[b] = to;
}

int call_families(struct call_facts *f, const struct call_case *cases, int n, const int **ret, struct err *e)
{
	int *family = arena_new(f->a, (size_t)n + 1, sizeof *family), last = 0;
	struct kin k;
	int r = kin_read(f, cases, n, &k, e);

	if (r < 0)
		return r;
	for (int i = 0; i < k.count; i++) {
		int a = case_of(cases, n, k.siblings[i].pupil), b = case_of(cases, n, k.siblings[i].other);

		if (a >= 0 && b >= 0 && a < b)
			join(family, n, a, b, &last);
	}
	kin_finish(&k);
	*ret = family;
	return 0;
}

int call_siblings(struct call_facts *f, const struct call_case *cases, int n, int of, const bool **ret, struct err *e)
{
	bool *are = arena_new(f->a, (size_t)n + 1, sizeof *are);
	struct kin k;
	int r = kin_read(f, cases, n, &k, e);

	if (r < 0)
		return r;
	for (int i = 0; i < k.count; i++) {
		int other = k.siblings[i].pupil == cases[of].pupil ? case_of(cases, n, k.siblings[i].other) : -1;

		if (other >= 0)
			are[other] = true;
	}
	kin_finish(&k);
	*ret = are;
	return 0;
}
