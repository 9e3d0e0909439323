#include "school.h"

#include <errno.h>
#include <stdio.h>

#include "rules/code.h"

#define AT ((struct moment){ 1795165620 })
#define FIRST_DAY day_of(2024, 9, 1)

static struct key key_of(int kind, int n)
{
	return (struct key){ { (uint8_t)kind, (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n, 1 } };
}

static struct act_head head_of(const char *kind)
{
	return (struct act_head){ .kind = kind, .at = AT, .staff_name = "Ann Osei", .position = "Office manager", .roles = "office", .uid = 1000,
		.terminal = "pts/3", .version = "0", .day = DAY_NONE, .session = -1 };
}

static int put_pupil(struct store *st, int n, int64_t group)
{
	struct pupil_row pupil = PUPIL_NEW;
	struct enrolment_row spell = ENROLMENT_NEW;
	struct membership_row member = MEMBERSHIP_NEW;
	int r;

	pupil.key = key_of('p', n);
	pupil.surname = "Okafor";
	pupil.forename = "Chidi";
	pupil.born_day = day_of(2016, 1, 1);
	pupil.sex = "M";
	r = store_act_put(st, THING_PUPIL, &pupil);
	spell.pupil = member.pupil = pupil.id;
	spell.kind = "single";
	spell.from_day = member.from_day = FIRST_DAY;
	member.roll_group = group;
	member.weekdays = 31;
	member.sessions = 3;
	if (r >= 0)
		r = store_act_put(st, THING_ENROLMENT, &spell);
	return r < 0 ? r : store_act_put(st, THING_MEMBERSHIP, &member);
}

static int put_all(struct store *st)
{
	struct school_row school = SCHOOL_NEW;
	struct roll_group_row group = ROLL_GROUP_NEW;
	struct staff_row staff = STAFF_NEW;
	int r;

	school.key = key_of('s', 0);
	school.name = "Harbourside";
	school.authority = "845";
	school.establishment = "2001";
	school.timezone = "Europe/London";
	group.key = key_of('g', 0);
	group.name = "Ash";
	group.kind = "class";
	group.from_day = FIRST_DAY;
	staff.key = key_of('t', 0);
	staff.sign_in = "ann";
	staff.name = "Ann Osei";
	staff.position = "Office manager";
	staff.kind = "person";
	staff.from_day = FIRST_DAY;
	r = store_act_put(st, THING_SCHOOL, &school);
	if (r >= 0)
		r = store_act_put(st, THING_ROLL_GROUP, &group);
	if (r >= 0)
		r = store_act_put(st, THING_STAFF, &staff);
	for (int n = 0; r >= 0 && n < REGISTER_PUPILS; n++)
		r = put_pupil(st, n, group.id);
	return r;
}

int school_make(const char *directory, struct store **ret, struct err *e)
{
	struct act_head head = head_of("school begun");
	struct store *st = NULL;
	int64_t seq;
	int r = store_create(directory, NULL, &st, e);

	if (r < 0)
		return r;
	r = store_begin(st);
	if (r == 0)
		r = store_act_begin(st, &head);
	if (r == 0)
		r = put_all(st);
	if (r >= 0)
		r = store_act_end(st, true, &seq);
	if (r == 0)
		r = store_commit(st);
	if (r < 0) {
		*e = *store_trouble(st);
		store_close(st);
		return r;
	}
	*ret = st;
	return 0;
}

static struct day day_of_register(int n)
{
	return day_add(FIRST_DAY, 1 + n / 2);
}

int school_set(struct store *st, int n, int64_t *ret_seq)
{
	struct act_head head = head_of("register");
	struct key key = key_of('r', n);
	int64_t seq = 0;
	int r = store_begin(st);

	head.key = &key;
	head.roll_group = 1;
	head.day = day_of_register(n);
	head.session = n % 2;
	if (r == 0)
		r = store_act_begin(st, &head);
	for (int64_t pupil = 1; r >= 0 && pupil <= REGISTER_PUPILS; pupil++) {
		struct entry e = { .pupil = pupil, .day = head.day, .session = (enum session)head.session, .before = CODE_NONE, .after = CODE_I,
			.minutes_late = -1, .arrival = -1, .stands = true };

		r = store_act_mark(st, &e);
	}
	if (r >= 0)
		r = store_act_end(st, false, &seq);
	if (r >= 0)
		r = store_commit(st);
	if (r < 0) {
		store_abandon(st);
		return r;
	}
	*ret_seq = seq;
	return 0;
}

int school_has(struct store *st, int n)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct key key = key_of('r', n);
	struct entry_row *rows;
	int64_t seq;
	int standing = 0, r = store_act_find(st, &key, &seq);

	if (r < 0 && r != -ENOENT)
		return r;
	for (int64_t pupil = 1; pupil <= REGISTER_PUPILS; pupil++) {
		uint8_t mark;
		int got = store_mark_get(st, pupil, day_of_register(n), (enum session)(n % 2), &mark);

		if (got < 0)
			return got;
		standing += mark == CODE_I;
	}
	if (r == -ENOENT)
		return standing == 0 ? 0 : -EUCLEAN;
	r = store_entries_of_act(st, seq, &a, &rows);
	if (r < 0)
		return r;
	return r == REGISTER_PUPILS && standing == REGISTER_PUPILS ? 1 : -EUCLEAN;
}

bool school_holds(struct store *st)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct verify_result v;
	const char **faults;
	int r = store_verify(st, &a, &v);
	bool ok = r == 0 && v.ok;

	if (!ok)
		fprintf(stderr, "verify: %s\n", r < 0 ? store_trouble(st)->text : v.faults.items[0]);
	vec_finish(&v.faults);
	r = store_integrity(st, &a, &faults);
	if (r != 0)
		fprintf(stderr, "integrity: %s\n", r < 0 ? store_trouble(st)->text : faults[0]);
	return ok && r == 0;
}
