#ifndef UI_FORM_VALUE_H
#define UI_FORM_VALUE_H

#include "form.h"

/* What a line of a form holds: for form.c, which changes it, and form_draw.c, which shows it. */
struct form_value {
	struct field field;     /**< of a line that is typed */
	struct buf said;        /**< the value as it is given back */
	char *first;            /**< as it began */
	char **choices;         /**< copied; ended by NULL; NULL: none */
	int choice_count, choice;
	struct buf typed;       /**< letters that chose */
	bool fresh;             /**< nothing typed since the focus came: the first letter takes the place of a day or of an offer */
};
static inline bool form_is_day(const struct form_line *l)
{
	return l->kind == FORM_DAY || l->kind == FORM_BORN;
}
static inline bool form_is_chosen(const struct form_line *l)
{
	return l->kind == FORM_CHOICE || l->kind == FORM_YES_NO;
}
/** The rest of the first word that is offered for what was typed; NULL. */
const char *form_offer(const struct form *f, int line);

#endif
