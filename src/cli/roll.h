#ifndef CLI_ROLL_H
#define CLI_ROLL_H

/* What the commands of the roll share: pupil, contact, class, staff, year. */

#include "internal.h"
#include "office/family.h"
#include "office/pupils.h"

/** PUPIL as a person types it: UPN, admission number, key, or a name that fits only one. */
int roll_pupil(struct cli *c, const char *typed, int64_t *ret, struct err *e);

struct pupil_ids {
	VEC(int64_t);
};
/**
 * The pupils named by the operands from `first` on.  "-" alone: from standard input, a PUPIL a line, or CSV with a column pupil, upn or
 * admission_number whose other columns are passed over; nobody is named by name there.  -EBADMSG with the line of whom nobody knows.
 */
int roll_pupils(struct cli *c, int first, struct pupil_ids *ret, struct err *e);
/**
 * Who is meant by a command of the day: the operands from `first` on, or --file; nobody (count 0) where neither names any.  Several operands that
 * together are the name of one pupil are that one, as a person types it.
 */
int roll_whom(struct cli *c, int first, struct pupil_ids *ret, struct err *e);
/** The same, where somebody must be named. */
int roll_whom_some(struct cli *c, int first, struct pupil_ids *ret, struct err *e);
/** "0101=I": the pupil before the last `=`, and the code behind it, which lives as long as the command. */
int roll_pupil_code(struct cli *c, const char *typed, int64_t *ret_pupil, const char **ret_code, struct err *e);
/** A contact of a pupil by name, a part of one, or priority, as `contact change` finds it. */
int roll_contact(struct cli *c, int64_t pupil, const char *typed, int64_t *ret_adult, struct err *e);
/** "10:30" for a row of a report; empty for -1. */
struct cell roll_minute_cell(struct report *r, int minute);
/** The permanent key for a row of a report; NULL where it cannot be read. */
const char *roll_key(struct cli *c, struct report *r, int64_t pupil);
/** --date, of something that happened: today unless it was said. */
struct day roll_day(const struct cli *c);
/** --session of what holds at some sessions only: 1 mornings, 2 afternoons; 0: both. */
int roll_sessions(const struct cli *c);
/** What is asked of how a pupil is on the roll: --status, --from and the rest. */
void roll_spell_wish(const struct cli *c, struct spell_wish *ret);
/** The options that say something of a contact, but not who it is. */
void roll_contact_wish(const struct cli *c, struct contact_wish *ret);

#endif
