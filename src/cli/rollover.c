/* year rollover: everybody into the next school year, tried and then done. */
#include "roll.h"

#include <string.h>

#include "base/text.h"
#include "office/classes.h"
#include "office/register.h"
#include "rules/pupil.h"

/* WHERE EACH CLASS GOES: CLASS=NEW, CLASS:YEAR=NEW; CLASS=- they leave; CLASS= in no class yet -------------------------------------- */

struct maps {
	VEC(struct rollover_map);
};

/* A class by that name, and (year not SESSION_ANY_YEAR) one line of it. */
static int map_lines(const struct rollover_view *v, const char *class, int year, const char *to, struct maps *maps)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *wanted = text_fold(&a, class);
	int before = maps->count;

	for (int i = 0; i < v->line_count; i++) {
		const struct rollover_line *line = &v->lines[i];
		if (strcmp(text_fold(&a, line->name), wanted) != 0 || (year != SESSION_ANY_YEAR && year != line->map.year))
			continue;
		vec_push(maps, (struct rollover_map){ .group = line->map.group, .year = line->map.year, .to = to });
	}
	return maps->count - before;
}

static int refuse_class(const struct rollover_view *v, const char *class, struct err *e)
{
	CLEAN_BUF struct buf names = { 0 };
	char year[8];

	for (int i = 0; i < v->line_count && names.length < 240; i++)
		buf_printf(&names, "%s%s:%s", i ? ", " : "", v->lines[i].name, year_name(v->lines[i].map.year, year));
	return err_refuse(e, "There is no class \"%.60s\" to move. There are: %s.", class, names.length ? buf_string(&names) : "none");
}

static int check_operands(const struct cli *c, struct err *e)
{
	for (int i = 0; i < c->operand_count; i++)
		if (!strchr(c->operands[i] + 1, '='))
			return err_usage(e, "\"%.100s\" is not CLASS=NEW or CLASS:YEAR=NEW.", c->operands[i]);
	return 0;
}

/* Whose pupils have all gone on already, when a roll-over is finished that was begun. */
static int nobody_left(struct cli *c, const struct rollover_view *v, const char *class, const char *said, struct err *e)
{
	int64_t group;

	if (office_group_find(c->office, class, day_add(v->first, -1), &group, NULL) < 0)
		return refuse_class(v, said, e);
	cli_say(arena_printf(&c->arena, "Nobody in %s has still to be moved.", said));
	return 0;
}

/* A class may have a colon in its name: the whole name goes first. */
static int map_read(struct cli *c, const struct rollover_view *v, const char *operand, struct maps *maps, struct err *e)
{
	const char *equals = strrchr(operand, '=');
	const char *to = equals[1] == '\0' ? NULL : strcmp(equals + 1, "-") == 0 ? "" : equals + 1;
	const char *said = arena_text_n(&c->arena, operand, (size_t)(equals - operand));
	char *class = arena_text(&c->arena, said);
	int year;

	if (map_lines(v, class, SESSION_ANY_YEAR, to, maps))
		return 0;
	char *colon = strrchr(class, ':');
	if (!colon || year_parse(colon + 1, &year) < 0)
		return nobody_left(c, v, class, said, e);
	*colon = '\0';
	return map_lines(v, class, year, to, maps) ? 0 : nobody_left(c, v, class, said, e);
}

/* The lines there are come from a look at what it would do by itself. */
static int maps_read(struct cli *c, const struct rollover_wish *wish, struct maps *maps, struct err *e)
{
	struct rollover_view v;
	int r = check_operands(c, e);

	if (r == 0 && c->operand_count)
		r = office_rollover_open(c->office, wish, &v, e);
	if (r < 0 || c->operand_count == 0)
		return r;
	for (int i = 0; r == 0 && i < c->operand_count; i++)
		r = map_read(c, &v, c->operands[i], maps, e);
	rollover_view_finish(&v);
	return r;
}

/* WHAT IT WOULD DO -------------------------------------------------------------------------------------------------------------------- */

static const struct {
	const char *name, *title;
} fates[FATE_DONE + 1] = {
	[FATE_MOVES]     = { "moves", "Move" },
	[FATE_LEAVES]    = { "leaves", "Leave" },
	[FATE_HELD]      = { "held", "Leave, but held: something is missing" },
	[FATE_UNDECIDED] = { "undecided", "In no class yet" },
	[FATE_JOINS]     = { "joins", "Join" },
	[FATE_DONE]      = { "done", "Done already" },
};

void fate_help(struct buf *to)
{
	buf_text(to, "\nCLASS=- pupils leave; CLASS= they are in no class yet. A mixed class has a line a year: Oak:3=Elm;\n"
		     "who is in none is in \"no class\": \"no class:R=Elm\".\n"
		     "What is not said is as proposed: --dry-run shows it.\n");
}

enum { FATE_PUPIL, FATE_NAME, FATE_FATE, FATE_FROM, FATE_TO, FATE_YEAR, FATE_NEW_YEAR, FATE_WHY, FATE_COLUMNS };
static const struct report_column fate_columns[FATE_COLUMNS] = {
	[FATE_PUPIL]    = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[FATE_NAME]     = { "name", "Name", CELL_TEXT, 28, COLUMN_BOTH },
	[FATE_FATE]     = { "fate", "Fate", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[FATE_FROM]     = { "class", "Class", CELL_TEXT, 0, COLUMN_BOTH },
	[FATE_TO]       = { "new_class", "New class", CELL_TEXT, 0, COLUMN_BOTH },
	[FATE_YEAR]     = { "year", "Year", CELL_TEXT, 0, COLUMN_BOTH },
	[FATE_NEW_YEAR] = { "new_year", "New year", CELL_TEXT, 0, COLUMN_BOTH },
	[FATE_WHY]      = { "why", "", CELL_TEXT, 0, COLUMN_BOTH, .whole = true },
};

static struct cell year_cell(int year, struct report *r)
{
	char name[8];

	return year == SESSION_ANY_YEAR ? (struct cell){ .empty = true } : cell_text(r, year_name(year, name));
}

static void fate_row(struct cli *c, const struct rollover_pupil *p, const char *heading, struct report *r)
{
	struct cell *cells = report_row_add(r, heading);

	cells[FATE_PUPIL] = cell_text(r, roll_key(c, r, p->pupil));
	cells[FATE_NAME] = cell_text(r, p->name);
	cells[FATE_FATE] = cell_kept(fates[p->fate].name);
	cells[FATE_FROM] = cell_text(r, p->from);
	cells[FATE_TO] = cell_text(r, p->to);
	cells[FATE_YEAR] = year_cell(p->year, r);
	cells[FATE_NEW_YEAR] = year_cell(p->new_year, r);
	cells[FATE_WHY] = cell_text(r, p->why);
}

/* "Oak, Year 3: 28 to Elm (new)" */
static void line_say(const struct rollover_line *line, struct report *r)
{
	const char *to = line->map.to;
	char year[16];

	report_line(r, "%s, %s: %d %s%s%s", line->name, year_title(line->map.year, year), line->pupils, !to ? "in no class yet" : *to ? "to " : "leave",
		    to ? to : "", line->new_class ? " (new)" : "");
}

/* Those who just go on are many, and their class says it: only data has them by name. */
static bool is_listed(const struct cli *c, const struct rollover_pupil *p)
{
	return given_number(c, OPTION_FORMAT, FORMAT_TEXT) != FORMAT_TEXT || (p->fate != FATE_MOVES && p->fate != FATE_DONE);
}

static void note_fates(const struct rollover_view *v, struct report *r)
{
	CLEAN_BUF struct buf counts = { 0 };

	for (int i = 0; i <= FATE_DONE; i++)
		if (v->of_fate[i])
			buf_printf(&counts, "%s%s %d", counts.length ? ", " : "", fates[i].name, v->of_fate[i]);
	report_note(r, "%s", counts.length ? buf_string(&counts) : "Nobody to move");
	if (v->pupil_count && v->of_fate[FATE_DONE] == v->pupil_count)
		report_note(r, "Everybody is in this year already. For the next one give its first day with --from.");
	for (int i = 0; v->remarks && v->remarks[i]; i++)
		report_note(r, "%s", v->remarks[i]);
}

static int show_view(struct cli *c, const struct rollover_view *v, struct err *e)
{
	struct report report;
	char first[DAY_TEXT], leave[DAY_TEXT];
	int fate = -1;

	cli_report_start(c, "rollover", NULL, fate_columns, FATE_COLUMNS, &report);
	report.title = arena_printf(&report.arena, "Roll-over to %s; leavers' last day %s", day_long(v->first, first), day_long(v->leave, leave));
	for (int i = 0; i < v->line_count; i++)
		line_say(&v->lines[i], &report);
	for (int i = 0; i < v->pupil_count; i++) {
		const struct rollover_pupil *p = &v->pupils[i];
		if (!is_listed(c, p))
			continue;
		fate_row(c, p, (int)p->fate != fate ? fates[p->fate].title : NULL, &report);
		fate = (int)p->fate;
	}
	note_fates(v, &report);
	return cli_report_end(c, 0, &report, e);
}

static int try_it(struct cli *c, const struct rollover_wish *wish, struct err *e)
{
	struct rollover_view v;
	int r = office_rollover_open(c->office, wish, &v, e);

	if (r < 0)
		return r;
	r = show_view(c, &v, e);
	rollover_view_finish(&v);
	return r;
}

static int do_it(struct cli *c, const struct rollover_wish *wish, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	int64_t act = 0;
	int r = office_rollover(c->office, wish, given_text(c, OPTION_REASON), &said, &act, e);

	return cli_changed(c, r, &said, act, "everybody is in the new year already");
}

int command_year_rollover(struct cli *c, struct err *e)
{
	struct maps maps = { 0 };
	struct rollover_wish wish = {
		.first = given_day(c, OPTION_FROM),
		.last_year = (int)given_number(c, OPTION_LAST_YEAR, SESSION_ANY_YEAR),
		.leave = given_day(c, OPTION_TO),
		.ground = given_text(c, OPTION_GROUND),
	};
	int r = maps_read(c, &wish, &maps, e);

	wish.map = maps.items;
	wish.map_count = maps.count;
	if (r == 0)
		r = given_find(c, OPTION_DRY_RUN) ? try_it(c, &wish, e) : do_it(c, &wish, e);
	vec_finish(&maps);
	return r;
}
