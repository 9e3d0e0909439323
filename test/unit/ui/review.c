/* The fortnightly review and the Bands screen by their keys (C3, C19). */
#include "hands.h"

#include "office/review.h"

#define CLOCK "2026-11-20T09:33"

static struct review_view view;

static void reviewed(struct world *w)
{
	struct err e = { 0 };

	review_view_finish(&view);
	if (office_review_open(w->o, &(struct review_wish){ 0 }, &view, &e) < 0)
		fail_msg("%s", e.text);
}

/* One key a pupil: the next to be looked at is under the cursor, what is looked at below. */
static void one_key_each(struct world *w)
{
	char next[80];

	press(w, "F2 fortnightly Enter");
	assert_shows("Review: 0 of ");
	assert_shows("Space logs: ");
	reviewed(w);
	snprintf(next, sizeof next, "%s", view.lines[1].name);
	press(w, "Space");
	assert_shows("Review: 1 of ");
	assert_true(cursor_is_on(w, next));
	snprintf(next, sizeof next, "%s", view.lines[2].name);
	press(w, "Space");
	assert_true(cursor_is_on(w, next));
	foot_is_whole(w, "Space log\n");
	press(w, "End");
	assert_shows("Looked at\n");
	assert_shows("Decided by ");
	press(w, "Space");
	assert_says("This pupil is looked at");
	holds_at_every_size(w);
	review_view_finish(&view);
}

static void left_and_resumed(struct world *w)
{
	press(w, "F2 fortnightly Enter Space Esc");
	assert_hides("Review: 1 of ");
	press(w, "F2 meeting Enter");
	assert_shows("Review: 1 of ");
	assert_shows("Open since Fri 20 Nov 2026 (Priya Nair).");
	press(w, "F8 F8");
	assert_shows("Review: 0 of ");
}

/* Who takes a decision back has that pupil again; whoever does not go through with it stays where they are. */
static void taken_back(struct world *w)
{
	char first[80], third[80];

	press(w, "F2 fortnightly Enter");
	reviewed(w);
	snprintf(first, sizeof first, "%s", view.lines[0].name);
	snprintf(third, sizeof third, "%s", view.lines[2].name);
	press(w, "Space Down");
	assert_true(cursor_is_on(w, third));
	press(w, "F8 Esc Ctrl+L");
	assert_true(cursor_is_on(w, third));
	press(w, "F8 F8");
	assert_shows("Review: 0 of ");
	assert_true(cursor_is_on(w, first));
	press(w, "Down Ctrl+L"); /* once, and no more */
	assert_false(cursor_is_on(w, first));
	review_view_finish(&view);
}

static void in_own_words(struct world *w)
{
	press(w, "F2 fortnightly Enter d");
	assert_shows("Review: ");
	assert_shows("Decided: ");
	for (int i = 0; i < 120; i++)
		press(w, "Backspace");
	press(w, "rang_the_mother Enter");
	for (int i = 0; i < 120; i++)
		press(w, "Backspace");
	press(w, "see_her_Monday Enter Monday_next F10");
	press(w, "23/11/2026 F10");
	assert_shows("Review: 1 of ");
	press(w, "End");
	assert_shows("rang the mother; next: see her Monday, Mon 23 Nov 2026.");
	press(w, "d");
	assert_shows("rang the mother");
	assert_shows("see her Monday");
}

static void closed(struct world *w)
{
	press(w, "F2 fortnightly Enter Space F10");
	assert_shows("Close all the same? Not looked at: ");
	assert_shows(" more."); /* said whole, in more rows than one */
	press(w, "Esc");
	assert_shows("Review: 1 of ");
	press(w, "F10 F10");
	assert_says("The review is closed: 1 of ");
	assert_shows("The last was closed on Fri 20 Nov 2026.");
}

/* What another has logged meanwhile is told, and never written over. */
static void two_people(struct world *w)
{
	struct review_decision d = { .next_day = DAY_NONE, .decision = "somebody was there first", .review = REVIEW_ANY, .seen = REVIEW_ANY };
	const struct office_options options = { .directory = w->directory, .as = "deborah", .uid = 1000, .terminal = "test 2" };
	CLEAN_BUF struct buf said = { 0 };
	struct office *other;
	struct err e = { 0 };
	int64_t act = 0;

	press(w, "F2 fortnightly Enter");
	reviewed(w);
	d.pupil = view.lines[0].pupil;
	if (office_open(&options, &other, &e) < 0 || office_review_log(other, &d, &said, &act, &e) < 0)
		fail_msg("%s", e.text);
	office_close(other);
	press(w, "Space");
	assert_says("somebody was there first");
	assert_shows("Review: 1 of ");
	review_view_finish(&view);
}

/* A class that is gone through by itself meanwhile: it is said, and who is decided there is done here. */
static void of_a_class_too(struct world *w)
{
	struct review_decision d = { .decision = "met the father", .next_day = DAY_NONE, .review = REVIEW_ANY, .seen = REVIEW_ANY };
	const struct office_options options = { .directory = w->directory, .as = "deborah", .uid = 1000, .terminal = "test 2" };
	CLEAN_BUF struct buf said = { 0 };
	struct office *other;
	struct err e = { 0 };
	int64_t act = 0;

	reviewed(w);
	d.pupil = view.lines[0].pupil;
	d.group = view.lines[0].class;
	if (office_open(&options, &other, &e) < 0 || office_review_log(other, &d, &said, &act, &e) < 0)
		fail_msg("%s", e.text);
	office_close(other);
	press(w, "F2 fortnightly Enter");
	assert_shows("Review: 1 of ");
	assert_shows("Also open: a review of ");
	press(w, "End");
	assert_shows(", in the review of ");
	assert_shows("met the father");
	holds_at_every_size(w);
	review_view_finish(&view);
}

static void narrowed(struct world *w)
{
	press(w, "F2 fortnightly Enter n");
	assert_shows("newly below");
	press(w, "c be Enter");
	assert_shows(", Beech, newly below");
	press(w, "Esc");
	assert_hides(", Beech");
	press(w, "c zz Enter");
	assert_says("Nobody on this list is in a class that begins with");
}

static void a_stage(struct world *w)
{
	press(w, "F2 fortnightly Enter End s");
	assert_shows("Stage: ");
	press(w, "severe Enter the_champion_asked Enter F10");
	press(w, "Home");
	assert_shows("Severe absence");
	press(w, "F8 F8");
	assert_says("undid act");
}

static void the_pupil_is_one_key_away(struct world *w)
{
	reviewed(w);
	press(w, "F2 fortnightly Enter Enter");
	assert_shows(view.lines[0].name);
	assert_hides("looked at");
	press(w, "Esc F4");
	assert_shows("Possible");
	review_view_finish(&view);
}

static void a_teacher_does_not_review(struct world *w)
{
	press(w, "Esc F2 fortnightly");
	assert_hides("Review  ");
	press(w, "Esc F2 bands Enter r");
	assert_says("heads of year and pastoral staff review: ask them.");
}

/* BANDS */

static void what_moved(struct world *w)
{
	press(w, "F2 bands Enter");
	assert_shows(" then\n");
	assert_shows("Since the review of ");
	assert_shows("Last review");
	press(w, "m");
	assert_shows("Bands: moved since the last review");
	holds_at_every_size(w);
	press(w, "Esc n");
	assert_shows("Near a line");
}

static void by_another_policy(struct world *w)
{
	press(w, "F2 bands Enter f");
	assert_shows("Bands: which, and by what");
	press(w, "Down hack F10");
	assert_shows("Bands: hackney-2012");
	press(w, "f Down Down nonsense F10");
	assert_shows("Bands: hackney-2012"); /* refused: what was shown stays */
	press(w, "Esc");
	assert_shows("Bands: everybody");
	press(w, "f watch F10");
	assert_shows("Bands: stage watch");
}

static void to_the_review(struct world *w)
{
	press(w, "F2 bands Enter r");
	assert_shows("Review: 0 of ");
	assert_true(cursor_is_on(w, "Ellie-Mae Draycott"));
	press(w, "Esc End r");
	assert_says("not on this list");
}

static void on_today(struct world *w)
{
	press(w, "F2 fortnightly Enter Space Esc");
	clock_to(w, "2026-12-04T09:33");
	press(w, "Ctrl+L");
	for (int i = 0; i < 30 && !cursor_is_on(w, "Review: open since"); i++)
		press(w, "Down");
	assert_true(cursor_is_on(w, "Review: open since 20 Nov 2026, 1 looked at"));
	press(w, "Enter");
	assert_shows("Review: 1 of ");
}

static const struct walk walks[] = {
	{ "one key a pupil", CLOCK, "priya", one_key_each },
	{ "left and resumed", CLOCK, "priya", left_and_resumed },
	{ "taken back: that pupil again", CLOCK, "priya", taken_back },
	{ "in own words", CLOCK, "priya", in_own_words },
	{ "closed, with who was not looked at", CLOCK, "priya", closed },
	{ "two people at once", CLOCK, "priya", two_people },
	{ "a class's own review at the same time", CLOCK, "priya", of_a_class_too },
	{ "narrowed to the new, and to a class", CLOCK, "priya", narrowed },
	{ "a stage that a person sets", CLOCK, "priya", a_stage },
	{ "the pupil and the working from it", CLOCK, "priya", the_pupil_is_one_key_away },
	{ "a teacher does not review", CLOCK, "magda", a_teacher_does_not_review },
	{ "bands: what moved since the last review", CLOCK, "priya", what_moved },
	{ "bands: by another policy, period and stage", CLOCK, "priya", by_another_policy },
	{ "bands: to the review's line", CLOCK, "priya", to_the_review },
	{ "a review that is open stands on Today", CLOCK, "priya", on_today },
};

int main(void)
{
	static struct rows all;

	setlocale(LC_ALL, "C.UTF-8");
	rows_add(&all, walk_row, walks);
	return rows_run(&all, "ui/review");
}
