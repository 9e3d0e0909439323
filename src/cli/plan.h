#ifndef CLI_PLAN_H
#define CLI_PLAN_H

/* What the commands of plans and trips share. */

#include "office/plans.h"
#include "roll.h"

/** What the options say of a plan; its kind and name are the caller's. */
void plan_wish_read(struct cli *c, const struct pupil_ids *pupils, struct plan_wish *ret);
/** PLAN: the number that plan add and plan list print. */
int plan_read(const char *text, int64_t *ret, struct err *e);

#endif
