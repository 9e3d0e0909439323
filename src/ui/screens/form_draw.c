/* How a form is seen: label before value on one line, what is known of the focused line at the foot. */
#include <string.h>

#include "base/text.h"
#include "form_value.h"

#define LABEL_MOST 26
#define DAY_CELLS 12

static int label_cells(const struct form *f, int cols)
{
	int most = 0, room = cols < 60 ? cols * 2 / 5 : LABEL_MOST;

	for (int i = 0; i < f->count; i++) {
		int width = f->lines[i].kind == FORM_HEADING ? 0 : text_width(f->lines[i].label) + 1;
		most = width > most ? width : most;
	}
	return most < room ? most : room;
}

struct drawing {
	const struct form *f;
	int label;
};

#define WEEKDAY_CELLS 3
#define ECHO_CELLS 15 /* "Fri 20 Nov 2026" */

/* "14/9/26" as it is understood: a day of the week shows a slip of the finger, also where there is no room for more. */
static void echo_draw(const struct form *f, int row, struct area *value, bool focused)
{
	const char *typed = form_text(f, row);
	struct area echo = area_part(value, 0, DAY_CELLS + 1, 1, value->cols - DAY_CELLS - 1);
	char text[DAY_TEXT];
	struct day d;

	if (*typed == '\0' || day_is_none(f->today))
		return;
	if (form_day_read(typed, f->today, f->lines[row].kind == FORM_BORN, &d) < 0) {
		if (!focused)
			area_put(&echo, 0, 0, echo.cols, PAINT_ALERT, "not a date");
		return;
	}
	day_long(d, text);
	if (echo.cols < ECHO_CELLS)
		text[WEEKDAY_CELLS] = '\0';
	area_put(&echo, 0, 0, echo.cols, PAINT_DIM, text);
}

static void typed_draw(const struct form *f, int row, struct area *value)
{
	const struct field *field = &f->values[row].field;
	const char *offer = form_offer(f, row);
	int cells = form_is_day(&f->lines[row]) && value->cols > DAY_CELLS ? DAY_CELLS : value->cols;

	field_draw(field, value, 0, 0, cells, true);
	if (offer && text_width(field_text(field)) < cells) {
		int width = text_width(field_text(field));
		area_put(value, 0, width, cells - width, PAINT_DIM, offer);
	}
}

static void chosen_draw(const struct form *f, int row, struct area *value)
{
	area_fill(value, 0, 0, value->cols, PAINT_FOCUS);
	area_put(value, 0, 0, value->cols, PAINT_FOCUS, *form_text(f, row) ? form_text(f, row) : "choose");
	area_cursor(value, 0, 0);
}

static void value_draw(const struct form *f, int row, struct area *value)
{
	const struct form_line *l = &f->lines[row];
	bool focused = row == f->list.focus;

	if (!focused && *form_text(f, row))
		area_put(value, 0, 0, form_is_day(l) ? DAY_CELLS : value->cols, PAINT_TEXT, form_text(f, row));
	else if (!focused && l->needed)
		area_put(value, 0, 0, value->cols, PAINT_DIM, "needed");
	else if (focused && form_is_chosen(l))
		chosen_draw(f, row, value);
	else if (focused)
		typed_draw(f, row, value);
	if (form_is_day(l))
		echo_draw(f, row, value, focused);
}

static void line_draw(const void *state, int row, struct area *line)
{
	const struct drawing *d = state;
	const struct form_line *l = &d->f->lines[row];
	CLEAN_BUF struct buf label = { 0 };

	if (l->kind == FORM_HEADING) {
		area_put(line, 0, 0, line->cols, PAINT_LABEL, l->label);
		return;
	}
	buf_printf(&label, "%s:", l->label);
	area_put(line, 0, 0, d->label, PAINT_LABEL, buf_string(&label));
	struct area value = area_part(line, 0, d->label + 1, 1, line->cols - d->label - 1);
	value_draw(d->f, row, &value);
}

/* The first `shown` choices behind what is known of the line; the others are gone through. */
static void foot_words(const struct form *f, int shown, struct buf *to)
{
	const struct form_value *v = &f->values[f->list.focus];
	const struct form_line *l = &f->lines[f->list.focus];

	buf_reset(to);
	if (l->help)
		buf_text(to, l->help);
	if (l->kind != FORM_CHOICE || shown <= 0)
		return;
	buf_printf(to, "%sOne of: ", to->length == 0 ? "" : strchr(".:?", to->text[to->length - 1]) ? " " : ". ");
	for (int i = 0; i < shown; i++)
		buf_printf(to, "%s%s", i ? ", " : "", v->choices[i]);
	if (shown < v->choice_count)
		buf_text(to, " …");
}

static int foot_rows(int rows)
{
	return rows >= 14 ? 3 : rows >= 6 ? 1 : 0;
}

static void foot_draw(const struct form *f, struct area *a, int lines)
{
	CLEAN_BUF struct buf words = { 0 };
	int blank = a->rows - lines > 1;
	struct area foot = area_part(a, lines + blank, 0, a->rows - lines - blank, a->cols);

	struct area none = area_part(&foot, 0, 0, 0, foot.cols);
	int shown = f->values[f->list.focus].choice_count;
	do
		foot_words(f, shown, &words);
	while (area_paragraph(&none, 0, 0, foot.cols, PAINT_TEXT, buf_string(&words)) > foot.rows && shown-- > 0);
	if (foot.rows == 1)
		area_put(&foot, 0, 0, foot.cols, PAINT_TEXT, buf_string(&words));
	else if (foot.rows > 1)
		area_paragraph(&foot, 0, 0, foot.cols, PAINT_TEXT, buf_string(&words));
}

void form_draw(struct form *f, struct area *a)
{
	struct drawing d = { f, label_cells(f, a->cols) };
	const struct list_look look = { .state = &d, .own_focus = true, .draw = line_draw };
	int rows = a->rows - foot_rows(a->rows), lines = f->count < rows ? f->count : rows;
	struct area shown = area_part(a, 0, 0, lines, a->cols);

	list_draw(&f->list, &shown, &look);
	foot_draw(f, a, lines);
}
