/*
 * The hatch (B20): somebody stands at the counter, so every name is covered at one press, whatever is below: a form half filled in, a
 * question half answered.  One child can be looked for, and never a list of other families.  The next press brings everything back.
 */
#include <string.h>

#include "desk.h"

#define LETTERS_LEAST 3 /* below that the best match is somebody else's child */
#define HITS_MOST 12    /* one at a time: beyond that the name is typed on */

struct hatch {
	struct field typed;
	struct arena arena;
	struct desk_hit *hits;
	int count, at;        /* how many fit, and which of them is shown */
	struct buf message;   /* what was said below, to be said again */
};

extern const struct screen_kind hatch_screen;

/* Characters, however many bytes each. */
static int letters_of(const struct field *f)
{
	int n = 0;

	for (const char *at = field_text(f); *at; at++)
		n += ((unsigned char)*at & 0xc0) != 0x80;
	return n;
}

/* READING -------------------------------------------------------------------------------------------------------------------------- */

static int hatch_reload(struct ui *ui, void *state, struct err *e)
{
	struct hatch *h = state;

	arena_finish(&h->arena);
	h->hits = NULL;
	h->count = 0;
	if (letters_of(&h->typed) < LETTERS_LEAST)
		return 0;
	int n = office_desk_search(ui->office, field_text(&h->typed), HITS_MOST, &h->arena, &h->hits, e);
	if (n < 0)
		return n;
	h->count = n;
	h->at = h->at < n ? h->at : 0;
	return 0;
}

/* With a message that was there when the key came: it may name a child.  A refusal was about a key, and is over. */
static void hatch_start(void *state, const void *about)
{
	const struct ui *ui = *(struct ui *const *)about;
	struct hatch *h = state;

	if (!ui->went_alert)
		buf_text(&h->message, buf_string(&ui->went));
}

static void hatch_clear(void *state)
{
	struct hatch *h = state;

	field_set(&h->typed, "");
	h->count = h->at = 0;
}

static void hatch_close(void *state)
{
	struct hatch *h = state;

	field_finish(&h->typed);
	arena_finish(&h->arena);
	buf_finish(&h->message);
}

/* SEEN ----------------------------------------------------------------------------------------------------------------------------- */

static void hatch_title(const void *state, struct buf *to)
{
	buf_text(to, "Hatch");
}

static const char *hint_of(const struct hatch *h)
{
	if (h->typed.text.length == 0)
		return "Names are covered. F11 brings them back.";
	if (letters_of(&h->typed) < LETTERS_LEAST)
		return "Three letters at least.";
	return h->count == 0 ? "Nobody on roll has that name." : NULL;
}

static void hatch_draw(void *state, struct area *a)
{
	const struct hatch *h = state;
	int label = area_put(a, 0, 0, a->cols, PAINT_LABEL, "Child:"), row = a->rows > 6 ? 2 : 1;
	const struct desk_hit *hit = h->count > 0 ? &h->hits[h->at] : NULL;

	field_draw(&h->typed, a, 0, label + 1, a->cols - label - 1, true);
	if (!hit) {
		area_paragraph(a, row, 0, a->cols, PAINT_TEXT, hint_of(h));
		return;
	}
	int width = area_put(a, row, 0, a->cols, PAINT_UNSENT, hit->name);
	area_put(a, row, width + 2, a->cols - width - 2, PAINT_TEXT, hit->group);
	if (hit->remark)
		area_put(a, row + 1, 0, a->cols, PAINT_TEXT, hit->remark);
	if (h->count > 1)
		area_printf(a, row + 2, 0, a->cols, PAINT_DIM, "%d of %d: Down shows the next.", h->at + 1, h->count);
}

/* KEYS ----------------------------------------------------------------------------------------------------------------------------- */

static int key_type(struct ui *ui, void *state, const struct key *k)
{
	struct hatch *h = state;
	struct err e = { 0 };

	h->at = 0;
	if (!field_key(&h->typed, k))
		return ui_refuse(ui, "That is longer than any name here.");
	return hatch_reload(ui, h, &e) < 0 ? ui_refuse_err(ui, &e) : REACT_NONE;
}

static int key_step(struct ui *ui, void *state, const struct key *k)
{
	struct hatch *h = state;
	int at = h->at + (k->code == KEY_DOWN ? 1 : -1);

	if (at < 0 || at >= h->count)
		return ui_refuse(ui, h->count == 0 ? "Type the child's name first." : "That is the only one there: type more of the name.");
	h->at = at;
	return REACT_NONE;
}

static int key_take(struct ui *ui, void *state, const struct key *k)
{
	struct hatch *h = state;
	struct err e = { 0 };

	if (h->count == 0)
		return ui_refuse(ui, "Type three letters of the child's name first.");
	if (office_may(ui->office, ACTION_RECORD_LATE, 0, &e) < 0)
		return ui_refuse_err(ui, &e);
	return open_arrival(ui, &(struct arrival_about){ &h->hits[h->at], 1, 1, h, hatch_clear, true });
}

/* Everything as it was, with what was said then. */
static int key_uncover(struct ui *ui, void *state, const struct key *k)
{
	struct hatch *h = state;

	buf_text(&ui->message, buf_string(&h->message));
	return REACT_LEAVE;
}

static int key_back(struct ui *ui, void *state, const struct key *k)
{
	struct hatch *h = state;

	if (h->typed.text.length == 0)
		return key_uncover(ui, h, k);
	hatch_clear(h);
	return REACT_NONE;
}

static int key_lock(struct ui *ui, void *state, const struct key *k)
{
	ui_lock(ui);
	return REACT_NONE;
}

static int key_repaint(struct ui *ui, void *state, const struct key *k)
{
	ui->repaint = true;
	return REACT_NONE;
}

static int key_other(struct ui *ui, void *state, const struct key *k)
{
	return ui_refuse(ui, "Names are covered: F11 brings them back.");
}

static const struct binding hatch_keys[] = {
	{ ON(KEY_F(11)), "uncover", key_uncover, 0, "Bring everything back as it was", "Uncover" },
	{ ON(KEY_ENTER), "take", key_take, NEED_WRITE, "This child has come", "Arrived" },
	{ ON(KEY_ESC), "back", key_back, 0, "First what was typed goes, then the cover", "Back" },
	{ ON(KEY_CTRL('X')), "switch", key_lock, 0, "Cover this too, or let somebody else sign in", "Lock" },
	{ ON_ANY_TEXT, "type", key_type, 0, "Three letters of a name, or more", NULL },
	{ ON(KEY_BACKSPACE), "backspace", key_type, 0, "Take the last letter away", NULL },
	{ ON(KEY_LEFT), "left", key_type, 0, "One letter to the left", NULL },
	{ ON(KEY_RIGHT), "right", key_type, 0, "One letter to the right", NULL },
	{ ON(KEY_DOWN), "next", key_step, 0, "The next child of that name", NULL },
	{ ON(KEY_UP), "before", key_step, 0, "The child before", NULL },
	{ ON(KEY_CTRL('L')), "repaint", key_repaint, 0, "Paint the screen anew", NULL },
	{ .name = NULL },
};

const struct screen_kind hatch_screen = {
	.name = "hatch", .help = "Somebody is at the counter: names are covered. Three letters show one child; Enter records the arrival.",
	.keys = hatch_keys, .other = key_other, .typing = true, .sealed = true, .reload = hatch_reload, .title = hatch_title, .draw = hatch_draw, .close = hatch_close,
	.state_size = sizeof(struct hatch),
};

int open_hatch(struct ui *ui)
{
	return ui_open(ui, &hatch_screen, hatch_start, &ui) < 0 ? REACT_STOP : REACT_NONE;
}
