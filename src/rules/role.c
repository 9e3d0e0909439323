#include "rules/role.h"

#include <errno.h>
#include <string.h>

static const char *const names[ROLES] = {
	"teacher", "supply", "pastoral", "head_of_year", "office", "attendance_officer", "champion", "head", "dsl", "governor",
	"inspector", "admin",
};

const char *role_name(enum role r)
{
	return names[r];
}

int role_parse(const char *s, enum role *ret)
{
	for (enum role r = 0; r < ROLES; r++)
		if (strcmp(names[r], s) == 0) {
			*ret = r;
			return 0;
		}
	return -EINVAL;
}
