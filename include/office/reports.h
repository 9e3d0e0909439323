#ifndef OFFICE_REPORTS_H
#define OFFICE_REPORTS_H

#include "exchange/csv.h"
#include "office/office.h"
#include "rules/report.h"

/* Reports: filled here, shown by ui, set by print, written by exchange. */

/** What a report is about; each report reads what it needs and refuses what it cannot use. */
struct report_wish {
	struct day date;         /**< DAY_NONE: today */
	struct day from, to;     /**< DAY_NONE: the first day of the school year (a first term in August begins it) .. today */
	int session;             /**< -1: the one that is running */
	const char *group;       /**< --class, NULL: all */
	const char *pupil;       /**< --pupil, NULL: all */
	bool working;            /**< --working: the arithmetic beside the figure (C2) */
	int64_t act;             /**< history of one act, 0: all */
	const char *year;        /**< --year: bands of one year group, NULL: all */
	const char *flag;        /**< --group: bands of pupils with that flag (fsm, sen ...), NULL: all */
	int within;              /**< --within: bands of pupils so many sessions from a line, 0: all */
	const char *policy;      /**< --policy: by its name; NULL: the one that is adopted */
	const char *period;      /**< --period, as period_parse() has it; NULL: from..to, else (judged) the policy's, else the school year */
	bool as_dfe;             /**< --as dfe: pupils and days as the Department counts them (C21) */
	const char *stage;       /**< --stage: pupils in that stage */
	bool new_only;           /**< --new: only what is new since the last review */
	const char *kind;        /**< --kind: of returns, of a league: which */
	const char *file, *map;  /**< reconcile: what the other product says, and its header map (NULL: the one that fits) */
	struct csv_form form;    /**< reconcile: how the bytes of that file are meant */
	bool judged;             /**< by the policy's stages and bands: where no days are asked for, those of the policy's own period */
};

/** One entry of the table of reports: `report NAME`. */
struct report_kind {
	const char *name;
	const char *help;
	int (*fill)(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
	bool figures;            /**< without names: also for who sees figures alone */
};
extern const struct report_kind report_kinds[]; /**< ended by a NULL name: absentees, missing, bands, statistics, pupil */

int report_fill_absentees(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
int report_fill_missing(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
int report_fill_bands(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
int report_fill_statistics(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** Theirs, ours, the difference and why, a row a pupil (C1; rules/reconcile.h): `wish.file` is read by the header maps. */
int report_fill_reconcile(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/**
 * The admission register as PR24 reg 8 asks: of each pupil on the roll of `date`, boarders too (or, with from..to, at any time of them), a row a
 * particular as it stands, missing ones marked, and a row an amendment: original, new, when, by whom, why.
 */
int report_fill_admission(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** Contacts check (B18): a row a pupil: contacts, numbers, dead ones, parental responsibility, confirmed, and what is to be done. */
int report_fill_contacts(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** Who is on the site now (B13): a row a child; with `date` and `session` of the past as the marks and the gate say. */
int report_fill_onsite(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** First-day calls of a day (B2-B4, B9): a row a child: state, next contact, last outcome, days since seen and spoken to; with `pupil` a row a contact made. */
int report_fill_calls(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** The marks of one day, a row a child who is due: of a class, or with `flag` of a group (the looked-after, for the daily caller: B10). */
int report_fill_marks(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
int report_fill_pupil(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/**
 * The working of a pupil's figures (C2), step by step, each with its number and its words: possible, what was left out, by which code and
 * why, counted, boundary, comparison.  Columns step, number, words.  Never more than 5 ms for one pupil's year.
 * With `session` it is of that session of `date` alone, and of those who were due in a register, as the morning page counts; with a `flag`,
 * of the sessions at which the pupil had it.
 */
int report_fill_working(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** The working beside a row of a report (`kind`: "what: number, words; what: words"), a step a row. */
int report_fill_said(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** A row a school week: week, term, possible, attended, missed, attendance_percent, change_tenths, the same to date. */
int report_fill_trend(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** Counts by class and by year, and of the school: pupils, attended n of m (p%), pupils in each band, persistent, severe. */
int report_fill_school(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** The fortnight's review (C19; office/review.h): a row a pupil on its list, figures, movement, stage, what was agreed, what is next. */
int report_fill_review(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** The head's page (office/school_page.h) as rows. */
int report_fill_school_page(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
int report_fill_history(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);

/** Crossings (C4), a row each: of the period, or (--new) what is new since the last review, withdrawn ones with why. */
int report_fill_crossings(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** Forecast (C6), a row a pupil and line. */
int report_fill_forecast(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** The threshold of penalty notices (C8), a row a pupil who meets it or lacks no more than `within` (0: three). */
int report_fill_penalty(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** Returns to the authority (C9), a row an episode that is due, near or was made for: of one `kind`, or all. */
int report_fill_returns(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);

/** The school (C16, C18), a row a measure: beside the nation by phase, last year at the same date, its target, the Department's own figure for it. */
int report_fill_compare(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);

/** `verify`: a record `ok, acts, entries, head, first_bad_act`; *ret_ok false if anything readable does not hold. */
int report_fill_verify(struct office *o, bool *ret_ok, struct report *ret, struct err *e);
/** `check`: a line a finding: `area, state (ok, look, act), finding, what_to_do`; *ret_found how many are not ok. */
int report_fill_check(struct office *o, int *ret_found, struct report *ret, struct err *e);

/* PATTERNS AND GROUPS (issue 7): each a row a thing, with its counts */
/** When a pupil is away (C10, C11, C15): a row a pupil, or with `pupil` a row a place: what is worth a line by the policy's rule, else too few to say. */
int report_fill_patterns(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** Lates (C12): by class, weekday, reason and pupil: L, U, minutes, lessons lost. */
int report_fill_punctuality(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** Each code (C13): how often, its share of possible sessions, how many pupils. */
int report_fill_codes(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** Year, class, sex and every flag (C14), by membership on the day of each session: gap to the rest, persistent, severe. */
int report_fill_groups(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** Praise (C17): `kind` classes, weeks, full, improved or streaks; NULL: all of them. */
int report_fill_league(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** A class's week (C23): a row a pupil: the week's marks, year to date, change, lates, what is worth knowing. */
int report_fill_class_sheet(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** Register-keeping (C23): by class and by person: due, in time, late, never; blanks. */
int report_fill_registers(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** The line for the annual report and the parents' evening (C24, C22): a row a pupil, with its sentence. */
int report_fill_annual(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** The inspector's list (C26): sections, each with its counts and rows. */
int report_fill_inspection(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);

#endif
