/* The working of what marks come to (C2): what was left out, by which code and why; what counted. */
#include "rules/marks.h"

#include <stdlib.h>

#include "rules/working.h"

/** How often each code stands in each category, and one session where it does. */
struct made {
	int32_t count[CATEGORIES][256];
	sitting at[CATEGORIES][256];
};

/** A code within a category. */
struct share {
	enum category category;
	uint8_t code;
	int32_t count;
};

static int share_compare_count(const void *a, const void *b)
{
	const struct share *x = a, *y = b;

	return x->count != y->count ? (x->count > y->count ? -1 : 1) : (int)x->code - (int)y->code;
}

/* The codes of a category, the most frequent first. */
static int shares_of(const struct made *made, enum category category, struct share to[static 256])
{
	int count = 0;

	for (int code = 0; code < 256; code++)
		if (made->count[category][code] > 0)
			to[count++] = (struct share){ category, (uint8_t)code, made->count[category][code] };
	qsort(to, (size_t)count, sizeof *to, share_compare_count);
	return count;
}

static void left_working(const struct made *made, enum category category, struct working_steps *to)
{
	static const char *const why[CATEGORIES] = { [CATEGORY_NOT_POSSIBLE] = "not a possible attendance",
						      [CATEGORY_ADMINISTRATIVE] = "no mark of attendance" };
	struct share shares[256];
	int count = shares_of(made, category, shares);

	for (int i = 0; i < count; i++) {
		const struct code *code = code_on(shares[i].code, sitting_day(made->at[category][shares[i].code]));

		working_step(to, "Left out", shares[i].count, "%s: %s, %s", code->symbol, code->words, why[category]);
	}
}

/* "I 30, N 8"; of none nothing is said. */
static void category_working(const struct made *made, enum category category, int count, struct working_steps *to)
{
	CLEAN_BUF struct buf text = { 0 };
	struct share shares[256];
	int n = shares_of(made, category, shares);

	for (int i = 0; i < n; i++)
		buf_printf(&text, "%s%s %d", i > 0 ? ", " : "", code_symbol(shares[i].code), shares[i].count);
	if (count > 0)
		working_step(to, category_title(category), count, "%s", buf_string(&text));
}

void marks_working(struct marks m, struct working_steps *to)
{
	struct made made = { 0 };
	struct tally t = { 0 };

	marks_tally(m, &t);
	for (int i = 0; i < m.count; i++) {
		made.count[m.of[i].category][m.of[i].code]++;
		made.at[m.of[i].category][m.of[i].code] = m.of[i].at;
	}
	working_step(to, "Marks", m.count, "sessions that were marked");
	for (enum category c = CATEGORY_NOT_POSSIBLE; c <= CATEGORY_ADMINISTRATIVE; c++)
		left_working(&made, c, to);
	working_step(to, "Possible", tally_possible(&t), "what is left");
	for (enum category c = CATEGORY_PRESENT; c <= CATEGORY_ACTIVITY; c++)
		category_working(&made, c, t.count[c], to);
	working_step(to, "Attended", tally_attended(&t), "of them");
	for (enum category c = CATEGORY_AUTHORISED; c <= CATEGORY_UNAUTHORISED; c++)
		category_working(&made, c, t.count[c], to);
	working_step(to, "Missed", tally_missed(&t), "of them");
}
