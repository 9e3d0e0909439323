#include "rows.h"

#include <errno.h>

#include "office/calls.h"
#include "office/export.h"
#include "office/pupils.h"
#include "office/reports.h"
#include "office/school.h"
#include "office/today.h"
#include "store/store.h"
#include "world.h"

#define NEXT_FRIDAY day_of(2026, 11, 27)
#define NO_LEAVE (struct leave_wish){ .to = DAY_NONE, .to_session = -1, .evidence = DAY_NONE, .social_worker_told = DAY_NONE, .virtual_school_told = DAY_NONE }
#define NO_SPELL (struct spell_wish){ .from = DAY_NONE, .from_session = -1, .review = DAY_NONE, .to = DAY_NONE }

static int64_t act;

static void fresh(struct world *w)
{
	buf_reset(&w->said);
	err_clear(&w->e);
	act = -1;
}

static int leave(struct world *w, int64_t pupil, const struct leave_wish *wish)
{
	fresh(w);
	return office_pupil_leave(w->o, pupil, wish, NULL, &w->said, &act, &w->e);
}

/* To another school, on that day. */
static struct leave_wish moved_on(struct day to)
{
	struct leave_wish wish = NO_LEAVE;

	wish.to = to;
	wish.ground = "a";
	wish.destination = "Hill School, Long Lane";
	return wish;
}

static int stay(struct world *w, int64_t pupil)
{
	fresh(w);
	return office_pupil_stay(w->o, pupil, "changed their minds", &w->said, &act, &w->e);
}

static int come_back(struct world *w, int64_t pupil, const struct spell_wish *wish, const char *group)
{
	fresh(w);
	return office_pupil_return(w->o, pupil, wish, group, SESSION_ANY_YEAR, &w->said, &act, &w->e);
}

static int status(struct world *w, int64_t pupil, const struct spell_wish *wish)
{
	fresh(w);
	return office_pupil_status(w->o, pupil, wish, NULL, &w->said, &act, &w->e);
}

static int elsewhere(struct world *w, int64_t pupil, const struct elsewhere_wish *wish)
{
	fresh(w);
	return office_pupil_elsewhere(w->o, pupil, wish, &w->said, &act, &w->e);
}

static int undo(struct world *w, int64_t seq)
{
	fresh(w);
	return office_undo(w->o, seq, "entered by mistake", &w->said, &w->got, &w->e);
}

static void flag(struct world *w, int64_t pupil, const char *name)
{
	struct pupil_flag_row row = PUPIL_FLAG_NEW;

	row.pupil = pupil;
	row.flag = name;
	row.value = "yes";
	row.from_day = day_of(2026, 9, 1);
	world_put(w, THING_PUPIL_FLAG, &row);
}

/* WHAT STANDS, read as another program would */

static struct store *reader(struct world *w)
{
	struct store *st;

	assert_done(store_open(w->directory, &st, &w->e));
	return st;
}

/* Spells, places and sessions elsewhere of a pupil, a line each. */
static const char *rows_of(struct world *w, int64_t pupil)
{
	static char text[2000];
	struct arena a = { 0 };
	struct store *st = reader(w);
	struct enrolment_row *spells;
	struct membership_row *places;
	struct elsewhere_row *agreed;
	struct buf b = { 0 };
	char from[DAY_TEXT], to[DAY_TEXT];
	int n = store_enrolments_of_pupil(st, pupil, &a, &spells);

	for (int i = 0; i < n; i++)
		buf_printf(&b, "%s %s %s..%s%s %s\n", spells[i].kind, spells[i].from_session ? "pm" : "am", day_iso(spells[i].from_day, from),
			   day_iso(spells[i].to_day, to), spells[i].to_session == SESSION_AM ? " am" : "", spells[i].ground ? spells[i].ground : "-");
	n = store_memberships_of_pupil(st, pupil, &a, &places);
	for (int i = 0; i < n; i++)
		buf_printf(&b, "group %d %s..%s\n", (int)places[i].roll_group, day_iso(places[i].from_day, from), day_iso(places[i].to_day, to));
	n = store_elsewhere_of_pupil(st, pupil, &a, &agreed);
	for (int i = 0; i < n; i++)
		buf_printf(&b, "%s at %s %s..%s\n", agreed[i].code, agreed[i].place, day_iso(agreed[i].from_day, from), day_iso(agreed[i].to_day, to));
	snprintf(text, sizeof text, "%s", buf_string(&b));
	buf_finish(&b);
	arena_finish(&a);
	store_close(st);
	return text;
}

static void holds(struct world *w)
{
	struct arena a = { 0 };
	struct store *st = reader(w);
	struct verify_result result = { 0 };

	assert_int_equal(store_verify(st, &a, &result), 0);
	if (!result.ok)
		print_error("verify: %s\n", result.faults.count ? result.faults.items[0] : "?");
	assert_true(result.ok);
	vec_finish(&result.faults);
	arena_finish(&a);
	store_close(st);
}

static bool is_due(struct world *w, int64_t pupil, struct day day, enum session session)
{
	struct arena a = { 0 };
	struct store *st = reader(w);
	struct due_row *due;
	int n = store_due(st, day, session, 0, &a, &due);
	bool found = false;

	for (int i = 0; i < n; i++)
		found |= due[i].pupil == pupil;
	arena_finish(&a);
	store_close(st);
	return found;
}

/* LEAVING */

static void not_backdated(struct world *w)
{
	struct leave_wish wish = moved_on(day_of(2026, 11, 19));

	as(w, "ann");
	assert_refused(leave(w, AMARA, &wish), "No deletion is backdated");
	wish.to = TODAY;
	assert_done(leave(w, AMARA, &wish));
	assert_string_equal(rows_of(w, AMARA), "single am 2026-09-01..2026-11-20 a\ngroup 1 2026-09-01..2026-11-20\n");
	assert_words(buf_string(&w->said), "Deletion return to the local authority: by Fri 20 Nov 2026");
	assert_true(is_due(w, AMARA, TODAY, SESSION_PM));
	assert_false(is_due(w, AMARA, day_of(2026, 11, 23), SESSION_AM));
	int64_t leaving = act;
	assert_done(undo(w, leaving));
	assert_string_equal(rows_of(w, AMARA), "single am 2026-09-01.. -\ngroup 1 2026-09-01..\n");
	holds(w);
}

static void at_noon(struct world *w)
{
	struct leave_wish wish = moved_on(TODAY);

	as(w, "ann");
	at(w, "2026-11-20T13:10");
	assert_done(mark(w, WILLOW_PM, AMARA, "/", NULL));
	wish.to_session = SESSION_AM;
	assert_done(leave(w, AMARA, &wish));
	assert_words(buf_string(&w->said), "last on the roll in the morning of Fri 20 Nov 2026");
	assert_words(buf_string(&w->said), "1 mark stands behind that, in the record and in no figure:\n  \\ in the afternoon of Fri 20 Nov 2026\n");
	assert_true(is_due(w, AMARA, TODAY, SESSION_AM));
	assert_false(is_due(w, AMARA, TODAY, SESSION_PM));
	assert_string_equal(stands(w, WILLOW_PM, AMARA), "\\");
}

/* Figures of a pupil of TODAY. */
static int possible(struct world *w, int64_t pupil)
{
	char number[8];
	struct report_wish wish = { .date = DAY_NONE, .from = day_of(2026, 9, 1), .to = TODAY, .session = -1, .pupil = number };
	struct report r = { 0 };
	int sum = -1;

	snprintf(number, sizeof number, "10%d", (int)pupil);
	assert_done(report_fill_statistics(w->o, &wish, &r, &w->e));
	for (int i = 0; i < r.column_count; i++)
		if (strcmp(r.columns[i].name, "possible") == 0)
			sum = (int)r.rows.items[0].cells[i].number;
	report_finish(&r);
	return sum;
}

static void figures_end_with_it(struct world *w)
{
	struct leave_wish wish = moved_on(TODAY);

	as(w, "ann");
	at(w, "2026-11-20T13:20");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", "late entry"));
	assert_done(mark(w, WILLOW_PM, AMARA, "I", "late entry"));
	assert_int_equal(possible(w, AMARA), 2);
	wish.to_session = SESSION_AM;
	assert_done(leave(w, AMARA, &wish));
	assert_int_equal(possible(w, AMARA), 1);
}

static void changed_and_taken_back(struct world *w)
{
	struct leave_wish wish = moved_on(NEXT_FRIDAY);
	struct membership_row later = MEMBERSHIP_NEW;

	as(w, "ann");
	later.pupil = AMARA; /* a place of the next school year, made ahead */
	later.roll_group = OAK;
	later.weekdays = 31;
	later.sessions = 3;
	later.from_day = day_of(2027, 9, 1);
	world_put(w, THING_MEMBERSHIP, &later);
	assert_done(leave(w, AMARA, &wish));
	assert_string_equal(rows_of(w, AMARA), "single am 2026-09-01..2026-11-27 a\ngroup 1 2026-09-01..2026-11-27\n");
	wish.to = day_of(2026, 12, 4);
	assert_done(leave(w, AMARA, &wish));
	assert_words(buf_string(&w->said), "on Fri 4 Dec 2026 (was Fri 27 Nov 2026)");
	assert_string_equal(rows_of(w, AMARA), "single am 2026-09-01..2026-12-04 a\ngroup 1 2026-09-01..2026-12-04\n");
	int64_t second = act;
	assert_done(leave(w, AMARA, &wish));
	assert_int_equal(act, 0); /* said again, it is no act */
	assert_done(undo(w, second));
	assert_string_equal(rows_of(w, AMARA), "single am 2026-09-01..2026-11-27 a\ngroup 1 2026-09-01..2026-11-27\n");
	assert_done(leave(w, AMARA, &wish));
	assert_done(stay(w, AMARA));
	assert_string_equal(rows_of(w, AMARA), "single am 2026-09-01.. -\ngroup 1 2026-09-01..\ngroup 2 2027-09-01..\n");
	int64_t stayed = act;
	assert_done(stay(w, AMARA));
	assert_int_equal(act, 0);
	assert_done(undo(w, stayed));
	assert_string_equal(rows_of(w, AMARA), "single am 2026-09-01..2026-12-04 a\ngroup 1 2026-09-01..2026-12-04\n");
	holds(w);
}

static void past_is_past(struct world *w)
{
	struct leave_wish wish = moved_on(TODAY);

	as(w, "ann");
	assert_refused(stay(w, ED), "Ed Left is not on the roll: the last day was Fri 13 Nov 2026");
	assert_refused(leave(w, ED, &wish), "Ed Left is not on the roll");
	assert_done(leave(w, AMARA, &wish));
	at(w, "2026-11-23T08:30");
	assert_refused(stay(w, AMARA), "the last day was Fri 20 Nov 2026");
}

static void only_the_office(struct world *w)
{
	struct leave_wish wish = moved_on(NEXT_FRIDAY);
	struct spell_wish spell = NO_SPELL;

	as(w, "tom");
	assert_refused(leave(w, AMARA, &wish), "may not");
	assert_refused(stay(w, AMARA), "may not");
	assert_refused(come_back(w, ED, &spell, "Willow"), "may not");
	assert_refused(status(w, AMARA, &spell), "may not");
	assert_refused(elsewhere(w, AMARA, &(struct elsewhere_wish){ .place = "Hill School", .from = DAY_NONE, .to = DAY_NONE }), "may not");
	fresh(w);
	assert_refused(office_pupil_died(w->o, AMARA, TODAY, &w->said, &act, &w->e), "may not");
	assert_refused(office_pupil_return_made(w->o, AMARA, false, TODAY, &act, &w->e), "may not");
	assert_string_equal(rows_of(w, AMARA), "single am 2026-09-01.. -\ngroup 1 2026-09-01..\n");
}

/* A child who was to start does not come: no ground. */
static void not_coming(struct world *w)
{
	struct leave_wish wish = NO_LEAVE;
	struct spell_wish spell = NO_SPELL;

	as(w, "ann");
	spell.from = day_of(2026, 11, 30);
	assert_done(come_back(w, ED, &spell, "Oak"));
	assert_done(leave(w, ED, &wish));
	assert_words(buf_string(&w->said), "no ground is needed");
	assert_string_equal(rows_of(w, ED), "single am 2026-09-01..2026-11-13 -\ngroup 1 2026-09-01..2026-11-13\n");
}

/* WHAT A GROUND ASKS FOR: each row, with one thing there too few, is refused by it; with all of it, taken. */

struct ground_row {
	const char *name, *ground;
	int64_t pupil;
	const char *destination, *enquiries, *consent, *address;
	bool evidence;
	const char *refused; /* NULL: taken */
};
static const struct ground_row ground_rows[] = {
	{ "no ground", NULL, AMARA, "Hill School", .refused = "Missing: the ground (PR24 reg 9(1))" },
	{ "a without a destination", "a", AMARA, .refused = "Missing: the destination" },
	{ "a with a destination", "A", AMARA, "Hill School" },
	{ "c without consent", "c", AMARA, "Hill School", .refused = "Missing: the consent" },
	{ "c with consent", "c", AMARA, "Hill School", NULL, "Hill School, 18 November" },
	{ "d without a day", "d", AMARA, "Hill School", .refused = "Missing: the day of what shows it" },
	{ "d with a day", "d", AMARA, "Hill School", .evidence = true },
	{ "f without the letter's day", "f", AMARA, .refused = "Missing: the day of what shows it" },
	{ "f with the letter's day", "f", AMARA, .evidence = true },
	{ "g without an address", "g", AMARA, "Hill School", .refused = "Missing: the new address" },
	{ "g with an address", "g", AMARA, NULL, NULL, NULL, "1 Far Road, Leeds" },
	{ "h without enquiries", "h", AMARA, .refused = "Missing: the enquiries" },
	{ "h with enquiries", "h", AMARA, NULL, "home visit and authority, 17 November" },
	{ "o with a certificate", "o", AMARA, .evidence = true },
	{ "na for a child of compulsory age", "na", AMARA, "Hill School", .refused = "Ground na is not for Amara Okafor, who is of compulsory" },
	{ "a for a child below it", "a", CHLOE, "Hill School", .refused = "Ground a is not for Chloé Dunn, who is not of compulsory" },
	{ "na for a child below it", "na", CHLOE, "Hill School" },
	{ "nc without a day", "nc", CHLOE, .refused = "Missing: the day of what shows it" },
	{ "no such ground", "q", AMARA, "Hill School", .refused = "There is no ground q" },
	{ "j is entered as a death", "j", AMARA, .refused = "enter the death instead" },
};

static void ground_row(void **state)
{
	const struct ground_row *row = *state;
	struct world world, *w = &world;
	struct leave_wish wish = NO_LEAVE;

	world_make(w, false);
	as(w, "ann");
	wish.to = NEXT_FRIDAY;
	wish.ground = row->ground;
	wish.destination = row->destination;
	wish.enquiries = row->enquiries;
	wish.consent = row->consent;
	wish.new_address = row->address;
	wish.evidence = row->evidence ? day_of(2026, 11, 17) : DAY_NONE;
	wish.dry = true;
	int dry = leave(w, row->pupil, &wish);
	assert_true(act <= 0); /* nothing is written */
	wish.dry = false;
	int r = leave(w, row->pupil, &wish);
	assert_int_equal(dry, r);
	if (row->refused) {
		assert_int_equal(r, -EPERM);
		buf_text(&w->said, w->e.text);
		assert_words(buf_string(&w->said), row->refused);
	} else {
		assert_done(r);
		assert_true(act > 0);
	}
	world_end(w);
}

static void told_first(struct world *w)
{
	struct leave_wish wish = moved_on(NEXT_FRIDAY);

	as(w, "ann");
	flag(w, AMARA, "social_worker");
	flag(w, AMARA, "looked_after");
	assert_refused(leave(w, AMARA, &wish), "Amara Okafor cannot leave yet: 2 things");
	assert_words(buf_string(&w->said), "Missing: the day on which the social worker was told");
	assert_words(buf_string(&w->said), "Missing: the day on which the virtual school was told");
	wish.social_worker_told = TODAY;
	assert_refused(leave(w, AMARA, &wish), "1 thing must");
	wish.virtual_school_told = day_of(2026, 11, 21);
	assert_refused(leave(w, AMARA, &wish), "still to come");
	wish.virtual_school_told = day_of(2026, 11, 19);
	assert_done(leave(w, AMARA, &wish));
}

static void asks_of_home_education(struct world *w)
{
	struct leave_wish wish = NO_LEAVE;

	as(w, "ann");
	wish.to = NEXT_FRIDAY;
	wish.ground = "f";
	wish.evidence = TODAY;
	assert_done(leave(w, AMARA, &wish));
	assert_words(buf_string(&w->said), "enter the authority's consent first");
}

/* A guest, and a leaver of the oldest class when its last term ends, ask for no return. */
static void guest_goes(struct world *w)
{
	struct leave_wish wish = NO_LEAVE;
	struct spell_wish spell = NO_SPELL;

	as(w, "ann");
	spell.kind = "guest";
	spell.other_school = "Hill School";
	assert_done(status(w, AMARA, &spell));
	wish.to = NEXT_FRIDAY;
	assert_done(leave(w, AMARA, &wish));
	assert_null(strstr(buf_string(&w->said), "return"));
}

static void end_of_the_last_term(struct world *w)
{
	struct leave_wish wish = moved_on(day_of(2026, 12, 18));

	as(w, "ann");
	assert_done(leave(w, AMARA, &wish)); /* the oldest here are year 2, and the calendar ends that day */
	assert_words(buf_string(&w->said), "No deletion return is due: the most senior class");
	wish.to = day_of(2026, 12, 17);
	assert_done(leave(w, AMARA, &wish));
	assert_words(buf_string(&w->said), "Deletion return to the local authority: by Thu 17 Dec 2026");
	wish.to = day_of(2026, 12, 18);
	assert_done(leave(w, GIA, &wish));
	assert_words(buf_string(&w->said), "Deletion return to the local authority");
}

/* 20 SCHOOL DAYS: to Thu 19 Nov 2026 they begin on Thu 15 Oct (half-term, and Monday 9 November shut unexpectedly). */

static int ground_i(struct world *w, int64_t pupil)
{
	struct leave_wish wish = NO_LEAVE;

	wish.ground = "i";
	wish.enquiries = "home visits, and the authority's officer, found nobody";
	return leave(w, pupil, &wish);
}

static void twenty_days(struct world *w)
{
	as(w, "ann");
	RUN(w, { AMARA, day_of(2026, 10, 15), 40, 40, "N" });
	assert_done(ground_i(w, AMARA));
}

static void nineteen_days(struct world *w)
{
	as(w, "ann");
	RUN(w, { AMARA, day_of(2026, 10, 15), 40, 1, "L" });
	RUN(w, { BEN, day_of(2026, 10, 14), 2, 0, "N" }, { BEN, day_of(2026, 10, 16), 38, 38, "O" });
	assert_refused(ground_i(w, AMARA), "There are 0: \\ in the afternoon of Thu 19 Nov 2026");
	assert_refused(ground_i(w, BEN), "There are 19: no mark in the afternoon of Thu 15 Oct 2026");
}

static void late_after_the_close_breaks_it(struct world *w)
{
	as(w, "ann");
	RUN(w, { AMARA, day_of(2026, 10, 15), 2, 2, "G" }, { AMARA, day_of(2026, 10, 16), 1, 1, "U" });
	for (struct day d = day_of(2026, 10, 19); d.n <= day_of(2026, 11, 19).n; d = day_add(d, 1))
		if (day_weekday(d) < 5 && !day_within(d, day_of(2026, 10, 26), day_of(2026, 10, 30)) && d.n != day_of(2026, 11, 9).n)
			RUN(w, { AMARA, d, 2, 2, d.n % 2 ? "G" : "N" });
	RUN(w, { AMARA, day_of(2026, 10, 20), 0, 0, "N" });
	assert_refused(ground_i(w, AMARA), "There are 18: no mark in the afternoon of Fri 16 Oct 2026");
	RUN(w, { BEN, day_of(2026, 10, 16), 2, 2, "U" }, { BEN, day_of(2026, 10, 19), 36, 36, "N" });
	assert_refused(ground_i(w, BEN), "There are 18: U in the afternoon of Fri 16 Oct 2026");
}

static void short_on_the_roll(struct world *w)
{
	as(w, "ann");
	assert_refused(ground_i(w, DEV), "There are 0: Dev Rao was not on the roll before");
}

/* COMING BACK */

static void after_three_years(struct world *w)
{
	struct leave_wish wish = moved_on(TODAY);
	struct spell_wish spell = NO_SPELL;
	struct term_row term = { .name = "Autumn", .from_day = day_of(2029, 9, 3), .to_day = day_of(2029, 12, 20) };
	struct register_view v;

	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	assert_done(leave(w, AMARA, &wish));
	world_put(w, THING_TERM, &term);
	at(w, "2029-11-20T08:30");
	int before = possible(w, AMARA);
	spell.from = day_of(2029, 11, 19);
	assert_refused(come_back(w, AMARA, &spell, NULL), "In which class");
	assert_done(come_back(w, AMARA, &spell, "Oak"));
	assert_words(buf_string(&w->said), "Amara Okafor is back from Mon 19 Nov 2029, in Oak, Year 6");
	assert_words(buf_string(&w->said), "On the roll before: Tue 1 Sep 2026 to Fri 20 Nov 2026, ground a.\nLeft then for: Hill School, Long Lane\n");
	assert_words(buf_string(&w->said), "2 sessions held since then are without a mark");
	assert_words(buf_string(&w->said), "New-pupil return to the local authority: by Sun 25 Nov 2029");
	int64_t back = act;
	assert_string_equal(rows_of(w, AMARA), "single am 2026-09-01..2026-11-20 a\nsingle am 2029-11-19.. -\n"
					       "group 1 2026-09-01..2026-11-20\ngroup 2 2029-11-19..\n");
	assert_int_equal(possible(w, AMARA), before);
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e)); /* of 2026 */
	assert_int_equal(v.count, 3);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "/");
	register_view_finish(&v);
	assert_true(is_due(w, AMARA, day_of(2029, 11, 20), SESSION_AM));
	assert_false(is_due(w, AMARA, day_of(2028, 11, 20), SESSION_AM));
	assert_refused(come_back(w, AMARA, &spell, "Oak"), "is on the roll since Mon 19 Nov 2029");
	assert_done(undo(w, back));
	assert_string_equal(rows_of(w, AMARA), "single am 2026-09-01..2026-11-20 a\ngroup 1 2026-09-01..2026-11-20\n");
	holds(w);
}

static void no_overlap(struct world *w)
{
	struct spell_wish spell = NO_SPELL;
	struct leave_wish wish = moved_on(NEXT_FRIDAY);

	as(w, "ann");
	assert_refused(come_back(w, AMARA, &spell, "Oak"), "is on the roll since Tue 1 Sep 2026");
	spell.from = day_of(2026, 11, 13);
	assert_refused(come_back(w, ED, &spell, "Willow"), "until Fri 13 Nov 2026");
	assert_done(leave(w, AMARA, &wish));
	spell.from = NEXT_FRIDAY;
	assert_refused(come_back(w, AMARA, &spell, "Oak"), "is on the roll until Fri 27 Nov 2026");
	spell.from = day_of(2027, 1, 4);
	assert_done(come_back(w, AMARA, &spell, "Oak"));
	assert_refused(stay(w, AMARA), "to come back on Mon 4 Jan 2027");
}

static void most_junior_class(struct world *w)
{
	struct spell_wish spell = NO_SPELL;
	struct term_row term = { .name = "Autumn", .from_day = day_of(2027, 9, 3), .to_day = day_of(2027, 12, 20) };
	struct leave_wish wish = NO_LEAVE;

	as(w, "ann");
	world_put(w, THING_TERM, &term);
	wish.ground = "na";
	wish.destination = "Hill School";
	assert_done(leave(w, CHLOE, &wish));
	spell.from = day_of(2027, 9, 3);
	fresh(w);
	assert_done(office_pupil_return(w->o, CHLOE, &spell, "Willow", 0, &w->said, &act, &w->e));
	assert_words(buf_string(&w->said), "No new-pupil return is due");
	assert_done(undo(w, act));
	spell.from = day_of(2027, 9, 6);
	fresh(w);
	assert_done(office_pupil_return(w->o, CHLOE, &spell, "Willow", 0, &w->said, &act, &w->e));
	assert_words(buf_string(&w->said), "New-pupil return to the local authority: by Sat 11 Sep 2027");
}

static void returns_made(struct world *w)
{
	struct leave_wish wish = moved_on(TODAY);
	struct arena a = { 0 };
	struct enrolment_row *rows;

	as(w, "ann");
	fresh(w);
	assert_refused(office_pupil_return_made(w->o, AMARA, true, TODAY, &act, &w->e), "No last day is set for Amara Okafor");
	assert_refused(office_pupil_return_made(w->o, AMARA, false, day_of(2026, 11, 21), &act, &w->e), "still to come");
	assert_done(office_pupil_return_made(w->o, AMARA, false, DAY_NONE, &act, &w->e));
	assert_done(leave(w, AMARA, &wish));
	assert_done(office_pupil_return_made(w->o, AMARA, true, TODAY, &act, &w->e));
	struct store *st = reader(w);
	assert_int_equal(store_enrolments_of_pupil(st, AMARA, &a, &rows), 1);
	assert_int_equal(rows[0].joined_return_day.n, TODAY.n);
	assert_int_equal(rows[0].left_return_day.n, TODAY.n);
	store_close(st);
	assert_done(undo(w, act));
	st = reader(w);
	assert_int_equal(store_enrolments_of_pupil(st, AMARA, &a, &rows), 1);
	assert_true(day_is_none(rows[0].left_return_day));
	arena_finish(&a);
	store_close(st);
}

/* STATUS */

static void dual_from_november(struct world *w)
{
	struct spell_wish spell = NO_SPELL;

	as(w, "ann");
	spell.kind = "main";
	spell.from = day_of(2026, 11, 2);
	spell.other_school = "Hill School";
	spell.other_school_contact = "Pat Lee, 01632 960001";
	spell.arrangement = "dual registration";
	assert_done(status(w, AMARA, &spell));
	int64_t changed = act;
	assert_string_equal(rows_of(w, AMARA), "single am 2026-09-01..2026-11-01 -\nmain am 2026-11-02.. -\ngroup 1 2026-09-01..\n");
	assert_true(is_due(w, AMARA, day_of(2026, 10, 30), SESSION_PM));
	assert_true(is_due(w, AMARA, day_of(2026, 11, 2), SESSION_AM));
	struct register_view v;
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	assert_int_equal(v.count, 3); /* two spells that touch are one pupil */
	register_view_finish(&v);
	spell.from = day_of(2026, 11, 2);
	assert_done(status(w, AMARA, &spell));
	assert_int_equal(act, 0);
	spell.from = TODAY; /* the kind is that already: no start is moved behind anybody's back */
	assert_done(status(w, AMARA, &spell));
	assert_int_equal(act, 0);
	assert_words(buf_string(&w->said), "The start, Mon 2 Nov 2026, is past and stays.");
	assert_done(undo(w, changed));
	assert_string_equal(rows_of(w, AMARA), "single am 2026-09-01.. -\ngroup 1 2026-09-01..\n");
	holds(w);
}

static int keep_bytes(void *ctx, const char *bytes, size_t n, struct err *e)
{
	(void)e;
	buf_put(ctx, bytes, n);
	return 0;
}

/* The starting day is that of the time on the roll, not of its last status. */
static void one_starting_day(struct world *w)
{
	struct export_wish file = { .kind = FILE_PUPILS, .from = DAY_NONE, .to = DAY_NONE };
	struct spell_wish spell = NO_SPELL;

	as(w, "ann");
	spell.kind = "main";
	spell.other_school = "Hill School";
	spell.from = day_of(2026, 11, 2);
	assert_done(status(w, AMARA, &spell));
	spell.kind = "subsidiary";
	spell.from = day_of(2026, 11, 9);
	assert_done(status(w, AMARA, &spell));
	buf_reset(&w->said);
	assert_done(office_export(w->o, &file, keep_bytes, &w->said, &act, &w->e));
	const char *row = strstr(buf_string(&w->said), "Okafor,Amara");
	assert_non_null(row);
	*strchr(row, '\n') = '\0';
	assert_words(row, ",2026-09-01,");
	assert_null(strstr(row, "2026-11"));
	assert_words(row, ",subsidiary,");
}

struct status_row {
	const char *name;
	int from_month, from_date, to_month, to_date;
	const char *want; /* NULL: refused with `refused` */
	const char *refused;
};
static const struct status_row status_rows[] = {
	{ "from the first day it is the same spell", 9, 1, 0, 0, "main am 2026-09-01.. -\n" },
	{ "before the first day", 8, 31, 0, 0, NULL, "on the roll since Tue 1 Sep 2026" },
	{ "from the second day there are two", 9, 2, 0, 0, "single am 2026-09-01..2026-09-01 -\nmain am 2026-09-02.. -\n" },
	{ "for some days there are three", 11, 2, 11, 27, "single am 2026-09-01..2026-11-01 -\nmain am 2026-11-02..2026-11-27 -\nsingle am 2026-11-28.. -\n" },
	{ "a last day before the first", 11, 2, 11, 1, NULL, "before the first" },
};

static void status_row(void **state)
{
	const struct status_row *row = *state;
	struct world world, *w = &world;
	struct spell_wish spell = NO_SPELL;
	char want[400];

	world_make(w, false);
	as(w, "ann");
	spell.kind = "main";
	spell.from = day_of(2026, row->from_month, row->from_date);
	spell.to = row->to_month ? day_of(2026, row->to_month, row->to_date) : DAY_NONE;
	int r = status(w, AMARA, &spell);
	if (row->want) {
		assert_done(r);
		snprintf(want, sizeof want, "%sgroup 1 2026-09-01..\n", row->want);
		assert_string_equal(rows_of(w, AMARA), want);
	} else {
		assert_true(r < 0);
		assert_words(w->e.text, row->refused);
	}
	world_end(w);
}

/* A leaving that was set stays with the last of the spells; leaving earlier ends all behind it. */
static void split_and_leave(struct world *w)
{
	struct spell_wish spell = NO_SPELL;
	struct leave_wish wish = moved_on(day_of(2026, 12, 18));

	as(w, "ann");
	assert_done(leave(w, AMARA, &wish));
	spell.kind = "subsidiary";
	spell.from = day_of(2026, 11, 30);
	assert_done(status(w, AMARA, &spell));
	assert_words(buf_string(&w->said), "Which other school?");
	assert_string_equal(rows_of(w, AMARA), "single am 2026-09-01..2026-11-29 -\nsubsidiary am 2026-11-30..2026-12-18 a\n"
					       "group 1 2026-09-01..2026-12-18\n");
	wish.to = NEXT_FRIDAY;
	assert_done(leave(w, AMARA, &wish));
	assert_string_equal(rows_of(w, AMARA), "single am 2026-09-01..2026-11-27 a\ngroup 1 2026-09-01..2026-11-27\n");
	holds(w);
}

/* Nobody leaves where a status ends: who is to leave on that very day leaves, and what would go on behind it goes. */
static void leave_on_the_cut(struct world *w)
{
	struct spell_wish spell = NO_SPELL;
	struct leave_wish wish = moved_on(day_of(2026, 11, 29));

	as(w, "ann");
	spell.kind = "main";
	spell.from = day_of(2026, 11, 30);
	assert_done(status(w, AMARA, &spell));
	assert_done(leave(w, AMARA, &wish));
	int64_t left = act;
	assert_null(strstr(buf_string(&w->said), "(was"));
	assert_string_equal(rows_of(w, AMARA), "single am 2026-09-01..2026-11-29 a\ngroup 1 2026-09-01..2026-11-29\n");
	/* put off, and both taken back: the status to come is there again */
	wish.to = day_of(2026, 12, 4);
	assert_done(leave(w, AMARA, &wish));
	assert_words(buf_string(&w->said), "(was Sun 29 Nov 2026)");
	assert_done(undo(w, act));
	assert_done(undo(w, left));
	assert_string_equal(rows_of(w, AMARA), "single am 2026-09-01..2026-11-29 -\nmain am 2026-11-30.. -\ngroup 1 2026-09-01..\n");
	holds(w);
}

/* A status to come is no start: another from a later day on leaves nobody off the roll between. */
static void status_behind_the_cut(struct world *w)
{
	struct spell_wish spell = NO_SPELL;

	as(w, "ann");
	spell.kind = "main";
	spell.from = day_of(2026, 11, 30);
	assert_done(status(w, AMARA, &spell));
	spell.kind = "subsidiary";
	spell.from = day_of(2026, 12, 7);
	assert_done(status(w, AMARA, &spell));
	assert_null(strstr(buf_string(&w->said), "starts on"));
	assert_string_equal(rows_of(w, AMARA), "single am 2026-09-01..2026-11-29 -\nmain am 2026-11-30..2026-12-06 -\nsubsidiary am 2026-12-07.. -\n"
					       "group 1 2026-09-01..\n");
	holds(w);
}

static void start_that_moves(struct world *w)
{
	struct spell_wish spell = NO_SPELL;

	as(w, "ann");
	spell.from = day_of(2026, 11, 30);
	assert_done(come_back(w, ED, &spell, "Oak"));
	spell.from = day_of(2026, 12, 7);
	spell.last_school = "Hill School, Long Lane";
	assert_done(status(w, ED, &spell));
	assert_words(buf_string(&w->said), "starts on Mon 7 Dec 2026 (was Mon 30 Nov 2026)");
	assert_string_equal(rows_of(w, ED), "single am 2026-09-01..2026-11-13 -\nsingle am 2026-12-07.. -\n"
					    "group 1 2026-09-01..2026-11-13\ngroup 2 2026-12-07..\n");
	spell.from = day_of(2026, 11, 13);
	assert_refused(status(w, ED, &spell), "until Fri 13 Nov 2026");
	spell = NO_SPELL;
	spell.kind = "part-time";
	assert_true(status(w, ED, &spell) < 0);
	assert_words(w->e.text, "There are: single, main, subsidiary and guest");
}

/* ELSEWHERE */

static const struct register_line *line_of(const struct register_view *v, int64_t pupil)
{
	for (int i = 0; i < v->count; i++)
		if (v->lines[i].pupil == pupil)
			return &v->lines[i];
	return NULL;
}

static void expected_d(struct world *w)
{
	struct elsewhere_wish wish = { .code = "D", .place = "Hill School", .weekdays = 1 << 4, .sessions = 1, .from = DAY_NONE, .to = DAY_NONE };
	struct register_view v;

	as(w, "ann");
	assert_done(elsewhere(w, AMARA, &wish));
	assert_words(buf_string(&w->said), "expected at Hill School (D): Fri, mornings.\nFrom Fri 20 Nov 2026.");
	int64_t agreed = act;
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	assert_int_equal(line_of(&v, AMARA)->expected, CODE_D);
	assert_int_equal(line_of(&v, AMARA)->mark, CODE_NONE);
	assert_int_equal(line_of(&v, BEN)->expected, CODE_NONE);
	register_view_finish(&v);
	assert_done(office_register_open(w->o, WILLOW_PM, &v, &w->e));
	assert_int_equal(line_of(&v, AMARA)->expected, CODE_NONE);
	register_view_finish(&v);
	assert_done(office_register_fill(w->o, WILLOW_AM, NULL, &w->got, &w->e));
	assert_int_equal(w->got.entries, 2);
	assert_int_equal(w->got.expected, 1);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "");
	assert_done(mark(w, WILLOW_AM, AMARA, "D", NULL));
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "D");
	assert_done(undo(w, agreed));
	assert_string_equal(rows_of(w, AMARA), "single am 2026-09-01.. -\ngroup 1 2026-09-01..\n");
}

static void elsewhere_ends(struct world *w)
{
	struct elsewhere_wish wish = { .code = "K", .place = "The Bridge", .weekdays = 3, .from = day_of(2026, 11, 2), .to = DAY_NONE };
	struct elsewhere_wish end = { .from = day_of(2026, 11, 23), .to = DAY_NONE, .remove = true };
	struct leave_wish leaving = moved_on(NEXT_FRIDAY);

	as(w, "ann");
	assert_done(elsewhere(w, AMARA, &wish));
	wish.place = "Hill School";
	assert_refused(elsewhere(w, AMARA, &wish), "is expected at The Bridge then");
	wish.code = "I";
	assert_refused(elsewhere(w, AMARA, &wish), "I is no code for learning at another place");
	assert_done(leave(w, AMARA, &leaving));
	assert_words(rows_of(w, AMARA), "K at The Bridge 2026-11-02..2026-11-27");
	assert_done(stay(w, AMARA));
	assert_words(rows_of(w, AMARA), "K at The Bridge 2026-11-02..\n");
	assert_done(elsewhere(w, AMARA, &end));
	assert_words(rows_of(w, AMARA), "K at The Bridge 2026-11-02..2026-11-22");
	end.from = day_of(2026, 12, 1);
	assert_refused(elsewhere(w, AMARA, &end), "is not expected elsewhere then");
}

static void expected_is_not_known(struct world *w)
{
	struct elsewhere_wish wish = { .code = "D", .place = "Hill School", .from = DAY_NONE, .to = DAY_NONE };
	struct morning_view v;
	bool found = false;

	as(w, "ann");
	assert_done(elsewhere(w, AMARA, &wish));
	assert_done(mark(w, WILLOW_AM, BEN, "/", NULL));
	assert_done(office_register_fill(w->o, WILLOW_AM, NULL, &w->got, &w->e));
	as(w, "hal");
	at(w, "2026-11-20T09:20");
	assert_done(office_morning_open(w->o, TODAY, SESSION_AM, &v, &w->e));
	for (int i = 0; i < v.not_known.count; i++)
		if (v.not_known.items[i].pupil == AMARA) {
			found = true;
			assert_string_equal(v.not_known.items[i].remark, "expected at Hill School (D)");
		}
	assert_true(found);
	morning_view_finish(&v);
}

/* DIED */

static void one_act(struct world *w)
{
	struct today_view v;
	struct spell_wish spell = NO_SPELL;

	as(w, "ann");
	assert_done(office_today_open(w->o, TODAY, SESSION_AM, &v, &w->e));
	int on_roll = v.counts.on_roll;
	today_view_finish(&v);
	fresh(w);
	assert_done(office_pupil_died(w->o, AMARA, day_of(2026, 11, 19), &w->said, &act, &w->e));
	assert_words(buf_string(&w->said), "Amara Okafor died on Thu 19 Nov 2026.");
	int64_t died = act;
	assert_string_equal(rows_of(w, AMARA), "single am 2026-09-01..2026-11-20 j\ngroup 1 2026-09-01..2026-11-20\n");
	assert_false(is_due(w, AMARA, TODAY, SESSION_AM));
	assert_true(is_due(w, AMARA, day_of(2026, 11, 18), SESSION_AM));
	assert_done(office_today_open(w->o, TODAY, SESSION_AM, &v, &w->e));
	assert_int_equal(v.counts.on_roll, on_roll - 1);
	today_view_finish(&v);
	assert_refused(come_back(w, AMARA, &spell, "Willow"), "died on Thu 19 Nov 2026");
	assert_refused(stay(w, AMARA), "died on Thu 19 Nov 2026");
	assert_refused(leave(w, AMARA, &(struct leave_wish){ .to = DAY_NONE }), "died on Thu 19 Nov 2026");
	assert_done(undo(w, died));
	assert_string_equal(rows_of(w, AMARA), "single am 2026-09-01.. -\ngroup 1 2026-09-01..\n");
	assert_true(is_due(w, AMARA, TODAY, SESSION_AM));
	holds(w);
}

/* Every list of a day on which nobody had told the school yet: N in the morning, and at home a contact who is rung. */
static void in_no_list(struct world *w)
{
	struct export_wish file = { .kind = FILE_CONTACTS, .from = DAY_NONE, .to = DAY_NONE };
	struct pupils_wish all = { .states = 1 << ROLL_ON | 1 << ROLL_LEFT, .day = DAY_NONE, .year = SESSION_ANY_YEAR, .typed = "amara" };
	struct adult_row adult = ADULT_NEW;
	struct contact_row contact = CONTACT_NEW;
	struct report_wish today = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };
	struct morning_view v;
	struct pupils_view list;
	struct report r = { 0 };

	adult.key = (struct key){ { 9, 1 } };
	adult.surname = "Okafor";
	adult.forename = "Grace";
	world_put(w, THING_ADULT, &adult);
	contact.adult = adult.id;
	contact.pupil = AMARA;
	contact.priority = 1;
	contact.relation = "mother";
	contact.from_day = day_of(2026, 9, 1);
	world_put(w, THING_CONTACT, &contact);
	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	buf_reset(&w->said);
	assert_done(office_export(w->o, &file, keep_bytes, &w->said, &act, &w->e));
	assert_words(buf_string(&w->said), "Grace Okafor");
	fresh(w);
	assert_done(office_pupil_died(w->o, AMARA, day_of(2026, 11, 19), &w->said, &act, &w->e));
	assert_words(buf_string(&w->said), "1 mark stands behind that, in the record and in no figure:\n  N in the morning of Fri 20 Nov 2026");
	buf_reset(&w->said);
	assert_done(office_export(w->o, &file, keep_bytes, &w->said, &act, &w->e));
	assert_null(strstr(buf_string(&w->said), "Okafor"));
	at(w, "2026-11-20T09:20");
	assert_done(office_morning_open(w->o, TODAY, SESSION_AM, &v, &w->e));
	for (int i = 0; i < v.not_known.count; i++)
		assert_true(v.not_known.items[i].pupil != AMARA);
	assert_int_equal(v.no_reason.count, 0);
	assert_int_equal(v.call_first.count, 0);
	morning_view_finish(&v);
	assert_done(report_fill_absentees(w->o, &today, &r, &w->e));
	for (int i = 0; i < r.rows.count; i++)
		for (int c = 0; c < r.column_count; c++)
			assert_true(!r.rows.items[i].cells[c].text || !strstr(r.rows.items[i].cells[c].text, "Okafor"));
	report_finish(&r);
	assert_done(office_pupils_open(w->o, &all, &list, &w->e));
	assert_int_equal(list.count, 1);
	assert_string_equal(list.lines[0].remark, "died on Thu 19 Nov 2026");
	pupils_view_finish(&list);
	assert_int_equal(possible(w, AMARA), 0);
	holds(w);
}

static void on_the_day_itself(struct world *w)
{
	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	at(w, "2026-11-20T13:30");
	fresh(w);
	assert_refused(office_pupil_died(w->o, AMARA, day_of(2026, 11, 21), &w->said, &act, &w->e), "still to come");
	assert_done(office_pupil_died(w->o, AMARA, TODAY, &w->said, &act, &w->e));
	assert_true(is_due(w, AMARA, TODAY, SESSION_AM)); /* the register of that morning prints as it was taken */
	assert_false(is_due(w, AMARA, TODAY, SESSION_PM));
	assert_int_equal(possible(w, AMARA), 1);
}

/* Without a reason that morning, and the school is told that day: the register keeps the mark, and nobody rings. */
static void nobody_rings(struct world *w)
{
	struct report_wish today = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };
	struct calls_view calls;
	struct today_view v;
	struct report r = { 0 };

	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	at(w, "2026-11-20T09:40");
	assert_done(office_calls_open(w->o, TODAY, SESSION_AM, false, &calls, &w->e));
	assert_int_equal(calls.count, 1);
	calls_view_finish(&calls);
	fresh(w);
	assert_done(office_pupil_died(w->o, AMARA, TODAY, &w->said, &act, &w->e));
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "N");
	assert_true(is_due(w, AMARA, TODAY, SESSION_AM));
	assert_done(office_calls_open(w->o, TODAY, SESSION_AM, true, &calls, &w->e));
	assert_int_equal(calls.count, 0);
	calls_view_finish(&calls);
	assert_done(report_fill_absentees(w->o, &today, &r, &w->e));
	for (int i = 0; i < r.rows.count; i++)
		for (int c = 0; c < r.column_count; c++)
			assert_true(!r.rows.items[i].cells[c].text || !strstr(r.rows.items[i].cells[c].text, "Okafor"));
	report_finish(&r);
	assert_done(office_today_open(w->o, TODAY, SESSION_AM, &v, &w->e));
	for (int i = 0; i < v.due_count; i++)
		assert_true(v.due[i].kind != DUE_NO_REASON);
	today_view_finish(&v);
	holds(w);
}

/* The day's work ends with the act: nobody rings, waits or confirms; what is past stays. */
static void no_day_work(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct plan_row plan = PLAN_NEW;
	struct plan_pupil_row in = PLAN_PUPIL_NEW, *plans;
	struct task_row task = TASK_NEW, *tasks;
	struct class_note_row note = CLASS_NOTE_NEW, *notes;
	struct reported_row said = REPORTED_NEW, *reports;
	static const int begins[] = { -9, -3, 0, 3 }, ends[] = { -8, 4, 0, 4 }; /* over, running, of today, to come */
	struct store *st;

	in.pupil = task.pupil = note.pupil = said.pupil = AMARA;
	for (int i = 0; i < 4; i++) {
		plan = (struct plan_row){ .kind = "absence", .code = "M", .from_day = day_add(TODAY, begins[i]), .to_day = day_add(TODAY, ends[i]), .to_session = 1,
			.weekdays = 127, .sessions = 3, .review_day = DAY_NONE, .leaves = NONE, .returns = NONE };
		world_put(w, THING_PLAN, &plan);
		in.id = note.id = 0;
		in.plan = plan.id;
		world_put(w, THING_PLAN_PUPIL, &in);
		note.from_day = plan.from_day;
		note.to_day = plan.to_day;
		note.text = "Eats with the nurse";
		world_put(w, THING_CLASS_NOTE, &note);
	}
	task.kind = "ring back";
	task.for_role = "office";
	task.due_day = said.from_day = TODAY;
	task.text = "Ring the mother back";
	world_put(w, THING_TASK, &task);
	said.code = "I";
	said.words = "ill";
	said.caller = "Grace Okafor (mother)";
	said.back_day = day_add(TODAY, 3);
	said.back_session = 0;
	world_put(w, THING_REPORTED, &said);
	as(w, "ann");
	fresh(w);
	assert_done(office_pupil_died(w->o, AMARA, TODAY, &w->said, &act, &w->e));
	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_tasks_open(st, &a, &tasks), 0);
	assert_int_equal(store_tasks_of_pupil(st, AMARA, &a, &tasks), 1);
	assert_string_equal(tasks[0].done_words, "The child has died.");
	assert_int_equal(store_plans_of_pupil(st, AMARA, &a, &plans), 2);
	assert_true(day_is_none(plans[0].until_day));
	assert_int_equal(plans[1].until_day.n, TODAY.n - 1);
	assert_int_equal(store_class_notes_on(st, TODAY, &a, &notes), 0);
	assert_int_equal(store_class_notes_of_pupil(st, AMARA, &a, &notes), 2);
	assert_int_equal(store_reported_back(st, TODAY, day_add(TODAY, 9), &a, &reports), 0);
	store_close(st);
	assert_done(undo(w, act));
	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_tasks_open(st, &a, &tasks), 1);
	assert_int_equal(store_plans_of_pupil(st, AMARA, &a, &plans), 4);
	assert_int_equal(store_class_notes_on(st, TODAY, &a, &notes), 2);
	store_close(st);
	holds(w);
}

static const struct world_case cases[] = {
	{ "who died is nobody's work", no_day_work },
	{ "of who died that day nobody is rung", nobody_rings },
	{ "no deletion is backdated", not_backdated },
	{ "leaving at noon", at_noon },
	{ "figures end with the spell", figures_end_with_it },
	{ "a leaving is changed and taken back", changed_and_taken_back },
	{ "what is past is past", past_is_past },
	{ "only the office", only_the_office },
	{ "a child who does not come", not_coming },
	{ "the social worker and the virtual school are told first", told_first },
	{ "home education asks for consent", asks_of_home_education },
	{ "a guest goes without a ground", guest_goes },
	{ "the end of the last term", end_of_the_last_term },
	{ "ground i: 20 school days", twenty_days },
	{ "ground i: 19 school days", nineteen_days },
	{ "ground i: U breaks it", late_after_the_close_breaks_it },
	{ "ground i: short on the roll", short_on_the_roll },
	{ "back after three years", after_three_years },
	{ "spells never overlap", no_overlap },
	{ "the most junior class", most_junior_class },
	{ "the day of a return", returns_made },
	{ "dual registration from November", dual_from_november },
	{ "one starting day, whatever the status became", one_starting_day },
	{ "a split spell and a leaving", split_and_leave },
	{ "leaving on the day where a status ends", leave_on_the_cut },
	{ "another status behind one to come", status_behind_the_cut },
	{ "a start that moves", start_that_moves },
	{ "expected elsewhere", expected_d },
	{ "elsewhere ends", elsewhere_ends },
	{ "expected is not known", expected_is_not_known },
	{ "a pupil has died", one_act },
	{ "who died is in no list", in_no_list },
	{ "died on the day itself", on_the_day_itself },
};

int main(void)
{
	static struct rows r;

	rows_add(&r, world_case, cases);
	rows_add(&r, ground_row, ground_rows);
	rows_add(&r, status_row, status_rows);
	return rows_run(&r, "leaving");
}
