#include "rows.h"

#include <stdio.h>

#include "office/pupils.h"
#include "office/register.h"
#include "office/reports.h"
#include "world.h"

/* What `check` finds on the roll, each finding at its boundary. */

/* "look 2 pupils have no UPN yet: ..." a line, of one area. */
static const char *findings(struct world *w, const char *area)
{
	struct report r = { 0 };
	int found = 0;

	buf_reset(&w->said);
	err_clear(&w->e);
	assert_done(report_fill_check(w->o, &found, &r, &w->e));
	for (int i = 0; i < r.rows.count; i++) {
		const struct cell *c = r.rows.items[i].cells;

		if (strcmp(c[0].text, area) == 0)
			buf_printf(&w->said, "%s %s\n", c[1].text, c[2].text);
		assert_true((strcmp(c[1].text, "ok") == 0) == c[3].empty); /* each says what to do */
	}
	report_finish(&r);
	return buf_string(&w->said);
}

static const char *found_by(struct world *w, const char *who, const char *area)
{
	as(w, who);
	return findings(w, area);
}

enum { NEW = 20 };

/* A child of those names, born as Ben was, on the roll since the first day of term. */
static void put_child(struct world *w, int64_t id, const char *forename, const char *surname, const char *known, const char *known_surname)
{
	struct pupil_row row = PUPIL_NEW;
	struct enrolment_row spell = ENROLMENT_NEW;
	struct membership_row in = MEMBERSHIP_NEW;

	row.id = spell.pupil = in.pupil = id;
	row.key = (struct key){ { 9, (uint8_t)id } };
	row.forename = forename;
	row.surname = surname;
	row.preferred_name = known;
	row.preferred_surname = known_surname;
	row.born_day = day_of(2019, 5, 4);
	world_put(w, THING_PUPIL, &row);
	spell.kind = "single";
	spell.from_day = in.from_day = day_of(2026, 9, 1);
	world_put(w, THING_ENROLMENT, &spell);
	in.roll_group = WILLOW;
	in.weekdays = 31;
	in.sessions = 3;
	world_put(w, THING_MEMBERSHIP, &in);
}

/* ONE CHILD TWICE */

static const struct alike_row {
	const char *name, *forename, *surname, *known, *known_surname;
	bool alike;
} alike_rows[] = {
	{ "the same names", "Ben", "Ash", NULL, NULL, true },
	{ "in capitals, and spaced otherwise", "BEN", " ash", NULL, NULL, true },
	{ "forename and surname changed round", "Ash", "Ben", NULL, NULL, true },
	{ "all in one field", "", "Ben Ash", NULL, NULL, true },
	{ "known by the other's name", "Benjamin", "Ashworth", "Ben", "Ash", true },
	{ "known as, with the same surname", "Benjamin", "Ash", "Ben", NULL, true },
	{ "another forename", "Bea", "Ash", NULL, NULL, false },
	{ "known by another name, and alike by law", "Ben", "Ash", "Benny", NULL, true },
	{ "a mark on a letter", "Bén", "Ash", NULL, NULL, true },
	{ "one name more", "Ben Sam", "Ash", NULL, NULL, false },
};

static void alike_case(void **state)
{
	const struct alike_row *row = *state;
	struct world made, *w = &made;

	world_make(w, false);
	put_child(w, NEW, row->forename, row->surname, row->known, row->known_surname);
	const char *got = found_by(w, "hal", "pupils");
	if (row->alike)
		assert_words(got, "both born Sat 4 May 2019, may be one child.\n");
	else
		assert_string_equal(got, "ok No pupil stands twice: 8 on file.\n");
	assert_string_equal(strchr(got, '\n'), "\n"); /* once, whatever they share */
	world_end(w);
}

static void shared_names(struct world *w)
{
	int64_t act;

	put_child(w, NEW, "Benjamin", "Ash", "Ben", NULL);
	put_child(w, NEW + 1, "Benjamin", "Ash", "Ben", NULL);
	const char *got = found_by(w, "hal", "pupils");
	assert_words(got, "Ben Ash and Ben Ash, both born Sat 4 May 2019, may be one child.\n");
	int lines = 0;
	for (const char *p = got; (p = strchr(p, '\n')); p++)
		lines++;
	assert_int_equal(lines, 3); /* each pair of the three once, though two share both names */
	as(w, "ann");
	assert_done(office_pupils_two(w->o, NEW, BEN, &act, &w->e));
	assert_done(office_pupils_two(w->o, NEW, NEW + 1, &act, &w->e));
	got = found_by(w, "hal", "pupils"); /* the pair between which the other stands */
	assert_string_equal(got, "look Ben Ash and Ben Ash, both born Sat 4 May 2019, may be one child.\n");
	as(w, "ann");
	assert_done(office_pupils_merge(w->o, NEW + 1, BEN, 0, false, &w->said, &act, &w->e));
	assert_string_equal(found_by(w, "hal", "pupils"), "ok No pupil stands twice: 8 on file.\n");
}

static void another_birthday(struct world *w)
{
	struct pupil_row row = PUPIL_NEW;

	put_child(w, NEW, "Ben", "Ash", NULL, NULL);
	row.id = NEW;
	row.key = (struct key){ { 9, NEW } };
	row.forename = "Ben";
	row.surname = "Ash";
	row.born_day = day_of(2019, 5, 5);
	world_put(w, THING_PUPIL, &row);
	assert_string_equal(found_by(w, "hal", "pupils"), "ok No pupil stands twice: 8 on file.\n");
}

static void many_alike(struct world *w)
{
	for (int i = 0; i < 5; i++)
		put_child(w, NEW + i, "Ben", "Ash", NULL, NULL);
	assert_words(found_by(w, "hal", "pupils"), "look 5 more pairs of pupils may be one child.\n"); /* 15 of 6 */
}

/* UPN */

static void put_upn(struct world *w, int64_t pupil, const char *upn)
{
	struct pupil_row row = PUPIL_NEW;

	row.id = pupil;
	row.key = (struct key){ { 9, (uint8_t)pupil } };
	row.forename = row.surname = "Kim";
	row.born_day = day_of(2019, 1, (int)pupil);
	row.upn = upn;
	row.sex = "F";
	world_put(w, THING_PUPIL, &row);
}

static void upns(struct world *w)
{
	const char *got = found_by(w, "hal", "UPN");

	assert_words(got, "5 pupils have no UPN yet: Ben Ash, Chloé Dunn, Dev Rao, Finnley Oakley, Finn Oakley.\n"); /* Ed has left */
	put_upn(w, BEN, "B801200005001");
	put_upn(w, CHLOE, "A801200005001");
	put_upn(w, DEV, "W82032191200A");
	put_upn(w, AMARA, "X0");
	got = found_by(w, "hal", "UPN");
	assert_words(got, "look 2 pupils have no UPN yet: Finnley Oakley, Finn Oakley.\n");
	assert_words(got, "look 2 UPNs cannot be right: Kim Kim, Kim Kim.\n");
	assert_words(got, "look 1 pupil has a temporary UPN: Kim Kim.\n");
}

/* CLASSES, CONTACTS, PARTICULARS */

static void no_class(struct world *w)
{
	struct membership_row in = MEMBERSHIP_NEW;

	assert_string_equal(found_by(w, "hal", "classes"), "");
	in.id = in.pupil = BEN;
	in.roll_group = WILLOW;
	in.weekdays = 31;
	in.sessions = 3;
	in.from_day = day_of(2026, 9, 1);
	in.to_day = TODAY;
	world_put(w, THING_MEMBERSHIP, &in);
	assert_string_equal(found_by(w, "hal", "classes"), "");
	in.to_day = day_of(2026, 11, 19);
	world_put(w, THING_MEMBERSHIP, &in);
	assert_string_equal(found_by(w, "hal", "classes"), "look 1 pupil on the roll is in no class: Ben Ash.\n");
	as(w, "ann");
	int64_t act;
	struct pupil_wish boarder = PUPIL_WISH;
	boarder.boarder = 1;
	assert_done(office_pupil_change(w->o, BEN, &boarder, DAY_NONE, NULL, &w->said, &act, &w->e));
	assert_string_equal(found_by(w, "hal", "classes"), "");
}

static int64_t contact(struct world *w, int64_t pupil, const char *name, const char *number, const char *home)
{
	struct contact_wish wish = CONTACT_WISH;
	int64_t id, act;

	wish.name = name;
	wish.relation = "mother";
	wish.mobile = number;
	wish.home = home;
	wish.address = "3 Hill Road";
	wish.lives_with = wish.parental_responsibility = 1;
	assert_done(office_contact_add(w->o, pupil, &wish, false, &id, &w->said, &act, &w->e));
	return id;
}

static void few_numbers(struct world *w)
{
	as(w, "ann");
	contact(w, BEN, "Grace Ash", "07700 900123", NULL);
	assert_words(found_by(w, "hal", "contacts"), "look 6 pupils have fewer than two numbers to call: Amara Okafor, Ben Ash,");
	as(w, "ann");
	contact(w, BEN, "Sam Ash", "07700 900124", NULL);
	contact(w, AMARA, "Obi Okafor", "07700 900125", "01234 567890");
	assert_string_equal(found_by(w, "hal", "contacts"),
			    "look 4 pupils have fewer than two numbers to call: Chloé Dunn, Dev Rao, Finnley Oakley, Finn Oakley.\n");
}

static void particulars(struct world *w)
{
	assert_string_equal(found_by(w, "hal", "roll"), "look Of 6 pupils 6 lack something that the admission register asks for: "
							"Last school 5, Address 6, Contacts 6.\n");
	as(w, "ann");
	contact(w, BEN, "Grace Ash", NULL, NULL);
	assert_string_equal(found_by(w, "hal", "roll"), "look Of 6 pupils 6 lack something that the admission register asks for: "
							"Last school 5, Address 5, Contacts 5, Number of a parent 1.\n");
}

/* RETURNS: a child who joins in the year, and one who leaves in it; today is Fri 20 Nov */

static const struct return_row {
	const char *name;
	const char *kind;
	struct day from, to, joined, left;
	const char *want;
} return_rows[] = {
#define NOV(date) { 20757 + (date) }
#define SEP(date) { 20696 + (date) }
#define NEVER { INT32_MIN }
	{ "four days ago: not due yet", "single", NOV(16), NEVER, NEVER, NEVER, "" },
	{ "five days ago: due", "single", NOV(15), NEVER, NEVER, NEVER, "look 1 new-pupil return is due or overdue: Nia Newman.\n" },
	{ "five days ago, and sent", "single", NOV(15), NEVER, NOV(16), NEVER, "" },
	{ "five days ago, a guest", "guest", NOV(15), NEVER, NEVER, NEVER, "" },
	{ "59 days ago: overdue", "single", SEP(22), NEVER, NEVER, NEVER, "look 1 new-pupil return is due or overdue: Nia Newman.\n" },
	{ "60 days ago: not of today's list", "single", SEP(21), NEVER, NEVER, NEVER, "" },
	{ "in days to come", "single", NOV(23), NEVER, NEVER, NEVER, "" },
	{ "leaves tomorrow", "single", SEP(2), NOV(21), NEVER, NEVER, "" },
	{ "leaves today: due", "single", SEP(2), NOV(20), NEVER, NEVER, "look 1 deletion return is due or overdue: Nia Newman.\n" },
	{ "left, and sent", "single", SEP(2), NOV(19), NEVER, NOV(19), "" },
	{ "a guest left", "guest", SEP(2), NOV(19), NEVER, NEVER, "" },
	{ "left 59 days ago", "single", SEP(2), SEP(22), NEVER, NEVER, "look 1 deletion return is due or overdue: Nia Newman.\n" },
	{ "left 60 days ago", "single", SEP(2), SEP(21), NEVER, NEVER, "" },
};

/* Of that one child alone: Ed left too, and Dev is here since today. */
static struct world *returns_world(struct world *w)
{
	struct enrolment_row ed = ENROLMENT_NEW;
	struct pupil_row nia = PUPIL_NEW;

	world_make(w, false);
	ed.id = ed.pupil = ED;
	ed.kind = "single";
	ed.from_day = day_of(2026, 9, 1);
	ed.to_day = day_of(2026, 11, 13);
	ed.to_session = 1;
	ed.left_return_day = day_of(2026, 11, 13);
	world_put(w, THING_ENROLMENT, &ed);
	nia.id = NEW;
	nia.key = (struct key){ { 9, NEW } };
	nia.forename = "Nia";
	nia.surname = "Newman";
	nia.born_day = day_of(2019, 5, 9);
	world_put(w, THING_PUPIL, &nia);
	return w;
}

static void put_spell(struct world *w, const char *kind, struct day from, struct day to, struct day joined, struct day left)
{
	struct enrolment_row spell = ENROLMENT_NEW;

	spell.pupil = NEW;
	spell.kind = kind;
	spell.from_day = from;
	spell.to_day = to;
	spell.to_session = day_is_none(to) ? NONE : 1;
	spell.joined_return_day = joined;
	spell.left_return_day = left;
	world_put(w, THING_ENROLMENT, &spell);
}

static void return_case(void **state)
{
	const struct return_row *row = *state;
	struct world made, *w = returns_world(&made);

	put_spell(w, row->kind, row->from, row->to, row->joined, row->left);
	assert_string_equal(found_by(w, "hal", "returns"), row->want);
	world_end(w);
}

/* A change of status splits the time on the roll: nobody joins or leaves at the cut. */
static void split_spells(void **state)
{
	struct world made, *w = returns_world(&made);

	put_spell(w, "single", day_of(2026, 9, 2), day_of(2026, 11, 9), DAY_NONE, DAY_NONE);
	put_spell(w, "main", day_of(2026, 11, 10), DAY_NONE, DAY_NONE, DAY_NONE);
	assert_string_equal(found_by(w, "hal", "returns"), "");
	world_end(w);
	w = returns_world(&made);
	put_spell(w, "guest", day_of(2026, 10, 2), day_of(2026, 11, 9), DAY_NONE, DAY_NONE);
	put_spell(w, "single", day_of(2026, 11, 10), DAY_NONE, DAY_NONE, DAY_NONE); /* comes onto the roll then */
	assert_string_equal(found_by(w, "hal", "returns"), "look 1 new-pupil return is due or overdue: Nia Newman.\n");
	world_end(w);
	w = returns_world(&made);
	put_spell(w, "single", day_of(2026, 10, 2), day_of(2026, 11, 9), DAY_NONE, DAY_NONE);
	put_spell(w, "main", day_of(2026, 11, 10), DAY_NONE, day_of(2026, 11, 11), DAY_NONE); /* noted of the spell that runs */
	assert_string_equal(found_by(w, "hal", "returns"), "");
	world_end(w);
}

/* An administrator checks, and has no pupil data. */
static void no_names(struct world *w)
{
	static const char *const areas[] = { "roll", "pupils", "UPN", "classes", "contacts", "returns" };
	static const char *const secret[] = { "Ben", "Ash", "Oakley", "Chlo", "May 2019", "Left" };

	put_child(w, NEW, "Ben", "Ash", NULL, NULL);
	assert_words(found_by(w, "hal", "pupils"), "Ben Ash and Ben Ash");
	for (size_t i = 0; i < sizeof areas / sizeof *areas; i++)
		for (size_t k = 0; k < sizeof secret / sizeof *secret; k++)
			assert_null(strstr(found_by(w, "ada", areas[i]), secret[k]));
	assert_words(found_by(w, "ada", "pupils"), "look pupil 01040200000000000000000000000000 and pupil 09140000000000000000000000000000, both born on one day, ");
	assert_words(found_by(w, "ada", "UPN"), "6 pupils have no UPN yet: pupil 0104020");
	assert_string_equal(found_by(w, "ada", "roll"), ""); /* of each pupil by name: the report admission is not theirs either */
}

static const struct world_case cases[] = {
	{ "each pair once, said to be two, merged", shared_names },
	{ "another birthday is another child", another_birthday },
	{ "ten pairs, and how many more", many_alike },
	{ "UPNs: none, not right, temporary", upns },
	{ "in no class", no_class },
	{ "fewer than two numbers", few_numbers },
	{ "particulars of the admission register", particulars },
	{ "an administrator sees no names", no_names },
};

int main(void)
{
	static struct rows r;

	rows_add(&r, world_case, cases);
	rows_add(&r, alike_case, alike_rows);
	rows_add(&r, return_case, return_rows);
	rows_case(&r, "spells that touch", split_spells, NULL);
	return rows_run(&r, "office/check_roll");
}
