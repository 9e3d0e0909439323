#include "rows.h"

#include "theme.h"

static bool same(const struct look *a, const struct look *b)
{
	return a->colour == b->colour && a->background == b->background && a->style == b->style;
}

static const struct pair {
	const char *name;
	enum paint a, b;
} told_apart[] = {
	{ "the focus and the other rows",                PAINT_FOCUS, PAINT_TEXT },
	{ "the focus and a refusal",                     PAINT_FOCUS, PAINT_ALERT },
	{ "the focus and PRACTICE",                      PAINT_FOCUS, PAINT_PRACTICE },
	{ "a refusal and text",                          PAINT_ALERT, PAINT_TEXT },
	{ "a refusal and other words",                   PAINT_ALERT, PAINT_MESSAGE },
	{ "PRACTICE and the header it stands in",        PAINT_PRACTICE, PAINT_HEADER },
	{ "PRACTICE and the title beside it",            PAINT_PRACTICE, PAINT_TITLE },
	{ "PRACTICE and a refusal",                      PAINT_PRACTICE, PAINT_ALERT },
	{ "which school it is and the header",           PAINT_SCHOOL, PAINT_HEADER },
	{ "which school it is and the title",            PAINT_SCHOOL, PAINT_TITLE },
	{ "which school it is and PRACTICE",             PAINT_SCHOOL, PAINT_PRACTICE },
	{ "which school it is and a refusal",            PAINT_SCHOOL, PAINT_ALERT },
	{ "which school it is and the focus",            PAINT_SCHOOL, PAINT_FOCUS },
	{ "PRACTICE and text",                           PAINT_PRACTICE, PAINT_TEXT },
	{ "a child not known and others",                PAINT_UNKNOWN, PAINT_TEXT },
	{ "a child not known and an absent one",         PAINT_UNKNOWN, PAINT_ABSENT },
	{ "a mark not sent and one that is",             PAINT_UNSENT, PAINT_PRESENT },
	{ "a mark that somebody changed and others",     PAINT_STALE, PAINT_PRESENT },
	{ "a mark that somebody changed, and not sent",  PAINT_STALE, PAINT_UNSENT },
	{ "a key and what it does",                      PAINT_KEY, PAINT_FOOTER },
	{ "in the map, the focus and a presence",        PAINT_FOCUS, PAINT_MAP_PRESENT },
	{ "in the map, the focus and an absence",        PAINT_FOCUS, PAINT_MAP_UNAUTHORISED },
	{ "in the map, the focus and one with leave",    PAINT_FOCUS, PAINT_MAP_AUTHORISED },
	{ "in the map, the focus and a late arrival",    PAINT_FOCUS, PAINT_MAP_LATE },
	{ "in the map, the focus and no attendance",     PAINT_FOCUS, PAINT_MAP_NOT_POSSIBLE },
	{ "in the map, absences with leave and without", PAINT_MAP_AUTHORISED, PAINT_MAP_UNAUTHORISED },
	{ "in the map, an absence and a presence",       PAINT_MAP_AUTHORISED, PAINT_MAP_PRESENT },
	{ "in the map, a blank and a presence",          PAINT_MAP_BLANK, PAINT_MAP_PRESENT },
	{ "in the map, a blank and an absence",          PAINT_MAP_BLANK, PAINT_MAP_UNAUTHORISED },
};

static void apart_row(void **state)
{
	const struct pair *p = *state;

	for (const struct theme *t = themes; t->name; t++)
		assert_false(same(&t->looks[p->a], &t->looks[p->b]));
}

/* A colour of nothing, 0 on 0, is what a role left out of a table would have. */
static void every_role_has_a_look(void **state)
{
	for (const struct theme *t = themes; t->name; t++)
		for (int p = 0; p < PAINTS; p++)
			assert_int_not_equal(t->looks[p].colour, t->looks[p].background - (t->looks[p].colour == COLOUR_OWN));
}

static void mono_has_no_colours(void **state)
{
	const struct theme *mono = theme_choose("mono", true);

	assert_string_equal(mono->name, "mono");
	assert_false(mono->colours);
	for (int p = 0; p < PAINTS; p++)
		assert_true(mono->looks[p].colour == COLOUR_OWN && mono->looks[p].background == COLOUR_OWN);
}

static void text_is_the_terminals_own(void **state)
{
	const struct look *text = &theme_choose("default", true)->looks[PAINT_TEXT];

	assert_true(text->colour == COLOUR_OWN && text->background == COLOUR_OWN && text->style == STYLE_PLAIN);
}

static const struct choice_row {
	const char *name, *asked;
	bool colours;
	const char *want;
} choices[] = {
	{ "none asked for",               NULL, true, "default" },
	{ "the default",                  "default", true, "default" },
	{ "more contrast",                "high-contrast", true, "high-contrast" },
	{ "mono",                         "mono", true, "mono" },
	{ "one that there is not",        "pink", true, "default" },
	{ "more contrast, no colours",    "high-contrast", false, "mono" },
	{ "none asked for, no colours",   NULL, false, "mono" },
};

static void choice_row(void **state)
{
	const struct choice_row *row = *state;

	assert_string_equal(theme_choose(row->asked, row->colours)->name, row->want);
}

/* Contrast as WCAG reckons it, with the colours that xterm gives the sixteen. */
static const unsigned char palette[16][3] = {
	{ 0, 0, 0 }, { 205, 0, 0 }, { 0, 205, 0 }, { 205, 205, 0 }, { 0, 0, 238 }, { 205, 0, 205 }, { 0, 205, 205 }, { 229, 229, 229 },
	{ 127, 127, 127 }, { 255, 0, 0 }, { 0, 255, 0 }, { 255, 255, 0 }, { 92, 92, 255 }, { 255, 0, 255 }, { 0, 255, 255 }, { 255, 255, 255 },
};

static double linear(unsigned char c)
{
	double v = c / 255.0;

	return v <= 0.04045 ? v / 12.92 : __builtin_pow((v + 0.055) / 1.055, 2.4);
}

static double luminance(int colour)
{
	return 0.2126 * linear(palette[colour][0]) + 0.7152 * linear(palette[colour][1]) + 0.0722 * linear(palette[colour][2]);
}

static double contrast(int a, int b)
{
	double la = luminance(a), lb = luminance(b);

	return la > lb ? (la + 0.05) / (lb + 0.05) : (lb + 0.05) / (la + 0.05);
}

static void can_be_read(void **state)
{
	for (const struct theme *t = themes; t->name; t++) {
		double least = strcmp(t->name, "high-contrast") == 0 ? 7.0 : 4.5;
		for (int p = 0; p < PAINTS; p++) {
			const struct look *l = &t->looks[p];
			if (l->colour != COLOUR_OWN && l->background != COLOUR_OWN)
				assert_true(contrast(l->colour, l->background) >= least);
		}
	}
}

/* Many terminals show bold black as grey. */
static void black_is_never_bold(void **state)
{
	for (const struct theme *t = themes; t->name; t++)
		for (int p = 0; p < PAINTS; p++)
			assert_false(t->looks[p].colour == 0 && t->looks[p].style & STYLE_BOLD);
}

/* On a background that is not ours, black or white, text of WCAG's large size at least: 3 to 1. */
static void can_be_read_on_black_and_white(void **state)
{
	for (const struct theme *t = themes; t->name; t++) {
		for (int p = 0; p < PAINTS; p++) {
			const struct look *l = &t->looks[p];
			if (l->colour != COLOUR_OWN && l->background == COLOUR_OWN)
				assert_true(contrast(l->colour, 0) >= 3.0 && contrast(l->colour, 15) >= 3.0);
		}
	}
}

int main(void)
{
	static struct rows all;

	rows_add(&all, apart_row, told_apart);
	rows_add(&all, choice_row, choices);
	rows_case(&all, "every role has a look in every theme", every_role_has_a_look, NULL);
	rows_case(&all, "mono has no colours", mono_has_no_colours, NULL);
	rows_case(&all, "text is in the terminal's own colours", text_is_the_terminals_own, NULL);
	rows_case(&all, "what stands on a colour can be read", can_be_read, NULL);
	rows_case(&all, "black is never bold", black_is_never_bold, NULL);
	rows_case(&all, "a colour on the terminal's own background can be read on black and on white", can_be_read_on_black_and_white, NULL);
	return rows_run(&all, "ui/theme");
}
