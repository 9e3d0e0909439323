/* export pupils, contacts, groups, staff, marks: piece by piece to standard output or a file. */
#include "internal.h"

#include <errno.h>

#include "base/file.h"
#include "office/export.h"

#define PIECE (64u << 10)

struct exporting {
	struct cli *cli;
	struct file_writer *file; /* NULL: standard output */
	struct progress progress;
	int64_t rows;
};

static void show_progress(struct exporting *x)
{
	char line[64], count[32];

	if (!progress_is_due(&x->progress))
		return;
	snprintf(line, sizeof line, "%s rows written", progress_count(x->rows, count));
	progress_show(&x->progress, line);
}

static int put_piece(void *ctx, const char *bytes, size_t n, struct err *e)
{
	struct exporting *x = ctx;
	struct cli *c = x->cli;

	show_progress(x);
	if (progress_interrupted())
		return err_refuse(e, "Stopped before the end%s.", x->file ? ": nothing was written" : "");
	if (x->file)
		return file_writer_put(x->file, bytes, n, e);
	buf_put(&c->out, bytes, n);
	if (c->out.length < PIECE)
		return 0;
	progress_clear(&x->progress);
	if (cli_flush(c) == 0)
		return 0;
	c->told = true;
	return err_store(e, -EIO, "Standard output could not be written.");
}

int command_export(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct exporting x = { .cli = c };
	const char *path = given_text(c, OPTION_OUT);
	struct export_wish wish = {
		.kind = (enum file_kind)cli_file_kind(c->command),
		.from = given_day(c, OPTION_FROM),
		.to = given_day(c, OPTION_TO),
		.group = given_text(c, OPTION_CLASS),
		.wide = given_find(c, OPTION_WIDE),
		.said = &said,
		.rows = &x.rows,
	};
	int64_t act = 0;
	int r = path ? file_writer_open(path, 0600, &x.file, e) : 0;

	progress_catch_interrupt();
	if (r == 0)
		r = office_export(c->office, &wish, put_piece, &x, &act, e);
	if (r == 0 && x.file)
		r = file_writer_end(x.file, e);
	file_writer_close(x.file);
	progress_clear(&x.progress);
	if (said.length)
		cli_say(said.text);
	if (r < 0 && progress_interrupted()) {
		cli_say(e->text);
		return STATUS_INTERRUPTED;
	}
	if (r < 0)
		return r;
	c->saved = act;
	if (path && act)
		cli_saved_act(c, act, NULL);
	return 0;
}
