#ifndef UI_INPUT_H
#define UI_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "key.h"

/* Bytes from a terminal to keys.  It reads nothing itself: what waits, and for how long, is the loop's. */
struct input;

struct input *input_new(const char *terminal); /**< $TERM: what its keys send is in terminfo */
void input_free(struct input *in);
void input_push(struct input *in, const char *bytes, size_t n);
/**
 * The next key; KEY_NONE for what is no key of ours (a mouse, a broken character), so that it is counted and passed over.
 *
 * An Esc followed by a character is those two keys: whoever types ahead loses none.  With `rested`, nothing came for input_wait().
 * @return false: nothing, or only the beginning of a key
 */
bool input_key(struct input *in, bool rested, struct key *ret);
/** How many milliseconds may pass before the beginning of a key is taken for a key of its own; -1: nothing depends on the time. */
int input_wait(const struct input *in);
/** Bytes pushed that no key has taken. */
size_t input_left(const struct input *in);
void input_drop(struct input *in); /**< what was typed ahead is not to be taken */

#endif
