/* returns list, made, add, drop: what the authority is to be told (C9; PR24 reg 9 and 13). */
#include "roll.h"

#include "base/text.h"
#include "office/returns.h"

void returns_help(struct buf *to)
{
	buf_text(to, "\nKinds:\n");
	for (int k = 0; k < RETURN_KINDS; k++)
		buf_printf(to, "  %-16s %s\n", return_name((enum return_kind)k), return_title((enum return_kind)k));
}

static int kind_read(const char *text, enum return_kind *ret, struct err *e)
{
	CLEAN_BUF struct buf names = { 0 };

	if (return_parse(text, ret) == 0)
		return 0;
	for (int k = 0; k < RETURN_KINDS; k++)
		buf_printf(&names, "%s%s", k ? ", " : "", return_name((enum return_kind)k));
	return err_usage(e, "\"%.40s\" is no kind of return. There are: %s.", text, buf_string(&names));
}

/* The first two operands: whom, and which. */
static int which(struct cli *c, int64_t *ret_pupil, enum return_kind *ret_kind, struct err *e)
{
	int r = kind_read(c->operands[1], ret_kind, e);

	return r == 0 ? roll_pupil(c, c->operands[0], ret_pupil, e) : r;
}

int command_returns_made(struct cli *c, struct err *e)
{
	enum return_kind kind;
	int64_t pupil, act = 0;
	int r = which(c, &pupil, &kind, e);

	if (r == 0)
		r = office_return_made(c->office, pupil, kind, given_day(c, OPTION_DATE), c->operand_count > 2 ? c->operands[2] : NULL, &act, e);
	if (r == 0)
		cli_saved_act(c, act, "it was made already");
	return r;
}

static int named(struct cli *c, int (*use)(struct office *, int64_t, enum return_kind, const char *, int64_t *, struct err *), const char *nothing,
		 struct err *e)
{
	enum return_kind kind;
	int64_t pupil, act = 0;
	int r = which(c, &pupil, &kind, e);

	if (r == 0)
		r = use(c->office, pupil, kind, c->operands[2], &act, e);
	if (r == 0)
		cli_saved_act(c, act, nothing);
	return r;
}

int command_returns_add(struct cli *c, struct err *e)
{
	return named(c, office_return_add, "the pupil is on it already", e);
}

int command_returns_drop(struct cli *c, struct err *e)
{
	return named(c, office_return_drop, "nobody named the pupil for it", e);
}
