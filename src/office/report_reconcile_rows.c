/* The rows of a reconciliation: cells, causes in words. */
#include <string.h>

#include "report_reconcile.h"

enum { COL_PUPIL, COL_UPN, COL_ADMISSION, COL_NAME, COL_CLASS, COL_LINE, COL_FROM, COL_TO, COL_STATE,
       COL_THEIR_POSSIBLE, COL_THEIR_ATTENDED, COL_THEIR_AUTHORISED, COL_THEIR_UNAUTHORISED, COL_THEIR_LATE, COL_THEIR_ATTENDANCE,
       COL_THEIR_ABSENCE, COL_THEIRS, COL_POSSIBLE, COL_ATTENDED, COL_AUTHORISED, COL_UNAUTHORISED, COL_LATE, COL_PERCENT, COL_OURS,
       COL_TENTHS, COL_DIFFERENCE, COL_CAUSE, COL_SESSIONS, COL_ALONE, COL_WHY, COLUMNS_ALL };
_Static_assert(COLUMNS_ALL == RECONCILE_COLUMNS, "the header says how many");

const struct report_column reconcile_columns[] = {
	[COL_PUPIL] = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_UPN] = { "upn", "UPN", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_ADMISSION] = { "admission_number", "Number", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NAME] = { "name", "Name", CELL_TEXT, 21, COLUMN_BOTH },
	[COL_CLASS] = { "class", "Class", CELL_TEXT, 8, COLUMN_BOTH },
	[COL_LINE] = { "line", "Line", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_FROM] = { "from_date", "From", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[COL_TO] = { "to_date", "Until", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[COL_STATE] = { "state", "State", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_THEIR_POSSIBLE] = { "their_possible", "Their possible", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_THEIR_ATTENDED] = { "their_attended", "Their attended", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_THEIR_AUTHORISED] = { "their_authorised", "Their authorised", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_THEIR_UNAUTHORISED] = { "their_unauthorised", "Their unauthorised", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_THEIR_LATE] = { "their_late", "Their late", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_THEIR_ATTENDANCE] = { "their_attendance_percent", "Their attendance", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_THEIR_ABSENCE] = { "their_absence_percent", "Their absence", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_THEIRS] = { "theirs", "Theirs", CELL_TEXT, 19, COLUMN_TEXT_ONLY },
	[COL_POSSIBLE] = { "possible", "Possible", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_ATTENDED] = { "attended", "Attended", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_AUTHORISED] = { "authorised", "Authorised", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_UNAUTHORISED] = { "unauthorised", "Unauthorised", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_LATE] = { "late", "Late", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_PERCENT] = { "attendance_percent", "Attendance", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_OURS] = { "ours", "Ours", CELL_TEXT, 19, COLUMN_TEXT_ONLY },
	[COL_TENTHS] = { "difference_tenths", "Difference", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_DIFFERENCE] = { "difference", "Differs", CELL_TEXT, 7, COLUMN_TEXT_ONLY },
	[COL_CAUSE] = { "cause", "Cause", CELL_LIST, 0, COLUMN_DATA_ONLY },
	[COL_SESSIONS] = { "sessions", "Sessions", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_ALONE] = { "percentage_alone", "By percentage alone", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[COL_WHY] = { "why", "Why", CELL_TEXT, 0, COLUMN_DATA_ONLY },
};

static const struct {
	const char *name, *heading;
} states[STATES] = {
	[STATE_DIFFERS] = { "differs", NULL }, /* its causes are headings */
	[STATE_NOT_ON_ROLL] = { "not_on_roll", "In the file, and in no figures here" },
	[STATE_NOT_IN_FILE] = { "not_in_file", "On the roll, and not in the file" },
	[STATE_AGREES] = { "agrees", "The same figures" },
};

/* A way of counting, or other days. */
static bool about_sessions(enum reconcile_way w)
{
	return (w >= RECONCILE_LEAST && w <= RECONCILE_MOST) || w == RECONCILE_OTHER_DAYS;
}

bool cause_perhaps(const struct reconcile_answer *w)
{
	return w->weak && about_sessions(w->ways[0]);
}

const char *cause_words(struct arena *a, const struct cause *c)
{
	const char *one = reconcile_words(c->ways[0]), *maybe = c->perhaps ? "perhaps " : "";

	if (c->ways[1] == RECONCILE_SAME)
		return c->perhaps ? arena_joined(a, "perhaps", ' ', one) : one;
	return arena_printf(a, "%s%s; and %s", maybe, one, reconcile_words(c->ways[1]));
}

static struct cell cell_count(int32_t n)
{
	return n < 0 ? (struct cell){ .empty = true } : cell_integer(n);
}

static int64_t to_tenths(const struct reconcile_percent *p)
{
	int64_t n = p->value;

	if (p->decimals == 0)
		return 10 * n;
	for (int i = p->decimals; i > 2; i--)
		n /= 10;
	return p->decimals == 1 ? n : (n + 5) / 10;
}

/* Their attendance in tenths, from whatever they say; -1: they do not. */
static int64_t their_tenths(const struct reconcile_theirs *t)
{
	if (t->attendance.value >= 0)
		return to_tenths(&t->attendance);
	if (t->counts.possible > 0 && t->counts.attended >= 0)
		return reconcile_percent(t->counts.attended, t->counts.possible, 1).value;
	return t->absence.value >= 0 ? 1000 - to_tenths(&t->absence) : -1;
}

static const char *percent_given(struct arena *a, const char *text, const char *what)
{
	return arena_printf(a, "%s%s%s", text, strchr(text, '%') ? "" : "%", what);
}

/* "361 of 380 (95.0%)", with what they gave of it. */
static const char *theirs_text(struct arena *a, const struct figures_row *f)
{
	const struct reconcile_figures *n = &f->theirs.counts;
	const char *percent = f->attendance_text ? percent_given(a, f->attendance_text, "")
			      : f->absence_text  ? percent_given(a, f->absence_text, " absent")
						 : NULL;
	const char *counts = n->possible >= 0 && n->attended >= 0 ? arena_printf(a, "%d of %d", n->attended, n->possible)
			     : n->possible >= 0			  ? arena_printf(a, "of %d", n->possible)
			     : n->attended >= 0			  ? arena_printf(a, "%d attended", n->attended)
								  : NULL;

	if (counts && percent)
		return arena_printf(a, "%s (%s)", counts, percent);
	return counts ? counts : percent;
}

static void row_theirs(struct report *r, struct cell *c, const struct figures_row *f)
{
	const struct reconcile_figures *n = &f->theirs.counts;

	c[COL_LINE] = cell_integer(f->line);
	c[COL_FROM] = cell_day(f->from);
	c[COL_TO] = cell_day(f->to);
	c[COL_THEIR_POSSIBLE] = cell_count(n->possible);
	c[COL_THEIR_ATTENDED] = cell_count(n->attended);
	c[COL_THEIR_AUTHORISED] = cell_count(n->authorised);
	c[COL_THEIR_UNAUTHORISED] = cell_count(n->unauthorised);
	c[COL_THEIR_LATE] = cell_count(n->late);
	c[COL_THEIR_ATTENDANCE] = cell_text(r, f->attendance_text);
	c[COL_THEIR_ABSENCE] = cell_text(r, f->absence_text);
	c[COL_THEIRS] = cell_kept(theirs_text(&r->arena, f));
}

static const char *points(struct arena *a, int64_t tenths)
{
	int64_t size = tenths < 0 ? -tenths : tenths;

	return arena_printf(a, "%s%lld.%lld", tenths < 0 ? "-" : tenths > 0 ? "+" : "", (long long)(size / 10), (long long)(size % 10));
}

static void row_ours(struct report *r, struct cell *c, const struct compared *row)
{
	const struct reconcile_figures *n = &row->ours;
	int64_t theirs = their_tenths(&row->theirs->theirs);

	c[COL_POSSIBLE] = cell_integer(n->possible);
	c[COL_ATTENDED] = cell_integer(n->attended);
	c[COL_AUTHORISED] = cell_integer(n->authorised);
	c[COL_UNAUTHORISED] = cell_integer(n->unauthorised);
	c[COL_LATE] = cell_integer(n->late);
	c[COL_PERCENT] = cell_percent(percent_tenths(n->attended, n->possible));
	c[COL_OURS] = cell_kept(report_share_text(&r->arena, n->attended, n->possible));
	if (n->possible == 0 || theirs < 0)
		return;
	int64_t change = percent_tenths(n->attended, n->possible) - theirs;
	c[COL_TENTHS] = cell_integer(change);
	c[COL_DIFFERENCE] = cell_kept(points(&r->arena, change));
}

/* "L (late) is not counted as attended: 10 sessions" */
static const char *why_text(struct arena *a, const struct reconcile_answer *w)
{
	CLEAN_BUF struct buf b = { 0 };
	int32_t n = w->sessions < 0 ? -w->sessions : w->sessions;

	if (w->ways[0] == RECONCILE_SAME)
		return "agrees";
	buf_text(&b, cause_words(a, &(struct cause){ .ways = { w->ways[0], w->ways[1] }, .perhaps = cause_perhaps(w) }));
	if (w->ways[0] == RECONCILE_OTHER_DAYS)
		buf_printf(&b, ": they have %d %s", n, w->sessions > 0 ? "more" : "fewer");
	else if (about_sessions(w->ways[0]))
		buf_printf(&b, ": %d session%s", n, PLURAL(n));
	return arena_text(a, buf_string(&b));
}

static void row_why(struct report *r, struct cell *c, const struct compared *row)
{
	const struct reconcile_answer *w = &row->answer;

	c[COL_CAUSE] = cell_kept(w->count == 1 ? reconcile_name(w->ways[0])
					       : arena_printf(&r->arena, "%s; %s", reconcile_name(w->ways[0]), reconcile_name(w->ways[1])));
	c[COL_SESSIONS] = cell_integer(w->sessions);
	c[COL_ALONE] = cell_flag(w->weak);
	c[COL_WHY] = cell_kept(why_text(&r->arena, w));
}

static void row_write(struct reconciling *k, const struct compared *row, const char *heading)
{
	struct report *r = k->report;
	struct cell *c = report_row_add(r, heading);
	const struct pupil_row *p = row->pupil ? row->pupil->row : NULL;

	c[COL_STATE] = cell_kept(states[row->state].name);
	c[COL_NAME] = p ? cell_kept(pupil_display_name(p, &r->arena)) : cell_text(r, row->theirs->who);
	if (p) {
		c[COL_PUPIL] = report_cell_key(r, &p->key);
		c[COL_UPN] = cell_text(r, p->upn);
		c[COL_ADMISSION] = cell_text(r, p->admission_number);
		c[COL_CLASS] = cell_text(r, row->class < 0 ? NULL : k->office->roll_groups[row->class].name);
	}
	if (row->theirs)
		row_theirs(r, c, row->theirs);
	if (row->trouble) {
		c[COL_WHY] = cell_text(r, row->trouble);
		return;
	}
	row_ours(r, c, row);
	row_why(r, c, row);
}

/* A sentence, as a heading. */
static const char *heading_of(struct reconciling *k, const struct compared *row)
{
	if (row->state != STATE_DIFFERS)
		return states[row->state].heading;
	char *words = arena_text(&k->report->arena, cause_words(&k->report->arena, &k->causes[row->cause]));
	*words = (char)(*words >= 'a' && *words <= 'z' ? *words - 'a' + 'A' : *words);
	return words;
}

void reconcile_rows_write(struct reconciling *k)
{
	for (int i = 0; i < k->count; i++) {
		const struct compared *row = &k->rows[i];
		bool first = i == 0 || row->state != row[-1].state || row->cause != row[-1].cause;

		row_write(k, row, first ? heading_of(k, row) : NULL);
	}
}
