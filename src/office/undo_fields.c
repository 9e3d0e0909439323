/*
 * The facts of an act, taken back (A7): a field goes back to what it was where nobody changed it since, a row that the act made goes, one
 * that it took away comes again.  What stays as it is, is listed, and with it what would make no sense without it.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "change_words.h"
#include "undo.h"

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
	[THING_PLAN] = ACTION_PLAN,                 [THING_PLAN_PUPIL] = ACTION_PLAN,
	[THING_REPORTED] = ACTION_CALL,             [THING_CLASS_NOTE] = ACTION_PLAN,
	[THING_SIGN_OUT] = ACTION_RECORD_LATE,      [THING_CALL] = ACTION_CALL,
	[THING_TASK] = ACTION_CALL,                 [THING_SETTLED] = ACTION_CALL,
	[THING_REVIEW] = ACTION_REVIEW,             [THING_REVIEWED] = ACTION_REVIEW,
	[THING_PUPIL_STAGE] = ACTION_REVIEW,        [THING_RETURN_MADE] = ACTION_REVIEW,
	[THING_TARGET] = ACTION_REVIEW,             [THING_LEAGUE_OUT] = ACTION_REVIEW,
};

/* A password has left the record: only its digest is in it. */
static bool is_password(const struct change_row *c)
{
	return c->thing == THING_STAFF && strcmp(c->field, "password_seal") == 0;
}

/* A row's place in a line keeps nobody from taking the row away; elsewhere a place is a fact like others. */
static const char *beside(enum thing thing)
{
	return thing == THING_MEMBERSHIP ? "place" : "";
}

/* Did the act make the row?  Then it goes back whole or not at all. */
static bool made_row(const struct change_row *rows, int n)
{
	for (int i = 0; i < n; i++)
		if (!rows[i].before && store_field_required(rows[i].thing, rows[i].field))
			return true;
	return false;
}

/* Or take it away: likewise. */
static bool took_row(const struct change_row *rows, int n)
{
	for (int i = 0; i < n; i++)
		if (!rows[i].after && store_field_required(rows[i].thing, rows[i].field))
			return true;
	return false;
}

static const char *row_words(struct undoing *u, const struct change_row *c, const char *field)
{
	const char *said = undo_day_words(u, c->thing, c->id), *label = field ? change_label(c->thing, field) : NULL;

	if (said)
		return label ? arena_printf(&u->arena, "%s (%s)", said, label) : said;
	char *words = arena_printf(&u->arena, "%s %" PRId64 "%s%s", store_thing_name(c->thing), c->id, field ? ", " : "", field ? field : "");

	for (char *p = words; *p; p++)
		*p = *p == '_' ? ' ' : *p;
	return words;
}

/* WHO STAYS TOGETHER --------------------------------------------------------------------------------------------------------------------- */

/*
 * Rows of one pupil that make one story: the class that was left and the one that was joined.  Where one of them stays as it is, so do the
 * others: else the pupil would be in two classes, or in none.
 */
static size_t story_of(enum thing thing)
{
	static const struct { enum thing thing; size_t pupil; } stories[] = {
		{ THING_MEMBERSHIP, offsetof(struct membership_row, pupil) }, { THING_PUPIL_YEAR, offsetof(struct pupil_year_row, pupil) },
		{ THING_ENROLMENT, offsetof(struct enrolment_row, pupil) },
	};

	for (size_t i = 0; i < sizeof stories / sizeof *stories; i++)
		if (stories[i].thing == thing)
			return stories[i].pupil;
	return 0;
}

static int64_t change_id(const struct change_row *rows, int n, const char *field)
{
	for (int i = 0; i < n; i++)
		if (strcmp(rows[i].field, field) == 0)
			return strtoll(rows[i].after ? rows[i].after : rows[i].before, NULL, 10);
	return 0;
}

/* Where somebody lived is a story as well: of a pupil, or (below 0) of an adult. */
static int64_t who_lives_at(struct undoing *u, const struct change_row *rows, int n)
{
	CLEAN_ARENA struct arena a = { 0 };
	int64_t pupil = change_id(rows, n, "pupil"), adult = change_id(rows, n, "adult");
	struct address_row row;

	if (pupil || adult)
		return pupil ? pupil : -adult;
	if (store_thing_get(u->o->store, THING_ADDRESS, rows->id, &a, &row) < 0)
		return 0;
	return row.adult == NONE ? row.pupil : -row.adult;
}

/* A plan and the children in it are one story too, apart from those of pupils. */
#define PLAN_STORY (INT64_C(1) << 48)

/* Whose story a row is part of; 0: of none. */
static int64_t pupil_of(struct undoing *u, const struct change_row *rows, int n)
{
	CLEAN_ARENA struct arena a = { 0 };
	size_t at = story_of(rows->thing);
	union { struct membership_row membership; struct pupil_year_row year; struct enrolment_row enrolment; } row;

	if (rows->thing == THING_ADDRESS)
		return who_lives_at(u, rows, n);
	if (undo_plan_of(u, rows->thing, rows->id))
		return PLAN_STORY + undo_plan_of(u, rows->thing, rows->id);
	if (!at)
		return rows->thing == THING_PUPIL ? rows->id : 0;
	if (change_id(rows, n, "pupil"))
		return change_id(rows, n, "pupil");
	return store_thing_get(u->o->store, rows->thing, rows->id, &a, &row) < 0 ? 0 : *(const int64_t *)((const char *)&row + at);
}

static void stay(struct undoing *u, const struct change_row *rows, int n)
{
	int64_t pupil = pupil_of(u, rows, n);

	if (pupil)
		vec_push(&u->stayers, ((struct stayer){ rows->thing, pupil }));
}

/* What ends with a time on the roll stays with it. */
static bool holds(enum thing stays, enum thing thing)
{
	if (thing == THING_PLAN || thing == THING_PLAN_PUPIL)
		return stays == THING_PLAN || stays == THING_PLAN_PUPIL;
	return stays == thing || stays == THING_PUPIL || (stays == THING_ENROLMENT && thing == THING_MEMBERSHIP);
}

/* Does it have to stay with another?  With a pupil whose row stays everything does that came with it. */
static bool must_stay(const struct undoing *u, enum thing thing, int64_t pupil)
{
	for (int i = 0; pupil && i < u->stayers.count; i++)
		if (u->stayers.items[i].pupil == pupil && holds(u->stayers.items[i].thing, thing))
			return true;
	return false;
}

int64_t undo_pupil_of(struct undoing *u, const struct put_back *changes, int n)
{
	struct change_row *rows = arena_new(&u->arena, (size_t)n, sizeof *rows);

	for (int i = 0; i < n; i++)
		rows[i] = changes[i].row;
	return pupil_of(u, rows, n);
}

void undo_stay_beside(struct undoing *u, const struct put_back *first, int64_t owner, const char *why)
{
	undo_leave(u, arena_printf(&u->arena, "%s: stays, for %s", row_words(u, &first->row, NULL), why));
	if (story_of(first->row.thing) || first->row.thing == THING_ADDRESS)
		vec_push(&u->stayers, ((struct stayer){ first->row.thing, owner }));
}

/* PLANNING ------------------------------------------------------------------------------------------------------------------------------- */

/* Who changed that field, or (NULL) anything of the row, after the act: 0 if nobody did, or it was undone. */
static int changed_after(struct undoing *u, const struct change_row *c, const char *field, int64_t *ret_by)
{
	int64_t last = 0, standing = 0;
	int r = field ? store_change_last(u->o->store, c->thing, c->id, field, &last)
		      : store_row_change_last(u->o->store, c->thing, c->id, beside(c->thing), &last);

	if (r == 0 && last > u->act.seq)
		r = store_change_standing(u->o->store, c->thing, c->id, field, beside(c->thing), &standing);
	else
		standing = u->act.seq;
	if (r < 0)
		return office_fail(u->o, r, u->e);
	/* What the act did was taken back itself where what stands is older. */
	*ret_by = standing == u->act.seq ? 0 : standing > u->act.seq ? standing : last;
	return 0;
}

static void leave_changed(struct undoing *u, const struct change_row *c, const char *field, int64_t by)
{
	undo_leave(u, arena_printf(&u->arena, "%s: changed %s", row_words(u, c, field), undo_who_and_when(u, by)));
}

static int plan_field(struct undoing *u, const struct change_row *c, bool *ret_stands)
{
	int64_t by = 0;
	int r = is_password(c) ? 0 : changed_after(u, c, c->field, &by);

	*ret_stands = r == 0 && by == 0 && !is_password(c);
	if (r == 0 && is_password(c))
		undo_leave(u, "a password: set it anew");
	else if (by)
		leave_changed(u, c, c->field, by);
	return r;
}

/* A row that the act made, and of which a field that the act left empty was filled in since. */
static int plan_made(struct undoing *u, const struct change_row *rows, int *standing)
{
	int64_t by = 0;
	int r = changed_after(u, rows, NULL, &by);

	if (r == 0 && by) {
		leave_changed(u, rows, NULL, by);
		*standing = 0;
	}
	return r;
}

/* Nobody changed it, and it is no longer alone. */
static int plan_gone_on(struct undoing *u, const struct change_row *rows, int n, bool made, int *standing)
{
	const char *why;
	int r = undo_gone_on(u, rows, n, made, &why);

	if (r == 0 && why) {
		undo_leave(u, arena_printf(&u->arena, "%s: %s", row_words(u, rows, NULL), why));
		*standing = 0;
	}
	return r;
}

static bool is_of_story(const char *field)
{
	static const char *const fields[] = { "from_day", "to_day", "from_session", "to_session", "roll_group", "year" };

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (strcmp(fields[i], field) == 0)
			return true;
	return false;
}

/* Whoever takes the mask off an address sees it (H3). */
static bool lifts_mask(const struct change_row *c)
{
	return c->thing == THING_ADDRESS && strcmp(c->field, "secret") == 0 && c->before && strcmp(c->before, "0") == 0 && c->after;
}

/* The changes of one row: all of its thing and id, one after the other. */
static int plan_row(struct undoing *u, const struct change_row *rows, int n)
{
	bool made = made_row(rows, n), whole = made || took_row(rows, n), *stands = arena_new(&u->arena, (size_t)n, sizeof *stands), tells = false;
	int standing = 0, r = 0;

	for (int i = 0; r == 0 && i < n; i++) {
		r = plan_field(u, &rows[i], &stands[i]);
		standing += stands[i];
		tells |= !stands[i] && is_of_story(rows[i].field);
	}
	if (r == 0 && made && standing == n)
		r = plan_made(u, rows, &standing);
	if (r == 0 && standing)
		r = plan_gone_on(u, rows, n, made, &standing);
	if (r == 0 && ((whole && standing < n) || tells)) {
		stay(u, rows, n);
		standing = 0;
	}
	if (r < 0 || standing == 0)
		return r;
	BUG_UNLESS(thing_action[rows[0].thing] != ACTION_SEE_REGISTER); /* a thing that nobody thought of here */
	r = undo_may(u, thing_action[rows[0].thing], rows, n);
	for (int i = 0; r == 0 && i < n; i++)
		if (stands[i] && lifts_mask(&rows[i]))
			r = office_may(u->o, ACTION_SEE_SECRETS, 0, u->e);
	for (int i = 0; r == 0 && i < n; i++)
		if (stands[i])
			vec_push(&u->changes, ((struct put_back){ rows[i], made }));
	return r;
}

int undo_row_end(const struct undoing *u, int from)
{
	const struct put_back *p = u->changes.items;
	int to = from + 1;

	while (to < u->changes.count && p[to].row.thing == p[from].row.thing && p[to].row.id == p[from].row.id)
		to++;
	return to;
}

/* What has to stay with a row that stays is taken out again. */
static void drop_companions(struct undoing *u)
{
	int kept = 0;

	for (int from = 0, to; u->stayers.count && from < u->changes.count; from = to) {
		const struct change_row *first = &u->changes.items[from].row;

		to = undo_row_end(u, from);
		bool stays = must_stay(u, first->thing, undo_pupil_of(u, &u->changes.items[from], to - from));
		if (stays && first->thing != THING_PLAN_PUPIL) /* of sixty children the plan's own line is enough */
			undo_leave(u, arena_printf(&u->arena, "%s: stays with what was changed since", row_words(u, first, NULL)));
		for (int i = from; i < to && !stays; i++)
			u->changes.items[kept++] = u->changes.items[i];
	}
	if (u->stayers.count)
		u->changes.count = kept;
}

/* Does it go too, or get back a class that it was in before? */
static bool lets_go(const struct undoing *u, const struct thing_ref *use)
{
	for (int i = 0; i < u->changes.count; i++) {
		const struct put_back *p = &u->changes.items[i];

		if (p->row.thing == use->thing && p->row.id == use->id && (p->made || strcmp(p->row.field, "roll_group") == 0))
			return true;
	}
	return false;
}

static int is_used(struct undoing *u, int64_t group)
{
	struct thing_ref *uses;
	int n = store_group_uses(u->o->store, group, &u->arena, &uses), kept = 0;

	for (int i = 0; i < n; i++)
		kept += !lets_go(u, &uses[i]);
	return n < 0 ? office_fail(u->o, n, u->e) : kept;
}

/* Somebody whom the act made, and who is another child's contact too by now. */
static int is_contact_still(struct undoing *u, int64_t adult)
{
	struct contact_row *rows;
	int n = store_children_of_adult(u->o->store, adult, &u->arena, &rows), kept = 0;

	for (int i = 0; i < n; i++)
		kept += !lets_go(u, &(struct thing_ref){ THING_CONTACT, rows[i].id });
	return n < 0 ? office_fail(u->o, n, u->e) : kept;
}

/* Whom the act made, with that number or home; 0: nobody. */
static int64_t made_adult_of(const struct undoing *u, int from, int to)
{
	int64_t adult = 0;

	for (int i = from; i < to; i++)
		if (strcmp(u->changes.items[i].row.field, "adult") == 0 && u->changes.items[i].row.after)
			adult = strtoll(u->changes.items[i].row.after, NULL, 10);
	for (int i = to; adult && i < u->changes.count; i++)
		if (u->changes.items[i].made && u->changes.items[i].row.thing == THING_ADULT && u->changes.items[i].row.id == adult)
			return adult;
	return 0;
}

/* Does something that stays need the row that the act made? */
static int is_needed(struct undoing *u, int from, int to)
{
	const struct put_back *first = &u->changes.items[from];
	int64_t adult = 0;

	if (first->made && first->row.thing == THING_ROLL_GROUP)
		return is_used(u, first->row.id);
	if (first->made && first->row.thing == THING_ADULT)
		adult = first->row.id;
	else if (first->made && (first->row.thing == THING_ADULT_NUMBER || first->row.thing == THING_ADDRESS))
		adult = made_adult_of(u, from, to);
	return adult ? is_contact_still(u, adult) : 0;
}

static void leave_needed(struct undoing *u, const struct change_row *row)
{
	const char *what = row->thing == THING_ROLL_GROUP ? arena_printf(&u->arena, "class %s", office_group_name(u->o, row->id)) : row_words(u, row, NULL);

	undo_leave(u, arena_printf(&u->arena, "%s: stays, what was recorded later needs it", what));
}

/* A class in which registers were taken since stays, and a contact whom another child has since: all else of the act goes back all the same. */
static int keep_needed(struct undoing *u)
{
	int kept = 0;

	for (int from = 0, to; from < u->changes.count; from = to) {
		to = undo_row_end(u, from);
		int used = is_needed(u, from, to);
		if (used < 0)
			return used;
		if (used)
			leave_needed(u, &u->changes.items[from].row);
		for (int i = from; i < to && !used; i++)
			u->changes.items[kept++] = u->changes.items[i];
	}
	u->changes.count = kept;
	return 0;
}

/* The last first, so that a row goes before the one that it points to. */
int undo_plan_fields(struct undoing *u)
{
	struct change_row *rows;
	int n = store_changes_of_act(u->o->store, u->act.seq, &u->arena, &rows), r = n < 0 ? office_fail(u->o, n, u->e) : 0;

	u->act_rows = rows;
	u->act_row_count = n < 0 ? 0 : n;
	for (int to = n, from; r == 0 && to > 0; to = from) {
		from = to - 1;
		if (rows[from].thing >= THINGS) {
			undo_leave(u, "something that this version does not know");
			continue;
		}
		while (from > 0 && rows[from - 1].thing == rows[from].thing && rows[from - 1].id == rows[from].id)
			from--;
		r = plan_row(u, rows + from, to - from);
	}
	/* What stays may be in the way of another that was to go back. */
	for (bool any = true; r == 0 && any;) {
		drop_companions(u);
		r = undo_keep_apart(u, &any);
	}
	return r < 0 ? r : keep_needed(u);
}

/* WRITING -------------------------------------------------------------------------------------------------------------------------------- */

int undo_write_fields(struct undoing *u)
{
	struct store *st = u->o->store;
	int r = 0;

	for (int i = 0, next; r >= 0 && i < u->changes.count; i = next) {
		const struct put_back *p = &u->changes.items[i];

		next = p->made ? undo_row_end(u, i) : i + 1;
		r = p->made ? store_act_remove(st, p->row.thing, p->row.id) : store_act_field(st, p->row.thing, p->row.id, p->row.field, p->row.before);
	}
	return r;
}
