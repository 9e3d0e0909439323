#ifndef OFFICE_IMPORT_JOB_H
#define OFFICE_IMPORT_JOB_H

/* One job reads every kind of file (import_job.c); a reader a kind says what its rows mean (import_readers[]). */

#include "base/file.h"
#include "exchange/headers.h"
#include "internal.h"
#include "office/import.h"
#include "seal/seal.h"

#define IMPORT_FAULTS_MOST 100 /**< refusals that are listed; every one of them is counted and goes into the CSV of refused rows */
#define IMPORT_ALIKE_MOST 5    /**< ... with the same sentence, while there is room */

/** What was said, and how often: the same sentence of a thousand rows is listed for the first few. */
struct import_said_kind {
	const char *text;              /**< without the pupil and session that it begins with */
	int line, count, listed;
};
struct import_tally {
	struct { VEC(struct import_said_kind); } kinds;
	int listed, beyond;            /**< lines; what none of `kinds` counts */
};

/** A row of the file that was refused or set aside, with all that is to be said of it. */
struct import_kept_row {
	int line;
	const char **fields;
	const char *why;
};
struct import_kept {
	struct arena arena;
	struct { VEC(struct import_kept_row); } rows;
	int failed;                    /**< the file took no more, and `why` */
	struct err why;
};

struct import_job {
	struct office *office;
	struct arena arena;            /**< texts of the wish, and whatever lives as long as the job */
	struct import_wish wish;
	const char *name;              /**< of the file, for sentences: "marks.csv", "standard input" */
	struct file_stream file;
	struct csv_reader *csv;
	struct hashing hashing;        /**< of the bytes read; once the file is read: */
	struct hash digest;
	struct header_map map;         /**< empty texts where our own headings are used */
	bool mapped;
	int alike;                     /**< so many maps read the file as the same, where none was named */
	const char *source;            /**< "marks.csv (SIMS)" */
	const char *reason;            /**< of its acts */
	struct header_match match;
	struct day today;
	struct import_progress progress;
	struct import_result result;
	struct buf said, heard;        /**< lines not yet given out; those given out last */
	struct err first;              /**< the first refusal */
	struct import_tally refusals, asides;
	struct { VEC(int); } refused_lines; /**< of the file, in the order of refusals */
	int standing;                  /**< of what is set aside: marks other than those that stand */
	struct file_writer *refused;   /**< NULL: nobody wants the rows */
	struct import_kept kept;       /**< of them what is not yet in that file */
	int failed;                    /**< it ended so, and `why` */
	struct err why;
	const struct import_reader *reader;
	void *state;                   /**< the reader's own, zeroed */
};

/**
 * What one kind of file does; called in this order.  begin(), row() and judge() run in a view of the store that ends with the step (between
 * two steps the screens go on, and may write): what must still be true when it is written, write() looks at in its own transaction.
 */
struct import_reader {
	enum action action;            /**< what the person needs, for the whole school */
	const char *one, *many;        /**< "pupil is", "pupils are": of the summary, which the job says from its result; NULL: the reader says its own */
	size_t state_size;
	/** The headings are matched: is there enough to go by?  -EBADMSG, refused on the heading's line. */
	int (*begin)(struct import_job *j, void *state, struct err *e);
	/** One row: import_refuse() and import_set_aside() judge it, and 0 goes on; -errno ends it all. */
	int (*row)(struct import_job *j, void *state, const struct csv_row *row, struct err *e);
	/** The file is read: what only the whole of it can say.  1: call again (long work), 0: done.  A dry run ends behind it. */
	int (*judge)(struct import_job *j, void *state, struct err *e);
	/** One transaction of whole acts.  1: there is more, 0: all is written. */
	int (*write)(struct import_job *j, void *state, struct err *e);
	void (*finish)(struct import_job *j, void *state);
};
extern const struct import_reader *const import_readers[FILE_KINDS]; /**< FILE_FIGURES: NULL */
extern const struct import_reader import_pupils, import_contacts, import_groups, import_staff, import_marks;

/** The file, its map and its headings alone, for who reads the rows without an import (csv_next(j->csv), import_close(j)): the reconciliation. */
int import_file_open(struct office *o, const struct import_wish *w, struct import_job **ret, struct err *e);

/** The row's cell in one of our columns, "" where the file has no such column. */
const char *import_cell(const struct import_job *j, const struct csv_row *row, int column);
bool import_has(const struct import_job *j, int column);      /**< the file has that column */
int import_column(const struct import_job *j, int column);    /**< where, 1-based, for a sentence; 1 where it has none */
/** For these sentences: a field of the file, from 0, that is none of our columns. */
#define IMPORT_FIELD(field) (-2 - (field))
/** A sentence about a row, said with file, line and column (ours; -1: the first); the row goes into the CSV of refused rows. */
void import_refuse(struct import_job *j, const struct csv_row *row, int column, const char *format, ...) __attribute__((format(printf, 4, 5)));
/** Likewise, for a person to decide; `row` NULL: it was found when the whole file was read. */
void import_set_aside(struct import_job *j, const struct csv_row *row, int column, const char *format, ...) __attribute__((format(printf, 4, 5)));
void import_say(struct import_job *j, const char *format, ...) __attribute__((format(printf, 2, 3))); /**< a line, cleaned */
void import_refuse_said(struct import_job *j, const struct csv_row *row, const struct err *why); /**< a sentence that is made already */

/* Its parts: choosing the map (import_choose.c), the file of refused rows (import_say.c). */
int import_choose(struct import_job *j, struct err *e);           /**< j->map, j->mapped, j->match; a heading that cannot stay is refused */
const char *import_headings_words(struct import_job *j);          /**< "headings of SIMS (sims), comma, UTF-8; left out: Email" */
void import_say_more(struct import_job *j, const struct import_tally *t, const char *what); /**< what was counted, and not listed */
int import_rows_refused(struct import_job *j);
int import_kept_begin(struct import_job *j, struct err *e);
int import_kept_end(struct import_job *j, struct err *e);         /**< the file stands */
void import_kept_finish(struct import_job *j);                    /**< what does not stand yet goes */

/** Every map there is (import_map.c), the school's own first, each by name; those of the school hide shipped ones of that name. */
struct import_maps {
	struct { VEC(struct header_map); } maps;
	int own;                       /**< so many are the school's */
};
/** Names live in `a`.  A map of the school's own that makes no sense is refused by line, whoever asks. */
int import_maps_read(struct office *o, struct arena *a, struct import_maps *ret, struct err *e);
void import_maps_finish(struct import_maps *m);
struct header_map import_maps_take(struct import_maps *m, int i); /**< the caller's from now on */
/** One by name: 0, or -ENOENT and the names there are. */
int import_map_find(struct office *o, struct arena *a, const char *name, struct header_map *ret, struct err *e);
/** The map that fits these headings best, as import_choose() would take it: its index, -1 our own headings, -2 none knows enough; -EBADMSG
 *  with `e`: two fit alike.  */
#define IMPORT_FIT_OWN (-1)
#define IMPORT_FIT_NONE (-2)
int import_maps_fit(const struct import_maps *m, enum file_kind kind, const struct csv_row *heading, const char *file, int *ret, struct err *e);

/** Finds pupils by key, UPN, admission number (or name and date of birth), by hash: a file of millions of rows asks for each. */
struct import_pupils_index;
int import_index_open(struct import_job *j, struct import_pupils_index **ret, struct err *e);
/** > 0 the pupil; 0: refused, and said.  `columns` our column numbers of surname, forename and dob in this file, -1 where it has none. */
int64_t import_index_find(struct import_pupils_index *x, struct import_job *j, const struct csv_row *row, const int columns[3]);
const struct pupil_row *import_index_row(const struct import_pupils_index *x, int64_t pupil);
void import_index_close(struct import_pupils_index *x); /**< NULL is welcome */

#endif
