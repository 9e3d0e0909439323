/*
 * The line of each pupil for the annual report and the parents' evening (C24), with what parents are told elsewhere by tables (C22): days missed, and minutes late as days.
 * Printed tables round in several ways (domain 9); these are exact, with their counts.
 */
#include <stdlib.h>

#include "report_listed.h"

enum { COL_POSSIBLE = MEASURED_COLUMNS, COL_ATTENDED, COL_PERCENT, COL_SHARE, COL_AUTHORISED, COL_UNAUTHORISED, COL_LATE, COL_AFTER_CLOSE, COL_DAYS_POSSIBLE,
       COL_DAYS_MISSED, COL_MINUTES, COL_KNOWN, COL_SENTENCE, COL_WORKING, COLUMNS_ALL };

static const struct report_column columns[] = {
	LISTED_HEADINGS,
	[COL_POSSIBLE] = { "possible", "Possible", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_ATTENDED] = { "attended", "Attended", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_PERCENT] = { "attendance_percent", "Attendance %", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_SHARE] = { "attended_share", "Attended", CELL_TEXT, 19, COLUMN_TEXT_ONLY },
	[COL_AUTHORISED] = { "authorised", "Auth.", CELL_INTEGER, 5, COLUMN_BOTH },
	[COL_UNAUTHORISED] = { "unauthorised", "Unauth.", CELL_INTEGER, 7, COLUMN_BOTH },
	[COL_LATE] = { "late", "Late", CELL_INTEGER, 4, COLUMN_BOTH },
	[COL_AFTER_CLOSE] = { "late_after_close", "U", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_DAYS_POSSIBLE] = { "days_possible", "Days", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_DAYS_MISSED] = { "days_missed", "Days missed", CELL_TEXT, 11, COLUMN_BOTH },
	[COL_MINUTES] = { "minutes_late", "Minutes late", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_KNOWN] = { "minutes_known_of", "Known of", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_SENTENCE] = { "sentence", "Sentence", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_WORKING] = { "working", "Working", CELL_TEXT, 0, COLUMN_DATA_ONLY },
};

struct line {
	struct listed who;
	int possible, attended, authorised, unauthorised, late, after_close, known;
	int64_t minutes;
};

struct annual {
	struct office *office;
	const struct report_asked *asked;
	struct arena arena;
	struct late_row *rows;       /**< minutes, by pupil and session */
	int row_count, next_row;     /**< pupils come in order of id, as these do */
	int day_minutes;
	struct { VEC(struct line); } lines;
};

static void minutes_add(struct annual *n, struct line *l)
{
	while (n->next_row < n->row_count && n->rows[n->next_row].pupil < l->who.id)
		n->next_row++;
	for (int i = n->next_row; i < n->row_count && n->rows[i].pupil == l->who.id; i++) {
		l->minutes += n->rows[i].minutes;
		l->known++;
	}
}

static void visit(void *ctx, const struct measure *m, const struct measured *p)
{
	struct annual *n = ctx;
	const struct tally *t = &p->result->tally;
	struct line l = { .possible = p->result->possible, .attended = p->result->attended, .authorised = t->count[CATEGORY_AUTHORISED],
			  .unauthorised = t->count[CATEGORY_UNAUTHORISED], .late = t->late };

	listed_make(&l.who, p, &n->arena);
	for (int i = 0; i < p->result->marks.count; i++)
		l.after_close += mark_is_after_close(&p->result->marks.of[i]);
	minutes_add(n, &l);
	vec_push(&n->lines, l);
	(void)m;
}

static int line_compare(const void *a, const void *b)
{
	return listed_compare(&((const struct line *)a)->who, &((const struct line *)b)->who);
}

/* Two sessions are a day: 5 are 2.5. */
static const char *days_text(struct arena *a, int sessions)
{
	return arena_printf(a, "%d%s", sessions / 2, sessions % 2 ? ".5" : "");
}

static const char *late_words(const struct annual *n, const struct line *l, struct arena *a)
{
	int late = l->late + l->after_close;

	if (late == 0)
		return "Never late.";
	if (l->known == 0 || n->day_minutes == 0)
		return arena_printf(a, "Late %d time%s.", late, PLURAL(late));
	if (l->minutes < n->day_minutes)
		return arena_printf(a, "Late %d time%s, %lld minute%s in all.", late, PLURAL(late), (long long)l->minutes, PLURAL(l->minutes));
	return arena_printf(a, "Late %d times, %lld minutes in all: %lld school day%s and %lld minutes.", late, (long long)l->minutes,
			    (long long)(l->minutes / n->day_minutes), PLURAL(l->minutes / n->day_minutes), (long long)(l->minutes % n->day_minutes));
}

static const char *sentence(const struct annual *n, const struct line *l, struct arena *a)
{
	int missed = l->authorised + l->unauthorised;
	char percent[8];

	if (l->possible == 0)
		return arena_printf(a, "%s: no session was possible.", l->who.name);
	if (missed == 0)
		return arena_printf(a, "%s attended every one of %d sessions (100.0%%). %s", l->who.name, l->possible, late_words(n, l, a));
	return arena_printf(a, "%s attended %d of %d sessions (%s%%) and missed %d (%s school day%s): authorised %d, unauthorised %d. %s", l->who.name, l->attended,
			    l->possible, percent_text(percent_tenths(l->attended, l->possible), percent), missed, days_text(a, missed), missed == 2 ? "" : "s", l->authorised,
			    l->unauthorised, late_words(n, l, a));
}

static void row_put(struct annual *n, struct report *r, const struct line *l, const char *heading)
{
	struct cell *c = report_row_add(r, heading);
	int missed = l->authorised + l->unauthorised;

	listed_cells(n->office, r, c, &l->who);
	c[COL_POSSIBLE] = cell_integer(l->possible);
	c[COL_ATTENDED] = cell_integer(l->attended);
	c[COL_PERCENT] = cell_percent(percent_tenths(l->attended, l->possible));
	c[COL_SHARE] = cell_kept(report_share_text(&r->arena, l->attended, l->possible));
	c[COL_AUTHORISED] = cell_integer(l->authorised);
	c[COL_UNAUTHORISED] = cell_integer(l->unauthorised);
	c[COL_LATE] = cell_integer(l->late);
	c[COL_AFTER_CLOSE] = cell_integer(l->after_close);
	c[COL_DAYS_POSSIBLE] = cell_kept(days_text(&r->arena, l->possible));
	c[COL_DAYS_MISSED] = cell_kept(days_text(&r->arena, missed));
	c[COL_MINUTES] = cell_integer(l->minutes);
	c[COL_KNOWN] = cell_integer(l->known);
	c[COL_SENTENCE] = cell_kept(sentence(n, l, &r->arena));
	report_note(r, "%s", c[COL_SENTENCE].text);
	if (!n->asked->wish->working)
		return;
	c[COL_WORKING] = cell_kept(arena_printf(&r->arena, "Possible: %d = attended %d + authorised %d + unauthorised %d; Days missed: %d / 2; Minutes late: "
						"known of %d of %d late%s; A school day: %d minutes", l->possible, l->attended, l->authorised, l->unauthorised,
						missed, l->known, l->late + l->after_close, PLURAL(l->late + l->after_close), n->day_minutes));
	report_note(r, "%s: %s.", l->who.name, c[COL_WORKING].text);
}

static int annual_read(struct annual *n, struct report *r, struct err *e)
{
	const struct report_asked *k = n->asked;
	const struct measure_wish wish = listed_wish(k, ENGINE_TALLY);
	CLEAN_MEASURE struct measure m = { 0 };
	int got = measure_begin(n->office, &wish, &m, e);

	if (got < 0)
		return got;
	n->day_minutes = school_day_minutes(n->office, m.day);
	n->row_count = store_late_between(n->office->store, k->from, k->to, k->pupil, &n->arena, &n->rows);
	if (n->row_count < 0)
		return office_fail(n->office, n->row_count, e);
	got = measure_each(&m, visit, n, e);
	if (got < 0)
		return got;
	if (n->lines.count > 1)
		qsort(n->lines.items, (size_t)n->lines.count, sizeof *n->lines.items, line_compare);
	listed_tell_apart(n->office, n->lines.items, n->lines.count, sizeof *n->lines.items, &n->arena);
	report_left_out(r, k, &m);
	for (int i = 0; i < n->lines.count; i++)
		row_put(n, r, &n->lines.items[i], listed_heading(n->office, r, &n->lines.items[i].who, i > 0 ? &n->lines.items[i - 1].who : NULL));
	return 0;
}

static int annual_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	struct annual n = { .office = o, .asked = k };

	report_start(o, r, "annual", columns, k->wish->working ? COLUMNS_ALL : COL_WORKING);
	r->none = "No pupil was on the roll.";
	report_titled(o, k, r, "Attendance for the annual report");
	int got = annual_read(&n, r, e);
	vec_finish(&n.lines);
	arena_finish(&n.arena);
	return got < 0 ? got : report_seal(o, r, e);
}

int report_fill_annual(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	return report_make(o, w, ACTION_SEE_TOTALS, annual_fill, ret, e);
}
