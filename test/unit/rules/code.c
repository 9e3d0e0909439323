#include "rows.h"

#include <errno.h>

#include "rules/code.h"

#define PRESENT CATEGORY_PRESENT
#define ACTIVITY CATEGORY_ACTIVITY
#define AUTH CATEGORY_AUTHORISED
#define UNAUTH CATEGORY_UNAUTHORISED
#define NOT_POSS CATEGORY_NOT_POSSIBLE
#define ADMIN CATEGORY_ADMINISTRATIVE
#define NONE CATEGORY_NONE

/* Category at the turn of each era (domain 1.2 and 1.3). */
static const struct era_row {
	const char *name; /* the symbol */
	enum category first, to_2011, from_2011, to_2013, from_2013, to_2024, from_2024;
} eras[] = {
	{ "/", PRESENT, PRESENT, PRESENT, PRESENT, PRESENT, PRESENT, PRESENT },
	{ "\\", PRESENT, PRESENT, PRESENT, PRESENT, PRESENT, PRESENT, PRESENT },
	{ "L", PRESENT, PRESENT, PRESENT, PRESENT, PRESENT, PRESENT, PRESENT },
	{ "K", NONE, NONE, NONE, NONE, NONE, NONE, ACTIVITY },
	{ "V", ACTIVITY, ACTIVITY, ACTIVITY, ACTIVITY, ACTIVITY, ACTIVITY, ACTIVITY },
	{ "P", ACTIVITY, ACTIVITY, ACTIVITY, ACTIVITY, ACTIVITY, ACTIVITY, ACTIVITY },
	{ "W", ACTIVITY, ACTIVITY, ACTIVITY, ACTIVITY, ACTIVITY, ACTIVITY, ACTIVITY },
	{ "B", ACTIVITY, ACTIVITY, ACTIVITY, ACTIVITY, ACTIVITY, ACTIVITY, ACTIVITY },
	{ "D", ACTIVITY, ACTIVITY, NOT_POSS, NOT_POSS, NOT_POSS, NOT_POSS, NOT_POSS },
	{ "C1", NONE, NONE, NONE, NONE, NONE, NONE, AUTH },
	{ "M", AUTH, AUTH, AUTH, AUTH, AUTH, AUTH, AUTH },
	{ "J1", NONE, NONE, NONE, NONE, NONE, NONE, AUTH },
	{ "S", AUTH, AUTH, AUTH, AUTH, AUTH, AUTH, AUTH },
	{ "X", NOT_POSS, NOT_POSS, NOT_POSS, NOT_POSS, NOT_POSS, NOT_POSS, NOT_POSS },
	{ "C2", NONE, NONE, NONE, NONE, NONE, NONE, AUTH },
	{ "C", AUTH, AUTH, AUTH, AUTH, AUTH, AUTH, AUTH },
	{ "T", AUTH, AUTH, AUTH, AUTH, AUTH, AUTH, AUTH },
	{ "R", AUTH, AUTH, AUTH, AUTH, AUTH, AUTH, AUTH },
	{ "I", AUTH, AUTH, AUTH, AUTH, AUTH, AUTH, AUTH },
	{ "E", AUTH, AUTH, AUTH, AUTH, AUTH, AUTH, AUTH },
	{ "Q", NONE, NONE, NONE, NONE, NONE, NONE, NOT_POSS },
	{ "Y1", NONE, NONE, NONE, NONE, NONE, NONE, NOT_POSS },
	{ "Y2", NONE, NONE, NONE, NONE, NONE, NONE, NOT_POSS },
	{ "Y3", NONE, NONE, NONE, NONE, NONE, NONE, NOT_POSS },
	{ "Y4", NONE, NONE, NONE, NONE, NONE, NONE, NOT_POSS },
	{ "Y5", NONE, NONE, NONE, NONE, NONE, NONE, NOT_POSS },
	{ "Y6", NONE, NONE, NONE, NONE, NONE, NONE, NOT_POSS },
	{ "Y7", NONE, NONE, NONE, NONE, NONE, NONE, NOT_POSS },
	{ "G", UNAUTH, UNAUTH, UNAUTH, UNAUTH, UNAUTH, UNAUTH, UNAUTH },
	{ "N", UNAUTH, UNAUTH, UNAUTH, UNAUTH, UNAUTH, UNAUTH, UNAUTH },
	{ "O", UNAUTH, UNAUTH, UNAUTH, UNAUTH, UNAUTH, UNAUTH, UNAUTH },
	{ "U", UNAUTH, UNAUTH, UNAUTH, UNAUTH, UNAUTH, UNAUTH, UNAUTH },
	{ "Z", ADMIN, ADMIN, ADMIN, ADMIN, ADMIN, ADMIN, ADMIN },
	{ "#", ADMIN, ADMIN, ADMIN, ADMIN, ADMIN, ADMIN, ADMIN },
	{ "H", AUTH, AUTH, AUTH, AUTH, AUTH, AUTH, NONE },
	{ "F", AUTH, AUTH, AUTH, AUTH, NONE, NONE, NONE },
	{ "J", ACTIVITY, ACTIVITY, ACTIVITY, ACTIVITY, ACTIVITY, ACTIVITY, NONE },
	{ "Y", NOT_POSS, NOT_POSS, NOT_POSS, NOT_POSS, NOT_POSS, NOT_POSS, NONE },
};

static void era_row(void **state)
{
	const struct era_row *row = *state;
	uint8_t n = code_number(row->name);

	assert_int_not_equal(n, CODE_NONE);
	assert_string_equal(code_symbol(n), row->name);
	assert_int_equal(code_category(n, day_of(2006, 8, 31)), CATEGORY_NONE);
	assert_int_equal(code_category(n, day_of(2006, 9, 1)), row->first);
	assert_int_equal(code_category(n, day_of(2011, 8, 31)), row->to_2011);
	assert_int_equal(code_category(n, day_of(2011, 9, 1)), row->from_2011);
	assert_int_equal(code_category(n, day_of(2013, 8, 31)), row->to_2013);
	assert_int_equal(code_category(n, day_of(2013, 9, 1)), row->from_2013);
	assert_int_equal(code_category(n, day_of(2024, 8, 18)), row->to_2024);
	assert_int_equal(code_category(n, day_of(2024, 8, 19)), row->from_2024);
	assert_int_equal(code_category(n, DAY_MAX), row->from_2024);
}

/* The numbers are in every store for ever: this list may grow and never change. */
static const struct number_row {
	const char *name; /* the symbol */
	int number;
} numbers[] = {
	{ "/", CODE_PRESENT_AM }, { "\\", CODE_PRESENT_PM }, { "L", CODE_LATE }, { "N", CODE_N }, { "U", CODE_U },
	{ "O", CODE_O }, { "G", CODE_G }, { "I", CODE_I }, { "X", CODE_X }, { "Z", CODE_Z }, { "#", CODE_CLOSED },
	{ "E", CODE_E }, { "D", CODE_D }, { "C", CODE_C }, { "C2", CODE_C2 }, { "Y3", CODE_Y3 }, { "Y4", CODE_Y4 }, { "Y7", CODE_Y7 },
	{ "/", 1 }, { "\\", 2 }, { "L", 3 }, { "N", 4 }, { "U", 5 }, { "O", 6 }, { "G", 7 }, { "I", 8 }, { "X", 9 },
	{ "Z", 10 }, { "#", 11 }, { "E", 12 }, { "D", 13 }, { "K", 14 }, { "V", 15 }, { "P", 16 }, { "W", 17 },
	{ "B", 18 }, { "C", 19 }, { "C1", 20 }, { "C2", 21 }, { "M", 22 }, { "J1", 23 }, { "S", 24 }, { "T", 25 },
	{ "R", 26 }, { "Q", 27 }, { "Y1", 28 }, { "Y2", 29 }, { "Y3", 30 }, { "Y4", 31 }, { "Y5", 32 }, { "Y6", 33 },
	{ "Y7", 34 }, { "H", 35 }, { "F", 36 }, { "J", 37 }, { "Y", 38 },
};

static void number_row(void **state)
{
	const struct number_row *row = *state;

	assert_int_equal(code_number(row->name), row->number);
}

#define AM SESSION_AM
#define PM SESSION_PM

static const struct read_row {
	const char *name, *symbol;
	int year, month, date;
	enum session session;
	int want_r;
	const char *want; /* the symbol, or the refusal */
} reads[] = {
	{ "/ in the morning", "/", 2026, 11, 20, AM, 0, "/" },
	{ "/ in the afternoon", "/", 2026, 11, 20, PM, 0, "\\" },
	{ "\\ in the morning", "\\", 2026, 11, 20, AM, 0, "/" },
	{ "\\ in the afternoon", "\\", 2026, 11, 20, PM, 0, "\\" },
	{ "small letters", "c1", 2026, 11, 20, AM, 0, "C1" },
	{ "Y7 today", "y7", 2026, 11, 20, AM, 0, "Y7" },
	{ "first day of C1", "C1", 2024, 8, 19, AM, 0, "C1" },
	{ "last day of H", "H", 2024, 8, 18, AM, 0, "H" },
	{ "last day of F", "F", 2013, 8, 31, AM, 0, "F" },
	{ "H today", "H", 2026, 11, 20, AM, -EPERM, "H was retired on 19 August 2024. Use C." },
	{ "H on the first day without it", "h", 2024, 8, 19, AM, -EPERM, "H was retired on 19 August 2024. Use C." },
	{ "J today", "J", 2026, 11, 20, AM, -EPERM, "J was retired on 19 August 2024. Use J1." },
	{ "Y today", "Y", 2026, 11, 20, AM, -EPERM, "Y was retired on 19 August 2024. Use Y1 to Y7." },
	{ "F today", "F", 2026, 11, 20, AM, -EPERM, "F was retired on 1 September 2013. Use C." },
	{ "F while there was H", "F", 2013, 9, 1, AM, -EPERM, "F was retired on 1 September 2013. Use H." },
	{ "C1 the day before", "C1", 2024, 8, 18, AM, -EPERM,
	  "C1 came in on 19 August 2024, and this session is before that. Use C." },
	{ "J1 in 2010", "J1", 2010, 1, 5, AM, -EPERM, "J1 came in on 19 August 2024, and this session is before that. Use J." },
	{ "K in 2010", "K", 2010, 1, 5, AM, -EPERM, "K came in on 19 August 2024, and this session is before that. Use B." },
	{ "Y3 in 2010", "Y3", 2010, 1, 5, AM, -EPERM, "Y3 came in on 19 August 2024, and this session is before that. Use Y." },
	{ "/ before there were codes", "/", 2006, 8, 31, AM, -EPERM, "begin on 1 September 2006" },
	{ "C1 before there were codes", "C1", 2006, 8, 31, AM, -EPERM, "begin on 1 September 2006" },
	{ "#", "#", 2026, 11, 20, AM, -EPERM, "calendar" },
	{ "Z", "z", 2026, 11, 20, AM, -EPERM, "roll" },
	{ "no such code", "A", 2026, 11, 20, AM, -EINVAL, "There is no code A." },
	{ "no such second letter", "C3", 2026, 11, 20, AM, -EINVAL, "There is no code C3." },
	{ "a code and more", "I I", 2026, 11, 20, AM, -EINVAL, "That is not a code." },
	{ "nothing", "", 2026, 11, 20, AM, -EINVAL, "That is not a code." },
	{ "long", "////////////////////////////", 2026, 11, 20, AM, -EINVAL, "That is not a code." },
	{ "an escape sequence", "\033[2J", 2026, 11, 20, AM, -EINVAL, "That is not a code." },
};

static void read_row(void **state)
{
	const struct read_row *row = *state;
	struct day day = day_of(row->year, row->month, row->date);
	struct err e = { 0 };
	uint8_t got = 255;

	assert_int_equal(code_read(row->symbol, day, row->session, &got, &e), row->want_r);
	if (row->want_r == 0) {
		assert_string_equal(code_symbol(got), row->want);
		return;
	}
	assert_int_equal(got, 255);
	assert_int_equal(e.kind, row->want_r == -EPERM ? ERR_REFUSED : ERR_USAGE);
	assert_non_null(strstr(e.text, row->want));
}

static const struct prefix_row {
	const char *name;
	char letter;
	int year;
	bool want;
} prefixes[] = {
	{ "C today", 'C', 2026, true },	 { "c today", 'c', 2026, true },  { "J today", 'J', 2026, true },
	{ "Y today", 'Y', 2026, true },	 { "I today", 'I', 2026, false }, { "1 today", '1', 2026, false },
	{ "C in 2020", 'C', 2020, false }, { "Y in 2020", 'Y', 2020, false }, { "# today", '#', 2026, false },
};

static void prefix_row(void **state)
{
	const struct prefix_row *row = *state;

	assert_int_equal(code_is_prefix(row->letter, day_of(row->year, 11, 20)), row->want);
}

static const struct where_row {
	const char *name, *symbol;
	int year;
	bool in, out;
} wheres[] = {
	{ "/ is in", "/", 2026, true, false },
	{ "\\ is in", "\\", 2026, true, false },
	{ "L is in", "L", 2026, true, false },
	{ "U is in, though an absence", "U", 2026, true, false },
	{ "N is out", "N", 2026, false, true },
	{ "I is out", "I", 2026, false, true },
	{ "V is neither", "V", 2026, false, false },
	{ "B is neither", "B", 2026, false, false },
	{ "no mark is neither", "", 2026, false, false },
	{ "H while it stood is out", "H", 2023, false, true },
	{ "H today is neither", "H", 2026, false, false },
	{ "/ before there were codes is neither", "/", 2005, false, false },
};

static void where_row(void **state)
{
	const struct where_row *row = *state;
	uint8_t n = code_number(row->symbol);

	assert_int_equal(code_is_in(n, day_of(row->year, 11, 20)), row->in);
	assert_int_equal(code_is_out(n, day_of(row->year, 11, 20)), row->out);
}

static void count_2026(void **state)
{
	static const int want[CATEGORIES] = { 0, 3, 5, 10, 4, 10, 2 }; /* domain 1.2 */
	int count[CATEGORIES] = { 0 };

	for (int n = 1; n < 256; n++)
		if (code_on((uint8_t)n, day_of(2026, 11, 20)))
			count[code_category((uint8_t)n, day_of(2026, 11, 20))]++;
	assert_memory_equal(count, want, sizeof want);
}

/* Table and eras are two views of one list: on every day of change they agree. */
static void eras_agree(void **state)
{
	int found = 0;

	for (int d = day_of(2006, 8, 1).n; d < day_of(2026, 9, 1).n; d++)
		for (int i = 0; i < codes_count; i++) {
			const struct code *c = &codes[i];
			bool in_force = c->from.n <= d && (day_is_none(c->to) || d <= c->to.n);

			assert_int_equal(code_on(c->number, (struct day){ d }) == c, in_force);
			found += in_force;
		}
	assert_true(found > 100000);
}

static void flags(void **state)
{
	for (int i = 0; i < codes_count; i++) {
		const struct code *c = &codes[i];
		bool today = day_is_none(c->to), old_b = !today && *c->symbol == 'B';

		assert_int_equal(c->confirm, strlen(c->symbol) == 1 && strchr("KVPWBD", *c->symbol) != NULL);
		assert_int_equal(c->needs_note, !old_b && (!strcmp(c->symbol, "K") || !strcmp(c->symbol, "B") ||
							    !strcmp(c->symbol, "Y7")));
		assert_int_equal(c->physical == PHYSICAL_IN, c->category == CATEGORY_PRESENT || c->number == CODE_U);
		assert_true(strlen(c->label) > 0 && strlen(c->words) > 0 && strlen(c->source) > 0);
	}
	assert_null(code_on(CODE_NONE, day_of(2026, 11, 20)));
	assert_string_equal(code_symbol(CODE_NONE), "");
	assert_string_equal(category_name(CATEGORY_ACTIVITY), "educational_activity");
	assert_string_equal(category_title(CATEGORY_AUTHORISED), "Authorised absence");
}

int main(void)
{
	static struct rows r;

	rows_add(&r, era_row, eras);
	rows_add(&r, number_row, numbers);
	rows_add(&r, read_row, reads);
	rows_add(&r, prefix_row, prefixes);
	rows_add(&r, where_row, wheres);
	rows_case(&r, "34 symbols today, by category", count_2026, NULL);
	rows_case(&r, "the eras agree with the table on every day", eras_agree, NULL);
	rows_case(&r, "who needs a note, who is confirmed, who is in", flags, NULL);
	return rows_run(&r, "rules/code");
}
