#ifndef OFFICE_REPORT_ABSENTEES_H
#define OFFICE_REPORT_ABSENTEES_H

/* The absentees of a session in two steps: what the store knows of them (report_absentees_facts.c), the paper (report_absentees.c). */

#include "presence_words.h"
#include "report_parts.h"

/** What the entries of the session say of a pupil. */
struct arrival_facts {
	int minutes_late, arrival; /**< of the mark that stands, -1: not known */
	bool contradicted;         /**< marked absent after they were signed in (A22) */
};

/** A child to list. */
struct line {
	enum presence presence;
	const struct due_row *due;
	const struct code *code;   /**< NULL where none stands */
	const struct expected *expected; /**< of one without a mark; NULL */
	bool first;                /**< has a flag that comes first; no paper says which (design 4) */
	int rank;                  /**< of the class */
	int order;                 /**< of store_due: by surname within the class */
};

/** A session, as read from the store. */
struct day_facts {
	struct office *office;
	const struct report_asked *asked;
	struct arena arena;
	struct roll roll;
	struct due_row *due;
	int due_count;
	struct register_facts *groups;  /**< by index into office.roll_groups */
	struct arrival_facts *arrivals; /**< by pupil */
	struct pupil_flag_row *flags;   /**< NULL where they may not be seen */
	int flag_count;
	struct expectations *expected;  /**< what is laid over that day */
	struct contacted contacted;
	struct line *lines;
	int line_count;
	const bool *twins;              /**< by line: another one listed has that name (H4) */
	int count[PRESENCES];
	int32_t elsewhere[256], not_required[256];
};

/** Who is due and what is known of them; the caller finishes `roll` and `arena` whatever it answers. */
int absentees_read(struct day_facts *d, struct err *e);
/** Counts everybody who is due, and puts those to be listed in the order of the report. */
void absentees_lines(struct day_facts *d);

#endif
