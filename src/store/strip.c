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

/* One entry that stands, with where it goes. */
struct strip_write {
	int64_t pupil;
	int year, slot, order;
	uint8_t code;
};

static int write_order(const void *a, const void *b)
{
	const struct strip_write *x = a, *y = b;

	if (x->year != y->year)
		return x->year < y->year ? -1 : 1;
	if (x->pupil != y->pupil)
		return x->pupil < y->pupil ? -1 : 1;
	return x->order - y->order;
}

int strip_write(struct store *st, const struct item *items, int count)
{
	CLEAN_FREE struct strip_write *writes = mem_new((size_t)count + 1, sizeof *writes);
	uint8_t marks[STRIP_BYTES];
	bool found;
	int n = 0, r = 0;

	for (int i = 0; i < count; i++) {
		if (items[i].kind != ITEM_ENTRY || !items[i].entry.stands)
			continue;
		struct day day = { (int32_t)items[i].entry.day };
		writes[n++] = (struct strip_write){ items[i].entry.pupil, strip_year(day),
			strip_slot(sitting_of(day, (enum session)items[i].entry.session)), i, (uint8_t)items[i].entry.after };
	}
	qsort(writes, (size_t)n, sizeof *writes, write_order);
	for (int i = 0, next; r == 0 && i < n; i = next) {
		r = strip_read(st, writes[i].year, writes[i].pupil, marks, &found);
		for (next = i; next < n && writes[next].year == writes[i].year && writes[next].pupil == writes[i].pupil; next++)
			marks[writes[next].slot] = writes[next].code;
		if (r == 0)
			r = strip_put(st, writes[i].year, writes[i].pupil, marks);
	}
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
