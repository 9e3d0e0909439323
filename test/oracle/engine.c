/*
 * oracle-engine < CASES: what the thresholds engine finds, one line of JSON a pupil.  A case is lines of words parted by single blanks, `-` for none; what was
 * said stays until it is said again, and `clear` forgets it all.  A sitting is a date and am or pm.
 *   term FROM TO                           closure KIND FROM SESSION TO SESSION YEAR       banks yes|no: bank holidays of the law
 *   covered FROM TO                        days that school_days_make() lays out; known calendar first
 *   period FIRST SESSION LAST SESSION      span FIRST SESSION LAST SESSION                 today DAY
 *   floor N                                line PERCENT INCLUSIVE                          rule LEAST TIMES
 *   stage UPPER LOWER LEAVE_AT
 *   year FIRST LAST                        the school year of returns
 *   pupil ID BORN LEFT                     begins a pupil
 *   mark DAY AM PM                         codes
 *   used DAY SESSION                       by an earlier penalty notice
 *   known LEAVE_ENDED EXAM_LAST ON_ROLL_SINCE STAYS_ON ILLNESS_AHEAD SUSPENSION_AHEAD SUSPENSION_DAYS_AHEAD
 *   joined ASKED OF DUE MADE               left ASKED OF DUE MADE
 *   made KIND FROM MADE                    a return that was made, or (MADE -) a pupil named for one
 *   run                                    prints the pupil
 *   days                                   prints the school days
 *   few FEWEST N ...                       few_hide()
 *   compare SESSION_DAY SESSION            crossings of the marks as they are, against those kept by `keep`: crossings_compare()
 *   keep                                   keeps the crossings of the last run
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rules/engine.h"
#include "rules/few.h"
#include "rules/league.h"

enum { WORDS = 16, YEARS = 24, LINES = 100 };

struct teller {
	struct arena arena; /* of the case */
	struct { VEC(struct term); } terms;
	struct { VEC(struct closure); } closures;
	struct { VEC(struct policy_stage); } stages;
	struct { VEC(sitting); } used;
	struct { VEC(struct return_made); } made;
	struct boundary lines[LINES];
	struct policy policy;
	struct calendar calendar;
	struct school_days days;
	struct engine_terms engine;
	struct engine_pupil pupil;
	struct engine_result result;
	struct crossings kept;
	const char *id;
	char id_text[64];
	uint8_t *strips[YEARS];
	int first_year;
	const char *word[WORDS];
	int words;
};

/* WORDS OF A LINE */

static const char *word(const struct teller *t, int i)
{
	return i < t->words ? t->word[i] : "-";
}

static bool none(const struct teller *t, int i)
{
	return strcmp(word(t, i), "-") == 0;
}

static int number(const struct teller *t, int i, int otherwise)
{
	return none(t, i) ? otherwise : atoi(word(t, i));
}

static struct day day(const struct teller *t, int i)
{
	struct day d = DAY_NONE;

	BUG_UNLESS(none(t, i) || day_parse(word(t, i), &d) == 0);
	return d;
}

static sitting sitting_at(const struct teller *t, int i)
{
	enum session s;

	BUG_UNLESS(session_parse(word(t, i + 1), &s) == 0);
	return sitting_of(day(t, i), s);
}

/* WHAT IS PRINTED */

static const char *day_word(struct day d)
{
	static char text[8][DAY_TEXT];
	static int next;

	next = (next + 1) % 8;
	return day_iso(d, text[next]);
}

static void print_sitting(const char *name, sitting s)
{
	printf("\"%s\":\"%s%s\"", name, day_word(sitting_day(s)), session_name(sitting_session(s)));
}

static void print_crossings(const struct crossings *c)
{
	printf("\"crossings\":[");
	for (int i = 0; i < c->of.count; i++) {
		const struct crossing *x = &c->of.items[i];

		printf("%s{", i ? "," : "");
		print_sitting("at", x->at);
		printf(",\"line\":%d,\"down\":%d,\"possible\":%d,\"attended\":%d}", x->line, x->down, x->possible, x->attended);
	}
	printf("],");
}

static void print_stage(const struct stage_at *s)
{
	printf("\"stage\":%d,", s->stage);
	if (s->stage >= 0) {
		print_sitting("stage_since", s->since);
		printf(",");
	}
}

static void print_forecast(const struct forecast *f)
{
	printf("\"forecast\":{\"left\":%d,\"best\":%d,\"worst\":%d,\"at_this_rate\":%d,\"band_best\":%d,\"band_worst\":%d,\"band_at_this_rate\":%d},\"lines\":[",
	       f->left, f->best, f->worst, f->at_this_rate, f->band_best, f->band_worst, f->band_at_this_rate);
	for (int i = 0; i < f->line_count; i++) {
		const struct forecast_line *l = &f->lines[i];

		printf("%s{\"below\":%d,\"missed_in_row\":%d,\"attended_in_row\":%d,\"may_miss\":%d,\"in_reach_down\":%d}", i ? "," : "", l->below,
		       l->missed_in_row, l->attended_in_row, l->may_miss, l->in_reach_down);
	}
	printf("],");
}

static void print_penalty(const struct penalty *p)
{
	printf("\"penalty\":{\"from\":\"%s\",\"now\":%d,\"now_provisional\":%d,\"lacking\":%d,\"windows\":[", day_word(p->from), p->now, p->now_provisional,
	       p->lacking);
	for (int i = 0; i < p->windows.count; i++) {
		const struct penalty_window *w = &p->windows.items[i];

		printf("%s{\"from\":\"%s\",\"to\":\"%s\",\"count\":%d,\"provisional\":%d,", i ? "," : "", day_word(w->from), day_word(w->to), w->count,
		       w->provisional);
		print_sitting("met", w->met);
		printf(",\"ten\":[");
		for (int k = w->first; k < w->first + PENALTY_SESSIONS; k++) {
			const struct mark *m = &p->counted.items[k];

			printf("%s\"%s%s%s\"", k > w->first ? "," : "", day_word(sitting_day(m->at)), session_name(sitting_session(m->at)), code_symbol(m->code));
		}
		printf("]}");
	}
	printf("],\"counted\":%d},", p->counted.count);
}

static void print_returns(const struct returns *r)
{
	printf("\"returns\":[");
	for (int i = 0; i < r->of.count; i++) {
		const struct return_found *f = &r->of.items[i];
		static const char *const states[] = { [RETURN_NEAR] = "near", [RETURN_DUE] = "due", [RETURN_MADE] = "made" };

		printf("%s{\"kind\":\"%s\",\"state\":\"%s\",\"named\":%d,\"from\":\"%s\",\"due\":\"%s\",\"days\":%d,\"half\":%d,\"ahead\":%d,\"provisional\":%d}",
		       i ? "," : "", return_name(f->kind), states[f->state], f->named, day_word(f->from), day_word(f->due), f->days, f->half, f->ahead,
		       f->provisional);
	}
	printf("],");
}

static void print_spells(const struct spells *s)
{
	printf("\"spells\":[");
	for (int i = 0; i < s->of.count; i++) {
		const struct spell *x = &s->of.items[i];

		printf("%s{", i ? "," : "");
		print_sitting("first", x->first);
		printf(",");
		print_sitting("last", x->last);
		printf(",\"sessions\":%d,\"authorised\":%d,\"unauthorised\":%d,\"no_reason\":%d,\"code\":\"%s\",\"open\":%d}", x->sessions, x->authorised,
		       x->unauthorised, x->no_reason, code_symbol(x->code), x->open);
	}
	printf("],");
}

static void print_patterns(const struct pattern_rule *rule, const struct patterns *p)
{
	enum pattern_place worth[PLACES];
	int count = patterns_worth(rule, p, worth);

	printf("\"patterns\":{\"all\":[%d,%d],\"at\":[", p->all.missed, p->all.possible);
	for (int i = 0; i < PLACES; i++)
		printf("%s[%d,%d,%d]", i ? "," : "", p->at[i].missed, p->at[i].possible, pattern_is_worth(rule, p, (enum pattern_place)i));
	printf("],\"late\":%d,\"after_close\":%d,\"late_at\":[", p->late, p->after_close);
	for (int i = 0; i < 7; i++)
		printf("%s%d", i ? "," : "", p->late_at[i]);
	printf("],\"weeks\":%d,\"weeks_broken\":%d,\"weeks_missed\":%d,\"spells\":%d,\"spells_one\":%d,\"longest\":%d,\"worth\":[", p->weeks, p->weeks_broken,
	       p->weeks_missed, p->spells, p->spells_one, p->longest);
	for (int i = 0; i < count; i++)
		printf("%s%d", i ? "," : "", (int)worth[i]);
	printf("]},");
}

static void print_praise(struct marks m)
{
	static const bool strict[256];
	bool kind[256] = { 0 };

	kind[CODE_I] = kind[code_number("R")] = true;
	printf("\"full\":[%d,%d],\"streak\":[%d,%d]", league_is_full(m, strict), league_is_full(m, kind), league_streak(m, strict), league_streak(m, kind));
}

static void print_result(const struct teller *t)
{
	const struct engine_result *r = &t->result;
	const struct pattern_rule rule = { t->policy.pattern_least, t->policy.pattern_times };

	printf("{\"id\":\"%s\",\"marks\":%d,\"tally\":[", t->id, r->marks.count);
	for (int i = CATEGORY_PRESENT; i < CATEGORIES; i++)
		printf("%s%d", i > CATEGORY_PRESENT ? "," : "", r->tally.count[i]);
	printf("],\"late\":%d,\"possible\":%d,\"attended\":%d,\"missed\":%d,\"band\":%d,\"persistent\":%d,\"severe\":%d,", r->tally.late, r->possible, r->attended,
	       r->missed, r->band, r->persistent, r->severe);
	print_stage(&r->stage);
	print_crossings(&r->crossings);
	print_forecast(&r->forecast);
	print_penalty(&r->penalty);
	print_returns(&r->returns);
	print_spells(&r->spells);
	print_patterns(&rule, &r->patterns);
	print_praise(r->marks);
	printf("}\n");
}

/* THE CASE */

static void say_term(struct teller *t)
{
	vec_push(&t->terms, (struct term){ .name = "Term", .from = day(t, 1), .to = day(t, 2) });
}

static void say_closure(struct teller *t)
{
	static const char *const kinds[] = { "holiday", "inset", "planned", "unplanned", "partial", "staggered", "open" };
	struct closure c = { .from = sitting_at(t, 2), .to = sitting_at(t, 4), .year = number(t, 6, SESSION_ANY_YEAR), .name = "Closure" };

	while ((size_t)c.kind < sizeof kinds / sizeof *kinds && strcmp(kinds[c.kind], word(t, 1)) != 0)
		c.kind++;
	vec_push(&t->closures, c);
}

static void say_banks(struct teller *t)
{
	t->calendar.no_bank_holidays = strcmp(word(t, 1), "no") == 0;
}

static void say_covered(struct teller *t)
{
	t->calendar.terms = t->terms.items;
	t->calendar.term_count = t->terms.count;
	t->calendar.closures = t->closures.items;
	t->calendar.closure_count = t->closures.count;
	school_days_make(&t->calendar, day(t, 1), day(t, 2), &t->arena, &t->days);
}

static void say_period(struct teller *t)
{
	t->engine.first = sitting_at(t, 1);
	t->engine.last = sitting_at(t, 3);
}

static void say_span(struct teller *t)
{
	t->pupil.span.first = sitting_at(t, 1);
	t->pupil.span.last = sitting_at(t, 3);
	t->first_year = strip_year(sitting_day(t->pupil.span.first));
	t->pupil.span.year = t->first_year;
	t->pupil.span.years = strip_year(sitting_day(t->pupil.span.last)) - t->first_year + 1;
	BUG_UNLESS(t->pupil.span.years <= YEARS);
}

static void say_today(struct teller *t)
{
	t->engine.today = day(t, 1);
}

static void say_floor(struct teller *t)
{
	t->policy.floor = number(t, 1, CROSSING_FLOOR);
}

static void say_line(struct teller *t)
{
	static const char *const bands[LINES + 1];

	BUG_UNLESS(t->policy.boundary_count < LINES);
	t->lines[t->policy.boundary_count++] = (struct boundary){ .percent = number(t, 1, 0), .inclusive = number(t, 2, 0), .source = "" };
	t->policy.boundaries = t->lines;
	t->policy.bands = bands;
}

static void say_rule(struct teller *t)
{
	t->policy.pattern_least = number(t, 1, 6);
	t->policy.pattern_times = number(t, 2, 2);
}

static void say_stage(struct teller *t)
{
	vec_push(&t->stages, (struct policy_stage){ .name = "", .title = "", .upper = number(t, 1, 0), .lower = number(t, 2, 0), .leave_at = number(t, 3, 0) });
	t->policy.stages = t->stages.items;
	t->policy.stage_count = t->stages.count;
}

static void say_year(struct teller *t)
{
	t->pupil.known.year_first = day(t, 1);
	t->pupil.known.year_last = day(t, 2);
}

static void say_pupil(struct teller *t)
{
	struct return_known *k = &t->pupil.known;

	snprintf(t->id_text, sizeof t->id_text, "%s", word(t, 1));
	t->id = t->id_text;
	*k = (struct return_known){ .born = day(t, 2), .today = t->engine.today, .year_first = k->year_first, .year_last = k->year_last, .leave_ended = DAY_NONE,
		.exam_last = DAY_NONE, .on_roll_since = DAY_NONE };
	t->pupil.left = number(t, 3, 0);
	t->used.count = t->made.count = 0;
	for (int i = 0; i < YEARS; i++)
		if (t->strips[i])
			memset(t->strips[i], 0, STRIP_BYTES);
}

static void put_mark(struct teller *t, sitting at, const char *symbol)
{
	int year = strip_year(sitting_day(at)) - t->first_year;
	uint8_t code = code_number(symbol);

	if (strcmp(symbol, "-") == 0)
		return;
	BUG_UNLESS(code != CODE_NONE && year >= 0 && year < YEARS);
	if (!t->strips[year])
		t->strips[year] = mem_new(STRIP_BYTES, 1);
	t->strips[year][strip_slot(at)] = code;
}

static void say_mark(struct teller *t)
{
	put_mark(t, sitting_of(day(t, 1), SESSION_AM), word(t, 2));
	put_mark(t, sitting_of(day(t, 1), SESSION_PM), word(t, 3));
}

static void say_used(struct teller *t)
{
	vec_push(&t->used, sitting_at(t, 1));
}

static void say_known(struct teller *t)
{
	struct return_known *k = &t->pupil.known;

	k->leave_ended = day(t, 1);
	k->exam_last = day(t, 2);
	k->on_roll_since = day(t, 3);
	k->stays_on = number(t, 4, 0);
	k->illness_ahead = number(t, 5, 0);
	k->suspension_ahead = number(t, 6, 0);
	k->suspension_days_ahead = number(t, 7, 0);
}

static void say_joined(struct teller *t)
{
	struct return_known *k = &t->pupil.known;

	k->joined.asked = number(t, 1, 0);
	k->joined.of = day(t, 2);
	k->joined.due = day(t, 3);
	k->joined.made = day(t, 4);
}

static void say_left(struct teller *t)
{
	struct return_known *k = &t->pupil.known;

	k->left.asked = number(t, 1, 0);
	k->left.of = day(t, 2);
	k->left.due = day(t, 3);
	k->left.made = day(t, 4);
}

static void say_made(struct teller *t)
{
	struct return_made m = { .from = day(t, 2), .made = day(t, 3) };

	BUG_UNLESS(return_parse(word(t, 1), &m.kind) == 0);
	vec_push(&t->made, m);
}

static void say_run(struct teller *t)
{
	t->pupil.span.strips = (const uint8_t *const *)t->strips;
	t->pupil.used = t->used.items;
	t->pupil.used_count = t->used.count;
	t->pupil.known.made = t->made.items;
	t->pupil.known.made_count = t->made.count;
	t->engine.policy = &t->policy;
	t->engine.days = &t->days;
	t->engine.parts = ENGINE_ALL;
	engine_run(&t->engine, &t->pupil, &t->result);
	print_result(t);
}

static void say_days(struct teller *t)
{
	printf("[");
	for (int i = 0; i < t->days.count; i++) {
		const struct school_day *d = &t->days.of[i];

		printf("%s[\"%s\",%d,%d,\"%s\"]", i ? "," : "", day_word(d->day), d->sessions, d->edges, day_word(t->days.mondays[d->week]));
	}
	printf("]\n");
}

static void say_few(struct teller *t)
{
	int of[WORDS] = { 0 };
	bool hidden[WORDS] = { 0 };
	int count = t->words - 2;

	for (int i = 0; i < count; i++)
		of[i] = number(t, i + 2, 0);
	printf("[%d", few_hide(of, count, number(t, 1, 0), hidden));
	for (int i = 0; i < count; i++)
		printf(",%d", hidden[i]);
	printf("]\n");
}

static void say_keep(struct teller *t)
{
	t->kept.of.count = 0;
	for (int i = 0; i < t->result.crossings.of.count; i++)
		vec_push(&t->kept.of, t->result.crossings.of.items[i]);
}

static void say_compare(struct teller *t)
{
	struct crossing_changes changes = { 0 };

	crossings_compare(&t->kept, sitting_at(t, 1), &t->result.crossings, &changes);
	printf("[");
	for (int i = 0; i < changes.of.count; i++) {
		const struct crossing_change *c = &changes.of.items[i];

		printf("%s{", i ? "," : "");
		print_sitting("at", c->crossing.at);
		printf(",\"line\":%d,\"down\":%d,\"withdrawn\":%d,\"late\":%d}", c->crossing.line, c->crossing.down, c->withdrawn, c->late);
	}
	printf("]\n");
	crossing_changes_finish(&changes);
}

static void say_clear(struct teller *t)
{
	arena_finish(&t->arena);
	t->arena = (struct arena){ 0 };
	t->terms.count = t->closures.count = t->stages.count = t->used.count = t->made.count = 0;
	t->policy = (struct policy){ .name = "case", .title = "Case", .floor = CROSSING_FLOOR, .pattern_least = 6, .pattern_times = 2 };
	t->calendar = (struct calendar){ 0 };
}

static const struct {
	const char *name;
	void (*say)(struct teller *t);
} lines[] = {
	{ "clear", say_clear }, { "term", say_term }, { "closure", say_closure }, { "banks", say_banks }, { "covered", say_covered }, { "period", say_period },
	{ "span", say_span }, { "today", say_today }, { "floor", say_floor }, { "line", say_line }, { "rule", say_rule }, { "stage", say_stage }, { "year", say_year },
	{ "pupil", say_pupil }, { "mark", say_mark }, { "used", say_used }, { "known", say_known }, { "joined", say_joined }, { "left", say_left },
	{ "made", say_made }, { "run", say_run }, { "days", say_days }, { "few", say_few }, { "keep", say_keep }, { "compare", say_compare },
};

static int say(struct teller *t, char *line)
{
	t->words = 0;
	for (char *rest = line, *w; t->words < WORDS && (w = strtok_r(rest, " \n", &rest));)
		t->word[t->words++] = w;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (strcmp(lines[i].name, word(t, 0)) == 0) {
			lines[i].say(t);
			return 0;
		}
	return -EINVAL;
}

static void finish(struct teller *t)
{
	engine_result_finish(&t->result);
	crossings_finish(&t->kept);
	vec_finish(&t->terms);
	vec_finish(&t->closures);
	vec_finish(&t->stages);
	vec_finish(&t->used);
	vec_finish(&t->made);
	for (int i = 0; i < YEARS; i++)
		free(t->strips[i]);
	arena_finish(&t->arena);
}

int main(void)
{
	static struct teller t;
	CLEAN_FREE char *line = NULL;
	size_t size = 0;
	int r = 0;

	say_clear(&t);
	while (r == 0 && getline(&line, &size, stdin) > 0) {
		r = say(&t, line);
		if (r < 0)
			fprintf(stderr, "no such line: %s\n", word(&t, 0));
	}
	finish(&t);
	return r < 0;
}
