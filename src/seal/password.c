#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "seal/seal.h"

/* reliability 5, G13: at least 64 MiB a hash; libsodium's INTERACTIVE is exactly that, about 50 ms on a small machine. */
#define PASSWORD_PASSES crypto_pwhash_OPSLIMIT_INTERACTIVE
#define PASSWORD_MEMORY crypto_pwhash_MEMLIMIT_INTERACTIVE

_Static_assert(PASSWORD_TEXT == crypto_pwhash_STRBYTES, "room for libsodium's text");
_Static_assert(PASSWORD_MEMORY == 64u << 20, "64 MiB, as reliability 5 asks");

/* Of no password anybody knows: somebody who has none waits as long as somebody who has. */
static const char nobody[] =
	"$argon2id$v=19$m=65536,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

int password_hash(const char *password, size_t n, char ret[static PASSWORD_TEXT], struct err *e)
{
	char text[PASSWORD_TEXT];

	if (crypto_pwhash_str(text, password, n, PASSWORD_PASSES, PASSWORD_MEMORY) != 0)
		return err_store(e, -ENOMEM,
				 "There is not enough memory to store a password safely. Close another program, then set it again.");
	memcpy(ret, text, sizeof text);
	return 0;
}

/** Memory in KiB and passes of one of our texts.  @return false if it is of another kind */
static bool password_cost(const char *hash, unsigned long *ret_memory, unsigned long *ret_passes)
{
	return sscanf(hash, "$argon2id$v=19$m=%lu,t=%lu,", ret_memory, ret_passes) == 2;
}

bool password_holds(const char *hash, const char *password, size_t n)
{
	unsigned long memory, passes;
	bool known = hash && password_cost(hash, &memory, &passes);

	return crypto_pwhash_str_verify(known ? hash : nobody, password, n) == 0 && known;
}

bool password_is_old(const char *hash)
{
	unsigned long memory, passes;

	if (!hash)
		return false;
	return !password_cost(hash, &memory, &passes) || memory < PASSWORD_MEMORY / 1024 || passes < PASSWORD_PASSES;
}
