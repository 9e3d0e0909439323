/* Who may do what (reliability 5, Roles; design 4): deny by default, one table, asked by every use case. */
#include <errno.h>
#include <string.h>

#include "internal.h"

#define NO REACH_NONE
#define OWN REACH_OWN
#define ALL REACH_ALL

/*
 * Supply is a teacher on the days of cover; pastoral, head of year and champion are the attendance officer within their
 * scope; an inspector reads both registers with their amendments and writes nothing: the admission register holds every
 * parent's name, address and number (PR24 reg 8), and is open to inspection (domain 2.7), but for what is secret; a governor
 * has figures without names; an administrator has no pupil data.
 */
static const enum reach table[ROLES][ACTIONS] = {
	/*                           see  take amend codes late close undo totals figs cont hist roll school staff verify backup flags secrets plan call review */
	[ROLE_TEACHER] =            { OWN, OWN, NO,  NO,  NO,  NO,  NO,  OWN, OWN, OWN, OWN, NO,  NO,  NO,  NO,  NO,  NO, NO, NO,  NO, NO },
	[ROLE_SUPPLY] =             { OWN, OWN, NO,  NO,  NO,  NO,  NO,  OWN, OWN, OWN, OWN, NO,  NO,  NO,  NO,  NO,  NO, NO, NO,  NO, NO },
	[ROLE_PASTORAL] =           { OWN, OWN, OWN, OWN, OWN, OWN, NO,  OWN, OWN, OWN, OWN, NO,  NO,  NO,  OWN, NO,  OWN, NO, OWN, OWN, OWN },
	[ROLE_HEAD_OF_YEAR] =       { OWN, OWN, OWN, OWN, OWN, OWN, NO,  OWN, OWN, OWN, OWN, NO,  NO,  NO,  OWN, NO,  OWN, NO, OWN, OWN, OWN },
	[ROLE_OFFICE] =             { ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, NO,  NO,  NO,  NO,  ALL, NO, ALL, ALL, ALL },
	[ROLE_ATTENDANCE_OFFICER] = { ALL, ALL, ALL, ALL, ALL, ALL, NO,  ALL, ALL, ALL, ALL, NO,  NO,  NO,  ALL, NO,  ALL, NO, ALL, ALL, ALL },
	[ROLE_CHAMPION] =           { OWN, OWN, OWN, OWN, OWN, OWN, NO,  OWN, OWN, OWN, OWN, NO,  NO,  NO,  OWN, NO,  OWN, NO, OWN, OWN, OWN },
	[ROLE_HEAD] =               { ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, NO,  NO,  ALL, NO,  ALL, ALL, ALL, ALL, ALL },
	[ROLE_DSL] =                { ALL, ALL, ALL, ALL, ALL, NO,  NO,  ALL, ALL, ALL, ALL, NO,  NO,  NO,  ALL, NO,  ALL, ALL, ALL, ALL, ALL },
	[ROLE_GOVERNOR] =           { NO,  NO,  NO,  NO,  NO,  NO,  NO,  NO,  ALL, NO,  NO,  NO,  NO,  NO,  NO,  NO,  NO, NO, NO,  NO, NO },
	[ROLE_INSPECTOR] =          { ALL, NO,  NO,  NO,  NO,  NO,  NO,  ALL, ALL, ALL, ALL, NO,  NO,  NO,  NO,  NO,  NO, NO, NO,  NO, NO },
	[ROLE_ADMIN] =              { NO,  NO,  NO,  NO,  NO,  NO,  NO,  NO,  NO,  NO,  NO,  NO,  ALL, ALL, ALL, ALL, NO, NO, NO,  NO, NO },
};

#undef NO
#undef OWN
#undef ALL

/* What each action is called in a refusal, and whom to ask. */
static const struct {
	const char *words, *ask;
	bool whole; /* it is about the whole school: a role within a scope does not do */
} actions[ACTIONS] = {
	[ACTION_SEE_REGISTER] = { "see this register", "the office", false },
	[ACTION_TAKE_REGISTER] = { "take this register", "the office", false },
	[ACTION_AMEND] = { "change marks after the close or of a past day", "the office", false },
	[ACTION_ALL_CODES] = { "use every code", "the office", false },
	[ACTION_RECORD_LATE] = { "record arrivals", "the office", false },
	[ACTION_CLOSE_SESSION] = { "close a register", "the office", false },
	[ACTION_UNDO_ANY] = { "undo what somebody else did", "the office or the head", false },
	[ACTION_SEE_TOTALS] = { "see pupils' figures", "the office", false },
	[ACTION_SEE_FIGURES] = { "see the school's figures", "the office", false },
	[ACTION_SEE_CONTACTS] = { "see contacts", "the office", false },
	[ACTION_SEE_HISTORY] = { "see the history of marks", "the office", false },
	[ACTION_CHANGE_ROLL] = { "change the roll", "the office", true },
	[ACTION_CHANGE_SCHOOL] = { "change the school's settings", "an administrator", true },
	[ACTION_CHANGE_STAFF] = { "change staff and their roles", "an administrator", true },
	[ACTION_VERIFY] = { "check or verify the record", "the head or an administrator", true },
	[ACTION_BACKUP] = { "back the school up", "an administrator", true },
	[ACTION_SEE_FLAGS] = { "see why a child comes first", "the designated safeguarding lead", false },
	[ACTION_SEE_SECRETS] = { "see an address that is secret", "the head or the designated safeguarding lead", false },
	[ACTION_PLAN] = { "plan absences, trips and closures", "the office", false },
	[ACTION_CALL] = { "log calls and what families say", "the office", false },
	[ACTION_REVIEW] = { "review attendance, set targets or note returns", "the office", false },
};

enum reach permission_reach(enum role r, enum action a)
{
	return table[r][a];
}

/* Teachers hold what their groups give them; every other role without a scope holds for the whole school. */
static bool role_by_groups(enum role r)
{
	return r == ROLE_TEACHER || r == ROLE_SUPPLY;
}

static bool row_unscoped(const struct staff_role_row *row)
{
	return row->year == NONE && row->roll_group == NONE;
}

static bool row_is_whole(const struct staff_role_row *row, enum role role)
{
	return row_unscoped(row) && !role_by_groups(role);
}

/* Supply has only the groups that they cover; a head of year is no more than the teacher of a class outside the year. */
static bool in_own_groups(const struct office *o, enum role role, enum action a, int64_t roll_group)
{
	if (!role_by_groups(role) && table[ROLE_TEACHER][a] == REACH_NONE)
		return false;
	for (int i = 0; i < o->group_count; i++)
		if (o->groups[i].roll_group == roll_group && (role != ROLE_SUPPLY || strcmp(o->groups[i].kind, "cover") == 0))
			return true;
	return false;
}

/* Has the group a pupil of that year?  Asked of the last school day of the week as well: on a Sunday nobody is due. */
static int group_has_year(struct office *o, int64_t roll_group, struct day day, int64_t year)
{
	for (int back = 0; back < 7; back++) {
		CLEAN_ARENA struct arena a = { 0 };
		struct due_row *due;
		int n = 0;

		for (enum session s = SESSION_AM; n == 0 && s <= SESSION_PM; s++)
			n = store_due(o->store, day_add(day, -back), s, roll_group, &a, &due);
		for (int i = 0; i < n; i++)
			if (due[i].year == year)
				return 1;
		if (n != 0)
			return n < 0 ? n : 0;
	}
	return 0;
}

/* 1 if that row of a person's roles reaches the group on that day, 0 if not, or -errno. */
static int row_reaches(struct office *o, const struct staff_role_row *row, enum role role, enum action a, int64_t roll_group,
		       struct day day)
{
	if (row_is_whole(row, role) || (row->roll_group != NONE && row->roll_group == roll_group))
		return 1;
	if (table[role][a] == REACH_OWN && in_own_groups(o, role, a, roll_group))
		return 1;
	return row->year != NONE && row->roll_group == NONE ? group_has_year(o, roll_group, day, row->year) : 0;
}

static int row_allows(struct office *o, const struct staff_role_row *row, enum action a, int64_t roll_group, struct day day)
{
	enum role role;

	if (role_parse(row->role, &role) < 0 || table[role][a] == REACH_NONE)
		return 0; /* a role of a later version gives nothing here */
	if (actions[a].whole)
		return row_is_whole(row, role);
	return roll_group == 0 ? 1 : row_reaches(o, row, role, a, roll_group, day);
}

static int refuse(struct office *o, enum action a, int64_t roll_group, struct err *e)
{
	const struct roll_group_row *group = office_group(o, roll_group);

	if (!o->known)
		return office_someone(o, e);
	return err_refuse(e, "%s may not %s%s%s%s. Ask %s.", o->person.name, actions[a].words,
			  group ? " (" : "", group ? group->name : "", group ? ")" : "", actions[a].ask);
}

int office_may_on(struct office *o, enum action a, int64_t roll_group, struct day day, struct err *e)
{
	for (int i = 0; i < o->role_count; i++) {
		int r = row_allows(o, &o->roles[i], a, roll_group, day);

		if (r < 0)
			return office_fail(o, r, e);
		if (r > 0)
			return 0;
	}
	return refuse(o, a, roll_group, e);
}

int office_may(struct office *o, enum action a, int64_t roll_group, struct err *e)
{
	return office_may_on(o, a, roll_group, office_today(o), e);
}

enum reach office_reach(struct office *o, enum action a)
{
	enum reach most = REACH_NONE;

	for (int i = 0; i < o->role_count; i++) {
		enum role role;

		if (role_parse(o->roles[i].role, &role) < 0 || table[role][a] == REACH_NONE)
			continue;
		if (row_is_whole(&o->roles[i], role))
			return REACH_ALL;
		most = REACH_OWN;
	}
	return most;
}
