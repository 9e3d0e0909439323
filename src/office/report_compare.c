/* The school, or a class, beside the nation, last year and its targets (C16, C18). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "few.h"
#include "measure.h"
#include "office/targets.h"
#include "presence.h"
#include "rules/compare.h"
#include "rules/period.h"

enum { COL_MEASURE, COL_BESIDE, COL_PART, COL_OF, COL_PERCENT, COL_NAME, COL_BESIDE_PART, COL_BESIDE_OF, COL_BESIDE_HUNDREDTHS, COL_FIGURE,
       COL_APART_HUNDREDTHS, COL_APART, COL_SIDE, COL_MET, COL_FROM, COL_TO, COL_SOURCE, COL_WORKING, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_MEASURE] = { "measure", "Measure", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_BESIDE] = { "beside", "Beside", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_PART] = { "part", "Part", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_OF] = { "of", "Of", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_PERCENT] = { "percent", "Percent", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_NAME] = { "beside_name", "Beside it", CELL_TEXT, 0, COLUMN_BOTH },
	[COL_BESIDE_PART] = { "beside_part", "Part", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_BESIDE_OF] = { "beside_of", "Of", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_BESIDE_HUNDREDTHS] = { "beside_hundredths", "Hundredths", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_FIGURE] = { "beside_figure", "Figure", CELL_TEXT, 0, COLUMN_TEXT_ONLY },
	[COL_APART_HUNDREDTHS] = { "difference_hundredths", "Difference", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_APART] = { "difference", "Points apart", CELL_TEXT, 0, COLUMN_TEXT_ONLY },
	[COL_SIDE] = { "side", "Here it is", CELL_TEXT, 0, COLUMN_BOTH },
	[COL_MET] = { "met", "Met", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[COL_FROM] = { "beside_from", "From", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[COL_TO] = { "beside_to", "To", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[COL_SOURCE] = { "source", "Source", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_WORKING] = { "working", "Working", CELL_TEXT, 0, COLUMN_BOTH, .whole = true },
};

/** A share of sessions, or of pupils. */
struct share {
	int64_t part, of;
};
struct counted {
	struct share of[NATIONAL_MEASURES];
	int64_t left;   /**< sessions still to come this school year */
	int64_t pupils; /**< with a possible session */
	int authorised, unauthorised; /**< pupils with such an absence */
	int out;        /**< left out as the Department counts */
};

struct comparing {
	struct office *office;
	const struct report_asked *asked;
	struct report *report;
	struct err *e;
	int year;                /**< in which the school year begins */
	bool year_to_date;       /**< it goes on behind what is counted */
	struct counted now, before;
	struct counted now_dfe, before_dfe; /**< persistent and severe absence are always of these (C5; domain 4) */
	bool untold[NATIONAL_MEASURES]; /**< to who sees figures alone */
	struct day before_from, before_to;
	struct target_wish whose; /**< the school's, or the class's */
	const char *heading;     /**< of the measure, until its first row has it */
	bool any;                /**< a row of it is there */
};

/* COUNTED ------------------------------------------------------------------------------------------------------------------------------ */

static void count_pupil(void *ctx, const struct measure *m, const struct measured *p)
{
	struct counted *c = ctx;
	const struct engine_result *r = p->result;
	const int64_t parts[NATIONAL_MEASURES] = { [NATIONAL_ATTENDANCE] = r->attended, [NATIONAL_PERSISTENT] = r->persistent, [NATIONAL_SEVERE] = r->severe,
						   [NATIONAL_AUTHORISED] = r->tally.count[CATEGORY_AUTHORISED],
						   [NATIONAL_UNAUTHORISED] = r->tally.count[CATEGORY_UNAUTHORISED] };

	c->left += p->left;
	c->pupils += r->possible > 0;
	c->authorised += parts[NATIONAL_AUTHORISED] > 0;
	c->unauthorised += parts[NATIONAL_UNAUTHORISED] > 0;
	for (enum national_measure i = 0; i < NATIONAL_MEASURES; i++) {
		bool of_pupils = i == NATIONAL_PERSISTENT || i == NATIONAL_SEVERE;

		c->of[i].part += parts[i];
		c->of[i].of += of_pupils ? r->possible > 0 : r->possible;
	}
}

static int count_with(struct comparing *c, const struct report_asked *k, unsigned int parts, bool as_dfe, struct counted *to)
{
	const struct measure_wish w = { .asked = k, .parts = ENGINE_TALLY | parts, .policy = k->wish->policy, .as_dfe = as_dfe, .year = SESSION_ANY_YEAR };
	CLEAN_MEASURE struct measure m = { 0 };
	int r = measure_begin(c->office, &w, &m, c->e);

	if (r == 0)
		r = measure_each(&m, count_pupil, to, c->e);
	to->out = m.dfe_out;
	return r;
}

static int count(struct comparing *c, const struct report_asked *k, unsigned int parts, struct counted *to, struct counted *dfe)
{
	int r = count_with(c, k, parts, k->wish->as_dfe, to);

	return r < 0 ? r : count_with(c, k, 0, true, dfe);
}

/* The same day of the year before; 29 February gives the 28th. */
static struct day year_before(struct day d)
{
	int year, month, date;
	struct day before;

	day_to_ymd(d, &year, &month, &date);
	return day_from_ymd(year - 1, month, date, &before) == 0 ? before : day_from_ymd(year - 1, month, date - 1, &before) == 0 ? before : d;
}

/* Last year at the same date: from the first day of that school year where this year's is of the whole year so far. */
static int count_before(struct comparing *c)
{
	const struct calendar *calendar = office_calendar(c->office);
	struct report_asked k = *c->asked;
	struct day today = office_today(c->office);
	bool from_first = day_equal(k.from, school_year_first(calendar, k.to));

	k.to = year_before(k.to.n < today.n ? k.to : today);
	k.from = from_first ? school_year_first(calendar, k.to) : year_before(k.from);
	if (k.from.n > k.to.n || k.from.n < DAY_MIN.n)
		return 0;
	k.first = sitting_of(k.from, SESSION_AM);
	k.last = sitting_of(k.to, SESSION_PM);
	k.to_date = false;
	c->before_from = k.from;
	c->before_to = k.to;
	return count(c, &k, 0, &c->before, &c->before_dfe);
}

static struct few_absence absence_of(const struct counted *c)
{
	return (struct few_absence){ (int)c->pupils, (int)c->of[NATIONAL_PERSISTENT].part, (int)c->of[NATIONAL_SEVERE].part };
}

static bool is_few(int pupils)
{
	return pupils > 0 && pupils < FIGURES_FEWEST;
}

/* C14: what no other report of these days tells either. */
static void untold_of(const struct counted *all, const struct counted *dfe, bool untold[static NATIONAL_MEASURES])
{
	const struct few_absence everybody = absence_of(all), counted = absence_of(dfe);
	bool persistent, severe;

	few_absence_told(&everybody, &counted, &persistent, &severe);
	untold[NATIONAL_PERSISTENT] = !persistent;
	untold[NATIONAL_SEVERE] = !severe;
	untold[NATIONAL_AUTHORISED] = untold[NATIONAL_UNAUTHORISED] = is_few(all->authorised) || is_few(all->unauthorised);
}

static void untell(struct comparing *c)
{
	bool before[NATIONAL_MEASURES] = { false };

	untold_of(&c->now, &c->now_dfe, c->untold);
	untold_of(&c->before, &c->before_dfe, before);
	for (enum national_measure i = 0; i < NATIONAL_MEASURES; i++)
		if (before[i])
			c->before.of[i] = c->before_dfe.of[i] = (struct share){ 0 };
}

static void absence_as_dfe(struct counted *to, const struct counted *dfe)
{
	to->of[NATIONAL_PERSISTENT] = dfe->of[NATIONAL_PERSISTENT];
	to->of[NATIONAL_SEVERE] = dfe->of[NATIONAL_SEVERE];
}

static int count_all(struct comparing *c)
{
	const struct report_asked *k = c->asked;
	bool figures = k->action == ACTION_SEE_FIGURES;

	c->year = office_school_year(c->office, k->to);
	c->year_to_date = k->to_date && day_equal(k->from, school_year_first(office_calendar(c->office), k->to));
	int r = count(c, k, c->year_to_date ? ENGINE_FORECAST : 0, &c->now, &c->now_dfe);
	if (r == 0 && figures && c->now.pupils < FIGURES_FEWEST)
		return figures_few(c->e);
	if (r == 0)
		r = count_before(c);
	if (figures && c->before.pupils < FIGURES_FEWEST)
		c->before = c->before_dfe = (struct counted){ 0 };
	if (r == 0 && figures)
		untell(c);
	absence_as_dfe(&c->now, &c->now_dfe);
	absence_as_dfe(&c->before, &c->before_dfe);
	return r;
}

/* ROWS --------------------------------------------------------------------------------------------------------------------------------- */

static const char *const titles[NATIONAL_MEASURES] = {
	[NATIONAL_ATTENDANCE] = "Attendance",
	[NATIONAL_PERSISTENT] = "Pupils persistently absent",
	[NATIONAL_SEVERE] = "Pupils severely absent",
	[NATIONAL_AUTHORISED] = "Authorised absence",
	[NATIONAL_UNAUTHORISED] = "Unauthorised absence",
};

static const char *hundredths_text(struct arena *a, int hundredths)
{
	return arena_printf(a, "%d.%02d%%", hundredths / 100, hundredths % 100);
}

static const char *apart_text(struct arena *a, int hundredths)
{
	const char *sign = hundredths > 0 ? "+" : hundredths < 0 ? "-" : "";

	return arena_printf(a, "%s%d.%02d", sign, abs(hundredths) / 100, abs(hundredths) % 100);
}

static const char *side_words(int sign)
{
	return sign > 0 ? "higher" : sign < 0 ? "lower" : "the same";
}

static struct cell *row_add(struct comparing *c, enum national_measure m, const char *beside, const char *name)
{
	const struct share *here = &c->now.of[m];
	struct cell *cells = report_row_add(c->report, c->heading);

	c->heading = NULL;
	c->any = true;
	cells[COL_MEASURE] = cell_kept(national_measure_name(m));
	cells[COL_BESIDE] = cell_kept(beside);
	cells[COL_PART] = cell_integer(here->part);
	cells[COL_OF] = cell_integer(here->of);
	cells[COL_PERCENT] = here->of > 0 ? cell_percent(percent_tenths(here->part, here->of)) : (struct cell){ .empty = true };
	cells[COL_NAME] = cell_text(c->report, name);
	return cells;
}

static void working_put(struct comparing *c, struct cell *cells, const struct share *here, int sign, const char *beside, const char *left, const char *right)
{
	struct arena *a = &c->report->arena;
	CLEAN_STEPS struct working_steps s = { .arena = a };

	if (!c->asked->wish->working)
		return; /* there is no such column */
	working_words(&s, "Counted", "%s of %s", working_grouped(a, here->part), working_grouped(a, here->of));
	working_words(&s, "Beside it", "%s", beside);
	working_words(&s, "Comparison", "%s is %s %s: %s", left, sign > 0 ? "more than" : sign < 0 ? "less than" : "equal to", right, side_words(sign));
	cells[COL_WORKING] = working_cell(c->report, c->asked, &s);
}

static void apart_put(struct comparing *c, struct cell *cells, int apart, int sign)
{
	cells[COL_APART_HUNDREDTHS] = cell_integer(apart);
	cells[COL_APART] = cell_kept(apart_text(&c->report->arena, apart));
	cells[COL_SIDE] = cell_kept(side_words(sign));
}

/* Beside a percentage that is given in hundredths. */
static struct cell *percent_row(struct comparing *c, enum national_measure m, const char *beside, const char *name, int hundredths)
{
	const struct share *here = &c->now.of[m];
	struct arena *a = &c->report->arena;
	struct cell *cells = row_add(c, m, beside, name);

	cells[COL_BESIDE_HUNDREDTHS] = cell_integer(hundredths);
	cells[COL_FIGURE] = cell_kept(hundredths_text(a, hundredths));
	if (here->of == 0)
		return cells;
	int sign = share_compare(here->part, here->of, hundredths, 10000);
	apart_put(c, cells, share_points(here->part, here->of, hundredths), sign);
	working_put(c, cells, here, sign, hundredths_text(a, hundredths),
		    arena_printf(a, "10,000 x %s = %s", working_grouped(a, here->part), working_grouped(a, 10000 * here->part)),
		    arena_printf(a, "%s x %s = %s", working_grouped(a, hundredths), working_grouped(a, here->of), working_grouped(a, hundredths * here->of)));
	return cells;
}

static void national_row(struct comparing *c, enum national_measure m)
{
	const struct national_figure *f = national_find(office_school_phase(c->office), c->year, m);
	struct arena *a = &c->report->arena;

	if (!f)
		return;
	struct cell *cells = percent_row(c, m, "nation", arena_printf(a, "%s, %s, %d/%02d", f->area, strcmp(f->phase, "all") == 0 ? "all schools" : f->phase,
								       f->year, (f->year + 1) % 100), f->hundredths);
	cells[COL_TO] = day_is_none(f->to) ? (struct cell){ .empty = true } : cell_day(f->to);
	cells[COL_SOURCE] = cell_kept(f->source);
}

static void before_row(struct comparing *c, enum national_measure m)
{
	const struct share *here = &c->now.of[m], *there = &c->before.of[m];
	struct arena *a = &c->report->arena;
	char day[DAY_TEXT];

	if (there->of == 0)
		return;
	struct cell *cells = row_add(c, m, "last_year", arena_printf(a, "Last year, to %s", day_long(c->before_to, day)));
	cells[COL_BESIDE_PART] = cell_integer(there->part);
	cells[COL_BESIDE_OF] = cell_integer(there->of);
	cells[COL_FIGURE] = cell_kept(report_share_text(a, there->part, there->of));
	cells[COL_FROM] = cell_day(c->before_from);
	cells[COL_TO] = cell_day(c->before_to);
	if (here->of == 0)
		return;
	int sign = share_compare(here->part, here->of, there->part, there->of);
	apart_put(c, cells, share_apart(here->part, here->of, there->part, there->of), sign);
	working_put(c, cells, here, sign, report_share_text(a, there->part, there->of),
		    arena_printf(a, "%s x %s = %s", working_grouped(a, here->part), working_grouped(a, there->of), working_grouped(a, here->part * there->of)),
		    arena_printf(a, "%s x %s = %s", working_grouped(a, there->part), working_grouped(a, here->of), working_grouped(a, there->part * here->of)));
}

/* TARGETS ------------------------------------------------------------------------------------------------------------------------------ */

static void progress_note(struct comparing *c, const char *name, int hundredths)
{
	const struct share *here = &c->now.of[NATIONAL_ATTENDANCE];
	int64_t left = c->now.left, may = share_may_miss(here->part, here->of, left, hundredths);
	struct arena *a = &c->report->arena;

	if (!c->year_to_date || left == 0)
		return;
	if (may < 0)
		report_note(c->report, "%s, %s: out of reach this school year: with every session still to come attended it would be %s.", name,
			    hundredths_text(a, hundredths), report_share_text(a, here->part + left, here->of + left));
	else
		report_note(c->report, "%s, %s: of the %s sessions still to come this school year %s may be missed.", name, hundredths_text(a, hundredths),
			    report_grouped_text(a, left), may == left ? "all" : report_grouped_text(a, may));
}

static int target_row(struct comparing *c, enum national_measure m, enum target_kind kind, const char *beside, const char *name)
{
	const struct share *here = &c->now.of[m];
	struct target_wish w = c->whose;
	int hundredths, r;

	w.kind = kind;
	r = office_target_of(c->office, &w, &hundredths, c->e);
	if (r <= 0)
		return r;
	struct cell *cells = percent_row(c, m, beside, name, hundredths);
	if (here->of > 0) {
		int sign = share_compare(here->part, here->of, hundredths, 10000);

		cells[COL_MET] = cell_flag(kind == TARGET_PERSISTENT ? sign <= 0 : sign >= 0);
	}
	if (m == NATIONAL_ATTENDANCE)
		progress_note(c, name, hundredths);
	return 0;
}

/* They are of the whole school, or of the class that was asked for. */
static int target_rows(struct comparing *c, enum national_measure m)
{
	static const struct {
		enum national_measure measure;
		enum target_kind kind;
		const char *beside, *name;
	} rows[] = {
		{ NATIONAL_ATTENDANCE, TARGET_ATTENDANCE, "target", "Target" },
		{ NATIONAL_ATTENDANCE, TARGET_ABIE, "abie", "DfE's figure for the school (ABIE)" },
		{ NATIONAL_PERSISTENT, TARGET_PERSISTENT, "target", "Target, at most" },
	};
	int r = 0;

	if (!c->asked->everything && !c->asked->group)
		return 0;
	for (size_t i = 0; i < sizeof rows / sizeof *rows && r == 0; i++)
		if (rows[i].measure == m && (!c->asked->group || rows[i].kind == TARGET_ATTENDANCE))
			r = target_row(c, m, rows[i].kind, rows[i].beside, rows[i].name);
	return r;
}

static int measure_rows(struct comparing *c, enum national_measure m)
{
	const struct share *here = &c->now.of[m];
	struct arena *a = &c->report->arena;

	c->heading = arena_printf(a, "%s: %s", titles[m], report_share_text(a, here->part, here->of));
	c->any = false;
	national_row(c, m);
	before_row(c, m);
	int r = target_rows(c, m);
	if (r == 0 && !c->any)
		row_add(c, m, NULL, "nothing to compare with");
	return r;
}

/* THE REPORT --------------------------------------------------------------------------------------------------------------------------- */

static void sources_note(struct comparing *c)
{
	const struct national_figure *last = NULL;

	for (enum national_measure m = 0; m < NATIONAL_MEASURES; m++) {
		const struct national_figure *f = national_find(office_school_phase(c->office), c->year, m);

		if (f && (!last || f->source != last->source))
			report_note(c->report, "%s: %s.", f->area, f->source);
		last = f ? f : last;
	}
	if (!office_school_phase(c->office))
		report_note(c->report, "The school's phase (primary, secondary, special) is not said, so it stands beside all schools.");
}

static void title_put(struct comparing *c)
{
	const struct report_asked *k = c->asked;
	const char *whose = k->group ? office_group_name(c->office, k->group) : k->everything ? "The school" : "Your classes";
	struct arena *a = &c->report->arena;
	char from[DAY_TEXT], to[DAY_TEXT];

	c->report->title = arena_printf(a, "%s compared, %s to %s", whose, day_long(k->from, from), day_long(k->to, to));
	report_period_line(c->report, k);
	if (k->wish->as_dfe)
		report_line(c->report, "Pupils and days as the Department for Education counts them: left out %d.", c->now_dfe.out);
	else if (k->action == ACTION_SEE_FIGURES)
		report_line(c->report, "Attendance is of all pupils; persistent and severe absence as the Department counts.");
	else
		report_line(c->report, "Attendance is of all pupils: --as dfe compares that of pupils of 5 to 15, as England's figures are. Persistent and severe absence are "
				       "always as the Department counts: left out %d.", c->now_dfe.out);
}

static void untold_say(const struct comparing *c)
{
	if (c->untold[NATIONAL_PERSISTENT] || c->untold[NATIONAL_SEVERE])
		report_note(c->report, "How many pupils are %sseverely absent is not shown to you: they, or the others, are too few.",
			    c->untold[NATIONAL_PERSISTENT] ? "persistently or " : "");
	if (c->untold[NATIONAL_AUTHORISED])
		report_note(c->report, "Absence by whether it was authorised is not shown to you: it is of too few pupils.");
}

static int compare_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	struct comparing c = { .office = o, .asked = k, .report = r, .e = e };
	int got = count_all(&c);

	if (got < 0)
		return got;
	c.whose = (struct target_wish){ .year = c.year, .group = k->group };
	report_start(o, r, "compare", columns, k->wish->working ? COLUMNS_ALL : COL_WORKING);
	title_put(&c);
	for (enum national_measure m = 0; m < NATIONAL_MEASURES && got == 0; m++)
		got = c.untold[m] ? 0 : measure_rows(&c, m);
	untold_say(&c);
	sources_note(&c);
	return got < 0 ? got : report_seal(o, r, e);
}

int report_fill_compare(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	bool names = office_may(o, ACTION_SEE_TOTALS, 0, NULL) == 0;

	if (w->pupil)
		return err_usage(e, "This report is of the school or a class: leave --pupil out, or ask for `report pupil`.");
	if (!names && (w->group || w->as_dfe))
		return err_refuse(e, "The school compared is shown to you of all pupils: %s would tell of few.",
				  w->group ? "that of a class" : "attendance as the Department counts");
	return report_make(o, w, names ? ACTION_SEE_TOTALS : ACTION_SEE_FIGURES, compare_fill, ret, e);
}
