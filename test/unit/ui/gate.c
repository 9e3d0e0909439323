/* Out of the gate and back by keys (A18, A29, B19). */
#include "hands.h"

/* At 10:32 on Friday 20 November 2026 Maple's register is sent, Beech's is not taken. */
#define NOW "2026-11-20T10:32"
#define OUT "F2 who_is_out Enter "

static void the_dentist(struct world *w)
{
	press(w, OUT);
	assert_shows("Nobody has been signed out today. + signs somebody out.");
	press(w, "+");
	assert_shows("Sign out: who leaves?");
	press(w, "amelia_b Enter");
	assert_shows("Sign out: Amelia Brown");
	assert_shows("Leaves at:  10:32");
	assert_true(cursor_is_on(w, "Reason:"));
	assert_shows("1 dentist M");
	press(w, "1");
	assert_shows("Reason:     dentist");
	assert_shows("Code:       M");
	press(w, "Enter 1140 Enter");
	assert_shows("1 Lucy Brown (Mother)");
	press(w, "1 F10");
	assert_says("Amelia Brown: out at 10:32, dentist, with Lucy Brown");
	assert_shows("Who is out: 1");
	assert_shows("10:32 due 11:40");
	assert_string_equal(state_of(w, "Amelia Brown"), "out since 10:32: dentist");
	press(w, "F8 Enter");
	assert_string_equal(state_of(w, "Amelia Brown"), "here /");
	assert_shows("Who is out: 0");
}

static void back_by_one_key(struct world *w)
{
	press(w, OUT "+ amelia_b Enter 1 F10");
	clock_to(w, "2026-11-20T11:38");
	press(w, "Enter");
	assert_shows("Back today");
	assert_shows("10:32 back 11:38");
	assert_string_equal(state_of(w, "Amelia Brown"), "here /");
	press(w, "Enter");
	assert_says("is back since 11:38.");
	press(w, "Space");
	assert_says("is back already.");
}

static void back_at_another_time(struct world *w)
{
	press(w, OUT "+ amelia_b Enter 1 F10");
	clock_to(w, "2026-11-20T11:38");
	press(w, "t 9.99 Enter");
	assert_says("Write when they came back, like 11:40.");
	press(w, "t 1020 Enter");
	assert_says("10:20");
	assert_shows("Who is out: 1");
	press(w, "t 1110 Enter");
	assert_shows("10:32 back 11:10");
}

static void the_overdue_come_first(struct world *w)
{
	press(w, OUT "+ amelia_b Enter 2 F10 + amelia_hol Enter 1 Enter 11:00 F10");
	assert_shows("Who is out: 2");
	assert_hides("Due back, and not here");
	clock_to(w, "2026-11-20T11:10");
	press(w, "Home");
	ui_tick(w->ui);
	press(w, "Home");
	assert_shows("Who is out: 2, 1 overdue");
	assert_shows("Due back, and not here\n");
	assert_true(cursor_is_on(w, "Hollingdale"));
	assert_string_equal(ui_paint_at(w->ui, 3, 40), "unknown");
}

static void never_in(struct world *w)
{
	press(w, OUT "+ jack_b Enter 1 F10");
	assert_says("Jack Brown");
	assert_shows("Sign out: Jack Brown"); /* what was filled in stays */
	assert_shows("Reason:     dentist");
	press(w, "Esc");
	assert_says("This is not saved: the signing out.");
	press(w, "Esc");
	assert_shows("Reason:     dentist");
	press(w, "Esc Enter");
	assert_shows("Who is out: 0");
}

static void out_already(struct world *w)
{
	press(w, OUT "+ amelia_b Enter 1 F10 + amelia_b Enter 2 F10");
	assert_says("10:32");
	assert_shows("Sign out: Amelia Brown");
	press(w, "Esc Enter");
	assert_shows("Who is out: 1");
}

/* B19: seen before it is chosen, said before it is done, and done only by whoever says so. */
static void a_warning_is_asked_about(struct world *w)
{
	press(w, OUT "+ noah_rad Enter 4");
	assert_shows("Code:       I");
	press(w, "Enter Enter");
	assert_shows("2 ! Andrew Radcliffe (Father) ");
	assert_string_equal(ui_paint_at(w->ui, 12, 4), "alert");
	press(w, "2 F10");
	assert_shows("Do they go all the same? Enter: yes, and the DSL is told.");
	assert_string_equal(ui_paint_at(w->ui, 2, 0), "alert");
	press(w, "Esc");
	assert_shows("Fetched by: Andrew Radcliffe");
	assert_string_equal(state_of(w, "Noah Radcliffe"), "here /");
	press(w, "F10 Enter");
	assert_says("Noah Radcliffe: out at 10:32, gone home ill, with Andrew Radcliffe");
	assert_string_equal(state_of(w, "Noah Radcliffe"), "out since 10:32: gone home ill");
}

static void somebody_who_is_no_contact(struct world *w)
{
	press(w, OUT "+ amelia_b Enter swim_gala Enter Enter aunt_Rose F10");
	assert_says("swim gala, with aunt Rose");
}

static void a_code_by_hand_stays(struct world *w)
{
	press(w, OUT "+ amelia_b Enter 1 Enter Enter Enter Enter");
	assert_true(cursor_is_on(w, "Code:"));
	press(w, "C Up Up Up Up 4");
	assert_shows("Reason:     gone home ill");
	assert_shows("Code:       C\n");
}

/* A class goes out with us, as one act, and comes back but for one. */
static void a_class_goes_and_comes(struct world *w)
{
	press(w, OUT "+ maple F6");
	assert_says("of those who are here");
	press(w, "Enter swimming Enter Enter Enter Leisure_Centre,_with_Imran_Siddiqui F10");
	assert_says("Act ");
	assert_hides("Who is out: 0");
	press(w, "F5");
	assert_says("Space unticks who stayed out");
	clock_to(w, "2026-11-20T11:45");
	press(w, "Home Space Enter");
	assert_shows("Who is out: 1");
	press(w, "Enter");
	assert_shows("Who is out: 0");
}

static void a_family_is_asked_for_once(struct world *w)
{
	press(w, OUT "+ scarlett_brown F5 Enter");
	assert_shows("Sign out: 3 children");
	press(w, "5 Enter Enter");
	assert_shows("1 Lucy Brown");
	press(w, "1 F10");
	assert_shows("Who is out: 3");
	assert_string_equal(state_of(w, "Harriet Brown"), "out since 10:32: family reason");
}

/* At the desk a child who was signed out is back. */
static void back_at_the_desk(struct world *w)
{
	press(w, OUT "+ amelia_b Enter 1 F10");
	clock_to(w, "2026-11-20T11:38");
	press(w, "F7 amelia_b Enter");
	assert_shows("back");
	press(w, "Enter Esc");
	assert_shows("10:32 back 11:38");
	assert_string_equal(state_of(w, "Amelia Brown"), "here /");
}

static void a_time_is_read(struct world *w)
{
	press(w, OUT "+ amelia_b Enter 1 Enter 99");
	press(w, "F10");
	assert_says("Back at: write a time, like 11:40.");
	assert_true(cursor_is_on(w, "Back at:"));
	press(w, "1015 F10");
	assert_says("Due back at 10:15 is before going out at 10:32");
	press(w, "Up Up 10:05 Down Down 1100 F10");
	assert_shows("10:05 due 11:00");
}

static void a_teacher_looks(struct world *w)
{
	press(w, "F2 sign_out");
	assert_shows("Nothing here has that name.");
}

static void every_size(struct world *w)
{
	press(w, OUT);
	holds_at_every_size(w);
	press(w, "+ amelia");
	foot_is_whole(w, "F6 all");
	holds_at_every_size(w);
	press(w, "Enter");
	foot_is_whole(w, "F10 save");
	for (int i = 0; i < 6; i++) {
		holds_at_every_size(w);
		press(w, "Enter");
	}
	press(w, "Up Up Up Up 1 F10 + amelia_hol Enter 4 F10");
	foot_is_whole(w, "+ new");
	holds_at_every_size(w);
	ui_resize(w->ui, 10, 40);
	assert_shows("Who is out: 2");
	assert_shows("10:32");
	press(w, "+ noah_rad Enter");
	assert_shows("1 dentist M");
	assert_true(cursor_is_on(w, "Reason:"));
	press(w, "Enter Enter");
	assert_shows("2 ! Andrew Radcliffe");
	assert_true(cursor_is_on(w, "Fetched by:"));
}

static const struct walk walks[] = {
	{ "the dentist", NOW, "priya", the_dentist },
	{ "back by one key", NOW, "priya", back_by_one_key },
	{ "back at another time", NOW, "priya", back_at_another_time },
	{ "whoever is overdue comes first", NOW, "priya", the_overdue_come_first },
	{ "a child who never came in", NOW, "priya", never_in },
	{ "a child who is out already", NOW, "priya", out_already },
	{ "a warning is asked about", NOW, "priya", a_warning_is_asked_about },
	{ "somebody who is no contact fetches", NOW, "priya", somebody_who_is_no_contact },
	{ "a code by hand stays", NOW, "priya", a_code_by_hand_stays },
	{ "a class goes out and comes back", NOW, "priya", a_class_goes_and_comes },
	{ "a family is asked for once", NOW, "priya", a_family_is_asked_for_once },
	{ "the desk knows who is back", NOW, "priya", back_at_the_desk },
	{ "times are read", NOW, "priya", a_time_is_read },
	{ "a teacher signs nobody out", NOW, "magda", a_teacher_looks },
	{ "every size", NOW, "priya", every_size },
};

int main(void)
{
	static struct rows r;

	setlocale(LC_CTYPE, "C.UTF-8");
	rows_add(&r, walk_row, walks);
	return rows_run(&r, "gate");
}
