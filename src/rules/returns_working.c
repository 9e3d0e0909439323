/* What returns are called, and their working (C2). */
#include <errno.h>
#include <string.h>

#include "returns_parts.h"

static const struct {
	const char *name, *title;
} kinds[RETURN_KINDS] = {
	[RETURN_ATTENDANCE] = { "attendance", "Attendance return" },
	[RETURN_SICKNESS] = { "sickness", "Sickness return" },
	[RETURN_LEAVE] = { "leave", "Not back after leave" },
	[RETURN_GROUND_I] = { "ground_i", "Absent for 20 school days" },
	[RETURN_SUSPENSION_6] = { "suspension_6", "Suspended: sixth day" },
	[RETURN_SUSPENSION_45] = { "suspension_45", "Suspended: 45 days a year" },
	[RETURN_EXAM] = { "exam", "Study leave is over" },
	[RETURN_OFF_ROLL] = { "off_roll", "Past compulsory school age" },
	[RETURN_NEW_PUPIL] = { "new_pupil", "New-pupil return" },
	[RETURN_DELETION] = { "deletion", "Deletion return" },
};

const char *return_name(enum return_kind k)
{
	return kinds[k].name;
}

const char *return_title(enum return_kind k)
{
	return kinds[k].title;
}

int return_parse(const char *name, enum return_kind *ret)
{
	for (enum return_kind k = 0; k < RETURN_KINDS; k++)
		if (strcmp(kinds[k].name, name) == 0) {
			*ret = k;
			return 0;
		}
	return -EINVAL;
}

/* WORKING (C2) ---------------------------------------------------------------------------------------------------------------------- */

/* What is counted, and how many of it make the return due. */
static const struct {
	const char *what, *had, *ahead;
	int line;
	bool sessions;         /**< counted in sessions, not in days */
} counts[RETURN_KINDS] = {
	[RETURN_ATTENDANCE] = { "School days", "in a row of G, N, O or U", NULL, ATTENDANCE_DAYS, false },
	[RETURN_SICKNESS] = { "Sessions", "of illness this school year", "more are expected", SICKNESS_SESSIONS, true },
	[RETURN_LEAVE] = { "School days", "not back after agreed leave", NULL, LEAVE_DAYS, false },
	[RETURN_GROUND_I] = { "School days", "in a row of G, N or O, without U", NULL, GROUND_I_DAYS, false },
	[RETURN_SUSPENSION_6] = { "School days", "of suspension in a row", "more are planned", SUSPENSION_DAYS, false },
	[RETURN_SUSPENSION_45] = { "Sessions", "of suspension this school year", "more are planned", SUSPENSION_SESSIONS, true },
};

static void count_working(const struct return_found *f, struct working_steps *to)
{
	int had = counts[f->kind].sessions ? 2 * f->days + f->half : f->days, all = had + f->ahead, line = counts[f->kind].line;
	char day[DAY_TEXT];

	if (had > 0)
		working_step(to, counts[f->kind].what, had, "%s, since %s", counts[f->kind].had, day_long(f->from, day));
	if (f->ahead > 0)
		working_step(to, "Expected", f->ahead, "%s", counts[f->kind].ahead);
	working_provisional(to, f->provisional);
	if (all > 0)
		working_words(to, "Line", "%d is %s %d", all, all < line ? "less than" : "at least", line);
}

static void exam_working(const struct return_found *f, struct working_steps *to)
{
	char last[DAY_TEXT];

	working_words(to, "Study leave", "ended on %s; S is for the time until then", day_long(day_add(f->from, -1), last));
	working_step(to, "School days", f->days, "since");
}

static void off_roll_working(const struct return_found *f, const struct return_known *k, struct working_steps *to)
{
	char born[DAY_TEXT], last[DAY_TEXT];

	working_words(to, "Born", "%s", day_long(k->born, born));
	working_words(to, "Compulsory school age", "until %s, the last Friday in June", day_long(day_add(f->from, -1), last));
}

static void entry_working(const struct return_found *f, struct working_steps *to)
{
	char day[DAY_TEXT], due[DAY_TEXT];

	working_words(to, f->kind == RETURN_NEW_PUPIL ? "Starting day" : "Last day", "%s", day_long(f->from, day));
	working_words(to, "Return", "by %s", day_long(f->due, due));
}

static void named_working(const struct return_found *f, bool alone, struct working_steps *to)
{
	char day[DAY_TEXT];

	if (alone)
		working_words(to, "Named", "by a person, on %s", day_long(f->from, day));
	else
		working_words(to, "Named", "by a person, too");
}

void return_working(const struct return_found *f, const struct return_known *k, struct working_steps *to)
{
	bool alone = f->named && f->days == 0 && f->half == 0 && f->ahead == 0 && day_is_none(f->due);

	if (f->named)
		named_working(f, alone, to);
	if (alone)
		return;
	if (counts[f->kind].line > 0)
		count_working(f, to);
	else if (f->kind == RETURN_EXAM)
		exam_working(f, to);
	else if (f->kind == RETURN_OFF_ROLL)
		off_roll_working(f, k, to);
	else
		entry_working(f, to);
}
