#ifndef OFFICE_NAMES_H
#define OFFICE_NAMES_H

/* Names as lists show them (H4): by known surname, by what they were on a day, and told apart where two are equal. */

#include "internal.h"

/** The name they are known by, where there is one. */
const char *name_known(const char *known, const char *legal);
/** "Okafor, Amara": the known surname first; one name alone where there is only one. */
const char *pupil_list_name(const struct pupil_row *p, struct arena *a);
/** The surname that the order of names goes by: the sort name, else the known surname, else the legal one; the one name of who has no surname. */
const char *pupil_sort_surname(const struct pupil_row *p);
/** A name of the store's lists as a pupil's row. */
struct pupil_row pupil_of_name(const struct name_row *n);
/** "Amara Okafor (Willow, born 3 May 2019)": for sentences in which it matters which child is meant. */
const char *pupil_told(struct office *o, const struct pupil_row *p, struct day day, struct arena *a);

/** A name in a list. */
struct named {
	const char *name, *group; /**< `group` NULL: none */
	struct day born;
};
/** Which of them another one is equal to: where class and date of birth have columns of their own, or a remark. */
const bool *names_equal(const struct named *list, int n, struct arena *a);
/** Equal names get class and date of birth behind them, "Finn Oakley (Oak, born 1 Oct 2020)". */
void names_tell_apart(struct named *list, int n, struct arena *a);

#endif
