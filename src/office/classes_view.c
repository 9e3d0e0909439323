/* The classes of a day: who teaches them, how many are in them. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "internal.h"
#include "lanes.h"
#include "office/classes.h"
#include "rules/pupil.h"

struct listing {
	struct office *o;
	struct err *e;
	struct day day;
	struct arena *a;
	struct roll_group_row *groups;
	struct staff_row *staff;
	struct staff_group_row *teachers;
	int group_count, staff_count, teacher_count;
	struct due_row *due;      /* of `due_day`'s morning */
	int due_count;
	struct day due_day;
};

static int read_tables(struct listing *l)
{
	struct store *st = l->o->store;
	int r = l->group_count = store_thing_all(st, THING_ROLL_GROUP, l->a, &l->groups);

	if (r >= 0)
		r = l->staff_count = store_thing_all(st, THING_STAFF, l->a, &l->staff);
	if (r >= 0)
		r = l->teacher_count = store_thing_all(st, THING_STAFF_GROUP, l->a, &l->teachers);
	return r < 0 ? office_fail(l->o, r, l->e) : 0;
}

/* WHO TEACHES IT */

static const char *staff_name(const struct listing *l, int64_t id)
{
	for (int i = 0; i < l->staff_count; i++)
		if (l->staff[i].id == id)
			return l->staff[i].name;
	return "?";
}

static void add_teachers(const struct listing *l, int64_t group, struct day day, const char *kind, const char *label, struct buf *to)
{
	bool first = true;

	for (int i = 0; i < l->teacher_count; i++) {
		const struct staff_group_row *t = &l->teachers[i];

		if (t->roll_group != group || strcmp(t->kind, kind) != 0 || !day_within(day, t->from_day, t->to_day))
			continue;
		buf_printf(to, "%s%s%s", !first ? ", " : to->length ? "; " : "", first ? label : "", staff_name(l, t->staff));
		first = false;
	}
}

static const char *teachers_of(const struct listing *l, int64_t group, struct day day)
{
	CLEAN_BUF struct buf list = { 0 };

	add_teachers(l, group, day, "teacher", "", &list);
	add_teachers(l, group, day, "cover", "cover: ", &list);
	return list.length ? arena_text(l->a, buf_string(&list)) : NULL;
}

/* WHO IS IN IT */

/* No register is taken at weekends: the Monday behind. */
static struct day weekday_from(struct day d)
{
	return day_weekday(d) < 5 ? d : day_add(d, 7 - day_weekday(d));
}

/* Classes that begin later are counted as of their first day: all of a year begin on the same. */
static int read_due(struct listing *l, struct day day)
{
	if (day_equal(l->due_day, day))
		return 0;
	l->due_count = store_due(l->o->store, day, SESSION_AM, 0, l->a, &l->due);
	l->due_day = day;
	return l->due_count < 0 ? office_fail(l->o, l->due_count, l->e) : 0;
}

static int number_compare(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static const char *years_text(const struct listing *l, int *years, int n)
{
	CLEAN_BUF struct buf list = { 0 };
	char name[8];

	qsort(years, (size_t)n, sizeof *years, number_compare);
	for (int i = 0; i < n; i++)
		if (years[i] != SESSION_ANY_YEAR && (i == 0 || years[i] != years[i - 1]))
			buf_printf(&list, "%s%s", list.length ? ", " : "", year_name(years[i], name));
	return list.length ? arena_text(l->a, buf_string(&list)) : NULL;
}

static int count_pupils(struct listing *l, struct class_line *line, struct day day)
{
	int r = read_due(l, weekday_from(day));
	int *years = arena_new(l->a, (size_t)(l->due_count > 0 ? l->due_count : 0) + 1, sizeof *years);

	for (int i = 0; r == 0 && i < l->due_count; i++)
		if (l->due[i].roll_group == line->id)
			years[line->pupils++] = l->due[i].year;
	line->years = years_text(l, years, line->pupils);
	return r;
}

/* THE LINES */

static int line_of(struct listing *l, const struct roll_group_row *g, struct class_line *line)
{
	struct day day = g->from_day.n > l->day.n ? g->from_day : l->day;

	*line = (struct class_line){ .id = g->id, .name = g->name, .kind = g->kind, .order = g->name_order ? g->name_order : "surname",
				     .from = g->from_day, .to = g->to_day, .past = !day_is_none(g->to_day) && g->to_day.n < l->day.n };
	if (line->past)
		return 0;
	line->teachers = teachers_of(l, g->id, day);
	return count_pupils(l, line, day);
}

static int rank_of(const struct class_line *line, struct day day)
{
	return line->past ? 2 : line->from.n > day.n;
}

static int line_compare(const void *a, const void *b, void *day)
{
	const struct class_line *x = a, *y = b;
	int by_rank = rank_of(x, *(struct day *)day) - rank_of(y, *(struct day *)day), by_name = by_rank ? by_rank : text_compare(x->name, y->name);

	return by_name ? by_name : (x->id > y->id) - (x->id < y->id);
}

/* Those there are before those to come, so that the pupils due are read once a day. */
static int make_lines(struct listing *l, struct classes_view *v)
{
	struct class_line *lines = arena_new(l->a, (size_t)l->group_count + 1, sizeof *lines);
	struct day day = l->day;
	int r = 0, n = 0;

	for (int to_come = 0; to_come <= 1; to_come++)
		for (int i = 0; r == 0 && i < l->group_count; i++)
			if ((l->groups[i].from_day.n > day.n) == (to_come == 1))
				r = line_of(l, &l->groups[i], &lines[n++]);
	qsort_r(lines, (size_t)n, sizeof *lines, line_compare, &day);
	v->lines = lines;
	v->count = n;
	return r;
}

/* ON THE ROLL AND IN NO CLASS */

static int id_compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static bool has_id(const int64_t *sorted, int n, int64_t id)
{
	return n > 0 && bsearch(&id, sorted, (size_t)n, sizeof *sorted, id_compare);
}

static int count_without(struct listing *l, int *ret)
{
	struct spell_row *spells;
	struct place_row *places;
	int64_t *no_marks, *placed;
	int n = store_spells_between(l->o->store, l->day, l->day, l->a, &spells);
	int p = n < 0 ? n : store_places_between(l->o->store, l->day, l->day, l->a, &places);
	int b = p < 0 ? p : store_pupils_without_marks(l->o->store, l->a, &no_marks);

	if (b < 0)
		return office_fail(l->o, b, l->e);
	placed = arena_new(l->a, (size_t)p + 1, sizeof *placed);
	for (int i = 0; i < p; i++)
		placed[i] = places[i].pupil;
	qsort(placed, (size_t)p, sizeof *placed, id_compare);
	qsort(no_marks, (size_t)b, sizeof *no_marks, id_compare);
	*ret = 0;
	for (int i = 0; i < n; i++)
		*ret += !has_id(placed, p, spells[i].pupil) && !has_id(no_marks, b, spells[i].pupil);
	return 0;
}

static int open_view(struct listing *l, struct classes_view *v)
{
	int r = read_tables(l);

	if (r == 0)
		r = make_lines(l, v);
	return r == 0 ? count_without(l, &v->without) : r;
}

int office_classes_open(struct office *o, struct day day, struct classes_view *ret, struct err *e)
{
	struct classes_view v = { 0 };
	struct listing l = { .o = o, .e = e, .a = &v.arena, .due_day = DAY_NONE };
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_SEE_REGISTER, 0, e);
	if (r < 0)
		return r;
	v.day = l.day = day_is_none(day) ? office_today(o) : day;
	r = store_read_begin(o->store);
	if (r < 0)
		return office_fail(o, r, e);
	r = open_view(&l, &v);
	store_read_end(o->store);
	if (r < 0)
		arena_finish(&v.arena);
	else
		*ret = v;
	return r;
}

void classes_view_finish(struct classes_view *v)
{
	arena_finish(&v->arena);
	*v = (struct classes_view){ 0 };
}
