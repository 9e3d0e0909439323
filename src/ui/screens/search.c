/* A pupil from anywhere: part of a name, best first.  Enter opens the register that the child is in. */
#include <stdio.h>
#include <string.h>

#include "office/today.h"
#include "ui.h"

#define HITS_MOST 50

struct search {
	struct list list;
	struct field typed;
	struct arena arena;
	struct pupil_hit *hits;
	bool moved;          /* the last key moved in the list: the cursor is there */
};

static int search_reload(struct ui *ui, void *state, struct err *e)
{
	struct search *s = state;

	arena_finish(&s->arena);
	s->hits = NULL;
	list_count(&s->list, 0);
	if (s->typed.text.length == 0)
		return 0;
	int n = office_pupil_search(ui->office, field_text(&s->typed), HITS_MOST, &s->arena, &s->hits, e);
	if (n < 0)
		return n;
	list_count(&s->list, n);
	return 0;
}

static void search_close(void *state)
{
	struct search *s = state;

	field_finish(&s->typed);
	arena_finish(&s->arena);
}

static void search_draw_line(const void *state, int row, struct area *line)
{
	const struct pupil_hit *h = &((const struct search *)state)->hits[row];
	int name = line->cols < 60 ? line->cols - 11 : 34;

	area_put(line, 0, 0, name, PAINT_TEXT, h->name);
	area_put(line, 0, name + 1, 12, PAINT_TEXT, h->group);
	area_put(line, 0, name + 14, line->cols, PAINT_TEXT, h->remark);
}

static void search_draw(void *state, struct area *a)
{
	struct search *s = state;
	const struct list_look look = { .state = s, .draw = search_draw_line };
	int label = area_put(a, 0, 0, a->cols, PAINT_LABEL, "Pupil:"), head = a->rows > 6 ? 2 : 1;
	struct area rest = area_part(a, head, 0, a->rows - head, a->cols);

	list_draw(&s->list, &rest, &look);
	if (s->list.count == 0)
		area_put(&rest, 0, 0, a->cols, PAINT_TEXT,
			 s->typed.text.length ? "Nobody on roll has that name." : "Type a part of the name, or the admission number.");
	field_draw(&s->typed, a, 0, label + 1, a->cols - label - 1, !s->moved || s->list.count == 0);
}

static struct list *search_list(void *state)
{
	return &((struct search *)state)->list;
}

static int key_type(struct ui *ui, void *state, const struct key *k)
{
	struct search *s = state;
	struct err e = { 0 };

	s->moved = false;
	if (!field_key(&s->typed, k))
		return ui_refuse(ui, "That is longer than any name here.");
	s->list.focus = 0;
	return search_reload(ui, s, &e) < 0 ? ui_refuse_err(ui, &e) : REACT_NONE;
}

static int key_move(struct ui *ui, void *state, const struct key *k)
{
	(void)ui;
	(void)k;
	((struct search *)state)->moved = true;
	return REACT_PASS;
}

static const struct pupil_hit *hit(struct search *s)
{
	return &s->hits[s->list.focus];
}

static int key_leave(struct ui *ui, void *state, const struct key *k)
{
	(void)ui;
	(void)state;
	(void)k;
	return REACT_LEAVE;
}

#define SEARCH_KEYS \
	{ ON_ANY_TEXT, "type", key_type, 0, "Narrow the list to names that begin so", NULL }, \
	{ ON(KEY_BACKSPACE), "backspace", key_type, 0, "Take the last letter away", NULL }, \
	{ ON(KEY_LEFT), "left", key_type, 0, "One letter to the left", NULL }, \
	{ ON(KEY_RIGHT), "right", key_type, 0, "One letter to the right", NULL }, \
	{ ON(KEY_UP), "up", key_move, 0, "One line up", NULL }, \
	{ ON(KEY_DOWN), "down", key_move, 0, "One line down", NULL }

/* FIND ------------------------------------------------------------------------------------------------------------------------------ */

static void find_title(const void *state, struct buf *to)
{
	(void)state;
	buf_text(to, "Find a pupil");
}

static int find_open(struct ui *ui, void *state, const struct key *k)
{
	const struct pupil_hit found = *hit(state);

	(void)k;
	ui_leave(ui);
	return found.ref.roll_group ? open_register(ui, &found.ref, found.pupil) : open_history(ui, found.pupil, 0);
}

static int find_history(struct ui *ui, void *state, const struct key *k)
{
	int64_t pupil = hit(state)->pupil;

	(void)k;
	ui_leave(ui);
	return open_history(ui, pupil, 0);
}

static int find_pupil(struct ui *ui, void *state, const struct key *k)
{
	int64_t pupil = hit(state)->pupil;

	(void)k;
	ui_leave(ui);
	return open_pupil(ui, pupil);
}

static const struct binding find_keys[] = {
	{ ON(KEY_ENTER), "open", find_open, NEED_ROW, "Open the register that the pupil is in", "Register" },
	{ ON(KEY_TAB), "pupil", find_pupil, NEED_ROW, "Open this pupil's page", "Pupil" },
	{ ON(KEY_F(4)), "history", find_history, NEED_ROW, "Every change to this pupil's marks", "History" },
	{ ON(KEY_F(3)), "leave", key_leave, 0, "Back to the screen", NULL },
	SEARCH_KEYS,
	{ .name = NULL },
};

const struct screen_kind find_screen = {
	.name = "find", .help = "Type a part of a name; Enter opens the register that the pupil is in, Tab the pupil's page.", .keys = find_keys, .typing = true,
	.reload = search_reload, .title = find_title, .draw = search_draw, .list = search_list, .close = search_close,
	.state_size = sizeof(struct search),
};

int open_find(struct ui *ui)
{
	return ui_open(ui, &find_screen, NULL, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
