#ifndef SEAL_SEAL_H
#define SEAL_SEAL_H

#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/key.h"

/* Hashes, salts and passwords: the only includer of sodium.h. */

#define HASH_BYTES 32
#define SALT_BYTES 16
#define SEED_BYTES 32

struct hash {
	uint8_t bytes[HASH_BYTES];
};

int seal_start(struct err *e); /**< once, before anything else here; 0 or -EIO */

/** BLAKE2b-256 without a key, of pieces one after the other. */
struct hashing {
	_Alignas(64) uint8_t state[384];
};
void hash_begin(struct hashing *h);
void hash_more(struct hashing *h, const void *bytes, size_t n);
void hash_end(struct hashing *h, struct hash *ret);

/** leaf = H(salt, item) */
void hash_leaf(const uint8_t salt[static SALT_BYTES], const void *item, size_t n, struct hash *ret);

/**
 * The salts of an act's items: 16 bytes each, cut in order, four a block, from BLAKE2b-512 keyed with the act's 32 random
 * bytes; the message is the block's number from 0, 8 bytes, little-endian (design 2).
 */
void salt_block(const uint8_t seed[static SEED_BYTES], uint64_t block, uint8_t ret[static 64]);

void random_bytes(void *to, size_t n);
/** Random-looking bytes that are the same at each run: for practice stores only (BLAKE2b of label, moment and counter). */
void practice_bytes(const char *label, int64_t moment, uint64_t counter, void *to, size_t n);

/** Argon2id, 64 MiB (reliability 5).  @return 0 or -ENOMEM */
#define PASSWORD_TEXT 128
int password_hash(const char *password, size_t n, char ret[static PASSWORD_TEXT], struct err *e);
bool password_holds(const char *hash, const char *password, size_t n); /**< constant time; a NULL hash takes as long and says no */
bool password_is_old(const char *hash);                                /**< made with weaker parameters: hash again at sign-in */

/** Overwrites memory that held a secret. */
void seal_wipe(void *p, size_t n);

#endif
