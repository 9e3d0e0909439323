/* The cells of a pupils file: what each may hold (design 6; domain 10.1). */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "import.h"
#include "rules/pupil.h"

const char *const import_columns[IMPORT_COLUMNS] = {
	"upn", "admission_number", "surname", "forename", "preferred_name", "dob", "sex", "year", "class", "start_date", "leave_date",
};
const char *const import_flags[IMPORT_FLAGS] = {
	"sen", "fsm", "looked_after", "cp", "eal", "social_worker", "traveller", "young_carer", "service",
};

void import_fault(struct import_faults *f, int line, int column, const char *format, ...)
{
	struct err one = { 0 };
	char text[sizeof one.text], all[sizeof one.text + sizeof one.file + 32];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	err_input(&one, f->file, line, column, "%s", text);
	if (f->count++ == 0)
		f->first = one;
	if (f->count > IMPORT_FAULTS_MOST)
		return;
	err_format(&one, all, sizeof all);
	buf_printf(f->said, "%s\n", all);
}

/* HEADINGS */

static bool heading_is_known(const struct csv_table *t, int column)
{
	for (int i = 0; i < IMPORT_COLUMNS; i++)
		if (csv_column(t, import_columns[i]) == column)
			return true;
	for (int i = 0; i < IMPORT_FLAGS; i++)
		if (csv_column(t, import_flags[i]) == column)
			return true;
	return false;
}

void import_headings(const struct csv_table *t, struct import_map *ret, struct import_faults *f)
{
	for (int i = 0; i < IMPORT_COLUMNS; i++)
		ret->column[i] = csv_column(t, import_columns[i]);
	for (int i = 0; i < IMPORT_FLAGS; i++)
		ret->flag[i] = csv_column(t, import_flags[i]);
	for (int i = 0; i < t->heading.count; i++)
		if (!heading_is_known(t, i))
			import_fault(f, t->heading.line, i + 1, "firstbell knows no column \"%s\". Take it out, or name it as firstbell-data(7) does.",
				     t->heading.fields[i]);
	if (ret->column[IMPORT_UPN] < 0 && ret->column[IMPORT_ADMISSION_NUMBER] < 0 &&
	    (ret->column[IMPORT_DOB] < 0 || (ret->column[IMPORT_SURNAME] < 0 && ret->column[IMPORT_FORENAME] < 0)))
		import_fault(f, t->heading.line, 1, "Nothing tells pupils apart: the file needs upn, admission_number, or names with dob.");
}

/* CELLS */

/* A cell being read: where it is, for the sentence. */
struct cell_at {
	const char *text;
	int line, column;
	struct import_faults *faults;
};

static struct cell_at cell_find(const struct csv_row *from, int column, struct import_faults *f)
{
	return (struct cell_at){ csv_field(from, column), from->line, column + 1, f };
}

static const char *cell_words(const struct cell_at *c, struct arena *a)
{
	return *c->text ? arena_text(a, c->text) : NULL;
}

static void check_controls(const struct csv_row *from, struct import_faults *f)
{
	for (int i = 0; i < from->count; i++)
		if (text_control(from->fields[i]))
			import_fault(f, from->line, i + 1, "There is a control character (a line end or the like) in this field. Take it out.");
}

static struct day read_day(const struct cell_at *c)
{
	struct day d = DAY_NONE;

	if (*c->text && day_parse_english(c->text, &d) < 0)
		import_fault(c->faults, c->line, c->column, "\"%s\" is no date. Write it like 2026-09-02 or 02/09/2026.", c->text);
	return d;
}

static const char *read_upn(const struct cell_at *c, struct arena *a)
{
	enum upn_kind kind;
	struct err why = { 0 };
	char *upn = arena_text(a, c->text);

	if (!*upn)
		return NULL;
	for (char *p = upn; *p; p++)
		*p = *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p;
	if (upn_check(upn, &kind, &why) < 0) {
		import_fault(c->faults, c->line, c->column, "UPN %s: %s", upn, why.text);
		return NULL;
	}
	return upn;
}

static const struct {
	const char *text, *sex;
} sexes[] = { { "F", "F" }, { "M", "M" }, { "female", "F" }, { "male", "M" } };

static const char *read_sex(const struct cell_at *c)
{
	if (!*c->text)
		return NULL;
	for (size_t i = 0; i < sizeof sexes / sizeof *sexes; i++)
		if (strcasecmp(c->text, sexes[i].text) == 0)
			return sexes[i].sex;
	import_fault(c->faults, c->line, c->column, "\"%s\" is no sex. Write F or M.", c->text);
	return NULL;
}

static int read_year(const struct cell_at *c)
{
	int year = IMPORT_NO_YEAR;

	if (*c->text && year_parse(c->text, &year) < 0)
		import_fault(c->faults, c->line, c->column, "\"%s\" is no year group. Write N1, N2, R or 1 to 14.", c->text);
	return year;
}

/* Words for yes and no; any other value is kept as it is (sen: K, E). */
static const char *read_flag(const struct cell_at *c, struct arena *a)
{
	static const char *const no[] = { "", "no", "n", "false", "f", "0" };
	static const char *const yes[] = { "yes", "y", "true", "t", "1", "x" };

	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		if (strcasecmp(c->text, no[i]) == 0)
			return NULL;
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		if (strcasecmp(c->text, yes[i]) == 0)
			return "yes";
	return arena_text(a, c->text);
}

/* CELLS WITH ONE ANOTHER */

#define AGE_LEAST 2
#define AGE_MOST 19

static void check_birth(const struct import_row *row, const struct import_map *map, struct day today, struct import_faults *f)
{
	int column = map->column[IMPORT_DOB] + 1;
	struct day start = day_is_none(row->start) ? today : row->start;

	if (day_is_none(row->dob))
		return;
	if (row->dob.n > today.n)
		import_fault(f, row->line, column, "This date of birth is still to come. Check it.");
	else if (age_on(row->dob, start) < AGE_LEAST || age_on(row->dob, start) > AGE_MOST)
		import_fault(f, row->line, column, "A pupil born on this day is %d years old at the start. Check the year.", age_on(row->dob, start));
}

static void check_together(const struct import_row *row, const struct import_map *map, struct day today, struct import_faults *f)
{
	check_birth(row, map, today, f);
	if (!row->surname && !row->forename && (map->column[IMPORT_SURNAME] >= 0 || map->column[IMPORT_FORENAME] >= 0))
		import_fault(f, row->line, (map->column[IMPORT_SURNAME] >= 0 ? map->column[IMPORT_SURNAME] : map->column[IMPORT_FORENAME]) + 1,
			     "There is neither a surname nor a forename. Give the name; one is enough for who has only one.");
	if (!day_is_none(row->start) && !day_is_none(row->leave) && row->leave.n < row->start.n)
		import_fault(f, row->line, map->column[IMPORT_LEAVE_DATE] + 1, "The leaving date is before the starting date. Check both.");
}

void import_read(const struct csv_table *t, const struct csv_row *from, const struct import_map *map, struct day today, struct arena *a,
		 struct import_row *ret, struct import_faults *f)
{
	struct cell_at at[IMPORT_COLUMNS];

	for (int i = 0; i < IMPORT_COLUMNS; i++)
		at[i] = cell_find(from, map->column[i], f);
	check_controls(from, f);
	*ret = (struct import_row){
		.line = from->line,
		.upn = read_upn(&at[IMPORT_UPN], a),
		.admission_number = cell_words(&at[IMPORT_ADMISSION_NUMBER], a),
		.surname = cell_words(&at[IMPORT_SURNAME], a),
		.forename = cell_words(&at[IMPORT_FORENAME], a),
		.preferred_name = cell_words(&at[IMPORT_PREFERRED_NAME], a),
		.dob = read_day(&at[IMPORT_DOB]),
		.sex = read_sex(&at[IMPORT_SEX]),
		.year = read_year(&at[IMPORT_YEAR]),
		.class = cell_words(&at[IMPORT_CLASS], a),
		.start = read_day(&at[IMPORT_START_DATE]),
		.leave = read_day(&at[IMPORT_LEAVE_DATE]),
		.known = -1,
	};
	for (int i = 0; i < IMPORT_FLAGS; i++) {
		struct cell_at flag = cell_find(from, map->flag[i], f);

		ret->flags[i] = read_flag(&flag, a);
	}
	const struct {
		enum import_column column;
		bool read;
	} cells[] = {
		{ IMPORT_UPN, ret->upn }, { IMPORT_DOB, !day_is_none(ret->dob) }, { IMPORT_SEX, ret->sex },
		{ IMPORT_YEAR, ret->year != IMPORT_NO_YEAR },
	};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		if (!cells[i].read && *at[cells[i].column].text)
			ret->unread |= 1u << cells[i].column;
	check_together(ret, map, today, f);
}

const char *import_name(const struct import_row *row, struct arena *a)
{
	const char *first = row->preferred_name ? row->preferred_name : row->forename;

	if (!first || !row->surname)
		return first ? first : row->surname ? row->surname : "a pupil";
	return arena_printf(a, "%s %s", first, row->surname);
}
