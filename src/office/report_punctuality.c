/* Lates (C12): L and U with their minutes and the lessons lost, of all, by class, weekday and reason, and by pupil. */
#include <stdlib.h>
#include <string.h>

#include "office/clocks.h"
#include "report_listed.h"
#include "report_member.h"

enum { COL_OF, COL_PUPIL, COL_UPN, COL_NUMBER, COL_NAME, COL_CLASS, COL_LATE, COL_AFTER_CLOSE, COL_POSSIBLE, COL_PERCENT, COL_SHARE, COL_MINUTES,
       COL_KNOWN, COL_DAYS, COL_OVER, COL_LOST, COL_WORKING, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_OF] = { "of", "Of", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_PUPIL] = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_UPN] = { "upn", "UPN", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NUMBER] = { "admission_number", "Number", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NAME] = { "name", "Name", CELL_TEXT, 22, COLUMN_BOTH },
	[COL_CLASS] = { "class", "Class", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_LATE] = { "late", "L", CELL_INTEGER, 4, COLUMN_BOTH },
	[COL_AFTER_CLOSE] = { "late_after_close", "U", CELL_INTEGER, 4, COLUMN_BOTH },
	[COL_POSSIBLE] = { "possible", "Possible", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_PERCENT] = { "late_percent", "Late %", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_SHARE] = { "late_share", "Late of possible", CELL_TEXT, 20, COLUMN_TEXT_ONLY },
	[COL_MINUTES] = { "minutes_late", "Minutes", CELL_INTEGER, 7, COLUMN_BOTH },
	[COL_KNOWN] = { "minutes_known_of", "Known of", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_DAYS] = { "days_lost", "Days lost", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_OVER] = { "minutes_lost_over", "and minutes", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_LOST] = { "lost", "Lessons lost", CELL_TEXT, 16, COLUMN_TEXT_ONLY },
	[COL_WORKING] = { "working", "Working", CELL_TEXT, 0, COLUMN_DATA_ONLY },
};

/** Lates of something. */
struct lates {
	int late, after_close, known; /**< known: whose minutes are */
	int64_t minutes, possible;    /**< possible -1: is not told of it */
};

/** One of them. */
struct one_late {
	int64_t pupil;
	sitting at;
	bool after_close;
	int minutes;                  /**< -1: not known */
};

struct late_pupil {
	struct listed who;
	struct lates lates;
};

struct late_reason {
	const char *words;
	struct lates lates;
};

struct punctuality {
	struct office *office;
	const struct report_asked *asked;
	struct report *report;
	struct arena arena;
	struct late_row *rows;        /**< minutes, by pupil and session */
	int row_count;
	struct { VEC(struct late_pupil); } pupils;
	struct { VEC(struct one_late); } lates;
	struct { VEC(struct late_reason); } reasons;
	struct choice *choices;
	int choice_count;
	struct lates all, weekdays[7], *classes; /**< by index; the last: none */
	bool by_class;                /**< nobody asked for a part of the school */
	int day_minutes;              /**< of a school day; 0: not known */
	int counted;
};

/* COUNTING ------------------------------------------------------------------------------------------------------------------------------- */

static int row_order(const void *a, const void *b)
{
	const struct late_row *x = a, *y = b;

	return x->pupil != y->pupil ? (x->pupil < y->pupil ? -1 : 1) : x->at < y->at ? -1 : x->at > y->at;
}

static int minutes_of(const struct punctuality *p, int64_t pupil, sitting at)
{
	const struct late_row key = { .pupil = pupil, .at = at };
	const struct late_row *found = p->row_count > 0 ? bsearch(&key, p->rows, (size_t)p->row_count, sizeof key, row_order) : NULL;

	return found ? found->minutes : -1;
}

static void lates_add(struct lates *to, const struct one_late *l)
{
	to->late += !l->after_close;
	to->after_close += l->after_close;
	to->known += l->minutes >= 0;
	to->minutes += l->minutes > 0 ? l->minutes : 0;
}

static void visit(void *ctx, const struct measure *m, const struct measured *who)
{
	struct punctuality *p = ctx;
	struct late_pupil pupil = { .lates = { .possible = who->result->possible } };

	p->counted++;
	p->all.possible += who->result->possible;
	for (int i = 0; i < who->result->marks.count; i++) {
		const struct mark *mark = &who->result->marks.of[i];

		if (!mark_is_late(mark) && !mark_is_after_close(mark))
			continue;
		struct one_late one = { who->id, mark->at, mark_is_after_close(mark), minutes_of(p, who->id, mark->at) };
		vec_push(&p->lates, one);
		lates_add(&pupil.lates, &one);
		lates_add(&p->all, &one);
		lates_add(&p->weekdays[day_weekday(sitting_day(one.at))], &one);
	}
	if (pupil.lates.late + pupil.lates.after_close == 0)
		return;
	listed_make(&pupil.who, who, &p->arena);
	vec_push(&p->pupils, pupil);
	(void)m;
}

/* A late counts in the class in which the pupil was then, as in the groups (C14). */
static void visit_stretch(void *ctx, const struct member *m, const struct member_stretch *s)
{
	struct punctuality *p = ctx;
	struct lates *class = &p->classes[s->class < 0 ? p->office->roll_group_count : s->class];
	const uint8_t *marks = s->strip->marks - s->strip->span.first;

	for (sitting at = s->first; at <= s->last; at++) {
		const struct mark mark = { at, marks[at], marks[at] == CODE_NONE ? CATEGORY_NONE : (uint8_t)code_category(marks[at], sitting_day(at)) };

		class->possible += mark_is_possible(&mark);
		if (mark_is_late(&mark) || mark_is_after_close(&mark))
			lates_add(class, &(struct one_late){ s->strip->id, at, mark_is_after_close(&mark), minutes_of(p, s->strip->id, at) });
	}
	(void)m;
}

static int classes_read(struct punctuality *p, struct err *e)
{
	CLEAN_MEMBER struct member m = { 0 };
	int r = member_begin(p->office, p->asked, false, &m, e);

	return r < 0 ? r : member_each(&m, visit_stretch, p, e);
}

/* REASONS: what was said at the desk, in the words of the school's own list ---------------------------------------------------------------- */

#define REASON_OTHER "Another reason"
#define REASON_NONE "No reason given"

static const char *reason_listed(struct punctuality *p, const char *text)
{
	const char *said = strncmp(text, "arrived at ", strlen("arrived at ")) == 0 && strchr(text, ':') ? strstr(text, ": ") : NULL;
	const char *folded = text_fold(&p->arena, said ? said + 2 : text);

	for (int i = 0; i < p->choice_count; i++)
		if (strcmp(folded, text_fold(&p->arena, p->choices[i].words)) == 0)
			return p->choices[i].words;
	return REASON_OTHER;
}

static void reason_add(struct punctuality *p, const char *words, const struct one_late *l)
{
	for (int i = 0; i < p->reasons.count; i++)
		if (strcmp(p->reasons.items[i].words, words) == 0) {
			lates_add(&p->reasons.items[i].lates, l);
			return;
		}
	struct late_reason fresh = { .words = words, .lates = { .possible = -1 } };
	lates_add(&fresh.lates, l);
	vec_push(&p->reasons, fresh);
}

static int late_order(const void *a, const void *b)
{
	const struct one_late *x = a, *y = b;

	return x->at != y->at ? (x->at < y->at ? -1 : 1) : x->pupil < y->pupil ? -1 : x->pupil > y->pupil;
}

static const char *reason_of(struct punctuality *p, const struct note_row *notes, int n, int64_t pupil)
{
	for (int i = n - 1; i >= 0; i--)
		if (notes[i].pupil == pupil)
			return reason_listed(p, notes[i].text);
	return REASON_NONE;
}

/* The notes of each session at which somebody was late, once. */
static int reasons_read(struct punctuality *p, struct err *e)
{
	struct note_row *notes = NULL;
	sitting read = INT32_MIN;
	int n = 0;

	p->choice_count = office_choices(p->office, CHOICES_LATE, &p->arena, &p->choices, e);
	if (p->choice_count < 0)
		return p->choice_count;
	if (p->lates.count > 1)
		qsort(p->lates.items, (size_t)p->lates.count, sizeof *p->lates.items, late_order);
	for (int i = 0; i < p->lates.count; i++) {
		const struct one_late *l = &p->lates.items[i];

		if (l->at != read)
			n = store_notes_of_session(p->office->store, sitting_day(l->at), sitting_session(l->at), &p->arena, &notes);
		if (n < 0)
			return office_fail(p->office, n, e);
		read = l->at;
		reason_add(p, reason_of(p, notes, n, l->pupil), l);
	}
	return 0;
}

static int reason_compare(const void *a, const void *b)
{
	const struct late_reason *x = a, *y = b;
	int n = x->lates.late + x->lates.after_close, m = y->lates.late + y->lates.after_close;

	return n != m ? m - n : strcmp(x->words, y->words);
}

/* ROWS -------------------------------------------------------------------------------------------------------------------------------------- */

static const char *lost_text(const struct punctuality *p, int64_t minutes, struct arena *a)
{
	int64_t days = minutes / p->day_minutes, over = minutes % p->day_minutes;

	return days == 0 ? arena_printf(a, "%lld min", (long long)over)
			 : arena_printf(a, "%lld day%s, %lld min", (long long)days, PLURAL(days), (long long)over);
}

static void row_minutes(struct punctuality *p, struct cell *c, const struct lates *l, const char *name)
{
	struct report *r = p->report;

	c[COL_MINUTES] = cell_integer(l->minutes);
	c[COL_KNOWN] = cell_integer(l->known);
	if (p->day_minutes == 0)
		return;
	c[COL_DAYS] = cell_integer(l->minutes / p->day_minutes);
	c[COL_OVER] = cell_integer(l->minutes % p->day_minutes);
	c[COL_LOST] = cell_kept(lost_text(p, l->minutes, &r->arena));
	if (!p->asked->wish->working)
		return;
	c[COL_WORKING] = cell_kept(arena_printf(&r->arena, "Minutes: %lld, of %d late%s whose minutes are known; Not known: %d; A school day: %d minutes; Lost: %s",
						(long long)l->minutes, l->known, PLURAL(l->known), l->late + l->after_close - l->known, p->day_minutes,
						c[COL_LOST].text));
	report_note(r, "%s: %s.", name, c[COL_WORKING].text);
}

static struct cell *row_put(struct punctuality *p, const char *heading, const char *of, const char *name, const struct lates *l)
{
	struct report *r = p->report;
	struct cell *c = report_row_add(r, heading);
	int late = l->late + l->after_close;

	c[COL_OF] = cell_kept(of);
	c[COL_NAME] = cell_text(r, name);
	c[COL_LATE] = cell_integer(l->late);
	c[COL_AFTER_CLOSE] = cell_integer(l->after_close);
	c[COL_SHARE] = cell_kept("");
	if (l->possible >= 0) {
		c[COL_POSSIBLE] = cell_integer(l->possible);
		c[COL_PERCENT] = cell_percent(percent_tenths(late, l->possible));
		c[COL_SHARE] = cell_kept(report_share_text(&r->arena, late, l->possible));
	}
	row_minutes(p, c, l, name);
	return c;
}

static void class_rows(struct punctuality *p)
{
	const struct office *o = p->office;
	const int *ranks = report_group_ranks(o, &p->arena);
	int *order = arena_new(&p->arena, (size_t)o->roll_group_count + 1, sizeof *order);
	const char *heading = "Classes";

	for (int i = 0; i < o->roll_group_count; i++)
		order[ranks[i]] = i;
	order[o->roll_group_count] = o->roll_group_count;
	for (int i = 0; i <= o->roll_group_count; i++) {
		const struct lates *l = &p->classes[order[i]];

		if (l->possible == 0)
			continue;
		row_put(p, heading, "class", order[i] < o->roll_group_count ? o->roll_groups[order[i]].name : "No class", l);
		heading = NULL;
	}
}

static void weekday_rows(struct punctuality *p)
{
	static const char *const names[] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" };
	const char *heading = "Weekdays";

	for (int i = 0; i < 7; i++) {
		if (p->weekdays[i].late + p->weekdays[i].after_close == 0)
			continue;
		p->weekdays[i].possible = -1;
		row_put(p, heading, "weekday", names[i], &p->weekdays[i]);
		heading = NULL;
	}
}

static int pupil_compare(const void *a, const void *b)
{
	const struct late_pupil *x = a, *y = b;

	return listed_compare(&x->who, &y->who);
}

static void pupil_rows(struct punctuality *p)
{
	const struct late_pupil *pupils = p->pupils.items;
	struct cell keys[MEASURED_COLUMNS];

	if (p->pupils.count > 1)
		qsort(p->pupils.items, (size_t)p->pupils.count, sizeof *pupils, pupil_compare);
	listed_tell_apart(p->office, p->pupils.items, p->pupils.count, sizeof *pupils, &p->arena);
	for (int i = 0; i < p->pupils.count; i++) {
		if (!day_is_none(pupils[i].who.pupil->row->died_day)) /* on no list (H8) */
			continue;
		const char *heading = listed_heading(p->office, p->report, &pupils[i].who, i > 0 ? &pupils[i - 1].who : NULL);
		struct cell *c = row_put(p, heading ? arena_printf(&p->report->arena, "Pupils: %s", heading) : NULL, "pupil", pupils[i].who.name,
					 &pupils[i].lates);

		listed_cells(p->office, p->report, keys, &pupils[i].who);
		for (int k = MEASURED_PUPIL; k < MEASURED_COLUMNS; k++)
			c[COL_PUPIL + k] = keys[k];
	}
}

static void punctuality_rows(struct punctuality *p)
{
	const struct report_asked *k = p->asked;
	const char *heading = "Reasons";

	row_put(p, NULL, "school", k->everything ? "Everybody" : "All of these", &p->all);
	if (p->by_class)
		class_rows(p);
	weekday_rows(p);
	if (p->reasons.count > 1)
		qsort(p->reasons.items, (size_t)p->reasons.count, sizeof *p->reasons.items, reason_compare);
	for (int i = 0; i < p->reasons.count; i++, heading = NULL)
		row_put(p, heading, "reason", p->reasons.items[i].words, &p->reasons.items[i].lates);
	pupil_rows(p);
	report_note(p->report, "Late at least once: %s pupils.", report_share_text(&p->report->arena, p->pupils.count, p->counted));
}

/* READING ------------------------------------------------------------------------------------------------------------------------------------- */

static int punctuality_read(struct punctuality *p, struct err *e)
{
	const struct report_asked *k = p->asked;
	struct measure_wish wish = listed_wish(k, ENGINE_TALLY);
	CLEAN_MEASURE struct measure m = { 0 };

	wish.listed = false; /* in the totals */
	int r = measure_begin(p->office, &wish, &m, e);
	if (r < 0)
		return r;
	p->day_minutes = school_day_minutes(p->office, m.day);
	p->classes = arena_new(&p->arena, (size_t)p->office->roll_group_count + 1, sizeof *p->classes);
	p->row_count = store_late_between(p->office->store, k->from, k->to, k->pupil, &p->arena, &p->rows);
	if (p->row_count < 0)
		return office_fail(p->office, p->row_count, e);
	r = measure_each(&m, visit, p, e);
	if (r == 0 && p->by_class)
		r = classes_read(p, e);
	if (r == 0)
		r = reasons_read(p, e);
	if (r < 0)
		return r;
	if (p->day_minutes > 0)
		report_line(p->report, "A school day is %d minutes of lessons, from the start of each register. L is before it closes, U after.",
			    p->day_minutes);
	if (p->by_class)
		report_line(p->report, "A late counts in the class in which the pupil was then.");
	report_left_out(p->report, k, &m);
	punctuality_rows(p);
	return 0;
}

static int punctuality_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	struct punctuality p = { .office = o, .asked = k, .report = r };

	p.by_class = !k->pupil && !k->wish->group && !k->wish->year && !k->wish->flag;

	report_start(o, r, "punctuality", columns, k->wish->working ? COLUMNS_ALL : COL_WORKING);
	report_titled(o, k, r, "Punctuality");
	int got = punctuality_read(&p, e);
	vec_finish(&p.pupils);
	vec_finish(&p.lates);
	vec_finish(&p.reasons);
	arena_finish(&p.arena);
	return got < 0 ? got : report_seal(o, r, e);
}

int report_fill_punctuality(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	return report_make(o, w, ACTION_SEE_TOTALS, punctuality_fill, ret, e);
}
