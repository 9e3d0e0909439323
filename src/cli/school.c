#include "internal.h"

#include "office/school.h"

/* demo, clock, backup */

int command_demo(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	int r = office_demo(c->operands[0], given_text(c, OPTION_CLOCK), c->seat->uid, c->seat->login, c->seat->terminal, &said, e);

	if (r < 0)
		return r;
	cli_line(c, "practice school made in %s", c->operands[0]);
	if (said.length)
		cli_say(said.text);
	return 0;
}

int command_clock(struct cli *c, struct err *e)
{
	char day[DAY_TEXT], minute[8];
	int r = office_clock(c->office, c->operands[0], e);

	if (r < 0)
		return r;
	struct civil now = moment_civil(office_now(c->office));
	buf_printf(&c->out, "the clock stands at %sT%s\n", day_iso(now.day, day), minute_text(now.minute, minute));
	return 0;
}

int command_backup(struct cli *c, struct err *e)
{
	int64_t act;
	int r = office_backup(c->office, c->operands[0], &act, e);

	if (r < 0)
		return r;
	cli_line(c, "backup made in %s", c->operands[0]);
	if (act)
		cli_saved_act(c, act, NULL);
	return 0;
}
