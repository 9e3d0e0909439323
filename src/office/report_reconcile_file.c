/* The other product's figures: a row a pupil, or a pupil and time, read by the header maps. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "import_job.h"
#include "report_reconcile.h"

void figures_file_finish(struct figures_file *f)
{
	vec_finish(&f->rows);
	arena_finish(&f->arena);
}

/* CELLS */

/* What products print where they have no figure. */
static bool says_nothing(const char *cell)
{
	return !*cell || strcmp(cell, "-") == 0 || strcmp(cell, "–") == 0 || strcasecmp(cell, "n/a") == 0;
}

static int refuse_cell(const struct import_job *j, const struct csv_row *row, int column, const char *what, struct err *e)
{
	return err_input(e, j->name, row->line, import_column(j, column), "\"%.40s\" is no %s. Correct it, or leave the cell empty.",
			 import_cell(j, row, column), what);
}

/* Digits from *at on, as a number below `most`; what the loop leaves is for the caller. */
static bool take_digits(const char **at, int64_t most, int64_t *ret)
{
	const char *p = *at;
	int64_t n = 0;

	for (; *p >= '0' && *p <= '9' && n <= most; p++)
		n = 10 * n + (*p - '0');
	if (p == *at || n > most)
		return false;
	*at = p;
	*ret = n;
	return true;
}

#define SESSIONS_MOST 100000 /* more than a life at school has */

/* "190", and "190.0" as a spreadsheet writes it. */
static int read_count(const struct import_job *j, const struct csv_row *row, int column, int32_t *to, struct err *e)
{
	const char *cell = import_cell(j, row, column), *at = cell;
	int64_t n;

	*to = -1;
	if (says_nothing(cell))
		return 0;
	if (!take_digits(&at, SESSIONS_MOST, &n))
		return refuse_cell(j, row, column, "number of sessions", e);
	if (*at == '.')
		at += 1 + strspn(at + 1, "0");
	if (*at)
		return refuse_cell(j, row, column, "whole number of sessions", e);
	*to = (int32_t)n;
	return 0;
}

/* Behind the point: as many decimals as were given, and what is behind the last that we compare rounded half up. */
static const char *take_decimals(const char *at, struct reconcile_percent *to)
{
	if (*at != '.')
		return at;
	for (at++; *at >= '0' && *at <= '9'; at++)
		if (to->decimals < RECONCILE_DECIMALS_MOST) {
			to->value = 10 * to->value + (*at - '0');
			to->decimals++;
		} else {
			to->value += *at >= '5';
			return at + strspn(at, "0123456789");
		}
	return at;
}

static int64_t hundred(int decimals)
{
	int64_t n = 100;

	while (decimals-- > 0)
		n *= 10;
	return n;
}

/* "94.74", "94.74%", "94 %" */
static int read_percent(const struct import_job *j, const struct csv_row *row, int column, struct reconcile_percent *to, struct err *e)
{
	const char *cell = import_cell(j, row, column), *at = cell;

	*to = (struct reconcile_percent){ -1, 0 };
	if (says_nothing(cell))
		return 0;
	if (!take_digits(&at, 100, &to->value))
		return refuse_cell(j, row, column, "percentage from 0 to 100", e);
	at = take_decimals(at, to);
	at += strspn(at, " ");
	at += *at == '%';
	if (*at || to->value > hundred(to->decimals))
		return refuse_cell(j, row, column, "percentage from 0 to 100", e);
	return 0;
}

static int read_day(const struct import_job *j, const struct csv_row *row, int column, struct day otherwise, struct day *to, struct err *e)
{
	const char *cell = import_cell(j, row, column);

	*to = otherwise;
	if (*cell && day_parse_english(cell, to) < 0)
		return refuse_cell(j, row, column, "date like 2026-09-02 or 02/09/2026", e);
	return 0;
}

/* ROWS */

static const struct {
	int column;
	size_t offset;
} counts[] = {
	{ FIGURES_POSSIBLE, offsetof(struct reconcile_figures, possible) },
	{ FIGURES_ATTENDED, offsetof(struct reconcile_figures, attended) },
	{ FIGURES_AUTHORISED, offsetof(struct reconcile_figures, authorised) },
	{ FIGURES_UNAUTHORISED, offsetof(struct reconcile_figures, unauthorised) },
	{ FIGURES_LATE, offsetof(struct reconcile_figures, late) },
};
#define COUNTS (sizeof counts / sizeof *counts)

static int read_figures(const struct import_job *j, const struct csv_row *row, struct reconcile_theirs *to, struct err *e)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < COUNTS; i++)
		r = read_count(j, row, counts[i].column, (int32_t *)((char *)&to->counts + counts[i].offset), e);
	if (r == 0)
		r = read_percent(j, row, FIGURES_ATTENDANCE_PERCENT, &to->attendance, e);
	return r < 0 ? r : read_percent(j, row, FIGURES_ABSENCE_PERCENT, &to->absence, e);
}

static const char *as_named(const struct import_job *j, const struct csv_row *row, struct arena *a)
{
	const char *surname = import_cell(j, row, FIGURES_SURNAME), *forename = import_cell(j, row, FIGURES_FORENAME);
	static const int columns[] = { FIGURES_UPN, FIGURES_ADMISSION_NUMBER, FIGURES_KEY };

	if (*surname || *forename)
		return text_clean_arena(a, arena_printf(a, "%s%s%s", forename, *forename && *surname ? " " : "", surname));
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		if (*import_cell(j, row, columns[i]))
			return text_clean_arena(a, import_cell(j, row, columns[i]));
	return arena_printf(a, "line %d", row->line);
}

static const char *as_given(const struct import_job *j, const struct csv_row *row, int column, struct arena *a)
{
	const char *cell = import_cell(j, row, column);

	return says_nothing(cell) ? NULL : text_clean_arena(a, cell);
}

/* Whom nobody here fits is a row of the report, not a fault of the file: a leaver of years ago, say. */
static void find_pupil(struct import_pupils_index *x, struct import_job *j, const struct csv_row *row, struct arena *a, struct figures_row *to)
{
	static const int named_by[3] = { FIGURES_SURNAME, FIGURES_FORENAME, FIGURES_DOB };

	j->progress.refused = 0;
	to->pupil = import_index_find(x, j, row, named_by);
	if (to->pupil == 0)
		to->trouble = arena_text(a, j->first.text);
	buf_reset(&j->said);
}

#define YEARS_MOST 20

static int check_days(const struct import_job *j, const struct figures_row *line, struct err *e)
{
	int column = import_column(j, import_has(j, FIGURES_TO_DATE) ? FIGURES_TO_DATE : FIGURES_FROM_DATE);

	if (line->from.n > line->to.n)
		return err_input(e, j->name, line->line, column, "The first day is after the last. Correct the dates.");
	if (line->to.n - line->from.n > 366 * YEARS_MOST)
		return err_input(e, j->name, line->line, column, "These days are more than %d years. Correct the dates.", YEARS_MOST);
	return 0;
}

static int read_row(struct import_pupils_index *x, struct import_job *j, const struct csv_row *row, struct day from, struct day to,
		    struct figures_file *f, struct err *e)
{
	struct figures_row line = { .line = row->line };
	struct day born;
	int r = read_figures(j, row, &line.theirs, e);

	if (r == 0)
		r = read_day(j, row, FIGURES_DOB, DAY_NONE, &born, e);
	if (r == 0)
		r = read_day(j, row, FIGURES_FROM_DATE, from, &line.from, e);
	if (r == 0)
		r = read_day(j, row, FIGURES_TO_DATE, to, &line.to, e);
	if (r == 0)
		r = check_days(j, &line, e);
	if (r < 0)
		return r;
	find_pupil(x, j, row, &f->arena, &line);
	line.who = as_named(j, row, &f->arena);
	line.attendance_text = as_given(j, row, FIGURES_ATTENDANCE_PERCENT, &f->arena);
	line.absence_text = as_given(j, row, FIGURES_ABSENCE_PERCENT, &f->arena);
	vec_push(&f->rows, line);
	return 0;
}

/* THE FILE */

static int check_headings(const struct import_job *j, struct err *e)
{
	for (size_t i = 0; i < COUNTS; i++)
		if (import_has(j, counts[i].column))
			return 0;
	if (import_has(j, FIGURES_ATTENDANCE_PERCENT) || import_has(j, FIGURES_ABSENCE_PERCENT))
		return 0;
	return err_input(e, j->name, csv_heading(j->csv)->line, 1, "No heading is a figure to compare: give attendance_percent, or possible and attended.");
}

static int compare_places(const void *a, const void *b)
{
	const struct figures_row *x = *(const struct figures_row *const *)a, *y = *(const struct figures_row *const *)b;

	if (x->pupil != y->pupil)
		return x->pupil < y->pupil ? -1 : 1;
	if (x->from.n != y->from.n || x->to.n != y->to.n)
		return x->from.n != y->from.n ? (x->from.n < y->from.n ? -1 : 1) : x->to.n < y->to.n ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

/* Two rows for one pupil and time would count the pupil twice. */
static int check_twice(const struct import_job *j, const struct figures_file *f, struct err *e)
{
	CLEAN_FREE const struct figures_row **rows = mem_new((size_t)f->rows.count + 1, sizeof *rows);
	int n = f->rows.count;

	for (int i = 0; i < n; i++)
		rows[i] = &f->rows.items[i];
	qsort(rows, (size_t)n, sizeof *rows, compare_places);
	for (int i = 1; i < n; i++)
		if (rows[i]->pupil != 0 && rows[i]->pupil == rows[i - 1]->pupil && day_equal(rows[i]->from, rows[i - 1]->from) &&
		    day_equal(rows[i]->to, rows[i - 1]->to))
			return err_input(e, j->name, rows[i]->line, 1, "Line %d has the figures of the same pupil over the same days. Take one out.",
					 rows[i - 1]->line);
	return 0;
}

static int read_rows(struct import_job *j, struct day from, struct day to, struct figures_file *f, struct err *e)
{
	struct import_pupils_index *x;
	struct csv_row row;
	int r = import_index_open(j, &x, e);

	if (r < 0)
		return r;
	do {
		r = csv_next(j->csv, &row, e);
		if (r > 0 && read_row(x, j, &row, from, to, f, e) < 0)
			r = -EBADMSG;
	} while (r > 0);
	import_index_close(x);
	return r < 0 ? r : check_twice(j, f, e);
}

int figures_file_read(struct office *o, const struct report_wish *w, struct day from, struct day to, struct figures_file *ret, struct err *e)
{
	const struct import_wish wish = { .kind = FILE_FIGURES, .file = w->file, .map = w->map, .form = w->form };
	struct figures_file f = { 0 };
	struct import_job *j;
	int r = import_file_open(o, &wish, &j, e);

	if (r < 0)
		return r;
	f.name = arena_text(&f.arena, j->name);
	f.headings = arena_text(&f.arena, import_headings_words(j));
	r = check_headings(j, e);
	if (r == 0)
		r = read_rows(j, from, to, &f, e);
	import_close(j);
	if (r < 0)
		figures_file_finish(&f);
	else
		*ret = f;
	return r;
}
