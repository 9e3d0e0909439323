#include "item.h"

#include <string.h>

/* Digits of v at the end of room; their count in *ret. */
static const char *digits(int64_t v, char room[static 24], int *ret)
{
	char *end = room + 24, *p = end;
	uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

	do
		*--p = (char)('0' + u % 10);
	while (u /= 10);
	if (v < 0)
		*--p = '-';
	*ret = (int)(end - p);
	return p;
}

static void put_value(struct buf *to, const char *name, const char *value, size_t n)
{
	char room[24];
	int length;
	const char *count = digits((int64_t)n, room, &length);

	buf_text(to, name);
	buf_char(to, ':');
	buf_put(to, count, (size_t)length);
	buf_char(to, ':');
	buf_put(to, value, n);
	buf_char(to, '\n');
}

static void put_none(struct buf *to, const char *name)
{
	buf_text(to, name);
	buf_put(to, ":-\n", 3);
}

static void put_text(struct buf *to, const char *name, const char *s)
{
	if (s)
		put_value(to, name, s, strlen(s));
	else
		put_none(to, name);
}

static void put_int(struct buf *to, const char *name, int64_t v)
{
	char room[24];
	int length;

	if (v == NONE) {
		put_none(to, name);
		return;
	}
	const char *text = digits(v, room, &length);
	put_value(to, name, text, (size_t)length);
}

void act_canonical(const struct act_columns *a, struct buf *to)
{
	char key[KEY_TEXT];

	buf_text(to, "firstbell act 1\n");
	put_int(to, "seq", a->seq);
	put_text(to, "key", key_hex(&a->key, key));
	put_text(to, "kind", a->kind);
	put_int(to, "at", a->at);
	put_int(to, "staff", a->staff);
	put_text(to, "staff_name", a->staff_name);
	put_text(to, "position", a->position);
	put_text(to, "roles", a->roles);
	put_int(to, "acting_for", a->acting_for);
	put_int(to, "uid", a->uid);
	put_text(to, "terminal", a->terminal);
	put_text(to, "version", a->version);
	put_text(to, "reason", a->reason);
	put_int(to, "roll_group", a->roll_group);
	put_int(to, "day", a->day);
	put_int(to, "session", a->session);
	put_int(to, "undoes", a->undoes);
}

static void entry_canonical(const struct item *i, struct buf *to)
{
	buf_put(to, "firstbell entry 1\n", 18);
	put_int(to, "act", i->act);
	put_int(to, "ordinal", i->ordinal);
	put_int(to, "pupil", i->entry.pupil);
	put_int(to, "day", i->entry.day);
	put_int(to, "session", i->entry.session);
	put_int(to, "code_before", i->entry.before);
	put_int(to, "code_after", i->entry.after);
	put_int(to, "minutes_late", i->entry.minutes_late);
	put_int(to, "arrival", i->entry.arrival);
	put_int(to, "planned", i->entry.planned);
	put_int(to, "stands", i->entry.stands);
}

static void change_canonical(const struct item *i, struct buf *to)
{
	buf_text(to, "firstbell change 1\n");
	put_int(to, "act", i->act);
	put_int(to, "ordinal", i->ordinal);
	put_text(to, "thing", i->change.thing);
	put_int(to, "thing_id", i->change.id);
	put_text(to, "field", i->change.field);
	put_text(to, "before", i->change.before);
	put_text(to, "after", i->change.after);
}

static void note_canonical(const struct item *i, struct buf *to)
{
	buf_text(to, "firstbell note 1\n");
	put_int(to, "act", i->act);
	put_int(to, "ordinal", i->ordinal);
	put_int(to, "pupil", i->note.pupil);
	put_int(to, "day", i->note.day);
	put_int(to, "session", i->note.session);
	put_text(to, "audience", i->note.audience);
	put_text(to, "text", i->note.text);
}

void item_canonical(const struct item *i, struct buf *to)
{
	static void (*const forms[])(const struct item *, struct buf *) = {
		[ITEM_ENTRY] = entry_canonical, [ITEM_CHANGE] = change_canonical, [ITEM_NOTE] = note_canonical
	};

	BUG_UNLESS(i->kind != ITEM_ERASED);
	forms[i->kind](i, to);
}

void act_hash(const struct hash *previous, const struct act_columns *a, const struct item *items, int count, const uint8_t *salt,
	      bool any_erased, struct buf *work, struct hash *ret)
{
	struct hashing whole;
	struct hash leaf;
	uint8_t block[64];
	int kept = 0;

	buf_reset(work);
	act_canonical(a, work);
	hash_begin(&whole);
	hash_more(&whole, previous->bytes, HASH_BYTES);
	hash_more(&whole, work->text, work->length);
	for (int n = 0; n < count; n++) {
		const uint8_t *own = salt + (ptrdiff_t)SALT_BYTES * kept;

		if (items[n].kind == ITEM_ERASED) {
			hash_more(&whole, items[n].erased.bytes, HASH_BYTES);
			continue;
		}
		if (!any_erased) {
			if (n % 4 == 0)
				salt_block(salt, (uint64_t)n / 4, block);
			own = block + (ptrdiff_t)SALT_BYTES * (n % 4);
		}
		kept++;
		buf_reset(work);
		item_canonical(&items[n], work);
		hash_leaf(own, work->text, work->length, &leaf);
		hash_more(&whole, leaf.bytes, HASH_BYTES);
	}
	hash_end(&whole, ret);
}
