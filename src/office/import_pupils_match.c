/* Whom a row of a pupils file is about: the key, else UPN, else admission number, else name and date of birth. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "import_pupils.h"
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
		if (strcmp(import_flag(i), flag) == 0)
			return i;
	return -1;
}

/* In any order: the one that begins last, and the one before it. */
static void keep_spell(struct import_roll *r, int k, struct enrolment_row *spell)
{
	struct enrolment_row **last = &r->enrolments[k], **before = &r->earlier[k];

	if (!*last || (*last)->from_day.n <= spell->from_day.n) {
		*before = *last;
		*last = spell;
	} else if (!*before || (*before)->from_day.n <= spell->from_day.n) {
		*before = spell;
	}
}

/* Back over spells that touch, in whatever order they stand: one more of each at a time. */
static void find_began(struct import_roll *r, const struct enrolment_row *enrolments, int e)
{
	bool more = true;

	for (int k = 0; k < r->pupil_count; k++)
		r->began[k] = r->enrolments[k] ? spell_first(r->enrolments[k]) : 0;
	while (more) {
		more = false;
		for (int i = 0; i < e; i++) {
			int k = pupil_index(r, enrolments[i].pupil);

			if (k < 0 || spell_last(&enrolments[i]) != r->began[k] - 1 || spell_first(&enrolments[i]) >= r->began[k])
				continue;
			r->began[k] = spell_first(&enrolments[i]);
			more = true;
		}
	}
}

/* Of each pupil the row that begins last; a flag only while it has not ended. */
static void roll_sort(struct import_roll *r, struct enrolment_row *enrolments, int e, struct pupil_flag_row *flags, int n, struct day today)
{
	for (int i = 0; i < e; i++) {
		int k = pupil_index(r, enrolments[i].pupil);

		if (k >= 0)
			keep_spell(r, k, &enrolments[i]);
	}
	find_began(r, enrolments, e);
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
	r.earlier = arena_new(&r.arena, n, sizeof *r.earlier);
	r.began = arena_new(&r.arena, n, sizeof *r.began);
	r.flags = arena_new(&r.arena, n, sizeof *r.flags);
	for (size_t i = 0; i < n; i++)
		r.flags[i] = arena_new(&r.arena, IMPORT_FLAGS, sizeof **r.flags);
	r.memberships = SORTED(&r.arena, memberships, reads[3].count, pupil);
	r.years = SORTED(&r.arena, years, reads[4].count, pupil);
	roll_sort(&r, enrolments, reads[2].count, flags, reads[5].count, today);
	*ret = r;
	return 0;
}

void import_roll_finish(struct import_roll *r)
{
	arena_finish(&r->arena);
	*r = (struct import_roll){ 0 };
}

/* LOOKING UP */

const char *import_name_key(const char *surname, const char *forename, struct day dob, struct arena *a)
{
	return day_is_none(dob) ? NULL : arena_printf(a, "%d\x1f%s\x1f%s", dob.n, surname ? surname : "", forename ? forename : "");
}

/* The roll by each of the things that tell pupils apart; pupils of one name and date of birth follow one another. */
struct finder {
	struct lookup *key, *upn, *admission, *name;
	int *next_same;
};

static void finder_start(struct finder *x, const struct import_roll *roll, struct arena *a)
{
	x->key = lookup_new(roll->pupil_count);
	x->upn = lookup_new(roll->pupil_count);
	x->admission = lookup_new(roll->pupil_count);
	x->name = lookup_new(roll->pupil_count);
	x->next_same = arena_new(a, (size_t)roll->pupil_count + 1, sizeof *x->next_same);
	for (int i = 0; i < roll->pupil_count; i++) {
		const struct pupil_row *p = &roll->pupils[i];
		char key[KEY_TEXT];

		x->next_same[i] = -1;
		lookup_add(x->key, arena_text(a, key_hex(&p->key, key)), i);
		if (p->merged_into != NONE)
			continue;
		lookup_add(x->upn, p->upn, i);
		lookup_add(x->admission, p->admission_number, i);
		int same = lookup_add(x->name, import_name_key(p->surname, p->forename, p->born_day, a), i);
		if (same >= 0) {
			x->next_same[i] = x->next_same[same];
			x->next_same[same] = i;
		}
	}
}

static void finder_finish(struct finder *x)
{
	lookup_free(x->key);
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

	for (int i = lookup_get(x->name, import_name_key(row->surname, row->forename, row->dob, a)); i >= 0; i = x->next_same[i]) {
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
	int named = lookup_get(x->name, import_name_key(row->surname, row->forename, row->dob, a));

	return named >= 0 && named != known && !(same_text(row->surname, p->surname) && same_text(row->forename, p->forename));
}

/* The number that another child has. */
static bool refuse_number(struct import_job *j, const struct import_row *row, int by, const struct pupil_row *p, struct arena *a)
{
	if (!is_somebody_else(row, p))
		return false;
	if (by == PUPILS_UPN)
		import_refuse(j, &row->from, by, "UPN %s is %s's, who has another name and date of birth. Check the UPN, or correct the "
			      "name first and the date after.",
			      row->upn, pupil_display_name(p, a));
	else if (by == PUPILS_ADMISSION_NUMBER)
		import_refuse(j, &row->from, by, "Admission number %s is %s's, who has another name and date of birth. Give this pupil a "
			      "number of their own.",
			      row->admission_number, pupil_display_name(p, a));
	else
		import_refuse(j, &row->from, by, "This key is %s's, who has another name and date of birth. Check the row.",
			      pupil_display_name(p, a));
	return true;
}

/* A key that nobody has comes with a new pupil of another firstbell; what was merged away stays away. */
static bool refuse_key(struct import_job *j, const struct import_row *row, int key, const struct import_roll *roll, struct arena *a)
{
	if (row->key && key < 0 && !j->wish.moving_in) {
		import_refuse(j, &row->from, PUPILS_KEY, "No pupil here has this key. Leave it empty for a new pupil, or say --moving-in if the "
			      "school is moving in.");
		return true;
	}
	if (key >= 0 && roll->pupils[key].merged_into != NONE) {
		const struct pupil_row *stayed = &roll->pupils[pupil_index(roll, roll->pupils[key].merged_into)];

		import_refuse(j, &row->from, PUPILS_KEY, "The pupil of this key was merged into %s. Take the row out, or give the other key.",
			      pupil_display_name(stayed, a));
		return true;
	}
	return false;
}

/* Numbers that are two pupils'. */
static bool refuse_two(struct import_job *j, const struct import_row *row, int key, int upn, int admission, const struct import_roll *roll,
		       struct arena *a)
{
	if (key >= 0 && ((upn >= 0 && upn != key) || (admission >= 0 && admission != key))) {
		import_refuse(j, &row->from, PUPILS_KEY, "This row fits two pupils: the key is %s's, the %s %s's. Correct one.",
			      pupil_display_name(&roll->pupils[key], a), upn >= 0 && upn != key ? "UPN" : "admission number",
			      pupil_display_name(&roll->pupils[upn >= 0 && upn != key ? upn : admission], a));
		return true;
	}
	if (upn >= 0 && admission >= 0 && upn != admission) {
		import_refuse(j, &row->from, PUPILS_UPN, "This row fits two pupils: the UPN is %s's, the admission number %s's. Correct one.",
			      pupil_display_name(&roll->pupils[upn], a), pupil_display_name(&roll->pupils[admission], a));
		return true;
	}
	return false;
}

static void match_row(struct import_job *j, struct import_row *row, struct finder *x, const struct import_roll *roll, struct arena *a)
{
	int key = lookup_get(x->key, row->key), upn = lookup_get(x->upn, row->upn), admission = lookup_get(x->admission, row->admission_number);
	int by = key >= 0 ? PUPILS_KEY : upn >= 0 ? PUPILS_UPN : PUPILS_ADMISSION_NUMBER;

	row->known = -1;
	row->pupil = 0;
	if (refuse_key(j, row, key, roll, a) || refuse_two(j, row, key, upn, admission, roll, a))
		return;
	int known = key >= 0 ? key : upn >= 0 ? upn : admission;
	if (known >= 0 && refuse_number(j, row, by, &roll->pupils[known], a))
		return;
	if (known < 0)
		known = match_name(row, x, roll, a);
	if (known == -2) {
		import_refuse(j, &row->from, -1, "This row fits two pupils of one name and date of birth. Give the UPN or the admission number.");
	} else if (known >= 0 && is_named_as_another(row, known, x, roll, a)) {
		import_refuse(j, &row->from, by, "This row fits two pupils: the %s is %s's, the name and date of birth are another's on "
			      "the roll. Correct one.",
			      by == PUPILS_KEY ? "key" : "number", pupil_display_name(&roll->pupils[known], a));
	} else if (known >= 0 && row->key && key < 0) {
		import_refuse(j, &row->from, PUPILS_KEY, "This row fits %s, who has another key here. Leave the key empty, or correct the row.",
			      pupil_display_name(&roll->pupils[known], a));
	} else if (known >= 0) {
		row->known = known;
		row->pupil = roll->pupils[known].id;
	}
}

/* THE WHOLE FILE */

void import_match(struct import_job *j, struct import_row *rows, int count, const struct import_roll *roll, struct arena *a)
{
	struct finder x;

	finder_start(&x, roll, a);
	for (int i = 0; i < count; i++) {
		int before = j->progress.refused;

		match_row(j, &rows[i], &x, roll, a);
		if (j->progress.refused > before || (rows[i].unread & (1u << PUPILS_UPN | 1u << PUPILS_KEY)))
			continue;
		import_check_row(j, &rows[i], roll);
	}
	finder_finish(&x);
	import_check_twice(j, rows, count, a);
}
