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

static int weight_of(const char *const *first, size_t size, int i)
{
	return atoi(first[(size_t)i * (size / sizeof *first)]);
}

int dice_weighted(struct dice *d, const char *const *first, size_t size, int count)
{
	int all = 0, at, i = 0;

	for (int k = 0; k < count; k++)
		all += weight_of(first, size, k);
	at = (int)dice_roll(d, (uint32_t)all);
	while ((at -= weight_of(first, size, i)) >= 0)
		i++;
	return i;
}

/* PUPILS */

/* Born between 1 September and 31 August of the school year that their year group says. */
static struct day birthday_in(struct demo *d, int year)
{
	return day_add(day_of(d->year.year - 5 - year, 9, 1), (int)dice_roll(&d->dice, 365));
}

/* A number given in the year that the child began here: domain 10.1. */
const char *demo_upn(struct demo *d, int year)
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
			    demo_language(heritage) ? "eal=yes " : "");
}

static struct demo_pupil *add_pupil(struct demo *d, int class, int year, int family)
{
	struct demo_pupil p = { .row = PUPIL_NEW, .class = class, .year = year, .family = family, .enrolment = "single", .flags = "",
				.from = day_of(d->year.year, 9, 1), .to = DAY_NONE, .moved = DAY_NONE, .first_from = DAY_NONE, .first_to = DAY_NONE };
	struct demo_family *f = &d->families.items[family];
	size_t n = (size_t)d->session_count + 1;

	p.marks = arena_new(&d->arena, n, sizeof *p.marks);
	p.now = arena_new(&d->arena, n, sizeof *p.now);
	p.why = arena_new(&d->arena, n, sizeof *p.why);
	p.settled = arena_new(&d->arena, n, sizeof *p.settled);
	p.arrival = arena_new(&d->arena, n, sizeof *p.arrival);
	p.heritage = f->heritage;
	p.row.admission_number = arena_printf(&d->arena, "%d", d->next_admission++);
	p.row.upn = demo_upn(d, year);
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
	struct demo_pupil *p = add_pupil(d, class, year, demo_family_any(d, year));
	const struct demo_family *f = &d->families.items[p->family];

	p->row.sex = dice_chance(&d->dice, 5000) ? "F" : "M";
	p->row.surname = f->surname;
	do {
		p->row.forename = demo_forename(d, p->row.sex, f->heritage);
	} while (name_is_taken(d, p));
	p->flags = random_flags(d, f->heritage);
	p->mornings = year < 0 && dice_chance(&d->dice, 4000);
}

struct demo_pupil *demo_pupil_extra(struct demo *d, int class, int year, const char *surname, const char *forename, const char *sex)
{
	struct dice usual = d->dice;

	d->dice = d->more;
	struct demo_pupil *p = add_pupil(d, class, year, demo_family_new(d, "", surname, "english"));
	d->more = d->dice;
	d->dice = usual;
	p->row.sex = sex;
	p->row.surname = surname;
	p->row.forename = forename;
	p->special = SPECIAL_EXTRA;
	return p;
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
	struct demo_adult *father = demo_adult_add(d, f, "Father", "M", f->surname);
	demo_adult_house(d, father);
	father->do_not_contact = true;
}

static void add_named_pupil(struct demo *d, int class, int year, const struct practice_pupils *from)
{
	int family = demo_family_by_key(d, from->family);
	bool sibling = family >= 0;

	if (!sibling)
		family = demo_family_new(d, *from->family ? from->family : from->special, from->surname, from->heritage);
	struct demo_pupil *p = add_pupil(d, class, year, family);
	struct demo_family *f = &d->families.items[family];

	p->row.sex = from->sex;
	p->row.surname = from->surname;
	p->row.forename = from->forename;
	p->row.preferred_name = *from->preferred_name ? from->preferred_name : NULL;
	p->flags = from->flags;
	p->named = true;
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
		d->staff[i] = (struct demo_staff){ .from = &practice_staff[i], .roles = roles, .name = practice_staff[i].name };
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
