/* What an unknown file looks like, for a person to say which heading is which column. */
#include <errno.h>
#include <string.h>

#include "import_job.h"

/* What a look needs of a file: nothing of it is kept but its head. */
struct looking {
	struct file_stream file;
	struct csv_reader *csv;
	struct import_maps maps;
	struct arena names;
};

static long take_bytes(void *ctx, char *to, size_t room, struct err *e)
{
	return file_stream_read(&((struct looking *)ctx)->file, to, room, e);
}

static const char *file_name(const char *file)
{
	const char *slash = strrchr(file, '/');

	return strcmp(file, "-") == 0 ? "standard input" : slash && slash[1] ? slash + 1 : file;
}

static const char *const *keep_fields(struct arena *a, const struct csv_row *row)
{
	const char **fields = arena_new(a, (size_t)row->count + 1, sizeof *fields);

	for (int i = 0; i < row->count; i++)
		fields[i] = arena_text(a, row->fields[i]);
	return fields;
}

static int read_rows(struct looking *k, struct import_look *l, struct err *e)
{
	struct csv_row row;
	int r = 1;

	while (l->row_count < IMPORT_LOOK_ROWS && (r = csv_next(k->csv, &row, e)) > 0)
		l->rows[l->row_count++] = keep_fields(&l->arena, &row);
	return r < 0 ? r : 0;
}

static void read_as(const struct header_map *map, enum file_kind kind, const struct csv_row *heading, struct import_look *l)
{
	struct header_match m = { 0 };

	header_match(map, kind, heading, &m);
	for (int i = 0; i < l->heading_count; i++) {
		sitting at;

		l->column[i] = kind == FILE_MARKS && heading_sitting(heading->fields[i], &at) == 0 ? COLUMN_SESSION : COLUMN_UNKNOWN;
	}
	for (int i = 0; i < m.left_out.count; i++)
		l->column[m.left_out.items[i]] = COLUMN_LEFT_OUT;
	for (int c = 0; c < file_shapes[kind].count; c++)
		if (m.column[c] >= 0)
			l->column[m.column[c]] = c;
	header_match_finish(&m);
}

/* Two maps that fit alike are none: the person says what is what. */
static int choose(struct office *o, const struct import_wish *w, struct looking *k, const struct header_map **ret, struct err *e)
{
	struct header_map named;
	struct err two;
	int best = IMPORT_FIT_NONE, r;

	*ret = NULL;
	if (w->map) {
		r = import_map_find(o, &k->names, w->map, &named, e);
		if (r < 0)
			return r;
		vec_push(&k->maps.maps, named);
		best = 0;
	} else {
		r = import_maps_read(o, &k->names, &k->maps, e);
		if (r < 0)
			return r;
		if (import_maps_fit(&k->maps, w->kind, csv_heading(k->csv), file_name(w->file), &best, &two) < 0)
			best = IMPORT_FIT_NONE;
	}
	*ret = best >= 0 ? &k->maps.maps.items[best] : NULL;
	return 0;
}

static int look(struct office *o, const struct import_wish *w, struct looking *k, struct import_look *l, struct err *e)
{
	const struct header_map *map = NULL;
	int r = csv_open(file_name(w->file), take_bytes, k, &w->form, &k->csv, e);

	if (r == 0)
		r = choose(o, w, k, &map, e);
	if (r < 0)
		return r;
	const struct csv_row *heading = csv_heading(k->csv);
	l->delimiter = csv_delimiter(k->csv);
	l->map = map ? arena_text(&l->arena, map->name) : NULL;
	l->map_title = map ? arena_text(&l->arena, map->title) : NULL;
	l->heading_count = heading->count;
	l->headings = keep_fields(&l->arena, heading);
	l->column = arena_new(&l->arena, (size_t)heading->count + 1, sizeof *l->column);
	read_as(map, w->kind, heading, l);
	return read_rows(k, l, e);
}

int office_import_look(struct office *o, const struct import_wish *w, struct import_look *ret, struct err *e)
{
	struct import_look l = { 0 };
	struct looking k = { 0 };
	int r = office_refresh(o, e);

	if (r == 0 && !import_readers[w->kind] && w->kind != FILE_FIGURES)
		BUG("no reader of %s", file_shapes[w->kind].name);
	if (r == 0)
		r = office_may(o, import_readers[w->kind] ? import_readers[w->kind]->action : ACTION_SEE_TOTALS, 0, e);
	if (r == 0)
		r = file_stream_open(w->file, &k.file, e);
	if (r < 0)
		return r;
	r = look(o, w, &k, &l, e);
	csv_close(k.csv);
	file_stream_close(&k.file);
	import_maps_finish(&k.maps);
	arena_finish(&k.names);
	if (r < 0)
		arena_finish(&l.arena);
	else
		*ret = l;
	return r;
}

void import_look_finish(struct import_look *l)
{
	arena_finish(&l->arena);
	*l = (struct import_look){ 0 };
}
