/*
 * Slips and lists on paper (A17).  The text is written to out/ first; then lp gets it, in a process of its own that nobody waits for and that takes the file
 * away again when the spool has taken it.  Whatever happens to the printer, the text is in one of the two places.
 */
#include "paper.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "arrival.h"
#include "base/file.h"
#include "base/text.h"
#include "office/gate.h"

extern char **environ;

struct printing {
	pid_t process;
	char *path;
	struct printing *next;
};

const char *office_out(struct office *o, struct arena *a)
{
	return o->conf.out[0] ? o->conf.out : arena_printf(a, "%s/out", o->directory);
}

/* THE FILE ---------------------------------------------------------------------------------------------------------------------------- */

/* "late slip" is late-slip: no name of ours leads out of the directory. */
static char *file_word(const char *name, struct arena *a)
{
	char *word = arena_text(a, name);

	for (char *c = word; *c; c++)
		*c = isalnum((unsigned char)*c) && (unsigned char)*c < 0x80 ? (char)tolower((unsigned char)*c) : '-';
	return word;
}

/* Of this process and this moment: no other has that name. */
static const char *file_path(struct office *o, const char *name, struct arena *a)
{
	struct civil now = moment_civil(office_now(o));
	char day[DAY_TEXT];
	const char *begin = arena_printf(a, "%s/%s-%s-%02d%02d-%ld", office_out(o, a), file_word(name, a), day_iso(now.day, day), now.minute / 60,
					 now.minute % 60, (long)getpid());

	for (int n = 1;; n++) {
		const char *path = arena_printf(a, "%s-%d.txt", begin, n);

		if (!file_exists(path))
			return path;
	}
}

static int file_put(struct office *o, const char *path, const char *text, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *out = office_out(o, &a);
	int r = file_exists(out) ? 0 : file_make_directory(out, 0700, e);

	return r < 0 ? r : file_replace(path, text, strlen(text), 0600, e);
}

/* Line by line and page by page as it is; each line cleaned on its way out. */
static void text_for_paper(const char *text, struct buf *to)
{
	CLEAN_ARENA struct arena a = { 0 };

	while (*text) {
		size_t n = strcspn(text, "\n\f");

		text_clean(arena_text_n(&a, text, n), to);
		if (text[n])
			buf_char(to, text[n++]);
		text += n;
	}
}

/* THE PRINTER ------------------------------------------------------------------------------------------------------------------------- */

static bool has_lp(void)
{
	CLEAN_ARENA struct arena a = { 0 };
	char *path = arena_text(&a, getenv("PATH") ? getenv("PATH") : ""), *directory;

	while ((directory = strsep(&path, ":")))
		if (access(arena_printf(&a, "%s/lp", *directory ? directory : "."), X_OK) == 0)
			return true;
	return false;
}

/* Ours are closed by themselves; signals are as a program expects them, and a ^C at our keys is none of its business. */
static int spawn_attributes(posix_spawnattr_t *at)
{
	sigset_t none, all;

	sigemptyset(&none);
	sigfillset(&all);
	int r = posix_spawnattr_init(at);
	if (r == 0)
		r = posix_spawnattr_setflags(at, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
	if (r == 0)
		r = posix_spawnattr_setsigmask(at, &none);
	return r == 0 ? posix_spawnattr_setsigdefault(at, &all) : r;
}

static int spawn_files(posix_spawn_file_actions_t *files)
{
	int r = posix_spawn_file_actions_init(files);

	for (int fd = STDIN_FILENO; r == 0 && fd <= STDERR_FILENO; fd++)
		r = posix_spawn_file_actions_addopen(files, fd, "/dev/null", O_RDWR, 0);
	return r;
}

/* $0 is the text, the rest is lp's own; a file that was printed goes, one that was not stays. */
#define PRINT_SCRIPT "lp \"$@\" -- \"$0\" && rm -f -- \"$0\""

static int lp_start(struct office *o, const char *path, const char *name, pid_t *ret)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *queue = o->conf.printer;
	char *arguments[] = { arena_text(&a, "sh"), arena_text(&a, "-c"), arena_text(&a, PRINT_SCRIPT), arena_text(&a, path), arena_text(&a, "-s"),
			      arena_text(&a, "-t"), arena_text(&a, name), *queue ? arena_text(&a, "-d") : NULL, arena_text(&a, queue), NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t at;
	int r = spawn_attributes(&at);

	if (r == 0)
		r = spawn_files(&files);
	if (r == 0)
		r = posix_spawnp(ret, "sh", &files, &at, arguments, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&at);
	return -r;
}

static bool print_start(struct office *o, const char *path, const char *name)
{
	pid_t process;

	if (!has_lp() || lp_start(o, path, name, &process) < 0)
		return false;
	struct printing *p = mem_new(1, sizeof *p);
	*p = (struct printing){ process, mem_text(path), o->printing };
	o->printing = p;
	return true;
}

/* WHAT BECAME OF IT ------------------------------------------------------------------------------------------------------------------- */

static void printing_free(struct printing *p)
{
	free(p->path);
	free(p);
}

/* false: it goes on. */
static bool has_ended(struct office *o, const struct printing *p)
{
	int status = 0;
	pid_t r = waitpid(p->process, &status, WNOHANG);

	if (r == 0)
		return false;
	if (r > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	free(o->print_trouble);
	CLEAN_BUF struct buf said = { 0 };
	buf_printf(&said, "The printer did not take it: the text is in %s.", p->path);
	o->print_trouble = mem_text(buf_string(&said));
	return true;
}

void paper_rest(struct office *o)
{
	for (struct printing **at = &o->printing; *at;) {
		struct printing *p = *at;

		if (!has_ended(o, p)) {
			at = &p->next;
			continue;
		}
		*at = p->next;
		printing_free(p);
	}
}

void paper_free(struct office *o)
{
	paper_rest(o);
	while (o->printing) { /* it goes on without us */
		struct printing *p = o->printing;

		o->printing = p->next;
		printing_free(p);
	}
	free(o->print_trouble);
	free(o->print_told);
	o->print_trouble = o->print_told = NULL;
}

const char *office_paper_trouble(struct office *o)
{
	if (!o->print_trouble)
		return NULL;
	free(o->print_told);
	o->print_told = o->print_trouble;
	o->print_trouble = NULL;
	return o->print_told;
}

/* THE USE CASE ------------------------------------------------------------------------------------------------------------------------ */

/* F16: what left the house, and how much of it. */
static int tell_history(struct office *o, const char *name, int pages, struct err *e)
{
	CLEAN_BUF struct buf reason = { 0 };
	int64_t act;

	if (office_read_only(o))
		return 0;
	buf_printf(&reason, "%s: %d page%s", name, pages, PLURAL(pages));
	int r = office_act_begin(o, "printed", buf_string(&reason), NULL, e);
	return r < 0 ? r : office_act_end(o, true, &act, e);
}

int office_paper_text(struct office *o, const char *name, const char *text, int pages, struct buf *ret_said, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf clean = { 0 };
	int r = gate_text_check("The name of a print", name, e);

	if (r == 0)
		r = office_refresh(o, e);
	if (r == 0)
		r = office_may(o, ACTION_SEE_REGISTER, 0, e);
	if (r < 0)
		return r;
	const char *path = file_path(o, name, &a);
	text_for_paper(text, &clean);
	r = file_put(o, path, buf_string(&clean), e);
	if (r == 0)
		r = tell_history(o, name, pages, e);
	if (r < 0)
		return r;
	if (print_start(o, path, name))
		buf_printf(ret_said, "Sent to the printer. If it does not come out, it is in %s.\n", path);
	else
		buf_printf(ret_said, "There is no printer here (no lp): the text is in %s.\n", path);
	return 0;
}
