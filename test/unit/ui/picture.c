#include "rows.h"

#include "picture.h"

/* A canvas of `rows` rows and `cols` columns, and what a painter makes of it. */
static const char *shot_of(struct canvas *c, struct buf *shot)
{
	canvas_text(c, shot);
	while (shot->length > 0 && shot->text[shot->length - 1] == '\n')
		shot->text[--shot->length] = '\0';
	canvas_finish(c);
	return buf_string(shot);
}

/* LINES */

static const struct picture_rule rules[] = { { 950, "95" }, { 900, "90" }, { 800, "80" } };

#define NONE -1
#define WEEKS 5
static const struct line_row {
	const char *name;
	int values[WEEKS], rows, cols, ascii; /* 1: ASCII only; 2: no dots */
	const char *text, *want;
} lines[] = {
	{ "a straight line in letters", { 960, 960, 960, 960, 960 }, 5, 30, 1, NULL,
	  "100\n    *****************\n 95 -----------------\n 90 -----------------\n    7 Sep" },
	{ "falling, in letters", { 990, 970, 950, 930, 910 }, 5, 30, 1, "91.0%",
	  "100 **\n      ****\n 95 ------********---\n 90 --------------*** 91.0%\n    7 Sep" },
	{ "a gap, on a terminal without dots", { 990, 990, NONE, 910, 910 }, 5, 30, 2, "91.0%",
	  "100 *****\n\n 95 -----------------\n 90 ------------***** 91.0%\n    7 Sep" },
	{ "a straight line in dots, above the rule", { 960, 960, 960, 960, 960 }, 5, 30, 0, "96.0%",
	  "100\n    ⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠄ 96.0%\n 95 ⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁\n 90 ⡀⡀⡀⡀⡀⡀⡀⡀⡀⡀⡀⡀⡀⡀⡀⡀⡀\n    7 Sep" },
	{ "falling, in dots", { 990, 970, 950, 930, 910 }, 5, 30, 0, "91.0%",
	  "100 ⠒⠤⣀⡀\n       ⠈⠑⠢⢄⡀\n 95 ⠁⠁⠁⠁⠁⠁⠁⠉⠉⠓⠥⢅⣁⠁⠁⠁⠁\n 90 ⡀⡀⡀⡀⡀⡀⡀⡀⡀⡀⡀⡀⡀⡉⡒⡢⡄ 91.0%\n    7 Sep" },
	{ "steep, in dots", { 990, 990, 910, 990, 910 }, 4, 14, 0, NULL,
	  "100 ⠒⠒⢢   ⢀⢦\n 95 ⠄⠄⠄⠧⡄⢤⠎⠄⠧⡄\n 90 ⡀⡀⡀⡀⡱⡃⡀⡀⡀⡱\n    7 Sep" },
	{ "too low for a picture", { 990, 970, 950, 930, 910 }, 2, 30, 0, "91.0%", "" },
	{ "too narrow for a picture", { 990, 970, 950, 930, 910 }, 5, 12, 0, "91.0%", "" },
	{ "no figure at all", { NONE, NONE, NONE, NONE, NONE }, 5, 30, 1, "no figure",
	  "100                  no figure\n 95 ----------------\n 90 ----------------\n 80 ----------------\n    7 Sep" },
};

static void line_row(void **state)
{
	const struct line_row *row = *state;
	struct picture_point points[WEEKS];
	struct picture_line l = { .count = WEEKS, .points = points, .rules = rules, .rule_count = 3, .text = row->text };
	struct canvas c = { .ascii = row->ascii == 1, .no_dots = row->ascii == 2 };
	CLEAN_BUF struct buf shot = { 0 };

	for (int i = 0; i < WEEKS; i++)
		points[i] = (struct picture_point){ row->values[i], i == 0 ? "7 Sep" : NULL };
	picture_line_scale(&l);
	canvas_size(&c, row->rows, row->cols);
	struct area a = area_all(&c);
	picture_line_draw(&l, &a);
	assert_string_equal(shot_of(&c, &shot), row->want);
}

/* BARS IN PARTS */

static const struct stack_row {
	const char *name;
	int counts[4], cells;
	bool ascii;
	const char *want;
} stacks[] = {
	{ "shades, each with its letter", { 10, 5, 4, 1 }, 20, false, "A█████████B▓▓▓▓C▒▒▒D" },
	{ "letters alone in ASCII", { 10, 5, 4, 1 }, 20, true, "AAAAAAAAAABBBBBCCCCD" },
	{ "a part of nobody is not there", { 10, 0, 9, 1 }, 20, true, "AAAAAAAAAACCCCCCCCCD" },
	{ "nobody at all", { 0, 0, 0, 0 }, 20, false, "" },
	{ "no room", { 10, 5, 4, 1 }, 0, false, "" },
};

static void stack_row(void **state)
{
	const struct stack_row *row = *state;
	struct picture_part parts[4];
	const struct picture_stack s = { .parts = parts, .part_count = 4 };
	struct canvas c = { .ascii = row->ascii };
	CLEAN_BUF struct buf shot = { 0 };

	for (int i = 0; i < 4; i++)
		parts[i] = (struct picture_part){ row->counts[i], (char)('A' + i), "" };
	canvas_size(&c, 1, 30);
	struct area a = area_all(&c);
	picture_stack_draw(&s, &a, 0, 0, row->cells);
	assert_string_equal(shot_of(&c, &shot), row->want);
}

/* BARS */

static const struct bar_row {
	const char *name;
	int value, role;
	bool ascii;
	const char *want;
} bars[] = {
	{ "half of it", 900, PICTURE_BAR_WHOLE, false, "█████" },
	{ "eighths of a cell", 905, PICTURE_BAR_WHOLE, false, "█████▎" },
	{ "in ASCII", 905, PICTURE_BAR_WHOLE, true, "#####" },
	{ "so far, in ASCII", 905, PICTURE_BAR_SO_FAR, true, "-----" },
	{ "no figure", -1, PICTURE_BAR_NONE, false, "" },
};

static void bar_row(void **state)
{
	const struct bar_row *row = *state;
	const struct picture_bar bar = { .value = row->value, .role = (uint8_t)row->role };
	const struct picture_bars b = { .count = 1, .bars = &bar, .from = 800, .to = 1000 };
	struct canvas c = { .ascii = row->ascii };
	CLEAN_BUF struct buf shot = { 0 };

	canvas_size(&c, 1, 12);
	struct area a = area_all(&c);
	picture_bar_draw(&b, 0, &a, 0, 0, 10);
	assert_string_equal(shot_of(&c, &shot), row->want);
}

int main(void)
{
	static struct rows r;

	rows_add(&r, line_row, lines);
	rows_add(&r, stack_row, stacks);
	rows_add(&r, bar_row, bars);
	return rows_run(&r, "ui/picture");
}
