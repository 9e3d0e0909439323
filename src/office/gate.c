/* Out of the gate (A18, B19): the mark stays legal; who is on the site is another matter, and so is who fetches a child. */
#include "gate.h"

#include <errno.h>
#include <string.h>

#include "arrival.h"
#include "base/text.h"
#include "onsite.h"
#include "tasks.h"
#include "watch_parts.h"

struct going {
	int64_t pupil;
	const struct searched *who;
	const char *name;
	int64_t group;
	enum session session;
	const struct sighting *seen;
	const char *warning;          /* NULL: none */
	const char *with;             /* who fetches; NULL: nobody */
};
struct gate_out {
	struct office *o;
	const struct sign_out_wish *wish;
	struct arena *arena;
	struct err *e;
	struct day day;
	int minute, now;
	uint8_t code;
	struct going *children;
};

/* THE WISH -------------------------------------------------------------------------------------------------------------------------------- */

static int texts_check(const struct sign_out_wish *w, struct err *e)
{
	int r = w->reason ? gate_text_check("The reason", w->reason, e) : err_usage(e, "Say why: a reason is kept with it.");

	if (r == 0 && w->collected_by)
		r = gate_text_check("Who fetches the child", w->collected_by, e);
	if (r == 0 && w->place)
		r = gate_text_check("The place", w->place, e);
	if (r == 0 && w->count < 1)
		r = err_usage(e, "Say who goes out: nobody is named.");
	return r;
}

static int times_read(struct gate_out *g)
{
	const struct sign_out_wish *w = g->wish;
	char a[8], b[8];

	g->now = moment_civil(office_now(g->o)).minute;
	g->minute = w->minute < 0 ? g->now : w->minute;
	if (g->minute > g->now)
		return err_refuse(g->e, "%s is still to come: it is %s now.", minute_text(g->minute, a), minute_text(g->now, b));
	if (w->due_back >= 0 && w->due_back <= g->minute)
		return err_refuse(g->e, "Due back at %s is before going out at %s: give a later time.", minute_text(w->due_back, a), minute_text(g->minute, b));
	if (w->due_back >= DAY_MINUTES)
		return err_usage(g->e, "Due back is a time of today: give it like 11:40.");
	return 0;
}

/* For sessions that the child is still out at: a code of somebody who is not here. */
static int code_read_out(struct gate_out *g)
{
	if (!g->wish->code)
		return 0;
	int r = code_read(g->wish->code, g->day, SESSION_PM, &g->code, g->e);
	if (r == 0 && code_is_in(g->code, g->day))
		r = err_refuse(g->e, "%s is the code of a child who is here: give the one of the absence, like M or I.", code_symbol(g->code));
	return r;
}

/* WHO MAY GO ------------------------------------------------------------------------------------------------------------------------------ */

static int refuse_out_already(struct gate_out *g, const struct going *c, const struct sign_out_row *row)
{
	const char *by = sign_out_by(g->o, row->id, "pupil", g->arena);
	char time[8];

	return err_refuse(g->e, "%s is out already: signed out at %s%s%s.", c->name, minute_text((int)row->out_minute, time), by ? " by " : "", by ? by : "");
}

static int order_check(struct gate_out *g, const struct going *c, int before, const char *what)
{
	char a[8], b[8];

	if (before <= g->minute)
		return 0;
	return err_refuse(g->e, "%s %s at %s: %s is before that.", c->name, what, minute_text(before, a), minute_text(g->minute, b));
}

/* Every time out of today is over, and before this one. */
static int outs_check(struct gate_out *g, const struct going *c)
{
	struct sign_out_row *rows;
	int n = store_sign_outs_of_pupil(g->o->store, c->pupil, g->arena, &rows), r = n < 0 ? office_fail(g->o, n, g->e) : 0;

	for (int i = 0; r == 0 && i < n; i++) {
		if (!day_equal(rows[i].out_day, g->day))
			continue;
		if (rows[i].in_minute == NONE)
			r = refuse_out_already(g, c, &rows[i]);
		else
			r = order_check(g, c, (int)rows[i].in_minute, "was back");
	}
	return r;
}

/* Whoever nobody has seen cannot leave: a word of the office, "was here", is an arrival.  Before the register has been taken the sign-out is that word. */
static int seen_check(struct gate_out *g, const struct going *c)
{
	const struct sighting *s = c->seen, *am = day_sighting(g->o->day_kept, c->pupil, SESSION_AM);
	const struct code *code = code_on(s->mark, g->day);
	bool this_morning = c->session == SESSION_PM && (code_is_in(am->mark, g->day) || (am->mark && am->arrival >= 0));

	if (c->who->boarder)
		return 0;
	if (s->contradicted)
		return err_refuse(g->e, "%s is signed in and not in class: find the child first, then sign out.", c->name);
	if (code && (code->physical == PHYSICAL_IN || s->arrival >= 0))
		return order_check(g, c, s->arrival, "was signed in");
	if (code)
		return err_refuse(g->e, "%s is marked %s (%s): nobody has seen the child here. Record the arrival first.", c->name, code->symbol, code->words);
	if (this_morning || day_sent(g->o->day_kept, c->group, c->session) < 0)
		return 0;
	return err_refuse(g->e, "%s is blank in a register that was taken: nobody has seen the child here. Record the arrival first.", c->name);
}

/* Who came for the afternoon before it began goes out of the afternoon. */
static enum session session_at(const struct gate_out *g, const struct going *c)
{
	const struct sighting *pm = day_sighting(g->o->day_kept, c->pupil, SESSION_PM);
	bool came = code_is_in(pm->mark, g->day) && g->minute >= (pm->arrival >= 0 ? pm->arrival : pm->minute);

	return came ? SESSION_PM : session_of_pupil(g->o, c->who, g->minute);
}

static int child_read(struct gate_out *g, int64_t pupil, struct going *c)
{
	c->pupil = pupil;
	c->who = search_pupil(g->o->search, pupil);
	c->name = office_pupil_name(g->o, pupil, g->arena);
	if (!c->who)
		return err_refuse(g->e, "%s is not on the roll.", c->name);
	c->session = session_at(g, c);
	c->group = c->who->group[c->session] ? c->who->group[c->session] : c->who->group[!c->session];
	c->seen = day_sighting(g->o->day_kept, pupil, c->session);
	if (!c->who->on[c->session])
		return err_refuse(g->e, "%s is not on the roll today.", c->name);
	return 0;
}

static int child_judge(struct gate_out *g, struct going *c)
{
	const struct register_ref ref = { c->group, g->day, c->session };
	int r = c->group ? office_may(g->o, ACTION_RECORD_LATE, c->group, g->e) : 0;

	if (r == 0 && !c->who->boarder)
		r = office_session_held(g->o, &ref, c->who->year, g->e);
	if (r == 0)
		r = outs_check(g, c);
	if (r == 0)
		r = seen_check(g, c);
	return r < 0 ? r : gate_collector_check(g->o, g->wish, c->pupil, g->arena, &c->with, &c->warning, g->e);
}

static int warnings_check(struct gate_out *g)
{
	for (int i = 0; i < g->wish->count && !g->wish->sure; i++)
		if (g->children[i].warning) {
			err_refuse(g->e, "%s: %s. Look at who is here before anybody goes.", g->children[i].name, g->children[i].warning);
			return -EEXIST;
		}
	return 0;
}

static bool is_twice(const struct gate_out *g, int at)
{
	for (int i = 0; i < at; i++)
		if (g->wish->pupils[i] == g->wish->pupils[at])
			return true;
	return false;
}

static int judge_all(struct gate_out *g)
{
	int r = day_follow(g->o);

	if (r < 0)
		return office_fail(g->o, r, g->e);
	for (int i = 0; r == 0 && i < g->wish->count; i++) {
		r = child_read(g, g->wish->pupils[i], &g->children[i]);
		if (r == 0 && is_twice(g, i))
			r = err_usage(g->e, "%s is given twice: once is enough.", g->children[i].name);
		if (r == 0)
			r = child_judge(g, &g->children[i]);
	}
	return r < 0 ? r : warnings_check(g);
}

/* WRITING --------------------------------------------------------------------------------------------------------------------------------- */

static int task_put(struct gate_out *g, const struct going *c)
{
	char time[8];
	const char *text = arena_printf(g->arena, "%s left at %s%s%s in spite of a warning: %s. Let go by %s.", c->name, minute_text(g->minute, time),
					c->with ? ", with " : "", c->with ? c->with : "", c->warning, office_person(g->o)->name);

	return task_raise(g->o, "court order", ROLE_DSL, c->pupil, g->day, -1, text, g->e);
}

/* What was settled of the last time out says nothing of this one. */
static int settled_remove(struct gate_out *g, int64_t pupil)
{
	struct settled_row *rows;
	int r = store_settled_of_pupil(g->o->store, pupil, g->arena, &rows), n = r;

	for (int i = 0; r >= 0 && i < n; i++)
		if (day_equal(rows[i].of_day, g->day) && strcmp(rows[i].kind, watch_name(WATCH_OUT_OVERDUE)) == 0)
			r = store_act_remove(g->o->store, THING_SETTLED, rows[i].id);
	return r;
}

static int child_put(struct gate_out *g, const struct going *c)
{
	const struct sign_out_wish *w = g->wish;
	struct sign_out_row row = SIGN_OUT_NEW;

	row.pupil = c->pupil;
	row.out_day = g->day;
	row.out_minute = g->minute;
	row.due_minute = w->due_back < 0 ? NONE : w->due_back;
	row.reason = w->reason;
	row.code = g->code ? code_symbol(g->code) : NULL;
	row.collected_by = c->with;
	row.adult = w->adult ? w->adult : NONE;
	row.place = w->place;
	int r = settled_remove(g, c->pupil);
	if (r >= 0)
		r = store_act_put(g->o->store, THING_SIGN_OUT, &row);
	if (r < 0)
		return office_fail(g->o, r, g->e);
	return c->warning ? task_put(g, c) : 0;
}

static int put_all(struct gate_out *g, int64_t *ret_act)
{
	struct register_ref ref = { g->children[0].group, g->day, g->children[0].session };

	for (int i = 1; i < g->wish->count; i++)
		if (g->children[i].group != ref.roll_group)
			ref.roll_group = 0;
	int r = office_act_open(g->o, "signed out", g->wish->reason, &ref, 0, g->e);
	for (int i = 0; r == 0 && i < g->wish->count; i++)
		r = child_put(g, &g->children[i]);
	return r < 0 ? r : office_act_end(g->o, true, ret_act, g->e);
}

static void child_say(struct gate_out *g, const struct going *c, struct buf *to)
{
	char out[8], due[8];

	text_clean(c->name, to);
	buf_printf(to, ": out at %s, ", minute_text(g->minute, out));
	text_clean(g->wish->place ? g->wish->place : g->wish->reason, to);
	if (c->with) {
		buf_text(to, ", with ");
		text_clean(c->with, to);
	}
	if (g->wish->due_back >= 0)
		buf_printf(to, ", due back at %s", minute_text(g->wish->due_back, due));
	buf_printf(to, "; %s\n", c->seen->mark ? arena_printf(g->arena, "%s stays", code_symbol(c->seen->mark)) : "no register has seen the child yet");
}

static int go_out(struct gate_out *g, struct buf *ret_said, int64_t *ret_act)
{
	int r = times_read(g);

	if (r == 0)
		r = code_read_out(g);
	if (r == 0)
		r = judge_all(g);
	if (r == 0)
		r = put_all(g, ret_act);
	for (int i = 0; r == 0 && i < g->wish->count; i++)
		child_say(g, &g->children[i], ret_said);
	return r;
}

int office_gate_out(struct office *o, const struct sign_out_wish *w, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct gate_out g = { .o = o, .wish = w, .arena = &a, .e = e };
	int r = texts_check(w, e);

	if (r == 0)
		r = office_refresh(o, e);
	if (r == 0)
		r = office_may(o, ACTION_RECORD_LATE, 0, e);
	if (r < 0)
		return r;
	g.day = office_today(o);
	g.children = arena_new(&a, (size_t)w->count, sizeof *g.children);
	IN_TRANSACTION(o, e, go_out(&g, ret_said, ret_act));
}
