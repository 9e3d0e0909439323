#include "csv_window.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"

/* Windows-1252 from 80 to 9f (unicode.org, CP1252.TXT), as UTF-8; five are not defined. */
static const char windows_1252[32][4] = {
	"€", "",  "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "",  "Ž", "",
	"",  "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "",  "ž", "Ÿ",
};

static long take(struct csv_window *w, char *to, size_t room, struct err *e)
{
	long n = w->source(w->ctx, to, room, e);

	if (n > 0)
		w->taken += n;
	w->ended = n == 0;
	return n;
}

/** The first bytes say how the rest is meant: they are waited for, though a pipe gives them one by one. */
static long take_first(struct csv_window *w, char *to, struct err *e)
{
	static const char mark[] = "\xef\xbb\xbf";
	long had = 0, n = 0;

	w->started = true;
	while (had < 3 && (n = take(w, to + had, (size_t)(WINDOW_PIECE - had), e)) > 0)
		had += n;
	if (n < 0)
		return n;
	if (had >= 2 && (memcmp(to, "\xff\xfe", 2) == 0 || memcmp(to, "\xfe\xff", 2) == 0))
		w->fault = FAULT_UTF16;
	else if (had >= 3 && memcmp(to, mark, 3) == 0 && w->encoding == CSV_WINDOWS_1252)
		w->fault = FAULT_MARK_OF_UTF8;
	else if (had >= 3 && memcmp(to, mark, 3) == 0)
		memmove(to, to + 3, (size_t)(had -= 3));
	return had;
}

/** Room for a piece: the row goes to the front, where that is worth the while, or the window grows. */
static void make_room(struct csv_window *w, size_t wanted)
{
	if (w->begin > 0 && w->room - w->filled < wanted) {
		memmove(w->bytes, w->bytes + w->begin, w->filled - w->begin);
		w->at -= w->begin;
		w->end -= w->begin;
		w->filled -= w->begin;
		w->begin = 0;
	}
	if (w->room - w->filled < wanted) {
		w->room = 2 * w->filled + wanted;
		w->bytes = mem_grow(w->bytes, w->room, 1);
	}
}

static void decode(struct csv_window *w, const char *from, size_t n)
{
	char *to = w->bytes + w->filled;

	for (size_t i = 0; i < n && w->fault == FAULT_NONE; i++) {
		unsigned char c = (unsigned char)from[i];
		if (c == 0) {
			w->fault = FAULT_ZERO;
		} else if (c < 0x80) {
			*to++ = (char)c;
		} else if (c >= 0xa0) {
			*to++ = (char)(0xc0 | c >> 6);
			*to++ = (char)(0x80 | (c & 0x3f));
		} else if (windows_1252[c - 0x80][0] == '\0') {
			w->fault = FAULT_NOT_1252;
		} else {
			to = stpcpy(to, windows_1252[c - 0x80]);
		}
	}
	w->filled = w->end = (size_t)(to - w->bytes);
}

/** Only what is checked may be parsed; a character that the end of a piece cuts short waits for the rest of it. */
static void check(struct csv_window *w)
{
	long bad = text_bad_utf8(w->bytes + w->end, w->filled - w->end);

	w->end = bad < 0 ? w->filled : w->end + (size_t)bad;
	if (bad < 0 || (w->filled - w->end < 4 && !w->ended))
		return;
	w->fault = w->bytes[w->end] == '\0' ? FAULT_ZERO : FAULT_NOT_UTF8;
}

int window_more(struct csv_window *w, struct err *e)
{
	bool first = !w->started, decoded = w->encoding == CSV_WINDOWS_1252;

	if (w->ended || w->fault != FAULT_NONE)
		return 0;
	if (decoded && !w->raw)
		w->raw = mem_new(WINDOW_PIECE, 1);
	make_room(w, decoded ? 3 * WINDOW_PIECE + 1 : WINDOW_PIECE);
	char *to = decoded ? w->raw : w->bytes + w->filled;
	long n = first ? take_first(w, to, e) : take(w, to, WINDOW_PIECE, e);
	if (n < 0 || w->fault != FAULT_NONE)
		return n < 0 ? (int)n : 0;
	if (decoded) {
		decode(w, to, (size_t)n);
	} else {
		w->filled += (size_t)n;
		check(w);
	}
	return 1;
}

size_t window_line_end(const struct csv_window *w, size_t at, size_t most)
{
	size_t n = w->end - at < most ? w->end - at : most;

	if (n == 0)
		return 0;
	const char *from = w->bytes + at, *lf = memchr(from, '\n', n),
		   *cr = memchr(from, '\r', lf ? (size_t)(lf - from) : n);
	if (!cr)
		return lf ? (size_t)(lf + 1 - w->bytes) : 0;
	size_t end = (size_t)(cr + 1 - w->bytes);
	if (end == w->end) /* is there an LF behind it? */
		return w->ended || w->fault != FAULT_NONE ? end : 0;
	return end + (w->bytes[end] == '\n');
}

void window_place(const struct csv_window *w, int line, size_t offset, int *ret_line, int *ret_column)
{
	size_t begin = w->begin, end;
	int column = 1;

	while ((end = window_line_end(w, begin, w->end - begin)) != 0 && end <= offset) {
		begin = end;
		line++;
	}
	for (size_t at = begin; at < offset; at++)
		column += ((unsigned char)w->bytes[at] & 0xc0) != 0x80;
	*ret_line = line;
	*ret_column = column;
}

void window_finish(struct csv_window *w)
{
	mem_cleanup(&w->bytes);
	mem_cleanup(&w->raw);
}
