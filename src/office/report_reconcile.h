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

#endif
