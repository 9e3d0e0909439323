#ifndef UI_PUPILS_H
#define UI_PUPILS_H

#include "office/today.h"
#include "roll.h"

/* The Pupils screen: what is read and its keys (pupils.c), and how it is seen (pupils_draw.c). */
struct pupils {
	struct list list;
	struct field typed;
	struct pupils_view view;
	struct arena arena;                /* of the classes, read anew with the list */
	const struct group_line *classes;
	int class_count;
	char *class;                       /* only this one; NULL: all */
	enum roll_state state;             /* ROLL_STATES: all */
	bool moved;                        /* the last key moved in the list: the cursor is there, and Space marks */
	struct { VEC(int64_t); } marked;
	int64_t before;                    /* the last act when those who are marked went to be moved; -1: they did not */
	const char *title;                 /* of a choice; NULL: the list itself */
	roll_chosen *chosen;
};

/** NULL: nobody is in the list. */
const struct pupil_line *pupils_focused(const struct pupils *p);
/** Where in `marked`; -1. */
int pupils_marked_at(const struct pupils *p, int64_t pupil);
void pupils_title(const void *state, struct buf *to);
void pupils_draw(void *state, struct area *a);

#endif
