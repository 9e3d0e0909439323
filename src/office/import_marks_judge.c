/* What only the whole file can say: which sessions were held, which registers it answers for, and how many. */
#include <inttypes.h>
#include <string.h>

#include "import_marks.h"

static int week_of(sitting s)
{
	return (sitting_day(s).n + 3) / 7; /* from Monday: 1 January 1970 was a Thursday */
}

/* COUNTS OF A YEAR */

#define WEEKS_MOST 54

struct year_counts {
	int marked[STRIP_BYTES];   /* pupils with a mark, by session */
	int pupils[WEEKS_MOST];    /* pupils with any mark, by week */
	int fullest;               /* of these */
};

static void count_strip(const uint8_t *strip, const uint8_t *week, int length, struct year_counts *c)
{
	int last = -1;

	for (int slot = 0; slot < length; slot++) {
		if (strip[slot] == CODE_NONE)
			continue;
		c->marked[slot]++;
		c->pupils[week[slot]] += week[slot] != last;
		last = week[slot];
	}
}

/* The file's mark where it goes in, else the one that stands. */
static void merge_strip(const uint8_t *strip, const uint8_t *standing, int length, uint8_t *to)
{
	for (int slot = 0; slot < length; slot++) {
		to[slot] = standing ? standing[slot] : CODE_NONE;
		if (strip && strip[slot] != CODE_NONE && !(strip[slot] & MARK_PASSED))
			to[slot] = strip[slot] & MARK_CODE;
	}
}

static void count_year(struct marks_state *m, int year, bool of_file, struct year_counts *c)
{
	int length = marks_year_first(year + 1) - marks_year_first(year);
	uint8_t week[STRIP_BYTES], both[STRIP_BYTES];

	*c = (struct year_counts){ 0 };
	for (int slot = 0; slot < length; slot++)
		week[slot] = (uint8_t)(week_of(marks_year_first(year) + slot) - week_of(marks_year_first(year)));
	for (int64_t pupil = 1; pupil < m->pupils; pupil++) {
		const uint8_t *strip = matrix_strip(&m->file, year, pupil);

		if (!of_file) {
			merge_strip(strip, matrix_strip(&m->stands, year, pupil), length, both);
			strip = both;
		}
		count_strip(strip, week, length, c);
	}
	for (int w = 0; w < WEEKS_MOST; w++)
		c->fullest = c->pupils[w] > c->fullest ? c->pupils[w] : c->fullest;
}

/* SESSIONS HELD */

/* A mark that stands in a session held so far keeps it: no mark is left in a closure. */
static void keep_held(struct marks_state *m, int year, int length, uint8_t *held)
{
	const uint8_t *open = m->opening + (marks_year_first(year) - m->first);

	for (int64_t pupil = 1; pupil < m->pupils; pupil++) {
		const uint8_t *standing = matrix_strip(&m->stands, year, pupil);

		for (int slot = 0; standing && slot < length; slot++)
			held[slot] |= standing[slot] != CODE_NONE && open[slot] == OPENING_OPEN;
	}
}

/*
 * A session was held where at least a tenth of the pupils with any mark that week have one; a week in which hardly anybody has a mark is a
 * holiday with a slip of the pen in it.
 */
void marks_held_in_year(struct marks_state *m, int year, uint8_t *held)
{
	struct year_counts c;
	int length = marks_year_first(year + 1) - marks_year_first(year);

	count_year(m, year, false, &c);
	for (int slot = 0; slot < length; slot++) {
		int pupils = c.pupils[week_of(marks_year_first(year) + slot) - week_of(marks_year_first(year))];

		held[slot] = c.marked[slot] > 0 && 10 * c.marked[slot] >= pupils && 10 * pupils >= c.fullest;
	}
	keep_held(m, year, length, held);
}

/* MARKS IN SESSIONS THAT WERE NOT HELD */

static void set_aside(struct marks_state *m, int64_t pupil, sitting at, uint8_t *cell, uint8_t stands)
{
	CLEAN_ARENA struct arena a = { 0 };

	import_set_aside(m->job, NULL, -1, "%s: %s, and by the marks of that week the session was not held.", marks_where(m, pupil, at, &a),
			 code_symbol(*cell & MARK_CODE));
	m->count.added -= stands == CODE_NONE;
	m->count.changed -= stands != CODE_NONE;
	*cell |= MARK_PASSED;
}

static void set_aside_strip(struct marks_state *m, int year, int64_t pupil)
{
	const uint8_t *open = m->opening + (marks_year_first(year) - m->first), *standing = matrix_strip(&m->stands, year, pupil);
	uint8_t *strip = matrix_strip(&m->file, year, pupil);
	int length = marks_year_first(year + 1) - marks_year_first(year);

	for (int slot = 0; slot < length; slot++)
		if (strip[slot] != CODE_NONE && !(strip[slot] & MARK_PASSED) && open[slot] != OPENING_OPEN)
			set_aside(m, pupil, marks_year_first(year) + slot, &strip[slot], standing ? standing[slot] : CODE_NONE);
}

static int judge_held(struct marks_state *m, struct err *e)
{
	for (int year = 0; year < m->years; year++)
		for (int64_t pupil = 1; marks_year_makes(m, year) && pupil < m->pupils; pupil++)
			set_aside_strip(m, year, pupil);
	return 1;
}

/* REGISTERS THAT THE FILE ANSWERS FOR */

/* How many are on the roll, as steps up and down. */
static int *roll_steps(const struct marks_state *m)
{
	sitting end = marks_year_first(m->years);
	int *steps = mem_new((size_t)(end - m->first) + 1, sizeof *steps);

	for (int64_t id = 1; id < m->pupils; id++)
		for (const struct marks_spell *f = m->boards[id] ? NULL : m->spells[id]; f; f = f->next) {
			sitting first = f->first > m->first ? f->first : m->first;

			if (first >= end || f->last < m->first)
				continue;
			steps[first - m->first]++;
			if (f->last < end - 1) /* INT32_MAX: no end */
				steps[f->last + 1 - m->first]--;
		}
	return steps;
}

/* Half of those on the roll have a mark: the file is the school's record of that day, and not one pupil's of another school. */
static void answers_for(struct marks_state *m, sitting s)
{
	if (day_is_none(m->taken_from))
		m->taken_from = sitting_day(s);
	m->taken_to = sitting_day(s);
}

static int judge_registers(struct marks_state *m, struct err *e)
{
	CLEAN_FREE int *steps = roll_steps(m);
	struct year_counts c;
	int on = 0;

	for (int year = 0; year < m->years; year++) {
		if (m->has[year])
			count_year(m, year, true, &c);
		for (sitting s = marks_year_first(year); s < marks_year_first(year + 1); s++) {
			on += steps[s - m->first];
			if (m->has[year] && on > 0 && 2 * c.marked[s - marks_year_first(year)] >= on && m->opening[s - m->first] == OPENING_OPEN)
				answers_for(m, s);
		}
	}
	return 1;
}

/* WHAT IS SAID */

static void say_passed(struct marks_state *m)
{
	static const struct {
		size_t count;
		const char *one, *many;
	} passed[] = {
#define PASSED(field, one, many) { offsetof(struct marks_counts, field), one, many }
		PASSED(nothing, "cell without a mark was passed over", "cells without a mark were passed over"),
		PASSED(closed, "mark says that the school was shut, as the calendar does: passed over",
		       "marks say that the school was shut, as the calendar does: passed over"),
		PASSED(before, "Z is from before the pupil was on the roll: passed over", "Z are from before the pupil was on the roll: passed over"),
		PASSED(twice, "mark stands in the file again: passed over", "marks stand in the file again: passed over"),
		PASSED(notes_lost, "note without a mark was passed over", "notes without a mark were passed over"),
		PASSED(not_required, "X is of a pupil of compulsory school age: kept as it was recorded; from now on it is C2",
		       "X are of pupils of compulsory school age: kept as they were recorded; from now on it is C2"),
#undef PASSED
	};

	for (size_t i = 0; i < sizeof passed / sizeof *passed; i++) {
		int64_t n = *(const int64_t *)((const char *)&m->count + passed[i].count);

		if (n)
			import_say(m->job, "%" PRId64 " %s", n, n == 1 ? passed[i].one : passed[i].many);
	}
}

void marks_say_summary(struct marks_state *m)
{
	struct import_job *j = m->job;
	const struct import_result *r = &j->result;
	const char *would = j->wish.dry_run || (j->progress.set_aside && !j->wish.leave_out) ? "would be " : "";
	char day[DAY_TEXT];

	say_passed(m);
	if (m->begun_before)
		import_say(j, "This file was begun on %s and not finished: what was written then is among the same, and it goes on from there.",
			   day_long(m->row.begun_day, day));
	if (r->added + r->changed == 0 && j->progress.set_aside == 0)
		import_say(j, "nothing to change: %" PRId64 " mark%s stand%s as in the file", r->same, PLURAL(r->same), r->same == 1 ? "s" : "");
	else
		import_say(j, "%" PRId64 " mark%s %snew, %" PRId64 " %schanged, %" PRId64 " the same", r->added, PLURAL(r->added), would, r->changed, would,
			   r->same);
}

/* An import of these very bytes that was stopped on its way. */
static int find_begun(struct marks_state *m, struct err *e)
{
	static const char digits[] = "0123456789abcdef";
	struct import_file_row *rows;
	char *digest = arena_new(&m->arena, 2 * HASH_BYTES + 1, 1);
	int n = store_thing_all(m->job->office->store, THING_IMPORT_FILE, &m->arena, &rows);

	for (int i = 0; i < HASH_BYTES; i++) {
		digest[2 * i] = digits[m->job->digest.bytes[i] >> 4];
		digest[2 * i + 1] = digits[m->job->digest.bytes[i] & 15];
	}
	m->row = (struct import_file_row){ .kind = "marks", .name = m->job->name, .digest = digest, .begun_day = m->job->today };
	for (int i = 0; i < n; i++)
		if (!rows[i].finished && strcmp(rows[i].digest, digest) == 0) {
			m->row = rows[i];
			m->begun_before = true;
		}
	return n < 0 ? office_fail(m->job->office, n, e) : 1;
}

static int judge_end(struct marks_state *m, struct err *e)
{
	struct import_job *j = m->job;
	int r = find_begun(m, e);

	if (r < 0)
		return r;
	j->result.added = m->count.added;
	j->result.changed = m->count.changed;
	j->result.same = m->count.same;
	j->progress.to_write = m->count.added + m->count.changed;
	if (j->wish.dry_run || (j->progress.set_aside && !j->wish.leave_out))
		marks_say_summary(m);
	return 0;
}

/* A part a call: each is a walk over the whole matrix. */
int marks_judge(struct import_job *j, void *state, struct err *e)
{
	static int (*const parts[])(struct marks_state *, struct err *) = { marks_judge_calendar, judge_held, judge_registers };
	struct marks_state *m = state;

	if (j->progress.refused)
		return 0;
	if (m->judged < (int)(sizeof parts / sizeof *parts))
		return parts[m->judged++](m, e);
	return judge_end(m, e);
}
