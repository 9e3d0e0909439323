/* Marks on their way from a file into the store: on the disk, a byte each, a few pieces of it in memory at a time. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "import_marks.h"

#define PIECE_BITS 16 /* 64 KiB: as much as the kernel maps around a page that is asked for */
#define PIECES_MOST 32

/* Marks of children: in the school's own directory, which nobody else can open, and without a name there. */
static int file_without_name(const char *directory, int *ret, struct err *e)
{
	CLEAN_BUF struct buf path = { 0 };
	int fd = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	if (fd < 0) { /* a file system that has no such files */
		buf_printf(&path, "%s/import-XXXXXX", directory);
		fd = mkostemp(path.text, O_CLOEXEC);
		if (fd >= 0 && unlink(path.text) < 0) {
			close(fd);
			fd = -1;
		}
	}
	if (fd < 0)
		return err_store(e, -errno, "The school's directory took no new file for the marks on their way: %s. Look at its permissions.",
				 strerror(errno));
	*ret = fd;
	return 0;
}

static int refuse_room(int why, size_t bytes, struct err *e)
{
	return err_store(e, -why, "The disk has no room for the marks on their way (%zu MiB more): %s. Make room, then do the same again.",
			 (bytes >> 20) + 1, strerror(why));
}

void matrix_begin(struct marks_matrix *m, const char *directory, int64_t pupils, int years)
{
	size_t piece = (size_t)1 << PIECE_BITS;

	*m = (struct marks_matrix){ .directory = directory, .pupils = pupils, .years = years, .turn = 1 };
	m->bytes = ((size_t)pupils * STRIP_BYTES + piece - 1) & ~(piece - 1);
	m->marks = mem_new((size_t)years, sizeof *m->marks);
	m->seen = mem_new((size_t)years * (m->bytes >> PIECE_BITS) + 1, sizeof *m->seen);
}

void matrix_finish(struct marks_matrix *m)
{
	for (int i = 0; m->marks && i < m->years; i++)
		if (m->marks[i])
			munmap(m->marks[i], m->bytes);
	free(m->marks);
	free(m->seen);
	*m = (struct marks_matrix){ 0 };
}

/* All of the room is taken at once: a disk that fills up behind a mapping is a signal, and no sentence. */
int matrix_year(struct marks_matrix *m, int year, struct err *e)
{
	int fd, r;

	if (m->marks[year])
		return 0;
	r = file_without_name(m->directory, &fd, e);
	if (r < 0)
		return r;
	r = posix_fallocate(fd, 0, (off_t)m->bytes);
	void *at = r == 0 ? mmap(NULL, m->bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) : MAP_FAILED;
	r = r == 0 && at == MAP_FAILED ? errno : r;
	close(fd);
	if (r != 0)
		return refuse_room(r, m->bytes, e);
	m->marks[year] = at;
	return 0;
}

/* The file keeps what was in memory. */
static void give_back(struct marks_matrix *m)
{
	for (int i = 0; i < m->years; i++)
		if (m->marks[i])
			(void)madvise(m->marks[i], m->bytes, MADV_DONTNEED); /* else it stays in memory, and nothing is wrong */
	m->turn++;
	m->held = 0;
}

static void hold(struct marks_matrix *m, size_t piece)
{
	if (m->seen[piece] == m->turn)
		return;
	if (m->held++ >= PIECES_MOST)
		give_back(m);
	m->seen[piece] = m->turn;
}

uint8_t *matrix_strip(struct marks_matrix *m, int year, int64_t pupil)
{
	size_t at = (size_t)pupil * STRIP_BYTES, pieces = (size_t)year * (m->bytes >> PIECE_BITS);

	if (!m->marks[year])
		return NULL;
	hold(m, pieces + (at >> PIECE_BITS));
	hold(m, pieces + ((at + STRIP_BYTES - 1) >> PIECE_BITS));
	return m->marks[year] + at;
}

/* BESIDE THE MARKS ------------------------------------------------------------------------------------------------------------------------ */

#define SIDE_PIECE (64 << 10)

/** Before each note. */
struct side_record {
	int64_t before;    /* the pupil's record before this one, -1 none */
	int32_t at;
	int16_t minutes;
	uint16_t length;   /* of the note that follows; 0: none */
};

int side_begin(struct marks_side *s, const char *directory, int64_t pupils, struct err *e)
{
	int r = file_without_name(directory, &s->fd, e);

	if (r < 0)
		return r;
	s->last = mem_new((size_t)pupils + 1, sizeof *s->last);
	for (int64_t i = 0; i < pupils; i++)
		s->last[i] = -1;
	return 0;
}

void side_finish(struct marks_side *s)
{
	if (s->last)
		close(s->fd);
	free(s->last);
	buf_finish(&s->unwritten);
	*s = (struct marks_side){ 0 };
}

static int side_flush(struct marks_side *s, struct err *e)
{
	size_t length = s->unwritten.length, done = 0;
	off_t at = (off_t)(s->length - (int64_t)length);

	while (done < length) {
		ssize_t n = pwrite(s->fd, s->unwritten.text + done, length - done, at + (off_t)done);

		if (n <= 0)
			return refuse_room(n < 0 ? errno : ENOSPC, length, e);
		done += (size_t)n;
	}
	buf_reset(&s->unwritten);
	return 0;
}

int side_put(struct marks_side *s, int64_t pupil, const struct marks_beside *b, struct err *e)
{
	struct side_record record = { s->last[pupil], b->at, (int16_t)b->minutes, (uint16_t)(b->note ? strlen(b->note) : 0) };

	s->last[pupil] = s->length;
	buf_put(&s->unwritten, &record, sizeof record);
	buf_put(&s->unwritten, b->note ? b->note : "", record.length);
	s->length += (int64_t)sizeof record + record.length;
	return s->unwritten.length >= SIDE_PIECE ? side_flush(s, e) : 0;
}

static int side_read(struct marks_side *s, void *to, size_t n, int64_t at, struct err *e)
{
	ssize_t got = pread(s->fd, to, n, (off_t)at);

	if (got == (ssize_t)n)
		return 0;
	return err_store(e, got < 0 ? -errno : -EIO, "The disk did not give the marks on their way back: %s. Do the same again.",
			 strerror(got < 0 ? errno : EIO));
}

static int compare_beside(const void *a, const void *b)
{
	const struct marks_beside *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

int side_get(struct marks_side *s, int64_t pupil, struct arena *a, struct marks_beside **ret, struct err *e)
{
	struct { VEC(struct marks_beside); } list = { 0 };
	struct side_record record;
	int r = side_flush(s, e);

	for (int64_t at = s->last[pupil]; r == 0 && at >= 0; at = record.before) {
		struct marks_beside b = { 0 };

		r = side_read(s, &record, sizeof record, at, e);
		if (r < 0)
			break;
		b.at = record.at;
		b.minutes = record.minutes;
		if (record.length) {
			char *note = arena_new(a, (size_t)record.length + 1, 1);

			r = side_read(s, note, record.length, at + (int64_t)sizeof record, e);
			b.note = note;
		}
		vec_push(&list, b);
	}
	if (r == 0) {
		*ret = arena_new(a, (size_t)list.count + 1, sizeof **ret);
		if (list.count)
			memcpy(*ret, list.items, (size_t)list.count * sizeof **ret);
		qsort(*ret, (size_t)list.count, sizeof **ret, compare_beside);
		r = list.count;
	}
	vec_finish(&list);
	return r;
}
