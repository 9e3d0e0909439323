/* A new school: the act that begins its record. */
#include <errno.h>

#include "internal.h"
#include "policies.h"
#include "practice.h"
#include "rules/calendar.h"
#include "school.h"

int store_said(struct store *st, int r, struct err *e)
{
	if (e)
		*e = *store_trouble(st);
	return r;
}

void key_maker_start(struct key_maker *m, struct store *st, const char *label)
{
	struct hash head;
	int64_t seq = 0;

	*m = (struct key_maker){ .practice = store_is_practice(st), .label = label, .moment = store_now(st).seconds };
	if (m->practice && store_act_last(st, &seq, &head) == 0)
		m->counter = (uint64_t)seq << 24;
}

struct key key_make(struct key_maker *m)
{
	struct key k;

	if (m->practice)
		practice_bytes(m->label, m->moment, m->counter++, k.bytes, sizeof k.bytes);
	else
		random_bytes(k.bytes, sizeof k.bytes);
	return k;
}

/* THE FIRST ACT */

static int put_calendar(struct store *st, const struct init_wish *w)
{
	int r = 0;

	for (int i = 0; r >= 0 && i < w->term_count; i++) {
		struct term_row row = TERM_NEW;

		row.name = w->terms[i].name;
		row.from_day = w->terms[i].from;
		row.to_day = w->terms[i].to;
		r = store_act_put(st, THING_TERM, &row);
	}
	for (int i = 0; r >= 0 && i < w->closure_count; i++) {
		struct closure_row row = CLOSURE_NEW;

		row.name = w->closures[i].name;
		row.kind = w->closures[i].kind;
		row.from_day = w->closures[i].from;
		row.to_day = w->closures[i].to;
		row.to_session = SESSION_PM;
		r = store_act_put(st, THING_CLOSURE, &row);
	}
	return r;
}

static int put_times(struct store *st, enum session session, const struct session_times *t, struct day from)
{
	struct session_time_row row = SESSION_TIME_NEW;

	row.from_day = from;
	row.session = session;
	row.gate = t->gate;
	row.starts = t->starts;
	row.closes = t->closes;
	row.ends = t->ends;
	return store_act_put(st, THING_SESSION_TIME, &row);
}

/* Without one nothing would say which lines and clocks the school goes by; a better fitting one is adopted later. */
static int put_policy(struct store *st, const char *name, struct day from)
{
	struct policy_row row = POLICY_NEW;
	const char *text = policy_shipped_text(name);

	BUG_UNLESS(text != NULL); /* its name was checked */
	row.name = name;
	row.from_day = from;
	row.text = text;
	return store_act_put(st, THING_POLICY, &row);
}

static int put_first_staff(struct store *st, const struct init_wish *w, struct day today, struct key_maker *keys, int64_t *ret_staff)
{
	static const enum role first_roles[] = { ROLE_OFFICE, ROLE_HEAD, ROLE_ADMIN };
	struct staff_row staff = STAFF_NEW;
	struct staff_login_row login = STAFF_LOGIN_NEW;

	staff.key = key_make(keys);
	staff.sign_in = w->staff_sign_in;
	staff.name = w->staff_name;
	staff.position = w->staff_position;
	staff.kind = "person";
	staff.from_day = today;
	int r = store_act_put(st, THING_STAFF, &staff);
	login.staff = staff.id;
	login.uid = w->uid;
	login.login = w->login ? w->login : "";
	login.from_day = today;
	if (r >= 0)
		r = store_act_put(st, THING_STAFF_LOGIN, &login);
	for (size_t i = 0; r >= 0 && i < sizeof first_roles / sizeof *first_roles; i++) {
		struct staff_role_row role = STAFF_ROLE_NEW;

		role.staff = staff.id;
		role.role = role_name(first_roles[i]);
		role.from_day = today;
		r = store_act_put(st, THING_STAFF_ROLE, &role);
	}
	if (r >= 0)
		*ret_staff = staff.id;
	return r;
}

int school_put(struct store *st, const struct init_wish *w, struct day today, struct key_maker *keys, int64_t *ret_staff)
{
	struct school_row school = SCHOOL_NEW;
	struct day first = today;

	school.key = key_make(keys);
	school.name = w->name;
	school.authority = w->authority;
	school.establishment = w->establishment;
	school.timezone = w->timezone;
	school.phase = w->phase;
	for (int i = 0; i < w->term_count; i++)
		first = w->terms[i].from.n < first.n ? w->terms[i].from : first;
	first = school_year_start(first);

	int r = store_act_put(st, THING_SCHOOL, &school);
	if (r >= 0)
		r = put_calendar(st, w);
	if (r >= 0)
		r = put_times(st, SESSION_AM, &w->am, first);
	if (r >= 0)
		r = put_times(st, SESSION_PM, &w->pm, first);
	if (r >= 0)
		r = put_policy(st, w->policy ? w->policy : policy_national.name, first);
	if (r >= 0)
		r = put_first_staff(st, w, today, keys, ret_staff);
	return r < 0 ? r : 0;
}

static int begin_record(struct store *st, const struct init_wish *w)
{
	struct act_head head = {
		.kind = "school begun", .at = store_now(st), .staff_name = w->staff_name, .position = w->staff_position,
		.roles = "", .uid = w->uid, .terminal = w->terminal ? w->terminal : "", .version = FIRSTBELL_VERSION,
		.day = DAY_NONE, .session = -1,
	};
	struct key_maker keys;
	int64_t staff, seq;

	key_maker_start(&keys, st, "school");
	int r = store_begin(st);
	if (r == 0)
		r = store_act_begin(st, &head);
	if (r == 0)
		r = school_put(st, w, moment_civil(head.at).day, &keys, &staff);
	if (r == 0)
		r = store_act_end(st, true, &seq);
	return r == 0 ? store_commit(st) : r;
}

static int check_all_given(const struct init_wish *w, struct err *e)
{
	const struct { const char *what; bool given; } answers[] = {
		{ "the school's name", w->name },
		{ "the number of the local authority", w->authority },
		{ "the establishment number", w->establishment },
		{ "the time zone", w->timezone },
		{ "the times of the morning", w->am.ends > 0 },
		{ "the times of the afternoon", w->pm.ends > 0 },
		{ "the terms", w->term_count > 0 },
		{ "the sign-in name of the first member of staff", w->staff_sign_in },
		{ "the name of the first member of staff", w->staff_name },
		{ "the position of the first member of staff", w->staff_position },
	};

	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		if (!answers[i].given)
			return err_usage(e, "A school needs %s. Nothing was made.", answers[i].what);
	return office_init_check(w, e);
}

bool office_school_is_there(const char *directory)
{
	struct store *st = NULL;
	int r = store_open(directory, &st, NULL);

	store_close(st);
	return r != -ENOENT;
}

int office_init(const char *directory, const struct init_wish *w, struct err *e)
{
	struct store *st = NULL;
	int r = check_all_given(w, e);

	if (r == 0 && day_is_none(moment_civil(moment_now()).day))
		r = err_store(e, -ERANGE, CLOCK_OUTSIDE);
	if (r == 0)
		r = school_directory_make(directory, e);
	if (r == 0)
		r = store_create(directory, NULL, &st, e);
	if (r < 0)
		return r;
	r = begin_record(st, w);
	if (r < 0)
		store_said(st, r, e);
	store_close(st);
	return r;
}
