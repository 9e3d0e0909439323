#include "office/league.h"

#include "internal.h"

int office_league_codes_set(struct office *o, const char *symbols, int64_t *ret_act, struct err *e)
{
	(void)o;
	(void)symbols;
	(void)ret_act;
	return err_refuse(e, "This is not built yet.");
}

void office_league_codes(struct office *o, struct day day, bool ret[static 256])
{
	(void)o;
	(void)day;
	(void)ret;
}

int office_league_leave_out(struct office *o, int64_t pupil, int64_t group, const char *words, int64_t *ret_act, struct err *e)
{
	(void)o;
	(void)pupil;
	(void)group;
	(void)words;
	(void)ret_act;
	return err_refuse(e, "This is not built yet.");
}

int office_league_take_back(struct office *o, int64_t pupil, int64_t group, int64_t *ret_act, struct err *e)
{
	(void)o;
	(void)pupil;
	(void)group;
	(void)ret_act;
	return err_refuse(e, "This is not built yet.");
}
