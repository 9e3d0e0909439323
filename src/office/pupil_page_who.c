/* What a reader of a pupil's page must know first, and whom to call. */
#include <errno.h>
#include <string.h>

#include "pupil_page.h"

/* STATUS ------------------------------------------------------------------------------------------------------------------------- */

static void put_part(struct buf *b, const char *words)
{
	buf_printf(b, "%s%s", b->length > 0 ? "; " : "", words);
}

static void put_day(struct buf *b, const char *words, struct day d)
{
	char text[DAY_TEXT];

	buf_printf(b, "%s%s %s", b->length > 0 ? "; " : "", words, day_long(d, text));
}

/* Each time that they were away and came back, of those that reach into these days. */
static void put_gaps(const struct pupil_page *p, const struct roll_fact *spells, struct buf *b)
{
	char from[DAY_TEXT], to[DAY_TEXT];

	for (const struct roll_fact *f = spells; f && f->next; f = f->next) {
		struct day left = sitting_day(f->last), back = sitting_day(f->next->first);

		if (left.n <= p->to.n && back.n >= p->from.n && f->next->first > f->last + 1)
			buf_printf(b, "%soff the roll between %s and %s", b->length > 0 ? "; " : "", day_long(left, from), day_long(back, to));
	}
}

static void put_spells(struct paging *g, struct buf *b)
{
	struct pupil_page *p = g->page;
	const struct roll_fact *first = g->pupil->spells, *last = first;
	struct day today = office_today(g->office);

	if (!first)
		return put_part(b, "was never on the roll");
	while (last->next)
		last = last->next;
	struct day joined = sitting_day(first->first), left = sitting_day(last->last);
	if (day_within(joined, p->from, p->to))
		p->joined = joined;
	if (last->last != INT32_MAX && day_within(left, p->from, p->to))
		p->left = left;
	if (joined.n > today.n)
		put_day(b, "joins on", joined);
	put_gaps(p, first, b);
	if (last->last != INT32_MAX && day_is_none(g->row.died_day))
		put_day(b, left.n < today.n ? "left on" : "leaves on", left);
}

static int put_merged(struct paging *g, struct buf *b, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_row into;
	int r = store_thing_get(g->office->store, THING_PUPIL, g->row.merged_into, &a, &into);

	if (r < 0)
		return office_fail(g->office, r, e);
	buf_printf(b, "the same child as %s%s%s%s: the marks stand there", pupil_display_name(&into, &a), into.admission_number ? " (number " : "",
		   into.admission_number ? into.admission_number : "", into.admission_number ? ")" : "");
	return 0;
}

int page_status(struct paging *g, struct err *e)
{
	CLEAN_BUF struct buf b = { 0 };
	struct pupil_page *p = g->page;
	int r = 0;

	p->joined = p->left = DAY_NONE;
	if (g->row.merged_into != NONE)
		r = put_merged(g, &b, e);
	if (!day_is_none(g->row.died_day))
		put_day(&b, "died on", g->row.died_day);
	if (g->row.boarder != 0)
		put_part(&b, "boarder: in no attendance figure"); /* domain 2.1 */
	if (g->row.merged_into == NONE)
		put_spells(g, &b);
	p->status = b.length > 0 ? arena_text(&p->arena, buf_string(&b)) : NULL;
	return r;
}

/* CONTACTS ----------------------------------------------------------------------------------------------------------------------- */

static int numbers_text(struct paging *g, int64_t adult, struct arena *work, const char **ret)
{
	CLEAN_BUF struct buf b = { 0 };
	struct adult_number_row *rows;
	int n = store_numbers_of_adult(g->office->store, adult, work, &rows);

	for (int i = 0; i < n; i++)
		if (!rows[i].dead)
			buf_printf(&b, "%s%s %s", b.length > 0 ? ", " : "", rows[i].kind, rows[i].number);
	if (n >= 0)
		*ret = arena_text(&g->page->arena, buf_string(&b));
	return n;
}

/* Those who have died are nobody to call. */
static int contact_add(struct paging *g, const struct contact_row *c, struct arena *work, struct pupil_contact *to, int *count)
{
	struct arena *a = &g->page->arena;
	struct adult_row adult;
	const char *numbers = NULL;
	int r = store_thing_get(g->office->store, THING_ADULT, c->adult, work, &adult);

	if (r == 0 && day_is_none(adult.died_day))
		r = numbers_text(g, c->adult, work, &numbers);
	if (r < 0 || !numbers)
		return r;
	to[(*count)++] = (struct pupil_contact){
		.name = arena_printf(a, "%s%s%s %s", adult.title ? adult.title : "", adult.title ? " " : "", adult.forename, adult.surname),
		.relation = arena_text(a, c->relation),
		.numbers = numbers,
		.lives_with = c->lives_with != 0,
		.parental_responsibility = c->parental_responsibility != 0,
		.do_not_contact = c->do_not_contact != 0,
		.order = arena_text(a, c->court_order),
	};
	return 0;
}

static bool sees_contacts(struct paging *g, struct day today)
{
	int64_t group = roll_class(g->pupil, today);

	return group != 0 ? office_may(g->office, ACTION_SEE_CONTACTS, group, NULL) == 0
			  : office_reach(g->office, ACTION_SEE_CONTACTS) == REACH_ALL;
}

int page_contacts(struct paging *g, struct err *e)
{
	CLEAN_ARENA struct arena work = { 0 };
	struct pupil_page *p = g->page;
	struct day today = office_today(g->office);
	struct contact_row *rows;
	int r = 0;

	p->sees_contacts = sees_contacts(g, today);
	if (!p->sees_contacts)
		return 0;
	int n = store_contacts_of_pupil(g->office->store, p->pupil, &work, &rows);
	if (n < 0)
		return office_fail(g->office, n, e);
	struct pupil_contact *contacts = arena_new(&p->arena, (size_t)n + 1, sizeof *contacts);
	for (int i = 0; r >= 0 && i < n; i++)
		if (day_within(today, rows[i].from_day, rows[i].to_day))
			r = contact_add(g, &rows[i], &work, contacts, &p->contact_count);
	p->contacts = contacts;
	return r < 0 ? office_fail(g->office, r, e) : 0;
}
