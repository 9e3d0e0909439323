#ifndef UI_THEME_H
#define UI_THEME_H

#include <stdbool.h>

#include "canvas.h"

/* How each role looks.  A theme without colours tells apart with what every terminal has. */

enum style { STYLE_PLAIN = 0, STYLE_BOLD = 1, STYLE_REVERSE = 2, STYLE_UNDERLINE = 4 };

#define COLOUR_OWN (-1) /* the terminal's: whatever background its owner likes */
struct look {
	int colour, background; /**< 0..15, or COLOUR_OWN */
	unsigned style;
};

struct theme {
	const char *name;
	bool colours;
	struct look looks[PAINTS];
};
extern const struct theme themes[]; /**< ended by a NULL name */

/** The theme of that name, else (and for NULL) the default; mono where no colour may be used. */
const struct theme *theme_choose(const char *name, bool colours);

#endif
