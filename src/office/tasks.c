/* Somebody is to do something (B3, B10, B19). */
#include "tasks.h"

int office_tasks_open(struct office *, const struct tasks_wish *, struct tasks_view *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

void tasks_view_finish(struct tasks_view *v)
{
	arena_finish(&v->arena);
}

int office_task_add(struct office *, const struct task_wish *, int64_t *, int64_t *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

int office_task_done(struct office *, int64_t, const char *, int64_t *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}
