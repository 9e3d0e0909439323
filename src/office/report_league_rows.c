/* The rows of praise (C17): who is named, in which place, with which counts. */
#include "report_league.h"

#include <stdlib.h>
#include <string.h>

enum { COL_KIND, COL_PLACE, COL_WEEK, COL_PUPIL, COL_UPN, COL_NUMBER, COL_NAME, COL_CLASS, COL_PUPILS, COL_FULL, COL_POSSIBLE, COL_ATTENDED, COL_PERCENT,
       COL_SHARE, COL_POSSIBLE_BEFORE, COL_ATTENDED_BEFORE, COL_STREAK, COL_WORDS, COL_WORKING, COLUMNS_ALL };

const struct report_column praise_columns[] = {
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
	[COL_WORKING] = { "working", "Working", CELL_TEXT, 0, COLUMN_DATA_ONLY },
};
const int praise_column_count = COLUMNS_ALL;

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

int praise_kind(const char *name, struct err *e)
{
	for (int i = 0; name && i < KINDS; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return i;
	return name ? err_usage(e, "Praise is of classes, weeks, full, improved, streaks; or out: who is left out.") : KINDS;
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

static void row_working(struct praise *p, enum kind kind, struct cell *c, const char *working)
{
	c[COL_WORKING] = cell_kept(working);
	report_note(p->report, "%s, %s%s%s: %s.", kinds[kind].heading, c[COL_NAME].text, kind == KIND_WEEKS ? ", " : "",
		    kind == KIND_WEEKS ? c[COL_WORDS].text : "", working);
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
	struct league_row *rows = praise_classes(p);
	int *places = arena_new(&p->arena, (size_t)p->office->roll_group_count + 1, sizeof *places);
	const char *heading = kinds[KIND_CLASSES].heading;

	league_sort(rows, p->office->roll_group_count, places);
	for (int i = 0; i < p->office->roll_group_count && rows[i].possible > 0; i++, heading = NULL) {
		struct cell *c = row_of_class(p, KIND_CLASSES, heading, (int)rows[i].id, places[i]);

		row_share(p->report, c, rows[i].attended, rows[i].possible);
		c[COL_PUPILS] = cell_integer(rows[i].pupils);
		c[COL_FULL] = cell_integer(rows[i].full);
		c[COL_WORDS] = cell_kept(arena_printf(&p->report->arena, "%d of %d at 100%%", rows[i].full, rows[i].pupils));
		if (p->asked->wish->working)
			row_working(p, KIND_CLASSES, c, praise_class_working(p, &rows[i], -1));
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
		rows[i] = (struct league_row){ .id = i, .possible = praise_cell(p, i, week)->possible, .attended = praise_cell(p, i, week)->attended };
	league_sort(rows, n, places);
	for (int i = 0; i < n && places[i] == 1; i++, *heading = NULL) {
		struct cell *c = row_of_class(p, KIND_WEEKS, *heading, (int)rows[i].id, 1);

		c[COL_WEEK] = cell_day(monday);
		row_share(p->report, c, rows[i].attended, rows[i].possible);
		c[COL_WORDS] = cell_kept(arena_text(&p->report->arena, day_long(monday, text) + strlen("Mon ")));
		if (p->asked->wish->working)
			row_working(p, KIND_WEEKS, c, praise_class_working(p, &rows[i], week));
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
		if (p->asked->wish->working)
			row_working(p, KIND_FULL, c, praise_full_working(p, one));
		heading = NULL;
	}
}

static const struct praised *who_is(const struct praise *p, int64_t id)
{
	for (int i = 0; i < p->pupils.count; i++)
		if (p->pupils.items[i].who.id == id)
			return &p->pupils.items[i];
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
		const struct praised *one = who_is(p, rows[i].id);
		struct cell *c = row_of_pupil(p, KIND_IMPROVED, heading, &one->who, i + 1);

		row_share(p->report, c, rows[i].attended, rows[i].possible);
		c[COL_POSSIBLE_BEFORE] = cell_integer(rows[i].possible_before);
		c[COL_ATTENDED_BEFORE] = cell_integer(rows[i].attended_before);
		c[COL_WORDS] = cell_kept(arena_printf(&p->report->arena, "from %s", report_share_text(&p->report->arena, rows[i].attended_before,
												      rows[i].possible_before)));
		if (p->asked->wish->working)
			row_working(p, KIND_IMPROVED, c, praise_improved_working(p, one));
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
		if (p->asked->wish->working)
			row_working(p, KIND_STREAKS, c, praise_streak_working(p, &pupils[i]));
	}
}

static void out_rows(struct praise *p, const struct league_out_row *rows)
{
	const struct roll *roll = &p->member.roll;
	struct day today = office_today(p->office);
	bool may_see_why = office_may(p->office, ACTION_REVIEW, 0, NULL) == 0;

	for (int i = 0; i < p->out_count; i++) {
		const struct roll_pupil *pupil = rows[i].pupil != NONE && rows[i].pupil < roll->count ? &roll->pupils[rows[i].pupil] : NULL;
		int class = report_group_index(p->office, pupil ? roll_class(pupil, today) : rows[i].roll_group);
		struct listed who = { .pupil = pupil, .class = class };

		if (!report_sees_index(p->asked, class) || (pupil && (!pupil->row || !day_is_none(pupil->row->died_day))) || (!pupil && class < 0))
			continue;
		who.name = pupil ? pupil_display_name(pupil->row, &p->arena) : NULL;
		struct cell *c = pupil ? row_of_pupil(p, KIND_OUT, NULL, &who, 0) : row_of_class(p, KIND_OUT, NULL, class, 0);
		c[COL_WORDS] = cell_text(p->report, may_see_why ? rows[i].words : NULL);
		if (p->asked->wish->working)
			row_working(p, KIND_OUT, c, "Left out: by the school");
	}
}

void praise_rows(struct praise *p, enum kind kind, const struct league_out_row *out)
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
