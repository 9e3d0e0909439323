/*
 * The inspector's list (C26) in one: absence by group, persistent and severe, part-time timetables, off site, suspensions, leavers and where they went, today's follow-up.
 * Each section says its count, also where it is none.
 */
#include <stdlib.h>
#include <string.h>

#include "report_listed.h"
#include "rules/ground.h"
#include "rules/pupil.h"

enum { COL_SECTION, COL_PUPIL, COL_UPN, COL_NUMBER, COL_NAME, COL_CLASS, COL_COUNT, COL_OF, COL_PERCENT, COL_FIGURE, COL_WORDS, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_SECTION] = { "section", "Section", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_PUPIL] = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_UPN] = { "upn", "UPN", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NUMBER] = { "admission_number", "Number", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NAME] = { "name", "Name", CELL_TEXT, 20, COLUMN_BOTH },
	[COL_CLASS] = { "class", "Class", CELL_TEXT, 8, COLUMN_BOTH },
	[COL_COUNT] = { "count", "Count", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_OF] = { "of", "Of", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_PERCENT] = { "percent", "Percent", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_FIGURE] = { "figure", "Figure", CELL_TEXT, 22, COLUMN_TEXT_ONLY },
	[COL_WORDS] = { "words", "", CELL_TEXT, 24, COLUMN_BOTH, true },
};

enum section { SECTION_GROUPS, SECTION_SEVERE, SECTION_PERSISTENT, SECTION_PART_TIME, SECTION_OFF_SITE, SECTION_SUSPENDED, SECTION_LEAVERS, SECTION_TODAY,
	       SECTIONS };

static const struct {
	const char *name, *heading;
} sections[SECTIONS] = {
	[SECTION_GROUPS] = { "absence_by_group", "Absence by group" },
	[SECTION_SEVERE] = { "severe", "Severe absence: 50% or more missed" },
	[SECTION_PERSISTENT] = { "persistent", "Persistent absence: 10% or more missed, less than 50%" },
	[SECTION_PART_TIME] = { "part_time", "Part-time timetables" },
	[SECTION_OFF_SITE] = { "off_site", "Educated off site (K, V, P, W, B, D)" },
	[SECTION_SUSPENDED] = { "suspended", "Suspended or excluded (E)" },
	[SECTION_LEAVERS] = { "leavers", "Left, and where they went" },
	[SECTION_TODAY] = { "today", "Today's follow-up" },
};

/** A line to be: who, how many of how many, and words. */
struct finding {
	struct listed who;
	enum section section;
	int64_t count, of;    /**< of 0: a count alone */
	const char *words;
};

struct inspecting {
	struct office *office;
	const struct report_asked *asked;
	struct report *report;
	struct arena arena;
	struct measure measure;
	struct planned_row *planned; /**< of the last day, by pupil */
	int planned_count;
	struct { VEC(struct finding); } found;
};

/* FINDING ------------------------------------------------------------------------------------------------------------------------------------- */

static void found(struct inspecting *x, enum section section, const struct listed *who, int64_t count, int64_t of, const char *words)
{
	vec_push(&x->found, (struct finding){ *who, section, count, of, words });
}

/* How often those codes stand, and the last day. */
static int codes_count_in(struct marks m, const char *symbols, int32_t count[static 256], struct day *ret_last)
{
	int all = 0;

	for (int i = 0; i < m.count; i++) {
		const char *symbol = code_symbol(m.of[i].code);

		if (strlen(symbol) != 1 || !strchr(symbols, *symbol))
			continue;
		count[m.of[i].code]++;
		*ret_last = sitting_day(m.of[i].at);
		all++;
	}
	return all;
}

static void find_codes(struct inspecting *x, enum section section, const struct listed *who, struct marks m, const char *symbols)
{
	int32_t count[256] = { 0 };
	struct day last = DAY_NONE;
	char day[DAY_TEXT];
	int n = codes_count_in(m, symbols, count, &last);

	if (n > 0)
		found(x, section, who, n, 0, arena_printf(&x->arena, "%s; last %s", report_codes_text(&x->arena, count), day_long(last, day)));
}

static const char *planned_words(struct inspecting *x, const struct planned_row *p)
{
	char until[DAY_TEXT], review[DAY_TEXT];
	struct plan_row plan;
	bool known = store_thing_get(x->office->store, THING_PLAN, p->plan, &x->arena, &plan) == 0;

	return arena_printf(&x->arena, "%s%s%s, to %s%s%s", p->code, p->words ? ": " : "", p->words ? p->words : "", day_long(sitting_day(p->at.last), until),
			    known && !day_is_none(plan.review_day) ? ", review " : "",
			    known && !day_is_none(plan.review_day) ? day_long(plan.review_day, review) : "");
}

/* A weekly pattern or a plan of C2 or X that is in force on the last day. */
static bool is_part_time(const struct planned_row *p)
{
	uint8_t code = p->code ? code_number(p->code) : CODE_NONE;

	return code == CODE_C2 || code == CODE_X;
}

/* X is for who is below compulsory school age (domain 1): a morning nursery is no part-time timetable that ought to have a plan. */
static const char *unplanned(const struct inspecting *x, const struct listed *who, int c2)
{
	struct day born = who->pupil->row->born_day;

	return c2 == 0 && !day_is_none(born) && !compulsory_on(born, x->asked->to) ? "below compulsory school age" : "no plan today";
}

static void find_part_time(struct inspecting *x, const struct listed *who, struct marks m)
{
	int32_t count[256] = { 0 };
	int64_t plan = 0;
	bool any = false;

	for (int i = 0; i < m.count; i++)
		count[m.of[i].code] += m.of[i].code == CODE_C2 || m.of[i].code == CODE_X;
	int sessions = count[CODE_C2] + count[CODE_X];
	for (int i = 0; i < x->planned_count; i++) {
		const struct planned_row *p = &x->planned[i];

		if (p->at.pupil != who->id || !is_part_time(p) || p->plan == plan)
			continue;
		plan = p->plan;
		any = true;
		found(x, SECTION_PART_TIME, who, sessions, 0, planned_words(x, p));
	}
	if (!any && sessions > 0)
		found(x, SECTION_PART_TIME, who, sessions, 0, arena_printf(&x->arena, "%s; %s", report_codes_text(&x->arena, count), unplanned(x, who, count[CODE_C2])));
}

static void find_today(struct inspecting *x, const struct listed *who, struct marks m)
{
	sitting first = sitting_of(x->measure.day, SESSION_AM);

	for (int i = m.count - 1; i >= 0 && m.of[i].at >= first; i--)
		if (code_has_no_reason(m.of[i].code))
			found(x, SECTION_TODAY, who, 1, 0, arena_printf(&x->arena, "%s, %s: no reason known", code_symbol(m.of[i].code),
									session_name(sitting_session(m.of[i].at))));
}

static void visit(void *ctx, const struct measure *m, const struct measured *p)
{
	struct inspecting *x = ctx;
	const struct engine_result *r = p->result;
	struct listed who;

	listed_make(&who, p, &x->arena);
	if (r->severe)
		found(x, SECTION_SEVERE, &who, r->missed, r->possible, NULL);
	else if (r->persistent)
		found(x, SECTION_PERSISTENT, &who, r->missed, r->possible, NULL);
	find_part_time(x, &who, r->marks);
	find_codes(x, SECTION_OFF_SITE, &who, r->marks, "KVPWBD");
	find_codes(x, SECTION_SUSPENDED, &who, r->marks, "E");
	find_today(x, &who, r->marks);
	(void)m;
}

static const char *left_words(struct inspecting *x, const struct enrolment_row *row)
{
	const struct ground *g = row->ground ? ground_find(row->ground, row->to_day) : NULL;
	char day[DAY_TEXT];

	return arena_printf(&x->arena, "%s; %s; %s", day_long(row->to_day, day), g ? g->words : row->ground ? row->ground : "no ground recorded",
			    row->destination ? row->destination : "no destination recorded");
}

static int find_leavers(struct inspecting *x, struct err *e)
{
	const struct report_asked *k = x->asked;
	const struct roll *roll = &x->measure.roll;
	struct enrolment_row *rows;
	int n = store_thing_all(x->office->store, THING_ENROLMENT, &x->arena, &rows);
	const int *ranks = report_group_ranks(x->office, &x->arena);

	for (int i = 0; i < n; i++) {
		const struct roll_pupil *p = rows[i].pupil < roll->count ? &roll->pupils[rows[i].pupil] : NULL;

		if (!p || !p->row || day_is_none(rows[i].to_day) || rows[i].to_day.n < k->from.n || rows[i].to_day.n > k->to.n ||
		    rows[i].to_day.n >= x->measure.day.n || roll_overlaps(p, sitting_of(day_add(rows[i].to_day, 1), SESSION_AM), INT32_MAX))
			continue;
		int class = report_group_index(x->office, roll_class(p, rows[i].to_day));
		if (!report_sees_index(k, class))
			continue;
		found(x, SECTION_LEAVERS, &(struct listed){ rows[i].pupil, p, class, class < 0 ? x->office->roll_group_count : ranks[class],
							    roll_sort_key(p->row, &x->arena), pupil_display_name(p->row, &x->arena) },
		      1, 0, left_words(x, &rows[i]));
	}
	return n < 0 ? office_fail(x->office, n, e) : 0;
}

/* ROWS -------------------------------------------------------------------------------------------------------------------------------------- */

static const char *section_heading(struct inspecting *x, enum section section, int n)
{
	return arena_printf(&x->report->arena, "%s: %d", sections[section].heading, n);
}

static const struct cell *cell_named(const struct report *r, int row, const char *column)
{
	for (int i = 0; i < r->column_count; i++)
		if (strcmp(r->columns[i].name, column) == 0)
			return &r->rows.items[row].cells[i];
	return NULL;
}

static int group_rows(struct inspecting *x, struct err *e)
{
	struct report groups = { 0 };
	const char *heading = sections[SECTION_GROUPS].heading;
	int r = groups_fill(x->office, x->asked, &groups, e);

	for (int i = 0; r == 0 && i < groups.rows.count; i++, heading = NULL) {
		struct cell *c = report_row_add(x->report, heading);
		int64_t possible = cell_named(&groups, i, "possible")->number, missed = possible - cell_named(&groups, i, "attended")->number;
		int64_t counted = cell_named(&groups, i, "pupils_with_sessions")->number;

		c[COL_SECTION] = cell_kept(sections[SECTION_GROUPS].name);
		c[COL_NAME] = cell_text(x->report, cell_named(&groups, i, "title")->text);
		c[COL_COUNT] = cell_integer(missed);
		c[COL_OF] = cell_integer(possible);
		c[COL_PERCENT] = cell_percent(percent_tenths(missed, possible));
		c[COL_FIGURE] = cell_kept(report_share_text(&x->report->arena, missed, possible));
		c[COL_WORDS] = cell_kept(arena_printf(&x->report->arena, "persistent %s, severe %s",
						      report_share_text(&x->report->arena, cell_named(&groups, i, "persistent")->number, counted),
						      report_share_text(&x->report->arena, cell_named(&groups, i, "severe")->number, counted)));
	}
	report_finish(&groups);
	return r;
}

static int finding_compare(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;

	return x->section != y->section ? (int)x->section - (int)y->section : listed_compare(&x->who, &y->who);
}

static void finding_row(struct inspecting *x, const struct finding *f, const char *heading)
{
	struct report *r = x->report;
	struct cell *c = report_row_add(r, heading);

	c[COL_SECTION] = cell_kept(sections[f->section].name);
	listed_cells(x->office, r, c + COL_PUPIL, &f->who);
	c[COL_COUNT] = cell_integer(f->count);
	c[COL_FIGURE] = cell_kept(arena_printf(&r->arena, "%lld", (long long)f->count));
	if (f->of > 0) {
		c[COL_OF] = cell_integer(f->of);
		c[COL_PERCENT] = cell_percent(percent_tenths(f->count, f->of));
		c[COL_FIGURE] = cell_kept(report_share_text(&r->arena, f->count, f->of));
	}
	c[COL_WORDS] = cell_text(r, f->words);
}

static void finding_rows(struct inspecting *x)
{
	int count[SECTIONS] = { 0 };
	const struct finding *f = x->found.items;

	if (x->found.count > 1)
		qsort(x->found.items, (size_t)x->found.count, sizeof *f, finding_compare);
	for (int i = 0; i < x->found.count; i++)
		count[f[i].section]++;
	for (int i = 0; i < x->found.count; i++)
		finding_row(x, &f[i], i > 0 && f[i].section == f[i - 1].section ? NULL : section_heading(x, f[i].section, count[f[i].section]));
	for (int s = SECTION_SEVERE; s < SECTIONS; s++)
		if (count[s] == 0)
			report_note(x->report, "%s: none.", sections[s].heading);
}

static int inspection_read(struct inspecting *x, struct err *e)
{
	const struct measure_wish wish = listed_wish(x->asked, ENGINE_TALLY);
	int r = measure_begin(x->office, &wish, &x->measure, e);

	if (r < 0)
		return r;
	x->planned_count = store_planned_between(x->office->store, x->measure.day, x->measure.day, &x->arena, &x->planned);
	if (x->planned_count < 0)
		return office_fail(x->office, x->planned_count, e);
	r = measure_each(&x->measure, visit, x, e);
	if (r == 0)
		r = find_leavers(x, e);
	if (r == 0)
		r = group_rows(x, e);
	if (r == 0)
		finding_rows(x);
	return r;
}

static int inspection_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	struct inspecting x = { .office = o, .asked = k, .report = r };

	report_start(o, r, "inspection", columns, COLUMNS_ALL);
	r->none = "No pupil was on the roll.";
	report_titled(o, k, r, "For inspection");
	int got = inspection_read(&x, e);
	vec_finish(&x.found);
	measure_finish(&x.measure);
	arena_finish(&x.arena);
	return got < 0 ? got : report_seal(o, r, e);
}

int report_fill_inspection(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	return report_make(o, w, ACTION_SEE_TOTALS, inspection_fill, ret, e);
}
