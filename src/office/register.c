/* A register as it stands: who is due, their marks, its state (A4). */
#include <errno.h>
#include <string.h>

#include "expected.h"
#include "lanes.h"
#include "marking.h"
#include "names.h"
#include "office/calls.h"
#include "register_view.h"

/* The codes begin with the regulations of 2006 (domain 1.3). */
#define REGISTERS_FROM day_of(2006, 9, 1)

static int refuse_not_held(struct office *o, const struct register_ref *ref, enum opening opening, const char *why, struct err *e)
{
	char day[DAY_TEXT];

	return err_refuse(e, "No register is taken on the %s of %s: it is %s%s%s%s.", session_words(ref->session), day_long(ref->day, day),
			  opening_words(opening), why ? " (" : "", why ? why : "", why ? ")" : "");
}

/* A closure nobody planned, of the school or of a part, is recorded by marks (Y4, Y3): those registers are held. */
static bool register_is_held(enum opening opening)
{
	return opening == OPENING_OPEN || opening == OPENING_UNPLANNED || opening == OPENING_PARTIAL || opening == OPENING_STAGGERED;
}

static int day_check(struct office *o, const struct register_ref *ref, struct err *e)
{
	const struct roll_group_row *group = office_group(o, ref->roll_group);
	char day[DAY_TEXT];

	if (!group)
		return err_usage(e, "There is no such class.");
	if (!group_registers(group->kind))
		return err_usage(e, "%s is no class: no register is taken of it.", group->name);
	if (day_is_none(ref->day))
		return err_usage(e, "Say which day the register is of.");
	if (ref->day.n < REGISTERS_FROM.n)
		return err_refuse(e, "%s is before 1 September 2006: no register of that time is kept here.", day_long(ref->day, day));
	if (ref->day.n > office_today(o).n)
		return err_refuse(e, "%s is still to come: no register is taken before its day.", day_long(ref->day, day));
	if (!day_within(ref->day, group->from_day, group->to_day))
		return err_refuse(e, "There was no class %s on %s.", group->name, day_long(ref->day, day));
	return 0;
}

int office_session_held(struct office *o, const struct register_ref *ref, int year, struct err *e)
{
	const char *why = NULL;
	enum opening opening = calendar_opening(&o->calendar, sitting_of(ref->day, ref->session), year, ref->roll_group, &why);

	return register_is_held(opening) ? 0 : refuse_not_held(o, ref, opening, why, e);
}

int office_register_check(struct office *o, const struct register_ref *ref, struct err *e)
{
	int year, r = day_check(o, ref, e);

	if (r == 0)
		r = office_group_year(o, ref->day, ref->session, ref->roll_group, &year, e);
	return r < 0 ? r : office_session_held(o, ref, year, e);
}

/* A VIEW OF IT ---------------------------------------------------------------------------------------------------------------------- */

/* What reading a line needs besides its pupil. */
struct viewing {
	struct office *o;
	struct register_view *v;
	struct register_row row;
	int64_t first_sent;   /* the act; 0: not sent */
	sitting back[20];     /* the last two weeks, oldest first */
	struct expectations *expectations; /* of that day */
	int64_t standing_act; /* that made the mark of the line being read */
	struct name_row *called; /* otherwise than now, on that day */
	int called_count;
};

/* Ten days of the week, whether school was held or not: a gap in the marks is then seen as one. */
static void look_back(const struct register_ref *ref, sitting back[static 20])
{
	sitting at = sitting_of(ref->day, ref->session);

	for (int i = 20; i-- > 0;) {
		at--;
		while (day_weekday(sitting_day(at)) >= 5)
			at--;
		back[i] = at;
	}
}

static int read_marks(struct viewing *w, struct register_line *l)
{
	const struct register_ref *ref = &w->v->ref;
	int first = strip_year(sitting_day(w->back[0])), last = strip_year(ref->day);
	const uint8_t *const *strips;
	int r = store_strips(w->o->store, l->pupil, first, last, &w->v->arena, &strips);

	if (r < 0)
		return r;
	struct span span = { .first = w->back[0], .last = sitting_of(ref->day, SESSION_PM), .year = first, .years = last - first + 1,
			     .strips = strips };
	for (int i = 0; i < 20; i++)
		l->before[i] = span_mark(&span, w->back[i]);
	l->am = ref->session == SESSION_PM ? span_mark(&span, sitting_of(ref->day, SESSION_AM)) : CODE_NONE;
	return 0;
}

/* How late, and whether a mark was changed after the register was first sent. */
static int read_chain(struct viewing *w, struct register_line *l)
{
	struct entry_row *chain;

	if (l->mark == CODE_NONE && !w->first_sent)
		return 0;
	int n = store_entries_of_mark(w->o->store, l->pupil, w->v->ref.day, w->v->ref.session, &w->v->arena, &chain);
	if (n < 0)
		return n;
	for (int i = 0; i < n; i++) {
		const struct entry *e = &chain[i].entry;

		if (e->stands && w->first_sent && chain[i].act > w->first_sent && e->before != CODE_NONE)
			w->v->facts.amended = true;
	}
	const struct entry_row *standing = chain_standing(chain, n);
	if (standing) {
		l->minutes_late = standing->entry.minutes_late;
		l->arrived = standing->entry.arrival >= 0;
		w->standing_act = standing->act;
	}
	return 0;
}

static int read_note(struct viewing *w, struct register_line *l)
{
	const struct code *code = code_on(l->mark, w->v->ref.day);
	struct note_row *rows;
	int n = store_notes_of_pupil(w->o->store, l->pupil, &w->v->arena, &rows);
	int64_t noted = 0;

	for (int i = 0; i < n; i++) {
		if (!day_equal(rows[i].day, w->v->ref.day) || rows[i].session != (int)w->v->ref.session || strcmp(rows[i].audience, "all") != 0)
			continue;
		l->note = rows[i].text;
		noted = rows[i].act;
	}
	/* a note older than the mark is about another one */
	l->needs_note = code && code->needs_note && (!l->note || noted < w->standing_act);
	return n < 0 ? n : 0;
}

/* As the pupil was called on that day (H2); the sort name is that of now. */
static void called_then(const struct viewing *w, struct pupil_row *p)
{
	for (int i = 0; i < w->called_count; i++) {
		const struct name_row *n = &w->called[i];

		if (n->pupil != p->id)
			continue;
		p->surname = n->surname;
		p->forename = n->forename;
		p->preferred_name = n->preferred_name;
		p->preferred_surname = n->preferred_surname;
		p->sort_name = NULL;
	}
}

static int read_pupil(struct viewing *w, struct register_seen *s)
{
	struct register_line *l = &s->line;
	struct pupil_row *p = &s->row;
	int r = store_thing_get(w->o->store, THING_PUPIL, l->pupil, &w->v->arena, p);

	if (r < 0)
		return r;
	called_then(w, p);
	l->name = pupil_display_name(p, &w->v->arena);
	l->surname = p->surname;
	l->forename = p->forename;
	l->upn = p->upn;
	l->admission_number = p->admission_number;
	return 0;
}

/* What is expected, whatever the mark is, and who is out of the gate now. */
static void lay_over(const struct viewing *w, const struct due_row *due, struct register_line *l)
{
	const struct register_ref *ref = &w->v->ref;
	const struct expected *x = expected_at(w->expectations, due->pupil, due->year, ref->roll_group, sitting_of(ref->day, ref->session));

	l->out = day_equal(ref->day, office_today(w->o)) && expected_out(w->expectations, due->pupil, ref->day);
	if (!x)
		return;
	l->expected = x->code;
	l->expected_waits = x->waits;
	l->expected_words = x->words;
}

static int read_line(struct viewing *w, const struct due_row *due, struct register_seen *s)
{
	s->line = (struct register_line){ .pupil = due->pupil, .mark = due->mark, .minutes_late = -1 };
	lay_over(w, due, &s->line);
	w->standing_act = 0;
	int r = read_pupil(w, s);
	if (r == 0)
		r = read_marks(w, &s->line);
	if (r == 0)
		r = read_chain(w, &s->line);
	return r < 0 ? r : read_note(w, &s->line);
}

/* The mark is the one that was made here, whatever became of it elsewhere; it is nobody's change of this register. */
static int read_moved(struct viewing *w, const struct moved_mark *mark, struct register_seen *s)
{
	bool amended = w->v->facts.amended;
	int r = read_line(w, &mark->due, s);

	w->v->facts.amended = amended;
	s->moved = true;
	s->line.minutes_late = mark->minutes_late;
	s->line.remark = mark->remark;
	return r;
}

/* H4: two children of one name are told apart wherever they stand together. */
static void tell_apart(struct register_view *v, struct register_seen *seen, int n)
{
	struct named *list = arena_new(&v->arena, (size_t)n + 1, sizeof *list);

	for (int i = 0; i < n; i++)
		list[i] = (struct named){ seen[i].line.name, v->group, seen[i].row.born_day };
	names_tell_apart(list, n, &v->arena);
	for (int i = 0; i < n; i++)
		seen[i].line.name = list[i].name;
}

/* Those who are due, those who have moved since, and both as they are printed. */
static void lines_part(struct register_view *v, const struct register_seen *seen, int n)
{
	const struct register_line **printed = arena_new(&v->arena, (size_t)n + 1, sizeof *printed);

	v->lines = arena_new(&v->arena, (size_t)n + 1, sizeof *v->lines);
	v->moved = arena_new(&v->arena, (size_t)n + 1, sizeof *v->moved);
	for (int i = 0; i < n; i++) {
		struct register_line *to = seen[i].moved ? &v->moved[v->moved_count++] : &v->lines[v->count++];

		*to = seen[i].line;
		printed[i] = to;
	}
	v->printed = printed;
}

static int read_seen(struct viewing *w, const struct due_row *due, int n, const struct moved_mark *moved, int m)
{
	struct register_view *v = w->v;
	struct register_seen *seen = arena_new(&v->arena, (size_t)(n + m) + 1, sizeof *seen);
	int r = 0;

	for (int i = 0; r == 0 && i < n; i++) {
		r = read_line(w, &due[i], &seen[i]);
		v->facts.marked += due[i].mark != CODE_NONE;
	}
	for (int i = 0; r == 0 && i < m; i++)
		r = read_moved(w, &moved[i], &seen[n + i]);
	if (r == 0)
		r = register_order(w->o, &v->ref, seen, n + m, &v->arena);
	if (r < 0)
		return r;
	tell_apart(v, seen, n + m);
	lines_part(v, seen, n + m);
	return 0;
}

/* What is expected of that day, and what pupils were called on it. */
static int read_day(struct viewing *w)
{
	struct register_view *v = w->v;
	int r = expectations_read(w->o, v->ref.day, v->ref.day, &v->arena, &w->expectations);

	if (r == 0 && v->ref.day.n < office_today(w->o).n)
		r = w->called_count = store_names_on(w->o->store, v->ref.day, &v->arena, &w->called);
	return r < 0 ? r : 0;
}

static int read_lines(struct viewing *w)
{
	struct register_view *v = w->v;
	struct due_row *due;
	struct moved_mark *moved = NULL;
	int n = store_due(w->o->store, v->ref.day, v->ref.session, v->ref.roll_group, &v->arena, &due), m = 0, r = n < 0 ? n : read_day(w);

	v->facts.due = n;
	if (r == 0 && w->row.sent_act)
		r = m = register_moved_read(w->o, &v->ref, due, n, &v->arena, &moved);
	return r < 0 ? r : read_seen(w, due, n, moved, m);
}

/* The office's, for a child (several are one line) or the whole class (A33). */
static int read_office_notes(struct office *o, struct register_view *v, struct err *e)
{
	struct class_note_line *notes;
	int n = office_class_notes(o, &v->ref, &v->arena, &notes, e), of_class = 0;

	if (n < 0)
		return n;
	const char **list = arena_new(&v->arena, (size_t)n + 1, sizeof *list);
	for (int i = 0; i < n; i++) {
		if (notes[i].pupil == 0)
			list[of_class++] = notes[i].text;
		for (int k = 0; notes[i].pupil && k < v->count; k++)
			if (v->lines[k].pupil == notes[i].pupil)
				v->lines[k].office_note = v->lines[k].office_note ? arena_printf(&v->arena, "%s; %s", v->lines[k].office_note, notes[i].text)
									     : notes[i].text;
	}
	v->class_notes = list;
	return 0;
}

static int read_times(struct office *o, struct register_view *v, struct err *e)
{
	int year, r = office_group_year(o, v->ref.day, v->ref.session, v->ref.roll_group, &year, e);

	if (r < 0)
		return r;
	const struct session_times *times = office_times_for(o, v->ref.day, v->ref.session, v->ref.roll_group, year);
	if (times) {
		struct session_times *kept = arena_new(&v->arena, 1, sizeof *kept);

		*kept = *times;
		v->times = kept;
	}
	return 0;
}

static int view_fill(struct office *o, struct register_view *v, struct err *e)
{
	struct viewing w = { .o = o, .v = v };
	char day[DAY_TEXT];
	int r = read_times(o, v, e);

	if (r < 0)
		return r;
	v->group = office_group_name_on(o, v->ref.roll_group, v->ref.day, &v->arena);
	v->title = arena_printf(&v->arena, "%s: %s of %s", v->group, session_words(v->ref.session), day_long(v->ref.day, day));
	look_back(&v->ref, w.back);
	r = store_register_get(o->store, v->ref.day, v->ref.session, v->ref.roll_group, &w.row);
	if (r == 0 && w.row.sent_act)
		r = store_register_first_sent(o->store, &w.row, &w.first_sent);
	if (r == 0 || r == -ENOENT)
		r = read_lines(&w);
	if (r < 0)
		return office_fail(o, r, e);
	v->facts.sent = w.row.sent_act != 0 || (v->facts.marked > 0 && office_taken_elsewhere(o, v->ref.day));
	v->closed = register_is_closed(&v->ref, v->times, &w.row, office_now(o));
	v->state = register_state(&v->facts);
	return read_office_notes(o, v, e);
}

int office_register_open(struct office *o, const struct register_ref *ref, struct register_view *ret, struct err *e)
{
	struct register_view v = { .ref = *ref };
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may_on(o, ACTION_SEE_REGISTER, ref->roll_group, ref->day, e);
	if (r < 0)
		return r;
	r = store_read_begin(o->store);
	if (r < 0)
		return office_fail(o, r, e);
	r = office_register_check(o, ref, e);
	if (r == 0)
		r = view_fill(o, &v, e);
	store_read_end(o->store);
	if (r < 0)
		arena_finish(&v.arena);
	else
		*ret = v;
	return r;
}

void register_view_finish(struct register_view *v)
{
	arena_finish(&v->arena);
	v->lines = v->moved = NULL;
	v->printed = NULL;
	v->count = v->moved_count = 0;
}
