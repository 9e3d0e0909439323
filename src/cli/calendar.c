#include "internal.h"

#include <string.h>

#include "office/plans.h"
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

/* Days for the whole school: one of that name which has some of these days is changed. */
static int closure_days(struct cli *c, struct day from, struct day to, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	const struct init_closure closure = { .kind = c->operands[0], .name = c->operands[1], .from = from, .to = to };
	int64_t act = 0;
	int r = office_closure_put(c->office, &closure, given_find(c, OPTION_REMOVE), &said, &act, e);

	return cli_changed(c, r, &said, act, "it stands so already");
}

/* Of a part of the school, of half days, or without warning, which marks follow; and what comes of it said first (A13). */
static int closure_part(struct cli *c, struct day from, struct day to, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct mark_result result = { 0 };
	struct closure_wish wish = CLOSURE_WISH;

	wish.kind = c->operands[0];
	wish.name = c->operands[1];
	wish.from = from;
	wish.to = to;
	wish.from_session = (int)given_number(c, OPTION_FROM_SESSION, -1);
	wish.to_session = (int)given_number(c, OPTION_TO_SESSION, -1);
	wish.year = (int)given_number(c, OPTION_YEAR, SESSION_ANY_YEAR);
	wish.group = given_text(c, OPTION_CLASS);
	wish.remove = given_find(c, OPTION_REMOVE);
	wish.dry = given_find(c, OPTION_DRY_RUN);
	int r = office_closure(c->office, &wish, given_text(c, OPTION_REASON), &said, &result, e);
	if (r == 0 && wish.dry) {
		cli_lines(c, &said);
		return 0;
	}
	return cli_changed(c, r, &said, result.act, "it stands so already");
}

int command_closure(struct cli *c, struct err *e)
{
	static const enum option_id of_a_part[] = { OPTION_CLASS, OPTION_YEAR, OPTION_FROM_SESSION, OPTION_TO_SESSION, OPTION_REASON, OPTION_DRY_RUN };
	static const char *const kinds[] = { "unplanned", "partial", "staggered" };
	bool part = false;
	struct day from, to;
	int r = date_read(c->operands[2], &from, e);

	to = from;
	if (r == 0 && c->operand_count > 3)
		r = date_read(c->operands[3], &to, e);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		part |= strcmp(c->operands[0], kinds[i]) == 0;
	for (size_t i = 0; i < sizeof of_a_part / sizeof *of_a_part; i++)
		part |= given_find(c, of_a_part[i]) != NULL;
	if (r < 0)
		return r;
	return part ? closure_part(c, from, to, e) : closure_days(c, from, to, e);
}

void closure_help(struct buf *to)
{
	buf_text(to, "\nKinds: holiday, inset and planned (no session is held), unplanned (shut unexpectedly: Y4),\n"
		     "       open (held after all, out of term, at a weekend or on a bank holiday);\n"
		     "       of a year or a class: partial (part of the premises shut: Y3), staggered (a staggered start: Y7).\n");
}
