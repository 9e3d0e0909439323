/* How one family on the telephone is seen: what must not be done, the number to dial, then contacts, children, steps and what was said. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "calls.h"

enum { LOW = 9, ROOMY = 18, WIDE = 100, NARROW = 60, WARNINGS_MOST = 3 };

static void known_put(const struct call_page *p, struct buf *to)
{
	if (p->why)
		buf_printf(to, "%s; ", p->why);
	since_put(to, "seen", p->line.since_seen);
	buf_text(to, ", ");
	since_put(to, "spoken to", p->line.since_spoken);
}

/* The language that somebody speaks stands beside their name: it is nothing to be warned of. */
static bool is_language(const struct call_page *p, const char *warning)
{
	for (int i = 0; i < p->contact_count; i++) {
		const struct call_contact *c = &p->contacts[i];
		size_t n = c->language ? strlen(c->language) : 0, all = strlen(warning);

		if (n > 0 && n < all && strncmp(warning, c->name, strlen(c->name)) == 0 && strcmp(warning + all - n, c->language) == 0)
			return true;
	}
	return false;
}

static int head_draw(const struct call_screen *s, struct area *a)
{
	const struct call_page *p = &s->page;
	CLEAN_BUF struct buf known = { 0 };
	int row = 0;

	for (const char *const *w = p->warnings; w && *w && row < WARNINGS_MOST && row < a->rows / 4; w++)
		if (!is_language(p, *w))
			area_put(a, row++, 0, a->cols, PAINT_ALERT, *w);
	known_put(p, &known);
	struct area below = area_part(a, row, 0, a->rows >= ROOMY ? 2 : a->rows >= LOW, a->cols);
	int rows = area_paragraph(&below, 0, 0, below.cols, PAINT_TEXT, buf_string(&known));
	row += rows < below.rows ? rows : below.rows;
	if (p->line.ringing)
		area_printf(a, row++, 0, a->cols, PAINT_STALE, "%s", p->line.ringing);
	return row;
}

/* What came of this number; of a contact's other numbers it says nothing. */
static const char *tried_words(const struct page_row *row)
{
	const struct call_contact *c = row->contact;

	return !c->tried_number || !row->number || strcmp(c->tried_number, row->number->number) == 0 ? c->tried : NULL;
}

/* Whom, above the number; where nobody is left, what comes now. */
static void whom_put(const struct call_screen *s, const struct page_row *rung, struct buf *to)
{
	if (!rung) {
		buf_text(to, call_page_unreachable(s) ? "There is no number to ring. n tells the DSL; y opens the family." :
			 s->page.contact_count == 0 ? "No contact is known: y opens the family." :
			 s->page.line.state == CALL_FAILED ? "Every contact has failed: the DSL is told. v records a home visit, h its sheet." :
			 s->page.line.state == CALL_DONE ? "There is nothing to ring about now. Enter takes a number all the same." :
							   "Nobody is left to ring now. Enter takes a number again.");
		return;
	}
	adult_put(to, rung->contact->name, rung->contact->relation);
	if (rung->contact->language)
		buf_printf(to, ", speaks %s", rung->contact->language);
	if (tried_words(rung))
		buf_printf(to, ", %s", tried_words(rung));
}

/* The number stands alone on its line, in groups: it is dialled from here. */
static int number_draw(const struct call_screen *s, struct area *a, int row)
{
	const struct page_row *rung = page_rung(s);
	bool low = a->rows < LOW;
	CLEAN_BUF struct buf whom = { 0 }, number = { 0 };

	row += !low;
	whom_put(s, rung, &whom);
	area_put(a, row++, 0, a->cols, PAINT_TEXT, buf_string(&whom));
	if (rung && rung->contact->warning)
		area_put(a, row++, 0, a->cols, PAINT_ALERT, rung->contact->warning);
	if (!rung || !rung->number)
		return row + !low;
	number_spaced(rung->number->number, a->cols >= WIDE, &number);
	row += a->rows >= ROOMY;
	area_put(a, row++, low ? 0 : 8, a->cols - 8, PAINT_LABEL, buf_string(&number));
	return row + !low;
}

/* What goes with the call that is logged next. */
static int kept_draw(const struct call_screen *s, struct area *a, int row)
{
	CLEAN_BUF struct buf words = { 0 };

	if (s->words.length)
		buf_printf(&words, "Said: %s. ", buf_string(&s->words));
	if (s->spoken)
		buf_text(&words, "Child spoken to. ");
	if (s->seen_by.length)
		buf_printf(&words, "Child seen by %s. ", buf_string(&s->seen_by));
	if (words.length == 0)
		return row;
	CLEAN_BUF struct buf line = { 0 };
	buf_printf(&line, "With the next key: %s", buf_string(&words));
	return row + area_paragraph(a, row, 0, a->cols, PAINT_UNSENT, buf_string(&line));
}

/* LINES ------------------------------------------------------------------------------------------------------------------------------- */

static const char *const headings[] = {
	[PAGE_NUMBER] = "Numbers", [PAGE_CHILD] = "Absent in this family: Tab, and Space ticks who the call does for",
	[PAGE_STEP] = "What the policy asks for", [PAGE_LOG] = "Calls so far",
};

static const char *page_heading(const void *state, int row)
{
	const struct page_row *rows = ((const struct call_screen *)state)->rows.items;

	return row == 0 || rows[row].kind != rows[row - 1].kind ? headings[rows[row].kind] : NULL;
}

static void number_line(const struct call_screen *s, const struct page_row *row, struct area *a)
{
	bool dead = row->number && row->number->dead, rung = row == page_rung(s);
	int number = a->cols < NARROW ? 2 : 34;
	CLEAN_BUF struct buf whom = { 0 }, words = { 0 };

	adult_put(&whom, row->contact->name, row->contact->relation);
	if (row->number)
		buf_printf(&words, "%s %s", row->number->number, dead ? "dead" : row->number->kind);
	else
		buf_text(&words, "no number");
	if (row->contact->warning)
		buf_printf(&words, ", %s", row->contact->warning);
	else if (tried_words(row))
		buf_printf(&words, ", %s", tried_words(row));
	if (a->cols < NARROW)
		buf_printf(&words, " %s", buf_string(&whom));
	else
		area_put(a, 0, 2, number - 3, PAINT_TEXT, buf_string(&whom));
	area_put(a, 0, 0, 1, PAINT_KEY, rung ? ">" : "");
	area_put(a, 0, number, a->cols - number, dead || row->contact->warning ? PAINT_DIM : PAINT_TEXT, buf_string(&words));
}

static void child_line(const struct call_screen *s, const struct page_row *row, struct area *a)
{
	const struct call_child *c = row->child;
	const struct page_given *g = page_given(s, c->pupil);
	CLEAN_BUF struct buf words = { 0 };
	char mark[12];

	buf_printf(&words, "%s %s", c->pupil == s->pupil || (g && g->ticked) ? "[x]" : "[ ]", c->name);
	if (c->group)
		buf_printf(&words, ", %s", c->group);
	buf_printf(&words, ": %s", mark_words(c->mark, mark));
	if (g && g->code[0])
		buf_printf(&words, ", becomes %s", g->code);
	else if (c->proposed)
		buf_printf(&words, ", proposed %s", c->proposed);
	area_put(a, 0, 0, a->cols, PAINT_TEXT, buf_string(&words));
}

static void step_line(const struct call_screen *s, const struct page_row *row, struct area *a)
{
	const struct call_step *step = row->step;
	enum paint p = step->overdue ? PAINT_ALERT : PAINT_DIM;
	char at[8];

	(void)s;
	area_put(a, 0, 0, 7, p, step->done ? "done" : step->overdue ? "overdue" : "due");
	area_put(a, 0, 8, 5, p, minute_text(step->minute, at));
	area_printf(a, 0, 14, a->cols - 14, PAINT_TEXT, "%s%s%s", step->title, step->who ? ": " : "", step->who ? step->who : "");
}

static void log_line(const struct call_screen *s, const struct page_row *row, struct area *a)
{
	(void)s;
	area_put(a, 0, 0, a->cols, PAINT_TEXT, row->entry->line);
}

static void page_line(const void *state, int row, struct area *line)
{
	static void (*const draws[])(const struct call_screen *, const struct page_row *, struct area *) = {
		[PAGE_NUMBER] = number_line, [PAGE_CHILD] = child_line, [PAGE_STEP] = step_line, [PAGE_LOG] = log_line,
	};
	const struct call_screen *s = state;

	draws[s->rows.items[row].kind](s, &s->rows.items[row], line);
}

/* A call that is looked at is read whole. */
static int foot_draw(const struct call_screen *s, struct area *a)
{
	const struct page_row *row = s->list.count > 0 ? &s->rows.items[s->list.focus] : NULL;
	const char *line = row && row->kind == PAGE_LOG ? row->entry->line : "";
	struct area none = area_part(a, 0, 0, 0, a->cols);
	int rows = text_width(line) > a->cols ? area_paragraph(&none, 0, 0, a->cols, PAINT_TEXT, line) : 0;

	if (rows == 0 || rows > a->rows / 3)
		return 0;
	area_paragraph(a, a->rows - rows, 0, a->cols, PAINT_TEXT, line);
	return rows + 1;
}

void call_page_draw(void *state, struct area *a)
{
	struct call_screen *s = state;
	const struct list_look look = { .state = s, .heading = page_heading, .draw = page_line };
	int row = kept_draw(s, a, number_draw(s, a, head_draw(s, a))), foot = foot_draw(s, a);
	struct area rest = area_part(a, row, 0, a->rows - row - foot, a->cols);

	area_cursor(a, row, 0);
	list_draw(&s->list, &rest, &look);
}
