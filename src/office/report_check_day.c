/* Check: what times the day: the policy in force, and plans that nobody has looked at since their review (A12, B4; domain 6, 7). */
#include "policies.h"
#include "report_parts.h"
#include "rules/calendar.h"

/* The school's own copies, which nobody has adopted yet, or will again. */
static void check_policy_files(struct check *c, const struct policy_line *lines, int n)
{
	for (int i = 0; i < n; i++)
		if (lines[i].trouble && !day_is_none(lines[i].from))
			check_say(c, "policy", CHECK_LOOK, "Correct that line in policies/: what was adopted holds until then.", "%s", lines[i].trouble);
		else if (lines[i].trouble)
			check_say(c, "policy", CHECK_LOOK, "Correct that line in policies/: until then it cannot be adopted.", "%s", lines[i].trouble);
}

/* What was adopted could be read then; but by a firstbell of another day.  Each judges the figures of its own days. */
static void check_policies_adopted(struct check *c, const struct policy_row *rows, int n, int in_force, struct arena *a)
{
	for (int i = 0; i < n; i++) {
		struct err why = { 0 };
		struct policy p;
		char day[DAY_TEXT];

		if (policy_parse(arena_printf(a, "%s, adopted from %s", rows[i].name, day_long(rows[i].from_day, day)), rows[i].text, a, &p, &why) < 0)
			check_say(c, "policy", CHECK_ACT, "Adopt it anew, corrected, from that day: nothing is judged by it until then.", "%s",
				  policy_trouble(a, &why));
		else if (i == in_force)
			check_say(c, "policy", CHECK_OK, NULL, "%s, in force from %s", p.title, day_long(rows[i].from_day, day));
	}
}

static int check_policy(struct check *c, struct err *e)
{
	struct office *o = c->office;
	CLEAN_ARENA struct arena a = { 0 };
	struct policy_line *lines;
	int at = -1, n = office_policies(o, &a, &lines, e);
	struct policy_row *rows;

	if (n < 0)
		return n;
	int adopted = policies_adopted(o, office_today(o), &a, &rows, &at, e);
	if (adopted < 0)
		return adopted;
	check_policies_adopted(c, rows, adopted, at, &a);
	check_policy_files(c, lines, n);
	if (at < 0)
		check_say(c, "policy", CHECK_LOOK, "Adopt the school's own: firstbell policy lists those there are.",
			  "No policy is adopted: bands and clocks are the national ones.");
	for (int i = 0; i < n; i++)
		if (at >= 0 && lines[i].in_force && lines[i].changed)
			check_say(c, "policy", CHECK_LOOK, "Read both, and adopt it again if the new one is meant.",
				  "The file of %s says something else now than what was adopted.", lines[i].name);
	return 0;
}

static int check_plans(struct check *c, struct err *e)
{
	struct day today = office_today(c->office), first = DAY_NONE;
	CLEAN_ARENA struct arena a = { 0 };
	struct plan_row *plans;
	char day[DAY_TEXT];
	int count = 0, n = store_plans_to_review(c->office->store, school_year_start(today), day_add(today, -1), &a, &plans);

	if (n < 0)
		return office_fail(c->office, n, e);
	for (int i = 0; i < n; i++) {
		if (plans[i].to_day.n < today.n)
			continue;
		first = day_is_none(first) || plans[i].review_day.n < first.n ? plans[i].review_day : first;
		count++;
	}
	if (count > 0)
		check_say(c, "plans", CHECK_LOOK, "Open them on Today, and set the next review or the end.",
			  "%d plan%s past %s review, the first since %s.", count, count == 1 ? " is" : "s are", count == 1 ? "its" : "their",
			  day_long(first, day));
	return 0;
}

int check_the_day(struct check *c, struct err *e)
{
	int r = check_policy(c, e);

	return r == 0 ? check_plans(c, e) : r;
}
