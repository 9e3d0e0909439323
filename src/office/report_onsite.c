/* Who is on the site, as a report (B13): now; or in a session that is over, as its marks and the gate say. */
#include <stdlib.h>
#include <string.h>

#include "onsite.h"
#include "report_parts.h"

enum { COL_PUPIL, COL_UPN, COL_NAME, COL_CLASS, COL_WHERE, COL_LAST, COLUMNS };

static const struct report_column columns[COLUMNS] = {
	[COL_PUPIL] = { "pupil", "Pupil", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_UPN] = { "upn", "UPN", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NAME] = { "name", "Name", CELL_TEXT, 26, COLUMN_BOTH },
	[COL_CLASS] = { "class", "Class", CELL_TEXT, 12, COLUMN_BOTH },
	[COL_WHERE] = { "where", "Where", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_LAST] = { "last", "Last seen, or known", CELL_TEXT, 38, COLUMN_BOTH },
};

/* Words of the data: stable, in lower_snake_case. */
static const char *const wheres[WHERES] = {
	[WHERE_NOT_SEEN] = "not_seen", [WHERE_OFF_SITE] = "off_site", [WHERE_HERE] = "here", [WHERE_ABSENT] = "absent",
};

static const char *const headings[WHERES] = {
	[WHERE_NOT_SEEN] = "Expected and not yet registered", [WHERE_OFF_SITE] = "Off site with us", [WHERE_HERE] = "Here", [WHERE_ABSENT] = "Known absent",
};

struct listing {
	struct office *o;
	const struct report_asked *asked;
	struct report *report;
	int of[WHERES];
	int heading;                 /**< enum whereabouts of the last row; -1: none yet */
	struct err *e;
};

static int line_add(struct listing *l, const struct onsite_line *line)
{
	struct report *r = l->report;
	struct pupil_row p;
	int got = store_thing_get(l->o->store, THING_PUPIL, line->pupil, &r->arena, &p);

	if (got < 0)
		return office_fail(l->o, got, l->e);
	const char *heading = l->heading == (int)line->where ? NULL : arena_printf(&r->arena, "%s: %d", headings[line->where], l->of[line->where]);
	struct cell *c = report_row_add(r, heading);
	l->heading = (int)line->where;
	c[COL_PUPIL] = report_cell_key(r, &p.key);
	c[COL_UPN] = cell_text(r, p.upn);
	c[COL_NAME] = cell_text(r, line->name);
	c[COL_CLASS] = cell_text(r, line->group);
	c[COL_WHERE] = cell_text(r, wheres[line->where]);
	c[COL_LAST] = cell_text(r, line->last);
	return 0;
}

static bool is_asked_for(const struct listing *l, const struct onsite_line *line)
{
	if (l->asked->pupil)
		return line->pupil == l->asked->pupil;
	return !l->asked->group || (line->group && strcmp(line->group, report_group_name(l->o, l->asked->group)) == 0);
}

static int lines_add(struct listing *l, const struct onsite_line *lines, int n)
{
	int r = 0;

	for (int i = 0; i < n; i++)
		l->of[lines[i].where] += is_asked_for(l, &lines[i]);
	for (int i = 0; r == 0 && i < n; i++)
		if (is_asked_for(l, &lines[i]))
			r = line_add(l, &lines[i]);
	return r;
}

static int now_fill(struct listing *l)
{
	struct onsite_view v;
	char time[8];
	int r = onsite_read(l->o, office_reach(l->o, ACTION_SEE_REGISTER) == REACH_ALL, &v);

	if (r < 0)
		return office_fail(l->o, r, l->e);
	l->report->title = arena_printf(&l->report->arena, "On the site, %s at %s",
					report_session_text(&l->report->arena, v.day, v.session), minute_text(v.minute, time));
	r = lines_add(l, v.lines, v.count);
	onsite_view_finish(&v);
	return r;
}

/* A SESSION THAT IS OVER ---------------------------------------------------------------------------------------------------------------- */

struct past_child {
	struct where_child child;
	struct sighting seen;
	struct onsite_line line;
	const char *key;
};

static int compare_past(const void *a, const void *b)
{
	const struct past_child *x = a, *y = b;

	if (x->line.where != y->line.where)
		return x->line.where < y->line.where ? -1 : 1;
	int c = x->line.where == WHERE_HERE ? strcmp(x->line.group, y->line.group) : 0;
	return c != 0 ? c : strcmp(x->key, y->key);
}

/* Whoever was out of the gate for all of it; who came back in it was here. */
static int outs_read(struct listing *l, struct past_child *children, const struct due_row *due, int n, struct arena *a)
{
	struct sign_out_row *outs;
	int count = store_sign_outs_on(l->o->store, l->asked->date, a, &outs);

	for (int i = 0; i < n; i++)
		for (int k = 0; k < count; k++) {
			const struct session_times *t = children[i].child.times;

			if (outs[k].pupil != due[i].pupil || (t && outs[k].out_minute >= t->ends))
				continue;
			children[i].child.out = outs[k].in_minute == NONE ? &outs[k] : NULL;
			children[i].child.back = outs[k].in_minute == NONE ? children[i].child.back : &outs[k];
		}
	return count < 0 ? count : 0;
}

static int compare_entries(const void *a, const void *b)
{
	const struct entry_row *x = a, *y = b;

	return (x->entry.pupil > y->entry.pupil) - (x->entry.pupil < y->entry.pupil);
}

/* The standing entry of each child has when they were signed in; they are by pupil. */
static int arrivals_read(struct listing *l, struct past_child *children, const struct due_row *due, int n, struct arena *a)
{
	struct entry_row *rows;
	int count = store_entries_standing(l->o->store, l->asked->date, l->asked->session, a, &rows);

	for (int i = 0; i < n && count > 0; i++) {
		const struct entry_row key = { .entry.pupil = due[i].pupil };
		const struct entry_row *found = bsearch(&key, rows, (size_t)count, sizeof *rows, compare_entries);

		if (found)
			children[i].seen.arrival = found->entry.arrival;
	}
	return count < 0 ? count : 0;
}

static int past_name(struct listing *l, struct past_child *p, const struct due_row *due, struct arena *a)
{
	struct pupil_row row;
	int r = store_thing_get(l->o->store, THING_PUPIL, due->pupil, a, &row);

	if (r < 0)
		return r;
	p->key = roll_sort_key(&row, a);
	p->line.name = pupil_display_name(&row, a);
	return 0;
}

static int past_find(struct listing *l, struct past_child *children, const struct due_row *due, int n, struct arena *a)
{
	const struct report_asked *k = l->asked;
	struct expectations *plans;
	int r = expectations_read(l->o, k->date, k->date, a, &plans);
	struct where_now now = { .o = l->o, .arena = a, .day = k->date, .session = k->session };

	for (int i = 0; r == 0 && i < n; i++) {
		struct past_child *p = &children[i];
		struct where_answer at;

		p->child.expected = expected_at(plans, due[i].pupil, due[i].year, due[i].roll_group, sitting_of(k->date, k->session));
		now.minute = p->child.times ? p->child.times->ends : 0;
		where_find(&now, &p->child, &at);
		p->line = (struct onsite_line){ due[i].pupil, NULL, office_group_name_on(l->o, due[i].roll_group, k->date, a), at.where, at.last };
		r = past_name(l, p, &due[i], a);
	}
	return r;
}

static int past_read(struct listing *l, struct arena *a, struct past_child **ret)
{
	const struct report_asked *k = l->asked;
	struct due_row *due;
	int n = store_due(l->o->store, k->date, k->session, 0, a, &due), seen = 0, r = n < 0 ? n : 0;
	struct past_child *children = arena_new(a, (size_t)(n > 0 ? n : 0) + 1, sizeof *children);

	for (int i = 0; i < n; i++) {
		if (!report_sees(l->o, k, due[i].roll_group))
			continue;
		due[seen] = due[i];
		children[seen].seen = (struct sighting){ .mark = due[i].mark, .arrival = -1, .minute = -1, .roll_group = due[i].roll_group };
		children[seen].child = (struct where_child){ .due = true, .placed = true, .held = true, .seen = &children[seen].seen, .sent = true,
							     .times = office_times_for(l->o, k->date, k->session, due[i].roll_group, due[i].year) };
		seen++;
	}
	if (r == 0)
		r = outs_read(l, children, due, seen, a);
	if (r == 0)
		r = arrivals_read(l, children, due, seen, a);
	if (r == 0)
		r = past_find(l, children, due, seen, a);
	*ret = children;
	return r < 0 ? r : seen;
}

static int past_fill(struct listing *l)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct past_child *children;
	int n = past_read(l, &a, &children);

	if (n < 0)
		return office_fail(l->o, n, l->e);
	struct onsite_line *lines = arena_new(&a, (size_t)n + 1, sizeof *lines);
	qsort(children, (size_t)n, sizeof *children, compare_past);
	l->report->title = arena_printf(&l->report->arena, "On the site, %s", report_session_text(&l->report->arena, l->asked->date, l->asked->session));
	for (int i = 0; i < n; i++)
		lines[i] = children[i].line;
	return lines_add(l, lines, n);
}

/* THE REPORT ------------------------------------------------------------------------------------------------------------------------------ */

static bool is_now(struct office *o, const struct report_asked *k)
{
	return day_equal(k->date, office_today(o)) && k->session == office_session_now(o);
}

static int onsite_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	struct listing l = { .o = o, .asked = k, .report = r, .heading = -1, .e = e };

	report_start(o, r, "onsite", columns, COLUMNS);
	r->none = "Nobody is on the roll.";
	int got = is_now(o, k) ? now_fill(&l) : past_fill(&l);
	if (got < 0)
		return got;
	report_note(r, "%d not seen, %d off site with us, %d here, %d absent. Visitors, staff and clubs are not on it.", l.of[WHERE_NOT_SEEN],
		    l.of[WHERE_OFF_SITE], l.of[WHERE_HERE], l.of[WHERE_ABSENT]);
	return report_seal(o, r, e);
}

int report_fill_onsite(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	return report_make(o, w, ACTION_SEE_REGISTER, onsite_fill, ret, e);
}
