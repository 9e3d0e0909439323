/* What a roll-over would do, as a page: lines of the map, pupils by fate, and what to look at. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "lanes.h"
#include "names.h"
#include "rollover.h"

/* THE MAP */

static void show_lines(struct turn *t)
{
	struct rollover_line *lines = arena_new(t->a, (size_t)t->lines.count + 1, sizeof *lines);

	for (int i = 0; i < t->lines.count; i++) {
		const struct turn_line *l = &t->lines.items[i];

		lines[i] = l->line;
		lines[i].map.to = l->leaves ? "" : l->to < 0 ? NULL : t->classes.items[l->to].name;
		lines[i].new_class = l->to >= 0 && !t->classes.items[l->to].id;
	}
	t->v->lines = lines;
	t->v->line_count = t->lines.count;
}

/* PUPILS */

struct shown {
	struct rollover_pupil pupil;
	const char *folded;
};

static const char *class_text(const struct turn *t, int64_t id)
{
	const struct roll_group_row *g = turn_group(t, id);

	return g ? g->name : NULL;
}

static const char *to_text(const struct turn *t, const struct turn_pupil *p)
{
	if (p->to)
		return class_text(t, p->to);
	if (p->fate != FATE_MOVES)
		return NULL;
	int line = turn_line_of(t, p->from, turn_year(p)), to = line < 0 ? -1 : t->lines.items[line].to;
	return to < 0 ? NULL : t->classes.items[to].name;
}

static int new_year(const struct turn_pupil *p)
{
	if (p->fate == FATE_LEAVES || p->fate == FATE_HELD)
		return SESSION_ANY_YEAR;
	if (p->year_new)
		return (int)p->year_new->year;
	return !p->year ? SESSION_ANY_YEAR : p->joins ? (int)p->year->year : (int)p->year->year + 1;
}

static void show(struct turn *t, const struct turn_pupil *p, struct shown *to)
{
	to->pupil = (struct rollover_pupil){
		.pupil = p->row->id, .name = pupil_list_name(p->row, t->a), .from = class_text(t, p->joins ? 0 : p->from), .to = to_text(t, p),
		.why = p->why, .year = p->joins ? SESSION_ANY_YEAR : turn_year(p), .new_year = new_year(p), .fate = p->fate,
	};
	to->folded = text_fold(t->a, to->pupil.name);
	t->v->of_fate[p->fate]++;
}

static int shown_compare(const void *a, const void *b)
{
	static const int rank[] = { [FATE_LEAVES] = 0, [FATE_HELD] = 1, [FATE_UNDECIDED] = 2, [FATE_JOINS] = 3, [FATE_MOVES] = 4, [FATE_DONE] = 4 };
	const struct shown *x = a, *y = b;

	if (rank[x->pupil.fate] != rank[y->pupil.fate])
		return rank[x->pupil.fate] - rank[y->pupil.fate];
	int by_name = strcmp(x->folded, y->folded);
	return by_name ? by_name : (x->pupil.pupil > y->pupil.pupil) - (x->pupil.pupil < y->pupil.pupil);
}

static void show_pupils(struct turn *t)
{
	struct shown *shown = arena_new(t->a, (size_t)t->pupils.count + 1, sizeof *shown);
	struct rollover_pupil *pupils = arena_new(t->a, (size_t)t->pupils.count + 1, sizeof *pupils);

	for (int i = 0; i < t->pupils.count; i++)
		show(t, &t->pupils.items[i], &shown[i]);
	qsort(shown, (size_t)t->pupils.count, sizeof *shown, shown_compare);
	for (int i = 0; i < t->pupils.count; i++)
		pupils[i] = shown[i].pupil;
	t->v->pupils = pupils;
	t->v->pupil_count = t->pupils.count;
}

/* REMARKS */

static bool stays_empty(const struct turn *t, int group)
{
	const struct roll_group_row *g = &t->groups[group];

	if (!group_registers(g->kind) || g->from_day.n > t->first.n || !turn_lasts(g->to_day, t->first) || t->used[group])
		return false;
	for (int i = 0; i < t->classes.count; i++)
		if (t->classes.items[i].id == g->id && t->classes.items[i].pupils)
			return false;
	return true;
}

static void add_name(struct buf *list, const char *name)
{
	buf_printf(list, "%s%s", list->length ? ", " : "", name);
}

static void remark_classes(struct turn *t)
{
	CLEAN_BUF struct buf empty = { 0 }, made = { 0 };

	for (int i = 0; i < t->group_count; i++)
		if (stays_empty(t, i))
			add_name(&empty, t->groups[i].name);
	for (int i = 0; i < t->classes.count; i++)
		if (!t->classes.items[i].id && t->classes.items[i].pupils)
			add_name(&made, t->classes.items[i].name);
	if (made.length)
		turn_remark(t, "New classes, which nobody teaches yet: %s.", buf_string(&made));
	if (empty.length)
		turn_remark(t, "Nobody is in these classes from then on: %s. End those that are over.", buf_string(&empty));
}

static void remark_pupils(struct turn *t)
{
	int without = 0;

	for (int i = 0; i < t->pupils.count; i++) {
		const struct turn_pupil *p = &t->pupils.items[i];

		without += (p->fate == FATE_MOVES || p->fate == FATE_UNDECIDED) && !p->year && !p->year_new;
	}
	if (without)
		turn_remark(t, "%d pupil%s in no year group: set it by hand.", without, without == 1 ? " is" : "s are");
}

/* Begun late: registers of the days since then were taken in the classes of before. */
static int remark_taken(struct turn *t, struct err *e)
{
	struct sent_row *rows;
	bool moves = t->v->of_fate[FATE_MOVES] > 0;
	int n;

	if (t->first.n >= t->today.n || !moves)
		return 0;
	n = store_sent_between(t->o->store, t->first, day_add(t->today, -1), t->a, &rows);
	if (n < 0)
		return office_fail(t->o, n, e);
	if (n > 0)
		turn_remark(t, "%d register%s taken since then in the classes of before: %s as taken.", n, n == 1 ? " was" : "s were",
			    n == 1 ? "it stays" : "they stay");
	return 0;
}

int turn_view(struct turn *t, struct err *e)
{
	const char **remarks;

	t->v->first = t->first;
	t->v->leave = t->leave;
	t->v->last_year = t->last_year;
	show_lines(t);
	show_pupils(t);
	turn_remarks_terms(t);
	remark_classes(t);
	remark_pupils(t);
	int r = remark_taken(t, e);
	remarks = arena_new(t->a, (size_t)t->remarks.count + 1, sizeof *remarks);
	for (int i = 0; i < t->remarks.count; i++)
		remarks[i] = t->remarks.items[i];
	t->v->remarks = remarks;
	return r;
}
