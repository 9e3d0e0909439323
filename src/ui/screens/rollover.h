#ifndef UI_ROLLOVER_H
#define UI_ROLLOVER_H

#include "form_screen.h"
#include "office/classes.h"

/* Roll-over: what a person has said of it so far, and what it would do. */
struct rollover {
	struct list lists[2];           /**< the classes; the pupils */
	bool pupils;                    /**< they are shown */
	struct rollover_wish wish;      /**< its map is `maps` */
	struct { VEC(struct rollover_map); } maps;
	struct arena texts;             /**< of the maps */
	bool told;                      /**< something of the maps is in no act yet */
	struct rollover_view view;
};
/** The forms: where the focused line goes; the days of it. */
int open_rollover_map(struct ui *ui, struct rollover *r);
int open_rollover_days(struct ui *ui, struct rollover *r);
void rollover_map_put(struct rollover *r, const struct rollover_map *map);

#endif
