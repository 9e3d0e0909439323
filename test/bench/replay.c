/* The whole record replayed, as `verify` does it. */
#include <stdio.h>

#include "school.h"

void row_verify(const struct bench *b)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct store *st = school_open(school_record(b, &a));
	struct samples taken = { 0 };
	struct verify_result v;

	for (int i = 0; i < 3; i++) {
		double began = seconds_now();

		DO(st, store_verify(st, &a, &v));
		vec_push(&taken, seconds_now() - began);
		if (!v.ok)
			wrong("the record does not hold: %s", v.faults.items[0]);
		MUST(v.entries >= b->sizes->entries);
		vec_finish(&v.faults);
	}
	print_heading("The record replayed");
	print_limit(b, arena_printf(&a, "verify of %.2f million entries in %lld acts", (double)v.entries / 1e6, (long long)v.acts),
		    samples_percentile(&taken, 50), 5, "s");
	store_close(st);
}
