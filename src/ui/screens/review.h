#ifndef UI_REVIEW_H
#define UI_REVIEW_H

#include "office/review.h"
#include "roll.h"

/* The Review screen, in parts: what is read and done (review.c), seen (review_draw.c), typed (review_form.c). */

struct review {
	struct list list;
	struct review_view view;
	const int *shown;        /**< indices of the lines that the filters let through; as old as the view */
	struct arena arena;      /**< of `shown` */
	struct arena words;      /**< of the class that was asked for; as old as the screen */
	const char *class;       /**< NULL: all */
	bool only_new;           /**< newly below a line, or withdrawn */
	bool is_read;
	bool on;                 /**< a decision was logged: the next reading leaves the focus where it is, on the next to be looked at */
	int64_t wanted;          /**< the pupil that it was opened on; 0 */
	int64_t back;            /**< F8 was pressed on the decision about this pupil; 0 */
	int64_t back_act;        /**< that decision's act: once it stands no more, the focus goes to the pupil */
	int class_width, share_width;
};

/** Of the focused row; NULL where there is none. */
const struct review_line *review_focused(const struct review *r);
/** The review screen that is open below, for its forms; NULL. */
struct review *review_below(struct ui *ui);
void review_draw(void *state, struct area *a);
int open_decision(struct ui *ui, int64_t pupil);  /**< in the person's own words */

#endif
