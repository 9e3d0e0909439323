/* Closing the session: who is not known first, then what is missing, what is blank, who is expected, who is absent and why (A27). */
#include <stdlib.h>
#include <string.h>

#include "office/clocks.h"
#include "presence_words.h"
#include "today_parts.h"

static const char *const titles[CLOSE_PARTS] = {
	[CLOSE_NOT_KNOWN] = "Not known: signed in, not in class",
	[CLOSE_MISSING] = "Registers missing",
	[CLOSE_BLANK] = "Blank in a register that was sent",
	[CLOSE_EXPECTED] = "Expected: to be confirmed, or planned",
	[CLOSE_ABSENT] = "Absent",
};

const char *close_title(enum close_part p)
{
	return titles[p];
}

/* A line on its way into its part. */
struct close_name {
	struct close_line line;
	int first, rank;           /* the order: first, then the class, then the name */
	const char *sort_key;
};

struct closing_view {
	struct session_facts facts;
	struct close_view *view;
	struct contacted contacted;
	bool *again;               /* by group: closed, and a blank is left that closing it again would mark */
	struct { VEC(struct close_name); } of[CLOSE_PARTS];
};

/* REGISTERS ------------------------------------------------------------------------------------------------------------------------------ */

static bool is_over(const struct closing_view *c, const struct half_group *side)
{
	struct civil now = c->facts.now;

	return c->facts.day.n < now.day.n || (side->timed && now.minute >= side->times.closes);
}

static const struct half_group *side_of(const struct closing_view *c, int g)
{
	return &c->facts.sides[0].groups[g];
}

static const char *missing_words(struct closing_view *c, const struct register_facts *r)
{
	struct arena *a = &c->view->arena;

	if (r->marked == 0)
		return arena_printf(a, "not taken, %d pupil%s", r->due, PLURAL(r->due));
	return arena_printf(a, "%d of %d marked, not sent", r->marked, r->due);
}

/* The screen closes what was sent; what was not stays missing, whoever was marked in it. */
static void register_add(struct closing_view *c, int g)
{
	const struct register_facts *facts = grid_at(&c->facts.grid, g, c->facts.at);
	const struct half_group *side = side_of(c, g);
	const char *name = arena_text(&c->view->arena, c->facts.office->roll_groups[g].name);
	struct close_view *v = c->view;

	if (!c->facts.sees[g] || facts->due == 0)
		return;
	v->due++;
	v->closed += side->row.closed_act != 0;
	if (!facts->sent)
		vec_push(&c->of[CLOSE_MISSING], ((struct close_name){
			.line = { 0, { c->facts.office->roll_groups[g].id, v->day, v->session }, name, name, missing_words(c, facts) },
			.first = facts->marked > 0, .rank = c->facts.ranks[g], .sort_key = "" }));
	if (facts->sent && !side->row.closed_act && is_over(c, side))
		v->to_close++;
	if (side->timed && !side->row.closed_act && !is_over(c, side) && (v->closes < 0 || side->times.closes < v->closes))
		v->closes = side->times.closes;
}

/* CHILDREN ------------------------------------------------------------------------------------------------------------------------------- */

static int child_add(struct closing_view *c, const struct child *child, enum close_part part, int first, const char *words)
{
	struct session_facts *f = &c->facts;
	struct arena *a = &c->view->arena;
	const struct roll_group_row *group = &f->office->roll_groups[child->due->group];
	struct pupil_row row;
	int r = store_thing_get(f->office->store, THING_PUPIL, child->due->pupil, &f->arena, &row);

	if (r == 0)
		vec_push(&c->of[part], ((struct close_name){
			.line = { child->due->pupil, { group->id, f->day, f->session }, pupil_display_name(&row, a), arena_text(a, group->name), words, 0 },
			.first = first, .rank = f->ranks[child->due->group], .sort_key = roll_sort_key(&row, &f->arena) }));
	return r;
}

static int alarm_add(struct closing_view *c, const struct child *child)
{
	const struct alarm *alarm = alarm_of(c->facts.alarms, c->facts.alarm_count, child->due->pupil);
	char at[8];

	return child_add(c, child, CLOSE_NOT_KNOWN, 0,
			 alarm->arrival < 0 ? "signed in, marked absent in class"
					    : arena_printf(&c->view->arena, "signed in at %s, marked absent in class", minute_text(alarm->arrival, at)));
}

static int expected_add(struct closing_view *c, const struct child *child, const struct expected *x)
{
	int r = child_add(c, child, CLOSE_EXPECTED, x->waits ? 0 : 1, presence_expected(x, BLANK, c->facts.day, &c->view->arena));

	if (r == 0 && x->waits)
		c->of[CLOSE_EXPECTED].items[c->of[CLOSE_EXPECTED].count - 1].line.plan = x->id;
	return r;
}

/* The office itself let the child go: where they are is known, and what is left is to choose the code (A18). */
static int gone_add(struct closing_view *c, const struct child *child, const struct sign_out_row *out)
{
	char at[8];
	int r = child_add(c, child, CLOSE_EXPECTED, 1, arena_printf(&c->view->arena, "signed out at %s, choose the code: %s",
								     minute_text((int)out->out_minute, at), out->place ? out->place : out->reason));

	if (r == 0)
		c->of[CLOSE_EXPECTED].items[c->of[CLOSE_EXPECTED].count - 1].line.signed_out = true;
	return r;
}

/* Of a register that was not sent the register's line says it; but who is expected elsewhere has to be confirmed there, too. */
static int blank_add(struct closing_view *c, const struct child *child)
{
	struct session_facts *f = &c->facts;
	int g = child->due->group;
	bool sent = grid_at(&f->grid, g, f->at)->sent, over = sent && is_over(c, side_of(c, g));
	const struct expected *x = expected_at(f->expected, child->due->pupil, child->due->year, f->office->roll_groups[g].id, f->at);

	const struct sign_out_row *gone = x ? NULL : expected_gone(f->expected, child->due->pupil, child->due->year, f->office->roll_groups[g].id, f->at);

	c->again[g] |= over && side_of(c, g)->row.closed_act && !(x && x->waits) && !gone;
	if (x && (sent || x->waits)) {
		c->view->to_planned += over && !x->waits;
		return expected_add(c, child, x);
	}
	if (!sent)
		return 0;
	if (gone)
		return gone_add(c, child, gone);
	c->view->to_n += over;
	return child_add(c, child, CLOSE_BLANK, 0, "no mark");
}

static int absent_add(struct closing_view *c, const struct child *child)
{
	struct arena *a = &c->view->arena;
	const char *code = child->code ? child->code->words : "no such code that day";
	const char *so_far = contacted_words(&c->contacted, child->due->pupil, child->presence, a);

	return child_add(c, child, CLOSE_ABSENT, child->presence == NO_REASON ? 0 : 1,
			 arena_printf(a, "%s %s%s%s", code_symbol(child->due->mark), code, so_far ? ", " : "", so_far ? so_far : ""));
}

static int children_add(struct closing_view *c)
{
	int r = 0;

	c->again = arena_new(&c->facts.arena, (size_t)c->facts.office->roll_group_count + 1, sizeof *c->again);
	for (int i = 0; r == 0 && i < c->facts.child_count; i++) {
		const struct child *child = &c->facts.children[i];

		if (child->presence == SIGNED_IN)
			r = alarm_add(c, child);
		else if (child->due->mark == CODE_NONE)
			r = blank_add(c, child);
		else if (child->presence == NO_REASON || child->presence == ABSENT)
			r = absent_add(c, child);
	}
	for (int g = 0; g < c->facts.office->roll_group_count; g++)
		c->view->to_close += c->again[g];
	return r;
}

/* THE VIEW ------------------------------------------------------------------------------------------------------------------------------- */

static int name_compare(const void *a, const void *b)
{
	const struct close_name *x = a, *y = b;

	if (x->first != y->first)
		return x->first - y->first;
	if (x->rank != y->rank)
		return x->rank - y->rank;
	int c = strcmp(x->sort_key, y->sort_key);
	return c != 0 ? c : (x->line.pupil > y->line.pupil) - (x->line.pupil < y->line.pupil);
}

static void part_keep(struct closing_view *c, enum close_part part)
{
	int n = c->of[part].count;
	struct close_line *lines = arena_new(&c->view->arena, (size_t)n + 1, sizeof *lines);

	if (n > 0)
		qsort(c->of[part].items, (size_t)n, sizeof *c->of[part].items, name_compare);
	for (int i = 0; i < n; i++)
		lines[i] = c->of[part].items[i].line;
	c->view->of[part].lines = lines;
	c->view->of[part].count = n;
	vec_finish(&c->of[part]);
}

static int read_all(struct closing_view *c, struct err *e)
{
	struct office *o = c->facts.office;
	int r = store_read_begin(o->store);

	if (r < 0)
		return office_fail(o, r, e);
	r = session_facts_read(&c->facts, NULL, 0, e);
	if (r == 0) {
		for (int g = 0; g < o->roll_group_count; g++)
			register_add(c, g);
		r = contacted_read(o, c->facts.day, &c->facts.arena, &c->contacted);
		if (r == 0)
			r = children_add(c);
		if (r < 0)
			office_fail(o, r, e);
	}
	store_read_end(o->store);
	return r;
}

int office_close_open(struct office *o, struct day day, enum session session, struct close_view *ret, struct err *e)
{
	struct close_view v = { .day = day, .session = session, .closes = -1 };
	struct closing_view c = { .facts = { .office = o, .day = day, .session = session }, .view = &v };
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_CLOSE_SESSION, 0, e);
	if (r == 0)
		r = session_may(o, day, session, &c.facts.names, e);
	if (r == 0)
		r = read_all(&c, e);
	for (enum close_part p = 0; p < CLOSE_PARTS; p++)
		part_keep(&c, p);
	session_facts_finish(&c.facts);
	if (r < 0)
		close_view_finish(&v);
	else
		*ret = v;
	return r;
}

void close_view_finish(struct close_view *v)
{
	arena_finish(&v->arena);
	*v = (struct close_view){ 0 };
}
