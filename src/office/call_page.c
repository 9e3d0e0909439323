/* One family on the telephone: whom to ring, what was tried, who is absent too, what is due next (B2-B4, B9, B19). */
#include <stdlib.h>
#include <string.h>

#include "call_facts.h"
#include "names.h"

#define LOG_MOST 30

struct paging {
	struct call_facts facts;
	struct call_page *page;
	struct call_case *cases;      /**< who is absent, by pupil; and the child, where they are not (case_add) */
	int count, of;
};

static const struct call_case *case_of(const struct paging *p)
{
	return &p->cases[p->of];
}

/* CONTACTS ------------------------------------------------------------------------------------------------------------------------------------ */

static const struct contact_number_line *numbers_of(const struct caller *c, struct arena *a)
{
	struct contact_number_line *lines = arena_new(a, (size_t)c->number_count + 1, sizeof *lines);

	for (int i = 0; i < c->number_count; i++)
		lines[i] = (struct contact_number_line){ arena_text(a, c->numbers[i].kind), arena_text(a, c->numbers[i].number), c->numbers[i].dead != 0 };
	return lines;
}

/* What was tried last with them, whatever came of it. */
static const struct call_row *tried_last(const struct paging *p, const struct caller *c)
{
	const struct call_case *k = case_of(p);

	for (int i = k->call_count; i-- > 0;)
		if (k->calls[i].adult == c->adult.id)
			return &k->calls[i];
	return NULL;
}

static void put_contacts(struct paging *p)
{
	const struct call_case *k = case_of(p);
	struct arena *a = &p->page->arena;
	struct call_contact *lines = arena_new(a, (size_t)k->caller_count + 1, sizeof *lines);

	for (int i = 0; i < k->caller_count; i++) {
		const struct caller *c = &k->callers[i];
		const struct call_row *tried = tried_last(p, c);

		lines[i] = (struct call_contact){
			.adult = c->adult.id, .name = arena_text(a, c->name), .relation = arena_text(a, c->relation),
			.language = arena_text(a, c->adult.language), .numbers = numbers_of(c, a), .number_count = c->number_count,
			.next = i == k->next && k->state != CALL_DONE, .warning = arena_text(a, c->warning),
			.tried = tried ? call_words(tried, p->facts.day, a) : NULL, .tried_number = tried ? arena_text(a, tried->number) : NULL,
		};
	}
	p->page->contacts = lines;
	p->page->contact_count = k->caller_count;
}

/* Orders of a court hold for whoever rings us as well. */
static void put_warnings(struct paging *p)
{
	const struct call_case *k = case_of(p);
	struct arena *a = &p->page->arena;
	const char **lines = arena_new(a, 2 * (size_t)k->caller_count + 1, sizeof *lines);
	int n = 0;

	for (int i = 0; i < k->caller_count; i++) {
		const struct caller *c = &k->callers[i];

		if (c->barred && (c->row.do_not_contact || (c->row.court_order && *c->row.court_order)))
			lines[n++] = arena_printf(a, "%s (%s): %s", c->name, c->relation, c->warning);
		else if (!c->barred && c->adult.language)
			lines[n++] = arena_printf(a, "%s (%s) speaks %s", c->name, c->relation, c->adult.language);
	}
	p->page->warnings = lines;
}

/* WHO IS ABSENT TOO --------------------------------------------------------------------------------------------------------------------------- */

/* What the family said of that day, else what stood on the day of this absence before. */
static int proposed_code(struct paging *p, const struct call_case *k, const char **ret)
{
	struct reported_row said = { 0 };
	uint8_t mark = CODE_NONE;
	int r = call_reported(&p->facts, k->pupil, &said);

	*ret = arena_text(&p->page->arena, said.code);
	if (r < 0 || *ret || k->since < 0)
		return r;
	for (sitting s = sitting_of(p->facts.day, SESSION_AM) - 1; s >= k->since; s--) {
		r = store_mark_get(p->facts.o->store, k->pupil, sitting_day(s), sitting_session(s), &mark);
		if (r < 0)
			return r;
		if (mark_is_absent(mark, sitting_day(s)) && code_category(mark, sitting_day(s)) == CATEGORY_AUTHORISED) {
			*ret = code_symbol(mark);
			return 0;
		}
	}
	return 0;
}

static int child_make(struct paging *p, const struct call_case *k, struct call_child *ret)
{
	struct arena *a = &p->page->arena;
	enum session s = call_case_session(k);
	struct call_child child = { .pupil = k->pupil, .name = office_pupil_name(p->facts.o, k->pupil, a), .mark = k->mark[s],
				    .group = arena_text(a, office_group_name(p->facts.o, k->group[s])) };
	int r = proposed_code(p, k, &child.proposed);

	*ret = child;
	return r;
}

static int put_siblings(struct paging *p, struct err *e)
{
	struct call_child *lines = arena_new(&p->page->arena, (size_t)p->count + 1, sizeof *lines);
	const bool *are;
	int r = call_siblings(&p->facts, p->cases, p->count, p->of, &are, e), n = 0;

	if (r < 0)
		return r;
	for (int i = 0; r == 0 && i < p->count; i++)
		if (are[i])
			r = child_make(p, &p->cases[i], &lines[n++]);
	p->page->siblings = lines;
	p->page->sibling_count = n;
	return r < 0 ? office_fail(p->facts.o, r, e) : 0;
}

/* WHAT WAS TRIED ------------------------------------------------------------------------------------------------------------------------------ */

/* "Fri 20 Nov 09:34 no reply: Grace Okafor (mother), 07700 900123, by Jo Reed" */
static const char *entry_words(struct paging *p, const struct call_row *row)
{
	CLEAN_BUF struct buf b = { 0 };
	char day[DAY_TEXT], at[8];

	day_long(row->made_day, day);
	day[strlen(day) - strlen(" 2026")] = '\0';
	buf_printf(&b, "%s %s ", day, minute_text((int)row->made_minute, at));
	if (call_kind_of(row) != CALL_CALL)
		buf_printf(&b, "%s, ", row->kind);
	buf_text(&b, row->outcome);
	const char *parts[] = { row->caller, row->number };
	for (size_t i = 0, n = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i])
			buf_printf(&b, "%s%s", n++ ? ", " : ": ", parts[i]);
	if (row->words)
		buf_printf(&b, "; \"%s\"", row->words);
	if (row->code)
		buf_printf(&b, "; %s", row->code);
	if (row->child_spoken)
		buf_text(&b, "; child spoken to");
	if (row->child_seen_by)
		buf_printf(&b, "; child seen by %s", row->child_seen_by);
	if (row->went)
		buf_printf(&b, "; went: %s", row->went);
	if (row->next)
		buf_printf(&b, "; next: %s", row->next);
	buf_printf(&b, ", by %s", call_maker(p->facts.o, row, p->facts.a));
	return arena_text(&p->page->arena, buf_string(&b));
}

static int put_log(struct paging *p, struct err *e)
{
	struct call_row *rows;
	int n = store_calls_of_pupil(p->facts.o->store, p->page->pupil, p->facts.a, &rows), count = n < LOG_MOST ? n : LOG_MOST;

	if (n < 0)
		return office_fail(p->facts.o, n, e);
	if (n > 0)
		qsort(rows, (size_t)n, sizeof *rows, call_compare);
	struct call_entry *lines = arena_new(&p->page->arena, (size_t)count + 1, sizeof *lines);
	for (int i = 0; i < count; i++) {
		const struct call_row *row = &rows[n - 1 - i];

		lines[i] = (struct call_entry){ row->id, row->made_day, (int)row->made_minute, entry_words(p, row) };
	}
	p->page->log = lines;
	p->page->log_count = count;
	return 0;
}

/* WHAT IS DUE NEXT ---------------------------------------------------------------------------------------------------------------------------- */

static void put_steps(struct paging *p)
{
	const struct call_case *k = case_of(p);
	struct arena *a = &p->page->arena;
	struct call_step *lines = arena_new(a, (size_t)p->facts.step_count + 1, sizeof *lines);
	int n = 0;

	for (int i = 0; i < p->facts.step_count; i++) {
		const struct policy_step *step = &p->facts.steps[i];
		bool done = call_step_done(k, step);

		if (step->clock >= CLOCK_FIRST_CALLS && step->clock <= CLOCK_WELFARE_CHECK)
			lines[n++] = (struct call_step){ arena_text(a, step->title), arena_text(a, step->who), step->minute, done,
							 !done && p->facts.minute > step->minute };
	}
	p->page->steps = lines;
	p->page->step_count = n;
}

/* THE CHILD ----------------------------------------------------------------------------------------------------------------------------------- */

/* "absent since Wed 18 Nov 2026, no reason yet" */
static const char *why_words(struct paging *p, const struct call_case *k)
{
	uint8_t mark = k->mark[call_case_session(k)];
	const struct code *code = code_on(mark, p->facts.day);
	char day[DAY_TEXT];

	if (k->since < 0)
		return code ? arena_printf(&p->page->arena, "not absent: %s", code->words) : "not marked yet";
	return arena_printf(&p->page->arena, "absent since %s, %s", day_long(sitting_day(k->since), day),
			    code_has_no_reason(mark) || !code ? "no reason yet" : code->words);
}

static int put_child(struct paging *p, struct err *e)
{
	const struct call_case *k = case_of(p);
	struct call_page *page = p->page;
	struct call_sheet sheet = { .facts = &p->facts, .cases = p->cases, .count = p->count, .out = &page->arena };
	int risk, r = call_families(&p->facts, p->cases, p->count, &sheet.family, e);

	if (r < 0)
		return r;
	r = call_line_make(&sheet, p->of, call_case_session(k), &page->line, &risk);
	if (r < 0)
		return office_fail(p->facts.o, r, e);
	page->name = page->line.name;
	page->group = page->line.ref.roll_group ? page->line.group : NULL;
	page->ref = page->line.ref;
	page->why = why_words(p, k);
	return 0;
}

/* One who is not absent: somebody rings all the same. */
static int case_add(struct paging *p, struct err *e)
{
	struct call_case *cases = arena_new(p->facts.a, (size_t)p->count + 1, sizeof *cases);

	for (p->of = 0; p->of < p->count && p->cases[p->of].pupil < p->page->pupil; p->of++)
		cases[p->of] = p->cases[p->of];
	memcpy(cases + p->of + 1, p->cases + p->of, (size_t)(p->count - p->of) * sizeof *cases);
	p->cases = cases;
	p->count++;
	return call_case_find(&p->facts, p->page->pupil, &cases[p->of], e);
}

static int page_read(struct paging *p, struct err *e)
{
	int r = call_facts_read(&p->facts, e);

	if (r == 0)
		p->count = r = call_cases_read(&p->facts, &p->cases, e);
	if (r < 0)
		return r;
	for (p->of = 0; p->of < p->count && p->cases[p->of].pupil != p->page->pupil; p->of++)
		;
	r = p->of == p->count ? case_add(p, e) : 0;
	if (r == 0)
		r = put_child(p, e);
	if (r < 0)
		return r;
	put_contacts(p);
	put_warnings(p);
	put_steps(p);
	r = put_siblings(p, e);
	return r < 0 ? r : put_log(p, e);
}

static int page_may(struct office *o, int64_t pupil, struct day *day, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct contact_work work = { o, &a, NULL, e, office_today(o) };
	struct pupil_row row;
	char to_come[DAY_TEXT];
	int r = said_day(o, day, e);

	if (r == 0)
		r = said_may(o, ACTION_CALL, pupil, *day, e);
	if (r == 0)
		r = contact_pupil_get(&work, pupil, &row);
	if (r == 0 && day->n > work.today.n)
		r = err_refuse(e, "%s is still to come: nobody is absent yet.", day_long(*day, to_come));
	return r;
}

int office_call_open(struct office *o, int64_t pupil, struct day day, struct call_page *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct call_page page = { .pupil = pupil };
	int r = office_refresh(o, e);

	if (r < 0)
		return r;
	r = store_read_begin(o->store);
	if (r < 0)
		return office_fail(o, r, e);
	r = page_may(o, pupil, &day, e);
	if (r == 0) {
		struct paging p = { .facts = { .o = o, .a = &a, .day = day }, .page = &page };

		page.day = day;
		r = page_read(&p, e);
	}
	store_read_end(o->store);
	if (r < 0)
		call_page_finish(&page);
	else
		*ret = page;
	return r;
}

void call_page_finish(struct call_page *p)
{
	arena_finish(&p->arena);
	*p = (struct call_page){ 0 };
}
