/*
 * oracle-figures DIR < QUESTIONS: what the rules say of a school's strips.  A question is a line:
 *   KEY FIRST SESSION LAST SESSION   tally, percentages, band and absence of a pupil from session to session
 *   year YEAR                        the same by tally_strips, of every pupil with a strip that storage year
 *   percent PART OF                  tenths of a percent
 *   counts DATE SYMBOL=N ...         sessions by category (from present to administrative), L, possible, attended, missed, and tenths of
 *                                    attendance, absence, authorised and unauthorised of so many of each code, on that day
 *   bands POSSIBLE MISSED            band (-1 none), persistent, severe, tenths of attendance; then above, below or unknown for each line
 * An answer is a line of figures: KEY, the tally by category, late, possible, attended, missed, tenths of attendance, absence,
 * authorised and unauthorised, band (-1 none), persistent, severe; then SYMBOL=COUNT for each code.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rules/band.h"
#include "store/store.h"

static void print_tally(const char *key, const struct tally *t)
{
	int possible = tally_possible(t), attended = tally_attended(t), missed = tally_missed(t);

	printf("%s", key);
	for (int c = 0; c < CATEGORIES; c++)
		printf(" %d", t->count[c]);
	printf(" %d %d %d %d", t->late, possible, attended, missed);
	printf(" %d %d", percent_tenths(attended, possible), percent_tenths(missed, possible));
	printf(" %d %d", percent_tenths(t->count[CATEGORY_AUTHORISED], possible), percent_tenths(t->count[CATEGORY_UNAUTHORISED], possible));
	printf(" %d %d %d", policy_band(&policy_national, possible, attended), absence_persistent(possible, missed), absence_severe(possible, missed));
}

static void print_codes(const struct span *s)
{
	int32_t count[256] = { 0 };

	span_codes(s, count);
	for (int n = 0; n < 256; n++)
		if (count[n])
			printf(" %s=%d", n ? code_symbol((uint8_t)n) : "blank", count[n]);
}

static int answer_pupil(struct store *st, const char *key, sitting first, sitting last)
{
	CLEAN_ARENA struct arena a = { 0 };
	const int first_year = strip_year(sitting_day(first)), last_year = strip_year(sitting_day(last));
	const uint8_t *const *strips;
	struct tally t = { 0 };
	int64_t pupil;
	int r = store_pupil_find(st, key, &pupil);

	if (r == 0)
		r = store_strips(st, pupil, first_year, last_year, &a, &strips);
	if (r < 0)
		return r;
	struct span s = { .first = first, .last = last, .year = first_year, .years = last_year - first_year + 1, .strips = strips };
	tally_span(&s, &t);
	print_tally(key, &t);
	print_codes(&s);
	putchar('\n');
	return 0;
}

/* As a tally, but in 64 bits: a country has more than 2,147,483,647 sessions in a year. */
static int answer_counts(char *line)
{
	int64_t n[CATEGORIES] = { 0 }, late = 0;
	char *rest = line + strlen("counts ");
	char *word = strtok_r(rest, " \n", &rest);
	struct day day;

	if (!word || day_parse(word, &day) < 0)
		return -EINVAL;
	while ((word = strtok_r(rest, " \n", &rest))) {
		char *equals = strrchr(word, '=');
		long long count = equals ? atoll(equals + 1) : -1;

		if (count < 0)
			return -EINVAL;
		*equals = '\0';
		enum category c = code_category(code_number(word), day);
		if (c == CATEGORY_NONE)
			return -ENOENT;
		n[c] += count;
		late += code_number(word) == CODE_LATE ? count : 0;
	}
	int64_t attended = n[CATEGORY_PRESENT] + n[CATEGORY_ACTIVITY], missed = n[CATEGORY_AUTHORISED] + n[CATEGORY_UNAUTHORISED];
	for (int c = CATEGORY_PRESENT; c < CATEGORIES; c++)
		printf("%lld ", (long long)n[c]);
	printf("%lld %lld %lld %lld", (long long)late, (long long)(attended + missed), (long long)attended, (long long)missed);
	printf(" %d %d", percent_tenths(attended, attended + missed), percent_tenths(missed, attended + missed));
	printf(" %d %d\n", percent_tenths(n[CATEGORY_AUTHORISED], attended + missed), percent_tenths(n[CATEGORY_UNAUTHORISED], attended + missed));
	return 0;
}

static int answer_bands(int possible, int missed)
{
	static const char *const words[] = { [SIDE_ABOVE] = "above", [SIDE_BELOW] = "below", [SIDE_UNKNOWN] = "unknown" };
	const struct policy *p = &policy_national;

	printf("%d %d %d %d", policy_band(p, possible, possible - missed), absence_persistent(possible, missed), absence_severe(possible, missed),
	       percent_tenths(possible - missed, possible));
	for (int i = 0; i < p->boundary_count; i++) {
		enum side side;
		int r = boundary_side(&p->boundaries[i], possible, possible - missed, &side);

		if (r < 0)
			return r;
		printf(" %s", words[side]);
	}
	putchar('\n');
	return 0;
}

struct year_of {
	struct store *store;
	int year;
};

static int answer_strip(void *ctx, int64_t pupil, const uint8_t *marks)
{
	const struct year_of *y = ctx;
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_row row;
	struct tally t = { 0 };
	char key[KEY_TEXT];
	sitting first = sitting_of(day_of(y->year, 9, 1), SESSION_AM), last = sitting_of(day_of(y->year + 1, 8, 31), SESSION_PM);
	int r = store_thing_get(y->store, THING_PUPIL, pupil, &a, &row);

	if (r < 0)
		return r;
	tally_strips(marks, 1, y->year, first, last, &t);
	print_tally(key_hex(&row.key, key), &t);
	putchar('\n');
	return 0;
}

static int answer(struct store *st, char *line)
{
	char key[KEY_TEXT], from[16], from_session[4], to[16], to_session[4];
	long long part, of;
	struct day first, last;
	enum session s, e;
	struct year_of y = { .store = st };
	int possible, missed;

	if (sscanf(line, "percent %lld %lld", &part, &of) == 2)
		return printf("%d\n", percent_tenths(part, of)) < 0;
	if (strncmp(line, "counts ", strlen("counts ")) == 0)
		return answer_counts(line);
	if (sscanf(line, "bands %d %d", &possible, &missed) == 2)
		return answer_bands(possible, missed);
	if (sscanf(line, "year %d", &y.year) == 1)
		return store_strips_each(st, y.year, answer_strip, &y);
	if (sscanf(line, "%32s %15s %3s %15s %3s", key, from, from_session, to, to_session) != 5)
		return -EINVAL;
	if (day_parse(from, &first) < 0 || day_parse(to, &last) < 0 || session_parse(from_session, &s) < 0 || session_parse(to_session, &e) < 0)
		return -EINVAL;
	return answer_pupil(st, key, sitting_of(first, s), sitting_of(last, e));
}

static int answer_all(struct store *st)
{
	CLEAN_FREE char *line = NULL;
	size_t size = 0;

	while (getline(&line, &size, stdin) > 0) {
		int r = answer(st, line);

		if (r < 0) {
			fprintf(stderr, "%s: %s\n", line, store_trouble(st)->text);
			return r;
		}
	}
	return 0;
}

int main(int argc, char **argv)
{
	struct err e = { 0 };
	struct store *st = NULL;
	int r = argc == 2 ? seal_start(&e) : -EINVAL;

	if (r == 0)
		r = store_open(argv[1], &st, &e);
	if (r == 0)
		r = answer_all(st);
	else
		fprintf(stderr, "%s\n", e.text);
	store_close(st);
	return r < 0;
}
