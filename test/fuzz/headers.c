#include "fuzz.h"

#include <stdio.h>

#include "exchange/headers.h"

/* A header map, and its bytes again as a heading line that it is to read. */

static void must_be_the_same(const struct header_map *a, const struct header_map *b)
{
	BUG_UNLESS(strcmp(a->title, b->title) == 0);
	BUG_UNLESS(a->rows.count == b->rows.count && a->codes.count == b->codes.count);
	for (int i = 0; i < a->rows.count; i++) {
		const struct header_map_row *x = &a->rows.items[i], *y = &b->rows.items[i];
		BUG_UNLESS(x->kind == y->kind && x->column == y->column && strcmp(x->heading, y->heading) == 0);
	}
	for (int i = 0; i < a->codes.count; i++) {
		BUG_UNLESS(strcmp(a->codes.items[i].theirs, b->codes.items[i].theirs) == 0);
		BUG_UNLESS(strcmp(header_map_code(b, a->codes.items[i].theirs), a->codes.items[i].ours) == 0);
	}
}

/** Every heading of a map is read as the map says. */
static void must_be_known(const struct header_map *map)
{
	for (int i = 0; i < map->rows.count; i++) {
		const struct header_map_row *row = &map->rows.items[i];
		struct csv_row heading = { 1, &row->heading, 1 };
		struct header_match m;
		header_match(map, row->kind, &heading, &m);
		BUG_UNLESS(m.wide == 1 || (row->column < 0 ? m.left_out.count == 1 : m.column[row->column] == 0));
		BUG_UNLESS(m.unknown.count == 0 && m.twice < 0);
		header_match_finish(&m);
	}
}

static void read_heading(const struct header_map *map, const struct csv_row *heading)
{
	for (int kind = 0; kind < FILE_KINDS; kind++) {
		struct header_match m;
		int found = 0;
		header_match(map, (enum file_kind)kind, heading, &m);
		for (int i = 0; i < FILE_COLUMNS_MOST; i++)
			found += m.column[i] >= 0;
		BUG_UNLESS(found <= m.known && m.known + m.wide + m.left_out.count + m.unknown.count <= heading->count);
		BUG_UNLESS((found < m.known) == (m.twice >= 0));
		header_match_finish(&m);
	}
}

/** A session that a heading names is named again by our own words for it. */
static void must_be_a_session(const char *heading)
{
	char day[DAY_TEXT], again[DAY_TEXT + 8];
	sitting at, same;

	BUG_UNLESS(heading_same(heading, heading));
	if (heading_sitting(heading, &at) < 0)
		return;
	snprintf(again, sizeof again, "%s %s", day_iso(sitting_day(at), day), session_name(sitting_session(at)));
	BUG_UNLESS(heading_sitting(again, &same) == 0 && same == at);
}

static void read_as_file(const struct header_map *map, const char *bytes, size_t n)
{
	struct csv_table t;

	if (csv_read("fuzz", bytes, n, &t, NULL) < 0)
		return;
	read_heading(map, &t.heading);
	for (int i = 0; i < t.heading.count; i++)
		must_be_a_session(t.heading.fields[i]);
	csv_finish(&t);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	CLEAN_BUF struct buf written = { 0 }, twice = { 0 };
	struct header_map map, again;
	struct err e = { 0 };

	int r = header_map_read("fuzz", "fuzz", (const char *)bytes, n, &map, &e);
	must_be_said(r, &e);
	read_as_file(r == 0 ? &map : NULL, (const char *)bytes, n);
	if (r < 0)
		return 0;
	header_map_write(&map, &written);
	BUG_UNLESS(header_map_read("again", "fuzz", buf_string(&written), written.length, &again, &e) == 0);
	must_be_the_same(&map, &again);
	must_be_known(&map);
	header_map_write(&again, &twice);
	BUG_UNLESS(strcmp(buf_string(&written), buf_string(&twice)) == 0);
	header_map_finish(&map);
	header_map_finish(&again);
	return 0;
}
