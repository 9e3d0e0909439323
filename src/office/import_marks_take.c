/* One mark of a file, judged as it is read: what can be known without the rest of the file (E3, E10). */
#include <stdlib.h>
#include <string.h>

#include "import_marks.h"
#include "rules/pupil.h"

#define MINUTES_MOST 720 /* half a day */

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
	for (const struct marks_spell *f = r->m->spells[r->pupil]; f; f = f->next)
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

/* Which maps have that word, "arbor, bromcom or sims", and what they have it for; how many. */
static int maps_with(struct marks_state *m, const char *word, struct buf *ret, const char **ret_ours)
{
	int count = 0, last = -1;

	if (!m->maps_read && import_maps_read(m->job->office, &m->arena, &m->maps, NULL) < 0)
		m->maps = (struct import_maps){ 0 };
	m->maps_read = true;
	for (int i = 0; i < m->maps.maps.count; i++)
		if (header_map_has_code(&m->maps.maps.items[i], word))
			last = i;
	for (int i = 0; i <= last; i++) {
		const struct header_map *map = &m->maps.maps.items[i];

		if (!header_map_has_code(map, word))
			continue;
		buf_printf(ret, "%s%s", count == 0 ? "" : i == last ? " or " : ", ", map->name);
		*ret_ours = header_map_code(map, word);
		count++;
	}
	return count;
}

/* Headings such as UPN, Date, AM, PM are ours and every product's: its words for "no mark" are not. */
static bool refuse_word(const struct mark_read *r)
{
	struct import_job *j = r->m->job;
	CLEAN_BUF struct buf maps = { 0 };
	const char *ours;

	if (strcmp(r->code->ours, r->theirs) != 0 || maps_with(r->m, r->theirs, &maps, &ours) == 0)
		return false;
	if (j->mapped)
		import_refuse(j, r->row, r->column, "The header map %s has no code %.20s. Put the line \"codes,%s,%.20s\" into headers/%s.csv.",
			      j->map.name, r->theirs, ours, r->theirs, j->map.name);
	else
		import_refuse(j, r->row, r->column, "firstbell has no code %.20s, and other products have. Say which the file is from: --map %s.",
			      r->theirs, buf_string(&maps));
	return true;
}

static int refuse_code(const struct mark_read *r)
{
	struct err why = { 0 };
	uint8_t number;

	if (r->code->kind == CODE_UNKNOWN && refuse_word(r))
		return 0;
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

	import_set_aside(r->m->job, r->row, r->column,
			 "%s: the calendar has no term in %d/%02d. Enter its terms (firstbell term), or have them made from the marks: --moving-in.",
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
	r->m->job->standing++;
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

int marks_take(struct mark_read *r, struct err *e)
{
	struct code_meant room = { 0 };

	r->code = marks_code(r->m, r->theirs, &room);
	r->minutes = -1;
	if (r->code->kind == CODE_OF_MARK)
		return take_mark(r, e);
	if (r->code->kind == CODE_UNKNOWN)
		return refuse_code(r);
	if (*r->minutes_text && minutes_read(r))
		return 0;
	return r->code->kind == CODE_OF_NOTHING ? take_nothing(r) : r->code->kind == CODE_OF_CLOSURE ? take_closure(r) : take_before_roll(r);
}
