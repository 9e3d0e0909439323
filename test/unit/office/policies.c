/* Policies: those there are, adopting one, its times, the clocks of the day (A26, B4; domain 6, 7). */
#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "base/file.h"
#include "office/classes.h"
#include "office/clocks.h"
#include "office/school.h"
#include "store/store.h"
#include "world.h"

#define MONDAY day_of(2026, 11, 23)
#define OURS "name = \"ours\"\ntitle = \"Our own\"\nboundary a { percent = 93 inclusive = no above = good source = s }\nlowest = low\n"

static struct arena arena;
static int64_t act;

static void begin(struct world *w, const char *who)
{
	arena_finish(&arena);
	as(w, who);
	buf_reset(&w->said);
	act = -1;
}

static int adopt(struct world *w, const char *name, struct day from, bool times)
{
	buf_reset(&w->said);
	err_clear(&w->e);
	return office_policy_adopt(w->o, name, from, times, NULL, &w->said, &act, &w->e);
}

static void own_file(struct world *w, const char *name, const char *text)
{
	CLEAN_BUF struct buf path = { 0 };

	buf_printf(&path, "%s/policies", w->directory);
	if (!file_exists(buf_string(&path)))
		assert_int_equal(file_make_directory(buf_string(&path), 0700, &w->e), 0);
	buf_printf(&path, "/%s", name);
	assert_int_equal(file_replace(buf_string(&path), text, strlen(text), 0600, &w->e), 0);
}

/* "name from*": * in force, + changed since */
static const char *listed(struct world *w)
{
	struct policy_line *lines;
	int n = office_policies(w->o, &arena, &lines, &w->e);
	char day[DAY_TEXT];

	assert_true(n >= 0);
	buf_reset(&w->said);
	for (int i = 0; i < n; i++)
		buf_printf(&w->said, "%s%s%s %d/%d/%d%s%s%s%s\n", lines[i].name, day_is_none(lines[i].from) ? "" : " ",
			   day_is_none(lines[i].from) ? "" : day_iso(lines[i].from, day), lines[i].boundaries, lines[i].steps, lines[i].times,
			   lines[i].in_force ? " *" : "", lines[i].changed ? " +" : "", lines[i].trouble ? " ! " : "", lines[i].trouble ? lines[i].trouble : "");
	return buf_string(&w->said);
}

static const struct session_times *times_of(struct world *w, struct day day, enum session session, int64_t group)
{
	struct year_view v;

	assert_done(office_year_open(w->o, DAY_NONE, &v, &w->e)); /* the times are read anew with the next use case */
	year_view_finish(&v);
	const struct session_times *t = office_times(w->o, day, session, group);
	assert_non_null(t);
	return t;
}

/* WHICH THERE ARE */

static void none_adopted(struct world *w)
{
	const char *text;

	begin(w, "ann");
	assert_string_equal(listed(w), "east-sussex-tiers 4/4/0\nfederation-barcombe-iford 3/4/2\nfederation-hamsey-plumpton 3/4/2\ngreenwich 2/4/0\n"
				       "hackney-2012 4/1/0\nkent 2/4/0\nnational 4/4/0 *\nveritas-mundella 2/5/2\nveritas-pilgrims-way 2/5/2\n"
				       "veritas-warden-house 2/5/3\n");
	assert_done(office_policy_text(w->o, NULL, &arena, &text, &w->e));
	assert_words(text, "name = \"national\"");
	assert_done(office_policy_text(w->o, "veritas-warden-house", &arena, &text, &w->e));
	assert_words(text, "session \"pm 4-6\"");
}

static void own_stand_first(struct world *w)
{
	const char *text;

	begin(w, "ada");
	own_file(w, "ours.conf", OURS);
	own_file(w, "national.conf", "name = \"national\"\ntitle = \"Ours in its place\"\nboundary a { percent = 93 inclusive = no above = x source = s }\nlowest = y\n");
	own_file(w, "broken.conf", "name = \"broken\"\ntarget = lots\n");
	own_file(w, "other.conf", OURS);
	own_file(w, ".hidden.conf", OURS);
	own_file(w, "notes.txt", "nothing");
	assert_words(listed(w), "broken 0/0/0 ! broken.conf: title: This is not said anywhere in the file. Write title = \"...\".\nnational 1/0/0 *\nother 0/0/0 ! ");
	assert_done(office_policy_text(w->o, "national", &arena, &text, &w->e));
	assert_words(text, "Ours in its place");
	assert_int_equal(adopt(w, "broken", DAY_NONE, false), -EINVAL);
	assert_int_equal(w->e.line, 0);
	assert_words(w->e.text, "title: This is not said");
	assert_refused(adopt(w, "other", DAY_NONE, false), "policies/other.conf calls itself \"ours\"");
	assert_int_equal(adopt(w, "../ours", DAY_NONE, false), -ENOENT);
	assert_words(w->e.text, "There is no policy \"../ours\". There are: broken, national, other, ours, east-sussex-tiers,");
	assert_int_equal(office_policy_text(w->o, "nothing", &arena, &text, &w->e), -ENOENT);
}

/* ADOPTED */

static void kept_by_an_act(struct world *w)
{
	const char *text;

	begin(w, "ada");
	own_file(w, "ours.conf", OURS);
	assert_done(adopt(w, "ours", TODAY, false));
	assert_true(act > 0);
	assert_string_equal(buf_string(&w->said), "ours: adopted from Fri 20 Nov 2026.\n");
	assert_words(listed(w), "ours 2026-11-20 1/0/0 *\n");
	assert_words(listed(w), "national 4/4/0\n");
	own_file(w, "ours.conf", OURS "# another year\n");
	assert_words(listed(w), "ours 2026-11-20 1/0/0 * +\n");
	assert_done(office_policy_text(w->o, NULL, &arena, &text, &w->e));
	assert_string_equal(text, OURS);
	assert_done(adopt(w, "ours", TODAY, false));
	assert_true(act > 0);
	assert_done(adopt(w, "ours", MONDAY, false));
	assert_int_equal(act, 0);
	assert_string_equal(buf_string(&w->said), "ours: in force from Mon 23 Nov 2026 already.\n");
}

static void gone_file(struct world *w)
{
	CLEAN_BUF struct buf path = { 0 };
	const char *text;

	begin(w, "ada");
	own_file(w, "ours.conf", OURS);
	assert_done(adopt(w, "ours", TODAY, false));
	buf_printf(&path, "%s/policies/ours.conf", w->directory);
	assert_int_equal(remove(buf_string(&path)), 0);
	assert_words(listed(w), "veritas-warden-house 2/5/3\nours 2026-11-20 1/0/0 *\n");
	assert_done(office_policy_text(w->o, "ours", &arena, &text, &w->e));
	assert_string_equal(text, OURS);
}

static void from_a_day_on(struct world *w)
{
	begin(w, "ada");
	assert_done(adopt(w, "federation-hamsey-plumpton", MONDAY, false));
	assert_words(listed(w), "federation-hamsey-plumpton 2026-11-23 3/4/2\n");
	assert_words(listed(w), "national 4/4/0 *\n");
	assert_int_equal(office_clock_minute(w->o, TODAY, CLOCK_FRIENDLY_CALL), -1);
	assert_int_equal(office_clock_minute(w->o, MONDAY, CLOCK_FRIENDLY_CALL), 15 * 60 + 30);
	assert_int_equal(office_clock_minute(w->o, MONDAY, CLOCK_SECOND_MESSAGE), -1);
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	assert_int_equal(office_clock_minute(w->o, MONDAY, CLOCK_FRIENDLY_CALL), -1);
}

static void not_by_everybody(struct world *w)
{
	begin(w, "ann");
	assert_refused(adopt(w, "national", DAY_NONE, false), "may not change the school's settings");
	begin(w, "hal");
	assert_refused(adopt(w, "national", DAY_NONE, false), "Ask an administrator");
}

static void a_blank_reason(struct world *w)
{
	begin(w, "ada");
	assert_refused(office_policy_adopt(w->o, "national", DAY_NONE, false, " ", &w->said, &act, &w->e), "The reason is blank");
}

/* ITS TIMES */

static void times_become_the_schools(struct world *w)
{
	begin(w, "ada");
	assert_done(adopt(w, "veritas-warden-house", MONDAY, true));
	assert_string_equal(buf_string(&w->said),
		"veritas-warden-house: adopted from Mon 23 Nov 2026.\n"
		"Times of the morning from Mon 23 Nov 2026: gate 08:45, register 08:45 to 09:25, end 12:00.\n"
		"The register is open for 40 minutes: a register may not stay open longer than 30.\n"
		"Times of the afternoon of Reception to Year 3 from Mon 23 Nov 2026: gate 12:40, register 12:40 to 12:55, end 15:15.\n"
		"Times of the afternoon of Year 4 to Year 6 from Mon 23 Nov 2026: gate 13:40, register 13:40 to 13:55, end 15:15.\n");
	assert_int_equal(times_of(w, TODAY, SESSION_AM, WILLOW)->closes, 9 * 60 + 15);
	assert_int_equal(times_of(w, MONDAY, SESSION_AM, WILLOW)->closes, 9 * 60 + 25);
	assert_int_equal(times_of(w, MONDAY, SESSION_PM, WILLOW)->starts, 12 * 60 + 40);
	assert_int_equal(times_of(w, TODAY, SESSION_PM, WILLOW)->starts, 13 * 60);
	assert_done(adopt(w, "veritas-warden-house", MONDAY, true));
	assert_int_equal(act, 0);
	assert_words(buf_string(&w->said), "in force from Mon 23 Nov 2026 already.");
}

static void undone_with_its_times(struct world *w)
{
	begin(w, "ada");
	assert_done(adopt(w, "veritas-mundella", MONDAY, true));
	assert_int_equal(times_of(w, MONDAY, SESSION_PM, WILLOW)->starts, 12 * 60 + 50);
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	assert_int_equal(times_of(w, MONDAY, SESSION_PM, WILLOW)->starts, 13 * 60);
	assert_words(listed(w), "veritas-mundella 2/5/2\n");
}

static void years_of_another_policy_end(struct world *w)
{
	begin(w, "ada");
	assert_done(adopt(w, "veritas-warden-house", day_of(2026, 9, 2), true));
	assert_done(adopt(w, "veritas-pilgrims-way", MONDAY, true));
	assert_words(buf_string(&w->said), "The afternoon of Reception has no times of its own any more.\n");
	assert_words(buf_string(&w->said), "The afternoon of Year 6 has no times of its own any more.\n");
	assert_null(strstr(buf_string(&w->said), "The morning of"));
	assert_int_equal(times_of(w, TODAY, SESSION_PM, WILLOW)->starts, 12 * 60 + 40);
	assert_int_equal(times_of(w, MONDAY, SESSION_PM, WILLOW)->starts, 13 * 60);
	assert_done(adopt(w, "veritas-warden-house", MONDAY, true));
	assert_int_equal(times_of(w, MONDAY, SESSION_PM, WILLOW)->starts, 12 * 60 + 40);
	assert_done(adopt(w, "veritas-mundella", MONDAY, true));
	assert_int_equal(times_of(w, MONDAY, SESSION_PM, WILLOW)->starts, 12 * 60 + 50);
}

static void nearer_times_stay(struct world *w)
{
	struct session_time_row class = SESSION_TIME_NEW, later = SESSION_TIME_NEW;

	class.roll_group = WILLOW;
	class.from_day = day_of(2026, 9, 2);
	class.gate = 520;
	class.starts = 530;
	class.closes = 545;
	class.ends = 700;
	later = class;
	later.roll_group = NONE;
	later.from_day = day_of(2027, 1, 4);
	world_put(w, THING_SESSION_TIME, &class);
	world_put(w, THING_SESSION_TIME, &later);
	begin(w, "ada");
	assert_done(adopt(w, "federation-hamsey-plumpton", MONDAY, true));
	assert_words(buf_string(&w->said), "Willow has times of its own for the morning: they stay.\nOther times of the morning hold from Mon 4 Jan 2027: they stay.\n");
	assert_int_equal(times_of(w, MONDAY, SESSION_AM, WILLOW)->starts, 530);
	assert_int_equal(times_of(w, MONDAY, SESSION_AM, OAK)->starts, 540);
}

static void only_where_there_are_any(struct world *w)
{
	begin(w, "ada");
	assert_refused(adopt(w, "national", DAY_NONE, true), "The policy national gives no session times");
	assert_done(adopt(w, "national", DAY_NONE, false));
	assert_true(act > 0);
}

static void one_session_must_fit_the_other(struct world *w)
{
	begin(w, "ada");
	own_file(w, "ours.conf", OURS "session am { times = \"08:40,09:00,09:15,13:01\" source = s }\n");
	assert_refused(adopt(w, "ours", DAY_NONE, true), "The morning would end at 13:01, after the afternoon starts at 13:00.");
	own_file(w, "ours.conf", OURS "session am { times = \"08:40,09:00,09:15,13:00\" source = s }\n");
	assert_done(adopt(w, "ours", DAY_NONE, true));
}

static void closed_before(struct world *w)
{
	begin(w, "ann");
	at(w, "2026-11-20T09:16");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	assert_done(office_register_send(w->o, WILLOW_AM, &w->said, &w->got, &w->e));
	assert_done(office_session_close(w->o, WILLOW_AM, false, &w->said, &w->got, &w->e));
	begin(w, "ada");
	assert_done(adopt(w, "veritas-mundella", MONDAY, true));
	assert_null(strstr(buf_string(&w->said), "stays closed"));
	assert_done(adopt(w, "veritas-mundella", TODAY, true));
	assert_words(buf_string(&w->said), "1 register of these days was closed by other times: it stays closed as it was.");
}

/* CLOCKS */

static void steps_of_the_day(struct world *w)
{
	struct policy_step *steps;

	begin(w, "ann");
	assert_int_equal(office_clocks(w->o, TODAY, &arena, &steps, &w->e), 4);
	assert_int_equal(steps[0].clock, CLOCK_FIRST_CALLS);
	assert_int_equal(steps[0].minute, 9 * 60 + 30);
	assert_int_equal(office_clock_minute(w->o, TODAY, CLOCK_HOME_VISIT), 13 * 60);
	assert_int_equal(office_clock_minute(w->o, TODAY, CLOCK_REPORT), -1);
}

int main(void)
{
	static const struct world_case cases[] = {
		{ "those shipped, and the national one without an adoption", none_adopted },
		{ "the school's own stand before those shipped", own_stand_first },
		{ "an adoption keeps the text; a later one is offered", kept_by_an_act },
		{ "adopted, and its file is gone", gone_file },
		{ "adopted from a day to come, and undone", from_a_day_on },
		{ "only an administrator adopts", not_by_everybody },
		{ "a blank reason is none", a_blank_reason },
		{ "times by year become the school's", times_become_the_schools },
		{ "undone with its times", undone_with_its_times },
		{ "years of another policy end", years_of_another_policy_end },
		{ "what is nearer or later stays, and is said", nearer_times_stay },
		{ "times only of a policy that has some", only_where_there_are_any },
		{ "one session must fit the other", one_session_must_fit_the_other },
		{ "registers that were closed before stay closed", closed_before },
		{ "the steps of the day", steps_of_the_day },
	};
	static struct rows r;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		rows_case(&r, cases[i].name, world_case, &cases[i]);
	int failed = rows_run(&r, "policies");
	arena_finish(&arena);
	return failed;
}
