/* What the day asks for: overdue first, then by time (A19, A22, A27; B4). */
#include <limits.h>

#include "today_parts.h"

#define FIRST_CALLS (9 * 60 + 30) /* domain 7.1; in the afternoon the same time after the close, as 9:15 to 9:30 */
#define FIRST_CALLS_AFTER 15

struct due_list {
	struct session_facts *facts;
	struct today_view *view;
	bool today;
	int minute;                   /**< now, of today */
	struct { VEC(struct today_due); } lines;
};

static bool due_may(const struct due_list *d, enum action action, int64_t roll_group)
{
	return office_may_on(d->facts->office, action, roll_group, d->facts->day, NULL) == 0;
}

static void due_add(struct due_list *d, enum due_kind kind, int minute, int count, const struct register_ref *ref, const char *text)
{
	bool overdue = !d->today || (minute >= 0 && d->minute > minute);

	vec_push(&d->lines, ((struct today_due){ .kind = kind, .minute = minute, .overdue = overdue, .count = count, .text = text, .ref = *ref }));
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

	due_add(d, DUE_NOT_IN_CLASS, alarm->arrival, 1, &ref,
		alarm->arrival < 0 ? arena_printf(a, "%s, %s: signed in, not in class", name, group->name)
				   : arena_printf(a, "%s, %s: signed in at %s, not in class", name, group->name, minute_text(alarm->arrival, at)));
	d->lines.items[d->lines.count - 1].overdue = true; /* the child is somewhere, now */
}

static int calls_minute(const struct due_list *d, int g)
{
	const struct half_group *side = &d->facts->sides[0].groups[g];

	return d->facts->session == SESSION_AM || !side->timed ? FIRST_CALLS : side->times.closes + FIRST_CALLS_AFTER;
}

/* One line for all without a reason: whoever may put one in rings the families. */
static void children_due(struct due_list *d)
{
	const struct register_ref ref = { 0, d->facts->day, d->facts->session };
	int count = 0, minute = INT_MAX;
	char at[8];

	for (int i = 0; i < d->facts->child_count; i++) {
		const struct child *c = &d->facts->children[i];

		if (c->presence == SIGNED_IN)
			alarm_due(d, c);
		if (c->presence != NO_REASON || !due_may(d, ACTION_AMEND, d->facts->office->roll_groups[c->due->group].id))
			continue;
		count++;
		minute = calls_minute(d, c->due->group) < minute ? calls_minute(d, c->due->group) : minute;
	}
	if (count > 0)
		due_add(d, DUE_NO_REASON, minute, count, &ref,
			arena_printf(&d->view->arena, "No reason yet: %d pupil%s, first calls by %s", count, PLURAL(count), minute_text(minute, at)));
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
	due_add(d, DUE_PAST_REGISTER, -1, mine, &ref,
		mine == 1 ? arena_printf(&d->view->arena, "%s, %s: register not complete", office_group_name(f->office, ref.roll_group),
					 report_session_text(&d->view->arena, ref.day, ref.session))
			  : arena_printf(&d->view->arena, "Registers of past days not complete: %d", mine));
	d->lines.items[d->lines.count - 1].overdue = true;
}

/* What has no time of today comes behind what has. */
/* Today's first: with a queue at the hatch nobody fills in registers of past days. */
static int due_compare(const void *a, const void *b)
{
	const struct today_due *x = a, *y = b;
	int at_x = x->minute < 0 ? INT_MAX : x->minute, at_y = y->minute < 0 ? INT_MAX : y->minute;

	if ((x->kind == DUE_PAST_REGISTER) != (y->kind == DUE_PAST_REGISTER))
		return x->kind == DUE_PAST_REGISTER ? 1 : -1;
	if (x->overdue != y->overdue)
		return x->overdue ? -1 : 1;
	if (at_x != at_y)
		return at_x < at_y ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

/* Of equals the order in which they were found: that of the classes. */
static void due_sort(struct today_due *lines, int n)
{
	for (int i = 1; i < n; i++) {
		struct today_due line = lines[i];
		int at = i;

		for (; at > 0 && due_compare(&lines[at - 1], &line) > 0; at--)
			lines[at] = lines[at - 1];
		lines[at] = line;
	}
}

void today_due(struct session_facts *f, struct today_view *v)
{
	struct due_list d = { .facts = f, .view = v, .today = day_equal(f->day, f->now.day), .minute = f->now.minute };

	for (int i = 0; i < f->side_count; i++)
		side_due(&d, &f->sides[i]);
	children_due(&d);
	past_due(&d);
	due_sort(d.lines.items, d.lines.count);
	v->due = arena_new(&v->arena, (size_t)d.lines.count, sizeof *v->due);
	for (int i = 0; i < d.lines.count; i++)
		v->due[i] = d.lines.items[i];
	v->due_count = d.lines.count;
	vec_finish(&d.lines);
}
