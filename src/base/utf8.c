#include "utf8.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <utf8proc.h>

#include "base/text.h"

size_t utf8_next(const char *s, int32_t *ret)
{
	utf8proc_int32_t c;

	if (*s == '\0')
		return 0;
	if ((unsigned char)*s < 0x80) {
		*ret = *s;
		return 1;
	}
	/* strnlen: a character that is cut short must not be read past the end */
	utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)strnlen(s, 4), &c);
	*ret = n > 0 ? c : -1;
	return n > 0 ? (size_t)n : 1;
}

void utf8_put(struct buf *to, int32_t c)
{
	utf8proc_uint8_t bytes[4];

	buf_put(to, bytes, (size_t)utf8proc_encode_char(c, bytes));
}

bool utf8_plain(const char *s, size_t *ret_length)
{
	const char *p = s;

	while (*p >= ' ' && *p <= '~')
		p++;
	if (*p != '\0')
		return false;
	*ret_length = (size_t)(p - s);
	return true;
}

/* main() sets the locale; without it wcwidth() would know ASCII only. */
static void utf8_locale(void)
{
	static bool tried;

	if (!tried && MB_CUR_MAX == 1)
		setlocale(LC_CTYPE, "C.UTF-8");
	tried = true;
}

int utf8_width(int32_t c)
{
	utf8_locale();
	return wcwidth((wchar_t)c);
}

/** Bytes of ASCII from here on, eight at a time: most of a file of marks is nothing else.  A zero byte is none of them. */
static size_t utf8_ascii(const char *s, size_t n)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), highs = ones << 7;
	size_t at = 0;

	for (uint64_t eight; at + sizeof eight <= n; at += sizeof eight) {
		memcpy(&eight, s + at, sizeof eight);
		/* a zero byte borrows into its high bit; where it does so wrongly, the slow way looks again */
		if (((eight - ones) | eight) & highs)
			break;
	}
	return at;
}

long text_bad_utf8(const char *s, size_t n)
{
	size_t at = 0;

	while ((at += utf8_ascii(s + at, n - at)) < n) {
		utf8proc_int32_t c;
		utf8proc_ssize_t took = utf8proc_iterate((const utf8proc_uint8_t *)s + at, (utf8proc_ssize_t)(n - at), &c);
		if (took <= 0 || c == 0)
			return (long)at;
		at += (size_t)took;
	}
	return -1;
}
