/* The map of a pupil's year: a column a week, a row a session of it; letters, with a shade behind (C20; reliability 6). */
#include <stdio.h>
#include <string.h>

#include "pupil.h"

#define LABEL 7  /* cells of "Mon am" and a blank */

static const enum paint shades[PICTURE_ROLES] = {
	[PICTURE_NONE] = PAINT_TEXT, [PICTURE_BLANK] = PAINT_MAP_BLANK, [PICTURE_PRESENT] = PAINT_MAP_PRESENT, [PICTURE_LATE] = PAINT_MAP_LATE,
	[PICTURE_ACTIVITY] = PAINT_MAP_ACTIVITY, [PICTURE_AUTHORISED] = PAINT_MAP_AUTHORISED,
	[PICTURE_UNAUTHORISED] = PAINT_MAP_UNAUTHORISED, [PICTURE_NOT_POSSIBLE] = PAINT_MAP_NOT_POSSIBLE,
};

enum paint pupil_shade(enum picture_role role)
{
	return shades[role];
}

int pupil_map_rows(const struct pupil_screen *p)
{
	return p->page.picture.rows + 1;
}

/* HOW WIDE ---------------------------------------------------------------------------------------------------------------------------- */

/* A gap where weeks without school lie between. */
static int gap_before(const struct picture_year *y, int week)
{
	return week > 0 && y->mondays[week].n - y->mondays[week - 1].n > 7;
}

static int letters_of(const struct picture_year *y, int week)
{
	int cells = 1;

	for (int row = 0; row < y->rows; row++)
		if (strlen(y->cells[row * y->weeks + week].letter) > 1)
			cells = 2;
	return cells;
}

static int cells_of(const struct picture_year *y, int week, bool wide)
{
	return wide ? 2 : letters_of(y, week);
}

static int cells_between(const struct picture_year *y, int from, int to, bool wide)
{
	int cells = 0;

	for (int week = from; week <= to; week++)
		cells += cells_of(y, week, wide) + (week > from ? gap_before(y, week) : 0);
	return cells;
}

/* The least that has to move for the focus to be in sight. */
static void weeks_find(struct pupil_screen *p, int cells, bool wide)
{
	const struct picture_year *y = &p->page.picture;

	if (p->first_week > p->week)
		p->first_week = p->week;
	while (p->first_week < p->week && cells_between(y, p->first_week, p->week, wide) > cells)
		p->first_week++;
	while (p->first_week > 0 && cells_between(y, p->first_week - 1, y->weeks - 1, wide) <= cells)
		p->first_week--;
}

static void rows_find(struct pupil_screen *p, int rows)
{
	if (p->first_row > p->row)
		p->first_row = p->row;
	if (p->first_row < p->row - rows + 1)
		p->first_row = p->row - rows + 1;
	if (p->first_row > p->page.picture.rows - rows)
		p->first_row = p->page.picture.rows > rows ? p->page.picture.rows - rows : 0;
}

/* DRAWN ------------------------------------------------------------------------------------------------------------------------------- */

static const char *month_name(struct day monday, int *ret_month)
{
	static const char *const names[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	int year, date;

	day_to_ymd(day_add(monday, 4), &year, ret_month, &date); /* a week is of the month that its Friday is in */
	return names[*ret_month - 1];
}

/* The name stands over its first week, as much of it as there is room for before the next. */
static void month_draw(const struct picture_year *y, int week, int col, bool wide, struct area *a)
{
	int month, other = 0, last = week;
	const char *name = month_name(y->mondays[week], &month);

	while (last + 1 < y->weeks && (month_name(y->mondays[last + 1], &other), other == month))
		last++;
	int most = last + 1 < y->weeks ? cells_between(y, week, last + 1, wide) - cells_of(y, last + 1, wide) - 1 : 3;
	char text[4];

	snprintf(text, sizeof text, "%.*s", most > 3 ? 3 : most < 1 ? 1 : most, name);
	area_put(a, 0, col, 3, PAINT_LABEL, text);
}

static bool begins_month(const struct picture_year *y, int week)
{
	int month, before;

	if (week == 0)
		return true;
	month_name(y->mondays[week], &month);
	month_name(y->mondays[week - 1], &before);
	return month != before;
}

/* The cursor marks the focused one: on a cell that is reversed already a block cursor would not be seen. */
static void cell_draw(const struct pupil_screen *p, int week, int row, int at, int col, int cells, struct area *a)
{
	const struct picture_cell *c = &p->page.picture.cells[row * p->page.picture.weeks + week];

	area_fill(a, at, col, cells, shades[c->role]);
	area_put(a, at, col, cells, shades[c->role], c->letter);
}

static void labels_draw(const struct pupil_screen *p, struct area *a, int rows, bool focused)
{
	for (int i = p->first_row; i < p->first_row + rows; i++)
		area_put(a, i - p->first_row + 1, 0, LABEL - 1, focused && i == p->row ? PAINT_FOCUS : PAINT_LABEL, p->page.picture.row_names[i]);
}

static void scrolled_draw(const struct pupil_screen *p, struct area *a, bool right)
{
	if (p->first_week > 0)
		area_put(a, 0, LABEL - 2, 1, PAINT_KEY, "<");
	if (right)
		area_put(a, 0, a->cols - 1, 1, PAINT_KEY, ">");
}

void pupil_map_draw(struct pupil_screen *p, struct area *a, bool focused)
{
	const struct picture_year *y = &p->page.picture;
	int room = a->cols - LABEL, rows = a->rows - 1 < y->rows ? a->rows - 1 : y->rows, col = LABEL, week;
	bool wide = cells_between(y, 0, y->weeks - 1, true) <= room;

	if (rows <= 0 || room <= 0)
		return;
	room -= cells_between(y, 0, y->weeks - 1, wide) > room; /* for the sign that there is more */
	weeks_find(p, room, wide);
	rows_find(p, rows);
	labels_draw(p, a, rows, focused);
	for (week = p->first_week; week < y->weeks; week++) {
		int cells = cells_of(y, week, wide);

		col += week > p->first_week ? gap_before(y, week) : 0;
		if (col + cells > LABEL + room)
			break;
		if (week == p->first_week || begins_month(y, week))
			month_draw(y, week, col, wide, a);
		for (int i = 0; i < rows; i++)
			cell_draw(p, week, p->first_row + i, i + 1, col, cells, a);
		if (focused && week == p->week)
			area_cursor(a, p->row - p->first_row + 1, col);
		col += cells;
	}
	scrolled_draw(p, a, week < y->weeks);
}
