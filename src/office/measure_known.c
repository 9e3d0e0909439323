/* What returns need beside the marks: one reading for everybody (C9). */
#include "known.h"

#include <string.h>

#include "leaving.h"
#include "report_parts.h"

#define DAYS_BACK 400       /* of returns: an episode of this school year may begin in the one before */
#define LEAVE_BACK 120      /* of plans: leave that ended before the summer */
#define ENTRY_BACK 60       /* a return of longer ago is the business of whoever audits (report_check_roll.c) */
#define SIXTH_FORM 12       /* whoever is in that year, or to come to it, stays on */

struct gathering {
	struct office *o;
	struct err *e;
	struct arena *arena;
	int64_t only, count;
	struct day today, year_first, year_last;
	sitting next;               /**< the first session to come */
	const struct school_days *days;
	struct return_known *known;
	int64_t *ill, *suspended;   /**< by held session, two a school day: the last pupil it was counted for */
	struct roll roll;
	struct return_terms terms;  /**< read for the first who came or went lately: one pupil's page has seldom need of them */
	bool has_terms;
};

static struct return_known *known_of(const struct gathering *g, int64_t pupil)
{
	return pupil > 0 && pupil < g->count && (g->only == 0 || g->only == pupil) ? &g->known[pupil] : NULL;
}

/* WHAT IS EXPECTED ----------------------------------------------------------------------------------------------------------------- */

/* Held sessions to come, up to the end of the year; one that two plans speak of counts once. */
static int sessions_ahead(const struct gathering *g, const struct place_row *at, int64_t *counted)
{
	struct day from = sitting_day(at->first > g->next ? at->first : g->next);
	int count = 0;

	for (int i = school_days_between(g->days, day_add(g->days->first, -1), day_add(from, -1)); i < g->days->count; i++) {
		const struct school_day *d = &g->days->of[i];

		if (d->day.n > g->year_last.n || sitting_of(d->day, SESSION_AM) > at->last)
			break;
		for (enum session s = SESSION_AM; s <= SESSION_PM; s++) {
			sitting when = sitting_of(d->day, s);

			if (!(d->sessions >> s & 1) || when < g->next || !place_covers(at, when) || counted[2 * i + s] == at->pupil)
				continue;
			counted[2 * i + s] = at->pupil;
			count++;
		}
	}
	return count;
}

/* School days in a row from tomorrow on that a suspension is planned for. */
static int days_ahead(const struct gathering *g, int64_t pupil)
{
	int from = school_days_between(g->days, day_add(g->days->first, -1), g->today), i = from;

	while (i < g->days->count && (g->suspended[2 * i] == pupil || g->suspended[2 * i + 1] == pupil))
		i++;
	return i - from;
}

static bool is_leave(const char *code)
{
	return strcmp(code, "C") == 0 || strcmp(code, "C1") == 0 || strcmp(code, "J1") == 0;
}

/* A plan that goes on today, or is to come: then nothing has ended. */
static void leave_end(const struct gathering *g, const struct planned_row *p, struct day *end)
{
	struct day last = sitting_day(p->at.last);

	if (last.n >= g->today.n && sitting_day(p->at.first).n <= g->today.n)
		*end = DAY_MAX;
	else if (last.n < g->today.n && last.n > end->n)
		*end = last;
}

static void planned_add(struct gathering *g, const struct planned_row *p)
{
	struct return_known *k = known_of(g, p->at.pupil);
	bool absence = strcmp(p->kind, "absence") == 0;

	if (!k)
		return;
	if (strcmp(p->code, "I") == 0) {
		k->illness_ahead += sessions_ahead(g, &p->at, g->ill);
	} else if (strcmp(p->code, "E") == 0) {
		k->suspension_ahead += sessions_ahead(g, &p->at, g->suspended);
		k->suspension_days_ahead = days_ahead(g, p->at.pupil);
	} else if (absence && strcmp(p->code, "S") == 0) {
		leave_end(g, p, &k->exam_last);
	} else if (absence && is_leave(p->code)) {
		leave_end(g, p, &k->leave_ended);
	}
}

/* A leave that runs was noted as one that never ends. */
static void leave_settle(struct return_known *k)
{
	k->leave_ended = day_equal(k->leave_ended, DAY_MAX) ? DAY_NONE : k->leave_ended;
	k->exam_last = day_equal(k->exam_last, DAY_MAX) ? DAY_NONE : k->exam_last;
}

/* What a family said: until the day that the child is expected back; of one day where none was spoken of. */
static void reported_add(struct gathering *g, const struct reported_row *r)
{
	struct return_known *k = known_of(g, r->pupil);
	sitting first = sitting_of(r->from_day, (enum session)r->from_session);
	sitting last = day_is_none(r->back_day) ? sitting_of(r->from_day, SESSION_PM) : sitting_of(r->back_day, (enum session)r->back_session) - 1;
	const struct place_row at = { .pupil = r->pupil, .first = first, .last = last, .when = PLACE_ALWAYS };

	if (k && strcmp(r->code, "I") == 0)
		k->illness_ahead += sessions_ahead(g, &at, g->ill);
}

/* Both by pupil, so that a session of which plan and family speak counts once. */
static int read_expected(struct gathering *g)
{
	struct day from = day_add(g->today, -LEAVE_BACK);
	struct planned_row *planned;
	struct reported_row *reported;
	int n = store_planned_between(g->o->store, from.n < g->year_first.n ? from : g->year_first, g->year_last, g->arena, &planned);
	int m = n < 0 ? n : store_reported_between(g->o->store, g->today, g->year_last, g->arena, &reported);

	for (int i = 0, j = 0; m >= 0 && (i < n || j < m);) {
		if (j == m || (i < n && planned[i].at.pupil <= reported[j].pupil))
			planned_add(g, &planned[i++]);
		else
			reported_add(g, &reported[j++]);
	}
	for (int64_t id = 0; id < g->count; id++)
		leave_settle(&g->known[id]);
	return m < 0 ? m : 0;
}

/* RETURNS THAT WERE MADE, AND NAMINGS ------------------------------------------------------------------------------------------------ */

static int read_made(struct gathering *g)
{
	struct return_made_row *rows;
	int n = store_returns_made(g->o->store, g->only, day_add(g->year_first, -DAYS_BACK), g->arena, &rows);
	struct return_made *made = n > 0 ? arena_new(g->arena, (size_t)n, sizeof *made) : NULL;

	for (int i = 0, count = 0; i < n; i++) {
		struct return_known *k = known_of(g, rows[i].pupil);

		if (!k || return_parse(rows[i].kind, &made[count].kind) < 0) /* of a later version */
			continue;
		made[count].from = rows[i].from_day;
		made[count].made = rows[i].made_day;
		k->made = k->made_count == 0 ? &made[count] : k->made;
		k->made_count++;
		count++;
	}
	return n < 0 ? n : 0;
}

/* THE ROLL -------------------------------------------------------------------------------------------------------------------------- */

/* Spells that touch are one time on the roll. */
static struct day on_roll_since(const struct roll_pupil *p, struct day today)
{
	sitting since = 0, until = INT32_MIN;

	for (const struct roll_fact *f = p->spells; f; f = f->next) {
		since = until == INT32_MIN || until + 1 < f->first ? f->first : since;
		until = f->last;
		if (f->first <= sitting_of(today, SESSION_PM) && until >= sitting_of(today, SESSION_AM))
			return sitting_day(since);
	}
	return DAY_NONE;
}

static bool stays_on(const struct roll_pupil *p, struct day today)
{
	for (const struct roll_fact *f = p->years; f; f = f->next)
		if (f->value >= SIXTH_FORM && f->last >= sitting_of(today, SESSION_AM))
			return true;
	return false;
}

/* The year that the child was in on that day. */
static int year_on(const struct roll_pupil *p, struct day day)
{
	for (const struct roll_fact *f = p->years; f; f = f->next)
		if (f->first <= sitting_of(day, SESSION_PM) && f->last >= sitting_of(day, SESSION_AM))
			return (int)f->value;
	return SESSION_ANY_YEAR;
}

static bool is_lately(const struct gathering *g, struct day d)
{
	return d.n <= g->today.n && d.n > g->today.n - ENTRY_BACK && d.n >= g->year_first.n;
}

/* When the name was entered: by the act that put the starting day there; one that was taken back since does not make it later. */
static struct day entered_on(struct gathering *g, const struct enrolment_row *row)
{
	struct act_row act;
	int64_t seq;

	if (store_change_standing(g->o->store, THING_ENROLMENT, row->id, "from_day", NULL, &seq) < 0 || !seq ||
	     store_act_get(g->o->store, seq, g->arena, &act) < 0)
		return row->from_day;
	return moment_civil(act.head.at).day;
}

/** One time on the roll: spells of a pupil that touch. */
struct time_on {
	const struct enrolment_row *first, *last;
	struct day joined_made;     /**< in any of them */
};

static void joined_set(struct gathering *g, int64_t id, const struct time_on *t, const struct return_terms *terms)
{
	struct return_known *k = &g->known[id];
	struct day from = t->first->from_day;

	if (!is_lately(g, from) || !return_joined_asked(terms, from, year_on(&g->roll.pupils[id], from)))
		return;
	k->joined.asked = true;
	k->joined.of = from;
	k->joined.due = return_joined_due(from, entered_on(g, t->first));
	k->joined.made = t->joined_made;
}

static void left_set(struct gathering *g, int64_t id, const struct time_on *t, const struct return_terms *terms)
{
	struct return_known *k = &g->known[id];
	struct day to = t->last->to_day;

	if (day_is_none(to) || !is_lately(g, to) || !return_left_asked(terms, to, year_on(&g->roll.pupils[id], to)))
		return;
	k->left.asked = true;
	k->left.of = k->left.due = to;
	k->left.made = t->last->left_return_day;
}

static int entries_set(struct gathering *g, int64_t id, const struct return_terms *terms)
{
	struct enrolment_row *rows;
	int n = store_enrolments_of_pupil(g->o->store, id, g->arena, &rows);
	struct time_on t = { .joined_made = DAY_NONE };

	for (int i = 0; i < n; i++) {
		if (spell_is_guest(&rows[i]))
			continue;
		if (!t.last || !spell_goes_on(t.last, &rows[i]))
			t = (struct time_on){ .first = &rows[i], .joined_made = DAY_NONE };
		t.last = &rows[i];
		t.joined_made = day_is_none(rows[i].joined_return_day) ? t.joined_made : rows[i].joined_return_day;
		if (i + 1 < n && !spell_is_guest(&rows[i + 1]) && spell_goes_on(&rows[i], &rows[i + 1]))
			continue;
		joined_set(g, id, &t, terms);
		left_set(g, id, &t, terms);
	}
	return n < 0 ? n : 0;
}

/* Did the child come or go lately?  Few did, and only their rows are looked at. */
static bool moved_lately(const struct gathering *g, const struct roll_pupil *p)
{
	for (const struct roll_fact *f = p->spells; f; f = f->next)
		if (is_lately(g, sitting_day(f->first)) || (f->last != INT32_MAX && is_lately(g, sitting_day(f->last))))
			return true;
	return false;
}

static int read_terms(struct gathering *g)
{
	int at = school_days_between(g->days, day_add(g->days->first, -1), day_add(g->year_first, -1));
	struct day begins = at < g->days->count ? g->days->of[at].day : g->year_first; /* on the first school day its new ones are there */

	if (g->has_terms)
		return 0;
	g->has_terms = true;
	return return_terms_read(g->o, g->today, begins, &g->terms, g->e);
}

static int roll_set(struct gathering *g, int64_t id)
{
	const struct roll_pupil *p = &g->roll.pupils[id];
	struct return_known *k = known_of(g, id);

	if (!k || !p->row)
		return 0;
	k->born = p->row->born_day;
	k->on_roll_since = on_roll_since(p, g->today);
	k->stays_on = stays_on(p, g->today);
	if (!day_is_none(p->row->died_day) || !moved_lately(g, p))
		return 0;
	int r = read_terms(g);
	return r < 0 ? r : entries_set(g, id, &g->terms);
}

static int read_roll(struct gathering *g)
{
	sitting first = sitting_of(g->year_first, SESSION_AM), last = sitting_of(g->year_last, SESSION_PM);
	int r = roll_load_only(g->o, g->only, ROLL_YEARS | ROLL_SPELLS, first, last, &g->roll, g->e);

	if (r < 0)
		return r;
	for (int64_t id = 1; r == 0 && id < g->roll.count && id < g->count; id++)
		r = roll_set(g, id);
	return r < 0 ? office_fail(g->o, r, g->e) : 0;
}

/* ALL OF IT ------------------------------------------------------------------------------------------------------------------------- */

static sitting next_session(struct office *o, struct day today)
{
	enum session now = day_equal(today, office_today(o)) ? office_session_now(o) : SESSION_PM;

	return sitting_of(today, now) + 1;
}

int known_read(struct office *o, int64_t only, struct day today, struct day year_first, struct day year_last, const struct school_days *d,
	       int64_t count, struct arena *a, struct return_known **ret, struct err *e)
{
	struct gathering g = { .o = o, .e = e, .arena = a, .only = only, .count = count, .today = today, .year_first = year_first, .year_last = year_last,
			       .next = next_session(o, today), .days = d };

	g.known = arena_new(a, (size_t)count + 1, sizeof *g.known);
	g.ill = arena_new(a, (size_t)d->count * 2 + 1, sizeof *g.ill);
	g.suspended = arena_new(a, (size_t)d->count * 2 + 1, sizeof *g.suspended);
	for (int64_t id = 0; id < count; id++)
		g.known[id] = (struct return_known){ .born = DAY_NONE, .today = today, .year_first = year_first, .year_last = year_last,
						     .leave_ended = DAY_NONE, .exam_last = DAY_NONE, .on_roll_since = DAY_NONE };
	int r = read_roll(&g);
	roll_finish(&g.roll);
	if (r < 0)
		return r;
	r = read_expected(&g);
	if (r == 0)
		r = read_made(&g);
	if (r < 0)
		return office_fail(o, r, e);
	*ret = g.known;
	return 0;
}
