#ifndef STORE_HISTORY_H
#define STORE_HISTORY_H

/* What the readers of acts, entries, changes and notes share. */

#include "internal.h"

static inline int64_t zero_if_none(int64_t v) { return v == NONE ? 0 : v; }
/** A vector's rows into the arena: the one shape in which lists leave this layer.  @return count */
int history_hand_over(struct arena *a, const void *items, int count, size_t size, void *ret_array);

#endif
