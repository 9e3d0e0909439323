/* Plain mode: the late desk (A16, A29): a child, or a family at once. */
#include "plain.h"

#include <inttypes.h>
#include <string.h>

#include "office/gate.h"
#include "office/today.h"

struct desk {
	struct plain *p;
	struct arena arena;
	struct pupil_ids pupils;
	int minute;
	bool after_close; /* of each: a code may stand in place of U */
	const char *who, *why, *code;
};

/* What each arrival would be, before the reason is asked; those that are none go. */
static bool looks_say(struct desk *d)
{
	int kept = 0;

	d->after_close = true;
	for (int i = 0; i < d->pupils.count; i++) {
		struct desk_arrival look;
		struct err e = { 0 };
		int64_t pupil = d->pupils.items[i];

		if (office_desk_look(d->p->office, pupil, d->minute, NULL, &d->arena, &look, &e) < 0) {
			plain_refuse(d->p, &e);
			return false;
		}
		plain_say(d->p, "%s: %s", office_name_of_pupil(d->p->office, pupil, &d->arena), look.words);
		if (look.warning)
			plain_say(d->p, "%s", look.warning);
		d->after_close &= look.outcome == DESK_AFTER_CLOSE;
		if (look.outcome != DESK_REFUSED)
			d->pupils.items[kept++] = pupil;
	}
	d->pupils.count = kept;
	return kept > 0;
}

static void record(struct desk *d)
{
	CLEAN_BUF struct buf slips = { 0 }, said = { 0 };
	struct plain *p = d->p;
	struct mark_result done = { 0 };
	struct err e = { 0 };
	const struct arrivals_wish wish = {
		.pupils = d->pupils.items, .count = d->pupils.count, .day = DAY_NONE, .session = -1, .minute = d->minute,
		.code = d->after_close ? d->code : NULL, .why = d->why,
	};

	if (office_arrivals(p->office, &wish, &slips, &said, &done, &e) < 0) {
		plain_refuse(p, &e);
		return;
	}
	const char *name = d->pupils.count == 1 ? office_name_of_pupil(p->office, d->pupils.items[0], &d->arena) : d->who;
	if (done.act) {
		p->c->saved = done.act;
		plain_say(p, "Arrived: %s. Act %" PRId64 " is saved.", name, done.act);
	} else
		plain_say(p, "Nothing to change: what stands for %s stays.", name);
	cli_lines(p->c, &said);
	for (char *at = slips.text; at && (at = memchr(at, '\f', slips.length - (size_t)(at - slips.text)));)
		*at++ = '\n';
	cli_lines(p->c, &slips);
}

void plain_late(void *state, char *rest)
{
	struct desk d = { .p = state };
	struct plain *p = state;

	if (plain_whom(p, rest, "Who is late (a part of the name): ", &d.arena, &d.pupils, &d.who)) {
		const char *question = arena_printf(&d.arena, "%s, arrived at (Enter: now, n goes back): ", d.who);

		if (plain_minute(p, question, &d.minute) && looks_say(&d) && plain_reason(p, CHOICES_LATE, false, &d.arena, &d.why, &d.code))
			record(&d);
		else if (!p->over)
			plain_say(p, "Nothing was recorded.");
	}
	vec_finish(&d.pupils);
	arena_finish(&d.arena);
}
