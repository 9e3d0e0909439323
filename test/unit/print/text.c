#include "rows.h"

#include "base/text.h"
#include "print/text.h"

static const struct report_column columns[] = {
	{ "pupil", "Pupil", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	{ "name", "Name", CELL_TEXT, 0, COLUMN_BOTH },
	{ "class", "Class", CELL_TEXT, 0, COLUMN_BOTH },
	{ "missed", "Missed", CELL_INTEGER, 0, COLUMN_BOTH },
	{ "attendance_percent", "Attendance", CELL_PERCENT, 0, COLUMN_BOTH },
	{ "since", "Since", CELL_DAY, 0, COLUMN_BOTH },
	{ "told", "Told", CELL_FLAG, 0, COLUMN_BOTH },
	{ "codes", "Codes", CELL_COUNTS, 0, COLUMN_TEXT_ONLY },
};

static const struct cell_pair pairs[] = { { "I", 4 }, { "N", 2 } };

#define ROW(heading, name, class, missed, tenths, day, told, count) \
	{ heading, (const struct cell[]){ { .text = "secret" }, { .text = name }, { .text = class, .empty = sizeof(class) == 1 }, \
		  { .number = missed, .empty = (missed) < 0 }, { .number = tenths, .empty = (tenths) < 0 }, \
		  { .number = day, .empty = (day) < 0 }, { .number = told }, { .pairs = pairs, .pair_count = count } } }

static struct report_row people[] = {
	ROW("Not known", "Siân O’Neill", "3B", 0, 1000, 20777, 1, 0),
	ROW(NULL, "李小龍", "", -1, -1, -1, 0, 2), /* two cells a letter */
	ROW("With a reason", "Ade\xcc\x81wa\xcc\x80le\xcc\xa3", "R", 38, 900, 20698, 0, 1), /* marks that take no cell */
	ROW(NULL, "Ó", "Nursery", 1234, 5, 20777, 1, 2),
};

static const char *lines[] = { "4 pupils of 210." };
static const char *notes[] = { "Not in the figures: 1 register not taken.", "Seal 0e5751c026e5" };

#define REPORT(...) { .title = "Absentees, Fri 20 Nov 2026", .school = "Oak Primary", .columns = columns, .column_count = 8, __VA_ARGS__ }
#define PEOPLE .rows = { people, 4, 4 }

static const struct print_row {
	const char *name;
	int width;
	struct report report;
	const char *want;
} print_rows[] = {
	{ "a table", 0, REPORT(.banner = "PRACTICE", PEOPLE, .lines = { lines, 1, 1 }, .notes = { notes, 2, 2 }, .none = "Nobody."),
	  "PRACTICE\n"
	  "Absentees, Fri 20 Nov 2026\n"
	  "Oak Primary\n"
	  "\n"
	  "4 pupils of 210.\n"
	  "\n"
	  "Name          Class    Missed  Attendance  Since            Told  Codes\n"
	  "\n"
	  "Not known\n"
	  "Siân O’Neill  3B            0      100.0%  Fri 20 Nov 2026  yes\n"
	  "李小龍                      –           –  –                      I 4, N 2\n"
	  "\n"
	  "With a reason\n"
	  "Adéwàlẹ       R            38       90.0%  Wed 2 Sep 2026         I 4\n"
	  "Ó             Nursery    1234        0.5%  Fri 20 Nov 2026  yes   I 4, N 2\n"
	  "\n"
	  "Not in the figures: 1 register not taken.\n"
	  "Seal 0e5751c026e5\n" },
	{ "exactly as wide as it needs", 66, REPORT(.rows = { &people[3], 1, 1 }),
	  "Absentees, Fri 20 Nov 2026\n"
	  "Oak Primary\n"
	  "\n"
	  "Name  Class    Missed  Attendance  Since            Told  Codes\n"
	  "Ó     Nursery    1234        0.5%  Fri 20 Nov 2026  yes   I 4, N 2\n" },
	{ "the widest words give way first", 70, REPORT(PEOPLE),
	  "Absentees, Fri 20 Nov 2026\n"
	  "Oak Primary\n"
	  "\n"
	  "Name      Class    Missed  Attendance  Since            Told  Codes\n"
	  "\n"
	  "Not known\n"
	  "Siân O’…  3B            0      100.0%  Fri 20 Nov 2026  yes\n"
	  "李小龍                  –           –  –                      I 4, N 2\n"
	  "\n"
	  "With a reason\n"
	  "Adéwàlẹ   R            38       90.0%  Wed 2 Sep 2026         I 4\n"
	  "Ó         Nursery    1234        0.5%  Fri 20 Nov 2026  yes   I 4, N 2\n" },
	{ "then titles over figures, and no figure is cut", 63, REPORT(PEOPLE),
	  "Absentees, Fri 20 Nov 2026\n"
	  "Oak Primary\n"
	  "\n"
	  "Name      Class    Mis…  Atten…  Since            To…  Codes\n"
	  "\n"
	  "Not known\n"
	  "Siân O’…  3B          0  100.0%  Fri 20 Nov 2026  yes\n"
	  "李小龍                –       –  –                     I 4, N 2\n"
	  "\n"
	  "With a reason\n"
	  "Adéwàlẹ   R          38   90.0%  Wed 2 Sep 2026        I 4\n"
	  "Ó         Nursery  1234    0.5%  Fri 20 Nov 2026  yes  I 4, N 2\n" },
	{ "too narrow for a table: a line for each value", 30, REPORT(.rows = { &people[1], 2, 2 }),
	  "Absentees, Fri 20 Nov 2026\n"
	  "Oak Primary\n"
	  "\n"
	  "Name:       李小龍\n"
	  "Class:\n"
	  "Missed:     –\n"
	  "Attendance: –\n"
	  "Since:      –\n"
	  "Told:\n"
	  "Codes:      I 4, N 2\n"
	  "\n"
	  "With a reason\n"
	  "Name:       Adéwàlẹ\n"
	  "Class:      R\n"
	  "Missed:     38\n"
	  "Attendance: 90.0%\n"
	  "Since:      Wed 2 Sep 2026\n"
	  "Told:\n"
	  "Codes:      I 4\n" },
	{ "a record", 0, REPORT(.rows = { &people[3], 1, 1 }, .record = true, .notes = { notes, 1, 1 }),
	  "Absentees, Fri 20 Nov 2026\n"
	  "Oak Primary\n"
	  "\n"
	  "Name:       Ó\n"
	  "Class:      Nursery\n"
	  "Missed:     1234\n"
	  "Attendance: 0.5%\n"
	  "Since:      Fri 20 Nov 2026\n"
	  "Told:       yes\n"
	  "Codes:      I 4, N 2\n"
	  "\n"
	  "Not in the figures: 1 register not taken.\n" },
	{ "nobody", 0, REPORT(.none = "Nobody is absent.", .notes = { notes, 1, 1 }),
	  "Absentees, Fri 20 Nov 2026\n"
	  "Oak Primary\n"
	  "\n"
	  "Nobody is absent.\n"
	  "\n"
	  "Not in the figures: 1 register not taken.\n" },
	{ "sentences are broken at blanks", 20, REPORT(.none = "Nobody is absent.", .notes = { notes, 1, 1 }),
	  "Absentees, Fri 20\n"
	  "Nov 2026\n"
	  "Oak Primary\n"
	  "\n"
	  "Nobody is absent.\n"
	  "\n"
	  "Not in the figures:\n"
	  "1 register not\n"
	  "taken.\n" },
};

static void print_case(void **state)
{
	const struct print_row *row = *state;
	CLEAN_BUF struct buf got = { 0 };

	print_report(&row->report, row->width, &got);
	assert_string_equal(buf_string(&got), row->want);
}

static const char *const names[] = {
	"Bob", "", "李小龍", "Adéwàlẹ́", "Z\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86", "محمد بن سلمان", "नमस्ते क्षत्रिय", "👩‍👩‍👧 Family",
	"Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh ap Llywelyn", "a\xe2\x80\xae" "b", "\x1b[31mred", "tab\there", "two\nlines", "bad\xff\xfe", "한글", "ﬁ",
};

/** Every width, every script: lines keep the width, no blank ends a line, the column behind the names stays where it is. */
static void align_case(void **state)
{
	static const struct report_column two[] = {
		{ "name", "Name", CELL_TEXT, 0, COLUMN_BOTH },
		{ "missed", "Missed", CELL_INTEGER, 0, COLUMN_BOTH },
		{ "end", "End", CELL_TEXT, 0, COLUMN_BOTH },
	};
	enum { NAMES = sizeof names / sizeof *names };
	struct report_row rows[NAMES];
	struct cell cells[NAMES][3];
	CLEAN_BUF struct buf got = { 0 };

	for (int i = 0; i < NAMES; i++) {
		cells[i][0] = (struct cell){ .text = names[i] };
		cells[i][1] = (struct cell){ .number = i * i };
		cells[i][2] = (struct cell){ .text = "|" };
		rows[i] = (struct report_row){ NULL, cells[i] };
	}
	for (int width = 22; width <= 90; width++) {
		struct report r = { .title = "T", .school = "S", .columns = two, .column_count = 3, .rows = { rows, NAMES, NAMES } };
		int count = 0, end = 0;
		char *save = NULL;

		buf_reset(&got);
		print_report(&r, width, &got);
		for (char *line = strtok_r(got.text, "\n", &save); line; line = strtok_r(NULL, "\n", &save), count++) {
			assert_true(text_width(line) <= width);
			assert_int_not_equal(line[strlen(line) - 1], ' ');
			if (count < 3)
				continue;
			assert_int_equal(line[strlen(line) - 1], '|');
			if (count > 3)
				assert_int_equal(text_width(line), end);
			end = text_width(line);
		}
		assert_int_equal(count, NAMES + 3); /* title, school, headings, a line a name */
	}
}

static const struct wish_row {
	const char *name, *title, *text;
	int wish;
	const char *want;
} wish_rows[] = {
	{ "a wished width cuts words", "Note", "a long story", 8, "\nNote\na long …\n" },
	{ "words that fit it are not padded", "Note", "short", 8, "\nNote\nshort\n" },
	{ "a title is not cut by it", "A long title", "story of many words", 4, "\nA long title\nstory of ma…\n" },
	{ "no wish", "Note", "a long story", 0, "\nNote\na long story\n" },
};

static void wish_case(void **state)
{
	const struct wish_row *row = *state;
	const struct report_column column = { "note", row->title, CELL_TEXT, row->wish, COLUMN_BOTH };
	struct cell cell = { .text = row->text };
	struct report_row one = { NULL, &cell };
	struct report r = { .columns = &column, .column_count = 1, .rows = { &one, 1, 1 } };
	CLEAN_BUF struct buf got = { 0 };

	print_report(&r, 0, &got);
	assert_string_equal(buf_string(&got), row->want);
}

static void long_case(void **state)
{
	static const struct report_column two[] = {
		{ "a", "A title far too long", CELL_TEXT, 0, COLUMN_BOTH },
		{ "note", "Note", CELL_TEXT, 0, COLUMN_BOTH },
	};
	const struct cell cells[] = { { .text = "abcdefghijklmno" }, { .text = "one two three four" } };
	struct report_row one = { NULL, cells };
	struct report r = { .columns = two, .column_count = 2, .rows = { &one, 1, 1 }, .record = true };
	CLEAN_BUF struct buf got = { 0 };

	print_report(&r, 20, &got);
	assert_string_equal(buf_string(&got), "\nA title … abcdefghij\n          klmno\nNote:     one two\n          three four\n");
	buf_reset(&got);
	print_report(&r, 30, &got);
	assert_string_equal(buf_string(&got),
			    "\nA title far t… abcdefghijklmno\nNote:          one two three\n               four\n");
	buf_reset(&got);
	r.record = false;
	print_report(&r, 30, &got); /* as a table: the wider of two gives way first */
	assert_string_equal(buf_string(&got), "\nA title far t…  Note\nabcdefghijklm…  one two three…\n");
}

/* A column whose words are never cut: they take lines of their own under it. */
static const struct whole_row {
	const char *name;
	int width;
	const char *first, *words, *want;
} whole_rows[] = {
	{ "no width: one line", 0, "Address", "3 Hill Road, with Grace Ash (mother) and Sam Ash (father)",
	  "What     As it stands\nAddress  3 Hill Road, with Grace Ash (mother) and Sam Ash (father)\n" },
	{ "as wide as it needs", 29, "Address", "3 Hill Road, Ashton", "What     As it stands\nAddress  3 Hill Road, Ashton\n" },
	{ "a cell too narrow", 27, "Address", "3 Hill Road, Ashton", "What     As it stands\nAddress  3 Hill Road,\n         Ashton\n" },
	{ "a forty column window", 40, "Address", "3 Hill Road, with Grace Ash (mother) and Sam Ash (father)",
	  "What     As it stands\nAddress  3 Hill Road, with Grace Ash\n         (mother) and Sam Ash (father)\n" },
	{ "a word longer than its lines", 24, "Home", "Llanfairpwllgwyngyllgogerychwyrndrobwll, Wales",
	  "What  As it stands\nHome  Llanfairpwllgwyngy\n      llgogerychwyrndrob\n      wll, Wales\n" },
	{ "letters of two cells", 18, "Name", "李小龍李小龍李小龍", "What  As it stands\nName  李小龍李小龍\n      李小龍\n" },
	{ "letters of two cells in an odd width", 17, "Name", "李小龍李小龍李小龍", "What  As it stan…\nName  李小龍李小\n      龍李小龍\n" },
	{ "nothing in it", 30, "Address", "", "What     As it stands\nAddress\n" },
	{ "words cleaned of what is no letter", 0, "Name", "a\tb\x1b[31m", NULL },
};

static void whole_case(void **state)
{
	static const struct report_column two[] = {
		{ "particular", "What", CELL_TEXT, 0, COLUMN_BOTH },
		{ "value", "As it stands", CELL_TEXT, 0, COLUMN_BOTH, .whole = true },
		{ "act", "Act", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	};
	const struct whole_row *row = *state;
	const struct cell cells[] = { { .text = row->first }, { .text = row->words, .empty = !*row->words }, { .empty = true } };
	struct report_row one = { NULL, cells };
	struct report r = { .columns = two, .column_count = 3, .rows = { &one, 1, 1 } };
	CLEAN_BUF struct buf got = { 0 };

	print_report(&r, row->width, &got);
	if (row->want)
		assert_string_equal(buf_string(&got) + 1, row->want);
	else
		assert_null(strpbrk(buf_string(&got), "\t\x1b"));
}

/* Less than half of the paper is too narrow for sentences: they stand under their row. */
static const struct below_row {
	const char *name;
	int width;
	const char *share, *words, *want;
} below_rows[] = {
	{ "half of the paper: beside", 74, "97 of 103 (94.2%)", "Plan with the family and other services. Severe absence.",
	  "Name           Attended           Next\n"
	  "Sienna Okafor  97 of 103 (94.2%)  Plan with the family and other services.\n"
	  "                                  Severe absence.\n" },
	{ "less than half: under it", 60, "97 of 103 (94.2%)", "Plan with the family and other services. Severe absence, since Thu 5 Nov 2026; letter 1 sent.",
	  "Name           Attended           Next\n"
	  "Sienna Okafor  97 of 103 (94.2%)\n"
	  "    Plan with the family and other services. Severe absence,\n"
	  "    since Thu 5 Nov 2026; letter 1 sent.\n" },
	{ "less than half, in three lines: beside", 60, "97 of 103 (94.2%)", "Plan with the family and other services. Severe absence now.",
	  "Name           Attended           Next\n"
	  "Sienna Okafor  97 of 103 (94.2%)  Plan with the family and\n"
	  "                                  other services. Severe\n"
	  "                                  absence now.\n" },
	{ "less than half, and it fits", 60, "97 of 103 (94.2%)", "Look again", "Name           Attended           Next\nSienna Okafor  97 of 103 (94.2%)  Look again\n" },
	{ "nothing in it", 40, "97 of 103 (94.2%)", "", "Name           Attended           Next\nSienna Okafor  97 of 103 (94.2%)\n" },
	{ "names are cut before shares", 30, "103 of 103 (100.0%)", "Look again", "Name       Attended\n    Next\nSienna O…  103 of 103 (100.0%)\n    Look again\n" },
	{ "words that only begin with a number are words", 44, "103 sessions of the whole school year", "Look again",
	  "Name           Attended    Next\nSienna Okafor  103 sessi…  Look again\n" },
};

static void below_case(void **state)
{
	static const struct report_column three[] = {
		{ "name", "Name", CELL_TEXT, 0, COLUMN_BOTH },
		{ "share", "Attended", CELL_TEXT, 10, COLUMN_BOTH },
		{ "next", "Next", CELL_TEXT, 0, COLUMN_BOTH, .whole = true },
	};
	const struct below_row *row = *state;
	const struct cell cells[] = { { .text = "Sienna Okafor" }, { .text = row->share }, { .text = row->words, .empty = !*row->words } };
	struct report_row one = { NULL, cells };
	struct report r = { .columns = three, .column_count = 3, .rows = { &one, 1, 1 } };
	CLEAN_BUF struct buf got = { 0 };

	print_report(&r, row->width, &got);
	assert_string_equal(buf_string(&got) + 1, row->want);
}

/* Of a column that goes below, the words that fit stay beside. */
static void below_some(void **state)
{
	static const struct report_column two[] = {
		{ "name", "A name of thirty cells, more..", CELL_TEXT, 0, COLUMN_BOTH },
		{ "next", "", CELL_TEXT, 0, COLUMN_BOTH, .whole = true },
	};
	const struct cell cells[][2] = { { { .text = "Ava" }, { .text = "fits in 18 cells.." } },
					 { { .text = "Ben" }, { .text = "fits not in 18 cells, nor in three times as many, so it has lines of its own below" } },
					 { { .text = "Cai" }, { .text = "" } } };
	struct report_row rows[] = { { NULL, cells[0] }, { NULL, cells[1] }, { NULL, cells[2] } };
	struct report r = { .columns = two, .column_count = 2, .rows = { rows, 3, 3 } };
	CLEAN_BUF struct buf got = { 0 };

	print_report(&r, 50, &got);
	assert_string_equal(buf_string(&got) + 1, "A name of thirty cells, more..\n"
						  "Ava                             fits in 18 cells..\n"
						  "Ben\n    fits not in 18 cells, nor in three times as\n    many, so it has lines of its own below\nCai\n");
}

/** Every width and script: nothing is cut, no line is over the width, and the words stay in their column. */
static void whole_widths(void **state)
{
	static const struct report_column two[] = {
		{ "particular", "Name", CELL_TEXT, 0, COLUMN_BOTH },
		{ "value", "As it stands", CELL_TEXT, 0, COLUMN_BOTH, .whole = true },
	};
	enum { NAMES = sizeof names / sizeof *names };
	CLEAN_ARENA struct arena a = { 0 };

	for (int i = 0; i < NAMES; i++)
		for (int width = 20; width <= 90; width++) {
			const char *words = arena_printf(&a, "%s to %s, on Fri 20 Nov 2026 by %s", names[i], names[i], "Ann Reed, office");
			const struct cell cells[] = { { .text = "Amended" }, { .text = words } };
			struct report_row one = { "A heading", cells };
			struct report r = { .title = "T", .school = "S", .columns = two, .column_count = 2, .rows = { &one, 1, 1 } };
			CLEAN_BUF struct buf got = { 0 }, kept = { 0 }, want = { 0 };
			char *save = NULL;
			int count = 0;

			print_report(&r, width, &got);
			for (char *line = strtok_r(got.text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
				assert_true(text_width(line) <= width);
				if (count++ < 4)
					continue;
				assert_int_equal(strncmp(line, count == 5 ? "Amended  " : "         ", 9), 0);
				for (const char *p = line + 9; *p; p++)
					if (*p != ' ')
						buf_char(&kept, *p);
			}
			for (const char *p = text_cleaned(&a, words); *p; p++)
				if (*p != ' ')
					buf_char(&want, *p);
			assert_string_equal(buf_string(&kept), buf_string(&want));
		}
}

int main(void)
{
	static struct rows rows;

	rows_add(&rows, print_case, print_rows);
	rows_add(&rows, wish_case, wish_rows);
	rows_add(&rows, whole_case, whole_rows);
	rows_add(&rows, below_case, below_rows);
	rows_case(&rows, "words that fit stay beside, where others go below", below_some, NULL);
	rows_case(&rows, "words that are never cut, at every width", whole_widths, NULL);
	rows_case(&rows, "names of all scripts stay in their column at every width", align_case, NULL);
	rows_case(&rows, "a record in a narrow window", long_case, NULL);
	return rows_run(&rows, "print");
}
