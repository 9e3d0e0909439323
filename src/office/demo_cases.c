/* The cases that a roll has (issue 5): made of pupils whom the dice made, without a throw, so that the others stay as they are. */
#include <string.h>

#include "demo.h"
#include "rules/code.h"

enum { ACORN, WILLOW, HAZEL, MAPLE, ROWAN, BIRCH, BEECH, OAK };

/* PICKING: the first of a class who is nobody special, and nobody's brother or sister if there is such a one. */

static bool can_be_picked(const struct demo *d, const struct demo_pupil *p, int class, const char *sex, bool alone)
{
	const struct demo_family *f = &d->families.items[p->family];

	if (p->class != class || p->special != SPECIAL_NONE || p->named || p->picked || strcmp(p->row.sex, sex) != 0)
		return false;
	return !alone || (f->children == 1 && !*f->key);
}

static int pick(struct demo *d, int class, const char *sex)
{
	for (int alone = 1; alone >= 0; alone--)
		for (int i = 0; i < d->pupils.count; i++)
			if (can_be_picked(d, &d->pupils.items[i], class, sex, alone)) {
				d->pupils.items[i].picked = true;
				return i;
			}
	BUG("a class of the practice school has nobody to pick");
}

static struct demo_pupil *pick_pupil(struct demo *d, int class, const char *sex)
{
	return &d->pupils.items[pick(d, class, sex)];
}

static struct demo_pupil *special_pupil(struct demo *d, enum special special, int skip)
{
	for (int i = 0; i < d->pupils.count; i++)
		if (d->pupils.items[i].special == special && skip-- == 0)
			return &d->pupils.items[i];
	BUG("the practice school has no such special pupil");
}

/* PEOPLE */

/* Born either side of midnight on 31 August: one in Year 1, one in Reception. */
static void make_twins(struct demo *d)
{
	struct demo_pupil *first = pick_pupil(d, HAZEL, "F"), *second = pick_pupil(d, WILLOW, "M");

	first->row.born_day = day_of(d->year.year - 5, 8, 31);
	second->row.born_day = day_of(d->year.year - 5, 9, 1);
	first->row.forename = "Imogen";
	second->row.forename = "Wilfred";
	second->row.surname = first->row.surname;
	d->families.items[second->family].children--;
	second->family = first->family;
	second->heritage = first->heritage;
	second->flags = first->flags;
	d->families.items[first->family].children++;
}

/* Two of one name in one class. */
static void make_namesake(struct demo *d)
{
	const struct demo_pupil *smith = special_pupil(d, SPECIAL_SAME_NAME, 0);
	struct demo_pupil *p = pick_pupil(d, smith->class, smith->row.sex);

	p->row.surname = smith->row.surname;
	p->row.forename = smith->row.forename;
	p->row.middle_names = "George";
}

/* The foster carer's own child lives at the same address as the children she fosters. */
static void make_carers_own(struct demo *d)
{
	const struct demo_pupil *fostered = special_pupil(d, SPECIAL_FOSTER, 0);
	struct demo_pupil *p = pick_pupil(d, ROWAN, "F");

	d->families.items[p->family].children--;
	p->family = fostered->family;
	p->row.surname = d->families.items[p->family].adults[0].row.surname;
	p->carers_own = true;
	p->flags = "";
}

/* Separated parents: the children live with both, at two addresses. */
static void make_two_homes(struct demo *d)
{
	for (int i = 0; i < d->families.count; i++) {
		struct demo_family *f = &d->families.items[i];

		if (f->adult_count < 2 || strcmp(f->adults[1].relation, "Father") != 0 || f->adults[1].lines == f->adults[0].lines || f->adults[1].do_not_contact)
			continue;
		f->adults[1].lives_with = true;
		return;
	}
}

/* Three years ago she moved away, and came back for the last year of the school. */
static void make_returned(struct demo *d)
{
	struct demo_pupil *p = pick_pupil(d, OAK, "F");

	p->first_from = day_of(d->year.year - 6, 9, 1);
	p->first_to = day_of(d->year.year - 3, 3, 22);
	p->last_school = "Colegio San Telmo, Málaga, Spain";
}

static void make_known_as(struct demo *d)
{
	struct demo_pupil *p = pick_pupil(d, MAPLE, "F");

	p->row.preferred_surname = "Fairbrother";
	p->row.middle_names = "Elizabeth Rose";
}

/* WHO COMES */

static void make_to_come(struct demo *d)
{
	struct demo_pupil *p = demo_pupil_extra(d, WILLOW, 0, "Lockyer", "Robin", "F");
	struct day last = d->year.terms[0].to;

	p->row.upn = NULL;
	p->row.sex = NULL; /* nobody asked yet */
	p->from = calendar_school_day(&d->year.calendar, last, 1);
	p->told = moment_of(day_of(d->year.year, 10, 8), 10 * 60 + 20, 0).seconds;
	p->last_school = "Little Anchors Nursery, 11 Capstan Street, Harbourside, BN0 1DD";
}

static void make_starts_today(struct demo *d)
{
	struct demo_pupil *p = demo_pupil_extra(d, OAK, 6, "Achterberg", "Noor", "F");

	p->from = calendar_is_school_day(&d->year.calendar, d->now.day) ? d->now.day : calendar_school_day(&d->year.calendar, d->now.day, 1);
	if (day_is_none(p->from))
		p->from = d->now.day;
	p->told = moment_of(p->from, 8 * 60 + 50, 0).seconds; /* a new girl came at ten to nine */
	if (p->told > d->clock.seconds)
		p->told = d->clock.seconds - 17 * 60;
	p->row.upn = NULL;
	p->last_school = "Cliff End Academy, Cliff Road, Seabourne, BN0 7LP";
}

/* Where others were before: whoever began here in a later year than Reception. */
static void make_last_schools(struct demo *d)
{
	for (int i = 0; i < d->pupils.count; i++) {
		struct demo_pupil *p = &d->pupils.items[i];
		const struct practice_schools *s = &practice_schools[i % practice_schools_count];

		if (!p->last_school && i % 7 == 3 && p->year >= 0)
			p->last_school = arena_printf(&d->arena, "%s, %s", s->name, s->address);
	}
}

void demo_cases_make(struct demo *d)
{
	make_twins(d);
	make_namesake(d);
	make_carers_own(d);
	make_two_homes(d);
	make_returned(d);
	make_known_as(d);
	make_to_come(d);
	make_starts_today(d);
	make_last_schools(d);
}

/* WHAT HAPPENED */

int demo_class_at(const struct demo *d, const struct demo_pupil *p, int session)
{
	return !day_is_none(p->moved) && sitting_day(d->sessions[session]).n < p->moved.n ? p->class_before : p->class;
}

static void happen(struct demo *d, enum demo_case what, int pupil, struct day day, int minute)
{
	demo_event_add(d, (struct event){ .what = HAPPENED_CASE, .at = moment_of(day, minute, 0).seconds, .staff = DEMO_OFFICE, .class = -1, .session = -1,
					  .pupil = pupil, .code = (uint8_t)what, .arrival = -1 });
}

/* After the autumn half-term: from Beech, which has both years, to Oak. */
static void happen_move(struct demo *d, struct day after)
{
	struct demo_pupil *p = pick_pupil(d, OAK, "M");
	struct day told = calendar_school_day(&d->year.calendar, after, -1);

	p->class_before = BEECH;
	if (d->clock.seconds < moment_of(told, 15 * 60 + 40, 0).seconds) {
		p->class = BEECH;
		return;
	}
	p->moved = after;
	happen(d, CASE_MOVED, (int)(p - d->pupils.items), told, 15 * 60 + 40);
}

/* Sessions agreed elsewhere on the clock's own weekday, from that day on: expected, and no mark until somebody confirms them. */
static void happen_elsewhere(struct demo *d)
{
	struct day today = d->now.day, told = calendar_school_day(&d->year.calendar, today, -1);
	int away = pick(d, OAK, "F"), off_site = pick(d, BIRCH, "M");

	if (day_is_none(told) || !calendar_is_school_day(&d->year.calendar, today))
		return;
	for (int k = 0; k < d->session_count; k++) {
		bool am = sitting_session(d->sessions[k]) == SESSION_AM;
		struct demo_pupil *p = &d->pupils.items[am ? away : off_site];

		if (!day_equal(sitting_day(d->sessions[k]), today))
			continue;
		p->marks[k] = am ? CODE_D : code_number("B");
		p->why[k] = p->arrival[k] = 0;
	}
	happen(d, CASE_ELSEWHERE_TODAY, away, told, 16 * 60 + 5);
	happen(d, CASE_OFF_SITE, off_site, told, 16 * 60 + 12);
}

void demo_cases_happen(struct demo *d)
{
	struct day half_term = sitting_day(d->year.closures[0].to), after = calendar_school_day(&d->year.calendar, half_term, 1);

	happen(d, CASE_NEW_UPN, pick(d, ROWAN, "M"), day_of(d->year.year, 10, 5), 11 * 60 + 2);
	happen(d, CASE_NEW_NAME, pick(d, BIRCH, "F"), day_of(d->year.year, 10, 12), 14 * 60 + 30);
	happen(d, CASE_NUMBER_DEAD, pick(d, WILLOW, "F"), day_of(d->year.year, 10, 14), 9 * 60 + 50);
	happen(d, CASE_CONFIRMED, -1, day_of(d->year.year, 10, 2), 16 * 60 + 20);
	happen_move(d, after);
	happen(d, CASE_MARRIED, -1, after, 8 * 60 + 5);
	happen_elsewhere(d);
	happen(d, CASE_RETURN, -1, day_of(d->year.year, 9, 8), 11 * 60 + 40);
}
