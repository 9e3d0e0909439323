/* What a row of a pupils file would change (E10). */
#include <string.h>
#include <strings.h>

#include "import_pupils.h"
#include "rules/pupil.h"

/* A class that the file makes. */
struct new_class {
	const char *name;
	int64_t promise;
};

/* A change being put together. */
struct work {
	struct import_job *job;
	struct plan *plan;
	struct plan_act *act;
	const struct import_roll *roll;
	const struct import_row *row;
	struct pupil_row pupil;
	int64_t id;              /* of the pupil, or its promise */
	struct day today;
	struct { VEC(struct new_class); } classes;
};

#define PUT(w, thing, row) plan_put((w)->plan, (w)->act, thing, &(row), sizeof (row), 0)
#define SAY(w, ...) plan_say((w)->act, __VA_ARGS__)

static const char *or_none(const char *s)
{
	return s && *s ? s : "none";
}

static bool has(const struct work *w, int column)
{
	return import_has(w->job, column);
}

/* THE PUPIL */

static void change_text(struct work *w, const char *what, const char **field, const char *to)
{
	if (strcmp(*field ? *field : "", to ? to : "") == 0)
		return;
	SAY(w, "%s %s to %s", what, or_none(*field), or_none(to));
	*field = to;
}

/* A cell that is empty takes nothing away, but a name that is one of two, or the name a child is called by, can go. */
static void change_pupil(struct work *w)
{
	const struct import_row *row = w->row;
	struct pupil_row *p = &w->pupil;
	const char *old_upn = p->upn;
	char from[DAY_TEXT], to[DAY_TEXT];

	if (row->upn) {
		change_text(w, "UPN", &p->upn, row->upn);
		if (old_upn && p->upn != old_upn)
			p->former_upn = old_upn;
	}
	if (row->admission_number)
		change_text(w, "admission number", &p->admission_number, row->admission_number);
	if (has(w, PUPILS_SURNAME))
		change_text(w, "surname", &p->surname, row->surname ? row->surname : "");
	if (has(w, PUPILS_FORENAME))
		change_text(w, "forename", &p->forename, row->forename ? row->forename : "");
	if (has(w, PUPILS_PREFERRED_NAME))
		change_text(w, "preferred name", &p->preferred_name, row->preferred_name);
	if (row->sex)
		change_text(w, "sex", &p->sex, row->sex);
	if (!day_is_none(row->dob) && !day_equal(row->dob, p->born_day)) {
		SAY(w, "date of birth %s to %s", day_iso(p->born_day, from), day_iso(row->dob, to));
		p->born_day = row->dob;
	}
}

/* A legal name that was changed is kept (H4). */
static void keep_former_name(struct work *w, const struct pupil_row *old)
{
	struct pupil_name_row name = PUPIL_NAME_NEW;
	const struct pupil_row *now = &w->pupil;

	if (strcmp(old->surname, now->surname) == 0 && strcmp(old->forename, now->forename) == 0)
		return;
	name.pupil = old->id;
	name.surname = old->surname;
	name.forename = old->forename;
	name.preferred_name = old->preferred_name;
	name.to_day = day_add(w->today, -1);
	PUT(w, THING_PUPIL_NAME, name);
}

/* THE SPELL ON THE ROLL */

static bool in_past(const struct work *w, struct day d)
{
	return !day_is_none(d) && d.n < w->today.n;
}

static void say_leave(struct work *w, const struct enrolment_row *spell)
{
	char text[DAY_TEXT];

	if (day_is_none(spell->to_day))
		SAY(w, "does not leave");
	else
		SAY(w, "leaves %s%s", day_iso(spell->to_day, text), spell->to_session == SESSION_AM ? " am" : "");
}

static void add_spell(struct work *w)
{
	const struct import_row *row = w->row;
	struct enrolment_row spell = ENROLMENT_NEW;
	char text[DAY_TEXT];

	spell.pupil = w->id;
	spell.kind = row->enrolment ? row->enrolment : "single";
	spell.from_day = day_is_none(row->start) ? w->today : row->start;
	spell.from_session = row->start_session == SESSION_PM ? SESSION_PM : SESSION_AM;
	spell.to_day = row->leave;
	spell.to_session = day_is_none(row->leave) ? NONE : row->leave_session == SESSION_AM ? SESSION_AM : SESSION_PM;
	SAY(w, "starts %s%s", day_iso(spell.from_day, text), spell.from_session == SESSION_PM ? " pm" : "");
	if (!day_is_none(spell.to_day))
		say_leave(w, &spell);
	if (strcmp(spell.kind, "single") != 0)
		SAY(w, "enrolment %s", spell.kind);
	PUT(w, THING_ENROLMENT, spell);
}

/* An empty cell takes back a leaving that is still to come, and leaves the past as it is. */
static void change_leave(struct work *w, struct enrolment_row *spell)
{
	const struct import_row *row = w->row;
	int64_t session = day_is_none(row->leave) ? NONE : has(w, PUPILS_LEAVE_SESSION) ? row->leave_session == SESSION_AM ? SESSION_AM : SESSION_PM
			: day_equal(row->leave, spell->to_day) ? spell->to_session : SESSION_PM;

	if (!has(w, PUPILS_LEAVE_DATE) || (day_equal(row->leave, spell->to_day) && session == spell->to_session))
		return;
	if (day_is_none(row->leave) && in_past(w, spell->to_day))
		return;
	spell->to_day = row->leave;
	spell->to_session = session;
	say_leave(w, spell);
}

static void change_start(struct work *w, struct enrolment_row *spell)
{
	const struct import_row *row = w->row;
	int64_t session = has(w, PUPILS_START_SESSION) ? row->start_session == SESSION_PM ? SESSION_PM : SESSION_AM
			: day_equal(row->start, spell->from_day) ? spell->from_session : SESSION_AM;
	char from[DAY_TEXT], to[DAY_TEXT];

	if (day_is_none(row->start) || (day_equal(row->start, spell->from_day) && session == spell->from_session))
		return;
	SAY(w, "start %s%s to %s%s", day_iso(spell->from_day, from), spell->from_session == SESSION_PM ? " pm" : "", day_iso(row->start, to),
	    session == SESSION_PM ? " pm" : "");
	spell->from_day = row->start;
	spell->from_session = session;
}

static void change_spell(struct work *w, const struct enrolment_row *old)
{
	struct enrolment_row spell = *old;

	if (!day_is_none(w->row->start) && !day_is_none(old->to_day) && w->row->start.n > old->to_day.n) {
		add_spell(w);
		return;
	}
	change_start(w, &spell);
	change_leave(w, &spell);
	if (w->row->enrolment && strcmp(w->row->enrolment, spell.kind) != 0) {
		SAY(w, "enrolment %s to %s", spell.kind, w->row->enrolment);
		spell.kind = w->row->enrolment;
	}
	PUT(w, THING_ENROLMENT, spell);
}

/* CLASS AND YEAR: the old row ends the day before the new one begins */

/* The day in whose school year the class and year of the row are. */
static struct day known_for(const struct import_row *row, struct day today)
{
	struct day d = !day_is_none(row->leave) && row->leave.n < today.n ? row->leave : today;

	return !day_is_none(row->start) && row->start.n > d.n ? row->start : d;
}

/*
 * Since when a new pupil is in the class, and all else that a file says of now.  It is not so long ago where a school moves in: what was in
 * the years before is for the groups file to say.
 */
static struct day new_from(const struct import_job *j, const struct import_row *row)
{
	struct day start = day_is_none(row->start) ? j->today : row->start, year = school_year_start(known_for(row, j->today));

	return j->wish.moving_in && start.n < year.n ? year : start;
}

static struct day begins(const struct work *w)
{
	return !day_is_none(w->row->start) && w->row->start.n > w->today.n ? w->row->start : w->today;
}

static const struct roll_group_row *class_there(const struct import_roll *roll, const char *name, struct day today)
{
	for (int i = 0; i < roll->group_count; i++) {
		const struct roll_group_row *g = &roll->groups[i];

		if (strcasecmp(g->name, name) == 0 && (day_is_none(g->to_day) || g->to_day.n >= today.n))
			return g;
	}
	return NULL;
}

static int64_t class_made(const struct work *w, const char *name)
{
	for (int i = 0; i < w->classes.count; i++)
		if (strcasecmp(w->classes.items[i].name, name) == 0)
			return w->classes.items[i].promise;
	return 0;
}

/* From the start of the year, so that a pupil who began then has a class; earlier where one of its pupils did. */
static struct day class_from(const struct work *w, const struct import_row *rows, int count, const char *name)
{
	struct day from = school_year_start(w->today);

	for (int i = 0; i < count; i++) {
		struct day d = rows[i].class && strcasecmp(rows[i].class, name) == 0 ? new_from(w->job, &rows[i]) : from;

		from = d.n < from.n ? d : from;
	}
	return from;
}

static void make_classes(struct work *w, const struct import_row *rows, int count)
{
	for (int i = 0; i < count; i++) {
		const char *name = rows[i].class;
		struct roll_group_row g = ROLL_GROUP_NEW;
		int64_t promise;

		if (!name || class_there(w->roll, name, w->today) || class_made(w, name))
			continue;
		g.name = name;
		g.kind = "class";
		g.from_day = class_from(w, rows, count, name);
		promise = plan_promise(w->plan);
		struct plan_act *act = plan_act_new(w->plan, "class", 0, arena_printf(&w->plan->arena, "class %s", name));
		plan_say(act, "new");
		plan_put(w->plan, act, THING_ROLL_GROUP, &g, sizeof g, promise);
		vec_push(&w->classes, (struct new_class){ name, promise });
	}
}

static const char *class_name(const struct work *w, int64_t id)
{
	for (int i = 0; i < w->roll->group_count; i++)
		if (w->roll->groups[i].id == id)
			return w->roll->groups[i].name;
	return "none";
}

static void change_class(struct work *w, const struct membership_row *old, struct day from)
{
	struct membership_row next = MEMBERSHIP_NEW;

	if (!w->row->class)
		return;
	const struct roll_group_row *there = class_there(w->roll, w->row->class, w->today);
	int64_t group = there ? there->id : class_made(w, w->row->class);
	if (old && old->roll_group == group)
		return;
	if (w->row->pupil)
		SAY(w, "class %s to %s", old ? class_name(w, old->roll_group) : "none", w->row->class);
	if (old && old->from_day.n >= from.n) {
		next = *old; /* begun today or later: nobody was ever there */
	} else {
		struct membership_row past = old ? *old : next;

		past.to_day = day_add(from, -1);
		if (old)
			PUT(w, THING_MEMBERSHIP, past);
		next.pupil = w->id;
		next.weekdays = old ? old->weekdays : 31;
		next.sessions = old ? old->sessions : 3;
		next.from_day = from;
	}
	next.roll_group = group;
	PUT(w, THING_MEMBERSHIP, next);
}

static void change_year(struct work *w, const struct pupil_year_row *old, struct day from)
{
	struct pupil_year_row next = PUPIL_YEAR_NEW;
	char was[8], is[8];

	if (w->row->year == IMPORT_NO_YEAR || (old && old->year == w->row->year))
		return;
	if (w->row->pupil)
		SAY(w, "year %s to %s", old ? year_name((int)old->year, was) : "none", year_name(w->row->year, is));
	if (old && old->from_day.n >= from.n) {
		next = *old;
	} else {
		struct pupil_year_row past = old ? *old : next;

		past.to_day = day_add(from, -1);
		if (old)
			PUT(w, THING_PUPIL_YEAR, past);
		next.pupil = w->id;
		next.from_day = from;
	}
	next.year = w->row->year;
	PUT(w, THING_PUPIL_YEAR, next);
}

#define YEAR_FIRST (-2) /* N1: nobody is in a year before it */

/* Of each school year back to the start the year group before, as children move up: a file says only which it is now. */
static void count_years_back(struct work *w)
{
	struct day start = day_is_none(w->row->start) ? w->today : w->row->start, from = school_year_start(known_for(w->row, w->today));
	struct pupil_year_row y = PUPIL_YEAR_NEW;

	if (w->row->year == IMPORT_NO_YEAR)
		return;
	y.pupil = w->id;
	y.year = w->row->year;
	for (;;) {
		bool first = from.n <= start.n || y.year == YEAR_FIRST;

		y.from_day = first ? start : from;
		PUT(w, THING_PUPIL_YEAR, y);
		if (first)
			return;
		y.to_day = day_add(from, -1);
		y.year--;
		from = school_year_start(y.to_day);
	}
}

/* FLAGS: given and ended by the day, never rewritten */

static void end_flag(struct work *w, const struct pupil_flag_row *old)
{
	struct pupil_flag_row past = *old;

	if (old->from_day.n >= w->today.n) {
		plan_remove(w->act, THING_PUPIL_FLAG, old->id);
		return;
	}
	past.to_day = day_add(w->today, -1);
	PUT(w, THING_PUPIL_FLAG, past);
}

static void change_flag(struct work *w, int flag, const struct pupil_flag_row *old, struct day from)
{
	const char *value = w->row->flags[flag];
	struct pupil_flag_row next = PUPIL_FLAG_NEW;

	if (!has(w, PUPILS_SEN + flag) || (!value && !old) || (value && old && strcmp(value, old->value) == 0))
		return;
	if (w->row->pupil)
		SAY(w, "%s %s to %s", import_flag(flag), old ? old->value : "no", value ? value : "no");
	if (old)
		end_flag(w, old);
	if (!value)
		return;
	next.pupil = w->id;
	next.flag = import_flag(flag);
	next.value = value;
	next.from_day = from;
	PUT(w, THING_PUPIL_FLAG, next);
}

/* THE WHOLE */

static void plan_new(struct work *w)
{
	struct pupil_row *p = &w->pupil;
	struct day from = new_from(w->job, w->row);

	*p = PUPIL_NEW;
	p->upn = w->row->upn;
	p->admission_number = w->row->admission_number;
	p->surname = w->row->surname ? w->row->surname : "";
	p->forename = w->row->forename ? w->row->forename : "";
	p->preferred_name = w->row->preferred_name;
	p->born_day = w->row->dob;
	p->sex = w->row->sex;
	w->id = plan_promise(w->plan);
	plan_put(w->plan, w->act, THING_PUPIL, p, sizeof *p, w->id);
	SAY(w, w->row->class ? "new in %s" : "new", w->row->class);
	add_spell(w);
	change_class(w, NULL, from);
	if (w->job->wish.moving_in)
		count_years_back(w);
	else
		change_year(w, NULL, from);
	for (int i = 0; i < IMPORT_FLAGS; i++)
		change_flag(w, i, NULL, from);
}

static void plan_known(struct work *w)
{
	int k = w->row->known;
	const struct pupil_row *old = &w->roll->pupils[k];

	w->pupil = *old;
	w->id = old->id;
	change_pupil(w);
	plan_put(w->plan, w->act, THING_PUPIL, &w->pupil, sizeof w->pupil, 0);
	keep_former_name(w, old);
	if (w->roll->enrolments[k])
		change_spell(w, w->roll->enrolments[k]);
	else
		add_spell(w);
	change_class(w, w->roll->memberships[k], begins(w));
	change_year(w, w->roll->years[k], begins(w));
	for (int i = 0; i < IMPORT_FLAGS; i++)
		change_flag(w, i, w->roll->flags[k][i], begins(w));
}

static void plan_row(struct work *w)
{
	struct plan *p = w->plan;
	bool new = w->row->known < 0;
	const char *who = w->row->forename || w->row->surname ? import_name(w->row, &p->arena)
			: pupil_display_name(&w->roll->pupils[w->row->known], &p->arena);

	w->act = plan_act_new(p, new ? "pupil added" : "pupil", w->row->from.line, who);
	(new ? plan_new : plan_known)(w);
	*(!plan_act_keep(p) ? &p->same : new ? &p->added : &p->changed) += 1;
}

void import_plan_make(struct import_job *j, const struct import_row *rows, int count, const struct import_roll *roll, struct plan *ret)
{
	struct work w = { .job = j, .plan = ret, .roll = roll, .today = j->today };

	make_classes(&w, rows, count);
	for (int i = 0; i < count; i++) {
		w.row = &rows[i];
		plan_row(&w);
	}
	vec_finish(&w.classes);
}
