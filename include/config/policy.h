#ifndef CONFIG_POLICY_H
#define CONFIG_POLICY_H

#include "base/err.h"
#include "base/mem.h"
#include "rules/band.h"

/**
 * A policy file (share/policies/ *.conf, or one a school adopted) -> struct policy, owned by `arena`.  Refuses, by line:
 * boundaries out of order or twice, percent outside 1..100, a band without a name, an unknown key.
 * @return 0 or -EINVAL with `e`
 */
int policy_parse(const char *name, const char *text, struct arena *arena, struct policy *ret, struct err *e);

#endif
