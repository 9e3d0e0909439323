/* One line of the review: figures, what moved, what is known (C19). */
#include <limits.h>
#include <string.h>

#include "review_parts.h"

/* ON THE LIST --------------------------------------------------------------------------------------------------------------------------- */

static const struct reviewed_row *said_of(const struct reviewed_row *rows, int n, int64_t pupil)
{
	int low = 0, high = n;

	while (low < high) {
		int middle = (low + high) / 2;

		if (rows[middle].pupil < pupil)
			low = middle + 1;
		else
			high = middle;
	}
	return low < n && rows[low].pupil == pupil ? &rows[low] : NULL;
}

/* Whoever has left is in figures, but nobody can do anything for them here any more; who has died is on no list (H8). */
static bool is_here(const struct review_work *w, const struct roll_pupil *p)
{
	return day_is_none(p->row->died_day) && roll_overlaps(p, sitting_of(w->today, SESSION_AM), sitting_of(w->today, SESSION_PM));
}

/* THE STAGE ----------------------------------------------------------------------------------------------------------------------------- */

int stage_refuse(const struct policy *p, const char *name, struct err *e)
{
	CLEAN_BUF struct buf b = { 0 };

	for (int i = 0; i < p->stage_count; i++)
		buf_printf(&b, "%s%s", i > 0 ? ", " : "", p->stages[i].name);
	if (p->stage_count == 0)
		return err_usage(e, "The policy %s has no stages.", p->name);
	return err_usage(e, "There is no stage %.40s in the policy %s. There are: %s.", name, p->name, buf_string(&b));
}

/* Of the stage by the figures and the one that a person set the graver holds: stages stand from the mildest on. */
static void stage_fill(const struct review_work *w, const struct measure *m, const struct measured *p, struct review_line *l)
{
	const struct stage_at *at = &p->result->stage;

	l->stage = at->stage;
	l->stage_since = at->stage >= 0 ? sitting_day(at->since) : DAY_NONE;
	for (int i = 0; i < w->set_count; i++) {
		int stage = w->set[i].pupil == p->id ? policy_stage_named(&w->v->policy, w->set[i].stage) : -1;

		if (stage < 0 || stage < l->stage || (stage == l->stage && w->set[i].from_day.n >= l->stage_since.n))
			continue;
		l->stage = stage;
		l->stage_since = w->set[i].from_day;
		l->by_person = true;
		l->stage_words = arena_text(&w->v->arena, w->set[i].words);
	}
	if (l->stage < 0)
		return;
	l->stage_name = w->v->policy.stages[l->stage].name;
	l->stage_title = w->v->policy.stages[l->stage].title;
	l->stage_days = school_days_between(&m->days, l->stage_since, w->today);
}

/* WHAT MOVED ---------------------------------------------------------------------------------------------------------------------------- */

/* The crossing down by which somebody is below that line; NULL: they are not. */
static const struct crossing *below_by(const struct crossings *c, int line)
{
	const struct crossing *last = crossings_last(c, line);

	return last && last->down ? last : NULL;
}

static const char *session_said(struct arena *a, sitting s)
{
	char day[DAY_TEXT];

	return arena_printf(a, "%s, %s", day_long(sitting_day(s), day), session_name(sitting_session(s)));
}

static void say(struct arena *a, const char **to, const char *words)
{
	*to = *to ? arena_printf(a, "%s; %s", *to, words) : words;
}

/* The lines above it were crossed on the way: the lowest says it. */
static void crossed_say(struct review_work *w, const struct crossing *c, struct review_line *l)
{
	struct arena *a = &w->v->arena;

	if (!l->crossed)
		l->crossed = arena_printf(a, "newly below %d%% on %s: %s", w->v->policy.boundaries[c->line].percent, session_said(a, c->at),
					  report_share_text(a, c->attended, c->possible));
	l->why |= WHY_NEW;
}

/* What was known at the last review, and does not hold any more as it was known. */
static void withdrawn_say(struct review_work *w, const struct crossing *then, const struct crossing *now, struct review_line *l)
{
	struct arena *a = &w->v->arena;
	int percent = w->v->policy.boundaries[then->line].percent;
	const char *was = session_said(a, then->at);

	say(a, &l->withdrawn, now ? arena_printf(a, "below %d%% from %s, not from %s; the marks were changed since", percent, session_said(a, now->at), was)
				  : arena_printf(a, "was below %d%% on %s; the marks were changed since", percent, was));
	l->why |= WHY_WITHDRAWN;
}

static bool is_withdrawn(const struct crossing_changes *changes, const struct crossing *c)
{
	for (int i = 0; i < changes->of.count; i++)
		if (changes->of.items[i].withdrawn && crossing_is(&changes->of.items[i].crossing, c))
			return true;
	return false;
}

/* The lowest line first.  Back above it by what came since is no withdrawal: the crossing stands. */
static void moved_fill(struct review_work *w, const struct measured *p, struct review_line *l)
{
	const struct crossings *then = then_of(&w->then, p->id), *now = &p->result->crossings;
	struct crossing_changes changes = { 0 };

	crossings_compare(then, w->before ? w->last.last : INT32_MIN, now, &changes);
	for (int line = w->v->policy.boundary_count; line-- > 0;) {
		const struct crossing *was = below_by(then, line), *is = below_by(now, line);

		if (is && !was)
			crossed_say(w, is, l);
		if (was && is_withdrawn(&changes, was))
			withdrawn_say(w, was, is, l);
	}
	crossing_changes_finish(&changes);
}

/* FIGURES ------------------------------------------------------------------------------------------------------------------------------- */

static void change_fill(const struct review_work *w, const struct measure *m, const struct measured *p, struct review_line *l)
{
	struct tally then = { 0 };

	l->change = INT_MIN;
	if (day_is_none(w->change_from))
		return;
	marks_tally(marks_between(p->result->marks, m->terms.first, sitting_of(w->change_from, SESSION_PM)), &then);
	l->possible_then = tally_possible(&then);
	l->attended_then = tally_attended(&then);
	if (l->possible_then > 0 && l->possible > 0)
		l->change = percent_tenths(l->attended, l->possible) - percent_tenths(l->attended_then, l->possible_then);
}

static bool on_roll(const struct roll_pupil *p, sitting s)
{
	return roll_overlaps(p, s, s);
}

static char letter_of(const struct measured *p, sitting s)
{
	uint8_t mark = span_mark(p->span, s);

	if (mark != CODE_NONE)
		return code_symbol(mark)[0];
	return on_roll(p->pupil, s) ? '-' : '.';
}

/* The last sessions that the school held, this one too where it has begun. */
static const char *sessions_text(const struct review_work *w, const struct measure *m, const struct measured *p)
{
	char text[REVIEW_SESSIONS + 1] = { 0 };
	int at = REVIEW_SESSIONS;

	for (int i = w->last_day; i >= 0 && at > 0; i--)
		for (int s = SESSION_PM; s >= SESSION_AM && at > 0; s--) {
			sitting session = sitting_of(m->days.of[i].day, (enum session)s);

			if (m->days.of[i].sessions & 1 << s && session <= w->now)
				text[--at] = letter_of(p, session);
		}
	return arena_text(&w->v->arena, text + at);
}

/* The trend: each of the last school weeks by itself. */
static void weeks_fill(const struct review_work *w, const struct measure *m, const struct measured *p, struct review_line *l)
{
	int last = w->last_day < 0 ? -1 : m->days.of[w->last_day].week, first = last + 1 - REVIEW_WEEKS;
	const struct marks *marks = &p->result->all;

	first = first < 0 ? 0 : first;
	l->week_count = last + 1 - first;
	for (int i = marks->count; i-- > 0;) {
		const struct mark *mark = &marks->of[i];
		int week = school_days_week(&m->days, sitting_day(mark->at));

		if (week >= 0 && week < first)
			break;
		if (week < 0 || week > last || !mark_is_possible(mark))
			continue;
		l->weeks[week - first].possible++;
		l->weeks[week - first].attended += mark_is_attended(mark);
	}
}

/* SEEN AND SPOKEN TO: by the marks, by calls and visits --------------------------------------------------------------------------------- */

static int days_since(const struct review_work *w, struct day d)
{
	return day_is_none(d) ? -1 : w->today.n - d.n;
}

static struct day seen_by_marks(const struct measured *p)
{
	struct marks all = p->result->all;

	for (int i = all.count; i-- > 0;)
		if (code_is_in(all.of[i].code, sitting_day(all.of[i].at)))
			return sitting_day(all.of[i].at);
	return DAY_NONE;
}

static void contact_fill(struct review_work *w, const struct measured *p, struct review_line *l)
{
	struct contact_last_row *last;
	struct day seen = seen_by_marks(p), spoken = DAY_NONE;
	int64_t pupil = p->id;

	if (store_contact_last(w->o->store, &pupil, 1, &w->arena, &last) > 0) {
		spoken = last->spoken;
		if (!day_is_none(last->seen) && (day_is_none(seen) || last->seen.n > seen.n))
			seen = last->seen;
	}
	l->seen_days = days_since(w, seen);
	l->spoken_days = days_since(w, spoken);
}

/* THE LINE ------------------------------------------------------------------------------------------------------------------------------ */

static void who_fill(struct review_work *w, const struct measured *p, struct review_line *l)
{
	const struct pupil_row *row = p->pupil->row;
	struct arena *a = &w->v->arena;

	l->pupil = p->id;
	l->key = key_hex(&row->key, arena_new(a, KEY_TEXT, 1));
	l->name = pupil_display_name(row, a);
	l->class = p->class < 0 ? NULL : arena_text(a, w->o->roll_groups[p->class].name);
	l->upn = arena_text(a, row->upn);
	l->admission_number = arena_text(a, row->admission_number);
	l->possible = p->result->possible;
	l->attended = p->result->attended;
}

/* Was something to be so by now? */
static bool is_agreed(const struct review_work *w, const struct reviewed_row *row)
{
	return row && row->review == w->before && row->next && !day_is_none(row->next_day) && row->next_day.n <= w->today.n;
}

/* A stage that begins at 100 is everybody else (East Sussex tier 1, domain 6.3): nobody is looked at for being in it, but whom a person put there. */
static bool is_watched(const struct policy *p, const struct review_line *l)
{
	return l->stage >= 0 && (l->by_person || p->stages[l->stage].upper >= 0);
}

bool review_line_make(struct review_work *w, const struct measure *m, const struct measured *p, struct review_line *ret)
{
	const struct reviewed_row *now = said_of(w->said_now, w->said_now_count, p->id), *last = said_of(w->said_last, w->said_last_count, p->id);
	struct review_line l = { .pupil = p->id, .stage = -1, .stage_since = DAY_NONE, .next_day = DAY_NONE, .change = INT_MIN,
				 .last.day = DAY_NONE, .last.next_day = DAY_NONE, .now.day = DAY_NONE, .now.next_day = DAY_NONE };

	if (!is_here(w, p->pupil))
		return false;
	stage_fill(w, m, p, &l);
	moved_fill(w, p, &l);
	l.why |= (is_watched(&w->v->policy, &l) ? WHY_STAGE : 0) | (is_agreed(w, last) ? WHY_AGREED : 0);
	if (!l.why && !now && !w->only)
		return false;
	who_fill(w, p, &l);
	change_fill(w, m, p, &l);
	l.sessions = sessions_text(w, m, p);
	weeks_fill(w, m, p, &l);
	l.unauthorised = p->result->penalty.now;
	l.provisional = p->result->penalty.now_provisional;
	contact_fill(w, p, &l);
	review_said_fill(w, m, p, last, &l.last);
	review_said_fill(w, m, p, now, &l.now);
	if (now && now->review != w->open.id)
		l.now.of = review_of_whom(w, review_beside(&w->of, now->review));
	review_next_fill(w, &l);
	if (w->working)
		review_working_fill(w, p, &l);
	*ret = l;
	return true;
}
