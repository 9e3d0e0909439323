/*
 * A register sent as the screens send it, to be killed or starved (commands.py): no command does both acts in one.
 *
 *   submit DIR               act 9 saved: 3 marks, 1 here, 2 absent, 1 blank
 *
 * Exit status as a command's.
 */
#include <inttypes.h>
#include <unistd.h>

#include "office/register.h"
#include "seal/seal.h"

#define PUPILS 3

/* Children of Marlow Road by admission number (test/cli/marlow.py), on the day that its tests mark. */
static const struct {
	const char *number, *code;
} marks[PUPILS] = { { "0101", "I" }, { "0102", "/" }, { "0103", "N" } };

static int submit(struct office *o, struct err *e)
{
	struct register_ref ref = { .day = day_of(2025, 3, 14), .session = SESSION_AM };
	struct mark_wish wishes[PUPILS];
	struct mark_result got;
	CLEAN_BUF struct buf summary = { 0 };
	int r = office_group_find(o, "Willow", ref.day, &ref.roll_group, e);

	for (int i = 0; r == 0 && i < PUPILS; i++) {
		wishes[i] = (struct mark_wish){ .code = marks[i].code, .before = 0, .minutes_late = -1 };
		r = office_pupil_find(o, marks[i].number, false, &wishes[i].pupil, e);
	}
	if (r == 0)
		r = office_register_submit(o, &ref, wishes, PUPILS, "from the paper register", &summary, &got, e);
	if (r == 0)
		printf("act %" PRId64 " saved: %d marks, %s\n", got.act, got.entries, buf_string(&summary));
	return r;
}

int main(int count, char **words)
{
	struct office_options options = { .directory = words[1], .uid = getuid(), .terminal = "test" };
	struct office *o = NULL;
	struct err e = { 0 };
	int r = count == 2 ? seal_start(&e) : err_usage(&e, "submit DIR");

	if (r == 0)
		r = office_open(&options, &o, &e);
	if (r == 0)
		r = submit(o, &e);
	if (r < 0)
		fprintf(stderr, "submit: %s\n", e.text);
	office_close(o);
	return r < 0 ? (int)e.kind : 0;
}
