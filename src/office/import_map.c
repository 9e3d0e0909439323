/* The header maps there are: the school's own in DIR/headers, then those that firstbell comes with. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "import_job.h"

#define MAP_BYTES_MOST (1u << 20)
#define NAME_MOST 40 /* characters of a map's name */

static bool name_is_good(const char *name)
{
	size_t n = strlen(name);

	return n > 0 && n <= NAME_MOST && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-") == n;
}

/* READING ONE */

static const char *own_path(struct office *o, struct arena *a, const char *name)
{
	return arena_printf(a, "%s/headers/%s.csv", o->directory, name);
}

static int read_own(struct office *o, struct arena *a, const char *name, struct header_map *ret, struct err *e)
{
	CLEAN_BUF struct buf bytes = { 0 };
	const char *kept = arena_text(a, name);
	int r = file_read(own_path(o, a, name), MAP_BYTES_MOST, &bytes, e);

	if (r < 0)
		return r;
	return header_map_read(arena_printf(a, "headers/%s.csv", name), kept, buf_string(&bytes), bytes.length, ret, e);
}

static int read_shipped(struct arena *a, const struct header_map_text *t, struct header_map *ret, struct err *e)
{
	return header_map_read(arena_printf(a, "headers/%s.csv (firstbell's)", t->name), t->name, t->text, t->length, ret, e);
}

/* ALL OF THEM */

static int is_map(const struct dirent *entry)
{
	size_t n = strlen(entry->d_name);

	return n > 4 && entry->d_name[0] != '.' && strcmp(entry->d_name + n - 4, ".csv") == 0;
}

static int read_owns(struct office *o, struct arena *a, struct import_maps *ret, struct err *e)
{
	struct dirent **files = NULL;
	int n = scandir(arena_printf(a, "%s/headers", o->directory), &files, is_map, alphasort), r = 0;

	if (n < 0)
		mem_check();
	for (int i = 0; i < n; i++) {
		struct header_map map;

		if (r == 0)
			r = read_own(o, a, arena_text_n(a, files[i]->d_name, strlen(files[i]->d_name) - 4), &map, e);
		if (r == 0)
			vec_push(&ret->maps, map);
		free(files[i]);
	}
	free(files);
	ret->own = ret->maps.count;
	return r;
}

static bool is_hidden(const struct import_maps *m, const char *name)
{
	for (int i = 0; i < m->own; i++)
		if (strcmp(m->maps.items[i].name, name) == 0)
			return true;
	return false;
}

int import_maps_read(struct office *o, struct arena *a, struct import_maps *ret, struct err *e)
{
	struct import_maps m = { 0 };
	int r = read_owns(o, a, &m, e);

	for (const struct header_map_text *t = header_maps_shipped; r == 0 && t->name; t++) {
		struct header_map map;

		if (is_hidden(&m, t->name))
			continue;
		r = read_shipped(a, t, &map, e);
		if (r == 0)
			vec_push(&m.maps, map);
	}
	if (r < 0)
		import_maps_finish(&m);
	else
		*ret = m;
	return r;
}

void import_maps_finish(struct import_maps *m)
{
	for (int i = 0; i < m->maps.count; i++)
		header_map_finish(&m->maps.items[i]);
	vec_finish(&m->maps);
	m->own = 0;
}

struct header_map import_maps_take(struct import_maps *m, int i)
{
	struct header_map map = m->maps.items[i];

	m->maps.items[i] = (struct header_map){ 0 };
	return map;
}

/* BY NAME */

static int refuse_name(struct office *o, const char *name, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf list = { 0 };
	struct import_maps m;
	int r = import_maps_read(o, &a, &m, e);

	if (r < 0)
		return r;
	for (int i = 0; i < m.maps.count; i++)
		buf_printf(&list, "%s%s", i ? ", " : "", m.maps.items[i].name);
	import_maps_finish(&m);
	err_usage(e, "There is no header map %.40s. There are: %s.", name, list.length ? list.text : "none yet");
	return -ENOENT;
}

int import_map_find(struct office *o, struct arena *a, const char *name, struct header_map *ret, struct err *e)
{
	if (!name_is_good(name))
		return refuse_name(o, name, e);
	if (file_exists(own_path(o, a, name)))
		return read_own(o, a, name, ret, e);
	for (const struct header_map_text *t = header_maps_shipped; t->name; t++)
		if (strcmp(t->name, name) == 0)
			return read_shipped(a, t, ret, e);
	return refuse_name(o, name, e);
}

int office_import_maps(struct office *o, struct arena *a, struct import_map_line **ret, struct err *e)
{
	struct import_maps m;
	int r = office_someone(o, e);

	if (r == 0)
		r = import_maps_read(o, a, &m, e);
	if (r < 0)
		return r;
	struct import_map_line *lines = arena_new(a, (size_t)m.maps.count + 1, sizeof *lines);
	int count = m.maps.count;
	for (int i = 0; i < count; i++)
		lines[i] = (struct import_map_line){ arena_text(a, m.maps.items[i].name), arena_text(a, m.maps.items[i].title), i < m.own };
	import_maps_finish(&m);
	*ret = lines;
	return count;
}

/* REMEMBERING ONE */

static bool says_something(int column)
{
	return column >= 0 || column == COLUMN_LEFT_OUT;
}

/* What a map says of that heading from now on, which may be nothing. */
static void map_set(struct header_map *map, enum file_kind kind, const char *heading, int column)
{
	int kept = 0;

	for (int i = 0; i < map->rows.count; i++) {
		const struct header_map_row *row = &map->rows.items[i];

		if (row->kind != kind || !heading_same(row->heading, heading))
			map->rows.items[kept++] = *row;
	}
	map->rows.count = kept;
	if (says_something(column))
		vec_push(&map->rows, (struct header_map_row){ .kind = kind, .column = column,
							      .heading = arena_text(&map->arena, heading) });
}

/* Two products under one name would take each other's headings. */
static int title_set(struct header_map *map, const char *title, struct err *e)
{
	bool new = !map->title || !*map->title;

	if (new)
		map->title = title && *title ? arena_text(&map->arena, title) : map->name;
	else if (title && *title && !heading_same(map->title, title))
		return err_usage(e, "There is a header map %s already, of the product \"%.60s\". Give that product, or keep this one under another name.",
				 map->name, map->title);
	return 0;
}

/* The school's own map of that name, else the shipped one (which it hides from now on), else an empty one. */
static int map_open(struct office *o, struct arena *a, const char *name, const char *title, struct header_map *ret, struct err *e)
{
	bool shipped = false;

	for (const struct header_map_text *t = header_maps_shipped; t->name; t++)
		shipped |= strcmp(t->name, name) == 0;
	if (shipped || file_exists(own_path(o, a, name))) {
		int r = import_map_find(o, a, name, ret, e);

		if (r < 0)
			return r;
	} else {
		*ret = (struct header_map){ .name = arena_text(a, name) };
	}
	int r = title_set(ret, title, e);
	if (r < 0)
		header_map_finish(ret);
	return r;
}

static int map_write(struct office *o, struct arena *a, const char *name, const struct header_map *map, struct err *e)
{
	CLEAN_BUF struct buf text = { 0 };
	struct header_map again;
	const char *directory = arena_printf(a, "%s/headers", o->directory);

	header_map_write(map, &text);
	int r = header_map_read(arena_printf(a, "headers/%s.csv", name), name, buf_string(&text), text.length, &again, e);
	if (r < 0)
		return r; /* nothing is kept that could not be read again */
	header_map_finish(&again);
	if (!file_exists(directory))
		r = file_make_directory(directory, 0700, e);
	return r < 0 ? r : file_replace(own_path(o, a, name), text.text, text.length, 0600, e);
}

static int check_save(struct office *o, const char *name, enum file_kind kind, const int *column, int count, struct err *e)
{
	int r = office_refresh(o, e), said = 0;

	if (r == 0)
		r = office_may(o, kind == FILE_STAFF ? ACTION_CHANGE_STAFF : ACTION_CHANGE_ROLL, 0, e);
	if (r < 0)
		return r;
	if (office_read_only(o))
		return err_store(e, -EROFS, "%s", office_read_only(o));
	if (!name_is_good(name))
		return err_usage(e, "A header map's name has small letters, digits and hyphens, %d at most, like our-mis.", NAME_MOST);
	for (int i = 0; i < count; i++) {
		if (column[i] >= file_shapes[kind].count)
			BUG("column %d of %s", column[i], file_shapes[kind].name);
		said += says_something(column[i]);
		for (int k = 0; k < i; k++)
			if (column[i] >= 0 && column[k] == column[i])
				return err_usage(e, "Two headings stand for %s. Keep one, and leave the other out.",
						 file_shapes[kind].columns[column[i]].title);
	}
	return said ? 0 : err_usage(e, "No heading is said to be anything yet, so there is nothing to remember.");
}

int office_import_map_save(struct office *o, const char *name, const char *title, enum file_kind kind, const char *const *headings,
			   const int *column, int count, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct header_map map;
	int r = check_save(o, name, kind, column, count, e);

	if (r == 0 && title && *title)
		r = office_words_check("name of the product", title, e);
	if (r == 0)
		r = map_open(o, &a, name, title, &map, e);
	if (r < 0)
		return r;
	for (int i = 0; i < count; i++)
		map_set(&map, kind, headings[i], column[i]);
	r = map_write(o, &a, name, &map, e);
	header_map_finish(&map);
	return r;
}
