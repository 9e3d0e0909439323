#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Memory never fails into the caller's hands: when there is none the program
 * ends with one sentence and exit status 3 (style.md), what is durable stays. */
void *mem_new(size_t count, size_t size) __attribute__((malloc, returns_nonnull, warn_unused_result)); /**< zeroed */
void *mem_grow(void *old, size_t count, size_t size) __attribute__((returns_nonnull, warn_unused_result)); /**< grown part not zeroed */
char *mem_text(const char *s) __attribute__((malloc, returns_nonnull, warn_unused_result));                /**< a copy of s */
_Noreturn void mem_exhausted(void);
void mem_check(void); /**< after a call that failed with errno: mem_exhausted() if that was for want of memory */
/**
 * Makes sure that so many bytes can be had in pieces of 16 KiB at most, for a library that does not ask whether it got them.
 * @return what keeps them there: free it when the library is done
 */
void *mem_reserve(size_t bytes) __attribute__((returns_nonnull, warn_unused_result));

/* Released at the end of the scope. */
void mem_cleanup(void *pointer_to_pointer);
#define CLEAN_FREE __attribute__((cleanup(mem_cleanup)))

/** Everything of one answer, freed together. */
struct arena {
	struct arena_block *blocks;
	size_t left;
	char *next;
};
void *arena_new(struct arena *a, size_t count, size_t size) __attribute__((returns_nonnull)); /**< zeroed, aligned */
char *arena_text(struct arena *a, const char *s);                  /**< NULL gives NULL */
char *arena_text_n(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *format, va_list ap) __attribute__((format(printf, 2, 0)));
char *arena_joined(struct arena *a, const char *s, char between, const char *t); /**< s, then `between`, then t */
void arena_finish(struct arena *a);
#define CLEAN_ARENA __attribute__((cleanup(arena_finish)))

/** Text that grows; always ended by a zero byte once anything was put. */
struct buf {
	char *text;
	size_t length, room;
};
void buf_put(struct buf *b, const void *bytes, size_t n);
void buf_text(struct buf *b, const char *s);
void buf_char(struct buf *b, char c);
void buf_blanks(struct buf *b, int n); /**< none if n < 0 */
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_reset(struct buf *b); /**< empty, room kept */
void buf_finish(struct buf *b);
const char *buf_string(const struct buf *b); /**< "" when nothing was put */
#define CLEAN_BUF __attribute__((cleanup(buf_finish)))

/** A list of any type: `struct { VEC(struct day); } days;` then vec_push(&days, d). */
#define VEC(type) type *items; int count, room
#define vec_push(v, ...) \
	((v)->count < (v)->room ? (void)0 : vec_more((void **)&(v)->items, &(v)->room, sizeof *(v)->items), \
	 (void)((v)->items[(v)->count] = (__VA_ARGS__)), (void)(v)->count++)
#define vec_finish(v) (mem_cleanup(&(v)->items), (v)->items = NULL, (v)->count = (v)->room = 0)
void vec_more(void **items, int *room, size_t size);

#endif
