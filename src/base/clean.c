/* Text made fit to be shown, wherever it goes (reliability 5). */
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/text.h"
#include "utf8.h"

#define MARKS_MOST 4

enum { ZWNJ = 0x200c, ZWJ = 0x200d, VIRAMA_CLASS = 9 };

/* What stands before the code point being judged. */
struct before {
	int marks;     /**< on the base so far */
	bool base;     /**< there is one */
	bool virama;   /**< the last one kept asks for a joiner */
	bool cursive;  /**< the last base is a letter that joins to the next */
};

/* Scripts whose letters join: Arabic, Syriac, N'Ko, Mandaic, Mongolian, and the Arabic supplements. */
static bool clean_is_cursive(int32_t c)
{
	static const struct { int32_t from, to; } blocks[] = {
		{ 0x0620, 0x077f }, { 0x07ca, 0x07ff }, { 0x0840, 0x08c9 }, { 0x1820, 0x18aa },
	};

	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
		if (c >= blocks[i].from && c <= blocks[i].to)
			return utf8proc_category(c) == UTF8PROC_CATEGORY_LO;
	return false;
}

/* The joiners, where a script needs them and nowhere else (RFC 5892, appendix A.1 and A.2). */
static bool clean_joiner_stays(const struct before *b, int32_t c, const char *after)
{
	int32_t next = -1;

	if (c != ZWNJ && c != ZWJ)
		return false;
	return b->virama || (c == ZWNJ && b->cursive && utf8_next(after, &next) > 0 && clean_is_cursive(next));
}

static bool clean_is_stopped(int32_t c)
{
	if (c < 0)
		return true;
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	default:
		/* fillers and selectors are letters and marks that show nothing */
		return utf8proc_get_property(c)->ignorable || utf8_width(c) < 0;
	}
}

static bool clean_is_mark(int32_t c)
{
	return utf8_width(c) == 0 || utf8proc_get_property(c)->combining_class != 0;
}

static void clean_mark(struct before *b, struct buf *to, int32_t c)
{
	if (!b->base) {
		utf8_put(to, UTF8_REPLACEMENT); /* it would sit on whatever is printed before */
		*b = (struct before){ .base = true };
	} else if (b->marks < MARKS_MOST) {
		utf8_put(to, c);
		b->marks++;
		b->virama = utf8proc_get_property(c)->combining_class == VIRAMA_CLASS;
	}
}

static void clean_pass(const char *s, struct buf *to)
{
	struct before b = { 0 };
	int32_t c;

	for (size_t n; (n = utf8_next(s, &c)) > 0; s += n) {
		if (clean_joiner_stays(&b, c, s + n)) {
			utf8_put(to, c);
			b.virama = b.cursive = false;
		} else if (clean_is_stopped(c)) {
			utf8_put(to, UTF8_REPLACEMENT);
			b = (struct before){ .base = true };
		} else if (clean_is_mark(c)) {
			clean_mark(&b, to, c);
		} else {
			utf8_put(to, c);
			b = (struct before){ .base = true, .cursive = clean_is_cursive(c) };
		}
	}
}

void text_clean(const char *s, struct buf *to)
{
	CLEAN_BUF struct buf kept = { 0 };
	CLEAN_FREE utf8proc_uint8_t *composed = NULL;
	size_t length;

	if (utf8_plain(s, &length)) {
		buf_put(to, s, length);
		return;
	}
	/* Marks are counted before, so that no run is long enough to make the sorting of marks slow, and again
	 * after, since a letter taken apart may bring marks of its own. */
	clean_pass(s, &kept);
	if (utf8proc_map((const utf8proc_uint8_t *)buf_string(&kept), 0, &composed,
			 UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE) < 0)
		mem_exhausted(); /* the one way left to fail: what goes in is UTF-8 */
	buf_put(to, "", 0);
	clean_pass((const char *)composed, to);
}

const char *text_cleaned(struct arena *a, const char *s)
{
	size_t length;

	return utf8_plain(s, &length) ? s : text_clean_arena(a, s);
}

char *text_clean_arena(struct arena *a, const char *s)
{
	CLEAN_BUF struct buf b = { 0 };

	text_clean(s, &b);
	return arena_text_n(a, buf_string(&b), b.length);
}
