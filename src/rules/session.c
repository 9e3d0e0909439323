#include "rules/session.h"

#include <errno.h>
#include <stdbool.h>

static const char *const names[] = { [SESSION_AM] = "am", [SESSION_PM] = "pm" };

const char *session_name(enum session s)
{
	return names[s];
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

int session_parse(const char *s, enum session *ret)
{
	for (enum session i = SESSION_AM; i <= SESSION_PM; i++)
		if (lower(s[0]) == names[i][0] && s[0] && lower(s[1]) == names[i][1] && s[2] == '\0') {
			*ret = i;
			return 0;
		}
	return -EINVAL;
}

static bool rule_covers(const struct session_rule *r, struct day day, enum session session, int64_t site, int year,
			int64_t group)
{
	return r->session == session && day_within(day, r->from, r->to) && (r->site == 0 || r->site == site) &&
	       (r->year == SESSION_ANY_YEAR || r->year == year) && (r->group == 0 || r->group == group);
}

/* A single date before a group before a year before a site: each outweighs all that follow it. */
static int rule_nearness(const struct session_rule *r)
{
	bool one_date = !day_is_none(r->from) && day_equal(r->from, r->to);

	return 8 * one_date + 4 * (r->group != 0) + 2 * (r->year != SESSION_ANY_YEAR) + (r->site != 0);
}

const struct session_times *session_times_for(const struct session_rule *rules, int count, struct day day,
					      enum session session, int64_t site, int year, int64_t group)
{
	const struct session_rule *best = NULL;

	for (int i = 0; i < count; i++) {
		const struct session_rule *r = &rules[i];

		if (!rule_covers(r, day, session, site, year, group))
			continue;
		int nearer = best ? rule_nearness(r) - rule_nearness(best) : 1;
		if (nearer > 0 || (nearer == 0 && r->from.n >= best->from.n))
			best = r;
	}
	return best ? &best->times : NULL;
}

int session_times_check(const struct session_times *t, struct err *e)
{
	char a[8], b[8];

	if (t->gate < 0 || t->ends >= DAY_MINUTES)
		return err_refuse(e, "The times of a session must be from 00:00 to 23:59.");
	if (t->gate > t->starts)
		return err_refuse(e, "The gate closes at %s, after the register starts at %s. Set the gate to that time or earlier.",
				  minute_text(t->gate, a), minute_text(t->starts, b));
	if (t->starts >= t->closes)
		return err_refuse(e, "The register closes at %s, but it starts at %s. Set a later close.",
				  minute_text(t->closes, a), minute_text(t->starts, b));
	if (t->closes >= t->ends)
		return err_refuse(e, "The session ends at %s, but the register closes at %s. Set a later end.",
				  minute_text(t->ends, a), minute_text(t->closes, b));
	return 0;
}

int session_times_over(const struct session_times *t)
{
	int open = t->closes - t->starts;

	return open > SESSION_OPEN_MOST ? open - SESSION_OPEN_MOST : 0;
}

/* Domain 2.3: both policies that say so make the close itself L. */
enum arrival session_arrival(const struct session_times *t, int minute, int *ret_minutes)
{
	enum arrival a = minute <= t->gate     ? ARRIVAL_ON_TIME
			 : minute <= t->starts ? ARRIVAL_SLIP
			 : minute <= t->closes ? ARRIVAL_LATE
			 : minute < t->ends    ? ARRIVAL_AFTER_CLOSE
					       : ARRIVAL_TOO_LATE;

	if (ret_minutes)
		*ret_minutes = a == ARRIVAL_LATE || a == ARRIVAL_AFTER_CLOSE ? minute - t->starts : 0;
	return a;
}
