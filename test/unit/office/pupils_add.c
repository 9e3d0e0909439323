#include "rows.h"

#include <errno.h>

#include "office/pupils.h"
#include "office/today.h"
#include "store/store.h"
#include "world.h"

#define ZOE (struct pupil_new){ .who = { .surname = "Hall", .forename = "Zoe", .born = day_of(2019, 5, 9), .boarder = -1 }, .spell = SPELL_WISH, \
	.group = "Willow", .year = SESSION_ANY_YEAR }

static int64_t pupil, act;
static enum pupil_known who_is_known;

static int add(struct world *w, const struct pupil_new *wish)
{
	err_clear(&w->e);
	buf_reset(&w->said);
	pupil = act = -1;
	return office_pupil_add(w->o, wish, &pupil, &who_is_known, &w->said, &act, &w->e);
}

/* The names of a register, one after the other. */
static const char *names_of(struct world *w, const struct register_ref *ref)
{
	static char names[1000];
	struct register_view v;

	names[0] = '\0';
	assert_done(office_register_open(w->o, ref, &v, &w->e));
	for (int i = 0; i < v.count; i++)
		snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s", i ? ", " : "", v.lines[i].name);
	register_view_finish(&v);
	return names;
}

/* Runs `f` on the school's store, read behind the office's back. */
static struct store *reader;
static struct arena kept;

static void read_begin(struct world *w)
{
	assert_done(store_open(w->directory, &reader, &w->e));
}

static void read_end(void)
{
	arena_finish(&kept);
	store_close(reader);
}

/* A NEW CHILD */

static void in_the_next_register(struct world *w)
{
	struct pupil_row row;
	struct enrolment_row *spells;
	struct pupil_year_row *years;

	as(w, "ann");
	at(w, "2026-11-20T08:50");
	assert_done(add(w, &ZOE));
	assert_true(act > 1);
	assert_string_equal(names_of(w, WILLOW_AM), "Ben Ash, Chloé Dunn, Zoe Hall, Amara Okafor");
	assert_string_equal(buf_string(&w->said), "Year 3, by date of birth.\nAdmission number 108, the next one free.\n"
						  "In the register of Willow from the morning of Fri 20 Nov 2026.\n");
	read_begin(w);
	assert_int_equal(store_thing_get(reader, THING_PUPIL, pupil, &kept, &row), 0);
	assert_null(row.sex);
	assert_null(row.upn);
	assert_string_equal(row.admission_number, "108");
	assert_int_equal(store_enrolments_of_pupil(reader, pupil, &kept, &spells), 1);
	assert_string_equal(spells[0].kind, "single");
	assert_int_equal(spells[0].from_day.n, TODAY.n);
	assert_int_equal(store_years_of_pupil(reader, pupil, &kept, &years), 1);
	assert_int_equal(years[0].year, 3);
	read_end();
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, pupil, "/", NULL));
}

static void everything_said(struct world *w)
{
	const struct pupil_new wish = {
		.who = { .surname = " O'Neill-Źak ", .forename = "Zoë", .middle_names = "Ann", .preferred_name = "Zo", .preferred_surname = "Neill",
			 .sort_name = "Neill", .sex = "female", .upn = "b801200005001", .admission_number = "A7",
			 .born = day_of(2019, 5, 9), .boarder = 1 },
		.spell = { .kind = "guest", .from = day_of(2026, 11, 23), .from_session = 1, .other_school = "Hill School",
			   .last_school = "Hill School, Ash Rd",
			   .other_school_contact = "Jo Hill 020 7946 0000", .arrangement = "managed move", .review = day_of(2026, 12, 18),
			   .to = day_of(2027, 2, 12) },
		.group = "oak", .year = 1,
	};
	struct pupil_row row;
	struct enrolment_row *spells;
	struct membership_row *places;

	as(w, "ann");
	assert_done(add(w, &wish));
	assert_string_equal(buf_string(&w->said), "In the register of Oak from the afternoon of Mon 23 Nov 2026.\n");
	read_begin(w);
	assert_int_equal(store_thing_get(reader, THING_PUPIL, pupil, &kept, &row), 0);
	assert_string_equal(row.surname, "O'Neill-Źak");
	assert_string_equal(row.middle_names, "Ann");
	assert_string_equal(row.preferred_surname, "Neill");
	assert_string_equal(row.upn, "B801200005001");
	assert_string_equal(row.sex, "F");
	assert_int_equal(row.boarder, 1);
	assert_int_equal(store_enrolments_of_pupil(reader, pupil, &kept, &spells), 1);
	assert_string_equal(spells[0].arrangement, "managed move");
	assert_string_equal(spells[0].other_school_contact, "Jo Hill 020 7946 0000");
	assert_int_equal(spells[0].from_session, 1);
	assert_int_equal(spells[0].to_day.n, day_of(2027, 2, 12).n);
	assert_int_equal(store_memberships_of_pupil(reader, pupil, &kept, &places), 1);
	assert_int_equal(places[0].roll_group, OAK);
	assert_int_equal(places[0].from_day.n, day_of(2026, 11, 23).n);
	read_end();
}

/* WHAT IS REFUSED */

/* Zoe, but for one thing. */
static const struct refused_row {
	const char *name, *words;
	int r;
	const char *only, *born, *middle, *upn, *number, *sex, *group, *kind, *to;
	int year;
} refused_rows[] = {
	{ "no name", "neither a surname nor a forename", -EINVAL, .only = " " },
	{ "no date of birth", "no date of birth", -EINVAL, .born = "" },
	{ "not born yet", "still to come", -EINVAL, .born = "2026-11-21" },
	{ "a grown-up", "56 years old", -EINVAL, .born = "1970-01-01" },
	{ "a baby", "1 years old", -EINVAL, .born = "2024-11-21" },
	{ "a control character", "cannot be printed", -EINVAL, .middle = "A\tB" },
	{ "a letter that nobody sees", "nobody can see", -EINVAL, .middle = "A\xe2\x80\xae" "B" },
	{ "no such class", "no class Elm", -ENOENT, .group = "Elm" },
	{ "a UPN with another check letter", "would be B", -EINVAL, .upn = "A801200005001" },
	{ "another child's number", "Ben Ash (Willow, born 4 May 2019)", -EEXIST, .number = "102" },
	{ "no such sex", "no sex", -EINVAL, .sex = "x" },
	{ "no such year", "no such year group", -EINVAL, .year = 15 },
	{ "no such kind", "no way to be on the roll", -EINVAL, .kind = "visitor" },
	{ "a last day of a single registration", "goes with a guest", -EINVAL, .to = "2026-12-18" },
	{ "a guest who goes before they come", "before the first", -EINVAL, .kind = "guest", .to = "2026-11-19" },
};

static void refused_case(void **state)
{
	const struct refused_row *row = *state;
	struct world world, *w = &world;
	struct pupil_new wish = ZOE;

	if (row->only)
		wish.who.surname = wish.who.forename = row->only;
	if (row->born && day_parse(row->born, &wish.who.born) < 0)
		wish.who.born = DAY_NONE;
	if (row->to)
		assert_int_equal(day_parse(row->to, &wish.spell.to), 0);
	wish.who.middle_names = row->middle;
	wish.who.upn = row->upn;
	wish.who.admission_number = row->number;
	wish.who.sex = row->sex;
	wish.spell.kind = row->kind;
	wish.group = row->group ? row->group : wish.group;
	wish.year = row->year ? row->year : wish.year;
	world_make(w, false);
	as(w, "ann");
	int r = add(w, &wish);
	assert_words(w->e.text, row->words);
	assert_int_equal(r, row->r);
	assert_int_equal(act, -1);
	assert_string_equal(names_of(w, WILLOW_AM), "Ben Ash, Chloé Dunn, Amara Okafor");
	world_end(w);
}

static void may_not(struct world *w)
{
	as(w, "tom");
	assert_refused(add(w, &ZOE), "change the roll");
	as(w, "ada");
	assert_refused(add(w, &ZOE), "change the roll");
}

/* YEARS, NUMBERS */

static void twins_of_midnight(struct world *w)
{
	struct pupil_new wish = ZOE;

	as(w, "ann");
	wish.who.born = day_of(2020, 8, 31);
	assert_done(add(w, &wish));
	assert_words(buf_string(&w->said), "Year 2, by date of birth.");
	wish.who.forename = "Zac";
	wish.who.born = day_of(2020, 9, 1);
	assert_done(add(w, &wish));
	assert_words(buf_string(&w->said), "Year 1, by date of birth.");
	wish.who.forename = "Zia";
	wish.year = 3; /* as the school places them */
	assert_done(add(w, &wish));
	assert_null(strstr(buf_string(&w->said), "by date of birth"));
}

static void number(struct world *w, const char *number, const char *next)
{
	struct pupil_row row = PUPIL_NEW;
	struct pupil_new wish = ZOE;

	row.key = (struct key){ { 9, 9 } };
	row.surname = "Old";
	row.forename = "Olga";
	row.born_day = day_of(2015, 1, 1);
	row.admission_number = number;
	world_put(w, THING_PUPIL, &row);
	as(w, "ann");
	assert_done(add(w, &wish));
	assert_words(buf_string(&w->said), next);
}

static void number_width(struct world *w)
{
	number(w, "00999", "Admission number 01000, the next one free.");
}

static void number_grows(struct world *w)
{
	number(w, "999", "Admission number 1000, the next one free.");
}

static void number_letters(struct world *w)
{
	number(w, "B900", "Admission number 108, the next one free.");
}

static void number_long(struct world *w)
{
	number(w, "99999999999999999999", "Admission number 108, the next one free.");
}

static void number_of_merged(struct world *w)
{
	struct pupil_row row = PUPIL_NEW;

	row.key = (struct key){ { 9, 8 } };
	row.surname = "Old";
	row.forename = "Olga";
	row.born_day = day_of(2015, 1, 1);
	row.admission_number = "108";
	row.merged_into = BEN;
	world_put(w, THING_PUPIL, &row);
	as(w, "ann");
	assert_done(add(w, &ZOE));
	assert_words(buf_string(&w->said), "Admission number 109, the next one free.");
}

/* TWICE */

static void two_clerks(struct world *w)
{
	struct office_options options = { .directory = w->directory, .as = "hal", .uid = 9999, .terminal = "other" };
	struct office *other;
	struct pupil_new wish = ZOE;

	as(w, "ann");
	assert_done(office_open(&options, &other, &w->e));
	at(w, "2026-11-20T08:52");
	assert_done(add(w, &ZOE));
	wish.who.forename = "ZOË"; /* as the other clerk hears it */
	err_clear(&w->e);
	assert_int_equal(office_pupil_add(other, &wish, &pupil, &who_is_known, &w->said, &act, &w->e), -EEXIST);
	assert_int_equal(who_is_known, KNOWN_CHILD);
	assert_string_equal(w->e.text, "Zoe Hall (Willow, born 9 May 2019) is on the roll already: Ann Reed entered them at 08:52. Open "
				       "their record, or say that this is another child.");
	assert_int_equal(w->e.kind, ERR_REFUSED);
	wish.another_child = true;
	assert_done(office_pupil_add(other, &wish, &pupil, &who_is_known, &w->said, &act, &w->e));
	office_close(other);
}

static void upn_of_another(struct world *w)
{
	struct pupil_new wish = ZOE;

	as(w, "ann");
	wish.who.upn = "B801200005001";
	assert_done(add(w, &wish));
	wish.who.forename = "Zac";
	wish.who.upn = "b801200005001";
	assert_int_equal(add(w, &wish), -EEXIST);
	assert_words(w->e.text, "UPN B801200005001 is taken: it is that of Zoe Hall (Willow, born 9 May 2019).");
	assert_int_equal(who_is_known, KNOWN_NUMBER);
	wish.another_child = true;
	assert_int_equal(add(w, &wish), -EEXIST); /* no word helps */
}

/* One word does not answer the other question; and of a child who was not added nothing is said. */
static void child_and_contact_known(struct world *w)
{
	struct pupil_new wish = ZOE;
	struct contact_wish contact = CONTACT_WISH;

	as(w, "ann");
	contact.name = "Una Hall";
	contact.mobile = "07700 900123";
	wish.contact = &contact;
	assert_done(add(w, &wish));
	wish.another_contact = true;
	assert_int_equal(add(w, &wish), -EEXIST);
	assert_int_equal(who_is_known, KNOWN_CHILD);
	assert_string_equal(buf_string(&w->said), "");
	wish.another_contact = false;
	wish.another_child = true;
	assert_int_equal(add(w, &wish), -EEXIST);
	assert_int_equal(who_is_known, KNOWN_CONTACT);
	assert_string_equal(buf_string(&w->said), "Una Hall, contact of Zoe Hall (Willow) has the same name, and the number 07700 900123 in common.\n");
	contact.adult = CONTACT_SAME;
	assert_done(add(w, &wish));
	contact.adult = 0;
	wish.another_contact = true;
	assert_done(add(w, &wish));
}

static void known_name_counts(struct world *w)
{
	struct pupil_new wish = ZOE;

	as(w, "ann");
	wish.who.preferred_name = "Zed";
	wish.who.preferred_surname = "Marsh";
	assert_done(add(w, &wish));
	wish = ZOE;
	wish.who.forename = "Zed";
	wish.who.surname = "Marsh";
	assert_int_equal(add(w, &wish), -EEXIST);
	wish.who.surname = "Moss";
	assert_done(add(w, &wish)); /* a twin, of another name */
}

static void was_here_before(struct world *w)
{
	struct pupil_new wish = ZOE;

	as(w, "ann");
	wish.who = (struct pupil_wish){ .surname = "Left", .forename = "Ed", .born = day_of(2019, 5, 7), .boarder = -1 };
	assert_int_equal(add(w, &wish), -EEXIST);
	assert_words(w->e.text, "was on the roll before");
	assert_words(w->e.text, "Bring them back");
	assert_int_equal(who_is_known, KNOWN_LEAVER);
}

static void another_is_told_apart(struct world *w)
{
	struct pupil_new wish = ZOE;

	as(w, "ann");
	assert_done(add(w, &ZOE));
	wish.another_child = true;
	assert_done(add(w, &wish));
	assert_string_equal(names_of(w, WILLOW_AM), "Ben Ash, Chloé Dunn, Zoe Hall (Willow, born 9 May 2019), Zoe Hall (Willow, born 9 May 2019), "
						    "Amara Okafor");
}

/* WHEN */

static void from_an_earlier_day(struct world *w)
{
	struct pupil_new wish = ZOE;

	as(w, "ann");
	at(w, "2026-11-20T09:30");
	wish.spell.from = day_of(2026, 11, 18);
	wish.spell.from_session = 1;
	assert_done(add(w, &wish));
	assert_words(buf_string(&w->said), "Without a mark: 4 sessions, afternoon of Wed 18 Nov 2026 to morning of Fri 20 Nov 2026.\n");
	assert_string_equal(names_of(w, REF(WILLOW, day_of(2026, 11, 19), SESSION_AM)), "Ben Ash, Chloé Dunn, Zoe Hall, Amara Okafor");
	assert_string_equal(names_of(w, REF(WILLOW, day_of(2026, 11, 18), SESSION_AM)), "Ben Ash, Chloé Dunn, Amara Okafor");
}

/* Told a day late: the child is on the roll from the agreed day, and each closed register wants a mark with a reason. */
static void into_a_closed_register(struct world *w)
{
	struct pupil_new wish = ZOE;
	const struct register_ref *ref = REF(WILLOW, day_of(2026, 11, 19), SESSION_AM);

	as(w, "ann");
	assert_done(mark(w, ref, BEN, "/", "found"));
	assert_done(office_register_send(w->o, ref, &w->said, &w->got, &w->e));
	wish.spell.from = day_of(2026, 11, 18);
	assert_done(add(w, &wish));
	assert_null(strstr(buf_string(&w->said), "closed")); /* sent is not closed */
	assert_done(office_session_close(w->o, ref, false, &w->said, &w->got, &w->e));
	wish.another_child = true;
	assert_done(add(w, &wish));
	assert_words(buf_string(&w->said), "1 of these registers is closed: a mark there needs a reason.\n");
	wish.spell.from = day_of(2026, 11, 19);
	wish.spell.from_session = 1;
	assert_done(add(w, &wish));
	assert_null(strstr(buf_string(&w->said), "closed"));
}

static void to_come(struct world *w)
{
	struct pupil_new wish = ZOE;

	as(w, "ann");
	wish.spell.from = day_of(2026, 11, 21); /* a Saturday */
	assert_done(add(w, &wish));
	assert_words(buf_string(&w->said), "In the register of Willow from the morning of Mon 23 Nov 2026.");
	assert_string_equal(names_of(w, WILLOW_AM), "Ben Ash, Chloé Dunn, Amara Okafor");
}

static void one_name_only(struct world *w)
{
	struct pupil_new wish = ZOE;

	as(w, "ann");
	wish.who.surname = NULL;
	wish.who.forename = "Cher";
	assert_done(add(w, &wish));
	assert_string_equal(names_of(w, WILLOW_AM), "Ben Ash, Cher, Chloé Dunn, Amara Okafor");
}

static void known_surname_orders(struct world *w)
{
	struct pupil_new wish = ZOE;

	as(w, "ann");
	wish.who.preferred_surname = "Zander";
	assert_done(add(w, &wish));
	assert_string_equal(names_of(w, WILLOW_AM), "Ben Ash, Chloé Dunn, Amara Okafor, Zoe Zander");
	wish = ZOE;
	wish.who.forename = "Dev";
	wish.who.sort_name = "Aardvark";
	assert_done(add(w, &wish));
	assert_string_equal(names_of(w, WILLOW_AM), "Dev Hall, Ben Ash, Chloé Dunn, Amara Okafor, Zoe Zander");
}

/* H1: name, birthday, class, start and one contact are enough; a mother who is known already is offered, not made twice. */
static void with_a_contact(struct world *w)
{
	struct pupil_new wish = ZOE;
	struct contact_wish mother = CONTACT_WISH;
	struct family_view v;

	as(w, "ann");
	mother.name = "Grace Hall";
	mother.relation = "mother";
	mother.mobile = "07700 900123";
	wish.contact = &mother;
	assert_done(add(w, &wish));
	assert_done(office_family_open(w->o, pupil, &v, &w->e));
	assert_int_equal(v.contact_count, 1);
	assert_string_equal(v.contacts[0].name, "Grace Hall");
	mother.adult = v.contacts[0].adult;
	family_view_finish(&v);
	wish.who.forename = "Zac"; /* her brother */
	int64_t known = mother.adult;
	mother.adult = 0;
	assert_int_equal(add(w, &wish), -EEXIST);
	assert_words(w->e.text, "Grace Hall");
	assert_int_equal(act, -1);
	assert_string_equal(names_of(w, WILLOW_AM), "Ben Ash, Chloé Dunn, Zoe Hall, Amara Okafor");
	mother = CONTACT_WISH;
	mother.adult = known;
	mother.relation = "mother";
	assert_done(add(w, &wish));
	assert_done(office_family_open(w->o, pupil, &v, &w->e));
	assert_int_equal(v.contacts[0].adult, known);
	assert_int_equal(v.sibling_count, 1);
	family_view_finish(&v);
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e)); /* pupil and contact are one act */
	assert_string_equal(names_of(w, WILLOW_AM), "Ben Ash, Chloé Dunn, Zoe Hall, Amara Okafor");
}

static void undone(struct world *w)
{
	as(w, "ann");
	assert_done(add(w, &ZOE));
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	assert_string_equal(names_of(w, WILLOW_AM), "Ben Ash, Chloé Dunn, Amara Okafor");
	assert_done(add(w, &ZOE));
}

/* The rows are what the record adds up to, whatever was done and undone. */
static void record_holds(struct world *w)
{
	struct pupil_new wish = ZOE;
	struct pupil_wish change = PUPIL_WISH;
	struct verify_result result = { 0 };

	as(w, "ann");
	assert_done(add(w, &wish));
	int64_t zoe = pupil;
	change.preferred_surname = "Marsh";
	assert_done(office_pupil_change(w->o, zoe, &change, DAY_NONE, "asked for", &w->said, &act, &w->e));
	assert_done(office_pupils_move(w->o, &(struct move_wish){ &zoe, 1, "Oak", TODAY, day_of(2026, 12, 4), 2, 0 }, NULL, &w->said, &act, &w->e));
	assert_done(office_pupils_year(w->o, &zoe, 1, 1, DAY_NONE, NULL, &w->said, &act, &w->e));
	assert_done(office_pupil_flag(w->o, zoe, "eal", NULL, DAY_NONE, DAY_NONE, false, &act, &w->e));
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	assert_done(office_undo(w->o, act - 2, NULL, &w->said, &w->got, &w->e));
	read_begin(w);
	assert_int_equal(store_verify(reader, &kept, &result), 0);
	assert_true(result.ok);
	vec_finish(&result.faults);
	read_end();
}

/* In the act of the child: taken back with it. */
static void address_of_their_own(struct world *w)
{
	struct pupil_new wish = ZOE;
	struct address_row *rows;

	as(w, "ann");
	wish.address = "1 Sea\nRoad";
	assert_int_not_equal(add(w, &wish), 0);
	wish.address = "1 Sea Road";
	wish.postcode = "BN0 1AA";
	assert_done(add(w, &wish));
	read_begin(w);
	assert_int_equal(store_addresses_of_pupil(reader, pupil, &kept, &rows), 1);
	assert_string_equal(rows[0].lines, "1 Sea Road");
	assert_string_equal(rows[0].postcode, "BN0 1AA");
	assert_int_equal(rows[0].from_day.n, TODAY.n);
	read_end();
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	assert_string_equal(names_of(w, WILLOW_AM), "Ben Ash, Chloé Dunn, Amara Okafor");
}

static const struct world_case cases[] = {
	{ "an address of their own comes with the child", address_of_their_own },
	{ "with name, birthday and class a child is in the next register", in_the_next_register },
	{ "everything that can be said is kept", everything_said },
	{ "a teacher and an administrator add nobody", may_not },
	{ "twins of midnight on 31 August are a year apart", twins_of_midnight },
	{ "numbers keep their width", number_width },
	{ "and grow where they must", number_grows },
	{ "numbers with letters are not counted on", number_letters },
	{ "nor is one beyond counting", number_long },
	{ "the number of a merged row is not given again", number_of_merged },
	{ "of two clerks who add a child the second is told who did", two_clerks },
	{ "a UPN that another child has is refused", upn_of_another },
	{ "the child and the contact are known each by itself", child_and_contact_known },
	{ "the name a child is known by is theirs as well", known_name_counts },
	{ "who was here before is brought back", was_here_before },
	{ "another child of that name is told apart", another_is_told_apart },
	{ "a start on an earlier day lists what has no mark", from_an_earlier_day },
	{ "a start in a register that was closed is said", into_a_closed_register },
	{ "a child to come is in the first register then", to_come },
	{ "one name is enough", one_name_only },
	{ "the order of names goes by the known surname, then by the sort name", known_surname_orders },
	{ "one contact comes with the child, in the same act", with_a_contact },
	{ "the record holds", record_holds },
	{ "undone, the child is gone and can be added again", undone },
};

int main(void)
{
	struct rows r = { 0 };

	rows_add(&r, world_case, cases);
	rows_add(&r, refused_case, refused_rows);
	return rows_run(&r, "office/pupils_add");
}
