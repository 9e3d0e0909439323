/* Text in cells: one trio of width, clip and pad for every column (style.md). */
#include "base/text.h"

#include <string.h>

#include <utf8proc.h>

#include "utf8.h"

#define ELLIPSIS "…" /* one cell */

/* One grapheme: what a person takes for one character. */
struct grapheme {
	size_t bytes; /**< 0 at the end of the text */
	int cells;
};

/* What the C library cannot show is cleaned before it is shown, and U+FFFD has one cell. */
static int text_cells(int32_t c)
{
	int cells = c < 0 ? 1 : utf8_width(c);

	return cells < 0 ? 1 : cells;
}

static struct grapheme text_grapheme(const char *s)
{
	struct grapheme g = { 0 };
	int32_t c, last = 0, state = 0;

	for (size_t n; (n = utf8_next(s + g.bytes, &c)) > 0; g.bytes += n, last = c) {
		int32_t shown = c < 0 ? UTF8_REPLACEMENT : c;
		if (g.bytes > 0 && utf8proc_grapheme_break_stateful(last, shown, &state))
			break;
		g.cells += text_cells(c);
		c = shown;
	}
	return g;
}

int text_width(const char *s)
{
	size_t length;
	int32_t c;
	int cells = 0;

	if (utf8_plain(s, &length))
		return (int)length;
	for (size_t n; (n = utf8_next(s, &c)) > 0; s += n)
		cells += text_cells(c);
	return cells;
}

size_t text_clip(const char *s, int cells, int *ret_width)
{
	size_t bytes = 0, length;
	int width = 0;

	if (utf8_plain(s, &length)) {
		bytes = cells < 0 ? 0 : length < (size_t)cells ? length : (size_t)cells;
		if (ret_width)
			*ret_width = (int)bytes;
		return bytes;
	}
	for (;;) {
		struct grapheme g = text_grapheme(s + bytes);
		if (g.bytes == 0 || g.cells > cells - width)
			break;
		bytes += g.bytes;
		width += g.cells;
	}
	if (ret_width)
		*ret_width = width;
	return bytes;
}

void text_pad(struct buf *to, const char *s, int cells, bool right)
{
	CLEAN_BUF struct buf clean = { 0 };
	size_t plain;
	int width;

	if (cells <= 0)
		return;
	if (!utf8_plain(s, &plain)) {
		text_clean(s, &clean);
		s = buf_string(&clean);
	}
	size_t bytes = text_clip(s, cells, &width);
	bool cut = s[bytes] != '\0';
	if (cut) {
		bytes = text_clip(s, cells - 1, &width);
		width++;
	}
	if (right)
		buf_blanks(to, cells - width);
	buf_put(to, s, bytes);
	if (cut)
		buf_text(to, ELLIPSIS);
	if (!right)
		buf_blanks(to, cells - width);
}

char *text_number(char *to, int64_t n)
{
	uint64_t left = n < 0 ? -(uint64_t)n : (uint64_t)n;
	char digits[TEXT_NUMBER], *p = digits + sizeof digits;

	do {
		*--p = (char)('0' + left % 10);
		left /= 10;
	} while (left > 0);
	if (n < 0)
		*--p = '-';
	to = mempcpy(to, p, (size_t)(digits + sizeof digits - p));
	*to = '\0';
	return to;
}

static bool text_is_white(int32_t c)
{
	if (c < 0)
		return false;
	if (c <= ' ')
		return c == ' ' || (c >= '\t' && c <= '\r');
	utf8proc_category_t category = utf8proc_category(c);
	return c == 0x85 || category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
	       category == UTF8PROC_CATEGORY_ZP;
}

char *text_trim(char *s)
{
	size_t first = 0, end = 0;
	int32_t c;

	for (size_t at = 0, n; (n = utf8_next(s + at, &c)) > 0; at += n) {
		if (!text_is_white(c))
			end = at + n;
		else if (end == 0)
			first = at + n;
	}
	if (end == 0)
		first = 0;
	memmove(s, s + first, end - first);
	s[end - first] = '\0';
	return s;
}
