/* calls log, ring, visit: what came of ringing a family, and of going to its door (B2-B4, B9, B16). */
#include "roll.h"

#include <errno.h>
#include <string.h>

#include "office/calls.h"
#include "office/today.h"

/* THE CHILDREN: whose line it was, and brothers and sisters who are answered by the same call -------------------------------------------- */

struct children {
	VEC(struct call_given);
};

static int children_read(struct cli *c, struct children *ret, struct err *e)
{
	struct call_given child = { .code = given_text(c, OPTION_CODE) };
	int r = roll_pupil(c, c->operands[0], &child.pupil, e);

	if (r == 0)
		vec_push(ret, child);
	for (int i = 0; r == 0 && i < c->given.count; i++) {
		if (c->given.items[i].id != OPTION_ALSO)
			continue;
		r = roll_pupil_code(c, c->given.items[i].text, &child.pupil, &child.code, e);
		if (r == 0)
			vec_push(ret, child);
	}
	return r;
}

/* LOG --------------------------------------------------------------------------------------------------------------------------------------- */

static enum call_kind kind_of(const struct cli *c)
{
	static const enum call_kind kinds[] = { CALL_CALL, CALL_RANG_US, CALL_TEXT, CALL_EMAIL, CALL_IN_PERSON };

	return kinds[given_number(c, OPTION_HOW, 0)];
}

static void wish_read(struct cli *c, struct call_wish *ret)
{
	*ret = CALL_WISH;
	ret->day = given_day(c, OPTION_DATE);
	ret->outcome = (enum call_outcome)given_number(c, OPTION_OUTCOME, CALL_SPOKE);
	ret->number = given_text(c, OPTION_NUMBER);
	ret->caller = given_text(c, OPTION_CALLER);
	ret->words = given_text(c, OPTION_NOTE);
	ret->dead = given_find(c, OPTION_DEAD);
	ret->child_spoken = given_find(c, OPTION_SPOKEN_TO_CHILD);
	ret->child_seen_by = given_text(c, OPTION_SEEN_BY);
	ret->went = given_text(c, OPTION_WENT);
	ret->next = given_text(c, OPTION_NEXT);
	ret->next_day = given_day(c, OPTION_NEXT_ON);
	ret->next_minute = (int)given_number(c, OPTION_NEXT_AT, -1);
	ret->minute = (int)given_number(c, OPTION_AT, -1);
	ret->reason = given_text(c, OPTION_REASON);
}

static int save(struct cli *c, struct call_wish *wish, struct children *children, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	const char *contact = given_text(c, OPTION_CONTACT);
	struct mark_result result = { 0 };
	int r = children_read(c, children, e);

	wish->children = children->items;
	wish->count = children->count;
	if (r == 0 && contact)
		r = roll_contact(c, children->items[0].pupil, contact, &wish->adult, e);
	if (r == 0)
		r = office_call_log(c->office, wish, &said, &result, e);
	return cli_changed(c, r, &said, result.act, "it is logged so already");
}

static int log_call(struct cli *c, enum call_kind kind, struct err *e)
{
	struct children children = { 0 };
	struct call_wish wish;

	wish_read(c, &wish);
	wish.kind = kind;
	int r = save(c, &wish, &children, e);
	vec_finish(&children);
	return r;
}

int command_calls_log(struct cli *c, struct err *e)
{
	if (given_find(c, OPTION_DEAD) && !given_find(c, OPTION_NUMBER))
		return err_usage(e, "Which number is dead? Name it with --number.");
	return log_call(c, kind_of(c), e);
}

/* What two people take to the door (B16). */
static int visit_sheet(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf text = { 0 };
	int64_t pupil;
	int r = roll_pupil(c, c->operands[0], &pupil, e);

	if (r == 0)
		r = office_visit_sheet(c->office, pupil, given_day(c, OPTION_DATE), &text, e);
	if (r < 0)
		return r;
	cli_lines(c, &text);
	if (given_find(c, OPTION_PRINT))
		cli_paper(c, "visit", buf_string(&text), 1);
	return 0;
}

int command_visit(struct cli *c, struct err *e)
{
	static const enum option_id needed[] = { OPTION_WENT, OPTION_OUTCOME };

	if (given_find(c, OPTION_SHEET))
		return visit_sheet(c, e);
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (!given_find(c, needed[i]))
			return err_usage(e, "visit needs --%s (or --sheet, before anybody goes).", option_rows[needed[i]].name);
	if (given_find(c, OPTION_PRINT))
		return err_usage(e, "--print goes with --sheet: a visit that was made is in the record.");
	return log_call(c, CALL_VISIT, e);
}

/* RING -------------------------------------------------------------------------------------------------------------------------------------- */

int command_calls_ring(struct cli *c, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	bool over = given_find(c, OPTION_REMOVE);
	int64_t pupil;
	int r = roll_pupil(c, cli_joined(c), &pupil, e);

	if (r == 0)
		r = office_ringing(c->office, pupil, !over, e);
	if (r == 0)
		cli_line(c, over ? "%s: no longer being rung" : "%s: being rung by you", office_name_of_pupil(c->office, pupil, &a));
	return r;
}
