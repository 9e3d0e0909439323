/* Families from shared homes and contacts (feature H3). */
#include "rules/family.h"

bool family_is_parent(const char *relation)
{
	return false;
}

bool family_is_foster(const char *relation)
{
	return false;
}

int family_households(const struct family_link *links, int count, struct arena *a, struct household **ret)
{
	return 0;
}

int family_siblings(const struct family_link *links, int count, const struct family_said *said, int said_count, struct arena *a, struct sibling **ret)
{
	return 0;
}
