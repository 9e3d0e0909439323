#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

void (*bug_restore)(void);

/* A sentence that is too long ends at a whole character, and shows that it was cut. */
static void err_cut(char *text, size_t size)
{
	static const char mark[] = "…";
	size_t end = size - sizeof mark;

	while (end > 0 && ((unsigned char)text[end] & 0xc0) == 0x80)
		end--;
	memcpy(text + end, mark, sizeof mark);
}

static void err_fill(struct err *e, enum err_kind kind, const char *format, va_list ap)
{
	struct err made = { .kind = kind };

	if (!e)
		return;
	int n = vsnprintf(made.text, sizeof made.text, format, ap);
	if (n >= (int)sizeof made.text)
		err_cut(made.text, sizeof made.text);
	*e = made; /* only now: the arguments may lie in *e */
}

int err_usage(struct err *e, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	err_fill(e, ERR_USAGE, format, ap);
	va_end(ap);
	return -EINVAL;
}

int err_refuse(struct err *e, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	err_fill(e, ERR_REFUSED, format, ap);
	va_end(ap);
	return -EPERM;
}

int err_store(struct err *e, int r, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	err_fill(e, ERR_STORE, format, ap);
	va_end(ap);
	return r == 0 ? -EIO : r;
}

int err_input(struct err *e, const char *file, int line, int column, const char *format, ...)
{
	char name[sizeof e->file] = "";
	va_list ap;

	if (!e)
		return -EBADMSG;
	if (file && snprintf(name, sizeof name, "%s", file) >= (int)sizeof name)
		err_cut(name, sizeof name);
	va_start(ap, format);
	err_fill(e, ERR_INPUT, format, ap);
	va_end(ap);
	memcpy(e->file, name, sizeof name);
	e->line = line;
	e->column = column;
	return -EBADMSG;
}

int err_format(const struct err *e, char *to, size_t size)
{
	CLEAN_BUF struct buf raw = { 0 }, clean = { 0 };

	if (size == 0)
		return 0;
	if (e->file[0])
		buf_text(&raw, e->file);
	if (e->file[0] && e->line > 0)
		buf_printf(&raw, ":%d", e->line);
	if (e->file[0] && e->line > 0 && e->column > 0)
		buf_printf(&raw, ":%d", e->column);
	if (e->file[0])
		buf_text(&raw, ": ");
	buf_text(&raw, e->text);
	text_clean(buf_string(&raw), &clean);

	size_t n = clean.length < size ? clean.length : size - 1;
	while (n < clean.length && n > 0 && ((unsigned char)clean.text[n] & 0xc0) == 0x80)
		n--;
	memcpy(to, buf_string(&clean), n);
	to[n] = '\0';
	return (int)n;
}

void err_clear(struct err *e)
{
	if (e)
		*e = (struct err){ 0 };
}

_Noreturn void bug_at(const char *file, int line, const char *format, ...)
{
	void (*restore)(void) = bug_restore;
	va_list ap;

	bug_restore = NULL;
	if (restore)
		restore();
	fprintf(stderr, "firstbell: a mistake in the program at %s:%d: ", file, line);
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	fputs("\nWhat was saved is safe. Report this line to whoever looks after firstbell.\n", stderr);
	abort();
}
