#include "rows.h"

#include <errno.h>

#include "base/file.h"
#include "config/policy.h"
#include "rules/pupil.h"

#define HEAD "name = \"tiers\"\ntitle = \"Our tiers\"\n"
#define LINE_95 "boundary \"95\" {\n\tpercent = \"95\"\n\tinclusive = false\n\tabove = \"95 and above\"\n\tsource = \"Ours\"\n}\n"
#define LINE_90 "boundary \"90\" {\n\tpercent = 90\n\tinclusive = true\n\tabove = \"90 to 95\"\n\tsource = \"DfE\"\n}\n"
#define LOWEST "lowest = \"90 or less\"\n"
#define BASE HEAD LINE_95 LOWEST /* 9 lines */
#define BASE_SAID "tiers|Our tiers|0|95 and above|95 Ours|90 or less"
#define STEP(name, at) "step " name " { at = \"" at "\" title = t who = w source = s }\n"
#define TWO HEAD LINE_95 LINE_90 LOWEST /* 15 lines */
#define TWO_SAID "tiers|Our tiers|0|95 and above|95 Ours|90 to 95|90 incl DfE|90 or less"
#define STAGE(name, lines) "stage \"" name "\" { title = t " lines " who = w source = s }\n"
#define ACTION(name, stage, more) "action " name " { stage = \"" stage "\" title = t who = w source = s " more " }\n"
#define TIMES(whose, times) "session \"" whose "\" { times = \"" times "\" source = s }\n"

static void dump_day(const struct policy *p, struct buf *to)
{
	char a[8], b[8], c[8], d[8];

	for (int i = 0; i < p->step_count; i++)
		buf_printf(to, "|%s %s %s, %s: %s", minute_text(p->steps[i].minute, a), policy_clock_name(p->steps[i].clock), p->steps[i].title,
			   p->steps[i].who, p->steps[i].source);
	for (int i = 0; i < p->time_count; i++) {
		const struct policy_times *t = &p->times[i];

		buf_printf(to, "|%s", session_name(t->session));
		if (t->year_from != SESSION_ANY_YEAR)
			buf_printf(to, " %s to %s", year_name(t->year_from, a), year_name(t->year_to, b));
		buf_printf(to, " %s %s %s %s: %s", minute_text(t->times.gate, a), minute_text(t->times.starts, b), minute_text(t->times.closes, c),
			   minute_text(t->times.ends, d), t->source);
	}
}

/* What a file need not say is said only where it is something else. */
static void dump_figures(const struct policy *p, struct buf *to)
{
	if (p->floor != 20 || p->review != 10 || p->period)
		buf_printf(to, "|floor %d review %d of %s", p->floor, p->review, p->period ? p->period : "-");
	if (p->pattern_least != 6 || p->pattern_times != 2)
		buf_printf(to, "|pattern %d %d", p->pattern_least, p->pattern_times);
}

static void dump_stages(const struct policy *p, struct buf *to)
{
	for (int i = 0; i < p->stage_count; i++) {
		const struct policy_stage *s = &p->stages[i];

		buf_printf(to, "|stage %s (%s) %s%d..%d leave %d review %d, %s: %s", s->name, s->title, s->by_person ? "person " : "", s->upper, s->lower,
			   s->leave_at, s->review, s->who, s->source);
		for (int k = 0; k < s->action_count; k++) {
			const struct policy_action *a = &s->actions[k];

			buf_printf(to, "|- %s, %s (%s) letter %s after %d at %d: %s", a->title, a->who, a->role ? a->role : "-", a->letter ? a->letter : "-",
				   a->after, a->line, a->source);
		}
	}
}

static void dump(const struct policy *p, struct buf *to)
{
	buf_printf(to, "%s|%s|%d", p->name, p->title, p->target);
	for (int i = 0; i < p->boundary_count; i++)
		buf_printf(to, "|%s|%d%s %s", p->bands[i], p->boundaries[i].percent, p->boundaries[i].inclusive ? " incl" : "",
			   p->boundaries[i].source);
	buf_printf(to, "|%s", p->bands[p->boundary_count]);
	dump_day(p, to);
	dump_figures(p, to);
	dump_stages(p, to);
}

static const struct taken_row {
	const char *name, *text, *want;
} taken_rows[] = {
	{ "two lines", HEAD "target = 97\n" LINE_95 LINE_90 LOWEST, "tiers|Our tiers|97|95 and above|95 Ours|90 to 95|90 incl DfE|90 or less" },
	{ "no target", HEAD LINE_95 LOWEST, "tiers|Our tiers|0|95 and above|95 Ours|90 or less" },
	{ "the lowest band said first", LOWEST LINE_90 HEAD "target = 0\n", "tiers|Our tiers|0|90 to 95|90 incl DfE|90 or less" },
	{ "1 and 100 per cent, in any order of keys",
	  HEAD "boundary a { source = s above = x inclusive = yes percent = 100 }\nboundary b { percent = 1 inclusive = no above = y source = t }\nlowest = z",
	  "tiers|Our tiers|0|x|100 incl s|y|1 t|z" },
	{ "steps, by their minute; of one minute as the file has them",
	  STEP("friendly_call", "15:30") BASE STEP("home_visit", "13:00") STEP("first_calls", "9:30") STEP("second_message", "13:00"),
	  BASE_SAID "|09:30 first_calls t, w: s|13:00 home_visit t, w: s|13:00 second_message t, w: s|15:30 friendly_call t, w: s" },
	{ "every clock", BASE STEP("report_by", "00:00") STEP("report", "00:01") STEP("welfare_check", "23:59"),
	  BASE_SAID "|00:00 report_by t, w: s|00:01 report t, w: s|23:59 welfare_check t, w: s" },
	{ "times of both sessions", BASE TIMES("pm", "12:00,13:00,13:15,15:15") TIMES("am", "8:40,09:00,09:15,12:00"),
	  BASE_SAID "|pm 12:00 13:00 13:15 15:15: s|am 08:40 09:00 09:15 12:00: s" },
	{ "two times of the afternoon by year, and one of nursery",
	  BASE TIMES("pm R-3", "12:40,12:40,12:55,15:15") TIMES("pm 4-6", "13:40,13:40,13:55,15:15") TIMES("PM N1", "12:30,12:30,12:40,15:00"),
	  BASE_SAID "|pm R to 3 12:40 12:40 12:55 15:15: s|pm 4 to 6 13:40 13:40 13:55 15:15: s|pm N1 to N1 12:30 12:30 12:40 15:00: s" },
	{ "one year beside all", BASE TIMES("am", "08:40,09:00,09:15,12:00") TIMES("am Year 6", "08:30,08:45,09:00,12:00"),
	  BASE_SAID "|am 08:40 09:00 09:15 12:00: s|am 6 to 6 08:30 08:45 09:00 12:00: s" },
	{ "a register open for 40 minutes is the school's to say", BASE TIMES("am", "08:45,08:45,09:25,12:00"), BASE_SAID "|am 08:45 08:45 09:25 12:00: s" },
	{ "the afternoon begins as the morning ends", BASE TIMES("am", "08:40,09:00,09:15,12:30") TIMES("pm 6", "12:30,12:30,12:45,15:00"),
	  BASE_SAID "|am 08:40 09:00 09:15 12:30: s|pm 6 to 6 12:30 12:30 12:45 15:00: s" },
	{ "years that never meet may cross", BASE TIMES("am 6", "08:40,09:00,09:15,13:00") TIMES("pm 5", "12:30,12:30,12:45,15:00"),
	  BASE_SAID "|am 6 to 6 08:40 09:00 09:15 13:00: s|pm 5 to 5 12:30 12:30 12:45 15:00: s" },
	{ "what its figures are of", "floor = 0\nreview = 400\nperiod = \"Previous Half-Term\"\npattern_least = 1\npattern_times = 20\n" BASE,
	  BASE_SAID "|floor 0 review 400 of Previous Half-Term|pattern 1 20" },
	{ "stages from the highest down, then those by person, in any order",
	  STAGE("P", "by = person review = 5") STAGE("low", "below = 90 leave = 93") STAGE("high", "below = \"95\" down_to = 90") TWO,
	  TWO_SAID "|stage high (t) 0..1 leave 0 review 0, w: s|stage low (t) 1..2 leave 93 review 0, w: s|stage P (t) person -1..2 leave 0 review 5, w: s" },
	{ "a stage of everybody", TWO STAGE("all", ""), TWO_SAID "|stage all (t) -1..2 leave 0 review 0, w: s" },
	{ "a stage that begins at 100", TWO STAGE("a", "down_to = 95") STAGE("b", "below = 95"),
	  TWO_SAID "|stage a (t) -1..0 leave 0 review 0, w: s|stage b (t) 0..2 leave 0 review 0, w: s" },
	{ "actions, each in its stage, in the order of the file",
	  TWO STAGE("a", "below = 95") STAGE("p", "by = person") ACTION("one", "a", "role = head letter = \"Letter 1\"") ACTION("two", "p", "at = 95")
	  ACTION("three", "a", "after = 400 at = 90"),
	  TWO_SAID "|stage a (t) 0..2 leave 0 review 0, w: s|- t, w (head) letter Letter 1 after 0 at -1: s|- t, w (-) letter - after 400 at 1: s"
	  "|stage p (t) person -1..2 leave 0 review 0, w: s|- t, w (-) letter - after 0 at 0: s" },
	{ "comments anywhere", "# one\n" HEAD "# two\n" LINE_95 "# three\n" LOWEST "# four", "tiers|Our tiers|0|95 and above|95 Ours|90 or less" },
};

static void taken_case(void **state)
{
	const struct taken_row *row = *state;
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf got = { 0 };
	struct policy p;
	struct err e = { 0 };

	assert_int_equal(policy_parse("p.conf", row->text, &a, &p, &e), 0);
	dump(&p, &got);
	assert_string_equal(buf_string(&got), row->want);
}

#define FOUR_ACTIONS(x) ACTION(x "1", "1", "") ACTION(x "2", "1", "") ACTION(x "3", "1", "") ACTION(x "4", "1", "")
#define MANY_ACTIONS FOUR_ACTIONS("a") FOUR_ACTIONS("b") FOUR_ACTIONS("c") FOUR_ACTIONS("d") FOUR_ACTIONS("e") FOUR_ACTIONS("f") FOUR_ACTIONS("g") FOUR_ACTIONS("h")

static const struct refused_row {
	const char *name, *text;
	int line;
	const char *want;
} refused_rows[] = {
	{ "an empty file", "", 0, "name: This is not said anywhere in the file. Write name = \"...\"." },
	{ "no title", "name = x\n" LINE_95 LOWEST, 0, "title: This is not said anywhere" },
	{ "an empty name", "\nname = \" \"\ntitle = t\n" LINE_95 LOWEST, 2, "name:  : This is empty." },
	{ "no boundary", HEAD LOWEST, 0, "boundary: There is none in this file." },
	{ "no lowest band", HEAD LINE_95, 0, "lowest: This is not said anywhere" },
	{ "a lowest band without a name", HEAD LINE_95 "lowest = \"\"\n", 9, "lowest: : This is empty." },
	{ "an unknown key", HEAD "colour = red\n" LINE_95 LOWEST, 3, "colour: There is no setting of this name here." },
	{ "an unknown key in a block, behind comments", "# c\n" HEAD "# c\nboundary \"95\" {\n\t# c\n\tcolour = red\n}\n" LOWEST, 7, "colour: There is no setting" },
	{ "a key of the top in a block", HEAD "boundary \"95\" {\n\tlowest = x\n}\n", 4, "lowest: There is no setting" },
	{ "a key of a block at the top", HEAD "percent = 95\n", 3, "percent: There is no setting" },
	{ "a key twice", HEAD "target = 95\ntarget = 96\n" LINE_95 LOWEST, 4, "target: 96: This is set on line 3 already." },
	{ "a key twice in a block", HEAD LINE_95 "boundary \"90\" {\n\tpercent = 90\n\tpercent = 89\n}\n" LOWEST, 11, "percent: 89: This is set on line 10 already." },
	{ "a boundary twice", HEAD LINE_95 LINE_95 LOWEST, 9, "95: There are two blocks of this name." },
	{ "a boundary twice, under two names", HEAD LINE_95 "boundary \"x\" {\n\tpercent = 95\n\tinclusive = on\n\tabove = a\n\tsource = b\n}\n" LOWEST, 10,
	  "percent: 95: The boundary before has the same percentage." },
	{ "boundaries from the lowest up", HEAD LINE_90 LINE_95 LOWEST, 10, "percent: 95: The boundary before is lower." },
	{ "0 per cent", HEAD "boundary \"0\" {\n\tpercent = 0\n}\n", 4, "percent: 0: Write a whole number from 1 to 100." },
	{ "101 per cent", HEAD "boundary \"0\" {\n\tpercent = 101\n}\n", 4, "percent: 101: Write a whole number from 1 to 100." },
	{ "half a per cent", HEAD "boundary \"0\" {\n\tpercent = 92.5\n}\n", 4, "percent: 92.5: Write a whole number" },
	{ "no percentage", HEAD "boundary \"95\" {\n\tinclusive = on\n}\n", 5, "percent: This is not said in the block that ends here." },
	{ "an empty block", HEAD "boundary \"95\" {\n}\n", 4, "percent: This is not said in the block" },
	{ "neither in nor out", HEAD "boundary \"95\" {\n\tpercent = 95\n\tabove = a\n\tsource = b\n}\n", 7, "inclusive: This is not said in the block" },
	{ "a band without a name", HEAD "boundary \"95\" {\n\tpercent = 95\n\tinclusive = on\n\tabove = \"\"\n\tsource = b\n}\n", 6, "above: : This is empty." },
	{ "no name for a band", HEAD "boundary \"95\" {\n\tpercent = 95\n\tinclusive = on\n\tsource = b\n}\n", 7, "above: This is not said in the block" },
	{ "no source", HEAD "boundary \"95\" {\n\tpercent = 95\n\tinclusive = on\n\tabove = a\n}\n", 7, "source: This is not said in the block" },
	{ "a target over 100", HEAD "target = 101\n" LINE_95 LOWEST, 3, "target: 101: Write a whole number from 0 to 100." },
	{ "a block that never closes", HEAD "boundary \"95\" {\n\tpercent = 95\n", 3, "The brace that opens on this line never closes." },
	{ "a block in a block", HEAD "boundary \"95\" {\n\tboundary \"90\" {\n\t}\n}\n", 4, "boundary: There is no setting" },
	{ "a block without a name", HEAD "boundary {\n}\n", 3, "boundary: This block has no name." },
	{ "a step without a clock", BASE STEP("lunch", "12:00"), 10, "step: lunch: There is no step of this name. Write one of report_by, report, first_calls," },
	{ "a step twice", BASE STEP("report", "9:15") STEP("report", "9:16"), 11, "report: There are two blocks of this name." },
	{ "a step without a time", BASE "step report {\n\ttitle = t\n\twho = w\n\tsource = s\n}\n", 14, "at: This is not said in the block" },
	{ "a step at 24:00", BASE "step report {\n\tat = \"24:00\"\n}\n", 11, "at: 24:00: Write a time of day" },
	{ "a step at half past", BASE "step report {\n\tat = \"9.30\"\n}\n", 11, "at: 9.30: Write a time of day" },
	{ "a step without a title", BASE "step report {\n\tat = \"9:30\"\n\twho = w\n\tsource = s\n}\n", 14, "title: This is not said" },
	{ "a step for nobody", BASE "step report {\n\tat = \"9:30\"\n\ttitle = t\n\twho = \"\"\n}\n", 13, "who: : This is empty." },
	{ "a step without a source", BASE "step report {\n\tat = \"9:30\"\n\ttitle = t\n\twho = w\n}\n", 14, "source: This is not said" },
	{ "a key of a boundary in a step", BASE "step report {\n\tat = \"9:30\"\n\tpercent = 1\n}\n", 12, "percent: There is no setting" },
	{ "a key twice in a step, behind a boundary with it", BASE "step report {\n\tsource = a\n\tsource = b\n}\n", 12, "source: b: This is set on line 11 already." },
	{ "times of no session", BASE TIMES("evening", "08:40,09:00,09:15,12:00"), 10, "session: evening: Write am or pm" },
	{ "times of no year", BASE TIMES("pm ", "08:40,09:00,09:15,12:00"), 10, "session: pm : Write am or pm" },
	{ "times of year 15", BASE TIMES("pm 15", "08:40,09:00,09:15,12:00"), 10, "session: pm 15: Write am or pm" },
	{ "times from an older year to a younger", BASE TIMES("pm 3-R", "08:40,09:00,09:15,12:00"), 10, "session: pm 3-R: Write am or pm" },
	{ "no times", BASE "session am {\n\tsource = s\n}\n", 12, "times: This is not said in the block" },
	{ "three times", BASE TIMES("am", "08:40,09:00,09:15"), 10, "times: 08:40,09:00,09:15: Write four times" },
	{ "five times", BASE TIMES("am", "08:40,09:00,09:15,12:00,13:00"), 10, "Write four times" },
	{ "times and something else", BASE TIMES("am", "08:40,09:00,09:15,noon"), 10, "Write four times" },
	{ "a gate after the register starts", BASE TIMES("am", "09:01,09:00,09:15,12:00"), 10, "times: 09:01,09:00,09:15,12:00: The gate closes at 09:01" },
	{ "a register that never closes", BASE TIMES("am", "08:40,09:00,09:00,12:00"), 10, "The register closes at 09:00, but it starts" },
	{ "times without a source", BASE "session am {\n\ttimes = \"08:40,09:00,09:15,12:00\"\n}\n", 12, "source: This is not said" },
	{ "a session twice", BASE TIMES("am", "08:40,09:00,09:15,12:00") TIMES("AM", "08:40,09:00,09:15,12:00"), 11, "A block before is of this session" },
	{ "a year twice in a session", BASE TIMES("pm R-3", "12:40,12:40,12:55,15:15") TIMES("pm 3-6", "13:40,13:40,13:55,15:15"), 11,
	  "times: 13:40,13:40,13:55,15:15: A block before is of this session and one of these years." },
	{ "a morning into the afternoon", BASE TIMES("am", "08:40,09:00,09:15,12:31") TIMES("pm 6", "12:30,12:30,12:45,15:00"), 11,
	  "The morning ends after the afternoon starts." },
	{ "an afternoon before the morning's end, of some years", BASE TIMES("pm 2-4", "12:30,12:30,12:45,15:00") TIMES("am 4-6", "08:40,09:00,09:15,13:00"), 11,
	  "The morning ends after the afternoon starts." },
	{ "a floor beyond a year", "floor = 381\n" BASE, 1, "floor: 381: Write a whole number from 0 to 380." },
	{ "a floor below nothing", "floor = -1\n" BASE, 1, "floor: -1: Write a whole number from 0 to 380." },
	{ "a review every day of none", "review = 0\n" BASE, 1, "review: 0: Write a whole number from 1 to 400." },
	{ "a review beyond two years", BASE "review = 401\n", 10, "review: 401: Write a whole number from 1 to 400." },
	{ "a pattern of nothing", "\npattern_least = 0\n" BASE, 2, "pattern_least: 0: Write a whole number from 1 to 380." },
	{ "a pattern of no share", "pattern_times = 0\n" BASE, 1, "pattern_times: 0: Write a whole number from 1 to 20." },
	{ "a pattern of too great a share", "pattern_times = 21\n" BASE, 1, "pattern_times: 21: Write a whole number from 1 to 20." },
	{ "no such period", BASE "period = \"half-year\"\n", 10, "period: \"half-year\" is no period. Write year, term," },
	{ "an empty period", "period = \"\"\n" BASE, 1, "period: \"\" is no period." },
	{ "a period by date", "period = \"2026-09-01..2026-10-23\"\n" BASE, 1, "period: 2026-09-01..2026-10-23: A policy holds for years." },
	{ "a stage without a name", TWO STAGE("", ""), 16, "stage: : Give it a name of one to 40 characters" },
	{ "a stage of blanks", TWO STAGE("  ", ""), 16, "stage:   : Give it a name" },
	{ "a stage with a long name", TWO STAGE("12345678901234567890123456789012345678901", ""), 16, "Give it a name of one to 40 characters" },
	{ "a stage twice", TWO STAGE("1", "down_to = 95") STAGE("1", "below = 95"), 17, "1: There are two blocks of this name." },
	{ "a stage without a title", TWO "stage 1 {\n\twho = w\n\tsource = s\n}\n", 19, "title: This is not said in the block" },
	{ "a stage that nobody watches", TWO "stage 1 {\n\ttitle = t\n\tsource = s\n}\n", 19, "who: This is not said in the block" },
	{ "a stage without a source", TWO "stage 1 {\n\ttitle = t\n\twho = w\n}\n", 19, "source: This is not said in the block" },
	{ "a stage below what is no boundary", TWO STAGE("1", "\nbelow = 94\n"), 17, "below: 94: There is no boundary of this percentage. Write one of 95, 90, or add it." },
	{ "a stage down to what is no boundary", TWO STAGE("1", "below = 95\ndown_to = 91\n"), 17, "down_to: 91: There is no boundary of this percentage." },
	{ "a stage below half a per cent", TWO STAGE("1", "below = 92.5"), 16, "below: 92.5: Write a whole number from 1 to 100." },
	{ "a stage set by nobody known", TWO STAGE("1", "by = figures"), 16, "by: figures: Write person where a person sets the stage" },
	{ "a stage by person that begins", TWO STAGE("1", "by = person\nbelow = 95"), 17, "below: 95: A person sets this stage, so it has no lines." },
	{ "a stage by person that ends", TWO STAGE("1", "by = person\ndown_to = 95"), 17, "down_to: 95: A person sets this stage" },
	{ "a stage by person that is left by figures", TWO STAGE("1", "by = person\nleave = 95"), 17, "leave: 95: A person sets this stage" },
	{ "a stage with its lines crossed over", TWO STAGE("1", "below = 90\ndown_to = 95\n"), 17,
	  "stage: 1: Nobody can be in it: its lines are crossed over. Write the higher one as below." },
	{ "a stage from a line to itself", TWO STAGE("1", "below = 90\ndown_to = 90\n"), 17, "stage: 1: Nobody can be in it: its lines are crossed over." },
	{ "a stage over a line that nobody is above", HEAD "boundary 100 {\npercent = 100\ninclusive = on\nabove = a\nsource = s\n}\nlowest = b\n"
	  STAGE("1", "down_to = 100") STAGE("2", "below = 100"), 10, "stage: 1: Nobody can be in it: attendance of 100 is below its boundary." },
	{ "two stages of the same lines", TWO STAGE("1", "") STAGE("2", ""), 17, "stage: 2: Nobody can be in it: stage 1 has all of it." },
	{ "a stage within another", TWO STAGE("2", "below = 95 down_to = 90") STAGE("1", ""), 16, "stage: 2: Nobody can be in it: stage 1 has all of it." },
	{ "a stage that begins within another", TWO STAGE("1", "down_to = 90") STAGE("2", "\nbelow = 95\n"), 18,
	  "stage: 2: It overlaps stage 1. Begin it where that one ends." },
	{ "a gap between two stages", TWO STAGE("1", "down_to = 95") STAGE("2", "below = 90"), 17,
	  "stage: 2: From 95 down to 90 nobody is in a stage. Begin it where stage 1 ends." },
	{ "a gap below the last stage", TWO STAGE("1", "below = 95\ndown_to = 90\n") STAGE("p", "by = person"), 17,
	  "stage: 1: Below 90 nobody is in a stage. Leave down_to out of the last one." },
	{ "left before it begins", TWO STAGE("1", "below = 90\nleave = 90\n"), 17, "leave: 90: A pupil would leave before coming in." },
	{ "left upwards from 100", TWO STAGE("1", "\nleave = 99\n"), 17, "leave: 99: This stage begins at 100, so nobody leaves it upwards." },
	{ "left above 100", TWO STAGE("1", "below = 90 leave = 101"), 16, "leave: 101: Write a whole number from 1 to 100." },
	{ "a stage reviewed never", TWO STAGE("1", "review = 0"), 16, "review: 0: Write a whole number from 1 to 400." },
	{ "an action of no stage", TWO STAGE("1", "") "action a {\n\ttitle = t\n\twho = w\n\tsource = s\n}\n", 21, "stage: This is not said in the block" },
	{ "an action of a stage that is not there", TWO STAGE("1", "") ACTION("a", "2", ""), 17, "stage: 2: There is no stage of this name in the file." },
	{ "an action without a stage in the file", TWO "action a {\n\tstage = 1\n}\n", 17, "stage: 1: There is no stage of this name in the file." },
	{ "an action without a title", TWO STAGE("1", "") "action a {\n\tstage = 1\n}\n", 19, "title: This is not said in the block" },
	{ "an action by nobody", TWO STAGE("1", "") "action a {\n\tstage = 1\n\ttitle = t\n}\n", 20, "who: This is not said in the block" },
	{ "an action without a source", TWO STAGE("1", "") "action a {\n\tstage = 1\n\ttitle = t\n\twho = w\n}\n", 21, "source: This is not said in the block" },
	{ "an action of no role", TWO STAGE("1", "") ACTION("a", "1", "\nrole = caretaker"), 18, "role: caretaker: There is no role of this name. Write one of teacher, supply, pastoral," },
	{ "an action with an empty letter", TWO STAGE("1", "") ACTION("a", "1", "\nletter = \"\""), 18, "letter: : This is empty." },
	{ "an action after too long", TWO STAGE("1", "") ACTION("a", "1", "after = 401"), 17, "after: 401: Write a whole number from 0 to 400." },
	{ "an action at what is no boundary", TWO STAGE("1", "") ACTION("a", "1", "at = 92"), 17, "at: 92: There is no boundary of this percentage." },
	{ "an action at a line that everybody in the stage is below", TWO STAGE("1", "below = 95") ACTION("a", "1", "\nat = 95"), 18,
	  "at: 95: Everybody in that stage is below this boundary. Leave it out." },
	{ "an action at a line that nobody in the stage is below", TWO STAGE("1", "down_to = 90") STAGE("2", "below = 90") ACTION("a", "1", "at = 90"), 18,
	  "at: 90: Nobody in that stage is below this boundary." },
	{ "an action twice", TWO STAGE("1", "") ACTION("a", "1", "") ACTION("a", "1", ""), 18, "a: There are two blocks of this name." },
	{ "more actions than a stage has room for", TWO STAGE("1", "") MANY_ACTIONS ACTION("z", "1", ""), 49, "action: z: A stage has at most 32 of them. Remove some." },
	{ "a block without a brace", HEAD "boundary \"95\"\npercent = 95\n", 4, "boundary: This block has no brace." },
};

static void refused_case(void **state)
{
	const struct refused_row *row = *state;
	CLEAN_ARENA struct arena a = { 0 };
	struct policy p = { .name = "untouched" };
	struct err e = { 0 };

	assert_int_equal(policy_parse("p.conf", row->text, &a, &p, &e), -EINVAL);
	if (!strstr(e.text, row->want))
		assert_string_equal(e.text, row->want);
	assert_int_equal(e.line, row->line);
	assert_int_equal(e.kind, ERR_USAGE);
	assert_string_equal(e.file, "p.conf");
	assert_string_equal(p.name, "untouched");
}

/** The file and the one that is built in say the same. */
static void national_case(void **state)
{
	CLEAN_BUF struct buf text = { 0 }, got = { 0 }, want = { 0 };
	CLEAN_ARENA struct arena a = { 0 };
	struct policy p;
	struct err e = { 0 };

	assert_int_equal(file_read(TREE "/share/policies/national.conf", 1 << 16, &text, NULL), 0);
	assert_int_equal(policy_parse("national.conf", buf_string(&text), &a, &p, &e), 0);
	dump(&p, &got);
	dump(&policy_national, &want);
	assert_string_equal(buf_string(&got), buf_string(&want));
}

/* What each shipped policy must say: domain 6.1, 6.5 and 7. */
static const struct shipped_row {
	const char *name;
	int target, lines, steps, times, over; /* minutes beyond those allowed, of its morning */
	const char *first_calls, *pm_starts;
	int stages, by_person, actions;
	const char *letters;
} shipped_rows[] = {
	{ "east-sussex-tiers.conf", 0, 4, 4, 0, 0, "09:30", "", 4, 0, 10, "" },
	{ "federation-barcombe-iford.conf", 97, 3, 4, 2, 0, "09:30", "13:00", 3, 0, 8, "letter-1 letter-2 letter-3 " },
	{ "federation-hamsey-plumpton.conf", 97, 3, 4, 2, 0, "09:30", "13:00", 3, 0, 8, "letter-1 letter-2 letter-3 " },
	{ "greenwich.conf", 0, 2, 4, 0, 0, "09:30", "", 0, 0, 0, "" },
	{ "hackney-2012.conf", 0, 4, 1, 0, 0, "09:30", "", 4, 0, 9, "unexplained-absence deterioration meeting-invitation " },
	{ "kent.conf", 0, 2, 4, 0, 0, "09:30", "", 4, 4, 4, "" },
	{ "national.conf", 0, 4, 4, 0, 0, "09:30", "", 3, 0, 4, "" },
	{ "veritas-mundella.conf", 0, 2, 5, 2, 10, "09:30", "12:50", 4, 4, 4, "" },
	{ "veritas-pilgrims-way.conf", 0, 2, 5, 2, 10, "09:30", "13:00", 4, 4, 4, "" },
	{ "veritas-warden-house.conf", 0, 2, 5, 3, 10, "09:30", "12:40", 4, 4, 4, "" },
};

static const struct shared_file *shipped_find(const char *name)
{
	const struct shared_file *f = policies_shipped;

	while (f->name && strcmp(f->name, name) != 0)
		f++;
	assert_non_null(f->name);
	return f;
}

static void shipped_stages(const struct shipped_row *row, const struct policy *p)
{
	CLEAN_BUF struct buf letters = { 0 };
	int by_person = 0, actions = 0;

	assert_int_equal(p->stage_count, row->stages);
	for (int i = 0; i < p->stage_count; i++) {
		by_person += p->stages[i].by_person;
		actions += p->stages[i].action_count;
		for (int k = 0; k < p->stages[i].action_count; k++)
			if (p->stages[i].actions[k].letter)
				buf_printf(&letters, "%s ", p->stages[i].actions[k].letter);
	}
	assert_int_equal(by_person, row->by_person);
	assert_int_equal(actions, row->actions);
	assert_string_equal(buf_string(&letters), row->letters);
}

static void shipped_case(void **state)
{
	const struct shipped_row *row = *state;
	const struct shared_file *f = shipped_find(row->name);
	CLEAN_ARENA struct arena a = { 0 };
	const char *first_calls = "", *pm_starts = "";
	struct policy p;
	struct err e = { 0 };
	char at[8], starts[8];

	assert_int_equal(strlen(f->text), f->length);
	assert_int_equal(policy_parse(f->name, f->text, &a, &p, &e), 0);
	assert_string_equal(arena_printf(&a, "%s.conf", p.name), row->name);
	assert_int_equal(p.target, row->target);
	assert_int_equal(p.boundary_count, row->lines);
	assert_int_equal(p.step_count, row->steps);
	assert_int_equal(p.time_count, row->times);
	for (int i = 0; i < p.step_count; i++)
		if (p.steps[i].clock == CLOCK_FIRST_CALLS)
			first_calls = minute_text(p.steps[i].minute, at);
	for (int i = p.time_count; i-- > 0;) {
		assert_int_equal(session_times_over(&p.times[i].times), p.times[i].session == SESSION_AM ? row->over : 0);
		if (p.times[i].session == SESSION_PM)
			pm_starts = minute_text(p.times[i].times.starts, starts);
	}
	assert_string_equal(first_calls, row->first_calls);
	assert_string_equal(pm_starts, row->pm_starts);
	shipped_stages(row, &p);
}

static void shipped_all(void **state)
{
	size_t n = 0;

	(void)state;
	while (policies_shipped[n].name)
		n++;
	assert_int_equal(n, sizeof shipped_rows / sizeof *shipped_rows);
}

/* On the line and a session to each side of it: domain 6.1 ("below 95", "below 90"), and DfE's 10% and 50% missed. */
static const struct band_row {
	const char *name, *file;
	int possible, missed;
	const char *want;
} band_rows[] = {
	{ "federation: 97 exactly meets the target", "federation-hamsey-plumpton.conf", 300, 9, "97 and above" },
	{ "federation: a session below it", "federation-hamsey-plumpton.conf", 300, 10, "95 to 97" },
	{ "federation: 95 exactly is stage 1", "federation-barcombe-iford.conf", 380, 19, "95 to 97" },
	{ "federation: a session below it is stage 2", "federation-barcombe-iford.conf", 380, 20, "90 to 95" },
	{ "federation: 90 exactly is stage 2", "federation-hamsey-plumpton.conf", 380, 38, "90 to 95" },
	{ "federation: a session below it is stage 3", "federation-hamsey-plumpton.conf", 380, 39, "below 90" },
	{ "Veritas: a session above persistent absence", "veritas-mundella.conf", 380, 37, "over 90" },
	{ "Veritas: 10% missed is persistent absence", "veritas-mundella.conf", 380, 38, "50 to 90" },
	{ "Veritas: a session above severe absence", "veritas-warden-house.conf", 380, 189, "50 to 90" },
	{ "Veritas: 50% missed is severe absence", "veritas-pilgrims-way.conf", 380, 190, "50 or less" },
};

static void band_case(void **state)
{
	const struct band_row *row = *state;
	CLEAN_ARENA struct arena a = { 0 };
	struct policy p;

	assert_int_equal(policy_parse(row->file, shipped_find(row->file)->text, &a, &p, NULL), 0);
	assert_string_equal(p.bands[policy_band(&p, row->possible, row->possible - row->missed)], row->want);
}

int main(void)
{
	static struct rows rows;

	rows_add(&rows, taken_case, taken_rows);
	rows_add(&rows, refused_case, refused_rows);
	rows_case(&rows, "the national policy", national_case, NULL);
	rows_add(&rows, shipped_case, shipped_rows);
	rows_add(&rows, band_case, band_rows);
	rows_case(&rows, "no other policy is shipped", shipped_all, NULL);
	return rows_run(&rows, "policy");
}
