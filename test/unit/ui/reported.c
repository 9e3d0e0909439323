/* A family rings before anybody asked: who, why, until when; brothers and sisters; a note for the class, somebody to ring back. */
#include "hands.h"

#include "office/calls.h"
#include "office/today.h"
#include "rules/code.h"

/* At 08:20 no register is taken yet; at 09:33 most are sent. */
#define BEFORE "2026-11-20T08:20"
#define AFTER "2026-11-20T09:33"

/* How it is with what was said of a child; "" nothing was. */
static const char *said_of(struct world *w, const char *name, const char **ret_code)
{
	static char state[100], code[8];
	struct reported_view v;
	struct err e = { 0 };

	state[0] = code[0] = '\0';
	if (office_reported_open(w->o, office_today(w->o), &v, &e) < 0)
		fail_msg("%s", e.text);
	for (int i = 0; i < v.count; i++)
		if (strcmp(v.lines[i].name, name) == 0) {
			snprintf(state, sizeof state, "%s", v.lines[i].state);
			snprintf(code, sizeof code, "%s", v.lines[i].code);
		}
	reported_view_finish(&v);
	*ret_code = code;
	return state;
}
#define assert_said(name, want_code) \
	do { \
		const char *code_; \
		assert_string_not_equal(said_of(w, name, &code_), ""); \
		assert_string_equal(code_, want_code); \
	} while (0)
#define assert_unsaid(name) \
	do { \
		const char *code_; \
		assert_string_equal(said_of(w, name, &code_), ""); \
	} while (0)

/* The letter, four of the name, Enter; whoever is first in the family rings; the reason by its letter; F10. */
static void a_few_keys(struct world *w)
{
	int keys = press(w, "i ezra Enter");

	assert_shows("They ring: Ezra Clarke");
	assert_shows("Who rang:    1 ");
	assert_true(cursor_is_on(w, "Who rang:"));
	holds_at_every_size(w);
	foot_is_whole(w, "F10 save\n");
	keys += press(w, "Enter i F10");
	assert_int_equal(keys, 9);
	assert_says("Ezra Clarke (Beech): expected I, said Hannah Clarke (mother).");
	assert_shows("Today: morning");
	assert_said("Ezra Clarke", "I");
	press(w, "v");
	assert_shows("What families said");
	assert_true(cursor_is_on(w, "Ezra Clarke"));
	assert_shows("waiting for the register");
	holds_at_every_size(w);
}

static void what_is_needed(struct world *w)
{
	press(w, "i ezra Enter F10");
	assert_says("Reason is needed: fill it in.");
	assert_true(cursor_is_on(w, "Reason:"));
	press(w, "i Enter 31/2 F10");
	assert_says("Back on: write a date, like 3/9/2026, or today.");
	assert_true(cursor_is_on(w, "Back on:"));
	press(w, "24/11/2026 F10");
	assert_says("Ezra Clarke (Beech): expected I until the afternoon of Mon 23 Nov 2026");
	press(w, "v");
	assert_shows(", back 24 Nov 2026; ");
}

/* A contact by number, or a name that is typed. */
static void who_rang(struct world *w)
{
	press(w, "i ezra Enter 2 Enter i F10 v");
	assert_hides("; 2 ");
	press(w, "Esc i callum Enter Auntie_May Enter i F10 v");
	assert_shows("Auntie May");
}

static void brothers_and_sisters(struct world *w)
{
	press(w, "i arthur_ho Enter Enter i Enter Enter Enter Enter");
	assert_shows("They ring: Arthur H");
	assert_shows("Brothers and sisters: away too?");
	press(w, "m Up Up high_temperature Up 24/11/2026 F10");
	assert_said("Arthur Holmes", "I");
	assert_said("Harriet Holmes", "M");
	press(w, "v");
	assert_shows("I high temperature, back 24 Nov 2026; ");
	press(w, "Down");
	assert_shows("Harriet Holmes: M appointment; ");
}

static void left_unsaved(struct world *w)
{
	press(w, "i ezra Enter Enter i Esc");
	assert_says("This is not saved: what they said. Enter leaves it, Esc stays.");
	press(w, "Esc");
	assert_shows("Reason:      ill (I)");
	press(w, "Esc Enter");
	assert_shows("Today: morning");
	assert_unsaid("Ezra Clarke");
}

static void taken_back(struct world *w)
{
	press(w, "i ezra Enter Enter i F10 v x the_wrong_child Enter");
	assert_says("What was said about Ezra Clarke is taken back.");
	assert_unsaid("Ezra Clarke");
	press(w, "F8 F8");
	assert_says(" undid act ");
	assert_said("Ezra Clarke", "I");
}

/* Once the register is sent the mark is changed at once. */
static void after_the_register(struct world *w)
{
	press(w, "f a");
	assert_shows("every absence");
	press(w, "Esc");
	struct calls_view v;
	struct err e = { 0 };
	if (office_calls_open(w->o, office_today(w->o), SESSION_AM, false, &v, &e) < 0)
		fail_msg("%s", e.text);
	int64_t pupil = v.lines[0].pupil;
	int count = v.count;
	calls_view_finish(&v);
	press(w, "f i");
	assert_shows("They ring: ");
	press(w, "Enter i F10");
	assert_shows("First-day calls");
	assert_int_equal(office_calls_open(w->o, office_today(w->o), SESSION_AM, false, &v, &e), 0);
	assert_int_equal(v.count, count - 1);
	for (int i = 0; i < v.count; i++)
		assert_int_not_equal(v.lines[i].pupil, pupil);
	calls_view_finish(&v);
}

/* FROM THERE -------------------------------------------------------------------------------------------------------------------------- */

static void a_note_for_the_class(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct class_note_line *notes = NULL;
	struct register_ref ref = { .day = office_today(w->o), .session = SESSION_AM };
	struct err e = { 0 };

	press(w, "i ezra Enter F6");
	assert_shows("Note for the class: Ezra Clarke");
	holds_at_every_size(w);
	press(w, "leaves_10:30_with_aunt F10");
	assert_says("The note stands in the register for Ezra Clarke.");
	assert_shows("They ring: Ezra Clarke");
	assert_int_equal(office_group_find(w->o, "Beech", ref.day, &ref.roll_group, &e), 0);
	int n = office_class_notes(w->o, &ref, &a, &notes, &e), found = 0;
	for (int i = 0; i < n; i++)
		found += strcmp(notes[i].text, "leaves 10:30 with aunt") == 0 && notes[i].pupil == pupil_of(w, "Ezra Clarke");
	assert_int_equal(found, 1);
}

static void a_note_for_all(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct class_note_line *notes = NULL;
	struct register_ref ref = { .day = office_today(w->o), .session = SESSION_PM };
	struct err e = { 0 };

	press(w, "F2 note_for Enter the_hall_is_shut F10");
	assert_says("Choose whom the note is for on this line.");
	press(w, "bee F10");
	assert_says("The note stands in the register for Beech.");
	assert_int_equal(office_group_find(w->o, "Beech", ref.day, &ref.roll_group, &e), 0);
	int n = office_class_notes(w->o, &ref, &a, &notes, &e), found = 0;
	for (int i = 0; i < n; i++)
		found += strcmp(notes[i].text, "the hall is shut") == 0 && notes[i].pupil == 0;
	assert_int_equal(found, 1);
}

static void somebody_rings_back(struct world *w)
{
	struct tasks_view v;
	struct err e = { 0 };

	press(w, "i ezra Enter F5");
	assert_shows("Ring back: Ezra Clarke");
	press(w, "about_the_bus Enter mag Enter Enter 10:45 F10");
	assert_says("A task for Magda");
	assert_shows("They ring: Ezra Clarke");
	assert_int_equal(office_tasks_open(w->o, &(struct tasks_wish){ .everybody = true }, &v, &e), 0);
	int found = 0;
	for (int i = 0; i < v.count; i++)
		found += v.lines[i].pupil == pupil_of(w, "Ezra Clarke") && strcmp(v.lines[i].kind, "ring back") == 0 && v.lines[i].minute == 10 * 60 + 45;
	assert_int_equal(found, 1);
	tasks_view_finish(&v);
}

static const struct walk walks[] = {
	{ "a family rings: nine keys", BEFORE, "priya", a_few_keys },
	{ "what is needed", BEFORE, "priya", what_is_needed },
	{ "who rang: by number, or typed", BEFORE, "priya", who_rang },
	{ "brothers and sisters each with their own code", BEFORE, "priya", brothers_and_sisters },
	{ "left unsaved it asks once", BEFORE, "priya", left_unsaved },
	{ "taken back, and undone", BEFORE, "priya", taken_back },
	{ "after the register the mark is changed at once", AFTER, "priya", after_the_register },
	{ "a note for the class, about one child", BEFORE, "priya", a_note_for_the_class },
	{ "a note for the class, about all", BEFORE, "priya", a_note_for_all },
	{ "somebody is to ring back", BEFORE, "priya", somebody_rings_back },
};

int main(void)
{
	static struct rows all;

	setlocale(LC_ALL, "C.UTF-8");
	rows_add(&all, walk_row, walks);
	return rows_run(&all, "ui/reported");
}
