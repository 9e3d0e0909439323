/* Each code of any group and period (C13): how often it stands, its share of the possible sessions, how many pupils. */
#include <stdlib.h>

#include "few.h"
#include "presence.h"
#include "report_listed.h"
#include "report_member.h"

enum { COL_CODE, COL_WORDS, COL_CATEGORY, COL_COUNT, COL_POSSIBLE, COL_PERCENT, COL_SHARE, COL_PUPILS, COL_WORKING, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_CODE] = { "code", "Code", CELL_TEXT, 4, COLUMN_BOTH },
	[COL_WORDS] = { "words", "What it says", CELL_TEXT, 30, COLUMN_BOTH },
	[COL_CATEGORY] = { "category", "Category", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_COUNT] = { "count", "Count", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_POSSIBLE] = { "possible", "Possible", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[COL_PERCENT] = { "percent_of_possible", "Percent", CELL_PERCENT, 0, COLUMN_DATA_ONLY },
	[COL_SHARE] = { "share", "Of possible sessions", CELL_TEXT, 24, COLUMN_TEXT_ONLY },
	[COL_PUPILS] = { "pupils", "Pupils", CELL_INTEGER, 6, COLUMN_BOTH },
	[COL_WORKING] = { "working", "Working", CELL_TEXT, 0, COLUMN_DATA_ONLY },
};

/** Of whom a code stands. */
struct holder {
	int64_t pupil;
	int pair;                      /**< code * CATEGORIES + category: a code is in another category in another era */
};

struct counts {
	int64_t count[256][CATEGORIES];
	int pupils[256][CATEGORIES];
	int64_t last[256][CATEGORIES]; /**< the pupil whose strip was counted last */
	struct { VEC(struct holder); } holders; /**< more than once where the days asked for are in several strips */
	struct tally tally;
	struct marks_made made;
	bool *counted;                 /**< by pupil */
	int all;
};

static void code_add(struct counts *c, int64_t pupil, const struct mark *m)
{
	c->count[m->code][m->category]++;
	c->tally.count[m->category]++;
	marks_made_add(&c->made, m);
	if (c->last[m->code][m->category] != pupil)
		vec_push(&c->holders, (struct holder){ pupil, m->code * CATEGORIES + m->category });
	c->last[m->code][m->category] = pupil;
}

static int holder_compare(const void *a, const void *b)
{
	const struct holder *x = a, *y = b;

	return x->pair != y->pair ? x->pair - y->pair : x->pupil < y->pupil ? -1 : x->pupil > y->pupil;
}

static void pupils_count(struct counts *c)
{
	const struct holder *h = c->holders.items;

	if (c->holders.count > 1)
		qsort(c->holders.items, (size_t)c->holders.count, sizeof *h, holder_compare);
	for (int i = 0; i < c->holders.count; i++)
		c->pupils[h[i].pair / CATEGORIES][h[i].pair % CATEGORIES] += i == 0 || holder_compare(&h[i - 1], &h[i]) != 0;
}

static void visit(void *ctx, const struct member *m, const struct member_stretch *s)
{
	struct counts *c = ctx;
	const uint8_t *marks = s->strip->marks - s->strip->span.first;

	for (sitting at = s->first; at <= s->last; at++)
		if (marks[at] != CODE_NONE)
			code_add(c, s->strip->id, &(struct mark){ at, marks[at], (uint8_t)code_category(marks[at], sitting_day(at)) });
	c->all += !c->counted[s->strip->id];
	c->counted[s->strip->id] = true;
	(void)m;
}

struct code_row {
	uint8_t code;
	enum category category;
	int64_t count;
	int pupils;
};

static int row_compare(const void *a, const void *b)
{
	const struct code_row *x = a, *y = b;

	if (x->category != y->category)
		return (int)x->category - (int)y->category;
	return x->count != y->count ? (x->count > y->count ? -1 : 1) : (int)x->code - (int)y->code;
}

static int rows_make(const struct counts *c, struct arena *a, struct code_row **ret)
{
	struct code_row *rows = arena_new(a, 256 * CATEGORIES, sizeof *rows);
	int n = 0;

	for (int code = 1; code < 256; code++)
		for (int category = CATEGORY_NONE; category < CATEGORIES; category++)
			if (c->count[code][category] > 0)
				rows[n++] = (struct code_row){ (uint8_t)code, (enum category)category, c->count[code][category], c->pupils[code][category] };
	qsort(rows, (size_t)n, sizeof *rows, row_compare);
	*ret = rows;
	return n;
}

static const char *code_words(uint8_t number, struct day day)
{
	const struct code *c = code_on(number, day);

	for (int i = 0; !c && i < codes_count; i++)
		c = codes[i].number == number ? &codes[i] : NULL;
	return c ? c->words : NULL;
}

static bool counts_as_possible(const struct code_row *row)
{
	return row->category >= CATEGORY_PRESENT && row->category <= CATEGORY_UNAUTHORISED;
}

/* On paper what is the same for every code is said once. */
static void row_working(struct report *r, const struct code_row *row, const struct working_steps *all, struct cell *c)
{
	CLEAN_STEPS struct working_steps steps = { .arena = &r->arena };

	working_step(&steps, "Counted", row->count, "%s, %s, of %d pupil%s", c[COL_CODE].text, c[COL_WORDS].text, row->pupils, PLURAL(row->pupils));
	working_words(&steps, "So", "%s", counts_as_possible(row) ? c[COL_SHARE].text : "no part of the possible sessions");
	const char *own = working_line(&steps, &r->arena);
	report_note(r, "%s.", own);
	c[COL_WORKING] = cell_kept(arena_printf(&r->arena, "%s; %s", working_line(all, &r->arena), own));
}

static struct cell *row_put(struct report *r, const struct code_row *row, int64_t possible, struct day day, const char *heading)
{
	bool counts = counts_as_possible(row);
	struct cell *c = report_row_add(r, heading);

	c[COL_CODE] = cell_kept(code_symbol(row->code));
	c[COL_WORDS] = cell_kept(code_words(row->code, day));
	c[COL_CATEGORY] = cell_kept(category_name(row->category));
	c[COL_COUNT] = cell_integer(row->count);
	c[COL_POSSIBLE] = cell_integer(possible);
	c[COL_PERCENT] = cell_percent(counts ? percent_tenths(row->count, possible) : -1);
	c[COL_SHARE] = cell_kept(counts ? report_share_text(&r->arena, row->count, possible) : arena_printf(&r->arena, "%lld", (long long)row->count));
	c[COL_PUPILS] = cell_integer(row->pupils);
	return c;
}

/* Who sees figures alone: a code of few pupils would be as good as a name. */
static int rows_hide(struct code_row *rows, int n, const struct few_told *told)
{
	int left = 0;

	for (int i = 0; i < n; i++)
		if (told->code[rows[i].code][rows[i].category])
			rows[left++] = rows[i];
	return left;
}

/* `told`: NULL: everything. */
static void codes_rows(const struct report_asked *k, struct report *r, const struct counts *c, const struct few_told *told)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct code_row *rows;
	int n = rows_make(c, &a, &rows), shown = told ? rows_hide(rows, n, told) : n, all = told ? told->pupils : c->all;
	int64_t possible = tally_possible(&c->tally);
	CLEAN_STEPS struct working_steps steps = { .arena = &r->arena };

	if (shown == n) /* else it would bring back what is hidden */
		marks_made_working(&c->made, &steps);
	else
		working_step(&steps, "Possible", possible, "sessions in all");
	if (k->wish->working && shown > 0)
		report_note(r, "%s.", working_line(&steps, &r->arena));
	for (int i = 0; i < shown; i++) {
		struct cell *row = row_put(r, &rows[i], possible, k->to, i > 0 && rows[i].category == rows[i - 1].category ? NULL : category_title(rows[i].category));

		if (k->wish->working)
			row_working(r, &rows[i], &steps, row);
	}
	report_note(r, "%d pupil%s. Attended %s.", all, PLURAL(all), report_share_text(&r->arena, tally_attended(&c->tally), possible));
	if (shown < n)
		report_note(r, "Codes of too few pupils to show you: %d.", n - shown);
}

/* Of a class or a year the few would come back as what the others leave of the whole. */
static int codes_told(struct office *o, const struct report_asked *k, const struct member *m, struct few_told *ret, struct err *e)
{
	if (k->wish->group || k->wish->year || k->wish->flag)
		return err_refuse(e, "Codes are shown to you of the whole school: those of a class, a year or a group would be of few pupils.");
	if (m->counted.out + m->counted.cut > 0)
		return err_refuse(e, "Codes as the Department counts are not shown to you: beside the others they would be codes of few pupils.");
	int r = few_told_read(o, k, ret, e);
	return r == 0 && ret->pupils < FIGURES_FEWEST ? figures_few(e) : r;
}

static int codes_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	CLEAN_MEMBER struct member m = { 0 };
	bool figures = k->action == ACTION_SEE_FIGURES;
	struct few_told told;
	int got = member_begin(o, k, false, &m, e);

	if (got < 0)
		return got;
	struct counts *c = arena_new(&m.arena, 1, sizeof *c);
	c->counted = arena_new(&m.arena, (size_t)m.roll.count, sizeof *c->counted);
	got = member_each(&m, visit, c, e);
	pupils_count(c);
	vec_finish(&c->holders);
	if (got == 0 && figures)
		got = codes_told(o, k, &m, &told, e);
	if (got < 0)
		return got;
	report_start(o, r, "codes", columns, k->wish->working ? COLUMNS_ALL : COL_WORKING);
	r->none = "No mark stands.";
	report_titled(o, k, r, "Codes");
	report_line(r, "Each session counts in the class, the year and the group in which the pupil was then.");
	report_dfe_line(r, k, m.counted.out_why);
	codes_rows(k, r, c, figures ? &told : NULL);
	return report_seal(o, r, e);
}

int report_fill_codes(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	enum action action = figures_action(o);

	if (action == ACTION_SEE_FIGURES && w->pupil)
		return err_refuse(e, "Figures of one pupil are not shown to you.");
	return report_make(o, w, action, codes_fill, ret, e);
}
