#include "internal.h"

#include "office/school.h"

/* term, closure */

int command_term(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct init_term term = { .name = c->operands[0] };
	int64_t act = 0;
	int r = date_read(c->operands[1], &term.from, e);

	if (r == 0)
		r = date_read(c->operands[2], &term.to, e);
	if (r == 0)
		r = office_term_put(c->office, &term, given_find(c, OPTION_REMOVE), &said, &act, e);
	return cli_changed(c, r, &said, act, "it stands so already");
}

int command_closure(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct init_closure closure = { .kind = c->operands[0], .name = c->operands[1] };
	int64_t act = 0;
	int r = date_read(c->operands[2], &closure.from, e);

	closure.to = closure.from;
	if (r == 0 && c->operand_count > 3)
		r = date_read(c->operands[3], &closure.to, e);
	if (r == 0)
		r = office_closure_put(c->office, &closure, given_find(c, OPTION_REMOVE), &said, &act, e);
	return cli_changed(c, r, &said, act, "it stands so already");
}

void closure_help(struct buf *to)
{
	buf_text(to, "\nKinds: holiday, inset and planned (no session is held), unplanned (shut unexpectedly: Y4),\n"
		     "       open (held after all, out of term, at a weekend or on a bank holiday).\n");
}
