/* The life of the screens: made, begun, pressed and looked at from outside, freed. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "ui.h"

struct ui *ui_new(struct office *o, int rows, int cols, bool ascii)
{
	struct ui *ui = mem_new(1, sizeof *ui);

	ui->office = o;
	ui->school = -1;
	ui->canvas.ascii = ascii;
	canvas_size(&ui->canvas, rows, cols);
	return ui;
}

void ui_free(struct ui *ui)
{
	if (!ui)
		return;
	ui_leave_all(ui);
	vec_finish(&ui->stack);
	buf_finish(&ui->message);
	buf_finish(&ui->last_message);
	buf_finish(&ui->next);
	buf_finish(&ui->done.words);
	buf_finish(&ui->slip.text);
	buf_finish(&ui->went);
	school_list_finish(&ui->schools);
	mem_cleanup(&ui->going);
	mem_cleanup(&ui->going_name);
	canvas_finish(&ui->canvas);
	free(ui);
}

/* A list that cannot be read is said where it is asked for, and keeps nobody from their school. */
void ui_start(struct ui *ui)
{
	ui_schools_read(ui, NULL);
	if (office_is_signed_in(ui->office))
		ui_home(ui);
	else
		open_sign_in(ui);
}

bool ui_is_over(const struct ui *ui)
{
	return ui->over;
}

void ui_resize(struct ui *ui, int rows, int cols)
{
	canvas_size(&ui->canvas, rows, cols);
}

/* A key by its name, else each character of it. */
int ui_press(struct ui *ui, const char *name)
{
	struct key k;

	if (!*name)
		return -EINVAL;
	if (key_read(name, &k) == 0) {
		ui_key(ui, &k);
		return 0;
	}
	while (*name) {
		size_t n = 1;

		while (((unsigned char)name[n] & 0xc0) == 0x80)
			n++;
		k = (struct key){ .code = KEY_TEXT };
		memcpy(k.text, name, n < sizeof k.text ? n : sizeof k.text - 1);
		ui_key(ui, &k);
		name += n;
	}
	return 0;
}

void ui_shot(struct ui *ui, bool paints, struct buf *to)
{
	ui_draw(ui);
	canvas_text(&ui->canvas, to);
	if (paints)
		canvas_paints(&ui->canvas, to);
}

void ui_cursor(struct ui *ui, int *ret_row, int *ret_col)
{
	ui_draw(ui);
	*ret_row = ui->canvas.cursor_row;
	*ret_col = ui->canvas.cursor_col;
}

const char *ui_paint_at(struct ui *ui, int row, int col)
{
	ui_draw(ui);
	return paint_name((enum paint)canvas_at(&ui->canvas, row, col)->paint);
}

const char *ui_message(const struct ui *ui)
{
	return buf_string(&ui->message);
}
