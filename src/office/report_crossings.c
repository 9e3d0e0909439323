/* Crossings (C4): at which session a pupil came to lie below a line, or above it again; what is new since the last review, and what no longer holds. */
#include <errno.h>
#include <stdlib.h>

#include "report_listed.h"

enum { COL_LINE = MEASURED_COLUMNS, COL_INCLUSIVE, COL_DIRECTION, COL_WHAT, COL_DATE, COL_SESSION, COL_WHEN, COL_POSSIBLE, COL_ATTENDED, COL_PERCENT, COL_SHARE,
       COL_STATE, COL_WHY, COL_WORKING, COLUMNS_ALL };

static const struct report_column columns[] = {
	LISTED_HEADINGS,
	[COL_LINE] = { "line", "Line", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_INCLUSIVE] = { "inclusive", "On the line is below it", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[COL_DIRECTION] = { "direction", "Direction", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_WHAT] = { "newly", "Newly", CELL_TEXT, 18, COLUMN_TEXT_ONLY },
	[COL_DATE] = { "date", "Date", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[COL_SESSION] = { "session", "Session", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_WHEN] = { "when", "On", CELL_TEXT, 18, COLUMN_TEXT_ONLY },
	[COL_POSSIBLE] = { "possible", "Possible", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_ATTENDED] = { "attended", "Attended", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_PERCENT] = { "attendance_percent", "Percent", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_SHARE] = { "share", "Attended then", CELL_TEXT, 18, COLUMN_TEXT_ONLY },
	[COL_STATE] = { "state", "State", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_WHY] = { "why", "Why", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_WORKING] = { "working", "Working", CELL_TEXT, 0, COLUMN_DATA_ONLY },
};

struct row {
	struct listed who;
	struct crossing_change change;
	const char *working;
};
struct gathering {
	struct arena arena;
	struct office *office;
	const struct report_asked *asked;
	struct report *report;
	struct review_last last;
	bool reviewed;              /**< a review was closed; with --new only */
	struct crossings_then then; /**< as they were at the review */
	struct crossing_changes changes;
	struct { VEC(struct row); } rows;
	int below, above, withdrawn;
};

/* AS IT WAS AT THE REVIEW ------------------------------------------------------------------------------------------------------------- */

static int read_then(struct gathering *g, struct err *e)
{
	struct measure_wish wish = listed_wish(g->asked, ENGINE_CROSSINGS);
	CLEAN_MEASURE struct measure m = { 0 };
	int r = review_last(g->office, g->asked->group, &g->last);

	if (r == -ENOENT)
		return 0;
	if (r < 0)
		return office_fail(g->office, r, e);
	g->reviewed = true;
	g->then.arena = &g->arena;
	wish.of_act = g->last.of_act;
	wish.of_last = g->last.last;
	r = measure_begin(g->office, &wish, &m, e);
	return r < 0 ? r : measure_each(&m, then_visit, &g->then, e);
}

/* NOW --------------------------------------------------------------------------------------------------------------------------------- */

static void row_add(struct gathering *g, const struct measure *m, const struct measured *p, const struct crossing_change *c)
{
	CLEAN_STEPS struct working_steps steps = { .arena = &g->arena };
	struct row row = { .change = *c };

	listed_make(&row.who, p, &g->arena);
	if (g->asked->wish->working) {
		crossing_working(&m->policy, &c->crossing, p->result->marks, &steps);
		row.working = working_line(&steps, &g->arena);
	}
	vec_push(&g->rows, row);
	g->withdrawn += c->withdrawn;
	g->below += !c->withdrawn && c->crossing.down;
	g->above += !c->withdrawn && !c->crossing.down;
}

static void visit(void *ctx, const struct measure *m, const struct measured *p)
{
	struct gathering *g = ctx;
	const struct crossings *now = &p->result->crossings;

	if (!g->reviewed) {
		for (int i = 0; i < now->of.count; i++)
			row_add(g, m, p, &(struct crossing_change){ .crossing = now->of.items[i] });
		return;
	}
	crossings_compare(then_of(&g->then, p->id), g->last.last, now, &g->changes);
	for (int i = 0; i < g->changes.of.count; i++)
		row_add(g, m, p, &g->changes.of.items[i]);
}

static int row_compare(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int c = listed_compare(&x->who, &y->who);

	if (c == 0)
		c = (x->change.crossing.at > y->change.crossing.at) - (x->change.crossing.at < y->change.crossing.at);
	return c != 0 ? c : x->change.crossing.down ? x->change.crossing.line - y->change.crossing.line : y->change.crossing.line - x->change.crossing.line;
}

/* SAID ---------------------------------------------------------------------------------------------------------------------------------- */

static const char *state_of(const struct gathering *g, const struct crossing_change *c)
{
	return c->withdrawn ? "withdrawn" : g->reviewed || g->asked->wish->new_only ? "new" : NULL;
}

static const char *why_of(const struct crossing_change *c)
{
	if (c->withdrawn)
		return "a mark up to that session was changed since the review";
	return c->late ? "a mark up to that session was changed since the review, and brought it" : NULL;
}

static void row_put(struct gathering *g, const struct policy *p, const struct row *row, const char *heading)
{
	const struct crossing *x = &row->change.crossing;
	const struct boundary *line = &p->boundaries[x->line];
	struct report *r = g->report;
	struct cell *c = report_row_add(r, heading);
	char day[DAY_TEXT];

	listed_cells(g->office, r, c, &row->who);
	c[COL_LINE] = cell_integer(line->percent);
	c[COL_INCLUSIVE] = cell_flag(line->inclusive);
	c[COL_DIRECTION] = cell_kept(x->down ? "below" : "above");
	c[COL_WHAT] = cell_kept(arena_printf(&r->arena, "%s%s %d%%%s", row->change.withdrawn ? "not " : "", x->down ? "below" : "above",
					 line->percent, row->change.withdrawn ? " now" : ""));
	c[COL_DATE] = cell_day(sitting_day(x->at));
	c[COL_SESSION] = cell_kept(session_name(sitting_session(x->at)));
	c[COL_WHEN] = cell_kept(arena_printf(&r->arena, "%s %s", day_long(sitting_day(x->at), day), session_name(sitting_session(x->at))));
	c[COL_POSSIBLE] = cell_integer(x->possible);
	c[COL_ATTENDED] = cell_integer(x->attended);
	c[COL_PERCENT] = cell_percent(percent_tenths(x->attended, x->possible));
	c[COL_SHARE] = cell_kept(report_share_text(&r->arena, x->attended, x->possible));
	c[COL_STATE] = cell_kept(state_of(g, &row->change));
	c[COL_WHY] = cell_kept(why_of(&row->change));
	if (why_of(&row->change))
		report_note(r, "%s, %s: %s.", row->who.name, c[COL_WHAT].text, why_of(&row->change));
	if (!g->asked->wish->working)
		return;
	c[COL_WORKING] = cell_text(r, row->working);
	report_note(r, "%s, %s: %s.", row->who.name, c[COL_WHAT].text, row->working);
}

static void crossings_lines(struct gathering *g, const struct measure *m)
{
	struct report *r = g->report;
	char day[DAY_TEXT];

	report_line(r, "Policy: %s. Nothing is looked at before %d sessions were possible.", m->policy.title, m->policy.floor);
	if (g->reviewed)
		report_line(r, "Since the review of %s: times newly below a line %d, newly above %d, withdrawn %d.", day_long(g->last.day, day), g->below, g->above,
			    g->withdrawn);
	else if (g->asked->wish->new_only)
		report_line(r, "No review was closed yet, so all of them are new.");
	report_left_out(r, g->asked, m);
}

static int crossings_read(struct gathering *g, struct err *e)
{
	struct measure_wish wish = listed_wish(g->asked, ENGINE_CROSSINGS);
	CLEAN_MEASURE struct measure m = { 0 };
	int r = g->asked->wish->new_only ? read_then(g, e) : 0;

	if (r == 0)
		r = measure_begin(g->office, &wish, &m, e);
	if (r == 0)
		r = measure_each(&m, visit, g, e);
	if (r < 0)
		return r;
	crossings_lines(g, &m);
	if (g->rows.count > 1)
		qsort(g->rows.items, (size_t)g->rows.count, sizeof *g->rows.items, row_compare);
	for (int i = 0; i < g->rows.count; i++) {
		const struct row *row = &g->rows.items[i];

		row_put(g, &m.policy, row, listed_heading(g->office, g->report, &row->who, i > 0 ? &row[-1].who : NULL));
	}
	return 0;
}

static int crossings_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	struct gathering g = { .office = o, .asked = k, .report = r };

	report_start(o, r, "crossings", columns, k->wish->working ? COLUMNS_ALL : COL_WORKING);
	r->none = k->wish->new_only ? "Nobody came to lie on the other side of a line." : "Nobody came to lie below a line.";
	report_titled(o, k, r, k->wish->new_only ? "Newly below or above a line" : "Below and above the lines");
	int got = crossings_read(&g, e);
	vec_finish(&g.rows);
	crossing_changes_finish(&g.changes);
	arena_finish(&g.arena);
	return got < 0 ? got : report_seal(o, r, e);
}

int report_fill_crossings(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	return report_make(o, w, ACTION_SEE_TOTALS, crossings_fill, ret, e);
}
