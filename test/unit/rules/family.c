#include "rows.h"

#include <stdio.h>
#include <string.h>

#include "rules/family.h"

/* Families (feature H3): relations by their words, households, siblings; and what holds of any families at all. */

/* RELATIONS ---------------------------------------------------------------------------------------------------------------------------------- */

static const struct relation_row {
	const char *name, *relation;
	bool parent, foster;
} relations[] = {
	{ "a mother is a parent", "Mother", true, false },
	{ "a father in capitals", "FATHER", true, false },
	{ "a stepfather is one", "Stepfather", true, false },
	{ "with a hyphen", "step-mother", true, false },
	{ "an adoptive parent", "adoptive parent", true, false },
	{ "a parent or a carer", "Parent/Carer", true, false },
	{ "mum", "mum", true, false },
	{ "both of them in one row", "Mum and Dad", true, false },
	{ "a birth mother", "Birth mother", true, false },
	{ "a mother who must not be contacted", "mother (do not contact)", true, false },
	{ "a grandmother is none", "Grandmother", false, false },
	{ "nor in two words", "grand mother", false, false },
	{ "nor with a hyphen", "Grand-parent", false, false },
	{ "nor a great grandparent", "great grandparent", false, false },
	{ "nor a godfather", "god father", false, false },
	{ "a mother in law is none", "mother-in-law", false, false },
	{ "the mother's partner is none", "Mother's partner", false, false },
	{ "nor with a curved apostrophe", "mother\xe2\x80\x99s friend", false, false },
	{ "nor a friend of the mother", "friend of mother", false, false },
	{ "a foster carer is none", "Foster carer", false, true },
	{ "a foster mother is none", "foster mother", false, true },
	{ "nor in one word", "fostermother", false, true },
	{ "a social worker is none", "Social worker", false, false },
	{ "a corporate parent is an authority", "corporate parent", false, false },
	{ "a parent governor is an office", "Parent governor", false, false },
	{ "a parent support adviser is an office", "parent support adviser", false, false },
	{ "a house parent is none", "house parent", false, false },
	{ "an aunt", "Aunt", false, false },
	{ "a childminder", "childminder", false, false },
	{ "nothing said", "", false, false },
	{ "none at all", NULL, false, false },
	{ "a word longer than any", "mothermothermothermothermothermothermother", false, false },
	{ "a word in which mother is a part", "smothering", false, false },
};

static void relation_row(void **state)
{
	const struct relation_row *row = *state;

	assert_int_equal(family_is_parent(row->relation), row->parent);
	assert_int_equal(family_is_foster(row->relation), row->foster);
}

static const struct maker_row {
	const char *name, *relation, *adult;
	bool responsibility, want;
} makers[] = {
	{ "a mother without parental responsibility said", "mother", "Grace Okafor", false, true },
	{ "whoever holds it and is called no other thing", "contact", "Grace Okafor", true, true },
	{ "a word that nobody knows, with it", "Matka", "Agnieszka Nowak", true, true },
	{ "the same without it", "Matka", "Agnieszka Nowak", false, false },
	{ "a foster carer with it", "foster carer", "Jo Hathaway", true, false },
	{ "a grandmother with it: she may bring up cousins", "grandmother", "Ada Okafor", true, false },
	{ "a special guardian with it", "Special guardian", "Ada Okafor", true, false },
	{ "an aunt with it", "aunt", "Ada Okafor", true, false },
	{ "an authority by its relation", "local authority", "Leeds", true, false },
	{ "an authority by its name", "contact", "Leeds City Council", true, false },
	{ "a school by its name", "other", "Hill School", true, false },
	{ "an agency by its name", "contact", "Rainbow Agency", true, false },
	{ "a social worker with it", "social worker", "Sam Lockwood", true, false },
};

static void maker_row(void **state)
{
	const struct maker_row *row = *state;

	assert_int_equal(family_makes_siblings(row->relation, row->adult, row->responsibility), row->want);
}

static const struct law_row {
	const char *name, *relation;
	bool responsibility, want;
} in_law[] = {
	{ "a mother", "mother", false, true },
	{ "a foster carer has care of the child", "foster carer", false, true },
	{ "a guardian", "Special guardian", false, true },
	{ "a carer", "Carer", false, true },
	{ "whoever holds parental responsibility", "local authority", true, true },
	{ "an aunt with it", "aunt", true, true },
	{ "an aunt without", "aunt", false, false },
	{ "a stepsister", "stepsister", false, false },
	{ "a mother's friend", "mother's friend", false, false },
	{ "a support worker of carers", "carer support worker", false, false },
	{ "nothing said", NULL, false, false },
};

static void law_row(void **state)
{
	const struct law_row *row = *state;

	assert_int_equal(family_is_parent_in_law(row->relation, row->responsibility), row->want);
}

/* FAMILIES BY HAND: adults are letters, children figures ------------------------------------------------------------------------------------- */

static const char *numbers(const int64_t *ids, int n, bool letters, struct arena *a)
{
	char *text = arena_text(a, "");

	for (int i = 0; i < n; i++)
		text = letters ? arena_printf(a, "%s%c", text, (char)ids[i]) : arena_printf(a, "%s%d", text, (int)ids[i]);
	return text;
}

/* "AB:12 C:1": two households */
static const char *households_words(const struct family_link *links, int count, struct arena *a)
{
	struct household *h;
	int n = family_households(links, count, a, &h);
	char *text = arena_text(a, "");

	for (int i = 0; i < n; i++)
		text = arena_printf(a, "%s%s%s:%s", text, i ? " " : "", numbers(h[i].adults, h[i].adult_count, true, a),
				    numbers(h[i].children, h[i].child_count, false, a));
	return text;
}

/* "1-2M 1-3said": each pair once, and by whom; both ways round must be there. */
static const char *siblings_words(const struct family_link *links, int count, const struct family_said *said, int said_count, struct arena *a)
{
	struct sibling *s;
	int n = family_siblings(links, count, said, said_count, a, &s);
	char *text = arena_text(a, "");

	assert_int_equal(n % 2, 0);
	for (int i = 0; i < n; i++)
		if (s[i].pupil < s[i].other)
			text = arena_printf(a, "%s%s%d-%d%s%c", text, *text ? " " : "", (int)s[i].pupil, (int)s[i].other,
					    s[i].basis == SIBLING_SAID ? "said" : "", s[i].adult ? (char)s[i].adult : '.');
	return text;
}

/* "A1Lp@elm": adult A, child 1, lives with, a parent, at elm */
static int links_read(const char *words, struct arena *a, struct family_link *to)
{
	int n = 0;

	for (char *rest = NULL, *word = strtok_r(arena_text(a, words), " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
		char *home = strchr(word, '@');

		to[n++] = (struct family_link){ .adult = word[0], .pupil = word[1] - '0', .lives_with = strchr(word, 'l') && (!home || strchr(word, 'l') < home),
						.parent = strchr(word, 'p') && (!home || strchr(word, 'p') < home), .home = home ? home + 1 : NULL };
	}
	return n;
}

static const struct family_row {
	const char *name, *links, *households, *siblings;
} families[] = {
	{ "nobody", "", "", "" },
	{ "one child with one parent", "A1lp@elm", "A:1", "" },
	{ "a family of four", "A1lp@elm A2lp@elm B1lp@elm B2lp@elm", "AB:12", "1-2A" },
	{ "separated parents: the child is in both", "A1lp@elm B1lp@oak", "A:1 B:1", "" },
	{ "the other parent's home is not known", "A1lp@elm B1lp", "AB:1", "" },
	{ "neither home is known", "A1lp B1lp A2lp", "AB:12", "1-2A" },
	{ "a stepmother of an unknown home, between two", "A1lp@elm B1lp@oak C1lp", "A:1 B:1 C:1", "" },
	{ "two such are not joined to one another either", "A1lp@elm B1lp@oak C1lp D1lp", "A:1 B:1 C:1 D:1", "" },
	{ "an unknown home, found by way of another", "A1lp@elm B1l B2l C2lp", "ABC:12", "" },
	{ "an unknown home between two families joins none", "A1lp@elm B1l B2l C2lp@oak", "A:1 B:12 C:2", "" },
	{ "half-siblings of the two sides are not siblings of each other", "A1lp@elm B1lp@elm A2lp@elm B3lp@elm", "AB:123", "1-2A 1-3B" },
	{ "of a sibling the sibling is not mine", "A1p A2p B2p B3p", "", "1-2A 2-3B" },
	{ "foster children at one home", "F1l@elm F2l@elm", "F:12", "" },
	{ "two families in one house", "A1lp@elm B2lp@elm", "A:1 B:2", "" },
	{ "cousins who live with a grandmother", "G1l@elm G2l@elm A1lp@elm B2lp@elm", "GAB:12", "" },
	{ "an authority shared by all", "L1 L2 L3 A1lp B2lp C3lp", "A:1 B:2 C:3", "" },
	{ "a grandparent as contact of cousins", "G1 G2 A1lp B2lp", "A:1 B:2", "" },
	{ "a parent elsewhere makes siblings too", "A1lp@elm B2lp@oak C1p@ash C2p@ash", "A:1 B:2", "1-2C" },
	{ "a link said twice counts once", "A1lp@elm A1lp@elm A2lp@elm A2lp@elm", "A:12", "1-2A" },
	{ "of two shared parents the first is named", "B1lp B2lp A1lp A2lp", "AB:12", "1-2A" },
	{ "twins with two homes", "A1lp@elm A2lp@elm B1lp@oak B2lp@oak", "A:12 B:12", "1-2A" },
};

static const char *sorted_letters(const char *words, struct arena *a)
{
	char *s = arena_text(a, words);

	for (char *from = s; *from; from++)
		for (char *p = from; p > s && p[-1] >= 'A' && p[-1] <= 'Z' && *p >= 'A' && *p <= 'Z' && p[-1] > *p; p--) {
			char c = *p;

			*p = p[-1];
			p[-1] = c;
		}
	return s;
}

static void family_row(void **state)
{
	const struct family_row *row = *state;
	CLEAN_ARENA struct arena a = { 0 };
	struct family_link links[32], back[32];
	int n = links_read(row->links, &a, links);

	for (int i = 0; i < n; i++)
		back[i] = links[n - 1 - i];
	assert_string_equal(households_words(links, n, &a), sorted_letters(row->households, &a));
	assert_string_equal(siblings_words(links, n, NULL, 0, &a), row->siblings);
	assert_string_equal(households_words(back, n, &a), sorted_letters(row->households, &a));
	assert_string_equal(siblings_words(back, n, NULL, 0, &a), row->siblings);
}

static const struct said_row {
	const char *name, *links;
	struct family_said said[3];
	int count;
	const char *siblings;
} said_rows[] = {
	{ "said of foster children", "F1l F2l", { { 1, 2, true } }, 1, "1-2said." },
	{ "said the other way round", "F1l F2l", { { 2, 1, true } }, 1, "1-2said." },
	{ "said against a shared mother", "A1lp A2lp A3lp", { { 1, 2, false } }, 1, "1-3A 2-3A" },
	{ "said and a mother too: both are told", "A1lp A2lp", { { 1, 2, true } }, 1, "1-2saidA" },
	{ "said both ways: they are not", "A1lp A2lp", { { 1, 2, true }, { 2, 1, false } }, 2, "" },
	{ "said of one child twice is nothing", "A1lp", { { 1, 1, true } }, 1, "" },
	{ "said of two pairs joins no third", "F1l F2l F3l", { { 1, 2, true }, { 2, 3, true } }, 2, "1-2said. 2-3said." },
	{ "said of children nobody is linked to", "", { { 8, 9, true } }, 1, "8-9said." },
	{ "not said of those who are none", "F1l F2l", { { 1, 2, false } }, 1, "" },
};

static void said_row(void **state)
{
	const struct said_row *row = *state;
	CLEAN_ARENA struct arena a = { 0 };
	struct family_link links[32];
	int n = links_read(row->links, &a, links);

	assert_string_equal(siblings_words(links, n, row->said, row->count, &a), row->siblings);
}

/* ANY FAMILIES ---------------------------------------------------------------------------------------------------------------------------------- */

static uint32_t dice_state;

static uint32_t dice(uint32_t sides)
{
	dice_state = dice_state * 1664525u + 1013904223u;
	return (dice_state >> 8) % sides;
}

#define LINKS_MOST 40
static const char *const homes[] = { NULL, NULL, "elm", "oak", "ash" };

static int links_any(struct family_link *to)
{
	int n = (int)dice(LINKS_MOST), adults = 1 + (int)dice(14), children = 1 + (int)dice(12);
	const char *home[16];

	for (int i = 0; i < adults; i++)
		home[i] = homes[dice(5)];
	for (int i = 0; i < n; i++) {
		int adult = (int)dice((uint32_t)adults);

		to[i] = (struct family_link){ .adult = 'A' + adult, .pupil = 1 + dice((uint32_t)children), .lives_with = dice(3) > 0, .parent = dice(2) > 0,
					      .home = home[adult] };
	}
	return n;
}

static const char *home_of(const struct family_link *links, int n, int64_t adult)
{
	for (int i = 0; i < n; i++)
		if (links[i].adult == adult)
			return links[i].home;
	return NULL;
}

static bool has(const int64_t *ids, int n, int64_t id)
{
	for (int i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

static void one_home_each(const struct family_link *links, int n, const struct household *h)
{
	const char *known = NULL;

	for (int i = 0; i < h->adult_count; i++) {
		const char *home = home_of(links, n, h->adults[i]);

		if (home && known)
			assert_string_equal(home, known); /* two homes never are one household */
		known = known ? known : home;
	}
	if (known)
		assert_string_equal(h->home, known);
}

/* Everybody with whom somebody lives is in one household, with each of those children, and with no other. */
static void households_hold(const struct family_link *links, int n, const struct household *h, int count)
{
	for (int i = 0; i < n; i++) {
		int in = 0;

		for (int k = 0; k < count; k++)
			if (has(h[k].adults, h[k].adult_count, links[i].adult)) {
				in++;
				assert_true(!links[i].lives_with || has(h[k].children, h[k].child_count, links[i].pupil));
			}
		assert_true(in == 1 || (in == 0 && !links[i].lives_with));
	}
	for (int k = 0; k < count; k++) {
		one_home_each(links, n, &h[k]);
		for (int c = 0; c < h[k].child_count; c++) {
			bool found = false;

			for (int i = 0; i < n; i++)
				found |= links[i].lives_with && links[i].pupil == h[k].children[c] && has(h[k].adults, h[k].adult_count, links[i].adult);
			assert_true(found);
		}
		assert_true(k == 0 || h[k - 1].children[0] <= h[k].children[0]);
	}
}

static void shuffle(struct family_link *links, int n)
{
	for (int i = n - 1; i > 0; i--) {
		int k = (int)dice((uint32_t)i + 1);
		struct family_link was = links[i];

		links[i] = links[k];
		links[k] = was;
	}
}

static void any_households(void **state)
{
	for (uint32_t seed = 1; seed <= 4000; seed++) {
		CLEAN_ARENA struct arena a = { 0 };
		struct family_link links[LINKS_MOST];
		struct household *h;

		dice_state = seed;
		int n = links_any(links), count = family_households(links, n, &a, &h);
		const char *words = households_words(links, n, &a);
		households_hold(links, n, h, count);
		shuffle(links, n);
		assert_string_equal(households_words(links, n, &a), words);
	}
}

/* The same said again, slowly: of each pair, and of nobody else. */
static enum sibling_basis basis_of(const struct family_link *links, int n, const struct family_said *said, int said_count, int64_t x, int64_t y)
{
	enum sibling_basis basis = SIBLING_NONE;

	for (int i = 0; i < n; i++)
		for (int k = 0; k < n; k++)
			if (links[i].parent && links[k].parent && links[i].adult == links[k].adult && links[i].pupil == x && links[k].pupil == y)
				basis = SIBLING_PARENT;
	for (int i = 0; i < said_count; i++)
		if (said[i].siblings && ((said[i].pupil == x && said[i].other == y) || (said[i].pupil == y && said[i].other == x)))
			basis = SIBLING_SAID;
	for (int i = 0; i < said_count; i++)
		if (!said[i].siblings && ((said[i].pupil == x && said[i].other == y) || (said[i].pupil == y && said[i].other == x)))
			return SIBLING_NONE;
	return basis;
}

static void any_siblings(void **state)
{
	for (uint32_t seed = 1; seed <= 2000; seed++) {
		CLEAN_ARENA struct arena a = { 0 };
		struct family_link links[LINKS_MOST];
		struct family_said said[4];
		struct sibling *s;

		dice_state = seed;
		int n = links_any(links), said_count = (int)dice(5), at = 0;
		for (int i = 0; i < said_count; i++)
			said[i] = (struct family_said){ 1 + dice(12), 1 + dice(12), dice(2) > 0 };
		int count = family_siblings(links, n, said, said_count, &a, &s);
		for (int64_t x = 1; x <= 12; x++)
			for (int64_t y = 1; y <= 12; y++) {
				enum sibling_basis want = x == y ? SIBLING_NONE : basis_of(links, n, said, said_count, x, y);

				if (want == SIBLING_NONE)
					continue;
				assert_true(at < count);
				assert_int_equal(s[at].pupil, x);
				assert_int_equal(s[at].other, y);
				assert_int_equal(s[at].basis, want);
				at++;
			}
		assert_int_equal(at, count);
	}
}

int main(void)
{
	static struct rows rows;

	rows_add(&rows, relation_row, relations);
	rows_add(&rows, maker_row, makers);
	rows_add(&rows, law_row, in_law);
	rows_add(&rows, family_row, families);
	rows_add(&rows, said_row, said_rows);
	rows_case(&rows, "of any families no household has two homes, and no order of the links tells", any_households, NULL);
	rows_case(&rows, "of any families siblings share a parent or were said to be", any_siblings, NULL);
	return rows_run(&rows, "family");
}
