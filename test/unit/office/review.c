/* The fortnightly review: who is on it, what is logged, left and resumed, by two people, undone (C19; domain 6). */
#include "rows.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "office/bands.h"
#include "office/calls.h"
#include "office/clocks.h"
#include "office/review.h"
#include "office/today.h"
#include "rules/span.h"
#include "world.h"

#define SEPTEMBER day_of(2026, 9, 2)
#define FEDERATION "federation-hamsey-plumpton"
#define MEETING "No improvement in two weeks: meeting with class teacher or deputy; Letter 2: what was agreed, and the target"

static struct review_view view;

static void look(struct world *w)
{
	review_view_finish(&view);
	assert_done(office_review_open(w->o, &(struct review_wish){ 0 }, &view, &w->e));
}

static const struct review_line *line_of(int64_t pupil)
{
	for (int i = 0; i < view.count; i++)
		if (view.lines[i].pupil == pupil)
			return &view.lines[i];
	fail_msg("pupil %lld is not on the list of %d", (long long)pupil, view.count);
	return NULL;
}

static const char *names(struct world *w)
{
	buf_reset(&w->said);
	look(w);
	for (int i = 0; i < view.count; i++)
		buf_printf(&w->said, "%s%s %d/%d %s%s", i ? ", " : "", view.lines[i].name, view.lines[i].attended, view.lines[i].possible,
			   view.lines[i].stage_name ? view.lines[i].stage_name : "-", view.lines[i].now.act ? " seen" : "");
	return buf_string(&w->said);
}

static void adopt(struct world *w, const char *name)
{
	int64_t act = 0;

	as(w, "ada");
	assert_done(office_policy_adopt(w->o, name, day_of(2026, 9, 1), false, NULL, &w->said, &act, &w->e));
}

/* Every session until yesterday: Amara in stage 2, Ben in stage 3, Finn above every line. */
static void begin(struct world *w)
{
	RUN(w, { AMARA, SEPTEMBER, 102, 7, "I" }, { BEN, SEPTEMBER, 102, 20, "O" }, { FINN, SEPTEMBER, 102, 0, "I" });
	adopt(w, FEDERATION);
	as(w, "ann");
	at(w, "2026-11-20T10:00");
}

static int log_words(struct world *w, int64_t pupil, const char *decision, int64_t seen, int64_t *ret_act)
{
	struct review_decision d = { .pupil = pupil, .decision = decision, .next_day = DAY_NONE, .review = REVIEW_ANY, .seen = seen };

	buf_reset(&w->said);
	err_clear(&w->e);
	return office_review_log(w->o, &d, &w->said, ret_act, &w->e);
}

static int64_t logged(struct world *w, int64_t pupil)
{
	int64_t act = 0;

	assert_done(log_words(w, pupil, NULL, REVIEW_ANY, &act));
	return act;
}

static int undo(struct world *w, int64_t act)
{
	CLEAN_BUF struct buf left = { 0 };

	err_clear(&w->e);
	return office_undo(w->o, act, NULL, &left, &w->got, &w->e);
}

static int close_it(struct world *w, int64_t review, bool sure)
{
	int64_t act = 0;

	err_clear(&w->e);
	return office_review_close(w->o, &(struct review_wish){ 0 }, review, sure, &act, &w->e);
}

static const char *open_tasks(struct world *w)
{
	struct tasks_view v;

	buf_reset(&w->said);
	assert_done(office_tasks_open(w->o, &(struct tasks_wish){ .everybody = true }, &v, &w->e));
	for (int i = 0; i < v.count; i++)
		buf_printf(&w->said, "%s, %s: %s\n", v.lines[i].name ? v.lines[i].name : "", v.lines[i].who, v.lines[i].text);
	tasks_view_finish(&v);
	return buf_string(&w->said);
}

/* A school's own policy whose one stage asks for twenty things in long words. */
static void heavy(struct world *w)
{
	CLEAN_BUF struct buf text = { 0 };
	char path[sizeof w->directory + 32];
	FILE *f;

	buf_text(&text, "name = \"heavy\"\ntitle = \"Heavy\"\nboundary \"95\" {\n percent = \"95\"\n inclusive = false\n above = \"95 and above\"\n source = \"x\"\n}\n"
			"lowest = \"below 95\"\nstage \"1\" {\n title = \"Stage 1\"\n below = \"95\"\n review = \"10\"\n who = \"Head\"\n source = \"x\"\n}\n");
	for (int i = 0; i < 20; i++)
		buf_printf(&text, "action \"%d\" {\n stage = \"1\"\n title = \"%d: ééééééééééééééééééééééééééééééééééééééééééééé\"\n who = \"Office\"\n source = \"x\"\n}\n", i, i);
	snprintf(path, sizeof path, "%s/policies", w->directory);
	assert_int_equal(mkdir(path, 0700), 0);
	snprintf(path, sizeof path, "%s/policies/heavy.conf", w->directory);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs(buf_string(&text), f) >= 0);
	assert_int_equal(fclose(f), 0);
	adopt(w, "heavy");
	assert_int_equal(unlink(path), 0);
	snprintf(path, sizeof path, "%s/policies", w->directory);
	assert_int_equal(rmdir(path), 0);
}

/* What is adopted is kept in the school: its file may be gone. */
static void many_actions(struct world *w)
{
	begin(w);
	heavy(w);
	as(w, "ann");
	look(w);
	const struct review_line *l = line_of(AMARA);
	assert_int_equal(l->due_count, 20);
	assert_true(strlen(l->proposed) <= 500);
	assert_words(l->proposed, "0: é");
	assert_words(l->proposed, "; and more");
	logged(w, AMARA);
	look(w);
	assert_int_equal(line_of(AMARA)->due_count, 0);
}

/* THE LIST */

static void listed(struct world *w)
{
	begin(w);
	assert_string_equal(names(w), "Ben Ash 82/102 3, Amara Okafor 95/102 2");
	const struct review_line *l = line_of(AMARA);
	assert_string_equal(l->stage_title, "Stage 2: warning letter");
	assert_true(l->why == (WHY_STAGE | WHY_NEW));
	assert_words(l->crossed, "newly below 95%");
	assert_null(l->withdrawn);
	assert_string_equal(l->class, "Willow");
	assert_int_equal(view.review, 0);
	assert_int_equal(view.looked, 0);
	assert_true(day_is_none(view.last_closed));
	assert_true(view.may_close);
	l = line_of(BEN);
	assert_int_equal(l->unauthorised, 14); /* the first week of September is eleven weeks ago */
	assert_int_equal(l->provisional, 0);
	assert_int_equal(l->spoken_days, -1);
}

/* The change is between two figures as printed: ten school days ago the same seven were missed of fewer. */
static void moved(struct world *w)
{
	begin(w);
	look(w);
	const struct review_line *l = line_of(AMARA);

	assert_int_equal(l->possible_then, l->possible - 2 * REVIEW_DAYS + 2); /* today has no marks yet */
	assert_int_equal(l->attended_then, l->possible_then - 7);
	assert_int_equal(l->change, percent_tenths(95, 102) - percent_tenths(l->attended_then, l->possible_then));
	assert_int_equal(strlen(l->sessions), REVIEW_SESSIONS);
	assert_int_equal(l->week_count, REVIEW_WEEKS);
	assert_int_equal(l->weeks[6].possible, 8); /* shut on the Monday */
	assert_int_equal(l->weeks[7].possible, 8); /* until yesterday */
	assert_int_equal(l->weeks[7].attended, 8);
}

static void leavers_are_on_no_list(struct world *w)
{
	RUN(w, { ED, SEPTEMBER, 60, 30, "I" }); /* who left a week ago */
	begin(w);
	look(w);
	for (int i = 0; i < view.count; i++)
		assert_int_not_equal(view.lines[i].pupil, ED);
	int64_t act = 0;
	assert_refused(log_words(w, ED, "letter", REVIEW_ANY, &act), "not on the roll today");
}

static void who_may(struct world *w)
{
	begin(w);
	int64_t act = 0;

	as(w, "tom");
	assert_refused(office_review_open(w->o, &(struct review_wish){ 0 }, &view, &w->e), "Tom Bell may not");
	assert_refused(log_words(w, AMARA, "letter", REVIEW_ANY, &act), "Tom Bell may not");
	as(w, "gus");
	assert_refused(office_review_open(w->o, &(struct review_wish){ 0 }, &view, &w->e), "Gus Vale may not");
	as(w, "ina");
	assert_refused(close_it(w, REVIEW_ANY, true), "Ina Ford may not");
	as(w, "ann");
	assert_done(log_words(w, AMARA, "letter", REVIEW_ANY, &act));
}

/* A head of year has their own, logs in the review of everybody, and does not close it. */
static void own_year(struct world *w)
{
	begin(w);
	as(w, "yaz");
	look(w);
	assert_false(view.may_close);
	for (int i = 0; i < view.count; i++)
		assert_string_equal(view.lines[i].class, "Oak");
	int64_t act = 0;
	assert_refused(log_words(w, AMARA, "letter", REVIEW_ANY, &act), "Yaz Khan may not");
	assert_refused(close_it(w, REVIEW_ANY, true), "Whoever reviews them all closes it");
	assert_done(log_words(w, FINN, "praised", REVIEW_ANY, &act));
	as(w, "ann");
	look(w);
	assert_int_equal(view.looked, 1);
	assert_string_equal(line_of(FINN)->now.who, "Yaz Khan");
}

/* LOGGED */

static void one_key(struct world *w)
{
	begin(w);
	look(w);
	assert_string_equal(line_of(AMARA)->proposed, "Letter 1: attendance needs to improve; " MEETING);
	int64_t act = logged(w, AMARA);
	assert_true(act > 0);
	assert_words(buf_string(&w->said), "A task: Letter 1: attendance needs to improve, Office.");
	look(w);
	const struct review_line *l = line_of(AMARA);
	assert_int_equal(view.looked, 1);
	assert_string_equal(l->now.who, "Ann Reed");
	assert_int_equal(l->now.possible, 102);
	assert_int_equal(l->now.attended, 95);
	assert_int_equal(l->now.amended, 0);
	assert_null(l->due);
	assert_string_equal(l->proposed, "Keep watching");
	assert_string_equal(names(w), "Ben Ash 82/102 3, Amara Okafor 95/102 2 seen");
	assert_words(open_tasks(w), "Amara Okafor, office: Letter 1: attendance needs to improve (Stage 2: warning letter)\n");
	assert_words(open_tasks(w), "Amara Okafor, office: Letter 2: what was agreed, and the target (Stage 2: warning letter)\n");
}

/* Each action once for as long as the pupil is in the stage, done or not. */
static void tasks_once(struct world *w)
{
	struct tasks_view v;
	int64_t act = 0;

	begin(w);
	logged(w, BEN);
	assert_done(office_tasks_open(w->o, &(struct tasks_wish){ .everybody = true }, &v, &w->e));
	int tasks = v.count;
	assert_true(tasks > 0);
	for (int i = 0; i < v.count; i++)
		if (v.lines[i].mine)
			assert_done(office_task_done(w->o, v.lines[i].task, "sent", &act, &w->e));
	tasks_view_finish(&v);
	assert_done(log_words(w, BEN, "once more", REVIEW_ANY, &act));
	assert_string_equal(buf_string(&w->said), "");
	assert_done(close_it(w, REVIEW_ANY, true));
	at(w, "2026-12-04T10:00");
	logged(w, BEN);
	assert_string_equal(buf_string(&w->said), "");
	assert_done(office_tasks_open(w->o, &(struct tasks_wish){ .everybody = true }, &v, &w->e));
	assert_true(v.count < tasks);
	tasks_view_finish(&v);
}

static void own_words(struct world *w)
{
	struct review_decision d = { .pupil = AMARA, .decision = "  Mother rang: back on Monday ", .next = "Ring her", .next_day = day_of(2026, 11, 23), .no_tasks = true,
				     .review = REVIEW_ANY, .seen = REVIEW_ANY };
	int64_t act = 0;

	begin(w);
	buf_reset(&w->said);
	assert_done(office_review_log(w->o, &d, &w->said, &act, &w->e));
	assert_string_equal(buf_string(&w->said), "");
	assert_string_equal(open_tasks(w), "");
	look(w);
	assert_string_equal(line_of(AMARA)->now.decision, "Mother rang: back on Monday");
	assert_string_equal(line_of(AMARA)->now.next, "Ring her");
	assert_int_equal(line_of(AMARA)->now.next_day.n, day_of(2026, 11, 23).n);
	d.next_day = day_of(2026, 11, 19);
	assert_refused(office_review_log(w->o, &d, &w->said, &act, &w->e), "is past");
	d = (struct review_decision){ .pupil = AMARA, .decision = "x", .next = "", .next_day = TODAY, .review = REVIEW_ANY, .seen = REVIEW_ANY };
	assert_int_equal(office_review_log(w->o, &d, &w->said, &act, &w->e), -EINVAL);
	assert_words(w->e.text, "the next step");
}

static const struct hostile {
	const char *name, *text;
} hostile[] = {
	{ "a decision: two lines", "one\ntwo" },
	{ "a decision: an escape", "\033[2J" },
	{ "a decision: no UTF-8", "\xff" },
	{ "a decision: turned round", "a\u202eb" },
	{ "a decision: nothing", "  " },
};

static void hostile_case(void **state)
{
	const struct hostile *row = *state;
	struct world world, *w = &world;
	int64_t act = 0;

	world_make(w, false);
	begin(w);
	assert_int_equal(log_words(w, AMARA, row->text, REVIEW_ANY, &act), -EINVAL);
	look(w);
	assert_int_equal(view.review, 0); /* nothing was opened for it */
	world_end(w);
}

static void too_long(struct world *w)
{
	char text[1200];
	int64_t act = 0;

	begin(w);
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	assert_int_equal(log_words(w, AMARA, text, REVIEW_ANY, &act), -EINVAL);
	assert_words(w->e.text, "Shorten it");
}

/* LEFT, RESUMED, CLOSED */

static void left_and_resumed(struct world *w)
{
	begin(w);
	logged(w, BEN);
	at(w, "2026-11-23T08:20"); /* the Monday after */
	look(w);
	assert_true(view.review > 0);
	assert_string_equal(view.opened_by, "Ann Reed");
	assert_int_equal(view.opened.n, TODAY.n);
	assert_int_equal(view.looked, 1);
	assert_int_equal(close_it(w, view.review, false), -EAGAIN);
	assert_string_equal(w->e.text, "Not looked at: 1 of 2: Amara Okafor.");
	logged(w, AMARA);
	assert_done(close_it(w, view.review, false));
	look(w);
	assert_int_equal(view.review, 0);
	assert_int_equal(view.last_closed.n, day_of(2026, 11, 23).n);
	const struct review_line *l = line_of(AMARA);
	assert_int_equal(l->now.act, 0);
	assert_words(l->last.decision, "Letter 1");
	assert_string_equal(l->last.who, "Ann Reed");
	assert_string_equal(l->last.stage, "2");
	assert_null(l->crossed); /* known at the last review */
	assert_int_equal(view.due.n, day_of(2026, 12, 7).n); /* ten school days on */
}

/* Nobody to look at: closed all the same, and what was before is not new any more. */
static void closed_unopened(struct world *w)
{
	begin(w);
	assert_int_equal(close_it(w, 0, false), -EAGAIN);
	assert_done(close_it(w, 0, true));
	look(w);
	assert_int_equal(view.review, 0);
	assert_false(day_is_none(view.last_closed));
	assert_null(line_of(BEN)->crossed);
}

/* The opening is an act of its own: it can be taken back once nothing is decided in it any more. */
static void begun(struct world *w)
{
	int64_t decision;

	begin(w);
	decision = logged(w, AMARA);
	assert_refused(undo(w, decision - 1), "Amara Okafor was looked at in it since");
	assert_done(undo(w, decision));
	assert_done(undo(w, decision - 1));
	look(w);
	assert_int_equal(view.review, 0);
}

/* One class has a review of its own. */
static void of_a_class(struct world *w)
{
	const struct review_wish willow = { .group = "Willow" };
	int64_t act = 0;

	begin(w);
	assert_done(office_review_close(w->o, &willow, REVIEW_ANY, true, &act, &w->e));
	look(w);
	assert_true(day_is_none(view.last_closed));
	review_view_finish(&view);
	assert_done(office_review_open(w->o, &willow, &view, &w->e));
	assert_false(day_is_none(view.last_closed));
	assert_null(line_of(BEN)->crossed);
}

/* A review of everybody is one of each class too. */
static void of_a_class_after_all(struct world *w)
{
	begin(w);
	assert_done(close_it(w, REVIEW_ANY, true));
	review_view_finish(&view);
	assert_done(office_review_open(w->o, &(struct review_wish){ .group = "Willow" }, &view, &w->e));
	assert_int_equal(view.last_closed.n, TODAY.n);
	assert_null(line_of(BEN)->crossed);
	for (int i = 0; i < view.count; i++)
		assert_string_equal(view.lines[i].class, "Willow");
}

/* One that is open for everybody is gone on with for a class, and closed for everybody alone. */
static void of_a_class_within_all(struct world *w)
{
	const struct review_wish willow = { .group = "Willow" };
	struct review_decision d = { .group = "Willow", .pupil = AMARA, .next_day = DAY_NONE, .review = REVIEW_ANY, .seen = REVIEW_ANY };
	int64_t act = 0;

	begin(w);
	logged(w, BEN);
	review_view_finish(&view);
	assert_done(office_review_open(w->o, &willow, &view, &w->e));
	assert_int_equal(view.looked, 1);
	assert_false(view.may_close);
	assert_done(office_review_log(w->o, &d, &w->said, &act, &w->e));
	assert_refused(office_review_close(w->o, &willow, REVIEW_ANY, true, &act, &w->e), "is of everybody");
	look(w);
	assert_int_equal(view.looked, 2);
	assert_done(close_it(w, view.review, false));
}

/* OF A CLASS AND OF EVERYBODY, AT THE SAME TIME */

static void look_at(struct world *w, const char *group)
{
	review_view_finish(&view);
	assert_done(office_review_open(w->o, &(struct review_wish){ .group = group }, &view, &w->e));
}

static int log_in(struct world *w, const char *group, int64_t pupil, const char *decision, int64_t seen)
{
	struct review_decision d = { .group = group, .pupil = pupil, .decision = decision, .next_day = DAY_NONE, .review = REVIEW_ANY, .seen = seen };
	int64_t act = 0;

	err_clear(&w->e);
	return office_review_log(w->o, &d, &w->said, &act, &w->e);
}

static int close_of(struct world *w, const char *group, bool sure)
{
	int64_t act = 0;

	err_clear(&w->e);
	return office_review_close(w->o, &(struct review_wish){ .group = group }, REVIEW_ANY, sure, &act, &w->e);
}

/* Who is decided in one is done in both, each is told of the other, and neither asks for it at its end. */
static void beside(struct world *w)
{
	begin(w);
	as(w, "hal");
	assert_done(log_in(w, "Willow", BEN, "met the father", 0));
	as(w, "ann");
	look(w);
	assert_int_equal(view.review, 0); /* hers is not begun yet */
	assert_int_equal(view.looked, 1);
	assert_string_equal(view.beside, "Also open: a review of Willow since Fri 20 Nov 2026 (Hal Moor). Whoever is decided in one is done in both.");
	assert_string_equal(line_of(BEN)->now.who, "Hal Moor");
	assert_string_equal(line_of(BEN)->now.of, "Willow");
	assert_int_equal(log_in(w, NULL, BEN, "letter 3", 0), -ESTALE);
	assert_words(w->e.text, "Hal Moor logged for Ben Ash: met the father.");
	assert_done(log_in(w, NULL, AMARA, "letter 1", 0));
	look(w);
	assert_true(view.review > 0);
	assert_int_equal(view.looked, 2);
	assert_null(line_of(AMARA)->now.of);
	as(w, "hal");
	look_at(w, "Willow");
	assert_int_equal(view.looked, 2);
	assert_string_equal(line_of(AMARA)->now.of, "everybody");
	assert_words(view.beside, "a review of everybody since Fri 20 Nov 2026 (Ann Reed)");
	assert_done(close_of(w, "Willow", false)); /* nobody is left to look at */
	as(w, "ann");
	look(w);
	assert_null(view.beside);
	assert_int_equal(view.looked, 2); /* it was decided while this one was open */
	assert_done(close_of(w, NULL, false));
	look(w);
	assert_int_equal(view.looked, 0);
	assert_string_equal(line_of(BEN)->last.decision, "met the father");
}

/* Other words take the place of what was decided where it stands; where that review is closed, both stand, each in its own. */
static void beside_changed(struct world *w)
{
	begin(w);
	as(w, "hal");
	assert_done(log_in(w, "Willow", BEN, "met the father", 0));
	as(w, "ann");
	assert_done(log_in(w, NULL, BEN, "and letter 3", REVIEW_ANY));
	look(w);
	assert_int_equal(view.review, 0); /* nothing of hers was needed */
	assert_string_equal(line_of(BEN)->now.decision, "and letter 3");
	assert_string_equal(line_of(BEN)->now.of, "Willow");
	assert_done(log_in(w, NULL, AMARA, "letter 1", 0));
	assert_done(close_of(w, "Willow", true));
	int64_t act = 0;
	assert_done(log_words(w, BEN, "rang him", REVIEW_ANY, &act));
	look(w);
	assert_string_equal(line_of(BEN)->now.decision, "rang him");
	assert_null(line_of(BEN)->now.of);
	assert_done(undo(w, act));
	look(w);
	assert_string_equal(line_of(BEN)->now.decision, "and letter 3");
	assert_null(line_of(BEN)->last.decision); /* it is of now, not of then */
}

/* What was decided and closed before is of then, though it was on the same day. */
static void before_not_beside(struct world *w)
{
	begin(w);
	assert_done(log_in(w, "Willow", BEN, "met the father", 0));
	assert_done(close_of(w, "Willow", true));
	assert_done(log_in(w, NULL, AMARA, "letter 1", 0));
	look(w);
	assert_int_equal(view.looked, 1);
	assert_int_equal(line_of(BEN)->now.act, 0);
	assert_string_equal(line_of(BEN)->last.decision, "met the father");
}

/* One of everybody that is closed while a class's goes on leaves that one as it was. */
static void closed_beside(struct world *w)
{
	begin(w);
	assert_done(log_in(w, "Willow", BEN, "met the father", 0));
	assert_done(log_in(w, NULL, AMARA, "letter 1", 0));
	assert_done(close_of(w, NULL, true));
	look_at(w, "Willow");
	assert_true(view.review > 0);
	assert_true(day_is_none(view.last_closed));
	assert_int_equal(view.looked, 2);
	assert_string_equal(line_of(AMARA)->now.of, "everybody");
	assert_non_null(line_of(AMARA)->crossed);
	assert_done(close_of(w, "Willow", false));
}

/* The Bands screen has the counts of then beside those of now. */
static void bands_then(struct world *w)
{
	struct bands_wish wish = { .from = DAY_NONE, .to = DAY_NONE, .year = SESSION_ANY_YEAR, .band = -1 };
	struct bands_view v;

	begin(w);
	assert_done(office_bands_open(w->o, &wish, &v, &w->e));
	assert_null(v.then_of_band); /* nothing was reviewed yet */
	bands_view_finish(&v);
	assert_done(close_it(w, REVIEW_ANY, true));
	RUN(w, { FINN, TODAY, 10, 10, "I" });
	at(w, "2026-11-27T16:00");
	assert_done(office_bands_open(w->o, &wish, &v, &w->e));
	assert_non_null(v.then_of_band);
	static const int then[] = { 1, 0, 1, 1 }, now[] = { 0, 0, 2, 1 };
	for (int i = 0; i < 4; i++) {
		assert_int_equal(v.then_of_band[i], then[i]);
		assert_int_equal(v.of_band[i], now[i]);
	}
	assert_int_equal(v.newly_below, 1);
	bands_view_finish(&v);
}

/* What came after the last session that the review before looked at is new at the next, and at that one alone. */
static void newly_below(struct world *w)
{
	begin(w);
	assert_done(close_it(w, REVIEW_ANY, true));
	RUN(w, { FINN, TODAY, 10, 10, "I" });
	at(w, "2026-11-27T16:00");
	look(w);
	const struct review_line *l = line_of(FINN);
	assert_true(l->why == (WHY_STAGE | WHY_NEW));
	assert_string_equal(l->crossed, "newly below 95% on Tue 24 Nov 2026, pm: 102 of 108 (94.4%)");
	assert_string_equal(l->sessions, "/\\/\\/\\/\\IIIIIIIIII--");
	assert_int_equal(l->seen_days, 8); /* Thursday of the week before */
	assert_null(line_of(AMARA)->crossed);
	assert_done(close_it(w, REVIEW_ANY, true));
	look(w);
	assert_null(line_of(FINN)->crossed);
	assert_true(line_of(FINN)->why == WHY_STAGE);
}

/* What was agreed for a day that has come keeps a pupil on the list once, above every line. */
static void agreed(struct world *w)
{
	struct review_decision d = { .pupil = FINN, .decision = "late on Mondays", .next = "Ask how it goes", .next_day = day_of(2026, 11, 27),
				     .review = REVIEW_ANY, .seen = REVIEW_ANY };
	int64_t act = 0;

	begin(w);
	assert_done(office_review_log(w->o, &d, &w->said, &act, &w->e));
	assert_done(close_it(w, REVIEW_ANY, true));
	at(w, "2026-11-26T10:00");
	look(w);
	for (int i = 0; i < view.count; i++)
		assert_int_not_equal(view.lines[i].pupil, FINN);
	at(w, "2026-11-27T10:00");
	look(w);
	assert_true(line_of(FINN)->why == WHY_AGREED);
	assert_string_equal(line_of(FINN)->last.next, "Ask how it goes");
	logged(w, FINN);
	assert_done(close_it(w, REVIEW_ANY, true));
	at(w, "2026-12-11T10:00");
	look(w);
	for (int i = 0; i < view.count; i++)
		assert_int_not_equal(view.lines[i].pupil, FINN);
}

/* TWO PEOPLE */

static void two_people(struct world *w)
{
	int64_t act = 0;

	begin(w);
	look(w);
	as(w, "hal");
	assert_done(log_words(w, AMARA, "I rang the mother", 0, &act));
	as(w, "ann");
	assert_int_equal(log_words(w, AMARA, "letter 1", 0, &act), -ESTALE);
	assert_words(w->e.text, "Hal Moor logged for Amara Okafor: I rang the mother. Nothing was changed");
	assert_done(log_words(w, BEN, "letter 3", 0, &act)); /* the same review */
	look(w);
	assert_int_equal(view.looked, 2);
	assert_string_equal(line_of(AMARA)->now.decision, "I rang the mother");
	assert_done(log_words(w, AMARA, "and letter 1", line_of(AMARA)->now.act, &act));
	as(w, "hal");
	assert_int_equal(log_words(w, AMARA, "mine", line_of(AMARA)->now.act, &act), -ESTALE);
	look(w);
	assert_string_equal(line_of(AMARA)->now.who, "Ann Reed");
	assert_string_equal(line_of(AMARA)->now.decision, "and letter 1");
}

static void closed_by_the_other(struct world *w)
{
	int64_t act = 0;

	begin(w);
	logged(w, BEN);
	look(w);
	int64_t seen = view.review;
	as(w, "hal");
	assert_done(close_it(w, seen, true));
	as(w, "ann");
	struct review_decision d = { .pupil = AMARA, .next_day = DAY_NONE, .review = seen };
	assert_int_equal(office_review_log(w->o, &d, &w->said, &act, &w->e), -ESTALE);
	assert_words(w->e.text, "Hal Moor closed this review at 10:00");
	assert_int_equal(close_it(w, seen, true), -ESTALE);
	look(w);
	assert_int_equal(view.review, 0);
}

/* UNDONE */

static void undone(struct world *w)
{
	begin(w);
	int64_t first = logged(w, AMARA);
	assert_done(undo(w, first));
	look(w);
	assert_int_equal(line_of(AMARA)->now.act, 0);
	assert_true(view.review > 0); /* the opening was an act of its own */
	assert_string_equal(open_tasks(w), "");
	int64_t again = logged(w, AMARA), act = 0;
	assert_words(open_tasks(w), "Letter 1");
	assert_done(log_words(w, AMARA, "other words", REVIEW_ANY, &act));
	as(w, "hal");
	assert_done(undo(w, act));
	look(w);
	assert_string_equal(line_of(AMARA)->now.who, "Ann Reed"); /* who took another decision back decided nothing */
	assert_words(line_of(AMARA)->now.decision, "Letter 1");
	assert_true(again > first);
}

/* Ann decided it, whoever takes it back and puts it back; the history has who did that. */
static void put_back_by_another(struct world *w)
{
	struct report_wish history = { .pupil = "101", .date = DAY_NONE, .from = TODAY, .to = TODAY, .session = -1 };
	struct report r = { 0 };
	bool found = false;

	begin(w);
	int64_t opening = logged(w, AMARA) - 1, back[4];
	at(w, "2026-11-20T11:00");
	as(w, "hal");
	for (int i = 0; i < 4; i++) {
		assert_done(undo(w, i ? back[i - 1] : opening + 1));
		back[i] = w->got.act;
	}
	look(w);
	const struct review_line *l = line_of(AMARA);
	assert_int_equal(l->now.act, back[3]); /* what the other has seen is not what stands */
	assert_string_equal(l->now.who, "Ann Reed");
	assert_done(report_fill_history(w->o, &history, &r, &w->e));
	for (int i = 0; i < r.rows.count; i++)
		found |= r.rows.items[i].heading && strstr(r.rows.items[i].heading, "(undo)") && strstr(r.rows.items[i].heading, "by Hal Moor");
	assert_true(found);
	report_finish(&r);
	int64_t act = 0;
	assert_done(log_words(w, AMARA, "Hal's own words", REVIEW_ANY, &act));
	as(w, "ann");
	assert_done(undo(w, act));
	assert_done(undo(w, w->got.act));
	look(w);
	assert_string_equal(line_of(AMARA)->now.who, "Hal Moor");
	assert_string_equal(view.opened_by, "Ann Reed");
}

static void closing_undone(struct world *w)
{
	int64_t act = 0;

	begin(w);
	logged(w, AMARA);
	assert_done(office_review_close(w->o, &(struct review_wish){ 0 }, REVIEW_ANY, true, &act, &w->e));
	assert_done(undo(w, act));
	look(w);
	assert_true(view.review > 0);
	assert_int_equal(view.looked, 1);
}

/* MARKS CHANGED SINCE */

static void amended_after(struct world *w)
{
	begin(w);
	logged(w, AMARA);
	assert_done(mark(w, REF(WILLOW, SEPTEMBER, SESSION_AM), AMARA, "V", "she was on the visit"));
	look(w);
	const struct review_line *l = line_of(AMARA);
	assert_int_equal(l->now.amended, 1);
	assert_int_equal(l->now.attended, 95);
	assert_int_equal(l->attended, 96);
	assert_done(mark(w, REF(WILLOW, SEPTEMBER, SESSION_AM), AMARA, "I", "she was not"));
	look(w);
	assert_int_equal(line_of(AMARA)->now.amended, 0);
}

/* All seven that she missed were a visit: she never was below a line. */
static void withdrawn(struct world *w)
{
	begin(w);
	logged(w, AMARA);
	assert_done(close_it(w, REVIEW_ANY, true));
	at(w, "2026-11-27T08:20");
	for (int i = 0; i < 7; i++)
		assert_done(mark(w, REF(WILLOW, i < 6 ? day_add(SEPTEMBER, i / 2) : day_of(2026, 9, 7), (enum session)(i % 2)), AMARA, "V", "she was on the visit"));
	look(w);
	const struct review_line *l = line_of(AMARA);
	assert_true(l->why & WHY_WITHDRAWN);
	assert_false(l->why & (WHY_STAGE | WHY_NEW));
	assert_words(l->withdrawn, "was below 95% on");
	assert_words(l->withdrawn, "the marks were changed since");
	assert_int_equal(l->last.amended, 7);
	assert_string_equal(l->proposed, "No more to do: above the lines");
	assert_null(l->next);
}

/* POLICIES */

static void policy_changed(struct world *w)
{
	begin(w);
	logged(w, AMARA);
	adopt(w, "national");
	as(w, "ann");
	look(w);
	assert_string_equal(view.policy.name, FEDERATION); /* it goes on as it was opened */
	assert_words(view.policy_note, "the next goes by national");
	assert_done(close_it(w, REVIEW_ANY, true));
	at(w, "2026-11-27T08:20");
	look(w);
	assert_string_equal(view.policy.name, "national");
	assert_words(view.policy_note, "This review goes by National");
	assert_words(view.policy_note, "the last went by the policy " FEDERATION);
	assert_null(line_of(BEN)->crossed); /* the policy moved, not he */
	assert_string_equal(line_of(AMARA)->last.stage, "2");
}

/* STAGES BY A PERSON (domain 6.5) */

static int stage(struct world *w, int64_t pupil, const char *name, const char *words, int64_t *ret_act)
{
	struct stage_wish s = { .pupil = pupil, .stage = name, .words = words, .from = DAY_NONE };

	err_clear(&w->e);
	return office_stage_put(w->o, &s, ret_act, &w->e);
}

static void by_a_person(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct stage_choice *choices = NULL;
	int64_t act = 0, ended = 0;

	begin(w);
	adopt(w, "veritas-mundella");
	as(w, "ann");
	int n = office_stages(w->o, NULL, &a, &choices, &w->e);
	assert_true(n > 1);
	assert_true(choices[n - 1].by_person);
	const char *last = choices[n - 1].name;
	assert_refused(stage(w, FINN, NULL, NULL, &act), "No stage was set for Finn");
	assert_int_equal(stage(w, FINN, "nonesuch", "why", &act), -EINVAL);
	assert_int_equal(stage(w, FINN, last, " ", &act), -EINVAL);
	assert_done(stage(w, FINN, last, "the champion's meeting", &act));
	look(w);
	const struct review_line *l = line_of(FINN);
	assert_true(l->by_person);
	assert_string_equal(l->stage_name, last);
	assert_string_equal(l->stage_words, "the champion's meeting");
	assert_int_equal(l->stage_days, 0);
	assert_true(l->why & WHY_STAGE);
	assert_refused(stage(w, FINN, last, "again", &act), "already, set by a person");
	at(w, "2026-11-23T10:00");
	assert_done(stage(w, FINN, "", NULL, &ended));
	look(w);
	for (int i = 0; i < view.count; i++)
		assert_int_not_equal(view.lines[i].pupil, FINN);
	assert_done(undo(w, ended));
	look(w);
	assert_int_equal(line_of(FINN)->stage_days, 1);
}

static void set_and_ended_at_once(struct world *w)
{
	int64_t act = 0;

	begin(w);
	assert_done(stage(w, FINN, "1", "to be watched", &act));
	look(w);
	assert_string_equal(line_of(FINN)->stage_name, "1");
	assert_done(stage(w, FINN, NULL, NULL, &act));
	look(w);
	for (int i = 0; i < view.count; i++)
		assert_int_not_equal(view.lines[i].pupil, FINN);
}

/* A person holds; the graver of the two counts. */
static void held(struct world *w)
{
	int64_t act = 0;

	begin(w);
	assert_done(stage(w, AMARA, "3", "held until Christmas", &act));
	assert_done(stage(w, BEN, "1", "a kindness", &act));
	look(w);
	assert_string_equal(line_of(AMARA)->stage_name, "3");
	assert_true(line_of(AMARA)->by_person);
	assert_string_equal(line_of(BEN)->stage_name, "3");
	assert_false(line_of(BEN)->by_person);
	as(w, "tom");
	assert_refused(stage(w, AMARA, "1", "no", &act), "Tom Bell may not");
}

/* DUE */

/* What Today says of it: "! Review: due since 15 Sep 2026", "!" where it is overdue; "" nothing. */
static const char *due(struct world *w)
{
	struct today_view v;

	buf_reset(&w->said);
	assert_done(office_today_open(w->o, office_today(w->o), office_session_now(w->o), &v, &w->e));
	for (int i = 0; i < v.due_count; i++)
		if (v.due[i].kind == DUE_FORTNIGHT)
			buf_printf(&w->said, "%s%s", v.due[i].overdue ? "! " : "", v.due[i].text);
	today_view_finish(&v);
	return buf_string(&w->said);
}

static void when_due(struct world *w)
{
	as(w, "ann");
	assert_string_equal(due(w), ""); /* no policy was taken, and no review done */
	begin(w);
	assert_string_equal(due(w), "! Review: due since 15 Sep 2026");
	assert_done(log_in(w, "Willow", BEN, "met the father", 0));
	logged(w, AMARA);
	assert_string_equal(due(w), "Review: open since 20 Nov 2026, 2 looked at"); /* the class's own review counts too */
	assert_done(close_it(w, REVIEW_ANY, true));
	assert_string_equal(due(w), "");
	at(w, "2026-12-03T10:00");
	assert_string_equal(due(w), "");
	at(w, "2026-12-04T10:00");
	assert_string_equal(due(w), "Review: due since 4 Dec 2026");
	at(w, "2026-12-07T10:00");
	assert_string_equal(due(w), "! Review: due since 4 Dec 2026");
}

/* THE REPORT */

static const char *cell(const struct report *r, int row, const char *column)
{
	for (int i = 0; i < r->column_count; i++)
		if (strcmp(r->columns[i].name, column) == 0)
			return r->rows.items[row].cells[i].text ? r->rows.items[row].cells[i].text : "";
	fail_msg("no column %s", column);
	return NULL;
}

static void reported(struct world *w)
{
	struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };
	struct report r = { 0 };

	begin(w);
	logged(w, BEN);
	assert_done(report_fill_review(w->o, &wish, &r, &w->e));
	assert_int_equal(r.rows.count, 2);
	assert_string_equal(cell(&r, 0, "name"), "Amara Okafor");
	assert_string_equal(cell(&r, 0, "share"), "95 of 102 (93.1%)");
	assert_string_equal(cell(&r, 0, "why"), "stage; newly below");
	assert_string_equal(cell(&r, 1, "stage"), "3");
	assert_string_equal(cell(&r, 1, "decided_by"), "Ann Reed");
	assert_string_equal(r.rows.items[0].heading, "To be looked at");
	report_finish(&r);
	wish.stage = "3";
	r = (struct report){ 0 };
	assert_done(report_fill_review(w->o, &wish, &r, &w->e));
	assert_int_equal(r.rows.count, 1);
	report_finish(&r);
	wish.working = true;
	r = (struct report){ 0 };
	assert_done(report_fill_review(w->o, &wish, &r, &w->e));
	assert_words(cell(&r, 0, "working"), "Possible: 102, what is left; ");
	assert_words(cell(&r, 0, "working"), "Attended: 82, of them; ");
	assert_words(cell(&r, 0, "working"), "Line of 90: ");
	assert_words(cell(&r, 0, "working"), "Change: 82 of 102 (80.4%) now, ");
	assert_words(cell(&r, 0, "working"), "Unauthorised: 14, G, N, O or U in the ten school weeks from ");
	assert_words(cell(&r, 0, "working"), "Since the last review: newly below ");
	report_finish(&r);
	wish.working = false;
	wish.stage = "9";
	assert_int_equal(report_fill_review(w->o, &wish, &r, &w->e), -EINVAL);
	wish.stage = NULL;
	wish.new_only = true;
	assert_done(close_it(w, REVIEW_ANY, true));
	r = (struct report){ 0 };
	assert_done(report_fill_review(w->o, &wish, &r, &w->e));
	assert_int_equal(r.rows.count, 0);
	report_finish(&r);
	as(w, "tom");
	assert_refused(report_fill_review(w->o, &wish, &r, &w->e), "Tom Bell may not");
}

static void finished(struct world *w, void (*run)(struct world *))
{
	run(w);
	review_view_finish(&view);
}

#define CASE(f) \
	static void f##_case(struct world *w) { finished(w, f); }
CASE(listed) CASE(moved) CASE(leavers_are_on_no_list) CASE(who_may) CASE(own_year) CASE(one_key) CASE(tasks_once) CASE(many_actions) CASE(own_words) CASE(too_long)
CASE(left_and_resumed) CASE(closed_unopened) CASE(begun) CASE(of_a_class) CASE(two_people) CASE(closed_by_the_other) CASE(undone) CASE(put_back_by_another) CASE(closing_undone)
CASE(of_a_class_after_all) CASE(of_a_class_within_all) CASE(bands_then) CASE(beside) CASE(beside_changed) CASE(before_not_beside) CASE(closed_beside)
CASE(newly_below) CASE(agreed) CASE(amended_after) CASE(withdrawn) CASE(policy_changed) CASE(by_a_person) CASE(set_and_ended_at_once) CASE(held) CASE(when_due) CASE(reported)

int main(void)
{
	static const struct world_case cases[] = {
		{ "who is on the list, the gravest first", listed_case },
		{ "what moved in ten school days", moved_case },
		{ "leavers are on no list", leavers_are_on_no_list_case },
		{ "who may review", who_may_case },
		{ "a head of year has their own", own_year_case },
		{ "one key logs what is proposed, and makes its tasks", one_key_case },
		{ "each action is a task once", tasks_once_case },
		{ "more actions than one decision holds, of a policy whose file is gone", many_actions_case },
		{ "logged in own words, without tasks", own_words_case },
		{ "a decision that is too long", too_long_case },
		{ "left, resumed and closed", left_and_resumed_case },
		{ "closed without a decision", closed_unopened_case },
		{ "begun, and taken back", begun_case },
		{ "of one class", of_a_class_case },
		{ "of one class, after one of everybody", of_a_class_after_all_case },
		{ "of one class, within one of everybody", of_a_class_within_all_case },
		{ "one of a class and one of everybody at once: decided once", beside_case },
		{ "at once: other words for what was decided", beside_changed_case },
		{ "closed before the other began: of then", before_not_beside_case },
		{ "at once: the other is closed first", closed_beside_case },
		{ "bands: the counts of then beside those of now", bands_then_case },
		{ "two people: nothing is written over unseen", two_people_case },
		{ "closed by the other meanwhile", closed_by_the_other_case },
		{ "a decision undone, and a change of it", undone_case },
		{ "taken back and put back by another: whose decision it is", put_back_by_another_case },
		{ "a closing undone", closing_undone_case },
		{ "newly below since the last review, once", newly_below_case },
		{ "what was agreed for a day that has come", agreed_case },
		{ "a mark amended after the decision", amended_after_case },
		{ "a crossing that is withdrawn", withdrawn_case },
		{ "the policy changed between two reviews", policy_changed_case },
		{ "a stage that a person sets", by_a_person_case },
		{ "a stage set and ended on one day", set_and_ended_at_once_case },
		{ "a stage that holds a pupil: the graver counts", held_case },
		{ "when the next review is due", when_due_case },
		{ "the report of it", reported_case },
	};
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	rows_add(&rows, hostile_case, hostile);
	return rows_run(&rows, "office/review");
}
