/* The roll's use cases, until each has its own file. */
#include "internal.h"
#include "office/pupils.h"

#define NOT_YET(e) err_refuse(e, "This is not built yet.")

int office_pupil_record_open(struct office *o, int64_t pupil, struct pupil_record *ret, struct err *e)
{
	(void)o, (void)pupil, (void)ret;
	return NOT_YET(e);
}

void pupil_record_finish(struct pupil_record *r)
{
	arena_finish(&r->arena);
	r->count = 0;
}

int office_pupil_facts(struct office *o, int64_t pupil, struct arena *a, struct pupil_wish *ret_who, struct spell_wish *ret_spell, struct leave_wish *ret_leave,
		       struct err *e)
{
	(void)o, (void)pupil, (void)a, (void)ret_who, (void)ret_spell, (void)ret_leave;
	return NOT_YET(e);
}
