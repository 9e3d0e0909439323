#ifndef OFFICE_IMPORT_PUBLIC_H
#define OFFICE_IMPORT_PUBLIC_H

#include "exchange/columns.h"
#include "exchange/csv.h"
#include "office/office.h"

/*
 * A school moves in (E1, E10, E11): one job reads any file of its roll and its marks by a header map, step by step, so that a screen stays
 * alive and a command shows how far it is.
 *
 * The whole file is read and judged first.  A row that makes no sense, or that a rule does not allow, is REFUSED: then nothing at all is
 * written.  A row that makes sense but does not fit what the school knows (a mark outside the pupil's time on the roll, in a closure, or
 * other than the one that stands) is SET ASIDE: then nothing is written either, until a person decides (`leave_out`, `replace`), or
 * corrects the roll or the calendar and reads the file again.
 */
struct import_wish {
	enum file_kind kind;         /**< not FILE_FIGURES: that is what report_fill_reconcile() reads */
	const char *file;            /**< a path; "-": standard input */
	const char *map;             /**< a header map by name; NULL: our own headings, else the one map that fits */
	struct csv_form form;
	bool dry_run;                /**< say row by row what would change, and change nothing */
	bool moving_in;              /**< pupils: a leave_date in the past is welcome; marks: the calendar of school years that we do not know is
				      *   made from them */
	bool leave_out;              /**< rows set aside stay out, the rest is written */
	bool replace;                /**< marks: the file's mark takes the place of another that stands */
	const char *refused;         /**< the rows refused and set aside, with why, as CSV into this file; NULL: nowhere */
	const char *reason;          /**< of the acts; NULL: "taken from NAME (SIMS)" */
};

enum import_phase { IMPORT_READING, IMPORT_JUDGING, IMPORT_WRITING, IMPORT_DONE };
struct import_progress {
	enum import_phase phase;
	int64_t rows, bytes, bytes_all;    /**< read so far; bytes_all -1: not known */
	int64_t written, to_write;         /**< changes, or marks */
	int refused, set_aside;
};
struct import_result {
	int64_t first_act, last_act;       /**< 0: nothing was written */
	int64_t added, changed, same;      /**< rows; of marks: marks */
	int set_aside;                     /**< without a decision nothing was written: exit status 1 */
	bool undecided;
};

struct import_job;
/**
 * Permission, the file, its map, its headings.  What is in the lines said (import_said) begins with how the file is read: "marks.csv: headings
 * of SIMS (sims), comma, UTF-8; left out: Email, House."  -EBADMSG for a bad file, -EINVAL for what cannot be wished together, -EPERM.
 */
int office_import_begin(struct office *o, const struct import_wish *w, struct import_job **ret, struct err *e);
/** A twentieth of a second's work or so.  1: go on; 0: done; -errno with `e` said: then nothing of this file is written, or (marks, while
 *  writing) whole acts only, and the same file goes on where it stopped. */
int import_step(struct import_job *job, struct err *e);
const struct import_progress *import_progress(const struct import_job *job);
/** Lines to show, each ended by a newline, since the last call: what would change, the first 100 refusals, the summary.  "" for none */
const char *import_said(struct import_job *job);
const struct import_result *import_result(const struct import_job *job);
void import_close(struct import_job *job); /**< at any time: what was not written is not; NULL is welcome */

/* MAPPING AN UNKNOWN FILE ----------------------------------------------------------------------------------------------------------------- */

#define IMPORT_LOOK_ROWS 5
/** What a file looks like: its headings, its first rows, and what they would be read as. */
struct import_look {
	struct arena arena;
	char delimiter;
	const char *map, *map_title;       /**< the map that fits best, NULL: none knows any of it */
	const char *const *headings;
	int heading_count;
	const char *const *rows[IMPORT_LOOK_ROWS];
	int row_count;
	int *column;                       /**< of each heading: ours, or one of exchange/columns.h's COLUMN_ */
};
int office_import_look(struct office *o, const struct import_wish *w, struct import_look *ret, struct err *e);
void import_look_finish(struct import_look *l);
/** Remembers, in DIR/headers/NAME.csv, which heading is which column, or is left out; what that map says of other files stays.  -EINVAL,
 *  said, where no heading is either. */
int office_import_map_save(struct office *o, const char *name, const char *title, enum file_kind kind, const char *const *headings, const int *column,
			   int count, struct err *e);
/** Every map there is, the school's own first: how many, or -errno. */
struct import_map_line {
	const char *name, *title;
	bool own;                          /**< in the school's headers/ */
};
int office_import_maps(struct office *o, struct arena *a, struct import_map_line **ret, struct err *e);

#endif
