#ifndef UI_FIGURES_H
#define UI_FIGURES_H

#include "base/mem.h"
#include "rules/band.h"

/* Figures in words, as the Bands and Pupil screens say them (C1, C3, C5). */

#define SHARE_MOST 48
/** "342 of 381 (89.8%)"; an en dash where nothing was possible. */
const char *share_text(int part, int of, char to[static SHARE_MOST]);
/** "2 missed: below 90; 1 attended: above 95"; nothing where no line is near.  @return whether one is */
bool near_put(const struct policy *p, const struct band_near *n, struct buf *to);
/** "severe", "persistent" or "". */
const char *absence_word(bool persistent, bool severe);

#endif
