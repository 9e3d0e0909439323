/* Strips: what stands, one byte a session (design 2). */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "rules/span.h"

/* -EUCLEAN if the row is not a strip. */
static int strip_read(struct store *st, int year, int64_t pupil, uint8_t marks[static STRIP_BYTES], bool *ret_found)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_STRIP_GET, &q), size;

	if (r < 0)
		return r;
	stmt_bind_int(q, STRIP_GET_YEAR, year);
	stmt_bind_int(q, STRIP_GET_PUPIL, pupil);
	r = stmt_row(q);
	*ret_found = r > 0;
	if (r <= 0) {
		memset(marks, 0, STRIP_BYTES);
		return r;
	}
	const void *blob = stmt_blob(q, 0, &size);
	if (size != STRIP_BYTES)
		return err_store(&st->trouble, -EUCLEAN, "A pupil's marks are damaged. Run `firstbell verify`.");
	memcpy(marks, blob, STRIP_BYTES);
	return 0;
}

static int strip_put(struct store *st, int year, int64_t pupil, const uint8_t *marks)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_STRIP_PUT, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, STRIP_PUT_YEAR, year);
	stmt_bind_int(q, STRIP_PUT_PUPIL, pupil);
	stmt_bind_blob(q, STRIP_PUT_MARKS, marks, STRIP_BYTES);
	return stmt_done(q);
}

/* THE STRIPS OF THE OPEN ACT: read once, changed here, put down at its end */

static size_t place_of(const struct act_strips *t, int64_t pupil, int year)
{
	uint64_t mixed = ((uint64_t)pupil * 4096 + (uint64_t)year) * 0x9e3779b97f4a7c15u;
	size_t at = (size_t)(mixed >> 32) & (t->room - 1);

	while (t->places[at] && (t->places[at]->pupil != pupil || t->places[at]->year != year))
		at = (at + 1) & (t->room - 1);
	return at;
}

/* All of it is the act's arena's. */
static void strips_grow(struct act_strips *t, struct arena *a)
{
	struct act_strips grown = { .room = t->room ? t->room * 2 : 64, .count = t->count };

	grown.places = arena_new(a, grown.room, sizeof *grown.places);
	for (size_t i = 0; i < t->room; i++)
		if (t->places[i])
			grown.places[place_of(&grown, t->places[i]->pupil, t->places[i]->year)] = t->places[i];
	*t = grown;
}

int strip_of_act(struct store *st, int64_t pupil, int year, struct act_strip **ret)
{
	struct act_strips *t = &st->act.strips;
	bool found;

	if (2 * t->count >= t->room)
		strips_grow(t, &st->act.arena);
	size_t at = place_of(t, pupil, year);
	if (!t->places[at]) {
		struct act_strip *strip = arena_new(&st->act.arena, 1, sizeof *strip);
		int r = strip_read(st, year, pupil, strip->marks, &found);

		if (r < 0)
			return r;
		strip->pupil = pupil;
		strip->year = year;
		t->places[at] = strip;
		t->count++;
	}
	*ret = t->places[at];
	return 0;
}

/* The order of the table. */
static int strip_order(const void *a, const void *b)
{
	const struct act_strip *x = *(struct act_strip *const *)a, *y = *(struct act_strip *const *)b;

	if (x->year != y->year)
		return x->year < y->year ? -1 : 1;
	return x->pupil < y->pupil ? -1 : x->pupil > y->pupil;
}

int strip_write(struct store *st)
{
	const struct act_strips *t = &st->act.strips;
	CLEAN_FREE const struct act_strip **changed = mem_new(t->count + 1, sizeof *changed);
	size_t n = 0;
	int r = 0;

	for (size_t i = 0; i < t->room; i++)
		if (t->places[i] && t->places[i]->changed)
			changed[n++] = t->places[i];
	qsort(changed, n, sizeof *changed, strip_order);
	for (size_t i = 0; r == 0 && i < n; i++)
		r = strip_put(st, changed[i]->year, changed[i]->pupil, changed[i]->marks);
	return r;
}

int store_strips(struct store *st, int64_t pupil, int first_year, int last_year, struct arena *a, const uint8_t *const **ret)
{
	const uint8_t **strips = arena_new(a, (size_t)(last_year - first_year + 1), sizeof *strips);

	for (int year = first_year; year <= last_year; year++) {
		uint8_t marks[STRIP_BYTES];
		bool found;
		int r = strip_read(st, year, pupil, marks, &found);

		if (r < 0)
			return r;
		if (found)
			strips[year - first_year] = memcpy(arena_new(a, 1, STRIP_BYTES), marks, STRIP_BYTES);
	}
	*ret = strips;
	return 0;
}

int store_mark_get(struct store *st, int64_t pupil, struct day day, enum session session, uint8_t *ret)
{
	uint8_t marks[STRIP_BYTES];
	bool found;
	int r = strip_read(st, strip_year(day), pupil, marks, &found);

	if (r == 0)
		*ret = marks[strip_slot(sitting_of(day, session))];
	return r;
}

int store_strips_each(struct store *st, int year, int (*f)(void *ctx, int64_t pupil, const uint8_t *marks), void *ctx)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_STRIP_OF_YEAR, &q), size;

	if (r < 0)
		return r;
	stmt_bind_int(q, STRIP_OF_YEAR_YEAR, year);
	while ((r = stmt_row(q)) > 0) {
		const uint8_t *marks = stmt_blob(q, 1, &size);

		if (size != STRIP_BYTES)
			return err_store(&st->trouble, -EUCLEAN, "A pupil's marks are damaged. Run `firstbell verify`.");
		if ((r = f(ctx, stmt_int(q, 0), marks)) != 0)
			return r;
	}
	return r;
}
