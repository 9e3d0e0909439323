/* Closing the session by its keys (A27): who is not known, what is missing and blank, then N by a person's word, then the report for the head. */
#include "hands.h"

#include "base/file.h"
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

/* Closed too early: F8 and a reason, and everything is as it was. */
static void opened_again(struct world *w)
{
	struct close_view v;

	read_close(w, &v);
	int due = v.to_close, before = v.closed;
	close_view_finish(&v);
	press(w, "c F10");
	assert_says("Closed. ");
	press(w, "F8");
	assert_shows("registers of the morning again. Why?");
	press(w, "Enter");
	assert_says("Nothing was changed: say why the registers are opened again.");
	press(w, "F8 a Space child Space was Space found Enter");
	assert_says("are open again");
	assert_says("F10 closes.");
	read_close(w, &v);
	assert_int_equal(v.to_close, due + before);
	assert_int_equal(v.closed, 0);
	close_view_finish(&v);
	press(w, "F8");
	assert_says("No register of this session is closed: there is none to open again.");
}

/* A reason of three rows is said to its end, in the list of the day and in the act. */
static void the_reason_whole(struct world *w)
{
	press(w, "c F10 F8");
	press(w, "The_office_closed_the_registers_before_the_second_bus_from_Saltmarsh_had_come_in:_");
	press(w, "the_driver_rang_at_ten_past_nine,_and_his_message_lay_under_the_lemons");
	press(w, "Enter");
	assert_says("are open again");
	press(w, "Esc h End");
	assert_shows("lemons.");
	press(w, "Enter");
	assert_shows("lemons.");
	holds_at_every_size(w);
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

/* THE ABSENTEE REPORT (B1) ------------------------------------------------------------------------------------------------------------- */

static bool file_begins(const char *path, const char *words)
{
	CLEAN_BUF struct buf text = { 0 };
	struct err e = { 0 };

	if (file_read(path, 1 << 20, &text, &e) < 0)
		fail_msg("%s", e.text);
	return strncmp(buf_string(&text), words, strlen(words)) == 0;
}

static void the_report_in_a_file(struct world *w)
{
	CLEAN_BUF struct buf keys = { 0 };
	char csv[120], text[120];

	snprintf(csv, sizeof csv, "%s/out/list.csv", w->directory);
	snprintf(text, sizeof text, "%s/out/list.txt", w->directory);
	press(w, "a");
	foot_is_whole(w, "c call\nl print\nx file\n");
	holds_at_every_size(w);
	press(w, "x");
	assert_shows("File (.csv, or .txt for text): ~/absentees-2026-11-20.csv");
	press(w, "Ctrl+L");
	for (int i = 0; i < 40; i++)
		press(w, "Backspace");
	press(w, "Enter");
	assert_says("Nothing was written: give the file a name.");
	press(w, "x");
	for (int i = 0; i < 40; i++)
		press(w, "Backspace");
	press(w, csv);
	press(w, "Enter");
	assert_says("It holds children's names");
	assert_true(file_begins(csv, "pupil,upn,name,class,session,code,"));
	press(w, "x");
	for (int i = 0; i < 40; i++)
		press(w, "Backspace");
	press(w, text);
	press(w, "Enter");
	assert_true(file_begins(text, "PRACTICE"));
	press(w, "x");
	for (int i = 0; i < 40; i++)
		press(w, "Backspace");
	buf_printf(&keys, "%s/school.db", w->directory);
	press(w, buf_string(&keys));
	press(w, "Enter");
	assert_says("where the school's own records are");
}

static void the_report_on_paper(struct world *w)
{
	press(w, "a l");
	assert_says("absentees");
	assert_shows("Absentees, morning");
}

static void from_the_report(struct world *w)
{
	press(w, "a End c");
	assert_shows("Ring: ");
	press(w, "Esc");
	assert_shows("Absentees, morning");
}

static const struct walk walks[] = {
	{ "who is not known, missing, blank, expected, absent", CLOCK, "priya", the_order },
	{ "closed, and the report is one Enter away", CLOCK, "priya", closed_and_reported },
	{ "N is given because a person said so", CLOCK, "priya", n_is_said },
	{ "closed too early, opened again", CLOCK, "priya", opened_again },
	{ "a long reason in the history", CLOCK, "priya", the_reason_whole },
	{ "each line is one key from what settles it", CLOCK, "priya", each_line_settles },
	{ "a line of no child", CLOCK, "priya", of_no_child },
	{ "the report in a file", CLOCK, "priya", the_report_in_a_file },
	{ "the report on paper", CLOCK, "priya", the_report_on_paper },
	{ "a family rung from the report", CLOCK, "priya", from_the_report },
	{ "before its time", "2026-11-20T09:07", "priya", before_its_time },
};

int main(void)
{
	static struct rows all;

	setlocale(LC_ALL, "C.UTF-8");
	setenv("PATH", "/nowhere", 1); /* no lp: paper is a text in out/ */
	rows_add(&all, walk_row, walks);
	return rows_run(&all, "ui/close");
}
