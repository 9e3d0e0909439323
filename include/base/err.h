#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>
#include <stdio.h>

/** What kind of trouble: decides the exit status of a command (design 6). */
enum err_kind {
	ERR_NONE = 0,
	ERR_USAGE = 2,   /**< usage or configuration */
	ERR_STORE = 3,   /**< not a store, or it cannot be opened, read or written */
	ERR_REFUSED = 4, /**< permission, or a rule of registers */
	ERR_INPUT = 5,   /**< a file from outside cannot be taken */
};

/** One sentence for a person: what happened, why, what to do next. */
struct err {
	enum err_kind kind;
	char text[480];
	char file[240]; /**< the input it is about, "" if none */
	int line;       /**< 1-based, 0 = not known */
	int column;     /**< 1-based, in characters, 0 = not known */
};

/* Each fills `e` (which may be NULL) and returns a negative errno, so that
 * `return err_refuse(e, "...")` reads as what it is. */
int err_usage(struct err *e, const char *format, ...) __attribute__((format(printf, 2, 3)));          /**< -EINVAL */
int err_refuse(struct err *e, const char *format, ...) __attribute__((format(printf, 2, 3)));         /**< -EPERM */
int err_store(struct err *e, int r, const char *format, ...) __attribute__((format(printf, 3, 4)));   /**< r, or -EIO if r is 0 */
int err_input(struct err *e, const char *file, int line, int column, const char *format, ...)
	__attribute__((format(printf, 5, 6)));                                                        /**< -EBADMSG */

/** "file:line:column: sentence", control characters cleaned, into `to` (always ended). @return bytes */
int err_format(const struct err *e, char *to, size_t size);

void err_clear(struct err *e);

/** Our own mistake: say which, abort.  A later layer may set what restores the terminal first. */
#define BUG(...) bug_at(__FILE__, __LINE__, __VA_ARGS__)
#define BUG_UNLESS(c) ((c) ? (void)0 : BUG("%s", #c))
_Noreturn void bug_at(const char *file, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));
extern void (*bug_restore)(void); /**< called once before the sentence is printed; may be NULL */

#endif
