/* History: what was done, by whom and why; for a pupil or one act each change of it (report_history_items.c). */
#include <errno.h>

#include "report_parts.h"

enum { COL_ACT, COL_AT, COL_WHEN, COL_NAME, COL_POSITION, COL_KIND, COL_CLASS, COL_DATE, COL_SESSION, COL_MARKS, COL_REASON, COL_UNDONE_BY,
       COL_CLOCK, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_ACT] = { "act", "Act", CELL_INTEGER, 6, COLUMN_BOTH },
	[COL_AT] = { "at", "At", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_WHEN] = { "when", "When", CELL_TEXT, 16, COLUMN_TEXT_ONLY },
	[COL_NAME] = { "name", "Who", CELL_TEXT, 18, COLUMN_BOTH },
	[COL_POSITION] = { "position", "Position", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_KIND] = { "kind", "What", CELL_TEXT, 18, COLUMN_BOTH },
	[COL_CLASS] = { "class", "Class", CELL_TEXT, 9, COLUMN_BOTH },
	[COL_DATE] = { "date", "Date", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[COL_SESSION] = { "session", "Session", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_MARKS] = { "marks", "Marks", CELL_INTEGER, 5, COLUMN_BOTH },
	[COL_REASON] = { "reason", "Reason", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_UNDONE_BY] = { "undone_by", "Undone by", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_CLOCK] = { "clock_went_back", "Clock went back", CELL_FLAG, 0, COLUMN_DATA_ONLY },
};

static const char *when_text(struct arena *a, struct moment m)
{
	struct civil c = moment_civil(m);
	char day[DAY_TEXT], minute[8];

	return arena_printf(a, "%s %s", day_iso(c.day, day), minute_text(c.minute, minute));
}

static void act_add(struct office *o, struct report *r, const struct act_row *act, bool back, int marks)
{
	const struct act_head *h = &act->head;
	struct cell *c = report_row_add(r, NULL);

	c[COL_ACT] = cell_integer(act->seq);
	c[COL_AT] = report_cell_moment(r, h->at);
	c[COL_WHEN] = cell_text(r, when_text(&r->arena, h->at));
	c[COL_NAME] = cell_text(r, h->staff_name);
	c[COL_POSITION] = cell_text(r, h->position);
	c[COL_KIND] = cell_text(r, h->kind);
	c[COL_CLASS] = cell_text(r, report_group_name(o, h->roll_group));
	c[COL_MARKS] = cell_integer(marks);
	c[COL_REASON] = cell_text(r, h->reason);
	c[COL_CLOCK] = cell_flag(back);
	if (back)
		report_note(r, "Act %lld: the computer's clock had gone back. The numbers of the acts are their order.", (long long)act->seq);
	if (!day_is_none(h->day))
		c[COL_DATE] = cell_day(h->day);
	if (h->session >= 0)
		c[COL_SESSION] = cell_text(r, session_name((enum session)h->session));
	if (act->undone_by != 0)
		c[COL_UNDONE_BY] = cell_integer(act->undone_by);
}

/* When the act before it was done: that of the list, or another that the list leaves out. */
static int went_back(struct office *o, const struct act_row *act, const struct act_row *before, struct arena *a, bool *ret)
{
	struct act_row row;
	int r = 0;

	if (!before || before->seq != act->seq - 1) {
		r = store_act_get(o->store, act->seq - 1, a, &row);
		before = &row;
	}
	if (r == 0)
		*ret = act->head.at.seconds < before->head.at.seconds;
	return r == -ENOENT ? 0 : r;
}

struct moment report_history_end(const struct report_asked *k)
{
	return k->to_date ? (struct moment){ INT64_MAX } : moment_of(k->to, 23 * 60 + 59, 59);
}

static int acts_add(struct office *o, const struct report_asked *k, struct report *r, struct arena *a, struct err *e)
{
	struct act_row *acts;
	int n = store_acts_between(o->store, moment_of(k->from, 0, 0), report_history_end(k), a, &acts);

	for (int i = 0; i < n; i++) {
		struct entry_row *entries;

		if (!report_sees(o, k, acts[i].head.roll_group))
			continue;
		bool back = false;
		int marks = store_entries_of_act(o->store, acts[i].seq, a, &entries);
		if (marks >= 0) {
			int got = went_back(o, &acts[i], i ? &acts[i - 1] : NULL, a, &back);
			marks = got < 0 ? got : marks;
		}
		if (marks < 0)
			return office_fail(o, marks, e);
		act_add(o, r, &acts[i], back, marks);
	}
	return n < 0 ? office_fail(o, n, e) : 0;
}

static int history_acts(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	char from[DAY_TEXT], to[DAY_TEXT];

	report_start(o, r, "history", columns, COLUMNS_ALL);
	r->title = day_equal(k->from, k->to) ? arena_printf(&r->arena, "History of %s", day_long(k->from, from))
					     : arena_printf(&r->arena, "History, %s to %s", day_long(k->from, from), day_long(k->to, to));
	r->none = "Nothing was done in that time.";
	return acts_add(o, k, r, &a, e);
}

static int history_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	int got = k->pupil != 0 || k->wish->act != 0 ? report_history_items(o, k, r, e) : history_acts(o, k, r, e);

	return got < 0 ? got : report_seal(o, r, e);
}

int report_fill_history(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	return report_make(o, w, ACTION_SEE_HISTORY, history_fill, ret, e);
}
