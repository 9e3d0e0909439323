#include "held.h"

#include "rules/spell.h"

static struct mark marks[LETTERS_MOST];

/* RUNS OF ABSENCE ------------------------------------------------------------------------------------------------------------------ */

static const struct spell_row {
	const char *name, *from, *letters, *want;
} spell_rows[] = {
	{ "nothing marked", "2026-09-01", "", "" },
	{ "always there", "2026-09-01", "10P", "" },
	{ "one session", "2026-09-01", "PPIPP", "2026-09-02 am to 2026-09-02 am: 1 (1+0, 0 N) I" },
	{ "over a weekend", "2026-09-04", "4IP", "2026-09-04 am to 2026-09-07 pm: 4 (4+0, 0 N) I" },
	{ "it goes on", "2026-09-01", "PPNN", "2026-09-02 am to 2026-09-02 pm: 2 (0+2, 2 N) N open" },
	{ "blanks in between", "2026-09-01", "I..IP", "2026-09-01 am to 2026-09-02 pm: 2 (2+0, 0 N) I" },
	{ "nothing possible in between", "2026-09-01", "IXY#DQIP", "2026-09-01 am to 2026-09-04 am: 2 (2+0, 0 N) I" },
	{ "nothing possible behind it is not of it", "2026-09-01", "IXXX", "2026-09-01 am to 2026-09-01 am: 1 (1+0, 0 N) I open" },
	{ "an activity ends it", "2026-09-01", "IVI", "2026-09-01 am to 2026-09-01 am: 1 (1+0, 0 N) I; 2026-09-02 am to 2026-09-02 am: 1 (1+0, 0 N) I open" },
	{ "late ends it", "2026-09-01", "OLO", "2026-09-01 am to 2026-09-01 am: 1 (0+1, 0 N) O; 2026-09-02 am to 2026-09-02 am: 1 (0+1, 0 N) O open" },
	{ "the most frequent code", "2026-09-01", "NIINNP", "2026-09-01 am to 2026-09-03 am: 5 (2+3, 3 N) N" },
	{ "the earlier of two", "2026-09-01", "MIIMP", "2026-09-01 am to 2026-09-02 pm: 4 (4+0, 0 N) M" },
	{ "two of them", "2026-09-01", "IIPPGGP", "2026-09-01 am to 2026-09-01 pm: 2 (2+0, 0 N) I; 2026-09-03 am to 2026-09-03 pm: 2 (0+2, 0 N) G" },
	{ "over the half-term", "2026-10-23", "IIIIP", "2026-10-23 am to 2026-11-02 pm: 4 (4+0, 0 N) I" },
};

static const char *at_words(sitting at, struct buf *to)
{
	char day[DAY_TEXT];

	buf_printf(to, "%s %s", day_iso(sitting_day(at), day), session_name(sitting_session(at)));
	return "";
}

static void spell_found(void **state)
{
	const struct spell_row *row = *state;
	struct marks m = { marks, held_read(row->letters, row->from, marks) };
	struct spells s = { 0 };
	CLEAN_BUF struct buf got = { 0 };

	spells_find((struct marks){ marks, m.count / 2 }, &s); /* what was there before is gone */
	spells_find(m, &s);
	for (int i = 0; i < s.of.count; i++) {
		const struct spell *x = &s.of.items[i];

		buf_text(&got, i > 0 ? "; " : "");
		at_words(x->first, &got);
		buf_text(&got, " to ");
		at_words(x->last, &got);
		buf_printf(&got, ": %d (%d+%d, %d N) %s%s", x->sessions, x->authorised, x->unauthorised, x->no_reason, code_symbol(x->code), x->open ? " open" : "");
	}
	assert_string_equal(buf_string(&got), row->want);
	spells_finish(&s);
}

/* RUNS OF SCHOOL DAYS -------------------------------------------------------------------------------------------------------------- */

#define GNOU "GNOU"

static const struct run_row {
	const char *name, *from, *letters, *set, *want;
} run_rows[] = {
	{ "ten days", "2026-09-01", "20OP", GNOU, "10 days 2026-09-01 to 2026-09-14 since 2026-09-01 am, 20 (0 N)" },
	{ "ten days over a half-term", "2026-10-19", "20OP", GNOU, "10 days 2026-10-19 to 2026-11-06 since 2026-10-19 am, 20 (0 N)" },
	{ "over Christmas, with a day of a morning only", "2026-12-17", "5GP", GNOU, "3 days 2026-12-17 to 2027-01-04 since 2026-12-17 am, 5 (0 N)" },
	{ "a week of one day", "2027-02-12", "2O 2O 2O P", GNOU, "3 days 2027-02-12 to 2027-02-22 since 2027-02-12 am, 6 (0 N)" },
	{ "days of nothing possible in between", "2026-09-01", "4O YY XX DD 4OP", GNOU, "4 days 2026-09-01 to 2026-09-09 since 2026-09-01 am, 8 (0 N)" },
	{ "a closure that was marked in between", "2026-09-01", "4O ## 4OP", GNOU, "4 days 2026-09-01 to 2026-09-07 since 2026-09-01 am, 8 (0 N)" },
	{ "half a day of nothing possible: the other half counts", "2026-09-01", "OY XN", GNOU, "2 days 2026-09-01 to 2026-09-02 since 2026-09-01 am, 2 (1 N) open" },
	{ "a blank day in between", "2026-09-01", "OO .. OOP", GNOU, "2 days 2026-09-01 to 2026-09-03 since 2026-09-01 am, 4 (0 N)" },
	{ "a day that is blank in half is no whole day", "2026-09-01", "OO O. .O OOP", GNOU, "2 days 2026-09-01 to 2026-09-04 since 2026-09-01 am, 6 (0 N)" },
	{ "an authorised session ends it", "2026-09-01", "OO OI OO", GNOU, "1 days 2026-09-01 to 2026-09-01 since 2026-09-01 am, 3 (0 N); "
		"1 days 2026-09-03 to 2026-09-03 since 2026-09-03 am, 2 (0 N) open" },
	{ "an attended session ends it", "2026-09-01", "OO PO OO", GNOU, "1 days 2026-09-01 to 2026-09-01 since 2026-09-01 am, 2 (0 N); "
		"1 days 2026-09-03 to 2026-09-03 since 2026-09-02 pm, 3 (0 N) open" },
	{ "a run that starts in the afternoon", "2026-09-01", "PO OO OO", GNOU, "2 days 2026-09-02 to 2026-09-03 since 2026-09-01 pm, 5 (0 N) open" },
	{ "it ends at noon", "2026-09-01", "OO OP", GNOU, "1 days 2026-09-01 to 2026-09-01 since 2026-09-01 am, 3 (0 N)" },
	{ "no whole day is no run", "2026-09-01", "PO OP PO", GNOU, "" },
	{ "N counts, and is provisional", "2026-09-01", "NN ON", GNOU, "2 days 2026-09-01 to 2026-09-02 since 2026-09-01 am, 4 (3 N) open" },
	{ "U is in it", "2026-09-01", "OU UO", GNOU, "2 days 2026-09-01 to 2026-09-02 since 2026-09-01 am, 4 (0 N) open" },
	{ "U ends the run of the 20-day ground", "2026-09-01", "OO OU OO", "GNO", "1 days 2026-09-01 to 2026-09-01 since 2026-09-01 am, 3 (0 N); "
		"1 days 2026-09-03 to 2026-09-03 since 2026-09-03 am, 2 (0 N) open" },
	{ "marks of a weekend count no day", "2026-09-04", "OO !O !O", GNOU, "1 days 2026-09-04 to 2026-09-04 since 2026-09-04 am, 4 (0 N) open" },
	{ "seen on a weekend ends it", "2026-09-04", "OO !P", GNOU, "1 days 2026-09-04 to 2026-09-04 since 2026-09-04 am, 2 (0 N)" },
	{ "the first half of a day that is not over", "2026-09-01", "OO O", GNOU, "1 days 2026-09-01 to 2026-09-01 since 2026-09-01 am, 3 (0 N) open" },
};

static void set_of(const char *letters, bool set[static 256])
{
	memset(set, 0, 256 * sizeof *set);
	for (; *letters; letters++)
		set[letters_code(*letters)] = true;
}

static void run_found(void **state)
{
	const struct run_row *row = *state;
	struct marks m = { marks, held_read(row->letters, row->from, marks) };
	struct day_runs r = { 0 };
	CLEAN_BUF struct buf got = { 0 };
	char first[DAY_TEXT], last[DAY_TEXT];
	bool set[256];

	set_of(row->set, set);
	day_runs_find((struct marks){ marks, m.count / 2 }, the_school(), set, &r);
	day_runs_find(m, the_school(), set, &r);
	for (int i = 0; i < r.of.count; i++) {
		const struct day_run *x = &r.of.items[i];

		buf_printf(&got, "%s%d days %s to %s since ", i > 0 ? "; " : "", x->days, day_iso(x->first, first), day_iso(x->last, last));
		at_words(x->since, &got);
		buf_printf(&got, ", %d (%d N)%s", x->sessions, x->provisional, x->open ? " open" : "");
	}
	assert_string_equal(buf_string(&got), row->want);
	day_runs_finish(&r);
}

/* BRUTE FORCE: every run is looked for from every session ---------------------------------------------------------------------------- */

static bool spell_is(const struct marks *m, int first, int last)
{
	for (int i = first; i <= last; i++)
		if (mark_is_attended(&m->of[i]))
			return false;
	for (int i = first; i-- > 0 && !mark_is_attended(&m->of[i]);)
		if (mark_is_missed(&m->of[i]))
			return false;
	for (int i = last + 1; i < m->count && !mark_is_attended(&m->of[i]); i++)
		if (mark_is_missed(&m->of[i]))
			return false;
	return mark_is_missed(&m->of[first]) && mark_is_missed(&m->of[last]);
}

static bool spells_agree(void *ctx, struct marks m)
{
	struct spells *s = ctx;
	int at = 0;

	spells_find(m, s);
	for (int first = 0; first < m.count; first++)
		for (int last = first; last < m.count; last++) {
			if (!spell_is(&m, first, last))
				continue;
			if (at >= s->of.count || s->of.items[at].first != m.of[first].at || s->of.items[at].last != m.of[last].at)
				return false;
			at++;
		}
	return at == s->of.count;
}

/* Of one day: -1 ends a run, 1 is a day of it, 0 neither; by the words of the header. */
static int day_kind(const struct marks *m, struct day day, const bool *set)
{
	int at = school_days_at(the_school(), day), possible = 0, in = 0, marked = 0;

	for (int i = 0; i < m->count; i++) {
		if (!day_equal(sitting_day(m->of[i].at), day))
			continue;
		marked |= 1 << sitting_session(m->of[i].at);
		possible += mark_is_possible(&m->of[i]);
		in += mark_is_possible(&m->of[i]) && set[m->of[i].code];
	}
	if (in < possible)
		return -1;
	return at >= 0 && possible > 0 && (the_school()->of[at].sessions & ~marked) == 0;
}

static bool runs_agree(void *ctx, struct marks m)
{
	struct day_runs *r = ctx;
	bool set[256];
	int at = 0, days = 0;
	struct day from = m.count ? sitting_day(m.of[0].at) : DAY_MIN, to = m.count ? sitting_day(m.of[m.count - 1].at) : DAY_MIN, last = DAY_NONE;

	set_of(GNOU, set);
	day_runs_find(m, the_school(), set, r);
	for (struct day d = from; d.n <= day_add(to, 1).n; d = day_add(d, 1)) {
		int kind = d.n > to.n ? -1 : day_kind(&m, d, set);

		if (kind > 0) {
			days++;
			last = d;
		} else if (kind < 0 && days > 0) {
			if (at >= r->of.count || r->of.items[at].days != days || !day_equal(r->of.items[at].last, last) ||
			    r->of.items[at].open != (d.n > to.n))
				return false;
			at++;
			days = 0;
		}
	}
	return at == r->of.count;
}

static void random_marks(void **state)
{
	struct spells s = { 0 };
	struct day_runs r = { 0 };

	for (int round = 0; round < 400; round++) {
		int count = letters_make(sitting_of(day_of(2026, 9, 1), SESSION_AM), 40 + (int)chance(200), marks);

		letters_hold("each run of absence, found from every session,", spells_agree, &s, marks, count);
		letters_hold("each run of school days, found day by day,", runs_agree, &r, marks, count);
	}
	spells_finish(&s);
	day_runs_finish(&r);
}

int main(void)
{
	static struct rows all;

	rows_add(&all, spell_found, spell_rows);
	rows_add(&all, run_found, run_rows);
	rows_case(&all, "random marks, looked at in every way", random_marks, NULL);
	return rows_run(&all, "rules/spell");
}
