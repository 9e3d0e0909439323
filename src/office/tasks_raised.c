/* Tasks that follow from what was saved (B3, B10, B19). */
#include <string.h>

#include "call_parts.h"
#include "presence.h"
#include "tasks.h"

/* 1 if there is one for that child, day and role already, done or not; 0; -errno */
static int is_raised(struct office *o, const struct task_row *like, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct task_row *rows;
	int n = like->pupil == NONE ? store_tasks_open(o->store, &a, &rows) : store_tasks_of_pupil(o->store, like->pupil, &a, &rows);

	for (int i = 0; i < n; i++)
		if (rows[i].pupil == like->pupil && day_equal(rows[i].about_day, like->about_day) && strcmp(rows[i].kind, like->kind) == 0 && rows[i].for_role &&
		    strcmp(rows[i].for_role, like->for_role) == 0)
			return 1;
	return n < 0 ? office_fail(o, n, e) : 0;
}

int task_raise(struct office *o, const char *kind, enum role role, int64_t pupil, struct day about, int due_minute, const char *text, struct err *e)
{
	struct task_row row = TASK_NEW;
	struct day today = office_today(o);

	row.kind = kind;
	row.for_role = role_name(role);
	if (pupil)
		row.pupil = pupil;
	row.about_day = about;
	row.due_day = !day_is_none(about) && about.n > today.n ? about : today;
	if (due_minute >= 0)
		row.due_minute = due_minute;
	row.text = text;
	int r = is_raised(o, &row, e);
	if (r != 0)
		return r < 0 ? r : 0;
	r = store_act_put(o->store, THING_TASK, &row);
	return r < 0 ? office_fail(o, r, e) : 0;
}

/* AFTER MARKS (domain 2.9) ------------------------------------------------------------------------------------------------------------------- */

/* Who is told of an unexplained absence, by the flag of the child; the lead for safeguarding is, so that nobody else learns of it. */
static const struct {
	const char *flag, *kind, *whom;
} told[] = {
	{ "social_worker", "social worker", "the social worker" },
	{ "yot_worker", "youth offending worker", "the youth offending worker" },
	{ "looked_after", "virtual school", "the virtual school" },
};

static int raise_told(struct office *o, const struct entry *entry, const struct pupil_flag_row *flags, int n, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	char day[DAY_TEXT];
	int r = 0;

	for (size_t i = 0; r == 0 && i < sizeof told / sizeof *told; i++) {
		bool has = false;

		for (int k = 0; k < n; k++)
			has |= strcmp(flags[k].flag, told[i].flag) == 0 && flag_stands(&flags[k], entry->day);
		if (has)
			r = task_raise(o, told[i].kind, ROLE_DSL, entry->pupil, entry->day, -1,
				       arena_printf(&a, "Tell %s of %s today: absent on %s, and no reason is known.", told[i].whom,
						    said_child(o, entry->pupil, entry->day, &a), day_long(entry->day, day)), e);
	}
	return r;
}

/* A mark of long ago that is put right tells nobody anything: the reason is due within five school days (PR24 reg 10). */
#define TOLD_SCHOOL_DAYS 5

static bool is_told_of(struct office *o, const struct entry *e)
{
	struct day today = office_today(o), since = calendar_school_day(&o->calendar, today, -TOLD_SCHOOL_DAYS);

	return e->stands && code_has_no_reason(e->after) && day_within(e->day, day_is_none(since) ? today : since, today);
}

int tasks_of_marks(struct office *o, const struct entry *entries, int count, struct err *e)
{
	int r = 0;

	for (int i = 0; r == 0 && i < count; i++) {
		CLEAN_ARENA struct arena a = { 0 };
		struct pupil_flag_row *flags;

		if (!is_told_of(o, &entries[i]))
			continue;
		int n = store_flags_of_pupil(o->store, entries[i].pupil, &a, &flags);
		r = n < 0 ? office_fail(o, n, e) : raise_told(o, &entries[i], flags, n, e);
	}
	return r;
}
