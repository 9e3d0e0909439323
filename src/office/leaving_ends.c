/* What ends with a spell: places in groups, sessions agreed elsewhere; and the marks that stand behind it. */
#include "leaving.h"

#include <stdlib.h>
#include <string.h>

#include "rules/code.h"

#define MARKS_SAID 10

/* ENDING --------------------------------------------------------------------------------------------------------------------------- */

/* Cut where `row`'s days go on behind the last one; gone where they would begin there. */
static int end_row(struct leaving *l, enum thing thing, void *row, int64_t id, struct day from, struct day *to, struct day last)
{
	if (from.n > last.n)
		return leaving_remove(l, thing, id);
	if (!day_is_none(*to) && to->n <= last.n)
		return 0;
	*to = last;
	return leaving_put(l, thing, row);
}

static int end_memberships(struct leaving *l, struct day last)
{
	struct membership_row *rows;
	int n = store_memberships_of_pupil(l->o->store, l->pupil.id, &l->arena, &rows), r = n < 0 ? office_fail(l->o, n, l->e) : 0;

	for (int i = 0; r == 0 && i < n; i++)
		r = end_row(l, THING_MEMBERSHIP, &rows[i], rows[i].id, rows[i].from_day, &rows[i].to_day, last);
	return r;
}

static int end_elsewhere(struct leaving *l, struct day last)
{
	struct elsewhere_row *rows;
	int n = store_elsewhere_of_pupil(l->o->store, l->pupil.id, &l->arena, &rows), r = n < 0 ? office_fail(l->o, n, l->e) : 0;

	for (int i = 0; r == 0 && i < n; i++)
		r = end_row(l, THING_ELSEWHERE, &rows[i], rows[i].id, rows[i].from_day, &rows[i].to_day, last);
	return r;
}

int leaving_end_places(struct leaving *l, struct day last)
{
	int r = end_memberships(l, last);

	return r < 0 ? r : end_elsewhere(l, last);
}

/* GOING ON AGAIN: what the acts found before them, read from the record ------------------------------------------------------------- */

struct reopening {
	struct leaving *l;
	const struct change_row *rows;
	int count;
	struct { VEC(int64_t); } acts; /* that set the last day, one after the other */
};

static bool is_of(const struct change_row *c, enum thing thing, int64_t id, const char *field)
{
	return c->thing == thing && c->id == id && strcmp(c->field, field) == 0;
}

static bool same_value(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool act_made_row(const struct reopening *r, int64_t act, int64_t spell)
{
	for (int i = 0; i < r->count; i++)
		if (r->rows[i].act == act && is_of(&r->rows[i], THING_ENROLMENT, spell, "from_day") && !r->rows[i].before)
			return true;
	return false;
}

/* Back from the last one as far as there was no last day; the act that made the spell is none of them. */
static void find_acts(struct reopening *r, int64_t spell)
{
	const char *before = NULL;

	for (int i = r->count; i-- > 0;) {
		const struct change_row *c = &r->rows[i];

		if (!is_of(c, THING_ENROLMENT, spell, "to_day"))
			continue;
		if ((r->acts.count > 0 && !same_value(c->after, before)) || act_made_row(r, c->act, spell))
			return;
		vec_push(&r->acts, c->act);
		before = c->before;
		if (!before)
			return;
	}
}

static bool by_them(const struct reopening *r, int64_t act)
{
	for (int i = 0; i < r->acts.count; i++)
		if (r->acts.items[i] == act)
			return true;
	return false;
}

/* The first of them to touch that field knows what stood before; whatever somebody changed since stays. */
static bool is_first_and_stands(const struct reopening *r, const struct change_row *at)
{
	for (const struct change_row *c = r->rows; c < r->rows + r->count; c++) {
		if (c == at || c->thing != at->thing || c->id != at->id || strcmp(c->field, at->field) != 0)
			continue;
		if (c < at ? by_them(r, c->act) : !by_them(r, c->act))
			return false;
	}
	return true;
}

static bool ends_with_spell(enum thing thing)
{
	return thing == THING_MEMBERSHIP || thing == THING_ELSEWHERE;
}

/* A place in a class that is there no more, since what made the class was undone. */
static bool is_of_no_class(const struct reopening *r, const struct change_row *at)
{
	for (int i = 0; at->thing == THING_MEMBERSHIP && i < r->count; i++) {
		const struct change_row *c = &r->rows[i];

		if (c->act == at->act && is_of(c, at->thing, at->id, "roll_group") && c->before)
			return !office_group(r->l->o, strtoll(c->before, NULL, 10));
	}
	return false;
}

static int put_back(struct reopening *r)
{
	struct leaving *l = r->l;
	int done = 0;

	for (int i = 0; done >= 0 && i < r->count; i++) {
		const struct change_row *c = &r->rows[i];

		if (ends_with_spell(c->thing) && by_them(r, c->act) && is_first_and_stands(r, c) && !is_of_no_class(r, c))
			done = store_act_field(l->o->store, c->thing, c->id, c->field, c->before);
	}
	return done < 0 ? office_fail(l->o, done, l->e) : 0;
}

/* A spell that had its last day from the first: its places go on as it does. */
static int open_memberships(struct leaving *l, struct day last)
{
	struct membership_row *rows;
	int n = store_memberships_of_pupil(l->o->store, l->pupil.id, &l->arena, &rows), r = n < 0 ? office_fail(l->o, n, l->e) : 0;

	for (int i = 0; r == 0 && i < n; i++)
		if (day_equal(rows[i].to_day, last)) {
			rows[i].to_day = DAY_NONE;
			r = leaving_put(l, THING_MEMBERSHIP, &rows[i]);
		}
	return r;
}

int leaving_reopen_places(struct leaving *l, const struct enrolment_row *spell)
{
	struct change_row *rows;
	int n = store_changes_of_pupil(l->o->store, l->pupil.id, &l->arena, &rows);
	struct reopening re = { .l = l, .rows = rows, .count = n };

	if (n < 0)
		return office_fail(l->o, n, l->e);
	find_acts(&re, spell->id);
	int r = re.acts.count ? put_back(&re) : open_memberships(l, spell->to_day);
	vec_finish(&re.acts);
	return r;
}

/* MARKS BEHIND IT ------------------------------------------------------------------------------------------------------------------- */

struct marks_after {
	sitting last;
	struct buf list;
	int count;
};

static int mark_after(void *ctx, const struct entry *e)
{
	struct marks_after *m = ctx;
	char day[DAY_TEXT];

	if (sitting_of(e->day, e->session) <= m->last)
		return 0;
	if (++m->count <= MARKS_SAID)
		buf_printf(&m->list, "\n  %s in the %s of %s", code_symbol(e->after), session_words(e->session), day_long(e->day, day));
	return 0;
}

int leaving_say_marks_after(struct leaving *l, sitting last)
{
	struct marks_after m = { .last = last };
	int r = store_marks_each(l->o->store, l->pupil.id, sitting_day(last), DAY_MAX, mark_after, &m);

	if (r < 0)
		office_fail(l->o, r, l->e);
	else if (m.count)
		leaving_say(l, "%d mark%s behind that, in the record and in no figure:%s%s", m.count, m.count == 1 ? " stands" : "s stand",
			    buf_string(&m.list), m.count > MARKS_SAID ? "\n  and so on" : "");
	buf_finish(&m.list);
	return r < 0 ? r : 0;
}
