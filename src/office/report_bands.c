/* Bands: where each pupil stands between the lines of the policy (C1 to C5). */
#include <stdlib.h>
#include <string.h>

#include "report_parts.h"

enum { COL_PUPIL, COL_UPN, COL_ADMISSION, COL_NAME, COL_CLASS, COL_POSSIBLE, COL_ATTENDED, COL_MISSED, COL_PERCENT, COL_BAND,
       COL_PERSISTENT, COL_SEVERE, COL_ABSENCE, COL_WORKING, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_PUPIL] = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_UPN] = { "upn", "UPN", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_ADMISSION] = { "admission_number", "Number", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NAME] = { "name", "Name", CELL_TEXT, 25, COLUMN_BOTH },
	[COL_CLASS] = { "class", "Class", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_POSSIBLE] = { "possible", "Possible", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_ATTENDED] = { "attended", "Attended", CELL_TEXT, 19, COLUMN_TEXT_ONLY },
	[COL_MISSED] = { "missed", "Missed", CELL_INTEGER, 6, COLUMN_BOTH },
	[COL_PERCENT] = { "attendance_percent", "Percent", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_BAND] = { "band", "Band", CELL_TEXT, 12, COLUMN_BOTH },
	[COL_PERSISTENT] = { "persistent", "Persistent", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[COL_SEVERE] = { "severe", "Severe", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[COL_ABSENCE] = { "absence", "Absence", CELL_TEXT, 10, COLUMN_TEXT_ONLY },
	[COL_WORKING] = { "working", "Working", CELL_TEXT, 0, COLUMN_DATA_ONLY },
};

struct line {
	const struct roll_pupil *pupil;
	const char *sort_key;
	const char *class;     /**< NULL: none */
	int rank;              /**< of the class; those without one last */
};

static int64_t line_id(const struct line *l)
{
	return l->pupil->row->id;
}

struct counted {
	struct roll *roll;
	struct tally *tallies;    /**< by pupil */
	struct working *workings; /**< by pupil; NULL where nobody asked */
};

static void count_strip(void *ctx, const struct roll_strip *s)
{
	struct counted *c = ctx;

	if (c->workings)
		working_add(c->roll, s, &c->workings[s->id]);
	tally_span(&s->span, &c->tallies[s->id]);
}

static int line_compare(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	int c = strcmp(x->sort_key, y->sort_key);
	return c != 0 ? c : line_id(x) < line_id(y) ? -1 : line_id(x) > line_id(y);
}

/* Leavers are in (domain 4): for the time that they were on the roll. */
static int lines_find(struct office *o, const struct report_asked *k, struct roll *roll, struct arena *a, struct line **ret)
{
	const int *ranks = report_group_ranks(o, a);
	struct line *lines = arena_new(a, (size_t)roll->count, sizeof *lines);
	struct day today = office_today(o), day = k->to.n < today.n ? k->to : today;
	int n = 0;

	for (int64_t id = 1; id < roll->count; id++) {
		const struct roll_pupil *p = &roll->pupils[id];
		int i = report_group_index(o, roll_class(p, day));

		if (!p->row || (k->pupil != 0 && k->pupil != id) || !report_sees_index(k, i) || !roll_overlaps(p, k->first, k->last))
			continue;
		lines[n++] = (struct line){ p, roll_sort_key(p->row, a), i < 0 ? NULL : o->roll_groups[i].name,
					    i < 0 ? o->roll_group_count : ranks[i] };
	}
	qsort(lines, (size_t)n, sizeof *lines, line_compare);
	*ret = lines;
	return n;
}

static void line_figures(struct report *r, struct cell *c, const struct tally *t, const struct policy *policy)
{
	int possible = tally_possible(t), attended = tally_attended(t), missed = tally_missed(t);
	int band = policy_band(policy, possible, attended);
	bool persistent = absence_persistent(possible, missed), severe = absence_severe(possible, missed);

	c[COL_POSSIBLE] = cell_integer(possible);
	c[COL_ATTENDED] = cell_kept(report_share_text(&r->arena, attended, possible));
	c[COL_MISSED] = cell_integer(missed);
	c[COL_PERCENT] = cell_percent(percent_tenths(attended, possible));
	c[COL_BAND] = cell_kept(band < 0 ? NULL : policy->bands[band]);
	c[COL_PERSISTENT] = cell_flag(persistent);
	c[COL_SEVERE] = cell_flag(severe);
	c[COL_ABSENCE] = cell_kept(severe ? "severe" : persistent ? "persistent" : NULL);
}

static struct cell *line_add(struct report *r, const struct line *l, const char *class, bool first, const struct tally *t,
			     const struct policy *policy)
{
	struct cell *c = report_row_add(r, !first ? NULL : class ? class : "No class");
	const struct pupil_row *p = l->pupil->row;

	c[COL_PUPIL] = report_cell_key(r, &p->key);
	c[COL_UPN] = cell_text(r, p->upn);
	c[COL_ADMISSION] = cell_text(r, p->admission_number);
	c[COL_NAME] = cell_kept(pupil_display_name(p, &r->arena));
	c[COL_CLASS] = cell_kept(class);
	line_figures(r, c, t, policy);
	return c;
}

static void line_working(struct report *r, const struct report_asked *k, const struct line *l, struct counted *counted, struct cell *c)
{
	struct working *w = &counted->workings[line_id(l)];

	working_rest(counted->roll, l->pupil, k->first, k->last, k->to_date ? report_year_end(k->to) : k->last, w);
	c[COL_WORKING] = cell_kept(working_text(w, &r->arena));
	report_note(r, "%s: %s.", c[COL_NAME].text, c[COL_WORKING].text);
}

/** How the pupils are spread over the bands. */
struct spread {
	int pupils, none, possible, persistent, severe;
	int *bands;
};

static void spread_add(struct spread *s, const struct tally *t, const struct policy *policy)
{
	int possible = tally_possible(t), missed = tally_missed(t), band = policy_band(policy, possible, tally_attended(t));

	s->pupils++;
	if (band < 0) {
		s->none++;
		return;
	}
	s->bands[band]++;
	s->possible++;
	s->persistent += absence_persistent(possible, missed);
	s->severe += absence_severe(possible, missed);
}

static void spread_note(struct report *r, const struct spread *s, const struct policy *policy)
{
	CLEAN_BUF struct buf b = { 0 };

	buf_printf(&b, "%d pupil%s", s->pupils, s->pupils == 1 ? "" : "s");
	for (int i = 0; i <= policy->boundary_count; i++)
		buf_printf(&b, "%s%s: %d", i == 0 ? ": " : "; ", policy->bands[i], s->bands[i]);
	if (s->none > 0)
		buf_printf(&b, "; no possible session: %d", s->none);
	report_note(r, "%s.", buf_string(&b));
	report_note(r, "Persistent absence (10%% or more missed): %s. Severe (50%% or more): %s.",
		    report_share_text(&r->arena, s->persistent, s->possible), report_share_text(&r->arena, s->severe, s->possible));
}

static void bands_title(struct office *o, const struct report_asked *k, struct report *r, const struct roll *roll, const struct policy *policy)
{
	char from[DAY_TEXT], to[DAY_TEXT];
	const char *class = report_group_name(o, k->group);

	r->title = arena_printf(&r->arena, "Attendance bands%s%s, %s to %s", class ? " of " : "", class ? class : "", day_long(k->from, from),
				day_long(k->to, to));
	report_line(r, "Policy: %s.", policy->title);
	if (roll->boarders > 0)
		report_line(r, "Boarders are in no figure: %d.", roll->boarders);
}

static void bands_rows(const struct report_asked *k, struct report *r, const struct line *lines, int n,
		       struct counted *counted, const struct policy *policy)
{
	const char *class = NULL; /* the report's own copy: the school may be read anew while it is shown */
	struct spread spread = { .bands = arena_new(&r->arena, (size_t)policy->boundary_count + 1, sizeof *spread.bands) };

	for (int i = 0; i < n; i++) {
		const struct tally *t = &counted->tallies[line_id(&lines[i])];
		bool first = i == 0 || lines[i].rank != lines[i - 1].rank;

		if (first)
			class = arena_text(&r->arena, lines[i].class);
		struct cell *c = line_add(r, &lines[i], class, first, t, policy);
		if (counted->workings)
			line_working(r, k, &lines[i], counted, c);
		spread_add(&spread, t, policy);
	}
	spread_note(r, &spread, policy);
}

static int bands_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	CLEAN_ROLL struct roll roll = { 0 };
	CLEAN_ARENA struct arena a = { 0 };
	struct policy policy;
	struct line *lines;
	bool working = k->wish->working;
	int n, got = report_policy(o, k->to, &r->arena, &policy, e);

	if (got == 0)
		got = roll_load(o, working ? ROLL_PLACES | ROLL_YEARS : ROLL_PLACES, k->first, working ? report_year_end(k->to) : k->last, &roll, e);
	if (got < 0)
		return got;
	struct counted counted = { &roll, arena_new(&a, (size_t)roll.count, sizeof *counted.tallies), NULL };
	if (working)
		counted.workings = arena_new(&a, (size_t)roll.count, sizeof *counted.workings);
	got = roll_walk(&roll, k->first, k->last, k->pupil, count_strip, &counted, e);
	if (got < 0)
		return got;
	report_start(o, r, "bands", columns, working ? COLUMNS_ALL : COL_WORKING);
	r->none = "No pupil was on the roll.";
	bands_title(o, k, r, &roll, &policy);
	n = lines_find(o, k, &roll, &a, &lines);
	bands_rows(k, r, lines, n, &counted, &policy);
	return report_seal(o, r, e);
}

int report_fill_bands(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	return report_make(o, w, ACTION_SEE_TOTALS, bands_fill, ret, e);
}
