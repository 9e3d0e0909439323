/* Closing the session by its keys (A27): who is not known, what is missing and blank, then N by a person's word, then the report for the head. */
#include "hands.h"

#include "office/clocks.h"
#include "office/today.h"
#include "rules/code.h"

/* At 09:20 on Friday 20 November 2026 five registers can be closed, and Beech and Oak are not taken. */
#define CLOCK "2026-11-20T09:20"

static void read_close(struct world *w, struct close_view *v)
{
	struct err e = { 0 };

	if (office_close_open(w->o, office_today(w->o), SESSION_AM, v, &e) < 0)
		fail_msg("%s", e.text);
}

/* The parts stand in their order, each with its count. */
static void the_order(struct world *w)
{
	struct close_view v;
	const char *after;
	int shown = 0;

	press(w, "c");
	assert_shows("Close the morning");
	ui_resize(w->ui, 60, 80);
	read_close(w, &v);
	after = look(w);
	for (int part = 0; part < CLOSE_PARTS; part++) {
		CLEAN_BUF struct buf heading = { 0 };

		if (v.of[part].count == 0 || (shown += v.of[part].count) > 40)
			continue;
		buf_printf(&heading, "\n%s: %d\n", close_title((enum close_part)part), v.of[part].count);
		after = strstr(after, buf_string(&heading));
		assert_non_null(after);
	}
	close_view_finish(&v);
	ui_resize(w->ui, 24, 80);
	foot_is_whole(w, "Enter open\nF10 close\n");
	holds_at_every_size(w);
}

/* What F10 would do is said before it is pressed, and the answer is the report, one Enter away. */
static void closed_and_reported(struct world *w)
{
	CLEAN_BUF struct buf head = { 0 };
	struct close_view v;

	read_close(w, &v);
	assert_true(v.to_close > 0);
	buf_printf(&head, "F10 closes %d of %d registers", v.to_close, v.due);
	bool asks = v.to_n > 0;
	close_view_finish(&v);
	press(w, "c");
	assert_shows(buf_string(&head));
	assert_false(asks);
	press(w, "F10");
	assert_says("Closed. ");
	assert_says("Enter: the absentee report.");
	assert_true(cursor_is_on(w, "The absentee report for the head"));
	read_close(w, &v);
	assert_int_equal(v.to_close, 0);
	close_view_finish(&v);
	press(w, "Enter");
	assert_shows("Absentees, morning");
	press(w, "Esc");
	assert_true(cursor_is_on(w, "The absentee report for the head"));
	press(w, "F10");
	assert_says("No register is due to close yet.");
}

/* The blanks of a register that was sent become N only if somebody says so. */
static void n_is_said(struct world *w)
{
	struct register_ref ref = { .day = office_today(w->o), .session = SESSION_AM };
	CLEAN_BUF struct buf said = { 0 };
	struct mark_result done = { 0 };
	struct close_view v;
	struct err e = { 0 };
	char question[100];

	assert_int_equal(office_group_find(w->o, "Birch", ref.day, &ref.roll_group, &e), 0);
	if (office_register_send(w->o, &ref, &said, &done, &e) < 0)
		fail_msg("%s", e.text);
	read_close(w, &v);
	int blank = v.to_n;
	close_view_finish(&v);
	assert_true(blank > 0);
	snprintf(question, sizeof question, "%d without a mark. N: no reason yet; Enter: blank:", blank);
	press(w, "c F10");
	assert_shows(question);
	press(w, "x Enter");
	assert_says("Nothing was closed. Type N, or nothing, and Enter.");
	press(w, "F10 N Enter");
	snprintf(question, sizeof question, "Closed. %d given N.", blank);
	assert_says(question);
	read_close(w, &v);
	assert_int_equal(v.to_n, 0);
	assert_int_equal(v.of[CLOSE_BLANK].count, 0);
	close_view_finish(&v);
}

/* Each line is one key from what settles it. */
static void each_line_settles(struct world *w)
{
	static const char *const opens[CLOSE_PARTS] = {
		[CLOSE_NOT_KNOWN] = ": morning of ", [CLOSE_MISSING] = ": morning of ", [CLOSE_BLANK] = ": morning of ", [CLOSE_EXPECTED] = "onfirm",
		[CLOSE_ABSENT] = "Ring: ",
	};
	struct close_view v;

	press(w, "c");
	read_close(w, &v);
	for (int part = 0; part < CLOSE_PARTS; part++)
		for (int i = 0; i < v.of[part].count; i++) {
			if (i == 0) {
				press(w, "Enter");
				assert_hides("Close the morning");
				assert_shows(opens[part]);
				press(w, "Esc");
				assert_shows("Close the morning");
			}
			press(w, "Down");
		}
	close_view_finish(&v);
}

static void of_no_child(struct world *w)
{
	struct close_view v;

	press(w, "c");
	read_close(w, &v);
	for (int i = 0; i < v.of[CLOSE_NOT_KNOWN].count; i++)
		press(w, "Down");
	assert_true(v.of[CLOSE_MISSING].count > 0);
	close_view_finish(&v);
	press(w, "c");
	assert_says("This line is of no child. Enter opens it.");
	press(w, "r");
	assert_shows(": morning of ");
}

static void before_its_time(struct world *w)
{
	press(w, "c F10");
	assert_says("No register is due to close yet. One not sent stays open.");
}

static const struct walk walks[] = {
	{ "who is not known, missing, blank, expected, absent", CLOCK, "priya", the_order },
	{ "closed, and the report is one Enter away", CLOCK, "priya", closed_and_reported },
	{ "N is given because a person said so", CLOCK, "priya", n_is_said },
	{ "each line is one key from what settles it", CLOCK, "priya", each_line_settles },
	{ "a line of no child", CLOCK, "priya", of_no_child },
	{ "before its time", "2026-11-20T09:07", "priya", before_its_time },
};

int main(void)
{
	static struct rows all;

	setlocale(LC_ALL, "C.UTF-8");
	rows_add(&all, walk_row, walks);
	return rows_run(&all, "ui/close");
}
