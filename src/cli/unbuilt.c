/* What is built next. */
#include "internal.h"

int command_sign_out(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_sign_in(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_sign_list(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_evacuate(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_plan_add(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_plan_change(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_plan_cancel(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_plan_list(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_pattern(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_trip_add(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_trip_show(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_trip_confirm(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_trip_stay(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_trip_goer(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_times(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_calls_list(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_calls_show(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_calls_ring(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_calls_log(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_calls_reported(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_calls_note(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_calls_settle(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_visit(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_tasks_list(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_tasks_add(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_tasks_done(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_policy_list(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_policy_show(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_policy_adopt(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

int command_choices(struct cli *c, struct err *e)
{
	(void)c;
	return err_refuse(e, "This is not built yet.");
}

void watch_help(struct buf *to)
{
	(void)to;
}

void choices_help(struct buf *to)
{
	(void)to;
}
