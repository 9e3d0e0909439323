#include "rows.h"

#include "field.h"

/* What is in a field of twenty bytes, what is pressed ("<" Left ">" Right "^" Home "$" End "b" Backspace "x" Delete, else typed), what is then in it and where
 * the cursor is, in bytes. */
static const struct edit_row {
	const char *name, *given, *keys, *want;
	size_t at;
} edits[] = {
	{ "a letter at the end", "ab", "C", "abC", 3 },
	{ "a letter at the start", "ab", "^C", "Cab", 1 },
	{ "a letter between", "ab", "<C", "aCb", 2 },
	{ "the last one taken away", "ab", "b", "a", 1 },
	{ "nothing to take away", "", "b", "", 0 },
	{ "nothing before the start", "ab", "^b<", "ab", 0 },
	{ "nothing behind the end", "ab", ">x", "ab", 2 },
	{ "the one under the cursor", "ab", "^x", "b", 0 },
	{ "two bytes are one letter", "aé", "b", "a", 1 },
	{ "a letter and its mark are one", "ae\xcc\x81", "b", "a", 1 },
	{ "Left goes over a letter and its mark", "ae\xcc\x81", "<C", "aCe\xcc\x81", 2 },
	{ "Right goes over a letter and its mark", "e\xcc\x81" "a", "^>C", "e\xcc\x81" "Ca", 4 },
	{ "Delete takes a letter and its mark", "e\xcc\x81" "a", "^x", "a", 0 },
	{ "a wide letter", "王小", "b", "王", 3 },
	{ "Left over a wide letter", "王小", "<<C", "C王小", 1 },
	{ "no more than its room", "12345678901234567890", "A", "12345678901234567890", 20 },
	{ "nor half a letter", "1234567890123456789", "é", "1234567890123456789", 19 },
};

static bool press(struct field *f, const char **keys)
{
	static const struct {
		char sign;
		enum key_code code;
	} moves[] = { { '<', KEY_LEFT }, { '>', KEY_RIGHT }, { '^', KEY_HOME }, { '$', KEY_END }, { 'b', KEY_BACKSPACE }, { 'x', KEY_DELETE } };
	struct key k = { .code = KEY_TEXT };
	int n = 0;

	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (**keys == moves[i].sign)
			k.code = moves[i].code;
	do
		k.text[n++] = *(*keys)++;
	while (((unsigned char)**keys & 0xc0) == 0x80);
	return field_key(f, &k);
}

static void edit_row(void **state)
{
	const struct edit_row *row = *state;
	struct field f = { .most = 20 };

	field_set(&f, row->given);
	for (const char *keys = row->keys; *keys;)
		press(&f, &keys);
	assert_string_equal(field_text(&f), row->want);
	assert_int_equal(f.at, row->at);
	field_finish(&f);
	assert_string_equal(field_text(&f), "");
}

/* In `cells` cells: what is to be seen, and the column of the cursor. */
static const struct seen_row {
	const char *name, *text;
	bool secret;
	int cells, left;
	const char *want;
	int cursor;
} seen[] = {
	{ "nothing", "", false, 5, 0, "", 0 },
	{ "all of it", "abc", false, 5, 0, "abc", 3 },
	{ "the end of it", "abcdefgh", false, 5, 0, "efgh", 4 },
	{ "the end of what is wide", "王小明大", false, 5, 0, "明大", 4 },
	{ "where the cursor was moved to", "abcdefgh", false, 5, 8, "abcd…", 0 },
	{ "a password", "abc", true, 5, 0, "***", 3 },
	{ "one star a letter", "aé王", true, 5, 0, "***", 3 },
	{ "a long password", "abcdefgh", true, 5, 0, "****", 4 },
	{ "a cell for the cursor alone", "abc", false, 1, 0, "", 0 },
};

static void seen_row(void **state)
{
	const struct seen_row *row = *state;
	struct canvas c = { 0 };
	struct field f = { .secret = row->secret };
	CLEAN_BUF struct buf shot = { 0 };

	canvas_size(&c, 1, 12);
	struct area a = area_all(&c);
	field_set(&f, row->text);
	for (int i = 0; i < row->left; i++)
		field_key(&f, &(struct key){ .code = KEY_LEFT });
	field_draw(&f, &a, 0, 0, row->cells, true);
	canvas_text(&c, &shot);
	shot.text[strcspn(shot.text, "\n")] = '\0';
	assert_string_equal(buf_string(&shot), row->want);
	assert_int_equal(c.cursor_col, row->cursor);
	field_finish(&f);
	canvas_finish(&c);
}

static void refuses(void **state)
{
	struct field f = { 0 };
	int typed = 0;

	while (typed < 1000 && field_key(&f, &(struct key){ KEY_TEXT, "x" }))
		typed++;
	assert_int_equal(typed, 200);
	assert_false(field_key(&f, &(struct key){ .code = KEY_UP }));
	assert_false(field_key(&f, &(struct key){ .code = KEY_F(5) }));
	assert_int_equal(f.text.length, 200);
	field_finish(&f);
}

int main(void)
{
	static struct rows all;

	rows_add(&all, edit_row, edits);
	rows_add(&all, seen_row, seen);
	rows_case(&all, "what it does not take", refuses, NULL);
	return rows_run(&all, "ui/field");
}
