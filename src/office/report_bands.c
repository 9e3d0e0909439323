/* Bands: where each pupil stands between the lines of the policy (C1 to C5). */
#include <stdlib.h>
#include <string.h>

#include "bands_parts.h"
#include "report_listed.h"
#include "names.h"
#include "rules/pupil.h"

enum { COL_PUPIL, COL_UPN, COL_ADMISSION, COL_NAME, COL_CLASS, COL_POSSIBLE, COL_ATTENDED, COL_MISSED, COL_PERCENT, COL_BAND,
       COL_PERSISTENT, COL_SEVERE, COL_ABSENCE, COL_STAGE, COL_THEN_POSSIBLE, COL_THEN_ATTENDED, COL_NEWLY, COL_NEWLY_DATE, COL_NEWLY_SESSION, COL_WITHDRAWN,
       COL_WORKING, COLUMNS_ALL };

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
	[COL_STAGE] = { "stage", "Stage", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_THEN_POSSIBLE] = { "possible_at_review", "Possible at review", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_THEN_ATTENDED] = { "attended_at_review", "Attended at review", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_NEWLY] = { "newly", "Newly", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NEWLY_DATE] = { "newly_date", "Newly since", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NEWLY_SESSION] = { "newly_session", "Session", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_WITHDRAWN] = { "withdrawn", "Withdrawn", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_WORKING] = { "working", "Working", CELL_TEXT, 0, COLUMN_DATA_ONLY },
};

static int pupil_compare(const void *a, const void *b)
{
	const struct band_pupil *x = a, *y = b;

	if (x->class_rank != y->class_rank)
		return x->class_rank < y->class_rank ? -1 : 1;
	int c = strcmp(x->sort_key, y->sort_key);
	return c != 0 ? c : x->id < y->id ? -1 : x->id > y->id;
}

static void row_figures(struct report *r, struct cell *c, const struct band_pupil *b, const struct policy *policy)
{
	c[COL_POSSIBLE] = cell_integer(b->possible);
	c[COL_ATTENDED] = cell_kept(report_share_text(&r->arena, b->attended, b->possible));
	c[COL_MISSED] = cell_integer(b->missed);
	c[COL_PERCENT] = cell_percent(percent_tenths(b->attended, b->possible));
	c[COL_BAND] = cell_kept(b->band < 0 ? NULL : policy->bands[b->band]);
	c[COL_PERSISTENT] = cell_flag(b->persistent);
	c[COL_SEVERE] = cell_flag(b->severe);
	c[COL_ABSENCE] = cell_kept(b->severe ? "severe" : b->persistent ? "persistent" : NULL);
}

/* "below 90%", "above 90%" */
static const char *crossing_words(struct arena *a, const struct policy *p, const struct crossing *c)
{
	return c ? arena_printf(a, "%s %d%%", c->down ? "below" : "above", p->boundaries[c->line].percent) : NULL;
}

static struct cell count_cell(int n)
{
	struct cell c = cell_integer(n);

	c.empty = n < 0;
	return c;
}

static void row_moved(struct report *r, struct cell *c, const struct band_pupil *b, const struct policy *p)
{
	char date[DAY_TEXT];

	c[COL_STAGE] = cell_kept(b->stage < 0 ? NULL : p->stages[b->stage].name);
	c[COL_THEN_POSSIBLE] = count_cell(b->then_possible);
	c[COL_THEN_ATTENDED] = count_cell(b->then_attended);
	c[COL_NEWLY] = cell_kept(crossing_words(&r->arena, p, b->crossed));
	c[COL_NEWLY_DATE] = cell_text(r, b->crossed ? day_iso(sitting_day(b->crossed->at), date) : NULL);
	c[COL_NEWLY_SESSION] = cell_kept(b->crossed ? session_name(sitting_session(b->crossed->at)) : NULL);
	c[COL_WITHDRAWN] = cell_kept(crossing_words(&r->arena, p, b->withdrawn));
}

/* Where only what is new was asked for, it is told. */
static void moved_note(struct report *r, const char *name, const struct band_pupil *b, const struct policy *p)
{
	const struct crossing *c = b->crossed, *w = b->withdrawn;
	char date[DAY_TEXT];

	if (c)
		report_note(r, "%s: newly %s on %s, %s: %s.", name, crossing_words(&r->arena, p, c), day_long(sitting_day(c->at), date),
			    session_name(sitting_session(c->at)), report_share_text(&r->arena, c->attended, c->possible));
	if (w)
		report_note(r, "%s: was %s on %s, %s; the marks were changed since.", name, crossing_words(&r->arena, p, w),
			    day_long(sitting_day(w->at), date), session_name(sitting_session(w->at)));
}

static struct cell *row_add(struct report *r, const struct band_pupil *b, const char *name, const char *class, bool first,
			    const struct policy *policy)
{
	struct cell *c = report_row_add(r, !first ? NULL : class ? class : "No class");
	const struct pupil_row *p = b->pupil->row;

	c[COL_PUPIL] = report_cell_key(r, &p->key);
	c[COL_UPN] = cell_text(r, p->upn);
	c[COL_ADMISSION] = cell_text(r, p->admission_number);
	c[COL_NAME] = cell_kept(name);
	c[COL_CLASS] = cell_kept(class);
	row_figures(r, c, b, policy);
	row_moved(r, c, b, policy);
	return c;
}

static void spread_note(struct report *r, const struct band_spread *s, const struct policy *policy)
{
	CLEAN_BUF struct buf b = { 0 };
	char edges[BAND_EDGES_MOST];

	buf_printf(&b, "%d pupil%s", s->all, PLURAL(s->all));
	for (int i = 0; i <= policy->boundary_count; i++)
		buf_printf(&b, "%s%s: %d", i == 0 ? ": " : "; ", policy_band_edges(policy, i, edges), s->of_band[i]);
	if (s->none > 0)
		buf_printf(&b, "; no possible session: %d", s->none);
	report_note(r, "%s.", buf_string(&b));
	report_note(r, "Persistent absence (10%% or more missed): %s. Severe (50%% or more): %s.",
		    report_share_text(&r->arena, s->persistent, s->all - s->none), report_share_text(&r->arena, s->severe, s->all - s->none));
}

static void bands_title(struct office *o, const struct report_asked *k, struct report *r, const struct bands *b)
{
	char from[DAY_TEXT], to[DAY_TEXT];
	int year = SESSION_ANY_YEAR;
	const char *of;

	if (k->wish->year)
		year_parse(k->wish->year, &year);
	of = band_narrowed(o, k->group, year, k->wish->flag, &r->arena);
	r->title = arena_printf(&r->arena, "Attendance bands%s%s, %s to %s", *of ? " of " : "", of, day_long(k->from, from), day_long(k->to, to));
	report_period_line(r, k);
	report_line(r, "Policy: %s.", b->policy.title);
	if (k->wish->within > 0)
		report_line(r, "Within %d session%s of a line, missed or attended: %d of %d.", k->wish->within, PLURAL(k->wish->within),
			    b->count, b->spread.all);
	if (b->measure.boarders > 0)
		report_line(r, "Boarders are in no figure: %d.", b->measure.boarders);
	report_dfe_line(r, k, b->measure.dfe_why);
	if (!day_is_none(b->reviewed))
		report_line(r, "Since the review of %s: pupils newly below a line %d, newly above %d, withdrawn %d.", day_long(b->reviewed, from),
			    b->newly_below, b->newly_above, b->withdrawn);
}

/* H4: class and date of birth behind equal names. */
static const struct named *names_of(struct office *o, const struct bands *b, struct arena *a)
{
	struct named *names = arena_new(a, (size_t)b->count + 1, sizeof *names);

	for (int i = 0; i < b->count; i++) {
		const struct band_pupil *p = &b->pupils[i];

		names[i] = (struct named){ pupil_display_name(p->pupil->row, a), p->class < 0 ? NULL : o->roll_groups[p->class].name,
					   p->pupil->row->born_day };
	}
	names_tell_apart(names, b->count, a);
	return names;
}

static void bands_rows(struct office *o, const struct report_asked *k, struct report *r, struct bands *b)
{
	const char *class = NULL; /* the report's own copy: the school may be read anew while it is shown */

	qsort(b->pupils, (size_t)b->count, sizeof *b->pupils, pupil_compare);
	const struct named *names = names_of(o, b, &r->arena);
	for (int i = 0; i < b->count; i++) {
		const struct band_pupil *p = &b->pupils[i];
		bool first = i == 0 || p->class_rank != p[-1].class_rank;

		if (first)
			class = p->class < 0 ? NULL : arena_text(&r->arena, o->roll_groups[p->class].name);
		struct cell *c = row_add(r, p, names[i].name, class, first, &b->policy);
		if (k->wish->new_only)
			moved_note(r, names[i].name, p, &b->policy);
		if (!b->workings)
			continue;
		c[COL_WORKING] = cell_kept(working_text(&b->workings[p->id], &r->arena));
		report_note(r, "%s: %s.", c[COL_NAME].text, c[COL_WORKING].text);
	}
	spread_note(r, &b->spread, &b->policy);
}

static const char *none_words(const struct report_wish *w)
{
	if (w->new_only)
		return "Nothing has moved since the last review.";
	if (w->stage)
		return "No pupil is in that stage.";
	return w->within > 0 ? "No pupil is as near to a line as that." : "No pupil was on the roll.";
}

static int bands_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	const struct band_filter filter = { SESSION_ANY_YEAR, k->wish->flag, k->wish->within, -1 };
	CLEAN_BANDS struct bands b = { 0 };
	int got = bands_gather(o, k, &filter, k->wish->year, k->wish->working, &r->arena, &b, e);

	if (got < 0)
		return got;
	report_start(o, r, "bands", columns, k->wish->working ? COLUMNS_ALL : COL_WORKING);
	r->none = none_words(k->wish);
	bands_title(o, k, r, &b);
	bands_rows(o, k, r, &b);
	return report_seal(o, r, e);
}

int report_fill_bands(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	if (w->within < 0)
		return err_usage(e, "Say within how many sessions of a line: a number from 1.");
	struct report_wish judged = *w;
	judged.judged = true;
	return report_make(o, &judged, ACTION_SEE_TOTALS, bands_fill, ret, e);
}
