/* What a key of the page of one family logs: the child whose line was rung, and those that were ticked, each with its own code (B3, B9). */
#include <stdio.h>
#include <string.h>

#include "calls.h"

static const char *code_of(const struct call_screen *s, int64_t pupil, const char *code)
{
	const struct page_given *g = page_given(s, pupil);

	return g && g->code[0] ? g->code : code;
}

/* Another reason than the one that they saw is a change that somebody means; one that came meanwhile is told first. */
static struct call_given given_of(const struct call_screen *s, int64_t pupil, const char *code)
{
	struct call_given given = { .pupil = pupil, .code = code_of(s, pupil, code) };

	for (int i = 0; i < s->seen.count; i++)
		if (s->seen.items[i].pupil == pupil)
			given.seen = s->seen.items[i].mark;
	return given;
}

/* The child whose line was rung, and those that were ticked. */
static int children_of(const struct call_screen *s, const char *code, struct call_given *to)
{
	int n = 0;

	to[n++] = given_of(s, s->pupil, code);
	for (int i = 0; i < s->page.sibling_count; i++) {
		int64_t pupil = s->page.siblings[i].pupil;
		const struct page_given *g = page_given(s, pupil);

		if (g && g->ticked)
			to[n++] = given_of(s, pupil, code);
	}
	return n;
}

/* What was meant for that call is done with it. */
static void forget(struct call_screen *s)
{
	s->given.count = 0;
	s->spoken = false;
	buf_reset(&s->seen_by);
	buf_reset(&s->words);
	s->anew = true;
}

static const char *given_or_null(const struct buf *b)
{
	return b->length ? buf_string(b) : NULL;
}

static void call_wish_fill(const struct call_screen *s, const struct page_logged *l, struct call_wish *w)
{
	const struct page_row *rung = page_rung(s);

	*w = CALL_WISH;
	w->day = s->page.day;
	w->kind = l->kind;
	w->outcome = l->outcome;
	w->adult = rung ? rung->contact->adult : 0;
	w->number = rung && rung->number ? rung->number->number : NULL;
	w->words = given_or_null(&s->words) ? buf_string(&s->words) : l->words;
	w->dead = l->dead;
	w->child_spoken = s->spoken;
	w->child_seen_by = given_or_null(&s->seen_by);
}

int call_page_log(struct ui *ui, struct call_screen *s, const struct page_logged *l)
{
	CLEAN_FREE struct call_given *children = mem_new((size_t)s->page.sibling_count + 1, sizeof *children);
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct mark_result done = { 0 };
	struct call_wish w;

	call_wish_fill(s, l, &w);
	w.children = children;
	w.count = children_of(s, l->code, children);
	int r = office_call_log(ui->office, &w, &a.said, &done, &a.e);
	a.act = done.act;
	int reaction = roll_answered(ui, r, &a, "%s: %s.", s->page.name, l->said);
	call_page_see(s); /* who was first has been told */
	s->see_anew = true;
	if (r < 0)
		return reaction;
	forget(s);
	if (l->outcome == CALL_SPOKE) {
		s->rings = false;
		return reaction | REACT_LEAVE;
	}
	s->rings = office_ringing(ui->office, s->pupil, true, NULL) == 0; /* the next number, at once */
	return reaction;
}
