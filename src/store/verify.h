#ifndef STORE_VERIFY_H
#define STORE_VERIFY_H

/* What the files of verify share: the record as far as it was replayed. */

#include "internal.h"

/* What one act did to a register. */
struct register_event {
	struct register_row row;
	bool reopened;
};

struct replay {
	struct store *st;
	struct arena *a;
	struct verify_result *result;
	int64_t next_seq;
	struct hash head;
	/* strips, by pupil id and year: a table of pupils, each with its years */
	struct pupil_strips {
		int first_year, years;
		uint8_t **strips;
	} *pupils;
	int64_t pupil_room;
	struct day day;      /* of the entry before, with its place: a register's entries are all of one day */
	int year, day_slot;
	/* facts, an open-addressed table */
	struct fact *facts;
	size_t fact_room, fact_count;
	struct { VEC(struct register_event); } registers;
};

/** A sentence against the record; act 0: against what stands. */
void verify_fault(struct replay *v, int64_t act, const char *sentence);

/* verify_facts.c */
void facts_replay(struct replay *v, const struct item *i);
int facts_compare(struct replay *v) MUST_CHECK; /**< with every row of every thing */
void facts_finish(struct replay *v);
bool text_same(const char *a, const char *b);   /**< NULL too */

#endif
