/* What a row of a pupils file would change (E10). */
#include <string.h>

#include "import_pupils.h"
#include "rules/pupil.h"

static const char *or_none(const char *s)
{
	return s && *s ? s : "none";
}

static bool has(const struct pupils_work *w, int column)
{
	return import_has(w->job, column);
}

/* THE PUPIL */

static void change_text(struct pupils_work *w, const char *what, const char **field, const char *to)
{
	if (strcmp(*field ? *field : "", to ? to : "") == 0)
		return;
	SAY(w, "%s %s to %s", what, or_none(*field), or_none(to));
	*field = to;
}

/* Other products write the surname again where the pupil goes by no other. */
static const char *known_surname(const struct import_row *row, const char *legal)
{
	return row->preferred_surname && strcmp(row->preferred_surname, legal) == 0 ? NULL : row->preferred_surname;
}

/* A cell that is empty takes nothing away, but a name that is one of two, or the name a child is called by, can go. */
static void change_pupil(struct pupils_work *w)
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
	if (has(w, PUPILS_MIDDLE_NAMES))
		change_text(w, "middle names", &p->middle_names, row->middle_names);
	if (has(w, PUPILS_PREFERRED_SURNAME))
		change_text(w, "preferred surname", &p->preferred_surname, known_surname(row, p->surname));
	if (row->sex)
		change_text(w, "sex", &p->sex, row->sex);
	if (!day_is_none(row->dob) && !day_equal(row->dob, p->born_day)) {
		SAY(w, "date of birth %s to %s", day_iso(p->born_day, from), day_iso(row->dob, to));
		p->born_day = row->dob;
	}
}

/* A legal name that was changed is kept (H4). */
static void keep_former_name(struct pupils_work *w, const struct pupil_row *old)
{
	struct pupil_name_row name = PUPIL_NAME_NEW;
	const struct pupil_row *now = &w->pupil;

	if (strcmp(old->surname, now->surname) == 0 && strcmp(old->forename, now->forename) == 0)
		return;
	name.pupil = old->id;
	name.surname = old->surname;
	name.forename = old->forename;
	name.preferred_name = old->preferred_name;
	name.middle_names = old->middle_names;
	name.preferred_surname = old->preferred_surname;
	name.to_day = day_add(w->today, -1);
	PUT(w, THING_PUPIL_NAME, name);
}

/* THE SPELL ON THE ROLL */

static bool in_past(const struct pupils_work *w, struct day d)
{
	return !day_is_none(d) && d.n < w->today.n;
}

static void say_leave(struct pupils_work *w, const struct enrolment_row *spell)
{
	char text[DAY_TEXT];

	if (day_is_none(spell->to_day))
		SAY(w, "does not leave");
	else
		SAY(w, "leaves %s%s", day_iso(spell->to_day, text), spell->to_session == SESSION_AM ? " am" : "");
}

/* Of the schools before and beside this one; an empty cell takes nothing away. */
static void change_schools(struct pupils_work *w, struct enrolment_row *spell)
{
	const struct import_row *row = w->row;

	if (row->last_school)
		change_text(w, "last school", &spell->last_school, row->last_school);
	if (row->other_school)
		change_text(w, "other school", &spell->other_school, row->other_school);
	if (row->other_school_contact)
		change_text(w, "contact at the other school", &spell->other_school_contact, row->other_school_contact);
	if (row->arrangement)
		change_text(w, "arrangement", &spell->arrangement, row->arrangement);
}

static void set_schools(struct enrolment_row *spell, const struct import_row *row)
{
	spell->last_school = row->last_school;
	spell->other_school = row->other_school;
	spell->other_school_contact = row->other_school_contact;
	spell->arrangement = row->arrangement;
}

static void add_spell(struct pupils_work *w)
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
	set_schools(&spell, row);
	SAY(w, "starts %s%s", day_iso(spell.from_day, text), spell.from_session == SESSION_PM ? " pm" : "");
	if (!day_is_none(spell.to_day))
		say_leave(w, &spell);
	if (strcmp(spell.kind, "single") != 0)
		SAY(w, "enrolment %s", spell.kind);
	PUT(w, THING_ENROLMENT, spell);
}

/* An empty cell takes back a leaving that is still to come, and leaves the past as it is. */
static void change_leave(struct pupils_work *w, struct enrolment_row *spell)
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

static void change_start(struct pupils_work *w, struct enrolment_row *spell)
{
	const struct import_row *row = w->row;
	int64_t session = has(w, PUPILS_START_SESSION) ? row->start_session == SESSION_PM ? SESSION_PM : SESSION_AM
			: day_equal(row->start, spell->from_day) ? spell->from_session : SESSION_AM;
	char from[DAY_TEXT], to[DAY_TEXT];

	if (day_is_none(row->start) || (day_equal(row->start, spell->from_day) && session == spell->from_session))
		return;
	if (day_equal(row->start, sitting_day(w->roll->began[row->known])) && row->start.n < spell->from_day.n)
		return; /* a change of status split the time on the roll: it began when the file says */
	SAY(w, "start %s%s to %s%s", day_iso(spell->from_day, from), spell->from_session == SESSION_PM ? " pm" : "", day_iso(row->start, to),
	    session == SESSION_PM ? " pm" : "");
	spell->from_day = row->start;
	spell->from_session = session;
}

static void change_spell(struct pupils_work *w, const struct enrolment_row *old)
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
	change_schools(w, &spell);
	PUT(w, THING_ENROLMENT, spell);
}

/* FLAGS: given and ended by the day, never rewritten */

static void end_flag(struct pupils_work *w, const struct pupil_flag_row *old)
{
	struct pupil_flag_row past = *old;

	if (old->from_day.n >= w->today.n) {
		plan_remove(w->act, THING_PUPIL_FLAG, old->id);
		return;
	}
	past.to_day = day_add(w->today, -1);
	PUT(w, THING_PUPIL_FLAG, past);
}

static void change_flag(struct pupils_work *w, int flag, const struct pupil_flag_row *old, struct day from)
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

static void plan_new(struct pupils_work *w)
{
	struct pupil_row *p = &w->pupil;
	struct day from = pupil_new_from(w->job, w->row);

	*p = PUPIL_NEW;
	if (w->row->key)
		(void)key_parse(w->row->key, &p->key); /* read_key() looked */
	p->upn = w->row->upn;
	p->admission_number = w->row->admission_number;
	p->surname = w->row->surname ? w->row->surname : "";
	p->forename = w->row->forename ? w->row->forename : "";
	p->preferred_name = w->row->preferred_name;
	p->middle_names = w->row->middle_names;
	p->preferred_surname = known_surname(w->row, p->surname);
	p->born_day = w->row->dob;
	p->sex = w->row->sex;
	w->id = plan_promise(w->plan);
	plan_put(w->plan, w->act, THING_PUPIL, p, sizeof *p, w->id);
	SAY(w, w->row->class ? "new in %s" : "new", w->row->class);
	add_spell(w);
	pupil_change_class(w, from);
	if (w->job->wish.moving_in)
		pupil_count_years_back(w);
	else
		pupil_change_year(w, from);
	for (int i = 0; i < IMPORT_FLAGS; i++)
		change_flag(w, i, NULL, from);
}

static void plan_known(struct pupils_work *w)
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
	if (!pupil_gone(w, w->row)) {
		pupil_change_class(w, pupil_begins(w));
		pupil_change_year(w, pupil_begins(w));
	}
	for (int i = 0; i < IMPORT_FLAGS; i++)
		change_flag(w, i, w->roll->flags[k][i], pupil_begins(w));
}

static void plan_row(struct pupils_work *w)
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
	struct pupils_work w = { .job = j, .plan = ret, .roll = roll, .today = j->today };

	pupils_make_classes(&w, rows, count);
	for (int i = 0; i < count; i++) {
		w.row = &rows[i];
		plan_row(&w);
	}
	vec_finish(&w.classes);
}
