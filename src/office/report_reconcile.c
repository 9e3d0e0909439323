/* The reconciliation: theirs, ours, the difference and why, so that a head can trust the change of product (domain 1.5, 4). */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "report_reconcile.h"

/* WHAT IS COMPARED -------------------------------------------------------------------------------------------------------------------- */

static struct compared compared_new(struct reconciling *c, enum state state, const struct figures_row *theirs, const struct roll_pupil *p)
{
	struct arena *a = &c->report->arena;
	struct compared row = { .state = state, .theirs = theirs, .pupil = p, .class = -1, .class_rank = c->office->roll_group_count };

	if (p)
		row.class = report_group_index(c->office, roll_class(p, theirs ? theirs->to : c->asked->to));
	if (row.class >= 0)
		row.class_rank = c->ranks[row.class];
	row.sort_key = p ? roll_sort_key(p->row, a) : text_fold(a, theirs->who);
	return row;
}

static void compared_add(struct reconciling *c, const struct compared *row)
{
	c->rows[c->count++] = *row;
	c->of_state[row->state]++;
}

/* A percentage alone beside no session of ours is no agreement: marks that are not here yet look the same. */
static bool agrees(const struct reconcile_answer *a)
{
	return a->ways[0] == RECONCILE_SAME || (a->ways[0] == RECONCILE_NOTHING_POSSIBLE && !a->weak);
}

static int compare_row(struct reconciling *c, const struct figures_row *f, struct err *e)
{
	struct compared row = compared_new(c, STATE_DIFFERS, f, &c->roll.pupils[f->pupil]);
	struct reconcile_ours ours;

	c->several |= c->in_file[f->pupil];
	c->in_file[f->pupil] = true;
	if (!report_sees_index(c->asked, row.class)) {
		c->elsewhere++;
		return 0;
	}
	int r = reconcile_count(&c->roll, c->school, f->pupil, sitting_of(f->from, SESSION_AM), sitting_of(f->to, SESSION_PM), &ours, e);
	if (r < 0)
		return r;
	row.ours = reconcile_figures(&ours);
	reconcile_explain(&ours, &f->theirs, &row.answer);
	row.state = agrees(&row.answer) ? STATE_AGREES : STATE_DIFFERS;
	c->compared++;
	compared_add(c, &row);
	return 0;
}

static int compare_file(struct reconciling *c, struct err *e)
{
	for (int i = 0; i < c->file.rows.count; i++) {
		const struct figures_row *f = &c->file.rows.items[i];
		bool here = f->pupil > 0 && f->pupil < c->roll.count && c->roll.pupils[f->pupil].row;
		int r = 0;

		if (here) {
			r = compare_row(c, f, e);
		} else {
			struct compared row = compared_new(c, STATE_NOT_ON_ROLL, f, NULL);

			row.trouble = f->trouble ? f->trouble : "A boarder: boarders are in no figures.";
			compared_add(c, &row);
		}
		if (r < 0)
			return r;
	}
	return 0;
}

static void compare_roll(struct reconciling *c)
{
	for (int64_t id = 1; id < c->roll.count; id++) {
		const struct roll_pupil *p = &c->roll.pupils[id];

		if (!p->row || c->in_file[id] || !roll_overlaps(p, c->asked->first, c->asked->last))
			continue;
		struct compared row = compared_new(c, STATE_NOT_IN_FILE, NULL, p);
		row.trouble = "On the roll here, and not in the file.";
		if (report_sees_index(c->asked, row.class))
			compared_add(c, &row);
	}
}

/* CAUSES -------------------------------------------------------------------------------------------------------------------------------- */

static bool cause_is(const struct cause *c, const struct reconcile_answer *w)
{
	return c->ways[0] == w->ways[0] && c->ways[1] == w->ways[1] && c->perhaps == cause_perhaps(w);
}

static struct cause *cause_of(struct cause *causes, int *count, const struct reconcile_answer *w)
{
	for (int i = 0; i < *count; i++)
		if (cause_is(&causes[i], w))
			return &causes[i];
	causes[*count] = (struct cause){ .ways = { w->ways[0], w->ways[1] }, .perhaps = cause_perhaps(w) };
	return &causes[(*count)++];
}

static int cause_order(const void *a, const void *b)
{
	const struct cause *x = a, *y = b;

	if ((x->ways[0] == RECONCILE_UNKNOWN) != (y->ways[0] == RECONCILE_UNKNOWN))
		return x->ways[0] == RECONCILE_UNKNOWN ? 1 : -1;
	if (x->pupils != y->pupils)
		return x->pupils > y->pupils ? -1 : 1;
	if (x->ways[0] != y->ways[0])
		return (int)x->ways[0] - (int)y->ways[0];
	return x->ways[1] != y->ways[1] ? (int)x->ways[1] - (int)y->ways[1] : (int)x->perhaps - (int)y->perhaps;
}

/* What explains most comes first. */
static void causes_find(struct reconciling *k)
{
	struct cause *causes = arena_new(&k->report->arena, (size_t)k->of_state[STATE_DIFFERS] + 1, sizeof *causes);
	int n = 0;

	for (int i = 0; i < k->count; i++) {
		if (k->rows[i].state != STATE_DIFFERS)
			continue;
		struct cause *c = cause_of(causes, &n, &k->rows[i].answer);
		c->pupils++;
		c->sessions += k->rows[i].answer.sessions < 0 ? -k->rows[i].answer.sessions : k->rows[i].answer.sessions;
	}
	qsort(causes, (size_t)n, sizeof *causes, cause_order);
	k->causes = causes;
	k->cause_count = n;
	for (int i = 0; i < k->count; i++)
		if (k->rows[i].state == STATE_DIFFERS)
			k->rows[i].cause = (int)(cause_of(causes, &n, &k->rows[i].answer) - causes);
}

static int compared_order(const void *a, const void *b)
{
	const struct compared *x = a, *y = b;

	if (x->state != y->state || x->cause != y->cause)
		return x->state != y->state ? (int)x->state - (int)y->state : x->cause - y->cause;
	if (x->class_rank != y->class_rank)
		return x->class_rank < y->class_rank ? -1 : 1;
	int order = strcmp(x->sort_key, y->sort_key);
	return order != 0 ? order : x->theirs && y->theirs ? x->theirs->line - y->theirs->line : 0;
}

/* TOTALS ------------------------------------------------------------------------------------------------------------------------------------ */

/* "212 of 240 pupils agree exactly; 21 differ because ..., 7 for other reasons." */
static void sentence(const struct reconciling *k)
{
	const struct cause *causes = k->causes;
	int differ = k->of_state[STATE_DIFFERS], agree = k->of_state[STATE_AGREES];
	CLEAN_BUF struct buf b = { 0 };

	if (k->compared == 0) {
		report_line(k->report, "No row of the file is of a pupil here, so nothing was compared.");
		return;
	}
	buf_printf(&b, "%d of %d %s%s agree%s exactly", agree, k->compared, k->several ? "row" : "pupil", PLURAL(k->compared),
		   agree == 1 ? "s" : "");
	if (differ > 0 && causes[0].ways[0] == RECONCILE_UNKNOWN)
		buf_printf(&b, "; %d differ%s, and no known way of counting explains why", differ, differ == 1 ? "s" : "");
	else if (differ > 0)
		buf_printf(&b, "; %d differ%s because %s", causes[0].pupils, causes[0].pupils == 1 ? "s" : "", cause_words(&k->report->arena, &causes[0]));
	if (k->cause_count > 1)
		buf_printf(&b, "; %d for other reasons", differ - causes[0].pupils);
	report_line(k->report, "%s.", buf_string(&b));
}

/* "19: L (late) is not counted as attended (29 sessions)." */
static void note_cause(struct report *r, const struct cause *c, struct arena *a)
{
	const char *words = cause_words(a, c);

	if (c->sessions == 0)
		report_note(r, "%d: %s.", c->pupils, words);
	else
		report_note(r, "%d: %s (%lld session%s).", c->pupils, words, (long long)c->sessions, PLURAL(c->sessions));
}

static void totals(struct reconciling *k)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct report *r = k->report;

	sentence(k);
	report_line(r, "%s: %s.", k->file.name, k->file.headings);
	report_note(r, "Agree exactly: %d of %d.", k->of_state[STATE_AGREES], k->compared);
	for (int i = 0; i < k->cause_count; i++)
		note_cause(r, &k->causes[i], &a);
	report_note(r, "In the file, and in no figures here: %d. On the roll, and not in the file: %d.", k->of_state[STATE_NOT_ON_ROLL],
		    k->of_state[STATE_NOT_IN_FILE]);
	if (k->elsewhere > 0)
		report_note(r, "Rows of the file that are of other classes: %d.", k->elsewhere);
}

/* THE REPORT --------------------------------------------------------------------------------------------------------------------------------- */

static void days_of(const struct reconciling *k, sitting *first, sitting *last)
{
	*first = k->asked->first;
	*last = k->asked->last;
	for (int i = 0; i < k->file.rows.count; i++) {
		sitting from = sitting_of(k->file.rows.items[i].from, SESSION_AM), to = sitting_of(k->file.rows.items[i].to, SESSION_PM);

		*first = from < *first ? from : *first;
		*last = to > *last ? to : *last;
	}
}

static int reconcile_all(struct reconciling *k, struct err *e)
{
	struct arena *a = &k->report->arena;
	sitting first, last;

	days_of(k, &first, &last);
	int r = roll_load(k->office, ROLL_PLACES | ROLL_YEARS, first, last, &k->roll, e);
	if (r < 0)
		return r;
	k->school = arena_new(a, (size_t)(last - first + 1), 1);
	calendar_openings(office_calendar(k->office), first, last, SESSION_ANY_YEAR, 0, k->school);
	k->ranks = report_group_ranks(k->office, a);
	k->in_file = arena_new(a, (size_t)k->roll.count, sizeof *k->in_file);
	k->rows = arena_new(a, (size_t)k->file.rows.count + (size_t)k->roll.count, sizeof *k->rows);
	r = compare_file(k, e);
	if (r < 0)
		return r;
	compare_roll(k);
	causes_find(k);
	qsort(k->rows, (size_t)k->count, sizeof *k->rows, compared_order);
	return 0;
}

static void reconcile_title(const struct reconciling *k)
{
	char from[DAY_TEXT], to[DAY_TEXT];
	const char *class = report_group_name(k->office, k->asked->group);

	k->report->title = arena_printf(&k->report->arena, "Figures of %s beside ours%s%s, %s to %s", k->file.name, class ? ", " : "", class ? class : "",
					day_long(k->asked->from, from), day_long(k->asked->to, to));
}

static int reconcile_fill(struct office *o, const struct report_asked *asked, struct report *r, struct err *e)
{
	struct reconciling k = { .office = o, .asked = asked, .report = r };
	int got = figures_file_read(o, asked->wish, asked->from, asked->to, &k.file, e);

	if (got < 0)
		return got;
	got = reconcile_all(&k, e);
	if (got == 0) {
		report_start(o, r, "reconcile", reconcile_columns, RECONCILE_COLUMNS);
		r->none = "The file has no rows, and nobody was on the roll.";
		reconcile_title(&k);
		reconcile_rows_write(&k);
		totals(&k);
		got = report_seal(o, r, e);
	}
	roll_finish(&k.roll);
	figures_file_finish(&k.file);
	return got;
}

int report_fill_reconcile(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	if (!w->file)
		return err_usage(e, "Say which file: `firstbell report reconcile FILE`.");
	if (w->pupil)
		return err_usage(e, "A reconciliation is of the whole file. Leave --pupil out, or give --class.");
	return report_make(o, w, ACTION_SEE_TOTALS, reconcile_fill, ret, e);
}
