/*
 * Bytes to keys.  One key's bytes are cut off here, so that every byte is counted and none swallows the next; what a sequence
 * means, libtermkey says: from terminfo, and from what terminals send whatever terminfo says of them.
 */
#include "input.h"

#include <stdlib.h>
#include <string.h>
#include <termkey.h>

#include "base/mem.h"
#include "base/text.h"

#define ESC '\033'
#define SEQUENCE_MOST 32  /* bytes of one key: longer ones are none */
#define ESCAPE_WAIT 25    /* ms after which Esc is Esc; $ESCDELAY has the say */
#define ESCAPE_WAIT_MOST 1000
#define SEQUENCE_WAIT 10  /* times that, where a sequence has begun: nobody types these bytes, but a line may cut them in two */

struct input {
	TermKey *termkey;
	struct buf bytes;
	size_t at;          /* those before it are taken */
	int escape_wait;
	bool escape_tab;    /* Esc and Tab are Shift and Tab there: the Linux console */
};

static bool sequence_key(struct input *in, const char *bytes, size_t n, TermKeyKey *ret);

static int escape_wait(void)
{
	const char *text = getenv("ESCDELAY");
	char *end;
	long wait = text ? strtol(text, &end, 10) : 0;

	return text && end != text && !*end && wait > 0 && wait <= ESCAPE_WAIT_MOST ? (int)wait : ESCAPE_WAIT;
}

#define ROOM ((size_t)128 * 1024) /* what libtermkey takes, which does not look everywhere whether it got it, fits in four times */

struct input *input_new(const char *terminal)
{
	CLEAN_FREE void *room = mem_reserve(ROOM);
	struct input *in = mem_new(1, sizeof *in);
	TermKeyKey k;

	in->termkey = termkey_new_abstract(terminal, TERMKEY_FLAG_UTF8 | TERMKEY_FLAG_CONVERTKP | TERMKEY_FLAG_NOTERMIOS);
	if (!in->termkey)
		mem_exhausted();
	in->escape_wait = escape_wait();
	in->escape_tab = sequence_key(in, "\033\t", 2, &k) && k.code.sym == TERMKEY_SYM_TAB && k.modifiers == TERMKEY_KEYMOD_SHIFT;
	return in;
}

void input_free(struct input *in)
{
	if (!in)
		return;
	termkey_destroy(in->termkey);
	buf_finish(&in->bytes);
	free(in);
}

void input_push(struct input *in, const char *bytes, size_t n)
{
	if (in->at == in->bytes.length)
		input_drop(in);
	buf_put(&in->bytes, bytes, n);
}

size_t input_left(const struct input *in)
{
	return in->bytes.length - in->at;
}

void input_drop(struct input *in)
{
	buf_reset(&in->bytes);
	in->at = 0;
}

int input_wait(const struct input *in)
{
	if (input_left(in) == 0 || in->bytes.text[in->at] != ESC)
		return -1;
	return input_left(in) == 1 ? in->escape_wait : in->escape_wait * SEQUENCE_WAIT;
}

/* WHERE A KEY ENDS: its bytes, 0 where more must come ------------------------------------------------------------------------------ */

static size_t character_length(const char *s, size_t n)
{
	unsigned char first = (unsigned char)s[0];
	size_t length = first >= 0xf0 && first < 0xf8 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1, got = 1;

	if (first >= 0xf8)
		length = 1;
	while (got < length && got < n && ((unsigned char)s[got] & 0xc0) == 0x80)
		got++;
	return got < length && got == n ? 0 : got;
}

/* ESC [ digits and such, then one letter or sign.  What stands in its way belongs to the next key. */
static size_t csi_length(const char *s, size_t n)
{
	size_t i = 2;

	if (n > 2 && s[2] == '[') /* the Linux console's F1 to F5 */
		return n > 3 ? 4 : 0;
	if (n > 2 && s[2] == 'M') /* an old mouse: three bytes follow */
		return n > 5 ? 6 : 0;
	while (i < n && s[i] >= 0x20 && s[i] < 0x40 && i < SEQUENCE_MOST)
		i++;
	if (i == n)
		return 0;
	return i < SEQUENCE_MOST && s[i] >= 0x40 && s[i] < 0x7f ? i + 1 : i;
}

static size_t ss3_length(const char *s, size_t n)
{
	size_t i = 2;

	while (i < n && ((s[i] >= '0' && s[i] <= '9') || s[i] == ';') && i < SEQUENCE_MOST)
		i++;
	if (i == n)
		return 0;
	return s[i] >= 0x40 && s[i] < 0x7f ? i + 1 : 1;
}

static size_t key_length(const struct input *in, const char *s, size_t n)
{
	if (s[0] != ESC)
		return character_length(s, n);
	if (n == 1)
		return 0;
	if (s[1] == '[')
		return csi_length(s, n);
	if (s[1] == 'O')
		return ss3_length(s, n);
	return s[1] == '\t' && in->escape_tab ? 2 : 1;
}

/* Nothing more came: Esc is Esc, and ESC O is Esc and O; half of anything else is nobody's key. */
static size_t rested_length(const char *s, size_t n)
{
	return s[0] == ESC && (n == 1 || (n == 2 && s[1] == 'O')) ? 1 : n;
}

/* WHAT A KEY IS ---------------------------------------------------------------------------------------------------------------------- */

/* Behind a letter, where a combining mark may stand. */
static bool can_be_seen(const char *s, size_t n)
{
	CLEAN_BUF struct buf raw = { 0 }, clean = { 0 };

	buf_char(&raw, 'o');
	buf_put(&raw, s, n);
	text_clean(buf_string(&raw), &clean);
	return !strstr(buf_string(&clean), "\xef\xbf\xbd");
}

static struct key character_key(const char *s, size_t n)
{
	unsigned char first = (unsigned char)s[0];
	struct key k = { .code = KEY_NONE };

	if (first == '\t')
		k.code = KEY_TAB;
	else if (first == '\r' || first == '\n')
		k.code = KEY_ENTER;
	else if (first == '\b' || first == 0x7f)
		k.code = KEY_BACKSPACE;
	else if (first == ESC)
		k.code = KEY_ESC;
	else if (first >= 1 && first <= 26)
		k.code = KEY_CTRL('A' + first - 1);
	else if ((unsigned char)s[0] >= ' ' && text_bad_utf8(s, n) < 0 && can_be_seen(s, n)) {
		k.code = KEY_TEXT;
		memcpy(k.text, s, n);
	}
	return k;
}

static const enum key_code symbols[TERMKEY_N_SYMS] = {
	[TERMKEY_SYM_BACKSPACE] = KEY_BACKSPACE, [TERMKEY_SYM_TAB] = KEY_TAB, [TERMKEY_SYM_ENTER] = KEY_ENTER,
	[TERMKEY_SYM_UP] = KEY_UP, [TERMKEY_SYM_DOWN] = KEY_DOWN, [TERMKEY_SYM_LEFT] = KEY_LEFT, [TERMKEY_SYM_RIGHT] = KEY_RIGHT,
	[TERMKEY_SYM_FIND] = KEY_HOME, [TERMKEY_SYM_HOME] = KEY_HOME, [TERMKEY_SYM_SELECT] = KEY_END, [TERMKEY_SYM_END] = KEY_END,
	[TERMKEY_SYM_INSERT] = KEY_INSERT, [TERMKEY_SYM_DELETE] = KEY_DELETE, [TERMKEY_SYM_DEL] = KEY_DELETE,
	[TERMKEY_SYM_PAGEUP] = KEY_PAGE_UP, [TERMKEY_SYM_PAGEDOWN] = KEY_PAGE_DOWN,
	[TERMKEY_SYM_KPENTER] = KEY_ENTER,
};

/* The bytes are of one key: whatever else libtermkey would still see in them is not asked for. */
static bool sequence_key(struct input *in, const char *bytes, size_t n, TermKeyKey *ret)
{
	TermKeyKey rest;

	termkey_push_bytes(in->termkey, bytes, n);
	bool is = termkey_getkey_force(in->termkey, ret) == TERMKEY_RES_KEY;
	while (termkey_getkey_force(in->termkey, &rest) == TERMKEY_RES_KEY)
		is = false;
	return is;
}

static struct key escape_key(struct input *in, const char *bytes, size_t n)
{
	struct key k = { .code = KEY_NONE };
	TermKeyKey t;

	if (!sequence_key(in, bytes, n, &t))
		return k;
	if (t.type == TERMKEY_TYPE_KEYSYM && t.code.sym == TERMKEY_SYM_TAB && t.modifiers == TERMKEY_KEYMOD_SHIFT)
		k.code = KEY_BACKTAB;
	else if (t.modifiers)
		k.code = KEY_NONE;
	else if (t.type == TERMKEY_TYPE_FUNCTION && t.code.number >= 1 && t.code.number <= 12)
		k.code = KEY_F(t.code.number);
	else if (t.type == TERMKEY_TYPE_KEYSYM && t.code.sym > 0 && t.code.sym < TERMKEY_N_SYMS)
		k.code = symbols[t.code.sym];
	else if (t.type == TERMKEY_TYPE_UNICODE)
		k = character_key(t.utf8, strlen(t.utf8)); /* the number pad */
	return k;
}

bool input_key(struct input *in, bool rested, struct key *ret)
{
	size_t left = input_left(in);

	if (left == 0)
		return false;
	const char *s = in->bytes.text + in->at;
	size_t n = key_length(in, s, left);
	if (n == 0 && !rested)
		return false;
	if (n == 0)
		n = rested_length(s, left);
	*ret = n > 1 && s[0] == ESC ? escape_key(in, s, n) : character_key(s, n);
	in->at += n;
	return true;
}
