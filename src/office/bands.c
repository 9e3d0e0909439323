/* The Bands screen: everyone by band, the lowest first, counts always n of m (C1 to C5). */
#include <stdlib.h>
#include <string.h>

#include "bands_parts.h"
#include "names.h"
#include "office/bands.h"
#include "presence.h"
#include "school_page.h"

void bands_view_finish(struct bands_view *v)
{
	arena_finish(&v->arena);
	*v = (struct bands_view){ 0 };
}

/* Attendance as fractions, in 64 bit: 181 of 201 is more than 190 of 211, and both print 90.0. */
static int line_compare(const void *a, const void *b)
{
	const struct band_pupil *x = a, *y = b;
	int64_t left = (int64_t)x->attended * y->possible, right = (int64_t)y->attended * x->possible;

	if (x->band != y->band)
		return x->band < 0 ? 1 : y->band < 0 ? -1 : y->band - x->band;
	if (left != right)
		return left < right ? -1 : 1;
	int c = strcmp(x->sort_key, y->sort_key);
	return c != 0 ? c : x->id < y->id ? -1 : x->id > y->id;
}

/* The school may be read anew while the view is shown: its texts are the view's own. */
static const char **class_names(struct office *o, struct arena *a)
{
	const char **names = arena_new(a, (size_t)o->roll_group_count + 1, sizeof *names);

	for (int i = 0; i < o->roll_group_count; i++)
		names[i + 1] = arena_text(a, o->roll_groups[i].name);
	return names;
}

static struct band_line line_of(const struct band_pupil *b, const struct policy *policy, const char **classes, struct arena *a)
{
	const struct policy_stage *stage = b->stage < 0 ? NULL : &policy->stages[b->stage];
	const struct pupil_row *p = b->pupil->row;

	return (struct band_line){
		.pupil = b->id, .name = pupil_display_name(p, a), .class = classes[b->class + 1], .upn = arena_text(a, p->upn),
		.admission_number = arena_text(a, p->admission_number), .year = b->year, .possible = b->possible, .attended = b->attended,
		.missed = b->missed, .band = b->band, .persistent = b->persistent, .severe = b->severe, .near = b->near,
		.stage = stage ? stage->name : NULL, .stage_title = stage ? stage->title : NULL, .then_possible = b->then_possible,
		.then_attended = b->then_attended, .crossed = b->crossed, .withdrawn = b->withdrawn,
	};
}

/* H4: class and date of birth behind equal names. */
static void lines_tell_apart(const struct bands *b, struct band_line *lines, struct arena *a)
{
	struct named *list = arena_new(a, (size_t)b->count + 1, sizeof *list);

	for (int i = 0; i < b->count; i++)
		list[i] = (struct named){ lines[i].name, lines[i].class, b->pupils[i].pupil->row->born_day };
	names_tell_apart(list, b->count, a);
	for (int i = 0; i < b->count; i++)
		lines[i].name = list[i].name;
}

static void view_lines(struct office *o, struct bands *b, struct bands_view *v)
{
	const char **classes = class_names(o, &v->arena);
	struct band_line *lines = arena_new(&v->arena, (size_t)b->count + 1, sizeof *lines);

	qsort(b->pupils, (size_t)b->count, sizeof *b->pupils, line_compare);
	for (int i = 0; i < b->count; i++)
		lines[i] = line_of(&b->pupils[i], &b->policy, classes, &v->arena);
	lines_tell_apart(b, lines, &v->arena);
	v->lines = lines;
	v->count = b->count;
}

static void view_spread(const struct bands *b, struct bands_view *v)
{
	const struct band_spread *s = &b->spread;
	size_t bands = (size_t)b->policy.boundary_count + 1;

	v->of_band = memcpy(arena_new(&v->arena, bands, sizeof *v->of_band), s->of_band, bands * sizeof *v->of_band);
	if (v->names && b->then.of_band)
		v->then_of_band = memcpy(arena_new(&v->arena, bands, sizeof(int)), b->then.of_band, bands * sizeof(int));
	v->none = s->none;
	v->all = s->all;
	v->with_band = s->all - s->none;
	v->persistent = s->persistent;
	v->severe = s->severe;
	v->reviewed = b->reviewed;
	v->newly_below = b->newly_below;
	v->newly_above = b->newly_above;
	v->withdrawn = b->withdrawn;
	v->dfe_out = b->measure.dfe_out;
}

/* Few pupils are as good as named: of who sees figures alone (C14). */
static void view_hide(struct bands_view *v)
{
	int bands = v->policy.boundary_count + 1;
	bool *hidden = arena_new(&v->arena, (size_t)bands, sizeof *hidden);
	const struct school_bands b = { v->of_band, bands, school_bands_split(&v->policy), v->persistent, v->severe, v->with_band };

	school_bands_hide(&b, hidden, &v->persistent_hidden, &v->severe_hidden);
	for (int i = 0; i < bands; i++)
		if (hidden[i]) {
			v->pooled += v->of_band[i];
			v->of_band[i] = 0;
		}
	v->hidden = hidden;
	v->persistent = v->persistent_hidden ? 0 : v->persistent;
	v->severe = v->severe_hidden ? 0 : v->severe;
	v->none = v->none < FIGURES_FEWEST ? 0 : v->none;
}

struct viewing {
	const struct bands_wish *wish;
	struct bands_view *view;
};

static int view_fill(struct office *o, const struct report_asked *k, void *ctx, struct err *e)
{
	const struct viewing *viewing = ctx;
	const struct bands_wish *w = viewing->wish;
	struct bands_view *v = viewing->view;
	const struct band_filter filter = { w->year, w->flag, w->within, w->band };
	CLEAN_BANDS struct bands b = { 0 };

	v->names = k->action == ACTION_SEE_TOTALS;
	if (!v->names && (w->group || w->year != SESSION_ANY_YEAR))
		return err_refuse(e, "Bands are shown to you of the whole school: those of a class or a year would tell of few pupils.");
	int r = bands_gather(o, k, &filter, NULL, false, &v->arena, &b, e);
	if (r < 0)
		return r;
	if (!v->names && b.spread.all - b.spread.none < FIGURES_FEWEST)
		return figures_few(e);
	v->policy = b.policy;
	v->from = k->from;
	v->to = k->to;
	view_spread(&b, v);
	if (v->names)
		view_lines(o, &b, v);
	else
		view_hide(v);
	return 0;
}

int office_bands_open(struct office *o, const struct bands_wish *w, struct bands_view *ret, struct err *e)
{
	struct report_wish wish = { .date = DAY_NONE, .from = w->from, .to = w->to, .session = -1, .group = w->group, .policy = w->policy, .period = w->period,
				    .as_dfe = w->as_dfe, .stage = w->stage, .new_only = w->new_only, .judged = true };
	struct bands_view v = { 0 };
	struct viewing viewing = { w, &v };
	bool names = office_may(o, ACTION_SEE_TOTALS, 0, NULL) == 0;
	int r = report_read(o, &wish, names ? ACTION_SEE_TOTALS : ACTION_SEE_FIGURES, view_fill, &viewing, e);

	if (r < 0)
		bands_view_finish(&v);
	else
		*ret = v;
	return r;
}
