/*
 * Praise (C17): classes by attended of possible, the week's trophy, pupils at 100%, most improved, longest streaks.  Sessions count in the class of the day; who is left out
 * is in none of it.
 */
#include <stdlib.h>
#include <string.h>

#include "office/league.h"
#include "report_listed.h"
#include "report_member.h"
#include "rules/league.h"

enum { COL_KIND, COL_PLACE, COL_WEEK, COL_PUPIL, COL_UPN, COL_NUMBER, COL_NAME, COL_CLASS, COL_PUPILS, COL_FULL, COL_POSSIBLE, COL_ATTENDED, COL_PERCENT,
       COL_SHARE, COL_POSSIBLE_BEFORE, COL_ATTENDED_BEFORE, COL_STREAK, COL_WORDS, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_KIND] = { "kind", "Kind", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_PLACE] = { "place", "Place", CELL_INTEGER, 5, COLUMN_BOTH },
	[COL_WEEK] = { "week", "Week", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[COL_PUPIL] = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_UPN] = { "upn", "UPN", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NUMBER] = { "admission_number", "Number", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NAME] = { "name", "Name", CELL_TEXT, 20, COLUMN_BOTH },
	[COL_CLASS] = { "class", "Class", CELL_TEXT, 8, COLUMN_BOTH },
	[COL_PUPILS] = { "pupils", "Pupils", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_FULL] = { "pupils_at_100", "At 100%", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_POSSIBLE] = { "possible", "Possible", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_ATTENDED] = { "attended", "Attended", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_PERCENT] = { "attendance_percent", "Attendance %", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_SHARE] = { "attended_share", "Attended", CELL_TEXT, 20, COLUMN_TEXT_ONLY },
	[COL_POSSIBLE_BEFORE] = { "possible_before", "Possible before", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_ATTENDED_BEFORE] = { "attended_before", "Attended before", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_STREAK] = { "streak", "Streak", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_WORDS] = { "words", "", CELL_TEXT, 24, COLUMN_BOTH },
};

enum kind { KIND_CLASSES, KIND_WEEKS, KIND_FULL, KIND_IMPROVED, KIND_STREAKS, KIND_OUT, KINDS };

static const struct {
	const char *name, *heading;
} kinds[KINDS] = {
	[KIND_CLASSES] = { "classes", "Classes" },
	[KIND_WEEKS] = { "weeks", "The trophy, week by week" },
	[KIND_FULL] = { "full", "Pupils at 100%" },
	[KIND_IMPROVED] = { "improved", "Most improved" },
	[KIND_STREAKS] = { "streaks", "Longest streaks" },
	[KIND_OUT] = { "out", "Left out" },
};
#define LISTED_MOST 10 /* of improved and streaks; equals of the last one too */

/** Sessions of a class in a week. */
struct cell_week {
	int64_t possible, attended;
};

/** What a pupil did while in a class. */
struct stay {
	int64_t pupil;
	int class;
	bool possible, missed; /**< missed: but for codes that break no streak */
};

struct praised {
	struct listed who;
	struct league_row row;
	bool full;
	int streak;
};

struct praise {
	struct office *office;
	const struct report_asked *asked;
	struct report *report;
	struct arena arena;
	struct measure measure;
	struct member member;
	bool unbroken[256];
	bool *out_pupil, *out_class; /**< by id; by index */
	int out_count;
	int first_week, weeks, half; /**< school weeks of the days asked for; those before `half` are the period before */
	struct cell_week *cells;     /**< by class and week: cell_at() */
	struct { VEC(struct stay); } stays;
	struct { VEC(struct praised); } pupils;
};

/* WHO IS LEFT OUT ------------------------------------------------------------------------------------------------------------------------- */

static int out_read(struct praise *p, struct league_out_row **ret, struct err *e)
{
	int n = store_league_out(p->office->store, &p->arena, ret);

	if (n < 0)
		return office_fail(p->office, n, e);
	p->out_pupil = arena_new(&p->arena, (size_t)p->member.roll.count, sizeof *p->out_pupil);
	p->out_class = arena_new(&p->arena, (size_t)p->office->roll_group_count + 1, sizeof *p->out_class);
	for (int i = 0; i < n; i++) {
		const struct league_out_row *row = &(*ret)[i];
		int class = row->roll_group == NONE ? -1 : report_group_index(p->office, row->roll_group);

		if (row->pupil != NONE && row->pupil < p->member.roll.count)
			p->out_pupil[row->pupil] = true;
		if (class >= 0)
			p->out_class[class] = true;
	}
	p->out_count = n;
	return 0;
}

/* CLASSES, by the class of the day ---------------------------------------------------------------------------------------------------------- */

static void stay_add(struct praise *p, const struct stay *s)
{
	struct stay *last = p->stays.count > 0 ? &p->stays.items[p->stays.count - 1] : NULL;

	if (!last || last->pupil != s->pupil || last->class != s->class) {
		vec_push(&p->stays, *s);
		return;
	}
	last->possible |= s->possible;
	last->missed |= s->missed;
}

/* Behind the weeks lies what stands in a week without a session: it is in the class's figure, and in no trophy. */
static struct cell_week *cell_at(const struct praise *p, int class, int week)
{
	return &p->cells[class * (p->weeks + 1) + (week < 0 || week > p->weeks ? p->weeks : week)];
}

static void visit_stretch(void *ctx, const struct member *m, const struct member_stretch *s)
{
	struct praise *p = ctx;
	const uint8_t *marks = s->strip->marks - s->strip->span.first;
	struct stay stay = { s->strip->id, s->class, false, false };

	if (s->class < 0 || p->out_class[s->class] || p->out_pupil[s->strip->id])
		return;
	for (sitting at = s->first; at <= s->last; at++) {
		if (marks[at] == CODE_NONE)
			continue;
		struct mark mark = { at, marks[at], (uint8_t)code_category(marks[at], sitting_day(at)) };
		struct cell_week *cell = cell_at(p, s->class, school_days_week(&p->measure.days, sitting_day(at)) - p->first_week);

		stay.possible |= mark_is_possible(&mark);
		stay.missed |= mark_is_missed(&mark) && !p->unbroken[mark.code];
		cell->possible += mark_is_possible(&mark);
		cell->attended += mark_is_attended(&mark);
	}
	stay_add(p, &stay);
	(void)m;
}

static int stay_compare(const void *a, const void *b)
{
	const struct stay *x = a, *y = b;

	return x->class != y->class ? x->class - y->class : x->pupil < y->pupil ? -1 : x->pupil > y->pupil;
}

static void stays_count(struct praise *p, struct league_row *classes)
{
	const struct stay *s = p->stays.items;
	bool possible = false, missed = false;

	if (p->stays.count > 1)
		qsort(p->stays.items, (size_t)p->stays.count, sizeof *s, stay_compare);
	for (int i = 0; i < p->stays.count; i++) {
		possible |= s[i].possible;
		missed |= s[i].missed;
		if (i + 1 < p->stays.count && stay_compare(&s[i], &s[i + 1]) == 0)
			continue;
		classes[s[i].class].pupils += possible;
		classes[s[i].class].full += possible && !missed;
		possible = missed = false;
	}
}

static struct league_row *classes_make(struct praise *p)
{
	struct league_row *rows = arena_new(&p->arena, (size_t)p->office->roll_group_count + 1, sizeof *rows);

	for (int i = 0; i < p->office->roll_group_count; i++) {
		rows[i].id = i;
		for (int w = 0; w <= p->weeks; w++) {
			const struct cell_week *c = cell_at(p, i, w);

			rows[i].possible += c->possible;
			rows[i].attended += c->attended;
		}
	}
	stays_count(p, rows);
	return rows;
}

/* PUPILS ------------------------------------------------------------------------------------------------------------------------------------ */

static void visit_pupil(void *ctx, const struct measure *m, const struct measured *who)
{
	struct praise *p = ctx;
	struct marks marks = who->result->marks;
	struct praised one = { .full = league_is_full(marks, p->unbroken), .streak = league_streak(marks, p->unbroken) };

	if (p->out_pupil[who->id] || (who->class >= 0 && p->out_class[who->class]) || who->result->possible == 0)
		return;
	one.row.id = who->id;
	for (int i = 0; i < marks.count; i++) {
		bool before = school_days_week(&m->days, sitting_day(marks.of[i].at)) < p->half;

		*(before ? &one.row.possible_before : &one.row.possible) += mark_is_possible(&marks.of[i]);
		*(before ? &one.row.attended_before : &one.row.attended) += mark_is_attended(&marks.of[i]);
	}
	listed_make(&one.who, who, &p->arena);
	vec_push(&p->pupils, one);
}

static int listed_order(const void *a, const void *b)
{
	const struct praised *x = a, *y = b;

	return listed_compare(&x->who, &y->who);
}

static int streak_order(const void *a, const void *b)
{
	const struct praised *x = a, *y = b;

	return x->streak != y->streak ? y->streak - x->streak : listed_compare(&x->who, &y->who);
}

/* ROWS -------------------------------------------------------------------------------------------------------------------------------------- */

static void row_share(struct report *r, struct cell *c, int64_t attended, int64_t possible)
{
	c[COL_POSSIBLE] = cell_integer(possible);
	c[COL_ATTENDED] = cell_integer(attended);
	c[COL_PERCENT] = cell_percent(percent_tenths(attended, possible));
	c[COL_SHARE] = cell_kept(report_share_text(&r->arena, attended, possible));
}

static struct cell *row_of_class(struct praise *p, enum kind kind, const char *heading, int class, int place)
{
	struct cell *c = report_row_add(p->report, heading);

	c[COL_KIND] = cell_kept(kinds[kind].name);
	c[COL_PLACE] = place > 0 ? cell_integer(place) : (struct cell){ .empty = true };
	c[COL_NAME] = cell_text(p->report, p->office->roll_groups[class].name);
	c[COL_CLASS] = c[COL_NAME];
	return c;
}

static struct cell *row_of_pupil(struct praise *p, enum kind kind, const char *heading, const struct listed *who, int place)
{
	struct cell *c = report_row_add(p->report, heading);

	c[COL_KIND] = cell_kept(kinds[kind].name);
	c[COL_PLACE] = place > 0 ? cell_integer(place) : (struct cell){ .empty = true };
	listed_cells(p->office, p->report, c + COL_PUPIL, who);
	return c;
}

static void classes_rows(struct praise *p)
{
	struct league_row *rows = classes_make(p);
	int *places = arena_new(&p->arena, (size_t)p->office->roll_group_count + 1, sizeof *places);
	const char *heading = kinds[KIND_CLASSES].heading;

	league_sort(rows, p->office->roll_group_count, places);
	for (int i = 0; i < p->office->roll_group_count && rows[i].possible > 0; i++, heading = NULL) {
		struct cell *c = row_of_class(p, KIND_CLASSES, heading, (int)rows[i].id, places[i]);

		row_share(p->report, c, rows[i].attended, rows[i].possible);
		c[COL_PUPILS] = cell_integer(rows[i].pupils);
		c[COL_FULL] = cell_integer(rows[i].full);
		c[COL_WORDS] = cell_kept(arena_printf(&p->report->arena, "%d of %d at 100%%", rows[i].full, rows[i].pupils));
	}
}

/* Who is first that week; several where their shares are equal. */
static void week_rows(struct praise *p, int week, const char **heading)
{
	int n = p->office->roll_group_count, *places = arena_new(&p->arena, (size_t)n + 1, sizeof *places);
	struct league_row *rows = arena_new(&p->arena, (size_t)n + 1, sizeof *rows);
	struct day monday = p->measure.days.mondays[p->first_week + week];
	char text[DAY_TEXT];

	for (int i = 0; i < n; i++)
		rows[i] = (struct league_row){ .id = i, .possible = cell_at(p, i, week)->possible, .attended = cell_at(p, i, week)->attended };
	league_sort(rows, n, places);
	for (int i = 0; i < n && places[i] == 1; i++, *heading = NULL) {
		struct cell *c = row_of_class(p, KIND_WEEKS, *heading, (int)rows[i].id, 1);

		c[COL_WEEK] = cell_day(monday);
		row_share(p->report, c, rows[i].attended, rows[i].possible);
		c[COL_WORDS] = cell_kept(arena_text(&p->report->arena, day_long(monday, text) + strlen("Mon ")));
	}
}

static void weeks_rows(struct praise *p)
{
	const char *heading = kinds[KIND_WEEKS].heading;

	for (int week = p->weeks - 1; week >= 0; week--)
		week_rows(p, week, &heading);
}

static void full_rows(struct praise *p)
{
	const char *heading = kinds[KIND_FULL].heading;

	for (int i = 0; i < p->pupils.count; i++) {
		const struct praised *one = &p->pupils.items[i];

		if (!one->full)
			continue;
		struct cell *c = row_of_pupil(p, KIND_FULL, heading, &one->who, 0);
		row_share(p->report, c, one->row.attended + one->row.attended_before, one->row.possible + one->row.possible_before);
		heading = NULL;
	}
}

static const struct listed *who_is(const struct praise *p, int64_t id)
{
	for (int i = 0; i < p->pupils.count; i++)
		if (p->pupils.items[i].who.id == id)
			return &p->pupils.items[i].who;
	return NULL;
}

static bool gained(const struct league_row *r)
{
	return r->possible > 0 && r->possible_before > 0 && r->attended * r->possible_before > r->attended_before * r->possible;
}

static void improved_rows(struct praise *p)
{
	struct league_row *rows = arena_new(&p->arena, (size_t)p->pupils.count + 1, sizeof *rows);
	const char *heading = kinds[KIND_IMPROVED].heading;

	for (int i = 0; i < p->pupils.count; i++)
		rows[i] = p->pupils.items[i].row;
	league_sort_improved(rows, p->pupils.count);
	for (int i = 0; i < p->pupils.count && i < LISTED_MOST && gained(&rows[i]); i++, heading = NULL) {
		struct cell *c = row_of_pupil(p, KIND_IMPROVED, heading, who_is(p, rows[i].id), i + 1);

		row_share(p->report, c, rows[i].attended, rows[i].possible);
		c[COL_POSSIBLE_BEFORE] = cell_integer(rows[i].possible_before);
		c[COL_ATTENDED_BEFORE] = cell_integer(rows[i].attended_before);
		c[COL_WORDS] = cell_kept(arena_printf(&p->report->arena, "from %s", report_share_text(&p->report->arena, rows[i].attended_before,
												      rows[i].possible_before)));
	}
}

static void streak_rows(struct praise *p)
{
	struct praised *pupils = p->pupils.items;
	const char *heading = kinds[KIND_STREAKS].heading;
	int place = 0;

	if (p->pupils.count > 1)
		qsort(pupils, (size_t)p->pupils.count, sizeof *pupils, streak_order);
	for (int i = 0; i < p->pupils.count && pupils[i].streak > 0 && (i < LISTED_MOST || pupils[i].streak == pupils[i - 1].streak); i++, heading = NULL) {
		place = i > 0 && pupils[i].streak == pupils[i - 1].streak ? place : i + 1;
		struct cell *c = row_of_pupil(p, KIND_STREAKS, heading, &pupils[i].who, place);

		row_share(p->report, c, pupils[i].row.attended + pupils[i].row.attended_before, pupils[i].row.possible + pupils[i].row.possible_before);
		c[COL_STREAK] = cell_integer(pupils[i].streak);
		c[COL_WORDS] = cell_kept(arena_printf(&p->report->arena, "%d session%s", pupils[i].streak, PLURAL(pupils[i].streak)));
	}
}

static void out_rows(struct praise *p, const struct league_out_row *rows)
{
	const struct roll *roll = &p->member.roll;
	struct day today = office_today(p->office);

	for (int i = 0; i < p->out_count; i++) {
		const struct roll_pupil *pupil = rows[i].pupil != NONE && rows[i].pupil < roll->count ? &roll->pupils[rows[i].pupil] : NULL;
		int class = report_group_index(p->office, pupil ? roll_class(pupil, today) : rows[i].roll_group);
		struct listed who = { .pupil = pupil, .class = class };

		if (!report_sees_index(p->asked, class) || (pupil && !pupil->row) || (!pupil && class < 0))
			continue;
		who.name = pupil ? pupil_display_name(pupil->row, &p->arena) : NULL;
		struct cell *c = pupil ? row_of_pupil(p, KIND_OUT, NULL, &who, 0) : row_of_class(p, KIND_OUT, NULL, class, 0);
		c[COL_WORDS] = cell_text(p->report, rows[i].words);
	}
}

static void kind_rows(struct praise *p, enum kind kind, const struct league_out_row *out)
{
	switch (kind) {
	case KIND_CLASSES:  classes_rows(p); break;
	case KIND_WEEKS:    weeks_rows(p); break;
	case KIND_FULL:     full_rows(p); break;
	case KIND_IMPROVED: improved_rows(p); break;
	case KIND_STREAKS:  streak_rows(p); break;
	default:            out_rows(p, out); break;
	}
}

/* WORDS ABOVE ------------------------------------------------------------------------------------------------------------------------------- */

static void praise_lines(struct praise *p)
{
	CLEAN_BUF struct buf codes_said = { 0 };
	char text[DAY_TEXT];
	struct report *r = p->report;

	for (int i = 1; i < 256; i++)
		if (p->unbroken[i])
			buf_printf(&codes_said, "%s%s", codes_said.length > 0 ? ", " : "", code_symbol((uint8_t)i));
	report_line(r, codes_said.length > 0 ? "Absences that break no streak: %s." : "Every absence breaks a streak%s; the school can name codes that do not.",
		    buf_string(&codes_said));
	if (p->half > p->first_week && p->half < p->first_week + p->weeks)
		report_line(r, "Improved: the weeks from %s on, beside those before.", day_long(p->measure.days.mondays[p->half], text));
	if (p->out_count > 0)
		report_line(r, "Left out by the school: %d.", p->out_count);
}

/* READING ----------------------------------------------------------------------------------------------------------------------------------- */

static void weeks_plan(struct praise *p)
{
	const struct school_days *d = &p->measure.days;
	const struct report_asked *k = p->asked;

	while (p->first_week < d->week_count && d->mondays[p->first_week].n + 6 < k->from.n)
		p->first_week++;
	while (p->first_week + p->weeks < d->week_count && d->mondays[p->first_week + p->weeks].n <= p->measure.day.n)
		p->weeks++;
	p->half = p->first_week + p->weeks / 2;
	p->cells = arena_new(&p->arena, (size_t)(p->office->roll_group_count + 1) * (size_t)(p->weeks + 1), sizeof *p->cells);
}

static int praise_read(struct praise *p, struct league_out_row **ret_out, struct err *e)
{
	const struct measure_wish wish = listed_wish(p->asked, ENGINE_TALLY);
	int r = measure_begin(p->office, &wish, &p->measure, e);

	if (r == 0)
		r = member_begin(p->office, p->asked, false, &p->member, e);
	if (r == 0)
		r = out_read(p, ret_out, e);
	if (r < 0)
		return r;
	weeks_plan(p);
	office_league_codes(p->office, p->measure.day, p->unbroken);
	r = member_each(&p->member, visit_stretch, p, e);
	if (r == 0)
		r = measure_each(&p->measure, visit_pupil, p, e);
	if (r == 0 && p->pupils.count > 1)
		qsort(p->pupils.items, (size_t)p->pupils.count, sizeof *p->pupils.items, listed_order);
	if (r == 0)
		listed_tell_apart(p->office, p->pupils.items, p->pupils.count, sizeof *p->pupils.items, &p->arena);
	return r;
}

static int kind_find(const char *name, struct err *e)
{
	for (int i = 0; name && i < KINDS; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return i;
	return name ? err_usage(e, "Praise is of classes, weeks, full, improved, streaks; or out: who is left out.") : KINDS;
}

static int league_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	struct praise p = { .office = o, .asked = k, .report = r };
	struct league_out_row *out = NULL;
	int kind = kind_find(k->wish->kind, e), got = kind < 0 ? kind : praise_read(&p, &out, e);

	report_start(o, r, "league", columns, COLUMNS_ALL);
	r->none = kind == KIND_OUT ? "Nobody is left out." : "There is nothing to praise in these days yet.";
	if (got == 0) {
		report_titled(o, k, r, "League and praise");
		praise_lines(&p);
		for (int i = 0; i < KIND_OUT; i++)
			if (kind == KINDS || kind == i)
				kind_rows(&p, (enum kind)i, out);
		if (kind == KIND_OUT)
			kind_rows(&p, KIND_OUT, out);
		got = report_seal(o, r, e);
	}
	vec_finish(&p.stays);
	vec_finish(&p.pupils);
	member_finish(&p.member);
	measure_finish(&p.measure);
	arena_finish(&p.arena);
	return got;
}

int report_fill_league(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	if (w->pupil)
		return err_usage(e, "Praise is of classes and lists of pupils: leave --pupil out.");
	return report_make(o, w, ACTION_SEE_TOTALS, league_fill, ret, e);
}
