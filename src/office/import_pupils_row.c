/* The cells of a pupils file: what each may hold (design 6; domain 10.1). */
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "import_pupils.h"
#include "rules/pupil.h"

const char *import_flag(int flag)
{
	return file_shapes[FILE_PUPILS].columns[PUPILS_SEN + flag].name;
}

/* CELLS */

static const char *read_upn(struct import_job *j, const struct csv_row *from, struct arena *a)
{
	enum upn_kind kind;
	struct err why = { 0 };
	char *upn = arena_text(a, import_cell(j, from, PUPILS_UPN));

	if (!*upn)
		return NULL;
	for (char *p = upn; *p; p++)
		*p = *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p;
	if (upn_check(upn, &kind, &why) < 0) {
		import_refuse(j, from, PUPILS_UPN, "UPN %s: %s", upn, why.text);
		return NULL;
	}
	return upn;
}

/* Words of other products, and the ones that are kept; whatever the case. */
struct word {
	const char *theirs, *ours;
};
static const struct word sexes[] = { { "F", "F" }, { "M", "M" }, { "female", "F" }, { "male", "M" } };
static const struct word enrolments[] = {
	{ "single", "single" }, { "main", "main" }, { "subsidiary", "subsidiary" }, { "guest", "guest" },
	/* the letters of the census and of common transfer files (domain 10.1), and their words in SIMS */
	{ "C", "single" }, { "M", "main" }, { "S", "subsidiary" }, { "G", "guest" },
	{ "single registration", "single" }, { "current (single registration)", "single" },
	{ "current (single registration at this school)", "single" },
	{ "main registration", "main" }, { "main - dual registration", "main" }, { "current main (dual registration)", "main" },
	{ "subsidiary registration", "subsidiary" }, { "subsidiary - dual registration", "subsidiary" },
	{ "current subsidiary (dual registration)", "subsidiary" }, { "guest pupil", "guest" },
	{ "guest (pupil not registered at this school)", "guest" },
};

static const struct word arrangements[] = {
	{ "dual registration", "dual registration" }, { "managed move", "managed move" }, { "off-site direction", "off-site direction" },
	{ "off site direction", "off-site direction" }, { "mobile child", "mobile child" },
};

static const char *word_find(const struct word *words, size_t count, const char *cell)
{
	for (size_t i = 0; i < count; i++)
		if (strcasecmp(cell, words[i].theirs) == 0)
			return words[i].ours;
	return NULL;
}
#define WORD(words, cell) word_find(words, sizeof words / sizeof *(words), cell)

static const char *read_sex(struct import_job *j, const struct csv_row *from)
{
	const char *cell = import_cell(j, from, PUPILS_SEX), *sex = WORD(sexes, cell);

	if (*cell && !sex)
		import_refuse(j, from, PUPILS_SEX, "\"%s\" is no sex. Write F or M.", cell);
	return sex;
}

static const char *read_enrolment(struct import_job *j, const struct csv_row *from)
{
	const char *cell = import_cell(j, from, PUPILS_ENROLMENT), *kind = WORD(enrolments, cell);

	if (*cell && !kind)
		import_refuse(j, from, PUPILS_ENROLMENT, "\"%s\" is no way to be on the roll. Write single, main, subsidiary or guest.", cell);
	return kind;
}

static const char *read_arrangement(struct import_job *j, const struct csv_row *from)
{
	const char *cell = import_cell(j, from, PUPILS_ARRANGEMENT), *arrangement = WORD(arrangements, cell);

	if (*cell && !arrangement)
		import_refuse(j, from, PUPILS_ARRANGEMENT, "\"%.40s\" is no arrangement. Write dual registration, managed move, off-site direction "
			      "or mobile child.", cell);
	return arrangement;
}

/* Words for yes and no; any other value is kept as it is (sen: K, E). */
static const char *read_flag(struct import_job *j, const struct csv_row *from, int column, struct arena *a)
{
	const char *cell = import_cell(j, from, column);
	int yes = import_yes_no(cell);

	return yes == 0 ? NULL : yes > 0 ? "yes" : arena_text(a, cell);
}

/* CELLS WITH ONE ANOTHER */

#define AGE_LEAST 2
#define AGE_MOST 19

static void check_birth(struct import_job *j, const struct import_row *row)
{
	struct day start = day_is_none(row->start) ? j->today : row->start;

	if (day_is_none(row->dob))
		return;
	if (row->dob.n > j->today.n)
		import_refuse(j, &row->from, PUPILS_DOB, "This date of birth is still to come. Check it.");
	else if (age_on(row->dob, start) < AGE_LEAST || age_on(row->dob, start) > AGE_MOST)
		import_refuse(j, &row->from, PUPILS_DOB, "A pupil born on this day is %d years old at the start. Check the year.",
			      age_on(row->dob, start));
}

static void check_spell(struct import_job *j, const struct import_row *row)
{
	if (!day_is_none(row->start) && !day_is_none(row->leave) && row->leave.n < row->start.n)
		import_refuse(j, &row->from, PUPILS_LEAVE_DATE, "The leaving date is before the starting date. Check both.");
	else if (!day_is_none(row->start) && day_equal(row->start, row->leave) && row->start_session == SESSION_PM &&
		 row->leave_session == SESSION_AM)
		import_refuse(j, &row->from, PUPILS_LEAVE_SESSION, "This pupil leaves in the morning of the day on whose afternoon they "
			      "start. Check both sessions.");
	if (row->start_session >= 0 && !*import_cell(j, &row->from, PUPILS_START_DATE))
		import_refuse(j, &row->from, PUPILS_START_SESSION, "A session to start with needs its day. Give the start_date.");
	if (row->leave_session >= 0 && !*import_cell(j, &row->from, PUPILS_LEAVE_DATE))
		import_refuse(j, &row->from, PUPILS_LEAVE_SESSION, "A last session needs its day. Give the leave_date.");
}

static void check_together(struct import_job *j, const struct import_row *row)
{
	check_birth(j, row);
	if (!row->surname && !row->forename && (import_has(j, PUPILS_SURNAME) || import_has(j, PUPILS_FORENAME)))
		import_refuse(j, &row->from, import_has(j, PUPILS_SURNAME) ? PUPILS_SURNAME : PUPILS_FORENAME,
			      "There is neither a surname nor a forename. Give the name; one is enough for who has only one.");
	check_spell(j, row);
}

/* There was something in these cells, but no sense: then nobody asks for it a second time. */
static unsigned unread(struct import_job *j, const struct import_row *row)
{
	const struct {
		int column;
		bool read;
	} cells[] = {
		{ PUPILS_KEY, row->key }, { PUPILS_UPN, row->upn }, { PUPILS_DOB, !day_is_none(row->dob) }, { PUPILS_SEX, row->sex },
		{ PUPILS_YEAR, row->year != IMPORT_NO_YEAR },
	};
	unsigned bits = 0;

	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		if (!cells[i].read && *import_cell(j, &row->from, cells[i].column))
			bits |= 1u << cells[i].column;
	return bits;
}

void import_read(struct import_job *j, const struct csv_row *from, struct arena *a, struct import_row *ret)
{
	struct csv_row kept = import_row_keep(a, from);

	import_check_letters(j, from);
	from = &kept;
	*ret = (struct import_row){
		.from = kept,
		.key = import_key(j, from, PUPILS_KEY, "a pupil", a),
		.upn = read_upn(j, from, a),
		.admission_number = import_text(j, from, PUPILS_ADMISSION_NUMBER, a),
		.surname = import_text(j, from, PUPILS_SURNAME, a),
		.forename = import_text(j, from, PUPILS_FORENAME, a),
		.preferred_name = import_text(j, from, PUPILS_PREFERRED_NAME, a),
		.dob = import_day(j, from, PUPILS_DOB),
		.sex = read_sex(j, from),
		.year = import_year(j, from, PUPILS_YEAR),
		.class = import_text(j, from, PUPILS_CLASS, a),
		.start = import_day(j, from, PUPILS_START_DATE),
		.start_session = import_session(j, from, PUPILS_START_SESSION),
		.leave = import_day(j, from, PUPILS_LEAVE_DATE),
		.leave_session = import_session(j, from, PUPILS_LEAVE_SESSION),
		.enrolment = read_enrolment(j, from),
		.middle_names = import_text(j, from, PUPILS_MIDDLE_NAMES, a),
		.preferred_surname = import_text(j, from, PUPILS_PREFERRED_SURNAME, a),
		.last_school = import_text(j, from, PUPILS_LAST_SCHOOL, a),
		.other_school = import_text(j, from, PUPILS_OTHER_SCHOOL, a),
		.other_school_contact = import_text(j, from, PUPILS_OTHER_SCHOOL_CONTACT, a),
		.arrangement = read_arrangement(j, from),
		.known = -1,
	};
	for (int i = 0; i < IMPORT_FLAGS; i++)
		ret->flags[i] = read_flag(j, from, PUPILS_SEN + i, a);
	ret->unread = unread(j, ret);
	check_together(j, ret);
}

const char *import_name(const struct import_row *row, struct arena *a)
{
	const char *first = row->preferred_name ? row->preferred_name : row->forename;

	if (!first || !row->surname)
		return first ? first : row->surname ? row->surname : "a pupil";
	return arena_printf(a, "%s %s", first, row->surname);
}
