/* An arrival in words: what a screen says of it, and the slip (A17; domain 8, form 7: date, time, name, year, reason). */
#include <string.h>

#include "arrival.h"

#include "base/text.h"
#include "rules/pupil.h"

static const char *code_words(const struct arriving *v, struct arena *a)
{
	const struct code *c = code_on(v->code, v->m->ref.day);

	return v->code ? arena_printf(a, "%s %s", code_symbol(v->code), c ? c->words : "") : "no mark yet";
}

static const char *minutes_words(const struct arriving *v, struct arena *a)
{
	return arena_printf(a, "%s, %d minute%s late", code_symbol(v->code), v->late, PLURAL(v->late));
}

static const char *back_words(const struct arriving *v, struct arena *a)
{
	char out[8];

	minute_text((int)v->out->out_minute, out);
	if (v->plain)
		return arena_printf(a, "out since %s: back", out);
	const char *stays = v->code == v->due->mark ? " stays" : "";

	return arena_printf(a, "out since %s: back, %s%s", out, code_words(v, a), v->code ? stays : "");
}

const char *arriving_words(const struct arriving *v, struct arena *a)
{
	switch (v->outcome) {
	case DESK_ON_TIME:
		return "by the gate: present, no slip";
	case DESK_SLIP:
		return "after the gate, before the register: present, a slip";
	case DESK_LATE:
	case DESK_AFTER_CLOSE:
		return minutes_words(v, a);
	case DESK_CODE:
		return arena_printf(a, "%s, in place of U", code_words(v, a));
	case DESK_KEPT:
		return arena_printf(a, "%s is kept: the time is noted", code_words(v, a));
	case DESK_BACK:
		return back_words(v, a);
	case DESK_HERE_ALREADY:
		return arena_printf(a, "%s already: nothing changes", code_words(v, a));
	case DESK_REFUSED:
		break;
	}
	return "";
}

static void slip_line(struct buf *to, const char *label, const char *text)
{
	buf_text(to, label);
	text_clean(text, to);
	buf_char(to, '\n');
}

/* A child who came by the gate needs no slip, nor one who was here and is back. */
static bool needs_slip(const struct arriving *v)
{
	return v->arrival != ARRIVAL_ON_TIME && !(v->out && v->code == v->due->mark);
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
