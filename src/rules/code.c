#include <stdio.h>
#include <string.h>

#include "eras.h"

static const char *const category_names[CATEGORIES] = {
	[CATEGORY_NONE] = "none",
	[CATEGORY_PRESENT] = "present",
	[CATEGORY_ACTIVITY] = "educational_activity",
	[CATEGORY_AUTHORISED] = "authorised",
	[CATEGORY_UNAUTHORISED] = "unauthorised",
	[CATEGORY_NOT_POSSIBLE] = "not_possible",
	[CATEGORY_ADMINISTRATIVE] = "administrative",
};

static const char *const category_titles[CATEGORIES] = {
	[CATEGORY_NONE] = "No mark",
	[CATEGORY_PRESENT] = "Present",
	[CATEGORY_ACTIVITY] = "Approved educational activity",
	[CATEGORY_AUTHORISED] = "Authorised absence",
	[CATEGORY_UNAUTHORISED] = "Unauthorised absence",
	[CATEGORY_NOT_POSSIBLE] = "Not a possible attendance",
	[CATEGORY_ADMINISTRATIVE] = "Administrative",
};

const char *category_name(enum category c)
{
	return category_names[c];
}

const char *category_title(enum category c)
{
	return category_titles[c];
}

/* ASCII only: codes never depend on a locale. */
static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool symbol_equal(const char *a, const char *b)
{
	while (*a && upper(*a) == upper(*b))
		a++, b++;
	return upper(*a) == upper(*b);
}

uint8_t code_number(const char *symbol)
{
	for (int i = 0; i < codes_count; i++)
		if (symbol_equal(codes[i].symbol, symbol))
			return codes[i].number;
	return CODE_NONE;
}

const char *code_symbol(uint8_t number)
{
	for (int i = 0; i < codes_count; i++)
		if (codes[i].number == number)
			return codes[i].symbol;
	return "";
}

const struct era *era_on(struct day d)
{
	int i = eras_count - 1;

	while (i > 0 && d.n < eras[i].from.n)
		i--;
	return &eras[i];
}

const struct code *code_on(uint8_t number, struct day day)
{
	int row = era_on(day)->row[number];

	return row > 0 ? &codes[row - 1] : NULL;
}

enum category code_category(uint8_t number, struct day day)
{
	const struct code *c = code_on(number, day);

	return c ? c->category : CATEGORY_NONE;
}

bool code_is_in(uint8_t number, struct day day)
{
	const struct code *c = code_on(number, day);

	return c && c->physical == PHYSICAL_IN;
}

bool code_is_out(uint8_t number, struct day day)
{
	const struct code *c = code_on(number, day);

	return c && c->physical == PHYSICAL_OUT;
}

bool code_is_prefix(char letter, struct day day)
{
	for (int i = 0; i < codes_count; i++) {
		const char *symbol = codes[i].symbol;

		if (symbol[0] == upper(letter) && symbol[1] && code_on(codes[i].number, day) == &codes[i])
			return true;
	}
	return false;
}

/* What a code outside its dates gives way to on that day: F in 2015 is H, and today C. */
static const char *code_instead(const struct code *c, struct day day)
{
	const char *instead = c->replacement;

	for (int step = 0; step < 4; step++) {
		uint8_t number = code_number(instead);

		if (number == CODE_NONE || code_on(number, day))
			break;
		for (int i = 0; i < codes_count; i++)
			if (codes[i].number == number)
				instead = codes[i].replacement;
	}
	return instead;
}

/* "19 August 2024" */
static const char *day_words(struct day d, char to[static 32])
{
	static const char *const months[] = { "January", "February", "March", "April", "May", "June", "July",
					      "August", "September", "October", "November", "December" };
	int year, month, date;

	day_to_ymd(d, &year, &month, &date);
	snprintf(to, 32, "%d %s %d", date, months[month - 1], year);
	return to;
}

/* The first and the last era of a code: nothing lies between them that is not in force (codes.py). */
static int refuse_era(uint8_t number, struct day day, struct err *e)
{
	const struct code *first = NULL, *last = NULL;
	char when[32];

	for (int i = 0; i < codes_count; i++) {
		if (codes[i].number != number)
			continue;
		if (!first)
			first = &codes[i];
		last = &codes[i];
	}
	if (day.n < eras[1].from.n)
		return err_refuse(e, "The codes begin on %s, and this session is before that. Leave it out.",
				  day_words(eras[1].from, when));
	if (day.n < first->from.n)
		return err_refuse(e, "%s came in on %s, and this session is before that. Use %s.", first->symbol,
				  day_words(first->from, when), code_instead(first, day));
	return err_refuse(e, "%s was retired on %s. Use %s.", last->symbol, day_words(day_add(last->to, 1), when),
			  code_instead(last, day));
}

static int refuse_unknown(const char *symbol, struct err *e)
{
	size_t length = strlen(symbol);
	bool plain = length > 0 && length <= 12;

	for (size_t i = 0; plain && i < length; i++)
		plain = symbol[i] > ' ' && symbol[i] < 0x7f;
	if (plain)
		return err_usage(e, "There is no code %s. A code is one or two characters, such as / N or C1.", symbol);
	return err_usage(e, "That is not a code. A code is one or two characters, such as / N or C1.");
}

int code_read(const char *symbol, struct day day, enum session session, uint8_t *ret, struct err *e)
{
	uint8_t number = code_number(symbol);

	if (number == CODE_NONE)
		return refuse_unknown(symbol, e);
	if (number == CODE_CLOSED)
		return err_refuse(e, "# comes from the calendar and is not set on a pupil. Add the closure to the calendar.");
	if (number == CODE_Z)
		return err_refuse(e, "Z comes from the roll and is not set on a pupil. Check the pupil's start date.");
	if (number == CODE_PRESENT_AM || number == CODE_PRESENT_PM)
		number = session == SESSION_AM ? CODE_PRESENT_AM : CODE_PRESENT_PM;
	if (!code_on(number, day))
		return refuse_era(number, day, e);
	*ret = number;
	return 0;
}
