/* What is to be reached, by its keys (C18). */
#include "hands.h"

#define CLOCK "2026-11-20T09:33"

static void set_and_changed(struct world *w)
{
	press(w, "F2 ABIE Enter");
	assert_shows("Targets of 2026/27");
	assert_shows("DfE's own figure (ABIE)");
	foot_is_whole(w, "Enter change\n");
	holds_at_every_size(w);
	press(w, "+");
	assert_shows("Target of 2026/27");
	holds_at_every_size(w);
	press(w, "Tab b Tab Tab 101 F10");
	assert_shows("101");
	press(w, "Backspace Backspace Backspace 96.5 Tab SLT F10");
	assert_says("The target stands.");
	assert_shows("96.50%");
	press(w, "End Enter 97 Enter");
	assert_says("The target of Beech is 97.00%.");
	assert_shows("97.00%");
	press(w, "-");
	assert_says("The target of Beech is gone.");
	assert_hides("97.00%");
	press(w, "F8 F8");
	assert_shows("97.00%");
}

static void of_a_pupil(struct world *w)
{
	press(w, "F2 targets Enter y");
	assert_shows("Targets of 2027/28");
	assert_shows("Nothing is to be reached yet.");
	press(w, "+ Tab Tab 1162 Tab 90 F10");
	assert_shows("Ellie-Mae Draycott");
	assert_shows("90.00%");
}

static void compared_with(struct world *w)
{
	press(w, "F2 targets Enter");
	assert_shows("Compared with: primary");
	press(w, "p middle Enter");
	assert_shows("Compared with: primary");
	press(w, "p special Enter");
	assert_shows("Compared with: special");
}

static void a_teacher_looks(struct world *w)
{
	press(w, "Esc F2 targets Enter +");
	assert_says("The head and the office set targets");
}

static const struct walk walks[] = {
	{ "one is set, changed, taken away and brought back", CLOCK, "priya", set_and_changed },
	{ "of a pupil, for the year to come", CLOCK, "priya", of_a_pupil },
	{ "which schools this one is compared with", CLOCK, "priya", compared_with },
	{ "a teacher sees them and sets none", CLOCK, "magda", a_teacher_looks },
};

int main(void)
{
	static struct rows all;

	setlocale(LC_ALL, "C.UTF-8");
	rows_add(&all, walk_row, walks);
	return rows_run(&all, "ui/targets");
}
