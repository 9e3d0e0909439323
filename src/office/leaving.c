/* Leaving the roll: the day is set, changed, taken back (D12; domain 3.2; PR24 reg 9). */
#include "leaving.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "pupils_parts.h"
#include "school.h"

/* WHAT THE USE CASES SHARE --------------------------------------------------------------------------------------------------------- */

static int spell_order(const void *a, const void *b)
{
	sitting x = spell_first(a), y = spell_first(b);

	return (x > y) - (x < y);
}

static int refuse_merged(struct leaving *l)
{
	return err_refuse(l->e, "This row of %s was merged with another, to which everything went. Look for %s again.", l->name,
			  office_pupil_name(l->o, l->pupil.merged_into, &l->arena));
}

static int leaving_read(struct leaving *l, int64_t pupil)
{
	int r = office_may(l->o, ACTION_CHANGE_ROLL, 0, l->e);

	if (r < 0)
		return r;
	r = store_thing_get(l->o->store, THING_PUPIL, pupil, &l->arena, &l->pupil);
	if (r == -ENOENT) {
		err_refuse(l->e, "There is no such pupil. Look for the pupil by name, UPN or admission number.");
		return r;
	}
	if (r < 0)
		return office_fail(l->o, r, l->e);
	l->name = pupil_display_name(&l->pupil, &l->arena);
	if (l->pupil.merged_into != NONE)
		return refuse_merged(l);
	l->today = office_today(l->o);
	l->count = store_enrolments_of_pupil(l->o->store, pupil, &l->arena, &l->spells);
	if (l->count < 0)
		return office_fail(l->o, l->count, l->e);
	if (l->count > 0)
		qsort(l->spells, (size_t)l->count, sizeof *l->spells, spell_order);
	return 0;
}

int leaving_run(struct office *o, int64_t pupil, struct buf *said, struct err *e, leaving_case *run, const void *wish, int64_t *ret_act)
{
	struct leaving l = { .o = o, .e = e, .said = said };
	int r = office_write_begin(o, e);

	if (r == 0)
		r = leaving_read(&l, pupil);
	if (r == 0)
		r = run(&l, wish, ret_act);
	office_act_abandon(o);
	arena_finish(&l.arena);
	return r;
}

bool spell_is_guest(const struct enrolment_row *s)
{
	return strcmp(s->kind, "guest") == 0;
}

struct enrolment_row *leaving_spell(struct leaving *l)
{
	for (int i = 0; i < l->count; i++)
		if (spell_last(&l->spells[i]) >= sitting_of(l->today, SESSION_AM))
			return &l->spells[i];
	return NULL;
}

struct enrolment_row *leaving_last_spell(struct leaving *l)
{
	return l->count ? &l->spells[l->count - 1] : NULL;
}

void leaving_say(struct leaving *l, const char *format, ...)
{
	va_list ap;

	if (!l->said)
		return;
	va_start(ap, format);
	buf_text(l->said, arena_vprintf(&l->arena, format, ap));
	va_end(ap);
	buf_char(l->said, '\n');
}

const char *leaving_day(struct leaving *l, struct day d)
{
	char text[DAY_TEXT];

	return arena_text(&l->arena, day_long(d, text));
}

int leaving_text(struct leaving *l, const char *what, const char *given, const char **field)
{
	if (!given)
		return 0;
	char *text = text_trim(arena_text(&l->arena, given));
	int r = *text ? line_check(what, text, l->e) : 0;

	if (r == 0 && text_unseen(text))
		r = err_usage(l->e, "%s has a character that cannot be seen. Type it again.", what);
	if (r == 0)
		*field = *text ? text : NULL;
	return r;
}

int leaving_past_day(struct leaving *l, const char *what, struct day given, struct day *field)
{
	if (day_is_none(given))
		return 0;
	if (given.n > l->today.n)
		return err_refuse(l->e, "%s is given as %s, which is still to come. Enter it when it is done.", what, leaving_day(l, given));
	*field = given;
	return 0;
}

int leaving_open(struct leaving *l, const char *kind, const char *reason)
{
	const char *given = reason && *reason ? reason : NULL;
	int r = given ? office_words_check("reason", given, l->e) : 0;

	return r < 0 ? r : office_act_open(l->o, kind, given, NULL, 0, l->e);
}

int leaving_put(struct leaving *l, enum thing thing, void *row)
{
	int r = store_act_put(l->o->store, thing, row);

	return r < 0 ? office_fail(l->o, r, l->e) : 0;
}

int leaving_remove(struct leaving *l, enum thing thing, int64_t id)
{
	int r = store_act_remove(l->o->store, thing, id);

	return r < 0 ? office_fail(l->o, r, l->e) : 0;
}

int leaving_close(struct leaving *l, int64_t *ret_act)
{
	return office_act_end(l->o, false, ret_act, l->e);
}

/* LEAVING -------------------------------------------------------------------------------------------------------------------------- */

struct leave_case {
	const struct leave_wish *wish;
	const char *reason;
	struct day to;
	enum session session;
};

static int refuse_backdated(struct leaving *l, const struct leave_case *c)
{
	return err_refuse(l->e, "No deletion is backdated (PR24 reg 9): %s is past, so the last day on the roll is today, %s, or later. Since when %s "
			  "has been away is what the marks and the reason say.", leaving_day(l, c->to), leaving_day(l, l->today), l->name);
}

static int refuse_died(struct leaving *l)
{
	return err_refuse(l->e, "%s died on %s. Undo that act if it was entered for the wrong child.", l->name, leaving_day(l, l->pupil.died_day));
}

static int refuse_off_roll(struct leaving *l)
{
	const struct enrolment_row *last = leaving_last_spell(l);

	if (!last)
		return err_refuse(l->e, "%s was never on the roll here, so there is no last day to set.", l->name);
	return err_refuse(l->e, "%s is not on the roll: the last day was %s. What is past is past; undo that act where it was wrong.", l->name,
			  leaving_day(l, last->to_day));
}

/* The spell that ends then: the last that has begun by that session, unless it is over. */
static struct enrolment_row *ending_spell(struct leaving *l, sitting last)
{
	struct enrolment_row *found = NULL;

	for (int i = 0; i < l->count; i++)
		if (spell_first(&l->spells[i]) <= last && spell_last(&l->spells[i]) >= sitting_of(l->today, SESSION_AM))
			found = &l->spells[i];
	return found;
}

static int spell_wish_take(struct leaving *l, const struct leave_case *c, struct enrolment_row *row)
{
	const struct leave_wish *w = c->wish;
	const struct ground *ground = w->ground ? ground_find(w->ground, c->to) : NULL;
	int r = leaving_text(l, "The destination", w->destination, &row->destination);

	if (r == 0)
		r = leaving_text(l, "The new address", w->new_address, &row->new_address);
	if (r == 0)
		r = leaving_text(l, "What is said of the enquiries", w->enquiries, &row->enquiries);
	if (r == 0)
		r = leaving_text(l, "What is said of the consent", w->consent, &row->consent);
	if (r == 0)
		r = leaving_past_day(l, "The day of what shows the ground", w->evidence, &row->evidence_day);
	if (r == 0)
		r = leaving_past_day(l, "The day on which the social worker was told", w->social_worker_told, &row->social_worker_told_day);
	if (r == 0)
		r = leaving_past_day(l, "The day on which the virtual school was told", w->virtual_school_told, &row->virtual_school_told_day);
	if (r < 0)
		return r;
	if (w->ground)
		row->ground = ground ? ground->letter : *w->ground ? w->ground : NULL;
	row->to_day = c->to;
	row->to_session = c->session;
	return 0;
}

/* Spells that go on from one that now ends earlier end with it. */
static int remove_following(struct leaving *l, const struct enrolment_row *was)
{
	const struct enrolment_row *next = was;
	int r = 0;

	while (r == 0 && (next = spell_going_on(l->spells, l->count, next)))
		r = leaving_remove(l, THING_ENROLMENT, next->id);
	return r;
}

/* A change of status ends a spell, and nobody leaves there. */
static bool is_cut(const struct leaving *l, const struct enrolment_row *was)
{
	return !was->ground && spell_going_on(l->spells, l->count, was);
}

static int write_leaving(struct leaving *l, const struct leave_case *c, const struct enrolment_row *was, struct enrolment_row *row, int64_t *ret_act)
{
	bool moves = !day_equal(was->to_day, row->to_day) || was->to_session != row->to_session;
	int r = leaving_open(l, "leaving", c->reason);

	if (r == 0 && moves && !day_is_none(was->to_day) && !is_cut(l, was))
		r = leaving_reopen_places(l, was);
	if (r == 0)
		r = leaving_put(l, THING_ENROLMENT, row);
	if (r == 0 && (moves || is_cut(l, was)))
		r = remove_following(l, was);
	if (r == 0 && (moves || is_cut(l, was)))
		r = leaving_end_places(l, row->to_day);
	return r < 0 ? r : leaving_close(l, ret_act);
}

static int say_leaving(struct leaving *l, const struct enrolment_row *was, const struct enrolment_row *row)
{
	leaving_say(l, "%s: last on the roll %s%s%s.", l->name, row->to_session == SESSION_AM ? "in the morning of " : "on ",
		    leaving_day(l, row->to_day),
		    day_is_none(was->to_day) || is_cut(l, was) ? "" : arena_printf(&l->arena, " (was %s)", leaving_day(l, was->to_day)));
	int r = leaving_say_left(l, row);
	return r < 0 ? r : leaving_say_marks_after(l, spell_last(row));
}

static int refuse_missing(struct leaving *l, int missing)
{
	return err_refuse(l->e, "%s cannot leave yet: %d thing%s must be entered first.", l->name, missing, PLURAL(missing));
}

static int leave_running(struct leaving *l, const struct leave_case *c, const struct enrolment_row *was, int64_t *ret_act)
{
	struct enrolment_row row = *was;
	int missing, r = spell_wish_take(l, c, &row);

	if (r == 0)
		r = leaving_blocks(l, &row, &missing);
	if (r == 0 && missing)
		r = refuse_missing(l, missing);
	if (r == 0)
		r = say_leaving(l, was, &row);
	if (r == 0 && c->wish->dry)
		*ret_act = 0;
	return r < 0 || c->wish->dry ? r : write_leaving(l, c, was, &row, ret_act);
}

/* The name is not on the register yet: a child who does not come is no deletion (PR24 reg 8). */
static int leave_to_come(struct leaving *l, const struct leave_case *c, const struct enrolment_row *to_come, int64_t *ret_act)
{
	const struct enrolment_row *before = to_come > l->spells ? to_come - 1 : NULL;

	leaving_say(l, "%s was to start on %s and does not come.", l->name, leaving_day(l, to_come->from_day));
	leaving_say(l, "No name goes from the register, so no ground is needed.");
	if (c->wish->dry) {
		*ret_act = 0;
		return 0;
	}
	int r = leaving_open(l, "not coming", c->reason);
	if (r == 0)
		r = leaving_remove(l, THING_ENROLMENT, to_come->id);
	if (r == 0)
		r = leaving_end_places(l, before ? before->to_day : day_add(to_come->from_day, -1));
	return r < 0 ? r : leaving_close(l, ret_act);
}

static int leave(struct leaving *l, const void *wish, int64_t *ret_act)
{
	struct leave_case c = *(const struct leave_case *)wish;

	c.to = day_is_none(c.wish->to) ? l->today : c.wish->to;
	c.session = c.wish->to_session == SESSION_AM ? SESSION_AM : SESSION_PM;
	if (!day_is_none(l->pupil.died_day))
		return refuse_died(l);
	if (c.to.n < l->today.n)
		return refuse_backdated(l, &c);
	const struct enrolment_row *row = ending_spell(l, sitting_of(c.to, c.session));
	if (row)
		return leave_running(l, &c, row, ret_act);
	row = leaving_spell(l);
	return row ? leave_to_come(l, &c, row, ret_act) : refuse_off_roll(l);
}

int office_pupil_leave(struct office *o, int64_t pupil, const struct leave_wish *w, const char *reason, struct buf *ret_said, int64_t *ret_act,
		       struct err *e)
{
	return leaving_run(o, pupil, ret_said, e, leave, &(struct leave_case){ .wish = w, .reason = reason }, ret_act);
}

/* STAYING -------------------------------------------------------------------------------------------------------------------------- */

static void clear_leaving(struct enrolment_row *row)
{
	row->to_day = row->evidence_day = row->social_worker_told_day = row->virtual_school_told_day = row->left_return_day = DAY_NONE;
	row->to_session = NONE;
	row->ground = row->destination = row->new_address = row->enquiries = row->consent = NULL;
}

static int stay(struct leaving *l, const void *wish, int64_t *ret_act)
{
	struct enrolment_row *was = leaving_spell(l), row;

	if (!was)
		return refuse_off_roll(l);
	if (was + 1 < l->spells + l->count && spell_goes_on(was, was + 1))
		was = leaving_last_spell(l); /* a spell that another goes on from does not end */
	if (!day_is_none(l->pupil.died_day))
		return refuse_died(l);
	if (day_is_none(was->to_day)) {
		*ret_act = 0;
		return 0;
	}
	if (was < leaving_last_spell(l))
		return err_refuse(l->e, "%s is to come back on %s. Take that back first.", l->name, leaving_day(l, was[1].from_day));
	row = *was;
	clear_leaving(&row);
	leaving_say(l, "%s stays: %s is no longer the last day on the roll.", l->name, leaving_day(l, was->to_day));
	int r = leaving_open(l, "staying", wish);
	if (r == 0)
		r = leaving_reopen_places(l, was);
	if (r == 0)
		r = leaving_put(l, THING_ENROLMENT, &row);
	return r < 0 ? r : leaving_close(l, ret_act);
}

int office_pupil_stay(struct office *o, int64_t pupil, const char *reason, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	return leaving_run(o, pupil, ret_said, e, stay, reason, ret_act);
}
