/* The practice school's people: those with a line of their own in share/practice/pupils.csv, and as many more as a class has. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "demo.h"
#include "rules/pupil.h"

uint32_t dice_roll(struct dice *d, uint32_t below)
{
	/* xorshift64*: small, and the same everywhere. */
	d->state ^= d->state >> 12;
	d->state ^= d->state << 25;
	d->state ^= d->state >> 27;
	return (uint32_t)((d->state * 2685821657736338717ULL) >> 33) % below;
}

/* NAMES */

/* One of the names of that sex, of the family's heritage three times in four, else English. */
static const char *pick_adult(struct demo *d, const char *sex, const char *heritage)
{
	if (!dice_chance(&d->dice, 7500))
		heritage = "english";
	for (int tries = 0; tries < 400; tries++) {
		const struct practice_adults *a = &practice_adults[dice_roll(&d->dice, (uint32_t)practice_adults_count)];

		if (strcmp(a->sex, sex) == 0 && (strcmp(a->heritage, heritage) == 0 || tries > 200))
			return a->forename;
	}
	return "Sam";
}

static const char *pick_forename(struct demo *d, const char *sex, const char *heritage)
{
	if (!dice_chance(&d->dice, 7500))
		heritage = "english";
	for (int tries = 0; tries < 400; tries++) {
		const struct practice_forenames *f = &practice_forenames[dice_roll(&d->dice, (uint32_t)practice_forenames_count)];

		if (strcmp(f->sex, sex) == 0 && (strcmp(f->heritage, heritage) == 0 || tries > 200))
			return f->forename;
	}
	return "Sam";
}

static const struct practice_surnames *pick_surname(struct demo *d)
{
	int all = 0, at;

	for (int i = 0; i < practice_surnames_count; i++)
		all += atoi(practice_surnames[i].weight);
	at = (int)dice_roll(&d->dice, (uint32_t)all);
	for (int i = 0;; i++)
		if ((at -= atoi(practice_surnames[i].weight)) < 0)
			return &practice_surnames[i];
}

static const char *language_of(const char *heritage)
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

static struct demo_adult *add_adult(struct demo *d, struct demo_family *f, const char *relation, const char *sex, const char *surname)
{
	struct demo_adult *a = &f->adults[f->adult_count++];

	BUG_UNLESS(f->adult_count <= DEMO_ADULTS);
	*a = (struct demo_adult){ .row = ADULT_NEW, .relation = relation, .responsibility = true };
	a->row.surname = surname;
	a->row.forename = pick_adult(d, sex, f->heritage);
	a->row.language = language_of(f->heritage);
	a->mobile = new_mobile(d);
	return a;
}

static void set_home(struct demo *d, struct demo_adult *a)
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
	struct demo_adult *carer = add_adult(d, f, "Foster carer", "F", "Hathaway");

	set_home(d, carer);
	carer->lives_with = true;
	carer->responsibility = false;
	carer->home = new_home(d);
	struct demo_adult *worker = add_adult(d, f, "Social worker", "M", "Lockwood");
	worker->responsibility = false;
	worker->work = new_home(d);
}

/* A mother or father with whom the children live; often the other parent too, at home or in a household of their own. */
static void make_home(struct demo *d, struct demo_family *f)
{
	struct demo_adult *first = add_adult(d, f, "Mother", "F", f->surname);
	uint32_t kind = dice_roll(&d->dice, 100);

	set_home(d, first);
	first->lives_with = true;
	if (dice_chance(&d->dice, 4000))
		first->home = new_home(d);
	if (dice_chance(&d->dice, 3000))
		first->work = new_home(d);
	if (kind < 60) {
		share_home(add_adult(d, f, "Father", "M", f->surname), first);
	} else if (kind < 82) {
		struct demo_adult *father = add_adult(d, f, "Father", "M", f->surname);

		first->row.surname = pick_surname(d)->surname;
		set_home(d, father);
	} else if (kind < 88) {
		struct demo_adult *partner = add_adult(d, f, "Stepfather", "M", pick_surname(d)->surname);

		share_home(partner, first);
		partner->responsibility = false;
	}
	if (dice_chance(&d->dice, 4500)) {
		struct demo_adult *grandmother = add_adult(d, f, "Grandmother", "F", f->surname);

		set_home(d, grandmother);
		grandmother->responsibility = false;
	}
}

static int new_family(struct demo *d, const char *key, const char *surname, const char *heritage)
{
	struct demo_family f = { .key = key, .surname = *surname ? surname : "Wijaya", .heritage = heritage, .born = DAY_NONE };

	if (strcmp(key, "foster") == 0)
		make_foster_home(d, &f);
	else
		make_home(d, &f);
	vec_push(&d->families, f);
	return d->families.count - 1;
}

static int family_by_key(struct demo *d, const char *key)
{
	for (int i = 0; *key && i < d->families.count; i++)
		if (strcmp(d->families.items[i].key, key) == 0)
			return i;
	return -1;
}

/* A brother or sister of somebody in another year, or the first of a family. */
static int any_family(struct demo *d, int year)
{
	if (d->families.count && dice_chance(&d->dice, 3800))
		for (int tries = 0; tries < 12; tries++) {
			int i = (int)dice_roll(&d->dice, (uint32_t)d->families.count);
			const struct demo_family *f = &d->families.items[i];

			if (!*f->key && f->children < 3 && !(f->years & 1u << (year + 2)))
				return i;
		}
	const struct practice_surnames *s = pick_surname(d);
	return new_family(d, "", s->surname, s->heritage);
}

/* PUPILS */

/* Born between 1 September and 31 August of the school year that their year group says. */
static struct day birthday_in(struct demo *d, int year)
{
	return day_add(day_of(d->year.year - 5 - year, 9, 1), (int)dice_roll(&d->dice, 365));
}

/* A number given in the year that the child began here: domain 10.1. */
static const char *new_upn(struct demo *d, int year)
{
	static const char letters[] = "ABCDEFGHJKLMNPQRTUVWXYZ";
	int joined = (d->year.year - (year > 0 ? year : 0)) % 100, sum = 0;
	char upn[UPN_LENGTH + 1];

	snprintf(upn, sizeof upn, "A%s%s%02d%03d", practice_school[0].authority, practice_school[0].establishment, joined,
		 1 + d->next_serial[joined]++ % 999);
	for (int i = 1; i < UPN_LENGTH; i++)
		sum += (upn[i] - '0') * (i + 1);
	upn[0] = letters[sum % 23];
	return arena_text(&d->arena, upn);
}

static void set_frailty(struct demo *d, struct demo_pupil *p)
{
	uint32_t kind = dice_roll(&d->dice, 100);

	p->frailty = kind < 55 ? 170 : kind < 85 ? 340 : kind < 96 ? 620 : 1300;
	p->tardiness = kind < 70 ? 60 : kind < 92 ? 250 : 900;
}

static const char *random_flags(struct demo *d, const char *heritage)
{
	bool sen = dice_chance(&d->dice, 1300), plan = sen && dice_chance(&d->dice, 2500);

	return arena_printf(&d->arena, "%s%s%s", sen ? plan ? "sen=E " : "sen=K " : "", dice_chance(&d->dice, 2100) ? "fsm=yes " : "",
			    language_of(heritage) ? "eal=yes " : "");
}

static struct demo_pupil *add_pupil(struct demo *d, int class, int year, int family)
{
	struct demo_pupil p = { .row = PUPIL_NEW, .class = class, .year = year, .family = family, .enrolment = "single", .flags = "",
				.from = day_of(d->year.year, 9, 1), .to = DAY_NONE };
	struct demo_family *f = &d->families.items[family];
	size_t n = (size_t)d->session_count + 1;

	p.marks = arena_new(&d->arena, n, sizeof *p.marks);
	p.now = arena_new(&d->arena, n, sizeof *p.now);
	p.why = arena_new(&d->arena, n, sizeof *p.why);
	p.settled = arena_new(&d->arena, n, sizeof *p.settled);
	p.arrival = arena_new(&d->arena, n, sizeof *p.arrival);
	p.heritage = f->heritage;
	p.row.admission_number = arena_printf(&d->arena, "%d", d->next_admission++);
	p.row.upn = new_upn(d, year);
	p.row.born_day = birthday_in(d, year);
	set_frailty(d, &p);
	f->children++;
	f->years |= 1u << (year + 2);
	vec_push(&d->pupils, p);
	return &d->pupils.items[d->pupils.count - 1];
}

static bool name_is_taken(const struct demo *d, const struct demo_pupil *p)
{
	for (const struct demo_pupil *other = d->pupils.items; other < p; other++)
		if (strcmp(other->row.surname, p->row.surname) == 0 && strcmp(other->row.forename, p->row.forename) == 0)
			return true;
	return false;
}

static void add_any_pupil(struct demo *d, int class, int year)
{
	struct demo_pupil *p = add_pupil(d, class, year, any_family(d, year));
	const struct demo_family *f = &d->families.items[p->family];

	p->row.sex = dice_chance(&d->dice, 5000) ? "F" : "M";
	p->row.surname = f->surname;
	do {
		p->row.forename = pick_forename(d, p->row.sex, f->heritage);
	} while (name_is_taken(d, p));
	p->flags = random_flags(d, f->heritage);
	p->mornings = year < 0 && dice_chance(&d->dice, 4000);
}

static const struct {
	const char *name;
	enum special special;
	int percent, beside;
} specials[] = {
	{ "exact_95", SPECIAL_EXACT, 95, 0 },   { "above_95", SPECIAL_EXACT, 95, 1 },   { "below_95", SPECIAL_EXACT, 95, -1 },
	{ "exact_90", SPECIAL_EXACT, 90, 0 },   { "above_90", SPECIAL_EXACT, 90, 1 },   { "below_90", SPECIAL_EXACT, 90, -1 },
	{ "exact_80", SPECIAL_EXACT, 80, 0 },   { "above_80", SPECIAL_EXACT, 80, 1 },   { "below_80", SPECIAL_EXACT, 80, -1 },
	{ "exact_50", SPECIAL_EXACT, 50, 0 },   { "above_50", SPECIAL_EXACT, 50, 1 },   { "below_50", SPECIAL_EXACT, 50, -1 },
	{ "twenty_of_201", SPECIAL_20_OF_201 }, { "joiner", SPECIAL_JOINER },           { "leaver", SPECIAL_LEAVER },
	{ "nursery_x", SPECIAL_NURSERY_X },     { "dual", SPECIAL_DUAL },               { "guest", SPECIAL_GUEST },
	{ "twin", SPECIAL_TWIN },               { "same_name", SPECIAL_SAME_NAME },     { "no_upn", SPECIAL_NO_UPN },
	{ "secret_address", SPECIAL_SECRET_ADDRESS },   { "do_not_contact", SPECIAL_DO_NOT_CONTACT },
	{ "foster", SPECIAL_FOSTER },           { "none_possible", SPECIAL_NONE_POSSIBLE },
};

static void set_special(struct demo_pupil *p, const char *name)
{
	for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
		if (strcmp(specials[i].name, name) == 0) {
			p->special = specials[i].special;
			p->percent = specials[i].percent;
			p->beside = specials[i].beside;
			return;
		}
	BUG_UNLESS(*name == '\0');
}

/* What a special pupil's family must be like, whatever the dice said. */
static void set_special_family(struct demo *d, const struct demo_pupil *p)
{
	struct demo_family *f = &d->families.items[p->family];

	if (p->special == SPECIAL_SECRET_ADDRESS)
		f->adults[0].secret = true;
	if (p->special != SPECIAL_DO_NOT_CONTACT)
		return;
	/* The father of the file: in a household of his own. */
	f->adult_count = 1;
	struct demo_adult *father = add_adult(d, f, "Father", "M", f->surname);
	set_home(d, father);
	father->do_not_contact = true;
}

static void add_named_pupil(struct demo *d, int class, int year, const struct practice_pupils *from)
{
	int family = family_by_key(d, from->family);
	bool sibling = family >= 0;

	if (!sibling)
		family = new_family(d, *from->family ? from->family : from->special, from->surname, from->heritage);
	struct demo_pupil *p = add_pupil(d, class, year, family);
	struct demo_family *f = &d->families.items[family];

	p->row.sex = from->sex;
	p->row.surname = from->surname;
	p->row.forename = from->forename;
	p->row.preferred_name = *from->preferred_name ? from->preferred_name : NULL;
	p->flags = from->flags;
	set_special(p, from->special);
	if (p->special == SPECIAL_TWIN && sibling)
		p->row.born_day = f->born;
	if (!sibling)
		f->born = p->row.born_day;
	if (p->special == SPECIAL_NO_UPN || p->special == SPECIAL_GUEST)
		p->row.upn = NULL;
	p->mornings = p->special == SPECIAL_NURSERY_X;
	set_special_family(d, p);
}

/* CLASSES AND STAFF */

static int class_year(const char *years, int n, int size)
{
	int year = 0, other;
	char first[4] = "", second[4] = "";

	sscanf(years, "%3s %3s", first, second);
	BUG_UNLESS(year_parse(first, &year) == 0);
	/* In the class of mixed age one in five is of the older year. */
	return *second && year_parse(second, &other) == 0 && n >= size - size / 5 ? other : year;
}

static void fill_class(struct demo *d, int class)
{
	const struct practice_classes *c = &practice_classes[class];
	int size = atoi(c->size), n = 0, year = class_year(c->years, 0, size);

	for (int i = 0; i < practice_pupils_count; i++) {
		int named;

		/* A year that has two classes has its own names in the first that begins with it. */
		BUG_UNLESS(year_parse(practice_pupils[i].year, &named) == 0);
		if (named != year)
			continue;
		add_named_pupil(d, class, year, &practice_pupils[i]);
		n++;
	}
	for (; n < size; n++)
		add_any_pupil(d, class, class_year(c->years, n, size));
}

static void make_staff(struct demo *d)
{
	d->staff_count = practice_staff_count;
	d->staff = arena_new(&d->arena, (size_t)d->staff_count, sizeof *d->staff);
	for (int i = 0; i < d->staff_count; i++) {
		char *roles = arena_text(&d->arena, practice_staff[i].roles);

		for (char *p = roles; *p; p++)
			*p = *p == ' ' ? ',' : *p;
		d->staff[i] = (struct demo_staff){ .from = &practice_staff[i], .roles = roles };
	}
	for (int c = 0; c < d->class_count; c++)
		for (int i = 0; i < d->staff_count; i++)
			if (strcmp(practice_staff[i].class, d->classes[c].name) == 0)
				d->classes[c].staff = i;
}

void demo_roll_make(struct demo *d)
{
	d->next_admission = 1001;
	d->class_count = practice_classes_count;
	d->classes = arena_new(&d->arena, (size_t)d->class_count, sizeof *d->classes);
	for (int i = 0; i < d->class_count; i++)
		d->classes[i].name = practice_classes[i].name;
	make_staff(d);
	for (int i = 0; i < d->class_count; i++)
		fill_class(d, i);
}
