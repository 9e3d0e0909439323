#ifndef CONFIG_POLICY_PARTS_H
#define CONFIG_POLICY_PARTS_H

/* The blocks of a policy file that time the day (policy_day.c), and its stages (policy_stage.c), beside its boundaries (policy.c). */

#include "config/policy.h"
#include "settings.h"

#define POLICY_STEP "step"
#define POLICY_SESSION "session"
#define POLICY_STAGE "stage"
#define POLICY_ACTION "action"
extern const char *const policy_step_keys[], *const policy_session_keys[], *const policy_stage_keys[], *const policy_action_keys[];

int policy_steps_take(const struct settings *s, struct arena *a, struct policy *to, struct err *e);
int policy_times_take(const struct settings *s, struct arena *a, struct policy *to, struct err *e);
/** Behind the boundaries, which its lines name. */
int policy_stages_take(const struct settings *s, struct arena *a, struct policy *to, struct err *e);
/** floor, review, period, pattern_least and pattern_times. */
int policy_figures_take(const struct settings *s, struct policy *to, struct err *e);

#endif
