#ifndef OFFICE_PUPIL_SEARCH_H
#define OFFICE_PUPIL_SEARCH_H

#include "internal.h"

/** The names of the school, folded: office->search, made when somebody first types part of one. */
struct search;
void search_free(struct search *s); /**< NULL is welcome */

#endif
