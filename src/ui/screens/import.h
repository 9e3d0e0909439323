#ifndef UI_SCREENS_IMPORT_H
#define UI_SCREENS_IMPORT_H

#include "office/import.h"
#include "ui.h"

/* A file comes in (E1, E10): what it is and how it is meant (import.c), what would change and then does (import_run.c), and which of its
 * headings is which of our fields (import_map.c). */
int open_import_run(struct ui *ui, const struct import_wish *w); /**< tries it first; the wish's texts are copied */
int open_import_map(struct ui *ui, const struct import_wish *w);

#endif
