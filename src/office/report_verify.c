/* Verify: does the record hold, from the first act to what stands? */
#include "report_parts.h"

enum { COL_OK, COL_ACTS, COL_ENTRIES, COL_HEAD, COL_FIRST_BAD, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_OK] = { "ok", "Holds", CELL_FLAG, 0, COLUMN_BOTH },
	[COL_ACTS] = { "acts", "Acts", CELL_INTEGER, 0, COLUMN_BOTH },
	[COL_ENTRIES] = { "entries", "Changes of marks", CELL_INTEGER, 0, COLUMN_BOTH },
	[COL_HEAD] = { "head", "Hash of the last act", CELL_TEXT, 0, COLUMN_BOTH },
	[COL_FIRST_BAD] = { "first_bad_act", "First act that does not hold", CELL_INTEGER, 0, COLUMN_BOTH },
};

static void verify_row(struct report *r, const struct verify_result *v)
{
	char head[2 * sizeof v->head + 1];
	struct cell *c = report_row_add(r, NULL);

	hex_write(v->head.bytes, sizeof v->head.bytes, head);
	c[COL_OK] = cell_flag(v->ok);
	c[COL_ACTS] = cell_integer(v->acts);
	c[COL_ENTRIES] = cell_integer(v->entries);
	c[COL_HEAD] = cell_text(r, head);
	if (v->first_bad_act != 0)
		c[COL_FIRST_BAD] = cell_integer(v->first_bad_act);
}

static void verify_words(struct report *r, const struct verify_result *v)
{
	if (v->ok) {
		report_line(r, "Every act, mark and row is as it was written.");
		return;
	}
	report_line(r, "The record does not hold. Keep this directory as it is, and work in a copy of the newest backup that verifies.");
	for (int i = 0; i < v->faults.count; i++)
		report_note(r, "%s", v->faults.items[i]);
}

static int verify_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	struct verify_result v = { 0 };
	int got = store_verify(o->store, &r->arena, &v);

	if (got < 0)
		return office_fail(o, got, e);
	report_start(o, r, "verify", columns, COLUMNS_ALL);
	r->title = "The record";
	r->record = true;
	verify_row(r, &v);
	verify_words(r, &v);
	vec_finish(&v.faults);
	return report_seal(o, r, e);
}

int report_fill_verify(struct office *o, bool *ret_ok, struct report *ret, struct err *e)
{
	const struct report_wish w = { DAY_NONE, DAY_NONE, DAY_NONE, -1, NULL, NULL, false, 0 };
	int r = report_make(o, &w, ACTION_VERIFY, verify_fill, ret, e);

	if (r == 0)
		*ret_ok = ret->rows.items[0].cells[COL_OK].number != 0;
	return r;
}
