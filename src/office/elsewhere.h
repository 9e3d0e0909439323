#ifndef OFFICE_ELSEWHERE_H
#define OFFICE_ELSEWHERE_H

/* Sessions agreed at another place (H7): expected there, and no mark until somebody says what happened. */

#include "internal.h"

/** Those of a stretch of days, for questions about its sessions; in the arena. */
struct agreed {
	struct agreed_row *rows; /**< in order of pupil */
	int count;
};
int agreed_read(struct office *o, struct day first, struct day last, struct arena *a, struct agreed *ret); /**< 0, or the store's -errno */
/** NULL: none */
const struct agreed_row *agreed_at(const struct agreed *g, int64_t pupil, sitting s);
/** Its code's number; CODE_NONE where there is none, or where the code is not in force then. */
uint8_t agreed_code(const struct agreed_row *row, sitting s);
/** "expected at Hill School (D)" */
const char *agreed_words(const struct agreed_row *row, struct arena *a);

#endif
