/* The screens of the roll by their keys, in a practice school of its own for each case. */
#include "made.h"

#include <locale.h>
#include <stdio.h>

#include "base/text.h"
#include "office/pupils.h"
#include "office/school.h"
#include "ui/ui.h"

/* At 09:07 on Friday 20 November 2026 Oak is not taken; the office is Priya, Magda teaches. */
#define CLOCK "2026-11-20T09:07"
#define ROWS 40

struct world {
	char directory[64];
	struct office *o;
	struct ui *ui;
	struct buf shot;
};

/* THE SCHOOL -------------------------------------------------------------------------------------------------------------------------- */

static void begin(struct world *w, const char *who)
{
	const struct office_options options = { .directory = w->directory, .as = who, .uid = 1000, .terminal = "test" };
	struct err e = { 0 };

	*w = (struct world){ .directory = "/tmp/firstbell-roll-XXXXXX" };
	assert_non_null(mkdtemp(w->directory));
	made_copy(CLOCK, w->directory);
	if (office_open(&options, &w->o, &e) < 0)
		fail_msg("%s", e.text);
	w->ui = ui_new(w->o, ROWS, 80, false);
	ui_start(w->ui);
}

static void end(struct world *w)
{
	ui_free(w->ui);
	office_close(w->o);
	buf_finish(&w->shot);
	directory_remove(w->directory);
}

/* HANDS AND EYES ---------------------------------------------------------------------------------------------------------------------- */

/* Keys by name, blanks between; a word that names none is typed, "_" in it is a blank.  How many keys that were that type nothing. */
static int press(struct world *w, const char *keys)
{
	char names[400], *rest = names, *name;
	int n = 0;

	snprintf(names, sizeof names, "%s", keys);
	while ((name = strsep(&rest, " "))) {
		struct key_word {
			char text[80];
		} word;
		snprintf(word.text, sizeof word.text, "%s", name);
		for (char *at = word.text; (at = strchr(at, '_'));)
			*at = ' ';
		if (*name)
			assert_int_equal(ui_press(w->ui, word.text), 0);
		n += *name && (strcmp(name, "Enter") == 0 || strlen(name) == 1 || name[0] == 'F');
	}
	return n;
}

static const char *look(struct world *w)
{
	buf_reset(&w->shot);
	ui_shot(w->ui, false, &w->shot);
	return buf_string(&w->shot);
}

static void has_words(const char *text, const char *words, bool want, const char *file, int at)
{
	if ((strstr(text, words) != NULL) == want)
		return;
	print_error("%s: %s\nit is: %s\n", want ? "not in it" : "in it", words, text);
	_fail(file, at);
}
#define assert_shows(words) has_words(look(w), words, true, __FILE__, __LINE__)
#define assert_hides(words) has_words(look(w), words, false, __FILE__, __LINE__)
/* What was said, whole; where a question stands in its place, the screen. */
#define assert_says(words) has_words(*ui_message(w->ui) ? ui_message(w->ui) : look(w), words, true, __FILE__, __LINE__)

static const char *focus_paint(struct world *w)
{
	int row, col;

	ui_cursor(w->ui, &row, &col);
	return ui_paint_at(w->ui, row, col);
}

/* The focused line begins so. */
static bool focus_is(struct world *w, const char *label)
{
	const char *at = look(w);
	int row, col;

	ui_cursor(w->ui, &row, &col);
	for (; row > 0; row--)
		at = strchr(at, '\n') + 1;
	at += strspn(at, " ");
	return strncmp(at, label, strlen(label)) == 0 && strchr(" \n", at[strlen(label)]);
}

static void go_to(struct world *w, const char *label)
{
	press(w, "Home");
	for (int n = 0; n < 60 && !focus_is(w, label); n++)
		press(w, "Down");
	assert_true(focus_is(w, label));
}

/* How many of that name are on the roll, to come or have left. */
static int count_of(struct world *w, const char *name, enum roll_state state)
{
	const struct pupils_wish wish = { .typed = name, .year = SESSION_ANY_YEAR, .states = 1u << state, .day = DAY_NONE };
	struct pupils_view v;
	struct err e = { 0 };

	if (office_pupils_open(w->o, &wish, &v, &e) < 0)
		fail_msg("%s", e.text);
	int n = v.count;
	pupils_view_finish(&v);
	return n;
}

static int in_class(struct world *w, const char *group)
{
	const struct pupils_wish wish = { .group = group, .year = SESSION_ANY_YEAR, .day = DAY_NONE };
	struct pupils_view v;
	struct err e = { 0 };

	if (office_pupils_open(w->o, &wish, &v, &e) < 0)
		fail_msg("%s", e.text);
	int n = v.count;
	pupils_view_finish(&v);
	return n;
}

/* A NEW PUPIL ------------------------------------------------------------------------------------------------------------------------- */

#define AMARA "Okafor Enter Amara Enter 030919 Enter o Enter Enter Grace_Okafor Enter Enter 07700900123"

static void nine_keys(struct world *w)
{
	int keys = press(w, "+ " AMARA " F10") - 1; /* the class's letter is a character of its field */

	assert_int_equal(keys, 9);
	assert_says("Amara Okafor is on the roll.");
	assert_says("Admission number");
	assert_says("In the register of Oak from the morning of Fri 20 Nov 2026.");
	assert_shows("Today: morning");
	assert_int_equal(count_of(w, "amara okafor", ROLL_ON), 1);
	press(w, "r F3 oak Enter Enter");
	assert_shows("Oak: morning");
	press(w, "F3 okaf Enter Enter");
	assert_shows("Amara Okafor");
}

static void to_come(struct world *w)
{
	press(w, "+ Okafor Enter Amara Enter 030919 Enter o Enter 30/11 F10");
	assert_says("Amara Okafor is to come.");
	assert_int_equal(count_of(w, "okafor", ROLL_ON), 0);
	assert_int_equal(count_of(w, "okafor", ROLL_TO_COME), 1);
}

static void refused_keeps_what_was_typed(struct world *w)
{
	press(w, "+ Okafor Enter Amara F10");
	assert_says("Born is needed: fill it in.");
	assert_string_equal(focus_paint(w), "focus");
	press(w, "3/13/2019 F10");
	assert_says("Born: write a day that has been, with its year, like 3/9/2014.");
	assert_shows("Surname:          Okafor\nForename:         Amara\n");
	press(w, "030919 F10");
	assert_says("Amara Okafor is on the roll.");
}

static void a_number_of_nobody(struct world *w)
{
	press(w, "+ Okafor Enter Amara Enter 030919 Enter o Enter Enter Enter Enter 07700900123 F10");
	assert_says("Whose number is that?");
	press(w, "Grace_Okafor F10");
	assert_says("Amara Okafor is on the roll.");
}

/* The home of whom the child lives with is theirs; of a child without one it is the child's. */
static void where_the_child_lives(struct world *w)
{
	press(w, "+ " AMARA " Enter");
	for (int i = 0; i < 30 && !focus_is(w, "Address:"); i++)
		press(w, "Enter");
	press(w, "1_Sea_Road Enter BN0_1AA F10 p okafor Enter f");
	assert_shows("lives with the child, letters, texts, may not collect\n     1 Sea Road, BN0 1AA");
	press(w, "Esc Esc Esc + Bell Enter Ruth Enter 030919 Enter o Enter Enter Enter Enter");
	for (int i = 0; i < 30 && !focus_is(w, "Address:"); i++)
		press(w, "Enter");
	press(w, "2_Sea_Road F10");
	assert_says("Ruth Bell is on the roll.");
	press(w, "p ruth Space bell Enter");
	go_to(w, "Address");
	assert_shows("Address                2 Sea Road");
}

static void the_same_child_again(struct world *w)
{
	press(w, "+ " AMARA " F10 + " AMARA " F10");
	assert_shows("is on the roll already: Priya Nair entered");
	assert_shows("Another child? Enter or F10 puts it on the roll too, Esc goes back.");
	press(w, "Esc");
	assert_says("Nothing was done.");
	assert_int_equal(count_of(w, "okafor", ROLL_ON), 1);
	assert_shows("Surname:          Okafor");
	press(w, "F10 F10");
	assert_says("Grace Okafor may be here already: choose on this line, then F10.");
	assert_int_equal(count_of(w, "okafor", ROLL_ON), 1);
	press(w, "the F10 F10");
	assert_says("is on the roll.");
	assert_int_equal(count_of(w, "okafor", ROLL_ON), 2);
}

/* Two children have no number in common: there is nothing to say yes to. */
static void a_number_that_is_taken(struct world *w)
{
	press(w, "+ Bell Enter Ruth Enter 030919 Enter o");
	for (int i = 0; i < 30 && !focus_is(w, "Admission number:"); i++)
		press(w, "Enter");
	press(w, "1001 F10");
	assert_says("Admission number 1001 is taken");
	assert_hides("Another child?");
	press(w, "F10");
	assert_says("Admission number 1001 is taken");
	assert_int_equal(count_of(w, "ruth bell", ROLL_ON), 0);
}

static void a_sibling_comes(struct world *w)
{
	press(w, "+ Haddad Enter Zaynab Enter 030919 Enter o Enter Enter Amina_Haddad Enter mother Enter 07700900056 F10");
	assert_says("Amina Haddad may be here already: choose on this line, then F10.");
	assert_string_equal(focus_paint(w), "focus");
	assert_int_equal(count_of(w, "zaynab haddad", ROLL_ON), 0);
	press(w, "the F10");
	assert_says("Zaynab Haddad is on the roll.");
	press(w, "F3 zaynab Tab f");
	assert_shows("Siblings\nYousef Haddad, Willow: ");
}

static void left_unsaved_asks_once(struct world *w)
{
	press(w, "+ Esc");
	assert_shows("Today: morning");
	press(w, "+ Okafor Esc");
	assert_says("This is not saved: a new pupil. Enter leaves it, Esc stays.");
	press(w, "Esc Enter Amara");
	assert_shows("Surname:          Okafor\nForename:         Amara\n");
	press(w, "Esc Enter");
	assert_shows("Today: morning");
	assert_int_equal(count_of(w, "okafor", ROLL_ON), 0);
}

static void covered_and_back(struct world *w)
{
	press(w, "+ Okafor Enter Amara Ctrl+X");
	assert_hides("Okafor");
	press(w, "Enter Enter");
	assert_shows("Surname:          Okafor\nForename:         Amara\n");
}

static void a_teacher_does_not(struct world *w)
{
	press(w, "Esc F2 add_pupil Enter");
	assert_says("Nothing here has that name.");
	press(w, "Esc F2 pupils Enter +");
	assert_says("The office changes the roll: ask them.");
	press(w, "F10");
	assert_says("The office changes the roll: ask them.");
}

/* THE LIST ---------------------------------------------------------------------------------------------------------------------------- */

static void narrowing(struct world *w)
{
	press(w, "p you");
	assert_shows("  Haddad, Yousef              Willow      R    21 Mar 2022");
	assert_shows("1 on the roll, 0 to come, 0 left");
	press(w, "x");
	assert_shows("Nobody here has that name (on the roll). Tab shows others.");
	press(w, "Enter");
	assert_says("There is nothing in this list to do that with.");
	press(w, "Backspace Tab");
	assert_shows("Pupils: to come");
	press(w, "Tab Tab");
	assert_shows("Pupils: all");
	press(w, "Shift+Tab Shift+Tab Shift+Tab");
	assert_shows("Pupils: on the roll");
}

static void one_class(struct world *w)
{
	press(w, "p Right");
	assert_shows("Pupils: on the roll, Acorn");
	press(w, "Right");
	assert_shows("Pupils: on the roll, Beech");
	assert_shows("26 on the roll");
	press(w, "Left Left Left");
	assert_shows("Pupils: on the roll, Willow");
}

static void space_divides_or_marks(struct world *w)
{
	press(w, "p you Space h");
	assert_shows("Name: you h");
	assert_shows("Haddad, Yousef");
	press(w, "Down Space");
	assert_shows("* Haddad, Yousef");
	assert_shows("1 marked; ");
	press(w, "Up Space");
	assert_hides("marked; ");
	press(w, "F5");
	assert_says("1 marked: F10 moves them to a class or a year.");
	press(w, "Esc");
	assert_says("Nobody is marked now. Esc goes back.");
	press(w, "Esc");
	assert_shows("Today: morning");
}

static void many_move_at_once(struct world *w)
{
	int before = in_class(w, "Oak");

	press(w, "p Right Right F5 F10");
	assert_shows("Move: 26 pupils");
	press(w, "F10");
	assert_says("Choose the class or the year to move to.");
	press(w, "o F10");
	assert_says("26 pupils go to Oak from Fri 20 Nov 2026. Enter does it.");
	assert_int_equal(in_class(w, "Oak"), before);
	press(w, "F10");
	assert_says("26 pupils moved to Oak. Act ");
	assert_hides("marked; ");
	assert_int_equal(in_class(w, "Oak"), before + 26);
	press(w, "F8");
	assert_shows("26 pupils moved to Oak. Enter undoes it.");
	press(w, "F8");
	assert_says(" undid act ");
	assert_int_equal(in_class(w, "Oak"), before);
	press(w, "F8");
	assert_says("You have changed nothing here since you came: History undoes older acts.");
}

static void one_moves_without_a_question(struct world *w)
{
	press(w, "p yousef F10 o Enter yesterday Enter Enter told_today F10");
	assert_says("Yousef Haddad moved to Oak. Act ");
	press(w, "Backspace");
	assert_shows("Haddad, Yousef              Oak ");
}

static void year_and_weekdays(struct world *w)
{
	press(w, "p yousef F10 o Enter Enter 1 F10");
	assert_says("Yousef Haddad moved to Oak and Year 1. Act ");
	press(w, "F8 Enter Backspace");
	assert_shows("Haddad, Yousef              Willow      R ");
	press(w, "Space F10 b Enter Enter Enter Enter Enter monx F10");
	assert_says("Weekdays: write days of the week, like mon wed fri; nothing for every day.");
	press(w, "Backspace F10");
	assert_says("moved to Beech.");
}

/* FAMILY ------------------------------------------------------------------------------------------------------------------------------ */

static void a_dead_number(struct world *w)
{
	press(w, "F3 yousef Tab f");
	go_to(w, "1 Amina Haddad (Mother)");
	press(w, "x");
	assert_says("Go to the number first: Up and Down.");
	go_to(w, "mobile  07700 900056");
	press(w, "x");
	assert_says("07700 900056 is dead.");
	assert_shows("mobile  07700 900056  dead: nobody answers it");
	press(w, "x");
	assert_says("07700 900056 is alive again.");
	assert_hides("dead: nobody");
	press(w, "F8 Enter");
	assert_says(" undid act ");
	assert_shows("dead: nobody");
}

static void what_must_not_be_done_is_first(struct world *w)
{
	press(w, "F3 yousef Tab f");
	go_to(w, "2 Khalid Haddad (Father)");
	press(w, "Enter");
	assert_shows("Contact of Yousef Haddad");
	assert_shows("Khalid Haddad");
	press(w, "Enter Enter Enter Enter Enter Enter Enter Enter Enter Enter Enter y Enter not_to_collect F10");
	assert_says("Khalid Haddad is changed.");
	assert_shows("manager\nDo not contact Khalid Haddad (Father)\nCourt order, Khalid Haddad (Father): not to collect\n");
	assert_shows("2 Khalid Haddad (Father): do not contact");
}

/* Enter on a line of a contact is about that line, and a number that is typed there is the new one. */
static void a_new_number(struct world *w)
{
	press(w, "F3 yousef Tab f");
	go_to(w, "mobile  07700 900057");
	press(w, "Enter");
	assert_true(focus_is(w, "Mobile:"));
	press(w, "07700900999 F10");
	assert_says("Khalid Haddad is changed.");
	assert_shows("mobile  07700900999");
	assert_shows("mobile  07700 900057");
	go_to(w, "119 Saltings Close, Harbourside, BN0 2AA");
	press(w, "Enter");
	assert_true(focus_is(w, "Address:"));
}

static void a_new_contact(struct world *w)
{
	press(w, "F3 yousef Tab f + Ruth_Bell Enter F10");
	assert_says("Relation is needed: fill it in.");
	press(w, "aunt Enter x F10");
	assert_says("Order: write a number from 1 on, or nothing.");
	press(w, "Backspace Enter 07700900321 F10");
	assert_says("Ruth Bell is a contact of Yousef Haddad.");
	assert_shows("4 Ruth Bell (aunt)");
}

static void siblings_by_word(struct world *w)
{
	press(w, "F3 yousef Tab f s robyn Enter");
	assert_says("They are siblings.");
	assert_shows("Robyn Ashby-Cole, Maple: ");
}

static void families_narrow(struct world *w)
{
	press(w, "F2 families Enter amina");
	assert_shows("Amina Johnson (mother): 29 Beacon Hill");
	press(w, "akeh");
	assert_shows("No child or adult here has that name.");
	press(w, "Backspace Backspace Backspace Backspace Backspace Backspace Backspace Backspace Backspace sienna Enter");
	assert_shows("Family: Sienna Akehurst, Acorn");
}

/* LEAVING, AND COMING BACK ------------------------------------------------------------------------------------------------------------ */

#define TO_CALLUM "F3 callum Tab d "

static void leaving(struct world *w)
{
	press(w, TO_CALLUM "l F10");
	assert_says("Callum Bracewell cannot leave yet: 1 thing must be entered first.");
	assert_shows("Missing: the ground");
	press(w, "a Enter");
	assert_shows("Ground:              a: registered at another school");
	assert_shows("Missing: the destination");
	press(w, "F10");
	assert_shows("Missing: the destination");
	assert_int_equal(count_of(w, "callum", ROLL_ON), 1);
	press(w, "Hill_School Enter"); /* the cursor is where something is missing */
	assert_hides("Missing: the destination");
	press(w, "F10");
	assert_shows("Deletion return to the local authority: by Fri 20 Nov 2026");
	assert_shows("Callum Bracewell leaves after Fri 20 Nov 2026, ground a. Enter does it.");
	assert_shows("Leaving: Callum Bracewell");
	press(w, "Enter");
	assert_says("Callum Bracewell: last on the roll on Fri 20 Nov 2026. Deletion return to the local authority: by Fri 20 Nov 2026");
	go_to(w, "Destination");
	press(w, "Enter");
	assert_shows("Leaving: Callum Bracewell");
	press(w, "Esc");
	go_to(w, "Last school");
	press(w, "Enter");
	assert_true(focus_is(w, "Last school:"));
	press(w, "Esc k");
	assert_says("Callum Bracewell stays");
	assert_hides("Hill School");
}

static void who_does_not_come(struct world *w)
{
	press(w, "+ Okafor Enter Amara Enter 030919 Enter o Enter 30/11 F10 p okafor Tab Enter l F10");
	assert_shows("no ground is needed");
	assert_says("Amara Okafor does not come, or goes without a ground. Enter does it.");
	press(w, "Enter");
	assert_shows("Record: Amara Okafor, left");
	assert_int_equal(count_of(w, "okafor", ROLL_TO_COME), 0);
}

static void never_backdated(struct world *w)
{
	press(w, TO_CALLUM "l a Enter yesterday Enter Enter Hill_School F10");
	assert_says("No deletion is backdated");
	assert_shows("Leaving: Callum Bracewell");
}

static void gone_and_back(struct world *w)
{
	press(w, TO_CALLUM "l a Enter Enter Enter Hill_School F10 F10");
	struct err e = { 0 };
	assert_int_equal(office_clock(w->o, "2026-11-23T08:30", &e), 0);
	press(w, "Esc Esc p callum");
	assert_shows("0 on the roll, 0 to come, 1 left");
	press(w, "Tab Tab Enter");
	assert_shows("Record: Callum Bracewell, left");
	press(w, "m");
	assert_says("The pupil has left: l puts them on the roll again.");
	press(w, "t Enter");
	assert_says("The deletion return was made on Mon 23 Nov 2026.");
	press(w, "l");
	assert_shows("Back on the roll: Callum Bracewell");
	press(w, "Enter b F10");
	assert_says("Callum Bracewell is back from Mon 23 Nov 2026");
	assert_shows("Record: Callum Bracewell, on the roll");
}

static void a_child_who_died(struct world *w)
{
	press(w, TO_CALLUM "l j F10");
	assert_says("Fill in the day of the death on this line.");
	press(w, "today F10");
	assert_says("Callum Bracewell died on Fri 20 Nov 2026. Enter stops every list and letter.");
	press(w, "Enter");
	assert_says("in no register, list, letter or message from now on.");
	press(w, "F8 F8");
	assert_says(" undid act ");
}

/* RECORD ------------------------------------------------------------------------------------------------------------------------------ */

/* What Enter on a line of that name opens, and the line with the focus there. */
static const struct opens {
	const char *line, *title, *focus;
} opens[] = {
	{ "Name", "Change: Yousef Haddad", "Surname:" },
	{ "Date of birth", "Change: Yousef Haddad", "Born:" },
	{ "UPN", "Change: Yousef Haddad", "UPN:" },
	{ "On the roll", "Status: Yousef Haddad", "Status:" },
	{ "Class", "Move: Yousef Haddad", "To class:" },
	{ "Address", "New address: Yousef Haddad", "Address:" },
	{ "Mother", "Contact of Yousef Haddad", "Name:" },
	{ "eal", "Group: Yousef Haddad", "Group:" },
};

static void each_line_opens_its_thing(struct world *w)
{
	press(w, "F3 yousef Tab d");
	for (size_t i = 0; i < sizeof opens / sizeof *opens; i++) {
		go_to(w, opens[i].line);
		press(w, "Enter");
		assert_shows(opens[i].title);
		assert_true(focus_is(w, opens[i].focus));
		press(w, "Esc");
		assert_shows("Record: Yousef Haddad, on the roll");
	}
}

static void a_name_changes(struct world *w)
{
	press(w, "F3 yousef Tab d c -Bell Enter Enter Enter Joe F10");
	assert_says("Yousef Haddad is changed.");
	assert_shows("Known as");
	assert_shows("Former name");
	press(w, "c F10");
	assert_says("Nothing to change.");
	press(w, "Esc F8");
	assert_shows("Yousef Haddad is changed. Enter undoes it.");
	press(w, "F8");
	assert_hides("Former name");
}

static void sessions_elsewhere(struct world *w)
{
	press(w, "F3 callum Tab d e F10");
	assert_says("Name the school or place.");
	assert_true(focus_is(w, "Place:"));
	press(w, "Esc Esc Esc");
	press(w, "F3 yousef Tab d s m Enter Hill_School Enter Enter dual F10");
	assert_says("Yousef Haddad: main, dual registration");
	press(w, "e Enter Hill_School Enter mon_tue Enter m Enter today F10");
	assert_says("Yousef Haddad is expected at Hill School (D)");
	assert_shows("Sessions elsewhere");
}

static void a_group_and_a_home(struct world *w)
{
	press(w, "F3 yousef Tab d g fsm F10");
	assert_says("Yousef Haddad: fsm.");
	press(w, "a 1_Sea_Road Enter BN0_1AA F10");
	assert_says("Yousef Haddad has a new address.");
	press(w, "End");
	assert_shows("1 Sea Road");
}

static void one_child_twice(struct world *w)
{
	press(w, "+ Haddad Enter Yusef Enter 21/3/2022 Enter w F10 p yusef Enter j yousef Enter");
	assert_shows("One child twice? Yusef Haddad");
	press(w, "Enter Right F10");
	assert_says("The two become one child. Enter does it, Esc goes back.");
	press(w, "Esc F10 Enter");
	assert_says("The two are one child.");
	assert_int_equal(count_of(w, "haddad", ROLL_ON), 1);
}

/* More is said than there is room for: by pages.  And what touches closed registers is undone with a reason. */
static void two_children_with_marks(struct world *w)
{
	press(w, "p robyn Enter j william Enter F10");
	ui_resize(w->ui, 24, 80);
	assert_says("marks");
	assert_shows("Born on Wed 12 Apr 2023 and on Sun 2 Feb 2020");
	assert_shows("PgDn: ");
	press(w, "PgDn");
	assert_hides("Born on Wed 12 Apr 2023");
	press(w, "PgUp");
	assert_shows("Born on Wed 12 Apr 2023");
	ui_resize(w->ui, ROWS, 80);
	assert_true(focus_is(w, "Different marks:"));
	press(w, "Right F10 Enter");
	assert_says("The two are one child.");
	press(w, "F8 F8");
	assert_shows("The register is closed. Why is act ");
	press(w, "Esc F8 F8 two_children Enter");
	assert_says(" undid act ");
	assert_int_equal(count_of(w, "william baker", ROLL_ON), 1);
}

static void the_same_row_is_no_other(struct world *w)
{
	press(w, "F3 yousef Tab d j yousef Enter");
	assert_says("That is the child you came from: choose the other entry.");
	press(w, "j callum Enter t F10");
	assert_says("They are two children.");
}

/* Children who are expected elsewhere part a class; the others of it are still one register. */
static void the_morning_of_a_class_in_parts(struct world *w)
{
	assert_shows("Birch, blank: ");
	assert_shows("Amelia White (Beech, expected at");
}

static void a_governor_sees_how_many(struct world *w)
{
	assert_shows("Not known 63\n");
	assert_shows("Call first: you may not see names\n");
	assert_shows("No reason yet 5\n");
	assert_shows("Late 3\n");
}

static void a_teacher_looks_at_a_record(struct world *w)
{
	press(w, "Esc F2 pupils Enter Enter");
	assert_shows("Record: ");
	press(w, "Enter");
	assert_says("The office changes the roll: ask them.");
	press(w, "l");
	assert_says("The office changes the roll: ask them.");
}

/* WINDOWS: nothing is drawn where there is no room, and the cursor is on the focus ------------------------------------------------------ */

static const struct way {
	const char *there, *back;
} ways[] = {
	{ "+", "Esc" }, { "p", "Esc" }, { "p Down F10", "Esc Esc" }, { "F3 yousef Tab f", "Esc Esc" }, { "F3 yousef Tab f +", "Esc Esc Esc" },
	{ "F2 families Enter", "Esc" }, { TO_CALLUM, "Esc Esc" }, { TO_CALLUM "l a Enter", "Esc Enter Esc Esc" }, { TO_CALLUM "c", "Esc Esc Esc" },
	{ TO_CALLUM "s", "Esc Esc Esc" },
};

static void every_window(struct world *w)
{
	static const struct { int rows, cols; } sizes[] = { { 24, 80 }, { 10, 40 }, { 43, 132 }, { 4, 16 }, { 6, 30 } };

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		press(w, ways[i].there);
		for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
			ui_resize(w->ui, sizes[s].rows, sizes[s].cols);
			assert_string_equal(focus_paint(w), "focus");
		}
		ui_resize(w->ui, ROWS, 80);
		press(w, ways[i].back);
		assert_shows("Today: morning");
	}
}

/* Who may see where it is sees that nobody else may. */
static void a_secret_home_that_is_seen(struct world *w)
{
	press(w, "p esme Enter");
	go_to(w, "Address");
	assert_shows(" (secret), with Stacey Walker (mother)");
	press(w, "f");
	assert_shows(" (secret): Stacey Walker (mother)");
	press(w, "Esc Esc Esc Esc F2 families Enter esme");
	assert_shows("Stacey Walker (mother): (secret) ");
}

static void a_secret_home(struct world *w)
{
	press(w, "Esc F2 pupils Enter esme Enter");
	go_to(w, "Address");
	assert_shows("Address                kept secret");
	press(w, "f");
	assert_shows("kept secret: Stacey Walker (mother)");
	press(w, "Esc Esc F2 families Enter esme");
	assert_shows("Stacey Walker (mother): kept secret");
}

static const struct walk {
	const char *name, *who;
	void (*run)(struct world *w);
} walks[] = {
	{ "a new child: nine keys from Today, and in the register", "priya", nine_keys },
	{ "a child who starts later is to come", "priya", to_come },
	{ "a refused save keeps what was typed", "priya", refused_keeps_what_was_typed },
	{ "a number without a name", "priya", a_number_of_nobody },
	{ "where the child lives", "priya", where_the_child_lives },
	{ "the same child again is asked about", "priya", the_same_child_again },
	{ "a number that is taken is refused, not asked about", "priya", a_number_that_is_taken },
	{ "a sibling comes, whose mother is known", "priya", a_sibling_comes },
	{ "what is left unsaved asks once", "priya", left_unsaved_asks_once },
	{ "a covered screen keeps the form", "priya", covered_and_back },
	{ "a teacher puts nobody on the roll", "magda", a_teacher_does_not },
	{ "letters narrow the list", "priya", narrowing },
	{ "one class after another", "priya", one_class },
	{ "Space divides words, or marks", "priya", space_divides_or_marks },
	{ "26 move at once, asked once, undone by F8", "priya", many_move_at_once },
	{ "one moves without a question", "priya", one_moves_without_a_question },
	{ "a year too, and days of the week", "priya", year_and_weekdays },
	{ "a number is struck out, and alive again", "priya", a_dead_number },
	{ "what must not be done stands first", "priya", what_must_not_be_done_is_first },
	{ "a contact's new number", "priya", a_new_number },
	{ "a new contact", "priya", a_new_contact },
	{ "siblings because somebody says so", "priya", siblings_by_word },
	{ "families by the name of a child or an adult", "priya", families_narrow },
	{ "leaving: what stands in the way, what is due, and staying", "priya", leaving },
	{ "who does not come needs no ground", "priya", who_does_not_come },
	{ "no leaving is backdated", "priya", never_backdated },
	{ "gone, the return made, and back", "priya", gone_and_back },
	{ "a child who died", "priya", a_child_who_died },
	{ "each line of a record opens its thing", "priya", each_line_opens_its_thing },
	{ "a name changes, and back", "priya", a_name_changes },
	{ "sessions elsewhere of one at two schools", "priya", sessions_elsewhere },
	{ "a group, and a new home", "priya", a_group_and_a_home },
	{ "one child twice", "priya", one_child_twice },
	{ "two children with marks, undone with a reason", "priya", two_children_with_marks },
	{ "two that are not one", "priya", the_same_row_is_no_other },
	{ "a class of which one is elsewhere, on the morning page", "gareth", the_morning_of_a_class_in_parts },
	{ "a governor sees how many", "hilary", a_governor_sees_how_many },
	{ "a teacher looks at a record", "magda", a_teacher_looks_at_a_record },
	{ "a secret home, for who may see it", "priya", a_secret_home_that_is_seen },
	{ "a secret home, for a teacher", "kate", a_secret_home },
	{ "every window", "priya", every_window },
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
	rows_add(&r, walk_row, walks);
	return rows_run(&r, "ui/roll");
}
