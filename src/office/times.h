#ifndef OFFICE_TIMES_H
#define OFFICE_TIMES_H

/* What is said of session times that were set: by a person (times.c), or by the policy that was adopted (policies_adopt.c).  A line each. */

#include "internal.h"

/** "Times of the morning from Mon 23 Nov 2026: gate 08:40, register 09:00 to 09:15, end 12:00." */
void times_say(const char *whose, const char *days, const struct session_times *t, struct buf *to);
void times_say_open(const struct session_times *t, struct buf *to); /**< where it is open for longer than it may be (domain 2.3) */
void times_say_closed(int closed, struct buf *to);                  /**< registers of these days that were closed by the times before */

#endif
