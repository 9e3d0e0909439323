/* A row of marks in each of its three shapes: a mark, a day, a pupil. */
#include <string.h>

#include "import_marks.h"

static int row_long(struct mark_read *r, struct err *e)
{
	struct marks_state *m = r->m;
	const char *session_text = csv_field(r->row, m->field[MARKS_SESSION]);
	enum session session;
	struct day day;

	if (!marks_day(m, r->row, &day))
		return 0;
	if (!marks_session(session_text, &session)) {
		import_refuse(m->job, r->row, MARKS_SESSION, "\"%.20s\" is no session. Write am or pm.", session_text);
		return 0;
	}
	r->at = sitting_of(day, session);
	r->column = MARKS_CODE;
	r->theirs = csv_field(r->row, m->field[MARKS_CODE]);
	r->minutes_text = csv_field(r->row, m->field[MARKS_MINUTES_LATE]);
	r->note = csv_field(r->row, m->field[MARKS_NOTE]);
	return marks_take(r, e);
}

/* Whose are the minutes late of a day?  The only late mark's; the note goes with them, else with the first absence.  -1: refused */
static int half_concerned(struct mark_read *r, const char *const theirs[2], const char *minutes)
{
	struct code_meant room = { 0 };
	uint8_t n[2];
	bool late[2], here[2];

	for (int s = 0; s < 2; s++) {
		n[s] = marks_code(r->m, theirs[s], &room)->number;
		late[s] = n[s] == CODE_LATE || n[s] == CODE_U;
		here[s] = n[s] == CODE_NONE || n[s] == CODE_PRESENT_AM || n[s] == CODE_PRESENT_PM;
	}
	if (late[0] && late[1] && *minutes && strcmp(minutes, "0") != 0) {
		import_refuse(r->m->job, r->row, MARKS_MINUTES_LATE,
			      "Both marks of this day are late, and nobody knows whose the minutes are. Give a row a mark.");
		return -1;
	}
	if (late[0] != late[1])
		return late[1];
	return here[0] && (!here[1] || n[0] == CODE_NONE);
}

static int row_days(struct mark_read *r, struct err *e)
{
	static const int columns[2] = { MARKS_AM, MARKS_PM };
	struct marks_state *m = r->m;
	const char *const theirs[2] = { csv_field(r->row, m->field[MARKS_AM]), csv_field(r->row, m->field[MARKS_PM]) };
	const char *minutes = csv_field(r->row, m->field[MARKS_MINUTES_LATE]), *note = csv_field(r->row, m->field[MARKS_NOTE]);
	int with = *minutes || *note ? half_concerned(r, theirs, minutes) : SESSION_AM, got = 0;
	struct day day;

	if (with < 0 || !marks_day(m, r->row, &day))
		return 0;
	for (int s = SESSION_AM; got == 0 && s <= SESSION_PM; s++) {
		if (m->field[columns[s]] < 0)
			continue;
		r->at = sitting_of(day, (enum session)s);
		r->column = columns[s];
		r->theirs = theirs[s];
		r->minutes_text = s == with ? minutes : "";
		r->note = s == with ? note : "";
		got = marks_take(r, e);
	}
	return got;
}

static int row_wide(struct mark_read *r, struct err *e)
{
	struct marks_state *m = r->m;
	int got = 0;

	r->minutes_text = r->note = "";
	for (int i = 0; got == 0 && i < m->wide_count; i++) {
		r->at = m->wide[i].at;
		r->column = IMPORT_FIELD(m->wide[i].field);
		r->theirs = csv_field(r->row, m->wide[i].field);
		got = marks_take(r, e);
	}
	return got;
}

int marks_row(struct import_job *j, void *state, const struct csv_row *row, struct err *e)
{
	static int (*const shapes[])(struct mark_read *, struct err *) = { [MARKS_LONG] = row_long, [MARKS_DAYS] = row_days, [MARKS_WIDE] = row_wide };
	static const int names[3] = { MARKS_SURNAME, MARKS_FORENAME, MARKS_DOB };
	struct marks_state *m = state;
	struct mark_read r = { .m = m, .row = row, .pupil = import_index_find(m->index, j, row, names) };

	if (r.pupil <= 0)
		return 0;
	if (r.pupil >= m->pupils || m->boards[r.pupil]) {
		import_refuse(j, row, -1, "This pupil boards at the school, and boarders have no attendance marks. Take the row out.");
		return 0;
	}
	return shapes[m->shape](&r, e);
}
