/* What stands around every screen: the header, the one line of messages, the keys at the foot. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "ui.h"

#define NARROW 60     /* columns below which a screen has one column and one line of header */
#define LOW 12        /* rows below which likewise */
#define LOW_SCHOOLS 8 /* rows in which there is still room for a line that says which of several schools this is */
#define NEXT_LEAST 18 /* cells in which what is due next still says something */
#define TITLE_GAP 4   /* cells between the title and what is due next, so that they are read apart */
#define ROWS_LEAST 4
#define COLS_LEAST 16

struct shape {
	struct area header, body, message, footer;
};

bool ui_is_low(const struct ui *ui)
{
	return ui->canvas.rows < LOW;
}

/* A sentence that is longer than the window is wide takes a second row, or a third: it is said whole. */
static int message_rows(const struct ui *ui, struct canvas *c)
{
	struct area all = area_all(c), none = area_part(&all, 0, 0, 0, c->cols);
	const struct screen *top = &ui->stack.items[ui->stack.count - 1];

	if (ui_is_low(ui))
		return 1;
	if (top->kind->overlay)
		return top->kind->rows ? top->kind->rows(top->state, c->cols) : 1;
	int rows = area_paragraph(&none, 0, 0, c->cols, PAINT_MESSAGE, buf_string(&ui->message));
	return rows < 1 ? 1 : rows > 3 ? 3 : rows;
}

static bool is_small(const struct canvas *c)
{
	return c->cols < NARROW || c->rows < LOW;
}

static int header_rows(const struct ui *ui)
{
	const struct canvas *c = &ui->canvas;

	return !is_small(c) || (ui_has_schools(ui) && c->rows >= LOW_SCHOOLS) ? 2 : 1;
}

static struct shape shape_of(struct ui *ui)
{
	struct canvas *c = &ui->canvas;
	struct area all = area_all(c);
	int header = header_rows(ui), footer = c->rows < 6 ? 0 : 1, message = message_rows(ui, c);

	return (struct shape){
		.header = area_part(&all, 0, 0, header, c->cols),
		.body = area_part(&all, header, 0, c->rows - header - message - footer, c->cols),
		.message = area_part(&all, c->rows - message - footer, 0, message, c->cols),
		.footer = area_part(&all, c->rows - footer, 0, footer, c->cols),
	};
}

/* THE HEADER ------------------------------------------------------------------------------------------------------------------------ */

/* Nobody may take a practice school for a real one, nor one that can only be read for one that can be written. */
static int put_banner(struct ui *ui, struct area *a, int row, int from)
{
	int col = from;

	if (office_banner(ui->office))
		col += area_printf(a, row, col, a->cols, PAINT_PRACTICE, " %s ", office_banner(ui->office)) + 1;
	if (office_read_only(ui->office))
		col += area_put(a, row, col, a->cols - col, PAINT_ALERT, " READ ONLY ") + 1;
	return col - from;
}

#define SCHOOL_LABEL "School: "

/* Which of several: its name before anything else, in words and in a paint of its own, cut after everything else is. */
static int put_school(struct ui *ui, struct area *a, int room)
{
	CLEAN_BUF struct buf name = { 0 };
	int label = text_width(SCHOOL_LABEL);

	ui_school_fit(ui, room - 2, &name);
	bool labelled = text_width(buf_string(&name)) + label + 2 <= room;
	return area_printf(a, 0, 0, room, PAINT_SCHOOL, " %s%s ", labelled ? SCHOOL_LABEL : "", buf_string(&name)) + 1;
}

static int banner_width(struct ui *ui)
{
	return (office_banner(ui->office) ? text_width(office_banner(ui->office)) + 3 : 0) + (office_read_only(ui->office) ? 12 : 0);
}

/* The small header: with several schools its first line is the school's. */
static void put_small(struct ui *ui, struct area *a, const char *title, int minute)
{
	bool schools = ui_has_schools(ui), two = a->rows > 1;
	char time[8];
	int col = schools ? put_school(ui, a, a->cols - 6 - (two ? 0 : banner_width(ui))) : 0;

	if (two)
		col = 0;
	col += put_banner(ui, a, a->rows - 1, col);
	area_put(a, a->rows - 1, col, a->cols - col - (two ? 0 : 6), two ? PAINT_TITLE : PAINT_HEADER, title);
	area_put_right(a, 0, a->cols - 5, 5, PAINT_HEADER, minute_text(minute, time));
}

/* What stands before the date: the school and its banners.  @return where room begins */
static int put_place(struct ui *ui, struct area *a)
{
	int col = ui_has_schools(ui) ? put_school(ui, a, a->cols - banner_width(ui)) : 0;

	col += put_banner(ui, a, 0, col);
	if (!ui_has_schools(ui) || (ui->school >= 0 && strcmp(ui_school_name(ui), office_school_name(ui->office)) != 0))
		col += area_put(a, 0, col, a->cols - col, PAINT_HEADER, office_school_name(ui->office)) + 2;
	return col;
}

static bool is_word_end(const char *at)
{
	return *at == ' ' || (strchr(".:,", *at) && at[1] == ' ');
}

/* Cells of as many whole words as fit, and one for the sign that more follow. */
static int words_fit(const char *text, int cells)
{
	CLEAN_BUF struct buf words = { 0 };

	if (text_width(text) <= cells)
		return text_width(text);
	size_t n = text_clip(text, cells - 1, NULL);
	while (n > 0 && !is_word_end(text + n))
		n--;
	while (n > 0 && strchr(" .:,", text[n - 1]))
		n--;
	for (size_t i = 0; i < n; i++)
		buf_char(&words, text[i]);
	return n > 0 ? text_width(buf_string(&words)) + 1 : cells;
}

/* What is due next stands behind the school, or, where more of its words fit there, behind the title. */
static void put_next(struct area *a, const struct area rooms[2], const char *next)
{
	int cells[2] = { 0 };

	for (int i = 0; i < 2; i++)
		cells[i] = rooms[i].cols < NEXT_LEAST - 1 ? 0 : words_fit(next, rooms[i].cols);
	int row = cells[1] > cells[0];
	if (cells[row] > 0)
		area_put(a, row, rooms[row].col - a->col, cells[row], PAINT_HEADER, next);
}

static void put_header(struct ui *ui, const struct screen *s, struct area *a)
{
	CLEAN_BUF struct buf title = { 0 }, where = { 0 };
	struct civil now = moment_civil(office_now(ui->office));
	const struct person *who = office_is_signed_in(ui->office) && !s->kind->sealed ? office_person(ui->office) : NULL;
	char day[DAY_TEXT], time[8], when[64];

	if (s->kind->title)
		s->kind->title(s->state, &title);
	for (int row = 0; row < a->rows; row++)
		area_fill(a, row, 0, a->cols, PAINT_HEADER);
	if (is_small(&ui->canvas)) {
		put_small(ui, a, buf_string(&title), now.minute);
		return;
	}
	snprintf(when, sizeof when, "%s  %s", day_long(now.day, day), minute_text(now.minute, time));
	int date = a->cols - (int)strlen(when);
	struct area before = area_part(a, 0, 0, 1, date - 1);
	int place = put_place(ui, &before);
	area_put_right(a, 0, date, a->cols - date, PAINT_HEADER, when);
	if (who)
		buf_printf(&where, "%s, %s", who->name, who->position);
	int right = text_width(buf_string(&where)), room = a->cols / 2 - 2;
	right = right < room ? right : room;
	int titled = area_put(a, 1, 0, a->cols - right - 2, PAINT_TITLE, buf_string(&title)) + TITLE_GAP;
	area_put(a, 1, a->cols - right, right, PAINT_HEADER, buf_string(&where));
	if (who && ui->stack.count > 1)
		put_next(a, (struct area[]){ area_part(a, 0, place, 1, date - 2 - place), area_part(a, 1, titled, 1, a->cols - right - 2 - titled) },
			 buf_string(&ui->next));
}

/* THE FOOTER: the keys that work now, whole or not at all ------------------------------------------------------------------------------ */

struct footer {
	struct ui *ui;
	const struct screen *screen;
	struct area *a;
	int col, items;
	struct buf *keys; /* NULL: drawn; else a line a key */
};

#define ITEMS_MOST 9 /* reliability 6 */

static void footer_item(void *ctx, const char *key, const struct binding *b)
{
	struct footer *f = ctx;
	int width = text_width(key) + 1 + (b->footer ? text_width(b->footer) : 0);

	if (!b->footer || f->items >= ITEMS_MOST || f->col + width > f->a->cols || ui_refusal(f->ui, f->screen, b))
		return;
	if (f->keys) {
		buf_printf(f->keys, "%s %s\n", key, b->name);
	} else {
		area_put(f->a, 0, f->col, f->a->cols, PAINT_KEY, key);
		area_put(f->a, 0, f->col + text_width(key) + 1, f->a->cols, PAINT_FOOTER, b->footer);
	}
	f->col += width + 2;
	f->items++;
}

static void put_footer(struct ui *ui, struct area *a, struct buf *keys)
{
	struct footer f = { ui, &ui->stack.items[ui->stack.count - 1], a, 0, 0, keys };

	if (!keys)
		area_fill(a, 0, 0, a->cols, PAINT_FOOTER);
	if (a->rows > 0)
		ui_keys_each(ui, true, footer_item, &f);
}

void ui_footer_keys(struct ui *ui, struct buf *to)
{
	struct shape shape = shape_of(ui);

	put_footer(ui, &shape.footer, to);
}

/* ALL OF IT ------------------------------------------------------------------------------------------------------------------------- */

/* Of what is longer than that the help has all. */
#define WHOLE "F1 shows all"
#define WHOLE_CELLS 12

static void put_message(struct ui *ui, struct area *a)
{
	enum paint p = ui->alert ? PAINT_ALERT : PAINT_MESSAGE;

	if (a->rows <= 1) {
		area_put(a, 0, 0, a->cols, p, buf_string(&ui->message));
		return;
	}
	if (area_paragraph(a, 0, 0, a->cols, p, buf_string(&ui->message)) <= a->rows)
		return;
	area_fill(a, a->rows - 1, a->cols - WHOLE_CELLS - 1, WHOLE_CELLS + 1, p);
	area_put(a, a->rows - 1, a->cols - WHOLE_CELLS, WHOLE_CELLS, PAINT_KEY, WHOLE);
}

/* The screen that fills the body: the highest that is no question over another. */
static const struct screen *screen_below(const struct ui *ui)
{
	int i = ui->stack.count - 1;

	while (i > 0 && ui->stack.items[i].kind->overlay)
		i--;
	return &ui->stack.items[i];
}

void ui_draw(struct ui *ui)
{
	struct canvas *c = &ui->canvas;

	canvas_erase(c);
	if (ui->stack.count == 0)
		return;
	struct shape shape = shape_of(ui);
	if (c->rows < ROWS_LEAST || c->cols < COLS_LEAST) {
		struct area all = area_all(c);
		area_paragraph(&all, 0, 0, c->cols, PAINT_TEXT, "Make this window larger.");
		return;
	}
	const struct screen *s = screen_below(ui), *over = &ui->stack.items[ui->stack.count - 1];
	put_header(ui, s, &shape.header);
	s->kind->draw(s->state, &shape.body);
	put_footer(ui, &shape.footer, NULL);
	if (over != s)
		over->kind->draw(over->state, &shape.message);
	else
		put_message(ui, &shape.message);
}
