#ifndef OFFICE_LEAGUE_H
#define OFFICE_LEAGUE_H

#include "office/office.h"

/* Praise (C17): which absences break no streak, and who is left out of leagues, trophies and lists.  Each use case is one act. */

/** Codes that break no streak, as a person types them: "C1, R"; "" for none.  Only absences are taken: no other code breaks one. */
int office_league_codes_set(struct office *o, const char *symbols, int64_t *ret_act, struct err *e);
/** Those of that day, by number. */
void office_league_codes(struct office *o, struct day day, bool ret[static 256]);

/** A pupil, or (pupil 0) a class, is left out, and why (NULL: nobody said).  Left out already, for the same reason: act 0. */
int office_league_leave_out(struct office *o, int64_t pupil, int64_t group, const char *words, int64_t *ret_act, struct err *e);
/** And taken back in.  In already: act 0. */
int office_league_take_back(struct office *o, int64_t pupil, int64_t group, int64_t *ret_act, struct err *e);

#endif
