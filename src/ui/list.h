#ifndef UI_LIST_H
#define UI_LIST_H

#include <stdbool.h>

#include "canvas.h"
#include "key.h"

/** One focus in rows that scroll: numbers only; what a row says is the screen's. */
struct list {
	int count, focus;
	int top;                 /**< the first row in sight, and */
	int shown;               /**< how many were: found out by drawing */
};
void list_count(struct list *l, int count);  /**< after a reload: the focus stays in range */
void list_focus(struct list *l, int row);
/** Up, Down, Page up, Page down, Home, End.  @return false if the key is none of these */
bool list_key(struct list *l, const struct key *k);

/** How the rows of a list are shown. */
struct list_look {
	const void *state;
	bool own_focus;                                     /**< its rows put the cursor and tint the focus themselves */
	const char *(*heading)(const void *state, int row); /**< over this row, NULL where none begins; may itself be NULL */
	void (*draw)(const void *state, int row, struct area *line); /**< one row, blank yet */
};
/**
 * Draws rows with their headings so that the focus is among them, puts the cursor on its first cell and tints its first FOCUS_CELLS: a
 * whole line to tint anew would cost a slow line two of them at every move.  
 */
#define FOCUS_CELLS 30
void list_draw(struct list *l, struct area *a, const struct list_look *look);

#endif
