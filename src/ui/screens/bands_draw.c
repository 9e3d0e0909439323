/* The Bands screen as it is seen. */
#include <stdio.h>
#include <string.h>

#include "bands.h"
#include "base/text.h"
#include "figures.h"
#include "rules/pupil.h"
#include "rules/span.h"

#define NARROW 60
#define FEW_HIDDEN "not shown, too few"
#define NEAR_WIDTH 20  /* "1 attended: above 95" */
#define NAME_LEAST 16  /* a name that is cut shorter says nobody */
#define NAME_MOST 36

/* MEASURED, WHEN IT IS READ ----------------------------------------------------------------------------------------------------------- */

static int digits(int n)
{
	char text[TEXT_NUMBER];

	return (int)(text_number(text, n) - text);
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

/* `80 to 90 (80 or more, 90 or less): 14 of 240 pupils (5.8%)` */
static const char *heading(struct bands *b, const char *name, int part, int of, const char *near)
{
	char percent[8];

	return arena_printf(&b->arena, "%s: %d of %d pupil%s (%s%%)%s", name, part, of, PLURAL(of),
			    percent_text(percent_tenths(part, of), percent), near);
}

/* How many they were at the last review. */
static const char *then_of(struct bands *b, int band)
{
	return b->view.then_of_band ? arena_printf(&b->arena, ", %d then", b->view.then_of_band[band]) : "";
}

/* The others of the band are left out: nobody is to take those shown for all of it. */
static const char *near_of_band(struct bands *b, int band)
{
	int near = 0;

	if (!b->shown.near)
		return "";
	for (int i = 0; i < b->view.count; i++)
		near += b->view.lines[i].band == band;
	return arena_printf(&b->arena, ", %d near a line", near);
}

static void make_headings(struct bands *b)
{
	const struct bands_view *v = &b->view;
	int none = v->policy.boundary_count + 1;
	char edges[BAND_EDGES_MOST];

	b->headings = arena_new(&b->arena, (size_t)none + 1, sizeof *b->headings);
	b->short_headings = arena_new(&b->arena, (size_t)none + 1, sizeof *b->short_headings);
	for (int i = 0; i < none; i++) {
		b->headings[i] = heading(b, policy_band_edges(&v->policy, i, edges), v->of_band[i], v->with_band,
					 arena_printf(&b->arena, "%s%s", then_of(b, i), near_of_band(b, i)));
		b->short_headings[i] = heading(b, v->policy.bands[i], v->of_band[i], v->with_band, "");
		if (v->hidden && v->hidden[i])
			b->headings[i] = b->short_headings[i] = arena_printf(&b->arena, "%s: not shown, too few", v->policy.bands[i]);
	}
	b->headings[none] = b->short_headings[none] =
		arena_printf(&b->arena, "No possible session yet: %d pupil%s", v->none, PLURAL(v->none));
}

void bands_measure(struct bands *b)
{
	int possible = 0, missed = 0, then = 0;
	bool severe = false, persistent = false;

	arena_finish(&b->arena);
	make_headings(b);
	b->class_width = 5;
	for (int i = 0; i < b->view.count; i++) {
		const struct band_line *l = &b->view.lines[i];

		possible = most(possible, l->possible);
		missed = most(missed, l->missed);
		then = most(then, l->then_possible);
		severe |= l->severe;
		persistent |= l->persistent && !l->severe;
		if (l->class && (i == 0 || l->class != b->view.lines[i - 1].class))
			b->class_width = most(b->class_width, text_width(l->class));
	}
	b->class_width = b->class_width < 12 ? b->class_width : 12;
	b->share_width = 2 * digits(possible) + 4 + 9;
	b->moved_width = most(11, 2 * digits(then) + 3 + 5);
	b->missed_width = most(6, digits(missed) + (persistent ? 11 : severe ? 7 : 0));
}

int bands_heading_of(const struct bands *b, int row)
{
	int none = b->view.policy.boundary_count + 1;

	if (!b->view.names)
		return row < none ? none - 1 - row : none;
	return b->view.lines[row].band < 0 ? none : b->view.lines[row].band;
}

/* A ROW ------------------------------------------------------------------------------------------------------------------------------- */

/* Where the columns begin; 0: not shown. */
struct columns {
	int name, class, share, missed, moved, near;
};

/* What there is no room for is said of the focused row below; of those near a line that comes before what moved. */
static struct columns columns_of(const struct bands *b, int cols)
{
	int room = cols - b->share_width - 1;

	if (cols < NARROW)
		return (struct columns){ .name = room, .share = room + 1 };
	room -= b->class_width + 1 + b->missed_width + 1;
	bool may_near = b->shown.near || room - b->moved_width - 1 - NEAR_WIDTH - 1 >= NAME_LEAST;
	bool near = may_near && room - NEAR_WIDTH - 1 >= NAME_LEAST;
	room -= near ? NEAR_WIDTH + 1 : 0;
	bool moved = room - b->moved_width - 1 >= NAME_LEAST;
	room -= moved ? b->moved_width + 1 : 0;
	struct columns c = { .name = room < NAME_MOST ? room : NAME_MOST };
	c.class = c.name + 1;
	c.share = c.class + b->class_width + 1;
	c.missed = c.share + b->share_width + 1;
	int next = c.missed + b->missed_width + 1;
	c.moved = moved ? next : 0;
	c.near = !near ? 0 : moved ? next + b->moved_width + 1 : next;
	return c;
}

static void missed_put(const struct band_line *l, struct buf *to)
{
	const char *word = absence_word(l->persistent, l->severe);

	buf_printf(to, "%d%s%s", l->missed, *word ? " " : "", word);
}

/* Attendance now beside then, as fractions, and the line that was crossed since: "↓ 49/50 <90"; "back" where that crossing was withdrawn. */
static void moved_put(const struct policy *p, const struct band_line *l, bool ascii, struct buf *to)
{
	static const char *const arrows[2][3] = { { "↓", "=", "↑" }, { "v", "=", "^" } };
	int64_t now = (int64_t)l->attended * l->then_possible, then = (int64_t)l->then_attended * l->possible;

	if (l->then_possible > 0 && l->possible > 0)
		buf_printf(to, "%s %d/%d", arrows[ascii][(now > then) - (now < then) + 1], l->then_attended, l->then_possible);
	if (l->crossed)
		buf_printf(to, "%s%c%d", to->length ? " " : "", l->crossed->down ? '<' : '>', p->boundaries[l->crossed->line].percent);
	else if (l->withdrawn)
		buf_printf(to, "%sback", to->length ? " " : "");
}

static enum paint missed_paint(const struct band_line *l)
{
	return l->persistent || l->severe ? PAINT_ABSENT : PAINT_TEXT;
}

static void line_draw(const struct bands *b, const struct band_line *l, struct area *a)
{
	const struct columns c = columns_of(b, a->cols);
	CLEAN_BUF struct buf missed = { 0 }, moved = { 0 }, near = { 0 };
	char share[SHARE_MOST];

	area_put(a, 0, 0, c.name, PAINT_TEXT, l->name);
	area_put(a, 0, c.share, b->share_width, PAINT_TEXT, share_text(l->attended, l->possible, share));
	if (!c.class)
		return;
	missed_put(l, &missed);
	area_put(a, 0, c.class, b->class_width, PAINT_TEXT, l->class ? l->class : "none");
	area_put(a, 0, c.missed, b->missed_width, missed_paint(l), buf_string(&missed));
	moved_put(&b->view.policy, l, a->canvas->ascii, &moved);
	if (c.moved)
		area_put(a, 0, c.moved, b->moved_width, PAINT_TEXT, buf_string(&moved));
	if (c.near && near_put(&b->view.policy, &l->near, &near))
		area_put(a, 0, c.near, a->cols - c.near, PAINT_TEXT, buf_string(&near));
}

static void row_draw(const void *state, int row, struct area *line)
{
	const struct bands *b = state;

	if (b->view.names)
		line_draw(b, &b->view.lines[row], line);
	else
		area_put(line, 0, 0, line->cols, PAINT_TEXT, (line->cols < NARROW ? b->short_headings : b->headings)[bands_heading_of(b, row)]);
}

static const char *heading_over(const struct bands *b, const char *const *headings, int row)
{
	int h = bands_heading_of(b, row);

	return b->view.names && (row == 0 || bands_heading_of(b, row - 1) != h) ? headings[h] : NULL;
}

static const char *row_heading(const void *state, int row)
{
	const struct bands *b = state;

	return heading_over(b, b->headings, row);
}

static const char *row_short_heading(const void *state, int row)
{
	const struct bands *b = state;

	return heading_over(b, b->short_headings, row);
}

/* ABOVE AND BELOW THE ROWS ------------------------------------------------------------------------------------------------------------ */

/* A key, what it filters by, and what stands now. */
static int filter_put(struct area *a, int col, const char *key, const char *what, const char *now)
{
	col += area_put(a, 0, col, a->cols - col, PAINT_KEY, key) + 1;
	col += area_put(a, 0, col, a->cols - col, PAINT_TEXT, what) + 1;
	if (!*now)
		return col + 1;
	return col + area_put(a, 0, col, a->cols - col, PAINT_TEXT, now) + 2;
}

/* "looked after", as it may be typed too. */
static const char *group_words(const char *flag, char to[static 32])
{
	snprintf(to, 32, "%s", flag);
	for (char *at = to; (at = strchr(at, '_'));)
		*at = ' ';
	return to;
}

static void filters_draw(const struct bands *b, struct area *a)
{
	const struct bands_filter *f = &b->shown;
	char year[16], group[32];
	int col = filter_put(a, 0, "c", "Class", f->class ? f->class : "all");

	col = filter_put(a, col, "y", "Year", f->year == SESSION_ANY_YEAR ? "all" : year_name(f->year, year));
	if (b->sees_flags)
		col = filter_put(a, col, "g", "Group", f->flag ? group_words(f->flag->name, group) : "all");
	col = filter_put(a, col, "b", "Band", f->band >= 0 ? b->view.policy.bands[f->band] : "all");
	col = filter_put(a, col, "n", "Near", f->near ? "within 3" : "off");
	col = filter_put(a, col, "m", "Moved", f->moved ? "only" : "");
	filter_put(a, col, "f", "More", f->stage || f->policy || f->period || f->as_dfe ? "on" : "");
}

static int summary_draw(const struct bands *b, struct area *a, int row)
{
	const struct bands_view *v = &b->view;
	char from[DAY_TEXT], persistent[SHARE_MOST], severe[SHARE_MOST];
	CLEAN_BUF struct buf words = { 0 };

	share_text(v->persistent, v->with_band, persistent);
	share_text(v->severe, v->with_band, severe);
	buf_printf(&words, "Since %s: persistent %s, severe %s", day_long(v->from, from), v->persistent_hidden ? FEW_HIDDEN : persistent,
		   v->severe_hidden ? FEW_HIDDEN : severe);
	if (v->pooled > 0)
		buf_printf(&words, ". In the bands that are not shown: %s", share_text(v->pooled, v->with_band, persistent));
	if (v->names && !day_is_none(v->reviewed))
		buf_printf(&words, ". Since the review of %s: %d newly below, %d newly above, %d withdrawn", day_long(v->reviewed, from), v->newly_below,
			   v->newly_above, v->withdrawn);
	return area_paragraph(a, row, 0, a->cols, PAINT_TEXT, buf_string(&words));
}

static void titles_draw(const struct bands *b, struct area *a, int row)
{
	const struct columns c = columns_of(b, a->cols);

	area_put(a, row, 0, c.name, PAINT_LABEL, "Name");
	area_put(a, row, c.class, b->class_width, PAINT_LABEL, "Class");
	area_put(a, row, c.share, b->share_width, PAINT_LABEL, "Attended");
	area_put(a, row, c.missed, b->missed_width, PAINT_LABEL, "Missed");
	if (c.moved)
		area_put(a, row, c.moved, b->moved_width, PAINT_LABEL, "Last review");
	if (c.near)
		area_put(a, row, c.near, a->cols - c.near, PAINT_LABEL, "Near a line");
}

/* How many rows it took. */
static int head_draw(const struct bands *b, struct area *a)
{
	int row = 0;

	if (a->cols >= NARROW && a->rows > 8 && b->view.names) {
		filters_draw(b, a);
		row++;
	}
	if (a->rows > 12)
		row += summary_draw(b, a, row);
	if (a->cols >= NARROW && a->rows > 8 && b->view.names && b->list.count > 0)
		titles_draw(b, a, row++);
	return row;
}

static void crossing_put(const struct bands *b, const struct crossing *c, const char *what, const char *behind, struct buf *to)
{
	char day[DAY_TEXT];

	if (c)
		buf_printf(to, ". %s %d%% on %s%s", what, b->view.policy.boundaries[c->line].percent, day_long(sitting_day(c->at), day), behind);
}

static void crossed_put(const struct bands *b, const struct band_line *l, struct buf *to)
{
	char share[SHARE_MOST];

	if (l->then_possible > 0)
		buf_printf(to, "; at the last review %s", share_text(l->then_attended, l->then_possible, share));
	if (l->stage_title)
		buf_printf(to, ". %s", l->stage_title);
	crossing_put(b, l->crossed, l->crossed && l->crossed->down ? "Newly below" : "Newly above", "", to);
	crossing_put(b, l->withdrawn, l->withdrawn && l->withdrawn->down ? "Was below" : "Was above", ": the marks were changed since", to);
}

/* The focused row in full: in a line it may be cut. */
static void foot_draw(const struct bands *b, struct area *a)
{
	const struct band_line *l = &b->view.lines[b->list.focus];
	const char *absence = absence_word(l->persistent, l->severe);
	CLEAN_BUF struct buf words = { 0 };
	char share[SHARE_MOST];

	buf_printf(&words, "%s, %s: attended %s, missed %d", l->name, l->class ? l->class : "in no class",
		   share_text(l->attended, l->possible, share), l->missed);
	if (*absence)
		buf_printf(&words, ": %s absence", absence);
	crossed_put(b, l, &words);
	if (l->near.missed > 0 || l->near.attended > 0) {
		buf_text(&words, ". ");
		near_put(&b->view.policy, &l->near, &words);
	}
	buf_char(&words, '.');
	area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, buf_string(&words));
}

static void none_draw(const struct bands *b, struct area *a)
{
	CLEAN_BUF struct buf words = { 0 };

	bands_filter_put(b, &words);
	if (words.length)
		buf_text(&words, ": nobody. Esc shows everybody again.");
	area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, words.length ? buf_string(&words) : "No pupil was on the roll since 1 September.");
}

void bands_draw(void *state, struct area *a)
{
	struct bands *b = state;
	bool narrow = a->cols < NARROW;
	const struct list_look look = { .state = b, .heading = narrow ? row_short_heading : row_heading, .draw = row_draw };
	int head = head_draw(b, a);
	int foot = !b->view.names || b->list.count == 0 || a->rows <= 5 ? 0 : a->rows > 16 ? 5 : 3, gap = a->rows > 12;
	struct area rows = area_part(a, head, 0, a->rows - head - foot, a->cols);
	struct area below = area_part(a, a->rows - foot + gap, 0, foot - gap, a->cols);

	area_cursor(&rows, 0, 0);
	if (b->list.count == 0)
		none_draw(b, &rows);
	if (foot > 0)
		foot_draw(b, &below);
	list_draw(&b->list, &rows, &look);
}
