/* Whom a row of a pupils file is about: UPN, else admission number, else name and date of birth. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "import.h"
#include "lookup.h"

/* THE ROLL AS IT STANDS */

static int pupil_index(const struct import_roll *r, int64_t id)
{
	int low = 0, high = r->pupil_count;

	while (low < high) {
		int middle = (low + high) / 2;

		if (r->pupils[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < r->pupil_count && r->pupils[low].id == id ? low : -1;
}

static bool ended(struct day to, struct day today)
{
	return !day_is_none(to) && to.n < today.n;
}

static int flag_index(const char *flag)
{
	for (int i = 0; i < IMPORT_FLAGS; i++)
		if (strcmp(import_flags[i], flag) == 0)
			return i;
	return -1;
}

/* Of each pupil the row that begins last; a class, year or flag only while it has not ended. */
static void roll_sort(struct import_roll *r, struct enrolment_row *enrolments, int e, struct membership_row *memberships, int m,
		      struct pupil_year_row *years, int y, struct pupil_flag_row *flags, int n, struct day today)
{
	for (int i = 0; i < e; i++) {
		int k = pupil_index(r, enrolments[i].pupil);

		if (k >= 0 && (!r->enrolments[k] || r->enrolments[k]->from_day.n <= enrolments[i].from_day.n))
			r->enrolments[k] = &enrolments[i];
	}
	for (int i = 0; i < m; i++) {
		int k = pupil_index(r, memberships[i].pupil);

		if (k >= 0 && !ended(memberships[i].to_day, today) &&
		    (!r->memberships[k] || r->memberships[k]->from_day.n <= memberships[i].from_day.n))
			r->memberships[k] = &memberships[i];
	}
	for (int i = 0; i < y; i++) {
		int k = pupil_index(r, years[i].pupil);

		if (k >= 0 && !ended(years[i].to_day, today) && (!r->years[k] || r->years[k]->from_day.n <= years[i].from_day.n))
			r->years[k] = &years[i];
	}
	for (int i = 0; i < n; i++) {
		int k = pupil_index(r, flags[i].pupil), flag = flag_index(flags[i].flag);

		if (k >= 0 && flag >= 0 && !ended(flags[i].to_day, today))
			r->flags[k][flag] = &flags[i];
	}
}

int import_roll_read(struct office *o, struct day today, struct import_roll *ret, struct err *e)
{
	struct import_roll r = { 0 };
	struct enrolment_row *enrolments = NULL;
	struct membership_row *memberships = NULL;
	struct pupil_year_row *years = NULL;
	struct pupil_flag_row *flags = NULL;
	struct {
		enum thing thing;
		void *rows;
		int count;
	} reads[] = {
		{ THING_PUPIL, &r.pupils, 0 }, { THING_ROLL_GROUP, &r.groups, 0 }, { THING_ENROLMENT, &enrolments, 0 },
		{ THING_MEMBERSHIP, &memberships, 0 }, { THING_PUPIL_YEAR, &years, 0 }, { THING_PUPIL_FLAG, &flags, 0 },
	};

	for (size_t i = 0; i < sizeof reads / sizeof *reads; i++) {
		reads[i].count = store_thing_all(o->store, reads[i].thing, &r.arena, reads[i].rows);
		if (reads[i].count < 0) {
			arena_finish(&r.arena);
			return office_fail(o, reads[i].count, e);
		}
	}
	r.pupil_count = reads[0].count;
	r.group_count = reads[1].count;
	size_t n = (size_t)r.pupil_count + 1;
	r.enrolments = arena_new(&r.arena, n, sizeof *r.enrolments);
	r.memberships = arena_new(&r.arena, n, sizeof *r.memberships);
	r.years = arena_new(&r.arena, n, sizeof *r.years);
	r.flags = arena_new(&r.arena, n, sizeof *r.flags);
	for (size_t i = 0; i < n; i++)
		r.flags[i] = arena_new(&r.arena, IMPORT_FLAGS, sizeof **r.flags);
	roll_sort(&r, enrolments, reads[2].count, memberships, reads[3].count, years, reads[4].count, flags, reads[5].count, today);
	*ret = r;
	return 0;
}

void import_roll_finish(struct import_roll *r)
{
	arena_finish(&r->arena);
}

/* LOOKING UP */

static const char *name_key(const char *surname, const char *forename, struct day dob, struct arena *a)
{
	return day_is_none(dob) ? NULL : arena_printf(a, "%d\x1f%s\x1f%s", dob.n, surname ? surname : "", forename ? forename : "");
}

/* The roll by each of the things that tell pupils apart; pupils of one name and date of birth follow one another. */
struct finder {
	struct lookup *upn, *admission, *name;
	int *next_same;
};

static void finder_start(struct finder *x, const struct import_roll *roll, struct arena *a)
{
	x->upn = lookup_new(roll->pupil_count);
	x->admission = lookup_new(roll->pupil_count);
	x->name = lookup_new(roll->pupil_count);
	x->next_same = arena_new(a, (size_t)roll->pupil_count + 1, sizeof *x->next_same);
	for (int i = 0; i < roll->pupil_count; i++) {
		const struct pupil_row *p = &roll->pupils[i];

		x->next_same[i] = -1;
		if (p->merged_into != NONE)
			continue;
		lookup_add(x->upn, p->upn, i);
		lookup_add(x->admission, p->admission_number, i);
		int same = lookup_add(x->name, name_key(p->surname, p->forename, p->born_day, a), i);
		if (same >= 0) {
			x->next_same[i] = x->next_same[same];
			x->next_same[same] = i;
		}
	}
}

static void finder_finish(struct finder *x)
{
	lookup_free(x->upn);
	lookup_free(x->admission);
	lookup_free(x->name);
}

/* MATCHING */

static bool contradicts(const char *file, const char *roll)
{
	return file && roll && strcmp(file, roll) != 0;
}

/* By name and date of birth, those whose numbers say otherwise left out; -2 if two fit. */
static int match_name(const struct import_row *row, const struct finder *x, const struct import_roll *roll, struct arena *a)
{
	int found = -1;

	for (int i = lookup_get(x->name, name_key(row->surname, row->forename, row->dob, a)); i >= 0; i = x->next_same[i]) {
		if (contradicts(row->upn, roll->pupils[i].upn) || contradicts(row->admission_number, roll->pupils[i].admission_number))
			continue;
		if (found >= 0)
			return -2;
		found = i;
	}
	return found;
}

static bool same_text(const char *file, const char *roll)
{
	return strcmp(file ? file : "", roll ? roll : "") == 0;
}

/* A number that was another child's: neither the name nor the date of birth is that pupil's. */
static bool is_somebody_else(const struct import_row *row, const struct pupil_row *p)
{
	return !day_is_none(row->dob) && !day_equal(row->dob, p->born_day) &&
	       (!same_text(row->surname, p->surname) || !same_text(row->forename, p->forename));
}

/* Twins: the number is one child's, the name the other's. */
static bool is_named_as_another(const struct import_row *row, int known, const struct finder *x, const struct import_roll *roll, struct arena *a)
{
	const struct pupil_row *p = &roll->pupils[known];
	int named = lookup_get(x->name, name_key(row->surname, row->forename, row->dob, a));

	return named >= 0 && named != known && !(same_text(row->surname, p->surname) && same_text(row->forename, p->forename));
}

static void match_row(struct import_row *row, const struct import_map *map, struct finder *x, const struct import_roll *roll, struct arena *a,
		      struct import_faults *f)
{
	int upn = lookup_get(x->upn, row->upn), admission = lookup_get(x->admission, row->admission_number);

	if (upn >= 0 && admission >= 0 && upn != admission) {
		import_fault(f, row->line, map->column[IMPORT_UPN] + 1, "This row fits two pupils: the UPN is %s's, the admission number %s's. Correct one.",
			     pupil_display_name(&roll->pupils[upn], a), pupil_display_name(&roll->pupils[admission], a));
		return;
	}
	if (upn >= 0 && is_somebody_else(row, &roll->pupils[upn])) {
		import_fault(f, row->line, map->column[IMPORT_UPN] + 1,
			     "UPN %s is %s's, who has another name and date of birth. Check the UPN, or correct the name first and the date after.",
			     row->upn, pupil_display_name(&roll->pupils[upn], a));
		return;
	}
	if (upn < 0 && admission >= 0 && is_somebody_else(row, &roll->pupils[admission])) {
		import_fault(f, row->line, map->column[IMPORT_ADMISSION_NUMBER] + 1,
			     "Admission number %s is %s's, who has another name and date of birth. Give this pupil a number of their own.",
			     row->admission_number, pupil_display_name(&roll->pupils[admission], a));
		return;
	}
	row->known = upn >= 0 ? upn : admission >= 0 ? admission : match_name(row, x, roll, a);
	if (row->known >= 0 && is_named_as_another(row, row->known, x, roll, a)) {
		import_fault(f, row->line, map->column[upn >= 0 ? IMPORT_UPN : IMPORT_ADMISSION_NUMBER] + 1,
			     "This row fits two pupils: the number is %s's, the name and date of birth are another's on the roll. Correct one.",
			     pupil_display_name(&roll->pupils[row->known], a));
		row->known = -1;
		return;
	}
	if (row->known == -2) {
		row->known = -1;
		import_fault(f, row->line, 1, "This row fits two pupils of one name and date of birth. Give the UPN or the admission number.");
	} else if (row->known >= 0) {
		row->pupil = roll->pupils[row->known].id;
	}
}

/* DUPLICATES AND WHAT A NEW PUPIL NEEDS */

static void check_twice(struct import_row *rows, int i, struct lookup *l, const char *key, int column, const char *what, struct import_faults *f)
{
	int before = lookup_add(l, key, i);

	if (before >= 0)
		import_fault(f, rows[i].line, column + 1, "%s stands in line %d already. A pupil has one row.", what, rows[before].line);
}

static void check_duplicates(struct import_row *rows, int count, const struct import_map *map, struct arena *a, struct import_faults *f)
{
	struct lookup *upn = lookup_new(count), *admission = lookup_new(count), *who = lookup_new(count);

	for (int i = 0; i < count; i++) {
		const struct import_row *row = &rows[i];
		int before = f->count;

		check_twice(rows, i, upn, row->upn, map->column[IMPORT_UPN], "This UPN", f);
		check_twice(rows, i, admission, row->admission_number, map->column[IMPORT_ADMISSION_NUMBER], "This admission number", f);
		if (f->count > before)
			continue;
		const char *key = row->pupil ? arena_printf(a, "%lld", (long long)row->pupil)
				: row->upn || row->admission_number ? NULL : name_key(row->surname, row->forename, row->dob, a);
		check_twice(rows, i, who, key, 0, "This pupil", f);
	}
	lookup_free(upn);
	lookup_free(admission);
	lookup_free(who);
}

static void check_new(const struct import_row *row, const struct import_map *map, struct day today, struct import_faults *f)
{
	const struct {
		enum import_column column;
		bool given;
		const char *what;
	} needs[] = {
		{ IMPORT_SURNAME, row->surname || row->forename, "a name" },
		{ IMPORT_DOB, !day_is_none(row->dob), "a date of birth" },
		{ IMPORT_SEX, row->sex != NULL, "F or M for the sex" },
		{ IMPORT_YEAR, row->year != IMPORT_NO_YEAR, "a year group" },
		{ IMPORT_CLASS, row->class != NULL, "a class" },
	};

	for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
		if (!needs[i].given && !(row->unread & 1u << needs[i].column))
			import_fault(f, row->line, map->column[needs[i].column] + 1, "This pupil is not on the roll yet and needs %s.", needs[i].what);
	if (!day_is_none(row->leave) && row->leave.n < today.n)
		import_fault(f, row->line, map->column[IMPORT_LEAVE_DATE] + 1, "This pupil is not on the roll and has left already. Take the row out.");
}

void import_match(struct import_row *rows, int count, const struct import_map *map, const struct import_roll *roll, struct day today,
		  struct arena *a, struct import_faults *f)
{
	struct finder x;

	finder_start(&x, roll, a);
	for (int i = 0; i < count; i++) {
		int before = f->count;

		match_row(&rows[i], map, &x, roll, a, f);
		if (rows[i].known < 0 && f->count == before && !(rows[i].unread & 1u << IMPORT_UPN))
			check_new(&rows[i], map, today, f);
	}
	finder_finish(&x);
	check_duplicates(rows, count, map, a, f);
}
