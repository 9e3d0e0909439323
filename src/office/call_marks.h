#ifndef OFFICE_CALL_MARKS_H
#define OFFICE_CALL_MARKS_H

/* A reason that a family gave, as marks of several children and registers in the act that is open. */

#include "call_parts.h"
#include "marking.h"

struct call_marks {
	struct contact_work *work;
	struct day day;
	const char *reason;           /**< NULL: none */
	const char *words;            /**< the nature of it, where the code asks for it; NULL */
	struct mark_result *result;
	int changed;                  /**< marks */
};
/** The reason of one child on that day; *ret_code its symbol.  -ESTALE, said, where somebody has put another in. */
int call_marks_put(struct call_marks *m, const struct call_given *given, const char **ret_code);
/** The register whose mark would change first, for the act; roll_group 0: none. */
int call_marks_ref(struct call_marks *m, const struct call_given *given, struct register_ref *ret);
/** One mark of one register: 1 if it changed, 0 if it stands.  `note` NULL: none. */
int call_mark_put(struct call_marks *m, const struct register_ref *ref, int64_t pupil, const char *code, const char *note);
/** "Jo Reed at 09:41": who made the mark that stands; NULL: nobody is known. */
const char *call_mark_maker(struct contact_work *w, const struct register_ref *ref, int64_t pupil);

#endif
