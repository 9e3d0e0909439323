#ifndef OFFICE_PUPIL_PAGE_H
#define OFFICE_PUPIL_PAGE_H

#include "base/mem.h"
#include "office/office.h"
#include "office/reports.h"
#include "rules/band.h"
#include "rules/picture.h"
#include "rules/span.h"

/* A pupil's year on one page: figures, codes, the picture of it, who is called (C1, C2, C20). */

/** One pupil's page. */
struct pupil_contact {
	const char *name, *relation;
	const char *numbers;      /**< "mobile 07700 900123, home 01234 567890" */
	bool lives_with, parental_responsibility, do_not_contact;
	const char *order;        /**< NULL: none */
};
struct pupil_code { uint8_t code; int count; };
/** What the rules say of the pupil, in words. */
struct pupil_fact {
	const char *name;         /**< "penalty", "line_90": of its working, report_fill_pupil_steps(); NULL: it has none */
	const char *label, *text; /**< "Line of 90", "4 more missed in a row bring it below" */
};
struct pupil_facts {
	const struct pupil_fact *of;
	int count;
};
struct pupil_page {
	struct arena arena;
	int64_t pupil;
	const char *name, *class, *upn, *admission_number;
	int year, age;
	struct day born, from, to, joined, left; /**< joined, left: DAY_NONE where outside these days */
	const char *status;       /**< NULL, or "left on Fri 12 Dec 2025", "boarder" ...: what a reader must know */
	struct policy policy;
	struct tally tally;
	int unmarked;             /**< held, due and without a mark: in no figure */
	int band;                 /**< -1: nothing was possible */
	bool persistent, severe;
	struct band_near near;
	const struct pupil_code *codes; /**< most frequent first, every code that stands */
	int code_count;
	struct picture_year picture;
	bool measured;            /**< false: in no figure (a boarder ...), and the next three are empty */
	struct picture_line trend; /**< to date, a point a school week, against the lines of the policy */
	struct pupil_facts ahead; /**< stage, what was agreed, lines fallen below, forecast, penalty threshold, returns */
	struct pupil_facts habits; /**< patterns, lates, broken weeks, runs of absence, off together with siblings */
	const struct pupil_contact *contacts; /**< by priority; only for who may see them */
	int contact_count;
	bool sees_contacts;
};
/** `year_from` DAY_NONE: this school year; else the school year that begins then. */
int office_pupil_page_open(struct office *o, int64_t pupil, struct day year_from, struct pupil_page *ret, struct err *e);
void pupil_page_finish(struct pupil_page *p);
/** The working of one of its facts: `wish.kind` is its name, `wish.from` the school year. */
int report_fill_pupil_steps(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);

#endif
