/* Check of the roll: what the admission register lacks (PR24 reg 8), UPNs, contacts, classes, returns that are due (reg 13). */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "contact_check.h"
#include "pupils_record.h"
#include "report_check_roll.h"
#include "rules/calendar.h"
#include "rules/pupil.h"

#define RETURN_DAYS 60 /* a return of longer ago is the business of whoever audits, not of today's list */
#define RETURN_DUE 5   /* days, not school days (domain 3.3) */

const char *check_roll_name(struct check_roll *k, const struct pupil_row *p)
{
	char key[KEY_TEXT];

	return k->names ? pupil_display_name(p, &k->arena) : arena_printf(&k->arena, "pupil %s", key_hex(&p->key, key));
}

static const struct pupil_row *row_of(const struct check_roll *k, int64_t id)
{
	for (int low = 0, high = k->row_count - 1; low <= high;) {
		int at = (low + high) / 2;

		if (k->rows[at].id == id)
			return &k->rows[at];
		if (k->rows[at].id < id)
			low = at + 1;
		else
			high = at - 1;
	}
	return NULL;
}

/* On the roll or to come; merged rows are not there. */
static bool is_here(const struct check_roll *k, int64_t id)
{
	const struct family_pupil *p = families_pupil(&k->families, id);

	return p && p->here;
}

/* Those whom one sentence is about: some by name, all counted. */
struct listing {
	struct buf names;
	int count;
};

static void list_add(struct check_roll *k, struct listing *l, const struct pupil_row *p)
{
	if (l->count < LISTED_MOST)
		buf_printf(&l->names, "%s%s", l->count ? ", " : "", check_roll_name(k, p));
	l->count++;
}

static void list_say(struct check_roll *k, struct listing *l, const char *area, const char *what_to_do, const char *one, const char *many)
{
	if (l->count)
		check_say(k->check, area, CHECK_LOOK, what_to_do, "%d %s: %s%s.", l->count, l->count == 1 ? one : many, buf_string(&l->names),
			  l->count > LISTED_MOST ? arena_printf(&k->arena, ", and %d more", l->count - LISTED_MOST) : "");
	buf_finish(&l->names);
}

/* PARTICULARS ------------------------------------------------------------------------------------------------------------------------- */

/* What is missing of how many. */
struct lacking {
	const char *label;
	int count;
};

static void lacking_add(struct lacking *of, int *count, int most, const char *label)
{
	int i = 0;

	while (i < *count && strcmp(of[i].label, label) != 0)
		i++;
	if (i == most)
		return;
	if (i == *count)
		of[(*count)++] = (struct lacking){ label, 0 };
	of[i].count++;
}

enum { LACKING_MOST = 16 };

/* "Number of Grace Okafor" is a number of a parent. */
static const char *lacking_kind(struct check_roll *k, const struct record_line *l)
{
	if (l->part != RECORD_CONTACTS)
		return arena_text(&k->arena, l->label);
	return strncmp(l->label, "Number", 6) == 0 ? "Number of a parent" : strncmp(l->label, "Address", 7) == 0 ? "Address of a parent" : "Contacts";
}

static int check_particulars(struct check_roll *k, struct err *e)
{
	struct lacking of[LACKING_MOST];
	CLEAN_BUF struct buf list = { 0 };
	int kinds = 0, pupils = 0, all = 0;

	for (int i = 0; i < k->row_count; i++) {
		struct pupil_record record;

		if (!is_here(k, k->rows[i].id))
			continue;
		int r = pupil_record_read(k->check->office, k->rows[i].id, &k->families, &k->homes, &record, e);
		if (r < 0)
			return r;
		all++;
		pupils += record.missing > 0;
		for (int j = 0; j < record.count; j++)
			if (record.lines[j].missing && !record.lines[j].past)
				lacking_add(of, &kinds, LACKING_MOST, lacking_kind(k, &record.lines[j]));
		pupil_record_finish(&record);
	}
	for (int i = 0; i < kinds; i++)
		buf_printf(&list, "%s%s %d", i ? ", " : "", of[i].label, of[i].count);
	if (pupils)
		check_say(k->check, "roll", CHECK_LOOK, "The report admission lists them by pupil; enter each when the family or the school before has told it.",
			  "Of %d pupils %d lack something that the admission register asks for: %s.", all, pupils, buf_string(&list));
	else
		check_say(k->check, "roll", CHECK_OK, NULL, "Every particular of the admission register is there, of %d pupil%s.", all, PLURAL(all));
	return 0;
}

/* NUMBERS, CLASSES, CONTACTS ------------------------------------------------------------------------------------------------------------- */

static void check_upns(struct check_roll *k)
{
	struct listing none = { 0 }, faulty = { 0 }, temporary = { 0 };
	enum upn_kind kind;

	for (int i = 0; i < k->row_count; i++) {
		const struct pupil_row *p = &k->rows[i];

		if (!is_here(k, p->id))
			continue;
		if (!p->upn)
			list_add(k, &none, p);
		else if (upn_check(p->upn, &kind, NULL) < 0)
			list_add(k, &faulty, p);
		else if (kind == UPN_TEMPORARY)
			list_add(k, &temporary, p);
	}
	list_say(k, &none, "UPN", "Ask the school before, or the authority; a new one is only for a child who never had one.",
		 "pupil has no UPN yet", "pupils have no UPN yet");
	list_say(k, &faulty, "UPN", "Ask the school before for the right one.", "UPN cannot be right", "UPNs cannot be right");
	list_say(k, &temporary, "UPN", "Replace it by the permanent one as soon as that is known.", "pupil has a temporary UPN",
		 "pupils have a temporary UPN");
}

static void check_places(struct check_roll *k)
{
	struct listing none = { 0 };

	for (int i = 0; i < k->row_count; i++) {
		const struct family_pupil *p = families_pupil(&k->families, k->rows[i].id);

		if (p && p->on_roll && p->group_now == 0 && !k->rows[i].boarder)
			list_add(k, &none, &k->rows[i]);
	}
	list_say(k, &none, "classes", "Put them into a class: until then they are in no register.", "pupil on the roll is in no class",
		 "pupils on the roll are in no class");
}

static void check_contacts(struct check_roll *k)
{
	struct listing few = { 0 };

	for (int i = 0; i < k->row_count; i++) {
		const struct family_pupil *p = families_pupil(&k->families, k->rows[i].id);

		if (p && p->here && contacts_checked_of(&k->families, p).remarks & (1u << REMARK_NOBODY | 1u << REMARK_FEW_NUMBERS))
			list_add(k, &few, &k->rows[i]);
	}
	list_say(k, &few, "contacts", "Ask the family for another number: the guidance wants more than one. The report contacts says more.",
		 "pupil has fewer than two numbers to call", "pupils have fewer than two numbers to call");
}

/* RETURNS --------------------------------------------------------------------------------------------------------------------------------- */

/* The first and the last day of the school year's terms that a day is in. */
static void year_days(struct check_roll *k, struct day day, struct day *ret_first, struct day *ret_last)
{
	const struct calendar *c = office_calendar(k->check->office);

	*ret_first = *ret_last = DAY_NONE;
	for (int i = 0; i < c->term_count; i++) {
		if (!day_equal(school_year_start(c->terms[i].to), school_year_start(day)))
			continue;
		if (day_is_none(*ret_first) || c->terms[i].from.n < ret_first->n)
			*ret_first = c->terms[i].from;
		if (day_is_none(*ret_last) || c->terms[i].to.n > ret_last->n)
			*ret_last = c->terms[i].to;
	}
}

static int spell_compare(const void *a, const void *b)
{
	const struct enrolment_row *x = a, *y = b;

	if (x->pupil != y->pupil)
		return x->pupil < y->pupil ? -1 : 1;
	return (spell_first(x) > spell_first(y)) - (spell_first(x) < spell_first(y));
}

/* A guest is not on the roll. */
static bool goes_on(const struct enrolment_row *s, const struct enrolment_row *next)
{
	return s->pupil == next->pupil && spell_goes_on(s, next) && strcmp(s->kind, "guest") != 0 && strcmp(next->kind, "guest") != 0;
}

/* Day 5 is the last on which it may be sent; who starts with the year may be of the class for which none is due, and is not named here. */
static bool joined_is_due(struct check_roll *k, const struct enrolment_row *s)
{
	struct day today = office_today(k->check->office), first, last;

	if (s->from_day.n > today.n - RETURN_DUE || s->from_day.n <= today.n - RETURN_DAYS)
		return false;
	year_days(k, s->from_day, &first, &last);
	return day_is_none(first) || s->from_day.n > first.n;
}

/* Likewise who leaves at the end of it. */
static bool left_is_due(struct check_roll *k, const struct enrolment_row *s)
{
	struct day today = office_today(k->check->office), first, last;

	if (day_is_none(s->to_day) || !day_is_none(s->left_return_day) || s->to_day.n > today.n || s->to_day.n <= today.n - RETURN_DAYS)
		return false;
	year_days(k, s->to_day, &first, &last);
	return day_is_none(last) || s->to_day.n < last.n;
}

static void check_returns(struct check_roll *k)
{
	struct listing joined = { 0 }, left = { 0 };

	qsort(k->spells, (size_t)k->spell_count, sizeof *k->spells, spell_compare);
	for (int i = 0, last; i < k->spell_count; i = last + 1) {
		const struct pupil_row *p = row_of(k, k->spells[i].pupil);
		bool sent = !day_is_none(k->spells[i].joined_return_day);

		for (last = i; last + 1 < k->spell_count && goes_on(&k->spells[last], &k->spells[last + 1]); last++)
			sent |= !day_is_none(k->spells[last + 1].joined_return_day);
		if (!p || p->merged_into != NONE || strcmp(k->spells[i].kind, "guest") == 0)
			continue;
		if (!sent && joined_is_due(k, &k->spells[i]))
			list_add(k, &joined, p);
		if (left_is_due(k, &k->spells[last]))
			list_add(k, &left, p);
	}
	list_say(k, &joined, "returns", "Send the new-pupil return to the authority, and note the day that it was sent.",
		 "new-pupil return is due or overdue", "new-pupil returns are due or overdue");
	list_say(k, &left, "returns", "Send the deletion return to the authority, and note the day that it was sent.", "deletion return is due or overdue",
		 "deletion returns are due or overdue");
}

/* ALL OF IT --------------------------------------------------------------------------------------------------------------------------------- */

static int read_all(struct check_roll *k)
{
	struct store *st = k->check->office->store;

	k->row_count = store_thing_all(st, THING_PUPIL, &k->arena, &k->rows);
	k->pair_count = k->row_count < 0 ? 0 : store_thing_all(st, THING_PUPIL_PAIR, &k->arena, &k->pairs);
	k->spell_count = k->row_count < 0 || k->pair_count < 0 ? 0 : store_thing_all(st, THING_ENROLMENT, &k->arena, &k->spells);
	int r = k->row_count < 0 ? k->row_count : k->pair_count < 0 ? k->pair_count : k->spell_count < 0 ? k->spell_count : 0;
	return r < 0 ? r : families_read(k->check->office, 0, &k->families);
}

int check_the_roll(struct check *c, struct err *e)
{
	struct check_roll k = { .check = c, .names = office_reach(c->office, ACTION_SEE_REGISTER) == REACH_ALL };
	int r = read_all(&k);

	if (r < 0) {
		arena_finish(&k.arena);
		return office_fail(c->office, r, e);
	}
	family_homes_make(&k.families, &k.homes);
	/* Particulars are for those who see the roll: an administrator would be refused each of them. */
	r = k.names ? check_particulars(&k, e) : 0;
	if (r == 0) {
		check_roll_alike(&k);
		check_upns(&k);
		check_places(&k);
		check_contacts(&k);
		check_returns(&k);
	}
	family_homes_finish(&k.homes);
	families_finish(&k.families);
	arena_finish(&k.arena);
	return r;
}
