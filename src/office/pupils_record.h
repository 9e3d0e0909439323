#ifndef OFFICE_PUPILS_RECORD_H
#define OFFICE_PUPILS_RECORD_H

/* A pupil's record, put together part by part (PR24 reg 8). */

#include "family_read.h"
#include "pupils_parts.h"

struct recording {
	struct office *o;
	struct pupil_record *record;
	struct arena work;
	struct pupil_row row;
	struct enrolment_row *spells; /**< by their first day */
	int spell_count;
	struct membership_row *places;
	int place_count;
	struct pupil_year_row *years;
	int year_count;
	struct day today;
	struct { VEC(struct record_line); } lines;
};

/** `value` NULL: nothing is known; then it is missing where reg 8 asks for it (`asked`). */
void record_line_put(struct recording *k, enum record_part part, const char *label, const char *value, int64_t id, bool asked, bool past);
/** "from Tue 1 Sep 2026 to Fri 13 Nov 2026" */
const char *record_days(struct recording *k, struct day from, struct day to);
/** ", Mon and Tue afternoons": "" for the whole week. */
const char *record_part_of_week(struct recording *k, int64_t weekdays, int64_t sessions);
bool record_past(const struct recording *k, struct day to);

/** On the roll and off it; pupils_record_roll.c */
void record_spells(struct recording *k);
void record_classes(struct recording *k);
int record_elsewhere(struct recording *k);
int record_flags(struct recording *k);
/** Home, contacts, siblings, as far as the person at the keys may see them; pupils_record_home.c */
void record_family(struct recording *k, const struct families *f, const struct family_homes *homes);

/** Within a reading, of one pupil; a report reads the families once for all of them. */
int pupil_record_read(struct office *o, int64_t pupil, const struct families *f, const struct family_homes *homes, struct pupil_record *ret, struct err *e);

#endif
