/* The roll in memory, asked: where a pupil is, whether the session is held, and a walk over the strips. */
#include <stdint.h>

#include "base/text.h"
#include "names.h"
#include "report_parts.h"

void roll_finish(struct roll *r)
{
	arena_finish(&r->arena);
}

static struct roll_pupil *roll_pupil(struct roll *r, int64_t id)
{
	return id > 0 && id < r->count ? &r->pupils[id] : NULL;
}

static bool fact_covers(const struct roll_fact *f, sitting s)
{
	return s >= f->first && s <= f->last && !(place_bits(s) & ~f->when);
}

static const struct roll_fact *fact_at(const struct roll_fact *f, sitting s)
{
	while (f && !fact_covers(f, s))
		f = f->next;
	return f;
}

/* A register counts as due once it has closed: the last minute of L is over (domain 2.3). */
static sitting closed_until(struct office *o, int64_t group)
{
	struct civil now = moment_civil(office_now(o));
	sitting until = sitting_of(now.day, SESSION_AM) - 1;

	for (int s = SESSION_AM; s <= SESSION_PM; s++) {
		const struct session_times *t = office_times(o, now.day, (enum session)s, group);

		if (t && now.minute > t->closes)
			until = sitting_of(now.day, (enum session)s);
	}
	return until;
}

const struct roll_opening *roll_opening(struct roll *r, int year, int64_t group)
{
	struct roll_opening **at = &r->openings;

	while (*at && ((*at)->year != year || (*at)->group != group))
		at = &(*at)->next;
	if (!*at) {
		uint8_t *open = arena_new(&r->arena, (size_t)(r->last - r->first + 1), 1);

		calendar_openings(office_calendar(r->office), r->first, r->last, year, group, open);
		*at = arena_new(&r->arena, 1, sizeof **at);
		**at = (struct roll_opening){ year, group, closed_until(r->office, group), open, NULL };
	}
	return *at;
}

struct roll_at roll_at(struct roll *r, const struct roll_pupil *p, sitting s)
{
	const struct roll_fact *place = fact_at(p->places, s), *year = fact_at(p->years, s);
	struct roll_at at = { .on = fact_at(p->spells, s) != NULL };
	const struct roll_opening *o;

	at.group = at.on && place ? place->value : 0;
	o = roll_opening(r, at.on && year ? (int)year->value : SESSION_ANY_YEAR, at.group);
	at.held = o->open[s - r->first] == OPENING_OPEN;
	at.closed = s <= o->until;
	return at;
}

/* Of that day, else the last before it, else the first after; the latest comes first in the list. */
static const struct roll_fact *fact_about(const struct roll_fact *list, struct day day)
{
	sitting am = sitting_of(day, SESSION_AM), pm = sitting_of(day, SESSION_PM);
	const struct roll_fact *f = fact_at(list, am);

	if (!f)
		f = fact_at(list, pm);
	for (const struct roll_fact *g = list; !f && g; g = g->next)
		if (g->first <= pm || !g->next)
			f = g;
	return f;
}

int64_t roll_class(const struct roll_pupil *p, struct day day)
{
	const struct roll_fact *f = fact_about(p->places, day);

	return f ? f->value : 0;
}

int roll_year(const struct roll_pupil *p, struct day day)
{
	const struct roll_fact *f = fact_about(p->years, day);

	return f ? (int)f->value : SESSION_ANY_YEAR;
}

bool roll_overlaps(const struct roll_pupil *p, sitting first, sitting last)
{
	for (const struct roll_fact *f = p->spells; f; f = f->next)
		if (f->first <= last && f->last >= first)
			return true;
	return false;
}

const char *roll_sort_key(const struct pupil_row *p, struct arena *a)
{
	if (p->sort_name && *p->sort_name)
		return text_fold(a, p->sort_name);
	/* A tab sorts before every letter: Li Wei before Lindqvist Ada. */
	return arena_joined(a, text_fold(a, pupil_sort_surname(p)), '\t', text_fold(a, p->forename));
}

struct walk {
	struct roll *roll;
	sitting first, last;
	int year;
	roll_visit *visit;
	void *ctx;
	bool *seen;
};

static int walk_strip(void *ctx, int64_t id, const uint8_t *marks)
{
	const struct walk *w = ctx;
	const struct roll_pupil *p = roll_pupil(w->roll, id);
	sitting begin = strip_sitting(w->year, 0);

	if (!p || !p->row)
		return 0;
	w->seen[id] = true;
	for (const struct roll_fact *f = p->spells; f; f = f->next) {
		sitting first = f->first > w->first ? f->first : w->first, last = f->last < w->last ? f->last : w->last;
		struct roll_strip s = { id, p, { first, last, w->year, 1, &marks }, marks + (first - begin) };

		if (first <= last)
			w->visit(w->ctx, &s);
	}
	return 0;
}

static int walk_one(struct walk *w, int64_t id)
{
	CLEAN_ARENA struct arena a = { 0 };
	const uint8_t *const *strips;
	int r = store_strips(w->roll->office->store, id, w->year, w->year, &a, &strips);

	return r < 0 || !strips[0] ? r : walk_strip(w, id, strips[0]);
}

static void walk_blank(struct walk *w, int64_t only)
{
	static const uint8_t blank[STRIP_BYTES];

	for (int64_t id = 1; id < w->roll->count; id++)
		if (!w->seen[id] && (only == 0 || only == id))
			walk_strip(w, id, blank);
}

int roll_walk(struct roll *roll, sitting first, sitting last, int64_t only, roll_visit *f, void *ctx, struct err *e)
{
	struct store *st = roll->office->store;

	for (int year = strip_year(sitting_day(first)); year <= strip_year(sitting_day(last)); year++) {
		CLEAN_ARENA struct arena a = { 0 };
		sitting begin = strip_sitting(year, 0), end = strip_sitting(year + 1, 0) - 1;
		struct walk w = { roll, first > begin ? first : begin, last < end ? last : end, year, f, ctx,
				  arena_new(&a, (size_t)roll->count, 1) };
		int r = only == 0 ? store_strips_each(st, year, walk_strip, &w) : walk_one(&w, only);

		if (r < 0)
			return office_fail(roll->office, r, e);
		walk_blank(&w, only);
	}
	return 0;
}
