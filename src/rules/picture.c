#include "rules/picture.h"

static const enum picture_role roles[CATEGORIES] = {
	[CATEGORY_NONE] = PICTURE_BLANK,
	[CATEGORY_PRESENT] = PICTURE_PRESENT,
	[CATEGORY_ACTIVITY] = PICTURE_ACTIVITY,
	[CATEGORY_AUTHORISED] = PICTURE_AUTHORISED,
	[CATEGORY_UNAUTHORISED] = PICTURE_UNAUTHORISED,
	[CATEGORY_NOT_POSSIBLE] = PICTURE_NOT_POSSIBLE,
	[CATEGORY_ADMINISTRATIVE] = PICTURE_NOT_POSSIBLE, /* Z and #: in no figure either (domain 1.1) */
};

enum picture_role picture_role_of(uint8_t code, struct day day)
{
	enum category c = code == CODE_NONE ? CATEGORY_NONE : code_category(code, day);

	return code == CODE_LATE && c == CATEGORY_PRESENT ? PICTURE_LATE : roles[c];
}

const char *picture_role_words(enum picture_role r)
{
	static const char *const words[PICTURE_ROLES] = {
		[PICTURE_NONE] = "no session",
		[PICTURE_BLANK] = "no mark",
		[PICTURE_PRESENT] = "present",
		[PICTURE_LATE] = "late",
		[PICTURE_ACTIVITY] = "approved educational activity",
		[PICTURE_AUTHORISED] = "authorised absence",
		[PICTURE_UNAUTHORISED] = "unauthorised absence",
		[PICTURE_NOT_POSSIBLE] = "not a possible attendance",
	};

	return words[r];
}

#define SCALE_FROM_MOST 800 /* tenths: schools lie between 80 and 100, and bars of two of them can be laid side by side */
#define SCALE_STEP 100

int picture_bars_from(const struct picture_bar *bars, int count)
{
	int from = SCALE_FROM_MOST;

	for (int i = 0; i < count; i++)
		while (bars[i].value >= 0 && from > 0 && bars[i].value <= from)
			from -= SCALE_STEP;
	return from;
}

int picture_bar_length(const struct picture_bars *b, int bar, int most)
{
	int value = b->bars[bar].value, of = b->to - b->from;

	if (value <= b->from || most <= 0)
		return 0;
	int64_t length = (INT64_C(2) * (value - b->from) * most + of) / (2 * of);
	return length < 1 ? 1 : length > most ? most : (int)length;
}

/* LINES ---------------------------------------------------------------------------------------------------------------------------- */

#define LINE_TOP 1000

static void line_range(const struct picture_line *l, int *low, int *high)
{
	for (int i = 0; i < l->count; i++) {
		int value = l->points[i].value;

		if (value < 0)
			continue;
		*low = value < *low ? value : *low;
		*high = value > *high ? value : *high;
	}
}

void picture_line_scale(struct picture_line *l)
{
	int low = LINE_TOP, high = -1, below = -1, above = LINE_TOP + 1;

	line_range(l, &low, &high);
	if (high < 0) {
		l->from = SCALE_FROM_MOST;
		l->to = LINE_TOP;
		return;
	}
	for (int i = 0; i < l->rule_count; i++) {
		int value = l->rules[i].value;

		below = value <= low && value > below ? value : below;
		above = value >= high && value < above ? value : above;
	}
	low = below >= 0 ? below : low;
	high = above <= LINE_TOP ? above : high;
	l->from = low / SCALE_STEP * SCALE_STEP;
	l->to = (high + SCALE_STEP - 1) / SCALE_STEP * SCALE_STEP;
	if (l->from == l->to && l->to < LINE_TOP)
		l->to += SCALE_STEP;
	else if (l->from == l->to)
		l->from -= SCALE_STEP;
}

int picture_line_row(const struct picture_line *l, int value, int rows)
{
	if (rows <= 0 || value < l->from || value > l->to || l->to <= l->from)
		return -1;
	int row = (int)((int64_t)(l->to - value) * rows / (l->to - l->from));
	return row < rows ? row : rows - 1;
}

/* BARS IN PARTS -------------------------------------------------------------------------------------------------------------------- */

/* The one with the largest remainder, of equals the first, gets a cell more. */
static void cells_share(const struct picture_stack *s, int64_t sum, int most, int *cells)
{
	int left = most;

	for (int i = 0; i < s->part_count; i++) {
		cells[i] = (int)((int64_t)s->parts[i].count * most / sum);
		left -= cells[i];
	}
	while (left-- > 0) {
		int64_t best = -1;
		int at = 0;

		for (int i = 0; i < s->part_count; i++) {
			int64_t rest = (int64_t)s->parts[i].count * most - (int64_t)cells[i] * sum;

			if (rest > best) {
				best = rest;
				at = i;
			}
		}
		cells[at]++;
	}
}

/* From whom a cell can be spared most easily. */
static int cells_widest(const int *cells, int count)
{
	int at = 0;

	for (int i = 1; i < count; i++)
		if (cells[i] > cells[at])
			at = i;
	return at;
}

void picture_stack_cells(const struct picture_stack *s, int most, int *cells)
{
	int64_t sum = 0;

	for (int i = 0; i < s->part_count; i++) {
		sum += s->parts[i].count;
		cells[i] = 0;
	}
	if (sum == 0 || most <= 0)
		return;
	cells_share(s, sum, most, cells);
	for (int i = 0; i < s->part_count; i++) {
		int widest = cells_widest(cells, s->part_count);

		if (s->parts[i].count == 0 || cells[i] > 0 || cells[widest] < 2)
			continue;
		cells[widest]--;
		cells[i]++;
	}
}
