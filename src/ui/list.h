#ifndef UI_LIST_H
#define UI_LIST_H

#include <stdbool.h>

#include "canvas.h"
#include "key.h"

/** One focus in rows that scroll: numbers only; what a row says is the screen's. */
struct list {
	int count, focus, top;
	int shown;               /**< rows that fitted when it was last drawn: a page */
};
void list_count(struct list *l, int count);  /**< after a reload: the focus stays in range */
void list_focus(struct list *l, int row);
/** Up, Down, Page up, Page down, Home, End.  @return false if the key is none of these */
bool list_key(struct list *l, const struct key *k);
/** The first row to draw in `rows` rows so that the focus is among them. */
int list_top(struct list *l, int rows);

#endif
