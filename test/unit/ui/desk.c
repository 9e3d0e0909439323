/* The late desk by its keys: a queue at the hatch, and one pair of hands. */
#include "hands.h"

/* At 09:12 on Friday 20 November 2026 Beech and Oak are not taken; registers close at 09:15. */
#define OPEN "2026-11-20T09:12"
#define CLOSED "2026-11-20T09:40"

/* A PLAIN LATE CHILD --------------------------------------------------------------------------------------------------------------- */

static void eight_keys(struct world *w)
{
	int keys = press(w, "F7 clark Backspace");

	assert_shows("Child: clar\n");
	assert_shows("Ezra Clarke");
	press(w, "Esc");
	keys = press(w, "F7 ezr Enter 1 Enter");
	assert_true(keys <= 8);
	assert_says("Ezra Clarke: L, ");
	assert_says("F8 undoes it.");
	assert_string_equal(state_of(w, "Ezra Clarke"), "here L since 09:12");
	assert_shows("Late desk");
	assert_shows("Child:\n");
	assert_cursor(2, 7); /* ready for the next child */
}

/* What it comes to is said before it is saved. */
static void the_outcome_is_seen_first(struct world *w)
{
	press(w, "F7 ezr");
	assert_cursor(2, 10);
	assert_shows("Ezra Clarke                  Beech      not registered yet");
	press(w, "Enter");
	assert_shows("Arrived: Ezra Clarke");
	assert_shows("Arrived:  09:12  now");
	assert_shows("Outcome:  L, ");
	assert_shows("1 overslept");
	assert_true(cursor_is_on(w, "Reason:"));
	press(w, "1");
	assert_shows("Reason:   overslept");
	press(w, "2");
	assert_shows("Reason:   traffic");
	press(w, "_on_the_A27");
	assert_shows("Reason:   traffic on the A27");
	assert_string_equal(state_of(w, "Ezra Clarke"), "");
	press(w, "Esc Esc");
	assert_shows("Today: morning");
	assert_string_equal(state_of(w, "Ezra Clarke"), "");
}

static void another_time(struct world *w)
{
	press(w, "F7 ezr Enter Up Up");
	assert_true(cursor_is_on(w, "Arrived:"));
	press(w, "905");
	assert_shows("Arrived:  905");
	assert_shows("Outcome:  L, 5 minutes late");
	press(w, "Backspace Backspace");
	assert_shows("Outcome:  Write when the child came, like 9:12.");
	press(w, "Enter");
	assert_says("Write when the child came, like 9:12.");
	press(w, "Backspace 8.55 Enter");
	assert_says("Ezra Clarke: ");
	assert_true(strstr(state_of(w, "Ezra Clarke"), "here /") != NULL);
}

static void a_time_to_come_is_refused(struct world *w)
{
	press(w, "F7 ezr Enter Up Up 9:50");
	assert_shows("09:50 is still to come");
	press(w, "Enter");
	assert_says("09:50 is still to come");
	assert_shows("Arrived: Ezra Clarke");
	assert_string_equal(state_of(w, "Ezra Clarke"), "");
}

static void undone(struct world *w)
{
	press(w, "F7 ezr Enter 1 Enter F8");
	assert_says("Undo act ");
	press(w, "Enter");
	assert_says("undid act");
	assert_string_equal(state_of(w, "Ezra Clarke"), "");
}

static void nobody_has_that_name(struct world *w)
{
	press(w, "F7 xyzq");
	assert_shows("Nobody on roll has that name.");
	press(w, "Enter");
	assert_says("There is nothing in this list to do that with.");
	press(w, "Backspace Backspace Backspace Backspace");
	assert_shows("Type a part of the name");
}

/* AFTER THE CLOSE ------------------------------------------------------------------------------------------------------------------ */

static void after_the_close(struct world *w)
{
	press(w, "F7 ezr Enter");
	assert_shows("Outcome:  U");
	assert_shows("by the clock; F6: M, or type another in place of U");
	press(w, "F6");
	assert_shows("Code:     M");
	assert_shows("Outcome:  M");
	press(w, "F6");
	assert_shows("Outcome:  U");
	press(w, "Up y1");
	assert_shows("Outcome:  Y1");
	press(w, "Enter");
	assert_says("Ezra Clarke: Y1");
	assert_true(strstr(state_of(w, "Ezra Clarke"), "Y1") != NULL);
}

/* The code comes with the reason, and goes with it. */
static void a_reason_with_its_code(struct world *w)
{
	press(w, "F7 ezr Enter 5");
	assert_shows("Reason:   appointment");
	assert_shows("Code:     M");
	press(w, "1");
	assert_shows("Outcome:  U");
	int keys = press(w, "5 Enter");
	assert_int_equal(keys, 2);
	assert_says("Ezra Clarke: M");
}

/* An arrival by the close is L, whatever the reason. */
static void no_code_in_place_of_l(struct world *w)
{
	press(w, "F7 ezr Enter 5");
	assert_shows("Reason:   appointment");
	assert_shows("Outcome:  L, ");
	press(w, "Enter");
	assert_string_equal(state_of(w, "Ezra Clarke"), "here L since 09:12");
}

/* Marked N when the register was taken, and here now: no question is asked. */
static void n_becomes_u(struct world *w)
{
	press(w, "F7 ezr Esc r F3 beech Enter Enter F3 ezr Enter N F5 F10 Enter");
	clock_to(w, CLOSED);
	assert_string_equal(state_of(w, "Ezra Clarke"), "no reason yet");
	press(w, "F7 ezr Enter 1 Enter");
	assert_says("Ezra Clarke: U");
	assert_true(strstr(state_of(w, "Ezra Clarke"), "U") != NULL);
}

static void here_already(struct world *w)
{
	press(w, "r F3 beech Enter Enter F5 F10 Enter");
	clock_to(w, CLOSED);
	press(w, "F7 ezr Enter");
	assert_shows("Ezra Clarke, Beech  here /");
	press(w, "Enter");
	assert_says("Ezra Clarke");
	assert_string_equal(state_of(w, "Ezra Clarke"), "here /");
}

/* SEVERAL AT ONCE ------------------------------------------------------------------------------------------------------------------ */

static void a_family(struct world *w)
{
	press(w, "F7 scarlett_brown");
	assert_shows("same family");
	int keys = press(w, "F5 Enter");
	assert_int_equal(keys, 2);
	assert_shows("Arrived: 3 children");
	assert_shows("* Harriet Brown");
	press(w, "1 Enter");
	assert_says("Amelia Brown: ");
	assert_says("Harriet Brown: ");
	assert_says("Scarlett Brown: ");
	assert_shows("Child:\n");
}

/* Whoever is taken alone has the family at hand. */
static void one_of_a_family(struct world *w)
{
	press(w, "F7 scarlett_brown Enter");
	assert_shows("Arrived: Scarlett Brown");
	assert_shows("not ticked");
	press(w, "F5");
	assert_shows("Arrived: 3 children");
	press(w, "F5");
	assert_shows("Arrived: Scarlett Brown");
	press(w, "F5 Down Down Space");
	assert_shows("Arrived: 2 children");
	press(w, "Enter");
	assert_says("Brown: ");
	assert_shows("Late desk");
}

/* Whoever was signed in before did not come with them, and the others are not held up by it. */
static void one_of_them_is_here_already(struct world *w)
{
	press(w, "F7 harriet_br Enter 1 Enter scarlett_brown F5 Enter");
	assert_shows("Arrived: 2 children");
	assert_shows("  Harriet Brown ");
	press(w, "2 Enter");
	assert_says("Scarlett Brown: L");
	assert_says("Amelia Brown: L");
	press(w, "ezr Enter Enter ezr Enter Enter");
	assert_says("Nothing to change. ");
	clock_to(w, "2026-11-20T09:14");
	press(w, "scarlett_brown F5 Enter Enter");
	assert_shows("Arrived: 3 children");
	assert_shows("3 here already");
}

static void the_slip_again(struct world *w)
{
	press(w, "F7 F10");
	assert_says("You have printed no slip since you came.");
	press(w, "ezr Enter 1 Enter F10");
	assert_true(strlen(ui_message(w->ui)) > 10);
	assert_null(strchr(ui_message(w->ui), '\n'));
	assert_hides("You have printed no slip");
	assert_shows("Late desk");
}

static void out_from_the_desk(struct world *w)
{
	press(w, "F7 amelia_b F4");
	assert_shows("Sign out: Amelia Brown");
	press(w, "1 F10");
	assert_says("Amelia Brown: out at 09:12, dentist");
	assert_shows("Late desk");
	assert_shows("out since 09:12: dentist");
}

/* Whoever presses F7 once more goes on typing a name: no letter of it may be a key of another screen. */
static void pressed_again(struct world *w)
{
	press(w, "F7 ezr Tab lot F7 ananya");
	assert_shows("Late desk");
	assert_shows("1 ticked: Ezra Clarke");
	assert_shows("Child: ananya");
}

static void a_bus(struct world *w)
{
	press(w, "F7 ezr Tab lottie_c Tab ananya");
	assert_shows("2 ticked: Ezra Clarke, Lottie Cooper");
	press(w, "Enter"); /* whoever was typed last was meant too */
	assert_shows("Arrived: 3 children");
	assert_shows("Outcome:  3 children: 3 L");
	press(w, "3 Down");
	assert_true(cursor_is_on(w, "Ezra Clarke"));
	press(w, "Down");
	assert_true(cursor_is_on(w, "Lottie Cooper"));
	press(w, "Space");
	assert_shows("Outcome:  2 children: 2 L");
	press(w, "Enter");
	assert_says("Ezra Clarke: L");
	assert_says("Ananya Khan: L");
	assert_string_equal(state_of(w, "Lottie Cooper"), "");
	assert_string_equal(state_of(w, "Ezra Clarke"), "here L since 09:12");
}

static void a_class(struct world *w)
{
	press(w, "F7 beech F6");
	assert_says("26 ticked: Enter takes them together.");
	press(w, "Tab"); /* the first of them did not come */
	assert_shows("25 ticked");
	press(w, "Enter Enter");
	assert_says("25 children: 25 L");
	press(w, "beech F6 F6");
	assert_says("0 ticked");
}

/* With nothing typed those who are ticked are the list. */
static void ticks_are_looked_through(struct world *w)
{
	press(w, "F7 ezr Tab lottie_c Tab");
	for (int i = 0; i < 8; i++)
		press(w, "Backspace");
	assert_shows("* Ezra Clarke");
	assert_shows("* Lottie Cooper");
	press(w, "Down Up Space");
	assert_hides("* Ezra Clarke");
	assert_shows("1 ticked: Lottie Cooper");
	press(w, "Esc");
	assert_says("Nobody is ticked now. Esc goes back.");
	press(w, "Esc");
	assert_shows("Today: morning");
}

/* WHERE ONE CAME FROM -------------------------------------------------------------------------------------------------------------- */

static void a_register_keeps_what_is_typed(struct world *w)
{
	int row, col;

	press(w, "r F3 beech Enter Enter N / I");
	assert_shows("3 not sent");
	ui_cursor(w->ui, &row, &col);
	press(w, "Ctrl+E oak Esc F7 ananya Enter 1 Enter Esc");
	assert_shows("Beech: morning");
	assert_shows("3 not sent");
	assert_shows("*N ");
	assert_cursor(row, col);
	press(w, "F10");
	assert_shows("2 here, ");
}

/* A letter half way through a code is not lost either. */
static void a_form_keeps_what_is_typed(struct world *w)
{
	press(w, "+ Okafor Enter Ama F7 ezr Enter 1 Enter Esc");
	assert_shows("Surname:          Okafor");
	assert_shows("Forename:         Ama");
}

static void a_teacher_sends_them_on(struct world *w)
{
	press(w, "F7");
	assert_says("The office records arrivals: send the child there.");
}

static void every_size(struct world *w)
{
	press(w, "F7 brown");
	foot_is_whole(w, "Enter take");
	holds_at_every_size(w);
	press(w, "Down Down");
	holds_at_every_size(w);
	press(w, "F5 Enter");
	foot_is_whole(w, "Enter save");
	for (int i = 0; i < 4; i++) {
		holds_at_every_size(w);
		press(w, "Tab");
	}
	ui_resize(w->ui, 10, 40);
	assert_shows("children: ");
	assert_shows("Reason:");
	press(w, "1");
	assert_shows("Reason:   overslept");
}

/* A child who was ill this morning stands at the desk: here, after the close; and one key keeps the illness. */
static void ill_and_here(struct world *w)
{
	press(w, "F7 oscar_ashby Enter");
	assert_shows("in place of I illness");
	press(w, "F4");
	assert_shows("I illness is kept: the time is noted");
	press(w, "F4");
	assert_shows("in place of I illness");
	press(w, "Esc Esc F7 marsh Enter F4");
	assert_says("No illness was reported here that could be kept.");
}

static const struct walk walks[] = {
	{ "reported ill, and here after the close", CLOSED, "priya", ill_and_here },
	{ "a plain late child in eight keys", OPEN, "priya", eight_keys },
	{ "what it comes to is seen before it is saved", OPEN, "priya", the_outcome_is_seen_first },
	{ "another time than now", OPEN, "priya", another_time },
	{ "a time to come is refused", OPEN, "priya", a_time_to_come_is_refused },
	{ "F8 undoes it", OPEN, "priya", undone },
	{ "nobody has that name", OPEN, "priya", nobody_has_that_name },
	{ "after the close it is U, or a code by one key", CLOSED, "priya", after_the_close },
	{ "a reason brings its code", CLOSED, "priya", a_reason_with_its_code },
	{ "no code stands in place of L", OPEN, "priya", no_code_in_place_of_l },
	{ "N becomes U and nobody is asked", OPEN, "priya", n_becomes_u },
	{ "a child who is here already", OPEN, "priya", here_already },
	{ "a family in one visit", OPEN, "priya", a_family },
	{ "one of a family, and then the others", OPEN, "priya", one_of_a_family },
	{ "one of them is here already", OPEN, "priya", one_of_them_is_here_already },
	{ "the slip is printed again", OPEN, "priya", the_slip_again },
	{ "out from the desk", OPEN, "priya", out_from_the_desk },
	{ "F7 again is the next child", OPEN, "priya", pressed_again },
	{ "a bus: the exceptions are unticked", OPEN, "priya", a_bus },
	{ "a class, but one", OPEN, "priya", a_class },
	{ "those who are ticked are looked through", OPEN, "priya", ticks_are_looked_through },
	{ "a register being taken keeps what was typed", OPEN, "priya", a_register_keeps_what_is_typed },
	{ "a form keeps what was typed", OPEN, "priya", a_form_keeps_what_is_typed },
	{ "a teacher is told who records arrivals", OPEN, "magda", a_teacher_sends_them_on },
	{ "every size", OPEN, "priya", every_size },
};

int main(void)
{
	static struct rows r;

	setlocale(LC_CTYPE, "C.UTF-8");
	rows_add(&r, walk_row, walks);
	return rows_run(&r, "desk");
}
