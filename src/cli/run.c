#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "office/gate.h"
#include "plain.h"

void cli_clean(const char *lines, struct buf *to)
{
	CLEAN_FREE char *copy = mem_text(lines);

	for (char *rest = copy, *line; (line = strsep(&rest, "\n"));) {
		if (!*line && !rest)
			break;
		text_clean(line, to);
		buf_char(to, '\n');
	}
}

void cli_say(const char *sentence)
{
	CLEAN_BUF struct buf clean = { 0 };

	cli_clean(sentence, &clean);
	/* where standard error is gone too there is nobody left to tell */
	if (write(STDERR_FILENO, clean.text, clean.length) < 0)
		return;
}

/* WHERE THE SCHOOL IS */

static const char *home_directory(void)
{
	const char *home = getenv("HOME");
	const struct passwd *user = home && *home ? NULL : getpwuid(getuid());

	return user ? user->pw_dir : home;
}

/* Where nothing was given. */
static const char *usual_directory(struct cli *c)
{
	const char *school = getenv("FIRSTBELL_SCHOOL"), *data = getenv("XDG_DATA_HOME"), *home = home_directory();

	if (school && *school)
		return school;
	if (data && *data == '/')
		return arena_printf(&c->arena, "%s/firstbell", data);
	return home && *home ? arena_printf(&c->arena, "%s/.local/share/firstbell", home) : NULL;
}

static int school_directory(struct cli *c, const char **ret, struct err *e)
{
	const char *given = given_text(c, OPTION_SCHOOL);

	if (given)
		return schools_find(given, &c->arena, ret, e);
	*ret = usual_directory(c);
	return *ret ? 0 : err_usage(e, "Which school? Name its directory with --school or in $FIRSTBELL_SCHOOL.");
}

static int open_office(struct cli *c, bool later, struct err *e)
{
	struct office_options options = {
		.as = given_text(c, OPTION_AS),
		.ask = ask_password,
		.ask_ctx = c,
		.clock = given_text(c, OPTION_CLOCK),
		.uid = c->seat->uid,
		.terminal = c->seat->terminal,
		.later = later,
	};

	int r = school_directory(c, &options.directory, e);
	return r < 0 ? r : office_open(&options, &c->office, e);
}

/* From one school to another: who somebody is there has nothing to do with --as, nor its clock with --clock. */
static int open_other(void *ctx, const char *directory, struct office **ret, struct err *e)
{
	const struct cli *c = ctx;
	const struct office_options options = {
		.directory = directory,
		.uid = c->seat->uid,
		.terminal = c->seat->terminal,
		.later = true,
	};

	return office_open(&options, ret, e);
}

/* THE COMMAND */

static int run_command(struct cli *c, struct err *e)
{
	int r = c->command->needs_office ? open_office(c, false, e) : 0;

	if (r < 0)
		return r;
	if (c->office && office_read_only(c->office))
		cli_say(office_read_only(c->office));
	if (c->office && given_text(c, OPTION_OUT))
		r = office_output_check(c->office, given_text(c, OPTION_OUT), e);
	if (r == 0)
		r = c->command->run(c, e);
	if (c->office && office_clock_trouble(c->office))
		cli_say(office_clock_trouble(c->office));
	return r;
}

static int refuse_nothing(struct buf *ret_usage, struct err *e)
{
	usage_put(NULL, ret_usage);
	return err_usage(e, "Which command? firstbell --help lists them.");
}

/* WITHOUT A COMMAND */

static int run_screens(struct cli *c, struct err *e)
{
	int r = open_office(c, true, e);

	return r < 0 ? r : c->seat->screens(&c->office, open_other, c, e);
}

static int run_plain(struct cli *c, struct err *e)
{
	int r = open_office(c, true, e);

	return r < 0 ? r : plain_run(c, e);
}

static int run_nothing(struct cli *c, struct buf *ret_usage, struct err *e)
{
	bool terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);

	if (given_find(c, OPTION_PLAIN))
		return run_plain(c, e);
	if (terminal && c->seat->screens)
		return run_screens(c, e);
	return refuse_nothing(ret_usage, e);
}

/* Before anything is opened: later that number may be a file of ours, and its bytes no password. */
static int check_descriptor(struct cli *c, struct err *e)
{
	int64_t fd = given_number(c, OPTION_PASSWORD_FD, STDIN_FILENO);

	if (given_find(c, OPTION_PASSWORD_FD) && (fd > INT32_MAX || fcntl((int)fd, F_GETFD) < 0))
		return err_usage(e, "Nothing is open at --password-fd %lld, so no password was read.", (long long)fd);
	return 0;
}

static int run_line(struct cli *c, int argc, char **argv, struct buf *ret_usage, struct err *e)
{
	int r = args_read(c, argc, argv, ret_usage, e);

	if (r < 0)
		return r;
	if (c->family) {
		help_family_put(c->family, &c->out);
		return 0;
	}
	if (given_find(c, OPTION_HELP)) {
		help_put(c->command, &c->out);
		return 0;
	}
	if (given_find(c, OPTION_VERSION)) {
		buf_printf(&c->out, "firstbell %s\n", FIRSTBELL_VERSION);
		return 0;
	}
	r = check_descriptor(c, e);
	if (r < 0)
		return r;
	return c->command ? run_command(c, e) : run_nothing(c, ret_usage, e);
}

/* HOW IT ENDS */

static void say_trouble(const struct err *e, const struct buf *usage)
{
	CLEAN_BUF struct buf said = { 0 };
	char text[sizeof e->text + sizeof e->file + 64];

	err_format(e, text, sizeof text);
	buf_text(&said, text);
	if (usage->length)
		buf_printf(&said, " Usage: %s", buf_string(usage));
	cli_say(buf_string(&said));
}

/* What a shell or a pipe could not take is told, because the person would think that nothing happened. */
int cli_flush(struct cli *c)
{
	CLEAN_BUF struct buf said = { 0 };
	const char *bytes = buf_string(&c->out);
	size_t left = c->out.length;

	while (left > 0) {
		ssize_t n = write(STDOUT_FILENO, bytes, left);
		if (n >= 0) {
			bytes += n;
			left -= (size_t)n;
			continue;
		}
		if (errno == EINTR)
			continue;
		const char *why = errno == ENOSPC ? "the disk is full" : errno == EPIPE ? "nobody reads it any more" : strerrordesc_np(errno);
		buf_printf(&said, "Standard output could not be written: %s.", why);
		if (c->saved > 0)
			buf_printf(&said, " What was done is saved: act %lld.", (long long)c->saved);
		cli_say(buf_string(&said));
		buf_reset(&c->out);
		return -EIO;
	}
	buf_reset(&c->out);
	return 0;
}

static int exit_status(int r, const struct err *e)
{
	if (r >= 0)
		return r;
	return e->kind == ERR_NONE ? ERR_STORE : (int)e->kind;
}

/* The evacuation list and paper are written behind the answer; that they could not be is told, and what was done stays done. */
static void cli_rest(struct cli *c)
{
	const char *list, *paper;

	office_rest(c->office);
	list = office_evacuation_trouble(c->office);
	if (list)
		cli_say(list);
	paper = office_paper_trouble(c->office);
	if (paper)
		cli_say(paper);
}

static void cli_finish(struct cli *c)
{
	if (c->office)
		cli_rest(c);
	office_close(c->office);
	vec_finish(&c->given);
	buf_finish(&c->out);
	arena_finish(&c->arena);
}

int cli_run(const struct cli_seat *seat, int argc, char **argv)
{
	CLEAN_BUF struct buf usage = { 0 };
	struct cli c = { .seat = seat };
	struct err e = { 0 };
	int r = run_line(&c, argc, argv, &usage, &e);
	int status = exit_status(r, &e);

	if (cli_flush(&c) < 0)
		status = ERR_STORE;
	if (r < 0 && !c.told)
		say_trouble(&e, &usage);
	cli_finish(&c);
	return status;
}
