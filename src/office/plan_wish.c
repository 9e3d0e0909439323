/* What a person wishes to plan, read and judged (A10-A12, A15; domain 2.8, 2.10; PR24 reg 11). */
#include <errno.h>
#include <string.h>

#include "plans_parts.h"
#include "pupils_parts.h"

#define WEEK 127
#define HALVES 3
#define PLAN_DAYS_MOST 731 /* longer ones are to be looked at again */

/* Nobody is planned to be here, and what is found out or judged after the day is not known before it (domain 1.2, 2.4). */
static const struct {
	uint8_t code;
	const char *why;
} never[] = {
	{ CODE_PRESENT_AM, "who is here is seen on the day" },
	{ CODE_PRESENT_PM, "who is here is seen on the day" },
	{ CODE_LATE, "who is late is seen on the day" },
	{ CODE_U, "who is late is seen on the day" },
	{ CODE_N, "it says that no reason is known" },
	{ CODE_O, "it says that no good reason was found afterwards" },
	{ CODE_G, "a holiday that was not granted is recorded when it was taken" },
};

/* Leave is granted in advance by somebody who may (PR24 reg 11). */
static bool is_leave(uint8_t code)
{
	static const char *const leave[] = { "C", "C1", "C2", "J1", "S", "X" };
	bool found = false;

	for (size_t i = 0; i < sizeof leave / sizeof *leave; i++)
		found |= code_number(leave[i]) == code;
	return found;
}

static int code_take(struct planning *p)
{
	uint8_t number, later;
	int r = code_read(p->row.code ? p->row.code : "", p->row.from_day, (enum session)p->row.from_session, &number, p->e);

	if (r == 0)
		r = code_read(p->row.code, p->row.to_day, (enum session)p->row.to_session, &later, p->e);
	for (size_t i = 0; r == 0 && i < sizeof never / sizeof *never; i++)
		if (number == never[i].code)
			r = err_refuse(p->e, "%s is not planned: %s.", code_symbol(number), never[i].why);
	if (r < 0)
		return r;
	p->code = code_on(number, p->row.from_day);
	p->row.code = p->code->symbol;
	if (strcmp(p->row.kind, "trip") == 0 && !p->code->confirm)
		return err_refuse(p->e, "%s is no code of a trip. Use V, P, W, B or K.", p->row.code);
	return 0;
}

/* DAYS */

static bool has_begun(const struct planning *p)
{
	return p->was.id && p->was.from_day.n < p->today.n;
}

static int refuse_past(const struct planning *p, struct day day)
{
	char text[DAY_TEXT];

	return err_refuse(p->e, "%s is past. Change the register of that day instead.", day_long(day, text));
}

static bool same_shape(const struct plan_row *a, const struct plan_row *b)
{
	return strcmp(a->code, b->code) == 0 && a->weekdays == b->weekdays && a->sessions == b->sessions && plan_first(a) == plan_first(b);
}

static int days_check(struct planning *p)
{
	struct plan_row *row = &p->row;
	char day[DAY_TEXT];

	if (plan_last(row) < plan_first(row))
		return err_usage(p->e, "The last session is before the first. Give them the other way round.");
	if (row->to_day.n - row->from_day.n >= PLAN_DAYS_MOST)
		return err_usage(p->e, "That is longer than two years. Plan it until a day on which somebody looks at it again.");
	if (row->weekdays & ~WEEK || row->sessions & ~HALVES)
		return err_usage(p->e, "Say which weekdays, and whether mornings or afternoons.");
	if (p->was.id && p->was.to_day.n < p->today.n)
		return err_refuse(p->e, "This was over on %s. Plan a new one.", day_long(p->was.to_day, day));
	if (row->from_day.n < p->today.n && (!p->was.id || plan_first(row) != plan_first(&p->was)))
		return refuse_past(p, row->from_day);
	return row->to_day.n < p->today.n ? refuse_past(p, row->to_day) : 0;
}

/* What is past of a plan that has begun stays as it was: from here on it is another one. */
static void split_check(struct planning *p)
{
	if (!has_begun(p) || same_shape(&p->was, &p->row))
		return;
	p->split = true;
	if (p->row.from_day.n < p->today.n) {
		p->row.from_day = p->today;
		p->row.from_session = SESSION_AM;
	}
}

static void days_take(struct planning *p)
{
	const struct plan_wish *w = p->wish;
	struct plan_row *row = &p->row;

	if (!p->was.id || !day_is_none(w->from)) {
		row->from_day = day_or_today(p->o, w->from);
		row->from_session = w->from_session < 0 ? SESSION_AM : w->from_session;
	} else if (w->from_session >= 0)
		row->from_session = w->from_session;
	if (!p->was.id || !day_is_none(w->to)) {
		row->to_day = day_is_none(w->to) ? row->from_day : w->to;
		row->to_session = w->to_session < 0 ? SESSION_PM : w->to_session;
	} else if (w->to_session >= 0)
		row->to_session = w->to_session;
	if (w->weekdays || !p->was.id)
		row->weekdays = w->weekdays ? w->weekdays : WEEK;
	if (w->sessions || !p->was.id)
		row->sessions = w->sessions ? w->sessions : HALVES;
	if (!day_is_none(w->review))
		row->review_day = w->review;
	if (w->leaves >= 0)
		row->leaves = w->leaves;
	if (w->returns >= 0)
		row->returns = w->returns;
}

/* WORDS */

static int texts_take(struct planning *p)
{
	const struct plan_wish *w = p->wish;
	const struct { const char *what, *text; const char **to; } texts[] = {
		{ "The reason", w->words, &p->row.words },    { "The name of who granted it", w->granted_by, &p->row.granted_by },
		{ "The name of the trip", w->name, &p->row.name }, { "The place", w->place, &p->row.place },
		{ "The name of the leader", w->leader, &p->row.leader },
	};
	int r = 0;

	for (size_t i = 0; r == 0 && i < sizeof texts / sizeof *texts; i++) {
		const char *line = NULL;

		r = pupil_line(texts[i].what, texts[i].text, &p->arena, &line, p->e);
		if (r == 0 && line)
			*texts[i].to = *line ? line : NULL;
	}
	return r;
}

static int review_check(const struct planning *p)
{
	const struct plan_row *row = &p->row;
	bool needed = strcmp(row->kind, "pattern") == 0 || code_number(row->code) == CODE_C2;

	if (day_is_none(row->review_day))
		return needed ? err_refuse(p->e, "%s needs a day on which somebody looks at it again: give the review date.",
					   strcmp(row->kind, "pattern") == 0 ? "A weekly pattern" : "A part-time timetable (C2)")
			      : 0;
	if (!day_within(row->review_day, row->from_day, row->to_day))
		return err_usage(p->e, "The review date is not between the first and the last day.");
	return 0;
}

static int words_check(const struct planning *p)
{
	const struct plan_row *row = &p->row;

	if (strcmp(row->kind, "trip") == 0 && !row->name)
		return err_usage(p->e, "What is the trip called? Give its name, such as Hever Castle.");
	if (is_leave(code_number(row->code)) && !row->granted_by)
		return err_refuse(p->e, "%s (%s) is granted before it begins: say who granted it.", row->code, p->code->words);
	if (p->code->needs_note && !row->words)
		return err_refuse(p->e, "%s (%s) must say what kind: give it in a few words.", row->code, p->code->words);
	if (row->leaves != NONE && row->returns != NONE && day_equal(row->from_day, row->to_day) && row->returns < row->leaves)
		return err_usage(p->e, "The return is before the departure. Give them the other way round.");
	if ((row->leaves != NONE && row->leaves >= DAY_MINUTES) || (row->returns != NONE && row->returns >= DAY_MINUTES))
		return err_usage(p->e, "A day has 24 hours: type a time such as 09:15.");
	return review_check(p);
}

int planning_read(struct planning *p, int64_t plan)
{
	const struct plan_wish *w = p->wish;
	int r = office_may(p->o, ACTION_PLAN, 0, p->e);

	p->today = office_today(p->o);
	p->was = PLAN_NEW;
	if (r == 0 && plan)
		r = plan_get(p->o, plan, &p->arena, &p->was, p->e);
	if (r < 0)
		return r;
	p->row = p->was;
	if (!plan)
		p->row.kind = plan_kind_name(w->kind);
	if (w->code)
		p->row.code = w->code;
	if (!plan && w->kind == PLAN_PATTERN && day_is_none(w->to))
		return err_usage(p->e, "Until when? A weekly pattern needs its last day.");
	days_take(p);
	r = days_check(p);
	if (r == 0)
		r = texts_take(p);
	if (r == 0)
		r = code_take(p);
	if (r == 0)
		r = words_check(p);
	if (r < 0)
		return r;
	split_check(p);
	return p->split ? review_check(p) : 0; /* a review that is past is no review of the new one */
}
