/* F2: everything that can be done from here, by name or by the words that people bring from elsewhere (design 5). */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "ui.h"

#define RANKS 3 /* of what fits */

/* One line: a screen to open, or a key of the screen below as it is pressed there. */
struct command_line {
	const char *name, *key;
	const char *folded, *words; /* the name, and with it the words that others have for it, both folded */
	int (*open)(struct ui *ui);
	struct key press;
};

struct command_list {
	struct ui *ui;     /* while it is filled */
	struct arena arena;
	struct list list;
	struct field typed;
	bool moved;        /* the last key moved in the list: the cursor is there */
	struct { VEC(struct command_line); } all;
	struct { VEC(const struct command_line *); } shown;
};

static bool is_listed(const struct command_list *c, const char *help)
{
	for (int i = 0; i < c->all.count; i++)
		if (c->all.items[i].name == help)
			return true;
	return false;
}

/* Whatever does something here: what moves, edits or types is no command, and a second key for the same is none of its own. */
static void add_key(void *ctx, const char *key, const struct binding *b)
{
	struct command_list *c = ctx;
	bool said = (b->footer || keymap_may_change(ui_kind(c->ui), b)) && b->key.code != KEY_ESC && b->key.code != KEY_F(2) && !is_listed(c, b->help);
	struct key now;

	if (!said || key_read(key, &now) < 0 || ui_refusal(c->ui, &c->ui->stack.items[c->ui->stack.count - 1], b))
		return;
	vec_push(&c->all, (struct command_line){ .name = b->help, .key = arena_text(&c->arena, key), .press = now,
						 .folded = text_fold(&c->arena, b->help), .words = text_fold(&c->arena, b->help) });
}

static void add_commands(struct command_list *c, struct ui *ui)
{
	for (const struct ui_command *u = ui_commands; u->name; u++) {
		const char *words = arena_printf(&c->arena, "%s %s", u->name, u->words);

		if (u->action == ACTIONS || office_may(ui->office, u->action, 0, NULL) == 0)
			vec_push(&c->all, (struct command_line){ .name = u->name, .key = "", .open = u->open,
								 .folded = text_fold(&c->arena, u->name), .words = text_fold(&c->arena, words) });
	}
}

static bool begins_a_word(const char *folded, const char *typed, size_t n)
{
	for (const char *at = folded; *at; at += strcspn(at, " "), at += strspn(at, " "))
		if (strncmp(at, typed, n) == 0)
			return true;
	return false;
}

/* Every word that was typed begins a word of the line. */
static bool fits(const char *folded, const char *typed)
{
	for (size_t n; *(typed += strspn(typed, " ")); typed += n) {
		n = strcspn(typed, " ");
		if (!begins_a_word(folded, typed, n))
			return false;
	}
	return true;
}

/* What is called so itself comes before what is only known as that elsewhere: 0 begins so, 1 has it in its name, 2 elsewhere, 3 nowhere. */
static int rank_of(const struct command_line *l, const char *typed)
{
	if (!fits(l->words, typed))
		return RANKS;
	if (strncmp(l->folded, typed, strlen(typed)) == 0)
		return 0;
	return fits(l->folded, typed) ? 1 : 2;
}

static void filter(struct command_list *c)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *typed = text_fold(&a, field_text(&c->typed));

	c->shown.count = 0;
	for (int rank = 0; rank < RANKS; rank++)
		for (int i = 0; i < c->all.count; i++)
			if (rank_of(&c->all.items[i], typed) == rank)
				vec_push(&c->shown, &c->all.items[i]);
	c->list.focus = 0;
	list_count(&c->list, c->shown.count);
}

static void start(void *state, const void *about)
{
	struct command_list *c = state;
	struct ui *ui = *(struct ui *const *)about;

	if (office_is_signed_in(ui->office))
		add_commands(c, ui);
	c->ui = ui;
	ui_keys_each(ui, false, add_key, c);
	filter(c);
}

static void finish(void *state)
{
	struct command_list *c = state;

	vec_finish(&c->all);
	vec_finish(&c->shown);
	field_finish(&c->typed);
	arena_finish(&c->arena);
}

static void title(const void *state, struct buf *to)
{
	(void)state;
	buf_text(to, "Commands");
}

static void draw_line(const void *state, int row, struct area *line)
{
	const struct command_line *l = ((const struct command_list *)state)->shown.items[row];

	area_put(line, 0, 0, line->cols - 12, PAINT_TEXT, l->name);
	area_put_right(line, 0, line->cols - 10, 10, PAINT_TEXT, l->key);
}

/* The cursor is where the last key was for: in what is typed, or on the line that was moved to. */
static void draw(void *state, struct area *a)
{
	struct command_list *c = state;
	const struct list_look look = { .state = c, .draw = draw_line };
	int label = area_put(a, 0, 0, a->cols, PAINT_LABEL, "Command:"), head = a->rows > 6 ? 2 : 1;
	struct area rest = area_part(a, head, 0, a->rows - head, a->cols);

	list_draw(&c->list, &rest, &look);
	if (c->list.count == 0)
		area_put(&rest, 0, 0, a->cols, PAINT_TEXT, "Nothing here has that name. Backspace takes a letter away.");
	field_draw(&c->typed, a, 0, label + 1, a->cols - label - 1, !c->moved || c->list.count == 0);
}

static struct list *list_of(void *state)
{
	return &((struct command_list *)state)->list;
}

static int key_type(struct ui *ui, void *state, const struct key *k)
{
	struct command_list *c = state;

	(void)ui;
	c->moved = false;
	field_key(&c->typed, k);
	filter(c);
	return REACT_NONE;
}

/* The frame moves; the cursor follows. */
static int key_move(struct ui *ui, void *state, const struct key *k)
{
	(void)ui;
	(void)k;
	((struct command_list *)state)->moved = true;
	return REACT_PASS;
}

static int key_run(struct ui *ui, void *state, const struct key *k)
{
	struct command_list *c = state;

	(void)k;
	if (c->list.count == 0)
		return ui_refuse(ui, "Nothing here has that name.");
	struct command_line run = *c->shown.items[c->list.focus];
	ui_leave(ui);
	if (run.open)
		return run.open(ui);
	ui_key(ui, &run.press);
	return REACT_NONE;
}

static int key_leave(struct ui *ui, void *state, const struct key *k)
{
	(void)ui;
	(void)state;
	(void)k;
	return REACT_LEAVE;
}

static const struct binding keys[] = {
	{ ON(KEY_ENTER), "run", key_run, 0, "Do what is focused", "Do it" },
	{ ON_ANY_TEXT, "type", key_type, 0, "Narrow the list to what begins so", NULL },
	{ ON(KEY_BACKSPACE), "backspace", key_type, 0, "Take the last letter away", NULL },
	{ ON(KEY_F(2)), "leave", key_leave, 0, "Back to the screen", NULL },
	{ ON(KEY_UP), "up", key_move, 0, "One line up", NULL },
	{ ON(KEY_DOWN), "down", key_move, 0, "One line down", NULL },
	{ .name = NULL },
};

const struct screen_kind commands_screen = {
	.name = "commands", .help = "Type a part of what you want to do, then Enter.", .keys = keys, .typing = true, .title = title, .draw = draw,
	.list = list_of, .close = finish, .state_size = sizeof(struct command_list),
};

int open_commands(struct ui *ui)
{
	return ui_open(ui, &commands_screen, start, &ui) < 0 ? REACT_STOP : REACT_NONE;
}
