#ifndef FIRSTBELL_OFFICE_PUPIL_PAGE_H
#define FIRSTBELL_OFFICE_PUPIL_PAGE_H

#include "office/pupil_page.h"
#include "measure.h"
#include "report_parts.h"

/** A school year that begins in August may be a month longer than the years that marks are kept in (period.h). */
enum { PAGE_SESSIONS = STRIP_BYTES + 2 * 31 };

/** A page on its way. */
struct paging {
	struct office *office;
	struct pupil_page *page;
	struct roll roll;
	const struct roll_pupil *pupil;
	struct pupil_row row;
	struct working working;
	sitting first, last, end;      /**< from .. to; the end of the school year */
	uint8_t marks[PAGE_SESSIONS];  /**< of the school year, from `first`, while on the roll */
	bool this_year;
	struct { VEC(struct pupil_fact); } facts; /**< of the part that is being made */
	const char *steps_of;          /**< a fact by its name; NULL: nobody asks for a working */
	struct working_steps *steps;
};

/** Everything but the contacts and the picture: what a page and a working of one of its facts both need. */
int page_open(struct paging *g, int64_t pupil, struct day year_from, int (*rest)(struct paging *g, struct err *e), struct err *e);

/* A FACT (pupil_page_fact.c) */
void page_fact(struct paging *g, const char *name, const char *label, const char *format, ...) __attribute__((format(printf, 4, 5)));
/** Is the working of that fact asked for? */
bool page_wants(const struct paging *g, const char *name);

/* WHAT THE RULES SAY (pupil_page_measured.c, and the parts that it puts together) */
int page_measured(struct paging *g, struct err *e);
int page_ahead(struct paging *g, const struct measure *m, const struct measured *d);
int page_habits(struct paging *g, const struct measure *m, const struct measured *d);

/** The year as cells, and in a sentence for who listens (C20). */
void page_picture(struct paging *g);
/** "Attended 120 of 126 (95.2%): ..." */
const char *page_sentence(struct paging *g);
/** What a reader must know first: left, joins, a boarder, merged; and when they joined and left in these days. */
int page_status(struct paging *g, struct err *e);
int page_contacts(struct paging *g, struct err *e);

#endif
