/* Undo (A7; design 2): what still stands as an act left it goes back to what was before; what does not is listed and left. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "undo.h"

void undo_leave(struct undoing *u, const char *line)
{
	buf_printf(&u->left, "%s\n", line);
	u->left_count++;
}

const char *undo_who_and_when(struct undoing *u, int64_t seq)
{
	struct act_row act;

	if (store_act_get(u->o->store, seq, &u->arena, &act) < 0)
		return arena_printf(&u->arena, "by act %" PRId64, seq);
	return arena_printf(&u->arena, "by %s %s (act %" PRId64 ")", act.head.staff_name,
			    when_words(act.head.at, moment_civil(u->now).day, &u->arena), seq);
}

/* MARKS ---------------------------------------------------------------------------------------------------------------------------------- */

/* The register that a mark is in, for its close and for permission. */
static int register_of(struct undoing *u, const struct entry *e, struct register_ref *ret)
{
	*ret = (struct register_ref){ .roll_group = u->act.head.roll_group, .day = e->day, .session = e->session };
	if (ret->roll_group)
		return 0;
	return office_pupil_group(u->o, e->pupil, e->day, e->session, &ret->roll_group, u->e);
}

static int closed_then(struct undoing *u, const struct register_ref *ref, bool *ret)
{
	struct register_row row = { 0 };
	int year, r = store_register_get(u->o->store, ref->day, ref->session, ref->roll_group, &row);

	if (r < 0 && r != -ENOENT)
		return office_fail(u->o, r, u->e);
	r = office_group_year(u->o, ref->day, ref->session, ref->roll_group, &year, u->e);
	if (r == 0)
		*ret = register_is_closed(ref, office_times_for(u->o, ref->day, ref->session, ref->roll_group, year), &row, u->now);
	return r;
}

static bool may_record_late(struct undoing *u, const struct register_ref *ref)
{
	return strcmp(u->act.head.kind, "late") == 0 && office_may_on(u->o, ACTION_RECORD_LATE, ref->roll_group, ref->day, NULL) == 0;
}

/* Own acts within what one may do now; after the close a reason, once. */
static int mark_check(struct undoing *u, const struct entry *e)
{
	struct register_ref ref;
	bool closed;
	int r = register_of(u, e, &ref);

	if (r == 0)
		r = closed_then(u, &ref, &closed);
	if (r < 0)
		return r;
	if (!u->any && !(may_record_late(u, &ref) && !closed))
		r = office_may_on(u->o, closed ? ACTION_AMEND : ACTION_TAKE_REGISTER, ref.roll_group, ref.day, u->e);
	if (r < 0 || !closed || u->reason)
		return r;
	return err_refuse(u->e, "The register is closed: undoing act %" PRId64 " needs a reason.", u->act.seq);
}

/* Of a chain, the last standing entry before `at`; NULL if there is none. */
static const struct entry *stood_before(const struct entry_row *chain, int n, const struct entry_row *at)
{
	const struct entry_row *before = chain_standing(chain, (int)(at - chain));

	return before ? &before->entry : NULL;
}

static void leave_mark(struct undoing *u, const struct entry *e, const struct entry_row *standing)
{
	char day[DAY_TEXT];

	undo_leave(u, arena_printf(&u->arena, "%s, %s of %s: now %s, changed %s", office_pupil_name(u->o, e->pupil, &u->arena),
			      session_words(e->session), day_long(e->day, day),
			      standing->entry.after ? code_symbol(standing->entry.after) : "blank", undo_who_and_when(u, standing->act)));
}

static bool is_row(const struct entry_row *a, const struct entry_row *b)
{
	return a->act == b->act && a->ordinal == b->ordinal;
}

/* What an undo put back stands as an act before the one it undid left it: that entry.  NULL if `row` is of no undo. */
static const struct entry_row *put_back_by(struct undoing *u, const struct entry_row *chain, const struct entry_row *row)
{
	struct act_row act;
	const struct entry_row *undone = chain;

	if (store_act_get(u->o->store, row->act, &u->arena, &act) < 0 || act.head.undoes == 0)
		return NULL;
	while (undone < row && undone->act != act.head.undoes)
		undone++;
	return undone < row ? chain_standing(chain, (int)(undone - chain)) : NULL;
}

/* The child was signed in beside a mark that stays: nobody came, and the mark is as it was. */
static int plan_arrival(struct undoing *u, const struct entry *e)
{
	int r = mark_check(u, e);

	if (r == 0)
		vec_push(&u->entries, (struct entry){ .pupil = e->pupil, .day = e->day, .session = e->session, .before = e->after, .after = e->after,
						      .minutes_late = -1, .arrival = -1 });
	return r;
}

/* An attempt changed nothing; but one that said of a child signed in and not in class where the child is, is taken back: then nobody knows again (A22). */
static int plan_attempt(struct undoing *u, const struct entry_row *row)
{
	const struct entry *e = &row->entry;
	struct entry_row *chain;
	int n = store_entries_of_mark(u->o->store, e->pupil, e->day, e->session, &u->arena, &chain);

	if (n < 2 || !is_row(&chain[n - 1], row) || e->after != e->before)
		return n < 0 ? office_fail(u->o, n, u->e) : 0;
	if (e->arrival >= 0)
		return plan_arrival(u, e);
	const struct entry *absent = &chain[n - 2].entry;
	if (absent->stands || !code_is_out(absent->after, e->day))
		return 0;
	int r = mark_check(u, e);
	if (r == 0)
		vec_push(&u->entries, (struct entry){ .pupil = e->pupil, .day = e->day, .session = e->session, .before = e->before,
						      .after = absent->after, .minutes_late = -1, .arrival = -1 });
	return r;
}

static int plan_mark(struct undoing *u, const struct entry_row *row)
{
	const struct entry *e = &row->entry;
	struct entry_row *chain;

	if (!e->stands)
		return plan_attempt(u, row);
	int n = store_entries_of_mark(u->o->store, e->pupil, e->day, e->session, &u->arena, &chain);
	if (n < 0)
		return office_fail(u->o, n, u->e);
	const struct entry_row *standing = chain_standing(chain, n), *left = standing;
	while (left && !is_row(left, row))
		left = put_back_by(u, chain, left);
	if (!standing)
		return 0;
	if (!left) {
		leave_mark(u, e, standing);
		return 0;
	}
	const struct entry *before = stood_before(chain, n, left);
	int r = mark_check(u, e);
	if (r == 0)
		vec_push(&u->entries, (struct entry){
			.pupil = e->pupil, .day = e->day, .session = e->session, .before = e->after, .after = e->before,
			.minutes_late = before ? before->minutes_late : -1, .arrival = before ? before->arrival : -1,
			.planned = before && before->planned, .stands = true,
		});
	return r;
}

static int plan_marks(struct undoing *u)
{
	struct entry_row *rows;
	int n = store_entries_of_act(u->o->store, u->act.seq, &u->arena, &rows), r = n < 0 ? office_fail(u->o, n, u->e) : 0;

	for (int i = 0; r == 0 && i < n; i++)
		r = plan_mark(u, &rows[i]);
	return r;
}

static int plan_notes(struct undoing *u)
{
	struct note_row *rows;
	int n = store_notes_of_act(u->o->store, u->act.seq, &u->arena, &rows);

	for (int i = 0; i < n; i++)
		undo_leave(u, arena_printf(&u->arena, "a note stays in the history: %s", rows[i].text));
	u->note_count = n;
	return n < 0 ? office_fail(u->o, n, u->e) : 0;
}

/* THE REGISTER ITSELF -------------------------------------------------------------------------------------------------------------------- */

/* Did that act close the register as it stands: itself, or an undo of what had taken it back? */
static bool closed_by(struct undoing *u, int64_t closed_act)
{
	struct act_row act, back;

	while (closed_act && closed_act != u->act.seq) {
		if (store_act_get(u->o->store, closed_act, &u->arena, &act) < 0 || !act.head.undoes ||
		    store_act_get(u->o->store, act.head.undoes, &u->arena, &back) < 0)
			return false;
		closed_act = back.head.undoes;
	}
	return closed_act == u->act.seq;
}

/* What closed a register opens it again, and what opened it again closes it: unless somebody was there since. */
static int plan_register(struct undoing *u)
{
	const struct act_head *h = &u->act.head;
	struct register_ref ref = { h->roll_group, h->day, (enum session)h->session };
	bool closed = strcmp(h->kind, ACT_CLOSE) == 0, opened = strcmp(h->kind, ACT_REOPEN) == 0;
	struct register_row row = { 0 };
	int r = closed || opened ? store_register_get(u->o->store, ref.day, ref.session, ref.roll_group, &row) : -ENOENT;

	if (r < 0)
		return r == -ENOENT ? 0 : office_fail(u->o, r, u->e);
	if (closed ? !closed_by(u, row.closed_act) : row.closed_act != 0 || u->act.undone_by)
		return 0;
	r = office_may_on(u->o, ACTION_CLOSE_SESSION, ref.roll_group, ref.day, u->e);
	if (r == 0 && closed && !u->reason)
		r = err_refuse(u->e, "The register is closed: undoing act %" PRId64 " needs a reason.", u->act.seq);
	if (r == 0)
		u->register_kind = closed ? ACT_REOPEN : ACT_CLOSE;
	return r;
}

/* THE UNDO ------------------------------------------------------------------------------------------------------------------------------- */

static int read_act(struct undoing *u, int64_t seq)
{
	int r = store_act_get(u->o->store, seq, &u->arena, &u->act);

	if (r == -ENOENT) {
		err_refuse(u->e, "There is no act %" PRId64 ": the history lists those there are.", seq);
		return -ENOENT;
	}
	if (r < 0)
		return office_fail(u->o, r, u->e);
	u->any = office_may_on(u->o, ACTION_UNDO_ANY, u->act.head.roll_group, office_today(u->o), NULL) == 0;
	if (u->any || u->act.head.staff == u->o->person.staff)
		return 0;
	return office_may_on(u->o, ACTION_UNDO_ANY, u->act.head.roll_group, office_today(u->o), u->e);
}

static const char *left_in_one_line(struct undoing *u)
{
	char *line = arena_text(&u->arena, buf_string(&u->left));

	for (char *p = line; (p = strchr(p, '\n'));)
		*p = p[1] ? ';' : '.';
	return line;
}

static int plan(struct undoing *u)
{
	int r = plan_register(u);

	if (r == 0)
		r = plan_marks(u);
	if (r == 0)
		r = undo_plan_fields(u);
	if (r == 0)
		r = plan_notes(u);
	if (r < 0 || u->entries.count + u->changes.count || u->register_kind)
		return r;
	if (u->act.undone_by)
		return err_refuse(u->e, "Act %" PRId64 " was undone already, %s.", u->act.seq, undo_who_and_when(u, u->act.undone_by));
	if (u->left_count == 0)
		return err_refuse(u->e, "Act %" PRId64 " changed nothing that could be put back.", u->act.seq);
	return err_refuse(u->e, "Nothing of act %" PRId64 " stands as it left it: %.400s", u->act.seq, left_in_one_line(u));
}

static int write_items(struct undoing *u)
{
	struct store *st = u->o->store;
	const struct act_head *h = &u->act.head;
	struct register_ref ref = { h->roll_group, h->day, (enum session)h->session };
	bool of_register = h->roll_group && !day_is_none(h->day) && h->session >= 0;
	int r = office_act_open(u->o, u->register_kind ? u->register_kind : "undo", u->reason, of_register ? &ref : NULL, u->act.seq, u->e);

	if (r < 0)
		return r;
	for (int i = 0; r >= 0 && i < u->entries.count; i++)
		r = store_act_mark(st, &u->entries.items[i]);
	if (r >= 0)
		r = undo_write_fields(u);
	return r < 0 ? office_fail(u->o, r, u->e) : 0;
}

static bool changes_staff(const struct undoing *u)
{
	for (int i = 0; i < u->changes.count; i++)
		if (u->changes.items[i].row.thing == THING_STAFF || u->changes.items[i].row.thing == THING_STAFF_ROLE)
			return true;
	return false;
}

/* Rows stand as they will be once the act has ended: only then can it be seen who is left. */
static int end_act(struct undoing *u, int64_t *ret_act)
{
	int r = store_act_end(u->o->store, u->register_kind, ret_act);

	if (r < 0)
		return office_fail(u->o, r, u->e);
	if (changes_staff(u))
		r = staff_admin_check(u->o, 0, moment_civil(u->now).day, u->e);
	return r == 0 && *ret_act && !u->within ? office_write_end(u->o, u->e) : r;
}

static int save(struct undoing *u, struct buf *ret_left, struct mark_result *ret)
{
	struct mark_result result = { .entries = u->entries.count + u->changes.count, .facts = u->changes.count, .standing = u->left_count - u->note_count,
				      .opened = u->register_kind && strcmp(u->register_kind, ACT_REOPEN) == 0 };
	int r = write_items(u);

	if (r == 0)
		r = end_act(u, &result.act);
	if (r == -EEXIST && u->changes.count) {
		err_refuse(u->e, "Act %" PRId64 " cannot be undone: what was recorded later needs it.", u->act.seq);
		return -EPERM;
	}
	if (r < 0)
		return r;
	buf_text(ret_left, buf_string(&u->left));
	*ret = result;
	return 0;
}

static void undoing_finish(struct undoing *u)
{
	vec_finish(&u->entries);
	vec_finish(&u->changes);
	vec_finish(&u->stayers);
	buf_finish(&u->left);
	arena_finish(&u->arena);
}

bool undo_would_do(struct office *o, int64_t act)
{
	struct undoing u = { .o = o, .now = office_now(o), .reason = "none yet" };
	bool would = read_act(&u, act) == 0 && plan(&u) == 0;

	undoing_finish(&u);
	return would;
}

static int undo(struct undoing *u, int64_t act, struct buf *ret_left, struct mark_result *ret)
{
	u->now = office_now(u->o);
	int r = read_act(u, act);
	if (r == 0)
		r = plan(u);
	if (r == 0)
		r = save(u, ret_left, ret);
	undoing_finish(u);
	return r;
}

int undo_within(struct office *o, int64_t act, const char *reason, struct buf *ret_left, struct mark_result *ret, struct err *e)
{
	return undo(&(struct undoing){ .o = o, .e = e, .reason = reason, .within = true }, act, ret_left, ret);
}

int office_undo(struct office *o, int64_t act, const char *reason, struct buf *ret_left, struct mark_result *ret, struct err *e)
{
	int r = reason ? office_words_check("reason", reason, e) : 0;

	if (r == 0)
		r = office_write_begin(o, e);
	if (r < 0)
		return r;
	r = undo(&(struct undoing){ .o = o, .e = e, .reason = reason }, act, ret_left, ret);
	office_act_abandon(o);
	return r;
}
