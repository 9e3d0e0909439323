#include "base/key.h"

#include <errno.h>
#include <string.h>

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

int hex_parse(const char *hex, uint8_t *to, size_t n)
{
	if (strlen(hex) != 2 * n)
		return -EINVAL;
	for (size_t i = 0; i < 2 * n; i++)
		if (hex_digit(hex[i]) < 0)
			return -EINVAL;
	for (size_t i = 0; i < n; i++)
		to[i] = (uint8_t)(hex_digit(hex[2 * i]) << 4 | hex_digit(hex[2 * i + 1]));
	return 0;
}

void hex_write(const uint8_t *bytes, size_t n, char *to)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		to[2 * i] = digits[bytes[i] >> 4];
		to[2 * i + 1] = digits[bytes[i] & 15];
	}
	to[2 * n] = '\0';
}

const char *key_hex(const struct key *k, char to[static KEY_TEXT])
{
	hex_write(k->bytes, sizeof k->bytes, to);
	return to;
}

int key_parse(const char *hex, struct key *ret)
{
	return hex_parse(hex, ret->bytes, sizeof ret->bytes);
}

bool key_equal(const struct key *a, const struct key *b)
{
	return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

bool key_is_none(const struct key *k)
{
	return key_equal(k, &(struct key){ 0 });
}
