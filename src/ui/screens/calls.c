/* First-day calls: whom to ring next, and what is known of each absence, in the order of the risk (B2, B3, B4, B9). */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "calls.h"

struct calls {
	struct list list;
	struct calls_view view;
	struct { VEC(const struct call_line *); } rows; /* of the view, whom to ring before what is waited for */
	bool is_read, everybody;
	int session;             /* chosen; -1: the one that is running */
};

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static bool is_open(const struct call_line *l)
{
	return l->state == CALL_DUE || l->state == CALL_TRIED;
}

static const struct call_line *focused(const struct calls *c)
{
	return c->list.count > 0 ? c->rows.items[c->list.focus] : NULL;
}

/* Whom to ring comes first; within a group the office's order stands. */
static const enum call_state groups[][2] = {
	{ CALL_DUE, CALL_TRIED }, { CALL_FAILED, CALL_FAILED }, { CALL_LATER, CALL_LATER }, { CALL_DONE, CALL_DONE },
};

static void rows_make(struct calls *c)
{
	c->rows.count = 0;
	for (size_t g = 0; g < sizeof groups / sizeof *groups; g++)
		for (int i = 0; i < c->view.count; i++)
			if (c->view.lines[i].state == groups[g][0] || c->view.lines[i].state == groups[g][1])
				vec_push(&c->rows, &c->view.lines[i]);
	list_count(&c->list, c->rows.count);
}

/* The focus stays on the child; of one who was answered since, it stays in its place: there the next is. */
static void focus_again(struct calls *c, int64_t was, bool was_open)
{
	bool more = c->rows.count > 0 && is_open(c->rows.items[0]);

	for (int i = 0; i < c->rows.count; i++)
		if (c->rows.items[i]->pupil == was && (!was_open || is_open(c->rows.items[i]) || !more)) {
			list_focus(&c->list, i);
			return;
		}
	if (was_open && more && !is_open(focused(c)))
		list_focus(&c->list, 0);
}

static int calls_reload(struct ui *ui, void *state, struct err *e)
{
	struct calls *c = state;
	enum session session = c->session < 0 ? office_session_now(ui->office) : (enum session)c->session;
	struct calls_view fresh;
	int r = office_calls_open(ui->office, office_today(ui->office), session, c->everybody, &fresh, e);

	if (r < 0)
		return r;
	const struct call_line *on = focused(c);
	int64_t was = on ? on->pupil : 0;
	bool was_open = on && is_open(on);
	if (c->is_read)
		calls_view_finish(&c->view);
	c->view = fresh;
	c->is_read = true;
	rows_make(c);
	focus_again(c, was, was_open);
	return 0;
}

static void calls_start(void *state, const void *about)
{
	(void)about;
	((struct calls *)state)->session = -1;
}

static void calls_close(void *state)
{
	struct calls *c = state;

	if (c->is_read)
		calls_view_finish(&c->view);
	vec_finish(&c->rows);
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

static void calls_title(const void *state, struct buf *to)
{
	const struct calls *c = state;

	buf_printf(to, "First-day calls: %s%s", c->view.session == SESSION_AM ? "morning" : "afternoon", c->everybody ? ", every absence" : "");
}

static const char *const headings[] = {
	[CALL_DUE] = "To ring", [CALL_TRIED] = "To ring", [CALL_LATER] = "They ring us back", [CALL_FAILED] = "Every contact has failed",
	[CALL_DONE] = "Answered",
};

static const char *calls_heading(const void *state, int row)
{
	const struct call_line *const *l = ((const struct calls *)state)->rows.items;

	return row == 0 || headings[l[row]->state] != headings[l[row - 1]->state] ? headings[l[row]->state] : NULL;
}

/* Whom, or what came of it; where there is room also what came of it last. */
static void next_put(const struct call_line *l, bool wide, struct buf *to)
{
	if (l->ringing)
		buf_text(to, l->ringing);
	else if (l->said && l->state != CALL_DONE)
		buf_printf(to, "family said %s: Enter", l->said);
	else if ((l->state == CALL_DONE || l->state == CALL_LATER) && l->last)
		buf_text(to, l->last);
	else if (l->next_number && !wide)
		buf_printf(to, "%s  %s", l->next_number, l->next_name ? l->next_name : "");
	else if (l->next_number)
		buf_printf(to, "%s  %s (%s)%s%s", l->next_number, l->next_name ? l->next_name : "", l->next_relation ? l->next_relation : "",
			   l->last ? "; " : "", l->last ? l->last : "");
	else
		buf_text(to, l->state == CALL_DONE ? "no call is needed" : l->last ? "nobody is left: the DSL is told" : "no number: Enter, n tells the DSL");
}

static void days_put(struct area *a, int col, int days)
{
	char text[16];

	snprintf(text, sizeof text, days < 0 ? "-" : "%dd", days);
	area_put_right(a, 0, col, 4, PAINT_TEXT, text);
}

enum { NAME_CELLS = 21, CLASS_COL = 22, MARK_COL = 30, SEEN_COL = 33, SPOKEN_COL = 39, NEXT_COL = 45, WIDE = 110, WIDER = 12, NARROW = 60 };

static void draw_narrow(const struct call_line *l, struct area *a)
{
	CLEAN_BUF struct buf next = { 0 };
	int name = a->cols / 2 - 1;

	next_put(l, false, &next);
	area_put(a, 0, 0, name, PAINT_TEXT, l->name);
	area_put(a, 0, name + 1, a->cols - name - 1, l->ringing ? PAINT_STALE : PAINT_TEXT, buf_string(&next));
}

static void calls_draw_line(const void *state, int row, struct area *a)
{
	const struct call_line *l = ((const struct calls *)state)->rows.items[row];
	int wider = a->cols >= WIDE ? WIDER : 0;
	CLEAN_BUF struct buf next = { 0 };

	if (a->cols < NARROW) {
		draw_narrow(l, a);
		return;
	}
	next_put(l, wider > 0, &next);
	area_put(a, 0, 0, NAME_CELLS + wider, PAINT_TEXT, l->name);
	area_put(a, 0, CLASS_COL + wider, MARK_COL - CLASS_COL - 1, PAINT_TEXT, l->group);
	area_put(a, 0, MARK_COL + wider, 2, PAINT_ABSENT, code_symbol(l->mark));
	days_put(a, SEEN_COL + wider, l->since_seen);
	days_put(a, SPOKEN_COL + wider, l->since_spoken);
	int late = l->overdue && is_open(l) && !l->ringing ? area_put(a, 0, NEXT_COL + wider, 8, PAINT_ALERT, "overdue") + 1 : 0;
	area_put(a, 0, NEXT_COL + wider + late, a->cols - NEXT_COL - wider - late, l->ringing ? PAINT_STALE : PAINT_TEXT, buf_string(&next));
}

static void titles_draw(struct area *a)
{
	int wider = a->cols >= WIDE ? WIDER : 0;

	if (a->cols < NARROW) {
		area_put(a, 0, 0, a->cols / 2 - 1, PAINT_LABEL, "Name");
		area_put(a, 0, a->cols / 2, a->cols, PAINT_LABEL, "Ring");
		return;
	}
	area_put(a, 0, 0, a->cols, PAINT_LABEL, "Name");
	area_put(a, 0, CLASS_COL + wider, 8, PAINT_LABEL, "Class");
	area_put(a, 0, SEEN_COL + wider, 5, PAINT_LABEL, "Seen");
	area_put(a, 0, SPOKEN_COL + wider, 6, PAINT_LABEL, "Spoke");
	area_put(a, 0, NEXT_COL + wider, a->cols, PAINT_LABEL, "Ring");
}

/* All that is known of the focused one: what a column has no room for. */
static void foot_put(const struct call_line *l, struct buf *to)
{
	char at[8];

	buf_printf(to, "%s, %s: ", l->name, l->group ? l->group : "in no class");
	if (l->day_of > 1)
		buf_printf(to, "school day %d of this absence; ", l->day_of);
	since_put(to, "seen", l->since_seen);
	buf_text(to, ", ");
	since_put(to, "spoken to", l->since_spoken);
	buf_text(to, ".");
	if (l->ringing)
		buf_printf(to, " %s.", l->ringing);
	if (l->said)
		buf_printf(to, " The family said: %s. Enter takes it as the mark.", l->said);
	if (l->last)
		buf_printf(to, " Last: %s.", l->last);
	if (l->next_number && is_open(l)) {
		buf_text(to, " Next: ");
		adult_put(to, l->next_name, l->next_relation);
		buf_printf(to, " %s.", l->next_number);
	}
	if (l->step && l->due >= 0)
		buf_printf(to, " By the policy: %s at %s%s.", l->step, minute_text(l->due, at), l->overdue ? ", overdue" : "");
}

static void head_draw(const struct calls_view *v, struct area *a)
{
	area_printf(a, 0, 0, a->cols, PAINT_TEXT, "To ring %d   Every contact failed %d   Answered %d", v->due, v->failed, v->done);
}

static const char *nothing(const struct calls *c)
{
	return c->everybody ? "Nobody is absent in this session." : "Nobody is absent without a reason so far. a shows every absence.";
}

static void calls_draw(void *state, struct area *a)
{
	struct calls *c = state;
	const struct list_look look = { .state = c, .heading = calls_heading, .draw = calls_draw_line };
	int head = a->rows > 6 ? 2 : 1, foot = a->rows > 16 ? 4 : a->rows > 12 ? 3 : 0;
	struct area list = area_part(a, head, 0, a->rows - head - foot, a->cols), below = area_part(a, a->rows - foot + 1, 0, foot - 1, a->cols);
	struct area titles = area_part(a, head - 1, 0, 1, a->cols);
	CLEAN_BUF struct buf words = { 0 };

	area_cursor(a, head, 0);
	if (c->list.count == 0) {
		area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, nothing(c));
		return;
	}
	if (head > 1)
		head_draw(&c->view, a);
	titles_draw(&titles);
	list_draw(&c->list, &list, &look);
	foot_put(focused(c), &words);
	if (foot > 0)
		area_paragraph(&below, 0, 0, a->cols, PAINT_TEXT, buf_string(&words));
}

static struct list *calls_list(void *state)
{
	return &((struct calls *)state)->list;
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static int calls_ring(struct ui *ui, void *state, const struct key *k)
{
	const struct calls *c = state;

	(void)k;
	return open_call(ui, focused(c)->pupil, c->view.day);
}

static int calls_everybody(struct ui *ui, void *state, const struct key *k)
{
	struct calls *c = state;

	(void)ui;
	(void)k;
	c->everybody = !c->everybody;
	return REACT_RELOAD;
}

static int calls_turn(struct ui *ui, void *state, const struct key *k)
{
	struct calls *c = state;

	(void)ui;
	(void)k;
	c->session = c->view.session == SESSION_AM ? SESSION_PM : SESSION_AM;
	return REACT_RELOAD;
}

/* Nobody where nobody is listed. */
static int64_t focused_pupil(const struct calls *c)
{
	return c->list.count > 0 ? focused(c)->pupil : 0;
}

OPENS(calls_visit, struct calls, open_visit(ui, focused(s)->pupil, s->view.day))
OPENS(calls_register, struct calls, open_register(ui, &focused(s)->ref, focused(s)->pupil))
OPENS(calls_family, struct calls, open_family(ui, focused(s)->pupil))
OPENS(calls_pupil, struct calls, open_pupil(ui, focused(s)->pupil))
OPENS(calls_ring_in, struct calls, open_reported_new(ui, focused_pupil(s)))
OPENS(calls_task, struct calls, open_task(ui, focused_pupil(s)))
OPENS(calls_settle, struct calls, open_watch(ui, -1))

enum calls_need { NEED_DONE = NEED_OWN };

static const char *const calls_refusals[] = { ROLL_NOT_DONE };

static unsigned calls_has(struct ui *ui, const void *state)
{
	(void)state;
	return roll_has_done(ui) ? NEED_DONE : 0;
}

static const struct binding calls_keys[] = {
	{ ON(KEY_ENTER), "ring", calls_ring, NEED_ROW, "Ring this family: the number, and one key for what comes of it", "Ring" },
	{ ON_TEXT("i"), "ring-in", calls_ring_in, NEED_WRITE, "They ring in: write down what they say", "They ring" },
	{ ON_TEXT("v"), "visit", calls_visit, NEED_WRITE | NEED_ROW, "A home visit", "Visit" },
	{ ON_TEXT("a"), "everybody", calls_everybody, 0, "Every absence of the session, or those without a reason", "All" },
	{ ON_TEXT("r"), "register", calls_register, NEED_ROW, "Open the register that this pupil is in", "Register" },
	{ ON_TEXT("y"), "family", calls_family, NEED_ROW, "Contacts, homes and siblings", NULL },
	{ ON_TEXT("p"), "pupil", calls_pupil, NEED_ROW, "Open this pupil's page", NULL },
	{ ON_TEXT("t"), "task", calls_task, NEED_WRITE, "A task for somebody, about this pupil", NULL },
	{ ON_TEXT("s"), "settle", calls_settle, 0, "What is to be settled", NULL },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo your last change here", NULL },
	{ ON(KEY_TAB), "session", calls_turn, NEED_AFTERNOON, "Turn between morning and afternoon", NULL },
	{ .name = NULL },
};

const struct screen_kind calls_screen = {
	.name = "calls",
	.help = "Who is absent without a reason, the most urgent first, families together; days since each was seen and spoken to, and whom to ring next.",
	.keys = calls_keys, .refusals = calls_refusals, .has = calls_has, .reload = calls_reload, .title = calls_title,
	.draw = calls_draw, .list = calls_list, .close = calls_close,
	.state_size = sizeof(struct calls),
};

int open_calls(struct ui *ui)
{
	struct err e = { 0 };

	if (office_may(ui->office, ACTION_CALL, 0, &e) < 0)
		return ui_refuse_err(ui, &e);
	return ui_open(ui, &calls_screen, calls_start, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
