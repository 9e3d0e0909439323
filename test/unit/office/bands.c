#include "rows.h"

#include <errno.h>

#include "office/bands.h"
#include "office/pupil_page.h"
#include "office/reports.h"
#include "store/store.h"
#include "world.h"

/* The practice school of world.h, with a hundred sessions of marks behind each child: Wed 2 Sep to Wed 18 Nov 2026. */

#define BEGIN day_of(2026, 9, 2)
#define ALL ((struct bands_wish){ .from = DAY_NONE, .to = DAY_NONE, .year = SESSION_ANY_YEAR, .band = -1 })

/* Exactly 90, just above it, exactly 50, exactly 80 after a leaver's 50 sessions, and two that print 91.0. */
static void marks_common(struct world *w)
{
	RUN(w, { AMARA, BEGIN, 100, 10, "I" }, { BEN, BEGIN, 100, 9, "N" }, { CHLOE, BEGIN, 100, 50, "O" }, { ED, BEGIN, 50, 10, "I" },
	    { FINN, BEGIN, 78, 7, "M" }, { GIA, BEGIN, 67, 6, "M" });
}

static struct bands_view view_open(struct world *w, const struct bands_wish *wish)
{
	struct bands_view v = { 0 };

	assert_done(office_bands_open(w->o, wish, &v, &w->e));
	return v;
}

/* "Chloé Dunn 50/100 band 4, ..." */
static void assert_lines(struct world *w, const struct bands_wish *wish, const char *want)
{
	struct bands_view v = view_open(w, wish);

	buf_reset(&w->said);
	for (int i = 0; i < v.count; i++)
		buf_printf(&w->said, "%s%s %d/%d %d", i > 0 ? ", " : "", v.lines[i].name, v.lines[i].attended, v.lines[i].possible, v.lines[i].band);
	assert_string_equal(buf_string(&w->said), want);
	bands_view_finish(&v);
}

static void order(struct world *w)
{
	marks_common(w);
	as(w, "ann");
	assert_lines(w, &ALL, "Chloé Dunn 50/100 4, Ed Left 40/50 2, Amara Okafor 90/100 2, Ben Ash 91/100 1, Finnley Oakley 71/78 1, "
			      "Finn Oakley 61/67 1, Dev Rao 0/0 -1");
}

static void figures(struct world *w)
{
	marks_common(w);
	as(w, "ann");
	struct bands_view v = view_open(w, &ALL);
	const struct band_line *amara = &v.lines[2], *ben = &v.lines[3];

	assert_true(v.names);
	assert_int_equal(v.all, 7);
	assert_int_equal(v.with_band, 6);
	assert_int_equal(v.none, 1);
	assert_int_equal(v.of_band[0], 0);
	assert_int_equal(v.of_band[1], 3);
	assert_int_equal(v.of_band[2], 2);
	assert_int_equal(v.of_band[3], 0);
	assert_int_equal(v.of_band[4], 1);
	assert_int_equal(v.persistent, 3);
	assert_int_equal(v.severe, 1);
	assert_int_equal(v.from.n, day_of(2026, 9, 1).n);
	assert_int_equal(v.to.n, TODAY.n);
	assert_string_equal(amara->class, "Willow");
	assert_string_equal(amara->upn, "A823432120001");
	assert_string_equal(amara->admission_number, "101");
	assert_int_equal(amara->year, 2);
	assert_int_equal(amara->missed, 10);
	assert_true(amara->persistent && !amara->severe);
	assert_int_equal(amara->near.attended, 1);
	assert_int_equal(amara->near.above, 1);
	assert_int_equal(ben->near.missed, 2); /* 11 of 102 */
	assert_int_equal(ben->near.below, 1);
	assert_null(ben->upn);
	bands_view_finish(&v);
}

static void filters(struct world *w)
{
	struct pupil_flag_row fsm = { .pupil = BEN, .flag = "fsm", .value = "yes", .from_day = BEGIN, .to_day = DAY_NONE };
	struct pupil_flag_row was = { .pupil = AMARA, .flag = "fsm", .value = "yes", .from_day = BEGIN, .to_day = day_add(TODAY, -1) };
	struct pupil_flag_row no = { .pupil = CHLOE, .flag = "fsm", .value = "no", .from_day = BEGIN, .to_day = DAY_NONE };
	struct bands_wish wish = ALL;

	marks_common(w);
	world_put(w, THING_PUPIL_FLAG, &fsm);
	world_put(w, THING_PUPIL_FLAG, &was);
	world_put(w, THING_PUPIL_FLAG, &no);
	as(w, "ann");
	wish.year = 1;
	assert_lines(w, &wish, "Finnley Oakley 71/78 1, Finn Oakley 61/67 1");
	wish = ALL;
	wish.group = "oak";
	assert_lines(w, &wish, "Finnley Oakley 71/78 1, Finn Oakley 61/67 1");
	wish = ALL;
	wish.flag = "FSM";
	assert_lines(w, &wish, "Ben Ash 91/100 1");
	wish = ALL;
	wish.band = 2;
	assert_lines(w, &wish, "Ed Left 40/50 2, Amara Okafor 90/100 2");
	wish.band = -1;
	wish.within = 1;
	assert_lines(w, &wish, "Chloé Dunn 50/100 4, Ed Left 40/50 2, Amara Okafor 90/100 2, Finnley Oakley 71/78 1, Finn Oakley 61/67 1");
	struct bands_view v = view_open(w, &wish);
	assert_int_equal(v.all, 7); /* the figures are of everybody */
	assert_int_equal(v.of_band[1], 3);
	bands_view_finish(&v);
	wish = ALL;
	wish.flag = "sen";
	assert_refused(office_bands_open(w->o, &wish, &v, &w->e), "There is no group of pupils sen. There are: fsm.");
}

/* The roll is kept between two looks, and read anew when anybody has saved anything. */
static void roll_changes(struct world *w)
{
	struct membership_row moved = MEMBERSHIP_NEW;
	struct bands_wish willow = ALL;

	RUN(w, { FINN, BEGIN, 10, 1, "M" });
	willow.group = "Willow";
	willow.band = 1;
	as(w, "ann");
	assert_lines(w, &willow, "");
	moved.pupil = FINN;
	moved.roll_group = WILLOW;
	moved.weekdays = 31;
	moved.sessions = 3;
	moved.from_day = day_of(2026, 11, 2);
	world_put(w, THING_MEMBERSHIP, &moved);
	willow.band = 2;
	assert_lines(w, &willow, "Finnley Oakley 9/10 2");
	assert_done(mark(w, WILLOW_AM, FINN, "/", NULL)); /* our own act */
	willow.band = 1;
	assert_lines(w, &willow, "Finnley Oakley 10/11 1");
}

static void who_sees_what(struct world *w)
{
	struct pupil_flag_row fsm = { .pupil = BEN, .flag = "fsm", .value = "yes", .from_day = BEGIN, .to_day = DAY_NONE };
	struct bands_wish oak = ALL, flag = ALL;
	struct bands_view v;

	oak.group = "Oak";
	flag.flag = "fsm";
	marks_common(w);
	world_put(w, THING_PUPIL_FLAG, &fsm);
	as(w, "tom");
	assert_lines(w, &ALL, "Chloé Dunn 50/100 4, Ed Left 40/50 2, Amara Okafor 90/100 2, Ben Ash 91/100 1, Dev Rao 0/0 -1");
	assert_refused(office_bands_open(w->o, &oak, &v, &w->e), "Tom Bell may not see pupils' figures (Oak)");
	assert_refused(office_bands_open(w->o, &flag, &v, &w->e), "see why a child comes first");
	as(w, "yaz"); /* head of year 1 */
	assert_lines(w, &ALL, "Finnley Oakley 71/78 1, Finn Oakley 61/67 1");
	assert_lines(w, &flag, "");
	as(w, "gus");
	v = view_open(w, &ALL);
	assert_false(v.names);
	assert_int_equal(v.count, 0);
	assert_int_equal(v.all, 7);
	assert_true(v.persistent_hidden && v.severe_hidden && v.persistent == 0 && v.severe == 0);
	bands_view_finish(&v);
	assert_refused(office_bands_open(w->o, &oak, &v, &w->e), "Bands are shown to you of the whole school");
	assert_refused(office_bands_open(w->o, &flag, &v, &w->e), "see why a child comes first");
	as(w, "ada");
	assert_refused(office_bands_open(w->o, &ALL, &v, &w->e), "may not see the school's figures");
}

/* THE PAGE ------------------------------------------------------------------------------------------------------------------------ */

static struct pupil_page page_open(struct world *w, int64_t pupil)
{
	struct pupil_page p = { 0 };

	assert_done(office_pupil_page_open(w->o, pupil, DAY_NONE, &p, &w->e));
	return p;
}

static const struct picture_cell *cell_at(const struct pupil_page *p, struct day day, enum session session)
{
	const struct picture_year *y = &p->picture;

	for (int i = 0; i < y->weeks * y->rows; i++)
		if (y->cells[i].at == sitting_of(day, session))
			return &y->cells[i];
	fail_msg("no such cell");
	return NULL;
}

static void assert_cell(const struct pupil_page *p, struct day day, enum session session, const char *letter, enum picture_role role)
{
	const struct picture_cell *c = cell_at(p, day, session);

	assert_string_equal(c->letter, letter);
	assert_int_equal(c->role, role);
}

static void page(struct world *w)
{
	marks_common(w);
	as(w, "tom");
	struct pupil_page p = page_open(w, AMARA);

	assert_string_equal(p.name, "Amara Okafor");
	assert_string_equal(p.class, "Willow");
	assert_string_equal(p.upn, "A823432120001");
	assert_int_equal(p.year, 2);
	assert_int_equal(p.age, 7);
	assert_int_equal(p.from.n, day_of(2026, 9, 1).n);
	assert_int_equal(p.to.n, TODAY.n);
	assert_int_equal(p.joined.n, day_of(2026, 9, 1).n);
	assert_true(day_is_none(p.left));
	assert_null(p.status);
	assert_int_equal(tally_possible(&p.tally), 100);
	assert_int_equal(tally_missed(&p.tally), 10);
	assert_int_equal(p.unmarked, 2); /* Thu 19 Nov; today's register is open */
	assert_int_equal(p.band, 2);
	assert_true(p.persistent);
	assert_int_equal(p.near.attended, 1);
	assert_int_equal(p.code_count, 3);
	assert_int_equal(p.codes[0].code, CODE_PRESENT_AM);
	assert_int_equal(p.codes[0].count, 45);
	assert_int_equal(p.codes[2].code, CODE_I);
	assert_int_equal(p.codes[2].count, 10);
	assert_true(p.sees_contacts);
	assert_string_equal(p.picture.sentence, "Attended 90 of 100 (90.0%).");
	pupil_page_finish(&p);
}

static void picture(struct world *w)
{
	marks_common(w);
	RUN(w, { DEV, day_of(2026, 11, 19), 1, 1, "I" }); /* before he was on the roll */
	as(w, "ann");
	struct pupil_page p = page_open(w, AMARA);

	assert_int_equal(p.picture.rows, 10);
	assert_int_equal(p.picture.weeks, 15); /* 16 from 31 Aug to 18 Dec, but for half-term */
	assert_int_equal(p.picture.mondays[0].n, day_of(2026, 8, 31).n);
	assert_int_equal(p.picture.mondays[8].n, day_of(2026, 11, 2).n);
	assert_string_equal(p.picture.row_names[9], "Fri pm");
	assert_cell(&p, day_of(2026, 8, 31), SESSION_AM, "", PICTURE_NONE);
	assert_cell(&p, day_of(2026, 9, 2), SESSION_AM, "I", PICTURE_AUTHORISED);
	assert_cell(&p, day_of(2026, 9, 9), SESSION_PM, "\\", PICTURE_PRESENT);
	assert_cell(&p, day_of(2026, 11, 9), SESSION_AM, "", PICTURE_NONE); /* the boiler */
	assert_cell(&p, day_of(2026, 11, 19), SESSION_AM, ".", PICTURE_BLANK);
	assert_cell(&p, TODAY, SESSION_AM, "", PICTURE_NONE); /* open still */
	assert_cell(&p, day_of(2026, 12, 18), SESSION_PM, "", PICTURE_NONE);
	pupil_page_finish(&p);
	p = page_open(w, DEV);
	assert_cell(&p, day_of(2026, 11, 19), SESSION_AM, "", PICTURE_NONE);
	assert_int_equal(p.code_count, 0);
	assert_int_equal(p.joined.n, TODAY.n);
	assert_int_equal(p.band, -1);
	assert_string_equal(p.picture.sentence, "No session was possible, so there is no attendance figure.");
	pupil_page_finish(&p);
}

static void saturday(struct world *w)
{
	struct closure_row open = CLOSURE_NEW;

	open.name = "Open day";
	open.kind = "open";
	open.from_day = open.to_day = day_of(2026, 11, 14);
	world_put(w, THING_CLOSURE, &open);
	as(w, "ann");
	struct pupil_page p = page_open(w, AMARA);

	assert_int_equal(p.picture.rows, 12);
	assert_string_equal(p.picture.row_names[11], "Sat pm");
	assert_cell(&p, day_of(2026, 11, 14), SESSION_AM, "", PICTURE_NONE); /* not due: her class has no Saturday */
	assert_cell(&p, day_of(2026, 11, 13), SESSION_PM, ".", PICTURE_BLANK);
	pupil_page_finish(&p);
}

static void put_term(struct world *w, const char *name, struct day from, struct day to)
{
	struct term_row term = { .name = name, .from_day = from, .to_day = to };

	world_put(w, THING_TERM, &term);
}

static void sentence(struct world *w)
{
	struct term_row autumn = { .id = 1, .name = "Autumn 1", .from_day = BEGIN, .to_day = day_of(2026, 10, 23) };

	world_put(w, THING_TERM, &autumn);
	put_term(w, "Autumn 2", day_of(2026, 11, 2), day_of(2026, 12, 18));
	for (int week = 0; week < 4; week++) /* four Fridays, and the rest of the weeks there */
		RUN(w, { BEN, day_add(day_of(2026, 9, 4), 7 * week), 10, 2, "O" });
	RUN(w, { BEN, day_of(2026, 11, 2), 10, 1, "I" });
	RUN(w, { FINN, day_of(2026, 9, 4), 10, 2, "O" }, { FINN, day_of(2026, 9, 11), 10, 2, "O" }, { FINN, day_of(2026, 9, 18), 2, 1, "O" });
	as(w, "ann");
	struct pupil_page p = page_open(w, BEN);
	assert_string_equal(p.picture.sentence, "Attended 41 of 50 (82.0%): 32 of 40 (80.0%) in Autumn 1, 9 of 10 (90.0%) in Autumn 2; "
						"8 of 9 missed sessions were on a Friday.");
	pupil_page_finish(&p);
	p = page_open(w, FINN); /* five of five are no pattern yet */
	assert_string_equal(p.picture.sentence, "Attended 17 of 22 (77.3%).");
	pupil_page_finish(&p);
}

/* A school year that begins in August is one page, though marks are kept from 1 September on. */
static void year_from_august(struct world *w)
{
	struct term_row autumn = { .id = 1, .name = "Autumn", .from_day = day_of(2026, 8, 24), .to_day = day_of(2026, 12, 18) };

	world_put(w, THING_TERM, &autumn);
	RUN(w, { BEN, day_of(2026, 9, 4), 10, 2, "O" });
	as(w, "ann");
	struct pupil_page p = page_open(w, BEN);
	assert_int_equal(p.from.n, day_of(2026, 8, 24).n);
	assert_int_equal(p.picture.mondays[0].n, day_of(2026, 8, 24).n);
	assert_cell(&p, day_of(2026, 9, 4), SESSION_PM, "O", PICTURE_UNAUTHORISED);
	assert_string_equal(p.picture.sentence, "Attended 8 of 10 (80.0%).");
	pupil_page_finish(&p);
}

static void left_and_back(struct world *w)
{
	struct enrolment_row again = ENROLMENT_NEW;
	struct pupil_page p;

	marks_common(w);
	as(w, "ann");
	p = page_open(w, ED);
	assert_string_equal(p.status, "left on Fri 13 Nov 2026");
	assert_int_equal(p.left.n, day_of(2026, 11, 13).n);
	assert_string_equal(p.class, "Willow");
	assert_int_equal(tally_possible(&p.tally), 50);
	pupil_page_finish(&p);
	again.pupil = ED;
	again.kind = "single";
	again.from_day = day_of(2026, 11, 19);
	again.from_session = 1;
	world_put(w, THING_ENROLMENT, &again);
	RUN(w, { ED, day_of(2026, 11, 16), 8, 2, "I" }); /* of which he was on the roll for one */
	p = page_open(w, ED);
	assert_string_equal(p.status, "off the roll between Fri 13 Nov 2026 and Thu 19 Nov 2026");
	assert_true(day_is_none(p.left));
	assert_int_equal(tally_possible(&p.tally), 51);
	assert_cell(&p, day_of(2026, 11, 16), SESSION_AM, "", PICTURE_NONE);
	assert_cell(&p, day_of(2026, 11, 19), SESSION_AM, "", PICTURE_NONE);
	assert_cell(&p, day_of(2026, 11, 19), SESSION_PM, "\\", PICTURE_PRESENT);
	pupil_page_finish(&p);
}

static void in_no_figure(struct world *w)
{
	struct pupil_row row = PUPIL_NEW;
	struct pupil_page p;

	marks_common(w);
	row.id = FINN;
	row.key = (struct key){ { 1, 4, FINN } };
	row.surname = "Oakley";
	row.forename = "Finnley";
	row.admission_number = "106";
	row.born_day = day_of(2020, 10, 1);
	row.sex = "F";
	row.boarder = 1;
	world_put(w, THING_PUPIL, &row);
	as(w, "ann");
	p = page_open(w, FINN);
	assert_string_equal(p.status, "boarder: in no attendance figure");
	assert_int_equal(p.band, -1);
	assert_int_equal(p.code_count, 0);
	assert_cell(&p, day_of(2026, 9, 2), SESSION_AM, "", PICTURE_NONE);
	pupil_page_finish(&p);
	row.boarder = 0;
	row.merged_into = AMARA;
	world_put(w, THING_PUPIL, &row);
	p = page_open(w, FINN);
	assert_string_equal(p.status, "the same child as Amara Okafor (number 101): the marks stand there");
	assert_int_equal(tally_possible(&p.tally), 0);
	pupil_page_finish(&p);
}

static void contacts(struct world *w)
{
	struct adult_row mother = ADULT_NEW, father = ADULT_NEW, dead = ADULT_NEW;
	struct adult_number_row mobile = { .kind = "mobile", .number = "07700 900123", .rank = 1 };
	struct adult_number_row home = { .kind = "home", .number = "01234 567890", .rank = 2 };
	struct adult_number_row old = { .kind = "work", .number = "0", .rank = 3, .dead = 1 };
	struct contact_row c = CONTACT_NEW;

	mother.surname = father.surname = dead.surname = "Okafor";
	mother.title = "Mrs";
	mother.forename = "Ngozi";
	father.forename = "Obi";
	dead.forename = "Ada";
	dead.died_day = day_of(2020, 1, 1);
	mother.key = (struct key){ { 9, 1 } }, father.key = (struct key){ { 9, 2 } }, dead.key = (struct key){ { 9, 3 } };
	world_put(w, THING_ADULT, &mother);
	world_put(w, THING_ADULT, &father);
	world_put(w, THING_ADULT, &dead);
	mobile.adult = home.adult = old.adult = mother.id;
	world_put(w, THING_ADULT_NUMBER, &mobile);
	world_put(w, THING_ADULT_NUMBER, &home);
	world_put(w, THING_ADULT_NUMBER, &old);
	c.pupil = AMARA;
	c.from_day = BEGIN;
	c.adult = father.id;
	c.priority = 2;
	c.relation = "father";
	c.do_not_contact = 1;
	c.court_order = "No contact: order of 3 May 2024";
	world_put(w, THING_CONTACT, &c);
	c = CONTACT_NEW;
	c.pupil = AMARA;
	c.from_day = BEGIN;
	c.adult = mother.id;
	c.priority = 1;
	c.relation = "mother";
	c.lives_with = c.parental_responsibility = 1;
	world_put(w, THING_CONTACT, &c);
	c.id = 0;
	c.adult = dead.id;
	c.priority = 3;
	world_put(w, THING_CONTACT, &c);
	as(w, "ann");
	struct pupil_page p = page_open(w, AMARA);

	assert_int_equal(p.contact_count, 2);
	assert_string_equal(p.contacts[0].name, "Mrs Ngozi Okafor");
	assert_string_equal(p.contacts[0].numbers, "mobile 07700 900123, home 01234 567890");
	assert_true(p.contacts[0].lives_with && p.contacts[0].parental_responsibility && !p.contacts[0].do_not_contact);
	assert_null(p.contacts[0].order);
	assert_string_equal(p.contacts[1].name, "Obi Okafor");
	assert_string_equal(p.contacts[1].numbers, "");
	assert_true(p.contacts[1].do_not_contact);
	assert_string_equal(p.contacts[1].order, "No contact: order of 3 May 2024");
	pupil_page_finish(&p);
	as(w, "ina"); /* parents and their numbers are in the admission register, which an inspector reads (PR24 reg 8) */
	p = page_open(w, AMARA);
	assert_true(p.sees_contacts);
	assert_int_equal(p.contact_count, 2);
	pupil_page_finish(&p);
}

static void page_refused(struct world *w)
{
	struct pupil_page p;

	as(w, "tom");
	assert_refused(office_pupil_page_open(w->o, FINN, DAY_NONE, &p, &w->e), "not in one of your classes");
	as(w, "gus");
	assert_refused(office_pupil_page_open(w->o, AMARA, DAY_NONE, &p, &w->e), "Gus Vale may not see pupils' figures");
	as(w, "ann");
	assert_refused(office_pupil_page_open(w->o, AMARA, day_of(2027, 9, 1), &p, &w->e), "That school year has not begun");
	assert_int_equal(office_pupil_page_open(w->o, 99, DAY_NONE, &p, &w->e), -EINVAL);
	assert_done(office_pupil_page_open(w->o, AMARA, day_of(2025, 9, 1), &p, &w->e));
	assert_int_equal(p.to.n, day_of(2026, 8, 31).n);
	assert_int_equal(tally_possible(&p.tally), 0);
	assert_int_equal(p.picture.weeks, 0);
	pupil_page_finish(&p);
}

/* THE REPORTS ---------------------------------------------------------------------------------------------------------------------- */

#define WISH ((struct report_wish){ .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 })

typedef int filler(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);

static struct report report_open(struct world *w, filler *fill, const struct report_wish *wish)
{
	struct report r = { 0 };

	assert_done(fill(w->o, wish, &r, &w->e));
	return r;
}

static void assert_report_refused(struct world *w, filler *fill, const struct report_wish *wish, const char *words)
{
	struct report r = { 0 };

	assert_refused(fill(w->o, wish, &r, &w->e), words);
	assert_int_equal(r.rows.count, 0);
}

/* The number of a step, and its words. */
static void assert_step(const struct report *r, const char *step, int64_t number, const char *words)
{
	for (int i = 0; i < r->rows.count; i++) {
		const struct cell *c = r->rows.items[i].cells;

		if (strcmp(c[0].text, step) != 0)
			continue;
		assert_int_equal(c[1].empty ? -1 : c[1].number, number);
		assert_string_equal(c[2].text, words);
		return;
	}
	fail_msg("no step %s", step);
}

static struct report working_of(struct world *w, const char *pupil)
{
	struct report_wish wish = WISH;

	wish.pupil = pupil;
	return report_open(w, report_fill_working, &wish);
}

static void working(struct world *w)
{
	marks_common(w);
	RUN(w, { CHLOE, day_of(2026, 11, 19), 1, 1, "X" }); /* four years old */
	as(w, "ann");
	struct report r = working_of(w, "101");
	assert_string_equal(r.title, "Working of the attendance of Amara Okafor, Tue 1 Sep 2026 to Fri 20 Nov 2026");
	assert_step(&r, "Sessions held", 144, "held by the school in this time");
	assert_step(&r, "Not yet", 42, "still to come, or not closed yet");
	assert_step(&r, "Without a mark", 2, "closed, and in no figure until marked");
	assert_step(&r, "Possible", 100, "what is left");
	assert_step(&r, "Present", 90, "/ 45, \\ 45");
	assert_step(&r, "Approved educational activity", 0, "none");
	assert_step(&r, "Attended", 90, "90 of 100 (90.0%)");
	assert_step(&r, "Authorised absence", 10, "I 10");
	assert_step(&r, "Unauthorised absence", 0, "none");
	assert_step(&r, "Line of 95", 95, "90 of 100: 9,000 is less than 95 x 100 = 9,500, so below 95");
	assert_step(&r, "Line of 90", 90, "90 of 100: 9,000 is 90 x 100 = 9,000, not more, so at or below 90");
	assert_step(&r, "Line of 80", 80, "90 of 100: 9,000 is more than 80 x 100 = 8,000, so at or above 80");
	assert_step(&r, "Line of 50", 50, "90 of 100: 9,000 is more than 50 x 100 = 5,000, so over 50");
	assert_step(&r, "Band", -1, "80 to 90 (80 or more, 90 or less)");
	assert_step(&r, "Persistent absence", 100, "10 x 10 = 100 is exactly the 100 possible, so yes");
	assert_step(&r, "Severe absence", 20, "10 x 2 = 20 is less than the 100 possible, so no");
	assert_step(&r, "To fall below a line", 13, "13 more sessions missed in a row would make 90 of 113, below 80");
	assert_step(&r, "To come above a line", 1, "1 more session attended would make 91 of 101, over 90");
	report_finish(&r);
	r = working_of(w, "103");
	assert_step(&r, "Left out: X", 1, "X 1: Not of compulsory school age and not required to attend (not a possible attendance: "
		    "SI 2024/208 reg 10(3) table 3)");
	assert_step(&r, "Severe absence", 100, "50 x 2 = 100 is exactly the 100 possible, so yes");
	report_finish(&r);
	r = working_of(w, "104"); /* joins at noon today */
	assert_step(&r, "Not on the roll", 103, "before joining or after leaving");
	assert_step(&r, "Possible", 0, "what is left");
	assert_step(&r, "Band", -1, "nothing was possible, so no band");
	report_finish(&r);
}

static void working_for_whom(struct world *w)
{
	struct report_wish school = WISH, oak = WISH, finn = WISH, amara = WISH;
	struct report r;

	oak.group = "Oak";
	finn.pupil = "106";
	amara.pupil = "101";
	marks_common(w);
	as(w, "tom");
	r = report_open(w, report_fill_working, &school);
	assert_string_equal(r.title, "Working of the attendance of your classes, Tue 1 Sep 2026 to Fri 20 Nov 2026");
	assert_step(&r, "Possible", 350, "what is left");
	report_finish(&r);
	assert_report_refused(w, report_fill_working, &finn, "That pupil is not in one of your classes");
	school.year = "9";
	assert_report_refused(w, report_fill_working, &school, "No pupil is in a year 9. The years there are: R, 1, 2.");
	school.year = "2";
	r = report_open(w, report_fill_working, &school);
	assert_string_equal(r.title, "Working of the attendance of your classes, Year 2, Tue 1 Sep 2026 to Fri 20 Nov 2026");
	assert_step(&r, "Possible", 250, "what is left");
	report_finish(&r);
	school.year = NULL;
	as(w, "gus");
	r = report_open(w, report_fill_working, &school); /* what was left out, by its codes, is told to nobody who sees no names */
	assert_step(&r, "Possible", 495, "sessions in all");
	report_finish(&r);
	assert_report_refused(w, report_fill_working, &oak, "That class or year is not shown to you");
	assert_report_refused(w, report_fill_working, &amara, "Figures of fewer than 6 pupils");
	as(w, "ada");
	assert_report_refused(w, report_fill_working, &school, "may not see the school's figures");
}

/* "Willow 5 350 271 3 1" a row: name, pupils, possible, attended, persistent, severe. */
static void assert_school(struct world *w, const struct report_wish *wish, const char *want)
{
	struct report r = report_open(w, report_fill_school, wish);

	buf_reset(&w->said);
	for (int i = 0; i < r.rows.count; i++) {
		const struct cell *c = r.rows.items[i].cells;

		buf_printf(&w->said, "%s%s %d %d %d %d %d", i > 0 ? ", " : "", c[1].text, (int)c[2].number, (int)c[3].number, (int)c[4].number, (int)c[9].number,
			   (int)c[10].number);
	}
	assert_string_equal(buf_string(&w->said), want);
	report_finish(&r);
}

static void school(struct world *w)
{
	struct membership_row oak = MEMBERSHIP_NEW;
	struct report_wish wish = WISH;

	marks_common(w);
	as(w, "ann");
	assert_school(w, &wish, "The school 7 495 403 3 1, Oak 2 145 132 0 0, Willow 5 350 271 3 1, Reception 1 100 50 1 1, Year 1 2 145 132 0 0, "
				"Year 2 4 250 221 2 0");
	/* Gia was in Willow until Fri 9 Oct: a session counts where she was then */
	oak.pupil = GIA;
	oak.roll_group = OAK;
	oak.weekdays = 31;
	oak.sessions = 3;
	oak.from_day = day_of(2026, 10, 12);
	world_put(w, THING_MEMBERSHIP, &oak);
	oak.id = GIA; /* her first row */
	oak.roll_group = WILLOW;
	oak.from_day = day_of(2026, 9, 1);
	oak.to_day = day_of(2026, 10, 9);
	world_put(w, THING_MEMBERSHIP, &oak);
	assert_school(w, &wish, "The school 7 495 403 3 1, Oak 2 89 82 0 0, Willow 6 406 321 4 1, Reception 1 100 50 1 1, Year 1 2 145 132 0 0, "
				"Year 2 4 250 221 2 0");
	wish.pupil = "101";
	assert_int_equal(report_fill_school(w->o, &wish, &(struct report){ 0 }, &w->e), -EINVAL);
	wish.pupil = NULL;
	as(w, "gus"); /* no class but Willow has six, and of Willow alone Oak would be known; nor is told that three and one are much absent, or that one
		     of the seven has no possible session */
	assert_school(w, &wish, "The school 6 495 403 0 0");
	as(w, "tom");
	assert_school(w, &wish, "Your classes 6 406 321 4 1, Willow 6 406 321 4 1, Reception 1 100 50 1 1, Year 1 1 56 50 1 0, Year 2 4 250 221 2 0");
}

static int rows_in_bands(struct world *w, const struct report_wish *wish)
{
	struct report r = report_open(w, report_fill_bands, wish);
	int rows = r.rows.count;

	report_finish(&r);
	return rows;
}

static void report_narrowed(struct world *w)
{
	struct pupil_flag_row fsm = { .pupil = BEN, .flag = "fsm", .value = "yes", .from_day = BEGIN, .to_day = DAY_NONE };
	struct report_wish wish = WISH;

	marks_common(w);
	as(w, "ann");
	wish.flag = "fsm";
	assert_report_refused(w, report_fill_bands, &wish, "the roll says nothing of groups yet");
	world_put(w, THING_PUPIL_FLAG, &fsm);
	assert_int_equal(rows_in_bands(w, &wish), 1);
	wish.flag = "eal";
	assert_report_refused(w, report_fill_bands, &wish, "There is no group of pupils eal. There are: fsm.");
	wish = WISH;
	wish.year = "Year 1";
	assert_int_equal(rows_in_bands(w, &wish), 2);
	wish.year = "R";
	assert_int_equal(rows_in_bands(w, &wish), 1);
	wish.year = "9";
	assert_report_refused(w, report_fill_bands, &wish, "No pupil is in a year 9. The years there are: R, 1, 2.");
	wish.year = "first";
	assert_report_refused(w, report_fill_bands, &wish, "No pupil is in a year first. The years there are: R, 1, 2.");
	wish = WISH;
	wish.within = 1;
	assert_int_equal(rows_in_bands(w, &wish), 5);
	wish.within = 2;
	assert_int_equal(rows_in_bands(w, &wish), 6);
	wish.within = -1;
	assert_int_equal(report_fill_bands(w->o, &wish, &(struct report){ 0 }, &w->e), -EINVAL);
	wish = WISH;
	wish.pupil = "101";
	assert_int_equal(rows_in_bands(w, &wish), 1);
}

static const struct world_case cases[] = {
	{ "bands: the lowest first, as fractions, then by name", order },
	{ "bands: figures", figures },
	{ "bands: filters, and what they leave alone", filters },
	{ "bands: the roll is read anew when it changes", roll_changes },
	{ "bands: who sees what", who_sees_what },
	{ "a pupil's page", page },
	{ "the picture of a year", picture },
	{ "a Saturday is a row where one is held", saturday },
	{ "the sentence: terms, and the weekday that says something", sentence },
	{ "the year of who begins in August", year_from_august },
	{ "left, and back again", left_and_back },
	{ "a boarder, and a child merged with another", in_no_figure },
	{ "contacts, for whom and in what order", contacts },
	{ "the working of a pupil's figure, step by step", working },
	{ "whose figures show their working to whom", working_for_whom },
	{ "the school by class and year, each session where the pupil was", school },
	{ "bands by year, group and nearness, and words that nobody knows", report_narrowed },
	{ "pages refused, and a year gone by", page_refused },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "office/bands");
}
