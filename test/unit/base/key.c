#include "rows.h"

#include <errno.h>

#include "base/key.h"

#define HEX "00112233445566778899aabbccddeeff"

static const struct parse_row {
	const char *name, *hex;
	int want_r;
	const char *want;
} parse_rows[] = {
	{ "lower case",     HEX, 0, HEX },
	{ "upper case",     "00112233445566778899AABBCCDDEEFF", 0, HEX },
	{ "one short",      "00112233445566778899aabbccddeef", -EINVAL, "00000000000000000000000000000000" },
	{ "one too many",   HEX "0", -EINVAL, "00000000000000000000000000000000" },
	{ "nothing",        "", -EINVAL, "00000000000000000000000000000000" },
	{ "a letter g",     "0011223344556677889gaabbccddeeff", -EINVAL, "00000000000000000000000000000000" },
	{ "a bad last one", "00112233445566778899aabbccddeef ", -EINVAL, "00000000000000000000000000000000" },
	{ "a prefix",       "0x112233445566778899aabbccddeeff", -EINVAL, "00000000000000000000000000000000" },
};

static void parse_row(void **state)
{
	const struct parse_row *row = *state;
	struct key k = { { 0 } };
	char text[KEY_TEXT];

	assert_int_equal(key_parse(row->hex, &k), row->want_r);
	assert_string_equal(key_hex(&k, text), row->want);
	assert_int_equal(key_is_none(&k), row->want_r != 0);
}

static void keys_differ_by_their_last_bit(void **state)
{
	struct key a = { { 0 } }, b = { { 0 } };

	assert_true(key_equal(&a, &b));
	b.bytes[15] = 1;
	assert_false(key_equal(&a, &b));
	assert_true(key_is_none(&a));
	assert_false(key_is_none(&b));
}

static void hex_of_any_length(void **state)
{
	uint8_t bytes[3] = { 1, 2, 3 };
	char text[7];

	assert_int_equal(hex_parse("", bytes, 0), 0);
	assert_int_equal(hex_parse("fe01", bytes, 3), -EINVAL);
	assert_int_equal(bytes[0], 1);
	assert_int_equal(hex_parse("fe0180", bytes, 3), 0);
	hex_write(bytes, 3, text);
	assert_string_equal(text, "fe0180");
}

static struct rows tests;

int main(void)
{
	rows_add(&tests, parse_row, parse_rows);
	rows_case(&tests, "keys differ by their last bit", keys_differ_by_their_last_bit, NULL);
	rows_case(&tests, "hex of any length", hex_of_any_length, NULL);
	return rows_run(&tests, "base/key");
}
