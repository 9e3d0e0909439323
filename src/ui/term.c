/* The only file that knows curses.  It reads no keys (input.c does) and takes no signals (loop.c does) but those that end a program at once. */
#include "term.h"

#include <curses.h>
#include <errno.h>
#include <ncursesw/term.h> /* term.h is ours */
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "theme.h"

static struct {
	SCREEN *screen;
	const struct theme *theme;
	struct canvas_cell *painted; /* what stands there: rows times cols of the last canvas */
	cchar_t *row;                /* of cols cells */
	int rows, cols;
} term;

/* LEAVING, at any moment: everything is prepared, only what a signal handler may call is called ------------------------------------------ */

static char farewell[512]; /* the bytes that put the modes back */
static size_t farewell_length;
static struct termios found;
static volatile sig_atomic_t is_taken;

#define LINE_WAIT 500 /* ms: a line that takes nothing for so long is not waited for */

static void restore(void)
{
	struct pollfd line = { .fd = STDOUT_FILENO, .events = POLLOUT };
	size_t done = 0;

	if (!is_taken)
		return;
	is_taken = 0;
	while (done < farewell_length && poll(&line, 1, LINE_WAIT) == 1) {
		ssize_t n = write(STDOUT_FILENO, farewell + done, farewell_length - done);
		if (n < 0 && errno != EINTR)
			break;
		done += n > 0 ? (size_t)n : 0;
	}
	tcsetattr(STDIN_FILENO, TCSANOW, &found);
}

static int collect(int c)
{
	if (farewell_length < sizeof farewell)
		farewell[farewell_length++] = (char)c;
	return c;
}

static bool has(const char *capability)
{
	return capability && capability != (const char *)-1;
}

static void collect_capability(const char *name)
{
	const char *capability = tigetstr(name);

	if (has(capability))
		tputs(capability, 1, collect);
}

/* Where there is no second screen to leave, names do not stay on the only one. */
static void prepare_farewell(void)
{
	bool second = has(tigetstr("rmcup"));

	farewell_length = 0;
	collect_capability("sgr0");
	if (term.theme->colours)
		collect_capability("op");
	collect_capability("rmkx");
	collect_capability("cnorm");
	collect_capability(second ? "rmcup" : "clear");
}

/* What ends the program by itself: a fault is left to come again to whoever waited for it before us, a signal is passed on. */
static const int fatal[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };
enum { FATAL = sizeof fatal / sizeof *fatal };
static struct sigaction former[FATAL];

static void on_fatal(int signal, siginfo_t *info, void *context)
{
	restore();
	for (int i = 0; i < FATAL; i++)
		sigaction(fatal[i], &former[i], NULL);
	if (info->si_code <= 0)
		raise(signal);
}

static void watch_fatal(void)
{
	static char room[32 * 1024]; /* a stack that has overflowed cannot be stood on */
	const stack_t stack = { .ss_sp = room, .ss_size = sizeof room };
	struct sigaction action = { .sa_sigaction = on_fatal, .sa_flags = SA_SIGINFO | SA_ONSTACK };

	sigaltstack(&stack, NULL);
	for (int i = 0; i < FATAL; i++)
		sigaction(fatal[i], &action, &former[i]);
}

static void unwatch_fatal(void)
{
	for (int i = 0; i < FATAL; i++)
		sigaction(fatal[i], &former[i], NULL);
}

/* TAKING IT OVER ----------------------------------------------------------------------------------------------------------------------- */

static const char *terminal_name(void)
{
	const char *name = getenv("TERM");

	return name ? name : "";
}

static bool can_show_screens(const char *name)
{
	int status;

	if (!*name || setupterm(name, STDOUT_FILENO, &status) == ERR)
		return false;
	bool can = has(tigetstr("cup")) && has(tigetstr("clear")) && tigetflag("gn") <= 0 && tigetflag("hc") <= 0;
	del_curterm(cur_term);
	return can;
}

static bool wants_colours(const char *theme)
{
	const char *no = getenv("NO_COLOR");

	return !(no && *no) && tigetnum("colors") >= 8 && has(tigetstr("op")) && theme_choose(theme, true)->colours;
}

/* A pair of colours a role. */
static void start_colours(void)
{
	start_color();
	use_default_colors();
	for (int p = 0; p < PAINTS; p++) {
		const struct look *l = &term.theme->looks[p];
		int most = COLORS < 16 ? 8 : 16;
		init_pair((short)(p + 1), (short)(l->colour < most ? l->colour : l->colour - 8),
			(short)(l->background < most ? l->background : l->background - 8));
	}
}

/* curses falls over where it gets no memory, so there is enough before it begins: the screen as it is, as it shall be, and ours. */
static void *room_for_screen(void)
{
	struct winsize size = { 0 };
	size_t cells = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? (size_t)size.ws_row * size.ws_col : 0;

	return mem_reserve((size_t)512 * 1024 + cells * 4 * sizeof(cchar_t));
}

int term_open(const char *theme, struct err *e)
{
	CLEAN_FREE void *room = room_for_screen();
	const char *name = terminal_name();

	if (!can_show_screens(name))
		return err_usage(e, "Screens cannot be shown on a terminal of kind \"%.60s\". Set TERM to its kind, or use firstbell --plain.", name);
	if (tcgetattr(STDIN_FILENO, &found) < 0)
		return err_usage(e, "Screens need a terminal to type on. Use firstbell --plain.");
	use_env(FALSE);
	use_tioctl(TRUE);
	term.screen = newterm(name, stdout, stdin);
	if (!term.screen)
		return err_usage(e, "Screens cannot be shown on this terminal. Use firstbell --plain.");
	term.theme = theme_choose(theme, wants_colours(theme));
	prepare_farewell();
	is_taken = 1;
	watch_fatal();
	bug_restore = restore;
	if (term.theme->colours)
		start_colours();
	raw();
	noecho();
	nonl();
	typeahead(-1);
	keypad(stdscr, TRUE);
	idlok(stdscr, TRUE);
	curs_set(1);
	return 0;
}

void term_look(const char *theme)
{
	term.theme = theme_choose(theme, wants_colours(theme));
	prepare_farewell();
	if (term.theme->colours)
		start_colours();
	else
		attrset(A_NORMAL);
	free(term.painted);
	term.painted = NULL;
	term_repaint();
}

void term_close(void)
{
	restore();
	unwatch_fatal();
	bug_restore = NULL;
	if (term.screen)
		delscreen(term.screen);
	term.screen = NULL;
	free(term.painted);
	free(term.row);
	term.painted = NULL;
	term.row = NULL;
}

static const char *first_set(const char *a, const char *b, const char *c)
{
	return a && *a ? a : b && *b ? b : c && *c ? c : NULL;
}

bool term_is_ascii(void)
{
	static const char *const old[] = { "vt100", "vt102", "vt220", "dumb" };
	const char *locale = first_set(getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG"));

	for (size_t i = 0; i < sizeof old / sizeof *old; i++)
		if (strcmp(terminal_name(), old[i]) == 0)
			return true;
	return locale && !strcasestr(locale, "UTF-8") && !strcasestr(locale, "UTF8");
}

bool term_has_dots(void)
{
	return !term_is_ascii() && strncmp(terminal_name(), "linux", strlen("linux")) != 0;
}

/* ITS SIZE ------------------------------------------------------------------------------------------------------------------------------ */

void term_size(int *ret_rows, int *ret_cols)
{
	*ret_rows = LINES;
	*ret_cols = COLS;
}

void term_repaint(void)
{
	clearok(curscr, TRUE);
}

void term_resized(void)
{
	CLEAN_FREE void *room = room_for_screen();
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
		resizeterm(size.ws_row, size.ws_col);
	term_repaint();
}

void term_return(void)
{
	reset_prog_mode();
	keypad(stdscr, FALSE);
	keypad(stdscr, TRUE);
	term_resized();
}

/* PAINTING ------------------------------------------------------------------------------------------------------------------------------ */

static attr_t attributes_of(enum paint p)
{
	const struct look *l = &term.theme->looks[p];
	attr_t a = A_NORMAL;

	if (l->style & STYLE_BOLD || (term.theme->colours && COLORS < 16 && l->colour >= 8))
		a |= A_BOLD;
	if (l->style & STYLE_REVERSE)
		a |= A_REVERSE;
	if (l->style & STYLE_UNDERLINE)
		a |= A_UNDERLINE;
	return a;
}

static void cell_of(const struct canvas_cell *cell, cchar_t *ret)
{
	wchar_t text[CCHARW_MAX + 1] = { 0 };
	const char *s = cell->text;
	mbstate_t state = { 0 };

	if ((unsigned char)s[0] < 0x80 && s[0] && !s[1])
		text[0] = (wchar_t)s[0];
	else if (mbsrtowcs(text, &s, CCHARW_MAX, &state) == (size_t)-1 || !text[0])
		wcscpy(text, L" ");
	setcchar(ret, text, attributes_of(cell->paint), (short)(term.theme->colours ? cell->paint + 1 : 0), NULL);
}

static bool is_same(const struct canvas_cell *a, const struct canvas_cell *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}

/* From the first cell that differs to the last; whole wide ones. */
static void paint_row(const struct canvas_cell *cells, const struct canvas_cell *was, int row, int cols)
{
	int first = 0, end = cols, n = 0;

	while (was && first < end && is_same(&cells[first], &was[first]))
		first++;
	while (was && end > first && is_same(&cells[end - 1], &was[end - 1]))
		end--;
	while (first > 0 && (cells[first].width == 0 || was[first].width == 0))
		first--;
	for (int col = first; col < end; col++)
		if (cells[col].width > 0)
			cell_of(&cells[col], &term.row[n++]);
	mvadd_wchnstr(row, first, term.row, n);
}

/* Cells that are as they were are not looked at again; of the others curses sends what differs. */
void term_paint(const struct canvas *c)
{
	size_t row_size = (size_t)c->cols * sizeof *c->cells;
	bool anew = c->rows != term.rows || c->cols != term.cols || !term.painted;

	if (anew) {
		term.painted = mem_grow(term.painted, (size_t)c->rows, row_size);
		term.row = mem_grow(term.row, (size_t)c->cols, sizeof *term.row);
		term.rows = c->rows;
		term.cols = c->cols;
		erase();
	}
	for (int row = 0; row < c->rows; row++) {
		const struct canvas_cell *now = canvas_at(c, row, 0);
		struct canvas_cell *was = &term.painted[row * c->cols];
		if (!anew && memcmp(now, was, row_size) == 0)
			continue;
		paint_row(now, anew ? NULL : was, row, c->cols);
		memcpy(was, now, row_size);
	}
	move(c->cursor_row, c->cursor_col);
	wnoutrefresh(stdscr);
	doupdate();
}

void term_bell(void)
{
	beep();
}

void term_mark(size_t taken, unsigned ticks)
{
	char mark[80];
	int n = snprintf(mark, sizeof mark, "\033]7777;%zu;%u;%d;%d\a", taken, ticks, term.rows, term.cols);

	if (write(STDOUT_FILENO, mark, (size_t)n) < 0)
		return; /* the next read says that the line is lost */
}
