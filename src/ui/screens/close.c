/* Close the session (A27): who is not known comes first, by name; N is given only because a person said so. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "office/today.h"
#include "table_screen.h"

/* A child without a mark, or a register of the session. */
struct close_line {
	int row;                            /* of the absentees; -1: a register */
	const struct today_register *taken;
};

struct close_session {
	struct list list;
	struct today_view view;
	struct report absentees;
	struct { VEC(struct close_line); } lines;
	int unknown;                        /* children first */
	int session;                        /* chosen; -1: the one that is running */
};

/* READING --------------------------------------------------------------------------------------------------------------------------- */

static const struct cell *cell_of(const struct report *r, int row, const char *column)
{
	int i = 0;

	while (strcmp(r->columns[i].name, column) != 0)
		i++;
	return &r->rows.items[row].cells[i];
}

static bool is_not_taken(const struct close_session *c, const char *class)
{
	for (int i = 0; i < c->view.register_count; i++)
		if (strcmp(c->view.registers[i].name, class) == 0)
			return c->view.registers[i].state == REGISTER_NOT_TAKEN;
	return false;
}

static void keep_registers(struct close_session *c, bool taken)
{
	for (int i = 0; i < c->view.register_count; i++)
		if ((c->view.registers[i].state != REGISTER_NOT_TAKEN) == taken)
			vec_push(&c->lines, (struct close_line){ .row = -1, .taken = &c->view.registers[i] });
}

/* Classes that nobody has taken, then children without a mark in the others, then the registers that can be closed. */
static void keep_lines(struct close_session *c)
{
	c->lines.count = 0;
	keep_registers(c, false);
	for (int i = 0; i < c->absentees.rows.count && cell_of(&c->absentees, i, "code")->empty; i++)
		if (!is_not_taken(c, cell_of(&c->absentees, i, "class")->text))
			vec_push(&c->lines, (struct close_line){ .row = i });
	c->unknown = c->lines.count;
	keep_registers(c, true);
	list_count(&c->list, c->lines.count);
}

static int close_reload(struct ui *ui, void *state, struct err *e)
{
	struct close_session *c = state;
	enum session session = c->session < 0 ? office_session_now(ui->office) : (enum session)c->session;
	struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = (int)session };
	struct today_view view;
	struct report absentees = { 0 };
	int r = report_fill_absentees(ui->office, &wish, &absentees, e);

	if (r < 0)
		return r;
	r = office_today_open(ui->office, office_today(ui->office), session, &view, e);
	if (r < 0) {
		report_finish(&absentees);
		return r;
	}
	report_finish(&c->absentees);
	today_view_finish(&c->view);
	c->absentees = absentees;
	c->view = view;
	keep_lines(c);
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

	report_finish(&c->absentees);
	today_view_finish(&c->view);
	vec_finish(&c->lines);
}

/* DRAWING --------------------------------------------------------------------------------------------------------------------------- */

static void close_title(const void *state, struct buf *to)
{
	const struct close_session *c = state;

	buf_printf(to, "Close the %s", c->view.session == SESSION_AM ? "morning" : "afternoon");
}

static const char *close_heading(const void *state, int row)
{
	const struct close_session *c = state;

	if (row == c->unknown)
		return "Registers";
	return row == 0 ? "Not known where" : NULL;
}

static void draw_unknown(const struct close_session *c, int row, struct area *a)
{
	const struct report *r = &c->absentees;
	int name = a->cols < 60 ? a->cols - 12 : 32;

	area_put(a, 0, 0, name, PAINT_UNKNOWN, cell_of(r, row, "name")->text);
	area_put(a, 0, name + 1, 11, PAINT_TEXT, cell_of(r, row, "class")->text);
	area_put(a, 0, name + 13, a->cols, PAINT_TEXT, cell_of(r, row, "reason")->text);
}

static const char *close_words(const struct today_register *t)
{
	if (t->closed)
		return "closed";
	if (t->state == REGISTER_NOT_TAKEN)
		return "register not taken: it stays open";
	if (!t->sent)
		return "not sent: it stays open";
	return t->since_close < 0 ? "not due yet" : "due to close";
}

static void draw_register(const struct today_register *t, struct area *a)
{
	int name = a->cols < 60 ? 12 : 20;
	char closes[8];

	area_put(a, 0, 0, name - 1, PAINT_TEXT, t->name);
	bool missing = t->state == REGISTER_NOT_TAKEN;
	area_printf(a, 0, name, 10, missing ? PAINT_UNKNOWN : PAINT_TEXT, missing ? "%d pupils" : "%d blank", missing ? t->due : t->blank);
	area_printf(a, 0, name + 11, a->cols, PAINT_TEXT, "%s (%s)", close_words(t), minute_text(t->times.closes, closes));
}

static void close_draw_line(const void *state, int row, struct area *line)
{
	const struct close_session *c = state;
	const struct close_line *l = &c->lines.items[row];

	if (l->taken)
		draw_register(l->taken, line);
	else
		draw_unknown(c, l->row, line);
}

static void close_draw(void *state, struct area *a)
{
	struct close_session *c = state;
	const struct list_look look = { .state = c, .heading = close_heading, .draw = close_draw_line };

	area_cursor(a, 0, 0);
	if (c->list.count == 0)
		area_put(a, 0, 0, a->cols, PAINT_TEXT, "There is no register to close in this session.");
	list_draw(&c->list, a, &look);
}

static struct list *close_list(void *state)
{
	return &((struct close_session *)state)->list;
}

/* KEYS ------------------------------------------------------------------------------------------------------------------------------ */

static int close_open(struct ui *ui, void *state, const struct key *k)
{
	struct close_session *c = state;
	const struct close_line *l = &c->lines.items[c->list.focus];
	struct register_ref ref = { .day = c->view.day, .session = c->view.session };
	struct err e = { 0 };
	int64_t pupil = 0;

	(void)k;
	if (l->taken) {
		ref.roll_group = l->taken->roll_group;
		return open_register(ui, &ref, 0);
	}
	if (office_group_find(ui->office, cell_of(&c->absentees, l->row, "class")->text, ref.day, &ref.roll_group, &e) < 0 ||
	    office_pupil_find(ui->office, cell_of(&c->absentees, l->row, "pupil")->text, false, &pupil, &e) < 0)
		return ui_refuse_err(ui, &e);
	return open_register(ui, &ref, pupil);
}

static int close_pupil(struct ui *ui, void *state, const struct key *k)
{
	const struct close_session *c = state;
	const struct close_line *l = &c->lines.items[c->list.focus];
	struct err e = { 0 };
	int64_t pupil;

	(void)k;
	if (office_pupil_find(ui->office, cell_of(&c->absentees, l->row, "pupil")->text, false, &pupil, &e) < 0)
		return ui_refuse_err(ui, &e);
	return open_pupil(ui, pupil);
}

/* What is due, and the blanks in it that an N could fill: those of registers that were sent. */
static int count_due(const struct close_session *c, int *ret_blank)
{
	int due = 0;

	*ret_blank = 0;
	for (int i = 0; i < c->view.register_count; i++) {
		const struct today_register *t = &c->view.registers[i];

		if (t->closed || t->since_close < 0 || !t->sent)
			continue;
		due++;
		*ret_blank += t->blank;
	}
	return due;
}

static int close_now(struct ui *ui, struct close_session *c, bool confirm_n)
{
	const struct register_ref ref = { .day = c->view.day, .session = c->view.session };
	CLEAN_BUF struct buf summary = { 0 };
	struct mark_result done = { 0 };
	struct err e = { 0 };

	if (office_session_close(ui->office, &ref, confirm_n, &summary, &done, &e) < 0)
		return ui_refuse_err(ui, &e);
	ui_say(ui, done.act ? "Closed. %d given N. The last act is %lld." : "Nothing was due to close.", done.entries, (long long)done.act);
	return REACT_RELOAD;
}

static int close_answer(struct ui *ui, void *state, const char *typed)
{
	if (*typed && strcmp(typed, "N") != 0 && strcmp(typed, "n") != 0)
		return ui_refuse(ui, "Nothing was closed. Type N, or nothing, and Enter.");
	return close_now(ui, state, *typed);
}

static int close_yes(struct ui *ui, void *state, const char *typed)
{
	(void)typed;
	return close_now(ui, state, false);
}

static int close_all(struct ui *ui, void *state, const struct key *k)
{
	char question[120];
	int blank, due = count_due(state, &blank);

	(void)k;
	if (blank == 0) {
		snprintf(question, sizeof question, "Close %d %s? Enter closes.", due, due == 1 ? "register" : "registers");
		return ui_confirm(ui, question, KEY_F(10), close_yes);
	}
	snprintf(question, sizeof question, "%d without a mark. N: no reason yet; Enter: leave blank:", blank);
	return ui_ask(ui, question, NULL, close_answer);
}

static int close_turn(struct ui *ui, void *state, const struct key *k)
{
	struct close_session *c = state;

	(void)ui;
	(void)k;
	c->session = c->view.session == SESSION_AM ? SESSION_PM : SESSION_AM;
	return REACT_RELOAD;
}

enum close_need { NEED_DUE = NEED_OWN, NEED_CHILD = NEED_OWN << 1 };

static const char *const close_refusals[] = {
	"No register is due to close yet. One not sent stays open.",
	"This line is a register. Enter opens it.",
};

static unsigned close_has(struct ui *ui, const void *state)
{
	const struct close_session *c = state;
	bool child = c->list.count > 0 && !c->lines.items[c->list.focus].taken;
	int blank;

	(void)ui;
	return (count_due(c, &blank) > 0 ? NEED_DUE : 0) | (child ? NEED_CHILD : 0);
}

static const struct binding close_keys[] = {
	{ ON(KEY_ENTER), "open", close_open, NEED_ROW, "Open the register of this line", "Register" },
	{ ON(KEY_F(10)), "close", close_all, NEED_WRITE | NEED_DUE, "Close every register that is due", "Close all due" },
	{ ON_TEXT("p"), "pupil", close_pupil, NEED_ROW | NEED_CHILD, "Open this pupil's page: whom to ring", "Pupil" },
	{ ON(KEY_TAB), "session", close_turn, NEED_AFTERNOON, "Turn between morning and afternoon", NULL },
	{ .name = NULL },
};

const struct screen_kind close_screen = {
	.name = "close", .help = "Closes each register at its class's time. Blanks become N only if you say so; a register not taken stays open.",
	.keys = close_keys, .refusals = close_refusals, .has = close_has, .reload = close_reload, .title = close_title, .draw = close_draw, .list = close_list, .close = close_close,
	.state_size = sizeof(struct close_session),
};

int open_close(struct ui *ui)
{
	struct err e = { 0 };

	if (office_may(ui->office, ACTION_CLOSE_SESSION, 0, &e) < 0)
		return ui_refuse_err(ui, &e);
	return ui_open(ui, &close_screen, close_start, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
