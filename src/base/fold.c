/* The search form of a name, and the order of names. */
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/text.h"
#include "utf8.h"

/* Letters that Unicode does not take apart, as they are typed on an English keyboard; already in lower case. */
static const struct fold {
	int32_t from;
	char to[3];
} fold_letters[] = {
	{ 0x00e6, "ae" }, /* æ */
	{ 0x00f0, "d" },  /* ð */
	{ 0x00f8, "o" },  /* ø */
	{ 0x00fe, "th" }, /* þ */
	{ 0x0111, "d" },  /* đ */
	{ 0x0127, "h" },  /* ħ */
	{ 0x0131, "i" },  /* ı */
	{ 0x0138, "k" },  /* ĸ */
	{ 0x0142, "l" },  /* ł */
	{ 0x014b, "ng" }, /* ŋ */
	{ 0x0153, "oe" }, /* œ */
	{ 0x0167, "t" },  /* ŧ */
	{ 0x0180, "b" },  /* ƀ */
	{ 0x0188, "c" },  /* ƈ */
	{ 0x0192, "f" },  /* ƒ */
	{ 0x0199, "k" },  /* ƙ */
	{ 0x01b4, "y" },  /* ƴ */
	{ 0x01dd, "e" },  /* ǝ */
	{ 0x0253, "b" },  /* ɓ */
	{ 0x0254, "o" },  /* ɔ */
	{ 0x0256, "d" },  /* ɖ */
	{ 0x0257, "d" },  /* ɗ */
	{ 0x0259, "e" },  /* ə */
	{ 0x025b, "e" },  /* ɛ */
	{ 0x0268, "i" },  /* ɨ */
	{ 0x0272, "n" },  /* ɲ */
	{ 0x0289, "u" },  /* ʉ */
};

/* Everything that people type, or programs turn, an apostrophe into; and the letters for glottal stops. */
static const int32_t fold_apostrophes[] = {
	0x0027, 0x0060, 0x00b4, 0x02b9, 0x02bb, 0x02bc, 0x02bd, 0x02be, 0x02bf, 0x02c8, 0x02ca, 0x02cb,
	0x05f3, 0x2018, 0x2019, 0x201a, 0x201b, 0x2032, 0x2035, 0xa78b, 0xa78c,
};

/* Most of every name: no table needs to be asked. */
static bool fold_is_plain(int32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool fold_is_apostrophe(int32_t c)
{
	for (size_t i = 0; i < sizeof fold_apostrophes / sizeof *fold_apostrophes; i++)
		if (fold_apostrophes[i] == c)
			return true;
	return false;
}

static bool fold_is_blank(int32_t c)
{
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_PD:
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	default:
		return c == 0x2212 || c == 0x2043; /* minus sign, hyphen bullet */
	}
}

/* What a character does in the search form. */
enum fold_part { FOLD_LETTER, FOLD_NOTHING, FOLD_BLANK };

static enum fold_part fold_part(int32_t c)
{
	if (fold_is_plain(c))
		return FOLD_LETTER;
	return fold_is_apostrophe(c) ? FOLD_NOTHING : fold_is_blank(c) ? FOLD_BLANK : FOLD_LETTER;
}

static char *fold_put(char *to, int32_t c)
{
	if (c < 0x80) {
		*to = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
		return to + 1;
	}
	for (size_t i = 0; i < sizeof fold_letters / sizeof *fold_letters; i++)
		if (fold_letters[i].from == c)
			return stpcpy(to, fold_letters[i].to);
	return to + utf8proc_encode_char(c, (utf8proc_uint8_t *)to);
}

/* Runs of blanks become one, and none at the ends.  `to` has room for as much as `s`: every letter of the table has two bytes. */
static void fold_pass(const char *s, char *to)
{
	const char *begin = to;
	bool owed = false;
	int32_t c;

	for (size_t n; (n = utf8_next(s, &c)) > 0; s += n) {
		enum fold_part part = fold_part(c);

		if (part == FOLD_BLANK)
			owed = to > begin;
		if (part != FOLD_LETTER)
			continue;
		if (owed)
			*to++ = ' ';
		owed = false;
		to = fold_put(to, c);
	}
	*to = '\0';
}

/* An acute accent on its own comes apart into a blank and a mark: it was meant as an apostrophe. */
static utf8proc_int32_t fold_before(utf8proc_int32_t c, void *data)
{
	return fold_is_apostrophe(c) ? '\'' : c;
}

/* Letters and marks apart; NULL for plain text, which has none. */
static char *fold_apart(const char *s)
{
	CLEAN_BUF struct buf whole = { 0 };
	utf8proc_uint8_t *apart;
	size_t length;
	int32_t c;

	if (utf8_plain(s, &length))
		return NULL;
	for (size_t n; (n = utf8_next(s, &c)) > 0; s += n)
		utf8_put(&whole, c < 0 ? UTF8_REPLACEMENT : c);
	if (utf8proc_map_custom((const utf8proc_uint8_t *)buf_string(&whole), 0, &apart,
				UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
					UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE,
				fold_before, NULL) < 0)
		mem_exhausted(); /* the one way left to fail: what goes in is UTF-8 */
	return (char *)apart;
}

char *text_fold(struct arena *a, const char *s)
{
	CLEAN_FREE char *apart = fold_apart(s);
	const char *from = apart ? apart : s;
	char *folded = arena_new(a, strlen(from) + 1, 1);

	fold_pass(from, folded);
	return folded;
}

/* In place where it can be: a text never grows. */
static char *fold_new(const char *s)
{
	char *apart = fold_apart(s), *folded = apart ? apart : mem_text(s);

	fold_pass(folded, folded);
	return folded;
}

int text_compare(const char *a, const char *b)
{
	CLEAN_FREE char *fold_a = fold_new(a), *fold_b = fold_new(b);
	int order = strcmp(fold_a, fold_b);

	return order ? order : strcmp(a, b);
}
