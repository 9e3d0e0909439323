#include "rows.h"

#include "rules/picture.h"

static const struct role_row {
	const char *name, *symbol;
	struct day day;
	enum picture_role want;
} roles[] = {
	{ "no mark", "", { 20777 }, PICTURE_BLANK },
	{ "present in the morning", "/", { 20777 }, PICTURE_PRESENT },
	{ "present in the afternoon", "\\", { 20777 }, PICTURE_PRESENT },
	{ "late is present, and shown apart", "L", { 20777 }, PICTURE_LATE },
	{ "a visit", "V", { 20777 }, PICTURE_ACTIVITY },
	{ "illness", "I", { 20777 }, PICTURE_AUTHORISED },
	{ "no reason yet", "N", { 20777 }, PICTURE_UNAUTHORISED },
	{ "not required to attend", "X", { 20777 }, PICTURE_NOT_POSSIBLE },
	{ "closed", "#", { 20777 }, PICTURE_NOT_POSSIBLE },
	{ "H, retired in 2024, says nothing today", "H", { 20777 }, PICTURE_BLANK },
	{ "H on its last day", "H", { 19953 }, PICTURE_AUTHORISED },
	{ "H on the day after it", "H", { 19954 }, PICTURE_BLANK },
	{ "J was an activity until 2024", "J", { 19953 }, PICTURE_ACTIVITY },
	{ "D was an activity until August 2011", "D", { 15217 }, PICTURE_ACTIVITY },
	{ "D is not possible since September 2011", "D", { 15218 }, PICTURE_NOT_POSSIBLE },
};

static void role_row(void **state)
{
	const struct role_row *row = *state;

	assert_int_equal(picture_role_of(*row->symbol ? code_number(row->symbol) : CODE_NONE, row->day), row->want);
}

static void words_differ(void **state)
{
	(void)state;
	for (enum picture_role r = 0; r < PICTURE_ROLES; r++) {
		assert_true(strlen(picture_role_words(r)) > 0);
		for (enum picture_role s = 0; s < r; s++)
			assert_string_not_equal(picture_role_words(r), picture_role_words(s));
	}
}

int main(void)
{
	static struct rows r;

	rows_add(&r, role_row, roles);
	rows_case(&r, "each role has words of its own", words_differ, NULL);
	return rows_run(&r, "rules/picture");
}
