/* A line that a person types. */
#include "field.h"

#include <string.h>

#include "base/text.h"

#define FIELD_MOST 200

static void field_replace(struct field *f, size_t from, size_t to, const char *text)
{
	size_t n = strlen(text), tail = f->text.length - to;
	struct buf made = { 0 };

	buf_put(&made, buf_string(&f->text), from);
	buf_put(&made, text, n);
	buf_put(&made, buf_string(&f->text) + to, tail);
	if (f->secret && f->text.text)
		explicit_bzero(f->text.text, f->text.length);
	buf_finish(&f->text);
	f->text = made;
	f->at = from + n;
}

void field_set(struct field *f, const char *text)
{
	field_replace(f, 0, f->text.length, text);
}

const char *field_text(const struct field *f)
{
	return buf_string(&f->text);
}

/* Where the grapheme before the cursor begins. */
static size_t before(const struct field *f)
{
	const char *s = field_text(f);
	size_t at = 0, last = 0;

	while (at < f->at) {
		int cells = 1;
		size_t n = text_clip(s + at, cells, NULL);

		if (n == 0)
			n = text_clip(s + at, 2, NULL);
		last = at;
		at += n ? n : 1;
	}
	return last;
}

static size_t after(const struct field *f)
{
	const char *s = field_text(f) + f->at;
	size_t n = text_clip(s, 1, NULL);

	if (n == 0)
		n = text_clip(s, 2, NULL);
	return f->at + (n ? n : *s ? 1 : 0);
}

static bool field_type(struct field *f, const char *text)
{
	if (f->text.length + strlen(text) > (f->most ? f->most : FIELD_MOST))
		return false;
	field_replace(f, f->at, f->at, text);
	return true;
}

bool field_key(struct field *f, const struct key *k)
{
	switch (k->code) {
	case KEY_TEXT:      return field_type(f, k->text);
	case KEY_LEFT:      f->at = before(f); return true;
	case KEY_RIGHT:     f->at = after(f); return true;
	case KEY_HOME:      f->at = 0; return true;
	case KEY_END:       f->at = f->text.length; return true;
	case KEY_BACKSPACE: field_replace(f, before(f), f->at, ""); return true;
	case KEY_DELETE: {
		size_t at = f->at;
		field_replace(f, at, after(f), "");
		f->at = at;
		return true;
	}
	default:            return false;
	}
}

static void shown_put(const struct field *f, const char *s, size_t n, struct buf *to)
{
	for (size_t i = 0; f->secret && i < n; i++)
		if (((unsigned char)s[i] & 0xc0) != 0x80)
			buf_char(to, '*');
	if (!f->secret)
		buf_put(to, s, n);
}

/* So much of the left is out of sight that the cursor, and a cell for it, is in sight. */
static size_t first_shown(const char *s, size_t at, int cells)
{
	size_t from = 0;
	int width;

	for (;;) {
		CLEAN_BUF struct buf part = { 0 };

		buf_put(&part, s + from, at - from);
		width = text_width(buf_string(&part));
		if (width < cells || from >= at)
			return from;
		size_t n = text_clip(s + from, width - cells + 1, NULL);
		from += n ? n : text_clip(s + from, 2, NULL);
	}
}

void field_draw(const struct field *f, struct area *a, int row, int col, int cells, bool focused)
{
	CLEAN_BUF struct buf left = { 0 }, all = { 0 }, part = { 0 };

	shown_put(f, field_text(f), f->at, &left);
	shown_put(f, field_text(f), f->text.length, &all);
	size_t from = first_shown(buf_string(&all), left.length, cells);
	area_fill(a, row, col, cells, PAINT_FOCUS);
	area_put(a, row, col, cells, PAINT_FOCUS, buf_string(&all) + from);
	buf_put(&part, buf_string(&all) + from, left.length - from);
	if (focused)
		area_cursor(a, row, col + text_width(buf_string(&part)));
}

void field_finish(struct field *f)
{
	if (f->text.text)
		explicit_bzero(f->text.text, f->text.length);
	buf_finish(&f->text);
	f->at = 0;
}
