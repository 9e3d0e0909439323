/* The acts of the cases that a roll has. */
#include <errno.h>
#include <string.h>

#include "demo.h"

/* Weekday bits of a membership. */
#define WEEKDAY(d) (1 << day_weekday(d))
enum { TUESDAYS_AND_THURSDAYS = 2 | 8, WHOLE_DAY = 3, MORNING = 1, AFTERNOON = 2 };

static struct day day_of_event(const struct event *e)
{
	return moment_civil((struct moment){ e->at }).day;
}

static int put_elsewhere(struct demo *d, const struct demo_pupil *p, const char *code, const char *place, int weekdays, int sessions, struct day from)
{
	struct elsewhere_row row = ELSEWHERE_NEW;

	row.pupil = p->row.id;
	row.code = code;
	row.place = place;
	row.weekdays = weekdays;
	row.sessions = sessions;
	row.from_day = from;
	return store_act_put(d->store, THING_ELSEWHERE, &row);
}

static int put_first_spell(struct demo *d, const struct demo_pupil *p)
{
	struct enrolment_row spell = ENROLMENT_NEW;

	spell.pupil = p->row.id;
	spell.kind = "single";
	spell.from_day = p->first_from;
	spell.to_day = p->first_to;
	spell.to_session = SESSION_PM;
	spell.ground = "a";
	spell.destination = "Colegio San Telmo, Málaga, Spain";
	spell.new_address = "Calle Larios 8, Málaga, Spain";
	return store_act_put(d->store, THING_ENROLMENT, &spell);
}

int demo_case_pupil(struct demo *d, const struct demo_pupil *p)
{
	if (p->special == SPECIAL_DUAL)
		return put_elsewhere(d, p, "D", p->other_school, TUESDAYS_AND_THURSDAYS, WHOLE_DAY, p->from);
	return day_is_none(p->first_from) ? 0 : put_first_spell(d, p);
}

/* A CASE EACH: the act is begun; each answers < 0 where it cannot be */

static int new_upn(struct demo *d, struct demo_pupil *p, struct day day)
{
	p->row.former_upn = p->row.upn;
	p->row.upn = demo_upn(d, p->year);
	return store_act_put(d->store, THING_PUPIL, &p->row);
}

/* A new surname by deed poll, which every register before it does not know. */
static int new_name(struct demo *d, struct demo_pupil *p, struct day day)
{
	struct pupil_name_row former = PUPIL_NAME_NEW;

	former.pupil = p->row.id;
	former.surname = p->row.surname;
	former.forename = p->row.forename;
	former.preferred_name = p->row.preferred_name;
	former.to_day = day_add(day, -1);
	p->row.surname = "Lindqvist";
	int r = store_act_put(d->store, THING_PUPIL, &p->row);
	return r < 0 ? r : store_act_put(d->store, THING_PUPIL_NAME, &former);
}

static int moved(struct demo *d, struct demo_pupil *p, struct day day)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct membership_row *rows, next;
	int r = store_memberships_of_pupil(d->store, p->row.id, &a, &rows);

	if (r < 1)
		return r < 0 ? r : -ENOENT;
	next = rows[0];
	rows[0].to_day = day_add(p->moved, -1);
	next.id = 0;
	next.roll_group = d->classes[p->class].id;
	next.from_day = p->moved;
	r = store_act_put(d->store, THING_MEMBERSHIP, &rows[0]);
	return r < 0 ? r : store_act_put(d->store, THING_MEMBERSHIP, &next);
}

#define MARRIED_SIGN_IN "magda"
#define MARRIED_NAME "Magda Whitfield"

static int married(struct demo *d, struct demo_pupil *p, struct day day)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct staff_row row;
	int r = store_staff_by_sign_in(d->store, MARRIED_SIGN_IN, &a, &row);

	for (int i = 0; i < d->staff_count; i++)
		if (strcmp(d->staff[i].from->sign_in, MARRIED_SIGN_IN) == 0)
			d->staff[i].name = MARRIED_NAME;
	row.name = MARRIED_NAME;
	return r < 0 ? r : store_act_put(d->store, THING_STAFF, &row);
}

/* The first number of the first contact: nobody has it any more. */
static int number_dead(struct demo *d, struct demo_pupil *p, struct day day)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct adult_number_row *rows;
	int r = store_numbers_of_adult(d->store, d->families.items[p->family].adults[0].row.id, &a, &rows);

	if (r < 1)
		return r < 0 ? r : -ENOENT;
	rows[0].dead = 1;
	return store_act_put(d->store, THING_ADULT_NUMBER, &rows[0]);
}

/* The sheets that came back from one family in four. */
static int confirmed(struct demo *d, struct demo_pupil *none, struct day day)
{
	int r = 0;

	for (int i = 1; r >= 0 && i < d->pupils.count; i += 4) {
		CLEAN_ARENA struct arena a = { 0 };
		struct contact_row *rows;

		if (!d->pupils.items[i].row.id)
			continue;
		int n = r = store_contacts_of_pupil(d->store, d->pupils.items[i].row.id, &a, &rows);
		for (int k = 0; r >= 0 && k < n; k++) {
			rows[k].confirmed_day = day;
			r = store_act_put(d->store, THING_CONTACT, &rows[k]);
		}
	}
	return r;
}

static int change_spell(struct demo *d, struct demo_pupil *p, const char *kind, const char *arrangement, const char *school, const char *contact,
			struct day review)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct enrolment_row spell;
	int r = store_thing_get(d->store, THING_ENROLMENT, p->spell, &a, &spell);

	if (r < 0)
		return r;
	spell.kind = kind;
	spell.arrangement = arrangement;
	spell.other_school = school;
	spell.other_school_contact = contact;
	spell.review_day = review;
	return store_act_put(d->store, THING_ENROLMENT, &spell);
}

static int elsewhere_today(struct demo *d, struct demo_pupil *p, struct day day)
{
	int r = change_spell(d, p, "main", "dual registration", "Saltmarsh School", "Ruth Elder, 01632 960777, office@saltmarsh.example", DAY_NONE);

	return r < 0 ? r : put_elsewhere(d, p, "D", "Saltmarsh School", WEEKDAY(d->now.day), MORNING, d->now.day);
}

static int off_site(struct demo *d, struct demo_pupil *p, struct day day)
{
	int r = change_spell(d, p, "single", "off-site direction", "Harbourside Boxing Academy", "Del Marsh, 01632 960778", day_add(d->now.day, 42));

	return r < 0 ? r : put_elsewhere(d, p, "B", "Harbourside Boxing Academy", WEEKDAY(d->now.day), AFTERNOON, d->now.day);
}

/* The new-pupil return of the nursery's and Reception's children went off. */
static int joined_return(struct demo *d, struct demo_pupil *none, struct day day)
{
	int r = 0;

	for (int i = 0; r >= 0 && i < d->pupils.count; i++) {
		CLEAN_ARENA struct arena a = { 0 };
		struct enrolment_row spell;

		if (!d->pupils.items[i].spell || d->pupils.items[i].year > 0)
			continue;
		r = store_thing_get(d->store, THING_ENROLMENT, d->pupils.items[i].spell, &a, &spell);
		spell.joined_return_day = day;
		if (r >= 0)
			r = store_act_put(d->store, THING_ENROLMENT, &spell);
	}
	return r;
}

int demo_case_write(struct demo *d, const struct event *e)
{
	static const struct {
		const char *kind, *reason;
		int (*write)(struct demo *d, struct demo_pupil *p, struct day day);
	} cases[DEMO_CASES] = {
		[CASE_NEW_UPN] = { "pupil", "The authority gave a permanent UPN", new_upn },
		[CASE_NEW_NAME] = { "pupil", "Deed poll seen", new_name },
		[CASE_MOVED] = { "moved", "Works better with the older class", moved },
		[CASE_MARRIED] = { "staff changed", NULL, married },
		[CASE_NUMBER_DEAD] = { "number struck out", NULL, number_dead },
		[CASE_CONFIRMED] = { "contacts confirmed", NULL, confirmed },
		[CASE_ELSEWHERE_TODAY] = { "elsewhere", NULL, elsewhere_today },
		[CASE_OFF_SITE] = { "elsewhere", "Agreed with the family and the authority", off_site },
		[CASE_RETURN] = { "return", NULL, joined_return },
	};
	int r = demo_act_begin(d, cases[e->code].kind, e->at, e->staff, cases[e->code].reason, -1, -1);

	return r < 0 ? r : cases[e->code].write(d, e->pupil < 0 ? NULL : &d->pupils.items[e->pupil], day_of_event(e));
}
