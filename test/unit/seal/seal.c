#include "rows.h"

#include "base/key.h"
#include "seal/seal.h"

/* Every expected value was computed with Python's hashlib.blake2b. */

static uint8_t counting[1280]; /* 0, 1 .. 255, 0 .. */

static const struct hash_row {
	const char *name;
	size_t n, cut; /* hashed in pieces of `cut` bytes */
	const char *want;
} hash_rows[] = {
	{ "nothing", 0, 1, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8" },
	{ "five blocks and a bit, at once", 1280, 1280, "82628cbfc9689e234b0923a531f4578fe2e7138a03e2f81ed6cde97517336650" },
	{ "the same byte by byte", 1280, 1, "82628cbfc9689e234b0923a531f4578fe2e7138a03e2f81ed6cde97517336650" },
	{ "the same in blocks of 128", 1280, 128, "82628cbfc9689e234b0923a531f4578fe2e7138a03e2f81ed6cde97517336650" },
	{ "the same in pieces of 129", 1280, 129, "82628cbfc9689e234b0923a531f4578fe2e7138a03e2f81ed6cde97517336650" },
};

static void hash_case(void **state)
{
	const struct hash_row *row = *state;
	char got[2 * HASH_BYTES + 1];
	struct hashing h;
	struct hash hash;

	hash_begin(&h);
	for (size_t at = 0; at < row->n; at += row->cut)
		hash_more(&h, counting + at, row->n - at < row->cut ? row->n - at : row->cut);
	hash_more(&h, NULL, 0);
	hash_end(&h, &hash);
	hex_write(hash.bytes, HASH_BYTES, got);
	assert_string_equal(got, row->want);
}

static const struct text_row {
	const char *name, *text, *want;
} text_rows[] = {
	{ "abc", "abc", "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319" },
	{ "an act's first line", "firstbell act 1\n", "db16926edc1cd3867fe858510ac70f5d42dce11e01529db0629423139f0472e4" },
};

static void text_case(void **state)
{
	const struct text_row *row = *state;
	char got[2 * HASH_BYTES + 1];
	struct hashing h;
	struct hash hash;

	hash_begin(&h);
	hash_more(&h, row->text, strlen(row->text));
	hash_end(&h, &hash);
	hex_write(hash.bytes, HASH_BYTES, got);
	assert_string_equal(got, row->want);
}

static const struct text_row leaf_rows[] = {
	{ "an item", "item", "6229b3a3fb37860d4d86183fcbe4b8bb1198c1f42426a128712b69e80fbac7ff" },
	{ "an empty item", "", "c7cb5d1a1a214f1d833a21fe6c7b2420e417c2f220784cbe90072975131bc367" },
};

static void leaf_case(void **state)
{
	const struct text_row *row = *state;
	char got[2 * HASH_BYTES + 1];
	struct hash leaf;

	hash_leaf(counting, row->text, strlen(row->text), &leaf);
	hex_write(leaf.bytes, HASH_BYTES, got);
	assert_string_equal(got, row->want);
}

static const struct salt_row {
	const char *name;
	bool zero; /* the seed: 32 zero bytes, or 0 .. 31 */
	uint64_t block;
	const char *want;
} salt_rows[] = {
	{ "a seed of zeros", true, 0, "ffc93388baac37c1b0e9db3696dfec8d9753efdcfc43a71f0755e66eaac7e631a8b30a5cf0a61145db4dcd6bea6becb423b9def5d1d2aeae8a4b4480fda7603d" },
	{ "the first block", false, 0, "9212bc97156556f62890b1af163258514c78fd9c7a4fffa97a3381bca1fa788f239282c9d2934fa9bd1daab210574f3907a9351baeaa33d3e2a68484a6af5d25" },
	{ "the second block", false, 1, "b8a90f1bb350aac5f18d5c8014e25218aa90cf806d35020b07fecedb41b5942ba0d851c95747418ba16b69c3c803669fc52fb9c64171294370a51d73b9cf6399" },
	{ "a number of one full byte", false, 255, "b273305a585e28c578402a2083e18c1e3f8236b32e97ba077734047efd9de3881cc6b83bfd06d524cdedab861700a17b422cb6677f7bc21764592c1153299bb7" },
	{ "a number that needs the second byte", false, 256, "1b1c6ed113af82d0d9e3b48a176afa07554abce6708239811ea3ca957e206c5e5585c285adc0cdbb2e482b002c0048c6b18d81762048b53fd00b31249b2ea2aa" },
	{ "the last block there can be", false, UINT64_MAX, "ba36f6fe394f0d8c186a7bd2507d354c2060fa6583b7fd47af9f2046a805f6b70ff56b7a26e05aeed24c1b469fb52b108d4b19c0fd608e791963f462c110605e" },
};

static void salt_case(void **state)
{
	const struct salt_row *row = *state;
	static const uint8_t zeros[SEED_BYTES];
	uint8_t block[64];
	char got[129];

	salt_block(row->zero ? zeros : counting, row->block, block);
	hex_write(block, sizeof block, got);
	assert_string_equal(got, row->want);
}

static const struct practice_row {
	const char *name, *label;
	int64_t moment;
	uint64_t counter;
	size_t n;
	const char *want;
} practice_rows[] = {
	{ "a key", "key", 1795165620, 7, 16, "1f8e4de24157334416e4beab1f3b0f29" },
	{ "no label, before 1970", "", -1, 0, 32, "3e46df4982beedb63552e3e273210fb2a9c15226f04d55e1ce72be7ad7dd790d" },
	{ "one byte more than a block", "seed", 0, UINT64_MAX, 65,
	  "14570051fa3a1473e69de432b983f00e44aa51f0e12841a42e8dbe3f1025c3db5cb0cb60e1381a37d93475c9927c60e6e66cb1893cd5d13a2a83133e08e6f130ae" },
	{ "nothing asked", "seed", 0, 0, 0, "" },
};

static void practice_case(void **state)
{
	const struct practice_row *row = *state;
	uint8_t bytes[66];
	char got[2 * sizeof bytes + 1];

	memset(bytes, 0xa5, sizeof bytes);
	practice_bytes(row->label, row->moment, row->counter, bytes, row->n);
	assert_int_equal(bytes[row->n], 0xa5);
	hex_write(bytes, row->n, got);
	assert_string_equal(got, row->want);
}

static void random_case(void **state)
{
	uint8_t a[34] = { 0 }, b[34] = { 0 };

	random_bytes(a + 1, 32);
	random_bytes(b + 1, 32);
	assert_memory_not_equal(a, b, sizeof a);
	assert_int_equal(a[0] | a[33] | b[0] | b[33], 0);
}

static void wipe_case(void **state)
{
	char secret[] = "letmein";

	seal_wipe(secret, 3);
	assert_memory_equal(secret, "\0\0\0mein", sizeof secret);
}

int main(void)
{
	static struct rows rows;

	for (size_t i = 0; i < sizeof counting; i++)
		counting[i] = (uint8_t)i;
	if (seal_start(NULL) != 0)
		return 1;
	rows_add(&rows, hash_case, hash_rows);
	rows_add(&rows, text_case, text_rows);
	rows_add(&rows, leaf_case, leaf_rows);
	rows_add(&rows, salt_case, salt_rows);
	rows_add(&rows, practice_case, practice_rows);
	rows_case(&rows, "random bytes differ and stay within their room", random_case, NULL);
	rows_case(&rows, "a secret is wiped, and no more", wipe_case, NULL);
	return rows_run(&rows, "seal");
}
