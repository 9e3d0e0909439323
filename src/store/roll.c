/* The roll and the staff, as the use cases ask for them. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "internal.h"
#include "rules/calendar.h"
#include "thing.h"

/* DUE */

/* A due pupil with the folded name that puts it in its place. */
struct due_sort {
	struct due_row row;
	const char *surname, *forename;
};

static int due_order(const void *a, const void *b)
{
	const struct due_sort *x = a, *y = b;
	int by_name;

	if (x->row.roll_group != y->row.roll_group)
		return x->row.roll_group < y->row.roll_group ? -1 : 1;
	by_name = strcmp(x->surname, y->surname);
	if (by_name == 0)
		by_name = strcmp(x->forename, y->forename);
	return by_name ? by_name : (x->row.pupil > y->row.pupil) - (x->row.pupil < y->row.pupil);
}

static void due_read(struct stmt *q, int slot, struct arena *a, struct arena *names, struct due_sort *ret)
{
	int size;
	int64_t year = stmt_int(q, 2);
	const char *sort = stmt_text(q, 6), *surname = stmt_said(q, 4), *forename = stmt_said(q, 5);
	const uint8_t *marks = stmt_blob(q, 7, &size);

	ret->row = (struct due_row){ .pupil = stmt_int(q, 0), .roll_group = stmt_int(q, 1), .year = year == NONE ? SESSION_ANY_YEAR : (int)year,
		.enrolment = stmt_keep_said(q, 3, a), .mark = size == STRIP_BYTES ? marks[slot] : CODE_NONE };
	ret->surname = text_fold(names, sort && *sort ? sort : *surname ? surname : forename);
	ret->forename = text_fold(names, forename);
}

static int due_list(struct stmt *q, int slot, struct arena *a, struct due_row **ret)
{
	struct { VEC(struct due_sort); } rows = { 0 };
	CLEAN_ARENA struct arena names = { 0 };
	int r;

	while ((r = stmt_row(q)) > 0) {
		struct due_sort row;

		due_read(q, slot, a, &names, &row);
		vec_push(&rows, row);
	}
	if (r == 0) {
		if (rows.count)
			qsort(rows.items, (size_t)rows.count, sizeof *rows.items, due_order);
		*ret = arena_new(a, (size_t)rows.count + 1, sizeof **ret);
		for (int i = 0; i < rows.count; i++)
			if (r == 0 || (*ret)[r - 1].pupil != rows.items[i].row.pupil || (*ret)[r - 1].roll_group != rows.items[i].row.roll_group)
				(*ret)[r++] = rows.items[i].row; /* a pupil with two spells that touch is still one pupil */
	}
	vec_finish(&rows);
	return r;
}

int store_due(struct store *st, struct day day, enum session session, int64_t roll_group, struct arena *a, struct due_row **ret)
{
	int slot = strip_slot(sitting_of(day, session));
	STMT q = NULL;
	int r = stmt_borrow(st, roll_group ? SQL_DUE_OF_GROUP : SQL_DUE_OF_ALL, &q);

	if (r < 0)
		return r;
	stmt_bind_day(q, roll_group ? DUE_OF_GROUP_DAY : DUE_OF_ALL_DAY, day);
	stmt_bind_int(q, roll_group ? DUE_OF_GROUP_SESSION : DUE_OF_ALL_SESSION, session);
	stmt_bind_int(q, roll_group ? DUE_OF_GROUP_YEAR : DUE_OF_ALL_YEAR, strip_year(day));
	if (roll_group)
		stmt_bind_int(q, DUE_OF_GROUP_ROLL_GROUP, roll_group);
	return due_list(q, slot, a, ret);
}

/* WHICH PUPIL */

static int find_by(struct store *st, enum statement which, const char *identifier, int64_t *ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, which, &q);

	if (r < 0)
		return r;
	stmt_bind_text(q, 1, identifier);
	r = stmt_row(q);
	if (r > 0)
		*ret = stmt_int(q, 0);
	return r > 0 ? 0 : r == 0 ? -ENOENT : r;
}

static int find_by_key(struct store *st, const char *identifier, int64_t *ret)
{
	struct key key;
	STMT q = NULL;
	int r = key_parse(identifier, &key) < 0 ? -ENOENT : stmt_borrow(st, SQL_PUPIL_BY_KEY, &q);

	if (r < 0)
		return r;
	stmt_bind_blob(q, PUPIL_BY_KEY_KEY, key.bytes, sizeof key.bytes);
	r = stmt_row(q);
	if (r > 0)
		*ret = stmt_int(q, 0);
	return r > 0 ? 0 : r == 0 ? -ENOENT : r;
}

int store_pupil_find(struct store *st, const char *identifier, int64_t *ret)
{
	int r = find_by(st, SQL_PUPIL_BY_UPN, identifier, ret);

	if (r == -ENOENT)
		r = find_by(st, SQL_PUPIL_BY_ADMISSION_NUMBER, identifier, ret);
	return r == -ENOENT ? find_by_key(st, identifier, ret) : r;
}

/* LISTS OF THINGS BY WHOSE THEY ARE */

/* Runs a statement that gives ids, in its order, and reads each thing.  `day` DAY_NONE: it asks for none. */
static int things_of_on(struct store *st, enum statement which, enum thing thing, int64_t of, struct day day, struct arena *a, void *ret_array)
{
	struct { VEC(int64_t); } ids = { 0 };
	STMT q = NULL;
	int r = stmt_borrow(st, which, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, 1, of);
	if (!day_is_none(day))
		stmt_bind_day(q, 2, day);
	while ((r = stmt_row(q)) > 0)
		vec_push(&ids, stmt_int(q, 0));
	char *rows = arena_new(a, (size_t)ids.count + 1, thing_shapes[thing].size);
	for (int i = 0; r == 0 && i < ids.count; i++)
		r = store_thing_get(st, thing, ids.items[i], a, rows + thing_shapes[thing].size * (size_t)i);
	*(void **)ret_array = rows;
	if (r == 0)
		r = ids.count;
	vec_finish(&ids);
	return r;
}

static int things_of(struct store *st, enum statement which, enum thing thing, int64_t of, struct arena *a, void *ret_array)
{
	return things_of_on(st, which, thing, of, DAY_NONE, a, ret_array);
}

int store_pupils_born_on(struct store *st, struct day born, struct arena *a, struct pupil_row **ret)
{
	return things_of(st, SQL_PUPILS_BORN_ON, THING_PUPIL, born.n, a, ret);
}

int store_names_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct pupil_name_row **ret)
{
	return things_of(st, SQL_NAMES_OF_PUPIL, THING_PUPIL_NAME, pupil, a, ret);
}

int store_children_of_adult(struct store *st, int64_t adult, struct arena *a, struct contact_row **ret)
{
	return things_of(st, SQL_CHILDREN_OF_ADULT, THING_CONTACT, adult, a, ret);
}

int store_contacts_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct contact_row **ret)
{
	return things_of(st, SQL_CONTACTS_OF_PUPIL, THING_CONTACT, pupil, a, ret);
}

int store_addresses_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct address_row **ret)
{
	return things_of(st, SQL_ADDRESSES_OF_PUPIL, THING_ADDRESS, pupil, a, ret);
}

int store_addresses_of_adult(struct store *st, int64_t adult, struct arena *a, struct address_row **ret)
{
	return things_of(st, SQL_ADDRESSES_OF_ADULT, THING_ADDRESS, adult, a, ret);
}

int store_numbers_of_adult(struct store *st, int64_t adult, struct arena *a, struct adult_number_row **ret)
{
	return things_of(st, SQL_NUMBERS_OF_ADULT, THING_ADULT_NUMBER, adult, a, ret);
}

int store_enrolments_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct enrolment_row **ret)
{
	return things_of(st, SQL_ENROLMENTS_OF_PUPIL, THING_ENROLMENT, pupil, a, ret);
}

int store_memberships_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct membership_row **ret)
{
	return things_of(st, SQL_MEMBERSHIPS_OF_PUPIL, THING_MEMBERSHIP, pupil, a, ret);
}

int store_memberships_of_group(struct store *st, int64_t group, struct day day, struct arena *a, struct membership_row **ret)
{
	enum statement which = day_is_none(day) ? SQL_MEMBERSHIPS_OF_GROUP : SQL_MEMBERSHIPS_OF_GROUP_ON;

	return things_of_on(st, which, THING_MEMBERSHIP, group, day, a, ret);
}

int store_elsewhere_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct elsewhere_row **ret)
{
	return things_of(st, SQL_ELSEWHERE_OF_PUPIL, THING_ELSEWHERE, pupil, a, ret);
}

int store_pairs_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct pupil_pair_row **ret)
{
	return things_of(st, SQL_PAIRS_OF_PUPIL, THING_PUPIL_PAIR, pupil, a, ret);
}

int store_flags_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct pupil_flag_row **ret)
{
	return things_of(st, SQL_FLAGS_OF_PUPIL, THING_PUPIL_FLAG, pupil, a, ret);
}

int store_years_of_pupil(struct store *st, int64_t pupil, struct arena *a, struct pupil_year_row **ret)
{
	return things_of(st, SQL_YEARS_OF_PUPIL, THING_PUPIL_YEAR, pupil, a, ret);
}

/* STAFF */

int store_staff_by_sign_in(struct store *st, const char *sign_in, struct arena *a, struct staff_row *ret)
{
	int64_t id;
	int r = find_by(st, SQL_STAFF_BY_SIGN_IN, sign_in, &id);

	return r < 0 ? r : store_thing_get(st, THING_STAFF, id, a, ret);
}

int store_staff_by_uid(struct store *st, int64_t uid, struct day day, struct arena *a, struct staff_row **ret)
{
	struct { VEC(int64_t); } ids = { 0 };
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_STAFF_BY_UID, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, STAFF_BY_UID_UID, uid);
	stmt_bind_day(q, STAFF_BY_UID_DAY, day);
	while ((r = stmt_row(q)) > 0)
		if (ids.count == 0 || ids.items[ids.count - 1] != stmt_int(q, 0))
			vec_push(&ids, stmt_int(q, 0));
	*ret = arena_new(a, (size_t)ids.count + 1, sizeof **ret);
	for (int i = 0; r == 0 && i < ids.count; i++)
		r = store_thing_get(st, THING_STAFF, ids.items[i], a, &(*ret)[i]);
	if (r == 0)
		r = ids.count;
	vec_finish(&ids);
	return r;
}

int store_roles_of_staff(struct store *st, int64_t staff, struct arena *a, struct staff_role_row **ret)
{
	return things_of(st, SQL_ROLES_OF_STAFF, THING_STAFF_ROLE, staff, a, ret);
}

int store_groups_of_staff(struct store *st, int64_t staff, struct arena *a, struct staff_group_row **ret)
{
	return things_of(st, SQL_GROUPS_OF_STAFF, THING_STAFF_GROUP, staff, a, ret);
}

int store_password_get(struct store *st, int64_t staff, struct arena *a, const char **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_PASSWORD_GET, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, PASSWORD_GET_STAFF, staff);
	r = stmt_row(q);
	if (r > 0)
		*ret = stmt_keep_said(q, 0, a);
	return r > 0 ? 0 : r == 0 ? -ENOENT : r;
}

int store_password_put(struct store *st, int64_t staff, const char *hash)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_PASSWORD_PUT, &q);

	if (r < 0)
		return r;
	stmt_bind_int(q, PASSWORD_PUT_STAFF, staff);
	stmt_bind_text(q, PASSWORD_PUT_HASH, hash);
	return stmt_done(q);
}
