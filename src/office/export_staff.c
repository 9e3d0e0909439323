/* Staff, out again (E3): roles and classes in force, or to come. */
#include "export.h"

#include <string.h>

#include "rules/pupil.h"

static const char *words_joined(struct buf *to, const char *word)
{
	if (to->length)
		buf_text(to, "; ");
	buf_text(to, word);
	return buf_string(to);
}

static bool is_over(const struct exporting *x, struct day to)
{
	return !day_is_none(to) && to.n < x->today.n;
}

/* "head_of_year 4", "pastoral Willow": as far as the role reaches. */
static const char *role_words(struct exporting *x, const struct staff_role_row *row, struct arena *a)
{
	char year[8];

	if (row->year != NONE)
		return arena_printf(a, "%s %s", row->role, year_name((int)row->year, year));
	if (row->roll_group != NONE)
		return arena_printf(a, "%s %s", row->role, office_group_name(x->office, row->roll_group));
	return row->role;
}

static int role_fields(struct exporting *x, int64_t staff, const char **fields, struct arena *a)
{
	CLEAN_BUF struct buf words = { 0 };
	struct staff_role_row *rows;
	int n = store_roles_of_staff(x->office->store, staff, a, &rows);

	for (int i = 0; i < n; i++)
		if (!is_over(x, rows[i].to_day))
			words_joined(&words, role_words(x, &rows[i], a));
	fields[STAFF_ROLES] = arena_text(a, buf_string(&words));
	return n;
}

static int class_fields(struct exporting *x, int64_t staff, const char **fields, struct arena *a)
{
	CLEAN_BUF struct buf words = { 0 };
	struct staff_group_row *rows;
	int n = store_groups_of_staff(x->office->store, staff, a, &rows);

	for (int i = 0; i < n; i++)
		if (!is_over(x, rows[i].to_day) && strcmp(rows[i].kind, "teacher") == 0)
			words_joined(&words, office_group_name(x->office, rows[i].roll_group));
	fields[STAFF_CLASSES] = arena_text(a, buf_string(&words));
	return n;
}

static int put_staff(struct exporting *x, const struct staff_row *row, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *fields[STAFF_COLUMNS] = {
		[STAFF_SIGN_IN] = row->sign_in,
		[STAFF_NAME] = row->name,
		[STAFF_FORENAME] = "",
		[STAFF_SURNAME] = "",
		[STAFF_POSITION] = row->position,
		[STAFF_KIND] = row->kind,
		[STAFF_FROM_DATE] = export_day(row->from_day, &a),
		[STAFF_TO_DATE] = export_day(row->to_day, &a),
	};
	int r = role_fields(x, row->id, fields, &a);

	if (r >= 0)
		r = class_fields(x, row->id, fields, &a);
	return r < 0 ? office_fail(x->office, r, e) : export_row(x, fields, STAFF_COLUMNS, e);
}

int export_staff(struct exporting *x, struct err *e)
{
	struct staff_row *rows;
	int n = store_thing_all(x->office->store, THING_STAFF, &x->arena, &rows);
	int r = n < 0 ? office_fail(x->office, n, e) : export_heading(x, e);

	for (int i = 0; r == 0 && i < n; i++)
		r = put_staff(x, &rows[i], e);
	return r;
}
