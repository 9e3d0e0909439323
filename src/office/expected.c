/* What is expected of a child in a session without a mark (design 2 Strips; A10, A13, B5, H7). */
#include "expected.h"

#include <stddef.h>
#include <string.h>

#include "rules/pupil.h"

struct expectations {
	struct office *office;
	struct arena *arena;
	struct planned_row *planned;
	struct reported_row *reported;
	struct sign_out_row *outs;
	struct agreed_row *agreed;
	int planned_count, reported_count, out_count, agreed_count;
	int *closures;              /* indexes of those that nobody planned, or of a part */
	int closure_count;
};

#define FOUND_MOST 16 /* that speak of one session of one child; of more the nearest are heard */

/** What speaks of one session, the nearest first. */
struct found {
	const struct expectations *x;
	int64_t pupil;
	int year;
	int64_t roll_group;
	sitting at;
	struct expected list[FOUND_MOST];
	int count;
};

/* READING --------------------------------------------------------------------------------------------------------------------------- */

static bool is_laid_over(enum closing kind)
{
	return kind == CLOSING_UNPLANNED || kind == CLOSING_PARTIAL || kind == CLOSING_STAGGERED;
}

static void read_closures(struct expectations *x, sitting first, sitting last)
{
	const struct calendar *c = &x->office->calendar;

	x->closures = arena_new(x->arena, (size_t)c->closure_count + 1, sizeof *x->closures);
	for (int i = 0; i < c->closure_count; i++)
		if (is_laid_over(c->closures[i].kind) && c->closures[i].from <= last && c->closures[i].to >= first)
			x->closures[x->closure_count++] = i;
}

/* Nobody has gone out on a day to come. */
static int read_outs(struct expectations *x, struct day first, struct day last)
{
	struct { VEC(struct sign_out_row); } all = { 0 };
	struct day today = office_today(x->office);
	int n = 0;

	for (struct day d = first; n >= 0 && d.n <= last.n && d.n <= today.n; d = day_add(d, 1)) {
		struct sign_out_row *rows;

		n = store_sign_outs_on(x->office->store, d, x->arena, &rows);
		for (int i = 0; i < n; i++)
			vec_push(&all, rows[i]);
	}
	x->outs = arena_new(x->arena, (size_t)all.count + 1, sizeof *x->outs);
	if (all.count)
		memcpy(x->outs, all.items, (size_t)all.count * sizeof *x->outs);
	x->out_count = all.count;
	vec_finish(&all);
	return n < 0 ? n : 0;
}

int expectations_read(struct office *o, struct day first, struct day last, struct arena *a, struct expectations **ret)
{
	struct expectations *x = arena_new(a, 1, sizeof *x);

	*x = (struct expectations){ .office = o, .arena = a };
	read_closures(x, sitting_of(first, SESSION_AM), sitting_of(last, SESSION_PM));
	x->planned_count = store_planned_between(o->store, first, last, a, &x->planned);
	if (x->planned_count < 0)
		return x->planned_count;
	x->reported_count = store_reported_between(o->store, first, last, a, &x->reported);
	if (x->reported_count < 0)
		return x->reported_count;
	x->agreed_count = store_elsewhere_between(o->store, first, last, a, &x->agreed);
	if (x->agreed_count < 0)
		return x->agreed_count;
	*ret = x;
	return read_outs(x, first, last);
}

/* WHAT HOLDS ------------------------------------------------------------------------------------------------------------------------ */

/* PR24 reg 11(6), domain 2.8. */
static bool is_compulsory(const struct found *f)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_row row;

	return store_thing_get(f->x->office->store, THING_PUPIL, f->pupil, &a, &row) < 0 || compulsory_on(row.born_day, sitting_day(f->at));
}

/* The nearest first, of equals the later. */
static void found_add(struct found *f, const struct expected *e)
{
	const struct code *code = code_on(e->code, sitting_day(f->at));
	int i = f->count;

	if (!code || (e->code == CODE_X && is_compulsory(f)))
		return;
	if (f->count == FOUND_MOST && (f->list[i - 1].from < e->from || (f->list[i - 1].from == e->from && f->list[i - 1].id > e->id)))
		return;
	if (f->count == FOUND_MOST)
		i = --f->count;
	while (i > 0 && (f->list[i - 1].from > e->from || (f->list[i - 1].from == e->from && f->list[i - 1].id < e->id))) {
		f->list[i] = f->list[i - 1];
		i--;
	}
	f->list[i] = *e;
	f->list[i].waits = code->confirm;
	if (!e->words)
		f->list[i].words = code->words;
	f->count++;
}

/* Codes before 2024 had one for every kind of closure. */
uint8_t closing_code(enum opening o, struct day day)
{
	if (o != OPENING_UNPLANNED && o != OPENING_PARTIAL && o != OPENING_STAGGERED)
		return CODE_NONE;
	if (day.n < CODES_2024.n)
		return code_number("Y");
	return o == OPENING_UNPLANNED ? CODE_Y4 : o == OPENING_PARTIAL ? CODE_Y3 : CODE_Y7;
}

static void add_closure(struct found *f)
{
	const struct office *o = f->x->office;
	const char *name;

	for (int i = 0; i < f->x->closure_count; i++) {
		const struct closure *c = &o->calendar.closures[f->x->closures[i]];

		if (f->at < c->from || f->at > c->to || !closure_is_for(c, f->year, f->roll_group))
			continue;
		enum opening opening = calendar_opening(&o->calendar, f->at, f->year, f->roll_group, &name);
		if (name == c->name && closing_code(opening, sitting_day(f->at)) != CODE_NONE) /* else another one holds */
			found_add(f, &(struct expected){ .from = EXPECTED_CLOSURE, .code = closing_code(opening, sitting_day(f->at)),
							 .id = o->closure_ids[f->x->closures[i]], .words = c->name });
	}
}

/* Was the child out of the gate when that session began?  Whoever is back before its register closes is there; who is due back before it begins
 * is awaited until it does. */
static bool is_out(const struct found *f, const struct sign_out_row *row)
{
	struct office *o = f->x->office;
	struct day day = sitting_day(f->at);
	const struct session_times *t = office_times_for(o, day, sitting_session(f->at), f->roll_group, f->year);
	struct civil now = moment_civil(office_now(o));

	if (!t || row->out_minute >= t->starts || (row->in_minute != NONE && row->in_minute <= t->closes))
		return false;
	bool awaited = row->in_minute == NONE && row->due_minute != NONE && row->due_minute <= t->starts;
	return !awaited || day.n < now.day.n || now.minute >= t->starts;
}

static void add_outs(struct found *f)
{
	for (int i = 0; i < f->x->out_count; i++) {
		const struct sign_out_row *row = &f->x->outs[i];

		if (row->pupil == f->pupil && row->code && day_equal(row->out_day, sitting_day(f->at)) && is_out(f, row))
			found_add(f, &(struct expected){ .from = EXPECTED_SIGNED_OUT, .code = code_number(row->code), .id = row->id,
							 .words = row->reason, .place = row->place });
	}
}

/* The first row of that pupil; the count where there is none.  `at`: of the pupil within a row. */
static int first_of(const void *rows, int count, size_t size, size_t at, int64_t pupil)
{
	int low = 0, high = count;

	while (low < high) {
		int middle = (low + high) / 2;
		int64_t id;

		memcpy(&id, (const char *)rows + (size_t)middle * size + at, sizeof id);
		if (id < pupil)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
#define FIRST_OF(rows, count, member, pupil) first_of(rows, count, sizeof *(rows), offsetof(__typeof__(*(rows)), member), pupil)

/* Where no day of coming back was said it is of its own day alone. */
static bool reported_covers(const struct reported_row *row, sitting s)
{
	sitting from = sitting_of(row->from_day, (enum session)row->from_session);

	if (day_is_none(row->back_day))
		return s >= from && day_equal(sitting_day(s), row->from_day);
	return s >= from && s < sitting_of(row->back_day, (enum session)row->back_session);
}

static void add_reported(struct found *f)
{
	const struct expectations *x = f->x;

	for (int i = FIRST_OF(x->reported, x->reported_count, pupil, f->pupil); i < x->reported_count && x->reported[i].pupil == f->pupil; i++)
		if (reported_covers(&x->reported[i], f->at))
			found_add(f, &(struct expected){ .from = EXPECTED_REPORTED, .code = code_number(x->reported[i].code), .id = x->reported[i].id,
							 .words = arena_printf(x->arena, "%s, said %s", x->reported[i].words, x->reported[i].caller) });
}

static enum expected_from plan_from(const char *kind)
{
	return strcmp(kind, "trip") == 0 ? EXPECTED_TRIP : strcmp(kind, "pattern") == 0 ? EXPECTED_PATTERN : EXPECTED_PLAN;
}

const char *planned_words(const struct planned_row *row, struct arena *a)
{
	const char *what = row->name ? row->name : row->words ? row->words : row->place;

	return what && row->leader ? arena_printf(a, "%s, with %s", what, row->leader) : what;
}

static void add_planned(struct found *f)
{
	const struct expectations *x = f->x;

	for (int i = FIRST_OF(x->planned, x->planned_count, at.pupil, f->pupil); i < x->planned_count && x->planned[i].at.pupil == f->pupil; i++)
		if (place_covers(&x->planned[i].at, f->at))
			found_add(f, &(struct expected){ .from = plan_from(x->planned[i].kind), .code = code_number(x->planned[i].code),
							 .id = x->planned[i].plan, .words = planned_words(&x->planned[i], x->arena),
							 .place = x->planned[i].place });
}

static void add_agreed(struct found *f)
{
	const struct expectations *x = f->x;

	for (int i = FIRST_OF(x->agreed, x->agreed_count, at.pupil, f->pupil); i < x->agreed_count && x->agreed[i].at.pupil == f->pupil; i++)
		if (place_covers(&x->agreed[i].at, f->at))
			found_add(f, &(struct expected){ .from = EXPECTED_AGREED, .code = code_number(x->agreed[i].code), .words = x->agreed[i].place,
							 .place = x->agreed[i].place });
}

int expected_all(const struct expectations *x, int64_t pupil, int year, int64_t roll_group, sitting s, const struct expected **ret, int most)
{
	struct found f = { .x = x, .pupil = pupil, .year = year, .roll_group = roll_group, .at = s };
	int n;

	add_closure(&f);
	add_outs(&f);
	add_reported(&f);
	add_planned(&f);
	add_agreed(&f);
	for (n = 0; n < f.count && n < most; n++) {
		struct expected *kept = arena_new(x->arena, 1, sizeof *kept);

		*kept = f.list[n];
		ret[n] = kept;
	}
	return n;
}

const struct expected *expected_at(const struct expectations *x, int64_t pupil, int year, int64_t roll_group, sitting s)
{
	const struct expected *nearest;

	return expected_all(x, pupil, year, roll_group, s, &nearest, 1) > 0 ? nearest : NULL;
}

const struct sign_out_row *expected_out(const struct expectations *x, int64_t pupil, struct day day)
{
	const struct sign_out_row *last = NULL;

	for (int i = 0; i < x->out_count; i++)
		if (x->outs[i].pupil == pupil && day_equal(x->outs[i].out_day, day))
			last = &x->outs[i];
	return last && last->in_minute == NONE ? last : NULL;
}

/* Whoever went out while the register was open had been here; whoever was back by its close is. */
const struct sign_out_row *expected_gone(const struct expectations *x, int64_t pupil, int year, int64_t roll_group, sitting s)
{
	const struct session_times *t = office_times_for(x->office, sitting_day(s), sitting_session(s), roll_group, year);
	const struct sign_out_row *gone = NULL;

	for (int i = 0; t && i < x->out_count; i++) {
		const struct sign_out_row *row = &x->outs[i];

		if (row->pupil == pupil && day_equal(row->out_day, sitting_day(s)) && row->out_minute < t->ends &&
		    (row->in_minute == NONE || row->in_minute > t->closes))
			gone = row;
	}
	return gone;
}

const char *expected_words(const struct expected *x, struct arena *a)
{
	return arena_printf(a, "expected: %s, %s", code_symbol(x->code), x->words);
}
