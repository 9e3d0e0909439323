/* Marks that must say what kind and do not (A15): the last words of that code are offered, and no box stands in the way. */
#include "plans.h"

#include "office/calls.h"

#define NOTES_MOST 200

struct lacking {
	struct list list;
	struct arena arena;
	struct lacking_note *notes;
	int all;                   /* how many there are; the list has the newest */
};

static int lacking_reload(struct ui *ui, void *state, struct err *e)
{
	struct lacking *l = state;
	struct arena fresh = { 0 };
	struct lacking_note *notes = NULL;
	int n = office_notes_lacking(ui->office, NOTES_MOST, &fresh, &notes, e);

	if (n < 0) {
		arena_finish(&fresh);
		return n;
	}
	arena_finish(&l->arena);
	l->arena = fresh;
	l->notes = notes;
	l->all = n;
	list_count(&l->list, n < NOTES_MOST ? n : NOTES_MOST);
	return 0;
}

static void lacking_close(void *state)
{
	arena_finish(&((struct lacking *)state)->arena);
}

static void lacking_title(const void *state, struct buf *to)
{
	buf_printf(to, "Marks without their note: %d", ((const struct lacking *)state)->all);
}

static void lacking_draw_line(const void *state, int row, struct area *line)
{
	const struct lacking_note *n = &((const struct lacking *)state)->notes[row];
	char day[DAY_TEXT];

	area_put(line, 0, 0, 2, PAINT_LABEL, n->code);
	area_put(line, 0, 3, 26, PAINT_TEXT, n->name);
	area_printf(line, 0, 30, 19, PAINT_TEXT, "%s %s", day_long(n->ref.day, day), session_name(n->ref.session));
	area_put(line, 0, 50, 8, PAINT_DIM, n->group);
	if (n->last)
		area_printf(line, 0, 59, line->cols - 59, PAINT_DIM, "last: %s", n->last);
}

static void lacking_draw(void *state, struct area *a)
{
	struct lacking *l = state;
	const struct list_look look = { .state = l, .draw = lacking_draw_line };

	area_cursor(a, 0, 0);
	list_draw(&l->list, a, &look);
	if (l->list.count == 0)
		area_put(a, 0, 0, a->cols, PAINT_TEXT, "Every mark that must say what kind does.");
}

static struct list *lacking_list(void *state)
{
	return &((struct lacking *)state)->list;
}

static int note_answer(struct ui *ui, void *state, const char *typed)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct lacking *l = state;
	const struct lacking_note *n = &l->notes[l->list.focus];
	int r = office_note_put(ui->office, &n->ref, n->pupil, typed, &a.act, &a.e);

	return roll_answered(ui, r, &a, "%s: %s.", n->name, typed);
}

static int lacking_say(struct ui *ui, void *state, const struct key *k)
{
	struct lacking *l = state;
	const struct lacking_note *n = &l->notes[l->list.focus];
	char prompt[64];

	(void)k;
	snprintf(prompt, sizeof prompt, "%s: what was it?", n->code);
	return ui_ask(ui, prompt, n->last, note_answer);
}

static int lacking_register(struct ui *ui, void *state, const struct key *k)
{
	struct lacking *l = state;

	(void)k;
	return open_register(ui, &l->notes[l->list.focus].ref, l->notes[l->list.focus].pupil);
}

enum lacking_need { NEED_DONE = NEED_OWN, NEED_MARKER = NEED_OWN << 1 };

static const char *const lacking_refusals[] = { ROLL_NOT_DONE, "Whoever marks this register says what it was: ask the office." };

/* Whose marks of that day the person may change. */
static bool may_say(struct ui *ui, const struct lacking_note *n)
{
	enum action needs = n->ref.day.n < office_today(ui->office).n ? ACTION_AMEND : ACTION_TAKE_REGISTER;

	return office_may(ui->office, needs, n->ref.roll_group, NULL) == 0;
}

static unsigned lacking_has(struct ui *ui, const void *state)
{
	const struct lacking *l = state;

	return (roll_has_done(ui) ? NEED_DONE : 0) | (l->list.count > 0 && may_say(ui, &l->notes[l->list.focus]) ? NEED_MARKER : 0);
}

static const struct binding lacking_keys[] = {
	{ ON(KEY_ENTER), "say", lacking_say, NEED_ROW | NEED_WRITE | NEED_MARKER, "Say what it was; the last words of that code are offered", "Say" },
	{ ON_TEXT("r"), "register", lacking_register, NEED_ROW, "Open the register that it is in", "Register" },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo your last change", NULL },
	{ .name = NULL },
};

const struct screen_kind notes_lacking_screen = {
	.name = "notes", .help = "Codes that must say what kind: B, K, Y7 and the like. The newest first.", .keys = lacking_keys, .refusals = lacking_refusals,
	.has = lacking_has, .reload = lacking_reload, .title = lacking_title, .draw = lacking_draw, .list = lacking_list, .close = lacking_close,
	.state_size = sizeof(struct lacking),
};

int open_notes_lacking(struct ui *ui)
{
	return ui_open(ui, &notes_lacking_screen, NULL, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
