/* An arrival in words: what a screen says of it, and the slip (A17; domain 8, form 7: date, time, name, year, reason). */
#include <string.h>

#include "arrival.h"

#include "base/text.h"
#include "rules/pupil.h"

static const char *code_words(const struct arriving *v, struct arena *a)
{
	const struct code *c = code_on(v->code, v->m->ref.day);

	return arena_printf(a, "%s %s", code_symbol(v->code), c ? c->words : "");
}

static const char *on_time_words(const struct arriving *, struct arena *)
{
	return "by the gate: present, no slip";
}

static const char *slip_words(const struct arriving *, struct arena *)
{
	return "after the gate, before the register: present, a slip";
}

static const char *minutes_words(const struct arriving *v, struct arena *a)
{
	const struct code *gave = v->gave && v->code == CODE_U ? code_on(v->gave, v->m->ref.day) : NULL;

	return arena_printf(a, "%s, %d minute%s late%s%s%s%s", code_symbol(v->code), v->late, PLURAL(v->late), gave ? ", in place of " : "",
			    gave ? code_symbol(v->gave) : "", gave ? " " : "", gave ? gave->words : "");
}

static const char *instead_words(const struct arriving *v, struct arena *a)
{
	return arena_printf(a, "%s, in place of U", code_words(v, a));
}

static const char *kept_words(const struct arriving *v, struct arena *a)
{
	return arena_printf(a, "%s is kept: the time is noted", code_words(v, a));
}

static const char *back_words(const struct arriving *v, struct arena *a)
{
	char out[8];

	minute_text((int)v->out->out_minute, out);
	if (v->plain || !v->code)
		return arena_printf(a, "out since %s: back", out);
	return arena_printf(a, "out since %s: back, %s%s", out, code_words(v, a), v->code == v->due->mark ? " stays" : "");
}

/* Two clerks at one child: the second is told who was first. */
static const char *already_words(const struct arriving *v, struct arena *a)
{
	const struct register_ref *ref = &v->m->ref;
	struct entry_row *chain;
	struct act_row act;
	int n = store_entries_of_mark(v->m->o->store, v->pupil, ref->day, ref->session, a, &chain);
	const struct entry_row *last = n > 0 ? chain_standing(chain, n) : NULL;

	if (!last || store_act_get(v->m->o->store, last->act, a, &act) < 0 || !*act.head.staff_name)
		return arena_printf(a, "%s already: nothing changes", code_words(v, a));
	return arena_printf(a, "%s already, by %s %s: nothing changes", code_words(v, a), act.head.staff_name, when_words(act.head.at, ref->day, a));
}

static const char *(*const words[])(const struct arriving *, struct arena *) = {
	[DESK_ON_TIME] = on_time_words, [DESK_SLIP] = slip_words, [DESK_LATE] = minutes_words, [DESK_AFTER_CLOSE] = minutes_words,
	[DESK_CODE] = instead_words, [DESK_KEPT] = kept_words, [DESK_BACK] = back_words, [DESK_HERE_ALREADY] = already_words,
};

const char *arriving_words(const struct arriving *v, struct arena *a)
{
	return v->outcome == DESK_REFUSED ? "" : words[v->outcome](v, a);
}

static void slip_line(struct buf *to, const char *label, const char *text)
{
	buf_text(to, label);
	text_clean(text, to);
	buf_char(to, '\n');
}

/* A child who came by the gate needs no slip, nor one who was here and is back, nor one who has theirs. */
static bool needs_slip(const struct arriving *v)
{
	return v->arrival != ARRIVAL_ON_TIME && !v->again && !(v->out && v->code == v->due->mark);
}

void arriving_slip(const struct arriving *v, struct buf *to)
{
	struct office *o = v->m->o;
	const struct code *c = code_on(v->code, v->m->ref.day);
	char day[DAY_TEXT], time[8], year[8];

	if (!needs_slip(v))
		return;
	if (to->length)
		buf_char(to, '\f');
	if (office_banner(o))
		buf_printf(to, "%s\n", office_banner(o));
	slip_line(to, "", office_school_name(o));
	slip_line(to, "Pupil: ", marking_name(v->m, v->pupil));
	slip_line(to, "Class: ", office_group_name(o, v->m->ref.roll_group));
	if (v->due->year != SESSION_ANY_YEAR)
		buf_printf(to, "Year: %s\n", year_name(v->due->year, year));
	buf_printf(to, "Arrived: %s at %s", day_long(v->m->ref.day, day), minute_text(v->minute, time));
	if (v->late)
		buf_printf(to, ", %d minute%s after the register began", v->late, PLURAL(v->late));
	buf_printf(to, "\nMark: %s (%s)\n", code_symbol(v->code), c ? c->words : "");
	if (v->wish->why)
		slip_line(to, "Reason: ", v->wish->why);
}
