/* The evacuation list by its keys (B13). */
#include "hands.h"

#include <sys/stat.h>

#define NOW "2026-11-20T10:32"
#define LIST "F2 fire_list Enter "

static struct onsite_view view_of(struct world *w)
{
	struct onsite_view v;
	struct err e = { 0 };

	if (office_onsite_open(w->o, &v, &e) < 0)
		fail_msg("%s", e.text);
	return v;
}

static void counts_are_the_lists(struct world *w)
{
	char counts[120];
	struct onsite_view v = view_of(w);

	press(w, LIST);
	snprintf(counts, sizeof counts, "%d not seen yet  %d here  %d off site with us  %d absent", v.of[WHERE_NOT_SEEN], v.of[WHERE_HERE],
		 v.of[WHERE_OFF_SITE], v.of[WHERE_ABSENT]);
	assert_shows("Evacuation list at 10:32");
	assert_shows(counts);
	assert_shows("Visitors and clubs are not on this list.");
	assert_true(v.of[WHERE_NOT_SEEN] > 0 && v.of[WHERE_HERE] > 0 && v.of[WHERE_ABSENT] > 0);
	assert_int_equal(v.of[WHERE_NOT_SEEN] + v.of[WHERE_HERE] + v.of[WHERE_OFF_SITE] + v.of[WHERE_ABSENT], v.count);
	onsite_view_finish(&v);
}

/* Whoever has to be found is in sight without a key. */
static void not_seen_comes_first(struct world *w)
{
	char heading[80];
	struct onsite_view v = view_of(w);

	press(w, LIST);
	snprintf(heading, sizeof heading, "\nExpected and not yet registered: %d\n%s", v.of[WHERE_NOT_SEEN], v.lines[0].name);
	assert_shows(heading);
	assert_cursor(6, 0);
	assert_string_equal(ui_paint_at(w->ui, 2, 0), "unknown");
	assert_shows("register not taken yet");
	press(w, "End");
	assert_hides("Expected and not yet");
	onsite_view_finish(&v);
}

/* Signed in, a child is here; signed out, out. */
static void it_follows_the_day(struct world *w)
{
	struct onsite_view before = view_of(w);

	press(w, LIST "F7 ezr Enter 1 Enter Esc");
	struct onsite_view v = view_of(w);
	assert_int_equal(v.of[WHERE_NOT_SEEN], before.of[WHERE_NOT_SEEN] - 1);
	assert_int_equal(v.of[WHERE_HERE], before.of[WHERE_HERE] + 1);
	char counts[80];
	snprintf(counts, sizeof counts, "%d not seen yet  %d here", v.of[WHERE_NOT_SEEN], v.of[WHERE_HERE]);
	assert_shows(counts);
	press(w, "o + ezr Enter 1 F10 Esc");
	assert_shows("Evacuation list at 10:32");
	snprintf(counts, sizeof counts, "%d not seen yet  %d here", v.of[WHERE_NOT_SEEN], v.of[WHERE_HERE] - 1);
	assert_shows(counts);
	onsite_view_finish(&before);
	onsite_view_finish(&v);
}

static void one_key_prints(struct world *w)
{
	press(w, LIST "p");
	assert_true(strlen(ui_message(w->ui)) > 10);
	assert_null(strchr(ui_message(w->ui), '\n'));
	assert_shows("Evacuation list at 10:32");
}

static void one_key_writes(struct world *w)
{
	char path[128];
	struct stat st;

	press(w, LIST "f");
	assert_says("out/evacuation.txt");
	snprintf(path, sizeof path, "%s/out/evacuation.txt", w->directory);
	assert_int_equal(stat(path, &st), 0);
	assert_true(st.st_size > 1000);
}

static void a_line_opens_its_pupil(struct world *w)
{
	press(w, LIST "Enter");
	assert_hides("Evacuation list at");
	press(w, "Esc");
	assert_shows("Evacuation list at 10:32");
	assert_cursor(6, 0);
}

/* A teacher at the assembly point has her own. */
static void a_teacher_sees_her_own(struct world *w)
{
	press(w, LIST);
	assert_shows("Expected and not yet registered: ");
	assert_shows("Beech");
	assert_hides("Oak");
}

static void every_size(struct world *w)
{
	press(w, LIST);
	foot_is_whole(w, "p print");
	ui_resize(w->ui, 10, 40);
	assert_shows("not seen yet");
	assert_true(cursor_is_on(w, "Oak"));
	assert_shows("register not taken yet");
	ui_resize(w->ui, 43, 132);
	assert_shows("Expected and not yet registered");
	ui_resize(w->ui, 24, 80);
	holds_at_every_size(w);
}

static const struct walk walks[] = {
	{ "the counts are those of the lists", NOW, "priya", counts_are_the_lists },
	{ "not seen comes first", NOW, "priya", not_seen_comes_first },
	{ "it follows the day", NOW, "priya", it_follows_the_day },
	{ "one key prints it", NOW, "priya", one_key_prints },
	{ "one key writes it", NOW, "priya", one_key_writes },
	{ "a line opens its pupil", NOW, "priya", a_line_opens_its_pupil },
	{ "a teacher sees her own", NOW, "magda", a_teacher_sees_her_own },
	{ "every size", NOW, "priya", every_size },
};

int main(void)
{
	static struct rows r;

	setlocale(LC_CTYPE, "C.UTF-8");
	rows_add(&r, walk_row, walks);
	return rows_run(&r, "onsite");
}
