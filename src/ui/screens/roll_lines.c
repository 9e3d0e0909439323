/* Lines that several forms of the roll have: sex, year, weekdays, sessions. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "roll.h"
#include "rules/pupil.h"

#define YEAR_LEAST (-2) /* N1 */
#define YEAR_MOST 14
#define YEARS (YEAR_MOST - YEAR_LEAST + 1)

const char *const sex_choices[] = { "female", "male", NULL };
const char *const spell_choices[] = { "single", "main", "subsidiary", "guest", NULL };
const char *const arrangement_choices[] = { "none", "dual registration", "managed move", "off-site direction", "mobile child", NULL };
const char *const session_choices[] = { "both", "mornings", "afternoons", NULL };

const char *sex_letter(const struct form *f, int line)
{
	static const char *const letters[] = { "F", "M" };

	return form_choice(f, line) < 0 ? NULL : letters[form_choice(f, line)];
}

void year_choices(struct form *f, int line, bool by_birth)
{
	char names[YEARS][8];
	const char *choices[YEARS + 1];
	int n = 0;

	if (by_birth)
		choices[n++] = "by date of birth";
	for (int year = YEAR_LEAST; year <= YEAR_MOST; year++)
		choices[n++] = year_name(year, names[year - YEAR_LEAST]);
	form_choices(f, line, choices, n);
}

int year_chosen(const struct form *f, int line, bool by_birth)
{
	int choice = form_choice(f, line) - by_birth;

	return choice < 0 ? SESSION_ANY_YEAR : choice + YEAR_LEAST;
}

static int weekday_named(const char *word, size_t n)
{
	static const char *const weekdays[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

	for (int i = 0; i < 7; i++)
		if (n >= 2 && n <= strlen(weekdays[i]) && strncasecmp(weekdays[i], word, n) == 0)
			return i;
	return -1;
}

int weekdays_chosen(struct form *f, int line, int *ret, struct err *e)
{
	int bits = 0;

	for (const char *at = form_text(f, line); *(at += strspn(at, " ,")); at += strcspn(at, " ,")) {
		int day = weekday_named(at, strcspn(at, " ,"));

		if (day < 0) {
			f->list.focus = line;
			return err_usage(e, "%s: write days of the week, like mon wed fri; nothing for every day.", f->lines[line].label);
		}
		bits |= 1 << day;
	}
	*ret = bits;
	return 0;
}

int sessions_chosen(const struct form *f, int line)
{
	int choice = form_choice(f, line);

	return choice <= 0 ? 0 : 1 << (choice - 1);
}

const char *short_day(struct day d, char to[static DAY_TEXT])
{
	char full[DAY_TEXT];

	day_long(d, full);
	if (day_is_none(d))
		to[0] = '\0';
	else
		snprintf(to, DAY_TEXT, "%s", full + strcspn(full, " ") + 1);
	return to;
}
