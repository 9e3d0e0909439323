/* Register-keeping (C23): by class and by person: registers due, sent in time, late, never; blanks; minutes after the start. */
#include <stdlib.h>
#include <string.h>

#include "register_grid.h"
#include "report_listed.h"

enum { COL_OF, COL_NAME, COL_DUE, COL_IN_TIME, COL_IN_TIME_PERCENT, COL_IN_TIME_SHARE, COL_LATE, COL_NEVER, COL_BLANKS, COL_MARKS_DUE, COL_MINUTES, COL_TIMED,
       COL_AVERAGE, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_OF] = { "of", "Of", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NAME] = { "name", "Name", CELL_TEXT, 18, COLUMN_BOTH },
	[COL_DUE] = { "registers_due", "Due", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_IN_TIME] = { "sent_in_time", "In time", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_IN_TIME_PERCENT] = { "sent_in_time_percent", "In time %", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_IN_TIME_SHARE] = { "in_time_share", "Sent in time", CELL_TEXT, 20, COLUMN_TEXT_ONLY },
	[COL_LATE] = { "sent_late", "Late", CELL_INTEGER, 5, COLUMN_BOTH },
	[COL_NEVER] = { "never_sent", "Never", CELL_INTEGER, 5, COLUMN_BOTH },
	[COL_BLANKS] = { "marks_blank", "Blank", CELL_INTEGER, 5, COLUMN_BOTH },
	[COL_MARKS_DUE] = { "marks_due", "Marks due", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_MINUTES] = { "minutes_after_start", "Minutes after the start", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_TIMED] = { "sent_same_day", "Sent that day", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_AVERAGE] = { "average", "After the start", CELL_TEXT, 16, COLUMN_TEXT_ONLY },
};

/** Of a class, a person or all. */
struct kept {
	const char *name;
	int64_t due, in_time, late, never, blanks, marks_due;
	int64_t minutes, timed; /**< from the start of the session to the sending, of those sent on their day */
};

struct keeping {
	struct office *office;
	const struct report_asked *asked;
	struct arena arena;
	struct register_grid grid;
	struct register_row *rows;
	int row_count;
	struct kept all, *classes;                     /**< by index */
	struct { VEC(struct kept); } people;
	int elsewhere;                                 /**< days taken in another product */
};

static int row_find_order(const struct register_row *r, sitting at, int64_t group)
{
	sitting s = sitting_of(r->day, r->session);

	return s != at ? (s < at ? -1 : 1) : r->roll_group < group ? -1 : r->roll_group > group;
}

static int row_order(const void *a, const void *b)
{
	const struct register_row *y = b;

	return row_find_order(a, sitting_of(y->day, y->session), y->roll_group);
}

static const struct register_row *row_of(const struct keeping *k, sitting at, int64_t group)
{
	const struct register_row key = { .day = sitting_day(at), .session = sitting_session(at), .roll_group = group };

	return k->row_count > 0 ? bsearch(&key, k->rows, (size_t)k->row_count, sizeof key, row_order) : NULL;
}

static struct kept *person(struct keeping *k, const char *name)
{
	for (int i = 0; i < k->people.count; i++)
		if (strcmp(k->people.items[i].name, name) == 0)
			return &k->people.items[i];
	vec_push(&k->people, (struct kept){ .name = arena_text(&k->arena, name) });
	return &k->people.items[k->people.count - 1];
}

/** How one register was sent, and by whom first. */
struct sending {
	bool sent, in_time, timed;
	int64_t minutes;
	const char *who;
};

/* The first sending counts: sent again after a change it was not late. */
static int sending_read(struct keeping *k, sitting at, int64_t group, struct arena *a, struct sending *ret, struct err *e)
{
	const struct register_row *row = row_of(k, at, group);
	const struct session_times *t = office_times(k->office, sitting_day(at), sitting_session(at), group);
	struct act_row act;
	int64_t seq;
	int r;

	*ret = (struct sending){ 0 };
	if (!row || row->sent_act == 0)
		return 0;
	r = store_register_first_sent(k->office->store, row, &seq);
	if (r == 0)
		r = store_act_get(k->office->store, seq, a, &act);
	if (r < 0)
		return office_fail(k->office, r, e);
	struct civil c = moment_civil(act.head.at);
	ret->sent = true;
	ret->who = act.head.staff_name;
	ret->timed = t && day_equal(c.day, sitting_day(at));
	ret->in_time = ret->timed && c.minute <= t->closes;
	ret->minutes = ret->timed && c.minute > t->starts ? c.minute - t->starts : 0;
	return 0;
}

static void kept_add(struct kept *to, const struct register_facts *f, const struct sending *s)
{
	to->due++;
	to->in_time += s->in_time;
	to->late += s->sent && !s->in_time;
	to->never += !s->sent;
	to->marks_due += f->due;
	to->blanks += f->due > f->marked ? f->due - f->marked : 0;
	to->timed += s->timed;
	to->minutes += s->minutes;
}

static int register_count(struct keeping *k, int group, sitting at, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct register_facts *f = grid_at(&k->grid, group, at);
	struct sending s;
	int r = sending_read(k, at, k->office->roll_groups[group].id, &a, &s, e);

	if (r < 0)
		return r;
	kept_add(&k->classes[group], f, &s);
	kept_add(&k->all, f, &s);
	if (s.sent)
		kept_add(person(k, s.who), f, &s);
	return 0;
}

/* A register is due once it has closed. */
static bool is_due(const struct keeping *k, int group, sitting at)
{
	const struct roll_group_row *row = &k->office->roll_groups[group];
	const struct register_facts *f = grid_at(&k->grid, group, at);
	const struct session_times *t = office_times(k->office, sitting_day(at), sitting_session(at), row->id);
	struct civil now = moment_civil(office_now(k->office));

	if (f->due == 0 || !report_sees(k->office, k->asked, row->id))
		return false;
	return sitting_day(at).n < now.day.n || (day_equal(sitting_day(at), now.day) && t && now.minute > t->closes) || f->sent;
}

static int registers_count(struct keeping *k, struct err *e)
{
	int r = 0;

	for (sitting at = k->grid.first; r == 0 && at <= k->grid.last; at++) {
		if (office_taken_elsewhere(k->office, sitting_day(at))) {
			k->elsewhere += sitting_session(at) == SESSION_AM;
			continue;
		}
		for (int g = 0; r == 0 && g < k->office->roll_group_count; g++)
			if (is_due(k, g, at))
				r = register_count(k, g, at, e);
	}
	return r;
}

/* ROWS ----------------------------------------------------------------------------------------------------------------------------------- */

static void row_put(struct report *r, const char *heading, const char *of, const char *name, const struct kept *k)
{
	struct cell *c = report_row_add(r, heading);

	c[COL_OF] = cell_kept(of);
	c[COL_NAME] = cell_text(r, name);
	c[COL_DUE] = cell_integer(k->due);
	c[COL_IN_TIME] = cell_integer(k->in_time);
	c[COL_IN_TIME_PERCENT] = cell_percent(percent_tenths(k->in_time, k->due));
	c[COL_IN_TIME_SHARE] = cell_kept(report_share_text(&r->arena, k->in_time, k->due));
	c[COL_LATE] = cell_integer(k->late);
	c[COL_NEVER] = cell_integer(k->never);
	c[COL_BLANKS] = cell_integer(k->blanks);
	c[COL_MARKS_DUE] = cell_integer(k->marks_due);
	c[COL_MINUTES] = cell_integer(k->minutes);
	c[COL_TIMED] = cell_integer(k->timed);
	c[COL_AVERAGE] = cell_kept(k->timed == 0 ? "–" : arena_printf(&r->arena, "%lld min, of %lld", (long long)((2 * k->minutes + k->timed) / (2 * k->timed)),
								     (long long)k->timed));
}

static int person_compare(const void *a, const void *b)
{
	return text_compare(((const struct kept *)a)->name, ((const struct kept *)b)->name);
}

static void keeping_rows(struct keeping *k, struct report *r)
{
	const struct office *o = k->office;
	const int *ranks = report_group_ranks(o, &k->arena);
	int *order = arena_new(&k->arena, (size_t)o->roll_group_count + 1, sizeof *order);
	const char *heading = "Classes";

	if (k->all.due == 0)
		return;
	row_put(r, NULL, "school", k->asked->everything ? "Every register" : "All of these", &k->all);
	for (int i = 0; i < o->roll_group_count; i++)
		order[ranks[i]] = i;
	for (int i = 0; i < o->roll_group_count; i++)
		if (k->classes[order[i]].due > 0) {
			row_put(r, heading, "class", o->roll_groups[order[i]].name, &k->classes[order[i]]);
			heading = NULL;
		}
	if (k->people.count > 1)
		qsort(k->people.items, (size_t)k->people.count, sizeof *k->people.items, person_compare);
	heading = "Who sent them first";
	for (int i = 0; i < k->people.count; i++, heading = NULL)
		row_put(r, heading, "person", k->people.items[i].name, &k->people.items[i]);
}

static int keeping_read(struct keeping *k, struct err *e)
{
	sitting now = sitting_of(office_today(k->office), office_session_now(k->office));
	int r;

	k->grid.first = k->asked->first;
	k->grid.last = k->asked->last < now ? k->asked->last : now;
	k->classes = arena_new(&k->arena, (size_t)k->office->roll_group_count + 1, sizeof *k->classes);
	if (k->grid.first > k->grid.last)
		return 0;
	r = grid_read(&k->grid, k->office, e);
	if (r < 0)
		return r;
	k->row_count = store_registers_between(k->office->store, k->asked->from, k->asked->to, &k->arena, &k->rows);
	if (k->row_count < 0)
		return office_fail(k->office, k->row_count, e);
	qsort(k->rows, (size_t)k->row_count, sizeof *k->rows, row_order);
	return registers_count(k, e);
}

static int registers_fill(struct office *o, const struct report_asked *asked, struct report *r, struct err *e)
{
	struct keeping k = { .office = o, .asked = asked };
	int got = keeping_read(&k, e);

	report_start(o, r, "registers", columns, COLUMNS_ALL);
	r->none = "No register was due.";
	report_titled(o, asked, r, "Register-keeping");
	report_line(r, "In time is before the register closed; after the start is the mean of those sent on their day, in minutes.");
	if (k.elsewhere > 0)
		report_line(r, "Days whose registers were taken in another product, and are not in it: %d.", k.elsewhere);
	if (got == 0)
		keeping_rows(&k, r);
	vec_finish(&k.people);
	grid_finish(&k.grid);
	arena_finish(&k.arena);
	return got < 0 ? got : report_seal(o, r, e);
}

int report_fill_registers(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	return report_make(o, w, ACTION_SEE_TOTALS, registers_fill, ret, e);
}
