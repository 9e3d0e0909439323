/* The roll and the acts of a stretch of days, as the pages ask that are opened all day long: no query a pupil. */
#include <string.h>

#include "internal.h"

int rows_keep(struct stmt *q, size_t size, void (*read)(struct stmt *q, struct arena *a, void *row), struct arena *a, void *ret_array)
{
	char *rows = NULL;
	int count = 0, room = 0, r;

	while ((r = stmt_row(q)) > 0) {
		if (count == room) {
			room = room ? room * 2 : 64;
			rows = mem_grow(rows, (size_t)room, size);
		}
		read(q, a, rows + size * (size_t)count++);
	}
	if (r == 0) {
		char *kept = arena_new(a, (size_t)count + 1, size);

		if (count)
			memcpy(kept, rows, size * (size_t)count);
		*(void **)ret_array = kept;
		r = count;
	}
	mem_cleanup(&rows);
	return r;
}

static int rows_between(struct store *st, enum statement which, int first_at, struct day first, int last_at, struct day last, size_t size,
			void (*read)(struct stmt *q, struct arena *a, void *row), struct arena *a, void *ret_array)
{
	STMT q = NULL;
	int r = stmt_borrow(st, which, &q);

	if (r < 0)
		return r;
	stmt_bind_day(q, first_at, first);
	stmt_bind_day(q, last_at, last);
	return rows_keep(q, size, read, a, ret_array);
}

/* A last session that is NULL becomes INT32_MAX, as stmt_small() has it: there is none. */

static void read_place(struct stmt *q, struct arena *a, void *row)
{
	(void)a;
	*(struct place_row *)row = (struct place_row){
		.pupil = stmt_int(q, 0), .roll_group = stmt_int(q, 1), .first = stmt_small(q, 2), .last = stmt_small(q, 3), .when = stmt_small(q, 4),
	};
}

int store_places_between(struct store *st, struct day first, struct day last, struct arena *a, struct place_row **ret)
{
	return rows_between(st, SQL_PLACES_BETWEEN, PLACES_BETWEEN_FIRST, first, PLACES_BETWEEN_LAST, last, sizeof **ret, read_place, a, ret);
}

static void read_agreed(struct stmt *q, struct arena *a, void *row)
{
	*(struct agreed_row *)row = (struct agreed_row){
		.at = { .pupil = stmt_int(q, 0), .first = stmt_small(q, 1), .last = stmt_small(q, 2), .when = stmt_small(q, 3) },
		.code = stmt_keep_said(q, 4, a), .place = stmt_keep_said(q, 5, a),
	};
}

int store_elsewhere_between(struct store *st, struct day first, struct day last, struct arena *a, struct agreed_row **ret)
{
	return rows_between(st, SQL_ELSEWHERE_BETWEEN, ELSEWHERE_BETWEEN_FIRST, first, ELSEWHERE_BETWEEN_LAST, last, sizeof **ret, read_agreed, a, ret);
}

static void read_spell(struct stmt *q, struct arena *a, void *row)
{
	(void)a;
	*(struct spell_row *)row = (struct spell_row){ .pupil = stmt_int(q, 0), .first = stmt_small(q, 1), .last = stmt_small(q, 2) };
}

int store_spells_between(struct store *st, struct day first, struct day last, struct arena *a, struct spell_row **ret)
{
	return rows_between(st, SQL_SPELLS_BETWEEN, SPELLS_BETWEEN_FIRST, first, SPELLS_BETWEEN_LAST, last, sizeof **ret, read_spell, a, ret);
}

static void read_year(struct stmt *q, struct arena *a, void *row)
{
	(void)a;
	*(struct year_row *)row = (struct year_row){ .pupil = stmt_int(q, 0), .year = stmt_small(q, 1),
		.first = stmt_small(q, 2), .last = stmt_small(q, 3) };
}

int store_years_between(struct store *st, struct day first, struct day last, struct arena *a, struct year_row **ret)
{
	return rows_between(st, SQL_YEARS_BETWEEN, YEARS_BETWEEN_FIRST, first, YEARS_BETWEEN_LAST, last, sizeof **ret, read_year, a, ret);
}

static void read_id(struct stmt *q, struct arena *a, void *row)
{
	(void)a;
	*(int64_t *)row = stmt_int(q, 0);
}

int store_pupils_without_marks(struct store *st, struct arena *a, int64_t **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_PUPILS_WITHOUT_MARKS, &q);

	return r < 0 ? r : rows_keep(q, sizeof **ret, read_id, a, ret);
}

static void read_sent(struct stmt *q, struct arena *a, void *row)
{
	(void)a;
	*(struct sent_row *)row = (struct sent_row){ .roll_group = stmt_int(q, 0), .at = stmt_small(q, 1) };
}

int store_sent_between(struct store *st, struct day first, struct day last, struct arena *a, struct sent_row **ret)
{
	return rows_between(st, SQL_SENT_BETWEEN, SENT_BETWEEN_FIRST, first, SENT_BETWEEN_LAST, last, sizeof **ret, read_sent, a, ret);
}

/* THE ACTS OF A SESSION */

static int rows_of_session(struct store *st, enum statement which, int day_at, struct day day, int session_at, enum session session, size_t size,
			   void (*read)(struct stmt *q, struct arena *a, void *row), struct arena *a, void *ret_array)
{
	STMT q = NULL;
	int r = stmt_borrow(st, which, &q);

	if (r < 0)
		return r;
	stmt_bind_day(q, day_at, day);
	stmt_bind_int(q, session_at, session);
	return rows_keep(q, size, read, a, ret_array);
}

static void read_session_act(struct stmt *q, struct arena *a, void *row)
{
	*(struct session_act *)row = (struct session_act){ .seq = stmt_int(q, 0), .roll_group = stmt_int(q, 1), .staff_name = stmt_keep_said(q, 2, a) };
}

int store_acts_of_session(struct store *st, struct day day, enum session session, struct arena *a, struct session_act **ret)
{
	return rows_of_session(st, SQL_ACTS_OF_SESSION, ACTS_OF_SESSION_DAY, day, ACTS_OF_SESSION_SESSION, session, sizeof **ret, read_session_act,
			       a, ret);
}

static void read_session_change(struct stmt *q, struct arena *a, void *row)
{
	(void)a;
	*(struct session_change *)row = (struct session_change){ .roll_group = stmt_int(q, 0), .act = stmt_int(q, 1), .pupil = stmt_int(q, 2),
		.stands = stmt_int(q, 3) != 0 };
}

int store_changes_of_session(struct store *st, struct day day, enum session session, struct arena *a, struct session_change **ret)
{
	return rows_of_session(st, SQL_CHANGES_OF_SESSION, CHANGES_OF_SESSION_DAY, day, CHANGES_OF_SESSION_SESSION, session, sizeof **ret,
			       read_session_change, a, ret);
}

/* NAMES, TO BE SEARCHED */

static void read_name(struct stmt *q, struct arena *a, void *row)
{
	*(struct name_row *)row = (struct name_row){
		.pupil = stmt_int(q, 0), .upn = stmt_keep(q, 1, a), .admission_number = stmt_keep(q, 2, a), .surname = stmt_keep_said(q, 3, a),
		.forename = stmt_keep_said(q, 4, a), .preferred_name = stmt_keep(q, 5, a), .sort_name = stmt_keep(q, 6, a), .born = stmt_day(q, 7),
		.middle_names = stmt_keep(q, 8, a), .preferred_surname = stmt_keep(q, 9, a), .former_upn = stmt_keep(q, 10, a), .to = DAY_NONE,
	};
}

int store_names_now(struct store *st, struct arena *a, struct name_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_NAMES_NOW, &q);

	return r < 0 ? r : rows_keep(q, sizeof **ret, read_name, a, ret);
}

static void read_former(struct stmt *q, struct arena *a, void *row)
{
	*(struct name_row *)row = (struct name_row){ .pupil = stmt_int(q, 0), .surname = stmt_keep_said(q, 1, a), .forename = stmt_keep_said(q, 2, a),
		.preferred_name = stmt_keep(q, 3, a), .middle_names = stmt_keep(q, 4, a), .preferred_surname = stmt_keep(q, 5, a),
		.born = DAY_NONE, .to = stmt_day(q, 6) };
}

int store_names_before(struct store *st, struct arena *a, struct name_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_NAMES_BEFORE, &q);

	return r < 0 ? r : rows_keep(q, sizeof **ret, read_former, a, ret);
}

int store_names_on(struct store *st, struct day day, struct arena *a, struct name_row **ret)
{
	STMT q = NULL;
	int r = stmt_borrow(st, SQL_NAMES_ON, &q);

	if (r < 0)
		return r;
	stmt_bind_day(q, NAMES_ON_DAY, day);
	return rows_keep(q, sizeof **ret, read_former, a, ret);
}
