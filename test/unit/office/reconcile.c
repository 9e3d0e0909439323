#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "office/reports.h"
#include "print/text.h"
#include "rules/code.h"
#include "store/store.h"
#include "world.h"

/*
 * Mon 9 to Fri 13 November 2026: eight sessions held, for Monday the boiler was cold.  Each child has something that another product may count
 * otherwise; Dev joined a week later, and Ed has no mark three times.
 */
static const struct {
	int pupil;
	const char *marks[8]; /* NULL: none */
} marked[] = {
	{ AMARA, { "/", "\\", "L", "\\", "I", "I", "/", "\\" } }, { BEN, { "U", "\\", "/", "\\", "/", "\\", "/", "\\" } },
	{ CHLOE, { "/", "\\", "X", "X", "/", "\\", "/", "\\" } }, { ED, { "/", "\\", "/", "\\", "/", NULL, NULL, NULL } },
	{ FINN, { "D", "D", "/", "\\", "/", "\\", "/", "\\" } }, { GIA, { "/", "\\", "/", "\\", "/", "\\", "/", "N" } },
};

static void put_marks(struct world *w)
{
	struct act_head head = { .kind = "import", .staff = ANN, .staff_name = "Ann Reed", .position = "office", .roles = "office", .terminal = "",
				 .version = "test", .day = DAY_NONE, .session = -1 };
	struct store *st;
	int64_t act;

	assert_done(store_open(w->directory, &st, &w->e));
	head.at = store_now(st);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_act_begin(st, &head), 0);
	for (size_t i = 0; i < sizeof marked / sizeof *marked; i++)
		for (int s = 0; s < 8; s++) {
			struct entry entry = { .pupil = marked[i].pupil, .day = day_of(2026, 11, 10 + s / 2), .session = (enum session)(s % 2),
					       .minutes_late = -1, .arrival = -1, .stands = true };

			if (!marked[i].marks[s])
				continue;
			entry.after = code_number(marked[i].marks[s]);
			assert_int_equal(store_act_mark(st, &entry), 1);
		}
	assert_int_equal(store_act_end(st, true, &act), 0);
	assert_int_equal(store_commit(st), 0);
	store_close(st);
}

/* The report of a file of these bytes, over that week. */
static int reconcile(struct world *w, const char *file, const char *group, struct report *ret)
{
	char path[sizeof w->directory + 16];
	struct report_wish wish = { .date = DAY_NONE, .from = day_of(2026, 11, 9), .to = day_of(2026, 11, 13), .session = -1, .group = group };

	snprintf(path, sizeof path, "%s/figures.csv", w->directory);
	wish.file = path;
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs(file, f) >= 0);
	assert_int_equal(fclose(f), 0);
	err_clear(&w->e);
	return report_fill_reconcile(w->o, &wish, ret, &w->e);
}

static const struct cell *cell_of(const struct report *r, int row, const char *name)
{
	for (int i = 0; i < r->column_count; i++)
		if (strcmp(r->columns[i].name, name) == 0)
			return &r->rows.items[row].cells[i];
	fail_msg("no column %s", name);
	return NULL;
}

static void put_cell(struct buf *to, const struct report *r, int row, const char *name)
{
	const struct cell *c = cell_of(r, row, name);

	buf_text(to, to->length > 0 && to->text[to->length - 1] != '\n' ? "|" : "");
	if (!c->empty && c->text)
		buf_text(to, c->text);
	else if (!c->empty)
		buf_printf(to, "%lld", (long long)c->number);
}

static void assert_rows(const struct report *r, const char *want)
{
	static const char *const shown[] = { "state", "name", "class", "theirs", "ours", "difference", "cause", "sessions" };
	CLEAN_BUF struct buf got = { 0 };

	for (int i = 0; i < r->rows.count; i++) {
		for (size_t k = 0; k < sizeof shown / sizeof *shown; k++)
			put_cell(&got, r, i, shown[k]);
		buf_char(&got, '\n');
	}
	assert_string_equal(buf_string(&got), want);
}

static void assert_lines(const struct report *r, const char *want)
{
	CLEAN_BUF struct buf got = { 0 };

	for (int i = 0; i < r->lines.count; i++)
		buf_printf(&got, "%s\n", r->lines.items[i]);
	assert_string_equal(buf_string(&got), want);
}

static void start(struct world *w, const char *who)
{
	put_marks(w);
	as(w, who);
}

#define COUNTS "admission_number,possible,attended,attendance_percent\n"

static void everything_has_a_cause(struct world *w)
{
	struct report r;

	start(w, "hal");
	assert_done(reconcile(w, COUNTS "101,8,6,75.0\n102,8,8,100%\n103,8,6,75\n104,8,0,0.0\n105,8,5,62.50\n106,8,8,100\n107,,,100\n", NULL, &r));
	assert_rows(&r, "differs|Finnley Oakley|Oak|8 of 8 (100%)|6 of 6 (100.0%)|0.0|d_attended|2\n"
			"differs|Chloé Dunn|Willow|6 of 8 (75%)|6 of 6 (100.0%)|+25.0|x_possible|2\n"
			"differs|Ben Ash|Willow|8 of 8 (100%)|7 of 8 (87.5%)|-12.5|u_attended|1\n"
			"differs|Finn Oakley|Oak|100%|7 of 8 (87.5%)|-12.5|n_left_out|1\n"
			"differs|Ed Left|Willow|5 of 8 (62.50%)|5 of 5 (100.0%)|+37.5|unmarked_absent|3\n"
			"differs|Dev Rao|Willow|0 of 8 (0.0%)|–||before_joining|8\n"
			"agrees|Amara Okafor|Willow|6 of 8 (75.0%)|6 of 8 (75.0%)|0.0|same|0\n");
	report_finish(&r);
}

/* The sentence for a head comes first, what each cause explains last. */
static void totals_are_said(struct world *w)
{
	static const char *const want[] = { "Agree exactly: 4 of 6.", "2: U (after the close) is counted as attended; it is absence (2 sessions).",
					    "In the file, and in no figures here: 1. On the roll, and not in the file: 1." };
	struct report r;

	start(w, "hal");
	mark(w, REF(WILLOW, day_of(2026, 11, 10), SESSION_AM), AMARA, "U", "seen at the gate");
	assert_done(reconcile(w, COUNTS "101,8,6,75.0\n102,8,8,100\n103,6,6,100\n104,0,0,\n106,6,6,100.0\n107,8,7,87.5\n999,8,8,100\n", NULL, &r));
	assert_lines(&r, "4 of 6 pupils agree exactly; 2 differ because U (after the close) is counted as attended; it is absence.\n"
			 "figures.csv: firstbell's own headings, comma, UTF-8.\n");
	for (int i = 0; i < 3; i++)
		assert_string_equal(r.notes.items[i], want[i]);
	assert_string_equal(r.title, "Figures of figures.csv beside ours, Mon 9 Nov 2026 to Fri 13 Nov 2026");
	report_finish(&r);
}

static void who_is_in_one_only(struct world *w)
{
	struct report r;

	start(w, "hal");
	assert_done(reconcile(w, "surname,forename,dob,attendance_percent\nOkafor,Amara,03/05/2019,75\nNobody,Ned,2019-01-01,90\n", NULL, &r));
	assert_int_equal(r.rows.count, 7);
	assert_string_equal(cell_of(&r, 0, "state")->text, "not_on_roll");
	assert_string_equal(cell_of(&r, 0, "name")->text, "Ned Nobody");
	assert_words(cell_of(&r, 0, "why")->text, "No pupil here has that name and date of birth.");
	for (int i = 1; i < 6; i++)
		assert_string_equal(cell_of(&r, i, "state")->text, "not_in_file");
	assert_string_equal(cell_of(&r, 6, "state")->text, "agrees");
	assert_lines(&r, "1 of 1 pupil agrees exactly.\nfigures.csv: firstbell's own headings, comma, UTF-8.\n");
	report_finish(&r);
	assert_done(reconcile(w, "upn,possible\nB999999999999,8\n", NULL, &r));
	assert_words(r.lines.items[0], "No row of the file is of a pupil here");
	report_finish(&r);
}

static void classes_are_asked_for_alone(struct world *w)
{
	struct report r;

	start(w, "hal");
	assert_done(reconcile(w, COUNTS "101,8,6,75.0\n106,6,6,100\n", "Oak", &r));
	assert_rows(&r, "not_in_file|Finn Oakley|Oak|||||\n"
			"agrees|Finnley Oakley|Oak|6 of 6 (100%)|6 of 6 (100.0%)|0.0|same|0\n");
	assert_string_equal(r.notes.items[2], "Rows of the file that are of other classes: 1.");
	report_finish(&r);
}

/* A file may have a row a pupil and term. */
static void rows_have_days_of_their_own(struct world *w)
{
	struct report r;

	start(w, "hal");
	assert_done(reconcile(w, "admission_number,from_date,to_date,possible,absence_percent\n"
				 "101,10/11/2026,2026-11-11,4,0\n"
				 "101,2026-11-12,13/11/2026,4,50%\n", "Willow", &r));
	assert_int_equal(r.rows.count, 5);
	assert_string_equal(cell_of(&r, 3, "ours")->text, "4 of 4 (100.0%)");
	assert_string_equal(cell_of(&r, 4, "ours")->text, "2 of 4 (50.0%)");
	assert_string_equal(cell_of(&r, 4, "theirs")->text, "of 4 (50% absent)");
	assert_string_equal(r.lines.items[0], "2 of 2 rows agree exactly.");
	report_finish(&r);
}

/* They count the day that the boiler was cold, and two more; a percentage alone is only perhaps explained. */
static void words_of_a_row(struct world *w)
{
	struct report r;

	start(w, "hal");
	assert_done(reconcile(w, COUNTS "101,10,8,80\n102,,,100\n103,6,6,98\n", "Willow", &r));
	assert_string_equal(cell_of(&r, 0, "why")->text, "the percentage in the file does not follow from the counts beside it");
	assert_int_equal(cell_of(&r, 0, "percentage_alone")->number, 0);
	assert_string_equal(cell_of(&r, 1, "why")->text, "perhaps U (after the close) is counted as attended; it is absence: 1 session");
	assert_string_equal(r.rows.items[1].heading, "Perhaps U (after the close) is counted as attended; it is absence");
	assert_int_equal(cell_of(&r, 1, "percentage_alone")->number, 1);
	assert_string_equal(cell_of(&r, 2, "why")->text,
			    "the number of sessions differs: other days are covered, or marks are missing: they have 2 more");
	assert_int_equal(cell_of(&r, 2, "difference_tenths")->number, 750 - 800);
	report_finish(&r);
}

static const struct bad_file {
	const char *name, *text;
	int line, column;
	const char *says;
} bad_files[] = {
	{ "a count that is a word", COUNTS "101,eight,6,75\n", 2, 2, "\"eight\" is no number of sessions" },
	{ "half a session", COUNTS "101,8,5.5,75\n", 2, 3, "\"5.5\" is no whole number of sessions" },
	{ "a count below nothing", COUNTS "101,-8,6,75\n", 2, 2, "is no number of sessions" },
	{ "more sessions than a life has", COUNTS "101,99999999999,6,75\n", 2, 2, "is no number of sessions" },
	{ "a percentage above 100", COUNTS "101,8,6,75\n102,8,8,100.1\n", 3, 4, "\"100.1\" is no percentage from 0 to 100" },
	{ "a percentage of 101", COUNTS "102,8,8,101\n", 2, 4, "is no percentage" },
	{ "a percentage with a comma", COUNTS "102,8,8,\"75,0\"\n", 2, 4, "is no percentage" },
	{ "a date that is none", "upn,from_date,possible\nB1,31/11/2026,8\n", 2, 2, "is no date like" },
	{ "a date of birth that is none", "surname,forename,dob,possible\nAsh,Ben,4/5,8\n", 2, 3, "is no date like" },
	{ "days the wrong way round", "admission_number,from_date,to_date,possible\n101,2026-11-13,2026-11-12,8\n", 2, 3, "The first day is after the last." },
	{ "days of a hundred years", "admission_number,from_date,possible\n101,1926-11-13,8\n", 2, 2, "more than 20 years" },
	{ "the same pupil twice", COUNTS "101,8,6,75\n102,8,7,88\n101,8,6,75\n", 4, 1, "Line 2 has the figures of the same pupil" },
	{ "no figure", "admission_number,surname\n101,Okafor\n", 1, 1, "No heading is a figure to compare" },
	{ "a heading that nobody knows", "admission_number,possible,Colour\n101,8,red\n", 1, 3, "firstbell knows no column \"Colour\"" },
	{ "a row too short", COUNTS "101,8\n", 2, 0, "" },
};

static void bad_files_are_refused(struct world *w)
{
	start(w, "hal");
	for (size_t i = 0; i < sizeof bad_files / sizeof *bad_files; i++) {
		struct report r = { 0 };

		assert_int_equal(reconcile(w, bad_files[i].text, NULL, &r), -EBADMSG);
		if (!strstr(w->e.text, bad_files[i].says) || w->e.line != bad_files[i].line || (bad_files[i].column && w->e.column != bad_files[i].column))
			fail_msg("%s: %s:%d:%d: %s", bad_files[i].name, w->e.file, w->e.line, w->e.column, w->e.text);
		assert_int_equal(r.rows.count, 0);
	}
}

/* What products print where they have nothing to say. */
/* On Saturday nobody had a mark: counts of nothing agree, a percentage of it does not. */
static void a_percentage_of_nothing_agrees_with_none(struct world *w)
{
	struct report r;

	start(w, "hal");
	assert_done(reconcile(w, "admission_number,from_date,to_date,possible,attended,attendance_percent\n101,2026-11-14,2026-11-14,,,94.5\n"
				 "102,2026-11-14,2026-11-14,,,100\n103,2026-11-14,2026-11-14,0,0,0\n", "Willow", &r));
	assert_string_equal(cell_of(&r, 0, "state")->text, "differs");
	assert_string_equal(cell_of(&r, 0, "cause")->text, "nothing_possible");
	assert_string_equal(cell_of(&r, 1, "state")->text, "differs");
	assert_string_equal(cell_of(&r, r.rows.count - 1, "state")->text, "agrees");
	assert_non_null(strstr(r.lines.items[0], "1 of 3 pupils agree"));
	report_finish(&r);
}

static void empty_cells_say_nothing(struct world *w)
{
	struct report r;

	start(w, "hal");
	assert_done(reconcile(w, COUNTS "101,-,n/a,\n102,8.0, 7 , 87.5 % \n103,6,6,100.0000000000001\n", "Willow", &r));
	assert_string_equal(cell_of(&r, 0, "cause")->text, "nothing_given");
	assert_string_equal(cell_of(&r, r.rows.count - 2, "cause")->text, "same");
	assert_string_equal(cell_of(&r, r.rows.count - 1, "cause")->text, "same");
	report_finish(&r);
}

static void figures_with_names_are_not_for_all(struct world *w)
{
	struct report r = { 0 };

	start(w, "gus");
	assert_refused(reconcile(w, COUNTS "101,8,6,75\n", NULL, &r), "");
	as(w, "tom");
	assert_done(reconcile(w, COUNTS "101,8,6,75\n106,6,6,100\n", NULL, &r));
	for (int i = 0; i < r.rows.count; i++)
		assert_string_equal(cell_of(&r, i, "class")->text, "Willow");
	report_finish(&r);
	assert_refused(reconcile(w, COUNTS "101,8,6,75\n", "Oak", &r), "");
}

static void a_file_must_be_said(struct world *w)
{
	const struct report_wish none = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };
	struct report r = { 0 };

	start(w, "hal");
	assert_int_equal(report_fill_reconcile(w->o, &none, &r, &w->e), -EINVAL);
	assert_words(w->e.text, "Say which file");
}

int main(void)
{
	static const struct world_case cases[] = {
		{ "everything has a cause", everything_has_a_cause, false },
		{ "totals are said", totals_are_said, false },
		{ "who is in the file or on the roll alone", who_is_in_one_only, false },
		{ "a class alone", classes_are_asked_for_alone, false },
		{ "rows with days of their own", rows_have_days_of_their_own, false },
		{ "the words of a row", words_of_a_row, false },
		{ "bad files are refused by line and column", bad_files_are_refused, false },
		{ "empty cells say nothing", empty_cells_say_nothing, false },
		{ "a percentage of nothing agrees with none", a_percentage_of_nothing_agrees_with_none, false },
		{ "who may see it", figures_with_names_are_not_for_all, false },
		{ "a file must be said", a_file_must_be_said, false },
	};
	static struct rows r;

	rows_add(&r, world_case, cases);
	return rows_run(&r, "office/reconcile");
}
