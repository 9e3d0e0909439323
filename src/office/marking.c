#include "marking.h"

#include <errno.h>
#include <string.h>

#include "tasks.h"

const struct entry_row *chain_standing(const struct entry_row *chain, int n)
{
	while (n-- > 0)
		if (chain[n].entry.stands)
			return &chain[n];
	return NULL;
}

bool register_is_closed(const struct register_ref *ref, const struct session_times *times, const struct register_row *row,
			struct moment now)
{
	struct civil at = moment_civil(now);

	return ref->day.n < at.day.n || row->closed_act || (times && at.minute > times->closes);
}

/* BEGINNING ----------------------------------------------------------------------------------------------------------------------- */

static int read_due(struct marking *m)
{
	int n = store_due(m->o->store, m->ref.day, m->ref.session, m->ref.roll_group, &m->arena, &m->due);

	if (n < 0)
		return n;
	m->count = n;
	m->given = arena_new(&m->arena, (size_t)n, sizeof *m->given);
	int r = store_register_get(m->o->store, m->ref.day, m->ref.session, m->ref.roll_group, &m->row);
	m->sent = r == 0 && m->row.sent_act;
	return r == -ENOENT ? 0 : r;
}

static int read_times(struct marking *m)
{
	int year;
	int r = office_group_year(m->o, m->ref.day, m->ref.session, m->ref.roll_group, &year, m->e);

	if (r < 0)
		return r;
	m->times = office_times_for(m->o, m->ref.day, m->ref.session, m->ref.roll_group, year);
	m->closed = register_is_closed(&m->ref, m->times, &m->row, m->now);
	return 0;
}

/* What a change and a question of what it would be have in common. */
static int read_all(struct marking *m, enum action today)
{
	const struct register_ref *ref = &m->ref;

	m->now = office_now(m->o);
	m->past = ref->day.n < moment_civil(m->now).day.n;
	int r = office_may_on(m->o, m->past ? ACTION_AMEND : today, ref->roll_group, ref->day, m->e);
	if (r == 0)
		r = office_register_check(m->o, ref, m->e);
	if (r < 0)
		return r;
	m->all_codes = office_may_on(m->o, ACTION_ALL_CODES, ref->roll_group, ref->day, NULL) == 0;
	r = read_due(m);
	return r < 0 ? office_fail(m->o, r, m->e) : read_times(m);
}

int marking_begin(struct marking *m, struct office *o, const struct register_ref *ref, enum action today, const char *reason,
		  struct err *e)
{
	*m = (struct marking){ .o = o, .ref = *ref, .e = e, .reason = reason };
	int r = reason ? office_words_check("reason", reason, e) : 0;
	if (r == 0)
		r = office_write_begin(o, e);
	return r < 0 ? r : read_all(m, today);
}

int marking_join(struct marking *m, struct office *o, const struct register_ref *ref, enum action today, const char *reason, struct err *e)
{
	*m = (struct marking){ .o = o, .ref = *ref, .e = e, .reason = reason };
	return read_all(m, today);
}

int marking_look(struct marking *m, struct office *o, const struct register_ref *ref, enum action today)
{
	*m = (struct marking){ .o = o, .ref = *ref, .reason = "none yet" };
	int r = office_refresh(o, NULL);
	if (r == 0)
		r = store_read_begin(o->store);
	return r < 0 ? r : read_all(m, today);
}

void marking_leave(struct marking *m)
{
	vec_finish(&m->entries);
	vec_finish(&m->notes);
	arena_finish(&m->arena);
}

void marking_finish(struct marking *m)
{
	store_read_end(m->o->store);
	office_act_abandon(m->o);
	marking_leave(m);
}

/* JUDGING A WISH ---------------------------------------------------------------------------------------------------------------------- */

/* Did the office record that the child arrived, whichever mark of somebody who is here has stood since? */
static bool arrival_known(const struct entry_row *chain, int n, struct day day)
{
	while (n-- > 0) {
		if (arrival_taken_back(&chain[n].entry))
			return false;
		if (chain[n].entry.arrival >= 0)
			return !chain[n].entry.stands || code_is_in(chain[n].entry.after, day);
		if (chain[n].entry.stands && !code_is_in(chain[n].entry.after, day))
			return false;
	}
	return false;
}

static int read_chain(struct marking *m, const struct due_row *due, struct entry_row **ret)
{
	int n = store_entries_of_mark(m->o->store, due->pupil, m->ref.day, m->ref.session, &m->arena, ret);

	return n < 0 ? office_fail(m->o, n, m->e) : n;
}

/* A22: 1 if the office has recorded that the child arrived and this is no more than a teacher who does not see it. */
static int arrival_stands(struct marking *m, const struct due_row *due, uint8_t code, bool *ret_said)
{
	struct entry_row *chain;

	*ret_said = false;
	if (m->all_codes || m->past || code_is_in(code, m->ref.day) || !code_is_in(due->mark, m->ref.day))
		return 0;
	int n = read_chain(m, due, &chain);
	if (n < 0)
		return n;
	if (!arrival_known(chain, n, m->ref.day))
		return 0;
	*ret_said = !chain[n - 1].entry.stands && chain[n - 1].entry.after == code;
	return 1;
}

/* A21: somebody else's change is shown, never silently overwritten. */
static int refuse_stale(struct marking *m, const struct due_row *due, uint8_t before)
{
	struct entry_row *chain;
	struct act_row act;
	int n = read_chain(m, due, &chain);

	if (n < 0)
		return n;
	const struct entry_row *standing = chain_standing(chain, n);
	int r = standing ? store_act_get(m->o->store, standing->act, &m->arena, &act) : -ENOENT;
	if (r < 0 && r != -ENOENT)
		return office_fail(m->o, r, m->e);
	err_refuse(m->e, "%s was %s when you typed, and is %s now%s%s%s%s: look again, then decide.", marking_name(m, due->pupil),
		   before ? code_symbol(before) : "blank", due->mark ? code_symbol(due->mark) : "blank",
		   r == 0 ? ", by " : "", r == 0 ? act.head.staff_name : "", r == 0 ? " " : "",
		   r == 0 ? when_words(act.head.at, moment_civil(m->now).day, &m->arena) : "");
	return -ESTALE;
}

static int minutes_check(struct marking *m, const struct mark_wish *w, uint8_t code)
{
	if (w->minutes_late < 0)
		return 0;
	if (code != CODE_LATE && code != CODE_U)
		return err_refuse(m->e, "Minutes late go with L or U, not with %s.", code ? code_symbol(code) : "a blank");
	if (w->minutes_late > DAY_MINUTES)
		return err_refuse(m->e, "%d minutes late is more than a day.", w->minutes_late);
	return 0;
}

static int last_note(struct marking *m, int64_t pupil, const char **ret)
{
	struct note_row *rows;
	int n = store_notes_of_pupil(m->o->store, pupil, &m->arena, &rows);

	*ret = NULL;
	for (int i = 0; i < n; i++)
		if (day_equal(rows[i].day, m->ref.day) && rows[i].session == (int)m->ref.session && strcmp(rows[i].audience, "all") == 0)
			*ret = rows[i].text;
	return n < 0 ? office_fail(m->o, n, m->e) : 0;
}

int marking_note(struct marking *m, int64_t pupil, const char *text)
{
	const char *last;
	int r = text ? office_words_check("note", text, m->e) : 0;

	if (r < 0 || !text)
		return r;
	r = last_note(m, pupil, &last);
	if (r == 0 && (!last || strcmp(last, text) != 0))
		vec_push(&m->notes, (struct mark_note){ pupil, text });
	return r;
}

void marking_entry(struct marking *m, const struct due_row *due, uint8_t code, int minutes_late, int arrival, bool stands)
{
	vec_push(&m->entries, (struct entry){
		.pupil = due->pupil, .day = m->ref.day, .session = m->ref.session, .before = due->mark, .after = code,
		.minutes_late = minutes_late, .arrival = arrival, .stands = stands,
	});
}

static int judge_arrival_stands(struct marking *m, const struct due_row *due, uint8_t code, bool said)
{
	m->result.standing++;
	m->result.attempts++;
	if (!said)
		marking_entry(m, due, code, -1, -1, false);
	return 0;
}

/* The mark that stands, given again: it says that a child who was signed in and not in class has been seen after all. */
static int judge_same(struct marking *m, const struct due_row *due)
{
	struct entry_row *chain;

	m->result.standing++;
	if (!code_is_in(due->mark, m->ref.day))
		return 0;
	int n = read_chain(m, due, &chain);
	if (n > 0 && !chain[n - 1].entry.stands && !code_is_in(chain[n - 1].entry.after, m->ref.day))
		marking_entry(m, due, due->mark, -1, -1, false);
	return n < 0 ? n : 0;
}

static int judge_change(struct marking *m, const struct mark_wish *w, const struct due_row *due, uint8_t code)
{
	bool said;
	int r = arrival_stands(m, due, code, &said);

	if (r != 0)
		return r < 0 ? r : judge_arrival_stands(m, due, code, said);
	if (w->before >= 0 && w->before != due->mark)
		return refuse_stale(m, due, (uint8_t)w->before);
	r = marking_code_check(m, due, code);
	if (r == 0)
		r = minutes_check(m, w, code);
	if (r == 0)
		r = marking_time_check(m, due);
	if (r == 0)
		marking_entry(m, due, code, w->minutes_late, -1, true);
	const struct code *c = code_on(code, m->ref.day);
	m->result.needs_note += r == 0 && c && c->needs_note && !w->note;
	return r;
}

int marking_judge(struct marking *m, const struct mark_wish *w)
{
	uint8_t code = CODE_NONE;
	int r = 0;
	struct due_row *due = marking_due(m, w->pupil, &r);

	if (!due)
		return r;
	if (m->given[due - m->due])
		return err_refuse(m->e, "%s is given two marks for one session: give one.", marking_name(m, w->pupil));
	m->given[due - m->due] = true;
	r = w->code[0] ? code_read(w->code, m->ref.day, m->ref.session, &code, m->e) : 0;
	if (r < 0)
		return r;
	r = code == due->mark ? judge_same(m, due) : judge_change(m, w, due, code);
	return r < 0 ? r : marking_note(m, w->pupil, w->note);
}

/* The rules speak of codes and days; of many wishes a person has to know whose it was. */
static void refusal_place(struct marking *m, const struct mark_wish *w, bool named)
{
	struct err *e = m->e;

	if (!e || (e->kind != ERR_REFUSED && (!named || e->kind != ERR_USAGE)))
		return;
	const char *name = marking_name(m, w->pupil);
	if (named && !strstr(e->text, name)) {
		struct err said = *e;

		snprintf(e->text, sizeof e->text, "%s: %.360s", name, said.text);
	}
	e->line = w->line;
}

int marking_judge_all(struct marking *m, const struct mark_wish *wishes, int count, bool named)
{
	int r = 0;

	for (int i = 0; r == 0 && i < count; i++) {
		r = marking_judge(m, &wishes[i]);
		if (r < 0)
			refusal_place(m, &wishes[i], named);
	}
	return r;
}

/* SAVING --------------------------------------------------------------------------------------------------------------------------------- */

int marking_items(struct marking *m)
{
	struct store *st = m->o->store;
	int r = 0;

	for (int i = 0; r >= 0 && i < m->entries.count; i++) {
		r = store_act_mark(st, &m->entries.items[i]);
		m->result.entries += r > 0 && m->entries.items[i].stands;
	}
	for (int i = 0; r >= 0 && i < m->notes.count; i++)
		r = store_act_note(st, m->notes.items[i].pupil, m->ref.day, (int)m->ref.session, "all", m->notes.items[i].text);
	if (r < 0)
		return office_fail(m->o, r, m->e);
	return tasks_of_marks(m->o, m->entries.items, m->entries.count, m->e);
}

void marking_follow(struct marking *m)
{
	for (int i = 0; i < m->entries.count; i++)
		for (int k = 0; k < m->count; k++)
			if (m->entries.items[i].stands && m->due[k].pupil == m->entries.items[i].pupil)
				m->due[k].mark = m->entries.items[i].after;
}

int marking_write(struct marking *m, const char *kind, const char *reason)
{
	if (m->entries.count == 0 && m->notes.count == 0)
		return 0;
	int r = office_act_open(m->o, kind, m->reason ? m->reason : reason, &m->ref, 0, m->e);
	if (r == 0)
		r = marking_items(m);
	if (r < 0)
		return r;
	r = store_act_end(m->o->store, false, &m->result.act);
	if (r < 0)
		return office_fail(m->o, r, m->e);
	marking_follow(m);
	return 0;
}

int marking_save(struct marking *m, const char *kind, const char *reason, struct mark_result *ret)
{
	int r = marking_write(m, kind, reason);

	if (r == 0 && m->result.act)
		r = office_write_end(m->o, m->e);
	if (r == 0)
		*ret = m->result;
	return r;
}
