/* The families of the practice school: their names, who is in them, where they live. */
#include <string.h>

#include "demo.h"

/* NAMES */

/* The tables of adults' and of children's forenames are alike. */
enum { FORENAME, SEX, HERITAGE, FORENAME_COLUMNS };

static const char *pick_forename(struct demo *d, const char *const *table, int count, const char *sex, const char *heritage)
{
	if (!dice_chance(&d->dice, 7500))
		heritage = "english";
	for (int tries = 0; tries < 400; tries++) {
		const char *const *row = table + FORENAME_COLUMNS * dice_roll(&d->dice, (uint32_t)count);

		if (strcmp(row[SEX], sex) == 0 && (strcmp(row[HERITAGE], heritage) == 0 || tries > 200))
			return row[FORENAME];
	}
	return "Sam";
}

static const char *pick_adult(struct demo *d, const char *sex, const char *heritage)
{
	_Static_assert(sizeof *practice_adults == FORENAME_COLUMNS * sizeof(char *), "forename,sex,heritage");
	return pick_forename(d, &practice_adults->forename, practice_adults_count, sex, heritage);
}

const char *demo_forename(struct demo *d, const char *sex, const char *heritage)
{
	_Static_assert(sizeof *practice_forenames == FORENAME_COLUMNS * sizeof(char *), "forename,sex,heritage");
	return pick_forename(d, &practice_forenames->forename, practice_forenames_count, sex, heritage);
}

static const struct practice_surnames *pick_surname(struct demo *d)
{
	return &practice_surnames[dice_weighted(&d->dice, &practice_surnames->weight, sizeof *practice_surnames, practice_surnames_count)];
}

const char *demo_language(const char *heritage)
{
	for (int i = 0; i < practice_languages_count; i++)
		if (strcmp(practice_languages[i].heritage, heritage) == 0)
			return practice_languages[i].language;
	return NULL;
}

/* FAMILIES */

/* Numbers that Ofcom keeps for drama: nobody has them. */
static const char *new_mobile(struct demo *d)
{
	return arena_printf(&d->arena, "07700 900%03d", d->next_mobile++ % 1000);
}

static const char *new_home(struct demo *d)
{
	return arena_printf(&d->arena, "01632 960%03d", 1 + d->next_home++ % 999);
}

struct demo_adult *demo_adult_add(struct demo *d, struct demo_family *f, const char *relation, const char *sex, const char *surname)
{
	struct demo_adult *a = &f->adults[f->adult_count++];

	BUG_UNLESS(f->adult_count <= DEMO_ADULTS);
	*a = (struct demo_adult){ .row = ADULT_NEW, .relation = relation, .responsibility = true };
	a->row.surname = surname;
	a->row.forename = pick_adult(d, sex, f->heritage);
	a->row.language = demo_language(f->heritage);
	a->mobile = new_mobile(d);
	return a;
}

void demo_adult_house(struct demo *d, struct demo_adult *a)
{
	const struct practice_streets *s = &practice_streets[dice_roll(&d->dice, (uint32_t)practice_streets_count)];

	a->lines = arena_printf(&d->arena, "%u %s, %s", 1 + dice_roll(&d->dice, 120), s->street, practice_school[0].town);
	a->postcode = s->postcode;
}

static void share_home(struct demo_adult *a, const struct demo_adult *with)
{
	a->lines = with->lines;
	a->postcode = with->postcode;
	a->lives_with = true;
}

static void make_foster_home(struct demo *d, struct demo_family *f)
{
	struct demo_adult *carer = demo_adult_add(d, f, "Foster carer", "F", "Hathaway");

	demo_adult_house(d, carer);
	carer->lives_with = true;
	carer->responsibility = false;
	carer->home = new_home(d);
	struct demo_adult *worker = demo_adult_add(d, f, "Social worker", "M", "Lockwood");
	worker->responsibility = false;
	worker->work = new_home(d);
}

/* A mother or father with whom the children live; often the other parent too, at home or in a household of their own. */
static void make_home(struct demo *d, struct demo_family *f)
{
	struct demo_adult *first = demo_adult_add(d, f, "Mother", "F", f->surname);
	uint32_t kind = dice_roll(&d->dice, 100);

	demo_adult_house(d, first);
	first->lives_with = true;
	if (dice_chance(&d->dice, 4000))
		first->home = new_home(d);
	if (dice_chance(&d->dice, 3000))
		first->work = new_home(d);
	if (kind < 60) {
		share_home(demo_adult_add(d, f, "Father", "M", f->surname), first);
	} else if (kind < 82) {
		struct demo_adult *father = demo_adult_add(d, f, "Father", "M", f->surname);

		first->row.surname = pick_surname(d)->surname;
		demo_adult_house(d, father);
	} else if (kind < 88) {
		struct demo_adult *partner = demo_adult_add(d, f, "Stepfather", "M", pick_surname(d)->surname);

		share_home(partner, first);
		partner->responsibility = false;
	}
	if (dice_chance(&d->dice, 4500)) {
		struct demo_adult *grandmother = demo_adult_add(d, f, "Grandmother", "F", f->surname);

		demo_adult_house(d, grandmother);
		grandmother->responsibility = false;
	}
}

int demo_family_new(struct demo *d, const char *key, const char *surname, const char *heritage)
{
	struct demo_family f = { .key = key, .surname = *surname ? surname : "Wijaya", .heritage = heritage, .born = DAY_NONE };

	if (strcmp(key, "foster") == 0)
		make_foster_home(d, &f);
	else
		make_home(d, &f);
	vec_push(&d->families, f);
	return d->families.count - 1;
}

int demo_family_by_key(struct demo *d, const char *key)
{
	for (int i = 0; *key && i < d->families.count; i++)
		if (strcmp(d->families.items[i].key, key) == 0)
			return i;
	return -1;
}

/* A brother or sister of somebody in another year, or the first of a family. */
int demo_family_any(struct demo *d, int year)
{
	if (d->families.count && dice_chance(&d->dice, 3800))
		for (int tries = 0; tries < 12; tries++) {
			int i = (int)dice_roll(&d->dice, (uint32_t)d->families.count);
			const struct demo_family *f = &d->families.items[i];

			if (!*f->key && f->children < 3 && !(f->years & 1u << (year + 2)))
				return i;
		}
	const struct practice_surnames *s = pick_surname(d);
	return demo_family_new(d, "", s->surname, s->heritage);
}
