#ifndef STORE_ITEM_H
#define STORE_ITEM_H

#include "base/mem.h"
#include "seal/seal.h"
#include "store/store.h"

/* The canonical form of an act and its items (design 2; firstbell-data(7)): what is hashed, written once for saving and for verify. */

/** The act's own columns, in the table's order; NONE and NULL where nothing is said. */
struct act_columns {
	int64_t seq;
	struct key key;
	const char *kind;
	int64_t at, staff;
	const char *staff_name, *position, *roles;
	int64_t acting_for, uid;
	const char *terminal, *version, *reason;
	int64_t roll_group, day, session, undoes;
};

enum item_kind { ITEM_ENTRY, ITEM_CHANGE, ITEM_NOTE, ITEM_ERASED };

struct item {
	enum item_kind kind;
	int64_t act, ordinal;
	union {
		struct {
			int64_t pupil, day, session, before, after, minutes_late, arrival, planned, stands;
		} entry;
		struct {
			const char *thing;
			int64_t id;
			const char *field, *before, *after;
		} change;
		struct {
			int64_t pupil, day, session;
			const char *audience, *text;
		} note;
		struct hash erased;
	};
};

void item_canonical(const struct item *i, struct buf *to);

/** The leaf of each item, in order; salts as act_hash() has them.  leaves.c */
void leaves_hash(const struct item *items, int count, const uint8_t *salt, bool any_erased, struct buf *work, struct hash *ret);

/**
 * H(previous, act, leaf 1 .. leaf n).  `salt` is the act's own: 32 bytes from which the salts are cut, or (where items were
 * erased) the salts of those that stay, one after the other.  `work` is room to be used again.
 */
void act_hash(const struct hash *previous, const struct act_columns *a, const struct item *items, int count, const uint8_t *salt,
	      bool any_erased, struct buf *work, struct hash *ret);

#endif
