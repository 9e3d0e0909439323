#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "base/err.h"
#include "base/text.h"

static const struct format_row {
	const char *name;
	struct err e;
	const char *want;
} format_rows[] = {
	{ "a sentence alone",    { ERR_REFUSED, "Ask the head.", "", 3, 4 }, "Ask the head." },
	{ "with a file",         { ERR_INPUT, "Empty.", "a.csv", 0, 0 }, "a.csv: Empty." },
	{ "with a line",         { ERR_INPUT, "Empty.", "a.csv", 3, 0 }, "a.csv:3: Empty." },
	{ "with a column",       { ERR_INPUT, "Empty.", "a.csv", 3, 9 }, "a.csv:3:9: Empty." },
	{ "no column by itself", { ERR_INPUT, "Empty.", "a.csv", 0, 9 }, "a.csv: Empty." },
	{ "controls cleaned",    { ERR_INPUT, "\"\x1b[2J\".", "a\n.csv", 1, 2 }, "a�.csv:1:2: \"�[2J\"." },
	{ "nothing",             { ERR_NONE, "", "", 0, 0 }, "" },
};

static void format_row(void **state)
{
	const struct format_row *row = *state;
	char text[800];

	assert_int_equal(err_format(&row->e, text, sizeof text), strlen(row->want));
	assert_string_equal(text, row->want);
}

static void little_room_ends_at_a_character(void **state)
{
	struct err e = { .text = "aé" };
	char text[4] = "zzz";

	assert_int_equal(err_format(&e, text, 3), 1);
	assert_string_equal(text, "a");
	assert_int_equal(err_format(&e, text, 4), 3);
	assert_string_equal(text, "aé");
	assert_int_equal(err_format(&e, text, 1), 0);
	assert_string_equal(text, "");
	assert_int_equal(err_format(&e, text, 0), 0);
}

static void each_kind_returns_its_errno(void **state)
{
	struct err e = { .file = "old", .line = 7, .column = 8 };

	assert_int_equal(err_refuse(&e, "%s may not.", "Zoë"), -EPERM);
	assert_int_equal(e.kind, ERR_REFUSED);
	assert_string_equal(e.text, "Zoë may not.");
	assert_string_equal(e.file, "");
	assert_int_equal(e.line, 0);
	assert_int_equal(err_usage(&e, "No."), -EINVAL);
	assert_int_equal(e.kind, ERR_USAGE);
	assert_int_equal(err_store(&e, -ENOSPC, "Full."), -ENOSPC);
	assert_int_equal(e.kind, ERR_STORE);
	assert_int_equal(err_store(&e, 0, "Odd."), -EIO);
	assert_int_equal(err_input(&e, "a.csv", 2, 3, "No."), -EBADMSG);
	assert_int_equal(e.kind, ERR_INPUT);
	assert_string_equal(e.file, "a.csv");
	assert_int_equal(e.line, 2);
	assert_int_equal(e.column, 3);
	err_clear(&e);
	assert_int_equal(e.kind, ERR_NONE);
	assert_string_equal(e.text, "");
}

static void nobody_need_listen(void **state)
{
	assert_int_equal(err_refuse(NULL, "x"), -EPERM);
	assert_int_equal(err_usage(NULL, "x"), -EINVAL);
	assert_int_equal(err_store(NULL, -ENOMEM, "x"), -ENOMEM);
	assert_int_equal(err_input(NULL, NULL, 0, 0, "x"), -EBADMSG);
	err_clear(NULL);
}

static void a_message_may_quote_the_last(void **state)
{
	struct err e = { 0 };

	err_input(&e, "a.csv", 1, 2, "The date is missing.");
	err_input(&e, e.file, e.line, e.column, "Row 1: %s", e.text);
	assert_string_equal(e.text, "Row 1: The date is missing.");
	assert_string_equal(e.file, "a.csv");
	assert_int_equal(e.line, 1);
}

static void a_long_sentence_is_cut_whole(void **state)
{
	CLEAN_BUF struct buf s = { 0 };
	struct err e;

	for (int before = 0; before < 4; before++) {
		buf_reset(&s);
		for (int i = 0; i < before; i++)
			buf_char(&s, 'x');
		for (int i = 0; i < 400; i++)
			buf_text(&s, "€");
		err_input(&e, buf_string(&s), 0, 0, "%s", buf_string(&s));
		assert_int_equal(text_bad_utf8(e.text, strlen(e.text)), -1);
		assert_int_equal(text_bad_utf8(e.file, strlen(e.file)), -1);
		assert_true(strlen(e.text) > sizeof e.text - 6);
		assert_string_equal(e.text + strlen(e.text) - 3, "…");
		assert_string_equal(e.file + strlen(e.file) - 3, "…");
	}
}

static struct rows tests;

int main(void)
{
	rows_add(&tests, format_row, format_rows);
	rows_case(&tests, "little room", little_room_ends_at_a_character, NULL);
	rows_case(&tests, "each kind returns its errno", each_kind_returns_its_errno, NULL);
	rows_case(&tests, "nobody need listen", nobody_need_listen, NULL);
	rows_case(&tests, "a message may quote the last", a_message_may_quote_the_last, NULL);
	rows_case(&tests, "a long sentence is cut whole", a_long_sentence_is_cut_whole, NULL);
	return rows_run(&tests, "base/err");
}
