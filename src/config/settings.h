#ifndef CONFIG_SETTINGS_H
#define CONFIG_SETTINGS_H

#include <stdbool.h>

#include "base/err.h"
#include "base/mem.h"

/* A file of settings as libconfuse reads it, every value still a string, with the line where it stands. */

struct setting {
	int block; /**< index, or SETTING_TOP */
	const char *key, *value;
	int line;
};

#define SETTING_TOP (-1)

struct setting_block {
	const char *title;
	int line; /**< where it ends */
};

struct settings {
	const char *file;
	struct { VEC(struct setting); } all;
	struct { VEC(struct setting_block); } blocks;
};

/** What a file may say; lists end with NULL. */
struct settings_format {
	const char *const *keys;
	const char *block; /**< the kind of its blocks, NULL for none */
	const char *const *block_keys;
};

/**
 * Refuses unknown and repeated keys, two blocks of one title, and what scan_text refuses.
 * @return 0 or -EINVAL with `e`; *ret is empty then
 */
int settings_parse(const char *file, const char *text, size_t n, const struct settings_format *format, struct arena *a,
		   struct settings *ret, struct err *e);
void settings_finish(struct settings *s);
const struct setting *settings_find(const struct settings *s, int block, const char *key); /**< NULL if it is not said */

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
int value_refuse(const struct settings *s, const struct setting *v, struct err *e, const char *message);

#endif
