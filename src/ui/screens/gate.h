#ifndef UI_GATE_H
#define UI_GATE_H

#include "office/clocks.h"
#include "office/gate.h"
#include "form_screen.h"

/* Out of the gate and back (A18): who is out (gate.c), and the form that signs out (gate_form.c, gate_form_draw.c). */

enum out_line { OUT_AT, OUT_WHY, OUT_BACK, OUT_WHO, OUT_PLACE, OUT_CODE, OUT_LINES };

struct sign_out {
	struct form form;
	int64_t *pupils;
	int count;
	const char *name;            /* of one; "3 children" */
	const struct choice *choices;
	int choice_count;
	struct collector *collectors; /* of all of them */
	int collector_count;
	int chosen;                  /* of the collectors; -1: by name, or alone */
	bool touched, is_read;
	struct buf warning;          /* that was asked about */
	struct arena arena;
};
void sign_out_draw(void *state, struct area *a);
/** The numbered list of the focused line: how many lines; 0: it has none. */
int sign_out_offers(const struct sign_out *s);

#endif
