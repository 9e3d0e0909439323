/* class add, change, end, split, join, line, list. */
#include "roll.h"

#include "office/classes.h"

static void class_wish_read(const struct cli *c, const char *name, struct class_wish *ret)
{
	*ret = (struct class_wish){
		.name = name,
		.kind = given_text(c, OPTION_KIND),
		.order = given_text(c, OPTION_ORDER),
		.from = given_day(c, OPTION_FROM),
		.to = given_day(c, OPTION_TO),
	};
}

int command_class_add(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct class_wish wish;
	int64_t act = 0;

	class_wish_read(c, c->operands[0], &wish);
	int r = office_class_add(c->office, &wish, &said, &act, e);
	return cli_changed(c, r, &said, act, "this class is there already");
}

int command_class_change(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct class_wish wish;
	int64_t act = 0;

	class_wish_read(c, given_text(c, OPTION_NAME), &wish);
	int r = office_class_change(c->office, c->operands[0], &wish, &said, &act, e);
	return cli_changed(c, r, &said, act, "it stands so already");
}

int command_class_end(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	int64_t act = 0;
	int r = office_class_end(c->office, c->operands[0], given_day(c, OPTION_TO), &said, &act, e);

	return cli_changed(c, r, &said, act, "it stands so already");
}

int command_class_split(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct pupil_ids pupils = { 0 };
	int64_t act = 0;
	int r = roll_pupils(c, 2, &pupils, e);

	if (r == 0)
		r = office_class_split(c->office, c->operands[0], c->operands[1], pupils.items, pupils.count, given_day(c, OPTION_FROM), &said, &act, e);
	vec_finish(&pupils);
	return cli_changed(c, r, &said, act, "it stands so already");
}

int command_class_join(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	int64_t act = 0;
	int r = office_class_join(c->office, c->operands[0], c->operands[1], given_day(c, OPTION_FROM), given_day(c, OPTION_TO),
				  (int)given_number(c, OPTION_SESSION, -1), &said, &act, e);

	return cli_changed(c, r, &said, act, "it stands so already");
}

int command_class_line(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct pupil_ids pupils = { 0 };
	int64_t act = 0;
	int r = roll_pupils(c, 1, &pupils, e);

	if (r == 0)
		r = office_class_line(c->office, c->operands[0], pupils.items, pupils.count, &said, &act, e);
	vec_finish(&pupils);
	return cli_changed(c, r, &said, act, "they line up so already");
}

/* LIST */

enum { LIST_NAME, LIST_KIND, LIST_PUPILS, LIST_YEARS, LIST_TEACHERS, LIST_ORDER, LIST_FROM, LIST_TO, LIST_PAST, LIST_COLUMNS };
static const struct report_column list_columns[LIST_COLUMNS] = {
	[LIST_NAME]     = { "class", "Class", CELL_TEXT, 16, COLUMN_BOTH },
	[LIST_KIND]     = { "kind", "Kind", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_PUPILS]   = { "pupils", "Pupils", CELL_INTEGER, 0, COLUMN_BOTH },
	[LIST_YEARS]    = { "years", "Years", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_TEACHERS] = { "teachers", "Teachers", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_ORDER]    = { "order", "Order", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_FROM]     = { "from", "From", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[LIST_TO]       = { "to", "Last day", CELL_DAY, 0, COLUMN_BOTH },
	[LIST_PAST]     = { "past", "Past", CELL_FLAG, 0, COLUMN_DATA_ONLY },
};

static void list_row(const struct class_line *line, bool past_begins, struct report *r)
{
	struct cell *cells = report_row_add(r, past_begins ? "There no more" : NULL);

	cells[LIST_NAME] = cell_text(r, line->name);
	cells[LIST_KIND] = cell_text(r, line->kind);
	cells[LIST_PUPILS] = cell_integer(line->pupils);
	cells[LIST_YEARS] = cell_text(r, line->years);
	cells[LIST_TEACHERS] = cell_text(r, line->teachers);
	cells[LIST_ORDER] = cell_text(r, line->order);
	cells[LIST_FROM] = cell_day(line->from);
	cells[LIST_TO] = cell_day(line->to);
	cells[LIST_PAST] = cell_flag(line->past);
}

int command_class_list(struct cli *c, struct err *e)
{
	struct report report;
	struct classes_view v;
	char day[DAY_TEXT];
	int r = office_classes_open(c->office, given_day(c, OPTION_DATE), &v, e);

	if (r < 0)
		return r;
	cli_report_start(c, "classes", NULL, list_columns, LIST_COLUMNS, &report);
	report.title = arena_printf(&report.arena, "Classes, %s", day_long(v.day, day));
	report.none = "No class yet.";
	for (int i = 0; i < v.count; i++)
		list_row(&v.lines[i], v.lines[i].past && (i == 0 || !v.lines[i - 1].past), &report);
	if (v.without)
		report_note(&report, "%d on the roll in no class", v.without);
	classes_view_finish(&v);
	return cli_report_end(c, 0, &report, e);
}
