/* A stage that a person sets, or holds a pupil in (Veritas, domain 6.5): from a day on, until another is set or it is ended. */
#include <errno.h>
#include <string.h>

#include "call_parts.h"
#include "review_parts.h"

struct setting_stage {
	struct office *o;
	struct arena arena;
	struct err *e;
	struct policy policy;
	struct pupil_row pupil;
	struct pupil_stage_row open;  /* that goes on; id 0: none */
	struct day today;
};

static int open_read(struct setting_stage *s, int64_t pupil)
{
	struct pupil_stage_row *rows;
	int n = store_stages_of_pupil(s->o->store, pupil, &s->arena, &rows);

	for (int i = 0; i < n; i++)
		if (day_is_none(rows[i].to_day) && strcmp(rows[i].policy, s->policy.name) == 0)
			s->open = rows[i];
	return n < 0 ? office_fail(s->o, n, s->e) : 0;
}

static int stage_day(struct setting_stage *s, struct day *day)
{
	char text[DAY_TEXT];
	int r = said_day(s->o, day, s->e);

	if (r < 0)
		return r;
	if (day->n > s->today.n)
		return err_refuse(s->e, "%s has not come yet: a stage begins today or before.", day_long(*day, text));
	if (s->open.id && day->n < s->open.from_day.n)
		return err_refuse(s->e, "%s is in a stage since %s already: give a later day.", pupil_display_name(&s->pupil, &s->arena),
				  day_long(s->open.from_day, text));
	return 0;
}

static int put(struct setting_stage *s, struct pupil_stage_row *row)
{
	int r = store_act_put(s->o->store, THING_PUPIL_STAGE, row);

	return r < 0 ? office_fail(s->o, r, s->e) : 0;
}

/* Set and ended on one day is as if it had not been: the row goes. */
static int end_open(struct setting_stage *s, struct day day)
{
	if (!s->open.id)
		return 0;
	if (s->open.from_day.n >= day.n) {
		int r = store_act_remove(s->o->store, THING_PUPIL_STAGE, s->open.id);

		return r < 0 ? office_fail(s->o, r, s->e) : 0;
	}
	s->open.to_day = day_add(day, -1);
	return put(s, &s->open);
}

static int stage_end(struct setting_stage *s, struct day day)
{
	if (!s->open.id)
		return err_refuse(s->e, "No stage was set for %s: the figures alone say it.", pupil_display_name(&s->pupil, &s->arena));
	int r = office_act_open(s->o, "stage", NULL, NULL, 0, s->e);

	return r < 0 ? r : end_open(s, day);
}

static int stage_begin(struct setting_stage *s, const struct stage_wish *w, struct day day)
{
	struct pupil_stage_row row = PUPIL_STAGE_NEW;
	int stage = policy_stage_named(&s->policy, w->stage), r = stage < 0 ? stage_refuse(&s->policy, w->stage, s->e) : 0;

	if (r == 0 && !day_is_none(s->pupil.died_day))
		r = err_refuse(s->e, "%s has died: no stage is set.", pupil_display_name(&s->pupil, &s->arena));
	if (r == 0)
		r = said_line_needed("Why the stage is set", w->words, &s->arena, &row.words, s->e);
	if (r < 0)
		return r;
	row.pupil = w->pupil;
	row.policy = s->policy.name;
	row.stage = s->policy.stages[stage].name;
	row.from_day = day;
	if (s->open.id && strcmp(s->open.stage, row.stage) == 0)
		return err_refuse(s->e, "%s is in %s already, set by a person.", pupil_display_name(&s->pupil, &s->arena), s->policy.stages[stage].title);
	r = office_act_open(s->o, "stage", NULL, NULL, 0, s->e);
	if (r == 0)
		r = end_open(s, day);
	return r < 0 ? r : put(s, &row);
}

static int stage_put(struct setting_stage *s, const struct stage_wish *w, int64_t *ret_act)
{
	struct contact_work work = { s->o, &s->arena, NULL, s->e, s->today };
	struct day day = w->from;
	int r = said_may(s->o, ACTION_REVIEW, w->pupil, s->today, s->e);

	if (r == 0)
		r = contact_pupil_get(&work, w->pupil, &s->pupil);
	if (r == 0)
		r = report_policy_named(s->o, w->policy, s->today, &s->arena, &s->policy, s->e);
	if (r == 0)
		r = open_read(s, w->pupil);
	if (r == 0)
		r = stage_day(s, &day);
	if (r == 0)
		r = !w->stage || !*w->stage ? stage_end(s, day) : stage_begin(s, w, day);
	return r < 0 ? r : office_act_end(s->o, false, ret_act, s->e);
}

int office_stage_put(struct office *o, const struct stage_wish *w, int64_t *ret_act, struct err *e)
{
	struct setting_stage s = { .o = o, .e = e, .open = PUPIL_STAGE_NEW, .today = office_today(o) };
	int r = office_write_begin(o, e);

	if (r == 0)
		r = stage_put(&s, w, ret_act);
	office_act_abandon(o);
	arena_finish(&s.arena);
	return r;
}

int office_stages(struct office *o, const char *policy, struct arena *a, struct stage_choice **ret, struct err *e)
{
	struct policy p;
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_REVIEW, 0, e);
	if (r == 0)
		r = report_policy_named(o, policy, office_today(o), a, &p, e);
	if (r < 0)
		return r;
	struct stage_choice *choices = arena_new(a, (size_t)p.stage_count + 1, sizeof *choices);
	for (int i = 0; i < p.stage_count; i++)
		choices[i] = (struct stage_choice){ p.stages[i].name, p.stages[i].title, p.stages[i].by_person };
	*ret = choices;
	return p.stage_count;
}
