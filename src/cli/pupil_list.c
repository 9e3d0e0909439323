/* pupil list, show, grounds: what is known. */
#include "roll.h"

#include <errno.h>

#include "rules/ground.h"
#include "rules/pupil.h"

/* LIST */

enum { LIST_PUPIL, LIST_UPN, LIST_NUMBER, LIST_NAME, LIST_CLASS, LIST_YEAR, LIST_BORN, LIST_STATE, LIST_REMARK, LIST_COLUMNS };
static const struct report_column list_columns[LIST_COLUMNS] = {
	[LIST_PUPIL]  = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_UPN]    = { "upn", "UPN", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_NUMBER] = { "admission_number", "Number", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_NAME]   = { "name", "Name", CELL_TEXT, 30, COLUMN_BOTH },
	[LIST_CLASS]  = { "class", "Class", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_YEAR]   = { "year", "Year", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_BORN]   = { "dob", "Born", CELL_DAY, 0, COLUMN_BOTH },
	[LIST_STATE]  = { "state", "State", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_REMARK] = { "remark", "", CELL_TEXT, 0, COLUMN_BOTH, .whole = true },
};

static const char *const state_names[ROLL_STATES] = { [ROLL_ON] = "on", [ROLL_TO_COME] = "to_come", [ROLL_LEFT] = "left" };
static const char *const state_titles[ROLL_STATES] = { [ROLL_ON] = "on the roll", [ROLL_TO_COME] = "to come", [ROLL_LEFT] = "left" };

static void list_row(struct cli *c, const struct pupil_line *line, struct report *r)
{
	struct cell *cells = report_row_add(r, NULL);
	char year[8];

	cells[LIST_PUPIL] = cell_text(r, roll_key(c, r, line->pupil));
	cells[LIST_UPN] = cell_text(r, line->upn);
	cells[LIST_NUMBER] = cell_text(r, line->admission_number);
	cells[LIST_NAME] = cell_text(r, line->name);
	cells[LIST_CLASS] = cell_text(r, line->group);
	if (line->year != SESSION_ANY_YEAR)
		cells[LIST_YEAR] = cell_text(r, year_name(line->year, year));
	cells[LIST_BORN] = cell_day(line->born);
	cells[LIST_STATE] = cell_kept(state_names[line->state]);
	cells[LIST_REMARK] = cell_text(r, line->remark);
}

/* Those asked for; of all of them those on the roll, unless more was said. */
static uint32_t states_wished(const struct cli *c)
{
	uint32_t states = 0;

	if (given_find(c, OPTION_EVERYBODY))
		return 1 << ROLL_ON | 1 << ROLL_TO_COME | 1 << ROLL_LEFT;
	if (given_find(c, OPTION_TO_COME))
		states |= 1 << ROLL_TO_COME;
	if (given_find(c, OPTION_LEFT))
		states |= 1 << ROLL_LEFT;
	return states ? states : 1 << ROLL_ON;
}

static void note_counts(const struct pupils_view *v, struct report *r)
{
	CLEAN_BUF struct buf counts = { 0 };

	for (int i = 0; i < ROLL_STATES; i++)
		buf_printf(&counts, "%s%d %s", i ? ", " : "", v->of_state[i], state_titles[i]);
	report_note(r, "%s", buf_string(&counts));
}

int command_pupil_list(struct cli *c, struct err *e)
{
	const struct pupils_wish wish = {
		.typed = cli_joined(c),
		.group = given_text(c, OPTION_CLASS),
		.year = (int)given_number(c, OPTION_YEAR, SESSION_ANY_YEAR),
		.states = states_wished(c),
		.day = given_day(c, OPTION_DATE),
	};
	struct pupils_view v;
	struct report report;
	char day[DAY_TEXT];
	int r = office_pupils_open(c->office, &wish, &v, e);

	if (r < 0)
		return r;
	cli_report_start(c, "pupils", NULL, list_columns, LIST_COLUMNS, &report);
	report.title = arena_printf(&report.arena, "Pupils, %s", day_long(v.day, day));
	report.none = "Nobody.";
	for (int i = 0; i < v.count; i++)
		list_row(c, &v.lines[i], &report);
	note_counts(&v, &report);
	pupils_view_finish(&v);
	return cli_report_end(c, 0, &report, e);
}

/* SHOW */

enum { SHOW_PART, SHOW_LABEL, SHOW_VALUE, SHOW_PAST, SHOW_MISSING, SHOW_WORDS, SHOW_COLUMNS };
static const struct report_column show_columns[SHOW_COLUMNS] = {
	[SHOW_PART]    = { "part", "Part", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[SHOW_LABEL]   = { "label", "Particular", CELL_TEXT, 0, COLUMN_BOTH },
	[SHOW_VALUE]   = { "value", "", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[SHOW_PAST]    = { "past", "Past", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[SHOW_MISSING] = { "missing", "Missing", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[SHOW_WORDS]   = { "words", "As it is", CELL_TEXT, 0, COLUMN_TEXT_ONLY, .whole = true },
};

static const struct {
	const char *name, *title;
} parts[RECORD_PARTS] = {
	[RECORD_NAMES]     = { "names", "Names" },
	[RECORD_NUMBERS]   = { "numbers", "Numbers" },
	[RECORD_SPELLS]    = { "on_roll", "On the roll" },
	[RECORD_CLASSES]   = { "classes", "Classes and years" },
	[RECORD_ELSEWHERE] = { "elsewhere", "At another place" },
	[RECORD_FLAGS]     = { "flags", "Flags" },
	[RECORD_HOME]      = { "home", "Home" },
	[RECORD_CONTACTS]  = { "contacts", "Contacts" },
	[RECORD_FAMILY]    = { "family", "Family" },
};

static void show_row(const struct record_line *line, bool first, struct report *r)
{
	const char *state = line->missing ? "missing: " : line->past ? "past: " : "";
	struct cell *cells = report_row_add(r, first ? parts[line->part].title : NULL);

	cells[SHOW_PART] = cell_kept(parts[line->part].name);
	cells[SHOW_LABEL] = cell_text(r, line->label);
	cells[SHOW_VALUE] = cell_text(r, line->value);
	cells[SHOW_PAST] = cell_flag(line->past);
	cells[SHOW_MISSING] = cell_flag(line->missing);
	cells[SHOW_WORDS] = cell_kept(arena_printf(&r->arena, "%s%s", state, line->value ? line->value : ""));
}

int command_pupil_show(struct cli *c, struct err *e)
{
	struct pupil_record record;
	struct report report;
	int64_t pupil;
	int r = roll_pupil(c, cli_joined(c), &pupil, e);

	if (r == 0)
		r = office_pupil_record_open(c->office, pupil, &record, e);
	if (r < 0)
		return r;
	cli_report_start(c, "record", NULL, show_columns, SHOW_COLUMNS, &report);
	report.title = arena_text(&report.arena, record.name);
	report_line(&report, "Key %s, %s", record.key, state_titles[record.state]);
	for (int i = 0; i < record.count; i++)
		show_row(&record.lines[i], i == 0 || record.lines[i].part != record.lines[i - 1].part, &report);
	if (record.missing)
		report_note(&report, "%d missing that the admission register asks for (PR24 reg 8)", record.missing);
	pupil_record_finish(&record);
	return cli_report_end(c, 0, &report, e);
}

/* GROUNDS */

enum { GROUNDS_LETTER, GROUNDS_WORDS, GROUNDS_FOR, GROUNDS_NEEDS, GROUNDS_SOURCE, GROUNDS_FROM, GROUNDS_TO, GROUNDS_WHY, GROUNDS_COLUMNS };
static const struct report_column grounds_columns[GROUNDS_COLUMNS] = {
	[GROUNDS_LETTER] = { "ground", "Ground", CELL_TEXT, 0, COLUMN_BOTH },
	[GROUNDS_WORDS]  = { "words", "Why", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[GROUNDS_FOR]    = { "for", "For", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[GROUNDS_NEEDS]  = { "needs", "Asks for", CELL_LIST, 0, COLUMN_BOTH },
	[GROUNDS_SOURCE] = { "source", "By", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[GROUNDS_FROM]   = { "from", "From", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[GROUNDS_TO]     = { "to", "To", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[GROUNDS_WHY]    = { "why", "Why", CELL_TEXT, 0, COLUMN_TEXT_ONLY, .whole = true },
};

static const struct {
	uint32_t need;
	const char *words;
} needs[] = {
	{ GROUND_DESTINATION, "destination" }, { GROUND_ENQUIRIES, "enquiries" }, { GROUND_CONSENT, "consent" },
	{ GROUND_EVIDENCE, "evidence" }, { GROUND_ADDRESS, "new-address" },
};

static struct cell needs_cell(const struct ground *g, struct report *r)
{
	CLEAN_BUF struct buf words = { 0 };

	for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
		if (g->needs & needs[i].need)
			buf_printf(&words, "%s%s", words.length ? "; " : "", needs[i].words);
	if (g->days_absent)
		buf_printf(&words, "%s%d days absent", words.length ? "; " : "", g->days_absent);
	return words.length ? cell_text(r, buf_string(&words)) : (struct cell){ .empty = true };
}

static void grounds_row(const struct ground *g, const char *heading, struct report *r)
{
	struct cell *cells = report_row_add(r, heading);

	cells[GROUNDS_LETTER] = cell_kept(g->letter);
	cells[GROUNDS_WORDS] = cells[GROUNDS_WHY] = cell_kept(g->words);
	cells[GROUNDS_FOR] = cell_kept(g->compulsory && g->younger ? "both" : g->compulsory ? "compulsory" : "younger");
	cells[GROUNDS_NEEDS] = needs_cell(g, r);
	cells[GROUNDS_SOURCE] = cell_kept(g->source);
	cells[GROUNDS_FROM] = cell_day(g->from);
	cells[GROUNDS_TO] = cell_day(g->to);
}

/* The letters in their order: those of a child who is not of compulsory age stand last in the table. */
int command_pupil_grounds(struct cli *c, struct err *e)
{
	struct day day = given_day(c, OPTION_DATE);
	struct report report;
	bool younger = false;

	cli_report_start(c, "grounds", "Grounds for taking a name off the admission register", grounds_columns, GROUNDS_COLUMNS, &report);
	for (int i = 0; i < grounds_count; i++) {
		const struct ground *g = &grounds[i];
		if (day_is_none(g->from) || (!day_is_none(day) && !day_within(day, g->from, g->to)))
			continue;
		bool turns = !g->compulsory && !younger;
		younger |= turns;
		grounds_row(g, turns ? "Of a child who is not of compulsory school age" : NULL, &report);
	}
	report.none = "There were none of these that day.";
	return cli_report_end(c, 0, &report, e);
}
