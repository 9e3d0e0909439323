#ifndef OFFICE_PAPER_H
#define OFFICE_PAPER_H

#include "internal.h"

/** The directory for prints: of firstbell.conf, else out/ of the school. */
const char *office_out(struct office *o, struct arena *a);

struct printing;
/** Jobs that have ended since: what did not come out of the printer is kept in out/, and told. */
void paper_rest(struct office *o);
void paper_free(struct office *o);

#endif
