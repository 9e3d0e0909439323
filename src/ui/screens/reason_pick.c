/* Why a child is away: a reason of the school's short list by its number, a code by its letter (B3, B5; A8). */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "calls.h"

struct reason_pick {
	struct list list;
	struct arena arena;
	struct choice *choices;
	int count;
	const char *of;
	reason_chosen *chosen;
};

struct about_reason {
	const char *of;
	reason_chosen *chosen;
};

static void pick_start(void *state, const void *about)
{
	const struct about_reason *from = about;
	struct reason_pick *p = state;

	p->of = arena_text(&p->arena, from->of);
	p->chosen = from->chosen;
}

/* The list is short and nobody changes it while a telephone is off the hook: it is read once. */
static int pick_reload(struct ui *ui, void *state, struct err *e)
{
	struct reason_pick *p = state;

	if (p->choices)
		return 0;
	p->count = office_choices(ui->office, CHOICES_ABSENT, &p->arena, &p->choices, e);
	list_count(&p->list, p->count < 0 ? 0 : p->count + 1);
	return p->count < 0 ? p->count : 0;
}

static void pick_close(void *state)
{
	arena_finish(&((struct reason_pick *)state)->arena);
}

static void pick_title(const void *state, struct buf *to)
{
	buf_printf(to, "Why is %s away?", ((const struct reason_pick *)state)->of);
}

static void pick_draw_line(const void *state, int row, struct area *line)
{
	const struct reason_pick *p = state;

	if (row == p->count) {
		area_put(line, 0, 0, line->cols, PAINT_TEXT, "   Another code: Enter asks for it");
		return;
	}
	if (row < 9)
		area_printf(line, 0, 0, 2, PAINT_KEY, "%d", row + 1);
	area_put(line, 0, 3, 5, PAINT_TEXT, p->choices[row].code);
	area_put(line, 0, 8, line->cols - 8, PAINT_TEXT, p->choices[row].words);
}

static void pick_draw(void *state, struct area *a)
{
	struct reason_pick *p = state;
	const struct list_look look = { .state = p, .draw = pick_draw_line };

	area_cursor(a, 0, 0);
	list_draw(&p->list, a, &look);
}

static struct list *pick_list(void *state)
{
	return &((struct reason_pick *)state)->list;
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

/* This screen goes before the one below takes the answer: that may leave too. */
static int take(struct ui *ui, const struct reason_pick *p, const char *code, const char *words)
{
	void *asker = ui->stack.items[ui->stack.count - 2].state;
	CLEAN_FREE char *kept_code = code ? mem_text(code) : NULL, *kept = mem_text(words);
	reason_chosen *chosen = p->chosen;

	ui_leave(ui);
	if (ui_state(ui) != asker)
		return REACT_STOP;
	int reaction = chosen(ui, asker, kept_code, kept);
	if (reaction > 0 && (reaction & REACT_LEAVE)) {
		ui_leave(ui);
		reaction &= ~REACT_LEAVE;
	}
	return reaction;
}

static int code_answer(struct ui *ui, void *state, const char *typed)
{
	size_t n = strcspn(typed, " ");
	char code[8];

	if (n == 0 || n >= sizeof code)
		return ui_refuse(ui, "Write the code, and what was said behind it: G two weeks in Spain");
	snprintf(code, sizeof code, "%.*s", (int)n, typed);
	return take(ui, state, code, typed + n + strspn(typed + n, " "));
}

static int pick_take(struct ui *ui, struct reason_pick *p, int row)
{
	if (row == p->count)
		return ui_ask(ui, "Code, and what was said:", NULL, code_answer);
	return take(ui, p, p->choices[row].code, p->choices[row].words);
}

static int pick_enter(struct ui *ui, void *state, const struct key *k)
{
	struct reason_pick *p = state;

	(void)k;
	return pick_take(ui, p, p->list.focus);
}

static int row_of(const struct reason_pick *p, const char *typed)
{
	if (*typed >= '1' && *typed <= '9' && *typed - '1' < p->count)
		return *typed - '1';
	for (int i = 0; i < p->count; i++)
		if (p->choices[i].code && strcasecmp(p->choices[i].code, typed) == 0)
			return i;
	return -1;
}

static int pick_type(struct ui *ui, void *state, const struct key *k)
{
	int row = row_of(state, k->text);

	return row < 0 ? ui_refuse(ui, "No reason here has that number or letter.") : pick_take(ui, state, row);
}

static const struct binding pick_keys[] = {
	{ ON(KEY_ENTER), "take", pick_enter, NEED_ROW, "Take this reason", "Take" },
	{ ON_ANY_TEXT, "number", pick_type, 0, "Take the reason of that number, or of that code's letter", NULL },
	{ .name = NULL },
};

const struct screen_kind reason_pick_screen = {
	.name = "reason", .help = "Why the child is away: the number beside a reason takes it, or the letter of its code. The school sets this list.",
	.keys = pick_keys, .typing = true, .reload = pick_reload, .title = pick_title, .draw = pick_draw, .list = pick_list, .close = pick_close,
	.state_size = sizeof(struct reason_pick),
};

int open_reason_pick(struct ui *ui, const char *of, reason_chosen *chosen)
{
	return ui_open(ui, &reason_pick_screen, pick_start, &(struct about_reason){ of, chosen }) < 0 ? REACT_STOP : REACT_NONE;
}
