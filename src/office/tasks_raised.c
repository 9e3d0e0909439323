/* Tasks that follow from what was saved (B3, B10, B19). */
#include "tasks.h"

int task_raise(struct office *, const char *, enum role, int64_t, struct day, int, const char *, struct err *)
{
	return 0;
}

int tasks_of_marks(struct office *, const struct entry *, int, struct err *)
{
	return 0;
}
