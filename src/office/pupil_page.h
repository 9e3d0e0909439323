#ifndef FIRSTBELL_OFFICE_PUPIL_PAGE_H
#define FIRSTBELL_OFFICE_PUPIL_PAGE_H

#include "office/pupil_page.h"
#include "report_parts.h"

/** A page on its way. */
struct paging {
	struct office *office;
	struct pupil_page *page;
	struct roll roll;
	const struct roll_pupil *pupil;
	struct pupil_row row;
	struct working working;
	int year;                      /**< storage year of the page */
	sitting first, last, end;      /**< from .. to; the end of the school year */
	uint8_t marks[STRIP_BYTES];    /**< of the year, while on the roll */
};

/** The year as cells, and in a sentence for who listens (C20). */
void page_picture(struct paging *g);
/** "Attended 120 of 126 (95.2%): ..." */
const char *page_sentence(struct paging *g);
/** What a reader must know first: left, joins, a boarder, merged; and when they joined and left in these days. */
int page_status(struct paging *g, struct err *e);
int page_contacts(struct paging *g, struct err *e);

#endif
