/* What is to be settled, by its keys: each line stands until somebody says what is so; and a home visit is recorded. */
#include "hands.h"

#include "office/calls.h"
#include "office/plans.h"

#define CLOCK "2026-11-20T09:33"

static int watched(struct world *w, enum watch_kind kind, int64_t pupil)
{
	struct watch_view v;
	struct err e = { 0 };
	int n = 0;

	if (office_watch_open(w->o, office_today(w->o), &v, &e) < 0)
		fail_msg("%s", e.text);
	for (int i = 0; i < v.count; i++)
		n += v.lines[i].kind == kind && (pupil == 0 || v.lines[i].pupil == pupil);
	watch_view_finish(&v);
	return n;
}

static void set_mark(struct world *w, const char *group, const char *name, const char *code)
{
	const struct mark_wish wish = { .pupil = pupil_of(w, name), .code = code, .before = -1, .minutes_late = -1 };
	struct register_ref ref = { .day = office_today(w->o), .session = SESSION_AM };
	struct mark_result done = { 0 };
	struct err e = { 0 };

	if (office_group_find(w->o, group, ref.day, &ref.roll_group, &e) < 0 || office_marks_set(w->o, &ref, &wish, 1, "seen so", &done, &e) < 0)
		fail_msg("%s", e.text);
}

/* Somebody said that the child is ill, and the child is here: a line with the family's words. */
static void here_after_all(struct world *w)
{
	int64_t pupil = pupil_of(w, "Ezra Clarke");

	press(w, "i ezra Enter Enter i F10");
	set_mark(w, "Beech", "Ezra Clarke", "/");
	assert_int_equal(watched(w, WATCH_HERE_AFTER_ALL, pupil), 1);
	press(w, "s");
	assert_shows("To settle: ");
	for (int i = 0; i < 20 && !cursor_is_on(w, "Ezra Clarke"); i++)
		press(w, "Tab");
	assert_true(cursor_is_on(w, "Ezra Clarke"));
	foot_is_whole(w, "Enter settle\n");
	holds_at_every_size(w);
	press(w, "Enter");
	assert_shows("What is so?");
	press(w, "came_at_nine_after_all Enter");
	assert_says("Ezra Clarke is settled. Act ");
	assert_int_equal(watched(w, WATCH_HERE_AFTER_ALL, pupil), 0);
	assert_hides("Ezra Clarke, Beech");
	press(w, "F8 F8");
	assert_says(" undid act ");
	assert_int_equal(watched(w, WATCH_HERE_AFTER_ALL, pupil), 1);
}

/* Signed in, and the teacher says absent: an alarm that Today has, one key from the list (A22). */
static void signed_in_not_in_class(struct world *w)
{
	const struct office_options teacher = { .directory = w->directory, .as = "magda", .uid = 1000, .terminal = "test 2" };
	struct world other = { 0 };
	struct err e = { 0 };
	int64_t pupil = pupil_of(w, "Ezra Clarke");

	press(w, "F7 ezr Enter 1 Enter Esc");
	if (office_open(&teacher, &other.o, &e) < 0)
		fail_msg("%s", e.text);
	set_mark(&other, "Beech", "Ezra Clarke", "N");
	office_close(other.o);
	assert_int_equal(watched(w, WATCH_NOT_IN_CLASS, pupil), 1);
	press(w, "F1 Esc Home");
	for (int i = 0; i < 20 && !cursor_is_on(w, "not in class"); i++)
		press(w, "Down");
	assert_true(cursor_is_on(w, "not in class"));
	press(w, "Enter");
	assert_shows("To settle: ");
	assert_true(cursor_is_on(w, "Ezra Clarke"));
	press(w, "Down Up Enter");
	assert_shows("Where is the child?");
	press(w, "Enter");
	assert_int_equal(watched(w, WATCH_NOT_IN_CLASS, pupil), 1); /* nothing was said */
	press(w, "Enter in_the_medical_room Enter");
	assert_says("Ezra Clarke is settled.");
	assert_int_equal(watched(w, WATCH_NOT_IN_CLASS, pupil), 0);
}

static void from_a_line(struct world *w)
{
	press(w, "i ezra Enter Enter i F10");
	set_mark(w, "Beech", "Ezra Clarke", "/");
	press(w, "s");
	for (int i = 0; i < 20 && !cursor_is_on(w, "Ezra Clarke"); i++)
		press(w, "Tab");
	press(w, "r");
	assert_shows("Beech: morning");
	press(w, "Esc c");
	assert_shows("Ring: Ezra Clarke, Beech");
	press(w, "Esc t");
	assert_shows("New task: Ezra Clarke");
	press(w, "Esc p");
	assert_shows("Ezra Clarke");
	press(w, "Esc");
	assert_shows("To settle: ");
}

static void nothing_to_settle(struct world *w)
{
	struct watch_view v;
	struct err e = { 0 };

	press(w, "s");
	for (int i = 0; i < 200; i++) {
		if (office_watch_open(w->o, office_today(w->o), &v, &e) < 0)
			fail_msg("%s", e.text);
		int left = v.count;
		watch_view_finish(&v);
		if (left == 0)
			break;
		press(w, "Enter it_is_so Enter");
	}
	assert_shows("There is nothing to settle.");
	press(w, "Enter");
	assert_says("There is nothing in this list to do that with.");
	holds_at_every_size(w);
}

/* A HOME VISIT (B16) ------------------------------------------------------------------------------------------------------------------ */

static void a_visit(struct world *w)
{
	struct calls_view v;
	struct call_page p;
	struct err e = { 0 };

	if (office_calls_open(w->o, office_today(w->o), SESSION_AM, false, &v, &e) < 0)
		fail_msg("%s", e.text);
	int64_t pupil = v.lines[0].pupil;
	calls_view_finish(&v);
	press(w, "f v");
	assert_shows("Home visit: ");
	holds_at_every_size(w);
	press(w, "F10");
	assert_says("Who went is needed: fill it in.");
	press(w, "Priya_and_Tom Enter soon Enter the F10");
	assert_says("At: write a time, like 10:40.");
	press(w, "Backspace Backspace Backspace Backspace 9:30 Enter Enter Priya Enter y Enter in_bed_with_a_cold F10");
	assert_says("The visit to ");
	assert_int_equal(office_call_open(w->o, pupil, office_today(w->o), &p, &e), 0);
	assert_true(p.log_count > 0);
	has_words(p.log[0].line, "in bed with a cold", true, __FILE__, __LINE__);
	has_words(p.log[0].line, "09:30", true, __FILE__, __LINE__);
	assert_int_equal(p.line.since_seen, 0);
	assert_int_equal(p.line.since_spoken, 0);
	call_page_finish(&p);
}

static const struct walk walks[] = {
	{ "here after all", CLOCK, "priya", here_after_all },
	{ "signed in, not in class", "2026-11-20T09:12", "priya", signed_in_not_in_class },
	{ "the register, the family, a task, the pupil from a line", CLOCK, "priya", from_a_line },
	{ "until nothing is left", CLOCK, "priya", nothing_to_settle },
	{ "a home visit", "2026-11-20T10:40", "priya", a_visit },
};

int main(void)
{
	static struct rows all;

	setlocale(LC_ALL, "C.UTF-8");
	rows_add(&all, walk_row, walks);
	return rows_run(&all, "ui/watch");
}
