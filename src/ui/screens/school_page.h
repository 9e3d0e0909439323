#ifndef UI_SCHOOL_PAGE_H
#define UI_SCHOOL_PAGE_H

#include "office/school_page.h"
#include "ui.h"

/* The head's page, in parts: what is read, and where each line leads (school_page.c), how it is seen (school_page_draw.c). */
struct school_screen {
	struct list list;      /**< of page.items */
	struct school_page page;
	bool is_read;
};
void school_page_draw(void *state, struct area *a);

#endif
