/* Forecast (C6): what may still come of the year, for each pupil and line. */
#include <stdlib.h>
#include <string.h>

#include "report_listed.h"

enum { COL_POSSIBLE = MEASURED_COLUMNS, COL_ATTENDED, COL_PERCENT, COL_SHARE, COL_LEFT, COL_LINE, COL_INCLUSIVE, COL_LINE_TEXT, COL_BELOW, COL_MISSED, COL_CLIMB,
       COL_IN_A_ROW, COL_MAY_MISS, COL_IN_REACH, COL_BEST, COL_BEST_PERCENT, COL_WORST, COL_WORST_PERCENT, COL_RATE, COL_RATE_PERCENT, COL_END_OF, COL_END, COL_WORKING,
       COLUMNS_ALL };

static const struct report_column columns[] = {
	LISTED_HEADINGS,
	[COL_POSSIBLE] = { "possible", "Possible", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_ATTENDED] = { "attended", "Attended", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_PERCENT] = { "attendance_percent", "Percent", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_SHARE] = { "share", "Attended", CELL_TEXT, 18, COLUMN_TEXT_ONLY },
	[COL_LEFT] = { "left", "Left", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_LINE] = { "line", "Line", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_INCLUSIVE] = { "inclusive", "On the line is below it", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[COL_LINE_TEXT] = { "line_text", "Line", CELL_TEXT, 4, COLUMN_TEXT_ONLY },
	[COL_BELOW] = { "below", "Below", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[COL_MISSED] = { "missed_in_row", "Missed in a row", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_CLIMB] = { "attended_in_row", "Attended in a row", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_IN_A_ROW] = { "in_a_row", "In a row", CELL_TEXT, 12, COLUMN_TEXT_ONLY },
	[COL_MAY_MISS] = { "may_miss", "May miss", CELL_INTEGER, 8, COLUMN_BOTH },
	[COL_IN_REACH] = { "in_reach_down", "In reach", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[COL_BEST] = { "best", "Best", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_BEST_PERCENT] = { "best_percent", "Best", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_WORST] = { "worst", "Worst", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_WORST_PERCENT] = { "worst_percent", "Worst", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_RATE] = { "at_this_rate", "At this rate", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_RATE_PERCENT] = { "at_this_rate_percent", "At this rate", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_END_OF] = { "year_end_possible", "Possible at the year's end", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_END] = { "year_end", "Year end", CELL_TEXT, 0, COLUMN_TEXT_ONLY, .whole = true },
	[COL_WORKING] = { "working", "Working", CELL_TEXT, 0, COLUMN_DATA_ONLY },
};

struct row {
	struct listed who;
	struct forecast forecast;      /**< its lines are the arena's */
	const char *working;
};
struct gathering {
	struct arena arena;
	struct office *office;
	const struct report_asked *asked;
	struct report *report;
	struct { VEC(struct row); } rows;
	int pupils;
};

/* So few sessions in a row, missed or attended, as was asked? */
static bool is_within(const struct forecast_line *l, int within)
{
	return within == 0 || (l->below ? l->attended_in_row > 0 && l->attended_in_row <= within : l->missed_in_row <= within);
}

static bool is_listed(const struct forecast *f, int within)
{
	for (int i = 0; i < f->line_count; i++)
		if (is_within(&f->lines[i], within))
			return true;
	return within == 0;
}

static void visit(void *ctx, const struct measure *m, const struct measured *p)
{
	struct gathering *g = ctx;
	struct row row = { .forecast = p->result->forecast };
	CLEAN_STEPS struct working_steps steps = { .arena = &g->arena };

	g->pupils++;
	if (row.forecast.possible == 0 || !is_listed(&row.forecast, g->asked->wish->within))
		return;
	listed_make(&row.who, p, &g->arena);
	struct forecast_line *lines = arena_new(&g->arena, (size_t)row.forecast.line_count + 1, sizeof *lines);
	if (row.forecast.line_count > 0)
		memcpy(lines, row.forecast.lines, (size_t)row.forecast.line_count * sizeof *lines);
	row.forecast.lines = lines;
	if (g->asked->wish->working) {
		forecast_working(&m->policy, &row.forecast, p->result->marks, &steps);
		row.working = working_line(&steps, &g->arena);
	}
	vec_push(&g->rows, row);
}

static int row_compare(const void *a, const void *b)
{
	return listed_compare(&((const struct row *)a)->who, &((const struct row *)b)->who);
}

/* SAID ---------------------------------------------------------------------------------------------------------------------------------- */

static struct cell count_cell(int n)
{
	struct cell c = cell_integer(n);

	c.empty = n < 0;
	return c;
}

static const char *in_a_row(const struct forecast_line *l, struct arena *a)
{
	if (!l->below)
		return arena_printf(a, "%d missed", l->missed_in_row);
	return l->attended_in_row > 0 ? arena_printf(a, "%d attended", l->attended_in_row) : "no number";
}

static void line_cells(struct report *r, struct cell *c, const struct boundary *line, const struct forecast_line *l)
{
	c[COL_LINE] = cell_integer(line->percent);
	c[COL_INCLUSIVE] = cell_flag(line->inclusive);
	c[COL_LINE_TEXT] = cell_kept(arena_printf(&r->arena, "%d%%", line->percent));
	c[COL_BELOW] = cell_flag(l->below);
	c[COL_MISSED] = count_cell(l->below ? -1 : l->missed_in_row);
	c[COL_CLIMB] = count_cell(l->below ? l->attended_in_row : -1);
	c[COL_IN_A_ROW] = cell_kept(in_a_row(l, &r->arena));
	c[COL_MAY_MISS] = count_cell(l->may_miss);
	c[COL_IN_REACH] = cell_flag(l->in_reach_down);
}

/* "By the end of the school year 287 of 380 (75.5%) to 364 of 380 (95.8%), at this rate 358 of 380 (94.2%)" */
static const char *end_text(const struct forecast *f, struct arena *a)
{
	int end = f->possible + f->left;

	return arena_printf(a, "By the end of the school year %s to %s, at this rate %s", report_share_text(a, f->worst, end), report_share_text(a, f->best, end),
			    report_share_text(a, f->at_this_rate, end));
}

static void figure_cells(struct report *r, struct cell *c, const struct forecast *f)
{
	int end = f->possible + f->left;

	c[COL_POSSIBLE] = cell_integer(f->possible);
	c[COL_ATTENDED] = cell_integer(f->attended);
	c[COL_PERCENT] = cell_percent(percent_tenths(f->attended, f->possible));
	c[COL_SHARE] = cell_kept(report_share_text(&r->arena, f->attended, f->possible));
	c[COL_LEFT] = cell_integer(f->left);
	c[COL_BEST] = cell_integer(f->best);
	c[COL_BEST_PERCENT] = cell_percent(percent_tenths(f->best, end));
	c[COL_WORST] = cell_integer(f->worst);
	c[COL_WORST_PERCENT] = cell_percent(percent_tenths(f->worst, end));
	c[COL_RATE] = count_cell(f->at_this_rate);
	c[COL_RATE_PERCENT] = cell_percent(percent_tenths(f->at_this_rate, end));
	c[COL_END_OF] = cell_integer(end);
}

static void rows_put(struct gathering *g, const struct policy *p, const struct row *row, const char *heading)
{
	struct report *r = g->report;
	bool said = false;

	for (int i = 0; i < row->forecast.line_count; i++) {
		if (!is_within(&row->forecast.lines[i], g->asked->wish->within))
			continue;
		struct cell *c = report_row_add(r, heading);

		heading = NULL;
		listed_cells(g->office, r, c, &row->who);
		figure_cells(r, c, &row->forecast);
		line_cells(r, c, &p->boundaries[i], &row->forecast.lines[i]);
		c[COL_END] = cell_kept(said ? "" : end_text(&row->forecast, &r->arena)); /* once a pupil: it is the same for every line */
		said = true;
		if (row->working)
			c[COL_WORKING] = cell_text(r, row->working);
	}
	if (row->working)
		report_note(r, "%s: %s.", row->who.name, row->working);
}

static int forecast_read(struct gathering *g, struct err *e)
{
	struct measure_wish wish = listed_wish(g->asked, ENGINE_FORECAST);
	CLEAN_MEASURE struct measure m = { 0 };
	int within = g->asked->wish->within, r = measure_begin(g->office, &wish, &m, e);

	if (r == 0)
		r = measure_each(&m, visit, g, e);
	if (r < 0)
		return r;
	report_line(g->report, "Policy: %s. Sessions left are those of the school's calendar, to the end of the school year.", m.policy.title);
	if (within > 0)
		report_line(g->report, "Within %d session%s in a row of a line: %d of %d pupils.", within, PLURAL(within), g->rows.count, g->pupils);
	report_left_out(g->report, g->asked, &m);
	if (g->rows.count > 1)
		qsort(g->rows.items, (size_t)g->rows.count, sizeof *g->rows.items, row_compare);
	for (int i = 0; i < g->rows.count; i++) {
		const struct row *row = &g->rows.items[i];

		rows_put(g, &m.policy, row, listed_heading(g->office, g->report, &row->who, i > 0 ? &row[-1].who : NULL));
	}
	return 0;
}

static int forecast_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	struct gathering g = { .office = o, .asked = k, .report = r };

	report_start(o, r, "forecast", columns, k->wish->working ? COLUMNS_ALL : COL_WORKING);
	r->none = k->wish->within > 0 ? "No pupil is as near to a line as that." : "Nothing was possible yet.";
	report_titled(o, k, r, "Forecast");
	int got = forecast_read(&g, e);
	vec_finish(&g.rows);
	arena_finish(&g.arena);
	return got < 0 ? got : report_seal(o, r, e);
}

int report_fill_forecast(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	if (w->within < 0)
		return err_usage(e, "Say within how many sessions of a line: a number from 1.");
	return report_make(o, w, ACTION_SEE_TOTALS, forecast_fill, ret, e);
}
