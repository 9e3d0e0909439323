/* The roll read into memory: each table once, facts by pupil, no query a pupil; and kept while nothing has been saved since. */
#include <stdint.h>
#include <stdlib.h>

#include "lanes.h"
#include "report_parts.h"
#include "report_roll.h"

/** What is read: everybody, or one pupil. */
struct roll_read {
	struct arena arena;
	struct office *office;
	struct store *store;
	unsigned int parts;        /**< read so far */
	struct roll_pupil *pupils; /**< by id; NULL: not read yet */
	int64_t count;
	int boarders;
};

struct roll_kept {
	struct roll_read read;
	int64_t act, version;      /**< the last act, and the store's data version, when it was read: whatever changes the roll is an act */
};

static struct roll_pupil *read_pupil(struct roll_read *r, int64_t id)
{
	return id > 0 && id < r->count ? &r->pupils[id] : NULL;
}

static struct roll_fact *fact_new(struct roll_read *r, sitting first, sitting last, int64_t value, int when)
{
	struct roll_fact *f = arena_new(&r->arena, 1, sizeof *f);

	*f = (struct roll_fact){ first, last, value, when, NULL };
	return f;
}

/* The latest first; of two that begin together the later row. */
static void fact_insert(struct roll_fact **list, struct roll_fact *f)
{
	while (*list && (*list)->first > f->first)
		list = &(*list)->next;
	f->next = *list;
	*list = f;
}

/* The earliest first; what overlaps becomes one, so that no session counts twice. */
static void spell_insert(struct roll_fact **list, struct roll_fact *f)
{
	while (*list && (*list)->last < f->first)
		list = &(*list)->next;
	while (*list && (*list)->first <= f->last) {
		f->first = (*list)->first < f->first ? (*list)->first : f->first;
		f->last = (*list)->last > f->last ? (*list)->last : f->last;
		*list = (*list)->next;
	}
	f->next = *list;
	*list = f;
}

/* Boarders have no attendance marks and are in no statistics (domain 2.1); a merged row's marks stand on the other. */
static int load_pupils(struct roll_read *r)
{
	struct pupil_row *rows;
	int n = store_thing_all(r->store, THING_PUPIL, &r->arena, &rows);

	if (n < 0)
		return n;
	r->count = n == 0 ? 1 : rows[n - 1].id + 1;
	r->pupils = arena_new(&r->arena, (size_t)r->count, sizeof *r->pupils);
	for (int i = 0; i < n; i++) {
		r->boarders += rows[i].boarder != 0;
		if (rows[i].boarder == 0 && rows[i].merged_into == NONE)
			r->pupils[rows[i].id].row = &rows[i];
	}
	return 0;
}

static int load_spells(struct roll_read *r)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct spell_row *rows;
	int n = store_spells_between(r->store, DAY_MIN, DAY_MAX, &a, &rows);

	for (int i = 0; i < n; i++) {
		struct roll_pupil *p = read_pupil(r, rows[i].pupil);

		if (p && rows[i].first <= rows[i].last)
			spell_insert(&p->spells, fact_new(r, rows[i].first, rows[i].last, 0, PLACE_ALWAYS));
	}
	return n < 0 ? n : 0;
}

/* Also those outside the days asked about: the class to name beside a pupil may be one of them. */
static int load_places(struct roll_read *r)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct place_row *rows;
	int n = store_places_between(r->store, DAY_MIN, DAY_MAX, &a, &rows);

	for (int i = 0; i < n; i++) {
		struct roll_pupil *p = read_pupil(r, rows[i].pupil);

		if (p)
			fact_insert(&p->places, fact_new(r, rows[i].first, rows[i].last, rows[i].roll_group, rows[i].when));
	}
	return n < 0 ? n : 0;
}

static int load_years(struct roll_read *r)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct year_row *rows;
	int n = store_years_between(r->store, DAY_MIN, DAY_MAX, &a, &rows);

	for (int i = 0; i < n; i++) {
		struct roll_pupil *p = read_pupil(r, rows[i].pupil);

		if (p)
			fact_insert(&p->years, fact_new(r, rows[i].first, rows[i].last, rows[i].year, PLACE_ALWAYS));
	}
	return n < 0 ? n : 0;
}

static int load_all(struct roll_read *read, unsigned int parts)
{
	unsigned int missing = parts & ~read->parts;
	int r = 0;

	if (!read->pupils)
		r = load_pupils(read);
	if (r == 0 && !(read->parts & ROLL_SPELLS))
		r = load_spells(read);
	if (r == 0 && missing & ROLL_PLACES)
		r = load_places(read);
	if (r == 0 && missing & ROLL_YEARS)
		r = load_years(read);
	read->parts |= parts | ROLL_SPELLS;
	return r;
}

/* ONE PUPIL: only that pupil's rows are read. */

static sitting last_of(struct day to, enum session session)
{
	return day_is_none(to) ? INT32_MAX : sitting_of(to, session);
}

/* Of a child who has died the store says how long they count: the same as it says of everybody. */
static int one_ended_spells(struct roll_read *r, int64_t id, struct arena *a)
{
	struct spell_row *rows;
	int n = store_spells_between(r->store, DAY_MIN, DAY_MAX, a, &rows);

	for (int i = 0; i < n; i++)
		if (rows[i].pupil == id && rows[i].first <= rows[i].last)
			spell_insert(&r->pupils[id].spells, fact_new(r, rows[i].first, rows[i].last, 0, PLACE_ALWAYS));
	return n < 0 ? n : 0;
}

static int one_spells(struct roll_read *r, int64_t id, struct arena *a)
{
	struct enrolment_row *rows;
	int n = store_enrolments_of_pupil(r->store, id, a, &rows);

	for (int i = 0; i < n; i++) {
		sitting first = sitting_of(rows[i].from_day, (enum session)rows[i].from_session);
		sitting last = rows[i].to_session == NONE ? INT32_MAX : last_of(rows[i].to_day, (enum session)rows[i].to_session);

		if (first <= last)
			spell_insert(&r->pupils[id].spells, fact_new(r, first, last, 0, PLACE_ALWAYS));
	}
	return n < 0 ? n : 0;
}

static int one_places(struct roll_read *r, int64_t id, struct arena *a)
{
	struct membership_row *rows;
	int n = store_memberships_of_pupil(r->store, id, a, &rows);

	for (int i = 0; i < n; i++)
		if (lane_is_of(r->office, rows[i].roll_group))
			fact_insert(&r->pupils[id].places, fact_new(r, sitting_of(rows[i].from_day, SESSION_AM), last_of(rows[i].to_day, SESSION_PM),
								    rows[i].roll_group, (int)(rows[i].weekdays | rows[i].sessions << 7)));
	return n < 0 ? n : 0;
}

static int one_years(struct roll_read *r, int64_t id, struct arena *a)
{
	struct pupil_year_row *rows;
	int n = store_years_of_pupil(r->store, id, a, &rows);

	for (int i = 0; i < n; i++)
		fact_insert(&r->pupils[id].years,
			    fact_new(r, sitting_of(rows[i].from_day, SESSION_AM), last_of(rows[i].to_day, SESSION_PM), rows[i].year, PLACE_ALWAYS));
	return n < 0 ? n : 0;
}

static int load_one(struct roll_read *read, int64_t id)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_row *row = arena_new(&read->arena, 1, sizeof *row);
	int r = store_thing_get(read->store, THING_PUPIL, id, &read->arena, row);

	if (r < 0)
		return r;
	read->count = id + 1;
	read->pupils = arena_new(&read->arena, (size_t)read->count, sizeof *read->pupils);
	read->boarders = row->boarder != 0;
	if (row->boarder == 0 && row->merged_into == NONE)
		read->pupils[id].row = row;
	r = day_is_none(row->died_day) ? one_spells(read, id, &a) : one_ended_spells(read, id, &a);
	if (r == 0)
		r = one_places(read, id, &a);
	return r == 0 ? one_years(read, id, &a) : r;
}

/* KEEPING */

void roll_kept_free(struct roll_kept *k)
{
	if (k)
		arena_finish(&k->read.arena);
	free(k);
}

static int roll_kept_read(struct office *o, unsigned int parts)
{
	int64_t act, version = store_data_version(o->store);
	struct hash head;
	int r = store_act_last(o->store, &act, &head);

	if (r < 0)
		return r;
	if (!o->roll || o->roll->act != act || o->roll->version != version) {
		roll_kept_free(o->roll);
		o->roll = mem_new(1, sizeof *o->roll);
		o->roll->read.store = o->store;
		o->roll->act = act;
		o->roll->version = version;
	}
	r = load_all(&o->roll->read, parts);
	if (r < 0) {
		roll_kept_free(o->roll);
		o->roll = NULL;
	}
	return r;
}

int roll_load_only(struct office *o, int64_t only, unsigned int parts, sitting first, sitting last, struct roll *ret, struct err *e)
{
	struct roll_read own = { .office = o, .store = o->store };
	int r = only == 0 ? roll_kept_read(o, parts) : load_one(&own, only);

	if (r < 0) {
		arena_finish(&own.arena);
		return office_fail(o, r, e);
	}
	const struct roll_read *read = only == 0 ? &o->roll->read : &own;
	*ret = (struct roll){ .arena = own.arena, .office = o, .first = first, .last = last, .pupils = read->pupils, .count = read->count,
			      .boarders = read->boarders };
	return 0;
}

int roll_load(struct office *o, unsigned int parts, sitting first, sitting last, struct roll *ret, struct err *e)
{
	return roll_load_only(o, 0, parts, first, last, ret, e);
}
