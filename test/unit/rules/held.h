#ifndef TEST_RULES_HELD_H
#define TEST_RULES_HELD_H

/* Marks as letters over the sessions that a school holds, so that a run of school days reads as one; and the school. */

#include "letters.h"

#include "rules/school_days.h"

static inline struct day date(const char *text)
{
	struct day d = DAY_NONE;

	if (*text && strcmp(text, "-") != 0)
		assert_int_equal(day_parse(text, &d), 0);
	return d;
}

/* Three years: a half-term each autumn, one week of which only the Wednesday is held, one day of which only the morning is. */
static inline const struct school_days *the_school(void)
{
	static const struct {
		const char *from, *to;
	} term_days[] = {
		{ "2024-06-03", "2024-07-19" }, { "2024-08-26", "2024-12-20" }, { "2025-01-06", "2025-04-04" }, { "2025-04-22", "2025-07-22" },
		{ "2025-09-01", "2025-12-19" }, { "2026-01-05", "2026-03-27" }, { "2026-04-13", "2026-07-21" }, { "2026-09-01", "2026-12-18" },
		{ "2027-01-04", "2027-03-25" }, { "2027-04-12", "2027-07-21" },
	};
	static const struct {
		const char *from, *to;
		enum session first, last;
	} shut[] = {
		{ "2024-10-28", "2024-11-01", SESSION_AM, SESSION_PM }, { "2025-10-27", "2025-10-31", SESSION_AM, SESSION_PM },
		{ "2026-10-26", "2026-10-30", SESSION_AM, SESSION_PM },
		{ "2027-02-15", "2027-02-16", SESSION_AM, SESSION_PM }, { "2027-02-18", "2027-02-19", SESSION_AM, SESSION_PM },
		{ "2026-12-18", "2026-12-18", SESSION_PM, SESSION_PM },
	};
	enum { TERMS = sizeof term_days / sizeof *term_days, SHUT = sizeof shut / sizeof *shut };
	static struct term terms[TERMS];
	static struct closure closures[SHUT];
	static struct calendar c = { terms, TERMS, closures, SHUT, true };
	static struct school_days days;
	static struct arena arena;

	if (days.count > 0)
		return &days;
	for (int i = 0; i < TERMS; i++)
		terms[i] = (struct term){ "", date(term_days[i].from), date(term_days[i].to) };
	for (int i = 0; i < SHUT; i++)
		closures[i] = (struct closure){ .from = sitting_of(date(shut[i].from), shut[i].first), .to = sitting_of(date(shut[i].to), shut[i].last),
						.kind = CLOSING_HOLIDAY, .year = SESSION_ANY_YEAR, .name = "" };
	school_days_make(&c, date("2024-06-01"), date("2027-07-31"), &arena, &days);
	return &days;
}

static inline bool is_held(const struct school_days *d, sitting at)
{
	int i = school_days_at(d, sitting_day(at));

	return i >= 0 && d->of[i].sessions >> sitting_session(at) & 1;
}

/* One letter a held session, from the morning of that day on: "12N" is twelve, "." one without a mark, P present, Y is Y1; "@2026-11-02 " goes on at that day,
 * "!" puts the next letter in the next session, held or not. */
static inline int held_read(const char *letters, const char *first, struct mark to[static LETTERS_MOST])
{
	const struct school_days *d = the_school();
	sitting at = sitting_of(date(first), SESSION_AM);
	int count = 0;

	for (char *c = (char *)(uintptr_t)letters; *c; c++) {
		char day[11] = "";
		bool always = *c == '!';

		if (*c == ' ')
			continue;
		if (*c == '@') {
			memcpy(day, c + 1, 10);
			at = sitting_of(date(day), SESSION_AM);
			c += 10;
			continue;
		}
		c += always;
		int times = *c >= '0' && *c <= '9' ? (int)strtol(c, &c, 10) : 1;
		for (; times > 0; times--, at++) {
			while (!always && !is_held(d, at))
				at++;
			uint8_t code = *c == 'P' ? (at & 1 ? CODE_PRESENT_PM : CODE_PRESENT_AM) : *c == 'Y' ? code_number("Y1") : letters_code(*c);
			if (code != CODE_NONE)
				to[count++] = mark_at(at, code);
		}
	}
	return count;
}

#endif
