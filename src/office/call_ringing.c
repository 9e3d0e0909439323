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

/* Have the two children a contact in common now?  Then it is the same line.  1, 0, -errno */
static int is_same_line(struct office *o, int64_t pupil, int64_t other, struct arena *a)
{
	struct contact_row *mine, *theirs;
	struct day today = office_today(o);
	int n = store_contacts_of_pupil(o->store, pupil, a, &mine), m = n < 0 ? n : store_contacts_of_pupil(o->store, other, a, &theirs);

	for (int i = 0; m > 0 && i < n; i++)
		for (int k = 0; k < m; k++)
			if (mine[i].adult == theirs[k].adult && day_within(today, mine[i].from_day, mine[i].to_day) &&
			    day_within(today, theirs[k].from_day, theirs[k].to_day))
				return 1;
	return m < 0 ? m : 0;
}

/* Somebody else rings this family, about this child or another; *ret NULL: nobody does. */
static int rung_by(struct office *o, const struct ringing_row *rows, int n, int64_t pupil, struct arena *a, const char **ret)
{
	*ret = NULL;
	for (int i = 0; !*ret && i < n; i++) {
		int r = rows[i].pupil == pupil ? 1 : is_same_line(o, pupil, rows[i].pupil, a);

		if (r < 0)
			return r;
		if (r > 0)
			*ret = ringing_words(o, rows, n, rows[i].pupil, a);
	}
	return 0;
}

int ringing_refuse(struct office *o, int64_t pupil, struct arena *a, struct err *e)
{
	struct ringing_row *rows;
	const char *words = NULL;
	int n = store_ringing_all(o->store, a, &rows), r = n < 0 ? n : rung_by(o, rows, n, pupil, a, &words);

	if (r < 0)
		return office_fail(o, r, e);
	return words ? refuse_ringing(words, e) : 0;
}

static int ring(struct office *o, int64_t pupil, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct ringing_row *rows;
	const char *words = NULL;
	int n = store_ringing_all(o->store, &a, &rows), r = n < 0 ? n : rung_by(o, rows, n, pupil, &a, &words);

	if (words)
		return refuse_ringing(words, e);
	if (r == 0)
		r = stale_clear(o, rows, n, pupil);
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
