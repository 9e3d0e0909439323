#include "rows.h"

#include "gate_world.h"
#include "rules/code.h"
#include "store/store.h"

/* WHO IS FOUND */

static const struct search_row {
	const char *name, *typed, *want; /* forenames in order */
} search_rows[] = {
	{ "a surname", "okafor", "Amara" },
	{ "part of a forename, folded", "chloe", "Chloé" },
	{ "each word begins a word", "am ok", "Amara" },
	{ "in any order", "oka ama", "Amara" },
	{ "no word in the middle", "kafor", "" },
	{ "an admission number", "102", "Ben" },
	{ "a class", "oak", "Finn Finnley" },
	{ "a class narrows a name", "oak finnl", "Finnley" },
	{ "a name before a class", "ash", "Ben" },
	{ "two of one surname, by forename", "oakley", "Finn Finnley" },
	{ "a whole word before part of one", "finn", "Finn Finnley" },
	{ "whoever left is not there", "left", "" },
	{ "nothing typed", "", "" },
	{ "blanks alone", "   ", "" },
	{ "letters that are none", "\x1b[31m", "" },
};

static void search_case(void **state)
{
	const struct search_row *row = *state;
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf got = { 0 };
	struct world world, *w = &world;
	struct desk_hit *hits;

	world_make(w, false);
	as(w, "ann");
	int n = office_desk_search(w->o, row->typed, 10, &a, &hits, &w->e);
	assert_true(n >= 0);
	for (int i = 0; i < n; i++)
		buf_printf(&got, "%s%.*s", i ? " " : "", (int)strcspn(hits[i].name, " "), hits[i].name);
	assert_string_equal(buf_string(&got), row->want);
	world_end(w);
}

static struct desk_hit *hit(struct world *w, const char *typed, int most, struct arena *a, int want)
{
	struct desk_hit *hits = NULL;

	assert_int_equal(office_desk_search(w->o, typed, most, a, &hits, &w->e), want);
	return hits;
}

/* One visit for a family of three: two in one class, one in another, none of whom was typed. */
static void family_of_three(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	const int64_t children[] = { AMARA, CHLOE, FINN };

	as(w, "ann");
	mother_of(w, children, 3, "Grace Okafor", NULL);
	struct desk_hit *hits = hit(w, "okafor", 10, &a, 3);
	assert_int_equal(hits[0].pupil, AMARA);
	assert_false(hits[0].sibling);
	assert_true(hits[1].sibling && hits[2].sibling);
	assert_true(hits[0].family > 0 && hits[1].family == hits[0].family && hits[2].family == hits[0].family);
	hits = hit(w, "okafor", 2, &a, 2); /* no more than there is room for */
	assert_true(hits[1].sibling);
	hits = hit(w, "ash", 10, &a, 1);
	assert_int_equal(hits[0].family, 0);
}

/* Found by themselves they stand behind their brother, and are no afterthought. */
static void family_found(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	const int64_t children[] = { BEN, AMARA };

	as(w, "ann");
	mother_of(w, children, 2, "Joy Ash", NULL);
	struct desk_hit *hits = hit(w, "willow", 10, &a, 4); /* Dev, who comes at noon, too */
	assert_int_equal(hits[0].pupil, BEN);
	assert_int_equal(hits[1].pupil, AMARA);
	assert_false(hits[1].sibling);
	assert_true(hits[1].family && hits[1].family == hits[0].family);
	assert_int_equal(hits[2].pupil, CHLOE);
	assert_int_equal(hits[2].family, 0);
}

static void not_siblings(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	const int64_t children[] = { AMARA, CHLOE };
	struct pupil_pair_row pair = { .pupil = AMARA, .other = CHLOE, .said = "not siblings" };

	as(w, "ann");
	mother_of(w, children, 2, "Grace Okafor", NULL);
	world_put(w, THING_PUPIL_PAIR, &pair);
	hit(w, "okafor", 10, &a, 1);
}

static void carers_make_none(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	const int64_t children[] = { AMARA, CHLOE };
	struct contact_wish as_carer = CONTACT_WISH;

	as(w, "ann");
	as_carer.relation = "foster carer";
	mother_of(w, children, 2, "Pat Hill", &as_carer);
	hit(w, "okafor", 10, &a, 1);
}

/* WHAT IS KNOWN */

static void states(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct sign_out_wish out = SIGN_OUT_WISH;
	const int64_t amara = AMARA;
	int64_t act;

	as(w, "ann");
	at(w, "2026-11-20T09:07");
	assert_null(hit(w, "okafor", 1, &a, 1)->state);
	assert_done(late(w, AMARA, -1, NULL, NULL));
	assert_string_equal(hit(w, "okafor", 1, &a, 1)->state, "here L since 09:07");
	out.pupils = &amara;
	out.count = 1;
	out.reason = "dentist";
	at(w, "2026-11-20T10:30");
	assert_done(office_gate_out(w->o, &out, &w->said, &act, &w->e));
	struct desk_hit *h = hit(w, "okafor", 1, &a, 1);
	assert_string_equal(h->state, "out since 10:30: dentist");
	assert_true(h->signed_out);
	assert_int_equal(h->mark, CODE_LATE);
	assert_done(mark(w, WILLOW_AM, BEN, "N", NULL));
	assert_string_equal(hit(w, "ash", 1, &a, 1)->state, "no reason yet");
	planned(w, CHLOE, "M", "optician");
	assert_words(hit(w, "dunn", 1, &a, 1)->state, "M");
	assert_words(hit(w, "dunn", 1, &a, 1)->state, "optician");
}

static void not_for_everybody(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct desk_hit *hits;
	struct desk_arrival look;

	as(w, "tom");
	assert_refused(office_desk_search(w->o, "okafor", 10, &a, &hits, &w->e), "may not record arrivals");
	assert_refused(office_desk_look(w->o, AMARA, -1, NULL, &a, &look, &w->e), "may not record arrivals");
	as(w, "yaz"); /* of year 1 alone: in Oak */
	hit(w, "okafor", 10, &a, 0);
	hit(w, "oakley", 10, &a, 2);
}

/* A child of the other class is found as the roll stands now, and under the name of now. */
static void follows_the_roll(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_row row = PUPIL_NEW;
	struct store *st;

	as(w, "ann");
	hit(w, "okafor", 10, &a, 1);
	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_thing_get(st, THING_PUPIL, AMARA, &a, &row), 0);
	store_close(st);
	row.surname = "Bello";
	world_put(w, THING_PUPIL, &row);
	hit(w, "okafor", 10, &a, 0);
	hit(w, "bello", 10, &a, 1);
}

/* WHAT AN ARRIVAL WOULD BE: gate 08:40, starts 09:00, closes 09:15, ends 12:00 */

static const struct look_row {
	const char *name, *before; /* the mark that stands */
	const char *plan;          /* planned today; NULL */
	int minute;
	const char *code;
	enum desk_outcome want;
	const char *mark, *words;
	int late;
} look_rows[] = {
	{ "at the gate minute", "", NULL, 8 * 60 + 40, NULL, DESK_ON_TIME, "/", "by the gate", 0 },
	{ "a minute after the gate", "", NULL, 8 * 60 + 41, NULL, DESK_SLIP, "/", "a slip", 0 },
	{ "as the register starts", "", NULL, 9 * 60, NULL, DESK_SLIP, "/", "a slip", 0 },
	{ "a minute after the start", "", NULL, 9 * 60 + 1, NULL, DESK_LATE, "L", "L, 1 minute late", 1 },
	{ "at the close", "", NULL, 9 * 60 + 15, NULL, DESK_LATE, "L", "L, 15 minutes late", 15 },
	{ "a minute after the close", "", NULL, 9 * 60 + 16, NULL, DESK_AFTER_CLOSE, "U", "U, 16 minutes late", 16 },
	{ "a minute before the end", "", NULL, 11 * 60 + 59, NULL, DESK_AFTER_CLOSE, "U", "U, 179 minutes late", 179 },
	{ "at the end", "", NULL, 12 * 60, NULL, DESK_REFUSED, "", "The morning ended at 12:00", 0 },
	{ "a code in place of U", "", NULL, 9 * 60 + 16, "M", DESK_CODE, "M", "M appointment, in place of U", 16 },
	{ "a code before the close", "", NULL, 9 * 60 + 15, "M", DESK_REFUSED, "", "is present or L", 15 },
	{ "N is no reason", "", NULL, 9 * 60 + 16, "N", DESK_REFUSED, "", "N is no code of an arrival", 16 },
	{ "nor is being present", "", NULL, 9 * 60 + 16, "/", DESK_REFUSED, "", "/ is no code of an arrival", 16 },
	{ "U itself", "", NULL, 9 * 60 + 16, "U", DESK_CODE, "U", "U after the close", 16 },
	{ "no such code", "", NULL, 9 * 60 + 16, "QQ", DESK_REFUSED, "", "QQ", 16 },
	{ "N gives way", "N", NULL, 9 * 60 + 30, NULL, DESK_AFTER_CLOSE, "U", "U, 30 minutes late", 30 },
	{ "M stands", "M", NULL, 9 * 60 + 30, NULL, DESK_KEPT, "M", "M appointment is kept", 30 },
	{ "I gives way, for the child is here", "I", NULL, 9 * 60 + 30, NULL, DESK_AFTER_CLOSE, "U", "U, 30 minutes late, in place of I illness", 30 },
	{ "and so does a reported I", "", "I", 9 * 60 + 30, NULL, DESK_AFTER_CLOSE, "U", "U, 30 minutes late, in place of I illness", 30 },
	{ "before the close it is L", "I", NULL, 9 * 60 + 15, NULL, DESK_LATE, "L", "L, 15 minutes late", 15 },
	{ "I is kept if somebody says so", "I", NULL, 9 * 60 + 30, "I", DESK_KEPT, "I", "I illness is kept: the time is noted", 30 },
	{ "and of one reported", "", "I", 9 * 60 + 30, "I", DESK_CODE, "I", "I illness, in place of U", 30 },
	{ "a planned M stands before U", "", "M", 9 * 60 + 30, NULL, DESK_KEPT, "M", "M appointment is kept", 30 },
	{ "a planned M, and N typed by the class", "N", "M", 9 * 60 + 30, NULL, DESK_KEPT, "M", "M appointment is kept", 30 },
	{ "a planned C2 stands before U", "", "C2", 10 * 60, NULL, DESK_KEPT, "C2", "is kept", 60 },
	{ "a planned D stands before U", "", "D", 10 * 60, NULL, DESK_KEPT, "D", "is kept", 60 },
	{ "a visit that nobody confirmed does not", "", "V", 10 * 60, NULL, DESK_AFTER_CLOSE, "U", "U, 60 minutes late", 60 },
	{ "U already, and a reason was given since", "U", "M", 10 * 60, NULL, DESK_HERE_ALREADY, "U", "already, by Ann Reed at 08:30: nothing changes", 60 },
	{ "a planned holiday not granted does not", "", "G", 10 * 60, NULL, DESK_AFTER_CLOSE, "U", "U, 60 minutes late", 60 },
	{ "planned M, but there before the close", "", "M", 9 * 60 + 10, NULL, DESK_LATE, "L", "L, 10 minutes late", 10 },
	{ "here already", "/", NULL, 9 * 60 + 30, NULL, DESK_HERE_ALREADY, "", "is marked / (present) already", 30 },
	{ "here already, before the start", "/", NULL, 8 * 60 + 50, NULL, DESK_HERE_ALREADY, "/", "already, by Ann Reed at 08:30: nothing changes", 0 },
	{ "still to come", "", NULL, 11 * 60 + 59, NULL, DESK_AFTER_CLOSE, "U", "U", 179 },
};

static void look_case(void **state)
{
	const struct look_row *row = *state;
	CLEAN_ARENA struct arena a = { 0 };
	struct world world, *w = &world;
	struct desk_arrival got = { 0 };

	world_make(w, false);
	as(w, "ann");
	if (*row->before)
		assert_done(mark(w, WILLOW_AM, AMARA, row->before, NULL));
	if (row->plan)
		planned(w, AMARA, row->plan, "said before");
	at(w, "2026-11-20T12:10");
	assert_done(office_desk_look(w->o, AMARA, row->minute, row->code, &a, &got, &w->e));
	assert_words(got.words, row->words);
	assert_int_equal(got.outcome, row->want);
	if (*row->mark)
		assert_string_equal(code_symbol(got.code), row->mark);
	if (row->want != DESK_REFUSED)
		assert_int_equal(got.late, row->late);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), row->before); /* looking changes nothing */
	world_end(w);
}

static void look_ahead(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct desk_arrival got;

	as(w, "ann");
	at(w, "2026-11-20T09:05");
	assert_done(office_desk_look(w->o, AMARA, 9 * 60 + 6, NULL, &a, &got, &w->e));
	assert_int_equal(got.outcome, DESK_REFUSED);
	assert_words(got.words, "09:06 is still to come");
	assert_done(office_desk_look(w->o, ED, -1, NULL, &a, &got, &w->e));
	assert_int_equal(got.outcome, DESK_REFUSED);
	assert_words(got.words, "the last day was");
}

/* B17: whoever stands at the desk with the child may know why. */
static void look_warns(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct desk_arrival got = { 0 };

	as(w, "ann");
	at(w, "2026-11-20T09:05");
	assert_done(office_desk_look(w->o, AMARA, -1, NULL, &a, &got, &w->e));
	assert_null(got.warning);
	assert_done(mark(w, REF(WILLOW, day_of(2026, 11, 17), SESSION_AM), AMARA, "N", "found in the paper register"));
	assert_done(office_desk_look(w->o, AMARA, -1, NULL, &a, &got, &w->e));
	assert_words(got.warning, "ask why off on Tue 17 Nov 2026");
}

static const struct world_case cases[] = {
	{ "a family of three is one visit", family_of_three, false },
	{ "siblings found by themselves", family_found, false },
	{ "two of whom somebody said that they are no siblings", not_siblings, false },
	{ "a foster carer makes no siblings", carers_make_none, false },
	{ "what is known of whoever is found", states, false },
	{ "the desk is not for everybody", not_for_everybody, false },
	{ "names follow the roll", follows_the_roll, false },
	{ "a time to come, and a child who left", look_ahead, false },
	{ "an absence without a reason is asked about", look_warns, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, search_case, search_rows);
	rows_add(&rows, look_case, look_rows);
	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "desk");
}
