/* Closing the session: what is shown before anybody presses the key (A27). */
#include "rows.h"

#include <errno.h>

#include "office/clocks.h"
#include "office/gate.h"
#include "office/today.h"
#include "rules/code.h"
#include "store/store.h"
#include "world.h"

#define OAK_AM REF(OAK, TODAY, SESSION_AM)
#define HILL_FARM 2 /* its plan: the second that is made */

/* "title: name, group: words", a line each; then the counts. */
static const char *shown(struct world *w, enum session session)
{
	struct close_view v;

	err_clear(&w->e);
	assert_done(office_close_open(w->o, TODAY, session, &v, &w->e));
	buf_reset(&w->said);
	for (enum close_part p = 0; p < CLOSE_PARTS; p++)
		for (int i = 0; i < v.of[p].count; i++) {
			const struct close_line *l = &v.of[p].lines[i];

			assert_true(l->ref.roll_group != 0 && l->ref.session == session);
			assert_true((l->pupil == 0) == (p == CLOSE_MISSING));
			assert_int_equal(l->plan, strstr(l->words, "Hill Farm") ? HILL_FARM : 0);
			buf_printf(&w->said, "%d %s, %s: %s\n", p, l->name, l->group, l->words);
		}
	buf_printf(&w->said, "%d of %d to close, next %d; %d N, %d planned\n", v.to_close, v.due, v.closes, v.to_n, v.to_planned);
	close_view_finish(&v);
	return buf_string(&w->said);
}

static void send(struct world *w, const struct register_ref *ref)
{
	assert_done(office_register_send(w->o, ref, &w->said, &w->got, &w->e));
}

static void before_anything(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T09:00");
	assert_string_equal(shown(w, SESSION_AM), "1 Oak, Oak: not taken, 2 pupils\n1 Willow, Willow: not taken, 3 pupils\n0 of 2 to close, next 555; 0 N, 0 planned\n");
}

/* The minute of the close is one at which it can be closed. */
static void at_its_minute(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T09:02");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	assert_words(shown(w, SESSION_AM), "1 Oak, Oak: not taken, 2 pupils\n1 Willow, Willow: 1 of 3 marked, not sent\n");
	assert_done(mark(w, WILLOW_AM, CHLOE, "I", NULL));
	send(w, WILLOW_AM);
	at(w, "2026-11-20T09:14");
	assert_string_equal(shown(w, SESSION_AM), "1 Oak, Oak: not taken, 2 pupils\n2 Ben Ash, Willow: no mark\n4 Chloé Dunn, Willow: I illness\n"
						  "0 of 2 to close, next 555; 0 N, 0 planned\n");
	at(w, "2026-11-20T09:15");
	assert_words(shown(w, SESSION_AM), "1 of 2 to close, next -1; 1 N, 0 planned\n");
	assert_done(office_session_close(w->o, REF(0, TODAY, SESSION_AM), false, &w->said, &w->got, &w->e));
	/* Closed without an N: it can be closed again for it. */
	assert_words(shown(w, SESSION_AM), "2 Ben Ash, Willow: no mark\n");
	assert_words(shown(w, SESSION_AM), "1 of 2 to close, next -1; 1 N, 0 planned\n");
	assert_done(office_session_close(w->o, REF(0, TODAY, SESSION_AM), true, &w->said, &w->got, &w->e));
	assert_string_equal(shown(w, SESSION_AM), "1 Oak, Oak: not taken, 2 pupils\n4 Ben Ash, Willow: N no reason yet, not called\n"
						  "4 Chloé Dunn, Willow: I illness\n0 of 2 to close, next -1; 0 N, 0 planned\n");
}

static void not_known_first(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T08:52");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	as(w, "tom");
	at(w, "2026-11-20T09:05");
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	as(w, "ann");
	assert_words(shown(w, SESSION_AM), "0 Amara Okafor, Willow: signed in at 08:52, marked absent in class\n1 Oak, Oak");
}

static void plan(struct world *w, int64_t pupil, const char *kind, const char *code, const char *words, const char *place)
{
	struct plan_row plan = PLAN_NEW;
	struct plan_pupil_row on = PLAN_PUPIL_NEW;

	plan.kind = kind;
	plan.code = code;
	plan.words = words;
	plan.place = place;
	plan.from_day = plan.to_day = TODAY;
	plan.to_session = 1;
	plan.weekdays = 127;
	plan.sessions = 3;
	world_put(w, THING_PLAN, &plan);
	on.plan = plan.id;
	on.pupil = pupil;
	world_put(w, THING_PLAN_PUPIL, &on);
}

/* Sending makes a planned M a mark; what has to be confirmed is expected, and no N. */
static void who_is_expected(struct world *w)
{
	as(w, "ann");
	plan(w, BEN, "absence", "M", "dentist", NULL);
	plan(w, FINN, "pattern", "B", NULL, "Hill Farm");
	at(w, "2026-11-20T09:02");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	assert_string_equal(shown(w, SESSION_AM), "1 Oak, Oak: not taken, 2 pupils\n1 Willow, Willow: 1 of 3 marked, not sent\n"
						  "3 Finnley Oakley, Oak: expected at Hill Farm (B)\n0 of 2 to close, next 555; 0 N, 0 planned\n");
	send(w, WILLOW_AM);
	assert_words(shown(w, SESSION_AM), "4 Ben Ash, Willow: M appointment\n");
	assert_done(mark(w, OAK_AM, GIA, "/", NULL));
	send(w, OAK_AM);
	plan(w, CHLOE, "absence", "M", "doctor", NULL); /* the register is in already */
	at(w, "2026-11-20T09:16");
	assert_string_equal(shown(w, SESSION_AM), "3 Finnley Oakley, Oak: expected at Hill Farm (B)\n3 Chloé Dunn, Willow: planned appointment: doctor\n"
						  "4 Ben Ash, Willow: M appointment\n2 of 2 to close, next -1; 0 N, 1 planned\n");
	assert_done(office_session_close(w->o, REF(0, TODAY, SESSION_AM), true, &w->said, &w->got, &w->e));
	assert_string_equal(shown(w, SESSION_AM), "3 Finnley Oakley, Oak: expected at Hill Farm (B)\n4 Ben Ash, Willow: M appointment\n"
						  "4 Chloé Dunn, Willow: M appointment\n0 of 2 to close, next -1; 0 N, 0 planned\n");
	assert_string_equal(stands(w, OAK_AM, FINN), "");
}

/* A child whom the office let go is not lost: no N, whether the code was chosen or not (A18). */
static void who_was_signed_out(struct world *w)
{
	struct sign_out_wish out = SIGN_OUT_WISH;

	as(w, "ann");
	at(w, "2026-11-20T09:02");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	assert_done(mark(w, WILLOW_AM, BEN, "/", NULL));
	send(w, WILLOW_AM);
	at(w, "2026-11-20T12:30");
	out.pupils = (int64_t[]){ BEN };
	out.count = 1;
	out.reason = "dentist";
	assert_done(office_gate_out(w->o, &out, &w->said, &w->got.act, &w->e));
	at(w, "2026-11-20T13:05");
	assert_done(mark(w, WILLOW_PM, AMARA, "/", NULL));
	send(w, WILLOW_PM);
	at(w, "2026-11-20T14:30");
	assert_words(shown(w, SESSION_PM), "3 Ben Ash, Willow: signed out at 12:30, choose the code: dentist\n");
	assert_words(shown(w, SESSION_PM), "2 N, 0 planned\n"); /* Chloé and Dev: nobody knows of them */
	buf_reset(&w->said);
	assert_done(office_session_close(w->o, WILLOW_PM, true, &w->said, &w->got, &w->e));
	assert_words(buf_string(&w->said), "; signed out, and no code chosen yet: Ben Ash");
	assert_string_equal(stands(w, WILLOW_PM, BEN), "");
	assert_string_equal(stands(w, WILLOW_PM, CHLOE), "N");
	assert_words(shown(w, SESSION_PM), "0 N, 0 planned\n");
	assert_words(shown(w, SESSION_PM), "3 Ben Ash, Willow: signed out at 12:30, choose the code: dentist\n");
	assert_words(shown(w, SESSION_PM), "0 of 2 to close"); /* nothing is left that closing again would mark */
	assert_done(mark(w, WILLOW_PM, BEN, "M", "dentist"));
	assert_words(shown(w, SESSION_PM), "4 Ben Ash, Willow: M appointment");
}

static void contact_so_far(struct world *w)
{
	struct call_row call = CALL_NEW;

	as(w, "ann");
	at(w, "2026-11-20T09:34");
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	assert_done(mark(w, WILLOW_AM, BEN, "N", NULL));
	call.pupil = AMARA;
	call.of_day = call.made_day = TODAY;
	call.made_minute = 9 * 60 + 32;
	call.kind = "call";
	call.outcome = "no reply";
	world_put(w, THING_CALL, &call);
	assert_words(shown(w, SESSION_AM), "4 Ben Ash, Willow: N no reason yet, not called\n4 Amara Okafor, Willow: N no reason yet, no reply 09:32\n");
}

static void who_may_see(struct world *w)
{
	struct close_view v;

	as(w, "tom");
	assert_refused(office_close_open(w->o, TODAY, SESSION_AM, &v, &w->e), "Tom Bell may not close a register");
	as(w, "ann");
	assert_refused(office_close_open(w->o, TODAY, SESSION_PM, &v, &w->e), "has not begun");
	as(w, "yaz"); /* head of year 1: Oak alone */
	assert_string_equal(shown(w, SESSION_AM), "1 Oak, Oak: not taken, 2 pupils\n0 of 1 to close, next 555; 0 N, 0 planned\n");
}

static void every_title(struct world *w)
{
	(void)w;
	for (enum close_part p = 0; p < CLOSE_PARTS; p++)
		assert_true(close_title(p)[0] != '\0');
}

int main(void)
{
	static const struct world_case cases[] = {
		{ "before any register is in", before_anything },
		{ "at the minute of the close, and again for the blanks", at_its_minute },
		{ "signed in and not in class comes first", not_known_first },
		{ "expected: planned becomes a mark, the rest is confirmed", who_is_expected },
		{ "whom the office signed out is no N", who_was_signed_out },
		{ "what came of the calls so far", contact_so_far },
		{ "for those who close, of what they see", who_may_see },
		{ "every part has a title", every_title },
	};
	static struct rows r;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		rows_case(&r, cases[i].name, world_case, &cases[i]);
	return rows_run(&r, "close_view");
}
