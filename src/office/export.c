/* Out again (E3): who may take what, whom it is about, and the act that says so. */
#include "export.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "report_parts.h"

static const struct {
	enum action action;
	bool pupils; /* it is about pupils: a class may be named */
	int (*write)(struct exporting *x, struct err *e);
} kinds[FILE_KINDS] = {
	[FILE_PUPILS] = { ACTION_SEE_TOTALS, true, export_pupils },
	[FILE_CONTACTS] = { ACTION_SEE_CONTACTS, true, export_contacts },
	[FILE_GROUPS] = { ACTION_SEE_TOTALS, true, export_groups },
	[FILE_STAFF] = { ACTION_CHANGE_STAFF, false, export_staff },
	[FILE_MARKS] = { ACTION_SEE_TOTALS, true, export_marks },
	[FILE_FIGURES] = { 0, false, NULL },
};

/* ROWS */

#define PIECE (16u << 10)

int export_flush(struct exporting *x, struct err *e)
{
	int r = x->out.length ? x->put(x->ctx, x->out.text, x->out.length, e) : 0;

	buf_reset(&x->out);
	return r;
}

int export_row(struct exporting *x, const char *const *fields, int count, struct err *e)
{
	csv_put(&x->out, fields, count);
	if (x->wish->rows)
		++*x->wish->rows;
	return x->out.length < PIECE ? 0 : export_flush(x, e);
}

int export_heading(struct exporting *x, struct err *e)
{
	const struct file_shape *shape = &file_shapes[x->wish->kind];
	const char *names[FILE_COLUMNS_MOST];

	for (int i = 0; i < shape->count; i++)
		names[i] = shape->columns[i].name;
	csv_put(&x->out, names, shape->count);
	return export_flush(x, e);
}

void export_say(struct exporting *x, const char *format, ...)
{
	va_list values;

	if (!x->wish->said)
		return;
	va_start(values, format);
	buf_text(x->wish->said, arena_vprintf(&x->arena, format, values));
	va_end(values);
	buf_char(x->wish->said, '\n');
}

void export_who(const struct export_pupil *p, const char **fields)
{
	fields[PUPIL_KEY] = p->key;
	fields[PUPIL_UPN] = export_text(p->row->upn);
	fields[PUPIL_ADMISSION_NUMBER] = export_text(p->row->admission_number);
}

const char *export_day(struct day d, struct arena *a)
{
	char text[DAY_TEXT];

	return arena_text(a, day_iso(d, text));
}

/* WHAT WAS ASKED */

static int ask_group(struct exporting *x, struct err *e)
{
	struct day day = day_is_none(x->wish->to) ? x->today : x->wish->to;

	return x->wish->group ? office_group_find(x->office, x->wish->group, day, &x->group, e) : 0;
}

/* Marks: this school year so far.  The others: whoever is on the roll today, or is to come. */
static int ask_days(struct exporting *x, struct err *e)
{
	const struct export_wish *w = x->wish;
	bool asked = !day_is_none(w->from) || !day_is_none(w->to);

	x->from = x->today;
	x->to = DAY_NONE;
	if (asked || w->kind == FILE_MARKS) {
		x->to = day_is_none(w->to) ? x->today : w->to;
		x->from = day_is_none(w->from) ? school_year_start(x->to) : w->from;
	}
	if (!day_is_none(x->to) && x->from.n > x->to.n)
		return err_usage(e, "The first day is after the last: give --from the earlier date and --to the later one.");
	return 0;
}

/* The whole school's, or one class that the person has: a file says nothing of whom it leaves out. */
static int ask_permission(struct exporting *x, struct err *e)
{
	enum action action = kinds[x->wish->kind].action;
	int r = office_may(x->office, action, x->group, e);

	if (r == 0 && x->group == 0 && office_reach(x->office, action) != REACH_ALL)
		r = err_refuse(e, "%s may export a class of theirs, not the whole school: name it with --class.", x->office->person.name);
	if (r < 0)
		return r;
	x->flags = x->group ? office_may(x->office, ACTION_SEE_FLAGS, x->group, NULL) == 0
			    : office_reach(x->office, ACTION_SEE_FLAGS) == REACH_ALL;
	return 0;
}

static int ask(struct exporting *x, struct err *e)
{
	int r;

	if (x->wish->kind < 0 || x->wish->kind >= FILE_KINDS || !kinds[x->wish->kind].write)
		return err_usage(e, "Figures are not exported: `firstbell report bands --format csv` prints them.");
	r = office_refresh(x->office, e);
	x->today = office_today(x->office);
	if (r == 0)
		r = ask_group(x, e);
	if (r == 0)
		r = ask_days(x, e);
	return r == 0 ? ask_permission(x, e) : r;
}

/* WHOM IT IS ABOUT */

bool export_touches(const struct exporting *x, struct day from, struct day to)
{
	return (day_is_none(x->to) || from.n <= x->to.n) && (day_is_none(to) || to.n >= x->from.n);
}

/* Everybody's rows of each kind, and the pupils by id. */
struct gathering {
	struct exporting *x;
	struct export_pupil **by_id;
	int64_t most;
	bool *on, *in;              /* on the roll, in the class, in these days; by id */
};

static bool ended(const struct exporting *x, struct day to)
{
	return !day_is_none(to) && to.n < x->today.n;
}

static int gather_pupils(struct gathering *g)
{
	struct exporting *x = g->x;
	struct pupil_row *rows;
	int n = store_thing_all(x->office->store, THING_PUPIL, &x->arena, &rows);

	if (n < 0)
		return n;
	g->most = n ? rows[n - 1].id : 0;
	g->by_id = arena_new(&x->arena, (size_t)g->most + 1, sizeof *g->by_id);
	g->on = arena_new(&x->arena, (size_t)g->most + 1, sizeof *g->on);
	g->in = arena_new(&x->arena, (size_t)g->most + 1, sizeof *g->in);
	for (int i = 0; i < n; i++) {
		struct export_pupil *p = arena_new(&x->arena, 1, sizeof *p);

		if (rows[i].merged_into != NONE)
			continue;
		p->row = &rows[i];
		p->flags = arena_new(&x->arena, PUPILS_COLUMNS, sizeof *p->flags);
		p->sort = roll_sort_key(&rows[i], &x->arena);
		key_hex(&rows[i].key, p->key);
		g->by_id[rows[i].id] = p;
	}
	return n;
}

/* Back over spells that touch, in whatever order they stand: one more of each at a time. */
static void find_began(struct gathering *g, const struct enrolment_row *rows, int n)
{
	bool more = true;

	for (int64_t id = 1; id <= g->most; id++)
		if (g->by_id[id])
			g->by_id[id]->began = g->by_id[id]->spell;
	while (more) {
		more = false;
		for (int i = 0; i < n; i++) {
			struct export_pupil *p = g->by_id[rows[i].pupil];

			if (!p || !spell_goes_on(&rows[i], p->began))
				continue;
			p->began = &rows[i];
			more = true;
		}
	}
}

static int gather_spells(struct gathering *g)
{
	struct enrolment_row *rows;
	int n = store_thing_all(g->x->office->store, THING_ENROLMENT, &g->x->arena, &rows);

	for (int i = 0; i < n; i++) {
		struct export_pupil *p = g->by_id[rows[i].pupil];

		if (p && (!p->spell || p->spell->from_day.n <= rows[i].from_day.n))
			p->spell = &rows[i];
		g->on[rows[i].pupil] |= export_touches(g->x, rows[i].from_day, rows[i].to_day);
	}
	find_began(g, rows, n);
	return n;
}

static int gather_classes(struct gathering *g)
{
	struct membership_row *rows;
	int n = store_thing_all(g->x->office->store, THING_MEMBERSHIP, &g->x->arena, &rows);

	for (int i = 0; i < n; i++) {
		struct export_pupil *p = g->by_id[rows[i].pupil];

		if (p && !ended(g->x, rows[i].to_day) && (!p->class || p->class->from_day.n <= rows[i].from_day.n))
			p->class = &rows[i];
		g->in[rows[i].pupil] |= rows[i].roll_group == g->x->group && export_touches(g->x, rows[i].from_day, rows[i].to_day);
	}
	return n;
}

static int gather_years(struct gathering *g)
{
	struct pupil_year_row *rows;
	int n = store_thing_all(g->x->office->store, THING_PUPIL_YEAR, &g->x->arena, &rows);

	for (int i = 0; i < n; i++) {
		struct export_pupil *p = g->by_id[rows[i].pupil];

		if (p && !ended(g->x, rows[i].to_day) && (!p->year || p->year->from_day.n <= rows[i].from_day.n))
			p->year = &rows[i];
	}
	return n;
}

static int gather_flags(struct gathering *g)
{
	struct pupil_flag_row *rows;
	int n = store_thing_all(g->x->office->store, THING_PUPIL_FLAG, &g->x->arena, &rows);

	for (int i = 0; i < n; i++) {
		struct export_pupil *p = g->by_id[rows[i].pupil];
		int column = file_column_find(FILE_PUPILS, rows[i].flag);

		if (p && column >= PUPILS_SEN && !ended(g->x, rows[i].to_day))
			p->flags[column] = &rows[i];
	}
	return n;
}

static int by_name(const void *a, const void *b)
{
	const struct export_pupil *p = *(const struct export_pupil *const *)a, *q = *(const struct export_pupil *const *)b;
	int order = strcmp(p->sort, q->sort);

	return order ? order : p->row->id < q->row->id ? -1 : p->row->id > q->row->id;
}

/* Marks may stand outside every spell (a leaver told of late): nobody is left out of them but by the class. */
static void gather_there(struct gathering *g)
{
	struct exporting *x = g->x;

	x->pupils = arena_new(&x->arena, (size_t)g->most + 1, sizeof *x->pupils);
	for (int64_t id = 1; id <= g->most; id++) {
		struct export_pupil *p = g->by_id[id];

		if (!p)
			continue;
		p->there = g->on[id] && (x->group == 0 || g->in[id]);
		if (p->there || (x->wish->kind == FILE_MARKS && x->group == 0))
			x->pupils[x->pupil_count++] = p;
	}
	if (x->pupil_count)
		qsort(x->pupils, (size_t)x->pupil_count, sizeof *x->pupils, by_name);
}

static int gather(struct exporting *x, struct err *e)
{
	struct gathering g = { .x = x };
	int r = gather_pupils(&g);
	int (*const more[])(struct gathering *) = { gather_spells, gather_classes, gather_years, gather_flags };

	for (size_t i = 0; r >= 0 && i < sizeof more / sizeof *more; i++)
		r = more[i](&g);
	if (r < 0)
		return office_fail(x->office, r, e);
	gather_there(&g);
	return 0;
}

/* THE ACT: before the first byte goes out, so that nothing leaves the house without it */

static int act_write(struct exporting *x, int64_t *ret_act, struct err *e)
{
	CLEAN_BUF struct buf reason = { 0 };
	char from[DAY_TEXT], to[DAY_TEXT];
	int there = 0;

	*ret_act = 0;
	if (office_read_only(x->office))
		return 0;
	for (int i = 0; i < x->pupil_count; i++)
		there += x->pupils[i]->there;
	buf_text(&reason, file_shapes[x->wish->kind].name);
	if (kinds[x->wish->kind].pupils)
		buf_printf(&reason, " of %d pupil%s", there, PLURAL(there));
	if (x->group)
		buf_printf(&reason, " in %s", office_group_name(x->office, x->group));
	if (x->wish->kind == FILE_MARKS)
		buf_printf(&reason, ", %s to %s", day_iso(x->from, from), day_iso(x->to, to));
	int r = office_act_begin(x->office, "export", buf_string(&reason), NULL, e);
	return r < 0 ? r : office_act_end(x->office, true, ret_act, e);
}

static int in_view(struct exporting *x, int (*step)(struct exporting *x, struct err *e), struct err *e)
{
	int r = store_read_begin(x->office->store);

	if (r < 0)
		return office_fail(x->office, r, e);
	r = step(x, e);
	store_read_end(x->office->store);
	return r;
}

static int write_all(struct exporting *x, struct err *e)
{
	int r = kinds[x->wish->kind].write(x, e);

	return r < 0 ? r : export_flush(x, e);
}

int office_export(struct office *o, const struct export_wish *w, export_put *put, void *ctx, int64_t *ret_act, struct err *e)
{
	struct exporting x = { .office = o, .wish = w, .put = put, .ctx = ctx };
	int r = ask(&x, e);

	if (r == 0 && kinds[w->kind].pupils)
		r = in_view(&x, gather, e);
	if (r == 0)
		r = act_write(&x, ret_act, e);
	if (r == 0)
		r = in_view(&x, write_all, e);
	buf_finish(&x.out);
	arena_finish(&x.arena);
	return r;
}
