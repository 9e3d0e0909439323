/* The evacuation list as text: a page to be read in the playground (B13). */
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "evacuation.h"

static const char *const headings[WHERES] = {
	[WHERE_NOT_SEEN] = "EXPECTED AND NOT YET REGISTERED: TO BE FOUND",
	[WHERE_OFF_SITE] = "OFF SITE WITH US",
	[WHERE_HERE] = "HERE, BY CLASS",
	[WHERE_ABSENT] = "KNOWN ABSENT",
};

/* What a reader has to know of the hour: out of session the list says how things stood. */
static void hour_put(struct office *o, const struct evacuation_list *l, struct buf *to)
{
	enum session session = office_session_now(o);
	const struct session_times *t = office_times_for(o, l->day, session, 0, SESSION_ANY_YEAR);
	char time[8];

	if (!calendar_is_school_day(office_calendar(o), l->day))
		buf_text(to, "No school is held today: nobody is expected.\n");
	else if (t && l->minute >= t->ends)
		buf_printf(to, "The %s ended at %s: who went home since is not known here.\n", session_words(session), minute_text(t->ends, time));
}

static void head_put(struct office *o, const struct evacuation_list *l, const int of[static WHERES], struct buf *to)
{
	char day[DAY_TEXT], time[8];

	if (office_banner(o))
		buf_printf(to, "%s\n", office_banner(o));
	text_clean(office_school_name(o), to);
	buf_printf(to, ": who is on the site\n%s at %s, %s; act %" PRId64 "\n", day_long(l->day, day), minute_text(l->minute, time),
		   session_words(office_session_now(o)), l->act);
	buf_text(to, "Visitors, staff and clubs are not on this list: they have lists of their own.\n");
	hour_put(o, l, to);
	buf_char(to, '\n');
	for (int w = 0; w < WHERES; w++)
		buf_printf(to, "%5d  %s\n", of[w], where_words((enum whereabouts)w));
	buf_printf(to, "%5d  on the roll\n", l->count);
}

static void part_put(const struct evacuation_list *l, enum whereabouts where, const int of[static WHERES], struct buf *to)
{
	buf_printf(to, "\n%s: %d\n", headings[where], of[where]);
	for (int i = 0; i < l->count; i++)
		if (l->lines[i].at.where == where) {
			buf_put(to, l->lines[i].text, (size_t)l->lines[i].length);
			buf_char(to, '\n');
		}
}

/* THOSE WHO ARE HERE: where the class's register says it all, it is said once */

static int register_minute(struct office *o, int64_t group)
{
	int pm = day_sent(o->day_kept, group, SESSION_PM);

	return pm >= 0 ? pm : day_sent(o->day_kept, group, SESSION_AM);
}

static void class_put(struct office *o, const struct evacuation_list *l, const int *here, int n, struct buf *to)
{
	const struct evacuation_class *class = &l->classes[l->lines[here[0]].rank];
	int minute = register_minute(o, class->group);
	char time[8];

	buf_printf(to, "\n%s: %d", *class->name ? class->name : "In no class", n);
	if (minute >= 0)
		buf_printf(to, ", register at %s", minute_text(minute, time));
	buf_char(to, '\n');
	for (int i = 0; i < n; i++) {
		const struct evacuation_line *line = &l->lines[here[i]];
		bool said = minute >= 0 && line->at.by_group == class->group && line->at.by_minute == minute;

		buf_put(to, line->text, (size_t)(said ? line->name_length : line->length));
		buf_char(to, '\n');
	}
}

static void here_put(struct office *o, const struct evacuation_list *l, int *here, const int of[static WHERES], struct buf *to)
{
	int n = 0;

	buf_printf(to, "\n%s: %d\n", headings[WHERE_HERE], of[WHERE_HERE]);
	for (int i = 0; i < l->count; i++) {
		int at = l->by_class[i];

		if (l->lines[at].at.where != WHERE_HERE)
			continue;
		if (n > 0 && l->lines[here[0]].rank != l->lines[at].rank) {
			class_put(o, l, here, n, to);
			n = 0;
		}
		here[n++] = at;
	}
	if (n > 0)
		class_put(o, l, here, n, to);
}

void evacuation_text(struct office *o, struct evacuation_list *l)
{
	CLEAN_ARENA struct arena a = { 0 };
	int of[WHERES] = { 0 }, *here = arena_new(&a, (size_t)l->count + 1, sizeof *here);

	for (int i = 0; i < l->count; i++)
		of[l->lines[i].at.where]++;
	buf_reset(&l->text);
	head_put(o, l, of, &l->text);
	part_put(l, WHERE_NOT_SEEN, of, &l->text);
	part_put(l, WHERE_OFF_SITE, of, &l->text);
	here_put(o, l, here, of, &l->text);
	part_put(l, WHERE_ABSENT, of, &l->text);
	buf_printf(&l->text, "\nEnd of the list: %d children.\n", l->count);
}
