#include "rules/report.h"

struct cell *report_row_add(struct report *r, const char *heading)
{
	struct cell *cells = arena_new(&r->arena, (size_t)r->column_count, sizeof *cells);

	for (int i = 0; i < r->column_count; i++)
		cells[i].empty = true;
	vec_push(&r->rows, (struct report_row){ arena_text(&r->arena, heading), cells });
	return cells;
}

void report_line(struct report *r, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	vec_push(&r->lines, arena_vprintf(&r->arena, format, values));
	va_end(values);
}

void report_note(struct report *r, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	vec_push(&r->notes, arena_vprintf(&r->arena, format, values));
	va_end(values);
}

struct cell cell_text(struct report *r, const char *s)
{
	return (struct cell){ .empty = !s, .text = arena_text(&r->arena, s) };
}

struct cell cell_kept(const char *s)
{
	return (struct cell){ .empty = !s, .text = s };
}

struct cell cell_integer(int64_t n)
{
	return (struct cell){ .number = n };
}

struct cell cell_percent(int tenths)
{
	return (struct cell){ .empty = tenths < 0, .number = tenths };
}

struct cell cell_day(struct day d)
{
	return (struct cell){ .empty = day_is_none(d), .number = d.n };
}

struct cell cell_flag(bool b)
{
	return (struct cell){ .number = b };
}

void report_finish(struct report *r)
{
	vec_finish(&r->rows);
	vec_finish(&r->lines);
	vec_finish(&r->notes);
	arena_finish(&r->arena);
}
