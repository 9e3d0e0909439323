#ifndef UI_KEY_H
#define UI_KEY_H

#include <stdbool.h>
#include <stddef.h>

/* One key as a person pressed it, whatever bytes the terminal sent for it. */

enum key_code {
	KEY_NONE,
	KEY_TEXT,  /**< a character that can be seen, and Space: in `text` */
	KEY_ENTER, KEY_ESC, KEY_TAB, KEY_BACKTAB, KEY_BACKSPACE, KEY_DELETE, KEY_INSERT, KEY_HOME, KEY_END, KEY_PAGE_UP, KEY_PAGE_DOWN,
	KEY_UP, KEY_DOWN, KEY_LEFT, KEY_RIGHT,
	KEY_F0,              /**< KEY_F(1) .. KEY_F(12) follow */
	KEY_CTRL0 = KEY_F0 + 13, /**< KEY_CTRL('A') .. KEY_CTRL('Z') follow */
	KEY_END_OF_CODES = KEY_CTRL0 + 27,
};
#define KEY_F(n) ((enum key_code)(KEY_F0 + (n)))
#define KEY_CTRL(letter) ((enum key_code)(KEY_CTRL0 + ((letter) - 'A' + 1)))

struct key {
	enum key_code code;
	char text[8]; /**< KEY_TEXT: one code point in UTF-8 */
};

/** "F10", "Ctrl+D", "Enter", "a": as it is written on screens, in firstbell.conf, the manual and test scripts. */
const char *key_name(const struct key *k, char to[static 16]);
/** Back from that form, case aside ("^D" too).  @return 0 or -EINVAL */
int key_read(const char *name, struct key *ret);
bool key_same(const struct key *a, const struct key *b);

/** The F-key that a control key stands for (F1 ^G, F10 ^D ...; design 5); `k` itself where it stands for none. */
struct key key_twin(const struct key *k);
/** The same where no code can be typed: ? : / w u stand for F1 F2 F3 F4 F8. */
struct key key_letter_twin(const struct key *k);
/** The control key beside an F-key: "Ctrl+D" for F10; NULL if it has none. */
const char *key_twin_name(enum key_code f);

#endif
