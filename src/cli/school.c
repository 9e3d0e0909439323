#include "internal.h"

#include <string.h>

#include "base/file.h"
#include "office/school.h"

/* demo, clock, backup, import pupils */

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

#define IMPORT_MOST (64u << 20)

int command_import_pupils(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf bytes = { 0 }, said = { 0 };
	struct import_result result = { 0 };
	const char *name = c->operands[0];
	bool dry = given_find(c, OPTION_DRY_RUN);
	int r = file_read(name, IMPORT_MOST, &bytes, e);

	if (strcmp(name, "-") == 0)
		name = "standard input";
	if (r == 0)
		r = office_import_pupils(c->office, name, buf_string(&bytes), bytes.length, dry, &said, &result, e);
	if (r < 0 && said.length) { /* every fault of the file, the first one included */
		cli_say(said.text);
		c->told = true;
	}
	if (r < 0)
		return r;
	cli_lines(c, &said);
	c->saved = result.last_act;
	if (result.last_act && result.first_act == result.last_act)
		cli_saved_act(c, result.last_act, NULL);
	else if (result.last_act)
		buf_printf(&c->out, "acts %lld to %lld saved\n", (long long)result.first_act, (long long)result.last_act);
	return 0;
}
