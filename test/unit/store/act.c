#include "school.h"

/* Acts and their items: what is written, what is refused, what is undone. */

#define DAY day_of(2026, 11, 20)

static uint8_t stands(struct school *s, int64_t pupil, struct day day, enum session session)
{
	uint8_t mark = 255;

	must(s, store_mark_get(s->st, pupil, day, session, &mark));
	return mark;
}

static void every_column(void **state)
{
	struct school s;
	struct act_row got;
	struct act_head h = head_of("register");
	struct key key = key_of('k', 7);
	int64_t seq, found;

	school_start(&s, NULL);
	h.staff = s.staff;
	h.acting_for = s.staff;
	h.reason = "the clock was wrong; \"so\"\nsaid O'Brien";
	h.roll_group = s.group[0];
	h.day = DAY;
	h.session = SESSION_PM;
	h.undoes = 1;
	h.key = &key;
	must(&s, store_begin(s.st));
	must(&s, store_act_begin(s.st, &h));
	assert_int_equal(act_mark(&s, s.pupil[0], DAY, SESSION_PM, CODE_NONE, CODE_PRESENT_PM), 1);
	assert_int_equal(store_act_items(s.st), 1);
	seq = act_save(&s);
	assert_int_equal(seq, 2);
	school_close(&s);
	school_open(&s);
	must(&s, store_act_get(s.st, seq, &s.a, &got));
	assert_true(key_equal(&got.key, &key));
	assert_int_equal(got.head.at.seconds, CLOCK.seconds);
	assert_string_equal(got.head.kind, "register");
	assert_int_equal(got.head.staff, s.staff);
	assert_int_equal(got.head.acting_for, s.staff);
	assert_string_equal(got.head.staff_name, "Ann Osei");
	assert_string_equal(got.head.position, "Office manager");
	assert_string_equal(got.head.roles, "office head");
	assert_int_equal(got.head.uid, 1000);
	assert_string_equal(got.head.terminal, "pts/3");
	assert_string_equal(got.head.version, "0.1.0");
	assert_string_equal(got.head.reason, h.reason);
	assert_int_equal(got.head.roll_group, s.group[0]);
	assert_true(day_equal(got.head.day, DAY));
	assert_int_equal(got.head.session, SESSION_PM);
	assert_int_equal(got.head.undoes, 1);
	assert_int_equal(got.undone_by, 0);
	must(&s, store_act_get(s.st, 1, &s.a, &got));
	assert_int_equal(got.undone_by, seq);
	assert_null(got.head.reason);
	assert_int_equal(got.head.session, -1);
	assert_int_equal(got.head.staff, 0);
	assert_true(day_is_none(got.head.day));
	assert_int_equal(store_act_get(s.st, 3, &s.a, &got), -ENOENT);
	assert_int_equal(store_act_find(s.st, &key, &found), 0);
	assert_int_equal(found, seq);
	key.bytes[15] ^= 1;
	assert_int_equal(store_act_find(s.st, &key, &found), -ENOENT);
	assert_holds(&s);
	school_finish(&s);
}

static void same_key_twice(void **state)
{
	struct school s;
	struct act_head h = head_of("register");
	struct key key = key_of('k', 7);
	struct hash head;
	int64_t seq;

	school_start(&s, NULL);
	h.key = &key;
	for (int n = 0; n < 2; n++) {
		must(&s, store_begin(s.st));
		must(&s, store_act_begin(s.st, &h));
		must(&s, act_mark(&s, s.pupil[n], DAY, SESSION_AM, CODE_NONE, CODE_N));
		if (n == 0) {
			act_save(&s);
			continue;
		}
		assert_int_equal(store_act_end(s.st, false, &seq), -EEXIST);
		assert_int_equal(store_commit(s.st), -ECANCELED);
		assert_true(store_trouble(s.st)->text[0] != 0);
	}
	must(&s, store_act_last(s.st, &seq, &head));
	assert_int_equal(seq, 2);
	assert_int_equal(stands(&s, s.pupil[1], DAY, SESSION_AM), CODE_NONE);
	assert_holds(&s);
	school_finish(&s);
}

static void entry_and_note(void **state)
{
	struct school s;
	struct entry e, *want = &e;
	struct entry_row *rows;
	struct note_row *notes;

	school_start(&s, NULL);
	act_begin(&s, "late");
	e = (struct entry){ .pupil = s.pupil[1], .day = DAY, .session = SESSION_AM, .before = CODE_NONE, .after = CODE_LATE, .minutes_late = 12, .arrival = 552,
		.planned = true, .stands = true };
	assert_int_equal(store_act_mark(s.st, &e), 1);
	must(&s, store_act_note(s.st, s.pupil[1], DAY, SESSION_AM, "all", "Bus: late\x01 \xC5\x81"));
	must(&s, store_act_note(s.st, 0, DAY_NONE, -1, "dsl", ""));
	act_save(&s);
	assert_int_equal(must(&s, store_entries_of_act(s.st, 2, &s.a, &rows)), 1);
	assert_int_equal(rows->act, 2);
	assert_int_equal(rows->ordinal, 0);
	assert_int_equal(rows->entry.pupil, want->pupil);
	assert_true(day_equal(rows->entry.day, want->day));
	assert_int_equal(rows->entry.session, want->session);
	assert_int_equal(rows->entry.before, want->before);
	assert_int_equal(rows->entry.after, want->after);
	assert_int_equal(rows->entry.minutes_late, 12);
	assert_int_equal(rows->entry.arrival, 552);
	assert_true(rows->entry.planned && rows->entry.stands);
	assert_int_equal(must(&s, store_notes_of_act(s.st, 2, &s.a, &notes)), 2);
	assert_int_equal(notes[0].ordinal, 1);
	assert_string_equal(notes[0].text, "Bus: late\x01 \xC5\x81");
	assert_string_equal(notes[0].audience, "all");
	assert_int_equal(notes[1].pupil, 0);
	assert_int_equal(notes[1].session, -1);
	assert_true(day_is_none(notes[1].day));
	assert_int_equal(must(&s, store_notes_of_pupil(s.st, s.pupil[1], &s.a, &notes)), 1);
	assert_int_equal(must(&s, store_notes_of_session(s.st, DAY, SESSION_AM, &s.a, &notes)), 1);
	assert_int_equal(must(&s, store_notes_of_session(s.st, DAY, SESSION_PM, &s.a, &notes)), 0);
	assert_holds(&s);
	school_finish(&s);
}

static void nothing_to_say(void **state)
{
	struct school s;
	struct act_head h = head_of(ACT_SEND);
	struct hash before, after;
	int64_t seq, last;

	school_start(&s, NULL);
	mark_one(&s, s.pupil[0], DAY, SESSION_AM, CODE_NONE, CODE_N);
	must(&s, store_act_last(s.st, &last, &before));
	act_begin(&s, "register");
	/* the mark that stands is no entry, whatever the writer thought stood there */
	assert_int_equal(act_mark(&s, s.pupil[0], DAY, SESSION_AM, CODE_I, CODE_N), 0);
	must(&s, store_act_end(s.st, false, &seq));
	assert_int_equal(seq, 0);
	must(&s, store_commit(s.st));
	must(&s, store_act_last(s.st, &last, &after));
	assert_int_equal(last, 2);
	assert_memory_equal(&before, &after, sizeof before);
	must(&s, store_begin(s.st));
	must(&s, store_act_begin(s.st, &h));
	must(&s, store_act_end(s.st, true, &seq));
	assert_int_equal(seq, 3);
	must(&s, store_commit(s.st));
	assert_holds(&s);
	school_finish(&s);
}

static void changed_meanwhile(void **state)
{
	struct school s, other;
	struct entry_row *rows;
	uint8_t mark;

	school_start(&s, NULL);
	other = s;
	school_open(&other);
	mark_one(&other, s.pupil[0], DAY, SESSION_AM, CODE_NONE, CODE_I);
	act_begin(&s, "register");
	assert_int_equal(act_mark(&s, s.pupil[1], DAY, SESSION_AM, CODE_NONE, CODE_N), 1);
	assert_int_equal(act_mark(&s, s.pupil[0], DAY, SESSION_AM, CODE_NONE, CODE_N), -ESTALE);
	assert_non_null(strstr(store_trouble(s.st)->text, "it is I now, not blank"));
	/* nothing is lost: the writer may decide, in the same act */
	assert_int_equal(act_mark(&s, s.pupil[0], DAY, SESSION_AM, CODE_I, CODE_N), 1);
	assert_int_equal(act_save(&s), 3);
	must(&other, store_mark_get(other.st, s.pupil[0], DAY, SESSION_AM, &mark));
	assert_int_equal(mark, CODE_N);
	assert_int_equal(must(&s, store_entries_of_mark(s.st, s.pupil[0], DAY, SESSION_AM, &s.a, &rows)), 2);
	assert_int_equal(rows[0].entry.after, CODE_I);
	assert_int_equal(rows[1].entry.before, CODE_I);
	assert_int_equal(rows[1].entry.after, CODE_N);
	assert_holds(&s);
	school_close(&other);
	school_finish(&s);
}

static void twice_in_one_act(void **state)
{
	struct school s;
	struct entry e;

	school_start(&s, NULL);
	act_begin(&s, "register");
	assert_int_equal(act_mark(&s, s.pupil[0], DAY, SESSION_AM, CODE_NONE, CODE_N), 1);
	assert_int_equal(act_mark(&s, s.pupil[0], DAY, SESSION_AM, CODE_NONE, CODE_I), -ESTALE);
	assert_int_equal(act_mark(&s, s.pupil[0], DAY, SESSION_AM, CODE_N, CODE_I), 1);
	assert_int_equal(act_mark(&s, s.pupil[0], DAY, SESSION_AM, CODE_N, CODE_I), 0);
	e = (struct entry){ .pupil = s.pupil[0], .day = DAY, .session = SESSION_AM, .before = CODE_I, .after = CODE_I, .minutes_late = -1, .arrival = -1 };
	assert_int_equal(store_act_mark(s.st, &e), 1); /* an attempt is kept, even at what stands */
	e.after = CODE_LATE;
	assert_int_equal(store_act_mark(s.st, &e), 1);
	act_save(&s);
	assert_int_equal(stands(&s, s.pupil[0], DAY, SESSION_AM), CODE_I);
	assert_holds(&s);
	school_finish(&s);
}

static void several_acts(void **state)
{
	struct school s;
	struct act_head h = head_of("import");
	struct hash head;
	int64_t seq, last;

	school_start(&s, NULL);
	must(&s, store_begin(s.st));
	for (int n = 0; n < 40; n++) {
		must(&s, store_act_begin(s.st, &h));
		must(&s, act_mark(&s, s.pupil[n % PUPILS], day_add(DAY, -n), SESSION_AM, CODE_NONE, CODE_PRESENT_AM));
		must(&s, store_act_end(s.st, false, &seq));
		assert_int_equal(seq, 2 + n);
	}
	must(&s, store_commit(s.st));
	assert_holds(&s);
	must(&s, store_begin(s.st));
	must(&s, store_act_begin(s.st, &h));
	must(&s, act_mark(&s, s.pupil[0], day_add(DAY, 3), SESSION_AM, CODE_NONE, CODE_N));
	must(&s, store_act_end(s.st, false, &seq));
	store_abandon(s.st);
	store_abandon(s.st);
	must(&s, store_act_last(s.st, &last, &head));
	assert_int_equal(last, 41);
	assert_int_equal(stands(&s, s.pupil[0], day_add(DAY, 3), SESSION_AM), CODE_NONE);
	assert_int_equal(mark_one(&s, s.pupil[0], day_add(DAY, 3), SESSION_AM, CODE_NONE, CODE_N), 42);
	assert_holds(&s);
	school_finish(&s);
}

/* A clock that went back neither loses the act nor changes the order. */
static void clock_back(void **state)
{
	struct school s;
	struct act_head h = head_of("register");
	struct act_row *acts;
	int64_t seq;

	school_start(&s, NULL);
	for (int n = 0; n < 3; n++) {
		h.at.seconds = CLOCK.seconds - n * 86400;
		must(&s, store_begin(s.st));
		must(&s, store_act_begin(s.st, &h));
		must(&s, act_mark(&s, s.pupil[n], DAY, SESSION_AM, CODE_NONE, CODE_N));
		must(&s, store_act_end(s.st, false, &seq));
		must(&s, store_commit(s.st));
		assert_int_equal(seq, 2 + n);
	}
	assert_int_equal(must(&s, store_acts_between(s.st, (struct moment){ CLOCK.seconds - 2 * 86400 }, CLOCK, &s.a, &acts)), 4);
	for (int n = 0; n < 4; n++)
		assert_int_equal(acts[n].seq, n + 1);
	assert_int_equal(must(&s, store_acts_between(s.st, (struct moment){ CLOCK.seconds + 1 }, (struct moment){ CLOCK.seconds + 9 }, &s.a, &acts)), 0);
	assert_holds(&s);
	school_finish(&s);
}

static void practice_is_the_same(void **state)
{
	struct hash heads[2];
	struct act_row acts[2];
	CLEAN_ARENA struct arena kept = { 0 };

	for (int run = 0; run < 2; run++) {
		struct school s;
		int64_t seq;

		school_start(&s, &CLOCK);
		assert_true(store_is_practice(s.st));
		assert_int_equal(store_now(s.st).seconds, CLOCK.seconds);
		mark_one(&s, s.pupil[0], DAY, SESSION_AM, CODE_NONE, CODE_N);
		must(&s, store_begin(s.st));
		must(&s, store_clock_put(s.st, (struct moment){ CLOCK.seconds + 60 }));
		must(&s, store_commit(s.st));
		assert_int_equal(store_now(s.st).seconds, CLOCK.seconds + 60);
		mark_one(&s, s.pupil[0], DAY, SESSION_AM, CODE_N, CODE_I);
		must(&s, store_act_last(s.st, &seq, &heads[run]));
		must(&s, store_act_get(s.st, 3, &kept, &acts[run]));
		assert_holds(&s);
		school_finish(&s);
	}
	assert_memory_equal(&heads[0], &heads[1], sizeof heads[0]);
	assert_true(key_equal(&acts[0].key, &acts[1].key));
}

static void real_is_not(void **state)
{
	struct hash heads[2];

	for (int run = 0; run < 2; run++) {
		struct school s;
		int64_t seq;

		school_start(&s, NULL);
		assert_false(store_is_practice(s.st));
		must(&s, store_act_last(s.st, &seq, &heads[run]));
		school_finish(&s);
	}
	assert_memory_not_equal(&heads[0], &heads[1], sizeof heads[0]);
}

/* THINGS */

static struct pupil_row pupil_now(struct school *s, int64_t id)
{
	struct pupil_row p;

	must(s, store_thing_get(s->st, THING_PUPIL, id, &s->a, &p));
	return p;
}

static void put_changes_fields(void **state)
{
	struct school s;
	struct pupil_row p;
	struct change_row *c;
	int64_t act;

	school_start(&s, NULL);
	p = pupil_now(&s, s.pupil[0]);
	act_begin(&s, "pupil");
	assert_int_equal(must(&s, store_act_put(s.st, THING_PUPIL, &p)), 0);
	p.preferred_name = "Chi";
	p.upn = NULL;
	p.died_day = DAY;
	assert_int_equal(must(&s, store_act_put(s.st, THING_PUPIL, &p)), 3);
	act = act_save(&s);
	assert_int_equal(must(&s, store_changes_of_act(s.st, act, &s.a, &c)), 3);
	assert_int_equal(c[0].thing, THING_PUPIL);
	assert_int_equal(c[0].id, s.pupil[0]);
	assert_string_equal(c[0].field, "upn");
	assert_string_equal(c[0].before, "A000000000000");
	assert_null(c[0].after);
	assert_string_equal(c[1].field, "preferred_name");
	assert_null(c[1].before);
	assert_string_equal(c[1].after, "Chi");
	assert_string_equal(c[2].field, "died_day");
	assert_string_equal(c[2].after, "20777");
	int n = must(&s, store_changes_of_thing(s.st, THING_PUPIL, &s.a, &c));
	assert_true(n > 3);
	assert_int_equal(c[0].act, 1);
	assert_int_equal(c[n - 3].act, act);
	assert_string_equal(c[n - 1].field, "died_day");
	for (int i = 0; i < n; i++)
		assert_int_equal(c[i].thing, THING_PUPIL);
	p = pupil_now(&s, s.pupil[0]);
	assert_null(p.upn);
	assert_string_equal(p.preferred_name, "Chi");
	assert_true(day_equal(p.died_day, DAY));
	must(&s, store_change_last(s.st, THING_PUPIL, s.pupil[0], "upn", &act));
	assert_int_equal(act, 2);
	must(&s, store_change_last(s.st, THING_PUPIL, s.pupil[0], "surname", &act));
	assert_int_equal(act, 1);
	assert_holds(&s);
	school_finish(&s);
}

/* Surnames one after the other, in an act that undoes another (0: none). */
static int64_t rename_child(struct school *s, const char *const *surnames, int64_t undoes)
{
	struct act_head h = head_of(undoes ? "undo" : "pupil");

	h.undoes = undoes;
	must(s, store_begin(s->st));
	must(s, store_act_begin(s->st, &h));
	for (; *surnames; surnames++) {
		struct pupil_row p = pupil_now(s, s->pupil[0]);

		p.surname = *surnames;
		must(s, store_act_put(s->st, THING_PUPIL, &p));
	}
	return act_save(s);
}

#define NAMES(...) (const char *const[]){ __VA_ARGS__, NULL }

static int64_t standing(struct school *s, const char *field, const char *beside)
{
	int64_t act = -1;

	must(s, store_change_standing(s->st, THING_PUPIL, s->pupil[0], field, beside, &act));
	return act;
}

/* An act that was undone is none by which a field stands, nor is its undo; done again, it is. */
static void what_stands(void **state)
{
	struct school s;

	school_start(&s, NULL);
	assert_int_equal(standing(&s, "surname", NULL), 1);
	int64_t first = rename_child(&s, NAMES("Bell"), 0);
	assert_int_equal(standing(&s, "surname", NULL), first);
	int64_t second = rename_child(&s, NAMES("Cook", "Dean"), 0); /* twice in one act */
	assert_int_equal(standing(&s, "surname", NULL), second);
	int64_t undo = rename_child(&s, NAMES("Cook", "Bell"), second);
	assert_int_equal(standing(&s, "surname", NULL), first);
	assert_int_equal(standing(&s, NULL, "place"), first);
	assert_int_equal(standing(&s, NULL, "surname"), 1);
	int64_t again = rename_child(&s, NAMES("Dean"), undo);
	assert_int_equal(standing(&s, "surname", NULL), again);
	rename_child(&s, NAMES("Bell"), again);
	assert_int_equal(standing(&s, "surname", NULL), first);
	rename_child(&s, NAMES("Ames"), first);
	assert_int_equal(standing(&s, "surname", NULL), 1);
	int64_t later = rename_child(&s, NAMES("Fox"), 0), other = rename_child(&s, NAMES("Gray"), second); /* of an act that does not stand */
	assert_true(later < other);
	assert_int_equal(standing(&s, "surname", NULL), other);
	assert_int_equal(standing(&s, "died_day", NULL), 0);
	school_finish(&s);
}

static void ids_are_not_used_again(void **state)
{
	struct school s;
	struct pupil_flag_row f = PUPIL_FLAG_NEW, *all;
	int64_t first = 0;

	school_start(&s, NULL);
	for (int n = 0; n < 2; n++) {
		f.id = 0;
		f.pupil = s.pupil[0];
		f.flag = "sen";
		f.value = "K";
		f.from_day = STARTED;
		act_begin(&s, "pupil");
		must(&s, store_act_put(s.st, THING_PUPIL_FLAG, &f));
		act_save(&s);
		if (n == 0) {
			first = f.id;
			act_begin(&s, "pupil");
			must(&s, store_act_remove(s.st, THING_PUPIL_FLAG, f.id));
			act_save(&s);
			assert_int_equal(store_thing_get(s.st, THING_PUPIL_FLAG, first, &s.a, &f), -ENOENT);
		}
	}
	assert_int_equal(f.id, first + 1);
	assert_int_equal(must(&s, store_thing_all(s.st, THING_PUPIL_FLAG, &s.a, &all)), 1);
	assert_int_equal(all->id, f.id);
	act_begin(&s, "pupil");
	assert_int_equal(store_act_remove(s.st, THING_PUPIL_FLAG, first), -ENOENT);
	store_abandon(s.st);
	assert_holds(&s);
	school_finish(&s);
}

static void all_rows(void **state)
{
	struct school s;
	struct pupil_row *all;
	struct site_row *none;

	school_start(&s, NULL);
	assert_int_equal(must(&s, store_thing_all(s.st, THING_PUPIL, &s.a, &all)), PUPILS);
	for (int n = 0; n < PUPILS; n++)
		assert_int_equal(all[n].id, s.pupil[n]);
	assert_string_equal(all[2].surname, "Łukasik");
	assert_string_equal(all[5].surname, "");
	assert_int_equal(must(&s, store_thing_all(s.st, THING_SITE, &s.a, &none)), 0);
	assert_string_equal(store_thing_name(THING_PUPIL_YEAR), "pupil_year");
	school_finish(&s);
}

/* What the tables do not allow is not saved, and the store goes on. */
static void refused_by_the_tables(void **state)
{
	struct school s;
	struct pupil_row p;
	struct pupil_flag_row f = PUPIL_FLAG_NEW;
	int64_t seq;

	school_start(&s, NULL);
	p = pupil_now(&s, s.pupil[0]);
	p.upn = "A000000000001"; /* another pupil's */
	act_begin(&s, "pupil");
	assert_int_equal(store_act_put(s.st, THING_PUPIL, &p), -EEXIST);
	assert_int_equal(act_mark(&s, s.pupil[1], DAY, SESSION_AM, CODE_NONE, CODE_N), -ECANCELED);
	assert_true(store_act_end(s.st, false, &seq) < 0);
	assert_int_equal(store_commit(s.st), -ECANCELED);
	assert_non_null(strstr(store_trouble(s.st)->text, "do not allow it"));

	f.pupil = 999999;
	f.flag = "sen";
	f.value = "K";
	f.from_day = STARTED;
	act_begin(&s, "pupil");
	must(&s, store_act_put(s.st, THING_PUPIL_FLAG, &f));
	must(&s, store_act_end(s.st, false, &seq));
	assert_int_equal(store_commit(s.st), -EEXIST); /* a row that names nobody: asked at the end */
	assert_int_equal(mark_one(&s, s.pupil[1], DAY, SESSION_AM, CODE_NONE, CODE_N), 2);
	assert_holds(&s);
	school_finish(&s);
}

/* UNDO: every field of an act's changes back to what it was */

static void undo(struct school *s, int64_t act)
{
	struct change_row *c;
	int n = must(s, store_changes_of_act(s->st, act, &s->a, &c));

	act_begin(s, "undo");
	for (int i = n; i-- > 0;)
		must(s, store_act_field(s->st, c[i].thing, c[i].id, c[i].field, c[i].before));
	act_save(s);
}

static void undo_fields(void **state)
{
	struct school s;
	struct pupil_row p, was;
	int64_t act;
	struct change_row *c;

	school_start(&s, NULL);
	was = p = pupil_now(&s, s.pupil[0]);
	p.upn = NULL;
	p.preferred_name = "Chi";
	p.boarder = 1;
	p.died_day = DAY;
	p.key = key_of('q', 3);
	act_begin(&s, "pupil");
	must(&s, store_act_put(s.st, THING_PUPIL, &p));
	act = act_save(&s);
	undo(&s, act);
	p = pupil_now(&s, s.pupil[0]);
	assert_string_equal(p.upn, was.upn);
	assert_null(p.preferred_name);
	assert_int_equal(p.boarder, was.boarder);
	assert_true(day_is_none(p.died_day));
	assert_true(key_equal(&p.key, &was.key));
	assert_int_equal(must(&s, store_changes_of_act(s.st, act + 1, &s.a, &c)), 5);
	assert_holds(&s);
	undo(&s, act + 1); /* undoing an undo is redo */
	assert_null(pupil_now(&s, s.pupil[0]).upn);
	assert_string_equal(pupil_now(&s, s.pupil[0]).preferred_name, "Chi");
	assert_holds(&s);
	school_finish(&s);
}

static void undo_an_insert(void **state)
{
	struct school s;
	struct pupil_row p;
	struct enrolment_row *spells;
	struct adult_row adult = ADULT_NEW;
	struct contact_row contact = CONTACT_NEW;
	int64_t act;

	school_start(&s, NULL);
	act_begin(&s, "family");
	adult.key = key_of('a', 0);
	adult.surname = "Okafor";
	adult.forename = "Ngozi";
	must(&s, store_act_put(s.st, THING_ADULT, &adult));
	contact.adult = adult.id;
	contact.pupil = s.pupil[0];
	contact.priority = 1;
	contact.relation = "mother";
	contact.from_day = STARTED;
	must(&s, store_act_put(s.st, THING_CONTACT, &contact));
	act = act_save(&s);
	undo(&s, act);
	assert_int_equal(store_thing_get(s.st, THING_ADULT, adult.id, &s.a, &adult), -ENOENT);
	assert_int_equal(store_thing_get(s.st, THING_CONTACT, contact.id, &s.a, &contact), -ENOENT);
	assert_holds(&s);
	undo(&s, act + 1);
	must(&s, store_thing_get(s.st, THING_CONTACT, contact.id, &s.a, &contact));
	assert_string_equal(contact.relation, "mother");
	assert_holds(&s);

	/* a removed row comes back whole, with its number */
	assert_int_equal(must(&s, store_enrolments_of_pupil(s.st, s.pupil[2], &s.a, &spells)), 1);
	int64_t spell = spells[0].id;
	act_begin(&s, "pupil");
	must(&s, store_act_remove(s.st, THING_ENROLMENT, spell));
	act = act_save(&s);
	assert_int_equal(must(&s, store_enrolments_of_pupil(s.st, s.pupil[2], &s.a, &spells)), 0);
	undo(&s, act);
	assert_int_equal(must(&s, store_enrolments_of_pupil(s.st, s.pupil[2], &s.a, &spells)), 1);
	assert_int_equal(spells[0].id, spell);
	assert_string_equal(spells[0].kind, "single");
	assert_true(day_is_none(spells[0].to_day));
	assert_int_equal(spells[0].to_session, NONE);
	p = pupil_now(&s, s.pupil[2]);
	assert_string_equal(p.surname, "Łukasik");
	assert_holds(&s);
	school_finish(&s);
}

/* Rows put back in turn, one field of each at a time, and a row written in between. */
static void undo_mixed(void **state)
{
	struct school s;
	struct pupil_row p;
	struct change_row *c;
	int64_t act;

	school_start(&s, NULL);
	act_begin(&s, "undo");
	must(&s, store_act_field(s.st, THING_PUPIL, s.pupil[0], "preferred_name", "Chi"));
	must(&s, store_act_field(s.st, THING_PUPIL, s.pupil[1], "preferred_name", "Ee"));
	must(&s, store_act_field(s.st, THING_PUPIL, s.pupil[0], "sex", "F"));
	p = pupil_now(&s, s.pupil[0]);
	p.sex = "F";
	p.sort_name = "Okafor B";
	assert_int_equal(must(&s, store_act_put(s.st, THING_PUPIL, &p)), 1);
	must(&s, store_act_field(s.st, THING_PUPIL, s.pupil[1], "preferred_name", NULL));
	assert_int_equal(store_act_field(s.st, THING_PUPIL, s.pupil[1], "no_such_field", "x"), -EINVAL);
	assert_int_equal(store_act_field(s.st, THING_PUPIL, s.pupil[1], "born_day", "soon"), -EINVAL);
	act = act_save(&s);
	assert_int_equal(must(&s, store_changes_of_act(s.st, act, &s.a, &c)), 5);
	p = pupil_now(&s, s.pupil[0]);
	assert_string_equal(p.preferred_name, "Chi");
	assert_string_equal(p.sex, "F");
	assert_string_equal(p.sort_name, "Okafor B");
	assert_null(pupil_now(&s, s.pupil[1]).preferred_name);
	assert_holds(&s);
	school_finish(&s);
}

static void acts_of_pupil(void **state)
{
	struct school s;
	struct act_row *acts;
	struct pupil_row p;

	school_start(&s, NULL);
	mark_one(&s, s.pupil[0], DAY, SESSION_AM, CODE_NONE, CODE_N);
	mark_one(&s, s.pupil[1], DAY, SESSION_AM, CODE_NONE, CODE_N);
	act_begin(&s, "note");
	must(&s, store_act_note(s.st, s.pupil[0], DAY_NONE, -1, "all", "Seen"));
	act_save(&s);
	p = pupil_now(&s, s.pupil[0]);
	p.preferred_name = "Chi";
	act_begin(&s, "pupil");
	must(&s, store_act_put(s.st, THING_PUPIL, &p));
	act_save(&s);
	assert_int_equal(must(&s, store_acts_of_pupil(s.st, s.pupil[0], &s.a, &acts)), 4);
	assert_int_equal(acts[0].seq, 1);
	assert_int_equal(acts[1].seq, 2);
	assert_int_equal(acts[2].seq, 4);
	assert_int_equal(acts[3].seq, 5);
	school_finish(&s);
}

/* As many as an import's, with others between them: whole statements of many rows, what is left over, and two threads. */
static void many_items(void **state)
{
	struct school s;
	int marks = 0;

	school_start(&s, NULL);
	act_begin(&s, "import");
	for (int run = 0; run < 5; run++) {
		static const int lengths[] = { 63, 64, 65, 800, 31 };

		for (int n = 0; n < lengths[run]; n++, marks++) {
			struct entry e = { .pupil = s.pupil[run], .day = day_add(DAY, n / 2), .session = n % 2 ? SESSION_PM : SESSION_AM,
					   .after = n % 7 ? CODE_PRESENT_AM : CODE_LATE, .minutes_late = n % 7 ? -1 : n % 30, .arrival = n % 11 ? -1 : 540,
					   .planned = n % 13 == 0, .stands = true };

			assert_int_equal(must(&s, store_act_mark(s.st, &e)), 1);
		}
		must(&s, store_act_note(s.st, s.pupil[run], DAY, SESSION_AM, "all", "brought in"));
	}
	int64_t act = act_save(&s);
	struct entry_row *rows;
	assert_int_equal(must(&s, store_entries_of_act(s.st, act, &s.a, &rows)), marks);
	assert_int_equal(rows[63].ordinal, 64);
	assert_int_equal(rows[63].entry.arrival, 540);
	assert_int_equal(rows[64].entry.arrival, -1);
	assert_int_equal(rows[70].entry.minutes_late, 7);
	assert_int_equal(rows[71].entry.minutes_late, -1);
	assert_true(rows[76].entry.planned);
	assert_false(rows[77].entry.planned);
	assert_holds(&s);
	school_finish(&s);
}

static const struct case_row cases[] = {
	{ "every column of an act comes back", every_column },
	{ "an act whose key is there already is not saved again", same_key_twice },
	{ "an entry and notes come back", entry_and_note },
	{ "an act without items is written only where it says something", nothing_to_say },
	{ "a mark that another changed is not written over", changed_meanwhile },
	{ "two entries of one mark in one act", twice_in_one_act },
	{ "many acts in one transaction, and one given up", several_acts },
	{ "a clock that went back", clock_back },
	{ "a practice school is the same at each run", practice_is_the_same },
	{ "a real school is not", real_is_not },
	{ "a change for every field that differs", put_changes_fields },
	{ "by which act a field stands, where some were undone", what_stands },
	{ "a number is never given to another row", ids_are_not_used_again },
	{ "every row, by number", all_rows },
	{ "what the tables refuse is not saved", refused_by_the_tables },
	{ "undo of several fields of a row, and redo", undo_fields },
	{ "undo of rows made and removed", undo_an_insert },
	{ "fields of several rows in turn", undo_mixed },
	{ "the acts that concern a pupil", acts_of_pupil },
	{ "as many items as an import has, of every length", many_items },
};

int main(void)
{
	return CASES_RUN(cases, "store/act");
}
