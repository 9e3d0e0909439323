/* calls list, show: whom to ring next, and what was said so far (B2-B4, B9). */
#include "roll.h"

#include <string.h>

#include "office/calls.h"
#include "rules/code.h"

static const char *const state_names[] = {
	[CALL_DUE] = "due", [CALL_TRIED] = "tried", [CALL_LATER] = "later", [CALL_FAILED] = "failed", [CALL_DONE] = "done",
};

static struct cell number_cell(int n)
{
	return n < 0 ? (struct cell){ .empty = true } : cell_integer(n);
}

/* LIST ---------------------------------------------------------------------------------------------------------------------------------------- */

enum { LIST_PUPIL, LIST_NAME, LIST_CLASS, LIST_CODE, LIST_STATE, LIST_PRIORITY, LIST_FAMILY, LIST_DAY_OF, LIST_SEEN, LIST_SPOKEN, LIST_NEXT,
       LIST_RELATION, LIST_NUMBER, LIST_LAST, LIST_RINGING, LIST_STEP, LIST_DUE, LIST_OVERDUE, LIST_WORDS, LIST_COLUMNS };
static const struct report_column list_columns[LIST_COLUMNS] = {
	[LIST_PUPIL]    = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_NAME]     = { "name", "Name", CELL_TEXT, 22, COLUMN_BOTH },
	[LIST_CLASS]    = { "class", "Class", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_CODE]     = { "code", "Mark", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_STATE]    = { "state", "State", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_PRIORITY] = { "priority", "First", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[LIST_FAMILY]   = { "family", "Family", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[LIST_DAY_OF]   = { "day_of_absence", "Day", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[LIST_SEEN]     = { "days_since_seen", "Seen", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[LIST_SPOKEN]   = { "days_since_spoken", "Spoken", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[LIST_NEXT]     = { "next_contact", "Next", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_RELATION] = { "next_relation", "Relation", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_NUMBER]   = { "next_number", "Number", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_LAST]     = { "last", "Last", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_RINGING]  = { "ringing", "Ringing", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_STEP]     = { "step", "Step", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_DUE]      = { "due", "Due", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_OVERDUE]  = { "overdue", "Overdue", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[LIST_WORDS]    = { "words", "Ring", CELL_TEXT, 0, COLUMN_TEXT_ONLY, .whole = true },
};

/* Who is ringing stands first: nobody else need. */
static const char *words_of(const struct call_line *line, struct arena *a)
{
	CLEAN_BUF struct buf words = { 0 };

	if (line->ringing)
		buf_printf(&words, "%s; ", line->ringing);
	if (line->next_name)
		buf_printf(&words, "%s, %s%s%s%s", line->next_number ? line->next_number : "no number", line->next_name, line->next_relation ? " (" : "",
			   line->next_relation ? line->next_relation : "", line->next_relation ? ")" : "");
	else if (line->state != CALL_DONE)
		buf_text(&words, "nobody is left to ring");
	if (line->last)
		buf_printf(&words, "%s%s", words.length ? "; " : "", line->last);
	return arena_text(a, buf_string(&words));
}

static void list_row(struct cli *c, const struct call_line *line, struct report *r)
{
	struct cell *cells = report_row_add(r, NULL);

	cells[LIST_PUPIL] = cell_text(r, roll_key(c, r, line->pupil));
	cells[LIST_NAME] = cell_text(r, line->name);
	cells[LIST_CLASS] = cell_text(r, line->group);
	if (line->mark != CODE_NONE)
		cells[LIST_CODE] = cell_text(r, code_symbol(line->mark));
	cells[LIST_STATE] = cell_kept(state_names[line->state]);
	cells[LIST_PRIORITY] = cell_flag(line->priority);
	cells[LIST_FAMILY] = number_cell(line->family ? line->family : -1);
	cells[LIST_DAY_OF] = cell_integer(line->day_of);
	cells[LIST_SEEN] = number_cell(line->since_seen);
	cells[LIST_SPOKEN] = number_cell(line->since_spoken);
	cells[LIST_NEXT] = cell_text(r, line->next_name);
	cells[LIST_RELATION] = cell_text(r, line->next_relation);
	cells[LIST_NUMBER] = cell_text(r, line->next_number);
	cells[LIST_LAST] = cell_text(r, line->last);
	cells[LIST_RINGING] = cell_text(r, line->ringing);
	cells[LIST_STEP] = cell_text(r, line->step);
	cells[LIST_DUE] = roll_minute_cell(r, line->due);
	cells[LIST_OVERDUE] = cell_flag(line->overdue);
	cells[LIST_WORDS] = cell_kept(words_of(line, &r->arena));
}

static enum session session_of(const struct cli *c, struct day day)
{
	enum session usual = day_equal(day, office_today(c->office)) ? office_session_now(c->office) : SESSION_AM;

	return (enum session)given_number(c, OPTION_SESSION, usual);
}

int command_calls_list(struct cli *c, struct err *e)
{
	struct day day = roll_day(c);
	struct calls_view v;
	struct report report;
	char text[DAY_TEXT];
	int r = office_calls_open(c->office, day, session_of(c, day), given_find(c, OPTION_EVERYBODY), &v, e);

	if (r < 0)
		return r;
	cli_report_start(c, "calls", NULL, list_columns, LIST_COLUMNS, &report);
	report.title = arena_printf(&report.arena, "Calls, %s of %s", v.session == SESSION_AM ? "morning" : "afternoon", day_long(v.day, text));
	report.none = "Nobody is to be rung.";
	for (int i = 0; i < v.count; i++)
		list_row(c, &v.lines[i], &report);
	report_note(&report, "%d due, %d with nobody left to ring, %d done", v.due, v.failed, v.done);
	calls_view_finish(&v);
	return cli_report_end(c, 0, &report, e);
}

/* SHOW: a row a contact, a step, a call --------------------------------------------------------------------------------------------------------- */

enum { SHOW_PART, SHOW_NAME, SHOW_RELATION, SHOW_NUMBERS, SHOW_TIME, SHOW_STATE, SHOW_TEXT, SHOW_WORDS, SHOW_COLUMNS };
static const struct report_column show_columns[SHOW_COLUMNS] = {
	[SHOW_PART]     = { "part", "Part", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[SHOW_NAME]     = { "name", "Name", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[SHOW_RELATION] = { "relation", "Relation", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[SHOW_NUMBERS]  = { "numbers", "Numbers", CELL_LIST, 0, COLUMN_DATA_ONLY },
	[SHOW_TIME]     = { "time", "Time", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[SHOW_STATE]    = { "state", "State", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[SHOW_TEXT]     = { "text", "Text", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[SHOW_WORDS]    = { "words", "Contacts, clock and calls", CELL_TEXT, 0, COLUMN_TEXT_ONLY, .whole = true },
};

/* A row of one of the parts, below its heading where it is the part's first. */
static struct cell *show_row(struct report *r, const char *part, const char *title, bool first)
{
	struct cell *cells = report_row_add(r, first ? title : NULL);

	cells[SHOW_PART] = cell_kept(part);
	return cells;
}

static const char *numbers_of(const struct call_contact *contact, struct arena *a)
{
	CLEAN_BUF struct buf words = { 0 };

	for (int i = 0; i < contact->number_count; i++)
		if (!contact->numbers[i].dead)
			buf_printf(&words, "%s%s", words.length ? "; " : "", contact->numbers[i].number);
	return words.length ? arena_text(a, buf_string(&words)) : NULL;
}

static const char *contact_words(const struct call_contact *contact, const char *numbers, struct arena *a)
{
	CLEAN_BUF struct buf words = { 0 };

	buf_printf(&words, "%s%s", contact->next ? "ring next: " : "", contact->name);
	if (contact->relation)
		buf_printf(&words, " (%s)", contact->relation);
	buf_printf(&words, ": %s", numbers ? numbers : "no number");
	if (contact->warning)
		buf_printf(&words, "; %s", contact->warning);
	if (contact->tried)
		buf_printf(&words, "; %s", contact->tried);
	if (contact->language)
		buf_printf(&words, "; %s", contact->language);
	return arena_text(a, buf_string(&words));
}

static void show_contacts(const struct call_page *p, struct report *r)
{
	for (int i = 0; i < p->contact_count; i++) {
		const struct call_contact *contact = &p->contacts[i];
		struct cell *cells = show_row(r, "contact", "Contacts", i == 0);
		const char *numbers = numbers_of(contact, &r->arena);

		cells[SHOW_NAME] = cell_text(r, contact->name);
		cells[SHOW_RELATION] = cell_text(r, contact->relation);
		cells[SHOW_NUMBERS] = cell_kept(numbers);
		cells[SHOW_STATE] = cell_kept(contact->warning ? "warning" : contact->next ? "next" : contact->tried ? "tried" : NULL);
		cells[SHOW_TEXT] = cell_text(r, contact->warning ? contact->warning : contact->tried);
		cells[SHOW_WORDS] = cell_kept(contact_words(contact, numbers, &r->arena));
	}
}

static void show_steps(const struct call_page *p, struct report *r)
{
	for (int i = 0; i < p->step_count; i++) {
		const struct call_step *step = &p->steps[i];
		struct cell *cells = show_row(r, "step", "What the policy asks for", i == 0);
		const char *state = step->done ? "done" : step->overdue ? "overdue" : "to come";
		char time[8];

		cells[SHOW_NAME] = cell_text(r, step->who);
		cells[SHOW_TIME] = roll_minute_cell(r, step->minute);
		cells[SHOW_STATE] = cell_kept(state);
		cells[SHOW_TEXT] = cell_text(r, step->title);
		cells[SHOW_WORDS] = cell_kept(arena_printf(&r->arena, "%s %s%s%s: %s", step->minute >= 0 ? minute_text(step->minute, time) : "any time",
							   step->title, step->who ? ", " : "", step->who ? step->who : "", state));
	}
}

static void show_log(const struct call_page *p, struct report *r)
{
	for (int i = 0; i < p->log_count; i++) {
		struct cell *cells = show_row(r, "call", "Calls", i == 0);

		cells[SHOW_TIME] = roll_minute_cell(r, p->log[i].minute);
		cells[SHOW_TEXT] = cells[SHOW_WORDS] = cell_text(r, p->log[i].line);
	}
}

static void show_siblings(const struct call_page *p, struct report *r)
{
	for (int i = 0; i < p->sibling_count; i++) {
		const struct call_child *child = &p->siblings[i];
		struct cell *cells = show_row(r, "sibling", "Brothers and sisters who are absent too", i == 0);

		cells[SHOW_NAME] = cell_text(r, child->name);
		if (child->mark != CODE_NONE)
			cells[SHOW_STATE] = cell_text(r, code_symbol(child->mark));
		cells[SHOW_TEXT] = cell_text(r, child->proposed);
		cells[SHOW_WORDS] = cell_kept(arena_printf(&r->arena, "%s%s%s, %s", child->name, child->group ? ", " : "", child->group ? child->group : "",
							   child->mark != CODE_NONE ? code_symbol(child->mark) : "no mark"));
	}
}

int command_calls_show(struct cli *c, struct err *e)
{
	struct call_page p;
	struct report report;
	int64_t pupil;
	int r = roll_pupil(c, cli_joined(c), &pupil, e);

	if (r == 0)
		r = office_call_open(c->office, pupil, roll_day(c), &p, e);
	if (r < 0)
		return r;
	cli_report_start(c, "call", NULL, show_columns, SHOW_COLUMNS, &report);
	report.title = arena_printf(&report.arena, "%s%s%s", p.name, p.group ? ", " : "", p.group ? p.group : "");
	report.none = "No contact yet.";
	if (p.why)
		report_line(&report, "%s", p.why);
	for (int i = 0; p.warnings && p.warnings[i]; i++)
		report_line(&report, "%s", p.warnings[i]);
	show_contacts(&p, &report);
	show_siblings(&p, &report);
	show_steps(&p, &report);
	show_log(&p, &report);
	call_page_finish(&p);
	return cli_report_end(c, 0, &report, e);
}
