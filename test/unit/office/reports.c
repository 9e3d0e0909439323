#include "rows.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "exchange/csv.h"
#include "office/reports.h"
#include "print/text.h"
#include "rules/code.h"
#include "seal/seal.h"
#include "store/store.h"

/*
 * A school of eleven pupils: term from Mon 2 Nov to Fri 18 Dec 2026, Mon 16 Nov closed, so 34 days and 68 sessions;
 * the clock stands at 09:40 on Fri 20 Nov, behind 27 of them.  Willow has sent this morning's register, Oak has not.
 */
enum { WILLOW = 1, OAK = 2 };
enum { ABLE = 1, BROOK, COLE, DUNN, EK, FORD, GRAY, HILL, ILES, JOLLY, KING, LAMB };
enum { OFFICE = 1, TEACHER, GOVERNOR, ADMIN };

static char directory[] = "/tmp/firstbell-reports-XXXXXX";
static struct store *st;

static struct day nov(int date)
{
	return day_of(2026, 11, date);
}

#define OK(expression) assert_int_equal(said(expression), 0)

static int said(int r)
{
	if (r < 0)
		print_message("# %s\n", store_trouble(st)->text);
	return r < 0 ? r : 0;
}

static void act_begin(const char *kind, int64_t staff, struct day day, int session, int64_t roll_group)
{
	static const char *const people[] = { "", "Olive Ofori", "Tess Teale" };
	const struct act_head head = { .kind = kind, .at = moment_of(nov(20), 9 * 60, 0), .staff = staff, .staff_name = people[staff], .position = "Clerk",
				       .roles = "office", .uid = 1000, .terminal = "test", .version = "0", .roll_group = roll_group,
				       .reason = "register being taken", .day = day, .session = session };

	OK(store_begin(st));
	OK(store_act_begin(st, &head));
}

static void act_end(void)
{
	int64_t seq;

	OK(store_act_end(st, true, &seq));
	OK(store_commit(st));
}

static struct key key_of(int kind, int id)
{
	return (struct key){ { [0] = (uint8_t)kind, [15] = (uint8_t)id } };
}

static void put(enum thing thing, void *row)
{
	OK(store_act_put(st, thing, row));
}

static void put_school(void)
{
	struct school_row school = { .id = 1, .key = key_of(9, 1), .name = "Ash Lane", .authority = "845", .establishment = "2345",
				     .timezone = "Europe/London" };
	struct term_row term = { .name = "Autumn", .from_day = nov(2), .to_day = day_of(2026, 12, 18) };
	struct closure_row inset = { .name = "INSET", .kind = "inset", .from_day = nov(16), .to_day = nov(16), .to_session = 1, .year = NONE,
				     .roll_group = NONE };
	static const int times[2][4] = { { 530, 535, 555, 720 }, { 780, 780, 800, 920 } };

	put(THING_SCHOOL, &school);
	put(THING_TERM, &term);
	put(THING_CLOSURE, &inset);
	for (int s = 0; s < 2; s++) {
		struct session_time_row row = { .site = NONE, .year = NONE, .roll_group = NONE, .from_day = nov(1), .to_day = DAY_NONE, .session = s,
						.gate = times[s][0], .starts = times[s][1], .closes = times[s][2], .ends = times[s][3] };
		put(THING_SESSION_TIME, &row);
	}
}

static void put_staff(int id, const char *sign_in, const char *name, const char *role)
{
	struct staff_row staff = { .key = key_of(8, id), .sign_in = sign_in, .name = name, .position = "Clerk", .kind = "person",
				   .from_day = nov(1), .to_day = DAY_NONE };
	struct staff_login_row login = { .staff = id, .uid = 1000 + id, .login = sign_in, .from_day = nov(1), .to_day = DAY_NONE };
	struct staff_role_row held = { .staff = id, .role = role, .year = NONE, .roll_group = NONE, .from_day = nov(1), .to_day = DAY_NONE };

	put(THING_STAFF, &staff);
	assert_int_equal(staff.id, id);
	put(THING_STAFF_LOGIN, &login);
	put(THING_STAFF_ROLE, &held);
}

static void put_pupil(int id, const char *surname, const char *forename, int group, struct day from, int from_session, struct day to)
{
	char upn[16];
	struct pupil_row p = { .key = key_of(1, id), .upn = upn, .surname = surname, .forename = forename, .born_day = day_of(2018, 1, id),
			       .sex = "F", .boarder = id == LAMB, .died_day = DAY_NONE, .merged_into = NONE };
	struct enrolment_row e = { .pupil = id, .kind = "single", .from_day = from, .from_session = from_session, .to_day = to,
				   .to_session = day_is_none(to) ? NONE : 1 };
	struct membership_row m = { .pupil = id, .roll_group = group, .weekdays = 31, .sessions = 3, .from_day = from, .to_day = to };
	struct pupil_year_row y = { .pupil = id, .year = group, .from_day = from, .to_day = DAY_NONE };

	snprintf(upn, sizeof upn, "UPN%02d", id);
	put(THING_PUPIL, &p);
	assert_int_equal(p.id, id);
	put(THING_ENROLMENT, &e);
	put(THING_MEMBERSHIP, &m);
	put(THING_PUPIL_YEAR, &y);
}

static void put_pupils(void)
{
	static const struct {
		const char *surname, *forename;
	} names[] = { { "Able", "Ada" }, { "Brook", "Ben" }, { "Cole", "Cay" }, { "Dunn", "Dee" }, { "Ek", "Eve" }, { "Ford", "Fay" },
		      { "Gray", "Gus" }, { "Hill", "Hal" } };
	struct pupil_flag_row flag = { .pupil = BROOK, .flag = "social_worker", .value = "yes", .from_day = nov(2), .to_day = DAY_NONE };
	struct pupil_flag_row old = { .pupil = BROOK, .flag = "sen", .value = "K", .from_day = nov(2), .to_day = nov(19) };

	for (int i = 0; i < 8; i++)
		put_pupil(ABLE + i, names[i].surname, names[i].forename, WILLOW, nov(2), 0, DAY_NONE);
	put_pupil(ILES, "Iles", "Ivy", OAK, nov(19), 1, DAY_NONE);
	put_pupil(JOLLY, "Jolly", "Jan", OAK, nov(2), 0, nov(13));
	put_pupil(KING, "King", "Kit", OAK, nov(20), 0, DAY_NONE);
	put_pupil(LAMB, "Lamb", "Lou", OAK, nov(2), 0, DAY_NONE);
	put(THING_PUPIL_FLAG, &flag);
	put(THING_PUPIL_FLAG, &old);
}

static void put_everything(void)
{
	struct roll_group_row willow = { .key = key_of(2, 1), .name = "Willow", .kind = "class", .site = NONE, .from_day = nov(1), .to_day = DAY_NONE };
	struct roll_group_row oak = { .key = key_of(2, 2), .name = "Oak", .kind = "class", .site = NONE, .from_day = nov(1), .to_day = DAY_NONE };
	struct staff_group_row takes = { .staff = TEACHER, .roll_group = OAK, .kind = "teacher", .from_day = nov(1), .to_day = DAY_NONE };

	act_begin("school", 0, DAY_NONE, -1, 0);
	put_school();
	put(THING_ROLL_GROUP, &willow);
	put(THING_ROLL_GROUP, &oak);
	put_staff(OFFICE, "olive", "Olive Ofori", "office");
	put_staff(TEACHER, "tess", "Tess Teale", "teacher");
	put_staff(GOVERNOR, "gov", "Gwen Goff", "governor");
	put_staff(ADMIN, "adam", "Adam Ames", "admin");
	put(THING_STAFF_GROUP, &takes);
	put_pupils();
	act_end();
}

static void mark(int pupil, struct day day, int session, uint8_t code, int minutes_late, int arrival, bool stands)
{
	uint8_t before;
	struct entry e = { .pupil = pupil, .day = day, .session = (enum session)session, .after = code, .minutes_late = minutes_late,
			   .arrival = arrival, .stands = stands };

	OK(store_mark_get(st, pupil, day, e.session, &before));
	e.before = before;
	assert_int_equal(store_act_mark(st, &e), 1);
}

static uint8_t present(int session)
{
	return session == 0 ? CODE_PRESENT_AM : CODE_PRESENT_PM;
}

/* What each pupil has on a day before today. */
static uint8_t mark_of(int pupil, int date, int session)
{
	if (pupil == HILL)
		return CODE_X;
	if (pupil == FORD && date >= 18)
		return CODE_I;
	if (pupil == JOLLY && session == 0)
		return CODE_U;
	return present(session);
}

static void put_past(void)
{
	for (int date = 2; date < 20; date++) {
		if (day_weekday(nov(date)) >= 5 || date == 16)
			continue;
		act_begin("marks", OFFICE, DAY_NONE, -1, 0);
		for (int s = 0; s < 2; s++)
			for (int p = ABLE; p <= JOLLY; p++)
				if ((p != JOLLY || date <= 13) && (p != ILES || (date == 19 && s == 1)))
					mark(p, nov(date), s, mark_of(p, date, s), -1, -1, true);
		act_end();
	}
	act_begin(ACT_SEND, TEACHER, nov(19), 1, OAK);
	act_end();
}

static void put_today(void)
{
	static const uint8_t codes_today[] = { [ABLE] = CODE_PRESENT_AM, [BROOK] = CODE_N, [COLE] = CODE_LATE, [FORD] = CODE_I, [HILL] = CODE_X };

	act_begin("marks", OFFICE, nov(20), 0, WILLOW);
	for (int p = ABLE; p <= HILL; p++)
		if (codes_today[p])
			mark(p, nov(20), 0, codes_today[p], p == COLE ? 12 : -1, p == COLE ? 547 : -1, true);
	mark(GRAY, nov(20), 0, code_number("V"), -1, -1, true);
	mark(EK, nov(20), 0, CODE_PRESENT_AM, -1, 532, true);
	act_end();
	act_begin(ACT_SEND, OFFICE, nov(20), 0, WILLOW);
	mark(EK, nov(20), 0, CODE_N, -1, -1, false);
	act_end();
}

static int make_school(void **state)
{
	struct err e = { 0 };
	struct moment clock;

	umask(077);
	assert_int_equal(seal_start(&e), 0);
	assert_int_equal(zone_set("Europe/London"), 0);
	clock = moment_of(nov(20), 9 * 60 + 40, 0);
	assert_non_null(mkdtemp(directory));
	assert_int_equal(store_create(directory, &clock, &st, &e), 0);
	put_everything();
	put_past();
	put_today();
	store_close(st);
	st = NULL;
	return 0;
}

static int remove_school(void **state)
{
	char command[200];

	snprintf(command, sizeof command, "rm -rf %s", directory);
	return system(command);
}

static struct office *open_as(int staff)
{
	const struct office_options options = { .directory = directory, .uid = 1000 + staff, .terminal = "test" };
	struct office *o;
	struct err e = { 0 };

	if (office_open(&options, &o, &e) < 0)
		fail_msg("%s", e.text);
	return o;
}

/* Data cells of a report, a line a row: values by |, nothing for an empty one. */
static void data_lines(const struct report *r, struct buf *to)
{
	for (int i = 0; i < r->rows.count; i++) {
		bool first = true;

		for (int k = 0; k < r->column_count; k++) {
			const struct cell *c = &r->rows.items[i].cells[k];

			if (r->columns[k].where == COLUMN_TEXT_ONLY)
				continue;
			buf_text(to, first ? "" : "|");
			first = false;
			if (!c->empty && c->text)
				buf_text(to, c->text);
			else if (!c->empty && c->pairs)
				buf_text(to, "{}");
			else if (!c->empty)
				buf_printf(to, "%lld", (long long)c->number);
		}
		buf_char(to, '\n');
	}
}

#define KEY(n) "010000000000000000000000000000" n

/* 0 November 2026 plus the date. */
#define NOV(date) { 20757 + (date) }
#define NO_DAY { INT32_MIN }
#define ALL_DAYS NO_DAY, NO_DAY, NO_DAY
#define HAS_NO_FIGURES "That pupil is a boarder or was merged with another: there are no attendance figures to show."

static const struct report_case {
	const char *name;
	int (*fill)(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
	int staff;
	struct report_wish wish;
	const char *want; /**< data cells; NULL: refused with want_r */
	int want_r;
	const char *says; /**< in the refusal; NULL: whatever it says */
} cases[] = {
	{ "absentees: not known first, then N, by code, late", report_fill_absentees, OFFICE, { ALL_DAYS, -1 },
	  KEY("09") "|UPN09|Ivy Iles|Oak|am||not known|||\n"
	  KEY("0b") "|UPN11|Kit King|Oak|am||not known|||\n"
	  KEY("04") "|UPN04|Dee Dunn|Willow|am||not known|||\n"
	  KEY("05") "|UPN05|Eve Ek|Willow|am||not known|||\n"
	  KEY("02") "|UPN02|Ben Brook|Willow|am|N|no reason yet||not called|social_worker\n"
	  KEY("06") "|UPN06|Fay Ford|Willow|am|I|illness|||\n"
	  KEY("03") "|UPN03|Cay Cole|Willow|am|L|late|12||\n", 0 },
	{ "absentees of one class", report_fill_absentees, OFFICE, { ALL_DAYS, -1, "oak" },
	  KEY("09") "|UPN09|Ivy Iles|Oak|am||not known|||\n" KEY("0b") "|UPN11|Kit King|Oak|am||not known|||\n", 0 },
	{ "absentees of a past afternoon", report_fill_absentees, OFFICE, { NOV(19), NO_DAY, NO_DAY, SESSION_PM },
	  KEY("06") "|UPN06|Fay Ford|Willow|pm|I|illness|||\n", 0 },
	{ "absentees of a past day: its last session", report_fill_absentees, OFFICE, { NOV(13), NO_DAY, NO_DAY, -1 }, "", 0 },
	{ "absentees for a teacher: own class only", report_fill_absentees, TEACHER, { ALL_DAYS, -1 },
	  KEY("09") "|UPN09|Ivy Iles|Oak|am||not known|||\n" KEY("0b") "|UPN11|Kit King|Oak|am||not known|||\n", 0 },
	{ "absentees of another class than the teacher's", report_fill_absentees, TEACHER, { ALL_DAYS, -1, "Willow" }, NULL, -EPERM },
	{ "absentees of a class that is not there", report_fill_absentees, OFFICE, { ALL_DAYS, -1, "Elm" }, NULL, -ENOENT },
	{ "absentees of this afternoon, which has not begun", report_fill_absentees, OFFICE, { ALL_DAYS, SESSION_PM }, NULL, -EPERM },
	{ "absentees of a day to come", report_fill_absentees, OFFICE, { NOV(23), NO_DAY, NO_DAY, SESSION_AM }, NULL, -EPERM },
	{ "absentees of a closed day", report_fill_absentees, OFFICE, { NOV(16), NO_DAY, NO_DAY, SESSION_AM }, "", 0 },
	{ "absentees are not for a governor", report_fill_absentees, GOVERNOR, { ALL_DAYS, -1 }, NULL, -EPERM },
	{ "absentees are not for an administrator", report_fill_absentees, ADMIN, { ALL_DAYS, -1 }, NULL, -EPERM },

	{ "missing: this session", report_fill_missing, OFFICE, { ALL_DAYS, -1 },
	  "Oak|am|not_taken|2|25|Tess Teale\nWillow|am|partly_taken|1|25|Olive Ofori\n", 0 },
	{ "missing: past days; empty groups and taken registers left out", report_fill_missing, OFFICE, { NO_DAY, NOV(19), NO_DAY, -1 },
	  "Willow|am|partly_taken|0|1465|Olive Ofori|20776\nWillow|pm|partly_taken|0|1220|Olive Ofori|20776\n"
	  "Oak|am|not_taken|2|25|Tess Teale|20777\nWillow|am|partly_taken|1|25|Olive Ofori|20777\n", 0 },
	{ "missing: mornings only", report_fill_missing, TEACHER, { NO_DAY, NOV(13), NOV(20), SESSION_AM },
	  "Oak|am|partly_taken|0|10105|Tess Teale|20770\nOak|am|not_taken|2|25|Tess Teale|20777\n", 0 },
	{ "missing: the afternoon has not begun", report_fill_missing, OFFICE, { ALL_DAYS, SESSION_PM }, "", 0 },
	{ "missing: a closed day", report_fill_missing, OFFICE, { NOV(16), NO_DAY, NO_DAY, SESSION_AM }, "", 0 },
	{ "missing: the last day before the first", report_fill_missing, OFFICE, { NO_DAY, NOV(19), NOV(13), -1 }, NULL, -EINVAL },

	{ "bands: by class, then surname; leavers in; each figure", report_fill_bands, OFFICE, { ALL_DAYS, -1 },
	  KEY("09") "|UPN09||Ivy Iles|Oak|1|0|1000|95 and above|0|0|||||||\n"
	  KEY("0a") "|UPN10||Jan Jolly|Oak|20|10|500|50 or less|1|1|severe|||below 50%|2026-11-13|pm|\n"
	  KEY("0b") "|UPN11||Kit King|Oak|0|0|||0|0|||||||\n"
	  KEY("01") "|UPN01||Ada Able|Willow|27|0|1000|95 and above|0|0|||||||\n"
	  KEY("02") "|UPN02||Ben Brook|Willow|27|1|963|95 and above|0|0|||||||\n"
	  KEY("03") "|UPN03||Cay Cole|Willow|27|0|1000|95 and above|0|0|||||||\n"
	  KEY("04") "|UPN04||Dee Dunn|Willow|26|0|1000|95 and above|0|0|||||||\n"
	  KEY("05") "|UPN05||Eve Ek|Willow|27|0|1000|95 and above|0|0|||||||\n"
	  KEY("06") "|UPN06||Fay Ford|Willow|27|5|815|80 to 90|1|0|support|||below 90%|2026-11-19|am|\n"
	  KEY("07") "|UPN07||Gus Gray|Willow|27|0|1000|95 and above|0|0|||||||\n"
	  KEY("08") "|UPN08||Hal Hill|Willow|0|0|||0|0|||||||\n", 0 },
	{ "bands of a time: whoever was on the roll then", report_fill_bands, OFFICE, { NO_DAY, NOV(17), NOV(19), -1, "Oak" },
	  KEY("09") "|UPN09||Ivy Iles|Oak|1|0|1000|95 and above|0|0|||||||\n", 0 },
	{ "bands for a teacher", report_fill_bands, TEACHER, { NO_DAY, NOV(2), NOV(13), -1 },
	  KEY("0a") "|UPN10||Jan Jolly|Oak|20|10|500|50 or less|1|1|severe|||below 50%|2026-11-13|pm|\n", 0 },
	{ "working: persistent, not severe", report_fill_bands, OFFICE, { ALL_DAYS, -1, NULL, "UPN06", true },
	  KEY("06") "|UPN06||Fay Ford|Willow|27|5|815|80 to 90|1|0|support|||below 90%|2026-11-19|am||possible 27 = 68 held - 41 not yet; missed 5 (I 5); 5 x 10 = 50 > 27, so persistent; "
	  "5 x 2 = 10 < 27, so not severe\n", 0 },
	{ "working: a leaver on the line of 50%", report_fill_bands, OFFICE, { ALL_DAYS, -1, NULL, "UPN10", true },
	  KEY("0a") "|UPN10||Jan Jolly|Oak|20|10|500|50 or less|1|1|severe|||below 50%|2026-11-13|pm||possible 20 = 68 held - 48 not on the roll; missed 10 (U 10); "
	  "10 x 10 = 100 > 20, so persistent; 10 x 2 = 20 = 20, so severe\n", 0 },
	{ "working: a joiner at noon, with a register not taken", report_fill_bands, OFFICE, { ALL_DAYS, -1, NULL, "UPN09", true },
	  KEY("09") "|UPN09||Ivy Iles|Oak|1|0|1000|95 and above|0|0||||||||possible 1 = 68 held - 41 not yet - 25 not on the roll - 1 without a mark; missed 0; "
	  "0 x 10 = 0 < 1, so not persistent\n", 0 },
	{ "working: nothing possible", report_fill_bands, OFFICE, { ALL_DAYS, -1, NULL, "UPN08", true },
	  KEY("08") "|UPN08||Hal Hill|Willow|0|0|||0|0||||||||possible 0 = 68 held - 41 not yet - 27 left out (X 27); missed 0; "
	  "nothing was possible, so no band\n", 0 },
	{ "working of a time with an end: nothing is not yet", report_fill_bands, OFFICE, { NO_DAY, NOV(13), NOV(18), -1, NULL, "UPN06", true },
	  KEY("06") "|UPN06||Fay Ford|Willow|6|2|667|50 to 80|1|0||||||||possible 6 = 6 held; missed 2 (I 2); 2 x 10 = 20 > 6, so persistent; "
	  "2 x 2 = 4 < 6, so not severe\n", 0 },
	{ "bands are not for a governor", report_fill_bands, GOVERNOR, { ALL_DAYS, -1 }, NULL, -EPERM },

	{ "statistics: the school", report_fill_statistics, OFFICE, { ALL_DAYS, -1 }, "209|193|192|1|5|11|1|3|{}|923|77|24|53\n", 0 },
	{ "statistics: a class", report_fill_statistics, OFFICE, { ALL_DAYS, -1, "Oak" }, "21|11|11|0|0|10|0|2|{}|524|476|0|476\n", 0 },
	{ "statistics: a teacher's classes", report_fill_statistics, TEACHER, { ALL_DAYS, -1 }, "21|11|11|0|0|10|0|2|{}|524|476|0|476\n", 0 },
	{ "statistics: a pupil", report_fill_statistics, OFFICE, { ALL_DAYS, -1, NULL, "UPN06" }, "27|22|22|0|5|0|0|0|{}|815|185|185|0\n", 0 },
	{ "statistics: a time", report_fill_statistics, OFFICE, { NO_DAY, NOV(20), NOV(20), -1 }, "6|4|3|1|1|1|1|3|{}|667|333|167|167\n", 0 },
	{ "statistics: a closed day", report_fill_statistics, OFFICE, { NO_DAY, NOV(16), NOV(16), -1 }, "0|0|0|0|0|0|0|0|{}||||\n", 0 },
	{ "statistics: years before the school began", report_fill_statistics, OFFICE, { NO_DAY, { 13000 }, NOV(3), -1 },
	  "32|30|30|0|0|2|0|0|{}|938|63|0|63\n", 0 },
	{ "statistics: a governor sees the school", report_fill_statistics, GOVERNOR, { ALL_DAYS, -1 }, "209|193|||||||{}|923|77||\n", 0 },
	{ "statistics: a governor sees no group below six", report_fill_statistics, GOVERNOR, { ALL_DAYS, -1, "Oak" }, NULL, -EPERM },
	{ "statistics: a boarder has none", report_fill_statistics, OFFICE, { ALL_DAYS, -1, NULL, "UPN12" }, NULL, -EPERM, HAS_NO_FIGURES },
	{ "statistics: a governor is told nothing of a boarder", report_fill_statistics, GOVERNOR, { ALL_DAYS, -1, NULL, "UPN12" }, NULL, -EPERM,
	  "Figures of fewer than 6 pupils are not shown to you" },
	{ "statistics: a governor sees no pupil", report_fill_statistics, GOVERNOR, { ALL_DAYS, -1, NULL, "UPN06" }, NULL, -EPERM },
	{ "statistics are not for an administrator", report_fill_statistics, ADMIN, { ALL_DAYS, -1 }, NULL, -EPERM },

	{ "a pupil's year", report_fill_pupil, OFFICE, { ALL_DAYS, -1, NULL, "Fay Ford" },
	  KEY("06") "|UPN06||Fay Ford|Willow|20697|20777|27|22|5|0|0|815|80 to 90|1|0|{}|2026-11-18 am I; 2026-11-18 pm I; 2026-11-19 am I; "
	  "2026-11-19 pm I; 2026-11-20 am I\n", 0 },
	{ "a pupil of the teacher's class", report_fill_pupil, TEACHER, { ALL_DAYS, -1, NULL, "UPN09" },
	  KEY("09") "|UPN09||Ivy Iles|Oak|20697|20777|1|1|0|1|0|1000|95 and above|0|0|{}|\n", 0 },
	{ "a pupil of another class", report_fill_pupil, TEACHER, { ALL_DAYS, -1, NULL, "UPN06" }, NULL, -EPERM },
	{ "a boarder", report_fill_pupil, OFFICE, { ALL_DAYS, -1, NULL, "UPN12" }, NULL, -EPERM, HAS_NO_FIGURES },
	{ "a pupil whom nobody knows", report_fill_pupil, OFFICE, { ALL_DAYS, -1, NULL, "UPN99" }, NULL, -ENOENT },
	{ "no pupil at all", report_fill_pupil, OFFICE, { ALL_DAYS, -1 }, NULL, -EINVAL },
};

static void report_case(void **state)
{
	const struct report_case *row = *state;
	CLEAN_BUF struct buf got = { 0 };
	struct office *o = open_as(row->staff);
	struct report r = { 0 };
	struct err e = { 0 };

	assert_int_equal(row->fill(o, &row->wish, &r, &e), row->want ? 0 : row->want_r);
	if (row->want) {
		data_lines(&r, &got);
		assert_string_equal(buf_string(&got), row->want);
		assert_int_equal(e.kind, ERR_NONE);
	} else {
		assert_true(e.text[0] != '\0');
		assert_non_null(strstr(e.text, row->says ? row->says : ""));
		assert_int_equal(r.rows.count, 0);
	}
	report_finish(&r);
	office_close(o);
}

/* The keys of design 6, to the letter and in order. */
static const struct keys_case {
	const char *name;
	int (*fill)(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
	struct report_wish wish;
	const char *want;
} keys_cases[] = {
	{ "keys of absentees", report_fill_absentees, { ALL_DAYS, -1 }, "pupil,upn,name,class,session,code,reason,minutes_late,contact_state,flags" },
	{ "keys of missing", report_fill_missing, { ALL_DAYS, -1 }, "class,session,state,blank,minutes_since_close,last_taker" },
	{ "keys of missing over days", report_fill_missing, { NO_DAY, NOV(2), NO_DAY, -1 },
	  "class,session,state,blank,minutes_since_close,last_taker,date" },
	{ "keys of bands", report_fill_bands, { ALL_DAYS, -1 },
	  "pupil,upn,admission_number,name,class,possible,missed,attendance_percent,band,persistent,severe,"
	  "stage,possible_at_review,attended_at_review,newly,newly_date,newly_session,withdrawn" },
	{ "keys of bands with working", report_fill_bands, { ALL_DAYS, -1, NULL, NULL, true },
	  "pupil,upn,admission_number,name,class,possible,missed,attendance_percent,band,persistent,severe,"
	  "stage,possible_at_review,attended_at_review,newly,newly_date,newly_session,withdrawn,working" },
	{ "keys of statistics", report_fill_statistics, { ALL_DAYS, -1 },
	  "possible,attended,present,approved_educational_activity,authorised,unauthorised,late,missing,codes,attendance_percent,absence_percent,"
	  "authorised_percent,unauthorised_percent" },
};

static void keys_case(void **state)
{
	const struct keys_case *row = *state;
	CLEAN_BUF struct buf got = { 0 };
	struct office *o = open_as(OFFICE);
	struct report r;
	struct err e = { 0 };

	assert_int_equal(row->fill(o, &row->wish, &r, &e), 0);
	for (int i = 0; i < r.column_count; i++)
		if (r.columns[i].where != COLUMN_TEXT_ONLY)
			buf_printf(&got, "%s%s", got.length > 0 ? "," : "", r.columns[i].name);
	assert_string_equal(buf_string(&got), row->want);
	report_finish(&r);
	office_close(o);
}

static const struct report_wish whole = { ALL_DAYS, -1 };

static void statistics_json(void **state)
{
	CLEAN_BUF struct buf got = { 0 };
	struct office *o = open_as(OFFICE);
	struct report r;
	struct err e = { 0 };

	assert_int_equal(report_fill_statistics(o, &whole, &r, &e), 0);
	json_report(&r, &got);
	assert_string_equal(buf_string(&got),
			    "{\n  \"possible\": 209,\n  \"attended\": 193,\n  \"present\": 192,\n  \"approved_educational_activity\": 1,\n"
			    "  \"authorised\": 5,\n  \"unauthorised\": 11,\n  \"late\": 1,\n  \"missing\": 3,\n  \"codes\": {\n    \"/\": 91,\n"
			    "    \"\\\\\": 100,\n    \"L\": 1,\n    \"N\": 1,\n    \"U\": 10,\n    \"I\": 5,\n    \"X\": 27,\n    \"V\": 1\n  },\n"
			    "  \"attendance_percent\": 92.3,\n  \"absence_percent\": 7.7,\n  \"authorised_percent\": 2.4,\n"
			    "  \"unauthorised_percent\": 5.3\n}\n");
	report_finish(&r);
	office_close(o);
}

static void absentees_json(void **state)
{
	CLEAN_BUF struct buf got = { 0 };
	const struct report_wish w = { NOV(19), NO_DAY, NO_DAY, SESSION_PM };
	struct office *o = open_as(OFFICE);
	struct report r;
	struct err e = { 0 };

	assert_int_equal(report_fill_absentees(o, &w, &r, &e), 0);
	json_report(&r, &got);
	assert_string_equal(buf_string(&got), "[\n  {\n    \"pupil\": \"" KEY("06") "\",\n    \"upn\": \"UPN06\",\n    \"name\": \"Fay Ford\",\n"
			    "    \"class\": \"Willow\",\n    \"session\": \"pm\",\n    \"code\": \"I\",\n    \"reason\": \"illness\",\n"
			    "    \"minutes_late\": null,\n    \"contact_state\": null,\n    \"flags\": []\n  }\n]\n");
	report_finish(&r);
	office_close(o);
}

static void absentees_text(void **state)
{
	CLEAN_BUF struct buf got = { 0 };
	struct office *o = open_as(OFFICE);
	struct report r;
	struct err e = { 0 };

	assert_int_equal(report_fill_absentees(o, &whole, &r, &e), 0);
	print_report(&r, 80, &got);
	assert_non_null(strstr(buf_string(&got), "PRACTICE"));
	assert_non_null(strstr(buf_string(&got), "Absentees, morning of Fri 20 Nov 2026"));
	assert_non_null(strstr(buf_string(&got), "Not known: Oak, register not taken (2)"));
	assert_non_null(strstr(buf_string(&got), "Not known where: 4 of 10."));
	assert_non_null(strstr(buf_string(&got), "Register not taken: Oak (2)."));
	assert_non_null(strstr(buf_string(&got), "in at 08:52"));
	assert_non_null(strstr(buf_string(&got), "12 min late"));
	assert_null(strstr(buf_string(&got), "social_worker"));
	assert_string_equal(r.notes.items[0],
			    "On roll 10: 2 here (1 late), 4 not known, 1 no reason yet, 1 absent with a reason, 1 elsewhere (V 1), 1 not required (X 1).");
	assert_memory_equal(r.notes.items[1], "Seal: 17 acts, ", 15);
	assert_int_equal(strlen(r.notes.items[1]), strlen("Seal: 17 acts,") + 8 * 5);
	for (const char *line = buf_string(&got); *line;) {
		const char *end = strchr(line, '\n');
		CLEAN_FREE char *copy = mem_text(line);

		copy[end - line] = '\0';
		assert_in_range(text_width(copy), 0, 80);
		line = end + 1;
	}
	report_finish(&r);
	office_close(o);
}

static void bands_notes(void **state)
{
	struct office *o = open_as(OFFICE);
	struct report r;
	struct err e = { 0 };

	assert_int_equal(report_fill_bands(o, &whole, &r, &e), 0);
	assert_string_equal(r.notes.items[0],
			    "11 pupils: 95 and above: 7; 90 to 95 (over 90): 0; 80 to 90 (80 or more, 90 or less): 1; "
			    "50 to 80 (over 50, under 80): 0; 50 or less: 1; no possible session: 2.");
	assert_string_equal(r.notes.items[1], "Persistent absence (10% or more missed): 2 of 9 (22.2%). Severe (50% or more): 1 of 9 (11.1%).");
	assert_string_equal(r.rows.items[0].heading, "Oak");
	assert_null(r.rows.items[1].heading);
	assert_string_equal(r.rows.items[3].heading, "Willow");
	report_finish(&r);
	office_close(o);
}

static void verify_holds(void **state)
{
	struct office *o = open_as(ADMIN);
	struct report r;
	struct err e = { 0 };
	bool ok = false;

	assert_int_equal(report_fill_verify(o, &ok, &r, &e), 0);
	assert_true(ok);
	assert_int_equal(r.rows.items[0].cells[1].number, 17);
	assert_true(r.rows.items[0].cells[4].empty);
	report_finish(&r);
	office_close(o);
	o = open_as(TEACHER);
	assert_int_equal(report_fill_verify(o, &ok, &r, &e), -EPERM);
	office_close(o);
}

static const char *finding(const struct report *r, const char *area, const char *words)
{
	for (int i = 0; i < r->rows.count; i++)
		if (strcmp(r->rows.items[i].cells[0].text, area) == 0 && strstr(r->rows.items[i].cells[2].text, words))
			return r->rows.items[i].cells[1].text;
	return "nothing found";
}

static void check_finds(void **state)
{
	struct office *o = open_as(ADMIN);
	struct report r;
	struct err e = { 0 };
	int found = 0;

	assert_int_equal(chmod(directory, 0755), 0);
	assert_int_equal(report_fill_check(o, &found, &r, &e), 0);
	assert_string_equal(finding(&r, "school", "Ash Lane, 845/2345"), "ok");
	assert_string_equal(finding(&r, "times", "Every class has its times"), "ok");
	assert_string_equal(finding(&r, "calendar", "68 sessions on 34 days"), "look");
	assert_string_equal(finding(&r, "figures", "Possible is present"), "ok");
	assert_string_equal(finding(&r, "marks", "Every mark has a code in force"), "ok");
	assert_string_equal(finding(&r, "pupils", "12 on file"), "ok");
	assert_string_equal(finding(&r, "permissions", "mode 755"), "act");
	assert_string_equal(finding(&r, "backups", "no backup"), "look");
	assert_string_equal(finding(&r, "codes", "this version's"), "ok");
	assert_string_equal(finding(&r, "settings", "can be read"), "ok");
	assert_string_equal(finding(&r, "permissions", "school.db"), "nothing found");
	for (int i = 0; i < r.rows.count; i++)
		assert_true((strcmp(r.rows.items[i].cells[1].text, "ok") == 0) == r.rows.items[i].cells[3].empty);
	assert_string_equal(finding(&r, "UPN", "11 UPNs cannot be right: pupil 01000000"), "look"); /* without names */
	assert_string_equal(finding(&r, "contacts", "pupil 0100000000000000000000000000000b, and 1 more."), "look");
	assert_string_equal(finding(&r, "policy", "No policy is adopted"), "look");
	assert_in_range(found, 6, 7); /* and the disk, where it is nearly full */
	report_finish(&r);
	assert_int_equal(chmod(directory, 0700), 0);
	office_close(o);
}

static void history_of_act(void **state)
{
	CLEAN_BUF struct buf got = { 0 };
	const struct report_wish w = { ALL_DAYS, -1, NULL, NULL, false, 17 };
	struct office *o = open_as(OFFICE);
	struct report r;
	struct err e = { 0 };

	assert_int_equal(report_fill_history(o, &w, &r, &e), 0);
	assert_string_equal(r.rows.items[0].heading, "Act 17 (register sent), Fri 20 Nov 2026 at 09:00, by Olive Ofori, Clerk: register being taken");
	data_lines(&r, &got);
	assert_string_equal(buf_string(&got), "17|2026-11-20T09:00:00Z|" KEY("05") "|Eve Ek|mark|20777|am|/|N||0|Olive Ofori|Clerk|register being taken\n");
	report_finish(&r);
	office_close(o);
	o = open_as(TEACHER);
	assert_int_equal(report_fill_history(o, &w, &r, &e), -EPERM);
	office_close(o);
}

static void history_of_pupil(void **state)
{
	const struct report_wish w = { ALL_DAYS, -1, NULL, "UPN09", false, 0 };
	struct office *o = open_as(TEACHER);
	struct report r;
	struct err e = { 0 };

	assert_int_equal(report_fill_history(o, &w, &r, &e), 0);
	assert_string_equal(r.title, "History of Ivy Iles");
	assert_true(r.rows.count > 1); /* the first fields of the row, and one mark */
	assert_string_equal(r.rows.items[r.rows.count - 1].cells[4].text, "mark");
	report_finish(&r);
	office_close(o);
}

static void history_of_school(void **state)
{
	const struct report_wish w = { ALL_DAYS, -1 };
	struct office *o = open_as(OFFICE);
	struct report r;
	struct err e = { 0 };

	assert_int_equal(report_fill_history(o, &w, &r, &e), 0);
	assert_int_equal(r.rows.count, 17);
	assert_string_equal(r.rows.items[15].cells[5].text, "marks");
	assert_int_equal(r.rows.items[15].cells[9].number, 7);
	assert_string_equal(r.rows.items[16].cells[6].text, "Willow");
	report_finish(&r);
	office_close(o);
}

static void kinds_table(void **state)
{
	static const char *const names[] = { "absentees", "missing", "school", "bands", "statistics", "pupil", "working", "trend" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct report_kind *k = report_kinds;

		while (k->name && strcmp(k->name, names[i]) != 0)
			k++;
		assert_non_null(k->name);
		assert_non_null(k->fill);
		assert_true(strlen(k->help) > 0);
	}
}

int main(void)
{
	static struct rows rows;

	rows_add(&rows, report_case, cases);
	rows_add(&rows, keys_case, keys_cases);
	rows_case(&rows, "statistics as JSON", statistics_json, NULL);
	rows_case(&rows, "absentees as JSON", absentees_json, NULL);
	rows_case(&rows, "absentees on paper: 80 cells, totals that add up, no flag", absentees_text, NULL);
	rows_case(&rows, "bands in words", bands_notes, NULL);
	rows_case(&rows, "verify holds, and is not for teachers", verify_holds, NULL);
	rows_case(&rows, "check finds what is amiss, and says what to do", check_finds, NULL);
	rows_case(&rows, "history of an act, with all five particulars", history_of_act, NULL);
	rows_case(&rows, "history of a pupil", history_of_pupil, NULL);
	rows_case(&rows, "history of the school", history_of_school, NULL);
	rows_case(&rows, "the table of reports", kinds_table, NULL);
	return _cmocka_run_group_tests("office/reports", rows.tests, rows.count, make_school, remove_school);
}
