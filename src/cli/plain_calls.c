/* Plain mode: first-day calls (B2-B4, B9): whom to ring next, and what came of it. */
#include "plain.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "office/calls.h"

#define CHILDREN_MOST 20

struct ringing {
	struct plain *p;
	struct arena arena;
	struct call_page page;
	struct call_given children[CHILDREN_MOST];
	struct call_wish wish;
};

/* THE PAGE: everything that the person at the telephone needs, a line each ------------------------------------------------------------------ */

static void contact_say(struct plain *p, int number, const struct call_contact *c)
{
	CLEAN_BUF struct buf words = { 0 };

	buf_printf(&words, "%d %s%s", number, c->next ? "Ring next: " : "", c->name);
	if (c->relation)
		buf_printf(&words, " (%s)", c->relation);
	for (int i = 0; i < c->number_count; i++)
		buf_printf(&words, "%s %s%s", i ? "," : ":", c->numbers[i].number, c->numbers[i].dead ? " (dead)" : "");
	if (c->number_count == 0)
		buf_text(&words, ": no number");
	if (c->tried)
		buf_printf(&words, ", %s", c->tried);
	if (c->warning)
		buf_printf(&words, ", %s", c->warning);
	plain_say(p, "%s", buf_string(&words));
}

static void page_say(struct plain *p, const struct call_page *page)
{
	char time[8];

	plain_say(p, "%s%s%s%s%s", page->name, page->group ? ", " : "", page->group ? page->group : "", page->why ? ": " : "", page->why ? page->why : "");
	for (int i = 0; page->warnings && page->warnings[i]; i++)
		plain_say(p, "%s", page->warnings[i]);
	for (int i = 0; i < page->sibling_count; i++)
		plain_say(p, "Absent too: %s%s%s", page->siblings[i].name, page->siblings[i].group ? ", " : "",
			  page->siblings[i].group ? page->siblings[i].group : "");
	for (int i = 0; i < page->log_count; i++)
		plain_say(p, "%s", page->log[i].line);
	for (int i = 0; i < page->step_count; i++)
		if (!page->steps[i].done && page->steps[i].minute >= 0)
			plain_say(p, "%s %s: %s", page->steps[i].overdue ? "Overdue since" : "Due", minute_text(page->steps[i].minute, time), page->steps[i].title);
	for (int i = 0; i < page->contact_count; i++)
		contact_say(p, i + 1, &page->contacts[i]);
}

/* WHAT CAME OF IT --------------------------------------------------------------------------------------------------------------------------- */

static bool contact_ask(struct ringing *g)
{
	const struct call_page *page = &g->page;
	const char *typed, *next = NULL;

	for (int i = 0; i < page->contact_count; i++)
		if (page->contacts[i].next) {
			g->wish.adult = page->contacts[i].adult;
			next = page->contacts[i].name;
			g->wish.number = page->line.next_number;
		}
	while ((typed = plain_ask(g->p, "Rung: 1 to %d, or a name (Enter: %s, n goes back): ", page->contact_count, next ? next : "nobody of these"))) {
		long number = strspn(typed, "0123456789") == strlen(typed) && strlen(typed) < 6 ? strtol(typed, NULL, 10) : -1;

		if (plain_goes_back(typed))
			return false;
		if (!*typed)
			return true;
		g->wish.number = NULL;
		g->wish.adult = 0;
		if (number >= 1 && number <= page->contact_count)
			g->wish.adult = page->contacts[number - 1].adult;
		else if (number < 0)
			g->wish.caller = arena_text(&g->arena, typed);
		if (g->wish.adult || g->wish.caller)
			return true;
		plain_say(g->p, "There is no contact %ld.", number);
	}
	return false;
}

static bool outcome_ask(struct ringing *g)
{
	static const enum call_outcome offered[] = { CALL_SPOKE, CALL_MESSAGE_LEFT, CALL_NO_REPLY, CALL_WRONG_NUMBER, CALL_WILL_CALL_BACK };
	enum { OFFERED = sizeof offered / sizeof *offered };
	CLEAN_BUF struct buf words = { 0 };
	const char *typed;

	for (int i = 0; i < OFFERED; i++)
		buf_printf(&words, "%s%d %s", i ? ", " : "", i + 1, call_outcome_name(offered[i]));
	while ((typed = plain_ask(g->p, "%s (n goes back): ", buf_string(&words)))) {
		if (plain_goes_back(typed))
			return false;
		if (typed[0] >= '1' && typed[0] < '1' + OFFERED && !typed[1]) {
			g->wish.outcome = offered[typed[0] - '1'];
			return true;
		}
		plain_say(g->p, "Type a number from 1 to %d, or n.", OFFERED);
	}
	return false;
}

/* Brothers and sisters are answered by the same call, each with a code of their own. */
static bool siblings_ask(struct ringing *g)
{
	for (int i = 0; i < g->page.sibling_count && g->wish.count < CHILDREN_MOST; i++) {
		const char *code = g->children[0].code;
		const char *typed = plain_ask(g->p, "%s too (Enter: %s, a code, or n): ", g->page.siblings[i].name, code ? code : "the mark stays");

		if (!typed)
			return false;
		if (!plain_goes_back(typed))
			g->children[g->wish.count++] = (struct call_given){
				.pupil = g->page.siblings[i].pupil, .code = *typed ? arena_text(&g->arena, typed) : code, .seen = g->page.siblings[i].mark,
			};
	}
	return true;
}

static bool answer_ask(struct ringing *g)
{
	const char *typed, *code;

	if (g->wish.outcome != CALL_SPOKE)
		return true;
	if (!plain_reason(g->p, CHOICES_ABSENT, false, &g->arena, &g->wish.words, &code))
		return false;
	typed = plain_ask(g->p, code ? "Code (Enter: %s, n goes back): " : "Code (Enter: the mark stays, n goes back): ", code);
	if (!typed || plain_goes_back(typed))
		return false;
	g->children[0].code = *typed ? arena_text(&g->arena, typed) : code;
	return siblings_ask(g);
}

static void call_log(struct ringing *g)
{
	CLEAN_BUF struct buf said = { 0 };
	struct mark_result result = { 0 };
	struct err e = { 0 };
	int r = office_call_log(g->p->office, &g->wish, &said, &result, &e);

	plain_done(g->p, r, &said, result.act, &e);
	if (r < 0)
		office_ringing(g->p->office, g->page.pupil, false, NULL);
}

/* The other clerk sees who rings until it is logged or let go of. */
static void ring(struct plain *p, int64_t pupil, struct day day)
{
	struct ringing g = { .p = p, .wish = CALL_WISH };
	struct err e = { 0 };

	if (office_call_open(p->office, pupil, day, &g.page, &e) < 0) {
		plain_refuse(p, &e);
		return;
	}
	g.children[0] = (struct call_given){ .pupil = pupil, .seen = g.page.line.mark };
	g.wish.children = g.children;
	g.wish.count = 1;
	g.wish.day = day;
	page_say(p, &g.page);
	if (office_ringing(p->office, pupil, true, &e) < 0) {
		plain_refuse(p, &e);
	} else if (contact_ask(&g) && outcome_ask(&g) && answer_ask(&g)) {
		call_log(&g);
	} else {
		office_ringing(p->office, pupil, false, NULL);
		if (!p->over)
			plain_say(p, "Nothing was logged.");
	}
	call_page_finish(&g.page);
	arena_finish(&g.arena);
}

/* THE LIST ---------------------------------------------------------------------------------------------------------------------------------- */

static void line_say(struct plain *p, int number, const struct call_line *l)
{
	CLEAN_BUF struct buf words = { 0 };

	buf_printf(&words, "%d %s%s, %s", number, l->overdue ? "Overdue: " : "", l->name, l->group ? l->group : "in no class");
	if (l->ringing)
		buf_printf(&words, ", %s", l->ringing);
	if (l->next_name)
		buf_printf(&words, ", ring %s %s", l->next_name, l->next_number ? l->next_number : "");
	else if (l->state != CALL_DONE)
		buf_text(&words, ", nobody is left to ring");
	if (l->last)
		buf_printf(&words, ", %s", l->last);
	plain_say(p, "%s", buf_string(&words));
}

/* The one chosen, or 0. */
static int64_t choose_line(struct plain *p, struct day *ret_day)
{
	struct calls_view v;
	struct err e = { 0 };
	int64_t pupil = 0;
	int chosen, n = 0;

	if (office_calls_open(p->office, office_today(p->office), office_session_now(p->office), false, &v, &e) < 0) {
		plain_refuse(p, &e);
		return 0;
	}
	for (; n < v.count; n++)
		line_say(p, n + 1, &v.lines[n]);
	if (n == 0)
		plain_say(p, "Nobody is to be rung.");
	else if (plain_choose(p, n, &chosen))
		pupil = v.lines[chosen].pupil;
	*ret_day = v.day;
	calls_view_finish(&v);
	return pupil;
}

void plain_calls(void *state, char *rest)
{
	struct plain *p = state;
	struct day day;
	int64_t pupil;

	(void)rest;
	while ((pupil = choose_line(p, &day)))
		ring(p, pupil, day);
}
