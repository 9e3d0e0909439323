/* The reconciliation: theirs, ours, the difference and why, so that a head can trust the change of product (domain 1.5, 4). */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "report_reconcile.h"

enum { COL_PUPIL, COL_UPN, COL_ADMISSION, COL_NAME, COL_CLASS, COL_LINE, COL_FROM, COL_TO, COL_STATE,
       COL_THEIR_POSSIBLE, COL_THEIR_ATTENDED, COL_THEIR_AUTHORISED, COL_THEIR_UNAUTHORISED, COL_THEIR_LATE, COL_THEIR_ATTENDANCE,
       COL_THEIR_ABSENCE, COL_THEIRS, COL_POSSIBLE, COL_ATTENDED, COL_AUTHORISED, COL_UNAUTHORISED, COL_LATE, COL_PERCENT, COL_OURS,
       COL_TENTHS, COL_DIFFERENCE, COL_CAUSE, COL_SESSIONS, COL_ALONE, COL_WHY, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_PUPIL] = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_UPN] = { "upn", "UPN", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_ADMISSION] = { "admission_number", "Number", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NAME] = { "name", "Name", CELL_TEXT, 25, COLUMN_BOTH },
	[COL_CLASS] = { "class", "Class", CELL_TEXT, 10, COLUMN_BOTH },
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
	[COL_DIFFERENCE] = { "difference", "Change", CELL_TEXT, 6, COLUMN_TEXT_ONLY },
	[COL_CAUSE] = { "cause", "Cause", CELL_LIST, 0, COLUMN_DATA_ONLY },
	[COL_SESSIONS] = { "sessions", "Sessions", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_ALONE] = { "percentage_alone", "By percentage alone", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[COL_WHY] = { "why", "Why", CELL_TEXT, 40, COLUMN_BOTH },
};

/* In the order in which they are shown: what needs a look first. */
enum state { STATE_DIFFERS, STATE_NOT_ON_ROLL, STATE_NOT_IN_FILE, STATE_AGREES, STATES };

static const struct {
	const char *name, *heading;
} states[STATES] = {
	[STATE_DIFFERS] = { "differs", "Other figures" },
	[STATE_NOT_ON_ROLL] = { "not_on_roll", "In the file, and in no figures here" },
	[STATE_NOT_IN_FILE] = { "not_in_file", "On the roll, and not in the file" },
	[STATE_AGREES] = { "agrees", "The same figures" },
};

/* A row to be. */
struct compared {
	enum state state;
	const struct figures_row *theirs;   /* NULL: not in the file */
	const struct roll_pupil *pupil;     /* NULL: not on the roll */
	const char *trouble;                /* why there is nothing to compare */
	int class, class_rank;
	const char *sort_key;
	struct reconcile_figures ours;
	struct reconcile_answer answer;
};

struct reconciling {
	struct office *office;
	const struct report_asked *asked;
	struct report *report;
	struct roll roll;
	struct figures_file file;
	uint8_t *school;                    /* calendar of the whole school, from roll.first */
	const int *ranks;
	bool *in_file;                      /* by pupil */
	struct compared *rows;
	int count, compared, of_state[STATES], elsewhere;
	bool several;                       /* a pupil has more than one row */
};

/* WHAT IS COMPARED -------------------------------------------------------------------------------------------------------------------- */

static struct compared compared_new(struct reconciling *c, enum state state, const struct figures_row *theirs, const struct roll_pupil *p)
{
	struct arena *a = &c->report->arena;
	struct compared row = { .state = state, .theirs = theirs, .pupil = p, .class = -1, .class_rank = c->office->roll_group_count };

	if (p)
		row.class = report_group_index(c->office, roll_class(p, theirs ? theirs->to : c->asked->to));
	if (row.class >= 0)
		row.class_rank = c->ranks[row.class];
	row.sort_key = p ? roll_sort_key(p->row, a) : text_fold(a, theirs->who);
	return row;
}

static void compared_add(struct reconciling *c, const struct compared *row)
{
	c->rows[c->count++] = *row;
	c->of_state[row->state]++;
}

static bool agrees(const struct reconcile_answer *a)
{
	return a->ways[0] == RECONCILE_SAME || a->ways[0] == RECONCILE_NOTHING_POSSIBLE;
}

static int compare_row(struct reconciling *c, const struct figures_row *f, struct err *e)
{
	struct compared row = compared_new(c, STATE_DIFFERS, f, &c->roll.pupils[f->pupil]);
	struct reconcile_ours ours;

	c->several |= c->in_file[f->pupil];
	c->in_file[f->pupil] = true;
	if (!report_sees_index(c->asked, row.class)) {
		c->elsewhere++;
		return 0;
	}
	int r = reconcile_count(&c->roll, c->school, f->pupil, sitting_of(f->from, SESSION_AM), sitting_of(f->to, SESSION_PM), &ours, e);
	if (r < 0)
		return r;
	row.ours = reconcile_figures(&ours);
	reconcile_explain(&ours, &f->theirs, &row.answer);
	row.state = agrees(&row.answer) ? STATE_AGREES : STATE_DIFFERS;
	c->compared++;
	compared_add(c, &row);
	return 0;
}

static int compare_file(struct reconciling *c, struct err *e)
{
	for (int i = 0; i < c->file.rows.count; i++) {
		const struct figures_row *f = &c->file.rows.items[i];
		bool here = f->pupil > 0 && f->pupil < c->roll.count && c->roll.pupils[f->pupil].row;
		int r = 0;

		if (here) {
			r = compare_row(c, f, e);
		} else {
			struct compared row = compared_new(c, STATE_NOT_ON_ROLL, f, NULL);

			row.trouble = f->trouble ? f->trouble : "A boarder: boarders are in no figures.";
			compared_add(c, &row);
		}
		if (r < 0)
			return r;
	}
	return 0;
}

static void compare_roll(struct reconciling *c)
{
	for (int64_t id = 1; id < c->roll.count; id++) {
		const struct roll_pupil *p = &c->roll.pupils[id];

		if (!p->row || c->in_file[id] || !roll_overlaps(p, c->asked->first, c->asked->last))
			continue;
		struct compared row = compared_new(c, STATE_NOT_IN_FILE, NULL, p);
		row.trouble = "On the roll here, and not in the file.";
		if (report_sees_index(c->asked, row.class))
			compared_add(c, &row);
	}
}

static int compared_order(const void *a, const void *b)
{
	const struct compared *x = a, *y = b;

	if (x->state != y->state)
		return x->state < y->state ? -1 : 1;
	if (x->class_rank != y->class_rank)
		return x->class_rank < y->class_rank ? -1 : 1;
	int order = strcmp(x->sort_key, y->sort_key);
	return order != 0 ? order : x->theirs && y->theirs ? x->theirs->line - y->theirs->line : 0;
}

/* ROWS ---------------------------------------------------------------------------------------------------------------------------------- */

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

static bool about_sessions(enum reconcile_way w)
{
	return (w >= RECONCILE_LEAST && w <= RECONCILE_MOST) || w == RECONCILE_OTHER_DAYS;
}

/* "L (late) is not counted as attended: 10 sessions" */
static const char *why_text(struct arena *a, const struct reconcile_answer *w)
{
	CLEAN_BUF struct buf b = { 0 };
	int32_t n = w->sessions < 0 ? -w->sessions : w->sessions;

	if (w->ways[0] == RECONCILE_SAME)
		return "agrees";
	if (w->weak && about_sessions(w->ways[0]))
		buf_text(&b, "perhaps ");
	buf_text(&b, reconcile_words(w->ways[0]));
	if (w->count == 2)
		buf_printf(&b, "; and %s", reconcile_words(w->ways[1]));
	if (w->ways[0] == RECONCILE_OTHER_DAYS)
		buf_printf(&b, ": they have %d %s", n, w->sessions > 0 ? "more" : "fewer");
	else if (about_sessions(w->ways[0]))
		buf_printf(&b, ": %d session%s", n, n == 1 ? "" : "s");
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

static void rows_write(struct reconciling *k)
{
	for (int i = 0; i < k->count; i++) {
		bool first = i == 0 || k->rows[i].state != k->rows[i - 1].state;

		row_write(k, &k->rows[i], first ? states[k->rows[i].state].heading : NULL);
	}
}

/* TOTALS ------------------------------------------------------------------------------------------------------------------------------------ */

/* Everybody who differs for the same reason. */
struct cause {
	enum reconcile_way ways[2];
	int pupils;
	int64_t sessions;
};

static struct cause *cause_of(struct cause *causes, int *count, const struct reconcile_answer *w)
{
	for (int i = 0; i < *count; i++)
		if (causes[i].ways[0] == w->ways[0] && causes[i].ways[1] == w->ways[1])
			return &causes[i];
	causes[*count] = (struct cause){ .ways = { w->ways[0], w->ways[1] } };
	return &causes[(*count)++];
}

static int cause_order(const void *a, const void *b)
{
	const struct cause *x = a, *y = b;

	if ((x->ways[0] == RECONCILE_UNKNOWN) != (y->ways[0] == RECONCILE_UNKNOWN))
		return x->ways[0] == RECONCILE_UNKNOWN ? 1 : -1;
	if (x->pupils != y->pupils)
		return x->pupils > y->pupils ? -1 : 1;
	return x->ways[0] != y->ways[0] ? (int)x->ways[0] - (int)y->ways[0] : (int)x->ways[1] - (int)y->ways[1];
}

static int causes_find(const struct reconciling *k, struct arena *a, struct cause **ret)
{
	struct cause *causes = arena_new(a, (size_t)k->of_state[STATE_DIFFERS] + 1, sizeof *causes);
	int n = 0;

	for (int i = 0; i < k->count; i++) {
		if (k->rows[i].state != STATE_DIFFERS)
			continue;
		struct cause *c = cause_of(causes, &n, &k->rows[i].answer);
		c->pupils++;
		c->sessions += k->rows[i].answer.sessions < 0 ? -k->rows[i].answer.sessions : k->rows[i].answer.sessions;
	}
	qsort(causes, (size_t)n, sizeof *causes, cause_order);
	*ret = causes;
	return n;
}

static const char *cause_words(struct arena *a, const struct cause *c)
{
	const char *one = reconcile_words(c->ways[0]);

	return c->ways[1] == RECONCILE_SAME ? one : arena_printf(a, "%s; and %s", one, reconcile_words(c->ways[1]));
}

/* "212 of 240 pupils agree exactly; 21 differ because ..., 7 for other reasons." */
static void sentence(const struct reconciling *k, const struct cause *causes, int count)
{
	int differ = k->of_state[STATE_DIFFERS], agree = k->of_state[STATE_AGREES];
	CLEAN_BUF struct buf b = { 0 };

	if (k->compared == 0) {
		report_line(k->report, "No row of the file is of a pupil here, so nothing was compared.");
		return;
	}
	buf_printf(&b, "%d of %d %s%s agree%s exactly", agree, k->compared, k->several ? "row" : "pupil", k->compared == 1 ? "" : "s",
		   agree == 1 ? "s" : "");
	if (differ > 0 && causes[0].ways[0] == RECONCILE_UNKNOWN)
		buf_printf(&b, "; %d differ%s, and no known way of counting explains why", differ, differ == 1 ? "s" : "");
	else if (differ > 0)
		buf_printf(&b, "; %d differ%s because %s", causes[0].pupils, causes[0].pupils == 1 ? "s" : "", cause_words(&k->report->arena, &causes[0]));
	if (count > 1)
		buf_printf(&b, "; %d for other reasons", differ - causes[0].pupils);
	report_line(k->report, "%s.", buf_string(&b));
}

static void totals(struct reconciling *k)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct report *r = k->report;
	struct cause *causes;
	int count = causes_find(k, &a, &causes);

	sentence(k, causes, count);
	report_line(r, "%s: %s.", k->file.name, k->file.headings);
	report_note(r, "Agree exactly: %d of %d.", k->of_state[STATE_AGREES], k->compared);
	for (int i = 0; i < count; i++)
		report_note(r, "%d: %s (%lld session%s).", causes[i].pupils, cause_words(&a, &causes[i]), (long long)causes[i].sessions,
			    causes[i].sessions == 1 ? "" : "s");
	report_note(r, "In the file, and in no figures here: %d. On the roll, and not in the file: %d.", k->of_state[STATE_NOT_ON_ROLL],
		    k->of_state[STATE_NOT_IN_FILE]);
	if (k->elsewhere > 0)
		report_note(r, "Rows of the file that are of other classes: %d.", k->elsewhere);
}

/* THE REPORT --------------------------------------------------------------------------------------------------------------------------------- */

static void days_of(const struct reconciling *k, sitting *first, sitting *last)
{
	*first = k->asked->first;
	*last = k->asked->last;
	for (int i = 0; i < k->file.rows.count; i++) {
		sitting from = sitting_of(k->file.rows.items[i].from, SESSION_AM), to = sitting_of(k->file.rows.items[i].to, SESSION_PM);

		*first = from < *first ? from : *first;
		*last = to > *last ? to : *last;
	}
}

static int reconcile_all(struct reconciling *k, struct err *e)
{
	struct arena *a = &k->report->arena;
	sitting first, last;

	days_of(k, &first, &last);
	int r = roll_load(k->office, ROLL_PLACES | ROLL_YEARS, first, last, &k->roll, e);
	if (r < 0)
		return r;
	k->school = arena_new(a, (size_t)(last - first + 1), 1);
	calendar_openings(office_calendar(k->office), first, last, SESSION_ANY_YEAR, 0, k->school);
	k->ranks = report_group_ranks(k->office, a);
	k->in_file = arena_new(a, (size_t)k->roll.count, sizeof *k->in_file);
	k->rows = arena_new(a, (size_t)k->file.rows.count + (size_t)k->roll.count, sizeof *k->rows);
	r = compare_file(k, e);
	if (r < 0)
		return r;
	compare_roll(k);
	qsort(k->rows, (size_t)k->count, sizeof *k->rows, compared_order);
	return 0;
}

static void reconcile_title(const struct reconciling *k)
{
	char from[DAY_TEXT], to[DAY_TEXT];
	const char *class = report_group_name(k->office, k->asked->group);

	k->report->title = arena_printf(&k->report->arena, "Figures of %s beside ours%s%s, %s to %s", k->file.name, class ? ", " : "", class ? class : "",
					day_long(k->asked->from, from), day_long(k->asked->to, to));
}

static int reconcile_fill(struct office *o, const struct report_asked *asked, struct report *r, struct err *e)
{
	struct reconciling k = { .office = o, .asked = asked, .report = r };
	int got = figures_file_read(o, asked->wish, asked->from, asked->to, &k.file, e);

	if (got < 0)
		return got;
	got = reconcile_all(&k, e);
	if (got == 0) {
		report_start(o, r, "reconcile", columns, COLUMNS_ALL);
		r->none = "The file has no rows, and nobody was on the roll.";
		reconcile_title(&k);
		rows_write(&k);
		totals(&k);
		got = report_seal(o, r, e);
	}
	roll_finish(&k.roll);
	figures_file_finish(&k.file);
	return got;
}

int report_fill_reconcile(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	if (!w->file)
		return err_usage(e, "Say which file: `firstbell report reconcile FILE`.");
	if (w->pupil)
		return err_usage(e, "A reconciliation is of the whole file. Leave --pupil out, or give --class.");
	return report_make(o, w, ACTION_SEE_TOTALS, reconcile_fill, ret, e);
}
