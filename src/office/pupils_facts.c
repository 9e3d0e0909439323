/* What stands of a pupil now, for a form to begin with. */
#include "contact.h"
#include "pupils_parts.h"

static struct pupil_wish who_of(const struct pupil_row *p)
{
	return (struct pupil_wish){
		.surname = p->surname, .forename = p->forename, .middle_names = p->middle_names, .preferred_name = p->preferred_name,
		.preferred_surname = p->preferred_surname, .sort_name = p->sort_name, .sex = p->sex, .upn = p->upn,
		.admission_number = p->admission_number, .born = p->born_day, .boarder = p->boarder != 0,
	};
}

static struct spell_wish spell_of(const struct enrolment_row *s)
{
	return (struct spell_wish){
		.kind = s->kind, .from = s->from_day, .from_session = (int)s->from_session, .to = s->to_day, .last_school = s->last_school,
		.other_school = s->other_school, .other_school_contact = s->other_school_contact, .arrangement = s->arrangement,
		.review = s->review_day,
	};
}

/* A new address that is masked is left empty: saved again so it stays as it is. */
static struct leave_wish leave_of(struct office *o, const struct enrolment_row *s)
{
	return (struct leave_wish){
		.to = s->to_day, .to_session = s->to_session == NONE ? -1 : (int)s->to_session, .ground = s->ground, .destination = s->destination,
		.new_address = secret_new_address(o, s->pupil, s->new_address), .enquiries = s->enquiries, .consent = s->consent, .evidence = s->evidence_day,
		.social_worker_told = s->social_worker_told_day, .virtual_school_told = s->virtual_school_told_day,
	};
}

static int facts_read(struct office *o, int64_t pupil, struct arena *a, struct pupil_wish *ret_who, struct spell_wish *ret_spell,
		      struct leave_wish *ret_leave, struct err *e)
{
	const struct enrolment_row none = ENROLMENT_NEW, *spell;
	struct enrolment_row *rows;
	struct pupil_row row;
	int r = pupil_row_get(o, pupil, a, &row, e);

	if (r < 0)
		return r;
	int n = store_enrolments_of_pupil(o->store, pupil, a, &rows);
	if (n < 0)
		return office_fail(o, n, e);
	spell = spell_about(rows, n, office_today(o));
	*ret_who = who_of(&row);
	*ret_spell = spell_of(spell ? spell : &none);
	*ret_leave = leave_of(o, spell ? spell : &none);
	if (!spell)
		ret_spell->from = DAY_NONE;
	return 0;
}

int office_pupil_facts(struct office *o, int64_t pupil, struct arena *a, struct pupil_wish *ret_who, struct spell_wish *ret_spell,
		       struct leave_wish *ret_leave, struct err *e)
{
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_CHANGE_ROLL, 0, e);
	if (r < 0)
		return r;
	r = store_read_begin(o->store);
	if (r < 0)
		return office_fail(o, r, e);
	r = facts_read(o, pupil, a, ret_who, ret_spell, ret_leave, e);
	store_read_end(o->store);
	return r;
}
