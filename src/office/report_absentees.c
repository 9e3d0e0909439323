/* Absentees: who is not here, the ones nobody knows about first (B1; design 5 "Not known"). */
#include <string.h>

#include "names.h"
#include "report_absentees.h"

enum { COL_PUPIL, COL_UPN, COL_NAME, COL_CLASS, COL_SESSION, COL_CODE, COL_REASON, COL_MINUTES, COL_CONTACT, COL_FLAGS, COL_REMARK, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_PUPIL] = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_UPN] = { "upn", "UPN", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NAME] = { "name", "Name", CELL_TEXT, 28, COLUMN_BOTH },
	[COL_CLASS] = { "class", "Class", CELL_TEXT, 10, COLUMN_BOTH },
	[COL_SESSION] = { "session", "Session", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_CODE] = { "code", "Code", CELL_TEXT, 4, COLUMN_BOTH },
	[COL_REASON] = { "reason", "Reason", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_MINUTES] = { "minutes_late", "Minutes late", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_CONTACT] = { "contact_state", "Contact", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_FLAGS] = { "flags", "Flags", CELL_LIST, 0, COLUMN_DATA_ONLY },
	[COL_REMARK] = { "remark", "Reason, and so far", CELL_TEXT, 0, COLUMN_TEXT_ONLY, .whole = true },
};

static bool line_same_heading(const struct line *x, const struct line *y)
{
	if (x->presence != y->presence)
		return false;
	if (x->presence == NOT_TAKEN)
		return x->rank == y->rank;
	return x->presence != ABSENT || x->due->mark == y->due->mark;
}

static const char *const headings[] = {
	[BLANK] = "Not known: no mark in the register",
	[SIGNED_IN] = "Not known: signed in, but marked absent in class",
	[NO_REASON] = "No reason yet: N",
	[LATE] = "Late",
};

/* The heading in front of line i, with how many it stands for; NULL inside a part. */
static const char *heading_of(struct day_facts *d, int i)
{
	const struct line *l = &d->lines[i];
	int n = 1;

	if (i > 0 && line_same_heading(l, l - 1))
		return NULL;
	while (i + n < d->line_count && line_same_heading(l, l + n))
		n++;
	if (l->presence == NOT_TAKEN)
		return arena_printf(&d->arena, "Not known: %s, register not taken (%d)", report_group_name(d->office, l->due->roll_group), n);
	if (l->presence == ABSENT)
		return arena_printf(&d->arena, "%s %s (%d)", l->code->symbol, l->code->words, n);
	return arena_printf(&d->arena, "%s (%d)", headings[l->presence], n);
}

static struct cell flags_of(struct day_facts *d, struct report *r, const struct due_row *due)
{
	CLEAN_BUF struct buf b = { 0 };

	if (office_may(d->office, ACTION_SEE_FLAGS, due->roll_group, NULL) < 0)
		return cell_text(r, "");
	for (int i = 0; i < d->flag_count; i++)
		if (d->flags[i].pupil == due->pupil && flag_stands(&d->flags[i], d->asked->date))
			buf_printf(&b, "%s%s", b.length > 0 ? "; " : "", d->flags[i].flag);
	return cell_text(r, buf_string(&b));
}

/* What was tried about a child who is late since is no news. */
static const char *contact_of(struct day_facts *d, const struct line *l)
{
	return l->presence == LATE ? NULL : contacted_words(&d->contacted, l->due->pupil, l->presence, &d->arena);
}

/* Nobody is known to be where they were expected until somebody says so (design 5). */
static const char *reason_of(struct day_facts *d, const struct line *l)
{
	const char *expected = presence_expected(l->expected, l->presence, d->asked->date, &d->arena);

	if (l->presence <= SIGNED_IN)
		return expected ? expected : "not known";
	return l->code ? l->code->words : "no such code that day";
}

/* When they came, or what was tried; NULL: nothing is known but the reason. */
static const char *so_far_of(struct day_facts *d, const struct line *l)
{
	const struct arrival_facts *f = &d->arrivals[l->due->pupil];
	char at[8];

	if (l->presence == SIGNED_IN && f->arrival >= 0)
		return arena_printf(&d->arena, "in at %s", minute_text(f->arrival, at));
	if (l->presence == LATE && f->minutes_late >= 0)
		return arena_printf(&d->arena, "%d min late", f->minutes_late);
	if (l->presence == ABSENT && f->arrival >= 0) /* absent by the mark, and in the school since (A16) */
		return arena_printf(&d->arena, "came at %s", minute_text(f->arrival, at));
	return contact_of(d, l);
}

/* On paper one column, which is never cut.  H4: of two of one name the class has its own column, and the date of birth goes before it. */
static const char *remark_of(struct day_facts *d, const struct line *l, struct day born)
{
	const char *so_far = so_far_of(d, l), *reason = l->presence == LATE && so_far ? "" : reason_of(d, l);
	char day[DAY_TEXT];

	if (so_far)
		reason = arena_printf(&d->arena, "%s%s%s", reason, reason[0] ? "; " : "", so_far);
	if (!d->twins[l - d->lines])
		return reason;
	return arena_printf(&d->arena, "born %s; %s", day_long(born, day) + strlen("Fri "), reason);
}

static void find_twins(struct day_facts *d)
{
	struct named *list = arena_new(&d->arena, (size_t)d->line_count + 1, sizeof *list);

	for (int i = 0; i < d->line_count; i++)
		list[i].name = pupil_display_name(d->roll.pupils[d->lines[i].due->pupil].row, &d->arena);
	d->twins = names_equal(list, d->line_count, &d->arena);
}

static void line_add(struct day_facts *d, struct report *r, const struct line *l, const char *heading)
{
	const struct pupil_row *p = d->roll.pupils[l->due->pupil].row;
	const struct arrival_facts *f = &d->arrivals[l->due->pupil];
	struct cell *c = report_row_add(r, heading);
	bool known = l->presence > SIGNED_IN;

	c[COL_PUPIL] = report_cell_key(r, &p->key);
	c[COL_UPN] = cell_text(r, p->upn);
	c[COL_NAME] = cell_text(r, pupil_display_name(p, &d->arena));
	c[COL_CLASS] = cell_text(r, report_group_name(d->office, l->due->roll_group));
	c[COL_SESSION] = cell_text(r, session_name(d->asked->session));
	if (known)
		c[COL_CODE] = cell_text(r, code_symbol(l->due->mark));
	c[COL_REASON] = cell_text(r, reason_of(d, l));
	if (l->presence == LATE && f->minutes_late >= 0)
		c[COL_MINUTES] = cell_integer(f->minutes_late);
	c[COL_CONTACT] = cell_text(r, contact_of(d, l));
	c[COL_FLAGS] = flags_of(d, r, l->due);
	c[COL_REMARK] = cell_text(r, remark_of(d, l, p->born_day));
}

/* "Register not taken: Beech (26), Oak (26)." */
static void classes_line(struct day_facts *d, struct report *r)
{
	CLEAN_BUF struct buf b = { 0 };

	for (int i = 0; i < d->line_count && d->lines[i].presence == NOT_TAKEN; i++) {
		const char *class = report_group_name(d->office, d->lines[i].due->roll_group);

		if (i == 0 || !line_same_heading(&d->lines[i], &d->lines[i - 1]))
			buf_printf(&b, "%s%s (%d)", b.length > 0 ? ", " : "", class,
				   d->groups[report_group_index(d->office, d->lines[i].due->roll_group)].due);
	}
	if (b.length > 0)
		report_line(r, "Register not taken: %s.", buf_string(&b));
}

/* Of those who are not known: of whom something was said before. */
static void expected_line(struct day_facts *d, struct report *r)
{
	int waits = 0, planned = 0;

	for (int i = 0; i < d->line_count; i++) {
		const struct expected *x = d->lines[i].expected;

		waits += x && x->waits;
		planned += x && !x->waits;
	}
	if (waits > 0)
		report_line(r, "Of these expected elsewhere, and nobody has confirmed it: %d.", waits);
	if (planned > 0)
		report_line(r, "Of these planned or reported to be absent: %d.", planned);
}

/* What can be read in thirty seconds, before the names. */
static void first_lines(struct day_facts *d, struct report *r)
{
	int n = d->count[NOT_TAKEN] + d->count[BLANK] + d->count[SIGNED_IN];

	if (d->due_count == 0)
		return;
	if (n == 0)
		report_line(r, "Everybody who is due is accounted for.");
	else
		report_line(r, "Not known where: %d of %d.", n, d->due_count);
	expected_line(d, r);
	classes_line(d, r);
	if (d->count[BLANK] > 0)
		report_line(r, "No mark in the register: %d.", d->count[BLANK]);
	if (d->count[SIGNED_IN] > 0)
		report_line(r, "Signed in, but marked absent in class: %d.", d->count[SIGNED_IN]);
	report_line(r, "No reason yet: %d. Absent with a reason: %d. Late: %d.", d->count[NO_REASON], d->count[ABSENT], d->count[LATE]);
}

static void put_codes(struct day_facts *d, struct buf *b, int n, const char *words, const int32_t *by_code)
{
	if (n > 0)
		buf_printf(b, ", %d %s (%s)", n, words, report_codes_text(&d->arena, by_code));
}

/* The parts add up to the roll. */
static void totals_note(struct day_facts *d, struct report *r)
{
	CLEAN_BUF struct buf b = { 0 };
	const int *n = d->count;

	buf_printf(&b, "On roll %d: %d here", d->due_count, n[HERE] + n[LATE]);
	if (n[LATE] > 0)
		buf_printf(&b, " (%d late)", n[LATE]);
	buf_printf(&b, ", %d not known, %d no reason yet, %d absent with a reason", n[NOT_TAKEN] + n[BLANK] + n[SIGNED_IN], n[NO_REASON],
		   n[ABSENT]);
	put_codes(d, &b, n[ELSEWHERE], "elsewhere", d->elsewhere);
	put_codes(d, &b, n[NOT_REQUIRED], "not required", d->not_required);
	report_note(r, "%s.", buf_string(&b));
}

static void none_say(struct day_facts *d, struct report *r)
{
	const struct report_asked *k = d->asked;
	enum opening opening = calendar_opening(office_calendar(d->office), sitting_of(k->date, k->session), SESSION_ANY_YEAR, k->group, NULL);

	if (d->due_count > 0)
		r->none = "Nobody is absent or late.";
	else if (opening != OPENING_OPEN)
		r->none = arena_printf(&r->arena, "No session was held: %s.", opening_words(opening));
	else
		r->none = "Nobody is on the roll of this session.";
}

static int absentees_report(struct day_facts *d, struct report *r, struct err *e)
{
	const struct report_asked *k = d->asked;
	const char *class = report_group_name(d->office, k->group);
	int got = absentees_read(d, e);

	if (got < 0)
		return got;
	report_start(d->office, r, "absentees", columns, COLUMNS_ALL);
	r->title = arena_printf(&r->arena, "Absentees%s%s, %s", class ? " of " : "", class ? class : "",
				report_session_text(&r->arena, k->date, k->session));
	absentees_lines(d);
	find_twins(d);
	first_lines(d, r);
	for (int i = 0; i < d->line_count; i++)
		line_add(d, r, &d->lines[i], heading_of(d, i));
	none_say(d, r);
	totals_note(d, r);
	return report_seal(d->office, r, e);
}

static int absentees_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	struct day_facts d = { .office = o, .asked = k };
	int got;

	if (sitting_of(k->date, k->session) > sitting_of(office_today(o), office_session_now(o)))
		return err_refuse(e, "The %s has not begun: nobody can be missing from it yet.", report_session_text(&r->arena, k->date, k->session));
	got = absentees_report(&d, r, e);
	roll_finish(&d.roll);
	arena_finish(&d.arena);
	return got;
}

int report_fill_absentees(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	return report_make(o, w, ACTION_SEE_REGISTER, absentees_fill, ret, e);
}
