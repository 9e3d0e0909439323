/*
 * A terminal for tests: runs a program in a pty, types, and answers what is to be seen (libvterm).  It is told what to do in lines on
 * standard input, and answers each with lines of its own, ended by "ok ..." or "no WHY".  It never sleeps: it waits for the idle mark
 * that the program writes when it has taken what was typed (FIRSTBELL_TEST_MARK; src/ui/loop.c), and says no if that does not come.
 *
 *   env NAME=VALUE              for the program; all words are %-encoded
 *   start TERM ROWS COLS ARGV   runs it; waits for nothing
 *   wait                        until it has taken all that was typed and has painted the size that stands
 *   ticks N                     until it has ticked N times from its beginning to its end
 *   keys KEY ...                types keys by name (what TERM's terminfo says they send), other words as they are; waits after each
 *   send KEY ...                the same typed ahead: it waits for nothing
 *   resize ROWS COLS            waits
 *   screen · cells · cursor     what is seen: text; each row's runs of looks; "row col visible"
 *   bytes                       what came since last asked, without marks, %-encoded
 *   modes                       "alternate=0 keypad=0 cursor=1 mouse=0 termios=1", termios=1: as it was found
 *   signal N · exit · hangup    exit waits for its end and answers the status or -signal; hangup closes the line
 *   usage                       "cpu MS resident KIB peak KIB" of the program
 *   taken                       "TAKEN TYPED PID": how many of the bytes typed the program said it had taken, and who it is
 *   turns                       how often it was idle again since it began because of what was typed: one paint each
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

/* behind vterm.h: the second claims names such as bell and lines */
#include <curses.h>
#include <term.h>

#include "base/mem.h"

#define WAIT_MOST 120000 /* ms without a byte taken: then none ever will be */
#define WORDS_MOST 4096

static struct {
	VTerm *vterm;
	VTermScreen *screen;
	int master, line;        /* both ends: what was written last can still be read when the program has gone */
	pid_t pid;
	int status;
	bool has_ended;
	struct termios found;
	int rows, cols;
	size_t typed;
	struct { size_t taken; unsigned ticks, turns; int rows, cols; bool came; } mark;
	struct { bool alternate, keypad, application, cursor, mouse; } modes;
	struct buf received, osc;
} t = { .master = -1, .line = -1 };

static int64_t now_ms(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

/* WHAT THE PROGRAM SAYS ------------------------------------------------------------------------------------------------------------------ */

static int on_prop(VTermProp prop, VTermValue *value, void *ctx)
{
	if (prop == VTERM_PROP_ALTSCREEN)
		t.modes.alternate = value->boolean;
	else if (prop == VTERM_PROP_CURSORVISIBLE)
		t.modes.cursor = value->boolean;
	else if (prop == VTERM_PROP_MOUSE)
		t.modes.mouse = value->number != 0;
	return 1;
}

static const VTermScreenCallbacks screen_callbacks = { .settermprop = on_prop };

static void take_mark(const char *text)
{
	unsigned ticks = t.mark.ticks;

	if (sscanf(text, "%zu;%u;%d;%d", &t.mark.taken, &t.mark.ticks, &t.mark.rows, &t.mark.cols) != 4)
		return;
	t.mark.came = true;
	t.mark.turns += t.mark.ticks == ticks;
}

static bool ends_with(const struct buf *b, const char *end)
{
	size_t n = strlen(end);

	return b->length >= n && memcmp(b->text + b->length - n, end, n) == 0;
}

/* Marks are taken out before the terminal sees them; everything else is counted. */
static void take_byte(char c)
{
	static const char begin[] = "\033]7777;";

	buf_char(&t.osc, c);
	if (t.osc.length < sizeof begin - 1 && memcmp(t.osc.text, begin, t.osc.length) == 0)
		return;
	if (t.osc.length >= sizeof begin - 1 && memcmp(t.osc.text, begin, sizeof begin - 1) == 0) {
		if (c == '\a') {
			take_mark(t.osc.text + sizeof begin - 1);
			buf_reset(&t.osc);
		}
		return;
	}
	/* only the last byte can begin another */
	size_t keep = c == '\033' && t.osc.length > 1 ? 1 : 0, give = t.osc.length - keep;
	buf_put(&t.received, t.osc.text, give);
	vterm_input_write(t.vterm, t.osc.text, give);
	buf_reset(&t.osc);
	if (keep)
		buf_char(&t.osc, c);
	/* libvterm keeps this one to itself: application keypad, DECKPAM and DECKPNM */
	if (ends_with(&t.received, "\033=") || ends_with(&t.received, "\033>"))
		t.modes.keypad = c == '=';
	if (ends_with(&t.received, "\033[?1h") || ends_with(&t.received, "\033[?1l"))
		t.modes.application = c == 'h';
}

static bool take_output(int milliseconds)
{
	struct pollfd line = { .fd = t.master, .events = POLLIN };
	char bytes[65536];

	if (t.master < 0 || poll(&line, 1, milliseconds) != 1)
		return false;
	ssize_t n = read(t.master, bytes, sizeof bytes);
	for (ssize_t i = 0; i < n; i++)
		take_byte(bytes[i]);
	return n > 0;
}

static void look_for_end(void)
{
	if (t.pid > 0 && !t.has_ended && waitpid(t.pid, &t.status, WNOHANG) == t.pid)
		t.has_ended = true;
}

/* Takes what comes until it is so, however long: a slow machine goes on.  @return NULL, or why it will not be */
static const char *wait_until(bool (*is_so)(unsigned), unsigned what)
{
	int64_t end = now_ms() + WAIT_MOST;
	size_t taken = t.mark.taken;

	while (!is_so(what)) {
		if (taken != t.mark.taken)
			end = now_ms() + WAIT_MOST;
		taken = t.mark.taken;
		look_for_end();
		if (t.has_ended) {
			while (take_output(0))
				;
			return is_so(what) ? NULL : "the program has ended";
		}
		if (now_ms() > end)
			return "it did not come in time";
		take_output(20);
	}
	return NULL;
}

static bool is_idle(unsigned what)
{
	return t.mark.came && t.mark.taken >= t.typed && t.mark.rows == t.rows && t.mark.cols == t.cols;
}

static bool has_ticked(unsigned ticks)
{
	return t.mark.came && t.mark.ticks >= ticks;
}

static bool has_ended(unsigned what)
{
	look_for_end();
	return t.has_ended;
}

/* WHAT IS TYPED ---------------------------------------------------------------------------------------------------------------------------- */

static const struct { const char *name, *capability, *otherwise; } named_keys[] = {
	{ "Enter", NULL, "\r" }, { "Esc", NULL, "\033" }, { "Tab", NULL, "\t" }, { "Space", NULL, " " },
	{ "Backspace", "kbs", "\177" }, { "Shift+Tab", "kcbt", "\033[Z" },
	{ "Delete", "kdch1", "\033[3~" }, { "Insert", "kich1", "\033[2~" },
	{ "Home", "khome", "\033[1~" }, { "End", "kend", "\033[4~" }, { "PgUp", "kpp", "\033[5~" }, { "PgDn", "knp", "\033[6~" },
	{ "Up", "kcuu1", "\033[A" }, { "Down", "kcud1", "\033[B" }, { "Right", "kcuf1", "\033[C" }, { "Left", "kcub1", "\033[D" },
	{ "F1", "kf1", "\033OP" }, { "F2", "kf2", "\033OQ" }, { "F3", "kf3", "\033OR" }, { "F4", "kf4", "\033OS" },
	{ "F5", "kf5", "\033[15~" }, { "F6", "kf6", "\033[17~" }, { "F7", "kf7", "\033[18~" }, { "F8", "kf8", "\033[19~" },
	{ "F9", "kf9", "\033[20~" }, { "F10", "kf10", "\033[21~" }, { "F11", "kf11", "\033[23~" }, { "F12", "kf12", "\033[24~" },
};

static const char *bytes_of_key(const char *word, char to[static 2])
{
	if (strncmp(word, "Ctrl+", 5) == 0 && word[5] && !word[6]) {
		to[0] = (char)(word[5] & 0x1f);
		to[1] = '\0';
		return to;
	}
	for (size_t i = 0; i < sizeof named_keys / sizeof *named_keys; i++) {
		if (strcmp(word, named_keys[i].name) != 0)
			continue;
		const char *capability = named_keys[i].capability ? tigetstr(named_keys[i].capability) : NULL;
		return capability && capability != (const char *)-1 ? capability : named_keys[i].otherwise;
	}
	return word;
}

static const char *type_bytes(const char *bytes, size_t n)
{
	int64_t end = now_ms() + WAIT_MOST;

	t.typed += n;
	while (n > 0) {
		struct pollfd line = { .fd = t.master, .events = POLLIN | POLLOUT };
		if (now_ms() > end || poll(&line, 1, 1000) < 0)
			return "it takes nothing";
		if (line.revents & POLLIN)
			take_output(0);
		ssize_t done = line.revents & POLLOUT ? write(t.master, bytes, n) : 0;
		if (done < 0 && errno != EAGAIN)
			return "the line is closed";
		bytes += done > 0 ? done : 0;
		n -= done > 0 ? (size_t)done : 0;
	}
	return NULL;
}

/* LINES AND WORDS --------------------------------------------------------------------------------------------------------------------------- */

static void put_encoded(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] <= ' ' || s[i] == '%' || (s[i] & 0x80) || s[i] == 0x7f)
			printf("%%%02x", (unsigned char)s[i]);
		else
			putchar(s[i]);
}

/* A lone % is the empty word. */
static void decode(char *s)
{
	char *to = s;
	unsigned byte;

	if (strcmp(s, "%") == 0)
		*s = '\0';

	for (; *s; s++) {
		if (*s == '%' && sscanf(s + 1, "%2x", &byte) == 1) {
			*to++ = (char)byte;
			s += 2;
		} else {
			*to++ = *s;
		}
	}
	*to = '\0';
}

/* COMMANDS: each answers NULL (and has printed "ok ..." or its lines) or why not ---------------------------------------------------------------- */

static const char *command_env(int count, char **words)
{
	return count == 2 && putenv(mem_text(words[1])) == 0 ? NULL : "env NAME=VALUE";
}

static void run_child(const char *terminal, char **argv)
{
	setsid();
	ioctl(t.line, TIOCSCTTY, 0);
	for (int fd = 0; fd < 3; fd++)
		dup2(t.line, fd);
	closefrom(3);
	setenv("TERM", terminal, 1);
	execv(argv[0], argv);
	fprintf(stderr, "%s cannot be run: %s\n", argv[0], strerror(errno));
	_exit(127);
}

static void make_screen(void)
{
	t.vterm = vterm_new(t.rows, t.cols);
	vterm_set_utf8(t.vterm, 1);
	t.screen = vterm_obtain_screen(t.vterm);
	vterm_screen_enable_altscreen(t.screen, 1);
	vterm_screen_set_callbacks(t.screen, &screen_callbacks, NULL);
	t.modes.cursor = true;
	vterm_screen_reset(t.screen, 1);
}

static const char *command_start(int count, char **words)
{
	if (count < 5 || t.pid)
		return "start TERM ROWS COLS ARGV, once";
	t.rows = atoi(words[2]);
	t.cols = atoi(words[3]);
	struct winsize size = { .ws_row = (unsigned short)t.rows, .ws_col = (unsigned short)t.cols };
	int status;

	if (openpty(&t.master, &t.line, NULL, NULL, &size) < 0)
		return strerror(errno);
	tcgetattr(t.line, &t.found);
	setupterm(words[1], STDOUT_FILENO, &status);
	make_screen();
	t.pid = fork();
	if (t.pid == 0)
		run_child(words[1], words + 4);
	fcntl(t.master, F_SETFL, O_NONBLOCK);
	return NULL;
}

static const char *command_wait(int count, char **words)
{
	return wait_until(is_idle, 0);
}

/* Those that came while nobody looked do not count, and neither does the next: it may have looked before what it is to see was there. */
static const char *command_ticks(int count, char **words)
{
	while (take_output(0))
		;
	return count == 2 ? wait_until(has_ticked, t.mark.ticks + 1 + (unsigned)atoi(words[1])) : "ticks N";
}

static const char *command_send(int count, char **words)
{
	const char *why = NULL;
	char control[2];

	for (int i = 1; i < count && !why; i++) {
		const char *bytes = bytes_of_key(words[i], control);
		why = type_bytes(bytes, strlen(bytes));
	}
	return why;
}

/* A key is pressed by somebody who has seen what the key before it did: what is typed ahead of a refusal is dropped, on a slow machine less of it. */
static const char *command_keys(int count, char **words)
{
	const char *why = wait_until(is_idle, 0);

	for (int i = 1; i < count && !why; i++) {
		why = command_send(2, (char *[]){ words[0], words[i], NULL });
		if (!why)
			why = wait_until(is_idle, 0);
	}
	return why;
}

static const char *command_resize(int count, char **words)
{
	if (count != 3)
		return "resize ROWS COLS";
	t.rows = atoi(words[1]);
	t.cols = atoi(words[2]);
	struct winsize size = { .ws_row = (unsigned short)t.rows, .ws_col = (unsigned short)t.cols };
	vterm_set_size(t.vterm, t.rows, t.cols);
	if (ioctl(t.master, TIOCSWINSZ, &size) < 0)
		return strerror(errno);
	return wait_until(is_idle, 0);
}

static void put_character(uint32_t c)
{
	if (c < 0x80)
		printf("%c", (int)c);
	else if (c < 0x800)
		printf("%c%c", (int)(0xc0 | c >> 6), (int)(0x80 | (c & 0x3f)));
	else if (c < 0x10000)
		printf("%c%c%c", (int)(0xe0 | c >> 12), (int)(0x80 | (c >> 6 & 0x3f)), (int)(0x80 | (c & 0x3f)));
	else
		printf("%c%c%c%c", (int)(0xf0 | c >> 18), (int)(0x80 | (c >> 12 & 0x3f)), (int)(0x80 | (c >> 6 & 0x3f)), (int)(0x80 | (c & 0x3f)));
}

static void put_cell(const VTermScreenCell *cell)
{
	if (cell->chars[0] == 0)
		putchar(' ');
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i] && cell->chars[i] != (uint32_t)-1; i++)
		put_character(cell->chars[i]);
}

static const char *command_screen(int count, char **words)
{
	for (int row = 0; row < t.rows; row++) {
		putchar('|');
		for (int col = 0; col < t.cols;) {
			VTermScreenCell cell = { 0 };
			vterm_screen_get_cell(t.screen, (VTermPos){ row, col }, &cell);
			put_cell(&cell);
			col += cell.width > 1 ? cell.width : 1;
		}
		putchar('\n');
	}
	return NULL;
}

static void colour_text(const VTermColor *colour, char to[static 8])
{
	if (VTERM_COLOR_IS_DEFAULT_FG(colour) || VTERM_COLOR_IS_DEFAULT_BG(colour))
		snprintf(to, 8, "-");
	else if (VTERM_COLOR_IS_INDEXED(colour))
		snprintf(to, 8, "%d", colour->indexed.idx);
	else
		snprintf(to, 8, "%02x%02x%02x", colour->rgb.red, colour->rgb.green, colour->rgb.blue);
}

static void look_text(int row, int col, char to[static 32])
{
	VTermScreenCell cell = { 0 };
	char colour[8], background[8];

	vterm_screen_get_cell(t.screen, (VTermPos){ row, col }, &cell);
	colour_text(&cell.fg, colour);
	colour_text(&cell.bg, background);
	snprintf(to, 32, "%s/%s/%s%s%s", colour, background, cell.attrs.bold ? "b" : "", cell.attrs.reverse ? "r" : "", cell.attrs.underline ? "u" : "");
}

/* "ROW COL LENGTH COLOUR/BACKGROUND/STYLE" for each run that does not look plain. */
static const char *command_cells(int count, char **words)
{
	char look[32], next[32];

	for (int row = 0; row < t.rows; row++) {
		for (int col = 0, end; col < t.cols; col = end) {
			look_text(row, col, look);
			for (end = col + 1; end < t.cols; end++) {
				look_text(row, end, next);
				if (strcmp(look, next) != 0)
					break;
			}
			if (strcmp(look, "-/-/") != 0)
				printf("%d %d %d %s\n", row, col, end - col, look);
		}
	}
	return NULL;
}

static const char *command_cursor(int count, char **words)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(t.vterm), &at);
	printf("%d %d %d\n", at.row, at.col, t.modes.cursor);
	return NULL;
}

static const char *command_bytes(int count, char **words)
{
	put_encoded(buf_string(&t.received), t.received.length);
	putchar('\n');
	buf_reset(&t.received);
	return NULL;
}

static const char *command_modes(int count, char **words)
{
	struct termios is;

	while (take_output(0))
		;
	memset(&is, 0, sizeof is);
	tcgetattr(t.line, &is);
	bool same = is.c_iflag == t.found.c_iflag && is.c_oflag == t.found.c_oflag && is.c_cflag == t.found.c_cflag &&
		is.c_lflag == t.found.c_lflag && memcmp(is.c_cc, t.found.c_cc, sizeof is.c_cc) == 0;
	printf("alternate=%d keypad=%d cursor=%d mouse=%d termios=%d\n", t.modes.alternate, t.modes.keypad || t.modes.application, t.modes.cursor,
	       t.modes.mouse, same);
	return NULL;
}

static const char *command_signal(int count, char **words)
{
	return count == 2 && t.pid > 0 && !t.has_ended && kill(t.pid, atoi(words[1])) == 0 ? NULL : "signal NUMBER of a program that runs";
}

static const char *command_exit(int count, char **words)
{
	const char *why = wait_until(has_ended, 0);

	if (why && !t.has_ended)
		return why;
	while (take_output(0))
		;
	printf("%d\n", WIFSIGNALED(t.status) ? -WTERMSIG(t.status) : WEXITSTATUS(t.status));
	return NULL;
}

static const char *command_hangup(int count, char **words)
{
	close(t.line);
	close(t.master);
	t.line = t.master = -1;
	return NULL;
}

static long status_figure(const char *name)
{
	char path[64], text[256];
	long figure = -1;

	snprintf(path, sizeof path, "/proc/%d/status", t.pid);
	FILE *f = fopen(path, "r");
	while (f && fgets(text, sizeof text, f))
		if (strncmp(text, name, strlen(name)) == 0)
			figure = atol(text + strlen(name));
	if (f)
		fclose(f);
	return figure;
}

/* Of children that have ended and been waited for; while it runs, from /proc. */
static const char *command_usage(int count, char **words)
{
	struct rusage usage;

	getrusage(RUSAGE_CHILDREN, &usage);
	long ms = usage.ru_utime.tv_sec * 1000 + usage.ru_utime.tv_usec / 1000 + usage.ru_stime.tv_sec * 1000 + usage.ru_stime.tv_usec / 1000;
	printf("cpu %ld resident %ld peak %ld\n", ms, status_figure("VmRSS:"), status_figure("VmHWM:"));
	return NULL;
}

/* Of a program that has ended: what it had said until then. */
static const char *command_taken(int count, char **words)
{
	printf("%zu %zu %d\n", t.mark.taken, t.typed, (int)t.pid);
	return NULL;
}

static const char *command_turns(int count, char **words)
{
	printf("%u\n", t.mark.turns);
	return NULL;
}

static const struct {
	const char *name;
	const char *(*run)(int count, char **words);
} commands[] = {
	{ "env", command_env }, { "start", command_start }, { "wait", command_wait }, { "ticks", command_ticks },
	{ "keys", command_keys }, { "send", command_send }, { "resize", command_resize }, { "screen", command_screen },
	{ "cells", command_cells }, { "cursor", command_cursor }, { "bytes", command_bytes }, { "modes", command_modes },
	{ "signal", command_signal }, { "exit", command_exit }, { "hangup", command_hangup }, { "usage", command_usage },
	{ "taken", command_taken }, { "turns", command_turns },
};

static const char *run_line(char *line)
{
	static char *words[WORDS_MOST + 1];
	int count = 0;

	for (char *word; count < WORDS_MOST && (word = strsep(&line, " \n"));) {
		if (!*word)
			continue;
		decode(word);
		words[count++] = word;
	}
	words[count] = NULL;
	for (size_t i = 0; count > 0 && i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i].name, words[0]) == 0)
			return commands[i].run(count, words);
	return "there is no such command";
}

int main(void)
{
	char *line = NULL;
	size_t room = 0;

	signal(SIGPIPE, SIG_IGN);
	while (getline(&line, &room, stdin) > 0) {
		const char *why = run_line(line);
		printf(why ? "no %s\n" : "ok\n", why);
		fflush(stdout);
	}
	if (t.pid > 0 && !t.has_ended)
		kill(t.pid, SIGKILL);
	free(line);
	return 0;
}
