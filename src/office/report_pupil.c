/* One pupil's year: figures, counts by code, and each absence by date. */
#include <errno.h>
#include <string.h>

#include "report_pupil.h"

enum { COL_PUPIL, COL_UPN, COL_ADMISSION, COL_NAME, COL_CLASS, COL_FROM, COL_TO, COL_POSSIBLE, COL_ATTENDED, COL_MISSED, COL_MISSING,
       COL_LATE, COL_PERCENT, COL_BAND, COL_BAND_EDGES, COL_PERSISTENT, COL_SEVERE, COL_CODES, COL_ABSENCES, COL_WORKING, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_PUPIL] = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_UPN] = { "upn", "UPN", CELL_TEXT, 0, COLUMN_BOTH },
	[COL_ADMISSION] = { "admission_number", "Admission number", CELL_TEXT, 0, COLUMN_BOTH },
	[COL_NAME] = { "name", "Name", CELL_TEXT, 0, COLUMN_BOTH },
	[COL_CLASS] = { "class", "Class", CELL_TEXT, 0, COLUMN_BOTH },
	[COL_FROM] = { "from", "From", CELL_DAY, 0, COLUMN_BOTH },
	[COL_TO] = { "to", "To", CELL_DAY, 0, COLUMN_BOTH },
	[COL_POSSIBLE] = { "possible", "Possible sessions", CELL_INTEGER, 0, COLUMN_BOTH },
	[COL_ATTENDED] = { "attended", "Attended", CELL_INTEGER, 0, COLUMN_BOTH },
	[COL_MISSED] = { "missed", "Missed", CELL_INTEGER, 0, COLUMN_BOTH },
	[COL_MISSING] = { "missing", "Without a mark", CELL_INTEGER, 0, COLUMN_BOTH },
	[COL_LATE] = { "late", "Late (L)", CELL_INTEGER, 0, COLUMN_BOTH },
	[COL_PERCENT] = { "attendance_percent", "Attendance %", CELL_PERCENT, 0, COLUMN_BOTH },
	[COL_BAND] = { "band", "Band", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_BAND_EDGES] = { "band_edges", "Band", CELL_TEXT, 0, COLUMN_TEXT_ONLY },
	[COL_PERSISTENT] = { "persistent", "Persistent absence", CELL_FLAG, 0, COLUMN_BOTH },
	[COL_SEVERE] = { "severe", "Severe absence", CELL_FLAG, 0, COLUMN_BOTH },
	[COL_CODES] = { "codes", "Codes", CELL_COUNTS, 0, COLUMN_BOTH },
	[COL_ABSENCES] = { "absences", "Absences", CELL_LIST, 0, COLUMN_DATA_ONLY },
	[COL_WORKING] = { "working", "Working", CELL_TEXT, 0, COLUMN_BOTH },
};

struct absence {
	sitting at;
	const struct code *code;
};

struct year {
	struct roll *roll;
	struct working working;
	int32_t codes[256];
	struct { VEC(struct absence); } absences;
};

static void year_strip(void *ctx, const struct roll_strip *s)
{
	struct year *y = ctx;

	working_add(y->roll, s, &y->working);
	span_codes(&s->span, y->codes);
	for (sitting at = s->span.first; at <= s->span.last; at++) {
		const struct code *c = code_on(s->marks[at - s->span.first], sitting_day(at));

		if (c && (c->category == CATEGORY_AUTHORISED || c->category == CATEGORY_UNAUTHORISED))
			vec_push(&y->absences, (struct absence){ at, c });
	}
}

static void absences_list(struct report *r, const struct year *y, struct cell *c)
{
	CLEAN_BUF struct buf b = { 0 };
	char day[DAY_TEXT];

	for (int i = 0; i < y->absences.count; i++) {
		const struct absence *x = &y->absences.items[i];

		buf_printf(&b, "%s%s %s %s", i > 0 ? "; " : "", day_iso(sitting_day(x->at), day), session_name(sitting_session(x->at)),
			   x->code->symbol);
	}
	*c = cell_text(r, buf_string(&b));
}

/* A line a day: both sessions on one where the code is the same. */
static void absences_notes(struct report *r, const struct year *y)
{
	char day[DAY_TEXT];

	for (int i = 0; i < y->absences.count; i++) {
		const struct absence *x = &y->absences.items[i];
		bool whole = i + 1 < y->absences.count && sitting_session(x->at) == SESSION_AM && x[1].at == x->at + 1 &&
			     x[1].code == x->code;

		report_note(r, "%s, %s: %s %s", day_long(sitting_day(x->at), day),
			    whole ? "all day" : sitting_session(x->at) == SESSION_AM ? "morning" : "afternoon", x->code->symbol, x->code->words);
		i += whole;
	}
	if (y->absences.count == 0)
		report_note(r, "No absence.");
}

static void pupil_figures(struct report *r, struct cell *c, const struct year *y, const struct policy *policy)
{
	const struct tally *t = &y->working.tally;
	int possible = tally_possible(t), attended = tally_attended(t), band = policy_band(policy, possible, attended);
	char edges[BAND_EDGES_MOST];

	c[COL_POSSIBLE] = cell_integer(possible);
	c[COL_ATTENDED] = cell_integer(attended);
	c[COL_MISSED] = cell_integer(tally_missed(t));
	c[COL_MISSING] = cell_integer(y->working.unmarked);
	c[COL_LATE] = cell_integer(t->late);
	c[COL_PERCENT] = cell_percent(percent_tenths(attended, possible));
	c[COL_BAND] = cell_text(r, band < 0 ? NULL : policy->bands[band]);
	c[COL_BAND_EDGES] = cell_text(r, band < 0 ? NULL : policy_band_edges(policy, band, edges));
	c[COL_PERSISTENT] = cell_flag(absence_persistent(possible, tally_missed(t)));
	c[COL_SEVERE] = cell_flag(absence_severe(possible, tally_missed(t)));
	c[COL_CODES] = report_cell_codes(r, y->codes);
	report_line(r, "Attended %s.", report_share_text(&r->arena, attended, possible));
}

static void pupil_row(struct office *o, const struct report_asked *k, struct report *r, const struct pupil_row *p, int64_t group,
		      const struct year *y, const struct policy *policy)
{
	struct cell *c = report_row_add(r, NULL);

	c[COL_PUPIL] = report_cell_key(r, &p->key);
	c[COL_UPN] = cell_text(r, p->upn);
	c[COL_ADMISSION] = cell_text(r, p->admission_number);
	c[COL_NAME] = cell_text(r, pupil_display_name(p, &r->arena));
	c[COL_CLASS] = cell_text(r, report_group_name(o, group));
	c[COL_FROM] = cell_day(k->from);
	c[COL_TO] = cell_day(k->to);
	pupil_figures(r, c, y, policy);
	absences_list(r, y, &c[COL_ABSENCES]);
	absences_notes(r, y);
	if (k->wish->working)
		c[COL_WORKING] = cell_text(r, working_text(&y->working, &r->arena));
	r->title = arena_printf(&r->arena, "Attendance of %s", c[COL_NAME].text);
}

int report_pupil_check(const struct report_asked *k, const struct roll *roll, struct err *e)
{
	if (k->pupil && (k->pupil >= roll->count || !roll->pupils[k->pupil].row))
		return err_refuse(e, "That pupil is a boarder or was merged with another: there are no attendance figures to show.");
	return 0;
}

static int pupil_year(struct office *o, const struct report_asked *k, struct report *r, struct roll *roll, struct year *y, struct err *e)
{
	const struct roll_pupil *p = &roll->pupils[k->pupil];
	struct policy policy;
	int got = report_policy(o, k->to, &r->arena, &policy, e);

	if (got < 0)
		return got;
	int64_t group = roll_class(p, k->to);
	if (!report_sees(o, k, group))
		return err_refuse(e, "That pupil is not in one of your classes. Ask the office for the figures.");
	y->roll = roll;
	got = roll_walk(roll, k->first, k->last, k->pupil, year_strip, y, e);
	if (got < 0)
		return got;
	working_rest(roll, p, k->first, k->last, report_end(o, k), &y->working);
	report_start(o, r, "pupil", columns, k->wish->working ? COLUMNS_ALL : COL_WORKING);
	r->record = true;
	pupil_row(o, k, r, p->row, group, y, &policy);
	return report_seal(o, r, e);
}

static int pupil_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	CLEAN_ROLL struct roll roll = { 0 };
	struct year year = { 0 };
	int got = roll_load_only(o, k->pupil, ROLL_PLACES | ROLL_YEARS, k->first, report_end(o, k), &roll, e);

	if (got == 0)
		got = report_pupil_check(k, &roll, e);
	if (got < 0)
		return got;
	got = pupil_year(o, k, r, &roll, &year, e);
	vec_finish(&year.absences);
	return got;
}

int report_fill_pupil(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	if (!w->pupil)
		return err_usage(e, "Say which pupil: --pupil with a UPN, an admission number or a name.");
	return report_make(o, w, ACTION_SEE_TOTALS, pupil_fill, ret, e);
}
