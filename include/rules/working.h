#ifndef RULES_WORKING_H
#define RULES_WORKING_H

#include "base/mem.h"
#include "rules/band.h"

/*
 * The working of a figure (C2): the ordered list of what it was made of, each line with its number and its words, as a person would say it aloud: possible,
 * what was left out and why, counted, the boundary, the comparison.  Every rule of the engine can say its own.
 */
struct working_step {
	const char *what;        /**< "Possible", "Left out", "Line of 90" */
	int64_t number;          /**< with `numbered` */
	bool numbered;
	const char *words;       /**< "100 x 342 = 34,200 is less than 90 x 381 = 34,290: below"; "" where the number says all */
};
struct working_steps {
	struct arena *arena;     /**< of the caller; holds every text */
	struct { VEC(struct working_step); } of;
};
void working_step(struct working_steps *s, const char *what, int64_t number, const char *format, ...) __attribute__((format(printf, 4, 5)));
void working_words(struct working_steps *s, const char *what, const char *format, ...) __attribute__((format(printf, 3, 4)));
/** "34,290": numbers as a person reads them. */
const char *working_grouped(struct arena *a, int64_t n);
/** "at or below 90": on which side of a line they lie. */
const char *working_side(const struct boundary *line, int possible, int attended, struct arena *a);
/** "342 of 380: 34,200 is 90 x 380 = 34,200, not more, so at or below 90" */
const char *working_compared(const struct boundary *line, int possible, int attended, struct arena *a);
/** "Line of 90: 342 of 380: 34,200 is 90 x 380, not more, so at or below 90"; nothing where nothing was possible. */
void working_boundary(struct working_steps *s, const struct boundary *line, int possible, int attended);
/** That so many of what was counted are N (PR24 reg 10(7)); nothing where none is. */
void working_provisional(struct working_steps *s, int sessions);
/** "what: number, words; what: words": one line, as --working has it beside a row. */
const char *working_line(const struct working_steps *s, struct arena *a);
void working_steps_finish(struct working_steps *s);
#define CLEAN_STEPS __attribute__((cleanup(working_steps_finish)))

#endif
