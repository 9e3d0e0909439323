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

static void head_put(struct office *o, const struct evacuation_list *l, struct buf *to)
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
		buf_printf(to, "%5d  %s\n", l->of[w], where_words((enum whereabouts)w));
	buf_printf(to, "%5d  on the roll\n", l->count);
}

static void part_draw(struct evacuation_list *l, enum whereabouts where)
{
	struct buf *to = &l->parts[where].text;

	buf_reset(to);
	for (int i = 0; i < l->count; i++)
		if (l->lines[i].at.where == where) {
			buf_put(to, l->lines[i].text, (size_t)l->lines[i].length);
			buf_char(to, '\n');
		}
	l->parts[where].old = false;
}

static void part_put(struct evacuation_list *l, enum whereabouts where, struct buf *to)
{
	buf_printf(to, "\n%s: %d\n", headings[where], l->of[where]);
	if (l->parts[where].old)
		part_draw(l, where);
	buf_put(to, buf_string(&l->parts[where].text), l->parts[where].text.length);
}

/* THOSE WHO ARE HERE: where the class's register says it all, it is said once */

static int register_minute(struct office *o, int64_t group)
{
	int pm = day_sent(o->day_kept, group, SESSION_PM);

	return pm >= 0 ? pm : day_sent(o->day_kept, group, SESSION_AM);
}

static int count_here(const struct evacuation_list *l, const struct evacuation_class *class)
{
	int n = 0;

	for (int i = 0; i < class->count; i++)
		n += l->lines[l->by_class[class->first + i]].at.where == WHERE_HERE;
	return n;
}

static void class_heading(const struct evacuation_class *class, int n, int minute, struct buf *to)
{
	char time[8];

	buf_printf(to, "\n%s: %d", *class->name ? class->name : "In no class", n);
	if (minute >= 0)
		buf_printf(to, ", register at %s", minute_text(minute, time));
	buf_char(to, '\n');
}

static void class_draw(struct office *o, struct evacuation_list *l, int rank)
{
	const struct evacuation_class *class = &l->classes[rank];
	struct buf *to = &l->here[rank].text;
	int n = count_here(l, class), minute = register_minute(o, class->group);

	l->here[rank].old = false;
	buf_reset(to);
	if (n > 0)
		class_heading(class, n, minute, to);
	for (int i = 0; i < class->count; i++) {
		const struct evacuation_line *line = &l->lines[l->by_class[class->first + i]];
		bool said = minute >= 0 && line->at.by_group == class->group && line->at.by_minute == minute;

		if (line->at.where != WHERE_HERE)
			continue;
		buf_put(to, line->text, (size_t)(said ? line->name_length : line->length));
		buf_char(to, '\n');
	}
}

static void here_put(struct office *o, struct evacuation_list *l, struct buf *to)
{
	buf_printf(to, "\n%s: %d\n", headings[WHERE_HERE], l->of[WHERE_HERE]);
	for (int rank = 0; rank < l->class_count; rank++) {
		if (l->here[rank].old)
			class_draw(o, l, rank);
		buf_put(to, buf_string(&l->here[rank].text), l->here[rank].text.length);
	}
}

void evacuation_text(struct office *o, struct evacuation_list *l)
{
	buf_reset(&l->text);
	head_put(o, l, &l->text);
	part_put(l, WHERE_NOT_SEEN, &l->text);
	part_put(l, WHERE_OFF_SITE, &l->text);
	here_put(o, l, &l->text);
	part_put(l, WHERE_ABSENT, &l->text);
	buf_printf(&l->text, "\nEnd of the list: %d children.\n", l->count);
}
