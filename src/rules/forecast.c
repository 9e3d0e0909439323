#include "rules/forecast.h"

/* What attendance of `possible` sessions in all is the least above a line? */
static int64_t attended_least(const struct boundary *line, int64_t possible)
{
	int64_t need = line->percent * possible;

	return line->inclusive ? need / 100 + 1 : (need + 99) / 100;
}

static bool is_below(const struct boundary *line, int64_t possible, int64_t attended)
{
	return possible > 0 && attended < attended_least(line, possible);
}

static struct forecast_line line_forecast(const struct boundary *line, int possible, int attended, int left)
{
	int64_t end = (int64_t)possible + left;
	int64_t spare = end > 0 ? attended + left - attended_least(line, end) : 0;
	struct forecast_line f = { .below = is_below(line, possible, attended) };

	f.missed_in_row = f.below ? 0 : boundary_missed_to_fall(line, possible, attended);
	f.attended_in_row = f.below ? boundary_attended_to_rise(line, possible, attended) : 0;
	f.may_miss = spare < 0 ? -1 : spare > left ? left : (int)spare;
	f.in_reach_down = is_below(line, end, attended);
	return f;
}

void forecast_make(const struct policy *p, int possible, int attended, int left, struct forecast_line *lines, struct forecast *ret)
{
	struct forecast f = { .possible = possible, .attended = attended, .left = left, .best = attended + left, .worst = attended, .at_this_rate = -1,
			      .lines = lines, .line_count = p->boundary_count };

	if (possible > 0)
		f.at_this_rate = attended + (int)((INT64_C(2) * left * attended + possible) / (INT64_C(2) * possible));
	f.band_best = policy_band(p, possible + left, f.best);
	f.band_worst = policy_band(p, possible + left, f.worst);
	f.band_at_this_rate = policy_band(p, possible, attended);
	for (int i = 0; i < p->boundary_count; i++)
		lines[i] = line_forecast(&p->boundaries[i], possible, attended, left);
	*ret = f;
}

/* THE WORKING --------------------------------------------------------------------------------------------------------------------- */

#define IN_A_ROW(n) ((n) == 1 ? "" : " in a row")

static void line_working(const struct boundary *line, const struct forecast_line *l, const struct forecast *f, struct working_steps *to)
{
	const char *below = line->inclusive ? "at or below" : "below", *above = line->inclusive ? "over" : "at or above";
	const char *what = arena_printf(to->arena, l->below ? "To come above %d" : "To fall below %d", line->percent);

	if (!l->below)
		working_step(to, what, l->missed_in_row, "more missed%s would make %d of %d, %s %d", IN_A_ROW(l->missed_in_row), f->attended,
			     f->possible + l->missed_in_row, below, line->percent);
	else if (l->attended_in_row > 0)
		working_step(to, what, l->attended_in_row, "more attended%s would make %d of %d, %s %d", IN_A_ROW(l->attended_in_row),
			     f->attended + l->attended_in_row, f->possible + l->attended_in_row, above, line->percent);
	else
		working_words(to, what, "no number of sessions attended brings anyone above it");
	if (l->may_miss >= 0)
		working_step(to, "May miss", l->may_miss, "of the %d left, and end with %d of %d, %s %d", f->left, f->attended + f->left - l->may_miss,
			     f->possible + f->left, above, line->percent);
	else
		working_words(to, "May miss", "none, %d of %d at best, %s %d", f->best, f->possible + f->left, below, line->percent);
}

void forecast_working(const struct policy *p, const struct forecast *f, struct marks m, struct working_steps *to)
{
	int end = f->possible + f->left;

	marks_working(m, to);
	working_step(to, "Left", f->left, "sessions from the calendar, to the end of the year");
	for (int i = 0; i < f->line_count; i++) {
		working_boundary(to, &p->boundaries[i], f->possible, f->attended);
		line_working(&p->boundaries[i], &f->lines[i], f, to);
	}
	working_step(to, "Best", f->best, "of %d, with all of those left", end);
	working_step(to, "Worst", f->worst, "of %d, with none of those left", end);
	if (f->at_this_rate >= 0)
		working_step(to, "At this rate", f->at_this_rate, "of %d: %d and %d x %d / %d, half up", end, f->attended, f->left, f->attended, f->possible);
}
