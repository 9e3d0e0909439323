/* One register of a class, durable: history, salts, hashes and strips; beside it one append and one fdatasync. */
#include <stdio.h>
#include <unistd.h>

#include "school.h"

struct saves {
	struct samples floor, save, rest;
};

/* Registers of the days to come, a class after the other, a floor between every two. */
static void measure_saves(const struct bench *b, struct store *st, int floor, struct saves *to)
{
	int classes = school_classes(b->sizes);

	for (int n = 0; n < b->sizes->registers; n++) {
		struct day day = day_add(school_today(), n / classes / 2);
		enum session session = n / classes % 2 ? SESSION_PM : SESSION_AM;

		vec_push(&to->floor, floor_commit(floor));
		double began = seconds_now();
		school_register(st, n % classes, day, session, b->sizes);
		double saved = seconds_now();
		vec_push(&to->save, saved - began);
		store_rest(st);
		vec_push(&to->rest, seconds_now() - saved);
	}
}

static void check_saved(const struct bench *b, struct store *st, int64_t acts_before)
{
	struct verify_result v;
	CLEAN_ARENA struct arena a = { 0 };

	DO(st, store_verify(st, &a, &v));
	if (!v.ok)
		wrong("the record does not hold: %s", v.faults.items[0]);
	MUST(v.acts == acts_before + b->sizes->registers);
	vec_finish(&v.faults);
}

void row_save(const struct bench *b)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *directory = school_copy(b, &a, "save");
	struct store *st = school_open(directory);
	struct saves s = { 0 };
	struct hash head;
	int64_t acts;

	DO(st, store_act_last(st, &acts, &head));
	int floor = floor_commit_open(directory);
	measure_saves(b, st, floor, &s);
	close(floor);
	double once = samples_percentile(&s.floor, 50);
	print_heading(arena_printf(&a, "A register of %d saved, %d times, into a school of %d years", CLASS_SIZE, b->sizes->registers, b->sizes->years));
	print_ratio(b, "until it is durable, median", samples_percentile(&s.save, 50), once, 3.5);
	print_ratio(b, "until it is durable, 99 in 100", samples_percentile(&s.save, 99), once, 10);
	print_beside("the floor itself, 99 in 100", samples_percentile(&s.floor, 99));
	print_beside("a checkpoint after the answer, the longest", samples_percentile(&s.rest, 100));
	check_saved(b, st, acts);
	store_close(st);
}
