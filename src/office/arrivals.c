/* Arrivals, one or a bus at once: judged together, one act, all or nothing (A16, A17, A29). */
#include <errno.h>
#include <string.h>

#include "arrival.h"

#include "base/text.h"

#define ARRIVED "arrived"

struct arrivals {
	struct office *o;
	const struct arrivals_wish *wish;
	struct err *e;
	struct arena arena;
	struct marking **markings;  /* a register each */
	int marking_count;
	struct arriving *items;
	struct expectations *plans;
	bool back;                  /* of those alone who are out */
	struct mark_result result;
};

/* The register of that child, its marks read once however many of them come. */
static int marking_for(struct arrivals *g, const struct register_ref *ref, struct marking **ret)
{
	for (int i = 0; i < g->marking_count; i++) {
		const struct register_ref *have = &g->markings[i]->ref;

		if (have->roll_group == ref->roll_group && have->session == ref->session) {
			*ret = g->markings[i];
			return 0;
		}
	}
	*ret = g->markings[g->marking_count++] = arena_new(&g->arena, 1, sizeof **ret);
	return marking_join(*ret, g->o, ref, ACTION_RECORD_LATE, g->wish->reason, g->e);
}

static int out_read(struct arrivals *g, struct arriving *v)
{
	struct day today = office_today(g->o);
	struct sign_out_row row;
	bool now = day_is_none(g->wish->day) || day_equal(g->wish->day, today);
	int r = now ? arrival_out(g->o, v->pupil, today, &g->arena, &row, g->e) : 0;

	if (r <= 0)
		return r;
	v->out = arena_new(&g->arena, 1, sizeof *v->out);
	*v->out = row;
	return 0;
}

const char *sign_out_by(struct office *o, int64_t sign_out, const char *field, struct arena *a)
{
	struct act_row act;

	return changed_last_by(o, THING_SIGN_OUT, sign_out, field, a, &act) < 0 ? NULL : act.head.staff_name;
}

/* Two clerks at one child: the second is told who was first. */
static int refuse_not_out(struct arrivals *g, int64_t pupil)
{
	const char *name = office_pupil_name(g->o, pupil, &g->arena);
	struct sign_out_row *rows;
	int n = store_sign_outs_of_pupil(g->o->store, pupil, &g->arena, &rows);
	char time[8];

	if (n < 0)
		return office_fail(g->o, n, g->e);
	if (n == 0 || !day_equal(rows[n - 1].out_day, office_today(g->o)))
		return err_refuse(g->e, "%s is not out of the gate: there is nobody to sign in.", name);
	const char *by = sign_out_by(g->o, rows[n - 1].id, "in_minute", &g->arena);
	return err_refuse(g->e, "%s was signed in at %s already%s%s: nothing was changed.", name, minute_text((int)rows[n - 1].in_minute, time),
			  by ? " by " : "", by ? by : "");
}

/* A group that was out with us comes back as it went: its register sees it.  A boarder is in none. */
static int is_plain(struct arrivals *g, struct arriving *v)
{
	struct pupil_row row;

	if (!v->out)
		return 0;
	int r = store_thing_get(g->o->store, THING_PUPIL, v->pupil, &g->arena, &row);
	return r < 0 ? office_fail(g->o, r, g->e) : v->out->place || row.boarder;
}

static int judge_mark(struct arrivals *g, struct arriving *v)
{
	struct register_ref ref;
	int r = arrival_ref(g->o, v->pupil, g->wish, &ref, g->e);

	if (r == 0 && !g->plans) {
		r = expectations_read(g->o, ref.day, ref.day, &g->arena, &g->plans);
		r = r < 0 ? office_fail(g->o, r, g->e) : 0;
	}
	v->plans = g->plans;
	if (r == 0)
		r = marking_for(g, &ref, &v->m);
	if (r == 0)
		r = arriving_judge(v);
	return r < 0 ? r : arriving_add(v);
}

static int judge(struct arrivals *g, struct arriving *v)
{
	int r = out_read(g, v);

	if (r == 0 && g->back && !v->out)
		r = refuse_not_out(g, v->pupil);
	if (r == 0)
		r = is_plain(g, v);
	if (r <= 0)
		return r < 0 ? r : judge_mark(g, v);
	v->plain = true;
	v->outcome = DESK_BACK;
	return arrival_back_minute(g->o, v, &v->minute, g->e);
}

/* The rules speak of codes and hours; of many children a person has to know whose it was. */
static void refusal_name(struct arrivals *g, const struct arriving *v)
{
	const char *name = v->m && v->m->o ? marking_name(v->m, v->pupil) : office_pupil_name(g->o, v->pupil, &g->arena);

	if (!g->e || g->wish->count <= 1 || g->e->kind == ERR_STORE || strstr(g->e->text, name))
		return;
	struct err said = *g->e;
	snprintf(g->e->text, sizeof g->e->text, "%s: %.360s", name, said.text);
}

static bool is_twice(const struct arrivals_wish *w, int at)
{
	for (int i = 0; i < at; i++)
		if (w->pupils[i] == w->pupils[at])
			return true;
	return false;
}

static int judge_all(struct arrivals *g)
{
	int r = 0;

	for (int i = 0; r == 0 && i < g->wish->count; i++) {
		struct arriving *v = &g->items[i];

		*v = (struct arriving){ .wish = g->wish, .pupil = g->wish->pupils[i] };
		if (is_twice(g->wish, i))
			r = err_usage(g->e, "%s is given twice: once is enough.", office_pupil_name(g->o, v->pupil, &g->arena));
		else
			r = judge(g, v);
		if (r < 0)
			refusal_name(g, v);
	}
	return r;
}

/* WRITING ------------------------------------------------------------------------------------------------------------------------------ */

static bool anything(const struct arrivals *g)
{
	for (int i = 0; i < g->marking_count; i++)
		if (g->markings[i]->entries.count > 0 || g->markings[i]->notes.count > 0)
			return true;
	for (int i = 0; i < g->wish->count; i++)
		if (g->items[i].out)
			return true;
	return false;
}

/* Of one class the act is about its register; of several about the session alone. */
static int act_open(struct arrivals *g)
{
	struct register_ref ref = { 0, office_today(g->o), office_session_now(g->o) };
	const char *reason = g->wish->reason ? g->wish->reason : g->back ? NULL : ARRIVED;

	if (g->marking_count > 0)
		ref = g->markings[0]->ref;
	if (g->marking_count > 1)
		ref.roll_group = 0;
	return office_act_open(g->o, g->back ? "signed in" : "late", reason, &ref, 0, g->e);
}

static int sign_in(struct arrivals *g, struct arriving *v)
{
	v->out->in_minute = v->minute;
	int r = store_act_put(g->o->store, THING_SIGN_OUT, v->out);
	return r < 0 ? office_fail(g->o, r, g->e) : 0;
}

static int write_all(struct arrivals *g)
{
	int r = act_open(g);

	for (int i = 0; r == 0 && i < g->marking_count; i++)
		r = marking_items(g->markings[i]);
	for (int i = 0; r == 0 && i < g->wish->count; i++)
		if (g->items[i].out)
			r = sign_in(g, &g->items[i]);
	return r < 0 ? r : office_act_end(g->o, false, &g->result.act, g->e);
}

static void result_add(struct arrivals *g, const struct marking *m)
{
	g->result.entries += m->result.entries;
	g->result.standing += m->result.standing;
	g->result.needs_note += m->result.needs_note;
}

static void say_all(struct arrivals *g, struct buf *ret_slips, struct buf *ret_said)
{
	for (int i = 0; i < g->wish->count; i++) {
		const struct arriving *v = &g->items[i];

		if (ret_slips && !v->plain)
			arriving_slip(v, ret_slips);
		if (!ret_said)
			continue;
		text_clean(v->m ? marking_name(v->m, v->pupil) : office_pupil_name(g->o, v->pupil, &g->arena), ret_said);
		buf_printf(ret_said, ": %s\n", arriving_words(v, &g->arena));
	}
}

static int record(struct arrivals *g, struct buf *ret_slips, struct buf *ret_said, struct mark_result *ret)
{
	int r = judge_all(g);

	if (r == 0 && anything(g))
		r = write_all(g);
	if (r < 0)
		return r;
	for (int i = 0; i < g->marking_count; i++)
		result_add(g, g->markings[i]);
	say_all(g, ret_slips, ret_said);
	*ret = g->result;
	return 0;
}

static int words_check(const struct arrivals_wish *w, struct err *e)
{
	int r = w->why ? gate_text_check("The reason", w->why, e) : 0;

	if (r == 0 && w->reason)
		r = gate_text_check("The reason", w->reason, e);
	return r == 0 && w->count < 1 ? err_usage(e, "Say who arrived: nobody is named.") : r;
}

int arrivals_record(struct office *o, const struct arrivals_wish *w, bool back, struct buf *ret_slips, struct buf *ret_said, struct mark_result *ret,
		    struct err *e)
{
	struct arrivals g = { .o = o, .wish = w, .e = e, .back = back };
	int r = words_check(w, e);

	if (r == 0)
		r = office_refresh(o, e);
	if (r == 0)
		r = office_may(o, ACTION_RECORD_LATE, 0, e); /* before a word is said about whose child it is */
	if (r == 0)
		r = office_write_begin(o, e);
	if (r < 0)
		return r;
	g.markings = arena_new(&g.arena, (size_t)w->count, sizeof(struct marking *));
	g.items = arena_new(&g.arena, (size_t)w->count, sizeof *g.items);
	r = record(&g, ret_slips, ret_said, ret);
	office_act_abandon(o);
	for (int i = 0; i < g.marking_count; i++)
		marking_leave(g.markings[i]);
	arena_finish(&g.arena);
	return r;
}

int office_arrivals(struct office *o, const struct arrivals_wish *w, struct buf *ret_slips, struct buf *ret_said, struct mark_result *ret, struct err *e)
{
	return arrivals_record(o, w, false, ret_slips, ret_said, ret, e);
}

int office_gate_back(struct office *o, const int64_t *pupils, int count, int minute, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	const struct arrivals_wish w = { .pupils = pupils, .count = count, .day = DAY_NONE, .session = -1, .minute = minute };
	struct mark_result done = { 0 };
	int r = arrivals_record(o, &w, true, NULL, ret_said, &done, e);

	if (r == 0)
		*ret_act = done.act;
	return r;
}

int office_late(struct office *o, const struct late_wish *w, struct buf *ret_slip, struct mark_result *ret, struct err *e)
{
	const struct arrivals_wish all = { .pupils = &w->pupil, .count = 1, .day = w->day, .session = w->session, .minute = w->minute, .code = w->code,
					   .why = w->why, .reason = w->reason };

	return office_arrivals(o, &all, ret_slip, NULL, ret, e);
}
