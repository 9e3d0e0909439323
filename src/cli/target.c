/* target list, set, remove; school phase: figures to be reached (C18). */
#include "roll.h"

#include <string.h>

#include "office/register.h"
#include "office/targets.h"
#include "rules/calendar.h"

/* The school year that begins in --year, else the one of today. */
static int year_of(const struct cli *c)
{
	int year, month, day;

	day_to_ymd(school_year_start(office_today(c->office)), &year, &month, &day);
	return (int)given_number(c, OPTION_BEGINS, year);
}

/* KIND, and whose: the school's, a class's, a pupil's. */
static int wish_read(struct cli *c, struct target_wish *ret, struct err *e)
{
	const char *class = given_text(c, OPTION_CLASS), *pupil = given_text(c, OPTION_PUPIL);
	struct target_wish w = { .year = year_of(c), .words = given_text(c, OPTION_NOTE) };

	if (target_kind_parse(c->operands[0], &w.kind) < 0)
		return err_usage(e, "\"%.40s\" is no kind of target. There are: attendance, persistent, abie.", c->operands[0]);
	if (class && pupil)
		return err_usage(e, "A target is of a class or of a pupil. Take --class or --pupil out.");
	int r = class ? office_group_find(c->office, class, office_today(c->office), &w.group, e) : 0;
	if (r == 0 && pupil)
		r = roll_pupil(c, pupil, &w.pupil, e);
	if (r == 0)
		*ret = w;
	return r;
}

int command_target_set(struct cli *c, struct err *e)
{
	struct target_wish wish;
	int64_t act = 0;
	int r = wish_read(c, &wish, e);

	if (r == 0)
		r = target_percent_parse(c->operands[1], &wish.hundredths, e);
	if (r == 0)
		r = office_target_set(c->office, &wish, &act, e);
	if (r == 0)
		cli_saved_act(c, act, "it stands so already");
	return r;
}

int command_target_remove(struct cli *c, struct err *e)
{
	struct target_wish wish;
	int64_t act = 0;
	int r = wish_read(c, &wish, e);

	if (r == 0)
		r = office_target_remove(c->office, &wish, &act, e);
	if (r == 0)
		cli_saved_act(c, act, "there is none");
	return r;
}

enum { LIST_KIND, LIST_YEAR, LIST_OF, LIST_PERCENT, LIST_WORDS, LIST_COLUMNS };
static const struct report_column list_columns[LIST_COLUMNS] = {
	[LIST_KIND]    = { "kind", "Kind", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_YEAR]    = { "year", "Year from", CELL_INTEGER, 0, COLUMN_BOTH },
	[LIST_OF]      = { "of", "Of", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_PERCENT] = { "percent", "Target", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_WORDS]   = { "note", "Note", CELL_TEXT, 0, COLUMN_BOTH, .whole = true },
};

int command_target_list(struct cli *c, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct target_line *lines;
	struct report report;
	int n = office_targets(c->office, year_of(c), &a, &lines, e);

	if (n < 0)
		return n;
	cli_report_start(c, "targets", "Targets", list_columns, LIST_COLUMNS, &report);
	report.none = "No target was set.";
	for (int i = 0; i < n; i++) {
		struct cell *cells = report_row_add(&report, NULL);
		cells[LIST_KIND] = cell_kept(target_kind_name(lines[i].kind));
		cells[LIST_YEAR] = cell_integer(lines[i].year);
		cells[LIST_OF] = cell_text(&report, lines[i].of);
		cells[LIST_PERCENT] = cell_kept(arena_printf(&report.arena, "%d.%02d", lines[i].hundredths / 100, lines[i].hundredths % 100));
		cells[LIST_WORDS] = cell_text(&report, lines[i].words);
	}
	return cli_report_end(c, 0, &report, e);
}

int command_target_phase(struct cli *c, struct err *e)
{
	const char *phase = c->operand_count ? c->operands[0] : NULL;
	int64_t act = 0;

	if (!phase && !given_find(c, OPTION_REMOVE)) {
		const char *now = office_school_phase(c->office);
		cli_line(c, "%s", now ? now : "No phase was set: figures are compared with all schools.");
		return 0;
	}
	int r = office_school_phase_set(c->office, phase, &act, e);
	if (r == 0)
		cli_saved_act(c, act, "it stands so already");
	return r;
}
