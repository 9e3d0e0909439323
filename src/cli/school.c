#include "internal.h"

#include <errno.h>

#include "office/import.h"
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

int command_import_pupils(struct cli *c, struct err *e)
{
	const struct import_wish wish = { .kind = FILE_PUPILS, .file = c->operands[0], .dry_run = given_find(c, OPTION_DRY_RUN) };
	CLEAN_BUF struct buf said = { 0 };
	struct import_job *job;
	int r = office_import_begin(c->office, &wish, &job, e);

	if (r < 0)
		return r;
	while ((r = import_step(job, e)) > 0)
		buf_text(&said, import_said(job));
	buf_text(&said, import_said(job));
	if (r == -EBADMSG) { /* every fault of the file, the first one included */
		cli_say(said.text);
		c->told = true;
	} else if (r == 0) {
		const struct import_result *got = import_result(job);

		cli_lines(c, &said);
		c->saved = got->last_act;
		if (got->last_act && got->first_act == got->last_act)
			cli_saved_act(c, got->last_act, NULL);
		else if (got->last_act)
			buf_printf(&c->out, "acts %lld to %lld saved\n", (long long)got->first_act, (long long)got->last_act);
	}
	import_close(job);
	return r;
}
