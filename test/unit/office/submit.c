#include "rows.h"

#include <errno.h>

#include "rules/code.h"
#include "store/store.h"
#include "world.h"

#define WILLOW_THURSDAY REF(WILLOW, day_of(2026, 11, 19), SESSION_AM)
#define WISH(pupil, code, before) { pupil, code, before, -1, NULL, 0 }

static int submit(struct world *w, const struct register_ref *ref, const struct mark_wish *wishes, int count, const char *reason)
{
	buf_reset(&w->said);
	err_clear(&w->e);
	w->got = (struct mark_result){ .act = -1 };
	return office_register_submit(w->o, ref, wishes, count, reason, &w->said, &w->got, &w->e);
}

/* All of Willow's morning: Ben absent, the others here. */
static void submit_all(struct world *w)
{
	const struct mark_wish all[] = { WISH(BEN, "N", CODE_NONE), WISH(CHLOE, "/", CODE_NONE), WISH(AMARA, "/", CODE_NONE) };

	assert_done(submit(w, WILLOW_AM, all, 3, NULL));
}

static int64_t acts(struct world *w)
{
	struct store *st;
	struct hash head;
	int64_t seq = 0;

	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_act_last(st, &seq, &head), 0);
	store_close(st);
	return seq;
}

static void assert_act(struct world *w, int64_t seq, const char *kind, const char *reason, int entries)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct entry_row *rows;
	struct act_row act;
	struct store *st;

	assert_done(store_open(w->directory, &st, &w->e));
	assert_int_equal(store_act_get(st, seq, &a, &act), 0);
	assert_int_equal(store_entries_of_act(st, seq, &a, &rows), entries);
	store_close(st);
	assert_string_equal(act.head.kind, kind);
	if (reason)
		assert_string_equal(act.head.reason, reason);
	else
		assert_null(act.head.reason);
}

static enum register_state state_now(struct world *w)
{
	struct register_view v;

	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	enum register_state state = v.state;
	for (int i = 0; i < v.count; i++)
		assert_int_equal(v.lines[i].expected, CODE_NONE);
	register_view_finish(&v);
	return state;
}

/* SENDING ----------------------------------------------------------------------------------------------------------------------------- */

static void marks_and_sending(struct world *w)
{
	as(w, "tom");
	int64_t before = acts(w);
	submit_all(w);
	assert_int_equal(w->got.act, before + 2);
	assert_int_equal(acts(w), before + 2);
	assert_int_equal(w->got.entries, 3);
	assert_string_equal(buf_string(&w->said), "2 here, 1 absent, 0 blank");
	assert_act(w, before + 1, "register", "register being taken", 3);
	assert_act(w, before + 2, ACT_SEND, NULL, 0);
	assert_int_equal(state_now(w), REGISTER_TAKEN);
}

static void marks_that_stand(struct world *w)
{
	const struct mark_wish same[] = { WISH(BEN, "N", CODE_N), WISH(AMARA, "/", CODE_NONE) };

	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, BEN, "N", NULL));
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	int64_t before = acts(w);
	assert_done(submit(w, WILLOW_AM, same, 2, NULL)); /* Amara's was typed over a blank, and is the same */
	assert_int_equal(acts(w), before + 1);
	assert_act(w, w->got.act, ACT_SEND, NULL, 0);
	assert_int_equal(w->got.standing, 2);
	assert_string_equal(buf_string(&w->said), "1 here, 1 absent, 1 blank");
}

static void sent_already(struct world *w)
{
	const struct mark_wish same = WISH(BEN, "N", CODE_N);

	as(w, "tom");
	at(w, "2026-11-20T09:02");
	submit_all(w);
	int64_t before = acts(w);
	assert_done(submit(w, WILLOW_AM, &same, 1, NULL));
	assert_int_equal(w->got.act, 0);
	assert_int_equal(acts(w), before);
	assert_string_equal(buf_string(&w->said), "already sent at 09:02 by Tom Bell");
	assert_done(submit(w, WILLOW_AM, NULL, 0, NULL));
	assert_string_equal(buf_string(&w->said), "already sent at 09:02 by Tom Bell");
}

static void teacher_again(struct world *w)
{
	const struct mark_wish late_ben = WISH(BEN, "L", CODE_N);

	as(w, "tom");
	submit_all(w);
	int64_t before = acts(w);
	assert_done(submit(w, WILLOW_AM, &late_ben, 1, NULL));
	assert_int_equal(w->got.act, before + 2);
	assert_string_equal(buf_string(&w->said), "3 here, 0 absent, 0 blank");
	assert_int_equal(state_now(w), REGISTER_AMENDED);
}

static void office_change(struct world *w)
{
	const struct mark_wish ill = WISH(BEN, "I", CODE_N);

	as(w, "tom");
	submit_all(w);
	as(w, "ann");
	int64_t before = acts(w);
	assert_done(submit(w, WILLOW_AM, &ill, 1, NULL));
	assert_int_equal(w->got.act, before + 1);
	assert_int_equal(acts(w), before + 1);
	assert_act(w, before + 1, "register", "register being taken", 1);
	assert_string_equal(buf_string(&w->said), "2 here, 1 absent, 0 blank");
	assert_int_equal(state_now(w), REGISTER_AMENDED);
}

static void office_first(struct world *w)
{
	const struct mark_wish ill = WISH(BEN, "I", CODE_NONE);

	as(w, "ann");
	int64_t before = acts(w);
	assert_done(submit(w, WILLOW_AM, &ill, 1, NULL));
	assert_int_equal(w->got.act, before + 2);
	assert_string_equal(buf_string(&w->said), "0 here, 1 absent, 2 blank");
}

static void nothing_to_send(struct world *w)
{
	const struct mark_wish clear = WISH(BEN, "", CODE_N);

	as(w, "tom");
	assert_refused(submit(w, WILLOW_AM, NULL, 0, NULL), "No mark has been made in Willow");
	assert_done(mark(w, WILLOW_AM, BEN, "N", NULL));
	assert_refused(submit(w, WILLOW_AM, &clear, 1, NULL), "No mark has been made in Willow");
	assert_string_equal(stands(w, WILLOW_AM, BEN), "N"); /* the clearing went with it */
}

/* A note alone is an act, and no reason to send again. */
static void note_only(struct world *w)
{
	struct mark_wish noted = { BEN, "N", CODE_N, -1, "Mum will ring", 0 };

	as(w, "tom");
	submit_all(w);
	int64_t before = acts(w);
	assert_done(submit(w, WILLOW_AM, &noted, 1, NULL));
	assert_int_equal(w->got.act, before + 1);
	assert_int_equal(w->got.entries, 0);
	assert_act(w, before + 1, "register", "register being taken", 0);
}

static void arrival_kept(struct world *w)
{
	const struct mark_wish absent = WISH(AMARA, "N", CODE_NONE);

	as(w, "ann");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	as(w, "tom");
	assert_done(submit(w, WILLOW_AM, &absent, 1, NULL));
	assert_int_equal(w->got.attempts, 1);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "/");
	assert_string_equal(buf_string(&w->said), "1 here, 0 absent, 2 blank");
}

static void who_may(struct world *w)
{
	const struct mark_wish here = WISH(AMARA, "/", CODE_NONE);

	as(w, "ina");
	assert_refused(submit(w, WILLOW_AM, &here, 1, NULL), "may not take this register");
	as(w, "tom");
	assert_refused(submit(w, REF(OAK, TODAY, SESSION_AM), &here, 1, NULL), "may not take this register (Oak)");
	assert_refused(submit(w, WILLOW_THURSDAY, &here, 1, "paper"), "may not change marks");
}

/* REFUSED, NOTHING WRITTEN -------------------------------------------------------------------------------------------------------------- */

static const struct refused_row {
	const char *name;
	struct mark_wish wish; /* beside a mark that could stand */
	int r;
	const char *words;
} refused_rows[] = {
	{ "beyond the short list", { BEN, "I", CODE_NONE, -1, NULL, 7 }, -EPERM, "Ben Ash: The office records I (illness)" },
	{ "not on the roll", { ED, "/", CODE_NONE, -1, NULL, 7 }, -EPERM, "Ed Left was not on the roll" },
	{ "of another class", { FINN, "/", CODE_NONE, -1, NULL, 7 }, -EPERM, "Finnley Oakley is in Oak" },
	{ "a second mark", { AMARA, "N", CODE_NONE, -1, NULL, 7 }, -EPERM, "Amara Okafor is given two marks" },
	{ "minutes where there are none", { BEN, "N", CODE_NONE, 5, NULL, 7 }, -EPERM, "Ben Ash: Minutes late go with L or U" },
	{ "no such code", { BEN, "qq", CODE_NONE, -1, NULL, 7 }, -EINVAL, "Ben Ash: " },
	{ "a blank note", { BEN, "N", CODE_NONE, -1, " ", 7 }, -EPERM, "Ben Ash: The note is blank" },
	{ "typed over a mark that is not there", { BEN, "N", CODE_LATE, -1, NULL, 7 }, -ESTALE, "Ben Ash was L when you typed, and is blank now" },
};

static void refused_case(void **state)
{
	const struct refused_row *row = *state;
	const struct mark_wish wishes[] = { WISH(AMARA, "/", CODE_NONE), row->wish };
	struct world world, *w = &world;

	world_make(w, false);
	as(w, "tom");
	int64_t before = acts(w);
	assert_int_equal(submit(w, WILLOW_AM, wishes, 2, NULL), row->r);
	assert_words(w->e.text, row->words);
	assert_int_equal(w->e.line, 7);
	assert_int_equal(w->got.act, -1);
	assert_string_equal(buf_string(&w->said), "");
	assert_int_equal(acts(w), before);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "");
	world_end(w);
}

/* TWO CLERKS ---------------------------------------------------------------------------------------------------------------------------- */

/* Another terminal in the same school: `w` goes on as it was. */
static void meanwhile(struct world *w, const char *who, int64_t pupil, const char *code)
{
	struct office_options options = { .directory = w->directory, .as = who, .uid = 9999, .terminal = "another" };
	struct mark_wish wish = WISH(pupil, code, -1);
	struct mark_result got;
	struct office *other;

	assert_done(office_open(&options, &other, &w->e));
	assert_done(office_marks_set(other, WILLOW_AM, &wish, 1, NULL, &got, &w->e));
	assert_true(got.act > 0);
	office_close(other);
}

static void two_clerks(struct world *w)
{
	struct mark_wish typed[] = { WISH(BEN, "N", CODE_NONE), { AMARA, "/", CODE_NONE, -1, NULL, 2 } };
	struct register_view v;

	as(w, "tom");
	at(w, "2026-11-20T08:52");
	assert_done(office_register_open(w->o, WILLOW_AM, &v, &w->e));
	assert_int_equal(v.lines[2].pupil, AMARA);
	assert_int_equal(v.lines[2].mark, CODE_NONE);
	register_view_finish(&v);
	meanwhile(w, "ann", AMARA, "I");
	int64_t before = acts(w);
	assert_int_equal(submit(w, WILLOW_AM, typed, 2, NULL), -ESTALE);
	assert_words(w->e.text, "Amara Okafor was blank when you typed, and is I now, by Ann Reed at 08:52");
	assert_int_equal(w->e.line, 2);
	assert_int_equal(acts(w), before);
	assert_string_equal(stands(w, WILLOW_AM, BEN), "");
	typed[1].before = CODE_I; /* seen, and the child is here */
	assert_done(submit(w, WILLOW_AM, typed, 2, NULL));
	assert_int_equal(acts(w), before + 2);
	assert_string_equal(stands(w, WILLOW_AM, AMARA), "/");
	assert_string_equal(stands(w, WILLOW_AM, BEN), "N");
}

/* DOES IT NEED A REASON? ---------------------------------------------------------------------------------------------------------------- */

static const char *asks(struct world *w, const struct register_ref *ref, const struct mark_wish *wishes, int count)
{
	buf_reset(&w->said);
	bool asked = office_register_asks_reason(w->o, ref, wishes, count, &w->said);
	assert_int_equal(asked, w->said.length > 0);
	return buf_string(&w->said);
}

static void asks_after_close(struct world *w)
{
	const struct mark_wish ill = WISH(BEN, "I", CODE_N), same = WISH(BEN, "N", CODE_N);
	const struct mark_wish both[] = { WISH(AMARA, "I", CODE_PRESENT_AM), WISH(BEN, "I", CODE_N), WISH(CHLOE, "L", CODE_PRESENT_AM) };
	const struct mark_wish long_ones[] = { WISH(AMARA, "", CODE_PRESENT_AM), WISH(BEN, "", CODE_N), WISH(CHLOE, "L", CODE_PRESENT_AM) };

	as(w, "tom");
	submit_all(w);
	as(w, "ann");
	at(w, "2026-11-20T09:15");
	assert_string_equal(asks(w, WILLOW_AM, &ill, 1), "");
	at(w, "2026-11-20T09:16");
	assert_string_equal(asks(w, WILLOW_AM, &ill, 1), "The register closed at 09:15: 1 mark changes (N to I).");
	assert_string_equal(asks(w, WILLOW_AM, &same, 1), "");
	assert_string_equal(asks(w, WILLOW_AM, both, 3), "The register closed at 09:15: 3 marks change (1 / to I, 1 N to I, 1 / to L).");
	assert_string_equal(asks(w, WILLOW_AM, long_ones, 3), "The register closed at 09:15: 3 marks change (1 / to blank, and others).");
	assert_refused(submit(w, WILLOW_AM, both, 3, NULL), "a change needs a reason");
	assert_done(submit(w, WILLOW_AM, both, 3, "the nurse told us"));
	assert_act(w, w->got.act, "register", "the nurse told us", 3);
}

static void asks_alike(struct world *w)
{
	const struct mark_wish left[] = { WISH(AMARA, "", CODE_PRESENT_AM), WISH(CHLOE, "", CODE_PRESENT_AM) };

	as(w, "tom");
	submit_all(w);
	as(w, "ann");
	at(w, "2026-11-20T09:16");
	assert_string_equal(asks(w, WILLOW_AM, left, 2), "The register closed at 09:15: 2 marks change (/ to blank).");
}

static void asks_first_entries(struct world *w)
{
	const struct mark_wish first = WISH(AMARA, "N", CODE_NONE), ill = WISH(BEN, "N", CODE_NONE);

	as(w, "tom");
	at(w, "2026-11-20T09:16");
	assert_string_equal(asks(w, WILLOW_AM, &first, 1), "");
	as(w, "ann");
	assert_string_equal(asks(w, WILLOW_THURSDAY, &ill, 1), "Thu 19 Nov 2026 is past: 1 mark changes (blank to N).");
	assert_done(submit(w, WILLOW_THURSDAY, &ill, 1, "keyed from paper"));
	assert_string_equal(asks(w, WILLOW_THURSDAY, &ill, 1), "");
}

/* What may not be done at all asks for no reason; nothing is left open by the asking. */
static void asks_in_vain(struct world *w)
{
	const struct mark_wish change = WISH(BEN, "L", CODE_N);

	as(w, "tom");
	submit_all(w);
	at(w, "2026-11-20T09:16");
	assert_string_equal(asks(w, WILLOW_AM, &change, 1), "");
	assert_refused(submit(w, WILLOW_AM, &change, 1, NULL), "may not change marks after the close");
	as(w, "ina");
	assert_string_equal(asks(w, WILLOW_AM, &change, 1), "");
	as(w, "ann");
	assert_done(submit(w, WILLOW_AM, &change, 1, "seen at break"));
}

/* WHO CHANGED IT ------------------------------------------------------------------------------------------------------------------------ */

static const char *changed(struct world *w, const struct register_ref *ref, int64_t pupil)
{
	buf_reset(&w->said);
	bool found = office_mark_changed_by(w->o, ref, pupil, &w->said);
	assert_int_equal(found, w->said.length > 0);
	return buf_string(&w->said);
}

static void changed_by(struct world *w)
{
	as(w, "tom");
	submit_all(w);
	assert_string_equal(changed(w, WILLOW_AM, BEN), "Tom Bell at 08:30: blank to N");
	at(w, "2026-11-20T09:14");
	meanwhile(w, "ann", BEN, "I");
	assert_string_equal(changed(w, WILLOW_AM, BEN), "Ann Reed at 09:14: N to I");
	assert_string_equal(changed(w, WILLOW_PM, BEN), "");
	assert_string_equal(changed(w, REF(OAK, TODAY, SESSION_AM), BEN), "");
	as(w, "gus"); /* figures without names */
	assert_string_equal(changed(w, WILLOW_AM, BEN), "");
	as(w, "ann");
	at(w, "2026-11-23T08:10");
	assert_string_equal(changed(w, WILLOW_AM, BEN), "Ann Reed on Fri 20 Nov 2026 at 09:14: N to I");
}

/* An attempt is in the history; the mark is still the office's. */
static void changed_by_attempt(struct world *w)
{
	as(w, "ann");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	assert_int_equal(w->got.attempts, 1);
	assert_string_equal(changed(w, WILLOW_AM, AMARA), "Ann Reed at 08:30: blank to /");
}

/* WHICH CODES --------------------------------------------------------------------------------------------------------------------------- */

static const struct codes_row {
	const char *name, *who;
	int year, month, date;
	enum session session;
	const char *has, *lacks; /* of "/ L N ", the code with its blank */
	const char *all;         /* NULL: not looked at */
} codes_rows[] = {
	{ "a teacher's are few", "tom", 2026, 11, 20, SESSION_AM, "N ", "I ", "/ L N " },
	{ "the afternoon has the other slash", "tom", 2026, 11, 20, SESSION_PM, "\\ ", "/ ", "\\ L N " },
	{ "the office has every one in force", "ann", 2026, 11, 20, SESSION_AM, "Y4 ", "H ", NULL },
	{ "nobody types the calendar's", "ann", 2026, 11, 20, SESSION_AM, "X ", "# ", NULL },
	{ "nor the roll's", "ann", 2026, 11, 20, SESSION_AM, "C2 ", "Z ", NULL },
	{ "on a day shut without warning there is one", "ann", 2026, 11, 9, SESSION_AM, "Y4 ", "/ ", "Y4 " },
	{ "a teacher has none of a past day", "tom", 2026, 11, 19, SESSION_AM, "", "/ ", "" },
	{ "an inspector has none", "ina", 2026, 11, 20, SESSION_AM, "", "/ ", "" },
};

static const char *codes_said(struct world *w, const struct register_ref *ref, int most)
{
	const struct code *found[64];
	int n = office_codes_allowed(w->o, ref, found, most);

	assert_in_range(n, 0, most);
	buf_reset(&w->said);
	for (int i = 0; i < n; i++) {
		assert_ptr_equal(found[i], code_on(found[i]->number, ref->day));
		buf_printf(&w->said, "%s ", found[i]->symbol);
	}
	return buf_string(&w->said);
}

static void codes_case(void **state)
{
	const struct codes_row *row = *state;
	const struct register_ref ref = { WILLOW, day_of(row->year, row->month, row->date), row->session };
	struct world world, *w = &world;

	world_make(w, false);
	as(w, row->who);
	const char *said = codes_said(w, &ref, 64);
	assert_words(said, row->has);
	assert_null(strstr(said, row->lacks));
	if (row->all)
		assert_string_equal(said, row->all);
	assert_string_equal(codes_said(w, &ref, 0), "");
	world_end(w);
}

/* WHAT F8 TAKES BACK -------------------------------------------------------------------------------------------------------------------- */

static int64_t to_undo(struct world *w)
{
	return office_act_to_undo(w->o, WILLOW_AM);
}

static void undoes_own_last(struct world *w)
{
	const struct mark_wish late_ben = WISH(BEN, "L", CODE_N);

	as(w, "tom");
	assert_int_equal(to_undo(w), 0);
	submit_all(w);
	int64_t first = w->got.act - 1; /* the sending leaves nothing to undo */
	assert_int_equal(to_undo(w), first);
	assert_done(submit(w, WILLOW_AM, &late_ben, 1, NULL));
	int64_t second = w->got.act - 1;
	assert_int_equal(to_undo(w), second);
	meanwhile(w, "ann", BEN, "I"); /* the second stands no more; two marks of the first do */
	assert_int_equal(to_undo(w), first);
	assert_int_equal(office_act_to_undo(w->o, WILLOW_PM), 0);
	as(w, "ann");
	assert_true(to_undo(w) > second);
	as(w, "hal");
	assert_int_equal(to_undo(w), 0);
}

/* Step by step (A7): F8 again goes one act further back, and never forward. */
static void undoes_step_by_step(struct world *w)
{
	as(w, "tom");
	assert_done(mark(w, WILLOW_AM, BEN, "N", NULL));
	int64_t first = w->got.act;
	assert_done(mark(w, WILLOW_AM, BEN, "L", NULL));
	int64_t second = w->got.act;
	buf_reset(&w->said);
	assert_int_equal(to_undo(w), second);
	assert_done(office_undo(w->o, second, NULL, &w->said, &w->got, &w->e));
	assert_string_equal(stands(w, WILLOW_AM, BEN), "N");
	assert_int_equal(to_undo(w), first);
	assert_done(office_undo(w->o, first, NULL, &w->said, &w->got, &w->e));
	assert_string_equal(stands(w, WILLOW_AM, BEN), "");
	assert_int_equal(to_undo(w), 0);
}

static void undoes_within_what_one_may(struct world *w)
{
	as(w, "tom");
	submit_all(w);
	at(w, "2026-11-20T09:15");
	assert_true(to_undo(w) > 0);
	at(w, "2026-11-20T09:16");
	assert_int_equal(to_undo(w), 0); /* after the close it is the office's */
	as(w, "ann");
	assert_done(mark(w, WILLOW_AM, BEN, "I", "rang"));
	assert_int_equal(to_undo(w), w->got.act); /* with a reason, which is asked for then */
}

static const struct world_case cases[] = {
	{ "marks and their sending are two acts of one saving", marks_and_sending, false },
	{ "marks that stand make no act", marks_that_stand, false },
	{ "sent already, and nothing differs", sent_already, false },
	{ "a teacher's change is sent again", teacher_again, false },
	{ "the office's change of a sent register is a change", office_change, false },
	{ "the office sends what nobody sent", office_first, false },
	{ "a register without a mark is not sent", nothing_to_send, false },
	{ "a note alone is not sent again", note_only, false },
	{ "an arrival stands over a later absence", arrival_kept, false },
	{ "who may", who_may, false },
	{ "two clerks: a mark changed meanwhile stops it all", two_clerks, false },
	{ "after the close a change asks for a reason", asks_after_close, false },
	{ "changes alike are counted once", asks_alike, false },
	{ "first entries ask for none today", asks_first_entries, false },
	{ "what is refused asks for none", asks_in_vain, false },
	{ "who changed a mark, and when", changed_by, false },
	{ "an attempt changed nothing", changed_by_attempt, false },
	{ "F8 takes back the own last act that stands", undoes_own_last, false },
	{ "F8 after F8 goes one act further back", undoes_step_by_step, false },
	{ "F8 takes back what one may change", undoes_within_what_one_may, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, world_case, cases);
	rows_add(&rows, refused_case, refused_rows);
	rows_add(&rows, codes_case, codes_rows);
	return rows_run(&rows, "submit");
}
