/* An unknown file: its columns beside our fields, remembered for the next one (E1). */
#include "import.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

struct import_map_screen {
	struct list list;
	struct arena arena;
	struct import_wish wish;
	struct import_look look;
	int *column;             /* as they are now */
};

static const struct file_shape *shape(const struct import_map_screen *m)
{
	return &file_shapes[m->wish.kind];
}

/* READING --------------------------------------------------------------------------------------------------------------------------- */

/* Once: what was chosen since stays, whatever others save. */
static int map_reload(struct ui *ui, void *state, struct err *e)
{
	struct import_map_screen *m = state;

	if (m->column)
		return 0;
	int r = office_import_look(ui->office, &m->wish, &m->look, e);
	if (r < 0)
		return r;
	m->column = arena_new(&m->arena, (size_t)m->look.heading_count + 1, sizeof *m->column);
	memcpy(m->column, m->look.column, (size_t)m->look.heading_count * sizeof *m->column);
	list_count(&m->list, m->look.heading_count);
	return 0;
}

static void map_start(void *state, const void *about)
{
	struct import_map_screen *m = state;

	m->wish = *(const struct import_wish *)about;
	m->wish.file = arena_text(&m->arena, m->wish.file);
	m->wish.map = arena_text(&m->arena, m->wish.map);
}

static void map_close(void *state)
{
	struct import_map_screen *m = state;

	import_look_finish(&m->look);
	arena_finish(&m->arena);
}

/* DRAWING --------------------------------------------------------------------------------------------------------------------------- */

static void map_title(const void *state, struct buf *to)
{
	const struct import_map_screen *m = state;

	buf_printf(to, "Columns of the file beside our fields: %s", shape(m)->title);
}

static const char *column_words(const struct import_map_screen *m, int column)
{
	if (column >= 0)
		return shape(m)->columns[column].title;
	return column == COLUMN_LEFT_OUT ? "(left out)" : column == COLUMN_SESSION ? "(a session)" : "?";
}

static const char *sample(const struct import_map_screen *m, int heading)
{
	for (int i = 0; i < m->look.row_count; i++)
		if (*m->look.rows[i][heading])
			return m->look.rows[i][heading];
	return "";
}

static void map_draw_line(const void *state, int row, struct area *line)
{
	const struct import_map_screen *m = state;
	int third = line->cols / 3;

	area_put(line, 0, 0, third - 1, PAINT_TEXT, m->look.headings[row]);
	area_put(line, 0, third, third - 1, PAINT_DIM, sample(m, row));
	area_put(line, 0, 2 * third, line->cols - 2 * third, m->column[row] == COLUMN_UNKNOWN ? PAINT_UNKNOWN : PAINT_TEXT,
		 column_words(m, m->column[row]));
}

static bool has_column(const struct import_map_screen *m, int column)
{
	for (int i = 0; i < m->look.heading_count; i++)
		if (m->column[i] == column)
			return true;
	return false;
}

static void missing_text(const struct import_map_screen *m, struct buf *to)
{
	const char *between = "Not in this file: ";

	for (int c = 0; c < shape(m)->count; c++) {
		if (has_column(m, c))
			continue;
		buf_printf(to, "%s%s", between, shape(m)->columns[c].title);
		between = ", ";
	}
	if (to->length)
		buf_text(to, ".");
}

static void map_draw(void *state, struct area *a)
{
	struct import_map_screen *m = state;
	const struct list_look look = { .state = m, .draw = map_draw_line };
	CLEAN_BUF struct buf missing = { 0 };
	int third = a->cols / 3, foot = a->rows > 14 ? 4 : 0;
	struct area rows = area_part(a, 1, 0, a->rows - 1 - foot, a->cols);

	area_put(a, 0, 0, third - 1, PAINT_LABEL, "In the file");
	area_put(a, 0, third, third - 1, PAINT_LABEL, "For example");
	area_put(a, 0, 2 * third, a->cols - 2 * third, PAINT_LABEL, "Our field");
	missing_text(m, &missing);
	if (foot > 0)
		area_paragraph(a, a->rows - foot + 1, 0, a->cols, PAINT_DIM, buf_string(&missing));
	area_cursor(a, 1, 0);
	list_draw(&m->list, &rows, &look);
}

static struct list *map_list(void *state)
{
	return &((struct import_map_screen *)state)->list;
}

/* CHOOSING A FIELD ------------------------------------------------------------------------------------------------------------------ */

static bool begins(const char *name, const char *typed)
{
	return strncasecmp(name, typed, strlen(typed)) == 0;
}

/* By all of its name or title, else by its first letters: the one that fits, -1 if none or several do; those in `to`. */
static int field_of(const struct file_shape *s, const char *typed, struct buf *to)
{
	int found = -1, n = 0;

	for (int c = 0; c < s->count; c++) {
		if (strcasecmp(s->columns[c].title, typed) == 0 || strcasecmp(s->columns[c].name, typed) == 0)
			return c;
		if (!begins(s->columns[c].title, typed) && !begins(s->columns[c].name, typed))
			continue;
		found = c;
		buf_printf(to, "%s%s", n++ > 0 ? ", " : "", s->columns[c].title);
	}
	return n == 1 ? found : -1;
}

static void set_column(struct ui *ui, struct import_map_screen *m, int column)
{
	for (int i = 0; i < m->look.heading_count; i++) {
		if (column < 0 || m->column[i] != column || i == m->list.focus)
			continue;
		m->column[i] = COLUMN_UNKNOWN;
		ui_say(ui, "%s was \"%s\" until now; that is free again.", shape(m)->columns[column].title, m->look.headings[i]);
	}
	m->column[m->list.focus] = column;
}

static int take_field(struct ui *ui, void *state, const char *typed);

static int ask_which(struct ui *ui, const char *several)
{
	char prompt[60];

	snprintf(prompt, sizeof prompt, "Which: %.50s?", several);
	return ui_ask(ui, prompt, NULL, take_field);
}

static int take_field(struct ui *ui, void *state, const char *typed)
{
	struct import_map_screen *m = state;
	CLEAN_BUF struct buf several = { 0 };

	if (!*typed)
		return REACT_NONE; /* as it was */
	if (strcmp(typed, "-") == 0) {
		set_column(ui, m, COLUMN_LEFT_OUT);
		return REACT_NONE;
	}
	int column = field_of(shape(m), typed, &several);
	if (column >= 0)
		set_column(ui, m, column);
	else if (several.length)
		return ask_which(ui, several.text);
	else
		return ui_refuse(ui, "No field begins so. Those left over are named below the list.");
	return REACT_NONE;
}

static int map_choose(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return ui_ask(ui, "Our field, by its first letters (- leaves it out):", NULL, take_field);
}

static int map_leave_out(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	set_column(ui, state, COLUMN_LEFT_OUT);
	return REACT_NONE;
}

/* REMEMBERING ----------------------------------------------------------------------------------------------------------------------- */

/* "Our own system" is kept in the file our-own-system. */
static void name_of_title(const char *title, struct buf *to)
{
	for (; *title; title++)
		if (isascii((unsigned char)*title) && isalnum((unsigned char)*title))
			buf_char(to, (char)tolower((unsigned char)*title));
		else if (to->length > 0 && to->text[to->length - 1] != '-')
			buf_char(to, '-');
	if (to->length > 0 && to->text[to->length - 1] == '-')
		to->text[--to->length] = '\0';
}

/* What the file still lacks to be taken in, as the import would say it; nothing where it could be. */
static void say_remembered(struct ui *ui, const struct import_map_screen *m, const char *title, const char *name)
{
	struct import_wish w = m->wish;
	struct import_job *job = NULL;
	struct err e = { 0 };

	w.map = name;
	w.dry_run = true;
	if (office_import_begin(ui->office, &w, &job, &e) < 0)
		ui_say(ui, "Remembered for %s. Something is still missing: %s", title, e.text);
	else
		ui_say(ui, "Remembered: files with these headings are read as those of %s.", title);
	import_close(job);
}

static int take_name(struct ui *ui, void *state, const char *typed)
{
	struct import_map_screen *m = state;
	CLEAN_BUF struct buf name = { 0 };
	const char *title = *typed ? typed : m->look.map_title;
	struct err e = { 0 };

	if (!title)
		return ui_refuse(ui, "Nothing was remembered: give the product a name.");
	name_of_title(title, &name);
	if (office_import_map_save(ui->office, buf_string(&name), title, m->wish.kind, m->look.headings, m->column, m->look.heading_count, &e) < 0)
		return ui_refuse_err(ui, &e);
	say_remembered(ui, m, title, buf_string(&name));
	return REACT_LEAVE | REACT_RELOAD;
}

static int map_save(struct ui *ui, void *state, const struct key *k)
{
	const struct import_map_screen *m = state;
	char prompt[60] = "The product that writes them:";

	(void)k;
	if (m->look.map_title)
		snprintf(prompt, sizeof prompt, "The product that writes them (%.24s):", m->look.map_title);
	return ui_ask(ui, prompt, NULL, take_name);
}

static const struct binding map_keys[] = {
	{ ON(KEY_ENTER), "choose", map_choose, NEED_ROW, "Say which of our fields this column is", "Choose" },
	{ ON(KEY_DELETE), "leave-out", map_leave_out, NEED_ROW, "Leave this column out", "Leave out" },
	{ ON(KEY_F(10)), "save", map_save, NEED_ROW, "Remember this for every such file", "Remember" },
	{ .name = NULL },
};

const struct screen_kind import_map_screen = {
	.name = "import-map", .help = "Which column of the file is which of our fields. Remembered for the school, and used for every file with these headings.",
	.keys = map_keys, .reload = map_reload, .title = map_title, .draw = map_draw, .list = map_list, .close = map_close,
	.state_size = sizeof(struct import_map_screen),
};

int open_import_map(struct ui *ui, const struct import_wish *w)
{
	return ui_open(ui, &import_map_screen, map_start, w) < 0 ? REACT_STOP : REACT_NONE;
}
