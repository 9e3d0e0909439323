/* A contact made or tried: one act (B3, B9, B16, B18, B19). */
#include <errno.h>
#include <string.h>

#include "call_log.h"

#define DAY_MINUTES (24 * 60)

/* WHAT WAS GIVEN ------------------------------------------------------------------------------------------------------------------------------ */

#define CAN(outcome) (1u << (outcome))
/* What can come of which. */
static const unsigned int outcomes[CALL_KINDS] = {
	[CALL_CALL] = CAN(CALL_SPOKE) | CAN(CALL_MESSAGE_LEFT) | CAN(CALL_NO_REPLY) | CAN(CALL_WRONG_NUMBER) | CAN(CALL_WILL_CALL_BACK),
	[CALL_RANG_US] = CAN(CALL_SPOKE) | CAN(CALL_MESSAGE_LEFT) | CAN(CALL_WILL_CALL_BACK),
	[CALL_TEXT] = CAN(CALL_SENT) | CAN(CALL_SPOKE) | CAN(CALL_WRONG_NUMBER),
	[CALL_EMAIL] = CAN(CALL_SENT) | CAN(CALL_SPOKE),
	[CALL_IN_PERSON] = CAN(CALL_SPOKE) | CAN(CALL_SEEN) | CAN(CALL_WILL_CALL_BACK),
	[CALL_VISIT] = CAN(CALL_SPOKE) | CAN(CALL_SEEN) | CAN(CALL_NOBODY_IN) | CAN(CALL_MESSAGE_LEFT) | CAN(CALL_WILL_CALL_BACK),
};

static int kind_read(struct logging *l)
{
	const struct call_wish *w = l->wish;

	if (w->kind >= CALL_KINDS || w->outcome >= CALL_OUTCOMES)
		return err_usage(l->work->e, "That is no kind of contact, or nothing that can come of one.");
	if (!(outcomes[w->kind] & CAN(w->outcome)))
		return err_usage(l->work->e, "\"%s\" cannot come of \"%s\". Choose another outcome.", call_outcome_name(w->outcome), call_kind_name(w->kind));
	l->row.kind = call_kind_name(w->kind);
	l->row.outcome = call_outcome_name(w->outcome);
	return 0;
}

/* Two cannot ring one number now.  What was said, or tried earlier today, happened all the same. */
static int line_read(struct logging *l)
{
	const struct call_wish *w = l->wish;
	bool dialled = w->kind == CALL_CALL && w->outcome != CALL_SPOKE && w->outcome != CALL_WILL_CALL_BACK;

	return dialled && w->minute < 0 ? ringing_refuse(l->work->o, w->children[0].pupil, l->work->arena, l->work->e) : 0;
}

static int when_read(struct logging *l)
{
	const struct call_wish *w = l->wish;
	struct err *e = l->work->e;
	char a[8], b[8], day[DAY_TEXT];

	l->minute = moment_civil(office_now(l->work->o)).minute;
	if (l->day.n > l->work->today.n)
		return err_refuse(e, "%s is still to come: nobody is absent yet. Note what the family says as a report.", day_long(l->day, day));
	if (w->minute > l->minute)
		return err_refuse(e, "%s is still to come: it is %s now.", minute_text(w->minute, a), minute_text(l->minute, b));
	l->row.of_day = l->day;
	l->row.made_day = l->work->today;
	l->row.made_minute = w->minute < 0 ? l->minute : w->minute;
	return 0;
}

static int next_read(struct logging *l)
{
	const struct call_wish *w = l->wish;
	struct err *e = l->work->e;
	int r = said_line("The next step", w->next, l->work->arena, &l->row.next, e);
	char day[DAY_TEXT];

	if (r < 0)
		return r;
	if (w->next_minute >= DAY_MINUTES)
		return err_usage(e, "That is no time of the day. Give one like 13:00.");
	if (!day_is_none(w->next_day) && (w->next_day.n < l->work->today.n || w->next_day.n > DAY_MAX.n))
		return err_refuse(e, "%s is past: a next step is today or later.", day_long(w->next_day, day));
	if (w->next_minute >= 0)
		l->row.next_minute = w->next_minute;
	l->row.next_day = day_is_none(w->next_day) && w->next_minute >= 0 ? l->work->today : w->next_day;
	return 0;
}

static int texts_read(struct logging *l)
{
	const struct call_wish *w = l->wish;
	const struct { const char *what, *given; const char **to; } texts[] = {
		{ "The number", w->number, &l->row.number }, { "Whom", w->caller, &l->row.caller }, { "What was said", w->words, &l->row.words },
		{ "Who saw the child", w->child_seen_by, &l->row.child_seen_by }, { "Who went", w->went, &l->row.went },
	};
	int r = 0;

	for (size_t i = 0; r == 0 && i < sizeof texts / sizeof *texts; i++)
		r = said_line(texts[i].what, texts[i].given, l->work->arena, texts[i].to, l->work->e);
	if (r < 0)
		return r;
	if (w->kind == CALL_VISIT && !l->row.went)
		return err_usage(l->work->e, "Say who went: two people, by name.");
	if (w->outcome == CALL_SEEN && !l->row.child_seen_by)
		l->row.child_seen_by = l->row.went ? l->row.went : l->work->o->person.name;
	l->row.child_spoken = w->child_spoken;
	return 0;
}

/* Whose number it was; a contact of the first child. */
static int caller_read(struct logging *l)
{
	struct call_facts facts = { .o = l->work->o, .a = l->work->arena, .day = l->day };
	struct call_case c;
	int r = call_case_find(&facts, l->wish->children[0].pupil, &c, l->work->e);

	if (r < 0 || !l->wish->adult)
		return r;
	for (int i = 0; !l->caller && i < c.caller_count; i++)
		if (c.callers[i].adult.id == l->wish->adult)
			l->caller = &c.callers[i];
	if (!l->caller)
		return err_refuse(l->work->e, "That person is no contact of %s. Look again at the contacts.",
				  said_child(l->work->o, c.pupil, l->day, l->work->arena));
	l->row.adult = l->wish->adult;
	if (!l->row.caller)
		l->row.caller = arena_printf(l->work->arena, "%s (%s)", l->caller->name, l->caller->relation);
	return 0;
}

static int wish_read(struct logging *l)
{
	const struct call_wish *w = l->wish;
	int r = w->reason ? office_words_check("reason", w->reason, l->work->e) : 0;

	if (r == 0)
		r = said_day(l->work->o, &l->day, l->work->e);
	if (r == 0)
		r = said_children_check(l->work, w->children, w->count, l->day);
	if (r == 0)
		r = kind_read(l);
	if (r == 0)
		r = line_read(l);
	if (r == 0)
		r = when_read(l);
	if (r == 0)
		r = texts_read(l);
	if (r == 0)
		r = next_read(l);
	if (r == 0)
		r = caller_read(l);
	l->reason = w->reason ? w->reason : w->outcome == CALL_SPOKE || w->outcome == CALL_SEEN ? PARENT_RANG : NULL;
	return r;
}

/* WHAT IS WRITTEN ------------------------------------------------------------------------------------------------------------------------------------- */

static int act_open(struct logging *l, struct call_marks *marks)
{
	const struct call_wish *w = l->wish;
	struct register_ref ref = { 0 };
	bool coded = false;
	int r = 0;

	for (int i = 0; r == 0 && i < w->count && !coded; i++)
		if (w->children[i].code) {
			coded = true;
			r = call_marks_ref(marks, &w->children[i], &ref);
		}
	return r < 0 ? r : office_act_open(l->work->o, w->kind == CALL_VISIT ? "visit" : "call", coded ? l->reason : w->reason, coded ? &ref : NULL, 0,
					   l->work->e);
}

static int child_put(struct logging *l, const struct call_given *given, struct call_marks *marks)
{
	struct call_row row = l->row;
	int r = 0;

	row.pupil = given->pupil;
	if (given->code)
		r = call_marks_put(marks, given, &row.code);
	if (r < 0)
		return r;
	r = contact_put(l->work, THING_CALL, &row);
	return r < 0 ? r : 0;
}

/* A wrong number is nobody's: it is struck out wherever it stands (B18). */
static int number_put(struct logging *l)
{
	if (!l->row.number || !l->caller || (!l->wish->dead && l->wish->outcome != CALL_WRONG_NUMBER))
		return 0;
	return contact_number_put(l->work, l->caller->adult.id, l->row.number, true);
}

static int children_put(struct logging *l)
{
	struct call_marks marks = { .work = l->work, .day = l->day, .reason = l->reason, .words = l->row.words, .result = &l->result };
	int r = act_open(l, &marks);

	for (int i = 0; r == 0 && i < l->wish->count; i++)
		r = child_put(l, &l->wish->children[i], &marks);
	return r < 0 ? r : number_put(l);
}

/* ONE ACT ------------------------------------------------------------------------------------------------------------------------------------- */

static int log_call(struct contact_work *work, const struct call_wish *w, struct mark_result *ret)
{
	struct logging l = { .work = work, .wish = w, .row = CALL_NEW, .day = w->day };
	int r = wish_read(&l);

	if (r == 0)
		r = children_put(&l);
	if (r == 0)
		r = call_follow(&l);
	if (r == 0)
		r = office_act_end(work->o, true, &l.result.act, work->e);
	if (r == 0)
		*ret = l.result;
	return r;
}

static int log_in_transaction(struct office *o, const struct call_wish *w, struct buf *said, struct mark_result *ret, struct err *e)
{
	CONTACT_USE_CASE(o, said, e, log_call(&work, w, ret));
}

int office_call_log(struct office *o, const struct call_wish *w, struct buf *ret_said, struct mark_result *ret, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	int r = log_in_transaction(o, w, &said, ret, e);

	if (r < 0)
		return r;
	buf_text(ret_said, buf_string(&said));
	for (int i = 0; i < w->count; i++)
		store_ringing_clear(o->store, w->children[i].pupil, o->person.staff); /* saved is saved: a line left ringing ends by itself */
	return 0;
}
