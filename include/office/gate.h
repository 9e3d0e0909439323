#ifndef OFFICE_GATE_H
#define OFFICE_GATE_H

#include "base/mem.h"
#include "office/plans.h"
#include "office/register.h"

/* The late desk, out of the gate and back, and who is on the site now (features A16-A18, A22, A29, B13, B19; domain 2.3, 7). */

/* THE LATE DESK --------------------------------------------------------------------------------------------------------------------- */

/** A child found at the desk. */
struct desk_hit {
	int64_t pupil;
	struct register_ref ref;      /**< roll_group 0: in no register now */
	const char *name, *group;     /**< NULL: in no class */
	const char *remark;           /**< equal names: "born 3 May 2019"; former name; NULL */
	int family;                   /**< those of one number stand together: siblings of the best match come right behind it; 0: alone */
	bool sibling;                 /**< here only because a brother or sister was found */
	uint8_t mark;                 /**< that stands now */
	bool signed_out;              /**< out of the gate now */
	const char *state;            /**< "here /", "no reason yet", "expected M: dentist", "out since 10:30"; NULL: nothing is known */
};
/** Folded; best match first, its family behind it.  Within 16 ms at 2,000 pupils: it reads names in memory.  @return how many */
int office_desk_search(struct office *o, const char *typed, int most, struct arena *a, struct desk_hit **ret, struct err *e);

/** What an arrival would be (A16): the five outcomes, and those that are none. */
enum desk_outcome { DESK_ON_TIME, DESK_SLIP, DESK_LATE, DESK_AFTER_CLOSE, DESK_CODE, DESK_KEPT, DESK_BACK, DESK_HERE_ALREADY, DESK_REFUSED };
struct desk_arrival {
	int64_t pupil;
	enum desk_outcome outcome;
	uint8_t code;                 /**< that would stand */
	uint8_t gave;                 /**< I, which gave way to U: `code` "I" keeps it; CODE_NONE: nothing did */
	int minute, late;             /**< minutes late, 0 where none */
	const char *words;            /**< "L, 7 minutes late", "after the gate, before the register: present, a slip", "out since 10:30: back" */
	const char *warning;          /**< "ask why off on Tuesday", court order ...; NULL */
};
/** `minute` -1: now; `code` NULL: by the clock.  Never refused for a rule: DESK_REFUSED says why in `words`. */
int office_desk_look(struct office *o, int64_t pupil, int minute, const char *code, struct arena *a, struct desk_arrival *ret, struct err *e);

/** Several at once (A29): one time, one reason, one act, all or nothing.  As office_late() for each, and a child who was signed out is back. */
struct arrivals_wish {
	const int64_t *pupils;
	int count;
	struct day day;               /**< DAY_NONE: today */
	int session;                  /**< -1: the one that is running */
	int minute;                   /**< -1: now */
	const char *code;             /**< M, Y.. instead of U; NULL: by the clock of each child's year */
	const char *why, *reason;     /**< the child's reason; of the change, for a past day */
};
/** `ret_slips`: a slip a child that needs one, divided by form feeds; `ret_said`: a line a child, "Amara Okafor: L, 7 minutes late". */
int office_arrivals(struct office *o, const struct arrivals_wish *w, struct buf *ret_slips, struct buf *ret_said, struct mark_result *ret, struct err *e);
/** On paper through `lp` and the printer of firstbell.conf, else (no printer, no lp) a text file in out/: which of the two is said.  Nothing waits for a
 *  printer.  An act ("printed") says that it left. */
int office_paper_text(struct office *o, const char *name, const char *text, int pages, struct buf *ret_said, struct err *e);
/** What the printer did not take after all, and where it is: to be said with the next answer.  NULL: nothing; told once. */
const char *office_paper_trouble(struct office *o);

/* OUT AND BACK (A18, B19) ------------------------------------------------------------------------------------------------------------- */

/** Who may fetch a child, by priority; a warning stands before everything else. */
struct collector {
	int64_t adult;
	const char *name, *relation;
	bool may_collect;
	const char *warning;          /**< "court order: not to be contacted", "may not collect"; NULL */
};
int office_collectors(struct office *o, int64_t pupil, struct arena *a, struct collector **ret, struct err *e);

struct sign_out_wish {
	const int64_t *pupils;        /**< a class goes as a group: one act */
	int count;
	int minute;                   /**< -1: now */
	int due_back;                 /**< minute; -1: not today */
	const char *reason;           /**< "dentist", "gone home ill" */
	const char *code;             /**< for the sessions that the child is still out at: M; I of one gone home ill; NULL: none is proposed */
	int64_t adult;                /**< who fetches, of the collectors; 0: */
	const char *collected_by;     /**< by name; NULL: goes alone, or with us */
	const char *place;            /**< with us, off the site: "swimming, with Tom Bell"; NULL */
	bool sure;                    /**< in spite of the warning, which is said to the DSL as a task */
};
#define SIGN_OUT_WISH (struct sign_out_wish){ .minute = -1, .due_back = -1 }
/** -EEXIST where the adult, or anybody for this child, has a warning, said in `e`: again with `sure`.  Refused where a child is out already or was never in. */
int office_gate_out(struct office *o, const struct sign_out_wish *w, struct buf *ret_said, int64_t *ret_act, struct err *e);
int office_gate_back(struct office *o, const int64_t *pupils, int count, int minute, struct buf *ret_said, int64_t *ret_act, struct err *e);

struct gate_line {
	int64_t pupil, sign_out;
	const char *name, *group, *reason;
	const char *with;             /**< who fetched them, or where with us; NULL: alone */
	int out, due, in;             /**< minutes; -1: none */
	const char *code;             /**< proposed; NULL */
	bool overdue;                 /**< due back and not here */
	bool with_us;                 /**< off the site with staff: `with` is the place */
};
struct gate_view {
	struct arena arena;
	struct day day;
	int minute;
	const struct gate_line *lines; /**< overdue first, then out, then back */
	int count, out, overdue;
};
int office_gate_open(struct office *o, struct gate_view *ret, struct err *e);
void gate_view_finish(struct gate_view *v);

/* WHO IS ON THE SITE NOW (B13) ------------------------------------------------------------------------------------------------------------ */

enum whereabouts { WHERE_NOT_SEEN, WHERE_OFF_SITE, WHERE_HERE, WHERE_ABSENT, WHERES };
const char *where_words(enum whereabouts w); /**< "expected and not yet registered" ... */
struct onsite_line {
	int64_t pupil;
	const char *name, *group;
	enum whereabouts where;
	const char *last;             /**< "register of Oak at 08:52", "signed in at 09:07", "swimming, with Tom Bell since 10:30", "ill" */
};
struct onsite_view {
	struct arena arena;
	struct day day;
	int minute;
	enum session session;
	const struct onsite_line *lines; /**< expected and not yet registered first, by name; then off site with us; then here by class; then absent */
	int count, of[WHERES];
	int64_t act;                  /**< the last one that it knows of */
};
/** Those whom the person may see. */
int office_onsite_open(struct office *o, struct onsite_view *ret, struct err *e);
void onsite_view_finish(struct onsite_view *v);
/**
 * The evacuation list of the whole school as a text file, out/evacuation.txt (and the second path of firstbell.conf): written beside it and renamed, after the
 * answer (office_rest) whenever anything was saved that it may show; two programs never put an older one over a newer.  Visitors and clubs are not on it, and
 * it says so.  `always`: now, whatever was saved.  `ret_said`: where it is, and what could not be written.
 */
int office_evacuation_write(struct office *o, bool always, struct buf *ret_said, struct err *e);
/** What went wrong with it after the last answers: to be said with the next one.  NULL: nothing; told once. */
const char *office_evacuation_trouble(struct office *o);
/** By one key, on paper: of the whole school, for whoever may see all of it. */
int office_evacuation_print(struct office *o, struct buf *ret_said, struct err *e);

#endif
