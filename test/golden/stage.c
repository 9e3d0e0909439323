/*
 * The screens without a terminal, for the goldens and the walks: keys by name in, what is to be seen out.
 *
 *	stage DIR ROWS COLS [--as NAME] [--ascii] [--nobody]
 *	stage --keys
 *
 * The second prints every key of every screen (ui_manual()).
 *
 * A command a line on standard input:
 *
 *	press NAME...     keys by name, blanks between; "Space" for a blank
 *	type TEXT         the rest of the line, a character at a time
 *	resize R C, tick N
 *	shot, paints      the screen; with the paint of every run of cells and the cursor
 *	focus             the row and column of the cursor and the paint of the cell there
 *	footer            what the keys at the foot are
 *	message           what was said last, whole
 *	over              yes or no
 *
 * Each answer ends with a line "== end".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <locale.h>
#include <unistd.h>

#include "office/office.h"
#include "ui/ui.h"

static void put_end(void)
{
	puts("== end");
	fflush(stdout);
}

static void put_shot(struct ui *ui, bool paints)
{
	CLEAN_BUF struct buf shot = { 0 };

	ui_shot(ui, paints, &shot);
	fputs(buf_string(&shot), stdout);
}

/* The last lines of a shot with paints say the cursor; the paint of its cell is the run that it falls in. */
static void put_focus(struct ui *ui)
{
	int row, col;

	ui_cursor(ui, &row, &col);
	printf("%d %d %s\n", row, col, ui_paint_at(ui, row, col));
}

static void put_footer(struct ui *ui)
{
	CLEAN_BUF struct buf keys = { 0 };

	ui_footer_keys(ui, &keys);
	fputs(buf_string(&keys), stdout);
}

static void press_all(struct ui *ui, char *names)
{
	for (char *name; (name = strsep(&names, " "));)
		if (*name && ui_press(ui, name) < 0)
			printf("no such key: %s\n", name);
}

static void type_all(struct ui *ui, const char *text)
{
	char one[8];

	for (size_t n; *text; text += n) {
		for (n = 1; ((unsigned char)text[n] & 0xc0) == 0x80; n++)
			;
		snprintf(one, sizeof one, "%.*s", (int)n, text);
		ui_press(ui, strcmp(one, " ") == 0 ? "Space" : one);
	}
}

static void obey(struct ui *ui, char *line)
{
	char *rest = line + strcspn(line, " ");
	int rows, cols;

	if (*rest)
		*rest++ = '\0';
	if (strcmp(line, "press") == 0)
		press_all(ui, rest);
	else if (strcmp(line, "type") == 0)
		type_all(ui, rest);
	else if (strcmp(line, "resize") == 0 && sscanf(rest, "%d %d", &rows, &cols) == 2)
		ui_resize(ui, rows, cols);
	else if (strcmp(line, "tick") == 0)
		for (int i = atoi(rest); i > 0; i--)
			ui_tick(ui);
	else if (strcmp(line, "shot") == 0 || strcmp(line, "paints") == 0)
		put_shot(ui, line[0] == 'p');
	else if (strcmp(line, "focus") == 0)
		put_focus(ui);
	else if (strcmp(line, "footer") == 0)
		put_footer(ui);
	else if (strcmp(line, "message") == 0)
		puts(ui_message(ui));
	else if (strcmp(line, "over") == 0)
		puts(ui_is_over(ui) ? "yes" : "no");
	else
		printf("no such command: %s\n", line);
	while (ui_work(ui)) /* nobody types meanwhile */
		;
	put_end();
}

static bool option(int argc, char **argv, const char *name)
{
	for (int i = 4; i < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return true;
	return false;
}

static const char *value(int argc, char **argv, const char *name)
{
	for (int i = 4; i + 1 < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return argv[i + 1];
	return NULL;
}

static int put_keys(void)
{
	CLEAN_BUF struct buf keys = { 0 };

	ui_manual(&keys);
	fputs(buf_string(&keys), stdout);
	return 0;
}

int main(int argc, char **argv)
{
	struct office *o;
	struct err e = { 0 };
	char *line = NULL;
	size_t room = 0;

	if (argc == 2 && strcmp(argv[1], "--keys") == 0)
		return put_keys();
	if (argc < 4)
		return 2;
	setlocale(LC_CTYPE, "C.UTF-8");
	const struct office_options options = { .directory = argv[1], .as = value(argc, argv, "--as"), .later = true, .terminal = "stage",
						.uid = option(argc, argv, "--nobody") ? 4294967294 : (int64_t)getuid() };
	if (office_open(&options, &o, &e) < 0) {
		fprintf(stderr, "%s\n", e.text);
		return 3;
	}
	struct ui *ui = ui_new(o, atoi(argv[2]), atoi(argv[3]), option(argc, argv, "--ascii"));
	ui_start(ui);
	for (ssize_t n; (n = getline(&line, &room, stdin)) > 0;) {
		line[strcspn(line, "\n")] = '\0';
		obey(ui, line);
	}
	free(line);
	ui_free(ui);
	office_close(o);
	return 0;
}
