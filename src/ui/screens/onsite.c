/* Who is on the site now (B13): the two kinds to be found first, and on paper by one key. */
#include "office/gate.h"

#include <string.h>

#include "ui.h"

#define NARROW 60

struct onsite {
	struct list list;
	struct onsite_view view;
	bool is_read;
	struct arena words;   /* of the headings */
	const char **headings; /* a row each; NULL: none begins there */
};

extern const struct screen_kind onsite_screen;

/* READING -------------------------------------------------------------------------------------------------------------------------- */

static bool is_same_part(const struct onsite_line *a, const struct onsite_line *b)
{
	if (a->where != b->where)
		return false;
	return a->where != WHERE_HERE || strcmp(a->group ? a->group : "", b->group ? b->group : "") == 0;
}

/* "Here: Oak, 24": of the part that begins at that row. */
static const char *heading_make(struct onsite *s, int row)
{
	const struct onsite_line *l = &s->view.lines[row];
	int n = 1;

	while (row + n < s->view.count && is_same_part(l, &s->view.lines[row + n]))
		n++;
	char first = where_words(l->where)[0];
	const char *rest = where_words(l->where) + 1;
	if (first >= 'a' && first <= 'z')
		first = (char)(first - 32);
	if (l->where == WHERE_HERE)
		return arena_printf(&s->words, "%c%s: %s, %d", first, rest, l->group ? l->group : "no class", n);
	return arena_printf(&s->words, "%c%s: %d", first, rest, n);
}

static void headings_make(struct onsite *s)
{
	arena_finish(&s->words);
	s->headings = arena_new(&s->words, (size_t)s->view.count + 1, sizeof *s->headings);
	for (int i = 0; i < s->view.count; i++)
		if (i == 0 || !is_same_part(&s->view.lines[i - 1], &s->view.lines[i]))
			s->headings[i] = heading_make(s, i);
}

static int onsite_reload(struct ui *ui, void *state, struct err *e)
{
	struct onsite *s = state;
	int64_t was = s->list.count > 0 ? s->view.lines[s->list.focus].pupil : 0;
	struct onsite_view fresh;
	int r = office_onsite_open(ui->office, &fresh, e);

	if (r < 0)
		return r;
	if (s->is_read)
		onsite_view_finish(&s->view);
	s->view = fresh;
	s->is_read = true;
	headings_make(s);
	list_count(&s->list, fresh.count);
	for (int i = 0; i < fresh.count; i++)
		if (fresh.lines[i].pupil == was)
			list_focus(&s->list, i);
	return 0;
}

static void onsite_close(void *state)
{
	struct onsite *s = state;

	if (s->is_read)
		onsite_view_finish(&s->view);
	arena_finish(&s->words);
}

static struct list *onsite_list(void *state)
{
	return &((struct onsite *)state)->list;
}

/* SEEN ----------------------------------------------------------------------------------------------------------------------------- */

static void onsite_title(const void *state, struct buf *to)
{
	const struct onsite *s = state;
	char time[8];

	buf_printf(to, "Evacuation list at %s", minute_text(s->view.minute, time));
}

/* The two that somebody has to look for stand out; the numbers of all four stand in one line. */
static int counts_draw(const struct onsite *s, struct area *a)
{
	static const enum whereabouts order[] = { WHERE_NOT_SEEN, WHERE_HERE, WHERE_OFF_SITE, WHERE_ABSENT };
	static const char *const words[WHERES] = { "not seen yet", "off site with us", "here", "absent" };
	int col = 0;

	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		enum whereabouts w = order[i];
		bool look = s->view.of[w] > 0 && w == WHERE_NOT_SEEN;

		col += area_printf(a, 0, col, a->cols - col, look ? PAINT_UNKNOWN : PAINT_LABEL, "%d %s", s->view.of[w], words[w]) + 2;
	}
	if (a->rows > 8)
		area_put(a, 1, 0, a->cols, PAINT_DIM, "Visitors and clubs are not on this list.");
	return a->rows > 8 ? 3 : 1;
}

static const char *onsite_heading(const void *state, int row)
{
	return ((const struct onsite *)state)->headings[row];
}

static void line_draw(const void *state, int row, struct area *line)
{
	const struct onsite_line *l = &((const struct onsite *)state)->view.lines[row];
	int name = line->cols < NARROW ? line->cols - 12 : 28;
	enum paint p = l->where == WHERE_NOT_SEEN ? PAINT_UNKNOWN : l->where == WHERE_ABSENT ? PAINT_DIM : PAINT_TEXT;

	area_put(line, 0, 0, name, p, l->name);
	area_put(line, 0, name + 1, 10, PAINT_TEXT, l->group ? l->group : "no class");
	if (line->cols >= NARROW)
		area_put(line, 0, name + 12, line->cols - name - 12, PAINT_TEXT, l->last);
}

static void onsite_draw(void *state, struct area *a)
{
	struct onsite *s = state;
	const struct list_look look = { .state = s, .heading = onsite_heading, .draw = line_draw };
	int head = a->rows > 4 ? counts_draw(s, a) : 0, foot = a->cols < NARROW && a->rows > 4;
	struct area rest = area_part(a, head, 0, a->rows - head - foot, a->cols);

	area_cursor(&rest, 0, 0);
	list_draw(&s->list, &rest, &look);
	if (s->list.count == 0)
		area_put(&rest, 0, 0, a->cols, PAINT_TEXT, "No child is expected at school now.");
	else if (foot)
		area_put(a, a->rows - 1, 0, a->cols, PAINT_DIM, s->view.lines[s->list.focus].last);
}

/* KEYS ----------------------------------------------------------------------------------------------------------------------------- */

static int said(struct ui *ui, int r, const struct buf *words, const struct err *e)
{
	if (r < 0)
		return ui_refuse_err(ui, e);
	ui_say_lines(ui, buf_string(words));
	return REACT_RELOAD;
}

static int key_print(struct ui *ui, void *state, const struct key *k)
{
	CLEAN_BUF struct buf words = { 0 };
	struct err e = { 0 };

	return said(ui, office_evacuation_print(ui->office, &words, &e), &words, &e);
}

static int key_write(struct ui *ui, void *state, const struct key *k)
{
	CLEAN_BUF struct buf words = { 0 };
	struct err e = { 0 };

	return said(ui, office_evacuation_write(ui->office, true, &words, &e), &words, &e);
}

static int key_pupil(struct ui *ui, void *state, const struct key *k)
{
	const struct onsite *s = state;

	return open_pupil(ui, s->view.lines[s->list.focus].pupil);
}

static int key_out(struct ui *ui, void *state, const struct key *k)
{
	return open_gate(ui);
}

/* On paper it is the whole school: for whoever may see all of it. */
enum onsite_need { NEED_WHOLE = NEED_OWN };

static const char *const refusals[] = { "The list on paper has the whole school: the office prints it." };

static unsigned onsite_has(struct ui *ui, const void *state)
{
	(void)state;
	return office_reach(ui->office, ACTION_SEE_REGISTER) == REACH_ALL ? NEED_WHOLE : 0;
}

static const struct binding onsite_keys[] = {
	{ ON_TEXT("p"), "print", key_print, NEED_NAMES | NEED_WHOLE, "Print the list of the whole school now", "Print" },
	{ ON_TEXT("f"), "file", key_write, NEED_NAMES | NEED_WRITE, "Write the list into its file now", "Write the file" },
	{ ON(KEY_ENTER), "pupil", key_pupil, NEED_ROW, "Open this pupil's page", "Pupil" },
	{ ON_TEXT("o"), "out", key_out, NEED_LATE, "Who is out, and back", "Who is out" },
	{ .name = NULL },
};

const struct screen_kind onsite_screen = {
	.name = "evacuation",
	.help = "Who is on the site now. Expected and not yet registered come first, then off site with us, then here by class with the last place "
		"seen, then absent. Visitors and clubs are not on it.",
	.keys = onsite_keys, .refusals = refusals, .has = onsite_has, .reload = onsite_reload, .title = onsite_title, .draw = onsite_draw, .list = onsite_list, .close = onsite_close,
	.state_size = sizeof(struct onsite),
};

int open_onsite(struct ui *ui)
{
	return ui_open(ui, &onsite_screen, NULL, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
