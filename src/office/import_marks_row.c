/* A row of marks, judged as it is read: what can be known without the rest of the file (E3, E10). */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "import_marks.h"
#include "rules/pupil.h"

#define MINUTES_MOST 720 /* half a day */

/** One mark of a row on its way into the matrix. */
struct mark_read {
	struct marks_state *m;
	const struct csv_row *row;
	int column;              /**< ours, for sentences; -1: a session's own column */
	int64_t pupil;
	sitting at;
	const char *theirs;      /**< as the file has it */
	const struct code_meant *code;
	uint8_t number;
	const char *minutes_text, *note;
	int minutes;             /**< -1: none */
};

/* WORDS */

static const char *sitting_words(sitting at, struct arena *a)
{
	char day[DAY_TEXT];

	return arena_printf(a, "%s %s", day_long(sitting_day(at), day), session_words(sitting_session(at)));
}

const char *marks_where(const struct marks_state *m, int64_t pupil, sitting at, struct arena *a)
{
	const struct pupil_row *p = import_index_row(m->index, pupil);

	return arena_printf(a, "%s, %s", p ? pupil_display_name(p, a) : "?", sitting_words(at, a));
}

#define WHERE(r, a) marks_where((r)->m, (r)->pupil, (r)->at, a)

/* "/ present" */
static const char *mark_words(uint8_t number, struct day day, struct arena *a)
{
	const struct code *c = code_on(number, day);

	return c ? arena_printf(a, "%s %s", c->symbol, c->words) : code_symbol(number);
}

/* CELLS */

/* "02/09/2026", "2026-09-02", and as Excel has them "02/09/2026 00:00:00". */
static int day_read(const char *text, struct day *ret)
{
	static const char *const midnights[] = { " 00:00", " 00:00:00", " 0:00", " 0:00:00", "T00:00", "T00:00:00", "T00:00:00.000" };
	char day[11];
	size_t n = strlen(text);

	if (n <= 10)
		return day_parse_english(text, ret);
	for (size_t i = 0; i < sizeof midnights / sizeof *midnights; i++)
		if (strcmp(text + 10, midnights[i]) == 0) {
			memcpy(day, text, 10);
			day[10] = '\0';
			return day_parse_english(day, ret);
		}
	return -EINVAL;
}

/* Rows of one day mostly follow one another. */
static bool day_of_row(struct marks_state *m, const struct csv_row *row, struct day *ret)
{
	const char *text = csv_field(row, m->field[MARKS_DATE]);

	if (strcmp(text, m->day_text) != 0 || !*text) {
		m->day_text[0] = '\0';
		if (day_read(text, &m->day) < 0) {
			import_refuse(m->job, row, MARKS_DATE, "\"%.60s\" is no date. Write it like 2026-09-02 or 02/09/2026.", text);
			return false;
		}
		if (strlen(text) < sizeof m->day_text)
			strcpy(m->day_text, text);
	}
	*ret = m->day;
	return true;
}

static bool session_read(const char *text, enum session *ret)
{
	static const struct {
		const char *text;
		enum session session;
	} known[] = {
		{ "am", SESSION_AM }, { "pm", SESSION_PM }, { "a.m.", SESSION_AM }, { "p.m.", SESSION_PM }, { "a.m", SESSION_AM }, { "p.m", SESSION_PM },
		{ "morning", SESSION_AM }, { "afternoon", SESSION_PM }, { "1", SESSION_AM }, { "2", SESSION_PM }, { "a", SESSION_AM }, { "p", SESSION_PM },
		{ "session 1", SESSION_AM }, { "session 2", SESSION_PM },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcasecmp(text, known[i].text) == 0) {
			*ret = known[i].session;
			return true;
		}
	return false;
}

/* CODES */

static void code_find(const struct marks_state *m, const char *theirs, struct code_meant *ret)
{
	const char *ours = m->job->mapped ? header_map_code(&m->job->map, theirs) : theirs;

	ret->ours = ours;
	ret->number = code_number(ours);
	ret->kind = !*ours ? CODE_OF_NOTHING : ret->number == CODE_CLOSED ? CODE_OF_CLOSURE : ret->number == CODE_Z ? CODE_BEFORE_ROLL
		    : ret->number == CODE_NONE ? CODE_UNKNOWN : CODE_OF_MARK;
	ret->from = DAY_MAX;
	ret->to = DAY_MIN;
	for (int i = 0; i < codes_count; i++) /* nothing lies between a code's first era and its last that is not in force (codes.py) */
		if (codes[i].number == ret->number) {
			ret->from = codes[i].from.n < ret->from.n ? codes[i].from : ret->from;
			ret->to = day_is_none(codes[i].to) ? DAY_MAX : codes[i].to.n > ret->to.n ? codes[i].to : ret->to;
		}
}

/* A file has few codes: each is looked up once, by its letters.  `room` is for those that are longer than any code. */
static const struct code_meant *code_of(struct marks_state *m, const char *theirs, struct code_meant *room)
{
	uint64_t letters = 0;
	size_t n = strnlen(theirs, 8);

	if (n == 0 || n == 8) {
		code_find(m, theirs, room);
		return room;
	}
	memcpy(&letters, theirs, n);
	size_t at = (size_t)(letters * 0x9e3779b97f4a7c15u >> 57) % CODES_CACHED;
	for (int tries = 0; tries < CODES_CACHED / 2; tries++, at = (at + 1) % CODES_CACHED) {
		if (m->codes[at].theirs == letters)
			return &m->codes[at];
		if (m->codes[at].theirs == 0) {
			code_find(m, theirs, &m->codes[at]);
			m->codes[at].ours = arena_text(&m->arena, m->codes[at].ours);
			m->codes[at].theirs = letters;
			return &m->codes[at];
		}
	}
	code_find(m, theirs, room);
	return room;
}

/* WHAT IS NO MARK */

static enum opening opening_at(const struct mark_read *r)
{
	const struct marks_state *m = r->m;

	if (r->at >= m->first && r->at < strip_sitting(MARKS_FIRST_YEAR + m->years, 0))
		return (enum opening)m->opening[r->at - m->first];
	return calendar_opening(office_calendar(m->job->office), r->at, SESSION_ANY_YEAR, 0, NULL);
}

static bool year_known(const struct mark_read *r)
{
	const struct marks_state *m = r->m;

	return r->at > m->begun || (r->at >= m->first && m->known[marks_year(m, r->at)]);
}

static bool on_roll(const struct mark_read *r)
{
	for (const struct roll_fact *f = r->m->roll.pupils[r->pupil].spells; f; f = f->next)
		if (r->at >= f->first && r->at <= f->last)
			return true;
	return false;
}

/* The calendar and the roll say # and Z; where they say otherwise one of the two is wrong. */
static int take_closure(struct mark_read *r)
{
	CLEAN_ARENA struct arena a = { 0 };

	if (opening_at(r) == OPENING_OPEN && year_known(r))
		import_set_aside(r->m->job, r->row, r->column, "%s: # says that the school was shut, and the calendar holds the session.", WHERE(r, &a));
	else
		r->m->count.closed++;
	return 0;
}

static int take_before_roll(struct mark_read *r)
{
	CLEAN_ARENA struct arena a = { 0 };

	if (on_roll(r))
		import_set_aside(r->m->job, r->row, r->column, "%s: Z says that the pupil was not on the roll yet, and the roll has the pupil.", WHERE(r, &a));
	else
		r->m->count.before++;
	return 0;
}

static int take_nothing(struct mark_read *r)
{
	r->m->count.nothing++;
	r->m->count.notes_lost += *r->note != '\0';
	return 0;
}

/* WHAT IS REFUSED */

static int refuse_code(const struct mark_read *r)
{
	struct err why = { 0 };
	uint8_t number;

	(void)code_read(r->code->ours, sitting_day(r->at), sitting_session(r->at), &number, &why);
	import_refuse(r->m->job, r->row, r->column, "%s", why.text);
	return 0;
}

static int refuse_time(const struct mark_read *r)
{
	CLEAN_ARENA struct arena a = { 0 };

	if (r->at > r->m->begun)
		import_refuse(r->m->job, r->row, r->column, "The session has not begun (%s), so nobody can have a mark for it. Correct the date, or take the row out.",
			      sitting_words(r->at, &a));
	else
		import_refuse(r->m->job, r->row, r->column, "The codes begin on 1 September 2006, and %s is before that. Take the row out.",
			      sitting_words(r->at, &a));
	return 0;
}

/* 1 where they were refused. */
static int minutes_read(struct mark_read *r)
{
	const char *s = r->minutes_text;

	r->minutes = -1;
	if (!*s || strcmp(s, "0") == 0)
		return 0;
	long minutes = strspn(s, "0123456789") == strlen(s) ? strtol(s, NULL, 10) : -1;
	if (minutes < 0 || minutes > MINUTES_MOST) {
		import_refuse(r->m->job, r->row, MARKS_MINUTES_LATE, "\"%.20s\" is no number of minutes late. Write it in digits, %d at most.", s, MINUTES_MOST);
		return 1;
	}
	if (minutes && r->number != CODE_LATE && r->number != CODE_U) {
		import_refuse(r->m->job, r->row, MARKS_MINUTES_LATE, "Minutes late go with L or U, and this mark is %s. Take them out, or correct the mark.",
			      r->number ? code_symbol(r->number) : "empty");
		return 1;
	}
	r->minutes = minutes ? (int)minutes : -1;
	return 0;
}

/* 1 where it was refused. */
static int note_check(const struct mark_read *r)
{
	struct err why = { 0 };

	if (!*r->note || office_words_check("note", r->note, &why) == 0)
		return 0;
	import_refuse(r->m->job, r->row, MARKS_NOTE, "%s", why.text);
	return 1;
}

/* WHAT IS SET ASIDE: 1 where it was, 2 where it is passed over */

static int set_aside_year(const struct mark_read *r)
{
	CLEAN_ARENA struct arena a = { 0 };
	int year = MARKS_FIRST_YEAR + marks_year(r->m, r->at);

	import_set_aside(r->m->job, r->row, r->column, "%s: the calendar has no term in %d/%02d. Enter its terms, or have them made from the marks: --moving-in.",
			 WHERE(r, &a), year, (year + 1) % 100);
	return 1;
}

/* What the calendar calls an unexpected closure has no marks here: Y4 says the same, and so did Y until 2024 (domain 1.3). */
static int set_aside_shut(const struct mark_read *r, enum opening opening)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *symbol = code_symbol(r->number), *name = NULL;

	if (opening == OPENING_UNPLANNED && (r->number == CODE_Y4 || strcmp(symbol, "Y") == 0)) {
		r->m->count.closed++;
		return 2;
	}
	calendar_opening(office_calendar(r->m->job->office), r->at, SESSION_ANY_YEAR, 0, &name);
	import_set_aside(r->m->job, r->row, r->column, "%s: %s, and the session was not held (%s%s%s).", WHERE(r, &a), symbol, opening_words(opening),
			 name ? ": " : "", name ? name : "");
	return 1;
}

static int set_aside_standing(const struct mark_read *r, uint8_t stands)
{
	CLEAN_ARENA struct arena a = { 0 };

	import_set_aside(r->m->job, r->row, r->column, "%s: %s in the file, and %s stands. Take the file's with --replace.", WHERE(r, &a),
			 code_symbol(r->number), code_symbol(stands));
	return 1;
}

static int judge_place(const struct mark_read *r)
{
	CLEAN_ARENA struct arena a = { 0 };
	enum opening opening = opening_at(r);

	if (!on_roll(r)) {
		import_set_aside(r->m->job, r->row, r->column, "%s: %s, and the pupil was not on the roll then.", WHERE(r, &a), code_symbol(r->number));
		return 1;
	}
	if (!year_known(r))
		return r->m->job->wish.moving_in ? 0 : set_aside_year(r);
	return opening == OPENING_OPEN ? 0 : set_aside_shut(r, opening);
}

/* INTO THE MATRIX */

static void say_change(const struct mark_read *r, uint8_t stands)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct day day = sitting_day(r->at);

	if (stands)
		import_say(r->m->job, "line %d: %s: %s to %s", r->row->line, WHERE(r, &a), code_symbol(stands), code_symbol(r->number));
	else
		import_say(r->m->job, "line %d: %s: %s", r->row->line, WHERE(r, &a), mark_words(r->number, day, &a));
}

/* Is it to be written?  Counted, and said in a dry run. */
static bool judge_change(const struct mark_read *r, uint8_t stands)
{
	struct marks_state *m = r->m;

	if (r->number == CODE_X) {
		const struct pupil_row *p = import_index_row(m->index, r->pupil);

		m->count.not_required += p && compulsory_on(p->born_day, sitting_day(r->at));
	}
	if (stands == r->number) {
		m->count.same++;
		return false;
	}
	if (stands && !m->job->wish.replace) {
		set_aside_standing(r, stands);
		return false;
	}
	m->count.added += stands == CODE_NONE;
	m->count.changed += stands != CODE_NONE;
	if (m->job->wish.dry_run)
		say_change(r, stands);
	return true;
}

static int take_again(const struct mark_read *r, uint8_t had)
{
	CLEAN_ARENA struct arena a = { 0 };

	if ((had & MARK_CODE) == r->number)
		r->m->count.twice++;
	else
		import_refuse(r->m->job, r->row, r->column, "%s: the file has two marks, %s and here %s. Keep one of them.", WHERE(r, &a),
			      code_symbol(had & MARK_CODE), code_symbol(r->number));
	return 0;
}

static int put_mark(const struct mark_read *r, struct err *e)
{
	struct marks_state *m = r->m;
	int year = marks_year(m, r->at), slot = marks_slot(m, r->at), got = m->has[year] ? 0 : marks_year_begin(m, year, e);

	if (got < 0)
		return got;
	uint8_t *cell = matrix_strip(&m->file, year, r->pupil) + slot;
	if (*cell)
		return take_again(r, *cell);
	const uint8_t *standing = matrix_strip(&m->stands, year, r->pupil);
	uint8_t stands = standing ? standing[slot] : CODE_NONE;
	int aside = judge_place(r);
	if (aside == 2)
		return 0;
	*cell = r->number | (aside || !judge_change(r, stands) ? MARK_PASSED : 0);
	if (*cell & MARK_PASSED || (r->minutes < 0 && !*r->note))
		return 0;
	*cell |= MARK_NOTED;
	return side_put(&m->side, r->pupil, &(struct marks_beside){ r->at, r->minutes, *r->note ? r->note : NULL }, e);
}

static int take_mark(struct mark_read *r, struct err *e)
{
	struct day day = sitting_day(r->at);

	r->number = r->code->number;
	if (r->number == CODE_PRESENT_AM || r->number == CODE_PRESENT_PM)
		r->number = sitting_session(r->at) == SESSION_AM ? CODE_PRESENT_AM : CODE_PRESENT_PM;
	if (r->at > r->m->begun || r->at < r->m->first)
		return refuse_time(r);
	if (day.n < r->code->from.n || day.n > r->code->to.n)
		return refuse_code(r);
	if ((*r->minutes_text && minutes_read(r)) || (*r->note && note_check(r)))
		return 0;
	return put_mark(r, e);
}

static int take(struct mark_read *r, struct err *e)
{
	struct code_meant room = { 0 };

	r->code = code_of(r->m, r->theirs, &room);
	r->minutes = -1;
	if (r->code->kind == CODE_OF_MARK)
		return take_mark(r, e);
	if (r->code->kind == CODE_UNKNOWN)
		return refuse_code(r);
	if (*r->minutes_text && minutes_read(r))
		return 0;
	return r->code->kind == CODE_OF_NOTHING ? take_nothing(r) : r->code->kind == CODE_OF_CLOSURE ? take_closure(r) : take_before_roll(r);
}

/* THE THREE SHAPES OF A ROW */

static int row_long(struct mark_read *r, struct err *e)
{
	struct marks_state *m = r->m;
	const char *session_text = csv_field(r->row, m->field[MARKS_SESSION]);
	enum session session;
	struct day day;

	if (!day_of_row(m, r->row, &day))
		return 0;
	if (!session_read(session_text, &session)) {
		import_refuse(m->job, r->row, MARKS_SESSION, "\"%.20s\" is no session. Write am or pm.", session_text);
		return 0;
	}
	r->at = sitting_of(day, session);
	r->column = MARKS_CODE;
	r->theirs = csv_field(r->row, m->field[MARKS_CODE]);
	r->minutes_text = csv_field(r->row, m->field[MARKS_MINUTES_LATE]);
	r->note = csv_field(r->row, m->field[MARKS_NOTE]);
	return take(r, e);
}

/* Whose are the minutes late of a day?  The only late mark's; the note goes with them, else with the first mark that is not present.  -1: refused */
static int half_concerned(struct mark_read *r, const char *const theirs[2], const char *minutes)
{
	struct code_meant room = { 0 };
	uint8_t n[2];
	bool late[2], here[2];

	for (int s = 0; s < 2; s++) {
		n[s] = code_of(r->m, theirs[s], &room)->number;
		late[s] = n[s] == CODE_LATE || n[s] == CODE_U;
		here[s] = n[s] == CODE_NONE || n[s] == CODE_PRESENT_AM || n[s] == CODE_PRESENT_PM;
	}
	if (late[0] && late[1] && *minutes) {
		import_refuse(r->m->job, r->row, MARKS_MINUTES_LATE, "Both marks of this day are late, and nobody knows whose the minutes are. Give a row a mark.");
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

	if (with < 0 || !day_of_row(m, r->row, &day))
		return 0;
	for (int s = SESSION_AM; got == 0 && s <= SESSION_PM; s++) {
		if (m->field[columns[s]] < 0)
			continue;
		r->at = sitting_of(day, (enum session)s);
		r->column = columns[s];
		r->theirs = theirs[s];
		r->minutes_text = s == with ? minutes : "";
		r->note = s == with ? note : "";
		got = take(r, e);
	}
	return got;
}

static int row_wide(struct mark_read *r, struct err *e)
{
	struct marks_state *m = r->m;
	int got = 0;

	r->column = -1;
	r->minutes_text = r->note = "";
	for (int i = 0; got == 0 && i < m->wide_count; i++) {
		r->at = m->wide[i].at;
		r->theirs = csv_field(r->row, m->wide[i].field);
		got = take(r, e);
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
	if (r.pupil >= m->roll.count || !m->roll.pupils[r.pupil].row) {
		import_refuse(j, row, -1, "This pupil boards at the school, and boarders have no attendance marks. Take the row out.");
		return 0;
	}
	return shapes[m->shape](&r, e);
}
