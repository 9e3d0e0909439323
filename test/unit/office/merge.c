#include "rows.h"

#include <errno.h>

#include "office/pupils.h"
#include "store/store.h"
#include "world.h"

static int64_t act;

static int merge(struct world *w, int64_t from, int64_t to, int keep, bool dry)
{
	buf_reset(&w->said);
	err_clear(&w->e);
	act = -1;
	return office_pupils_merge(w->o, from, to, keep, dry, &w->said, &act, &w->e);
}

static int two(struct world *w, int64_t a, int64_t b)
{
	err_clear(&w->e);
	return office_pupils_two(w->o, a, b, &act, &w->e);
}

/* WHAT STANDS, as another program reads it */

static void put_text(struct buf *b, const char *what, const char *text)
{
	if (text)
		buf_printf(b, " %s=%s", what, text);
}

static void put_pupil(struct store *st, int64_t pupil, struct arena *a, struct buf *b)
{
	struct pupil_row p = PUPIL_NEW;

	assert_int_equal(store_thing_get(st, THING_PUPIL, pupil, a, &p), 0);
	buf_printf(b, "%s %s", p.forename, p.surname);
	put_text(b, "upn", p.upn);
	put_text(b, "former", p.former_upn);
	put_text(b, "number", p.admission_number);
	put_text(b, "known", p.preferred_name);
	if (p.merged_into != NONE)
		buf_printf(b, " into=%d", (int)p.merged_into);
	buf_char(b, '\n');
}

static void put_days(struct buf *b, const char *what, struct day from, struct day to)
{
	char first[DAY_TEXT], last[DAY_TEXT];

	buf_printf(b, "%s %s..%s\n", what, day_iso(from, first), day_iso(to, last));
}

/* Everything of a pupil that a merge touches. */
static char *all_of(struct world *w, int64_t pupil)
{
	struct arena a = { 0 };
	struct buf b = { 0 };
	struct store *st;
	struct enrolment_row *spells;
	struct membership_row *places;
	struct pupil_year_row *years;
	struct pupil_flag_row *flags;
	struct contact_row *contacts;
	struct address_row *homes;
	const uint8_t *const *strips;

	assert_done(store_open(w->directory, &st, &w->e));
	put_pupil(st, pupil, &a, &b);
	for (int i = 0, n = store_enrolments_of_pupil(st, pupil, &a, &spells); i < n; i++)
		put_days(&b, spells[i].kind, spells[i].from_day, spells[i].to_day);
	for (int i = 0, n = store_memberships_of_pupil(st, pupil, &a, &places); i < n; i++)
		put_days(&b, arena_printf(&a, "group %d", (int)places[i].roll_group), places[i].from_day, places[i].to_day);
	for (int i = 0, n = store_years_of_pupil(st, pupil, &a, &years); i < n; i++)
		put_days(&b, arena_printf(&a, "year %d", (int)years[i].year), years[i].from_day, years[i].to_day);
	for (int i = 0, n = store_flags_of_pupil(st, pupil, &a, &flags); i < n; i++)
		put_days(&b, flags[i].flag, flags[i].from_day, flags[i].to_day);
	for (int i = 0, n = store_addresses_of_pupil(st, pupil, &a, &homes); i < n; i++)
		put_days(&b, homes[i].lines, homes[i].from_day, homes[i].to_day);
	for (int i = 0, n = store_contacts_of_pupil(st, pupil, &a, &contacts); i < n; i++)
		buf_printf(&b, "contact %d: %d%s\n", (int)contacts[i].priority, (int)contacts[i].adult, contacts[i].do_not_contact ? ", not" : "");
	assert_true(store_strips(st, pupil, 2026, 2026, &a, &strips) >= 0);
	for (int slot = 0; strips[0] && slot < STRIP_BYTES; slot++)
		if (strips[0][slot])
			buf_printf(&b, "%d:%s ", slot, code_symbol(strips[0][slot]));
	store_close(st);
	arena_finish(&a);
	char *text = mem_text(buf_string(&b));
	buf_finish(&b);
	return text;
}

static void holds(struct world *w)
{
	struct arena a = { 0 };
	struct verify_result result = { 0 };
	struct store *st;

	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_verify(st, &a, &result), 0);
	if (!result.ok)
		print_error("verify: %s\n", result.faults.count ? result.faults.items[0] : "?");
	assert_true(result.ok);
	vec_finish(&result.faults);
	arena_finish(&a);
	store_close(st);
}

static int in_register(struct world *w, int64_t pupil)
{
	struct register_view v;
	int n = 0;

	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	for (int i = 0; i < v.count; i++)
		n += v.lines[i].pupil == pupil;
	register_view_finish(&v);
	return n;
}

static void same_as(struct world *w, int64_t pupil, char *before)
{
	char *now = all_of(w, pupil);

	assert_string_equal(now, before);
	free(now);
	free(before);
}

/* A contact, a flag and a home of Ben, whom the school has entered twice: as Amara (with a UPN) and as Ben (without). */
static void put_family(struct world *w)
{
	struct adult_row adult = ADULT_NEW;
	struct contact_row contact = CONTACT_NEW;
	struct pupil_flag_row flag = PUPIL_FLAG_NEW;
	struct address_row home = ADDRESS_NEW;

	adult.key = (struct key){ { 9, 1 } };
	adult.surname = "Okafor";
	adult.forename = "Grace";
	world_put(w, THING_ADULT, &adult);
	contact.adult = adult.id;
	contact.pupil = AMARA;
	contact.priority = 1;
	contact.relation = "mother";
	contact.from_day = day_of(2026, 9, 1);
	world_put(w, THING_CONTACT, &contact);
	contact.id = 0;
	contact.pupil = BEN;
	contact.do_not_contact = 1;
	world_put(w, THING_CONTACT, &contact);
	adult.id = 0;
	adult.key = (struct key){ { 9, 2 } };
	adult.forename = "Sam";
	world_put(w, THING_ADULT, &adult);
	contact.id = 0;
	contact.adult = adult.id;
	contact.do_not_contact = 0;
	world_put(w, THING_CONTACT, &contact);
	flag.pupil = BEN;
	flag.flag = "fsm";
	flag.value = "yes";
	flag.from_day = day_of(2026, 9, 1);
	world_put(w, THING_PUPIL_FLAG, &flag);
	home.pupil = BEN;
	home.lines = "1 Mill Lane";
	home.from_day = day_of(2026, 9, 1);
	world_put(w, THING_ADDRESS, &home);
}

static void becomes_one(struct world *w)
{
	as(w, "ann");
	put_family(w);
	RUN(w, { BEN, day_of(2026, 11, 18), 4, 1, "I" }, { AMARA, day_of(2026, 11, 19), 2, 0, "I" });
	char *amara = all_of(w, AMARA), *ben = all_of(w, BEN);
	assert_int_equal(in_register(w, AMARA) + in_register(w, BEN), 2);

	assert_done(merge(w, BEN, AMARA, -1, true));
	assert_int_equal(act, 0);
	assert_words(buf_string(&w->said), "2 marks go over.");
	char *same = all_of(w, BEN);
	assert_string_equal(same, ben);
	free(same);

	assert_done(merge(w, BEN, AMARA, -1, false));
	int64_t merged = act;
	assert_true(merged > 0);
	assert_words(buf_string(&w->said), "2 marks are the same on both.");
	assert_words(buf_string(&w->said), "Born on Sat 4 May 2019 and on Fri 3 May 2019");
	assert_int_equal(in_register(w, AMARA), 1);
	assert_int_equal(in_register(w, BEN), 0);
	char *one = all_of(w, AMARA), *other = all_of(w, BEN);
	assert_string_equal(one, "Amara Okafor upn=A823432120001 number=101\n"
				 "single 2026-09-01..\ngroup 1 2026-09-01..\nyear 2 2026-09-01..\nfsm 2026-09-01..\n1 Mill Lane 2026-09-01..\n"
				 "contact 1: 1, not\ncontact 2: 2\n156:I 157:\\ 158:/ 159:\\ ");
	assert_string_equal(other, "Ben Ash number=102 into=1\n");
	free(one);
	free(other);
	holds(w);

	int64_t found;
	assert_done(office_pupil_find(w->o, "102", false, &found, &w->e));
	assert_int_equal(found, AMARA);
	assert_done(merge(w, BEN, AMARA, -1, false)); /* said again */
	assert_int_equal(act, 0);

	buf_reset(&w->said);
	assert_done(office_undo(w->o, merged, "they are two", &w->said, &w->got, &w->e));
	same_as(w, AMARA, amara);
	same_as(w, BEN, ben);
	holds(w);
}

static void numbers_go_over(struct world *w)
{
	int64_t found;

	as(w, "ann");
	assert_done(merge(w, AMARA, BEN, -1, false)); /* the one with a UPN goes */
	int64_t merged = act;
	char *ben = all_of(w, BEN), *amara = all_of(w, AMARA);
	assert_words(ben, "Ben Ash upn=A823432120001 number=102\n");
	assert_words(amara, "Amara Okafor number=101 into=2\n");
	free(ben);
	free(amara);
	assert_done(office_pupil_find(w->o, "A823432120001", false, &found, &w->e));
	assert_int_equal(found, BEN);
	assert_done(office_pupil_find(w->o, "101", false, &found, &w->e));
	assert_int_equal(found, BEN);
	assert_done(office_pupil_find(w->o, "01040100000000000000000000000000", false, &found, &w->e)); /* Amara's key */
	assert_int_equal(found, BEN);
	assert_done(office_undo(w->o, merged, NULL, &w->said, &w->got, &w->e));
	assert_done(office_pupil_find(w->o, "A823432120001", false, &found, &w->e));
	assert_int_equal(found, AMARA);
	holds(w);
}

/* Both have a mark, and not the same. */
struct keep_row {
	const char *name;
	int keep;
	const char *amara, *ben; /* afterwards; NULL: refused */
};
static const struct keep_row keep_rows[] = {
	{ "nobody said whose", -1, NULL, NULL },
	{ "those of the row that stays", 0, "I", "" },
	{ "those of the row that goes", 1, "/", "" },
};

static void keep_row(void **state)
{
	const struct keep_row *row = *state;
	struct world world, *w = &world;

	world_make(w, false);
	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, AMARA, "I", NULL));
	assert_done(mark(w, WILLOW_AM, BEN, "/", NULL));
	if (row->amara) {
		assert_done(merge(w, BEN, AMARA, row->keep, false));
		assert_string_equal(stands(w, WILLOW_AM, AMARA), row->amara);
		assert_string_equal(stands(w, WILLOW_AM, BEN), row->ben);
		assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	} else {
		assert_refused(merge(w, BEN, AMARA, row->keep, false), "1 session has a mark on both that is not the same");
		assert_words(buf_string(&w->said), "Fri 20 Nov 2026, morning: / on Ben Ash (102), I on Amara Okafor (101).");
	}
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "I");
	assert_string_equal(stands(w, WILLOW_AM, BEN), "/");
	holds(w);
	world_end(w);
}

/* The arrival of a child who came late goes over with the mark. */
static void minutes_go_over(struct world *w)
{
	struct register_view v;

	as(w, "ann");
	at(w, "2026-11-20T09:05");
	assert_done(late(w, BEN, -1, NULL, NULL));
	assert_done(merge(w, BEN, AMARA, -1, false));
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	for (int i = 0; i < v.count; i++)
		if (v.lines[i].pupil == AMARA)
			assert_int_equal(v.lines[i].minutes_late, 5);
	register_view_finish(&v);
}

/* Spells: what the row that goes holds on days for which the other has none. */
struct spell_case {
	const char *name;
	int from_a[2], to_a[2], from_b[2], to_b[2]; /* month, date; month 0: open */
	const char *want;
};
static const struct spell_case spell_rows[] = {
	{ "one after the other", { 11, 2 }, { 0 }, { 9, 1 }, { 10, 23 }, "single 2026-09-01..2026-10-23\nsingle 2026-11-02..\n" },
	{ "one on top of the other", { 9, 2 }, { 0 }, { 10, 1 }, { 10, 23 }, "single 2026-09-02..\n" },
	{ "one overlaps the other", { 10, 5 }, { 0 }, { 9, 1 }, { 10, 23 }, "single 2026-09-01..2026-10-04\nsingle 2026-10-05..\n" },
	{ "they touch", { 10, 5 }, { 0 }, { 9, 1 }, { 10, 4 }, "single 2026-09-01..2026-10-04\nsingle 2026-10-05..\n" },
	{ "one around the other", { 10, 5 }, { 10, 23 }, { 9, 2 }, { 0 },
	  "single 2026-09-02..2026-10-04\nsingle 2026-10-05..2026-10-23\nsingle 2026-10-24..\n" },
};

static struct day given(const int d[2])
{
	return d[0] ? day_of(2026, d[0], d[1]) : DAY_NONE;
}

static void put_spell(struct world *w, int64_t pupil, const int from[2], const int to[2])
{
	struct enrolment_row row = ENROLMENT_NEW;

	row.id = pupil; /* the world's own: one a pupil, in their order */
	row.pupil = pupil;
	row.kind = "single";
	row.from_day = given(from);
	row.to_day = given(to);
	row.to_session = to[0] ? 1 : NONE;
	world_put(w, THING_ENROLMENT, &row);
}

static void spell_row(void **state)
{
	const struct spell_case *row = *state;
	struct world world, *w = &world;

	world_make(w, false);
	put_spell(w, AMARA, row->from_a, row->to_a);
	put_spell(w, BEN, row->from_b, row->to_b);
	as(w, "ann");
	char *amara = all_of(w, AMARA), *ben = all_of(w, BEN);
	assert_done(merge(w, BEN, AMARA, -1, false));
	char *one = all_of(w, AMARA);
	assert_words(one, row->want);
	free(one);
	assert_done(office_undo(w->o, act, NULL, &w->said, &w->got, &w->e));
	same_as(w, AMARA, amara);
	same_as(w, BEN, ben);
	holds(w);
	world_end(w);
}

static void old_name_is_found(struct world *w)
{
	int64_t found;
	struct arena a = { 0 };
	struct store *st;
	struct pupil_name_row *names;

	as(w, "ann");
	assert_done(merge(w, BEN, AMARA, -1, false));
	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_names_of_pupil(st, AMARA, &a, &names), 1);
	assert_string_equal(names[0].surname, "Ash");
	assert_int_equal(names[0].to_day.n, day_of(2026, 8, 31).n); /* no register that was taken prints it */
	store_close(st);
	arena_finish(&a);
	assert_done(office_pupil_find(w->o, "Amara", true, &found, &w->e));
	assert_int_equal(found, AMARA);
}

static void two_children(struct world *w)
{
	as(w, "ann");
	assert_done(two(w, GIA, FINN));
	int64_t said = act;
	assert_true(said > 0);
	assert_done(two(w, FINN, GIA));
	assert_int_equal(act, 0);
	assert_refused(merge(w, FINN, GIA, -1, false), "are two children");
	assert_done(office_undo(w->o, said, NULL, &w->said, &w->got, &w->e));
	assert_done(merge(w, FINN, GIA, -1, false));
	assert_refused(two(w, FINN, GIA), "are one row by now");
}

static void only_the_office(struct world *w)
{
	as(w, "tom");
	assert_refused(merge(w, BEN, AMARA, -1, false), "may not");
	assert_refused(merge(w, BEN, AMARA, -1, true), "may not");
	assert_refused(two(w, BEN, AMARA), "may not");
	as(w, "ann");
	assert_refused(merge(w, BEN, BEN, -1, false), "one row already");
	assert_done(merge(w, BEN, AMARA, -1, false));
	assert_refused(merge(w, BEN, CHLOE, -1, false), "was merged with another row already");
	assert_refused(merge(w, CHLOE, BEN, -1, false), "was merged with another row already");
	assert_int_equal(merge(w, 4711, AMARA, -1, false), -ENOENT);
}

/* THE DAY'S WORK */

/* A plan, a report, a note, a sign-out, a call, a task and something settled, one each; the same plan, report, note and task where `again`. */
static void put_day(struct world *w, int64_t pupil, int64_t plan, bool again)
{
	struct plan_pupil_row in = PLAN_PUPIL_NEW;
	struct reported_row said = REPORTED_NEW;
	struct class_note_row note = CLASS_NOTE_NEW;
	struct task_row task = TASK_NEW;
	struct sign_out_row out = SIGN_OUT_NEW;
	struct call_row call = CALL_NEW;
	struct settled_row settled = SETTLED_NEW;

	in.plan = plan;
	in.pupil = said.pupil = note.pupil = task.pupil = out.pupil = call.pupil = settled.pupil = pupil;
	said.code = "I";
	said.words = "ill";
	said.caller = "Grace Okafor (mother)";
	said.from_day = note.from_day = note.to_day = task.about_day = task.due_day = out.out_day = call.of_day = call.made_day = settled.of_day = TODAY;
	note.text = "Eats with the nurse";
	task.kind = "contacts failed";
	task.for_role = "dsl";
	task.text = "Nobody could be reached";
	out.out_minute = call.made_minute = 600;
	out.reason = "dentist";
	call.kind = "call";
	call.outcome = "no reply";
	settled.kind = "not back";
	settled.words = "abroad";
	world_put(w, THING_PLAN_PUPIL, &in);
	world_put(w, THING_REPORTED, &said);
	world_put(w, THING_CLASS_NOTE, &note);
	world_put(w, THING_TASK, &task);
	if (again)
		return;
	world_put(w, THING_SIGN_OUT, &out);
	world_put(w, THING_CALL, &call);
	world_put(w, THING_SETTLED, &settled);
}

static void count_day(struct world *w, int64_t pupil, int counts[static 7])
{
	CLEAN_ARENA struct arena a = { 0 };
	struct plan_pupil_row *plans;
	struct reported_row *said;
	struct class_note_row *notes;
	struct sign_out_row *outs;
	struct call_row *calls;
	struct task_row *tasks;
	struct settled_row *settled;
	struct store *st;

	assert_done(store_open(w->directory, &st, &w->e));
	counts[0] = store_plans_of_pupil(st, pupil, &a, &plans);
	counts[1] = store_reported_of_pupil(st, pupil, &a, &said);
	counts[2] = store_class_notes_of_pupil(st, pupil, &a, &notes);
	counts[3] = store_tasks_of_pupil(st, pupil, &a, &tasks);
	counts[4] = store_sign_outs_of_pupil(st, pupil, &a, &outs);
	counts[5] = store_calls_of_pupil(st, pupil, &a, &calls);
	counts[6] = store_settled_of_pupil(st, pupil, &a, &settled);
	store_close(st);
}

static int64_t put_plan(struct world *w)
{
	struct plan_row plan = PLAN_NEW;

	plan.kind = "trip";
	plan.code = "V";
	plan.from_day = plan.to_day = TODAY;
	plan.to_session = 1;
	plan.weekdays = 127;
	plan.sessions = 3;
	world_put(w, THING_PLAN, &plan);
	return plan.id;
}

static void day_goes_over(struct world *w)
{
	int counts[7], other[7];
	int64_t trip = put_plan(w), second = put_plan(w);

	put_day(w, BEN, trip, false);
	put_day(w, AMARA, trip, true);
	put_day(w, BEN, second, true);
	as(w, "ann");
	assert_done(merge(w, BEN, AMARA, -1, false));
	int64_t merged = act;
	count_day(w, AMARA, counts);
	count_day(w, BEN, other);
	assert_memory_equal(counts, ((int[]){ 2, 1, 1, 1, 1, 1, 1 }), sizeof counts); /* the trip once, the second plan, one of each */
	assert_memory_equal(other, (int[7]){ 0 }, sizeof other);
	assert_words(buf_string(&w->said), "1 plan goes over.");
	assert_words(buf_string(&w->said), "1 call goes over.");
	holds(w);
	assert_done(office_undo(w->o, merged, NULL, &w->said, &w->got, &w->e));
	count_day(w, AMARA, counts);
	count_day(w, BEN, other);
	assert_memory_equal(counts, ((int[]){ 1, 1, 1, 1, 0, 0, 0 }), sizeof counts);
	assert_memory_equal(other, ((int[]){ 2, 2, 2, 2, 1, 1, 1 }), sizeof other);
	holds(w);
}

/* REVIEWS, STAGES, RETURNS */

static void put_reviewed(struct world *w, int64_t review, int64_t pupil, const char *decision)
{
	struct reviewed_row row = REVIEWED_NEW;

	row.review = review;
	row.pupil = pupil;
	row.day = TODAY.n;
	row.decision = decision;
	world_put(w, THING_REVIEWED, &row);
}

static int64_t put_review(struct world *w)
{
	struct review_row row = REVIEW_NEW;

	row.policy = "national";
	row.of_act = 1;
	row.through_day = row.opened_day = TODAY;
	world_put(w, THING_REVIEW, &row);
	return row.id;
}

static void put_figures(struct world *w, int64_t pupil, bool again)
{
	struct pupil_stage_row stage = PUPIL_STAGE_NEW;
	struct return_made_row made = RETURN_MADE_NEW;
	struct target_row target = TARGET_NEW;
	struct league_out_row out = LEAGUE_OUT_NEW;

	stage.pupil = made.pupil = target.pupil = out.pupil = pupil;
	stage.policy = "national";
	stage.stage = "support";
	stage.from_day = made.from_day = TODAY;
	stage.words = made.words = out.words = "as agreed";
	made.kind = "attendance";
	target.kind = "attendance";
	target.year = 2026;
	target.hundredths = 9600;
	world_put(w, THING_TARGET, &target);
	world_put(w, THING_PUPIL_STAGE, &stage);
	world_put(w, THING_LEAGUE_OUT, &out);
	if (!again)
		world_put(w, THING_RETURN_MADE, &made);
}

/* "Letter 1 sent, a call; stages 1, returns 1, targets 1, out 1" */
static const char *figures_of(struct world *w, int64_t pupil, struct buf *to)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct reviewed_row *said;
	struct pupil_stage_row *stages;
	struct return_made_row *made;
	struct target_row *targets;
	struct league_out_row *outs;
	struct store *st;

	buf_reset(to);
	assert_done(store_open(w->directory, &st, &w->e));
	int n = store_reviewed_of_pupil(st, pupil, &a, &said);
	for (int i = 0; i < n; i++)
		buf_printf(to, "%s, ", said[i].decision);
	buf_printf(to, "stages %d, returns %d, targets %d, out %d", store_stages_of_pupil(st, pupil, &a, &stages), store_returns_made(st, pupil, DAY_MIN, &a, &made),
		   store_targets_of_pupil(st, pupil, &a, &targets), store_league_out_of_pupil(st, pupil, &a, &outs));
	store_close(st);
	return buf_string(to);
}

static void figures_go_over(struct world *w)
{
	CLEAN_BUF struct buf b = { 0 };
	int64_t first = put_review(w), second = put_review(w);

	put_reviewed(w, first, BEN, "Letter 1 sent");
	put_reviewed(w, second, BEN, "a meeting");
	put_reviewed(w, second, AMARA, "a call");
	put_figures(w, BEN, false);
	put_figures(w, AMARA, true);
	as(w, "ann");
	assert_done(merge(w, BEN, AMARA, -1, false));
	int64_t merged = act;
	/* of one review one decision: that of the row that stays */
	assert_string_equal(figures_of(w, AMARA, &b), "a call, Letter 1 sent, stages 1, returns 1, targets 1, out 1");
	assert_string_equal(figures_of(w, BEN, &b), "stages 0, returns 0, targets 0, out 0");
	assert_words(buf_string(&w->said), "1 decision of a review goes over.");
	holds(w);
	assert_done(office_undo(w->o, merged, NULL, &w->said, &w->got, &w->e));
	assert_string_equal(figures_of(w, AMARA, &b), "a call, stages 1, returns 0, targets 1, out 1");
	assert_string_equal(figures_of(w, BEN, &b), "a meeting, Letter 1 sent, stages 1, returns 1, targets 1, out 1");
	holds(w);
}

static const struct world_case cases[] = {
	{ "decisions, stages, returns and targets go over", figures_go_over },
	{ "plans, reports and calls go over", day_goes_over },
	{ "two rows become one, and two again", becomes_one },
	{ "numbers go over where the other has none", numbers_go_over },
	{ "minutes go over with the mark", minutes_go_over },
	{ "the old name is found", old_name_is_found },
	{ "two children, said so", two_children },
	{ "only the office, and each once", only_the_office },
};

int main(void)
{
	static struct rows r;

	rows_add(&r, world_case, cases);
	rows_add(&r, keep_row, keep_rows);
	rows_add(&r, spell_row, spell_rows);
	return rows_run(&r, "merge");
}
