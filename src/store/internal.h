#ifndef STORE_INTERNAL_H
#define STORE_INTERNAL_H

/* What the files of this layer share and nobody else sees. */

#include <sqlite3.h>

#include "store/store.h"
#include "item.h"
#include "statements.h"

#define MUST_CHECK __attribute__((warn_unused_result))

#define APPLICATION_REAL 0x46426c6c     /* "FBll" */
#define APPLICATION_PRACTICE 0x46427072 /* "FBpr" */
#define WAL_PAGES_MOST 1000

/** A prepared statement and whether somebody is using it. */
struct stmt {
	struct store *st;
	sqlite3_stmt *raw;
	bool busy;
	int failed; /**< first result of a binding that was not SQLITE_OK */
};

/** A strip with the marks of the open act in it. */
struct act_strip {
	int64_t pupil;
	int year;
	bool changed;
	uint8_t marks[STRIP_BYTES];
};

/** Those that the open act has looked at, found by pupil and year; the act's arena's. */
struct act_strips {
	struct act_strip **places; /**< open addressing; NULL: free */
	size_t room, count;
};

/** The act being written. */
struct open_act {
	bool open;
	struct act_columns columns;
	struct arena arena;
	struct { VEC(struct item); } items;
	struct act_strips strips;
	/* a row that is being put back field by field; written when another row's turn comes, or the act's end */
	bool patching;
	enum thing patch_thing;
	void *patch_before, *patch_after;
};

struct store {
	sqlite3 *db;
	struct stmt statements[SQL_COUNT];
	struct err trouble;
	char *directory, *file;
	char *copy;             /**< directory of a private copy, to be removed at the end; NULL */
	bool from_copy;         /**< only such a copy is read, because it has to be upgraded first */
	char *read_only;        /**< why, NULL if it can be written */
	int in_fd;              /**< school.db-in, held shared (or exclusively by migrate and restore) */
	int queue_fd;           /**< school.db-queue, -1 before it is asked for */
	bool practice;
	bool keeps_more;        /**< this connection keeps the pages that a writer comes back to */
	bool stopped;           /**< an fsync failed: no writes until it is opened anew */
	bool passing;           /**< what the transaction writes is no part of the record, and may be lost */
	uint8_t random[16];
	int wal_pages;
	/* the transaction */
	bool writing, broken, reading;
	bool fresh;                  /**< the transaction that makes the store is open, and nobody has joined it yet */
	int making;                  /**< the version that the open transaction makes of the store; 0: the store stays as it is */
	bool deferred;               /**< whether a row that another names is there is asked at the end */
	int64_t first_seq, next_seq; /**< acts of this transaction: first_seq .. next_seq - 1 */
	struct hash head;            /**< of act next_seq - 1 */
	struct key last_key;
	struct open_act act;
	struct gathering *gathering; /**< gather.c; NULL before the first commit */
};

/* open.c */
int store_connect_file(struct store *st, const char *name, int flags) MUST_CHECK; /**< with no question asked of the file yet */
int store_connect(struct store *st, struct err *e) MUST_CHECK;
void store_disconnect(struct store *st);
int store_guard(struct store *st) MUST_CHECK; /**< from here on the shape of the store and its settings stay as they are */
int store_unguard(struct store *st) MUST_CHECK; /**< for a migration */
int store_identify(struct store *st, uint8_t random[static 16], struct err *e) MUST_CHECK; /**< reads store_info */

/* copy.c */
int copy_connect(struct store *st, struct err *e) MUST_CHECK; /**< for reading only */
void copy_remove(struct store *st);

/* migrate.c */
/** The first transaction of a new store: begun, migrated, marked as ours; store_begin() joins it, store_commit() makes the school. */
int store_begin_new(struct store *st, const struct moment *clock) MUST_CHECK;
/** An older store, connected: brought up to STORE_VERSION, or refused with everything as it was. */
int migrate_store(struct store *st, struct err *e) MUST_CHECK;
int migrate_copy(struct store *st, struct err *e) MUST_CHECK; /**< the same of a private copy, where the store can only be read */

/* lock.c */
int lock_in(struct store *st, bool exclusive, struct err *e) MUST_CHECK;
void lock_share(struct store *st);
void lock_leave(struct store *st); /**< with the store disconnected */
int lock_queue(struct store *st) MUST_CHECK;
void unlock_queue(struct store *st);
/**
 * Is this how the record ended when all of it was last known to be on the disk?  It need not be durable itself: an older one, or
 * none, only costs log_rewrite(), and a power cut takes whatever was not on the disk from the log too.
 */
bool lock_head_is(struct store *st, const struct hash *head);
int lock_note_head(struct store *st, const struct hash *head); /**< in the queue; NULL: not known */

/* gather.c */
/** Until gather_end() what is written to the log is put together, and goes to the system in large pieces.  @return has it begun? */
bool gather_begin(struct store *st, sqlite3_file *log) MUST_CHECK;
void gather_end(sqlite3_file *log, bool committed);

/* log.c */
/** Writes what the log holds once more at its place, and syncs it: SQLite's answer.  In the queue, with no other writer. */
int log_rewrite(sqlite3_file *log) MUST_CHECK;

/* txn.c */
/** What was found on opening is on the disk from here on, or the store says why it can only be read. */
void txn_secure_found(struct store *st);
int txn_begin(struct store *st) MUST_CHECK;     /**< in the queue, BEGIN IMMEDIATE; no question asked of the record */
int txn_chain_end(struct store *st) MUST_CHECK; /**< where the next act follows */
int txn_secure(struct store *st) MUST_CHECK;    /**< after that: what was found there is on the disk */
/** Before rows of things change, in whatever order.  Not for acts of marks alone: SQLite prepares every statement anew after it. */
int txn_defer(struct store *st) MUST_CHECK;

/* stmt.c */
int stmt_borrow(struct store *st, enum statement which, struct stmt **ret) MUST_CHECK;
void stmt_return(struct stmt **q);
/** Another one of the same text, beside one that is at work, in *own; stmt_more_end() throws it away. */
int stmt_more(struct store *st, enum statement which, struct stmt *own) MUST_CHECK;
void stmt_more_end(struct stmt *own);
#define STMT __attribute__((cleanup(stmt_return))) struct stmt *
void stmt_bind_int(struct stmt *q, int n, int64_t v);   /**< NONE binds NULL */
void stmt_bind_text(struct stmt *q, int n, const char *s); /**< NULL binds NULL; must outlive the step */
void stmt_bind_blob(struct stmt *q, int n, const void *p, size_t size);
void stmt_bind_day(struct stmt *q, int n, struct day d); /**< DAY_NONE binds NULL */
int stmt_row(struct stmt *q) MUST_CHECK;                /**< 1 a row, 0 none, -errno with the trouble said */
int stmt_done(struct stmt *q) MUST_CHECK;               /**< runs a statement that gives no rows, ready to be bound again */
void stmt_again(struct stmt *q);                        /**< reset, bindings kept */
int64_t stmt_int(struct stmt *q, int column);           /**< NONE for NULL */
int32_t stmt_small(struct stmt *q, int column);         /**< INT32_MAX for NULL and for what does not fit */
const char *stmt_text(struct stmt *q, int column);      /**< NULL for NULL, U+FFFD for what is no text; until the next step */
char *stmt_keep(struct stmt *q, int column, struct arena *a); /**< the same, in the arena */
/* The same of a column that is NOT NULL: in a damaged file it may be, and is U+FFFD here. */
const char *stmt_said(struct stmt *q, int column);
char *stmt_keep_said(struct stmt *q, int column, struct arena *a);
const void *stmt_blob(struct stmt *q, int column, int *ret_size); /**< size -1 for NULL and for what is no blob */
struct day stmt_day(struct stmt *q, int column);
int stmt_ask(struct store *st, enum statement which, int64_t *ret) MUST_CHECK; /**< first column of its first row, as an integer */
int store_run(struct store *st, const char *sql) MUST_CHECK; /**< fixed text without parameters */
/** The same of fixed text, prepared and thrown away: not for what every transaction asks. */
int store_ask(struct store *st, const char *sql, int64_t *ret) MUST_CHECK;
/** SQLite's answer as -errno and a sentence in st->trouble; marks the transaction as broken. */
int store_answer(struct store *st, int rc, const char *doing);

/* chain.c */
/** Walks acts from `from` on, each with its items in order; f sees every act after its items were hashed. */
struct chain_act {
	struct act_columns columns;
	const struct item *items;
	int item_count, erased;
	struct hash hash;        /**< as stored */
	struct hash again;       /**< as worked out now */
	struct hash previous;    /**< as stored */
	const char *fault;       /**< NULL, or what is wrong with its shape */
};
int chain_walk(struct store *st, int64_t from, int (*f)(void *ctx, const struct chain_act *act), void *ctx) MUST_CHECK;

/* today.c */
/** What `read` makes of each row that is left of a statement: an array in the arena.  @return how many, or -errno */
int rows_keep(struct stmt *q, size_t size, void (*read)(struct stmt *q, struct arena *a, void *row), struct arena *a, void *ret_array) MUST_CHECK;

/* act.c */
/** A change of the open act: `thing` and `field` live as long as the program, the values are copied. */
void act_add_change(struct store *st, const char *thing, int64_t id, const char *field, const char *before, const char *after);

/* strip.c */
/** As it stands with the marks of the open act so far; set `changed` with the mark. */
int strip_of_act(struct store *st, int64_t pupil, int year, struct act_strip **ret) MUST_CHECK;
int strip_write(struct store *st) MUST_CHECK; /**< those that the open act changed */

/* register.c */
int register_follow(struct store *st, const struct act_columns *act) MUST_CHECK;
void register_apply(struct register_row *row, const struct act_columns *act); /**< what the act makes of the row */

/* thing.c */
int thing_find(const char *name); /**< -1 if there is none */
/** What is left of a statement that gives whole rows of the thing (SELECT t.*): an array of its struct.  @return how many, or -errno */
int thing_rows(struct stmt *q, enum thing thing, struct arena *a, void *ret_array) MUST_CHECK;
int thing_patch_end(struct store *st) MUST_CHECK;
/** Every row of every thing, as the record keeps it: f gets NULL values too.  For verify. */
int thing_each(struct store *st, enum thing thing, int (*f)(void *ctx, enum thing thing, int64_t id, const char *field, const char *text), void *ctx) MUST_CHECK;

#endif
