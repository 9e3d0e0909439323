#include "internal.h"

#include <errno.h>
#include <pwd.h>
#include <stdint.h>
#include <string.h>

#include "office/classes.h"
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

int command_staff_change(struct cli *c, struct err *e)
{
	const char *name = given_text(c, OPTION_NAME), *position = given_text(c, OPTION_POSITION);
	int64_t act = 0;

	if (!name && !position)
		return err_usage(e, "What is to be changed? Say it with --name or --position.");
	int r = office_staff_change(c->office, c->operands[0], name, position, &act, e);
	if (r == 0)
		cli_saved_act(c, act, "it stands so already");
	return r;
}

int command_staff_leave(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	int64_t act = 0;
	int r = office_staff_leave(c->office, c->operands[0], given_day(c, OPTION_TO), &said, &act, e);

	return cli_changed(c, r, &said, act, "it stands so already");
}

/* LIST */

enum { LIST_SIGN_IN, LIST_NAME, LIST_POSITION, LIST_KIND, LIST_ROLES, LIST_CLASSES, LIST_LOGINS, LIST_FROM, LIST_TO, LIST_COLUMNS };
static const struct report_column list_columns[LIST_COLUMNS] = {
	[LIST_SIGN_IN]  = { "sign_in", "Sign-in", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_NAME]     = { "name", "Name", CELL_TEXT, 24, COLUMN_BOTH },
	[LIST_POSITION] = { "position", "Position", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_KIND]     = { "kind", "Kind", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_ROLES]    = { "roles", "Roles", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_CLASSES]  = { "classes", "Classes", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_LOGINS]   = { "logins", "Logins", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[LIST_FROM]     = { "from", "From", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[LIST_TO]       = { "to", "Last day", CELL_DAY, 0, COLUMN_BOTH },
};

static void list_row(const struct staff_line *line, struct report *r)
{
	struct cell *cells = report_row_add(r, NULL);

	cells[LIST_SIGN_IN] = cell_text(r, line->sign_in);
	cells[LIST_NAME] = cell_text(r, line->name);
	cells[LIST_POSITION] = cell_text(r, line->position);
	cells[LIST_KIND] = cell_text(r, line->kind);
	cells[LIST_ROLES] = cell_text(r, line->roles);
	cells[LIST_CLASSES] = cell_text(r, line->classes);
	cells[LIST_LOGINS] = cell_text(r, line->logins);
	cells[LIST_FROM] = cell_day(line->from);
	cells[LIST_TO] = cell_day(line->to);
}

int command_staff_list(struct cli *c, struct err *e)
{
	struct report report;
	struct staff_view v;
	int r = office_staff_open(c->office, given_day(c, OPTION_DATE), &v, e);

	if (r < 0)
		return r;
	cli_report_start(c, "staff", "Staff", list_columns, LIST_COLUMNS, &report);
	for (int i = 0; i < v.count; i++)
		list_row(&v.lines[i], &report);
	staff_view_finish(&v);
	return cli_report_end(c, 0, &report, e);
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
