#ifndef UI_BANDS_H
#define UI_BANDS_H

#include "exchange/columns.h"
#include "office/bands.h"
#include "ui.h"

/* The Bands screen, in parts: what is read (bands.c), asked for (bands_filter.c, bands_form.c), seen (bands_draw.c). */

/** Which pupils. */
struct bands_filter {
	const char *class;     /**< NULL: all */
	int year;              /**< SESSION_ANY_YEAR: all */
	const struct file_column *flag; /**< of pupils, from PUPILS_SEN on; NULL: all */
	int band;              /**< -1: all */
	bool near;             /**< only within BANDS_NEAR sessions of a line */
	bool moved;            /**< only newly below or above a line since the last review, or withdrawn */
	const char *stage, *policy, *period; /**< NULL: all; the one adopted; the school year */
	bool as_dfe;           /**< pupils and days as the Department counts them */
};
#define BANDS_NEAR 3
#define BANDS_NEAR_WORDS "within 3 sessions of a line"

struct bands {
	struct list list;
	struct bands_view view;
	struct bands_filter asked, shown; /**< asked for; what the view was read with */
	bool is_read, sees_flags;
	struct arena words;    /**< names of the classes that were asked for; as old as the screen */
	struct arena arena;    /**< headings; as old as the view */
	const char **headings, **short_headings; /**< one a band, and the last for those without a possible session */
	int class_width, share_width, missed_width, moved_width;
};

/** The screen that is open below, for its form; NULL. */
struct bands *bands_below(struct ui *ui);
int open_bands_form(struct ui *ui);

/** Its keys that narrow it (bands_filter.c). */
int bands_class(struct ui *ui, void *state, const struct key *k);
int bands_year(struct ui *ui, void *state, const struct key *k);
int bands_group(struct ui *ui, void *state, const struct key *k);
int bands_band(struct ui *ui, void *state, const struct key *k);
int bands_near(struct ui *ui, void *state, const struct key *k);
int bands_moved(struct ui *ui, void *state, const struct key *k);
int bands_form(struct ui *ui, void *state, const struct key *k);

/** "Willow, Year 4, 80 to 90": nothing where all are shown. */
void bands_filter_put(const struct bands *b, struct buf *to);
/** Which heading a row of the list stands under. */
int bands_heading_of(const struct bands *b, int row);
/** Made once, when it is read. */
void bands_measure(struct bands *b);
void bands_draw(void *state, struct area *a);

#endif
