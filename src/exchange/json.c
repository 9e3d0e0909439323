#include <string.h>

#include <jansson.h>

#include "base/text.h"
#include "exchange/csv.h"

/** jansson answers NULL only when there is no memory: what it is given is UTF-8 already. */
static json_t *have(json_t *made)
{
	if (!made)
		mem_exhausted();
	return made;
}

static json_t *words(const char *s, size_t n)
{
	CLEAN_ARENA struct arena a = { 0 };

	return have(json_string(text_clean_arena(&a, arena_text_n(&a, s, n))));
}

static json_t *text_of(const struct cell *c)
{
	return c->text ? words(c->text, strlen(c->text)) : json_null();
}

static json_t *integer_of(const struct cell *c)
{
	return have(json_integer(c->number));
}

static json_t *percent_of(const struct cell *c)
{
	return have(json_real((double)c->number / 10)); /* a way of writing it, at the last moment: never compared */
}

static json_t *day_of_cell(const struct cell *c)
{
	char text[DAY_TEXT];
	struct day d = { (int32_t)c->number };

	return day_is_none(d) ? json_null() : have(json_string(day_iso(d, text)));
}

static json_t *flag_of(const struct cell *c)
{
	return json_boolean(c->number);
}

static json_t *list_of(const struct cell *c)
{
	json_t *list = have(json_array());

	for (const char *s = c->text ? c->text : ""; *s != '\0';) {
		const char *end = strstr(s, "; ");
		size_t n = end ? (size_t)(end - s) : strlen(s);

		json_array_append_new(list, words(s, n));
		s += end ? n + 2 : n;
	}
	return list;
}

static json_t *counts_of(const struct cell *c)
{
	CLEAN_ARENA struct arena a = { 0 };
	json_t *counts = have(json_object());

	for (int i = 0; i < c->pair_count; i++)
		json_object_set_new(counts, text_clean_arena(&a, c->pairs[i].name), have(json_integer(c->pairs[i].number)));
	return counts;
}

static json_t *(*const values[])(const struct cell *c) = {
	[CELL_TEXT] = text_of,
	[CELL_INTEGER] = integer_of,
	[CELL_PERCENT] = percent_of,
	[CELL_DAY] = day_of_cell,
	[CELL_FLAG] = flag_of,
	[CELL_LIST] = list_of,
	[CELL_COUNTS] = counts_of,
};

static json_t *object_of(const struct report *r, const struct report_row *row)
{
	json_t *object = have(json_object());

	for (int i = 0; i < r->column_count; i++) {
		const struct report_column *column = &r->columns[i];

		if (column->where != COLUMN_TEXT_ONLY)
			json_object_set_new(object, column->name, row->cells[i].empty ? json_null() : values[column->kind](&row->cells[i]));
	}
	return object;
}

static json_t *value_of(const struct report *r)
{
	if (r->record)
		return r->rows.count > 0 ? object_of(r, &r->rows.items[0]) : have(json_object());
	json_t *list = have(json_array());
	for (int i = 0; i < r->rows.count; i++)
		json_array_append_new(list, object_of(r, &r->rows.items[i]));
	return list;
}

static int append(const char *bytes, size_t n, void *to)
{
	buf_put(to, bytes, n);
	return 0;
}

void json_report(const struct report *r, struct buf *to)
{
	json_t *value = value_of(r);

	/* 15 digits bring every number of tenths back as it was: 90.1, never 90.099999999999994. */
	if (json_dump_callback(value, append, to, JSON_INDENT(2) | JSON_REAL_PRECISION(15)) != 0)
		mem_exhausted();
	json_decref(value);
	buf_char(to, '\n');
}
