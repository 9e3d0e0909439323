#include "rows.h"

#include <locale.h>
#include <stdio.h>

#include "base/mem.h"
#include "input.h"

/* The names of the keys that bytes give, a blank between them; "none" for what is no key, and "..." where more must come. */
static void take(struct input *in, bool rested, struct buf *to)
{
	struct key k;
	char name[16];

	while (input_key(in, rested, &k))
		buf_printf(to, "%s%s", to->length ? " " : "", k.code == KEY_NONE ? "none" : key_name(&k, name));
	if (input_left(in) > 0)
		buf_text(to, to->length ? " ..." : "...");
}

#define EVERYWHERE NULL /* xterm-256color, linux, vt100, tmux, screen, putty, and one that there is not */
static const char *const terminals[] = { "xterm-256color", "linux", "vt100", "tmux", "screen", "putty", "no-such-terminal" };
enum { TERMINALS = sizeof terminals / sizeof *terminals };

static const struct row {
	const char *name, *terminal, *bytes, *want;
} rows[] = {
	{ "nothing",                              EVERYWHERE, "", "" },
	{ "letters, digits and signs",            EVERYWHERE, "aZ9/\\#= ", "a Z 9 / \\ # = Space" },
	{ "letters beyond ASCII",                 EVERYWHERE, "é漢😀", "é 漢 😀" },
	{ "both kinds of Enter",                  EVERYWHERE, "\r\n", "Enter Enter" },
	{ "Tab and both kinds of Backspace",      EVERYWHERE, "\t\b\x7f", "Tab Backspace Backspace" },
	{ "control letters",                      EVERYWHERE, "\x04\x07\x0c\x15", "Ctrl+D Ctrl+G Ctrl+L Ctrl+U" },
	{ "other controls are no keys",           EVERYWHERE, "\x1c\x1d\x1e\x1f", "none none none none" },
	{ "a character that cannot be seen",      EVERYWHERE, "\xc2\x85\xe2\x80\xae", "none none" },
	{ "a byte of Latin-1",                    EVERYWHERE, "Zo\xebX", "Z o none X" },
	{ "a lone continuation",                  EVERYWHERE, "\x80" "a", "none a" },
	{ "a character cut by another",           EVERYWHERE, "\xe2\x82" "a", "none a" },
	{ "bytes that begin nothing",             EVERYWHERE, "\xc0\xff\xf9", "none none none" },
	{ "arrows, application mode",             EVERYWHERE, "\033OA\033OB\033OC\033OD", "Up Down Right Left" },
	{ "arrows, normal mode",                  EVERYWHERE, "\033[A\033[B\033[C\033[D", "Up Down Right Left" },
	{ "F1 to F4 of a VT100",                  EVERYWHERE, "\033OP\033OQ\033OR\033OS", "F1 F2 F3 F4" },
	{ "F1 to F4 of PuTTY",                    EVERYWHERE, "\033[11~\033[12~\033[13~\033[14~", "F1 F2 F3 F4" },
	{ "F5 to F8",                             EVERYWHERE, "\033[15~\033[17~\033[18~\033[19~", "F5 F6 F7 F8" },
	{ "F9 to F12",                            EVERYWHERE, "\033[20~\033[21~\033[23~\033[24~", "F9 F10 F11 F12" },
	{ "Home and End, each way",               EVERYWHERE, "\033[H\033OH\033[1~\033[7~\033[F\033OF\033[4~\033[8~",
	  "Home Home Home Home End End End End" },
	{ "Insert, Delete and pages",             EVERYWHERE, "\033[2~\033[3~\033[5~\033[6~", "Insert Delete PgUp PgDn" },
	{ "Shift and Tab",                        EVERYWHERE, "\033[Z", "Shift+Tab" },
	{ "Enter of the number pad",              EVERYWHERE, "\033OM", "Enter" },
	{ "digits of the number pad",             "putty", "\033Op\033Oq\033Oy", "0 1 9" },
	{ "F5 and F10 of a VT100 are not digits", "vt100", "\033Ot\033Ox", "F5 F10" },
	{ "F1 to F5 of the Linux console",        "linux", "\033[[A\033[[B\033[[C\033[[D\033[[E", "F1 F2 F3 F4 F5" },
	{ "Shift and Tab of the Linux console",   "linux", "\033\t", "Shift+Tab" },
	{ "Esc and Tab elsewhere",                "xterm-256color", "\033\t", "Esc Tab" },
	{ "with Shift, Alt, Ctrl a key is none",  EVERYWHERE, "\033[1;2P\033[15;5~\033[1;3A", "none none none" },
	{ "Esc and a letter typed ahead",         EVERYWHERE, "\033a\033P\0335", "Esc a Esc P Esc 5" },
	{ "Esc twice",                            EVERYWHERE, "\033\033", "Esc ..." },
	{ "Esc and an F-key",                     EVERYWHERE, "\033\033[15~", "Esc F5" },
	{ "Esc and a letter beyond ASCII",        EVERYWHERE, "\033é", "Esc é" },
	{ "Esc alone waits",                      EVERYWHERE, "\033", "..." },
	{ "the beginning of an F-key waits",      EVERYWHERE, "\033[1", "..." },
	{ "ESC O waits",                          EVERYWHERE, "\033O", "..." },
	{ "half a character waits",               EVERYWHERE, "a\xe2\x82", "a ..." },
	{ "ESC O and a control",                  EVERYWHERE, "\033O\r", "Esc O Enter" },
	{ "a paste's brackets are no keys",       EVERYWHERE, "\033[200~a\033[201~", "none a none" },
	{ "the focus is no key",                  EVERYWHERE, "\033[Ia\033[Ob", "none a none b" },
	{ "a mouse of today",                     EVERYWHERE, "\033[<0;12;7Ma", "none a" },
	{ "an old mouse",                         EVERYWHERE, "\033[M !!a", "none a" },
	{ "what terminals answer",                EVERYWHERE, "\033[?1;2ca\033[24;80Rb", "none a none b" },
	{ "a sequence that another cuts",         EVERYWHERE, "\033[1\033[B", "none Down" },
	{ "a sequence with a control in it",      EVERYWHERE, "\033[1\ra", "none Enter a" },
	{ "a sequence without an end",            EVERYWHERE, "\033[11111111111111111111111111111111111a", "none 1 1 1 1 1 a" },
};

static void bytes_row(void **state)
{
	const struct row *row = *state;

	for (int i = 0; i < TERMINALS; i++) {
		CLEAN_BUF struct buf all = { 0 }, single = { 0 };
		if (row->terminal && strcmp(row->terminal, terminals[i]) != 0)
			continue;
		struct input *in = input_new(terminals[i]);
		input_push(in, row->bytes, strlen(row->bytes));
		take(in, false, &all);
		assert_string_equal(buf_string(&all), row->want);
		/* the same a byte at a time: a line may cut anywhere */
		input_drop(in);
		for (const char *s = row->bytes; *s; s++) {
			struct key k;
			char name[16];
			input_push(in, s, 1);
			while (input_key(in, false, &k))
				buf_printf(&single, "%s%s", single.length ? " " : "", k.code == KEY_NONE ? "none" : key_name(&k, name));
		}
		if (input_left(in) > 0)
			buf_text(&single, single.length ? " ..." : "...");
		assert_string_equal(buf_string(&single), row->want);
		input_free(in);
	}
}

static const struct rest_row {
	const char *name, *bytes, *want;
	int wait;
} rest_rows[] = {
	{ "Esc alone",                 "\033", "Esc", 25 },
	{ "ESC O is Esc and a code",   "\033O", "Esc O", 250 },
	{ "half of an F-key",          "\033[1", "none", 250 },
	{ "half of a console's F-key", "\033[[", "none", 250 },
	{ "half a character",          "\xe2\x82", "none", -1 },
	{ "nothing",                   "", "", -1 },
};

static void rest_row(void **state)
{
	const struct rest_row *row = *state;
	CLEAN_BUF struct buf got = { 0 };
	struct input *in = input_new("xterm");

	input_push(in, row->bytes, strlen(row->bytes));
	assert_int_equal(input_wait(in), row->wait);
	take(in, true, &got);
	assert_string_equal(buf_string(&got), row->want);
	assert_int_equal(input_left(in), 0);
	input_free(in);
}

static const struct delay_row {
	const char *name, *value;
	int wait;
} delay_rows[] = {
	{ "$ESCDELAY has the say",             "200", 200 },
	{ "$ESCDELAY of a curses long gone",   "1000", 1000 },
	{ "$ESCDELAY that nobody can sit out", "60000", 25 },
	{ "$ESCDELAY that is no number",       "soon", 25 },
	{ "$ESCDELAY that is nothing",         "", 25 },
	{ "$ESCDELAY below nothing",           "-5", 25 },
};

static void delay_row(void **state)
{
	const struct delay_row *row = *state;

	setenv("ESCDELAY", row->value, 1);
	struct input *in = input_new("xterm");
	unsetenv("ESCDELAY");
	input_push(in, "\033", 1);
	assert_int_equal(input_wait(in), row->wait);
	input_free(in);
}

static void is_counted(void **state)
{
	struct input *in = input_new("xterm");
	struct key k;

	input_push(in, "a\033[15~\xff\033", 8);
	assert_int_equal(input_left(in), 8);
	assert_true(input_key(in, false, &k));
	assert_int_equal(input_left(in), 7);
	assert_true(input_key(in, false, &k));
	assert_int_equal(input_left(in), 2);
	assert_true(input_key(in, false, &k));
	assert_int_equal(input_left(in), 1);
	assert_false(input_key(in, false, &k));
	input_drop(in);
	assert_int_equal(input_left(in), 0);
	assert_int_equal(input_wait(in), -1);
	input_free(in);
}

/* Whatever comes, every byte is taken once and nothing is left over or made up. */
static void noise_ends(void **state)
{
	static const char alphabet[] = "\033\033\033[[O0123;~ABMPa\xc3\xa9\xe2\xff\x9b\r\b<?";
	unsigned seed = 1;
	struct input *in = input_new("xterm-256color");

	for (int i = 0; i < 20000; i++) {
		char bytes[16];
		size_t n = 1 + (seed >> 8) % sizeof bytes, keys = 0;
		for (size_t j = 0; j < n; j++) {
			seed = seed * 1103515245 + 12345;
			bytes[j] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
		}
		input_push(in, bytes, n);
		struct key k;
		while (input_key(in, true, &k))
			keys++;
		assert_int_equal(input_left(in), 0);
		assert_in_range(keys, 1, n);
	}
	input_free(in);
}

int main(void)
{
	static struct rows all;

	setlocale(LC_CTYPE, "C.UTF-8");
	unsetenv("ESCDELAY");
	rows_add(&all, bytes_row, rows);
	rows_add(&all, rest_row, rest_rows);
	rows_add(&all, delay_row, delay_rows);
	rows_case(&all, "every byte is counted", is_counted, NULL);
	rows_case(&all, "noise gives keys or nothing, and ends", noise_ends, NULL);
	return rows_run(&all, "ui/input");
}
