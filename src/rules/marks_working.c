/* The working of what marks come to (C2): what was left out, by which code and why; what counted. */
#include "rules/marks.h"

#include <stdlib.h>

#include "rules/working.h"

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
static int shares_of(const struct marks_made *made, enum category category, struct share to[static 256])
{
	int count = 0;

	for (int code = 0; code < 256; code++)
		if (made->count[category][code] > 0)
			to[count++] = (struct share){ category, (uint8_t)code, made->count[category][code] };
	qsort(to, (size_t)count, sizeof *to, share_compare_count);
	return count;
}

static void left_working(const struct marks_made *made, enum category category, struct working_steps *to)
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
static void category_working(const struct marks_made *made, enum category category, int count, struct working_steps *to)
{
	CLEAN_BUF struct buf text = { 0 };
	struct share shares[256];
	int n = shares_of(made, category, shares);

	for (int i = 0; i < n; i++)
		buf_printf(&text, "%s%s %d", i > 0 ? ", " : "", code_symbol(shares[i].code), shares[i].count);
	if (count > 0)
		working_step(to, category_title(category), count, "%s", buf_string(&text));
}

static int category_count(const struct marks_made *made, enum category category)
{
	int count = 0;

	for (int code = 0; code < 256; code++)
		count += made->count[category][code];
	return count;
}

void marks_made_add(struct marks_made *to, const struct mark *m)
{
	to->count[m->category][m->code]++;
	to->at[m->category][m->code] = m->at;
}

void marks_made_working(const struct marks_made *made, struct working_steps *to)
{
	struct tally t = { 0 };
	int marks = 0;

	for (enum category c = 0; c < CATEGORIES; c++) {
		t.count[c] = category_count(made, c);
		marks += t.count[c];
	}
	working_step(to, "Marks", marks, "sessions that were marked");
	for (enum category c = CATEGORY_NOT_POSSIBLE; c <= CATEGORY_ADMINISTRATIVE; c++)
		left_working(made, c, to);
	working_step(to, "Possible", tally_possible(&t), "what is left");
	for (enum category c = CATEGORY_PRESENT; c <= CATEGORY_ACTIVITY; c++)
		category_working(made, c, t.count[c], to);
	working_step(to, "Attended", tally_attended(&t), "of them");
	for (enum category c = CATEGORY_AUTHORISED; c <= CATEGORY_UNAUTHORISED; c++)
		category_working(made, c, t.count[c], to);
	working_step(to, "Missed", tally_missed(&t), "of them");
}

void marks_working(struct marks m, struct working_steps *to)
{
	struct marks_made made = { 0 };

	for (int i = 0; i < m.count; i++)
		marks_made_add(&made, &m.of[i]);
	marks_made_working(&made, to);
}
