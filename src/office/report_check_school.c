/* Check: settings, times and calendar. */
#include <string.h>

#include "report_parts.h"
#include "rules/calendar.h"

#define SESSIONS_WISHED 380 /* domain 2.1: warn only */

static bool is_digits(const char *s, size_t n)
{
	return s && strlen(s) == n && strspn(s, "0123456789") == n;
}

static void check_facts(struct check *c)
{
	const struct school_row *s = &c->office->school;
	int before = c->found;

	if (!s->name || s->name[0] == '\0')
		check_say(c, "school", CHECK_ACT, "Set the school's name.", "The school has no name.");
	if (!is_digits(s->authority, 3))
		check_say(c, "school", CHECK_ACT, "Set the local authority's three digits.", "The authority number is not three digits.");
	if (!is_digits(s->establishment, 4))
		check_say(c, "school", CHECK_ACT, "Set the establishment's four digits.", "The establishment number is not four digits.");
	if (c->found == before)
		check_say(c, "school", CHECK_OK, NULL, "%s, %s/%s, time zone %s", s->name, s->authority, s->establishment, s->timezone);
}

/* Who can be told of a register: classes that exist today. */
static bool group_today(const struct roll_group_row *g, struct day today)
{
	return day_within(today, g->from_day, g->to_day);
}

static void check_times_present(struct check *c)
{
	struct office *o = c->office;
	struct day today = office_today(o);
	int missing = 0;

	for (int s = SESSION_AM; s <= SESSION_PM; s++) {
		missing += !office_times(o, today, (enum session)s, 0);
		for (int i = 0; i < o->roll_group_count; i++)
			if (group_today(&o->roll_groups[i], today) && !office_times(o, today, (enum session)s, o->roll_groups[i].id)) {
				check_say(c, "times", CHECK_ACT, "Set the times of its sessions.", "%s has no times for the %s.",
					  o->roll_groups[i].name, session_words((enum session)s));
				missing++;
			}
	}
	if (missing == 0)
		check_say(c, "times", CHECK_OK, NULL, "Every class has its times, morning and afternoon.");
	else if (o->roll_group_count == 0)
		check_say(c, "times", CHECK_ACT, "Set the times of the sessions.", "The school has no times for its sessions.");
}

/* Times that are past are nobody's to change. */
static bool still_holds(const struct check *c, const struct session_rule *r)
{
	return day_is_none(r->to) || r->to.n >= office_today(c->office).n;
}

/* The register stays open at most 30 minutes, and as long in the afternoon as in the morning (domain 2.3). */
static void check_windows(struct check *c)
{
	const struct office *o = c->office;
	char starts[8], closes[8];

	for (int i = 0; i < o->session_rule_count; i++) {
		const struct session_rule *r = &o->session_rules[i];
		int over = session_times_over(&r->times);

		if (over > 0 && still_holds(c, r))
			check_say(c, "times", CHECK_LOOK, "Close the register earlier: the guidance allows 30 minutes.",
				  "The %s register is open from %s to %s, %d minutes too long.", session_words(r->session),
				  minute_text(r->times.starts, starts), minute_text(r->times.closes, closes), over);
	}
	const struct session_times *am = office_times(c->office, office_today(c->office), SESSION_AM, 0);
	const struct session_times *pm = office_times(c->office, office_today(c->office), SESSION_PM, 0);
	if (am && pm && am->closes - am->starts != pm->closes - pm->starts)
		check_say(c, "times", CHECK_LOOK, "Keep both registers open for the same time.",
			  "The morning register is open for %d minutes, the afternoon's for %d.", am->closes - am->starts, pm->closes - pm->starts);
}

static void check_year(struct check *c)
{
	const struct calendar *calendar = office_calendar(c->office);
	struct day first = school_year_start(office_today(c->office));
	sitting from = sitting_of(first, SESSION_AM), end = report_year_end(first);
	int sessions = 0, days = 0;

	for (struct day d = first; sitting_of(d, SESSION_PM) <= end; d = day_add(d, 1))
		days += calendar_is_school_day(calendar, d);
	for (sitting s = from; s <= end; s++)
		sessions += calendar_is_open(calendar, s);
	if (sessions == 0)
		check_say(c, "calendar", CHECK_ACT, "Enter the terms of this school year: firstbell term.", "No session of this school year is held.");
	else if (sessions < SESSIONS_WISHED)
		check_say(c, "calendar", CHECK_LOOK, "Look whether a term is missing (firstbell term); an academy may hold fewer, and lost days need not be made up.",
			  "%d sessions on %d days are held this school year, fewer than %d.", sessions, days, SESSIONS_WISHED);
	else
		check_say(c, "calendar", CHECK_OK, NULL, "%d sessions on %d days are held this school year.", sessions, days);
}

static void check_terms(struct check *c)
{
	const struct calendar *k = office_calendar(c->office);

	for (int i = 0; i < k->term_count; i++)
		for (int j = 0; j < i; j++)
			if (k->terms[i].from.n <= k->terms[j].to.n && k->terms[j].from.n <= k->terms[i].to.n)
				check_say(c, "calendar", CHECK_LOOK, "Correct the first or last day of one of them: firstbell term.", "The terms %s and %s overlap.",
					  k->terms[j].name, k->terms[i].name);
}

void check_school(struct check *c)
{
	check_facts(c);
	check_times_present(c);
	check_windows(c);
	check_year(c);
	check_terms(c);
}
