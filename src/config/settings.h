#ifndef CONFIG_SETTINGS_H
#define CONFIG_SETTINGS_H

#include <stdbool.h>

#include "base/err.h"
#include "base/mem.h"

/* A file of settings as libconfuse reads it, every value still a string, with the line where it stands. */

struct setting {
	int block; /**< index, or SETTING_TOP */
	const char *kind; /**< of its block; NULL at the top */
	const char *key, *value;
	int line;
};

#define SETTING_TOP (-1)

struct setting_block {
	const char *kind, *title;
	int line; /**< where it ends */
};

struct settings {
	const char *file;
	struct { VEC(struct setting); } all;
	struct { VEC(struct setting_block); } blocks; /**< kind by kind, as the format has them; within a kind as the file has them */
};

/** Blocks of one kind: `boundary "95" { ... }`. */
struct settings_kind {
	const char *name;
	const char *const *keys;
};

/** What a file may say; lists end with NULL. */
struct settings_format {
	const char *const *keys;
	const struct settings_kind *kinds; /**< ended by one without a name; NULL for none */
};

/**
 * Refuses unknown and repeated keys, two blocks of one kind and title, and what scan_text refuses.
 * @return 0 or -EINVAL with `e`; *ret is empty then
 */
int settings_parse(const char *file, const char *text, size_t n, const struct settings_format *format, struct arena *a,
		   struct settings *ret, struct err *e);
void settings_finish(struct settings *s);
const struct setting *settings_find(const struct settings *s, int block, const char *key); /**< NULL if it is not said */
int settings_blocks(const struct settings *s, const char *kind, int *ret_first); /**< how many of that kind there are, from that index on */

/**
 * libconfuse 3.3 counts the lines of a comment twice, expands ${NAME}, and takes a quote, a comment or a block that never
 * ends for a whole one.  So our own eyes go over the text first: comments become blanks, and the rest is refused by line.
 * @param text  changed in place
 * @return 0 or -EINVAL with `e`
 */
int scan_text(const char *file, char *text, size_t n, struct err *e);

/** "file:line: sentence"  @return -EINVAL */
int settings_refuse(struct err *e, const char *file, int line, const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Each parses one value strictly.  @return 0, or -EINVAL with `e` = file:line: key: value: message; *ret untouched then */
int value_number(const struct settings *s, const struct setting *v, int least, int most, int *ret, struct err *e);
int value_flag(const struct settings *s, const struct setting *v, bool *ret, struct err *e);
int value_minute(const struct settings *s, const struct setting *v, int *ret, struct err *e);
/** What has to be there and say something; `line` is named when it is not there at all. */
int value_text(const struct settings *s, int block, const char *key, int line, const char **ret, struct err *e);
int value_refuse(const struct settings *s, const struct setting *v, struct err *e, const char *message);

#endif
