/* What calls, what families say and tasks share: a line of text, a child and the class of a day. */
#include "call_parts.h"

#include <string.h>

#include "base/text.h"
#include "school.h"

int said_line(const char *what, const char *given, struct arena *a, const char **ret, struct err *e)
{
	char *line = given ? text_trim(arena_text(a, given)) : NULL;

	*ret = NULL;
	if (!line || !*line)
		return 0;
	if (strlen(line) > SAID_MOST)
		return err_usage(e, "%s is %zu bytes long; at most %d are kept. Shorten it.", what, strlen(line), SAID_MOST);
	if (text_bad_utf8(line, strlen(line)) >= 0 || text_control(line) || text_unseen(line))
		return err_usage(e, "%s has a character that nobody can see, or that is no letter. Type it again.", what);
	*ret = text_cleaned(a, line);
	return 0;
}

int said_line_needed(const char *what, const char *given, struct arena *a, const char **ret, struct err *e)
{
	int r = said_line(what, given, a, ret, e);

	return r == 0 && !*ret ? err_usage(e, "%s is blank. Say it in a few words.", what) : r;
}

int said_class(struct office *o, int64_t pupil, struct day day, enum session session, int64_t *ret, struct err *e)
{
	int r = office_pupil_group(o, pupil, day, session, ret, e);

	return r < 0 || *ret ? r : office_pupil_group(o, pupil, day, session == SESSION_AM ? SESSION_PM : SESSION_AM, ret, e);
}

const char *said_child(struct office *o, int64_t pupil, struct day day, struct arena *a)
{
	const char *name = office_pupil_name(o, pupil, a);
	int64_t group = 0;

	if (said_class(o, pupil, day, SESSION_AM, &group, NULL) < 0 || !group)
		return name;
	return arena_printf(a, "%s (%s)", name, office_group_name(o, group));
}

int said_may(struct office *o, enum action action, int64_t pupil, struct day day, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	int64_t group;
	int r = said_class(o, pupil, day, SESSION_AM, &group, e);

	if (r < 0)
		return r;
	if (group || office_reach(o, action) == REACH_ALL)
		return office_may_on(o, action, group, day, e);
	r = office_may(o, action, 0, e);
	return r < 0 ? r : err_refuse(e, "%s is in none of your classes. Ask the office.", office_pupil_name(o, pupil, &a));
}

int said_children_check(struct contact_work *w, const struct call_given *children, int count, struct day day)
{
	struct pupil_row row;
	int r = count > 0 ? 0 : err_usage(w->e, "Say which child it is about.");

	for (int i = 0; r == 0 && i < count; i++) {
		r = contact_pupil_get(w, children[i].pupil, &row);
		if (r == 0)
			r = said_may(w->o, ACTION_CALL, children[i].pupil, day, w->e);
		for (int k = 0; r == 0 && k < i; k++)
			if (children[k].pupil == children[i].pupil)
				r = err_usage(w->e, "%s is given twice. Give each child once.", pupil_display_name(&row, w->arena));
	}
	return r;
}

bool said_died(struct office *o, int64_t pupil)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_row row;

	return store_thing_get(o->store, THING_PUPIL, pupil, &a, &row) == 0 && !day_is_none(row.died_day);
}

int said_day(struct office *o, struct day *day, struct err *e)
{
	if (day_is_none(*day))
		*day = office_today(o);
	if (day->n < DAY_MIN.n || day->n > DAY_MAX.n)
		return err_usage(e, "That day is outside the years 1900 to 2199. Give another.");
	return 0;
}
