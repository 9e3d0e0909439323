/* How the late desk is seen: what was typed, a line a child, and who is ticked. */
#include "desk.h"

#include "base/text.h"

#define NARROW 60

/* Columns of a line; a narrow window has no room for what is known of a child now: that is said of the focused one, at the foot. */
struct shape {
	int name, group, side;
};

static struct shape shape_of(int cols)
{
	if (cols < NARROW)
		return (struct shape){ .name = cols - 13, .group = cols - 10 };
	int name = cols > 100 ? 38 : 28;
	return (struct shape){ name, name + 3, name + 14 };
}

static void part(struct buf *to, const char *text)
{
	if (text && *text)
		buf_printf(to, "%s%s", to->length ? "; " : "", text);
}

static bool is_with_family(const struct desk *d, int row)
{
	const struct desk_hit *h = &d->hits[row];

	return h->sibling || (row > 0 && h->family != 0 && d->hits[row - 1].family == h->family);
}

/* Brothers and sisters stand behind one another. */
static void side_say(const struct desk *d, int row, struct buf *to)
{
	const struct desk_hit *h = &d->hits[row];

	part(to, h->remark);
	part(to, is_with_family(d, row) ? "same family" : NULL);
	part(to, h->state ? h->state : "not registered yet");
}

static enum paint side_paint(const struct desk_hit *h)
{
	return h->signed_out ? PAINT_LATE : h->mark == CODE_N ? PAINT_ABSENT : h->state ? PAINT_TEXT : PAINT_UNKNOWN;
}

static void line_draw(const void *state, int row, struct area *line)
{
	const struct desk *d = state;
	const struct desk_hit *h = &d->hits[row];
	struct shape at = shape_of(line->cols);
	CLEAN_BUF struct buf side = { 0 };

	if (desk_is_ticked(d, h->pupil))
		area_put(line, 0, 0, 1, PAINT_UNSENT, "*");
	area_put(line, 0, 2, at.name, PAINT_TEXT, h->name);
	area_put(line, 0, at.group, 10, h->group ? PAINT_TEXT : PAINT_DIM, h->group ? h->group : "no class");
	if (at.side == 0)
		return;
	side_say(d, row, &side);
	area_put(line, 0, at.side, line->cols - at.side, side_paint(h), buf_string(&side));
}

static void titles_draw(struct area *a, int row)
{
	struct shape at = shape_of(a->cols);

	area_put(a, row, 2, at.name, PAINT_LABEL, "Name");
	area_put(a, row, at.group, 10, PAINT_LABEL, "Class");
	if (at.side)
		area_put(a, row, at.side, a->cols - at.side, PAINT_LABEL, "Now");
}

static void ticked_say(const struct desk *d, struct buf *to)
{
	buf_printf(to, "%d ticked: ", d->ticked.count);
	for (int i = 0; i < d->ticked.count; i++)
		buf_printf(to, "%s%s", i > 0 ? ", " : "", d->ticked.items[i].name);
}

/* Who is ticked; else what is known of the focused child where its line has no room for it. */
static void foot_say(const struct desk *d, int cols, struct buf *to)
{
	if (d->ticked.count > 0)
		ticked_say(d, to);
	else if (cols < NARROW && d->list.count > 0)
		side_say(d, d->list.focus, to);
}

static const char *empty_words(const struct desk *d)
{
	return d->typed.text.length ? "Nobody on roll has that name." : "Type a part of the name, the class or the admission number.";
}

void desk_draw(void *state, struct area *a)
{
	struct desk *d = state;
	const struct list_look look = { .state = d, .draw = line_draw };
	int label = area_put(a, 0, 0, a->cols, PAINT_LABEL, "Child:"), head = a->rows > 8 ? 2 : 1, foot = a->rows > 4;
	struct area rest = area_part(a, head, 0, a->rows - head - foot, a->cols);
	CLEAN_BUF struct buf words = { 0 };

	if (head > 1 && d->list.count > 0)
		titles_draw(a, 1);
	list_draw(&d->list, &rest, &look);
	if (d->list.count == 0)
		area_paragraph(&rest, 0, 0, a->cols, PAINT_TEXT, empty_words(d));
	foot_say(d, a->cols, &words);
	if (foot)
		area_put(a, a->rows - 1, 0, a->cols, d->ticked.count > 0 ? PAINT_UNSENT : PAINT_TEXT, buf_string(&words));
	field_draw(&d->typed, a, 0, label + 1, a->cols - label - 1, !d->moved || d->list.count == 0);
}
