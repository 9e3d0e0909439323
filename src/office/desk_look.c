/* What an arrival would be, before anybody says yes (A16). */
#include <string.h>

#include "arrival.h"

#define BACK_MOST 10 /* school days: five for the reason (domain 2.4), five more for a list that was not worked off */

struct looking {
	struct office *o;
	struct arrivals_wish wish;
	struct arena *arena;
	struct marking m;
	struct arriving v;
	struct sign_out_row out;
	struct err said;
};

/* The last session before today whose absence has no reason yet: whoever stands at the desk with the child may know (B17). */
static int unexplained(struct looking *l, int64_t pupil, const char **ret)
{
	struct day today = l->m.ref.day;
	char day[DAY_TEXT];

	for (int k = 1; k <= BACK_MOST; k++) {
		struct day d = calendar_school_day(office_calendar(l->o), today, -k);

		for (int half = 1; half >= 0 && !day_is_none(d); half--) {
			uint8_t mark = CODE_NONE;
			int r = store_mark_get(l->o->store, pupil, d, (enum session)half, &mark);

			if (r < 0)
				return r;
			if (!code_has_no_reason(mark))
				continue;
			*ret = arena_printf(l->arena, "ask why off on %s: no reason is known yet", day_long(d, day));
			return 0;
		}
	}
	return 0;
}

/* The office's own word for whoever sees the child today (A33). */
static int note_of(struct looking *l, int64_t pupil, const char **ret)
{
	struct class_note_row *rows;
	int n = store_class_notes_on(l->o->store, l->m.ref.day, l->arena, &rows);

	for (int i = 0; i < n; i++)
		if (rows[i].pupil == pupil && (rows[i].session == NONE || rows[i].session == (int64_t)l->m.ref.session))
			*ret = rows[i].text;
	return n < 0 ? n : 0;
}

static int judge(struct looking *l, int64_t pupil)
{
	struct register_ref ref;
	struct expectations *plans;
	int r = arrival_ref(l->o, pupil, &l->wish, &ref, &l->said), out = r < 0 ? r : arrival_out(l->o, pupil, ref.day, l->arena, &l->out, &l->said);

	if (out < 0)
		return out;
	l->m.ref = ref;
	r = expectations_read(l->o, ref.day, ref.day, l->arena, &plans);
	if (r < 0)
		return office_fail(l->o, r, &l->said);
	l->v = (struct arriving){ .m = &l->m, .wish = &l->wish, .plans = plans, .pupil = pupil, .out = out ? &l->out : NULL, .outcome = DESK_REFUSED };
	r = marking_join(&l->m, l->o, &ref, ACTION_RECORD_LATE, "none yet", &l->said);
	return r < 0 ? r : arriving_judge(&l->v);
}

static int warn(struct looking *l, int64_t pupil, struct desk_arrival *to, struct err *e)
{
	int r = note_of(l, pupil, &to->warning);

	if (r == 0 && !to->warning)
		r = unexplained(l, pupil, &to->warning);
	return r < 0 ? office_fail(l->o, r, e) : 0;
}

static int look(struct looking *l, int64_t pupil, struct desk_arrival *ret, struct err *e)
{
	int r = judge(l, pupil);
	struct desk_arrival found = { .pupil = pupil, .outcome = l->v.outcome, .code = l->v.code, .gave = l->v.code == CODE_U ? l->v.gave : CODE_NONE, .minute = l->v.minute, .late = l->v.late };

	if (r < 0 && l->said.kind == ERR_STORE) {
		if (e)
			*e = l->said;
		return r;
	}
	found.words = arena_text(l->arena, r < 0 ? l->said.text : arriving_words(&l->v, l->arena));
	if (r < 0 && found.outcome != DESK_HERE_ALREADY)
		found.outcome = DESK_REFUSED;
	r = l->m.o ? warn(l, pupil, &found, e) : 0;
	if (r == 0)
		*ret = found;
	return r;
}

int office_desk_look(struct office *o, int64_t pupil, int minute, const char *code, struct arena *a, struct desk_arrival *ret, struct err *e)
{
	struct looking l = { .o = o, .arena = a, .wish = { .day = DAY_NONE, .session = -1, .minute = minute, .code = code } };
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_RECORD_LATE, 0, e);
	if (r < 0)
		return r;
	r = store_read_begin(o->store);
	if (r < 0)
		return office_fail(o, r, e);
	r = look(&l, pupil, ret, e);
	store_read_end(o->store);
	marking_leave(&l.m);
	return r;
}
