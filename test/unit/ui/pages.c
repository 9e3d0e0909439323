/* The page of a pupil and the page of the school, by their keys. */
#include "hands.h"

#define MORNING "2026-11-20T09:07"

static const char *title(struct world *w)
{
	static char line[400];
	const char *at = strchr(look(w), '\n');

	snprintf(line, sizeof line, "%.*s", (int)strcspn(at + 1, "\n"), at + 1);
	return line;
}

/* A PUPIL */

static void pupil_parts(struct world *w)
{
	press(w, "F3 draycott Tab");
	assert_shows("Mon am");
	press(w, "t");
	assert_shows("Trend, to date");
	assert_shows("49.0% now");
	assert_shows("Attended to date, week by week:");
	assert_hides("Mon am");
	press(w, "l");
	assert_shows("Lines and what is ahead");
	assert_shows("Line of 50: below; 3 more attended in a row bring it above");
	press(w, "l");
	assert_shows("Mon am"); /* the same letter goes back */
	press(w, "p");
	assert_shows("Patterns and runs of absence");
	assert_shows("Run: Wed 18 Nov 2026: 2 sessions, N no reason yet.");
	press(w, "Tab Tab");
	assert_shows("Mon am"); /* past who it is, round again */
	press(w, "Tab");
	assert_shows("Codes");
}

static void pupil_working_of_a_line(struct world *w)
{
	press(w, "F3 draycott Tab l End F4");
	assert_null(strstr(title(w), "Working: Ellie-Mae"));
	assert_shows("Step  ");
	press(w, "Esc t F4");
	assert_true(strstr(title(w), "Working: Ellie-Mae Draycott") != NULL);
}

static void pupil_year_before(struct world *w)
{
	press(w, "F3 draycott Tab t");
	ui_press(w->ui, "PgUp");
	assert_shows("There is no attendance figure of this pupil in this school year.");
}

/* THE SCHOOL */

static void school_of_the_head(struct world *w)
{
	press(w, "s");
	assert_shows("Not known 63 children, morning session");
	assert_shows("This week ");
	assert_shows("A 95 and above ");
	assert_shows("England, ");
	assert_shows("Classes, the best and the last");
	assert_cursor(2, 0);
	press(w, "Enter");
	assert_true(strstr(title(w), "Not known: 63") != NULL);
	press(w, "Esc Down Enter");
	assert_true(strstr(title(w), "Morning page") != NULL);
	press(w, "Esc End");
	assert_true(cursor_is_on(w, "Looked after"));
	press(w, "Enter");
	assert_true(strstr(title(w), "Bands: Looked after") != NULL);
	assert_shows("Group looked after");
}

/* Each line leads somewhere, and its figure has a working. */
static void school_leads_on(struct world *w)
{
	press(w, "s");
	for (int i = 0; i < 32; i++) {
		press(w, "Enter");
		assert_null(strstr(title(w), "School  "));
		press(w, "Esc F4");
		assert_true(strstr(title(w), "Working:") != NULL || strstr(title(w), "Morning page") != NULL);
		press(w, "Esc Down");
	}
}

static void school_of_a_teacher(struct world *w)
{
	press(w, "F2 School Enter");
	assert_true(strstr(title(w), "Your classes") != NULL);
	assert_shows("Birch");
	assert_hides("Willow");
	assert_hides("England");
}

/* A pool of two small bands; severe absence is of two children. */
static void school_of_a_governor(struct world *w)
{
	press(w, "F2 School Enter");
	assert_shows("Persistent (DfE) ");
	assert_shows("Severe (DfE) not shown: too few");
	assert_shows("* others, of few ");
	assert_hides("50 or less");
	assert_hides("FSM");
}

/* The same of them is hidden on each page: none tells what another does not. */
static void bands_of_a_governor(struct world *w)
{
	press(w, "F2 Bands Enter");
	assert_shows("50 or less: not shown, too few");
	assert_shows("50 to 80: not shown, too few");
	assert_shows("80 to 90 (80 or more, 90 or less): 20 of ");
	assert_shows("In the bands that are not shown: ");
	assert_shows("severe not shown, too few");
	assert_hides("No possible session");
	press(w, "c");
	assert_says("You may see figures, and nobody's name.");
	press(w, "s");
	assert_hides("50 or less ");
	press(w, "Down");
	assert_shows("not shown");
	press(w, "Enter");
	assert_says("those of a class or a year would tell of few pupils");
}

static void school_printed(struct world *w)
{
	press(w, "s p");
	assert_says("in ");
	assert_says("out/school");
}

static void school_in_a_narrow_window(struct world *w)
{
	press(w, "s");
	ui_resize(w->ui, 10, 40);
	assert_shows("Today 134 of 149 (89.9%)");
	press(w, "End");
	assert_shows("Looked after 202 of 206 (98.1%) +");
	ui_resize(w->ui, 43, 132);
	assert_shows("Willow");
}

/* THE CLASS SHEET */

static void sheet_of_a_teacher(struct world *w)
{
	press(w, "F2 Class_sheet Enter");
	assert_true(strstr(title(w), "Class sheet: Birch, week of Mon 16 Nov 2026") != NULL);
	assert_true(cursor_is_on(w, "Archie Akehurst"));
	ui_press(w->ui, "Left");
	assert_true(strstr(title(w), "week of Mon 9 Nov 2026") != NULL);
	assert_true(cursor_is_on(w, "Archie Akehurst"));
	press(w, "Down");
	ui_press(w->ui, "Right");
	assert_true(strstr(title(w), "week of Mon 16 Nov 2026") != NULL);
	assert_true(cursor_is_on(w, "Adaeze Balogun"));
	ui_press(w->ui, "Right");
	assert_says("That week is still to come.");
	press(w, "Tab");
	assert_says("This is the only class that you may see.");
	press(w, "Enter");
	assert_true(strstr(title(w), "Pupil: Adaeze Balogun") != NULL);
}

/* Half-term lies between: the week before it is the one before the week after it. */
static void sheet_over_a_holiday(struct world *w)
{
	press(w, "F2 Class_sheet Enter");
	for (int i = 0; i < 3; i++)
		ui_press(w->ui, "Left");
	assert_true(strstr(title(w), "week of Mon 19 Oct 2026") != NULL);
	ui_press(w->ui, "Right");
	assert_true(strstr(title(w), "week of Mon 2 Nov 2026") != NULL);
}

static void sheet_of_every_class(struct world *w)
{
	press(w, "F2 Class_sheet Enter");
	assert_true(strstr(title(w), "Class sheet: Acorn") != NULL);
	press(w, "Tab");
	assert_true(strstr(title(w), "Class sheet: Beech") != NULL);
	holds_at_every_size(w);
	press(w, "t");
	assert_true(strstr(title(w), "Trend: Beech") != NULL);
}

static void holds(struct world *w)
{
	press(w, "s End");
	holds_at_every_size(w);
	press(w, "Home Down Down");
	holds_at_every_size(w);
}

static void pupil_holds(struct world *w)
{
	press(w, "F3 draycott Tab t");
	holds_at_every_size(w);
	press(w, "l End");
	holds_at_every_size(w);
}

/* REPORTS BY NAME */

/* A word of commands is none of screens; what a line of the list has no room for stands below it; a working opens step by step. */
static void report_working_opens(struct world *w)
{
	press(w, "F2 Day Space of Space the Space week Enter");
	assert_true(strstr(title(w), "Reports") != NULL);
	assert_hides("crossings ");
	press(w, "End Up Up Up");
	assert_shows("best and worst");
	press(w, "Enter");
	assert_true(strstr(title(w), "Forecast") != NULL);
	press(w, "F4");
	assert_true(strstr(title(w), "Working: ") != NULL && strstr(title(w), ", forecast") != NULL);
	assert_shows("Line of 95");
	press(w, "Down");
	assert_shows("Possible: ");
	press(w, "Esc");
	assert_true(strstr(title(w), "Forecast") != NULL);
	holds_at_every_size(w);
}

/* LEAGUE */

/* Of the row that is focused, whatever list is turned to; the list is where it was. */
static void league_working_opens(struct world *w)
{
	press(w, "F2 trophy Enter");
	assert_true(strstr(title(w), "League: classes") != NULL);
	press(w, "Down F4");
	assert_true(strstr(title(w), "Working: ") != NULL);
	assert_shows("Possible");
	assert_shows("Attended");
	press(w, "Esc");
	assert_true(strstr(title(w), "League: classes") != NULL);
	press(w, "Tab F4");
	assert_true(strstr(title(w), "Working: ") != NULL);
	press(w, "Esc Tab F4");
	assert_true(strstr(title(w), "Working: ") != NULL);
	press(w, "Esc");
	holds_at_every_size(w);
}

static const struct walk walks[] = {
	{ "a pupil's page goes through its parts", MORNING, "priya", pupil_parts },
	{ "the working is of the line that the keys are on", MORNING, "priya", pupil_working_of_a_line },
	{ "a year without a mark has no line to draw", MORNING, "priya", pupil_year_before },
	{ "a pupil's parts hold at every size", MORNING, "priya", pupil_holds },
	{ "the head has the school on one page", MORNING, "gareth", school_of_the_head },
	{ "every line of it leads on", MORNING, "gareth", school_leads_on },
	{ "a teacher has her classes on it", MORNING, "fergus", school_of_a_teacher },
	{ "a governor has no small number on it", MORNING, "hilary", school_of_a_governor },
	{ "nor in the bands, of all or of a class", MORNING, "hilary", bands_of_a_governor },
	{ "it is printed", MORNING, "gareth", school_printed },
	{ "it is a list in a narrow window", MORNING, "gareth", school_in_a_narrow_window },
	{ "it holds at every size", MORNING, "gareth", holds },
	{ "a teacher has the sheet of her class", MORNING, "fergus", sheet_of_a_teacher },
	{ "the week before a holiday is the week before", MORNING, "fergus", sheet_over_a_holiday },
	{ "the head has the sheet of every class", MORNING, "gareth", sheet_of_every_class },
	{ "a report's working opens step by step", MORNING, "gareth", report_working_opens },
	{ "the working of league and praise opens step by step", MORNING, "gareth", league_working_opens },
};

int main(void)
{
	static struct rows all;

	setlocale(LC_ALL, "C.UTF-8");
	rows_add(&all, walk_row, walks);
	return rows_run(&all, "ui/pages");
}
