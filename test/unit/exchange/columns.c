#include "rows.h"

#include <errno.h>

#include "exchange/columns.h"

static const struct kind_row {
	const char *name;
	int want_r;
	enum file_kind want;
} kind_rows[] = {
	{ "pupils", 0, FILE_PUPILS }, { "contacts", 0, FILE_CONTACTS }, { "groups", 0, FILE_GROUPS }, { "staff", 0, FILE_STAFF },
	{ "marks", 0, FILE_MARKS }, { "figures", 0, FILE_FIGURES }, { "Marks", 0, FILE_MARKS },
	{ "mark", -EINVAL, FILE_KINDS }, { "", -EINVAL, FILE_KINDS },
};

static void kind_case(void **state)
{
	const struct kind_row *row = *state;
	enum file_kind kind = FILE_KINDS;
	struct err e = { 0 };

	assert_int_equal(file_kind_parse(row->name, &kind, &e), row->want_r);
	assert_int_equal(kind, row->want);
	if (row->want_r < 0)
		assert_non_null(strstr(e.text, "There are pupils, contacts, groups, staff, marks and figures."));
}

/* Every column is there, named as a heading is, once, and said in words. */
static void shape_case(void **state)
{
	for (int kind = 0; kind < FILE_KINDS; kind++) {
		const struct file_shape *shape = &file_shapes[kind];

		assert_in_range(shape->count, 1, FILE_COLUMNS_MOST);
		for (int i = 0; i < shape->count; i++) {
			const struct file_column *c = &shape->columns[i];
			assert_non_null(c->name);
			assert_int_equal(strspn(c->name, "abcdefghijklmnopqrstuvwxyz_"), strlen(c->name));
			assert_true(strlen(c->title) > 0 && strlen(c->help) > 0);
			assert_in_range(strlen(c->help), 1, 76);
			assert_int_equal(file_column_find((enum file_kind)kind, c->name), i);
		}
	}
	assert_int_equal(file_column_find(FILE_PUPILS, "dob"), PUPILS_DOB);
	assert_int_equal(file_column_find(FILE_MARKS, "pm"), MARKS_PM);
	assert_int_equal(file_column_find(FILE_MARKS, "DOB"), -1);
}

int main(void)
{
	static struct rows rows;

	rows_add(&rows, kind_case, kind_rows);
	rows_case(&rows, "every shape", shape_case, NULL);
	return rows_run(&rows, "columns");
}
