#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "callers.h"
#include "rules/code.h"

/* Tasks for a role or a person, and those that marks raise (B3, B10; domain 2.9). */

static int add(struct world *w, struct task_wish wish, int64_t *ret)
{
	int64_t act = 0;

	err_clear(&w->e);
	return office_task_add(w->o, &wish, ret, &act, &w->e);
}
#define ADD(w, ret, ...) add(w, (struct task_wish){ .due = DAY_NONE, .minute = -1, __VA_ARGS__ }, ret)

/* Those of whoever is signed in, "ring her; read this" */
static const char *mine(struct world *w, struct arena *a)
{
	struct tasks_view v;
	const char *text = "";

	assert_done(office_tasks_open(w->o, &(struct tasks_wish){ 0 }, &v, &w->e));
	for (int i = 0; i < v.count; i++)
		text = arena_printf(a, "%s%s%s", text, i ? "; " : "", v.lines[i].text);
	tasks_view_finish(&v);
	return text;
}

/* WHO SEES THEM */

/* Of a role that nobody holds. */
static void nobody_holds_it(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	int64_t task = 0;

	as(w, "ann");
	assert_done(ADD(w, &task, .role = "champion", .text = "for the champion"));
	assert_done(ADD(w, &task, .role = "dsl", .text = "for the lead"));
	assert_string_equal(mine(w, &a), "");
	as(w, "hal");
	assert_string_equal(mine(w, &a), "for the champion");
}

static void whose(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	int64_t task = 0;

	as(w, "ann");
	assert_done(ADD(w, &task, .role = "dsl", .text = "for the lead"));
	assert_done(ADD(w, &task, .sign_in = "tom", .kind = "ring back", .pupil = AMARA, .text = "ring her"));
	assert_done(ADD(w, &task, .role = "office", .pupil = FINN, .text = "for the office"));
	assert_string_equal(mine(w, &a), "for the office");
	assert_words(tasks(w, &a), "ring back, Tom Bell: ring her\n");
	as(w, "tom");
	assert_string_equal(mine(w, &a), "ring her");
	struct tasks_view v;
	assert_refused(office_tasks_open(w->o, &(struct tasks_wish){ .everybody = true }, &v, &w->e), "Tom Bell may not log calls");
	as(w, "des");
	assert_string_equal(mine(w, &a), "for the lead");
	as(w, "yaz"); /* year 1 alone, and calls for it */
	assert_string_equal(mine(w, &a), "");
	assert_string_equal(tasks(w, &a), "task, office: for the office\n");
	as(w, "mia"); /* a governor, until she acts for the office on Monday */
	assert_string_equal(mine(w, &a), "");
	at(w, "2026-11-23T08:30");
	assert_string_equal(mine(w, &a), "for the office");
}

/* What is written to the lead is the lead's to read, and so is what the lead answers; the head may. */
static void words_for_the_lead(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct tasks_view v;
	int64_t task = 0, raised = 0, act = 0;

	flag(w, AMARA, "social_worker");
	as(w, "ann");
	absent(w, AMARA, "N");
	assert_done(ADD(w, &task, .role = "dsl", .pupil = AMARA, .text = "she said so in confidence"));
	assert_true(strstr(tasks(w, &a), "in confidence") == NULL);
	assert_words(tasks(w, &a), "Tell the social worker of Amara Okafor"); /* the program's own words */
	assert_refused(office_task_done(w->o, task, "seen to", &act, &w->e), "not yours");
	as(w, "hal");
	assert_words(tasks(w, &a), "in confidence");
	as(w, "des");
	assert_words(tasks(w, &a), "in confidence");
	assert_done(office_tasks_open(w->o, &(struct tasks_wish){ 0 }, &v, &w->e));
	for (int i = 0; i < v.count; i++)
		raised = strcmp(v.lines[i].kind, "social worker") == 0 ? v.lines[i].task : raised;
	tasks_view_finish(&v);
	assert_done(office_task_done(w->o, raised, "she is in a refuge", &act, &w->e));
	as(w, "ann");
	assert_done(office_tasks_open(w->o, &(struct tasks_wish){ .everybody = true, .done = true }, &v, &w->e));
	assert_int_equal(v.count, 1);
	assert_null(v.lines[0].done_words);
	tasks_view_finish(&v);
	assert_refused(office_task_done(w->o, raised, "told", &act, &w->e), "Des Hill did that at 08:30. Nothing was changed.");
}

static void order(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct tasks_view v;
	int64_t task = 0, first = 0, act = 0;

	as(w, "ann");
	assert_done(ADD(w, &task, .role = "office", .text = "on Monday", .due = day_of(2026, 11, 23)));
	assert_done(ADD(w, &task, .role = "office", .text = "some time today"));
	assert_done(ADD(w, &task, .role = "office", .text = "at 11", .minute = 660));
	assert_done(ADD(w, &first, .role = "office", .text = "at 9", .minute = 540));
	assert_string_equal(mine(w, &a), "at 9; at 11; some time today; on Monday");
	at(w, "2026-11-20T09:00");
	assert_done(office_tasks_open(w->o, &(struct tasks_wish){ 0 }, &v, &w->e));
	assert_int_equal(v.overdue, 0);
	tasks_view_finish(&v);
	at(w, "2026-11-20T09:01");
	assert_done(office_tasks_open(w->o, &(struct tasks_wish){ 0 }, &v, &w->e));
	assert_int_equal(v.overdue, 1);
	assert_true(v.lines[0].overdue);
	tasks_view_finish(&v);
	assert_done(office_task_done(w->o, first, "she knows", &act, &w->e));
	assert_done(office_tasks_open(w->o, &(struct tasks_wish){ .done = true }, &v, &w->e));
	assert_int_equal(v.count, 4);
	assert_int_equal(v.open, 3);
	assert_string_equal(v.lines[3].done_words, "she knows");
	assert_false(v.lines[3].overdue);
	tasks_view_finish(&v);
	at(w, "2026-11-21T08:00"); /* what was to be done some time on Friday is overdue on Saturday */
	assert_done(office_tasks_open(w->o, &(struct tasks_wish){ .done = true }, &v, &w->e));
	assert_int_equal(v.count, 3);
	assert_int_equal(v.overdue, 2);
	tasks_view_finish(&v);
}

static void done_twice(struct world *w)
{
	CLEAN_BUF struct buf left = { 0 };
	CLEAN_ARENA struct arena a = { 0 };
	struct mark_result got;
	int64_t task = 0, act = 0;

	as(w, "ann");
	assert_done(ADD(w, &task, .role = "office", .pupil = AMARA, .text = "ring her"));
	assert_int_equal(office_task_done(w->o, task, " ", &act, &w->e), -EINVAL);
	as(w, "tom");
	assert_refused(office_task_done(w->o, task, "rang", &act, &w->e), "not yours");
	as(w, "ann");
	assert_done(office_task_done(w->o, task, "rang", &act, &w->e));
	as(w, "hal");
	int64_t none = 0;
	assert_refused(office_task_done(w->o, task, "rang", &none, &w->e), "Ann Reed did that at 08:30: rang. Nothing was changed.");
	assert_int_equal(office_task_done(w->o, 99, "rang", &none, &w->e), -ENOENT);
	as(w, "ann");
	assert_done(office_undo(w->o, act, NULL, &left, &got, &w->e));
	assert_string_equal(mine(w, &a), "ring her");
}

static const struct refusal_row {
	const char *name, *as;
	struct task_wish wish;
	const char *words;
} refusal_rows[] = {
	{ "nobody is to do it", "ann", { .text = "ring", .due = { INT32_MIN }, .minute = -1 }, "Say who is to do it" },
	{ "two are", "ann", { .text = "ring", .role = "office", .sign_in = "tom", .due = { INT32_MIN }, .minute = -1 }, "one of the two" },
	{ "no such role", "ann", { .text = "ring", .role = "cook", .due = { INT32_MIN }, .minute = -1 }, "There is no role cook" },
	{ "no such person", "ann", { .text = "ring", .sign_in = "bob", .due = { INT32_MIN }, .minute = -1 }, "Nobody signs in as bob" },
	{ "one who has left", "ann", { .text = "ring", .sign_in = "lou", .due = { INT32_MIN }, .minute = -1 }, "Nobody signs in as lou now" },
	{ "no words", "ann", { .text = "", .role = "office", .due = { INT32_MIN }, .minute = -1 }, "What is to be done is blank" },
	{ "two lines", "ann", { .text = "a\nb", .role = "office", .due = { INT32_MIN }, .minute = -1 }, "a character that nobody can see" },
	{ "a day that is past", "ann", { .text = "ring", .role = "office", .due = { 20776 }, .minute = -1 }, "is past" },
	{ "a time that is none", "ann", { .text = "ring", .role = "office", .due = { INT32_MIN }, .minute = 1440 }, "no time of the day" },
	{ "a teacher", "tom", { .text = "ring", .role = "office", .due = { INT32_MIN }, .minute = -1 }, "may not log calls" },
};

static void refusal_case(void **state)
{
	const struct refusal_row *row = *state;
	struct world world, *w = &world;
	int64_t task = 0;

	world_make(w, false);
	as(w, row->as);
	assert_true(add(w, row->wish, &task) < 0);
	assert_words(w->e.text, row->words);
	world_end(w);
}

/* AFTER MARKS */

static const struct told_row {
	const char *name, *flag, *code, *want;
} told_rows[] = {
	{ "a social worker, N", "social_worker", "N", "social worker, safeguarding lead: Tell the social worker of Amara Okafor (Willow) today: absent on Fri 20 Nov "
	  "2026, and no reason is known.\n" },
	{ "a youth offending worker, N", "yot_worker", "N", "youth offending worker, safeguarding lead: Tell the youth offending worker of" },
	{ "looked after, O", "looked_after", "O", "virtual school, safeguarding lead: Tell the virtual school of" },
	{ "a reason is known", "social_worker", "I", "" },
	{ "here", "social_worker", "/", "" },
	{ "nobody to tell", "cp", "N", "" },
};

static void told_case(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct told_row *row = *state;
	struct world world, *w = &world;

	world_make(w, false);
	flag(w, AMARA, row->flag);
	as(w, "ann");
	absent(w, AMARA, row->code);
	absent(w, BEN, "N");
	if (*row->want)
		assert_words(tasks(w, &a), row->want);
	else
		assert_string_equal(tasks(w, &a), "");
	world_end(w);
}

static void told_once(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf left = { 0 };
	struct mark_result got;
	struct tasks_view v;

	flag(w, AMARA, "social_worker");
	as(w, "ann");
	absent(w, AMARA, "N");
	int64_t act = w->got.act;
	absent(w, AMARA, "O");
	at(w, "2026-11-20T13:10");
	assert_done(mark(w, WILLOW_PM, AMARA, "N", NULL));
	assert_done(office_tasks_open(w->o, &(struct tasks_wish){ .everybody = true }, &v, &w->e));
	assert_int_equal(v.count, 1); /* once a child and day */
	tasks_view_finish(&v);
	assert_done(mark(w, WILLOW_AM, AMARA, "I", "parent rang"));
	assert_done(mark(w, WILLOW_PM, AMARA, "I", NULL));
	assert_words(tasks(w, &a), "no reason is known. Now: I I.");
	assert_done(mark(w, WILLOW_AM, AMARA, "N", "undone"));
	assert_done(mark(w, REF(WILLOW, day_of(2026, 9, 3), SESSION_AM), AMARA, "N", "from paper")); /* long ago */
	assert_done(office_tasks_open(w->o, &(struct tasks_wish){ .everybody = true }, &v, &w->e));
	assert_int_equal(v.count, 1);
	tasks_view_finish(&v);
	assert_done(office_undo(w->o, act, "wrong child", &left, &got, &w->e));
	assert_string_equal(tasks(w, &a), "");
}

static const struct world_case cases[] = {
	{ "who sees which", whose, false },
	{ "a role that nobody holds is the head's", nobody_holds_it, false },
	{ "words for the safeguarding lead", words_for_the_lead, false },
	{ "by when they are due; overdue", order, false },
	{ "done, by whom first; undone", done_twice, false },
	{ "told once a child and day, and no more where it is explained", told_once, false },
};

int main(void)
{
	static struct rows r;

	rows_add(&r, refusal_case, refusal_rows);
	rows_add(&r, told_case, told_rows);
	rows_add(&r, world_case, cases);
	return rows_run(&r, "tasks");
}
