/* The threshold of the National Framework for penalty notices (SI 2024/210; domain 5.1). */
#include "rules/penalty.h"

void penalty_find(struct marks m, const struct school_days *d, struct day born, struct day today, const sitting *used, int used_count, struct penalty *to)
{
	(void)m, (void)d, (void)born, (void)today, (void)used, (void)used_count;
	to->counted.count = to->windows.count = 0;
	to->lacking = PENALTY_SESSIONS;
}

void penalty_finish(struct penalty *p)
{
	vec_finish(&p->counted);
	vec_finish(&p->windows);
}

void penalty_working(const struct penalty *p, const struct penalty_window *w, const struct school_days *d, struct working_steps *to)
{
	(void)p, (void)w, (void)d, (void)to;
}
