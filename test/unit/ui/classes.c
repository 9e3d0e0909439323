/* Classes, staff, the school year and its turn, by their keys: each story in a practice school of its own. */
#include "rows.h"

#include <locale.h>
#include <stdio.h>

#include "directory.h"
#include "office/reports.h"
#include "office/school.h"
#include "ui.h"

/* At 09:07 on Friday 20 November 2026; the office is Priya, Magda teaches Beech. */
#define CLOCK "2026-11-20T09:07"
#define CLASSES "F2 =classes Enter "
#define STAFF "F2 =staff Enter "
#define YEAR "F2 =school_y Enter "
#define TURN "F2 =roll-o Enter d =1/9/27 F10 "

static char made[64] = "/tmp/firstbell-classes-XXXXXX";

struct world {
	char directory[80];
	struct office *o;
	struct ui *ui;
	struct buf shot;
};

static void begin(struct world *w, const char *who)
{
	const struct office_options options = { .directory = w->directory, .as = who, .uid = 1000, .terminal = "test" };
	struct err e = { 0 };
	char command[256];

	*w = (struct world){ .directory = "/tmp/firstbell-class-XXXXXX" };
	assert_non_null(mkdtemp(w->directory));
	snprintf(command, sizeof command, "cp -r '%s'/. '%s'", made, w->directory);
	assert_int_equal(system(command), 0);
	if (office_open(&options, &w->o, &e) < 0)
		fail_msg("%s", e.text);
	w->ui = ui_new(w->o, 40, 80, false);
	ui_start(w->ui);
}

static void end(struct world *w)
{
	ui_free(w->ui);
	office_close(w->o);
	buf_finish(&w->shot);
	directory_remove(w->directory);
}

/* Keys by name, blanks between; behind a = what is typed, "_" in it a blank. */
static void press(struct world *w, const char *keys)
{
	char names[400], *rest = names, *name;

	snprintf(names, sizeof names, "%s", keys);
	while ((name = strsep(&rest, " "))) {
		char one[2] = { 0 };

		if (name[0] != '=' || !name[1]) {
			if (*name)
				assert_int_equal(ui_press(w->ui, name), 0);
			continue;
		}
		for (const char *at = name + 1; *at; at++) {
			one[0] = *at;
			assert_int_equal(ui_press(w->ui, *at == '_' ? "Space" : one), 0);
		}
	}
}

static const char *look(struct world *w)
{
	buf_reset(&w->shot);
	ui_shot(w->ui, false, &w->shot);
	return buf_string(&w->shot);
}

static bool shows(struct world *w, const char *words)
{
	return strstr(look(w), words) || strstr(ui_message(w->ui), words);
}

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

/* STORIES ------------------------------------------------------------------------------------------------------------------------------- */

static const struct story {
	const char *name, *who, *keys;
	const char *shows[4];
	const char *lacks;
	int acts;            /* how many more there are then */
} stories[] = {
	{ "a new class", "priya", CLASSES "+ =Elm F10", { "Class Elm is made.", "Elm                   0              nobody" }, NULL, 1 },
	{ "a class needs a name", "priya", CLASSES "+ F10", { "New class" }, "is made", 0 },
	{ "a class is renamed", "priya", CLASSES "Enter End =s F10", { "Acorns ", "Acorn is called Acorns now." }, NULL, 1 },
	{ "only what was changed is changed", "priya", CLASSES "Enter F10", { "Nothing to change." }, NULL, 0 },
	{ "a class with pupils is not ended", "priya", CLASSES "Delete F10", { "24 pupils are in Acorn after", "End class Acorn" }, NULL, 0 },
	{ "a second teacher", "priya", CLASSES "t =Bisi F10", { "Bisi Adeyemi (bisi) teaches Acorn.", "Amy Carter, Bisi Adeyemi" }, NULL, 1 },
	{ "cover for a day", "priya", CLASSES "c =Bisi F10", { "Bisi Adeyemi (bisi) covers Acorn.", "cover: Bisi Adeyemi" }, NULL, 1 },
	{ "a cover ends", "priya", CLASSES "c =Bisi Down Down =27/11/26 F10 e =Bisi F10", { "with Acorn is ended." }, NULL, 2 },
	{ "whose time ends is among its teachers", "priya", CLASSES "e", { "One of: Amy", "Amy Carter (amy)" }, "Bisi", 0 },
	{ "two classes taken as one", "priya", CLASSES "Down j =Oak F10", { "Beech is taken with Oak.", "26 pupils of Beech are in the register", "Beech                 0" }, NULL, 1 },
	{ "a class is split", "priya", CLASSES "s Space Down Space F10 =Elm F10", { "Acorn is split.", "Acorn                22", "Elm                   2" }, NULL, 1 },
	{ "nobody is chosen for the new class", "priya", CLASSES "s F10", { "Choose who goes into the new class first, with Space." }, NULL, 0 },
	{ "a pupil is carried down the line", "priya", CLASSES "Down l Space Down Down Space F10",
	  { "The line of Beech is saved.", "names as they line up" }, NULL, 1 },
	{ "a line that is not saved asks", "priya", CLASSES "Down l Space Down Esc", { "This is not saved: the new order of a line." }, NULL, 0 },
	{ "a line as it was is left at once", "priya", CLASSES "Down l Space Esc", { "Classes" }, "not saved", 0 },
	{ "F8 with nothing done undoes nothing", "priya", CLASSES "F8", { "You have changed nothing here since you came" }, NULL, 0 },
	{ "F8 undoes the last of it", "priya", CLASSES "+ =Elm F10 F8 Enter", { "undid act" }, "Elm    ", 2 },
	{ "a teacher has no list of classes", "magda", "Esc F2 =classes", { "Nothing here has that name." }, NULL, 0 },
	{ "Tab to the staff and back", "priya", CLASSES "Tab Tab Esc", { "Today: morning" }, NULL, 0 },

	{ "a new member of staff", "priya", STAFF "+ =Jo_Park Enter =Class_teacher Enter =jo F10", { "Jo Park is added.", "Jo Park                Class teacher" }, NULL, 1 },
	{ "a sign-in name that is taken", "priya", STAFF "+ =Jo Enter =Teacher Enter =amy F10", { "Amy Carter signs in as amy already." }, NULL, 0 },
	{ "a teacher who marries", "priya", STAFF "Enter End =-Hall F10", { "Amy Carter-Hall" }, NULL, 1 },
	{ "a role for a year", "priya", STAFF "r =head_of Enter =4 F10", { "Amy Carter: head of year." }, NULL, 1 },
	{ "a role ends", "priya", STAFF "r =teach Down Down Down Down Down =y F10", { "Amy Carter: teacher ends." }, NULL, 1 },
	{ "a class of a teacher", "priya", STAFF "c =Oak F10", { "Amy Carter: Oak.", "Acorn, Oak" }, NULL, 1 },
	{ "somebody leaves, and it is asked", "priya", STAFF "Delete F10", { "can no longer sign in after that day." }, NULL, 0 },
	{ "somebody has left", "priya", STAFF "Delete F10 Enter", { "The last day of Amy Carter is Fri 20 Nov 2026." }, NULL, 1 },

	{ "a year holds 380 sessions", "priya", YEAR, { "380 sessions held. ", " pupils on roll, " }, "at least 380", 0 },
	{ "snow, and it holds fewer", "priya", YEAR "c Enter =Snow Enter Enter =23/11/26 Enter =m F10 F10",
	  { "378 sessions are held in this year: a maintained school holds at least 380.", "Snow                     Mon 23 Nov 2026" }, NULL, 1 },
	{ "a closure is taken away", "priya", YEAR "Down Down Down Delete", { "INSET day (Tue 1 Sep 2026) is taken away; F8 brings it back.", "382 sessions" }, NULL, 1 },
	{ "and is back", "priya", YEAR "Down Down Down Delete F8 Enter", { "undid act", "380 sessions" }, NULL, 2 },
	{ "a term ends later", "priya", YEAR "Enter Down Down =19/12/26 F10", { "Autumn is saved.", "Tue 1 Sep to Sat 19 Dec 2026" }, NULL, 1 },
	{ "a term keeps its name", "priya", YEAR "Enter End =n F10", { "Autumn keeps its name." }, NULL, 0 },
	{ "a term does not go to other days", "priya", YEAR "Enter Down =1/2/26 Down =2/2/26 F10", { "These days and the old ones have none in common." }, NULL, 0 },
	{ "times of a class", "priya", YEAR "s Down Down =Acorn Down Down Down Down End Backspace =5 F10",
	  { "The times of the morning are saved.", "for Acorn" }, NULL, 1 },
	{ "times are changed from today on", "priya", YEAR "End Enter", { "First day:     20/11/2026", "Register to:   13:15" }, NULL, 0 },
	{ "a time that is none", "priya", YEAR "s Down Down Down Down Down =x F10", { "Gate closes: write a time like 8:45." }, NULL, 0 },
	{ "the year after", "priya", YEAR "Right", { "School year: Wed 1 Sep 2027" }, NULL, 0 },
	{ "the year before, and back", "priya", YEAR "Left Right", { "School year: Tue 1 Sep 2026" }, NULL, 0 },
	{ "who may see figures may not change terms", "hilary", "F2 =school_y Enter +", { "are changed by whoever looks after the school" }, NULL, 0 },

	{ "where everybody goes", "priya", TURN, { "to Hazel", "Oak                  6 ", "they leave" }, NULL, 0 },
	{ "they leave after all", "priya", TURN "Enter =lea F10", { "Acorn                N2     24  they leave" }, NULL, 0 },
	{ "they are decided later", "priya", TURN "Enter =are F10", { "decided later: in no class", "decided later 24" }, NULL, 0 },
	{ "into a new class", "priya", TURN "Enter Down End Backspace Backspace Backspace Backspace Backspace Backspace =Elm F10", { "to Elm (new)" }, NULL, 0 },
	{ "as proposed again", "priya", TURN "Enter =lea F10 Delete", { "Acorn                N2     24  to Willow" }, NULL, 0 },
	{ "a line that was never changed", "priya", TURN "Delete", { "This line is as it was proposed." }, NULL, 0 },
	{ "the pupils by fate", "priya", TURN "Tab", { "They would leave, and are held", "destination not known" }, NULL, 0 },
	{ "it is asked once, with the counts", "priya", TURN "F10", { " up, 0 leave, ", " held, 0 later. Do it?" }, NULL, 0 },
	{ "not after all", "priya", TURN "F10 Esc", { "Nothing was done." }, NULL, 0 },
	{ "done: one act", "priya", TURN "F10 Enter", { "undo takes all of it back. ", " pupils move up on Wed 1 Sep 2027.", " F1 shows all\n", "F8 Undo" }, NULL, 1 },
	{ "and undone: one more", "priya", TURN "F10 Enter F8 Enter", { "undid act", "Move up 1", "to Hazel" }, NULL, 2 },
	{ "what was said is asked about before it is lost", "priya", TURN "Enter =lea F10 Esc", { "This is not saved: where the classes go." }, NULL, 0 },
	{ "what is done is left at once", "priya", TURN "Enter =lea F10 F10 Enter Esc", { "Today: morning" }, NULL, 1 },
	{ "other days", "priya", TURN "d =6/9/27 F10", { "Roll-over to Mon 6 Sep 2027", "leave 0 by Sun 5 Sep 2027" }, NULL, 0 },
	{ "the leavers' last day", "priya", TURN "d Down =16/7/27 F10", { "Roll-over to Wed 1 Sep 2027", "leave 0 by Fri 16 Jul 2027" }, NULL, 0 },
	{ "days that cannot be", "priya", TURN "d =6/3/27 F10", { "is not the beginning of a school year", "Days of the roll-over" }, NULL, 0 },
	{ "the year that has begun was turned already", "priya", "F2 =roll-o Enter F10", { "Move up 0, leave 0", "d goes to another year." }, NULL, 0 },
};

static void story_row(void **state)
{
	const struct story *row = *state;
	struct world w;

	begin(&w, row->who);
	int before = acts(&w);
	press(&w, row->keys);
	for (int i = 0; i < 4 && row->shows[i]; i++)
		if (!shows(&w, row->shows[i]))
			fail_msg("not to be seen: %s\n%s\n%s", row->shows[i], look(&w), ui_message(w.ui));
	if (row->lacks && shows(&w, row->lacks))
		fail_msg("to be seen: %s\n%s", row->lacks, look(&w));
	assert_int_equal(acts(&w) - before, row->acts);
	end(&w);
}

/* What a switch of schools would lose is said by its screen. */
static const struct unsaved_row {
	const char *name, *keys, *what; /* NULL: nothing */
} unsaved[] = {
	{ "a form that was typed into", CLASSES "+ =E", "a new class" },
	{ "a form as it began", CLASSES "+", NULL },
	{ "pupils chosen for a new class", CLASSES "s Space", "the choice for a new class" },
	{ "a line in another order", CLASSES "Down l Space Down", "the new order of a line" },
	{ "a roll-over that was changed", TURN "Enter =lea F10", "where the classes go" },
	{ "a roll-over as proposed", TURN, NULL },
};

static void unsaved_row(void **state)
{
	const struct unsaved_row *row = *state;
	struct world w;

	begin(&w, "priya");
	press(&w, row->keys);
	const struct screen *top = &w.ui->stack.items[w.ui->stack.count - 1];
	const char *what = top->kind->unsaved ? top->kind->unsaved(top->state) : NULL;
	assert_string_equal(what ? what : "nothing", row->what ? row->what : "nothing");
	end(&w);
}

static int make(void **state)
{
	CLEAN_BUF struct buf said = { 0 };
	struct err e = { 0 };

	return mkdtemp(made) && office_demo(made, CLOCK, 1000, "priya", "", &said, &e) == 0 ? 0 : -1;
}

static int unmake(void **state)
{
	directory_remove(made);
	return 0;
}

int main(void)
{
	static struct rows all;

	setlocale(LC_CTYPE, "C.UTF-8");
	rows_add(&all, story_row, stories);
	rows_add(&all, unsaved_row, unsaved);
	return _cmocka_run_group_tests("ui/classes", all.tests, all.count, make, unmake);
}
