/*
 * The evacuation list: a text file that is there when the program is not (B13).  Rewritten after the answer of every act that it can show, beside itself and then
 * given its name; each place has a lock of its own in the school's directory, so that what is written there last was read last, and nobody who only knows
 * less writes over it.
 */
#include "evacuation.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "paper.h"

enum { PLACES = 2, WAIT_MOST = 3000, WAIT_STEP = 2 }; /* milliseconds for whoever else is writing */

struct evacuation_kept {
	int64_t shown;                 /* of day_kept, when the list was last written */
	struct evacuation_list list;
	const char *trouble;           /* what could not be written, not said yet; NULL */
	struct arena arena;            /* of it */
};

void evacuation_kept_free(struct evacuation_kept *k)
{
	if (k) {
		arena_finish(&k->arena);
		evacuation_list_finish(&k->list);
	}
	free(k);
}

static struct evacuation_kept *kept(struct office *o)
{
	if (!o->evacuation)
		o->evacuation = mem_new(1, sizeof *o->evacuation);
	return o->evacuation;
}

/* WHERE ------------------------------------------------------------------------------------------------------------------------------- */

static const char *place_path(struct office *o, int place, struct arena *a)
{
	if (place == 0)
		return arena_printf(a, "%s/evacuation.txt", office_out(o, a));
	return o->conf.evacuation_copy[0] ? o->conf.evacuation_copy : NULL;
}

/* ONE AT A TIME ----------------------------------------------------------------------------------------------------------------------- */

/* The last list of a place: the act that it knew of, and its hash, for numbers come again in a record that was restored. */
struct stamp {
	int64_t act;
	struct hash hash;
};

static void close_lock(const int *fd)
{
	if (*fd >= 0)
		close(*fd);
}
#define CLEAN_LOCK __attribute__((cleanup(close_lock)))

static int lock_open(struct office *o, int place)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct timespec step = { 0, WAIT_STEP * 1000000L };
	int fd = open(arena_printf(&a, "%s/" STORE_FILE "-list%d", o->directory, place + 1), O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	for (int waited = 0; fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) < 0; waited += WAIT_STEP) {
		if ((errno != EWOULDBLOCK && errno != EINTR) || waited > WAIT_MOST) {
			close(fd);
			return -EBUSY;
		}
		nanosleep(&step, NULL);
	}
	return fd < 0 ? -errno : fd;
}

/* Has somebody else written a list there meanwhile that knows of that act? */
static bool is_written(struct office *o, int fd, int64_t act)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct stamp last;
	struct act_row row;

	if (pread(fd, &last, sizeof last, 0) != (ssize_t)sizeof last || last.act < act)
		return false;
	return store_act_get(o->store, last.act, &a, &row) == 0 && memcmp(&row.hash, &last.hash, sizeof last.hash) == 0;
}

static void stamp_put(const struct evacuation_list *l, int fd)
{
	struct stamp now = { .act = l->act, .hash = l->head };

	if (pwrite(fd, &now, sizeof now, 0) != (ssize_t)sizeof now && ftruncate(fd, 0) < 0)
		return; /* then the next list is written once too often, which harms nobody */
}

/* WRITING ----------------------------------------------------------------------------------------------------------------------------- */

/* As things stand now, not when it was asked for: whoever had the lock before may have saved in between. */
static int list_read(struct office *o)
{
	struct evacuation_list *l = &kept(o)->list;
	int r = store_read_begin(o->store);

	if (r < 0)
		return r;
	r = evacuation_follow(o, l);
	store_read_end(o->store);
	if (r == 0)
		evacuation_text(o, l);
	return r;
}

static int out_make(struct office *o, int place, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *out = office_out(o, &a);

	return place > 0 || file_exists(out) ? 0 : file_make_directory(out, 0700, e);
}

static int write_locked(struct office *o, int place, int lock, const char *path, struct err *e)
{
	const struct evacuation_list *l = &kept(o)->list;
	int r = list_read(o);

	if (r < 0)
		return office_fail(o, r, e);
	r = out_make(o, place, e);
	if (r == 0)
		r = file_replace(path, buf_string(&l->text), l->text.length, 0600, e);
	if (r == 0)
		stamp_put(l, lock);
	return r;
}

/* `least`: the act that the list has to know of; -1: it is written whatever there is. */
static int place_write(struct office *o, int place, int64_t least, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *path = place_path(o, place, &a);

	if (!path)
		return 0;
	CLEAN_LOCK int lock = lock_open(o, place);
	if (lock == -EBUSY)
		return err_store(e, -EBUSY, "%.200s: somebody else has been writing the evacuation list for long. It may be old.", path);
	if (lock < 0)
		return err_store(e, lock, "%.200s: the evacuation list could not be locked (%s). It may be old.", path, strerror(-lock));
	if (least >= 0 && is_written(o, lock, least))
		return 0;
	return write_locked(o, place, lock, path, e);
}

/* Both, whatever becomes of the other; the last refusal is the one that is told. */
static int write_all(struct office *o, int64_t least, struct err *e)
{
	int worst = 0;

	for (int place = 0; place < PLACES; place++) {
		int r = place_write(o, place, least, e);

		worst = r < 0 ? r : worst;
	}
	return worst;
}

static void trouble_keep(struct office *o, const struct err *e)
{
	struct evacuation_kept *k = kept(o);
	char said[sizeof e->text + sizeof e->file];

	err_format(e, said, sizeof said);
	arena_finish(&k->arena);
	k->trouble = arena_printf(&k->arena, "The evacuation list is not up to date: %s", said);
}

const char *office_evacuation_trouble(struct office *o)
{
	const char *trouble = o->evacuation ? o->evacuation->trouble : NULL;

	if (o->evacuation)
		o->evacuation->trouble = NULL;
	return trouble;
}

/* 1 if something was saved that the list can show, 0 if not.  Before the first list of this process the acts since it began are looked at. */
static int is_due(struct office *o, int64_t *ret_act)
{
	int r = store_read_begin(o->store);

	if (r < 0)
		return r;
	r = day_follow(o);
	if (r == 0 && !o->evacuation)
		r = day_shown_since(o, o->began);
	store_read_end(o->store);
	if (r < 0)
		return r;
	*ret_act = o->day_kept->act;
	return o->evacuation ? o->day_kept->shown != o->evacuation->shown : r;
}

void evacuation_rest(struct office *o)
{
	struct err e = { 0 };
	int64_t act;

	if (!o->saved)
		return;
	o->saved = false;
	int due = is_due(o, &act);
	if (due == 0)
		return;
	int r = due < 0 ? office_fail(o, due, &e) : write_all(o, act, &e);
	kept(o)->shown = o->day_kept ? o->day_kept->shown : -1;
	if (r < 0)
		trouble_keep(o, &e);
}

/* ASKED FOR ----------------------------------------------------------------------------------------------------------------------------- */

static int refuse_read_only(struct office *o, struct err *e)
{
	const char *why = office_read_only(o);

	return why ? err_store(e, -EROFS, "%s", why) : 0;
}

static void said_places(struct office *o, struct buf *to)
{
	CLEAN_ARENA struct arena a = { 0 };

	for (int place = 0; place < PLACES; place++)
		if (place_path(o, place, &a))
			buf_printf(to, "The evacuation list is in %s.\n", place_path(o, place, &a));
}

int office_evacuation_write(struct office *o, bool always, struct buf *ret_said, struct err *e)
{
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_SEE_REGISTER, 0, e);
	if (r == 0)
		r = refuse_read_only(o, e);
	if (r < 0)
		return r;
	if (!always) {
		evacuation_rest(o);
		const char *trouble = office_evacuation_trouble(o);
		if (trouble)
			return err_store(e, -EIO, "%s", trouble);
	} else {
		r = write_all(o, -1, e);
		o->saved = o->saved && r < 0;
	}
	if (r == 0)
		said_places(o, ret_said);
	return r;
}

/* The whole school's children on one page: for whoever may see all of them. */
int office_evacuation_print(struct office *o, struct buf *ret_said, struct err *e)
{
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_SEE_REGISTER, 0, e);
	if (r == 0 && office_reach(o, ACTION_SEE_REGISTER) != REACH_ALL)
		r = err_refuse(e, "%s may not print the names of the whole school: ask the office.", office_person(o)->name);
	if (r < 0)
		return r;
	r = list_read(o);
	return r < 0 ? office_fail(o, r, e) : office_paper_text(o, "evacuation list", buf_string(&kept(o)->list.text), 1, ret_said, e);
}
