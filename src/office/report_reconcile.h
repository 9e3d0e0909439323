#ifndef OFFICE_REPORT_RECONCILE_H
#define OFFICE_REPORT_RECONCILE_H

/* The reconciliation's parts: the file (report_reconcile_file.c), our side (report_reconcile_ours.c), the report (report_reconcile.c). */

#include "report_parts.h"
#include "rules/reconcile.h"

/** One row of the other product's file. */
struct figures_row {
	int line;
	int64_t pupil;             /**< 0: nobody here */
	const char *who;           /**< as the file names them */
	const char *trouble;       /**< why there is nobody; NULL where there is */
	struct day from, to;
	struct reconcile_theirs theirs;
	const char *attendance_text, *absence_text; /**< as given; NULL: not */
};
struct figures_file {
	struct arena arena;
	const char *name;          /**< "figures.csv" */
	const char *headings;      /**< "headings of SIMS (sims), comma, UTF-8" */
	struct { VEC(struct figures_row); } rows;
};
/** Reads and judges all of it; `from`..`to` where a row has no dates of its own. -EBADMSG: a cell makes no sense. */
int figures_file_read(struct office *o, const struct report_wish *w, struct day from, struct day to, struct figures_file *ret, struct err *e);
void figures_file_finish(struct figures_file *f);

/** The sessions of a pupil from `first` to `last`, which `roll` covers; `school` is the calendar's for the whole school, from roll->first. */
int reconcile_count(struct roll *roll, const uint8_t *school, int64_t pupil, sitting first, sitting last, struct reconcile_ours *ret, struct err *e);

/* THE REPORT ---------------------------------------------------------------------------------------------------------------------- */

/** In the order in which they are shown: what needs a look first. */
enum state { STATE_DIFFERS, STATE_NOT_ON_ROLL, STATE_NOT_IN_FILE, STATE_AGREES, STATES };

/** Everybody who differs for the same reason. */
struct cause {
	enum reconcile_way ways[2];
	bool perhaps;
	int pupils;
	int64_t sessions;
};

/** A row to be. */
struct compared {
	enum state state;
	int cause;                          /**< of who differs */
	const struct figures_row *theirs;   /**< NULL: not in the file */
	const struct roll_pupil *pupil;     /**< NULL: not on the roll */
	const char *trouble;                /**< why there is nothing to compare */
	int class, class_rank;
	const char *sort_key;
	struct reconcile_figures ours;
	struct reconcile_answer answer;
};

struct reconciling {
	struct office *office;
	const struct report_asked *asked;
	struct report *report;
	struct roll roll;
	struct figures_file file;
	uint8_t *school;                    /**< calendar of the whole school, from roll.first */
	const int *ranks;
	bool *in_file;                      /**< by pupil */
	struct compared *rows;
	int count, compared, of_state[STATES], elsewhere;
	bool several;                       /**< a pupil has more than one row */
	struct cause *causes;
	int cause_count;
};
bool cause_perhaps(const struct reconcile_answer *w); /**< another way could give the same percentage */
/** "perhaps L (late) is not counted as attended" */
const char *cause_words(struct arena *a, const struct cause *c);

#define RECONCILE_COLUMNS 30
extern const struct report_column reconcile_columns[RECONCILE_COLUMNS];
void reconcile_rows_write(struct reconciling *k); /**< in the order that they have */

#endif
