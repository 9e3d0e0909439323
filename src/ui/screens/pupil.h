#ifndef UI_PUPIL_H
#define UI_PUPIL_H

#include "office/pupil_page.h"
#include "ui.h"

/* The Pupil screen, in parts: what is read and its keys (pupil.c), its words (pupil_words.c), the map of the year (pupil_map.c), and how
 * they share a window (pupil_draw.c). */

/** What the keys that move are in, in the order of Tab. */
enum pupil_part { PUPIL_YEAR, PUPIL_CODES, PUPIL_CONTACTS, PUPIL_TREND, PUPIL_AHEAD, PUPIL_HABITS, PUPIL_HEAD, PUPIL_PARTS };

/** A line of words as it stands in the window. */
struct pupil_line {
	const char *text;
	uint8_t indent, paint;
	uint8_t shade; /**< of the first cells, where it has a code; PAINT_TEXT: none */
	const struct pupil_fact *fact; /**< that it is of; NULL: none */
};
struct pupil_words {
	struct list list;
	struct { VEC(struct pupil_line); } lines;
	const struct pupil_fact *fact; /**< that the keys were last moved to, and which line of it; NULL: none */
	int line;
};

struct pupil_screen {
	int64_t pupil;
	struct day year_from;      /**< of the school year shown; DAY_NONE: this one */
	struct pupil_page page;
	bool is_read;
	struct day year_read;      /**< that the page was read with */
	enum pupil_part part;
	int week, row;             /**< the focused session */
	int first_week, first_row; /**< in sight: found out by drawing */
	char *said;                /**< the focused session in full */
	struct pupil_words words[PUPIL_PARTS]; /**< but of the year; of the trend its sentence */
	struct arena arena;        /**< of the words, laid out for */
	int width;                 /**< so many cells; -1: not yet */
};

static inline const struct picture_cell *pupil_cell(const struct pupil_screen *p)
{
	const struct picture_year *y = &p->page.picture;

	return y->weeks > 0 && y->rows > 0 ? &y->cells[p->row * y->weeks + p->week] : NULL;
}

/** Where a code stands its shade is the same as in the map. */
enum paint pupil_shade(enum picture_role role);
/** Lays out the words for a window of that many cells. */
void pupil_lay_out(struct pupil_screen *p, int cells, bool ascii);
/** Where the keys are now, for when the words are laid out anew. */
void pupil_remember(struct pupil_screen *p);
/** The focused session in full: "Tue 3 Nov 2026, morning: I illness, authorised absence; changed once". */
void pupil_say(struct ui *ui, struct pupil_screen *p);
/** The register of the focused session; roll_group 0: the pupil is in no class. */
void pupil_ref(struct ui *ui, const struct pupil_screen *p, struct register_ref *ret);

/** Rows that the map needs. */
int pupil_map_rows(const struct pupil_screen *p);
/** Draws it, as much of it as fits, the focused session among it; focused: with the cursor. */
void pupil_map_draw(struct pupil_screen *p, struct area *a, bool focused);
void pupil_draw(void *state, struct area *a);

#endif
