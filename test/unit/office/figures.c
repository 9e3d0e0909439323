#include "rows.h"
#include "directory.h"

#include <stdio.h>

#include "base/key.h"
#include "office/bands.h"
#include "office/pupil_page.h"
#include "office/school.h"
#include "office/today.h"
#include "rules/code.h"

/* One figure, however it is asked for: statistics, bands, pupil, school, working and the screens' views agree on the practice school. */

static char place[] = "/tmp/firstbell-figures-XXXXXX";
static struct office *o;
static struct err e;

static int begin(void **state)
{
	const struct office_options options = { .directory = place, .uid = 1000, .terminal = "test" };
	CLEAN_BUF struct buf said = { 0 };

	assert_non_null(mkdtemp(place));
	assert_int_equal(office_demo(place, "2026-11-20T13:30", 1000, "priya", "", &said, &e), 0);
	assert_int_equal(office_open(&options, &o, &e), 0);
	return 0;
}

static int end(void **state)
{
	office_close(o);
	directory_remove(place);
	return 0;
}

typedef int filler(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);

static struct report fill(filler *f, const struct report_wish *w)
{
	struct report r = { 0 };

	if (f(o, w, &r, &e) < 0)
		fail_msg("%s", e.text);
	return r;
}

static const struct cell *cell_of(const struct report *r, int row, const char *name)
{
	for (int i = 0; i < r->column_count; i++)
		if (strcmp(r->columns[i].name, name) == 0)
			return &r->rows.items[row].cells[i];
	fail_msg("no column %s", name);
	return NULL;
}

static int64_t number_of(const struct report *r, int row, const char *name)
{
	return cell_of(r, row, name)->number;
}

/* The number of a step of a working; 0 where it has none. */
static int64_t step_of(const struct report *r, const char *step)
{
	for (int i = 0; i < r->rows.count; i++)
		if (strcmp(r->rows.items[i].cells[0].text, step) == 0)
			return r->rows.items[i].cells[1].number;
	return 0;
}

static int64_t left_out(const struct report *r)
{
	int64_t sum = 0;

	for (int i = 0; i < r->rows.count; i++)
		if (strncmp(r->rows.items[i].cells[0].text, "Left out: ", 10) == 0)
			sum += r->rows.items[i].cells[1].number;
	return sum;
}

static void working_is_sum(const struct report *w)
{
	assert_int_equal(step_of(w, "Possible"), step_of(w, "Sessions held") - step_of(w, "Not yet") - step_of(w, "Not on the roll") -
			 step_of(w, "Not due") - step_of(w, "Without a mark") - left_out(w) + step_of(w, "On days not held"));
	assert_int_equal(step_of(w, "Attended"), step_of(w, "Present") + step_of(w, "Approved educational activity"));
	assert_int_equal(step_of(w, "Missed"), step_of(w, "Authorised absence") + step_of(w, "Unauthorised absence"));
	assert_int_equal(step_of(w, "Possible"), step_of(w, "Attended") + step_of(w, "Missed"));
}

static void working_as_statistics(const struct report_wish *wish)
{
	static const char *const pairs[][2] = {
		{ "Possible", "possible" }, { "Attended", "attended" }, { "Present", "present" },
		{ "Approved educational activity", "approved_educational_activity" },
		{ "Authorised absence", "authorised" }, { "Unauthorised absence", "unauthorised" }, { "Without a mark", "missing" },
	};
	struct report working = fill(report_fill_working, wish), statistics = fill(report_fill_statistics, wish);

	working_is_sum(&working);
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_int_equal(step_of(&working, pairs[i][0]), number_of(&statistics, 0, pairs[i][1]));
	report_finish(&working);
	report_finish(&statistics);
}

#define ALL ((struct report_wish){ .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 })

static const char *const classes[] = { "Acorn", "Beech", "Birch", "Hazel", "Maple", "Oak", "Rowan", "Willow" };

/* What the reports narrow: all, a class, a time, a closed week, one day. */
static void school_and_classes(void **state)
{
	struct report_wish w = ALL;

	working_as_statistics(&w);
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
		w = ALL;
		w.group = classes[i];
		working_as_statistics(&w);
		w.from = day_of(2026, 10, 20);
		w.to = day_of(2026, 11, 13);
		working_as_statistics(&w);
	}
	w = ALL;
	w.from = day_of(2026, 10, 24);
	w.to = day_of(2026, 11, 1);
	working_as_statistics(&w);
	w.from = w.to = day_of(2026, 11, 20);
	working_as_statistics(&w);
}

static void bands_agree(const struct band_line *l, const struct report *bands, int row)
{
	assert_int_equal(number_of(bands, row, "possible"), l->possible);
	assert_int_equal(number_of(bands, row, "missed"), l->missed);
	assert_int_equal(number_of(bands, row, "persistent"), l->persistent);
	assert_int_equal(number_of(bands, row, "severe"), l->severe);
	if (l->band < 0)
		assert_true(cell_of(bands, row, "band")->empty);
	else
		assert_string_equal(cell_of(bands, row, "band")->text, policy_national.bands[l->band]);
}

static int row_of(const struct report *bands, const char *key)
{
	for (int i = 0; i < bands->rows.count; i++)
		if (strcmp(cell_of(bands, i, "pupil")->text, key) == 0)
			return i;
	fail_msg("not in the report: %s", key);
	return -1;
}

static void working_agrees(const struct band_line *l, const char *key)
{
	struct report_wish w = ALL;
	struct report working;

	w.pupil = key;
	working = fill(report_fill_working, &w);
	working_is_sum(&working);
	assert_int_equal(step_of(&working, "Possible"), l->possible);
	assert_int_equal(step_of(&working, "Missed"), l->missed);
	if (l->possible > 0) {
		assert_int_equal(step_of(&working, "Persistent absence"), 10 * l->missed);
		assert_int_equal(step_of(&working, "Severe absence"), 2 * l->missed);
		assert_true(step_of(&working, "To fall below a line") == l->near.missed || l->near.missed == 0);
		assert_true(step_of(&working, "To come above a line") == l->near.attended || l->near.attended == 0);
	}
	working_as_statistics(&w);
	report_finish(&working);
}

static void page_agrees(const struct band_line *l, const char *key)
{
	struct report_wish w = ALL;
	struct report pupil;
	struct pupil_page p;
	int codes_sum = 0, cells = 0;

	assert_int_equal(office_pupil_page_open(o, l->pupil, DAY_NONE, &p, &e), 0);
	assert_int_equal(tally_possible(&p.tally), l->possible);
	assert_int_equal(tally_missed(&p.tally), l->missed);
	assert_int_equal(p.band, l->band);
	w.pupil = key;
	pupil = fill(report_fill_pupil, &w);
	assert_int_equal(number_of(&pupil, 0, "possible"), l->possible);
	assert_int_equal(number_of(&pupil, 0, "missing"), p.unmarked);
	for (int i = 0; i < p.code_count; i++)
		codes_sum += p.codes[i].count;
	for (int i = 0; i < p.picture.weeks * p.picture.rows; i++) {
		cells += p.picture.cells[i].code != CODE_NONE;
		codes_sum += p.picture.cells[i].role == PICTURE_BLANK;
		cells += p.picture.cells[i].role == PICTURE_BLANK;
	}
	assert_int_equal(cells, codes_sum); /* every mark is in the picture, and every blank */
	pupil_page_finish(&p);
	report_finish(&pupil);
}

static void pupils(void **state)
{
	const struct bands_wish wish = { .from = DAY_NONE, .to = DAY_NONE, .year = SESSION_ANY_YEAR, .band = -1 };
	CLEAN_ARENA struct arena a = { 0 };
	struct report_wish all = ALL;
	struct report bands = fill(report_fill_bands, &all);
	struct bands_view v;

	assert_int_equal(office_bands_open(o, &wish, &v, &e), 0);
	assert_int_equal(v.count, bands.rows.count);
	assert_true(v.count > 200);
	for (int i = 0; i < v.count; i++) {
		const char *key;

		assert_int_equal(office_pupil_key(o, v.lines[i].pupil, &a, &key, &e), 0);
		bands_agree(&v.lines[i], &bands, row_of(&bands, key));
		working_agrees(&v.lines[i], key);
		page_agrees(&v.lines[i], key);
	}
	bands_view_finish(&v);
	report_finish(&bands);
}

/* The working of a year's figure is asked for by the year's own name. */
static void year_working(const struct report *school, int row)
{
	struct report_wish w = ALL;
	struct report working;

	w.year = cell_of(school, row, "name")->text;
	working = fill(report_fill_working, &w);
	working_is_sum(&working);
	assert_int_equal(step_of(&working, "Possible"), number_of(school, row, "possible"));
	assert_int_equal(step_of(&working, "Attended"), number_of(school, row, "attended"));
	report_finish(&working);
}

static void school_report(void **state)
{
	const struct bands_wish wish = { .from = DAY_NONE, .to = DAY_NONE, .year = SESSION_ANY_YEAR, .band = -1 };
	struct report_wish w = ALL;
	struct report school = fill(report_fill_school, &w), statistics = fill(report_fill_statistics, &w);
	int64_t classes_sum = 0, years_sum = 0;
	struct bands_view v;

	assert_int_equal(office_bands_open(o, &wish, &v, &e), 0);
	assert_int_equal(number_of(&school, 0, "pupils"), v.all);
	assert_int_equal(number_of(&school, 0, "possible"), number_of(&statistics, 0, "possible"));
	assert_int_equal(number_of(&school, 0, "attended"), number_of(&statistics, 0, "attended"));
	assert_int_equal(number_of(&school, 0, "persistent"), v.persistent);
	assert_int_equal(number_of(&school, 0, "severe"), v.severe);
	assert_int_equal(number_of(&school, 0, "no_possible_session"), v.none);
	for (int i = 0; i < 5; i++)
		assert_int_equal(cell_of(&school, 0, "bands")->pairs[i].number, v.of_band[i]);
	for (int i = 1; i < school.rows.count; i++) {
		struct report of;
		bool class = strcmp(cell_of(&school, i, "of")->text, "class") == 0;

		*(class ? &classes_sum : &years_sum) += number_of(&school, i, "possible");
		if (!class) {
			year_working(&school, i);
			continue;
		}
		w.group = cell_of(&school, i, "name")->text;
		of = fill(report_fill_statistics, &w);
		assert_int_equal(number_of(&school, i, "possible"), number_of(&of, 0, "possible"));
		assert_int_equal(number_of(&school, i, "attended"), number_of(&of, 0, "attended"));
		report_finish(&of);
	}
	assert_int_equal(classes_sum, number_of(&school, 0, "possible"));
	assert_int_equal(years_sum, number_of(&school, 0, "possible"));
	bands_view_finish(&v);
	report_finish(&school);
	report_finish(&statistics);
}

/* WEEKS ---------------------------------------------------------------------------------------------------------------------------- */

static void week_agrees(const char *class, const char *year, const char *flag, const struct report *trend, int row)
{
	struct report_wish w = ALL;
	struct report of;

	w.group = class;
	w.year = year;
	w.flag = flag;
	w.date = flag ? day_of(2026, 11, 20) : DAY_NONE; /* the flag's day; the week's is another */
	w.from = (struct day){ (int32_t)number_of(trend, row, "week") };
	w.to = day_add(w.from, 6);
	of = fill(report_fill_working, &w);
	assert_int_equal(number_of(trend, row, "possible"), step_of(&of, "Possible"));
	assert_int_equal(number_of(trend, row, "attended"), step_of(&of, "Attended"));
	assert_int_equal(number_of(trend, row, "missed"), step_of(&of, "Missed"));
	report_finish(&of);
	if (year || flag)
		return;
	of = fill(report_fill_statistics, &w);
	assert_int_equal(number_of(trend, row, "possible"), number_of(&of, 0, "possible"));
	assert_int_equal(number_of(trend, row, "attended"), number_of(&of, 0, "attended"));
	assert_int_equal(number_of(trend, row, "attendance_percent"), number_of(&of, 0, "attendance_percent"));
	report_finish(&of);
}

static void trend_agrees(const char *class, const char *year, const char *flag)
{
	struct report_wish w = ALL;
	struct report trend, of;
	int64_t possible = 0, attended = 0;

	w.group = class;
	w.year = year;
	w.flag = flag;
	trend = fill(report_fill_trend, &w);
	assert_int_equal(trend.rows.count, 11); /* twelve, less half-term */
	for (int i = 0; i < trend.rows.count; i++) {
		week_agrees(class, year, flag, &trend, i);
		possible += number_of(&trend, i, "possible");
		attended += number_of(&trend, i, "attended");
		assert_int_equal(number_of(&trend, i, "to_date_possible"), possible);
		assert_int_equal(number_of(&trend, i, "to_date_attended"), attended);
		assert_int_equal(number_of(&trend, i, "to_date_percent"), percent_tenths(attended, possible));
		if (i > 0)
			assert_int_equal(number_of(&trend, i, "change_tenths"),
					 number_of(&trend, i, "attendance_percent") - number_of(&trend, i - 1, "attendance_percent"));
	}
	of = fill(report_fill_working, &w); /* of all of it */
	assert_int_equal(possible, step_of(&of, "Possible"));
	assert_int_equal(attended, step_of(&of, "Attended"));
	report_finish(&of);
	report_finish(&trend);
}

static void trends(void **state)
{
	static const char *const years[] = { "R", "1", "2", "3", "4", "5", "6" };
	static const char *const flags[] = { "fsm", "sen", "eal" };

	trend_agrees(NULL, NULL, NULL);
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		trend_agrees(classes[i], NULL, NULL);
	for (size_t i = 0; i < sizeof years / sizeof *years; i++)
		trend_agrees(NULL, years[i], NULL);
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		trend_agrees(NULL, NULL, flags[i]);
	trend_agrees("Willow", NULL, "fsm");
	trend_agrees(NULL, "3", "sen");
}

/* ONE SESSION: what the morning page says is what its working comes to */

static void session_agrees(struct day day, enum session session)
{
	struct report_wish w = ALL;
	struct morning_view v;
	struct report working;

	w.date = day;
	w.session = (int)session;
	working = fill(report_fill_working, &w);
	working_is_sum(&working);
	assert_int_equal(office_morning_open(o, day, session, &v, &e), 0);
	assert_true(v.today.counts.possible > 0);
	assert_int_equal(step_of(&working, "Possible"), v.today.counts.possible);
	assert_int_equal(step_of(&working, "Attended"), v.today.counts.attended);
	assert_int_equal(step_of(&working, "Sessions held"), v.today.counts.on_roll);
	morning_view_finish(&v);
	report_finish(&working);
}

static void sessions(void **state)
{
	struct report_wish w = ALL;
	struct report working;

	w.date = day_of(2026, 11, 20);
	w.session = SESSION_AM;
	working = fill(report_fill_working, &w);
	assert_string_equal(working.title, "Working of the attendance of the school, morning of Fri 20 Nov 2026");
	report_finish(&working);
	session_agrees(w.date, SESSION_AM);
	session_agrees(w.date, SESSION_PM);
	for (int back = 1; back <= 4; back++) {
		session_agrees(day_add(w.date, -back), SESSION_AM);
		session_agrees(day_add(w.date, -back), SESSION_PM);
	}
}

int main(void)
{
	static struct rows rows;

	rows_case(&rows, "working and statistics: the school, its classes, some days", school_and_classes, NULL);
	rows_case(&rows, "every pupil: bands, their screen, the page, the report and the working", pupils, NULL);
	rows_case(&rows, "the school by class and year, and the rest", school_report, NULL);
	rows_case(&rows, "every week of the school, its classes, years and groups, and its working", trends, NULL);
	rows_case(&rows, "one session: the morning page and its working", sessions, NULL);
	return _cmocka_run_group_tests("office/figures", rows.tests, rows.count, begin, end);
}
