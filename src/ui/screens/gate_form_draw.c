/* How signing out is seen: the lines, and below them what can be chosen by number in the focused one. */
#include "gate.h"
#include "numbered.h"

#define LINES_LEAST 3 /* of the form, beside a list */

/* Whoever may not fetch them is seen to be so before the name is read, and why behind it. */
static void collector_draw(const struct collector *c, int row, struct area *a)
{
	enum paint p = c->warning ? PAINT_ALERT : PAINT_TEXT;
	int col = 2;

	col += area_printf(a, row, col, a->cols - col, p, c->warning ? "! %s" : "%s", c->name) + 1;
	if (c->relation && col < a->cols)
		col += area_printf(a, row, col, a->cols - col, PAINT_DIM, "(%s)", c->relation) + 1;
	if (c->warning && col < a->cols)
		area_put(a, row, col, a->cols - col, PAINT_ALERT, c->warning);
}

static void collectors_draw(const struct sign_out *s, struct area *a)
{
	for (int i = 0; i < s->collector_count; i++) {
		numbered_put(a, i, 0, i + 1);
		collector_draw(&s->collectors[i], i, a);
	}
}

static int offer_rows(const struct sign_out *s, int cols)
{
	int n = sign_out_offers(s);

	return s->form.list.focus == OUT_WHY ? numbered_rows(n, cols) : n;
}

void sign_out_draw(void *state, struct area *a)
{
	struct sign_out *s = state;
	int top = s->warning.length > 0 && a->rows > 4 ? area_paragraph(a, 0, 0, a->cols, PAINT_ALERT, buf_string(&s->warning)) : 0;
	int offers = offer_rows(s, a->cols), room = a->rows - top - LINES_LEAST, roomy = a->rows > 16;

	offers = offers < room ? offers : room > 0 ? room : 0;
	struct area form = area_part(a, top, 0, a->rows - top - offers - (roomy && offers), a->cols);
	struct area low = area_part(a, a->rows - offers, 0, offers, a->cols);
	if (roomy && form.rows > OUT_LINES + 2) { /* a blank line and a sentence */
		form.rows = OUT_LINES + 2;
		low = area_part(a, top + form.rows + 1, 0, offers, a->cols);
	}
	form_draw(&s->form, &form);
	if (offers > 0 && s->form.list.focus == OUT_WHY)
		numbered_draw(&low, s->choices, s->choice_count, -1);
	else if (offers > 0)
		collectors_draw(s, &low);
}
