/* A report on the screen: filled by the office, laid out by print, walked through here. */
#include "table_screen.h"

#include <errno.h>
#include <string.h>

static const struct cell *cell_of(const struct report *r, int row, const char *column)
{
	static const struct cell empty = { .empty = true };

	for (int i = 0; row < r->rows.count && i < r->column_count; i++)
		if (strcmp(r->columns[i].name, column) == 0)
			return &r->rows.items[row].cells[i];
	return &empty;
}

const struct cell *table_screen_cell(const struct table_screen *t, const char *column)
{
	return cell_of(&t->report, t->list.focus, column);
}

static bool cell_same(const struct cell *a, const struct cell *b)
{
	if (a->empty || b->empty)
		return false;
	return a->text && b->text ? strcmp(a->text, b->text) == 0 : !a->text && !b->text && a->number == b->number;
}

static int row_like(const struct report *r, const struct cell *kept, const char *keep, int otherwise)
{
	for (int i = 0; i < r->rows.count; i++)
		if (cell_same(cell_of(r, i, keep), kept))
			return i;
	return otherwise;
}

int table_screen_fill(struct ui *ui, struct table_screen *t, int (*fill)(struct office *, const struct report_wish *, struct report *, struct err *),
		      const char *keep, struct err *e)
{
	struct report fresh = { 0 };
	int r = fill(ui->office, &t->wish, &fresh, e);

	if (r < 0)
		return r;
	int focus = row_like(&fresh, table_screen_cell(t, keep), keep, t->list.focus);
	report_finish(&t->report);
	print_lines_finish(&t->lines);
	t->report = fresh;
	t->width = -1;
	t->list.count = fresh.rows.count;
	list_focus(&t->list, focus);
	return 0;
}

void table_screen_finish(struct table_screen *t)
{
	report_finish(&t->report);
	print_lines_finish(&t->lines);
	arena_finish(&t->arena);
}

/* DRAWING --------------------------------------------------------------------------------------------------------------------------- */

static const char *table_heading(const void *state, int row)
{
	return ((const struct table_screen *)state)->lines.headings[row];
}

static void table_draw_row(const void *state, int row, struct area *line)
{
	area_put(line, 0, 0, line->cols, PAINT_TEXT, ((const struct table_screen *)state)->lines.rows[row]);
}

#define ROWS_FOR_SENTENCES 6

/* The sentences above, but never more than a third of what there is to see. */
static int put_sentences(const struct table_screen *t, struct area *a)
{
	int row = 0;

	for (int i = 0; a->rows >= ROWS_FOR_SENTENCES && i < t->report.lines.count && row < a->rows / 3; i++)
		row += area_paragraph(a, row, 0, a->cols, PAINT_TEXT, t->report.lines.items[i]);
	return row;
}

void table_screen_draw(struct table_screen *t, struct area *a)
{
	const struct list_look look = { .state = t, .heading = table_heading, .draw = table_draw_row };

	if (t->width != a->cols) {
		print_lines_finish(&t->lines);
		print_lines(&t->report, a->cols, a->canvas->ascii, &t->lines);
		t->width = a->cols;
	}
	int head = put_sentences(t, a);
	head += head > 0 && a->rows > 10;
	area_cursor(a, head, 0);
	if (t->list.count == 0) {
		area_paragraph(a, head, 0, a->cols, PAINT_TEXT, t->report.none ? t->report.none : "There is nothing here.");
		return;
	}
	area_put(a, head, 0, a->cols, PAINT_LABEL, t->lines.titles);
	struct area rest = area_part(a, head + 1, 0, a->rows - head - 1, a->cols);
	list_draw(&t->list, &rest, &look);
}

/* BEHIND A ROW ---------------------------------------------------------------------------------------------------------------------- */

int table_screen_pupil(struct ui *ui, const struct table_screen *t, int64_t *ret, struct err *e)
{
	const struct cell *c = table_screen_cell(t, "pupil");

	return c->empty ? err_refuse(e, "This line is of no pupil.") : office_pupil_find(ui->office, c->text, false, ret, e);
}

int table_screen_register(struct ui *ui, const struct table_screen *t, struct register_ref *ret, struct err *e)
{
	const struct cell *class = table_screen_cell(t, "class"), *session = table_screen_cell(t, "session"), *date = table_screen_cell(t, "date");
	struct register_ref ref = { .day = t->wish.date };

	if (class->empty || !*class->text || session->empty || session_parse(session->text, &ref.session) < 0)
		return err_refuse(e, "This line is of no register.");
	if (!date->empty)
		ref.day = (struct day){ (int32_t)date->number };
	if (day_is_none(ref.day))
		ref.day = office_today(ui->office);
	int r = office_group_find(ui->office, class->text, ref.day, &ref.roll_group, e);
	if (r < 0)
		return r;
	*ret = ref;
	return 0;
}
