/* The admission register (PR24 reg 8; domain 3.1): each pupil's particulars, what is missing of them, and how they were amended. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "change_words.h"
#include "pupils_record.h"
#include "report_parts.h"
#include "rules/pupil.h"

enum { COL_PUPIL, COL_UPN, COL_ADMISSION, COL_NAME, COL_CLASS, COL_PARTICULAR, COL_VALUE, COL_MISSING, COL_ACT, COL_AT, COL_ORIGINAL, COL_NEW, COL_BY,
       COL_POSITION, COL_REASON, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_PUPIL] = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_UPN] = { "upn", "UPN", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_ADMISSION] = { "admission_number", "Admission number", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NAME] = { "name", "Pupil", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_CLASS] = { "class", "Class", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_PARTICULAR] = { "particular", "Particular", CELL_TEXT, 0, COLUMN_BOTH },
	[COL_VALUE] = { "value", "As it stands", CELL_TEXT, 0, COLUMN_BOTH, .whole = true },
	[COL_MISSING] = { "missing", "Missing", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[COL_ACT] = { "act", "Act", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_AT] = { "at", "At", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_ORIGINAL] = { "original", "Original", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NEW] = { "new", "New", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_BY] = { "by", "By", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_POSITION] = { "position", "Position", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_REASON] = { "reason", "Reason", CELL_TEXT, 0, COLUMN_DATA_ONLY },
};

struct admission {
	struct office *office;
	const struct report_asked *asked;
	struct report *report;
	struct roll *roll;
	struct pupil_row *rows;          /**< boarders too: they are registered, though no mark is asked for */
	int row_count;
	struct family_view_of {
		struct families families;
		struct family_homes homes;
		bool made;
	} here, left;                    /**< of those who are here; with those who left, where any is asked for */
	struct { VEC(const struct pupil_row *); } pupils; /**< in order of names */
	const struct pupil_row *row;     /**< the pupil at hand */
	const char *class, *heading;     /**< NULL: the pupil's first row is made */
	int missing, lacking;            /**< particulars, and pupils who lack any */
};

/* A row of the pupil at hand. */
static struct cell *add_row(struct admission *m)
{
	struct report *r = m->report;
	struct cell *c = report_row_add(r, m->heading);

	m->heading = NULL;
	c[COL_PUPIL] = report_cell_key(r, &m->row->key);
	c[COL_UPN] = cell_text(r, m->row->upn);
	c[COL_ADMISSION] = cell_text(r, m->row->admission_number);
	c[COL_NAME] = cell_text(r, pupil_display_name(m->row, &r->arena));
	c[COL_CLASS] = cell_text(r, m->class);
	return c;
}

static void add_particulars(struct admission *m, const struct pupil_record *p)
{
	int missing = 0;

	for (int i = 0; i < p->count; i++) {
		const struct record_line *l = &p->lines[i];

		if (l->part == RECORD_FLAGS) /* why a child comes first is no particular of the register */
			continue;
		struct cell *c = add_row(m);
		c[COL_PARTICULAR] = cell_text(m->report, l->label);
		c[COL_VALUE] = cell_text(m->report, l->missing ? "not recorded" : l->value);
		c[COL_MISSING] = cell_flag(l->missing);
		missing += l->missing; /* of spells that are over too: they are on this paper */
	}
	m->missing += missing;
	m->lacking += missing > 0;
}

/* AMENDMENTS: original, new, when, by whom, why (domain 2.5).  What was first entered is none. */

static const char *amended_words(struct admission *m, const struct act_row *act, const char *from, const char *to)
{
	struct civil at = moment_civil(act->head.at);
	char day[DAY_TEXT], minute[8];

	return arena_printf(&m->report->arena, "%s to %s, on %s at %s by %s, %s%s%s", from, to ? to : "none", day_long(at.day, day), minute_text(at.minute, minute),
			    act->head.staff_name, act->head.position, act->head.reason ? ": " : "", act->head.reason ? act->head.reason : "");
}

static bool of_one_row(const struct change_row *x, const struct change_row *y)
{
	return x->act == y->act && x->thing == y->thing && x->id == y->id;
}

/* Of a row that was taken away one line is enough, its first: whose it was is among what went. */
static bool is_told(const struct change_row *changes, int n, const struct change_row *x, const struct change_row *told)
{
	if (!told || !of_one_row(x, told))
		return false;
	for (int i = 0; i < n; i++)
		if (of_one_row(&changes[i], x) && !changes[i].after && (strcmp(changes[i].field, "pupil") == 0 || strcmp(changes[i].field, "adult") == 0))
			return true;
	return false;
}

/* Why a child comes first is no particular of the register (reg 8), nor is a day's work: plans, what a family said, calls. */
static bool is_particular(enum thing thing)
{
	return thing != THING_PUPIL_FLAG && (thing < THING_PLAN || thing > THING_LEAGUE_OUT);
}

static int add_amendment(struct admission *m, const struct change_row *x, struct arena *a)
{
	struct report *r = m->report;
	const char *label = x->thing < THINGS ? change_label(x->thing, x->field) : NULL, *from = change_value(m->office, x, x->before, a);
	struct act_row act;

	if (!label || !from || !is_particular(x->thing))
		return 0;
	int got = store_act_get(m->office->store, x->act, a, &act);
	if (got < 0)
		return got;
	struct cell *c = add_row(m);
	c[COL_PARTICULAR] = cell_text(r, arena_printf(a, "Amended: %s", label));
	c[COL_VALUE] = cell_kept(amended_words(m, &act, from, change_value(m->office, x, x->after, a)));
	c[COL_ACT] = cell_integer(x->act);
	c[COL_AT] = report_cell_moment(r, act.head.at);
	c[COL_ORIGINAL] = cell_text(r, change_data(m->office, x, x->before, a));
	c[COL_NEW] = cell_text(r, change_data(m->office, x, x->after, a));
	c[COL_BY] = cell_text(r, act.head.staff_name);
	c[COL_POSITION] = cell_text(r, act.head.position);
	c[COL_REASON] = cell_text(r, act.head.reason);
	return 1;
}

static int add_amendments(struct admission *m)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct change_row *changes;
	const struct change_row *told = NULL;
	int n = store_changes_of_pupil(m->office->store, m->row->id, &a, &changes), r = 0;

	for (int i = 0; r >= 0 && i < n; i++) {
		r = is_told(changes, n, &changes[i], told) ? 0 : add_amendment(m, &changes[i], &a);
		told = r > 0 ? &changes[i] : told;
	}
	return n < 0 ? n : r < 0 ? r : 0;
}

/* PUPILS ------------------------------------------------------------------------------------------------------------------------------ */

static int family_read(struct admission *m, struct family_view_of *of, int64_t also)
{
	int r = of->made ? 0 : families_read(m->office, also, &of->families);

	if (r == 0 && !of->made)
		family_homes_make(&of->families, &of->homes);
	of->made = of->made || r == 0;
	return r;
}

static void family_finish(struct family_view_of *of)
{
	if (!of->made)
		return;
	family_homes_finish(&of->homes);
	families_finish(&of->families);
}

static int read_record(struct admission *m, struct pupil_record *record, struct err *e)
{
	int r = family_read(m, &m->here, 0);
	struct family_view_of *of = &m->here;

	const struct family_pupil *p = r == 0 ? families_pupil(&m->here.families, m->row->id) : NULL;

	if (p && !p->here) {
		of = &m->left;
		r = family_read(m, of, FAMILIES_ALL);
	}
	return r < 0 ? office_fail(m->office, r, e) : pupil_record_read(m->office, m->row->id, &of->families, &of->homes, record, e);
}

static int add_pupil(struct admission *m, const struct pupil_row *row, struct err *e)
{
	struct report *r = m->report;
	struct pupil_record record;

	m->row = row;
	m->class = report_group_name(m->office, roll_class(&m->roll->pupils[row->id], m->asked->to));
	m->heading = arena_printf(&r->arena, "%s%s%s%s%s", pupil_display_name(m->row, &r->arena), m->class ? ", " : "", m->class ? m->class : "",
				  m->row->admission_number ? ", number " : "", m->row->admission_number ? m->row->admission_number : "");
	int got = read_record(m, &record, e);
	if (got < 0)
		return got;
	add_particulars(m, &record);
	pupil_record_finish(&record);
	got = add_amendments(m);
	return got < 0 ? office_fail(m->office, got, e) : 0;
}

struct ordered {
	const char *key;
	const struct pupil_row *row;
};

static int ordered_compare(const void *a, const void *b)
{
	const struct ordered *x = a, *y = b;
	int c = strcmp(x->key, y->key);

	return c != 0 ? c : (x->row->id > y->row->id) - (x->row->id < y->row->id);
}

/* A teacher: of a class that they have, and the child is in it still or is to come into it. */
static bool is_seen(const struct admission *m, const struct pupil_row *row)
{
	const struct report_asked *k = m->asked;
	const struct roll_pupil *p = &m->roll->pupils[row->id];
	sitting today = sitting_of(office_today(m->office), SESSION_AM);

	if (!report_sees(m->office, k, roll_class(p, k->to)))
		return false;
	if (office_reach(m->office, k->action) == REACH_ALL)
		return true;
	for (const struct roll_fact *f = p->places; f; f = f->next)
		if (f->last >= today && office_may(m->office, k->action, f->value, NULL) == 0)
			return true;
	return false;
}

/* On the roll on any of these days, seen by the person, and asked for. */
static bool is_wanted(const struct admission *m, const struct pupil_row *row)
{
	const struct report_asked *k = m->asked;

	if (row->merged_into != NONE || (k->pupil && k->pupil != row->id))
		return false;
	return is_seen(m, row) && (k->pupil || roll_overlaps(&m->roll->pupils[row->id], k->first, k->last));
}

static void find_pupils(struct admission *m)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct ordered *found = arena_new(&a, (size_t)m->row_count + 1, sizeof *found);
	int n = 0;

	for (int i = 0; i < m->row_count; i++)
		if (is_wanted(m, &m->rows[i]))
			found[n++] = (struct ordered){ roll_sort_key(&m->rows[i], &a), &m->rows[i] };
	qsort(found, (size_t)n, sizeof *found, ordered_compare);
	for (int i = 0; i < n; i++)
		vec_push(&m->pupils, found[i].row);
}

static void say_lines(struct admission *m)
{
	struct report *r = m->report;

	report_line(r, "%d pupil%s.", m->pupils.count, PLURAL(m->pupils.count));
	if (m->missing)
		report_line(r, "%d of them lack%s %d particular%s that the register asks for: \"not recorded\".", m->lacking, m->lacking == 1 ? "s" : "", m->missing,
			    PLURAL(m->missing));
}

static const char *title(const struct report_asked *k, struct arena *a)
{
	char from[DAY_TEXT], to[DAY_TEXT];

	if (day_equal(k->from, k->to))
		return arena_printf(a, "Admission register, %s", day_long(k->to, to));
	return arena_printf(a, "Admission register, %s to %s", day_long(k->from, from), day_long(k->to, to));
}

static int fill(struct admission *m, struct err *e)
{
	const struct report_asked *k = m->asked;
	int r = 0;

	report_start(m->office, m->report, "admission", columns, COLUMNS_ALL);
	m->report->title = title(k, &m->report->arena);
	m->report->none = "Nobody was on the roll then.";
	find_pupils(m);
	if (k->pupil && m->pupils.count == 0)
		return err_refuse(e, "That pupil is not in one of your classes. Ask the office.");
	for (int i = 0; r == 0 && i < m->pupils.count; i++)
		r = add_pupil(m, m->pupils.items[i], e);
	if (r < 0)
		return r;
	say_lines(m);
	return report_seal(m->office, m->report, e);
}

static int admission_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	CLEAN_ROLL struct roll roll = { 0 };
	struct admission m = { .office = o, .asked = k, .report = r, .roll = &roll };
	int got = roll_load(o, ROLL_PLACES | ROLL_SPELLS, k->first, k->last, &roll, e);

	if (got < 0)
		return got;
	got = m.row_count = store_thing_all(o->store, THING_PUPIL, &roll.arena, &m.rows);
	if (got < 0)
		return office_fail(o, got, e);
	got = fill(&m, e);
	family_finish(&m.here);
	family_finish(&m.left);
	vec_finish(&m.pupils);
	return got;
}

/* One day where no stretch is asked for: a year of leavers is another question. */
int report_fill_admission(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	struct report_wish of = *w;

	if (day_is_none(of.from))
		of.from = !day_is_none(of.to) ? of.to : !day_is_none(of.date) ? of.date : office_today(o);
	return report_make(o, &of, ACTION_SEE_CONTACTS, admission_fill, ret, e);
}
