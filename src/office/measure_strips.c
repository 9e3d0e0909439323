/* One pupil's marks as they are counted: while on the roll (domain 4), and where asked as they stood when an act was the last. */
#include <string.h>

#include "measure_parts.h"

static sitting later(sitting a, sitting b)
{
	return a > b ? a : b;
}

static sitting earlier(sitting a, sitting b)
{
	return a < b ? a : b;
}

/* The strips as this pupil's own copy, to be changed; those of years without one are blank. */
static uint8_t *copy_strips(struct measure_parts *x, const uint8_t *const *strips)
{
	for (int i = 0; i < x->years; i++) {
		uint8_t *to = x->scratch + (size_t)i * STRIP_BYTES;

		if (strips[i] != to && strips[i])
			memcpy(to, strips[i], STRIP_BYTES);
		else if (!strips[i])
			memset(to, CODE_NONE, STRIP_BYTES);
		x->strips[i] = to;
	}
	return x->scratch;
}

static uint8_t *slot_of(const struct measure_parts *x, uint8_t *copy, sitting s)
{
	return copy + (size_t)(strip_year(sitting_day(s)) - x->first_year) * STRIP_BYTES + strip_slot(s);
}

/* What stood before the acts since.  @return whether there is any; those of pupils before are passed by */
static bool then_lay(struct measure_parts *x, int64_t id, const uint8_t *const *strips)
{
	uint8_t *copy = NULL;

	while (x->then_at < x->then_count && x->then[x->then_at].pupil < id)
		x->then_at++;
	for (; x->then_at < x->then_count && x->then[x->then_at].pupil == id; x->then_at++) {
		const struct mark_then *t = &x->then[x->then_at];

		if (t->at < x->first || t->at > x->last)
			continue;
		if (!copy)
			copy = copy_strips(x, strips);
		*slot_of(x, copy, t->at) = t->code;
	}
	return copy != NULL;
}

/* Off the roll between two spells, first..last. */
static void gap_clear(const struct measure_parts *x, uint8_t *copy, sitting first, sitting last)
{
	for (sitting s = first; s <= last; s++)
		*slot_of(x, copy, s) = CODE_NONE;
}

/* Spells come in order and none meets another, so most pupils need no copy: the ends of the span say it. */
static void trim(struct measure_parts *x, const struct roll_pupil *p, const uint8_t *const *strips, struct span *s)
{
	uint8_t *copy = NULL;
	sitting first = x->last + 1, last = x->last;
	bool any = false;

	for (const struct roll_fact *f = p->spells; f; f = f->next) {
		sitting from = later(f->first, x->first), until = earlier(f->last, x->last);

		if (from > until)
			continue;
		if (any && from > last + 1) {
			copy = copy ? copy : copy_strips(x, strips);
			gap_clear(x, copy, last + 1, from - 1);
		}
		first = any ? first : from;
		last = until;
		any = true;
	}
	*s = (struct span){ first, last, x->first_year, x->years, copy ? x->strips : strips };
}

void measure_span(struct measure *m, int64_t id, const struct roll_pupil *p, const uint8_t *const *strips, struct span *ret)
{
	struct measure_parts *x = m->parts;

	if (then_lay(x, id, strips))
		strips = x->strips;
	trim(x, p, strips, ret);
}
