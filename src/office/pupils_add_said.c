/* What follows from a new pupil's first day: sessions without a mark, closed registers, the first register to come. */
#include "names.h"
#include "pupils_add.h"
#include "school.h"

static bool has_begun(struct adding *d, sitting s)
{
	struct civil now = moment_civil(office_now(d->o));
	const struct session_times *t = office_times_for(d->o, sitting_day(s), sitting_session(s), d->group->id, d->year);

	return sitting_day(s).n < now.day.n || (t && now.minute >= t->starts);
}

static void say_session(struct buf *b, const char *before, sitting s)
{
	char day[DAY_TEXT];

	buf_printf(b, "%s%s of %s", before, session_words(sitting_session(s)), day_long(sitting_day(s), day));
}

#define AHEAD (2 * 100) /* sessions: longer than every holiday */

static void say_first(struct adding *d)
{
	for (sitting s = spell_first(&d->spell); s < spell_first(&d->spell) + AHEAD; s++)
		if (calendar_opening(&d->o->calendar, s, d->year, d->group->id, NULL) == OPENING_OPEN) {
			buf_printf(&d->said, "In the register of %s from the ", d->group->name);
			say_session(&d->said, "", s);
			buf_text(&d->said, ".\n");
			return;
		}
}

/* Registers since then that the office has closed: told a day late, the child is on the roll from the agreed day all the same. */
static int say_closed(struct adding *d)
{
	struct register_row *rows;
	int closed = 0;

	if (!d->group || d->spell.from_day.n > office_today(d->o).n)
		return 0;
	int n = store_registers_between(d->o->store, d->spell.from_day, office_today(d->o), &d->arena, &rows);
	for (int i = 0; i < n; i++)
		closed += rows[i].roll_group == d->group->id && rows[i].closed_act && sitting_of(rows[i].day, rows[i].session) >= spell_first(&d->spell);
	if (closed)
		buf_printf(&d->said, "%d of these registers %s closed: a mark there needs a reason.\n", closed, closed == 1 ? "is" : "are");
	return n < 0 ? office_fail(d->o, n, d->e) : 0;
}

int adding_say_sessions(struct adding *d)
{
	sitting s = spell_first(&d->spell), first = 0, last = 0, limit = sitting_of(office_today(d->o), SESSION_PM);
	int since = 0;

	if (!d->group)
		return 0;
	for (; s <= limit; s++) {
		if (calendar_opening(&d->o->calendar, s, d->year, d->group->id, NULL) != OPENING_OPEN)
			continue;
		if (!has_begun(d, s))
			break;
		first = since++ ? first : s;
		last = s;
	}
	if (since == 1)
		say_session(&d->said, "Without a mark: ", first);
	else if (since > 1) {
		buf_printf(&d->said, "Without a mark: %d sessions", since);
		say_session(&d->said, ", ", first);
		say_session(&d->said, " to ", last);
	}
	buf_text(&d->said, since ? ".\n" : "");
	int r = since ? say_closed(d) : 0;
	say_first(d);
	return r;
}
