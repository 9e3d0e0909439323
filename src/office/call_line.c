/* One child of the day's calls as a list shows it. */
#include "call_facts.h"

#include "presence_words.h"

/* BY RISK (B2): nobody is told why ---------------------------------------------------------------------------------------------------------- */

static int risk_read(struct call_facts *f, const struct call_case *c, int *ret)
{
	struct pupil_flag_row *flags;
	int64_t group = c->group[0] ? c->group[0] : c->group[1];

	*ret = FLAG_RANKS;
	if (office_may_on(f->o, ACTION_SEE_FLAGS, group, f->day, NULL) < 0)
		return 0;
	int n = store_flags_of_pupil(f->o->store, c->pupil, f->a, &flags);
	for (int i = 0; i < n; i++)
		if (flag_rank(flags[i].flag) < *ret && flag_stands(&flags[i], f->day))
			*ret = flag_rank(flags[i].flag);
	return n < 0 ? n : 0;
}

/* THE LINE ------------------------------------------------------------------------------------------------------------------------------------ */

static int days_since(const struct call_facts *f, struct day then)
{
	if (day_is_none(then))
		return -1;
	return then.n > f->day.n ? 0 : f->day.n - then.n;
}

/* "no reply 09:34, mother" */
static const char *last_words(const struct call_sheet *s, const struct call_case *c)
{
	struct arena *a = s->out;
	const struct call_row *row = c->call_count ? &c->calls[c->call_count - 1] : NULL;

	if (!row)
		return NULL;
	const char *words = call_words(row, s->facts->day, a);
	for (int i = 0; i < c->caller_count; i++)
		if (c->callers[i].adult.id == row->adult)
			return arena_printf(a, "%s, %s", words, c->callers[i].relation);
	return row->caller ? arena_printf(a, "%s, %s", words, row->caller) : words;
}

static const char *ringing_of(const struct call_sheet *s, int of)
{
	const struct call_facts *f = s->facts;
	const char *words = ringing_words(f->o, f->ringing, f->ringing_count, s->cases[of].pupil, s->out);

	for (int i = 0; !words && s->family[of] && i < s->count; i++)
		if (s->family[i] == s->family[of])
			words = ringing_words(f->o, f->ringing, f->ringing_count, s->cases[i].pupil, s->out);
	return words;
}

int call_reported(const struct call_facts *f, int64_t pupil, struct reported_row *ret)
{
	struct reported_row *rows;
	int n = store_reported_of_pupil(f->o->store, pupil, f->a, &rows);

	*ret = (struct reported_row){ 0 };
	for (int i = 0; i < n; i++)
		if (rows[i].from_day.n <= f->day.n && (day_is_none(rows[i].back_day) ? day_equal(rows[i].from_day, f->day) : rows[i].back_day.n > f->day.n))
			*ret = rows[i];
	return n < 0 ? n : 0;
}

/* A teacher's N beside what the family told the office: the reason is there, and nobody need ring. */
static int said_read(const struct call_sheet *s, const struct call_case *c, enum session session, const char **ret)
{
	struct reported_row said;
	int r = 0;

	*ret = NULL;
	if (!code_has_no_reason(c->mark[session]))
		return 0;
	r = call_reported(s->facts, c->pupil, &said);
	if (r == 0 && said.code)
		*ret = arena_printf(s->out, "%s, %s", said.code, said.words);
	return r;
}

int call_line_make(const struct call_sheet *s, int of, enum session session, struct call_line *ret, int *ret_risk)
{
	const struct call_case *c = &s->cases[of];
	const struct caller *next = c->next >= 0 && c->state != CALL_DONE ? &c->callers[c->next] : NULL;
	struct office *o = s->facts->o;
	struct arena *a = s->out;
	int r = risk_read(s->facts, c, ret_risk);

	const char *said = NULL;

	if (r == 0)
		r = said_read(s, c, session, &said);
	if (r < 0)
		return r;
	*ret = (struct call_line){
		.pupil = c->pupil, .ref = { c->group[session], s->facts->day, session }, .name = office_pupil_name(o, c->pupil, a),
		.group = arena_text(a, office_group_name(o, c->group[session])), .mark = c->mark[session], .state = c->state,
		.priority = *ret_risk < FLAG_RANKS, .family = s->family[of], .day_of = c->day_of, .since_seen = days_since(s->facts, c->seen),
		.since_spoken = days_since(s->facts, c->spoken), .next_name = next ? arena_text(a, next->name) : NULL,
		.next_relation = next ? arena_text(a, next->relation) : NULL, .next_number = next ? arena_text(a, c->next_number) : NULL,
		.last = last_words(s, c), .ringing = ringing_of(s, of), .due = c->due, .step = c->step, .overdue = c->overdue, .said = said,
	};
	return 0;
}

const char *call_maker(struct office *o, const struct call_row *row, struct arena *a)
{
	struct act_row act;

	return changed_last_by(o, THING_CALL, row->id, "kind", a, &act) < 0 ? "?" : act.head.staff_name;
}

void since_put(struct buf *to, const char *what, int days)
{
	if (days < 0)
		buf_printf(to, "not %s", what);
	else if (days == 0)
		buf_printf(to, "%s today", what);
	else
		buf_printf(to, "%s %d day%s ago", what, days, PLURAL(days));
}
