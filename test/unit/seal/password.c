#include "rows.h"

#include <errno.h>
#include <sys/resource.h>

#include "seal/seal.h"

static char hash[PASSWORD_TEXT];

static const struct holds_row {
	const char *name, *password;
	size_t n;
	bool want;
} holds_rows[] = {
	{ "the password", "correct horse", 13, true },
	{ "another case", "Correct horse", 13, false },
	{ "its first part", "correct horse", 12, false },
	{ "with a zero byte after it", "correct horse", 14, false },
	{ "nothing", "", 0, false },
};

static void holds_case(void **state)
{
	const struct holds_row *row = *state;

	assert_int_equal(password_holds(hash, row->password, row->n), row->want);
}

/* The password "password" with cheaper and dearer parameters: only their price is read here. */
static const struct text_row {
	const char *name, *text;
	bool old;
} text_rows[] = {
	{ "as made today", hash, false },
	{ "less memory", "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", true },
	{ "one KiB less", "$argon2id$v=19$m=65535,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", true },
	{ "fewer passes", "$argon2id$v=19$m=65536,t=1,p=1$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", true },
	{ "dearer stays", "$argon2id$v=19$m=262144,t=3,p=1$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", false },
	{ "another kind", "$2b$12$abcdefghijklmnopqrstuv", true },
	{ "no password", NULL, false },
};

static void old_case(void **state)
{
	const struct text_row *row = *state;

	assert_int_equal(password_is_old(row->text), row->old);
}

static const struct text_row refused_rows[] = {
	{ "nobody's password", NULL },
	{ "text that is no hash", "password" },
	{ "an empty hash", "" },
	{ "a hash cut short", "$argon2id$v=19$m=65536,t=2,p=1$AAEC" },
};

static void refused_case(void **state)
{
	const struct text_row *row = *state;

	assert_false(password_holds(row->text, "password", 8));
	assert_false(password_holds(row->text, "", 0));
}

static void salted_case(void **state)
{
	char again[PASSWORD_TEXT];

	assert_int_equal(password_hash("correct horse", 13, again, NULL), 0);
	assert_string_not_equal(again, hash);
	assert_int_equal(strncmp(again, "$argon2id$v=19$m=65536,t=2,p=1$", 31), 0);
	assert_true(password_holds(again, "correct horse", 13));
}

#ifndef __SANITIZE_ADDRESS__ /* which needs its terabytes of addresses */
static void memory_case(void **state)
{
	struct rlimit was, tight = { 32u << 20, RLIM_INFINITY };
	char to[PASSWORD_TEXT] = "untouched";
	struct err e = { 0 };

	assert_int_equal(getrlimit(RLIMIT_AS, &was), 0);
	tight.rlim_max = was.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_AS, &tight), 0);
	int r = password_hash("correct horse", 13, to, &e);
	assert_int_equal(setrlimit(RLIMIT_AS, &was), 0);
	assert_int_equal(r, -ENOMEM);
	assert_string_equal(to, "untouched");
	assert_int_equal(e.kind, ERR_STORE);
	assert_non_null(strstr(e.text, "memory"));
}
#endif

int main(void)
{
	static struct rows rows;

	if (seal_start(NULL) != 0 || password_hash("correct horse", 13, hash, NULL) != 0)
		return 1;
	rows_add(&rows, holds_case, holds_rows);
	rows_add(&rows, old_case, text_rows);
	rows_add(&rows, refused_case, refused_rows);
	rows_case(&rows, "each hash has its own salt", salted_case, NULL);
#ifndef __SANITIZE_ADDRESS__
	rows_case(&rows, "too little memory is said", memory_case, NULL);
#endif
	return rows_run(&rows, "password");
}
