/* Today by its keys: who is missing, what is due, overdue and done, and one key to whatever does it. */
#include "hands.h"

#include "office/calls.h"
#include "office/today.h"

/* At 09:20 on Friday 20 November 2026 the registers have closed, and Beech and Oak are not taken. */
#define CLOCK "2026-11-20T09:20"

/* ONE GLANCE -------------------------------------------------------------------------------------------------------------------------- */

static const char *paint_under_cursor(struct world *w, int col)
{
	int row, at;

	ui_cursor(w->ui, &row, &at);
	return ui_paint_at(w->ui, row, col);
}

static void one_glance(struct world *w)
{
	struct today_view v;
	CLEAN_BUF struct buf absent = { 0 }, unknown = { 0 };
	struct err e = { 0 };

	assert_int_equal(office_today_open(w->o, office_today(w->o), SESSION_AM, &v, &e), 0);
	buf_printf(&unknown, "k Not known %d ", v.counts.not_known);
	buf_printf(&absent, "a Absent %d: no reason yet %d, with a reason %d", v.counts.absent, v.counts.no_reason, v.counts.with_reason);
	assert_shows(buf_string(&unknown));
	assert_shows(buf_string(&absent));
	assert_true(v.due_count > 0 && v.due[0].overdue);
	assert_true(cursor_is_on(w, "overdue "));
	assert_true(cursor_is_on(w, v.due[0].text));
	assert_string_equal(paint_under_cursor(w, 0), "focus");
	press(w, "Down");
	assert_true(cursor_is_on(w, v.due[1].text));
	press(w, "Up");
	assert_string_equal(paint_under_cursor(w, 0), "focus");
	today_view_finish(&v);
	foot_is_whole(w, "Enter open\nf calls\ni ring-in\no out\n");
	holds_at_every_size(w);
}

/* What is late is a word and a colour. */
static void what_is_late(struct world *w)
{
	int row, col;

	press(w, "Down");
	ui_cursor(w->ui, &row, &col);
	assert_string_equal(ui_paint_at(w->ui, row - 1, 0), "alert");
	has_words(look(w), "overdue 09:15 ", true, __FILE__, __LINE__);
}

static void what_is_done(struct world *w)
{
	struct today_view v;
	struct err e = { 0 };
	int done = 0, due = 0;

	assert_int_equal(office_today_open(w->o, office_today(w->o), SESSION_AM, &v, &e), 0);
	for (int i = 0; i < v.due_count; i++) {
		done += v.due[i].done;
		due += !v.due[i].done;
		assert_true(due == 0 || done == 0 || i >= due); /* behind what is due */
	}
	today_view_finish(&v);
	if (done > 0) {
		assert_shows("\nDone\n");
		for (int i = 0; i < due; i++)
			press(w, "Down");
		assert_true(cursor_is_on(w, "done"));
	} else {
		assert_hides("\nDone\n");
	}
}

/* ONE KEY ----------------------------------------------------------------------------------------------------------------------------- */

static const struct {
	const char *key, *title;
} letters[] = {
	{ "f", "First-day calls: morning" }, { "i", "They ring: about whom" }, { "a", "Absentees, morning" }, { "k", "Absentees, morning" },
	{ "s", "To settle" }, { "t", "Tasks: yours" }, { "c", "Close the morning" }, { "m", "Missing registers" }, { "e", "Evacuation list" },
	{ "v", "What families said" }, { "p", "Pupils: on the roll" }, { "h", "History of" }, { "+", "New pupil" },
};

static void letters_open(struct world *w)
{
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
		press(w, letters[i].key);
		assert_hides("Today: morning");
		assert_shows(letters[i].title);
		press(w, "Esc");
		assert_shows("Today: morning");
	}
}

/* Each line of what is due opens something, and Esc is back on it. */
static void each_line_opens(struct world *w)
{
	struct today_view v;
	struct err e = { 0 };

	assert_int_equal(office_today_open(w->o, office_today(w->o), SESSION_AM, &v, &e), 0);
	for (int i = 0; i < v.due_count; i++) {
		char begins[40]; /* a long line is cut */

		snprintf(begins, sizeof begins, "%s", v.due[i].text);
		assert_true(cursor_is_on(w, begins));
		press(w, "Enter");
		assert_hides("Today: morning");
		press(w, "Esc");
		assert_shows("Today: morning");
		assert_true(cursor_is_on(w, begins));
		press(w, "Down");
	}
	today_view_finish(&v);
}

static void a_teacher_reads_it(struct world *w)
{
	press(w, "Esc F2 today Enter");
	assert_shows("Today: morning");
	press(w, "f");
	assert_says("The office rings families: ask them.");
	press(w, "i");
	assert_says("The office rings families: ask them.");
	press(w, "n");
	assert_says("The office plans absences: ask them.");
	press(w, "o");
	assert_says("The office records arrivals: send the child there.");
	press(w, "c");
	assert_says("The office closes the session.");
}

/* THE DSL: her tasks before all else --------------------------------------------------------------------------------------------------- */

static void her_tasks_first(struct world *w)
{
	const struct task_wish wish = { .role = "dsl", .due = office_today(w->o), .minute = -1, .text = "ring the social worker" };
	int64_t task = 0, act = 0;
	struct err e = { 0 };

	if (office_task_add(w->o, &wish, &task, &act, &e) < 0)
		fail_msg("%s", e.text);
	press(w, "F2 today Enter");
	assert_shows("Today: morning");
	press(w, "Home");
	has_words(look(w), "\nDue\n", true, __FILE__, __LINE__);
	for (int i = 0; i < 9 && !cursor_is_on(w, "ring the social worker"); i++)
		press(w, "Down");
	assert_true(cursor_is_on(w, "ring the social worker"));
	press(w, "Up");
	assert_false(cursor_is_on(w, "register not taken"));
	press(w, "Down");
	for (int i = 0; i < 9 && cursor_is_on(w, "ring the social worker"); i++)
		press(w, "Enter");
	assert_shows("Done. What came of it:");
}

static const struct walk walks[] = {
	{ "one glance", CLOCK, "priya", one_glance },
	{ "what is late is a word and a colour", CLOCK, "priya", what_is_late },
	{ "what is done stands behind what is due", "2026-11-20T09:40", "priya", what_is_done },
	{ "each letter opens its screen", CLOCK, "priya", letters_open },
	{ "each line opens what does it", CLOCK, "priya", each_line_opens },
	{ "a teacher reads it", CLOCK, "magda", a_teacher_reads_it },
	{ "the DSL has her tasks first", CLOCK, "deborah", her_tasks_first },
};

int main(void)
{
	static struct rows all;

	setlocale(LC_ALL, "C.UTF-8");
	rows_add(&all, walk_row, walks);
	return rows_run(&all, "ui/today");
}
