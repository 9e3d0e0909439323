/* Marks whose code must say what kind, and that do not (A15). */
#include "notes_lacking.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "marking.h"
#include "pupils_parts.h"

/** A mark of such a code. */
struct asking {
	int64_t pupil;
	sitting at;
	uint8_t mark;
	bool noted;
	const char *last; /* of another one of that code */
};
struct walk {
	struct office *o;
	struct err *e;
	struct arena arena;      /* gone when all is known */
	int year;
	struct lacking_codes codes;
	struct { VEC(struct asking); } marks; /* by pupil, then session */
};

/* WHICH MARKS: one walk over the strips of the year */

void lacking_codes_find(struct day today, struct lacking_codes *ret)
{
	*ret = (struct lacking_codes){ .last_slot = strip_slot(sitting_of(today, SESSION_PM)) };
	for (int i = 0; i < codes_count; i++) {
		if (!codes[i].needs_note || memchr(ret->ask, codes[i].number, (size_t)ret->count))
			continue;
		BUG_UNLESS(ret->count < (int)sizeof ret->ask);
		ret->ask[ret->count++] = codes[i].number;
	}
}

/* Most strips have none. */
bool lacking_asks(const struct lacking_codes *c, const uint8_t *marks)
{
	for (int i = 0; i < c->count; i++)
		if (memchr(marks, c->ask[i], (size_t)c->last_slot + 1))
			return true;
	return false;
}

static int walk_strip(void *ctx, int64_t pupil, const uint8_t *marks)
{
	struct walk *w = ctx;

	if (!lacking_asks(&w->codes, marks))
		return 0;
	for (int slot = 0; slot <= w->codes.last_slot; slot++) {
		if (!memchr(w->codes.ask, marks[slot], (size_t)w->codes.count))
			continue;
		sitting at = strip_sitting(w->year, slot);
		const struct code *code = code_on(marks[slot], sitting_day(at));

		if (code && code->needs_note)
			vec_push(&w->marks, (struct asking){ .pupil = pupil, .at = at, .mark = marks[slot] });
	}
	return 0;
}

static int walk_year(struct walk *w)
{
	struct day today = office_today(w->o);

	w->year = strip_year(today);
	lacking_codes_find(today, &w->codes);
	return store_strips_each(w->o->store, w->year, walk_strip, w);
}

/* WHICH OF THEM SAY IT: the notes of these pupils alone */

static bool is_of(const struct note_row *note, sitting at)
{
	return note->session >= 0 && !day_is_none(note->day) && sitting_of(note->day, (enum session)note->session) == at &&
	       strcmp(note->audience, "all") == 0;
}

/* The act that made the mark which stands there: a note before it is about another one. */
static int64_t made_by(const struct entry_row *chain, int n, sitting at)
{
	int64_t act = 0;

	for (int i = 0; i < n; i++)
		if (chain[i].entry.stands && sitting_of(chain[i].entry.day, chain[i].entry.session) == at)
			act = chain[i].act;
	return act;
}

/* `marks`: one pupil's; the newest note that speaks of another mark of that code is offered again. */
static void last_find(struct asking *marks, int n, const struct note_row *notes, int note_count)
{
	for (int i = 0; i < n; i++)
		for (int k = note_count; !marks[i].last && k-- > 0;)
			for (int j = 0; j < n; j++)
				if (j != i && marks[j].mark == marks[i].mark && is_of(&notes[k], marks[j].at))
					marks[i].last = notes[k].text;
}

static int judge_pupil(struct walk *w, struct asking *marks, int n)
{
	struct note_row *notes;
	struct entry_row *chain = NULL;
	int note_count = store_notes_of_pupil(w->o->store, marks->pupil, &w->arena, &notes), entries = 0;

	if (note_count <= 0)
		return note_count;
	for (int i = 0; i < n; i++) {
		int64_t noted = 0;

		for (int k = 0; k < note_count; k++)
			noted = is_of(&notes[k], marks[i].at) ? notes[k].act : noted;
		if (noted && !chain)
			entries = store_entries_between(w->o->store, marks->pupil, sitting_day(marks[0].at), sitting_day(marks[n - 1].at), &w->arena,
							&chain);
		if (entries < 0)
			return entries;
		marks[i].noted = noted && noted >= made_by(chain, entries, marks[i].at);
	}
	last_find(marks, n, notes, note_count);
	return 0;
}

static int judge_all(struct walk *w)
{
	int r = 0;

	for (int from = 0, to; r == 0 && from < w->marks.count; from = to) {
		for (to = from + 1; to < w->marks.count && w->marks.items[to].pupil == w->marks.items[from].pupil; to++)
			;
		r = judge_pupil(w, &w->marks.items[from], to - from);
	}
	return r;
}

/* THE LIST */

static int newest_first(const void *a, const void *b)
{
	const struct asking *x = a, *y = b;

	if (x->at != y->at)
		return x->at > y->at ? -1 : 1;
	return (x->pupil > y->pupil) - (x->pupil < y->pupil);
}

static struct lacking_note note_of(struct walk *w, const struct asking *m, int64_t group, struct arena *a)
{
	return (struct lacking_note){
		.pupil = m->pupil, .ref = { group, sitting_day(m->at), sitting_session(m->at) },
		.name = office_pupil_name(w->o, m->pupil, a), .group = arena_text(a, office_group_name(w->o, group)),
		.code = code_symbol(m->mark), .last = arena_text(a, m->last),
	};
}

/* How many there are, of classes that the person may see; the first `most` of them into the list. */
static int list_make(struct walk *w, int most, struct arena *a, struct lacking_note **ret)
{
	struct lacking_note *list = arena_new(a, (size_t)(most < w->marks.count ? most : w->marks.count) + 1, sizeof *list);
	bool everywhere = office_reach(w->o, ACTION_SEE_REGISTER) == REACH_ALL;
	int n = 0;

	if (w->marks.count)
		qsort(w->marks.items, (size_t)w->marks.count, sizeof *w->marks.items, newest_first);
	for (int i = 0; i < w->marks.count; i++) {
		const struct asking *m = &w->marks.items[i];
		int64_t group = 0;

		if (m->noted)
			continue;
		int r = everywhere && n >= most ? 0
			: office_pupil_group(w->o, m->pupil, sitting_day(m->at), sitting_session(m->at), &group, w->e);
		if (r < 0)
			return r;
		if (!everywhere && (!group || office_may_on(w->o, ACTION_SEE_REGISTER, group, sitting_day(m->at), NULL) < 0))
			continue;
		if (n < most)
			list[n] = note_of(w, m, group, a);
		n++;
	}
	*ret = list;
	return n;
}

int lacking_read(struct office *o, int most, struct arena *a, struct lacking_note **ret, struct err *e)
{
	struct walk w = { .o = o, .e = e };
	int r = walk_year(&w);

	if (r == 0)
		r = judge_all(&w);
	r = r < 0 ? office_fail(o, r, e) : list_make(&w, most, a, ret);
	vec_finish(&w.marks);
	arena_finish(&w.arena);
	return r;
}

int office_notes_lacking(struct office *o, int most, struct arena *a, struct lacking_note **ret, struct err *e)
{
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_SEE_REGISTER, 0, e);
	if (r < 0)
		return r;
	r = store_read_begin(o->store);
	if (r < 0)
		return office_fail(o, r, e);
	r = lacking_read(o, most, a, ret, e);
	store_read_end(o->store);
	return r;
}

/* SAID AFTERWARDS */

static int note_check(struct office *o, const struct register_ref *ref, int64_t pupil, struct arena *a, struct err *e)
{
	int64_t group = 0;
	uint8_t mark = CODE_NONE;
	char day[DAY_TEXT];
	int r = office_pupil_group(o, pupil, ref->day, ref->session, &group, e);

	if (r == 0)
		r = office_may_on(o, ref->day.n < office_today(o).n ? ACTION_AMEND : ACTION_TAKE_REGISTER, group, ref->day, e);
	if (r < 0)
		return r;
	r = store_mark_get(o->store, pupil, ref->day, ref->session, &mark);
	if (r < 0)
		return office_fail(o, r, e);
	return mark ? 0 : err_refuse(e, "%s has no mark on the %s of %s: there is nothing to note.", office_pupil_name(o, pupil, a),
				     session_words(ref->session), day_long(ref->day, day));
}

static int note_put(struct office *o, const struct register_ref *ref, int64_t pupil, const char *text, int64_t *ret_act, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *line = NULL;
	int r = pupil_line("The note", text ? text : "", &a, &line, e);

	if (r == 0 && *line == '\0')
		r = err_usage(e, "The note is empty. Type it.");
	if (r == 0)
		r = note_check(o, ref, pupil, &a, e);
	if (r == 0)
		r = office_act_open(o, "note", NULL, ref, 0, e);
	if (r < 0)
		return r;
	r = store_act_note(o->store, pupil, ref->day, (int)ref->session, "all", line);
	return r < 0 ? office_fail(o, r, e) : office_act_end(o, false, ret_act, e);
}

int office_note_put(struct office *o, const struct register_ref *ref, int64_t pupil, const char *text, int64_t *ret_act, struct err *e)
{
	IN_TRANSACTION(o, e, note_put(o, ref, pupil, text, ret_act, e));
}
