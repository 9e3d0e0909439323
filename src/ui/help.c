/* F1: what the keys do on the screen that it was pressed on.  The key tables are its text. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "ui.h"

struct help_line {
	const char *key, *twin, *text;
};

struct help {
	struct arena arena;
	struct list list;
	const struct screen_kind *about;
	const char *last;  /* what the last message was */
	char *find;
	struct { VEC(struct help_line); } lines;
};

static void help_add(void *ctx, const char *key, const struct binding *b)
{
	struct help *h = ctx;
	struct key now;
	const char *twin = key_read(key, &now) == 0 ? key_twin_name(now.code) : NULL;

	vec_push(&h->lines, (struct help_line){ arena_text(&h->arena, key), twin ? twin : "", b->help });
}

static void help_start(void *state, const void *about)
{
	struct help *h = state;
	struct ui *ui = *(struct ui *const *)about;

	h->about = ui_kind(ui);
	if (ui->last_message.length)
		h->last = arena_printf(&h->arena, "The last message was: %s", buf_string(&ui->last_message));
	ui_keys_each(ui, false, help_add, h);
	list_count(&h->list, h->lines.count);
}

static void help_close(void *state)
{
	struct help *h = state;

	vec_finish(&h->lines);
	mem_cleanup(&h->find);
	arena_finish(&h->arena);
}

static void help_title(const void *state, struct buf *to)
{
	const struct help *h = state;

	buf_printf(to, "Help: %s", h->about->name);
}

static void help_draw_line(const void *state, int row, struct area *line)
{
	const struct help *h = state;
	const struct help_line *l = &h->lines.items[row];
	enum paint key = PAINT_KEY;
	int keys = line->cols < 60 ? 10 : 20;

	area_put(line, 0, 0, 10, key, l->key);
	area_put(line, 0, 11, keys - 11, key, l->twin);
	area_put(line, 0, keys, line->cols - keys, PAINT_TEXT, l->text);
}

static void help_draw(void *state, struct area *a)
{
	struct help *h = state;
	const struct list_look look = { .state = h, .draw = help_draw_line };
	int head = area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, h->about->help);

	if (h->last && a->rows > 12)
		head += area_paragraph(a, head, 0, a->cols, PAINT_DIM, h->last);
	head += a->rows > 8;
	struct area rest = area_part(a, head, 0, a->rows - head, a->cols);
	list_draw(&h->list, &rest, &look);
}

static struct list *help_list(void *state)
{
	return &((struct help *)state)->list;
}

static bool help_fits(const struct help_line *l, const char *folded, struct arena *a)
{
	return strstr(text_fold(a, l->text), folded) || strstr(text_fold(a, l->key), folded);
}

static int help_found(struct ui *ui, void *state, const char *typed)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct help *h = state;
	const char *folded = text_fold(&a, typed);

	for (int i = 1; i <= h->lines.count; i++) {
		int at = (h->list.focus + i) % h->lines.count;

		if (help_fits(&h->lines.items[at], folded, &a)) {
			list_focus(&h->list, at);
			return REACT_NONE;
		}
	}
	return ui_refuse(ui, "No key's help speaks of “%s”.", typed);
}

static int help_find(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return ui_ask(ui, "Find in this help:", NULL, help_found);
}

static int help_leave(struct ui *ui, void *state, const struct key *k)
{
	(void)ui;
	(void)state;
	(void)k;
	return REACT_LEAVE;
}

static const struct binding help_keys[] = {
	{ ON(KEY_F(3)), "find", help_find, 0, "Find a word in this help", "Find" },
	{ ON(KEY_F(1)), "leave", help_leave, 0, "Back to the screen", NULL },
	{ ON(KEY_ENTER), "close", help_leave, 0, "Back to the screen", NULL },
	{ .name = NULL },
};

const struct screen_kind help_screen = {
	.name = "help", .help = "What the keys of a screen do.", .keys = help_keys, .title = help_title, .draw = help_draw,
	.list = help_list, .close = help_close, .state_size = sizeof(struct help),
};

int open_help(struct ui *ui)
{
	return ui_open(ui, &help_screen, help_start, &ui) < 0 ? REACT_STOP : REACT_NONE;
}
