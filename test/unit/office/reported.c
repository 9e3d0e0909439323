#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "callers.h"
#include "rules/code.h"

/* What families say before anybody asks (B5): waiting for the register, or the mark at once. */

#define OAK_AM REF(OAK, TODAY, SESSION_AM)

static int report(struct world *w, struct reported_wish wish, int64_t pupil, const char *code)
{
	const struct call_given given = { .pupil = pupil, .code = code };

	wish.children = &given;
	wish.count = 1;
	err_clear(&w->e);
	buf_reset(&w->said);
	w->got = (struct mark_result){ .act = -1 };
	return office_reported_put(w->o, &wish, &w->said, &w->got, &w->e);
}
#define REPORT(w, pupil, mark_code, ...) \
	report(w, (struct reported_wish){ .from = DAY_NONE, .from_session = -1, .back = DAY_NONE, .back_session = -1, __VA_ARGS__ }, pupil, mark_code)

static void send(struct world *w, const struct register_ref *ref)
{
	struct mark_result got;

	buf_reset(&w->said);
	assert_done(office_register_send(w->o, ref, &w->said, &got, &w->e));
}

/* "Amara Okafor I waiting for the register: tummy ache, said Grace" */
static const char *list(struct world *w, struct day day, struct arena *a)
{
	struct reported_view v;
	const char *text = "";

	assert_done(office_reported_open(w->o, day, &v, &w->e));
	for (int i = 0; i < v.count; i++)
		text = arena_printf(a, "%s%s %s, %s: %s, said %s\n", text, v.lines[i].name, v.lines[i].code, v.lines[i].state, v.lines[i].words, v.lines[i].caller);
	reported_view_finish(&v);
	return text;
}

/* BEFORE THE REGISTER AND AFTER IT */

static const struct state_row {
	const char *name;
	const char *mark;    /* that stands; "" none */
	bool sent;
	const char *want, *state;
	int entries;
} state_rows[] = {
	{ "before the register: it waits", "", false, "", "waiting for the register", 0 },
	{ "N before the register is sent", "N", false, "I", "I stands", 1 },
	{ "N of a register that was sent", "N", true, "I", "I stands", 1 },
	{ "a blank of a register that was sent", "", true, "I", "I stands", 1 },
	{ "O gives way too", "O", true, "I", "I stands", 1 },
	{ "one who is here is here", "/", true, "/", "here after all", 0 },
	{ "one who came late is here", "L", true, "L", "here after all", 0 },
	{ "another reason stands", "M", true, "M", "M stands", 0 },
};

static void state_case(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct state_row *row = *state;
	struct world world, *w = &world;

	world_make(w, false);
	as(w, "ann");
	absent(w, BEN, "/");
	if (*row->mark)
		absent(w, AMARA, row->mark);
	if (row->sent)
		send(w, WILLOW_AM);
	at(w, "2026-11-20T09:30");
	assert_done(REPORT(w, AMARA, "i", .caller = "Grace Okafor", .words = "tummy ache", .from_session = SESSION_AM));
	assert_true(w->got.act > 0);
	assert_int_equal(w->got.entries, row->entries);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), row->want);
	assert_string_equal(list(w, DAY_NONE, &a), arena_printf(&a, "Amara Okafor I, %s: tummy ache, said Grace Okafor\n", row->state));
	world_end(w);
}

/* The register shows it until it is sent. */
static void expected(struct world *w)
{
	struct register_view v;

	as(w, "ann");
	int64_t grace = caller(w, AMARA, "Grace Okafor", "mother", "07700 900123");
	assert_done(REPORT(w, AMARA, "I", .adult = grace, .words = "tummy ache", .back = day_of(2026, 11, 24)));
	assert_string_equal(buf_string(&w->said), "Amara Okafor (Willow): expected I until the afternoon of Mon 23 Nov 2026, said Grace Okafor (mother).\n");
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	assert_string_equal(v.lines[2].name, "Amara Okafor");
	assert_int_equal(v.lines[2].expected, CODE_I);
	assert_words(v.lines[2].expected_words, "tummy ache, said Grace Okafor (mother)");
	register_view_finish(&v);
}

/* On a trip, says its leader; ill at home, says the family: whoever notes the second hears of the first. */
static void marked_otherwise(struct world *w)
{
	as(w, "ann");
	absent(w, AMARA, "V");
	assert_done(mark(w, REF(WILLOW, TODAY, SESSION_PM), AMARA, "V", NULL));
	assert_done(REPORT(w, AMARA, "I", .caller = "Grace"));
	assert_words(buf_string(&w->said), "is V on the morning of Fri 20 Nov 2026 already: that stands.");
	assert_words(buf_string(&w->said), "is V on the afternoon of Fri 20 Nov 2026 already: that stands.");
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "V");
}

/* The caller's family: each child with a code of its own, in one act. */
static void family(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf left = { 0 };
	struct reported_wish wish = REPORTED_WISH;
	const struct call_given children[] = { { .pupil = AMARA, .code = "I" }, { .pupil = FINN, .code = "M" } };
	struct mark_result got;

	as(w, "ann");
	absent(w, FINN, "N");
	at(w, "2026-11-20T09:30");
	wish.children = children;
	wish.count = 2;
	wish.caller = "Grace";
	assert_done(office_reported_put(w->o, &wish, &w->said, &w->got, &w->e));
	assert_int_equal(w->got.entries, 1);
	assert_string_equal(stands(w, OAK_AM, FINN), "M");
	assert_string_equal(list(w, DAY_NONE, &a), "Amara Okafor I, waiting for the register: illness, said Grace\n"
						   "Finnley Oakley M, M stands: appointment, said Grace\n");
	assert_done(office_undo(w->o, w->got.act, "mistake", &left, &got, &w->e));
	assert_string_equal(stands(w, OAK_AM, FINN), "N");
	assert_string_equal(list(w, DAY_NONE, &a), "");
}

/* Another reason has none of the others' words, and is of that day alone. */
static void family_apart(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct reported_wish wish = REPORTED_WISH;
	const struct call_given children[] = { { .pupil = AMARA, .code = "I" }, { .pupil = FINN, .code = "M", .words = "dentist" } };

	as(w, "ann");
	wish.children = children;
	wish.count = 2;
	wish.caller = "Grace";
	wish.words = "tummy ache";
	wish.back = day_of(2026, 11, 25);
	assert_done(office_reported_put(w->o, &wish, &w->said, &w->got, &w->e));
	assert_string_equal(list(w, DAY_NONE, &a), "Amara Okafor I, waiting for the register: tummy ache, said Grace\n"
						   "Finnley Oakley M, waiting for the register: dentist, said Grace\n");
	assert_string_equal(list(w, day_of(2026, 11, 24), &a), "Amara Okafor I, waiting for the register: tummy ache, said Grace\n");
}

static void days(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };

	as(w, "ann");
	absent(w, AMARA, "/");
	at(w, "2026-11-20T11:30");
	assert_done(REPORT(w, AMARA, "I", .caller = "Grace")); /* the morning has its mark: of the afternoon */
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "/");
	assert_words(list(w, DAY_NONE, &a), "Amara Okafor I, waiting for the register");
	assert_string_equal(list(w, day_of(2026, 11, 23), &a), ""); /* of that day alone */
	assert_done(REPORT(w, BEN, "I", .caller = "Ash", .from = day_of(2026, 11, 23), .back = day_of(2026, 11, 24), .back_session = SESSION_PM));
	assert_string_equal(list(w, DAY_NONE, &a), "Amara Okafor I, waiting for the register: illness, said Grace\n");
	assert_words(list(w, day_of(2026, 11, 24), &a), "Ben Ash");
	assert_string_equal(list(w, day_of(2026, 11, 25), &a), "");
	assert_int_equal(REPORT(w, CHLOE, "I", .caller = "D", .back = TODAY), -EINVAL);
	assert_words(w->e.text, "back before the absence begins");
}

/* Said a second time, by whoever answered the telephone first (A21). */
static void twice(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };

	as(w, "ann");
	assert_done(REPORT(w, AMARA, "I", .caller = "Grace", .words = "tummy ache"));
	as(w, "hal");
	assert_int_equal(REPORT(w, AMARA, "I", .caller = "Sam"), -EEXIST);
	assert_words(w->e.text, "Ann Reed noted I for Amara Okafor (Willow) at 08:30: tummy ache.");
	assert_done(REPORT(w, AMARA, "M", .caller = "Sam", .words = "dentist"));
	assert_words(buf_string(&w->said), "It takes the place of I: tummy ache, said Grace.");
	assert_string_equal(list(w, DAY_NONE, &a), "Amara Okafor M, waiting for the register: dentist, said Sam\n");
}

static void ended(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct reported_view v;
	int64_t act = 0;

	as(w, "ann");
	assert_done(REPORT(w, AMARA, "I", .caller = "Grace"));
	assert_done(office_reported_open(w->o, DAY_NONE, &v, &w->e));
	int64_t reported = v.lines[0].reported;
	reported_view_finish(&v);
	assert_done(office_reported_end(w->o, reported, "the wrong child", &act, &w->e));
	assert_string_equal(list(w, DAY_NONE, &a), "");
	assert_int_equal(office_reported_end(w->o, reported, NULL, &act, &w->e), -ENOENT);
}

static const struct refusal_row {
	const char *name, *as, *code, *caller, *words;
} refusal_rows[] = {
	{ "nobody knows is no reason", "ann", "N", "Grace", "N is no reason that a family gives" },
	{ "nor is being here", "ann", "/", "Grace", "/ is no reason" },
	{ "a trip is confirmed by its leader", "ann", "V", "Grace", "V is no reason" },
	{ "somebody must have said it", "ann", "I", NULL, "Say who rang" },
	{ "a code is needed", "ann", NULL, "Grace", "Say which code" },
	{ "a code that is in force no more", "ann", "H", "Grace", "H" },
	{ "a teacher may not", "tom", "I", "Grace", "may not log calls" },
	{ "nor who has another year", "yaz", "I", "Grace", "may not log calls" },
};

static void refusal_case(void **state)
{
	const struct refusal_row *row = *state;
	struct world world, *w = &world;

	world_make(w, false);
	as(w, row->as);
	assert_true(REPORT(w, AMARA, row->code, .caller = row->caller) < 0);
	assert_words(w->e.text, row->words);
	world_end(w);
}

static const struct world_case cases[] = {
	{ "the register shows it until it is sent", expected, false },
	{ "each child of the family with a code", family, false },
	{ "marked otherwise is said", marked_otherwise, false },
	{ "another reason has words and days of its own", family_apart, false },
	{ "from when, and until when", days, false },
	{ "said twice, and said otherwise", twice, false },
	{ "it was wrong: it goes", ended, false },
};

int main(void)
{
	static struct rows r;

	rows_add(&r, state_case, state_rows);
	rows_add(&r, refusal_case, refusal_rows);
	rows_add(&r, world_case, cases);
	return rows_run(&r, "reported");
}
