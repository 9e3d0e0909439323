/* The cells of a groups file: which group, when, which half days. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "import_groups.h"
#include "rules/calendar.h"

#define WEEK 31 /* Monday to Friday */
#define BOTH 3  /* sessions */

static const struct {
	const char *theirs, *ours;
} kinds[] = {
	{ "class", "class" }, { "form", "form" }, { "other", "other" }, { "registration", "class" }, { "registration group", "class" },
	{ "reg group", "class" }, { "tutor group", "form" }, { "registration form", "form" }, { "form group", "form" },
	{ "custom group", "other" }, { "teaching group", "other" }, { "club", "other" }, { "house", "other" }, { "intervention", "other" },
};

static const char *read_kind(struct import_job *j, const struct csv_row *from)
{
	const char *cell = import_cell(j, from, GROUPS_KIND);

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcasecmp(cell, kinds[i].theirs) == 0)
			return kinds[i].ours;
	if (*cell)
		import_refuse(j, from, GROUPS_KIND, "\"%.40s\" is no kind of group. Write class, form or other.", cell);
	return NULL;
}

/* "2023/24", "2023-2024", "Academic Year 2023/2024": 1 September to 31 August. */
static int parse_school_year(const char *s, struct day *ret)
{
	char *end;
	long next, year;

	s += strcspn(s, "0123456789");
	year = strtol(s, &end, 10);
	if (end != s + 4 || year < 1901 || year > 2198)
		return -1;
	if (*end == '/' || *end == '-') {
		const char *digits = end + 1;

		next = strtol(digits, &end, 10);
		if (!(end == digits + 2 && next == (year + 1) % 100) && !(end == digits + 4 && next == year + 1))
			return -1;
	}
	if (*end)
		return -1;
	*ret = day_of((int)year, 9, 1);
	return 0;
}

static void read_dates(struct import_job *j, const struct csv_row *from, struct group_line *l)
{
	const char *year = import_cell(j, from, GROUPS_SCHOOL_YEAR);
	struct day start;
	int before = j->progress.refused;

	l->first = import_day(j, from, GROUPS_FROM_DATE);
	l->last = import_day(j, from, GROUPS_TO_DATE);
	l->ends = !day_is_none(l->last);
	if (*year && parse_school_year(year, &start) < 0)
		import_refuse(j, from, GROUPS_SCHOOL_YEAR, "\"%.40s\" is no school year. Write it like 2023/24.", year);
	l->whole = j->progress.refused == before;
	if (!l->whole)
		return;
	if (*year && day_is_none(l->first))
		l->first = start;
	if (*year && day_is_none(l->last)) {
		l->last = day_add(school_year_start(day_add(start, 370)), -1);
		l->goes_on = l->last.n >= j->today.n;
	}
	if (day_is_none(l->first))
		l->first = j->today;
	if (!day_is_none(l->last) && l->last.n < l->first.n) {
		import_refuse(j, from, GROUPS_TO_DATE, "The last day is before the first. Check both.");
		l->whole = false;
	}
}

static int64_t weekday_bit(const char *word, size_t n)
{
	static const char *const names[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

	for (int i = 0; i < 7; i++)
		if (n >= 3 && n <= strlen(names[i]) && strncasecmp(word, names[i], n) == 0)
			return 1 << i;
	return 0;
}

static int64_t session_bit(const char *word, size_t n)
{
	if (n == 4 && strncasecmp(word, "both", 4) == 0)
		return BOTH;
	return n != 2 ? 0 : strncasecmp(word, "am", 2) == 0 ? 1 : strncasecmp(word, "pm", 2) == 0 ? 2 : 0;
}

/* Words apart by blanks, commas or semicolons, each a bit; `all` where there is none. */
static int64_t read_bits(struct import_job *j, const struct csv_row *from, int column, int64_t (*bit)(const char *, size_t), int64_t all,
			 const char *how)
{
	const char *cell = import_cell(j, from, column), *p = cell;
	int64_t bits = 0;

	for (;;) {
		size_t n;

		p += strspn(p, " ,;");
		n = strcspn(p, " ,;");
		if (n == 0)
			return bits ? bits : all;
		if (!bit(p, n)) {
			import_refuse(j, from, column, "\"%.40s\" makes no sense here. Write %s.", cell, how);
			return all;
		}
		bits |= bit(p, n);
		p += n;
	}
}

void group_read(struct import_job *j, const struct csv_row *from, struct arena *a, struct group_line *ret)
{
	struct group_line l = { .from = import_row_keep(a, from) };

	import_check_letters(j, from);
	from = &l.from;
	l.group = import_text(j, from, GROUPS_GROUP, a);
	if (!l.group)
		import_refuse(j, from, GROUPS_GROUP, "This row has no group. Give its name, or take the row out.");
	l.folded = l.group ? text_fold(a, l.group) : "";
	l.kind = read_kind(j, from);
	read_dates(j, from, &l);
	l.year = import_year(j, from, GROUPS_YEAR);
	l.weekdays = read_bits(j, from, GROUPS_WEEKDAYS, weekday_bit, WEEK, "days like mon tue wed");
	l.sessions = read_bits(j, from, GROUPS_SESSIONS, session_bit, BOTH, "am or pm, or nothing for both");
	*ret = l;
}
