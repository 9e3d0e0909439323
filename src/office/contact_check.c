/* The contacts check (B18): whom nobody could call. */
#include "contact_check.h"

#include <string.h>

#include "import_contacts.h"
#include "rules/calendar.h"

static const char *const words[CONTACT_REMARKS] = {
	[REMARK_NOBODY] = "no contact",
	[REMARK_FEW_NUMBERS] = "fewer than two numbers",
	[REMARK_DEAD_NUMBER] = "a number that is struck out",
	[REMARK_NO_RESPONSIBILITY] = "nobody with parental responsibility",
	[REMARK_LIVES_WITH_NOBODY] = "nobody whom the child lives with",
	[REMARK_NO_ADDRESS] = "no address",
	[REMARK_NOT_CONFIRMED] = "not confirmed this school year",
};

const char *contact_remark_words(enum contact_remark r)
{
	return words[r];
}

/* The digits of those who may be contacted, each once: two contacts often share a number. */
struct tally_numbers {
	struct arena arena;
	struct { VEC(const char *); } digits;
	int dead;
};

static void count_number(struct tally_numbers *t, const struct adult_number_row *number)
{
	const char *digits = number_digits(&t->arena, number->number);

	if (number->dead) {
		t->dead++;
		return;
	}
	for (int i = 0; i < t->digits.count; i++)
		if (strcmp(t->digits.items[i], digits) == 0)
			return;
	vec_push(&t->digits, digits);
}

static void count_numbers(const struct families *f, const struct family_pupil *p, struct contacts_checked *to)
{
	struct tally_numbers t = { 0 };

	for (int i = 0; i < p->contacts_now; i++) {
		const struct family_adult *adult = families_adult(f, p->contacts[i].adult);

		for (int k = 0; adult && day_is_none(adult->row.died_day) && !p->contacts[i].do_not_contact && k < adult->number_count; k++)
			count_number(&t, &adult->numbers[k]);
	}
	to->numbers = t.digits.count;
	to->dead = t.dead;
	vec_finish(&t.digits);
	arena_finish(&t.arena);
}

static uint32_t bit(enum contact_remark r, bool is)
{
	return is ? 1u << r : 0;
}

/* In force, and alive. */
static uint32_t people_missing(const struct families *f, const struct family_pupil *p)
{
	bool anybody = false, responsible = false, home = false, address = p->address != NULL;
	struct day confirmed = DAY_NONE;

	for (int i = 0; i < p->contacts_now; i++) {
		const struct contact_row *c = &p->contacts[i];
		const struct family_adult *adult = families_adult(f, c->adult);

		if (!adult || !day_is_none(adult->row.died_day))
			continue;
		anybody = true;
		responsible |= c->parental_responsibility != 0;
		home |= c->lives_with != 0;
		address |= c->lives_with && adult->address;
		if (!day_is_none(c->confirmed_day) && (day_is_none(confirmed) || c->confirmed_day.n > confirmed.n))
			confirmed = c->confirmed_day;
	}
	if (!anybody)
		return bit(REMARK_NOBODY, true) | bit(REMARK_NO_ADDRESS, !address);
	return bit(REMARK_NO_RESPONSIBILITY, !responsible) | bit(REMARK_LIVES_WITH_NOBODY, !home) | bit(REMARK_NO_ADDRESS, !address) |
	       bit(REMARK_NOT_CONFIRMED, day_is_none(confirmed) || confirmed.n < school_year_start(f->today).n);
}

struct contacts_checked contacts_checked_of(const struct families *f, const struct family_pupil *p)
{
	struct contacts_checked c = { .pupil = p->id };

	count_numbers(f, p, &c);
	c.remarks = people_missing(f, p);
	if (!(c.remarks & 1u << REMARK_NOBODY))
		c.remarks |= bit(REMARK_FEW_NUMBERS, c.numbers < 2) | bit(REMARK_DEAD_NUMBER, c.dead > 0);
	return c;
}

int contacts_check_read(struct office *o, struct contacts_check *ret)
{
	CLEAN_FAMILIES struct families f = { 0 };
	struct contacts_check c = { 0 };
	int r = families_read(o, 0, &f);

	if (r < 0)
		return r;
	c.pupils = arena_new(&c.arena, (size_t)f.pupil_count + 1, sizeof *c.pupils);
	for (int i = 0; i < f.pupil_count; i++)
		if (f.pupils[i].here)
			c.pupils[c.count++] = contacts_checked_of(&f, &f.pupils[i]);
	*ret = c;
	return 0;
}

void contacts_check_finish(struct contacts_check *c)
{
	arena_finish(&c->arena);
	*c = (struct contacts_check){ 0 };
}
