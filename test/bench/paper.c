/*
 * The floors of the screens: the least that a program of ncurses can do (design 7).  paper [STORE]
 *
 * It shows a register of 18 rows and does what a key asks for: an arrow moves the line in reverse video, a letter is written into
 * the row and moves it on, a page shows other rows.  With a store it opens that first and reads one row of it.  Behind what it has
 * painted it writes the mark that firstbell writes.
 */
#include <curses.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include <sqlite3.h>

enum { ROWS = 18, TOP = 4 };

static struct {
	int first, focus;
	char marks[ROWS];
	size_t taken;
} page;

static void show_row(int i)
{
	attrset(i == page.focus ? A_REVERSE : A_NORMAL);
	mvprintw(TOP + i, 0, "%3d %-9s Surname%05d // //////C/// ////////  %c  ", page.first + i + 1, i % 2 ? "Amelia" : "Oluwaseun",
		 (page.first + i) * 7919 % 10007, page.marks[i] ? page.marks[i] : ' ');
	attrset(A_NORMAL);
}

static void show_page(int first)
{
	page.first = first;
	for (int i = 0; i < ROWS; i++)
		show_row(i);
}

static void focus(int to)
{
	int from = page.focus;

	page.focus = to < 0 ? 0 : to >= ROWS ? ROWS - 1 : to;
	show_row(from);
	show_row(page.focus);
}

static void paint(void)
{
	char mark[64];

	move(TOP + page.focus, 49);
	refresh();
	int n = snprintf(mark, sizeof mark, "\033]7777;%zu;0;24;80\a", page.taken);
	if (write(STDOUT_FILENO, mark, (size_t)n) != n)
		endwin();
}

/* @return the bytes of the key */
static size_t take(int key)
{
	switch (key) {
	case KEY_DOWN:  focus(page.focus + 1); return 3;
	case KEY_UP:    focus(page.focus - 1); return 3;
	case KEY_HOME:  focus(0); return 3;
	case KEY_NPAGE: show_page(page.first + ROWS - 1); return 4;
	case KEY_PPAGE: show_page(page.first - ROWS + 1); return 4;
	default:
		page.marks[page.focus] = (char)key;
		focus(page.focus + 1);
		return 1;
	}
}

static int read_one_row(const char *store)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *q = NULL;
	int rc = sqlite3_open_v2(store, &db, SQLITE_OPEN_READWRITE, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_prepare_v2(db, "SELECT name FROM school", -1, &q, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(q);
	if (rc == SQLITE_ROW)
		mvprintw(0, 0, "%s", (const char *)sqlite3_column_text(q, 0));
	sqlite3_finalize(q); /* the store stays open, as a program's does */
	return rc;
}

int main(int argc, char **argv)
{
	initscr();
	raw();
	noecho();
	keypad(stdscr, TRUE);
	if (argc == 2 && read_one_row(argv[1]) != SQLITE_ROW) {
		endwin();
		return 1;
	}
	mvprintw(3, 4, "Name                   Last two weeks         Mark");
	mvprintw(23, 0, "F10 Send  F5 Fill  F6 Note  F8 Undo  F3 Row  Esc Back  F1 Help  F2 Commands");
	show_page(0);
	paint();
	for (int key; (key = getch()) != ERR;) {
		page.taken += take(key);
		paint();
	}
	endwin();
	return 0;
}
