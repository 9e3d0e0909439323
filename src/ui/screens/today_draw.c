/* How Today is seen: who is missing, what is due, overdue and done, and the registers of the session. */
#include <stdio.h>
#include <string.h>

#include "today_screen.h"

void today_title(const void *state, struct buf *to)
{
	const struct today *t = state;

	buf_printf(to, "Today: %s", t->view.session == SESSION_AM ? "morning" : "afternoon");
}

static const char *today_heading(const void *state, int row)
{
	const struct today *t = state;

	if (row == t->done_lines)
		return "Registers";
	if (row == t->due_lines)
		return "Done";
	return row == 0 ? "Due" : NULL;
}

static void draw_draft(const struct draft_left *d, struct area *a)
{
	char since[8], day[DAY_TEXT];

	area_printf(a, 0, 0, a->cols, PAINT_UNSENT, "not sent  %s %s, %s: %d %s typed at %s", d->group, session_name(d->ref.session),
		    day_long(d->ref.day, day), d->marks, d->marks == 1 ? "mark" : "marks", minute_text(moment_civil(d->since).minute, since));
}

/* Late is a colour and a word. */
static void draw_due(const struct today_due *d, struct area *a)
{
	bool late = d->overdue && !d->done;
	enum paint when = late ? PAINT_ALERT : PAINT_DIM;
	char at[8];

	area_put(a, 0, 0, 7, when, d->done ? "done" : late ? "overdue" : "due");
	area_put(a, 0, 8, 5, when, minute_text(d->minute, at));
	area_put(a, 0, 14, a->cols - 14, d->done ? PAINT_DIM : PAINT_TEXT, d->text);
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

	return col + width + 1 + area_put(a, row, col + width + 1, a->cols - col - width - 1, p, text) + 3;
}

/* Who is missing comes first. */
static void put_counts(const struct today *t, struct area *a)
{
	const struct session_counts *c = &t->view.counts;
	CLEAN_BUF struct buf text = { 0 };

	buf_printf(&text, "Not known %d", c->not_known);
	int col = put_count(a, 0, 0, "k", c->not_known > 0 ? PAINT_UNKNOWN : PAINT_TEXT, buf_string(&text));
	buf_reset(&text);
	buf_printf(&text, "Absent %d: no reason yet %d, with a reason %d", c->absent, c->no_reason, c->with_reason);
	put_count(a, 0, col, "a", PAINT_TEXT, buf_string(&text));
	area_printf(a, 1, 0, a->cols, PAINT_TEXT, "On roll %d   Here %d, of them late %d   Off site %d   Not required %d", c->on_roll, c->here, c->late,
		    c->off_site, c->not_required);
}

/* Where there are few columns each count has a line of its own, and the lists come first. */
static void put_counts_narrow(const struct today *t, struct area *a)
{
	const struct session_counts *c = &t->view.counts;

	area_printf(a, 0, 0, a->cols, PAINT_UNKNOWN, "Not known %d", c->not_known);
	area_printf(a, 1, 0, a->cols, PAINT_TEXT, "Here %d of %d, absent %d", c->here, c->on_roll, c->absent);
}

void today_draw(void *state, struct area *a)
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
		area_paragraph(&rest, 0, 0, a->cols, PAINT_TEXT,
			       t->view.names ? "No class takes a register in this session." : "You see the figures: who is where is for the school's staff.");
}
