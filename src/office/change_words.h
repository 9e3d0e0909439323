#ifndef OFFICE_CHANGE_WORDS_H
#define OFFICE_CHANGE_WORDS_H

#include "internal.h"

/* A change of a fact as people read it: the history and the amendments of the admission register say the same words. */

/** "Last day on the roll"; NULL for what is no fact to a person (keys, ids of its own row). */
const char *change_label(enum thing thing, const char *field);
/** Its value: a day, a class or a person by name, yes and no; NULL for none, "(not shown)" for what the person at the keys may not see. */
const char *change_value(struct office *o, const struct change_row *c, const char *value, struct arena *a);
/** The same as the record has it, but for days, which are ISO. */
const char *change_data(struct office *o, const struct change_row *c, const char *value, struct arena *a);

#endif
