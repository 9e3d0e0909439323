#ifndef OFFICE_IMPORT_MARKS_H
#define OFFICE_IMPORT_MARKS_H

/*
 * A school's whole history of marks (E3, E11): every row is judged as it is read, and its mark goes into a matrix on the disk, a byte a
 * session, so that six years take no more memory than one.  What only the whole file can say (which sessions were held in years that the
 * calendar does not know) is judged behind it; then it is written, an act a pupil.
 */

#include "import_job.h"
#include "rules/calendar.h"
#include "rules/code.h"
#include "rules/span.h"

/* THE MATRIX (import_marks_matrix.c): a strip of each pupil and storage year, in files without a name in the school's directory ---------- */

/** A byte of the file's matrix: the code's number, and */
#define MARK_CODE 0x3f
#define MARK_NOTED 0x40 /**< minutes late or a note lie beside it */
#define MARK_PASSED 0x80 /**< not written: it stands already, or was set aside */

struct marks_matrix {
	const char *directory;
	int64_t pupils;              /**< ids below that */
	size_t bytes;                /**< of a year */
	int years;
	uint8_t **marks;             /**< by year; NULL: none */
	uint32_t *seen;              /**< by year and piece: the turn in which it came into memory */
	uint32_t turn;
	int held;                    /**< pieces in memory in this turn */
};
void matrix_begin(struct marks_matrix *m, const char *directory, int64_t pupils, int years);
void matrix_finish(struct marks_matrix *m);
/** Makes room for a year, all blank; none is made twice.  A full disk is refused here, and never later. */
int matrix_year(struct marks_matrix *m, int year, struct err *e);
uint8_t *matrix_strip(struct marks_matrix *m, int year, int64_t pupil); /**< NULL where the year has none; until the next call */

/** What lies beside a mark, in such a file too; of a pupil a list, the last one first. */
struct marks_beside {
	sitting at;
	int minutes;                 /**< -1: none */
	const char *note;            /**< NULL: none */
};
struct marks_side {
	int fd;
	int64_t *last;               /**< by pupil: where the last record begins, -1 none */
	int64_t length;              /**< of the file and what is not yet in it */
	struct buf unwritten;
};
int side_begin(struct marks_side *s, const char *directory, int64_t pupils, struct err *e);
void side_finish(struct marks_side *s);
int side_put(struct marks_side *s, int64_t pupil, const struct marks_beside *b, struct err *e);
/** All of a pupil's, by session; how many, or -errno. */
int side_get(struct marks_side *s, int64_t pupil, struct arena *a, struct marks_beside **ret, struct err *e);

/* THE CALENDAR OF YEARS THAT NOBODY ENTERED (import_marks_calendar.c, import_marks_years.c) ------------------------------------------- */

/** What was held, as terms and closures: calendar_openings() of them says the same again. */
struct made_calendar {
	struct { VEC(struct term); } terms;
	struct { VEC(struct closure); } closures;
};
/** `held` has a byte for each session from `first` on; `no_bank_holidays` as in the school's calendar.  Names live in `a`. */
void made_calendar_fill(struct made_calendar *c, const uint8_t *held, sitting first, int sessions, bool no_bank_holidays, struct arena *a);
void made_calendar_finish(struct made_calendar *c);

/** What becomes of the rows in the store. */
struct term_change {
	struct term_row row;         /**< as it is to be; id 0: a new one */
	const struct term_row *was;  /**< NULL: a new one */
};
struct row_gone {
	enum thing thing;
	int64_t id;
	const struct term_row *term; /**< NULL: a closure */
};
struct calendar_plan {
	struct { VEC(struct term_change); } terms;
	struct { VEC(struct closure_row); } closures; /**< new ones */
	struct { VEC(struct row_gone); } gone;
};
static inline bool calendar_plan_is_empty(const struct calendar_plan *p) { return p->terms.count + p->closures.count + p->gone.count == 0; }
void marks_plan_finish(struct calendar_plan *p);

/* THE JOB ---------------------------------------------------------------------------------------------------------------------------- */

#define MARKS_FIRST_YEAR 2006 /**< the codes begin on 1 September 2006 (domain 1.3) */

enum marks_shape { MARKS_LONG, MARKS_DAYS, MARKS_WIDE }; /**< a row a mark; a pupil and day; a pupil */

enum code_kind { CODE_OF_MARK, CODE_OF_NOTHING, CODE_OF_CLOSURE, CODE_BEFORE_ROLL, CODE_UNKNOWN };
/** What their code is to us. */
struct code_meant {
	uint64_t theirs;             /**< its letters; 0: this place is free */
	enum code_kind kind;
	uint8_t number;              /**< of a mark; `/` and `\` by the session */
	struct day from, to;         /**< in force */
	const char *ours;
};
#define CODES_CACHED 128

/** On the roll; the earliest first, none overlaps another. */
struct marks_spell {
	sitting first, last;
	struct marks_spell *next;
};

/** How many marks were what. */
struct marks_counts {
	int64_t added, changed, same, nothing, closed, before, twice, notes_lost;
	int64_t not_required;        /**< X of a pupil of compulsory school age (domain 2.8) */
};

struct marks_state {
	struct import_job *job;
	struct import_pupils_index *index;
	struct marks_spell **spells; /**< by pupil, ids below `pupils` */
	bool *boards;                /**< likewise: a boarder, or merged into another row */
	int64_t pupils;
	struct marks_matrix file, stands;
	struct marks_side side;
	struct marks_counts count;
	int years;                   /**< storage years from MARKS_FIRST_YEAR to today's */
	int16_t *year_of;            /**< by day from the first on: its year, from 0 */
	sitting first, begun;        /**< the first session that codes are for, and the last that has begun */
	uint8_t *opening;            /**< enum opening of first .. the end of the last year */
	bool *known, *has;           /**< by year: the calendar stands, with a term in it; the file has marks in it */
	bool *anew;                  /**< by year: there is a calendar that was made from marks, and nobody has touched it: it may be made anew */
	bool *making;                /**< by year: it is made, or made anew */
	struct {
		struct term_row *terms;
		struct closure_row *closures;
		int term_count, closure_count;
	} stood;                     /**< every row of the calendar, where a calendar may be made */
	enum marks_shape shape;
	struct marks_wide {
		int field;
		sitting at;
	} *wide;
	int wide_count;
	int field[MARKS_COLUMNS];    /**< of the file, -1 where it has none */
	char day_text[24];           /**< of the row before, and what it means */
	struct day day;
	struct code_meant codes[CODES_CACHED];
	struct import_maps maps;     /**< read when a code is not known */
	bool maps_read;
	/* the whole file */
	struct arena arena;
	int judged;                  /**< what is done of it */
	struct made_calendar made;
	struct calendar_plan plan;
	struct hash facts;           /**< of the roll and the calendar that it was judged by */
	struct day taken_from, taken_to;
	/* writing */
	struct import_file_row row;
	bool begun_before, written_begun;
	int64_t next;                /**< the pupil to be written next */
	int64_t acts[2];             /**< of this transaction, the first and the last */
};

/* A ROW ------------------------------------------------------------------------------------------------------------------------------ */

/** One mark of a row on its way into the matrix. */
struct mark_read {
	struct marks_state *m;
	const struct csv_row *row;
	int column;              /**< ours, for sentences; IMPORT_FIELD(): a session's own */
	int64_t pupil;
	sitting at;
	const char *theirs;      /**< as the file has it */
	const struct code_meant *code;
	uint8_t number;
	const char *minutes_text, *note;
	int minutes;             /**< -1: none */
};
/** Refuses it, sets it aside, passes over it, or puts it into the matrix (import_marks_take.c).  -errno ends the import */
int marks_take(struct mark_read *r, struct err *e);
/** The cells of a row (import_marks_cells.c).  The day: false where it was refused. */
bool marks_day(struct marks_state *m, const struct csv_row *row, struct day *ret);
bool marks_session(const char *text, enum session *ret);
/** What their code is; `room` is for one that is longer than any code. */
const struct code_meant *marks_code(struct marks_state *m, const char *theirs, struct code_meant *room);

/** All that is wrong with a row is said, and 0; -errno ends the import (import_marks_row.c). */
int marks_row(struct import_job *j, void *state, const struct csv_row *row, struct err *e);
/** Adds the storage year to both matrices. */
int marks_year_begin(struct marks_state *m, int year, struct err *e);
int marks_year_stands(struct marks_state *m, int year, struct err *e); /**< only to that of what stands */
static inline sitting marks_year_first(int year) { return strip_sitting(MARKS_FIRST_YEAR + year, 0); }
/** "Amara Okafor, Wed 2 Sep 2026 morning" */
const char *marks_where(const struct marks_state *m, int64_t pupil, sitting at, struct arena *a);
static inline int marks_year(const struct marks_state *m, sitting at) { return m->year_of[(at - m->first) >> 1]; }
static inline int marks_slot(const struct marks_state *m, sitting at) { return at - strip_sitting(MARKS_FIRST_YEAR + marks_year(m, at), 0); }

/** Which years may be made anew: before any row is read (import_marks_years.c). */
int marks_years_open(struct marks_state *m, struct err *e);
/** Is that year's calendar made from the file and what stands? */
bool marks_year_makes(const struct marks_state *m, int year);
int marks_judge_calendar(struct marks_state *m, struct err *e);
/** What becomes of the rows of the calendar; and that a year which is made has marks of a part of it only (import_marks_years_say.c). */
void marks_say_calendar(struct marks_state *m);
void marks_say_part(struct marks_state *m, int year);
void marks_held_in_year(struct marks_state *m, int year, uint8_t *held); /**< by the file and what stands: a byte a session */

int marks_judge(struct import_job *j, void *state, struct err *e);     /**< import_marks_judge.c */
int marks_write(struct import_job *j, void *state, struct err *e);     /**< import_marks_write.c */
int marks_facts(struct marks_state *m, struct hash *ret, struct err *e); /**< of the roll and the calendar as they stand */
void marks_say_summary(struct marks_state *m);

#endif
