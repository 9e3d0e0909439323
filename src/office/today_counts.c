/* A session read once, and where everybody is (design 5 "Not known"; domain 1.1). */
#include <errno.h>

#include "today_parts.h"

#define SCHOOL_DAYS_BACK 20
#define DAYS_BACK_MOST 80 /* the longest holidays and 20 school days before them */

void session_facts_finish(struct session_facts *f)
{
	grid_finish(&f->grid);
	vec_finish(&f->unexplained);
	arena_finish(&f->arena);
}

/* WHO MAY SEE IT --------------------------------------------------------------------------------------------------------------- */

int session_may(struct office *o, struct day day, enum session session, bool *ret_names, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	int r = office_may(o, ACTION_SEE_REGISTER, 0, e);

	*ret_names = r == 0;
	if (r == -EPERM && office_reach(o, ACTION_SEE_FIGURES) == REACH_ALL)
		r = 0;
	if (r == 0 && sitting_of(day, session) > sitting_of(office_today(o), office_session_now(o)))
		r = err_refuse(e, "The %s has not begun: nobody can be missing from it yet.", report_session_text(&a, day, session));
	return r;
}

/* To somebody whose cover was not entered an empty page would say that all is well. */
static int read_sees(struct session_facts *f, struct err *e)
{
	struct office *o = f->office;
	bool *sees = arena_new(&f->arena, (size_t)o->roll_group_count, sizeof *sees);
	bool all = !f->names || office_reach(o, ACTION_SEE_REGISTER) == REACH_ALL, any = all;

	for (int i = 0; i < o->roll_group_count; i++) {
		sees[i] = all || office_may_on(o, ACTION_SEE_REGISTER, o->roll_groups[i].id, f->day, NULL) == 0;
		any |= sees[i];
	}
	f->sees = sees;
	if (!any)
		return err_refuse(e, "%s has no class today, so there is nothing to show. Ask the office.", o->person.name);
	return 0;
}

/* READING ---------------------------------------------------------------------------------------------------------------------- */

static struct day days_back(struct office *o, struct day day)
{
	struct day d = day;

	for (int found = 0, i = 0; found < SCHOOL_DAYS_BACK && i < DAYS_BACK_MOST; i++) {
		d = day_add(d, -1);
		found += calendar_is_school_day(office_calendar(o), d);
	}
	return d;
}

static void want(struct register_grid *g, sitting at)
{
	for (int i = 0; i < g->wanted_count; i++)
		if (g->wanted[i].at == at)
			return;
	g->wanted[g->wanted_count++].at = at;
	g->first = at < g->first ? at : g->first;
}

static void visit(void *ctx, int year, int64_t pupil, const uint8_t *marks)
{
	struct session_facts *f = ctx;

	if (year != f->year)
		return;
	watch_look(&f->unexplained, pupil, marks);
	f->note_asked = f->note_asked || lacking_asks(&f->noted, marks);
}

/* Whoever may not call has no lists to settle. */
static void find_unexplained(struct session_facts *f)
{
	if (!f->watches || !day_equal(f->day, f->now.day) || office_reach(f->office, ACTION_CALL) == REACH_NONE)
		return;
	f->year = strip_year(f->day);
	watch_look_begin(f->office, f->day, &f->unexplained);
	lacking_codes_find(f->day, &f->noted);
	f->grid.visit = visit;
	f->grid.visitor = f;
}

static int read_grid(struct session_facts *f, const sitting *besides, int besides_count, struct err *e)
{
	struct register_grid *g = &f->grid;

	f->before = g->first = sitting_of(days_back(f->office, f->day), SESSION_AM);
	g->last = f->at;
	find_unexplained(f);
	want(g, f->at);
	if (f->session == SESSION_PM)
		want(g, sitting_of(f->day, SESSION_AM)); /* who was missed in the morning is missed still */
	for (int i = 0; i < besides_count; i++)
		want(g, besides[i]);
	return grid_read(g, f->office, e);
}

static int read_rows(struct session_facts *f, struct half *s)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct register_row *rows;
	int n = store_registers_between(f->office->store, f->day, f->day, &a, &rows);

	s->groups = arena_new(&f->arena, (size_t)f->office->roll_group_count, sizeof *s->groups);
	for (int i = 0; i < n; i++) {
		int g = report_group_index(f->office, rows[i].roll_group);

		if (g >= 0 && rows[i].session == s->session)
			s->groups[g].row = rows[i];
	}
	return n < 0 ? n : 0;
}

/* Who sent it; before that, who marked last. */
static int read_takers(struct session_facts *f, struct half *s)
{
	struct session_act *acts;
	int n = store_acts_of_session(f->office->store, f->day, s->session, &f->arena, &acts);

	for (int i = 0; i < n; i++) {
		int g = report_group_index(f->office, acts[i].roll_group);

		if (g >= 0 && (s->groups[g].row.sent_act == 0 || s->groups[g].row.sent_act == acts[i].seq))
			s->groups[g].taker = acts[i].staff_name;
	}
	return n < 0 ? n : 0;
}

static int group_year(const struct session_facts *f, int group)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct grid_wanted *w = grid_wanted(&f->grid, f->at);
	struct due_row *due = f->office->by_year ? arena_new(&a, (size_t)w->count + 1, sizeof *due) : NULL;
	int n = 0;

	if (!due)
		return SESSION_ANY_YEAR;
	for (int i = 0; i < w->count; i++)
		if (w->due[i].group == group)
			due[n++].year = w->due[i].year;
	return office_common_year(due, n);
}

static void read_times(struct session_facts *f, struct half *s)
{
	for (int i = 0; i < f->office->roll_group_count; i++) {
		const struct session_times *t;

		if (!f->sees[i] || grid_at(&f->grid, i, s->at)->due == 0)
			continue;
		t = office_times_for(f->office, f->day, s->session, f->office->roll_groups[i].id, group_year(f, i));
		s->groups[i].timed = t != NULL;
		s->groups[i].times = t ? *t : (struct session_times){ 0 };
	}
}

static int read_side(struct session_facts *f, enum session session)
{
	struct half *s = &f->sides[f->side_count++];

	*s = (struct half){ session, sitting_of(f->day, session), NULL };
	int r = read_rows(f, s);
	if (r == 0)
		r = read_takers(f, s);
	if (r == 0)
		read_times(f, s);
	return r;
}

/* Which class's register a change is in, as an index; of an act of several classes the one that the child is due in. */
static int changed_in(const struct session_facts *f, const struct session_change *c)
{
	const struct grid_wanted *w = grid_wanted(&f->grid, f->at);

	if (c->roll_group)
		return report_group_index(f->office, c->roll_group);
	for (int i = 0; i < w->count; i++)
		if (w->due[i].pupil == c->pupil)
			return w->due[i].group;
	return -1;
}

/* A mark that stood was changed after the register was first sent: amended (A4). */
static int amended_by(struct session_facts *f, const struct session_change *c)
{
	int g = changed_in(f, c), r = 0;
	const struct register_row *row = g < 0 ? NULL : &f->sides[0].groups[g].row;
	int64_t sent;

	if (!c->stands || !row || !row->sent_act || grid_at(&f->grid, g, f->at)->amended)
		return 0;
	r = store_register_first_sent(f->office->store, row, &sent);
	grid_at(&f->grid, g, f->at)->amended = r == 0 && c->act > sent;
	return r;
}

/* Who was marked absent after they came is an alarm (A22). */
static int read_changes(struct session_facts *f)
{
	struct session_change *changes;
	int n = store_changes_of_session(f->office->store, f->day, f->session, &f->arena, &changes), r = 0;

	for (int i = 0; r >= 0 && i < n; i++)
		r = amended_by(f, &changes[i]);
	if (r < 0)
		return r;
	if (n >= 0)
		n = f->alarm_count = presence_alarms(f->office, f->day, f->session, changes, n, &f->arena, &f->alarms);
	return n < 0 ? n : 0;
}

/* Plans, reports and closures of the day; and of today who is out of the gate now. */
static int read_expected(struct session_facts *f)
{
	int r = expectations_read(f->office, f->day, f->day, &f->arena, &f->expected);

	if (r == 0 && day_equal(f->day, f->now.day))
		r = f->out_count = store_sign_outs_on(f->office->store, f->day, &f->arena, &f->outs);
	return r < 0 ? r : 0;
}

struct child *child_find(const struct session_facts *f, int64_t pupil)
{
	int low = 0, high = f->child_count;

	while (low < high) {
		int middle = (low + high) / 2;

		if (f->children[middle].due->pupil < pupil)
			low = middle + 1;
		else
			high = middle;
	}
	return low < f->child_count && f->children[low].due->pupil == pupil ? &f->children[low] : NULL;
}

static void find_out_with_us(struct session_facts *f)
{
	for (int i = 0; i < f->out_count; i++) {
		struct child *c = f->outs[i].in_minute == NONE && f->outs[i].place ? child_find(f, f->outs[i].pupil) : NULL;

		if (c)
			c->out_with_us = true;
	}
}

static void find_children(struct session_facts *f)
{
	const struct grid_wanted *w = grid_wanted(&f->grid, f->at);
	const struct code *on[256] = { 0 };
	bool looked[256] = { 0 };

	f->children = arena_new(&f->arena, (size_t)w->count, sizeof *f->children);
	for (int i = 0; i < w->count; i++) {
		const struct grid_due *due = &w->due[i];

		if (!f->sees[due->group])
			continue;
		if (!looked[due->mark])
			on[due->mark] = code_on(due->mark, f->day);
		looked[due->mark] = true;
		bool alarm = f->alarm_count > 0 && alarm_of(f->alarms, f->alarm_count, due->pupil) != NULL;
		f->children[f->child_count++] = (struct child){
			due, presence_of(due->mark, on[due->mark], register_state(grid_at(&f->grid, due->group, f->at)), alarm), on[due->mark], false,
		};
	}
	find_out_with_us(f);
}

int session_facts_read(struct session_facts *f, const sitting *besides, int besides_count, struct err *e)
{
	struct office *o = f->office;
	int r = read_sees(f, e);

	f->at = sitting_of(f->day, f->session);
	f->now = moment_civil(office_now(o));
	if (r == 0)
		r = read_grid(f, besides, besides_count, e);
	if (r < 0)
		return r;
	f->ranks = report_group_ranks(o, &f->arena);
	f->order = arena_new(&f->arena, (size_t)o->roll_group_count, sizeof *f->order);
	for (int i = 0; i < o->roll_group_count; i++)
		f->order[f->ranks[i]] = i;
	r = read_side(f, f->session);
	if (r == 0 && f->session == SESSION_PM)
		r = read_side(f, SESSION_AM);
	if (r == 0)
		r = read_changes(f);
	if (r == 0)
		r = read_expected(f);
	if (r < 0)
		return office_fail(o, r, e);
	find_children(f);
	return 0;
}

/* COUNTS ----------------------------------------------------------------------------------------------------------------------- */

/* Off the site, with us: the mark says that the child came. */
enum presence child_counted(const struct child *c)
{
	return c->out_with_us && (c->presence == HERE || c->presence == LATE) ? ELSEWHERE : c->presence;
}

/* Blank is in no rate; a child signed in and not in class keeps the arrival's mark in the figures (design 5). */
void session_counts_add(struct session_counts *to, enum presence presence, uint8_t mark, struct day day)
{
	enum category c = mark == CODE_NONE ? CATEGORY_NONE : code_category(mark, day);
	bool attended = c == CATEGORY_PRESENT || c == CATEGORY_ACTIVITY;
	bool required = c != CATEGORY_NOT_POSSIBLE && c != CATEGORY_ADMINISTRATIVE;

	to->on_roll++;
	to->attended += attended;
	to->possible += attended || c == CATEGORY_AUTHORISED || c == CATEGORY_UNAUTHORISED;
	to->late += presence == LATE;
	if (presence <= SIGNED_IN)
		to->not_known++;
	else if (presence == HERE || presence == LATE)
		to->here++;
	else if (presence == NO_REASON)
		to->no_reason++, to->absent++;
	else if (!required)
		to->not_required++;
	else if (presence == ELSEWHERE)
		to->off_site++;
	else
		to->with_reason++, to->absent++;
}
