/* Roll-over: where each class and year of it goes, and what becomes of every pupil; nothing is written before F10 and one question (H5). */
#include "rollover.h"

#include <stdio.h>
#include <string.h>

#include "rules/pupil.h"

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static void start(void *state, const void *about)
{
	struct rollover *r = state;

	(void)about;
	r->wish = (struct rollover_wish){ .first = DAY_NONE, .leave = DAY_NONE, .last_year = SESSION_ANY_YEAR };
}

static void finish(void *state)
{
	struct rollover *r = state;

	rollover_view_finish(&r->view);
	vec_finish(&r->maps);
	arena_finish(&r->texts);
}

/* By fate, then as the office has them; those who only move come last: their class says where they go. */
static int reload(struct ui *ui, void *state, struct err *e)
{
	struct rollover *r = state;
	struct rollover_view fresh;

	r->wish.map = r->maps.items;
	r->wish.map_count = r->maps.count;
	int result = office_rollover_open(ui->office, &r->wish, &fresh, e);
	if (result < 0)
		return result;
	rollover_view_finish(&r->view);
	r->view = fresh;
	list_count(&r->lists[0], fresh.line_count);
	list_count(&r->lists[1], fresh.pupil_count);
	return 0;
}

void rollover_map_put(struct rollover *r, const struct rollover_map *map)
{
	struct rollover_map kept = *map;

	kept.to = arena_text(&r->texts, map->to);
	r->told = true;
	for (int i = 0; i < r->maps.count; i++)
		if (r->maps.items[i].group == map->group && r->maps.items[i].year == map->year) {
			r->maps.items[i] = kept;
			return;
		}
	vec_push(&r->maps, kept);
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

static void title(const void *state, struct buf *to)
{
	const struct rollover *r = state;
	char day[DAY_TEXT];

	buf_printf(to, "Roll-over to %s: %s", day_long(r->view.first, day), r->pupils ? "pupils" : "classes");
}

/* "to Oak (new)", "they leave", "decided later" */
static void rollover_to_words(const struct rollover_line *l, struct buf *to)
{
	if (!l->map.to)
		buf_text(to, "decided later: in no class");
	else if (!*l->map.to)
		buf_text(to, "they leave");
	else
		buf_printf(to, "to %s%s", l->map.to, l->new_class ? " (new)" : "");
}

static const char *short_year(int year, char to[static 8])
{
	return year == SESSION_ANY_YEAR ? "" : year_name(year, to);
}

static void draw_class(const void *state, int row, struct area *line)
{
	const struct rollover_line *l = &((const struct rollover *)state)->view.lines[row];
	int name = line->cols < 60 ? 11 : 20;
	CLEAN_BUF struct buf words = { 0 };
	char year[8];

	rollover_to_words(l, &words);
	area_put(line, 0, 0, name, PAINT_TEXT, l->map.group == 0 ? "no class" : l->name);
	area_put(line, 0, name + 1, 4, PAINT_TEXT, short_year(l->map.year, year));
	area_printf(line, 0, name + 5, 6, PAINT_TEXT, "%5d", l->pupils);
	area_put(line, 0, name + 12, line->cols - name - 12, l->map.to ? PAINT_TEXT : PAINT_UNKNOWN, words.text);
}

static const char *const fates[] = {
	[FATE_MOVES] = "They move up", [FATE_LEAVES] = "They leave",
	[FATE_HELD] = "They would leave, and are held: they stay on the roll for now",
	[FATE_UNDECIDED] = "Decided later: in no class", [FATE_JOINS] = "They join, or are to come", [FATE_DONE] = "There already",
};

static const char *fate_heading(const void *state, int row)
{
	const struct rollover_pupil *p = ((const struct rollover *)state)->view.pupils;

	return row == 0 || p[row].fate != p[row - 1].fate ? fates[p[row].fate] : NULL;
}

static void draw_pupil(const void *state, int row, struct area *line)
{
	const struct rollover_pupil *p = &((const struct rollover *)state)->view.pupils[row];
	int name = line->cols < 60 ? 18 : 28;
	char year[8];

	area_put(line, 0, 0, name, PAINT_TEXT, p->name);
	if (line->cols >= 60) {
		area_put(line, 0, name + 1, 4, PAINT_TEXT, short_year(p->year, year));
		area_put(line, 0, name + 5, 12, PAINT_TEXT, p->from ? p->from : "");
		name += 17;
	}
	area_printf(line, 0, name + 1, line->cols - name - 1, PAINT_TEXT, "%s%s%s%s", p->to ? "to " : "", p->to ? p->to : "",
		    p->to && p->why ? "; " : "",
		    p->why ? p->why : "");
}

/* "Move up 412, leave 60 by Fri 16 Jul 2027, held 3, decided later 0, join 45." */
static void counts_put(const struct rollover *r, struct buf *to)
{
	const int *of = r->view.of_fate;
	char day[DAY_TEXT];

	buf_printf(to, "Move up %d, leave %d by %s, held %d, decided later %d, join %d", of[FATE_MOVES], of[FATE_LEAVES],
		   day_long(r->view.leave, day),
		   of[FATE_HELD], of[FATE_UNDECIDED], of[FATE_JOINS]);
	if (of[FATE_DONE] > 0)
		buf_printf(to, ", there already %d", of[FATE_DONE]);
	buf_text(to, ".");
}

static int head_draw(const struct rollover *r, struct area *a, int most)
{
	CLEAN_BUF struct buf words = { 0 };
	int row;

	counts_put(r, &words);
	row = area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, words.text);
	for (const char *const *remark = r->view.remarks; remark && *remark && row < most; remark++)
		row += area_paragraph(a, row, 0, a->cols, PAINT_ALERT, *remark);
	return row < most ? row : most;
}

static void titles_draw(struct area *a, int row)
{
	int name = a->cols < 60 ? 11 : 20;

	area_put(a, row, 0, name, PAINT_LABEL, "Class");
	area_put(a, row, name + 1, 4, PAINT_LABEL, "Year");
	area_put(a, row, name + 6, 6, PAINT_LABEL, a->cols < 60 ? "" : "Pupils");
	area_put(a, row, name + 13, 20, PAINT_LABEL, "Goes");
}

static struct list *list_of(void *state)
{
	struct rollover *r = state;

	return &r->lists[r->pupils];
}

static void draw(void *state, struct area *a)
{
	struct rollover *r = state;
	const struct list_look classes = { .state = r, .draw = draw_class };
	const struct list_look pupils = { .state = r, .heading = fate_heading, .draw = draw_pupil };
	int room = a->rows > 6 ? a->rows / 2 : 1;
	struct area top = area_part(a, 0, 0, room, a->cols);
	int head = head_draw(r, &top, room);

	if (a->rows > 10)
		head++;
	if (!r->pupils && a->rows > 8)
		titles_draw(a, head++);
	struct area rows = area_part(a, head, 0, a->rows - head, a->cols);
	list_draw(list_of(r), &rows, r->pupils ? &pupils : &classes);
	if (list_of(r)->count == 0)
		area_paragraph(&rows, 0, 0, a->cols, PAINT_TEXT, "Nobody is to be moved into that year. d goes to another year.");
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static int key_open(struct ui *ui, void *state, const struct key *k)
{
	struct rollover *r = state;

	(void)k;
	return r->pupils ? open_record(ui, r->view.pupils[r->lists[1].focus].pupil) : open_rollover_map(ui, r);
}

static int key_part(struct ui *ui, void *state, const struct key *k)
{
	struct rollover *r = state;

	(void)ui;
	(void)k;
	r->pupils = !r->pupils;
	return REACT_NONE;
}

static int key_days(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_rollover_days(ui, state);
}

/* As proposed again. */
static int key_forget(struct ui *ui, void *state, const struct key *k)
{
	struct rollover *r = state;
	const struct rollover_map *focused = &r->view.lines[r->lists[0].focus].map;
	int kept = 0;

	(void)k;
	for (int i = 0; i < r->maps.count; i++)
		if (r->maps.items[i].group != focused->group || r->maps.items[i].year != focused->year)
			r->maps.items[kept++] = r->maps.items[i];
	if (kept == r->maps.count)
		return ui_refuse(ui, "This line is as it was proposed.");
	r->maps.count = kept;
	r->told &= kept > 0;
	return REACT_RELOAD;
}

/* The lines of what was said, in one. */
static void say_done(struct ui *ui, const struct roll_answer *a)
{
	CLEAN_BUF struct buf words = { 0 };

	for (const char *at = buf_string(&a->said); *at; at++)
		buf_char(&words, *at == '\n' ? ' ' : *at);
	ui_say(ui, "Act %lld: undo takes all of it back. %s", (long long)a->act, buf_string(&words));
}

/* What was said of the classes stands for those who are left: held, or decided later. */
static int done(struct ui *ui, void *state, const char *typed)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct rollover *r = state;
	int result = office_rollover(ui->office, &r->wish, NULL, &a.said, &a.act, &a.e);

	(void)typed;
	int reaction = roll_answered(ui, result, &a, "The school is moved up.");
	if (result < 0)
		return reaction;
	r->told = false;
	if (a.act != 0)
		say_done(ui, &a);
	return reaction;
}

static int key_do(struct ui *ui, void *state, const struct key *k)
{
	const struct rollover *r = state;
	const int *of = r->view.of_fate;
	char question[200];

	(void)k;
	snprintf(question, sizeof question, "%d up, %d leave, %d held, %d later. Do it?", of[FATE_MOVES], of[FATE_LEAVES], of[FATE_HELD],
		 of[FATE_UNDECIDED]);
	return ui_confirm(ui, question, KEY_F(10), done);
}

enum rollover_need { NEED_CLASSES = NEED_OWN, NEED_SOME = NEED_OWN << 1, NEED_DONE = NEED_OWN << 2 };

static const char *const refusals[] = {
	"Tab shows the classes first.",
	"Nobody is to be moved into that year. d goes to another year.",
	ROLL_NOT_DONE,
};

static unsigned has(struct ui *ui, const void *state)
{
	const struct rollover *r = state;
	const int *of = r->view.of_fate;
	int left = of[FATE_MOVES] + of[FATE_LEAVES] + of[FATE_HELD] + of[FATE_UNDECIDED];

	return (r->pupils ? 0 : NEED_CLASSES) | (left > 0 ? NEED_SOME : 0) | (roll_has_done(ui) ? NEED_DONE : 0);
}

static const char *unsaved(const void *state)
{
	return ((const struct rollover *)state)->told ? "where the classes go" : NULL;
}

static int key_back(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return ui_leave_unsaved(ui, unsaved(state));
}

static const struct binding keys[] = {
	{ ON(KEY_ENTER), "open", key_open, NEED_ROW, "Say where this class goes, or show this pupil's record", "Change" },
	{ ON(KEY_F(10)), "do", key_do, NEED_WRITE | NEED_SOME, "Move everybody up; asks once, and undo takes it back", "Do it" },
	{ ON(KEY_TAB), "pupils", key_part, 0, "The pupils by what becomes of them, or the classes", "Pupils" },
	{ ON_TEXT("d"), "days", key_days, 0, "The first day, the leavers' last day, the year that leaves", "Days" },
	{ ON(KEY_DELETE), "proposed", key_forget, NEED_CLASSES | NEED_ROW, "Back to what was proposed for this line", NULL },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo the last change that was made here", "Undo" },
	{ ON(KEY_ESC), "back", key_back, 0, "Go back; what was said of the classes asks first", "Back" },
	{ .name = NULL },
};

const struct screen_kind rollover_screen = {
	.name = "roll-over",
	.help = "Everybody into the next school year: a line a class and year says where they go. Nothing is written before F10.",
	.keys = keys, .refusals = refusals, .has = has, .reload = reload, .title = title, .draw = draw, .list = list_of,
	.unsaved = unsaved, .close = finish,
	.state_size = sizeof(struct rollover),
};

int open_rollover(struct ui *ui)
{
	return ui_open(ui, &rollover_screen, start, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
