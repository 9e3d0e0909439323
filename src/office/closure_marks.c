/* The marks that stand in the sessions of a closure: which give way to its code, and which stay (A13; PR24 reg 10(2)). */
#include "closure_parts.h"

#include <string.h>

#include "expected.h"
#include "marking.h"

static int64_t or_zero(int64_t v)
{
	return v == NONE ? 0 : v;
}

static bool is_about(const struct shutting *s, const struct due_row *due)
{
	return (s->row.year == NONE || s->row.year == due->year) && (s->row.roll_group == NONE || s->row.roll_group == due->roll_group);
}

static int read_due(struct shutting *s, sitting at, struct due_row **ret)
{
	int n = store_due(s->c.o->store, sitting_day(at), sitting_session(at), or_zero(s->row.roll_group), &s->c.arena, ret);

	return n < 0 ? office_fail(s->c.o, n, s->e) : n;
}

int shutting_any(struct shutting *s, sitting at)
{
	struct due_row *due;
	int n = read_due(s, at, &due), marked = 0;

	for (int i = 0; i < n; i++)
		marked += is_about(s, &due[i]) && due[i].mark != CODE_NONE;
	return n < 0 ? n : marked;
}

static uint8_t code_of(const struct shutting *s, struct day day)
{
	enum opening o = strcmp(s->kind->name, "unplanned") == 0 ? OPENING_UNPLANNED
		       : strcmp(s->kind->name, "partial") == 0 ? OPENING_PARTIAL : OPENING_STAGGERED;

	return closing_code(o, day);
}

/* Nobody is in a school that is shut; of a part of it, a child who was seen is here, and one who learns elsewhere is there. */
static bool gives_way(const struct shutting *s, uint8_t mark, struct day day)
{
	if (!s->kind->replaces || mark == code_of(s, day))
		return false;
	return s->kind->whole || code_is_out(mark, day);
}

/* After its close a mark changes only with a reason (A20). */
static bool is_closed(const struct shutting *s, const struct due_row *due, sitting at)
{
	struct office *o = s->c.o;
	struct register_ref ref = { due->roll_group, sitting_day(at), sitting_session(at) };
	struct register_row row = { 0 };
	const struct session_times *times = office_times_for(o, ref.day, ref.session, ref.roll_group, due->year);

	store_register_get(o->store, ref.day, ref.session, ref.roll_group, &row);
	return register_is_closed(&ref, times, &row, office_now(o));
}

static void mark_judge(struct shutting *s, const struct due_row *due, sitting at)
{
	struct day day = sitting_day(at);

	if (!gives_way(s, due->mark, day)) {
		s->stays[due->mark]++;
		s->stayed++;
		return;
	}
	vec_push(&s->entries, (struct entry){ .pupil = due->pupil, .day = day, .session = sitting_session(at), .before = due->mark,
					      .after = code_of(s, day), .minutes_late = -1, .arrival = -1, .stands = true });
	s->gives[due->mark]++;
	s->given++;
	s->past = s->past || is_closed(s, due, at);
}

int shutting_marks(struct shutting *s)
{
	struct office *o = s->c.o;
	sitting last = sitting_of(office_today(o), SESSION_PM);
	int r = 0;

	last = shutting_last(s) < last ? shutting_last(s) : last;
	for (sitting at = shutting_first(s); r >= 0 && at <= last; at++) {
		struct due_row *due;

		if (calendar_opening(&o->calendar, at, SESSION_ANY_YEAR, 0, NULL) != OPENING_OPEN)
			continue;
		r = read_due(s, at, &due);
		for (int i = 0; i < r; i++)
			if (is_about(s, &due[i]) && due[i].mark != CODE_NONE)
				mark_judge(s, &due[i], at);
	}
	return r < 0 ? r : 0;
}

int shutting_left(struct shutting *s)
{
	sitting last = sitting_of(office_today(s->c.o), SESSION_PM);
	int r = 0, left = 0;

	last = shutting_last(s) < last ? shutting_last(s) : last;
	for (sitting at = shutting_first(s); s->kind->replaces && r >= 0 && at <= last; at++) {
		struct due_row *due;

		r = read_due(s, at, &due);
		for (int i = 0; i < r; i++)
			left += is_about(s, &due[i]) && due[i].mark == code_of(s, sitting_day(at));
	}
	return r < 0 ? r : left;
}
