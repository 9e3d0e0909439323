/* The gate: a name at the late desk, the evacuation list after an act, and Today, in a school of years. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "office/gate.h"
#include "office/today.h"
#include "school.h"

#define SCANS 20 /* one is too short for the clock */

struct gate {
	const struct bench *b;
	struct arena arena;
	const char *directory;
	struct office *o;
	int came;                    /* pupils who came by the desk */
};

static void gate_open(struct gate *g)
{
	const struct office_options options = { .directory = g->directory, .uid = getuid(), .terminal = "bench" };
	struct err e = { 0 };

	DO(NULL, zone_set("Europe/London"));
	if (office_open(&options, &g->o, &e) < 0)
		wrong("%s", e.text);
}

/* All registers but the last third are in: the others are to be found. */
static void gate_make(struct gate *g, const char *name)
{
	g->directory = school_copy(g->b, &g->arena, name);
	school_families(g->b, g->directory);
	struct store *st = school_open(g->directory);
	for (int class = 0; class < school_classes(g->b->sizes) * 2 / 3; class++)
		school_register(st, class, school_today(), SESSION_AM, g->b->sizes);
	store_close(st);
	unlink(arena_printf(&g->arena, "%s/firstbell.conf", g->directory));
	unlink(arena_printf(&g->arena, "%s/out/evacuation.txt", g->directory));
	gate_open(g);
}

static void gate_end(struct gate *g)
{
	office_close(g->o);
	arena_finish(&g->arena);
}

/* Somebody arrives: the last pupils of the school, one after the other. */
static void arrive(struct gate *g)
{
	const struct late_wish w = { .pupil = g->b->sizes->pupils - g->came++, .day = DAY_NONE, .session = SESSION_AM, .minute = -1 };
	CLEAN_BUF struct buf slip = { 0 };
	struct mark_result done;
	struct err e = { 0 };

	if (office_late(g->o, &w, &slip, &done, &e) < 0)
		wrong("%s", e.text);
	MUST(done.entries == 1);
}

/* THE LATE DESK */

struct scanned {
	char (*names)[64];
	int count;
};

/* What no search can do without: the names, folded before, looked through for what was typed. */
static double floor_scan(const struct scanned *s, const char *word)
{
	double began = seconds_now();
	int found = 0;

	for (int n = 0; n < SCANS; n++)
		for (int i = 0; i < s->count; i++)
			found += strstr(s->names[i], word) != NULL;
	MUST(found > 0);
	return (seconds_now() - began) / SCANS;
}

static double desk_key(struct gate *g, const char *typed)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct desk_hit *hits;
	struct err e = { 0 };
	double began = seconds_now();
	int n = office_desk_search(g->o, typed, 12, &a, &hits, &e);

	began = seconds_now() - began;
	if (n < 0)
		wrong("%s", e.text);
	MUST(n > 1 && !hits[0].sibling && hits[1].family == hits[0].family && hits[0].family);
	return began;
}

void row_desk(const struct bench *b)
{
	struct gate g = { .b = b };
	struct samples first = { 0 }, next = { 0 }, floor = { 0 };
	struct scanned s = { mem_new((size_t)b->sizes->pupils, sizeof *s.names), b->sizes->pupils };

	for (int n = 0; n < s.count; n++)
		snprintf(s.names[n], sizeof s.names[n], " surname%05d %s ", n * 7919 % 10007, n % 2 ? "amelia" : "oluwaseun");
	gate_make(&g, "desk");
	double cold = desk_key(&g, "surname001");
	for (int i = 0; i < b->sizes->repeats * 4; i++) {
		vec_push(&floor, floor_scan(&s, " surname001"));
		arrive(&g);
		vec_push(&first, desk_key(&g, "surname001"));
		vec_push(&next, desk_key(&g, "surname001"));
		office_rest(g.o);
	}
	print_heading(arena_printf(&g.arena, "A name typed at the late desk, of %d pupils and %d years", b->sizes->pupils, b->sizes->years));
	print_limit(b, "the first key after somebody came, 99 in 100", samples_percentile(&first, 99) * 1e3, 16, "ms");
	print_limit(b, "  and the next one, 99 in 100", samples_percentile(&next, 99) * 1e3, 16, "ms");
	print_pairs(b, "the next one; floor: a scan of the names in memory", &next, &floor, 20);
	print_limit(b, "the first key since the program began", cold * 1e3, 16, "ms");
	vec_finish(&first);
	vec_finish(&next);
	vec_finish(&floor);
	mem_cleanup(&s.names);
	gate_end(&g);
}

/* THE EVACUATION LIST */

static void list_check(struct gate *g, const char *path)
{
	CLEAN_BUF struct buf text = { 0 };
	struct err e = { 0 };

	if (file_read(path, 1 << 20, &text, &e) < 0)
		wrong("%s", e.text);
	MUST(strstr(text.text, arena_printf(&g->arena, "%5d  on the roll", g->b->sizes->pupils)));
	MUST(strstr(text.text, "signed in at"));
}

static void measure_lists(struct gate *g, int floor, struct samples *took, struct samples *least)
{
	office_rest(g->o);
	arrive(g);
	office_rest(g->o); /* the day is known from here on */
	for (int i = 0; i < g->b->sizes->repeats * 4; i++) {
		arrive(g);
		vec_push(least, floor_commit(floor));
		double began = seconds_now();
		office_rest(g->o);
		vec_push(took, seconds_now() - began);
	}
}

static void second_place(struct gate *g, const char *copy)
{
	struct err e = { 0 };
	const char *conf = arena_printf(&g->arena, "evacuation_copy = \"%s\"\n", copy);

	unlink(copy);
	if (file_replace(arena_printf(&g->arena, "%s/firstbell.conf", g->directory), conf, strlen(conf), 0600, &e) < 0)
		wrong("%s", e.text);
	office_close(g->o);
	gate_open(g);
}

void row_evacuation(const struct bench *b)
{
	struct gate g = { .b = b };
	struct samples one = { 0 }, two = { 0 }, least_one = { 0 }, least_two = { 0 };

	gate_make(&g, "evacuation");
	const char *copy = realpath(b->data, NULL);
	MUST(copy);
	const char *path = arena_printf(&g.arena, "%s/evacuation-copy.txt", copy);
	int floor = floor_commit_open(g.directory);
	measure_lists(&g, floor, &one, &least_one);
	list_check(&g, arena_printf(&g.arena, "%s/out/evacuation.txt", g.directory));
	second_place(&g, path);
	measure_lists(&g, floor, &two, &least_two);
	list_check(&g, path);
	close(floor);
	print_heading(arena_printf(&g.arena, "The evacuation list of %d, written after an arrival; floor: a durable append", b->sizes->pupils));
	print_pairs(b, "in one place", &one, &least_one, 4);
	print_pairs(b, "in two places", &two, &least_two, 8);
	vec_finish(&one);
	vec_finish(&two);
	vec_finish(&least_one);
	vec_finish(&least_two);
	mem_cleanup(&copy);
	gate_end(&g);
}

/* TODAY */

static double today_seconds(struct gate *g)
{
	struct today_view v;
	struct err e = { 0 };
	double began = seconds_now();

	if (office_today_open(g->o, school_today(), SESSION_AM, &v, &e) < 0)
		wrong("%s", e.text);
	began = seconds_now() - began;
	MUST(v.counts.on_roll == g->b->sizes->pupils && v.register_count > 0);
	today_view_finish(&v);
	return began;
}

void row_today(const struct bench *b)
{
	struct sizes young = *b->sizes;
	struct bench with_young = *b;
	struct gate old_school = { .b = b }, young_school = { .b = &with_young };
	struct samples all = { 0 }, one = { 0 };

	young.years = 1;
	young.entries = 1;
	with_young.sizes = &young;
	gate_make(&old_school, "today");
	gate_make(&young_school, "today");
	for (int i = 0; i < b->sizes->repeats * 4; i++) {
		arrive(&young_school); /* as the clerk finds it: somebody has saved something */
		vec_push(&one, today_seconds(&young_school));
		arrive(&old_school);
		vec_push(&all, today_seconds(&old_school));
	}
	print_heading(arena_printf(&old_school.arena, "Today opened after a change, %d pupils; floor: the same with one year of marks", b->sizes->pupils));
	print_pairs(b, arena_printf(&old_school.arena, "with %d years of marks", b->sizes->years), &all, &one, 1.5);
	vec_finish(&all);
	vec_finish(&one);
	gate_end(&old_school);
	gate_end(&young_school);
}
