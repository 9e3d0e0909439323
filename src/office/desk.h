#ifndef OFFICE_DESK_H
#define OFFICE_DESK_H

#include "internal.h"

/** Brothers and sisters of one child as rules/family.h decides it, read of their contacts alone: by pupil.  Within a reading.  @return how many, or -errno */
int desk_siblings(struct office *o, int64_t pupil, struct arena *a, int64_t **ret);

#endif
