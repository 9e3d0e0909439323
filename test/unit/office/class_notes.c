#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "callers.h"

/* Words from the office in a class's register (A33). */

static int put(struct world *w, struct class_note_wish wish)
{
	int64_t act = 0;

	err_clear(&w->e);
	return office_class_note_put(w->o, &wish, &act, &w->e);
}
#define PUT(w, ...) put(w, (struct class_note_wish){ .from = DAY_NONE, .to = DAY_NONE, .session = -1, __VA_ARGS__ })

/* "- no PE; Amara Okafor leaves 10:30" */
static const char *of(struct world *w, const struct register_ref *ref, struct arena *a)
{
	struct class_note_line *lines;
	const char *text = "";
	int n = office_class_notes(w->o, ref, a, &lines, &w->e);

	assert_true(n >= 0);
	for (int i = 0; i < n; i++)
		text = arena_printf(a, "%s%s%s %s", text, i ? "; " : "", lines[i].name ? lines[i].name : "-", lines[i].text);
	return text;
}

static void shown(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };

	as(w, "ann");
	assert_done(PUT(w, .pupil = AMARA, .text = "leaves 10:30 with aunt", .session = SESSION_AM));
	assert_done(PUT(w, .group = "willow", .text = "no PE this week", .to = day_of(2026, 11, 23)));
	assert_done(PUT(w, .pupil = FINN, .text = "ask why off on Tuesday"));
	assert_string_equal(of(w, WILLOW_AM, &a), "- no PE this week; Amara Okafor leaves 10:30 with aunt");
	assert_string_equal(of(w, WILLOW_PM, &a), "- no PE this week");
	assert_string_equal(of(w, REF(OAK, TODAY, SESSION_PM), &a), "Finnley Oakley ask why off on Tuesday");
	assert_string_equal(of(w, REF(WILLOW, day_of(2026, 11, 23), SESSION_PM), &a), "- no PE this week");
	assert_string_equal(of(w, REF(WILLOW, day_of(2026, 11, 24), SESSION_PM), &a), "");
	as(w, "tom"); /* the class's teacher reads it, and no other's */
	assert_string_equal(of(w, WILLOW_PM, &a), "- no PE this week");
	struct class_note_line *lines;
	assert_int_equal(office_class_notes(w->o, REF(OAK, TODAY, SESSION_AM), &a, &lines, &w->e), -EPERM);
}

/* What was in a register stays in it. */
static void ended(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct class_note_line *lines;
	int64_t act = 0;

	as(w, "ann");
	assert_done(PUT(w, .group = "Willow", .text = "no PE", .to = day_of(2026, 11, 27)));
	assert_int_equal(office_class_notes(w->o, WILLOW_AM, &a, &lines, &w->e), 1);
	int64_t note = lines[0].note;
	at(w, "2026-11-23T08:30");
	assert_done(office_class_note_end(w->o, note, &act, &w->e));
	assert_string_equal(of(w, WILLOW_AM, &a), "- no PE");
	assert_string_equal(of(w, REF(WILLOW, day_of(2026, 11, 23), SESSION_AM), &a), "");
	assert_int_equal(office_class_note_end(w->o, note, &act, &w->e), -ENOENT);
	assert_done(PUT(w, .pupil = AMARA, .text = "leaves 10:30"));
	assert_int_equal(office_class_notes(w->o, REF(WILLOW, day_of(2026, 11, 23), SESSION_AM), &a, &lines, &w->e), 1);
	assert_done(office_class_note_end(w->o, lines[0].note, &act, &w->e));
	assert_string_equal(of(w, REF(WILLOW, day_of(2026, 11, 23), SESSION_AM), &a), "");
}

static const struct refusal_row {
	const char *name, *as;
	struct class_note_wish wish;
	const char *words;
} refusal_rows[] = {
	{ "for nobody", "ann", { .text = "a", .from = { INT32_MIN }, .to = { INT32_MIN }, .session = -1 }, "a class or a pupil" },
	{ "for both", "ann", { .text = "a", .group = "Oak", .pupil = AMARA, .from = { INT32_MIN }, .to = { INT32_MIN }, .session = -1 }, "one of the two" },
	{ "no words", "ann", { .text = "", .group = "Oak", .from = { INT32_MIN }, .to = { INT32_MIN }, .session = -1 }, "The note is blank" },
	{ "no such class", "ann", { .text = "a", .group = "Elm", .from = { INT32_MIN }, .to = { INT32_MIN }, .session = -1 }, "There is no class Elm" },
	{ "a day that is past", "ann", { .text = "a", .group = "Oak", .from = { 20776 }, .to = { INT32_MIN }, .session = -1 }, "is past" },
	{ "the wrong way round", "ann", { .text = "a", .group = "Oak", .from = { 20780 }, .to = { 20779 }, .session = -1 }, "the other way round" },
	{ "of another year", "yaz", { .text = "a", .group = "Willow", .from = { INT32_MIN }, .to = { INT32_MIN }, .session = -1 }, "may not log calls" },
	{ "a teacher", "tom", { .text = "a", .group = "Willow", .from = { INT32_MIN }, .to = { INT32_MIN }, .session = -1 }, "may not log calls" },
};

static void refusal_case(void **state)
{
	const struct refusal_row *row = *state;
	struct world world, *w = &world;

	world_make(w, false);
	as(w, row->as);
	assert_true(put(w, row->wish) < 0);
	assert_words(w->e.text, row->words);
	world_end(w);
}

static const struct world_case cases[] = {
	{ "in which register it is read", shown, false },
	{ "it ends, and what was read stays", ended, false },
};

int main(void)
{
	static struct rows r;

	rows_add(&r, refusal_case, refusal_rows);
	rows_add(&r, world_case, cases);
	return rows_run(&r, "class notes");
}
