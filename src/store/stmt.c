/* Statements: prepared once, borrowed, every answer of SQLite checked (reliability 2.1). */
#include <errno.h>
#include <string.h>

#include "internal.h"

/* What SQLite's answers mean to us and to a person. */
static const struct answer {
	int rc, r;
	const char *sentence;
} answers[] = {
	{ SQLITE_IOERR_SHMSIZE, -ENOSPC, "There is no room left on the disk to open the school's records. Make room, then do the same again." },
	{ SQLITE_FULL, -ENOSPC, "The disk is full: nothing was saved. Make room, then do the same again." },
	{ SQLITE_IOERR, -EIO, "The disk failed, so nothing was saved. Run `firstbell check`, then do it again." },
	{ SQLITE_BUSY, -EBUSY, "Somebody else is holding the school's records: nothing was saved. Do the same again." },
	{ SQLITE_LOCKED, -EBUSY, "Somebody else is holding the school's records: nothing was saved. Do the same again." },
	{ SQLITE_INTERRUPT, -EINTR, "It was interrupted: nothing was saved." },
	{ SQLITE_READONLY, -EROFS, "The school's records can only be read here: nothing was saved." },
	{ SQLITE_CORRUPT, -EUCLEAN, "The school's records are damaged. Stop, leave this directory as it is, and work in a copy of the newest backup." },
	{ SQLITE_NOTADB, -EUCLEAN, "school.db is not a firstbell store." },
	{ SQLITE_CANTOPEN, -EACCES, "school.db cannot be opened. Is the directory yours?" },
	{ SQLITE_PERM, -EACCES, "school.db cannot be opened. Is the directory yours?" },
	{ SQLITE_AUTH, -EACCES, "That is not allowed in the school's records." },
	{ SQLITE_CONSTRAINT, -EEXIST, "The school's records do not allow it: nothing was saved." },
	{ SQLITE_TOOBIG, -E2BIG, "That text is too long to be kept: nothing was saved." },
};

/* What SQLite names by what it was doing is out of memory all the same: the log's index was to be mapped. */
static bool is_memory(const struct store *st, int rc)
{
	return (rc & 0xff) == SQLITE_NOMEM || rc == SQLITE_IOERR_NOMEM ||
	       (rc == SQLITE_IOERR_SHMMAP && st->db && sqlite3_system_errno(st->db) == ENOMEM);
}

int store_answer(struct store *st, int rc, const char *doing)
{
	if (is_memory(st, rc))
		mem_exhausted();
	if (rc == SQLITE_IOERR_FSYNC)
		st->stopped = true;
	st->broken = true;
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		if (answers[i].rc == rc || answers[i].rc == (rc & 0xff))
			return err_store(&st->trouble, answers[i].r, "%s (SQLite %d: %s%s%s)", answers[i].sentence, rc,
					 st->db ? sqlite3_errmsg(st->db) : sqlite3_errstr(rc), doing ? "; " : "", doing ? doing : "");
	return err_store(&st->trouble, -EIO, "The school's records could not be used: nothing was saved. (SQLite %d: %s%s%s)", rc,
			 st->db ? sqlite3_errmsg(st->db) : sqlite3_errstr(rc), doing ? "; " : "", doing ? doing : "");
}

int stmt_borrow(struct store *st, enum statement which, struct stmt **ret)
{
	struct stmt *q = &st->statements[which];

	if ((st->writing && st->broken) || !st->db)
		return -ECANCELED; /* the first trouble is said already */
	BUG_UNLESS(!q->busy);
	if (!q->raw) {
		int rc = sqlite3_prepare_v3(st->db, statement_text[which], -1, SQLITE_PREPARE_PERSISTENT, &q->raw, NULL);

		if (rc != SQLITE_OK)
			return store_answer(st, rc, "prepare");
	}
	q->st = st;
	q->busy = true;
	q->failed = SQLITE_OK;
	*ret = q;
	return 0;
}

void stmt_return(struct stmt **q)
{
	if (!*q || !(*q)->busy)
		return;
	if ((*q)->raw) {
		/* The step's own answer was checked; reset only repeats it. */
		(void)sqlite3_reset((*q)->raw);
		(void)sqlite3_clear_bindings((*q)->raw);
	}
	(*q)->busy = false;
	*q = NULL;
}

int stmt_more(struct store *st, enum statement which, struct stmt *own)
{
	if ((st->writing && st->broken) || !st->db)
		return -ECANCELED;
	*own = (struct stmt){ .st = st, .busy = true };
	int rc = sqlite3_prepare_v3(st->db, statement_text[which], -1, 0, &own->raw, NULL);

	return rc == SQLITE_OK ? 0 : store_answer(st, rc, "prepare");
}

void stmt_more_end(struct stmt *own)
{
	/* The step's own answer was checked; finalize only repeats it. */
	(void)sqlite3_finalize(own->raw);
	*own = (struct stmt){ 0 };
}

static void bound(struct stmt *q, int rc)
{
	if (q->failed == SQLITE_OK)
		q->failed = rc;
}

void stmt_bind_int(struct stmt *q, int n, int64_t v)
{
	bound(q, v == NONE ? sqlite3_bind_null(q->raw, n) : sqlite3_bind_int64(q->raw, n, v));
}

void stmt_bind_text(struct stmt *q, int n, const char *s)
{
	bound(q, s ? sqlite3_bind_text(q->raw, n, s, -1, SQLITE_STATIC) : sqlite3_bind_null(q->raw, n));
}

void stmt_bind_blob(struct stmt *q, int n, const void *p, size_t size)
{
	bound(q, p ? sqlite3_bind_blob64(q->raw, n, p, size, SQLITE_STATIC) : sqlite3_bind_null(q->raw, n));
}

void stmt_bind_day(struct stmt *q, int n, struct day d)
{
	stmt_bind_int(q, n, day_is_none(d) ? NONE : d.n);
}

int stmt_row(struct stmt *q)
{
	if (q->failed != SQLITE_OK)
		return store_answer(q->st, q->failed, "bind");
	int rc = sqlite3_step(q->raw);
	if (rc == SQLITE_ROW)
		return 1;
	if (rc == SQLITE_DONE)
		return 0;
	return store_answer(q->st, rc, NULL);
}

int stmt_done(struct stmt *q)
{
	int r = stmt_row(q);

	BUG_UNLESS(r <= 0);
	stmt_again(q);
	return r;
}

void stmt_again(struct stmt *q)
{
	(void)sqlite3_reset(q->raw);
}

/* What cannot have been written by this program must not read like something that was: the chain and verify then see it. */

/* The column is looked up once, its value asked twice: allowed where one thread only uses the connection, and this is most of verify. */
int64_t stmt_int(struct stmt *q, int column)
{
	sqlite3_value *value = sqlite3_column_value(q->raw, column);
	int type = sqlite3_value_type(value);

	if (type == SQLITE_NULL)
		return NONE;
	int64_t v = sqlite3_value_int64(value);
	return type != SQLITE_INTEGER || v == NONE ? NONE + 1 : v;
}

int32_t stmt_small(struct stmt *q, int column)
{
	int64_t v = stmt_int(q, column);

	return v > INT32_MIN && v < INT32_MAX ? (int32_t)v : INT32_MAX;
}

#define NOT_TEXT "\xef\xbf\xbd"

const char *stmt_text(struct stmt *q, int column)
{
	int type = sqlite3_column_type(q->raw, column);

	if (type == SQLITE_NULL)
		return NULL;
	const char *s = (const char *)sqlite3_column_text(q->raw, column);
	if (!s)
		mem_exhausted();
	bool whole = type == SQLITE_TEXT && !memchr(s, '\0', (size_t)sqlite3_column_bytes(q->raw, column));
	return whole ? s : NOT_TEXT;
}

char *stmt_keep(struct stmt *q, int column, struct arena *a)
{
	sqlite3_value *value = sqlite3_column_value(q->raw, column);
	int type = sqlite3_value_type(value);

	if (type == SQLITE_NULL)
		return NULL;
	/* Its bytes as they lie in the page: asked for as text, SQLite would copy them first to put a zero byte behind. */
	const char *s = sqlite3_value_blob(value);
	size_t n = (size_t)sqlite3_value_bytes(value);
	if (!s && n > 0)
		mem_exhausted();
	bool whole = type == SQLITE_TEXT && (n == 0 || !memchr(s, '\0', n));
	return whole ? arena_text_n(a, s, n) : arena_text(a, NOT_TEXT);
}

const char *stmt_said(struct stmt *q, int column)
{
	const char *s = stmt_text(q, column);

	return s ? s : NOT_TEXT;
}

char *stmt_keep_said(struct stmt *q, int column, struct arena *a)
{
	char *s = stmt_keep(q, column, a);

	return s ? s : arena_text(a, NOT_TEXT);
}

const void *stmt_blob(struct stmt *q, int column, int *ret_size)
{
	bool blob = sqlite3_column_type(q->raw, column) == SQLITE_BLOB;
	const void *p = blob ? sqlite3_column_blob(q->raw, column) : NULL;

	*ret_size = blob ? sqlite3_column_bytes(q->raw, column) : -1;
	return p;
}

struct day stmt_day(struct stmt *q, int column)
{
	return stmt_int(q, column) == NONE ? DAY_NONE : (struct day){ stmt_small(q, column) };
}

int stmt_ask(struct store *st, enum statement which, int64_t *ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, which, &q);

	if (r == 0)
		r = stmt_row(q);
	if (r > 0)
		*ret = stmt_int(q, 0);
	return r < 0 ? r : r > 0 ? 0 : -ENODATA;
}

int store_run(struct store *st, const char *sql)
{
	int rc = sqlite3_exec(st->db, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? 0 : store_answer(st, rc, strchr(sql, '\n') ? "migration" : sql);
}

int store_ask(struct store *st, const char *sql, int64_t *ret)
{
	sqlite3_stmt *raw = NULL;
	int rc = sqlite3_prepare_v2(st->db, sql, -1, &raw, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(raw);
	if (rc == SQLITE_ROW)
		*ret = sqlite3_column_int64(raw, 0);
	int r = rc == SQLITE_ROW ? 0 : rc == SQLITE_DONE ? -ENODATA : store_answer(st, rc, sql);
	(void)sqlite3_finalize(raw); /* repeats the step's answer, which was looked at */
	return r;
}
