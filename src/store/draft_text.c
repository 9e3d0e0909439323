#include "draft_text.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "seal/seal.h"

#define CHECK_DIGITS 8

/* WRITING ---------------------------------------------------------------------------------------------------------------------------- */

static void check_of(const char *line, size_t n, char to[static CHECK_DIGITS + 1])
{
	struct hashing h;
	struct hash digest;

	hash_begin(&h);
	hash_more(&h, line, n);
	hash_end(&h, &digest);
	hex_write(digest.bytes, CHECK_DIGITS / 2, to);
}

/* A line stays a line, and a code one word, whatever is in them. */
static void put_escaped(struct buf *to, const char *s, char last_escaped)
{
	CLEAN_BUF struct buf clean = { 0 };

	if (text_bad_utf8(s, strlen(s)) >= 0) {
		text_clean(s, &clean);
		s = buf_string(&clean);
	}
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (c <= (unsigned char)last_escaped || c == 0x7f || c == '%')
			buf_printf(to, "%%%02X", c);
		else
			buf_char(to, *s);
	}
}

static void put_line(struct buf *to, const struct buf *line)
{
	char check[CHECK_DIGITS + 1];

	check_of(line->text, line->length, check);
	buf_printf(to, "%s %s\n", check, line->text);
}

void draft_line_mark(struct buf *to, const struct draft_typed *typed)
{
	CLEAN_BUF struct buf line = { 0 };
	char key[KEY_TEXT];

	buf_printf(&line, "mark %s %" PRId64 " %d %d =", key_hex(&typed->pupil, key), typed->at.seconds, typed->before, typed->minutes_late);
	put_escaped(&line, typed->code, ' ');
	if (typed->note) {
		buf_char(&line, ' ');
		put_escaped(&line, typed->note, '\x1f');
	}
	put_line(to, &line);
}

void draft_line_drop(struct buf *to, const struct key *pupil, struct moment at)
{
	CLEAN_BUF struct buf line = { 0 };
	char key[KEY_TEXT];

	buf_printf(&line, "drop %s %" PRId64, key_hex(pupil, key), at.seconds);
	put_line(to, &line);
}

/* WHAT STANDS ------------------------------------------------------------------------------------------------------------------------ */

static int index_of(const struct draft_text *t, const struct key *pupil)
{
	for (int i = 0; i < t->typed.count; i++)
		if (key_equal(&t->typed.items[i].pupil, pupil))
			return i;
	return -1;
}

const struct draft_typed *draft_text_get(const struct draft_text *t, const struct key *pupil)
{
	int i = index_of(t, pupil);

	return i < 0 ? NULL : &t->typed.items[i];
}

void draft_text_drop(struct draft_text *t, const struct key *pupil)
{
	int i = index_of(t, pupil);

	if (i < 0)
		return;
	t->typed.count--;
	memmove(&t->typed.items[i], &t->typed.items[i + 1], (size_t)(t->typed.count - i) * sizeof *t->typed.items);
}

void draft_text_put(struct draft_text *t, const struct draft_typed *typed)
{
	struct draft_typed kept = *typed;

	draft_text_drop(t, &kept.pupil);
	vec_push(&t->typed, kept);
}

/* READING: every byte may be damaged, or somebody's ----------------------------------------------------------------------------------- */

/* In place.  @return false for a % that begins no two digits, or one of a zero byte */
static bool unescape(char *s)
{
	char *to = s;

	for (; *s; s++, to++) {
		uint8_t byte;

		*to = *s;
		if (*s != '%')
			continue;
		char digits[3] = { s[1], s[1] ? s[2] : '\0', '\0' };
		if (hex_parse(digits, &byte, 1) < 0 || byte == 0)
			return false;
		*to = (char)byte;
		s += 2;
	}
	*to = '\0';
	return true;
}

static bool read_words(char *code, struct arena *a, struct draft_typed *to)
{
	char *note = strchr(code, ' ');

	if (note)
		*note++ = '\0';
	if (!unescape(code) || strlen(code) >= sizeof to->code || (note && !unescape(note)))
		return false;
	strcpy(to->code, code);
	to->note = arena_text(a, note);
	return true;
}

static bool read_mark(char *line, struct arena *a, struct draft_text *t)
{
	struct draft_typed typed = { 0 };
	char key[KEY_TEXT];
	int end = 0;

	if (sscanf(line, "mark %32s %18" SCNd64 " %3d %4d =%n", key, &typed.at.seconds, &typed.before, &typed.minutes_late, &end) != 4 ||
	    end == 0 || key_parse(key, &typed.pupil) < 0)
		return false;
	if (typed.before < 0 || typed.before > UINT8_MAX || typed.minutes_late < -1 || typed.minutes_late >= DAY_MINUTES)
		return false;
	if (!read_words(line + end, a, &typed))
		return false;
	draft_text_put(t, &typed);
	return true;
}

static bool read_drop(const char *line, struct draft_text *t)
{
	struct key pupil;
	struct moment at;
	char key[KEY_TEXT];
	int end = 0;

	if (sscanf(line, "drop %32s %18" SCNd64 "%n", key, &at.seconds, &end) != 2 || line[end] || key_parse(key, &pupil) < 0)
		return false;
	draft_text_drop(t, &pupil);
	return true;
}

static bool read_line(const char *line, size_t n, struct arena *a, struct draft_text *t)
{
	char check[CHECK_DIGITS + 1];

	if (n <= CHECK_DIGITS + 1 || line[CHECK_DIGITS] != ' ' || memchr(line, '\0', n))
		return false;
	check_of(line + CHECK_DIGITS + 1, n - CHECK_DIGITS - 1, check);
	if (memcmp(line, check, CHECK_DIGITS) != 0)
		return false;
	CLEAN_BUF struct buf copy = { 0 };
	buf_put(&copy, line + CHECK_DIGITS + 1, n - CHECK_DIGITS - 1);
	return read_mark(copy.text, a, t) || read_drop(copy.text, t);
}

int draft_text_read(const char *bytes, size_t n, struct arena *a, struct draft_text *ret)
{
	const char *end = bytes + n;

	*ret = (struct draft_text){ 0 };
	if (n == 0)
		return 0; /* begun by a program that was ended before it wrote */
	if (n < strlen(DRAFT_HEADER) || memcmp(bytes, DRAFT_HEADER, strlen(DRAFT_HEADER)) != 0)
		return -EBADMSG;
	for (const char *at = bytes + strlen(DRAFT_HEADER); at < end;) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t length = (size_t)((stop ? stop : end) - at);

		ret->passed_over += length > 0 && !read_line(at, length, a, ret);
		at += length + 1;
	}
	return 0;
}
