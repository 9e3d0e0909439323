#ifndef UI_TODAY_SCREEN_H
#define UI_TODAY_SCREEN_H

#include "office/draft.h"
#include "office/today.h"
#include "ui.h"

/* The Today screen: what is read and its keys (today.c), and how it is seen (today_draw.c). */

/* A line: something due, a draft left, or a register of the session. */
struct today_line {
	const struct today_due *due;
	const struct draft_left *draft;
	const struct today_register *taken;
};

struct today {
	struct list list;
	struct today_view view;
	struct arena arena;          /* drafts and lines; as old as the view */
	struct today_line *lines;
	int due_lines, done_lines;   /* where those end that are due (drafts too), and behind them those that are done; then the registers */
	int session;                 /* chosen; -1: the one that is running */
};

void today_title(const void *state, struct buf *to);
void today_draw(void *state, struct area *a);

#endif
