/* First-day calls by their keys: whom to ring, one key an outcome, the next number, brothers and sisters, and the other clerk. */
#include "hands.h"

#include "office/calls.h"
#include "office/family.h"
#include "office/today.h"
#include "rules/code.h"

/* At 09:33 on Friday 20 November 2026 the morning is closed, and families of children without a reason are to be rung. */
#define CLOCK "2026-11-20T09:33"

/* THE RECORD -------------------------------------------------------------------------------------------------------------------------- */

static void read_calls(struct world *w, bool everybody, struct calls_view *v)
{
	struct err e = { 0 };

	if (office_calls_open(w->o, office_today(w->o), SESSION_AM, everybody, v, &e) < 0)
		fail_msg("%s", e.text);
}

/* The first that is to be rung: its name in `to`. */
static int64_t first_of(struct world *w, char to[static 100])
{
	struct calls_view v;
	int64_t pupil = 0;

	read_calls(w, false, &v);
	for (int i = v.count; i-- > 0;)
		if (v.lines[i].state == CALL_DUE || v.lines[i].state == CALL_TRIED) {
			pupil = v.lines[i].pupil;
			snprintf(to, 100, "%s", v.lines[i].name);
		}
	calls_view_finish(&v);
	assert_int_not_equal(pupil, 0);
	return pupil;
}

#define GONE (-1) /* in the list no more: the child has a reason */

static int state_now(struct world *w, int64_t pupil)
{
	struct calls_view v;
	int state = GONE;

	read_calls(w, false, &v);
	for (int i = 0; i < v.count; i++)
		if (v.lines[i].pupil == pupil)
			state = (int)v.lines[i].state;
	calls_view_finish(&v);
	return state;
}

/* How many acts of a call there are about a child. */
static int calls_of(struct world *w, int64_t pupil)
{
	struct call_page p;
	struct err e = { 0 };

	if (office_call_open(w->o, pupil, office_today(w->o), &p, &e) < 0)
		fail_msg("%s", e.text);
	int n = p.log_count;
	call_page_finish(&p);
	return n;
}

static int contacts_of(struct world *w, int64_t pupil)
{
	struct call_page p;
	struct err e = { 0 };

	if (office_call_open(w->o, pupil, office_today(w->o), &p, &e) < 0)
		fail_msg("%s", e.text);
	int n = p.contact_count;
	call_page_finish(&p);
	return n;
}

/* THE LIST ---------------------------------------------------------------------------------------------------------------------------- */

static void the_list(struct world *w)
{
	char name[100];

	first_of(w, name);
	press(w, "f");
	assert_shows("First-day calls: morning");
	assert_true(cursor_is_on(w, name));
	assert_shows("overdue ");
	assert_shows(" By the policy: first calls at");
	foot_is_whole(w, "Enter ring\n");
	holds_at_every_size(w);
}

static void everybody(struct world *w)
{
	struct calls_view v;

	read_calls(w, true, &v);
	int all = v.count;
	calls_view_finish(&v);
	read_calls(w, false, &v);
	int without = v.count;
	calls_view_finish(&v);
	assert_true(all > without);
	press(w, "f a");
	assert_shows("First-day calls: morning, every absence");
	press(w, "a");
	assert_hides("every absence");
}

/* A NUMBER ---------------------------------------------------------------------------------------------------------------------------- */

/* Two keys from the list. */
static void no_reply(struct world *w)
{
	char name[100];
	int64_t pupil = first_of(w, name);

	press(w, "f");
	assert_int_equal(press(w, "Enter n"), 2);
	assert_int_equal(calls_of(w, pupil), 1);
	assert_int_equal(state_now(w, pupil), CALL_TRIED);
	assert_says("no reply. Act ");
	assert_shows("Ring: ");
	assert_true(cursor_is_on(w, "> "));
	assert_shows("no reply 09:33");
	foot_is_whole(w, "n no-reply\n");
}

/* The number stands alone on its line. */
static void the_number(struct world *w)
{
	CLEAN_BUF struct buf want = { 0 };
	struct calls_view v;

	read_calls(w, false, &v);
	buf_printf(&want, "\n        %s\n", v.lines[0].next_number);
	calls_view_finish(&v);
	press(w, "f Enter");
	assert_shows(buf_string(&want));
	assert_true(cursor_is_on(w, "> "));
	holds_at_every_size(w);
	ui_resize(w->ui, 43, 132);
	assert_shows("\n        0 7 7 0 0   9 0 0 ");
}

static void every_number_fails(struct world *w)
{
	char name[100];
	int64_t pupil = first_of(w, name);
	int contacts = contacts_of(w, pupil);

	press(w, "f Enter");
	for (int i = 0; i < 20 && state_now(w, pupil) != CALL_FAILED; i++)
		press(w, "n");
	assert_int_equal(state_now(w, pupil), CALL_FAILED);
	assert_true(calls_of(w, pupil) >= contacts);
	assert_shows("Every contact has failed: the DSL is told.");
	assert_shows("What the policy asks for\n");
	assert_shows("13:00 A second message");
	foot_is_whole(w, "c reason\n");
	press(w, "n");
	assert_says("Nobody is left to ring: Enter on a number takes it again, y opens the family.");
	int before = calls_of(w, pupil);
	press(w, "Home Enter n");
	assert_int_equal(calls_of(w, pupil), before + 1);
	press(w, "Esc");
	assert_shows("Every contact has failed\n");
	assert_shows("nobody is left: the DSL is told\n");
	assert_false(cursor_is_on(w, name)); /* the next family is */
}

/* Every number was struck out before today: nobody rings, and the DSL is told all the same. */
static void no_number_to_ring(struct world *w)
{
	press(w, "f End");
	assert_shows("no number: Enter, n tells the DSL\n");
	press(w, "Enter");
	assert_shows("There is no number to ring. n tells the DSL; y opens the family.");
	assert_shows("overdue 09:30 Calls home");
	press(w, "n");
	assert_says("no number to ring. Act ");
	assert_says("the safeguarding lead has a task.");
	assert_shows("Every contact has failed: the DSL is told.");
	press(w, "n");
	assert_says("Nobody is left to ring: Enter on a number takes it again");
	press(w, "Esc");
	assert_shows("nobody is left: the DSL is told\n");
}

/* An undone call: whose turn it was, it is again. */
static void the_turn_comes_back(struct world *w)
{
	char name[100];
	int64_t pupil = first_of(w, name);
	struct call_page p;
	struct err e = { 0 };
	CLEAN_BUF struct buf number = { 0 };

	assert_int_equal(office_call_open(w->o, pupil, office_today(w->o), &p, &e), 0);
	buf_printf(&number, "\n        %s\n", p.line.next_number);
	call_page_finish(&p);
	press(w, "f Enter n");
	assert_hides(buf_string(&number));
	press(w, "F8 F8");
	assert_shows(buf_string(&number));
}

/* Up and Down choose another number, and that is the one that is logged. */
static void another_number(struct world *w)
{
	char name[100];
	int64_t pupil = first_of(w, name);
	struct call_page p;
	struct err e = { 0 };

	CLEAN_BUF struct buf number = { 0 };

	assert_int_equal(office_call_open(w->o, pupil, office_today(w->o), &p, &e), 0);
	const struct call_contact *second = &p.contacts[p.contacts[0].number_count == 1];
	buf_printf(&number, "%s", second->numbers[p.contacts[0].number_count > 1].number);
	call_page_finish(&p);
	press(w, "f Enter Down");
	assert_true(cursor_is_on(w, "> "));
	assert_true(cursor_is_on(w, buf_string(&number)));
	press(w, "m");
	assert_int_equal(office_call_open(w->o, pupil, office_today(w->o), &p, &e), 0);
	assert_non_null(strstr(p.log[0].line, "message left"));
	assert_non_null(strstr(p.log[0].line, buf_string(&number)));
	call_page_finish(&p);
}

static void a_wrong_number_is_struck_out(struct world *w)
{
	char name[100];
	int64_t pupil = first_of(w, name);
	struct call_page p;
	struct err e = { 0 };

	press(w, "f Enter w");
	assert_says("wrong number. Act ");
	assert_shows(" dead");
	assert_int_equal(office_call_open(w->o, pupil, office_today(w->o), &p, &e), 0);
	assert_true(p.contacts[0].numbers[0].dead);
	call_page_finish(&p);
}

static void they_call_back(struct world *w)
{
	char name[100];
	int64_t pupil = first_of(w, name);

	press(w, "f Enter b");
	assert_int_equal(state_now(w, pupil), CALL_LATER);
	assert_true(cursor_is_on(w, "> "));
	assert_false(cursor_is_on(w, "will call back"));
	press(w, "Esc");
	assert_shows("They ring us back\n");
}

/* THE REASON -------------------------------------------------------------------------------------------------------------------------- */

/* Enter, c and the number of the reason: the code is given, and the list is there with the next. */
static void the_reason(struct world *w)
{
	char name[100];
	int64_t pupil = first_of(w, name);

	press(w, "f");
	assert_int_equal(press(w, "Enter c 1"), 3);
	assert_says(": ill. Act ");
	assert_shows("First-day calls");
	assert_int_equal(state_now(w, pupil), GONE);
	assert_false(cursor_is_on(w, name));
	press(w, "F8 F8");
	assert_shows("The register is closed. Why is act ");
	press(w, "the_wrong_child Enter");
	assert_says(" undid act ");
	assert_true(state_now(w, pupil) != GONE);
}

/* What stands and was seen is changed by whoever means it. */
static void another_reason(struct world *w)
{
	press(w, "f a End Enter");
	assert_shows(", illness; seen ");
	press(w, "c 2");
	assert_says(": M (appointment) for the morning.");
}

static void the_reason_by_its_letter(struct world *w)
{
	char name[100];
	int64_t pupil = first_of(w, name);

	press(w, "f Enter c");
	assert_shows("Why is ");
	holds_at_every_size(w);
	press(w, "z");
	assert_says("No reason here has that number or letter.");
	press(w, "i");
	assert_int_equal(state_now(w, pupil), GONE);
}

static void another_code(struct world *w)
{
	char name[100];
	int64_t pupil = first_of(w, name);

	press(w, "f Enter c End Enter G_two_weeks_in_Spain Enter");
	assert_says(": two weeks in Spain. Act ");
	assert_int_equal(state_now(w, pupil), GONE);
	press(w, "Enter c End Enter S Enter");
	assert_hides(": . Act");
}

static void what_goes_with_it(struct world *w)
{
	char name[100];
	int64_t pupil = first_of(w, name);

	press(w, "f Enter k F6 the_bus_did_not_come Enter e Mrs_Bell Enter");
	assert_shows("With the next key: Said: the bus did not come. Child spoken to. Child seen by");
	assert_shows("Mrs Bell.");
	press(w, "m");
	assert_hides("With the next key");
	assert_int_equal(calls_of(w, pupil), 1);
	for (int i = 0; i < 12 && !cursor_is_on(w, "message left: "); i++)
		press(w, "Down");
	assert_shows("\"the bus did");
	assert_shows("Mrs Bell");
}

/* THE FAMILY -------------------------------------------------------------------------------------------------------------------------- */

/* A child of the list whose brother or sister is on the roll: both absent without a reason. */
static int64_t with_sibling(struct world *w, int64_t *ret_sibling)
{
	struct err e = { 0 };
	struct family_view f;
	int64_t pupil = pupil_of(w, "Arthur Holmes");

	if (office_family_open(w->o, pupil, &f, &e) < 0)
		fail_msg("%s", e.text);
	assert_true(f.sibling_count > 0);
	*ret_sibling = f.siblings[0].pupil;
	family_view_finish(&f);
	return pupil;
}

static void mark_n(struct world *w, int64_t pupil)
{
	const struct mark_wish wish = { .pupil = pupil, .code = "N", .before = -1, .minutes_late = -1 };
	struct register_ref ref = { .day = office_today(w->o), .session = SESSION_AM };
	CLEAN_ARENA struct arena a = { 0 };
	struct mark_result done = { 0 };
	struct pupil_hit *hit = NULL;
	struct err e = { 0 };

	const char *key;
	assert_int_equal(office_pupil_key(w->o, pupil, &a, &key, &e), 0);
	assert_int_equal(office_pupil_search(w->o, office_name_of_pupil(w->o, pupil, &a), 1, &a, &hit, &e), 1);
	ref.roll_group = hit[0].ref.roll_group;
	if (office_marks_set(w->o, &ref, &wish, 1, "not here", &done, &e) < 0)
		fail_msg("%s", e.text);
}

static uint8_t mark_of(struct world *w, int64_t pupil)
{
	struct call_page p;
	struct err e = { 0 };

	if (office_call_open(w->o, pupil, office_today(w->o), &p, &e) < 0)
		fail_msg("%s", e.text);
	uint8_t mark = p.line.mark;
	call_page_finish(&p);
	return mark;
}

/* One call for two, each with its own code. */
static void brothers_and_sisters(struct world *w)
{
	int64_t sibling, pupil = with_sibling(w, &sibling);

	mark_n(w, pupil);
	mark_n(w, sibling);
	press(w, "f");
	for (int i = 0; i < 40 && !cursor_is_on(w, "Arthur Holmes"); i++)
		press(w, "Down");
	press(w, "Enter");
	assert_shows("[x] Arthur Holmes");
	assert_shows("[ ] Harriet Holmes");
	press(w, "Space");
	assert_says("Go to a child first: Tab.");
	press(w, "Tab");
	assert_true(cursor_is_on(w, "[ ] Harriet"));
	press(w, "Space");
	assert_shows("[x] Harriet Holmes");
	press(w, "Space");
	assert_shows("[ ] Harriet Holmes");
	press(w, "c 2");
	assert_shows("[x] Harriet Holmes, Hazel: N, becomes M");
	press(w, "Tab");
	assert_true(cursor_is_on(w, "> "));
	press(w, "c 1");
	assert_string_equal(code_symbol(mark_of(w, pupil)), "I");
	assert_string_equal(code_symbol(mark_of(w, sibling)), "M");
}

/* Two outcomes in one key each, then the next family: nothing of the first goes over to it. */
static void nothing_is_carried_over(struct world *w)
{
	press(w, "f Enter k m Esc Enter");
	assert_hides("With the next key");
}

/* THE OTHER CLERK --------------------------------------------------------------------------------------------------------------------- */

static void who_rings(struct world *w)
{
	const struct office_options options = { .directory = w->directory, .as = "marek", .uid = 1000, .terminal = "test 2" };
	struct world other = { .rows = 24, .cols = 80 };
	struct err e = { 0 };
	char name[100];

	first_of(w, name);
	press(w, "f Enter");
	if (office_open(&options, &other.o, &e) < 0)
		fail_msg("%s", e.text);
	other.ui = ui_new(other.o, other.rows, other.cols, false);
	ui_start(other.ui);
	press(&other, "F2 first-day Enter");
	has_words(look(&other), "Priya Nair is ringing since 09:33", true, __FILE__, __LINE__);
	press(&other, "Enter");
	has_words(ui_message(other.ui), "Priya Nair is ringing", true, __FILE__, __LINE__);
	press(&other, "Esc");
	press(w, "Esc");
	press(&other, "F1 Esc");
	has_words(look(&other), "is ringing", false, __FILE__, __LINE__);
	ui_free(other.ui);
	office_close(other.o);
	buf_finish(&other.shot);
}

/* The second is told who was first; then it is a change that they mean. */
static void another_was_first(struct world *w)
{
	const struct office_options options = { .directory = w->directory, .as = "marek", .uid = 1000, .terminal = "test 2" };
	struct office *other = NULL;
	struct mark_result done = { 0 };
	struct call_wish wish = CALL_WISH;
	CLEAN_BUF struct buf said = { 0 };
	struct err e = { 0 };
	char name[100];
	const struct call_given given = { .pupil = first_of(w, name), .code = "I" };

	if (office_open(&options, &other, &e) < 0)
		fail_msg("%s", e.text);
	press(w, "f Enter");
	wish.children = &given;
	wish.count = 1;
	wish.outcome = CALL_SPOKE;
	if (office_call_log(other, &wish, &said, &done, &e) < 0)
		fail_msg("%s", e.text);
	press(w, "c 2");
	assert_says("is I (illness) now, by Marek Nowak");
	assert_shows("Ring: ");
	press(w, "c 2");
	assert_says(": M (appointment) for the morning.");
	office_close(other);
}

/* What somebody else saves moves neither the focus nor the number that is dialled. */
static void another_saves(struct world *w)
{
	const struct office_options options = { .directory = w->directory, .as = "marek", .uid = 1000, .terminal = "test 2" };
	const struct task_wish wish = { .role = "office", .due = office_today(w->o), .minute = -1, .text = "water the plants" };
	CLEAN_BUF struct buf before = { 0 };
	struct office *other = NULL;
	int64_t task, act;
	struct err e = { 0 };

	if (office_open(&options, &other, &e) < 0)
		fail_msg("%s", e.text);
	press(w, "f Enter Down");
	ui_shot(w->ui, true, &before);
	assert_int_equal(office_task_add(other, &wish, &task, &act, &e), 0);
	press(w, "F1 Esc");
	CLEAN_BUF struct buf after = { 0 };
	ui_shot(w->ui, true, &after);
	assert_string_equal(buf_string(&after), buf_string(&before));
	for (int i = 0; i < 12; i++)
		press(w, "n");
	press(w, "Down Down");
	buf_reset(&before);
	press(w, "F1 Esc");
	ui_shot(w->ui, true, &before);
	assert_int_equal(office_task_add(other, &wish, &task, &act, &e), 0);
	press(w, "F1 Esc");
	buf_reset(&after);
	ui_shot(w->ui, true, &after);
	assert_string_equal(buf_string(&after), buf_string(&before));
	office_close(other);
}

/* What two people take to the door leaves as paper, or as text in out/ (B16). */
static void the_sheet(struct world *w)
{
	press(w, "f Enter h");
	assert_says("home-visit");
	assert_shows("Ring: ");
}

static void a_teacher_does_not_ring(struct world *w)
{
	press(w, "Esc F2 ring_home Enter");
	assert_says("Nothing here has that name.");
}

static const struct walk walks[] = {
	{ "the list: whom to ring, and what is overdue", CLOCK, "priya", the_list },
	{ "every absence, and back", CLOCK, "priya", everybody },
	{ "no reply is two keys from the list", CLOCK, "priya", no_reply },
	{ "the number stands alone on its line", CLOCK, "priya", the_number },
	{ "every number fails: the DSL is told, and what comes next is there", CLOCK, "priya", every_number_fails },
	{ "another number is chosen and logged", CLOCK, "priya", another_number },
	{ "a wrong number is struck out", CLOCK, "priya", a_wrong_number_is_struck_out },
	{ "they call back", CLOCK, "priya", they_call_back },
	{ "the reason is three keys from the list, and undone", CLOCK, "priya", the_reason },
	{ "another reason than the one that stands", CLOCK, "priya", another_reason },
	{ "no number to ring: the DSL is told", CLOCK, "priya", no_number_to_ring },
	{ "a call undone: the number to ring is the one before", CLOCK, "priya", the_turn_comes_back },
	{ "the reason by the letter of its code", CLOCK, "priya", the_reason_by_its_letter },
	{ "another code with what was said", CLOCK, "priya", another_code },
	{ "the child spoken to, seen, and what was said", CLOCK, "priya", what_goes_with_it },
	{ "brothers and sisters each with their own code", CLOCK, "priya", brothers_and_sisters },
	{ "nothing is carried over to the next family", CLOCK, "priya", nothing_is_carried_over },
	{ "the other clerk sees who rings", CLOCK, "priya", who_rings },
	{ "who was first is told before a reason is changed", CLOCK, "priya", another_was_first },
	{ "another saves: focus and number stay", CLOCK, "priya", another_saves },
	{ "the sheet for a home visit", CLOCK, "priya", the_sheet },
	{ "a teacher does not ring", CLOCK, "magda", a_teacher_does_not_ring },
};

int main(void)
{
	static struct rows all;

	setlocale(LC_ALL, "C.UTF-8");
	setenv("PATH", "/nowhere", 1); /* no lp: paper is a text in out/ */
	rows_add(&all, walk_row, walks);
	return rows_run(&all, "ui/calls");
}
