/* `firstbell check`: what the school, its figures and its machine need; each line says what to do. */
#include <stdarg.h>

#include "report_parts.h"

enum { COL_AREA, COL_STATE, COL_FINDING, COL_DO, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_AREA] = { "area", "About", CELL_TEXT, 11, COLUMN_BOTH },
	[COL_STATE] = { "state", "State", CELL_TEXT, 5, COLUMN_BOTH },
	[COL_FINDING] = { "finding", "Finding", CELL_TEXT, 0, COLUMN_BOTH },
	[COL_DO] = { "what_to_do", "What to do", CELL_TEXT, 0, COLUMN_DATA_ONLY }, /* on paper a sentence of its own, whole */
};

void check_say(struct check *c, const char *area, enum check_state state, const char *what_to_do, const char *format, ...)
{
	static const char *const states[] = { [CHECK_OK] = "ok", [CHECK_LOOK] = "look", [CHECK_ACT] = "act" };
	struct cell *cells = report_row_add(c->report, NULL);
	va_list values;

	va_start(values, format);
	const char *text = arena_vprintf(&c->report->arena, format, values);
	va_end(values);
	cells[COL_AREA] = cell_text(c->report, area);
	cells[COL_STATE] = cell_text(c->report, states[state]);
	cells[COL_FINDING] = cell_kept(text);
	cells[COL_DO] = cell_text(c->report, what_to_do);
	if (state == CHECK_OK)
		return;
	c->found++;
	report_note(c->report, "%s: %s %s", area, text, what_to_do);
}

static int check_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	struct check c = { o, r, 0 };

	report_start(o, r, "check", columns, COLUMNS_ALL);
	r->title = "Check of the school, its figures and its machine";
	check_school(&c);
	check_imports(&c);
	int got = check_marks(&c, e);
	if (got == 0)
		got = check_the_roll(&c, e);
	if (got == 0)
		got = check_the_day(&c, e);
	if (got == 0)
		got = check_machine(&c, e);
	if (got < 0)
		return got;
	if (c.found == 0)
		report_line(r, "Everything is in order.");
	else
		report_line(r, "%d of %d lines need somebody: what to do stands below.", c.found, r->rows.count);
	return report_seal(o, r, e);
}

int report_fill_check(struct office *o, int *ret_found, struct report *ret, struct err *e)
{
	const struct report_wish w = { DAY_NONE, DAY_NONE, DAY_NONE, -1, NULL, NULL, false, 0 };
	int found = 0, r = report_make(o, &w, ACTION_VERIFY, check_fill, ret, e);

	if (r < 0)
		return r;
	for (int i = 0; i < ret->rows.count; i++)
		found += ret->rows.items[i].cells[COL_STATE].text[0] != 'o';
	*ret_found = found;
	return 0;
}
