/* Words from the office in a class's register (A33). */
#include "office/calls.h"

int office_class_note_put(struct office *, const struct class_note_wish *, int64_t *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

int office_class_note_end(struct office *, int64_t, int64_t *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

int office_class_notes(struct office *, const struct register_ref *, struct arena *a, struct class_note_line **ret, struct err *)
{
	*ret = arena_new(a, 1, sizeof **ret);
	return 0;
}
