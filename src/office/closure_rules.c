/* What a closure may be: its kind, of whom, and when (A13; domain 1.2 #, Y3, Y4, Y7). */
#include "closure_parts.h"

#include <errno.h>
#include <string.h>

#include "pupils_parts.h"

/* # is for the whole school alone and for what is known before; a part of it has codes of its own. */
static const struct closure_kind kinds[] = {
	{ "holiday", true, false, false, false },   { "inset", true, false, false, false },   { "planned", true, false, true, false },
	{ "unplanned", true, false, false, true },  { "partial", false, true, false, true },  { "staggered", false, true, false, true },
	{ "open", true, true, false, false },
};

static const struct closure_kind *closure_kind_find(const char *name)
{
	for (size_t i = 0; name && i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

int shutting_name_check(struct shutting *s, const char *name, const char *kind)
{
	const char *line = NULL;
	int r = pupil_line("The name of a closure", name ? name : "", &s->c.arena, &line, s->e);

	if (r == 0 && *line == '\0')
		return err_usage(s->e, "The name of a closure is empty. Type it.");
	if (r < 0)
		return r;
	s->row.name = line;
	s->kind = closure_kind_find(kind);
	if (!s->kind)
		return err_usage(s->e, "%.40s is no kind of closure. Use holiday, inset, planned, unplanned, partial, staggered or open.", kind ? kind : "");
	s->row.kind = s->kind->name;
	return 0;
}

int shutting_days_check(const struct shutting *s, bool remove)
{
	if (shutting_last(s) < shutting_first(s))
		return err_usage(s->e, "%s ends before it begins. Give its first and its last day.", s->row.name);
	if (!remove && s->row.to_day.n - s->row.from_day.n >= TERM_DAYS_MOST)
		return err_usage(s->e, "%s would be longer than a year. Give its first and its last day.", s->row.name);
	return 0;
}

static bool is_of_part(const struct closure_row *row)
{
	return row->year != NONE || row->roll_group != NONE;
}

int shutting_scope_check(const struct shutting *s)
{
	if (is_of_part(&s->row) && !s->kind->part)
		return err_refuse(s->e, "A closure of the kind %s is for the whole school. Use partial (Y3) or staggered (Y7) for a year or class.", s->kind->name);
	if (!is_of_part(&s->row) && !s->kind->whole)
		return err_refuse(s->e, "%s is for a year or a class: say which. If the whole school is shut, use unplanned (Y4).",
				  strcmp(s->kind->name, "partial") == 0 ? "Partial" : "Staggered");
	return 0;
}

/* The day on which this record began: what was before it is taken from elsewhere. */
static int record_began(struct shutting *s, struct day *ret)
{
	struct act_row first;
	int r = store_act_get(s->c.o->store, 1, &s->c.arena, &first);

	*ret = r == 0 ? moment_civil(first.head.at).day : DAY_MIN;
	return r < 0 && r != -ENOENT ? office_fail(s->c.o, r, s->e) : 0;
}

/* Domain 1.2: # is planned.  What is seen to be shut on the day, or said afterwards, is Y4. */
int shutting_ahead_check(struct shutting *s)
{
	struct day began, today = office_today(s->c.o);
	char day[DAY_TEXT];

	if (!s->kind->ahead)
		return 0;
	int r = record_began(s, &began);
	if (r == 0)
		r = shutting_marks(s);
	if (r < 0)
		return r;
	if (s->row.from_day.n < today.n && s->row.to_day.n >= began.n)
		return err_refuse(s->e, "%s is past: a planned closure (#) is known before its day. Use unplanned (Y4).",
				  day_long(s->row.from_day, day));
	if (s->stayed)
		return err_refuse(s->e, "%d mark%s in these sessions: a planned closure (#) is made before anybody is marked. Use unplanned (Y4).",
				  s->stayed, s->stayed == 1 ? " stands" : "s stand");
	return 0;
}
