/* One family on the telephone, as it is read: its lines, the number to dial, and the focus that stays. */
#include <stdio.h>
#include <string.h>

#include "calls.h"

const struct page_given *page_given(const struct call_screen *s, int64_t pupil)
{
	for (int i = 0; i < s->given.count; i++)
		if (s->given.items[i].pupil == pupil)
			return &s->given.items[i];
	return NULL;
}

struct page_given *page_given_for(struct call_screen *s, int64_t pupil)
{
	for (int i = 0; i < s->given.count; i++)
		if (s->given.items[i].pupil == pupil)
			return &s->given.items[i];
	vec_push(&s->given, (struct page_given){ .pupil = pupil });
	return &s->given.items[s->given.count - 1];
}

const struct page_row *page_rung(const struct call_screen *s)
{
	const struct page_row *row = s->list.count > 0 ? &s->rows.items[s->list.focus] : NULL;

	if (row && row->kind == PAGE_NUMBER && s->rung >= 0)
		return row;
	return s->rung >= 0 && s->rung < s->rows.count ? &s->rows.items[s->rung] : NULL;
}

static void numbers_add(struct call_screen *s)
{
	for (int i = 0; i < s->page.contact_count; i++) {
		const struct call_contact *c = &s->page.contacts[i];

		for (int n = 0; n < c->number_count; n++)
			vec_push(&s->rows, (struct page_row){ .kind = PAGE_NUMBER, .contact = c, .number = &c->numbers[n] });
		if (c->number_count == 0)
			vec_push(&s->rows, (struct page_row){ .kind = PAGE_NUMBER, .contact = c });
	}
}

static void steps_add(struct call_screen *s)
{
	for (int i = 0; i < s->page.step_count; i++)
		vec_push(&s->rows, (struct page_row){ .kind = PAGE_STEP, .step = &s->page.steps[i] });
}

static void log_add(struct call_screen *s)
{
	for (int i = 0; i < s->page.log_count; i++)
		vec_push(&s->rows, (struct page_row){ .kind = PAGE_LOG, .entry = &s->page.log[i] });
}

/* While there is somebody to ring, what was said stands before what comes when nobody answers. */
static void rows_make(struct call_screen *s)
{
	const struct call_page *p = &s->page;

	s->rows.count = 0;
	s->self = (struct call_child){ .pupil = p->pupil, .name = p->name, .group = p->group, .mark = p->line.mark };
	numbers_add(s);
	if (p->sibling_count > 0)
		vec_push(&s->rows, (struct page_row){ .kind = PAGE_CHILD, .child = &s->self });
	for (int i = 0; i < p->sibling_count; i++)
		vec_push(&s->rows, (struct page_row){ .kind = PAGE_CHILD, .child = &p->siblings[i] });
	if (p->line.state != CALL_FAILED)
		log_add(s);
	steps_add(s);
	if (p->line.state == CALL_FAILED)
		log_add(s);
	list_count(&s->list, s->rows.count);
}

static bool is_live(const struct page_row *row)
{
	return row->kind == PAGE_NUMBER && row->number && !row->number->dead;
}

/* Somebody has promised to call back: who has not been tried yet may be nearer. */
static int untried_row(const struct call_screen *s)
{
	for (int i = 0; i < s->rows.count; i++)
		if (is_live(&s->rows.items[i]) && !s->rows.items[i].contact->tried && !s->rows.items[i].contact->warning)
			return i;
	return -1;
}

/* The number to dial: of whom the office says, the one it says, else the first that is alive. */
static int next_row(const struct call_screen *s)
{
	const char *wanted = s->page.line.next_number;
	int first = -1;

	if (s->page.line.state == CALL_LATER)
		return untried_row(s);
	for (int i = 0; i < s->rows.count; i++) {
		const struct page_row *row = &s->rows.items[i];

		if (!is_live(row) || !row->contact->next)
			continue;
		if (wanted && strcmp(row->number->number, wanted) == 0)
			return i;
		first = first < 0 ? i : first;
	}
	return first;
}

/* What a line is of, to find it again: somebody may have added a contact above it meanwhile. */
struct about_row {
	enum page_kind kind;
	int64_t adult, pupil, call;
	char what[60];          /* the number, or what the policy asks for */
};

static struct about_row about(const struct page_row *row)
{
	struct about_row a = { .kind = row->kind };
	const char *what = row->number ? row->number->number : row->step ? row->step->title : "";

	a.adult = row->contact ? row->contact->adult : 0;
	a.pupil = row->child ? row->child->pupil : 0;
	a.call = row->entry ? row->entry->call : 0;
	snprintf(a.what, sizeof a.what, "%s", what);
	return a;
}

static int row_like(const struct call_screen *s, const struct about_row *was)
{
	for (int i = 0; i < s->rows.count; i++) {
		struct about_row is = about(&s->rows.items[i]);

		if (is.kind == was->kind && is.adult == was->adult && is.pupil == was->pupil && is.call == was->call && strcmp(is.what, was->what) == 0)
			return i;
	}
	return -1;
}

/* Where the focus was, and which number was dialled: NULL where there is none. */
struct kept {
	struct about_row focus, rung;
	bool has_focus, has_rung;
};

static struct kept keep(const struct call_screen *s)
{
	struct kept k = { .has_focus = s->list.count > 0, .has_rung = s->rung >= 0 && s->rung < s->rows.count };

	if (k.has_focus)
		k.focus = about(&s->rows.items[s->list.focus]);
	if (k.has_rung)
		k.rung = about(&s->rows.items[s->rung]);
	return k;
}

/* The focus stays where a person led it until a call is logged: then it is on the next number. */
static void focus_again(struct call_screen *s, const struct kept *k)
{
	int row = k->has_focus ? row_like(s, &k->focus) : -1;

	s->rung = !s->anew && k->has_rung ? row_like(s, &k->rung) : -1;
	if (s->anew || (k->has_rung && s->rung < 0))
		s->rung = next_row(s);
	if (s->anew)
		row = s->rung < 0 ? 0 : s->rung;
	if (row >= 0)
		list_focus(&s->list, row);
	s->anew = false;
}

void call_page_see(struct call_screen *s)
{
	s->seen.count = 0;
	vec_push(&s->seen, (struct page_seen){ s->pupil, s->page.line.mark });
	for (int i = 0; i < s->page.sibling_count; i++)
		vec_push(&s->seen, (struct page_seen){ s->page.siblings[i].pupil, s->page.siblings[i].mark });
}

int call_page_reload(struct ui *ui, void *state, struct err *e)
{
	struct call_screen *s = state;
	struct call_page fresh;
	int r = office_call_open(ui->office, s->pupil, s->day, &fresh, e);

	if (r < 0)
		return r;
	struct kept kept = keep(s);
	s->anew |= s->is_read && fresh.log_count < s->page.log_count; /* a call was undone: whose turn it was, it is again */
	if (s->is_read)
		call_page_finish(&s->page);
	s->page = fresh;
	s->is_read = true;
	s->office = ui->office;
	rows_make(s);
	focus_again(s, &kept);
	if (s->see_anew)
		call_page_see(s);
	s->see_anew = false;
	return 0;
}
