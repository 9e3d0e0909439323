#include "rows.h"

#include <errno.h>

#include "key.h"

/* A name as it is written, the key that it is, and how that key is written again. */
static const struct name_row {
	const char *name;
	const char *written;
	struct key want;
	const char *again;
} names[] = {
	{ "a letter", "a", { KEY_TEXT, "a" }, "a" },
	{ "a capital letter is another key", "A", { KEY_TEXT, "A" }, "A" },
	{ "a letter of two bytes", "é", { KEY_TEXT, "é" }, "é" },
	{ "a letter of three bytes", "王", { KEY_TEXT, "王" }, "王" },
	{ "a letter of four bytes", "😀", { KEY_TEXT, "😀" }, "😀" },
	{ "a letter that begins like a function key", "F", { KEY_TEXT, "F" }, "F" },
	{ "a caret alone", "^", { KEY_TEXT, "^" }, "^" },
	{ "Space", "Space", { KEY_TEXT, " " }, "Space" },
	{ "Space in small letters", "space", { KEY_TEXT, " " }, "Space" },
	{ "F1", "F1", { KEY_F(1), "" }, "F1" },
	{ "F10 in small letters", "f10", { KEY_F(10), "" }, "F10" },
	{ "F12", "F12", { KEY_F(12), "" }, "F12" },
	{ "Ctrl+A", "Ctrl+A", { KEY_CTRL('A'), "" }, "Ctrl+A" },
	{ "Ctrl+Z in small letters", "ctrl+z", { KEY_CTRL('Z'), "" }, "Ctrl+Z" },
	{ "a control key with a caret", "^D", { KEY_CTRL('D'), "" }, "Ctrl+D" },
	{ "Enter", "Enter", { KEY_ENTER, "" }, "Enter" },
	{ "Esc", "ESC", { KEY_ESC, "" }, "Esc" },
	{ "Shift+Tab", "Shift+Tab", { KEY_BACKTAB, "" }, "Shift+Tab" },
	{ "Backspace", "Backspace", { KEY_BACKSPACE, "" }, "Backspace" },
	{ "Page up", "PgUp", { KEY_PAGE_UP, "" }, "PgUp" },
	{ "Page down", "pgdn", { KEY_PAGE_DOWN, "" }, "PgDn" },
	{ "Left", "Left", { KEY_LEFT, "" }, "Left" },
};

static void name_row(void **state)
{
	const struct name_row *row = *state;
	struct key got;
	char again[16];

	assert_int_equal(key_read(row->written, &got), 0);
	assert_int_equal(got.code, row->want.code);
	assert_string_equal(got.text, row->want.text);
	assert_string_equal(key_name(&got, again), row->again);
}

static const struct refused_row {
	const char *name, *written;
} refused[] = {
	{ "nothing", "" }, { "two letters", "ab" }, { "F0", "F0" }, { "F13", "F13" }, { "F1 with a tail", "F1x" }, { "F01", "F01" },
	{ "Ctrl alone", "Ctrl+" }, { "Ctrl and a digit", "Ctrl+1" }, { "Ctrl and two letters", "Ctrl+AB" }, { "a blank", " " },
	{ "a control character", "\x04" }, { "half of a letter", "\xc3" }, { "Alt", "Alt+A" },
};

static void refused_row(void **state)
{
	const struct refused_row *row = *state;
	struct key got = { .code = KEY_HOME };

	assert_int_equal(key_read(row->written, &got), -EINVAL);
	assert_int_equal(got.code, KEY_HOME);
}

/* Design 5: the control key beside each F-key, and the letter where no code can be typed ('\0' none). */
static const struct twin_row {
	const char *name;
	char control, letter;
	int f;
} twins[] = {
	{ "F1 ^G ?", 'G', '?', 1 }, { "F2 ^P :", 'P', ':', 2 }, { "F3 ^F /", 'F', '/', 3 }, { "F4 ^W w", 'W', 'w', 4 }, { "F5 ^T", 'T', 0, 5 },
	{ "F6 ^N", 'N', 0, 6 }, { "F7 ^E", 'E', 0, 7 }, { "F8 ^U u", 'U', 'u', 8 }, { "F9 ^R", 'R', 0, 9 }, { "F10 ^D", 'D', 0, 10 }, { "F11 ^K", 'K', 0, 11 },
};

static void twin_row(void **state)
{
	const struct twin_row *row = *state;
	struct key control = { .code = KEY_CTRL(row->control) }, letter = { .code = KEY_TEXT, .text = { row->letter } }, beside;

	assert_int_equal(key_twin(&control).code, KEY_F(row->f));
	assert_int_equal(key_read(key_twin_name(KEY_F(row->f)), &beside), 0);
	assert_int_equal(beside.code, control.code);
	if (!row->letter)
		return;
	assert_int_equal(key_letter_twin(&letter).code, KEY_F(row->f));
	assert_int_equal(key_twin(&letter).code, KEY_TEXT);
}

static void no_other_twin(void **state)
{
	for (char c = 'A'; c <= 'Z'; c++) {
		struct key k = { .code = KEY_CTRL(c) };

		assert_int_equal(key_twin(&k).code == k.code, strchr("GPFWTNEURDK", c) == NULL);
	}
	for (char c = ' '; c <= '~'; c++) {
		struct key k = { .code = KEY_TEXT, .text = { c } };

		assert_int_equal(key_letter_twin(&k).code == KEY_TEXT, strchr("?:/wu", c) == NULL);
	}
	assert_null(key_twin_name(KEY_F(12)));
	assert_null(key_twin_name(KEY_ENTER));
}

static void every_code_goes_both_ways(void **state)
{
	for (enum key_code c = KEY_ENTER; c < KEY_END_OF_CODES; c++) {
		struct key k = { .code = c }, again;
		char name[16];

		if (c == KEY_F0 || c == KEY_CTRL0)
			continue;
		assert_int_equal(key_read(key_name(&k, name), &again), 0);
		assert_true(key_same(&k, &again));
	}
}

int main(void)
{
	static struct rows all;

	rows_add(&all, name_row, names);
	rows_add(&all, refused_row, refused);
	rows_add(&all, twin_row, twins);
	rows_case(&all, "no other control key or letter stands for an F-key", no_other_twin, NULL);
	rows_case(&all, "every key can be written and read again", every_code_goes_both_ways, NULL);
	return rows_run(&all, "ui/key");
}
