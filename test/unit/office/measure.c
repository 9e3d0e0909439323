#include "rows.h"

#include <errno.h>

#include "../../../src/office/measure.h"
#include "office/bands.h"
#include "office/clocks.h"
#include "store/store.h"
#include "world.h"

/* Everybody's figures by pupil, as every screen and report reads them: the practice school of world.h. */

#define BEGIN day_of(2026, 9, 2)
#define ASKED .date = { INT32_MIN }, .session = -1
#define SEPTEMBER ASKED, .from = day_of(2026, 9, 1), .to = TODAY

/** What is asked of it, and who answers. */
struct asking {
	struct world *w;
	struct measure_wish wish;
	bool left;                /* said too */
	int count, boarders, dfe_out;
};

static const char *short_name(int64_t id)
{
	static const char *const names[] = { "?", "Amara", "Ben", "Chloe", "Dev", "Ed", "Finn", "Gia" };

	return id > 0 && id <= GIA ? names[id] : names[0];
}

static void say(void *ctx, const struct measure *m, const struct measured *p)
{
	struct asking *a = ctx;
	struct buf *b = &a->w->said;

	buf_printf(b, "%s%s %d/%d", a->count++ > 0 ? ", " : "", short_name(p->id), p->result->attended, p->result->possible);
	if (a->left)
		buf_printf(b, " left %d", p->left);
	for (int i = 0; m->terms.parts & ENGINE_CROSSINGS && i < p->result->crossings.of.count; i++) {
		const struct crossing *c = &p->result->crossings.of.items[i];
		char iso[DAY_TEXT];

		buf_printf(b, " %c%d %s%s", c->down ? 'v' : '^', m->policy.boundaries[c->line].percent, day_iso(sitting_day(c->at), iso) + 5,
			   session_name(sitting_session(c->at)));
	}
}

static int ask(struct office *o, const struct report_asked *k, void *ctx, struct err *e)
{
	struct asking *a = ctx;
	CLEAN_MEASURE struct measure m = { 0 };

	a->wish.asked = k;
	int r = measure_begin(o, &a->wish, &m, e);
	if (r == 0)
		r = measure_each(&m, say, a, e);
	a->boarders = m.boarders;
	a->dfe_out = m.dfe_out;
	return r;
}

static int asked(struct asking *a, const struct report_wish *wish)
{
	buf_reset(&a->w->said);
	err_clear(&a->w->e);
	a->count = 0;
	if (a->wish.year == 0)
		a->wish.year = SESSION_ANY_YEAR;
	return report_read(a->w->o, wish, ACTION_SEE_TOTALS, ask, a, &a->w->e);
}

static void assert_said_at(struct asking *a, const struct report_wish *wish, const char *want, const char *file, int line)
{
	assert_done_at(&a->w->e, asked(a, wish), "asked", file, line);
	if (strcmp(buf_string(&a->w->said), want) == 0)
		return;
	print_error("said:   %s\nwanted: %s\n", buf_string(&a->w->said), want);
	_fail(file, line);
}
#define assert_said(a, wish, want) assert_said_at(a, wish, want, __FILE__, __LINE__)

/* day_of() as a constant */
#define FIRST_DAY { 20697 } /* 1 September 2026 */
#define LAST_DAY { 20777 }  /* today */
static const struct report_wish all = { ASKED, .from = FIRST_DAY, .to = LAST_DAY }, amara = { ASKED, .from = FIRST_DAY, .to = LAST_DAY, .pupil = "101" },
				ben = { ASKED, .from = FIRST_DAY, .to = LAST_DAY, .pupil = "102" };

/* ON AND OFF THE ROLL */

/* The spells of world.c are numbered like their pupils. */
static void put_spell(struct world *w, int64_t id, int64_t pupil, struct day from, enum session from_session, struct day to)
{
	struct enrolment_row row = ENROLMENT_NEW;

	row.id = id;
	row.pupil = pupil;
	row.kind = "single";
	row.from_day = from;
	row.from_session = from_session;
	row.to_day = to;
	row.to_session = day_is_none(to) ? NONE : 1;
	world_put(w, THING_ENROLMENT, &row);
}

static void on_and_off(struct world *w)
{
	struct asking a = { .w = w, .wish = { .parts = ENGINE_TALLY } };

	RUN(w, { AMARA, BEGIN, 100, 10, "I" }, { BEN, BEGIN, 100, 30, "I" }, { DEV, day_of(2026, 11, 19), 4, 0, "I" }, { ED, BEGIN, 100, 0, "I" });
	as(w, "ann");
	/* Dev joins at noon today, Ed left on 13 November: marks beyond are no marks */
	assert_said(&a, &all, "Amara 90/100, Ben 70/100, Chloe 0/0, Dev 1/1, Ed 94/94, Finn 0/0, Gia 0/0");
	put_spell(w, BEN, BEN, day_of(2026, 9, 1), SESSION_AM, day_of(2026, 9, 18));
	put_spell(w, 0, BEN, day_of(2026, 11, 16), SESSION_PM, DAY_NONE);
	/* 26 sessions to 18 September, all missed but none of the last; 5 from the noon of 16 November */
	assert_said(&a, &ben, "Ben 5/31");
	struct report_wish october = { ASKED, .from = day_of(2026, 10, 1), .to = day_of(2026, 10, 23) };
	assert_said(&a, &october, "Amara 34/34, Chloe 0/0, Ed 34/34, Finn 0/0, Gia 0/0");
	put_spell(w, 0, BEN, day_of(2026, 9, 10), SESSION_AM, day_of(2026, 9, 25)); /* overlaps: each session once */
	assert_said(&a, &ben, "Ben 11/41");
}

static void boarder(struct world *w)
{
	struct asking a = { .w = w, .wish = { .parts = ENGINE_TALLY } };
	CLEAN_ARENA struct arena arena = { 0 };
	struct pupil_row row;
	struct store *st;

	RUN(w, { AMARA, BEGIN, 100, 10, "I" });
	assert_done(store_open(w->directory, &st, &w->e));
	assert_true(store_thing_get(st, THING_PUPIL, AMARA, &arena, &row) >= 0);
	store_close(st);
	row.boarder = 1;
	world_put(w, THING_PUPIL, &row);
	as(w, "ann");
	assert_said(&a, &all, "Ben 0/0, Chloe 0/0, Dev 0/0, Ed 0/0, Finn 0/0, Gia 0/0");
	assert_int_equal(a.boarders, 1);
}

static void filters(struct world *w)
{
	struct asking a = { .w = w, .wish = { .parts = ENGINE_TALLY } };
	struct report_wish oak = { SEPTEMBER, .group = "Oak" };

	as(w, "ann");
	assert_said(&a, &oak, "Finn 0/0, Gia 0/0");
	a.wish.year_words = "R";
	assert_said(&a, &all, "Chloe 0/0");
	a.wish.year_words = "9";
	assert_refused(asked(&a, &all), "No pupil is in a year 9");
	a.wish.year_words = NULL;
	a.wish.flag = "fsm";
	assert_refused(asked(&a, &all), "the roll says nothing of groups yet");
	a.wish.flag = NULL;
	a.wish.policy = "nonsense";
	assert_int_equal(asked(&a, &all), -ENOENT);
	assert_words(w->e.text, "There is no policy \"nonsense\". There are: ");
	a.wish.policy = NULL;
	as(w, "tom");
	assert_said(&a, &all, "Amara 0/0, Ben 0/0, Chloe 0/0, Dev 0/0, Ed 0/0");
}

/* The storage year begins on 1 September, whatever the school's does. */
static void august(struct world *w)
{
	struct asking a = { .w = w, .wish = { .parts = ENGINE_TALLY | ENGINE_CROSSINGS } };
	struct term_row early = { .id = 1, .name = "Autumn", .from_day = day_of(2026, 8, 24), .to_day = day_of(2026, 12, 18) };
	struct report_wish whole = { ASKED, .from = day_of(2026, 8, 24), .to = TODAY, .pupil = "101" };

	world_put(w, THING_TERM, &early);
	put_spell(w, AMARA, AMARA, day_of(2026, 8, 24), SESSION_AM, DAY_NONE);
	RUN(w, { AMARA, day_of(2026, 8, 24), 20, 10, "I" });
	as(w, "ann");
	/* Mon 24 August to Fri 4 September: the twentieth is in another storage year than the first */
	assert_said(&a, &whole, "Amara 10/20 v95 09-04pm v90 09-04pm v80 09-04pm v50 09-04pm");
}

/* WHAT STOOD THEN, AND WHAT WAS CHANGED SINCE */

static int64_t last_act(struct world *w)
{
	struct store *st;
	struct hash head;
	int64_t seq;

	assert_done(store_open(w->directory, &st, &w->e));
	assert_true(store_act_last(st, &seq, &head) >= 0);
	store_close(st);
	return seq;
}

static void amend(struct world *w, int64_t pupil, struct day day, enum session session, const char *code)
{
	assert_done(mark(w, REF(WILLOW, day, session), pupil, code, "the family brought a letter"));
}

static void then_and_now(struct world *w)
{
	struct asking a = { .w = w, .wish = { .parts = ENGINE_TALLY | ENGINE_CROSSINGS } };

	RUN(w, { AMARA, BEGIN, 40, 4, "I" }, { BEN, BEGIN, 40, 0, "I" });
	as(w, "ann");
	int64_t act = last_act(w);
	sitting last = sitting_of(day_of(2026, 9, 29), SESSION_PM);
	assert_said(&a, &ben, "Ben 40/40");
	amend(w, BEN, day_of(2026, 9, 3), SESSION_AM, "I");
	amend(w, BEN, day_of(2026, 9, 3), SESSION_PM, "I");
	amend(w, BEN, day_of(2026, 9, 4), SESSION_AM, "I");
	RUN(w, { BEN, day_of(2026, 9, 30), 2, 0, "I" });
	assert_said(&a, &ben, "Ben 39/42 v95 09-15pm v90 09-15pm ^90 09-23am");
	a.wish.of_act = act;
	a.wish.of_last = last;
	assert_said(&a, &ben, "Ben 40/40");
	a.wish.of_last = sitting_of(day_of(2026, 9, 4), SESSION_PM);
	assert_said(&a, &ben, "Ben 6/6");
	/* A mark taken away since stood then */
	a.wish.of_last = last;
	a.wish.of_act = act + 3;
	assert_said(&a, &ben, "Ben 37/40 v95 09-15pm v90 09-15pm ^90 09-23am");
}

/* Undone, the figures are what they were; and the page is right at the next look, each time. */
static void undone(struct world *w)
{
	struct bands_wish wish = { .from = DAY_NONE, .to = DAY_NONE, .year = SESSION_ANY_YEAR, .band = -1 };
	struct asking a = { .w = w, .wish = { .parts = ENGINE_ALL & ~ENGINE_FORECAST } };
	struct bands_view v;
	CLEAN_BUF struct buf before = { 0 };
	struct mark_result got;

	RUN(w, { AMARA, BEGIN, 40, 4, "I" });
	as(w, "ann");
	assert_done(asked(&a, &amara));
	buf_text(&before, buf_string(&w->said));
	assert_done(office_bands_open(w->o, &wish, &v, &w->e));
	assert_int_equal(v.lines[0].attended, 36);
	bands_view_finish(&v);
	amend(w, AMARA, day_of(2026, 9, 21), SESSION_AM, "I");
	assert_done(office_bands_open(w->o, &wish, &v, &w->e));
	assert_int_equal(v.lines[0].attended, 35);
	bands_view_finish(&v);
	assert_done(office_undo(w->o, w->got.act, "a slip", &w->said, &got, &w->e));
	assert_done(office_bands_open(w->o, &wish, &v, &w->e));
	assert_int_equal(v.lines[0].attended, 36);
	bands_view_finish(&v);
	assert_said(&a, &amara, buf_string(&before));
}

/* A closure that was entered after the crossing that it undoes: its sessions were never possible. */
static void closed_after(struct world *w)
{
	struct bands_wish wish = { .from = DAY_NONE, .to = DAY_NONE, .year = SESSION_ANY_YEAR, .band = -1, .new_only = true };
	struct review_row review = REVIEW_NEW;
	struct closure_row flood = CLOSURE_NEW;
	struct bands_view v;

	RUN(w, { AMARA, BEGIN, 36, 0, "I" });
	RUN(w, { AMARA, day_of(2026, 9, 28), 4, 4, "I" });
	as(w, "ann");
	review.policy = "national";
	review.of_act = last_act(w);
	review.opened_day = review.closed_day = review.through_day = day_of(2026, 9, 29);
	review.through_session = 1;
	world_put(w, THING_REVIEW, &review);
	assert_done(office_bands_open(w->o, &wish, &v, &w->e));
	assert_int_equal(v.count, 0);
	assert_int_equal(v.reviewed.n, day_of(2026, 9, 29).n);
	bands_view_finish(&v);
	flood.name = "Flood";
	flood.kind = "unplanned";
	flood.from_day = day_of(2026, 9, 28);
	flood.to_day = day_of(2026, 9, 29);
	flood.to_session = 1;
	world_put(w, THING_CLOSURE, &flood);
	for (sitting s = sitting_of(flood.from_day, SESSION_AM); s <= sitting_of(flood.to_day, SESSION_PM); s++)
		amend(w, AMARA, sitting_day(s), sitting_session(s), "Y4");
	assert_done(office_bands_open(w->o, &wish, &v, &w->e));
	assert_int_equal(v.count, 1);
	assert_int_equal(v.withdrawn, 1);
	assert_int_equal(v.newly_below, 0);
	const struct band_line *l = &v.lines[0];
	assert_int_equal(l->attended, 36);
	assert_int_equal(l->possible, 36);
	assert_int_equal(l->then_attended, 36);
	assert_int_equal(l->then_possible, 40);
	assert_null(l->crossed);
	assert_non_null(l->withdrawn);
	assert_int_equal(v.policy.boundaries[l->withdrawn->line].percent, 90);
	assert_true(l->withdrawn->down);
	bands_view_finish(&v);
}

/* Newly below since the review: what came of new marks alone. */
static void newly(struct world *w)
{
	struct bands_wish wish = { .from = DAY_NONE, .to = DAY_NONE, .year = SESSION_ANY_YEAR, .band = -1, .new_only = true };
	struct review_row review = REVIEW_NEW;
	struct bands_view v;

	RUN(w, { AMARA, BEGIN, 40, 0, "I" }, { BEN, BEGIN, 40, 6, "I" });
	as(w, "ann");
	assert_done(office_bands_open(w->o, &wish, &v, &w->e));
	assert_int_equal(v.count, 1); /* none was reviewed: whatever was crossed is new */
	assert_true(day_is_none(v.reviewed));
	assert_int_equal(v.lines[0].then_possible, -1);
	bands_view_finish(&v);
	review.policy = "national";
	review.of_act = last_act(w);
	review.opened_day = review.closed_day = review.through_day = day_of(2026, 9, 29);
	review.through_session = 1;
	world_put(w, THING_REVIEW, &review);
	RUN(w, { AMARA, day_of(2026, 9, 30), 6, 5, "N" }, { BEN, day_of(2026, 9, 30), 6, 0, "N" });
	assert_done(office_bands_open(w->o, &wish, &v, &w->e));
	assert_int_equal(v.count, 1);
	assert_int_equal(v.newly_below, 1);
	assert_string_equal(v.lines[0].name, "Amara Okafor");
	assert_int_equal(v.lines[0].crossed->at, sitting_of(day_of(2026, 10, 2), SESSION_AM));
	assert_int_equal(v.policy.boundaries[v.lines[0].crossed->line].percent, 90);
	bands_view_finish(&v);
	wish.to = day_of(2026, 9, 28); /* over before the review: nothing in them came since */
	assert_done(office_bands_open(w->o, &wish, &v, &w->e));
	assert_true(day_is_none(v.reviewed));
	assert_int_equal(v.count, 0);
	assert_int_equal(v.newly_below, 0);
	bands_view_finish(&v);
	wish.to = DAY_NONE;
	struct review_row class = review;
	class.id = 0;
	class.roll_group = OAK;
	class.of_act = last_act(w);
	class.through_day = day_of(2026, 10, 2);
	world_put(w, THING_REVIEW, &class);
	wish.new_only = false;
	assert_done(office_bands_open(w->o, &wish, &v, &w->e)); /* of the school the other one is the last */
	assert_int_equal(v.newly_below, 1);
	bands_view_finish(&v);
}

/* POLICIES */

static void adopt(struct world *w, const char *name, struct day from)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct policy_row row = POLICY_NEW;

	assert_done(office_policy_text(w->o, name, &a, &row.text, &w->e));
	row.name = name;
	row.from_day = from;
	world_put(w, THING_POLICY, &row);
}

static void policies(struct world *w)
{
	struct asking a = { .w = w, .wish = { .parts = ENGINE_TALLY | ENGINE_CROSSINGS } };
	struct report_wish september = { ASKED, .from = day_of(2026, 9, 1), .to = day_of(2026, 9, 30), .pupil = "101" };

	RUN(w, { AMARA, BEGIN, 100, 8, "I" });
	as(w, "ann");
	adopt(w, "national", day_of(2026, 9, 1));
	adopt(w, "hackney-2012", day_of(2026, 11, 2)); /* in mid-year: figures are by the one of their last day */
	assert_done(asked(&a, &september));
	assert_null(strstr(buf_string(&w->said), "85"));
	assert_done(asked(&a, &amara));
	assert_words(buf_string(&w->said), "v85");
	CLEAN_BUF struct buf hackney = { 0 };
	buf_text(&hackney, buf_string(&w->said));
	/* two side by side on one school, whichever is adopted */
	a.wish.policy = "national";
	assert_done(asked(&a, &amara));
	assert_null(strstr(buf_string(&w->said), "85"));
	a.wish.policy = "hackney-2012";
	assert_said(&a, &amara, buf_string(&hackney));
}

static void as_dfe(struct world *w)
{
	struct asking a = { .w = w, .wish = { .parts = ENGINE_TALLY, .as_dfe = true } };

	RUN(w, { AMARA, BEGIN, 100, 10, "I" }, { CHLOE, BEGIN, 100, 10, "I" }, { FINN, BEGIN, 10, 0, "I" });
	as(w, "ann");
	/* Chloe is four on 31 August; nothing was possible for the others */
	assert_said(&a, &all, "Amara 90/100, Finn 10/10");
	assert_int_equal(a.dfe_out, 5);
}

/* WHAT IS STILL TO COME: to Fri 18 December, 20 school days and today */

static void left(struct world *w)
{
	struct asking a = { .w = w, .wish = { .parts = ENGINE_TALLY | ENGINE_FORECAST }, .left = true };
	struct plan_row plan = PLAN_NEW;
	struct plan_pupil_row goer = PLAN_PUPIL_NEW;

	RUN(w, { AMARA, day_of(2026, 11, 18), 4, 0, "I" });
	as(w, "ann");
	/* at 08:30 today is to come as a whole; Ed left, Dev comes at noon */
	assert_said(&a, &all, "Amara 4/4 left 42, Ben 0/0 left 42, Chloe 0/0 left 42, Dev 0/0 left 41, Ed 0/0 left 0, Finn 0/0 left 42, Gia 0/0 left 42");
	at(w, "2026-11-20T09:07");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	assert_said(&a, &amara, "Amara 5/5 left 41");
	assert_said(&a, &ben, "Ben 0/0 left 42"); /* the register has not closed, and he may come */
	at(w, "2026-11-20T09:30");
	assert_said(&a, &ben, "Ben 0/0 left 41");
	struct report_wish then = { ASKED, .from = day_of(2026, 9, 1), .to = day_of(2026, 11, 18), .pupil = "101" };
	assert_said(&a, &then, "Amara 2/2 left 44"); /* from the days asked for on */
	put_spell(w, AMARA, AMARA, day_of(2026, 9, 1), SESSION_AM, day_of(2026, 11, 27));
	assert_said(&a, &amara, "Amara 5/5 left 11");
	plan.kind = "pattern";
	plan.code = "D";
	plan.from_day = day_of(2026, 11, 1);
	plan.to_day = day_of(2026, 12, 31);
	plan.to_session = 1;
	plan.weekdays = 1 << 4; /* Fridays: 20 and 27 November, 4, 11 and 18 December */
	plan.sessions = 3;
	world_put(w, THING_PLAN, &plan);
	goer.plan = plan.id;
	goer.pupil = BEN;
	world_put(w, THING_PLAN_PUPIL, &goer);
	assert_said(&a, &ben, "Ben 0/0 left 32");
	plan.id = 0;
	plan.kind = "absence"; /* leave on one of them: it stands before the pattern, and is a possible session */
	plan.code = "C";
	plan.from_day = plan.to_day = day_of(2026, 12, 4);
	plan.weekdays = 127;
	world_put(w, THING_PLAN, &plan);
	goer.id = 0;
	goer.plan = plan.id;
	world_put(w, THING_PLAN_PUPIL, &goer);
	assert_said(&a, &ben, "Ben 0/0 left 34");
	plan.id = 0;
	plan.kind = "pattern"; /* X is not for a child of compulsory school age */
	plan.code = "X";
	plan.from_day = day_of(2026, 11, 1);
	plan.to_day = day_of(2026, 12, 31);
	plan.weekdays = 1;
	world_put(w, THING_PLAN, &plan);
	goer.id = 0;
	goer.plan = plan.id;
	world_put(w, THING_PLAN_PUPIL, &goer);
	goer.id = 0;
	goer.pupil = CHLOE;
	world_put(w, THING_PLAN_PUPIL, &goer);
	assert_said(&a, &ben, "Ben 0/0 left 34");
	struct report_wish chloe = { SEPTEMBER, .pupil = "103" };
	assert_said(&a, &chloe, "Chloe 0/0 left 33"); /* Mondays: 23 and 30 November, 7 and 14 December */
}

/* Sessions in which the child is in no class are due nowhere. */
static void left_part_of_the_week(struct world *w)
{
	struct asking a = { .w = w, .wish = { .parts = ENGINE_TALLY | ENGINE_FORECAST }, .left = true };
	struct membership_row row = MEMBERSHIP_NEW;

	row.id = BEN;
	row.pupil = BEN;
	row.roll_group = WILLOW;
	row.from_day = day_of(2026, 9, 1);
	row.weekdays = 31;
	row.sessions = 1;
	world_put(w, THING_MEMBERSHIP, &row);
	as(w, "ann");
	assert_said(&a, &ben, "Ben 0/0 left 21");
}

/* ONE AND ALL */

/* One pupil alone is as among everybody, whatever is asked. */
static void one_and_all(struct world *w)
{
	struct asking a = { .w = w, .wish = { .parts = ENGINE_ALL }, .left = true };
	CLEAN_BUF struct buf one = { 0 };

	RUN(w, { AMARA, BEGIN, 100, 10, "I" }, { BEN, BEGIN, 100, 30, "O" }, { CHLOE, BEGIN, 60, 7, "G" }, { ED, BEGIN, 100, 0, "I" },
	    { DEV, day_of(2026, 11, 19), 4, 0, "I" });
	as(w, "ann");
	for (int64_t id = AMARA; id <= GIA; id++) {
		char number[8];
		struct report_wish wish = { SEPTEMBER, .pupil = number };

		snprintf(number, sizeof number, "10%d", (int)id);
		assert_done(asked(&a, &wish));
		buf_printf(&one, "%s%s", one.length ? ", " : "", buf_string(&w->said));
	}
	assert_said(&a, &all, buf_string(&one));
}

/* What lies before the days asked for is read where a rule needs it. */
static void look_span(void *ctx, const struct measure *m, const struct measured *p)
{
	struct asking *a = ctx;
	char first[DAY_TEXT], last[DAY_TEXT];

	buf_printf(&a->w->said, "%s..%s %d", day_iso(sitting_day(p->span->first), first), day_iso(sitting_day(p->span->last), last),
		   m->terms.parts & ENGINE_PENALTY ? p->result->penalty.counted.count : -1);
}

static int ask_span(struct office *o, const struct report_asked *k, void *ctx, struct err *e)
{
	struct asking *a = ctx;
	CLEAN_MEASURE struct measure m = { 0 };

	a->wish.asked = k;
	int r = measure_begin(o, &a->wish, &m, e);
	return r == 0 ? measure_each(&m, look_span, a, e) : r;
}

static void spans(struct world *w)
{
	struct report_wish days = { ASKED, .from = day_of(2026, 11, 18), .to = day_of(2026, 11, 18), .pupil = "101" };
	static const struct { unsigned int parts; const char *want; } rows[] = {
		{ ENGINE_TALLY, "2026-11-18..2026-11-18 -1" },
		/* ten school weeks before that of 16 November, of which one was half-term: Monday 31 August is the first */
		{ ENGINE_PENALTY, "2026-09-01..2026-11-18 12" },
		{ ENGINE_RETURNS, "2026-09-01..2026-11-18 -1" },
	};

	RUN(w, { AMARA, BEGIN, 108, 12, "G" });
	as(w, "ann");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct asking a = { .w = w, .wish = { .parts = rows[i].parts, .year = SESSION_ANY_YEAR } };

		buf_reset(&w->said);
		assert_done(report_read(w->o, &days, ACTION_SEE_TOTALS, ask_span, &a, &w->e));
		assert_string_equal(buf_string(&w->said), rows[i].want);
	}
}

/* A stage that a person set, and its row in the list. */
static void stages(struct world *w)
{
	struct bands_wish wish = { .from = DAY_NONE, .to = DAY_NONE, .year = SESSION_ANY_YEAR, .band = -1, .stage = "severe" };
	struct pupil_stage_row held = PUPIL_STAGE_NEW;
	struct bands_view v;

	RUN(w, { AMARA, BEGIN, 100, 0, "I" }, { BEN, BEGIN, 100, 60, "I" }, { FINN, BEGIN, 100, 15, "I" });
	as(w, "ann");
	assert_done(office_bands_open(w->o, &wish, &v, &w->e));
	assert_int_equal(v.count, 1);
	assert_string_equal(v.lines[0].name, "Ben Ash");
	bands_view_finish(&v);
	held.pupil = AMARA;
	held.policy = "national";
	held.stage = "severe";
	held.from_day = day_of(2026, 11, 2);
	held.words = "as the family asked";
	world_put(w, THING_PUPIL_STAGE, &held);
	assert_done(office_bands_open(w->o, &wish, &v, &w->e));
	assert_int_equal(v.count, 2);
	bands_view_finish(&v);
	wish.stage = "7";
	assert_int_equal(office_bands_open(w->o, &wish, &v, &w->e), -EINVAL);
	assert_words(w->e.text, "There is no stage 7 in the policy national");
}

static const struct world_case cases[] = {
	{ "joiners at noon, leavers, two times on the roll", on_and_off, false },
	{ "a boarder is in no figure", boarder, false },
	{ "a class, a year, a flag, whose classes", filters, false },
	{ "a year that begins in August", august, false },
	{ "marks as they stood at an act", then_and_now, false },
	{ "an amended mark at the next look, and undone", undone, false },
	{ "a closure entered after the crossing that it undoes", closed_after, false },
	{ "newly below since the last review", newly, false },
	{ "a policy changed in mid-year, and two side by side", policies, false },
	{ "as the Department counts", as_dfe, false },
	{ "sessions still to come", left, false },
	{ "sessions still to come of part of the week", left_part_of_the_week, false },
	{ "one pupil as among all", one_and_all, false },
	{ "what lies before the days asked for", spans, false },
	{ "stages, also those that a person set", stages, false },
};

int main(void)
{
	static struct rows r;

	rows_add(&r, world_case, cases);
	return rows_run(&r, "office/measure");
}
