/* The acts of the practice school, as its staff would have made them. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "demo.h"
#include "rules/code.h"
#include "rules/pupil.h"

/* ACTS */

int demo_act_begin(struct demo *d, const char *kind, int64_t at, int staff, const char *reason, int class, int session)
{
	const struct demo_staff *s = &d->staff[staff];
	struct act_head head = {
		.kind = kind, .at = { at }, .staff = s->id, .staff_name = s->name, .position = s->from->position, .roles = s->id ? s->roles : "",
		.uid = d->uid, .terminal = "practice", .version = FIRSTBELL_VERSION, .reason = reason,
		.roll_group = session >= 0 ? d->classes[class].id : 0,
		.day = session >= 0 ? sitting_day(d->sessions[session]) : DAY_NONE,
		.session = session >= 0 ? (int)sitting_session(d->sessions[session]) : -1,
	};

	return store_act_begin(d->store, &head);
}

static int act_end(struct demo *d, bool always)
{
	int64_t seq;

	return store_act_end(d->store, always, &seq);
}

static struct day first_day(const struct demo *d)
{
	return day_of(d->year.year, 8, 25);
}

/* THE SCHOOL */

static int write_school(struct demo *d)
{
	const struct practice_school *s = &practice_school[0];
	struct init_wish w = {
		.name = s->name, .authority = s->authority, .establishment = s->establishment, .timezone = "Europe/London", .phase = "primary",
		.am = demo_times[SESSION_AM], .pm = demo_times[SESSION_PM],
		.terms = d->year.init_terms, .term_count = DEMO_TERMS,
		.closures = d->year.init_closures, .closure_count = d->year.calendar.closure_count,
		.staff_sign_in = d->staff[0].from->sign_in, .staff_name = d->staff[0].from->name, .staff_position = d->staff[0].from->position,
		.uid = d->uid, .login = d->login,
	};
	int64_t staff = 0;
	int r = demo_act_begin(d, "school begun", moment_of(first_day(d), 8 * 60, 0).seconds, DEMO_OFFICE, NULL, -1, -1);

	if (r == 0)
		r = school_put(d->store, &w, first_day(d), &d->keys, &staff);
	if (r == 0)
		r = act_end(d, true);
	d->staff[0].id = staff;
	return r;
}

static int write_class(struct demo *d, int i)
{
	struct roll_group_row row = ROLL_GROUP_NEW;
	int r = demo_act_begin(d, "class", moment_of(first_day(d), 8 * 60 + 5, i).seconds, DEMO_OFFICE, NULL, -1, -1);

	row.key = key_make(&d->keys);
	row.name = d->classes[i].name;
	row.kind = "class";
	row.from_day = day_of(d->year.year, 9, 1);
	if (r >= 0)
		r = store_act_put(d->store, THING_ROLL_GROUP, &row);
	d->classes[i].id = row.id;
	return r < 0 ? r : act_end(d, false);
}

static int put_roles(struct demo *d, const struct demo_staff *s)
{
	CLEAN_FREE char *roles = mem_text(s->from->roles);
	char *rest = NULL;
	int r = 0, year;

	for (char *role = strtok_r(roles, " ", &rest); role && r >= 0; role = strtok_r(NULL, " ", &rest)) {
		struct staff_role_row row = STAFF_ROLE_NEW;

		row.staff = s->id;
		row.role = role;
		row.from_day = first_day(d);
		if (*s->from->year && year_parse(s->from->year, &year) == 0)
			row.year = year;
		r = store_act_put(d->store, THING_STAFF_ROLE, &row);
	}
	return r;
}

static int put_group(struct demo *d, int staff, int class, const char *kind, struct day from, struct day to)
{
	struct staff_group_row row = STAFF_GROUP_NEW;

	row.staff = d->staff[staff].id;
	row.roll_group = d->classes[class].id;
	row.kind = kind;
	row.from_day = from;
	row.to_day = to;
	return store_act_put(d->store, THING_STAFF_GROUP, &row);
}

static int write_staff(struct demo *d, int i)
{
	struct demo_staff *s = &d->staff[i];
	struct staff_row row = STAFF_NEW;
	int r = demo_act_begin(d, "staff added", moment_of(first_day(d), 8 * 60 + 15, 2 * i).seconds, DEMO_OFFICE, NULL, -1, -1);

	row.key = key_make(&d->keys);
	row.sign_in = s->from->sign_in;
	row.name = s->from->name;
	row.position = s->from->position;
	row.kind = "person";
	row.from_day = first_day(d);
	if (r >= 0)
		r = store_act_put(d->store, THING_STAFF, &row);
	s->id = row.id;
	if (r >= 0)
		r = put_roles(d, s);
	for (int c = 0; r >= 0 && c < d->class_count; c++)
		if (d->classes[c].staff == i)
			r = put_group(d, i, c, "teacher", day_of(d->year.year, 9, 1), DAY_NONE);
	return r < 0 ? r : act_end(d, false);
}

/* FAMILIES */

static int put_number(struct demo *d, int64_t adult, const char *kind, const char *number, int *rank)
{
	struct adult_number_row row = ADULT_NUMBER_NEW;

	if (!number)
		return 0;
	row.adult = adult;
	row.kind = kind;
	row.number = number;
	row.rank = ++*rank;
	return store_act_put(d->store, THING_ADULT_NUMBER, &row);
}

static int put_adult(struct demo *d, struct demo_adult *a)
{
	struct address_row address = ADDRESS_NEW;
	int rank = 0, r;

	a->row.key = key_make(&d->keys);
	r = store_act_put(d->store, THING_ADULT, &a->row);
	if (r >= 0)
		r = put_number(d, a->row.id, "mobile", a->mobile, &rank);
	if (r >= 0)
		r = put_number(d, a->row.id, "home", a->home, &rank);
	if (r >= 0)
		r = put_number(d, a->row.id, "work", a->work, &rank);
	if (r < 0 || !a->lines)
		return r;
	address.adult = a->row.id;
	address.lines = a->lines;
	address.postcode = a->postcode;
	address.secret = a->secret;
	address.from_day = first_day(d);
	return store_act_put(d->store, THING_ADDRESS, &address);
}

static int put_contact(struct demo *d, const struct demo_pupil *p, const struct demo_adult *a, int priority)
{
	struct contact_row row = CONTACT_NEW;

	row.adult = a->row.id;
	row.pupil = p->row.id;
	row.priority = priority;
	row.relation = p->carers_own ? "Mother" : a->relation;
	row.lives_with = a->lives_with;
	row.parental_responsibility = a->responsibility || p->carers_own;
	row.letters = !a->do_not_contact && (row.parental_responsibility || a->lives_with);
	row.texts = !a->do_not_contact && priority <= 2;
	row.may_collect = !a->do_not_contact;
	row.do_not_contact = a->do_not_contact;
	row.from_day = first_day(d);
	return store_act_put(d->store, THING_CONTACT, &row);
}

static int put_family(struct demo *d, const struct demo_pupil *p)
{
	struct demo_family *f = &d->families.items[p->family];
	int r = 0;

	for (int i = 0; r >= 0 && i < f->adult_count; i++) {
		if (!f->written)
			r = put_adult(d, &f->adults[i]);
		if (r >= 0 && !(p->carers_own && i > 0))
			r = put_contact(d, p, &f->adults[i], i + 1);
	}
	f->written = true;
	return r;
}

/* PUPILS */

static int put_flags(struct demo *d, const struct demo_pupil *p)
{
	CLEAN_FREE char *flags = mem_text(p->flags);
	char *rest = NULL;
	int r = 0;

	for (char *flag = strtok_r(flags, " ", &rest); flag && r >= 0; flag = strtok_r(NULL, " ", &rest)) {
		struct pupil_flag_row row = PUPIL_FLAG_NEW;
		char *value = strchr(flag, '=');

		BUG_UNLESS(value);
		*value++ = '\0';
		row.pupil = p->row.id;
		row.flag = flag;
		row.value = value;
		row.from_day = p->from;
		r = store_act_put(d->store, THING_PUPIL_FLAG, &row);
	}
	return r;
}

static int put_place(struct demo *d, struct demo_pupil *p)
{
	struct enrolment_row spell = ENROLMENT_NEW;
	struct membership_row membership = MEMBERSHIP_NEW;
	struct pupil_year_row year = PUPIL_YEAR_NEW;
	int r;

	spell.pupil = membership.pupil = year.pupil = p->row.id;
	spell.kind = p->enrolment;
	spell.from_day = membership.from_day = year.from_day = p->from;
	spell.from_session = p->from_session;
	spell.other_school = p->other_school;
	spell.other_school_contact = p->other_contact;
	spell.arrangement = p->arrangement;
	spell.last_school = p->last_school;
	membership.roll_group = d->classes[day_is_none(p->moved) ? p->class : p->class_before].id;
	membership.weekdays = 31;
	membership.sessions = 3;
	year.year = p->year;
	r = store_act_put(d->store, THING_ENROLMENT, &spell);
	p->spell = spell.id;
	if (r >= 0)
		r = store_act_put(d->store, THING_MEMBERSHIP, &membership);
	if (r >= 0)
		r = store_act_put(d->store, THING_PUPIL_YEAR, &year);
	return r;
}

static int write_pupil(struct demo *d, const struct event *e)
{
	struct demo_pupil *p = &d->pupils.items[e->pupil];
	int r = demo_act_begin(d, "pupil added", e->at, e->staff, NULL, -1, -1);

	p->row.key = key_make(&d->keys);
	if (r >= 0)
		r = store_act_put(d->store, THING_PUPIL, &p->row);
	if (r >= 0)
		r = put_place(d, p);
	if (r >= 0)
		r = put_flags(d, p);
	if (r >= 0)
		r = put_family(d, p);
	if (r >= 0)
		r = demo_case_pupil(d, p);
	return r < 0 ? r : act_end(d, false);
}

static int write_case(struct demo *d, const struct event *e)
{
	int r = demo_case_write(d, e);

	return r < 0 ? r : act_end(d, false);
}

static int write_day(struct demo *d, const struct event *e)
{
	int r = demo_day_write(d, e);

	return r < 0 ? r : act_end(d, false);
}

static int write_leaving(struct demo *d, const struct event *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct demo_pupil *p = &d->pupils.items[e->pupil];
	struct enrolment_row spell;
	int r = demo_act_begin(d, "pupil", e->at, e->staff, e->reason, -1, -1);

	if (r >= 0)
		r = store_thing_get(d->store, THING_ENROLMENT, p->spell, &a, &spell);
	if (r < 0)
		return r;
	spell.to_day = p->to;
	spell.to_session = SESSION_PM;
	spell.ground = p->ground;
	spell.destination = p->destination;
	spell.new_address = "17 Station Road, Saltmarsh, BN0 3AX";
	r = store_act_put(d->store, THING_ENROLMENT, &spell);
	return r < 0 ? r : act_end(d, false);
}

static int write_cover(struct demo *d, const struct event *e)
{
	struct day day = sitting_day(d->sessions[e->session]);
	int r = demo_act_begin(d, "staff class", e->at, e->staff, NULL, -1, -1);

	if (r >= 0)
		r = put_group(d, DEMO_SUPPLY, e->class, "cover", day, day);
	return r < 0 ? r : act_end(d, false);
}

/* MARKS */

/* What the register itself says: a child who is not there is N until somebody knows better. */
static uint8_t register_code(const struct demo_pupil *p, int session)
{
	uint8_t code = p->marks[session];

	return p->why[session] || p->arrival[session] ? CODE_N : code;
}

static int put_mark(struct demo *d, struct demo_pupil *p, int session, uint8_t code, int arrival)
{
	sitting s = d->sessions[session];
	struct entry e = { .pupil = p->row.id, .day = sitting_day(s), .session = sitting_session(s), .before = p->now[session], .after = code,
			   .minutes_late = -1, .arrival = arrival, .stands = true, .planned = code == CODE_X || code == CODE_D };
	int minutes = 0;

	if (arrival >= 0) {
		session_arrival(&demo_times[e.session], arrival, &minutes);
		e.minutes_late = minutes;
	}
	int r = store_act_mark(d->store, &e);
	if (r >= 0)
		p->now[session] = code;
	if (r > 0 && code == CODE_Y7)
		r = store_act_note(d->store, e.pupil, e.day, e.session, "all", "Staggered start to Reception");
	return r;
}

static int write_register(struct demo *d, const struct event *e)
{
	int left = demo_taken(d, e->class, e->session) == TAKEN_PARTLY ? 14 : INT32_MAX;
	int r = demo_act_begin(d, "register", e->at, e->staff, e->reason, e->class, e->session);

	for (int i = 0; r >= 0 && left > 0 && i < d->pupils.count; i++) {
		struct demo_pupil *p = &d->pupils.items[i];

		if (demo_class_at(d, p, e->session) != e->class || !demo_on_roll(d, p, e->session) || p->now[e->session] != CODE_NONE)
			continue;
		r = put_mark(d, p, e->session, register_code(p, e->session), -1);
		left--;
	}
	return r < 0 ? r : act_end(d, false);
}

static int write_empty(struct demo *d, const struct event *e)
{
	int r = demo_act_begin(d, e->what == HAPPENED_SENT ? ACT_SEND : ACT_CLOSE, e->at, e->staff, e->reason, e->class, e->session);

	return r < 0 ? r : act_end(d, true);
}

static int write_mark(struct demo *d, const struct event *e)
{
	int r = demo_act_begin(d, e->arrival >= 0 ? "late" : "register", e->at, e->staff, e->reason, e->class, e->session);

	if (r >= 0)
		r = put_mark(d, &d->pupils.items[e->pupil], e->session, e->code, e->arrival);
	return r < 0 ? r : act_end(d, false);
}

int demo_write(struct demo *d)
{
	static int (*const writes[])(struct demo *, const struct event *) = {
		[HAPPENED_PUPIL] = write_pupil, [HAPPENED_LEAVING] = write_leaving, [HAPPENED_COVER] = write_cover,
		[HAPPENED_REGISTER] = write_register, [HAPPENED_SENT] = write_empty, [HAPPENED_MARK] = write_mark,
		[HAPPENED_CLOSE] = write_empty, [HAPPENED_CASE] = write_case, [HAPPENED_DAY] = write_day,
		[HAPPENED_REVIEW] = demo_review_write,
	};
	int r = store_begin(d->store);

	if (r == 0)
		r = write_school(d);
	for (int i = 0; r >= 0 && i < d->class_count; i++)
		r = write_class(d, i);
	for (int i = 1; r >= 0 && i < d->staff_count; i++)
		r = write_staff(d, i);
	for (int i = 0; r >= 0 && i < d->events.count; i++)
		r = writes[d->events.items[i].what](d, &d->events.items[i]);
	return r < 0 ? r : store_commit(d->store);
}
