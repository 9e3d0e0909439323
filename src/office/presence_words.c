/* What is said beside a child who is not here: what was expected, and what came of reaching the family so far (B1, B5, A10). */
#include "presence_words.h"

#include <string.h>

/* EXPECTED ------------------------------------------------------------------------------------------------------------------------------- */

static const char *code_words(const struct expected *x, struct day day)
{
	const struct code *code = code_on(x->code, day);

	return code ? code->words : code_symbol(x->code);
}

/* What a person said of it; where it only repeats the code, nothing. */
static const char *said_words(const struct expected *x, const char *code, struct arena *a)
{
	return x->words && strcmp(x->words, code) != 0 ? arena_printf(a, "%s: %s", code, x->words) : code;
}

const char *presence_expected(const struct expected *x, enum presence p, struct day day, struct arena *a)
{
	const char *code;

	if (!x || p > BLANK)
		return NULL;
	code = code_words(x, day);
	switch (x->from) {
	case EXPECTED_REPORTED:
		return arena_printf(a, "reported %s, %s", code, p == NOT_TAKEN ? "register not taken" : "no mark");
	case EXPECTED_SIGNED_OUT:
		return arena_printf(a, "signed out: %s", x->words ? x->words : code);
	case EXPECTED_CLOSURE:
		return arena_printf(a, "closed: %s", x->words ? x->words : code);
	default:
		if (x->waits)
			return arena_printf(a, "expected at %s (%s)", x->place ? x->place : x->words, code_symbol(x->code));
		return arena_printf(a, "planned %s", said_words(x, code, a));
	}
}

/* CONTACTS ------------------------------------------------------------------------------------------------------------------------------- */

int contacted_read(struct office *o, struct day day, struct arena *a, struct contacted *ret)
{
	ret->day = day;
	ret->count = store_calls_between(o->store, day, day, a, &ret->rows);
	return ret->count < 0 ? ret->count : 0;
}

const char *contacted_words(const struct contacted *c, int64_t pupil, enum presence p, struct arena *a)
{
	char at[8];

	for (int i = c->count; i-- > 0;) {
		const struct call_row *row = &c->rows[i];
		char day[DAY_TEXT];

		if (row->pupil != pupil || !day_equal(row->of_day, c->day))
			continue;
		if (day_equal(row->made_day, c->day))
			return arena_printf(a, "%s %s", row->outcome, minute_text((int)row->made_minute, at));
		return arena_printf(a, "%s %s", row->outcome, day_long(row->made_day, day));
	}
	return p == NO_REASON ? "not called" : NULL;
}

/* WHO COMES FIRST -------------------------------------------------------------------------------------------------------------------------- */

/* B2, B10: at risk, not merely a figure of a return. */
int flag_rank(const char *flag)
{
	static const char *const first[FLAG_RANKS] = { "social_worker", "cp", "looked_after", "yot_worker", "young_carer" };
	int rank = 0;

	while (rank < FLAG_RANKS && strcmp(first[rank], flag) != 0)
		rank++;
	return rank;
}
