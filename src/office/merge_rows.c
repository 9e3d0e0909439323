/* Dated rows of two rows of one child: those of the one that goes hold on the days for which the one that stays has none. */
#include <stddef.h>
#include <string.h>

#include "base/text.h"
#include "lanes.h"
#include "merge.h"

/* A STRETCH OF DAYS OF ONE KIND OF ROW ---------------------------------------------------------------------------------------------- */

/** A kind of row that is some pupil's, from a day to a day, and excludes others of it. */
struct dated {
	enum thing thing;
	const char *words;                   /* "class" */
	size_t size, pupil, from, to, what;  /* where in the row; `what` 0: all exclude one another, else those of the same text */
	bool halves;                         /* an enrolment: it may begin or end at noon */
	int (*list)(struct store *st, int64_t pupil, struct arena *a, void *ret);
};
#define DATED(type, member) sizeof(struct type), offsetof(struct type, pupil), offsetof(struct type, from_day), offsetof(struct type, to_day), member

#define LIST_OF(name, of) \
	static int name(struct store *st, int64_t pupil, struct arena *a, void *ret) { return of(st, pupil, a, ret); }
LIST_OF(list_spells, store_enrolments_of_pupil)
LIST_OF(list_places, store_memberships_of_pupil)
LIST_OF(list_years, store_years_of_pupil)
LIST_OF(list_flags, store_flags_of_pupil)
LIST_OF(list_elsewhere, store_elsewhere_of_pupil)
LIST_OF(list_homes, store_addresses_of_pupil)

static const struct dated kinds[] = {
	{ THING_ENROLMENT, "time on the roll", DATED(enrolment_row, 0), true, list_spells },
	{ THING_MEMBERSHIP, "time in a class", DATED(membership_row, 0), false, list_places },
	{ THING_PUPIL_YEAR, "year group", DATED(pupil_year_row, 0), false, list_years },
	{ THING_PUPIL_FLAG, "flag", DATED(pupil_flag_row, offsetof(struct pupil_flag_row, flag)), false, list_flags },
	{ THING_ELSEWHERE, "agreement elsewhere", DATED(elsewhere_row, 0), false, list_elsewhere },
	{ THING_ADDRESS, "address", DATED(address_row, 0), false, list_homes },
};

struct piece {
	int64_t first, last; /* in half days, whatever the kind; last INT32_MAX: no end */
};
struct pieces { VEC(struct piece); };

static struct day *day_at(void *row, size_t offset)
{
	return (struct day *)((char *)row + offset);
}

static struct piece piece_of(const struct dated *k, void *row)
{
	struct day from = *day_at(row, k->from), to = *day_at(row, k->to);
	const struct enrolment_row *spell = row;

	return (struct piece){ 2 * (int64_t)from.n + (k->halves ? spell->from_session : 0),
			       day_is_none(to) ? INT32_MAX : 2 * (int64_t)to.n + (k->halves ? spell->to_session : 1) };
}

static void piece_put(const struct dated *k, void *row, const struct piece *p)
{
	struct enrolment_row *spell = row;

	*day_at(row, k->from) = sitting_day((sitting)p->first);
	*day_at(row, k->to) = p->last == INT32_MAX ? DAY_NONE : sitting_day((sitting)p->last);
	if (!k->halves)
		return;
	spell->from_session = p->first & 1;
	spell->to_session = p->last == INT32_MAX ? NONE : p->last & 1;
}

/* What is left of each piece without `by`. */
static void subtract(struct pieces *pieces, const struct piece *by)
{
	struct pieces left = { 0 };

	for (int i = 0; i < pieces->count; i++) {
		const struct piece *p = &pieces->items[i];

		if (by->first > p->last || by->last < p->first) {
			vec_push(&left, *p);
			continue;
		}
		if (p->first < by->first)
			vec_push(&left, (struct piece){ p->first, by->first - 1 });
		if (by->last < p->last)
			vec_push(&left, (struct piece){ by->last + 1, p->last });
	}
	vec_finish(pieces);
	*pieces = left;
}

/* Whoever is in one class in the mornings may be in another in the afternoons, and in any group that takes no register. */
static bool places_exclude(struct office *o, const struct membership_row *a, const struct membership_row *b)
{
	if (a->roll_group != b->roll_group && !(lane_is_of(o, a->roll_group) && lane_is_of(o, b->roll_group)))
		return false;
	return (a->weekdays & b->weekdays) && (a->sessions & b->sessions);
}

static bool agreements_exclude(const struct elsewhere_row *a, const struct elsewhere_row *b)
{
	return (a->weekdays & b->weekdays) && (a->sessions & b->sessions);
}

static bool excludes(struct office *o, const struct dated *k, const void *a, const void *b)
{
	if (k->thing == THING_MEMBERSHIP)
		return places_exclude(o, a, b);
	if (k->thing == THING_ELSEWHERE)
		return agreements_exclude(a, b);
	return k->what == 0 || strcmp(*(const char *const *)((const char *)a + k->what), *(const char *const *)((const char *)b + k->what)) == 0;
}

/* A spell that was cut does not end with a ground: the other row's goes on behind it. */
static void forget_leaving(struct enrolment_row *s)
{
	s->ground = s->destination = s->new_address = s->enquiries = s->consent = NULL;
	s->evidence_day = s->social_worker_told_day = s->virtual_school_told_day = s->left_return_day = DAY_NONE;
}

static int write_pieces(struct merging *m, const struct dated *k, void *row, const struct pieces *pieces)
{
	int64_t id = *(int64_t *)row, end = piece_of(k, row).last;
	void *copy = arena_new(&m->arena, 1, k->size);
	int r = pieces->count ? 0 : store_act_remove(m->o->store, k->thing, id);

	for (int i = 0; r >= 0 && i < pieces->count; i++) {
		memcpy(copy, row, k->size);
		*(int64_t *)copy = i == 0 ? id : 0;
		*(int64_t *)((char *)copy + k->pupil) = m->to.id;
		piece_put(k, copy, &pieces->items[i]);
		if (k->halves && pieces->items[i].last != end)
			forget_leaving(copy);
		r = store_act_put(m->o->store, k->thing, copy);
	}
	return r < 0 ? r : 0;
}

static int merge_dated(struct merging *m, const struct dated *k)
{
	char *ours, *theirs;
	int n = k->list(m->o->store, m->from.id, &m->arena, &theirs);
	int c = n < 0 ? n : k->list(m->o->store, m->to.id, &m->arena, &ours), r = c < 0 ? c : 0, over = 0;

	for (int i = 0; r == 0 && i < n; i++) {
		void *row = theirs + k->size * (size_t)i;
		struct pieces pieces = { 0 };

		vec_push(&pieces, piece_of(k, row));
		for (int j = 0; j < c; j++)
			if (excludes(m->o, k, row, ours + k->size * (size_t)j))
				subtract(&pieces, &(struct piece){ piece_of(k, ours + k->size * (size_t)j).first, piece_of(k, ours + k->size * (size_t)j).last });
		over += pieces.count;
		r = write_pieces(m, k, row, &pieces);
		vec_finish(&pieces);
	}
	if (over)
		merging_say(m, "%d row%s of %s: %s over.", over, PLURAL(over), k->words, over == 1 ? "goes" : "go");
	return r;
}

/* CONTACTS --------------------------------------------------------------------------------------------------------------------------- */

static const char *adult_name(struct merging *m, int64_t adult)
{
	struct adult_row row = ADULT_NEW;

	if (store_thing_get(m->o->store, THING_ADULT, adult, &m->arena, &row) < 0)
		return "";
	return arena_joined(&m->arena, row.forename, ' ', row.surname);
}

/* What protects the child is not lost with the row that goes. */
static int join_contact(struct merging *m, const struct contact_row *theirs, struct contact_row *ours)
{
	ours->do_not_contact |= theirs->do_not_contact;
	if (!ours->court_order)
		ours->court_order = theirs->court_order;
	if (!day_is_none(ours->to_day) && (day_is_none(theirs->to_day) || theirs->to_day.n > ours->to_day.n))
		ours->to_day = theirs->to_day;
	int r = store_act_put(m->o->store, THING_CONTACT, ours);
	return r < 0 ? r : store_act_remove(m->o->store, THING_CONTACT, theirs->id);
}

static int move_contact(struct merging *m, struct contact_row *row, int64_t priority)
{
	row->pupil = m->to.id;
	row->priority = priority;
	return store_act_put(m->o->store, THING_CONTACT, row);
}

static void say_alike(struct merging *m, const struct contact_row *row, const struct contact_row *ours, int n)
{
	const char *name = adult_name(m, row->adult);

	for (int i = 0; i < n; i++)
		if (strcmp(text_fold(&m->arena, adult_name(m, ours[i].adult)), text_fold(&m->arena, name)) == 0)
			merging_say(m, "%s is twice among the contacts: look whether they are one person.", name);
}

static int merge_contacts(struct merging *m)
{
	struct contact_row *ours, *theirs;
	int n = store_contacts_of_pupil(m->o->store, m->from.id, &m->arena, &theirs);
	int c = n < 0 ? n : store_contacts_of_pupil(m->o->store, m->to.id, &m->arena, &ours), r = c < 0 ? c : 0, over = 0;
	int64_t last = 0;

	for (int i = 0; i < c; i++)
		last = ours[i].priority > last ? ours[i].priority : last;
	for (int i = 0; r >= 0 && i < n; i++) {
		struct contact_row *same = NULL;

		for (int j = 0; j < c; j++)
			same = ours[j].adult == theirs[i].adult ? &ours[j] : same;
		if (same) {
			r = join_contact(m, &theirs[i], same);
			continue;
		}
		say_alike(m, &theirs[i], ours, c);
		r = move_contact(m, &theirs[i], ++last);
		over++;
	}
	if (over)
		merging_say(m, "%d contact%s over.", over, over == 1 ? " goes" : "s go");
	return r < 0 ? r : 0;
}

/* NAMES AND PAIRS -------------------------------------------------------------------------------------------------------------------- */

/* The day before anything is known of the child here: a name of then changes no register that was taken. */
static int before_all(struct merging *m, struct day *ret)
{
	struct enrolment_row *rows;
	int n = store_enrolments_of_pupil(m->o->store, m->to.id, &m->arena, &rows);

	*ret = office_today(m->o);
	for (int i = 0; i < n; i++)
		*ret = rows[i].from_day.n < ret->n ? rows[i].from_day : *ret;
	*ret = day_add(*ret, -1);
	return n < 0 ? n : 0;
}

static int move_names(struct merging *m, struct day before)
{
	struct pupil_name_row *rows;
	int n = store_names_of_pupil(m->o->store, m->from.id, &m->arena, &rows), r = n < 0 ? n : 0;

	for (int i = 0; r >= 0 && i < n; i++) {
		rows[i].pupil = m->to.id;
		rows[i].to_day = rows[i].to_day.n < before.n ? rows[i].to_day : before;
		r = store_act_put(m->o->store, THING_PUPIL_NAME, &rows[i]);
	}
	return r < 0 ? r : 0;
}

/* So that somebody who looks for the name that went still finds the child. */
static int merge_names(struct merging *m)
{
	struct pupil_name_row row = PUPIL_NAME_NEW;
	struct day before;
	int r = before_all(m, &before);

	if (r == 0)
		r = move_names(m, before);
	if (r < 0 || (strcmp(m->from.surname, m->to.surname) == 0 && strcmp(m->from.forename, m->to.forename) == 0))
		return r;
	row.pupil = m->to.id;
	row.surname = m->from.surname;
	row.forename = m->from.forename;
	row.middle_names = m->from.middle_names;
	row.preferred_name = m->from.preferred_name;
	row.preferred_surname = m->from.preferred_surname;
	row.to_day = before;
	r = store_act_put(m->o->store, THING_PUPIL_NAME, &row);
	return r < 0 ? r : 0;
}

static bool has_pair(const struct pupil_pair_row *rows, int n, int64_t other, const char *said)
{
	for (int i = 0; i < n; i++)
		if ((rows[i].pupil == other || rows[i].other == other) && (strcmp(rows[i].said, "not the same") == 0) == (strcmp(said, "not the same") == 0))
			return true;
	return false;
}

/* What was said of the one and a third child holds of the row that stays, unless something was said of that. */
static int merge_pairs(struct merging *m)
{
	struct pupil_pair_row *theirs, *ours;
	int n = store_pairs_of_pupil(m->o->store, m->from.id, &m->arena, &theirs);
	int c = n < 0 ? n : store_pairs_of_pupil(m->o->store, m->to.id, &m->arena, &ours), r = c < 0 ? c : 0;

	for (int i = 0; r >= 0 && i < n; i++) {
		struct pupil_pair_row *row = &theirs[i];
		int64_t other = row->pupil == m->from.id ? row->other : row->pupil;

		if (other == m->to.id || has_pair(ours, c, other, row->said)) {
			r = store_act_remove(m->o->store, THING_PUPIL_PAIR, row->id);
			continue;
		}
		row->pupil = other < m->to.id ? other : m->to.id;
		row->other = other < m->to.id ? m->to.id : other;
		r = store_act_put(m->o->store, THING_PUPIL_PAIR, row);
	}
	return r < 0 ? r : 0;
}

int merge_write_rows(struct merging *m)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < sizeof kinds / sizeof *kinds; i++)
		r = merge_dated(m, &kinds[i]);
	if (r == 0)
		r = merge_contacts(m);
	if (r == 0)
		r = merge_names(m);
	if (r == 0)
		r = merge_pairs(m);
	return r < 0 ? office_fail(m->o, r, m->e) : 0;
}
