#include <string.h>

#include "base/text.h"
#include "exchange/headers.h"
#include "heading.h"
#include "rules/code.h"

/* A header map, read from its file and written to it. */

#define MAP_TEXT_MOST 500 /* bytes of a heading or a name: what is kept is cleaned, which makes it longer, and must be read again */
enum { FIELD_FILE, FIELD_COLUMN, FIELD_HEADING, FIELDS };
static const char *const field_names[FIELDS] = { "file", "column", "heading" };

struct map_reading {
	const char *file;
	const struct csv_row *row;
	int at[FIELDS];      /* where each field is in a row */
	struct header_map *map;
	struct err *e;
};

#define refuse(in, field, ...) err_input((in)->e, (in)->file, (in)->row->line, (in)->at[field] + 1, __VA_ARGS__)

static const char *field(const struct map_reading *in, int which)
{
	return csv_field(in->row, in->at[which]);
}

/** What is kept of a field: as it would be written. */
static int kept(struct map_reading *in, int which, const char **ret)
{
	const char *text = text_cleaned(&in->map->arena, field(in, which));

	if (strlen(text) > MAP_TEXT_MOST)
		return refuse(in, which, "The %s is longer than %d bytes. Shorten it.", field_names[which], MAP_TEXT_MOST);
	*ret = arena_text(&in->map->arena, text);
	return 0;
}

static int take_product(struct map_reading *in)
{
	const char *title;

	if (in->map->title)
		return refuse(in, FIELD_FILE, "The product is named twice. Keep one of the two rows.");
	if (field(in, FIELD_COLUMN)[0] != '\0')
		return refuse(in, FIELD_COLUMN, "Beside \"product\" the column stays empty.");
	int r = kept(in, FIELD_HEADING, &title);
	if (r < 0)
		return r;
	if (heading_blank(title))
		return refuse(in, FIELD_HEADING, "The product has no name. Write the name that people know it by.");
	in->map->title = title;
	return 0;
}

static int take_code(struct map_reading *in)
{
	struct header_map_code c = { .line = in->row->line };
	const char *ours = field(in, FIELD_COLUMN);
	uint8_t number = code_number(ours);

	if (*ours != '\0' && number == CODE_NONE)
		return refuse(in, FIELD_COLUMN, "There is no attendance code \"%.20s\". Write one of ours, or nothing for no mark.", ours);
	int r = kept(in, FIELD_HEADING, &c.theirs);
	if (r < 0)
		return r;
	if (*c.theirs == '\0')
		return refuse(in, FIELD_HEADING, "Their code is empty. An empty field is no mark in any file.");
	c.ours = number == CODE_NONE ? "" : code_symbol(number);
	for (int i = 0; i < in->map->codes.count; i++) {
		const struct header_map_code *before = &in->map->codes.items[i];
		if (strcasecmp(before->theirs, c.theirs) == 0)
			return refuse(in, FIELD_HEADING, "Their code \"%.60s\" is on line %d already. Keep one of the two rows.", c.theirs, before->line);
	}
	vec_push(&in->map->codes, c);
	return 0;
}

static int find_column(struct map_reading *in, struct header_map_row *row)
{
	const char *name = field(in, FIELD_COLUMN);
	const struct file_shape *shape = &file_shapes[row->kind];

	row->column = *name == '\0' ? COLUMN_LEFT_OUT : file_column_find(row->kind, name);
	if (*name == '\0' || row->column >= 0)
		return 0;
	return refuse(in, FIELD_COLUMN, "A file of %s has no column \"%.60s\". firstbell-data(7) lists those that it has.", shape->name, name);
}

static int find_kind(struct map_reading *in, enum file_kind *ret)
{
	struct err why;

	if (file_kind_parse(field(in, FIELD_FILE), ret, &why) == 0)
		return 0;
	return refuse(in, FIELD_FILE, "\"%.60s\" is neither product, codes, nor a kind of file: %s.", field(in, FIELD_FILE),
		      "pupils, contacts, groups, staff, marks, figures");
}

static int take_heading(struct map_reading *in)
{
	struct header_map_row row = { .line = in->row->line };

	int r = find_kind(in, &row.kind);
	if (r == 0)
		r = find_column(in, &row);
	if (r == 0)
		r = kept(in, FIELD_HEADING, &row.heading);
	if (r < 0)
		return r;
	if (heading_blank(row.heading))
		return refuse(in, FIELD_HEADING, "The heading is empty. Write it as it stands in their file.");
	for (int i = 0; i < in->map->rows.count; i++) {
		const struct header_map_row *before = &in->map->rows.items[i];
		if (before->kind == row.kind && heading_same(before->heading, row.heading))
			return refuse(in, FIELD_HEADING, "\"%.60s\" is on line %d already. Keep one of the two rows.", row.heading, before->line);
	}
	vec_push(&in->map->rows, row);
	return 0;
}

/** Spreadsheets leave rows of commas behind the last one. */
static bool is_empty(const struct map_reading *in)
{
	return field(in, FIELD_FILE)[0] == '\0' && field(in, FIELD_COLUMN)[0] == '\0' && field(in, FIELD_HEADING)[0] == '\0';
}

static int take_row(struct map_reading *in)
{
	if (is_empty(in))
		return 0;
	if (strcasecmp(field(in, FIELD_FILE), "product") == 0)
		return take_product(in);
	if (strcasecmp(field(in, FIELD_FILE), "codes") == 0)
		return take_code(in);
	return take_heading(in);
}

static int take_rows(struct map_reading *in, const struct csv_table *t)
{
	in->row = &t->heading;
	for (int i = 0; i < FIELDS; i++) {
		in->at[i] = csv_column(t, field_names[i]);
		if (in->at[i] < 0)
			return err_input(in->e, in->file, t->heading.line, 1, "A header map has the columns file, column and heading. \"%s\" is missing.",
					 field_names[i]);
	}
	for (int i = 0; i < t->rows.count; i++) {
		in->row = &t->rows.items[i];
		int r = take_row(in);
		if (r < 0)
			return r;
	}
	if (in->map->title)
		return 0;
	return err_input(in->e, in->file, t->heading.line, 1, "The product has no name. Write a row \"product,,\" and the name that people know it by.");
}

int header_map_read(const char *file, const char *name, const char *bytes, size_t n, struct header_map *ret, struct err *e)
{
	struct header_map map = { 0 };
	struct csv_table table;

	int r = csv_read(file, bytes, n, &table, e);
	if (r < 0)
		return r;
	r = take_rows(&(struct map_reading){ .file = file, .map = &map, .e = e }, &table);
	csv_finish(&table);
	if (r < 0) {
		header_map_finish(&map);
		return r;
	}
	map.name = arena_text(&map.arena, name);
	*ret = map;
	return 0;
}

void header_map_write(const struct header_map *map, struct buf *to)
{
	csv_put(to, field_names, FIELDS);
	csv_put(to, (const char *[]){ "product", "", map->title }, FIELDS);
	for (int i = 0; i < map->rows.count; i++) {
		const struct header_map_row *row = &map->rows.items[i];
		const struct file_shape *shape = &file_shapes[row->kind];
		csv_put(to, (const char *[]){ shape->name, row->column < 0 ? "" : shape->columns[row->column].name, row->heading }, FIELDS);
	}
	for (int i = 0; i < map->codes.count; i++)
		csv_put(to, (const char *[]){ "codes", map->codes.items[i].ours, map->codes.items[i].theirs }, FIELDS);
}

void header_map_finish(struct header_map *map)
{
	arena_finish(&map->arena);
	vec_finish(&map->rows);
	vec_finish(&map->codes);
	*map = (struct header_map){ 0 };
}
