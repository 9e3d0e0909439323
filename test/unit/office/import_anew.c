/* Files that cover less than a school year: its calendar is made anew from each, so long as nobody has typed any of it. */
#include "rows.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "marks_desk.h"
#include "office/register.h"
#include "office/reports.h"

#define MOVING_IN (struct import_wish){ .moving_in = true }

/* FILES, AND WHAT COMES OF THEM */

static void take(struct desk *x, struct day from, struct day last)
{
	CLEAN_BUF struct buf file = { 0 };

	buf_text(&file, HEADING);
	put_held(&file, from, last, 10);
	import_n(x, file.text, file.length, MOVING_IN);
	must(x, 0);
	assert_int_equal(x->got.set_aside, 0);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Terms and closures, whatever ids they have. */
static void put_calendar(struct desk *x, struct buf *to)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct store *st = look(x);
	struct term_row *terms;
	struct closure_row *closures;
	int t = store_thing_all(st, THING_TERM, &a, &terms), c = store_thing_all(st, THING_CLOSURE, &a, &closures);
	const char **lines = arena_new(&a, (size_t)(t + c), sizeof *lines);

	assert_true(t > 0 && c > 0);
	for (int i = 0; i < t; i++)
		lines[i] = arena_printf(&a, "%d..%d %s\n", terms[i].from_day.n, terms[i].to_day.n, terms[i].name);
	for (int i = 0; i < c; i++)
		lines[t + i] = arena_printf(&a, "%d/%d..%d/%d %s %s\n", closures[i].from_day.n, (int)closures[i].from_session, closures[i].to_day.n,
					    (int)closures[i].to_session, closures[i].kind, closures[i].name);
	store_close(st);
	qsort(lines, (size_t)(t + c), sizeof *lines, by_text);
	for (int i = 0; i < t + c; i++)
		buf_text(to, lines[i]);
}

static void put_statistics(struct desk *x, struct buf *to)
{
	struct report_wish w = { DAY_NONE, day_of(2023, 9, 1), day_of(2024, 8, 31), -1, NULL, NULL, false, 0 };
	struct report r;

	assert_int_equal(report_fill_statistics(x->o, &w, &r, &x->e), 0);
	assert_true(r.rows.count > 0);
	for (int i = 0; i < r.rows.count; i++)
		for (int c = 0; c < r.column_count; c++) {
			const struct cell *cell = &r.rows.items[i].cells[c];

			buf_printf(to, "%s %lld;", cell->text ? cell->text : "", (long long)cell->number);
			for (int k = 0; k < cell->pair_count; k++)
				buf_printf(to, "%s=%lld;", cell->pairs[k].name, (long long)cell->pairs[k].number);
		}
	report_finish(&r);
}

/* What a whole year at once gives. */
static void put_whole(struct buf *calendar, struct buf *statistics)
{
	struct desk x;

	desk_begin(&x);
	take(&x, day_of(2023, 9, 1), day_of(2024, 8, 31));
	assert_null(strstr(x.said.text, "only; bring the rest"));
	put_calendar(&x, calendar);
	put_statistics(&x, statistics);
	desk_end(&x);
}

/* PIECES OF A YEAR GIVE WHAT THE WHOLE GIVES */

static const struct pieces {
	const char *name;
	int days[4][2][3];
} pieces[] = {
	{ "two halves", { { { 2023, 9, 1 }, { 2024, 1, 31 } }, { { 2024, 2, 1 }, { 2024, 8, 31 } } } },
	{ "two halves, the second first", { { { 2024, 2, 1 }, { 2024, 8, 31 } }, { { 2023, 9, 1 }, { 2024, 1, 31 } } } },
	{ "torn within a week", { { { 2023, 9, 1 }, { 2023, 11, 15 } }, { { 2023, 11, 16 }, { 2024, 8, 31 } } } },
	{ "September, October, the rest", { { { 2023, 9, 1 }, { 2023, 9, 30 } }, { { 2023, 10, 1 }, { 2023, 10, 31 } },
					  { { 2023, 11, 1 }, { 2024, 8, 31 } } } },
	{ "a gap that is filled at last", { { { 2023, 9, 1 }, { 2023, 9, 30 } }, { { 2024, 5, 1 }, { 2024, 8, 31 } },
					  { { 2023, 10, 1 }, { 2024, 4, 30 } } } },
	{ "a part, and then all of it", { { { 2023, 10, 2 }, { 2023, 10, 6 } }, { { 2023, 9, 1 }, { 2024, 8, 31 } } } },
};

static void pieces_case(void **state)
{
	const struct pieces *row = *state;
	CLEAN_BUF struct buf whole = { 0 }, parts = { 0 }, whole_figures = { 0 }, figures = { 0 };
	struct desk x;

	put_whole(&whole, &whole_figures);
	desk_begin(&x);
	for (int i = 0; i < 4 && row->days[i][0][0]; i++) {
		const int *from = row->days[i][0], *last = row->days[i][1];

		take(&x, day_of(from[0], from[1], from[2]), day_of(last[0], last[1], last[2]));
		assert_holds(&x);
	}
	put_calendar(&x, &parts);
	put_statistics(&x, &figures);
	assert_string_equal(parts.text, whole.text);
	assert_string_equal(figures.text, whole_figures.text);
	int64_t before = last_act(&x);
	take(&x, day_of(2023, 9, 1), day_of(2024, 8, 31)); /* once more, it changes nothing */
	assert_int_equal(last_act(&x), before);
	desk_end(&x);
}

static void two_rows(void **state)
{
	CLEAN_BUF struct buf whole = { 0 }, parts = { 0 }, figures = { 0 };
	struct desk x;

	put_whole(&whole, &figures);
	desk_begin(&x);
	import(&x, HEADING "1,2023-11-01,am,/,,\n2,2023-11-01,am,/,,\n", MOVING_IN);
	must(&x, 0);
	has(x.said.text, "2023/24: the marks are of Wed 1 Nov 2023 to Wed 1 Nov 2023 only; bring the rest with --moving-in too.");
	take(&x, day_of(2023, 9, 1), day_of(2024, 8, 31));
	put_calendar(&x, &parts);
	assert_string_equal(parts.text, whole.text);
	assert_holds(&x);
	desk_end(&x);
}

/* Month after month, and a term from the last days of August on. */
static void months(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct term_row *terms;
	struct desk x;
	char file[4096];
	static const int days[][3] = { { 2024, 9, 2 }, { 2024, 8, 30 }, { 2024, 8, 29 }, { 2024, 9, 3 } };

	desk_begin(&x);
	for (size_t d = 0; d < sizeof days / sizeof *days; d++) {
		int n = snprintf(file, sizeof file, "admission_number,date,am,pm\n");

		for (int pupil = 1; pupil <= 10; pupil++)
			n += snprintf(file + n, sizeof file - (size_t)n, "%d,%d-%02d-%02d,/,\\\n", pupil, days[d][0], days[d][1], days[d][2]);
		import(&x, file, MOVING_IN);
		must(&x, 0);
		assert_int_equal(x.got.set_aside, 0);
	}
	struct store *st = look(&x);
	assert_int_equal(store_thing_all(st, THING_TERM, &a, &terms), 2);
	assert_string_equal(terms[1].name, "Autumn 2024");
	assert_int_equal(terms[1].from_day.n, day_of(2024, 8, 29).n);
	assert_int_equal(terms[1].to_day.n, day_of(2024, 9, 3).n);
	store_close(st);
	assert_holds(&x);
	desk_end(&x);
}

/* WHAT IS SAID */

static void said(void **state)
{
	CLEAN_BUF struct buf october = { 0 };
	struct desk x;

	desk_begin(&x);
	take(&x, day_of(2023, 9, 1), day_of(2023, 9, 29));
	has(x.said.text, "calendar made from the marks: Autumn 2023, Tue 5 Sep 2023 to Fri 29 Sep 2023\n");
	has(x.said.text, "2023/24: the marks are of Tue 5 Sep 2023 to Fri 29 Sep 2023 only; bring the rest with --moving-in too.\n");
	int64_t before = last_act(&x);
	buf_text(&october, HEADING);
	put_held(&october, day_of(2023, 9, 30), day_of(2023, 10, 31), 10);
	import_n(&x, october.text, october.length, (struct import_wish){ .moving_in = true, .dry_run = true });
	must(&x, 0);
	has(x.said.text, "calendar would be changed from the marks: Autumn 2023 (1), Tue 5 Sep 2023 to Fri 20 Oct 2023 "
			 "(was Autumn 2023, Tue 5 Sep 2023 to Fri 29 Sep 2023)\n");
	has(x.said.text, "calendar would be made from the marks: Autumn 2023 (2), Mon 30 Oct 2023 to Tue 31 Oct 2023\n");
	has(x.said.text, "2023/24: the marks are of Tue 5 Sep 2023 to Tue 31 Oct 2023 only;");
	assert_int_equal(last_act(&x), before);
	import_n(&x, october.text, october.length, (struct import_wish){ 0 });
	must(&x, 0);
	has(x.said.text, "the session was not held (out of term)"); /* nobody said --moving-in */
	assert_int_equal(last_act(&x), before);
	desk_end(&x);
}

/* Two terms that the holidays seemed to part are one, when the weeks between them come. */
static void joined(void **state)
{
	struct desk x;

	desk_begin(&x);
	take(&x, day_of(2023, 9, 5), day_of(2023, 9, 8));
	take(&x, day_of(2023, 9, 25), day_of(2023, 9, 29));
	has(x.said.text, "Autumn 2023 (2), Mon 25 Sep 2023");
	take(&x, day_of(2023, 9, 9), day_of(2023, 9, 24));
	has(x.said.text, "calendar changed from the marks: Autumn 2023 (2), Mon 25 Sep 2023 to Fri 29 Sep 2023, is now part of another term\n");
	assert_holds(&x);
	desk_end(&x);
}

/* A mark that stands keeps its session, whatever comes later. */
static void kept(void **state)
{
	CLEAN_BUF struct buf file = { 0 };
	struct desk x;

	desk_begin(&x);
	import(&x, HEADING "1,2023-11-17,am,/,,\n", MOVING_IN); /* the INSET day: alone, it was a session */
	must(&x, 0);
	buf_text(&file, HEADING);
	put_held(&file, day_of(2023, 11, 1), day_of(2023, 11, 30), 10);
	import_n(&x, file.text, file.length, MOVING_IN);
	must(&x, 0);
	assert_true(calendar_is_open(office_calendar(x.o), sitting_of(day_of(2023, 11, 17), SESSION_AM)));
	assert_false(calendar_is_open(office_calendar(x.o), sitting_of(day_of(2023, 11, 17), SESSION_PM)));
	assert_string_equal(mark_of(&x, 1, day_of(2023, 11, 17), SESSION_AM), "/");
	desk_end(&x);
}

/* WHAT A PERSON HAS TOUCHED STAYS AS IT IS */

static void put_typed(struct store *st)
{
	struct closure_row row = CLOSURE_NEW;

	row.name = "Snow";
	row.kind = "unplanned";
	row.from_day = row.to_day = day_of(2023, 9, 12);
	row.to_session = SESSION_PM;
	put(st, THING_CLOSURE, &row);
}

static void change_term(struct store *st)
{
	struct term_row row = { 2, "Autumn", day_of(2023, 9, 5), day_of(2023, 9, 29) };

	put(st, THING_TERM, &row);
}

/* That of the Saturday, or of the INSET day. */
static void remove_closure(struct store *st)
{
	assert_true(store_act_remove(st, THING_CLOSURE, 3) >= 0);
}

static const struct typed {
	const char *name;
	void (*act)(struct store *st);
} typed[] = {
	{ "a closure that was typed", put_typed },
	{ "a term that was given another name", change_term },
	{ "a closure that was taken away", remove_closure },
};

static void do_act(struct desk *x, const char *kind, void (*f)(struct store *st))
{
	struct act_head head = { .kind = kind, .at = office_now(x->o), .staff_name = "", .position = "", .roles = "", .terminal = "", .version = "",
				 .day = DAY_NONE, .session = -1 };
	struct store *st = look(x);
	int64_t seq;

	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_act_begin(st, &head), 0);
	f(st);
	assert_int_equal(store_act_end(st, true, &seq), 0);
	assert_int_equal(store_commit(st), 0);
	store_close(st);
}

static void typed_case(void **state)
{
	const struct typed *row = *state;
	CLEAN_BUF struct buf file = { 0 }, before = { 0 }, after = { 0 };
	struct desk x;

	desk_begin(&x);
	take(&x, day_of(2023, 9, 5), day_of(2023, 9, 29));
	do_act(&x, "closure", row->act);
	put_calendar(&x, &before);
	buf_text(&file, HEADING "1,2023-10-02,am,/,,\n");
	import_n(&x, file.text, file.length, MOVING_IN);
	must(&x, 0);
	assert_int_equal(x.got.set_aside, 1);
	has(x.said.text, "the session was not held (out of term)");
	put_calendar(&x, &after);
	assert_string_equal(before.text, after.text);
	desk_end(&x);
}

/* WHILE THE FILE IS READ: a session that has lost its marks is shut, unless somebody gives it one again */

static void put_mark(struct store *st, uint8_t before, uint8_t after)
{
	struct entry entry = { 1, day_of(2023, 11, 17), SESSION_AM, before, after, -1, -1, false, true };

	assert_int_equal(store_act_mark(st, &entry), 1);
}

static void take_mark_away(struct store *st)
{
	put_mark(st, CODE_PRESENT_AM, CODE_NONE);
}

static void give_mark(struct store *st)
{
	put_mark(st, CODE_NONE, CODE_PRESENT_AM);
}

static void marked_meanwhile(void **state)
{
	CLEAN_BUF struct buf file = { 0 };
	struct import_job *job;
	struct desk x;
	char path[128];
	int r;

	desk_begin(&x);
	import(&x, HEADING "1,2023-11-17,am,/,,\n1,2023-11-16,am,/,,\n", MOVING_IN);
	must(&x, 0);
	do_act(&x, "register", take_mark_away);
	buf_text(&file, HEADING);
	put_held(&file, day_of(2023, 11, 1), day_of(2023, 11, 30), 10);
	write_file(&x, "marks.csv", file.text, file.length);
	snprintf(path, sizeof path, "%s/marks.csv", x.place);
	assert_int_equal(office_import_begin(x.o, &(struct import_wish){ .kind = FILE_MARKS, .file = path, .moving_in = true }, &job, &x.e), 0);
	do
		r = import_step(job, &x.e);
	while (r > 0 && import_progress(job)->phase != IMPORT_WRITING);
	do_act(&x, "register", give_mark);
	int64_t before = last_act(&x);
	while (r > 0)
		r = import_step(job, &x.e);
	import_close(job);
	assert_int_equal(r, -EPERM);
	has(x.e.text, "were changed while the file was read");
	assert_int_equal(last_act(&x), before);
	import_n(&x, file.text, file.length, MOVING_IN);
	must(&x, 0);
	assert_true(calendar_is_open(office_calendar(x.o), sitting_of(day_of(2023, 11, 17), SESSION_AM)));
	do_act(&x, "register", take_mark_away);
	import_n(&x, file.text, file.length, MOVING_IN);
	must(&x, 0);
	assert_false(calendar_is_open(office_calendar(x.o), sitting_of(day_of(2023, 11, 17), SESSION_AM)));
	assert_holds(&x);
	desk_end(&x);
}

/* UNDO: the calendar is as it was after September, and October may be brought again */

static int64_t last_of(struct desk *x, const char *kind)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct store *st = look(x);
	int64_t found = 0;

	for (int64_t seq = 1, last = last_act(x); seq <= last; seq++) {
		struct act_row act;

		assert_int_equal(store_act_get(st, seq, &a, &act), 0);
		found = strcmp(act.head.kind, kind) == 0 ? seq : found;
	}
	store_close(st);
	return found;
}

static void undone(void **state)
{
	CLEAN_BUF struct buf september = { 0 }, october = { 0 }, now = { 0 }, left = { 0 };
	struct mark_result result;
	struct desk x;

	desk_begin(&x);
	take(&x, day_of(2023, 9, 1), day_of(2023, 9, 30));
	put_calendar(&x, &september);
	take(&x, day_of(2023, 10, 1), day_of(2023, 11, 30));
	put_calendar(&x, &october);
	assert_int_equal(count_acts(&x, "calendar"), 2);
	assert_int_equal(office_undo(x.o, last_of(&x, "calendar"), NULL, &left, &result, &x.e), 0);
	assert_int_equal(left.length, 0);
	put_calendar(&x, &now);
	assert_string_equal(now.text, september.text);
	assert_holds(&x);
	take(&x, day_of(2023, 10, 1), day_of(2023, 11, 30));
	buf_reset(&now);
	put_calendar(&x, &now);
	assert_string_equal(now.text, october.text);
	assert_holds(&x);
	desk_end(&x);
}

static const struct {
	const char *name;
	CMUnitTestFunction f;
} cases[] = {
	{ "two rows, and then all of it", two_rows },
	{ "a term from August on, day after day", months },
	{ "it is said what becomes of the terms", said },
	{ "two terms become one", joined },
	{ "a mark that stands keeps its session", kept },
	{ "a mark given while the file was read", marked_meanwhile },
	{ "undo of a calendar made anew", undone },
};

int main(void)
{
	static struct rows r;
	struct err e = { 0 };

	if (seal_start(&e) < 0)
		return 1;
	rows_add(&r, pieces_case, pieces);
	rows_add(&r, typed_case, typed);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		rows_case(&r, cases[i].name, cases[i].f, NULL);
	return rows_run(&r, "office/import_anew");
}
