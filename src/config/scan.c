#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "base/text.h"
#include "settings.h"

struct scan {
	const char *file;
	struct err *e;
	char *text;
	size_t at, n;
	int line, depth, opened; /* `opened`: line of the brace that is open */
};

int settings_refuse(struct err *e, const char *file, int line, const char *format, ...)
{
	char text[sizeof e->text];
	va_list ap;

	va_start(ap, format);
	vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	err_input(e, file, line, 0, "%s", text);
	if (e)
		e->kind = ERR_USAGE;
	return -EINVAL;
}

#define refuse(s, ...) settings_refuse((s)->e, (s)->file, (s)->line, __VA_ARGS__)

static int check_bytes(struct scan *s)
{
	long bad = text_bad_utf8(s->text, s->n);

	for (long i = 0; i < bad; i++)
		s->line += s->text[i] == '\n';
	return bad < 0 ? 0 : refuse(s, "This line has a byte that is not UTF-8 text. Save the file as UTF-8.");
}

static int scan_comment(struct scan *s)
{
	if (s->at > 0 && !strchr(" \t\r\n", s->text[s->at - 1]))
		return refuse(s, "A # begins a comment only behind a blank. Put a value that has a # in quotes.");
	while (s->at < s->n && s->text[s->at] != '\n')
		s->text[s->at++] = ' ';
	return 0;
}

static int scan_quoted(struct scan *s, char quote)
{
	for (s->at++; s->at < s->n && s->text[s->at] != '\n'; s->at++) {
		if (s->text[s->at] == quote) {
			s->at++;
			return 0;
		}
		if (s->text[s->at] == '\\')
			return refuse(s, "A value cannot have a backslash. Leave it out.");
		if (quote == '"' && s->text[s->at] == '$' && s->at + 1 < s->n && s->text[s->at + 1] == '{')
			return refuse(s, "Names such as ${HOME} are not filled in here. Write the value in full.");
	}
	return refuse(s, "A quote opens on this line and does not close on it. Close it.");
}

static int scan_plain(struct scan *s, char c)
{
	if (c == '\n')
		s->line++;
	else if (c == '{' && s->depth++ == 0)
		s->opened = s->line;
	else if (c == '}' && s->depth-- == 0)
		return refuse(s, "This brace closes nothing. Remove it.");
	else if (strchr("$;,()\\", c))
		return refuse(s, "There is a %c outside quotes. Put the whole value in quotes, or remove it.", c);
	else if (c == '/' && s->at + 1 < s->n && (s->text[s->at + 1] == '/' || s->text[s->at + 1] == '*'))
		return refuse(s, "A comment begins with #. Use that, or put a value that has /%c in quotes.", s->text[s->at + 1]);
	s->at++;
	return 0;
}

static int scan_one(struct scan *s)
{
	char c = s->text[s->at];

	if (c == '#')
		return scan_comment(s);
	if (c == '"' || c == '\'')
		return scan_quoted(s, c);
	return scan_plain(s, c);
}

int scan_text(const char *file, char *text, size_t n, struct err *e)
{
	struct scan s = { .file = file, .e = e, .text = text, .n = n, .line = 1 };
	int r = check_bytes(&s);

	if (r == 0 && n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		memset(text, ' ', 3);
	while (r == 0 && s.at < n)
		r = scan_one(&s);
	if (r == 0 && s.depth > 0) {
		s.line = s.opened;
		r = refuse(&s, "The brace that opens on this line never closes. Write a } where the block ends.");
	}
	return r;
}
