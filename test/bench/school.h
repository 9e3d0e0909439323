#ifndef BENCH_SCHOOL_H
#define BENCH_SCHOOL_H

/* A school that has kept its registers for years, made through the store's own acts: a register an act, a week a transaction. */

#include "bench.h"
#include "rules/session.h"
#include "store/store.h"

#define CLASS_SIZE 30
#define SCHOOL_YEAR 2025 /**< the storage year that its clock stands in */

/** The day at which the school's clock stands, two minutes after the gate: nothing of that day is taken yet. */
struct day school_today(void);
int school_classes(const struct sizes *s);
/** A code like those of a real register: 93 in 100 present. */
uint8_t school_mark(int64_t pupil, struct day day, enum session session);

/** The directory of the school, all years; made now if it is not kept from an earlier run. */
const char *school_directory(const struct bench *b, struct arena *a);
/** The same school on the day when it had sizes->entries entries. */
const char *school_record(const struct bench *b, struct arena *a);
/** A copy to write to, synced to the disk; gone at the next one of that name. */
const char *school_copy(const struct bench *b, struct arena *a, const char *name);

/** A copy of that school before its first register: staff, calendar and roll. */
const char *school_roll(const struct bench *b, struct arena *a, const char *name);
/** Every school day of the last `years` years, in order. */
void school_each_day(int years, void (*f)(void *ctx, struct day day), void *ctx);

/** An empty directory: what an interrupted run left in it goes. */
void school_directory_new(const char *directory);
/** Is there a store from an earlier run, and of today's schema? */
bool school_is_kept(const struct bench *b, struct arena *a, const char *directory);
/** Puts a finished store where the next run finds it. */
void school_keep(const char *making, const char *directory);

/** Two children and two adults a family, into a copy. */
void school_families(const struct bench *b, const char *directory);

/** The store of an authority: the strips of one year, and nothing else; and the marks of its first pupils (sizes->rows_of_marks), one row each, in a database of its own. */
const char *authority_directory(const struct bench *b, struct arena *a);
const char *authority_marks(const struct bench *b, struct arena *a);
double authority_floor(const struct bench *b, struct arena *a); /**< of the tally of its strips */

struct store *school_open(const char *directory);
/** One register sent: every pupil of the class gets school_mark().  @return the act */
int64_t school_register(struct store *st, int class, struct day day, enum session session, const struct sizes *s);

#endif
