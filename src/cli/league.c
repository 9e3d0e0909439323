/* league codes, out, in: what praise is fair to (C17). */
#include "roll.h"

#include "office/league.h"
#include "office/register.h"

int command_league_codes(struct cli *c, struct err *e)
{
	int64_t act = 0;
	int r = office_league_codes_set(c->office, c->operands[0], &act, e);

	if (r == 0)
		cli_saved_act(c, act, "they stand so already");
	return r;
}

/* A pupil by the first operand, or --class. */
static int who(struct cli *c, bool named, int64_t *ret_pupil, int64_t *ret_group, struct err *e)
{
	const char *class = given_text(c, OPTION_CLASS);

	*ret_pupil = *ret_group = 0;
	if (named == (class != NULL))
		return err_usage(e, "Whom? Name a pupil, or a class with --class.");
	return class ? office_group_find(c->office, class, office_today(c->office), ret_group, e) : roll_pupil(c, c->operands[0], ret_pupil, e);
}

int command_league_out(struct cli *c, struct err *e)
{
	int64_t pupil, group, act = 0;
	int r = who(c, c->operand_count > 0, &pupil, &group, e);

	if (r == 0)
		r = office_league_leave_out(c->office, pupil, group, given_text(c, OPTION_REASON), &act, e);
	if (r == 0)
		cli_saved_act(c, act, "left out already");
	return r;
}

int command_league_in(struct cli *c, struct err *e)
{
	int64_t pupil, group, act = 0;
	int r = who(c, c->operand_count > 0, &pupil, &group, e);

	if (r == 0)
		r = office_league_take_back(c->office, pupil, group, &act, e);
	if (r == 0)
		cli_saved_act(c, act, "in already");
	return r;
}
