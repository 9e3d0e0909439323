/* A pupil by the names that screens and commands use. */
#include "base/key.h"
#include "internal.h"
#include "office/today.h"

const char *office_name_of_pupil(struct office *o, int64_t pupil, struct arena *a)
{
	return office_pupil_name(o, pupil, a);
}

int office_pupil_key(struct office *o, int64_t pupil, struct arena *a, const char **ret, struct err *e)
{
	struct pupil_row row;
	int r = store_thing_get(o->store, THING_PUPIL, pupil, a, &row);

	if (r < 0)
		return office_fail(o, r, e);
	*ret = key_hex(&row.key, arena_new(a, KEY_TEXT, 1));
	return 0;
}
