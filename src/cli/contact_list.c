/* contact list, family: a pupil's contacts, siblings and homes. */
#include "roll.h"

/* Both begin with the pupil's family. */
static int open_family(struct cli *c, struct family_view *ret, struct err *e)
{
	int64_t pupil;
	int r = roll_pupil(c, cli_joined(c), &pupil, e);

	return r < 0 ? r : office_family_open(c->office, pupil, ret, e);
}

/* LIST */

enum { LIST_PRIORITY, LIST_NAME, LIST_RELATION, LIST_NUMBERS, LIST_DEAD, LIST_WORDS, LIST_EMAIL, LIST_LANGUAGE, LIST_ADDRESS, LIST_MASKED,
       LIST_SECRET, LIST_LIVES_WITH, LIST_RESPONSIBILITY, LIST_LETTERS, LIST_TEXTS, LIST_COLLECT, LIST_NOT, LIST_ORDER, LIST_CONFIRMED, LIST_FROM, LIST_TO,
       LIST_DIED, LIST_COLUMNS };
static const struct report_column list_columns[LIST_COLUMNS] = {
	[LIST_PRIORITY]       = { "priority", "", CELL_INTEGER, 0, COLUMN_BOTH },
	[LIST_NAME]           = { "name", "Name", CELL_TEXT, 24, COLUMN_BOTH },
	[LIST_RELATION]       = { "relation", "Relation", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_NUMBERS]        = { "numbers", "Numbers", CELL_LIST, 0, COLUMN_DATA_ONLY },
	[LIST_DEAD]           = { "dead_numbers", "Struck out", CELL_LIST, 0, COLUMN_DATA_ONLY },
	[LIST_WORDS]          = { "words", "Numbers", CELL_TEXT, 0, COLUMN_TEXT_ONLY, .whole = true },
	[LIST_EMAIL]          = { "email", "Email", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_LANGUAGE]       = { "language", "Language", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_ADDRESS]        = { "address", "Address", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_MASKED]         = { "address_masked", "Masked", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[LIST_SECRET]         = { "address_secret", "Secret", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[LIST_LIVES_WITH]     = { "lives_with", "Lives with", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[LIST_RESPONSIBILITY] = { "parental_responsibility", "Responsible", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[LIST_LETTERS]        = { "letters", "Letters", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[LIST_TEXTS]          = { "texts", "Texts", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[LIST_COLLECT]        = { "may_collect", "May collect", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[LIST_NOT]            = { "do_not_contact", "Do not contact", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[LIST_ORDER]          = { "court_order", "Court order", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_CONFIRMED]      = { "confirmed", "Confirmed", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[LIST_FROM]           = { "from", "From", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[LIST_TO]             = { "to", "To", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[LIST_DIED]           = { "died", "Died", CELL_FLAG, 0, COLUMN_DATA_ONLY },
};

static struct cell numbers_cell(const struct contact_line_view *line, bool dead, struct report *r)
{
	CLEAN_BUF struct buf numbers = { 0 };

	for (int i = 0; i < line->number_count; i++)
		if (line->numbers[i].dead == dead)
			buf_printf(&numbers, "%s%s", numbers.length ? "; " : "", line->numbers[i].number);
	return numbers.length ? cell_text(r, buf_string(&numbers)) : (struct cell){ .empty = true };
}

static void say_numbers(const struct contact_line_view *line, struct buf *to)
{
	for (int i = 0; i < line->number_count; i++)
		buf_printf(to, "%s%s%s", i ? ", " : "", line->numbers[i].number, line->numbers[i].dead ? " (struck out)" : "");
}

/* What must not be overlooked comes before the numbers. */
static const char *words_of(const struct contact_line_view *line, struct arena *a)
{
	const struct {
		bool stands;
		const char *words;
	} before[] = {
		{ line->died, "died" },
		{ line->do_not_contact, "do not contact" },
		{ line->court_order, "court order" },
		{ !day_is_none(line->to), "ended" },
	}, after[] = {
		{ line->lives_with, "lives with" },
		{ line->parental_responsibility, "responsible" },
		{ line->may_collect, "may collect" },
		{ line->address_secret, "secret address" },
	};
	CLEAN_BUF struct buf words = { 0 };

	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		if (before[i].stands)
			buf_printf(&words, "%s: ", before[i].words);
	say_numbers(line, &words);
	for (size_t i = 0; i < sizeof after / sizeof *after; i++)
		if (after[i].stands)
			buf_printf(&words, "%s%s", words.length ? ", " : "", after[i].words);
	return arena_text(a, buf_string(&words));
}

static void list_row(const struct contact_line_view *line, struct report *r)
{
	struct cell *cells = report_row_add(r, NULL);

	cells[LIST_PRIORITY] = cell_integer(line->priority);
	cells[LIST_NAME] = cell_text(r, line->name);
	cells[LIST_RELATION] = cell_text(r, line->relation);
	cells[LIST_NUMBERS] = numbers_cell(line, false, r);
	cells[LIST_DEAD] = numbers_cell(line, true, r);
	cells[LIST_WORDS] = cell_kept(words_of(line, &r->arena));
	cells[LIST_EMAIL] = cell_text(r, line->email);
	cells[LIST_LANGUAGE] = cell_text(r, line->language);
	cells[LIST_ADDRESS] = cell_text(r, line->address_masked ? NULL : line->address);
	cells[LIST_MASKED] = cell_flag(line->address_masked);
	cells[LIST_SECRET] = cell_flag(line->address_secret);
	cells[LIST_LIVES_WITH] = cell_flag(line->lives_with);
	cells[LIST_RESPONSIBILITY] = cell_flag(line->parental_responsibility);
	cells[LIST_LETTERS] = cell_flag(line->letters);
	cells[LIST_TEXTS] = cell_flag(line->texts);
	cells[LIST_COLLECT] = cell_flag(line->may_collect);
	cells[LIST_NOT] = cell_flag(line->do_not_contact);
	cells[LIST_ORDER] = cell_text(r, line->court_order);
	cells[LIST_CONFIRMED] = cell_day(line->confirmed);
	cells[LIST_FROM] = cell_day(line->from);
	cells[LIST_TO] = cell_day(line->to);
	cells[LIST_DIED] = cell_flag(line->died);
}

static void note_siblings(const struct family_view *v, struct report *r)
{
	for (int i = 0; i < v->sibling_count; i++) {
		const struct sibling_line *s = &v->siblings[i];
		report_note(r, "Sibling: %s%s%s: %s", s->name, s->group ? ", " : "", s->group ? s->group : "", s->why);
	}
}

int command_contact_list(struct cli *c, struct err *e)
{
	struct report report;
	struct family_view v;
	int r = open_family(c, &v, e);

	if (r < 0)
		return r;
	cli_report_start(c, "contacts", NULL, list_columns, LIST_COLUMNS, &report);
	report.title = arena_printf(&report.arena, "Contacts of %s%s%s", v.name, v.group ? ", " : "", v.group ? v.group : "");
	report.none = "No contact yet.";
	for (int i = 0; i < v.contact_count; i++)
		list_row(&v.contacts[i], &report);
	note_siblings(&v, &report);
	for (int i = 0; v.remarks && v.remarks[i]; i++)
		report_note(&report, "Check: %s", v.remarks[i]);
	family_view_finish(&v);
	return cli_report_end(c, 0, &report, e);
}

/* FAMILY */

enum { FAMILY_PUPIL, FAMILY_NAME, FAMILY_CLASS, FAMILY_SIBLING, FAMILY_WHY, FAMILY_ADDRESS, FAMILY_ADULTS, FAMILY_COLUMNS };
static const struct report_column family_columns[FAMILY_COLUMNS] = {
	[FAMILY_PUPIL]   = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[FAMILY_NAME]    = { "name", "Name", CELL_TEXT, 24, COLUMN_BOTH },
	[FAMILY_CLASS]   = { "class", "Class", CELL_TEXT, 0, COLUMN_BOTH },
	[FAMILY_SIBLING] = { "sibling", "Sibling", CELL_FLAG, 0, COLUMN_BOTH },
	[FAMILY_WHY]     = { "why", "Why", CELL_TEXT, 0, COLUMN_BOTH, .whole = true },
	[FAMILY_ADDRESS] = { "address", "Address", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[FAMILY_ADULTS]  = { "adults", "Adults", CELL_TEXT, 0, COLUMN_DATA_ONLY },
};

static const struct sibling_line *sibling_of(const struct family_view *v, int64_t pupil)
{
	for (int i = 0; i < v->sibling_count; i++)
		if (v->siblings[i].pupil == pupil)
			return &v->siblings[i];
	return NULL;
}

static struct cell *family_row(struct cli *c, int64_t pupil, const char *name, const char *group, const struct sibling_line *sibling,
			       const char *heading, struct report *r)
{
	struct cell *cells = report_row_add(r, heading);

	cells[FAMILY_PUPIL] = cell_text(r, roll_key(c, r, pupil));
	cells[FAMILY_NAME] = cell_text(r, name);
	cells[FAMILY_CLASS] = cell_text(r, group);
	cells[FAMILY_SIBLING] = cell_flag(sibling);
	cells[FAMILY_WHY] = cell_text(r, sibling ? sibling->why : NULL);
	return cells;
}

static const char *home_heading(const struct home_line *home, struct arena *a)
{
	return arena_printf(a, "%s%s: %s", home->address ? home->address : "Address not known", home->secret ? " (secret)" : "",
			    home->adults ? home->adults : "nobody");
}

/* The children of each home; the pupil's own row is there too, so that a home with nobody else is seen. */
static void home_rows(struct cli *c, const struct family_view *v, const struct home_line *home, struct report *r)
{
	for (int i = 0; i < home->child_count; i++) {
		const struct family_child *child = &home->children[i];
		struct cell *cells = family_row(c, child->pupil, child->name, child->group, sibling_of(v, child->pupil),
						i == 0 ? home_heading(home, &r->arena) : NULL, r);
		cells[FAMILY_ADDRESS] = cell_text(r, home->address);
		cells[FAMILY_ADULTS] = cell_text(r, home->adults);
	}
}

static bool lives_in(const struct family_view *v, int64_t pupil)
{
	for (int i = 0; i < v->home_count; i++)
		for (int k = 0; k < v->homes[i].child_count; k++)
			if (v->homes[i].children[k].pupil == pupil)
				return true;
	return false;
}

static void rows_elsewhere(struct cli *c, const struct family_view *v, struct report *r)
{
	const char *heading = "Living elsewhere";

	for (int i = 0; i < v->sibling_count; i++) {
		const struct sibling_line *s = &v->siblings[i];
		if (lives_in(v, s->pupil))
			continue;
		family_row(c, s->pupil, s->name, s->group, s, heading, r);
		heading = NULL;
	}
}

int command_contact_family(struct cli *c, struct err *e)
{
	struct report report;
	struct family_view v;
	int r = open_family(c, &v, e);

	if (r < 0)
		return r;
	cli_report_start(c, "family", NULL, family_columns, FAMILY_COLUMNS, &report);
	report.title = arena_printf(&report.arena, "Family of %s", v.name);
	report.none = "Nobody else is known.";
	for (int i = 0; i < v.home_count; i++)
		home_rows(c, &v, &v.homes[i], &report);
	rows_elsewhere(c, &v, &report);
	family_view_finish(&v);
	return cli_report_end(c, 0, &report, e);
}
