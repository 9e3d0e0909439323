#ifndef FIRSTBELL_OFFICE_REPORT_PUPIL_H
#define FIRSTBELL_OFFICE_REPORT_PUPIL_H

#include "report_parts.h"

/** Refuses where the one pupil asked for, if one was, is in no figures: a boarder (domain 2.1), or merged with another. */
int report_pupil_check(const struct report_asked *k, const struct roll *roll, struct err *e);

#endif
