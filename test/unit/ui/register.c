/* The Register screen as it is typed on, in a practice school of its own for each case. */
#include "made.h"

#include <locale.h>
#include <stdio.h>

#include "base/text.h"
#include "office/calls.h"
#include "office/gate.h"
#include "office/plans.h"
#include "office/register.h"
#include "office/school.h"
#include "ui/ui.h"

/* Beech is not taken at 09:07; its teacher is Magda, the office is Priya. */
#define CLOCK "2026-11-20T09:07"
#define ROWS 40 /* all of Beech in sight */

struct world {
	char directory[64];
	struct office *o, *other; /* `other`: somebody at another terminal; NULL until needed */
	struct ui *ui;
	struct buf shot;
};

/* THE SCHOOL ----------------------------------------------------------------------------------------------------------------------- */

static struct office *come(struct world *w, const char *who)
{
	const struct office_options options = { .directory = w->directory, .as = who, .uid = 1000, .terminal = "test" };
	struct office *o = NULL;
	struct err e = { 0 };

	if (office_open(&options, &o, &e) < 0)
		fail_msg("%s", e.text);
	return o;
}

static void sit_down(struct world *w, const char *who)
{
	w->o = come(w, who);
	w->ui = ui_new(w->o, ROWS, 80, false);
	ui_start(w->ui);
}

static void stand_up(struct world *w)
{
	ui_free(w->ui);
	office_close(w->o);
}

/* What the practice school expects of this very morning would be in the way of what is typed. */
static void expect_nothing(struct world *w)
{
	struct office *o = come(w, "priya");
	struct plans_wish wish = { DAY_NONE, DAY_NONE, -1, 0 };
	struct plans_view plans;
	struct reported_view reported;
	struct err e = { 0 };
	int64_t act;

	assert_int_equal(office_plans_open(o, &wish, &plans, &e), 0);
	for (int i = 0; i < plans.count; i++) {
		CLEAN_BUF struct buf said = { 0 };
		assert_int_equal(office_plan_cancel(o, plans.lines[i].plan, NULL, 0, office_today(o), 0, "a test", &said, &act, &e), 0);
	}
	plans_view_finish(&plans);
	assert_int_equal(office_reported_open(o, office_today(o), &reported, &e), 0);
	for (int i = 0; i < reported.count; i++)
		assert_int_equal(office_reported_end(o, reported.lines[i].reported, "a test", &act, &e), 0);
	reported_view_finish(&reported);
	office_close(o);
}

static void begin(struct world *w, const char *who)
{
	*w = (struct world){ .directory = "/tmp/firstbell-register-XXXXXX" };
	assert_non_null(mkdtemp(w->directory));
	made_copy(CLOCK, w->directory);
	expect_nothing(w);
	sit_down(w, who);
}

static void end(struct world *w)
{
	stand_up(w);
	office_close(w->other);
	buf_finish(&w->shot);
	directory_remove(w->directory);
}

/* HANDS AND EYES ------------------------------------------------------------------------------------------------------------------- */

/* Keys by name, blanks between; how many keys that were. */
static int press(struct world *w, const char *keys)
{
	char names[256], *rest = names, *name;
	int n = 0;

	snprintf(names, sizeof names, "%s", keys);
	while ((name = strsep(&rest, " ")))
		if (*name) {
			assert_int_equal(ui_press(w->ui, name), 0);
			n++;
		}
	return n;
}

static const char *look(struct world *w)
{
	buf_reset(&w->shot);
	ui_shot(w->ui, false, &w->shot);
	return buf_string(&w->shot);
}

/* A line of the screen, counted from its top, or from its foot (-1). */
static const char *line(struct world *w, int n)
{
	static char text[1024];
	const char *at = look(w);

	for (n = n < 0 ? ROWS + n : n; n > 0; n--)
		at = strchr(at, '\n') + 1;
	snprintf(text, sizeof text, "%.*s", (int)strcspn(at, "\n"), at);
	return text;
}

static const char *row(struct world *w, int n)
{
	return line(w, 3 + n);
}

static void has_words(const char *text, const char *words, const char *file, int at)
{
	if (strstr(text, words))
		return;
	print_error("not in it: %s\nit is: %s\n", words, text);
	_fail(file, at);
}
#define assert_row(n, words) has_words(row(w, n), words, __FILE__, __LINE__)
#define assert_shows(words) has_words(look(w), words, __FILE__, __LINE__)
/* What was said, be it on two rows; where a question stands in its place, that. */
static const char *said(struct world *w)
{
	return *ui_message(w->ui) ? ui_message(w->ui) : line(w, -2);
}
#define assert_words(words) has_words(said(w), words, __FILE__, __LINE__)
/* A message of the screen's own is whole on its line. */
#define assert_says(words) \
	do { \
		has_words(line(w, -2), words, __FILE__, __LINE__); \
		assert_null(strstr(line(w, -2), "…")); \
	} while (0)

static bool has_mark(struct world *w, int n)
{
	return strchr(row(w, n), '*') != NULL;
}

static int focus(struct world *w)
{
	int at, col;

	ui_cursor(w->ui, &at, &col);
	return at - 3;
}

/* THE OTHER TERMINAL --------------------------------------------------------------------------------------------------------------- */

static struct office *other(struct world *w, const char *who)
{
	if (!w->other)
		w->other = come(w, who);
	return w->other;
}

static void open_beech(struct world *w, struct office *o, struct register_view *ret)
{
	struct register_ref ref = { .day = office_today(o), .session = SESSION_AM };
	struct err e = { 0 };

	assert_int_equal(office_group_find(o, "Beech", ref.day, &ref.roll_group, &e), 0);
	assert_int_equal(office_register_open(o, &ref, ret, &e), 0);
}

static void other_marks(struct world *w, const char *who, int n, const char *code)
{
	struct office *o = other(w, who);
	struct register_view view;
	struct mark_result got;
	struct err e = { 0 };

	open_beech(w, o, &view);
	struct mark_wish wish = { .pupil = view.lines[n - 1].pupil, .code = code, .before = -1, .minutes_late = -1 };
	if (office_marks_set(o, &view.ref, &wish, 1, NULL, &got, &e) < 0)
		fail_msg("%s", e.text);
	register_view_finish(&view);
}

static void other_signs_in(struct world *w, int n)
{
	CLEAN_BUF struct buf slip = { 0 };
	struct office *o = other(w, "priya");
	struct register_view view;
	struct mark_result got;
	struct err e = { 0 };

	open_beech(w, o, &view);
	struct late_wish wish = { .pupil = view.lines[n - 1].pupil, .day = DAY_NONE, .session = -1, .minute = -1 };
	if (office_late(o, &wish, &slip, &got, &e) < 0)
		fail_msg("%s", e.text);
	register_view_finish(&view);
}

static const char *stands(struct world *w, int n)
{
	struct register_view view;

	open_beech(w, w->o, &view);
	const char *symbol = code_symbol(view.lines[n - 1].mark);
	register_view_finish(&view);
	return symbol;
}

static void clock_to(struct world *w, const char *to)
{
	struct err e = { 0 };

	if (office_clock(w->o, to, &e) < 0)
		fail_msg("%s", e.text);
}

/* TYPING: the office's hands, from the first row ----------------------------------------------------------------------------------- */

static const struct typing {
	const char *name, *keys;
	int row;            /* looked at */
	const char *want;   /* in that row; NULL: nothing typed in it */
	const char *says;   /* NULL: whatever */
	int focus;          /* where the cursor is then */
} typing[] = {
	{ "a code moves down", "N", 1, "*N  no reason yet", NULL, 2 },
	{ "a small letter is as a large one", "n", 1, "*N ", NULL, 2 },
	{ "Space is present", "Space", 1, "*/", NULL, 2 },
	{ "a backslash is present in the morning too", "\\", 1, "*/", NULL, 2 },
	{ "C marks at once", "C", 1, "*C  exceptional leave", NULL, 2 },
	{ "C, then 1", "C 1", 1, "*C1 performance", NULL, 2 },
	{ "C, then 2", "C 2", 1, "*C2", NULL, 2 },
	{ "C, then 3 is refused", "C 3", 1, "*C  ", "C takes 1 or 2, not 3.", 2 },
	{ "a digit after C is about that pupil at once, or not at all", "C Down Up 1", 1, "*C  ", "A digit only follows C, J or Y.", 2 },
	{ "C on the last row stays and still takes its digit", "End C 2", 26, "*C2", NULL, 26 },
	{ "J waits", "J", 1, "*J?", "J waits for 1.", 1 },
	{ "J, then 1", "J 1", 1, "*J1 interview", NULL, 2 },
	{ "J, then 2 is refused and J waits on", "J 2 1", 1, "*J1", NULL, 2 },
	{ "a letter is not taken for the digit that Y waits for", "Y N", 1, "*Y?", "Y waits for 1 to 7. Backspace takes it back.", 1 },
	{ "Backspace takes Y back", "Y Backspace", 1, NULL, NULL, 1 },
	{ "Escape takes Y back and stays", "Y Esc", 1, NULL, NULL, 1 },
	{ "moving away ends Y", "Y Down", 1, NULL, "The code was not finished: nothing was marked.", 2 },
	{ "Y3", "y 3", 1, "*Y3", NULL, 2 },
	{ "a code that needs a note says so", "Y 7", 1, "*Y7 needs a note: F6", "Y7 needs a note: F6.", 2 },
	{ "any other digit is refused", "7", 1, NULL, "A digit only follows C, J or Y. F3 goes to a row by its number.", 1 },
	{ "a digit after a code without one", "N 1", 2, NULL, "A digit only follows C, J or Y.", 2 },
	{ "a retired code is refused with what replaces it", "H", 1, NULL, "Use C.", 1 },
	{ "the calendar's code is refused", "#", 1, NULL, "# comes from the calendar", 1 },
	{ "a letter that is no code is refused", "é", 1, NULL, "That is not a code.", 1 },
	{ "Enter is the next pupil", "Enter", 1, NULL, NULL, 2 },
	{ "Backspace clears an unsent mark", "N Up Backspace", 1, NULL, NULL, 1 },
	{ "Backspace clears nothing that is not typed", "N Backspace", 1, "*N ", "Nothing unsent is typed on this row.", 2 },
	{ "the last code of a pupil holds", "N Up I", 1, "*I  illness", NULL, 2 },
	{ "a number and a code mark that row", "F3 7 N", 7, "*N ", NULL, 8 },
	{ "a number, C and 1", "F3 7 C 1", 7, "*C1", NULL, 8 },
	{ "a number and Enter go there", "F3 1 9 Enter", 19, NULL, "Row 19: ", 19 },
	{ "a number and Space mark that row present", "F3 3 Space", 3, "*/", NULL, 4 },
	{ "a code after a number that is no row marks nobody", "F3 4 5 N", 4, NULL, "there are 26 rows", 4 },
	{ "a name", "F3 toby Enter", 2, NULL, "Row 2: Toby Brown", 2 },
	{ "the next of that name", "F3 toby F3 Enter", 10, NULL, "Row 10: Toby Harris", 10 },
	{ "a surname without its marks", "F3 szcz Enter", 21, NULL, "Row 21: Łukasz Szczęsny", 21 },
	{ "a name that is not there goes nowhere", "F3 tobx Enter", 1, NULL, "no name here begins so", 2 },
	{ "Escape goes back where it began", "Down Down F3 toby Esc", 3, NULL, NULL, 3 },
	{ "= copies a reason as not heard today", "F3 1 3 Enter =", 13, NULL, "Beatrice was present the session before", 13 },
	{ "N never carries over", "Home =", 1, NULL, "N never carries over: the reason is not known yet.", 1 },
	{ "the fill leaves marks alone", "N F5", 1, "*N ", "25 blanks are now present, not sent yet. F10 sends.", 2 },
	{ "the fill reaches the last", "F5", 26, "*/", "26 blanks are now present", 1 },
	{ "F8 takes the last mark back", "N I F8", 2, NULL, "1 mark is taken back; 1 not sent.", 2 },
	{ "and then the one before", "N I F8 F8", 1, NULL, "1 mark is taken back; 0 not sent.", 1 },
	{ "C1 goes back as one", "C 1 F8", 1, NULL, "1 mark is taken back; 0 not sent.", 1 },
	{ "the whole fill goes back as one", "N F5 F8", 26, NULL, "25 marks are taken back; 1 not sent.", 2 },
	{ "what Backspace took comes back", "N Up Backspace F8", 1, "*N ", NULL, 1 },
	{ "a note goes to the mark that needs it", "Y 7 F6 rail_strike Enter", 1, "*Y7 unavoidable cause; ra", NULL, 2 },
	{ "a note goes to the focused pupil", "N Up F6 bus Enter", 1, "*N  no reason yet; bus", NULL, 1 },
	{ "a note is of its mark", "N Up F6 bus Enter I", 1, "*I  illness", NULL, 2 },
};

static struct world typed; /* one school for them all: nothing of it is sent */

static int typing_begin(void **state)
{
	(void)state;
	begin(&typed, "priya");
	press(&typed, "Enter");
	return 0;
}

static int typing_end(void **state)
{
	(void)state;
	end(&typed);
	return 0;
}

/* Whatever the case before left is taken back, so that each begins with an empty register. */
static void typing_clear(struct world *w)
{
	press(w, "Esc Esc");
	while (!strstr(look(w), "Today:"))
		press(w, "Esc");
	stand_up(w);
	sit_down(w, "priya");
	press(w, strstr(look(w), "not sent  ") ? "Down Enter F8" : "Enter");
	assert_shows("Beech: morning of Fri 20 Nov 2026");
	assert_shows("26 blank.");
	press(w, "Home");
}

static void typing_row(void **state)
{
	const struct typing *t = *state;
	struct world *w = &typed;

	typing_clear(w);
	press(w, t->keys);
	if (t->says)
		assert_words(t->says);
	assert_int_equal(focus(w) > 26 ? t->focus : focus(w), t->focus); /* in a question it is there */
	if (t->want)
		assert_row(t->row, t->want);
	else
		assert_false(has_mark(w, t->row));
}

/* WALKS ---------------------------------------------------------------------------------------------------------------------------- */

static void fifteen_keys(struct world *w)
{
	int keys = press(w, "Enter F3 7 N F3 1 9 N F3 2 6 L F5 F10");

	assert_says("24 here, 2 absent, 0 blank. Enter or F10 sends, Esc goes back.");
	keys += press(w, "Enter");
	assert_true(keys <= 15);
	assert_shows("Today: morning");
	assert_says("Sent: 24 here, 2 absent, 0 blank. Act ");
	assert_string_equal(stands(w, 7), "N");
	assert_string_equal(stands(w, 19), "N");
	assert_string_equal(stands(w, 26), "L");
	assert_string_equal(stands(w, 1), "/");
}

static void four_keys(struct world *w)
{
	int keys = press(w, "Enter F5 F10 Enter");

	assert_int_equal(keys, 4);
	assert_says("Sent: 26 here, 0 absent, 0 blank. Act ");
	assert_string_equal(stands(w, 26), "/");
}

static void f10_twice_sends(struct world *w)
{
	press(w, "Enter F5 F10 F10");
	assert_says("Sent: 26 here");
}

static void escape_keeps(struct world *w)
{
	press(w, "Enter N N N Esc");
	assert_shows("Today: morning");
	assert_says("3 marks not sent are kept.");
	assert_shows("Beech am, Fri 20 Nov 2026: 3 marks");
	assert_string_equal(stands(w, 1), "");
}

static void draft_is_offered(struct world *w)
{
	press(w, "Enter N I C 1");
	stand_up(w);
	sit_down(w, "priya");
	press(w, "Down Enter");
	assert_shows("Beech: morning");
	assert_says("3 marks not sent from 09:07 are here: F10 sends them, F8 takes them back.");
	assert_row(1, "*N ");
	assert_row(2, "*I ");
	assert_row(3, "*C1");
	assert_int_equal(focus(w), 4);
	press(w, "F8");
	assert_says("3 marks are taken back; 0 not sent.");
	assert_false(has_mark(w, 3));
	stand_up(w);
	sit_down(w, "priya");
	press(w, "Enter");
	assert_null(strstr(look(w), "not sent from"));
}

static void draft_goes_when_sent(struct world *w)
{
	press(w, "Enter N F5 F10 Enter");
	stand_up(w);
	sit_down(w, "priya");
	assert_null(strstr(look(w), "not sent  "));
}

static void stale_is_shown_and_asked(struct world *w)
{
	press(w, "N");
	press(w, "Down");
	other_marks(w, "priya", 1, "I");
	ui_tick(w->ui);
	assert_int_equal(focus(w), 3);
	assert_row(1, "*N  now I; Priya Nair");
	assert_says("Callum Bracewell: Priya Nair at 09:07: blank to I");
	press(w, "F10");
	assert_says("Priya Nair at 09:07: blank to I. Enter sends your N over it, Esc goes back.");
	press(w, "Esc");
	assert_string_equal(stands(w, 1), "I");
	assert_row(1, "*N  now I");
	press(w, "F10 Enter");
	assert_says("0 here, 1 absent, 25 blank.");
	press(w, "Enter");
	assert_says("Sent: 0 here, 1 absent, 25 blank.");
	assert_string_equal(stands(w, 1), "N");
}

static void theirs_is_kept_by_backspace(struct world *w)
{
	press(w, "N Up");
	other_marks(w, "priya", 1, "I");
	press(w, "Backspace");
	assert_row(1, " I  ");
	assert_false(has_mark(w, 1));
}

static void change_of_another_is_seen(struct world *w)
{
	press(w, "Down Down");
	other_marks(w, "priya", 1, "I");
	ui_tick(w->ui);
	assert_int_equal(focus(w), 3);
	assert_row(1, " I  Priya Nair at 09:07");
	press(w, "Down");
	assert_row(1, " I  illness");
}

static void the_same_mark_is_no_conflict(struct world *w)
{
	press(w, "N");
	other_marks(w, "priya", 1, "N");
	ui_tick(w->ui);
	press(w, "F10");
	assert_says("0 here, 1 absent, 25 blank. Enter or F10 sends");
}

static void arrival_stands(struct world *w)
{
	press(w, "Down N F5");
	other_signs_in(w, 2);
	ui_tick(w->ui);
	assert_row(2, "*N  now L");
	press(w, "F10");
	assert_says("blank to L. It stands: Enter sends your N, Esc goes back.");
	press(w, "Enter Enter");
	assert_says("1 arrival stands: signed in, not in class.");
	assert_string_equal(stands(w, 2), "L");
}

static void teacher_has_a_short_list(struct world *w)
{
	press(w, "I");
	assert_says("The office records I (illness): mark N and tell them.");
	press(w, "U");
	assert_says("The office records arrivals after 09:15 (U): send the child there.");
	press(w, "J");
	assert_says("The office records J1 (interview): mark N and tell them.");
	press(w, "Y");
	assert_says("The office records Y1 (no transport): mark N and tell them.");
	assert_int_equal(focus(w), 1);
	press(w, "N L /");
	assert_row(3, "*/");
}

static void teacher_after_the_close(struct world *w)
{
	press(w, "N F5 F10 Enter");
	assert_says("Sent: 25 here, 1 absent, 0 blank.");
	assert_shows("Beech: morning"); /* her first screen: she stays */
	assert_false(has_mark(w, 1));
	clock_to(w, "2026-11-20T09:16");
	press(w, "Home /");
	assert_says("The register closed at 09:15: the office changes its marks now.");
}

/* She left the morning's register; in the afternoon's, where she begins then, it is said. */
static void teacher_hears_of_others(struct world *w)
{
	assert_null(strstr(look(w), "Yours too"));
	clock_to(w, "2026-11-20T13:05");
	stand_up(w);
	sit_down(w, "magda");
	assert_shows("Beech: afternoon");
	assert_shows("Yours too: Beech");
	assert_shows("register not taken");
}

static void inspector_reads(struct world *w)
{
	press(w, "F2");
	press(w, "take Enter F3 beech Enter Enter");
	assert_shows("Beech: morning");
	press(w, "N");
	assert_says("You can look at this register: its teacher and the office mark it.");
	press(w, "F10");
	assert_says("You can look at this register");
	assert_null(strstr(look(w), "F10 Send"));
	press(w, "Down");
	assert_int_equal(focus(w), 2);
}

static void reason_after_the_close(struct world *w)
{
	press(w, "Enter N F5 F10 Enter");
	clock_to(w, "2026-11-20T09:40");
	press(w, "r F3 beech Enter Enter Home I F10 Enter");
	assert_shows("Why? The register closed at 09:15: 1 mark changes");
	assert_shows("\n1 parent rang             3 came after the register 5 marked by mistake\n");
	press(w, "Enter");
	assert_says("Nothing was done: a change after the close needs a reason.");
	assert_row(1, "*I ");
	press(w, "F10 Enter mother_rang Enter");
	assert_says("Changed: 25 here, 1 absent, 0 blank. Act ");
	assert_string_equal(stands(w, 1), "I");
}

/* A20: a number of the school's list is the reason; it can still be changed, and a figure further on is a figure. */
static void reason_by_its_number(struct world *w)
{
	press(w, "Enter N F5 F10 Enter");
	clock_to(w, "2026-11-20T09:40");
	press(w, "r F3 beech Enter Enter Home I F10 Enter 1");
	assert_shows("\nReason: parent rang");
	press(w, "9 Enter");
	assert_says("Changed: 25 here, 1 absent, 0 blank. Act ");
	press(w, "Enter Home F4");
	assert_shows("parent rang9");
}

static void undo_of_what_was_sent(struct world *w)
{
	press(w, "Enter N F5 F10 Enter r F3 beech Enter Enter F8");
	assert_says("was your last in this register. Enter undoes it, Esc goes back.");
	press(w, "Enter");
	assert_says("is undone: 26 marks put back.");
	assert_string_equal(stands(w, 1), "");
}

static void overwrite_says_first(struct world *w)
{
	press(w, "Enter N Ctrl+O");
	assert_says("1 mark is not sent: send with F10 or take back with F8 first.");
	press(w, "F5 F10 Enter r F3 beech Enter Enter Ctrl+O Y4 Enter");
	assert_says("Y4 goes to 26, replaces 25 /, 1 N. Enter does it, Esc goes back.");
	press(w, "Esc");
	assert_string_equal(stands(w, 1), "N");
	press(w, "Ctrl+O Y4 Enter Enter");
	assert_says("26 marks are Y4 now. Act ");
	assert_string_equal(stands(w, 26), "Y4");
}

static void a_refused_mark_is_shown(struct world *w)
{
	press(w, "Enter Down X F5 F10 Enter");
	assert_words("is of compulsory school age");
	assert_int_equal(focus(w), 2);
	assert_row(2, "*X");
	assert_row(3, "*/");
	assert_string_equal(stands(w, 1), "");
}

static void the_chain_of_a_mark(struct world *w)
{
	press(w, "Enter F4");
	assert_null(strstr(look(w), "Last two weeks"));
	press(w, "Esc");
	assert_shows("Last two weeks");
}

static void choosing_a_register(struct world *w)
{
	press(w, "r");
	assert_shows("Registers: morning of Fri 20 Nov 2026");
	press(w, "Left");
	assert_shows("Registers: afternoon of Thu 19 Nov 2026");
	press(w, "Tab");
	assert_shows("Registers: morning of Thu 19 Nov 2026");
	press(w, "Right Right Right");
	assert_shows("Registers: morning of Fri 20 Nov 2026"); /* the afternoon has not begun */
	press(w, "d 2/11/2026 Enter");
	assert_shows("of Mon 2 Nov 2026");
	press(w, "d 5 Space 10 Enter");
	assert_shows("of Mon 5 Oct 2026");
	press(w, "d 2/12 Enter");
	assert_shows("of Tue 2 Dec 2025");
	press(w, "d 2026-11-02 Enter Left");
	assert_shows("afternoon of Fri 30 Oct 2026");
	press(w, "d tomorrow Enter");
	assert_says("Enter a date, like 5/9/2026.");
	press(w, "d 23/11/2026 Enter");
	assert_says("That day is still to come: a register is taken on its day.");
	press(w, "Tab d Enter F3 birch Enter Enter");
	assert_shows("Birch: morning of Fri 20 Nov 2026");
}

static void morning_beside_afternoon(struct world *w)
{
	press(w, "Enter N F5 F10 Enter");
	clock_to(w, "2026-11-20T13:05");
	press(w, "r F3 beech Enter Enter");
	assert_shows("Beech: afternoon");
	assert_shows("AM PM");
	press(w, "Home =");
	assert_says("N never carries over");
	press(w, "\\ \\");
	assert_row(1, " N  *\\");
	assert_row(2, " /  *\\");
}

static void narrow_is_number_name_mark(struct world *w)
{
	press(w, "Enter N");
	ui_resize(w->ui, ROWS, 40);
	assert_shows("  1 Callum Bracewell                *N\n"); /* a line of header less */
	assert_null(strstr(look(w), "////"));
	ui_resize(w->ui, 5, 20);
	assert_shows("Toby Br");
}

/* WHAT IS EXPECTED, AND WHAT THE OFFICE SAYS --------------------------------------------------------------------------------------- */

static int64_t pupil_at(struct world *w, int n)
{
	struct register_view view;

	open_beech(w, w->o, &view);
	int64_t pupil = view.lines[n - 1].pupil;
	register_view_finish(&view);
	return pupil;
}

static void plan(struct world *w, enum plan_kind kind, int n, const char *code, const char *words)
{
	struct office *o = other(w, "priya");
	struct plan_wish wish = PLAN_WISH;
	CLEAN_BUF struct buf said = { 0 };
	int64_t pupil = pupil_at(w, n), id, act;
	struct err e = { 0 };

	wish.kind = kind;
	wish.code = code;
	wish.words = kind == PLAN_TRIP ? NULL : words;
	wish.name = wish.place = kind == PLAN_TRIP ? words : NULL;
	wish.leader = kind == PLAN_TRIP ? "Tom Bell" : NULL;
	wish.from = office_today(o);
	wish.pupils = &pupil;
	wish.count = 1;
	if (office_plan_put(o, 0, &wish, NULL, &id, &said, &act, &e) < 0)
		fail_msg("%s", e.text);
}

static void rang(struct world *w, int n, const char *code)
{
	struct office *o = other(w, "priya");
	struct call_given given = { pupil_at(w, n), code };
	struct reported_wish wish = REPORTED_WISH;
	CLEAN_BUF struct buf said = { 0 };
	struct mark_result done;
	struct err e = { 0 };

	wish.children = &given;
	wish.count = 1;
	wish.caller = "an aunt";
	wish.words = "temperature";
	if (office_reported_put(o, &wish, &said, &done, &e) < 0)
		fail_msg("%s", e.text);
}

static void office_notes(struct world *w, int n, const char *text)
{
	struct class_note_wish wish = { .group = n ? NULL : "Beech", .pupil = n ? pupil_at(w, n) : 0, .from = DAY_NONE, .to = DAY_NONE,
					.session = -1, .text = text };
	struct err e = { 0 };
	int64_t act;

	if (office_class_note_put(other(w, "priya"), &wish, &act, &e) < 0)
		fail_msg("%s", e.text);
}

static void signed_out(struct world *w, int n)
{
	struct sign_out_wish wish = SIGN_OUT_WISH;
	CLEAN_BUF struct buf said = { 0 };
	int64_t pupil = pupil_at(w, n), act;
	struct err e = { 0 };

	wish.pupils = &pupil;
	wish.count = 1;
	wish.reason = "dentist";
	if (office_gate_out(other(w, "priya"), &wish, &said, &act, &e) < 0)
		fail_msg("%s", e.text);
}

static void expected_in_brackets(struct world *w)
{
	plan(w, PLAN_ABSENCE, 1, "M", "orthodontist in Hove");
	plan(w, PLAN_TRIP, 3, "V", "Hever Castle");
	rang(w, 4, "I");
	press(w, "Esc r F3 beech Enter Enter");
	assert_shows("23 blank, 3 expected.");
	assert_row(1, "(M) orthodontist in Hove");
	assert_row(3, "(V) Hever Castle, with T");
	assert_row(4, "(I) ");
	assert_int_equal(focus(w), 2); /* the first of whom nobody knows anything */
	press(w, "Up");
	has_words(line(w, -3), "Callum, expected: orthodontist in Hove", __FILE__, __LINE__);
	assert_string_equal(ui_paint_at(w->ui, 4, 55), "dim");
	ui_resize(w->ui, 10, 40);
	assert_shows("Callum, expected: orthodontist in Hove");
	assert_shows("(M)");
}

static void the_fill_leaves_the_expected(struct world *w)
{
	plan(w, PLAN_ABSENCE, 1, "M", "orthodontist");
	plan(w, PLAN_TRIP, 3, "V", "Hever Castle");
	rang(w, 4, "I");
	press(w, "Esc r F3 beech Enter Enter F5");
	assert_says("23 filled as present, not sent yet. 3 left as expected, in brackets.");
	press(w, "F5");
	assert_says("No blank is left. 3 are expected, in brackets.");
	press(w, "F10");
	assert_says("23 here, 2 absent, 1 blank (1 expected). Enter or F10 sends, Esc goes back.");
	press(w, "Enter");
	assert_words("Sent: 23 here, 2 absent, 1 blank; 2 as planned or reported: ");
	assert_words("Callum Bracewell M");
	assert_words("1 expected elsewhere: whoever has them confirms it.");
	assert_string_equal(stands(w, 1), "M");
	assert_string_equal(stands(w, 3), "");
	assert_string_equal(stands(w, 4), "I");
}

/* Whoever is seen is here, whatever was planned. */
static void seen_after_all(struct world *w)
{
	plan(w, PLAN_ABSENCE, 1, "M", "orthodontist");
	press(w, "Esc r F3 beech Enter Enter Home / F5");
	assert_row(1, "*/");
	assert_null(strstr(row(w, 1), "(M)"));
	press(w, "F10 Enter");
	assert_words("Sent: 26 here, 0 absent, 0 blank.");
	assert_string_equal(stands(w, 1), "/");
}

static void the_office_says(struct world *w)
{
	office_notes(w, 0, "Assembly at 10:30 in the hall: bring chairs, and send the register back with whoever fetches them, please.");
	office_notes(w, 2, "ask why he was off on Tuesday");
	ui_tick(w->ui);
	assert_shows("blank.\nOffice: Assembly at 10:30 in the hall: bring chairs, and send the register back\nwith whoever fetches them");
	assert_shows("office: ask why he");
	press(w, "Home Down");
	has_words(line(w, -3), "Toby: office: ask why he was off on Tuesday", __FILE__, __LINE__);
	press(w, "N Up");
	has_words(line(w, -3), "ask why he was off on Tuesday; no reason yet", __FILE__, __LINE__);
	ui_resize(w->ui, 10, 40);
	assert_shows("Office: Assembly at 10:30 in the hall: …\n");
	assert_shows("Toby Brown");
}

static void out_of_the_gate(struct world *w)
{
	press(w, "F5 F10 Enter");
	signed_out(w, 1);
	ui_tick(w->ui);
	assert_shows(" /  signed out\n");
}

static const struct walk {
	const char *name, *who;
	void (*run)(struct world *w);
} walks[] = {
	{ "two absent and one late: 15 keys from Today", "priya", fifteen_keys },
	{ "all present: 4 keys from Today", "priya", four_keys },
	{ "the key that asked sends", "priya", f10_twice_sends },
	{ "Escape keeps what is not sent, and Today says so", "priya", escape_keeps },
	{ "a draft is offered back", "priya", draft_is_offered },
	{ "a draft goes when it is sent", "priya", draft_goes_when_sent },
	{ "what somebody else changed is shown, and asked about", "magda", stale_is_shown_and_asked },
	{ "Backspace keeps what somebody else marked", "magda", theirs_is_kept_by_backspace },
	{ "another's change of a mark that is not typed over", "magda", change_of_another_is_seen },
	{ "the same mark by two people is no conflict", "magda", the_same_mark_is_no_conflict },
	{ "an arrival stands over a teacher's absence", "magda", arrival_stands },
	{ "a teacher's short list", "magda", teacher_has_a_short_list },
	{ "a teacher after the close", "magda", teacher_after_the_close },
	{ "a teacher hears of her other registers", "magda", teacher_hears_of_others },
	{ "an inspector only looks", "ines", inspector_reads },
	{ "a reason by its number", "priya", reason_by_its_number },
	{ "a change after the close asks for a reason", "priya", reason_after_the_close },
	{ "F8 undoes what was sent", "priya", undo_of_what_was_sent },
	{ "overwriting says first what it replaces", "priya", overwrite_says_first },
	{ "a refused mark is shown, nothing is lost", "priya", a_refused_mark_is_shown },
	{ "the chain of a mark", "priya", the_chain_of_a_mark },
	{ "choosing a register", "priya", choosing_a_register },
	{ "what is expected stands in brackets", "priya", expected_in_brackets },
	{ "the fill leaves the expected alone", "priya", the_fill_leaves_the_expected },
	{ "a child who is seen after all", "priya", seen_after_all },
	{ "what the office says", "magda", the_office_says },
	{ "signed out", "magda", out_of_the_gate },
	{ "the morning beside the afternoon", "priya", morning_beside_afternoon },
	{ "narrow: number, name and mark", "priya", narrow_is_number_name_mark },
};

static void walk_row(void **state)
{
	const struct walk *walk = *state;
	struct world w;

	begin(&w, walk->who);
	walk->run(&w);
	end(&w);
}

int main(void)
{
	static struct rows r;

	setlocale(LC_CTYPE, "C.UTF-8");
	rows_add(&r, typing_row, typing);
	rows_add(&r, walk_row, walks);
	return _cmocka_run_group_tests("register", r.tests, r.count, typing_begin, typing_end);
}
