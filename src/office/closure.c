/* The school, a year or a class is shut (A13; domain 1.2 #, Y3, Y4, Y7). */
#include "closure_parts.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#include "pupils_parts.h"
#include "rules/code.h"
#include "rules/pupil.h"

/* WHICH IT IS ----------------------------------------------------------------------------------------------------------------------- */

static int find_closures(struct shutting *s, struct closure_row **ret)
{
	int n = store_thing_all(s->c.o->store, THING_CLOSURE, &s->c.arena, ret);

	return n < 0 ? office_fail(s->c.o, n, s->e) : n;
}

static bool same_scope(const struct shutting *s, const struct closure_row *row)
{
	return row->year == s->row.year && row->roll_group == s->row.roll_group;
}

static bool meets(const struct shutting *s, const struct closure_row *row)
{
	return same_scope(s, row) && strcasecmp(row->name, s->row.name) == 0 && s->row.from_day.n <= row->to_day.n && s->row.to_day.n >= row->from_day.n;
}

static const char *part_words(struct shutting *s, const struct closure_row *row)
{
	char year[16];

	if (row->roll_group != NONE)
		return arena_printf(&s->c.arena, " (%s)", office_group_name(s->c.o, row->roll_group));
	return row->year == NONE ? "" : arena_printf(&s->c.arena, " (%s)", year_title((int)row->year, year));
}

/* "morning", "afternoon": of one that is not of whole days. */
static const char *half_words(struct shutting *s, const struct closure_row *row)
{
	bool one = day_equal(row->from_day, row->to_day);

	if (one && row->from_session == row->to_session)
		return arena_printf(&s->c.arena, ", %s", session_words((enum session)row->from_session));
	if (!one && row->from_session == SESSION_PM)
		return row->to_session == SESSION_AM ? ", from noon to noon" : ", from noon";
	return row->to_session == SESSION_AM ? ", until noon" : "";
}

static void say(struct shutting *s, const struct closure_row *row, const char *end)
{
	changing_say(&s->c, arena_printf(&s->c.arena, "%s: %s%s", row->kind, row->name, part_words(s, row)), row->from_day, row->to_day,
		     arena_printf(&s->c.arena, "%s%s", half_words(s, row), end));
}

/* One of that name which has some of these days is changed. */
static int take_known(struct shutting *s)
{
	struct closure_row *rows, was = CLOSURE_NEW;
	int n = find_closures(s, &rows);

	if (n < 0)
		return n;
	for (int i = 0; i < n; i++)
		if (meets(s, &rows[i]))
			was = rows[i];
	changing_widen(&s->c, s->row.from_day, s->row.to_day);
	if (was.id)
		changing_widen(&s->c, was.from_day, was.to_day);
	s->row.id = was.id;
	say(s, &s->row, was.id ? arena_printf(&s->c.arena, " (was %s, %s)", was.kind, changing_days(&s->c, was.from_day, was.to_day)) : "");
	return 0;
}

static int refuse_none(struct shutting *s, const struct closure_row *rows, int n)
{
	const char *wanted = changing_days(&s->c, s->row.from_day, s->row.to_day);

	for (int i = 0; i < n; i++)
		if (meets(s, &rows[i])) {
			err_refuse(s->e, "%s is from %s, and is %s. Name these days and that kind to take it away.", rows[i].name,
				   changing_days(&s->c, rows[i].from_day, rows[i].to_day), rows[i].kind);
			return -ENOENT;
		}
	err_refuse(s->e, "There is no %s closure %s (%s), so nothing is taken away.", s->row.kind, s->row.name, wanted);
	return -ENOENT;
}

/* Whoever is marked so stays so: nobody would look for them. */
static int say_left(struct shutting *s, const struct closure_row *row)
{
	s->row = *row;
	int left = shutting_left(s);

	if (left > 0)
		buf_printf(s->c.said, "%d mark%s of it: change the registers, or undo the act that made %s.\n", left, left == 1 ? " stands" : "s stand",
			   left == 1 ? "it" : "them");
	return left < 0 ? left : 0;
}

/* `halves`: of these very sessions, not only of these days.  `dry`: it is only said. */
static int take_away(struct shutting *s, bool halves, bool dry, int64_t *ret_act)
{
	struct closure_row *rows;
	int n = find_closures(s, &rows);

	for (int i = 0; i < n; i++) {
		if (!meets(s, &rows[i]) || strcmp(rows[i].kind, s->row.kind) != 0 || !day_equal(rows[i].from_day, s->row.from_day) ||
		    !day_equal(rows[i].to_day, s->row.to_day) ||
		    (halves && (rows[i].from_session != s->row.from_session || rows[i].to_session != s->row.to_session)))
			continue;
		changing_widen(&s->c, rows[i].from_day, rows[i].to_day);
		say(s, &rows[i], dry ? " would be taken away" : " taken away");
		int r = say_left(s, &rows[i]);
		return r < 0 || dry ? r : changing_save(&s->c, "closure gone", THING_CLOSURE, NULL, rows[i].id, ret_act, s->e);
	}
	return n < 0 ? n : refuse_none(s, rows, n);
}

/* OF THE SCHOOL YEAR: whole days of the whole school --------------------------------------------------------------------------------- */

static int year_closure(struct shutting *s, const struct init_closure *w, bool remove, int64_t *ret_act)
{
	int r = office_may(s->c.o, ACTION_CHANGE_SCHOOL, 0, s->e);

	s->row.from_day = w->from;
	s->row.to_day = w->to;
	s->row.to_session = SESSION_PM;
	if (r == 0)
		r = shutting_name_check(s, w->name, w->kind);
	if (r == 0 && (day_is_none(w->from) || day_is_none(w->to)))
		r = err_usage(s->e, "%s ends before it begins. Give its first and its last day.", w->name);
	if (r == 0)
		r = shutting_days_check(s, remove);
	if (r < 0)
		return r;
	if (remove)
		return take_away(s, false, false, ret_act);
	r = shutting_scope_check(s);
	if (r == 0)
		r = shutting_ahead_check(s);
	if (r == 0)
		r = take_known(s);
	return r < 0 ? r : changing_save(&s->c, "closure", THING_CLOSURE, &s->row, 0, ret_act, s->e);
}

static struct shutting shutting_begin(struct office *o, struct buf *said, struct err *e)
{
	return (struct shutting){ .c = changing_begin(o, said), .e = e, .row = CLOSURE_NEW };
}

static int shutting_end(struct shutting *s, int r)
{
	vec_finish(&s->entries);
	arena_finish(&s->c.arena);
	return r;
}

int office_closure_put(struct office *o, const struct init_closure *wish, bool remove, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	struct shutting s = shutting_begin(o, ret_said, e);

	IN_TRANSACTION(o, e, shutting_end(&s, year_closure(&s, wish, remove, ret_act)));
}

/* OF THE DAY: any part of the school, any sessions ------------------------------------------------------------------------------------ */

static int may(struct shutting *s)
{
	struct office *o = s->c.o;

	if (office_reach(o, ACTION_PLAN) == REACH_ALL || office_may(o, ACTION_CHANGE_SCHOOL, 0, NULL) == 0)
		return 0;
	return err_refuse(s->e, "%s may not say that the school is shut. Ask the office.", o->person.name);
}

static int scope_take(struct shutting *s, const struct closure_wish *w)
{
	if (w->year != SESSION_ANY_YEAR && (w->year < YEAR_FIRST || w->year > YEAR_LAST))
		return err_usage(s->e, "There is no such year group. Type N1, N2, R or 1 to 14.");
	if (w->year != SESSION_ANY_YEAR)
		s->row.year = w->year;
	return w->group ? office_group_find(s->c.o, w->group, s->row.from_day, &s->row.roll_group, s->e) : 0;
}

/* Where nobody says since when, today's unexpected one begins after the last session that somebody was marked in: who came this morning came. */
static int first_session(struct shutting *s, const struct closure_wish *w)
{
	s->row.from_session = w->from_session < 0 ? SESSION_AM : w->from_session;
	if (w->from_session >= 0 || !s->kind->replaces || !day_equal(s->row.from_day, office_today(s->c.o)))
		return 0;
	int r = shutting_any(s, sitting_of(s->row.from_day, SESSION_AM));
	if (r > 0 && shutting_last(s) > shutting_first(s))
		s->row.from_session = SESSION_PM;
	return r < 0 ? r : 0;
}

static int days_take(struct shutting *s, const struct closure_wish *w)
{
	int r;

	s->row.from_day = day_or_today(s->c.o, w->from);
	s->row.to_day = day_is_none(w->to) ? s->row.from_day : w->to;
	s->row.to_session = w->to_session < 0 ? SESSION_PM : w->to_session;
	r = shutting_name_check(s, w->name, w->kind);
	if (r == 0)
		r = scope_take(s, w);
	if (r == 0)
		r = first_session(s, w);
	return r < 0 ? r : shutting_days_check(s, w->remove);
}

static void codes_say(const int counts[256], struct buf *said)
{
	bool any = false;

	for (int c = 1; c < 256; c++) {
		if (counts[c] == 0)
			continue;
		buf_printf(said, "%s%s %d", any ? ", " : "", code_symbol((uint8_t)c), counts[c]);
		any = true;
	}
	buf_char(said, '\n');
}

static void marks_say(struct shutting *s, bool dry)
{
	struct buf *said = s->c.said;

	if (s->given) {
		buf_printf(said, "%s %s the place of %d mark%s: ", code_symbol(s->entries.items[0].after), dry ? "would take" : "takes", s->given,
			   PLURAL(s->given));
		codes_say(s->gives, said);
	}
	if (s->stayed) {
		buf_printf(said, "%d mark%s: ", s->stayed, s->stayed == 1 ? " stays" : "s stay");
		codes_say(s->stays, said);
	}
}

/* Whoever looks after the school alone changes no marks: these stay then. */
static int marks_may(struct shutting *s, const char *reason)
{
	struct office *o = s->c.o;
	int r = s->given ? office_may(o, ACTION_ALL_CODES, 0, s->e) : 0;

	if (r == 0 && s->past)
		r = office_may(o, ACTION_AMEND, 0, s->e);
	if (r == 0 && s->past && !reason)
		return err_refuse(s->e, "Marks of registers that are closed would change: say why they do.");
	return r;
}

static int write_marks(struct shutting *s)
{
	struct store *st = s->c.o->store;
	int r = 0;

	for (int i = 0; r >= 0 && i < s->entries.count; i++) {
		const struct entry *x = &s->entries.items[i];
		const struct code *code = code_on(x->after, x->day);

		r = store_act_mark(st, x);
		if (r >= 0 && code && code->needs_note)
			r = store_act_note(st, x->pupil, x->day, (int)x->session, "all", s->row.name);
	}
	return r;
}

static int save(struct shutting *s, const char *reason, struct mark_result *ret)
{
	struct office *o = s->c.o;
	int r = office_act_open(o, "closure", reason, NULL, 0, s->e);

	if (r < 0)
		return r;
	int changed = r = store_act_put(o->store, THING_CLOSURE, &s->row);
	if (r >= 0)
		r = write_marks(s);
	if (r < 0)
		return office_fail(o, r, s->e);
	struct mark_result result = { .entries = s->given + (changed > 0), .facts = changed > 0, .standing = s->stayed };
	r = office_act_end(o, false, &result.act, s->e);
	if (r == 0)
		*ret = result;
	return r;
}

static int shut(struct shutting *s, const struct closure_wish *w, const char *reason, struct mark_result *ret)
{
	int r = shutting_scope_check(s);

	if (r == 0)
		r = s->kind->ahead ? shutting_ahead_check(s) : shutting_marks(s);
	if (r == 0 && !w->dry)
		r = marks_may(s, reason);
	if (r == 0)
		r = take_known(s);
	if (r < 0)
		return r;
	marks_say(s, w->dry);
	if (!w->dry)
		return save(s, reason, ret);
	*ret = (struct mark_result){ .standing = s->stayed };
	return 0;
}

static int closure(struct shutting *s, const struct closure_wish *w, const char *reason, struct mark_result *ret)
{
	int r = may(s);

	if (r == 0 && reason)
		r = office_words_check("reason", reason, s->e);
	if (r == 0)
		r = days_take(s, w);
	if (r < 0)
		return r;
	if (!w->remove)
		return shut(s, w, reason, ret);
	struct mark_result result = { 0 };
	s->c.reason = reason;
	r = take_away(s, w->from_session >= 0 || w->to_session >= 0, w->dry, &result.act);
	result.facts = result.entries = result.act != 0;
	if (r == 0)
		*ret = result;
	return r;
}

int office_closure(struct office *o, const struct closure_wish *w, const char *reason, struct buf *ret_said, struct mark_result *ret, struct err *e)
{
	struct shutting s = shutting_begin(o, ret_said, e);

	IN_TRANSACTION(o, e, shutting_end(&s, closure(&s, w, reason, ret)));
}
