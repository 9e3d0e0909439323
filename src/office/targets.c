#include "office/targets.h"

#include "internal.h"

const char *target_kind_name(enum target_kind k)
{
	static const char *const names[TARGET_KINDS] = { "attendance", "persistent", "abie" };

	return names[k];
}

int target_kind_parse(const char *name, enum target_kind *ret)
{
	(void)name;
	(void)ret;
	return -1;
}

int target_percent_parse(const char *text, int *ret, struct err *e)
{
	(void)text;
	(void)ret;
	return err_refuse(e, "This is not built yet.");
}

int office_target_set(struct office *o, const struct target_wish *w, int64_t *ret_act, struct err *e)
{
	(void)o;
	(void)w;
	(void)ret_act;
	return err_refuse(e, "This is not built yet.");
}

int office_target_remove(struct office *o, const struct target_wish *w, int64_t *ret_act, struct err *e)
{
	return office_target_set(o, w, ret_act, e);
}

int office_targets(struct office *o, int year, struct arena *a, struct target_line **ret, struct err *e)
{
	(void)o;
	(void)year;
	(void)a;
	(void)e;
	*ret = NULL;
	return 0;
}

int office_target_of_school(struct office *o, enum target_kind kind, int year, struct err *e)
{
	(void)o;
	(void)kind;
	(void)year;
	(void)e;
	return -1;
}

int office_target_of_pupil(struct office *o, int64_t pupil, int64_t group, int year, struct arena *a, const char **ret_of, struct err *e)
{
	(void)o;
	(void)pupil;
	(void)group;
	(void)year;
	(void)a;
	(void)ret_of;
	(void)e;
	return -1;
}

int office_school_phase_set(struct office *o, const char *phase, int64_t *ret_act, struct err *e)
{
	(void)o;
	(void)phase;
	(void)ret_act;
	return err_refuse(e, "This is not built yet.");
}

const char *office_school_phase(struct office *o)
{
	return o->school.phase;
}
