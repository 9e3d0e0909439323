#include "internal.h"

#include <errno.h>
#include <pwd.h>
#include <stdint.h>
#include <string.h>

#include "office/school.h"

int command_staff_add(struct cli *c, struct err *e)
{
	int64_t act = 0;
	int r = office_staff_add(c->office, c->operands[0], c->operands[1], c->operands[2], given_find(c, OPTION_MACHINE), &act, e);

	if (r == 0)
		cli_saved_act(c, act, "this member of staff is there already");
	return r;
}

int command_staff_bind(struct cli *c, struct err *e)
{
	const struct passwd *user = getpwnam(c->operands[1]);
	int64_t act = 0;

	if (!user)
		return err_usage(e, "This computer has no user \"%.60s\". Name the login as the system knows it.", c->operands[1]);
	int r = office_staff_bind(c->office, c->operands[0], user->pw_name, user->pw_uid, &act, e);
	if (r == 0)
		cli_saved_act(c, act, "this login is bound already");
	return r;
}

int command_staff_role(struct cli *c, struct err *e)
{
	enum role role;
	int64_t act = 0;

	if (role_parse(c->operands[1], &role) < 0)
		return err_usage(e, "There is no role \"%.60s\"; firstbell staff role --help lists them.", c->operands[1]);
	int r = office_staff_role(c->office, c->operands[0], role, (int)given_number(c, OPTION_YEAR, SESSION_ANY_YEAR), given_text(c, OPTION_CLASS),
				  given_day(c, OPTION_FROM), given_day(c, OPTION_TO), given_find(c, OPTION_REMOVE), &act, e);
	if (r == 0)
		cli_saved_act(c, act, "it stands so already");
	return r;
}

int command_staff_class(struct cli *c, struct err *e)
{
	int64_t act = 0;
	int r = office_staff_class(c->office, c->operands[0], c->operands[1], given_find(c, OPTION_COVER), given_day(c, OPTION_FROM),
				   given_day(c, OPTION_TO), given_find(c, OPTION_REMOVE), &act, e);

	if (r == 0)
		cli_saved_act(c, act, "it stands so already");
	return r;
}

/* PASSWORD */

static int refuse_password(int r, struct err *e)
{
	if (r == -E2BIG)
		return err_refuse(e, "A password has at most %d bytes.", SECRET_SIZE - 1);
	if (r == -ENOTTY)
		return err_usage(e, "There is no terminal to type the password at. Send it with --password-fd N.");
	if (r == -ENODATA)
		return err_usage(e, "No password was given, so nothing is changed.");
	return err_usage(e, "The password could not be read: %s.", strerrordesc_np(-r));
}

static int new_password(struct cli *c, char first[static SECRET_SIZE], char again[static SECRET_SIZE], struct err *e)
{
	bool twice = !given_find(c, OPTION_PASSWORD_FD);
	int n = ask_password(c, "New password: ", first, SECRET_SIZE);
	int m = n >= 0 && twice ? ask_secret("The same again: ", again, SECRET_SIZE) : n;

	if (n < 0 || m < 0)
		return refuse_password(n < 0 ? n : m, e);
	if (twice && (n != m || memcmp(first, again, (size_t)n) != 0))
		return err_refuse(e, "The two passwords are not the same, so nothing is changed. Try again.");
	return n;
}

int command_staff_password(struct cli *c, struct err *e)
{
	char first[SECRET_SIZE], again[SECRET_SIZE];
	int64_t act = 0;
	int r = new_password(c, first, again, e);

	if (r >= 0)
		r = office_staff_password(c->office, c->operands[0], first, (size_t)r, &act, e);
	explicit_bzero(first, sizeof first);
	explicit_bzero(again, sizeof again);
	if (r == 0)
		cli_saved_act(c, act, "this is the password already");
	return r;
}
