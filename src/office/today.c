/* Today: where everybody is, the registers of a session and what is due (A4, A19, A27; issue 3). */
#include "office/today.h"

#include "today_parts.h"

void today_view_finish(struct today_view *v)
{
	arena_finish(&v->arena);
	*v = (struct today_view){ 0 };
}

static bool group_mine(const struct office *o, int64_t roll_group)
{
	for (int i = 0; i < o->group_count; i++)
		if (o->groups[i].roll_group == roll_group)
			return true;
	return false;
}

static int minutes_from(struct session_facts *f, int closes)
{
	if (day_equal(f->day, f->now.day))
		return f->now.minute - closes;
	return (int)minutes_since(f->office, f->day, closes);
}

static struct today_register register_of(struct session_facts *f, struct today_view *v, int g)
{
	const struct roll_group_row *group = &f->office->roll_groups[g];
	const struct register_facts *facts = grid_at(&f->grid, g, f->at);
	const struct half_group *side = &f->sides[0].groups[g];

	return (struct today_register){
		.roll_group = group->id, .name = arena_text(&v->arena, group->name), .state = register_state(facts), .due = facts->due,
		.blank = facts->due - facts->marked, .mine = group_mine(f->office, group->id), .sent = facts->sent,
		.closed = side->row.closed_act != 0,
		.since_close = side->timed ? minutes_from(f, side->times.closes) : 0, .times = side->times,
		.taker = arena_text(&v->arena, side->taker),
	};
}

static void registers_fill(struct session_facts *f, struct today_view *v)
{
	int n = f->office->roll_group_count;

	v->registers = arena_new(&v->arena, (size_t)n, sizeof *v->registers);
	for (int i = 0; f->names && i < n; i++)
		if (f->sees[f->order[i]] && grid_at(&f->grid, f->order[i], f->at)->due > 0)
			v->registers[v->register_count++] = register_of(f, v, f->order[i]);
}

static const char *shut_words(struct office *o, sitting at, struct arena *a)
{
	const char *name = NULL;
	enum opening opening = calendar_opening(office_calendar(o), at, SESSION_ANY_YEAR, 0, &name);

	if (opening == OPENING_OPEN)
		return NULL;
	return name ? arena_printf(a, "%s (%s)", opening_words(opening), name) : opening_words(opening);
}

int today_fill(struct session_facts *f, struct today_view *v, struct err *e)
{
	v->day = f->day;
	v->session = f->session;
	v->names = f->names;
	v->minute = f->now.minute;
	v->shut = shut_words(f->office, f->at, &v->arena);
	for (int i = 0; i < f->child_count; i++)
		session_counts_add(&v->counts, child_counted(&f->children[i]), f->children[i].due->mark, f->day);
	if (!f->names && v->counts.on_roll > 0 && v->counts.on_roll < FIGURES_FEWEST)
		return figures_few(e);
	registers_fill(f, v);
	return 0;
}

static int today_read(struct session_facts *f, struct today_view *v, struct err *e)
{
	int r = store_read_begin(f->office->store);

	if (r < 0)
		return office_fail(f->office, r, e);
	r = session_facts_read(f, NULL, 0, e);
	if (r == 0)
		r = today_fill(f, v, e);
	store_read_end(f->office->store);
	return r;
}

int office_today_open(struct office *o, struct day day, enum session session, struct today_view *ret, struct err *e)
{
	struct session_facts f = { .office = o, .day = day, .session = session, .watches = true };
	struct today_view v = { 0 };
	int r = office_refresh(o, e);

	if (r == 0)
		r = session_may(o, day, session, &f.names, e);
	if (r == 0)
		r = today_read(&f, &v, e);
	if (r == 0 && f.names)
		r = today_due(&f, &v, e);
	session_facts_finish(&f);
	if (r < 0)
		today_view_finish(&v);
	else
		*ret = v;
	return r;
}

/* GROUPS, AND WHERE A PERSON BEGINS -------------------------------------------------------------------------------------------- */

int office_groups(struct office *o, struct day day, struct arena *a, struct group_line **ret, struct err *e)
{
	CLEAN_ARENA struct arena work = { 0 };
	int r = office_refresh(o, e), n = 0;
	/* Who gives roles and classes chooses among all of them: their names are no pupil's. */
	bool all = office_may(o, ACTION_CHANGE_STAFF, 0, NULL) == 0;

	if (r == 0 && !all)
		r = office_may(o, ACTION_SEE_REGISTER, 0, e);
	if (r < 0)
		return r;
	const int *ranks = report_group_ranks(o, &work);
	const struct roll_group_row **order = arena_new(&work, (size_t)o->roll_group_count, sizeof *order);
	struct group_line *lines = arena_new(a, (size_t)o->roll_group_count, sizeof *lines);
	for (int i = 0; i < o->roll_group_count; i++)
		order[ranks[i]] = &o->roll_groups[i];
	for (int i = 0; i < o->roll_group_count; i++) {
		const struct roll_group_row *g = order[i];

		if (day_within(day, g->from_day, g->to_day) && (all || office_may_on(o, ACTION_SEE_REGISTER, g->id, day, NULL) == 0))
			lines[n++] = (struct group_line){ g->id, arena_text(a, g->name), group_mine(o, g->id) };
	}
	*ret = lines;
	return n;
}

/* 1 if the group takes a register in that session and it is not taken, 0 if it is taken, -1 if there is none to take. */
static int register_waits(struct office *o, const struct register_ref *ref)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct register_row row = { 0 };
	struct due_row *due;

	if (office_may_on(o, ACTION_TAKE_REGISTER, ref->roll_group, ref->day, NULL) < 0 || office_register_check(o, ref, NULL) < 0)
		return -1;
	int n = store_due(o->store, ref->day, ref->session, ref->roll_group, &a, &due);
	if (n <= 0)
		return -1;
	store_register_get(o->store, ref->day, ref->session, ref->roll_group, &row); /* where nobody has touched it: zeros */
	struct register_facts facts = { .due = n, .sent = row.sent_act != 0 };
	for (int i = 0; i < n; i++)
		facts.marked += due[i].mark != CODE_NONE;
	return register_is_missing(&facts);
}

/* Of several the first that is not taken, else the first by the order of classes. */
static bool home_register(struct office *o, struct register_ref *ret)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct group_line *groups;
	struct register_ref ref = { .day = office_today(o), .session = office_session_now(o) }, first = { 0 };
	int n = office_groups(o, ref.day, &a, &groups, NULL);

	for (int i = 0; i < n; i++) {
		ref.roll_group = groups[i].roll_group;
		int waits = groups[i].mine ? register_waits(o, &ref) : -1;

		if (waits > 0) {
			*ret = ref;
			return true;
		}
		if (waits == 0 && first.roll_group == 0)
			first = ref;
	}
	if (first.roll_group != 0)
		*ret = first;
	return first.roll_group != 0;
}

#define HAS(roles, role) ((roles) >> (role) & 1u)

enum home office_home(struct office *o, struct register_ref *ret_register)
{
	uint32_t roles;

	if (office_refresh(o, NULL) < 0)
		return HOME_TODAY;
	roles = o->person.roles;
	/* the safeguarding lead's own tasks stand first there */
	if (HAS(roles, ROLE_OFFICE) || HAS(roles, ROLE_ATTENDANCE_OFFICER) || (HAS(roles, ROLE_DSL) && !HAS(roles, ROLE_HEAD)))
		return HOME_TODAY;
	if (HAS(roles, ROLE_HEAD) || HAS(roles, ROLE_CHAMPION) || HAS(roles, ROLE_INSPECTOR) || HAS(roles, ROLE_GOVERNOR))
		return HOME_MORNING;
	if ((HAS(roles, ROLE_TEACHER) || HAS(roles, ROLE_SUPPLY)) && home_register(o, ret_register))
		return HOME_REGISTER;
	if (office_may(o, ACTION_SEE_REGISTER, 0, NULL) < 0 && office_may(o, ACTION_CHANGE_STAFF, 0, NULL) == 0)
		return HOME_STAFF;
	return HOME_TODAY;
}

/* THE HISTORY OF ONE MARK (A20) ------------------------------------------------------------------------------------------------ */

static int change_read(struct office *o, const struct entry_row *row, struct arena *a, struct mark_change *ret)
{
	struct act_row act;
	int r = store_act_get(o->store, row->act, a, &act);

	if (r == 0)
		*ret = (struct mark_change){
			.act = row->act, .at = act.head.at, .who = act.head.staff_name, .position = act.head.position, .reason = act.head.reason,
			.from = code_symbol(row->entry.before), .to = code_symbol(row->entry.after), .stands = row->entry.stands,
		};
	return r;
}

static int history_read(struct office *o, const struct register_ref *ref, int64_t pupil, struct arena *a, struct mark_change **ret)
{
	struct entry_row *chain;
	int n = store_entries_of_mark(o->store, pupil, ref->day, ref->session, a, &chain);
	struct mark_change *changes = arena_new(a, (size_t)(n < 0 ? 0 : n) + 1, sizeof *changes);

	for (int i = 0; i < n; i++) {
		int r = change_read(o, &chain[i], a, &changes[i]);

		if (r < 0)
			return r;
	}
	*ret = changes;
	return n;
}

/* The register that was asked for must be the pupil's: a class of one's own does not open another's marks. */
static int history_may(struct office *o, const struct register_ref *ref, int64_t pupil, struct err *e)
{
	int64_t group = 0;
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may_on(o, ACTION_SEE_HISTORY, ref->roll_group, ref->day, e);
	if (r == 0)
		r = office_pupil_group(o, pupil, ref->day, ref->session, &group, e);
	if (r == 0 && group != ref->roll_group && office_reach(o, ACTION_SEE_HISTORY) != REACH_ALL)
		r = err_refuse(e, "That pupil is in another register on that day. Ask the office.");
	return r;
}

int office_mark_history(struct office *o, const struct register_ref *ref, int64_t pupil, struct arena *a, struct mark_change **ret,
			struct err *e)
{
	int r = history_may(o, ref, pupil, e);

	if (r < 0)
		return r;
	r = store_read_begin(o->store);
	if (r < 0)
		return office_fail(o, r, e);
	r = history_read(o, ref, pupil, a, ret);
	store_read_end(o->store);
	return r < 0 ? office_fail(o, r, e) : r;
}
