/* The working of a line of the review (C2): what its figures are made of, step by step. */
#include <limits.h>

#include "review_parts.h"

static void stage_working(const struct review_line *l, struct working_steps *to)
{
	char day[DAY_TEXT];

	if (l->stage < 0)
		working_words(to, "Stage", "none");
	else
		working_words(to, "Stage", "%s, since %s: %d school day%s, %s%s", l->stage_title, day_long(l->stage_since, day), l->stage_days, PLURAL(l->stage_days),
			      l->by_person ? "set by a person: " : "by the figures", l->by_person ? l->stage_words : "");
}

/* The difference of two figures as they are printed. */
static void change_working(const struct review_work *w, const struct review_line *l, struct working_steps *to)
{
	char day[DAY_TEXT];

	if (l->change == INT_MIN)
		working_words(to, "Change", "nothing was possible up to %d school days ago", REVIEW_DAYS);
	else
		working_words(to, "Change", "%s now, %s up to %s: %s", report_share_text(to->arena, l->attended, l->possible),
			      report_share_text(to->arena, l->attended_then, l->possible_then), day_long(w->change_from, day), report_points_text(to->arena, l->change));
}

static void unauthorised_working(const struct penalty *p, struct working_steps *to)
{
	char from[DAY_TEXT], until[DAY_TEXT];

	if (day_is_none(p->from))
		return;
	working_step(to, "Unauthorised", p->now, "G, N, O or U in the ten school weeks from %s to %s; %d of them N; %d is the threshold of a penalty notice",
		     day_long(p->from, from), day_long(p->to, until), p->now_provisional, PENALTY_SESSIONS);
}

void review_working_fill(struct review_work *w, const struct measured *p, struct review_line *l)
{
	CLEAN_STEPS struct working_steps steps = { .arena = &w->arena };
	const struct policy *policy = &w->v->policy;

	marks_working(p->result->marks, &steps);
	for (int i = 0; i < policy->boundary_count; i++)
		working_boundary(&steps, &policy->boundaries[i], l->possible, l->attended);
	stage_working(l, &steps);
	change_working(w, l, &steps);
	unauthorised_working(&p->result->penalty, &steps);
	if (l->crossed)
		working_words(&steps, "Since the last review", "%s", l->crossed);
	if (l->withdrawn)
		working_words(&steps, "Withdrawn", "%s", l->withdrawn);
	l->working = arena_text(&w->v->arena, working_line(&steps, &w->arena));
}
