/* The Review screen as it is seen: a line a pupil, and below the list all that is known of the one with the focus. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "calls.h"
#include "figures.h"
#include "review.h"

#define NARROW 60
#define NAME_MOST 30
#define CHANGE_WIDTH 5  /* "+12.3" */
#define NEXT_LEAST 24

/* A LINE -------------------------------------------------------------------------------------------------------------------------------- */

/* Where the columns begin; 0: not shown. */
struct columns {
	int name, class, share, change, sessions, next;
};

static struct columns columns_of(const struct review *r, int cols)
{
	int room = cols - r->share_width - 1;

	if (cols < NARROW)
		return (struct columns){ .name = room, .share = room + 1 };
	room -= r->class_width + 1 + CHANGE_WIDTH + 1 + REVIEW_SESSIONS + 1;
	struct columns c = { .name = room < NAME_MOST ? room : NAME_MOST };
	c.class = c.name + 1;
	c.share = c.class + r->class_width + 1;
	c.change = c.share + r->share_width + 1;
	c.sessions = c.change + CHANGE_WIDTH + 1;
	c.next = cols - c.sessions - REVIEW_SESSIONS - 1 >= NEXT_LEAST ? c.sessions + REVIEW_SESSIONS + 1 : 0;
	return c;
}

static void change_put(const struct review_line *l, struct buf *to)
{
	int size = l->change < 0 ? -l->change : l->change;

	if (l->change != INT_MIN)
		buf_printf(to, "%s%d.%d", l->change < 0 ? "-" : l->change > 0 ? "+" : "", size / 10, size % 10);
}

static void line_draw(const void *state, int row, struct area *a)
{
	const struct review *r = state;
	const struct review_line *l = &r->view.lines[r->shown[row]];
	const struct columns c = columns_of(r, a->cols);
	enum paint paint = l->now.act ? PAINT_DIM : PAINT_TEXT;
	CLEAN_BUF struct buf change = { 0 };
	char share[SHARE_MOST];

	area_put(a, 0, 0, c.name, paint, l->name);
	area_put(a, 0, c.share, r->share_width, paint, share_text(l->attended, l->possible, share));
	if (!c.class)
		return;
	change_put(l, &change);
	area_put(a, 0, c.class, r->class_width, paint, l->class ? l->class : "none");
	area_put_right(a, 0, c.change, CHANGE_WIDTH, paint, buf_string(&change));
	area_put(a, 0, c.sessions, REVIEW_SESSIONS, paint, l->sessions);
	if (c.next)
		area_put(a, 0, c.next, a->cols - c.next, paint, l->now.act ? l->now.decision : l->proposed);
}

/* Those to be looked at by their stages, the gravest first; then those looked at. */
static const char *heading(const void *state, int row)
{
	const struct review *r = state;
	const struct review_line *l = &r->view.lines[r->shown[row]], *before = row > 0 ? &r->view.lines[r->shown[row - 1]] : NULL;
	bool looked = l->now.act != 0;

	if (before && looked == (before->now.act != 0) && (looked || l->stage == before->stage))
		return NULL;
	return looked ? "Looked at" : l->stage_title ? l->stage_title : "In no stage";
}

/* WHAT IS KNOWN OF ONE ------------------------------------------------------------------------------------------------------------------ */

static int put(struct area *a, int row, enum paint paint, const struct buf *words)
{
	return row < a->rows && words->length > 0 ? area_paragraph(a, row, 0, a->cols, paint, buf_string(words)) : 0;
}

static void day_put(const char *before, struct day d, struct buf *to)
{
	char day[DAY_TEXT];

	if (!day_is_none(d))
		buf_printf(to, "%s%s", before, day_long(d, day));
}

static void step_put(const char *next, struct day day, struct buf *to)
{
	if (!next)
		return;
	buf_printf(to, "; next: %s", next);
	day_put(", ", day, to);
}

/* What was decided on may not be so any more (D3). */
static void amended_put(const struct review_said *s, struct buf *to)
{
	if (s->amended > 0)
		buf_printf(to, " %d mark%s of before %s changed since.", s->amended, PLURAL(s->amended), s->amended == 1 ? "was" : "were");
}

/* "Space logs: Letter 1; next: Meeting, Fri 4 Dec 2026." or what was decided. */
static int proposal_draw(const struct review_line *l, struct area *a, int row)
{
	CLEAN_BUF struct buf words = { 0 };

	if (l->now.act) {
		buf_printf(&words, "Decided by %s%s%s: %s", l->now.who, l->now.of ? ", in the review of " : "", l->now.of ? l->now.of : "", l->now.decision);
		step_put(l->now.next, l->now.next_day, &words);
	} else {
		buf_printf(&words, "Space logs: %s", l->proposed);
		step_put(l->next, l->next_day, &words);
	}
	buf_char(&words, '.');
	amended_put(&l->now, &words);
	return put(a, row, PAINT_MESSAGE, &words);
}

static int stage_draw(const struct review_line *l, struct area *a, int row)
{
	CLEAN_BUF struct buf words = { 0 };

	if (!l->stage_title)
		buf_text(&words, "In no stage.");
	else
		buf_printf(&words, "%s, %d school day%s%s%s.", l->stage_title, l->stage_days, PLURAL(l->stage_days), l->by_person ? ", set by a person: " : "",
			   l->by_person ? l->stage_words : "");
	if (l->crossed)
		buf_printf(&words, " N%s.", l->crossed + 1);
	if (l->withdrawn)
		buf_printf(&words, " Withdrawn: %s.", l->withdrawn);
	return put(a, row, PAINT_TEXT, &words);
}

static int known_draw(const struct review_line *l, struct area *a, int row)
{
	CLEAN_BUF struct buf words = { 0 };

	buf_printf(&words, "Unauthorised in ten school weeks: %d, threshold 10", l->unauthorised);
	if (l->provisional > 0)
		buf_printf(&words, " (N: %d)", l->provisional);
	buf_text(&words, ". The child: ");
	since_put(&words, "seen", l->seen_days);
	buf_text(&words, ", ");
	since_put(&words, "spoken to", l->spoken_days);
	buf_char(&words, '.');
	return put(a, row, PAINT_TEXT, &words);
}

static int last_draw(const struct review_line *l, struct area *a, int row)
{
	const struct review_said *s = &l->last;
	CLEAN_BUF struct buf words = { 0 };
	char day[DAY_TEXT], share[SHARE_MOST];

	if (!s->act)
		return 0;
	buf_printf(&words, "Last time (%s, %s): %s, at %s", day_long(s->day, day), s->who, s->decision, share_text(s->attended, s->possible, share));
	step_put(s->next, s->next_day, &words);
	buf_char(&words, '.');
	amended_put(s, &words);
	return put(a, row, PAINT_TEXT, &words);
}

/* The last weeks, each by itself: bars where the terminal has them, the figures always. */
static int weeks_draw(const struct review_line *l, struct area *a, int row)
{
	static const char *const bars[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
	CLEAN_BUF struct buf words = { 0 };

	buf_text(&words, "Week by week: ");
	for (int i = 0; i < l->week_count && !a->canvas->ascii; i++)
		buf_text(&words, l->weeks[i].possible > 0 ? bars[l->weeks[i].attended * 7 / l->weeks[i].possible] : " ");
	buf_text(&words, a->canvas->ascii ? "" : " ");
	for (int i = 0; i < l->week_count; i++)
		buf_printf(&words, "%s%d/%d", i ? " " : "", l->weeks[i].attended, l->weeks[i].possible);
	return put(a, row, PAINT_TEXT, &words);
}

/* The most needed first: what one key does, why they are here, what was agreed; then the rest, while there is room. */
static void focused_draw(const struct review *r, struct area *a)
{
	const struct review_line *l = review_focused(r);
	int row = proposal_draw(l, a, 0);

	row += stage_draw(l, a, row);
	row += last_draw(l, a, row);
	row += known_draw(l, a, row);
	weeks_draw(l, a, row);
}

/* ABOVE THE LIST ------------------------------------------------------------------------------------------------------------------------ */

static int summary_draw(const struct review *r, struct area *a, int row)
{
	const struct review_view *v = &r->view;
	CLEAN_BUF struct buf words = { 0 };
	char day[DAY_TEXT];

	if (v->review) {
		buf_printf(&words, "Open since %s", day_long(v->opened, day));
		if (v->opened_by)
			buf_printf(&words, " (%s)", v->opened_by);
		buf_text(&words, ". ");
	}
	if (day_is_none(v->last_closed))
		buf_text(&words, "No review was closed before.");
	else
		buf_printf(&words, "The last was closed on %s.", day_long(v->last_closed, day));
	if (v->beside)
		buf_printf(&words, " %s", v->beside);
	if (v->policy_note)
		buf_printf(&words, " %s", v->policy_note);
	return area_paragraph(a, row, 0, a->cols, PAINT_DIM, buf_string(&words));
}

static void titles_draw(const struct review *r, struct area *a, int row)
{
	const struct columns c = columns_of(r, a->cols);

	area_put(a, row, 0, c.name, PAINT_LABEL, "Name");
	area_put(a, row, c.class, r->class_width, PAINT_LABEL, "Class");
	area_put(a, row, c.share, r->share_width, PAINT_LABEL, "Attended");
	area_put_right(a, row, c.change, CHANGE_WIDTH, PAINT_LABEL, "10 d.");
	area_put(a, row, c.sessions, REVIEW_SESSIONS, PAINT_LABEL, "Last 20 sessions");
	if (c.next)
		area_put(a, row, c.next, a->cols - c.next, PAINT_LABEL, "Decided, or proposed");
}

static int head_draw(const struct review *r, struct area *a)
{
	int row = a->rows > 16 ? summary_draw(r, a, 0) : 0;

	if (a->cols >= NARROW && a->rows > 8 && r->list.count > 0)
		titles_draw(r, a, row++);
	return row;
}

static void none_draw(const struct review *r, struct area *a)
{
	area_paragraph(a, 0, 0, a->cols, PAINT_TEXT,
		       r->view.count > 0 ? "Nobody of those. Esc shows everybody again."
					 : "Nobody is in a stage or newly below a line. F10 closes the review.");
}

/* Rows below the list: a third of a low window, never so many that no row of the list has room. */
static int foot_rows(const struct area *a)
{
	return a->rows > 18 ? 9 : a->rows > 16 ? 8 : a->rows > 10 ? 4 : a->rows > 5 ? 2 : a->rows > 3 ? 1 : 0;
}

void review_draw(void *state, struct area *a)
{
	struct review *r = state;
	const struct list_look look = { .state = r, .heading = heading, .draw = line_draw };
	int head = head_draw(r, a), foot = r->list.count > 0 ? foot_rows(a) : 0, gap = foot > 4;
	struct area rows = area_part(a, head, 0, a->rows - head - foot, a->cols);
	struct area below = area_part(a, a->rows - foot + gap, 0, foot - gap, a->cols);

	area_cursor(&rows, 0, 0);
	if (r->list.count == 0) {
		none_draw(r, &rows);
		return;
	}
	list_draw(&r->list, &rows, &look);
	if (foot > 0)
		focused_draw(r, &below);
}
