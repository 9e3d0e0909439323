/* Cells that more than one kind of file has. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "import_plan.h"
#include "rules/pupil.h"
#include "school.h"

void import_check_letters(struct import_job *j, const struct csv_row *row)
{
	for (int i = 0; i < file_shapes[j->wish.kind].count; i++) {
		const char *cell = import_cell(j, row, i);

		if (text_control(cell))
			import_refuse(j, row, i, "There is a control character (a line end or the like) in this field. Take it out.");
		else if (text_unseen(cell))
			import_refuse(j, row, i, "There is a character in this field that nobody can see, or that is no letter. Type the field anew.");
	}
}

struct csv_row import_row_keep(struct arena *a, const struct csv_row *row)
{
	const char **fields = arena_new(a, (size_t)row->count + 1, sizeof *fields);

	for (int i = 0; i < row->count; i++)
		fields[i] = *row->fields[i] ? arena_text(a, text_cleaned(a, row->fields[i])) : "";
	return (struct csv_row){ .line = row->line, .fields = fields, .count = row->count };
}

const char *import_text(struct import_job *j, const struct csv_row *row, int column, struct arena *a)
{
	const char *cell = import_cell(j, row, column);

	return *cell ? arena_text(a, cell) : NULL;
}

const char *import_key(struct import_job *j, const struct csv_row *row, int column, const char *of, struct arena *a)
{
	char *key = arena_text(a, import_cell(j, row, column));
	struct key read;

	if (!*key)
		return NULL;
	for (char *p = key; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	if (key_parse(key, &read) == 0)
		return key;
	import_refuse(j, row, column, "\"%.40s\" is no key of %s: firstbell makes them, 32 figures and letters long. Leave it empty for one "
		      "who is new.", key, of);
	return NULL;
}

struct day import_day(struct import_job *j, const struct csv_row *row, int column)
{
	const char *cell = import_cell(j, row, column);
	struct day d = DAY_NONE;

	if (*cell && day_parse_english(cell, &d) < 0)
		import_refuse(j, row, column, "\"%s\" is no date. Write it like 2026-09-02 or 02/09/2026.", cell);
	return d;
}

int import_year(struct import_job *j, const struct csv_row *row, int column)
{
	const char *cell = import_cell(j, row, column);
	int year = IMPORT_NO_YEAR;

	if (*cell && year_parse(cell, &year) < 0)
		import_refuse(j, row, column, "\"%s\" is no year group. Write N1, N2, R or 1 to 14.", cell);
	return year;
}

int import_session(struct import_job *j, const struct csv_row *row, int column)
{
	const char *cell = import_cell(j, row, column);
	enum session session;

	if (!*cell)
		return -1;
	if (session_parse(cell, &session) == 0)
		return (int)session;
	import_refuse(j, row, column, "\"%s\" is no session. Write am or pm.", cell);
	return -1;
}

int import_yes_no(const char *cell)
{
	static const char *const no[] = { "", "no", "n", "false", "f", "0" };
	static const char *const yes[] = { "yes", "y", "true", "t", "1", "x" };

	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		if (strcasecmp(cell, no[i]) == 0)
			return 0;
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		if (strcasecmp(cell, yes[i]) == 0)
			return 1;
	return -1;
}
