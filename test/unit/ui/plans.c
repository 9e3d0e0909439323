/* What is planned, who came, what is shut, by their keys: each story in a practice school of its own, on the Friday with a trip. */
#include "hands.h"

#include "office/reports.h"

#define CLOCK "2026-11-20T09:07"
#define PLANS "F2 planned Enter "
#define CAME "F2 who_came Enter "
#define SHUT "F2 closure Enter "

/* Acts of the day, for whoever may see them. */
static int acts(struct world *w)
{
	const struct report_wish wish = { .date = DAY_NONE, .from = office_today(w->o), .to = office_today(w->o), .session = -1 };
	struct report r;

	if (report_fill_history(w->o, &wish, &r, NULL) < 0)
		return 0;
	int n = r.rows.count;
	report_finish(&r);
	return n;
}

static const struct story {
	const char *name, *who, *keys;
	const char *shows[4];
	const char *lacks;
	int acts; /* how many more there are then */
} stories[] = {
	{ "what is planned today", "priya", PLANS, { "V  Seabourne Lifeboat Station", "21 to confirm", "B  Amelia White" }, NULL, 0 },
	{ "an appointment of one pupil is saved at once", "priya", PLANS "+ bright Enter M Enter orthodontist Enter 23/11/26 Enter F10",
	  { "To come", "M  Kayleigh Bright", "orthodontist, Mon 23 Nov 2026" }, NULL, 1 },
	{ "a mark that stands is seen first", "priya", PLANS "+ bright Enter M F10", { "G stands on Fri 20 Nov 2026", "1 to look at below. F10 saves." }, NULL, 0 },
	{ "and is saved by F10 again", "priya", PLANS "+ bright Enter M F10 F10", { "M  Kayleigh Bright" }, NULL, 1 },
	{ "X at compulsory age is refused", "priya", PLANS "+ bright Enter X Enter Enter Enter Enter Enter Enter head F10",
	  { "compulsory school age", "C2", "Planned absence: Kayleigh Bright" }, "X  Kayleigh", 0 },
	{ "leave needs whoever granted it", "priya", PLANS "+ bright Enter C F10", { "ranted" }, "C  Kayleigh", 0 },
	{ "a class is asked about", "priya", PLANS "g willow Enter R Enter Enter 23/11/26 Enter F10", { "pupils, ", "F10 saves." }, NULL, 0 },
	{ "a class is planned", "priya", PLANS "g willow Enter R Enter festival Enter 23/11/26 Enter F10 F10", { "R  ", "festival, Mon 23 Nov 2026" }, NULL, 1 },
	{ "a trip of a class", "priya", PLANS "t Fort Enter maple Enter V Enter Imran_Siddiqui Enter Enter 24/11/26 Enter 9:20 F10 F10",
	  { "V  Fort: ", "Tue 24 Nov 2026" }, NULL, 1 },
	{ "a time that is none", "priya", PLANS "t Fort Enter maple Enter V Enter Enter Enter Enter 25:10 F10", { "Leaves at: write a time of the day" }, NULL, 0 },
	{ "a time as on a number pad", "priya", PLANS "t Fort Enter maple Enter V Enter Enter Enter 24/11/26 Enter 0920 F10 F10 End e",
	  { "Leaves at:", "09:20" }, NULL, 1 },
	{ "a weekly pattern needs its review", "priya", PLANS "w bright Enter C2 Enter mornings Enter mon_wed Enter Enter Enter 18/12/26 F10", { "eview" }, "C2 Kayleigh", 0 },
	{ "a plan is changed, and not to whom it belongs", "priya", PLANS "Down Down e", { "Planned absence: ", "For: " }, NULL, 0 },
	{ "a plan is called off", "priya", PLANS "Home Down Delete F10", { "the plan ends." }, NULL, 1 },
	{ "Tab shows the trips alone", "priya", PLANS "Tab Tab Tab", { "Planned: trips", "Seabourne" }, "Amelia White", 0 },
	{ "a teacher sees and does not plan", "magda", "Esc " PLANS "+", { "the office plans it" }, NULL, 0 },

	{ "who came: every provider and trip", "priya", CAME "End", { "1 of 1 to confirm, B: mornings at Riverside Studio", "1 of 1 to confirm, D: Saltmarsh School" }, NULL, 0 },
	{ "all but the missing, by one key", "priya", PLANS "Enter Space F10", { "20 pupils marked V", "Not there: ", "1 of 21 to confirm" }, NULL, 1 },
	{ "F8 takes it back", "priya", PLANS "Enter Space F10 F8 Enter", { "undid act", "21 of 21 to confirm" }, NULL, 2 },
	{ "nobody is confirmed twice", "priya", PLANS "Enter F10 F10", { "is waiting to be confirmed" }, NULL, 1 },
	{ "left behind, and in a class for the day", "priya", PLANS "Enter l hazel F10", { "stays in school, today with Hazel", "stays here" }, NULL, 1 },
	{ "consent is taken back", "priya", PLANS "Enter End y", { ": no consent." }, NULL, 1 },
	{ "and given", "priya", PLANS "Enter End y y", { ": consent given." }, NULL, 2 },
	{ "with whom", "priya", PLANS "Enter w BackSpace BackSpace X Enter", { "with " }, NULL, 1 },
	{ "one more goes too", "priya", PLANS "Enter + bright Enter", { "Kayleigh Bright goes too." }, NULL, 1 },
	{ "an agreement of the roll is not changed here", "priya", CAME "End Up l", { "by an agreement of the roll" }, NULL, 0 },

	{ "what a closure would do is said first", "priya", SHUT "Enter Snow Enter Enter 23/11/26 Enter F10", { "F10 saves the closure." }, NULL, 0 },
	{ "a closure of the school", "priya", SHUT "Enter Snow Enter Enter 23/11/26 Enter F10 F10", { "Snow is saved." }, NULL, 1 },
	{ "# is for the whole school alone", "priya", SHUT "planned Enter Poll Enter oak Enter 23/11/26 F10", { "whole school" }, "is saved", 0 },
	{ "a staggered start of one year", "priya", SHUT "stag Enter Late_start Enter Reception Enter 23/11/26 Enter F10 F10", { "Late start is saved." }, NULL, 1 },

	{ "marks without their note", "priya", "F2 marks_without Enter", { "Marks without their note: " }, NULL, 0 },
};

static void story(struct world *w, const struct story *row)
{
	int before = acts(w);

	press(w, row->keys);
	for (int i = 0; i < 4 && row->shows[i]; i++)
		if (!strstr(look(w), row->shows[i]) && !strstr(ui_message(w->ui), row->shows[i]))
			fail_msg("not in it: %s\n%s\nsaid: %s", row->shows[i], look(w), ui_message(w->ui));
	if (row->lacks)
		assert_hides(row->lacks);
	assert_int_equal(acts(w) - before, row->acts);
}

static void story_row(void **state)
{
	const struct story *row = *state;
	struct world w;

	begin(&w, CLOCK, row->who);
	story(&w, row);
	end(&w);
}

int main(void)
{
	static struct rows rows;

	setlocale(LC_ALL, "C.UTF-8");
	rows_add(&rows, story_row, stories);
	return rows_run(&rows, "plans");
}
