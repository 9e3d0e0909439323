#include "rows.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "office/family.h"
#include "store/store.h"
#include "world.h"

/* A pupil's family and the list of homes: who lives with whom, who are siblings, what is missing, who may see it (H3, B18, B19). */

static int64_t act;

#define NOTHING_SAID .priority = -1, .secret = -1, .lives_with = -1, .parental_responsibility = -1, .letters = -1, .texts = -1, .may_collect = -1, \
	.do_not_contact = -1, .from = { INT32_MIN }

/* "Grace Okafor", as a mother who lives with the child at an address, or NULL. */
static int64_t parent_add(struct world *w, int64_t pupil, const char *name, const char *relation, const char *address, bool lives_with, int64_t adult)
{
	struct contact_wish wish = CONTACT_WISH;
	int64_t contact = 0;

	wish.name = name;
	wish.adult = adult;
	wish.relation = relation;
	wish.address = address;
	wish.lives_with = lives_with;
	wish.parental_responsibility = strcmp(relation, "mother") == 0 || strcmp(relation, "father") == 0;
	assert_done(office_contact_add(w->o, pupil, &wish, false, &contact, &w->said, &act, &w->e));
	return contact;
}

static int64_t adult_of(struct world *w, int64_t contact)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct contact_wish facts = CONTACT_WISH;

	assert_done(office_contact_facts(w->o, contact, &a, &facts, &w->e));
	return facts.adult;
}

static struct family_view family(struct world *w, int64_t pupil)
{
	struct family_view v = { 0 };

	assert_done(office_family_open(w->o, pupil, &v, &w->e));
	return v;
}

/* "5 Elm: Grace (mother) [Amara* Ben*]; ...": a star is a sibling of another there */
static const char *homes_words(const struct home_line *homes, int n, struct arena *a)
{
	char *text = arena_text(a, "");

	for (int i = 0; i < n; i++) {
		text = arena_printf(a, "%s%s%s: %s [", text, i ? "; " : "", homes[i].address ? homes[i].address : "-", homes[i].adults);
		for (int k = 0; k < homes[i].child_count; k++)
			text = arena_printf(a, "%s%s%s%s", text, k ? " " : "", homes[i].children[k].name, homes[i].children[k].sibling ? "*" : "");
		text = arena_printf(a, "%s]", text);
	}
	return text;
}

static void homes_are(struct world *w, int64_t pupil, const char *want)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct family_view v = family(w, pupil);

	assert_string_equal(homes_words(v.homes, v.home_count, &a), want);
	family_view_finish(&v);
}

static void siblings_are(struct world *w, int64_t pupil, const char *want)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct family_view v = family(w, pupil);
	char *text = arena_text(&a, "");

	for (int i = 0; i < v.sibling_count; i++)
		text = arena_printf(&a, "%s%s%s: %s", text, i ? "; " : "", v.siblings[i].name, v.siblings[i].why);
	assert_string_equal(text, want);
	family_view_finish(&v);
}

static void families_are(struct world *w, const char *typed, const char *want)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct families_view v = { 0 };

	assert_done(office_families_open(w->o, typed, &v, &w->e));
	assert_string_equal(homes_words(v.homes, v.count, &a), want);
	families_view_finish(&v);
}

static void remarks_are(struct world *w, int64_t pupil, const char *want)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct family_view v = family(w, pupil);
	char *text = arena_text(&a, "");

	for (int i = 0; v.remarks[i]; i++)
		text = arena_printf(&a, "%s%s%s", text, i ? "; " : "", v.remarks[i]);
	assert_string_equal(text, want);
	family_view_finish(&v);
}

/* HOMES AND SIBLINGS */

static void one_family(struct world *w)
{
	as(w, "ann");
	int64_t grace = adult_of(w, parent_add(w, AMARA, "Grace Okafor", "Mother", "5 Elm Street", true, 0));

	parent_add(w, AMARA, "Sam Okafor", "Father", "5, Elm street", true, 0);
	parent_add(w, BEN, NULL, "Mother", NULL, true, grace);
	homes_are(w, AMARA, "5 Elm Street: Grace Okafor (mother), Sam Okafor (father) [Amara Okafor* Ben Ash*]");
	siblings_are(w, AMARA, "Ben Ash: share Grace Okafor (mother)");
	siblings_are(w, CHLOE, "");
}

static void separated(struct world *w)
{
	as(w, "ann");
	int64_t grace = adult_of(w, parent_add(w, AMARA, "Grace Okafor", "mother", "5 Elm Street", true, 0));
	int64_t sam = adult_of(w, parent_add(w, AMARA, "Sam Okafor", "father", "9 Oak Road", true, 0));

	parent_add(w, BEN, NULL, "mother", NULL, true, grace);  /* half-siblings of the two sides */
	parent_add(w, FINN, NULL, "father", NULL, true, sam);
	homes_are(w, AMARA, "5 Elm Street: Grace Okafor (mother) [Amara Okafor* Ben Ash*]; "
			    "9 Oak Road: Sam Okafor (father) [Amara Okafor* Finnley Oakley*]");
	siblings_are(w, BEN, "Amara Okafor: share Grace Okafor (mother)");
	siblings_are(w, FINN, "Amara Okafor: share Sam Okafor (father)");
	homes_are(w, BEN, "5 Elm Street: Grace Okafor (mother) [Amara Okafor* Ben Ash*]");
}

static void foster(struct world *w)
{
	as(w, "ann");
	int64_t carer = adult_of(w, parent_add(w, AMARA, "Jo Hathaway", "Foster carer", "1 Ash Close", true, 0));

	parent_add(w, BEN, NULL, "Foster carer", NULL, true, carer);
	homes_are(w, AMARA, "1 Ash Close: Jo Hathaway (foster carer) [Amara Okafor Ben Ash]");
	siblings_are(w, AMARA, "");
	assert_done(office_siblings_say(w->o, BEN, AMARA, 1, &w->said, &act, &w->e));
	assert_words(buf_string(&w->said), "are siblings");
	homes_are(w, AMARA, "1 Ash Close: Jo Hathaway (foster carer) [Amara Okafor* Ben Ash*]");
	siblings_are(w, AMARA, "Ben Ash: said so by Ann Reed on Fri 20 Nov 2026");
	siblings_are(w, BEN, "Amara Okafor: said so by Ann Reed on Fri 20 Nov 2026");
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	siblings_are(w, AMARA, "");
}

static void offices_and_grandparents(struct world *w)
{
	static const char *const relations[] = { "Social worker", "Local authority", "Grandmother", "School", "Childminder" };

	as(w, "ann");
	for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
		char name[32];
		snprintf(name, sizeof name, "Person %c", (char)('A' + i));
		int64_t adult = adult_of(w, parent_add(w, AMARA, name, relations[i], NULL, false, 0));

		parent_add(w, BEN, NULL, relations[i], NULL, false, adult);
	}
	siblings_are(w, AMARA, "");
	homes_are(w, AMARA, "");
}

static void said_against(struct world *w)
{
	as(w, "ann");
	int64_t grace = adult_of(w, parent_add(w, AMARA, "Grace Okafor", "mother", NULL, true, 0));

	parent_add(w, BEN, NULL, "mother", NULL, true, grace);
	assert_done(office_siblings_say(w->o, AMARA, BEN, 0, &w->said, &act, &w->e));
	siblings_are(w, AMARA, "");
	assert_done(office_siblings_say(w->o, AMARA, BEN, 0, &w->said, &act, &w->e));
	assert_int_equal(act, 0);
	buf_reset(&w->said);
	assert_done(office_siblings_say(w->o, BEN, AMARA, -1, &w->said, &act, &w->e));
	assert_words(buf_string(&w->said), "they share Grace Okafor");
	siblings_are(w, AMARA, "Ben Ash: share Grace Okafor (mother)");
	assert_int_not_equal(office_siblings_say(w->o, BEN, BEN, 1, &w->said, &act, &w->e), 0);
	assert_int_equal(office_siblings_say(w->o, BEN, 99, 1, &w->said, &act, &w->e), -ENOENT);
	as(w, "tom");
	assert_refused(office_siblings_say(w->o, AMARA, BEN, 1, &w->said, &act, &w->e), "may not change the roll");
}

/* That two rows are two children says nothing of siblings. */
static void two_children(struct world *w)
{
	struct pupil_pair_row pair = { .pupil = AMARA, .other = BEN, .said = "not the same" };

	as(w, "ann");
	world_put(w, THING_PUPIL_PAIR, &pair);
	siblings_are(w, AMARA, "");
	assert_done(office_siblings_say(w->o, AMARA, BEN, 1, &w->said, &act, &w->e));
	siblings_are(w, AMARA, "Ben Ash: said so by Ann Reed on Fri 20 Nov 2026");
	assert_done(office_siblings_say(w->o, AMARA, BEN, -1, &w->said, &act, &w->e));
	siblings_are(w, AMARA, "");
}

static void a_parent_who_died(struct world *w)
{
	as(w, "ann");
	int64_t grace = adult_of(w, parent_add(w, AMARA, "Grace Okafor", "mother", "5 Elm Street", true, 0));

	parent_add(w, BEN, NULL, "mother", NULL, true, grace);
	assert_done(office_adult_died(w->o, grace, TODAY, &w->said, &act, &w->e));
	siblings_are(w, AMARA, "Ben Ash: share Grace Okafor (mother)");
	homes_are(w, AMARA, ""); /* nobody lives with them as far as is known */
}

/* Who left is in no home, and has a family of their own to be looked at. */
static void who_left(struct world *w)
{
	as(w, "ann");
	int64_t grace = adult_of(w, parent_add(w, AMARA, "Grace Okafor", "mother", "5 Elm Street", true, 0));

	parent_add(w, ED, NULL, "mother", NULL, true, grace);
	siblings_are(w, AMARA, "");
	homes_are(w, AMARA, "5 Elm Street: Grace Okafor (mother) [Amara Okafor]");
	siblings_are(w, ED, "Amara Okafor: share Grace Okafor (mother)");
	homes_are(w, ED, "5 Elm Street: Grace Okafor (mother) [Amara Okafor* Ed Left*]");
}

static void own_address(struct world *w)
{
	as(w, "ann");
	assert_done(office_address_put(w->o, AMARA, 0, "7 Low Lane", "LS2 2BB", -1, DAY_NONE, false, &w->said, &act, &w->e));
	homes_are(w, AMARA, "7 Low Lane, LS2 2BB:  [Amara Okafor]");
	parent_add(w, AMARA, "Grace Okafor", "mother", NULL, true, 0);
	homes_are(w, AMARA, "7 Low Lane, LS2 2BB: Grace Okafor (mother) [Amara Okafor]");
	parent_add(w, AMARA, "Sam Okafor", "father", "9 Oak Road", true, 0); /* whose home hers is, as far as is known */
	homes_are(w, AMARA, "9 Oak Road: Grace Okafor (mother), Sam Okafor (father) [Amara Okafor]; 7 Low Lane, LS2 2BB:  [Amara Okafor]");
}

/* THE LIST */

static void list_of_homes(struct world *w)
{
	as(w, "ann");
	int64_t grace = adult_of(w, parent_add(w, AMARA, "Grace Okafor", "mother", "5 Elm Street", true, 0));

	parent_add(w, BEN, NULL, "mother", NULL, true, grace);
	parent_add(w, BEN, "Zoë Ash", "father", "9 Oak Road", false, 0);
	parent_add(w, FINN, "Ian Oakley", "father", "3 Hill View", true, 0);
	families_are(w, NULL, "-:  [Chloé Dunn]; -:  [Finn Oakley]; 3 Hill View: Ian Oakley (father) [Finnley Oakley]; "
			      "5 Elm Street: Grace Okafor (mother) [Amara Okafor* Ben Ash*]; -:  [Dev Rao]");
	families_are(w, "gra", "5 Elm Street: Grace Okafor (mother) [Amara Okafor* Ben Ash*]");
	families_are(w, "ASH ben", "5 Elm Street: Grace Okafor (mother) [Amara Okafor* Ben Ash*]");
	families_are(w, "zoe", "5 Elm Street: Grace Okafor (mother) [Amara Okafor* Ben Ash*]"); /* elsewhere, and a contact */
	families_are(w, "A823432120001", "5 Elm Street: Grace Okafor (mother) [Amara Okafor* Ben Ash*]");
	families_are(w, "kafor", "");
	families_are(w, "gra ian", "");
}

/* Of a teacher's children only, and of a home only those. */
static void list_of_a_teacher(struct world *w)
{
	as(w, "ann");
	int64_t grace = adult_of(w, parent_add(w, AMARA, "Grace Okafor", "mother", "5 Elm Street", true, 0));

	parent_add(w, FINN, NULL, "mother", NULL, true, grace);
	parent_add(w, GIA, "Ian Oakley", "father", "3 Hill View", true, 0);
	as(w, "tom");
	families_are(w, "o", "5 Elm Street: Grace Okafor (mother) [Amara Okafor]");
	families_are(w, "ian", "");
	homes_are(w, AMARA, "5 Elm Street: Grace Okafor (mother) [Amara Okafor]");
	siblings_are(w, AMARA, "");
	as(w, "yaz"); /* head of the other's year */
	families_are(w, "o", "3 Hill View: Ian Oakley (father) [Finn Oakley]; 5 Elm Street: Grace Okafor (mother) [Finnley Oakley]");
	at(w, "2026-11-22T10:00"); /* on a Sunday too */
	families_are(w, "ian", "3 Hill View: Ian Oakley (father) [Finn Oakley]");
}

/* WHO MAY SEE IT */

static void who_may_see(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct family_view v = { 0 };
	struct families_view all = { 0 };
	struct contact_wish facts = CONTACT_WISH;

	as(w, "ann");
	int64_t mine = parent_add(w, AMARA, "Grace Okafor", "mother", "5 Elm Street", true, 0), other = parent_add(w, FINN, "Ian Oakley", "father", NULL, true, 0);
	as(w, "tom");
	v = family(w, AMARA);
	assert_string_equal(v.name, "Amara Okafor");
	assert_string_equal(v.group, "Willow");
	assert_int_equal(v.contact_count, 1);
	assert_false(v.may_change);
	family_view_finish(&v);
	assert_refused(office_family_open(w->o, FINN, &v, &w->e), "Ask the office");
	assert_refused(office_family_open(w->o, ED, &v, &w->e), "Ask the office"); /* left his class */
	assert_done(office_contact_facts(w->o, mine, &a, &facts, &w->e));
	assert_refused(office_contact_facts(w->o, other, &a, &facts, &w->e), "Ask the office");
	as(w, "gus");
	assert_refused(office_family_open(w->o, AMARA, &v, &w->e), "may not see contacts");
	assert_refused(office_families_open(w->o, NULL, &all, &w->e), "may not see contacts");
	as(w, "ada");
	assert_refused(office_family_open(w->o, AMARA, &v, &w->e), "may not see contacts");
	as(w, "hal");
	v = family(w, FINN);
	assert_true(v.may_change);
	assert_int_equal(office_family_open(w->o, 99, &v, &w->e), -ENOENT);
	family_view_finish(&v);
}

/* WHAT IS SHOWN */

static const struct contact_wish careful = {
	.name = "Sam Okafor", .relation = "father", .mobile = "07700 900111", .court_order = "No contact: order of 3 Mar 2026", .do_not_contact = 1, .letters = 1,
	.texts = 1, .may_collect = 0, .lives_with = -1, .parental_responsibility = 1, .priority = -1, .secret = -1, .from = { INT32_MIN },
};

static void contacts_shown(struct world *w)
{
	int64_t contact;

	as(w, "ann");
	parent_add(w, AMARA, "Grace Okafor", "mother", "5 Elm Street", true, 0);
	assert_done(office_contact_add(w->o, AMARA, &careful, false, &contact, &w->said, &act, &w->e));
	assert_words(buf_string(&w->said), "No letters or texts go to Sam Okafor: do not contact.");
	struct family_view v = family(w, AMARA);
	const struct contact_line_view *sam = &v.contacts[1];
	assert_int_equal(v.contact_count, 2);
	assert_string_equal(sam->name, "Sam Okafor");
	assert_int_equal(sam->priority, 2);
	assert_true(sam->do_not_contact && !sam->letters && !sam->texts && !sam->may_collect && sam->parental_responsibility);
	assert_string_equal(sam->court_order, "No contact: order of 3 Mar 2026");
	assert_null(sam->address);
	assert_true(v.may_change && v.contacts[0].letters && v.contacts[0].may_collect);
	assert_null(v.contacts[0].court_order);
	family_view_finish(&v);
	assert_done(office_contact_end(w->o, contact, day_add(TODAY, -0), NULL, &act, &w->e));
	at(w, "2026-11-21T09:00");
	v = family(w, AMARA);
	assert_int_equal(v.contact_count, 2);
	assert_int_equal(v.contacts[1].to.n, TODAY.n); /* no contact any more: last */
	family_view_finish(&v);
}

/* THE CHECK (B18) */

static void what_is_missing(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct contact_wish two = CONTACT_WISH;

	as(w, "ann");
	remarks_are(w, AMARA, "no contact; no address");
	int64_t contact = parent_add(w, AMARA, "Grace Okafor", "aunt", NULL, false, 0);
	remarks_are(w, AMARA, "fewer than two numbers; nobody with parental responsibility; nobody whom the child lives with; no address; "
			      "not confirmed this school year");
	two.mobile = "07700 900111";
	two.home = "+44 7700 900111"; /* the same one */
	two.lives_with = two.parental_responsibility = 1;
	two.address = "5 Elm Street";
	assert_done(office_contact_change(w->o, contact, &two, NULL, &w->said, &act, &w->e));
	remarks_are(w, AMARA, "fewer than two numbers; not confirmed this school year");
	two.home = "0113 496 0111";
	assert_done(office_contact_change(w->o, contact, &two, NULL, &w->said, &act, &w->e));
	assert_done(office_contacts_confirm(w->o, AMARA, day_of(2026, 9, 1), &act, &w->e));
	remarks_are(w, AMARA, "");
	assert_done(office_number_dead(w->o, adult_of(w, contact), "01134960111", true, &w->said, &act, &w->e));
	remarks_are(w, AMARA, "fewer than two numbers; a number that is struck out: 0113 496 0111 of Grace Okafor");
	two = CONTACT_WISH;
	two.do_not_contact = 1;
	assert_done(office_contact_change(w->o, contact, &two, NULL, &w->said, &act, &w->e));
	remarks_are(w, AMARA, "fewer than two numbers");
	assert_done(office_adult_died(w->o, adult_of(w, contact), DAY_NONE, &w->said, &act, &w->e));
	remarks_are(w, AMARA, "no contact; no address");
}

static void confirmed_last_year(struct world *w)
{
	as(w, "ann");
	parent_add(w, AMARA, "Grace Okafor", "mother", "5 Elm Street", true, 0);
	assert_done(office_contacts_confirm(w->o, AMARA, day_of(2026, 8, 31), &act, &w->e));
	remarks_are(w, AMARA, "fewer than two numbers; not confirmed this school year");
}

static const struct world_case cases[] = {
	{ "a family: one home, brothers and sisters by the mother", one_family, false },
	{ "separated parents: two homes, and two sides that are no siblings", separated, false },
	{ "foster children are no siblings unless somebody says so", foster, false },
	{ "an office and a grandparent make nobody siblings", offices_and_grandparents, false },
	{ "what somebody said goes before a shared mother, until it is taken back", said_against, false },
	{ "that two rows are two children says nothing of siblings", two_children, false },
	{ "a parent who died is a parent still, and lives nowhere", a_parent_who_died, false },
	{ "who left is in nobody's home but their own", who_left, false },
	{ "a child's own address", own_address, false },
	{ "every home by its eldest, narrowed by what is typed", list_of_homes, false },
	{ "a teacher sees the homes of their own pupils, and of them no others", list_of_a_teacher, false },
	{ "who may see a family", who_may_see, false },
	{ "do not contact, court order, may collect are kept and shown", contacts_shown, false },
	{ "what is missing is said until it is there", what_is_missing, false },
	{ "last year's confirmation is none of this year", confirmed_last_year, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "family");
}
