#include "rules/pupil.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* A birthday of 29 February is 1 March in other years (domain 2.8). */
static struct day birthday(struct day dob, int years)
{
	int year, month, date;
	struct day d;

	day_to_ymd(dob, &year, &month, &date);
	if (day_from_ymd(year + years, month, date, &d) != 0)
		d = day_of(year + years, 3, 1);
	return d;
}

struct day compulsory_start(struct day dob)
{
	static const struct {
		int month, date;
	} prescribed[] = { { 3, 31 }, { 8, 31 }, { 12, 31 } };
	struct day five = birthday(dob, 5), d = five;
	int year, month, date;

	day_to_ymd(five, &year, &month, &date);
	for (int i = 0; i < 3; i++) {
		d = day_of(year, prescribed[i].month, prescribed[i].date);
		if (d.n >= five.n)
			break;
	}
	return d;
}

struct day last_friday_in_june(int year)
{
	struct day d = day_of(year, 6, 30);

	return day_add(d, -((day_weekday(d) + 7 - 4) % 7));
}

struct day compulsory_end(struct day dob)
{
	int year, month, date;

	day_to_ymd(birthday(dob, 16), &year, &month, &date);
	return last_friday_in_june(month < 9 ? year : year + 1);
}

bool compulsory_on(struct day dob, struct day d)
{
	return d.n >= compulsory_start(dob).n && d.n <= compulsory_end(dob).n;
}

int age_on(struct day dob, struct day d)
{
	int born, year, month, date;

	day_to_ymd(dob, &born, &month, &date);
	day_to_ymd(d, &year, &month, &date);
	return year - born - (d.n < birthday(dob, year - born).n);
}

#define RECEPTION_AGE 4 /* on the 31 August before it begins (domain 2.8: compulsory age begins at five) */

int year_of_birth_on(struct day dob, struct day d)
{
	int year, month, date;

	day_to_ymd(d, &year, &month, &date);
	return age_on(dob, day_of(month < 9 ? year - 1 : year, 8, 31)) - RECEPTION_AGE;
}

/* Domain 10.1 */

static const char upn_letters[] = "ABCDEFGHJKLMNPQRTUVWXYZ";

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_upn_letter(char c)
{
	return c != '\0' && strchr(upn_letters, c);
}

static int refuse_upn(int column, struct err *e, const char *sentence)
{
	int r = err_usage(e, "%s", sentence);

	if (e)
		e->column = column;
	return r;
}

static int upn_check_characters(const char *upn, struct err *e)
{
	for (int i = 0; i < UPN_LENGTH; i++) {
		if (upn[i] == '\0')
			return refuse_upn(i + 1, e, "The UPN is too short. It must have 13 characters.");
		if (i == 0 && !is_upn_letter(upn[i]))
			return refuse_upn(1, e, "The UPN must begin with a capital letter other than I, O and S.");
		if (i > 0 && i < UPN_LENGTH - 1 && !is_digit(upn[i]))
			return refuse_upn(i + 1, e, "Characters 2 to 12 of the UPN must be digits.");
	}
	char last = upn[UPN_LENGTH - 1];
	if (!is_digit(last) && !is_upn_letter(last))
		return refuse_upn(UPN_LENGTH, e, "The UPN must end with a digit, or with a capital letter other than I, O and S.");
	if (upn[UPN_LENGTH] != '\0')
		return refuse_upn(UPN_LENGTH + 1, e, "The UPN is too long. It must have 13 characters.");
	return 0;
}

static char upn_letter(const char *upn)
{
	int sum = 0;

	for (int i = 1; i < UPN_LENGTH; i++) {
		int value = is_digit(upn[i]) ? upn[i] - '0' : (int)(strchr(upn_letters, upn[i]) - upn_letters);

		sum += value * (i + 1);
	}
	return upn_letters[sum % 23];
}

int upn_check(const char *upn, enum upn_kind *ret, struct err *e)
{
	int r = upn_check_characters(upn, e);

	if (r < 0)
		return r;
	char want = upn_letter(upn);
	if (upn[0] != want) {
		r = err_usage(e, "The UPN's check letter does not fit its digits: it is %c and would be %c. Check the number with "
				 "the school that gave it.", upn[0], want);
		if (e)
			e->column = 1;
		return r;
	}
	*ret = is_digit(upn[UPN_LENGTH - 1]) ? UPN_PERMANENT : UPN_TEMPORARY;
	return 0;
}
