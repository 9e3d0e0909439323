/* What stands in the way of a leaving: what its ground asks for, who must be told first (domain 3.2; PR24 reg 9). */
#include "leaving.h"

#include <stdlib.h>
#include <string.h>

#include "presence.h"
#include "rules/code.h"
#include "rules/pupil.h"
#include "rules/span.h"

struct blocks {
	struct leaving *l;
	const struct enrolment_row *spell;
	const struct ground *ground;
	struct pupil_flag_row *flags;
	int flag_count;
	int missing;
};

static void missing(struct blocks *b, const char *what)
{
	leaving_say(b->l, "Missing: %s.", what);
	b->missing++;
}

static bool has_flag(const struct blocks *b, const char *flag)
{
	for (int i = 0; i < b->flag_count; i++)
		if (strcmp(b->flags[i].flag, flag) == 0 &&
		    (flag_stands(&b->flags[i], b->l->today) || flag_stands(&b->flags[i], b->spell->to_day)))
			return true;
	return false;
}

/* WHICH GROUND ---------------------------------------------------------------------------------------------------------------------- */

static bool is_compulsory(const struct blocks *b)
{
	return compulsory_on(b->l->pupil.born_day, b->spell->to_day);
}

/* Entered as what it is (office_pupil_died), not as a leaving. */
static bool is_death(const struct ground *g)
{
	return strcmp(g->letter, "j") == 0;
}

static void say_grounds(struct blocks *b)
{
	for (int i = 0; i < grounds_count; i++) {
		const struct ground *g = &grounds[i];

		if (g == ground_find(g->letter, b->spell->to_day) && ground_is_for(g, is_compulsory(b)) && !is_death(g))
			leaving_say(b->l, "  %s  %s", g->letter, g->words);
	}
}

static int refuse_age(struct blocks *b)
{
	char day[DAY_TEXT];

	return err_refuse(b->l->e, "Ground %s is not for %s, who is %sof compulsory school age on %s. Choose another ground.", b->ground->letter,
			  b->l->name, is_compulsory(b) ? "" : "not ", day_long(b->spell->to_day, day));
}

/* 0 with b->ground NULL: none was said yet. */
static int find_ground(struct blocks *b)
{
	const char *letter = b->spell->ground;

	if (!letter) {
		missing(b, is_compulsory(b) ? "the ground (PR24 reg 9(1)). It is one of these" : "the ground (PR24 reg 9(3)). It is one of these");
		say_grounds(b);
		return 0;
	}
	b->ground = ground_find(letter, b->spell->to_day);
	if (!b->ground) {
		say_grounds(b);
		return err_refuse(b->l->e, "There is no ground %.20s. Choose one of those that are in force.", letter);
	}
	if (is_death(b->ground))
		return err_refuse(b->l->e, "Where a pupil has died, enter the death instead: that one act ends every list, letter and message.");
	return ground_is_for(b->ground, is_compulsory(b)) ? 0 : refuse_age(b);
}

/* WHAT IT ASKS FOR ------------------------------------------------------------------------------------------------------------------ */

static void check_needs(struct blocks *b)
{
	const struct enrolment_row *s = b->spell;
	const struct {
		enum ground_need need;
		bool there;
		const char *what;
	} needs[] = {
		{ GROUND_DESTINATION, s->destination, "the destination: the next school, or what the child does instead" },
		{ GROUND_ENQUIRIES, s->enquiries, "the enquiries that school and authority made together" },
		{ GROUND_CONSENT, s->consent, "the consent: whose, and when" },
		{ GROUND_EVIDENCE, !day_is_none(s->evidence_day), "the day of what shows it: letter, order, certificate" },
		{ GROUND_ADDRESS, s->new_address, "the new address" },
	};

	for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
		if (b->ground->needs & needs[i].need && !needs[i].there)
			missing(b, needs[i].what);
}

/* Told before the name goes, whatever the ground. */
static void check_told(struct blocks *b)
{
	if ((has_flag(b, "social_worker") || has_flag(b, "yot_worker")) && day_is_none(b->spell->social_worker_told_day))
		missing(b, "the day on which the social worker was told, before the name goes");
	if (has_flag(b, "looked_after") && day_is_none(b->spell->virtual_school_told_day))
		missing(b, "the day on which the virtual school was told, before the name goes");
}

/* The program does not know who placed a child at a special school: a person answers. */
static void check_home_education(struct blocks *b)
{
	if (b->ground->letter[0] != 'f' || b->ground->letter[1])
		return;
	if (b->ground->with_consent_if_ehe && has_flag(b, "cp") && !b->spell->consent)
		missing(b, "the authority's consent to home education (EA 1996 s434A)");
	if (!b->spell->consent)
		leaving_say(b->l, "Is the child at a special school through the authority, or under a\n"
				  "child protection enquiry? If so, enter the authority's consent first.");
}

/* ABSENT FOR SO MANY SCHOOL DAYS (grounds i and nb) ----------------------------------------------------------------------------------- */

struct absence {
	struct leaving *l;
	struct span span;
	int year;
	int64_t group;
	int days;            /* whole school days of it, going back from today */
};

static bool counts_as_absent(uint8_t mark)
{
	return mark == CODE_G || code_has_no_reason(mark);
}

/* Of spells that touch, the first session of the first. */
static sitting on_roll_since(const struct leaving *l, const struct enrolment_row *spell)
{
	for (int i = l->count; i-- > 0;)
		if (spell_goes_on(&l->spells[i], spell))
			spell = &l->spells[i];
	return spell_first(spell);
}

static int absence_read(struct absence *a, const struct enrolment_row *spell)
{
	struct leaving *l = a->l;
	sitting first = on_roll_since(l, spell);
	struct due_row *due;
	int n, r;

	a->span = (struct span){ .first = first, .last = sitting_of(l->today, SESSION_PM), .year = strip_year(sitting_day(first)) };
	a->span.years = strip_year(l->today) - a->span.year + 1;
	a->year = SESSION_ANY_YEAR;
	r = store_strips(l->o->store, l->pupil.id, a->span.year, strip_year(l->today), &l->arena, &a->span.strips);
	if (r == 0)
		r = office_pupil_group(l->o, l->pupil.id, l->today, SESSION_AM, &a->group, l->e);
	n = r < 0 || !a->group ? r : store_due(l->o->store, l->today, SESSION_AM, a->group, &l->arena, &due);
	for (int i = 0; i < n; i++)
		if (due[i].pupil == l->pupil.id)
			a->year = due[i].year;
	return n < 0 ? office_fail(l->o, n, l->e) : 0;
}

/* 1 if all of the day was such an absence, 0 if nothing can be said of it (no school, or today and not all marked yet), -1 where
 * something breaks it. */
static int absence_of_day(const struct absence *a, struct day day, sitting *ret_breaks)
{
	int held = 0, absent = 0;

	for (sitting s = sitting_of(day, SESSION_PM); s >= sitting_of(day, SESSION_AM) && s >= a->span.first; s--) {
		uint8_t mark = span_mark(&a->span, s);

		if (calendar_opening(office_calendar(a->l->o), s, a->year, a->group, NULL) != OPENING_OPEN)
			continue;
		held++;
		if (mark == CODE_NONE && day_equal(day, a->l->today))
			continue;
		*ret_breaks = s;
		if (!counts_as_absent(mark))
			return -1;
		absent++;
	}
	return held > 0 && absent == held;
}

/* The session that breaks it; one before the first on the roll where none does. */
static sitting absence_walk(struct absence *a, int wanted)
{
	sitting breaks = a->span.first - 1;

	for (struct day d = a->l->today; a->days < wanted && sitting_of(d, SESSION_PM) >= a->span.first; d = day_add(d, -1)) {
		int is = absence_of_day(a, d, &breaks);

		if (is < 0)
			return breaks;
		a->days += is;
	}
	return a->span.first - 1;
}

static int check_absence(struct blocks *b)
{
	struct leaving *l = b->l;
	struct absence a = { .l = l };
	int wanted = b->ground->days_absent, r = absence_read(&a, b->spell);

	if (r < 0)
		return r;
	sitting breaks = absence_walk(&a, wanted);
	if (a.days >= wanted)
		return 0;
	if (breaks < a.span.first)
		return err_refuse(l->e, "Ground %s needs %d school days running of G, N or O up to now. There are %d: %s was not on the roll before.",
				  b->ground->letter, wanted, a.days, l->name);
	uint8_t mark = span_mark(&a.span, breaks);
	return err_refuse(l->e, "Ground %s needs %d school days running of G, N or O up to now. There are %d: %s in the %s of %s.",
			  b->ground->letter, wanted, a.days, mark ? code_symbol(mark) : "no mark", session_words(sitting_session(breaks)),
			  leaving_day(l, sitting_day(breaks)));
}

/* ------------------------------------------------------------------------------------------------------------------------------------ */

static int check_all(struct blocks *b)
{
	int r = find_ground(b);

	if (r < 0)
		return r;
	check_told(b);
	if (!b->ground)
		return 0;
	if (b->ground->days_absent)
		r = check_absence(b);
	check_needs(b);
	check_home_education(b);
	return r;
}

int leaving_blocks(struct leaving *l, const struct enrolment_row *spell, int *ret_missing)
{
	struct blocks b = { .l = l, .spell = spell };
	int r = 0;

	*ret_missing = 0;
	if (spell_is_guest(spell))
		return 0;
	b.flag_count = store_flags_of_pupil(l->o->store, l->pupil.id, &l->arena, &b.flags);
	if (b.flag_count < 0)
		return office_fail(l->o, b.flag_count, l->e);
	r = check_all(&b);
	if (r == 0)
		*ret_missing = b.missing;
	return r;
}
