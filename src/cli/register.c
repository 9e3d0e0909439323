#include "internal.h"

#include <errno.h>
#include <string.h>

#include "office/clocks.h"
#include "rules/code.h"

int cli_register_ref(struct cli *c, struct register_ref *ret, struct err *e)
{
	const char *class = given_text(c, OPTION_CLASS);
	struct day day = given_day(c, OPTION_DATE);
	struct register_ref ref = {
		.day = day_is_none(day) ? office_today(c->office) : day,
		.session = (enum session)given_number(c, OPTION_SESSION, SESSION_AM),
	};
	int r = class ? office_group_find(c->office, class, ref.day, &ref.roll_group, e) : 0;

	if (r == 0)
		*ret = ref;
	return r;
}

/* SHOW */

/* The words come last, behind the morning's marks; a morning's register has none of these, and its words in that place. */
enum { SHOW_UPN, SHOW_NUMBER, SHOW_NAME, SHOW_CODE, SHOW_MINUTES, SHOW_LATE, SHOW_NOTE, SHOW_EXPECTED, SHOW_REMARK, SHOW_EXPECTED_WORDS, SHOW_WAITS,
       SHOW_OFFICE_NOTE, SHOW_OUT, SHOW_MORNING, SHOW_WORDS, SHOW_COLUMNS };

#define SHOW_SHARED \
	[SHOW_UPN]     = { "upn", "UPN", CELL_TEXT, 0, COLUMN_DATA_ONLY }, \
	[SHOW_NUMBER]  = { "admission_number", "Number", CELL_TEXT, 0, COLUMN_BOTH }, \
	[SHOW_NAME]    = { "name", "Name", CELL_TEXT, 30, COLUMN_BOTH }, \
	[SHOW_CODE]    = { "code", "Mark", CELL_TEXT, 0, COLUMN_BOTH }, \
	[SHOW_MINUTES] = { "minutes_late", "Minutes late", CELL_INTEGER, 0, COLUMN_DATA_ONLY }, \
	[SHOW_LATE]    = { "late", "Late", CELL_TEXT, 0, COLUMN_TEXT_ONLY }, \
	[SHOW_NOTE]    = { "note", "Note", CELL_TEXT, 0, COLUMN_BOTH }, \
	[SHOW_EXPECTED] = { "expected", "Expected", CELL_TEXT, 0, COLUMN_DATA_ONLY }, \
	[SHOW_REMARK]  = { "remark", "Remark", CELL_TEXT, 0, COLUMN_DATA_ONLY }, \
	[SHOW_EXPECTED_WORDS] = { "expected_words", "Expected", CELL_TEXT, 0, COLUMN_DATA_ONLY }, \
	[SHOW_WAITS]   = { "expected_waits", "Not confirmed", CELL_FLAG, 0, COLUMN_DATA_ONLY }, \
	[SHOW_OFFICE_NOTE] = { "office_note", "From the office", CELL_TEXT, 0, COLUMN_DATA_ONLY }, \
	[SHOW_OUT]     = { "signed_out", "Signed out", CELL_FLAG, 0, COLUMN_DATA_ONLY }

static const struct report_column am_columns[] = {
	SHOW_SHARED,
	[SHOW_MORNING] = { "words", "", CELL_TEXT, 0, COLUMN_TEXT_ONLY, .whole = true },
};
static const struct report_column pm_columns[] = {
	SHOW_SHARED,
	[SHOW_MORNING] = { "morning", "Morning", CELL_TEXT, 0, COLUMN_TEXT_ONLY },
	[SHOW_WORDS]   = { "words", "", CELL_TEXT, 0, COLUMN_TEXT_ONLY, .whole = true },
};

/* Why nobody asks where this child is, and what the office says of the child today. */
static const char *show_words(struct report *r, const struct register_line *line)
{
	CLEAN_BUF struct buf words = { 0 };

	if (line->remark)
		return line->remark;
	if (line->expected != CODE_NONE && line->mark == CODE_NONE)
		buf_printf(&words, "%s expected%s%s", code_symbol(line->expected), line->expected_words ? ": " : "",
			   line->expected_words ? line->expected_words : "");
	if (line->out)
		buf_printf(&words, "%ssigned out", words.length ? "; " : "");
	if (line->office_note)
		buf_printf(&words, "%soffice: %s", words.length ? "; " : "", line->office_note);
	return words.length ? arena_text(&r->arena, buf_string(&words)) : NULL;
}

static void show_line(struct report *r, const struct register_view *v, const struct register_line *line, const char *heading)
{
	struct cell *cells = report_row_add(r, heading);

	cells[SHOW_UPN] = cell_text(r, line->upn);
	cells[SHOW_NUMBER] = cell_text(r, line->admission_number);
	cells[SHOW_NAME] = cell_text(r, line->name);
	if (line->mark != CODE_NONE)
		cells[SHOW_CODE] = cell_text(r, code_symbol(line->mark));
	cells[SHOW_NOTE] = cell_text(r, line->note);
	if (line->expected != CODE_NONE)
		cells[SHOW_EXPECTED] = cell_text(r, code_symbol(line->expected));
	cells[SHOW_REMARK] = cell_text(r, line->remark);
	cells[SHOW_EXPECTED_WORDS] = cell_text(r, line->expected_words);
	cells[SHOW_WAITS] = cell_flag(line->expected_waits);
	cells[SHOW_OFFICE_NOTE] = cell_text(r, line->office_note);
	cells[SHOW_OUT] = cell_flag(line->out);
	cells[v->ref.session == SESSION_PM ? SHOW_WORDS : SHOW_MORNING] = cell_text(r, show_words(r, line));
	if (line->minutes_late >= 0) {
		cells[SHOW_MINUTES] = cell_integer(line->minutes_late);
		cells[SHOW_LATE] = cell_text(r, arena_printf(&r->arena, "%d min", line->minutes_late));
	}
	if (v->ref.session == SESSION_PM)
		cells[SHOW_MORNING] = cell_text(r, code_symbol(line->am));
}

static void show_state(struct report *r, const struct register_view *v)
{
	int blank = v->facts.due - v->facts.marked;

	report_line(r, "State: %s%s. %d due, %d blank.", register_state_words(v->state), v->closed ? ", session closed" : "", v->facts.due, blank);
	for (int i = 0; v->class_notes && v->class_notes[i]; i++)
		report_line(r, "From the office: %s", v->class_notes[i]);
	for (int i = 0; i < v->count; i++)
		if (v->lines[i].needs_note)
			report_note(r, "%s needs a note: %s must say what kind.", v->lines[i].name, code_symbol(v->lines[i].mark));
}

int command_register_show(struct cli *c, struct err *e)
{
	struct register_ref ref;
	struct register_view view;
	int r = cli_register_ref(c, &ref, e);

	if (r == 0)
		r = office_register_open(c->office, &ref, &view, e);
	if (r < 0)
		return r;
	struct report report = {
		.name = "register", .title = view.title, .banner = office_banner(c->office), .school = office_school_name(c->office),
		.columns = view.ref.session == SESSION_PM ? pm_columns : am_columns,
		.column_count = view.ref.session == SESSION_PM ? SHOW_COLUMNS : SHOW_WORDS,
		.none = "Nobody is due in this class.",
	};
	show_state(&report, &view);
	for (int i = 0; i < view.count; i++)
		show_line(&report, &view, &view.lines[i], NULL);
	for (int i = 0; i < view.moved_count; i++)
		show_line(&report, &view, &view.moved[i], i == 0 ? "Marked here then, and not due here any more" : NULL);
	r = cli_report(c, &report, e);
	report_finish(&report);
	register_view_finish(&view);
	return r;
}

/* FILL */

static int fill_blanks(struct cli *c, const struct register_ref *ref, struct err *e)
{
	struct mark_result result = { 0 };
	int r = office_register_fill(c->office, ref, given_text(c, OPTION_REASON), &result, e);

	if (r < 0)
		return r;
	if (result.entries)
		buf_printf(&c->out, "%d blank, now present\n", result.entries);
	else
		buf_text(&c->out, "0 blank\n");
	if (result.planned)
		buf_printf(&c->out, "%d as planned or reported, once the register is sent\n", result.planned);
	if (result.expected)
		buf_printf(&c->out, "%d expected elsewhere: whoever has them confirms it\n", result.expected);
	cli_saved(c, &result);
	return 0;
}

/* Marks that stand and would become another. */
static int count_replaced(struct cli *c, const struct register_ref *ref, uint8_t code, int *ret, struct err *e)
{
	struct register_view view;
	int r = office_register_open(c->office, ref, &view, e), replaced = 0;

	if (r < 0)
		return r;
	for (int i = 0; i < view.count; i++)
		replaced += view.lines[i].mark != CODE_NONE && view.lines[i].mark != code;
	register_view_finish(&view);
	*ret = replaced;
	return 0;
}

/* The number typed must be the number of marks that go: a habit of typing y cannot lose a register. */
static int agree_to_replace(struct cli *c, const struct register_ref *ref, const char *code, struct err *e)
{
	CLEAN_BUF struct buf list = { 0 };
	struct mark_result result = { 0 };
	uint8_t number = CODE_NONE;
	int replaced = 0;
	int64_t agreed = given_number(c, OPTION_YES, -1);
	int r = code_read(code, ref->day, ref->session, &number, e);

	if (r == 0)
		r = office_register_overwrite(c->office, ref, code, given_text(c, OPTION_REASON), false, &list, &result, e);
	if (r == 0)
		r = count_replaced(c, ref, number, &replaced, e);
	if (r < 0 || replaced == 0)
		return r;
	buf_printf(&c->out, "%s replaces: %s\n", code, buf_string(&list));
	if (agreed < 0)
		return err_refuse(e, "Nothing is changed. To replace these %d marks, add --yes %d.", replaced, replaced);
	if (agreed != replaced)
		return err_refuse(e, "Nothing is changed: --yes %lld does not fit, %d marks would be replaced.", (long long)agreed, replaced);
	return 0;
}

static int fill_over(struct cli *c, const struct register_ref *ref, const char *code, struct err *e)
{
	CLEAN_BUF struct buf list = { 0 };
	struct mark_result result = { 0 };
	int r = agree_to_replace(c, ref, code, e);

	if (r == 0)
		r = office_register_overwrite(c->office, ref, code, given_text(c, OPTION_REASON), true, &list, &result, e);
	if (r == 0)
		cli_saved(c, &result);
	return r;
}

int command_register_fill(struct cli *c, struct err *e)
{
	const char *code = given_text(c, OPTION_OVERWRITE);
	struct register_ref ref;
	int r;

	if (given_find(c, OPTION_YES) && !code)
		return err_usage(e, "--yes goes with --overwrite CODE: a fill without it replaces nothing. Take --yes out.");
	r = cli_register_ref(c, &ref, e);
	if (r < 0)
		return r;
	return code ? fill_over(c, &ref, code, e) : fill_blanks(c, &ref, e);
}

/* SEND, CLOSE */

int command_register_send(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf summary = { 0 };
	struct mark_result result = { 0 };
	struct register_ref ref;
	int r = cli_register_ref(c, &ref, e);

	if (r == 0)
		r = office_register_send(c->office, &ref, &summary, &result, e);
	if (r < 0)
		return r;
	cli_lines(c, &summary);
	cli_saved_act(c, result.act, "this register is sent as it stands");
	return 0;
}

/* One part of what a person looks at before the close; of --class that register alone. */
static void close_part_say(struct cli *c, const struct close_view *v, enum close_part part, int64_t roll_group)
{
	bool titled = false;

	for (int i = 0; i < v->of[part].count; i++) {
		const struct close_line *l = &v->of[part].lines[i];

		if (roll_group && l->ref.roll_group != roll_group)
			continue;
		if (!titled)
			cli_line(c, "%s:", close_title(part));
		titled = true;
		cli_line(c, "  %s%s%s%s%s", l->name, l->pupil && l->group ? ", " : "", l->pupil && l->group ? l->group : "", l->words ? ": " : "",
			 l->words ? l->words : "");
	}
}

/* Who is not known first, then what is missing, blank, expected, and who is absent (A27). */
static int close_look(struct cli *c, const struct register_ref *ref, struct err *e)
{
	struct close_view v;
	int r = office_close_open(c->office, ref->day, ref->session, &v, e);

	if (r < 0)
		return r;
	for (int part = 0; part < CLOSE_PARTS; part++)
		close_part_say(c, &v, (enum close_part)part, ref->roll_group);
	if (!ref->roll_group)
		cli_line(c, "%d of %d registers can be closed; %d would become what was planned or reported, %d N with --confirm-n", v.to_close, v.due, v.to_planned,
			 v.to_n);
	close_view_finish(&v);
	return 0;
}

int command_register_close(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf summary = { 0 };
	struct mark_result result = { 0 };
	struct register_ref ref;
	int r = cli_register_ref(c, &ref, e);

	if (r == 0 && given_find(c, OPTION_DRY_RUN))
		return close_look(c, &ref, e);
	if (r == 0)
		r = office_session_close(c->office, &ref, given_find(c, OPTION_CONFIRM_N), &summary, &result, e);
	if (r < 0)
		return r;
	cli_lines(c, &summary);
	cli_saved_act(c, result.act, "no register was closed");
	return 0;
}
