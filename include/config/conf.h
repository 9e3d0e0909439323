#ifndef CONFIG_CONF_H
#define CONFIG_CONF_H

#include <stdbool.h>

#include "base/err.h"
#include "base/mem.h"

/* firstbell.conf: what belongs to a machine or a person's hands; never anything a figure, a mark or a permission depends on. */

/** A key of the screens that does something else here: `key "register.send" { is = "F12" }`.  What names and keys there are, ui knows. */
struct conf_binding {
	const char *name, *key; /**< "register.send", "F12", as written */
	int line;               /**< of the file, for a refusal */
};

struct conf {
	struct arena arena;
	const char *printer;         /**< CUPS queue, "" = the default */
	const char *out;             /**< directory for prints and the evacuation list; "" = out/ in the school */
	const char *evacuation_copy; /**< a second path for the evacuation list; "" = none */
	const char *theme;           /**< "default", "mono", "high-contrast" */
	bool reader;                 /**< reader mode: no repaint that nobody asked for */
	bool sounds;
	int lock_minutes;            /**< idle lock, 1..60 */
	int backup_days;             /**< `check` speaks up when the newest backup is older */
	const struct conf_binding *keys; /**< no name twice, in the order of the file */
	int key_count;
};

/**
 * Parses into a fresh struct, all or nothing.  A missing file gives the defaults.  @return 0, or -EINVAL with
 * `e` = path:line: key: value: message
 */
int conf_read(const char *path, struct conf *ret, struct err *e);
void conf_finish(struct conf *c);

#endif
