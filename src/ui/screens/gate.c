/* Who is out of the gate now, overdue first, and back by one key (A18); a class that went together comes back together (A29). */
#include "gate.h"

#include <string.h>

#include "base/text.h"
#include "minute.h"

#define NARROW 60

struct gate {
	struct list list;
	struct gate_view view;
	bool is_read;
	struct { VEC(int64_t); } ticked;
	const int64_t *asked;  /* who comes back at the minute that is asked for */
	int asked_count;
	struct arena arena;    /* of those asked about */
};

/* READING -------------------------------------------------------------------------------------------------------------------------- */

static const struct gate_line *focused(const struct gate *g)
{
	return g->list.count > 0 ? &g->view.lines[g->list.focus] : NULL;
}

static int ticked_at(const struct gate *g, int64_t pupil)
{
	for (int i = 0; i < g->ticked.count; i++)
		if (g->ticked.items[i] == pupil)
			return i;
	return -1;
}

static bool is_out(const struct gate *g, int64_t pupil)
{
	for (int i = 0; i < g->view.count; i++)
		if (g->view.lines[i].pupil == pupil && g->view.lines[i].in < 0)
			return true;
	return false;
}

/* Whoever came back meanwhile is no longer ticked. */
static void untick_back(struct gate *g)
{
	int n = 0;

	for (int i = 0; i < g->ticked.count; i++)
		if (is_out(g, g->ticked.items[i]))
			g->ticked.items[n++] = g->ticked.items[i];
	g->ticked.count = n;
}

/* The focus stays on its child; of one who came back, it goes to whoever is out still. */
static void focus_again(struct gate *g, int64_t sign_out, bool was_out)
{
	for (int i = 0; i < g->view.count; i++)
		if (g->view.lines[i].sign_out == sign_out && (g->view.lines[i].in < 0) == was_out) {
			list_focus(&g->list, i);
			return;
		}
	while (was_out && g->list.focus > 0 && focused(g)->in >= 0)
		list_focus(&g->list, g->list.focus - 1);
}

static int gate_reload(struct ui *ui, void *state, struct err *e)
{
	struct gate *g = state;
	int64_t was = focused(g) ? focused(g)->sign_out : 0;
	bool was_out = focused(g) && focused(g)->in < 0;
	struct gate_view fresh;
	int r = office_gate_open(ui->office, &fresh, e);

	if (r < 0)
		return r;
	if (g->is_read)
		gate_view_finish(&g->view);
	g->view = fresh;
	g->is_read = true;
	untick_back(g);
	list_count(&g->list, fresh.count);
	focus_again(g, was, was_out);
	return 0;
}

static void gate_close(void *state)
{
	struct gate *g = state;

	if (g->is_read)
		gate_view_finish(&g->view);
	vec_finish(&g->ticked);
	arena_finish(&g->arena);
}

static struct list *gate_list(void *state)
{
	return &((struct gate *)state)->list;
}

/* SEEN ----------------------------------------------------------------------------------------------------------------------------- */

static void gate_title(const void *state, struct buf *to)
{
	const struct gate *g = state;

	buf_printf(to, "Who is out: %d", g->view.out);
	if (g->view.overdue)
		buf_printf(to, ", %d overdue", g->view.overdue);
}

enum gate_part { PART_OVERDUE, PART_OUT, PART_BACK };

static enum gate_part part_of(const struct gate_line *l)
{
	return l->in >= 0 ? PART_BACK : l->overdue ? PART_OVERDUE : PART_OUT;
}

static const char *gate_heading(const void *state, int row)
{
	static const char *const headings[] = { "Due back, and not here", "Out", "Back today" };
	const struct gate *g = state;
	enum gate_part part = part_of(&g->view.lines[row]);

	return row == 0 || part_of(&g->view.lines[row - 1]) != part ? headings[part] : NULL;
}

static void add(struct buf *to, const char *between, const char *text)
{
	if (text && *text)
		buf_printf(to, "%s%s", to->length ? between : "", text);
}

/* "dentist, with Grace Okafor; M", "swimming: the pool, with Tom Bell": why, with whom or where, and the code that goes with it. */
static void why_say(const struct gate_line *l, struct buf *to)
{
	add(to, "", l->reason);
	add(to, l->with_us ? ": " : ", with ", l->with);
	add(to, "; ", l->code);
}

static void times_say(const struct gate_line *l, struct buf *to)
{
	char time[8];

	buf_text(to, minute_text(l->out, time));
	if (l->in >= 0)
		buf_printf(to, " back %s", minute_text(l->in, time));
	else if (l->due >= 0)
		buf_printf(to, " due %s", minute_text(l->due, time));
	else
		buf_text(to, " not today");
}

static void line_draw(const void *state, int row, struct area *line)
{
	const struct gate *g = state;
	const struct gate_line *l = &g->view.lines[row];
	bool narrow = line->cols < NARROW;
	int name = narrow ? line->cols - 19 : 25;
	enum paint p = l->overdue && l->in < 0 ? PAINT_UNKNOWN : l->in >= 0 ? PAINT_DIM : PAINT_TEXT;
	CLEAN_BUF struct buf times = { 0 }, why = { 0 };

	times_say(l, &times);
	why_say(l, &why);
	area_put(line, 0, 0, 1, PAINT_UNSENT, ticked_at(g, l->pupil) >= 0 ? "*" : "");
	area_put(line, 0, 2, name, p, l->name);
	if (!narrow)
		area_put(line, 0, name + 3, 10, p, l->group);
	int at = name + 3 + (narrow ? 0 : 11);
	area_put(line, 0, at, 16, p, buf_string(&times));
	if (!narrow)
		area_put(line, 0, at + 17, line->cols - at - 17, p, buf_string(&why));
}

/* Who is ticked; else why the focused child is out, whole. */
static void foot_say(const struct gate *g, struct buf *to)
{
	if (g->ticked.count > 0)
		buf_printf(to, "%d ticked: Enter brings them back together.", g->ticked.count);
	else if (focused(g))
		why_say(focused(g), to);
}

static void gate_draw(void *state, struct area *a)
{
	struct gate *g = state;
	const struct list_look look = { .state = g, .heading = gate_heading, .draw = line_draw };
	int foot = a->rows > 4;
	struct area rest = area_part(a, 0, 0, a->rows - foot, a->cols);
	CLEAN_BUF struct buf words = { 0 };

	area_cursor(a, 0, 0);
	if (g->list.count == 0)
		area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, "Nobody has been signed out today. + signs somebody out.");
	list_draw(&g->list, &rest, &look);
	foot_say(g, &words);
	if (foot)
		area_put(a, a->rows - 1, 0, a->cols, g->ticked.count > 0 ? PAINT_UNSENT : PAINT_TEXT, buf_string(&words));
}

/* BACK ----------------------------------------------------------------------------------------------------------------------------- */

static int come_back(struct ui *ui, struct gate *g, int minute)
{
	CLEAN_ANSWER struct roll_answer a = { .told = true };
	int r = office_gate_back(ui->office, g->asked, g->asked_count, minute, &a.said, &a.act, &a.e);

	if (r == 0)
		g->ticked.count = 0;
	return roll_answered(ui, r, &a, "%d back.", g->asked_count);
}

/* Those who are ticked, else the focused one; 0 or the refusal. */
static int who_asked(struct ui *ui, struct gate *g)
{
	const struct gate_line *l = focused(g);
	int n = g->ticked.count > 0 ? g->ticked.count : 1;
	char time[8];

	if (g->ticked.count == 0 && l->in >= 0)
		return ui_refuse(ui, "%s is back since %s.", l->name, minute_text(l->in, time));
	int64_t *who = arena_new(&g->arena, (size_t)n, sizeof *who);
	who[0] = l->pupil;
	for (int i = 0; i < g->ticked.count; i++)
		who[i] = g->ticked.items[i];
	g->asked = who;
	g->asked_count = n;
	return 0;
}

static int key_back_now(struct ui *ui, void *state, const struct key *k)
{
	int refused = who_asked(ui, state);

	return refused ? refused : come_back(ui, state, -1);
}

static int back_at(struct ui *ui, void *state, const char *typed)
{
	int minute = -1;

	if (typed[0] && minute_typed(typed, &minute) < 0)
		return ui_refuse(ui, "Write when they came back, like 11:40.");
	return come_back(ui, state, minute);
}

static int key_back_at(struct ui *ui, void *state, const struct key *k)
{
	int refused = who_asked(ui, state);

	return refused ? refused : ui_ask(ui, "Back at, like 11:40 (nothing typed: now):", NULL, back_at);
}

/* TICKING -------------------------------------------------------------------------------------------------------------------------- */

static int key_tick(struct ui *ui, void *state, const struct key *k)
{
	struct gate *g = state;
	const struct gate_line *l = focused(g);
	int at = ticked_at(g, l->pupil);

	if (l->in >= 0)
		return ui_refuse(ui, "%s is back already.", l->name);
	if (at < 0)
		vec_push(&g->ticked, l->pupil);
	else
		g->ticked.items[at] = g->ticked.items[--g->ticked.count];
	list_focus(&g->list, g->list.focus + 1);
	return REACT_NONE;
}

static bool went_together(const struct gate_line *a, const struct gate_line *b)
{
	return a->in < 0 && b->in < 0 && a->out == b->out && strcmp(a->reason ? a->reason : "", b->reason ? b->reason : "") == 0;
}

static int key_together(struct ui *ui, void *state, const struct key *k)
{
	struct gate *g = state;
	const struct gate_line *l = focused(g);

	for (int i = 0; i < g->view.count; i++)
		if (went_together(l, &g->view.lines[i]) && ticked_at(g, g->view.lines[i].pupil) < 0)
			vec_push(&g->ticked, g->view.lines[i].pupil);
	if (l->in >= 0)
		return ui_refuse(ui, "%s is back already.", l->name);
	ui_say(ui, "%d ticked: Space unticks who stayed out, Enter brings the others back.", g->ticked.count);
	return REACT_NONE;
}

/* ELSEWHERE ------------------------------------------------------------------------------------------------------------------------ */

static int key_new(struct ui *ui, void *state, const struct key *k)
{
	return open_sign_out(ui, NULL, 0);
}

static int key_onsite(struct ui *ui, void *state, const struct key *k)
{
	return open_onsite(ui);
}

static int key_pupil(struct ui *ui, void *state, const struct key *k)
{
	return open_pupil(ui, focused(state)->pupil);
}

enum gate_need { NEED_DONE = NEED_OWN };

static const char *const gate_refusals[] = { ROLL_NOT_DONE };

static unsigned gate_has(struct ui *ui, const void *state)
{
	return roll_has_done(ui) ? NEED_DONE : 0;
}

static const struct binding gate_keys[] = {
	{ ON(KEY_ENTER), "back-now", key_back_now, NEED_ROW | NEED_WRITE | NEED_LATE, "This child is back now, or those ticked", "Back here" },
	{ ON_TEXT("+"), "new", key_new, NEED_WRITE | NEED_LATE, "Sign a child, a family or a class out", "Sign out" },
	{ ON_TEXT("t"), "back-at", key_back_at, NEED_ROW | NEED_WRITE | NEED_LATE, "They came back at another time", "Back at" },
	{ ON_TEXT(" "), "tick", key_tick, NEED_ROW, "Tick this child, to bring several back at once", "Tick" },
	{ ON(KEY_F(5)), "together", key_together, NEED_ROW, "Tick all who went out with this child", "Together" },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo what you recorded last", "Undo" },
	{ ON_TEXT("e"), "evacuation", key_onsite, NEED_NAMES, "Who is on the site now", "Evacuation" },
	{ ON(KEY_TAB), "pupil", key_pupil, NEED_ROW, "Open this pupil's page", NULL },
	{ .name = NULL },
};

const struct screen_kind gate_screen = {
	.name = "gate", .help = "Who was signed out today: whoever is due back and not here comes first. Enter brings a child back.",
	.keys = gate_keys, .refusals = gate_refusals, .has = gate_has, .reload = gate_reload, .title = gate_title, .draw = gate_draw,
	.list = gate_list, .close = gate_close,
	.state_size = sizeof(struct gate),
};

int open_gate(struct ui *ui)
{
	return ui_open(ui, &gate_screen, NULL, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
