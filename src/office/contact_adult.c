/* What happens to an adult for all of their children at once: a number that is dead, a death (H8), a move of the home. */
#include <errno.h>
#include <string.h>

#include "contact.h"
#include "import_contacts.h"

/* A DEAD NUMBER ------------------------------------------------------------------------------------------------------------------------------- */

/* Whoever shares a child with them and has that number is left as they are, and named once. */
struct sharing {
	struct contact_work *work;
	int64_t adult;
	const char *digits;
	bool dead;
	struct { VEC(int64_t); } named;
};

static bool is_named(const struct sharing *s, int64_t adult)
{
	for (int i = 0; i < s->named.count; i++)
		if (s->named.items[i] == adult)
			return true;
	return adult == s->adult;
}

static int say_sharer(struct sharing *s, int64_t adult)
{
	struct contact_work *w = s->work;
	struct adult_number_row *numbers;
	struct adult_row row;
	int n = store_numbers_of_adult(w->o->store, adult, w->arena, &numbers), r = 0;

	vec_push(&s->named, adult);
	for (int i = 0; i < n; i++) {
		if (strcmp(number_digits(w->arena, numbers[i].number), s->digits) != 0 || (numbers[i].dead != 0) == s->dead)
			continue;
		r = contact_adult_get(w, adult, &row);
		if (r == 0)
			contact_say(w, "%s has this number too: there it stays as it is.", adult_name(&row, w->arena));
	}
	return n < 0 ? contact_fail(w, n) : r;
}

static int say_sharers(struct sharing *s, int64_t pupil)
{
	struct contact_work *w = s->work;
	struct contact_row *rows;
	int n = store_contacts_of_pupil(w->o->store, pupil, w->arena, &rows), r = 0;

	for (int i = 0; r == 0 && i < n; i++)
		if (contact_goes_on(&rows[i], w->today) && !is_named(s, rows[i].adult))
			r = say_sharer(s, rows[i].adult);
	return n < 0 ? contact_fail(w, n) : r;
}

static int say_of_number(struct contact_work *w, const struct adult_row *adult, const char *digits, bool dead)
{
	struct sharing s = { .work = w, .adult = adult->id, .digits = digits, .dead = dead };
	struct contact_row *rows;
	const char *children;
	int r = contact_children(w, adult->id, 0, &children), n = r < 0 ? r : store_children_of_adult(w->o->store, adult->id, w->arena, &rows);

	if (r == 0 && children)
		contact_say(w, "%s for %s.", dead ? "It is struck out" : "It is called again", children);
	for (int i = 0; r == 0 && i < n; i++)
		if (contact_goes_on(&rows[i], w->today))
			r = say_sharers(&s, rows[i].pupil);
	vec_finish(&s.named);
	return r < 0 ? r : n < 0 ? contact_fail(w, n) : 0;
}

static int mark_numbers(struct contact_work *w, const struct adult_row *adult, const char *digits, bool dead)
{
	struct adult_number_row *rows;
	int n = store_numbers_of_adult(w->o->store, adult->id, w->arena, &rows), r = 0, found = 0;

	if (n < 0)
		return contact_fail(w, n);
	for (int i = 0; r >= 0 && i < n; i++) {
		if (strcmp(number_digits(w->arena, rows[i].number), digits) != 0)
			continue;
		found++;
		rows[i].dead = dead;
		r = contact_put(w, THING_ADULT_NUMBER, &rows[i]);
	}
	if (r >= 0 && found == 0)
		return err_refuse(w->e, "%s has no such number. Look again at the numbers.", adult_name(adult, w->arena));
	return r < 0 ? r : 0;
}

int contact_number_put(struct contact_work *w, int64_t adult, const char *number, bool dead)
{
	struct adult_row row;
	int r = contact_text_read(w, "The number", &number), before = store_act_items(w->o->store);

	if (r == 0)
		r = contact_adult_get(w, adult, &row);
	if (r < 0)
		return r;
	const char *digits = number_digits(w->arena, number);
	r = mark_numbers(w, &row, digits, dead);
	return r == 0 && store_act_items(w->o->store) > before ? say_of_number(w, &row, digits, dead) : r;
}

static int number_dead(struct contact_work *w, int64_t adult, const char *number, bool dead, int64_t *ret_act)
{
	int r = contact_change_begin(w, NULL);

	if (r == 0)
		r = office_act_open(w->o, dead ? "number struck out" : "number alive", NULL, NULL, 0, w->e);
	if (r == 0)
		r = contact_number_put(w, adult, number, dead);
	return r < 0 ? r : office_act_end(w->o, false, ret_act, w->e);
}

int office_number_dead(struct office *o, int64_t adult, const char *number, bool dead, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	CONTACT_USE_CASE(o, ret_said, e, number_dead(&work, adult, number, dead, ret_act));
}

/* A DEATH (H8) ---------------------------------------------------------------------------------------------------------------------------------- */

/* The row stays: who was the parent still tells who are siblings. */
static int stop_letters(struct contact_work *w, const struct adult_row *adult)
{
	struct contact_row *rows;
	const char *children;
	int n = store_children_of_adult(w->o->store, adult->id, w->arena, &rows), r = n < 0 ? contact_fail(w, n) : 0;

	for (int i = 0; r >= 0 && i < n; i++) {
		if (!contact_goes_on(&rows[i], w->today))
			continue;
		rows[i].letters = rows[i].texts = rows[i].may_collect = 0;
		r = contact_put(w, THING_CONTACT, &rows[i]);
	}
	if (r >= 0)
		r = contact_children(w, adult->id, 0, &children);
	if (r == 0 && children)
		contact_say(w, "No call, letter or text goes to %s any more, for %s.", adult_name(adult, w->arena), children);
	return r;
}

static int adult_died(struct contact_work *w, int64_t adult, struct day died, int64_t *ret_act)
{
	struct adult_row row;
	int r = contact_change_begin(w, NULL);

	if (r == 0)
		r = contact_adult_get(w, adult, &row);
	if (r == 0)
		r = contact_day_read(w, &died);
	if (r < 0)
		return r;
	if (died.n > w->today.n)
		return err_usage(w->e, "That day has not come yet. Give the day of death, or today.");
	row.died_day = died;
	r = office_act_open(w->o, "contact died", NULL, NULL, 0, w->e);
	if (r == 0)
		r = contact_put(w, THING_ADULT, &row);
	if (r > 0)
		r = stop_letters(w, &row);
	return r < 0 ? r : office_act_end(w->o, false, ret_act, w->e);
}

int office_adult_died(struct office *o, int64_t adult, struct day died, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	CONTACT_USE_CASE(o, ret_said, e, adult_died(&work, adult, died, ret_act));
}
