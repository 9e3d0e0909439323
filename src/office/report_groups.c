/*
 * Groups side by side (C14): years, classes, sexes and flags, by membership on the day of each session; the gap to the rest, persistent and severe absence.  For who sees
 * figures alone small groups are hidden so that no subtraction brings them back.
 */
#include <stdlib.h>

#include "few.h"
#include "flags.h"
#include "presence.h"
#include "report_groups.h"
#include "rules/compare.h"
#include "rules/pupil.h"

enum { COL_OF, COL_NAME, COL_TITLE, COL_PUPILS, COL_POSSIBLE, COL_ATTENDED, COL_PERCENT, COL_AUTHORISED, COL_UNAUTHORISED, COL_LATE, COL_SHARE, COL_REST_POSSIBLE,
       COL_REST_ATTENDED, COL_REST_PERCENT, COL_REST, COL_GAP, COL_GAP_TEXT, COL_COUNTED, COL_PERSISTENT, COL_SEVERE, COL_WORKING, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_OF] = { "of", "Of", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NAME] = { "name", "Name", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_TITLE] = { "title", "Name", CELL_TEXT, 16, COLUMN_TEXT_ONLY },
	[COL_PUPILS] = { "pupils", "Pupils", CELL_INTEGER, 6, COLUMN_BOTH },
	[COL_POSSIBLE] = { "possible", "Possible", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_ATTENDED] = { "attended", "Attended", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_PERCENT] = { "attendance_percent", "Attendance %", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_AUTHORISED] = { "authorised", "Authorised", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_UNAUTHORISED] = { "unauthorised", "Unauthorised", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_LATE] = { "late", "Late", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_SHARE] = { "attended_share", "Attended", CELL_TEXT, 23, COLUMN_TEXT_ONLY },
	[COL_REST_POSSIBLE] = { "rest_possible", "Possible, the rest", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_REST_ATTENDED] = { "rest_attended", "Attended, the rest", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_REST_PERCENT] = { "rest_percent", "The rest %", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_REST] = { "rest_share", "The rest", CELL_TEXT, 23, COLUMN_TEXT_ONLY },
	[COL_GAP] = { "gap_tenths", "Gap, tenths", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_GAP_TEXT] = { "gap", "Gap", CELL_TEXT, 6, COLUMN_TEXT_ONLY },
	[COL_COUNTED] = { "pupils_with_sessions", "With sessions", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_PERSISTENT] = { "persistent", "Persistent", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_SEVERE] = { "severe", "Severe", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_WORKING] = { "working", "Working", CELL_TEXT, 0, COLUMN_DATA_ONLY },
};

enum { YEAR_LEAST = -2, YEAR_MOST = 14, YEARS = YEAR_MOST - YEAR_LEAST + 1 };
enum { SEX_F, SEX_M, SEX_UNSAID, SEXES };

static const struct {
	const char *of, *heading;
} dimensions[DIMENSIONS] = {
	[OF_ALL] = { "school", NULL },
	[OF_YEAR] = { "year", "Years" },
	[OF_CLASS] = { "class", "Classes" },
	[OF_SEX] = { "sex", "Girls and boys" },
	[OF_FLAG] = { "flag", "Groups" },
};

/* COUNTING ----------------------------------------------------------------------------------------------------------------------------- */

static void group_add(struct grouping *g, int group, int64_t pupil, const struct tally *t)
{
	tally_add(&g->groups[group].tally, t);
	if (tally_possible(t) > 0)
		g->groups[group].members[pupil / 64] |= (uint64_t)1 << pupil % 64;
	vec_push(&g->pieces, (struct piece){ pupil, group, tally_possible(t), tally_attended(t) });
}

static int sex_of(const struct roll_pupil *p)
{
	const char *sex = p->row->sex;

	return !sex || !*sex ? SEX_UNSAID : *sex == 'F' || *sex == 'f' ? SEX_F : *sex == 'M' || *sex == 'm' ? SEX_M : SEX_UNSAID;
}

/* Was any of these sessions held, or marked?  Not between a Friday in one class and a Monday in another. */
static bool any_session(struct grouping *g, const struct member_stretch *s)
{
	const struct roll_opening *o = roll_opening(&g->member.roll, s->year, s->class < 0 ? 0 : g->office->roll_groups[s->class].id);

	for (sitting at = s->first; at <= s->last; at++)
		if (o->open[at - g->member.roll.first] == OPENING_OPEN || s->strip->marks[at - s->strip->span.first] != CODE_NONE)
			return true;
	return false;
}

static int place_of_year(int year)
{
	return year >= YEAR_LEAST && year <= YEAR_MOST ? year - YEAR_LEAST : YEARS;
}

static void visit(void *ctx, const struct member *m, const struct member_stretch *s)
{
	struct grouping *g = ctx;
	struct tally t = { 0 };
	int64_t pupil = s->strip->id;

	if (!any_session(g, s))
		return;
	member_tally(s, &t);
	group_add(g, g->first[OF_ALL], pupil, &t);
	group_add(g, g->first[OF_YEAR] + place_of_year(s->year), pupil, &t);
	group_add(g, g->first[OF_CLASS] + (s->class < 0 ? g->office->roll_group_count : s->class), pupil, &t);
	group_add(g, g->first[OF_SEX] + sex_of(s->strip->pupil), pupil, &t);
	for (int i = 0; i < m->flag_count; i++)
		if (s->flags >> i & 1)
			group_add(g, g->first[OF_FLAG] + i, pupil, &t);
}

static int piece_compare(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;

	return x->group != y->group ? x->group - y->group : x->pupil < y->pupil ? -1 : x->pupil > y->pupil;
}

static void pupil_count(struct group *g, int possible, int attended)
{
	g->pupils++;
	g->counted += possible > 0;
	g->persistent += absence_persistent(possible, possible - attended);
	g->severe += absence_severe(possible, possible - attended);
}

/* The pupil's own figures in a group decide whether absence was persistent there. */
static void pupils_count(struct grouping *g)
{
	const struct piece *p = g->pieces.items;
	int n = g->pieces.count, possible = 0, attended = 0;

	if (n > 1)
		qsort(g->pieces.items, (size_t)n, sizeof *p, piece_compare);
	for (int i = 0; i < n; i++) {
		possible += p[i].possible;
		attended += p[i].attended;
		if (i + 1 < n && piece_compare(&p[i], &p[i + 1]) == 0)
			continue;
		pupil_count(&g->groups[p[i].group], possible, attended);
		possible = attended = 0;
	}
}

/* WHICH GROUPS ---------------------------------------------------------------------------------------------------------------------------- */

static const char *group_name(struct grouping *g, enum dimension of, int i)
{
	static const char *const sexes[SEXES] = { "Girls", "Boys", "Not said" };
	const struct office *o = g->office;
	char title[16];

	switch (of) {
	case OF_YEAR:  return i < YEARS ? arena_text(&g->arena, year_title(i + YEAR_LEAST, title)) : "No year";
	case OF_CLASS: return i < o->roll_group_count ? arena_text(&g->arena, o->roll_groups[i].name) : "No class";
	case OF_SEX:   return sexes[i];
	case OF_FLAG:  return arena_text(&g->arena, g->member.flags[i]);
	default:       return g->asked->everything ? "Everybody" : "All of these";
	}
}

static void groups_make(struct grouping *g)
{
	const int sizes[DIMENSIONS] = { 1, YEARS + 1, g->office->roll_group_count + 1, SEXES, g->member.flag_count };

	for (int of = 0; of < DIMENSIONS; of++)
		g->first[of + 1] = g->first[of] + sizes[of];
	g->count = g->first[DIMENSIONS];
	g->words = (int)(g->member.roll.count / 64) + 1;
	g->groups = arena_new(&g->arena, (size_t)g->count, sizeof *g->groups);
	for (int of = 0; of < DIMENSIONS; of++)
		for (int i = 0; i < sizes[of]; i++)
			g->groups[g->first[of] + i] = (struct group){ .of = (enum dimension)of, .name = group_name(g, (enum dimension)of, i),
								      .members = arena_new(&g->arena, (size_t)g->words, sizeof(uint64_t)) };
}

/* ROWS -------------------------------------------------------------------------------------------------------------------------------------- */

static void row_rest(struct grouping *g, struct report *r, struct cell *c, const struct group *of)
{
	const struct group *all = &g->groups[g->first[OF_ALL]];
	int64_t possible = tally_possible(&of->tally), attended = tally_attended(&of->tally);
	int64_t rest_possible = tally_possible(&all->tally) - possible, rest_attended = tally_attended(&all->tally) - attended;

	c[COL_REST_POSSIBLE] = cell_integer(rest_possible);
	c[COL_REST_ATTENDED] = cell_integer(rest_attended);
	c[COL_REST_PERCENT] = cell_percent(percent_tenths(rest_attended, rest_possible));
	c[COL_REST] = cell_kept(report_share_text(&r->arena, rest_attended, rest_possible));
	if (possible == 0 || rest_possible == 0)
		return;
	int tenths = share_apart_tenths(attended, possible, rest_attended, rest_possible);
	c[COL_GAP] = cell_integer(tenths);
	c[COL_GAP_TEXT] = cell_kept(report_points_text(&r->arena, tenths));
	if (g->asked->wish->working)
		c[COL_WORKING] = cell_kept(arena_printf(&r->arena, "(%lld x %lld - %lld x %lld) / (%lld x %lld) = %s points", (long long)attended,
							(long long)rest_possible, (long long)rest_attended, (long long)possible, (long long)possible,
							(long long)rest_possible, c[COL_GAP_TEXT].text));
}

/* Who sees figures alone has it of everybody: of a group it would bring back the few of the others. */
static void absence_put(const struct grouping *g, struct report *r, struct cell *c, const struct group *of)
{
	bool persistent = true, severe = true;

	if (g->asked->action == ACTION_SEE_FIGURES)
		figures_absence(of->counted, of->persistent, of->severe, &persistent, &severe);
	if (!persistent || (g->asked->action == ACTION_SEE_FIGURES && of->of != OF_ALL))
		return;
	c[COL_COUNTED] = cell_integer(of->counted);
	c[COL_PERSISTENT] = cell_integer(of->persistent);
	if (severe)
		c[COL_SEVERE] = cell_integer(of->severe);
	report_note(r, "%s: persistent absence %s, severe %s.", c[COL_TITLE].text, report_share_text(&r->arena, of->persistent, of->counted),
		    severe ? report_share_text(&r->arena, of->severe, of->counted) : "not shown, too few");
}

/* To who sees figures alone neither how many are without a session, nor what the few of a group did: sums of parts by category would bring it back. */
static void counts_put(const struct grouping *g, struct cell *c, const struct group *of)
{
	bool figures = g->asked->action == ACTION_SEE_FIGURES;

	c[COL_PUPILS] = cell_integer(figures && of->counted > 0 ? of->counted : of->pupils);
	if (figures)
		return;
	c[COL_AUTHORISED] = cell_integer(of->tally.count[CATEGORY_AUTHORISED]);
	c[COL_UNAUTHORISED] = cell_integer(of->tally.count[CATEGORY_UNAUTHORISED]);
	c[COL_LATE] = cell_integer(of->tally.late);
}

static void group_row(struct grouping *g, struct report *r, const struct group *of, const char *heading)
{
	struct cell *c = report_row_add(r, heading);
	int64_t possible = tally_possible(&of->tally), attended = tally_attended(&of->tally);
	const char *title = of->of == OF_FLAG ? flag_title(of->name, &r->arena) : arena_text(&r->arena, of->name);

	c[COL_OF] = cell_kept(dimensions[of->of].of);
	c[COL_NAME] = cell_text(r, of->name);
	c[COL_TITLE] = cell_kept(title);
	c[COL_POSSIBLE] = cell_integer(possible);
	c[COL_ATTENDED] = cell_integer(attended);
	c[COL_PERCENT] = cell_percent(percent_tenths(attended, possible));
	counts_put(g, c, of);
	c[COL_SHARE] = cell_kept(report_share_text(&r->arena, attended, possible));
	if (of->of != OF_ALL)
		row_rest(g, r, c, of);
	absence_put(g, r, c, of);
	if (g->asked->wish->working && c[COL_WORKING].text)
		report_note(r, "%s, gap: %s.", title, c[COL_WORKING].text);
}

static int *groups_order(struct grouping *g)
{
	const int *ranks = report_group_ranks(g->office, &g->arena);
	int *order = arena_new(&g->arena, (size_t)g->count, sizeof *order);

	for (int i = 0; i < g->count; i++)
		order[i] = i;
	for (int i = 0; i < g->office->roll_group_count; i++)
		order[g->first[OF_CLASS] + ranks[i]] = g->first[OF_CLASS] + i;
	return order;
}

static void groups_rows(struct grouping *g, struct report *r)
{
	const int *order = groups_order(g);
	enum dimension said = OF_ALL;
	int hidden = 0;

	for (int i = 0; i < g->count; i++) {
		const struct group *of = &g->groups[order[i]];

		hidden += of->pupils > 0 && of->hidden;
		if (of->pupils == 0 || of->hidden)
			continue;
		group_row(g, r, of, of->of != said ? dimensions[of->of].heading : NULL);
		said = of->of;
	}
	if (hidden > 0)
		report_note(r, "Groups not shown to you, because a figure of theirs, or what is left beside it, would be of too few pupils: %d.", hidden);
}

static int grouping_read(struct grouping *g, struct err *e)
{
	int got = member_begin(g->office, g->asked, office_may(g->office, ACTION_SEE_FLAGS, 0, NULL) == 0 || g->asked->action == ACTION_SEE_FIGURES,
			       &g->member, e);

	if (got < 0)
		return got;
	groups_make(g);
	got = member_each(&g->member, visit, g, e);
	if (got < 0)
		return got;
	pupils_count(g);
	return 0;
}

static int grouping_run(struct grouping *g, struct report *r, struct err *e)
{
	int got = grouping_read(g, e);

	if (got < 0)
		return got;
	if (g->asked->action == ACTION_SEE_FIGURES && (g->groups[0].counted > 0 ? g->groups[0].counted : g->groups[0].pupils) < FIGURES_FEWEST)
		return figures_few(e);
	if (g->asked->action == ACTION_SEE_FIGURES && g->member.counted.out + g->member.counted.cut > 0)
		return err_refuse(e, "Groups as the Department counts are not shown to you: beside the others they would be figures of few pupils.");
	if (g->asked->action == ACTION_SEE_FIGURES)
		groups_hide(g);
	if (g->groups[0].pupils > 0)
		groups_rows(g, r);
	if (g->member.roll.boarders > 0)
		report_line(r, "Boarders are in no figure: %d.", g->member.roll.boarders);
	report_dfe_line(r, g->asked, g->member.counted.out_why);
	return 0;
}

static void grouping_finish(struct grouping *g)
{
	vec_finish(&g->pieces);
	member_finish(&g->member);
	arena_finish(&g->arena);
}

int groups_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	struct grouping g = { .office = o, .asked = k };

	report_start(o, r, "groups", columns, k->wish->working ? COLUMNS_ALL : COL_WORKING);
	r->none = "No mark stands.";
	report_titled(o, k, r, "Groups");
	report_line(r, "A session counts in the class, the year and the groups in which the pupil was then. The gap is in points, to everybody else here.");
	int got = grouping_run(&g, r, e);
	grouping_finish(&g);
	return got < 0 ? got : report_seal(o, r, e);
}

int report_fill_groups(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	if (w->pupil)
		return err_usage(e, "This report is of groups: leave --pupil out, or ask for `report pupil`.");
	if (figures_action(o) == ACTION_SEE_FIGURES && (w->group || w->year || w->flag))
		return err_refuse(e, "Groups are shown to you of the whole school: within one of them they would be of few pupils.");
	return report_make(o, w, figures_action(o), groups_fill, ret, e);
}

/* WHAT OTHER REPORTS MAY TELL OF CLASSES AND YEARS ------------------------------------------------------------------------------------------- */

static const bool *told_of(const struct grouping *g, enum dimension of, struct arena *a)
{
	int first = g->first[of], n = g->first[of + 1] - first;
	bool *told = arena_new(a, (size_t)n, sizeof *told);

	for (int i = 0; i < n; i++)
		told[i] = !g->groups[first + i].hidden;
	return told;
}

int few_parts_read(struct office *o, const struct report_asked *k, struct arena *a, struct few_parts *ret, struct err *e)
{
	struct report_wish wish = { .date = k->wish->date, .from = k->wish->from, .to = k->wish->to, .session = -1 };
	struct report_asked whole = *k;
	struct grouping g = { .office = o, .asked = &whole };

	whole.wish = &wish;
	whole.action = ACTION_SEE_FIGURES;
	whole.group = whole.pupil = 0;
	whole.everything = true;
	int r = grouping_read(&g, e);
	if (r == 0) {
		groups_hide(&g);
		*ret = (struct few_parts){ told_of(&g, OF_CLASS, a), told_of(&g, OF_YEAR, a), o->roll_group_count };
	}
	grouping_finish(&g);
	return r;
}

bool few_class_told(const struct few_parts *p, int index)
{
	return p->classes[index < 0 ? p->class_count : index];
}

bool few_year_told(const struct few_parts *p, int year)
{
	return p->years[place_of_year(year)];
}

int few_part_check(struct office *o, const struct report_asked *k, int year, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct few_parts parts;

	if (k->action != ACTION_SEE_FIGURES || (k->group == 0 && year == SESSION_ANY_YEAR))
		return 0;
	if (k->group != 0 && year != SESSION_ANY_YEAR)
		return err_refuse(e, "Ask for a class or for a year: figures of both together would be of few pupils.");
	if (k->wish->as_dfe)
		return err_refuse(e, "A class or year as the Department counts is not shown to you: beside the others it would be of few pupils.");
	int r = few_parts_read(o, k, &a, &parts, e);
	if (r < 0)
		return r;
	bool told = k->group ? few_class_told(&parts, report_group_index(o, k->group)) : few_year_told(&parts, year);
	return told ? 0 : err_refuse(e, "That class or year is not shown to you: its figures, or what is left beside them, would be of few pupils.");
}
