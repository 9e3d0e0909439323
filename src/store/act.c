/* Writing an act: its items are gathered, then chained, written, and followed by what stands. */
#include <errno.h>
#include <string.h>

#include "internal.h"
#include "rules/code.h"
#include "rules/span.h"
#include "thing.h"

static char *keep(struct store *st, const char *s)
{
	return arena_text(&st->act.arena, s);
}

static int64_t id_or_none(int64_t id)
{
	return id ? id : NONE;
}

int store_act_begin(struct store *st, const struct act_head *h)
{
	BUG_UNLESS(st->writing && !st->act.open);
	if (st->broken)
		return -ECANCELED;
	arena_finish(&st->act.arena);
	st->act.arena = (struct arena){ 0 };
	st->act.items.count = 0;
	st->act.strips = (struct act_strips){ 0 };
	st->act.patching = false;
	st->act.open = true;
	st->act.columns = (struct act_columns){
		.seq = st->next_seq, .kind = keep(st, h->kind), .at = h->at.seconds, .staff = id_or_none(h->staff),
		.staff_name = keep(st, h->staff_name), .position = keep(st, h->position), .roles = keep(st, h->roles),
		.acting_for = id_or_none(h->acting_for), .uid = h->uid, .terminal = keep(st, h->terminal), .version = keep(st, h->version),
		.reason = keep(st, h->reason), .roll_group = id_or_none(h->roll_group), .day = day_is_none(h->day) ? NONE : h->day.n,
		.session = h->session < 0 ? NONE : h->session, .undoes = id_or_none(h->undoes),
	};
	if (st->practice) /* the same at each run, and known only here, where no other writer can be */
		practice_bytes("act", h->at.seconds, (uint64_t)st->next_seq, st->act.columns.key.bytes, sizeof st->act.columns.key.bytes);
	else if (h->key)
		st->act.columns.key = *h->key;
	else
		random_bytes(st->act.columns.key.bytes, sizeof st->act.columns.key.bytes);
	return 0;
}

static struct item *add_item(struct store *st, enum item_kind kind)
{
	struct item item = { .kind = kind, .act = st->act.columns.seq, .ordinal = st->act.items.count };

	BUG_UNLESS(st->act.open);
	vec_push(&st->act.items, item);
	return &st->act.items.items[item.ordinal];
}

int store_act_mark(struct store *st, const struct entry *e)
{
	int slot = strip_slot(sitting_of(e->day, e->session));
	struct act_strip *strip;
	char day[DAY_TEXT];
	int r = strip_of_act(st, e->pupil, strip_year(e->day), &strip);

	if (r < 0)
		return r;
	uint8_t standing = strip->marks[slot];
	if (e->after == standing && e->stands)
		return 0;
	if (e->before != standing)
		return err_store(&st->trouble, -ESTALE, "A mark of %s (%s) was changed by somebody else meanwhile: it is %s now, not %s. Look again, then decide.",
				 day_long(e->day, day), session_name(e->session), standing ? code_symbol(standing) : "blank",
				 e->before ? code_symbol(e->before) : "blank");
	struct item *i = add_item(st, ITEM_ENTRY);
	i->entry.pupil = e->pupil;
	i->entry.day = e->day.n;
	i->entry.session = e->session;
	i->entry.before = e->before;
	i->entry.after = e->after;
	i->entry.minutes_late = e->minutes_late < 0 ? NONE : e->minutes_late;
	i->entry.arrival = e->arrival < 0 ? NONE : e->arrival;
	i->entry.planned = e->planned;
	i->entry.stands = e->stands;
	if (e->stands) {
		strip->marks[slot] = e->after;
		strip->changed = true;
	}
	return 1;
}

int store_act_note(struct store *st, int64_t pupil, struct day day, int session, const char *audience, const char *text)
{
	struct item *i = add_item(st, ITEM_NOTE);

	i->note.pupil = id_or_none(pupil);
	i->note.day = day_is_none(day) ? NONE : day.n;
	i->note.session = session < 0 ? NONE : session;
	i->note.audience = keep(st, audience);
	i->note.text = keep(st, text);
	return 0;
}

void act_add_change(struct store *st, const char *thing, int64_t id, const char *field, const char *before, const char *after)
{
	struct item *i = add_item(st, ITEM_CHANGE);

	i->change.thing = thing;
	i->change.id = id;
	i->change.field = field;
	i->change.before = keep(st, before);
	i->change.after = keep(st, after);
}

int store_act_items(const struct store *st)
{
	return st->act.items.count;
}

static int put_entry(struct store *st, const struct item *i)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_ENTRY_PUT, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, ENTRY_PUT_ACT, i->act);
	stmt_bind_int(q, ENTRY_PUT_ORDINAL, i->ordinal);
	stmt_bind_int(q, ENTRY_PUT_PUPIL, i->entry.pupil);
	stmt_bind_int(q, ENTRY_PUT_DAY, i->entry.day);
	stmt_bind_int(q, ENTRY_PUT_SESSION, i->entry.session);
	stmt_bind_int(q, ENTRY_PUT_CODE_BEFORE, i->entry.before);
	stmt_bind_int(q, ENTRY_PUT_CODE_AFTER, i->entry.after);
	stmt_bind_int(q, ENTRY_PUT_MINUTES_LATE, i->entry.minutes_late);
	stmt_bind_int(q, ENTRY_PUT_ARRIVAL, i->entry.arrival);
	stmt_bind_int(q, ENTRY_PUT_PLANNED, i->entry.planned);
	stmt_bind_int(q, ENTRY_PUT_STANDS, i->entry.stands);
	return stmt_done(q);
}

/* One value of many rows, most of which have what the row in its place had before. */
static void bind_changed(struct stmt *q, int n, int64_t v, int64_t bound[])
{
	if (bound[n] == v)
		return;
	stmt_bind_int(q, n, v);
	bound[n] = v;
}

/* A statement of many rows costs a third of as many statements of one. */
static int put_entries(struct store *st, const struct item *items, int count, int *ret_put)
{
	int64_t bound[ENTRIES_PUT_ROWS * ENTRIES_PUT_WIDTH + 1];
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_ENTRIES_PUT, &q), n = 0;

	for (size_t i = 0; i < sizeof bound / sizeof *bound; i++)
		bound[i] = NONE; /* as stmt_return() left it */
	for (; r == 0 && n + ENTRIES_PUT_ROWS <= count; n += ENTRIES_PUT_ROWS) {
		for (int row = 0; row < ENTRIES_PUT_ROWS; row++) {
			const struct item *i = &items[n + row];
			int at = row * ENTRIES_PUT_WIDTH;

			bind_changed(q, at + ENTRIES_PUT_ACT, i->act, bound);
			bind_changed(q, at + ENTRIES_PUT_ORDINAL, i->ordinal, bound);
			bind_changed(q, at + ENTRIES_PUT_PUPIL, i->entry.pupil, bound);
			bind_changed(q, at + ENTRIES_PUT_DAY, i->entry.day, bound);
			bind_changed(q, at + ENTRIES_PUT_SESSION, i->entry.session, bound);
			bind_changed(q, at + ENTRIES_PUT_CODE_BEFORE, i->entry.before, bound);
			bind_changed(q, at + ENTRIES_PUT_CODE_AFTER, i->entry.after, bound);
			bind_changed(q, at + ENTRIES_PUT_MINUTES_LATE, i->entry.minutes_late, bound);
			bind_changed(q, at + ENTRIES_PUT_ARRIVAL, i->entry.arrival, bound);
			bind_changed(q, at + ENTRIES_PUT_PLANNED, i->entry.planned, bound);
			bind_changed(q, at + ENTRIES_PUT_STANDS, i->entry.stands, bound);
		}
		r = stmt_done(q);
	}
	*ret_put = n;
	return r;
}

static int put_change(struct store *st, const struct item *i)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_CHANGE_PUT, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, CHANGE_PUT_ACT, i->act);
	stmt_bind_int(q, CHANGE_PUT_ORDINAL, i->ordinal);
	stmt_bind_text(q, CHANGE_PUT_THING, i->change.thing);
	stmt_bind_int(q, CHANGE_PUT_THING_ID, i->change.id);
	stmt_bind_text(q, CHANGE_PUT_FIELD, i->change.field);
	stmt_bind_text(q, CHANGE_PUT_BEFORE, i->change.before);
	stmt_bind_text(q, CHANGE_PUT_AFTER, i->change.after);
	return stmt_done(q);
}

static int put_note(struct store *st, const struct item *i)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_NOTE_PUT, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, NOTE_PUT_ACT, i->act);
	stmt_bind_int(q, NOTE_PUT_ORDINAL, i->ordinal);
	stmt_bind_int(q, NOTE_PUT_PUPIL, i->note.pupil);
	stmt_bind_int(q, NOTE_PUT_DAY, i->note.day);
	stmt_bind_int(q, NOTE_PUT_SESSION, i->note.session);
	stmt_bind_text(q, NOTE_PUT_AUDIENCE, i->note.audience);
	stmt_bind_text(q, NOTE_PUT_TEXT, i->note.text);
	return stmt_done(q);
}

static int put_act(struct store *st, const struct act_columns *a, const uint8_t *salt, const struct hash *hash)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_ACT_PUT, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, ACT_PUT_SEQ, a->seq);
	stmt_bind_blob(q, ACT_PUT_KEY, a->key.bytes, sizeof a->key.bytes);
	stmt_bind_text(q, ACT_PUT_KIND, a->kind);
	stmt_bind_int(q, ACT_PUT_AT, a->at);
	stmt_bind_int(q, ACT_PUT_STAFF, a->staff);
	stmt_bind_text(q, ACT_PUT_STAFF_NAME, a->staff_name);
	stmt_bind_text(q, ACT_PUT_POSITION, a->position);
	stmt_bind_text(q, ACT_PUT_ROLES, a->roles);
	stmt_bind_int(q, ACT_PUT_ACTING_FOR, a->acting_for);
	stmt_bind_int(q, ACT_PUT_UID, a->uid);
	stmt_bind_text(q, ACT_PUT_TERMINAL, a->terminal);
	stmt_bind_text(q, ACT_PUT_VERSION, a->version);
	stmt_bind_text(q, ACT_PUT_REASON, a->reason);
	stmt_bind_int(q, ACT_PUT_ROLL_GROUP, a->roll_group);
	stmt_bind_int(q, ACT_PUT_DAY, a->day);
	stmt_bind_int(q, ACT_PUT_SESSION, a->session);
	stmt_bind_int(q, ACT_PUT_UNDOES, a->undoes);
	stmt_bind_blob(q, ACT_PUT_SALT, salt, SEED_BYTES);
	stmt_bind_blob(q, ACT_PUT_PREVIOUS, st->head.bytes, HASH_BYTES);
	stmt_bind_blob(q, ACT_PUT_HASH, hash->bytes, HASH_BYTES);
	return stmt_done(q);
}

#define MANY 64 /* more than a register has, so that saving one needs no other statement prepared */

/* How many entries stand here one after the other. */
static int entries_from(const struct item *items, int count)
{
	int n = 0;

	while (n < count && items[n].kind == ITEM_ENTRY)
		n++;
	return n;
}

static int put_items(struct store *st)
{
	static int (*const puts[])(struct store *, const struct item *) = {
		[ITEM_CHANGE] = put_change, [ITEM_NOTE] = put_note
	};
	const struct item *items = st->act.items.items;
	int count = st->act.items.count, n = 0, r = 0;

	while (r == 0 && n < count) {
		int end = n + entries_from(items + n, count - n), put = 0;

		if (end - n >= MANY)
			r = put_entries(st, items + n, end - n, &put);
		for (n += put; r == 0 && n < end; n++)
			r = put_entry(st, &items[n]);
		for (; r == 0 && n < count && items[n].kind != ITEM_ENTRY; n++)
			r = puts[items[n].kind](st, &items[n]);
	}
	return r;
}

int store_act_end(struct store *st, bool always, int64_t *ret_seq)
{
	const struct act_columns *a = &st->act.columns;
	const struct item *items;
	CLEAN_BUF struct buf work = { 0 };
	uint8_t seed[SEED_BYTES];
	struct hash hash;
	int count, r;

	BUG_UNLESS(st->act.open);
	*ret_seq = 0;
	r = thing_patch_end(st);
	st->act.open = false;
	if (r < 0)
		goto broken;
	items = st->act.items.items;
	count = st->act.items.count;
	if (count == 0 && !always)
		return 0;
	if (st->practice)
		practice_bytes("salt", a->at, (uint64_t)a->seq, seed, sizeof seed);
	else
		random_bytes(seed, sizeof seed);
	act_hash(&st->head, a, items, count, seed, false, &work, &hash);
	r = put_act(st, a, count ? seed : NULL, &hash);
	if (r == 0)
		r = put_items(st);
	if (r == 0)
		r = strip_write(st);
	if (r == 0)
		r = register_follow(st, a);
	if (r < 0)
		goto broken;
	st->head = hash;
	st->last_key = a->key;
	st->next_seq++;
	*ret_seq = a->seq;
	return 0;
broken:
	st->broken = true; /* half an act may be written: whoever does not look at the answer must not commit it */
	return r;
}
