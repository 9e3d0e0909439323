/* How the parts of the Pupil screen share a window: as many as it has room for below one another, else who it is and one part, else one alone. */
#include <string.h>

#include "picture.h"
#include "pupil.h"

#define HEAD_LEAST 2 /* lines of who it is, of which the rest is a Tab away */

static int lines_of(const struct pupil_screen *p, enum pupil_part part)
{
	return p->words[part].lines.count;
}

static void line_draw(const void *state, int row, struct area *line)
{
	const struct pupil_line *l = &((const struct pupil_words *)state)->lines.items[row];

	area_put(line, 0, l->indent, line->cols - l->indent, (enum paint)l->paint, l->text);
	if (l->shade != PAINT_TEXT)
		area_tint(line, 0, 0, 2, (enum paint)l->shade);
}

static void words_draw(struct pupil_screen *p, enum pupil_part part, struct area *a)
{
	struct pupil_words *w = &p->words[part];
	const struct list_look look = { .state = w, .own_focus = part != p->part, .draw = line_draw };
	struct list seen = w->list;

	if (part == p->part) {
		list_draw(&w->list, a, &look);
		return;
	}
	seen.focus = seen.top;
	list_draw(&seen, a, &look);
}

static const char *const titles[PUPIL_PARTS] = {
	[PUPIL_CODES] = "Codes", [PUPIL_CONTACTS] = "Contacts", [PUPIL_TREND] = "Trend, to date", [PUPIL_AHEAD] = "Lines and what is ahead",
	[PUPIL_HABITS] = "Patterns and runs of absence",
};

/* With its name over it, in as many rows as it has or `most`; how many it took. */
static int part_draw(struct pupil_screen *p, enum pupil_part part, struct area *a, int at, int most)
{
	int named = titles[part] && a->rows > 1, rows = lines_of(p, part) < most ? lines_of(p, part) : most;
	struct area rest = area_part(a, at + named, 0, rows, a->cols);

	if (named)
		area_put(a, at, 0, a->cols, PAINT_LABEL, titles[part]);
	words_draw(p, part, &rest);
	return named + rows;
}

/* THE YEAR: the map, and the focused session in full ---------------------------------------------------------------------------------- */

static int paragraph_rows(const struct area *a, const char *text)
{
	struct area nothing = area_part(a, 0, 0, 0, a->cols);

	return text ? area_paragraph(&nothing, 0, 0, a->cols, PAINT_TEXT, text) : 0;
}

static int year_rows(const struct pupil_screen *p, const struct area *a)
{
	return pupil_map_rows(p) + paragraph_rows(a, p->said);
}

/* Where there are few rows the map gives way: what is said of the focused session stands always. */
static int year_draw(struct pupil_screen *p, struct area *a, int at)
{
	struct area box = area_part(a, at, 0, a->rows - at, a->cols);
	int said = paragraph_rows(a, p->said), room = box.rows - (said > 0 ? said : 1), map = pupil_map_rows(p);
	bool focused = p->part == PUPIL_YEAR;

	if (!pupil_cell(p)) {
		if (focused)
			area_cursor(&box, 0, 0);
		return area_paragraph(&box, 0, 0, a->cols, PAINT_TEXT, "No session was held for this pupil in this school year.");
	}
	map = map < room ? map : room;
	struct area cells = area_part(&box, 0, 0, map, a->cols);
	pupil_map_draw(p, &cells, focused);
	return map + area_paragraph(&box, map, 0, a->cols, PAINT_MESSAGE, p->said);
}

/* THE TREND: the line, and below it the same in a sentence ----------------------------------------------------------------------------- */

#define TREND_ROWS 7  /* among other parts */
#define TREND_MOST 12 /* alone */

static int trend_draw(struct pupil_screen *p, struct area *a, int at, int most)
{
	int words = lines_of(p, PUPIL_TREND), rows = most - 1 - words < TREND_MOST ? most - 1 - words : TREND_MOST;
	struct area line = area_part(a, at + 1, 0, rows, a->cols), said = area_part(a, at + 1 + (rows > 0 ? rows : 0), 0, words, a->cols);

	area_put(a, at, 0, a->cols, PAINT_LABEL, titles[PUPIL_TREND]);
	if (rows >= PICTURE_LINE_LEAST && p->page.measured)
		picture_line_draw(&p->page.trend, &line);
	else
		said = area_part(a, at + 1, 0, words, a->cols);
	words_draw(p, PUPIL_TREND, &said);
	return 1 + (rows >= PICTURE_LINE_LEAST ? rows : 0) + words;
}

/* THE WINDOW -------------------------------------------------------------------------------------------------------------------------- */

static int rows_of(const struct pupil_screen *p, enum pupil_part part)
{
	return lines_of(p, part) + 1 + (part == PUPIL_TREND ? TREND_ROWS : 0);
}

static int any_draw(struct pupil_screen *p, enum pupil_part part, struct area *a, int at, int most)
{
	if (part == PUPIL_YEAR)
		return year_draw(p, a, at);
	return part == PUPIL_TREND ? trend_draw(p, a, at, most) : part_draw(p, part, a, at, most);
}

/* Who it is and the map, below them the part that the keys move in, and of the others as many as there is room for. */
static void many_draw(struct pupil_screen *p, struct area *a)
{
	static const enum pupil_part order[] = { PUPIL_TREND, PUPIL_AHEAD, PUPIL_CODES, PUPIL_CONTACTS, PUPIL_HABITS };
	bool below = p->part != PUPIL_YEAR && p->part != PUPIL_HEAD;
	int at = part_draw(p, PUPIL_HEAD, a, 0, a->rows) + 1;

	at += year_draw(p, a, at) + 1;
	if (below)
		at += any_draw(p, p->part, a, at, rows_of(p, p->part) < a->rows - at ? rows_of(p, p->part) : a->rows - at) + 1;
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (order[i] != p->part && at + rows_of(p, order[i]) <= a->rows)
			at += any_draw(p, order[i], a, at, rows_of(p, order[i])) + 1;
}

static void one_draw(struct pupil_screen *p, enum pupil_part part, struct area *a, int at)
{
	struct area rest = area_part(a, at, 0, a->rows - at, a->cols);

	any_draw(p, part, &rest, 0, rest.rows);
}

#define BELOW_LEAST 9 /* rows for a part below the map */

void pupil_draw(void *state, struct area *a)
{
	struct pupil_screen *p = state;

	pupil_lay_out(p, a->cols, a->canvas->ascii);
	int head = lines_of(p, PUPIL_HEAD), year = year_rows(p, a);
	int room = a->rows - year; /* over the map */

	area_cursor(a, 0, 0);
	if (head + 1 + year + 1 + BELOW_LEAST <= a->rows) {
		many_draw(p, a);
		return;
	}
	if (room < HEAD_LEAST) {
		one_draw(p, p->part, a, 0);
		return;
	}
	part_draw(p, PUPIL_HEAD, a, 0, room);
	one_draw(p, p->part == PUPIL_HEAD ? PUPIL_YEAR : p->part, a, head < room ? head + 1 : room);
}
