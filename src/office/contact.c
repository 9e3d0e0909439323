/* Contacts: a new one, a change, an end, and that the family said all is right (H3, B18, B19).  Each is an act. */
#include <errno.h>
#include <string.h>

#include "contact.h"
#include "school.h"

/* A NEW ONE --------------------------------------------------------------------------------------------------------------------------------- */

static int is_contact_already(struct contact_work *w, int64_t pupil, const struct adult_row *adult)
{
	struct contact_row *rows;
	int n = store_contacts_of_pupil(w->o->store, pupil, w->arena, &rows);

	for (int i = 0; i < n; i++)
		if (rows[i].adult == adult->id && contact_goes_on(&rows[i], w->today))
			return err_refuse(w->e, "%s is a contact of %s already. Change that one.", adult_name(adult, w->arena),
					  office_pupil_name(w->o, pupil, w->arena));
	return n < 0 ? contact_fail(w, n) : 0;
}

static int new_adult(struct contact_work *w, const struct contact_wish *c, struct adult_row *ret)
{
	struct key_maker keys;
	struct adult_row row = ADULT_NEW;

	key_maker_start(&keys, w->o->store, "contact");
	row.key = key_make(&keys);
	row.forename = row.surname = "";
	int r = contact_adult_put(w, &row, c);
	if (r >= 0)
		*ret = row;
	return r;
}

/* Of one who is known no name is changed by the way. */
static int known_adult(struct contact_work *w, int64_t pupil, const struct contact_wish *c, int64_t id, struct adult_row *ret)
{
	struct contact_wish rest = *c;
	const char *others = NULL;
	int r = contact_adult_get(w, id, ret);

	if (r == 0)
		r = is_contact_already(w, pupil, ret);
	if (r == 0)
		r = contact_children(w, id, pupil, &others);
	rest.name = rest.forename = rest.surname = rest.title = NULL;
	if (r == 0)
		r = contact_adult_put(w, ret, &rest);
	if (r < 0)
		return r;
	if (others)
		contact_say(w, "%s is a contact of %s too.", adult_name(ret, w->arena), others);
	if (r > 0 && others)
		contact_say(w, "What is new of %s holds for them as well.", adult_name(ret, w->arena));
	return 0;
}

/* Where nothing is said of it: letters and texts go to whoever has parental responsibility, and such a person may collect the child. */
static void fill_new(const struct contact_wish *c, struct contact_row *row)
{
	bool barred = c->do_not_contact > 0 || (c->court_order && *c->court_order), usual = c->parental_responsibility > 0 && !barred;

	row->letters = row->texts = row->may_collect = usual;
	row->lives_with = row->parental_responsibility = row->do_not_contact = 0;
	row->relation = "contact";
}

static int new_contact(struct contact_work *w, int64_t pupil, const struct contact_wish *c, const struct adult_row *adult, int64_t *ret)
{
	struct contact_row row = CONTACT_NEW;

	fill_new(c, &row);
	row.adult = adult->id;
	row.pupil = pupil;
	row.from_day = day_is_none(c->from) ? w->today : c->from;
	int r = contact_flags_put(w, &row, adult, c);
	if (r >= 0)
		r = contact_priority_put(w, &row, c->priority);
	if (r >= 0)
		*ret = row.id;
	return r < 0 ? r : 0;
}

static int put_new(struct contact_work *w, int64_t pupil, const struct contact_wish *given, bool another, int64_t *ret)
{
	struct contact_wish c;
	struct adult_row adult;
	int64_t known = given->adult;
	int r = contact_wish_read(w, given, &c);

	if (r == 0 && known <= 0 && !another)
		r = contact_known_find(w, pupil, &c, &known);
	if (r < 0)
		return r;
	r = known > 0 ? known_adult(w, pupil, &c, known, &adult) : new_adult(w, &c, &adult);
	return r < 0 ? r : new_contact(w, pupil, &c, &adult, ret);
}

int contact_put_new(struct office *o, int64_t pupil, const struct contact_wish *w, bool another, struct arena *a, int64_t *ret_contact,
		    struct buf *said, struct err *e)
{
	struct contact_work work = { o, a, said, e, office_today(o) };

	return put_new(&work, pupil, w, another, ret_contact);
}

static int contact_add(struct contact_work *w, int64_t pupil, const struct contact_wish *given, bool another, int64_t *ret_contact, int64_t *ret_act)
{
	struct pupil_row row;
	int64_t contact = 0;
	int r = office_may(w->o, ACTION_CHANGE_ROLL, 0, w->e);

	if (r == 0)
		r = contact_pupil_get(w, pupil, &row);
	if (r == 0)
		r = office_act_open(w->o, "contact added", NULL, NULL, 0, w->e);
	if (r == 0)
		r = put_new(w, pupil, given, another, &contact);
	if (r == 0)
		r = office_act_end(w->o, false, ret_act, w->e);
	if (r == 0)
		*ret_contact = contact;
	return r;
}

int office_contact_add(struct office *o, int64_t pupil, const struct contact_wish *w, bool another, int64_t *ret_contact, struct buf *ret_said,
		       int64_t *ret_act, struct err *e)
{
	CONTACT_USE_CASE(o, ret_said, e, contact_add(&work, pupil, w, another, ret_contact, ret_act));
}

/* A CHANGE ----------------------------------------------------------------------------------------------------------------------------------- */

static int change_rows(struct contact_work *w, struct contact_row *row, struct adult_row *adult, const struct contact_wish *c)
{
	const char *others = NULL, *before = adult_name(adult, w->arena);
	int r = contact_children(w, adult->id, row->pupil, &others), of_adult = 0;

	if (r == 0)
		r = of_adult = contact_adult_put(w, adult, c);
	if (r >= 0)
		r = contact_flags_put(w, row, adult, c);
	if (r >= 0 && c->priority > 0 && c->priority != row->priority && contact_goes_on(row, w->today))
		r = contact_priority_put(w, row, c->priority);
	if (r >= 0 && of_adult > 0 && others)
		contact_say(w, "%s is a contact of %s too: it is changed for them as well.", before, others);
	return r < 0 ? r : 0;
}

static int contact_change(struct contact_work *w, int64_t contact, const struct contact_wish *given, const char *reason, int64_t *ret_act)
{
	struct contact_wish c;
	struct contact_row row;
	struct adult_row adult;
	int r = contact_change_begin(w, reason);

	if (r == 0)
		r = contact_get(w, contact, &row, &adult);
	if (r == 0)
		r = contact_wish_read(w, given, &c);
	if (r < 0)
		return r;
	if (c.adult > 0 && c.adult != row.adult)
		return err_refuse(w->e, "This contact is %s. For another person, end it and add the other.", adult_name(&adult, w->arena));
	r = office_act_open(w->o, "contact changed", reason, NULL, 0, w->e);
	if (r == 0)
		r = change_rows(w, &row, &adult, &c);
	return r < 0 ? r : office_act_end(w->o, false, ret_act, w->e);
}

int office_contact_change(struct office *o, int64_t contact, const struct contact_wish *w, const char *reason, struct buf *ret_said, int64_t *ret_act,
			  struct err *e)
{
	CONTACT_USE_CASE(o, ret_said, e, contact_change(&work, contact, w, reason, ret_act));
}

/* AN END -------------------------------------------------------------------------------------------------------------------------------------- */

static int contact_end(struct contact_work *w, int64_t contact, struct day last, const char *reason, int64_t *ret_act)
{
	struct contact_row row;
	struct adult_row adult;
	char day[DAY_TEXT];
	int r = contact_change_begin(w, reason);

	if (r == 0)
		r = contact_get(w, contact, &row, &adult);
	if (r == 0)
		r = contact_day_read(w, &last);
	if (r < 0)
		return r;
	if (last.n < row.from_day.n)
		return err_refuse(w->e, "%s is a contact from %s on: the last day cannot be before it.", adult_name(&adult, w->arena),
				  day_long(row.from_day, day));
	row.to_day = last;
	if (last.n < w->today.n)
		row.letters = row.texts = row.may_collect = 0;
	r = office_act_open(w->o, "contact ended", reason, NULL, 0, w->e);
	if (r == 0)
		r = contact_put(w, THING_CONTACT, &row);
	return r < 0 ? r : office_act_end(w->o, false, ret_act, w->e);
}

int office_contact_end(struct office *o, int64_t contact, struct day last, const char *reason, int64_t *ret_act, struct err *e)
{
	CONTACT_USE_CASE(o, NULL, e, contact_end(&work, contact, last, reason, ret_act));
}

/* ALL IS RIGHT (B18) --------------------------------------------------------------------------------------------------------------------------- */

static int confirm_rows(struct contact_work *w, int64_t pupil, struct day day)
{
	struct contact_row *rows;
	int n = store_contacts_of_pupil(w->o->store, pupil, w->arena, &rows), r = 0, count = 0;

	if (n < 0)
		return contact_fail(w, n);
	for (int i = 0; r >= 0 && i < n; i++) {
		if (!contact_goes_on(&rows[i], w->today))
			continue;
		count++;
		if (day_is_none(rows[i].confirmed_day) || rows[i].confirmed_day.n < day.n)
			rows[i].confirmed_day = day;
		r = contact_put(w, THING_CONTACT, &rows[i]);
	}
	if (r >= 0 && count == 0)
		return err_refuse(w->e, "%s has no contact that could be right. Add one.", office_pupil_name(w->o, pupil, w->arena));
	return r < 0 ? r : 0;
}

static int contacts_confirm(struct contact_work *w, int64_t pupil, struct day day, int64_t *ret_act)
{
	struct pupil_row row;
	int r = contact_change_begin(w, NULL);

	if (r == 0)
		r = contact_pupil_get(w, pupil, &row);
	if (r == 0)
		r = contact_day_read(w, &day);
	if (r < 0)
		return r;
	if (day.n > w->today.n)
		return err_usage(w->e, "That day has not come yet. Give the day on which the family said it.");
	r = office_act_open(w->o, "contacts confirmed", NULL, NULL, 0, w->e);
	if (r == 0)
		r = confirm_rows(w, pupil, day);
	return r < 0 ? r : office_act_end(w->o, false, ret_act, w->e);
}

int office_contacts_confirm(struct office *o, int64_t pupil, struct day day, int64_t *ret_act, struct err *e)
{
	CONTACT_USE_CASE(o, NULL, e, contacts_confirm(&work, pupil, day, ret_act));
}
