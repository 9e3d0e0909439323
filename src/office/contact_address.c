/* Where somebody lives, from a day on: rows that follow one another, old ones kept (PR24 reg 8(3)). */
#include <string.h>

#include "contact.h"

/* ONE OWNER -------------------------------------------------------------------------------------------------------------------------------- */

struct timeline {
	struct address_row *rows; /* by first day */
	int count;
	struct address_row *at;   /* holds on the day asked for, the latest of them; NULL: none */
	struct address_row *next; /* begins after it; NULL: none */
};

static int timeline_read(struct contact_work *w, const struct address_wish *of, struct timeline *ret)
{
	struct timeline t = { 0 };

	t.count = of->adult ? store_addresses_of_adult(w->o->store, of->adult, w->arena, &t.rows)
			    : store_addresses_of_pupil(w->o->store, of->pupil, w->arena, &t.rows);
	if (t.count < 0)
		return contact_fail(w, t.count);
	for (int i = 0; i < t.count; i++) {
		struct address_row *row = &t.rows[i];

		if (day_within(of->from, row->from_day, row->to_day))
			t.at = row;
		if (row->from_day.n > of->from.n && (!t.next || row->from_day.n < t.next->from_day.n))
			t.next = row;
	}
	*ret = t;
	return 0;
}

/* Whoever takes the mask off an address sees it. */
static int may_show(struct contact_work *w, const struct timeline *t, int secret)
{
	bool kept = false;

	for (int i = 0; i < t->count; i++)
		kept |= t->rows[i].secret != 0;
	if (secret != 0 || !kept || office_sees_secrets(w->o))
		return 0;
	int r = office_may(w->o, ACTION_SEE_SECRETS, 0, w->e);
	return r < 0 ? r : err_refuse(w->e, "This address is kept secret. Ask the head or the designated safeguarding lead.");
}

/* The day before it begins, the one that holds ends; one that began on that very day never was. */
static int end_before(struct contact_work *w, struct address_row *row, struct day from)
{
	if (row->from_day.n < from.n) {
		row->to_day = day_add(from, -1);
		return contact_put(w, THING_ADDRESS, row);
	}
	int r = store_act_remove(w->o->store, THING_ADDRESS, row->id);

	return r < 0 ? contact_fail(w, r) : 1;
}

/* Each that holds: an undo in part may have left two. */
static int end_all(struct contact_work *w, struct timeline *t, struct day from)
{
	int changes = 0, r = 0;

	for (int i = 0; r >= 0 && i < t->count; i++) {
		r = day_within(from, t->rows[i].from_day, t->rows[i].to_day) ? end_before(w, &t->rows[i], from) : 0;
		changes += r;
	}
	return r < 0 ? r : changes;
}

static int in_place(struct contact_work *w, const struct address_wish *of, struct address_row *row)
{
	if (of->lines)
		row->lines = of->lines;
	if (of->postcode)
		row->postcode = *of->postcode ? of->postcode : NULL;
	if (of->secret >= 0)
		row->secret = of->secret > 0;
	return contact_put(w, THING_ADDRESS, row);
}

/* The same place, be it written otherwise or now with its postcode: nobody moves. */
static bool is_place_of(const struct address_wish *of, const struct address_row *row)
{
	bool both = of->postcode && *of->postcode && row->postcode;

	return !of->lines || place_same(row, of->lines, both ? of->postcode : row->postcode);
}

static int is_secret(const struct address_wish *of, const struct timeline *t)
{
	const struct address_row *before = t->at ? t->at : t->count ? &t->rows[t->count - 1] : NULL;

	return of->secret >= 0 ? of->secret > 0 : before && before->secret;
}

/* Those who live with the same children, and lived where this adult did. */
struct staying {
	struct { VEC(const char *); } names;
	struct { VEC(int64_t); } adults;
};

static bool is_kept(const struct staying *s, int64_t adult)
{
	for (int i = 0; i < s->adults.count; i++)
		if (s->adults.items[i] == adult)
			return true;
	return false;
}

static int keep_if_there(struct contact_work *w, struct staying *s, int64_t adult, const struct address_wish *of, const struct address_row *before)
{
	struct adult_row row;
	struct address_row *rows;
	int n = store_addresses_of_adult(w->o->store, adult, w->arena, &rows), r = 0;

	vec_push(&s->adults, adult);
	for (int i = 0; r == 0 && i < n; i++) {
		if (!day_within(of->from, rows[i].from_day, rows[i].to_day) || !place_same(&rows[i], before->lines, before->postcode))
			continue;
		r = contact_adult_get(w, adult, &row);
		if (r == 0 && day_is_none(row.died_day))
			vec_push(&s->names, adult_name(&row, w->arena));
	}
	return n < 0 ? contact_fail(w, n) : r;
}

static int keep_others(struct contact_work *w, struct staying *s, int64_t pupil, const struct address_wish *of, const struct address_row *before)
{
	struct contact_row *rows;
	int n = store_contacts_of_pupil(w->o->store, pupil, w->arena, &rows), r = 0;

	for (int i = 0; r == 0 && i < n; i++)
		if (rows[i].lives_with && contact_goes_on(&rows[i], w->today) && !is_kept(s, rows[i].adult))
			r = keep_if_there(w, s, rows[i].adult, of, before);
	return n < 0 ? contact_fail(w, n) : r;
}

/* Whoever moves alone leaves a household: it may have been forgotten that all of them move. */
static int say_who_stays(struct contact_work *w, const struct address_wish *of, const struct address_row *before)
{
	struct staying s = { 0 };
	struct contact_row *rows;
	int n = store_children_of_adult(w->o->store, of->adult, w->arena, &rows), r = 0;

	vec_push(&s.adults, of->adult);
	for (int i = 0; r == 0 && i < n; i++)
		if (rows[i].lives_with && contact_goes_on(&rows[i], w->today))
			r = keep_others(w, &s, rows[i].pupil, of, before);
	if (s.names.count)
		contact_say(w, "%s stay%s at the address before: move the household if they moved too.", contact_list(w, s.names.items, s.names.count),
			    s.names.count == 1 ? "s" : "");
	vec_finish(&s.names);
	vec_finish(&s.adults);
	return n < 0 ? contact_fail(w, n) : r;
}

static int moves(struct contact_work *w, const struct address_wish *of, struct timeline *t)
{
	struct address_row row = ADDRESS_NEW;
	char day[DAY_TEXT];
	int r = of->adult && t->at && !of->household ? say_who_stays(w, of, t->at) : 0, changes = r < 0 ? r : end_all(w, t, of->from);

	if (changes < 0)
		return changes;
	row.adult = of->adult ? of->adult : NONE;
	row.pupil = of->adult ? NONE : of->pupil;
	row.lines = of->lines;
	row.postcode = of->postcode && *of->postcode ? of->postcode : NULL;
	row.secret = is_secret(of, t);
	row.from_day = of->from;
	if (t->next) {
		row.to_day = day_add(t->next->from_day, -1);
		contact_say(w, "From %s another address stands: this one ends the day before.", day_long(t->next->from_day, day));
	}
	r = contact_put(w, THING_ADDRESS, &row);
	return r < 0 ? r : changes + r;
}

/* Their next address is the same place: it held earlier than was known. */
static int begins_earlier(struct contact_work *w, const struct address_wish *of, struct timeline *t)
{
	int r = end_all(w, t, of->from);

	t->next->from_day = of->from;
	return r < 0 ? r : in_place(w, of, t->next);
}

int contact_address_put(struct contact_work *w, const struct address_wish *of)
{
	struct timeline t = { 0 };
	int r = timeline_read(w, of, &t);

	if (r == 0)
		r = may_show(w, &t, of->secret);
	if (r < 0)
		return r;
	if (of->lines && !*of->lines)
		return end_all(w, &t, of->from);
	if (t.at && is_place_of(of, t.at))
		return in_place(w, of, t.at);
	if (!of->lines && (of->secret > 0 || (of->postcode && *of->postcode)))
		return err_usage(w->e, "There is no address yet. Give its lines.");
	if (!of->lines)
		return 0;
	if (t.next && is_place_of(of, t.next))
		return begins_earlier(w, of, &t);
	return moves(w, of, &t);
}
