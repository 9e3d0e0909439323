/* pupil leave, stay, return, status, elsewhere, died, reported, merge, two: coming to the roll and going from it. */
#include "roll.h"

#include <errno.h>
#include <string.h>

#include "rules/ground.h"

/* LEAVE */

void ground_help(struct buf *to)
{
	buf_text(to, "\nGrounds (firstbell pupil grounds says what each asks for, and since when):\n");
	for (int i = 0; i < grounds_count; i++)
		if (!day_is_none(grounds[i].from))
			buf_printf(to, "  %-3s %s\n", grounds[i].letter, grounds[i].words);
}

int command_pupil_leave(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct leave_wish wish = {
		.to = given_day(c, OPTION_TO),
		.to_session = (int)given_number(c, OPTION_SESSION, -1),
		.ground = given_text(c, OPTION_GROUND),
		.destination = given_text(c, OPTION_DESTINATION),
		.new_address = given_text(c, OPTION_NEW_ADDRESS),
		.enquiries = given_text(c, OPTION_ENQUIRIES),
		.consent = given_text(c, OPTION_CONSENT),
		.evidence = given_day(c, OPTION_EVIDENCE),
		.social_worker_told = given_day(c, OPTION_SOCIAL_WORKER_TOLD),
		.virtual_school_told = given_day(c, OPTION_VIRTUAL_SCHOOL_TOLD),
		.dry = given_find(c, OPTION_DRY_RUN),
	};
	int64_t pupil, act = 0;
	int r = roll_pupil(c, c->operands[0], &pupil, e);

	if (r == 0)
		r = office_pupil_leave(c->office, pupil, &wish, given_text(c, OPTION_REASON), &said, &act, e);
	if (r == -EPERM && said.length > 0)
		cli_add(e, "Each is an option, such as --destination: firstbell pupil leave --help lists them.");
	if (r == 0 && wish.dry) {
		cli_lines(c, &said);
		return 0;
	}
	return cli_changed(c, r, &said, act, "it stands so already");
}

int command_pupil_stay(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	int64_t pupil, act = 0;
	int r = roll_pupil(c, c->operands[0], &pupil, e);

	if (r == 0)
		r = office_pupil_stay(c->office, pupil, given_text(c, OPTION_REASON), &said, &act, e);
	return cli_changed(c, r, &said, act, "there is no last day to take back");
}

/* BACK, OR ON THE ROLL IN ANOTHER WAY */

int command_pupil_return(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct spell_wish spell;
	int64_t pupil, act = 0;
	int r = roll_pupil(c, c->operands[0], &pupil, e);

	roll_spell_wish(c, &spell);
	if (r == 0)
		r = office_pupil_return(c->office, pupil, &spell, given_text(c, OPTION_CLASS), (int)given_number(c, OPTION_YEAR, SESSION_ANY_YEAR), &said,
					&act, e);
	return cli_changed(c, r, &said, act, "it stands so already");
}

int command_pupil_status(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct spell_wish spell;
	int64_t pupil, act = 0;
	int r = roll_pupil(c, c->operands[0], &pupil, e);

	roll_spell_wish(c, &spell);
	if (r == 0)
		r = office_pupil_status(c->office, pupil, &spell, given_text(c, OPTION_REASON), &said, &act, e);
	return cli_changed(c, r, &said, act, "it stands so already");
}

int command_pupil_elsewhere(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct elsewhere_wish wish = {
		.code = given_text(c, OPTION_CODE),
		.place = given_text(c, OPTION_PLACE),
		.weekdays = (int)given_number(c, OPTION_WEEKDAYS, 0),
		.sessions = roll_sessions(c),
		.from = given_day(c, OPTION_FROM),
		.to = given_day(c, OPTION_TO),
		.remove = given_find(c, OPTION_REMOVE),
	};
	int64_t pupil, act = 0;
	int r = wish.place || wish.remove ? 0 : err_usage(e, "Where is the pupil then? Name the school or place with --place.");

	if (r == 0)
		r = roll_pupil(c, c->operands[0], &pupil, e);
	if (r == 0)
		r = office_pupil_elsewhere(c->office, pupil, &wish, &said, &act, e);
	return cli_changed(c, r, &said, act, "it stands so already");
}

/* A DAY OF SOMETHING THAT HAPPENED */

int command_pupil_died(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	int64_t pupil, act = 0;
	int r = roll_pupil(c, c->operands[0], &pupil, e);

	if (r == 0)
		r = office_pupil_died(c->office, pupil, roll_day(c), &said, &act, e);
	return cli_changed(c, r, &said, act, "it stands so already");
}

int command_pupil_reported(struct cli *c, struct err *e)
{
	struct given which;
	int64_t pupil, act = 0;
	int r = word_read("pupil reported", "joined|left", c->operands[1], &which, e);

	if (r == 0)
		r = roll_pupil(c, c->operands[0], &pupil, e);
	if (r == 0)
		r = office_pupil_return_made(c->office, pupil, which.number == 1, roll_day(c), &act, e);
	if (r == 0)
		cli_saved_act(c, act, "it stands so already");
	return r;
}

/* TWO ROWS */

static int find_both(struct cli *c, int64_t *ret_first, int64_t *ret_second, struct err *e)
{
	int r = roll_pupil(c, c->operands[0], ret_first, e);

	return r < 0 ? r : roll_pupil(c, c->operands[1], ret_second, e);
}

int command_pupil_merge(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	const struct given *keep = given_find(c, OPTION_KEEP);
	bool dry = given_find(c, OPTION_DRY_RUN);
	int64_t from, into, act = 0;
	int r = find_both(c, &from, &into, e);

	if (r == 0)
		r = office_pupils_merge(c->office, from, into, !keep ? -1 : strcmp(keep->text, "from") == 0, dry, &said, &act, e);
	if (r == -EPERM && said.length > 0 && !keep)
		cli_add(e, "--keep from or --keep into says whose marks stand.");
	if (r == 0 && dry) {
		cli_lines(c, &said);
		return 0;
	}
	return cli_changed(c, r, &said, act, "they are one already");
}

int command_pupil_two(struct cli *c, struct err *e)
{
	int64_t first, second, act = 0;
	int r = find_both(c, &first, &second, e);

	if (r == 0)
		r = office_pupils_two(c->office, first, second, &act, e);
	if (r == 0)
		cli_saved_act(c, act, "it stands so already");
	return r;
}
