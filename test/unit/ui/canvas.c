#include "rows.h"

#include "canvas.h"

#define COLS 10

/* Text put on a row of ten cells, twice if `then` is given; what is to be seen, and how wide the last one was. */
static const struct put_row {
	const char *name, *text;
	int col, cells;
	const char *then;
	int then_col;
	const char *want;
	int width;
	bool ascii;
} puts_[] = {
	{ "a word", "Ada", 0, 10, NULL, 0, "Ada", 3, false },
	{ "as wide as its room", "Ada", 0, 3, NULL, 0, "Ada", 3, false },
	{ "wider than its room", "Adelaide", 0, 5, NULL, 0, "Adel…", 5, false },
	{ "wider than its room in ASCII", "Adelaide", 0, 5, NULL, 0, "Adel~", 5, true },
	{ "room of one cell", "Ada", 0, 1, NULL, 0, "…", 1, false },
	{ "no room", "Ada", 0, 0, NULL, 0, "", 0, false },
	{ "beyond the edge", "Ada", 10, 5, NULL, 0, "", 0, false },
	{ "left of the edge", "Ada", -1, 5, NULL, 0, "", 0, false },
	{ "cut at the edge", "Adelaide", 5, 20, NULL, 0, "     Adel…", 5, false },
	{ "wide", "王小明", 0, 10, NULL, 0, "王小明", 6, false },
	{ "a wide one that does not fit in half", "王小明", 0, 4, NULL, 0, "王…", 3, false },
	{ "a wide one at the last cell", "王", 9, 1, NULL, 0, "         …", 1, false },
	{ "a wide one's left half overwritten", "王小", 0, 10, "a", 0, "a 小", 1, false },
	{ "a wide one's right half overwritten", "王小", 0, 10, "a", 1, " a小", 1, false },
	{ "a wide one over two halves", "王小明", 0, 10, "大", 1, " 大 明", 2, false },
	{ "a combining mark stays with its letter", "q\xcc\x81" "a", 0, 10, NULL, 0, "q\xcc\x81" "a", 2, false },
	{ "and takes no cell", "q\xcc\x81" "abc", 0, 4, NULL, 0, "q\xcc\x81" "abc", 4, false },
	{ "and is cut with it", "abe\xcc\x81" "cd", 0, 3, NULL, 0, "ab…", 3, false },
	{ "ASCII of letters with marks", "Zoë Łukasz", 0, 10, NULL, 0, "Zoe Lukasz", 10, true },
	{ "ASCII of what has none", "王", 0, 10, NULL, 0, "??", 2, true },
	{ "a control character", "a\x1b[2J", 0, 10, NULL, 0, "a\xef\xbf\xbd[2J", 5, false },
	{ "a right to left override", "a\xe2\x80\xae" "b", 0, 10, NULL, 0, "a\xef\xbf\xbd" "b", 3, false },
	{ "what is not UTF-8", "a\xff" "b", 0, 10, NULL, 0, "a\xef\xbf\xbd" "b", 3, false },
};

static void put_row(void **state)
{
	const struct put_row *row = *state;
	struct canvas c = { .ascii = row->ascii };
	CLEAN_BUF struct buf shot = { 0 };

	canvas_size(&c, 1, COLS);
	struct area a = area_all(&c);
	int width = area_put(&a, 0, row->col, row->cells, PAINT_TEXT, row->text);
	if (row->then)
		width = area_put(&a, 0, row->then_col, COLS, PAINT_TEXT, row->then);
	canvas_text(&c, &shot);
	shot.text[strcspn(shot.text, "\n")] = '\0';
	canvas_finish(&c);
	assert_string_equal(buf_string(&shot), row->want);
	assert_int_equal(width, row->width);
}

/* More marks than a cell holds: those beyond four are not shown, and no other cell has them. */
static void many_marks(void **state)
{
	struct canvas c = { 0 };
	char text[64] = "e";

	for (int i = 0; i < 20; i++)
		strcat(text, "\xcc\x81");
	strcat(text, "x");
	canvas_size(&c, 1, COLS);
	struct area a = area_all(&c);
	assert_int_equal(area_put(&a, 0, 0, COLS, PAINT_TEXT, text), 2);
	assert_in_range(strlen(canvas_at(&c, 0, 0)->text), 3, CELL_TEXT_MOST - 1);
	assert_string_equal(canvas_at(&c, 0, 1)->text, "x");
	canvas_finish(&c);
}

/* A paragraph in rows of `cells` cells: the rows with a bar between. */
static const struct paragraph_row {
	const char *name, *text;
	int cells;
	const char *want;
} paragraphs[] = {
	{ "nothing", "", 10, "" },
	{ "one row", "one two", 7, "one two" },
	{ "broken at a blank", "one two", 6, "one|two" },
	{ "as wide as the row", "one two six", 7, "one two|six" },
	{ "a word wider than the row", "abcdefgh", 3, "abc|def|gh" },
	{ "a word wider than the row after another", "a bcdefgh", 3, "a|bcd|efg|h" },
	{ "wide words", "王小 明王", 5, "王小|明王" },
	{ "no cells", "one", 0, "" },
	{ "a wide letter in one cell", "王", 1, "" },
};

static void paragraph_row(void **state)
{
	const struct paragraph_row *row = *state;
	struct canvas c = { 0 };
	CLEAN_BUF struct buf shot = { 0 };
	int want = row->want[0] != '\0';

	for (const char *s = row->want; *s; s++)
		want += *s == '|';
	canvas_size(&c, 6, COLS);
	struct area a = area_all(&c);
	assert_int_equal(area_paragraph(&a, 0, 0, row->cells, PAINT_TEXT, row->text), want);
	canvas_text(&c, &shot);
	canvas_finish(&c);
	while (shot.length > 0 && shot.text[shot.length - 1] == '\n')
		shot.text[--shot.length] = '\0';
	for (char *s = shot.text; *s; s++)
		if (*s == '\n')
			*s = '|';
	assert_string_equal(buf_string(&shot), row->want);
}

static void nothing_leaves_its_part(void **state)
{
	struct canvas c = { 0 };
	CLEAN_BUF struct buf shot = { 0 };

	canvas_size(&c, 3, COLS);
	struct area all = area_all(&c), a = area_part(&all, 1, 2, 1, 3);
	area_put(&a, 0, 0, 20, PAINT_TEXT, "abcdef");
	area_put(&a, 1, 0, 20, PAINT_TEXT, "below");
	area_put(&a, -1, 0, 20, PAINT_TEXT, "above");
	area_fill(&a, 5, 0, 20, PAINT_FOCUS);
	area_tint(&a, 0, 2, 20, PAINT_FOCUS);
	area_put_right(&a, 0, 0, 2, PAINT_TEXT, "Z");
	canvas_text(&c, &shot);
	assert_string_equal(buf_string(&shot), "\n  aZ…\n\n");
	assert_int_equal(canvas_at(&c, 1, 4)->paint, PAINT_FOCUS);
	assert_int_equal(canvas_at(&c, 1, 5)->paint, PAINT_TEXT);
	canvas_finish(&c);
}

static void the_cursor_stays_inside(void **state)
{
	struct canvas c = { 0 };

	canvas_size(&c, 3, COLS);
	struct area all = area_all(&c), none = area_part(&all, 9, 9, 9, 9);
	area_cursor(&all, 7, 70);
	assert_int_equal(c.cursor_row, 2);
	assert_int_equal(c.cursor_col, COLS - 1);
	area_cursor(&none, 0, 0);
	assert_in_range(c.cursor_row, 0, 2);
	assert_in_range(c.cursor_col, 0, COLS - 1);
	canvas_size(&c, 0, -3);
	assert_int_equal(c.rows, 1);
	assert_int_equal(c.cols, 1);
	canvas_finish(&c);
}

int main(void)
{
	static struct rows all;

	rows_add(&all, put_row, puts_);
	rows_add(&all, paragraph_row, paragraphs);
	rows_case(&all, "marks beyond those of a cell", many_marks, NULL);
	rows_case(&all, "nothing leaves its part of the canvas", nothing_leaves_its_part, NULL);
	rows_case(&all, "the cursor stays inside", the_cursor_stays_inside, NULL);
	return rows_run(&all, "ui/canvas");
}
