#ifndef RULES_SPAN_H
#define RULES_SPAN_H

#include <stdint.h>

#include "base/day.h"
#include "rules/code.h"
#include "rules/session.h"

/* A strip is one pupil's storage year, 1 September to 31 August: one byte a session, the code's number, 0 = no mark.
 * Only this module and the store know how it is laid out. */
#define STRIP_BYTES 732 /* 366 days, two sessions */

int strip_year(struct day d);                       /**< 2026 for 1 September 2026 .. 31 August 2027 */
int strip_slot(sitting s);                          /**< 2 * (day - 1 September) + session */
sitting strip_sitting(int year, int slot);

/** Any number of sessions of one pupil, over as many strips as needed. */
struct span {
	sitting first, last;           /**< inclusive; empty if last < first */
	int year;                      /**< storage year of strips[0] */
	int years;
	const uint8_t *const *strips;  /**< STRIP_BYTES each; NULL where the pupil has no marks that year */
};
uint8_t span_mark(const struct span *s, sitting at); /**< CODE_NONE outside the span or its strips */

/** Counts of one span, by category at the date of each session. */
struct tally {
	int32_t count[CATEGORIES]; /**< by enum category; [CATEGORY_NONE] counts sessions without a mark (or with a code not in
	                            *   force that day), school days or not */
	int32_t late;              /**< L, within present */
};
void tally_span(const struct span *s, struct tally *to);  /**< adds to *to */
void tally_add(struct tally *to, const struct tally *other);

/** The tally of a whole authority: `n` strips of one storage year one after the other, each STRIP_BYTES; fastest path of tally_span.
 *  Adds into to[0..n-1]; [CATEGORY_NONE] as above. first..last narrow it within the year. */
void tally_strips(const uint8_t *strips, int n, int year, sitting first, sitting last, struct tally *to);

/** How often each code stands in the span: adds to count[code number]; count[0] is sessions without a mark. */
void span_codes(const struct span *s, int32_t count[static 256]);

/* Identities of domain 1.1 */
static inline int tally_attended(const struct tally *t) { return t->count[CATEGORY_PRESENT] + t->count[CATEGORY_ACTIVITY]; }
static inline int tally_missed(const struct tally *t) { return t->count[CATEGORY_AUTHORISED] + t->count[CATEGORY_UNAUTHORISED]; }
static inline int tally_possible(const struct tally *t) { return tally_attended(t) + tally_missed(t); }

/** Tenths of a percent, half up (domain 4); -1 if `of` is 0.  For print only, never compared. */
int percent_tenths(int64_t part, int64_t of);
const char *percent_text(int tenths, char to[static 8]); /**< "94.7"; an en dash for -1 */

#endif
