/* What is true of a pupil, changed (H2, H4): dated where it is a name, and in the history. */
#include <errno.h>
#include <string.h>

#include "names.h"
#include "pupils_parts.h"
#include "rules/pupil.h"

struct changing {
	struct office *o;
	struct err *e;
	struct arena arena;
	struct pupil_row old, now;
	struct pupil_wish wish;      /* as it is kept */
	struct day from;
	struct buf said;
};

static bool same_text(const char *x, const char *y)
{
	return strcmp(x ? x : "", y ? y : "") == 0;
}

/* NAMES */

static bool name_changes(const struct changing *c)
{
	const struct pupil_row *x = &c->old, *y = &c->now;

	return !same_text(x->surname, y->surname) || !same_text(x->forename, y->forename) || !same_text(x->middle_names, y->middle_names) ||
	       !same_text(x->preferred_name, y->preferred_name) || !same_text(x->preferred_surname, y->preferred_surname);
}

/* Before the first day on the roll no register had the name: it was a slip, and is in the history only. */
static int was_on_roll(const struct changing *c, struct day last)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct enrolment_row *spells;
	int was = 0, n = store_enrolments_of_pupil(c->o->store, c->old.id, &a, &spells);

	for (int i = 0; i < n; i++)
		was |= spells[i].from_day.n <= last.n;
	return n < 0 ? office_fail(c->o, n, c->e) : was;
}

/* The old name's last day is the day before; a name that held for no day at all is in the history only. */
static int keep_former(struct changing *c)
{
	struct pupil_name_row row = PUPIL_NAME_NEW, *rows;
	struct day last = day_add(c->from, -1);
	char day[DAY_TEXT];
	int n = store_names_of_pupil(c->o->store, c->old.id, &c->arena, &rows);

	if (n < 0)
		return office_fail(c->o, n, c->e);
	if (c->from.n > office_today(c->o).n)
		return err_refuse(c->e, "A name changes today or on an earlier day. Record it when %s has come.", day_long(c->from, day));
	if (n > 0 && rows[n - 1].to_day.n > last.n)
		return err_refuse(c->e, "%s has this name since %s only: give that day or a later one.", pupil_display_name(&c->old, &c->arena),
				  day_long(day_add(rows[n - 1].to_day, 1), day));
	int was = n > 0 && rows[n - 1].to_day.n == last.n ? 0 : was_on_roll(c, last);
	if (was <= 0)
		return was;
	row.pupil = c->old.id;
	row.surname = c->old.surname;
	row.forename = c->old.forename;
	row.middle_names = c->old.middle_names;
	row.preferred_name = c->old.preferred_name;
	row.preferred_surname = c->old.preferred_surname;
	row.to_day = last;
	int r = store_act_put(c->o->store, THING_PUPIL_NAME, &row);
	return r < 0 ? office_fail(c->o, r, c->e) : 0;
}

static int change_name(struct changing *c)
{
	char day[DAY_TEXT];

	if (!name_changes(c))
		return 0;
	if (*c->now.surname == '\0' && *c->now.forename == '\0')
		return err_usage(c->e, "There would be neither a surname nor a forename. Leave one of them.");
	int r = keep_former(c);
	if (r == 0)
		buf_printf(&c->said, "%s from %s; was %s.\n", pupil_display_name(&c->now, &c->arena), day_long(c->from, day),
			   pupil_display_name(&c->old, &c->arena));
	return r;
}

/* THE REST */

static void put_text(const char **field, const char *to)
{
	if (to)
		*field = *to ? to : NULL;
}

/* Surname and forename are never NULL. */
static void put_name(const char **field, const char *to)
{
	if (to)
		*field = to;
}

static void take_over(struct changing *c)
{
	const struct pupil_wish *w = &c->wish;
	struct pupil_row *p = &c->now;

	put_name(&p->surname, w->surname);
	put_name(&p->forename, w->forename);
	put_text(&p->middle_names, w->middle_names);
	put_text(&p->preferred_name, w->preferred_name);
	put_text(&p->preferred_surname, w->preferred_surname);
	put_text(&p->sort_name, w->sort_name);
	put_text(&p->sex, w->sex);
	put_text(&p->upn, w->upn);
	put_text(&p->admission_number, w->admission_number);
	if (!day_is_none(w->born))
		p->born_day = w->born;
	if (w->boarder >= 0)
		p->boarder = w->boarder > 0;
}

static void change_upn(struct changing *c)
{
	if (!c->old.upn || same_text(c->old.upn, c->now.upn))
		return;
	c->now.former_upn = c->old.upn;
	buf_printf(&c->said, "The former UPN is kept: %s.\n", c->old.upn);
}

/* A row that was merged into this one lets go of its number first. */
static int free_number(struct changing *c, const char *number)
{
	struct pupil_row merged;
	int64_t by = 0;
	int r = number && *number ? store_pupil_find(c->o->store, number, &by) : -ENOENT;

	if (r == -ENOENT || (r == 0 && by == c->old.id))
		return 0;
	if (r == 0)
		r = store_thing_get(c->o->store, THING_PUPIL, by, &c->arena, &merged);
	if (r == 0 && same_text(merged.upn, number))
		merged.upn = NULL;
	else if (r == 0)
		merged.admission_number = NULL;
	if (r == 0)
		r = store_act_put(c->o->store, THING_PUPIL, &merged);
	return r < 0 ? office_fail(c->o, r, c->e) : 0;
}

static int year_today(struct changing *c, int *ret)
{
	struct pupil_year_row *rows;
	int n = store_years_of_pupil(c->o->store, c->old.id, &c->arena, &rows);

	*ret = SESSION_ANY_YEAR;
	for (int i = 0; i < n; i++)
		if (day_within(office_today(c->o), rows[i].from_day, rows[i].to_day))
			*ret = (int)rows[i].year;
	return n < 0 ? office_fail(c->o, n, c->e) : 0;
}

/* The year a child is in is the school's to say: what the new birthday would give is said, and changes nothing. */
static int change_born(struct changing *c)
{
	struct day today = office_today(c->o);
	char is[16], would[16];
	int year = SESSION_ANY_YEAR, r;

	if (day_equal(c->old.born_day, c->now.born_day))
		return 0;
	r = pupil_born_check(c->o, c->now.born_day, today, c->e);
	if (r == 0)
		r = year_today(c, &year);
	int born = year_of_birth_on(c->now.born_day, today);
	if (r == 0 && year != SESSION_ANY_YEAR && year != born && born >= YEAR_FIRST && born <= YEAR_LAST) {
		buf_printf(&c->said, "%s stands; ", year_title(year, is));
		buf_printf(&c->said, "by date of birth it would be %s.\n", year_title(born, would));
	}
	return r;
}

static int change(struct changing *c, int64_t pupil, const struct pupil_wish *w, const char *reason)
{
	int r = office_may(c->o, ACTION_CHANGE_ROLL, 0, c->e);

	if (r == 0 && reason)
		r = office_words_check("reason", reason, c->e);
	if (r == 0)
		r = pupil_row_get(c->o, pupil, &c->arena, &c->old, c->e);
	if (r == 0)
		r = pupil_wish_read(c->o, w, pupil, &c->arena, &c->wish, c->e);
	if (r < 0)
		return r;
	c->now = c->old;
	take_over(c);
	change_upn(c);
	r = office_act_open(c->o, "pupil", reason, NULL, 0, c->e);
	if (r == 0)
		r = change_name(c);
	if (r == 0)
		r = change_born(c);
	if (r == 0 && !same_text(c->old.upn, c->now.upn))
		r = pupil_upn_say(c->o, c->now.upn, pupil, &c->arena, &c->said, c->e);
	if (r == 0)
		r = free_number(c, c->wish.upn);
	if (r == 0)
		r = free_number(c, c->wish.admission_number);
	if (r < 0)
		return r;
	r = store_act_put(c->o->store, THING_PUPIL, &c->now);
	return r < 0 ? office_fail(c->o, r, c->e) : 0;
}

static int save(struct changing *c, int r, struct buf *ret_said, int64_t *ret_act)
{
	if (r == 0)
		r = pupil_act_end(c->o, ret_act, c->e);
	if (r == 0)
		buf_text(ret_said, buf_string(&c->said));
	buf_finish(&c->said);
	arena_finish(&c->arena);
	return r;
}

int office_pupil_change(struct office *o, int64_t pupil, const struct pupil_wish *w, struct day from, const char *reason, struct buf *ret_said,
			int64_t *ret_act, struct err *e)
{
	struct changing c = { .o = o, .e = e };

	c.from = day_or_today(o, from);
	IN_TRANSACTION(o, e, save(&c, change(&c, pupil, w, reason), ret_said, ret_act));
}
