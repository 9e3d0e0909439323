/* late, sign out, in, list, evacuate: who comes late, who goes out of the gate, and who is on the site now. */
#include "roll.h"

#include <errno.h>
#include <string.h>

#include "office/gate.h"
#include "office/reports.h"
#include "rules/code.h"

/* LATE (A16, A29): one time, one reason, one act -------------------------------------------------------------------------------------- */

static int pages_count(const struct buf *slips)
{
	int pages = slips->length > 0;

	for (const char *s = buf_string(slips); (s = strchr(s, '\f')); s++)
		pages++;
	return pages;
}

/* On a screen or in a file an empty line parts them; a printer is told otherwise. */
static void slips_put(struct cli *c, const struct buf *slips)
{
	CLEAN_FREE char *copy = mem_text(buf_string(slips));
	bool first = true;

	for (char *rest = copy, *one; (one = strsep(&rest, "\f"));) {
		if (!*one)
			continue;
		if (!first)
			buf_char(&c->out, '\n');
		cli_clean(one, &c->out);
		first = false;
	}
}

static int arrivals_save(struct cli *c, const struct pupil_ids *pupils, struct err *e)
{
	CLEAN_BUF struct buf slips = { 0 }, said = { 0 };
	struct mark_result result = { 0 };
	const struct arrivals_wish wish = {
		.pupils = pupils->items,
		.count = pupils->count,
		.day = given_day(c, OPTION_DATE),
		.session = (int)given_number(c, OPTION_SESSION, -1),
		.minute = (int)given_number(c, OPTION_AT, -1),
		.code = given_text(c, OPTION_CODE),
		.why = given_text(c, OPTION_WHY),
		.reason = given_text(c, OPTION_REASON),
	};
	int r = office_arrivals(c->office, &wish, &slips, &said, &result, e);

	if (r < 0) {
		cli_say(buf_string(&said));
		return r;
	}
	slips_put(c, &slips);
	cli_lines(c, &said);
	cli_saved(c, &result);
	if (given_find(c, OPTION_PRINT) && slips.length)
		cli_paper(c, "slip", buf_string(&slips), pages_count(&slips));
	return 0;
}

int command_late(struct cli *c, struct err *e)
{
	struct pupil_ids pupils = { 0 };
	int r = roll_whom_some(c, 0, &pupils, e);

	if (r == 0)
		r = arrivals_save(c, &pupils, e);
	vec_finish(&pupils);
	return r;
}

/* OUT AND BACK (A18, B19) --------------------------------------------------------------------------------------------------------------- */

/* Of the class those who are here now, or (`out`) those who are out. */
static void class_take(const struct register_view *v, bool out, struct pupil_ids *ret)
{
	for (int i = 0; i < v->count; i++) {
		const struct register_line *line = &v->lines[i];
		bool here = line->mark != CODE_NONE && code_is_in(line->mark, v->ref.day);

		if (out ? line->out : here && !line->out)
			vec_push(ret, line->pupil);
	}
}

static int class_whom(struct cli *c, bool out, struct pupil_ids *ret, struct err *e)
{
	const char *class = given_text(c, OPTION_CLASS);
	struct register_ref ref = { .day = office_today(c->office), .session = office_session_now(c->office) };
	struct register_view view;
	int r = office_group_find(c->office, class, ref.day, &ref.roll_group, e);

	if (r == 0)
		r = office_register_open(c->office, &ref, &view, e);
	if (r < 0)
		return r;
	class_take(&view, out, ret);
	register_view_finish(&view);
	if (ret->count == 0)
		return err_refuse(e, out ? "Nobody of %.60s is signed out." : "Nobody of %.60s is here to sign out.", class);
	return 0;
}

/* The pupils named, or else the class. */
static int gate_whom(struct cli *c, bool out, struct pupil_ids *ret, struct err *e)
{
	bool class = given_find(c, OPTION_CLASS);
	int r = roll_whom(c, 0, ret, e);

	if (r < 0)
		return r;
	if (class && ret->count)
		return err_usage(e, "Name pupils, or a class, not both.");
	if (class)
		return class_whom(c, out, ret, e);
	return ret->count ? 0 : err_usage(e, "Who? Name pupils, a file of them with --file, or a class with --class.");
}

/* One of the contacts is known by name, a part of it, or priority; anybody else by what was typed. */
static void collected_by(struct cli *c, struct sign_out_wish *wish)
{
	const char *name = given_text(c, OPTION_COLLECTED_BY);

	if (name && roll_contact(c, wish->pupils[0], name, &wish->adult, NULL) < 0)
		wish->collected_by = name;
}

/* --back of a sign-out is a time, of today. */
static int back_minute(const struct cli *c, int *ret, struct err *e)
{
	const struct given *back = given_find(c, OPTION_BACK);

	if (back && !day_is_none(back->day))
		return err_usage(e, "A pupil who is signed out is back at a time of today, such as --back 11:40. A day is planned: firstbell plan add.");
	*ret = back ? (int)back->number : -1;
	return 0;
}

static int sign_out(struct cli *c, const struct pupil_ids *pupils, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct sign_out_wish wish = SIGN_OUT_WISH;
	int64_t act = 0;
	int r = back_minute(c, &wish.due_back, e);

	if (r < 0)
		return r;
	wish.pupils = pupils->items;
	wish.count = pupils->count;
	wish.minute = (int)given_number(c, OPTION_AT, -1);
	wish.reason = given_text(c, OPTION_WHY);
	wish.code = given_text(c, OPTION_CODE);
	wish.place = given_text(c, OPTION_PLACE);
	wish.sure = given_find(c, OPTION_SURE);
	collected_by(c, &wish);
	r = office_gate_out(c->office, &wish, &said, &act, e);
	if (r == -EEXIST)
		cli_add(e, "--sure signs out in spite of it, and the DSL is told.");
	return cli_changed(c, r, &said, act, "they are out already");
}

int command_sign_out(struct cli *c, struct err *e)
{
	struct pupil_ids pupils = { 0 };
	int r = given_find(c, OPTION_COLLECTED_BY) && given_find(c, OPTION_ALONE)
		? err_usage(e, "Is the pupil fetched, or alone? Take out --collected-by or --alone.") : gate_whom(c, false, &pupils, e);

	if (r == 0)
		r = sign_out(c, &pupils, e);
	vec_finish(&pupils);
	return r;
}

int command_sign_in(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct pupil_ids pupils = { 0 };
	int64_t act = 0;
	int r = gate_whom(c, true, &pupils, e);

	if (r == 0)
		r = office_gate_back(c->office, pupils.items, pupils.count, (int)given_number(c, OPTION_AT, -1), &said, &act, e);
	vec_finish(&pupils);
	return cli_changed(c, r, &said, act, "they are in already");
}

/* LIST ------------------------------------------------------------------------------------------------------------------------------------ */

enum { LIST_PUPIL, LIST_NAME, LIST_CLASS, LIST_STATE, LIST_OUT, LIST_DUE, LIST_IN, LIST_REASON, LIST_WITH, LIST_CODE, LIST_COLUMNS };
static const struct report_column list_columns[LIST_COLUMNS] = {
	[LIST_PUPIL]  = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_NAME]   = { "name", "Name", CELL_TEXT, 24, COLUMN_BOTH },
	[LIST_CLASS]  = { "class", "Class", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_STATE]  = { "state", "State", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_OUT]    = { "out", "Out", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_DUE]    = { "due_back", "Due", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_IN]     = { "back", "Back", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_REASON] = { "reason", "Why", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_WITH]   = { "with", "With", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_CODE]   = { "code", "Code", CELL_TEXT, 0, COLUMN_BOTH },
};

static void list_row(struct cli *c, const struct gate_line *line, struct report *r)
{
	struct cell *cells = report_row_add(r, NULL);

	cells[LIST_PUPIL] = cell_text(r, roll_key(c, r, line->pupil));
	cells[LIST_NAME] = cell_text(r, line->name);
	cells[LIST_CLASS] = cell_text(r, line->group);
	cells[LIST_STATE] = cell_kept(line->overdue ? "overdue" : line->in < 0 ? "out" : "back");
	cells[LIST_OUT] = roll_minute_cell(r, line->out);
	cells[LIST_DUE] = roll_minute_cell(r, line->due);
	cells[LIST_IN] = roll_minute_cell(r, line->in);
	cells[LIST_REASON] = cell_text(r, line->reason);
	cells[LIST_WITH] = cell_text(r, line->with);
	cells[LIST_CODE] = cell_text(r, line->code);
}

int command_sign_list(struct cli *c, struct err *e)
{
	struct gate_view v;
	struct report report;
	char day[DAY_TEXT];
	int r = office_gate_open(c->office, &v, e);

	if (r < 0)
		return r;
	cli_report_start(c, "signed_out", NULL, list_columns, LIST_COLUMNS, &report);
	report.title = arena_printf(&report.arena, "Signed out, %s", day_long(v.day, day));
	report.none = "Nobody was signed out.";
	for (int i = 0; i < v.count; i++)
		list_row(c, &v.lines[i], &report);
	report_note(&report, "%d out, %d of them overdue", v.out, v.overdue);
	int overdue = v.overdue;
	gate_view_finish(&v);
	r = cli_report_end(c, 0, &report, e);
	return r == 0 ? overdue > 0 : r;
}

/* WHO IS ON THE SITE (B13) ------------------------------------------------------------------------------------------------------------------ */

/* The list comes first: what could not be written or printed does not keep it back. */
int command_evacuate(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	const struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };
	struct report report = { 0 };
	int r = report_fill_onsite(c->office, &wish, &report, e);

	if (r == 0)
		r = cli_report(c, &report, e);
	report_finish(&report);
	if (r == 0)
		r = office_evacuation_write(c->office, true, &said, e);
	if (r == 0 && given_find(c, OPTION_PRINT))
		r = office_evacuation_print(c->office, &said, e);
	if (said.length)
		cli_say(buf_string(&said));
	return r;
}
