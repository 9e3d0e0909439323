/* The threshold of the National Framework for penalty notices (SI 2024/210; domain 5.1). */
#include "rules/penalty.h"

#include "rules/pupil.h"

/* WHAT COUNTS --------------------------------------------------------------------------------------------------------------------- */

static bool is_used(sitting at, const sitting *used, int count)
{
	int low = 0, high = count;

	while (low < high) {
		int middle = (low + high) / 2;

		if (used[middle] == at)
			return true;
		if (used[middle] < at)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

static bool counts(const struct mark *m)
{
	return m->category == CATEGORY_UNAUTHORISED && (m->code == CODE_G || m->code == CODE_N || m->code == CODE_O || m->code == CODE_U);
}

/* Most pupils have none at all, and nobody asks for their age. */
static void count_marks(struct marks m, const struct school_days *d, struct day born, const sitting *used, int used_count, struct penalty *to)
{
	int i = 0;

	while (i < m.count && !counts(&m.of[i]))
		i++;
	if (i == m.count)
		return;
	struct day first = PENALTY_FROM, last = day_is_none(born) ? DAY_MAX : compulsory_end(born), start = day_is_none(born) ? first : compulsory_start(born);
	first = start.n > first.n ? start : first;
	for (; i < m.count; i++) {
		struct day day = sitting_day(m.of[i].at);

		if (counts(&m.of[i]) && day_within(day, first, last) && school_days_week(d, day) >= 0 && !is_used(m.of[i].at, used, used_count))
			vec_push(&to->counted, m.of[i]);
	}
}

/* WINDOWS ------------------------------------------------------------------------------------------------------------------------- */

static int week_of(const struct penalty *p, const struct school_days *d, int counted)
{
	return school_days_week(d, sitting_day(p->counted.items[counted].at));
}

static void window_add(struct penalty *p, const struct school_days *d, int first, int last, int provisional)
{
	int week = week_of(p, d, last), from = week >= PENALTY_WEEKS ? week - PENALTY_WEEKS + 1 : 0;

	vec_push(&p->windows, (struct penalty_window){
		.first_week = from, .last_week = week, .from = d->mondays[from], .to = day_add(d->mondays[week], 6), .count = last - first + 1,
		.provisional = provisional, .first = first, .met = p->counted.items[first + PENALTY_SESSIONS - 1].at,
	});
}

/* At the last counted session of each week: those of its ten weeks. */
static void windows_find(struct penalty *p, const struct school_days *d)
{
	int first = 0, provisional = 0, next = p->counted.count > 0 ? week_of(p, d, 0) : -1;

	for (int i = 0; i < p->counted.count; i++) {
		int week = next;

		next = i + 1 < p->counted.count ? week_of(p, d, i + 1) : -1;
		provisional += p->counted.items[i].code == CODE_N;
		if (next == week)
			continue;
		for (; week_of(p, d, first) <= week - PENALTY_WEEKS; first++)
			provisional -= p->counted.items[first].code == CODE_N;
		if (i - first + 1 >= PENALTY_SESSIONS)
			window_add(p, d, first, i, provisional);
	}
}

/* In a holiday the last school week before it. */
static int week_now(const struct school_days *d, struct day today)
{
	int week = school_days_week(d, today), before = school_days_between(d, day_add(d->first, -1), today);

	return week >= 0 ? week : before > 0 ? d->of[before - 1].week : -1;
}

static void now_find(struct penalty *p, const struct school_days *d, struct day today)
{
	int week = week_now(d, today), from = week >= PENALTY_WEEKS ? week - PENALTY_WEEKS + 1 : 0;

	p->from = week < 0 ? DAY_NONE : d->mondays[from];
	p->to = week < 0 ? DAY_NONE : day_add(d->mondays[week], 6);
	p->now = p->now_provisional = 0;
	for (int i = p->counted.count; week >= 0 && i-- > 0 && week_of(p, d, i) >= from;) {
		if (week_of(p, d, i) > week)
			continue;
		p->now++;
		p->now_provisional += p->counted.items[i].code == CODE_N;
	}
	p->lacking = p->now < PENALTY_SESSIONS ? PENALTY_SESSIONS - p->now : 0;
}

void penalty_find(struct marks m, const struct school_days *d, struct day born, struct day today, const sitting *used, int used_count, struct penalty *to)
{
	to->counted.count = to->windows.count = 0;
	count_marks(m, d, born, used, used_count, to);
	windows_find(to, d);
	now_find(to, d, today);
}

void penalty_finish(struct penalty *p)
{
	vec_finish(&p->counted);
	vec_finish(&p->windows);
}

/* WORKING (C2) -------------------------------------------------------------------------------------------------------------------- */

/* "Mon 2 Nov am O, pm O; Tue 3 Nov am U" */
static const char *sessions_words(const struct mark *of, int count, struct arena *a)
{
	CLEAN_BUF struct buf text = { 0 };
	char day[DAY_TEXT];

	for (int i = 0; i < count; i++) {
		bool same = i > 0 && day_equal(sitting_day(of[i].at), sitting_day(of[i - 1].at));

		if (same)
			buf_printf(&text, ", %s %s", session_name(sitting_session(of[i].at)), code_symbol(of[i].code));
		else
			buf_printf(&text, "%s%s %s %s", i > 0 ? "; " : "", day_long(sitting_day(of[i].at), day), session_name(sitting_session(of[i].at)),
				   code_symbol(of[i].code));
	}
	return arena_text(a, buf_string(&text));
}

static void counted_working(int count, int provisional, struct working_steps *to)
{
	working_step(to, "Counted", count, "G, N, O or U at compulsory school age, in no earlier notice");
	working_provisional(to, provisional);
}

static void threshold_working(int count, struct working_steps *to)
{
	working_words(to, "Threshold", "%d is at least %d: a notice is to be considered", count, PENALTY_SESSIONS);
}

static void weeks_working(struct day from, struct day last, int weeks, struct working_steps *to)
{
	char first[DAY_TEXT], end[DAY_TEXT];
	int out = (last.n - from.n) / 7 + 1 - weeks;

	working_step(to, "School weeks", weeks, "%s to %s", day_long(from, first), day_long(last, end));
	if (out > 0)
		working_step(to, "Left out", out, "week%s without a session", out == 1 ? "" : "s");
}

static void window_working(const struct penalty *p, const struct penalty_window *w, struct working_steps *to)
{
	weeks_working(w->from, w->to, w->last_week - w->first_week + 1, to);
	counted_working(w->count, w->provisional, to);
	working_words(to, "The ten", "%s", sessions_words(&p->counted.items[w->first], PENALTY_SESSIONS, to->arena));
	threshold_working(w->count, to);
}

static void now_working(const struct penalty *p, const struct school_days *d, struct working_steps *to)
{
	int at = 0, weeks = 0;

	for (int i = 0; i < d->week_count; i++)
		weeks += day_within(d->mondays[i], p->from, p->to);
	weeks_working(p->from, p->to, weeks, to);
	counted_working(p->now, p->now_provisional, to);
	while (at < p->counted.count && sitting_day(p->counted.items[at].at).n < p->from.n)
		at++;
	if (p->now > 0)
		working_words(to, "They are", "%s", sessions_words(&p->counted.items[at], p->now, to->arena));
	if (p->lacking > 0)
		working_step(to, "Lacking", p->lacking, "%d is less than %d", p->now, PENALTY_SESSIONS);
	else
		threshold_working(p->now, to);
}

void penalty_working(const struct penalty *p, const struct penalty_window *w, const struct school_days *d, struct working_steps *to)
{
	if (w)
		window_working(p, w, to);
	else if (!day_is_none(p->from))
		now_working(p, d, to);
}
