/* Who meets the threshold of penalty notices, or lacks few: the windows, the ten sessions, what is provisional (C8; SI 2024/210; domain 5.1). */
#include "returns_penalty.h"

enum { COL_STATE = MEASURED_COLUMNS, COL_NOW, COL_PROVISIONAL, COL_LACKING, COL_MET, COL_MET_SESSION, COL_WINDOWS, COL_SESSIONS, COL_WORKING, COLUMNS_ALL };

static const struct report_column columns[] = {
	LISTED_HEADINGS,
	[COL_STATE] = { "state", "State", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NOW] = { "sessions_now", "Sessions", CELL_INTEGER, 8, COLUMN_BOTH },
	[COL_PROVISIONAL] = { "provisional", "N", CELL_INTEGER, 3, COLUMN_BOTH },
	[COL_LACKING] = { "lacking", "Lacking", CELL_INTEGER, 7, COLUMN_BOTH },
	[COL_MET] = { "met_date", "Met on", CELL_DAY, 15, COLUMN_BOTH },
	[COL_MET_SESSION] = { "met_session", "Session", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_WINDOWS] = { "windows", "Windows", CELL_LIST, 0, COLUMN_DATA_ONLY },
	[COL_SESSIONS] = { "sessions", "The ten", CELL_LIST, 0, COLUMN_DATA_ONLY },
	[COL_WORKING] = { "working", "Working", CELL_TEXT, 0, COLUMN_DATA_ONLY },
};

static const char *const states[] = { [PENALTY_MET] = "met", [PENALTY_EARLIER] = "met_before", [PENALTY_NEAR] = "near" };
static const char *const headings[] = { [PENALTY_MET] = "Met now", [PENALTY_EARLIER] = "Met before, not now", [PENALTY_NEAR] = "Close to it" };

/* "2026-08-31..2026-11-08 12 (2 N)" */
static const char *windows_text(const struct penalty_item *item, struct arena *a)
{
	CLEAN_BUF struct buf text = { 0 };
	char from[DAY_TEXT], to[DAY_TEXT];

	for (int i = 0; i < item->window_count; i++) {
		const struct penalty_window *w = &item->windows[i];

		buf_printf(&text, "%s%s..%s %d", i > 0 ? "; " : "", day_iso(w->from, from), day_iso(w->to, to), w->count);
		if (w->provisional > 0)
			buf_printf(&text, " (%d N)", w->provisional);
	}
	return item->window_count > 0 ? arena_text(a, buf_string(&text)) : NULL;
}

/* "2026-11-02 am O" */
static const char *sessions_text(const struct penalty_item *item, struct arena *a)
{
	CLEAN_BUF struct buf text = { 0 };
	char day[DAY_TEXT];

	for (int i = 0; i < item->session_count; i++)
		buf_printf(&text, "%s%s %s %s", i > 0 ? "; " : "", day_iso(sitting_day(item->sessions[i].at), day),
			   session_name(sitting_session(item->sessions[i].at)), code_symbol(item->sessions[i].code));
	return item->session_count > 0 ? arena_text(a, buf_string(&text)) : NULL;
}

/* The ten of each are said whole below the table, or the working where it was asked for. */
static void row_note(const struct report_asked *k, struct report *r, const struct penalty_item *item)
{
	CLEAN_BUF struct buf text = { 0 };
	char day[DAY_TEXT];

	if (k->wish->working) {
		report_note(r, "%s: %s.", item->who.name, item->working);
		return;
	}
	for (int i = 0; i < item->session_count; i++) {
		const struct mark *m = &item->sessions[i];
		bool same = i > 0 && day_equal(sitting_day(m->at), sitting_day(m[-1].at));

		buf_printf(&text, "%s%s%s%s %s", i == 0 ? "" : same ? ", " : "; ", same ? "" : day_long(sitting_day(m->at), day), same ? "" : " ",
			   session_name(sitting_session(m->at)), code_symbol(m->code));
	}
	if (item->session_count > 0)
		report_note(r, "%s: %s.", item->who.name, buf_string(&text));
}

static void row_put(struct office *o, const struct report_asked *k, struct report *r, const struct penalty_item *item, const char *heading)
{
	const struct penalty_window *last = item->window_count > 0 ? &item->windows[item->window_count - 1] : NULL;
	struct cell *c = report_row_add(r, heading);

	listed_cells(o, r, c, &item->who);
	c[COL_STATE] = cell_kept(states[item->state]);
	c[COL_NOW] = cell_integer(item->now);
	c[COL_PROVISIONAL] = cell_integer(item->provisional);
	c[COL_LACKING] = cell_integer(item->lacking);
	c[COL_MET] = cell_day(last ? sitting_day(last->met) : DAY_NONE);
	c[COL_MET_SESSION] = cell_kept(last ? session_name(sitting_session(last->met)) : NULL);
	c[COL_WINDOWS] = cell_kept(windows_text(item, &r->arena));
	c[COL_SESSIONS] = cell_kept(sessions_text(item, &r->arena));
	if (k->wish->working)
		c[COL_WORKING] = cell_kept(item->working);
	row_note(k, r, item);
}

/* Of one pupil who is asked for it is said how many sessions are lacking, however many. */
static int within_of(const struct report_asked *k)
{
	return k->wish->within > 0 ? k->wish->within : k->pupil ? PENALTY_SESSIONS : PENALTY_WITHIN;
}

static void penalty_lines(struct report *r, const struct report_asked *k, const struct penalty_items *p)
{
	char from[DAY_TEXT], to[DAY_TEXT];

	if (!day_is_none(p->from))
		report_line(r, "The ten school weeks are %s to %s.", day_long(p->from, from), day_long(p->to, to));
	if (k->pupil)
		report_line(r, "Sessions of G, N, O and U; ten meet the threshold.");
	else
		report_line(r, "Sessions of G, N, O and U. Listed are those who meet ten, or lack %d or fewer.", within_of(k));
	report_left_out(r, k, &p->measure);
}

static int penalty_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	CLEAN_PENALTIES struct penalty_items items = { 0 };
	int count[3] = { 0 }, got = penalty_gather(o, k, within_of(k), &r->arena, &items, e);

	if (got < 0)
		return got;
	report_start(o, r, "penalty", columns, k->wish->working ? COLUMNS_ALL : COL_WORKING);
	r->none = "No pupil meets the threshold, or lacks as few as that.";
	report_titled(o, k, r, "Penalty threshold");
	penalty_lines(r, k, &items);
	for (int i = 0; i < items.of.count; i++) {
		const struct penalty_item *item = &items.of.items[i];

		count[item->state]++;
		row_put(o, k, r, item, !k->pupil && (i == 0 || item->state != items.of.items[i - 1].state) ? headings[item->state] : NULL);
	}
	if (k->pupil)
		report_note(r, "That the threshold is met means that a notice is considered, no more.");
	else
		report_note(r, "Met now: %d. Met before, not now: %d. Close to it: %d. That it is met means that a notice is considered, no more.",
			    count[PENALTY_MET], count[PENALTY_EARLIER], count[PENALTY_NEAR]);
	return report_seal(o, r, e);
}

int report_fill_penalty(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	if (w->within < 0 || w->within > PENALTY_SESSIONS)
		return err_usage(e, "Say how many sessions are lacking at most: a number from 1 to %d.", PENALTY_SESSIONS);
	return report_make(o, w, ACTION_SEE_TOTALS, penalty_fill, ret, e);
}
