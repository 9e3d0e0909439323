#ifndef RULES_PUPIL_H
#define RULES_PUPIL_H

#include <stdbool.h>

#include "base/day.h"
#include "base/err.h"

/* What is true of a pupil by birth and number. */

/** Compulsory school age, inclusive (domain 2.8). */
struct day compulsory_start(struct day dob);
struct day compulsory_end(struct day dob);
bool compulsory_on(struct day dob, struct day d);
struct day last_friday_in_june(int year);

/** Age in whole years on a day. */
int age_on(struct day dob, struct day d);
/**
 * The national curriculum year, by birth, in the school year (1 September to 31 August) of that day: reception is the year in which a child turns
 * five, so whoever is born on 1 September is a year behind their twin of 31 August.  Below -2 or above 14 for who is too young or too old for any.
 */
int year_of_birth_on(struct day dob, struct day d);

#define UPN_LENGTH 13
enum upn_kind { UPN_PERMANENT, UPN_TEMPORARY };
/** Format and check letter (domain 10.1).  @return 0, or -EINVAL with `e` saying which character is wrong and, for the
 *  check letter, what it should be.  `e->column` is the character, 1-based. */
int upn_check(const char *upn, enum upn_kind *ret, struct err *e);

/** National curriculum years as numbers: N1 -2, N2 -1, R 0, 1..14. */
#define YEAR_FIRST (-2)
#define YEAR_LAST 14
int year_parse(const char *s, int *ret);          /**< "N2", "R", "Reception", "3", "Year 3", "Y3"; 0 or -EINVAL */
const char *year_name(int year, char to[static 8]);  /**< "N2", "R", "3"; "none" of SESSION_ANY_YEAR */
const char *year_title(int year, char to[static 16]); /**< "Nursery 2", "Reception", "Year 3"; "no year" likewise */

#endif
