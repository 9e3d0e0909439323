#ifndef CONFIG_POLICY_PARTS_H
#define CONFIG_POLICY_PARTS_H

/* The blocks of a policy file that time the day (policy_day.c), beside its boundaries (policy.c). */

#include "config/policy.h"
#include "settings.h"

#define POLICY_STEP "step"
#define POLICY_SESSION "session"
extern const char *const policy_step_keys[], *const policy_session_keys[];

int policy_steps_take(const struct settings *s, struct arena *a, struct policy *to, struct err *e);
int policy_times_take(const struct settings *s, struct arena *a, struct policy *to, struct err *e);

#endif
