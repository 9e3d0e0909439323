/* A class's week on a sheet of paper (C23): the marks of the week, the year to date and what it was before, lates, what is worth knowing. */
#include <stdlib.h>
#include <string.h>

#include "report_listed.h"

enum { DAYS = 5 };
enum { COL_MON_AM = MEASURED_COLUMNS, COL_MARKS = COL_MON_AM + 2 * DAYS, COL_POSSIBLE, COL_ATTENDED, COL_PERCENT, COL_SHARE, COL_CHANGE, COL_CHANGE_TEXT, COL_LATE,
       COL_WORTH, COLUMNS_ALL };

#define SESSION_COLUMN(day, title) { day "_am", title " am", CELL_TEXT, 0, COLUMN_DATA_ONLY }, { day "_pm", title " pm", CELL_TEXT, 0, COLUMN_DATA_ONLY }

static const struct report_column columns[] = {
	LISTED_HEADINGS,
	[COL_MON_AM] = SESSION_COLUMN("mon", "Mon"), SESSION_COLUMN("tue", "Tue"), SESSION_COLUMN("wed", "Wed"), SESSION_COLUMN("thu", "Thu"),
	SESSION_COLUMN("fri", "Fri"),
	[COL_MARKS] = { "marks", "M  T  W  T  F", CELL_TEXT, 14, COLUMN_TEXT_ONLY },
	[COL_POSSIBLE] = { "possible", "Possible", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_ATTENDED] = { "attended", "Attended", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_PERCENT] = { "attendance_percent", "Attendance %", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_SHARE] = { "attended_share", "To date", CELL_TEXT, 20, COLUMN_TEXT_ONLY },
	[COL_CHANGE] = { "change_tenths", "Change, tenths", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_CHANGE_TEXT] = { "change", "Change", CELL_TEXT, 6, COLUMN_TEXT_ONLY },
	[COL_LATE] = { "late", "Late", CELL_INTEGER, 4, COLUMN_BOTH },
	[COL_WORTH] = { "worth_knowing", "Worth knowing", CELL_TEXT, 0, COLUMN_DATA_ONLY },
};

struct sheet_line {
	struct listed who;
	uint8_t marks[14];           /**< of the week, from Monday am */
	int possible, attended, possible_before, attended_before, late;
	const char *worth;
};

struct sheet {
	struct office *office;
	const struct report_asked *asked;
	struct arena arena;
	sitting monday;              /**< its morning */
	struct pattern_rule rule;
	struct { VEC(struct sheet_line); } lines;
};

/* WHAT IS WORTH KNOWING: of this week, or what stands ---------------------------------------------------------------------------------------- */

static void worth_put(struct buf *b, const char *words)
{
	buf_printf(b, "%s%s", b->length > 0 ? "; " : "", words);
}

static void worth_lines(struct sheet *s, const struct measure *m, const struct engine_result *r, struct buf *b)
{
	char day[DAY_TEXT];

	for (int i = 0; i < r->crossings.of.count; i++) {
		const struct crossing *c = &r->crossings.of.items[i];

		if (c->at >= s->monday)
			worth_put(b, arena_printf(&s->arena, "newly %s %d%% (%s)", c->down ? "below" : "above", m->policy.boundaries[c->line].percent,
						  day_long(sitting_day(c->at), day)));
	}
}

static void worth_absence(struct sheet *s, const struct engine_result *r, const struct sheet_line *l, struct buf *b)
{
	const struct spell *last = r->spells.of.count > 0 ? &r->spells.of.items[r->spells.of.count - 1] : NULL;
	enum pattern_place places[PLACES];
	int none = 0;

	for (int i = 0; i < 14; i++)
		none += l->marks[i] == CODE_N;
	if (none > 0)
		worth_put(b, arena_printf(&s->arena, "no reason yet: %d", none));
	if (last && last->open && last->sessions > 2)
		worth_put(b, arena_printf(&s->arena, "away for %d sessions", last->sessions));
	if (patterns_worth(&s->rule, &r->patterns, places) > 0)
		worth_put(b, arena_printf(&s->arena, "away %s: %d of %d", pattern_place_words(places[0]), r->patterns.at[places[0]].missed,
					  r->patterns.at[places[0]].possible));
	if (r->possible > 0 && r->missed == 0)
		worth_put(b, "100% to date");
}

static void visit(void *ctx, const struct measure *m, const struct measured *p)
{
	struct sheet *s = ctx;
	CLEAN_BUF struct buf worth = { 0 };
	struct sheet_line l = { .possible = p->result->possible, .attended = p->result->attended };

	if (!roll_overlaps(p->pupil, s->monday, sitting_of(s->asked->to, SESSION_PM)))
		return; /* has left before this week */
	for (int i = 0; i < p->result->marks.count; i++) {
		const struct mark *mark = &p->result->marks.of[i];

		if (mark->at < s->monday) {
			l.possible_before += mark_is_possible(mark);
			l.attended_before += mark_is_attended(mark);
		} else if (mark->at < s->monday + 14) {
			l.marks[mark->at - s->monday] = mark->code;
			l.late += mark_is_late(mark) || mark_is_after_close(mark);
		}
	}
	worth_lines(s, m, p->result, &worth);
	worth_absence(s, p->result, &l, &worth);
	l.worth = arena_text(&s->arena, buf_string(&worth));
	listed_make(&l.who, p, &s->arena);
	vec_push(&s->lines, l);
}

/* ROWS ----------------------------------------------------------------------------------------------------------------------------------------- */

/* "/\ I\ .. C1C1 //": two sessions a day; a Saturday only where it has a mark. */
static const char *marks_text(const struct sheet_line *l, struct arena *a)
{
	CLEAN_BUF struct buf b = { 0 };

	for (int i = 0; i < 14; i++) {
		const char *symbol = l->marks[i] == CODE_NONE ? "." : code_symbol(l->marks[i]);

		if (i >= 2 * DAYS && l->marks[i] == CODE_NONE)
			continue;
		buf_printf(&b, "%s%s", i > 0 && i % 2 == 0 ? " " : "", symbol);
	}
	return arena_text(a, buf_string(&b));
}

/* Of the year to date, on what it was before this week: in tenths of a point, as printed. */
static void row_change(struct report *r, struct cell *c, const struct sheet_line *l)
{
	int before = percent_tenths(l->attended_before, l->possible_before), now = percent_tenths(l->attended, l->possible), change = now - before;
	int size = change < 0 ? -change : change;

	if (before < 0 || now < 0)
		return;
	c[COL_CHANGE] = cell_integer(change);
	c[COL_CHANGE_TEXT] = cell_kept(arena_printf(&r->arena, "%s%d.%d", change > 0 ? "+" : change < 0 ? "-" : "", size / 10, size % 10));
}

static void row_put(struct sheet *s, struct report *r, const struct sheet_line *l, const char *heading)
{
	struct cell *c = report_row_add(r, heading);

	listed_cells(s->office, r, c, &l->who);
	for (int i = 0; i < 2 * DAYS; i++)
		c[COL_MON_AM + i] = cell_kept(l->marks[i] == CODE_NONE ? NULL : code_symbol(l->marks[i]));
	c[COL_MARKS] = cell_kept(marks_text(l, &r->arena));
	c[COL_POSSIBLE] = cell_integer(l->possible);
	c[COL_ATTENDED] = cell_integer(l->attended);
	c[COL_PERCENT] = cell_percent(percent_tenths(l->attended, l->possible));
	c[COL_SHARE] = cell_kept(report_share_text(&r->arena, l->attended, l->possible));
	row_change(r, c, l);
	c[COL_LATE] = cell_integer(l->late);
	c[COL_WORTH] = cell_text(r, *l->worth ? l->worth : NULL);
	if (*l->worth)
		report_note(r, "%s: %s.", l->who.name, l->worth);
}

static int line_compare(const void *a, const void *b)
{
	return listed_compare(&((const struct sheet_line *)a)->who, &((const struct sheet_line *)b)->who);
}

static void sheet_rows(struct sheet *s, struct report *r)
{
	int64_t week_possible = 0, week_attended = 0;

	if (s->lines.count > 1)
		qsort(s->lines.items, (size_t)s->lines.count, sizeof *s->lines.items, line_compare);
	listed_tell_apart(s->office, s->lines.items, s->lines.count, sizeof *s->lines.items, &s->arena);
	for (int i = 0; i < s->lines.count; i++) {
		const struct sheet_line *l = &s->lines.items[i];

		row_put(s, r, l, listed_heading(s->office, r, &l->who, i > 0 ? &l[-1].who : NULL));
		week_possible += l->possible - l->possible_before;
		week_attended += l->attended - l->attended_before;
	}
	report_note(r, "This week: %s, %d pupil%s.", report_share_text(&r->arena, week_attended, week_possible), s->lines.count, PLURAL(s->lines.count));
}

static void sheet_title(struct sheet *s, struct report *r)
{
	char monday[DAY_TEXT];
	const char *class = report_group_name(s->office, s->asked->group);

	r->title = arena_printf(&r->arena, "Class sheet%s%s, week of %s", class ? ": " : "", class ? class : "", day_long(sitting_day(s->monday), monday));
}

static int sheet_read(struct sheet *s, struct report *r, struct err *e)
{
	const struct measure_wish wish = listed_wish(s->asked, ENGINE_TALLY | ENGINE_CROSSINGS | ENGINE_SPELLS | ENGINE_PATTERNS);
	CLEAN_MEASURE struct measure m = { 0 };
	int got = measure_begin(s->office, &wish, &m, e);

	if (got < 0)
		return got;
	s->monday = sitting_of(day_add(m.day, -day_weekday(m.day)), SESSION_AM);
	s->rule = policy_pattern_rule(&m.policy);
	got = measure_each(&m, visit, s, e);
	if (got < 0)
		return got;
	sheet_title(s, r);
	report_line(r, "Change is of the year to date, in points, on what it was before this week. A dot is no mark.");
	sheet_rows(s, r);
	return 0;
}

static int sheet_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	struct sheet s = { .office = o, .asked = k };

	report_start(o, r, "class_sheet", columns, COLUMNS_ALL);
	r->none = "No pupil is on the roll this week.";
	int got = sheet_read(&s, r, e);
	vec_finish(&s.lines);
	arena_finish(&s.arena);
	return got < 0 ? got : report_seal(o, r, e);
}

int report_fill_class_sheet(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	return report_make(o, w, ACTION_SEE_TOTALS, sheet_fill, ret, e);
}
