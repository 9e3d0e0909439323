/*
 * oracle-make DIR < PLAN: makes a practice school, through the store's own functions, of a plan that plan.py wrote.
 * A plan is a line a thing, its words parted by single spaces, `-` for none; labels are small numbers of the plan's own.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rules/code.h"
#include "store/store.h"

#define LABELS 4096
#define WORDS 16

struct maker {
	const char *directory;
	struct store *store;
	struct err trouble;
	struct moment now;
	int64_t group[LABELS], pupil[LABELS], spell[LABELS], plan[LABELS], act[LABELS];
	int64_t staff;
	int act_label;
	const char *word[WORDS];
	int words;
};

/* WORDS OF A LINE */

static const char *word(const struct maker *m, int i)
{
	return i < m->words ? m->word[i] : "-";
}

static bool none(const struct maker *m, int i)
{
	return strcmp(word(m, i), "-") == 0;
}

static const char *text(const struct maker *m, int i)
{
	return none(m, i) ? NULL : word(m, i);
}

static int number(const struct maker *m, int i, int otherwise)
{
	return none(m, i) ? otherwise : atoi(word(m, i));
}

static int label(const struct maker *m, int i)
{
	int n = number(m, i, 0);

	BUG_UNLESS(n >= 0 && n < LABELS);
	return n;
}

static struct day day(const struct maker *m, int i)
{
	struct day d = DAY_NONE;

	BUG_UNLESS(none(m, i) || day_parse(word(m, i), &d) == 0);
	return d;
}

static int session(const struct maker *m, int i)
{
	enum session s;

	if (none(m, i))
		return -1;
	BUG_UNLESS(session_parse(word(m, i), &s) == 0);
	return (int)s;
}

static uint8_t code(const struct maker *m, int i)
{
	uint8_t n = none(m, i) ? CODE_NONE : code_number(word(m, i));

	BUG_UNLESS(none(m, i) || n != CODE_NONE);
	return n;
}

static int64_t number_or_none(const struct maker *m, int i)
{
	return none(m, i) ? NONE : number(m, i, 0);
}

/* ACTS */

static int act_begin(struct maker *m, const struct act_head *head)
{
	struct act_head h = *head;

	h.staff = m->staff;
	h.staff_name = "Ada Clerk";
	h.position = "Clerk";
	h.roles = "office,head,admin";
	h.terminal = "none";
	h.version = "oracle";
	return store_act_begin(m->store, &h);
}

/* act LABEL KIND MOMENT GROUP DAY SESSION UNDOES */
static int make_act(struct maker *m)
{
	struct act_head h = { .kind = word(m, 2), .reason = "as planned", .roll_group = none(m, 4) ? 0 : m->group[label(m, 4)], .day = day(m, 5),
		.session = session(m, 6), .undoes = none(m, 7) ? 0 : m->act[label(m, 7)] };

	BUG_UNLESS(moment_parse(word(m, 3), &h.at) == 0);
	m->act_label = label(m, 1);
	return act_begin(m, &h);
}

static int make_end(struct maker *m)
{
	return store_act_end(m->store, false, &m->act[m->act_label]);
}

static int make_commit(struct maker *m)
{
	int r = store_commit(m->store);

	return r < 0 ? r : store_begin(m->store);
}

/* mark PUPIL DAY SESSION BEFORE CODE MINUTES PLANNED STANDS: BEFORE is what stands in the plan's own book */
static int make_mark(struct maker *m)
{
	struct entry e = { .pupil = m->pupil[label(m, 1)], .day = day(m, 2), .session = (enum session)session(m, 3), .before = code(m, 4),
		.after = code(m, 5), .minutes_late = number(m, 6, -1), .arrival = -1, .planned = number(m, 7, 0), .stands = number(m, 8, 1) };

	return store_act_mark(m->store, &e);
}

/* THINGS */

/* group LABEL NAME FROM TO KIND */
static int make_group(struct maker *m)
{
	struct roll_group_row g = ROLL_GROUP_NEW;
	int r;

	g.name = word(m, 2);
	g.kind = none(m, 5) ? "class" : word(m, 5);
	g.from_day = day(m, 3);
	g.to_day = day(m, 4);
	memset(&g.key, 0x47, sizeof g.key);
	g.key.bytes[15] = (uint8_t)label(m, 1);
	r = store_act_put(m->store, THING_ROLL_GROUP, &g);
	m->group[label(m, 1)] = g.id;
	return r;
}

/* pupil LABEL KEY UPN ADMISSION SURNAME FORENAME BORN SEX BOARDER */
static int make_pupil(struct maker *m)
{
	struct pupil_row p = PUPIL_NEW;
	int r;

	BUG_UNLESS(key_parse(word(m, 2), &p.key) == 0);
	p.upn = text(m, 3);
	p.admission_number = text(m, 4);
	p.surname = word(m, 5);
	p.forename = word(m, 6);
	p.born_day = day(m, 7);
	p.sex = text(m, 8);
	p.boarder = number(m, 9, 0);
	r = store_act_put(m->store, THING_PUPIL, &p);
	m->pupil[label(m, 1)] = p.id;
	return r;
}

/* year PUPIL YEAR FROM TO */
static int make_year(struct maker *m)
{
	struct pupil_year_row y = PUPIL_YEAR_NEW;

	y.pupil = m->pupil[label(m, 1)];
	y.year = number(m, 2, 0);
	y.from_day = day(m, 3);
	y.to_day = day(m, 4);
	return store_act_put(m->store, THING_PUPIL_YEAR, &y);
}

/* spell LABEL PUPIL KIND FROM SESSION TO SESSION: said again, it changes the spell */
static int make_spell(struct maker *m)
{
	struct enrolment_row e = ENROLMENT_NEW;
	int r;

	e.id = m->spell[label(m, 1)];
	e.pupil = m->pupil[label(m, 2)];
	e.kind = word(m, 3);
	e.from_day = day(m, 4);
	e.from_session = session(m, 5);
	e.to_day = day(m, 6);
	e.to_session = none(m, 7) ? NONE : session(m, 7);
	r = store_act_put(m->store, THING_ENROLMENT, &e);
	m->spell[label(m, 1)] = e.id;
	return r;
}

/* member PUPIL GROUP WEEKDAYS SESSIONS FROM TO */
static int make_member(struct maker *m)
{
	struct membership_row e = MEMBERSHIP_NEW;

	e.pupil = m->pupil[label(m, 1)];
	e.roll_group = m->group[label(m, 2)];
	e.weekdays = number(m, 3, 31);
	e.sessions = number(m, 4, 3);
	e.from_day = day(m, 5);
	e.to_day = day(m, 6);
	return store_act_put(m->store, THING_MEMBERSHIP, &e);
}

/* elsewhere PUPIL CODE WEEKDAYS SESSIONS FROM TO */
static int make_elsewhere(struct maker *m)
{
	struct elsewhere_row w = ELSEWHERE_NEW;

	w.pupil = m->pupil[label(m, 1)];
	w.code = word(m, 2);
	w.place = "Hill School";
	w.weekdays = number(m, 3, 31);
	w.sessions = number(m, 4, 3);
	w.from_day = day(m, 5);
	w.to_day = day(m, 6);
	return store_act_put(m->store, THING_ELSEWHERE, &w);
}

/* THE DAY'S WORK */

/* plan LABEL KIND CODE FROM SESSION TO SESSION WEEKDAYS SESSIONS */
static int make_plan(struct maker *m)
{
	struct plan_row p = PLAN_NEW;
	int r;

	p.kind = word(m, 2);
	p.code = word(m, 3);
	p.from_day = day(m, 4);
	p.from_session = session(m, 5);
	p.to_day = day(m, 6);
	p.to_session = session(m, 7);
	p.weekdays = number(m, 8, 31);
	p.sessions = number(m, 9, 3);
	r = store_act_put(m->store, THING_PLAN, &p);
	m->plan[label(m, 1)] = p.id;
	return r;
}

/* goer PLAN PUPIL UNTIL SESSION */
static int make_goer(struct maker *m)
{
	struct plan_pupil_row p = PLAN_PUPIL_NEW;

	p.plan = m->plan[label(m, 1)];
	p.pupil = m->pupil[label(m, 2)];
	p.until_day = day(m, 3);
	p.until_session = none(m, 4) ? NONE : session(m, 4);
	return store_act_put(m->store, THING_PLAN_PUPIL, &p);
}

/* reported PUPIL CODE FROM SESSION BACK SESSION */
static int make_reported(struct maker *m)
{
	struct reported_row p = REPORTED_NEW;

	p.pupil = m->pupil[label(m, 1)];
	p.code = word(m, 2);
	p.words = "as they said";
	p.caller = "Somebody";
	p.from_day = day(m, 3);
	p.from_session = session(m, 4);
	p.back_day = day(m, 5);
	p.back_session = none(m, 6) ? NONE : session(m, 6);
	return store_act_put(m->store, THING_REPORTED, &p);
}

/* out PUPIL DAY OUT DUE BACK CODE */
static int make_out(struct maker *m)
{
	struct sign_out_row p = SIGN_OUT_NEW;

	p.pupil = m->pupil[label(m, 1)];
	p.out_day = day(m, 2);
	p.out_minute = number(m, 3, 0);
	p.due_minute = number_or_none(m, 4);
	p.in_minute = number_or_none(m, 5);
	p.reason = "out";
	p.code = text(m, 6);
	return store_act_put(m->store, THING_SIGN_OUT, &p);
}

/* term NAME FROM TO */
static int make_term(struct maker *m)
{
	struct term_row t = TERM_NEW;

	t.name = word(m, 1);
	t.from_day = day(m, 2);
	t.to_day = day(m, 3);
	return store_act_put(m->store, THING_TERM, &t);
}

/* closure NAME KIND FROM SESSION TO SESSION YEAR GROUP */
static int make_closure(struct maker *m)
{
	struct closure_row c = CLOSURE_NEW;

	c.name = word(m, 1);
	c.kind = word(m, 2);
	c.from_day = day(m, 3);
	c.from_session = session(m, 4);
	c.to_day = day(m, 5);
	c.to_session = session(m, 6);
	c.year = number_or_none(m, 7);
	c.roll_group = none(m, 8) ? NONE : m->group[label(m, 8)];
	return store_act_put(m->store, THING_CLOSURE, &c);
}

/* THE SCHOOL ITSELF */

static int put_times(struct maker *m, int of, int starts)
{
	struct session_time_row t = SESSION_TIME_NEW;

	t.from_day = day_of(2006, 9, 1);
	t.session = of;
	t.gate = t.starts = starts;
	t.closes = starts + 30;
	t.ends = starts + 180;
	return store_act_put(m->store, THING_SESSION_TIME, &t);
}

static int put_staff(struct maker *m, int64_t uid)
{
	static const char *const roles[] = { "office", "head", "admin" };
	struct staff_row s = STAFF_NEW;
	struct staff_login_row l = STAFF_LOGIN_NEW;
	int r;

	s.sign_in = "ada";
	s.name = "Ada Clerk";
	s.position = "Clerk";
	s.kind = "person";
	s.from_day = l.from_day = day_of(2006, 9, 1);
	memset(&s.key, 0x53, sizeof s.key);
	r = store_act_put(m->store, THING_STAFF, &s);
	l.staff = s.id;
	l.uid = uid;
	l.login = "ada";
	if (r >= 0)
		r = store_act_put(m->store, THING_STAFF_LOGIN, &l);
	for (size_t i = 0; r >= 0 && i < sizeof roles / sizeof *roles; i++) {
		struct staff_role_row role = STAFF_ROLE_NEW;

		role.staff = s.id;
		role.role = roles[i];
		role.from_day = s.from_day;
		r = store_act_put(m->store, THING_STAFF_ROLE, &role);
	}
	m->staff = s.id;
	return r;
}

/* school CLOCK UID: first of all */
static int make_school(struct maker *m)
{
	struct act_head h = { .kind = "school begun", .day = DAY_NONE, .session = -1 };
	struct school_row s = SCHOOL_NEW;
	int64_t seq;
	int r;

	BUG_UNLESS(moment_parse(word(m, 1), &m->now) == 0);
	h.at = m->now;
	r = store_create(m->directory, &m->now, &m->store, &m->trouble);
	if (r < 0 || (r = store_begin(m->store)) < 0 || (r = act_begin(m, &h)) < 0)
		return r;
	s.id = 1;
	memset(&s.key, 0x41, sizeof s.key);
	s.name = "Oracle Primary School";
	s.authority = "901";
	s.establishment = "2345";
	s.timezone = "Europe/London";
	r = store_act_put(m->store, THING_SCHOOL, &s);
	if (r >= 0)
		r = put_times(m, SESSION_AM, 8 * 60 + 50);
	if (r >= 0)
		r = put_times(m, SESSION_PM, 13 * 60);
	if (r >= 0)
		r = put_staff(m, number(m, 2, 0));
	return r < 0 ? r : store_act_end(m->store, true, &seq);
}

static const struct {
	const char *name;
	int (*make)(struct maker *m);
} lines[] = {
	{ "school", make_school }, { "group", make_group }, { "pupil", make_pupil }, { "year", make_year }, { "spell", make_spell },
	{ "member", make_member }, { "elsewhere", make_elsewhere }, { "term", make_term }, { "closure", make_closure }, { "act", make_act }, { "mark", make_mark },
	{ "plan", make_plan }, { "goer", make_goer }, { "reported", make_reported }, { "out", make_out }, { "end", make_end }, { "commit", make_commit },
};

static int make_line(struct maker *m, char *line)
{
	m->words = 0;
	for (char *rest = line, *w; m->words < WORDS && (w = strtok_r(rest, " \n", &rest));)
		m->word[m->words++] = w;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (strcmp(lines[i].name, word(m, 0)) == 0)
			return lines[i].make(m);
	return -ENOTSUP;
}

static int make_all(struct maker *m)
{
	CLEAN_FREE char *line = NULL;
	size_t size = 0;

	for (int n = 1; getline(&line, &size, stdin) > 0; n++) {
		int r = make_line(m, line);

		if (r < 0) {
			const struct err *e = m->store ? store_trouble(m->store) : &m->trouble;
			fprintf(stderr, "plan, line %d: %d, %s\n", n, r, e->text);
			return r;
		}
	}
	return store_commit(m->store);
}

int main(int argc, char **argv)
{
	static struct maker m;
	int r;

	m.directory = argc == 2 ? argv[1] : NULL;
	r = m.directory ? seal_start(&m.trouble) : -EINVAL;
	if (r == 0)
		r = zone_set("Europe/London");
	if (r == 0)
		r = make_all(&m);
	store_close(m.store);
	return r < 0;
}
