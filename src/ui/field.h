#ifndef UI_FIELD_H
#define UI_FIELD_H

#include <stdbool.h>

#include "canvas.h"
#include "key.h"

/** A line that a person types: UTF-8, edited by whole graphemes. */
struct field {
	struct buf text;
	size_t at;     /**< the cursor, in bytes */
	bool secret;   /**< a password: shown as stars */
	size_t most;   /**< bytes; 0: 200 */
};
void field_set(struct field *f, const char *text);
const char *field_text(const struct field *f);
/** Letters, Left, Right, Home, End, Backspace, Delete.  @return false if the key is none of these, or there is no room */
bool field_key(struct field *f, const struct key *k);
/** Draws it in `cells` cells, the end of what was typed in sight, and puts the cursor there. */
void field_draw(const struct field *f, struct area *a, int row, int col, int cells, bool focused);
void field_finish(struct field *f); /**< wipes what a secret one held */

#endif
