#ifndef UI_MORNING_H
#define UI_MORNING_H

#include "office/today.h"

struct ui;

/* The parts of the head's morning page, in the order of who must be found first. */
enum morning_part { PART_NOT_KNOWN, PART_CALL_FIRST, PART_NO_REASON, PART_KINDS, PART_LATE, PART_BELOW, PARTS };

const char *morning_part_label(enum morning_part part); /**< "Not known" */
/** Its children; NULL for the part of kinds, which counts codes. */
const struct morning_list *morning_part_list(const struct morning_view *v, enum morning_part part);

struct morning_about {
	enum morning_part part;
	enum session session;
};
int open_morning_names(struct ui *ui, const struct morning_about *about);

#endif
