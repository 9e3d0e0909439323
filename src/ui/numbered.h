#ifndef UI_NUMBERED_H
#define UI_NUMBERED_H

#include "office/clocks.h"
#include "ui.h"

#define NUMBERED_MOST 9 /* a key each */

/** A short list that is chosen from by its number, in columns: "1 overslept   4 dentist M". */
int numbered_rows(int count, int cols);
void numbered_draw(struct area *a, const struct choice *choices, int count, int chosen); /**< `chosen` -1: none */
void numbered_put(struct area *a, int row, int col, int number);

#endif
