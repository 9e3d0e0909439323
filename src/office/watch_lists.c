/* Who is to be found: signed in and not in class, out and not back, here although an absence was expected (A18, A22, B5). */
#include "expected.h"
#include "marking.h"
#include "watch_parts.h"

/* SIGNED IN, NOT IN CLASS --------------------------------------------------------------------------------------------------------------------- */

static const char *maker_of(struct watching *w, int64_t seq)
{
	struct act_row act;

	return store_act_get(w->o->store, seq, &w->work, &act) < 0 ? "?" : act.head.staff_name;
}

/* "signed in at 08:52 by Jo Reed, N in Oak by Tom Bell" */
static int alarm_add(struct watching *w, const struct alarm *alarm, enum session s)
{
	struct arena *a = &w->view->arena;
	struct entry_row *chain;
	int64_t group = 0;
	char at[8];
	int n = store_entries_of_mark(w->o->store, alarm->pupil, w->day, s, &w->work, &chain);
	const struct entry_row *in = n > 0 ? chain_standing(chain, n) : NULL;
	int r = n < 0 ? n : office_pupil_group(w->o, alarm->pupil, w->day, s, &group, NULL);

	if (r < 0 || !in)
		return r;
	const char *when = alarm->arrival < 0 ? "" : arena_printf(a, " at %s", minute_text(alarm->arrival, at));
	return watch_add(w, WATCH_NOT_IN_CLASS, alarm->pupil, w->day, s, alarm->arrival,
			 arena_printf(a, "signed in%s by %s, %s in %s by %s", when, maker_of(w, in->act), code_symbol(chain[n - 1].entry.after),
				      office_group_name(w->o, group), maker_of(w, chain[n - 1].act)));
}

int watch_not_in_class(struct watching *w)
{
	int r = 0;

	for (enum session s = SESSION_AM; r == 0 && s <= SESSION_PM; s++) {
		struct session_change *changes;
		struct alarm *alarms;
		int n = store_changes_of_session(w->o->store, w->day, s, &w->work, &changes);

		n = n < 0 ? n : presence_alarms(w->o, w->day, s, changes, n, &w->work, &alarms);
		for (int i = 0; r == 0 && i < n; i++)
			r = alarm_add(w, &alarms[i], s);
		r = n < 0 ? n : r;
	}
	return r;
}

/* OUT, AND DUE BACK --------------------------------------------------------------------------------------------------------------------------- */

int watch_out_overdue(struct watching *w)
{
	struct sign_out_row *rows;
	int n = store_sign_outs_on(w->o->store, w->day, &w->work, &rows), r = n < 0 ? n : 0;
	char out[8], due[8];

	for (int i = 0; r == 0 && i < n; i++) {
		const struct sign_out_row *row = &rows[i];
		const struct session_times *t = office_times(w->o, w->day, SESSION_PM, 0);

		if (row->in_minute != NONE || row->due_minute == NONE || row->due_minute >= w->minute)
			continue;
		r = watch_add(w, WATCH_OUT_OVERDUE, row->pupil, w->day, t && row->out_minute >= t->starts ? SESSION_PM : SESSION_AM, (int)row->due_minute,
			      arena_printf(&w->view->arena, "out at %s, due back at %s: %s", minute_text((int)row->out_minute, out),
					   minute_text((int)row->due_minute, due), row->reason));
	}
	return r;
}

/* HERE AFTER ALL ------------------------------------------------------------------------------------------------------------------------------ */

/* A closure, and the gate, are other matters. */
static bool is_absence(const struct expected *x, struct day day)
{
	return x && x->from != EXPECTED_CLOSURE && x->from != EXPECTED_SIGNED_OUT && !code_is_in(x->code, day);
}

/* Who is out of the gate now was here, and was expected to be absent all the same. */
static const struct expected *absence_at(struct watching *w, const struct expectations *x, const struct due_row *due, sitting at)
{
	const struct expected *list[8];
	int n = expected_all(x, due->pupil, due->year, due->roll_group, at, list, (int)(sizeof list / sizeof *list));

	for (int i = 0; i < n && i < (int)(sizeof list / sizeof *list); i++)
		if (is_absence(list[i], w->day))
			return list[i];
	return NULL;
}

int watch_here_after_all(struct watching *w)
{
	struct expectations *x;
	int r = expectations_read(w->o, w->day, w->day, &w->work, &x);

	for (enum session s = SESSION_AM; r == 0 && s <= SESSION_PM; s++)
		for (int i = 0; r == 0 && i < w->due_count[s]; i++) {
			const struct due_row *due = &w->due[s][i];
			const struct expected *e = code_is_in(due->mark, w->day) ? absence_at(w, x, due, sitting_of(w->day, s)) : NULL;

			if (e)
				r = watch_add(w, WATCH_HERE_AFTER_ALL, due->pupil, w->day, s, -1,
					      arena_printf(&w->view->arena, "%s, and is %s in the %s", expected_words(e, &w->work), code_symbol(due->mark),
							   session_words(s)));
		}
	return r;
}
