/* Staff: their passwords.  Each change is an act; the hash itself is no part of the record. */
#include <errno.h>
#include <string.h>

#include "internal.h"
#include "office/school.h"

#define PASSWORD_LEAST 8
#define PASSWORD_MOST 1024

/* The record keeps a digest of the hash, so that a changed hash shows; the hash itself stays beside it (design 2). */
static void password_seal(const char *hash, char to[static 2 * HASH_BYTES + 1])
{
	struct hashing h;
	struct hash digest;

	hash_begin(&h);
	hash_more(&h, hash, strlen(hash));
	hash_end(&h, &digest);
	hex_write(digest.bytes, HASH_BYTES, to);
}

static int password_put(struct office *o, const char *sign_in, const char *hash, int64_t *ret_act, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	char sealed[2 * HASH_BYTES + 1];
	struct staff_row staff;
	int r = 0;

	/* Everybody may change their own. */
	if (!o->person.sign_in || strcmp(o->person.sign_in, sign_in) != 0)
		r = office_may(o, ACTION_CHANGE_STAFF, 0, e);
	if (r < 0)
		return r;
	r = store_staff_by_sign_in(o->store, sign_in, &a, &staff);
	if (r == -ENOENT)
		return err_refuse(e, "Nobody signs in as %s. Check the name.", sign_in);
	if (r < 0)
		return office_fail(o, r, e);
	password_seal(hash, sealed);
	staff.password_seal = sealed;
	r = office_act_open(o, "password", NULL, NULL, 0, e);
	if (r < 0)
		return r;
	r = store_password_put(o->store, staff.id, hash);
	if (r >= 0)
		r = store_act_put(o->store, THING_STAFF, &staff);
	return r < 0 ? office_fail(o, r, e) : office_act_end(o, false, ret_act, e);
}

int office_staff_password(struct office *o, const char *sign_in, const char *password, size_t n, int64_t *ret_act, struct err *e)
{
	char hash[PASSWORD_TEXT];

	if (n < PASSWORD_LEAST || n > PASSWORD_MOST)
		return err_usage(e, "A password has at least %d characters. Three words with blanks between them are good.", PASSWORD_LEAST);
	/* Before the transaction: others need not wait for it. */
	int r = password_hash(password, n, hash, e);
	if (r < 0)
		return r;
	IN_TRANSACTION(o, e, password_put(o, sign_in, hash, ret_act, e));
}
