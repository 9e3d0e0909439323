#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "office/reports.h"
#include "office/school.h"
#include "office/today.h"
#include "rules/code.h"
#include "store/store.h"
#include "world.h"

#define OAK_AM REF(OAK, TODAY, SESSION_AM)

/* The view, asked for of today; the caller finishes it. */
static struct today_view opened(struct world *w, enum session session)
{
	struct today_view v = { 0 };

	err_clear(&w->e);
	assert_done(office_today_open(w->o, TODAY, session, &v, &w->e));
	return v;
}

static void add_up(const struct session_counts *c)
{
	assert_int_equal(c->on_roll, c->here + c->off_site + c->absent + c->not_known + c->not_required);
	assert_int_equal(c->absent, c->with_reason + c->no_reason);
	assert_true(c->attended <= c->possible && c->possible <= c->on_roll && c->late <= c->here);
}

/* "text" or "text (overdue)", a line each of what is not done; returns to the authority and the review have tests of their own. */
static const char *due_text(struct world *w, const struct today_view *v)
{
	buf_reset(&w->said);
	for (int i = 0; i < v->due_count && !v->due[i].done; i++)
		if (v->due[i].kind != DUE_RETURN && v->due[i].kind != DUE_FORTNIGHT)
			buf_printf(&w->said, "%s%s\n", v->due[i].text, v->due[i].overdue ? " (overdue)" : "");
	return buf_string(&w->said);
}

static void send(struct world *w, const struct register_ref *ref)
{
	buf_reset(&w->said);
	assert_done(office_register_send(w->o, ref, &w->said, &w->got, &w->e));
}

/* WHERE EVERYBODY IS */

static const struct where_row {
	const char *name;
	const char *codes[3]; /* of Amara, Ben and Chloé; "": none */
	struct session_counts want; /* of Willow alone */
} where_rows[] = {
	/*                                            roll here off abs with no unknown not late poss att */
	{ "register not taken", { "", "", "" },       { 3, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0 } },
	{ "all present", { "/", "/", "/" },           { 3, 3, 0, 0, 0, 0, 0, 0, 0, 3, 3 } },
	{ "blank is counted as nothing", { "/", "", "I" }, { 3, 1, 0, 1, 1, 0, 1, 0, 0, 2, 1 } },
	{ "no reason yet is absent, and possible", { "N", "/", "/" }, { 3, 2, 0, 1, 0, 1, 0, 0, 0, 3, 2 } },
	{ "late is here and attended", { "L", "/", "/" }, { 3, 3, 0, 0, 0, 0, 0, 0, 1, 3, 3 } },
	{ "after the close is here, not attended", { "U", "/", "/" }, { 3, 3, 0, 0, 0, 0, 0, 0, 1, 3, 2 } },
	{ "learning elsewhere is attended", { "V", "B", "P" }, { 3, 0, 3, 0, 0, 0, 0, 0, 0, 3, 3 } },
	{ "at the other school: not required here", { "D", "/", "/" }, { 3, 2, 0, 0, 0, 0, 0, 1, 0, 2, 2 } },
	{ "no way to come: not possible", { "Y1", "Q", "/" }, { 3, 1, 0, 0, 0, 0, 0, 2, 0, 1, 1 } },
	{ "too young to have to come", { "/", "/", "X" }, { 3, 2, 0, 0, 0, 0, 0, 1, 0, 2, 2 } },
};

static void where_case(void **state)
{
	const struct where_row *row = *state;
	struct world world, *w = &world;

	world_make(w, false);
	as(w, "ann");
	at(w, "2026-11-20T09:20");
	for (int i = 0; i < 3; i++)
		if (row->codes[i][0])
			assert_done(mark(w, WILLOW_AM, AMARA + i, row->codes[i], NULL));
	as(w, "tom");
	struct today_view v = opened(w, SESSION_AM);
	add_up(&v.counts);
	assert_memory_equal(&v.counts, &row->want, sizeof row->want);
	today_view_finish(&v);
	world_end(w);
}

/* Whatever is marked, the parts are the whole, and the figures are those of domain 1.1. */
static void any_marks(struct world *w)
{
	static const char *const given[] = { "/", "L", "U", "N", "I", "M", "G", "O", "V", "B", "W", "D", "Q", "Y1", "C", "E", "S", "T", "" };
	unsigned int random = 4711;

	as(w, "ann");
	at(w, "2026-11-20T09:20");
	for (int round = 0; round < 40; round++) {
		random = random * 1103515245u + 12345u;
		int64_t pupil = (int64_t[]){ AMARA, BEN, CHLOE, FINN, GIA }[(random >> 16) % 5];
		mark(w, pupil >= FINN ? OAK_AM : WILLOW_AM, pupil, given[(random >> 8) % (sizeof given / sizeof *given)], "as the dice fell");
		struct today_view v = opened(w, SESSION_AM);
		int possible = 0, attended = 0;

		for (int64_t p = AMARA; p <= GIA; p++) {
			uint8_t code = p == DEV || p == ED ? CODE_NONE : code_number(stands(w, p >= FINN ? OAK_AM : WILLOW_AM, p));
			enum category c = code == CODE_NONE ? CATEGORY_NONE : code_category(code, TODAY);

			attended += c == CATEGORY_PRESENT || c == CATEGORY_ACTIVITY;
			possible += c >= CATEGORY_PRESENT && c <= CATEGORY_UNAUTHORISED;
		}
		add_up(&v.counts);
		assert_int_equal(v.counts.on_roll, 5);
		assert_int_equal(v.counts.possible, possible);
		assert_int_equal(v.counts.attended, attended);
		today_view_finish(&v);
	}
}

/* REGISTERS AND WHAT IS DUE */

static const struct clock_row {
	const char *name, *clock;
	const char *due;
	int since;
} clock_rows[] = {
	{ "before it begins nothing is due", "2026-11-20T08:59", "", -16 },
	{ "as it begins it is due", "2026-11-20T09:00", "Oak: register not taken, 2 pupils\nWillow: register not taken, 3 pupils\n", -15 },
	{ "in its last minute not overdue", "2026-11-20T09:15", "Oak: register not taken, 2 pupils\nWillow: register not taken, 3 pupils\n", 0 },
	{ "a minute after its close overdue", "2026-11-20T09:16",
	  "Oak: register not taken, 2 pupils (overdue)\nWillow: register not taken, 3 pupils (overdue)\n", 1 },
};

static void clock_case(void **state)
{
	const struct clock_row *row = *state;
	struct world world, *w = &world;
	char want[400];

	world_make(w, false);
	as(w, "ann");
	at(w, row->clock);
	struct today_view v = opened(w, SESSION_AM);
	snprintf(want, sizeof want, "%sRegisters of past days not complete: 80 (overdue)\n", row->due);
	assert_string_equal(due_text(w, &v), want);
	assert_null(v.shut);
	assert_int_equal(v.register_count, 2);
	assert_string_equal(v.registers[0].name, "Oak");
	assert_int_equal(v.registers[0].since_close, row->since);
	assert_int_equal(v.registers[0].state, REGISTER_NOT_TAKEN);
	today_view_finish(&v);
	world_end(w);
}

static void a_morning(struct world *w)
{
	as(w, "tom");
	at(w, "2026-11-20T09:02");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	assert_done(mark(w, WILLOW_AM, BEN, "N", NULL));
	struct today_view v = opened(w, SESSION_AM);
	assert_string_equal(due_text(w, &v), "Willow: 1 blank, not sent\nRegisters of past days not complete: 40 (overdue)\n");
	assert_int_equal(v.due[0].kind, DUE_BLANKS);
	assert_int_equal(v.due[0].ref.roll_group, WILLOW);
	assert_int_equal(v.due[0].minute, 9 * 60 + 15);
	assert_int_equal(v.register_count, 1);
	assert_true(v.registers[0].mine);
	assert_string_equal(v.registers[0].taker, "Tom Bell");
	today_view_finish(&v);
	assert_done(mark(w, WILLOW_AM, CHLOE, "/", NULL));
	v = opened(w, SESSION_AM);
	assert_words(due_text(w, &v), "Willow: marked, not sent\n");
	today_view_finish(&v);
	send(w, WILLOW_AM);
	v = opened(w, SESSION_AM);
	assert_int_equal(v.registers[0].state, REGISTER_TAKEN);
	assert_string_equal(due_text(w, &v), "Registers of past days not complete: 40 (overdue)\n");
	assert_int_equal(v.due_count, 2);
	assert_string_equal(v.due[1].text, "Register of the morning is in: Willow");
	assert_true(v.due[1].done && !v.due[1].overdue);
	assert_int_equal(v.due[1].minute, 9 * 60 + 2);
	today_view_finish(&v);

	as(w, "ann");
	at(w, "2026-11-20T09:15");
	v = opened(w, SESSION_AM);
	assert_string_equal(due_text(w, &v), "Oak: register not taken, 2 pupils\nClose the morning: 1 register\n"
					     "No reason yet: 1 pupil, first calls by 09:30\n"
					     "Registers of past days not complete: 80 (overdue)\n");
	assert_int_equal(v.due[1].ref.roll_group, 0);
	assert_int_equal(v.due[1].minute, 9 * 60 + 15);
	assert_false(v.registers[0].mine);
	today_view_finish(&v);
	buf_reset(&w->said);
	assert_done(office_session_close(w->o, REF(0, TODAY, SESSION_AM), false, &w->said, &w->got, &w->e));
	assert_done(mark(w, WILLOW_AM, CHLOE, "I", "mother rang"));
	at(w, "2026-11-20T09:31");
	v = opened(w, SESSION_AM);
	assert_string_equal(due_text(w, &v), "Oak: register not taken, 2 pupils (overdue)\nNo reason yet: 1 pupil, first calls by 09:30 (overdue)\n"
					     "Registers of past days not complete: 80 (overdue)\n");
	assert_true(v.registers[1].closed);
	assert_int_equal(v.registers[1].state, REGISTER_AMENDED);
	assert_string_equal(v.registers[1].taker, "Tom Bell");
	today_view_finish(&v);
}

static void signed_in_not_in_class(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T08:52");
	assert_done(late(w, AMARA, -1, NULL, NULL));
	as(w, "tom");
	at(w, "2026-11-20T09:05");
	assert_done(mark(w, WILLOW_AM, AMARA, "N", NULL));
	assert_int_equal(w->got.attempts, 1);
	assert_done(mark(w, WILLOW_AM, BEN, "/", NULL));
	struct today_view v = opened(w, SESSION_AM);
	assert_string_equal(due_text(w, &v), "Amara Okafor, Willow: signed in at 08:52, not in class (overdue)\n"
					     "Willow: 1 blank, not sent\nRegisters of past days not complete: 40 (overdue)\n");
	assert_int_equal(v.due[0].kind, DUE_NOT_IN_CLASS);
	assert_int_equal(v.counts.not_known, 2);
	assert_int_equal(v.counts.here, 1);
	assert_int_equal(v.counts.attended, 2); /* the arrival's mark stays in the figures (design 5) */
	add_up(&v.counts);
	today_view_finish(&v);
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL)); /* seen after all */
	v = opened(w, SESSION_AM);
	assert_int_equal(v.counts.not_known, 1);
	assert_int_equal(v.due[0].kind, DUE_BLANKS);
	today_view_finish(&v);
}

static void an_afternoon(struct world *w)
{
	struct today_view v;

	as(w, "ann");
	assert_refused(office_today_open(w->o, TODAY, SESSION_PM, &v, &w->e), "has not begun");
	at(w, "2026-11-20T13:16");
	v = opened(w, SESSION_PM);
	assert_int_equal(v.counts.on_roll, 6); /* Dev joined at noon */
	assert_int_equal(v.counts.not_known, 6);
	assert_string_equal(due_text(w, &v), "Oak, morning: register not taken, 2 pupils (overdue)\nWillow, morning: register not taken, 3 pupils (overdue)\n"
					     "Oak: register not taken, 2 pupils (overdue)\nWillow: register not taken, 4 pupils (overdue)\n"
					     "Registers of past days not complete: 80 (overdue)\n");
	assert_int_equal(v.due[0].ref.session, SESSION_AM);
	today_view_finish(&v);
	assert_done(mark(w, WILLOW_PM, DEV, "N", NULL));
	v = opened(w, SESSION_PM);
	assert_words(due_text(w, &v), "No reason yet: 1 pupil, first calls by 13:30\n");
	today_view_finish(&v);
}

static void past_registers(struct world *w)
{
	static const struct register_ref past = { WILLOW, { 0 }, SESSION_AM };
	struct register_ref ref = past;

	ref.day = day_of(2026, 11, 19);
	as(w, "ann");
	for (int64_t p = AMARA; p <= CHLOE; p++)
		assert_done(mark(w, &ref, p, "/", "from the paper register"));
	struct today_view v = opened(w, SESSION_AM);
	assert_int_equal(v.past_missing, 80); /* marked, but nobody has sent it */
	today_view_finish(&v);
	send(w, &ref);
	v = opened(w, SESSION_AM);
	assert_int_equal(v.past_missing, 79);
	today_view_finish(&v);
	/* the report of missing registers counts the same: school was held on 20 days from 15 October, the boiler's day and half-term aside */
	struct report_wish wish = { .date = DAY_NONE, .from = day_of(2026, 10, 15), .to = day_of(2026, 11, 19), .session = -1 };
	struct report r;
	assert_done(report_fill_missing(w->o, &wish, &r, &w->e));
	assert_int_equal(r.rows.count, 79);
	report_finish(&r);
	as(w, "ina"); /* reads, and has nothing to do */
	v = opened(w, SESSION_AM);
	assert_int_equal(v.past_missing, 79);
	assert_int_equal(v.due_count, 0);
	assert_true(v.names);
	today_view_finish(&v);
}

static void shut_days(struct world *w)
{
	static const struct {
		int month, date;
		const char *words;
		int on_roll;
	} days[] = {
		{ 10, 28, "a school holiday (Autumn half-term)", 0 }, { 11, 9, "an unexpected closure (Boiler)", 0 }, { 11, 15, "a weekend", 0 },
		{ 8, 20, "out of term", 0 }, { 11, 13, NULL, 6 },
	};

	as(w, "ann");
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct today_view v;

		assert_done(office_today_open(w->o, day_of(2026, days[i].month, days[i].date), SESSION_AM, &v, &w->e));
		if (days[i].words)
			assert_string_equal(v.shut, days[i].words);
		else
			assert_null(v.shut);
		assert_int_equal(v.counts.on_roll, days[i].on_roll);
		assert_int_equal(v.register_count, days[i].words ? 0 : 2);
		today_view_finish(&v);
	}
}

/* A closure and times for one year: they follow the child, the register's times follow most of its children. */
static void by_year(struct world *w)
{
	struct closure_row flood = CLOSURE_NEW;
	struct session_time_row early = SESSION_TIME_NEW;

	as(w, "ann");
	flood.name = "Flood";
	flood.kind = "partial";
	flood.from_day = flood.to_day = TODAY;
	flood.to_session = 1;
	flood.year = 2;
	early.from_day = early.to_day = TODAY;
	early.gate = early.starts = 8 * 60 + 15;
	early.closes = 8 * 60 + 25;
	early.ends = 12 * 60;
	early.year = 1;
	world_put(w, THING_SESSION_TIME, &early);
	struct today_view v = opened(w, SESSION_AM); /* 08:30 */
	assert_int_equal(v.counts.on_roll, 5);
	assert_string_equal(due_text(w, &v), "Oak: register not taken, 2 pupils (overdue)\nRegisters of past days not complete: 80 (overdue)\n");
	assert_int_equal(v.registers[0].since_close, 5);
	assert_int_equal(v.registers[1].times.closes, 9 * 60 + 15);
	today_view_finish(&v);
	world_put(w, THING_CLOSURE, &flood);
	v = opened(w, SESSION_AM);
	assert_int_equal(v.counts.on_roll, 3); /* Chloé is in no such year */
	assert_int_equal(v.registers[1].due, 1);
	assert_int_equal(v.past_missing, 80);
	today_view_finish(&v);
}

/* WHO SEES WHAT */

static void who_sees(struct world *w)
{
	struct today_view v;

	as(w, "yaz"); /* head of year 1: Oak */
	v = opened(w, SESSION_AM);
	assert_int_equal(v.register_count, 1);
	assert_string_equal(v.registers[0].name, "Oak");
	assert_int_equal(v.counts.on_roll, 2);
	today_view_finish(&v);
	as(w, "ada");
	assert_refused(office_today_open(w->o, TODAY, SESSION_AM, &v, &w->e), "may not see this register");
	as(w, "gus"); /* five pupils are too few for figures without names */
	err_clear(&w->e);
	assert_refused(office_today_open(w->o, TODAY, SESSION_AM, &v, &w->e), "fewer than 6 pupils");
	as(w, "ann");
	at(w, "2026-11-20T13:20");
	as(w, "gus");
	v = opened(w, SESSION_PM);
	assert_false(v.names);
	assert_int_equal(v.counts.on_roll, 6);
	assert_int_equal(v.register_count, 0);
	assert_int_equal(v.due_count, 0);
	today_view_finish(&v);
	as(w, "ann");
	at(w, "2026-11-23T09:00"); /* the cover is over */
	as(w, "sue");
	err_clear(&w->e);
	assert_refused(office_today_open(w->o, day_of(2026, 11, 23), SESSION_AM, &v, &w->e), "has no class today");
}

static enum home home_of(struct world *w, const char *who, struct register_ref *ret)
{
	*ret = (struct register_ref){ 0 };
	as(w, who);
	return office_home(w->o, ret);
}

static void homes(struct world *w)
{
	static const struct {
		const char *who;
		enum home home;
	} people[] = { { "ann", HOME_TODAY }, { "hal", HOME_MORNING }, { "des", HOME_TODAY }, { "gus", HOME_MORNING }, { "ina", HOME_MORNING },
		       { "ada", HOME_STAFF }, { "yaz", HOME_TODAY }, { "tom", HOME_REGISTER }, { "sue", HOME_REGISTER } };
	struct register_ref ref;

	for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
		assert_int_equal(home_of(w, people[i].who, &ref), people[i].home);
		assert_int_equal(ref.roll_group, people[i].home == HOME_REGISTER ? WILLOW : 0);
	}
	as(w, "ann");
	at(w, "2026-11-20T13:00");
	assert_int_equal(home_of(w, "tom", &ref), HOME_REGISTER);
	assert_int_equal(ref.session, SESSION_PM);
	as(w, "ann");
	at(w, "2026-11-21T09:00");
	assert_int_equal(home_of(w, "tom", &ref), HOME_TODAY); /* a Saturday */
	as(w, "ann");
	at(w, "2026-11-23T09:00");
	assert_int_equal(home_of(w, "sue", &ref), HOME_TODAY);
	assert_int_equal(home_of(w, "mia", &ref), HOME_TODAY); /* a governor who acts for the office today */
}

static void homes_of_two_classes(struct world *w)
{
	struct register_ref ref;
	int64_t act;

	as(w, "ada");
	assert_done(office_staff_class(w->o, "tom", "Oak", false, TODAY, DAY_NONE, false, &act, &w->e));
	assert_int_equal(home_of(w, "tom", &ref), HOME_REGISTER);
	assert_int_equal(ref.roll_group, OAK); /* neither is taken: the first by name */
	at(w, "2026-11-20T09:01");
	assert_done(mark(w, OAK_AM, FINN, "/", NULL));
	assert_done(mark(w, OAK_AM, GIA, "/", NULL));
	send(w, OAK_AM);
	assert_int_equal(home_of(w, "tom", &ref), HOME_REGISTER);
	assert_int_equal(ref.roll_group, WILLOW);
	for (int64_t p = AMARA; p <= CHLOE; p++)
		assert_done(mark(w, WILLOW_AM, p, "/", NULL));
	send(w, WILLOW_AM);
	assert_int_equal(home_of(w, "tom", &ref), HOME_REGISTER);
	assert_int_equal(ref.roll_group, OAK); /* both are */
}

static void groups(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct group_line *lines;

	as(w, "ann");
	assert_int_equal(office_groups(w->o, TODAY, &a, &lines, &w->e), 2);
	assert_string_equal(lines[0].name, "Oak");
	assert_string_equal(lines[1].name, "Willow");
	assert_false(lines[0].mine || lines[1].mine);
	assert_int_equal(office_groups(w->o, day_of(2026, 8, 31), &a, &lines, &w->e), 1); /* Oak began in September */
	as(w, "tom");
	assert_int_equal(office_groups(w->o, TODAY, &a, &lines, &w->e), 1);
	assert_int_equal(lines[0].roll_group, WILLOW);
	assert_true(lines[0].mine);
	as(w, "gus");
	assert_refused(office_groups(w->o, TODAY, &a, &lines, &w->e), "may not");
}

static void history_of_a_mark(struct world *w)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct mark_change *c;

	as(w, "tom");
	at(w, "2026-11-20T09:02");
	assert_done(mark(w, WILLOW_AM, BEN, "N", NULL));
	as(w, "ann");
	at(w, "2026-11-20T09:40");
	assert_done(mark(w, WILLOW_AM, BEN, "I", "mother rang"));
	assert_int_equal(office_mark_history(w->o, WILLOW_AM, BEN, &a, &c, &w->e), 2);
	assert_string_equal(c[0].who, "Tom Bell");
	assert_string_equal(c[0].position, "teacher");
	assert_string_equal(c[0].from, "");
	assert_string_equal(c[0].to, "N");
	assert_string_equal(c[1].who, "Ann Reed");
	assert_string_equal(c[1].from, "N");
	assert_string_equal(c[1].to, "I");
	assert_string_equal(c[1].reason, "mother rang");
	assert_int_equal(moment_civil(c[1].at).minute, 9 * 60 + 40);
	assert_true(c[0].stands && c[1].stands && c[0].act < c[1].act);
	assert_int_equal(office_mark_history(w->o, WILLOW_AM, CHLOE, &a, &c, &w->e), 0);
	as(w, "tom");
	assert_refused(office_mark_history(w->o, OAK_AM, FINN, &a, &c, &w->e), "may not");
	assert_refused(office_mark_history(w->o, WILLOW_AM, FINN, &a, &c, &w->e), "another register");
	as(w, "gus");
	assert_refused(office_mark_history(w->o, WILLOW_AM, BEN, &a, &c, &w->e), "may not");
}

static const struct world_case cases[] = {
	{ "the parts are the whole, whatever is marked", any_marks, false },
	{ "a morning from the first mark to the calls", a_morning, false },
	{ "signed in and not in class comes first", signed_in_not_in_class, false },
	{ "an afternoon, with what is left of the morning", an_afternoon, false },
	{ "registers of past days", past_registers, false },
	{ "a closure and times of one year", by_year, false },
	{ "days without school say why", shut_days, false },
	{ "each sees their own, a governor figures", who_sees, false },
	{ "where each begins", homes, false },
	{ "of two classes the one that waits", homes_of_two_classes, false },
	{ "the groups of a day", groups, false },
	{ "the history of a mark, and who may read it", history_of_a_mark, false },
};

int main(void)
{
	static struct rows rows;

	rows_add(&rows, where_case, where_rows);
	rows_add(&rows, clock_case, clock_rows);
	rows_add(&rows, world_case, cases);
	return rows_run(&rows, "today");
}
