/* Who should be back, who is and never said why, and who is ill and was not spoken to (B17). */
#include <stdlib.h>
#include <string.h>

#include "call_facts.h"
#include "watch_parts.h"

static uint8_t mark_of(const struct watching *w, int64_t pupil, enum session s)
{
	for (int i = 0; i < w->due_count[s]; i++)
		if (w->due[s][i].pupil == pupil)
			return w->due[s][i].mark;
	return CODE_NONE;
}

/* EXPECTED BACK, AND ABSENT ------------------------------------------------------------------------------------------------------------------- */

/* Did the family say since that it lasts longer? */
static bool said_again(const struct reported_row *rows, int n, const struct reported_row *old)
{
	for (int i = 0; i < n; i++)
		if (rows[i].pupil == old->pupil && rows[i].id > old->id)
			return true;
	return false;
}

/* "back tomorrow", said on a Friday, is the next school day's morning. */
static struct day back_since(const struct watching *w)
{
	struct day before = calendar_school_day(&w->o->calendar, w->day, -1);

	return day_is_none(before) ? w->day : day_add(before, 1);
}

static const char *back_words(struct watching *w, const struct reported_row *row, enum session s)
{
	char day[DAY_TEXT];

	return day_equal(row->back_day, w->day) ? arena_printf(&w->work, "this %s", session_words(s)) :
						  arena_printf(&w->work, "on %s", day_long(row->back_day, day));
}

static int reports_not_back(struct watching *w)
{
	struct reported_row *back, *now;
	int n = store_reported_back(w->o->store, back_since(w), w->day, &w->work, &back), r = 0;
	int m = n < 0 ? n : store_reported_between(w->o->store, w->day, w->day, &w->work, &now);

	for (int i = 0; r == 0 && m >= 0 && i < n; i++) {
		enum session s = day_equal(back[i].back_day, w->day) ? (enum session)back[i].back_session : SESSION_AM;
		uint8_t mark = mark_of(w, back[i].pupil, s);

		if (mark_is_absent(mark, w->day) && !said_again(now, m, &back[i]))
			r = watch_add(w, WATCH_NOT_BACK, back[i].pupil, w->day, s, -1,
				      arena_printf(&w->view->arena, "%s said: back %s; %s stands", back[i].caller, back_words(w, &back[i], s), code_symbol(mark)));
	}
	return m < 0 ? m : r;
}

/* Leave and the like that ended since the last school day. */
static int plans_not_back(struct watching *w)
{
	struct day before = calendar_school_day(&w->o->calendar, w->day, -1);
	struct planned_row *rows;
	int n = day_is_none(before) ? 0 : store_planned_between(w->o->store, before, day_add(w->day, -1), &w->work, &rows), r = 0;
	char day[DAY_TEXT];

	for (int i = 0; r == 0 && i < n; i++) {
		const struct planned_row *row = &rows[i];
		uint8_t mark = mark_of(w, row->at.pupil, SESSION_AM);

		if (strcmp(row->kind, "absence") != 0 || row->at.last >= sitting_of(w->day, SESSION_AM) || !code_has_no_reason(mark))
			continue;
		r = watch_add(w, WATCH_NOT_BACK, row->at.pupil, w->day, SESSION_AM, -1,
			      arena_printf(&w->view->arena, "%s was planned until %s; %s stands", row->code, day_long(sitting_day(row->at.last), day),
					   code_symbol(mark)));
	}
	return n < 0 ? n : r;
}

int watch_not_back(struct watching *w)
{
	int r = reports_not_back(w);

	return r < 0 ? r : plans_not_back(w);
}

/* BACK, AND NO REASON ------------------------------------------------------------------------------------------------------------------------- */

void watch_look_begin(struct office *o, struct day day, struct unexplained_list *ret)
{
	*ret = (struct unexplained_list){ .day = day, .from = sitting_of(watch_first(o, day), SESSION_AM),
					  .slot = strip_slot(sitting_of(day, SESSION_AM)) };
}

/* Of the bytes of one storage year: no date is worked out for each. */
void watch_look(struct unexplained_list *list, int64_t pupil, const uint8_t *marks)
{
	sitting today = sitting_of(list->day, SESSION_AM);
	const uint8_t *now = marks + list->slot, *from = now - (today - list->from), *n = memchr(from, CODE_N, (size_t)(now - from));
	struct unexplained u = { .pupil = pupil };

	if (!n || (!code_is_in(now[0], list->day) && !code_is_in(now[1], list->day)))
		return;
	u.first = list->from + (sitting)(n - from);
	for (; n < now; n++)
		if (*n == CODE_N) {
			u.last = list->from + (sitting)(n - from);
			u.count++;
		}
	vec_push(list, u);
}

static int look(void *ctx, int64_t pupil, const uint8_t *marks)
{
	watch_look(ctx, pupil, marks);
	return 0;
}

static const char *unexplained_words(struct watching *w, const struct unexplained *u)
{
	char day[DAY_TEXT];

	day_long(sitting_day(u->first), day);
	return u->count == 1 ? arena_printf(&w->view->arena, "N in the %s of %s", session_words(sitting_session(u->first)), day)
			     : arena_printf(&w->view->arena, "N in %d sessions since %s", u->count, day);
}

static int no_reason_add(struct watching *w, const struct unexplained_list *found)
{
	int r = 0;

	for (int i = 0; r == 0 && i < found->count; i++) {
		const struct unexplained *u = &found->items[i];

		r = watch_add(w, WATCH_NO_REASON, u->pupil, sitting_day(u->last), sitting_session(u->last), -1, unexplained_words(w, u));
	}
	return r;
}

int watch_no_reason(struct watching *w)
{
	struct unexplained_list found;

	if (w->unexplained)
		return no_reason_add(w, w->unexplained);
	watch_look_begin(w->o, w->day, &found);
	int r = store_strips_each(w->o->store, strip_year(w->day), look, &found);
	if (r == 0)
		r = no_reason_add(w, &found);
	vec_finish(&found);
	return r;
}

/* ILL, AND NOT SPOKEN TO ---------------------------------------------------------------------------------------------------------------------- */

static int ill_days(struct watching *w)
{
	const char *set = office_setting(w->o, "watch.ill", w->day, "3");
	char *end;
	long days = strtol(set, &end, 10);

	return *end == '\0' && days > 0 && days < 1000 ? (int)days : 3;
}

/* Who was here on the school day before is ill since today: most are, and nothing more need be read of them. */
static int is_since_today(struct watching *w, int64_t pupil)
{
	struct day before = calendar_school_day(&w->o->calendar, w->day, -1);
	uint8_t mark = CODE_NONE;
	int r = day_is_none(before) ? 0 : store_mark_get(w->o->store, pupil, before, SESSION_PM, &mark);

	return r < 0 ? r : code_is_in(mark, before);
}

static int ill_add(struct watching *w, struct call_facts *f, const struct due_row *due, enum session s)
{
	struct call_case c;
	char day[DAY_TEXT];
	int r = ill_days(w) > 1 ? is_since_today(w, due->pupil) : 0;

	if (r != 0)
		return r < 0 ? r : 0;
	r = call_case_find(f, due->pupil, &c, NULL);
	if (r < 0 || c.since < 0 || c.day_of < ill_days(w) || (!day_is_none(c.spoken) && c.spoken.n >= sitting_day(c.since).n))
		return r;
	return watch_add(w, WATCH_NOT_SPOKEN, due->pupil, w->day, s, -1,
			 arena_printf(&w->view->arena, "absent since %s, %d school day%s: nobody has spoken to the child",
				      day_long(sitting_day(c.since), day), c.day_of, PLURAL(c.day_of)));
}

int watch_not_spoken(struct watching *w)
{
	struct call_facts f = { .o = w->o, .a = &w->work, .day = w->day };
	int r = call_facts_read(&f, NULL);

	for (enum session s = SESSION_AM; r == 0 && s <= SESSION_PM; s++)
		for (int i = 0; r == 0 && i < w->due_count[s]; i++) {
			const struct due_row *due = &w->due[s][i];

			/* once: in the afternoon those who were not ill in the morning */
			if (due->mark == CODE_I && (s == SESSION_AM || mark_of(w, due->pupil, SESSION_AM) != CODE_I))
				r = ill_add(w, &f, due, s);
		}
	return r;
}
