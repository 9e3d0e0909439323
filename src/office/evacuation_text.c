/* The evacuation list as text: a page to be read in the playground (B13). */
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "evacuation.h"

enum { NAME_WIDTH = 30, CLASS_WIDTH = 12, LAST_WIDTH = 34 };

static const char *const headings[WHERES] = {
	[WHERE_NOT_SEEN] = "EXPECTED AND NOT YET REGISTERED: TO BE FOUND",
	[WHERE_OFF_SITE] = "OFF SITE WITH US",
	[WHERE_HERE] = "HERE, BY CLASS, WITH THE LAST PLACE SEEN",
	[WHERE_ABSENT] = "KNOWN ABSENT",
};

/* Plain ASCII needs no look-up of widths, and most of the list is that: it is written after every act. */
static bool is_plain(const char *s, size_t *ret_length)
{
	size_t n = 0;

	for (; s[n]; n++)
		if ((unsigned char)s[n] < ' ' || (unsigned char)s[n] > '~')
			return false;
	*ret_length = n;
	return true;
}

static void column(struct buf *to, const char *s, size_t width)
{
	size_t n;

	if (!is_plain(s, &n) || n > width) {
		text_pad(to, s, (int)width, false);
		return;
	}
	buf_put(to, s, n);
	buf_blanks(to, (int)(width - n));
}

/* Without blanks at the end, which only cost paper's time. */
static void line_end(struct buf *to)
{
	while (to->length > 0 && to->text[to->length - 1] == ' ')
		to->text[--to->length] = '\0';
	buf_char(to, '\n');
}

static void line_put(struct buf *to, const struct onsite_line *line)
{
	buf_text(to, "[ ] ");
	column(to, line->name, NAME_WIDTH);
	buf_char(to, ' ');
	column(to, line->group ? line->group : "", CLASS_WIDTH);
	buf_char(to, ' ');
	column(to, line->last ? line->last : "", LAST_WIDTH - 2);
	line_end(to);
}

static void class_heading(struct buf *to, const struct onsite_view *v, int at)
{
	const char *group = v->lines[at].group;
	int n = 0;

	for (int i = at; i < v->count && v->lines[i].where == WHERE_HERE && v->lines[i].group == group; i++)
		n++;
	buf_char(to, '\n');
	text_clean(group ? group : "In no class", to);
	buf_printf(to, ": %d\n", n);
}

static void part_put(struct buf *to, const struct onsite_view *v, enum whereabouts where, int *at)
{
	const char *group = "";

	buf_printf(to, "\n%s: %d\n", headings[where], v->of[where]);
	for (; *at < v->count && v->lines[*at].where == where; (*at)++) {
		if (where == WHERE_HERE && v->lines[*at].group != group)
			class_heading(to, v, *at);
		group = v->lines[*at].group;
		line_put(to, &v->lines[*at]);
	}
}

/* What a reader has to know of the hour: out of session the list says how things stood. */
static void hour_put(struct office *o, const struct onsite_view *v, struct buf *to)
{
	const struct session_times *t = office_times_for(o, v->day, v->session, 0, SESSION_ANY_YEAR);
	char time[8];

	if (!calendar_is_school_day(office_calendar(o), v->day))
		buf_text(to, "No school is held today: nobody is expected.\n");
	else if (t && v->minute >= t->ends)
		buf_printf(to, "The %s ended at %s: who went home since is not known here.\n", session_words(v->session), minute_text(t->ends, time));
}

static void head_put(struct office *o, const struct onsite_view *v, struct buf *to)
{
	char day[DAY_TEXT], time[8];

	if (office_banner(o))
		buf_printf(to, "%s\n", office_banner(o));
	text_clean(office_school_name(o), to);
	buf_printf(to, ": who is on the site\n%s at %s, %s; act %" PRId64 "\n", day_long(v->day, day), minute_text(v->minute, time),
		   session_words(v->session), v->act);
	buf_text(to, "Visitors, staff and clubs are not on this list: they have lists of their own.\n");
	hour_put(o, v, to);
	buf_char(to, '\n');
	for (int w = 0; w < WHERES; w++)
		buf_printf(to, "%5d  %s\n", v->of[w], where_words((enum whereabouts)w));
	buf_printf(to, "%5d  on the roll\n", v->count);
}

void evacuation_text(struct office *o, const struct onsite_view *v, struct buf *to)
{
	int at = 0;

	head_put(o, v, to);
	for (int w = 0; w < WHERES; w++)
		part_put(to, v, (enum whereabouts)w, &at);
	buf_printf(to, "\nEnd of the list: %d children.\n", v->count);
}
