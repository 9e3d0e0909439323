/* pupil add, change, move, year, flag: who is on the roll, under which name, in which class and year. */
#include "roll.h"

#include <errno.h>
#include <string.h>

#include "exchange/columns.h"

static void who_wish(const struct cli *c, struct pupil_wish *ret)
{
	*ret = (struct pupil_wish){
		.surname = given_text(c, OPTION_SURNAME),
		.forename = given_text(c, OPTION_FORENAME),
		.middle_names = given_text(c, OPTION_MIDDLE_NAMES),
		.preferred_name = given_text(c, OPTION_KNOWN_AS),
		.preferred_surname = given_text(c, OPTION_KNOWN_SURNAME),
		.sort_name = given_text(c, OPTION_SORT_NAME),
		.sex = given_text(c, OPTION_SEX),
		.upn = given_text(c, OPTION_UPN),
		.admission_number = given_text(c, OPTION_ADMISSION_NUMBER),
		.born = given_day(c, OPTION_DOB),
		.boarder = given_yes(c, OPTION_BOARDER),
	};
}

/* ADD */

/* What is said of a contact needs one. */
static int contact_is_named(const struct cli *c, struct err *e)
{
	static const unsigned char of_contact[] = {
		OPTION_RELATION, OPTION_TITLE, OPTION_PRIORITY, OPTION_MOBILE, OPTION_HOME, OPTION_WORK, OPTION_EMAIL, OPTION_LANGUAGE, OPTION_ADDRESS,
		OPTION_POSTCODE, OPTION_SECRET, OPTION_LIVES_WITH, OPTION_PARENTAL_RESPONSIBILITY, OPTION_LETTERS, OPTION_TEXTS, OPTION_MAY_COLLECT,
		OPTION_DO_NOT_CONTACT, OPTION_COURT_ORDER, OPTION_SAME_CONTACT, OPTION_ANOTHER_CONTACT,
	};

	for (size_t i = 0; i < sizeof of_contact; i++)
		if (given_find(c, of_contact[i]) && !given_find(c, OPTION_CONTACT))
			return err_usage(e, "--%s is about a contact: name them with --contact.", option_rows[of_contact[i]].name);
	return 0;
}

static void say_key(struct cli *c, int64_t pupil)
{
	struct report r = { 0 };
	const char *key = roll_key(c, &r, pupil);

	if (key)
		buf_printf(&c->out, "pupil %s\n", key);
	report_finish(&r);
}

static const char *const how_to_say[] = {
	[KNOWN_CHILD] = "--another says so.",
	[KNOWN_LEAVER] = "firstbell pupil return does the first, --another says the second.",
	[KNOWN_NUMBER] = "",
	[KNOWN_CONTACT] = "--same-contact says the first, --another-contact the second.",
};

int command_pupil_add(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct contact_wish contact;
	struct pupil_new wish = {
		.group = given_text(c, OPTION_CLASS),
		.year = (int)given_number(c, OPTION_YEAR, SESSION_ANY_YEAR),
		.contact = given_find(c, OPTION_CONTACT) ? &contact : NULL,
		.another_child = given_find(c, OPTION_ANOTHER),
		.another_contact = given_find(c, OPTION_ANOTHER_CONTACT),
	};
	enum pupil_known known = KNOWN_NUMBER;
	int64_t pupil = 0, act = 0;
	int r = contact_is_named(c, e);

	if (r < 0)
		return r;
	who_wish(c, &wish.who);
	wish.who.surname = c->operands[0];
	wish.who.forename = c->operand_count > 1 ? c->operands[1] : "";
	roll_spell_wish(c, &wish.spell);
	roll_contact_wish(c, &contact);
	contact.name = given_text(c, OPTION_CONTACT);
	contact.adult = given_find(c, OPTION_SAME_CONTACT) ? CONTACT_SAME : 0;
	contact.from = DAY_NONE; /* --from is the pupil's start */
	r = office_pupil_add(c->office, &wish, &pupil, &known, &said, &act, e);
	if (r == -EEXIST && *how_to_say[known])
		cli_add(e, how_to_say[known]);
	if (r == 0)
		say_key(c, pupil);
	return cli_changed(c, r, &said, act, "it stands so already");
}

/* CHANGE */

int command_pupil_change(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct pupil_wish who;
	int64_t pupil, act = 0;
	int r = roll_pupil(c, c->operands[0], &pupil, e);

	who_wish(c, &who);
	if (r == 0)
		r = office_pupil_change(c->office, pupil, &who, given_day(c, OPTION_FROM), given_text(c, OPTION_REASON), &said, &act, e);
	return cli_changed(c, r, &said, act, "it stands so already");
}

/* MOVE, YEAR: one or a thousand, one act */

int command_pupil_move(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct pupil_ids pupils = { 0 };
	struct move_wish wish = {
		.group = given_text(c, OPTION_CLASS),
		.from = given_day(c, OPTION_FROM),
		.to = given_day(c, OPTION_TO),
		.weekdays = (int)given_number(c, OPTION_WEEKDAYS, 0),
		.sessions = roll_sessions(c),
	};
	int64_t act = 0;
	int r = roll_pupils(c, 0, &pupils, e);

	wish.pupils = pupils.items;
	wish.count = pupils.count;
	if (r == 0)
		r = office_pupils_move(c->office, &wish, given_text(c, OPTION_REASON), &said, &act, e);
	vec_finish(&pupils);
	return cli_changed(c, r, &said, act, "they are in that class already");
}

int command_pupil_year(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct pupil_ids pupils = { 0 };
	int64_t act = 0;
	int r = roll_pupils(c, 0, &pupils, e);

	if (r == 0)
		r = office_pupils_year(c->office, pupils.items, pupils.count, (int)given_number(c, OPTION_YEAR, 0), given_day(c, OPTION_FROM),
				       given_text(c, OPTION_REASON), &said, &act, e);
	vec_finish(&pupils);
	return cli_changed(c, r, &said, act, "they are in that year already");
}

/* FLAG */

void flag_help(struct buf *to)
{
	const struct file_shape *pupils = &file_shapes[FILE_PUPILS];

	buf_text(to, "\nFlags; VALUE is yes unless it says more:\n");
	for (int i = PUPILS_SEN; i <= PUPILS_SERVICE; i++)
		buf_printf(to, "  %-16s %s\n", pupils->columns[i].name, pupils->columns[i].help);
}

/* A school may have flags of its own; a word that was typed wrong is one too, and no list would ever show it. */
static void say_own_flag(const char *flag)
{
	CLEAN_BUF struct buf said = { 0 };

	for (int i = PUPILS_SEN; i <= PUPILS_SERVICE; i++)
		if (strcmp(file_shapes[FILE_PUPILS].columns[i].name, flag) == 0)
			return;
	buf_printf(&said, "%s is a flag of your school's own. Those that firstbell knows: firstbell pupil flag --help.", flag);
	cli_say(buf_string(&said));
}

int command_pupil_flag(struct cli *c, struct err *e)
{
	const char *value = c->operand_count > 2 ? c->operands[2] : "yes";
	bool remove = given_find(c, OPTION_REMOVE);
	int64_t pupil, act = 0;
	int r = roll_pupil(c, c->operands[0], &pupil, e);

	if (r == 0)
		r = office_pupil_flag(c->office, pupil, c->operands[1], remove ? NULL : value, given_day(c, OPTION_FROM), given_day(c, OPTION_TO), remove,
				      &act, e);
	if (r < 0)
		return r;
	cli_saved_act(c, act, "it stands so already");
	if (act)
		say_own_flag(c->operands[1]);
	return 0;
}
