#include "rows.h"

#include "rules/register.h"

/* A4: blank is never assumed present. */
static const struct row {
	const char *name;
	struct register_facts facts;
	enum register_state want;
	const char *want_name, *want_words;
} rows[] = {
	{ "nobody due", { 0, 0, false, false }, REGISTER_EMPTY, "empty", "nobody due" },
	{ "nobody due, sent", { 0, 0, true, false }, REGISTER_EMPTY, "empty", "nobody due" },
	{ "no mark", { 30, 0, false, false }, REGISTER_NOT_TAKEN, "not_taken", "not taken" },
	{ "one mark", { 30, 1, false, false }, REGISTER_PARTLY_TAKEN, "partly_taken", "partly taken" },
	{ "all marked, not sent", { 30, 30, false, false }, REGISTER_PARTLY_TAKEN, "partly_taken", "partly taken" },
	{ "sent with a blank", { 30, 29, true, false }, REGISTER_PARTLY_TAKEN, "partly_taken", "partly taken" },
	{ "sent all blank", { 30, 0, true, false }, REGISTER_PARTLY_TAKEN, "partly_taken", "partly taken" },
	{ "sent and amended, with a blank", { 30, 29, true, true }, REGISTER_PARTLY_TAKEN, "partly_taken", "partly taken" },
	{ "sent, none blank", { 30, 30, true, false }, REGISTER_TAKEN, "taken", "taken" },
	{ "one pupil", { 1, 1, true, false }, REGISTER_TAKEN, "taken", "taken" },
	{ "changed after it was sent", { 30, 30, true, true }, REGISTER_AMENDED, "amended", "amended" },
};

static void state_row(void **state)
{
	const struct row *row = *state;

	assert_int_equal(register_state(&row->facts), row->want);
	assert_string_equal(register_state_name(row->want), row->want_name);
	assert_string_equal(register_state_words(row->want), row->want_words);
}

int main(void)
{
	static struct rows r;

	rows_add(&r, state_row, rows);
	return rows_run(&r, "rules/register");
}
