/* Who is due in a register, what they are called there, and why somebody is not. */
#include "marking.h"

static const struct named *names_of_due(struct marking *m)
{
	struct named *names = arena_new(&m->arena, (size_t)m->count + 1, sizeof *names);

	for (int i = 0; i < m->count; i++) {
		struct pupil_row row = PUPIL_NEW;

		names[i].name = office_pupil_name(m->o, m->due[i].pupil, &m->arena);
		names[i].group = office_group_name(m->o, m->ref.roll_group);
		if (store_thing_get(m->o->store, THING_PUPIL, m->due[i].pupil, &m->arena, &row) == 0)
			names[i].born = row.born_day;
	}
	names_tell_apart(names, m->count, &m->arena);
	return names;
}

const char *marking_name(struct marking *m, int64_t pupil)
{
	if (!m->names)
		m->names = names_of_due(m);
	for (int i = 0; i < m->count; i++)
		if (m->due[i].pupil == pupil)
			return m->names[i].name;
	return office_pupil_name(m->o, pupil, &m->arena);
}

/* 1 if enrolled then, 0 if not, with the day that says so in *ret_from (joins later) or *ret_to (left before). */
static int enrolled_on(struct marking *m, int64_t pupil, struct day *ret_from, struct day *ret_to)
{
	struct enrolment_row *rows;
	sitting at = sitting_of(m->ref.day, m->ref.session);
	int n = store_enrolments_of_pupil(m->o->store, pupil, &m->arena, &rows);

	*ret_from = *ret_to = DAY_NONE;
	for (int i = 0; i < n; i++) {
		if (sitting_of(rows[i].from_day, (enum session)rows[i].from_session) > at)
			*ret_from = day_is_none(*ret_from) ? rows[i].from_day : *ret_from;
		else if (!day_is_none(rows[i].to_day) && sitting_of(rows[i].to_day, (enum session)rows[i].to_session) < at)
			*ret_to = rows[i].to_day;
		else
			return 1;
	}
	return n < 0 ? office_fail(m->o, n, m->e) : 0;
}

static int refuse_not_enrolled(struct marking *m, const char *name, struct day from, struct day to)
{
	char day[DAY_TEXT], when[DAY_TEXT];

	day_long(m->ref.day, day);
	if (!day_is_none(to))
		return err_refuse(m->e, "%s was not on the roll on the %s of %s: the last day was %s.", name, session_words(m->ref.session),
				  day, day_long(to, when));
	if (!day_is_none(from))
		return err_refuse(m->e, "%s was not on the roll yet on the %s of %s: the first day is %s.", name,
				  session_words(m->ref.session), day, day_long(from, when));
	return err_refuse(m->e, "%s was never on the roll: a mark cannot be kept for %s.", name, day);
}

static int refuse_not_due(struct marking *m, int64_t pupil)
{
	const char *name = marking_name(m, pupil), *group = office_group_name(m->o, m->ref.roll_group);
	struct day from, to;
	int64_t other = 0;
	char day[DAY_TEXT];
	int r = enrolled_on(m, pupil, &from, &to);

	if (r < 0)
		return r;
	if (r == 0)
		return refuse_not_enrolled(m, name, from, to);
	r = office_pupil_group(m->o, pupil, m->ref.day, m->ref.session, &other, m->e);
	if (r < 0)
		return r;
	day_long(m->ref.day, day);
	if (other == m->ref.roll_group) /* in the class, on the roll, and not due */
		return err_refuse(m->e, "%s is a boarder, who needs no mark.", name);
	if (other)
		return err_refuse(m->e, "%s is in %s, not in %s, on the %s of %s.", name, office_group_name(m->o, other), group,
				  session_words(m->ref.session), day);
	return err_refuse(m->e, "%s is not in %s on the %s of %s.", name, group, session_words(m->ref.session), day);
}

struct due_row *marking_due(struct marking *m, int64_t pupil, int *ret_r)
{
	for (int i = 0; i < m->count; i++)
		if (m->due[i].pupil == pupil)
			return &m->due[i];
	*ret_r = refuse_not_due(m, pupil);
	return NULL;
}
