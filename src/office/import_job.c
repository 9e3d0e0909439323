/* A file is read, judged and written step by step, whichever kind it is; all of it or nothing (E1, E10, E11). */
#include "import_job.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/text.h"

const struct import_reader *const import_readers[FILE_KINDS] = {
	[FILE_PUPILS] = &import_pupils,
	[FILE_CONTACTS] = &import_contacts,
	[FILE_GROUPS] = &import_groups,
	[FILE_STAFF] = &import_staff,
	[FILE_MARKS] = &import_marks,
	[FILE_FIGURES] = NULL, /* compared, not taken over: report_fill_reconcile() */
};

#define STEP_NS 50000000 /* of work in a step, so that a screen answers */
#define STEP_ROWS 64     /* between two looks at the clock */

static int64_t nanoseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

/* BEGINNING */

static int check_wish(const struct import_wish *w, struct err *e)
{
	bool marks = w->kind == FILE_MARKS;

	if (w->kind < 0 || w->kind >= FILE_KINDS || !import_readers[w->kind])
		return err_usage(e, "Figures are not taken over but compared: `firstbell report reconcile` reads that file.");
	if (w->moving_in && !marks && w->kind != FILE_PUPILS)
		return err_usage(e, "--moving-in is for pupils and marks. Leave it out here.");
	if (w->replace && !marks)
		return err_usage(e, "--replace is for marks. Leave it out here.");
	if (w->reason)
		return office_words_check("reason", w->reason, e);
	return 0;
}

static int may_begin(struct office *o, const struct import_wish *w, struct err *e)
{
	int r = check_wish(w, e);

	if (r == 0)
		r = office_refresh(o, e);
	if (r == 0)
		r = office_may(o, import_readers[w->kind]->action, 0, e);
	if (r == 0 && !w->dry_run && office_read_only(o))
		r = err_store(e, -EROFS, "%s", office_read_only(o));
	return r;
}

static const char *name_of(struct arena *a, const char *file)
{
	const char *slash = strrchr(file, '/');

	if (strcmp(file, "-") == 0)
		return "standard input";
	return text_clean_arena(a, slash && slash[1] ? slash + 1 : file);
}

static struct import_job *job_new(struct office *o, const struct import_wish *w)
{
	struct import_job *j = mem_new(1, sizeof *j);

	j->office = o;
	j->wish = *w;
	j->wish.file = arena_text(&j->arena, w->file);
	j->wish.map = arena_text(&j->arena, w->map);
	j->wish.refused = arena_text(&j->arena, w->refused);
	j->wish.reason = arena_text(&j->arena, w->reason);
	j->name = name_of(&j->arena, w->file);
	j->reader = import_readers[w->kind];
	j->today = office_today(o);
	j->file.fd = -1;
	hash_begin(&j->hashing);
	return j;
}

static long take_bytes(void *ctx, char *to, size_t room, struct err *e)
{
	struct import_job *j = ctx;
	long n = file_stream_read(&j->file, to, room, e);

	if (n > 0)
		hash_more(&j->hashing, to, (size_t)n);
	return n;
}

static int in_view(struct import_job *j, int (*step)(struct import_job *, struct err *), struct err *e)
{
	int r = store_read_begin(j->office->store);

	if (r < 0)
		return office_fail(j->office, r, e);
	r = step(j, e);
	store_read_end(j->office->store);
	return r;
}

static int reader_begin(struct import_job *j, struct err *e)
{
	j->state = mem_new(1, j->reader->state_size ? j->reader->state_size : 1);
	return j->reader->begin(j, j->state, e);
}

static int file_open(struct import_job *j, struct err *e)
{
	int r = file_stream_open(j->wish.file, &j->file, e);

	if (r < 0) {
		j->file.fd = -1;
		return r;
	}
	j->progress.bytes_all = j->file.size;
	r = csv_open(j->name, take_bytes, j, &j->wish.form, &j->csv, e);
	return r < 0 ? r : import_choose(j, e);
}

int import_file_open(struct office *o, const struct import_wish *w, struct import_job **ret, struct err *e)
{
	struct import_job *j = job_new(o, w);
	int r = file_open(j, e);

	if (r < 0)
		import_close(j);
	else
		*ret = j;
	return r;
}

static int job_open(struct import_job *j, struct err *e)
{
	int r = file_open(j, e);

	if (r < 0)
		return r;
	import_say(j, "%s: %s.", j->name, import_headings_words(j));
	r = in_view(j, reader_begin, e);
	return r < 0 ? r : import_kept_begin(j, e);
}

int office_import_begin(struct office *o, const struct import_wish *w, struct import_job **ret, struct err *e)
{
	int r = may_begin(o, w, e);

	if (r < 0)
		return r;
	struct import_job *j = job_new(o, w);
	r = job_open(j, e);
	if (r < 0) {
		import_close(j);
		return r;
	}
	*ret = j;
	return 0;
}

/* ENDING */

static void say_counts(struct import_job *j)
{
	const struct import_result *r = &j->result;
	const char *would = j->wish.dry_run || r->undecided ? "would be " : "";

	if (!j->reader->one)
		return;
	if (r->added + r->changed == 0)
		import_say(j, "nothing to change: %" PRId64 " %s as in the file", r->same, r->same == 1 ? j->reader->one : j->reader->many);
	else
		import_say(j, "%" PRId64 " %sadded, %" PRId64 " %schanged, %" PRId64 " the same", r->added, would, r->changed, would, r->same);
}

#define PUT_RIGHT "Put the roll or the calendar right (firstbell term, firstbell closure) and read the file again"

static const char *what_to_decide(const struct import_job *j)
{
	if (j->standing == j->progress.set_aside)
		return "Take the file's marks (--replace), or leave them out (--leave-out)";
	if (j->standing)
		return PUT_RIGHT ", or leave them out (--leave-out); where another mark stands, take the file's with --replace";
	return PUT_RIGHT ", or leave them out (--leave-out)";
}

static void say_set_aside(struct import_job *j)
{
	int n = j->progress.set_aside;

	import_say_more(j, &j->asides, " set aside");
	if (j->result.undecided)
		import_say(j, "%d set aside, so nothing %s written. %s.", n, j->wish.dry_run ? "would be" : "was", what_to_decide(j));
	else if (n)
		import_say(j, "%d set aside and left out", n);
}

static int end(struct import_job *j, struct err *e)
{
	say_set_aside(j);
	say_counts(j);
	j->progress.phase = IMPORT_DONE;
	int r = import_kept_end(j, e);
	return r < 0 || !j->result.last_act ? r : office_load(j->office, e);
}

/* Nothing of a file is written that has one row which cannot be taken. */
static int end_refused(struct import_job *j, struct err *e)
{
	struct err why = { 0 };

	int rows = import_rows_refused(j);
	import_say_more(j, &j->refusals, "");
	import_say(j, "%d row%s refused: nothing %s written.", rows, PLURAL(rows), j->wish.dry_run ? "would be" : "was");
	if (import_kept_end(j, &why) < 0)
		import_say(j, "%s", why.text);
	*e = j->first;
	return -EBADMSG;
}

/* A STEP */

/* Spreadsheets end their files with rows of delimiters alone: blank lines, as good as. */
static bool is_blank(const struct csv_row *row)
{
	for (int i = 0; i < row->count; i++)
		if (*row->fields[i])
			return false;
	return true;
}

static int row_next(struct import_job *j, struct err *e)
{
	struct csv_row row;
	struct err why = { 0 };
	int r = csv_next(j->csv, &row, &why);

	if (r == -EBADMSG) { /* from here on the file makes no sense */
		import_refuse_said(j, NULL, &why);
		return end_refused(j, e);
	}
	if (r < 0) {
		*e = why;
		return r;
	}
	if (r == 0)
		return 0;
	if (is_blank(&row))
		return 1;
	j->progress.rows++;
	r = j->reader->row(j, j->state, &row, e);
	return r < 0 ? r : 1;
}

static int step_read(struct import_job *j, struct err *e)
{
	int64_t until = nanoseconds() + STEP_NS;
	int r = 1;

	for (int n = 1; r == 1; n++) {
		r = row_next(j, e);
		if (n % STEP_ROWS == 0 && nanoseconds() >= until)
			break;
	}
	j->progress.bytes = csv_bytes(j->csv);
	if (r < 0)
		return r;
	if (r == 0) {
		hash_end(&j->hashing, &j->digest);
		j->progress.phase = IMPORT_JUDGING;
	}
	return 1;
}

static int step_judge(struct import_job *j, struct err *e)
{
	int r = j->reader->judge(j, j->state, e);

	if (r != 0)
		return r;
	if (j->progress.refused)
		return end_refused(j, e);
	j->result.set_aside = j->progress.set_aside;
	j->result.undecided = j->progress.set_aside && !j->wish.leave_out;
	if (j->wish.dry_run || j->result.undecided)
		return end(j, e);
	j->progress.phase = IMPORT_WRITING;
	return 1;
}

static int step_write(struct import_job *j, struct err *e)
{
	int r = j->reader->write(j, j->state, e);

	if (r == -EBADMSG && j->progress.refused)
		return end_refused(j, e); /* what somebody wrote meanwhile made a row impossible */
	return r == 0 ? end(j, e) : r;
}

static int step(struct import_job *j, struct err *e)
{
	switch (j->progress.phase) {
	case IMPORT_READING:
		return in_view(j, step_read, e);
	case IMPORT_JUDGING:
		return in_view(j, step_judge, e);
	case IMPORT_WRITING:
		return step_write(j, e);
	case IMPORT_DONE:
		break;
	}
	return 0;
}

int import_step(struct import_job *j, struct err *e)
{
	struct err why = { 0 };

	if (j->failed == 0) {
		int r = step(j, &why);

		if (r >= 0)
			return r;
		if (j->progress.phase == IMPORT_WRITING)
			office_act_abandon(j->office);
		j->failed = r;
		j->why = why;
	}
	if (e)
		*e = j->why;
	return j->failed;
}

const struct import_progress *import_progress(const struct import_job *j)
{
	return &j->progress;
}

const char *import_said(struct import_job *j)
{
	struct buf given = j->heard;

	j->heard = j->said;
	j->said = given;
	buf_reset(&j->said);
	return buf_string(&j->heard);
}

const struct import_result *import_result(const struct import_job *j)
{
	return &j->result;
}

void import_close(struct import_job *j)
{
	if (!j)
		return;
	if (j->progress.phase == IMPORT_WRITING)
		office_act_abandon(j->office);
	if (j->state && j->reader->finish)
		j->reader->finish(j, j->state);
	free(j->state);
	import_kept_finish(j);
	csv_close(j->csv);
	if (j->file.fd >= 0)
		file_stream_close(&j->file);
	header_map_finish(&j->map);
	header_match_finish(&j->match);
	vec_finish(&j->refusals.kinds);
	vec_finish(&j->asides.kinds);
	vec_finish(&j->refused_lines);
	buf_finish(&j->said);
	buf_finish(&j->heard);
	arena_finish(&j->arena);
	free(j);
}
