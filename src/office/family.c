/* Families, made from homes and contacts (H3). */
#include "contact.h"

int office_family_open(struct office *o, int64_t pupil, struct family_view *ret, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

void family_view_finish(struct family_view *v)
{
	arena_finish(&v->arena);
}

int office_families_open(struct office *o, const char *typed, struct families_view *ret, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

void families_view_finish(struct families_view *v)
{
	arena_finish(&v->arena);
}
