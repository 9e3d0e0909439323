#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

/* What the rows of the benchmark share: how it was asked for, how time is taken, how a figure is printed. */

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/mem.h"

struct store;

/** Sizes of a run: those of the goals, or small ones that only show that every row runs and is right. */
struct sizes {
	int pupils;         /**< of the school */
	int years;          /**< school years that it has kept registers */
	long entries;       /**< of the record that `verify` replays */
	int authority;      /**< pupils of the authority */
	int rows_of_marks;  /**< pupils of it that are also kept as one row a mark */
	int registers;      /**< saved one after the other */
	int clerks;         /**< processes that send a register at once */
	int keys;           /**< typed one after the other on a terminal */
	int many_keys;      /**< typed as fast as they are taken */
	int repeats;        /**< of what takes long; the median counts */
};

struct bench {
	const char *data;      /**< directory of the stores made for this, kept for the next run */
	const char *firstbell; /**< the program itself; NULL if there is none */
	const char *opener;    /**< the program that only opens a store */
	const char *paper;     /**< the least that a program of screens does */
	const struct sizes *sizes;
	bool timed;            /**< false: a figure that misses its goal is no failure */
};

/* MEASURES (measure.c) */

/** Ends the row: what came out is wrong. */
_Noreturn void wrong(const char *format, ...) __attribute__((format(printf, 1, 2)));
#define MUST(condition) ((condition) ? (void)0 : wrong("%s:%d: %s does not hold", __FILE__, __LINE__, #condition))
/** 0 or more, or the row ends with what the store said; st may be NULL. */
#define DO(st, call) must_do(st, call, #call)
int must_do(struct store *st, int r, const char *call);

double seconds_now(void);
struct samples {
	VEC(double);
};
double samples_percentile(struct samples *s, int percent); /**< 50: the median; sorts */
/** Runs f in a process of its own, so that its memory is not this one's, and gives its answer. */
double answer_apart(double (*f)(const void *ctx), const void *ctx);
long memory_most_kib(void); /**< the most this process has had: VmHWM */
/** Runs a program, its output thrown away, its input from a file (NULL: nothing).  @return its process */
int program_start(const char *const *arguments, const char *input);
bool program_wait(int process); /**< did it end well? */

/* One line of the table each. */
void print_heading(const char *title);
/** A figure against its floor; `most` is the goal.  A miss makes the row fail when it is timed. */
void print_ratio(const struct bench *b, const char *what, double seconds, double floor, double most);
/** The same of figures taken in turn with their floors: the median of the ratios, which a machine that is busy now and then does not move. */
void print_pairs(const struct bench *b, const char *what, const struct samples *seconds, const struct samples *floor, double most);
void print_limit(const struct bench *b, const char *what, double measured, double most, const char *unit);
void print_beside(const char *what, double seconds);
bool any_missed(void);

/* FLOORS (floor.c): what no program can do without (design 7) */

/** For each pupil and each byte, count[class_of[byte]]++ with eight counters. */
void floor_tally(const uint8_t *strips, int pupils, const uint8_t class_of[static 256], int32_t (*counts)[8]);
/** One append of 4 KiB and an fdatasync to a file of its own in `directory`. */
int floor_commit_open(const char *directory);
double floor_commit(int fd);

/* ROWS, each in a process of its own */
void row_school(const struct bench *b);    /**< tallies and bands of a school */
void row_authority(const struct bench *b); /**< the same of an authority, and its memory */
void row_engine(const struct bench *b);    /**< every rule of the engine, of a school in memory */
void row_engine_authority(const struct bench *b); /**< the same of an authority, and its memory */
void row_measured(const struct bench *b);  /**< the engine through the office, of everybody and of one */
void row_engine_store(const struct bench *b); /**< the engine of an authority from its store, and plain SQL beside it */
void row_save(const struct bench *b);      /**< one register, durable */
void row_crowd(const struct bench *b);     /**< sixty clerks at once */
void row_verify(const struct bench *b);    /**< the record replayed */
void row_bulk(const struct bench *b);      /**< years of marks entered at once */
void row_import(const struct bench *b);    /**< the same from a file, by a school that moves in */
void row_rollover(const struct bench *b);  /**< the turn of the year, and its undo */
void row_roll(const struct bench *b);      /**< the roll: its list, a pupil added, a thousand moved, the families */
void row_report(const struct bench *b);    /**< a report, from the start of its process */
void row_school_page(const struct bench *b); /**< the head's page: this year, as the Department counts, the year before, the weeks */
void row_key(const struct bench *b);       /**< a key on a terminal, until its last byte is painted */
void row_near(const struct bench *b);      /**< Bands, a pupil's page and a working, painted */
void row_names(const struct bench *b);     /**< a name typed on the list of pupils, painted */
void row_desk(const struct bench *b);      /**< the late desk: from a key to its list */
void row_evacuation(const struct bench *b); /**< the evacuation list after an act, to one place and to two */
void row_today(const struct bench *b);     /**< Today opened, with one year of marks and with all of them */
void row_start(const struct bench *b);     /**< the start, until Today is painted */
void row_memory(const struct bench *b);    /**< what the screens hold, idle and after many keys */
void row_bands(const struct bench *b);     /**< the bands of a school, as a key asks for them */
void row_working(const struct bench *b);   /**< the working of a figure, and a pupil's page */
void row_trend(const struct bench *b);     /**< attendance of the school week by week */

#endif
