/* Who is expected where on a day (A10, A30). */
#include "confirm_parts.h"

#include <stdlib.h>
#include <string.h>

static int by_pupil(const void *a, const void *b)
{
	const struct due_row *x = a, *y = b;

	return (x->pupil > y->pupil) - (x->pupil < y->pupil);
}

int expecting_read(struct expecting *x, struct office *o, struct day day, struct arena *a, struct err *e)
{
	*x = (struct expecting){ .o = o, .e = e, .arena = a, .day = day };
	int r = expectations_read(o, day, day, a, &x->expectations);

	for (int s = 0; r == 0 && s < 2; s++) {
		x->due_count[s] = store_due(o->store, day, (enum session)s, 0, a, &x->due[s]);
		r = x->due_count[s] < 0 ? x->due_count[s] : 0;
		if (r == 0)
			qsort(x->due[s], (size_t)x->due_count[s], sizeof *x->due[s], by_pupil);
	}
	return r < 0 ? office_fail(o, r, e) : 0;
}

const struct due_row *expecting_due(const struct expecting *x, int64_t pupil, sitting s)
{
	const struct due_row key = { .pupil = pupil };
	const struct due_row *due = x->due_count[s & 1] ? bsearch(&key, x->due[s & 1], (size_t)x->due_count[s & 1], sizeof key, by_pupil) : NULL;

	return due && calendar_opening(&x->o->calendar, s, due->year, due->roll_group, NULL) == OPENING_OPEN ? due : NULL;
}

const char *expecting_out(const struct expecting *x, const struct due_row *due, sitting s)
{
	const struct sign_out_row *out = expected_out(x->expectations, due->pupil, x->day);
	const struct session_times *t = office_times_for(x->o, x->day, sitting_session(s), due->roll_group, due->year);
	char time[8];

	if (!out || out->place || out->out_minute > (t ? t->ends : sitting_session(s) == SESSION_AM ? 12 * 60 : 24 * 60))
		return NULL;
	return arena_printf(x->arena, "out since %s: %s", minute_text((int)out->out_minute, time), out->reason);
}

int expecting_plan(struct expecting *x, int64_t plan, struct expecting_place *ret)
{
	struct plan_pupil_row *rows;
	sitting am = sitting_of(x->day, SESSION_AM);
	int r = plan_get(x->o, plan, x->arena, &ret->plan, x->e);
	int n = r < 0 ? r : store_pupils_of_plan(x->o->store, plan, x->arena, &rows);

	if (r < 0)
		return r;
	if (n < 0)
		return office_fail(x->o, n, x->e);
	ret->from = plan_row_from(&ret->plan);
	ret->place = NULL;
	ret->code = code_on(code_number(ret->plan.code), x->day);
	ret->children = arena_new(x->arena, (size_t)n + 1, sizeof *ret->children);
	ret->count = 0;
	if (!ret->code || (!plan_covers(&ret->plan, am) && !plan_covers(&ret->plan, am + 1)))
		return 0;
	for (int i = 0; i < n; i++) {
		struct expecting_child *c = &ret->children[ret->count++];

		*c = (struct expecting_child){ .pupil = rows[i].pupil, .row = rows[i], .code = ret->code };
		for (int s = 0; s < 2; s++)
			c->covers[s] = plan_covers(&ret->plan, am + s) && am + s <= plan_until(&ret->plan, &rows[i]);
	}
	return 1;
}

static bool is_there(const struct agreed_row *row, const char *place, const char *code)
{
	return strcmp(row->place, place) == 0 && (!code || strcmp(row->code, code) == 0);
}

int expecting_agreed(struct expecting *x, const char *place, const char *code, struct expecting_place *ret)
{
	struct agreed_row *rows;
	sitting am = sitting_of(x->day, SESSION_AM);
	int n = store_elsewhere_between(x->o->store, x->day, x->day, x->arena, &rows);

	if (n < 0)
		return office_fail(x->o, n, x->e);
	*ret = (struct expecting_place){ .from = EXPECTED_AGREED, .plan = PLAN_NEW, .place = place };
	ret->children = arena_new(x->arena, (size_t)n + 1, sizeof *ret->children);
	for (int i = 0; i < n; i++) {
		bool morning = place_covers(&rows[i].at, am), afternoon = place_covers(&rows[i].at, am + 1);

		const struct code *of = code_on(code_number(rows[i].code), x->day);

		if (!of || !is_there(&rows[i], place, code) || (!morning && !afternoon))
			continue;
		ret->code = ret->code ? ret->code : of;
		ret->children[ret->count++] = (struct expecting_child){ .pupil = rows[i].at.pupil, .row = PLAN_PUPIL_NEW, .code = of,
									.covers = { morning, afternoon } };
	}
	return ret->count > 0;
}

bool expecting_is_nearest(const struct expecting_place *p, const struct expected *nearest)
{
	if (!nearest || nearest->from != p->from)
		return false;
	return p->plan.id ? nearest->id == p->plan.id : strcmp(nearest->place, p->place) == 0;
}
