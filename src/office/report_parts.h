#ifndef OFFICE_REPORT_PARTS_H
#define OFFICE_REPORT_PARTS_H

/* What the reports share: what was asked, who may see what, the roll in memory, figures and their working. */

#include "internal.h"
#include "office/reports.h"
#include "rules/band.h"
#include "rules/code.h"
#include "rules/span.h"

/* WHAT WAS ASKED ------------------------------------------------------------------------------------------------------------ */

/** A wish made definite, before the store is read. */
struct report_asked {
	const struct report_wish *wish;
	enum action action;      /**< what the person needs to see the rows */
	struct day date;
	enum session session;    /**< the session asked for, or the last one of `date` that has begun */
	struct day from, to;
	sitting first, last;     /**< from .. to */
	struct day policy_day;   /**< the policy in force then judges: `to`; but `date` where the days are those of its own period */
	const char *period;      /**< the same in words where a period was named: "the last 6 school weeks"; NULL: by their dates */
	bool to_date;            /**< no --to: up to now, and the year goes on behind it */
	int64_t group, pupil;    /**< 0: all */
	bool everything;         /**< every group, and pupils without one */
	const bool *groups;      /**< may be seen and was asked for, by index into office.roll_groups */
};

/** May a pupil or register of that group (0: none) be in the report? */
bool report_sees(const struct office *o, const struct report_asked *k, int64_t group);
bool report_sees_index(const struct report_asked *k, int index); /**< the same by report_group_index() */

/** In one view of the store: permission, the wish made definite (gone when this answers), then what `read` makes of it. */
typedef int asked_reader(struct office *o, const struct report_asked *k, void *ctx, struct err *e);
int report_read(struct office *o, const struct report_wish *w, enum action action, asked_reader *read, void *ctx, struct err *e);

typedef int report_filler(struct office *o, const struct report_asked *k, struct report *r, struct err *e);
/** In one view of the store: permission, the wish, the report.  *ret untouched on failure. */
int report_make(struct office *o, const struct report_wish *w, enum action action, report_filler *fill, struct report *ret, struct err *e);

/** The last session that belongs to what was asked: of a year to date, whose sessions to come are "not yet", the last of the school year. */
sitting report_end(const struct office *o, const struct report_asked *k);
/** "This term, from ...": a line above the table where a period was named. */
void report_period_line(struct report *r, const struct report_asked *k);

void report_start(struct office *o, struct report *r, const char *name, const struct report_column *columns, size_t count);
/** "Seal: 951 acts, 3f2a 9c01 ...": what a person can read down a telephone. */
int report_seal(struct office *o, struct report *r, struct err *e);

/** Order of the groups by name: by index into office.roll_groups, 0 the first. */
const int *report_group_ranks(const struct office *o, struct arena *a);
int report_group_index(const struct office *o, int64_t id); /**< -1 if there is none */
const char *report_group_name(struct office *o, int64_t id); /**< NULL if there is none */

struct cell report_cell_moment(struct report *r, struct moment m); /**< 2026-11-20T09:07:00Z */
struct cell report_cell_key(struct report *r, const struct key *key);
struct cell report_cell_codes(struct report *r, const int32_t count[static 256]);
/** "I 15, N 4": the most frequent first; "" for none. */
const char *report_codes_text(struct arena *a, const int32_t count[static 256]);
/** "morning of Fri 20 Nov 2026" */
const char *report_session_text(struct arena *a, struct day day, enum session session);
/** "191 of 212 (90.1%)" (C1); an en dash where `of` is 0. */
const char *report_share_text(struct arena *a, int64_t part, int64_t of);
/** "+1.2", "-0.4", "0.0": points, given in tenths. */
const char *report_points_text(struct arena *a, int tenths);
const char *report_grouped_text(struct arena *a, int64_t n); /**< "34,200" */

/* THE ROLL IN MEMORY: facts of everybody, read once, and kept by the office while nothing has been saved since ------------------------ */

/** One dated fact of a pupil. */
struct roll_fact {
	sitting first, last;
	int64_t value;             /**< a place: the group; a year: its number */
	int when;                  /**< bits, as place_bits() has them */
	struct roll_fact *next;
};

struct roll_pupil {
	const struct pupil_row *row; /**< NULL: no such pupil, merged into another, or a boarder (domain 2.1) */
	struct roll_fact *spells;    /**< on the roll: the earliest first, none overlaps another */
	struct roll_fact *places;    /**< registering groups: the latest first */
	struct roll_fact *years;     /**< likewise */
};

/** Which sessions are held for a year and group. */
struct roll_opening {
	int year;
	int64_t group;
	sitting until;       /**< the last session whose register has closed, by the clock */
	const uint8_t *open; /**< enum opening a session, from roll.first */
	struct roll_opening *next;
};

/** What report_count.c works out of them for a class, once. */
struct roll_states {
	int year;
	int64_t group;
	int when;
	const uint16_t *state; /**< from roll.first */
	struct roll_states *next;
};

struct roll {
	struct arena arena;
	struct office *office;
	sitting first, last;
	struct roll_pupil *pupils; /**< by id; the office's where everybody is in it: for one use case, and not to be changed */
	int64_t count;             /**< highest id + 1 */
	int boarders;
	struct roll_opening *openings;
	struct roll_states *states;
};

enum { ROLL_PLACES = 1, ROLL_YEARS = 2, ROLL_SPELLS = 4 }; /* pupils and spells (enrolments) always */

/** `first`..`last` is what openings cover. */
int roll_load(struct office *o, unsigned int parts, sitting first, sitting last, struct roll *ret, struct err *e);
/** The same with one pupil alone in it, and everything of theirs; `only` 0: everybody. */
int roll_load_only(struct office *o, int64_t only, unsigned int parts, sitting first, sitting last, struct roll *ret, struct err *e);
void roll_finish(struct roll *r);
#define CLEAN_ROLL __attribute__((cleanup(roll_finish)))

/** Made at the first question about them. */
const struct roll_opening *roll_opening(struct roll *r, int year, int64_t group);
/** A pupil at one session. */
struct roll_at {
	bool on;             /**< on the roll */
	int64_t group;       /**< 0: none that session */
	bool held;           /**< by the calendar, for that year and group */
	bool closed;         /**< the register has closed, by the clock */
};
struct roll_at roll_at(struct roll *r, const struct roll_pupil *p, sitting s);
/** The class to name beside the pupil: that of the day, else the last before it, else the first after; 0: none. */
int64_t roll_class(const struct roll_pupil *p, struct day day);
int roll_year(const struct roll_pupil *p, struct day day); /**< likewise; SESSION_ANY_YEAR: none */
bool roll_overlaps(const struct roll_pupil *p, sitting first, sitting last); /**< on the roll at any of these sessions */
/** The order of names (H2), to compare with strcmp. */
const char *roll_sort_key(const struct pupil_row *p, struct arena *a);

/** One pupil's marks while on the roll, within one storage year. */
struct roll_strip {
	int64_t id;
	const struct roll_pupil *pupil;
	struct span span;
	const uint8_t *marks;      /**< of span.first, one a session */
};
typedef void roll_visit(void *ctx, const struct roll_strip *s);
/** Each strip once; pupils without one too.  `only` 0: everybody. */
int roll_walk(struct roll *r, sitting first, sitting last, int64_t only, roll_visit *f, void *ctx, struct err *e);

/* FIGURES AND THEIR WORKING --------------------------------------------------------------------------------------------------- */

/** The policy that the school has adopted, else the national one. */
int report_policy(struct office *o, struct day day, struct arena *a, struct policy *ret, struct err *e);

/** The last session of that day's storage year: up to there sessions are "not yet". */
sitting report_year_end(struct day d);

/** Where the possible sessions of a pupil come from: possible = held - not_yet - off_roll - unmarked - not_due - left_out + extra. */
struct working {
	int held, not_yet, off_roll, unmarked, not_due, left_out, extra;
	int32_t left[256], missed[256]; /**< by code */
	struct tally tally;
};
/** Adds the sessions of one strip. */
void working_add(struct roll *r, const struct roll_strip *s, struct working *to);
/** Adds what no strip covers: sessions off the roll in first..end, and those behind `last`. */
void working_rest(struct roll *r, const struct roll_pupil *p, sitting first, sitting last, sitting end, struct working *to);
const char *working_text(const struct working *w, struct arena *a);

/* HISTORY ------------------------------------------------------------------------------------------------------------------------- */

/** The end of the time asked for.  Up to now means all: a clock that was put right has left acts in a time to come. */
struct moment report_history_end(const struct report_asked *k);
/** The changes of one pupil or of one act. */
int report_history_items(struct office *o, const struct report_asked *k, struct report *r, struct err *e);

/* CHECK: parts of `firstbell check`, one file each ----------------------------------------------------------------------------- */

struct check {
	struct office *office;
	struct report *report;
	int found;
};
enum check_state { CHECK_OK, CHECK_LOOK, CHECK_ACT };
/** `what_to_do` NULL where nothing is. */
void check_say(struct check *c, const char *area, enum check_state state, const char *what_to_do, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
void check_school(struct check *c);
void check_imports(struct check *c);
int check_marks(struct check *c, struct err *e);
int check_the_roll(struct check *c, struct err *e);
int check_the_day(struct check *c, struct err *e);
int check_machine(struct check *c, struct err *e);

#endif
