/* How an arrival is seen: who, when, what it comes to, why, and the reasons by number. */
#include "desk.h"

#include "numbered.h"

#define NARROW 60
#define LABEL_CELLS 10
#define HIGH 14 /* rows from which there is room between the parts */

/* WHO ------------------------------------------------------------------------------------------------------------------------------ */

static const struct comer *first_ticked(const struct coming *v)
{
	for (int i = 0; i < v->count; i++)
		if (v->comers[i].ticked)
			return &v->comers[i];
	return &v->comers[0];
}

/* A warning stands before everything else. */
static int warning_draw(const struct coming *v, struct area *a, int row)
{
	for (int i = 0; i < v->count; i++)
		if (v->comers[i].ticked && v->comers[i].look.warning) {
			area_printf(a, row++, 0, a->cols, PAINT_ALERT, "%s: %s", v->comers[i].who.name, v->comers[i].look.warning);
			if (a->rows < HIGH)
				break;
		}
	return row;
}

static int who_draw(const struct coming *v, struct area *a, int row)
{
	const struct comer *c = first_ticked(v);
	CLEAN_BUF struct buf words = { 0 };

	row = warning_draw(v, a, row);
	if (arrival_ticked(v) > 1)
		return row;
	buf_printf(&words, "%s, %s", c->who.name, c->who.group ? c->who.group : "no class");
	if (c->who.remark)
		buf_printf(&words, ", %s", c->who.remark);
	int width = area_put(a, row, 0, a->cols, PAINT_LABEL, buf_string(&words));
	if (c->who.state)
		area_put(a, row, width + 2, a->cols - width - 2, PAINT_TEXT, c->who.state);
	return row + 1 + (a->rows >= HIGH);
}

/* WHEN, WHAT AND WHY --------------------------------------------------------------------------------------------------------------- */

static void field_line(const struct field *f, struct area *a, int row, const char *label, int cells, bool focus)
{
	area_put(a, row, 0, LABEL_CELLS - 1, PAINT_LABEL, label);
	if (focus)
		field_draw(f, a, row, LABEL_CELLS, cells, true);
	else
		area_put(a, row, LABEL_CELLS, cells, PAINT_TEXT, field_text(f));
}

static const char *code_words(const struct coming *v)
{
	if (v->code.text.length > 0)
		return "F6: by the clock again";
	return v->after_close ? "by the clock; F6: M, or type another in place of U" : "by the clock";
}

static bool is_refused(const struct coming *v)
{
	return v->trouble || (arrival_ticked(v) == 1 && arrival_is_none(&first_ticked(v)->look));
}

static int when_draw(const struct coming *v, struct area *a, int row)
{
	CLEAN_BUF struct buf outcome = { 0 };

	field_line(&v->minute, a, row, "Arrived:", 6, v->at == AT_MINUTE);
	if (!v->minute_is_typed)
		area_put(a, row, LABEL_CELLS + 7, a->cols, PAINT_DIM, "now");
	field_line(&v->code, a, ++row, "Code:", 4, v->at == AT_CODE);
	area_put(a, row, LABEL_CELLS + 5, a->cols - LABEL_CELLS - 5, PAINT_DIM, code_words(v));
	area_put(a, ++row, 0, LABEL_CELLS - 1, PAINT_LABEL, "Outcome:");
	arrival_outcome(v, &outcome);
	struct area words = area_part(a, row, LABEL_CELLS, 2, a->cols - LABEL_CELLS);
	int rows = area_paragraph(&words, 0, 0, words.cols, is_refused(v) ? PAINT_ALERT : PAINT_UNSENT, buf_string(&outcome));
	return row + (rows > 1 ? 2 : 1);
}

static int why_draw(const struct coming *v, struct area *a, int row)
{
	field_line(&v->reason, a, row++, "Reason:", a->cols - LABEL_CELLS, v->at == AT_REASON);
	row += a->rows >= HIGH;
	struct area reasons = area_part(a, row, 0, a->rows - row, a->cols);
	numbered_draw(&reasons, v->choices, v->choice_count, v->chosen);
	return row + numbered_rows(v->choice_count, a->cols);
}

/* THEY ----------------------------------------------------------------------------------------------------------------------------- */

static void comer_draw(const void *state, int row, struct area *line)
{
	const struct coming *v = state;
	const struct comer *c = &v->comers[row];
	int name = line->cols < NARROW ? line->cols - 14 : 28;
	bool focus = v->at == AT_LIST && row == v->list.focus;

	area_put(line, 0, 0, 1, PAINT_UNSENT, c->ticked ? "*" : "");
	area_put(line, 0, 2, name, PAINT_TEXT, c->who.name);
	area_put(line, 0, name + 3, 10, PAINT_TEXT, c->who.group ? c->who.group : "no class");
	if (line->cols >= NARROW)
		area_put(line, 0, name + 14, line->cols - name - 14, c->ticked ? PAINT_TEXT : PAINT_DIM,
			 c->ticked || arrival_is_none(&c->look) ? c->look.words : "not ticked");
	if (focus) {
		area_tint(line, 0, 0, name + 3, PAINT_FOCUS);
		area_cursor(line, 0, 0);
	}
}

static void comers_draw(struct coming *v, struct area *a, int row)
{
	const struct list_look look = { .state = v, .own_focus = true, .draw = comer_draw };

	row += row > 0 && a->rows >= HIGH;
	struct area rest = area_part(a, row, 0, a->rows - row, a->cols);
	if (v->count > 1 && rest.rows > 0)
		list_draw(&v->list, &rest, &look);
}

/* Who, what it comes to, and the part that is being typed. */
static void low_draw(struct coming *v, struct area *a)
{
	CLEAN_BUF struct buf outcome = { 0 };
	int row = a->rows > 3 ? who_draw(v, a, 0) : 0;

	arrival_outcome(v, &outcome);
	if (a->rows > 1)
		area_put(a, row++, 0, a->cols, PAINT_UNSENT, buf_string(&outcome));
	if (v->at == AT_REASON)
		why_draw(v, a, row);
	else if (v->at == AT_LIST)
		comers_draw(v, a, row);
	else
		field_line(v->at == AT_MINUTE ? &v->minute : &v->code, a, row, v->at == AT_MINUTE ? "Arrived:" : "Code:", 6, true);
}

void arrival_draw(void *state, struct area *a)
{
	struct coming *v = state;

	area_cursor(a, 0, 0);
	if (a->rows < HIGH) {
		low_draw(v, a);
		return;
	}
	int row = when_draw(v, a, who_draw(v, a, 0));
	comers_draw(v, a, why_draw(v, a, row + 1));
}
