#include "rows.h"

#include <stdio.h>

#include "office/pupils.h"
#include "store/store.h"
#include "world.h"

#define EVERY ((struct pupils_wish){ .year = SESSION_ANY_YEAR, .day = DAY_NONE })
#define ANYBODY (1u << ROLL_ON | 1u << ROLL_TO_COME | 1u << ROLL_LEFT)

/* "Ash, Ben Willow 2; ...", with the remark in square brackets. */
static const char *list(struct world *w, const struct pupils_wish *wish)
{
	static char text[4000];
	struct pupils_view v;
	size_t n = 0;

	text[0] = '\0';
	err_clear(&w->e);
	assert_done(office_pupils_open(w->o, wish, &v, &w->e));
	for (int i = 0; i < v.count; i++) {
		const struct pupil_line *l = &v.lines[i];

		n += (size_t)snprintf(text + n, sizeof text - n, "%s%s %s %d%s%s%s", i ? "; " : "", l->name, l->group ? l->group : "-", l->year,
				      l->remark ? " [" : "", l->remark ? l->remark : "", l->remark ? "]" : "");
	}
	pupils_view_finish(&v);
	return text;
}

static const struct list_row {
	const char *name, *who;
	struct pupils_wish wish;
	const char *want;
} rows[] = {
	{ "those on the roll, in the order of names", "ann", { .year = SESSION_ANY_YEAR },
	  "Ash, Ben Willow 2; Dunn, Chloé Willow 0; Oakley, Finn Oak 1; Oakley, Finnley Oak 1; Okafor, Amara Willow 2; Rao, Dev Willow 2" },
	{ "who left", "ann", { .year = SESSION_ANY_YEAR, .states = 1u << ROLL_LEFT }, "Left, Ed Willow 2 [left on Fri 13 Nov 2026]" },
	{ "a class", "ann", { .group = "oak", .year = SESSION_ANY_YEAR }, "Oakley, Finn Oak 1; Oakley, Finnley Oak 1" },
	{ "a year", "ann", { .year = 0 }, "Dunn, Chloé Willow 0" },
	{ "who left a class", "ann", { .group = "Willow", .year = 2, .states = 1u << ROLL_LEFT }, "Left, Ed Willow 2 [left on Fri 13 Nov 2026]" },
	{ "part of a name", "ann", { .typed = "fin oak", .year = SESSION_ANY_YEAR }, "Oakley, Finn Oak 1; Oakley, Finnley Oak 1" },
	{ "a number", "ann", { .typed = "102", .year = SESSION_ANY_YEAR }, "Ash, Ben Willow 2" },
	{ "nobody of that name", "ann", { .typed = "zebedee", .year = SESSION_ANY_YEAR }, "" },
	{ "a teacher sees their class alone", "tom", { .year = SESSION_ANY_YEAR },
	  "Ash, Ben Willow 2; Dunn, Chloé Willow 0; Okafor, Amara Willow 2; Rao, Dev Willow 2" },
	{ "also of those who left it", "tom", { .year = SESSION_ANY_YEAR, .states = ANYBODY, .typed = "ed" },
	  "Left, Ed Willow 2 [left on Fri 13 Nov 2026]" },
	{ "the day before Dev came", "ann", { .typed = "dev", .year = SESSION_ANY_YEAR, .states = ANYBODY, .day = { 20776 } },
	  "Rao, Dev Willow 2 [starts Fri 20 Nov 2026 (Z)]" },
	{ "the last day of Ed", "ann", { .typed = "ed", .year = SESSION_ANY_YEAR, .day = { 20770 } },
	  "Left, Ed Willow 2 [leaves on Fri 13 Nov 2026]" },
	{ "on a Sunday a child is in a class too", "ann", { .typed = "ben", .year = SESSION_ANY_YEAR, .day = { 20779 } }, "Ash, Ben Willow 2" },
};

static void list_case(void **state)
{
	const struct list_row *row = *state;
	struct world world, *w = &world;
	struct pupils_wish wish = row->wish;

	if (wish.day.n == 0)
		wish.day = DAY_NONE;
	world_make(w, false);
	as(w, row->who);
	assert_string_equal(list(w, &wish), row->want);
	world_end(w);
}

static void not_for_everybody(struct world *w)
{
	struct pupils_wish elm = EVERY;
	struct pupils_view v;

	as(w, "gus");
	assert_refused(office_pupils_open(w->o, &EVERY, &v, &w->e), "see this register");
	as(w, "ann");
	err_clear(&w->e);
	elm.group = "Elm";
	assert_int_not_equal(office_pupils_open(w->o, &elm, &v, &w->e), 0);
	assert_words(w->e.text, "no class Elm");
}

static void counts_by_state(struct world *w)
{
	struct pupils_view v;

	as(w, "ann");
	assert_done(office_pupils_open(w->o, &(struct pupils_wish){ .group = "Willow", .year = 2, .day = DAY_NONE }, &v, &w->e));
	assert_int_equal(v.count, 3);
	assert_int_equal(v.of_state[ROLL_ON], 3);
	assert_int_equal(v.of_state[ROLL_TO_COME], 0);
	assert_int_equal(v.of_state[ROLL_LEFT], 1);
	assert_int_equal(v.day.n, TODAY.n);
	pupils_view_finish(&v);
}

static void change(struct world *w, int64_t pupil, const struct pupil_wish *wish)
{
	int64_t act;

	buf_reset(&w->said);
	assert_done(office_pupil_change(w->o, pupil, wish, DAY_NONE, NULL, &w->said, &act, &w->e));
}

/* H4: known, sort and former names, and two of one name. */
static void names(struct world *w)
{
	struct pupil_wish wish = PUPIL_WISH;

	as(w, "ann");
	wish.preferred_surname = "Zander";
	change(w, BEN, &wish);
	wish.preferred_surname = NULL;
	wish.preferred_name = "Finn";
	change(w, FINN, &wish);
	wish.preferred_name = NULL;
	wish.sort_name = "Aakster";
	change(w, AMARA, &wish);
	assert_string_equal(list(w, &EVERY), "Okafor, Amara Willow 2; Dunn, Chloé Willow 0; Oakley, Finn (Oak, born 1 Oct 2020) Oak 1; "
					     "Oakley, Finn (Oak, born 1 Oct 2020) Oak 1; Rao, Dev Willow 2; Zander, Ben Willow 2");
	assert_string_equal(list(w, &(struct pupils_wish){ .typed = "ash", .year = SESSION_ANY_YEAR, .day = DAY_NONE }), "Zander, Ben Willow 2");
	wish = PUPIL_WISH;
	wish.surname = "Jones";
	change(w, AMARA, &wish);
	assert_string_equal(list(w, &(struct pupils_wish){ .typed = "amara okaf", .year = SESSION_ANY_YEAR, .day = DAY_NONE }),
			    "Jones, Amara Willow 2 [was Amara Okafor]");
	assert_string_equal(list(w, &(struct pupils_wish){ .typed = "jones", .year = SESSION_ANY_YEAR, .day = DAY_NONE }), "Jones, Amara Willow 2");
}

static void shared_with_another_school(struct world *w)
{
	struct enrolment_row spell = ENROLMENT_NEW;

	spell.pupil = ED;
	spell.kind = "guest";
	spell.from_day = TODAY;
	spell.other_school = "Hill School";
	spell.to_day = day_of(2026, 12, 18);
	spell.to_session = 1;
	world_put(w, THING_ENROLMENT, &spell);
	spell = ENROLMENT_NEW;
	spell.pupil = GIA;
	spell.kind = "main";
	spell.from_day = day_of(2026, 11, 1);
	world_put(w, THING_ENROLMENT, &spell);
	as(w, "ann");
	assert_string_equal(list(w, &(struct pupils_wish){ .typed = "ed", .year = SESSION_ANY_YEAR, .day = DAY_NONE }),
			    "Left, Ed Willow 2 [leaves on Fri 18 Dec 2026; guest of Hill School]");
	assert_string_equal(list(w, &(struct pupils_wish){ .typed = "finn o", .year = SESSION_ANY_YEAR, .day = DAY_NONE }),
			    "Oakley, Finn Oak 1 [main registration]; Oakley, Finnley Oak 1");
}

static void comes_back(struct world *w)
{
	struct enrolment_row spell = ENROLMENT_NEW;

	spell.pupil = ED;
	spell.kind = "single";
	spell.from_day = day_of(2026, 11, 30);
	world_put(w, THING_ENROLMENT, &spell);
	as(w, "ann");
	assert_string_equal(list(w, &(struct pupils_wish){ .year = SESSION_ANY_YEAR, .states = 1u << ROLL_TO_COME, .day = DAY_NONE }),
			    "Left, Ed Willow 2 [comes back Mon 30 Nov 2026 (Z)]");
}

static const struct world_case cases[] = {
	{ "a governor sees no name, and a class must be one", not_for_everybody },
	{ "how many are in each state", counts_by_state },
	{ "names as they are, were and are ordered", names },
	{ "registrations shared with another school", shared_with_another_school },
	{ "who comes back is to come", comes_back },
};

int main(void)
{
	struct rows r = { 0 };

	rows_add(&r, list_case, rows);
	rows_add(&r, world_case, cases);
	return rows_run(&r, "office/pupils_list");
}
