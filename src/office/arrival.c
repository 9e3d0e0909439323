/* An arrival at the late desk: by the clock present, a slip, L or U (A16, A17; domain 2.3). */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "marking.h"

#include "base/text.h"

#define ARRIVED "arrived"

/* One arrival being recorded. */
struct arriving {
	struct marking m;
	const struct late_wish *wish;
	struct due_row *due;
	const struct session_times *times; /* the pupil's own: a class may hold two years */
	enum arrival arrival;
	int minute, late;
	uint8_t code;
	bool kept;                         /* the reason that stands fits better than U */
};

static int read_ref(struct office *o, const struct late_wish *w, struct register_ref *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	char day[DAY_TEXT];

	ret->day = day_is_none(w->day) ? office_today(o) : w->day;
	ret->session = w->session < 0 ? office_session_now(o) : (enum session)w->session;
	int r = office_pupil_group(o, w->pupil, ret->day, ret->session, &ret->roll_group, e);
	if (r == 0 && ret->roll_group == 0)
		r = office_session_held(o, ret, SESSION_ANY_YEAR, e); /* of a Saturday that is the better answer */
	if (r == 0 && ret->roll_group == 0)
		r = err_refuse(e, "%s is in no class on the %s of %s.", office_pupil_name(o, w->pupil, &a), session_words(ret->session),
			       day_long(ret->day, day));
	return r;
}

static int read_minute(struct arriving *v)
{
	struct civil now = moment_civil(v->m.now);
	char a[8], b[8], day[DAY_TEXT];

	v->minute = v->wish->minute;
	if (v->minute < 0 && v->m.past)
		return err_refuse(v->m.e, "%s is past: say at what time %s arrived.", day_long(v->m.ref.day, day),
				  marking_name(&v->m, v->due->pupil));
	if (v->minute < 0)
		v->minute = now.minute;
	if (!v->m.past && v->minute > now.minute)
		return err_refuse(v->m.e, "%s is still to come: it is %s now.", minute_text(v->minute, a), minute_text(now.minute, b));
	return 0;
}

static int read_arrival(struct arriving *v)
{
	char a[8], b[8];
	const struct register_ref *ref = &v->m.ref;
	int r = read_minute(v);

	if (r < 0)
		return r;
	v->times = office_times_for(v->m.o, ref->day, ref->session, ref->roll_group, v->due->year);
	if (!v->times)
		return err_refuse(v->m.e, "No times are set for the %s of %s: set when its register starts and closes.",
				  session_words(ref->session), office_group_name(v->m.o, ref->roll_group));
	v->arrival = session_arrival(v->times, v->minute, &v->late);
	if (v->arrival == ARRIVAL_TOO_LATE)
		return err_refuse(v->m.e, "The %s ended at %s: an arrival at %s is not of that session.", session_words(ref->session),
				  minute_text(v->times->ends, a), minute_text(v->minute, b));
	return 0;
}

/* Domain 2.3: U only where no other code applies.  A reason that somebody found out stands; N, O, G and a blank give way. */
static bool reason_stands(uint8_t mark, struct day day)
{
	enum category c = code_category(mark, day);

	return c == CATEGORY_AUTHORISED || c == CATEGORY_NOT_POSSIBLE || c == CATEGORY_ACTIVITY;
}

/* A child is signed in once; where the teacher wrote the L the time is still to be kept, beside it. */
static int again_check(struct arriving *v)
{
	struct entry_row *chain;
	char time[8];

	if (v->code != v->due->mark || v->kept)
		return 0;
	int n = store_entries_of_mark(v->m.o->store, v->due->pupil, v->m.ref.day, v->m.ref.session, &v->m.arena, &chain);
	if (n < 0)
		return office_fail(v->m.o, n, v->m.e);
	const struct entry_row *standing = chain_standing(chain, n);
	int arrived = standing ? standing->entry.arrival : -1;
	v->kept = v->code == CODE_LATE && arrived < 0;
	if (arrived < 0 || arrived == v->minute)
		return 0;
	return err_refuse(v->m.e, "%s was signed in at %s already: nothing was changed. If that is wrong, undo act %" PRId64 " first.",
			  marking_name(&v->m, v->due->pupil), minute_text(arrived, time), standing->act);
}

/* Somebody who is marked present has not just arrived: that is a return, or a mistake in the register, and no U. */
static int already_here_check(struct arriving *v)
{
	const struct code *c = code_on(v->due->mark, v->m.ref.day);

	if (!c || c->physical != PHYSICAL_IN || v->due->mark == CODE_U)
		return 0;
	return err_refuse(v->m.e, "%s is marked %s (%s) already: nothing was changed. If that mark is wrong, change it in the register, with a reason.",
			  marking_name(&v->m, v->due->pupil), code_symbol(v->due->mark), c->words);
}

static int code_after_close(struct arriving *v)
{
	int r = already_here_check(v);

	if (r < 0)
		return r;
	if (v->wish->code) {
		r = code_read(v->wish->code, v->m.ref.day, v->m.ref.session, &v->code, v->m.e);
		return r < 0 ? r : marking_code_check(&v->m, v->due, v->code);
	}
	v->kept = reason_stands(v->due->mark, v->m.ref.day);
	v->code = v->kept ? v->due->mark : CODE_U;
	return 0;
}

static int choose_code(struct arriving *v)
{
	char time[8];

	if (v->arrival == ARRIVAL_AFTER_CLOSE)
		return code_after_close(v);
	if (v->wish->code)
		return err_refuse(v->m.e, "An arrival by %s is present or L, whatever the reason: a code goes with one after the close.",
				  minute_text(v->times->closes, time));
	v->code = v->arrival == ARRIVAL_LATE ? CODE_LATE : v->m.ref.session == SESSION_AM ? CODE_PRESENT_AM : CODE_PRESENT_PM;
	return marking_code_check(&v->m, v->due, v->code);
}

/* An arrival explains itself on the day; of a past day somebody says why it is written only now. */
static int reason_check(struct arriving *v)
{
	if (v->m.past && v->due->mark != v->code)
		return marking_time_check(&v->m, v->due);
	return 0;
}

static int add_items(struct arriving *v)
{
	bool late = v->code == CODE_LATE || v->code == CODE_U;
	char time[8];

	if (v->code == v->due->mark)
		v->m.result.standing++;
	else
		marking_entry(&v->m, v->due, v->code, late ? v->late : -1, v->minute, true);
	if (!v->kept)
		return marking_note(&v->m, v->due->pupil, v->wish->why);
	return marking_note(&v->m, v->due->pupil, arena_printf(&v->m.arena, "arrived at %s%s%s", minute_text(v->minute, time),
							     v->wish->why ? ": " : "", v->wish->why ? v->wish->why : ""));
}

static void slip_line(struct buf *to, const char *label, const char *text)
{
	buf_text(to, label);
	text_clean(text, to);
	buf_char(to, '\n');
}

/* A child who came by the gate needs no slip. */
static void slip_say(struct arriving *v, struct buf *to)
{
	const struct code *c = code_on(v->code, v->m.ref.day);
	char day[DAY_TEXT], time[8];

	if (v->arrival == ARRIVAL_ON_TIME)
		return;
	if (office_banner(v->m.o))
		buf_printf(to, "%s\n", office_banner(v->m.o));
	slip_line(to, "", office_school_name(v->m.o));
	slip_line(to, "Pupil: ", marking_name(&v->m, v->due->pupil));
	slip_line(to, "Class: ", office_group_name(v->m.o, v->m.ref.roll_group));
	buf_printf(to, "Arrived: %s at %s", day_long(v->m.ref.day, day), minute_text(v->minute, time));
	if (v->late)
		buf_printf(to, ", %d minute%s after the register began", v->late, PLURAL(v->late));
	buf_printf(to, "\nMark: %s (%s)\n", code_symbol(v->code), c ? c->words : "");
	if (v->wish->why)
		slip_line(to, "Reason: ", v->wish->why);
}

static int record(struct arriving *v, struct buf *ret_slip, struct mark_result *ret)
{
	int r = 0;

	v->due = marking_due(&v->m, v->wish->pupil, &r);
	if (v->due)
		r = read_arrival(v);
	if (r == 0)
		r = choose_code(v);
	if (r == 0)
		r = again_check(v);
	if (r == 0)
		r = reason_check(v);
	if (r == 0)
		r = add_items(v);
	if (r == 0)
		r = marking_save(&v->m, "late", ARRIVED, ret);
	if (r == 0)
		slip_say(v, ret_slip);
	return r;
}

int office_late(struct office *o, const struct late_wish *w, struct buf *ret_slip, struct mark_result *ret, struct err *e)
{
	struct arriving v = { .wish = w };
	struct register_ref ref;
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_RECORD_LATE, 0, e); /* before a word is said about whose child it is */
	if (r == 0)
		r = read_ref(o, w, &ref, e);
	if (r < 0)
		return r;
	r = marking_begin(&v.m, o, &ref, ACTION_RECORD_LATE, w->reason, e);
	if (r == 0)
		r = record(&v, ret_slip, ret);
	marking_finish(&v.m);
	return r;
}
