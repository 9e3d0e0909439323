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
