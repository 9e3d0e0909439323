#ifndef CONFIG_POLICY_H
#define CONFIG_POLICY_H

#include "base/err.h"
#include "base/mem.h"
#include "rules/band.h"

/**
 * A policy file (share/policies/ *.conf, or one a school adopted) -> struct policy, owned by `arena`.  Refuses, by line:
 * boundaries out of order or twice, percent outside 1..100, a band without a name, an unknown key; a step that there is no
 * clock for, times that cannot be, or two times of one session and year.  Beside its boundaries a file may have
 *
 *     step "first_calls" { at = "09:30" title = "..." who = "..." source = "..." }
 *     session "pm R-3" { times = "12:40,12:40,12:55,15:15" source = "..." }     "am", "pm", "pm 4": gate, starts, closes, ends
 *
 * @return 0 or -EINVAL with `e`
 */
int policy_parse(const char *name, const char *text, struct arena *arena, struct policy *ret, struct err *e);

/** Those that come with firstbell: "national.conf" ... */
struct shared_file {
	const char *name, *text;
	size_t length;
};
extern const struct shared_file policies_shipped[]; /**< by name; ended by a NULL name */

#endif
