/* The widget of forms: what keys make of its lines, how a day may be written, and how it is seen. */
#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "screens/form.h"

enum { SURNAME, BORN, REST, CLASS, RELATION, LETTERS, STARTS, END, LINES };

static const char *const relations[] = { "mother", "father", "foster carer", NULL };
static const struct form_line lines[LINES] = {
	[SURNAME] = { "Surname", FORM_TEXT, true, "As on the birth certificate.", NULL },
	[BORN] = { "Born", FORM_BORN, true, NULL, NULL },
	[REST] = { "The rest", FORM_HEADING, false, NULL, NULL },
	[CLASS] = { "Class", FORM_CHOICE, false, "Where the child is registered.", NULL },
	[RELATION] = { "Relation", FORM_WORD, false, NULL, relations },
	[LETTERS] = { "Letters", FORM_YES_NO, false, NULL, NULL },
	[STARTS] = { "Starts", FORM_DAY, false, NULL, NULL },
	[END] = { "The end", FORM_HEADING, false, NULL, NULL },
};
static const char *const classes[] = { "Beech", "Birch", "Oak", "Red Oak 2" };
#define TODAY day_of(2026, 11, 20)

static void begin(struct form *f)
{
	form_start(f, lines, LINES);
	form_choices(f, CLASS, classes, 4);
	form_set(f, SURNAME, "Hall");
	form_set(f, RELATION, "mother");
	form_set_day(f, STARTS, TODAY);
	form_choose(f, LETTERS, 1);
}

/* Keys by name, blanks between: a word that names none is typed. */
static bool press(struct form *f, const char *keys)
{
	char names[200], *rest = names, *name;
	bool taken = true;
	struct key k;

	snprintf(names, sizeof names, "%s", keys);
	while ((name = strsep(&rest, " "))) {
		if (*name && key_read(name, &k) == 0) {
			taken = form_key(f, &k);
			continue;
		}
		for (; *name; name++) {
			k = (struct key){ .code = KEY_TEXT, .text = { *name } };
			taken = form_key(f, &k);
		}
	}
	return taken;
}

/* KEYS: from the first line ------------------------------------------------------------------------------------------------------------ */

static const struct press_row {
	const char *name, *keys;
	bool taken;
	int focus, line;
	const char *want;
} presses[] = {
	{ "letters go to the end of a name", "mark", true, SURNAME, SURNAME, "Hallmark" },
	{ "blanks at the ends are not part of it", "Home Space End Space Space", true, SURNAME, SURNAME, "Hall" },
	{ "blanks between are", "Space o", true, SURNAME, SURNAME, "Hall o" },
	{ "Enter goes on", "Enter", true, BORN, SURNAME, "Hall" },
	{ "and passes over a heading", "Enter Enter", true, CLASS, CLASS, "" },
	{ "Tab and Down too", "Tab Down", true, CLASS, CLASS, "" },
	{ "Up goes back, over a heading", "Enter Enter Up", true, BORN, BORN, "" },
	{ "Shift and Tab too", "Enter Enter Shift+Tab", true, BORN, BORN, "" },
	{ "there is nothing above the first", "Up", true, SURNAME, SURNAME, "Hall" },
	{ "nor below the last, where a heading ends it", "Enter Enter Enter Enter Enter Enter Enter", true, STARTS, STARTS, "20/11/2026" },
	{ "F10 is the screen's", "F10", false, SURNAME, SURNAME, "Hall" },
	{ "Esc too", "Esc", false, SURNAME, SURNAME, "Hall" },
	{ "a choice by its first letter", "Enter Enter b", true, CLASS, CLASS, "Beech" },
	{ "by its first letters", "Enter Enter bi", true, CLASS, CLASS, "Birch" },
	{ "a letter that goes no further begins anew", "Enter Enter beo", true, CLASS, CLASS, "Oak" },
	{ "by a later word of it", "Enter Enter 2", true, CLASS, CLASS, "Red Oak 2" },
	{ "what begins so comes first", "Enter Enter oak", true, CLASS, CLASS, "Oak" },
	{ "no such choice", "Enter Enter ox", false, CLASS, CLASS, "Oak" },
	{ "the letters are forgotten on the way", "Enter Enter b Enter Up i", false, CLASS, CLASS, "Beech" },
	{ "Right from none is the first", "Enter Enter Right", true, CLASS, CLASS, "Beech" },
	{ "Left from none is the last", "Enter Enter Left", true, CLASS, CLASS, "Red Oak 2" },
	{ "round again", "Enter Enter End Right", true, CLASS, CLASS, "Beech" },
	{ "Backspace chooses none", "Enter Enter b Backspace", true, CLASS, CLASS, "" },
	{ "a word gives way to the first letter", "Enter Enter Enter x", true, RELATION, RELATION, "x" },
	{ "what is offered counts as it is shown", "Enter Enter Enter fa", true, RELATION, RELATION, "father" },
	{ "and stays so on the way on", "Enter Enter Enter fa Enter", true, LETTERS, RELATION, "father" },
	{ "by a page too", "Enter Enter Enter fa PgDn Up Up", true, RELATION, RELATION, "father" },
	{ "but a blank behind the letters refuses it", "Enter Enter Enter fa Space Enter", true, LETTERS, RELATION, "fa" },
	{ "so does the cursor within them", "Enter Enter Enter fa Left", true, RELATION, RELATION, "fa" },
	{ "Right takes the rest of what is offered", "Enter Enter Enter fa Right", true, RELATION, RELATION, "father" },
	{ "of the first that begins so", "Enter Enter Enter f Right", true, RELATION, RELATION, "father" },
	{ "or of a later one", "Enter Enter Enter fo Right", true, RELATION, RELATION, "foster carer" },
	{ "what nobody offers may be typed", "Enter Enter Enter aunt", true, RELATION, RELATION, "aunt" },
	{ "after Left it is edited", "Enter Enter Enter End x", true, RELATION, RELATION, "motherx" },
	{ "yes and no by a letter", "Enter Enter Enter Enter n", true, LETTERS, LETTERS, "no" },
	{ "yes and no by an arrow", "Enter Enter Enter Enter Left", true, LETTERS, LETTERS, "no" },
	{ "a page down, over the heading at the end; End edits", "PgDn End 3/9", true, STARTS, STARTS, "20/11/20263/9" },
	{ "a day is written over at the first letter", "Enter Enter Enter Enter Enter 3/9", true, STARTS, STARTS, "3/9" },
	{ "or edited at its end", "Enter Enter Enter Enter Enter Backspace 7", true, STARTS, STARTS, "20/11/2027" },
	{ "Enter on it leaves it as it is", "Enter Enter Enter Enter Enter Up", true, LETTERS, STARTS, "20/11/2026" },
};

static void press_row(void **state)
{
	const struct press_row *row = *state;
	struct form f;

	begin(&f);
	f.list.shown = LINES;
	assert_int_equal(press(&f, row->keys), row->taken);
	assert_int_equal(f.list.focus, row->focus);
	assert_string_equal(form_text(&f, row->line), row->want);
	form_finish(&f);
}

/* CHANGES ------------------------------------------------------------------------------------------------------------------------------ */

static void changes(void **state)
{
	struct form f;

	begin(&f);
	assert_false(form_any_changed(&f));
	assert_null(form_changed(&f, SURNAME));
	press(&f, "s");
	assert_true(form_any_changed(&f));
	assert_string_equal(form_changed(&f, SURNAME), "Halls");
	press(&f, "Backspace");
	assert_null(form_changed(&f, SURNAME));
	press(&f, "Home Delete Delete Delete Delete");
	assert_string_equal(form_changed(&f, SURNAME), "");
	form_set(&f, SURNAME, NULL);
	assert_false(form_any_changed(&f));
	press(&f, "Enter Enter o");
	assert_int_equal(form_choice(&f, CLASS), 2);
	assert_string_equal(form_changed(&f, CLASS), "Oak");
	assert_true(form_yes(&f, LETTERS));
	form_finish(&f);
}

static void choices_of_now(void **state)
{
	static const char *const fewer[] = { "Acorn", "Oak" };
	struct form f;

	begin(&f);
	press(&f, "Enter Enter o");
	form_choices(&f, CLASS, fewer, 2);
	assert_int_equal(form_choice(&f, CLASS), 1);
	form_choices(&f, CLASS, fewer, 1);
	assert_int_equal(form_choice(&f, CLASS), -1);
	assert_string_equal(form_text(&f, CLASS), "");
	form_finish(&f);
}

static void opened_on_a_day(void **state)
{
	struct form f;

	begin(&f);
	form_focus(&f, STARTS);
	press(&f, "3/9");
	assert_string_equal(form_text(&f, STARTS), "3/9");
	form_finish(&f);
}

static void what_is_needed(void **state)
{
	struct err e = { 0 };
	struct form f;

	begin(&f);
	assert_int_equal(form_complete(&f, &e), -EINVAL);
	assert_string_equal(e.text, "Born is needed: fill it in.");
	assert_int_equal(f.list.focus, BORN);
	press(&f, "3/9/14 PgDn");
	assert_int_equal(form_complete(&f, &e), 0);
	form_finish(&f);
}

static void what_is_no_day(void **state)
{
	struct err e = { 0 };
	struct day got = TODAY;
	struct form f;

	begin(&f);
	assert_int_equal(form_day(&f, BORN, TODAY, &got, &e), 0);
	assert_true(day_is_none(got));
	form_set(&f, BORN, "31/2/2014");
	got = TODAY;
	assert_int_equal(form_day(&f, BORN, TODAY, &got, &e), -EINVAL);
	assert_true(day_equal(got, TODAY));
	assert_string_equal(e.text, "Born: write a day that has been, with its year, like 3/9/2014.");
	assert_int_equal(f.list.focus, BORN);
	form_set(&f, STARTS, "soon");
	assert_int_equal(form_day(&f, STARTS, TODAY, &got, &e), -EINVAL);
	assert_string_equal(e.text, "Starts: write a date, like 3/9/2026, or today.");
	assert_int_equal(f.list.focus, STARTS);
	form_finish(&f);
}

/* DAYS: on 20 November 2026 ------------------------------------------------------------------------------------------------------------ */

static const struct day_row {
	const char *name, *typed;
	bool born;
	const char *want; /* "": refused */
} days[] = {
	{ "as the English write it", "3/9/2026", false, "2026-09-03" },
	{ "with two digits of the year", "3/9/26", false, "2026-09-03" },
	{ "with blanks", "3 9 26", false, "2026-09-03" },
	{ "with points", "03.09.2026", false, "2026-09-03" },
	{ "digits alone", "030926", false, "2026-09-03" },
	{ "eight of them", "03092026", false, "2026-09-03" },
	{ "seven are none", "0309202", false, "" },
	{ "with the month's name", "3 Sep 2026", false, "2026-09-03" },
	{ "as the screens show it", "Thu 3 Sep 2026", false, "2026-09-03" },
	{ "in full", "thursday 3 september", false, "2026-09-03" },
	{ "ISO", "2026-09-03", false, "2026-09-03" },
	{ "today", "today", false, "2026-11-20" },
	{ "yesterday", "Yesterday", false, "2026-11-19" },
	{ "tomorrow", "tomorrow", false, "2026-11-21" },
	{ "the nearest is the one before", "3/9", false, "2026-09-03" },
	{ "the nearest is the one to come", "5/1", false, "2027-01-05" },
	{ "182 days on", "21/5", false, "2027-05-21" },
	{ "183 days back", "22/5", false, "2026-05-22" },
	{ "the next 29 February near", "29/2", false, "" },
	{ "31 September", "31/9/2026", false, "" },
	{ "a month alone", "Sep 2026", false, "" },
	{ "a year of three digits", "3/9/202", false, "" },
	{ "something after it", "3/9/2026x", false, "" },
	{ "a word", "soon", false, "" },
	{ "nothing", "", false, "" },
	{ "a weekday alone", "Monday", false, "" },
	{ "a birthday", "3/9/2014", true, "2014-09-03" },
	{ "a birthday of digits", "030914", true, "2014-09-03" },
	{ "today's child", "20/11/26", true, "2026-11-20" },
	{ "tomorrow's of the last century", "21/11/26", true, "1926-11-21" },
	{ "one to come", "21/11/2026", true, "" },
	{ "one to come in ISO", "2026-11-21", true, "" },
	{ "without its year", "3/9", true, "" },
	{ "nobody is born today by that word", "today", true, "" },
};

static void day_row(void **state)
{
	const struct day_row *row = *state;
	struct day got = DAY_NONE;
	char iso[DAY_TEXT];

	assert_int_equal(form_day_read(row->typed, TODAY, row->born, &got), *row->want ? 0 : -EINVAL);
	assert_string_equal(day_iso(got, iso), row->want);
}

/* SEEN --------------------------------------------------------------------------------------------------------------------------------- */

static const struct seen_row {
	const char *name, *keys;
	int rows, cols;
	const char *want; /* a part of it */
	int row, col;     /* of the cursor */
} seen[] = {
	{ "labels beside values", "", 12, 60, "Surname:  Hall\nBorn:     needed\nThe rest\nClass:\nRelation: mother\nLetters:  yes\n"
	  "Starts:   20/11/2026   Fri 20 Nov 2026\nThe end\n",
	  0, 14 },
	{ "what is known of the line", "", 16, 60, "The end\n\nAs on the birth certificate.\n", 0, 14 },
	{ "which choices there are", "Enter Enter", 16, 70, "\nWhere the child is registered. One of: Beech, Birch, Oak, Red Oak 2\n", 3, 10 },
	{ "as many of them as there is room for", "Enter Enter", 10, 60,
	  "\nWhere the child is registered. One of: Beech, Birch, Oak …\n", 3, 10 },
	{ "or none", "Enter Enter", 10, 40, "\nWhere the child is registered.\n", 3, 10 },
	{ "none chosen yet", "Enter Enter", 16, 70, "Class:    choose\n", 3, 10 },
	{ "a day as it is understood", "Enter 030914", 12, 60, "Born:     030914       Wed 3 Sep 2014\n", 1, 16 },
	{ "nothing is said of half a day", "Enter 0309", 12, 60, "Born:     0309\n", 1, 14 },
	{ "nor does more than a date run into it", "Enter 3/9/2014and/more Enter", 12, 60, "Born:     3/9/2014and… not a date\n", 3, 10 },
	{ "but when it is left", "Enter 0309 Enter", 12, 60, "Born:     0309         not a date\n", 3, 10 },
	{ "an offer stands behind what is typed", "Enter Enter Enter fo", 12, 60, "Relation: foster carer\n", 4, 12 },
	{ "few rows follow the focus", "Enter Enter Enter Enter Enter", 5, 40, "Starts:   20/11/2026   Fri 20 Nov 2026\n", 3, 20 },
	{ "the weekday alone where there is no more room", "Enter Enter Enter Enter Enter", 5, 30, "Starts:   20/11/2026   Fri\n", 3, 20 },
	{ "one row is the line", "Enter Enter b", 1, 40, "Class:    Beech\n", 0, 10 },
	{ "one row and its sentence", "Enter Enter b", 6, 30, "Where the child is registered.\n", 3, 10 },
};

static void seen_row(void **state)
{
	const struct seen_row *row = *state;
	CLEAN_BUF struct buf shot = { 0 };
	struct canvas c = { 0 };
	struct form f;

	begin(&f);
	f.today = TODAY;
	f.list.shown = LINES;
	press(&f, row->keys);
	canvas_size(&c, row->rows, row->cols);
	struct area a = area_all(&c);
	form_draw(&f, &a);
	canvas_text(&c, &shot);
	if (!strstr(buf_string(&shot), row->want))
		fail_msg("not in it: %s\nit is:\n%s", row->want, buf_string(&shot));
	assert_int_equal(c.cursor_row, row->row);
	assert_int_equal(c.cursor_col, row->col);
	canvas_finish(&c);
	form_finish(&f);
}

int main(void)
{
	static struct rows all;

	rows_add(&all, press_row, presses);
	rows_case(&all, "what is changed", changes, NULL);
	rows_case(&all, "choices that are known later", choices_of_now, NULL);
	rows_case(&all, "opened on a day, the first letter takes its place", opened_on_a_day, NULL);
	rows_case(&all, "what is needed", what_is_needed, NULL);
	rows_case(&all, "what is no day", what_is_no_day, NULL);
	rows_add(&all, day_row, days);
	rows_add(&all, seen_row, seen);
	return rows_run(&all, "ui/form");
}
