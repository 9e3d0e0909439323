/* The school by class and by year (C1 to C5, C14): each session counts in the class and year in which the pupil was then. */
#include <stdlib.h>
#include <string.h>

#include "bands_parts.h"
#include "few.h"
#include "presence.h"
#include "report_count.h"
#include "rules/pupil.h"
#include "school_page.h"

enum { COL_OF, COL_NAME, COL_PUPILS, COL_POSSIBLE, COL_ATTENDED, COL_PERCENT, COL_SHARE, COL_BANDS, COL_NO_BAND, COL_PERSISTENT, COL_SEVERE,
       COL_PERSISTENT_SHARE, COL_SEVERE_SHARE, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_OF] = { "of", "Of", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NAME] = { "name", "Name", CELL_TEXT, 14, COLUMN_BOTH },
	[COL_PUPILS] = { "pupils", "Pupils", CELL_INTEGER, 0, COLUMN_BOTH },
	[COL_POSSIBLE] = { "possible", "Possible", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_ATTENDED] = { "attended", "Attended", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_PERCENT] = { "attendance_percent", "Attendance %", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_SHARE] = { "attended_share", "Attended", CELL_TEXT, 0, COLUMN_TEXT_ONLY },
	[COL_BANDS] = { "bands", "Bands", CELL_COUNTS, 0, COLUMN_DATA_ONLY },
	[COL_NO_BAND] = { "no_possible_session", "No session", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_PERSISTENT] = { "persistent", "Persistent", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_SEVERE] = { "severe", "Severe", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_PERSISTENT_SHARE] = { "persistent_share", "Persistent", CELL_TEXT, 0, COLUMN_TEXT_ONLY },
	[COL_SEVERE_SHARE] = { "severe_share", "Severe", CELL_TEXT, 0, COLUMN_TEXT_ONLY },
};

/** A class, a year or the school. */
struct part {
	struct tally tally;    /**< of all its pupils */
	struct tally pupil;    /**< of the pupil who is being counted */
	bool has_pupil;
	bool hidden;           /**< from who sees figures alone: a figure would be as good as a name */
	struct band_spread spread;
};

enum { YEAR_LEAST = -2, YEAR_MOST = 14, YEARS = YEAR_MOST - YEAR_LEAST + 1 };

/** What a pupil did while in one class and year. */
struct piece {
	int64_t pupil;
	int class, year;       /**< places in the parts; -1: no session was held there, as between a Friday in one class and a Monday in another */
	struct tally tally;
};

struct counting {
	struct office *office;
	const struct report_asked *asked;
	struct roll roll;
	struct policy policy;
	struct { VEC(struct piece); } pieces;
	struct part *classes;  /**< by index + 1; the first: no class */
	struct part *years;    /**< from YEAR_LEAST; the last: not known */
	struct part all;
};

/* COUNTING ------------------------------------------------------------------------------------------------------------------------- */

/* Was any of these sessions held, or marked? */
static bool any_session(struct counting *c, const struct roll_strip *s, sitting first, sitting last, int class, int year)
{
	const struct roll_opening *o = roll_opening(&c->roll, year, class < 0 ? 0 : c->office->roll_groups[class].id);

	for (sitting at = first; at <= last; at++)
		if (o->open[at - c->roll.first] == OPENING_OPEN || s->marks[at - s->span.first] != CODE_NONE)
			return true;
	return false;
}

static void piece_add(struct counting *c, const struct roll_strip *s, sitting first, sitting last, int class, int year)
{
	struct piece piece = { .pupil = s->id, .class = -1, .year = -1 };
	struct span span = s->span;

	if (first > last || !report_sees_index(c->asked, class))
		return;
	if (any_session(c, s, first, last, class, year)) {
		piece.class = class + 1;
		piece.year = year >= YEAR_LEAST && year <= YEAR_MOST ? year - YEAR_LEAST : YEARS;
	}
	span.first = first;
	span.last = last;
	tally_span(&span, &piece.tally);
	vec_push(&c->pieces, piece);
}

/* Of a class that is not every weekday's: what is marked at the others, as a Saturday, is in no class. */
static void count_stretch(void *ctx, const struct roll_strip *s, const struct roll_stretch *t)
{
	struct counting *c = ctx;
	int class = report_group_index(c->office, t->group);
	const uint8_t *marks = s->marks - s->span.first;
	sitting from = t->first;

	for (sitting at = t->first; at <= t->last; at++) {
		if (marks[at] == CODE_NONE || !(place_bits(at) & ~t->when))
			continue;
		piece_add(c, s, from, at - 1, class, t->year);
		piece_add(c, s, at, at, -1, t->year);
		from = at + 1;
	}
	piece_add(c, s, from, t->last, class, t->year);
}

static void count_strip(void *ctx, const struct roll_strip *s)
{
	roll_stretches(s, count_stretch, ctx);
}

/* By pupil: in a time of several years each strip of theirs comes in its own. */
static int piece_compare(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;

	return x->pupil < y->pupil ? -1 : x->pupil > y->pupil;
}

static void part_add(struct part *p, const struct tally *t)
{
	tally_add(&p->pupil, t);
	p->has_pupil = true;
}

static void part_close(struct counting *c, struct part *p)
{
	if (!p->has_pupil)
		return;
	band_spread_add(&p->spread, &c->policy, tally_possible(&p->pupil), tally_attended(&p->pupil));
	tally_add(&p->tally, &p->pupil);
	p->pupil = (struct tally){ 0 };
	p->has_pupil = false;
}

/* The pupil's own figures in each part decide the band there. */
static void count_pupil(struct counting *c, const struct piece *pieces, int n)
{
	for (int i = 0; i < n; i++) {
		part_add(&c->all, &pieces[i].tally);
		if (pieces[i].class < 0)
			continue;
		part_add(&c->classes[pieces[i].class], &pieces[i].tally);
		part_add(&c->years[pieces[i].year], &pieces[i].tally);
	}
	part_close(c, &c->all);
	for (int i = 0; i < n; i++) {
		if (pieces[i].class < 0)
			continue;
		part_close(c, &c->classes[pieces[i].class]);
		part_close(c, &c->years[pieces[i].year]);
	}
}

static void count_parts(struct counting *c)
{
	const struct piece *pieces = c->pieces.items;
	int n = c->pieces.count, begin = 0;

	if (n > 0)
		qsort(c->pieces.items, (size_t)n, sizeof *pieces, piece_compare);
	for (int i = 0; i < n; i++)
		if (i + 1 == n || pieces[i + 1].pupil != pieces[i].pupil) {
			count_pupil(c, pieces + begin, i + 1 - begin);
			begin = i + 1;
		}
}

static struct part *parts_new(const struct counting *c, int count, struct arena *a)
{
	struct part *parts = arena_new(a, (size_t)count, sizeof *parts);

	for (int i = 0; i < count; i++)
		band_spread_start(&parts[i].spread, &c->policy, a);
	return parts;
}

/* Reliability 5: what `report groups` hides of the same days is hidden here; of a class that was asked for there are no parts. */
static int parts_hide(struct counting *c, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct few_parts told;
	int r = few_part_check(c->office, c->asked, SESSION_ANY_YEAR, e);

	if (r == 0)
		r = few_parts_read(c->office, c->asked, &a, &told, e);
	if (r < 0)
		return r;
	for (int i = 0; i <= c->office->roll_group_count; i++)
		c->classes[i].hidden = c->asked->group != 0 || !few_class_told(&told, i - 1);
	for (int i = 0; i <= YEARS; i++)
		c->years[i].hidden = c->asked->group != 0 || !few_year_told(&told, i < YEARS ? i + YEAR_LEAST : SESSION_ANY_YEAR);
	return 0;
}

/* ROWS ----------------------------------------------------------------------------------------------------------------------------- */

/** What is not told of how pupils are spread over the bands (C14). */
struct untold {
	bool *bands;           /**< NULL: all are told */
	bool persistent, severe, none;
};

/* To who sees figures alone: those of a class or a year would bring back the few of the others. */
static struct untold untold_of(const struct counting *c, const struct band_spread *s, bool whole, struct arena *a)
{
	const int bands = c->policy.boundary_count + 1;
	const struct school_bands b = { s->of_band, bands, school_bands_split(&c->policy), s->persistent, s->severe, s->all - s->none };
	struct untold u = { 0 };

	if (c->asked->action == ACTION_SEE_TOTALS)
		return u;
	u.bands = arena_new(a, (size_t)bands, sizeof *u.bands);
	u.none = s->none < FIGURES_FEWEST;
	if (whole && b.pupils >= FIGURES_FEWEST) {
		school_bands_hide(&b, u.bands, &u.persistent, &u.severe);
		return u;
	}
	for (int i = 0; i < bands; i++)
		u.bands[i] = true;
	u.persistent = u.severe = u.none = true;
	return u;
}

static struct cell bands_cell(struct report *r, const struct policy *p, const struct band_spread *s, const struct untold *u)
{
	struct cell_pair *pairs = arena_new(&r->arena, (size_t)p->boundary_count + 1, sizeof *pairs);
	int n = 0;

	for (int i = 0; i <= p->boundary_count; i++)
		if (!u->bands || !u->bands[i])
			pairs[n++] = (struct cell_pair){ p->bands[i], s->of_band[i] };
	return (struct cell){ .pairs = pairs, .pair_count = n };
}

/* In text the bands stand under the table: five of them do not fit beside the rest.  Their edges are said once, above it. */
static void bands_note(struct report *r, const char *name, const struct policy *p, const struct band_spread *s, const struct untold *u)
{
	CLEAN_BUF struct buf b = { 0 };
	int few = 0;

	for (int i = 0; i <= p->boundary_count; i++)
		if (u->bands && u->bands[i])
			few += s->of_band[i];
		else
			buf_printf(&b, "%s%s: %s", b.length ? "; " : "", p->bands[i], report_share_text(&r->arena, s->of_band[i], s->all - s->none));
	if (b.length == 0)
		return;
	if (few > 0)
		buf_printf(&b, "; others, of few: %s", report_share_text(&r->arena, few, s->all - s->none));
	if (s->none > 0 && !u->none)
		buf_printf(&b, "; no possible session: %d", s->none);
	report_note(r, "%s. %s.", name, buf_string(&b));
}

static void bands_line(struct report *r, const struct policy *p)
{
	CLEAN_BUF struct buf b = { 0 };
	char edges[BAND_EDGES_MOST];

	for (int i = 0; i <= p->boundary_count; i++)
		buf_printf(&b, "%s%s", i > 0 ? "; " : "", policy_band_edges(p, i, edges));
	report_line(r, "Bands: %s.", buf_string(&b));
}

/* A count that is not told has no figure, and says so in text. */
static void count_put(struct report *r, struct cell *count, struct cell *share, int n, int of, bool untold)
{
	if (!untold)
		*count = cell_integer(n);
	*share = cell_kept(untold ? "not shown" : report_share_text(&r->arena, n, of));
}

static void part_row(struct counting *c, struct report *r, const char *heading, const char *of, const char *name, const struct part *p)
{
	const struct untold u = untold_of(c, &p->spread, p == &c->all && !c->asked->group, &r->arena);
	const struct band_spread *s = &p->spread;
	int possible = tally_possible(&p->tally), attended = tally_attended(&p->tally), in_band = s->all - s->none;
	struct cell *cells = report_row_add(r, heading);

	cells[COL_OF] = cell_kept(of);
	cells[COL_NAME] = cell_text(r, name);
	cells[COL_PUPILS] = cell_integer(u.bands && in_band > 0 ? in_band : s->all);
	cells[COL_POSSIBLE] = cell_integer(possible);
	cells[COL_ATTENDED] = cell_integer(attended);
	cells[COL_PERCENT] = cell_percent(percent_tenths(attended, possible));
	cells[COL_SHARE] = cell_kept(report_share_text(&r->arena, attended, possible));
	cells[COL_BANDS] = bands_cell(r, &c->policy, s, &u);
	if (!u.none)
		cells[COL_NO_BAND] = cell_integer(s->none);
	count_put(r, &cells[COL_PERSISTENT], &cells[COL_PERSISTENT_SHARE], s->persistent, in_band, u.persistent);
	count_put(r, &cells[COL_SEVERE], &cells[COL_SEVERE_SHARE], s->severe, in_band, u.severe);
	bands_note(r, name, &c->policy, s, &u);
}

static void class_rows(struct counting *c, struct report *r, struct arena *a)
{
	const struct office *o = c->office;
	const int *ranks = report_group_ranks(o, a);
	int *order = arena_new(a, (size_t)o->roll_group_count + 1, sizeof *order);
	const char *heading = "Classes";

	for (int i = 0; i < o->roll_group_count; i++)
		order[ranks[i]] = i + 1; /* 0, those without a class, comes last */
	for (int i = 0; i <= o->roll_group_count; i++) {
		const struct part *p = &c->classes[order[i]];

		if (p->spread.all == 0 || p->hidden)
			continue;
		part_row(c, r, heading, "class", order[i] ? o->roll_groups[order[i] - 1].name : "No class", p);
		heading = NULL;
	}
}

static void year_rows(struct counting *c, struct report *r)
{
	const char *heading = "Years";
	char title[16];

	for (int i = 0; i <= YEARS; i++) {
		const struct part *p = &c->years[i];

		if (p->spread.all == 0 || p->hidden)
			continue;
		part_row(c, r, heading, "year", i < YEARS ? year_title(i + YEAR_LEAST, title) : "No year", p);
		heading = NULL;
	}
}

static void school_rows(struct counting *c, struct report *r, struct arena *a)
{
	const struct report_asked *k = c->asked;
	char from[DAY_TEXT], to[DAY_TEXT];
	const char *class = report_group_name(c->office, k->group);

	r->title = arena_printf(&r->arena, "Attendance by class and year%s%s, %s to %s", class ? ": " : "", class ? class : "",
				day_long(k->from, from), day_long(k->to, to));
	report_line(r, "Policy: %s.", c->policy.title);
	bands_line(r, &c->policy);
	report_line(r, "A session counts in the class and the year in which the pupil was then.");
	if (c->roll.boarders > 0)
		report_line(r, "Boarders are in no figure: %d.", c->roll.boarders);
	if (c->all.spread.all == 0)
		return;
	part_row(c, r, NULL, "school", k->everything ? "The school" : class ? class : "Your classes", &c->all);
	class_rows(c, r, a);
	year_rows(c, r);
}

static int count_all(struct counting *c, struct arena *a, struct err *e)
{
	const struct report_asked *k = c->asked;
	int classes = c->office->roll_group_count + 1;
	int r = roll_load(c->office, ROLL_PLACES | ROLL_YEARS, k->first, k->last, &c->roll, e);

	if (r == 0)
		r = roll_walk(&c->roll, k->first, k->last, 0, count_strip, c, e);
	if (r < 0)
		return r;
	c->classes = parts_new(c, classes, a);
	c->years = parts_new(c, YEARS + 1, a);
	band_spread_start(&c->all.spread, &c->policy, a);
	count_parts(c);
	if (k->action == ACTION_SEE_TOTALS)
		return 0;
	int told = c->all.spread.all - c->all.spread.none;

	return (told > 0 ? told : c->all.spread.all) < FIGURES_FEWEST ? figures_few(e) : parts_hide(c, e);
}

static int school_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct counting c = { .office = o, .asked = k };
	int got = report_policy(o, k->to, &r->arena, &c.policy, e);

	if (got == 0)
		got = count_all(&c, &a, e);
	if (got == 0) {
		report_start(o, r, "school", columns, COLUMNS_ALL);
		r->none = "No pupil was on the roll.";
		school_rows(&c, r, &a);
		got = report_seal(o, r, e);
	}
	vec_finish(&c.pieces);
	roll_finish(&c.roll);
	return got;
}

int report_fill_school(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	bool names = office_may(o, ACTION_SEE_TOTALS, 0, NULL) == 0;

	if (w->pupil)
		return err_usage(e, "This report is of classes and years: leave --pupil out, or ask for `report pupil`.");
	return report_make(o, w, names ? ACTION_SEE_TOTALS : ACTION_SEE_FIGURES, school_fill, ret, e);
}
