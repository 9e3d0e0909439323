/* A pupil's family: contacts, those who are siblings, homes, and what is missing (H3, B18, B19). */
#include "contact_check.h"

#include <errno.h>
#include <string.h>

struct viewing {
	const struct families *f;
	const struct family_pupil *pupil;
	const struct family_homes *homes;
	struct family_view *view;
};

/* CONTACTS ------------------------------------------------------------------------------------------------------------------------------------- */

static const struct contact_number_line *number_lines(const struct family_adult *adult, struct arena *a)
{
	struct contact_number_line *lines = arena_new(a, (size_t)adult->number_count + 1, sizeof *lines);

	for (int i = 0; i < adult->number_count; i++)
		lines[i] = (struct contact_number_line){ arena_text(a, adult->numbers[i].kind), arena_text(a, adult->numbers[i].number),
							 adult->numbers[i].dead != 0 };
	return lines;
}

/* What the record holds for whoever has ended or died holds no more. */
static struct contact_line_view contact_line(const struct viewing *w, const struct contact_row *c, const struct family_adult *adult)
{
	struct arena *a = &w->view->arena;
	bool died = !day_is_none(adult->row.died_day), ended = !contact_goes_on(c, w->f->today), reached = !died && !ended && !c->do_not_contact;

	return (struct contact_line_view){
		.contact = c->id, .adult = c->adult, .pupil = c->pupil, .priority = (int)c->priority, .name = arena_text(a, adult->name),
		.relation = arena_text(a, c->relation), .numbers = number_lines(adult, a), .number_count = adult->number_count,
		.email = arena_text(a, adult->row.email), .language = arena_text(a, adult->row.language),
		.address = adult->address ? address_words(&w->f->secrets, adult->address, a) : NULL,
		.address_secret = adult->address && adult->address->secret,
		.address_masked = adult->address && secrets_mask(&w->f->secrets, adult->address->lines, adult->address->postcode, adult->address->secret != 0),
		.lives_with = c->lives_with && !died && !ended, .parental_responsibility = c->parental_responsibility != 0,
		.letters = c->letters && reached, .texts = c->texts && reached, .may_collect = c->may_collect && !died && !ended,
		.do_not_contact = c->do_not_contact != 0, .court_order = arena_text(a, c->court_order), .confirmed = c->confirmed_day,
		.from = c->from_day, .to = c->to_day, .died = died,
	};
}

static void put_contacts(struct viewing *w)
{
	const struct family_pupil *p = w->pupil;
	struct contact_line_view *lines = arena_new(&w->view->arena, (size_t)p->contact_count + 1, sizeof *lines);

	for (int i = 0; i < p->contact_count; i++) {
		const struct family_adult *adult = families_adult(w->f, p->contacts[i].adult);

		if (adult)
			lines[w->view->contact_count++] = contact_line(w, &p->contacts[i], adult);
	}
	w->view->contacts = lines;
}

/* SIBLINGS -------------------------------------------------------------------------------------------------------------------------------------- */

static const char *shared_words(const struct viewing *w, const struct sibling *s, struct arena *a)
{
	for (int i = 0; i < w->pupil->contacts_now; i++)
		if (w->pupil->contacts[i].adult == s->adult)
			return arena_printf(a, "share %s (%s)", families_adult(w->f, s->adult)->name, relation_words(w->pupil->contacts[i].relation, a));
	return "";
}

/* "said so by Jo Reed on Fri 20 Nov 2026" */
static const char *said_words(const struct viewing *w, const struct sibling *s, struct arena *a)
{
	const struct families *f = w->f;

	for (int i = 0; i < f->said_count; i++) {
		const struct pupil_pair_row *pair = &f->pairs[i];
		struct act_row act;
		char day[DAY_TEXT];

		if ((pair->pupil != s->pupil || pair->other != s->other) && (pair->pupil != s->other || pair->other != s->pupil))
			continue;
		if (changed_last_by(f->office, THING_PUPIL_PAIR, pair->id, "said", a, &act) == 0)
			return arena_printf(a, "said so by %s on %s", act.head.staff_name, day_long(moment_civil(act.head.at).day, day));
	}
	return "said so";
}

static void put_siblings(struct viewing *w)
{
	struct arena *a = &w->view->arena;
	struct sibling_line *lines = arena_new(a, (size_t)w->homes->sibling_count + 1, sizeof *lines);

	for (int i = 0; i < w->homes->sibling_count; i++) {
		const struct sibling *s = &w->homes->siblings[i];
		const struct family_pupil *other = s->pupil == w->pupil->id ? families_pupil(w->f, s->other) : NULL;

		if (other && families_sees(w->f, other))
			lines[w->view->sibling_count++] = (struct sibling_line){
				.pupil = other->id, .name = arena_text(a, other->name), .group = arena_text(a, other->group), .basis = s->basis,
				.why = s->basis == SIBLING_SAID ? said_words(w, s, a) : shared_words(w, s, a),
			};
	}
	w->view->siblings = lines;
}

/* HOMES ----------------------------------------------------------------------------------------------------------------------------------------- */

static bool at_home(const struct household *h, const struct family_pupil *p)
{
	return !p->home || !h->home || strcmp(h->home, p->home) == 0;
}

static void put_homes(struct viewing *w)
{
	struct home_line *lines = arena_new(&w->view->arena, (size_t)w->homes->count + 2, sizeof *lines);
	bool own = w->pupil->address != NULL;
	int n = 0;

	for (int i = 0; i < w->homes->count; i++) {
		const struct household *h = &w->homes->households[i];

		if (!household_has(h, w->pupil->id))
			continue;
		own &= !at_home(h, w->pupil);
		family_home_line(w->homes, h, &w->view->arena, &lines[n]);
		n += lines[n].child_count > 0;
	}
	if (own)
		family_own_home_line(w->homes, w->pupil, &w->view->arena, &lines[n++]);
	w->view->homes = lines;
	w->view->home_count = n;
}

/* WHAT IS MISSING ------------------------------------------------------------------------------------------------------------------------------- */

/* "a number that is struck out: 07700 900123 of Grace Okafor" */
static const char *dead_words(const struct viewing *w, struct arena *a)
{
	CLEAN_BUF struct buf words = { 0 };

	for (int i = 0; i < w->pupil->contacts_now; i++) {
		const struct family_adult *adult = families_adult(w->f, w->pupil->contacts[i].adult);

		for (int k = 0; adult && k < adult->number_count; k++)
			if (adult->numbers[k].dead)
				buf_printf(&words, "%s%s of %s", words.length ? ", " : ": ", adult->numbers[k].number, adult->name);
	}
	return arena_printf(a, "%s%s", contact_remark_words(REMARK_DEAD_NUMBER), buf_string(&words));
}

static void put_remarks(struct viewing *w)
{
	struct arena *a = &w->view->arena;
	const char **lines = arena_new(a, CONTACT_REMARKS + 1, sizeof *lines);
	uint32_t remarks = contacts_checked_of(w->f, w->pupil).remarks;
	int n = 0;

	for (enum contact_remark r = 0; r < CONTACT_REMARKS; r++)
		if (remarks & 1u << r)
			lines[n++] = r == REMARK_DEAD_NUMBER ? dead_words(w, a) : contact_remark_words(r);
	w->view->remarks = lines;
}

/* OPENING --------------------------------------------------------------------------------------------------------------------------------------- */

void family_view_make(const struct families *f, const struct family_homes *homes, const struct family_pupil *p, struct family_view *v)
{
	struct viewing w = { .f = f, .pupil = p, .homes = homes, .view = v };

	v->pupil = p->id;
	v->name = arena_text(&v->arena, p->name);
	v->group = arena_text(&v->arena, p->group);
	v->may_change = office_may(f->office, ACTION_CHANGE_ROLL, 0, NULL) == 0 && !office_read_only(f->office);
	put_contacts(&w);
	put_siblings(&w);
	put_homes(&w);
	put_remarks(&w);
}

/* A pupil who is in none of today's classes is for those who see everybody's. */
static int refuse_unseen(struct office *o, const struct family_pupil *p, struct err *e)
{
	int r = office_may(o, ACTION_SEE_CONTACTS, p->group_now, e);

	return r < 0 ? r : err_refuse(e, "%s is in none of your classes. Ask the office.", p->name);
}

static int family_open(struct office *o, int64_t pupil, struct family_view *v, struct err *e)
{
	const struct families *f;
	const struct family_homes *homes;
	int r = families_open(o, pupil, &f, &homes);

	if (r < 0)
		return office_fail(o, r, e);
	const struct family_pupil *p = families_pupil(f, pupil);
	if (!p) {
		err_refuse(e, "There is no such pupil any more. Look again who is there.");
		return -ENOENT;
	}
	if (!families_sees(f, p))
		return refuse_unseen(o, p, e);
	family_view_make(f, homes, p, v);
	return 0;
}

int office_family_open(struct office *o, int64_t pupil, struct family_view *ret, struct err *e)
{
	struct family_view v = { 0 };
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_SEE_CONTACTS, 0, e);
	if (r < 0)
		return r;
	r = store_read_begin(o->store);
	if (r < 0)
		return office_fail(o, r, e);
	r = family_open(o, pupil, &v, e);
	store_read_end(o->store);
	if (r < 0)
		arena_finish(&v.arena);
	else
		*ret = v;
	return r;
}

void family_view_finish(struct family_view *v)
{
	arena_finish(&v->arena);
	*v = (struct family_view){ 0 };
}
