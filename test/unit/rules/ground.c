#include "rows.h"

#include "rules/ground.h"

#define NOW day_of(2026, 11, 20)

/* What each ground asks for, as domain 3.2 has it: a change of the table that nobody meant is seen here. */
static const struct ground_case {
	const char *name, *letter;
	uint32_t needs;
	int days;
	bool compulsory, younger;
} cases[] = {
	{ "a: the other school", "a", GROUND_DESTINATION, 0, true, false },
	{ "b: the nursery", "b", GROUND_DESTINATION, 0, true, false },
	{ "c: dual, with consent", "c", GROUND_DESTINATION | GROUND_CONSENT, 0, true, false },
	{ "d: an order names another school", "d", GROUND_DESTINATION | GROUND_EVIDENCE, 0, true, false },
	{ "e: an order is revoked", "e", GROUND_DESTINATION | GROUND_EVIDENCE, 0, true, false },
	{ "f: the parent wrote", "f", GROUND_EVIDENCE, 0, true, false },
	{ "g: moved away", "g", GROUND_ADDRESS, 0, true, false },
	{ "h: not back after leave", "h", GROUND_ENQUIRIES, 0, true, false },
	{ "i: 20 school days", "i", GROUND_ENQUIRIES, 20, true, false },
	{ "j: died, whatever the age", "j", 0, 0, true, true },
	{ "k: custody", "k", GROUND_EVIDENCE, 0, true, false },
	{ "l: too old, not staying on", "l", GROUND_DESTINATION, 0, true, false },
	{ "m: permanently excluded", "m", GROUND_EVIDENCE, 0, true, false },
	{ "n: boarding or fees", "n", GROUND_EVIDENCE, 0, true, false },
	{ "o: medically unfit", "o", GROUND_EVIDENCE, 0, true, false },
	{ "na: no longer attends", "na", GROUND_DESTINATION, 0, false, true },
	{ "nb: 20 school days", "nb", GROUND_ENQUIRIES, 20, false, true },
	{ "nc: permanently excluded", "nc", GROUND_EVIDENCE, 0, false, true },
};

static void asks_for(void **state)
{
	const struct ground_case *c = *state;
	const struct ground *g = ground_find(c->letter, NOW);

	assert_non_null(g);
	assert_int_equal(g->needs, c->needs);
	assert_int_equal(g->days_absent, c->days);
	assert_int_equal(ground_is_for(g, true), c->compulsory);
	assert_int_equal(ground_is_for(g, false), c->younger);
	assert_true(g->words[0] && g->source[0]);
	assert_false(g->with_consent_if_ehe);
}

static const struct find_case {
	const char *name, *letter;
	int year, month, date;
	bool there;
} finds[] = {
	{ "the first day of the regulations", "a", 2024, 8, 19, true },
	{ "the day before them", "a", 2024, 8, 18, false },
	{ "in a capital letter", "A", 2026, 11, 20, true },
	{ "the last letter", "o", 2026, 11, 20, true },
	{ "one behind it", "p", 2026, 11, 20, false },
	{ "nothing", "", 2026, 11, 20, false },
	{ "two letters of one", "aa", 2026, 11, 20, false },
};

static void found(void **state)
{
	const struct find_case *c = *state;

	assert_int_equal(ground_find(c->letter, day_of(c->year, c->month, c->date)) != NULL, c->there);
}

/* The consent to home education has no starting day: in the table, and in force on no day. */
static void not_in_force(void **state)
{
	int waiting = 0;

	(void)state;
	for (int i = 0; i < grounds_count; i++)
		if (grounds[i].with_consent_if_ehe) {
			assert_true(day_is_none(grounds[i].from));
			waiting++;
		}
	assert_int_equal(waiting, 1);
	assert_false(ground_find("f", DAY_MAX)->with_consent_if_ehe);
}

static void every_row_is_tested(void **state)
{
	int in_force = 0;

	(void)state;
	for (int i = 0; i < grounds_count; i++)
		in_force += !day_is_none(grounds[i].from);
	assert_int_equal(in_force, sizeof cases / sizeof *cases);
}

int main(void)
{
	static struct rows r;

	rows_add(&r, asks_for, cases);
	rows_add(&r, found, finds);
	rows_case(&r, "a row without a first day is not in force", not_in_force, NULL);
	rows_case(&r, "every row is tested", every_row_is_tested, NULL);
	return rows_run(&r, "rules/ground");
}
