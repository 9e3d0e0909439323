#ifndef CONFIG_POLICY_H
#define CONFIG_POLICY_H

#include "base/err.h"
#include "base/mem.h"
#include "rules/band.h"

/**
 * A policy file (share/policies/ *.conf, or one a school adopted) -> struct policy, owned by `arena`.  Refuses, by line:
 * boundaries out of order or twice, percent outside 1..100, a band without a name, an unknown key; a step that there is no
 * clock for, times that cannot be, or two times of one session and year; stages that overlap, leave a gap or that nobody can be in;
 * an edge that is no boundary, an action of no stage, a role or a period that there is not.  Beside its boundaries a file may have, at its top,
 *
 *     floor = "20"            possible sessions before a crossing counts, 0 to 380
 *     review = "10"           school days between two reviews
 *     period = "half-term"    what its figures are of, as period_parse() has it, but no days by date
 *     pattern_least = "6"     sessions missed, and times its share, that make a pattern worth a line
 *     pattern_times = "2"
 *
 * and, by name,
 *
 *
 *     step "first_calls" { at = "09:30" title = "..." who = "..." source = "..." }
 *     stage "2" { title = "..." below = "95" down_to = "90" leave = "97" review = "10" who = "..." source = "..." }
 *         below and down_to name boundaries by their percentage (not said: from 100, down to 0); once in, a pupil stays until at least `leave`;
 *         by = "person" in place of the three: a person sets it.  From the first stage down each begins where the one before ends, to 0.
 *     action "letter 1" { stage = "2" title = "..." who = "..." role = "office" letter = "..." after = "10" at = "92" source = "..." }
 *         of a stage, in the order of the file: `after` school days in it, and only below the boundary `at`, which lies within it.
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
