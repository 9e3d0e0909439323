#ifndef UI_UI_H
#define UI_UI_H

#include <stdbool.h>

#include "base/err.h"
#include "base/mem.h"
#include "office/office.h"
#include "office/schools.h"

/* The screens of one person at one terminal. */

/**
 * Opens the screens on the terminal of descriptors 0 and 1 and stays until the person leaves.  0, or -errno with `e` said.
 *
 * A person may go from school to school (F17): `open` opens the one they choose; *o is closed once that is done, and is always the school that is
 * open.  Where it cannot be opened they are where they were, and are told why.  What was typed before the other school was to be seen is
 * not taken, and that is said.
 */
int ui_run(struct office **o, office_opener *open, void *ctx, struct err *e);

/* WITHOUT A TERMINAL: the same screens, keys by name in, text out.  What the tests drive, and what draws the README's screens. */

struct ui;
struct ui *ui_new(struct office *o, int rows, int cols, bool ascii);
void ui_free(struct ui *ui);
void ui_start(struct ui *ui);                       /**< the first screen: sign-in, or where the person begins */
/** A key by its name ("F10", "Ctrl+D", "Enter", "a"); any other text is typed a character at a time.  -EINVAL if it is empty */
int ui_press(struct ui *ui, const char *name);
void ui_resize(struct ui *ui, int rows, int cols);
void ui_tick(struct ui *ui);                        /**< a second without a key: others' changes, drafts to the disk, the idle lock */
bool ui_work(struct ui *ui);                        /**< a piece of something long that a screen does; false: there was nothing to do */
bool ui_is_over(const struct ui *ui);
void ui_shot(struct ui *ui, bool paints, struct buf *to); /**< what is to be seen; with paints and cursor, or text alone */
void ui_cursor(struct ui *ui, int *ret_row, int *ret_col);
const char *ui_paint_at(struct ui *ui, int row, int col); /**< what that cell is for: "focus" */
const char *ui_message(const struct ui *ui); /**< what was said last and still stands, whole; "" */
/** What the present footer promises: "F10" and "send", one a line; each must do something. */
void ui_footer_keys(struct ui *ui, struct buf *to);
/**
 * Every key of every screen, as firstbell gives them, for the manual.  Lines of fields between tabs: "screen", its name, what it is for;
 * then for each of its keys "key", the key, what else means it there (blanks between), its name in firstbell.conf ("" where it cannot
 * be changed), what it does.
 */
void ui_manual(struct buf *to);

#endif
