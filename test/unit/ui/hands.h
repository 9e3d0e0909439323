#ifndef TEST_HANDS_H
#define TEST_HANDS_H

/* A person at a terminal of 80x24 in a practice school of their own: keys in, the screen out. */

#include "made.h"

#include <locale.h>
#include <stdio.h>

#include "base/text.h"
#include "office/gate.h"
#include "office/register.h"
#include "office/school.h"
#include "ui/ui.h"

struct world {
	char directory[64];
	struct office *o;
	struct ui *ui;
	struct buf shot;
	int rows, cols;
};

static inline void begin(struct world *w, const char *clock, const char *who)
{
	const struct office_options options = { .directory = w->directory, .as = who, .uid = 1000, .terminal = "test" };
	struct err e = { 0 };

	*w = (struct world){ .directory = "/tmp/firstbell-hands-XXXXXX", .rows = 24, .cols = 80 };
	assert_non_null(mkdtemp(w->directory));
	made_copy(clock, w->directory);
	if (office_open(&options, &w->o, &e) < 0)
		fail_msg("%s", e.text);
	w->ui = ui_new(w->o, w->rows, w->cols, false);
	ui_start(w->ui);
}

static inline void end(struct world *w)
{
	ui_free(w->ui);
	office_close(w->o);
	buf_finish(&w->shot);
	directory_remove(w->directory);
}

static inline void clock_to(struct world *w, const char *to)
{
	struct err e = { 0 };

	if (office_clock(w->o, to, &e) < 0)
		fail_msg("%s", e.text);
}

/* Keys by name, blanks between; a word that names none is typed, "_" in it is a blank.  How many keys a hand pressed. */
static inline int press(struct world *w, const char *keys)
{
	char names[400], *rest = names, *name;
	struct key_name { const char *name; } named[] = { { "Enter" }, { "Esc" }, { "Tab" }, { "Up" }, { "Down" }, { "Space" }, { "Home" }, { "End" } };
	int n = 0;

	snprintf(names, sizeof names, "%s", keys);
	while ((name = strsep(&rest, " "))) {
		bool is_key = (name[0] == 'F' && name[1] >= '0' && name[1] <= '9') || strncmp(name, "Ctrl+", 5) == 0 || strncmp(name, "Back", 4) == 0;

		if (!*name)
			continue;
		for (size_t i = 0; i < sizeof named / sizeof *named; i++)
			is_key = is_key || strcmp(name, named[i].name) == 0;
		for (char *at = name; (at = strchr(at, '_'));)
			*at = ' ';
		assert_int_equal(ui_press(w->ui, name), 0);
		n += is_key ? 1 : (int)strlen(name);
	}
	return n;
}

static inline const char *look(struct world *w)
{
	buf_reset(&w->shot);
	ui_shot(w->ui, false, &w->shot);
	return buf_string(&w->shot);
}

static inline void has_words(const char *text, const char *words, bool want, const char *file, int at)
{
	if ((strstr(text, words) != NULL) == want)
		return;
	print_error("%s: %s\nit is: %s\n", want ? "not in it" : "in it", words, text);
	_fail(file, at);
}
#define assert_shows(words) has_words(look(w), words, true, __FILE__, __LINE__)
#define assert_hides(words) has_words(look(w), words, false, __FILE__, __LINE__)
/* What was said, whole; where a question stands in its place, the screen. */
#define assert_says(words) has_words(*ui_message(w->ui) ? ui_message(w->ui) : look(w), words, true, __FILE__, __LINE__)

#define assert_cursor(want_row, want_col) \
	do { \
		int row_, col_; \
		ui_cursor(w->ui, &row_, &col_); \
		assert_int_equal(row_, want_row); \
		assert_int_equal(col_, want_col); \
	} while (0)

/* The line that the cursor is on begins so. */
static inline bool cursor_is_on(struct world *w, const char *words)
{
	const char *at = look(w);
	int row, col;

	ui_cursor(w->ui, &row, &col);
	for (; row > 0; row--)
		at = strchr(at, '\n') + 1;
	size_t n = strcspn(at, "\n");
	const char *found = memmem(at, n, words, strlen(words));
	return found != NULL;
}

static inline int64_t pupil_of(struct world *w, const char *name)
{
	int64_t pupil = 0;
	struct err e = { 0 };

	if (office_pupil_find(w->o, name, true, &pupil, &e) < 0)
		fail_msg("%s", e.text);
	return pupil;
}

/* What the desk knows of a child now: "here L since 09:12"; "" nothing. */
static inline const char *state_of(struct world *w, const char *name)
{
	static char words[200];
	CLEAN_ARENA struct arena a = { 0 };
	struct desk_hit *hits = NULL;
	struct err e = { 0 };
	int n = office_desk_search(w->o, name, 60, &a, &hits, &e);

	if (n <= 0)
		fail_msg("%s: %s", name, e.text);
	assert_string_equal(hits[0].name, name);
	snprintf(words, sizeof words, "%s", hits[0].state ? hits[0].state : "");
	return words;
}

/* At every size, and with letters that every terminal has: the cursor is in the window, and on the focus; whoever comes back finds the screen as it was. */
static inline void holds_at_every_size(struct world *w)
{
	static const int sizes[][2] = { { 43, 132 }, { 10, 40 }, { 6, 30 }, { 5, 20 }, { 4, 16 }, { 24, 80 } };
	CLEAN_BUF struct buf before = { 0 }, after = { 0 };

	ui_shot(w->ui, true, &before);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		int row, col;

		ui_resize(w->ui, sizes[i][0], sizes[i][1]);
		ui_cursor(w->ui, &row, &col);
		assert_in_range(row, 0, sizes[i][0] - 1);
		assert_in_range(col, 0, sizes[i][1] - 1);
		if (strstr(look(w), "focus"))
			assert_string_equal(ui_paint_at(w->ui, row, col), "focus");
	}
	ui_shot(w->ui, true, &after);
	assert_string_equal(buf_string(&after), buf_string(&before));
}

/* What the foot promises is whole, in nine keys at most. */
static inline void foot_is_whole(struct world *w, const char *keys)
{
	CLEAN_BUF struct buf foot = { 0 };
	int n = 0;

	ui_footer_keys(w->ui, &foot);
	for (const char *at = buf_string(&foot); (at = strchr(at, '\n')); at++)
		n++;
	assert_in_range(n, 1, 9);
	has_words(buf_string(&foot), keys, true, __FILE__, __LINE__);
}

struct walk {
	const char *name, *clock, *who;
	void (*run)(struct world *w);
};

static inline void walk_row(void **state)
{
	const struct walk *walk = *state;
	struct world w;

	begin(&w, walk->clock, walk->who);
	walk->run(&w);
	end(&w);
}

#endif
