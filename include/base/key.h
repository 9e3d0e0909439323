#ifndef BASE_KEY_H
#define BASE_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A permanent key: 16 random bytes that never change, whatever else does. */
struct key {
	uint8_t bytes[16];
};

#define KEY_TEXT 33
const char *key_hex(const struct key *k, char to[static KEY_TEXT]); /**< 32 lower-case hex digits */
int key_parse(const char *hex, struct key *ret);                    /**< 0 or -EINVAL */
bool key_equal(const struct key *a, const struct key *b);
bool key_is_none(const struct key *k); /**< all zero */

/** 0123abcd.. into bytes.  @return 0, or -EINVAL unless exactly 2n hex digits */
int hex_parse(const char *hex, uint8_t *to, size_t n);
void hex_write(const uint8_t *bytes, size_t n, char *to); /**< 2n digits and a zero byte */

#endif
