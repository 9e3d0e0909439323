/* The frame around screens that are made for it: refusals, questions, reactions, and what firstbell.conf gives another key. */
#include "rows.h"

#include <locale.h>
#include <stdio.h>
#include <unistd.h>

#include "office/school.h"
#include "ui.h"

static char directory[64] = "/tmp/firstbell-frame-XXXXXX";
static struct office *office;
static struct ui *ui;
static int done, closed;
static char answered[32];

/* A SCREEN ------------------------------------------------------------------------------------------------------------------------------ */

enum { NEED_TIDE = NEED_OWN, NEED_MOON = NEED_OWN << 1 };
static unsigned holds;
static const char *const refusals[] = { "The tide is out.", "There is no moon." };

struct trial {
	struct list list;
	int read;
};

static unsigned has(struct ui *u, const void *state)
{
	return holds;
}

static int reload(struct ui *u, void *state, struct err *e)
{
	((struct trial *)state)->read++;
	return 0;
}

static const char *titled = "";

static void title(const void *state, struct buf *to)
{
	buf_text(to, titled);
}

static void draw(void *state, struct area *a)
{
	area_put(a, 0, 0, a->cols, PAINT_TEXT, "body");
	area_cursor(a, 0, 0);
}

static void finish(void *state)
{
	closed++;
}

static struct list *list_of(void *state)
{
	return &((struct trial *)state)->list;
}

static int act(struct ui *u, void *state, const struct key *k)
{
	done++;
	return REACT_NONE;
}

static int leave(struct ui *u, void *state, const struct key *k)
{
	return REACT_LEAVE;
}

static int answer(struct ui *u, void *state, const char *typed)
{
	snprintf(answered, sizeof answered, "<%s>", typed);
	return strcmp(typed, "leave") == 0 ? REACT_LEAVE : REACT_NONE;
}

static int ask(struct ui *u, void *state, const struct key *k)
{
	return ui_ask(u, "Why?", NULL, answer);
}

static int confirm(struct ui *u, void *state, const struct key *k)
{
	return ui_confirm(u, "Really?", KEY_F(10), answer);
}

static const struct screen_kind upper_screen;

/* Opens another one and leaves the first: what goes is the screen whose key it was. */
static int change(struct ui *u, void *state, const struct key *k)
{
	ui_open(u, &upper_screen, NULL, NULL);
	return REACT_LEAVE;
}

static int reload_key(struct ui *u, void *state, const struct key *k)
{
	return REACT_RELOAD;
}

static const struct binding keys[] = {
	{ ON_TEXT("d"), "do", act, 0, "Do it", "Do" },
	{ ON_TEXT("l"), "lunar", act, 0, "Do it by the moon", "Lunar" },
	{ ON_TEXT("t"), "tide", act, NEED_TIDE, "With the tide", "Tide" },
	{ ON_TEXT("m"), "moon", act, NEED_MOON | NEED_TIDE, "With the moon", "Moon" },
	{ ON_TEXT("r"), "row", act, NEED_ROW, "With a row", "Row" },
	{ ON_TEXT("x"), "leave", leave, 0, "Leave", "Leave" },
	{ ON_TEXT("a"), "ask", ask, 0, "Ask", NULL },
	{ ON_TEXT("c"), "change", change, 0, "Change", NULL },
	{ ON_TEXT("n"), "anew", reload_key, 0, "Read anew", NULL },
	{ ON(KEY_F(10)), "send", confirm, 0, "Send", "Send" },
	{ .name = NULL },
};

/* `register`: a name that firstbell.conf may use. */
static const struct screen_kind trial_screen = {
	.name = "register", .help = "A trial.", .keys = keys, .refusals = refusals, .has = has, .reload = reload, .title = title, .draw = draw, .list = list_of,
	.close = finish, .state_size = sizeof(struct trial),
};
static const struct screen_kind upper_screen = { .name = "upper", .help = "Above.", .keys = keys, .draw = draw, .close = finish };

static void begin(int rows_of_list)
{
	ui_leave_all(ui);
	buf_reset(&ui->message);
	ui->over = ui->leaving = ui->bell = false;
	holds = 0;
	done = closed = 0;
	answered[0] = '\0';
	assert_int_equal(ui_open(ui, &trial_screen, NULL, NULL), 0);
	list_count(list_of(ui_state(ui)), rows_of_list);
}

static const char *message(void)
{
	return buf_string(&ui->message);
}

/* WHAT IS NEEDED -------------------------------------------------------------------------------------------------------------------------- */

static const struct need_row {
	const char *name, *key;
	unsigned holds;
	int rows;
	const char *refused; /* "": it is done */
} needs[] = {
	{ "nothing is needed", "d", 0, 0, "" },
	{ "its own need is not met", "t", 0, 0, "The tide is out." },
	{ "its own need is met", "t", NEED_TIDE, 0, "" },
	{ "the first of two is said", "m", 0, 0, "The tide is out." },
	{ "the second of two", "m", NEED_TIDE, 0, "There is no moon." },
	{ "both of two", "m", NEED_TIDE | NEED_MOON, 0, "" },
	{ "a row, and there is none", "r", 0, 0, "There is nothing in this list to do that with." },
	{ "a row", "r", 0, 1, "" },
	{ "a key of nobody", "z", 0, 0, "z does nothing here. F1 shows the keys." },
	{ "an F-key of nobody", "F4", 0, 0, "F4 does nothing here. F1 shows the keys." },
};

static void need_row(void **state)
{
	const struct need_row *row = *state;
	CLEAN_BUF struct buf footer = { 0 };
	char item[8];

	begin(row->rows);
	holds = row->holds;
	ui_press(ui, row->key);
	assert_string_equal(message(), row->refused);
	assert_int_equal(done, row->refused[0] == '\0');
	assert_int_equal(ui->bell, row->refused[0] != '\0');
	snprintf(item, sizeof item, "%s ", row->key);
	ui_footer_keys(ui, &footer);
	assert_int_equal(strstr(buf_string(&footer), item) != NULL, row->refused[0] == '\0');
}

/* LEAVING --------------------------------------------------------------------------------------------------------------------------------- */

static void leaving_takes_the_screen_of_the_key(void **state)
{
	begin(1);
	assert_int_equal(ui_open(ui, &upper_screen, NULL, NULL), 0);
	ui_press(ui, "x");
	assert_ptr_equal(ui_kind(ui), &trial_screen);
	assert_int_equal(closed, 1);
	assert_int_equal(ui_open(ui, &upper_screen, NULL, NULL), 0);
	void *below = ui->stack.items[0].state, *was = ui_state(ui);
	ui_press(ui, "c");
	assert_int_equal(ui->stack.count, 2);
	assert_ptr_equal(ui->stack.items[0].state, below);
	assert_ptr_not_equal(ui_state(ui), was);
	assert_ptr_equal(ui_kind(ui), &upper_screen);
}

static void going_back_to_a_screen(void **state)
{
	begin(1);
	void *first = ui_state(ui);
	for (int i = 0; i < 3; i++)
		assert_int_equal(ui_open(ui, &upper_screen, NULL, NULL), 0);
	ui_back_to(ui, first);
	assert_int_equal(ui->stack.count, 1);
	assert_int_equal(closed, 3);
	ui_back_to(ui, first);
	assert_int_equal(ui->stack.count, 1);
}

static void esc_on_the_first_screen_is_asked_for_twice(void **state)
{
	begin(1);
	ui_press(ui, "Esc");
	assert_false(ui_is_over(ui));
	ui_press(ui, "d");
	ui_press(ui, "Esc");
	assert_false(ui_is_over(ui));
	ui_press(ui, "Esc");
	assert_true(ui_is_over(ui));
}

static void read_anew_only_when_asked(void **state)
{
	begin(1);
	const struct trial *t = ui_state(ui);
	ui_press(ui, "d");
	ui_tick(ui);
	assert_int_equal(t->read, 1);
	ui_press(ui, "n");
	assert_int_equal(t->read, 2);
}

/* QUESTIONS ------------------------------------------------------------------------------------------------------------------------------- */

static const struct question_row {
	const char *name;
	const char *keys[4];
	const char *answered; /* "": it was not */
	int screens;          /* left on the stack */
} questions[] = {
	{ "Enter takes what was typed", { "a", "because", "Enter" }, "<because>", 1 },
	{ "blanks around it are cut", { "a", " because ", "Enter" }, "<because>", 1 },
	{ "nothing typed is an answer", { "a", "Enter" }, "<>", 1 },
	{ "Esc answers nothing", { "a", "because", "Esc" }, "", 1 },
	{ "letters are text, not keys", { "a", "xdt" }, "", 2 },
	{ "no key of every screen works", { "a", "F1", "F2", "F7" }, "", 2 },
	{ "an answer may leave the screen that asked", { "a", "leave", "Enter" }, "<leave>", 0 },
	{ "yes by Enter", { "F10", "Enter" }, "<>", 1 },
	{ "yes by the key that asked", { "F10", "F10" }, "<>", 1 },
	{ "yes by its twin", { "F10", "Ctrl+D" }, "<>", 1 },
	{ "no by Esc", { "F10", "Esc" }, "", 1 },
	{ "no by a letter", { "F10", "y" }, "", 1 },
};

static void question_row(void **state)
{
	const struct question_row *row = *state;

	begin(1);
	for (int i = 0; i < 4 && row->keys[i]; i++)
		for (const char *k = row->keys[i]; *k;) {
			struct key one;
			char text[2] = { *k, '\0' };

			if (key_read(row->keys[i], &one) == 0) {
				ui_key(ui, &one);
				break;
			}
			ui_press(ui, *k == ' ' ? "Space" : text);
			k++;
		}
	assert_string_equal(answered, row->answered);
	assert_int_equal(ui->stack.count, row->screens);
	assert_int_equal(done, 0);
}

static void a_question_stands_over_its_screen(void **state)
{
	CLEAN_BUF struct buf shot = { 0 };
	int row, col;

	begin(1);
	ui_press(ui, "a");
	ui_press(ui, "b");
	ui_shot(ui, false, &shot);
	assert_non_null(strstr(buf_string(&shot), "\nbody"));
	assert_non_null(strstr(buf_string(&shot), "\nWhy? b\n"));
	ui_cursor(ui, &row, &col);
	assert_int_equal(row, 22);
	assert_int_equal(col, 6);
}

/* WHAT IS DUE NEXT ------------------------------------------------------------------------------------------------------------------------ */

static const struct next_row {
	const char *name, *title, *next;
	int cols;
	const char *first, *second; /* of the header's two rows; NULL: it is not there */
} nexts[] = {
	{ "a name survives the cut", "Bands by class, of all who are on the roll", "Next 09:15 Beech: register not taken, 26 pupils", 80,
	  "School  Next 09:15 Beech…  Fri", NULL },
	{ "and so does the count of what is overdue", "Bands by class, of all who are on the roll", "2 overdue. Beech: register not taken, 26 pupils, since 09:15", 80,
	  "School  2 overdue. Beech…  Fri", NULL },
	{ "behind the title where more words fit there", "Calls", "2 overdue. Beech: register not taken, 26 pupils, since 09:15", 80, NULL,
	  "Calls    2 overdue. Beech: register not taken, 26…    Priya" },
	{ "behind the school where it is as good", "Calls", "Next: a visit", 80, "School  Next: a visit", NULL },
	{ "no word is cut in two, nor a time", "A title of more than thirty cells wide", "Overdue for you: 09:15, Oak", 80, "School  Overdue for you…", NULL },
	{ "all of it in a wide window", "Calls", "2 overdue. Beech: register not taken, 26 pupils, since 09:15", 132,
	  "School  2 overdue. Beech: register not taken, 26 pupils, since 09:15  ", NULL },
	{ "nothing is due", "Calls", "", 80, "School                     Fri", "Calls                      " },
};

static void next_row(void **state)
{
	const struct next_row *row = *state;
	CLEAN_BUF struct buf shot = { 0 };
	char *end;

	begin(1);
	titled = row->title;
	assert_int_equal(ui_open(ui, &upper_screen, NULL, NULL), 0);
	assert_int_equal(ui_open(ui, &trial_screen, NULL, NULL), 0);
	buf_reset(&ui->next);
	buf_text(&ui->next, row->next);
	ui_resize(ui, 24, row->cols);
	ui_shot(ui, false, &shot);
	const char *first = buf_string(&shot);
	end = strchr(first, '\n');
	assert_non_null(end);
	*end = '\0';
	const char *second = end + 1;
	*strchr(second, '\n') = '\0';
	if (row->first && !strstr(first, row->first))
		fail_msg("the first row is \"%s\"", first);
	if (row->second && !strstr(second, row->second))
		fail_msg("the second row is \"%s\"", second);
	if (!row->first)
		assert_null(strstr(first, "overdue"));
	ui_resize(ui, 24, 80);
	titled = "";
}

/* ANOTHER KEY ----------------------------------------------------------------------------------------------------------------------------- */

static void a_rebound_key_is_shown_and_works(void **state)
{
	CLEAN_BUF struct buf footer = { 0 }, shot = { 0 };

	begin(1);
	ui_footer_keys(ui, &footer);
	assert_non_null(strstr(buf_string(&footer), "F12 lunar\n"));
	assert_non_null(strstr(buf_string(&footer), "Ctrl+Z commands\n"));
	assert_null(strstr(buf_string(&footer), "F2 "));
	ui_shot(ui, false, &shot);
	assert_non_null(strstr(buf_string(&shot), "F12 Lunar"));
	ui_press(ui, "F12");
	assert_int_equal(done, 1);
	ui_press(ui, "l");
	assert_string_equal(message(), "l does nothing here. F1 shows the keys.");
	assert_int_equal(done, 1);
	ui_press(ui, "Ctrl+Z");
	assert_string_equal(ui_kind(ui)->name, "commands");
}

static int make(void **state)
{
	CLEAN_BUF struct buf said = { 0 };
	struct err e = { 0 };
	char conf[128];

	if (!mkdtemp(directory) || office_demo(directory, "2026-11-20T09:07", 1000, "priya", "", &said, &e) < 0)
		return -1;
	snprintf(conf, sizeof conf, "%s/firstbell.conf", directory);
	FILE *f = fopen(conf, "a");
	if (!f || fputs("key \"register.lunar\" { is = \"F12\" }\nkey \"commands\" { is = \"Ctrl+Z\" }\n", f) < 0 || fclose(f) != 0)
		return -1;
	const struct office_options options = { .directory = directory, .as = "priya", .uid = 1000, .terminal = "test" };
	if (office_open(&options, &office, &e) < 0)
		return -1;
	ui = ui_new(office, 24, 80, false);
	return 0;
}

static int unmake(void **state)
{
	char command[128];

	ui_free(ui);
	office_close(office);
	snprintf(command, sizeof command, "rm -rf '%s'", directory);
	return system(command);
}

int main(void)
{
	static struct rows all;

	setlocale(LC_CTYPE, "C.UTF-8");
	rows_add(&all, need_row, needs);
	rows_add(&all, question_row, questions);
	rows_add(&all, next_row, nexts);
	rows_case(&all, "what is left is the screen whose key it was", leaving_takes_the_screen_of_the_key, NULL);
	rows_case(&all, "back to a screen", going_back_to_a_screen, NULL);
	rows_case(&all, "Esc on the first screen", esc_on_the_first_screen_is_asked_for_twice, NULL);
	rows_case(&all, "a screen is read anew only when something was saved", read_anew_only_when_asked, NULL);
	rows_case(&all, "a question stands over its screen", a_question_stands_over_its_screen, NULL);
	rows_case(&all, "a rebound key is shown and works", a_rebound_key_is_shown_and_works, NULL);
	return _cmocka_run_group_tests("ui/frame", all.tests, all.count, make, unmake);
}
