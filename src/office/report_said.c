/* A working that was said in one line, "what: number, words; what: words", a step a row (C2). */
#include <string.h>

#include "report_parts.h"

enum { COL_STEP, COL_WORDS, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_STEP] = { "step", "Step", CELL_TEXT, 0, COLUMN_BOTH },
	[COL_WORDS] = { "words", "", CELL_TEXT, 0, COLUMN_BOTH },
};

static void step_put(struct report *r, const char *from, size_t length)
{
	struct cell *c = report_row_add(r, NULL);
	const char *step = arena_text_n(&r->arena, from, length), *words = strstr(step, ": ");

	c[COL_STEP] = cell_kept(words ? arena_text_n(&r->arena, step, (size_t)(words - step)) : "");
	c[COL_WORDS] = cell_kept(words ? words + 2 : step);
}

int report_fill_said(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	const char *at = w->kind ? w->kind : "";
	struct report r = { 0 };

	(void)e;
	report_start(o, &r, "working", columns, COLUMNS_ALL);
	r.title = arena_text(&r.arena, "Working");
	r.none = "There is no working.";
	while (*at) {
		const char *end = strstr(at, "; ");
		size_t length = end ? (size_t)(end - at) : strlen(at);

		step_put(&r, at, length);
		at += length + (end ? 2 : 0);
	}
	*ret = r;
	return 0;
}
