#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "office/pupils.h"
#include "store/store.h"
#include "world.h"

/* "Name: Ben Ash; Sex*: not recorded; ...", * missing, - past, of one part. */
static const char *part(struct world *w, int64_t pupil, enum record_part which)
{
	static char text[4000];
	struct pupil_record r;
	size_t n = 0;

	text[0] = '\0';
	err_clear(&w->e);
	assert_done(office_pupil_record_open(w->o, pupil, &r, &w->e));
	for (int i = 0; i < r.count; i++)
		if (r.lines[i].part == which)
			n += (size_t)snprintf(text + n, sizeof text - n, "%s%s%s%s: %s", n ? "; " : "", r.lines[i].label,
					      r.lines[i].missing ? "*" : "", r.lines[i].past ? "-" : "", r.lines[i].value);
	pupil_record_finish(&r);
	return text;
}

static void change(struct world *w, int64_t pupil, const struct pupil_wish *wish)
{
	int64_t act;

	assert_done(office_pupil_change(w->o, pupil, wish, DAY_NONE, NULL, &w->said, &act, &w->e));
}

static void names(struct world *w)
{
	struct pupil_wish wish = PUPIL_WISH;

	as(w, "ann");
	assert_string_equal(part(w, BEN, RECORD_NAMES),
			    "Name: Ben Ash; Date of birth: 4 May 2019, 7 years old; Sex: female; Boarder or day: day pupil");
	wish.middle_names = "Sam";
	wish.preferred_name = "Benny";
	wish.preferred_surname = "Zander";
	wish.sort_name = "Zander";
	wish.sex = "";
	wish.upn = "B801200005001";
	change(w, BEN, &wish);
	assert_string_equal(part(w, BEN, RECORD_NAMES),
			    "Name: Ben Sam Ash; Known as: Benny Zander; Sorted as: Zander; Former name-: Ben Ash, until Thu 19 Nov 2026; "
			    "Date of birth: 4 May 2019, 7 years old; Sex*: not recorded; Boarder or day: day pupil");
	assert_string_equal(part(w, BEN, RECORD_NUMBERS), "Admission number: 102; UPN: B801200005001");
	assert_string_equal(part(w, DEV, RECORD_NUMBERS), "Admission number: 104; UPN: none yet");
}

static void spells(struct world *w)
{
	struct enrolment_row spell = ENROLMENT_NEW;

	spell.pupil = ED;
	spell.kind = "guest";
	spell.from_day = day_of(2026, 11, 30);
	spell.from_session = 1;
	spell.other_school = "Hill School";
	spell.last_school = "Hill School, Ash Rd";
	world_put(w, THING_ENROLMENT, &spell);
	as(w, "ann");
	assert_string_equal(part(w, CHLOE, RECORD_SPELLS), "On the roll: from Tue 1 Sep 2026"); /* reception is the first school */
	assert_string_equal(part(w, BEN, RECORD_SPELLS), "On the roll: from Tue 1 Sep 2026; Last school*: not recorded");
	assert_string_equal(part(w, ED, RECORD_SPELLS),
			    "Starts: from Mon 30 Nov 2026, from the afternoon, guest; Last school: Hill School, Ash Rd; Other school: Hill School; "
			    "Who is rung there*: not recorded; On the roll-: from Tue 1 Sep 2026 to Fri 13 Nov 2026; Last school*-: not recorded; "
			    "Ground*-: not recorded");
}

static void classes(struct world *w)
{
	const int64_t ben = BEN;
	int64_t act;

	as(w, "ann");
	assert_done(office_pupils_move(w->o, &(struct move_wish){ &ben, 1, "Oak", DAY_NONE, DAY_NONE, 2, 2 }, NULL, &w->said, &act, &w->e));
	assert_done(office_pupil_flag(w->o, BEN, "sen", "K", DAY_NONE, DAY_NONE, false, &act, &w->e));
	const char *got = part(w, BEN, RECORD_CLASSES);
	assert_words(got, "Class: Oak, from Fri 20 Nov 2026, Tue afternoons");
	assert_words(got, "Class: Willow, from Fri 20 Nov 2026, Mon, Wed, Thu, Fri");
	assert_words(got, "Class: Willow, from Fri 20 Nov 2026, Tue mornings");
	assert_words(got, "Class-: Willow, from Tue 1 Sep 2026 to Thu 19 Nov 2026");
	assert_words(got, "Year: Year 2, from Tue 1 Sep 2026");
	assert_string_equal(part(w, BEN, RECORD_FLAGS), "sen: K, from Fri 20 Nov 2026");
	as(w, "tom");
	assert_string_equal(part(w, BEN, RECORD_FLAGS), "");
}

static void elsewhere(struct world *w)
{
	struct elsewhere_row row = { .pupil = BEN, .code = "D", .place = "Hill School", .weekdays = 2, .sessions = 3, .from_day = TODAY,
				     .to_day = DAY_NONE };

	world_put(w, THING_ELSEWHERE, &row);
	as(w, "ann");
	assert_string_equal(part(w, BEN, RECORD_ELSEWHERE), "Sessions elsewhere: Hill School (D), from Fri 20 Nov 2026, Tue");
}

static void contact_of(struct world *w, int64_t pupil, const char *name, const char *relation, const char *number, const char *address)
{
	struct contact_wish wish = CONTACT_WISH;
	int64_t contact, act;

	wish.name = name;
	wish.relation = relation;
	wish.mobile = number;
	wish.address = address;
	wish.lives_with = 1;
	wish.parental_responsibility = 1;
	assert_done(office_contact_add(w->o, pupil, &wish, false, &contact, &w->said, &act, &w->e));
}

static void home(struct world *w)
{
	as(w, "ann");
	assert_string_equal(part(w, BEN, RECORD_CONTACTS), "Contacts*: not recorded");
	assert_string_equal(part(w, BEN, RECORD_HOME), "Address*: not recorded");
	contact_of(w, BEN, "Grace Ash", "mother", "07700 900123", "3 Hill Road");
	contact_of(w, BEN, "Sam Ash", "father", NULL, NULL);
	const char *got = part(w, BEN, RECORD_CONTACTS);
	assert_words(got, "Mother: Grace Ash; mobile 07700 900123; 3 Hill Road; lives with them; parental responsibility");
	assert_words(got, "Number of Sam Ash*: not recorded; Address of Sam Ash*: not recorded");
	assert_words(part(w, BEN, RECORD_HOME), "Address: 3 Hill Road, with Grace Ash (mother)");
	struct pupil_record r;
	assert_done(office_pupil_record_open(w->o, BEN, &r, &w->e));
	assert_int_equal(r.missing, 3); /* last school, and two of the father's */
	pupil_record_finish(&r);
}

static void who_may(struct world *w)
{
	struct pupil_record r;

	as(w, "tom");
	assert_done(office_pupil_record_open(w->o, BEN, &r, &w->e));
	assert_false(r.may_change);
	assert_string_equal(r.name, "Ben Ash");
	assert_int_equal(strlen(r.key), 32);
	assert_int_equal(r.state, ROLL_ON);
	pupil_record_finish(&r);
	assert_refused(office_pupil_record_open(w->o, FINN, &r, &w->e), "not in one of your classes");
	as(w, "gus");
	assert_refused(office_pupil_record_open(w->o, BEN, &r, &w->e), "see this register");
	as(w, "ann");
	assert_done(office_pupil_record_open(w->o, ED, &r, &w->e));
	assert_true(r.may_change);
	assert_int_equal(r.state, ROLL_LEFT);
	assert_true(r.spell > 0);
	pupil_record_finish(&r);
	assert_int_equal(office_pupil_record_open(w->o, 99, &r, &w->e), -ENOENT);
}

static void facts(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_wish who;
	struct spell_wish spell;
	struct leave_wish leave;

	as(w, "ann");
	assert_done(office_pupil_facts(w->o, ED, &a, &who, &spell, &leave, &w->e));
	assert_string_equal(who.surname, "Left");
	assert_null(who.upn);
	assert_string_equal(who.admission_number, "105");
	assert_int_equal(who.born.n, day_of(2019, 5, 7).n);
	assert_int_equal(who.boarder, 0);
	assert_string_equal(spell.kind, "single");
	assert_int_equal(spell.from.n, day_of(2026, 9, 1).n);
	assert_true(day_is_none(spell.review));
	assert_int_equal(leave.to.n, day_of(2026, 11, 13).n);
	assert_int_equal(leave.to_session, 1);
	assert_null(leave.ground);
	assert_false(leave.dry);
	/* what a form begins with, given back, changes nothing */
	int64_t act = -1;
	assert_done(office_pupil_change(w->o, ED, &who, DAY_NONE, NULL, &w->said, &act, &w->e));
	assert_int_equal(act, 0);
	assert_done(office_pupil_facts(w->o, DEV, &a, &who, &spell, &leave, &w->e));
	assert_int_equal(spell.from_session, 1);
	assert_true(day_is_none(leave.to));
	assert_int_equal(leave.to_session, -1);
	assert_int_equal(office_pupil_facts(w->o, 99, &a, &who, &spell, &leave, &w->e), -ENOENT);
	as(w, "tom");
	assert_refused(office_pupil_facts(w->o, BEN, &a, &who, &spell, &leave, &w->e), "change the roll");
}

static const struct world_case cases[] = {
	{ "names and numbers", names },
	{ "spells, and what regulation 8 asks of each", spells },
	{ "classes, years and flags", classes },
	{ "sessions elsewhere", elsewhere },
	{ "home and contacts", home },
	{ "who may see it", who_may },
	{ "what a form begins with", facts },
};

int main(void)
{
	struct rows r = { 0 };

	rows_add(&r, world_case, cases);
	return rows_run(&r, "office/pupils_record");
}
