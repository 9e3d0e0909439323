/* What a code asks for: the teacher's short list, the child's age, the hour, and a reason (A8, A20; domain 2). */
#include <errno.h>
#include <string.h>

#include "marking.h"
#include "rules/pupil.h"

#define TEACHER_CODES "/ \\ L N"
/* A register may be begun this many minutes before its time; earlier, a present mark is a slip of the key. */
#define EARLY_MOST 30

/* A8: the teacher's list is a setting, and a blank is always on it. */
static bool may_be_given(struct marking *m, uint8_t code)
{
	char *word, *list = arena_text(&m->arena, office_setting(m->o, "codes.teacher", m->ref.day, TEACHER_CODES));

	if (m->all_codes || code == CODE_NONE)
		return true;
	while ((word = strsep(&list, " ,")))
		if (*word && code_number(word) == code)
			return true;
	return false;
}

static int short_list_check(struct marking *m, uint8_t code)
{
	if (may_be_given(m, code))
		return 0;
	const struct code *c = code_on(code, m->ref.day);
	return err_refuse(m->e, "The office records %s (%s): mark N and tell the office what you know.", code_symbol(code),
			  c ? c->words : "");
}

/* PR24 reg 11(6), domain 2.8: X is for children who are not of compulsory school age on the day. */
static int age_check(struct marking *m, const struct due_row *due, uint8_t code)
{
	struct pupil_row p;
	char day[DAY_TEXT];

	if (code != CODE_X)
		return 0;
	int r = store_thing_get(m->o->store, THING_PUPIL, due->pupil, &m->arena, &p);
	if (r < 0)
		return office_fail(m->o, r, m->e);
	if (!compulsory_on(p.born_day, m->ref.day))
		return 0;
	return err_refuse(m->e, "%s is of compulsory school age on %s, so X cannot be used. A temporary part-time timetable is C2.",
			  pupil_display_name(&p, &m->arena), day_long(m->ref.day, day));
}

/* While the whole school is shut without warning (Y4, Y before 2024) nobody is in it; while a part is (Y3, Y7) a child may be here all the same. */
static int shut_check(struct marking *m, int year, uint8_t code)
{
	const char *name = NULL;
	char day[DAY_TEXT];
	enum opening opening = calendar_opening(&m->o->calendar, sitting_of(m->ref.day, m->ref.session), year, m->ref.roll_group, &name);
	uint8_t shut = closing_code(opening, m->ref.day);

	if (code == CODE_NONE || shut == CODE_NONE || code == shut || (opening != OPENING_UNPLANNED && code_is_in(code, m->ref.day)))
		return 0;
	day_long(m->ref.day, day);
	if (opening == OPENING_UNPLANNED)
		return err_refuse(m->e, "The school was closed unexpectedly (%s) on the %s of %s: only %s is recorded then.", name ? name : "",
				  session_words(m->ref.session), day, code_symbol(shut));
	return err_refuse(m->e, "On the %s of %s there is %s (%s): a child is here, or %s.", session_words(m->ref.session), day,
			  opening_words(opening), name ? name : "", code_symbol(shut));
}

int marking_shut_check(struct marking *m, uint8_t code)
{
	return shut_check(m, SESSION_ANY_YEAR, code);
}

/* Present means in school when the register begins to be taken (domain 2.2): nobody is, hours before it. */
static int early_check(struct marking *m, uint8_t code)
{
	char time[8];
	struct civil now = moment_civil(m->now);

	if (!code_is_in(code, m->ref.day) || !m->times || !day_equal(now.day, m->ref.day) || now.minute >= m->times->starts - EARLY_MOST)
		return 0;
	return err_refuse(m->e, "The %s register starts at %s: nobody can be marked %s yet.", session_words(m->ref.session),
			  minute_text(m->times->starts, time), code_symbol(code));
}

int marking_code_check(struct marking *m, const struct due_row *due, uint8_t code)
{
	int r = short_list_check(m, code);

	if (r == 0)
		r = age_check(m, due, code);
	if (r == 0)
		r = shut_check(m, due->year, code);
	return r < 0 ? r : early_check(m, code);
}

/* A20, domain 2.5: the first entry of a code is no amendment; of a past day it asks for a reason all the same. */
int marking_time_check(struct marking *m, const struct due_row *due)
{
	char day[DAY_TEXT], time[8];
	bool first = due->mark == CODE_NONE;

	if (!m->past && (first || !m->closed))
		return 0;
	int r = office_may_on(m->o, ACTION_AMEND, m->ref.roll_group, m->ref.day, m->e);
	if (r < 0 || m->reason)
		return r;
	if (m->past)
		return err_refuse(m->e, "%s is past: a mark of that day needs a reason.", day_long(m->ref.day, day));
	return err_refuse(m->e, "The register closed at %s and %s is marked %s: a change needs a reason.",
			  m->times ? minute_text(m->times->closes, time) : "an earlier time", marking_name(m, due->pupil),
			  code_symbol(due->mark));
}

/* What code_read() makes of its own symbol: not so for # and Z, which nobody types, and the slash of the other session. */
static bool is_typed(const struct code *c, const struct register_ref *ref)
{
	uint8_t number;

	return code_on(c->number, ref->day) == c && code_read(c->symbol, ref->day, ref->session, &number, NULL) == 0 && number == c->number;
}

int office_codes_allowed(struct office *o, const struct register_ref *ref, const struct code **ret, int most)
{
	struct marking m = { .o = o, .ref = *ref };
	enum action action = ref->day.n < office_today(o).n ? ACTION_AMEND : ACTION_TAKE_REGISTER;
	int n = 0;

	if (office_refresh(o, NULL) < 0 || office_may_on(o, action, ref->roll_group, ref->day, NULL) < 0)
		return 0;
	m.all_codes = office_may_on(o, ACTION_ALL_CODES, ref->roll_group, ref->day, NULL) == 0;
	for (int i = 0; n < most && i < codes_count; i++)
		if (is_typed(&codes[i], ref) && may_be_given(&m, codes[i].number) && marking_shut_check(&m, codes[i].number) == 0)
			ret[n++] = &codes[i];
	arena_finish(&m.arena);
	return n;
}
