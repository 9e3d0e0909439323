/* Keys and their names: one table, both ways. */
#include "key.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
	enum key_code code;
	const char *name;
} names[] = {
	{ KEY_ENTER, "Enter" }, { KEY_ESC, "Esc" }, { KEY_TAB, "Tab" }, { KEY_BACKTAB, "Shift+Tab" }, { KEY_BACKSPACE, "Backspace" },
	{ KEY_DELETE, "Delete" }, { KEY_INSERT, "Insert" }, { KEY_HOME, "Home" }, { KEY_END, "End" }, { KEY_PAGE_UP, "PgUp" },
	{ KEY_PAGE_DOWN, "PgDn" }, { KEY_UP, "Up" }, { KEY_DOWN, "Down" }, { KEY_LEFT, "Left" }, { KEY_RIGHT, "Right" },
};
#define NAMES (sizeof names / sizeof *names)

const char *key_name(const struct key *k, char to[static 16])
{
	if (k->code > KEY_F0 && k->code < KEY_CTRL0)
		snprintf(to, 16, "F%d", (int)(k->code - KEY_F0));
	else if (k->code > KEY_CTRL0 && k->code < KEY_END_OF_CODES)
		snprintf(to, 16, "Ctrl+%c", 'A' - 1 + (int)(k->code - KEY_CTRL0));
	else if (k->code == KEY_TEXT)
		snprintf(to, 16, "%s", strcmp(k->text, " ") == 0 ? "Space" : k->text);
	else
		to[0] = '\0';
	for (size_t i = 0; i < NAMES; i++)
		if (names[i].code == k->code)
			snprintf(to, 16, "%s", names[i].name);
	return to;
}

static int parse_function(const char *name, struct key *ret)
{
	char *end;

	if ((name[0] != 'F' && name[0] != 'f') || name[1] < '1' || name[1] > '9')
		return -EINVAL;
	long n = strtol(name + 1, &end, 10);
	if (*end || n > 12)
		return -EINVAL;
	*ret = (struct key){ .code = KEY_F(n) };
	return 0;
}

static int parse_control(const char *name, struct key *ret)
{
	size_t skip = name[0] == '^' ? 1 : strncasecmp(name, "Ctrl+", 5) == 0 ? 5 : 0;
	char letter = skip ? name[skip] & ~0x20 : '\0';

	if (letter < 'A' || letter > 'Z' || name[skip + 1])
		return -EINVAL;
	*ret = (struct key){ .code = KEY_CTRL(letter) };
	return 0;
}

/* One code point of UTF-8; the terminal's side and the tests give nothing else. */
static int parse_text(const char *name, struct key *ret)
{
	unsigned char first = (unsigned char)name[0];
	size_t n = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;

	if (first <= ' ' || first == 0x7f || strlen(name) != n)
		return -EINVAL;
	*ret = (struct key){ .code = KEY_TEXT };
	memcpy(ret->text, name, n);
	return 0;
}

int key_read(const char *name, struct key *ret)
{
	for (size_t i = 0; i < NAMES; i++)
		if (strcasecmp(names[i].name, name) == 0) {
			*ret = (struct key){ .code = names[i].code };
			return 0;
		}
	if (strcasecmp(name, "Space") == 0) {
		*ret = (struct key){ .code = KEY_TEXT, .text = " " };
		return 0;
	}
	if (parse_text(name, ret) == 0 || parse_function(name, ret) == 0)
		return 0;
	return parse_control(name, ret);
}

bool key_same(const struct key *a, const struct key *b)
{
	return a->code == b->code && (a->code != KEY_TEXT || strcmp(a->text, b->text) == 0);
}

/* TWINS (design 5): a terminal or a keyboard may keep F-keys for itself ------------------------------------------------------------- */

static const struct {
	char letter, text;
	int f;
} twins[] = {
	{ 'G', '?', 1 }, { 'P', ':', 2 }, { 'F', '/', 3 }, { 'W', 'w', 4 }, { 'T', 0, 5 }, { 'N', 0, 6 },
	{ 'E', 0, 7 }, { 'U', 'u', 8 }, { 'R', 0, 9 }, { 'D', 0, 10 }, { 'K', 0, 11 },
};
#define TWINS (sizeof twins / sizeof *twins)

struct key key_twin(const struct key *k)
{
	for (size_t i = 0; i < TWINS; i++)
		if (k->code == KEY_CTRL(twins[i].letter))
			return (struct key){ .code = KEY_F(twins[i].f) };
	return *k;
}

struct key key_letter_twin(const struct key *k)
{
	for (size_t i = 0; i < TWINS; i++)
		if (k->code == KEY_TEXT && twins[i].text && k->text[0] == twins[i].text && !k->text[1])
			return (struct key){ .code = KEY_F(twins[i].f) };
	return *k;
}

const char *key_twin_name(enum key_code f)
{
	static const char *const control[] = { "Ctrl+G", "Ctrl+P", "Ctrl+F", "Ctrl+W", "Ctrl+T", "Ctrl+N", "Ctrl+E", "Ctrl+U", "Ctrl+R",
					       "Ctrl+D", "Ctrl+K" };

	return f >= KEY_F(1) && f <= KEY_F(11) ? control[f - KEY_F(1)] : NULL;
}
