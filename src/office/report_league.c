/*
 * Praise (C17): classes by attended of possible, the week's trophy, pupils at 100%, most improved, longest streaks.  Sessions count in the class of the day; who is left
 * out is in none of it.
 */
#include "report_league.h"

#include <stdlib.h>

#include "office/league.h"

/* WHO IS LEFT OUT ------------------------------------------------------------------------------------------------------------------------- */

static int out_read(struct praise *p, struct league_out_row **ret, struct err *e)
{
	int n = store_league_out(p->office->store, &p->arena, ret);

	if (n < 0)
		return office_fail(p->office, n, e);
	p->out_pupil = arena_new(&p->arena, (size_t)p->member.roll.count, sizeof *p->out_pupil);
	p->out_class = arena_new(&p->arena, (size_t)p->office->roll_group_count + 1, sizeof *p->out_class);
	for (int i = 0; i < n; i++) {
		const struct league_out_row *row = &(*ret)[i];
		int class = row->roll_group == NONE ? -1 : report_group_index(p->office, row->roll_group);

		if (row->pupil != NONE && row->pupil < p->member.roll.count)
			p->out_pupil[row->pupil] = true;
		if (class >= 0)
			p->out_class[class] = true;
	}
	p->out_count = n;
	return 0;
}

/* CLASSES, by the class of the day ---------------------------------------------------------------------------------------------------------- */

static void stay_add(struct praise *p, const struct stay *s)
{
	struct stay *last = p->stays.count > 0 ? &p->stays.items[p->stays.count - 1] : NULL;

	if (!last || last->pupil != s->pupil || last->class != s->class) {
		vec_push(&p->stays, *s);
		return;
	}
	last->possible |= s->possible;
	last->missed |= s->missed;
}

/* Behind the weeks lies what stands in a week without a session: it is in the class's figure, and in no trophy. */
int praise_cell_index(const struct praise *p, int class, int week)
{
	return class * (p->weeks + 1) + (week < 0 || week > p->weeks ? p->weeks : week);
}

struct cell_week *praise_cell(const struct praise *p, int class, int week)
{
	return &p->cells[praise_cell_index(p, class, week)];
}

static void visit_stretch(void *ctx, const struct member *m, const struct member_stretch *s)
{
	struct praise *p = ctx;
	const uint8_t *marks = s->strip->marks - s->strip->span.first;
	struct stay stay = { s->strip->id, s->class, false, false };

	if (s->class < 0 || p->out_class[s->class] || p->out_pupil[s->strip->id])
		return;
	for (sitting at = s->first; at <= s->last; at++) {
		if (marks[at] == CODE_NONE)
			continue;
		struct mark mark = { at, marks[at], (uint8_t)code_category(marks[at], sitting_day(at)) };
		int week = school_days_week(&p->measure.days, sitting_day(at)) - p->first_week;
		struct cell_week *cell = praise_cell(p, s->class, week);

		stay.possible |= mark_is_possible(&mark);
		stay.missed |= mark_is_missed(&mark) && !p->unbroken[mark.code];
		cell->possible += mark_is_possible(&mark);
		cell->attended += mark_is_attended(&mark);
		if (p->asked->wish->working)
			praise_made_add(p, s->class, week, &mark);
	}
	stay_add(p, &stay);
	(void)m;
}

static int stay_compare(const void *a, const void *b)
{
	const struct stay *x = a, *y = b;

	return x->class != y->class ? x->class - y->class : x->pupil < y->pupil ? -1 : x->pupil > y->pupil;
}

static void stays_count(struct praise *p, struct league_row *classes)
{
	const struct stay *s = p->stays.items;
	bool possible = false, missed = false;

	if (p->stays.count > 1)
		qsort(p->stays.items, (size_t)p->stays.count, sizeof *s, stay_compare);
	for (int i = 0; i < p->stays.count; i++) {
		possible |= s[i].possible;
		missed |= s[i].missed;
		if (i + 1 < p->stays.count && stay_compare(&s[i], &s[i + 1]) == 0)
			continue;
		classes[s[i].class].pupils += possible;
		classes[s[i].class].full += possible && !missed;
		possible = missed = false;
	}
}

struct league_row *praise_classes(struct praise *p)
{
	struct league_row *rows = arena_new(&p->arena, (size_t)p->office->roll_group_count + 1, sizeof *rows);

	for (int i = 0; i < p->office->roll_group_count; i++) {
		rows[i].id = i;
		for (int w = 0; w <= p->weeks; w++) {
			const struct cell_week *c = praise_cell(p, i, w);

			rows[i].possible += c->possible;
			rows[i].attended += c->attended;
		}
	}
	stays_count(p, rows);
	return rows;
}

/* PUPILS ------------------------------------------------------------------------------------------------------------------------------------ */

static void visit_pupil(void *ctx, const struct measure *m, const struct measured *who)
{
	struct praise *p = ctx;
	struct marks marks = who->result->marks;
	struct praised one = { .full = league_is_full(marks, p->unbroken), .streak = league_streak(marks, p->unbroken) };

	if (p->out_pupil[who->id] || (who->class >= 0 && p->out_class[who->class]) || who->result->possible == 0)
		return;
	one.row.id = who->id;
	for (int i = 0; i < marks.count; i++) {
		bool before = school_days_week(&m->days, sitting_day(marks.of[i].at)) < p->half;

		*(before ? &one.row.possible_before : &one.row.possible) += mark_is_possible(&marks.of[i]);
		*(before ? &one.row.attended_before : &one.row.attended) += mark_is_attended(&marks.of[i]);
	}
	listed_make(&one.who, who, &p->arena);
	if (p->asked->wish->working)
		praise_pupil_made(p, marks, &one);
	vec_push(&p->pupils, one);
}

static int listed_order(const void *a, const void *b)
{
	const struct praised *x = a, *y = b;

	return listed_compare(&x->who, &y->who);
}

/* WORDS ABOVE ------------------------------------------------------------------------------------------------------------------------------- */

static void praise_lines(struct praise *p)
{
	CLEAN_BUF struct buf codes_said = { 0 };
	char text[DAY_TEXT];
	struct report *r = p->report;

	for (int i = 1; i < 256; i++)
		if (p->unbroken[i])
			buf_printf(&codes_said, "%s%s", codes_said.length > 0 ? ", " : "", code_symbol((uint8_t)i));
	report_line(r, codes_said.length > 0 ? "Absences that break no streak: %s." : "Every absence breaks a streak%s; the school can name codes that do not.",
		    buf_string(&codes_said));
	if (p->half > p->first_week && p->half < p->first_week + p->weeks)
		report_line(r, "Improved: the weeks from %s on, beside those before.", day_long(p->measure.days.mondays[p->half], text));
	if (p->out_count > 0)
		report_line(r, "Left out by the school: %d.", p->out_count);
	report_dfe_line(r, p->asked, p->measure.dfe_why);
}

/* READING ----------------------------------------------------------------------------------------------------------------------------------- */

static void weeks_plan(struct praise *p)
{
	const struct school_days *d = &p->measure.days;
	const struct report_asked *k = p->asked;

	while (p->first_week < d->week_count && d->mondays[p->first_week].n + 6 < k->from.n)
		p->first_week++;
	while (p->first_week + p->weeks < d->week_count && d->mondays[p->first_week + p->weeks].n <= p->measure.day.n)
		p->weeks++;
	p->half = p->first_week + p->weeks / 2;
	p->cells = arena_new(&p->arena, (size_t)(p->office->roll_group_count + 1) * (size_t)(p->weeks + 1), sizeof *p->cells);
	p->made = arena_new(&p->arena, (size_t)(p->office->roll_group_count + 1) * (size_t)(p->weeks + 1), sizeof(struct marks_made *));
}

static int praise_read(struct praise *p, struct league_out_row **ret_out, struct err *e)
{
	const struct measure_wish wish = listed_wish(p->asked, ENGINE_TALLY);
	int r = measure_begin(p->office, &wish, &p->measure, e);

	if (r == 0)
		r = member_begin(p->office, p->asked, false, &p->member, e);
	if (r == 0)
		r = out_read(p, ret_out, e);
	if (r < 0)
		return r;
	weeks_plan(p);
	office_league_codes(p->office, p->measure.day, p->unbroken);
	r = member_each(&p->member, visit_stretch, p, e);
	if (r == 0)
		r = measure_each(&p->measure, visit_pupil, p, e);
	if (r == 0 && p->pupils.count > 1)
		qsort(p->pupils.items, (size_t)p->pupils.count, sizeof *p->pupils.items, listed_order);
	if (r == 0)
		listed_tell_apart(p->office, p->pupils.items, p->pupils.count, sizeof *p->pupils.items, &p->arena);
	return r;
}

static int league_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	struct praise p = { .office = o, .asked = k, .report = r };
	struct league_out_row *out = NULL;
	int kind = praise_kind(k->wish->kind, e), got = kind < 0 ? kind : praise_read(&p, &out, e);

	report_start(o, r, "league", praise_columns, (size_t)praise_column_count - !k->wish->working);
	r->none = kind == KIND_OUT ? "Nobody is left out." : "There is nothing to praise in these days yet.";
	if (got == 0) {
		report_titled(o, k, r, "League and praise");
		praise_lines(&p);
		for (int i = 0; i < KIND_OUT; i++)
			if (kind == KINDS || kind == i)
				praise_rows(&p, (enum kind)i, out);
		if (kind == KIND_OUT)
			praise_rows(&p, KIND_OUT, out);
		got = report_seal(o, r, e);
	}
	vec_finish(&p.stays);
	vec_finish(&p.pupils);
	member_finish(&p.member);
	measure_finish(&p.measure);
	arena_finish(&p.arena);
	return got;
}

int report_fill_league(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	if (w->pupil)
		return err_usage(e, "Praise is of classes and lists of pupils: leave --pupil out.");
	return report_make(o, w, ACTION_SEE_TOTALS, league_fill, ret, e);
}
