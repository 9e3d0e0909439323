/* An arrival at the late desk: by the clock present, a slip, L or U; or what was planned; or back (A16, A17; domain 2.3). */
#include "arrival.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "school.h"

/* Where the afternoon has not begun a child may still come for it, and not for a morning that has ended: the rule of marking_code.c. */
#define EARLY_MOST 30

int gate_text_check(const char *what, const char *text, struct err *e)
{
	int r = line_check(what, text, e);

	if (r == 0 && text[strspn(text, " ")] == '\0')
		return err_usage(e, "%s is blank: say it in a few words.", what);
	if (r == 0 && strlen(text) > OFFICE_WORDS_MOST)
		return err_usage(e, "%s is %zu bytes long; at most %d are kept. Shorten it.", what, strlen(text), OFFICE_WORDS_MOST);
	if (r == 0 && text_unseen(text))
		return err_usage(e, "%s has a character that nobody can see, or that is no letter. Type it again.", what);
	return r;
}

/* WHICH REGISTER ---------------------------------------------------------------------------------------------------------------------- */

int pupil_year_on(struct office *o, int64_t pupil, struct day day, int *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_year_row *rows;
	int n = store_years_of_pupil(o->store, pupil, &a, &rows), year = SESSION_ANY_YEAR;
	struct day since = DAY_MIN;

	for (int i = 0; i < n; i++)
		if (day_within(day, rows[i].from_day, rows[i].to_day) && rows[i].from_day.n >= since.n) {
			year = (int)rows[i].year;
			since = rows[i].from_day;
		}
	if (n < 0)
		return office_fail(o, n, e);
	*ret = year;
	return 0;
}

/* Of a school where two years have two afternoons each child has their own (domain 7.2). */
static int session_of(struct office *o, int64_t pupil, struct day day, int minute, enum session *ret, struct err *e)
{
	int64_t group = 0;
	int year = SESSION_ANY_YEAR, r = office_pupil_group(o, pupil, day, SESSION_PM, &group, e);

	if (r == 0 && o->by_year)
		r = pupil_year_on(o, pupil, day, &year, e);
	if (r < 0)
		return r;
	const struct session_times *am = office_times_for(o, day, SESSION_AM, group, year), *pm = office_times_for(o, day, SESSION_PM, group, year);
	int noon = pm ? pm->starts : 12 * 60;
	bool early = pm && am && minute >= am->ends && minute > pm->starts - EARLY_MOST;
	*ret = minute < noon && !early ? SESSION_AM : SESSION_PM;
	return 0;
}

int arrival_ref(struct office *o, int64_t pupil, const struct arrivals_wish *w, struct register_ref *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	char day[DAY_TEXT];
	struct civil now = moment_civil(office_now(o));
	int r = 0;

	*ret = (struct register_ref){ .day = day_is_none(w->day) ? now.day : w->day, .session = (enum session)w->session };
	if (w->session < 0)
		r = session_of(o, pupil, ret->day, w->minute < 0 ? now.minute : w->minute, &ret->session, e);
	if (r == 0)
		r = office_pupil_group(o, pupil, ret->day, ret->session, &ret->roll_group, e);
	if (r == 0 && ret->roll_group == 0)
		r = office_session_held(o, ret, SESSION_ANY_YEAR, e); /* of a Saturday that is the better answer */
	if (r == 0 && ret->roll_group == 0)
		r = err_refuse(e, "%s is in no class on the %s of %s.", office_pupil_name(o, pupil, &a), session_words(ret->session),
			       day_long(ret->day, day));
	return r;
}

int arrival_out(struct office *o, int64_t pupil, struct day day, struct arena *a, struct sign_out_row *ret, struct err *e)
{
	struct sign_out_row *rows;
	int n = store_sign_outs_of_pupil(o->store, pupil, a, &rows), found = 0;

	for (int i = 0; i < n; i++)
		if (day_equal(rows[i].out_day, day) && rows[i].in_minute == NONE) {
			*ret = rows[i];
			found = 1;
		}
	return n < 0 ? office_fail(o, n, e) : found;
}

/* WHEN -------------------------------------------------------------------------------------------------------------------------------- */

static const char *name_of(const struct arriving *v)
{
	return marking_name(v->m, v->pupil);
}

static int minute_check(struct office *o, const struct arriving *v, const char *name, struct err *e)
{
	struct civil now = moment_civil(office_now(o));
	char a[8], b[8];

	if ((!v->m || !v->m->past) && v->minute > now.minute)
		return err_refuse(e, "%s is still to come: it is %s now.", minute_text(v->minute, a), minute_text(now.minute, b));
	if (v->out && v->minute < v->out->out_minute)
		return err_refuse(e, "%s went out at %s: %s is before that.", name, minute_text((int)v->out->out_minute, a), minute_text(v->minute, b));
	return 0;
}

int arrival_back_minute(struct office *o, const struct arriving *v, int *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct arriving at = *v;

	at.minute = v->wish->minute < 0 ? moment_civil(office_now(o)).minute : v->wish->minute;
	int r = minute_check(o, &at, office_pupil_name(o, v->pupil, &a), e);
	if (r == 0)
		*ret = at.minute;
	return r;
}

static int read_minute(struct arriving *v)
{
	char day[DAY_TEXT];

	v->minute = v->wish->minute;
	if (v->minute < 0 && v->m->past)
		return err_refuse(v->m->e, "%s is past: say at what time %s arrived.", day_long(v->m->ref.day, day), name_of(v));
	if (v->minute < 0)
		v->minute = moment_civil(v->m->now).minute;
	return minute_check(v->m->o, v, name_of(v), v->m->e);
}

static int read_arrival(struct arriving *v)
{
	char a[8], b[8];
	const struct register_ref *ref = &v->m->ref;
	int r = read_minute(v);

	if (r < 0)
		return r;
	v->times = office_times_for(v->m->o, ref->day, ref->session, ref->roll_group, v->due->year);
	if (!v->times)
		return err_refuse(v->m->e, "No times are set for the %s of %s: set when its register starts and closes.",
				  session_words(ref->session), office_group_name(v->m->o, ref->roll_group));
	v->arrival = session_arrival(v->times, v->minute, &v->late);
	if (v->arrival == ARRIVAL_TOO_LATE && !v->out)
		return err_refuse(v->m->e, "The %s ended at %s: an arrival at %s is not of that session.", session_words(ref->session),
				  minute_text(v->times->ends, a), minute_text(v->minute, b));
	return 0;
}

/* WHICH CODE -------------------------------------------------------------------------------------------------------------------------- */

/* Domain 2.3: U only where no other code applies.  A reason that somebody found out stands; N, O, G and a blank give way. */
static bool reason_stands(uint8_t mark, struct day day)
{
	enum category c = code_category(mark, day);

	return c == CATEGORY_AUTHORISED || c == CATEGORY_NOT_POSSIBLE || c == CATEGORY_ACTIVITY;
}

/* A signing in that changed no mark is an entry that does not stand; the last one counts. */
static const struct entry_row *signed_in_before(const struct entry_row *chain, int n)
{
	while (n-- > 0)
		if (chain[n].entry.arrival >= 0 || chain[n].entry.stands || arrival_taken_back(&chain[n].entry))
			return chain[n].entry.arrival >= 0 ? &chain[n] : NULL;
	return NULL;
}

/* A child is signed in once; where the teacher wrote the L the time is still to be kept, beside it. */
static int again_check(struct arriving *v)
{
	struct entry_row *chain;
	char time[8];

	if (v->code != v->due->mark || v->out)
		return 0;
	int n = store_entries_of_mark(v->m->o->store, v->pupil, v->m->ref.day, v->m->ref.session, &v->m->arena, &chain);
	if (n < 0)
		return office_fail(v->m->o, n, v->m->e);
	const struct entry_row *before = signed_in_before(chain, n);
	if (!before)
		v->kept |= v->code == CODE_LATE;
	if (!before || (before->entry.arrival != v->minute && !before->entry.stands))
		return 0;
	v->kept = false;
	v->outcome = DESK_HERE_ALREADY;
	v->again = before->entry.arrival == v->minute;
	if (v->again)
		return 0;
	return err_refuse(v->m->e, "%s was signed in at %s already: nothing was changed. If that is wrong, undo act %" PRId64 " first.",
			  name_of(v), minute_text(before->entry.arrival, time), before->act);
}

/* Somebody who is marked present has not just arrived: that is a return, or a mistake in the register, and no U. */
static int already_here_check(struct arriving *v)
{
	const struct code *c = code_on(v->due->mark, v->m->ref.day);

	if (!c || c->physical != PHYSICAL_IN || v->due->mark == CODE_U)
		return 0;
	v->outcome = DESK_HERE_ALREADY;
	return err_refuse(v->m->e, "%s is marked %s (%s) already: nothing was changed. If that mark is wrong, change it in the register, with a reason.",
			  name_of(v), code_symbol(v->due->mark), c->words);
}

/* A visit that nobody has confirmed is no reason to be late: who stands at the desk is not on it (domain 1.2: V P W B K say what happened). */
static bool plan_stands(const struct expected *x, struct day day)
{
	return x && reason_stands(x->code, day) && !(x->waits && code_category(x->code, day) == CATEGORY_ACTIVITY);
}

/* An illness is no appointment: a child who is seen is no longer absent with it, and whoever knows better keeps it by one key (domain 1; A22). */
static bool keeps(uint8_t code, struct day day)
{
	return code != CODE_I && reason_stands(code, day);
}

/* Before U: what stands, what was planned or said of this session, what the child went out for.  Whoever is U has arrived: only a person puts another in. */
static uint8_t better_code(struct arriving *v)
{
	struct day day = v->m->ref.day;

	if (v->due->mark == CODE_U)
		return CODE_NONE;
	bool plan = plan_stands(v->planned, day);

	if (keeps(v->due->mark, day))
		return v->due->mark;
	if (plan && keeps(v->planned->code, day))
		return v->planned->code;
	v->gave = v->due->mark == CODE_I || (plan && v->planned->code == CODE_I) ? CODE_I : CODE_NONE;
	uint8_t out = v->out && v->out->code ? code_number(v->out->code) : CODE_NONE;
	return reason_stands(out, day) ? out : CODE_NONE;
}

/* In place of U stands a reason; that nobody knows one, or that the child came in time, is none. */
static int reason_code_check(struct arriving *v)
{
	bool none = code_has_no_reason(v->code) || (code_is_in(v->code, v->m->ref.day) && v->code != CODE_U);

	if (!none)
		return marking_code_check(v->m, v->due, v->code);
	return err_refuse(v->m->e, "%s is no code of an arrival after the close: that is U, or the reason, like M.", code_symbol(v->code));
}

static int code_after_close(struct arriving *v)
{
	int r = already_here_check(v);

	if (r < 0)
		return r;
	v->outcome = DESK_CODE;
	if (v->wish->code) {
		r = code_read(v->wish->code, v->m->ref.day, v->m->ref.session, &v->code, v->m->e);
		if (r < 0 || v->code != v->due->mark || !reason_stands(v->code, v->m->ref.day))
			return r < 0 ? r : reason_code_check(v);
		v->kept = true;
		v->outcome = DESK_KEPT;
		return 0;
	}
	v->code = better_code(v);
	v->kept = v->code != CODE_NONE;
	v->outcome = v->kept ? DESK_KEPT : DESK_AFTER_CLOSE;
	if (!v->kept)
		v->code = CODE_U;
	return v->code == v->due->mark ? 0 : marking_shut_check(v->m, v->code);
}

/* Out of the gate and back: a mark of one who was here stays legal, and a session that is over has none to come (A18). */
static bool only_back(const struct arriving *v)
{
	return v->out && (code_is_in(v->due->mark, v->m->ref.day) || v->arrival == ARRIVAL_TOO_LATE);
}

static int choose_code(struct arriving *v)
{
	static const enum desk_outcome outcomes[] = { [ARRIVAL_ON_TIME] = DESK_ON_TIME, [ARRIVAL_SLIP] = DESK_SLIP, [ARRIVAL_LATE] = DESK_LATE };
	char time[8];

	if (only_back(v)) {
		v->code = v->due->mark;
		return 0;
	}
	if (v->arrival == ARRIVAL_AFTER_CLOSE)
		return code_after_close(v);
	if (v->wish->code)
		return err_refuse(v->m->e, "An arrival by %s is present or L, whatever the reason: a code goes with one after the close.",
				  minute_text(v->times->closes, time));
	v->outcome = outcomes[v->arrival];
	v->code = v->arrival == ARRIVAL_LATE ? CODE_LATE : v->m->ref.session == SESSION_AM ? CODE_PRESENT_AM : CODE_PRESENT_PM;
	return marking_code_check(v->m, v->due, v->code);
}

/* An arrival explains itself on the day; of a past day somebody says why it is written only now. */
static int reason_check(struct arriving *v)
{
	if (v->m->past && v->due->mark != v->code)
		return marking_time_check(v->m, v->due);
	return 0;
}

int arriving_judge(struct arriving *v)
{
	const struct register_ref *ref = &v->m->ref;
	int r = 0;

	v->outcome = DESK_REFUSED;
	v->due = marking_due(v->m, v->pupil, &r);
	if (!v->due)
		return r;
	v->planned = expected_at(v->plans, v->pupil, v->due->year, ref->roll_group, sitting_of(ref->day, ref->session));
	r = read_arrival(v);
	if (r == 0)
		r = choose_code(v);
	if (r == 0 && v->code == v->due->mark && v->outcome != DESK_KEPT)
		v->outcome = DESK_HERE_ALREADY;
	if (r == 0)
		r = again_check(v);
	if (r == 0)
		r = reason_check(v);
	if (r == 0 && v->kept && v->outcome == DESK_HERE_ALREADY)
		v->outcome = DESK_LATE;
	if (v->out && (r == 0 || v->outcome == DESK_HERE_ALREADY))
		v->outcome = DESK_BACK;
	return r;
}

/* WHAT IS WRITTEN --------------------------------------------------------------------------------------------------------------------- */

int arriving_add(struct arriving *v)
{
	bool late = v->code == CODE_LATE || v->code == CODE_U;
	const char *why = v->wish->why;
	char time[8];

	if (v->code != v->due->mark)
		marking_entry(v->m, v->due, v->code, late ? v->late : -1, v->minute, true);
	else
		v->m->result.standing++;
	if (!v->kept)
		return marking_note(v->m, v->pupil, why);
	int r = marking_note(v->m, v->pupil, arena_printf(&v->m->arena, "arrived at %s%s%s", minute_text(v->minute, time), why ? ": " : "", why ? why : ""));
	/* the mark stays, and the child is here all the same: what says so is in the record beside it */
	if (r == 0 && v->code == v->due->mark)
		marking_entry(v->m, v->due, v->code, -1, v->minute, false);
	return r;
}
