#include "rows.h"

#include <errno.h>

#include "office/today.h"
#include "store/store.h"
#include "world.h"

/* "name, group (remark)" joined by "; ". */
static const char *hits(struct world *w, const char *typed, int most)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_hit *found;

	err_clear(&w->e);
	buf_reset(&w->said);
	int n = office_pupil_search(w->o, typed, most, &a, &found, &w->e);
	assert_true(n >= 0 && n <= most);
	for (int i = 0; i < n; i++)
		buf_printf(&w->said, "%s%s%s%s%s%s%s", i ? "; " : "", found[i].name, found[i].group ? ", " : "", found[i].group ? found[i].group : "",
			   found[i].remark ? " (" : "", found[i].remark ? found[i].remark : "", found[i].remark ? ")" : "");
	return buf_string(&w->said);
}

static const struct typed_row {
	const char *name, *typed, *want, *who;
} typed_rows[] = {
	{ "part of a surname", "oka", "Amara Okafor, Willow", "ann" },
	{ "part of a forename", "ama", "Amara Okafor, Willow", "ann" },
	{ "parts of both, in any order", "ok am", "Amara Okafor, Willow", "ann" },
	{ "every word must begin a word", "ok mara", "", "ann" },
	{ "the middle of a word does not count", "kafor", "", "ann" },
	{ "without its accent", "chloe", "Chloé Dunn, Willow", "ann" },
	{ "with it, in capitals", "CHLOÉ", "Chloé Dunn, Willow", "ann" },
	{ "a whole word before a part of one", "finn", "Finn Oakley, Oak; Finnley Oakley, Oak", "ann" },
	{ "a part of both: by name", "fin", "Finn Oakley, Oak; Finnley Oakley, Oak", "ann" },
	{ "a surname before a forename", "a", "Ben Ash, Willow; Amara Okafor, Willow", "ann" },
	{ "a UPN", "A823432120001", "Amara Okafor, Willow", "ann" },
	{ "the beginning of one", "a8234", "Amara Okafor, Willow", "ann" },
	{ "an admission number", "103", "Chloé Dunn, Willow", "ann" },
	{ "who left is found, in no class", "left", "Ed Left", "ann" },
	{ "who joins at noon has no register yet", "rao", "Dev Rao", "ann" },
	{ "nothing typed", "", "", "ann" },
	{ "blanks", "   ", "", "ann" },
	{ "nobody", "zed", "", "ann" },
	{ "a teacher finds her own", "oka", "Amara Okafor, Willow", "tom" },
	{ "and nobody else's", "finn", "", "tom" },
	{ "nor who left", "left", "", "tom" },
	{ "not even by number", "106", "", "tom" },
};

static void typed_case(void **state)
{
	const struct typed_row *row = *state;
	struct world world, *w = &world;

	world_make(w, false);
	as(w, row->who);
	assert_string_equal(hits(w, row->typed, 8), row->want);
	world_end(w);
}

static void at_most(struct world *w)
{
	as(w, "ann");
	assert_string_equal(hits(w, "finn", 1), "Finn Oakley, Oak");
	assert_string_equal(hits(w, "finn", 0), "");
}

/* Another program gives a child a new name: the old one still finds it, and two of one name are told apart. */
static void roll_changed(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_name_row before = { .pupil = FINN, .surname = "Meadows", .forename = "Finnley", .to_day = day_of(2026, 11, 1) };
	struct pupil_row row;
	struct store *st;

	as(w, "ann");
	assert_string_equal(hits(w, "meadows", 8), "");
	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_thing_get(st, THING_PUPIL, FINN, &a, &row), 0);
	store_close(st);
	row.forename = "Finn";
	row.born_day = day_of(2021, 1, 9);
	world_put(w, THING_PUPIL, &row);
	world_put(w, THING_PUPIL_NAME, &before);
	assert_string_equal(hits(w, "meadows", 8), "Finn Oakley, Oak (was Finnley Meadows)");
	assert_string_equal(hits(w, "oakley", 8), "Finn Oakley, Oak (Oak, born 9 Jan 2021); Finn Oakley, Oak (Oak, born 1 Oct 2020)");
}

static void moved_on(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T13:00");
	assert_string_equal(hits(w, "rao", 8), "Dev Rao, Willow");
	at(w, "2026-11-21T09:00");
	assert_string_equal(hits(w, "rao", 8), "Dev Rao"); /* a Saturday: in no register */
}

static void refused(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_hit *found;

	as(w, "gus");
	assert_refused(office_pupil_search(w->o, "oka", 8, &a, &found, &w->e), "may not");
	as(w, "ada");
	assert_refused(office_pupil_search(w->o, "oka", 8, &a, &found, &w->e), "may not");
}

static const struct world_case cases[] = {
	{ "no more than asked for", at_most, false },
	{ "a name that somebody else changed", roll_changed, false },
	{ "the register they are in now", moved_on, false },
	{ "who sees no names finds none", refused, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, typed_case, typed_rows);
	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "search");
}
