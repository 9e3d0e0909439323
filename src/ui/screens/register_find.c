/* F3 in the Register: a name or a row number; a code after the number marks that row, without Enter (design 5). */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "register.h"

struct finding {
	struct field field;
	int from;          /* the row that it began on */
	bool lost;         /* what is typed is no row and no name: nothing may be taken for it */
	char said[48];     /* beside what is typed */
};

static void find_start(void *state, const void *about)
{
	((struct finding *)state)->from = ((const struct taking *)about)->list.focus;
}

static void find_close(void *state)
{
	field_finish(&((struct finding *)state)->field);
}

static struct taking *below(struct ui *ui)
{
	return ui->stack.items[ui->stack.count - 2].state;
}

static bool is_number(const char *typed)
{
	return typed[0] && typed[strspn(typed, "0123456789")] == '\0';
}

/* NAMES ------------------------------------------------------------------------------------------------------------------------------- */

static bool fits(const char *name, const char *typed)
{
	size_t n = strlen(typed);

	for (const char *at = name; *at; at += strcspn(at, " "), at += strspn(at, " "))
		if (strncmp(at, typed, n) == 0)
			return true;
	return false;
}

/* The next that fits after a row: the row itself comes last. */
static bool name_find(struct finding *f, struct taking *t, int after)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *typed = text_fold(&a, field_text(&f->field));
	int count = 0, found = -1;

	for (int i = 1; i <= t->view.count; i++) {
		int row = (after + i) % t->view.count;

		if (!fits(t->rows[row].folded, typed))
			continue;
		found = found < 0 ? row : found;
		count++;
	}
	if (found < 0)
		return false;
	list_focus(&t->list, found);
	if (count > 1)
		snprintf(f->said, sizeof f->said, "%d fit: F3 goes to the next", count);
	return true;
}

static bool row_find(struct taking *t, const char *typed)
{
	long row = strtol(typed, NULL, 10);

	if (row < 1 || row > t->view.count)
		return false;
	list_focus(&t->list, (int)row - 1);
	return true;
}

static void find(struct finding *f, struct taking *t, int after)
{
	const char *typed = field_text(&f->field);
	bool number = is_number(typed);

	f->said[0] = '\0';
	f->lost = false;
	if (typed[strspn(typed, " ")] == '\0')
		list_focus(&t->list, f->from);
	else
		f->lost = number ? !row_find(t, typed) : !name_find(f, t, after);
	if (f->lost && number)
		snprintf(f->said, sizeof f->said, "there are %d rows", t->view.count);
	else if (f->lost)
		snprintf(f->said, sizeof f->said, "no name here begins so");
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

/* A letter after a number: the question is answered, and the letter is a code of that row. */
static int mark_row(struct ui *ui, const struct key *k)
{
	ui_leave(ui);
	if (ui_kind(ui) != &register_screen)
		return REACT_STOP;
	ui_key(ui, k);
	return REACT_NONE;
}

static int find_type(struct ui *ui, void *state, const struct key *k)
{
	struct finding *f = state;

	if (is_number(field_text(&f->field)) && !isdigit((unsigned char)k->text[0]))
		return f->lost ? REACT_STOP : mark_row(ui, k);
	if (!field_key(&f->field, k))
		return REACT_STOP;
	find(f, below(ui), f->from);
	return f->lost ? REACT_STOP : REACT_NONE;
}

static int find_shorter(struct ui *ui, void *state, const struct key *k)
{
	struct finding *f = state;

	field_key(&f->field, k);
	find(f, below(ui), f->from);
	return REACT_NONE;
}

static int find_next(struct ui *ui, void *state, const struct key *k)
{
	struct taking *t = below(ui);

	(void)k;
	find(state, t, t->list.focus);
	return REACT_NONE;
}

static int find_enter(struct ui *ui, void *state, const struct key *k)
{
	const struct taking *t = below(ui);

	(void)k;
	if (((const struct finding *)state)->lost)
		return REACT_STOP;
	ui_say(ui, "Row %d: %s", t->list.focus + 1, t->rows[t->list.focus].line->name);
	ui_leave(ui);
	return REACT_NONE;
}

static int find_leave(struct ui *ui, void *state, const struct key *k)
{
	struct finding *f = state;

	(void)k;
	list_focus(&below(ui)->list, f->from);
	ui_leave(ui);
	return REACT_NONE;
}

static void find_draw(void *state, struct area *a)
{
	const struct finding *f = state;
	int label = area_put(a, 0, 0, a->cols / 2, PAINT_MESSAGE, "Name or row number:");
	int said = text_width(f->said), room = a->cols - label - 1 - (said ? said + 1 : 0);

	if (room < 4)
		room = a->cols - label - 1;
	else
		area_put(a, 0, a->cols - said, said, PAINT_MESSAGE, f->said);
	field_draw(&f->field, a, 0, label + 1, room, true);
}

static const struct binding find_keys[] = {
	{ ON(KEY_ENTER), "take", find_enter, 0, "Stay on this row", "Stay here" },
	{ ON(KEY_ESC), "back", find_leave, 0, "Go back to the row before", "Back" },
	{ ON(KEY_F(3)), "next", find_next, 0, "The next name that begins so", "Next" },
	{ ON_ANY_TEXT, "type", find_type, 0, "A part of a name, or a row; 7 N marks row 7", NULL },
	{ ON(KEY_BACKSPACE), "backspace", find_shorter, 0, "Take the last letter away", NULL },
	{ .name = NULL },
};

const struct screen_kind register_find_screen = {
	.name = "row", .help = "A part of a name, or a row; 7 N marks row 7", .keys = find_keys, .typing = true,
	.overlay = true, .draw = find_draw, .close = find_close, .state_size = sizeof(struct finding),
};

int open_register_find(struct ui *ui, struct taking *t)
{
	return ui_open(ui, &register_find_screen, find_start, t) < 0 ? REACT_STOP : REACT_NONE;
}
