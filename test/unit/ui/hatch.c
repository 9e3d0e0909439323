/* The hatch by its keys (B20): nothing of any child is to be seen, and everything comes back. */
#include "hands.h"

#define OPEN "2026-11-20T09:12"

static char *shot(struct world *w)
{
	CLEAN_BUF struct buf text = { 0 };

	ui_shot(w->ui, true, &text);
	return mem_text(buf_string(&text));
}

/* Covered and uncovered: paints, message and cursor as they were. */
static void comes_back(struct world *w, const char *name)
{
	CLEAN_FREE char *before = shot(w), *after = NULL;

	assert_shows(name);
	press(w, "F11");
	assert_hides(name);
	assert_shows("Hatch");
	assert_shows("Names are covered. F11 brings them back.");
	assert_string_equal(ui_message(w->ui), "");
	assert_cursor(2, 7);
	press(w, "F11");
	after = shot(w);
	assert_string_equal(after, before);
}

static const struct row {
	const char *name, *keys, *shows;
} rows[] = {
	{ "a register being taken", "r F3 beech Enter Enter N / I", "Callum Bracewell" },
	{ "a code that waits for its digit", "r F3 beech Enter Enter Y", "Y waits for 1 to 7" },
	{ "a form with a name half typed", "+ Okafor Enter Ama", "Okafor" },
	{ "a list, its focus far down", "p Down Down Down Down Down Down", "Pupils" },
	{ "a question half answered", "r F3 beech Enter Enter N Up F6 bus_broke", "Note for Callum Bracewell: bus broke" },
	{ "a question of yes or no", "r F3 beech Enter Enter F5 F10", "Enter or F10 sends, Esc goes back." },
	{ "the late desk", "F7 brown", "Scarlett Brown" },
	{ "an arrival half typed", "F7 ezr Enter tra", "Arrived: Ezra Clarke" },
	{ "what was just said", "F7 ezr Enter 1 Enter", "Ezra Clarke: L" },
	{ "who is signed in", "", "Priya Nair" },
};

static void covered_row(void **state)
{
	const struct row *row = *state;
	struct world all, *w = &all;

	begin(w, OPEN, "priya");
	press(w, row->keys);
	comes_back(w, row->shows);
	end(w);
}

static void one_child_at_a_time(struct world *w)
{
	press(w, "F11 br");
	assert_shows("Three letters at least.");
	assert_hides("Brown");
	press(w, "own");
	assert_shows("Amelia Brown  Maple");
	assert_hides("Scarlett");
	assert_hides("here");
	press(w, "Down");
	assert_hides("Amelia Brown");
	assert_shows("2 of ");
	press(w, "Up Up");
	assert_says("That is the only one there");
	assert_shows("Amelia Brown");
	press(w, "Backspace Backspace Backspace");
	assert_hides("Amelia Brown");
	press(w, "xyz");
	assert_shows("Nobody on roll has that name.");
	press(w, "Enter");
	assert_says("Type three letters of the child's name first.");
}

static void letters_are_counted_and_not_bytes(struct world *w)
{
	press(w, "F11 łu");
	assert_shows("Three letters at least.");
	press(w, "k");
	assert_shows("Łukasz Szczęsny");
}

/* The desk for that child, and the cover again: the next family sees nothing of the one before. */
static void taken_and_covered_again(struct world *w)
{
	press(w, "r F3 beech Enter Enter N F11 ezr Enter");
	assert_shows("Arrived: Ezra Clarke");
	press(w, "1 Enter");
	assert_shows("Hatch");
	assert_hides("Ezra");
	assert_says("L, ");
	assert_string_equal(state_of(w, "Ezra Clarke"), "here L since 09:12");
	press(w, "lottie_c Enter Esc");
	assert_shows("Child: lottie c");
	press(w, "Esc F11");
	assert_shows("1 not sent");
	assert_shows("*N ");
	press(w, "F7 F8");
	assert_says("Undo act");
	press(w, "Enter");
	assert_string_equal(state_of(w, "Ezra Clarke"), "");
}

static void no_other_key_works(struct world *w)
{
	static const char *const keys[] = { "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "Tab", "Ctrl+Y", "PgDn" };

	press(w, "F11");
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		press(w, keys[i]);
		assert_says("Names are covered: F11 brings them back.");
		assert_shows("Hatch");
	}
}

/* The lock is over it, and under the lock is the hatch. */
static void the_lock_covers_it_too(struct world *w)
{
	press(w, "F7 ezr");
	CLEAN_FREE char *before = shot(w), *after = NULL;

	press(w, "Ctrl+K ama Ctrl+X");
	assert_shows("Covered");
	assert_hides("ama");
	press(w, "F11");
	assert_shows("Covered");
	press(w, "Enter");
	assert_shows("Child: ama");
	for (int i = 0; i < 3600; i++)
		ui_tick(w->ui);
	assert_shows("Covered");
	press(w, "Enter");
	assert_shows("Child: ama");
	press(w, "Ctrl+K");
	after = shot(w);
	assert_string_equal(after, before);
}

/* It was about a key, and would be taken for the answer to F11. */
static void a_refusal_is_over(struct world *w)
{
	press(w, "F7 xyz Enter");
	assert_says("There is nothing in this list");
	press(w, "F11 F11");
	assert_hides("There is nothing in this list");
	assert_shows("Child: xyz");
	press(w, "F9");
	assert_says("There is nothing in this list");
}

static void twice_over(struct world *w)
{
	press(w, "F11 ezr Enter F11");
	assert_hides("Ezra");
	assert_shows("Child:\n");
	press(w, "F11");
	assert_shows("Arrived: Ezra Clarke");
	press(w, "Esc Esc Esc");
	assert_shows("Today: morning");
}

/* Whoever may not record arrivals may cover their names all the same. */
static void a_teacher_covers(struct world *w)
{
	press(w, "F11");
	assert_shows("Hatch");
	press(w, "F11");
	assert_shows("Beech: morning");
}

static void every_size(struct world *w)
{
	press(w, "F11");
	foot_is_whole(w, "F11 uncover");
	holds_at_every_size(w);
	press(w, "brown");
	holds_at_every_size(w);
	ui_resize(w->ui, 10, 40);
	assert_shows("Amelia Brown  Maple");
}

static const struct walk walks[] = {
	{ "one child at a time, after three letters", OPEN, "priya", one_child_at_a_time },
	{ "letters are counted, not bytes", OPEN, "priya", letters_are_counted_and_not_bytes },
	{ "an arrival, and covered again", OPEN, "priya", taken_and_covered_again },
	{ "no other key does anything", OPEN, "priya", no_other_key_works },
	{ "the lock is over it", OPEN, "priya", the_lock_covers_it_too },
	{ "a refusal is over", OPEN, "priya", a_refusal_is_over },
	{ "over an arrival that began there", OPEN, "priya", twice_over },
	{ "a teacher covers the register", OPEN, "magda", a_teacher_covers },
	{ "every size", OPEN, "priya", every_size },
};

int main(void)
{
	static struct rows r;

	setlocale(LC_CTYPE, "C.UTF-8");
	rows_add(&r, covered_row, rows);
	rows_add(&r, walk_row, walks);
	return rows_run(&r, "hatch");
}
