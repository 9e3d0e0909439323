/* Groups and pupils by name, and the times of a group. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "internal.h"
#include "lanes.h"
#include "names.h"

#include "base/text.h"

#define LISTED_MOST 8
#define NAME_MOST 400 /* bytes of a name somebody types */

const char *session_words(enum session s)
{
	return s == SESSION_AM ? "morning" : "afternoon";
}

const char *when_words(struct moment m, struct day day, struct arena *a)
{
	struct civil at = moment_civil(m);
	char date[DAY_TEXT], time[8];

	if (day_equal(at.day, day))
		return arena_printf(a, "at %s", minute_text(at.minute, time));
	return arena_printf(a, "on %s at %s", day_long(at.day, date), minute_text(at.minute, time));
}

const struct roll_group_row *office_group(struct office *o, int64_t id)
{
	for (int i = 0; i < o->roll_group_count; i++)
		if (o->roll_groups[i].id == id)
			return &o->roll_groups[i];
	return NULL;
}

const char *office_group_name(struct office *o, int64_t id)
{
	const struct roll_group_row *group = office_group(o, id);

	return group ? group->name : "?";
}

static bool group_on(const struct roll_group_row *g, struct day day)
{
	return day_within(day, g->from_day, g->to_day);
}

static int refuse_group(struct office *o, const char *name, struct day day, struct err *e)
{
	CLEAN_BUF struct buf list = { 0 };
	char date[DAY_TEXT];

	for (int i = 0; i < o->roll_group_count; i++)
		if (group_on(&o->roll_groups[i], day))
			buf_printf(&list, "%s%s", list.length ? ", " : "", o->roll_groups[i].name);
	if (o->roll_group_count == 0)
		err_usage(e, "There is no class %.60s on %s, nor any other: import pupils first.", name, day_long(day, date));
	else if (list.length == 0)
		err_usage(e, "There was no class %.60s on %s: none is kept here for that day.", name, day_long(day, date));
	else
		err_usage(e, "There is no class %.60s on %s. There are: %s.", name, day_long(day, date), buf_string(&list));
	return -ENOENT;
}

int office_group_find(struct office *o, const char *name, struct day day, int64_t *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *folded = text_fold(&a, name);

	for (int exact = 1; exact >= 0; exact--)
		for (int i = 0; i < o->roll_group_count; i++) {
			const struct roll_group_row *g = &o->roll_groups[i];

			if (group_on(g, day) && (exact ? strcmp(g->name, name) == 0 : strcmp(text_fold(&a, g->name), folded) == 0)) {
				*ret = g->id;
				return 0;
			}
		}
	return refuse_group(o, name, day, e);
}

/* TIMES ----------------------------------------------------------------------------------------------------------------------- */

const struct session_times *office_times_for(struct office *o, struct day day, enum session session, int64_t roll_group, int year)
{
	const struct roll_group_row *group = office_group(o, roll_group);
	int64_t site = group && group->site != NONE ? group->site : 0;

	return session_times_for(o->session_rules, o->session_rule_count, day, session, site, year, roll_group);
}

/* Of equally many the youngest: in a mixed class the earlier time is the safer one to be told. */
int office_common_year(const struct due_row *due, int n)
{
	int best = SESSION_ANY_YEAR, most = 0;

	for (int i = 0; i < n; i++) {
		int same = 0;

		for (int j = 0; j < n; j++)
			same += due[j].year == due[i].year;
		if (same > most || (same == most && due[i].year < best)) {
			most = same;
			best = due[i].year;
		}
	}
	return best;
}

int office_group_year(struct office *o, struct day day, enum session session, int64_t roll_group, int *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct due_row *due;

	if (!o->by_year || roll_group == 0) {
		*ret = SESSION_ANY_YEAR;
		return 0;
	}
	int n = store_due(o->store, day, session, roll_group, &a, &due);
	if (n < 0)
		return office_fail(o, n, e);
	*ret = office_common_year(due, n);
	return 0;
}

const struct session_times *office_times(struct office *o, struct day day, enum session session, int64_t roll_group)
{
	int year = SESSION_ANY_YEAR;

	if (office_group_year(o, day, session, roll_group, &year, NULL) < 0)
		return NULL;
	return office_times_for(o, day, session, roll_group, year);
}

/* PUPILS ------------------------------------------------------------------------------------------------------------------------ */

const char *office_pupil_name(struct office *o, int64_t pupil, struct arena *a)
{
	struct pupil_row row;

	if (store_thing_get(o->store, THING_PUPIL, pupil, a, &row) < 0)
		return arena_printf(a, "pupil %" PRId64, pupil);
	return pupil_display_name(&row, a);
}

int office_pupil_group(struct office *o, int64_t pupil, struct day day, enum session session, int64_t *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct membership_row *rows;
	int n = store_memberships_of_pupil(o->store, pupil, &a, &rows);

	if (n < 0)
		return office_fail(o, n, e);
	*ret = 0;
	for (int i = 0; i < n; i++)
		if (day_within(day, rows[i].from_day, rows[i].to_day) && (rows[i].weekdays >> day_weekday(day) & 1) &&
		    (rows[i].sessions >> (int)session & 1) && lane_is_of(o, rows[i].roll_group))
			*ret = rows[i].roll_group;
	return 0;
}

/* A list of the school's children is not for everybody who types part of a name: only those of groups one may see. */
static int may_be_named(struct office *o, int64_t pupil, struct day today, enum reach reach)
{
	if (reach == REACH_ALL)
		return 1;
	for (enum session s = SESSION_AM; s <= SESSION_PM; s++) {
		int64_t group = 0;
		int r = office_pupil_group(o, pupil, today, s, &group, NULL);

		if (r < 0)
			return r;
		if (group && office_may(o, ACTION_SEE_REGISTER, group, NULL) == 0)
			return 1;
	}
	return 0;
}

enum fit { FIT_NONE, FIT_PART, FIT_WHOLE };

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

/* Each word that was typed begins a word of the name; the whole name is a better fit. */
static enum fit name_fits(struct arena *a, const struct pupil_row *p, const char *typed)
{
	const char *spoken = text_fold(a, pupil_display_name(p, a));
	const char *all = text_fold(a, arena_printf(a, " %s %s %s %s %s", or_empty(p->preferred_name), p->forename, or_empty(p->middle_names),
						    p->surname, or_empty(p->preferred_surname)));
	char *word, *rest = arena_text(a, typed);
	int words = 0;

	if (strcmp(spoken, typed) == 0)
		return FIT_WHOLE;
	while ((word = strsep(&rest, " "))) {
		if (*word == '\0')
			continue;
		if (!strstr(arena_printf(a, " %s", all), arena_printf(a, " %s", word)))
			return FIT_NONE;
		words++;
	}
	return words ? FIT_PART : FIT_NONE;
}

struct found {
	struct { VEC(const struct pupil_row *); } pupils;
	enum fit fit;
};

/* Keeps a pupil whom the person may name; a whole name is better than any part of one. */
static int found_add(struct office *o, const struct pupil_row *p, enum fit fit, struct found *to)
{
	int may = fit == FIT_NONE || fit < to->fit ? 0 : may_be_named(o, p->id, office_today(o), office_reach(o, ACTION_SEE_REGISTER));

	if (may <= 0)
		return may;
	if (fit > to->fit)
		to->pupils.count = 0;
	to->fit = fit;
	for (int i = 0; i < to->pupils.count; i++)
		if (to->pupils.items[i]->id == p->id)
			return 0;
	vec_push(&to->pupils, p);
	return 0;
}

static const struct pupil_row *row_with(const struct pupil_row *rows, int n, int64_t id)
{
	for (int i = 0; i < n; i++)
		if (rows[i].id == id && rows[i].merged_into == NONE)
			return &rows[i];
	return NULL;
}

/* Where nobody has that name now, whoever had it (H4). */
static int find_by_former(struct office *o, const char *folded, const struct pupil_row *rows, int n, struct arena *a, struct found *to)
{
	struct name_row *before;
	int count = store_names_before(o->store, a, &before), r = count < 0 ? count : 0;

	for (int i = 0; r == 0 && i < count; i++) {
		const struct pupil_row then = pupil_of_name(&before[i]), *now = row_with(rows, n, before[i].pupil);

		r = now ? found_add(o, now, name_fits(a, &then, folded), to) : 0;
	}
	return r;
}

static int find_by_name(struct office *o, const char *typed, struct arena *a, struct found *to)
{
	struct pupil_row *rows;
	const char *folded = text_fold(a, typed);
	int n = store_thing_all(o->store, THING_PUPIL, a, &rows), r = n < 0 ? n : 0;

	for (int i = 0; r == 0 && i < n; i++)
		if (rows[i].merged_into == NONE)
			r = found_add(o, &rows[i], name_fits(a, &rows[i], folded), to);
	return r == 0 && to->pupils.count == 0 ? find_by_former(o, folded, rows, n, a, to) : r;
}

static int refuse_several(struct office *o, const char *typed, const struct found *found, struct arena *a, struct err *e)
{
	CLEAN_BUF struct buf list = { 0 };

	for (int i = 0; i < found->pupils.count && i < LISTED_MOST; i++) {
		const struct pupil_row *p = found->pupils.items[i];
		char born[DAY_TEXT], key[KEY_TEXT];
		const char *id = p->admission_number ? p->admission_number : p->upn ? p->upn : key_hex(&p->key, key);
		int64_t group = 0;
		int r = office_pupil_group(o, p->id, office_today(o), SESSION_AM, &group, e);

		if (r < 0)
			return r;
		buf_printf(&list, "%s%s%s%s, born %s (%s)", list.length ? "; " : "", pupil_display_name(p, a), group ? " of " : "",
			   group ? office_group_name(o, group) : "", day_iso(p->born_day, born), id);
	}
	return err_refuse(e, "%d pupils fit %.60s: %s%s. Give the one you mean by UPN or admission number.", found->pupils.count, typed,
			  buf_string(&list), found->pupils.count > LISTED_MOST ? " ..." : "");
}

static int no_pupil(const char *identifier, struct err *e)
{
	err_refuse(e, "No pupil here is %.80s. Check the UPN, admission number or name, and try again.", identifier);
	return -ENOENT;
}

/* Of several, those who are due in the register that is being taken; all of them if none is. */
static int narrow(struct office *o, const struct register_ref *in, struct found *found, struct err *e)
{
	int kept = 0;

	for (int i = 0; in && i < found->pupils.count; i++) {
		int64_t group;
		int r = office_pupil_group(o, found->pupils.items[i]->id, in->day, in->session, &group, e);

		if (r < 0)
			return r;
		if (group == in->roll_group) {
			const struct pupil_row *p = found->pupils.items[i];
			found->pupils.items[i] = found->pupils.items[kept];
			found->pupils.items[kept++] = p;
		}
	}
	found->pupils.count = kept ? kept : found->pupils.count;
	return 0;
}

static int pupil_by_name(struct office *o, const char *typed, const struct register_ref *in, int64_t *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct found found = { 0 };
	int r = office_may(o, ACTION_SEE_REGISTER, 0, e);

	if (r < 0)
		return r;
	r = find_by_name(o, typed, &a, &found);
	if (r < 0)
		office_fail(o, r, e);
	else
		r = narrow(o, in, &found, e);
	if (r == 0 && found.pupils.count == 0)
		r = no_pupil(typed, e);
	else if (r == 0 && found.pupils.count > 1)
		r = refuse_several(o, typed, &found, &a, e);
	else if (r == 0)
		*ret = found.pupils.items[0]->id;
	vec_finish(&found.pupils);
	return r;
}

/* A row that was merged points to the one that stays. */
static int follow_merged(struct office *o, int64_t pupil, int64_t *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_row row = PUPIL_NEW;

	for (int hops = 0; hops < 16; hops++) {
		int r = store_thing_get(o->store, THING_PUPIL, pupil, &a, &row);

		if (r < 0)
			return office_fail(o, r, e);
		if (row.merged_into == NONE)
			break;
		pupil = row.merged_into;
	}
	*ret = pupil;
	return 0;
}

static int pupil_find(struct office *o, const char *identifier, bool names, const struct register_ref *in, int64_t *ret, struct err *e)
{
	int64_t pupil;
	int r = identifier[0] ? store_pupil_find(o->store, identifier, &pupil) : -ENOENT;

	if (r == 0)
		return follow_merged(o, pupil, ret, e);
	if (r != -ENOENT)
		return office_fail(o, r, e);
	return names && strlen(identifier) <= NAME_MOST ? pupil_by_name(o, identifier, in, ret, e) : no_pupil(identifier, e);
}

int office_pupil_find(struct office *o, const char *identifier, bool names, int64_t *ret, struct err *e)
{
	return pupil_find(o, identifier, names, NULL, ret, e);
}

int office_pupil_find_in(struct office *o, const struct register_ref *ref, const char *identifier, int64_t *ret, struct err *e)
{
	return pupil_find(o, identifier, true, ref, ret, e);
}
