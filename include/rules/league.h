#ifndef RULES_LEAGUE_H
#define RULES_LEAGUE_H

#include "rules/marks.h"

/*
 * Praise (C17): fair to who comes part of the week and to who joined: a class is compared by attended of possible, never by a mean of percentages, and a
 * session that was not possible breaks nothing.  The school says which codes do not break a streak, and whom to leave out.
 */
struct league_row {
	int64_t id;              /**< a class, or a pupil */
	int64_t attended, possible;
	int64_t attended_before, possible_before; /**< of the period before, for the most improved; possible_before 0: none */
	int pupils, full;        /**< of a class: those with a possible session; those who missed none that counts */
};
/** By attended of possible, compared as fractions; equal shares have one place.  `place` of each row into places[]: 1, 2, 2, 4; 0 where nothing was possible.  Sorts rows. */
void league_sort(struct league_row *rows, int count, int *places);
/** The rows by improvement: attended of possible less the same before, as fractions; those without a period before are last.  Sorts rows. */
void league_sort_improved(struct league_row *rows, int count);
/** Did the pupil miss none, but for codes that do not break a streak?  False where nothing was possible. */
bool league_is_full(struct marks m, const bool unbroken[static 256]);
/** The last miss that counts, by index: what broke the streak; -1: none did. */
int league_broken_at(struct marks m, const bool unbroken[static 256]);
/** Sessions attended since the last miss that counts, up to the last mark: what breaks no streak makes it no longer either. */
int league_streak(struct marks m, const bool unbroken[static 256]);

#endif
