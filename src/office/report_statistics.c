/* Statistics: one record of counts and rates, as DfE defines them (domain 1.1, 4). */
#include <string.h>

#include "few.h"
#include "presence.h"
#include "report_listed.h"
#include "report_member.h"
#include "report_pupil.h"

enum { COL_POSSIBLE, COL_ATTENDED, COL_PRESENT, COL_ACTIVITY, COL_AUTHORISED, COL_UNAUTHORISED, COL_LATE, COL_MISSING, COL_CODES,
       COL_ATTENDANCE, COL_ABSENCE, COL_AUTHORISED_PERCENT, COL_UNAUTHORISED_PERCENT, COL_WORKING, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_POSSIBLE] = { "possible", "Possible sessions", CELL_INTEGER, 0, COLUMN_BOTH },
	[COL_ATTENDED] = { "attended", "Attended", CELL_INTEGER, 0, COLUMN_BOTH },
	[COL_PRESENT] = { "present", "Present", CELL_INTEGER, 0, COLUMN_BOTH },
	[COL_ACTIVITY] = { "approved_educational_activity", "Approved educational activity", CELL_INTEGER, 0, COLUMN_BOTH },
	[COL_AUTHORISED] = { "authorised", "Authorised absence", CELL_INTEGER, 0, COLUMN_BOTH },
	[COL_UNAUTHORISED] = { "unauthorised", "Unauthorised absence", CELL_INTEGER, 0, COLUMN_BOTH },
	[COL_LATE] = { "late", "Late (L), within present", CELL_INTEGER, 0, COLUMN_BOTH },
	[COL_MISSING] = { "missing", "Without a mark, in no other figure", CELL_INTEGER, 0, COLUMN_BOTH },
	[COL_CODES] = { "codes", "Codes", CELL_COUNTS, 0, COLUMN_BOTH },
	[COL_ATTENDANCE] = { "attendance_percent", "Attendance %", CELL_PERCENT, 0, COLUMN_BOTH },
	[COL_ABSENCE] = { "absence_percent", "Absence %", CELL_PERCENT, 0, COLUMN_BOTH },
	[COL_AUTHORISED_PERCENT] = { "authorised_percent", "Authorised absence %", CELL_PERCENT, 0, COLUMN_BOTH },
	[COL_UNAUTHORISED_PERCENT] = { "unauthorised_percent", "Unauthorised absence %", CELL_PERCENT, 0, COLUMN_BOTH },
	[COL_WORKING] = { "working", "Working", CELL_TEXT, 0, COLUMN_DATA_ONLY },
};

struct sums {
	struct office *office;
	const struct report_asked *asked;
	struct roll *roll;
	struct tally tally;
	int32_t codes[256];
	struct marks_made made;
	int missing;
	bool *counted, *lacks; /**< by pupil: there at all; without a mark */
	int pupils, lacking;
	struct dfe_counted dfe;
	const struct few_told *told; /**< to who sees figures alone; NULL: everything */
};

static void missing_add(struct sums *s, int64_t pupil)
{
	s->missing++;
	s->lacking += !s->lacks[pupil];
	s->lacks[pupil] = true;
}

/* One session of the groups asked for: a pupil counts where they were at the time. */
static void sum_session(struct sums *s, const struct roll_strip *strip, sitting at, uint8_t mark, const struct roll_at *where)
{
	enum category c = mark == CODE_NONE ? CATEGORY_NONE : code_category(mark, sitting_day(at));

	if (!report_sees(s->office, s->asked, where->group))
		return;
	if (!dfe_counted_in(&s->dfe, strip->id)) {
		dfe_counted_leave(&s->dfe, strip->id);
		return;
	}
	if (!s->counted[strip->id])
		s->pupils++;
	s->counted[strip->id] = true;
	s->tally.count[c]++;
	s->tally.late += mark == CODE_LATE && c == CATEGORY_PRESENT;
	s->codes[mark]++;
	if (mark != CODE_NONE)
		marks_made_add(&s->made, &(struct mark){ at, mark, (uint8_t)c });
	if (mark == CODE_NONE && where->group != 0 && where->held && where->closed)
		missing_add(s, strip->id);
}

static void sum_groups(void *ctx, const struct roll_strip *strip)
{
	struct sums *s = ctx;

	for (sitting at = strip->span.first; at <= strip->span.last; at++) {
		struct roll_at where = roll_at(s->roll, strip->pupil, at);

		sum_session(s, strip, at, strip->marks[at - strip->span.first], &where);
	}
}

static void sum_everybody(void *ctx, const struct roll_strip *strip)
{
	struct sums *s = ctx;

	tally_span(&strip->span, &s->tally);
	span_codes(&strip->span, s->codes);
	s->pupils += !s->counted[strip->id];
	s->counted[strip->id] = true;
	for (sitting at = strip->span.first; at <= strip->span.last; at++) {
		uint8_t mark = strip->marks[at - strip->span.first];

		if (mark != CODE_NONE) {
			marks_made_add(&s->made, &(struct mark){ at, mark, (uint8_t)code_category(mark, sitting_day(at)) });
			continue;
		}
		struct roll_at where = roll_at(s->roll, strip->pupil, at);
		if (where.group != 0 && where.held && where.closed)
			missing_add(s, strip->id);
	}
}

static void sum_strip(void *ctx, const struct roll_strip *strip)
{
	struct sums *s = ctx;
	struct roll_strip cut = *strip;
	bool in = dfe_counted_in(&s->dfe, strip->id);

	if (!in && s->asked->everything)
		dfe_counted_leave(&s->dfe, strip->id);
	else if (!in)
		sum_groups(s, strip);
	else if (dfe_counted_cut(&s->dfe, &cut))
		(s->asked->everything ? sum_everybody : sum_groups)(s, &cut);
}

/* Of a year or a flag: the sessions at which the pupil was in it. */
static void sum_members(void *ctx, const struct member *m, const struct member_stretch *stretch)
{
	struct sums *s = ctx;

	for (sitting at = stretch->first; at <= stretch->last; at++) {
		struct roll_at where = roll_at(s->roll, stretch->strip->pupil, at);

		sum_session(s, stretch->strip, at, stretch->strip->marks[at - stretch->strip->span.first], &where);
	}
	(void)m;
}

static int statistics_of_members(struct office *o, const struct report_asked *k, struct sums *s, struct err *e)
{
	CLEAN_MEMBER struct member m = { 0 };
	int r = member_begin(o, k, false, &m, e);

	if (r < 0)
		return r;
	s->roll = &m.roll;
	s->counted = arena_new(&m.arena, (size_t)m.roll.count, sizeof *s->counted);
	s->lacks = arena_new(&m.arena, (size_t)m.roll.count, sizeof *s->lacks);
	r = few_part_check(o, k, m.year, e);
	if (r < 0)
		return r;
	r = member_each(&m, sum_members, s, e);
	s->dfe.out = m.counted.out;
	s->dfe.cut = m.counted.cut;
	memcpy(s->dfe.out_why, m.counted.out_why, sizeof s->dfe.out_why);
	return r;
}

static bool is_told(const struct sums *s, enum category c)
{
	return !s->told || s->told->category[c];
}

static bool code_told(const struct sums *s, int code)
{
	bool told = true;

	for (int c = 0; s->told && c < CATEGORIES; c++)
		told = told && (s->made.count[c][code] == 0 || s->told->code[code][c]);
	return told;
}

static struct cell codes_cell(struct report *r, const struct sums *s)
{
	int32_t told[256];

	for (int i = 0; i < 256; i++)
		told[i] = code_told(s, i) ? s->codes[i] : 0;
	return report_cell_codes(r, told);
}

/* By category: a cell that is not told stays empty. */
static void category_cells(const struct sums *s, struct cell *c)
{
	const int32_t *n = s->tally.count;
	int possible = tally_possible(&s->tally);

	if (is_told(s, CATEGORY_PRESENT)) {
		c[COL_PRESENT] = cell_integer(n[CATEGORY_PRESENT]);
		c[COL_ACTIVITY] = cell_integer(n[CATEGORY_ACTIVITY]);
	}
	if (is_told(s, CATEGORY_AUTHORISED)) {
		c[COL_AUTHORISED] = cell_integer(n[CATEGORY_AUTHORISED]);
		c[COL_UNAUTHORISED] = cell_integer(n[CATEGORY_UNAUTHORISED]);
		c[COL_AUTHORISED_PERCENT] = cell_percent(percent_tenths(n[CATEGORY_AUTHORISED], possible));
		c[COL_UNAUTHORISED_PERCENT] = cell_percent(percent_tenths(n[CATEGORY_UNAUTHORISED], possible));
	}
	if (code_told(s, CODE_LATE))
		c[COL_LATE] = cell_integer(s->tally.late);
	if (!s->told || (is_told(s, CATEGORY_NONE) && (s->lacking == 0 || s->lacking >= FIGURES_FEWEST)))
		c[COL_MISSING] = cell_integer(s->missing);
}

static struct cell *statistics_row(struct report *r, const struct sums *s)
{
	struct cell *c = report_row_add(r, NULL);
	int possible = tally_possible(&s->tally);

	c[COL_POSSIBLE] = cell_integer(possible);
	c[COL_ATTENDED] = cell_integer(tally_attended(&s->tally));
	c[COL_CODES] = codes_cell(r, s);
	c[COL_ATTENDANCE] = cell_percent(percent_tenths(tally_attended(&s->tally), possible));
	c[COL_ABSENCE] = cell_percent(percent_tenths(tally_missed(&s->tally), possible));
	category_cells(s, c);
	return c;
}

static void statistics_working(const struct report_asked *k, struct report *r, const struct sums *s, struct cell *to)
{
	CLEAN_STEPS struct working_steps steps = { .arena = &r->arena };

	if (s->told) {
		working_step(&steps, "Possible", tally_possible(&s->tally), "sessions in all");
	} else {
		if (s->missing > 0)
			working_step(&steps, "Without a mark", s->missing, "in no figure");
		marks_made_working(&s->made, &steps);
	}
	working_words(&steps, "So", "%s", report_share_text(&r->arena, tally_attended(&s->tally), tally_possible(&s->tally)));
	*to = working_cell(r, k, &steps);
	report_note(r, "%s.", to->text);
}

static void statistics_words(struct office *o, const struct report_asked *k, struct report *r, const struct sums *s)
{
	report_titled(o, k, r, "Attendance figures");
	int pupils = s->told ? s->told->pupils : s->pupils;

	report_line(r, "%d pupil%s. Attended %s.", pupils, PLURAL(pupils), report_share_text(&r->arena, tally_attended(&s->tally), tally_possible(&s->tally)));
	if (s->told)
		report_line(r, "Figures of too few pupils are not shown to you, and of a class or a year no codes.");
	report_dfe_line(r, k, s->dfe.out_why);
}

static int statistics_of(struct office *o, const struct report_asked *k, struct sums *s, struct err *e)
{
	CLEAN_ROLL struct roll roll = { 0 };
	CLEAN_ARENA struct arena a = { 0 };
	int got = roll_load_only(o, k->pupil, ROLL_PLACES | ROLL_YEARS, k->first, k->last, &roll, e);

	if (got == 0 && k->action != ACTION_SEE_FIGURES) /* who sees figures only is told nothing of one pupil */
		got = report_pupil_check(k, &roll, e);
	if (got == 0)
		got = few_part_check(o, k, SESSION_ANY_YEAR, e);
	if (got < 0)
		return got;
	s->roll = &roll;
	s->counted = arena_new(&a, (size_t)roll.count, sizeof *s->counted);
	s->lacks = arena_new(&a, (size_t)roll.count, sizeof *s->lacks);
	got = dfe_counted_read(o, k, &a, &s->dfe, e);
	return got < 0 ? got : roll_walk(&roll, k->first, k->last, k->pupil, sum_strip, s, e);
}

/* Of the whole school by code and category, where those are of enough; of a part, and as the Department counts beside everybody, in all alone. */
static int statistics_told(struct office *o, const struct report_asked *k, struct sums *s, struct few_told *told, struct err *e)
{
	if (k->action != ACTION_SEE_FIGURES)
		return 0;
	int r = few_told_read(o, k, told, e);
	if (r < 0)
		return r;
	int pupils = told->pupils;
	if (k->group != 0 || k->wish->year || k->wish->flag || s->dfe.out + s->dfe.cut > 0)
		*told = (struct few_told){ .pupils = pupils };
	s->told = told;
	return (pupils > 0 ? pupils : s->pupils) < FIGURES_FEWEST ? figures_few(e) : 0;
}

static int statistics_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	struct sums sums = { .office = o, .asked = k };
	struct few_told told;
	int got = k->wish->year || k->wish->flag ? statistics_of_members(o, k, &sums, e) : statistics_of(o, k, &sums, e);

	if (got == 0)
		got = statistics_told(o, k, &sums, &told, e);
	if (got == 0)
		got = dfe_counted_few(&sums.dfe, k, e);
	if (got < 0)
		return got;
	report_start(o, r, "statistics", columns, k->wish->working ? COLUMNS_ALL : COL_WORKING);
	r->record = true;
	struct cell *c = statistics_row(r, &sums);
	if (k->wish->working)
		statistics_working(k, r, &sums, &c[COL_WORKING]);
	statistics_words(o, k, r, &sums);
	return report_seal(o, r, e);
}

int report_fill_statistics(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	bool names = office_may(o, ACTION_SEE_TOTALS, 0, NULL) == 0;

	return report_make(o, w, names ? ACTION_SEE_TOTALS : ACTION_SEE_FIGURES, statistics_fill, ret, e);
}
