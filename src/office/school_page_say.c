/* The lines of the head's page out of its sums. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "few.h"
#include "flags.h"
#include "office/targets.h"
#include "presence.h"
#include "rules/compare.h"
#include "rules/pupil.h"
#include "school_page.h"
#include "trend.h"

struct school_item *school_item_add(struct schooling *s, enum school_part part, const char *label, const char *text)
{
	struct school_page *p = s->page;

	if (p->n[part]++ == 0)
		p->at[part] = s->items.count;
	vec_push(&s->items, (struct school_item){
		.part = part, .label = arena_text(&p->arena, label), .text = arena_text(&p->arena, text), .from = p->from, .to = p->to, .band = -1,
	});
	return &s->items.items[s->items.count - 1];
}

static struct school_item *share_add(struct schooling *s, enum school_part part, const char *label, int64_t of, int64_t all)
{
	struct school_item *i = school_item_add(s, part, label, report_share_text(&s->page->arena, of, all));

	i->of = of;
	i->all = all;
	return i;
}

static struct school_item *hidden_add(struct schooling *s, enum school_part part, const char *label)
{
	struct school_item *i = school_item_add(s, part, label, SCHOOL_HIDDEN);

	i->hidden = true;
	return i;
}

static bool too_few(const struct schooling *s, int pupils)
{
	return !s->page->names && pupils > 0 && pupils < FIGURES_FEWEST;
}

/* ATTENDANCE, AND BESIDE IT ---------------------------------------------------------------------------------------------------------- */

static void times_say(struct schooling *s)
{
	for (int i = 0; i < TIMES; i++) {
		if (day_is_none(s->from[i]))
			continue;
		struct school_item *item = too_few(s, s->pupils[i]) ? hidden_add(s, SCHOOL_SHARE, s->label[i])
					       : share_add(s, SCHOOL_SHARE, s->label[i], tally_attended(&s->times[i]), tally_possible(&s->times[i]));
		item->from = s->from[i];
		item->to = s->page->to;
	}
}

static void compared_add(struct schooling *s, const char *label, int hundredths, int64_t of, int64_t all)
{
	struct arena *a = &s->page->arena;
	struct school_item *i = school_item_add(s, SCHOOL_COMPARED, label, arena_printf(a, "%d.%02d%%", hundredths / 100, hundredths % 100));

	i->beside = all > 0 ? report_points_text(a, share_apart_tenths(of, all, hundredths, 10000)) : NULL;
}

static void last_year_say(struct schooling *s)
{
	int64_t attended = tally_attended(&s->times[TIME_YEAR]), possible = tally_possible(&s->times[TIME_YEAR]);
	int64_t before = tally_attended(&s->last_year), of = tally_possible(&s->last_year);

	if (of == 0 || too_few(s, s->last_pupils))
		return;
	struct school_item *i = share_add(s, SCHOOL_COMPARED, "Last year to date", before, of);
	i->from = s->last_from;
	i->to = s->last_to;
	i->beside = possible > 0 ? report_points_text(&s->page->arena, share_apart_tenths(attended, possible, before, of)) : NULL;
}

static void national_say(struct schooling *s, int year, enum national_measure measure, int64_t of, int64_t all)
{
	const struct national_figure *f = national_find(office_school_phase(s->office), year, measure);
	char label[80];

	if (!f)
		return;
	snprintf(label, sizeof label, "%s, %s %d/%02d", measure == NATIONAL_PERSISTENT ? "Persistent" : f->area, f->phase, f->year,
		 (f->year + 1) % 100);
	compared_add(s, label, f->hundredths, of, all);
}

static void target_say(struct schooling *s, const struct target_row *t, int64_t attended, int64_t possible)
{
	static const struct { const char *kind, *label; bool persistent; } kinds[] = {
		{ "attendance", "Target", false }, { "persistent", "Target, persistent", true }, { "abie", "DfE's figure (ABIE)", false },
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(t->kind, kinds[i].kind) == 0)
			compared_add(s, kinds[i].label, (int)t->hundredths, kinds[i].persistent ? s->persistent : attended,
				     kinds[i].persistent ? s->dfe_pupils : possible);
}

static int targets_say(struct schooling *s, int year, int64_t attended, int64_t possible)
{
	struct target_row *rows;
	int n = store_targets(s->office->store, year, &s->work, &rows);
	bool any = false;

	for (int i = 0; i < n; i++) {
		if (rows[i].roll_group != NONE || rows[i].pupil != NONE || (!s->page->names && strcmp(rows[i].kind, "persistent") == 0))
			continue;
		any = any || strcmp(rows[i].kind, "attendance") == 0;
		target_say(s, &rows[i], attended, possible);
	}
	if (n >= 0 && !any && s->page->policy.target > 0)
		compared_add(s, "Target", 100 * s->page->policy.target, attended, possible);
	return n < 0 ? n : 0;
}

static int compared_say(struct schooling *s)
{
	int64_t attended = tally_attended(&s->times[TIME_YEAR]), possible = tally_possible(&s->times[TIME_YEAR]);
	int year, month, date;

	if (!s->page->whole || too_few(s, s->pupils[TIME_YEAR]))
		return 0;
	day_to_ymd(s->page->from, &year, &month, &date);
	last_year_say(s);
	national_say(s, year, NATIONAL_ATTENDANCE, attended, possible);
	int r = targets_say(s, year, attended, possible);
	if (r == 0 && s->page->names)
		national_say(s, year, NATIONAL_PERSISTENT, s->persistent, s->dfe_pupils);
	return r;
}

/* BANDS, AND MUCH ABSENCE AS THE DEPARTMENT COUNTS IT --------------------------------------------------------------------------------- */

static void bands_hide(struct schooling *s, bool *hidden, bool *ret_persistent, bool *ret_severe)
{
	const struct policy *p = &s->page->policy;
	const struct school_bands b = { s->spread.of_band, p->boundary_count + 1, school_bands_split(p), s->persistent, s->severe, s->dfe_pupils };

	const struct few_absence all = { s->spread.all - s->spread.none, s->spread.persistent, s->spread.severe }, dfe = { s->dfe_pupils, s->persistent, s->severe };
	bool persistent, severe;

	*ret_persistent = *ret_severe = false;
	if (s->page->names)
		return;
	school_bands_hide(&b, hidden, ret_persistent, ret_severe);
	few_absence_told(&all, &dfe, &persistent, &severe);
	*ret_persistent = *ret_persistent || !persistent;
	*ret_severe = *ret_severe || !severe;
}

static void absence_say(struct schooling *s, bool persistent_hidden, bool severe_hidden)
{
	const struct { const char *label; int count; bool hidden; } kinds[] = {
		{ "Persistent (DfE)", s->persistent, persistent_hidden }, { "Severe (DfE)", s->severe, severe_hidden },
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].hidden)
			hidden_add(s, SCHOOL_ABSENCE, kinds[i].label);
		else
			share_add(s, SCHOOL_ABSENCE, kinds[i].label, kinds[i].count, s->dfe_pupils);
}

/* What is hidden stands as one part: its sum is told by the others anyway. */
static void bands_say(struct schooling *s)
{
	struct school_page *p = s->page;
	int n = p->policy.boundary_count + 1, all = s->spread.all - s->spread.none, pooled = 0, parts = 0;
	bool *hidden = arena_new(&s->work, (size_t)n, sizeof *hidden), persistent, severe;
	struct picture_part *part = arena_new(&p->arena, (size_t)n + 1, sizeof *part);

	bands_hide(s, hidden, &persistent, &severe);
	absence_say(s, persistent, severe);
	for (int i = 0; i < n; i++) {
		if (hidden[i]) {
			pooled += s->spread.of_band[i];
			continue;
		}
		const char letter = (char)('A' + i % 26), *band = arena_text(&p->arena, p->policy.bands[i]);
		share_add(s, SCHOOL_BAND, arena_printf(&p->arena, "%c %s", letter, band), s->spread.of_band[i], all)->band = i;
		part[parts++] = (struct picture_part){ s->spread.of_band[i], letter, band };
	}
	if (too_few(s, all)) {
		hidden_add(s, SCHOOL_BAND, "All bands");
	} else if (pooled > 0) {
		share_add(s, SCHOOL_BAND, "* others, of few", pooled, all);
		part[parts++] = (struct picture_part){ pooled, '*', "other bands" };
	}
	p->bands = (struct picture_stack){ "Bands", part, parts, parts > 0 ? all : 0, "How many pupils are in each band." };
}

/* THE WEEKS -------------------------------------------------------------------------------------------------------------------------- */

static int trend_say(struct schooling *s, struct err *e)
{
	const struct trend_filter filter = { .year = SESSION_ANY_YEAR };
	struct school_page *p = s->page;
	struct trend_view v = { 0 };
	int r = trend_fill(s->office, s->asked, &filter, &v, e), lines = p->policy.boundary_count;
	struct picture_point *points = arena_new(&p->arena, (size_t)v.count + 1, sizeof *points);
	struct picture_rule *rules = arena_new(&p->arena, (size_t)lines + 1, sizeof *rules);
	const char *month = "";
	char day[DAY_TEXT];

	for (int i = 0; r == 0 && i < v.count; i++) {
		const char *text = day_long(day_add(v.weeks[i].monday, 4), day), *now = text + strlen(text) - strlen("Nov 2026");

		points[i].value = v.weeks[i].percent;
		points[i].label = strncmp(now, month, 3) == 0 ? NULL : arena_text_n(&p->arena, now, 3);
		month = points[i].label ? points[i].label : month;
	}
	for (int i = 0; i < lines; i++)
		rules[i] = (struct picture_rule){ 10 * p->policy.boundaries[i].percent, arena_printf(&p->arena, "%d", p->policy.boundaries[i].percent) };
	p->trend = (struct picture_line){ .count = v.count, .points = points, .rules = rules, .rule_count = lines };
	picture_line_scale(&p->trend);
	p->trend.sentence = arena_text(&p->arena, v.count > 0 ? v.bars.sentence : "No session was possible, so there is no attendance figure.");
	if (v.count > 0 && v.weeks[v.count - 1].percent >= 0)
		p->trend.text = arena_printf(&p->arena, "%d.%d%%%s", v.weeks[v.count - 1].percent / 10, v.weeks[v.count - 1].percent % 10,
					     v.weeks[v.count - 1].so_far ? " so far" : "");
	if (r == 0)
		school_item_add(s, SCHOOL_TREND, "Week by week", p->trend.sentence);
	trend_view_finish(&v);
	return r;
}

/* CLASSES AND GROUPS ----------------------------------------------------------------------------------------------------------------- */

static int class_compare(const void *a, const void *b)
{
	const struct school_sum *x = a, *y = b;

	if (x->hidden != y->hidden || (x->possible == 0) != (y->possible == 0))
		return x->hidden || x->possible == 0 ? 1 : -1;
	int c = x->hidden || x->possible == 0 ? 0 : share_compare(y->attended, y->possible, x->attended, x->possible);
	return c != 0 ? c : strcmp(x->name, y->name);
}

static void classes_say(struct schooling *s)
{
	struct school_sum *named = s->classes + 1; /* those in no class are none */
	int n = 0;

	for (int i = 1; i < s->class_count; i++)
		if (s->classes[i].pupils > 0)
			named[n++] = s->classes[i];
	qsort(named, (size_t)n, sizeof *named, class_compare);
	for (int i = 0; i < n; i++) {
		struct school_item *item = named[i].hidden ? hidden_add(s, SCHOOL_CLASS, named[i].name)
							   : share_add(s, SCHOOL_CLASS, named[i].name, named[i].attended, named[i].possible);
		item->name = item->label;
	}
}

/* Of the group against all the others. */
static int gap_of(const struct schooling *s, const struct school_sum *g, int (*apart)(int64_t a, int64_t b, int64_t c, int64_t d))
{
	int64_t attended = tally_attended(&s->times[TIME_YEAR]) - g->attended, possible = tally_possible(&s->times[TIME_YEAR]) - g->possible;

	return g->possible > 0 && possible > 0 ? apart(g->attended, g->possible, attended, possible) : 0;
}

static void groups_say(struct schooling *s)
{
	for (int done = 0; done < s->group_count; done++) {
		struct school_sum *widest = NULL;

		for (int i = 0; i < s->group_count; i++) /* few: a handful of flags */
			if (s->groups[i].members && (!widest || gap_of(s, &s->groups[i], share_apart) < gap_of(s, widest, share_apart)))
				widest = &s->groups[i];
		if (!widest)
			break;
		widest->members = NULL;
		if (widest->pupils == 0)
			continue;
		const char *title = flag_title(widest->name, &s->page->arena);
		struct school_item *item = widest->hidden ? hidden_add(s, SCHOOL_GROUP, title)
							  : share_add(s, SCHOOL_GROUP, title, widest->attended, widest->possible);
		item->name = widest->name;
		item->beside = widest->hidden ? NULL : report_points_text(&s->page->arena, gap_of(s, widest, share_apart_tenths));
	}
}

int school_say(struct schooling *s, struct err *e)
{
	times_say(s);
	int r = compared_say(s);

	if (r < 0)
		return office_fail(s->office, r, e);
	bands_say(s);
	r = trend_say(s, e);
	classes_say(s);
	groups_say(s);
	return r;
}
