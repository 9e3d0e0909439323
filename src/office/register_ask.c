/* What a screen asks about a register before it changes anything: nothing here writes. */
#include <string.h>

#include "marking.h"

#define SENTENCE_MOST 80 /* characters of a screen's line */

static const char *mark_words(uint8_t code)
{
	return code ? code_symbol(code) : "blank";
}

/* DOES IT NEED A REASON? -------------------------------------------------------------------------------------------------------------- */

/* Marks that change alike: three children from N to I. */
struct alike {
	uint8_t before, after;
	int count;
};

/* A20: as marking_time_check() asks. */
static bool needs_reason(const struct marking *m, const struct entry *e)
{
	return e->stands && (m->past || (m->closed && e->before != CODE_NONE));
}

static int count_alike(struct marking *m, struct alike *to, int *ret_marks)
{
	int kinds = 0;

	*ret_marks = 0;
	for (int i = 0; i < m->entries.count; i++) {
		const struct entry *e = &m->entries.items[i];
		int k = 0;

		if (!needs_reason(m, e))
			continue;
		while (k < kinds && (to[k].before != e->before || to[k].after != e->after))
			k++;
		if (k == kinds)
			to[kinds++] = (struct alike){ e->before, e->after, 0 };
		to[k].count++;
		(*ret_marks)++;
	}
	return kinds;
}

static void since_when_say(struct marking *m, struct buf *to)
{
	char day[DAY_TEXT], time[8];

	if (m->past)
		buf_printf(to, "%s is past: ", day_long(m->ref.day, day));
	else if (m->times)
		buf_printf(to, "The register closed at %s: ", minute_text(m->times->closes, time));
	else
		buf_text(to, "The register is closed: ");
}

/* As many kinds of change as one line of a screen has room for. */
static void changes_say(struct marking *m, const struct alike *kinds, int count, int marks, struct buf *to)
{
	CLEAN_BUF struct buf said = { 0 };

	since_when_say(m, &said);
	buf_printf(&said, "%d mark%s change%s (", marks, PLURAL(marks), marks == 1 ? "s" : "");
	for (int i = 0; i < count; i++) {
		const char *number = count > 1 ? arena_printf(&m->arena, "%d ", kinds[i].count) : "";
		const char *kind = arena_printf(&m->arena, "%s%s%s to %s", i ? ", " : "", number, mark_words(kinds[i].before),
						mark_words(kinds[i].after));

		if (said.length + strlen(kind) + strlen(i + 1 < count ? ", and others)." : ").") > SENTENCE_MOST) {
			buf_text(&said, ", and others");
			break;
		}
		buf_text(&said, kind);
	}
	buf_text(&said, ").");
	buf_text(to, buf_string(&said));
}

bool office_register_asks_reason(struct office *o, const struct register_ref *ref, const struct mark_wish *wishes, int count, struct buf *ret_why)
{
	struct marking m;
	int marks = 0;

	if (marking_look(&m, o, ref, ACTION_TAKE_REGISTER) == 0 && (m.past || m.closed)) {
		for (int i = 0; i < count; i++)
			marking_judge(&m, &wishes[i]); /* what is refused, sending refuses with its words */
		struct alike *kinds = arena_new(&m.arena, (size_t)m.entries.count + 1, sizeof *kinds);
		int alike = count_alike(&m, kinds, &marks);

		if (marks)
			changes_say(&m, kinds, alike, marks, ret_why);
	}
	marking_finish(&m);
	return marks > 0;
}

/* WHO CHANGED IT, AND WHAT F8 TAKES BACK ------------------------------------------------------------------------------------------------ */

/* Names and marks of a group go to whoever may see its register, and the child must be in it. */
static bool may_see(struct office *o, const struct register_ref *ref, int64_t pupil)
{
	int64_t group = 0;

	return office_may_on(o, ACTION_SEE_REGISTER, ref->roll_group, ref->day, NULL) == 0 &&
	       office_pupil_group(o, pupil, ref->day, ref->session, &group, NULL) == 0 && group == ref->roll_group;
}

static bool changed_by(struct office *o, const struct register_ref *ref, int64_t pupil, struct buf *ret)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct entry_row *chain;
	struct act_row act;
	int n = may_see(o, ref, pupil) ? store_entries_of_mark(o->store, pupil, ref->day, ref->session, &a, &chain) : 0;
	const struct entry_row *standing = n > 0 ? chain_standing(chain, n) : NULL;

	if (!standing || store_act_get(o->store, standing->act, &a, &act) < 0)
		return false;
	buf_printf(ret, "%s %s: %s to %s", act.head.staff_name, when_words(act.head.at, office_today(o), &a), mark_words(standing->entry.before),
		   mark_words(standing->entry.after));
	return true;
}

bool office_mark_changed_by(struct office *o, const struct register_ref *ref, int64_t pupil, struct buf *ret)
{
	if (office_refresh(o, NULL) < 0 || store_read_begin(o->store) < 0)
		return false;
	bool changed = changed_by(o, ref, pupil, ret);
	store_read_end(o->store);
	return changed;
}

/* What was planned became a mark as the register went: F8 takes back what a person typed. */
static bool is_sending(struct office *o, int64_t act)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct act_row row;

	return store_act_get(o->store, act, &a, &row) == 0 && strcmp(row.head.kind, ACT_SEND) == 0;
}

int64_t office_act_to_undo(struct office *o, const struct register_ref *ref)
{
	const struct register_row of = { .day = ref->day, .session = ref->session, .roll_group = ref->roll_group };
	int64_t act = INT64_MAX, found = 0;

	if (!o->known || office_refresh(o, NULL) < 0 || store_read_begin(o->store) < 0)
		return 0;
	while (!found && store_act_standing(o->store, &of, o->person.staff, act, &act) == 0)
		if (!is_sending(o, act) && undo_would_do(o, act))
			found = act;
	store_read_end(o->store);
	return found;
}
