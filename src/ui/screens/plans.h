#ifndef UI_PLANS_H
#define UI_PLANS_H

#include "office/plans.h"
#include "roll.h"

/* Planned absence: the list (plans.c), its forms (plan_form.c, plan_lines.c), who came (confirm.c), closures, marks without their nature. */

/** A new one of that kind; `pupils` NULL: the form asks for a class, a year or a group. */
int open_plan_new(struct ui *ui, enum plan_kind kind, const int64_t *pupils, int count);
/** How it ends: for all, or for these pupils. */
int open_plan_end(struct ui *ui, int64_t plan, const int64_t *pupils, int count);
/** Left behind: in which class the child is today. */
int open_trip_stay(struct ui *ui, int64_t plan, int64_t pupil);

/* THE LINES OF THE FORMS (plan_lines.c): one table of what can be asked; each kind of plan asks some of it ------------------------------ */

enum plan_field {
	PLAN_FOR, PLAN_CODE, PLAN_NAME, PLAN_PLACE, PLAN_LEADER, PLAN_FOR_WHAT, PLAN_GRANTED, PLAN_FROM, PLAN_FROM_SESSION, PLAN_TO, PLAN_TO_SESSION,
	PLAN_LEAVES, PLAN_RETURNS, PLAN_DAYS, PLAN_SESSIONS, PLAN_REVIEW, PLAN_WHY, PLAN_FIELDS
};
/** The lines of a kind, and which field each is. */
struct plan_lines {
	struct form_line lines[PLAN_FIELDS];
	enum plan_field fields[PLAN_FIELDS];
	int count;
};
const struct plan_lines *plan_lines_of(enum plan_kind kind);
int plan_line_of(const struct plan_lines *l, enum plan_field field);  /**< -1: not asked */
extern const char *const half_choices[];                              /**< morning, afternoon */
/** Classes, years, flags and everybody: for whom a plan of several is; before them `first`, whom the form was opened for (NULL: nobody).  The choice that is
 *  chosen goes into the wish; of that first one nothing does. */
int plan_for_choices(struct ui *ui, struct form *f, int line, const char *first, struct err *e);
int plan_for_chosen(struct ui *ui, const struct form *f, int line, bool first, struct arena *a, struct plan_wish *w, struct err *e);
/** The codes that a plan of that kind may have today, with their words. */
void plan_code_choices(struct form *f, int line, enum plan_kind kind, struct day today);
struct code;
const char *plan_code_text(const struct code *c, struct arena *a);    /**< "M medical appointment"; "" for NULL */
/** "M" of "M medical appointment"; in `to`. */
const char *plan_code_chosen(const struct form *f, int line, char to[static 8]);
const char *weekdays_text(int bits, struct arena *a);                  /**< "mon wed"; "" for every day */

#endif
