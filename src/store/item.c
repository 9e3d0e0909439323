#include "item.h"

#include <string.h>

#define LABEL_MOST 16
#define DIGITS_MOST 20 /* of an int64_t, its sign too */

/* A record has tens of millions of these lines: a label's length is known when it is compiled, a number's line is put down whole. */
#define put_int(to, name, v) put_labelled_int(to, name ":", sizeof(name), v)
#define put_text(to, name, s) put_labelled_text(to, name ":", sizeof(name), s)

/* The digits of v, up to the end of room; their count in *ret. */
static const char *digits(int64_t v, char room[static DIGITS_MOST], int *ret)
{
	char *end = room + DIGITS_MOST, *p = end;
	uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

	do
		*--p = (char)('0' + u % 10);
	while (u /= 10);
	if (v < 0)
		*--p = '-';
	*ret = (int)(end - p);
	return p;
}

static void put_none(struct buf *to, const char *label, size_t label_length)
{
	buf_put(to, label, label_length);
	buf_put(to, "-\n", 2);
}

static inline __attribute__((always_inline)) void put_labelled_int(struct buf *to, const char *label, size_t label_length, int64_t v)
{
	char room[DIGITS_MOST], line[LABEL_MOST + DIGITS_MOST + 4], *p = line + label_length;
	int length;

	if (v == NONE) {
		put_none(to, label, label_length);
		return;
	}
	const char *value = digits(v, room, &length);
	memcpy(line, label, label_length);
	if (length >= 10)
		*p++ = (char)('0' + length / 10);
	*p++ = (char)('0' + length % 10);
	*p++ = ':';
	memcpy(p, value, (size_t)length);
	p[length] = '\n';
	buf_put(to, line, (size_t)(p + length + 1 - line));
}

static void put_labelled_text(struct buf *to, const char *label, size_t label_length, const char *s)
{
	char room[DIGITS_MOST];
	int length;

	if (!s) {
		put_none(to, label, label_length);
		return;
	}
	size_t n = strlen(s);
	const char *count = digits((int64_t)n, room, &length);
	buf_put(to, label, label_length);
	buf_put(to, count, (size_t)length);
	buf_char(to, ':');
	buf_put(to, s, n);
	buf_char(to, '\n');
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
