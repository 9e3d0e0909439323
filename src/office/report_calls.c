/* report calls: the first-day calls of a day, or the contacts made about one pupil (B2-B4, B9). */
#include <stdlib.h>

#include "call_facts.h"
#include "report_parts.h"

/* A ROW A CHILD ------------------------------------------------------------------------------------------------------------------------------- */

enum { DAY_PUPIL, DAY_UPN, DAY_NAME, DAY_CLASS, DAY_CODE, DAY_STATE, DAY_OF, DAY_SEEN, DAY_SPOKEN, DAY_NEXT, DAY_RELATION, DAY_NUMBER, DAY_STEP,
       DAY_DUE, DAY_LAST, DAY_COLUMNS };

static const struct report_column day_columns[] = {
	[DAY_PUPIL] = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[DAY_UPN] = { "upn", "UPN", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[DAY_NAME] = { "name", "Name", CELL_TEXT, 22, COLUMN_BOTH },
	[DAY_CLASS] = { "class", "Class", CELL_TEXT, 8, COLUMN_BOTH },
	[DAY_CODE] = { "code", "Code", CELL_TEXT, 4, COLUMN_BOTH },
	[DAY_STATE] = { "state", "State", CELL_TEXT, 8, COLUMN_BOTH },
	[DAY_OF] = { "day_of_absence", "Day", CELL_INTEGER, 0, COLUMN_BOTH },
	[DAY_SEEN] = { "days_since_seen", "Seen", CELL_INTEGER, 0, COLUMN_BOTH },
	[DAY_SPOKEN] = { "days_since_spoken", "Spoken", CELL_INTEGER, 0, COLUMN_BOTH },
	[DAY_NEXT] = { "next_contact", "Next", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[DAY_RELATION] = { "next_relation", "Relation", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[DAY_NUMBER] = { "next_number", "Number", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[DAY_STEP] = { "step", "Step", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[DAY_DUE] = { "due", "Due", CELL_TEXT, 5, COLUMN_BOTH },
	[DAY_LAST] = { "last", "Last", CELL_TEXT, 0, COLUMN_BOTH, .whole = true },
};

static const char *const states[] = {
	[CALL_DUE] = "due", [CALL_TRIED] = "tried", [CALL_LATER] = "later", [CALL_FAILED] = "failed", [CALL_DONE] = "done",
};

static struct cell cell_days(int n)
{
	return n < 0 ? cell_kept(NULL) : cell_integer(n);
}

static int line_add(struct office *o, struct report *r, const struct call_line *l)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_row row;
	char at[8];
	int got = store_thing_get(o->store, THING_PUPIL, l->pupil, &a, &row);

	if (got < 0)
		return got;
	struct cell *c = report_row_add(r, NULL);
	c[DAY_PUPIL] = report_cell_key(r, &row.key);
	c[DAY_UPN] = cell_text(r, row.upn);
	c[DAY_NAME] = cell_text(r, l->name);
	c[DAY_CLASS] = cell_text(r, l->group);
	c[DAY_CODE] = cell_text(r, code_symbol(l->mark));
	c[DAY_STATE] = cell_kept(states[l->state]);
	c[DAY_OF] = cell_integer(l->day_of);
	c[DAY_SEEN] = cell_days(l->since_seen);
	c[DAY_SPOKEN] = cell_days(l->since_spoken);
	c[DAY_NEXT] = cell_text(r, l->next_name);
	c[DAY_RELATION] = cell_text(r, l->next_relation);
	c[DAY_NUMBER] = cell_text(r, l->next_number);
	c[DAY_STEP] = cell_kept(l->step);
	c[DAY_DUE] = l->due < 0 ? cell_kept(NULL) : cell_text(r, minute_text(l->due, at));
	c[DAY_LAST] = cell_text(r, l->last);
	return 0;
}

static bool is_asked(struct office *o, const struct report_asked *k, const struct call_line *l)
{
	return report_sees(o, k, l->ref.roll_group);
}

static int day_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	struct calls_view v;
	int got = calls_read(o, k->date, k->session, true, &v, e), due = 0, failed = 0, n = 0;
	char day[DAY_TEXT];

	if (got < 0)
		return got;
	report_start(o, r, "calls", day_columns, DAY_COLUMNS);
	r->title = arena_printf(&r->arena, "First-day calls, %s", day_long(k->date, day));
	r->none = "Nobody is absent.";
	for (int i = 0; got == 0 && i < v.count; i++) {
		if (!is_asked(o, k, &v.lines[i]))
			continue;
		n++;
		due += v.lines[i].state != CALL_DONE && v.lines[i].state != CALL_FAILED;
		failed += v.lines[i].state == CALL_FAILED;
		got = line_add(o, r, &v.lines[i]);
	}
	calls_view_finish(&v);
	if (n > 0)
		report_line(r, "Absent: %d. To be called: %d. All contacts failed: %d.", n, due, failed);
	return got < 0 ? office_fail(o, got, e) : report_seal(o, r, e);
}

/* A ROW A CONTACT MADE ------------------------------------------------------------------------------------------------------------------------ */

enum { LOG_DATE, LOG_TIME, LOG_ABOUT, LOG_KIND, LOG_OUTCOME, LOG_WHOM, LOG_NUMBER, LOG_CODE, LOG_SPOKEN, LOG_SEEN, LOG_WENT, LOG_NEXT, LOG_BY,
       LOG_WORDS, LOG_COLUMNS };

static const struct report_column log_columns[] = {
	[LOG_DATE] = { "date", "Date", CELL_DAY, 15, COLUMN_BOTH },
	[LOG_TIME] = { "time", "Time", CELL_TEXT, 5, COLUMN_BOTH },
	[LOG_ABOUT] = { "absence", "Absence", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[LOG_KIND] = { "kind", "Kind", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LOG_OUTCOME] = { "outcome", "Outcome", CELL_TEXT, 14, COLUMN_BOTH },
	[LOG_WHOM] = { "whom", "Whom", CELL_TEXT, 18, COLUMN_BOTH },
	[LOG_NUMBER] = { "number", "Number", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LOG_CODE] = { "code", "Code", CELL_TEXT, 4, COLUMN_BOTH },
	[LOG_SPOKEN] = { "child_spoken", "Spoken to", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[LOG_SEEN] = { "child_seen_by", "Seen by", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LOG_WENT] = { "went", "Went", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LOG_NEXT] = { "next", "Next", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LOG_BY] = { "by", "By", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LOG_WORDS] = { "words", "What was said", CELL_TEXT, 0, COLUMN_BOTH, .whole = true },
};

static void call_add(struct office *o, struct report *r, const struct call_row *row)
{
	struct cell *c = report_row_add(r, NULL);
	char at[8];

	c[LOG_DATE] = cell_day(row->made_day);
	c[LOG_TIME] = cell_text(r, minute_text((int)row->made_minute, at));
	c[LOG_ABOUT] = cell_day(row->of_day);
	c[LOG_KIND] = cell_text(r, row->kind);
	c[LOG_OUTCOME] = cell_text(r, row->outcome);
	c[LOG_WHOM] = cell_text(r, row->caller);
	c[LOG_NUMBER] = cell_text(r, row->number);
	c[LOG_CODE] = cell_text(r, row->code);
	c[LOG_SPOKEN] = cell_flag(row->child_spoken != 0);
	c[LOG_SEEN] = cell_text(r, row->child_seen_by);
	c[LOG_WENT] = cell_text(r, row->went);
	c[LOG_NEXT] = cell_text(r, row->next);
	c[LOG_BY] = cell_text(r, call_maker(o, row, &r->arena));
	c[LOG_WORDS] = cell_text(r, row->words);
}

static int log_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct call_row *rows;
	int n = said_may(o, ACTION_CALL, k->pupil, office_today(o), e);

	if (n < 0)
		return n;
	n = store_calls_of_pupil(o->store, k->pupil, &a, &rows);
	if (n < 0)
		return office_fail(o, n, e);
	report_start(o, r, "calls", log_columns, LOG_COLUMNS);
	r->title = arena_printf(&r->arena, "Contacts made about %s", said_child(o, k->pupil, k->date, &a));
	r->none = "Nobody has logged a call about this pupil in that time.";
	if (n > 0)
		qsort(rows, (size_t)n, sizeof *rows, call_compare);
	for (int i = 0; i < n; i++)
		if (day_within(rows[i].made_day, k->from, k->to))
			call_add(o, r, &rows[i]);
	return report_seal(o, r, e);
}

static int calls_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	return k->pupil ? log_fill(o, k, r, e) : day_fill(o, k, r, e);
}

int report_fill_calls(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	return report_make(o, w, ACTION_CALL, calls_fill, ret, e);
}
