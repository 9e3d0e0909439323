#ifndef OFFICE_REPORT_LEAGUE_H
#define OFFICE_REPORT_LEAGUE_H

/* Praise (C17): what is counted (report_league.c), and the rows of it (report_league_rows.c). */

#include "report_listed.h"
#include "report_member.h"
#include "rules/league.h"

enum kind { KIND_CLASSES, KIND_WEEKS, KIND_FULL, KIND_IMPROVED, KIND_STREAKS, KIND_OUT, KINDS };

/** Sessions of a class in a week. */
struct cell_week {
	int64_t possible, attended;
};

/** What a pupil did while in a class. */
struct stay {
	int64_t pupil;
	int class;
	bool possible, missed; /**< missed: but for codes that break no streak */
};

struct praised {
	struct listed who;
	struct league_row row;
	bool full;
	int streak;
	const char *working, *working_now; /**< with --working: of all the days, and of those behind the period before */
	const char *broken;                /**< what broke the streak: "I on the morning of Mon 2 Nov 2026"; NULL: nothing did */
};

struct praise {
	struct office *office;
	const struct report_asked *asked;
	struct report *report;
	struct arena arena;
	struct measure measure;
	struct member member;
	bool unbroken[256];
	bool *out_pupil, *out_class; /**< by id; by index */
	int out_count;
	int first_week, weeks, half; /**< school weeks of the days asked for; those before `half` are the period before */
	struct cell_week *cells;     /**< by class and week: praise_cell() */
	struct marks_made **made;    /**< likewise, with --working; NULL: no mark yet */
	struct { VEC(struct stay); } stays;
	struct { VEC(struct praised); } pupils;
};

struct cell_week *praise_cell(const struct praise *p, int class, int week);
int praise_cell_index(const struct praise *p, int class, int week);
/** The classes of the office, by index, with their sessions, pupils and those at 100%. */
struct league_row *praise_classes(struct praise *p);
/** "classes": its kind; KINDS for NULL; -EINVAL says which there are. */
int praise_kind(const char *name, struct err *e);
/** The lines of a row's working (C2).  `week` -1: of all the days. */
void praise_made_add(struct praise *p, int class, int week, const struct mark *m);
void praise_pupil_made(struct praise *p, struct marks marks, struct praised *to);
const char *praise_class_working(struct praise *p, const struct league_row *row, int week);
const char *praise_full_working(struct praise *p, const struct praised *one);
const char *praise_improved_working(struct praise *p, const struct praised *one);
const char *praise_streak_working(struct praise *p, const struct praised *one);
/** Columns of the report; then the rows of one kind. */
extern const struct report_column praise_columns[];
extern const int praise_column_count;
void praise_rows(struct praise *p, enum kind kind, const struct league_out_row *out);

#endif
