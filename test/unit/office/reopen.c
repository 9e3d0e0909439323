/* A session that was closed too early, opened again (A7, A27; design 2). */
#include "rows.h"

#include "office/calls.h"
#include "office/clocks.h"
#include "office/today.h"
#include "store/store.h"
#include "world.h"

#define OAK_AM REF(OAK, TODAY, SESSION_AM)
#define MORNING REF(0, TODAY, SESSION_AM)

static void flag(struct world *w, int64_t pupil, const char *name)
{
	struct pupil_flag_row row = { .pupil = pupil, .flag = name, .value = "yes", .from_day = TODAY, .to_day = DAY_NONE };

	world_put(w, THING_PUPIL_FLAG, &row);
}

static int count_tasks(struct world *w)
{
	struct tasks_view v;

	as(w, "des");
	assert_done(office_tasks_open(w->o, &(struct tasks_wish){ 0 }, &v, &w->e));
	int n = v.count;
	tasks_view_finish(&v);
	as(w, "ann");
	return n;
}

/* How many can be closed now, and how many are. */
static void shown(struct world *w, int to_close, int closed)
{
	struct close_view v;

	assert_done(office_close_open(w->o, TODAY, SESSION_AM, &v, &w->e));
	assert_int_equal(v.to_close, to_close);
	assert_int_equal(v.closed, closed);
	close_view_finish(&v);
}

/* Both classes taken but for Ben and Gia, and at 09:16 closed, these two N. */
static void closed(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T09:05");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	assert_done(office_register_send(w->o, WILLOW_AM, &w->said, &w->got, &w->e));
	assert_done(mark(w, OAK_AM, FINN, "/", NULL));
	assert_done(office_register_send(w->o, OAK_AM, &w->said, &w->got, &w->e));
	at(w, "2026-11-20T09:16");
	assert_done(office_session_close(w->o, MORNING, true, &w->said, &w->got, &w->e));
	assert_string_equal(stands(w, WILLOW_AM, BEN), "N");
	assert_string_equal(stands(w, OAK_AM, GIA), "N");
	shown(w, 0, 2);
	buf_reset(&w->said);
}

static int reopen(struct world *w, const struct register_ref *ref, const char *reason)
{
	err_clear(&w->e);
	buf_reset(&w->said);
	w->got = (struct mark_result){ .act = -1 };
	return office_session_reopen(w->o, ref, reason, &w->said, &w->got, &w->e);
}

static void whole_session(struct world *w)
{
	flag(w, BEN, "social_worker");
	int before = count_tasks(w);
	closed(w);
	assert_int_equal(count_tasks(w), before + 1);
	assert_done(reopen(w, MORNING, "closed too early"));
	assert_int_equal(w->got.opened, 2);
	assert_int_equal(w->got.standing, 0);
	assert_string_equal(stands(w, WILLOW_AM, BEN), "");
	assert_string_equal(stands(w, WILLOW_AM, CHLOE), "");
	assert_string_equal(stands(w, OAK_AM, GIA), "");
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "/");
	assert_int_equal(count_tasks(w), before);
	shown(w, 2, 0);
	assert_refused(reopen(w, MORNING, "again"), "No register of the morning of Fri 20 Nov 2026 is closed: there is none to open again.");
	assert_done(office_session_close(w->o, MORNING, true, &w->said, &w->got, &w->e));
	assert_string_equal(stands(w, WILLOW_AM, BEN), "N");
	shown(w, 0, 2);
}

static void one_class(struct world *w)
{
	closed(w);
	assert_done(reopen(w, OAK_AM, "closed too early"));
	assert_int_equal(w->got.opened, 1);
	assert_int_equal(w->got.entries, 1);
	assert_string_equal(stands(w, OAK_AM, GIA), "");
	assert_string_equal(stands(w, WILLOW_AM, BEN), "N");
	shown(w, 1, 1);
}

/* The act by itself, as F8 of the history has it; and that undone: closed again. */
static void by_its_act(struct world *w)
{
	closed(w);
	int64_t close = w->got.act; /* the last is that of Willow or of Oak: both have one child or two */
	assert_refused(office_undo(w->o, close, NULL, &w->said, &w->got, &w->e), "needs a reason");
	err_clear(&w->e);
	assert_done(office_undo(w->o, close, "closed too early", &w->said, &w->got, &w->e));
	assert_int_equal(w->got.opened, 1);
	shown(w, 1, 1);
	int64_t opened = w->got.act;
	assert_done(office_undo(w->o, opened, "it was not", &w->said, &w->got, &w->e));
	assert_int_equal(w->got.opened, 0);
	shown(w, 0, 2);
	assert_string_equal(stands(w, WILLOW_AM, BEN), "N");
	assert_string_equal(stands(w, OAK_AM, GIA), "N");
	assert_done(office_undo(w->o, close, "it was", &w->said, &w->got, &w->e)); /* it stands again as that act left it */
	shown(w, 1, 1);
	assert_refused(office_undo(w->o, close, "again", &w->said, &w->got, &w->e), "was undone already");
}

/* A register that was full is closed by an act that changed no mark: it opens all the same. */
static void of_no_mark(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T09:05");
	assert_done(mark(w, OAK_AM, FINN, "/", NULL));
	assert_done(mark(w, OAK_AM, GIA, "/", NULL));
	assert_done(office_register_send(w->o, OAK_AM, &w->said, &w->got, &w->e));
	at(w, "2026-11-20T09:16");
	assert_done(office_session_close(w->o, OAK_AM, true, &w->said, &w->got, &w->e));
	shown(w, 0, 1);
	assert_refused(reopen(w, OAK_AM, NULL), "needs a reason");
	shown(w, 0, 1);
	assert_done(reopen(w, OAK_AM, "closed too early"));
	assert_int_equal(w->got.entries, 0);
	assert_true(w->got.act > 0);
	shown(w, 1, 0);
}

/* Who came since stays here. */
static void changed_since(struct world *w)
{
	closed(w);
	at(w, "2026-11-20T09:25");
	assert_done(late(w, BEN, -1, NULL, NULL));
	assert_done(reopen(w, MORNING, "closed too early"));
	assert_int_equal(w->got.standing, 1);
	assert_words(buf_string(&w->said), "Ben Ash, morning of Fri 20 Nov 2026: now U");
	assert_string_equal(stands(w, WILLOW_AM, BEN), "U");
	assert_string_equal(stands(w, OAK_AM, GIA), "");
	shown(w, 2, 0);
}

static void who_may(struct world *w)
{
	closed(w);
	as(w, "tom");
	assert_refused(reopen(w, WILLOW_AM, "closed too early"), "may not close");
	assert_refused(reopen(w, MORNING, "closed too early"), "may not close");
	as(w, "ann");
	shown(w, 0, 2);
}

int main(void)
{
	static const struct world_case cases[] = {
		{ "the whole session, with the tasks that followed", whole_session },
		{ "one class", one_class },
		{ "by the act, and that undone", by_its_act },
		{ "a close that gave no mark", of_no_mark },
		{ "who came since stays", changed_since },
		{ "only who closes opens again", who_may },
	};
	static struct rows r;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		rows_case(&r, cases[i].name, world_case, &cases[i]);
	return rows_run(&r, "reopen");
}
