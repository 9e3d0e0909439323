/* By which policy figures are judged, and since which review they are new. */
#include <errno.h>
#include <string.h>

#include "measure.h"
#include "policies.h"

int report_policy(struct office *o, struct day day, struct arena *a, struct policy *ret, struct err *e)
{
	struct policy_row *rows;
	int at, n = policies_adopted(o, day, a, &rows, &at, e);

	if (n < 0)
		return n;
	if (at >= 0)
		return policy_parse(rows[at].name, rows[at].text, a, ret, e);
	*ret = policy_national;
	return 0;
}

/* What was adopted is what figures depend on: it stands before the file of that name. */
int report_policy_named(struct office *o, const char *name, struct day day, struct arena *a, struct policy *ret, struct err *e)
{
	struct policy_row *rows;
	const char *text;
	int at, found = -1, n;

	if (!name)
		return report_policy(o, day, a, ret, e);
	n = policies_adopted(o, day, a, &rows, &at, e);
	for (int i = 0; i < n; i++)
		if (strcmp(rows[i].name, name) == 0 && rows[i].from_day.n <= day.n && (found < 0 || rows[i].from_day.n >= rows[found].from_day.n))
			found = i;
	if (n < 0)
		return n;
	return found >= 0 ? policy_parse(rows[found].name, rows[found].text, a, ret, e) : policy_find(o, name, a, &text, ret, e);
}

/* A review of everybody is one of each class too. */
int review_last(struct office *o, int64_t group, struct review_last *ret)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct review_row *rows;
	int n = store_reviews(o->store, &a, &rows);

	for (int i = 0; i < n; i++) {
		const struct review_row *row = &rows[i];

		if (day_is_none(row->closed_day) || (row->roll_group != NONE && row->roll_group != group))
			continue;
		*ret = (struct review_last){ row->closed_day, row->of_act, sitting_of(row->through_day, (enum session)row->through_session) };
		return 0;
	}
	return n < 0 ? n : -ENOENT;
}
