/* Secret addresses: for named roles alone (H3, B19), and never to be found by what else is shown. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "contact.h"
#include "lookup.h"

bool office_sees_secrets(struct office *o)
{
	return office_reach(o, ACTION_SEE_SECRETS) == REACH_ALL;
}

/* PLACES ------------------------------------------------------------------------------------------------------------------------------- */

const char *place_fold(struct arena *a, const char *lines, const char *postcode)
{
	char *folded = text_fold(a, arena_joined(a, lines ? lines : "", ' ', postcode ? postcode : "")), *to = folded;

	for (const char *p = folded; *p; p++)
		if (!isspace((unsigned char)*p) && !ispunct((unsigned char)*p))
			*to++ = *p;
	*to = '\0';
	return folded;
}

static bool has_text(const char *s)
{
	return s && *s;
}

bool place_same(const struct address_row *row, const char *lines, const char *postcode)
{
	CLEAN_ARENA struct arena a = { 0 };

	return strcmp(place_fold(&a, row->lines, row->postcode), place_fold(&a, lines, postcode)) == 0;
}

/* MASKS -------------------------------------------------------------------------------------------------------------------------------- */

/* Somebody may have typed the postcode, and somebody else not. */
enum known_as { AS_WHOLE, AS_LINES_OF_WHOLE, AS_LINES_ALONE, AS_POSTCODE };

static const char *known_as(struct arena *a, enum known_as how, const char *folded)
{
	return arena_printf(a, "%d%s", (int)how, folded);
}

static void keep_place(struct secrets *s, const struct address_row *row)
{
	const char *lines = place_fold(&s->arena, row->lines, NULL);

	lookup_add(s->places, known_as(&s->arena, AS_WHOLE, place_fold(&s->arena, row->lines, row->postcode)), 1);
	lookup_add(s->places, known_as(&s->arena, has_text(row->postcode) ? AS_LINES_OF_WHOLE : AS_LINES_ALONE, lines), 1);
	if (has_text(row->postcode))
		lookup_add(s->places, known_as(&s->arena, AS_POSTCODE, place_fold(&s->arena, NULL, row->postcode)), 1);
}

void secrets_make(struct office *o, const struct address_row *rows, int n, struct secrets *ret)
{
	struct secrets s = { .sees = office_sees_secrets(o) };

	for (int i = 0; i < n && !s.sees; i++) {
		if (!rows[i].secret)
			continue;
		if (!s.places)
			s.places = lookup_new(16);
		keep_place(&s, &rows[i]);
	}
	*ret = s;
}

int secrets_read(struct office *o, struct secrets *ret)
{
	CLEAN_ARENA struct arena work = { 0 };
	struct address_row *rows = NULL;
	int n = office_sees_secrets(o) ? 0 : store_thing_all(o->store, THING_ADDRESS, &work, &rows);

	if (n < 0)
		return n;
	secrets_make(o, rows, n, ret);
	return 0;
}

void secrets_finish(struct secrets *s)
{
	lookup_free(s->places);
	s->places = NULL;
	arena_finish(&s->arena);
}

static bool is_kept(const struct secrets *s, struct arena *a, enum known_as how, const char *folded)
{
	return lookup_get(s->places, known_as(a, how, folded)) >= 0;
}

bool secrets_mask(const struct secrets *s, const char *lines, const char *postcode, bool secret)
{
	CLEAN_ARENA struct arena a = { 0 };

	if (s->sees)
		return false;
	if (secret || s->blind)
		return true;
	if (!s->places)
		return false;
	const char *alone = place_fold(&a, lines, NULL);
	return is_kept(s, &a, AS_WHOLE, place_fold(&a, lines, postcode)) || is_kept(s, &a, AS_LINES_ALONE, alone) ||
	       (!has_text(postcode) && is_kept(s, &a, AS_LINES_OF_WHOLE, alone)) ||
	       (!*alone && is_kept(s, &a, AS_POSTCODE, place_fold(&a, NULL, postcode)));
}

/* KEPT ---------------------------------------------------------------------------------------------------------------------------------- */

struct secrets_kept {
	struct secrets secrets;
	int64_t act;             /* the last one when they were read */
};

void secrets_free(struct secrets_kept *k)
{
	if (k)
		secrets_finish(&k->secrets);
	free(k);
}

const struct secrets *office_secrets(struct office *o)
{
	static const struct secrets all = { .sees = true }, none = { .blind = true };
	struct secrets fresh;
	struct hash head;
	int64_t act;
	int r = store_act_last(o->store, &act, &head);

	if (office_sees_secrets(o))
		return &all;
	if (r == 0 && o->secrets && o->secrets->act == act && !o->secrets->secrets.sees)
		return &o->secrets->secrets;
	if (r == 0)
		r = secrets_read(o, &fresh);
	if (r < 0)
		return &none;
	secrets_free(o->secrets);
	o->secrets = mem_new(1, sizeof *o->secrets);
	*o->secrets = (struct secrets_kept){ fresh, act };
	return &o->secrets->secrets;
}

const char *address_words(const struct secrets *s, const struct address_row *row, struct arena *a)
{
	CLEAN_BUF struct buf text = { 0 };

	if (secrets_mask(s, row->lines, row->postcode, row->secret != 0))
		return ADDRESS_MASKED;
	for (const char *p = row->lines; *p; p++) {
		if (*p == '\n')
			buf_text(&text, ", ");
		else if (*p != '\r')
			buf_char(&text, *p);
	}
	if (has_text(row->postcode))
		buf_printf(&text, "%s%s", text.length ? ", " : "", row->postcode);
	return arena_text(a, buf_string(&text));
}

/* WHERE A CHILD MOVES TO -------------------------------------------------------------------------------------------------------------- */

static int any_secret(const struct address_row *rows, int n)
{
	for (int i = 0; i < n; i++)
		if (rows[i].secret)
			return 1;
	return n < 0 ? n : 0;
}

/* 1: their own address, or that of anybody with whom they live or lived, is or was secret; 0; -errno */
static int lives_in_secret(struct store *st, int64_t pupil)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct address_row *rows = NULL;
	struct contact_row *contacts = NULL;
	int n = store_addresses_of_pupil(st, pupil, &a, &rows), r = any_secret(rows, n);

	n = r != 0 ? 0 : store_contacts_of_pupil(st, pupil, &a, &contacts);
	for (int i = 0; r == 0 && i < n; i++) {
		int m = contacts[i].lives_with ? store_addresses_of_adult(st, contacts[i].adult, &a, &rows) : 0;

		r = any_secret(rows, m);
	}
	return n < 0 ? n : r;
}

const char *secret_new_address(struct office *o, int64_t pupil, const char *text)
{
	if (!text || office_sees_secrets(o))
		return text;
	return secrets_mask(office_secrets(o), text, NULL, false) || lives_in_secret(o->store, pupil) != 0 ? NULL : text;
}
