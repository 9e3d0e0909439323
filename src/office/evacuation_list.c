/* The lines of the evacuation list, kept and followed: after an act only the children whom it concerns are looked at again (B13). */
#include <string.h>

#include "base/text.h"
#include "evacuation.h"
#include "report_parts.h"

enum { NAME_WIDTH = 30, CLASS_WIDTH = 12, LAST_WIDTH = 32 };

static void parts_finish(struct evacuation_list *l)
{
	for (int w = 0; w < WHERES; w++)
		buf_finish(&l->parts[w].text);
	for (int i = 0; l->here && i < l->class_count; i++)
		buf_finish(&l->here[i].text);
}

void evacuation_list_finish(struct evacuation_list *l)
{
	parts_finish(l);
	arena_finish(&l->arena);
	buf_finish(&l->text);
}

/* A LINE ------------------------------------------------------------------------------------------------------------------------------ */

/* A name is never cut: one that is too long has a line to itself. */
static void name_put(struct buf *to, const char *name)
{
	buf_text(to, "[ ] ");
	if (text_width(name) > NAME_WIDTH) {
		text_clean(name, to);
		return;
	}
	text_pad(to, name, NAME_WIDTH, false);
	while (to->text[to->length - 1] == ' ')
		to->text[--to->length] = '\0';
}

static void rest_put(struct buf *to, const char *name, const char *class, const char *last)
{
	int width = text_width(name);

	if (width > NAME_WIDTH)
		buf_char(to, '\n');
	buf_blanks(to, width > NAME_WIDTH ? NAME_WIDTH + 5 : NAME_WIDTH - width + 1);
	text_pad(to, class, CLASS_WIDTH, false);
	buf_char(to, ' ');
	text_pad(to, last ? last : "", LAST_WIDTH, false);
	while (to->text[to->length - 1] == ' ')
		to->text[--to->length] = '\0';
}

static void line_draw(struct evacuation_list *l, struct evacuation_line *line)
{
	CLEAN_BUF struct buf to = { 0 };
	const char *name = text_cleaned(&l->arena, line->who->told);

	name_put(&to, name);
	line->name_length = (int)to.length;
	rest_put(&to, name, l->classes[line->rank].name, line->at.last);
	line->length = (int)to.length;
	line->text = arena_text_n(&l->arena, buf_string(&to), to.length);
	l->drawn++;
}

static struct evacuation_part *part_of(struct evacuation_list *l, const struct evacuation_line *line)
{
	return line->at.where == WHERE_HERE ? &l->here[line->rank] : &l->parts[line->at.where];
}

static void line_find(struct evacuation_list *l, struct evacuation_line *line)
{
	part_of(l, line)->old = true;
	l->of[line->at.where]--;
	onsite_find(&l->reading, line->who, &line->at);
	line_draw(l, line);
	part_of(l, line)->old = true;
	l->of[line->at.where]++;
}

/* ALL OF IT --------------------------------------------------------------------------------------------------------------------------- */

static void classes_read(struct office *o, struct evacuation_list *l, const int *ranks)
{
	l->class_count = o->roll_group_count + 1;
	l->classes = arena_new(&l->arena, (size_t)l->class_count, sizeof *l->classes);
	for (int i = 0; i < o->roll_group_count; i++)
		l->classes[ranks[i]] = (struct evacuation_class){ text_clean_arena(&l->arena, o->roll_groups[i].name), o->roll_groups[i].id };
	l->classes[l->class_count - 1].name = "";
}

static void lines_read(struct office *o, struct evacuation_list *l, const int *ranks)
{
	const struct search *s = o->search;

	l->lines = arena_new(&l->arena, (size_t)s->count + 1, sizeof *l->lines);
	l->line_of = arena_new(&l->arena, (size_t)s->count + 1, sizeof *l->line_of);
	for (int i = 0; i < s->count; i++) {
		const struct searched *p = s->by_name[i];
		bool on = onsite_is_on_roll(&l->reading, p);
		struct evacuation_line *line = &l->lines[l->count];

		l->line_of[p - s->pupils] = on ? l->count++ : -1;
		if (!on)
			continue;
		line->who = p;
		onsite_find(&l->reading, p, &line->at);
		int group = l->reading.clock.group_now ? report_group_index(o, l->reading.clock.group_now) : -1;
		line->rank = group < 0 ? l->class_count - 1 : ranks[group];
		line_draw(l, line);
		l->of[line->at.where]++;
	}
}

static void order_by_class(struct evacuation_list *l)
{
	int *at = arena_new(&l->arena, (size_t)l->class_count + 1, sizeof *at);

	l->by_class = arena_new(&l->arena, (size_t)l->count + 1, sizeof *l->by_class);
	for (int i = 0; i < l->count; i++)
		at[l->lines[i].rank + 1]++;
	for (int i = 1; i <= l->class_count; i++) {
		l->classes[i - 1].count = at[i];
		l->classes[i - 1].first = at[i - 1];
		at[i] += at[i - 1];
	}
	for (int i = 0; i < l->count; i++)
		l->by_class[at[l->lines[i].rank]++] = i;
}

static void parts_start(struct evacuation_list *l)
{
	l->here = arena_new(&l->arena, (size_t)l->class_count, sizeof *l->here);
	for (int i = 0; i < l->class_count; i++)
		l->here[i].old = true;
	for (int w = 0; w < WHERES; w++)
		l->parts[w].old = true;
}

static int make(struct office *o, struct evacuation_list *l)
{
	parts_finish(l);
	arena_finish(&l->arena);
	*l = (struct evacuation_list){ .text = l->text };
	(void)office_refresh(o, NULL); /* classes and times may have changed; without anybody at the keys they are as they were read last */
	int r = onsite_begin(o, &l->arena, &l->reading);
	if (r < 0)
		return r;
	const int *ranks = report_group_ranks(o, &l->arena);
	classes_read(o, l, ranks);
	lines_read(o, l, ranks);
	order_by_class(l);
	parts_start(l);
	l->made = o->search->made;
	l->facts = o->day_kept->facts;
	l->day = o->day_kept->day;
	l->drawn = 0;
	return 0;
}

/* WHAT HAS CHANGED -------------------------------------------------------------------------------------------------------------------- */

static bool is_between(int minute, int after, int until)
{
	return minute > after && minute <= until;
}

/* Has a register begun or closed since, or is somebody overdue?  Then where a child is may have another answer by the clock alone. */
static bool has_turned(const struct office *o, const struct evacuation_list *l, int now)
{
	bool turned = now < l->minute || is_between(12 * 60, l->minute, now);

	for (int i = 0; i < o->session_rule_count; i++) {
		const struct session_times *t = &o->session_rules[i].times;

		turned |= is_between(t->starts, l->minute, now) || is_between(t->closes + 1, l->minute, now) || is_between(t->ends, l->minute, now);
	}
	for (int i = 0; i < l->reading.out_count; i++)
		turned |= l->reading.outs[i].due_minute != NONE && is_between((int)l->reading.outs[i].due_minute + 1, l->minute, now);
	return turned;
}

static void pupil_touched(struct office *o, struct evacuation_list *l, int64_t pupil)
{
	const struct searched *p = search_pupil(o->search, pupil);
	int at = p ? l->line_of[p - o->search->pupils] : -1;

	if (at >= 0)
		line_find(l, &l->lines[at]);
}

static void group_touched(struct evacuation_list *l, int64_t group)
{
	for (int i = 0; i < l->count; i++)
		if (l->lines[i].who->group[0] == group || l->lines[i].who->group[1] == group)
			line_find(l, &l->lines[i]);
}

static void follow_touched(struct office *o, struct evacuation_list *l, int now)
{
	struct day_kept *k = o->day_kept;

	l->reading.now.minute = now;
	l->reading.now.said = NULL;
	l->reading.clock = (struct class_clock){ 0 }; /* the school's times may have been read anew */
	for (int i = 0; i < k->touched_groups.count; i++)
		group_touched(l, k->touched_groups.items[i]);
	for (int i = 0; i < k->touched.count; i++)
		pupil_touched(o, l, k->touched.items[i]);
}

#define DRAWN_MOST 8 /* times over: what is drawn again takes room until all of it is made anew */

int evacuation_follow(struct office *o, struct evacuation_list *l)
{
	int now = moment_civil(office_now(o)).minute, r = day_follow(o);
	const struct day_kept *k = o->day_kept;

	if (r < 0)
		return r;
	if (!l->lines || l->made != o->search->made || l->facts != k->facts || !day_equal(l->day, k->day) || has_turned(o, l, now) ||
	    l->drawn > DRAWN_MOST * l->count)
		r = make(o, l);
	else
		follow_touched(o, l, now);
	if (r < 0)
		return r;
	l->minute = now;
	l->act = o->day_kept->act;
	l->head = o->day_kept->head;
	o->day_kept->touched.count = o->day_kept->touched_groups.count = 0;
	return 0;
}
