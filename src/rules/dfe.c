/* As the Department counts it (C21; domain 4): whose figures, and of which days. */
#include "rules/dfe.h"

#include "rules/calendar.h"

int dfe_year(struct day d)
{
	int year, month, date;

	day_to_ymd(d, &year, &month, &date);
	return month >= 8 ? year : year - 1;
}

static struct day spring_bank_holiday(int year)
{
	struct day d = day_of(year, 5, 31);

	return day_add(d, -day_weekday(d));
}

void census_term_days(int year, enum census_term t, struct day *ret_from, struct day *ret_to)
{
	struct day easter = easter_sunday(year + 1), spring = spring_bank_holiday(year + 1);
	const struct { struct day from, to; } of[CENSUS_TERMS] = {
		[CENSUS_AUTUMN] = { day_of(year, 8, 1), day_of(year, 12, 31) },
		[CENSUS_SPRING] = { day_of(year + 1, 1, 1), easter },
		[CENSUS_SUMMER_1] = { day_add(easter, 1), day_add(spring, -1) },
		[CENSUS_SUMMER_2] = { spring, day_of(year + 1, 7, 31) },
	};

	*ret_from = of[t].from;
	*ret_to = of[t].to;
}

/* Of the academic year's summer: both rules ask for it (C21). */
static struct day second_half(int year)
{
	struct day from, to;

	census_term_days(year, CENSUS_SUMMER_2, &from, &to);
	return from;
}

#define DFE_YOUNGEST 5
#define DFE_OLDEST 15

static int age_at_start(int year, struct day born)
{
	int y, month, date;

	day_to_ymd(born, &y, &month, &date);
	return year - y - (month > 8); /* on 31 August everybody born up to August has had the birthday */
}

enum dfe_out dfe_pupil(int year, struct day born, struct day joined, bool boarder)
{
	int age = age_at_start(year, born);

	if (boarder)
		return DFE_BOARDER;
	if (age < DFE_YOUNGEST)
		return DFE_TOO_YOUNG;
	if (age > DFE_OLDEST)
		return DFE_TOO_OLD;
	return joined.n >= second_half(year).n ? DFE_JOINED_LATE : DFE_IN;
}

struct day dfe_last(int year, struct day born)
{
	return age_at_start(year, born) == DFE_OLDEST ? day_add(second_half(year), -1) : day_of(year + 1, 7, 31);
}

static const char *const out_words[] = {
	[DFE_IN] = "",
	[DFE_TOO_YOUNG] = "under 5 on 31 August",
	[DFE_TOO_OLD] = "over 15 on 31 August",
	[DFE_BOARDER] = "a boarder",
	[DFE_JOINED_LATE] = "here only since the second half of the summer term",
	[DFE_NONE_POSSIBLE] = "without a possible session",
};

const char *dfe_out_words(enum dfe_out o)
{
	return out_words[o];
}
