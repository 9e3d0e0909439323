#ifndef RULES_ROLE_H
#define RULES_ROLE_H

/** Roles of design 4; a person holds the sum of theirs, within scope.  A role without a scope is for the whole school, but a
 *  teacher's, and a supply teacher's, is for the groups they have.  What each may do stands in office (permission.c); a policy says by these names whose an action is. */
enum role { ROLE_TEACHER, ROLE_SUPPLY, ROLE_PASTORAL, ROLE_HEAD_OF_YEAR, ROLE_OFFICE, ROLE_ATTENDANCE_OFFICER, ROLE_CHAMPION, ROLE_HEAD,
	    ROLE_DSL, ROLE_GOVERNOR, ROLE_INSPECTOR, ROLE_ADMIN, ROLES };
const char *role_name(enum role r);            /**< "attendance_officer" */
int role_parse(const char *s, enum role *ret); /**< 0 or -EINVAL */

#endif
