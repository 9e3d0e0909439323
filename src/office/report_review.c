/* The fortnight's list as rows (C19): the same lines as on the Review screen. */
#include <limits.h>
#include <string.h>

#include "office/calls.h"
#include "review_parts.h"

enum { COL_PUPIL, COL_UPN, COL_ADMISSION, COL_NAME, COL_CLASS, COL_WHY, COL_POSSIBLE, COL_ATTENDED, COL_SHARE, COL_PERCENT, COL_POSSIBLE_THEN, COL_ATTENDED_THEN,
       COL_CHANGE, COL_CHANGE_TEXT, COL_SESSIONS, COL_UNAUTHORISED, COL_PROVISIONAL, COL_SEEN, COL_SPOKEN, COL_STAGE, COL_STAGE_TITLE, COL_BY_PERSON, COL_SINCE, COL_DAYS,
       COL_CROSSED, COL_WITHDRAWN, COL_LAST_DAY, COL_LAST, COL_LAST_NEXT, COL_LAST_BY, COL_LOOKED, COL_DECISION, COL_DECIDED_BY, COL_DUE, COL_NEXT, COL_NEXT_DAY,
       COL_STEP, COL_WORKING, COLUMNS };

static const struct report_column columns[COLUMNS] = {
	[COL_PUPIL] = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_UPN] = { "upn", "UPN", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_ADMISSION] = { "admission_number", "Number", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NAME] = { "name", "Name", CELL_TEXT, 0, COLUMN_BOTH },
	[COL_CLASS] = { "class", "Class", CELL_TEXT, 0, COLUMN_BOTH },
	[COL_WHY] = { "why", "Why", CELL_LIST, 0, COLUMN_DATA_ONLY },
	[COL_POSSIBLE] = { "possible", "Possible", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_ATTENDED] = { "attended", "Attended", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_SHARE] = { "share", "Attended", CELL_TEXT, 19, COLUMN_TEXT_ONLY },
	[COL_PERCENT] = { "attendance_percent", "Percent", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_POSSIBLE_THEN] = { "possible_then", "Possible then", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_ATTENDED_THEN] = { "attended_then", "Attended then", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_CHANGE] = { "change_tenths", "Change", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_CHANGE_TEXT] = { "change", "10 days", CELL_TEXT, 0, COLUMN_TEXT_ONLY },
	[COL_SESSIONS] = { "sessions", "Last 20", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_UNAUTHORISED] = { "unauthorised", "Unauthorised", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_PROVISIONAL] = { "provisional", "Of them N", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_SEEN] = { "days_since_seen", "Seen", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_SPOKEN] = { "days_since_spoken", "Spoken", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_STAGE] = { "stage", "Stage", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_STAGE_TITLE] = { "stage_title", "Stage", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_BY_PERSON] = { "stage_by_person", "By a person", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[COL_SINCE] = { "stage_since", "Since", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[COL_DAYS] = { "stage_days", "School days", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_CROSSED] = { "newly_below", "Newly below", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_WITHDRAWN] = { "withdrawn", "Withdrawn", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_LAST_DAY] = { "last_day", "Reviewed", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[COL_LAST] = { "last_decision", "Decided then", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_LAST_NEXT] = { "last_agreed", "Agreed then", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_LAST_BY] = { "last_agreed_by", "By", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[COL_LOOKED] = { "looked_at", "Looked at", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[COL_DECISION] = { "decision", "Decided", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_DECIDED_BY] = { "decided_by", "By", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_DUE] = { "due", "Due", CELL_LIST, 0, COLUMN_DATA_ONLY },
	[COL_NEXT] = { "next_step", "Next", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NEXT_DAY] = { "next_step_day", "When", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[COL_STEP] = { "step", "What is known, and what is next", CELL_TEXT, 0, COLUMN_TEXT_ONLY, .whole = true },
	[COL_WORKING] = { "working", "Working", CELL_TEXT, 0, COLUMN_DATA_ONLY },
};

static const char *why_text(struct report *r, unsigned int why)
{
	static const char *const words[] = { "stage", "newly below", "withdrawn", "agreed" };
	CLEAN_BUF struct buf b = { 0 };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (why >> i & 1)
			buf_printf(&b, "%s%s", b.length ? "; " : "", words[i]);
	return arena_text(&r->arena, buf_string(&b));
}

static const char *change_text(struct report *r, int tenths)
{
	int size = tenths < 0 ? -tenths : tenths;

	return tenths == INT_MIN ? NULL : arena_printf(&r->arena, "%s%d.%d", tenths < 0 ? "-" : tenths > 0 ? "+" : "", size / 10, size % 10);
}

static void agreed_put(const struct review_said *last, struct buf *to)
{
	char day[DAY_TEXT];

	if (!last->act)
		return;
	buf_printf(to, " Last time: %s", last->decision);
	if (last->next)
		buf_printf(to, "; agreed: %s", last->next);
	if (!day_is_none(last->next_day))
		buf_printf(to, ", by %s", day_long(last->next_day, day));
	buf_char(to, '.');
}

static void last_put(const struct review_line *l, struct buf *to)
{
	char day[DAY_TEXT];

	buf_printf(to, " Last %d: %s. Unauthorised: %d of %d (N: %d). ", REVIEW_SESSIONS, l->sessions, l->unauthorised, PENALTY_SESSIONS,
		   l->provisional);
	buf_text(to, "The child: ");
	since_put(to, "seen", l->seen_days);
	buf_text(to, "; ");
	since_put(to, "spoken to", l->spoken_days);
	buf_char(to, '.');
	if (l->next)
		buf_printf(to, " Then: %s%s%s.", l->next, day_is_none(l->next_day) ? "" : ", ", day_is_none(l->next_day) ? "" : day_long(l->next_day, day));
}

/* What the figures do not say, in sentences. */
static const char *step_text(struct report *r, const struct review_line *l)
{
	CLEAN_BUF struct buf b = { 0 };

	buf_printf(&b, "%s%s", l->now.act ? "Decided: " : "Next: ", l->now.act ? l->now.decision : l->proposed);
	if (l->now.of)
		buf_printf(&b, " (by %s, in the review of %s)", l->now.who, l->now.of);
	buf_char(&b, '.');
	if (l->stage_title)
		buf_printf(&b, " %s, %d school day%s%s.", l->stage_title, l->stage_days, PLURAL(l->stage_days), l->by_person ? ", set by a person" : "");
	if (l->crossed)
		buf_printf(&b, " N%s.", l->crossed + 1);
	if (l->withdrawn)
		buf_printf(&b, " Withdrawn: %s.", l->withdrawn);
	agreed_put(&l->last, &b);
	last_put(l, &b);
	return arena_text(&r->arena, buf_string(&b));
}

static struct cell days_cell(int days)
{
	return days < 0 ? (struct cell){ .empty = true } : cell_integer(days);
}

static void figures_fill(struct report *r, struct cell *c, const struct review_line *l)
{
	c[COL_POSSIBLE] = cell_integer(l->possible);
	c[COL_ATTENDED] = cell_integer(l->attended);
	c[COL_SHARE] = cell_kept(report_share_text(&r->arena, l->attended, l->possible));
	c[COL_PERCENT] = cell_percent(percent_tenths(l->attended, l->possible));
	c[COL_POSSIBLE_THEN] = cell_integer(l->possible_then);
	c[COL_ATTENDED_THEN] = cell_integer(l->attended_then);
	if (l->change != INT_MIN)
		c[COL_CHANGE] = cell_integer(l->change);
	c[COL_CHANGE_TEXT] = cell_kept(change_text(r, l->change));
	c[COL_SESSIONS] = cell_text(r, l->sessions);
	c[COL_UNAUTHORISED] = cell_integer(l->unauthorised);
	c[COL_PROVISIONAL] = cell_integer(l->provisional);
	c[COL_SEEN] = days_cell(l->seen_days);
	c[COL_SPOKEN] = days_cell(l->spoken_days);
}

static void stage_fill(struct report *r, struct cell *c, const struct review_line *l)
{
	c[COL_STAGE] = cell_text(r, l->stage_name);
	c[COL_STAGE_TITLE] = cell_text(r, l->stage_title);
	c[COL_BY_PERSON] = cell_flag(l->by_person);
	if (l->stage < 0)
		return;
	c[COL_SINCE] = cell_day(l->stage_since);
	c[COL_DAYS] = cell_integer(l->stage_days);
}

static void said_fill(struct report *r, struct cell *c, const struct review_line *l)
{
	if (l->last.act) {
		c[COL_LAST_DAY] = cell_day(l->last.day);
		c[COL_LAST] = cell_text(r, l->last.decision);
		c[COL_LAST_NEXT] = cell_text(r, l->last.next);
		if (!day_is_none(l->last.next_day))
			c[COL_LAST_BY] = cell_day(l->last.next_day);
	}
	c[COL_LOOKED] = cell_flag(l->now.act != 0);
	if (l->now.act) {
		c[COL_DECISION] = cell_text(r, l->now.decision);
		c[COL_DECIDED_BY] = cell_text(r, l->now.who);
	}
}

static void row_fill(struct report *r, const struct review_line *l, const char *heading)
{
	struct cell *c = report_row_add(r, heading);

	c[COL_PUPIL] = cell_text(r, l->key);
	c[COL_UPN] = cell_text(r, l->upn);
	c[COL_ADMISSION] = cell_text(r, l->admission_number);
	c[COL_NAME] = cell_text(r, l->name);
	c[COL_CLASS] = cell_text(r, l->class);
	c[COL_WHY] = cell_kept(why_text(r, l->why));
	figures_fill(r, c, l);
	stage_fill(r, c, l);
	c[COL_CROSSED] = cell_text(r, l->crossed);
	c[COL_WITHDRAWN] = cell_text(r, l->withdrawn);
	said_fill(r, c, l);
	c[COL_DUE] = cell_text(r, l->due);
	c[COL_NEXT] = cell_text(r, l->next);
	if (!day_is_none(l->next_day))
		c[COL_NEXT_DAY] = cell_day(l->next_day);
	c[COL_STEP] = cell_kept(step_text(r, l));
	if (!l->working)
		return;
	c[COL_WORKING] = cell_text(r, l->working);
	report_note(r, "%s: %s.", l->name, c[COL_WORKING].text);
}

/* WHICH ROWS ---------------------------------------------------------------------------------------------------------------------------- */

static bool is_wanted(const struct report_wish *w, int64_t pupil, int stage, const struct review_line *l)
{
	return (!pupil || l->pupil == pupil) && (!w->stage || l->stage == stage) && (!w->new_only || l->why & (WHY_NEW | WHY_WITHDRAWN));
}

static int stage_wanted(const struct report_wish *w, const struct policy *p, int *ret, struct err *e)
{
	*ret = -1;
	if (w->stage)
		*ret = policy_stage_named(p, w->stage);
	return !w->stage || *ret >= 0 ? 0 : stage_refuse(p, w->stage, e);
}

static void head_fill(struct report *r, const struct review_view *v)
{
	char day[DAY_TEXT], to[DAY_TEXT];

	r->title = arena_printf(&r->arena, "Review, %s to %s", day_long(v->from, day), day_long(v->to, to));
	r->none = "Nobody is in a stage or newly below a line.";
	report_line(r, "Policy: %s.", v->policy.title);
	if (v->policy_note)
		report_line(r, "%s", v->policy_note);
	if (v->review)
		report_line(r, "Open since %s (%s): %d of %d looked at.", day_long(v->opened, day), v->opened_by ? v->opened_by : "?", v->looked, v->count);
	if (!day_is_none(v->last_closed))
		report_line(r, "The last review was closed on %s.", day_long(v->last_closed, day));
	else
		report_line(r, "No review was closed yet: everybody below a line is newly below it.");
	if (v->beside)
		report_line(r, "%s", v->beside);
}

static void rows_fill(const struct report_wish *w, const struct review_view *v, int64_t pupil, int stage, struct report *r)
{
	bool any[2] = { false, false };

	for (int i = 0; i < v->count; i++) {
		const struct review_line *l = &v->lines[i];
		bool looked = l->now.act != 0;

		if (!is_wanted(w, pupil, stage, l))
			continue;
		row_fill(r, l, any[looked] ? NULL : looked ? "Looked at" : "To be looked at");
		any[looked] = true;
	}
}

struct asking {
	const struct report_wish *wish;
	int64_t pupil;
	struct report report;
};

static int report_rows(struct review_work *w)
{
	struct asking *ask = w->ctx;
	struct report *r = &ask->report;
	int stage, got = stage_wanted(ask->wish, &w->v->policy, &stage, w->e);

	if (got < 0)
		return got;
	report_start(w->o, r, "review", columns, w->working ? COLUMNS : COL_WORKING);
	head_fill(r, w->v);
	rows_fill(ask->wish, w->v, ask->pupil, stage, r);
	return report_seal(w->o, r, w->e);
}

int report_fill_review(struct office *o, const struct report_wish *wish, struct report *ret, struct err *e)
{
	const struct review_wish of = { .group = wish->group, .policy = wish->policy };
	struct review_view v = { 0 };
	struct asking ask = { .wish = wish };
	CLEAN_REVIEW struct review_work w = { .o = o, .wish = &of, .v = &v, .e = e, .working = wish->working, .after = report_rows, .ctx = &ask };
	int r = wish->pupil ? office_pupil_find(o, wish->pupil, true, &ask.pupil, e) : 0;

	if (r == 0)
		r = review_read(&w);
	review_view_finish(&v);
	if (r < 0)
		report_finish(&ask.report);
	else
		*ret = ask.report;
	return r;
}
