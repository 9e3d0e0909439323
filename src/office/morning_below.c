/* The morning page: who is newly below a line, below it now and not at the end of the school day before (C4; domain 4). */
#include "morning.h"
#include "rules/period.h"

/* Marks of first..last while the pupil was on the roll, each session once; `strips` begin with the storage year of `first`. */
static void tally_of(const struct enrolment_row *rows, int n, const uint8_t *const *strips, sitting first, sitting last, struct tally *to)
{
	int year = strip_year(sitting_day(first)), years = strip_year(sitting_day(last)) - year + 1;

	for (int i = 0; i < n; i++) {
		sitting from = sitting_of(rows[i].from_day, (enum session)rows[i].from_session);
		sitting until = day_is_none(rows[i].to_day) ? last : sitting_of(rows[i].to_day, (enum session)rows[i].to_session);
		struct span span = { from > first ? from : first, until < last ? until : last, year, years, strips };

		if (span.first > span.last)
			continue;
		tally_span(&span, to);
		first = span.last + 1; /* of spells that overlap no session counts twice: they come by their first day */
	}
}

/* Before the policy's floor of possible sessions nobody is below any line: week one is no news (C4). */
static bool is_below(const struct policy *p, const struct boundary *line, const struct tally *t)
{
	enum side side;

	BUG_UNLESS(boundary_side(line, tally_possible(t), tally_attended(t), &side) == 0);
	return side == SIDE_BELOW && tally_possible(t) >= p->floor;
}

/* The lowest line that has the pupil below it by `now` and had not by `before`; NULL: none. */
static const struct boundary *newly_crossed(const struct policy *p, const struct tally *before, const struct tally *now, int *ret_index)
{
	for (int i = p->boundary_count; i-- > 0;)
		if (is_below(p, &p->boundaries[i], now) && !is_below(p, &p->boundaries[i], before)) {
			*ret_index = i;
			return &p->boundaries[i];
		}
	return NULL;
}

static int below_add(struct morning *m, const struct child *c, struct name_list *to)
{
	const struct session_facts *f = &m->facts;
	struct day first = school_year_first(&f->office->calendar, f->day);
	sitting morning = sitting_of(f->day, SESSION_AM), start = sitting_of(first, SESSION_AM);
	struct tally before = { 0 }, now = { 0 };
	struct enrolment_row *rows;
	const uint8_t *const *strips;

	if (said_died(f->office, c->due->pupil)) /* on no list (H8) */
		return 0;
	int at, n = store_enrolments_of_pupil(f->office->store, c->due->pupil, &m->facts.arena, &rows);
	int r = n < 0 ? n : store_strips(f->office->store, c->due->pupil, strip_year(first), strip_year(f->day), &m->facts.arena, &strips);

	if (r < 0)
		return r;
	tally_of(rows, n, strips, start, morning - 1, &before);
	tally_of(rows, n, strips, start, f->at, &now);
	const struct boundary *line = newly_crossed(&m->policy, &before, &now, &at);
	if (!line)
		return 0;
	struct arena *a = &m->view->arena;
	return morning_list_add(m, c, m->policy.boundary_count - at,
			arena_printf(a, "below %d%%: %s", line->percent, report_share_text(a, tally_attended(&now), tally_possible(&now))), to);
}

/* Only a session missed today takes a pupil below a line: of the others nothing is read.  By pupil. */
static void missed_add(const struct morning *m, sitting at, int64_t pupils, bool *missed)
{
	const struct grid_wanted *w = grid_wanted(&m->facts.grid, at);

	for (int i = 0; i < w->count; i++) {
		enum category c = w->due[i].mark == CODE_NONE ? CATEGORY_NONE : code_category(w->due[i].mark, m->facts.day);

		if (w->due[i].pupil < pupils)
			missed[w->due[i].pupil] |= c == CATEGORY_AUTHORISED || c == CATEGORY_UNAUTHORISED;
	}
}

int morning_fill_below(struct morning *m)
{
	struct session_facts *f = &m->facts;
	struct name_list list = { 0 };
	bool *missed = arena_new(&f->arena, (size_t)m->pupils, sizeof *missed);
	int r = 0;

	missed_add(m, f->at, m->pupils, missed);
	if (f->session == SESSION_PM)
		missed_add(m, sitting_of(f->day, SESSION_AM), m->pupils, missed);
	for (int i = 0; r == 0 && i < f->child_count; i++)
		if (missed[f->children[i].due->pupil])
			r = below_add(m, &f->children[i], &list);
	morning_list_keep(m, &list, &m->view->newly_below);
	return r;
}
