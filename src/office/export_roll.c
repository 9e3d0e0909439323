/* Pupils and their groups, out again (E3). */
#include "export.h"

#include "rules/pupil.h"

/* PUPILS */

static const char *year_text(const struct export_pupil *p, struct arena *a)
{
	char text[8];

	return p->year ? arena_text(a, year_name((int)p->year->year, text)) : "";
}

static void spell_fields(const struct enrolment_row *s, const struct enrolment_row *began, const char **fields, struct arena *a)
{
	fields[PUPILS_START_DATE] = export_day(began->from_day, a);
	fields[PUPILS_START_SESSION] = session_name((enum session)began->from_session);
	fields[PUPILS_LEAVE_DATE] = export_day(s->to_day, a);
	if (s->to_session != NONE)
		fields[PUPILS_LEAVE_SESSION] = session_name((enum session)s->to_session);
	fields[PUPILS_ENROLMENT] = s->kind;
	fields[PUPILS_LAST_SCHOOL] = export_text(s->last_school);
	fields[PUPILS_OTHER_SCHOOL] = export_text(s->other_school);
	fields[PUPILS_OTHER_SCHOOL_CONTACT] = export_text(s->other_school_contact);
	fields[PUPILS_ARRANGEMENT] = export_text(s->arrangement);
}

static int put_pupil(struct exporting *x, const struct export_pupil *p, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *fields[PUPILS_COLUMNS];

	for (int i = 0; i < PUPILS_COLUMNS; i++)
		fields[i] = i < PUPILS_SEN ? "" : export_flag(false);
	export_who(p, fields);
	fields[PUPILS_SURNAME] = p->row->surname;
	fields[PUPILS_FORENAME] = p->row->forename;
	fields[PUPILS_PREFERRED_NAME] = export_text(p->row->preferred_name);
	fields[PUPILS_DOB] = export_day(p->row->born_day, &a);
	fields[PUPILS_SEX] = export_text(p->row->sex);
	fields[PUPILS_MIDDLE_NAMES] = export_text(p->row->middle_names);
	fields[PUPILS_PREFERRED_SURNAME] = export_text(p->row->preferred_surname);
	fields[PUPILS_YEAR] = year_text(p, &a);
	if (p->class)
		fields[PUPILS_CLASS] = office_group_name(x->office, p->class->roll_group);
	if (p->spell)
		spell_fields(p->spell, p->began, fields, &a);
	for (int i = PUPILS_SEN; i < PUPILS_COLUMNS; i++)
		if (p->flags[i])
			fields[i] = p->flags[i]->value;
	return export_row(x, fields, x->flags ? PUPILS_COLUMNS : PUPILS_SEN, e);
}

int export_pupils(struct exporting *x, struct err *e)
{
	const char *names[PUPILS_COLUMNS];
	int r = 0;

	for (int i = 0; i < PUPILS_COLUMNS; i++)
		names[i] = file_shapes[FILE_PUPILS].columns[i].name;
	csv_put(&x->out, names, x->flags ? PUPILS_COLUMNS : PUPILS_SEN);
	if (!x->flags)
		export_say(x, "%s may not see what makes a child come first (%s, %s ...): those columns are left out.", x->office->person.name,
			   names[PUPILS_SEN], names[PUPILS_FSM]);
	for (int i = 0; r == 0 && i < x->pupil_count; i++)
		r = put_pupil(x, x->pupils[i], e);
	return r;
}

/* GROUPS */

static const char *weekday_text(int64_t weekdays, struct arena *a)
{
	static const char *const names[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
	CLEAN_BUF struct buf text = { 0 };

	for (int i = 0; i < 7; i++)
		if (weekdays & 1 << i)
			buf_printf(&text, "%s%s", text.length ? " " : "", names[i]);
	return arena_text(a, buf_string(&text));
}

/* The year that the pupil was in on all of these days: one that changed within them would be read again as the year of them all. */
static const char *year_then(const struct pupil_year_row *years, int count, const struct membership_row *m, struct arena *a)
{
	char text[8];

	for (int i = 0; i < count; i++)
		if (day_within(m->from_day, years[i].from_day, years[i].to_day))
			return day_is_none(years[i].to_day) || (!day_is_none(m->to_day) && m->to_day.n <= years[i].to_day.n)
			     ? arena_text(a, year_name((int)years[i].year, text)) : "";
	return "";
}

static int put_group(struct exporting *x, const struct export_pupil *p, const struct membership_row *m, const char *year, struct arena *a,
		     struct err *e)
{
	const struct roll_group_row *group = office_group(x->office, m->roll_group);
	const char *fields[GROUPS_COLUMNS];

	for (int i = 0; i < GROUPS_COLUMNS; i++)
		fields[i] = "";
	export_who(p, fields);
	fields[GROUPS_GROUP] = office_group_name(x->office, m->roll_group);
	fields[GROUPS_KIND] = group ? group->kind : "";
	fields[GROUPS_FROM_DATE] = export_day(m->from_day, a);
	fields[GROUPS_TO_DATE] = export_day(m->to_day, a);
	fields[GROUPS_YEAR] = year;
	fields[GROUPS_WEEKDAYS] = weekday_text(m->weekdays, a);
	if (m->sessions != 3)
		fields[GROUPS_SESSIONS] = session_name(m->sessions == 1 ? SESSION_AM : SESSION_PM);
	return export_row(x, fields, GROUPS_COLUMNS, e);
}

static int put_groups(struct exporting *x, const struct export_pupil *p, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct membership_row *rows;
	struct pupil_year_row *years;
	int years_n = store_years_of_pupil(x->office->store, p->row->id, &a, &years);
	int n = years_n < 0 ? years_n : store_memberships_of_pupil(x->office->store, p->row->id, &a, &rows), r = 0;

	if (n < 0)
		return office_fail(x->office, n, e);
	for (int i = 0; r == 0 && i < n; i++)
		if (export_touches(x, rows[i].from_day, rows[i].to_day) && (x->group == 0 || rows[i].roll_group == x->group))
			r = put_group(x, p, &rows[i], year_then(years, years_n, &rows[i], &a), &a, e);
	return r;
}

int export_groups(struct exporting *x, struct err *e)
{
	int r = export_heading(x, e);

	for (int i = 0; r == 0 && i < x->pupil_count; i++)
		r = put_groups(x, x->pupils[i], e);
	return r;
}
