#include "internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/file.h"
#include "exchange/csv.h"
#include "office/gate.h"
#include "print/text.h"

#define WIDTH_ELSEWHERE 80
#define WIDTH_LEAST 40

static int text_cells(const struct cli *c)
{
	struct winsize size;

	if (given_text(c, OPTION_OUT) || !isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_col == 0)
		return WIDTH_ELSEWHERE;
	return size.ws_col < WIDTH_LEAST ? WIDTH_LEAST : size.ws_col;
}

static void put_report(const struct cli *c, const struct report *r, struct buf *to)
{
	switch ((enum format)given_number(c, OPTION_FORMAT, FORMAT_TEXT)) {
	case FORMAT_TEXT:
		print_report(r, text_cells(c), to);
		return;
	case FORMAT_CSV:
		csv_report(r, to);
		return;
	case FORMAT_JSON:
		json_report(r, to);
		return;
	}
}

int cli_report(struct cli *c, const struct report *r, struct err *e)
{
	CLEAN_BUF struct buf file = { 0 };
	const char *path = given_text(c, OPTION_OUT);

	if (!path) {
		put_report(c, r, &c->out);
		return 0;
	}
	put_report(c, r, &file);
	return file_replace(path, buf_string(&file), file.length, 0600, e);
}

void cli_report_start(struct cli *c, const char *name, const char *title, const struct report_column *columns, int count, struct report *ret)
{
	*ret = (struct report){ .name = name, .title = title, .columns = columns, .column_count = count };
	if (c->office) {
		ret->banner = office_banner(c->office);
		ret->school = office_school_name(c->office);
	}
}

int cli_report_end(struct cli *c, int r, struct report *report, struct err *e)
{
	if (r == 0)
		r = cli_report(c, report, e);
	report_finish(report);
	return r;
}

const char *cli_joined(struct cli *c)
{
	CLEAN_BUF struct buf words = { 0 };

	for (int i = 0; i < c->operand_count; i++)
		buf_printf(&words, "%s%s", i ? " " : "", c->operands[i]);
	return arena_text(&c->arena, buf_string(&words));
}

void cli_lines(struct cli *c, const struct buf *text)
{
	cli_clean(buf_string(text), &c->out);
}

void cli_line(struct cli *c, const char *format, ...)
{
	char line[4400]; /* a path and some words */
	va_list values;

	va_start(values, format);
	vsnprintf(line, sizeof line, format, values);
	va_end(values);
	cli_clean(line, &c->out);
}

void cli_saved(struct cli *c, const struct mark_result *result)
{
	if (result->attempts)
		cli_say("Signed in by the office, and not in class: that arrival stands, the absence is kept in the history. Find out where the pupil is.");
	if (result->needs_note)
		cli_say(arena_printf(&c->arena, "%d of these marks must say what kind: send a note beside the code (a column named note). "
					       "`firstbell register show` lists them.", result->needs_note));
	if (result->act == 0) {
		buf_printf(&c->out, "nothing to change: %d %s\n", result->standing, result->standing == 1 ? "mark stands" : "marks stand");
		return;
	}
	c->saved = result->act;
	buf_printf(&c->out, "act %lld saved: %d %s\n", (long long)result->act, result->entries,
		   result->facts ? "put back" : result->entries == 1 ? "mark" : "marks");
}

void cli_saved_act(struct cli *c, int64_t act, const char *nothing)
{
	if (act == 0) {
		buf_printf(&c->out, "nothing to change: %s\n", nothing);
		return;
	}
	c->saved = act;
	buf_printf(&c->out, "act %lld saved\n", (long long)act);
}

int cli_changed(struct cli *c, int r, const struct buf *said, int64_t act, const char *nothing)
{
	if (r < 0) {
		cli_say(buf_string(said));
		return r;
	}
	if (act)
		cli_lines(c, said);
	cli_saved_act(c, act, nothing);
	return r;
}

/* Done is done: what the printer could not take is told, and nothing waits for it. */
void cli_paper(struct cli *c, const char *name, const char *text, int pages)
{
	CLEAN_BUF struct buf said = { 0 };
	struct err e = { 0 };

	if (office_paper_text(c->office, name, text, pages, &said, &e) < 0)
		cli_say(e.text);
	if (said.length)
		cli_say(buf_string(&said));
}

void cli_add(struct err *e, const char *sentence)
{
	size_t n = strlen(e->text);

	snprintf(e->text + n, sizeof e->text - n, " %s", sentence);
}
