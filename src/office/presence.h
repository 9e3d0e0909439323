#ifndef OFFICE_PRESENCE_H
#define OFFICE_PRESENCE_H

/* Where a child who is due is, by the mark, the register and who signed them in (A4, A22; design 5 "Not known"). */

#include "internal.h"
#include "rules/code.h"
#include "rules/register.h"

/** In the order of the absentee report; the last three are counted there, not listed. */
enum presence { NOT_TAKEN, BLANK, SIGNED_IN, NO_REASON, ABSENT, LATE, HERE, ELSEWHERE, NOT_REQUIRED, PRESENCES };

/** `code` is the mark's on that day, NULL where none is in force; `contradicted`: signed in, and not in class. */
enum presence presence_of(uint8_t mark, const struct code *code, enum register_state state, bool contradicted);

/** A child who was signed in and then marked absent by the class: the mark that stands, and when they came. */
struct alarm {
	int64_t pupil;
	int arrival, minutes_late; /**< -1: not known */
};
/** Marked absent by the class after they were seen: an attempt behind the entry that stands (A22).  The latter; NULL: no alarm. */
const struct entry_row *chain_alarm(const struct entry_row *chain, int n);
/** Those of a session, by pupil, out of its changes (store_changes_of_session), which are put in that order: how many, or -errno. */
int presence_alarms(struct office *o, struct day day, enum session session, struct session_change *changes, int n, struct arena *a,
		    struct alarm **ret);
const struct alarm *alarm_of(const struct alarm *alarms, int n, int64_t pupil); /**< NULL: none */

/* A governor sees no name, and no group in which a figure would be as good as one (reliability 5). */
#define FIGURES_FEWEST 6
int figures_few(struct err *e); /**< refused with that reason */
/** Of `pupils`, is it told to them how many are persistently, and how many severely absent?  Where neither those, nor the others, nor those between the two are few. */
void figures_absence(int pupils, int persistent, int severe, bool *ret_persistent, bool *ret_severe);

/** Does that flag stand on that day: within its dates, and not "no"? */
bool flag_stands(const struct pupil_flag_row *f, struct day day);

#endif
