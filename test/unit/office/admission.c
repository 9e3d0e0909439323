#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "office/pupils.h"
#include "office/register.h"
#include "office/reports.h"
#include "world.h"

/* The admission register on paper, its contacts report, and what the history says of the roll. */

#define WISH_DAYS(of, first, last, ...) (&(struct report_wish){ .date = of, .from = first, .to = last, .session = -1, __VA_ARGS__ })
#define WISH_OF(...) WISH_DAYS(DAY_NONE, DAY_NONE, DAY_NONE, __VA_ARGS__)
#define ON(day) WISH_DAYS(day, DAY_NONE, DAY_NONE)
#define BETWEEN(first, last) WISH_DAYS(DAY_NONE, first, last)
#define BEN_ONLY WISH_OF(.pupil = "102")

static struct report report;

static const struct cell *cell_of(int row, const char *column)
{
	for (int i = 0; i < report.column_count; i++)
		if (strcmp(report.columns[i].name, column) == 0)
			return &report.rows.items[row].cells[i];
	fail_msg("no column %s", column);
	return NULL;
}

/* What a cell says; "-" for an empty one. */
static const char *text_of(int row, const char *column)
{
	const struct cell *c = cell_of(row, column);

	return c->empty ? "-" : c->text;
}

static void report_again(void)
{
	report_finish(&report);
	report = (struct report){ 0 };
}

/* "[Ben Ash, Willow]", then "Sex: not recorded *" a line, * where it is missing. */
static const char *admission(struct world *w, const struct report_wish *wish)
{
	buf_reset(&w->said);
	report_again();
	err_clear(&w->e);
	assert_done(report_fill_admission(w->o, wish, &report, &w->e));
	for (int i = 0; i < report.rows.count; i++) {
		if (report.rows.items[i].heading)
			buf_printf(&w->said, "[%s]\n", report.rows.items[i].heading);
		buf_printf(&w->said, "%s: %s%s\n", text_of(i, "particular"), text_of(i, "value"), cell_of(i, "missing")->number ? " *" : "");
	}
	return buf_string(&w->said);
}

static int row_with(const char *particular, const char *value)
{
	for (int i = 0; i < report.rows.count; i++)
		if (strcmp(text_of(i, "particular"), particular) == 0 && strstr(text_of(i, "value"), value))
			return i;
	return -1;
}

static int amendments(void)
{
	int n = 0;

	for (int i = 0; i < report.rows.count; i++)
		n += strncmp(text_of(i, "particular"), "Amended: ", 9) == 0;
	return n;
}

static int pupils_told(void)
{
	int n = 0;

	for (int i = 0; i < report.rows.count; i++)
		n += report.rows.items[i].heading != NULL;
	return n;
}

static int64_t contact_of(struct world *w, int64_t pupil, const char *name, const char *relation, const char *number, const char *address)
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
	return contact;
}

static int64_t change(struct world *w, int64_t pupil, const struct pupil_wish *wish, const char *reason)
{
	int64_t act = 0;

	buf_reset(&w->said);
	err_clear(&w->e);
	assert_done(office_pupil_change(w->o, pupil, wish, DAY_NONE, reason, &w->said, &act, &w->e));
	return act;
}

static void undo(struct world *w, int64_t seq)
{
	struct mark_result got = { 0 };

	err_clear(&w->e);
	assert_done(office_undo(w->o, seq, NULL, &w->said, &got, &w->e));
}

#define CHANGED(...) (&(struct pupil_wish){ .born = DAY_NONE, .boarder = -1, __VA_ARGS__ })

/* PARTICULARS */

static void everything(struct world *w)
{
	struct enrolment_row spell = ENROLMENT_NEW;

	as(w, "ann");
	change(w, BEN, CHANGED(.middle_names = "Sam", .preferred_name = "Benny", .upn = "B801200005001"), NULL);
	contact_of(w, BEN, "Grace Ash", "mother", "07700 900123", "3 Hill Road");
	assert_words(admission(w, BEN_ONLY), "Last school: not recorded *\n");
	spell.id = BEN; /* spells are numbered as the pupils are */
	spell.pupil = BEN;
	spell.kind = "single";
	spell.from_day = day_of(2026, 9, 1);
	spell.last_school = "Hill School, Ash Rd";
	world_put(w, THING_ENROLMENT, &spell);
	as(w, "ann");
	const char *got = admission(w, BEN_ONLY);
	assert_words(got, "[Benny Ash, Willow, number 102]\n"
			  "Name: Ben Sam Ash\n"
			  "Known as: Benny Ash\n"
			  "Former name: Ben Ash, until Thu 19 Nov 2026\n"
			  "Date of birth: 4 May 2019, 7 years old\n"
			  "Sex: female\n"
			  "Boarder or day: day pupil\n"
			  "Admission number: 102\n"
			  "UPN: B801200005001\n"
			  "On the roll: from Tue 1 Sep 2026\n"
			  "Last school: Hill School, Ash Rd\n"
			  "Class: Willow, from Tue 1 Sep 2026\n"
			  "Year: Year 2, from Tue 1 Sep 2026\n"
			  "Address: 3 Hill Road, with Grace Ash (mother)\n"
			  "Mother: Grace Ash; mobile 07700 900123; 3 Hill Road; lives with them; parental responsibility; may collect\n");
	assert_null(strstr(got, "*"));
	assert_int_equal(amendments(), 0); /* what was empty before is entered, not amended */
	assert_int_equal(report.lines.count, 1);
	assert_string_equal(report.lines.items[0], "1 pupil.");
	assert_string_equal(report.title, "Admission register, Fri 20 Nov 2026");
	assert_string_equal(text_of(0, "upn"), "B801200005001");
	assert_string_equal(text_of(0, "admission_number"), "102");
	assert_string_equal(text_of(0, "name"), "Benny Ash");
	assert_string_equal(text_of(0, "class"), "Willow");
	assert_int_equal(strlen(text_of(0, "pupil")), 32);
	assert_string_equal(text_of(0, "act"), "-");
}

static void each_missing(struct world *w)
{
	as(w, "ann");
	change(w, BEN, CHANGED(.sex = ""), NULL);
	contact_of(w, BEN, "Sam Ash", "father", NULL, NULL);
	const char *got = admission(w, BEN_ONLY);
	assert_words(got, "Sex: not recorded *\n");
	assert_words(got, "Last school: not recorded *\n");
	assert_words(got, "Address: not recorded *\n");
	assert_words(got, "Number of Sam Ash: not recorded *\n");
	assert_words(got, "Address of Sam Ash: not recorded *\n");
	assert_string_equal(report.lines.items[1], "1 of them lacks 5 particulars that the register asks for: \"not recorded\".");
	got = admission(w, WISH_OF(.pupil = "103"));
	assert_words(got, "Contacts: not recorded *\n");
	assert_null(strstr(got, "Last school")); /* reception comes from no school */
	assert_string_equal(report.lines.items[1], "1 of them lacks 2 particulars that the register asks for: \"not recorded\".");
}

static void never_on_roll(struct world *w)
{
	struct pupil_row row = PUPIL_NEW;

	row.key = (struct key){ { 9 } };
	row.admission_number = "900";
	row.surname = "Newman";
	row.forename = "Nia";
	row.born_day = day_of(2019, 5, 3);
	world_put(w, THING_PUPIL, &row);
	as(w, "ann");
	assert_words(admission(w, WISH_OF(.pupil = "900")), "Starting day: not recorded *\n");
	assert_null(strstr(admission(w, WISH_OF()), "Nia"));
}

static void flags_left_out(struct world *w)
{
	int64_t act;

	as(w, "des");
	assert_words(admission(w, BEN_ONLY), "Name: Ben Ash");
	as(w, "ann");
	assert_done(office_pupil_flag(w->o, BEN, "sen", "K", DAY_NONE, DAY_NONE, false, &act, &w->e));
	assert_done(office_pupil_flag(w->o, BEN, "sen", "E", DAY_NONE, DAY_NONE, false, &act, &w->e));
	const char *got = admission(w, BEN_ONLY);
	assert_null(strstr(got, "sen"));
	assert_null(strstr(got, "Flag"));
}

/* WHO IS IN IT */

static void boarders(struct world *w)
{
	as(w, "ann");
	change(w, BEN, &(struct pupil_wish){ .born = DAY_NONE, .boarder = 1 }, NULL);
	const char *got = admission(w, WISH_OF());
	assert_words(got, "[Ben Ash, Willow, number 102]");
	assert_words(got, "Boarder or day: boarder");
	assert_words(got, "Amended: Boarder: no to yes, on Fri 20 Nov 2026 at 08:30 by Ann Reed, office\n");
}

static void merged(struct world *w)
{
	int64_t act;

	as(w, "ann");
	assert_int_equal((admission(w, WISH_OF()), pupils_told()), 6);
	buf_reset(&w->said);
	assert_done(office_pupils_merge(w->o, GIA, FINN, 0, false, &w->said, &act, &w->e));
	const char *got = admission(w, WISH_OF());
	assert_int_equal(pupils_told(), 5);
	assert_words(got, "[Finnley Oakley, Oak, number 106]");
	assert_null(strstr(got, "[Finn Oakley"));
	undo(w, act);
	assert_words(admission(w, WISH_OF()), "[Finn Oakley, Oak, number 107]");
}

static void in_order(struct world *w)
{
	static const char *const order[] = { "Ben Ash", "Chloé Dunn", "Finn Oakley", "Finnley Oakley", "Amara Okafor", "Dev Rao" };
	int n = 0;

	as(w, "ann");
	admission(w, WISH_OF());
	for (int i = 0; i < report.rows.count; i++)
		if (report.rows.items[i].heading)
			assert_string_equal(text_of(i, "name"), order[n++]);
	assert_int_equal(n, 6);
	assert_string_equal(report.lines.items[0], "6 pupils.");
}

static void who_left(struct world *w)
{
	as(w, "ann");
	contact_of(w, ED, "May Left", "mother", "07700 900124", "9 Low Lane");
	assert_null(strstr(admission(w, WISH_OF()), "Ed Left"));
	assert_null(strstr(admission(w, ON(day_of(2026, 11, 14))), "Ed Left"));
	assert_words(admission(w, ON(day_of(2026, 11, 13))), "[Ed Left, Willow, number 105]");
	assert_string_equal(report.title, "Admission register, Fri 13 Nov 2026");
	assert_int_equal(pupils_told(), 6); /* Dev was not here yet */
	const char *got = admission(w, BETWEEN(day_of(2026, 11, 1), DAY_NONE));
	assert_int_equal(pupils_told(), 7);
	assert_string_equal(report.title, "Admission register, Sun 1 Nov 2026 to Fri 20 Nov 2026");
	assert_words(got, "On the roll: from Tue 1 Sep 2026 to Fri 13 Nov 2026\n"
			  "Last school: not recorded *\n"
			  "Ground: not recorded *\n"
			  "Class: Willow, from Tue 1 Sep 2026\n"
			  "Year: Year 2, from Tue 1 Sep 2026\n"
			  "Address: 9 Low Lane, with May Left (mother)\n");
	got = admission(w, BETWEEN(DAY_NONE, day_of(2026, 9, 1)));
	assert_string_equal(report.title, "Admission register, Tue 1 Sep 2026");
	assert_words(got, "[Ed Left");
	admission(w, BETWEEN(DAY_NONE, day_of(2026, 8, 31)));
	assert_int_equal(report.rows.count, 0);
	assert_string_equal(report.none, "Nobody was on the roll then.");
	assert_words(admission(w, WISH_OF(.pupil = "105")), "[Ed Left"); /* whoever is asked for by name */
	assert_words(report.lines.items[1], "1 of them lacks 2 particulars");
	assert_int_equal(pupils_told(), 1);
	assert_refused(report_fill_admission(w->o, ON(day_of(2026, 11, 21)), &report, &w->e), "has not come yet");
}

/* WHO SEES IT */

static void teachers(struct world *w)
{
	const int64_t ben = BEN;
	int64_t act;

	as(w, "ann");
	contact_of(w, BEN, "Grace Ash", "mother", "07700 900123", "3 Hill Road");
	as(w, "tom");
	const char *got = admission(w, WISH_OF());
	assert_int_equal(pupils_told(), 4);
	assert_null(strstr(got, "Oakley"));
	assert_words(got, "Mother: Grace Ash; mobile 07700 900123");
	/* a child who left is in no class of theirs any more, and keeps nobody else out of it */
	struct membership_row place = MEMBERSHIP_NEW;
	place.id = place.pupil = ED; /* places are numbered as the pupils are */
	place.roll_group = WILLOW;
	place.weekdays = 31;
	place.sessions = 3;
	place.from_day = day_of(2026, 9, 1);
	place.to_day = day_of(2026, 11, 13);
	world_put(w, THING_MEMBERSHIP, &place);
	as(w, "tom");
	admission(w, BETWEEN(day_of(2026, 11, 1), DAY_NONE));
	assert_int_equal(pupils_told(), 4);
	report_again();
	assert_refused(report_fill_admission(w->o, WISH_OF(.pupil = "106"), &report, &w->e), "not in one of your classes");
	assert_refused(report_fill_admission(w->o, WISH_OF(.pupil = "105"), &report, &w->e), "not in one of your classes");
	assert_refused(report_fill_admission(w->o, WISH_OF(.group = "Oak"), &report, &w->e), "may not see contacts (Oak)");
	as(w, "ann");
	assert_done(office_pupils_move(w->o, &(struct move_wish){ &ben, 1, "Oak", TODAY, DAY_NONE, 0, 0 }, NULL, &w->said, &act, &w->e));
	admission(w, WISH_OF(.group = "Oak"));
	assert_int_equal(pupils_told(), 3);
	as(w, "tom");
	assert_null(strstr(admission(w, ON(day_of(2026, 11, 19))), "Ben Ash"));
}

static void refusals(struct world *w)
{
	as(w, "gus");
	assert_refused(report_fill_admission(w->o, WISH_OF(), &report, &w->e), "may not see contacts");
	as(w, "ada");
	assert_refused(report_fill_admission(w->o, WISH_OF(), &report, &w->e), "may not see contacts");
	assert_refused(report_fill_contacts(w->o, WISH_OF(), &report, &w->e), "may not see contacts");
	as(w, "ann");
	assert_int_equal(report_fill_admission(w->o, WISH_OF(.pupil = "999"), &report, &w->e), -ENOENT);
	assert_int_equal(report_fill_admission(w->o, WISH_OF(.group = "Elm"), &report, &w->e), -ENOENT);
	assert_int_equal(report_fill_admission(w->o, BETWEEN(TODAY, day_of(2026, 11, 19)), &report, &w->e), -EINVAL);
}

/* Open to inspection, but for what is secret. */
static void inspectors(struct world *w)
{
	int64_t act, contact;

	as(w, "ann");
	contact = contact_of(w, BEN, "Grace Ash", "mother", "07700 900123", "3 Hill Road");
	contact_of(w, CHLOE, "Una Dunn", "mother", "07700 900125", "4 Hill Road");
	as(w, "ina");
	const char *got = admission(w, WISH_OF());
	assert_int_equal(pupils_told(), 6);
	assert_words(got, "Mother: Grace Ash; mobile 07700 900123; 3 Hill Road;");
	as(w, "ann");
	struct contact_wish secret = CONTACT_WISH;
	secret.secret = 1;
	secret.address = "7 Hidden Close";
	assert_done(office_contact_change(w->o, contact, &secret, "court", &w->said, &act, &w->e));
	as(w, "ina");
	got = admission(w, WISH_OF());
	assert_null(strstr(got, "Hidden"));
	assert_words(got, "4 Hill Road");
	as(w, "hal");
	assert_words(admission(w, WISH_OF()), "7 Hidden Close");
	as(w, "ina");
	assert_refused(office_contact_end(w->o, contact, DAY_NONE, NULL, &act, &w->e), "may not change the roll");
}

/* AMENDMENTS */

static void five_particulars(struct world *w)
{
	as(w, "ann");
	int64_t act = change(w, BEN, CHANGED(.surname = "Ashe"), "deed poll");
	assert_words(admission(w, BEN_ONLY), "Amended: Surname: Ash to Ashe, on Fri 20 Nov 2026 at 08:30 by Ann Reed, office: deed poll\n");
	int row = row_with("Amended: Surname", "Ash to Ashe");
	assert_int_equal(cell_of(row, "act")->number, act);
	assert_string_equal(text_of(row, "at"), "2026-11-20T08:30:00Z");
	assert_string_equal(text_of(row, "original"), "Ash");
	assert_string_equal(text_of(row, "new"), "Ashe");
	assert_string_equal(text_of(row, "by"), "Ann Reed");
	assert_string_equal(text_of(row, "position"), "office");
	assert_string_equal(text_of(row, "reason"), "deed poll");
	assert_int_equal(amendments(), 1); /* the former name is a row that was not there */
	change(w, BEN, &(struct pupil_wish){ .born = day_of(2019, 4, 30), .boarder = -1 }, NULL);
	assert_words(admission(w, BEN_ONLY), "Amended: Date of birth: Sat 4 May 2019 to Tue 30 Apr 2019, on");
	row = row_with("Amended: Date of birth", "");
	assert_string_equal(text_of(row, "original"), "2019-05-04");
	assert_string_equal(text_of(row, "new"), "2019-04-30");
	assert_string_equal(text_of(row, "reason"), "-");
}

static void first_entries(struct world *w)
{
	as(w, "ann");
	contact_of(w, BEN, "Grace Ash", "mother", "07700 900123", "3 Hill Road");
	change(w, BEN, CHANGED(.upn = "B801200005001", .middle_names = "Sam"), NULL);
	admission(w, BEN_ONLY);
	assert_int_equal(amendments(), 0);
	change(w, FINN, CHANGED(.forename = ""), NULL); /* a mononym */
	assert_words(admission(w, WISH_OF(.pupil = "106")), "Amended: Forename: Finnley to none, on");
	change(w, FINN, CHANGED(.forename = "Fin"), NULL);
	admission(w, WISH_OF(.pupil = "106"));
	assert_int_equal(row_with("Amended: Forename", " to Fin,"), -1);
	assert_string_equal(text_of(row_with("Amended: Forename", "to none"), "new"), "");
}

/* A row that goes is told once; two facts emptied in one act are both told. */
static void rows_gone(struct world *w)
{
	int64_t act, contact;

	as(w, "ann");
	act = change(w, BEN, CHANGED(.middle_names = "Sam", .preferred_name = "Benny"), NULL);
	undo(w, act);
	const char *got = admission(w, BEN_ONLY);
	assert_words(got, "Amended: Middle names: Sam to none, on");
	assert_words(got, "Amended: Known as: Benny to none, on");
	assert_words(got, "Amended: Former surname: Ash to none, on");
	assert_int_equal(row_with("Amended: Former forename", ""), -1);
	int of_pupil = amendments();

	contact = contact_of(w, BEN, "Grace Ash", "mother", "07700 900123", "3 Hill Road");
	assert_int_equal((admission(w, BEN_ONLY), amendments()), of_pupil);
	struct contact_wish wish = CONTACT_WISH;
	wish.relation = "aunt";
	assert_done(office_contact_change(w->o, contact, &wish, "was wrong", &w->said, &act, &w->e));
	assert_words(admission(w, BEN_ONLY), "Amended: Contact's relation: mother to aunt, on Fri 20 Nov 2026 at 08:30 by Ann Reed, office: was wrong");
	undo(w, act);
	int before = (admission(w, BEN_ONLY), amendments());
	assert_int_equal(before, of_pupil + 2);
	contact_of(w, BEN, "Sam Ash", "father", "07700 900124", "3 Hill Road");
	undo(w, ++act + 1); /* two acts on: the undo, and the contact */
	got = admission(w, BEN_ONLY);
	assert_words(got, "Amended: Contact: ");
	assert_int_equal(row_with("Amended: Contact's relation", "father"), -1);
	assert_int_equal(row_with("Amended: Parental responsibility", "yes"), -1);
}

static void secret_amendments(struct world *w)
{
	int64_t act, contact;
	struct contact_wish secret = CONTACT_WISH, open = CONTACT_WISH;

	as(w, "ann");
	contact = contact_of(w, BEN, "Grace Ash", "mother", "07700 900123", "3 Hill Road");
	secret.address = "7 Hidden Close";
	secret.secret = 1;
	assert_done(office_contact_change(w->o, contact, &secret, NULL, &w->said, &act, &w->e));
	secret.address = "7A Hidden Close";
	assert_done(office_contact_change(w->o, contact, &secret, NULL, &w->said, &act, &w->e));
	const char *got = admission(w, BEN_ONLY);
	assert_null(strstr(got, "Hidden"));
	for (int i = 0; i < report.rows.count; i++) {
		assert_null(strstr(text_of(i, "original"), "Hidden"));
		assert_null(strstr(text_of(i, "new"), "Hidden"));
	}
	as(w, "hal");
	assert_words(admission(w, BEN_ONLY), "Hidden Close");
	/* an address that is secret no more, but was the same place as one that is */
	open.address = "12 New Street";
	open.secret = 0;
	assert_done(office_contact_change(w->o, contact, &open, NULL, &w->said, &act, &w->e));
	as(w, "ann");
	got = admission(w, BEN_ONLY);
	assert_null(strstr(got, "Hidden"));
	assert_words(got, "12 New Street");
}

/* CONTACTS */

static const char *contacts(struct world *w, const struct report_wish *wish)
{
	buf_reset(&w->said);
	report_again();
	err_clear(&w->e);
	assert_done(report_fill_contacts(w->o, wish, &report, &w->e));
	for (int i = 0; i < report.rows.count; i++)
		buf_printf(&w->said, "%s, %s, %d, %d: %s\n", text_of(i, "name"), text_of(i, "class"), (int)cell_of(i, "numbers")->number,
			   (int)cell_of(i, "dead_numbers")->number, text_of(i, "findings"));
	return buf_string(&w->said);
}

static void contacts_report(struct world *w)
{
	int64_t act;

	as(w, "ann");
	contact_of(w, BEN, "Grace Ash", "mother", "07700 900123", "3 Hill Road");
	int64_t sam = contact_of(w, BEN, "Sam Ash", "father", "07700 900124", "3 Hill Road");
	contact_of(w, AMARA, "Obi Okafor", "father", "07700 900125", "5 Hill Road");
	assert_string_equal(contacts(w, WISH_OF()),
			    "Finn Oakley, Oak, 0, 0: no contact; no address\n"
			    "Finnley Oakley, Oak, 0, 0: no contact; no address\n"
			    "Ben Ash, Willow, 2, 0: not confirmed this school year\n"
			    "Chloé Dunn, Willow, 0, 0: no contact; no address\n"
			    "Amara Okafor, Willow, 1, 0: fewer than two numbers; not confirmed this school year\n"
			    "Dev Rao, Willow, 0, 0: no contact; no address\n");
	assert_string_equal(report.title, "Contacts to be put right, Fri 20 Nov 2026");
	assert_string_equal(report.lines.items[0], "Of 6 pupils something is to be put right for 6.");
	assert_string_equal(report.lines.items[1], "4: no contact.");
	assert_string_equal(report.lines.items[2], "1: fewer than two numbers.");
	assert_string_equal(report.lines.items[3], "4: no address.");
	assert_string_equal(report.lines.items[4], "2: not confirmed this school year.");
	assert_int_equal(report.lines.count, 5);
	assert_done(office_contacts_confirm(w->o, BEN, DAY_NONE, &act, &w->e));
	assert_null(strstr(contacts(w, WISH_OF()), "Ben Ash"));
	assert_string_equal(contacts(w, BEN_ONLY), "");
	assert_words(report.none, "Everybody has two numbers");
	CLEAN_ARENA struct arena a = { 0 };
	struct contact_wish of_sam;
	assert_done(office_contact_facts(w->o, sam, &a, &of_sam, &w->e));
	assert_done(office_number_dead(w->o, of_sam.adult, "07700 900124", true, &w->said, &act, &w->e));
	assert_string_equal(contacts(w, BEN_ONLY), "Ben Ash, Willow, 1, 1: fewer than two numbers; a number that is struck out\n");
}

static void contacts_of_class(struct world *w)
{
	as(w, "tom");
	const char *got = contacts(w, WISH_OF());
	assert_int_equal(report.rows.count, 4);
	assert_null(strstr(got, "Oak"));
	assert_int_equal((contacts(w, WISH_OF(.group = "Willow")), report.rows.count), 4);
	report_again();
	assert_refused(report_fill_contacts(w->o, WISH_OF(.group = "Oak"), &report, &w->e), "may not see contacts (Oak)");
	assert_refused(report_fill_contacts(w->o, WISH_OF(.pupil = "106"), &report, &w->e), "not in one of your classes");
	as(w, "ina");
	assert_int_equal((contacts(w, WISH_OF()), report.rows.count), 6);
	contacts(w, WISH_OF(.pupil = "105"));
	assert_int_equal(report.rows.count, 0);
	assert_string_equal(report.none, "That pupil has left: there is nobody to telephone.");
}

/* HISTORY */

/* "Class: Willow to Oak" a line, a heading an act in brackets. */
static const char *history(struct world *w, const struct report_wish *wish)
{
	buf_reset(&w->said);
	report_again();
	err_clear(&w->e);
	assert_done(report_fill_history(w->o, wish, &report, &w->e));
	for (int i = 0; i < report.rows.count; i++) {
		if (report.rows.items[i].heading)
			buf_printf(&w->said, "[%s]\n", report.rows.items[i].heading);
		buf_printf(&w->said, "%s: %s\n", text_of(i, "mark"), text_of(i, "change"));
	}
	return buf_string(&w->said);
}

static void history_moves(struct world *w)
{
	const int64_t ben = BEN;
	int64_t act;

	as(w, "ann");
	assert_done(office_pupils_move(w->o, &(struct move_wish){ &ben, 1, "Oak", TODAY, DAY_NONE, 0, 0 }, "asked for", &w->said, &act, &w->e));
	const char *got = history(w, BEN_ONLY);
	assert_words(got, "Fri 20 Nov 2026 at 08:30, by Ann Reed, office: asked for]\n");
	assert_words(got, "Class: Oak\n");
	assert_words(got, "In the class until: Thu 19 Nov 2026\n");
	assert_words(got, "In the class from: Fri 20 Nov 2026\n");
	assert_words(got, "In the class on: every weekday\n");
	undo(w, act);
	got = history(w, BEN_ONLY);
	assert_words(got, "(undo), Fri 20 Nov 2026");
	assert_words(got, "Class: Oak to none\n");
	assert_words(got, "In the class until: Thu 19 Nov 2026 to none\n");
	got = history(w, WISH_OF(.act = act));
	assert_words(got, "Class: Oak\n");
	assert_words(report.lines.items[0], "Undone by act");
	as(w, "tom");
	assert_words(history(w, BEN_ONLY), "Class: Oak to none\n");
	report_again();
	assert_refused(report_fill_history(w->o, WISH_OF(.pupil = "106"), &report, &w->e), "not in one of your classes");
	assert_refused(report_fill_history(w->o, WISH_OF(.act = act), &report, &w->e), "not about one of your classes");
}

static void history_contacts(struct world *w)
{
	int64_t act, contact;

	as(w, "ann");
	contact = contact_of(w, BEN, "Grace Ash", "mother", "07700 900123", "3 Hill Road");
	const char *got = history(w, BEN_ONLY);
	assert_words(got, "Contact: Grace Ash\n");
	assert_words(got, "Number: 07700 900123\n");
	assert_words(got, "Address: 3 Hill Road\n");
	assert_done(office_contact_end(w->o, contact, TODAY, "moved abroad", &act, &w->e));
	got = history(w, BEN_ONLY);
	assert_words(got, "by Ann Reed, office: moved abroad]\nContact until: Fri 20 Nov 2026\n");
	undo(w, act);
	assert_words(history(w, BEN_ONLY), "Contact until: Fri 20 Nov 2026 to none\n");
	contact_of(w, BEN, "Sam Ash", "father", "07700 900124", NULL);
	undo(w, act + 2); /* as if the contact had never been */
	got = history(w, BEN_ONLY);
	assert_words(got, "Contact's relation: father to none\n");
	assert_words(got, "Parental responsibility: yes to none\n");
}

/* What a day brings is in the child's history, and no amendment of the admission register. */
static void history_of_days(struct world *w)
{
	struct reported_row said = REPORTED_NEW;
	struct task_row task = TASK_NEW;

	said.pupil = task.pupil = BEN;
	said.code = "I";
	said.words = "ill";
	said.caller = "Grace Ash (mother)";
	said.from_day = task.due_day = TODAY;
	world_put(w, THING_REPORTED, &said);
	said.back_day = day_add(TODAY, 3);
	said.back_session = 0;
	said.words = "chickenpox";
	world_put(w, THING_REPORTED, &said);
	task.kind = "ring back";
	task.for_role = "office";
	task.text = "Ring the mother back";
	world_put(w, THING_TASK, &task);
	as(w, "ann");
	const char *got = history(w, BEN_ONLY);
	assert_words(got, "Pupil: Ben Ash\n");
	assert_words(got, "Reported by: Grace Ash (mother)\n");
	assert_words(got, "Reported: ill to chickenpox\n");
	assert_words(got, "Expected back on: Mon 23 Nov 2026\n");
	assert_words(got, "To do: Ring the mother back\n");
	assert_null(strstr(admission(w, BEN_ONLY), "Amended"));
	as(w, "tom");
	got = history(w, BEN_ONLY);
	assert_words(got, "Reported: ill to chickenpox\n");
	assert_words(got, "To do: (not shown)\n");
}

static const struct world_case cases[] = {
	{ "a pupil of whom everything is known", everything },
	{ "each particular that is missing", each_missing },
	{ "a starting day that nobody entered", never_on_roll },
	{ "why a child comes first is not in it", flags_left_out },
	{ "boarders are in it", boarders },
	{ "merged rows are not in it, until that is undone", merged },
	{ "in the order of names", in_order },
	{ "who was on the roll that day, or in that time", who_left },
	{ "a teacher reads their own class", teachers },
	{ "who may not", refusals },
	{ "an inspector reads all but what is secret, and writes nothing", inspectors },
	{ "an amendment with all five particulars", five_particulars },
	{ "a first entry is no amendment", first_entries },
	{ "a row that was taken away is told once, two fields both", rows_gone },
	{ "a secret address in an amendment", secret_amendments },
	{ "contacts to be put right", contacts_report },
	{ "contacts of a teacher's class, and for an inspector", contacts_of_class },
	{ "the history tells a move, and its undo", history_moves },
	{ "the history tells a contact that was taken away", history_contacts },
	{ "the history tells what a day brings, the register does not", history_of_days },
};

static int finish(void **state)
{
	report_finish(&report);
	return 0;
}

int main(void)
{
	static struct rows r;

	rows_add(&r, world_case, cases);
	return _cmocka_run_group_tests("office/admission", r.tests, r.count, NULL, finish);
}
