#include "base/mem.h"

#include <errno.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"

#define ARENA_BLOCK ((size_t)32 * 1024)

struct arena_block {
	struct arena_block *older;
	alignas(max_align_t) char bytes[];
};

_Noreturn void mem_exhausted(void)
{
	static const char sentence[] =
		"firstbell: there is not enough memory to go on. Close other programs and start again; the history shows what was saved.\n";

	if (bug_restore)
		bug_restore();
	if (write(STDERR_FILENO, sentence, sizeof sentence - 1) < 0)
		_exit(ERR_STORE);
	_exit(ERR_STORE); /* not exit(): its handlers would need memory */
}

void mem_check(void)
{
	if (errno == ENOMEM)
		mem_exhausted();
}

void *mem_new(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);

	if (!p)
		mem_exhausted();
	return p;
}

void *mem_grow(void *old, size_t count, size_t size)
{
	void *p = reallocarray(old, count ? count : 1, size ? size : 1);

	if (!p)
		mem_exhausted();
	return p;
}

char *mem_text(const char *s)
{
	char *p = strdup(s);

	if (!p)
		mem_exhausted();
	return p;
}

#define PIECE ((size_t)32 * 1024) /* what the C library cuts from its heap, and does not map by itself and give back */

void *mem_reserve(size_t bytes)
{
	struct piece { struct piece *older; } *pieces = NULL, *last;

	for (size_t had = 0; had < bytes; had += PIECE) {
		last = mem_grow(NULL, PIECE, 1);
		last->older = pieces;
		pieces = last;
	}
	last = mem_grow(NULL, PIECE, 1); /* what lies under a piece in use stays with the program */
	for (struct piece *older; pieces; pieces = older) {
		older = pieces->older;
		free(pieces);
	}
	return last;
}

void mem_cleanup(void *pointer_to_pointer)
{
	void *p;

	memcpy(&p, pointer_to_pointer, sizeof p);
	free(p);
}

static struct arena_block *arena_block_new(size_t bytes)
{
	if (bytes > SIZE_MAX - sizeof(struct arena_block))
		mem_exhausted();
	return mem_new(1, sizeof(struct arena_block) + bytes);
}

/* A large piece has a block of its own, behind the one being filled, which goes on being filled. */
static void *arena_large(struct arena *a, size_t bytes)
{
	struct arena_block *b = arena_block_new(bytes);

	if (a->blocks) {
		b->older = a->blocks->older;
		a->blocks->older = b;
	} else {
		a->blocks = b;
	}
	return b->bytes;
}

void *arena_new(struct arena *a, size_t count, size_t size)
{
	const size_t align = alignof(max_align_t);
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX - align)
		mem_exhausted();
	bytes = bytes ? (bytes + align - 1) / align * align : align;
	if (bytes > ARENA_BLOCK / 4)
		return arena_large(a, bytes);
	if (bytes > a->left) {
		struct arena_block *b = arena_block_new(ARENA_BLOCK);
		b->older = a->blocks;
		a->blocks = b;
		a->next = b->bytes;
		a->left = ARENA_BLOCK;
	}
	void *p = a->next;
	a->next += bytes;
	a->left -= bytes;
	return p;
}

char *arena_text_n(struct arena *a, const char *s, size_t n)
{
	if (n == SIZE_MAX)
		mem_exhausted();
	char *p = arena_new(a, n + 1, 1);
	if (n > 0)
		memcpy(p, s, n);
	return p;
}

char *arena_text(struct arena *a, const char *s)
{
	return s ? arena_text_n(a, s, strlen(s)) : NULL;
}

char *arena_joined(struct arena *a, const char *s, char between, const char *t)
{
	size_t first = strlen(s), second = strlen(t);
	char *p = arena_new(a, first + second + 2, 1);

	memcpy(p, s, first);
	p[first] = between;
	memcpy(p + first + 1, t, second);
	return p;
}

/* Most of what is printed is short: tried on the stack first, so that it is made only once. */
char *arena_vprintf(struct arena *a, const char *format, va_list ap)
{
	char small[256], *p;
	va_list again;

	va_copy(again, ap);
	int n = vsnprintf(small, sizeof small, format, ap);
	BUG_UNLESS(n >= 0);
	if ((size_t)n < sizeof small) {
		p = arena_text_n(a, small, (size_t)n);
	} else {
		p = arena_new(a, (size_t)n + 1, 1);
		vsnprintf(p, (size_t)n + 1, format, again);
	}
	va_end(again);
	return p;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	char *p = arena_vprintf(a, format, ap);
	va_end(ap);
	return p;
}

void arena_finish(struct arena *a)
{
	for (struct arena_block *b = a->blocks, *older; b; b = older) {
		older = b->older;
		free(b);
	}
	*a = (struct arena){ 0 };
}

/* Room for n more bytes and the zero byte. */
static void buf_room(struct buf *b, size_t n)
{
	if (n >= SIZE_MAX / 2 - b->length)
		mem_exhausted();
	size_t need = b->length + n + 1;
	if (need <= b->room)
		return;
	size_t room = b->room < 64 ? 64 : b->room * 2;
	if (room < need)
		room = need;
	b->text = mem_grow(b->text, room, 1);
	b->room = room;
}

void buf_put(struct buf *b, const void *bytes, size_t n)
{
	buf_room(b, n);
	if (n > 0)
		memcpy(b->text + b->length, bytes, n);
	b->length += n;
	b->text[b->length] = '\0';
}

void buf_text(struct buf *b, const char *s)
{
	buf_put(b, s, strlen(s));
}

void buf_char(struct buf *b, char c)
{
	buf_room(b, 1);
	b->text[b->length++] = c;
	b->text[b->length] = '\0';
}

void buf_blanks(struct buf *b, int n)
{
	if (n <= 0)
		return;
	buf_room(b, (size_t)n);
	memset(b->text + b->length, ' ', (size_t)n);
	b->length += (size_t)n;
	b->text[b->length] = '\0';
}

__attribute__((format(printf, 2, 0))) static void buf_vprintf(struct buf *b, const char *format, va_list ap)
{
	va_list again;

	va_copy(again, ap);
	buf_room(b, 0);
	int n = vsnprintf(b->text + b->length, b->room - b->length, format, ap);
	BUG_UNLESS(n >= 0);
	if ((size_t)n >= b->room - b->length) {
		buf_room(b, (size_t)n);
		vsnprintf(b->text + b->length, (size_t)n + 1, format, again);
	}
	va_end(again);
	b->length += (size_t)n;
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	buf_vprintf(b, format, ap);
	va_end(ap);
}


void buf_reset(struct buf *b)
{
	b->length = 0;
	if (b->text)
		b->text[0] = '\0';
}

void buf_finish(struct buf *b)
{
	free(b->text);
	*b = (struct buf){ 0 };
}

const char *buf_string(const struct buf *b)
{
	return b->text ? b->text : "";
}

void vec_more(void **items, int *room, size_t size)
{
	if (*room > INT32_MAX / 2)
		mem_exhausted();
	int more = *room < 8 ? 8 : *room * 2;
	*items = mem_grow(*items, (size_t)more, size);
	*room = more;
}
