#ifndef OFFICE_EVACUATION_H
#define OFFICE_EVACUATION_H

#include "onsite.h"

/** The list as text, 80 columns: counts first, then who is to be found. */
void evacuation_text(struct office *o, const struct onsite_view *v, struct buf *to);

struct evacuation_kept;
void evacuation_kept_free(struct evacuation_kept *k); /**< NULL is welcome */
/** After the answer: rewrites the list where something was saved that it can show. */
void evacuation_rest(struct office *o);

#endif
