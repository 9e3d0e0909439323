#include "base/text.h"
#include "sheet.h"

#define GAP 2         /* blanks between columns */
#define WORDS_LEAST 8 /* cells to which a column of words may shrink; figures and days are never cut */
#define BELOW 4       /* blanks before words that stand under their row */
#define BESIDE_MOST 3 /* lines that words may take beside it, where they have less than half of the paper */

static int title_width(const struct sheet_column *c)
{
	return text_width(c->title);
}

static void width_wish(struct sheet_column *c)
{
	int title = title_width(c), wish = c->wish > title ? c->wish : title;

	c->width = c->widest > title ? c->widest : title;
	if (c->wish > 0 && c->words && !c->share && c->width > wish)
		c->width = wish;
}

static int width_least(const struct sheet_column *c)
{
	int least = c->words && c->widest > WORDS_LEAST ? WORDS_LEAST : c->widest;

	return least > 0 ? least : 1;
}

/* What gives way first. */
enum { GIVES_WORDS, GIVES_TITLE, GIVES_SHARE, GIVES };

static int gives(const struct sheet_column *c)
{
	return !c->words ? GIVES_TITLE : c->share ? GIVES_SHARE : GIVES_WORDS;
}

static int columns_beside(const struct sheet *s)
{
	return s->column_count - s->below;
}

/** The widest column that can still give a cell, or NULL: words first, then titles over figures, then figures in words. */
static struct sheet_column *widest(struct sheet *s)
{
	struct sheet_column *found = NULL;

	for (int give = 0; give < GIVES && !found; give++)
		for (int i = 0; i < columns_beside(s); i++) {
			struct sheet_column *c = &s->columns[i];

			if (gives(c) == give && c->width > width_least(c) && (!found || c->width > found->width))
				found = c;
		}
	return found;
}

bool table_fit(struct sheet *s, int width)
{
	int total = GAP * (columns_beside(s) - 1);

	for (int i = 0; i < columns_beside(s); i++) {
		width_wish(&s->columns[i]);
		total += s->columns[i].width;
	}
	for (; width > 0 && total > width; total--) {
		struct sheet_column *c = widest(s);

		if (!c)
			return false;
		c->width--;
	}
	return true;
}

static void cell_put(const struct sheet_column *c, int index, const char *words, struct buf *to)
{
	if (index > 0)
		buf_blanks(to, GAP);
	text_pad(to, words, c->width, c->number);
}

void table_titles_put(const struct sheet *s, struct buf *to)
{
	for (int i = 0; i < columns_beside(s); i++)
		cell_put(&s->columns[i], i, s->columns[i].title, to);
}

void table_row_put(const struct sheet *s, int row, struct buf *to)
{
	for (int i = 0; i < columns_beside(s); i++)
		cell_put(&s->columns[i], i, sheet_cell(s, row, i), to);
}

/* The last column's words over as many lines as they need, under one another. */
static void row_wrap(const struct sheet *s, int row, int width, struct buf *to)
{
	int last = s->column_count - 1, indent = 0;

	for (int i = 0; i < last; i++) {
		cell_put(&s->columns[i], i, sheet_cell(s, row, i), to);
		indent += s->columns[i].width + GAP;
	}
	buf_blanks(to, last > 0 ? GAP : 0);
	line_wrap(to, sheet_cell(s, row, last), indent, width);
}

static void below_put(const char *words, int width, struct buf *to)
{
	line_end(to);
	if (!*words)
		return;
	buf_blanks(to, BELOW);
	line_wrap(to, words, BELOW, width);
}

/* What the other columns leave to the last. */
static int room_beside(const struct sheet *s, int width)
{
	for (int i = 0; i < s->column_count - 1; i++)
		width -= s->columns[i].width + GAP;
	return width;
}

static bool cuts_a_share(const struct sheet *s)
{
	for (int i = 0; i < s->column_count - 1; i++)
		if (s->columns[i].share && s->columns[i].width < s->columns[i].widest)
			return true;
	return false;
}

/* Sentences in less than half of the paper read badly where they take many lines: they get all of it. */
static bool goes_below(const struct sheet *s, int width)
{
	const struct sheet_column *last = &s->columns[s->column_count - 1];
	int room = room_beside(s, width);

	if (!last->whole || s->column_count < 2 || width == 0 || last->widest <= room || room >= width / 2)
		return false;
	return last->widest > BESIDE_MOST * room || cuts_a_share(s);
}

static bool fit(struct sheet *s, int width)
{
	bool fits = table_fit(s, width);

	s->below = goes_below(s, width);
	return s->below ? table_fit(s, width) : fits;
}

/* Words that fit stand beside all the same. */
static void last_put(const struct sheet *s, const char *words, int width, struct buf *to)
{
	if (s->below && text_width(words) > room_beside(s, width)) {
		below_put(words, width, to);
		return;
	}
	if (s->below) {
		buf_blanks(to, GAP);
		buf_text(to, words);
	}
	line_end(to);
}

static void row_put(const struct sheet *s, int row, int width, struct buf *to)
{
	table_row_put(s, row, to);
	last_put(s, sheet_cell(s, row, s->column_count - 1), width, to);
}

static void titles_put(const struct sheet *s, int width, struct buf *to)
{
	table_titles_put(s, to);
	last_put(s, s->columns[s->column_count - 1].title, width, to);
}

bool table_put(struct sheet *s, int width, struct buf *to)
{
	if (!fit(s, width))
		return false;
	titles_put(s, width, to);
	for (int row = 0; row < s->row_count; row++) {
		if (s->headings[row]) {
			buf_char(to, '\n');
			line_wrap(to, s->headings[row], 0, width);
		}
		if (s->columns[s->column_count - 1].whole && !s->below) {
			row_wrap(s, row, width, to);
			continue;
		}
		row_put(s, row, width, to);
	}
	return true;
}

void record_put(const struct sheet *s, int width, struct buf *to)
{
	int indent = 0;

	for (int i = 0; i < s->column_count; i++)
		if (title_width(&s->columns[i]) > indent)
			indent = title_width(&s->columns[i]);
	indent += GAP;
	if (width > 0 && indent > width / 2)
		indent = width / 2;
	for (int row = 0; row < s->row_count; row++) {
		if (row > 0)
			buf_char(to, '\n');
		if (s->headings[row])
			line_wrap(to, s->headings[row], 0, width);
		for (int i = 0; i < s->column_count; i++) {
			CLEAN_BUF struct buf label = { 0 };

			buf_printf(&label, "%s:", s->columns[i].title);
			text_pad(to, buf_string(&label), indent - 1, false);
			buf_char(to, ' ');
			line_wrap(to, sheet_cell(s, row, i), indent, width);
		}
	}
}
