/* Runs of absence, and runs of whole school days of some codes (B11, C9, C11; domain 3.4). */
#include "rules/spell.h"

/* RUNS OF ABSENCE ------------------------------------------------------------------------------------------------------------------ */

/* Of the missed sessions of a run, which end before `end`: the code that is most often among them, the earlier of two. */
static void spell_count(struct spell *s, const struct mark *from, const struct mark *end)
{
	uint16_t count[256] = { 0 };

	for (const struct mark *m = from; m < end; m++) {
		if (!mark_is_missed(m))
			continue;
		s->sessions++;
		s->last = m->at;
		s->no_reason += m->code == CODE_N;
		s->authorised += m->category == CATEGORY_AUTHORISED;
		s->unauthorised += m->category == CATEGORY_UNAUTHORISED;
		count[m->code]++;
	}
	for (const struct mark *m = from; m < end; m++)
		if (mark_is_missed(m) && count[m->code] > count[s->code])
			s->code = m->code;
}

void spells_find(struct marks m, struct spells *to)
{
	const struct mark *end = m.of + m.count;

	to->of.count = 0;
	for (const struct mark *i = m.of; i < end; i++) {
		const struct mark *from = i;

		if (!mark_is_missed(i))
			continue;
		while (i < end && !mark_is_attended(i))
			i++;
		struct spell s = { .first = from->at, .open = i == end };
		spell_count(&s, from, i);
		vec_push(&to->of, s);
		if (i == end)
			return;
	}
}

void spells_finish(struct spells *s)
{
	vec_finish(&s->of);
}

/* RUNS OF SCHOOL DAYS (domain 3.4) --------------------------------------------------------------------------------------------------- */

struct day_walk {
	const struct school_days *days;
	const bool *set;
	struct day_run run;       /* sessions 0: none is running */
	struct day_runs *to;
};

static void run_end(struct day_walk *w, bool open)
{
	if (w->run.days > 0) {
		w->run.open = open;
		vec_push(&w->to->of, w->run);
	}
	w->run = (struct day_run){ 0 };
}

/* @return is it of the set? */
static bool run_session(struct day_walk *w, const struct mark *m)
{
	if (!w->set[m->code]) {
		run_end(w, false);
		return false;
	}
	if (w->run.sessions == 0)
		w->run.since = m->at;
	w->run.sessions++;
	w->run.provisional += m->code == CODE_N;
	return true;
}

/* The marks of one day, one or two; `possible` of them there are, `in` of these are of the set. */
static void run_day(struct day_walk *w, struct day day, int marked, int possible, int in)
{
	int at = school_days_at(w->days, day);

	if (at < 0 || in == 0 || in < possible || w->days->of[at].sessions & ~marked)
		return;
	w->run.first = w->run.days == 0 ? day : w->run.first;
	w->run.last = day;
	w->run.days++;
}

void day_runs_find(struct marks m, const struct school_days *d, const bool set[static 256], struct day_runs *to)
{
	struct day_walk w = { .days = d, .set = set, .to = to };

	to->of.count = 0;
	for (int i = 0; i < m.count;) {
		struct day day = sitting_day(m.of[i].at);
		int marked = 0, possible = 0, in = 0;

		for (; i < m.count && day_equal(sitting_day(m.of[i].at), day); i++) {
			marked |= 1 << sitting_session(m.of[i].at);
			if (!mark_is_possible(&m.of[i]))
				continue;
			possible++;
			in += run_session(&w, &m.of[i]);
		}
		run_day(&w, day, marked, possible, in);
	}
	run_end(&w, true);
}

void day_runs_finish(struct day_runs *r)
{
	vec_finish(&r->of);
}
