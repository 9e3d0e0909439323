/* The working of a figure, step by step (C2): what was held, what was left out and why, what counted, and the lines it is compared with. */
#include <stdlib.h>
#include <string.h>

#include "bands_parts.h"
#include "few.h"
#include "presence.h"
#include "report_member.h"
#include "report_pupil.h"
#include "rules/pupil.h"
#include "rules/working.h"

enum { COL_STEP, COL_NUMBER, COL_WORDS, COL_BRIEF, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_STEP] = { "step", "Step", CELL_TEXT, 0, COLUMN_BOTH },
	[COL_NUMBER] = { "number", "Number", CELL_INTEGER, 0, COLUMN_BOTH },
	[COL_WORDS] = { "words", "Words", CELL_TEXT, 0, COLUMN_DATA_ONLY }, /* on paper a sentence of its own, whole, where the brief words are others */
	[COL_BRIEF] = { "brief", "", CELL_TEXT, 0, COLUMN_TEXT_ONLY },
};

struct steps {
	struct office *office;
	const struct report_asked *asked;
	struct report *report;
	struct roll roll;
	struct mark_counts counts;
	struct working working;
	bool outs;             /**< sessions in no class count too */
	const bool *sees;      /**< by class + 1: NULL: everybody */
	int year;              /**< SESSION_ANY_YEAR: every year */
	sitting first, last;   /**< those asked for, or one session of them */
	bool *counted;         /**< by pupil */
	int pupils;
};

/* `number` -1: the step has none. */
static void row_add(struct steps *s, const char *step, int64_t number, const char *brief, const char *words)
{
	struct cell *c = report_row_add(s->report, NULL);

	c[COL_STEP] = cell_kept(step);
	c[COL_NUMBER] = cell_integer(number);
	c[COL_NUMBER].empty = number < 0;
	c[COL_WORDS] = cell_kept(words);
	c[COL_BRIEF] = cell_kept(brief);
}

/* A row; `brief` NULL: the words are brief enough themselves. */
static void step_add(struct steps *s, const char *step, int64_t number, const char *brief, const char *words)
{
	row_add(s, step, number, brief ? brief : words, words);
	if (brief)
		report_note(s->report, "%s: %s.", step, words);
}

static void step_unless_none(struct steps *s, const char *step, int64_t number, const char *words)
{
	if (number > 0)
		step_add(s, step, number, NULL, words);
}

/* LEFT OUT ------------------------------------------------------------------------------------------------------------------------ */

/* A code as it was in one era, with how often it was left out. */
struct left {
	const struct code *code; /**< NULL: not in force then */
	uint8_t number;
	int64_t count;
};

static int left_compare(const void *a, const void *b)
{
	const struct left *x = a, *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return x->number != y->number ? (int)x->number - (int)y->number : x->code < y->code ? -1 : x->code > y->code;
}

static void left_add(struct left *list, int *count, const struct code *code, uint8_t number, int64_t n)
{
	int i = 0;

	while (i < *count && (list[i].code != code || list[i].number != number))
		i++;
	if (i == *count)
		list[(*count)++] = (struct left){ code, number, 0 };
	list[i].count += n;
}

static bool possible_on(const struct code *c)
{
	return c && (c->category == CATEGORY_PRESENT || c->category == CATEGORY_ACTIVITY || c->category == CATEGORY_AUTHORISED ||
		     c->category == CATEGORY_UNAUTHORISED);
}

static void left_say(struct steps *s, const struct left *l)
{
	static const char *const kinds[CATEGORIES] = { [CATEGORY_NOT_POSSIBLE] = "not a possible attendance",
						       [CATEGORY_ADMINISTRATIVE] = "no mark of attendance" };
	struct arena *a = &s->report->arena;
	const char *symbol = code_symbol(l->number), *step = arena_printf(a, "Left out: %s", symbol), *why;

	if (!l->code) {
		step_add(s, step, l->count, NULL, "a code not in force that day");
		return;
	}
	why = arena_printf(a, "%s %d: %s (%s: %s)", symbol, (int)l->count, l->code->label, kinds[l->code->category], l->code->source);
	row_add(s, step, l->count, l->code->words, why);
	report_note(s->report, "%s.", why);
}

static void steps_left(struct steps *s)
{
	CLEAN_ARENA struct arena work = { 0 };
	struct left *list = arena_new(&work, (size_t)COUNT_ERAS * 256, sizeof *list);
	int count = 0;

	for (int era = 0; era < COUNT_ERAS; era++)
		for (enum count_state state = 0; state < (s->outs ? COUNT_STATES : COUNT_OUT_CLOSED); state++)
			for (int mark = CODE_NONE + 1; mark < 256; mark++) {
				const int32_t n = s->counts.n[era][state][mark];
				const struct code *code = n > 0 ? code_on((uint8_t)mark, count_era_day(era)) : NULL;

				if (n > 0 && state != COUNT_SHUT && state != COUNT_OUT_SHUT && !possible_on(code))
					left_add(list, &count, code, (uint8_t)mark, n);
			}
	qsort(list, (size_t)count, sizeof *list, left_compare);
	for (int i = 0; i < count; i++)
		left_say(s, &list[i]);
}

/* WHAT COUNTED --------------------------------------------------------------------------------------------------------------------- */

/* "I 30, N 8": the codes of one category, each as it counted at its date. */
static void step_category(struct steps *s, enum category category, const char *step)
{
	int32_t by_code[256] = { 0 }, all = 0;

	for (int era = 0; era < COUNT_ERAS; era++)
		for (enum count_state state = 0; state < (s->outs ? COUNT_STATES : COUNT_OUT_CLOSED); state++)
			for (int mark = CODE_NONE + 1; mark < 256; mark++)
				if (s->counts.n[era][state][mark] > 0 && code_category((uint8_t)mark, count_era_day(era)) == category) {
					by_code[mark] += s->counts.n[era][state][mark];
					all += s->counts.n[era][state][mark];
				}
	step_add(s, step, all, NULL, all > 0 ? report_codes_text(&s->report->arena, by_code) : "none");
}

static void steps_held(struct steps *s)
{
	const struct working *w = &s->working;
	const char *held = s->asked->pupil ? "held by the school in this time" : "of each pupil while on the roll";

	step_add(s, "Sessions held", w->held, NULL, held);
	step_unless_none(s, "Not yet", w->not_yet, "still to come, or not closed yet");
	step_unless_none(s, "Not on the roll", w->off_roll, "before joining or after leaving");
	step_unless_none(s, "Not due", w->not_due, "in no class at that session");
	step_unless_none(s, "Without a mark", w->unmarked, "closed, and in no figure until marked");
	steps_left(s);
	step_unless_none(s, "On days not held", w->extra, "marked all the same, and counted");
}

static void steps_counted(struct steps *s)
{
	const struct tally *t = &s->working.tally;
	struct arena *a = &s->report->arena;

	bool figures = s->asked->action == ACTION_SEE_FIGURES; /* what there is of each code may be of few */

	step_add(s, "Possible", tally_possible(t), NULL, figures ? "sessions in all" : "what is left");
	if (!figures) {
		step_category(s, CATEGORY_PRESENT, "Present");
		step_category(s, CATEGORY_ACTIVITY, category_title(CATEGORY_ACTIVITY));
	}
	step_add(s, "Attended", tally_attended(t), NULL, report_share_text(a, tally_attended(t), tally_possible(t)));
	if (!figures) {
		step_category(s, CATEGORY_AUTHORISED, category_title(CATEGORY_AUTHORISED));
		step_category(s, CATEGORY_UNAUTHORISED, category_title(CATEGORY_UNAUTHORISED));
	}
	step_add(s, "Missed", tally_missed(t), NULL, report_share_text(a, tally_missed(t), tally_possible(t)));
}

/* THE LINES ------------------------------------------------------------------------------------------------------------------------ */

static void step_line(struct steps *s, const struct boundary *line, int possible, int attended)
{
	struct arena *a = &s->report->arena;

	step_add(s, arena_printf(a, "Line of %d", line->percent), line->percent, working_side(line, possible, attended, a),
		 working_compared(line, possible, attended, a));
}

static void step_times(struct steps *s, const char *step, int times, bool yes, int possible, int missed)
{
	struct arena *a = &s->report->arena;
	int64_t product = (int64_t)times * missed;

	step_add(s, step, product, yes ? "yes" : "no",
		 arena_printf(a, "%d x %d = %s is %s %d possible, so %s", missed, times, report_grouped_text(a, product),
			      product == possible ? "exactly the" : product > possible ? "more than the" : "less than the", possible, yes ? "yes" : "no"));
}

static void step_near(struct steps *s, const struct policy *p, const struct band_near *near, int possible, int attended)
{
	struct arena *a = &s->report->arena;

	if (near->missed > 0)
		step_add(s, "To fall below a line", near->missed, arena_printf(a, "missed: line of %d", p->boundaries[near->below].percent),
			 arena_printf(a, "%d more session%s would make %d of %d, %s %d", near->missed, near->missed == 1 ? " missed" : "s missed in a row",
				      attended, possible + near->missed, p->boundaries[near->below].inclusive ? "at or below" : "below",
				      p->boundaries[near->below].percent));
	if (near->attended > 0)
		step_add(s, "To come above a line", near->attended, arena_printf(a, "attended: line of %d", p->boundaries[near->above].percent),
			 arena_printf(a, "%d more session%s would make %d of %d, %s %d", near->attended, near->attended == 1 ? " attended" : "s attended in a row",
				      attended + near->attended, possible + near->attended, p->boundaries[near->above].inclusive ? "over" : "at or above",
				      p->boundaries[near->above].percent));
}

#define NEAR_MOST 400 /* a school year has some 380 sessions */

static void steps_lines(struct steps *s, const struct policy *p)
{
	int possible = tally_possible(&s->working.tally), attended = tally_attended(&s->working.tally);
	int band = policy_band(p, possible, attended), missed = possible - attended;
	char edges[BAND_EDGES_MOST];

	if (band < 0) {
		step_add(s, "Band", -1, NULL, "nothing was possible, so no band");
		return;
	}
	for (int i = 0; i < p->boundary_count; i++)
		step_line(s, &p->boundaries[i], possible, attended);
	step_add(s, "Band", -1, NULL, arena_text(&s->report->arena, policy_band_edges(p, band, edges)));
	step_times(s, "Persistent absence", 10, absence_persistent(possible, missed), possible, missed); /* domain 4 */
	step_times(s, "Severe absence", 2, absence_severe(possible, missed), possible, missed);
	struct band_near near = policy_near(p, possible, attended, NEAR_MOST);
	step_near(s, p, &near, possible, attended);
}

/* COUNTING IT ---------------------------------------------------------------------------------------------------------------------- */

static void count_stretch(void *ctx, const struct roll_strip *strip, const struct roll_stretch *t)
{
	struct steps *s = ctx;

	if (s->year != SESSION_ANY_YEAR && s->year != t->year)
		return;
	if (s->sees && !(t->group != 0 && s->sees[report_group_index(s->office, t->group) + 1]))
		return;
	mark_counts_add(&s->roll, strip, t, &s->counts);
	s->pupils += !s->counted[strip->id];
	s->counted[strip->id] = true;
}

static void count_strip(void *ctx, const struct roll_strip *strip)
{
	roll_stretches(strip, count_stretch, ctx);
}

/* Of a flag: the sessions at which the pupil had it (C14), as `report groups` counts. */
static void count_member(void *ctx, const struct member *m, const struct member_stretch *t)
{
	struct roll_stretch part = *t->of;

	part.first = t->first;
	part.last = t->last;
	count_stretch(ctx, t->strip, &part);
	(void)m;
}

static int count_flagged(struct steps *s, struct err *e)
{
	struct report_wish wish = *s->asked->wish;
	struct report_asked k = *s->asked;
	CLEAN_MEMBER struct member m = { 0 };

	wish.year = NULL; /* that is count_stretch's, and so are the classes */
	wish.as_dfe = false;
	k.wish = &wish;
	k.everything = true;
	k.first = s->first;
	k.last = s->last;
	int r = member_begin(s->office, &k, false, &m, e);
	return r < 0 ? r : member_each(&m, count_member, s, e);
}

static int steps_narrow(struct steps *s, struct arena *a, struct err *e)
{
	const struct report_asked *k = s->asked;
	struct day today = office_today(s->office), day = k->to.n < today.n ? k->to : today;
	const bool *known = NULL; /* a flag that nobody has is refused by its name */
	int r = 0;

	s->year = SESSION_ANY_YEAR;
	if (k->wish->year)
		r = band_year_read(k->wish->year, &s->roll, day, &s->year, e);
	if (r == 0)
		r = band_flag_read(s->office, k->wish->flag, day, &s->roll, a, &known, e);
	return r < 0 ? r : few_part_check(s->office, k, s->year, e);
}

/* A pupil's figure is of all their sessions, as `report pupil` has it, for who may see that pupil; other figures are of the classes
 * asked for, a session in each where the pupil was, as `report statistics` has it. */
static int steps_scope(struct steps *s, struct arena *a, struct err *e)
{
	const struct report_asked *k = s->asked;
	bool pupil = k->pupil != 0 && k->group == 0 && k->action == ACTION_SEE_TOTALS;
	int r = steps_narrow(s, a, e);

	if (r < 0)
		return r;
	if (pupil && !report_sees(s->office, k, roll_class(&s->roll.pupils[k->pupil], k->to)))
		return err_refuse(e, "That pupil is not in one of your classes. Ask the office for the figures.");
	s->outs = (pupil || k->everything) && k->wish->session < 0; /* of one session a register is asked, and nobody is in it who is in no class */
	if (s->outs)
		return 0;
	bool *sees = arena_new(a, (size_t)s->office->roll_group_count + 1, sizeof *sees);
	for (int i = 0; i < s->office->roll_group_count; i++)
		sees[i + 1] = report_sees_index(k, i);
	s->sees = sees;
	return 0;
}

static int steps_count(struct steps *s, struct arena *a, struct err *e)
{
	const struct report_asked *k = s->asked;
	bool one = k->wish->session >= 0;

	s->first = one ? sitting_of(k->date, k->session) : k->first;
	s->last = one ? s->first : k->last;
	sitting end = k->to_date && k->pupil && !one ? report_end(s->office, k) : s->last;
	int r = roll_load_only(s->office, k->pupil, ROLL_PLACES | ROLL_YEARS, s->first, end, &s->roll, e);

	if (r == 0 && k->action == ACTION_SEE_TOTALS) /* who sees figures only is told nothing of one pupil */
		r = report_pupil_check(k, &s->roll, e);
	if (r == 0)
		r = steps_scope(s, a, e);
	if (r < 0)
		return r;
	s->counted = arena_new(a, (size_t)s->roll.count, sizeof *s->counted);
	r = k->wish->flag ? count_flagged(s, e) : roll_walk(&s->roll, s->first, s->last, k->pupil, count_strip, s, e);
	if (r < 0)
		return r;
	if (k->action == ACTION_SEE_FIGURES && s->pupils < FIGURES_FEWEST)
		return figures_few(e);
	mark_counts_work(&s->counts, s->outs, &s->working);
	if (k->pupil && !s->sees && s->year == SESSION_ANY_YEAR)
		working_rest(&s->roll, &s->roll.pupils[k->pupil], s->first, s->last, end, &s->working);
	return 0;
}

/* "Tue 1 Sep 2026 to Fri 20 Nov 2026", "morning of Fri 20 Nov 2026" */
static const char *steps_time(const struct steps *s, struct arena *a)
{
	const struct report_asked *k = s->asked;
	char from[DAY_TEXT], to[DAY_TEXT];

	return k->wish->session >= 0 ? report_session_text(a, k->date, k->session)
				     : arena_printf(a, "%s to %s", day_long(k->from, from), day_long(k->to, to));
}

static void steps_title(struct steps *s, const struct policy *p)
{
	const struct report_asked *k = s->asked;
	struct report *r = s->report;
	const char *parts = band_narrowed(s->office, k->group, s->year, k->wish->flag, &r->arena), *of = parts;

	if (k->pupil)
		of = arena_printf(&r->arena, "%s%s%s", pupil_display_name(s->roll.pupils[k->pupil].row, &r->arena), *parts ? " in " : "", parts);
	else if (k->group == 0)
		of = arena_printf(&r->arena, "%s%s%s", k->everything ? "the school" : "your classes", *parts ? ", " : "", parts);
	r->title = arena_printf(&r->arena, "Working of the attendance of %s, %s", of, steps_time(s, &r->arena));
	if (k->pupil)
		report_line(r, "Policy: %s.", p->title);
	else if (k->action == ACTION_SEE_TOTALS) /* beside those with a session, how many have none */
		report_line(r, "%d pupil%s.", s->pupils, PLURAL(s->pupils));
}

static int steps_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct steps *s = arena_new(&a, 1, sizeof *s);
	struct policy policy;
	int got = report_policy(o, k->to, &r->arena, &policy, e);

	s->office = o;
	s->asked = k;
	s->report = r;
	if (got == 0)
		got = steps_count(s, &a, e);
	if (got == 0) {
		report_start(o, r, "working", columns, COLUMNS_ALL);
		steps_title(s, &policy);
		if (k->action == ACTION_SEE_TOTALS)
			steps_held(s);
		steps_counted(s);
		if (k->pupil) /* a line is for a pupil: a school has none (domain 4) */
			steps_lines(s, &policy);
		got = report_seal(o, r, e);
	}
	roll_finish(&s->roll);
	return got;
}

int report_fill_working(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	bool names = office_may(o, ACTION_SEE_TOTALS, 0, NULL) == 0;

	return report_make(o, w, names ? ACTION_SEE_TOTALS : ACTION_SEE_FIGURES, steps_fill, ret, e);
}
