/* Marks, out again (E3): a row a mark, or a row a pupil and a column a session; pupil by pupil, so that memory stays flat. */
#include "export.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "rules/code.h"

/* One pupil's marks going out. */
struct marks_out {
	struct exporting *x;
	struct arena *arena;
	struct membership_row *places;
	int place_count;
	struct note_row *notes;
	int note_count;
	struct buf who;         /* the cells that are the same in each row of the pupil, as they go out */
	struct err *e;
	int r;
};

static bool in_class(const struct marks_out *m, const struct entry *entry)
{
	for (int i = 0; i < m->place_count; i++) {
		const struct membership_row *p = &m->places[i];

		if (p->roll_group == m->x->group && day_within(entry->day, p->from_day, p->to_day) &&
		    p->weekdays & 1 << day_weekday(entry->day) && p->sessions & 1 << entry->session)
			return true;
	}
	return m->x->group == 0;
}

/* The last one for all to see, as the register shows it. */
static const char *note_text(const struct marks_out *m, const struct entry *entry)
{
	for (int i = m->note_count - 1; i >= 0; i--)
		if (day_equal(m->notes[i].day, entry->day) && m->notes[i].session == (int)entry->session &&
		    strcmp(m->notes[i].audience, "all") == 0)
			return m->notes[i].text;
	return "";
}

static const char *one_line(const char *text, struct arena *a)
{
	char *line;

	if (!strpbrk(text, "\r\n\t"))
		return text;
	line = arena_text(a, text);
	for (char *c = line; (c = strpbrk(c, "\r\n\t")); c++)
		*c = ' ';
	return line;
}

static int pupil_open(struct marks_out *m, const struct export_pupil *p)
{
	struct store *st = m->x->office->store;
	int r = store_notes_of_pupil(st, p->row->id, m->arena, &m->notes);

	m->note_count = r;
	if (r >= 0)
		r = store_memberships_of_pupil(st, p->row->id, m->arena, &m->places);
	m->place_count = r;
	return r < 0 ? r : 0;
}

/* LONG -------------------------------------------------------------------------------------------------------------------------- */

/* `am` and `pm` are the other way to write the same: a file has one of the two. */
enum { LONG_COLUMNS = MARKS_AM, WHO_COLUMNS = MARKS_DATE };

static void who_cells(const struct export_pupil *p, struct arena *a, const char **fields)
{
	export_who(p, fields);
	fields[MARKS_SURNAME] = p->row->surname;
	fields[MARKS_FORENAME] = p->row->forename;
	fields[MARKS_DOB] = export_day(p->row->born_day, a);
}

static int put_mark(void *ctx, const struct entry *entry)
{
	struct marks_out *m = ctx;
	CLEAN_ARENA struct arena a = { 0 };
	char day[DAY_TEXT], minutes[TEXT_NUMBER] = "";
	const char *fields[LONG_COLUMNS - WHO_COLUMNS];

	if (!in_class(m, entry))
		return 0;
	if (entry->minutes_late >= 0)
		text_number(minutes, entry->minutes_late);
	fields[MARKS_DATE - WHO_COLUMNS] = day_iso(entry->day, day);
	fields[MARKS_SESSION - WHO_COLUMNS] = session_name(entry->session);
	fields[MARKS_CODE - WHO_COLUMNS] = code_symbol(entry->after);
	fields[MARKS_MINUTES_LATE - WHO_COLUMNS] = minutes;
	fields[MARKS_NOTE - WHO_COLUMNS] = one_line(note_text(m, entry), &a);
	buf_put(&m->x->out, m->who.text, m->who.length);
	m->r = export_row(m->x, fields, LONG_COLUMNS - WHO_COLUMNS, m->e);
	return m->r;
}

static int put_pupil(struct exporting *x, const struct export_pupil *p, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *fields[WHO_COLUMNS];
	struct marks_out m = { .x = x, .arena = &a, .e = e };
	int r = pupil_open(&m, p);

	who_cells(p, &a, fields);
	csv_put(&m.who, fields, WHO_COLUMNS);
	m.who.length -= 2; /* the row goes on */
	buf_char(&m.who, ',');
	if (r == 0)
		r = store_marks_each(x->office->store, p->row->id, x->from, x->to, put_mark, &m);
	buf_finish(&m.who);
	return r < 0 && m.r == 0 ? office_fail(x->office, r, e) : m.r;
}

static int export_long(struct exporting *x, struct err *e)
{
	const char *names[LONG_COLUMNS];
	int r = 0;

	for (int i = 0; i < LONG_COLUMNS; i++)
		names[i] = file_shapes[FILE_MARKS].columns[i].name;
	csv_put(&x->out, names, LONG_COLUMNS);
	for (int i = 0; r == 0 && i < x->pupil_count; i++)
		r = put_pupil(x, x->pupils[i], e);
	return r;
}

/* WIDE -------------------------------------------------------------------------------------------------------------------------- */

struct wide {
	struct exporting *x;
	int *column;               /* of each session from x->from: its field; 0: not held */
	int columns;
	const char **fields;
	struct marks_out *pupil;
	bool any;
	int outside;               /* marks in sessions that were not held */
};

static void wide_columns(struct wide *w)
{
	const struct calendar *calendar = office_calendar(w->x->office);
	sitting first = sitting_of(w->x->from, SESSION_AM), last = sitting_of(w->x->to, SESSION_PM);

	w->column = arena_new(&w->x->arena, (size_t)(last - first + 1), sizeof *w->column);
	w->columns = WHO_COLUMNS;
	for (sitting s = first; s <= last; s++)
		if (calendar_is_open(calendar, s))
			w->column[s - first] = w->columns++;
}

static void wide_heading(struct wide *w)
{
	sitting first = sitting_of(w->x->from, SESSION_AM), last = sitting_of(w->x->to, SESSION_PM);
	const char **names = arena_new(&w->x->arena, (size_t)w->columns, sizeof *names);

	for (int i = 0; i < WHO_COLUMNS; i++)
		names[i] = file_shapes[FILE_MARKS].columns[i].name;
	for (sitting s = first; s <= last; s++)
		if (w->column[s - first])
			names[w->column[s - first]] = arena_printf(&w->x->arena, "%s %s", export_day(sitting_day(s), &w->x->arena),
								   session_name(sitting_session(s)));
	csv_put(&w->x->out, names, w->columns);
}

static int wide_mark(void *ctx, const struct entry *entry)
{
	struct wide *w = ctx;
	int column = w->column[sitting_of(entry->day, entry->session) - sitting_of(w->x->from, SESSION_AM)];

	if (!in_class(w->pupil, entry))
		return 0;
	if (column)
		w->fields[column] = code_symbol(entry->after);
	else
		w->outside++;
	w->any |= column != 0;
	return 0;
}

static int wide_pupil(struct wide *w, const struct export_pupil *p, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct marks_out m = { .x = w->x, .arena = &a, .e = e };
	int r = pupil_open(&m, p);

	w->pupil = &m;
	w->any = false;
	for (int i = 0; i < w->columns; i++)
		w->fields[i] = "";
	who_cells(p, &a, w->fields);
	if (r == 0)
		r = store_marks_each(w->x->office->store, p->row->id, w->x->from, w->x->to, wide_mark, w);
	if (r < 0)
		return office_fail(w->x->office, r, e);
	return w->any ? export_row(w->x, w->fields, w->columns, e) : 0;
}

static int export_wide(struct exporting *x, struct err *e)
{
	struct wide w = { .x = x };
	int r = 0;

	wide_columns(&w);
	if (w.columns > CSV_FIELDS_MOST)
		return err_usage(e, "These days have %d sessions; a row has at most %d. Ask for fewer days with --from and --to, or leave --wide out.",
				 w.columns - WHO_COLUMNS, CSV_FIELDS_MOST - WHO_COLUMNS);
	wide_heading(&w);
	w.fields = arena_new(&x->arena, (size_t)w.columns, sizeof *w.fields);
	for (int i = 0; r == 0 && i < x->pupil_count; i++)
		r = wide_pupil(&w, x->pupils[i], e);
	if (w.outside)
		export_say(x, "%d mark%s in sessions that the school did not hold: without --wide they are in the file.", w.outside,
			   w.outside == 1 ? " is" : "s are");
	return r;
}

int export_marks(struct exporting *x, struct err *e)
{
	return x->wish->wide ? export_wide(x, e) : export_long(x, e);
}
