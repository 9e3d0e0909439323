#include "held.h"

#include <errno.h>
#include <stdio.h>

#include "rules/returns.h"

static struct mark marks[LETTERS_MOST];

/* Of a child born on 1 May 2014, on the roll since 2024, in the school year 2026/27; what differs is said. */
struct about {
	const char *born, *leave_ended, *exam_last, *on_roll;
	int ill, suspended, suspended_days;
	bool stays_on;
	const char *made;      /**< "attendance 2026-10-19 2026-11-06, sickness 2026-11-02 -" */
	struct { const char *of, *due, *made; } joined, left;
};

static const struct return_row {
	const char *name, *from, *letters, *today;
	struct about about;
	const char *want;      /**< kind, state, from, by when; school days (a half), ahead, N */
} rows[] = {
	{ "nothing", "2026-09-01", "40P", "2026-09-28", { 0 }, "" },

	/* TEN DAYS */
	{ "nine days, and back", "2026-10-19", "18OP", "2026-11-05", { 0 }, "" },
	{ "six days, going on", "2026-10-19", "12O", "2026-11-02", { 0 }, "" },
	{ "seven days, going on", "2026-10-19", "14O", "2026-11-03", { 0 }, "attendance near 2026-10-19: 7" },
	{ "seven days, and back", "2026-10-19", "14O PP", "2026-11-04", { 0 }, "" },
	{ "ten days over a half-term", "2026-10-19", "20O", "2026-11-06", { 0 }, "attendance due 2026-10-19: 10" },
	{ "ten days, and back: it is due still", "2026-10-19", "20O 4P", "2026-11-10", { 0 }, "attendance due 2026-10-19: 10" },
	{ "Y, #, X and D in between", "2026-10-05", "8O YY ## XX DD 8O YO OY OO", "2026-11-06", { 0 }, "attendance due 2026-10-05: 11" },
	{ "a blank day in between", "2026-10-19", "10O .. 10O", "2026-11-09", { 0 }, "attendance due 2026-10-19: 10" },
	{ "an authorised session in between", "2026-10-19", "10O OM 10O", "2026-11-09", { 0 }, "" },
	{ "a run that starts in the afternoon: from that day", "2026-10-16", "PO 20O", "2026-11-06", { 0 }, "attendance due 2026-10-16: 10" },
	{ "ten days of N", "2026-10-19", "14O 6N", "2026-11-06", { 0 }, "attendance due 2026-10-19: 10 6N" },
	{ "N made O later", "2026-10-19", "20O", "2026-11-06", { 0 }, "attendance due 2026-10-19: 10" },
	{ "N made I later", "2026-10-19", "16O 4I", "2026-11-06", { 0 }, "" },
	{ "one was made for it", "2026-10-19", "20O 6O", "2026-11-11", { .made = "attendance 2026-10-19 2026-11-06" }, "attendance made 2026-10-19: 13" },
	{ "one was made for it, and its first days were put right since", "2026-10-19", "2I 24O", "2026-11-11", { .made = "attendance 2026-10-20 2026-11-06" },
	  "attendance made 2026-10-20: 12" },
	{ "back, and away again: that is another one", "2026-09-07", "20O 4P 20O", "2026-10-07", { .made = "attendance 2026-09-07 2026-09-18" },
	  "attendance made 2026-09-07: 10; attendance due 2026-09-23: 10" },
	{ "one was made for each", "2026-09-07", "20O 4P 20O", "2026-10-07", { .made = "attendance 2026-09-07 2026-09-18, attendance 2026-09-23 2026-10-07" },
	  "attendance made 2026-09-07: 10; attendance made 2026-09-23: 10" },
	{ "one was made for an episode of another year", "2026-10-19", "20O", "2026-11-06", { .made = "attendance 2025-10-19 2025-11-06" },
	  "attendance due 2026-10-19: 10" },
	{ "one of another kind", "2026-10-19", "20O", "2026-11-06", { .made = "sickness 2026-10-19 2026-11-06" }, "attendance due 2026-10-19: 10; sickness made 2026-11-06: 0" },
	{ "it began in July", "2026-07-14", "24O", "2026-09-09", { 0 }, "attendance due 2026-07-14: 12" },
	{ "it was over in July", "2026-07-01", "24O 4P", "2026-09-09", { 0 }, "" },
	{ "off the roll since", "2026-10-19", "20O", "2026-11-09", { .on_roll = "-" }, "" },
	{ "below compulsory age", "2026-10-19", "20O", "2026-11-06", { .born = "2021-11-01" }, "" },
	{ "of compulsory age since the new year: what is before counts for nothing", "2026-12-07", "28O", "2027-01-07", { .born = "2021-12-31" }, "" },
	{ "of compulsory age since the new year: ten days of it", "2026-12-17", "23O", "2027-01-15", { .born = "2021-12-31" }, "attendance due 2027-01-04: 10" },
	{ "a birthday that is not known", "2026-10-19", "20O", "2026-11-06", { .born = "-" }, "attendance due 2026-10-19: 10" },

	/* ILLNESS */
	{ "19 sessions", "2026-09-01", "19IP", "2026-09-14", { 0 }, "" },
	{ "20 sessions are a warning", "2026-09-01", "20IP", "2026-09-15", { 0 }, "sickness near 2026-09-01: 10" },
	{ "29 sessions", "2026-09-01", "29IP", "2026-09-21", { 0 }, "sickness near 2026-09-01: 14.5" },
	{ "15 days in halves", "2026-09-01", "IPIPIPIPIPIPIPIPIPIPIPIPIPIPIPIPIPIPIPIPIPIPIPIPIPIPIPIPIPIP", "2026-10-12", { 0 }, "sickness due 2026-09-01: 15" },
	{ "here and there", "2026-09-01", "10I 10P 10I 10P 10I 10P", "2026-10-12", { 0 }, "sickness due 2026-09-01: 15" },
	{ "expected: due at once", "2026-11-02", "2I", "2026-11-02", { .ill = 28 }, "sickness due 2026-11-02: 1 +28" },
	{ "expected: one session less", "2026-11-02", "2I", "2026-11-02", { .ill = 27 }, "sickness near 2026-11-02: 1 +27" },
	{ "an operation, and not a day ill yet", "2026-11-02", "10P", "2026-11-06", { .ill = 60 }, "sickness due 2026-11-06: 0 +60" },
	{ "a week at home, expected", "2026-11-02", "2I", "2026-11-02", { .ill = 8 }, "" },
	{ "of the year before none counts", "2026-07-06", "24I @2026-09-01 18I", "2026-09-11", { 0 }, "" },
	{ "one was made, and the illness goes on", "2026-11-02", "34I", "2026-11-24", { .ill = 20, .made = "sickness 2026-11-02 2026-11-04" },
	  "sickness made 2026-11-02: 17 +20" },
	{ "one was made: not asked for again when it is over", "2026-10-12", "34I 6P", "2026-11-11", { .made = "sickness 2026-10-12 2026-10-14" },
	  "sickness made 2026-10-12: 17" },
	{ "one was made before the operation", "2026-10-01", "20P 36I 4P", "2026-11-24", { .made = "sickness 2026-10-02 2026-10-02" },
	  "sickness made 2026-10-15: 18" },
	{ "one was made, and it came to less", "2026-10-12", "10I 20P 10I 4P", "2026-11-11", { .made = "sickness 2026-10-12 2026-10-12" },
	  "sickness made 2026-10-12: 10" },
	{ "one was made late", "2026-10-05", "30I 10P 12I", "2026-11-16", { .made = "sickness 2026-10-05 2026-11-04" }, "sickness made 2026-10-05: 15" },
	{ "another illness of ten days behind it", "2026-09-01", "30I 10P 20I", "2026-10-12", { .made = "sickness 2026-09-01 2026-09-22" },
	  "sickness near 2026-09-29: 10" },
	{ "another one of 15 days", "2026-09-01", "30I 10P 30I", "2026-10-19", { .made = "sickness 2026-09-01 2026-09-22" }, "sickness due 2026-09-29: 15" },
	{ "another one that is expected", "2026-09-01", "30I 10P", "2026-09-28", { .ill = 30, .made = "sickness 2026-09-01 2026-09-22" },
	  "sickness due 2026-09-28: 0 +30" },
	{ "one was made for each of them", "2026-09-01", "30I 10P 30I 2P", "2026-10-20", { .made = "sickness 2026-09-29 2026-10-16, sickness 2026-09-01 2026-09-22" },
	  "sickness made 2026-09-29: 15" },
	{ "a few days to come behind it: another one, not near yet", "2026-09-01", "30I 10P", "2026-09-28", { .ill = 6, .made = "sickness 2026-09-01 2026-09-22" },
	  "sickness made 2026-09-01: 15" },
	{ "two were made for one", "2026-09-01", "30I 10P 30I", "2026-10-19", { .made = "sickness 2026-09-01 2026-09-10, sickness 2026-09-01 2026-09-21" },
	  "sickness due 2026-09-29: 15" },
	{ "one of the year before", "2026-09-01", "30I", "2026-09-21", { .made = "sickness 2026-07-01 2026-07-08" }, "sickness due 2026-09-01: 15" },
	{ "below compulsory age", "2026-09-01", "30I", "2026-09-21", { .born = "2021-11-01" }, "" },
	{ "past compulsory age", "2026-09-01", "30I", "2026-09-21", { .born = "2010-05-01", .stays_on = true }, "" },

	/* NOT BACK AFTER LEAVE */
	{ "ten school days behind it", "2026-10-05", "10C 20O", "2026-11-03", { .leave_ended = "2026-10-09" },
	  "attendance due 2026-10-12: 10; leave due 2026-10-10 by 2026-10-23: 11" },
	{ "the tenth day is not over", "2026-10-05", "10C 19O", "2026-10-23", { .leave_ended = "2026-10-09" },
	  "attendance near 2026-10-12: 9; leave near 2026-10-10 by 2026-10-23: 9" },
	{ "the tenth day is over", "2026-10-05", "10C 20O", "2026-10-23", { .leave_ended = "2026-10-09" },
	  "attendance due 2026-10-12: 10; leave due 2026-10-10 by 2026-10-23: 10" },
	{ "four days behind it", "2026-10-05", "10C 8O", "2026-10-15", { .leave_ended = "2026-10-09" }, "" },
	{ "five days behind it", "2026-10-05", "10C 10O", "2026-10-16", { .leave_ended = "2026-10-09" }, "leave near 2026-10-10 by 2026-10-23: 5" },
	{ "back for a session", "2026-10-05", "10C 10O P 9O", "2026-10-23", { .leave_ended = "2026-10-09" }, "" },
	{ "ill since", "2026-10-05", "10C 10U I 9U", "2026-10-23", { .leave_ended = "2026-10-09" }, "" },
	{ "an unavoidable cause since", "2026-10-05", "10C 10U Y 9U", "2026-10-23", { .leave_ended = "2026-10-09" }, "attendance due 2026-10-12: 10" },
	{ "not required since is no cause", "2026-10-05", "10C 10U X 9U", "2026-10-23", { .leave_ended = "2026-10-09" },
	  "attendance due 2026-10-12: 10; leave due 2026-10-10 by 2026-10-23: 10" },
	{ "leave goes on, by its marks", "2026-10-05", "10C 10C 10U", "2026-10-23", { .leave_ended = "2026-10-09" }, "" },
	{ "no mark since", "2026-10-05", "10C", "2026-10-26", { .leave_ended = "2026-10-09" }, "" },
	{ "some registers were not taken", "2026-10-05", "10C UU 18.", "2026-10-26", { .leave_ended = "2026-10-09" }, "leave due 2026-10-10 by 2026-10-23: 10" },
	{ "it was noted", "2026-10-05", "10C 20U", "2026-10-26", { .leave_ended = "2026-10-09", .made = "leave 2026-10-10 2026-10-26" },
	  "attendance due 2026-10-12: 10; leave made 2026-10-10 by 2026-10-23: 10" },
	{ "it was noted before there was anything to note", "2026-10-05", "10C 4U", "2026-10-14", { .leave_ended = "2026-10-09", .made = "leave 2026-10-10 2026-10-13" }, "" },
	{ "leave that ends today", "2026-10-05", "10C", "2026-10-09", { .leave_ended = "2026-10-09" }, "" },
	{ "not of compulsory age", "2026-10-05", "10C 20U", "2026-10-26", { .leave_ended = "2026-10-09", .born = "2021-11-01" }, "" },

	/* THE 20-DAY GROUND */
	{ "19 days", "2026-10-05", "38O", "2026-11-05", { .born = "2021-11-01" }, "ground_i near 2026-10-05: 19" },
	{ "20 days, at any age", "2026-10-05", "40O", "2026-11-06", { .born = "2021-11-01" }, "ground_i due 2026-10-05: 20" },
	{ "20 days, and back", "2026-10-05", "40O P", "2026-11-09", { .born = "2021-11-01" }, "" },
	{ "20 days and a U in them: ten days, and no ground", "2026-10-05", "20O U 19O", "2026-11-06", { 0 }, "attendance due 2026-10-05: 20" },
	{ "both", "2026-10-05", "40N", "2026-11-06", { 0 }, "attendance due 2026-10-05: 20 40N; ground_i due 2026-10-05: 20 40N" },
	{ "14 days", "2026-10-05", "28O", "2026-10-29", { .born = "2021-11-01" }, "" },

	/* SUSPENSION */
	{ "three days", "2026-11-02", "6E", "2026-11-04", { 0 }, "" },
	{ "four days", "2026-11-02", "8E", "2026-11-05", { 0 }, "suspension_6 near 2026-11-02 by 2026-11-09: 4" },
	{ "six days", "2026-11-02", "12E", "2026-11-09", { 0 }, "suspension_6 due 2026-11-02 by 2026-11-09: 6" },
	{ "eight days: the sixth was", "2026-11-02", "16E", "2026-11-11", { 0 }, "suspension_6 due 2026-11-02 by 2026-11-09: 8" },
	{ "a half-term in it", "2026-10-22", "8E", "2026-11-03", { 0 }, "suspension_6 near 2026-10-22 by 2026-11-05: 4" },
	{ "half days count", "2026-11-02", "EP EP PE EP EP PE", "2026-11-09", { 0 }, "suspension_6 due 2026-11-02 by 2026-11-09: 6" },
	{ "a day at school ends it", "2026-11-02", "6E PP 6E", "2026-11-10", { 0 }, "" },
	{ "a day of nothing possible, and one without a mark", "2026-11-02", "4E YY .. 4E", "2026-11-09", { 0 }, "suspension_6 near 2026-11-02 by 2026-11-11: 4" },
	{ "planned to go on", "2026-11-02", "2E", "2026-11-02", { .suspended = 10, .suspended_days = 5 }, "suspension_6 due 2026-11-02 by 2026-11-09: 1 +5" },
	{ "planned from tomorrow", "2026-11-02", "2P", "2026-11-02", { .suspended = 12, .suspended_days = 6 }, "suspension_6 due 2026-11-03 by 2026-11-10: 0 +6" },
	{ "back since", "2026-11-02", "12E P", "2026-11-10", { 0 }, "" },
	{ "seen to", "2026-11-02", "14E", "2026-11-10", { .made = "suspension_6 2026-11-02 2026-11-06" }, "suspension_6 made 2026-11-02 by 2026-11-09: 7" },
	{ "69 sessions in the year", "2026-09-01", "30E PP 39E PPP", "2026-11-03", { 0 }, "" },
	{ "35 days in the year, planned ones too", "2026-09-01", "30E PP 39E PPP", "2026-11-03", { .suspended = 1 }, "suspension_45 near 2026-09-01: 34.5 +1" },
	{ "45 days in the year", "2026-09-01", "30E PP 60E P", "2026-11-10", { 0 }, "suspension_45 due 2026-09-01: 45" },
	{ "44 1/2 days in the year", "2026-09-01", "30E PP 59E PPP", "2026-11-11", { 0 }, "suspension_45 near 2026-09-01: 44.5" },
	{ "seen to, of 45 days", "2026-09-01", "30E PP 60E P", "2026-11-10", { .made = "suspension_45 2026-09-01 2026-10-10" }, "suspension_45 made 2026-09-01: 45" },

	/* THE END OF SCHOOL */
	{ "study leave is over", "2027-06-07", "10S", "2027-06-14", { .born = "2011-01-10", .exam_last = "2027-06-11" }, "exam due 2027-06-12 by 2027-06-25: 1; "
	  "off_roll near 2027-06-26 by 2027-06-25: 0" },
	{ "still S behind it", "2027-06-07", "20S", "2027-06-17", { .born = "2011-08-31", .stays_on = true, .exam_last = "2027-06-11" },
	  "exam due 2027-06-12 by 2027-06-25: 4" },
	{ "C behind it", "2027-06-07", "10S 2C", "2027-06-15", { .born = "2011-01-10", .stays_on = true, .exam_last = "2027-06-11" }, "" },
	{ "back at school behind it", "2027-06-07", "10S 2P", "2027-06-15", { .born = "2011-01-10", .stays_on = true, .exam_last = "2027-06-11" }, "" },
	{ "the last Friday in June has gone", "2027-06-07", "10S", "2027-06-26", { .born = "2011-01-10", .exam_last = "2027-06-11" },
	  "off_roll due 2027-06-26 by 2027-06-25: 0" },
	{ "study leave that ends today", "2027-06-07", "10S", "2027-06-11", { .born = "2011-01-10", .stays_on = true, .exam_last = "2027-06-11" }, "" },
	{ "15 days before the last Friday", "2027-06-07", "2P", "2027-06-10", { .born = "2011-01-10" }, "" },
	{ "14 days before it", "2027-06-07", "2P", "2027-06-11", { .born = "2011-01-10" }, "off_roll near 2027-06-26 by 2027-06-25: 0" },
	{ "on the last Friday", "2027-06-07", "2P", "2027-06-25", { .born = "2011-01-10" }, "off_roll near 2027-06-26 by 2027-06-25: 0" },
	{ "the day behind it", "2027-06-07", "2P", "2027-06-26", { .born = "2011-01-10" }, "off_roll due 2027-06-26 by 2027-06-25: 0" },
	{ "stays on", "2027-06-07", "2P", "2027-06-26", { .born = "2011-01-10", .stays_on = true }, "" },
	{ "came to the sixth form", "2026-11-02", "2P", "2026-11-03", { .born = "2010-01-10", .on_roll = "2026-09-01" }, "" },
	{ "left since", "2026-11-02", "2P", "2026-11-03", { .born = "2010-01-10", .on_roll = "-" }, "" },
	{ "16 in July: until that Friday", "2027-06-07", "2P", "2027-06-26", { .born = "2011-07-20" }, "off_roll due 2027-06-26 by 2027-06-25: 0" },
	{ "16 in September", "2027-06-07", "2P", "2027-06-26", { .born = "2011-09-01" }, "" },

	/* COMING AND LEAVING */
	{ "a new pupil", "2026-11-02", "2P", "2026-11-03", { .joined = { "2026-11-02", "2026-11-07", "-" } }, "new_pupil due 2026-11-02 by 2026-11-07: 0" },
	{ "a new pupil, and the return was made", "2026-11-02", "2P", "2026-11-03", { .joined = { "2026-11-02", "2026-11-07", "2026-11-03" } },
	  "new_pupil made 2026-11-02 by 2026-11-07: 0" },
	{ "a name that was deleted", "2026-11-02", "2P", "2026-11-04", { .on_roll = "-", .left = { "2026-11-02", "2026-11-02", "-" } },
	  "deletion due 2026-11-02 by 2026-11-02: 0" },

	/* NAMED BY A PERSON */
	{ "named", "2026-11-02", "2P", "2026-11-04", { .made = "attendance 2026-11-03 -" }, "attendance due named 2026-11-03: 0" },
	{ "named, and near by the marks", "2026-10-19", "14O", "2026-11-03", { .made = "attendance 2026-11-02 -" }, "attendance due named 2026-10-19: 7" },
	{ "named, and due by the marks", "2026-10-19", "20O", "2026-11-06", { .made = "attendance 2026-11-02 -" }, "attendance due named 2026-10-19: 10" },
	{ "named behind one that was made", "2026-10-19", "20O 2P", "2026-11-09", { .made = "attendance 2026-10-19 2026-11-06, attendance 2026-11-09 -" },
	  "attendance made 2026-10-19: 10; attendance due named 2026-11-09: 0" },
	{ "named within an episode, and made", "2026-10-19", "20O", "2026-11-06", { .made = "attendance 2026-11-02 2026-11-03" }, "attendance made 2026-10-19: 10" },
	{ "named for two", "2026-11-02", "2P", "2026-11-04", { .made = "sickness 2026-11-03 -, attendance 2026-11-02 -" },
	  "attendance due named 2026-11-02: 0; sickness due named 2026-11-03: 0" },
	{ "named, and off the roll since", "2026-11-02", "2P", "2026-11-04", { .on_roll = "-", .made = "sickness 2026-11-03 -" }, "sickness due named 2026-11-03: 0" },
};

static int made_read(const char *text, struct return_made *to)
{
	int count = 0;

	for (; text && *text; count++) {
		char kind[20], from[12], made[12];
		int used = 0;

		assert_int_equal(sscanf(text, "%19s %11s %11[0-9-]%n", kind, from, made, &used), 3);
		assert_int_equal(return_parse(kind, &to[count].kind), 0);
		to[count].from = date(from);
		to[count].made = date(made);
		text += used;
		text += strspn(text, ", ");
	}
	return count;
}

static struct return_known known_of(const struct return_row *row, struct return_made *made)
{
	const struct about *a = &row->about;
	struct day today = date(row->today);
	bool summer = today.n < day_of(2026, 9, 1).n;
	struct return_known k = {
		.born = date(a->born ? a->born : "2014-05-01"), .today = today, .year_first = summer ? day_of(2025, 9, 1) : day_of(2026, 9, 1),
		.year_last = summer ? day_of(2026, 7, 21) : day_of(2027, 7, 21), .leave_ended = date(a->leave_ended ? a->leave_ended : "-"),
		.exam_last = date(a->exam_last ? a->exam_last : "-"), .on_roll_since = date(a->on_roll ? a->on_roll : "2024-09-01"), .stays_on = a->stays_on,
		.illness_ahead = a->ill, .suspension_ahead = a->suspended, .suspension_days_ahead = a->suspended_days, .made = made,
		.made_count = made_read(a->made, made),
	};

	if (a->joined.of) {
		k.joined.asked = true;
		k.joined.of = date(a->joined.of);
		k.joined.due = date(a->joined.due);
		k.joined.made = date(a->joined.made);
	}
	if (a->left.of) {
		k.left.asked = true;
		k.left.of = date(a->left.of);
		k.left.due = date(a->left.due);
		k.left.made = date(a->left.made);
	}
	return k;
}

static void found_put(const struct return_found *x, struct buf *to)
{
	static const char *const states[] = { "near", "due", "made" };
	char from[DAY_TEXT], due[DAY_TEXT];

	buf_printf(to, "%s %s%s %s", return_name(x->kind), states[x->state], x->named ? " named" : "", day_iso(x->from, from));
	if (!day_is_none(x->due))
		buf_printf(to, " by %s", day_iso(x->due, due));
	buf_printf(to, ": %d%s", x->days, x->half ? ".5" : "");
	if (x->ahead > 0)
		buf_printf(to, " +%d", x->ahead);
	if (x->provisional > 0)
		buf_printf(to, " %dN", x->provisional);
}

static void found(void **state)
{
	const struct return_row *row = *state;
	struct marks m = { marks, held_read(row->letters, row->from, marks) };
	struct return_made made[8];
	struct return_known k = known_of(row, made);
	struct returns r = { 0 };
	CLEAN_BUF struct buf got = { 0 };

	returns_find((struct marks){ marks, m.count / 2 }, the_school(), &k, &r);
	returns_find(m, the_school(), &k, &r);
	for (int i = 0; i < r.of.count; i++) {
		buf_text(&got, i > 0 ? "; " : "");
		found_put(&r.of.items[i], &got);
	}
	assert_string_equal(buf_string(&got), row->want);
	returns_finish(&r);
}

/* NAMES ------------------------------------------------------------------------------------------------------------------------------ */

static void names(void **state)
{
	enum return_kind k, got;

	(void)state;
	for (k = 0; k < RETURN_KINDS; k++) {
		got = RETURN_KINDS;
		assert_int_equal(return_parse(return_name(k), &got), 0);
		assert_int_equal(got, k);
		assert_true(*return_title(k));
	}
	got = RETURN_EXAM;
	assert_int_equal(return_parse("Attendance", &got), -EINVAL);
	assert_int_equal(return_parse("", &got), -EINVAL);
	assert_int_equal(got, RETURN_EXAM);
}

/* WORKING ---------------------------------------------------------------------------------------------------------------------------- */

static const struct working_row {
	const char *name;
	struct return_row row;
	const char *want;
} working_rows[] = {
	{ "the working of ten days", { NULL, "2026-10-19", "18O 2N", "2026-11-06", { 0 }, NULL },
	  "School days: 10, in a row of G, N, O or U, since Mon 19 Oct 2026; Provisional: 2, N, which becomes something else within five school days; "
	  "Line: 10 is at least 10" },
	{ "the working of illness", { NULL, "2026-11-02", "5I", "2026-11-04", { .ill = 20 }, NULL },
	  "Sessions: 5, of illness this school year, since Mon 2 Nov 2026; Expected: 20, more are expected; Line: 25 is less than 30" },
	{ "the working of leave", { NULL, "2026-10-05", "10C 12U", "2026-10-19", { .leave_ended = "2026-10-09" }, NULL },
	  "School days: 6, not back after agreed leave, since Sat 10 Oct 2026; Line: 6 is less than 10" },
	{ "the working of a suspension", { NULL, "2026-11-02", "2E", "2026-11-02", { .suspended_days = 5 }, NULL },
	  "School days: 1, of suspension in a row, since Mon 2 Nov 2026; Expected: 5, more are planned; Line: 6 is at least 6" },
	{ "the working of study leave", { NULL, "2027-06-07", "10S", "2027-06-15", { .born = "2011-01-10", .stays_on = true, .exam_last = "2027-06-11" }, NULL },
	  "Study leave: ended on Fri 11 Jun 2027; S is for the time until then; School days: 2, since" },
	{ "the working of compulsory school age", { NULL, "2027-06-07", "P", "2027-06-28", { .born = "2011-01-10" }, NULL },
	  "Born: Mon 10 Jan 2011; Compulsory school age: until Fri 25 Jun 2027, the last Friday in June" },
	{ "the working of a new pupil", { NULL, "2026-11-02", "P", "2026-11-03", { .joined = { "2026-11-02", "2026-11-07", "-" } }, NULL },
	  "Starting day: Mon 2 Nov 2026; Return: by Sat 7 Nov 2026" },
	{ "the working of a deletion", { NULL, "2026-11-02", "P", "2026-11-03", { .left = { "2026-11-02", "2026-11-02", "-" } }, NULL },
	  "Last day: Mon 2 Nov 2026; Return: by Mon 2 Nov 2026" },
	{ "the working of a naming", { NULL, "2026-11-02", "P", "2026-11-03", { .made = "sickness 2026-11-02 -" }, NULL },
	  "Named: by a person, on Mon 2 Nov 2026" },
	{ "the working of a naming beside the marks", { NULL, "2026-10-19", "14O", "2026-11-03", { .made = "attendance 2026-11-02 -" }, NULL },
	  "Named: by a person, too; School days: 7, in a row of G, N, O or U, since Mon 19 Oct 2026; Line: 7 is less than 10" },
};

static void working(void **state)
{
	const struct working_row *row = *state;
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_STEPS struct working_steps steps = { .arena = &a };
	struct marks m = { marks, held_read(row->row.letters, row->row.from, marks) };
	struct return_made made[8];
	struct return_known k = known_of(&row->row, made);
	struct returns r = { 0 };

	returns_find(m, the_school(), &k, &r);
	assert_int_equal(r.of.count, 1);
	return_working(&r.of.items[0], &k, &steps);
	assert_string_equal(working_line(&steps, &a), row->want);
	returns_finish(&r);
}

int main(void)
{
	static struct rows all;

	rows_add(&all, found, rows);
	rows_add(&all, working, working_rows);
	rows_case(&all, "the names of the kinds", names, NULL);
	return rows_run(&all, "rules/returns");
}
