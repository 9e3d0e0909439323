/* A line that somebody is ringing: the other clerk sees it, and rings another family. */
#include <errno.h>

#include "call_facts.h"

static bool is_stale(const struct ringing_row *row, struct moment now)
{
	return now.seconds - row->since.seconds > RINGING_MINUTES * 60;
}

const char *ringing_words(struct office *o, const struct ringing_row *rows, int n, int64_t pupil, struct arena *a)
{
	struct staff_row staff;
	char at[8];

	for (int i = 0; i < n; i++) {
		if (rows[i].pupil != pupil || rows[i].staff == o->person.staff || is_stale(&rows[i], office_now(o)) ||
		    store_thing_get(o->store, THING_STAFF, rows[i].staff, a, &staff) < 0)
			continue;
		return arena_printf(a, "%s is ringing since %s", staff.name, minute_text(moment_civil(rows[i].since).minute, at));
	}
	return NULL;
}

static int refuse_ringing(const char *words, struct err *e)
{
	err_refuse(e, "%s: ring another family, or ask them.", words);
	return -EEXIST;
}

/* Whoever left a line ringing and went home is in nobody's way. */
static int stale_clear(struct office *o, const struct ringing_row *rows, int n, int64_t pupil)
{
	int r = 0;

	for (int i = 0; r == 0 && i < n; i++)
		if (rows[i].pupil == pupil && rows[i].staff != o->person.staff && is_stale(&rows[i], office_now(o)))
			r = store_ringing_clear(o->store, pupil, rows[i].staff);
	return r;
}

static int ring(struct office *o, int64_t pupil, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct ringing_row *rows;
	int n = store_ringing_all(o->store, &a, &rows);
	const char *words = n > 0 ? ringing_words(o, rows, n, pupil, &a) : NULL;

	if (words)
		return refuse_ringing(words, e);
	int r = n < 0 ? n : stale_clear(o, rows, n, pupil);
	if (r == 0)
		r = store_ringing_put(o->store, &(struct ringing_row){ pupil, o->person.staff, office_now(o) });
	if (r != -EEXIST)
		return r < 0 ? office_fail(o, r, e) : 0;
	n = store_ringing_all(o->store, &a, &rows); /* between our look and our ring somebody was faster */
	words = n > 0 ? ringing_words(o, rows, n, pupil, &a) : NULL;
	return refuse_ringing(words ? words : "Somebody else is ringing that family", e);
}

int office_ringing(struct office *o, int64_t pupil, bool on, struct err *e)
{
	int r = office_refresh(o, e);

	if (r == 0)
		r = said_may(o, ACTION_CALL, pupil, office_today(o), e);
	if (r < 0 || on)
		return r < 0 ? r : ring(o, pupil, e);
	r = store_ringing_clear(o->store, pupil, o->person.staff);
	return r < 0 ? office_fail(o, r, e) : 0;
}
