#ifndef OFFICE_CHANGE_FACTS_H
#define OFFICE_CHANGE_FACTS_H

#include "store/store.h"

/* The facts that people read changes of: of each field what it is called, and how its value is kept. */

enum value_form { FORM_WORDS, FORM_DAY, FORM_YES_NO, FORM_SESSION, FORM_MINUTE, FORM_YEAR, FORM_WEEKDAYS, FORM_SESSIONS, FORM_GROUP, FORM_PUPIL, FORM_ADULT,
		  FORM_STAFF, FORM_PLAN, FORM_PERCENT, FORM_HIDDEN };

struct fact {
	enum thing thing;
	const char *field, *label;
	enum value_form form;
};
const struct fact *fact_find(enum thing thing, const char *field); /**< NULL: no fact to a person */

#endif
