/* Tasks by their keys: given, done with words, and what a role sees; the policy's clocks and the short lists of reasons. */
#include "hands.h"

#include "office/calls.h"
#include "office/clocks.h"

#define CLOCK "2026-11-20T09:33"

static int open_tasks_now(struct world *w, bool all)
{
	struct tasks_view v;
	struct err e = { 0 };

	if (office_tasks_open(w->o, &(struct tasks_wish){ .everybody = all }, &v, &e) < 0)
		fail_msg("%s", e.text);
	int n = v.open;
	tasks_view_finish(&v);
	return n;
}

static void given_and_done(struct world *w)
{
	int before = open_tasks_now(w, true);

	press(w, "t + order_more_red_slips Enter office F10");
	assert_says("A task for the office.");
	assert_int_equal(open_tasks_now(w, true), before + 1);
	for (int i = 0; i < 20 && !cursor_is_on(w, "order more red slips"); i++)
		press(w, "Down");
	assert_true(cursor_is_on(w, "order more red slips"));
	foot_is_whole(w, "Enter done\n");
	holds_at_every_size(w);
	press(w, "Enter");
	assert_shows("Done. What came of it:");
	press(w, "in_the_cupboard Enter");
	assert_says("Done: order more red slips.");
	assert_int_equal(open_tasks_now(w, true), before);
	assert_hides("  order more red slips");
	press(w, "Tab");
	assert_shows("order more red slips (in the cupboard)");
	press(w, "F8 F8");
	assert_says(" undid act ");
	assert_int_equal(open_tasks_now(w, true), before + 1);
}

static void what_is_needed(struct world *w)
{
	press(w, "t + F10");
	assert_says("What is needed: fill it in.");
	press(w, "order_slips F10");
	assert_says("Who is needed: fill it in.");
	press(w, "the_d Enter Enter ten F10");
	assert_says("By: write a time, like 10:40.");
	assert_true(cursor_is_on(w, "By:"));
}

static void whose(struct world *w)
{
	press(w, "t");
	assert_shows("Tasks: yours");
	press(w, "a");
	assert_shows("Tasks: everybody's");
	press(w, "+ see_the_family Enter the_d F10");
	assert_shows("see the family");
	press(w, "a");
	assert_shows("Tasks: yours");
	assert_hides("see the family");
}

/* When every number has failed the DSL has a task, and from it the family is one key away. */
static void of_the_dsl(struct world *w)
{
	const struct office_options options = { .directory = w->directory, .as = "deborah", .uid = 1000, .terminal = "test 2" };
	struct world other = { .rows = 24, .cols = 80 };
	struct err e = { 0 };

	press(w, "f Enter");
	for (int i = 0; i < 12; i++)
		press(w, "n");
	assert_shows("the DSL is told");
	if (office_open(&options, &other.o, &e) < 0)
		fail_msg("%s", e.text);
	other.ui = ui_new(other.o, other.rows, other.cols, false);
	ui_start(other.ui);
	press(&other, "F2 tasks Enter");
	has_words(look(&other), "Tasks: yours", true, __FILE__, __LINE__);
	has_words(look(&other), "To do\n", true, __FILE__, __LINE__);
	press(&other, "c");
	has_words(look(&other), "Ring: ", true, __FILE__, __LINE__);
	ui_free(other.ui);
	office_close(other.o);
	buf_finish(&other.shot);
}

static void a_teacher_has_her_own(struct world *w)
{
	press(w, "Esc F2 tasks Enter a");
	assert_says("The office and the DSL give tasks, and see everybody's: ask them.");
}

/* CLOCKS AND LISTS -------------------------------------------------------------------------------------------------------------------- */

static void the_clocks(struct world *w)
{
	press(w, "F2 policy_and Enter");
	assert_shows("Policy and clocks: ");
	assert_shows("Today by the policy\n");
	assert_shows("Source: ");
	assert_shows("in force");
	holds_at_every_size(w);
}

static const char *first_reason(struct world *w)
{
	static char words[100];
	CLEAN_ARENA struct arena a = { 0 };
	struct choice *items = NULL;
	struct err e = { 0 };

	assert_true(office_choices(w->o, CHOICES_LATE, &a, &items, &e) > 0);
	snprintf(words, sizeof words, "%s", items[0].words);
	return words;
}

static void a_short_list(struct world *w)
{
	press(w, "F2 policy_and Enter");
	for (int i = 0; i < 20 && !cursor_is_on(w, "Why late"); i++)
		press(w, "Down");
	press(w, "Enter");
	assert_shows("Reasons: Why late");
	holds_at_every_size(w);
	press(w, "+ train_strike Enter");
	assert_says("The reason is added.");
	assert_shows("train strike");
	press(w, "Home x");
	assert_says("The reason is taken away.");
	assert_string_not_equal(first_reason(w), "overslept");
	press(w, "Enter");
	for (int i = 0; i < 40; i++)
		press(w, "Backspace");
	press(w, "lost_a_shoe Enter");
	assert_says("The reason is changed.");
	assert_string_equal(first_reason(w), "lost a shoe");
	press(w, "d");
	assert_says("The list is as it was shipped.");
	assert_string_equal(first_reason(w), "overslept");
}

static void a_teacher_sets_none(struct world *w)
{
	press(w, "Esc F2 policy_and Enter");
	for (int i = 0; i < 20 && !cursor_is_on(w, "Why late"); i++)
		press(w, "Down");
	press(w, "Enter +");
	assert_says("The office sets these lists: ask them.");
}

static void a_policy_is_adopted(struct world *w)
{
	press(w, "F2 policy_and Enter End Enter");
	assert_shows("from: today");
	press(w, "Enter");
	assert_says(" is adopted.");
	assert_true(cursor_is_on(w, "in force"));
}

static const struct walk walks[] = {
	{ "a task is given, done and undone", CLOCK, "priya", given_and_done },
	{ "what a task needs", CLOCK, "priya", what_is_needed },
	{ "whose tasks", CLOCK, "priya", whose },
	{ "the DSL is told when every number has failed", CLOCK, "priya", of_the_dsl },
	{ "a teacher has her own", CLOCK, "magda", a_teacher_has_her_own },
	{ "the clocks of the policy", CLOCK, "priya", the_clocks },
	{ "a short list is set and put back", CLOCK, "priya", a_short_list },
	{ "a teacher sets none", CLOCK, "magda", a_teacher_sets_none },
	{ "a policy is adopted", CLOCK, "priya", a_policy_is_adopted },
};

int main(void)
{
	static struct rows all;

	setlocale(LC_ALL, "C.UTF-8");
	rows_add(&all, walk_row, walks);
	return rows_run(&all, "ui/tasks");
}
