/* The sickness return: illness of the school year, had and expected, and what a return that was made covers of it (domain 3.4). */
#include "returns_parts.h"

/** The illness of one episode. */
struct illness {
	int begin;              /**< index of its first mark */
	int sessions;
	struct day from;        /**< of the first of them; DAY_NONE: none was had */
	int line;               /**< index of the one that makes 15 days; -1 */
	bool covered;           /**< a return was made for it */
	bool over;              /**< and somebody attended since: what is had and expected now is another */
};

static void illness_count(const struct marks *m, int begin, int end, struct illness *to)
{
	*to = (struct illness){ .begin = begin, .from = DAY_NONE, .line = -1 };
	for (int i = begin; i < end; i++) {
		if (m->of[i].code != CODE_I)
			continue;
		if (to->sessions++ == 0)
			to->from = sitting_day(m->of[i].at);
		if (to->sessions == SICKNESS_SESSIONS)
			to->line = i;
	}
}

/* The next sickness return behind that day; DAY_MAX: none. */
static struct day made_after(const struct finding *f, struct day after)
{
	struct day next = DAY_MAX;

	for (int i = 0; i < f->known->made_count; i++) {
		const struct return_made *m = &f->known->made[i];

		if (m->kind == RETURN_SICKNESS && !day_is_none(m->made) && m->made.n > after.n && m->made.n < next.n)
			next = m->made;
	}
	return next;
}

/* Where the illness that it covers is over: the first session attended after it and after the fifteenth day; m->count: it is not. */
static int illness_over(const struct marks *m, const struct illness *x, struct day made)
{
	if (x->line < 0)
		return m->count;
	for (int i = x->line + 1; i < m->count; i++)
		if (mark_is_attended(&m->of[i]) && sitting_day(m->of[i].at).n > made.n)
			return i;
	return m->count;
}

/* The last episode; of one that no return was made for, or (where it is not near) of the one before it. */
static struct illness illness_last(const struct finding *f, const struct marks *m)
{
	struct illness now, before = { 0 };
	struct day made = made_after(f, day_add(f->known->year_first, -1));

	illness_count(m, 0, m->count, &now);
	while (!day_equal(made, DAY_MAX)) {
		int over = illness_over(m, &now, made);

		illness_count(m, now.begin, over, &before);
		before.covered = true;
		before.from = before.sessions > 0 ? before.from : made;
		if (over == m->count)
			return before;
		illness_count(m, over, m->count, &now);
		made = made_after(f, day_add(sitting_day(m->of[over].at), -1)); /* what was made earlier is of the episode before */
	}
	if (!before.covered || now.sessions + f->known->illness_ahead >= SICKNESS_NEAR)
		return now;
	before.over = true;
	return before;
}

void finding_sickness(struct finding *f)
{
	int ahead = f->known->illness_ahead;

	if (!f->on_roll || (f->count[IN_ILLNESS] + ahead < SICKNESS_NEAR && day_equal(made_after(f, DAY_MIN), DAY_MAX)) || !finding_is_compulsory(f))
		return;
	struct marks m = marks_between(f->year, sitting_of(f->of_age, SESSION_AM), sitting_of(f->until, SESSION_PM));
	struct illness x = illness_last(f, &m);
	ahead = x.over ? 0 : ahead; /* what is expected is of the next one */
	int all = x.sessions + ahead;

	if (!x.covered && all < SICKNESS_NEAR)
		return;
	finding_add(f, (struct return_found){ .kind = RETURN_SICKNESS, .state = x.covered ? RETURN_MADE : all >= SICKNESS_SESSIONS ? RETURN_DUE : RETURN_NEAR,
					    .from = day_is_none(x.from) ? f->known->today : x.from, .due = DAY_NONE, .days = x.sessions / 2,
					    .half = x.sessions % 2, .ahead = ahead });
}
