#ifndef RULES_ERAS_H
#define RULES_ERAS_H

#include <stdint.h>

#include "rules/code.h"

/* Written by codes.py beside the codes: what is in force, by number, from one change of the codes to the next. */

/* One byte of a word for each category; the byte of CATEGORY_NONE, which is counted by difference, holds L. */
#define LANE(category) ((uint64_t)1 << 8 * (category))
#define LANE_LATE LANE(CATEGORY_NONE)
_Static_assert(CATEGORIES <= 8, "a category has no byte of its own");

struct era {
	struct day from;
	uint8_t row[256];    /**< index into codes plus 1; 0 = not in force */
	uint64_t lanes[256]; /**< what one mark adds to the counters */
	uint8_t category[256]; /**< enum category; CATEGORY_NONE = not in force */
};

#define ERAS_MOST 16
extern const struct era eras[]; /**< by date; the first begins before all time and knows no code */
extern const int eras_count;

const struct era *era_on(struct day d);

#endif
