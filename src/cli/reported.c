/* calls reported, note, settle: what families say before anybody asks, notes for a class, and what has to be settled (B5, A33, A22, B17). */
#include "roll.h"

#include <errno.h>
#include <string.h>

#include "office/calls.h"
#include "office/today.h"
#include "rules/code.h"

/* REPORTED: enter ------------------------------------------------------------------------------------------------------------------------- */

struct children {
	VEC(struct call_given);
};

static int children_read(struct cli *c, struct children *ret, struct err *e)
{
	int r = 0;

	for (int i = 0; r == 0 && i < c->operand_count; i++) {
		struct call_given child = { 0 };
		r = roll_pupil_code(c, c->operands[i], &child.pupil, &child.code, e);
		if (r == 0)
			vec_push(ret, child);
	}
	return r;
}

static int back_read(const struct cli *c, struct reported_wish *ret, struct err *e)
{
	const struct given *back = given_find(c, OPTION_BACK);

	if (back && day_is_none(back->day))
		return err_usage(e, "--back of an absence is the day that the child is expected in again, such as 2026-11-24, or \"2026-11-24 pm\".");
	if (back) {
		ret->back = back->day;
		ret->back_session = (int)back->number;
	}
	return 0;
}

/* One of the contacts of the first child, or whoever rang, by name. */
static int caller_read(struct cli *c, int64_t pupil, struct reported_wish *ret, struct err *e)
{
	const char *contact = given_text(c, OPTION_CONTACT);

	ret->caller = given_text(c, OPTION_CALLER);
	if (!contact && !ret->caller)
		return err_usage(e, "Who rang? Name a contact with --contact, or anybody else with --caller.");
	return contact ? roll_contact(c, pupil, contact, &ret->adult, e) : 0;
}

static int reported_put(struct cli *c, const struct children *children, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct mark_result result = { 0 };
	struct reported_wish wish = REPORTED_WISH;
	int r = caller_read(c, children->items[0].pupil, &wish, e);

	wish.children = children->items;
	wish.count = children->count;
	wish.words = given_text(c, OPTION_WHY);
	wish.from = given_day(c, OPTION_FROM);
	wish.from_session = (int)given_number(c, OPTION_SESSION, -1);
	if (r == 0)
		r = back_read(c, &wish, e);
	if (r == 0)
		r = office_reported_put(c->office, &wish, &said, &result, e);
	return cli_changed(c, r, &said, result.act, "it was reported so already");
}

/* REPORTED: take back, list ----------------------------------------------------------------------------------------------------------------- */

/* The one of that pupil which the day lists. */
static int report_of(struct cli *c, int64_t pupil, int64_t *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct reported_view v;
	char day[DAY_TEXT];
	int r = office_reported_open(c->office, roll_day(c), &v, e), found = 0;

	if (r < 0)
		return r;
	for (int i = 0; i < v.count; i++)
		if (v.lines[i].pupil == pupil) {
			*ret = v.lines[i].reported;
			found++;
		}
	if (!found)
		r = err_refuse(e, "Nothing is reported of %s for %s.", office_name_of_pupil(c->office, pupil, &a), day_long(v.day, day));
	reported_view_finish(&v);
	return r;
}

static int reported_end(struct cli *c, struct err *e)
{
	int64_t pupil, reported = 0, act = 0;
	int r = c->operand_count == 1 ? roll_pupil(c, c->operands[0], &pupil, e) : err_usage(e, "Whose? Name one pupil before --remove.");

	if (r == 0)
		r = report_of(c, pupil, &reported, e);
	if (r == 0)
		r = office_reported_end(c->office, reported, given_text(c, OPTION_REASON), &act, e);
	if (r == 0)
		cli_saved_act(c, act, "it is taken back already");
	return r;
}

enum { LIST_PUPIL, LIST_NAME, LIST_CLASS, LIST_CODE, LIST_WORDS, LIST_CALLER, LIST_FROM, LIST_BACK, LIST_MARK, LIST_STATE, LIST_COLUMNS };
static const struct report_column list_columns[LIST_COLUMNS] = {
	[LIST_PUPIL]  = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_NAME]   = { "name", "Name", CELL_TEXT, 22, COLUMN_BOTH },
	[LIST_CLASS]  = { "class", "Class", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_CODE]   = { "code", "Code", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_WORDS]  = { "words", "Why", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_CALLER] = { "caller", "Who rang", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_FROM]   = { "from", "From", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[LIST_BACK]   = { "back", "Back", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[LIST_MARK]   = { "mark", "Mark", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_STATE]  = { "state", "State", CELL_TEXT, 0, COLUMN_BOTH, .whole = true },
};

static void list_row(struct cli *c, const struct reported_line *line, struct report *r)
{
	struct cell *cells = report_row_add(r, NULL);

	cells[LIST_PUPIL] = cell_text(r, roll_key(c, r, line->pupil));
	cells[LIST_NAME] = cell_text(r, line->name);
	cells[LIST_CLASS] = cell_text(r, line->group);
	cells[LIST_CODE] = cell_text(r, line->code);
	cells[LIST_WORDS] = cell_text(r, line->words);
	cells[LIST_CALLER] = cell_text(r, line->caller);
	cells[LIST_FROM] = cell_day(line->from);
	cells[LIST_BACK] = cell_day(line->back);
	if (line->mark != CODE_NONE)
		cells[LIST_MARK] = cell_text(r, code_symbol(line->mark));
	cells[LIST_STATE] = cell_text(r, line->state);
}

static int reported_list(struct cli *c, struct err *e)
{
	struct reported_view v;
	struct report report;
	char day[DAY_TEXT];
	int r = office_reported_open(c->office, roll_day(c), &v, e);

	if (r < 0)
		return r;
	cli_report_start(c, "reported", NULL, list_columns, LIST_COLUMNS, &report);
	report.title = arena_printf(&report.arena, "Reported, %s", day_long(v.day, day));
	report.none = "Nobody is reported absent.";
	for (int i = 0; i < v.count; i++)
		list_row(c, &v.lines[i], &report);
	reported_view_finish(&v);
	return cli_report_end(c, 0, &report, e);
}

int command_calls_reported(struct cli *c, struct err *e)
{
	struct children children = { 0 };

	if (given_find(c, OPTION_REMOVE))
		return reported_end(c, e);
	if (c->operand_count == 0)
		return reported_list(c, e);
	int r = children_read(c, &children, e);
	if (r == 0)
		r = reported_put(c, &children, e);
	vec_finish(&children);
	return r;
}

/* A NOTE IN A CLASS'S REGISTER (A33) ------------------------------------------------------------------------------------------------------------ */

enum { NOTE_NUMBER, NOTE_NAME, NOTE_TEXT, NOTE_COLUMNS };
static const struct report_column note_columns[NOTE_COLUMNS] = {
	[NOTE_NUMBER] = { "note", "Note", CELL_INTEGER, 0, COLUMN_BOTH },
	[NOTE_NAME]   = { "name", "Name", CELL_TEXT, 24, COLUMN_BOTH },
	[NOTE_TEXT]   = { "text", "", CELL_TEXT, 0, COLUMN_BOTH, .whole = true },
};

static int note_list(struct cli *c, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *class = given_text(c, OPTION_CLASS);
	struct day from = given_day(c, OPTION_FROM), today = office_today(c->office);
	struct register_ref ref = { .day = day_is_none(from) ? today : from };
	struct class_note_line *lines;
	struct report report;
	int r = class ? office_group_find(c->office, class, ref.day, &ref.roll_group, e) : err_usage(e, "Of which class? Name it with --class.");

	if (r < 0)
		return r;
	ref.session = (enum session)given_number(c, OPTION_SESSION, day_equal(ref.day, today) ? office_session_now(c->office) : SESSION_AM);
	int count = office_class_notes(c->office, &ref, &a, &lines, e);
	if (count < 0)
		return count;
	cli_report_start(c, "class_notes", NULL, note_columns, NOTE_COLUMNS, &report);
	report.title = arena_printf(&report.arena, "Notes in the register of %s", class);
	report.none = "No note.";
	for (int i = 0; i < count; i++) {
		struct cell *cells = report_row_add(&report, NULL);
		cells[NOTE_NUMBER] = cell_integer(lines[i].note);
		cells[NOTE_NAME] = cell_text(&report, lines[i].name);
		cells[NOTE_TEXT] = cell_text(&report, lines[i].text);
	}
	return cli_report_end(c, 0, &report, e);
}

static int note_put(struct cli *c, int64_t *ret_act, struct err *e)
{
	const char *pupil = given_text(c, OPTION_PUPIL);
	struct class_note_wish wish = {
		.group = given_text(c, OPTION_CLASS),
		.from = given_day(c, OPTION_FROM),
		.to = given_day(c, OPTION_TO),
		.session = (int)given_number(c, OPTION_SESSION, -1),
		.text = c->operands[0],
	};

	if (!pupil == !wish.group)
		return err_usage(e, "For whom? Name the class with --class, or one pupil with --pupil.");
	int r = pupil ? roll_pupil(c, pupil, &wish.pupil, e) : 0;
	return r < 0 ? r : office_class_note_put(c->office, &wish, ret_act, e);
}

static int note_end(struct cli *c, int64_t *ret_act, struct err *e)
{
	struct given note;

	if (value_read("", VALUE_NUMBER, c->operands[0], &note, NULL) < 0)
		return err_usage(e, "\"%.60s\" is not the number of a note. firstbell calls note --class CLASS has them.", c->operands[0]);
	return office_class_note_end(c->office, note.number, ret_act, e);
}

int command_calls_note(struct cli *c, struct err *e)
{
	bool remove = given_find(c, OPTION_REMOVE);
	int64_t act = 0;

	if (c->operand_count == 0)
		return remove ? err_usage(e, "Which note? firstbell calls note --class CLASS has their numbers.") : note_list(c, e);
	int r = remove ? note_end(c, &act, e) : note_put(c, &act, e);
	if (r == 0)
		cli_saved_act(c, act, "it stands so already");
	return r;
}
