#include "rows.h"

#include "../../../src/office/onsite.h"
#include "rules/code.h"

/* Where a child is, out of what is known of them: Oak, gate 08:40, starts 09:00 and 13:00, closes 09:15 and 13:15. */

static const struct session_times am_times = { 8 * 60 + 40, 9 * 60, 9 * 60 + 15, 12 * 60 }, pm_times = { 13 * 60, 13 * 60, 13 * 60 + 15, 15 * 60 + 30 };

enum { PM = 1, SENT = 2, NOT_DUE = 4, BOARDER = 8, NOWHERE = 16, SHUT = 32, WITH_US = 64, ALARM = 128, SETTLED = 256 };

static const struct where_row {
	const char *name;
	const char *mark, *before;    /* of the session; of the morning before it */
	const char *expected;         /* NULL: nothing */
	int flags;
	int minute, arrival;          /* now; 0: not signed in at the desk */
	int out, due, in;             /* of the gate; 0: not */
	enum whereabouts want;
	const char *last;
} where_rows[] = {
	{ "marked by the class", "/", "", NULL, SENT, 10 * 60, 0, 0, 0, 0, WHERE_HERE, "register of Oak at 09:02" },
	{ "marked, register not sent yet", "/", "", NULL, 0, 9 * 60 + 2, 0, 0, 0, 0, WHERE_HERE, "register of Oak at 09:02" },
	{ "signed in at the desk", "L", "", NULL, SENT, 10 * 60, 9 * 60 + 7, 0, 0, 0, WHERE_HERE, "signed in at 09:07" },
	{ "U is here", "U", "", NULL, SENT, 10 * 60, 9 * 60 + 30, 0, 0, 0, WHERE_HERE, "signed in at 09:30" },
	{ "no register taken", "", "", NULL, 0, 9 * 60, 0, 0, 0, 0, WHERE_NOT_SEEN, "register not taken yet" },
	{ "blank in one that was sent", "", "", NULL, SENT, 10 * 60, 0, 0, 0, 0, WHERE_NOT_SEEN, "blank in the register" },
	{ "no reason yet", "N", "", NULL, SENT, 10 * 60, 0, 0, 0, 0, WHERE_ABSENT, "no reason yet" },
	{ "ill", "I", "", NULL, SENT, 10 * 60, 0, 0, 0, 0, WHERE_ABSENT, "I illness" },
	{ "an appointment, and come since", "M", "", NULL, SENT, 11 * 60, 10 * 60 + 30, 0, 0, 0, WHERE_HERE, "signed in at 10:30" },
	{ "a visit that was confirmed", "V", "", NULL, SENT, 10 * 60, 0, 0, 0, 0, WHERE_OFF_SITE, "V " },
	{ "signed in, not in class", "L", "", NULL, SENT | ALARM, 10 * 60, 9 * 60 + 7, 0, 0, 0, WHERE_NOT_SEEN, "signed in at 09:07, and not in class" },
	{ "signed in, not in class, and found", "L", "", NULL, SENT | ALARM | SETTLED, 10 * 60, 9 * 60 + 7, 0, 0, 0, WHERE_HERE, "in the medical room" },
	/* what was said before */
	{ "said to be ill, no register yet", "", "", "I", 0, 9 * 60, 0, 0, 0, 0, WHERE_ABSENT, "expected: I" },
	{ "a planned visit waits for its leader", "", "", "V", 0, 9 * 60, 0, 0, 0, 0, WHERE_NOT_SEEN, "expected: V" },
	{ "sessions elsewhere wait too", "", "", "D", SENT, 10 * 60, 0, 0, 0, 0, WHERE_NOT_SEEN, "expected: D" },
	{ "seen, whatever was planned", "/", "", "M", SENT, 10 * 60, 0, 0, 0, 0, WHERE_HERE, "register of Oak" },
	/* out of the gate */
	{ "out to the dentist", "/", "", NULL, SENT, 11 * 60, 0, 10 * 60 + 30, 0, 0, WHERE_ABSENT, "out since 10:30: dentist" },
	{ "out, due back this minute", "/", "", NULL, SENT, 11 * 60 + 40, 0, 10 * 60 + 30, 11 * 60 + 40, 0, WHERE_ABSENT, "out since 10:30" },
	{ "out, and a minute overdue", "/", "", NULL, SENT, 11 * 60 + 41, 0, 10 * 60 + 30, 11 * 60 + 40, 0, WHERE_NOT_SEEN, "due back at 11:40" },
	{ "swimming with us", "/", "", NULL, SENT | WITH_US, 11 * 60, 0, 10 * 60 + 30, 11 * 60 + 40, 0, WHERE_OFF_SITE, "swimming since 10:30" },
	{ "swimming, and overdue", "/", "", NULL, SENT | WITH_US, 11 * 60 + 41, 0, 10 * 60 + 30, 11 * 60 + 40, 0, WHERE_NOT_SEEN, "due back at 11:40: swimming" },
	{ "back from the dentist", "/", "", NULL, SENT, 11 * 60 + 45, 0, 10 * 60 + 30, 0, 11 * 60 + 40, WHERE_HERE, "back at 11:40" },
	{ "out since the morning, seen by the afternoon", "\\", "/", NULL, PM | SENT, 14 * 60, 0, 10 * 60 + 30, 0, 0, WHERE_HERE, "register of Oak" },
	{ "out before the morning's register, and seen by it", "/", "", NULL, SENT, 10 * 60, 0, 8 * 60 + 45, 0, 0, WHERE_HERE, "register of Oak" },
	{ "out in the afternoon, after its register", "\\", "/", NULL, PM | SENT, 14 * 60, 0, 13 * 60 + 30, 0, 0, WHERE_ABSENT, "out since 13:30" },
	/* after lunch */
	{ "here this morning, the afternoon begins", "", "/", NULL, PM, 13 * 60, 0, 0, 0, 0, WHERE_HERE, "register of Oak at 09:02" },
	{ "here this morning, to the close", "", "/", NULL, PM, 13 * 60 + 15, 0, 0, 0, 0, WHERE_HERE, "register of Oak at 09:02" },
	{ "here this morning, a minute after the close", "", "/", NULL, PM, 13 * 60 + 16, 0, 0, 0, 0, WHERE_NOT_SEEN, "this morning: register of Oak at 09:02" },
	{ "here this morning, blank in a register sent", "", "/", NULL, PM | SENT, 13 * 60 + 5, 0, 0, 0, 0, WHERE_NOT_SEEN, "this morning" },
	{ "ill this morning: perhaps in class now", "", "I", NULL, PM, 13 * 60 + 5, 0, 0, 0, 0, WHERE_NOT_SEEN, "register not taken yet" },
	{ "ill this morning, and said to stay so", "", "I", "I", PM, 13 * 60 + 5, 0, 0, 0, 0, WHERE_ABSENT, "expected: I" },
	/* in no register */
	{ "not due this afternoon", "", "/", NULL, PM | NOT_DUE, 14 * 60, 0, 0, 0, 0, WHERE_ABSENT, "not due this afternoon" },
	{ "in no class at all", "", "", NULL, NOT_DUE | NOWHERE, 10 * 60, 0, 0, 0, 0, WHERE_NOT_SEEN, "in no class" },
	{ "a boarder", "", "", NULL, NOT_DUE | BOARDER, 10 * 60, 0, 0, 0, 0, WHERE_NOT_SEEN, "boarder" },
	{ "a boarder in a class", "", "", NULL, BOARDER, 10 * 60, 0, 0, 0, 0, WHERE_NOT_SEEN, "boarder" },
	{ "a boarder who went out", "", "", NULL, BOARDER, 10 * 60, 0, 9 * 60, 0, 0, WHERE_ABSENT, "out since 09:00" },
	{ "the school is shut", "", "", NULL, SHUT, 10 * 60, 0, 0, 0, 0, WHERE_ABSENT, "school is shut" },
	{ "the school is shut, a boarder too", "", "", NULL, SHUT | BOARDER, 10 * 60, 0, 0, 0, 0, WHERE_NOT_SEEN, "boarder" },
};

static struct sighting sighting_of(const char *mark, int arrival, bool alarm)
{
	return (struct sighting){ .mark = code_number(mark), .contradicted = alarm, .arrival = arrival ? arrival : -1, .minute = *mark ? 9 * 60 + 2 : -1 };
}

static void where_case(void **state)
{
	const struct where_row *row = *state;
	CLEAN_ARENA struct arena a = { 0 };
	struct where_now now = { .arena = &a, .day = day_of(2026, 11, 20), .session = row->flags & PM ? SESSION_PM : SESSION_AM, .minute = row->minute };
	struct sighting seen = sighting_of(row->mark, row->arrival, row->flags & ALARM), before = sighting_of(row->before, 0, false);
	struct expected expected = { .code = row->expected ? code_number(row->expected) : CODE_NONE, .words = "said so" };
	struct sign_out_row out = SIGN_OUT_NEW;
	struct where_answer got;
	const struct where_child c = {
		.group = row->flags & NOWHERE ? NULL : "Oak", .due = !(row->flags & NOT_DUE), .placed = !(row->flags & NOWHERE), .boarder = row->flags & BOARDER,
		.held = !(row->flags & SHUT), .seen = &seen, .before = row->flags & PM ? &before : NULL, .out = row->out && !row->in ? &out : NULL,
		.back = row->in ? &out : NULL, .expected = row->expected ? &expected : NULL, .times = row->flags & PM ? &pm_times : &am_times,
		.sent = row->flags & SENT, .settled = row->flags & SETTLED ? "in the medical room" : NULL,
	};

	if (row->flags & PM && *row->mark)
		seen.minute = 13 * 60 + 5;
	expected.waits = row->expected && code_on(expected.code, now.day)->confirm;
	out.out_minute = row->out;
	out.due_minute = row->due ? row->due : NONE;
	out.in_minute = row->in ? row->in : NONE;
	out.reason = "dentist";
	out.place = row->flags & WITH_US ? "swimming" : NULL;
	where_find(&now, &c, &got);
	assert_string_equal(where_words(got.where), where_words(row->want));
	assert_non_null(got.last);
	if (!strstr(got.last, row->last))
		fail_msg("said: %s", got.last);
}

int main(void)
{
	static struct rows rows;

	rows_add(&rows, where_case, where_rows);
	return rows_run(&rows, "onsite_where");
}
