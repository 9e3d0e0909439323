/* What the authority is to be told, and by when (C9; PR24 reg 9 and 13). */
#include "returns_parts.h"

enum { COL_KIND = MEASURED_COLUMNS, COL_STATE, COL_TITLE, COL_NAMED, COL_FROM, COL_DUE, COL_DAYS, COL_HALF, COL_AHEAD, COL_PROVISIONAL, COL_WORDS, COL_TEXT,
       COL_SAID, COL_WORKING, COLUMNS_ALL };

static const struct report_column columns[] = {
	LISTED_HEADINGS,
	[COL_KIND] = { "kind", "Kind", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_STATE] = { "state", "State", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_TITLE] = { "return", "Return", CELL_TEXT, 25, COLUMN_TEXT_ONLY },
	[COL_NAMED] = { "named", "Named", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[COL_FROM] = { "from", "From", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[COL_DUE] = { "due", "By", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[COL_DAYS] = { "school_days", "School days", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_HALF] = { "half_a_day", "And a half", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[COL_AHEAD] = { "ahead", "Expected", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_PROVISIONAL] = { "provisional", "N", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_WORDS] = { "words", "Words", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_TEXT] = { "text", "What it is made of", CELL_TEXT, 0, COLUMN_TEXT_ONLY, true },
	[COL_SAID] = { "said", "Said", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_WORKING] = { "working", "Working", CELL_TEXT, 0, COLUMN_DATA_ONLY },
};

static const char *const states[] = { [RETURN_NEAR] = "near", [RETURN_DUE] = "due", [RETURN_MADE] = "made" };

/* "10 school days in a row, by Fri 23 Oct 2026 (overdue): e-mailed" */
static const char *words_of(const struct return_item *item, struct arena *a)
{
	const char *words = item->words;
	char due[DAY_TEXT];

	if (!day_is_none(item->found.due) && item->found.state == RETURN_DUE)
		words = arena_printf(a, "%s; by %s%s", words, day_long(item->found.due, due), item->overdue ? ", overdue" : "");
	return item->said ? arena_printf(a, "%s: %s", words, item->said) : words;
}

static void row_put(struct office *o, const struct report_asked *k, struct report *r, const struct return_item *item, const char *heading)
{
	struct cell *c = report_row_add(r, heading);
	const struct return_found *f = &item->found;

	listed_cells(o, r, c, &item->who);
	c[COL_KIND] = cell_kept(return_name(f->kind));
	c[COL_STATE] = cell_kept(states[f->state]);
	c[COL_TITLE] = cell_kept(return_title(f->kind));
	c[COL_NAMED] = cell_flag(f->named);
	c[COL_FROM] = cell_day(f->from);
	c[COL_DUE] = cell_day(f->due);
	c[COL_DAYS] = cell_integer(f->days);
	c[COL_HALF] = cell_flag(f->half);
	c[COL_AHEAD] = cell_integer(f->ahead);
	c[COL_PROVISIONAL] = cell_integer(f->provisional);
	c[COL_WORDS] = cell_kept(item->words);
	c[COL_TEXT] = cell_kept(words_of(item, &r->arena));
	c[COL_SAID] = cell_kept(item->said);
	if (!k->wish->working)
		return;
	c[COL_WORKING] = cell_kept(item->working);
	report_note(r, "%s: %s.", item->who.name, item->working);
}

static int kind_read(const char *words, int *ret, struct err *e)
{
	CLEAN_BUF struct buf names = { 0 };
	enum return_kind kind;

	*ret = -1;
	if (!words)
		return 0;
	if (return_parse(words, &kind) == 0) {
		*ret = (int)kind;
		return 0;
	}
	for (kind = 0; kind < RETURN_KINDS; kind++)
		buf_printf(&names, "%s%s", kind > 0 ? ", " : "", return_name(kind));
	return err_usage(e, "\"%.40s\" is no kind of return. There are: %s.", words, buf_string(&names));
}

static int returns_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	CLEAN_RETURNS struct return_items items = { 0 };
	int count[3] = { 0 }, kind, got = kind_read(k->wish->kind, &kind, e);
	char day[DAY_TEXT];

	if (got == 0)
		got = returns_gather(o, k, kind, true, &r->arena, &items, e);
	if (got < 0)
		return got;
	return_items_sort(&items);
	report_start(o, r, "returns", columns, k->wish->working ? COLUMNS_ALL : COL_WORKING);
	r->none = "No return is due or near.";
	report_titled(o, k, r, kind < 0 ? "Returns to the authority" : return_title((enum return_kind)kind));
	report_left_out(r, k, &items.measure);
	for (int i = 0; i < items.of.count; i++) {
		const struct return_item *item = &items.of.items[i];
		bool first = i == 0 || item->found.state != item[-1].found.state || item->overdue != item[-1].overdue;

		count[item->found.state]++;
		row_put(o, k, r, item, first ? return_heading(&item->found, item->overdue) : NULL);
	}
	report_note(r, "On %s: due %d, near %d, made %d.", day_long(items.measure.day, day), count[RETURN_DUE], count[RETURN_NEAR], count[RETURN_MADE]);
	return report_seal(o, r, e);
}

int report_fill_returns(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	return report_make(o, w, ACTION_SEE_TOTALS, returns_fill, ret, e);
}
