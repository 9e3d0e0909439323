/* Marks whose code must say what kind, and that do not (A15). */
#include "office/plans.h"

#include "internal.h"

int office_notes_lacking(struct office *o, int most, struct arena *a, struct lacking_note **ret, struct err *e)
{
	(void)o; (void)most; (void)a; (void)ret;
	return err_refuse(e, "This is not built yet.");
}

int office_note_put(struct office *o, const struct register_ref *ref, int64_t pupil, const char *text, int64_t *ret_act, struct err *e)
{
	(void)o; (void)ref; (void)pupil; (void)text; (void)ret_act;
	return err_refuse(e, "This is not built yet.");
}
