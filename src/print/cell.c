#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "sheet.h"

static const char *text_words(struct arena *a, const struct cell *c)
{
	return c->text ? text_cleaned(a, c->text) : "";
}

static const char *integer_words(struct arena *a, const struct cell *c)
{
	char digits[TEXT_NUMBER], *end = text_number(digits, c->number);

	return arena_text_n(a, digits, (size_t)(end - digits));
}

static const char *percent_words(struct arena *a, const struct cell *c)
{
	return arena_printf(a, "%s%lld.%d%%", c->number < 0 ? "-" : "", llabs(c->number / 10), abs((int)(c->number % 10)));
}

static const char *day_words(struct arena *a, const struct cell *c)
{
	char text[DAY_TEXT];

	return arena_text(a, day_long((struct day){ (int32_t)c->number }, text));
}

static const char *flag_words(struct arena *a, const struct cell *c)
{
	return c->number ? "yes" : "";
}

static const char *counts_words(struct arena *a, const struct cell *c)
{
	CLEAN_BUF struct buf words = { 0 };

	for (int i = 0; i < c->pair_count; i++)
		buf_printf(&words, "%s%s %" PRId64, i > 0 ? ", " : "", c->pairs[i].name, c->pairs[i].number);
	return text_clean_arena(a, buf_string(&words));
}

static const struct {
	const char *(*words)(struct arena *a, const struct cell *c);
	const char *empty;
	bool number, cut;
} kinds[] = {
	[CELL_TEXT] = { text_words, "", false, true },
	[CELL_INTEGER] = { integer_words, "–", true, false },
	[CELL_PERCENT] = { percent_words, "–", true, false },
	[CELL_DAY] = { day_words, "–", false, false },
	[CELL_FLAG] = { flag_words, "", false, false },
	[CELL_LIST] = { text_words, "", false, true },
	[CELL_COUNTS] = { counts_words, "", false, true },
};

const char *cell_words(struct arena *a, const struct cell *c, enum cell_kind kind)
{
	return c->empty ? kinds[kind].empty : kinds[kind].words(a, c);
}

/* "97 of 103 (94.2%)" */
static bool is_share(const char *words)
{
	size_t n = strspn(words, "0123456789");

	return n > 0 && strncmp(words + n, " of ", 4) == 0;
}

static void column_take(struct sheet *s, const struct report *r, int from, int to)
{
	const struct report_column *column = &r->columns[from];
	struct sheet_column *taken = &s->columns[to];

	*taken = (struct sheet_column){ .title = text_cleaned(&s->arena, column->title), .number = kinds[column->kind].number,
					.words = kinds[column->kind].cut, .wish = column->width, .whole = column->whole };
	taken->share = true;
	for (int row = 0; row < s->row_count; row++) {
		const char *words = cell_words(&s->arena, &r->rows.items[row].cells[from], column->kind);
		int width = text_width(words);

		taken->share = taken->share && (!*words || is_share(words));
		s->cells[(size_t)row * (size_t)s->column_count + (size_t)to] = words;
		if (width > taken->widest)
			taken->widest = width;
	}
}

void sheet_init(struct sheet *s, const struct report *r)
{
	*s = (struct sheet){ .row_count = r->rows.count };
	for (int i = 0; i < r->column_count; i++)
		s->column_count += r->columns[i].where != COLUMN_DATA_ONLY;
	s->columns = arena_new(&s->arena, (size_t)s->column_count, sizeof *s->columns);
	s->headings = arena_new(&s->arena, (size_t)s->row_count, sizeof *s->headings);
	s->cells = arena_new(&s->arena, (size_t)s->row_count * (size_t)s->column_count, sizeof *s->cells);
	for (int i = 0; i < s->row_count; i++)
		if (r->rows.items[i].heading)
			s->headings[i] = text_cleaned(&s->arena, r->rows.items[i].heading);
	for (int i = 0, to = 0; i < r->column_count; i++)
		if (r->columns[i].where != COLUMN_DATA_ONLY)
			column_take(s, r, i, to++);
}

void sheet_finish(struct sheet *s)
{
	arena_finish(&s->arena);
}
