#include "held.h"

#include "rules/penalty.h"
#include "rules/pupil.h"

static struct mark marks[LETTERS_MOST];

/* ROWS ----------------------------------------------------------------------------------------------------------------------------- */

static const struct penalty_row {
	const char *name, *from, *letters, *today;
	const char *born;          /**< "": not known */
	const char *used;          /**< "2026-11-02 am pm 2026-11-03 am" */
	int now, provisional, lacking;
	const char *windows;       /**< "2026-09-01..2026-11-08 10 (0 N) met 2026-11-03 am" */
} rows[] = {
	{ "nothing", "2026-09-01", "20P", "2026-09-14", "", "", 0, 0, 10, "" },
	{ "nine sessions", "2026-11-02", "9GP", "2026-11-06", "", "", 9, 0, 1, "" },
	{ "ten sessions, consecutive", "2026-11-02", "10GP", "2026-11-09", "", "", 10, 0, 0, "2026-07-20..2026-11-08 10 (0 N) met 2026-11-06 pm" },
	{ "ten sessions, one a week", "2026-09-01", "O9P O9P O9P O9P O9P O9P O9P O9P O9P OP", "2026-11-11", "", "", 10, 0, 0,
	  "2026-08-31..2026-11-15 10 (0 N) met 2026-11-10 am" },
	{ "the eleventh week takes the first one away", "2026-09-01", "O9P O9P O9P O9P O9P O9P O9P O9P O9P 10P OP", "2026-11-17", "", "", 9, 0, 1, "" },
	{ "any mix of G, N, O and U; N is provisional", "2026-11-02", "GNOUGNOUGN", "2026-11-06", "", "", 10, 3, 0,
	  "2026-07-20..2026-11-08 10 (3 N) met 2026-11-06 pm" },
	{ "N made O later", "2026-11-02", "GOOUGNOUGO", "2026-11-06", "", "", 10, 1, 0, "2026-07-20..2026-11-08 10 (1 N) met 2026-11-06 pm" },
	{ "N made I later", "2026-11-02", "GIOUGNOUGO", "2026-11-06", "", "", 9, 1, 1, "" },
	{ "authorised absence is none of them", "2026-11-02", "IIMMCCSSEE", "2026-11-06", "", "", 0, 0, 10, "" },
	{ "late before the close is present", "2026-11-02", "10L", "2026-11-06", "", "", 0, 0, 10, "" },
	{ "a holiday uses up no week", "2026-10-19", "5G5P 10P 5G", "2026-11-11", "", "", 10, 0, 0, "2026-08-31..2026-11-15 10 (0 N) met 2026-11-11 am" },
	{ "over two terms", "2026-12-14", "8G P @2027-01-04 GGP", "2027-01-06", "", "", 10, 0, 0, "2026-10-12..2027-01-10 10 (0 N) met 2027-01-04 pm" },
	{ "over two school years", "2026-07-20", "PPOO @2026-09-01 8O", "2026-09-07", "", "", 10, 0, 0, "2026-05-25..2026-09-06 10 (0 N) met 2026-09-04 pm" },
	{ "a window in each week that holds ten", "2026-11-02", "10G O", "2026-11-09", "", "", 11, 0, 0,
	  "2026-07-20..2026-11-08 10 (0 N) met 2026-11-06 pm; 2026-08-31..2026-11-15 11 (0 N) met 2026-11-06 pm" },
	{ "fewer than ten school weeks are covered", "2024-06-03", "P @2024-08-26 10G", "2024-08-30", "", "", 10, 0, 0,
	  "2024-06-03..2024-09-01 10 (0 N) met 2024-08-30 pm" },
	{ "nothing before 19 August 2024, over a change of codes", "2024-07-15", "10G @2024-08-26 8G", "2024-08-30", "", "", 8, 0, 2, "" },
	{ "two school years and a change of codes: the old H and G count for nothing", "2024-07-08", "4H 10G @2024-08-26 10N", "2024-09-01", "", "", 10, 10, 0,
	  "2024-06-03..2024-09-01 10 (10 N) met 2024-08-30 pm" },
	{ "a school week of one day", "2027-02-12", "4G @2027-02-17 2G @2027-02-22 4G", "2027-02-26", "", "", 10, 0, 0,
	  "2026-12-07..2027-02-28 10 (0 N) met 2027-02-23 pm" },
	{ "sessions of an earlier notice count no more", "2026-11-02", "10G 5G", "2026-11-11", "", "2026-11-02 am pm 2026-11-03 pm", 12, 0, 0,
	  "2026-08-31..2026-11-15 12 (0 N) met 2026-11-10 am" },
	{ "all of them used", "2026-11-02", "10G", "2026-11-06", "", "2026-11-02 am pm 2026-11-03 am pm 2026-11-04 am pm 2026-11-05 am pm 2026-11-06 am pm", 0, 0, 10, "" },
	{ "a window that is past, and none now", "2026-09-01", "10G 160P", "2026-12-16", "", "", 0, 0, 10, "2026-06-01..2026-09-13 10 (0 N) met 2026-09-07 pm" },
	{ "still under compulsory age for half of them", "2026-08-31", "@2026-12-14 8G @2027-01-04 4G", "2027-01-05", "2022-01-01", "", 0, 0, 10, "" },
	{ "of compulsory age from 31 December on", "2026-12-14", "8G @2027-01-04 4G", "2027-01-05", "2021-09-10", "", 4, 0, 6, "" },
	{ "past compulsory age inside the window", "2026-06-22", "20G", "2026-07-03", "2010-03-01", "", 10, 0, 0, "2026-04-20..2026-06-28 10 (0 N) met 2026-06-26 pm" },
	{ "a mark on a weekend of a school week", "2026-11-02", "9G @2026-11-07 !G", "2026-11-08", "", "", 10, 0, 0, "2026-07-20..2026-11-08 10 (0 N) met 2026-11-07 am" },
	{ "a mark in a week without a session", "2026-10-23", "2G @2026-10-28 !G !G @2026-11-02 7G", "2026-11-06", "", "", 9, 0, 1, "" },
	{ "today is in a holiday: the ten weeks before it", "2026-10-19", "9G", "2026-10-28", "", "", 9, 0, 1, "" },
	{ "marked to come behind today", "2026-11-02", "9G @2026-11-09 G", "2026-11-06", "", "", 9, 0, 1, "2026-08-31..2026-11-15 10 (0 N) met 2026-11-09 am" },
};

static int used_read(const char *text, sitting *to)
{
	struct day day = DAY_NONE;
	int count = 0;

	while (*text) {
		char word[11] = "";

		strncpy(word, text, strcspn(text, " ") < 10 ? strcspn(text, " ") : 10);
		text += strcspn(text, " ");
		text += *text == ' ';
		if (strlen(word) == 2)
			to[count++] = sitting_of(day, word[0] == 'p' ? SESSION_PM : SESSION_AM);
		else
			day = date(word);
	}
	return count;
}

static void found(void **state)
{
	const struct penalty_row *row = *state;
	struct marks m = { marks, held_read(row->letters, row->from, marks) };
	sitting used[32];
	int used_count = used_read(row->used, used);
	struct penalty p = { 0 };
	CLEAN_BUF struct buf got = { 0 };
	char from[DAY_TEXT], to[DAY_TEXT], met[DAY_TEXT];

	penalty_find((struct marks){ marks, m.count / 2 }, the_school(), DAY_NONE, date(row->today), NULL, 0, &p);
	penalty_find(m, the_school(), date(row->born), date(row->today), used, used_count, &p);
	for (int i = 0; i < p.windows.count; i++) {
		const struct penalty_window *w = &p.windows.items[i];

		assert_int_equal(p.counted.items[w->first + PENALTY_SESSIONS - 1].at, w->met);
		assert_true(day_equal(the_school()->mondays[w->first_week], w->from) && day_equal(day_add(the_school()->mondays[w->last_week], 6), w->to));
		buf_printf(&got, "%s%s..%s %d (%d N) met %s %s", i > 0 ? "; " : "", day_iso(w->from, from), day_iso(w->to, to), w->count, w->provisional,
			   day_iso(sitting_day(w->met), met), session_name(sitting_session(w->met)));
	}
	assert_string_equal(buf_string(&got), row->windows);
	assert_int_equal(p.now, row->now);
	assert_int_equal(p.now_provisional, row->provisional);
	assert_int_equal(p.lacking, row->lacking);
	penalty_finish(&p);
}

/* THE TEN SCHOOL WEEKS ------------------------------------------------------------------------------------------------------------- */

static const struct week_row {
	const char *name, *today, *from, *to;
} week_rows[] = {
	{ "in a school week", "2026-11-11", "2026-08-31", "2026-11-15" },
	{ "on its Sunday", "2026-11-15", "2026-08-31", "2026-11-15" },
	{ "on the Monday behind it", "2026-11-16", "2026-09-07", "2026-11-22" },
	{ "in a half-term", "2026-10-28", "2026-07-13", "2026-10-25" },
	{ "on a Monday before the week's one day", "2027-02-15", "2026-11-30", "2027-02-21" },
	{ "in the summer", "2026-08-12", "2026-05-18", "2026-07-26" },
	{ "in the second week that is covered", "2024-06-12", "2024-06-03", "2024-06-16" },
	{ "before all school days", "2024-06-02", "", "" },
	{ "behind all that is covered", "2028-01-01", "2027-05-17", "2027-07-25" },
};

static void weeks(void **state)
{
	const struct week_row *row = *state;
	struct penalty p = { 0 };
	char text[DAY_TEXT];

	penalty_find((struct marks){ marks, 0 }, the_school(), DAY_NONE, date(row->today), NULL, 0, &p);
	assert_string_equal(day_is_none(p.from) ? "" : day_iso(p.from, text), row->from);
	assert_string_equal(day_is_none(p.to) ? "" : day_iso(p.to, text), row->to);
	penalty_finish(&p);
}

/* BRUTE FORCE: each ten weeks there are, every mark looked at anew ------------------------------------------------------------------- */

struct tried {
	struct penalty p;
	struct day born;
	sitting used[64];
	int used_count;
};

static bool counts(const struct tried *t, const struct mark *m)
{
	struct day day = sitting_day(m->at);
	const char *symbol = code_symbol(m->code);

	for (int i = 0; i < t->used_count; i++)
		if (t->used[i] == m->at)
			return false;
	return strlen(symbol) == 1 && strchr("GNOU", *symbol) && day.n >= day_of(2024, 8, 19).n && (day_is_none(t->born) || compulsory_on(t->born, day));
}

static bool windows_agree(void *ctx, struct marks m)
{
	struct tried *t = ctx;
	const struct school_days *d = the_school();
	int at = 0;

	penalty_find(m, d, t->born, day_of(2027, 7, 20), t->used, t->used_count, &t->p);
	for (int week = 0; week < d->week_count; week++) {
		int sum = 0, of_week = 0, provisional = 0;
		sitting tenth = 0;

		for (int back = 9; back >= 0; back--)
			for (int i = 0; week >= back && i < m.count; i++) {
				int days = sitting_day(m.of[i].at).n - d->mondays[week - back].n;

				if (days < 0 || days > 6 || !counts(t, &m.of[i]))
					continue;
				sum++;
				of_week += back == 0;
				provisional += m.of[i].code == CODE_N;
				tenth = sum == 10 ? m.of[i].at : tenth;
			}
		if (sum < 10 || of_week == 0)
			continue;
		const struct penalty_window *w = &t->p.windows.items[at];
		if (at >= t->p.windows.count || w->last_week != week || w->count != sum || w->provisional != provisional || w->met != tenth)
			return false;
		at++;
	}
	return at == t->p.windows.count;
}

static void random_marks(void **state)
{
	static struct tried t;
	int found_some = 0;

	for (int round = 0; round < 300; round++) {
		int count = letters_make(sitting_of(day_add(day_of(2024, 6, 3), (int)chance(800)), SESSION_AM), 60 + (int)chance(500), marks);

		t.born = chance(2) ? DAY_NONE : chance(2) ? day_of(2021 - (int)chance(2), 1 + (int)chance(12), 5) : day_of(2010 - (int)chance(2), 1 + (int)chance(12), 5);
		t.used_count = 0;
		for (int i = 0; i < count && t.used_count < 64; i++)
			if (chance(20) == 0)
				t.used[t.used_count++] = marks[i].at;
		letters_hold("each window, of every ten weeks there are,", windows_agree, &t, marks, count);
		found_some += t.p.windows.count > 0;
	}
	assert_in_range(found_some, 50, 300);
	penalty_finish(&t.p);
}

/* WORKING -------------------------------------------------------------------------------------------------------------------------- */

static const char *working(const char *letters, const char *from, const char *today, bool window, struct arena *a)
{
	struct marks m = { marks, held_read(letters, from, marks) };
	CLEAN_STEPS struct working_steps steps = { .arena = a };
	struct penalty p = { 0 };

	penalty_find(m, the_school(), DAY_NONE, date(today), NULL, 0, &p);
	penalty_working(&p, window ? &p.windows.items[p.windows.count - 1] : NULL, the_school(), &steps);
	penalty_finish(&p);
	return working_line(&steps, a);
}

static void workings(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };

	assert_string_equal(working("10P 8G N O", "2026-10-12", "2026-11-02", true, &a),
			    "School weeks: 10, Mon 13 Jul 2026 to Sun 25 Oct 2026; Left out: 5, weeks without a session; Counted: 10, G, N, O or U at compulsory school age, in no earlier notice; "
			    "Provisional: 1, N, which becomes something else within five school days; "
			    "The ten: Mon 19 Oct 2026 am G, pm G; Tue 20 Oct 2026 am G, pm G; Wed 21 Oct 2026 am G, pm G; Thu 22 Oct 2026 am G, pm G; "
			    "Fri 23 Oct 2026 am N, pm O; Threshold: 10 is at least 10: a notice is to be considered");
	assert_string_equal(working("@2026-10-23 PG @2026-11-02 G", "2026-10-12", "2026-11-02", false, &a),
			    "School weeks: 10, Mon 20 Jul 2026 to Sun 8 Nov 2026; Left out: 6, weeks without a session; "
			    "Counted: 2, G, N, O or U at compulsory school age, in no earlier notice; They are: Fri 23 Oct 2026 pm G; Mon 2 Nov 2026 am G; "
			    "Lacking: 8, 2 is less than 10");
	assert_string_equal(working("P", "2026-10-12", "2024-06-02", false, &a), "");
}

int main(void)
{
	static struct rows all;

	rows_add(&all, found, rows);
	rows_add(&all, weeks, week_rows);
	rows_case(&all, "random marks, in every ten weeks there are", random_marks, NULL);
	rows_case(&all, "the working of a window, and of what is lacking", workings, NULL);
	return rows_run(&all, "rules/penalty");
}
