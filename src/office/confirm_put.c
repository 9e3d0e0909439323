/* Somebody who was there says who came: all but the missing are marked, in one act (A10, A30; domain 1.5). */
#include <errno.h>
#include <string.h>

#include "confirm_parts.h"
#include "marking.h"
#include "pupils_parts.h"

#define NAMED_MOST 6

/** A list being confirmed. */
struct sure {
	struct office *o;
	struct err *e;
	const struct confirm_wish *wish;
	struct arena arena;
	struct expecting x;
	struct expecting_place place;
	struct day day;
	const char *who;
	struct { VEC(struct entry); } entries;
	struct mark_result result;
	int children;              /* marked by this act */
	int64_t first;             /* a child whose mark stands already, */
	sitting first_at;          /* and where */
	struct buf said;           /* a line a child who is left as they are */
};

static bool is_missing(const struct sure *c, int64_t pupil)
{
	for (int i = 0; i < c->wish->missing_count; i++)
		if (c->wish->missing[i] == pupil)
			return true;
	return false;
}

/* WHAT IT IS ABOUT */

static int day_check(struct sure *c)
{
	char day[DAY_TEXT];
	struct day today = office_today(c->o);

	c->day = day_or_today(c->o, c->wish->day);
	if (c->day.n > today.n)
		return err_refuse(c->e, "%s is still to come: nobody is there yet.", day_long(c->day, day));
	return c->day.n < today.n ? office_may(c->o, ACTION_AMEND, 0, c->e) : 0;
}

static int read_place(struct sure *c)
{
	char day[DAY_TEXT];
	int r = expecting_read(&c->x, c->o, c->day, &c->arena, c->e);

	if (r == 0)
		r = c->wish->plan ? expecting_plan(&c->x, c->wish->plan, &c->place)
				  : expecting_agreed(&c->x, c->wish->place ? c->wish->place : "", NULL, &c->place);
	if (r == 0)
		return err_refuse(c->e, "Nobody is expected there on %s.", day_long(c->day, day));
	return r < 0 ? r : 0;
}

/* The leader, the provider or school, or else whoever is at the keys. */
static int read_who(struct sure *c)
{
	const struct plan_row *plan = &c->place.plan;
	const char *line = NULL;
	int r = pupil_line("The name of who confirms it", c->wish->who, &c->arena, &line, c->e);

	c->who = line && *line ? line : plan->id && plan->leader ? plan->leader : c->o->person.name;
	return r;
}

static int may(struct sure *c)
{
	int64_t *ids = arena_new(&c->arena, (size_t)c->place.count + 1, sizeof *ids);

	for (int i = 0; i < c->place.count; i++)
		ids[i] = c->place.children[i].pupil;
	for (int k = 0; k < c->wish->missing_count; k++) {
		bool known = false;

		for (int i = 0; i < c->place.count; i++)
			known |= ids[i] == c->wish->missing[k];
		if (!known)
			return err_refuse(c->e, "%s is not expected there. Nothing was changed.", office_pupil_name(c->o, c->wish->missing[k], &c->arena));
	}
	return planning_may(c->o, ids, c->place.count, c->day, c->e);
}

/* ONE CHILD */

static void confirm_blank(struct sure *c, const struct expecting_child *of, const struct due_row *due, sitting s)
{
	const struct expected *nearest = expected_at(c->x.expectations, due->pupil, due->year, due->roll_group, s);
	const char *out = expecting_out(&c->x, due, s);

	if (out) {
		buf_printf(&c->said, "%s is left as they are: %s.\n", office_pupil_name(c->o, due->pupil, &c->arena), out);
		return;
	}
	if (!expecting_is_nearest(&c->place, nearest)) { /* X of a child whose date of birth was put right since is expected of nobody (domain 2.8) */
		buf_printf(&c->said, "%s is left as they are: %s.\n", office_pupil_name(c->o, due->pupil, &c->arena),
			   nearest ? expected_words(nearest, &c->arena) : arena_printf(&c->arena, "%s may not be used", of->code->symbol));
		return;
	}
	vec_push(&c->entries, (struct entry){ .pupil = due->pupil, .day = c->day, .session = sitting_session(s), .before = CODE_NONE,
					      .after = of->code->number, .minutes_late = -1, .arrival = -1, .planned = true, .stands = true });
}

static const char *marked_by(struct sure *c, int64_t pupil, sitting s)
{
	struct entry_row *chain;
	struct act_row act;
	int n = store_entries_of_mark(c->o->store, pupil, sitting_day(s), sitting_session(s), &c->arena, &chain);

	const struct entry_row *standing = n > 0 ? chain_standing(chain, n) : NULL;

	if (!standing || store_act_get(c->o->store, standing->act, &c->arena, &act) < 0)
		return NULL;
	return arena_printf(&c->arena, "%s by %s", when_words(act.head.at, c->day, &c->arena), act.head.staff_name);
}

/* A mark that stands stays; that a child is missing whom somebody else has confirmed is to be seen. */
static void confirm_marked(struct sure *c, const struct expecting_child *of, const struct due_row *due, sitting s)
{
	bool same = due->mark == of->code->number;

	c->result.standing++;
	if (!is_missing(c, due->pupil)) {
		if (same && !c->first) {
			c->first = due->pupil;
			c->first_at = s;
		}
		return;
	}
	const char *by = marked_by(c, due->pupil, s);
	buf_printf(&c->said, "%s is marked %s already%s%s: change the register if that is wrong.\n", office_pupil_name(c->o, due->pupil, &c->arena),
		   code_symbol(due->mark), by ? ", " : "", by ? by : "");
}

static void confirm_child(struct sure *c, const struct expecting_child *of)
{
	sitting am = sitting_of(c->day, SESSION_AM);
	int before = c->entries.count;

	for (int i = 0; i < 2; i++) {
		const struct due_row *due = of->covers[i] && (c->wish->session < 0 || c->wish->session == i) ? expecting_due(&c->x, of->pupil, am + i) : NULL;

		if (!due)
			continue;
		if (due->mark != CODE_NONE)
			confirm_marked(c, of, due, am + i);
		else if (is_missing(c, of->pupil))
			c->result.expected++;
		else
			confirm_blank(c, of, due, am + i);
	}
	c->children += c->entries.count > before;
}

/* SAVING */

static int write_entries(struct sure *c)
{
	const char *nature = c->place.plan.id ? c->place.plan.words : c->place.place;
	int r = 0;

	for (int i = 0; r >= 0 && i < c->entries.count; i++) {
		const struct entry *e = &c->entries.items[i];

		bool asks = code_on(e->after, e->day)->needs_note;

		r = store_act_mark(c->o->store, e);
		c->result.entries += r > 0;
		if (r >= 0 && asks && nature)
			r = store_act_note(c->o->store, e->pupil, e->day, (int)e->session, "all", nature);
		c->result.needs_note += asks && !nature;
	}
	return r < 0 ? office_fail(c->o, r, c->e) : 0;
}

static int save(struct sure *c)
{
	int r = office_act_open(c->o, "confirmed", arena_printf(&c->arena, "confirmed by %s", c->who), NULL, 0, c->e);

	if (r == 0)
		r = write_entries(c);
	if (r == 0)
		r = office_act_end(c->o, false, &c->result.act, c->e);
	c->result.planned = c->result.entries;
	return r;
}

static void say_missing(struct sure *c, struct buf *said)
{
	for (int i = 0; i < c->wish->missing_count && i < NAMED_MOST; i++)
		buf_printf(said, "%s%s", i ? ", " : "Not there: ", office_pupil_name(c->o, c->wish->missing[i], &c->arena));
	if (c->wish->missing_count > NAMED_MOST)
		buf_printf(said, " and %d more", c->wish->missing_count - NAMED_MOST);
	if (c->wish->missing_count)
		buf_char(said, '\n');
}

static void say(struct sure *c, struct buf *said)
{
	const char *by = c->first && c->entries.count == 0 ? marked_by(c, c->first, c->first_at) : NULL;

	if (c->entries.count)
		buf_printf(said, "%d pupil%s marked %s, confirmed by %s\n", c->children, PLURAL(c->children), c->place.code->symbol, c->who);
	else if (by)
		buf_printf(said, "Already confirmed %s\n", by);
	else
		buf_text(said, "nobody is waited for there\n");
	say_missing(c, said);
	buf_text(said, buf_string(&c->said));
}

static int judge(struct sure *c)
{
	int r = office_may(c->o, ACTION_PLAN, 0, c->e);

	if (r == 0)
		r = day_check(c);
	if (r == 0)
		r = read_place(c);
	if (r == 0)
		r = read_who(c);
	if (r == 0)
		r = may(c);
	for (int i = 0; r == 0 && i < c->place.count; i++)
		confirm_child(c, &c->place.children[i]);
	return r;
}

static int confirm(struct sure *c, struct buf *ret_said, struct mark_result *ret)
{
	int r = judge(c);

	if (r == 0 && c->entries.count)
		r = save(c);
	if (r == 0) {
		say(c, ret_said);
		*ret = c->result;
	}
	vec_finish(&c->entries);
	buf_finish(&c->said);
	arena_finish(&c->arena);
	return r;
}

int office_confirm(struct office *o, const struct confirm_wish *w, struct buf *ret_said, struct mark_result *ret, struct err *e)
{
	struct sure c = { .o = o, .e = e, .wish = w };

	IN_TRANSACTION(o, e, confirm(&c, ret_said, ret));
}
