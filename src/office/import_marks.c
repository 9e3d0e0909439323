/* `import marks`: what the file has, and what every row is judged by (E3, E11). */
#include "import_marks.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* WHAT THE FILE HAS */

static int refuse_heading(struct import_job *j, struct err *e, const char *sentence)
{
	return err_input(e, j->name, csv_heading(j->csv)->line, 1, "%s", sentence);
}

static int wide_begin(struct marks_state *m)
{
	const struct csv_row *heading = csv_heading(m->job->csv);

	m->wide = arena_new(&m->arena, (size_t)heading->count, sizeof *m->wide);
	for (int i = 0; i < heading->count; i++) {
		sitting at;

		if (heading_sitting(heading->fields[i], &at) == 0)
			m->wide[m->wide_count++] = (struct marks_wide){ i, at };
	}
	return 0;
}

static int shape_find(struct marks_state *m, struct err *e)
{
	struct import_job *j = m->job;
	bool half = import_has(j, MARKS_AM) || import_has(j, MARKS_PM), one = import_has(j, MARKS_SESSION) || import_has(j, MARKS_CODE);

	for (int i = 0; i < MARKS_COLUMNS; i++)
		m->field[i] = j->match.column[i];
	if (j->match.wide > 0 && (half || one || import_has(j, MARKS_DATE)))
		return refuse_heading(j, e, "Some headings are sessions, others are date or code: give a row a mark, or a column a session.");
	if (j->match.wide > 0 && (import_has(j, MARKS_MINUTES_LATE) || import_has(j, MARKS_NOTE)))
		return refuse_heading(j, e, "With a column a session nobody knows whose minutes late or note it is. Give a row a mark, or leave them out.");
	m->shape = j->match.wide > 0 ? MARKS_WIDE : half ? MARKS_DAYS : MARKS_LONG;
	if (m->shape == MARKS_WIDE)
		return wide_begin(m);
	if (!import_has(j, MARKS_DATE))
		return refuse_heading(j, e, "No column is the date. Give date, session and code; or date, am and pm; or a column a session.");
	if (half && one)
		return refuse_heading(j, e, "There are columns for a mark a row and for a day a row. Keep session and code, or am and pm.");
	if (m->shape == MARKS_LONG && !(import_has(j, MARKS_SESSION) && import_has(j, MARKS_CODE)))
		return refuse_heading(j, e, "The session or the code has no column. Give date, session and code; or date, am and pm.");
	return 0;
}

/* WHAT IT IS JUDGED BY */

/* The last session of whose register the taking has begun (domain 2.2). */
static sitting begun_until(struct office *o)
{
	struct civil now = moment_civil(office_now(o));

	for (int s = SESSION_PM; s >= SESSION_AM; s--) {
		const struct session_times *times = office_times(o, now.day, (enum session)s, 0);

		if (!times || now.minute >= times->starts)
			return sitting_of(now.day, (enum session)s);
	}
	return sitting_of(day_add(now.day, -1), SESSION_PM);
}

static void years_begin(struct marks_state *m)
{
	m->first = strip_sitting(MARKS_FIRST_YEAR, 0);
	m->begun = begun_until(m->job->office);
	m->years = strip_year(sitting_day(m->begun)) - MARKS_FIRST_YEAR + 1;
	m->years = m->years < 1 ? 1 : m->years;
	m->known = arena_new(&m->arena, (size_t)m->years, sizeof *m->known);
	m->has = arena_new(&m->arena, (size_t)m->years, sizeof *m->has);
	m->anew = arena_new(&m->arena, (size_t)m->years, sizeof *m->anew);
	m->making = arena_new(&m->arena, (size_t)m->years, sizeof *m->making);
	int days = (strip_sitting(MARKS_FIRST_YEAR + m->years, 0) - m->first) / 2;
	m->year_of = arena_new(&m->arena, (size_t)days, sizeof *m->year_of);
	for (int i = 0; i < days; i++)
		m->year_of[i] = (int16_t)(strip_year(day_add(sitting_day(m->first), i)) - MARKS_FIRST_YEAR);
}

static void calendar_begin(struct marks_state *m)
{
	const struct calendar *c = office_calendar(m->job->office);
	sitting end = strip_sitting(MARKS_FIRST_YEAR + m->years, 0);

	m->opening = arena_new(&m->arena, (size_t)(end - m->first), 1);
	calendar_openings(c, m->first, end - 1, SESSION_ANY_YEAR, 0, m->opening);
	for (int i = 0; i < c->term_count; i++)
		for (int y = 0; y < m->years; y++)
			m->known[y] |= sitting_of(c->terms[i].to, SESSION_PM) >= strip_sitting(MARKS_FIRST_YEAR + y, 0) &&
				       sitting_of(c->terms[i].from, SESSION_AM) < strip_sitting(MARKS_FIRST_YEAR + y + 1, 0);
}

static void spell_insert(struct marks_state *m, const struct spell_row *row)
{
	struct marks_spell **at = &m->spells[row->pupil], *new = arena_new(&m->arena, 1, sizeof *new);

	*new = (struct marks_spell){ row->first, row->last, NULL };
	while (*at && (*at)->last < new->first)
		at = &(*at)->next;
	while (*at && (*at)->first <= new->last) {
		new->first = (*at)->first < new->first ? (*at)->first : new->first;
		new->last = (*at)->last > new->last ? (*at)->last : new->last;
		*at = (*at)->next;
	}
	new->next = *at;
	*at = new;
}

/* A roll of its own: the reports' lives for one use case, and this goes on while others are done. */
static int roll_begin(struct marks_state *m, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct store *st = m->job->office->store;
	struct pupil_row *pupils;
	struct spell_row *spells;
	int n = store_thing_all(st, THING_PUPIL, &a, &pupils), spell_count = n < 0 ? n : store_spells_between(st, DAY_MIN, DAY_MAX, &a, &spells);

	if (spell_count < 0)
		return office_fail(m->job->office, spell_count, e);
	m->pupils = n == 0 ? 1 : pupils[n - 1].id + 1;
	m->spells = arena_new(&m->arena, (size_t)m->pupils, sizeof *m->spells);
	m->boards = arena_new(&m->arena, (size_t)m->pupils, sizeof *m->boards);
	for (int i = 0; i < n; i++)
		m->boards[pupils[i].id] = pupils[i].boarder != 0 || pupils[i].merged_into != NONE;
	for (int i = 0; i < spell_count; i++)
		if (spells[i].pupil < m->pupils && spells[i].first <= spells[i].last)
			spell_insert(m, &spells[i]);
	return 0;
}

/* Also what nobody's mark hangs on: no file is read for minutes in order to be told to read it again. */
int marks_facts(struct marks_state *m, struct hash *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct calendar *c = office_calendar(m->job->office);
	struct hashing h;
	struct spell_row *spells;
	int n = store_spells_between(m->job->office->store, DAY_MIN, DAY_MAX, &a, &spells);

	if (n < 0)
		return office_fail(m->job->office, n, e);
	hash_begin(&h);
	for (int i = 0; i < n; i++)
		hash_more(&h, (int64_t[]){ spells[i].pupil, spells[i].first, spells[i].last }, 3 * sizeof(int64_t));
	for (int i = 0; i < c->term_count; i++)
		hash_more(&h, (int32_t[]){ c->terms[i].from.n, c->terms[i].to.n }, 2 * sizeof(int32_t));
	for (int i = 0; i < c->closure_count; i++)
		hash_more(&h, (int64_t[]){ c->closures[i].from, c->closures[i].to, c->closures[i].kind, c->closures[i].year, c->closures[i].group },
			  5 * sizeof(int64_t));
	hash_end(&h, ret);
	return 0;
}

struct stand_ctx {
	struct marks_state *m;
	int year;
};

static int stand_strip(void *ctx, int64_t pupil, const uint8_t *marks)
{
	const struct stand_ctx *c = ctx;

	if (pupil < c->m->pupils)
		memcpy(matrix_strip(&c->m->stands, c->year, pupil), marks, STRIP_BYTES);
	return 0;
}

static int any_strip(void *ctx, int64_t pupil, const uint8_t *marks)
{
	(void)ctx, (void)pupil, (void)marks;
	return 1;
}

int marks_year_stands(struct marks_state *m, int year, struct err *e)
{
	struct office *o = m->job->office;
	struct stand_ctx ctx = { m, year };
	int any = store_strips_each(o->store, MARKS_FIRST_YEAR + year, any_strip, NULL);

	if (any <= 0)
		return any < 0 ? office_fail(o, any, e) : 0;
	int r = matrix_year(&m->stands, year, e);
	if (r < 0)
		return r;
	r = store_strips_each(o->store, MARKS_FIRST_YEAR + year, stand_strip, &ctx);
	return r < 0 ? office_fail(o, r, e) : 0;
}

/* The file's first mark of a year: what stands of it is read once, and not asked for a mark. */
int marks_year_begin(struct marks_state *m, int year, struct err *e)
{
	int r = matrix_year(&m->file, year, e);

	if (r < 0)
		return r;
	m->has[year] = true;
	return marks_year_stands(m, year, e);
}

/* THE READER */

static int marks_begin(struct import_job *j, void *state, struct err *e)
{
	struct marks_state *m = state;
	struct office *o = j->office;

	m->job = j;
	m->side.fd = -1;
	m->taken_from = m->taken_to = DAY_NONE;
	int r = shape_find(m, e);
	if (r == 0 && j->wish.moving_in)
		r = office_may(o, ACTION_CHANGE_SCHOOL, 0, e);
	if (r < 0)
		return r;
	years_begin(m);
	calendar_begin(m);
	if (j->wish.moving_in)
		r = marks_years_open(m, e);
	if (r == 0)
		r = import_index_open(j, &m->index, e);
	if (r == 0)
		r = roll_begin(m, e);
	if (r == 0)
		r = marks_facts(m, &m->facts, e);
	if (r < 0)
		return r;
	matrix_begin(&m->file, o->directory, m->pupils, m->years);
	matrix_begin(&m->stands, o->directory, m->pupils, m->years);
	return side_begin(&m->side, o->directory, m->pupils, e);
}

static void marks_finish(struct import_job *j, void *state)
{
	struct marks_state *m = state;

	(void)j;
	import_index_close(m->index);
	import_maps_finish(&m->maps);
	matrix_finish(&m->file);
	matrix_finish(&m->stands);
	side_finish(&m->side);
	made_calendar_finish(&m->made);
	marks_plan_finish(&m->plan);
	arena_finish(&m->arena);
}

const struct import_reader import_marks = {
	.action = ACTION_CHANGE_ROLL,
	.state_size = sizeof(struct marks_state),
	.begin = marks_begin,
	.row = marks_row,
	.judge = marks_judge,
	.write = marks_write,
	.finish = marks_finish,
};
