/* Plain mode: who is there, and what is wanted. */
#include "plain.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "office/gate.h"
#include "office/today.h"

static void register_word(void *state, char *rest);
static void send_word(void *state, char *rest);
static void leave_word(void *state, char *rest);
static void help_word(void *state, char *rest);

static const struct plain_word words[] = {
	{ "r", "register", "CLASS [am|pm] [DATE]", "take or change a register", register_word },
	{ "l", "late", "NAME", "late arrivals: a child or a family", plain_late },
	{ "o", "out", "NAME", "sign a child or a family out of the gate", plain_out },
	{ "i", "in", "[NAME]", "sign in again; without a name, who is out", plain_in },
	{ "p", "phoned", "NAME", "a parent rang: absent, why, and when back", plain_reported },
	{ "t", "calls", "", "first-day calls: whom to ring, and what came of it", plain_calls },
	{ "k", "tasks", "[TEXT]", "what you are to do; with a text, a task for somebody", plain_tasks },
	{ "x", "settle", "", "what has to be settled", plain_settle },
	{ "e", "onsite", "", "who is on the site now, not yet registered first", plain_onsite },
	{ "a", "absentees", "[CLASS] [am|pm] [DATE]", "who is not here", plain_absentees },
	{ "m", "missing", "[CLASS] [am|pm] [DATE]", "registers not taken or with blanks", plain_missing },
	{ "w", "due", "", "what is due, and who is where", plain_due },
	{ "v", "review", "[CLASS]", "the fortnightly review, line by line", plain_review },
	{ "y", "returns", "[KIND or add NAME]", "what the authority is to be told, and that it was", plain_returns },
	{ "n", "penalty", "[CLASS]", "who meets the threshold of penalty notices, or lacks few", plain_penalty },
	{ "f", "pupil", "NAME", "a pupil's page: figures, forecast, patterns, and their working", plain_pupil },
	{ "b", "bands", "[CLASS] [FILTERS]", "attendance between the lines: near 3, new, stage S, year Y, group G, policy P, period half-term, dfe", plain_bands },
	{ "g", "school", "", "the head's page", plain_school },
	{ NULL, "stage", "NAME", "set the stage of a pupil, or end the one that was set", plain_stage },
	{ NULL, "target", "", "targets of this school year: see, set, take away", plain_targets },
	{ NULL, "praise", "[LIST]", "classes, weeks, full, improved, streaks, out; or leave NAME, back NAME, codes CODES", plain_praise },
	{ "s", "send", "CLASS [am|pm] [DATE]", "send a register as it stands", send_word },
	{ "c", "close", "[CLASS] [am|pm] [DATE]", "close the session", plain_close },
	{ "u", "undo", "[ACT]", "put back what an act changed; the last one here", plain_undo },
	{ "h", "history", "[NAME or ACT]", "what was done today, to a pupil, or by an act", plain_history },
	{ "q", "quit", "", "leave; marks not sent are kept", leave_word },
	{ "?", "help", "", "these lines", help_word },
	{ .word = NULL },
};

/* WHO IS THERE --------------------------------------------------------------------------------------------------------------------- */

static int password_of(struct plain *p, const char *name, char typed[static SECRET_SIZE], struct err *e)
{
	int n = -ENOTTY;

	if (given_number(p->c, OPTION_PASSWORD_FD, -1) == STDIN_FILENO)
		n = plain_password(p, typed, SECRET_SIZE);
	else if (given_find(p->c, OPTION_PASSWORD_FD) || ask_can())
		n = ask_password(p->c, "Password: ", typed, SECRET_SIZE);
	if (n == -ENOTTY)
		return err_refuse(e, "The password of %.60s is needed: run this on a terminal, or give it with --password-fd.", name);
	return n < 0 ? err_refuse(e, "No password was given, so nothing was done.") : n;
}

/* 0 where the next try may be better, too. */
static int sign_in_once(struct plain *p, const char *name, struct err *e)
{
	char typed[SECRET_SIZE];
	struct err why = { 0 };
	bool asks = office_asks_password(p->office, name);
	int n = asks ? password_of(p, name, typed, e) : 0;

	if (n < 0)
		return n;
	if (office_sign_in(p->office, name, asks ? typed : NULL, (size_t)n, &why) < 0)
		plain_refuse(p, &why);
	explicit_bzero(typed, sizeof typed);
	return 0;
}

static int sign_in(struct plain *p, struct err *e)
{
	CLEAN_FREE char *name = NULL;
	int r = 0;

	while (r == 0 && !office_is_signed_in(p->office)) {
		const char *typed = plain_ask(p, "Sign-in name: ");

		if (!typed)
			return err_refuse(e, "Nobody signed in, so nothing was done.");
		mem_cleanup(&name);
		name = mem_text(typed);
		if (*name)
			r = sign_in_once(p, name, e);
	}
	return r;
}

static void clock_say(struct plain *p)
{
	const char *trouble = office_clock_trouble(p->office);

	if (trouble && !p->clock_said)
		plain_say(p, "%s", trouble);
	p->clock_said = trouble;
}

/* Like the clock, with the next answer: list and paper are written behind this one. */
static void paper_say(struct plain *p)
{
	const char *list = office_evacuation_trouble(p->office), *paper = office_paper_trouble(p->office);

	if (list)
		plain_say(p, "%s", list);
	if (paper)
		plain_say(p, "%s", paper);
}

static void greet(struct plain *p)
{
	struct office *o = p->office;
	const struct person *who = office_person(o);
	struct civil now = moment_civil(office_now(o));
	char day[DAY_TEXT], time[8];

	if (office_banner(o))
		plain_say(p, "%s", office_banner(o));
	plain_say(p, "School: %s", office_school_name(o));
	plain_say(p, "Now: %s, %s", day_long(now.day, day), minute_text(now.minute, time));
	plain_say(p, "Signed in: %s, %s", who->name, who->position);
	if (office_read_only(o))
		plain_say(p, "%s", office_read_only(o));
	clock_say(p);
	plain_drafts_say(p);
	plain_say(p, "? lists what you can type.");
}

/* WHAT IS WANTED ------------------------------------------------------------------------------------------------------------------- */

/* Without a class a teacher's own. */
static int own_register(struct plain *p, struct register_ref *ref, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct register_ref home;
	struct group_line *groups;

	if (office_home(p->office, &home) == HOME_REGISTER) {
		ref->roll_group = home.roll_group;
		return 0;
	}
	int n = office_groups(p->office, ref->day, &a, &groups, e);
	return n < 0 ? n : err_usage(e, "Which class? Type its name behind it, such as: r %.60s", n ? groups[0].name : "Oak");
}

static void open_register(struct plain *p, char *rest, bool send)
{
	struct plain_which which = plain_which(rest);
	struct register_ref ref;
	struct err e = { 0 };
	int r = plain_ref(p, &which, &ref, &e);

	if (r == 0 && ref.roll_group == 0)
		r = own_register(p, &ref, &e);
	if (r < 0)
		plain_refuse(p, &e);
	else
		plain_register(p, &ref, send);
}

static void register_word(void *state, char *rest)
{
	open_register(state, rest, false);
}

static void send_word(void *state, char *rest)
{
	open_register(state, rest, true);
}

static void leave_word(void *state, char *rest)
{
	(void)rest;
	((struct plain *)state)->over = true;
}

static void help_word(void *state, char *rest)
{
	(void)rest;
	plain_words_say(state, words);
}

static void converse(struct plain *p)
{
	char *typed, *rest;

	while ((typed = plain_ask(p, "What? "))) {
		const struct plain_word *w = plain_word_find(words, typed, &rest);

		if (w)
			w->run(p, rest);
		else if (*typed)
			plain_say(p, "\"%.40s\" is nothing that can be done here. ? lists what you can type.", typed);
		clock_say(p);
		if (plain_flush(p))
			office_rest(p->office);
		paper_say(p);
	}
}

/* A teacher begins in a register of hers, as on the screens. */
static void begin(struct plain *p)
{
	struct register_ref home;

	greet(p);
	if (office_home(p->office, &home) != HOME_REGISTER)
		return;
	plain_others_say(p, &home);
	plain_register(p, &home, false);
}

int plain_run(struct cli *c, struct err *e)
{
	CLEAN_FREE struct plain *p = mem_new(1, sizeof *p);

	*p = (struct plain){ .c = c, .office = c->office, .terminal = isatty(STDIN_FILENO) };
	sigprocmask(SIG_BLOCK, NULL, &p->open);
	int r = sign_in(p, e);
	if (r < 0)
		return r;
	plain_watch(p);
	begin(p);
	converse(p);
	plain_flush(p);
	if (!p->lost)
		return 0;
	c->told = true;
	buf_reset(&c->out);
	return err_store(e, -EIO, "Nobody reads the answers any more.");
}
