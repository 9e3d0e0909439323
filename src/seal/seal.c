#include <errno.h>
#include <string.h>

#include <sodium.h>

#include "seal/seal.h"

_Static_assert(sizeof(struct hashing) == sizeof(crypto_generichash_blake2b_state), "room for libsodium's state");
_Static_assert(_Alignof(struct hashing) >= _Alignof(crypto_generichash_blake2b_state), "aligned as libsodium wants it");

#define BLOCK_BYTES 64

int seal_start(struct err *e)
{
	if (sodium_init() < 0)
		return err_store(e, -EIO,
				 "The system gives no random numbers, so nothing can be sealed. Ask whoever looks after this computer.");
	return 0;
}

static crypto_generichash_blake2b_state *state_of(struct hashing *h)
{
	return (crypto_generichash_blake2b_state *)(void *)h->state;
}

void hash_begin(struct hashing *h)
{
	BUG_UNLESS(crypto_generichash_blake2b_init(state_of(h), NULL, 0, HASH_BYTES) == 0);
}

void hash_more(struct hashing *h, const void *bytes, size_t n)
{
	if (n > 0)
		BUG_UNLESS(crypto_generichash_blake2b_update(state_of(h), bytes, n) == 0);
}

void hash_end(struct hashing *h, struct hash *ret)
{
	BUG_UNLESS(crypto_generichash_blake2b_final(state_of(h), ret->bytes, HASH_BYTES) == 0);
}

void hash_leaf(const uint8_t salt[static SALT_BYTES], const void *item, size_t n, struct hash *ret)
{
	struct hashing h;

	hash_begin(&h);
	hash_more(&h, salt, SALT_BYTES);
	hash_more(&h, item, n);
	hash_end(&h, ret);
}

static void little_endian(uint64_t number, uint8_t to[static 8])
{
	for (int i = 0; i < 8; i++)
		to[i] = (uint8_t)(number >> (8 * i));
}

void salt_block(const uint8_t seed[static SEED_BYTES], uint64_t block, uint8_t ret[static 64])
{
	uint8_t message[8];

	little_endian(block, message);
	BUG_UNLESS(crypto_generichash_blake2b(ret, BLOCK_BYTES, message, sizeof message, seed, SEED_BYTES) == 0);
}

void random_bytes(void *to, size_t n)
{
	randombytes_buf(to, n);
}

static void practice_block(const char *label, int64_t moment, uint64_t counter, uint64_t block, uint8_t to[static BLOCK_BYTES])
{
	crypto_generichash_blake2b_state s;
	uint8_t numbers[24];

	little_endian((uint64_t)moment, numbers);
	little_endian(counter, numbers + 8);
	little_endian(block, numbers + 16);
	BUG_UNLESS(crypto_generichash_blake2b_init(&s, NULL, 0, BLOCK_BYTES) == 0);
	/* The label's zero byte keeps it apart from the numbers. */
	crypto_generichash_blake2b_update(&s, (const uint8_t *)label, strlen(label) + 1);
	crypto_generichash_blake2b_update(&s, numbers, sizeof numbers);
	crypto_generichash_blake2b_final(&s, to, BLOCK_BYTES);
}

void practice_bytes(const char *label, int64_t moment, uint64_t counter, void *to, size_t n)
{
	uint8_t *at = to, bytes[BLOCK_BYTES];

	for (uint64_t block = 0; n > 0; block++) {
		size_t take = n < sizeof bytes ? n : sizeof bytes;

		practice_block(label, moment, counter, block, bytes);
		memcpy(at, bytes, take);
		at += take;
		n -= take;
	}
}

void seal_wipe(void *p, size_t n)
{
	sodium_memzero(p, n);
}
