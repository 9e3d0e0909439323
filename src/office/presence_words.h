#ifndef OFFICE_PRESENCE_WORDS_H
#define OFFICE_PRESENCE_WORDS_H

/* What is said beside a child who is not here: what was expected, and what came of reaching the family so far (B1, B5, A10). */

#include "expected.h"
#include "presence.h"

/** "reported illness, register not taken", "expected at Hill School (D)", "planned appointment: dentist"; NULL: nothing is expected. */
const char *presence_expected(const struct expected *x, enum presence p, struct day day, struct arena *a);

/** Contacts made about one day; in the arena. */
struct contacted {
	struct call_row *rows; /**< as they were made */
	int count;
	struct day day;
};
int contacted_read(struct office *o, struct day day, struct arena *a, struct contacted *ret); /**< 0, or the store's -errno */
/** "no reply 09:34": the last; "not called" of a child without a reason; NULL: nobody was asked about, or asked. */
const char *contacted_words(const struct contacted *c, int64_t pupil, enum presence p, struct arena *a);

/** Flags of a child who comes first (B2), and nobody is told why (design 4): the lower the sooner; FLAG_RANKS: it is none of these. */
enum { FLAG_RANKS = 5 };
int flag_rank(const char *flag);
static inline bool flag_first(const char *flag) { return flag_rank(flag) < FLAG_RANKS; }

#endif
