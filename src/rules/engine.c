#include "rules/engine.h"

static void engine_marks(const struct engine_terms *t, const struct engine_pupil *p, struct engine_result *r)
{
	int room = p->span.last - p->span.first + 1;

	if (room > r->buffer.room) {
		r->buffer.items = mem_grow(r->buffer.items, (size_t)room, sizeof *r->buffer.items);
		r->buffer.room = room;
	}
	r->buffer.count = marks_of_span(&p->span, r->buffer.items);
	r->all = (struct marks){ r->buffer.items, r->buffer.count };
	r->marks = marks_between(r->all, t->first, t->last);
}

static void engine_figures(const struct policy *p, struct engine_result *r)
{
	r->tally = (struct tally){ 0 };
	marks_tally(r->marks, &r->tally);
	r->possible = tally_possible(&r->tally);
	r->attended = tally_attended(&r->tally);
	r->missed = tally_missed(&r->tally);
	r->band = policy_band(p, r->possible, r->attended);
	r->persistent = absence_persistent(r->possible, r->missed);
	r->severe = absence_severe(r->possible, r->missed);
}

static void engine_stage(const struct engine_terms *t, struct engine_result *r)
{
	const struct policy *p = t->policy;

	if (t->parts & ENGINE_CROSSINGS) {
		crossings_find(p, r->marks, &r->crossings);
		stage_find(p, r->marks, &r->crossings, &r->stage);
	} else {
		r->stage = (struct stage_at){ r->possible < p->floor ? -1 : policy_stage(p, r->possible, r->attended, -1), STAGE_SINCE_UNKNOWN };
	}
}

static void engine_forecast(const struct policy *p, int left, struct engine_result *r)
{
	if (p->boundary_count > r->line_room) {
		r->lines = mem_grow(r->lines, (size_t)p->boundary_count, sizeof *r->lines);
		r->line_room = p->boundary_count;
	}
	forecast_make(p, r->possible, r->attended, left, r->lines, &r->forecast);
}

void engine_run(const struct engine_terms *t, const struct engine_pupil *p, struct engine_result *r)
{
	engine_marks(t, p, r);
	engine_figures(t->policy, r);
	engine_stage(t, r);
	if (t->parts & ENGINE_FORECAST)
		engine_forecast(t->policy, p->left, r);
	if (t->parts & ENGINE_PENALTY)
		penalty_find(r->all, t->days, p->known.born, t->today, p->used, p->used_count, &r->penalty);
	if (t->parts & ENGINE_RETURNS)
		returns_find(r->all, t->days, &p->known, &r->returns);
	if (t->parts & (ENGINE_SPELLS | ENGINE_PATTERNS)) /* a pattern counts the spells */
		spells_find(r->marks, &r->spells);
	if (t->parts & ENGINE_PATTERNS)
		patterns_count(r->marks, t->days, &r->spells, &r->patterns);
}

void engine_result_finish(struct engine_result *r)
{
	crossings_finish(&r->crossings);
	penalty_finish(&r->penalty);
	returns_finish(&r->returns);
	spells_finish(&r->spells);
	mem_cleanup(&r->lines);
	vec_finish(&r->buffer);
	*r = (struct engine_result){ 0 };
}
