/*
 * Where a child is (B13; design 5 "Not known").  In doubt a child is to be found: a mark of somebody in the school, or a signing in, is here; a mark of
 * somebody who is out, or a word of the family, is absent; a register not taken, a blank, a trip that nobody has confirmed, whoever is due back or
 * is signed in and not in class: not seen.
 */
#include "onsite.h"

#include <string.h>

#include "rules/code.h"

/* "register of Oak at 08:52": the same text for all of one register. */
static const char *register_words(struct where_now *n, const char *group, int minute)
{
	char time[8];

	if (n->said && n->said_group == group && n->said_minute == minute)
		return n->said;
	n->said_group = group;
	n->said_minute = minute;
	n->said = minute < 0 ? arena_printf(n->arena, "register of %s", group) : arena_printf(n->arena, "register of %s at %s", group, minute_text(minute, time));
	return n->said;
}

static const char *at_words(struct where_now *n, const char *what, int minute)
{
	char time[8];

	return minute < 0 ? what : arena_printf(n->arena, "%s at %s", what, minute_text(minute, time));
}

/* Fills the place as well where it is the register of the child's own class and nothing else. */
static const char *seen_words(struct where_now *n, const struct where_child *c, const struct sighting *s, struct where_answer *to)
{
	if (c->back && c->back->in_minute > s->arrival && c->back->in_minute > s->minute)
		return at_words(n, "back", (int)c->back->in_minute);
	if (s->arrival >= 0)
		return at_words(n, "signed in", s->arrival);
	const char *group = s->roll_group ? office_group_name(n->o, s->roll_group) : c->group;
	to->by_group = s->roll_group;
	to->by_minute = s->minute;
	return group ? register_words(n, group, s->minute) : at_words(n, "marked", s->minute);
}

static const char *code_words(struct where_now *n, const struct where_child *c, const struct code *code)
{
	const char *said = c->expected && c->expected->code == code->number ? c->expected->words : NULL;

	if (said && strcmp(said, code->words) != 0)
		return arena_printf(n->arena, "%s %s: %s", code->symbol, code->words, said);
	return arena_printf(n->arena, "%s %s", code->symbol, code->words);
}

/* OUT OF THE GATE */

/* A register saw a child who went out before it began: nobody had signed them in.  A signing in would have ended the time out, so one is before it. */
static bool seen_since(const struct where_now *n, const struct where_child *c)
{
	const struct sighting *s = c->seen;

	if (!c->times || c->out->out_minute >= c->times->starts || !code_is_in(s->mark, n->day) || s->contradicted)
		return false;
	return s->minute < 0 || s->minute > c->out->out_minute || (s->minute == c->out->out_minute && s->arrival < 0);
}

static void out_answer(struct where_now *n, const struct where_child *c, struct where_answer *to)
{
	const struct sign_out_row *out = c->out;
	const char *what = out->place ? out->place : out->reason, *with = out->collected_by;
	bool late = out->due_minute != NONE && n->minute > out->due_minute;
	char since[8], due[8];

	to->where = late ? WHERE_NOT_SEEN : out->place ? WHERE_OFF_SITE : WHERE_ABSENT;
	minute_text((int)out->out_minute, since);
	if (late)
		to->last = arena_printf(n->arena, "out since %s, due back at %s: %s", since, minute_text((int)out->due_minute, due), what);
	else if (out->place)
		to->last = arena_printf(n->arena, "%s since %s", what, since);
	else
		to->last = arena_printf(n->arena, "out since %s: %s%s%s", since, what, with ? ", with " : "", with ? with : "");
}

/* WITH A MARK */

static void contradicted_answer(struct where_now *n, const struct where_child *c, struct where_answer *to)
{
	to->where = c->settled ? WHERE_HERE : WHERE_NOT_SEEN;
	to->last = c->settled ? c->settled : arena_printf(n->arena, "%s, and not in class", at_words(n, "signed in", c->seen->arrival));
}

static void mark_answer(struct where_now *n, const struct where_child *c, const struct code *code, struct where_answer *to)
{
	bool in = code->physical == PHYSICAL_IN, came = c->seen->arrival >= 0; /* late, with a code that stays */

	to->where = in || came ? WHERE_HERE : code->physical == PHYSICAL_ELSEWHERE ? WHERE_OFF_SITE : WHERE_ABSENT;
	to->last = in || came ? seen_words(n, c, c->seen, to) : c->seen->mark == CODE_N ? "no reason yet" : code_words(n, c, code);
}

/* WITHOUT ONE */

/* After lunch nobody is lost before their register had its time: until then they are where the morning left them, if that was here. */
static bool morning_holds(const struct where_now *n, const struct where_child *c)
{
	if (!c->before || c->sent || !c->times || n->minute > c->times->closes)
		return false;
	return (code_is_in(c->before->mark, n->day) || (c->before->mark && c->before->arrival >= 0)) && !c->before->contradicted;
}

static const char *not_seen_words(struct where_now *n, const struct where_child *c, struct where_answer *to)
{
	if (c->boarder)
		return "boarder: in no register";
	if (!c->placed)
		return "in no class";
	if (c->back)
		return at_words(n, "back", (int)c->back->in_minute);
	if (c->before && code_is_in(c->before->mark, n->day))
		return arena_printf(n->arena, "this morning: %s", seen_words(n, c, c->before, to));
	return c->sent ? "blank in the register" : "register not taken yet";
}

static void expected_answer(struct where_now *n, const struct where_child *c, struct where_answer *to)
{
	to->where = c->expected->waits ? WHERE_NOT_SEEN : WHERE_ABSENT;
	to->last = expected_words(c->expected, n->arena);
}

static void blank_answer(struct where_now *n, const struct where_child *c, struct where_answer *to)
{
	if (c->due && !c->boarder && morning_holds(n, c)) {
		to->where = WHERE_HERE;
		to->last = seen_words(n, c, c->before, to);
	} else if (!c->held && !c->boarder) {
		*to = (struct where_answer){ WHERE_ABSENT, "school is shut" };
	} else if (c->expected && c->due) {
		expected_answer(n, c, to);
	} else if (!c->due && c->placed && !c->boarder) {
		*to = (struct where_answer){ WHERE_ABSENT, n->session == SESSION_AM ? "not due this morning" : "not due this afternoon" };
	} else {
		to->where = WHERE_NOT_SEEN;
		to->last = not_seen_words(n, c, to);
	}
}

void where_find(struct where_now *n, const struct where_child *c, struct where_answer *ret)
{
	const struct code *code = code_on(c->seen->mark, n->day);

	*ret = (struct where_answer){ 0 };
	if (c->out && !seen_since(n, c))
		out_answer(n, c, ret);
	else if (c->seen->contradicted)
		contradicted_answer(n, c, ret);
	else if (code)
		mark_answer(n, c, code, ret);
	else
		blank_answer(n, c, ret);
}
