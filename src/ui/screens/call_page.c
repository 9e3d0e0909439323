/* One family on the telephone: the number, one key for what came of it, the next number at once (B3, B4, B9, B16, B18). */
#include <stdio.h>
#include <string.h>

#include "calls.h"
#include "office/gate.h"
#include "rules/code.h"

struct about_call {
	int64_t pupil;
	struct day day;
};

static void page_start(void *state, const void *about)
{
	const struct about_call *from = about;
	struct call_screen *s = state;

	s->pupil = from->pupil;
	s->day = from->day;
	s->rung = -1;
	s->anew = true;
	s->see_anew = true;
}

static void page_close(void *state)
{
	struct call_screen *s = state;

	if (s->rings && office_is_signed_in(s->office))
		office_ringing(s->office, s->pupil, false, NULL);
	if (s->is_read)
		call_page_finish(&s->page);
	vec_finish(&s->rows);
	vec_finish(&s->given);
	vec_finish(&s->seen);
	buf_finish(&s->seen_by);
	buf_finish(&s->words);
}

static void page_title(const void *state, struct buf *to)
{
	const struct call_page *p = &((const struct call_screen *)state)->page;

	buf_printf(to, "Ring: %s%s%s", p->name, p->group ? ", " : "", p->group ? p->group : "");
}

static struct list *page_list(void *state)
{
	return &((struct call_screen *)state)->list;
}

static const struct page_row *focused(const struct call_screen *s)
{
	return s->list.count > 0 ? &s->rows.items[s->list.focus] : NULL;
}

/* LOGGING: call_log.c does it ------------------------------------------------------------------------------------------------------------ */

/* One key an outcome (B3). */
#define LOGS_AS(name, ...) \
	static int name(struct ui *ui, void *state, const struct key *k) \
	{ \
		(void)k; \
		return call_page_log(ui, state, &(const struct page_logged){ __VA_ARGS__ }); \
	}
LOGS_AS(page_spoke, CALL_CALL, CALL_SPOKE, .said = "spoken to")
LOGS_AS(page_message, CALL_CALL, CALL_MESSAGE_LEFT, .said = "message left")
LOGS_AS(page_unanswered, CALL_CALL, CALL_NO_REPLY, .said = "no reply")
LOGS_AS(page_no_number, CALL_CALL, CALL_NO_REPLY, .words = "there is no number to ring", .said = "no number to ring")
LOGS_AS(page_wrong, CALL_CALL, CALL_WRONG_NUMBER, .dead = true, .said = "wrong number")
LOGS_AS(page_dead, CALL_CALL, CALL_NO_REPLY, .dead = true, .said = "dead number")
LOGS_AS(page_back, CALL_CALL, CALL_WILL_CALL_BACK, .said = "they call back")
LOGS_AS(page_text, CALL_TEXT, CALL_SENT, .said = "text sent")

static int page_no_reply(struct ui *ui, void *state, const struct key *k)
{
	return call_page_unreachable(state) && !page_rung(state) ? page_no_number(ui, state, k) : page_unanswered(ui, state, k);
}

/* For the child of the line with the focus: kept until the call is logged. */
static int keep_code(struct ui *ui, struct call_screen *s, const struct call_child *child, const char *code)
{
	struct page_given *g = page_given_for(s, child->pupil);

	g->ticked = true;
	snprintf(g->code, sizeof g->code, "%s", code ? code : "");
	ui_say(ui, "%s: %s, once the call is logged. s: spoken to.", child->name, g->code[0] ? g->code : "no code");
	return REACT_NONE;
}

static int reason_taken(struct ui *ui, void *state, const char *code, const char *words)
{
	struct call_screen *s = state;
	const struct page_row *row = focused(s);
	const struct page_logged l = { CALL_CALL, CALL_SPOKE, .code = code, .words = *words ? words : NULL, .said = *words || !code ? words : code };

	return row && row->kind == PAGE_CHILD ? keep_code(ui, s, row->child, code) : call_page_log(ui, s, &l);
}

static int page_reason(struct ui *ui, void *state, const struct key *k)
{
	const struct call_screen *s = state;
	const struct page_row *row = focused(s);

	(void)k;
	return open_reason_pick(ui, row && row->kind == PAGE_CHILD ? row->child->name : s->page.name, reason_taken);
}

/* WHAT BELONGS TO IT ------------------------------------------------------------------------------------------------------------------ */

static int page_tick(struct ui *ui, void *state, const struct key *k)
{
	struct call_screen *s = state;
	const struct page_row *row = focused(s);

	(void)k;
	if (row->child->pupil == s->pupil)
		return ui_refuse(ui, "The call is about %s: it always does for this child.", s->page.name);
	struct page_given *g = page_given_for(s, row->child->pupil);
	g->ticked = !g->ticked;
	return REACT_NONE;
}

static int words_answer(struct ui *ui, void *state, const char *typed)
{
	struct call_screen *s = state;

	(void)ui;
	buf_reset(&s->words);
	buf_text(&s->words, typed);
	return REACT_NONE;
}

static int page_words(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return ui_ask(ui, "What was said:", buf_string(&((struct call_screen *)state)->words), words_answer);
}

static int seen_answer(struct ui *ui, void *state, const char *typed)
{
	struct call_screen *s = state;

	(void)ui;
	buf_reset(&s->seen_by);
	buf_text(&s->seen_by, typed);
	return REACT_NONE;
}

static int page_seen(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return ui_ask(ui, "Who has seen the child today?", buf_string(&((struct call_screen *)state)->seen_by), seen_answer);
}

static int page_spoken(struct ui *ui, void *state, const struct key *k)
{
	struct call_screen *s = state;

	(void)k;
	s->spoken = !s->spoken;
	ui_say(ui, s->spoken ? "The child was spoken to: s logs the call." : "The child was not spoken to.");
	return REACT_NONE;
}

/* From the number that is dialled to the children, and back to it. */
static int page_children(struct ui *ui, void *state, const struct key *k)
{
	struct call_screen *s = state;
	const struct page_row *row = focused(s);

	(void)k;
	if (row->kind != PAGE_NUMBER) {
		list_focus(&s->list, s->rung < 0 ? 0 : s->rung);
		return REACT_NONE;
	}
	s->rung = s->rung < 0 ? s->rung : s->list.focus;
	for (int i = 0; i < s->rows.count; i++)
		if (s->rows.items[i].kind == PAGE_CHILD && s->rows.items[i].child != &s->self) {
			list_focus(&s->list, i);
			return REACT_NONE;
		}
	return ui_refuse(ui, "No brother or sister is absent too.");
}

OPENS(page_visit, struct call_screen, open_visit(ui, s->pupil, s->page.day))
OPENS(page_family, struct call_screen, open_family(ui, s->pupil))
OPENS(page_pupil, struct call_screen, open_pupil(ui, s->pupil))
OPENS(page_task, struct call_screen, open_task_of(ui, s->pupil, true))
OPENS(page_register, struct call_screen, open_register(ui, &s->page.ref, s->pupil))
OPENS(page_ring_in, struct call_screen, open_reported_new(ui, s->pupil))

/* What two people take to the door: on paper, or as text in out/. */
static int page_sheet(struct ui *ui, void *state, const struct key *k)
{
	const struct call_screen *s = state;
	CLEAN_BUF struct buf text = { 0 }, said = { 0 };
	struct err e = { 0 };

	(void)k;
	if (office_visit_sheet(ui->office, s->pupil, s->page.day, &text, &e) < 0 ||
	    office_paper_text(ui->office, "home-visit", buf_string(&text), 1, &said, &e) < 0)
		return ui_refuse_err(ui, &e);
	ui_say_lines(ui, buf_string(&said));
	return REACT_RELOAD;
}

/* Where nobody is left, whom a person chooses is rung all the same. */
static int ring_again(struct ui *ui, struct call_screen *s, const struct page_row *row)
{
	if (!row->number)
		return ui_refuse(ui, "No number is known: y opens the family.");
	s->rung = s->list.focus;
	ui_say(ui, "Ring %s: one key says what came of it.", row->number->number);
	return REACT_NONE;
}

/* Enter goes to what the line is of. */
static int page_open(struct ui *ui, void *state, const struct key *k)
{
	struct call_screen *s = state;
	const struct page_row *row = focused(s);

	if (row->kind == PAGE_CHILD)
		return row->child->pupil == s->pupil ? open_pupil(ui, s->pupil) : open_call(ui, row->child->pupil, s->page.day);
	if (row->kind == PAGE_STEP)
		return open_tasks(ui);
	(void)k;
	return row->kind == PAGE_LOG ? open_pupil(ui, s->pupil) : ring_again(ui, s, row);
}

enum page_need { NEED_NUMBER = NEED_OWN, NEED_CHILD = NEED_OWN << 1, NEED_DONE = NEED_OWN << 2, NEED_TRIED = NEED_OWN << 3 };

static const char *const page_refusals[] = {
	"Nobody is left to ring: Enter on a number takes it again, y opens the family.",
	"Go to a child first: Tab.",
	ROLL_NOT_DONE,
	"Nobody is left to ring: Enter on a number takes it again, y opens the family.",
};

static unsigned page_has(struct ui *ui, const void *state)
{
	const struct call_screen *s = state;
	const struct page_row *rung = page_rung(s), *row = focused(s);

	return (rung && rung->number ? NEED_NUMBER | NEED_TRIED : call_page_unreachable(s) ? NEED_TRIED : 0) | (row && row->kind == PAGE_CHILD ? NEED_CHILD : 0) | (roll_has_done(ui) ? NEED_DONE : 0);
}

#define LOGS (NEED_WRITE | NEED_NUMBER)

static const struct binding page_keys[] = {
	{ ON_TEXT("n"), "no-reply", page_no_reply, NEED_WRITE | NEED_TRIED, "No reply: the next number comes at once; nobody left: the DSL is told", "No reply" },
	{ ON_TEXT("m"), "message", page_message, LOGS, "A message was left", "Message" },
	{ ON_TEXT("c"), "reason", page_reason, NEED_WRITE, "The reason, by one key: the code of every child ticked; on a child's line its own",
	  "Reason" },
	{ ON_TEXT("s"), "spoke", page_spoke, NEED_WRITE, "Spoken to, without a reason that has a code", "Spoke" },
	{ ON_TEXT("b"), "back", page_back, LOGS, "They call back", "Back" },
	{ ON_TEXT("w"), "wrong", page_wrong, LOGS, "A wrong number: it is struck out for all children of theirs", "Wrong" },
	{ ON_TEXT("d"), "dead", page_dead, LOGS, "A dead number: it is struck out for all children of theirs", NULL },
	{ ON(KEY_TAB), "children", page_children, NEED_ROW, "To the brothers and sisters who are absent too, and back", NULL },
	{ ON_TEXT(" "), "tick", page_tick, NEED_ROW | NEED_CHILD, "The call does for this child too", "Tick" },
	{ ON(KEY_F(6)), "words", page_words, NEED_WRITE, "What was said, in one line", "Words" },
	{ ON(KEY_ENTER), "open", page_open, NEED_ROW, "Ring this number; the page of a child; the tasks of a step", NULL },
	{ ON_TEXT("k"), "child", page_spoken, NEED_WRITE, "The child itself was spoken to", NULL },
	{ ON_TEXT("e"), "seen", page_seen, NEED_WRITE, "Somebody has seen the child: who", NULL },
	{ ON_TEXT("x"), "text", page_text, LOGS, "A text message was sent to this number", NULL },
	{ ON_TEXT("i"), "ring-in", page_ring_in, NEED_WRITE, "They ring in: write down what they say", NULL },
	{ ON_TEXT("v"), "visit", page_visit, NEED_WRITE, "A home visit", NULL },
	{ ON_TEXT("h"), "sheet", page_sheet, NEED_WRITE, "Print the sheet that two people take on a home visit", NULL },
	{ ON_TEXT("t"), "task", page_task, NEED_WRITE, "Somebody is to ring them back", NULL },
	{ ON_TEXT("y"), "family", page_family, 0, "Contacts, homes and siblings", NULL },
	{ ON_TEXT("p"), "pupil", page_pupil, 0, "Open this pupil's page", NULL },
	{ ON_TEXT("r"), "register", page_register, 0, "Open the register that this pupil is in", NULL },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo your last call here", NULL },
	{ .name = NULL },
};

const struct screen_kind call_screen = {
	.name = "call",
	.help = "The number to dial stands at the top; one key says what came of it, and the next number is there. Space ticks the siblings that one call does "
		"for. Others see who rings.",
	.keys = page_keys, .refusals = page_refusals, .has = page_has, .reload = call_page_reload, .title = page_title,
	.draw = call_page_draw, .list = page_list,
	.close = page_close, .state_size = sizeof(struct call_screen),
};

/* Whoever comes second is told who is first, and may look on. */
int open_call(struct ui *ui, int64_t pupil, struct day day)
{
	const struct about_call about = { pupil, day_is_none(day) ? office_today(ui->office) : day };
	struct err e = { 0 };

	if (office_may(ui->office, ACTION_CALL, 0, &e) < 0)
		return ui_refuse_err(ui, &e);
	if (ui_open(ui, &call_screen, page_start, &about) < 0)
		return REACT_STOP;
	if (office_read_only(ui->office))
		return REACT_NONE;
	int r = office_ringing(ui->office, pupil, true, &e);
	((struct call_screen *)ui_state(ui))->rings = r == 0;
	return r < 0 ? ui_refuse_err(ui, &e) : REACT_NONE;
}
