#include "rules/marks.h"

#include <string.h>

#include "eras.h"

_Static_assert(sizeof(struct mark) == 8, "a mark is one word");

/* From one change of the codes to the next, and from one strip to the next: each code has one category. */
static int marks_of_stretch(const uint8_t *strip, sitting first, sitting last, const uint8_t *category, struct mark *to)
{
	int length = last - first + 1, count = 0, i = 0;
	uint64_t word;

	while (i < length) {
		int end = i + 8;

		if (end <= length) {
			memcpy(&word, strip + i, 8);
			if (word == 0) { /* holidays, and the weeks to come */
				i = end;
				continue;
			}
		} else {
			end = length;
		}
		for (; i < end; i++) { /* written always, kept where it is a mark: no branch that nobody can foretell */
			to[count] = (struct mark){ .at = first + i, .code = strip[i], .category = category[strip[i]] };
			count += category[strip[i]] != CATEGORY_NONE;
		}
	}
	return count;
}

static int marks_of_strip(const uint8_t *strip, sitting begin, sitting first, sitting last, struct mark *to)
{
	int count = 0;

	for (int i = 0; i < eras_count; i++) {
		/* The first era begins before all time, which is no sitting. */
		sitting from = i == 0 ? first : sitting_of(eras[i].from, SESSION_AM), until = last;

		if (i + 1 < eras_count && sitting_of(eras[i + 1].from, SESSION_AM) - 1 < until)
			until = sitting_of(eras[i + 1].from, SESSION_AM) - 1;
		if (from < first)
			from = first;
		if (from <= until)
			count += marks_of_stretch(strip + (from - begin), from, until, eras[i].category, to + count);
	}
	return count;
}

int marks_of_span(const struct span *s, struct mark *to)
{
	int count = 0;

	for (int i = 0; i < s->years; i++) {
		sitting begin = strip_sitting(s->year + i, 0), next = strip_sitting(s->year + i + 1, 0);
		sitting first = s->first > begin ? s->first : begin, last = s->last < next ? s->last : next - 1;

		if (s->strips[i] && first <= last)
			count += marks_of_strip(s->strips[i], begin, first, last, to + count);
	}
	return count;
}

/* The index of the first mark at `from` or later. */
static int marks_from(struct marks m, sitting from)
{
	int low = 0, high = m.count;

	while (low < high) {
		int middle = (low + high) / 2;

		if (m.of[middle].at < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct marks marks_between(struct marks m, sitting first, sitting last)
{
	int from = marks_from(m, first), end = last < first ? from : last == INT32_MAX ? m.count : marks_from(m, last + 1);

	return (struct marks){ m.count ? m.of + from : m.of, end - from };
}

/* A byte a category, and that of CATEGORY_NONE for L, as in span.c: 255 marks cannot make one pass over. */
#define TALLY_AT_ONCE 255

static void marks_tally_some(const struct mark *m, int count, struct tally *to)
{
	static const uint64_t lanes[CATEGORIES] = {
		[CATEGORY_PRESENT] = LANE(CATEGORY_PRESENT), [CATEGORY_ACTIVITY] = LANE(CATEGORY_ACTIVITY),
		[CATEGORY_AUTHORISED] = LANE(CATEGORY_AUTHORISED), [CATEGORY_UNAUTHORISED] = LANE(CATEGORY_UNAUTHORISED),
		[CATEGORY_NOT_POSSIBLE] = LANE(CATEGORY_NOT_POSSIBLE), [CATEGORY_ADMINISTRATIVE] = LANE(CATEGORY_ADMINISTRATIVE),
	};
	uint64_t sum = 0;

	for (int i = 0; i < count; i++)
		sum += lanes[m[i].category] + (m[i].code == CODE_LATE ? LANE_LATE : 0);
	for (int c = CATEGORY_NONE + 1; c < CATEGORIES; c++)
		to->count[c] += (int32_t)(sum >> 8 * c & 0xff);
	to->late += (int32_t)(sum >> 8 * CATEGORY_NONE & 0xff);
}

void marks_tally(struct marks m, struct tally *to)
{
	for (int i = 0; i < m.count; i += TALLY_AT_ONCE)
		marks_tally_some(m.of + i, m.count - i < TALLY_AT_ONCE ? m.count - i : TALLY_AT_ONCE, to);
}
