/* What the day asks for: overdue first, then by time (A19, A22, A27; B4).  Registers, alarms, past days, and the order of it all. */
#include <errno.h>
#include <limits.h>

#include "today_parts.h"

bool due_may(const struct due_list *d, enum action action, int64_t roll_group)
{
	return office_may_on(d->facts->office, action, roll_group, d->facts->day, NULL) == 0;
}

struct today_due *due_add(struct due_list *d, enum due_kind kind, int minute, int count, const struct register_ref *ref, const char *text)
{
	bool overdue = !d->today || (minute >= 0 && d->minute > minute);

	vec_push(&d->lines, ((struct today_due){ .kind = kind, .minute = minute, .overdue = overdue, .count = count, .text = text, .ref = *ref }));
	return &d->lines.items[d->lines.count - 1];
}

void due_done(struct due_list *d, enum due_kind kind, int minute, int count, const struct register_ref *ref, const char *text)
{
	struct today_due *line = due_add(d, kind, minute, count, ref, text);

	line->done = true;
	line->overdue = false;
}

int due_act_minute(const struct due_list *d, int64_t act)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct act_row row;
	int r = act ? store_act_get(d->facts->office->store, act, &a, &row) : -ENOENT;
	struct civil at = r < 0 ? (struct civil){ .day = DAY_NONE } : moment_civil(row.head.at);

	return r == 0 && day_equal(at.day, d->facts->day) ? at.minute : -1;
}

/* "Oak", and in the afternoon of this morning's register "Oak, morning". */
static const char *register_words(const struct due_list *d, const struct half *s, int g)
{
	const char *name = d->facts->office->roll_groups[g].name;

	return s->session == d->facts->session ? name : arena_printf(&d->view->arena, "%s, %s", name, session_words(s->session));
}

static void register_due(struct due_list *d, const struct half *s, int g)
{
	struct office *o = d->facts->office;
	const struct register_facts *r = grid_at(&d->facts->grid, g, s->at);
	const struct half_group *side = &s->groups[g];
	const struct register_ref ref = { o->roll_groups[g].id, d->facts->day, s->session };
	const char *words = register_words(d, s, g), *text;
	int blank = r->due - r->marked, closes = side->timed ? side->times.closes : -1;
	enum register_state state = register_state(r);

	if (!register_has_begun(&d->facts->now, ref.day, side->timed ? &side->times : NULL) || !due_may(d, ACTION_TAKE_REGISTER, ref.roll_group))
		return;
	if (state == REGISTER_NOT_TAKEN)
		text = arena_printf(&d->view->arena, "%s: register not taken, %d pupil%s", words, r->due, PLURAL(r->due));
	else if (blank > 0)
		text = arena_printf(&d->view->arena, "%s: %d blank%s%s", words, blank, PLURAL(blank), r->sent ? "" : ", not sent");
	else
		text = arena_printf(&d->view->arena, "%s: marked, not sent", words);
	due_add(d, state == REGISTER_NOT_TAKEN ? DUE_REGISTER : DUE_BLANKS, closes, state == REGISTER_NOT_TAKEN ? r->due : blank, &ref, text);
}

/* Sent, its time past, and nobody has closed it (A27): one line for them all. */
static bool register_to_close(const struct due_list *d, const struct half *s, int g)
{
	const struct half_group *side = &s->groups[g];

	return side->row.sent_act != 0 && side->row.closed_act == 0 && grid_at(&d->facts->grid, g, s->at)->due > 0 &&
	       (!d->today || (side->timed && d->minute >= side->times.closes)) &&
	       due_may(d, ACTION_CLOSE_SESSION, d->facts->office->roll_groups[g].id);
}

static void close_due(struct due_list *d, const struct half *s)
{
	const struct register_ref ref = { 0, d->facts->day, s->session };
	int count = 0, minute = INT_MAX;

	for (int g = 0; g < d->facts->office->roll_group_count; g++) {
		if (!d->facts->sees[g] || !register_to_close(d, s, g))
			continue;
		count++;
		if (s->groups[g].timed && s->groups[g].times.closes < minute)
			minute = s->groups[g].times.closes;
	}
	if (count > 0)
		due_add(d, DUE_CLOSE, minute == INT_MAX ? -1 : minute, count, &ref,
			arena_printf(&d->view->arena, "Close the %s: %d register%s", session_words(s->session), count, PLURAL(count)));
}

static void side_due(struct due_list *d, const struct half *s)
{
	for (int i = 0; i < d->facts->office->roll_group_count; i++) {
		int g = d->facts->order[i];

		if (d->facts->sees[g] && register_is_missing(grid_at(&d->facts->grid, g, s->at)))
			register_due(d, s, g);
	}
	close_due(d, s);
}

static void alarm_due(struct due_list *d, const struct child *c)
{
	struct session_facts *f = d->facts;
	struct arena *a = &d->view->arena;
	const struct roll_group_row *group = &f->office->roll_groups[c->due->group];
	const struct alarm *alarm = alarm_of(f->alarms, f->alarm_count, c->due->pupil);
	const struct register_ref ref = { group->id, f->day, f->session };
	const char *name = office_pupil_name(f->office, c->due->pupil, a);
	char at[8];

	struct today_due *line = due_add(d, DUE_NOT_IN_CLASS, alarm->arrival, 1, &ref,
		alarm->arrival < 0 ? arena_printf(a, "%s, %s: signed in, not in class", name, group->name)
				   : arena_printf(a, "%s, %s: signed in at %s, not in class", name, group->name, minute_text(alarm->arrival, at)));
	line->pupil = c->due->pupil;
	line->overdue = true; /* the child is somewhere, now */
}

static void alarms_due(struct due_list *d)
{
	for (int i = 0; i < d->facts->child_count; i++)
		if (d->facts->children[i].presence == SIGNED_IN)
			alarm_due(d, &d->facts->children[i]);
}

/* Registers of the school days before: in the figures they are missing, for ever (A19). */
static void past_due(struct due_list *d)
{
	struct session_facts *f = d->facts;
	struct register_ref ref = { 0, f->day, f->session };
	int mine = 0;

	for (sitting s = f->before; s < sitting_of(f->day, SESSION_AM); s++)
		for (int i = 0; i < f->office->roll_group_count; i++) {
			int64_t id = f->office->roll_groups[f->order[i]].id;

			if (!f->sees[f->order[i]] || !register_is_missing(grid_at(&f->grid, f->order[i], s)))
				continue;
			d->view->past_missing++;
			if (!due_may(d, ACTION_TAKE_REGISTER, id))
				continue;
			ref = (struct register_ref){ mine == 0 ? id : 0, sitting_day(s), sitting_session(s) };
			mine++;
		}
	if (mine == 0)
		return;
	struct today_due *line = due_add(d, DUE_PAST_REGISTER, -1, mine, &ref,
		mine == 1 ? arena_printf(&d->view->arena, "%s, %s: register not complete", office_group_name(f->office, ref.roll_group),
					 report_session_text(&d->view->arena, ref.day, ref.session))
			  : arena_printf(&d->view->arena, "Registers of past days not complete: %d", mine));
	line->overdue = true;
}

/* What is done comes last; before it, with a queue at the hatch, the registers of past days, and what is for the authority. */
static int rank_of(const struct due_list *d, const struct today_due *line)
{
	if (line->done)
		return 3;
	if (line->kind == DUE_PAST_REGISTER || line->kind == DUE_RETURN)
		return 2;
	return d->tasks_first && line->kind == DUE_TASK ? 0 : 1;
}

/* What has no time of today comes behind what has. */
static int due_compare(const struct due_list *d, const struct today_due *x, const struct today_due *y)
{
	int at_x = x->minute < 0 ? INT_MAX : x->minute, at_y = y->minute < 0 ? INT_MAX : y->minute;

	if (rank_of(d, x) != rank_of(d, y))
		return rank_of(d, x) - rank_of(d, y);
	if (x->overdue != y->overdue)
		return x->overdue ? -1 : 1;
	if (at_x != at_y)
		return at_x < at_y ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

/* Of equals the order in which they were found: that of the classes. */
static void due_sort(const struct due_list *d)
{
	struct today_due *lines = d->lines.items;

	for (int i = 1; i < d->lines.count; i++) {
		struct today_due line = lines[i];
		int at = i;

		for (; at > 0 && due_compare(d, &lines[at - 1], &line) > 0; at--)
			lines[at] = lines[at - 1];
		lines[at] = line;
	}
}

static int gather(struct due_list *d, struct err *e)
{
	int r = store_read_begin(d->facts->office->store);

	if (r < 0)
		return office_fail(d->facts->office, r, e);
	for (int i = 0; i < d->facts->side_count; i++)
		side_due(d, &d->facts->sides[i]);
	alarms_due(d);
	past_due(d);
	r = due_sessions(d);
	if (r == 0)
		r = due_expected(d);
	if (r < 0)
		office_fail(d->facts->office, r, e);
	if (r == 0)
		r = due_calls(d, e);
	if (r == 0)
		r = due_fortnight(d, e);
	store_read_end(d->facts->office->store);
	if (r == 0 && d->today)
		r = due_tasks(d, e);
	return r == 0 && d->today ? due_returns(d, e) : r;
}

int today_due(struct session_facts *f, struct today_view *v, struct err *e)
{
	uint32_t roles = f->office->person.roles, rings = 1u << ROLE_OFFICE | 1u << ROLE_ATTENDANCE_OFFICER;
	struct due_list d = { .facts = f, .view = v, .today = day_equal(f->day, f->now.day), .minute = f->now.minute,
			      .tasks_first = (roles >> ROLE_DSL & 1u) && !(roles & rings) };
	int r = gather(&d, e);

	due_sort(&d);
	v->due = arena_new(&v->arena, (size_t)d.lines.count, sizeof *v->due);
	for (int i = 0; i < d.lines.count; i++)
		v->due[i] = d.lines.items[i];
	v->due_count = d.lines.count;
	vec_finish(&d.lines);
	return r;
}
