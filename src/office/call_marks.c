/* A reason that a family gave becomes a code where none was known (B3, B5; A20): a child who was seen is here whatever was said (A22). */
#include "call_marks.h"

#include <errno.h>
#include <string.h>

#include "call_facts.h"

const char *call_mark_maker(struct contact_work *w, const struct register_ref *ref, int64_t pupil)
{
	struct entry_row *chain;
	struct act_row act;
	int n = store_entries_of_mark(w->o->store, pupil, ref->day, ref->session, w->arena, &chain);
	const struct entry_row *standing = n > 0 ? chain_standing(chain, n) : NULL;

	if (!standing || store_act_get(w->o->store, standing->act, w->arena, &act) < 0)
		return NULL;
	return arena_printf(w->arena, "%s %s", act.head.staff_name, when_words(act.head.at, w->today, w->arena));
}

static int refuse_changed(struct call_marks *m, const struct register_ref *ref, int64_t pupil, uint8_t mark)
{
	const char *by = call_mark_maker(m->work, ref, pupil);
	const struct code *c = code_on(mark, ref->day);

	err_refuse(m->work->e, "%s is %s (%s) now%s%s: look again, then decide.", said_child(m->work->o, pupil, ref->day, m->work->arena),
		   code_symbol(mark), c ? c->words : "no such code that day", by ? ", by " : "", by ? by : "");
	return -ESTALE;
}

int call_mark_put(struct call_marks *m, const struct register_ref *ref, int64_t pupil, const char *code, const char *note)
{
	const struct mark_wish wish = { .pupil = pupil, .code = code, .before = -1, .minutes_late = -1, .note = note };
	struct contact_work *w = m->work;
	struct marking marking;
	int r = marking_join(&marking, w->o, ref, ACTION_CALL, m->reason, w->e), before;

	if (r == 0)
		r = marking_judge_all(&marking, &wish, 1, true);
	if (r == 0)
		r = marking_items(&marking);
	before = m->result->entries;
	m->result->entries += marking.result.entries;
	m->result->standing += marking.result.standing;
	m->result->needs_note += marking.result.needs_note;
	marking_leave(&marking);
	m->changed += m->result->entries - before;
	return r < 0 ? r : m->result->entries > before;
}

/* The sessions of the day that it is about: those without a reason; else the one that runs, where nobody has marked it yet. */
struct about {
	struct register_ref refs[2];
	int count;
};

/* One who is here gives way to nothing that is said on the telephone (A22). */
static bool gives_way(const struct call_given *given, uint8_t mark, struct day day)
{
	return code_has_no_reason(mark) || (given->seen && mark == given->seen && !code_is_in(mark, day));
}

static int about_find(struct call_marks *m, const struct call_given *given, struct about *ret)
{
	struct office *o = m->work->o;
	uint8_t marks[2];
	int64_t groups[2];
	int r = 0;

	*ret = (struct about){ 0 };
	for (enum session s = SESSION_AM; r == 0 && s <= SESSION_PM; s++) {
		r = office_pupil_group(o, given->pupil, m->day, s, &groups[s], m->work->e);
		if (r == 0 && (r = store_mark_get(o->store, given->pupil, m->day, s, &marks[s])) < 0)
			return contact_fail(m->work, r);
		if (r == 0 && groups[s] && gives_way(given, marks[s], m->day))
			ret->refs[ret->count++] = (struct register_ref){ groups[s], m->day, s };
	}
	if (r < 0 || ret->count)
		return r;
	enum session now = day_equal(m->day, m->work->today) ? office_session_now(o) : SESSION_AM;
	if (groups[now] && (marks[now] == CODE_NONE || strcasecmp(code_symbol(marks[now]), given->code) == 0)) {
		ret->refs[ret->count++] = (struct register_ref){ groups[now], m->day, now };
		return 0;
	}
	enum session other = marks[now] ? now : now == SESSION_AM ? SESSION_PM : SESSION_AM;
	if (marks[other])
		return refuse_changed(m, &(struct register_ref){ groups[other], m->day, other }, given->pupil, marks[other]);
	return err_refuse(m->work->e, "%s is in no register that day: log the call without a code.",
			  said_child(o, given->pupil, m->day, m->work->arena));
}

int call_marks_ref(struct call_marks *m, const struct call_given *given, struct register_ref *ret)
{
	struct about about;
	int r = about_find(m, given, &about);

	if (r == 0)
		*ret = about.refs[0];
	return r;
}

/* Two clerks with one answer: the second is told who was first. */
static void stands_say(struct call_marks *m, int64_t pupil, const struct register_ref *ref, uint8_t code)
{
	const char *by = call_mark_maker(m->work, ref, pupil);

	contact_say(m->work, "%s: %s stands for the %s already%s%s.", said_child(m->work->o, pupil, m->day, m->work->arena), code_symbol(code),
		    session_words(ref->session), by ? ", by " : "", by ? by : "");
}

int call_marks_put(struct call_marks *m, const struct call_given *given, const char **ret_code)
{
	struct about about;
	uint8_t code = CODE_NONE;
	int r = about_find(m, given, &about);

	for (int i = 0; r >= 0 && i < about.count; i++) {
		r = code_read(given->code, m->day, about.refs[i].session, &code, m->work->e);
		if (r < 0)
			return r;
		const struct code *c = code_on(code, m->day);
		r = call_mark_put(m, &about.refs[i], given->pupil, given->code, c && c->needs_note ? m->words : NULL);
		if (r > 0)
			contact_say(m->work, "%s: %s (%s) for the %s.", said_child(m->work->o, given->pupil, m->day, m->work->arena), code_symbol(code),
				    c ? c->words : "", session_words(about.refs[i].session));
		else if (r == 0)
			stands_say(m, given->pupil, &about.refs[i], code);
	}
	if (r >= 0)
		*ret_code = code_symbol(code);
	return r < 0 ? r : 0;
}
