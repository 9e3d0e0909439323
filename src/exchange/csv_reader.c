#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <csv.h>

#include "base/text.h"
#include "csv_reader.h"
#include "csv_window.h"

/* libcsv says at which byte it stops, but neither lines nor where a quote opened; and it has no limits.  So it is fed at
 * most a line at a time, and what it refuses is looked up again in the bytes of the row. */

#define FEED_MOST 4096

struct csv_reader {
	struct csv_window window;
	struct csv_parser parser;
	struct csv_form form;
	struct arena arena;       /* the name and the heading */
	char *name;
	const char *encoding_hint;
	struct csv_row heading;
	int line, row_line;       /* of the bytes being fed; of the row's beginning */
	struct buf text;          /* the row's fields, each ended by a zero byte */
	int count;
	bool row_ended, ready;    /* nothing of the next row is fed yet; the row is complete */
	bool ended;               /* libcsv has been told that this is the end */
	int r;                    /* callbacks cannot stop libcsv: the first refusal stays here */
	struct err *e;            /* of the present call */
	size_t offsets[CSV_FIELDS_MOST];
	const char *fields[CSV_FIELDS_MOST];
};

#define refuse_at(in, offset, ...) \
	do { \
		int line_, column_; \
		window_place(&(in)->window, (in)->row_line, offset, &line_, &column_); \
		(in)->r = err_input((in)->e, (in)->name, line_, column_, __VA_ARGS__); \
	} while (0)

/** Where a field of the present row begins: what libcsv has taken already is well formed, so counting quotes will do. */
static size_t field_begin(const struct csv_reader *in, int field)
{
	const struct csv_window *w = &in->window;
	char delimiter = in->form.delimiter;
	bool quoted = false;
	size_t at = w->begin;

	for (; field > 0 && at < w->end; at++) {
		if (w->bytes[at] == '"')
			quoted = !quoted;
		else if (w->bytes[at] == delimiter && !quoted)
			field--;
	}
	while (at < w->end && (w->bytes[at] == ' ' || w->bytes[at] == '\t') && w->bytes[at] != delimiter)
		at++;
	return at;
}

static bool opens_quote(const struct csv_reader *in, size_t at)
{
	return at < in->window.end && in->window.bytes[at] == '"';
}

static void refuse_long(struct csv_reader *in)
{
	size_t at = field_begin(in, in->count);

	if (opens_quote(in, at))
		refuse_at(in, at, "Field %d is longer than %d bytes. Check that the quote that opens here is closed.",
			  in->count + 1, CSV_FIELD_MOST);
	else
		refuse_at(in, at, "Field %d is longer than %d bytes. Shorten it, then read the file again.",
			  in->count + 1, CSV_FIELD_MOST);
}

/** libcsv stopped at this byte: a quote where there may be none, or text behind a closing quote. */
static void refuse_byte(struct csv_reader *in, size_t at)
{
	size_t begin = field_begin(in, in->count);
	int line, column;

	if (!opens_quote(in, begin)) {
		refuse_at(in, at, "Field %d has a quote in the middle. Put the whole field in quotes, and write each quote in it twice.",
			  in->count + 1);
		return;
	}
	window_place(&in->window, in->row_line, begin, &line, &column);
	refuse_at(in, at, "Field %d goes on after its closing quote (it opens on line %d, column %d). Write a quote within a field twice.",
		  in->count + 1, line, column);
}

static void refuse_fault(struct csv_reader *in)
{
	static const char *const sentences[WINDOW_FAULTS] = {
		[FAULT_NOT_UTF8] = "The character here is not UTF-8. Save the file as CSV UTF-8, then read it again",
		[FAULT_NOT_1252] = "The character here is not Windows-1252. Save the file as CSV UTF-8, then read it again",
		[FAULT_ZERO] = "There is a zero byte here, so this is not a text file. Save it as CSV UTF-8, then read it again",
		[FAULT_UTF16] = "This file is UTF-16, not UTF-8. Save it as CSV UTF-8, then read it again",
		[FAULT_MARK_OF_UTF8] = "The file begins with the mark of UTF-8, so it is not Windows-1252. Read it as UTF-8",
	};
	enum window_fault fault = in->window.fault;

	refuse_at(in, in->window.end, "%s%s.", sentences[fault], fault == FAULT_NOT_UTF8 ? in->encoding_hint : "");
}

static void take_field(void *bytes, size_t n, void *data)
{
	struct csv_reader *in = data;
	const char *field = n > 0 ? bytes : "";

	if (in->r != 0)
		return;
	if (n > CSV_FIELD_MOST) {
		refuse_long(in);
		return;
	}
	if (in->count == CSV_FIELDS_MOST) {
		in->r = err_input(in->e, in->name, in->row_line, CSV_FIELDS_MOST + 1,
				  "The row has more than %d fields. Check that this is a CSV file with a line for each row.",
				  CSV_FIELDS_MOST);
		return;
	}
	if (n > 0 && *field == '\'' && csv_is_formula(field, n)) { /* csv_put's guard goes */
		field++;
		n--;
	}
	in->offsets[in->count++] = in->text.length;
	buf_put(&in->text, field, n);
	buf_char(&in->text, '\0');
}

/** An empty line is a row of no fields: passed over. */
static void take_row(int end, void *data)
{
	struct csv_reader *in = data;

	in->row_ended = true;
	in->ready = in->count > 0;
}

/** A line, or FEED_MOST of it, is in the window.  1, 0 at the end, or -errno */
static int piece(struct csv_reader *in, size_t *ret_take)
{
	struct csv_window *w = &in->window;

	for (;;) {
		size_t end = window_line_end(w, w->at, FEED_MOST);
		if (end != 0 || w->end - w->at > FEED_MOST) {
			*ret_take = end != 0 ? end - w->at : FEED_MOST;
			return 1;
		}
		int r = window_more(w, in->e);
		if (r <= 0) {
			*ret_take = w->end - w->at;
			return r < 0 ? r : *ret_take > 0;
		}
	}
}

/** The bytes of the line up to one that is no text are not looked at: it comes first. */
static bool is_faulty(const struct csv_window *w, size_t take)
{
	return w->fault != FAULT_NONE && w->at + take == w->end && window_line_end(w, w->at, take) == 0;
}

static void feed(struct csv_reader *in, size_t take)
{
	struct csv_window *w = &in->window;
	size_t taken = csv_parse(&in->parser, w->bytes + w->at, take, take_field, take_row, in);

	if (in->r == 0 && taken < take)
		refuse_byte(in, w->at + taken);
	else if (in->r == 0 && in->parser.entry_pos > CSV_FIELD_MOST) /* and has not ended yet */
		refuse_long(in);
	else if (in->r == 0 && w->at + take - w->begin > WINDOW_ROW_MOST)
		in->r = err_input(in->e, in->name, in->row_line, 1, "The row that begins here is longer than %d megabytes. Check that this is a CSV file.",
				  WINDOW_ROW_MOST >> 20);
	w->at += take;
	if (w->bytes[w->at - 1] == '\n' || w->bytes[w->at - 1] == '\r')
		in->line++;
}

static void feed_end(struct csv_reader *in)
{
	in->ended = true;
	if (csv_fini(&in->parser, take_field, take_row, in) != 0 && in->r == 0)
		refuse_at(in, field_begin(in, in->count), "The quote that opens field %d never closes. Close it, then read the file again.", in->count + 1);
}

/** The next row that is not empty, whatever it is.  1, 0 at the end, or -errno */
static int next(struct csv_reader *in, struct csv_row *ret)
{
	size_t take;

	buf_reset(&in->text);
	in->count = 0;
	in->ready = false;
	while (in->r == 0 && !in->ready && !in->ended) {
		if (in->row_ended) {
			in->window.begin = in->window.at;
			in->row_line = in->line;
			in->row_ended = false;
		}
		int r = piece(in, &take);
		if (r < 0)
			in->r = r;
		else if (in->window.fault != FAULT_NONE && is_faulty(&in->window, take))
			refuse_fault(in);
		else if (r > 0)
			feed(in, take);
		else
			feed_end(in);
	}
	if (in->r != 0 || !in->ready)
		return in->r;
	for (int i = 0; i < in->count; i++)
		in->fields[i] = in->text.text + in->offsets[i];
	*ret = (struct csv_row){ in->row_line, in->fields, in->count };
	return 1;
}

/* THE HEADING */

#define HEADING_MOST (1 << 20) /* bytes in which the delimiter is looked for */
static const char delimiters[] = ",;\t";

/** Counts what is outside quotes in the first line that is not blank.  Is the line there whole? */
static bool count_delimiters(const struct csv_window *w, int counts[])
{
	bool quoted = false, blank = true;

	memset(counts, 0, strlen(delimiters) * sizeof *counts);
	for (size_t i = w->at; i < w->end; i++) {
		char c = w->bytes[i];
		const char *found = quoted ? NULL : strchr(delimiters, c);
		if (found)
			counts[found - delimiters]++;
		quoted ^= c == '"';
		if (!quoted && (c == '\n' || c == '\r')) {
			if (!blank)
				return true;
			memset(counts, 0, strlen(delimiters) * sizeof *counts);
		}
		blank &= strchr(" \t\r\n", c) != NULL;
	}
	return false;
}

static char find_delimiter(struct csv_reader *in)
{
	int counts[sizeof delimiters - 1], most = 0;

	while (!count_delimiters(&in->window, counts) && in->window.end < HEADING_MOST && in->r == 0) {
		int r = window_more(&in->window, in->e);
		if (r == 0)
			break;
		in->r = r < 0 ? r : 0;
	}
	for (int i = 1; i < (int)sizeof counts / (int)sizeof *counts; i++)
		if (counts[i] > counts[most])
			most = i;
	return delimiters[most];
}

/** Two columns of one name: which of them would be meant? */
static void check_heading(struct csv_reader *in, const struct csv_row *heading)
{
	for (int i = 1; i < heading->count && in->r == 0; i++) {
		struct csv_row before = { heading->line, heading->fields, i };
		int first = csv_heading_find(&before, heading->fields[i]);

		if (first >= 0)
			in->r = err_input(in->e, in->name, heading->line, i + 1,
					  "Fields %d and %d have the same heading, \"%.60s\". Rename or remove one of them.",
					  first + 1, i + 1, heading->fields[i]);
	}
}

static void take_heading(struct csv_reader *in)
{
	struct csv_row row = { 0 };

	if (next(in, &row) == 0)
		in->r = err_input(in->e, in->name, 1, 1, "The file is empty. Its first line should be the headings.");
	if (in->r == 0)
		check_heading(in, &row);
	if (in->r == 0)
		in->heading = csv_row_copy(&in->arena, &row);
}

static void *grow(void *old, size_t size)
{
	return mem_grow(old, size, 1);
}

int csv_open_hinted(const char *name, csv_source *source, void *ctx, const struct csv_form *form, const char *hint, struct csv_reader **ret,
		    struct err *e)
{
	struct csv_reader *in = mem_new(1, sizeof *in);

	in->window.source = source;
	in->window.ctx = ctx;
	in->window.encoding = form->encoding;
	in->form = *form;
	in->name = arena_text(&in->arena, name);
	in->encoding_hint = hint;
	in->e = e;
	in->line = 1;
	in->row_ended = true;
	if (csv_init(&in->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0)
		mem_exhausted();
	csv_set_realloc_func(&in->parser, grow);
	csv_set_blk_size(&in->parser, FEED_MOST);
	if (form->delimiter == '\0')
		in->form.delimiter = find_delimiter(in);
	csv_set_delim(&in->parser, (unsigned char)in->form.delimiter);
	if (in->r == 0)
		take_heading(in);
	int r = in->r;
	if (r == 0)
		*ret = in;
	else
		csv_close(in);
	return r;
}

int csv_open(const char *name, csv_source *source, void *ctx, const struct csv_form *form, struct csv_reader **ret, struct err *e)
{
	return csv_open_hinted(name, source, ctx, form, ", or say that it is Windows-1252 (--encoding windows-1252)", ret, e);
}

const struct csv_row *csv_heading(const struct csv_reader *in)
{
	return &in->heading;
}

char csv_delimiter(const struct csv_reader *in)
{
	return in->form.delimiter;
}

int64_t csv_bytes(const struct csv_reader *in)
{
	return in->window.taken;
}

static const char *delimiter_name(char delimiter)
{
	return delimiter == ',' ? "comma" : delimiter == ';' ? "semicolon" : "tab";
}

int csv_next(struct csv_reader *in, struct csv_row *ret, struct err *e)
{
	const struct csv_row *heading = &in->heading;
	struct csv_row row;

	in->e = e;
	if (next(in, &row) <= 0)
		return in->r;
	if (row.count == heading->count) {
		*ret = row;
		return 1;
	}
	if (row.count > heading->count)
		in->r = err_input(e, in->name, row.line, heading->count + 1,
				  "Field %d has no heading: the row has %d fields, and there are %d headings. Put a text that has a %s in quotes.",
				  heading->count + 1, row.count, heading->count, delimiter_name(in->form.delimiter));
	else
		in->r = err_input(e, in->name, row.line, row.count + 1,
				  "Field %d (%.60s) is missing: the row has %d fields, and there are %d headings. Keep a %s for each empty field.",
				  row.count + 1, heading->fields[row.count], row.count, heading->count, delimiter_name(in->form.delimiter));
	return in->r;
}

void csv_close(struct csv_reader *in)
{
	if (!in)
		return;
	csv_free(&in->parser);
	window_finish(&in->window);
	buf_finish(&in->text);
	arena_finish(&in->arena);
	free(in);
}
