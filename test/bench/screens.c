/* The screens on a terminal: a key until its last byte is painted, bytes on the line, the start, memory.  Design 7's floors beside them. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "school.h"
#include "terminal.h"

#define CLASS_ROWS 29 /* moves from the first row of a class to its last */
#define PAGE_ROWS 14  /* moves that never leave the first page of it */
#define TICK_SHORT 5  /* ms: a second of idleness, so that a minute need not be one */

/* What an earlier run typed and did not send. */
static void drafts_remove(const char *drafts)
{
	DIR *d = opendir(drafts);

	for (struct dirent *file; d && (file = readdir(d));)
		if (file->d_name[0] != '.')
			MUST(unlinkat(dirfd(d), file->d_name, 0) == 0);
	if (d)
		closedir(d);
}

/* A copy of the school at work: every class has sent its register but the first. */
static const char *school_at_work(const struct bench *b, struct arena *a)
{
	const char *directory = school_copy(b, a, "screens");
	struct store *st = school_open(directory);

	for (int class = 1; class < school_classes(b->sizes); class++)
		school_register(st, class, school_today(), SESSION_AM, b->sizes);
	store_rest(st);
	store_close(st);
	drafts_remove(arena_printf(a, "%s/drafts", directory));
	return directory;
}

struct pair {
	struct terminal ours, floor;
	struct samples took, least; /* ours, the floor's */
	size_t bytes;               /* the most that a key of ours painted */
};

static void type_both(struct pair *p, const char *key, const char *floor_key)
{
	double took = terminal_type(&p->ours, key);

	vec_push(&p->took, took);
	vec_push(&p->least, terminal_type(&p->floor, floor_key));
	p->bytes = p->ours.painted > p->bytes ? p->ours.painted : p->bytes;
}

static void pair_start(const struct bench *b, struct pair *p, const char *directory)
{
	const char *const ours[] = { b->firstbell, "--school", directory, NULL }, *const floor[] = { b->paper, NULL };

	*p = (struct pair){ 0 };
	terminal_start(&p->ours, ours, 1000);
	terminal_start(&p->floor, floor, 1000);
}

static void pair_end(struct pair *p)
{
	terminal_end(&p->ours);
	terminal_end(&p->floor);
	vec_finish(&p->took);
	vec_finish(&p->least);
}

/* The first of those to choose from: the one that is not taken. */
static void open_register(struct terminal *t)
{
	terminal_type(t, "r");
	terminal_type(t, KEY_ENTER);
	if (!terminal_shows(t, "Last two weeks"))
		wrong("r and Enter on Today did not open a register");
}

/* A KEY ----------------------------------------------------------------------------------------------------------------------------- */

/* Within the page: what turns it is a page. */
static const char *down_and_up(int i)
{
	return i % (2 * PAGE_ROWS) < PAGE_ROWS ? KEY_DOWN : KEY_UP;
}

static void moves(struct pair *p, int keys)
{
	for (int i = 0; i < keys; i++)
		type_both(p, down_and_up(i), down_and_up(i));
}

/* Present and absent by turns, the second time round the other way. */
static void marks(struct pair *p, int keys)
{
	for (int i = 0; i < keys; i++) {
		const char *mark = (i + i / PAGE_ROWS) % 2 ? "N" : "/";

		if (i % PAGE_ROWS == 0) {
			terminal_type(&p->ours, KEY_HOME);
			terminal_type(&p->floor, KEY_HOME);
		}
		type_both(p, mark, mark);
	}
}

/* Of the floor a move: the goal is four of them. */
static void pages(struct pair *p, int keys)
{
	for (int i = 0; i < keys; i++)
		type_both(p, i % 12 < 6 ? KEY_PAGE_DOWN : KEY_PAGE_UP, down_and_up(i));
}

static double floor_page(struct terminal *floor, int keys)
{
	struct samples took = { 0 };

	for (int i = 0; i < keys; i++)
		vec_push(&took, terminal_type(floor, i % 12 < 6 ? KEY_PAGE_DOWN : KEY_PAGE_UP));
	double half = samples_percentile(&took, 50);
	vec_finish(&took);
	return half;
}

static void print_key(const struct bench *b, struct pair *p, const char *what, double most, double most_bytes)
{
	CLEAN_ARENA struct arena a = { 0 };

	print_pairs(b, what, &p->took, &p->least, most);
	double late = samples_percentile(&p->took, 99), floor_late = samples_percentile(&p->least, 99);
	print_beside(arena_printf(&a, "99 in 100; floor %.0f us", floor_late * 1e6), late);
	if (most_bytes > 0)
		print_limit(b, "  bytes, at most", (double)p->bytes, most_bytes, "B");
	p->took.count = p->least.count = 0;
	p->bytes = 0;
}

void row_key(const struct bench *b)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pair p;
	int keys = b->sizes->keys;

	if (!b->firstbell)
		return;
	pair_start(b, &p, school_at_work(b, &a));
	open_register(&p.ours);
	terminal_type(&p.ours, KEY_HOME);
	print_heading("A key until its last byte is painted; floor: ncurses, a move");
	moves(&p, keys);
	print_key(b, &p, "a cursor move in Register", 1.5, 120);
	marks(&p, keys);
	print_key(b, &p, "a mark, with the move that follows; floor: a mark", 1.5, 160);
	terminal_type(&p.ours, KEY_ESC);
	terminal_type(&p.ours, KEY_ESC);
	terminal_type(&p.ours, "a");
	MUST(terminal_shows(&p.ours, "Absentees"));
	pages(&p, keys / 2);
	print_key(b, &p, "a page of Absentees", 4, 0);
	print_beside("the floor's own page", floor_page(&p.floor, keys / 2));
	pair_end(&p);
}

/* WHO IS NEAR A LINE, AND WHY ------------------------------------------------------------------------------------------------------- */

enum near_key { NEAR_BANDS, NEAR_ONLY, NEAR_PUPIL, NEAR_WORKING, NEAR_KEYS };

static const struct {
	const char *what, *key, *shows;
	double most; /* seconds */
} near_keys[NEAR_KEYS] = {
	[NEAR_BANDS] = { "Bands opened", KEY_ENTER, "persistent", 0.016 },
	[NEAR_ONLY] = { "  only those near a line", "n", "within 3", 0.016 },
	[NEAR_PUPIL] = { "  a pupil's page", KEY_ENTER, "Mon am", 0.016 },
	[NEAR_WORKING] = { "  its working", "w", "Possible", 0.005 },
};

/* Each key in turn from Today, and back there. */
static void near_type(struct terminal *t, struct samples took[static NEAR_KEYS])
{
	terminal_type(t, KEY_F2);
	terminal_type(t, "bands");
	for (int i = 0; i < NEAR_KEYS; i++) {
		vec_push(&took[i], terminal_type(t, near_keys[i].key));
		if (!terminal_shows(t, near_keys[i].shows))
			wrong("%s did not show \"%s\"", near_keys[i].what, near_keys[i].shows);
	}
	for (int i = 0; i < NEAR_KEYS; i++)
		terminal_type(t, KEY_ESC);
}

void row_near(const struct bench *b)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct samples took[NEAR_KEYS] = { 0 };
	struct terminal t = { 0 };

	if (!b->firstbell)
		return;
	const char *const ours[] = { b->firstbell, "--school", school_at_work(b, &a), NULL };
	terminal_start(&t, ours, 1000);
	for (int i = 0; i < 4 * b->sizes->repeats; i++)
		near_type(&t, took);
	terminal_end(&t);
	print_heading(arena_printf(&a, "A key until its last byte is painted, %d pupils", b->sizes->pupils));
	for (int i = 0; i < NEAR_KEYS; i++) {
		print_limit(b, near_keys[i].what, samples_percentile(&took[i], 50) * 1e3, near_keys[i].most * 1e3, "ms");
		print_beside("99 in 100", samples_percentile(&took[i], 99));
		vec_finish(&took[i]);
	}
}

/* A NAME TYPED ---------------------------------------------------------------------------------------------------------------------- */

/* All of the school begins so: each letter is looked for in every name, and a page of them is painted. */
static void type_names(struct pair *p, int times)
{
	static const char letters[] = "surname0";

	for (int i = 0; i < times; i++) {
		for (const char *l = letters; *l; l++)
			type_both(p, (const char[]){ *l, '\0' }, KEY_PAGE_DOWN);
		for (size_t k = 1; k < sizeof letters; k++)
			type_both(p, KEY_BACKSPACE, KEY_PAGE_UP);
	}
}

void row_names(const struct bench *b)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pair p;

	if (!b->firstbell)
		return;
	pair_start(b, &p, school_at_work(b, &a));
	terminal_type(&p.ours, KEY_F2);
	terminal_type(&p.ours, "pupils");
	terminal_type(&p.ours, KEY_ENTER);
	if (!terminal_shows(&p.ours, "on the roll"))
		wrong("the command pupils did not open the list");
	print_heading(arena_printf(&a, "A name typed among %d pupils, painted; floor: ncurses, a page", b->sizes->pupils));
	type_names(&p, 4 * b->sizes->repeats);
	print_key(b, &p, "a letter typed, or taken back", 5, 0);
	pair_end(&p);
}

/* NO KEY, AND MANY ------------------------------------------------------------------------------------------------------------------ */

static size_t idle_bytes(const struct bench *b, const char *directory)
{
	const char *const ours[] = { b->firstbell, "--school", directory, NULL };
	struct terminal t = { 0 };

	terminal_start(&t, ours, TICK_SHORT);
	open_register(&t);
	terminal_tick(&t, 61);
	size_t painted = t.painted;
	terminal_end(&t);
	return painted;
}

/* Marks, moves and marks again, a class at a time. */
static void type_many(struct terminal *t, int keys)
{
	static const char *const rounds[] = { "/", "N", KEY_DOWN };

	for (int i = 0; i < keys; i += CLASS_ROWS + 1) {
		CLEAN_BUF struct buf round = { 0 };

		buf_text(&round, KEY_HOME);
		for (int k = 0; k < CLASS_ROWS; k++)
			buf_text(&round, rounds[i / (CLASS_ROWS + 1) % 3]);
		terminal_type(t, buf_string(&round));
	}
}

void row_memory(const struct bench *b)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct terminal t = { 0 };

	if (!b->firstbell)
		return;
	const char *directory = school_at_work(b, &a);
	const char *const ours[] = { b->firstbell, "--school", directory, NULL };
	print_heading("The screens, left alone and driven hard");
	print_limit(b, "bytes in an idle minute of Register", (double)idle_bytes(b, directory), 0, "B");
	terminal_start(&t, ours, 1000);
	print_limit(b, "resident on Today", terminal_mib(&t, "VmRSS"), 12, "MiB");
	open_register(&t);
	type_many(&t, b->sizes->many_keys / 10);
	double before = terminal_mib(&t, "VmRSS");
	print_limit(b, arena_printf(&a, "resident in Register after %d keys", b->sizes->many_keys / 10), before, 12, "MiB");
	type_many(&t, b->sizes->many_keys - b->sizes->many_keys / 10);
	print_limit(b, arena_printf(&a, "  grown after %d keys", b->sizes->many_keys), terminal_mib(&t, "VmRSS") - before, 0, "MiB");
	terminal_end(&t);
}

/* THE START ------------------------------------------------------------------------------------------------------------------------- */

static double start_seconds(const char *const *arguments)
{
	struct terminal t = { 0 };
	double took = terminal_start(&t, arguments, 1000);

	terminal_end(&t);
	return took;
}

void row_start(const struct bench *b)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct samples took = { 0 }, least = { 0 };

	if (!b->firstbell)
		return;
	const char *directory = school_at_work(b, &a);
	const char *const ours[] = { b->firstbell, "--school", directory, NULL };
	const char *const floor[] = { b->paper, arena_printf(&a, "%s/" STORE_FILE, directory), NULL };
	for (int i = 0; i < 3 * b->sizes->repeats; i++) {
		vec_push(&took, start_seconds(ours));
		vec_push(&least, start_seconds(floor));
	}
	print_heading(arena_printf(&a, "The start, %d years of %d pupils; floor: ncurses and SQLite", b->sizes->years, b->sizes->pupils));
	print_ratio(b, "until Today is painted", samples_percentile(&took, 50), samples_percentile(&least, 50), 2);
	print_beside(arena_printf(&a, "99 in 100; floor %.2f ms", samples_percentile(&least, 99) * 1e3), samples_percentile(&took, 99));
}
