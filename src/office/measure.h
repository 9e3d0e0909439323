#ifndef FIRSTBELL_OFFICE_MEASURE_H
#define FIRSTBELL_OFFICE_MEASURE_H

#include "report_parts.h"
#include "rules/dfe.h"
#include "rules/engine.h"

/*
 * The engine over the school: the one way from the store to figures by pupil.  Screens, reports, the review and the pages read everybody (or one pupil) through it, each
 * strip once, no query a pupil; what a pupil's returns and forecast need beside the marks (plans, what families said, what was made) is read once for all.
 */
struct measure_wish {
	const struct report_asked *asked; /**< who may be seen, from..to */
	unsigned int parts;        /**< ENGINE_*, what is wanted */
	const char *policy;        /**< NULL: the one adopted at the end of the days asked for */
	bool as_dfe;               /**< pupils and days as the Department counts them */
	int year;                  /**< SESSION_ANY_YEAR: all */
	const char *year_words;    /**< the same in words, where not NULL */
	const char *flag;          /**< NULL: all */
	int64_t of_act;            /**< marks as they stood when that act was the last; 0: now */
	sitting of_last;           /**< with of_act: sessions up to this one */
	bool listed;               /**< a list of names: who has died is on none (H8), whenever that was */
	bool to_now;               /**< where the days asked for are over: what lies behind them, up to today, is read too (span, result->all), and today is today */
};
struct measure {
	struct arena arena;        /**< of the policy and all else that is the same for everybody */
	struct office *office;
	struct roll roll;
	struct policy policy;
	struct school_days days;
	struct engine_terms terms;
	struct day day;            /**< classes, years and flags are of that day: the last of those asked for that has come */
	const bool *has_flag;      /**< by pupil; NULL: nobody asked */
	int boarders, dfe_out;     /**< in no figure; left out as the Department counts, once measure_each() has gone through */
	int dfe_why[DFE_OUTS];     /**< dfe_out by why */
	struct measure_parts *parts; /**< private */
};
/** One pupil with a place in the answer: on the roll at some time of the days asked for, and let through by the filters. */
struct measured {
	int64_t id;
	const struct roll_pupil *pupil;
	int class;                 /**< of measure.day, by index into office.roll_groups; -1: none */
	int class_rank;            /**< in the order of the classes' names; those without one last */
	int year;                  /**< SESSION_ANY_YEAR: not known */
	const struct engine_result *result; /**< until the visit is over */
	const struct return_known *known;   /**< likewise */
	const struct span *span;   /**< likewise: what was read, which may begin before the days asked for */
	int left;                  /**< with ENGINE_FORECAST: sessions that may still be possible this school year: to come, or not closed yet and without a mark;
				    *   in a class, on the roll, and not planned as X or D.  Of days that are over: all behind the last of them */
};
typedef void measure_visit(void *ctx, const struct measure *m, const struct measured *p);
int measure_begin(struct office *o, const struct measure_wish *w, struct measure *ret, struct err *e);
/** In order of pupil's id. */
int measure_each(struct measure *m, measure_visit *f, void *ctx, struct err *e);
/** The last session that counts of a pupil, with as_dfe: that of who was 15 is earlier (C21). */
sitting measure_dfe_last(const struct measure *m, const struct roll_pupil *p);
void measure_finish(struct measure *m);
#define CLEAN_MEASURE __attribute__((cleanup(measure_finish)))

/** The same pupils and days for a report that walks the roll itself (roll_walk, member_each): by class and group of the day, which the measure has not. */
struct dfe_counted {
	const sitting *last;       /**< by pupil: the last session that counts; NULL: as they are, nobody asked for the Department's */
	uint8_t *why;              /**< by pupil, enum dfe_out; DFE_IN once they were told of */
	int out, out_why[DFE_OUTS];
	int cut;                   /**< strips of which something behind that session is left out */
};
/** Everybody, whatever class was asked for; nothing where --as dfe was not. */
int dfe_counted_read(struct office *o, const struct report_asked *k, struct arena *a, struct dfe_counted *ret, struct err *e);
bool dfe_counted_in(const struct dfe_counted *c, int64_t pupil);
/** The strip up to the last session that counts; false: none of it does. */
bool dfe_counted_cut(struct dfe_counted *c, struct roll_strip *s);
/** Somebody who is left out would be in the report: counted once. */
void dfe_counted_leave(struct dfe_counted *c, int64_t pupil);
/** Who sees figures alone is refused where the few who are left out, or of whom days are, could be had by subtraction. */
int dfe_counted_few(const struct dfe_counted *c, const struct report_asked *k, struct err *e);

/** The policy of that name, else (NULL) the one adopted on that day, else the national one; -ENOENT names those there are. */
int report_policy_named(struct office *o, const char *name, struct day day, struct arena *a, struct policy *ret, struct err *e);
/** The last review that was closed: its day, its act, its last session; -ENOENT: none yet. */
struct review_last { struct day day; int64_t of_act; sitting last; };
int review_last(struct office *o, int64_t group, struct review_last *ret);

/** Crossings as they stood at another act: filled by a visit of its own, which goes to measure_each(). */
struct crossings_then {
	struct arena *arena;       /**< of the caller */
	struct crossings *of;      /**< by pupil; NULL: nobody had a turn yet */
	int64_t count;
};
measure_visit then_visit;      /**< `ctx` is a struct crossings_then */
const struct crossings *then_of(const struct crossings_then *t, int64_t pupil); /**< an empty one where there were none */

/** Columns that every report of pupils begins with (report_listed.h heads and fills them). */
enum { MEASURED_PUPIL, MEASURED_UPN, MEASURED_NUMBER, MEASURED_NAME, MEASURED_CLASS, MEASURED_COLUMNS };
/** One cell of working: the steps in a line; nothing where --working was not asked for. */
struct cell working_cell(struct report *r, const struct report_asked *k, const struct working_steps *s);

#endif
