/* tasks list, add, done. */
#include "roll.h"

#include "office/calls.h"
#include "office/today.h"

enum { LIST_TASK, LIST_KIND, LIST_DUE, LIST_TIME, LIST_STATE, LIST_TEXT, LIST_PUPIL, LIST_NAME, LIST_WHO, LIST_ABOUT, LIST_MINE, LIST_DONE,
       LIST_OUTCOME, LIST_WORDS, LIST_COLUMNS };
static const struct report_column list_columns[LIST_COLUMNS] = {
	[LIST_TASK]    = { "task", "Task", CELL_INTEGER, 0, COLUMN_BOTH },
	[LIST_KIND]    = { "kind", "Kind", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_DUE]     = { "due", "Due", CELL_DAY, 0, COLUMN_BOTH },
	[LIST_TIME]    = { "time", "At", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_STATE]   = { "state", "State", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_TEXT]    = { "text", "Text", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_PUPIL]   = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_NAME]    = { "name", "Name", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_WHO]     = { "for", "For", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_ABOUT]   = { "about", "About", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[LIST_MINE]    = { "mine", "Mine", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[LIST_DONE]    = { "done", "Done", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[LIST_OUTCOME] = { "outcome", "Outcome", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_WORDS]   = { "words", "What", CELL_TEXT, 0, COLUMN_TEXT_ONLY, .whole = true },
};

static const char *words_of(const struct task_line *line, struct arena *a)
{
	return arena_printf(a, "%s%s%s%s%s", line->name ? line->name : "", line->name ? ": " : "", line->text, line->done_words ? "; done: " : "",
			    line->done_words ? line->done_words : "");
}

static void list_row(struct cli *c, const struct task_line *line, struct report *r)
{
	struct cell *cells = report_row_add(r, NULL);

	cells[LIST_TASK] = cell_integer(line->task);
	cells[LIST_KIND] = cell_text(r, line->kind);
	cells[LIST_DUE] = cell_day(line->due);
	cells[LIST_TIME] = roll_minute_cell(r, line->minute);
	cells[LIST_STATE] = cell_kept(!day_is_none(line->done) ? "done" : line->overdue ? "overdue" : "open");
	cells[LIST_TEXT] = cell_text(r, line->text);
	if (line->pupil)
		cells[LIST_PUPIL] = cell_text(r, roll_key(c, r, line->pupil));
	cells[LIST_NAME] = cell_text(r, line->name);
	cells[LIST_WHO] = cell_text(r, line->who);
	cells[LIST_ABOUT] = cell_day(line->about);
	cells[LIST_MINE] = cell_flag(line->mine);
	cells[LIST_DONE] = cell_day(line->done);
	cells[LIST_OUTCOME] = cell_text(r, line->done_words);
	cells[LIST_WORDS] = cell_kept(words_of(line, &r->arena));
}

/* An overdue one is what it is there to find (design 6). */
int command_tasks_list(struct cli *c, struct err *e)
{
	const struct tasks_wish wish = { .everybody = given_find(c, OPTION_EVERYBODY), .done = given_find(c, OPTION_DONE) };
	struct tasks_view v;
	struct report report;
	int r = office_tasks_open(c->office, &wish, &v, e);

	if (r < 0)
		return r;
	cli_report_start(c, "tasks", wish.everybody ? "Tasks of the school" : "Tasks for you", list_columns, LIST_COLUMNS, &report);
	report.none = "Nothing is to be done.";
	for (int i = 0; i < v.count; i++)
		list_row(c, &v.lines[i], &report);
	report_note(&report, "%d open, %d of them overdue", v.open, v.overdue);
	bool overdue = v.overdue > 0;
	tasks_view_finish(&v);
	r = cli_report_end(c, 0, &report, e);
	return r == 0 ? overdue : r;
}

static int for_whom(const struct cli *c, struct task_wish *wish, struct err *e)
{
	const char *role = given_text(c, OPTION_ROLE);
	enum role known;

	wish->role = role;
	wish->sign_in = given_text(c, OPTION_FOR);
	if (!wish->role == !wish->sign_in)
		return err_usage(e, "For whom? Name a role with --role, or one member of staff with --for.");
	if (role && role_parse(role, &known) < 0) {
		CLEAN_BUF struct buf names = { 0 };
		for (int i = 0; i < ROLES; i++)
			buf_printf(&names, "%s%s", i ? ", " : "", role_name((enum role)i));
		return err_usage(e, "There is no role \"%.40s\". There are: %s.", role, buf_string(&names));
	}
	return 0;
}

int command_tasks_add(struct cli *c, struct err *e)
{
	const char *pupil = given_text(c, OPTION_PUPIL);
	struct task_wish wish = { .due = given_day(c, OPTION_DUE), .minute = (int)given_number(c, OPTION_AT, -1), .text = c->operands[0] };
	int64_t task = 0, act = 0;
	int r = for_whom(c, &wish, e);

	if (r == 0 && pupil)
		r = roll_pupil(c, pupil, &wish.pupil, e);
	if (day_is_none(wish.due))
		wish.due = office_today(c->office);
	if (r == 0)
		r = office_task_add(c->office, &wish, &task, &act, e);
	if (r < 0)
		return r;
	cli_line(c, "task %lld", (long long)task);
	cli_saved_act(c, act, "there is such a task already");
	return 0;
}

int command_tasks_done(struct cli *c, struct err *e)
{
	struct given task;
	int64_t act = 0;

	if (value_read("", VALUE_NUMBER, c->operands[0], &task, NULL) < 0)
		return err_usage(e, "\"%.60s\" is not the number of a task. firstbell tasks list has them.", c->operands[0]);
	int r = office_task_done(c->office, task.number, c->operand_count > 1 ? c->operands[1] : NULL, &act, e);
	if (r == 0)
		cli_saved_act(c, act, "it is done already");
	return r;
}
