#ifndef OFFICE_POLICIES_H
#define OFFICE_POLICIES_H

/* Where the texts of policies come from: the school's own directory, what comes with firstbell, what was adopted. */

#include "config/policy.h"
#include "internal.h"
#include "office/clocks.h"

/**
 * The text of a policy by its name, parsed: the school's own copy (policies/NAME.conf in its directory) stands before the one that is shipped.  A file
 * must call itself by its own name.  -ENOENT with the names that there are, -EINVAL with the line that cannot be read.
 */
int policy_find(struct office *o, const char *name, struct arena *a, const char **ret_text, struct policy *ret, struct err *e);
/** Of those that come with firstbell; NULL: none has that name. */
const char *policy_shipped_text(const char *name);
/** "ours.conf:12: percent: ...": what a policy that cannot be read is refused for, and where. */
const char *policy_trouble(struct arena *a, const struct err *why);
/** Every adoption, and the index of the one that is in force on that day (-1: none).  How many, or -errno */
int policies_adopted(struct office *o, struct day day, struct arena *a, struct policy_row **ret, int *ret_in_force, struct err *e);

#endif
