/*
 * The engine in memory: every rule of every pupil, beside the floor of counting the same bytes; the school of the goals, and an
 * authority, whose strips pass by in small lots so that only the engine's own memory is measured.
 */
#include <stdio.h>
#include <string.h>

#include "bench.h"
#include "rules/engine.h"
#include "school.h"

#define LOT 500

/* Weeks of ten sessions, each eighth a holiday, until slot 640: as the strips of an authority are. */
#define WEEKS 46

static bool slot_is_held(int slot)
{
	return slot / 14 % 8 != 7 && slot % 14 < 10 && slot < 640;
}

static struct day week_begins(int week)
{
	return day_add(day_of(SCHOOL_YEAR, 9, 1), 7 * week);
}

/* Three terms of two halves. */
static void days_make(struct arena *a, struct school_days *to)
{
	static struct term terms[3];
	static struct closure halves[WEEKS / 16 + 1];
	struct calendar c = { .terms = terms, .term_count = 3, .closures = halves, .no_bank_holidays = true };

	MUST(day_weekday(week_begins(0)) == 0);
	for (int i = 0; i < 3; i++)
		terms[i] = (struct term){ "Term", week_begins(16 * i), day_add(week_begins(i == 2 ? WEEKS - 1 : 16 * i + 14), 4) };
	for (int week = 7; week < WEEKS; week += 16)
		halves[c.closure_count++] = (struct closure){ sitting_of(week_begins(week), SESSION_AM), sitting_of(day_add(week_begins(week), 4), SESSION_PM),
							      CLOSING_HOLIDAY, SESSION_ANY_YEAR, 0, "Half-term" };
	school_days_make(&c, day_of(SCHOOL_YEAR, 9, 1), day_of(SCHOOL_YEAR + 1, 8, 31), a, to);
	MUST(to->count == 205 && to->week_count == 41);
}

static void strip_make(int64_t pupil, uint8_t strip[static STRIP_BYTES])
{
	memset(strip, 0, STRIP_BYTES);
	for (int slot = 0; slot < STRIP_BYTES; slot++)
		if (slot_is_held(slot))
			strip[slot] = school_mark(pupil, sitting_day(strip_sitting(SCHOOL_YEAR, slot)), (enum session)(slot & 1));
}

/* WHAT IS MEASURED */

struct lot {
	const uint8_t *strips;
	int pupils;
	struct engine_terms terms;
	struct engine_result *result;
	int64_t found[8]; /**< sums of what came out: attended, crossings, forecasts, windows, returns, patterns, spells */
};

static void result_add(const struct engine_result *r, unsigned int parts, int64_t found[static 8])
{
	found[0] += r->attended;
	found[1] += parts & ENGINE_CROSSINGS ? r->crossings.of.count : 0;
	found[2] += parts & ENGINE_FORECAST ? r->forecast.at_this_rate : 0;
	found[3] += parts & ENGINE_PENALTY ? r->penalty.windows.count : 0;
	found[4] += parts & ENGINE_RETURNS ? r->returns.of.count : 0;
	found[5] += parts & ENGINE_PATTERNS ? r->patterns.weeks_broken : 0;
	found[6] += parts & ENGINE_SPELLS ? r->spells.of.count : 0;
}

static void lot_run(struct lot *l)
{
	struct day first = day_of(SCHOOL_YEAR, 9, 1), last = day_of(SCHOOL_YEAR + 1, 8, 31);

	for (int i = 0; i < l->pupils; i++) {
		const uint8_t *strip = l->strips + (size_t)i * STRIP_BYTES;
		struct engine_pupil p = { .span = { l->terms.first, l->terms.last, SCHOOL_YEAR, 1, &strip }, .left = 20 };

		p.known = (struct return_known){ .born = day_of(SCHOOL_YEAR - 9, 3, 14), .today = l->terms.today, .year_first = first, .year_last = last,
						 .leave_ended = DAY_NONE, .exam_last = DAY_NONE, .on_roll_since = first };
		engine_run(&l->terms, &p, l->result);
		result_add(l->result, l->terms.parts, l->found);
	}
}

static struct lot lot_of(const uint8_t *strips, int pupils, const struct school_days *days, unsigned int parts, struct engine_result *r)
{
	struct lot l = { .strips = strips, .pupils = pupils, .result = r };

	l.terms = (struct engine_terms){ .policy = &policy_national, .days = days, .parts = parts, .today = day_add(week_begins(WEEKS - 1), 4) };
	l.terms.first = strip_sitting(SCHOOL_YEAR, 0);
	l.terms.last = strip_sitting(SCHOOL_YEAR + 1, 0) - 1;
	return l;
}

static double lot_seconds(struct lot *l)
{
	double began = seconds_now();

	lot_run(l);
	return seconds_now() - began;
}

/* The floor's own sums say that both counted the same marks. */
static double floor_seconds(const uint8_t *strips, int pupils, int64_t *ret_attended)
{
	CLEAN_FREE int32_t (*counts)[8] = mem_new((size_t)pupils, sizeof *counts);
	uint8_t class_of[256];

	for (int code = 0; code < 256; code++)
		class_of[code] = (uint8_t)code_category((uint8_t)code, day_of(SCHOOL_YEAR, 9, 1));
	double began = seconds_now();
	floor_tally(strips, pupils, class_of, counts);
	double taken = seconds_now() - began;
	*ret_attended = 0;
	for (int i = 0; i < pupils; i++)
		*ret_attended += counts[i][CATEGORY_PRESENT] + counts[i][CATEGORY_ACTIVITY];
	return taken;
}

/* A SCHOOL */

static const struct part {
	const char *what;
	unsigned int parts;
	double most; /**< 0: told beside */
} parts[] = {
	{ "tallies, bands, stages", ENGINE_TALLY, 0 },
	{ "and crossings", ENGINE_CROSSINGS, 0 },
	{ "and forecasts", ENGINE_FORECAST, 0 },
	{ "and penalty windows", ENGINE_PENALTY, 0 },
	{ "and returns", ENGINE_RETURNS, 0 },
	{ "and patterns and runs of absence", ENGINE_PATTERNS | ENGINE_SPELLS, 0 },
	{ "all of them", ENGINE_ALL, 12 },
};

/* As often as takes about as long as what stands beside it: a machine that is busy interrupts both alike. */
#define FLOORS 6

static double floors_seconds(const uint8_t *strips, int pupils, int64_t *ret_attended)
{
	double taken = 0;

	for (int i = 0; i < FLOORS; i++)
		taken += floor_seconds(strips, pupils, ret_attended);
	return taken / FLOORS;
}

static void measure_part(const struct bench *b, const struct part *part, const uint8_t *strips, const struct school_days *days)
{
	CLEAN_ENGINE struct engine_result r = { 0 };
	struct samples taken = { 0 }, floor = { 0 };

	for (int i = 0; i < b->sizes->repeats * 3; i++) {
		struct lot l = lot_of(strips, b->sizes->pupils, days, part->parts, &r);
		int64_t attended;

		vec_push(&floor, floors_seconds(strips, b->sizes->pupils, &attended));
		vec_push(&taken, lot_seconds(&l));
		MUST(l.found[0] == attended);
		MUST(part->parts != ENGINE_ALL || (l.found[1] > 0 && l.found[2] > 0 && l.found[5] > 0 && l.found[6] > 0));
	}
	if (part->most > 0)
		print_pairs(b, part->what, &taken, &floor, part->most);
	else
		print_beside(part->what, samples_percentile(&taken, 50));
}

void row_engine(const struct bench *b)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct school_days days;
	int pupils = b->sizes->pupils;
	uint8_t *strips = arena_new(&a, (size_t)pupils, STRIP_BYTES);

	days_make(&a, &days);
	for (int i = 0; i < pupils; i++)
		strip_make(i + 1, strips + (size_t)i * STRIP_BYTES);
	print_heading(arena_printf(&a, "The engine, %d pupils, one year in memory; floor: tallies", pupils));
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		measure_part(b, &parts[i], strips, &days);
}

/* AN AUTHORITY */

void row_engine_authority(const struct bench *b)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_ENGINE struct engine_result r = { 0 };
	static uint8_t strips[LOT * STRIP_BYTES];
	struct school_days days;
	double taken = 0, floor = 0;

	days_make(&a, &days);
	for (int from = 0; from < b->sizes->authority; from += LOT) {
		int pupils = b->sizes->authority - from < LOT ? b->sizes->authority - from : LOT;
		struct lot l = lot_of(strips, pupils, &days, ENGINE_ALL, &r);
		int64_t attended;

		for (int i = 0; i < pupils; i++)
			strip_make(from + i + 1, strips + (size_t)i * STRIP_BYTES);
		floor += floor_seconds(strips, pupils, &attended);
		taken += lot_seconds(&l);
		MUST(l.found[0] == attended);
	}
	print_heading(arena_printf(&a, "The engine, %d pupils, one year in memory; floor: tallies", b->sizes->authority));
	print_ratio(b, "all of them, one thread", taken, floor, 12);
	print_limit(b, "the most memory that it took", (double)memory_most_kib() / 1024, 100, "MiB");
}
