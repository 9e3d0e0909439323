/* Rows of a pupils file beside the roll: one row a pupil, what a new pupil needs, and what their time on the roll allows. */
#include "import_pupils.h"
#include "lookup.h"

/* ONE ROW A PUPIL */

static void check_twice(struct import_job *j, const struct import_row *rows, int i, struct lookup *l, const char *key, int column,
			const char *what)
{
	int before = lookup_add(l, key, i);

	if (before >= 0)
		import_refuse(j, &rows[i].from, column, "%s stands in line %d already. A pupil has one row.", what, rows[before].from.line);
}

void import_check_twice(struct import_job *j, const struct import_row *rows, int count, struct arena *a)
{
	struct lookup *key = lookup_new(count), *upn = lookup_new(count), *admission = lookup_new(count), *who = lookup_new(count);

	for (int i = 0; i < count; i++) {
		const struct import_row *row = &rows[i];
		int before = j->progress.refused;

		check_twice(j, rows, i, key, row->key, PUPILS_KEY, "This key");
		check_twice(j, rows, i, upn, row->upn, PUPILS_UPN, "This UPN");
		check_twice(j, rows, i, admission, row->admission_number, PUPILS_ADMISSION_NUMBER, "This admission number");
		if (j->progress.refused > before)
			continue;
		const char *same = row->pupil ? arena_printf(a, "%lld", (long long)row->pupil)
				: row->upn || row->admission_number ? NULL : import_name_key(row->surname, row->forename, row->dob, a);
		check_twice(j, rows, i, who, same, -1, "This pupil");
	}
	lookup_free(key);
	lookup_free(upn);
	lookup_free(admission);
	lookup_free(who);
}

/* WHAT A PUPIL NEEDS */

static bool has_left(const struct import_job *j, const struct import_row *row)
{
	return !day_is_none(row->leave) && row->leave.n < j->today.n;
}

/* Who left before the school moved in was in classes that the groups file names; nobody takes a register of them here. */
static void check_new(struct import_job *j, const struct import_row *row)
{
	bool gone = has_left(j, row);
	const struct {
		int column;
		bool given;
		const char *what;
	} needs[] = {
		{ PUPILS_SURNAME, row->surname || row->forename, "a name" },
		{ PUPILS_DOB, !day_is_none(row->dob), "a date of birth" },
		{ PUPILS_YEAR, row->year != IMPORT_NO_YEAR || (gone && j->wish.moving_in), "a year group" },
		{ PUPILS_CLASS, row->class || (gone && j->wish.moving_in), "a class" },
		{ PUPILS_START_DATE, !gone || !j->wish.moving_in || !day_is_none(row->start), "the date when they started" },
	};

	for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
		if (!needs[i].given && !(row->unread & 1u << needs[i].column))
			import_refuse(j, &row->from, needs[i].column, "This pupil is not on the roll yet and needs %s.", needs[i].what);
	if (gone && !j->wish.moving_in)
		import_refuse(j, &row->from, PUPILS_LEAVE_DATE, "This pupil is not on the roll and has left already. Take the row out, or "
			      "say --moving-in if the school is moving in.");
}

/* WHO IS ON THE ROLL */

/* Whoever left in the past may have marks since: that is for a school that moves in, not for a file read again by mistake. */
static void check_past(struct import_job *j, const struct import_row *row, const struct enrolment_row *spell)
{
	char date[DAY_TEXT];

	if (!has_left(j, row) || j->wish.moving_in || (spell && day_equal(spell->to_day, row->leave)))
		return;
	import_refuse(j, &row->from, PUPILS_LEAVE_DATE, "By the roll this pupil did not leave on %s, which has passed. If the date is right, say "
		      "--moving-in; else correct it.", day_long(row->leave, date));
}

/* What would be left of the spell when only one of its ends is in the row. */
static void check_leave(struct import_job *j, const struct import_row *row, const struct enrolment_row *spell)
{
	enum session first = (enum session)spell->from_session, last = row->leave_session == SESSION_AM ? SESSION_AM : SESSION_PM;
	char date[DAY_TEXT];

	if (!day_is_none(row->start) || day_is_none(row->leave) || sitting_of(row->leave, last) >= sitting_of(spell->from_day, first))
		return;
	import_refuse(j, &row->from, PUPILS_LEAVE_DATE, "This pupil started on %s, after that leaving date. Check it, or give the start_date too.",
		      day_long(spell->from_day, date));
}

/* Who came back has a time of their own before: the roll says when they were away. */
static void check_start(struct import_job *j, const struct import_row *row, const struct import_roll *roll)
{
	const struct enrolment_row *spell = roll->enrolments[row->known], *earlier = roll->earlier[row->known];
	char from[DAY_TEXT], to[DAY_TEXT];

	if (!earlier || day_is_none(row->start) || day_equal(row->start, spell->from_day) || day_is_none(earlier->to_day) ||
	    row->start.n > earlier->to_day.n || day_equal(row->start, sitting_day(roll->began[row->known])))
		return;
	import_refuse(j, &row->from, PUPILS_START_DATE, "This pupil was here from %s to %s, and came back. Give the day of coming back, or no day.",
		      day_long(earlier->from_day, from), day_long(earlier->to_day, to));
}

void import_check_row(struct import_job *j, const struct import_row *row, const struct import_roll *roll)
{
	const struct enrolment_row *spell = row->known < 0 ? NULL : roll->enrolments[row->known];

	if (row->known < 0) {
		check_new(j, row);
		return;
	}
	check_past(j, row, spell);
	if (!spell)
		return;
	check_leave(j, row, spell);
	check_start(j, row, roll);
}
