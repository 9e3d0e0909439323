/*
 * What an undo would put beside what was entered since: a child who left is back in another class, and undoing the leaving would have the
 * child in both.  Such a row stays as it is, and with it what makes one story with it.
 */
#include <stdlib.h>
#include <string.h>

#include "lanes.h"
#include "undo.h"

#define ALL_WEEK 127
#define BOTH 3

/* A row of somebody's, from a session to a session, that keeps others of its kind away. */
struct stay_row {
	int64_t id;
	struct day from, to;
	int64_t from_session, to_session, weekdays, sessions;
	int64_t group;               /* of a place: others than in registers keep nobody away */
	const char *flag;            /* of a flag: it keeps only the same away */
	bool is, was;                /* there after the undo; there now */
	struct stay_row *now;        /* as it is now; NULL: it is to be as it is */
};

/* The changes of one row of the plan. */
struct kept_apart {
	enum thing thing;
	int64_t owner, id;
	int from, to;                /* of undoing.changes */
	bool stays;
};

struct apart {
	struct undoing *u;
	struct { VEC(struct kept_apart); } plan;
	bool any;
};

/* ROWS AS THEY ARE */

struct stay_rows { VEC(struct stay_row); };

static struct stay_row row_of_days(int64_t id, struct day from, struct day to)
{
	return (struct stay_row){ .id = id, .from = from, .to = to, .to_session = SESSION_PM, .weekdays = ALL_WEEK, .sessions = BOTH, .is = true, .was = true };
}

#define EACH_ROW(rows, n, more) \
	for (int i = 0; i < (n); i++) { \
		struct stay_row r = row_of_days((rows)[i].id, (rows)[i].from_day, (rows)[i].to_day); \
		more; \
		vec_push(to, r); \
	}

static int read_spells(struct undoing *u, int64_t owner, struct stay_rows *to)
{
	struct enrolment_row *rows;
	int n = store_enrolments_of_pupil(u->o->store, owner, &u->arena, &rows);

	EACH_ROW(rows, n, r.from_session = rows[i].from_session; r.to_session = rows[i].to_session == SESSION_AM ? SESSION_AM : SESSION_PM);
	return n;
}

static int read_places(struct undoing *u, int64_t owner, struct stay_rows *to)
{
	struct membership_row *rows;
	int n = store_memberships_of_pupil(u->o->store, owner, &u->arena, &rows);

	EACH_ROW(rows, n, r.weekdays = rows[i].weekdays; r.sessions = rows[i].sessions; r.group = rows[i].roll_group);
	return n;
}

static int read_years(struct undoing *u, int64_t owner, struct stay_rows *to)
{
	struct pupil_year_row *rows;
	int n = store_years_of_pupil(u->o->store, owner, &u->arena, &rows);

	EACH_ROW(rows, n, );
	return n;
}

static int read_flags(struct undoing *u, int64_t owner, struct stay_rows *to)
{
	struct pupil_flag_row *rows;
	int n = store_flags_of_pupil(u->o->store, owner, &u->arena, &rows);

	EACH_ROW(rows, n, r.flag = rows[i].flag);
	return n;
}

static int read_elsewhere(struct undoing *u, int64_t owner, struct stay_rows *to)
{
	struct elsewhere_row *rows;
	int n = store_elsewhere_of_pupil(u->o->store, owner, &u->arena, &rows);

	EACH_ROW(rows, n, r.weekdays = rows[i].weekdays; r.sessions = rows[i].sessions);
	return n;
}

static int read_homes(struct undoing *u, int64_t owner, struct stay_rows *to)
{
	struct address_row *rows;
	int n = owner < 0 ? store_addresses_of_adult(u->o->store, -owner, &u->arena, &rows)
			  : store_addresses_of_pupil(u->o->store, owner, &u->arena, &rows);

	EACH_ROW(rows, n, );
	return n;
}

typedef int read_rows(struct undoing *u, int64_t owner, struct stay_rows *to);
static read_rows *const reads[THINGS] = {
	[THING_ENROLMENT] = read_spells, [THING_MEMBERSHIP] = read_places, [THING_PUPIL_YEAR] = read_years,
	[THING_PUPIL_FLAG] = read_flags, [THING_ELSEWHERE] = read_elsewhere, [THING_ADDRESS] = read_homes,
};

/* ROWS AS THEY WOULD BE */

static void take_field(struct stay_row *r, const char *field, const char *value)
{
	struct { const char *field; int64_t *number; struct day *day; } const fields[] = {
		{ "from_day", NULL, &r->from }, { "to_day", NULL, &r->to }, { "from_session", &r->from_session, NULL },
		{ "to_session", &r->to_session, NULL }, { "weekdays", &r->weekdays, NULL }, { "sessions", &r->sessions, NULL },
		{ "roll_group", &r->group, NULL },
	};

	if (strcmp(field, "flag") == 0)
		r->flag = value;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		if (strcmp(fields[i].field, field) != 0)
			continue;
		if (fields[i].day)
			*fields[i].day = value ? (struct day){ (int32_t)strtol(value, NULL, 10) } : DAY_NONE;
		else
			*fields[i].number = value ? strtoll(value, NULL, 10) : SESSION_PM; /* of no last session: the end of the day */
	}
}

/* The two rows of a merged child: it goes back to the other of them. */
static bool changes_owner(const struct change_row *c)
{
	return (strcmp(c->field, "pupil") == 0 || strcmp(c->field, "adult") == 0) && c->before && c->after;
}

static void take_back(struct apart *x, const struct kept_apart *p, struct stay_rows *rows)
{
	const struct put_back *changes = x->u->changes.items;
	int at = 0;

	while (at < rows->count && rows->items[at].id != p->id)
		at++;
	if (at == rows->count) {
		struct stay_row again = row_of_days(p->id, DAY_NONE, DAY_NONE);

		again.was = false;
		vec_push(rows, again);
	}
	struct stay_row *r = &rows->items[at];
	r->now = arena_new(&x->u->arena, 1, sizeof *r->now);
	*r->now = *r;
	r->is = !changes[p->from].made;
	for (int i = p->from; i < p->to && r->is; i++) {
		take_field(r, changes[i].row.field, changes[i].row.before);
		r->is = !changes_owner(&changes[i].row);
	}
}

static sitting last_of(const struct stay_row *r)
{
	return day_is_none(r->to) ? INT32_MAX : sitting_of(r->to, (enum session)r->to_session);
}

static sitting first_of(const struct stay_row *r)
{
	return sitting_of(r->from, (enum session)r->from_session);
}

/* Its other end was moved since. */
static bool is_turned_round(const struct stay_row *r)
{
	return r->now && r->is && last_of(r) < first_of(r);
}

static bool meet(struct undoing *u, const struct stay_row *a, const struct stay_row *b)
{
	if (a->flag && b->flag && strcmp(a->flag, b->flag) != 0)
		return false;
	if ((a->group && !lane_is_of(u->o, a->group)) || (b->group && !lane_is_of(u->o, b->group)))
		return false;
	return first_of(a) <= last_of(b) && first_of(b) <= last_of(a) && (a->weekdays & b->weekdays) && (a->sessions & b->sessions);
}

/* Two that stand in each other's way now already are no reason. */
static bool come_together(struct undoing *u, const struct stay_row *a, const struct stay_row *b)
{
	const struct stay_row *x = a->now ? a->now : a, *y = b->now ? b->now : b;

	return (a->now || b->now) && a->is && b->is && meet(u, a, b) && !(x->was && y->was && meet(u, x, y));
}

/* THE PLAN */

static int64_t owner_of(struct undoing *u, const struct put_back *changes, int n)
{
	CLEAN_ARENA struct arena a = { 0 };
	union { struct pupil_flag_row flag; struct elsewhere_row elsewhere; } row;
	enum thing thing = changes->row.thing;

	for (int i = 0; i < n && (thing == THING_PUPIL_FLAG || thing == THING_ELSEWHERE); i++)
		if (strcmp(changes[i].row.field, "pupil") == 0)
			return strtoll(changes[i].row.after ? changes[i].row.after : changes[i].row.before, NULL, 10);
	if (thing != THING_PUPIL_FLAG && thing != THING_ELSEWHERE)
		return undo_pupil_of(u, changes, n);
	if (store_thing_get(u->o->store, thing, changes->row.id, &a, &row) < 0)
		return 0;
	return thing == THING_PUPIL_FLAG ? row.flag.pupil : row.elsewhere.pupil;
}

static int plan_compare(const void *a, const void *b)
{
	const struct kept_apart *x = a, *y = b;

	if (x->thing != y->thing)
		return x->thing < y->thing ? -1 : 1;
	if (x->owner != y->owner)
		return x->owner < y->owner ? -1 : 1;
	return x->from - y->from;
}

static void read_plan(struct apart *x)
{
	struct undoing *u = x->u;

	for (int from = 0, to; from < u->changes.count; from = to) {
		const struct put_back *first = &u->changes.items[from];

		to = undo_row_end(u, from);
		if (reads[first->row.thing])
			vec_push(&x->plan, ((struct kept_apart){ first->row.thing, owner_of(u, first, to - from), first->row.id, from, to, false }));
	}
	if (x->plan.count)
		qsort(x->plan.items, (size_t)x->plan.count, sizeof *x->plan.items, plan_compare);
}

static void keep(struct apart *x, struct kept_apart *plan, int n, int64_t id, const char *why)
{
	for (int i = 0; i < n; i++)
		if (plan[i].id == id && !plan[i].stays) {
			plan[i].stays = x->any = true;
			undo_stay_beside(x->u, &x->u->changes.items[plan[i].from], plan[i].owner, why);
		}
}

#define BESIDE "another was entered for those days since"

/* Those of one owner. */
static int check_owner(struct apart *x, struct kept_apart *plan, int n)
{
	struct stay_rows rows = { 0 };
	int r = plan->owner ? reads[plan->thing](x->u, plan->owner, &rows) : 0;

	for (int i = 0; r >= 0 && plan->owner && i < n; i++)
		take_back(x, &plan[i], &rows);
	for (int i = 0; r >= 0 && i < rows.count; i++)
		if (is_turned_round(&rows.items[i]))
			keep(x, plan, n, rows.items[i].id, "its other end was moved since");
	for (int i = 0; r >= 0 && i < rows.count; i++)
		for (int k = 0; k < i; k++)
			if (come_together(x->u, &rows.items[i], &rows.items[k])) {
				keep(x, plan, n, rows.items[i].id, BESIDE);
				keep(x, plan, n, rows.items[k].id, BESIDE);
			}
	vec_finish(&rows);
	return r < 0 ? office_fail(x->u->o, r, x->u->e) : 0;
}

static void drop_stayers(struct apart *x)
{
	struct undoing *u = x->u;
	bool *stays = arena_new(&u->arena, (size_t)u->changes.count + 1, sizeof *stays);
	int kept = 0;

	for (int i = 0; i < x->plan.count; i++)
		for (int k = x->plan.items[i].from; x->plan.items[i].stays && k < x->plan.items[i].to; k++)
			stays[k] = true;
	for (int i = 0; i < u->changes.count; i++)
		if (!stays[i])
			u->changes.items[kept++] = u->changes.items[i];
	u->changes.count = kept;
}

int undo_keep_apart(struct undoing *u, bool *ret_any)
{
	struct apart x = { .u = u };
	int r = 0;

	read_plan(&x);
	for (int i = 0, n; r == 0 && i < x.plan.count; i += n) {
		for (n = 1; i + n < x.plan.count && x.plan.items[i + n].thing == x.plan.items[i].thing &&
			    x.plan.items[i + n].owner == x.plan.items[i].owner; n++)
			;
		r = check_owner(&x, &x.plan.items[i], n);
	}
	if (r == 0 && x.any)
		drop_stayers(&x);
	vec_finish(&x.plan);
	*ret_any = x.any;
	return r;
}
