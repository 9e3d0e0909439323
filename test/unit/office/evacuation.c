#include "rows.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "gate_world.h"
#include "rules/code.h"
#include "store/store.h"

/* The evacuation list as a file (B13). */

static const char *path_of(struct world *w, const char *name)
{
	static char path[sizeof w->directory + 64];

	snprintf(path, sizeof path, "%s/%s", w->directory, name);
	return path;
}

static const char *list(struct world *w, struct buf *to)
{
	buf_reset(to);
	if (!file_exists(path_of(w, "out/evacuation.txt")))
		return "";
	assert_int_equal(file_read(path_of(w, "out/evacuation.txt"), 1 << 20, to, &w->e), 0);
	return buf_string(to);
}

static void after_an_act(struct world *w)
{
	CLEAN_BUF struct buf text = { 0 };

	as(w, "ann");
	at(w, "2026-11-20T09:07");
	office_rest(w->o);
	assert_string_equal(list(w, &text), ""); /* nothing was saved */
	assert_done(late(w, AMARA, -1, NULL, NULL));
	assert_string_equal(list(w, &text), ""); /* never before the answer */
	office_rest(w->o);
	assert_words(list(w, &text), "PRACTICE\nBrook Street Primary: who is on the site\nFri 20 Nov 2026 at 09:07, morning; act ");
	assert_words(list(w, &text), "Visitors, staff and clubs are not on this list");
	assert_words(list(w, &text), "\n    4  expected and not yet registered\n    0  off site with us\n    1  here\n    0  known absent\n    5  on the roll\n");
	assert_words(list(w, &text), "TO BE FOUND: 4\n[ ] Ash, Ben                       Willow       register not taken yet\n[ ] Dunn, Chlo");
	assert_words(list(w, &text), "\nWillow: 1\n[ ] Okafor, Amara                  Willow       signed in at 09:07\n");
	assert_words(list(w, &text), "End of the list: 5 children.\n");
}

/* One register says where all of its children are: it is said once. */
static void registers(struct world *w)
{
	CLEAN_BUF struct buf text = { 0 }, summary = { 0 };
	struct mark_result done;

	as(w, "ann");
	at(w, "2026-11-20T09:02");
	assert_done(office_register_fill(w->o, WILLOW_AM, NULL, &done, &w->e));
	assert_done(office_register_send(w->o, WILLOW_AM, &summary, &done, &w->e));
	office_rest(w->o);
	assert_words(list(w, &text), "\nWillow: 3, register at 09:02\n[ ] Ash, Ben\n[ ] Dunn, Chlo\xc3\xa9\n[ ] Okafor, Amara\n");
	at(w, "2026-11-20T10:30");
	assert_done(mark(w, WILLOW_AM, BEN, "N", "was not there"));
	office_rest(w->o);
	assert_words(list(w, &text), "\nWillow: 2, register at 09:02\n[ ] Dunn, Chlo\xc3\xa9\n[ ] Okafor, Amara\n");
	assert_words(list(w, &text), "KNOWN ABSENT: 1\n[ ] Ash, Ben                       Willow       no reason yet\n");
}

/* By the clock alone: the afternoon begins, its register closes, somebody is overdue. */
static void clock_turns(struct world *w)
{
	CLEAN_BUF struct buf text = { 0 };
	struct sign_out_wish out = { .pupils = &(int64_t){ BEN }, .count = 1, .minute = -1, .due_back = 14 * 60 + 30, .reason = "dentist" };
	int64_t act;

	as(w, "ann");
	at(w, "2026-11-20T09:02");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	assert_done(mark(w, WILLOW_AM, BEN, "/", NULL));
	at(w, "2026-11-20T13:15");
	assert_done(office_gate_out(w->o, &out, &w->said, &act, &w->e));
	office_rest(w->o);
	assert_words(list(w, &text), "[ ] Okafor, Amara                  Willow       register of Willow at 09:02\n");
	assert_words(list(w, &text), "\n    1  here\n    1  known absent\n    6  on the roll\n"); /* Dev is there since noon */
	at(w, "2026-11-20T13:16");
	assert_done(late(w, FINN, -1, NULL, NULL));
	office_rest(w->o);
	assert_words(list(w, &text), "[ ] Okafor, Amara                  Willow       this morning: register of Willo");
	at(w, "2026-11-20T14:31");
	assert_done(late(w, GIA, -1, NULL, NULL));
	office_rest(w->o);
	assert_words(list(w, &text), "[ ] Ash, Ben                       Willow       out since 13:15, due back at 14");
	assert_words(list(w, &text), "\n    2  here\n    0  known absent\n");
}

/* What it cannot show is no reason to write it. */
static void nothing_to_show(struct world *w)
{
	CLEAN_BUF struct buf text = { 0 };
	struct mark_result done;
	struct late_wish past = { .pupil = AMARA, .day = day_of(2026, 11, 19), .session = SESSION_AM, .minute = 9 * 60 + 5, .reason = "slip found" };

	as(w, "ann");
	assert_done(office_paper_text(w->o, "late slip", "x", 1, &w->said, &w->e));
	assert_done(office_late(w->o, &past, &w->said, &done, &w->e));
	office_rest(w->o);
	assert_string_equal(list(w, &text), "");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	office_rest(w->o);
	assert_words(list(w, &text), "    1  here\n");
}

/* The roll, too, is on it; and a desk that has looked meanwhile has not swallowed the news. */
static void roll_changes(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf text = { 0 };
	struct desk_hit *hits;

	as(w, "ann");
	at(w, "2026-11-20T09:07");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	assert_int_equal(office_desk_search(w->o, "okafor", 5, &a, &hits, &w->e), 1);
	office_rest(w->o);
	assert_words(list(w, &text), "signed in at 09:07");
	struct pupil_row row = PUPIL_NEW;
	struct store *st;
	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_thing_get(st, THING_PUPIL, BEN, &a, &row), 0);
	store_close(st);
	row.surname = "Zephyr-Featherstonehaugh Cholmondeley";
	world_put(w, THING_PUPIL, &row);
	assert_done(late(w, FINN, -1, NULL, NULL));
	office_rest(w->o);
	assert_words(list(w, &text), "[ ] Zephyr-Featherstonehaugh Cholmondeley, Ben\n                                   Willow       register not taken");
}

/* A name is text, and no more than that. */
static void hostile_names(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf text = { 0 };
	struct pupil_row row = PUPIL_NEW;
	struct store *st;

	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_thing_get(st, THING_PUPIL, BEN, &a, &row), 0);
	store_close(st);
	row.surname = "A\x1b[2J\nHERE: 900\xe2\x80\xae";
	world_put(w, THING_PUPIL, &row);
	as(w, "ann");
	assert_done(late(w, AMARA, 8 * 60 + 30, NULL, NULL));
	office_rest(w->o);
	assert_null(strchr(list(w, &text), '\x1b'));
	assert_null(strstr(list(w, &text), "\nHERE: 900"));
	assert_words(list(w, &text), "[ ] A\xef\xbf\xbd[2J\xef\xbf\xbdHERE: 900\xef\xbf\xbd, Ben");
}

/* TWO PLACES, TWO PROGRAMS */

static void second_place(struct world *w)
{
	CLEAN_BUF struct buf one = { 0 }, two = { 0 }, conf = { 0 };

	buf_printf(&conf, "evacuation_copy = \"%s\"\n", path_of(w, "copy.txt"));
	assert_int_equal(file_replace(path_of(w, "firstbell.conf"), conf.text, conf.length, 0600, &w->e), 0);
	as(w, "ann");
	assert_done(late(w, AMARA, 8 * 60 + 30, NULL, NULL));
	office_rest(w->o);
	assert_int_equal(file_read(path_of(w, "copy.txt"), 1 << 20, &two, &w->e), 0);
	assert_string_equal(list(w, &one), buf_string(&two));
	assert_null(office_evacuation_trouble(w->o));
}

/* A second place that is not there stops nothing: it is told with the next answer, once. */
static void second_place_gone(struct world *w)
{
	CLEAN_BUF struct buf text = { 0 };
	static const char conf[] = "evacuation_copy = \"/nowhere/at/all/evacuation.txt\"\n";

	assert_int_equal(file_replace(path_of(w, "firstbell.conf"), conf, strlen(conf), 0600, &w->e), 0);
	as(w, "ann");
	assert_done(late(w, AMARA, 8 * 60 + 30, NULL, NULL));
	office_rest(w->o);
	assert_words(list(w, &text), "    1  here\n");
	const char *trouble = office_evacuation_trouble(w->o);
	assert_non_null(trouble);
	assert_words(trouble, "The evacuation list is not up to date: /nowhere/at/all/evacuation.txt");
	assert_null(office_evacuation_trouble(w->o));
}

/* Whoever comes second with less does not write over whoever knew more; what both saved is on it whoever is last. */
static void two_programs(struct world *w)
{
	CLEAN_BUF struct buf text = { 0 };
	const struct office_options options = { .directory = w->directory, .as = "hal", .uid = 9999, .terminal = "test" };
	const struct late_wish ben = { .pupil = BEN, .day = DAY_NONE, .session = -1, .minute = -1 };
	struct office *other;
	struct stat before, after;

	as(w, "ann");
	at(w, "2026-11-20T09:07");
	assert_done(office_open(&options, &other, &w->e));
	assert_done(late(w, AMARA, -1, NULL, NULL));
	assert_done(office_late(other, &ben, &w->said, &w->got, &w->e));
	office_rest(other); /* the later act first: it shows both */
	assert_words(list(w, &text), "    2  here\n");
	assert_int_equal(stat(path_of(w, "out/evacuation.txt"), &before), 0);
	office_rest(w->o); /* that act is on it: nothing is written */
	assert_int_equal(stat(path_of(w, "out/evacuation.txt"), &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_done(late(w, FINN, -1, NULL, NULL));
	office_rest(w->o);
	assert_words(list(w, &text), "    3  here\n");
	office_close(other);
}

/* FOLLOWED: after any walk through a day the list that was kept is the one that somebody who reads everything anew would write */

static unsigned dice;

static int roll(int sides)
{
	dice = dice * 1103515245u + 12345u;
	return (int)(dice >> 16) % sides;
}

/* Whether it is refused or saved is no matter here. */
static void step(struct world *w)
{
	static const char *const given[] = { "/", "N", "I", "L", "V", "M" };
	static const int64_t here[] = { AMARA, BEN, CHLOE, DEV, FINN, GIA };
	int64_t who = here[roll(6)], group = who == FINN || who == GIA ? OAK : WILLOW, act;
	struct sign_out_wish out = { .pupils = &who, .count = 1, .minute = -1, .due_back = roll(2) ? 14 * 60 : -1, .reason = "dentist", .code = "M",
				     .place = roll(3) ? NULL : "swimming" };
	const struct register_ref ref = { group, TODAY, (enum session)(moment_civil(office_now(w->o)).minute >= 13 * 60) };
	CLEAN_BUF struct buf said = { 0 };
	struct mark_result done;

	switch (roll(6)) {
	case 0:
		late(w, who, -1, NULL, NULL);
		return;
	case 1:
		office_gate_out(w->o, &out, &said, &act, NULL);
		return;
	case 2:
		office_gate_back(w->o, &who, 1, -1, &said, &act, NULL);
		return;
	case 3:
		office_register_send(w->o, &ref, &said, &done, NULL);
		return;
	case 4:
		if (w->got.act > 0)
			office_undo(w->o, w->got.act, "a slip", &said, &done, NULL);
		return;
	default:
		mark(w, &ref, who, given[roll(6)], "seen otherwise");
	}
}

static void anew(struct world *w, struct buf *to)
{
	const struct office_options options = { .directory = w->directory, .as = "ann", .uid = 9999, .terminal = "test" };
	struct office *other;

	assert_done(office_open(&options, &other, &w->e));
	assert_done(office_evacuation_write(other, true, &w->said, &w->e));
	office_close(other);
	list(w, to);
}

static void followed(struct world *w)
{
	static const char *const clocks[] = { "09:01", "09:16", "10:30", "12:59", "13:00", "13:16", "14:01", "15:31" };
	CLEAN_BUF struct buf kept = { 0 }, fresh = { 0 };
	char clock[24];

	as(w, "ann");
	planned(w, CHLOE, "M", "optician");
	for (unsigned seed = 1, n = 0; n < 160; n++) {
		if (n % 20 == 0) {
			dice = seed++;
			snprintf(clock, sizeof clock, "2026-11-20T%s", clocks[n / 20]);
			at(w, clock);
			assert_done(office_evacuation_write(w->o, true, &w->said, &w->e));
		}
		step(w);
		assert_done(office_evacuation_write(w->o, false, &w->said, &w->e));
		if (*list(w, &kept) == '\0')
			continue;
		anew(w, &fresh);
		/* the hour and the act at its head are of the last act that it shows */
		const char *a = strstr(buf_string(&kept), "Visitors"), *b = strstr(buf_string(&fresh), "Visitors");
		assert_non_null(a);
		assert_string_equal(a, b);
	}
}

/* ASKED FOR */

static void asked_for(struct world *w)
{
	CLEAN_BUF struct buf text = { 0 };

	setenv("PATH", "/nowhere", 1);
	as(w, "ann");
	assert_done(office_evacuation_write(w->o, true, &w->said, &w->e));
	assert_said("The evacuation list is in ");
	assert_said("/out/evacuation.txt.\n");
	assert_words(list(w, &text), "    5  expected and not yet registered\n");
	buf_reset(&w->said);
	assert_done(office_evacuation_print(w->o, &w->said, &w->e));
	assert_said("the text is in ");
	assert_said("/out/evacuation-list-2026-11-20-0830-");
	as(w, "tom"); /* sees Willow alone, and in a fire the file is there for anybody with the key to the directory */
	assert_refused(office_evacuation_print(w->o, &w->said, &w->e), "may not print the names of the whole school");
	as(w, "gus");
	assert_refused(office_evacuation_write(w->o, true, &w->said, &w->e), "may not");
	assert_refused(office_evacuation_print(w->o, &w->said, &w->e), "may not");
}

static void out_of_school(struct world *w)
{
	CLEAN_BUF struct buf text = { 0 };

	as(w, "ann");
	at(w, "2026-11-20T16:00");
	assert_done(office_evacuation_write(w->o, true, &w->said, &w->e));
	assert_words(list(w, &text), "The afternoon ended at 15:30: who went home since is not known here.\n");
	at(w, "2026-11-21T10:00");
	assert_done(office_evacuation_write(w->o, true, &w->said, &w->e));
	assert_words(list(w, &text), "No school is held today: nobody is expected.\n");
}

static const struct world_case cases[] = {
	{ "written after the act's answer, never before it", after_an_act, false },
	{ "a register is said once", registers, false },
	{ "the clock turns", clock_turns, false },
	{ "an act that it cannot show", nothing_to_show, false },
	{ "the roll, and a desk that looked first", roll_changes, false },
	{ "names that would be more than names", hostile_names, false },
	{ "in a second place too", second_place, false },
	{ "a second place that is not there", second_place_gone, false },
	{ "two programs at once", two_programs, false },
	{ "followed through a day as read anew", followed, false },
	{ "written and printed when asked", asked_for, false },
	{ "out of school", out_of_school, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "evacuation");
}
