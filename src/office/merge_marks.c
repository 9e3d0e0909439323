/* Marks of two rows of one child: entered again on the row that stays, blanked on the other. */
#include <string.h>

#include "merge.h"
#include "rules/code.h"

#define LISTED_MOST 20

struct mark_merge {
	struct { VEC(struct entry); } of;
};

static int keep_mark(void *ctx, const struct entry *e)
{
	struct mark_merge *marks = ctx;

	vec_push(&marks->of, *e);
	return 0;
}

static void say_different(struct merging *m, const struct entry *e, uint8_t there)
{
	char day[DAY_TEXT];

	if (++m->different <= LISTED_MOST)
		merging_say(m, "%s, %s: %s on %s, %s on %s.", day_long(e->day, day), session_words(e->session), code_symbol(e->after), m->from_name,
			    code_symbol(there), m->to_name);
}

/* `e` as the last entry that stood left it. */
static int plan_mark(struct merging *m, const struct entry *e)
{
	struct entry over = *e, blank = *e;
	uint8_t there;
	int r = store_mark_get(m->o->store, m->to.id, e->day, e->session, &there);

	if (r < 0)
		return r;
	m->moved += there == CODE_NONE;
	m->same += there == e->after;
	if (there != CODE_NONE && there != e->after)
		say_different(m, e, there);
	over.pupil = m->to.id;
	over.before = there;
	if (there == CODE_NONE || (there != e->after && m->keep == 1))
		vec_push(&m->entries, over);
	blank.before = e->after;
	blank.after = CODE_NONE;
	blank.minutes_late = blank.arrival = -1;
	blank.planned = false;
	vec_push(&m->entries, blank);
	return 0;
}

static int refuse_different(struct merging *m)
{
	if (m->different > LISTED_MOST)
		merging_say(m, "And %d more.", m->different - LISTED_MOST);
	return err_refuse(m->e, "%d session%s a mark on both that is not the same. Say whose marks stand: those of %s or of %s.", m->different,
			  m->different == 1 ? " has" : "s have", m->from_name, m->to_name);
}

int merge_plan_marks(struct merging *m)
{
	struct mark_merge marks = { 0 };
	int r = store_marks_each(m->o->store, m->from.id, DAY_MIN, DAY_MAX, keep_mark, &marks);

	for (int i = 0; r == 0 && i < marks.of.count; i++)
		r = plan_mark(m, &marks.of.items[i]);
	vec_finish(&marks.of);
	if (r < 0)
		return office_fail(m->o, r, m->e);
	if (m->different && m->keep < 0)
		return refuse_different(m);
	if (m->moved)
		merging_say(m, "%d mark%s over.", m->moved, m->moved == 1 ? " goes" : "s go");
	if (m->same)
		merging_say(m, "%d mark%s the same on both.", m->same, m->same == 1 ? " is" : "s are");
	if (m->different)
		merging_say(m, "%d mark%s: those of %s stand.", m->different, m->different == 1 ? " differs" : "s differ",
			    m->keep == 1 ? m->from_name : m->to_name);
	return 0;
}

/* WRITING */

static bool is_same_note(const struct note_row *a, const struct note_row *b)
{
	return day_equal(a->day, b->day) && a->session == b->session && strcmp(a->audience, b->audience) == 0 && strcmp(a->text, b->text) == 0;
}

/* Notes are of the history: they stay on the row that they were written on, and are written again. */
static int write_notes(struct merging *m)
{
	struct note_row *notes, *there;
	int n = store_notes_of_pupil(m->o->store, m->from.id, &m->arena, &notes);
	int k = n < 0 ? n : store_notes_of_pupil(m->o->store, m->to.id, &m->arena, &there), r = k < 0 ? k : 0;

	for (int i = 0; r >= 0 && i < n; i++) {
		bool known = false;

		for (int j = 0; j < k; j++)
			known |= is_same_note(&notes[i], &there[j]);
		if (!known)
			r = store_act_note(m->o->store, m->to.id, notes[i].day, notes[i].session, notes[i].audience, notes[i].text);
	}
	return r < 0 ? r : 0;
}

int merge_write_marks(struct merging *m)
{
	int r = 0;

	for (int i = 0; r >= 0 && i < m->entries.count; i++)
		r = store_act_mark(m->o->store, &m->entries.items[i]);
	if (r >= 0)
		r = write_notes(m);
	return r < 0 ? office_fail(m->o, r, m->e) : 0;
}
