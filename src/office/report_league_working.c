/* What a row of praise is made of (C2; C17). */
#include "report_league.h"
#include "rules/working.h"

void praise_made_add(struct praise *p, int class, int week, const struct mark *m)
{
	struct marks_made **made = &p->made[praise_cell_index(p, class, week)];

	if (!*made)
		*made = arena_new(&p->arena, 1, sizeof **made);
	marks_made_add(*made, m);
}

static const char *marks_line(struct praise *p, struct marks marks)
{
	CLEAN_STEPS struct working_steps steps = { .arena = &p->arena };

	marks_working(marks, &steps);
	return working_line(&steps, &p->arena);
}

void praise_pupil_made(struct praise *p, struct marks marks, struct praised *to)
{
	int broken = league_broken_at(marks, p->unbroken), before = 0;

	while (before < marks.count && school_days_week(&p->measure.days, sitting_day(marks.of[before].at)) < p->half)
		before++;
	to->working = marks_line(p, marks);
	to->working_now = marks_line(p, (struct marks){ marks.of + before, marks.count - before });
	if (broken < 0)
		return;
	sitting at = marks.of[broken].at;
	to->broken = arena_printf(&p->arena, "%s on the %s", code_symbol(marks.of[broken].code), report_session_text(&p->arena, sitting_day(at), sitting_session(at)));
}

static void made_sum(struct marks_made *to, const struct marks_made *made)
{
	for (enum category c = 0; c < CATEGORIES; c++)
		for (int code = 0; code < 256; code++) {
			to->count[c][code] += made->count[c][code];
			to->at[c][code] = made->count[c][code] > 0 ? made->at[c][code] : to->at[c][code];
		}
}

const char *praise_class_working(struct praise *p, const struct league_row *row, int week)
{
	struct arena *a = &p->report->arena;
	CLEAN_STEPS struct working_steps steps = { .arena = a };
	struct marks_made sum = { 0 };

	for (int w = week < 0 ? 0 : week; w <= (week < 0 ? p->weeks : week); w++) {
		const struct marks_made *made = p->made[praise_cell_index(p, (int)row->id, w)];

		if (made)
			made_sum(&sum, made);
	}
	marks_made_working(&sum, &steps);
	if (week < 0)
		working_step(&steps, "Pupils at 100%", row->full, "of %d with a possible session", row->pupils);
	working_words(&steps, "So", "%s", report_share_text(a, row->attended, row->possible));
	return working_line(&steps, a);
}

const char *praise_full_working(struct praise *p, const struct praised *one)
{
	return arena_printf(&p->report->arena, "%s; So: no absence that breaks a streak", one->working);
}

const char *praise_improved_working(struct praise *p, const struct praised *one)
{
	struct arena *a = &p->report->arena;
	const struct league_row *r = &one->row;
	CLEAN_STEPS struct working_steps steps = { .arena = a };

	working_words(&steps, "So", "%s", report_share_text(a, r->attended, r->possible));
	working_words(&steps, "Before", "%s", report_share_text(a, r->attended_before, r->possible_before));
	working_words(&steps, "Improved", "%lld x %lld = %s is more than %lld x %lld = %s", (long long)r->attended, (long long)r->possible_before,
		      working_grouped(a, r->attended * r->possible_before), (long long)r->attended_before, (long long)r->possible,
		      working_grouped(a, r->attended_before * r->possible));
	return arena_printf(a, "%s; %s", one->working_now, working_line(&steps, a));
}

const char *praise_streak_working(struct praise *p, const struct praised *one)
{
	struct arena *a = &p->report->arena;
	CLEAN_STEPS struct working_steps steps = { .arena = a };

	working_words(&steps, "Broken", "%s", one->broken ? one->broken : "by nothing in these days");
	working_step(&steps, "Streak", one->streak, "attended since");
	return arena_printf(a, "%s; %s", one->working, working_line(&steps, a));
}
