/* What is said of the calendar that was made from marks. */
#include <string.h>

#include "import_marks.h"

#define YEAR_WORDS(year) MARKS_FIRST_YEAR + (year), (MARKS_FIRST_YEAR + (year) + 1) % 100

static void say_term(struct marks_state *m, const struct term_change *c)
{
	const char *would = m->job->wish.dry_run ? "would be " : "";
	char from[DAY_TEXT], to[DAY_TEXT], before[DAY_TEXT], until[DAY_TEXT];

	day_long(c->row.from_day, from);
	day_long(c->row.to_day, to);
	if (c->was)
		import_say(m->job, "calendar %schanged from the marks: %s, %s to %s (was %s, %s to %s)", would, c->row.name, from, to, c->was->name,
			   day_long(c->was->from_day, before), day_long(c->was->to_day, until));
	else
		import_say(m->job, "calendar %smade from the marks: %s, %s to %s", would, c->row.name, from, to);
}

static void say_closures(struct marks_state *m)
{
	const char *would = m->job->wish.dry_run ? "would be " : "";
	const struct closure_row *first = NULL;
	char day[DAY_TEXT];
	int shut = 0, open = 0, gone = 0;

	for (int i = 0; i < m->plan.closures.count; i++) {
		const struct closure_row *c = &m->plan.closures.items[i];
		bool is_open = strcmp(c->kind, "open") == 0;

		first = is_open && !first ? c : first;
		open += is_open;
		shut += !is_open;
	}
	for (int i = 0; i < m->plan.gone.count; i++)
		gone += m->plan.gone.items[i].thing == THING_CLOSURE;
	if (open) /* a slip of the pen on Christmas Day is seen here before it stands in the calendar */
		import_say(m->job, "calendar %smade from the marks: held %d time%s at a weekend, on a bank holiday or out of term, first on %s", would,
			   open, PLURAL(open), day_long(first->from_day, day));
	if (shut)
		import_say(m->job, "calendar %smade from the marks: %d closure%s within these terms", would, shut, PLURAL(shut));
	if (gone)
		import_say(m->job, "calendar %schanged from the marks: %d closure%s made from earlier marks taken away", would, gone, PLURAL(gone));
}

static void say_gone(struct marks_state *m, const struct term_row *t)
{
	char from[DAY_TEXT], to[DAY_TEXT];

	import_say(m->job, "calendar %schanged from the marks: %s, %s to %s, %s part of another term", m->job->wish.dry_run ? "would be " : "", t->name,
		   day_long(t->from_day, from), day_long(t->to_day, to), m->job->wish.dry_run ? "would become" : "is now");
}

void marks_say_calendar(struct marks_state *m)
{
	for (int i = 0; i < m->plan.terms.count; i++)
		say_term(m, &m->plan.terms.items[i]);
	for (int i = 0; i < m->plan.gone.count; i++)
		if (m->plan.gone.items[i].term)
			say_gone(m, m->plan.gone.items[i].term);
	say_closures(m);
}

#define BEGINS_BY 20 /* of September */
#define ENDS_FROM 7  /* July: no school breaks up earlier, but somebody may be reading its marks in May */
#define BREAK_DAYS 21 /* no holiday but the summer's is longer */

/* A year whose marks begin late or end early: the rest of it is still in the old product. */
void marks_say_part(struct marks_state *m, int year)
{
	const uint8_t *open = m->opening + (marks_year_first(year) - m->first);
	int length = marks_year_first(year + 1) - marks_year_first(year), first = 0, last = length - 1;
	char from[DAY_TEXT], to[DAY_TEXT];

	while (first < length && open[first] != OPENING_OPEN)
		first++;
	while (last >= 0 && open[last] != OPENING_OPEN)
		last--;
	if (first > last)
		return;
	struct day begins = sitting_day(marks_year_first(year) + first), ends = sitting_day(marks_year_first(year) + last);
	struct day july = day_of(MARKS_FIRST_YEAR + year + 1, ENDS_FROM, 1), lately = day_add(m->job->today, -BREAK_DAYS);
	bool of_next = begins.n >= day_of(MARKS_FIRST_YEAR + year + 1, 8, 15).n; /* the first days of next year's autumn term */
	bool late = begins.n > day_of(MARKS_FIRST_YEAR + year, 9, BEGINS_BY).n, early = ends.n < (july.n < lately.n ? july : lately).n;
	if ((late || early) && !of_next)
		import_say(m->job, "%d/%02d: the marks are of %s to %s only; bring the rest with --moving-in too.", YEAR_WORDS(year),
			   day_long(begins, from), day_long(ends, to));
}
