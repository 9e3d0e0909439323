/* Trend: attendance week by week, of the school, a class, a year or a group (C20). */
#include <string.h>

#include "flags.h"
#include "trend.h"

enum { COL_WEEK, COL_TERM, COL_POSSIBLE, COL_ATTENDED, COL_SHARE, COL_MISSED, COL_PERCENT, COL_CHANGE_TENTHS, COL_CHANGE, COL_POSSIBLE_TO_DATE,
       COL_ATTENDED_TO_DATE, COL_PERCENT_TO_DATE, COL_TO_DATE, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_WEEK] = { "week", "Week of", CELL_DAY, 0, COLUMN_BOTH },
	[COL_TERM] = { "term", "Term", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_POSSIBLE] = { "possible", "Possible", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_ATTENDED] = { "attended", "Attended", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_SHARE] = { "attended_share", "Attended", CELL_TEXT, 0, COLUMN_TEXT_ONLY },
	[COL_MISSED] = { "missed", "Missed", CELL_INTEGER, 6, COLUMN_BOTH },
	[COL_PERCENT] = { "attendance_percent", "Attendance %", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_CHANGE_TENTHS] = { "change_tenths", "Change", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_CHANGE] = { "change", "Change", CELL_TEXT, 6, COLUMN_TEXT_ONLY },
	[COL_POSSIBLE_TO_DATE] = { "to_date_possible", "Possible to date", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_ATTENDED_TO_DATE] = { "to_date_attended", "Attended to date", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_PERCENT_TO_DATE] = { "to_date_percent", "To date %", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_TO_DATE] = { "to_date_share", "To date", CELL_TEXT, 0, COLUMN_TEXT_ONLY },
};

static void week_row(struct report *r, const struct trend_week *w, const char *heading)
{
	struct cell *c = report_row_add(r, heading);
	char change[TREND_CHANGE];

	c[COL_WEEK] = cell_day(w->monday);
	c[COL_TERM] = cell_text(r, w->term);
	c[COL_POSSIBLE] = cell_integer(w->possible);
	c[COL_ATTENDED] = cell_integer(w->attended);
	c[COL_SHARE] = cell_kept(report_share_text(&r->arena, w->attended, w->possible));
	c[COL_MISSED] = cell_integer(w->missed);
	c[COL_PERCENT] = cell_percent(w->percent);
	c[COL_CHANGE_TENTHS] = cell_integer(w->change);
	c[COL_CHANGE_TENTHS].empty = !w->has_change;
	c[COL_CHANGE] = cell_text(r, trend_change_text(w, change));
	c[COL_POSSIBLE_TO_DATE] = cell_integer(w->possible_to_date);
	c[COL_ATTENDED_TO_DATE] = cell_integer(w->attended_to_date);
	c[COL_PERCENT_TO_DATE] = cell_percent(percent_tenths(w->attended_to_date, w->possible_to_date));
	c[COL_TO_DATE] = cell_kept(report_share_text(&r->arena, w->attended_to_date, w->possible_to_date));
}

static bool same_term(const struct trend_week *a, const struct trend_week *b)
{
	return a->term && b->term ? strcmp(a->term, b->term) == 0 : a->term == b->term;
}

static void trend_rows(struct report *r, const struct trend_view *v)
{
	for (int i = 0; i < v->count; i++) {
		const struct trend_week *w = &v->weeks[i];
		bool begins = i == 0 || !same_term(w, w - 1);

		week_row(r, w, !begins ? NULL : w->term ? arena_text(&r->arena, w->term) : "In no term");
		if (w->so_far)
			report_note(r, "The week of %s is not over.", v->bars.bars[i].label);
	}
}

static void trend_words(struct report *r, const struct report_asked *k, const struct trend_view *v)
{
	char from[DAY_TEXT], to[DAY_TEXT];

	r->title = arena_printf(&r->arena, "Attendance week by week of %s, %s to %s", v->of, day_long(v->from, from), day_long(v->to, to));
	r->none = "No pupil was on the roll in a week of school.";
	if (v->count > 0)
		report_line(r, "%s", v->bars.sentence);
	if (k->wish->flag)
		report_line(r, "A session counts where the pupil was in the group %s then.", flag_title(k->wish->flag, &r->arena));
	if (v->boarders > 0)
		report_line(r, "Boarders are in no figure: %d.", v->boarders);
	if (v->few > 0)
		report_line(r, "Weeks of too few pupils to show you, in no figure: %d.", v->few);
}

static int trend_make(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	const struct trend_filter filter = { SESSION_ANY_YEAR, k->wish->year, k->wish->flag };
	struct trend_view v = { 0 };
	int got = trend_fill(o, k, &filter, &v, e);

	if (got == 0) {
		report_start(o, r, "trend", columns, COLUMNS_ALL);
		trend_words(r, k, &v);
		trend_rows(r, &v);
		got = report_seal(o, r, e);
	}
	trend_view_finish(&v);
	return got;
}

int report_fill_trend(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	bool names = office_may(o, ACTION_SEE_TOTALS, 0, NULL) == 0;

	if (w->pupil)
		return err_usage(e, "This report is of many pupils: leave --pupil out, or ask for `report pupil`.");
	return report_make(o, w, names ? ACTION_SEE_TOTALS : ACTION_SEE_FIGURES, trend_make, ret, e);
}
