/* The marks of one day, a row a child: of a class, or of a group such as the looked-after, whom the virtual school's caller asks for each day (B10). */
#include <string.h>

#include "flags.h"
#include "names.h"
#include "presence.h"
#include "report_parts.h"

enum { COL_PUPIL, COL_UPN, COL_NAME, COL_CLASS, COL_AM, COL_AM_WORDS, COL_PM, COL_PM_WORDS, COLUMNS };

static const struct report_column columns[COLUMNS] = {
	[COL_PUPIL] = { "pupil", "Pupil", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_UPN] = { "upn", "UPN", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NAME] = { "name", "Name", CELL_TEXT, 26, COLUMN_BOTH },
	[COL_CLASS] = { "class", "Class", CELL_TEXT, 10, COLUMN_BOTH },
	[COL_AM] = { "am", "AM", CELL_TEXT, 2, COLUMN_BOTH },
	[COL_AM_WORDS] = { "am_meaning", "Morning", CELL_TEXT, 20, COLUMN_BOTH },
	[COL_PM] = { "pm", "PM", CELL_TEXT, 2, COLUMN_BOTH },
	[COL_PM_WORDS] = { "pm_meaning", "Afternoon", CELL_TEXT, 20, COLUMN_BOTH },
};

/* A child who is due in one of the sessions of the day. */
struct day_marks {
	int64_t pupil, group;
	bool due[2];
	uint8_t mark[2];
	struct pupil_row row;
};

struct marks_of_day {
	struct office *o;
	const struct report_asked *asked;
	struct report *report;
	struct err *e;
	struct { VEC(struct day_marks); } pupils;
	const bool *holds;           /* by pupil: has the flag that is asked for; NULL: none is */
	int64_t holders;             /* how many of these there are */
};

/* WHO ----------------------------------------------------------------------------------------------------------------------------------- */

static int read_flag(struct marks_of_day *d, const char *flag)
{
	struct arena *a = &d->report->arena;
	struct pupil_flag_row *rows;
	int n = store_thing_all(d->o->store, THING_PUPIL_FLAG, a, &rows);

	if (n < 0)
		return office_fail(d->o, n, d->e);
	for (int i = 0; i < n; i++)
		d->holders = rows[i].pupil >= d->holders ? rows[i].pupil + 1 : d->holders;
	bool *holds = arena_new(a, (size_t)d->holders + 1, sizeof *holds);
	for (int i = 0; i < n; i++)
		if (strcmp(rows[i].flag, flag) == 0 && flag_stands(&rows[i], d->asked->date))
			holds[rows[i].pupil] = true;
	d->holds = holds;
	return 0;
}

static bool is_asked_for(const struct marks_of_day *d, const struct due_row *due)
{
	if (d->asked->pupil && due->pupil != d->asked->pupil)
		return false;
	return report_sees(d->o, d->asked, due->roll_group) && (!d->holds || (due->pupil < d->holders && d->holds[due->pupil]));
}

/* The children of the afternoon are for the most part those of the morning, in the same order. */
static struct day_marks *pupil_of(struct marks_of_day *d, const struct due_row *due)
{
	for (int i = 0; i < d->pupils.count; i++)
		if (d->pupils.items[i].pupil == due->pupil)
			return &d->pupils.items[i];
	vec_push(&d->pupils, ((struct day_marks){ .pupil = due->pupil, .group = due->roll_group }));
	return &d->pupils.items[d->pupils.count - 1];
}

static int read_session(struct marks_of_day *d, enum session session)
{
	struct due_row *due;
	int n = store_due(d->o->store, d->asked->date, session, 0, &d->report->arena, &due);

	for (int i = 0; i < n; i++) {
		if (!is_asked_for(d, &due[i]))
			continue;
		struct day_marks *p = pupil_of(d, &due[i]);
		p->due[session] = true;
		p->mark[session] = due[i].mark;
	}
	return n < 0 ? office_fail(d->o, n, d->e) : 0;
}

/* ROWS ---------------------------------------------------------------------------------------------------------------------------------- */

static int read_names(struct marks_of_day *d)
{
	int r = 0;

	for (int i = 0; r >= 0 && i < d->pupils.count; i++)
		r = store_thing_get(d->o->store, THING_PUPIL, d->pupils.items[i].pupil, &d->report->arena, &d->pupils.items[i].row);
	return r < 0 ? office_fail(d->o, r, d->e) : 0;
}

/* A blank is no mark, whatever is expected: nobody has said yet where the child is. */
static void put_mark(struct marks_of_day *d, struct cell *code, struct cell *words, const struct day_marks *p, enum session session)
{
	const struct code *c = code_on(p->mark[session], d->asked->date);

	if (!p->due[session])
		return;
	*code = cell_text(d->report, p->mark[session] ? code_symbol(p->mark[session]) : NULL);
	*words = cell_text(d->report, c ? c->words : "no mark yet");
}

static void add_rows(struct marks_of_day *d)
{
	for (int i = 0; i < d->pupils.count; i++) {
		const struct day_marks *p = &d->pupils.items[i];
		struct cell *c = report_row_add(d->report, NULL);

		c[COL_PUPIL] = report_cell_key(d->report, &p->row.key);
		c[COL_UPN] = cell_text(d->report, p->row.upn);
		c[COL_NAME] = cell_text(d->report, pupil_list_name(&p->row, &d->report->arena));
		c[COL_CLASS] = cell_text(d->report, report_group_name(d->o, p->group));
		put_mark(d, &c[COL_AM], &c[COL_AM_WORDS], p, SESSION_AM);
		put_mark(d, &c[COL_PM], &c[COL_PM_WORDS], p, SESSION_PM);
	}
}

static int marks_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	struct marks_of_day d = { .o = o, .asked = k, .report = r, .e = e };
	const char *flag = k->wish->flag;
	char day[DAY_TEXT];
	int got = flag ? office_may(o, ACTION_SEE_FLAGS, 0, e) : 0;

	report_start(o, r, "marks", columns, COLUMNS);
	r->title = arena_printf(&r->arena, "Marks of %s%s%s", day_long(k->date, day), flag ? ": " : "", flag ? flag_title(flag, &r->arena) : "");
	r->none = "Nobody who was asked for is due on that day.";
	if (got == 0 && flag)
		got = read_flag(&d, flag);
	for (int session = SESSION_AM; got == 0 && session <= SESSION_PM; session++)
		got = read_session(&d, (enum session)session);
	if (got == 0)
		got = read_names(&d);
	if (got == 0)
		add_rows(&d);
	vec_finish(&d.pupils);
	return got;
}

int report_fill_marks(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	return report_make(o, w, ACTION_SEE_REGISTER, marks_fill, ret, e);
}
