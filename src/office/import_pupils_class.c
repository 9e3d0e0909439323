/* Class and year of a row of a pupils file: the old row ends the day before the new one begins. */
#include <strings.h>

#include "import_groups.h"
#include "import_pupils.h"
#include "rules/pupil.h"

/* The day in whose school year the class and year of the row are. */
static struct day known_for(const struct import_row *row, struct day today)
{
	struct day d = !day_is_none(row->leave) && row->leave.n < today.n ? row->leave : today;

	return !day_is_none(row->start) && row->start.n > d.n ? row->start : d;
}

/*
 * Since when a new pupil is in the class, and all else that a file says of now.  It is not so long ago where a school moves in: what was in
 * the years before is for the groups file to say.
 */
struct day pupil_new_from(const struct import_job *j, const struct import_row *row)
{
	struct day start = day_is_none(row->start) ? j->today : row->start, year = school_year_start(known_for(row, j->today));

	return j->wish.moving_in && start.n < year.n ? year : start;
}

struct day pupil_begins(const struct pupils_work *w)
{
	return !day_is_none(w->row->start) && w->row->start.n > w->today.n ? w->row->start : w->today;
}

/* A leaving in the roll's past is taken back by no empty cell (change_leave()). */
bool pupil_gone(const struct pupils_work *w, const struct import_row *row)
{
	const struct enrolment_row *spell = row->known < 0 ? NULL : w->roll->enrolments[row->known];
	bool back = spell && !day_is_none(row->start) && !day_is_none(spell->to_day) && row->start.n > spell->to_day.n;
	struct day leave = day_is_none(row->leave) && spell && !back ? spell->to_day : row->leave;

	return !day_is_none(leave) && leave.n < w->today.n;
}

static const struct roll_group_row *class_there(const struct import_roll *roll, const char *name, struct day today)
{
	for (int i = 0; i < roll->group_count; i++) {
		const struct roll_group_row *g = &roll->groups[i];

		if (strcasecmp(g->name, name) == 0 && (day_is_none(g->to_day) || g->to_day.n >= today.n))
			return g;
	}
	return NULL;
}

static int64_t class_made(const struct pupils_work *w, const char *name)
{
	for (int i = 0; i < w->classes.count; i++)
		if (strcasecmp(w->classes.items[i].name, name) == 0)
			return w->classes.items[i].promise;
	return 0;
}

/* From the start of the year, so that a pupil who began then has a class; earlier where one of its pupils did. */
static struct day class_from(const struct pupils_work *w, const struct import_row *rows, int count, const char *name)
{
	struct day from = school_year_start(w->today);

	for (int i = 0; i < count; i++) {
		struct day d = rows[i].class && strcasecmp(rows[i].class, name) == 0 ? pupil_new_from(w->job, &rows[i]) : from;

		from = d.n < from.n ? d : from;
	}
	return from;
}

void pupils_make_classes(struct pupils_work *w, const struct import_row *rows, int count)
{
	for (int i = 0; i < count; i++) {
		const char *name = rows[i].class;
		struct roll_group_row g = ROLL_GROUP_NEW;
		int64_t promise;

		if (!name || (rows[i].known >= 0 && pupil_gone(w, &rows[i])) || class_there(w->roll, name, w->today) || class_made(w, name))
			continue;
		g.name = name;
		g.kind = "class";
		g.from_day = class_from(w, rows, count, name);
		promise = plan_promise(w->plan);
		struct plan_act *act = plan_act_new(w->plan, "class", 0, arena_printf(&w->plan->arena, "class %s", name));
		plan_say(act, "new");
		plan_put(w->plan, act, THING_ROLL_GROUP, &g, sizeof g, promise);
		vec_push(&w->classes, (struct new_class){ name, promise });
	}
}

static const char *class_name(const struct pupils_work *w, int64_t id)
{
	for (int i = 0; i < w->roll->group_count; i++)
		if (w->roll->groups[i].id == id)
			return w->roll->groups[i].name;
	return "none";
}

static bool registers(const struct pupils_work *w, int64_t id)
{
	for (int i = 0; i < w->roll->group_count; i++)
		if (w->roll->groups[i].id == id)
			return group_registers(w->roll->groups[i].kind);
	return false;
}

static bool over(struct day to, struct day from)
{
	return !day_is_none(to) && to.n < from.n;
}

/* Of two rows that are not over: the one of that day, else the one that comes next. */
static bool nearer(struct day a, struct day b, struct day from)
{
	return a.n <= from.n ? b.n > from.n || a.n >= b.n : b.n > from.n && a.n < b.n;
}

/* The class of that day, the row's own before another (mornings in one class, afternoons in the other); what comes later stays as it is. */
static const struct membership_row *class_on(const struct pupils_work *w, int64_t group, struct day from)
{
	const struct membership_row *best = NULL;
	int n;
	const struct sorted_row *row = sorted_of(&w->roll->memberships, w->id, &n);

	for (int i = 0; i < n; i++) {
		const struct membership_row *m = row[i].row;

		if (over(m->to_day, from) || !registers(w, m->roll_group))
			continue;
		if (m->from_day.n <= from.n && m->roll_group == group)
			return m;
		if (!best || nearer(m->from_day, best->from_day, from))
			best = m;
	}
	return best;
}

static const struct pupil_year_row *year_on(const struct pupils_work *w, struct day from)
{
	const struct pupil_year_row *best = NULL;
	int n;
	const struct sorted_row *row = sorted_of(&w->roll->years, w->id, &n);

	for (int i = 0; i < n; i++) {
		const struct pupil_year_row *y = row[i].row;

		if (!over(y->to_day, from) && (!best || nearer(y->from_day, best->from_day, from)))
			best = y;
	}
	return best;
}

void pupil_change_class(struct pupils_work *w, struct day from)
{
	struct membership_row next = MEMBERSHIP_NEW;

	if (!w->row->class)
		return;
	const struct roll_group_row *there = class_there(w->roll, w->row->class, w->today);
	int64_t group = there ? there->id : class_made(w, w->row->class);
	const struct membership_row *old = class_on(w, group, from);
	if (old && old->roll_group == group)
		return;
	if (w->row->pupil)
		SAY(w, "class %s to %s", old ? class_name(w, old->roll_group) : "none", w->row->class);
	if (old && old->from_day.n >= from.n) {
		next = *old; /* begun today or later: nobody was ever there */
	} else {
		struct membership_row past = old ? *old : next;

		past.to_day = day_add(from, -1);
		if (old)
			PUT(w, THING_MEMBERSHIP, past);
		next.pupil = w->id;
		next.weekdays = old ? old->weekdays : 31;
		next.sessions = old ? old->sessions : 3;
		next.from_day = from;
		next.to_day = old ? old->to_day : DAY_NONE;
	}
	next.roll_group = group;
	next.place = NONE; /* the line was the old class's */
	PUT(w, THING_MEMBERSHIP, next);
}

void pupil_change_year(struct pupils_work *w, struct day from)
{
	struct pupil_year_row next = PUPIL_YEAR_NEW;
	const struct pupil_year_row *old = year_on(w, from);
	char was[8], is[8];

	if (w->row->year == IMPORT_NO_YEAR || (old && old->year == w->row->year))
		return;
	if (w->row->pupil)
		SAY(w, "year %s to %s", old ? year_name((int)old->year, was) : "none", year_name(w->row->year, is));
	if (old && old->from_day.n >= from.n) {
		next = *old;
	} else {
		struct pupil_year_row past = old ? *old : next;

		past.to_day = day_add(from, -1);
		if (old)
			PUT(w, THING_PUPIL_YEAR, past);
		next.pupil = w->id;
		next.from_day = from;
		next.to_day = old ? old->to_day : DAY_NONE;
	}
	next.year = w->row->year;
	PUT(w, THING_PUPIL_YEAR, next);
}

/* Of each school year back to the start the year group before, as children move up: a file says only which it is now. */
void pupil_count_years_back(struct pupils_work *w)
{
	struct day start = day_is_none(w->row->start) ? w->today : w->row->start, from = school_year_start(known_for(w->row, w->today));
	struct pupil_year_row y = PUPIL_YEAR_NEW;

	if (w->row->year == IMPORT_NO_YEAR)
		return;
	y.pupil = w->id;
	y.year = w->row->year;
	for (;;) {
		bool first = from.n <= start.n || y.year == YEAR_FIRST;

		y.from_day = first ? start : from;
		PUT(w, THING_PUPIL_YEAR, y);
		if (first)
			return;
		y.to_day = day_add(from, -1);
		y.year--;
		from = school_year_start(y.to_day);
	}
}
