/* calls settle: the lists of what has to be settled, and somebody's word on one (A15, A22, B5, B17). */
#include "roll.h"

#include <errno.h>
#include <string.h>

#include "office/calls.h"
#include "office/today.h"

static const char *const kind_names[WATCH_KINDS] = {
	[WATCH_NOT_IN_CLASS] = "not-in-class",
	[WATCH_OUT_OVERDUE] = "out-overdue",
	[WATCH_NOT_BACK] = "not-back",
	[WATCH_HERE_AFTER_ALL] = "here-after-all",
	[WATCH_NO_REASON] = "no-reason",
	[WATCH_NOT_SPOKEN] = "not-spoken",
	[WATCH_NEEDS_NOTE] = "needs-note",
};

void watch_help(struct buf *to)
{
	buf_text(to, "\nKinds:\n");
	for (int k = 0; k < WATCH_KINDS; k++)
		buf_printf(to, "  %-16s %s\n", kind_names[k], watch_title((enum watch_kind)k));
}

/* LIST ---------------------------------------------------------------------------------------------------------------------------------------- */

enum { LIST_KIND, LIST_PUPIL, LIST_NAME, LIST_CLASS, LIST_DATE, LIST_SESSION, LIST_TIME, LIST_WORDS, LIST_COLUMNS };
static const struct report_column list_columns[LIST_COLUMNS] = {
	[LIST_KIND]    = { "kind", "Kind", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_PUPIL]   = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_NAME]    = { "name", "Name", CELL_TEXT, 24, COLUMN_BOTH },
	[LIST_CLASS]   = { "class", "Class", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_DATE]    = { "date", "Date", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[LIST_SESSION] = { "session", "Session", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_TIME]    = { "since", "Since", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_WORDS]   = { "words", "", CELL_TEXT, 0, COLUMN_BOTH, .whole = true },
};

static void list_row(struct cli *c, const struct watch_line *line, bool first, struct report *r)
{
	const char *title = arena_printf(&r->arena, "%s (%s)", watch_title(line->kind), kind_names[line->kind]);
	struct cell *cells = report_row_add(r, first ? title : NULL);

	cells[LIST_KIND] = cell_kept(kind_names[line->kind]);
	cells[LIST_PUPIL] = cell_text(r, roll_key(c, r, line->pupil));
	cells[LIST_NAME] = cell_text(r, line->name);
	cells[LIST_CLASS] = cell_text(r, line->group);
	cells[LIST_DATE] = cell_day(line->ref.day);
	cells[LIST_SESSION] = cell_kept(session_name(line->ref.session));
	cells[LIST_TIME] = roll_minute_cell(r, line->minute);
	cells[LIST_WORDS] = cell_text(r, line->words);
}

/* Something that nobody has settled is what it is there to find (design 6). */
static int watch_list(struct cli *c, struct err *e)
{
	struct watch_view v;
	struct report report;
	char day[DAY_TEXT];
	int r = office_watch_open(c->office, roll_day(c), &v, e);

	if (r < 0)
		return r;
	cli_report_start(c, "settle", NULL, list_columns, LIST_COLUMNS, &report);
	report.title = arena_printf(&report.arena, "To settle, %s", day_long(v.day, day));
	report.none = "Nothing is to be settled.";
	for (int i = 0; i < v.count; i++)
		list_row(c, &v.lines[i], i == 0 || v.lines[i].kind != v.lines[i - 1].kind, &report);
	bool found = v.count > 0;
	watch_view_finish(&v);
	r = cli_report_end(c, 0, &report, e);
	return r == 0 ? found : r;
}

/* SETTLE -------------------------------------------------------------------------------------------------------------------------------------- */

static int kind_read(const char *text, enum watch_kind *ret, struct err *e)
{
	CLEAN_BUF struct buf names = { 0 };

	for (int k = 0; k < WATCH_KINDS; k++) {
		if (strcmp(text, kind_names[k]) == 0) {
			*ret = (enum watch_kind)k;
			return 0;
		}
		buf_printf(&names, "%s%s", k ? ", " : "", kind_names[k]);
	}
	return err_usage(e, "\"%.40s\" is not one of the lists. There are: %s.", text, buf_string(&names));
}

/* Of several sessions of one child --session says which; --date is the day of the list. */
static int line_find(struct cli *c, const struct watch_view *v, enum watch_kind kind, int64_t pupil, struct register_ref *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	int64_t session = given_number(c, OPTION_SESSION, -1);

	for (int i = 0; i < v->count; i++) {
		const struct watch_line *line = &v->lines[i];

		if (line->kind != kind || line->pupil != pupil || (session >= 0 && (int64_t)line->ref.session != session))
			continue;
		*ret = line->ref;
		return 0;
	}
	return err_refuse(e, "%s is not on the list \"%s\" now. firstbell calls settle shows the lists.", office_name_of_pupil(c->office, pupil, &a),
			  watch_title(kind));
}

static int settle(struct cli *c, int64_t *ret_act, struct err *e)
{
	struct register_ref ref = { 0 };
	struct watch_view v;
	enum watch_kind kind = WATCH_NOT_IN_CLASS;
	int64_t pupil;
	int r = kind_read(c->operands[0], &kind, e);

	if (r == 0)
		r = roll_pupil(c, c->operands[1], &pupil, e);
	if (r == 0)
		r = office_watch_open(c->office, roll_day(c), &v, e);
	if (r < 0)
		return r;
	r = line_find(c, &v, kind, pupil, &ref, e);
	watch_view_finish(&v);
	return r < 0 ? r : office_watch_settle(c->office, kind, pupil, &ref, c->operands[2], ret_act, e);
}

int command_calls_settle(struct cli *c, struct err *e)
{
	int64_t act = 0;

	if (c->operand_count == 0)
		return watch_list(c, e);
	if (c->operand_count < 3)
		return err_usage(e, "What is so? Name the list, the pupil and what you found: not-in-class 0101 \"in the medical room\".");
	int r = settle(c, &act, e);
	if (r == 0)
		cli_saved_act(c, act, "it is settled already");
	return r;
}
