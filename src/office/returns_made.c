/* A return was made; a pupil is named for one; a naming ends (C9). */
#include "internal.h"
#include "office/returns.h"

int office_return_made(struct office *o, int64_t pupil, enum return_kind kind, struct day made, const char *words, int64_t *ret_act, struct err *e)
{
	(void)o, (void)pupil, (void)kind, (void)made, (void)words, (void)ret_act;
	return err_refuse(e, "This is not built yet.");
}

int office_return_add(struct office *o, int64_t pupil, enum return_kind kind, const char *words, int64_t *ret_act, struct err *e)
{
	(void)o, (void)pupil, (void)kind, (void)words, (void)ret_act;
	return err_refuse(e, "This is not built yet.");
}

int office_return_drop(struct office *o, int64_t pupil, enum return_kind kind, const char *words, int64_t *ret_act, struct err *e)
{
	(void)o, (void)pupil, (void)kind, (void)words, (void)ret_act;
	return err_refuse(e, "This is not built yet.");
}
