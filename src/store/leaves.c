/*
 * The leaves of an act: each item hashed with its own salt.  No leaf depends on another, so those of an act that has as many as an
 * import's are worked out by two threads where there are two processors: each takes the next piece until there is none, so that
 * neither waits long for the other where the machine is busy.  The second ends before this returns, and touches nothing but items and leaves.
 */
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>

#include "item.h"

#define MANY 512 /* a thread costs as much as the hashing of about fifty */
#define PIECE 64 /* whole blocks of salts */
#define STACK ((size_t)256 << 10)

struct task {
	const struct item *items;
	int count;
	const uint8_t *salt; /**< the act's own */
	struct hash *leaves;
	atomic_int next;     /**< the first item of the next piece */
};

static void hash_item(const struct item *item, const uint8_t *salt, struct buf *work, struct hash *ret)
{
	buf_reset(work);
	item_canonical(item, work);
	hash_leaf(salt, work->text, work->length, ret);
}

/* Of items none of which was erased. */
static void hash_pieces(struct task *t, struct buf *work)
{
	uint8_t block[64];
	int first;

	while ((first = atomic_fetch_add(&t->next, PIECE)) < t->count)
		for (int n = first; n < t->count && n < first + PIECE; n++) {
			if (n % 4 == 0)
				salt_block(t->salt, (uint64_t)n / 4, block);
			hash_item(&t->items[n], block + (ptrdiff_t)SALT_BYTES * (n % 4), work, &t->leaves[n]);
		}
}

static void *hash_beside(void *task)
{
	CLEAN_BUF struct buf work = { 0 };

	hash_pieces(task, &work);
	return NULL;
}

static bool two_processors(void)
{
	cpu_set_t ours;

	return sched_getaffinity(0, sizeof ours, &ours) == 0 && CPU_COUNT(&ours) > 1;
}

/* Without signals, which are the first thread's.  false: there is none, and nothing was begun. */
static bool begin_beside(struct task *task, pthread_t *ret)
{
	pthread_attr_t attributes;
	sigset_t all, before;

	if (pthread_attr_init(&attributes) != 0)
		return false;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	bool begun = pthread_attr_setstacksize(&attributes, STACK) == 0 && pthread_create(ret, &attributes, hash_beside, task) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&attributes);
	return begun;
}

static void hash_whole(const struct item *items, int count, const uint8_t *salt, struct buf *work, struct hash *leaves)
{
	struct task task = { items, count, salt, leaves, 0 };
	pthread_t beside;
	bool begun = count >= MANY && two_processors() && begin_beside(&task, &beside);

	hash_pieces(&task, work);
	if (begun)
		BUG_UNLESS(pthread_join(beside, NULL) == 0);
}

void leaves_hash(const struct item *items, int count, const uint8_t *salt, bool any_erased, struct buf *work, struct hash *ret)
{
	if (!any_erased) {
		hash_whole(items, count, salt, work, ret);
		return;
	}
	for (int n = 0; n < count; n++) {
		if (items[n].kind == ITEM_ERASED) {
			ret[n] = items[n].erased;
			continue;
		}
		hash_item(&items[n], salt, work, &ret[n]);
		salt += SALT_BYTES;
	}
}
