/* A return was made; a person names a pupil for one; a naming ends (C9). */
#include <errno.h>
#include <string.h>

#include "call_parts.h"
#include "office/pupils.h"
#include "returns_parts.h"

struct return_case {
	struct office *o;
	struct arena arena;
	struct err *e;
	int64_t pupil;
	enum return_kind kind;
	struct day today;
	const char *child;                 /**< "Amara Okafor (Willow)" */
	struct return_made_row *rows;      /**< of that pupil and kind, the oldest first */
	int count;
};

#define EVER day_add(c->today, -4000) /* every return that the school still keeps of a child */

static int case_rows(struct return_case *c)
{
	struct return_made_row *rows;
	int n = store_returns_made(c->o->store, c->pupil, EVER, &c->arena, &rows);

	c->rows = arena_new(&c->arena, (size_t)(n > 0 ? n : 0) + 1, sizeof *c->rows);
	for (int i = 0; i < n; i++)
		if (strcmp(rows[i].kind, return_name(c->kind)) == 0)
			c->rows[c->count++] = rows[i];
	return n < 0 ? office_fail(c->o, n, c->e) : 0;
}

/* Who it is about, and what is there of it. */
static int case_begin(struct return_case *c)
{
	struct contact_work work = { c->o, &c->arena, NULL, c->e, office_today(c->o) };
	struct pupil_row pupil;
	int r = contact_pupil_get(&work, c->pupil, &pupil);

	c->today = work.today;
	if (r == 0)
		r = said_may(c->o, ACTION_REVIEW, c->pupil, c->today, c->e);
	if (r < 0)
		return r;
	c->child = said_child(c->o, c->pupil, c->today, &c->arena);
	return case_rows(c);
}

static struct return_made_row *open_naming(const struct return_case *c)
{
	for (int i = 0; i < c->count; i++)
		if (day_is_none(c->rows[i].made_day))
			return &c->rows[i];
	return NULL;
}

static int put(struct return_case *c, struct return_made_row *row)
{
	int r = store_act_put(c->o->store, THING_RETURN_MADE, row);

	return r < 0 ? office_fail(c->o, r, c->e) : 0;
}

/* "Jo Reed, at 09:02" */
static const char *who_put(struct return_case *c, int64_t id, const char *field)
{
	struct act_row act;

	if (changed_standing_by(c->o, &(struct thing_ref){ THING_RETURN_MADE, id }, field, NULL, &c->arena, &act) < 0)
		return "somebody";
	return arena_printf(&c->arena, "%s, %s", act.head.staff_name, when_words(act.head.at, c->today, &c->arena));
}

/* MADE ------------------------------------------------------------------------------------------------------------------------------ */

static int refuse_made(struct return_case *c)
{
	const struct return_made_row *last = NULL;
	char day[DAY_TEXT];

	for (int i = 0; i < c->count; i++)
		if (!day_is_none(c->rows[i].made_day) && (!last || c->rows[i].made_day.n >= last->made_day.n))
			last = &c->rows[i];
	if (!last || last->made_day.n < school_year_start(c->today).n)
		return err_refuse(c->e, "%s: nothing is due for %s. Add the pupil to the return first, and say why.", return_title(c->kind), c->child);
	return err_refuse(c->e, "%s of %s: made on %s (%s), and nothing is due since.", return_title(c->kind), c->child, day_long(last->made_day, day),
			  who_put(c, last->id, "made_day"));
}

static int made_day_read(struct return_case *c, const struct return_found *f, struct day *made)
{
	struct day first = school_year_start(c->today);
	char day[DAY_TEXT];
	int r = said_day(c->o, made, c->e);

	if (r < 0)
		return r;
	first = f->from.n < first.n ? f->from : first;
	if (made->n > c->today.n)
		return err_refuse(c->e, "%s has not come yet: a return is made today or was made before.", day_long(*made, day));
	if (made->n < first.n)
		return err_refuse(c->e, "The return was made on %s or later: what it is of was not there before.", day_long(first, day));
	return 0;
}

static int made_write(struct return_case *c, const struct return_found *f, struct day made, const char *words)
{
	struct return_made_row row = RETURN_MADE_NEW;

	for (int i = 0; i < c->count; i++) {
		if (!day_is_none(c->rows[i].made_day))
			continue;
		c->rows[i].made_day = made;
		int r = put(c, &c->rows[i]);
		if (r < 0)
			return r;
	}
	row.pupil = c->pupil;
	row.kind = return_name(c->kind);
	row.from_day = f->from;
	row.made_day = made;
	row.words = words;
	return put(c, &row);
}

static int made(struct return_case *c, struct day day, const char *given, int64_t *ret_act)
{
	struct return_found f = { .state = RETURN_NEAR };
	const char *words;
	int r = case_begin(c);

	if (r == 0)
		r = return_find(c->o, c->pupil, c->kind, &f, c->e);
	if (r == -ENOENT || (r == 0 && f.state == RETURN_MADE))
		return refuse_made(c);
	if (r == 0)
		r = made_day_read(c, &f, &day);
	if (r == 0)
		r = said_line_needed("To whom it went, and how", given, &c->arena, &words, c->e);
	if (r == 0)
		r = office_act_open(c->o, "return made", NULL, NULL, 0, c->e);
	if (r == 0)
		r = made_write(c, &f, day, words);
	return r < 0 ? r : office_act_end(c->o, false, ret_act, c->e);
}

static int made_case(struct return_case *c, struct day day, const char *words, int64_t *ret_act, struct err *e)
{
	IN_TRANSACTION(c->o, e, made(c, day, words, ret_act));
}

/* A new-pupil or deletion return is noted on the roll, but for one that a person named. */
static bool of_the_roll(struct office *o, int64_t pupil, enum return_kind kind)
{
	struct return_case c = { .o = o, .pupil = pupil, .kind = kind, .today = office_today(o) };
	bool named = (kind == RETURN_NEW_PUPIL || kind == RETURN_DELETION) && case_rows(&c) == 0 && open_naming(&c);

	arena_finish(&c.arena);
	return (kind == RETURN_NEW_PUPIL || kind == RETURN_DELETION) && !named;
}

int office_return_made(struct office *o, int64_t pupil, enum return_kind kind, struct day made, const char *words, int64_t *ret_act, struct err *e)
{
	struct return_case c = { .o = o, .e = e, .pupil = pupil, .kind = kind };

	if (of_the_roll(o, pupil, kind))
		return office_pupil_return_made(o, pupil, kind == RETURN_DELETION, made, ret_act, e);
	int r = made_case(&c, made, words, ret_act, e);
	arena_finish(&c.arena);
	return r;
}

/* NAMED ----------------------------------------------------------------------------------------------------------------------------- */

static int add(struct return_case *c, const char *given, int64_t *ret_act)
{
	struct return_made_row row = RETURN_MADE_NEW;
	int r = case_begin(c);

	if (r < 0)
		return r;
	if (said_died(c->o, c->pupil))
		return err_refuse(c->e, "%s has died: nothing is asked for.", c->child);
	const struct return_made_row *open = open_naming(c);
	if (open) {
		err_refuse(c->e, "%s: %s is on it already (%s): %.200s", return_title(c->kind), c->child, who_put(c, open->id, "from_day"), open->words);
		return -EEXIST;
	}
	r = said_line_needed("Why", given, &c->arena, &row.words, c->e);
	if (r == 0)
		r = office_act_open(c->o, "return named", NULL, NULL, 0, c->e);
	if (r < 0)
		return r;
	row.pupil = c->pupil;
	row.kind = return_name(c->kind);
	row.from_day = c->today;
	r = put(c, &row);
	return r < 0 ? r : office_act_end(c->o, false, ret_act, c->e);
}

static int add_case(struct return_case *c, const char *words, int64_t *ret_act, struct err *e)
{
	IN_TRANSACTION(c->o, e, add(c, words, ret_act));
}

int office_return_add(struct office *o, int64_t pupil, enum return_kind kind, const char *words, int64_t *ret_act, struct err *e)
{
	struct return_case c = { .o = o, .e = e, .pupil = pupil, .kind = kind };
	int r = add_case(&c, words, ret_act, e);

	arena_finish(&c.arena);
	return r;
}

static int drop(struct return_case *c, const char *given, int64_t *ret_act)
{
	const char *words;
	int r = case_begin(c);

	if (r < 0)
		return r;
	if (!open_naming(c)) {
		err_refuse(c->e, "%s: nobody has added %s to it, or somebody has ended that since.", return_title(c->kind), c->child);
		return -ENOENT;
	}
	r = said_line_needed("Why it ends", given, &c->arena, &words, c->e);
	if (r == 0)
		r = office_act_open(c->o, "return dropped", words, NULL, 0, c->e);
	if (r < 0)
		return r;
	for (struct return_made_row *open = open_naming(c); r == 0 && open; open = open_naming(c)) {
		r = store_act_remove(c->o->store, THING_RETURN_MADE, open->id);
		open->made_day = c->today; /* gone: the next one is looked at */
	}
	return r < 0 ? office_fail(c->o, r, c->e) : office_act_end(c->o, false, ret_act, c->e);
}

static int drop_case(struct return_case *c, const char *words, int64_t *ret_act, struct err *e)
{
	IN_TRANSACTION(c->o, e, drop(c, words, ret_act));
}

int office_return_drop(struct office *o, int64_t pupil, enum return_kind kind, const char *words, int64_t *ret_act, struct err *e)
{
	struct return_case c = { .o = o, .e = e, .pupil = pupil, .kind = kind };
	int r = drop_case(&c, words, ret_act, e);

	arena_finish(&c.arena);
	return r;
}
