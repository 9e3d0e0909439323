/* Parts of a contact that a change writes: the adult, their numbers, what holds for the child, the order of the contacts. */
#include <string.h>

#include "contact.h"
#include "import_contacts.h"

/* NUMBERS: one that is typed is called first of its kind; compared by digits, whatever the blanks ------------------------------------------ */

struct numbers {
	struct adult_number_row **rows; /* in order of rank; room for one more */
	int count;
};

static int numbers_of(struct contact_work *w, int64_t adult, struct numbers *ret)
{
	struct adult_number_row *rows;
	int n = store_numbers_of_adult(w->o->store, adult, w->arena, &rows);

	if (n < 0)
		return contact_fail(w, n);
	ret->rows = arena_new(w->arena, (size_t)n + 1, sizeof(struct adult_number_row *));
	ret->count = n;
	for (int i = 0; i < n; i++)
		ret->rows[i] = &rows[i];
	return 0;
}

static int remove_kind(struct contact_work *w, const struct numbers *all, const char *kind)
{
	int changes = 0;

	for (int i = 0; i < all->count; i++)
		if (strcmp(all->rows[i]->kind, kind) == 0) {
			int r = store_act_remove(w->o->store, THING_ADULT_NUMBER, all->rows[i]->id);

			if (r < 0)
				return contact_fail(w, r);
			changes++;
		}
	return changes;
}

/* Puts it before the others of its kind, and counts ranks from 1. */
static int insert_number(struct contact_work *w, struct numbers *all, struct adult_number_row *row)
{
	int at = 0, changes = 0, r = 0;

	while (at < all->count && strcmp(all->rows[at]->kind, row->kind) != 0)
		at++;
	memmove(all->rows + at + 1, all->rows + at, (size_t)(all->count - at) * sizeof *all->rows);
	all->rows[at] = row;
	all->count++;
	for (int i = 0; r >= 0 && i < all->count; i++) {
		all->rows[i]->rank = i + 1;
		r = contact_put(w, THING_ADULT_NUMBER, all->rows[i]);
		changes += r;
	}
	return r < 0 ? r : changes;
}

static int put_number(struct contact_work *w, const struct adult_row *adult, const char *kind, const char *number)
{
	struct numbers all = { 0 };
	const char *digits = number_digits(w->arena, number);
	int r = numbers_of(w, adult->id, &all);

	if (r < 0 || !*number)
		return r < 0 ? r : remove_kind(w, &all, kind);
	for (int i = 0; i < all.count; i++) {
		struct adult_number_row *row = all.rows[i];

		if (strcmp(number_digits(w->arena, row->number), digits) != 0)
			continue;
		if (row->dead)
			contact_say(w, "%s was struck out and is called again.", row->number);
		row->dead = 0;
		return contact_put(w, THING_ADULT_NUMBER, row);
	}
	for (int i = 0; i < all.count; i++)
		if (!all.rows[i]->dead && strcmp(all.rows[i]->kind, kind) == 0)
			contact_say(w, "%s stays behind it: strike it out if nobody answers it.", all.rows[i]->number);
	struct adult_number_row *row = arena_new(w->arena, 1, sizeof *row);
	*row = (struct adult_number_row){ .adult = adult->id, .kind = kind, .number = number };
	return insert_number(w, &all, row);
}

static int contact_numbers_put(struct contact_work *w, const struct adult_row *adult, const struct contact_wish *c)
{
	const struct { const char *kind, *number; } given[] = { { "mobile", c->mobile }, { "home", c->home }, { "work", c->work } };
	int changes = 0;

	for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
		int r = given[i].number ? put_number(w, adult, given[i].kind, given[i].number) : 0;

		if (r < 0)
			return r;
		changes += r;
	}
	return changes;
}

/* THE ADULT -------------------------------------------------------------------------------------------------------------------------------- */

static const char *or_nothing(const char *s)
{
	return s && *s ? s : NULL;
}

/* A whole name other than the one there is told apart, as a file's is; else its parts hold. */
static void name_put(struct contact_work *w, struct adult_row *adult, const struct contact_wish *c)
{
	const char *title = c->title ? c->title : adult->title;

	if (c->name && *c->name && strcmp(c->name, adult_name(adult, w->arena)) != 0) {
		contact_name_split(c->name, w->arena, &title, &adult->forename, &adult->surname);
	} else {
		adult->forename = c->forename ? c->forename : adult->forename;
		adult->surname = c->surname ? c->surname : adult->surname;
	}
	adult->title = or_nothing(title);
}

static int name_check(struct contact_work *w, const struct adult_row *adult)
{
	if (!*adult->forename && !*adult->surname)
		return err_usage(w->e, "This contact has no name. Give forename and surname, or the whole name.");
	return 0;
}

/* What was not said stays: of lines that change, the postcode, unless it was masked and could not be seen to be another's. */
static int postcode_kept(struct contact_work *w, const struct adult_row *adult, struct address_wish *of)
{
	struct address_row *rows;
	int n = store_addresses_of_adult(w->o->store, adult->id, w->arena, &rows);

	for (int i = 0; i < n; i++) {
		if (!day_within(of->from, rows[i].from_day, rows[i].to_day) || !rows[i].postcode || (rows[i].secret && !office_sees_secrets(w->o)))
			continue;
		of->postcode = rows[i].postcode;
		if (!place_same(&rows[i], of->lines, of->postcode))
			contact_say(w, "The postcode stays %s: change it if it is another.", of->postcode);
	}
	return n < 0 ? contact_fail(w, n) : 0;
}

static int home_put(struct contact_work *w, const struct adult_row *adult, const struct contact_wish *c)
{
	struct address_wish of = {
		.adult = adult->id, .lines = c->address, .postcode = c->postcode, .secret = c->secret, .from = day_is_none(c->from) ? w->today : c->from,
	};
	int r = of.lines && *of.lines && !of.postcode ? postcode_kept(w, adult, &of) : 0;

	return r < 0 || (!c->address && !c->postcode && c->secret < 0) ? r : contact_address_put(w, &of);
}

int contact_adult_put(struct contact_work *w, struct adult_row *adult, const struct contact_wish *c)
{
	int changes = 0, r;

	name_put(w, adult, c);
	if (c->email)
		adult->email = or_nothing(c->email);
	if (c->language)
		adult->language = or_nothing(c->language);
	r = name_check(w, adult);
	if (r == 0)
		changes = r = contact_put(w, THING_ADULT, adult);
	if (r >= 0)
		changes += r = contact_numbers_put(w, adult, c);
	if (r >= 0)
		changes += r = home_put(w, adult, c);
	return r < 0 ? r : changes;
}

/* FOR THIS CHILD --------------------------------------------------------------------------------------------------------------------------- */

static void flag_put(int64_t *field, int said)
{
	if (said >= 0)
		*field = said > 0;
}

static bool is_barred(const struct contact_row *row)
{
	return row->do_not_contact || row->court_order;
}

static void say_of_bars(struct contact_work *w, const struct contact_row *before, const struct contact_row *row, const struct adult_row *adult)
{
	if (before->do_not_contact && !row->do_not_contact && !row->letters && !row->texts)
		contact_say(w, "%s may be contacted again. Letters and texts stay off until you turn them on.", adult_name(adult, w->arena));
	if (row->may_collect && is_barred(row) && (!before->may_collect || !is_barred(before)))
		contact_say(w, "%s may collect the child: look whether that is right.", adult_name(adult, w->arena));
}

int contact_flags_put(struct contact_work *w, struct contact_row *row, const struct adult_row *adult, const struct contact_wish *c)
{
	const struct contact_row before = *row;

	if (c->relation)
		row->relation = *c->relation ? c->relation : "contact";
	flag_put(&row->lives_with, c->lives_with);
	flag_put(&row->parental_responsibility, c->parental_responsibility);
	flag_put(&row->do_not_contact, c->do_not_contact);
	flag_put(&row->letters, c->letters);
	flag_put(&row->texts, c->texts);
	flag_put(&row->may_collect, c->may_collect);
	if (c->court_order)
		row->court_order = or_nothing(c->court_order);
	if ((row->do_not_contact || !day_is_none(adult->died_day)) && (row->letters || row->texts)) {
		contact_say(w, "No letters or texts go to %s: %s.", adult_name(adult, w->arena), row->do_not_contact ? "do not contact" : "they died");
		row->letters = row->texts = 0;
	}
	say_of_bars(w, &before, row, adult);
	return row->id ? contact_put(w, THING_CONTACT, row) : 0;
}

/* THE ORDER -------------------------------------------------------------------------------------------------------------------------------- */

int contact_priority_put(struct contact_work *w, struct contact_row *row, int priority)
{
	struct contact_row *rows;
	int n = store_contacts_of_pupil(w->o->store, row->pupil, w->arena, &rows), count = 0, changes = 0, r = 0;
	struct contact_row **order = arena_new(w->arena, (size_t)(n > 0 ? n : 0) + 1, sizeof(struct contact_row *));

	if (n < 0)
		return contact_fail(w, n);
	for (int i = 0; i < n; i++)
		if (rows[i].id != row->id && contact_goes_on(&rows[i], w->today))
			order[count++] = &rows[i];
	int at = priority > 0 && priority <= count ? priority - 1 : count;
	memmove(order + at + 1, order + at, (size_t)(count - at) * sizeof *order);
	order[at] = row;
	for (int i = 0; r >= 0 && i <= count; i++) {
		order[i]->priority = i + 1;
		r = contact_put(w, THING_CONTACT, order[i]);
		changes += r;
	}
	return r < 0 ? r : changes;
}
