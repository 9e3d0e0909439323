/* Close the session (A27): who is not known comes first, by name; N is given only because a person said so; then the report for the head. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "calls.h"

/* A line of one of the parts; of the report, none. */
struct close_row {
	enum close_part part;
	const struct close_line *line; /* NULL: the absentee report */
};

struct close_session {
	struct list list;
	struct close_view view;
	struct { VEC(struct close_row); } rows;
	char headings[CLOSE_PARTS][80]; /* "Registers missing: 3" */
	int session;                   /* chosen; -1: the one that is running */
	bool is_read, closed;          /* closed: something was, here */
};

/* READING --------------------------------------------------------------------------------------------------------------------------- */

static void rows_make(struct close_session *c)
{
	for (int part = 0; part < CLOSE_PARTS; part++)
		snprintf(c->headings[part], sizeof c->headings[part], "%s: %d", close_title((enum close_part)part), c->view.of[part].count);
	c->rows.count = 0;
	if (c->closed)
		vec_push(&c->rows, (struct close_row){ .line = NULL });
	for (int part = 0; part < CLOSE_PARTS; part++)
		for (int i = 0; i < c->view.of[part].count; i++)
			vec_push(&c->rows, (struct close_row){ (enum close_part)part, &c->view.of[part].lines[i] });
	list_count(&c->list, c->rows.count);
}

static bool is_same(const struct close_row *a, enum close_part part, const struct close_line *line)
{
	return a->line && a->part == part && a->line->pupil == line->pupil && a->line->ref.roll_group == line->ref.roll_group;
}

static void focus_again(struct close_session *c, const struct close_row *was, const struct close_line *line)
{
	for (int i = 0; line && i < c->rows.count; i++)
		if (is_same(&c->rows.items[i], was->part, line))
			list_focus(&c->list, i);
}

static int close_reload(struct ui *ui, void *state, struct err *e)
{
	struct close_session *c = state;
	enum session session = c->session < 0 ? office_session_now(ui->office) : (enum session)c->session;
	struct close_view fresh;
	int r = office_close_open(ui->office, office_today(ui->office), session, &fresh, e);

	if (r < 0)
		return r;
	struct close_row was = c->list.count > 0 ? c->rows.items[c->list.focus] : (struct close_row){ .line = NULL };
	struct close_line kept = was.line ? *was.line : (struct close_line){ .pupil = 0 };
	bool had = was.line;
	if (c->is_read)
		close_view_finish(&c->view);
	c->view = fresh;
	c->is_read = true;
	rows_make(c);
	focus_again(c, &was, had ? &kept : NULL);
	return 0;
}

static void close_start(void *state, const void *about)
{
	(void)about;
	((struct close_session *)state)->session = -1;
}

static void close_close(void *state)
{
	struct close_session *c = state;

	if (c->is_read)
		close_view_finish(&c->view);
	vec_finish(&c->rows);
}

/* DRAWING --------------------------------------------------------------------------------------------------------------------------- */

static void close_screen_title(const void *state, struct buf *to)
{
	const struct close_session *c = state;

	buf_printf(to, "Close the %s", c->view.session == SESSION_AM ? "morning" : "afternoon");
}

static const char *close_heading(const void *state, int row)
{
	const struct close_session *c = state;
	const struct close_row *rows = c->rows.items;

	if (!rows[row].line)
		return "Next";
	return row == 0 || !rows[row - 1].line || rows[row].part != rows[row - 1].part ? c->headings[rows[row].part] : NULL;
}

static const enum paint part_paints[CLOSE_PARTS] = {
	[CLOSE_NOT_KNOWN] = PAINT_UNKNOWN, [CLOSE_MISSING] = PAINT_UNKNOWN, [CLOSE_BLANK] = PAINT_UNKNOWN, [CLOSE_EXPECTED] = PAINT_TEXT,
	[CLOSE_ABSENT] = PAINT_TEXT,
};

static void close_draw_line(const void *state, int row, struct area *a)
{
	const struct close_row *r = &((const struct close_session *)state)->rows.items[row];
	const struct close_line *l = r->line;
	int name = a->cols < 60 ? a->cols / 2 - 1 : 26, class = a->cols < 60 ? 0 : 12;

	if (!l) {
		area_put(a, 0, 0, a->cols, PAINT_TEXT, "The absentee report for the head");
		return;
	}
	area_put(a, 0, 0, name, part_paints[r->part], l->pupil ? l->name : l->group);
	if (class > 0 && l->pupil)
		area_put(a, 0, name + 1, class - 1, PAINT_TEXT, l->group);
	area_put(a, 0, name + 1 + class, a->cols - name - 1 - class, PAINT_TEXT, l->words);
}

/* What F10 would do, before it is pressed. */
static void head_put(const struct close_view *v, struct buf *to)
{
	char at[8];

	if (v->to_close > 0)
		buf_printf(to, "F10 closes %d of %d registers", v->to_close, v->due);
	else if (v->closes >= 0)
		buf_text(to, "No register is due to close yet");
	else if (v->of[CLOSE_MISSING].count > 0)
		buf_printf(to, "Closed, but for the %d that stay open until they are sent", v->of[CLOSE_MISSING].count);
	else
		buf_text(to, "Every register is closed");
	if (v->to_close > 0 && v->to_n > 0)
		buf_printf(to, "; %d without a mark would become N", v->to_n);
	if (v->to_close > 0 && v->to_planned > 0)
		buf_printf(to, "; %d become what was planned", v->to_planned);
	if (v->closes >= 0)
		buf_printf(to, "; the next at %s", minute_text(v->closes, at));
	buf_text(to, ".");
}

static void close_draw(void *state, struct area *a)
{
	struct close_session *c = state;
	const struct list_look look = { .state = c, .heading = close_heading, .draw = close_draw_line };
	CLEAN_BUF struct buf head = { 0 };
	int rows = 0;

	head_put(&c->view, &head);
	if (a->rows > 5)
		rows = area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, buf_string(&head));
	rows += a->rows > 10;
	struct area rest = area_part(a, rows, 0, a->rows - rows, a->cols);
	area_cursor(&rest, 0, 0);
	if (c->list.count == 0)
		area_put(&rest, 0, 0, a->cols, PAINT_TEXT, "Every child has a mark, and nobody is absent.");
	list_draw(&c->list, &rest, &look);
}

static struct list *close_list(void *state)
{
	return &((struct close_session *)state)->list;
}

/* KEYS ------------------------------------------------------------------------------------------------------------------------------ */

static const struct close_row *focused(const struct close_session *c)
{
	return &c->rows.items[c->list.focus];
}

/* What settles a line. */
static int close_open(struct ui *ui, void *state, const struct key *k)
{
	const struct close_session *c = state;
	const struct close_row *row = focused(c);

	(void)k;
	if (!row->line)
		return open_absentees(ui);
	if (row->part == CLOSE_EXPECTED && !row->line->signed_out)
		return open_confirm(ui, row->line->plan);
	if (row->part == CLOSE_ABSENT)
		return open_call(ui, row->line->pupil, c->view.day);
	return open_register(ui, &row->line->ref, row->line->pupil);
}

OPENS(close_register, struct close_session, open_register(ui, &focused(s)->line->ref, focused(s)->line->pupil))
OPENS(close_pupil, struct close_session, open_pupil(ui, focused(s)->line->pupil))
OPENS(close_call, struct close_session, open_call(ui, focused(s)->line->pupil, s->view.day))

static int close_report(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_absentees(ui);
}

/* The report is offered by the next Enter: it is the line with the focus. */
static int close_now(struct ui *ui, struct close_session *c, bool confirm_n)
{
	const struct register_ref ref = { .day = c->view.day, .session = c->view.session };
	CLEAN_BUF struct buf summary = { 0 };
	struct mark_result done = { 0 };
	struct err e = { 0 };

	if (office_session_close(ui->office, &ref, confirm_n, &summary, &done, &e) < 0)
		return ui_refuse_err(ui, &e);
	if (done.act == 0) {
		ui_say(ui, "Nothing was due to close.");
		return REACT_RELOAD;
	}
	int given = done.entries - done.planned;
	ui_say(ui, "Closed. %d given N. The last act is %lld. Enter: the absentee report.", given, (long long)done.act);
	c->closed = true;
	c->list.focus = 0;
	c->rows.count = 0;
	list_count(&c->list, 0);
	return REACT_RELOAD;
}

static int close_answer(struct ui *ui, void *state, const char *typed)
{
	if (*typed && strcmp(typed, "N") != 0 && strcmp(typed, "n") != 0)
		return ui_refuse(ui, "Nothing was closed. Type N, or nothing, and Enter.");
	return close_now(ui, state, *typed);
}

/* Asked is only what a person has to decide. */
static int close_all(struct ui *ui, void *state, const struct key *k)
{
	const struct close_view *v = &((const struct close_session *)state)->view;
	char question[120];

	(void)k;
	if (v->to_n == 0)
		return close_now(ui, state, false);
	snprintf(question, sizeof question, "%d without a mark. N: no reason yet; Enter: blank:", v->to_n);
	return ui_ask(ui, question, NULL, close_answer);
}

/* Too early, and it was not the school's last word: the children who became N are blank again, and somebody finds out. */
static int reopen_answer(struct ui *ui, void *state, const char *reason)
{
	struct close_session *c = state;
	const struct register_ref ref = { .day = c->view.day, .session = c->view.session };
	CLEAN_BUF struct buf left = { 0 };
	struct mark_result done = { 0 };
	struct err e = { 0 };

	if (!*reason)
		return ui_refuse(ui, "Nothing was changed: say why the registers are opened again.");
	if (office_session_reopen(ui->office, &ref, reason, &left, &done, &e) < 0)
		return ui_refuse_err(ui, &e);
	int marks = done.entries - done.facts;
	ui_say(ui, "%d register%s open again, %d mark%s put back, %d left as changed since. F10 closes.", done.opened, done.opened == 1 ? " is" : "s are", marks,
	       PLURAL(marks), done.standing);
	c->closed = false;
	return REACT_RELOAD;
}

static int close_undo(struct ui *ui, void *state, const struct key *k)
{
	const struct close_view *v = &((const struct close_session *)state)->view;
	char question[120];

	(void)k;
	snprintf(question, sizeof question, "Open %d register%s of the %s again. Why?", v->closed, PLURAL(v->closed),
		 v->session == SESSION_AM ? "morning" : "afternoon");
	return ui_ask_reason(ui, question, reopen_answer);
}

static int close_turn(struct ui *ui, void *state, const struct key *k)
{
	struct close_session *c = state;

	(void)ui;
	(void)k;
	c->session = c->view.session == SESSION_AM ? SESSION_PM : SESSION_AM;
	c->closed = false;
	return REACT_RELOAD;
}

enum close_need { NEED_DUE = NEED_OWN, NEED_CHILD = NEED_OWN << 1, NEED_LINE = NEED_OWN << 2, NEED_CLOSED = NEED_OWN << 3 };

static const char *const close_refusals[] = {
	"No register is due to close yet. One not sent stays open.",
	"This line is of no child. Enter opens it.",
	"This line is of no register. Enter opens it.",
	"No register of this session is closed: there is none to open again.",
};

static unsigned close_has(struct ui *ui, const void *state)
{
	const struct close_session *c = state;
	const struct close_line *l = c->list.count > 0 ? focused(c)->line : NULL;

	(void)ui;
	return (c->view.to_close > 0 ? NEED_DUE : 0) | (l && l->pupil ? NEED_CHILD : 0) | (l ? NEED_LINE : 0) |
	       (c->view.closed > 0 ? NEED_CLOSED : 0);
}

static const struct binding close_keys[] = {
	{ ON(KEY_ENTER), "open", close_open, NEED_ROW, "Settle this line: the register, the trip, the call or the report", "Settle" },
	{ ON(KEY_F(10)), "close", close_all, NEED_WRITE | NEED_DUE, "Close every register that is due", "Close all due" },
	{ ON(KEY_F(8)), "undo", close_undo, NEED_WRITE | NEED_CLOSED, "Open the closed registers of this session again", "Undo" },
	{ ON_TEXT("r"), "register", close_register, NEED_ROW | NEED_LINE, "Open the register of this line", "Register" },
	{ ON_TEXT("c"), "call", close_call, NEED_ROW | NEED_CHILD, "Ring this child's family", "Ring" },
	{ ON_TEXT("p"), "pupil", close_pupil, NEED_ROW | NEED_CHILD, "Open this pupil's page", NULL },
	{ ON_TEXT("a"), "report", close_report, 0, "The absentee report for the head", NULL },
	{ ON(KEY_TAB), "session", close_turn, NEED_AFTERNOON, "Turn between morning and afternoon", NULL },
	{ .name = NULL },
};

const struct screen_kind close_screen = {
	.name = "close", .help = "Closes each register at its class's time. Blanks become N only if you say so; a register not taken stays open. F8 opens again what was closed too early.",
	.keys = close_keys, .refusals = close_refusals, .has = close_has, .reload = close_reload, .title = close_screen_title, .draw = close_draw,
	.list = close_list, .close = close_close, .state_size = sizeof(struct close_session),
};

int open_close(struct ui *ui)
{
	struct err e = { 0 };

	if (office_may(ui->office, ACTION_CLOSE_SESSION, 0, &e) < 0)
		return ui_refuse_err(ui, &e);
	return ui_open(ui, &close_screen, close_start, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
