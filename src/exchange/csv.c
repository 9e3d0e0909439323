#include <string.h>

#include "csv_reader.h"
#include "exchange/headers.h"

/* A WHOLE FILE */

struct held {
	const char *bytes;
	size_t left;
};

static long held_read(void *ctx, char *to, size_t room, struct err *e)
{
	struct held *from = ctx;
	size_t n = from->left < room ? from->left : room;

	if (n > 0)
		memcpy(to, from->bytes, n);
	from->bytes += n;
	from->left -= n;
	return (long)n;
}

struct csv_row csv_row_copy(struct arena *a, const struct csv_row *row)
{
	const char **fields = arena_new(a, (size_t)row->count, sizeof *fields);

	for (int i = 0; i < row->count; i++)
		fields[i] = arena_text(a, row->fields[i]);
	return (struct csv_row){ row->line, fields, row->count };
}

int csv_read(const char *name, const char *bytes, size_t n, struct csv_table *ret, struct err *e)
{
	struct csv_form form = { .delimiter = ',' };
	struct held from = { n > 0 ? bytes : "", n };
	struct csv_reader *in = NULL;
	struct csv_row row;

	*ret = (struct csv_table){ 0 };
	int r = csv_open_hinted(name, held_read, &from, &form, "", &in, e);
	if (r < 0)
		return r;
	ret->heading = csv_row_copy(&ret->arena, csv_heading(in));
	while ((r = csv_next(in, &row, e)) > 0)
		vec_push(&ret->rows, csv_row_copy(&ret->arena, &row));
	csv_close(in);
	if (r < 0)
		csv_finish(ret);
	return r;
}

void csv_finish(struct csv_table *t)
{
	arena_finish(&t->arena);
	vec_finish(&t->rows);
	*t = (struct csv_table){ 0 };
}

/* FORMULAS */

static size_t leading(const char *s, size_t n, const char *const *signs, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(signs[i]);
		if (length <= n && memcmp(s, signs[i], length) == 0)
			return length;
	}
	return 0;
}

bool csv_is_formula(const char *s, size_t n)
{
	static const char *const passed_over[] = { " ", "\"", "\t", "\xc2\xa0", "\xe3\x80\x80" };
	static const char *const begin_one[] = { "=", "+", "-", "@", "＝", "＋", "－", "＠" };
	size_t at = 0, length;

	while (at < n && s[at] == '\'')
		at++;
	while ((length = leading(s + at, n - at, passed_over, sizeof passed_over / sizeof *passed_over)) > 0)
		at += length;
	return leading(s + at, n - at, begin_one, sizeof begin_one / sizeof *begin_one) > 0;
}

/* COLUMNS */

int csv_heading_find(const struct csv_row *row, const char *heading)
{
	for (int i = 0; i < row->count; i++)
		if (row->fields[i][0] != '\0' && heading_same(row->fields[i], heading))
			return i;
	return -1;
}

int csv_column(const struct csv_table *t, const char *heading)
{
	return csv_heading_find(&t->heading, heading);
}

const char *csv_field(const struct csv_row *row, int column)
{
	return column >= 0 && column < row->count ? row->fields[column] : "";
}
