/* Undo (A7; design 2): what still stands as an act left it goes back to what was before; what does not is listed and left. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "marking.h"

/* One undo in the making. */
struct undoing {
	struct office *o;
	struct err *e;
	struct arena arena;
	struct act_row act;
	const char *reason;
	struct moment now;
	bool any;                             /* may undo what somebody else did */
	struct { VEC(struct entry); } entries;
	struct { VEC(struct change_row); } changes;
	struct buf left;                      /* a line each */
	int left_count;
};

/* What changing a row of each kind asks for. */
static const enum action thing_action[THINGS] = {
	[THING_SCHOOL] = ACTION_CHANGE_SCHOOL,      [THING_SITE] = ACTION_CHANGE_SCHOOL,
	[THING_SETTING] = ACTION_CHANGE_SCHOOL,     [THING_POLICY] = ACTION_CHANGE_SCHOOL,
	[THING_TERM] = ACTION_CHANGE_SCHOOL,        [THING_CLOSURE] = ACTION_CHANGE_SCHOOL,
	[THING_SESSION_TIME] = ACTION_CHANGE_SCHOOL, [THING_STAFF] = ACTION_CHANGE_STAFF,
	[THING_STAFF_LOGIN] = ACTION_CHANGE_STAFF,  [THING_STAFF_ROLE] = ACTION_CHANGE_STAFF,
	[THING_STAFF_GROUP] = ACTION_CHANGE_STAFF,  [THING_STAFF_ACTING] = ACTION_CHANGE_STAFF,
	[THING_ROLL_GROUP] = ACTION_CHANGE_ROLL,    [THING_PUPIL] = ACTION_CHANGE_ROLL,
	[THING_PUPIL_NAME] = ACTION_CHANGE_ROLL,    [THING_PUPIL_FLAG] = ACTION_CHANGE_ROLL,
	[THING_PUPIL_YEAR] = ACTION_CHANGE_ROLL,    [THING_ENROLMENT] = ACTION_CHANGE_ROLL,
	[THING_MEMBERSHIP] = ACTION_CHANGE_ROLL,    [THING_ADULT] = ACTION_CHANGE_ROLL,
	[THING_ADULT_NUMBER] = ACTION_CHANGE_ROLL,  [THING_ADDRESS] = ACTION_CHANGE_ROLL,
	[THING_CONTACT] = ACTION_CHANGE_ROLL,       [THING_IMPORT_FILE] = ACTION_CHANGE_ROLL,
	[THING_ELSEWHERE] = ACTION_CHANGE_ROLL,     [THING_PUPIL_PAIR] = ACTION_CHANGE_ROLL,
};

static void leave(struct undoing *u, const char *line)
{
	buf_printf(&u->left, "%s\n", line);
	u->left_count++;
}

static const char *who_and_when(struct undoing *u, int64_t seq)
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

	leave(u, arena_printf(&u->arena, "%s, %s of %s: now %s, changed %s", office_pupil_name(u->o, e->pupil, &u->arena),
			      session_words(e->session), day_long(e->day, day),
			      standing->entry.after ? code_symbol(standing->entry.after) : "blank", who_and_when(u, standing->act)));
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

static int plan_mark(struct undoing *u, const struct entry_row *row)
{
	const struct entry *e = &row->entry;
	struct entry_row *chain;

	if (!e->stands)
		return 0; /* an attempt changed nothing */
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

/* FIELDS --------------------------------------------------------------------------------------------------------------------------------- */

/* A password has left the record: only its digest is in it. */
static bool is_password(const struct change_row *c)
{
	return c->thing == THING_STAFF && strcmp(c->field, "password_seal") == 0;
}

/* Who changed that field after the act: 0 if nobody did. */
static int changed_after(struct undoing *u, const struct change_row *c, int64_t *ret_by)
{
	int r = store_change_last(u->o->store, c->thing, c->id, c->field, ret_by);

	if (r < 0)
		return office_fail(u->o, r, u->e);
	if (*ret_by == u->act.seq)
		*ret_by = 0;
	return 0;
}

/* Did the act make the row, or take it away?  Then it goes back whole or not at all. */
static bool row_came_or_went(const struct change_row *rows, int n)
{
	bool came = true, went = true;

	for (int i = 0; i < n; i++) {
		came &= rows[i].before == NULL;
		went &= rows[i].after == NULL;
	}
	return came || went;
}

static const char *field_words(struct undoing *u, const struct change_row *c)
{
	char *words = arena_printf(&u->arena, "%s %" PRId64 ", %s", store_thing_name(c->thing), c->id, c->field);

	for (char *p = words; *p; p++)
		*p = *p == '_' ? ' ' : *p;
	return words;
}

/* The changes of one row: all of its thing and id, one after the other. */
static int plan_row(struct undoing *u, const struct change_row *rows, int n)
{
	bool whole = row_came_or_went(rows, n), *stands = arena_new(&u->arena, (size_t)n, sizeof *stands);
	int standing = 0, r = 0;

	for (int i = 0; r == 0 && i < n; i++) {
		int64_t by = 0;

		r = is_password(&rows[i]) ? 0 : changed_after(u, &rows[i], &by);
		stands[i] = r == 0 && by == 0 && !is_password(&rows[i]);
		standing += stands[i];
		if (r == 0 && is_password(&rows[i]))
			leave(u, "a password: set it anew");
		else if (by)
			leave(u, arena_printf(&u->arena, "%s: changed %s", field_words(u, &rows[i]), who_and_when(u, by)));
	}
	if (r < 0 || standing == 0 || (whole && standing < n))
		return r;
	BUG_UNLESS(thing_action[rows[0].thing] != ACTION_SEE_REGISTER); /* a thing that nobody thought of here */
	r = office_may(u->o, thing_action[rows[0].thing], 0, u->e);
	for (int i = 0; r == 0 && i < n; i++)
		if (stands[i])
			vec_push(&u->changes, rows[i]);
	return r;
}

/* The last first, so that a row goes before the one that it points to. */
static int plan_fields(struct undoing *u)
{
	struct change_row *rows;
	int n = store_changes_of_act(u->o->store, u->act.seq, &u->arena, &rows), r = n < 0 ? office_fail(u->o, n, u->e) : 0;

	for (int to = n, from; r == 0 && to > 0; to = from) {
		from = to - 1;
		if (rows[from].thing >= THINGS) {
			leave(u, "something that this version does not know");
			continue;
		}
		while (from > 0 && rows[from - 1].thing == rows[from].thing && rows[from - 1].id == rows[from].id)
			from--;
		r = plan_row(u, rows + from, to - from);
	}
	return r;
}

static int plan_notes(struct undoing *u)
{
	struct note_row *rows;
	int n = store_notes_of_act(u->o->store, u->act.seq, &u->arena, &rows);

	for (int i = 0; i < n; i++)
		leave(u, arena_printf(&u->arena, "a note stays in the history: %s", rows[i].text));
	return n < 0 ? office_fail(u->o, n, u->e) : 0;
}

/* THE UNDO ------------------------------------------------------------------------------------------------------------------------------- */

static int read_act(struct undoing *u, int64_t seq)
{
	int r = store_act_get(u->o->store, seq, &u->arena, &u->act);

	if (r == -ENOENT) {
		err_refuse(u->e, "There is no act %" PRId64 ": see `firstbell history`.", seq);
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
	int r = plan_marks(u);

	if (r == 0)
		r = plan_fields(u);
	if (r == 0)
		r = plan_notes(u);
	if (r < 0 || u->entries.count + u->changes.count)
		return r;
	if (u->act.undone_by)
		return err_refuse(u->e, "Act %" PRId64 " was undone already, %s.", u->act.seq, who_and_when(u, u->act.undone_by));
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
	int r = office_act_open(u->o, "undo", u->reason, of_register ? &ref : NULL, u->act.seq, u->e);

	if (r < 0)
		return r;
	for (int i = 0; r >= 0 && i < u->entries.count; i++)
		r = store_act_mark(st, &u->entries.items[i]);
	for (int i = 0; r >= 0 && i < u->changes.count; i++) {
		const struct change_row *c = &u->changes.items[i];

		r = store_act_field(st, c->thing, c->id, c->field, c->before);
	}
	return r < 0 ? office_fail(u->o, r, u->e) : 0;
}

static bool changes_staff(const struct undoing *u)
{
	for (int i = 0; i < u->changes.count; i++)
		if (u->changes.items[i].thing == THING_STAFF || u->changes.items[i].thing == THING_STAFF_ROLE)
			return true;
	return false;
}

/* Rows stand as they will be once the act has ended: only then can it be seen who is left. */
static int end_act(struct undoing *u, int64_t *ret_act)
{
	int r = store_act_end(u->o->store, false, ret_act);

	if (r < 0)
		return office_fail(u->o, r, u->e);
	if (changes_staff(u))
		r = staff_admin_check(u->o, 0, moment_civil(u->now).day, u->e);
	return r == 0 && *ret_act ? office_write_end(u->o, u->e) : r;
}

static int save(struct undoing *u, struct buf *ret_left, struct mark_result *ret)
{
	struct mark_result result = { .entries = u->entries.count + u->changes.count, .facts = u->changes.count, .standing = u->left_count };
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

int office_undo(struct office *o, int64_t act, const char *reason, struct buf *ret_left, struct mark_result *ret, struct err *e)
{
	struct undoing u = { .o = o, .e = e, .reason = reason };
	int r = reason ? office_words_check("reason", reason, e) : 0;

	if (r == 0)
		r = office_write_begin(o, e);
	if (r < 0)
		return r;
	u.now = office_now(o);
	r = read_act(&u, act);
	if (r == 0)
		r = plan(&u);
	if (r == 0)
		r = save(&u, ret_left, ret);
	office_act_abandon(o);
	undoing_finish(&u);
	return r;
}
