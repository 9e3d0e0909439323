#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "office/office.h"

/*
 * Every role and every action, copied by hand from the roles' table of reliability 5 and design 4, action by action where the
 * program's own table goes role by role.  "." nothing, "o" own groups and scope, "A" all.
 *
 * The columns: teacher, supply, pastoral, head of year, office, attendance officer, champion, head, DSL, governor, inspector, admin.
 */
static const struct {
	enum action action;
	const char *name;
	char reach[ROLES + 1];
} table[] = {
	/*                                            t s p h O a c H D g i A */
	{ ACTION_SEE_REGISTER, "see register",       "ooooAAoAA.A." },
	{ ACTION_TAKE_REGISTER, "take register",     "ooooAAoAA..." },
	{ ACTION_AMEND, "amend",                     "..ooAAoAA..." },
	{ ACTION_ALL_CODES, "all codes",             "..ooAAoAA..." },
	{ ACTION_RECORD_LATE, "record late",         "..ooAAoAA..." },
	{ ACTION_CLOSE_SESSION, "close session",     "..ooAAoA...." },
	{ ACTION_UNDO_ANY, "undo any",               "....A..A...." },
	{ ACTION_SEE_TOTALS, "see totals",           "ooooAAoAA.A." },
	{ ACTION_SEE_FIGURES, "see figures",         "ooooAAoAAAA." },
	{ ACTION_SEE_CONTACTS, "see contacts",       "ooooAAoAA.A." },
	{ ACTION_SEE_HISTORY, "see history",         "ooooAAoAA.A." },
	{ ACTION_CHANGE_ROLL, "change roll",         "....A..A...." },
	{ ACTION_CHANGE_SCHOOL, "change school",     "...........A" },
	{ ACTION_CHANGE_STAFF, "change staff",       "...........A" },
	{ ACTION_VERIFY, "verify",                   "..oo.AoAA..A" },
	{ ACTION_BACKUP, "backup",                   "...........A" },
	{ ACTION_SEE_FLAGS, "see flags",             "..ooAAoAA..." },
	{ ACTION_SEE_SECRETS, "see secrets",         ".......AA..." },
	{ ACTION_PLAN, "plan",                       "..ooAAoAA..." },
	{ ACTION_CALL, "call",                       "..ooAAoAA..." },
	{ ACTION_REVIEW, "review",                   "..ooAAoAA..." },
};

_Static_assert(sizeof table / sizeof *table == ACTIONS, "a row an action");

struct pair {
	char name[80];
	enum role role;
	enum action action;
	enum reach want;
};

static void pair_case(void **state)
{
	const struct pair *p = *state;

	assert_int_equal(permission_reach(p->role, p->action), p->want);
}

static enum reach reach_of(char c)
{
	return c == 'A' ? REACH_ALL : c == 'o' ? REACH_OWN : REACH_NONE;
}

static const struct name_row {
	const char *name;
	int want_r;
	enum role want;
} name_rows[] = {
	{ "teacher", 0, ROLE_TEACHER },
	{ "supply", 0, ROLE_SUPPLY },
	{ "pastoral", 0, ROLE_PASTORAL },
	{ "head_of_year", 0, ROLE_HEAD_OF_YEAR },
	{ "office", 0, ROLE_OFFICE },
	{ "attendance_officer", 0, ROLE_ATTENDANCE_OFFICER },
	{ "champion", 0, ROLE_CHAMPION },
	{ "head", 0, ROLE_HEAD },
	{ "dsl", 0, ROLE_DSL },
	{ "governor", 0, ROLE_GOVERNOR },
	{ "inspector", 0, ROLE_INSPECTOR },
	{ "admin", 0, ROLE_ADMIN },
	{ "Head", -EINVAL, ROLES },
	{ "", -EINVAL, ROLES },
	{ "caretaker", -EINVAL, ROLES },
};

static void name_case(void **state)
{
	const struct name_row *row = *state;
	enum role got = ROLES;

	assert_int_equal(role_parse(row->name, &got), row->want_r);
	assert_int_equal(got, row->want);
	if (row->want_r == 0)
		assert_string_equal(role_name(got), row->name);
}

int main(void)
{
	static struct rows rows;
	static struct pair pairs[ROLES * ACTIONS];
	struct pair *p = pairs;

	for (size_t i = 0; i < ACTIONS; i++)
		for (enum role r = 0; r < ROLES; r++, p++) {
			*p = (struct pair){ .role = r, .action = table[i].action, .want = reach_of(table[i].reach[r]) };
			snprintf(p->name, sizeof p->name, "%s: %s", role_name(r), table[i].name);
			rows_case(&rows, p->name, pair_case, p);
		}
	rows_add(&rows, name_case, name_rows);
	return rows_run(&rows, "permission");
}
