/* What figures need beside the strips: strips of several years side by side, marks as they once stood, reviews, stages, returns, targets. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "rules/span.h"

/* STRIPS SIDE BY SIDE: one cursor a year, each in order of pupil --------------------------------------------------------------------- */

struct year_cursor {
	struct stmt q;
	int64_t pupil;         /* INT64_MAX: it has come to its end */
	const uint8_t *marks;
};

struct strip_merge {
	int first_year, years;
	struct year_cursor *of;
	const uint8_t **strips;
};

static int cursor_next(struct store *st, struct year_cursor *c)
{
	int size, r = stmt_row(&c->q);

	if (r <= 0) {
		c->pupil = INT64_MAX;
		return r;
	}
	c->pupil = stmt_int(&c->q, 0);
	c->marks = stmt_blob(&c->q, 1, &size);
	return size == STRIP_BYTES ? 0 : err_store(&st->trouble, -EUCLEAN, "A pupil's marks are damaged. Run `firstbell verify`.");
}

static int merge_begin(struct store *st, struct strip_merge *m)
{
	int r = 0;

	for (int i = 0; r == 0 && i < m->years; i++) {
		r = stmt_more(st, SQL_STRIP_OF_YEAR, &m->of[i].q);
		if (r == 0) {
			stmt_bind_int(&m->of[i].q, STRIP_OF_YEAR_YEAR, m->first_year + i);
			r = cursor_next(st, &m->of[i]);
		}
	}
	return r;
}

/* The pupil whose turn it is, with the strips that lie there. */
static int64_t merge_front(const struct strip_merge *m)
{
	int64_t pupil = INT64_MAX;

	for (int i = 0; i < m->years; i++)
		if (m->of[i].pupil < pupil)
			pupil = m->of[i].pupil;
	for (int i = 0; i < m->years; i++)
		m->strips[i] = m->of[i].pupil == pupil ? m->of[i].marks : NULL;
	return pupil;
}

static int merge_past(struct store *st, struct strip_merge *m, int64_t pupil)
{
	int r = 0;

	for (int i = 0; r == 0 && i < m->years; i++)
		if (m->of[i].pupil == pupil)
			r = cursor_next(st, &m->of[i]);
	return r;
}

static int merge_walk(struct store *st, struct strip_merge *m, int (*f)(void *ctx, int64_t pupil, const uint8_t *const *strips), void *ctx)
{
	int64_t pupil;
	int r = merge_begin(st, m);

	while (r == 0 && (pupil = merge_front(m)) != INT64_MAX) {
		r = f(ctx, pupil, m->strips);
		if (r == 0)
			r = merge_past(st, m, pupil);
	}
	return r;
}

int store_strips_between(struct store *st, int first_year, int last_year, int (*f)(void *ctx, int64_t pupil, const uint8_t *const *strips), void *ctx)
{
	int years = last_year < first_year ? 0 : last_year - first_year + 1;
	CLEAN_FREE struct year_cursor *of = mem_new((size_t)years + 1, sizeof *of);
	CLEAN_FREE const uint8_t **strips = mem_new((size_t)years + 1, sizeof *strips);
	struct strip_merge m = { first_year, years, of, strips };
	int r = merge_walk(st, &m, f, ctx);

	for (int i = 0; i < years; i++)
		stmt_more_end(&of[i].q);
	return r;
}

/* MARKS AS THEY ONCE STOOD ------------------------------------------------------------------------------------------------------------ */

struct then_row {
	struct mark_then of;
	int ordinal; /* in order of acts */
};

static int then_order(const void *a, const void *b)
{
	const struct then_row *x = a, *y = b;

	if (x->of.pupil != y->of.pupil)
		return x->of.pupil < y->of.pupil ? -1 : 1;
	if (x->of.at != y->of.at)
		return x->of.at < y->of.at ? -1 : 1;
	return x->ordinal - y->ordinal;
}

struct then_rows { VEC(struct then_row); };

static int then_read(struct stmt *q, sitting last, struct then_rows *to)
{
	int r;

	while ((r = stmt_row(q)) > 0) {
		struct then_row row = { { stmt_int(q, 0), stmt_small(q, 1), (uint8_t)stmt_small(q, 2) }, to->count };

		if (row.of.at <= last)
			vec_push(to, row);
	}
	return r;
}

/* The first change of a session after that act says what stood then. */
static int then_keep(struct then_rows *rows, struct arena *a, struct mark_then **ret)
{
	struct mark_then *kept = arena_new(a, (size_t)rows->count + 1, sizeof *kept);
	int n = 0;

	if (rows->count)
		qsort(rows->items, (size_t)rows->count, sizeof *rows->items, then_order);
	for (int i = 0; i < rows->count; i++)
		if (n == 0 || kept[n - 1].pupil != rows->items[i].of.pupil || kept[n - 1].at != rows->items[i].of.at)
			kept[n++] = rows->items[i].of;
	*ret = kept;
	return n;
}

int store_marks_as_of(struct store *st, int64_t act, sitting last, int64_t pupil, struct arena *a, struct mark_then **ret)
{
	STMT q = NULL;
	struct then_rows rows = { 0 };
	int r = stmt_borrow(st, SQL_MARKS_AS_OF, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, MARKS_AS_OF_ACT, act);
	stmt_bind_day(q, MARKS_AS_OF_LAST_DAY, sitting_day(last));
	stmt_bind_int(q, MARKS_AS_OF_PUPIL, pupil);
	r = then_read(q, last, &rows);
	if (r == 0)
		r = then_keep(&rows, a, ret);
	vec_finish(&rows);
	return r;
}

/* MINUTES LATE ------------------------------------------------------------------------------------------------------------------------ */

static void read_late(struct stmt *q, struct arena *a, void *row)
{
	(void)a;
	*(struct late_row *)row = (struct late_row){ .pupil = stmt_int(q, 0), .at = stmt_small(q, 1), .code = (uint8_t)stmt_small(q, 2),
						     .minutes = stmt_small(q, 3) };
}

int store_late_between(struct store *st, struct day first, struct day last, int64_t pupil, struct arena *a, struct late_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_LATE_BETWEEN, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, LATE_BETWEEN_FIRST_PUPIL, pupil ? pupil : 0);
	stmt_bind_int(q, LATE_BETWEEN_LAST_PUPIL, pupil ? pupil : INT64_MAX);
	stmt_bind_day(q, LATE_BETWEEN_FIRST, first);
	stmt_bind_day(q, LATE_BETWEEN_LAST, last);
	return rows_keep(q, sizeof **ret, read_late, a, ret);
}

/* ROWS OF A THING --------------------------------------------------------------------------------------------------------------------- */

/* The only parameter is an id or a number; NONE: it has none. */
static int things_by(struct store *st, enum statement which, enum thing thing, int64_t by, struct arena *a, void *ret_array)
{
	STMT q = NULL;
	int r = stmt_borrow(st, which, &q);

	if (r < 0)
		return r;
	if (by != NONE)
		stmt_bind_int(q, 1, by);
	return thing_rows(q, thing, a, ret_array);
}

int store_reviews(struct store *st, struct arena *a, struct review_row **ret)
{
	return things_by(st, SQL_REVIEWS_LATEST, THING_REVIEW, NONE, a, ret);
}

int store_reviewed_of_review(struct store *st, int64_t review, struct arena *a, struct reviewed_row **ret)
{
	return things_by(st, SQL_REVIEWED_OF_REVIEW, THING_REVIEWED, review, a, ret);
}

int store_reviewed_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct reviewed_row **ret)
{
	return things_by(st, SQL_REVIEWED_OF_PUPIL, THING_REVIEWED, pupil, a, ret);
}

int store_reviewed_last(struct store *st, int64_t before, struct arena *a, struct reviewed_row **ret)
{
	return things_by(st, SQL_REVIEWED_LAST, THING_REVIEWED, before, a, ret);
}

int store_stages_on(struct store *st, const char *policy, struct day day, struct arena *a, struct pupil_stage_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_STAGES_ON, &q);

	if (r < 0)
		return r;
	stmt_bind_text(q, STAGES_ON_POLICY, policy);
	stmt_bind_day(q, STAGES_ON_DAY, day);
	return thing_rows(q, THING_PUPIL_STAGE, a, ret);
}

int store_stages_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct pupil_stage_row **ret)
{
	return things_by(st, SQL_STAGES_OF_PUPIL, THING_PUPIL_STAGE, pupil, a, ret);
}

int store_returns_made(struct store *st, int64_t pupil, struct day from, struct arena *a, struct return_made_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, pupil ? SQL_RETURNS_MADE_OF_PUPIL : SQL_RETURNS_MADE, &q);

	if (r < 0)
		return r;
	if (pupil)
		stmt_bind_int(q, RETURNS_MADE_OF_PUPIL_PUPIL, pupil);
	stmt_bind_day(q, pupil ? RETURNS_MADE_OF_PUPIL_FIRST : RETURNS_MADE_FIRST, from);
	return thing_rows(q, THING_RETURN_MADE, a, ret);
}

int store_targets(struct store *st, int year, struct arena *a, struct target_row **ret)
{
	return things_by(st, SQL_TARGETS_OF_YEAR, THING_TARGET, year, a, ret);
}

int store_league_out(struct store *st, struct arena *a, struct league_out_row **ret)
{
	return store_thing_all(st, THING_LEAGUE_OUT, a, ret);
}

int store_targets_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct target_row **ret)
{
	return things_by(st, SQL_TARGETS_OF_PUPIL, THING_TARGET, pupil, a, ret);
}

int store_league_out_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct league_out_row **ret)
{
	return things_by(st, SQL_LEAGUE_OUT_OF_PUPIL, THING_LEAGUE_OUT, pupil, a, ret);
}
