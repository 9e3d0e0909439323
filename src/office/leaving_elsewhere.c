/* Sessions agreed at another place: entered and ended (H7). */
#include <string.h>

#include "leaving.h"
#include "pupils_parts.h"
#include "rules/code.h"

#define WEEK 31 /* Monday to Friday */
#define HALVES 3

struct agreement {
	struct leaving *l;
	const struct elsewhere_wish *wish;
	struct elsewhere_row *rows;
	int count;
	struct elsewhere_row row; /* what is wished */
};

static bool meets(const struct elsewhere_row *a, const struct elsewhere_row *b)
{
	bool days = (day_is_none(a->to_day) || a->to_day.n >= b->from_day.n) && (day_is_none(b->to_day) || b->to_day.n >= a->from_day.n);

	return days && a->weekdays & b->weekdays && a->sessions & b->sessions;
}

static const char *when(struct leaving *l, const struct elsewhere_row *row)
{
	static const char *const names[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	CLEAN_BUF struct buf b = { 0 };

	for (int i = 0; i < 7; i++)
		if (row->weekdays >> i & 1 && row->weekdays != WEEK)
			buf_printf(&b, "%s%s", b.length ? ", " : "", names[i]);
	if (row->weekdays == WEEK)
		buf_text(&b, "every day");
	if (row->sessions != HALVES)
		buf_text(&b, row->sessions == 1 ? ", mornings" : ", afternoons");
	return arena_text(&l->arena, buf_string(&b));
}

/* ENDING */

static bool is_meant(const struct agreement *g, const struct elsewhere_row *row)
{
	const struct elsewhere_wish *w = g->wish;

	return meets(row, &g->row) && (!w->code || strcmp(row->code, g->row.code) == 0) && (!w->place || strcmp(row->place, g->row.place) == 0);
}

/* What of the week was not meant goes on as it was, from that day. */
static int keep_rest(struct agreement *g, const struct elsewhere_row *row, int64_t weekdays, int64_t sessions)
{
	struct elsewhere_row rest = *row;

	if (!weekdays || !sessions)
		return 0;
	rest.id = 0;
	rest.weekdays = weekdays;
	rest.sessions = sessions;
	rest.from_day = rest.from_day.n > g->row.from_day.n ? rest.from_day : g->row.from_day;
	leaving_say(g->l, "%s goes on there: %s.", g->l->name, when(g->l, &rest));
	return leaving_put(g->l, THING_ELSEWHERE, &rest);
}

static int end_one(struct agreement *g, struct elsewhere_row *row)
{
	struct leaving *l = g->l;
	struct day last = day_add(g->row.from_day, -1);
	struct elsewhere_row gone = *row;

	gone.weekdays &= g->row.weekdays;
	gone.sessions &= g->row.sessions;
	leaving_say(l, "%s is no longer expected at %s from %s (%s).", l->name, row->place, leaving_day(l, g->row.from_day), when(l, &gone));
	int r = keep_rest(g, row, row->weekdays & ~gone.weekdays, row->sessions);
	if (r == 0)
		r = keep_rest(g, row, gone.weekdays, row->sessions & ~gone.sessions);
	if (r < 0)
		return r;
	if (row->from_day.n > last.n)
		return leaving_remove(l, THING_ELSEWHERE, row->id);
	row->to_day = last;
	return leaving_put(l, THING_ELSEWHERE, row);
}

static int agreement_end(struct agreement *g, int64_t *ret_act)
{
	struct leaving *l = g->l;
	int r = leaving_open(l, "elsewhere", NULL), ended = 0;

	for (int i = 0; r == 0 && i < g->count; i++) {
		if (!is_meant(g, &g->rows[i]))
			continue;
		r = end_one(g, &g->rows[i]);
		ended++;
	}
	if (r == 0 && ended == 0)
		return err_refuse(l->e, "%s is not expected elsewhere then. Nothing was changed.", l->name);
	return r < 0 ? r : leaving_close(l, ret_act);
}

/* BEGINNING */

static int code_take(struct agreement *g)
{
	struct leaving *l = g->l;
	const char *symbol = g->wish->code && *g->wish->code ? g->wish->code : "D";
	const struct code *code = code_on(code_number(symbol), g->row.from_day);

	if (!code || !code->confirm)
		return err_refuse(l->e, "%.20s is no code for learning at another place. Use D, B, K, P, V or W.", symbol);
	g->row.code = code->symbol;
	return 0;
}

/* Where nothing is said, the other school of the spell that it begins in. */
static int place_take(struct agreement *g)
{
	struct leaving *l = g->l;
	const struct enrolment_row *spell = spell_on(l->spells, l->count, g->row.from_day);

	if (spell)
		g->row.place = spell->other_school;
	int r = leaving_text(l, "The place", g->wish->place, &g->row.place);
	if (r == 0 && !g->row.place && !g->wish->remove)
		return err_usage(l->e, "Where is %s then? Name the school or place.", l->name);
	return r;
}

/* Of spells that touch, the last day of the last: a change of status ends nothing. */
static struct day roll_until(const struct leaving *l, const struct enrolment_row *spell)
{
	for (const struct enrolment_row *next = spell; next; next = spell_going_on(l->spells, l->count, spell))
		spell = next;
	return spell->to_day;
}

static int days_check(struct agreement *g)
{
	struct leaving *l = g->l;
	const struct enrolment_row *spell = spell_on(l->spells, l->count, g->row.from_day);

	if (!day_is_none(g->row.to_day) && g->row.to_day.n < g->row.from_day.n)
		return err_usage(l->e, "The last day is before the first. Give them the other way round.");
	if (!spell)
		return err_refuse(l->e, "%s is not on the roll on %s.", l->name, leaving_day(l, g->row.from_day));
	if (strcmp(g->row.code, "D") == 0 && strcmp(spell->kind, "single") == 0)
		leaving_say(l, "D is for a child at two schools: enter the status (main, subsidiary) too.");
	struct day last = roll_until(l, spell);
	if (!day_is_none(last) && (day_is_none(g->row.to_day) || g->row.to_day.n > last.n))
		g->row.to_day = last;
	return 0;
}

static bool is_same(const struct elsewhere_row *a, const struct elsewhere_row *b)
{
	return strcmp(a->code, b->code) == 0 && strcmp(a->place, b->place) == 0 && a->weekdays == b->weekdays && a->sessions == b->sessions &&
	       day_equal(a->from_day, b->from_day);
}

static int others_check(struct agreement *g)
{
	for (int i = 0; i < g->count; i++) {
		const struct elsewhere_row *row = &g->rows[i];

		if (is_same(row, &g->row))
			g->row.id = row->id;
		else if (meets(row, &g->row))
			return err_refuse(g->l->e, "%s is expected at %s then (%s, from %s). End that first.", g->l->name, row->place, when(g->l, row),
					  leaving_day(g->l, row->from_day));
	}
	return 0;
}

static int agreement_begin(struct agreement *g, int64_t *ret_act)
{
	struct leaving *l = g->l;
	int r = days_check(g);

	if (r == 0)
		r = others_check(g);
	if (r < 0)
		return r;
	leaving_say(l, "%s is expected at %s (%s): %s.", l->name, g->row.place, g->row.code, when(l, &g->row));
	leaving_say(l, "From %s%s%s. It is no mark until somebody confirms it.", leaving_day(l, g->row.from_day),
		    day_is_none(g->row.to_day) ? "" : " to ", day_is_none(g->row.to_day) ? "" : leaving_day(l, g->row.to_day));
	r = leaving_open(l, "elsewhere", NULL);
	if (r == 0)
		r = leaving_put(l, THING_ELSEWHERE, &g->row);
	return r < 0 ? r : leaving_close(l, ret_act);
}

static int elsewhere(struct leaving *l, const void *wish, int64_t *ret_act)
{
	const struct elsewhere_wish *w = wish;
	struct agreement g = { .l = l, .wish = w, .row = ELSEWHERE_NEW };

	g.row.pupil = l->pupil.id;
	g.row.from_day = day_is_none(w->from) ? l->today : w->from;
	g.row.to_day = w->to;
	g.row.weekdays = w->weekdays ? w->weekdays : w->remove ? 127 : WEEK;
	g.row.sessions = w->sessions ? w->sessions : HALVES;
	if (g.row.weekdays & ~127 || g.row.sessions & ~HALVES)
		return err_usage(l->e, "Say which weekdays, and whether mornings or afternoons.");
	g.count = store_elsewhere_of_pupil(l->o->store, l->pupil.id, &l->arena, &g.rows);
	if (g.count < 0)
		return office_fail(l->o, g.count, l->e);
	int r = place_take(&g);
	if (r == 0 && !(w->remove && !w->code))
		r = code_take(&g);
	if (r < 0)
		return r;
	return w->remove ? agreement_end(&g, ret_act) : agreement_begin(&g, ret_act);
}

int office_pupil_elsewhere(struct office *o, int64_t pupil, const struct elsewhere_wish *w, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	return leaving_run(o, pupil, ret_said, e, elsewhere, w, ret_act);
}
