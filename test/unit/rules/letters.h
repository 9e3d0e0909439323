#ifndef TEST_RULES_LETTERS_H
#define TEST_RULES_LETTERS_H

/* Marks as letters, for tests of the engine: one a session, "." where there is none; random ones; and a failure that is shrunk to a small
 * case before it is told. */

#include "rows.h"

#include "rules/marks.h"

#define LETTERS_MOST 4096

/* A fixed seed: the same marks at each run, on every machine. */
static uint64_t letters_seed = 20261122;

static inline unsigned chance(unsigned below)
{
	letters_seed ^= letters_seed << 13;
	letters_seed ^= letters_seed >> 7;
	letters_seed ^= letters_seed << 17;
	return (unsigned)(letters_seed >> 33) % below;
}

static inline struct mark mark_at(sitting at, uint8_t code)
{
	return (struct mark){ .at = at, .code = code, .category = (uint8_t)code_category(code, sitting_day(at)) };
}

static inline uint8_t letters_code(char c)
{
	const char symbol[2] = { c };
	uint8_t code = c == '.' ? CODE_NONE : code_number(symbol);

	if (code == CODE_NONE && c != '.')
		fail_msg("there is no code %c", c);
	return code;
}

/* One letter a session from `first` on, "12N" is twelve of them; blanks between them say nothing.  @return how many marks */
static inline int letters_read(const char *letters, sitting first, struct mark to[static LETTERS_MOST])
{
	int count = 0;

	for (const char *c = letters; *c; c++) {
		int digits = (int)strspn(c, "0123456789"), times = digits > 0 ? atoi(c) : 1;

		c += digits;
		if (*c == ' ')
			continue;
		uint8_t code = letters_code(*c);
		for (; times > 0; times--, first++)
			if (code != CODE_NONE)
				to[count++] = mark_at(first, code);
	}
	return count;
}

/* The same back, with the day of the first; "." for each session without a mark up to the last. */
static inline const char *letters_of(struct marks m, struct buf *to)
{
	char day[DAY_TEXT];

	buf_reset(to);
	for (int i = 0; i < m.count; i++) {
		if (i == 0)
			buf_printf(to, "%s %s: ", day_iso(sitting_day(m.of[0].at), day), session_name(sitting_session(m.of[0].at)));
		else if (m.of[i].at - m.of[i - 1].at > 60)
			buf_printf(to, " (%d without a mark) ", m.of[i].at - m.of[i - 1].at - 1);
		else
			for (sitting at = m.of[i - 1].at + 1; at < m.of[i].at; at++)
				buf_char(to, '.');
		buf_text(to, code_symbol(m.of[i].code));
	}
	return buf_string(to);
}

/* RANDOM MARKS ------------------------------------------------------------------------------------------------------------------------ */

/* Codes in force from 19 August 2024 on, of every category; the first ones are the most frequent. */
static const char *const letters_codes[] = { "L", "I", "N", "O", "U", "G", "M", "C", "V", "B", "X", "#", "Z", "D", "Q", "Y1", "E", "K", "C2", "J1" };
enum { LETTERS_CODES = sizeof letters_codes / sizeof *letters_codes };

static inline uint8_t letters_random(sitting at, unsigned in_100)
{
	if (chance(100) < in_100)
		return at & 1 ? CODE_PRESENT_PM : CODE_PRESENT_AM;
	return code_number(letters_codes[chance(chance(2) ? LETTERS_CODES : 6)]);
}

/* Weeks of five days, some sessions without a mark, now and then a fortnight without any; sometimes a run of one kind. */
static inline int letters_make(sitting first, int sessions, struct mark to[static LETTERS_MOST])
{
	unsigned present = 30 + chance(71);
	int count = 0, run = 0;
	uint8_t code = CODE_NONE;

	for (sitting at = first; at < first + sessions && count < LETTERS_MOST; at++) {
		if (chance(300) == 0)
			at += 28;
		if (day_weekday(sitting_day(at)) >= 5 || chance(40) == 0)
			continue;
		if (run == 0 && chance(60) == 0) {
			run = 1 + (int)chance(50);
			code = letters_random(at, 20);
		}
		to[count++] = mark_at(at, run > 0 ? code : letters_random(at, present));
		run -= run > 0;
	}
	return count;
}

/* SHRINKING --------------------------------------------------------------------------------------------------------------------------- */

typedef bool property(void *ctx, struct marks m);

static inline int letters_without(struct mark *of, int count, int from, int length)
{
	memmove(of + from, of + from + length, sizeof *of * (size_t)(count - from - length));
	return count - length;
}

/* Takes away what it can, in ever smaller pieces, while the property still fails. */
static inline int letters_shrink(property *holds, void *ctx, struct mark of[static LETTERS_MOST], int count)
{
	static struct mark kept[LETTERS_MOST];

	for (int length = count / 2; length > 0; length /= 2)
		for (int from = 0; from + length <= count;) {
			memcpy(kept, of, sizeof *of * (size_t)count);
			int left = letters_without(of, count, from, length);
			if (holds(ctx, (struct marks){ of, left })) {
				memcpy(of, kept, sizeof *of * (size_t)count);
				from += length;
			} else {
				count = left;
			}
		}
	return count;
}

/* Fails with the smallest case that it finds, as letters. */
static inline void letters_hold(const char *what, property *holds, void *ctx, const struct mark *of, int count)
{
	static struct mark small[LETTERS_MOST];
	static struct buf text;

	if (holds(ctx, (struct marks){ of, count }))
		return;
	memcpy(small, of, sizeof *of * (size_t)count);
	count = letters_shrink(holds, ctx, small, count);
	fail_msg("%s does not hold of %s", what, letters_of((struct marks){ small, count }, &text));
}

#endif
