/* `firstbell demo`: a practice school, made whole or not at all. */
#include <errno.h>
#include <string.h>

#include "demo.h"
#include "rules/span.h"

/* The seed of the dice: any number but 0, and always this one. */
#define DEMO_SEED 0x666972737462656cULL
#define DEMO_SEED_MORE 0x726f6c6c2d2d2d35ULL

/* Every session held from 1 September on that has begun at the clock. */
static void sessions_make(struct demo *d)
{
	sitting first = sitting_of(day_of(d->year.year, 9, 1), SESSION_AM);
	sitting last = sitting_of(d->now.day, d->now.minute >= demo_times[SESSION_PM].starts ? SESSION_PM : SESSION_AM);

	d->sessions = arena_new(&d->arena, (size_t)(last - first) + 2, sizeof *d->sessions);
	for (sitting s = first; s <= last; s++)
		if (calendar_is_open(&d->year.calendar, s) &&
		    (sitting_day(s).n < d->now.day.n || d->now.minute >= demo_times[sitting_session(s)].starts))
			d->sessions[d->session_count++] = s;
}

static void demo_finish(struct demo *d)
{
	vec_finish(&d->pupils);
	vec_finish(&d->families);
	vec_finish(&d->events);
	store_close(d->store);
	arena_finish(&d->arena);
}

static int demo_make(struct demo *d, const char *directory, struct err *e)
{
	int r = store_create(directory, &d->clock, &d->store, e);

	if (r < 0)
		return r;
	key_maker_start(&d->keys, d->store, "demo");
	sessions_make(d);
	demo_roll_make(d);
	demo_cases_make(d);
	demo_marks_make(d);
	demo_special_make(d);
	demo_events_make(d);
	r = demo_write(d);
	return r < 0 ? store_said(d->store, r, e) : 0;
}

int office_demo(const char *directory, const char *clock, int64_t uid, const char *login, const char *terminal, struct buf *ret_said, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct demo d = { .dice.state = DEMO_SEED, .more.state = DEMO_SEED_MORE, .uid = uid, .login = login, .said = &said, .cover_session = -1 };

	if (zone_set("Europe/London") < 0)
		return err_usage(e, "This computer knows no time zone Europe/London. Install its time zones (the package tzdata).");
	int r = demo_clock(clock, &d.clock, e);
	if (r < 0)
		return r;
	d.now = moment_civil(d.clock);
	demo_year_make(strip_year(d.now.day), &d.year);
	r = school_directory_make(directory, e);
	if (r == 0)
		r = demo_make(&d, directory, e);
	demo_finish(&d);
	if (r == 0 && ret_said)
		buf_text(ret_said, buf_string(&said));
	return r;
}
