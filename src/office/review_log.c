/* What a review decides (C19): one line logged, the stage's actions as tasks; a review closed.  Judged where it is written:
 * two people may review at once. */
#include <errno.h>
#include <string.h>

#include "call_parts.h"
#include "review_parts.h"

#define ACT_REVIEW "review"
#define NAMED_MOST 6 /* of those who were not looked at, in the question */

static int put(struct review_work *w, enum thing thing, void *row)
{
	int r = store_act_put(w->o->store, thing, row);

	return r < 0 ? office_fail(w->o, r, w->e) : 0;
}

/* A REVIEW IS OPENED -------------------------------------------------------------------------------------------------------------------- */

#define BACK_MOST 800 /* sessions: beyond a year nothing is looked for */

/* The last session with a mark: what is entered behind it is new at the next review. */
static int last_session(struct review_work *w, sitting *ret)
{
	sitting s = w->now;

	for (int i = 0; i < BACK_MOST; i++, s--) {
		CLEAN_ARENA struct arena a = { 0 };
		uint8_t *marks;

		if (!calendar_is_open(&w->o->calendar, s))
			continue;
		int n = store_marks_of_session(w->o->store, sitting_day(s), (enum session)(s & 1), &a, &marks);
		if (n < 0)
			return office_fail(w->o, n, w->e);
		for (int k = 0; k < n; k++)
			if (marks[k] != CODE_NONE) {
				*ret = s;
				return 0;
			}
	}
	*ret = w->now;
	return 0;
}

/* An act of its own: what is decided in it can be undone without it. */
static int open_put(struct review_work *w, bool closed, int64_t *ret_act)
{
	struct review_row row = REVIEW_NEW;
	struct hash head;
	sitting last = 0;
	int r = store_act_last(w->o->store, &row.of_act, &head);

	if (r < 0)
		return office_fail(w->o, r, w->e);
	r = last_session(w, &last);
	if (r == 0)
		r = office_act_open(w->o, ACT_REVIEW, NULL, NULL, 0, w->e);
	if (r < 0)
		return r;
	row.policy = w->v->policy.name;
	row.through_day = sitting_day(last);
	row.through_session = last & 1;
	row.opened_day = w->today;
	row.closed_day = closed ? w->today : DAY_NONE;
	row.roll_group = w->group ? w->group : NONE;
	r = put(w, THING_REVIEW, &row);
	if (r == 0 && !closed) {
		r = store_act_end(w->o->store, false, ret_act);
		r = r < 0 ? office_fail(w->o, r, w->e) : 0;
	}
	if (r == 0)
		w->open = row;
	return r;
}

/* WHAT SOMEBODY ELSE DID MEANWHILE ------------------------------------------------------------------------------------------------------ */

/* "Hal Moor closed this review on Fri 20 Nov 2026 at 10:02." */
static int refuse_review(struct review_work *w, int64_t seen)
{
	struct act_row act;

	if (seen > 0 && changed_last_by(w->o, THING_REVIEW, seen, "closed_day", &w->arena, &act) == 0)
		err_refuse(w->e, "%s closed this review %s. Look again: what is decided now begins the next one.", act.head.staff_name,
			   when_words(act.head.at, w->today, &w->arena));
	else
		err_refuse(w->e, "A review was begun, or taken back, since you looked. Look again, then decide.");
	return -ESTALE;
}

static int check_review(struct review_work *w, int64_t seen)
{
	if (seen == REVIEW_ANY || seen == w->open.id)
		return 0;
	return seen == 0 && w->open.id ? 0 : refuse_review(w, seen); /* begun by somebody else: one review, two people */
}

static int check_seen(struct review_work *w, const struct review_line *l, int64_t seen)
{
	const struct review_said *now = &l->now;

	if (seen == REVIEW_ANY || seen == now->act)
		return 0;
	if (now->act)
		err_refuse(w->e, "%s logged for %s: %.200s. Nothing was changed: look at it, then log again to put yours in its place.", now->who, l->name,
			   now->decision);
	else
		err_refuse(w->e, "What was logged for %s was undone meanwhile. Nothing was changed: look again.", l->name);
	return -ESTALE;
}

/* ONE DECISION -------------------------------------------------------------------------------------------------------------------------- */

static int check_day(struct review_work *w, const struct review_decision *d)
{
	char day[DAY_TEXT];

	if (day_is_none(d->next_day))
		return 0;
	if (d->next_day.n < DAY_MIN.n || d->next_day.n > DAY_MAX.n)
		return err_usage(w->e, "That day is outside the years 1900 to 2199. Give another.");
	return d->next_day.n < w->today.n ? err_refuse(w->e, "%s is past: a next step is for today or later.", day_long(d->next_day, day)) : 0;
}

/* The decision that other words take the place of, in whichever review is open; of one that was closed meanwhile it stays. */
static const struct reviewed_row *row_of(const struct review_work *w, int64_t pupil)
{
	for (int i = 0; i < w->said_now_count; i++) {
		const struct review_row *beside = review_beside(&w->of, w->said_now[i].review);

		if (w->said_now[i].pupil == pupil)
			return !beside || day_is_none(beside->closed_day) ? &w->said_now[i] : NULL;
	}
	return NULL;
}

/* What is not said is as proposed: the next step and its day only together with the decision, or with the step. */
static int row_fill(struct review_work *w, const struct review_decision *d, const struct review_line *l, struct reviewed_row *ret)
{
	struct reviewed_row row = REVIEWED_NEW;
	bool proposed_next = !d->next && !d->decision;
	int r = said_line("What was decided", d->decision ? d->decision : l->proposed, &w->arena, &row.decision, w->e);

	if (r == 0 && !row.decision)
		r = err_usage(w->e, "Say what was decided, in a few words.");
	if (r == 0)
		r = said_line("The next step", proposed_next ? l->next : d->next, &w->arena, &row.next, w->e);
	if (r == 0)
		r = check_day(w, d);
	if (r == 0 && !row.next && !day_is_none(d->next_day))
		r = err_usage(w->e, "Say what is to be done by that day: the next step.");
	if (r < 0)
		return r;
	row.next_day = !row.next ? DAY_NONE : day_is_none(d->next_day) && proposed_next ? l->next_day : d->next_day;
	if (row_of(w, l->pupil)) {
		row.id = row_of(w, l->pupil)->id;
		row.review = row_of(w, l->pupil)->review;
	}
	row.pupil = l->pupil;
	row.day = w->today.n;
	row.stage = l->stage_name;
	row.possible = l->possible;
	row.attended = l->attended;
	*ret = row;
	return 0;
}

static int refuse_line(struct review_work *w, const struct review_decision *d)
{
	int r = said_may(w->o, ACTION_REVIEW, d->pupil, w->today, w->e);

	return r < 0 ? r : err_refuse(w->e, "%s is not on the roll today%s%s: there is nothing to review.", office_pupil_name(w->o, d->pupil, &w->arena),
				      d->group ? ", or not in " : "", d->group ? d->group : "");
}

/* A row that another is kept for has no line of its own: what was seen is not what would be written. */
static int check_kept(struct review_work *w, int64_t pupil)
{
	struct contact_work work = { w->o, &w->arena, NULL, w->e, w->today };
	struct pupil_row row;

	return contact_pupil_get(&work, pupil, &row);
}

static int log_it(struct review_work *w, const struct review_decision *d, struct buf *said, int64_t *ret_act)
{
	struct reviewed_row row;
	int64_t opened = 0;
	int r = review_read(w);

	if (r == 0)
		r = check_kept(w, d->pupil);
	if (r == 0 && w->v->count == 0)
		r = refuse_line(w, d);
	if (r == 0)
		r = check_review(w, d->review);
	if (r < 0)
		return r;
	const struct review_line *l = w->v->lines;
	r = check_seen(w, l, d->seen);
	if (r == 0)
		r = row_fill(w, d, l, &row);
	if (r == 0 && !row.id && !w->open.id)
		r = open_put(w, false, &opened);
	if (r == 0)
		r = office_act_open(w->o, ACT_REVIEW, NULL, NULL, 0, w->e);
	if (r < 0)
		return r;
	row.review = row.id ? row.review : w->open.id;
	r = put(w, THING_REVIEWED, &row);
	if (r == 0 && !d->no_tasks)
		r = review_tasks_raise(w, l, said);
	return r < 0 ? r : office_act_end(w->o, false, ret_act, w->e);
}

int office_review_log(struct office *o, const struct review_decision *d, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	const struct review_wish wish = { .group = d->group, .policy = d->policy };
	struct review_view v = { 0 };
	CLEAN_BUF struct buf said = { 0 };
	CLEAN_REVIEW struct review_work w = { .o = o, .wish = &wish, .only = d->pupil, .v = &v, .e = e };
	int64_t act = 0;
	int r = office_write_begin(o, e);

	if (r == 0)
		r = log_it(&w, d, &said, &act);
	office_act_abandon(o);
	review_view_finish(&v);
	if (r == 0) {
		buf_text(ret_said, buf_string(&said));
		*ret_act = act;
	}
	return r;
}

/* CLOSED -------------------------------------------------------------------------------------------------------------------------------- */

static int may_whole(struct review_work *w)
{
	if (review_is_shared(w))
		return err_refuse(w->e, "The review that is open is of everybody: go on with that one, and close it without naming a class.");
	if (w->group)
		return office_may(w->o, ACTION_REVIEW, w->group, w->e);
	if (office_reach(w->o, ACTION_REVIEW) == REACH_ALL)
		return 0;
	return err_refuse(w->e, "%s reviews some classes, not the school. Whoever reviews them all closes it: ask the office.", w->o->person.name);
}

/* "Not looked at: 3 of 12: Amara Okafor, Ben Price and Cleo Hart." */
static int ask_rest(struct review_work *w)
{
	CLEAN_BUF struct buf names = { 0 };
	int rest = w->v->count - w->v->looked;

	for (int i = 0; i < rest && i < NAMED_MOST; i++)
		buf_printf(&names, "%s%s", i ? ", " : "", w->v->lines[i].name);
	if (rest > NAMED_MOST)
		buf_printf(&names, " and %d more", rest - NAMED_MOST);
	err_refuse(w->e, "Not looked at: %d of %d: %.300s.", rest, w->v->count, buf_string(&names));
	return -EAGAIN;
}

static int close_it(struct review_work *w, int64_t seen, bool sure, int64_t *ret_act)
{
	int r = review_read(w);

	if (r == 0)
		r = may_whole(w);
	if (r == 0)
		r = check_review(w, seen);
	if (r == 0 && !sure && w->v->looked < w->v->count)
		r = ask_rest(w);
	if (r < 0)
		return r;
	if (!w->open.id) {
		r = open_put(w, true, NULL);
	} else {
		w->open.closed_day = w->today;
		r = office_act_open(w->o, ACT_REVIEW, NULL, NULL, 0, w->e);
		if (r == 0)
			r = put(w, THING_REVIEW, &w->open);
	}
	return r < 0 ? r : office_act_end(w->o, false, ret_act, w->e);
}

int office_review_close(struct office *o, const struct review_wish *wish, int64_t review, bool sure, int64_t *ret_act, struct err *e)
{
	struct review_view v = { 0 };
	CLEAN_REVIEW struct review_work w = { .o = o, .wish = wish, .v = &v, .e = e };
	int64_t act = 0;
	int r = office_write_begin(o, e);

	if (r == 0)
		r = close_it(&w, review, sure, &act);
	office_act_abandon(o);
	review_view_finish(&v);
	if (r == 0)
		*ret_act = act;
	return r;
}
