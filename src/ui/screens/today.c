/* Today: what is due, who is where, which registers are missing; each line one key from the screen that does it. */
#include "office/today.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "office/draft.h"
#include "rules/band.h"
#include "ui.h"

/* A line: something due, a draft left, or a register of the session. */
struct today_line {
	const struct today_due *due;
	const struct draft_left *draft;
	const struct today_register *taken;
};

struct today {
	struct list list;
	struct today_view view;
	struct arena arena;          /* drafts and lines; as old as the view */
	struct today_line *lines;
	int due_lines;               /* drafts and due ones: before the registers */
	int session;                 /* chosen; -1: the one that is running */
};

/* READING --------------------------------------------------------------------------------------------------------------------------- */

static void keep_lines(struct today *t, const struct draft_left *drafts, int draft_count)
{
	int n = 0;

	t->lines = arena_new(&t->arena, (size_t)(draft_count + t->view.due_count + t->view.register_count) + 1, sizeof *t->lines);
	for (int i = 0; i < draft_count; i++)
		t->lines[n++].draft = &drafts[i];
	for (int i = 0; i < t->view.due_count; i++)
		t->lines[n++].due = &t->view.due[i];
	t->due_lines = n;
	for (int i = 0; i < t->view.register_count; i++)
		t->lines[n++].taken = &t->view.registers[i];
	list_count(&t->list, n);
}

/* What a line is about, to find it again when the lists are read anew. */
struct about_line {
	struct register_ref ref;
	int kind; /* DUE_..; of a draft and of a register, below 0 */
};

static struct about_line about(const struct today *t, int row)
{
	const struct today_line *l = &t->lines[row];
	struct about_line a = { .kind = -1 };

	if (l->draft)
		a = (struct about_line){ l->draft->ref, -2 };
	else if (l->due)
		a = (struct about_line){ l->due->ref, (int)l->due->kind };
	else
		a.ref.roll_group = l->taken->roll_group;
	return a;
}

/* The focus stays on what it was on; where that is done, on what came after it. */
static void focus_again(struct today *t, const struct about_line *was)
{
	for (int i = 0; i < t->list.count; i++) {
		struct about_line is = about(t, i);

		if (is.kind == was->kind && is.ref.roll_group == was->ref.roll_group && is.ref.day.n == was->ref.day.n &&
		    is.ref.session == was->ref.session)
			list_focus(&t->list, i);
	}
}

/* The header of the screens above says it (design 5). */
static void keep_next(struct ui *ui, const struct today *t)
{
	const struct today_due *next = t->view.due_count > 0 ? &t->view.due[0] : NULL;
	char at[8];

	buf_reset(&ui->next);
	if (next)
		buf_printf(&ui->next, "%s %s %s", next->overdue ? "Overdue" : "Next", minute_text(next->minute, at), next->text);
}

/* A session that was chosen yesterday is nobody's choice of today. */
static enum session session_of(struct today *t, struct office *o)
{
	if (!day_equal(t->view.day, office_today(o)))
		t->session = -1;
	return t->session < 0 ? office_session_now(o) : (enum session)t->session;
}

static int today_reload(struct ui *ui, void *state, struct err *e)
{
	struct today *t = state;
	struct today_view fresh;
	struct draft_left *drafts = NULL;
	int r = office_today_open(ui->office, office_today(ui->office), session_of(t, ui->office), &fresh, e);

	if (r < 0)
		return r;
	struct about_line was = { .kind = DUE_KINDS };
	if (t->list.count > 0)
		was = about(t, t->list.focus);
	today_view_finish(&t->view);
	arena_finish(&t->arena);
	t->view = fresh;
	int n = office_drafts_left(ui->office, &t->arena, &drafts);
	keep_lines(t, drafts, n > 0 ? n : 0);
	focus_again(t, &was);
	keep_next(ui, t);
	return 0;
}

static void today_start(void *state, const void *about)
{
	struct today *t = state;

	(void)about;
	t->session = -1;
}

static void today_close(void *state)
{
	struct today *t = state;

	today_view_finish(&t->view);
	arena_finish(&t->arena);
}

/* DRAWING --------------------------------------------------------------------------------------------------------------------------- */

static void today_title(const void *state, struct buf *to)
{
	const struct today *t = state;

	buf_printf(to, "Today: %s", t->view.session == SESSION_AM ? "morning" : "afternoon");
}

static const char *today_heading(const void *state, int row)
{
	const struct today *t = state;

	if (row == t->due_lines)
		return "Registers";
	return row == 0 ? "Due" : NULL;
}

static void draw_draft(const struct draft_left *d, struct area *a)
{
	char since[8], day[DAY_TEXT];

	area_printf(a, 0, 0, a->cols, PAINT_UNSENT, "not sent  %s %s, %s: %d %s typed at %s", d->group, session_name(d->ref.session),
		    day_long(d->ref.day, day), d->marks, d->marks == 1 ? "mark" : "marks", minute_text(moment_civil(d->since).minute, since));
}

static void draw_due(const struct today_due *d, struct area *a)
{
	char at[8];
	enum paint when = d->overdue ? PAINT_ALERT : PAINT_DIM;

	area_put(a, 0, 0, 8, when, d->overdue ? "overdue" : "due");
	area_put(a, 0, 9, 5, when, minute_text(d->minute, at));
	area_put(a, 0, 15, a->cols - 15, PAINT_TEXT, d->text);
}

static const enum paint state_paints[] = {
	[REGISTER_EMPTY] = PAINT_DIM, [REGISTER_NOT_TAKEN] = PAINT_UNKNOWN, [REGISTER_PARTLY_TAKEN] = PAINT_UNKNOWN,
	[REGISTER_TAKEN] = PAINT_PRESENT, [REGISTER_AMENDED] = PAINT_PRESENT,
};

static void register_words(const struct today_register *r, struct buf *to)
{
	buf_text(to, register_state_words(r->state));
	if (r->state == REGISTER_PARTLY_TAKEN)
		buf_printf(to, ", %d blank", r->blank);
	if (r->closed)
		buf_text(to, ", closed");
}

static void draw_register(const struct today_register *r, struct area *a)
{
	CLEAN_BUF struct buf words = { 0 }, when = { 0 };
	int name = a->cols < 60 ? 10 : 20, state = 26;
	bool missing = r->state == REGISTER_NOT_TAKEN || r->state == REGISTER_PARTLY_TAKEN;

	register_words(r, &words);
	area_put(a, 0, 0, name - 1, PAINT_TEXT, r->name);
	area_put(a, 0, name, state, state_paints[r->state], buf_string(&words));
	if (missing && r->since_close > 0)
		buf_printf(&when, "%d min since close", r->since_close);
	else if (missing)
		buf_printf(&when, "closes in %d min", -r->since_close);
	else if (r->taker)
		buf_text(&when, r->taker);
	area_put(a, 0, name + state + 1, a->cols, PAINT_TEXT, buf_string(&when));
}

static void today_draw_line(const void *state, int row, struct area *line)
{
	const struct today_line *l = &((const struct today *)state)->lines[row];

	if (l->draft)
		draw_draft(l->draft, line);
	else if (l->due)
		draw_due(l->due, line);
	else
		draw_register(l->taken, line);
}

/* A key and what it shows: "a Absent 15: with a reason 10, no reason yet 5". */
static int put_count(struct area *a, int row, int col, const char *key, enum paint p, const char *text)
{
	int width = area_put(a, row, col, a->cols - col, PAINT_KEY, key);

	return col + width + 1 + area_put(a, row, col + width + 1, a->cols - col - width - 1, PAINT_TEXT, text) + 3;
}

static void put_counts(const struct today *t, struct area *a)
{
	const struct session_counts *c = &t->view.counts;
	CLEAN_BUF struct buf text = { 0 };

	buf_printf(&text, "On roll %d   Here %d, of them late %d   Off site %d   Not required %d", c->on_roll, c->here, c->late, c->off_site,
		   c->not_required);
	area_put(a, 0, 0, a->cols, PAINT_TEXT, buf_string(&text));
	buf_reset(&text);
	buf_printf(&text, "Absent %d: with a reason %d, no reason yet %d", c->absent, c->with_reason, c->no_reason);
	int col = put_count(a, 1, 0, "a", PAINT_ABSENT, buf_string(&text));
	buf_reset(&text);
	buf_printf(&text, "Not known %d", c->not_known);
	put_count(a, 1, col, "k", c->not_known > 0 ? PAINT_UNKNOWN : PAINT_TEXT, buf_string(&text));
}

/* Where there are few columns each count has a line of its own, and the lists come first. */
static void put_counts_narrow(const struct today *t, struct area *a)
{
	const struct session_counts *c = &t->view.counts;

	area_printf(a, 0, 0, a->cols, PAINT_UNKNOWN, "Not known %d", c->not_known);
	area_printf(a, 1, 0, a->cols, PAINT_TEXT, "Here %d of %d, absent %d", c->here, c->on_roll, c->absent);
}

static void today_draw(void *state, struct area *a)
{
	struct today *t = state;
	const struct list_look look = { .state = t, .heading = today_heading, .draw = today_draw_line };
	int head = a->rows > 6 ? 3 : 0;

	if (t->view.shut) {
		area_printf(a, 0, 0, a->cols, PAINT_TEXT, "No registers today: it is %s.", t->view.shut);
	} else if (head > 0) {
		if (a->cols < 60)
			put_counts_narrow(t, a);
		else
			put_counts(t, a);
	}
	struct area rest = area_part(a, head, 0, a->rows - head, a->cols);
	area_cursor(&rest, 0, 0);
	list_draw(&t->list, &rest, &look);
	if (t->list.count == 0 && !t->view.shut)
		area_put(&rest, 0, 0, a->cols, PAINT_TEXT, "No class takes a register in this session.");
}

/* KEYS ------------------------------------------------------------------------------------------------------------------------------ */

static struct list *today_list(void *state)
{
	return &((struct today *)state)->list;
}

/* What does a thing that is due, where no one register does. */
static int open_due(struct ui *ui, const struct today_due *due)
{
	if (due->ref.roll_group != 0)
		return open_register(ui, &due->ref, 0);
	switch (due->kind) {
	case DUE_CLOSE:         return open_close(ui);
	case DUE_PAST_REGISTER: return open_missing_past(ui);
	default:                return open_absentees(ui);
	}
}

static int today_open_line(struct ui *ui, void *state, const struct key *k)
{
	struct today *t = state;
	const struct today_line *l = &t->lines[t->list.focus];

	(void)k;
	if (l->draft)
		return open_register(ui, &l->draft->ref, 0);
	if (l->due)
		return open_due(ui, l->due);
	struct register_ref ref = { .roll_group = l->taken->roll_group, .day = t->view.day, .session = t->view.session };
	return open_register(ui, &ref, 0);
}

static int today_turn(struct ui *ui, void *state, const struct key *k)
{
	struct today *t = state;

	(void)ui;
	(void)k;
	t->session = t->view.session == SESSION_AM ? SESSION_PM : SESSION_AM;
	return REACT_RELOAD;
}

enum today_need { NEED_CLOSER = NEED_OWN, NEED_HISTORY = NEED_OWN << 1, NEED_ROLL = NEED_OWN << 2 };

static const char *const today_refusals[] = {
	"The office closes the session.",
	"You may not see who changed what: ask the office.",
	"The office puts pupils on the roll: ask them.",
};

static unsigned today_has(struct ui *ui, const void *state)
{
	(void)state;
	return (office_may(ui->office, ACTION_CLOSE_SESSION, 0, NULL) == 0 ? NEED_CLOSER : 0) |
	       (office_may(ui->office, ACTION_SEE_HISTORY, 0, NULL) == 0 ? NEED_HISTORY : 0) |
	       (office_may(ui->office, ACTION_CHANGE_ROLL, 0, NULL) == 0 ? NEED_ROLL : 0);
}

#define OPENS(name, open) \
	static int name(struct ui *ui, void *state, const struct key *k) \
	{ \
		(void)state; \
		(void)k; \
		return open; \
	}
OPENS(today_absentees, open_absentees(ui))
OPENS(today_missing, open_missing(ui))
OPENS(today_close_session, open_close(ui))
OPENS(today_registers, open_registers(ui))
OPENS(today_morning, open_morning(ui))
OPENS(today_history, open_history(ui, 0, 0))
OPENS(today_new_pupil, open_pupil_new(ui))
OPENS(today_pupils, open_pupils(ui))

static const struct binding today_keys[] = {
	{ ON(KEY_ENTER), "open", today_open_line, NEED_ROW, "Open what is focused", "Open" },
	{ ON_TEXT("a"), "absentees", today_absentees, NEED_NAMES, "Absentees: everybody who is not here", "Absentees" },
	{ ON_TEXT("k"), "not-known", today_absentees, NEED_NAMES, "Not known: the children nobody has seen yet", NULL },
	{ ON_TEXT("m"), "missing", today_missing, NEED_NAMES, "Missing registers, of past days too", "Missing" },
	{ ON_TEXT("c"), "close-session", today_close_session, NEED_WRITE | NEED_CLOSER, "Close the session", "Close" },
	{ ON_TEXT("+"), "new-pupil", today_new_pupil, NEED_WRITE | NEED_ROLL, "A new pupil", NULL },
	{ ON_TEXT("p"), "pupils", today_pupils, NEED_NAMES, "Pupils: the roll, and what changes it", NULL },
	{ ON_TEXT("r"), "registers", today_registers, NEED_NAMES, "Choose a register: class, day and session", NULL },
	{ ON_TEXT("b"), "morning", today_morning, 0, "The head's morning page", NULL },
	{ ON_TEXT("h"), "history", today_history, NEED_HISTORY, "Who changed what today", NULL },
	{ ON(KEY_TAB), "session", today_turn, NEED_AFTERNOON, "Turn between morning and afternoon", NULL },
	{ .name = NULL },
};

const struct screen_kind today_screen = {
	.name = "today", .help = "What is due and overdue, in order; the registers of the session; how many are here, absent or not known.",
	.keys = today_keys, .refusals = today_refusals, .has = today_has, .reload = today_reload, .title = today_title, .draw = today_draw,
	.list = today_list, .close = today_close,
	.state_size = sizeof(struct today),
};

int open_today(struct ui *ui)
{
	return ui_open(ui, &today_screen, today_start, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
