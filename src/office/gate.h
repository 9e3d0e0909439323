#ifndef OFFICE_GATE_PARTS_H
#define OFFICE_GATE_PARTS_H

#include "internal.h"
#include "office/gate.h"

/**
 * Who fetches the child by that wish, and what stands against it (B19): *ret_with by name, NULL for nobody; *ret_warning NULL where nothing does.  Refused
 * where the adult is no contact of the child.
 */
int gate_collector_check(struct office *o, const struct sign_out_wish *w, int64_t pupil, struct arena *a, const char **ret_with, const char **ret_warning,
			 struct err *e);

#endif
