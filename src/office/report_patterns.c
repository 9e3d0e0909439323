/* When each pupil is away (C10, C11), and with whom (C15): what is worth a line by the policy's rule, else too few to say. */
#include <stdlib.h>

#include "names.h"
#include "report_listed.h"
#include "report_siblings.h"

enum { COL_PATTERN = MEASURED_COLUMNS, COL_WHEN, COL_BRIEF, COL_MISSED_THERE, COL_POSSIBLE_THERE, COL_PERCENT_THERE, COL_THERE, COL_MISSED, COL_POSSIBLE, COL_PERCENT,
       COL_ALL, COL_WORTH, COL_WEEKS, COL_WEEKS_BROKEN, COL_WEEKS_MISSED, COL_RUNS, COL_RUNS_ONE, COL_LONGEST, COL_WORKING, COLUMNS_ALL };

static const struct report_column columns[] = {
	LISTED_HEADINGS,
	[COL_PATTERN] = { "pattern", "Pattern", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_WHEN] = { "when", "When", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_BRIEF] = { "brief", "When", CELL_TEXT, 22, COLUMN_TEXT_ONLY },
	[COL_MISSED_THERE] = { "missed_there", "Missed there", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_POSSIBLE_THERE] = { "possible_there", "Possible there", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_PERCENT_THERE] = { "missed_there_percent", "There %", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_THERE] = { "there", "Missed there", CELL_TEXT, 17, COLUMN_TEXT_ONLY },
	[COL_MISSED] = { "missed", "Missed", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_POSSIBLE] = { "possible", "Possible", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_PERCENT] = { "missed_percent", "Missed %", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_ALL] = { "in_all", "In all", CELL_TEXT, 17, COLUMN_TEXT_ONLY },
	[COL_WORTH] = { "worth_a_line", "Worth a line", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[COL_WEEKS] = { "weeks", "Weeks", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_WEEKS_BROKEN] = { "weeks_broken", "Broken weeks", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_WEEKS_MISSED] = { "weeks_missed", "Weeks missed", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_RUNS] = { "runs", "Runs", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_RUNS_ONE] = { "runs_of_one_day", "Of one day", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_LONGEST] = { "longest_run", "Longest", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_WORKING] = { "working", "Working", CELL_TEXT, 0, COLUMN_DATA_ONLY },
};

/** A pupil with something to say. */
struct found {
	struct listed who;
	struct patterns patterns;
	enum pattern_place *places; /**< worth a line; of one pupil who was asked for: the others with a session missed behind them */
	int place_count, worth_count;
};

struct gathering {
	struct office *office;
	const struct report_asked *asked;
	struct report *report;
	struct pattern_rule rule;
	struct arena arena;
	struct togethers together;
	struct { VEC(struct found); } found;
	struct measure *measure;
	int pupils;
};

/* WHO ------------------------------------------------------------------------------------------------------------------------------------ */

static bool among(const enum pattern_place *places, int n, enum pattern_place p)
{
	for (int i = 0; i < n; i++)
		if (places[i] == p)
			return true;
	return false;
}

static int sibling_lines(const struct gathering *g, int64_t pupil, const struct pattern_share *all)
{
	int n, lines = 0;
	const struct together *t = togethers_of(&g->together, pupil, &n);

	for (int i = 0; i < n; i++)
		lines += g->asked->pupil ? t[i].there.missed > 0 : pattern_share_is_worth(&g->rule, &t[i].there, all);
	return lines;
}

static void visit(void *ctx, const struct measure *m, const struct measured *p)
{
	struct gathering *g = ctx;
	const struct patterns *patterns = &p->result->patterns;
	enum pattern_place places[PLACES];
	int n = patterns_worth(&g->rule, patterns, places), worth = n;

	g->pupils++;
	for (int i = 0; g->asked->pupil && i < PLACES; i++)
		if (patterns->at[i].missed > 0 && !among(places, worth, (enum pattern_place)i))
			places[n++] = (enum pattern_place)i;
	if (!g->asked->pupil && n == 0 && sibling_lines(g, p->id, &patterns->all) == 0)
		return;
	struct found f = { .patterns = *patterns, .place_count = n, .worth_count = worth };
	listed_make(&f.who, p, &g->arena);
	f.places = arena_new(&g->arena, (size_t)n + 1, sizeof *f.places);
	for (int i = 0; i < n; i++)
		f.places[i] = places[i];
	vec_push(&g->found, f);
	(void)m;
}

static int found_compare(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	return listed_compare(&x->who, &y->who);
}

/* ROWS ------------------------------------------------------------------------------------------------------------------------------------ */

static void row_share(struct gathering *g, struct cell *c, const struct found *f, const struct pattern_share *there, bool worth)
{
	struct arena *a = &g->report->arena;
	const struct pattern_share *all = &f->patterns.all;

	c[COL_MISSED_THERE] = cell_integer(there->missed);
	c[COL_POSSIBLE_THERE] = cell_integer(there->possible);
	c[COL_PERCENT_THERE] = cell_percent(percent_tenths(there->missed, there->possible));
	c[COL_THERE] = cell_kept(report_share_text(a, there->missed, there->possible));
	c[COL_MISSED] = cell_integer(all->missed);
	c[COL_POSSIBLE] = cell_integer(all->possible);
	c[COL_PERCENT] = cell_percent(percent_tenths(all->missed, all->possible));
	c[COL_ALL] = cell_kept(report_share_text(a, all->missed, all->possible));
	c[COL_WORTH] = cell_flag(worth);
}

static void row_weeks(struct cell *c, const struct patterns *p)
{
	c[COL_WEEKS] = cell_integer(p->weeks);
	c[COL_WEEKS_BROKEN] = cell_integer(p->weeks_broken);
	c[COL_WEEKS_MISSED] = cell_integer(p->weeks_missed);
	c[COL_RUNS] = cell_integer(p->spells);
	c[COL_RUNS_ONE] = cell_integer(p->spells_one);
	c[COL_LONGEST] = cell_integer(p->longest);
}

static void row_put(struct gathering *g, const struct found *f, const char **heading, const char *pattern, const char *when,
		    const char *brief, const struct pattern_share *there, bool worth, const struct working_steps *steps)
{
	struct report *r = g->report;
	struct cell *c = report_row_add(r, *heading);

	*heading = NULL;
	listed_cells(g->office, r, c, &f->who);
	c[COL_PATTERN] = cell_kept(pattern);
	c[COL_WHEN] = cell_kept(when);
	c[COL_BRIEF] = cell_kept(brief);
	row_share(g, c, f, there, worth);
	row_weeks(c, &f->patterns);
	if (!g->asked->wish->working)
		return;
	c[COL_WORKING] = working_cell(r, g->asked, steps);
	report_note(r, "%s, %s: %s.", f->who.name, when, c[COL_WORKING].text);
}

static void row_place(struct gathering *g, const struct found *f, const char **heading, enum pattern_place at)
{
	CLEAN_STEPS struct working_steps steps = { .arena = &g->report->arena };

	if (g->asked->wish->working)
		pattern_working(&g->rule, &f->patterns, at, &steps);
	row_put(g, f, heading, pattern_place_name(at), pattern_place_words(at), pattern_place_brief(at), &f->patterns.at[at],
		pattern_is_worth(&g->rule, &f->patterns, at), &steps);
}

/* On paper siblings are told apart by their first names. */
static void row_sibling(struct gathering *g, const struct found *f, const char **heading, const struct together *t)
{
	struct arena *a = &g->report->arena;
	CLEAN_STEPS struct working_steps steps = { .arena = a };
	struct pupil_row row = PUPIL_NEW;
	const char *when = arena_printf(a, "when %s is off", office_pupil_name(g->office, t->other, a));
	const char *first = store_thing_get(g->office->store, THING_PUPIL, t->other, a, &row) < 0 ? "a sibling" : name_known(row.preferred_name, row.forename);

	if (g->asked->wish->working)
		pattern_share_working(&g->rule, &t->there, &f->patterns.all, when, &steps);
	row_put(g, f, heading, "sibling", when, arena_printf(a, "when %s is off", first), &t->there,
		pattern_share_is_worth(&g->rule, &t->there, &f->patterns.all), &steps);
}

static void rows_of(struct gathering *g, const struct found *f, const char *heading)
{
	int n;
	const struct together *t = togethers_of(&g->together, f->who.id, &n);

	for (int i = 0; i < f->place_count; i++) {
		if (g->asked->pupil && i == f->worth_count)
			heading = "Too few to say";
		row_place(g, f, &heading, f->places[i]);
	}
	if (g->asked->pupil && n > 0)
		heading = "Siblings";
	for (int i = 0; i < n; i++)
		if (g->asked->pupil ? t[i].there.missed > 0 : pattern_share_is_worth(&g->rule, &t[i].there, &f->patterns.all))
			row_sibling(g, f, &heading, &t[i]);
}

static void weeks_line(struct gathering *g, const struct found *f)
{
	const struct patterns *p = &f->patterns;

	report_line(g->report, "%s: broken weeks %d of %d, weeks missed whole %d. Runs of absence %d, of one day or less %d, the longest %d session%s.",
		    f->who.name, p->weeks_broken, p->weeks, p->weeks_missed, p->spells, p->spells_one, p->longest, PLURAL(p->longest));
	if (f->worth_count == 0)
		report_line(g->report, "Nothing is worth a line by the rule: too few to say.");
}

/* Side by side (C15). */
static void siblings_lines(struct gathering *g, const struct found *f)
{
	struct arena *a = &g->report->arena;
	int n;
	const struct together *t = togethers_of(&g->together, f->who.id, &n);

	for (int i = 0; i < n; i++)
		report_line(g->report, "%s, sibling: attended %s; %s was off too at %d of the %d sessions missed.", office_pupil_name(g->office, t[i].other, a),
			    report_share_text(a, t[i].possible - t[i].missed, t[i].possible), f->who.name, t[i].there.missed, t[i].missed);
}

static void patterns_rows(struct gathering *g)
{
	const struct found *f = g->found.items;

	if (g->found.count > 1)
		qsort(g->found.items, (size_t)g->found.count, sizeof *f, found_compare);
	listed_tell_apart(g->office, g->found.items, g->found.count, sizeof *f, &g->arena);
	for (int i = 0; i < g->found.count; i++) {
		if (g->asked->pupil)
			weeks_line(g, &f[i]);
		if (g->asked->pupil)
			siblings_lines(g, &f[i]);
		rows_of(g, &f[i], g->asked->pupil ? "Worth a line" : listed_heading(g->office, g->report, &f[i].who, i > 0 ? &f[i - 1].who : NULL));
	}
	if (!g->asked->pupil)
		report_note(g->report, "Of %d pupil%s, %d %s a pattern worth a line; of the others there is too little to say.", g->pupils, PLURAL(g->pupils),
			    g->found.count, g->found.count == 1 ? "has" : "have");
}

/* READING -------------------------------------------------------------------------------------------------------------------------------------- */

static int patterns_gather(struct gathering *g, struct err *e)
{
	const struct measure_wish wish = listed_wish(g->asked, ENGINE_PATTERNS | ENGINE_SPELLS);
	CLEAN_MEASURE struct measure m = { 0 };
	struct report *r = g->report;
	int got = measure_begin(g->office, &wish, &m, e);

	if (got < 0)
		return got;
	g->rule = policy_pattern_rule(&m.policy);
	report_line(r, "Worth a line: at least %d sessions missed there, and %d times the share that is missed of all (%s). Months are judged where %d or more have possible sessions.",
		    g->rule.least, g->rule.times, m.policy.title, PATTERN_MONTHS_FEWEST);
	got = measure_each(&m, visit, g, e);
	if (got < 0)
		return got;
	report_left_out(r, g->asked, &m);
	patterns_rows(g);
	return 0;
}

static int patterns_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	struct gathering g = { .office = o, .asked = k, .report = r };
	int got = togethers_read(o, k, k->pupil, &g.together, e);

	report_start(o, r, "patterns", columns, k->wish->working ? COLUMNS_ALL : COL_WORKING);
	r->none = k->pupil ? "No session was missed." : "No pupil has a pattern that is worth a line.";
	report_titled(o, k, r, "Patterns of absence");
	if (got == 0)
		got = patterns_gather(&g, e);
	vec_finish(&g.found);
	togethers_finish(&g.together);
	arena_finish(&g.arena);
	return got < 0 ? got : report_seal(o, r, e);
}

int report_fill_patterns(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	return report_make(o, w, ACTION_SEE_TOTALS, patterns_fill, ret, e);
}
