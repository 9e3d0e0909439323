/* Two rows of one child become one, or are said to be two children (design 2). */
#include "merge.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

void merging_say(struct merging *m, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	buf_text(m->said, arena_vprintf(&m->arena, format, ap));
	va_end(ap);
	buf_char(m->said, '\n');
}

static int read_one(struct office *o, int64_t id, struct arena *a, struct pupil_row *ret, const char **ret_name, struct err *e)
{
	char key[KEY_TEXT];
	int r = store_thing_get(o->store, THING_PUPIL, id, a, ret);

	if (r == -ENOENT) {
		err_refuse(e, "There is no such pupil. Look for the pupil by name, UPN or admission number.");
		return r;
	}
	if (r < 0)
		return office_fail(o, r, e);
	*ret_name = arena_printf(a, "%s (%s)", pupil_display_name(ret, a),
				 ret->admission_number ? ret->admission_number : ret->upn ? ret->upn : key_hex(&ret->key, key));
	return 0;
}

/* WHAT STANDS IN THE WAY */

static int refuse_two(struct merging *m)
{
	struct pupil_pair_row *rows;
	int n = store_pairs_of_pupil(m->o->store, m->from.id, &m->arena, &rows);

	for (int i = 0; i < n; i++)
		if ((rows[i].pupil == m->to.id || rows[i].other == m->to.id) && strcmp(rows[i].said, "not the same") == 0)
			return err_refuse(m->e, "Somebody said that %s and %s are two children. Undo that act first if it was wrong.", m->from_name, m->to_name);
	return n < 0 ? office_fail(m->o, n, m->e) : 0;
}

static int merge_check(struct merging *m)
{
	char from[DAY_TEXT], to[DAY_TEXT];

	if (m->from.id == m->to.id)
		return err_refuse(m->e, "These are one row already: name two.");
	if (m->from.merged_into != NONE || m->to.merged_into != NONE)
		return err_refuse(m->e, "%s was merged with another row already. Look for the child again.",
				  m->from.merged_into != NONE ? m->from_name : m->to_name);
	if (!day_equal(m->from.born_day, m->to.born_day))
		merging_say(m, "Born on %s and on %s: the second stays. One child?", day_long(m->from.born_day, from),
			    day_long(m->to.born_day, to));
	return refuse_two(m);
}

/* THE TWO ROWS THEMSELVES: the first lets go of what the second takes before that takes it */

static void take(const char **to, const char *from)
{
	if (!*to)
		*to = from;
}

static int write_pupils(struct merging *m)
{
	struct pupil_row from = m->from, to = m->to;

	from.merged_into = to.id;
	if (!to.upn)
		from.upn = NULL;
	else if (m->from.upn)
		take(&to.former_upn, m->from.upn);
	if (!to.admission_number)
		from.admission_number = NULL;
	take(&to.upn, m->from.upn);
	take(&to.former_upn, m->from.former_upn);
	take(&to.admission_number, m->from.admission_number);
	take(&to.middle_names, m->from.middle_names);
	take(&to.preferred_name, m->from.preferred_name);
	take(&to.preferred_surname, m->from.preferred_surname);
	take(&to.sort_name, m->from.sort_name);
	take(&to.sex, m->from.sex);
	if (day_is_none(to.died_day))
		to.died_day = m->from.died_day;
	int r = store_act_put(m->o->store, THING_PUPIL, &from);
	if (r >= 0)
		r = store_act_put(m->o->store, THING_PUPIL, &to);
	return r < 0 ? office_fail(m->o, r, m->e) : 0;
}

static int merge_write(struct merging *m, bool dry, int64_t *ret_act)
{
	int r = office_act_open(m->o, "merge", NULL, NULL, 0, m->e);

	if (r == 0)
		r = merge_write_marks(m);
	if (r == 0)
		r = merge_write_rows(m);
	if (r == 0)
		r = merge_write_day(m);
	if (r == 0)
		r = write_pupils(m);
	if (r < 0)
		return r;
	merging_say(m, "%s is one row with %s, which stays.", m->from_name, m->to_name);
	merging_say(m, "Numbers and keys of both find the child.");
	if (!dry)
		return office_act_end(m->o, true, ret_act, m->e);
	*ret_act = 0; /* the caller abandons what was written */
	return 0;
}

static int merge(struct merging *m, int64_t from, int64_t to, bool dry, int64_t *ret_act)
{
	int r = office_may(m->o, ACTION_CHANGE_ROLL, 0, m->e);

	if (r == 0)
		r = read_one(m->o, from, &m->arena, &m->from, &m->from_name, m->e);
	if (r == 0)
		r = read_one(m->o, to, &m->arena, &m->to, &m->to_name, m->e);
	if (r < 0)
		return r;
	if (m->from.merged_into == to) {
		*ret_act = 0;
		return 0;
	}
	r = merge_check(m);
	if (r == 0)
		r = merge_plan_marks(m);
	return r < 0 ? r : merge_write(m, dry, ret_act);
}

int office_pupils_merge(struct office *o, int64_t from, int64_t to, int keep, bool dry, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	struct merging m = { .o = o, .e = e, .said = ret_said, .keep = keep };
	int r = office_write_begin(o, e);

	if (r == 0)
		r = merge(&m, from, to, dry, ret_act);
	office_act_abandon(o);
	vec_finish(&m.entries);
	arena_finish(&m.arena);
	return r;
}

/* TWO CHILDREN */

static int two(struct office *o, int64_t a, int64_t b, int64_t *ret_act, struct err *e)
{
	CLEAN_ARENA struct arena arena = { 0 };
	struct pupil_row rows[2];
	struct pupil_pair_row *pairs, pair = PUPIL_PAIR_NEW;
	const char *names[2];
	int r = office_may(o, ACTION_CHANGE_ROLL, 0, e), n;

	if (r == 0)
		r = read_one(o, a, &arena, &rows[0], &names[0], e);
	if (r == 0)
		r = read_one(o, b, &arena, &rows[1], &names[1], e);
	if (r < 0)
		return r;
	if (a == b || rows[0].merged_into != NONE || rows[1].merged_into != NONE)
		return err_refuse(e, "%s and %s are one row by now. Undo the act that merged them first if that was wrong.", names[0], names[1]);
	pair.pupil = a < b ? a : b;
	pair.other = a < b ? b : a;
	pair.said = "not the same";
	n = store_pairs_of_pupil(o->store, a, &arena, &pairs);
	for (int i = 0; i < n; i++)
		if (pairs[i].pupil == pair.pupil && pairs[i].other == pair.other && strcmp(pairs[i].said, pair.said) == 0)
			pair = pairs[i];
	if (n < 0)
		return office_fail(o, n, e);
	r = office_act_open(o, "two pupils", NULL, NULL, 0, e);
	if (r < 0)
		return r;
	r = store_act_put(o->store, THING_PUPIL_PAIR, &pair);
	return r < 0 ? office_fail(o, r, e) : office_act_end(o, false, ret_act, e);
}

int office_pupils_two(struct office *o, int64_t a, int64_t b, int64_t *ret_act, struct err *e)
{
	IN_TRANSACTION(o, e, two(o, a, b, ret_act, e));
}
