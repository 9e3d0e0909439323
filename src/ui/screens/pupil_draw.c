/* How the parts of the Pupil screen share a window: all below one another, else who it is and one part, else one part alone. */
#include <string.h>

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

static const char *const titles[PUPIL_PARTS] = { [PUPIL_CODES] = "Codes", [PUPIL_CONTACTS] = "Contacts" };

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

/* THE WINDOW -------------------------------------------------------------------------------------------------------------------------- */

static void all_draw(struct pupil_screen *p, struct area *a)
{
	int at = part_draw(p, PUPIL_HEAD, a, 0, a->rows) + 1;

	at += year_draw(p, a, at) + 1;
	at += part_draw(p, PUPIL_CODES, a, at, a->rows) + 1;
	part_draw(p, PUPIL_CONTACTS, a, at, a->rows);
}

static void one_draw(struct pupil_screen *p, enum pupil_part part, struct area *a, int at)
{
	struct area rest = area_part(a, at, 0, a->rows - at, a->cols);

	if (part == PUPIL_YEAR)
		year_draw(p, &rest, 0);
	else
		part_draw(p, part, &rest, 0, a->rows);
}

void pupil_draw(void *state, struct area *a)
{
	struct pupil_screen *p = state;

	pupil_lay_out(p, a->cols, a->canvas->ascii);
	int head = lines_of(p, PUPIL_HEAD), year = year_rows(p, a), rest = lines_of(p, PUPIL_CODES) + lines_of(p, PUPIL_CONTACTS) + 2;
	int room = a->rows - year; /* over the map */

	area_cursor(a, 0, 0);
	if (head + 1 + year + 1 + rest + 1 <= a->rows) {
		all_draw(p, a);
		return;
	}
	if (room < HEAD_LEAST) {
		one_draw(p, p->part, a, 0);
		return;
	}
	part_draw(p, PUPIL_HEAD, a, 0, room);
	one_draw(p, p->part == PUPIL_HEAD ? PUPIL_YEAR : p->part, a, head < room ? head + 1 : room);
}
