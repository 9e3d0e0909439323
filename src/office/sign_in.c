/* Who is at the keys (design 4): the command line's way, which may wait, and the screen's, which never does. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

#include "internal.h"
#include "office/throttle.h"

#define PASSWORD_MOST 1024

/* Somebody as they say they are. */
struct claim {
	const char *sign_in; /* as typed */
	struct staff_row who;
	bool here;           /* they are on the staff today */
	bool free;           /* and need no password */
};

/* The same words for a name that nobody has and for a wrong password: nobody learns here who works at the school. */
static int refuse_sign_in(struct err *e)
{
	return err_refuse(e, "That sign-in name and password do not go together: try again, or ask whoever looks after staff.");
}

/* The one person that the operating-system user is bound to: 1 and *ret, 0 if to nobody, 2 if to several. */
static int bound_person(struct office *o, struct day today, struct arena *a, struct staff_row *ret)
{
	struct staff_row *rows;
	int n = store_staff_by_uid(o->store, o->uid, today, a, &rows);

	if (n <= 0)
		return n;
	for (int i = 1; i < n; i++)
		if (rows[i].id != rows[0].id)
			return 2;
	*ret = rows[0];
	return 1;
}

static int claim_read(struct office *o, const char *sign_in, struct arena *a, struct claim *ret, struct err *e)
{
	struct claim c = { .sign_in = sign_in };
	struct staff_row bound = { 0 };
	struct day today = office_today(o);
	int n = bound_person(o, today, a, &bound);

	if (n < 0)
		return office_fail(o, n, e);
	int r = store_staff_by_sign_in(o->store, sign_in, a, &c.who);
	if (r < 0 && r != -ENOENT)
		return office_fail(o, r, e);
	c.here = r == 0 && day_within(today, c.who.from_day, c.who.to_day);
	if (!c.here && store_is_practice(o->store))
		return err_refuse(e, "Nobody at this practice school signs in as %.60s.", sign_in);
	c.free = c.here && (store_is_practice(o->store) || (n == 1 && c.who.id == bound.id));
	*ret = c;
	return 0;
}

static const char *claim_account(const struct claim *c)
{
	return c->here ? c->who.sign_in : c->sign_in;
}

/* For a name that nobody has the answer takes as long. */
static int claim_try(struct office *o, const struct claim *c, const char *typed, size_t n, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *hash = NULL, *account = claim_account(c);
	int r = c->here ? store_password_get(o->store, c->who.id, &a, &hash) : -ENOENT;
	bool holds = password_holds(r == 0 ? hash : NULL, typed, n);

	if (r < 0 && r != -ENOENT)
		return office_fail(o, r, e);
	if (!holds && !office_read_only(o))
		throttle_wrong(o->directory, account, o->uid);
	else if (holds && !office_read_only(o) && throttle_count(o->directory, account, o->uid) > 0)
		throttle_right(o->directory, account, o->uid);
	return holds ? 0 : refuse_sign_in(e);
}

/* Where it fails whoever was at the keys stays, without any role until the store can be read again. */
static int person_take(struct office *o, const struct staff_row *who, struct err *e)
{
	struct person before = o->person;
	struct arena people = o->people;

	o->people = (struct arena){ 0 };
	o->person = (struct person){
		.staff = who->id,
		.sign_in = arena_text(&o->people, who->sign_in),
		.name = arena_text(&o->people, who->name),
		.position = arena_text(&o->people, who->position),
	};
	int r = office_standing_load(o, e);
	if (r < 0) {
		o->person = before;
		o->seen = -1;
		arena_finish(&o->people);
		o->people = people;
		return r;
	}
	o->clock_trouble = arena_text(&o->people, o->clock_trouble);
	arena_finish(&people);
	o->known = true;
	return 0;
}

void office_sign_out(struct office *o)
{
	struct arena people = { 0 };

	o->clock_trouble = arena_text(&people, o->clock_trouble);
	arena_finish(&o->people);
	o->people = people;
	o->person = (struct person){ .sign_in = "", .name = "", .position = "" };
	o->known = false;
	office_standing_drop(o);
}

int office_someone(struct office *o, struct err *e)
{
	return o->known ? 0 : err_refuse(e, "Nobody is signed in: sign in first.");
}

bool office_is_signed_in(struct office *o)
{
	return o->known;
}

/* Under a wrong clock nobody is a member of staff: then the clock is what has to be put right. */
static int clock_added(struct office *o, int r, struct err *e)
{
	if (r == -EPERM && e && o->clock_trouble) {
		struct err why = *e;
		err_refuse(e, "%s %s", why.text, o->clock_trouble);
	}
	return r;
}

/* ON THE COMMAND LINE ---------------------------------------------------------------------------------------------------------------- */

static int password_ask(const struct office_options *options, char typed[static PASSWORD_MOST], struct err *e)
{
	char prompt[160];

	if (!options->ask)
		return err_refuse(e, "The password of %.60s is needed: run this on a terminal, or give it with --password-fd.", options->as);
	snprintf(prompt, sizeof prompt, "Password of %.100s: ", options->as);
	int n = options->ask(options->ask_ctx, prompt, typed, PASSWORD_MOST);
	return n < 0 ? err_refuse(e, "No password was given, so nothing was done. Type it at a terminal, or send it with --password-fd N.") : n;
}

/* The wait comes before the answer, right or wrong: a program that is ended while it waits has told nothing. */
static int password_check(struct office *o, const struct office_options *options, const struct claim *c, struct err *e)
{
	char typed[PASSWORD_MOST];
	int n = password_ask(options, typed, e);

	if (n < 0)
		return n;
	throttle_wait(throttle_seconds(throttle_count(o->directory, claim_account(c), o->uid)));
	int r = claim_try(o, c, typed, (size_t)n, e);
	seal_wipe(typed, sizeof typed);
	return r;
}

static int find_by_name(struct office *o, const struct office_options *options, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct claim c;
	int r = claim_read(o, options->as, &a, &c, e);

	if (r == 0 && !c.free && options->later && !options->ask)
		return 0;
	if (r == 0 && !c.free)
		r = password_check(o, options, &c, e);
	return r < 0 ? r : person_take(o, &c.who, e);
}

static int find_by_uid(struct office *o, const struct office_options *options, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct staff_row who = { 0 };
	int bound = bound_person(o, office_today(o), &a, &who);

	if (bound < 0)
		return office_fail(o, bound, e);
	if (bound == 1)
		return person_take(o, &who, e);
	if (options->later)
		return 0;
	if (bound > 1)
		return err_refuse(e, "Several people use this computer's login: say who you are with --as NAME.");
	return err_refuse(e, "The computer's user %" PRId64 " is nobody at this school yet: say who you are with --as NAME, or have it bound "
			  "with `firstbell staff bind`.", o->uid);
}

int office_person_find(struct office *o, const struct office_options *options, struct err *e)
{
	if (day_is_none(office_today(o)))
		return err_store(e, -ERANGE, CLOCK_OUTSIDE);
	office_sign_out(o);
	return clock_added(o, options->as ? find_by_name(o, options, e) : find_by_uid(o, options, e), e);
}

/* ON A SCREEN ------------------------------------------------------------------------------------------------------------------------ */

bool office_asks_password(struct office *o, const char *sign_in)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct claim c;

	if (store_is_practice(o->store) || day_is_none(office_today(o)))
		return false;
	return claim_read(o, sign_in, &a, &c, NULL) < 0 || !c.free;
}

static int refuse_early(struct office *o, const struct claim *c, struct err *e)
{
	int wrong, seconds = throttle_left(o->directory, claim_account(c), o->uid, &wrong);

	if (seconds == 0)
		return 0;
	err_refuse(e, "%d wrong password%s: try again in %d second%s.", wrong, PLURAL(wrong), seconds, PLURAL(seconds));
	return -EAGAIN;
}

static int claim_prove(struct office *o, const struct claim *c, const char *password, size_t n, struct err *e)
{
	if (c->free)
		return 0;
	if (!password)
		return err_refuse(e, "Your password is needed: type it.");
	int r = refuse_early(o, c, e);
	return r < 0 ? r : claim_try(o, c, password, n, e);
}

int office_sign_in(struct office *o, const char *sign_in, const char *password, size_t n, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct claim c;

	if (day_is_none(office_today(o)))
		return err_store(e, -ERANGE, CLOCK_OUTSIDE);
	int r = claim_read(o, sign_in, &a, &c, e);
	if (r == 0)
		r = claim_prove(o, &c, password, n, e);
	return r < 0 ? clock_added(o, r, e) : person_take(o, &c.who, e);
}
