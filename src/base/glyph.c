/* Text for a grid of cells, and for terminals that know ASCII only. */
#include "base/glyph.h"

#include <string.h>

#include <utf8proc.h>

#include "base/text.h"
#include "utf8.h"

size_t glyph_next(const char *s, int *ret_cells)
{
	int32_t c;
	size_t n = utf8_next(s, &c);
	int cells = n == 0 ? 0 : c < 0 ? 1 : utf8_width(c);

	*ret_cells = cells < 0 ? 1 : cells;
	return n;
}

static const struct plain {
	int32_t from;
	const char *to;
} plain[] = {
	{ 0x2018, "'" }, { 0x2019, "'" }, { 0x02bc, "'" }, { 0x201c, "\"" }, { 0x201d, "\"" }, { 0x2010, "-" }, { 0x2011, "-" },
	{ 0x2013, "-" }, { 0x2014, "-" }, { 0x2212, "-" }, { 0x2026, "..." }, { 0x00a0, " " }, { 0x00b7, "." }, { 0x00a3, "GBP " },
};

static const char *plain_find(int32_t c)
{
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (plain[i].from == c)
			return plain[i].to;
	return NULL;
}

/* The search form knows the letter behind a letter; only its case is lost there. */
static void letter_put(const char *s, size_t n, int32_t c, struct buf *to)
{
	CLEAN_ARENA struct arena a = { 0 };
	char *folded = text_fold(&a, arena_text_n(&a, s, n));
	size_t length;

	if (!*folded || !utf8_plain(folded, &length)) {
		buf_text(to, utf8_width(c) > 1 ? "??" : "?");
		return;
	}
	if (utf8proc_tolower(c) != c && folded[0] >= 'a' && folded[0] <= 'z')
		folded[0] = (char)(folded[0] - 'a' + 'A');
	buf_text(to, folded);
}

void glyph_ascii(const char *s, struct buf *to)
{
	int32_t c;

	for (size_t n; (n = utf8_next(s, &c)) > 0; s += n) {
		const char *p = plain_find(c);

		if (c >= 0 && c < 0x80)
			buf_put(to, s, n);
		else if (p)
			buf_text(to, p);
		else if (c < 0 || utf8_width(c) != 0)
			letter_put(s, n, c < 0 ? UTF8_REPLACEMENT : c, to);
	}
}
