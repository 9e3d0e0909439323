/* import map, import maps: what an unknown file's headings are, said once. */
#include "internal.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "exchange/headers.h"
#include "office/import.h"

static void put_columns(const struct file_shape *shape, struct buf *to)
{
	buf_printf(to, "\nColumns of %s:\n", shape->name);
	for (int i = 0; i < shape->count; i++) {
		buf_text(to, "  ");
		text_pad(to, shape->columns[i].name, 24, false);
		buf_printf(to, " %s\n", shape->columns[i].help);
	}
}

void columns_help(struct buf *to)
{
	buf_text(to, "\nKIND is one of these, and COLUMN one of its columns; -=HEADING leaves a heading out.\n");
	for (enum file_kind kind = 0; kind < FILE_KINDS; kind++)
		put_columns(&file_shapes[kind], to);
}

/* SHOW */

enum { LOOK_HEADING, LOOK_COLUMN, LOOK_ROWS, LOOK_COLUMNS };
static const struct report_column look_columns[LOOK_COLUMNS] = {
	[LOOK_HEADING] = { "heading", "Heading", CELL_TEXT, 0, COLUMN_BOTH },
	[LOOK_COLUMN]  = { "column", "Read as", CELL_TEXT, 0, COLUMN_BOTH },
	[LOOK_ROWS]    = { "rows", "First rows", CELL_TEXT, 40, COLUMN_BOTH },
};

static const char *read_as(const struct import_look *look, enum file_kind kind, int i)
{
	if (look->column[i] >= 0)
		return file_shapes[kind].columns[look->column[i]].name;
	if (look->column[i] == COLUMN_SESSION)
		return "a session's codes";
	return look->column[i] == COLUMN_LEFT_OUT ? "left out" : "not known";
}

static const char *first_cells(struct arena *a, const struct import_look *look, int i)
{
	CLEAN_BUF struct buf cells = { 0 };

	for (int row = 0; row < look->row_count; row++)
		buf_printf(&cells, "%s%s", row ? " | " : "", look->rows[row][i]);
	return arena_text(a, buf_string(&cells));
}

static const char *delimiter_words(char delimiter)
{
	return delimiter == ';' ? "semicolons" : delimiter == '\t' ? "tabs" : "commas";
}

static void shell_quoted(const char *s, struct buf *to)
{
	buf_char(to, '\'');
	for (; *s; s++)
		buf_text(to, *s == '\'' ? "'\\''" : (char[]){ *s, '\0' });
	buf_char(to, '\'');
}

static void note_columns(struct report *r, const struct file_shape *shape)
{
	CLEAN_BUF struct buf names = { 0 };

	for (int i = 0; i < shape->count; i++)
		buf_printf(&names, "%s%s", i ? ", " : "", shape->columns[i].name);
	report_note(r, "COLUMN is one of %s", buf_string(&names));
}

/* What to type for the first heading that nobody knows. */
static void note_what_to_type(struct report *r, const struct cli *c, const struct import_look *look, enum file_kind kind)
{
	CLEAN_BUF struct buf heading = { 0 }, file = { 0 };
	int unknown = 0;

	for (int i = look->heading_count - 1; i >= 0; i--) {
		if (look->column[i] != COLUMN_UNKNOWN)
			continue;
		unknown++;
		buf_reset(&heading);
		shell_quoted(look->headings[i], &heading);
	}
	if (unknown == 0) {
		report_note(r, "Every heading is known: firstbell import %s --dry-run says what the file would change.", file_shapes[kind].name);
		return;
	}
	shell_quoted(c->operands[0], &file);
	report_note(r, "%d not known. Say once what they are, or leave them out (-=), under a name for this product:", unknown);
	report_note(r, "firstbell import map %s %s --name NAME COLUMN=%s", buf_string(&file), file_shapes[kind].name, buf_string(&heading));
	report_note(r, "firstbell import map %s %s --name NAME -=%s", buf_string(&file), file_shapes[kind].name, buf_string(&heading));
	note_columns(r, &file_shapes[kind]);
}

static int show_look(struct cli *c, const struct import_look *look, enum file_kind kind, struct err *e)
{
	struct report r = { .name = "map", .title = "What this file's headings would be read as", .columns = look_columns,
			    .column_count = LOOK_COLUMNS, .banner = office_banner(c->office), .school = office_school_name(c->office) };

	if (look->map)
		report_line(&r, "As the header map %s (%s) has them; fields stand between %s.", look->map, look->map_title,
			    delimiter_words(look->delimiter));
	else
		report_line(&r, "By our own names; fields stand between %s.", delimiter_words(look->delimiter));
	for (int i = 0; i < look->heading_count; i++) {
		struct cell *cells = report_row_add(&r, NULL);
		cells[LOOK_HEADING] = cell_text(&r, look->headings[i]);
		cells[LOOK_COLUMN] = cell_text(&r, read_as(look, kind, i));
		cells[LOOK_ROWS] = cell_text(&r, first_cells(&r.arena, look, i));
	}
	note_what_to_type(&r, c, look, kind);
	int status = cli_report(c, &r, e);
	report_finish(&r);
	return status;
}

/* SAY */

static int find_heading(const struct import_look *look, const char *heading, struct err *e)
{
	CLEAN_BUF struct buf list = { 0 };

	for (int i = 0; i < look->heading_count; i++)
		if (heading_same(look->headings[i], heading))
			return i;
	for (int i = 0; i < look->heading_count && list.length < 240; i++)
		buf_printf(&list, "%s%s", i ? ", " : "", look->headings[i]);
	return err_usage(e, "The file has no heading \"%.60s\". It has: %s.", heading, buf_string(&list));
}

/* COLUMN=HEADING; a heading may have = in it, a column may not. */
static int say_one(struct import_look *look, enum file_kind kind, const char *pair, struct err *e)
{
	const char *equals = strchr(pair, '=');
	CLEAN_ARENA struct arena a = { 0 };

	if (!equals || text_bad_utf8(pair, strlen(pair)) >= 0)
		return err_usage(e, "\"%.100s\" is not COLUMN=HEADING.", pair);
	const char *name = arena_text_n(&a, pair, (size_t)(equals - pair));
	int column = *name ? file_column_find(kind, name) : COLUMN_LEFT_OUT;
	int i = find_heading(look, equals + 1, e);
	if (i < 0)
		return i;
	if (column == COLUMN_UNKNOWN)
		return err_usage(e, "%s have no column \"%.60s\": firstbell import map --help lists them.", file_shapes[kind].title, name);
	/* what the file was thought to have there gives way */
	for (int k = 0; k < look->heading_count; k++)
		if (column >= 0 && look->column[k] == column)
			look->column[k] = COLUMN_LEFT_OUT;
	look->column[i] = column;
	return 0;
}

static int save_map(struct cli *c, struct import_look *look, enum file_kind kind, struct err *e)
{
	const char *name = given_text(c, OPTION_NAME);
	int r = 0;

	if (!name)
		return err_usage(e, "Under which name is the map kept? Say it with --name: a short word of lower-case letters, such as ours.");
	for (int i = 2; r == 0 && i < c->operand_count; i++)
		r = say_one(look, kind, c->operands[i], e);
	if (r == 0)
		r = office_import_map_save(c->office, name, given_text(c, OPTION_TITLE), kind, look->headings, look->column, look->heading_count, e);
	if (r < 0)
		return r;
	cli_line(c, "header map %s saved. Next: firstbell import %s --map %s --dry-run %s", name, file_shapes[kind].name, name, c->operands[0]);
	return 0;
}

int command_import_map(struct cli *c, struct err *e)
{
	struct import_wish wish = { .file = c->operands[0], .map = given_text(c, OPTION_MAP) };
	struct import_look look;
	int r = file_kind_parse(c->operands[1], &wish.kind, e);

	cli_csv_form(c, &wish.form);
	if (r == 0)
		r = office_import_look(c->office, &wish, &look, e);
	if (r < 0)
		return r;
	r = c->operand_count > 2 ? save_map(c, &look, wish.kind, e) : show_look(c, &look, wish.kind, e);
	import_look_finish(&look);
	return r;
}

/* LIST */

enum { MAPS_NAME, MAPS_TITLE, MAPS_WHOSE, MAPS_COLUMNS };
static const struct report_column maps_columns[MAPS_COLUMNS] = {
	[MAPS_NAME]  = { "name", "Name", CELL_TEXT, 0, COLUMN_BOTH },
	[MAPS_TITLE] = { "title", "Product", CELL_TEXT, 0, COLUMN_BOTH },
	[MAPS_WHOSE] = { "own", "The school's own", CELL_FLAG, 0, COLUMN_BOTH },
};

int command_import_maps(struct cli *c, struct err *e)
{
	struct report r = { .name = "maps", .title = "Header maps", .columns = maps_columns, .column_count = MAPS_COLUMNS,
			    .banner = office_banner(c->office), .school = office_school_name(c->office) };
	struct import_map_line *lines;
	int count = office_import_maps(c->office, &r.arena, &lines, e), status = count;

	for (int i = 0; i < count; i++) {
		struct cell *cells = report_row_add(&r, NULL);
		cells[MAPS_NAME] = cell_text(&r, lines[i].name);
		cells[MAPS_TITLE] = cell_text(&r, lines[i].title);
		cells[MAPS_WHOSE] = cell_flag(lines[i].own);
	}
	if (count >= 0)
		status = cli_report(c, &r, e);
	report_finish(&r);
	return status;
}
