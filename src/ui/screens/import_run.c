/* A file being tried, and then written: a piece at a time, so that every key still works, with its lines as they are said. */
#include "import.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINES_FIRST 4000 /* what a screen keeps of millions: the first, */
#define LINES_LAST 400   /* and the last, where the sums stand */

struct import_run {
	struct list list;
	struct arena arena;
	struct import_wish wish;
	struct import_job *job;      /* NULL: it could not begin, or is over */
	struct { VEC(char *); } troubles; /* rows refused or set aside: before all the others, for a person to look at */
	struct { VEC(char *); } lines;
	int64_t passed_over;         /* lines between the first and the last */
	struct import_progress progress;
	struct import_result result;
	bool over, failed;
};

/* ITS LINES ------------------------------------------------------------------------------------------------------------------------- */

static const char *file_name(const struct import_run *run)
{
	const char *slash = strrchr(run->wish.file, '/');

	return slash && slash[1] ? slash + 1 : run->wish.file;
}

/* "marks.csv:12:4: ...": a sentence about a row begins with where it is. */
static bool is_trouble(const struct import_run *run, const char *line)
{
	size_t n = strlen(file_name(run));

	return strncmp(line, file_name(run), n) == 0 && line[n] == ':' && isdigit((unsigned char)line[n + 1]);
}

static void line_add(struct import_run *run, const char *text, size_t n)
{
	char *line = mem_new(n + 1, 1);

	memcpy(line, text, n);
	if (is_trouble(run, line)) {
		vec_push(&run->troubles, line);
		return;
	}
	if (run->lines.count < LINES_FIRST + LINES_LAST) {
		vec_push(&run->lines, line);
		return;
	}
	char **oldest = &run->lines.items[LINES_FIRST + run->passed_over++ % LINES_LAST];
	free(*oldest);
	*oldest = line;
}

static void take_lines(struct import_run *run)
{
	for (const char *p = import_said(run->job); *p;) {
		size_t n = strcspn(p, "\n");

		line_add(run, p, n);
		p += n + (p[n] == '\n');
	}
	list_count(&run->list, run->troubles.count + run->lines.count);
}

/* The last lines go round in their room. */
static const char *line_at(const struct import_run *run, int row)
{
	int line = row - run->troubles.count;

	if (line < 0)
		return run->troubles.items[row];
	if (line >= LINES_FIRST)
		line = LINES_FIRST + (int)((line - LINES_FIRST + run->passed_over) % LINES_LAST);
	return run->lines.items[line];
}

static void lines_finish(struct import_run *run)
{
	for (int i = 0; i < run->troubles.count; i++)
		free(run->troubles.items[i]);
	for (int i = 0; i < run->lines.count; i++)
		free(run->lines.items[i]);
	vec_finish(&run->troubles);
	vec_finish(&run->lines);
	run->passed_over = 0;
}

/* ITS WORK -------------------------------------------------------------------------------------------------------------------------- */

static int64_t changes(const struct import_run *run)
{
	return run->result.added + run->result.changed;
}

static void say_tried(struct ui *ui, const struct import_run *run)
{
	if (run->result.undecided)
		ui_refuse(ui, "%d rows are set aside: nothing would be written. Esc, and decide.", run->result.set_aside);
	else if (changes(run) == 0)
		ui_say(ui, "Nothing to change: all of it is here already.");
	else
		ui_say(ui, "Nothing was changed. F10 writes these %" PRId64 " changes.", changes(run));
}

static void say_written(struct ui *ui, const struct import_run *run)
{
	if (run->result.undecided)
		ui_refuse(ui, "%d rows are set aside: nothing was written. Esc, and decide.", run->result.set_aside);
	else if (run->result.last_act == 0)
		ui_say(ui, "Nothing to change: all of it is here already.");
	else
		ui_say(ui, "Written: acts %" PRId64 " to %" PRId64 ".", run->result.first_act, run->result.last_act);
}

/* It has ended by itself, or somebody goes away from it: what it said stays to be read. */
static void job_end(struct import_run *run)
{
	if (!run->job)
		return;
	take_lines(run);
	run->progress = *import_progress(run->job);
	run->result = *import_result(run->job);
	import_close(run->job);
	run->job = NULL;
	run->over = true;
}

static bool run_work(struct ui *ui, void *state)
{
	struct import_run *run = state;
	struct err e = { 0 };

	if (!run->job)
		return false;
	int r = import_step(run->job, &e);
	run->progress = *import_progress(run->job);
	if (r > 0) {
		take_lines(run);
		return true;
	}
	run->failed = r < 0;
	job_end(run);
	/* What is to be looked at comes first; what came of it is said last. */
	list_focus(&run->list, run->troubles.count > 0 ? 0 : run->list.count - 1);
	if (r < 0 && run->progress.refused > 0)
		ui_refuse(ui, "%d %s refused, so nothing %s written. Mend the file, then try it again.", run->progress.refused,
			  run->progress.refused == 1 ? "row is" : "rows are", run->wish.dry_run ? "would be" : "was");
	else if (r < 0)
		ui_refuse_err(ui, &e);
	else
		(run->wish.dry_run ? say_tried : say_written)(ui, run);
	return true;
}

static int job_begin(struct ui *ui, struct import_run *run, struct err *e)
{
	lines_finish(run);
	run->over = run->failed = false;
	run->progress = (struct import_progress){ .bytes_all = -1 };
	run->result = (struct import_result){ 0 };
	int r = office_import_begin(ui->office, &run->wish, &run->job, e);
	if (r == 0)
		take_lines(run);
	return r;
}

/* DRAWING --------------------------------------------------------------------------------------------------------------------------- */

static void run_title(const void *state, struct buf *to)
{
	const struct import_run *run = state;

	buf_printf(to, "Import %s: %s", file_name(run), run->wish.dry_run ? "what would change" : "writing");
}

static void progress_text(const struct import_run *run, struct buf *to)
{
	const struct import_progress *p = &run->progress;

	if (run->failed)
		buf_text(to, "Stopped. ");
	else if (run->over)
		buf_text(to, run->wish.dry_run ? "Tried. " : run->result.last_act ? "Written. " : "Nothing was written. ");
	else if (p->phase == IMPORT_WRITING)
		buf_printf(to, "Writing: %" PRId64 " of %" PRId64 ". ", p->written, p->to_write);
	else
		buf_text(to, p->phase == IMPORT_JUDGING ? "Judging. " : "Reading. ");
	buf_printf(to, "%" PRId64 " %s read", p->rows, p->rows == 1 ? "row" : "rows");
	if (!run->over && p->phase == IMPORT_READING && p->bytes_all > 0)
		buf_printf(to, " (%d%%)", (int)(p->bytes * 100 / p->bytes_all));
	buf_printf(to, ", %d refused, %d set aside.", p->refused, p->set_aside);
	if (run->passed_over > 0)
		buf_printf(to, " %" PRId64 " lines between the first and the last are not shown.", run->passed_over);
}

static void run_draw_line(const void *state, int row, struct area *line)
{
	const struct import_run *run = state;

	area_put(line, 0, 0, line->cols, row < run->troubles.count ? PAINT_ALERT : PAINT_TEXT, line_at(run, row));
}

static const char *run_heading(const void *state, int row)
{
	const struct import_run *run = state;

	if (run->troubles.count == 0)
		return NULL;
	return row == 0 ? "Refused, or set aside" : row == run->troubles.count ? "The file" : NULL;
}

static void run_draw(void *state, struct area *a)
{
	struct import_run *run = state;
	const struct list_look look = { .state = run, .heading = run_heading, .draw = run_draw_line };
	CLEAN_BUF struct buf words = { 0 };

	progress_text(run, &words);
	int head = area_paragraph(a, 0, 0, a->cols, PAINT_LABEL, buf_string(&words));
	head += a->rows > 10;
	int foot = a->rows > 12 ? 4 : 0;
	struct area rows = area_part(a, head, 0, a->rows - head - foot, a->cols);
	if (foot > 0 && run->list.count > 0) /* a line longer than the screen is read whole here */
		area_paragraph(a, a->rows - foot + 1, 0, a->cols, PAINT_TEXT, line_at(run, run->list.focus));
	area_cursor(a, head, 0);
	list_draw(&run->list, &rows, &look);
}

static struct list *run_list(void *state)
{
	return &((struct import_run *)state)->list;
}

/* KEYS ------------------------------------------------------------------------------------------------------------------------------ */

static int run_write(struct ui *ui, void *state, const char *typed)
{
	struct import_run *run = state;
	struct err e = { 0 };
	char wanted[24];

	snprintf(wanted, sizeof wanted, "%" PRId64, changes(run));
	if (strcmp(typed, wanted) != 0)
		return ui_refuse(ui, "Nothing was written: that is not %s.", wanted);
	run->wish.dry_run = false;
	if (job_begin(ui, run, &e) < 0) {
		run->over = run->failed = true;
		return ui_refuse_err(ui, &e);
	}
	return REACT_NONE;
}

/* A bulk change is confirmed by typing how many (reliability 6). */
static int run_confirm(struct ui *ui, void *state, const struct key *k)
{
	char prompt[80];

	(void)k;
	snprintf(prompt, sizeof prompt, "Type %" PRId64 " to write so many changes:", changes(state));
	return ui_ask(ui, prompt, NULL, run_write);
}

static int run_leave(struct ui *ui, void *state, const struct key *k)
{
	struct import_run *run = state;
	bool stopped = run->job != NULL, writing = run->progress.phase == IMPORT_WRITING;

	(void)k;
	job_end(run);
	if (stopped && writing && run->result.last_act > 0)
		ui_say(ui, "Stopped. Acts %" PRId64 " to %" PRId64 " are saved; the same file goes on from there.", run->result.first_act, run->result.last_act);
	else if (stopped)
		ui_say(ui, "Stopped: nothing was written.");
	return REACT_LEAVE | (run->result.last_act > 0 ? REACT_RELOAD : 0);
}

enum run_need { NEED_TRIED = NEED_OWN, NEED_DECIDED = NEED_OWN << 1 };

static const char *const run_refusals[] = {
	"There is nothing to write: the file has to have changes, and no row refused.",
	"Rows are set aside. Esc, and say on the form what becomes of them.",
};

static unsigned run_has(struct ui *ui, const void *state)
{
	const struct import_run *run = state;

	(void)ui;
	return (run->result.undecided ? 0 : NEED_DECIDED) |
	       (run->over && !run->failed && run->wish.dry_run && (changes(run) > 0 || run->result.undecided) ? NEED_TRIED : 0);
}

static const struct binding run_keys[] = {
	{ ON(KEY_F(10)), "write", run_confirm, NEED_WRITE | NEED_DECIDED | NEED_TRIED, "Write what was tried; asks how many changes", "Write it" },
	{ ON(KEY_ESC), "back", run_leave, 0, "Stop, and go back", "Back" },
	{ .name = NULL },
};

static void run_close(void *state)
{
	struct import_run *run = state;

	import_close(run->job);
	lines_finish(run);
	arena_finish(&run->arena);
}

static const char *run_unsaved(const void *state)
{
	return ((const struct import_run *)state)->job ? "the file that is being read or written" : NULL;
}

const struct screen_kind import_run_screen = {
	.name = "import-run", .help = "What is refused or set aside, then what the file would change, row by row. F10 then writes it.",
	.keys = run_keys, .refusals = run_refusals, .has = run_has, .title = run_title, .draw = run_draw, .list = run_list, .work = run_work,
	.unsaved = run_unsaved,
	.close = run_close, .state_size = sizeof(struct import_run),
};

static void run_start(void *state, const void *about)
{
	struct import_run *run = state;

	run->wish = *(const struct import_wish *)about;
	run->wish.file = arena_text(&run->arena, run->wish.file);
	run->wish.map = arena_text(&run->arena, run->wish.map);
	run->progress.bytes_all = -1;
}

/* What is wrong with its headings is said on this screen, line by line, as what is wrong with its rows. */
int open_import_run(struct ui *ui, const struct import_wish *w)
{
	struct err e = { 0 };

	if (ui_open(ui, &import_run_screen, run_start, w) < 0)
		return REACT_STOP;
	if (job_begin(ui, ui_state(ui), &e) == 0)
		return REACT_NONE;
	ui_leave(ui);
	return ui_refuse_err(ui, &e);
}
