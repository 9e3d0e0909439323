/* Returns to the authority, and the threshold of penalty notices, by their keys (C8, C9). */
#include "hands.h"

#include "office/returns.h"

#define CLOCK "2026-11-20T09:33"

static int due_now(struct world *w)
{
	struct returns_view v;
	struct err e = { 0 };

	if (office_returns_open(w->o, &(struct returns_wish){ .kind = -1 }, &v, &e) < 0)
		fail_msg("%s", e.text);
	int n = v.due;
	returns_view_finish(&v);
	return n;
}

static void made(struct world *w)
{
	char title[80];
	int before = due_now(w);

	press(w, "F2 sickness_return Enter");
	snprintf(title, sizeof title, "Returns to the authority: %d due, ", before);
	assert_shows(title);
	assert_shows("Due\n");
	assert_shows("Overdue\n");
	holds_at_every_size(w);
	for (int i = 0; i < 8 && !cursor_is_on(w, "Attendance return"); i++)
		press(w, "Down");
	assert_shows("Edward Penfold: 10 school days in a row of G, N, O or U.");
	foot_is_whole(w, "m made\n");
	press(w, "m");
	assert_shows("Made. To whom it went, and how:");
	press(w, "Enter");
	assert_says("To whom it went, and how");
	press(w, "m by_e-mail Enter");
	assert_says("Attendance return of Edward Penfold: made.");
	assert_int_equal(due_now(w), before - 1);
	press(w, "Tab End");
	assert_shows("Made\n");
	press(w, "m");
	assert_says("This return was made already.");
	assert_shows("by e-mail");
	press(w, "F8 F8");
	assert_says(" undid act ");
	assert_int_equal(due_now(w), before);
}

static void added(struct world *w)
{
	int before = due_now(w);

	press(w, "F2 cme Enter -");
	assert_says("Nobody added this pupil");
	press(w, "+");
	assert_shows("Add to: Attendance return");
	press(w, "ruby_jones Enter");
	assert_shows("Why:");
	press(w, "hardly_comes_on_Mondays Enter");
	assert_says("Attendance return: Ruby Jones was added.");
	assert_int_equal(due_now(w), before + 1);
	for (int i = 0; i < 20 && !cursor_is_on(w, "Ruby Jones"); i++)
		press(w, "Down");
	assert_shows("hardly comes on Mondays");
	press(w, "- better_since Enter");
	assert_says("Attendance return: Ruby Jones is off it.");
	assert_int_equal(due_now(w), before);
}

static void by_kind(struct world *w)
{
	press(w, "F2 returns Enter k k");
	assert_shows("Sickness return: 3 due, ");
	assert_hides("Attendance return");
	press(w, "F4");
	assert_shows("Sessions: ");
	assert_shows("Line: ");
	for (int i = 0; i < 9; i++)
		press(w, "k");
	assert_shows("Returns to the authority: ");
	press(w, "Enter");
	assert_hides("Returns to the authority: ");
}

static void from_today(struct world *w)
{
	for (int i = 0; i < 40 && !cursor_is_on(w, "Returns to the authority: "); i++)
		press(w, "Down");
	assert_true(cursor_is_on(w, "Returns to the authority: "));
	press(w, "Enter");
	assert_shows("Overdue\n");
}

static void the_threshold(struct world *w)
{
	press(w, "F2 penalty_notice Enter");
	assert_shows("Penalty threshold: 4 met now, since Mon 7 Sep 2026");
	assert_shows("Met now\n");
	assert_shows("Close to it\n");
	assert_shows("14 sessions");
	assert_shows("2 N");
	foot_is_whole(w, "Enter ten\n");
	holds_at_every_size(w);
	press(w, "Enter");
	assert_says("Thu 10 Sep 2026 am O, pm O; Mon 21 Sep 2026 am O, pm O");
	press(w, "F4");
	assert_shows("School weeks: 10");
	press(w, "n End");
	assert_shows("lacking");
	press(w, "p");
	assert_hides("Penalty threshold");
}

static void a_teacher_sees_her_own(struct world *w)
{
	press(w, "Esc F2 truancy Enter");
	assert_shows("Penalty threshold: ");
	press(w, "Esc F2 returns Enter +");
	assert_says("The office makes returns: ask there.");
}

static const struct walk walks[] = {
	{ "a return is made, and that is undone", CLOCK, "priya", made },
	{ "a pupil is added, and taken off", CLOCK, "priya", added },
	{ "one kind, and its working", CLOCK, "priya", by_kind },
	{ "from Today", CLOCK, "priya", from_today },
	{ "the threshold and the ten", CLOCK, "priya", the_threshold },
	{ "a teacher sees her own and makes none", CLOCK, "magda", a_teacher_sees_her_own },
};

int main(void)
{
	static struct rows all;

	setlocale(LC_ALL, "C.UTF-8");
	rows_add(&all, walk_row, walks);
	return rows_run(&all, "ui/returns");
}
