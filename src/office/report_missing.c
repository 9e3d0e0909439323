/* Missing registers: not taken or partly taken, today and on past days (A19). */
#include <stdlib.h>

#include "register_grid.h"

enum { COL_CLASS, COL_SESSION, COL_STATE, COL_STATE_WORDS, COL_BLANK, COL_MINUTES, COL_SINCE, COL_TAKER, COL_DATE, COLUMNS_ALL };

/* The date is there where several days were asked for (in text as a heading); one day is in the title. */
static const struct report_column columns[] = {
	[COL_CLASS] = { "class", "Class", CELL_TEXT, 12, COLUMN_BOTH },
	[COL_SESSION] = { "session", "Session", CELL_TEXT, 7, COLUMN_BOTH },
	[COL_STATE] = { "state", "State", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_STATE_WORDS] = { "state_words", "State", CELL_TEXT, 12, COLUMN_TEXT_ONLY },
	[COL_BLANK] = { "blank", "Blank", CELL_INTEGER, 5, COLUMN_BOTH },
	[COL_MINUTES] = { "minutes_since_close", "Minutes", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_SINCE] = { "since", "Since close", CELL_TEXT, 16, COLUMN_TEXT_ONLY },
	[COL_TAKER] = { "last_taker", "Last taken by", CELL_TEXT, 20, COLUMN_BOTH },
	[COL_DATE] = { "date", "Date", CELL_DAY, 0, COLUMN_DATA_ONLY },
};

struct missing {
	struct office *office;
	const struct report_asked *asked;
	struct arena arena;
	struct register_grid grid; /**< of the sessions asked for that have begun */
	int64_t *last_sent;        /**< by group: the last act that sent its register */
};

/* Back to the school year before: who took the register last. */
static int read_takers(struct missing *g, struct err *e)
{
	struct day since = school_year_start(day_add(school_year_start(sitting_day(g->grid.first)), -1));
	struct register_row *rows;
	int n = store_registers_between(g->office->store, since, office_today(g->office), &g->arena, &rows);

	for (int i = 0; i < n; i++) {
		int group = report_group_index(g->office, rows[i].roll_group);

		if (group >= 0 && rows[i].sent_act > g->last_sent[group])
			g->last_sent[group] = rows[i].sent_act;
	}
	return n < 0 ? office_fail(g->office, n, e) : 0;
}

static struct cell taker_of(struct missing *g, struct report *r, int group)
{
	struct act_row act;

	if (g->last_sent[group] == 0 || store_act_get(g->office->store, g->last_sent[group], &g->arena, &act) < 0)
		return cell_text(r, NULL);
	return cell_text(r, act.head.staff_name);
}

static int school_days_since(struct office *o, struct day day)
{
	struct day today = office_today(o);
	int n = 0;

	for (struct day d = day_add(day, 1); d.n <= today.n; d = day_add(d, 1))
		n += calendar_is_school_day(office_calendar(o), d);
	return n;
}

static const char *since_text(struct missing *g, struct day day, int64_t minutes)
{
	int days = school_days_since(g->office, day);

	if (days > 0)
		return arena_printf(&g->arena, "%d school day%s", days, PLURAL(days));
	if (!day_equal(day, office_today(g->office)))
		return "before today";
	if (minutes < 0)
		return arena_printf(&g->arena, "closes in %lld min", (long long)-minutes);
	return arena_printf(&g->arena, "%lld min", (long long)minutes);
}

static void register_add(struct missing *g, struct report *r, int group, sitting s, const char *heading)
{
	const struct roll_group_row *row = &g->office->roll_groups[group];
	const struct register_facts *f = grid_at(&g->grid, group, s);
	const struct session_times *times = office_times(g->office, sitting_day(s), sitting_session(s), row->id);
	enum register_state state = register_state(f);
	struct cell *c = report_row_add(r, heading);

	c[COL_CLASS] = cell_text(r, row->name);
	c[COL_SESSION] = cell_text(r, session_name(sitting_session(s)));
	c[COL_STATE] = cell_text(r, register_state_name(state));
	c[COL_STATE_WORDS] = cell_text(r, register_state_words(state));
	c[COL_BLANK] = cell_integer(f->due - f->marked);
	c[COL_TAKER] = taker_of(g, r, group);
	if (r->column_count > COL_DATE)
		c[COL_DATE] = cell_day(sitting_day(s));
	if (times) {
		int64_t minutes = minutes_since(g->office, sitting_day(s), times->closes);

		c[COL_MINUTES] = cell_integer(minutes);
		c[COL_SINCE] = cell_text(r, since_text(g, sitting_day(s), minutes));
	}
}

static bool register_missing(struct missing *g, int group, sitting s)
{
	struct office *o = g->office;
	int64_t id = o->roll_groups[group].id;

	if (!register_is_missing(grid_at(&g->grid, group, s)) || !report_sees(o, g->asked, id))
		return false;
	struct civil now = moment_civil(office_now(o));
	return sitting_day(s).n < now.day.n || register_has_begun(&now, sitting_day(s), office_times(o, sitting_day(s), sitting_session(s), id));
}

static int *groups_in_order(struct missing *g)
{
	const int *ranks = report_group_ranks(g->office, &g->arena);
	int *order = arena_new(&g->arena, (size_t)g->office->roll_group_count, sizeof *order);

	for (int i = 0; i < g->office->roll_group_count; i++)
		order[ranks[i]] = i;
	return order;
}

static bool asked_range(const struct report_asked *k)
{
	return !day_is_none(k->wish->from) || !day_is_none(k->wish->to);
}

/* @return marks blank */
static int session_add(struct missing *g, struct report *r, const int *order, sitting s)
{
	const char *heading = asked_range(g->asked) ? report_session_text(&r->arena, sitting_day(s), sitting_session(s)) : NULL;
	int blank = 0;

	for (int i = 0; i < g->office->roll_group_count; i++) {
		if (!register_missing(g, order[i], s))
			continue;
		register_add(g, r, order[i], s, heading);
		heading = NULL;
		blank += grid_at(&g->grid, order[i], s)->due - grid_at(&g->grid, order[i], s)->marked;
	}
	return blank;
}

static void registers_add(struct missing *g, struct report *r)
{
	const int *order = groups_in_order(g);
	int wished = g->asked->wish->session;
	int64_t blank = 0;

	for (sitting s = g->grid.first; s <= g->grid.last; s++)
		if (wished < 0 || wished == (int)sitting_session(s))
			blank += session_add(g, r, order, s);
	if (r->rows.count > 0)
		report_note(r, "%d register%s missing, %lld mark%s blank.", r->rows.count, PLURAL(r->rows.count), (long long)blank,
			    PLURAL(blank));
}

static int missing_read(struct missing *g, struct err *e)
{
	int r = grid_read(&g->grid, g->office, e);

	g->last_sent = arena_new(&g->arena, (size_t)g->office->roll_group_count, sizeof *g->last_sent);
	return r < 0 ? r : read_takers(g, e);
}

static void missing_title(struct missing *g, struct report *r)
{
	const struct report_asked *k = g->asked;
	char from[DAY_TEXT], to[DAY_TEXT];

	if (asked_range(k))
		r->title = arena_printf(&r->arena, "Missing registers, %s to %s", day_long(k->from, from), day_long(k->to, to));
	else
		r->title = arena_printf(&r->arena, "Missing registers, %s", report_session_text(&r->arena, k->date, k->session));
}

static int missing_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	struct missing g = { .office = o, .asked = k };
	sitting now = sitting_of(office_today(o), office_session_now(o)), one = sitting_of(k->date, k->session);
	sitting first = asked_range(k) ? k->first : one, last = asked_range(k) ? k->last : one;
	int got = 0;

	g.grid.first = first;
	g.grid.last = last < now ? last : now;
	report_start(o, r, "missing", columns, asked_range(k) ? COLUMNS_ALL : COL_DATE);
	r->none = "No register is missing.";
	missing_title(&g, r);
	if (g.grid.first <= g.grid.last)
		got = missing_read(&g, e);
	if (got == 0 && g.grid.first <= g.grid.last)
		registers_add(&g, r);
	grid_finish(&g.grid);
	arena_finish(&g.arena);
	return got < 0 ? got : report_seal(o, r, e);
}

int report_fill_missing(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	return report_make(o, w, ACTION_SEE_REGISTER, missing_fill, ret, e);
}
