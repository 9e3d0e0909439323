#include "item.h"

#include <string.h>

#define LABEL_MOST 16
#define LINE_MOST (LABEL_MOST + DIGITS_MOST + 4)
#define DIGITS_MOST 20 /* of an int64_t, its sign too */

/* A record has tens of millions of these lines: a label's length is known when it is compiled, a number's line is put down whole. */
#define put_int(to, name, v) put_labelled_int(to, name ":", sizeof(name), v)
#define line_int(p, name, v) line_labelled_int(p, name ":", sizeof(name), v)
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

/* Puts the line down at p, which has room for LINE_MOST.  @return its end */
static inline __attribute__((always_inline)) char *line_labelled_int(char *p, const char *label, size_t label_length, int64_t v)
{
	char room[DIGITS_MOST];
	int length;

	memcpy(p, label, label_length);
	p += label_length;
	if (v == NONE)
		return (char *)memcpy(p, "-\n", 2) + 2;
	if (v >= 0 && v < 10) { /* most of an entry's */
		memcpy(p, "1:0\n", 4);
		p[2] = (char)('0' + v);
		return p + 4;
	}
	const char *value = digits(v, room, &length);
	if (length >= 10)
		*p++ = (char)('0' + length / 10);
	*p++ = (char)('0' + length % 10);
	*p++ = ':';
	memcpy(p, value, (size_t)length);
	p[length] = '\n';
	return p + length + 1;
}

static inline __attribute__((always_inline)) void put_labelled_int(struct buf *to, const char *label, size_t label_length, int64_t v)
{
	char line[LINE_MOST];

	buf_put(to, line, (size_t)(line_labelled_int(line, label, label_length, v) - line));
}

static void put_labelled_text(struct buf *to, const char *label, size_t label_length, const char *s)
{
	char room[DIGITS_MOST];
	int length;

	if (!s) {
		buf_put(to, label, label_length);
		buf_put(to, "-\n", 2);
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

static void act_canonical(const struct act_columns *a, struct buf *to)
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
	char form[18 + 11 * LINE_MOST], *p = form + 18;

	memcpy(form, "firstbell entry 1\n", 18);
	p = line_int(p, "act", i->act);
	p = line_int(p, "ordinal", i->ordinal);
	p = line_int(p, "pupil", i->entry.pupil);
	p = line_int(p, "day", i->entry.day);
	p = line_int(p, "session", i->entry.session);
	p = line_int(p, "code_before", i->entry.before);
	p = line_int(p, "code_after", i->entry.after);
	p = line_int(p, "minutes_late", i->entry.minutes_late);
	p = line_int(p, "arrival", i->entry.arrival);
	p = line_int(p, "planned", i->entry.planned);
	p = line_int(p, "stands", i->entry.stands);
	buf_put(to, form, (size_t)(p - form));
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
	CLEAN_FREE struct hash *leaves = mem_new((size_t)count + 1, sizeof *leaves);
	struct hashing whole;

	leaves_hash(items, count, salt, any_erased, work, leaves);
	buf_reset(work);
	act_canonical(a, work);
	hash_begin(&whole);
	hash_more(&whole, previous->bytes, HASH_BYTES);
	hash_more(&whole, work->text, work->length);
	hash_more(&whole, leaves, (size_t)count * sizeof *leaves);
	hash_end(&whole, ret);
}
