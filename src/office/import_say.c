/* What is said of a file that is read, and the rows that are not taken, as a file to correct (E10). */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "import_job.h"

/* CELLS */

const char *import_cell(const struct import_job *j, const struct csv_row *row, int column)
{
	int at = column < 0 ? -1 : j->match.column[column];

	return at >= 0 && at < row->count ? row->fields[at] : "";
}

bool import_has(const struct import_job *j, int column)
{
	return column >= 0 && j->match.column[column] >= 0;
}

int import_column(const struct import_job *j, int column)
{
	return import_has(j, column) ? j->match.column[column] + 1 : column <= IMPORT_FIELD(0) ? IMPORT_FIELD(column) + 1 : 1;
}

/* LINES */

static void say(struct import_job *j, const char *format, va_list args)
{
	CLEAN_ARENA struct arena a = { 0 };

	text_clean(arena_vprintf(&a, format, args), &j->said);
	buf_char(&j->said, '\n');
}

void import_say(struct import_job *j, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(j, format, args);
	va_end(args);
}

static void say_err(struct import_job *j, const struct err *why)
{
	char text[sizeof why->text + sizeof why->file + 32];

	err_format(why, text, sizeof text);
	import_say(j, "%s", text);
}

/* ROWS THAT ARE NOT TAKEN */

#define KEPT_MOST 4096 /* rows in memory, so that what is found later of one goes into the same line */

/* Written over the file that is read, the rows that were well would be lost. */
static int check_refused(const struct import_job *j, struct err *e)
{
	struct stat from, to;

	if (stat(j->wish.file, &from) == 0 && stat(j->wish.refused, &to) == 0 && from.st_dev == to.st_dev && from.st_ino == to.st_ino)
		return err_usage(e, "The refused rows would be written over the file that is read. Give --refused another name.");
	return office_output_check(j->office, j->wish.refused, e);
}

int import_kept_begin(struct import_job *j, struct err *e)
{
	const struct csv_row *heading = csv_heading(j->csv);
	CLEAN_BUF struct buf line = { 0 };
	CLEAN_ARENA struct arena a = { 0 };
	const char **fields;

	if (!j->wish.refused)
		return 0;
	int r = check_refused(j, e);
	if (r == 0)
		r = file_writer_open(j->wish.refused, 0600, &j->refused, e);
	if (r < 0)
		return r;
	fields = arena_new(&a, (size_t)heading->count + 1, sizeof *fields);
	memcpy(fields, heading->fields, (size_t)heading->count * sizeof *fields);
	fields[heading->count] = "refused";
	csv_put(&line, fields, heading->count + 1);
	return file_writer_put(j->refused, line.text, line.length, e);
}

static int compare_lines(const void *a, const void *b)
{
	return ((const struct import_kept_row *)a)->line - ((const struct import_kept_row *)b)->line;
}

static int kept_flush(struct import_job *j, struct err *e)
{
	int count = csv_heading(j->csv)->count, r = 0;
	CLEAN_BUF struct buf text = { 0 };
	struct import_kept *k = &j->kept;

	if (k->rows.count)
		qsort(k->rows.items, (size_t)k->rows.count, sizeof *k->rows.items, compare_lines);
	for (int i = 0; i < k->rows.count; i++) {
		k->rows.items[i].fields[count] = k->rows.items[i].why;
		csv_put(&text, k->rows.items[i].fields, count + 1);
	}
	if (text.length)
		r = file_writer_put(j->refused, text.text, text.length, e);
	k->rows.count = 0;
	arena_finish(&k->arena);
	return r;
}

/* A row is kept once, with all that is said of it. */
static struct import_kept_row *kept_find(struct import_kept *k, int line)
{
	if (k->rows.count && k->rows.items[k->rows.count - 1].line < line)
		return NULL;
	for (int i = k->rows.count - 1; i >= 0; i--)
		if (k->rows.items[i].line == line)
			return &k->rows.items[i];
	return NULL;
}

static void kept_add(struct import_job *j, const struct csv_row *row, const char *why)
{
	struct import_kept *k = &j->kept;

	if (!j->refused || !row || row->count != csv_heading(j->csv)->count)
		return;
	struct import_kept_row *had = kept_find(k, row->line);
	if (had) {
		had->why = arena_joined(&k->arena, had->why, ' ', why);
		return;
	}
	if (k->rows.count == KEPT_MOST && k->failed == 0)
		k->failed = kept_flush(j, &k->why);
	const char **fields = arena_new(&k->arena, (size_t)row->count + 1, sizeof *fields);
	for (int i = 0; i < row->count; i++)
		fields[i] = arena_text(&k->arena, row->fields[i]);
	vec_push(&k->rows, (struct import_kept_row){ row->line, fields, arena_text(&k->arena, why) });
}

int import_kept_end(struct import_job *j, struct err *e)
{
	if (!j->refused)
		return 0;
	int r = j->kept.failed;
	if (r < 0)
		*e = j->kept.why;
	else
		r = kept_flush(j, e);
	if (r == 0)
		r = file_writer_end(j->refused, e);
	file_writer_close(j->refused);
	j->refused = NULL;
	return r;
}

void import_kept_finish(struct import_job *j)
{
	file_writer_close(j->refused);
	j->refused = NULL;
	vec_finish(&j->kept.rows);
	arena_finish(&j->kept.arena);
}

/* THE SAME AGAIN */

#define ALIKE_UNTIL (IMPORT_FAULTS_MOST / 2) /* lines; the other half is for sentences that were not said yet */

static struct import_said_kind *kind_of(struct import_job *j, struct import_tally *t, const char *text, int line)
{
	for (int i = 0; i < t->kinds.count; i++)
		if (strcmp(t->kinds.items[i].text, text) == 0)
			return &t->kinds.items[i];
	if (t->kinds.count == IMPORT_FAULTS_MOST)
		return NULL;
	vec_push(&t->kinds, (struct import_said_kind){ .text = arena_text(&j->arena, text), .line = line });
	return &t->kinds.items[t->kinds.count - 1];
}

/* Counted; and is it to be listed? */
static bool kinds_count(struct import_job *j, struct import_tally *t, const char *text, int line)
{
	struct import_said_kind *kind = kind_of(j, t, text, line);

	if (!kind) {
		t->beyond++;
		return false;
	}
	kind->count++;
	if (t->listed == IMPORT_FAULTS_MOST || kind->listed >= (t->listed < ALIKE_UNTIL ? IMPORT_ALIKE_MOST : 1))
		return false;
	kind->listed++;
	t->listed++;
	return true;
}

void import_say_more(struct import_job *j, const struct import_tally *t, const char *what)
{
	int beyond = t->beyond;

	for (int i = 0; i < t->kinds.count; i++) {
		const struct import_said_kind *kind = &t->kinds.items[i];
		int more = kind->count - kind->listed;

		if (kind->listed == 0)
			beyond += more;
		else if (more && kind->line)
			import_say(j, "and %d more%s like line %d: %s", more, what, kind->line, kind->text);
		else if (more)
			import_say(j, "and %d more%s: %s", more, what, kind->text);
	}
	if (beyond)
		import_say(j, "and %d more%s", beyond, what);
}

/* JUDGING */

static void refuse(struct import_job *j, const struct csv_row *row, const struct err *why, const char *kind)
{
	int last = j->refused_lines.count - 1;

	kept_add(j, row, why->text);
	if (j->progress.refused++ == 0)
		j->first = *why;
	if (last < 0 || j->refused_lines.items[last] != why->line)
		vec_push(&j->refused_lines, why->line);
	if (kinds_count(j, &j->refusals, kind, why->line))
		say_err(j, why);
}

void import_refuse_said(struct import_job *j, const struct csv_row *row, const struct err *why)
{
	refuse(j, row, why, why->text);
}

static int compare_ints(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

int import_rows_refused(struct import_job *j)
{
	int rows = 0, count = j->refused_lines.count, *lines = j->refused_lines.items;

	if (count)
		qsort(lines, (size_t)count, sizeof *lines, compare_ints);
	for (int i = 0; i < count; i++)
		rows += i == 0 || lines[i] != lines[i - 1];
	return rows;
}

/* "Amara Okafor, Wed 2 Sep 2026 morning: ..." is of one row: the rest of it may be of many. */
static const char *kind_text(const char *format, const struct err *why)
{
	const char *rest = strncmp(format, "%s: ", 4) == 0 ? strstr(why->text, ": ") : NULL;

	return rest ? rest + 2 : why->text;
}

static struct err sentence(const struct import_job *j, const struct csv_row *row, int column, const char *format, va_list args)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct err why = { 0 };

	err_input(&why, j->name, row ? row->line : 0, row ? import_column(j, column) : 0, "%s", arena_vprintf(&a, format, args));
	return why;
}

void import_refuse(struct import_job *j, const struct csv_row *row, int column, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	struct err why = sentence(j, row, column, format, args);
	va_end(args);
	refuse(j, row, &why, kind_text(format, &why));
}

void import_set_aside(struct import_job *j, const struct csv_row *row, int column, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	struct err why = sentence(j, row, column, format, args);
	va_end(args);
	kept_add(j, row, why.text);
	j->progress.set_aside++;
	if (kinds_count(j, &j->asides, kind_text(format, &why), row ? row->line : 0))
		say_err(j, &why);
}
