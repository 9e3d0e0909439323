/* Import: which file, what it holds, how it is meant.  A line each, its value beside it; nothing is read before it is tried. */
#include "import.h"

#include <string.h>

struct import_form {
	struct list list;
	struct arena arena;                 /* of the maps, read anew with the screen */
	const struct import_map_line *maps;
	int map_count;
	enum file_kind kind;
	char *file;
	char *map;                          /* NULL: found by the headings */
	int delimiter;                      /* into delimiters[] */
	enum csv_encoding encoding;
	bool moving_in, leave_out, replace;
};

static const struct {
	char c;
	const char *words;
} delimiters[] = { { 0, "found in the first line" }, { ',', "comma" }, { ';', "semicolon" }, { '\t', "tab" } };
enum { DELIMITERS = sizeof delimiters / sizeof *delimiters };

/* READING --------------------------------------------------------------------------------------------------------------------------- */

static int import_reload(struct ui *ui, void *state, struct err *e)
{
	struct import_form *f = state;
	struct arena fresh = { 0 };
	struct import_map_line *maps;
	int n = office_import_maps(ui->office, &fresh, &maps, e);

	if (n < 0) {
		arena_finish(&fresh);
		return n;
	}
	arena_finish(&f->arena);
	f->arena = fresh;
	f->maps = maps;
	f->map_count = n;
	return 0;
}

static void import_finish(void *state)
{
	struct import_form *f = state;

	arena_finish(&f->arena);
	mem_cleanup(&f->file);
	mem_cleanup(&f->map);
}

static struct import_wish wish_of(const struct import_form *f)
{
	return (struct import_wish){
		.kind = f->kind, .file = f->file, .map = f->map, .form = { delimiters[f->delimiter].c, f->encoding },
		.dry_run = true, .moving_in = f->moving_in, .leave_out = f->leave_out, .replace = f->replace,
	};
}

/* THE LINES: each says its value, and what Enter makes of it -------------------------------------------------------------------------- */

static const char *map_title(const struct import_form *f)
{
	for (int i = 0; f->map && i < f->map_count; i++)
		if (strcmp(f->maps[i].name, f->map) == 0)
			return f->maps[i].title;
	return f->map ? f->map : "found in the first line";
}

static const char *value_file(const struct import_form *f) { return f->file ? f->file : "none yet"; }
static const char *value_kind(const struct import_form *f) { return file_shapes[f->kind].title; }
static const char *value_delimiter(const struct import_form *f) { return delimiters[f->delimiter].words; }
static const char *value_encoding(const struct import_form *f) { return f->encoding == CSV_UTF8 ? "UTF-8" : "Windows-1252"; }
static const char *value_moving_in(const struct import_form *f) { return f->moving_in ? "yes" : "no"; }

static const char *value_leave_out(const struct import_form *f)
{
	return f->leave_out ? "stay out, the rest is written" : "stop everything, for a decision";
}

static const char *value_replace(const struct import_form *f) { return f->replace ? "take the place of ours" : "are set aside"; }

static int take_file(struct ui *ui, void *state, const char *typed)
{
	struct import_form *f = state;
	CLEAN_BUF struct buf path = { 0 };

	(void)ui;
	ui_path(typed, &path);
	mem_cleanup(&f->file);
	f->file = path.length ? mem_text(path.text) : NULL;
	return REACT_NONE;
}

static int change_file(struct ui *ui, struct import_form *f)
{
	return ui_ask(ui, "File:", f->file, take_file);
}

static int change_kind(struct ui *ui, struct import_form *f)
{
	(void)ui;
	f->kind = (enum file_kind)((f->kind + 1) % FILE_FIGURES);
	return REACT_NONE;
}

/* From "found" through each map, and round again. */
static int change_map(struct ui *ui, struct import_form *f)
{
	int next = 0;

	(void)ui;
	for (int i = 0; f->map && i < f->map_count; i++)
		if (strcmp(f->maps[i].name, f->map) == 0)
			next = i + 1;
	mem_cleanup(&f->map);
	f->map = next < f->map_count ? mem_text(f->maps[next].name) : NULL;
	return REACT_NONE;
}

static int change_delimiter(struct ui *ui, struct import_form *f)
{
	(void)ui;
	f->delimiter = (f->delimiter + 1) % DELIMITERS;
	return REACT_NONE;
}

static int change_encoding(struct ui *ui, struct import_form *f)
{
	(void)ui;
	f->encoding = f->encoding == CSV_UTF8 ? CSV_WINDOWS_1252 : CSV_UTF8;
	return REACT_NONE;
}

static int change_moving_in(struct ui *ui, struct import_form *f)
{
	(void)ui;
	f->moving_in = !f->moving_in;
	return REACT_NONE;
}

static int change_leave_out(struct ui *ui, struct import_form *f)
{
	(void)ui;
	f->leave_out = !f->leave_out;
	return REACT_NONE;
}

static int change_replace(struct ui *ui, struct import_form *f)
{
	(void)ui;
	f->replace = !f->replace;
	return REACT_NONE;
}

static const struct form_line {
	const char *label;
	const char *(*value)(const struct import_form *f);
	int (*change)(struct ui *ui, struct import_form *f);
	const char *help;
} form_lines[] = {
	{ "File", value_file, change_file, "Where it lies on this computer. It is only read." },
	{ "It holds", value_kind, change_kind, "Pupils come first, then groups, contacts and staff, then marks." },
	{ "Headings of", map_title, change_map, "The product that it comes from. Tab shows each column beside our fields." },
	{ "Between fields", value_delimiter, change_delimiter, "The character that stands between two fields." },
	{ "Letters", value_encoding, change_encoding, "UTF-8, or what older Windows programs write. If it is the wrong one, it is said." },
	{ "Moving in", value_moving_in, change_moving_in, "Leavers come too, and terms of past years are made from the marks." },
	{ "Rows set aside", value_leave_out, change_leave_out, "Rows that do not fit what the school knows: marks of days off the roll, and the like." },
	{ "Other marks", value_replace, change_replace, "Marks in the file that are not the same as the ones that stand." },
};
enum { FORM_LINES = sizeof form_lines / sizeof *form_lines };

/* DRAWING --------------------------------------------------------------------------------------------------------------------------- */

static void import_title(const void *state, struct buf *to)
{
	(void)state;
	buf_text(to, "Import a file");
}

static void import_draw_line(const void *state, int row, struct area *line)
{
	area_printf(line, 0, 0, 15, PAINT_LABEL, "%s:", form_lines[row].label);
	area_put(line, 0, 16, line->cols - 16, PAINT_TEXT, form_lines[row].value(state));
}

static void import_draw(void *state, struct area *a)
{
	struct import_form *f = state;
	const struct list_look look = { .state = f, .draw = import_draw_line };
	int foot = a->rows > FORM_LINES + 4 ? 4 : 0;
	struct area rows = area_part(a, 0, 0, a->rows - foot, a->cols);

	if (foot > 0) {
		int row = FORM_LINES + 1 + area_paragraph(a, FORM_LINES + 1, 0, a->cols, PAINT_TEXT, form_lines[f->list.focus].help);
		area_paragraph(a, row + 1, 0, a->cols, PAINT_DIM, "F10 reads the file and says what would change. Nothing is written before you have seen that.");
	}
	list_draw(&f->list, &rows, &look);
}

static struct list *import_list(void *state)
{
	return &((struct import_form *)state)->list;
}

/* KEYS ------------------------------------------------------------------------------------------------------------------------------ */

static int import_change(struct ui *ui, void *state, const struct key *k)
{
	struct import_form *f = state;

	(void)k;
	return form_lines[f->list.focus].change(ui, f);
}

static int import_try(struct ui *ui, void *state, const struct key *k)
{
	const struct import_wish w = wish_of(state);

	(void)k;
	return open_import_run(ui, &w);
}

static int import_columns(struct ui *ui, void *state, const struct key *k)
{
	const struct import_wish w = wish_of(state);

	(void)k;
	return open_import_map(ui, &w);
}

enum import_need { NEED_FILE = NEED_OWN };

static const char *const import_refusals[] = { "Say which file first: Enter on its line." };

static unsigned import_has(struct ui *ui, const void *state)
{
	(void)ui;
	return ((const struct import_form *)state)->file ? NEED_FILE : 0;
}

static const struct binding import_keys[] = {
	{ ON(KEY_ENTER), "change", import_change, 0, "Change the value of this line", "Change" },
	{ ON(KEY_RIGHT), "next", import_change, 0, "Change the value of this line", NULL },
	{ ON(KEY_TAB), "columns", import_columns, NEED_FILE, "Show the file's columns beside our fields", "Columns" },
	{ ON(KEY_F(10)), "try", import_try, NEED_FILE, "Read the file and say what would change", "Try it" },
	{ .name = NULL },
};

const struct screen_kind import_screen = {
	.name = "import", .help = "Takes pupils, contacts, groups, staff or marks from a file. It is tried first; nothing is written before you say so.",
	.keys = import_keys, .refusals = import_refusals, .has = import_has, .reload = import_reload, .title = import_title, .draw = import_draw,
	.list = import_list, .close = import_finish, .state_size = sizeof(struct import_form),
};

static void import_start(void *state, const void *about)
{
	struct import_form *f = state;

	(void)about;
	f->list.count = FORM_LINES;
}

int open_import(struct ui *ui)
{
	return ui_open(ui, &import_screen, import_start, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
