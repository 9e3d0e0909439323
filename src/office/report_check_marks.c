/* Check: the figures add up, and every mark is one that may stand. */
#include <string.h>

#include "report_parts.h"

#define FIRST_YEAR 2005 /* the storage year of the oldest codes (domain 1.3) */
#define LISTED_MOST 20

/** Pupils by what was found: how many marks, and the first. */
struct finding {
	int64_t pupil;
	int marks;
	sitting first;
	uint8_t mark;
};

struct mark_checks {
	struct roll *roll;
	int year;
	int64_t strips;
	int apart; /**< strips whose tally is not what its marks add up to */
	struct { VEC(struct finding); } retired, wrong_half, off_roll;
};

static void find(struct finding *f, sitting at, uint8_t mark)
{
	if (f->marks++ == 0) {
		f->first = at;
		f->mark = mark;
	}
}

/* Counted one by one, to hold against the tally (domain 1.1). */
static void count_slowly(const uint8_t *marks, int year, int length, struct tally *to)
{
	for (int slot = 0; slot < length; slot++) {
		struct day day = sitting_day(strip_sitting(year, slot));
		enum category c = marks[slot] == CODE_NONE ? CATEGORY_NONE : code_category(marks[slot], day);

		to->count[c]++;
		to->late += marks[slot] == CODE_LATE && c == CATEGORY_PRESENT;
	}
}

static bool on_roll(const struct roll *r, int64_t id, sitting s)
{
	for (const struct roll_fact *f = id < r->count ? r->pupils[id].spells : NULL; f; f = f->next)
		if (s >= f->first && s <= f->last)
			return true;
	return false;
}

static int look_at_strip(void *ctx, int64_t pupil, const uint8_t *marks)
{
	struct mark_checks *m = ctx;
	struct finding retired = { .pupil = pupil }, half = retired, off = retired;
	int length = strip_sitting(m->year + 1, 0) - strip_sitting(m->year, 0);
	struct span span = { strip_sitting(m->year, 0), strip_sitting(m->year, length - 1), m->year, 1, &marks };
	struct tally fast = { 0 }, slow = { 0 };

	for (int slot = 0; slot < length; slot++) {
		sitting s = strip_sitting(m->year, 0) + slot;

		if (marks[slot] == CODE_NONE)
			continue;
		if (!code_on(marks[slot], sitting_day(s)))
			find(&retired, s, marks[slot]);
		if (marks[slot] == (sitting_session(s) == SESSION_AM ? CODE_PRESENT_PM : CODE_PRESENT_AM))
			find(&half, s, marks[slot]);
		if (!on_roll(m->roll, pupil, s))
			find(&off, s, marks[slot]);
	}
	if (retired.marks > 0)
		vec_push(&m->retired, retired);
	if (half.marks > 0)
		vec_push(&m->wrong_half, half);
	if (off.marks > 0 && pupil < m->roll->count && m->roll->pupils[pupil].row)
		vec_push(&m->off_roll, off);
	tally_span(&span, &fast);
	count_slowly(marks, m->year, length, &slow);
	m->apart += memcmp(&fast, &slow, sizeof fast) != 0;
	m->strips++;
	return 0;
}

/* A name only for those who may see the pupil's register: an administrator verifies, and has no pupil data. */
static const char *pupil_words(struct check *c, const struct roll *roll, int64_t id)
{
	char key[KEY_TEXT];
	const struct pupil_row *p = id < roll->count ? roll->pupils[id].row : NULL;

	if (!p)
		return "a pupil who is not in the figures";
	if (office_reach(c->office, ACTION_SEE_REGISTER) == REACH_ALL)
		return pupil_display_name(p, &c->report->arena);
	return arena_printf(&c->report->arena, "pupil %s", key_hex(&p->key, key));
}

static void say_findings(struct check *c, const struct roll *roll, const struct finding *f, int n, const char *what, const char *what_to_do)
{
	char day[DAY_TEXT];

	for (int i = 0; i < n && i < LISTED_MOST; i++)
		check_say(c, "marks", CHECK_LOOK, what_to_do, "%s: %d mark%s %s, the first %s on %s (%s).", pupil_words(c, roll, f[i].pupil),
			  f[i].marks, PLURAL(f[i].marks), what, code_symbol(f[i].mark), day_long(sitting_day(f[i].first), day),
			  session_name(sitting_session(f[i].first)));
	if (n > LISTED_MOST)
		check_say(c, "marks", CHECK_LOOK, what_to_do, "%d more pupils have marks %s.", n - LISTED_MOST, what);
}

static void say_marks(struct check *c, const struct mark_checks *m)
{
	int before = c->found;

	if (m->apart > 0)
		check_say(c, "figures", CHECK_ACT, "Print no figure; run `firstbell verify` and ask for help with what it says.",
			  "The figures of %d of %lld pupils' years are not what their marks add up to.", m->apart, (long long)m->strips);
	else
		check_say(c, "figures", CHECK_OK, NULL, "Possible is present, activity, authorised and unauthorised in all %lld pupils' years.",
			  (long long)m->strips);
	say_findings(c, m->roll, m->retired.items, m->retired.count, "with a code that was not in force that day",
		     "Change them to the code that was in force: until then they are in no figure.");
	say_findings(c, m->roll, m->wrong_half.items, m->wrong_half.count, "of the other half of the day", "Mark the session again: / is morning, \\ afternoon.");
	say_findings(c, m->roll, m->off_roll.items, m->off_roll.count, "outside the time on the roll",
		     "Correct the first or last day on the roll, or take the marks away: until then they are in no figure.");
	if (c->found == before)
		check_say(c, "marks", CHECK_OK, NULL, "Every mark has a code in force and a pupil on the roll.");
}

static int read_marks(struct check *c, struct roll *roll, struct err *e)
{
	struct mark_checks m = { .roll = roll };
	int last = strip_year(office_today(c->office)) + 1, r = 0;

	for (m.year = FIRST_YEAR; r == 0 && m.year <= last; m.year++)
		r = store_strips_each(c->office->store, m.year, look_at_strip, &m);
	if (r == 0)
		say_marks(c, &m);
	vec_finish(&m.retired);
	vec_finish(&m.wrong_half);
	vec_finish(&m.off_roll);
	return r < 0 ? office_fail(c->office, r, e) : 0;
}

int check_marks(struct check *c, struct err *e)
{
	CLEAN_ROLL struct roll roll = { 0 };
	struct day today = office_today(c->office);
	int r = roll_load(c->office, 0, sitting_of(today, SESSION_AM), sitting_of(today, SESSION_PM), &roll, e);

	if (r == 0)
		r = read_marks(c, &roll, e);
	return r;
}
