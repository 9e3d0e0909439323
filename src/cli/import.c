/* import pupils, contacts, groups, staff, marks: the file in steps, what is said of it as it comes. */
#include "internal.h"

#include <string.h>

#include "office/import.h"

void cli_csv_form(const struct cli *c, struct csv_form *ret)
{
	*ret = (struct csv_form){
		.delimiter = (char)given_number(c, OPTION_DELIMITER, 0),
		.encoding = (enum csv_encoding)given_number(c, OPTION_ENCODING, CSV_UTF8),
	};
}

int cli_file_kind(const struct command *command)
{
	const char *name = strchr(command->name, ' ');
	enum file_kind kind;

	if (!name || file_kind_parse(name + 1, &kind, NULL) < 0)
		BUG("no file has the shape of %s", command->name);
	return kind;
}

/* WHAT IS SAID */

/* An import under way. */
struct importing {
	struct cli *cli;
	struct import_job *job;
	const char *file;
	bool dry;
	struct progress progress;
	bool begun;      /* some lines were passed on */
	struct buf held; /* lines that are an answer if all goes well, and a refusal if not */
};

/* "line 3: Amara Okafor ...", and not "marks.csv:3:5: ..." or how many are refused */
static bool is_change(const char *line)
{
	return strncmp(line, "line ", 5) == 0;
}

/* Of a file that is refused: why to standard error, what would change to standard output. */
static void part_lines(struct importing *m, const char *said)
{
	CLEAN_FREE char *copy = mem_text(said);

	for (char *rest = copy, *line; (line = strsep(&rest, "\n"));) {
		if (!*line)
			continue;
		if (is_change(line))
			cli_clean(line, &m->cli->out);
		else
			cli_say(line);
	}
}

/* The lines of a dry run go out as they come; a file of any length is refused by 100 lines at most, so the others wait. */
static int pass_on(struct importing *m)
{
	const char *said = import_said(m->job);

	if (!*said)
		return 0;
	progress_clear(&m->progress);
	if (!m->dry) {
		buf_text(&m->held, said);
		return 0;
	}
	if (import_progress(m->job)->refused == 0)
		cli_clean(said, &m->cli->out);
	else if (m->begun)
		part_lines(m, said);
	else
		cli_say(said); /* a short file: all of it is about why not */
	m->begun = true;
	return cli_flush(m->cli);
}

static const char *plural(int64_t n, const char *one, const char *many)
{
	return n == 1 ? one : many;
}

static void show_progress(struct importing *m)
{
	const struct import_progress *at = import_progress(m->job);
	CLEAN_BUF struct buf line = { 0 };
	char a[32], b[32];

	if (!progress_is_due(&m->progress))
		return;
	if (at->phase == IMPORT_WRITING)
		buf_printf(&line, "%s of %s %s written", progress_count(at->written, a), progress_count(at->to_write, b),
			   cli_file_kind(m->cli->command) == FILE_MARKS ? "marks" : "changes");
	else
		buf_printf(&line, "%s %s read", progress_count(at->rows, a), plural(at->rows, "row", "rows"));
	if (at->phase == IMPORT_READING && at->bytes_all > 0)
		buf_printf(&line, " (%d%%)", (int)(at->bytes * 100 / at->bytes_all));
	if (at->phase == IMPORT_JUDGING)
		buf_text(&line, ", comparing them with the school's records");
	if (at->refused)
		buf_printf(&line, ", %s refused", progress_count(at->refused, a));
	if (at->set_aside)
		buf_printf(&line, ", %s set aside", progress_count(at->set_aside, a));
	progress_show(&m->progress, buf_string(&line));
}

/* HOW IT ENDS */

static void say_saved(struct importing *m)
{
	const struct import_result *result = import_result(m->job);
	struct cli *c = m->cli;

	c->saved = result->last_act;
	if (result->last_act && result->first_act == result->last_act)
		cli_saved_act(c, result->last_act, NULL);
	else if (result->last_act)
		buf_printf(&c->out, "acts %lld to %lld saved\n", (long long)result->first_act, (long long)result->last_act);
}

static int end_interrupted(struct importing *m)
{
	const struct import_progress *at = import_progress(m->job);
	CLEAN_BUF struct buf said = { 0 };
	char a[32], b[32];

	if (import_result(m->job)->last_act)
		buf_printf(&said, "Stopped. %s of %s marks are saved; the same command goes on from there.", progress_count(at->written, a),
			   progress_count(at->to_write, b));
	else
		buf_printf(&said, "Stopped. Nothing of %s was saved; the same command begins again.", m->file);
	cli_say(buf_string(&said));
	m->cli->saved = import_result(m->job)->last_act;
	return STATUS_INTERRUPTED;
}

/* Something went wrong after marks were saved: the sentence about the trouble comes last. */
static void end_refused(struct importing *m, const struct err *e)
{
	const struct import_progress *at = import_progress(m->job);
	char a[32], b[32];

	m->cli->told = at->refused > 0;
	if (m->held.length && at->refused)
		cli_say(m->held.text);
	if (import_result(m->job)->last_act)
		cli_say(arena_printf(&m->cli->arena, "%s of %s marks are saved; the same command goes on from there.",
				     progress_count(at->written, a), progress_count(at->to_write, b)));
}

static int end_done(struct importing *m)
{
	cli_clean(buf_string(&m->held), &m->cli->out);
	say_saved(m);
	return import_result(m->job)->undecided;
}

static int run_import(struct importing *m, struct err *e)
{
	int r, passed;

	do {
		r = import_step(m->job, e);
		passed = pass_on(m);
		if (r > 0)
			show_progress(m);
	} while (r > 0 && passed == 0 && !progress_interrupted());
	progress_clear(&m->progress);
	if (passed < 0) { /* said by cli_flush() */
		m->cli->told = true;
		return passed;
	}
	if (r < 0)
		end_refused(m, e);
	return r < 0 ? r : r > 0 ? end_interrupted(m) : end_done(m);
}

int command_import(struct cli *c, struct err *e)
{
	struct importing m = { .cli = c, .file = c->operands[0], .dry = given_find(c, OPTION_DRY_RUN) };
	struct import_wish wish = {
		.kind = (enum file_kind)cli_file_kind(c->command),
		.file = c->operands[0],
		.map = given_text(c, OPTION_MAP),
		.dry_run = m.dry,
		.moving_in = given_find(c, OPTION_MOVING_IN),
		.leave_out = given_find(c, OPTION_LEAVE_OUT),
		.replace = given_find(c, OPTION_REPLACE),
		.refused = given_text(c, OPTION_REFUSED),
		.reason = given_text(c, OPTION_REASON),
	};
	int r;

	cli_csv_form(c, &wish.form);
	if (strcmp(m.file, "-") == 0)
		m.file = "standard input";
	r = office_import_begin(c->office, &wish, &m.job, e);
	if (r < 0)
		return r;
	progress_catch_interrupt();
	r = run_import(&m, e);
	import_close(m.job);
	buf_finish(&m.held);
	return r;
}
