#include <stdio.h>
#include <string.h>

#include "eras.h"
#include "rules/calendar.h"
#include "rules/span.h"

int strip_year(struct day d)
{
	int year, month, date;

	day_to_ymd(d, &year, &month, &date);
	return month < 9 ? year - 1 : year;
}

/* 1 September comes after its year's leap day, if it has one; -719284 makes that of 1970 day 243.  Also of 1899 and 2200, at the
 * ends of the calendar. */
static sitting year_first(int year)
{
	return sitting_of((struct day){ 365 * year + year / 4 - year / 100 + year / 400 - 719284 }, SESSION_AM);
}

int strip_slot(sitting s)
{
	return s - year_first(strip_year(sitting_day(s)));
}

sitting strip_sitting(int year, int slot)
{
	return year_first(year) + slot;
}

static sitting later(sitting a, sitting b)
{
	return a > b ? a : b;
}

static sitting earlier(sitting a, sitting b)
{
	return a < b ? a : b;
}

uint8_t span_mark(const struct span *s, sitting at)
{
	if (at < s->first || at > s->last)
		return CODE_NONE;
	int year = strip_year(sitting_day(at));
	if (year < s->year || year >= s->year + s->years || !s->strips[year - s->year])
		return CODE_NONE;
	return s->strips[year - s->year][strip_slot(at)];
}

/* Part of a storage year in which every code keeps its category. */
struct stretch {
	int slot, length;
	const uint64_t *lanes;
};

static int stretches_of(sitting year_begin, sitting first, sitting last, struct stretch to[static ERAS_MOST])
{
	int count = 0;

	for (int i = 0; i < eras_count; i++) {
		/* The first era begins before all time, which is no sitting. */
		sitting from = i == 0 ? first : later(first, sitting_of(eras[i].from, SESSION_AM));
		sitting until = i + 1 == eras_count ? last
						    : earlier(last, sitting_of(eras[i + 1].from, SESSION_AM) - 1);

		if (from <= until)
			to[count++] = (struct stretch){ from - year_begin, until - from + 1, eras[i].lanes };
	}
	return count;
}

/*
 * A mark's word adds 1 to the byte of its category, so that one table look-up and one addition count it, whatever the
 * code.  Four sums take every fourth mark each: the additions do not wait for one another, and no byte can pass 255
 * in a strip (a quarter of 732 is 183, and 7 marks may be left over).  About four times as fast as an array of counters.
 */
_Static_assert(STRIP_BYTES / 4 + 7 <= 255, "a byte of a sum could overflow");

static uint64_t even_bytes(uint64_t sum)
{
	return sum & 0x00ff00ff00ff00ff;
}

/* Two bytes a category: even ones in ret[0], odd ones in ret[1]. */
static void count_wide(const uint8_t *marks, int length, const uint64_t *lanes, uint64_t ret[static 2])
{
	uint64_t a = 0, b = 0, c = 0, d = 0, word;
	int i = 0;

	for (; i + 8 <= length; i += 8) {
		memcpy(&word, marks + i, 8);
		if (word == 0) /* holidays, and the weeks to come */
			continue;
		a += lanes[marks[i]] + lanes[marks[i + 4]];
		b += lanes[marks[i + 1]] + lanes[marks[i + 5]];
		c += lanes[marks[i + 2]] + lanes[marks[i + 6]];
		d += lanes[marks[i + 3]] + lanes[marks[i + 7]];
	}
	for (; i < length; i++)
		a += lanes[marks[i]];
	ret[0] = even_bytes(a) + even_bytes(b) + even_bytes(c) + even_bytes(d);
	ret[1] = even_bytes(a >> 8) + even_bytes(b >> 8) + even_bytes(c >> 8) + even_bytes(d >> 8);
}

static void count_marks(const uint8_t *marks, const struct stretch *s, struct tally *to)
{
	uint64_t wide[2];
	int32_t n[8], none = s->length;

	count_wide(marks + s->slot, s->length, s->lanes, wide);
	for (int c = 0; c < 8; c++)
		n[c] = (int32_t)(wide[c & 1] >> 16 * (c / 2) & 0xffff);
	for (int c = CATEGORY_NONE + 1; c < CATEGORIES; c++) {
		to->count[c] += n[c];
		none -= n[c];
	}
	to->count[CATEGORY_NONE] += none;
	to->late += n[CATEGORY_NONE];
}

/* first and last lie in the year that begins with year_begin. */
static void tally_year(const uint8_t *strips, int n, sitting year_begin, sitting first, sitting last, struct tally *to)
{
	struct stretch stretch[ERAS_MOST];
	int count = stretches_of(year_begin, first, last, stretch);

	for (int i = 0; i < n; i++)
		for (int k = 0; k < count; k++)
			count_marks(strips + (size_t)i * STRIP_BYTES, &stretch[k], &to[i]);
}

void tally_strips(const uint8_t *strips, int n, int year, sitting first, sitting last, struct tally *to)
{
	sitting begin = year_first(year), next = year_first(year + 1);

	tally_year(strips, n, begin, later(first, begin), earlier(last, next - 1), to);
}

void tally_span(const struct span *s, struct tally *to)
{
	if (s->last < s->first)
		return;
	int32_t none = s->last - s->first + 1; /* less what the strips cover */
	sitting begin = year_first(s->year);
	for (int i = 0; i < s->years; i++) {
		sitting next = year_first(s->year + i + 1), first = later(s->first, begin), last = earlier(s->last, next - 1);

		if (s->strips[i] && first <= last) {
			tally_year(s->strips[i], 1, begin, first, last, to);
			none -= last - first + 1;
		}
		begin = next;
	}
	to->count[CATEGORY_NONE] += none;
}

void tally_add(struct tally *to, const struct tally *other)
{
	for (int c = 0; c < CATEGORIES; c++)
		to->count[c] += other->count[c];
	to->late += other->late;
}

void span_codes(const struct span *s, int32_t count[static 256])
{
	if (s->last < s->first)
		return;
	int32_t none = s->last - s->first + 1;
	for (int i = 0; i < s->years; i++) {
		sitting begin = year_first(s->year + i);
		sitting first = later(s->first, begin);
		sitting last = earlier(s->last, year_first(s->year + i + 1) - 1);

		if (!s->strips[i] || last < first)
			continue;
		for (sitting at = first; at <= last; at++)
			count[s->strips[i][at - begin]]++;
		none -= last - first + 1;
	}
	count[CODE_NONE] += none;
}

int percent_tenths(int64_t part, int64_t of)
{
	return of == 0 ? -1 : (int)((2000 * part + of) / (2 * of));
}

const char *percent_text(int tenths, char to[static 8])
{
	if (tenths < 0)
		return strcpy(to, "–");
	snprintf(to, 8, "%d.%d", tenths / 10 % 10000, tenths % 10);
	return to;
}
