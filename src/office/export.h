#ifndef OFFICE_EXPORT_H
#define OFFICE_EXPORT_H

/* What the files of the export share: whom it is about (export.c), a row going out; a writer a kind. */

#include "exchange/csv.h"
#include "internal.h"
#include "office/export.h"

/** A pupil who is in the file, and of theirs what an import compares a file with. */
struct export_pupil {
	const struct pupil_row *row;
	const char *sort;
	char key[KEY_TEXT];
	const struct enrolment_row *spell;   /**< the latest; NULL: none */
	const struct enrolment_row *began;   /**< the first of those that touch it: a change of status splits a time on the roll */
	const struct membership_row *class;  /**< the latest that has not ended; NULL likewise */
	const struct pupil_year_row *year;
	const struct pupil_flag_row **flags; /**< by column, from PUPILS_SEN */
	bool there;                          /**< on the roll, and in the class asked for, in these days */
};

struct exporting {
	struct office *office;
	const struct export_wish *wish;
	export_put *put;
	void *ctx;
	struct arena arena;
	struct buf out;                      /**< rows that have not gone out yet */
	struct day today, from, to;          /**< `to` DAY_NONE: and whatever is still to come */
	int64_t group;                       /**< 0: every one */
	bool flags;                          /**< the person sees them */
	struct export_pupil **pupils;        /**< in order of names */
	int pupil_count;
};

/** A row, and out with what has gathered. */
int export_row(struct exporting *x, const char *const *fields, int count, struct err *e);
int export_flush(struct exporting *x, struct err *e);
int export_heading(struct exporting *x, struct err *e); /**< every column of the kind */
void export_say(struct exporting *x, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** Fills the three columns that say which pupil. */
void export_who(const struct export_pupil *p, const char **fields);
const char *export_day(struct day d, struct arena *a);  /**< ISO, "" for none */
static inline const char *export_text(const char *s) { return s ? s : ""; }
static inline const char *export_flag(int64_t yes) { return yes ? "yes" : "no"; }
/** Does from..to touch the days asked for? */
bool export_touches(const struct exporting *x, struct day from, struct day to);

/* A kind each (export_roll.c, export_contacts.c, export_staff.c, export_marks.c): within a reading. */
int export_pupils(struct exporting *x, struct err *e);
int export_contacts(struct exporting *x, struct err *e);
int export_groups(struct exporting *x, struct err *e);
int export_staff(struct exporting *x, struct err *e);
int export_marks(struct exporting *x, struct err *e);

#endif
