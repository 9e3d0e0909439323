#include <ctype.h>
#include <errno.h>
#include <string.h>

#include <csv.h>

#include "base/text.h"
#include "exchange/csv.h"

/* libcsv says at which byte it stops, but neither lines nor where a quote opened; and it has no limits.  So it is fed at
 * most a line at a time, and what it refuses is looked up again in the bytes. */

#define FEED_MOST 4096

struct reading {
	const char *name, *bytes;
	size_t n;
	struct err *e;
	struct csv_parser parser;
	struct csv_table table;
	struct { VEC(const char *); } fields; /* of the row so far */
	int line;                 /* of the bytes being fed */
	int row_line;
	size_t row_at;            /* first byte of the row's line */
	bool row_ended;
	int r;                    /* callbacks cannot stop libcsv: the first refusal stays here */
};

static size_t line_end(const char *bytes, size_t at, size_t n)
{
	while (at < n && bytes[at] != '\n' && bytes[at] != '\r')
		at++;
	if (at + 1 < n && bytes[at] == '\r' && bytes[at + 1] == '\n')
		at++;
	return at < n ? at + 1 : n;
}

/** Line and column, in characters, of a byte.  Only looked for when a file is refused. */
static void place(const struct reading *in, size_t offset, int *ret_line, int *ret_column)
{
	size_t begin = 0, end;
	int line = 1, column = 1;

	while ((end = line_end(in->bytes, begin, in->n)) <= offset) {
		begin = end;
		line++;
	}
	for (size_t at = begin; at < offset; at++)
		column += ((unsigned char)in->bytes[at] & 0xc0) != 0x80;
	*ret_line = line;
	*ret_column = column;
}

#define refuse_at(in, offset, ...) \
	do { \
		int line_, column_; \
		place(in, offset, &line_, &column_); \
		(in)->r = err_input((in)->e, (in)->name, line_, column_, __VA_ARGS__); \
	} while (0)

/** Where a field of the present row begins: what libcsv has taken already is well formed, so counting quotes will do. */
static size_t field_begin(const struct reading *in, int field)
{
	bool quoted = false;
	size_t at = in->row_at;

	for (; field > 0 && at < in->n; at++) {
		if (in->bytes[at] == '"')
			quoted = !quoted;
		else if (in->bytes[at] == ',' && !quoted)
			field--;
	}
	while (at < in->n && (in->bytes[at] == ' ' || in->bytes[at] == '\t'))
		at++;
	return at;
}

static void refuse_long(struct reading *in)
{
	size_t at = field_begin(in, in->fields.count);

	if (at < in->n && in->bytes[at] == '"')
		refuse_at(in, at, "Field %d is longer than %d bytes. Check that the quote that opens here is closed.",
			  in->fields.count + 1, CSV_FIELD_MOST);
	else
		refuse_at(in, at, "Field %d is longer than %d bytes. Shorten it, then read the file again.",
			  in->fields.count + 1, CSV_FIELD_MOST);
}

/** Takes off the apostrophe that csv_put sets before a formula. */
static const char *unguarded(const char *field, size_t n, size_t *ret_n)
{
	size_t apostrophes = 0;

	while (apostrophes < n && field[apostrophes] == '\'')
		apostrophes++;
	bool guarded = apostrophes > 0 && apostrophes < n && memchr("=+-@", field[apostrophes], 4);
	*ret_n = n - guarded;
	return field + guarded;
}

static void take_field(void *bytes, size_t n, void *data)
{
	struct reading *in = data;
	size_t kept;

	if (in->r != 0)
		return;
	if (n > CSV_FIELD_MOST) {
		refuse_long(in);
		return;
	}
	if (in->fields.count == CSV_FIELDS_MOST) {
		in->r = err_input(in->e, in->name, in->row_line, CSV_FIELDS_MOST + 1,
				  "The row has more than %d fields. Check that this is a CSV file with a line for each row.",
				  CSV_FIELDS_MOST);
		return;
	}
	const char *field = unguarded(n > 0 ? bytes : "", n, &kept);
	vec_push(&in->fields, arena_text_n(&in->table.arena, field, kept));
}

/** Headings are the same whatever the case, the blanks and the underscores in them. */
static bool heading_equal(const char *a, const char *b)
{
	for (;; a++, b++) {
		a += strspn(a, " \t_");
		b += strspn(b, " \t_");
		if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
			return false;
		if (*a == '\0')
			return true;
	}
}

static int heading_find(const struct csv_row *heading, const char *name, int before)
{
	for (int i = 0; i < before; i++)
		if (heading->fields[i][0] != '\0' && heading_equal(heading->fields[i], name))
			return i;
	return -1;
}

static void take_heading(struct reading *in, const struct csv_row *row)
{
	for (int i = 1; i < row->count && in->r == 0; i++) {
		int first = heading_find(row, row->fields[i], i);

		if (first >= 0)
			in->r = err_input(in->e, in->name, row->line, i + 1,
					  "Fields %d and %d have the same heading, \"%.60s\". Rename or remove one of them.",
					  first + 1, i + 1, row->fields[i]);
	}
	in->table.heading = *row;
}

static void take_data(struct reading *in, const struct csv_row *row)
{
	const struct csv_row *heading = &in->table.heading;

	if (row->count > heading->count)
		in->r = err_input(in->e, in->name, row->line, heading->count + 1,
				  "Field %d has no heading: the row has %d fields, and there are %d headings. Put a text that has a comma in quotes.",
				  heading->count + 1, row->count, heading->count);
	else if (row->count < heading->count)
		in->r = err_input(in->e, in->name, row->line, row->count + 1,
				  "Field %d (%.60s) is missing: the row has %d fields, and there are %d headings. Keep a comma for each empty field.",
				  row->count + 1, heading->fields[row->count], row->count, heading->count);
	else
		vec_push(&in->table.rows, *row);
}

static void take_row(int end, void *data)
{
	struct reading *in = data;
	int count = in->fields.count;

	in->row_ended = true;
	if (in->r != 0 || count == 0)
		return;
	const char **fields = arena_new(&in->table.arena, (size_t)count, sizeof *fields);
	memcpy(fields, in->fields.items, (size_t)count * sizeof *fields);
	struct csv_row row = { in->row_line, fields, count };
	in->fields.count = 0;
	if (in->table.heading.count == 0)
		take_heading(in, &row);
	else
		take_data(in, &row);
}

/** libcsv stopped at this byte: a quote where there may be none, or text behind a closing quote. */
static void refuse_byte(struct reading *in, size_t at)
{
	int field = in->fields.count, line, column;
	size_t begin = field_begin(in, field);

	if (in->bytes[begin] != '"') {
		refuse_at(in, at, "Field %d has a quote in the middle. Put the whole field in quotes, and write each quote in it twice.",
			  field + 1);
		return;
	}
	place(in, begin, &line, &column);
	refuse_at(in, at, "Field %d goes on after its closing quote (it opens on line %d, column %d). Write a quote within a field twice.",
		  field + 1, line, column);
}

static void feed(struct reading *in)
{
	size_t at = 0;

	while (at < in->n && in->r == 0) {
		size_t end = line_end(in->bytes, at, in->n), take = end - at < FEED_MOST ? end - at : FEED_MOST;

		if (in->row_ended) {
			in->row_ended = false;
			in->row_line = in->line;
			in->row_at = at;
		}
		size_t taken = csv_parse(&in->parser, in->bytes + at, take, take_field, take_row, in);
		if (in->r == 0 && taken < take)
			refuse_byte(in, at + taken);
		else if (in->r == 0 && in->parser.entry_pos > CSV_FIELD_MOST) /* and has not ended yet */
			refuse_long(in);
		at += take;
		in->line += at == end;
	}
}

static void feed_end(struct reading *in)
{
	if (in->r == 0 && csv_fini(&in->parser, take_field, take_row, in) != 0 && in->r == 0)
		refuse_at(in, field_begin(in, in->fields.count), "The quote that opens field %d never closes. Close it, then read the file again.",
			  in->fields.count + 1);
	if (in->r == 0 && in->table.heading.count == 0)
		in->r = err_input(in->e, in->name, 1, 1, "The file is empty. Its first line should be the headings.");
}

static void check_bytes(struct reading *in)
{
	long bad = text_bad_utf8(in->bytes, in->n);

	if (bad < 0)
		return;
	if (in->bytes[bad] == '\0')
		refuse_at(in, (size_t)bad, "There is a zero byte here, so this is not a text file. Save it as CSV UTF-8, then read it again.");
	else
		refuse_at(in, (size_t)bad, "The character here is not UTF-8. Save the file as CSV UTF-8, then read it again.");
}

static void *grow(void *old, size_t size)
{
	return mem_grow(old, size, 1);
}

int csv_read(const char *name, const char *bytes, size_t n, struct csv_table *ret, struct err *e)
{
	bool marked = n >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0;
	struct reading in = { .name = name, .bytes = marked ? bytes + 3 : bytes, .n = n - 3 * marked, .e = e, .line = 1, .row_ended = true };

	*ret = (struct csv_table){ 0 };
	if (n == 0)
		in.bytes = "";
	check_bytes(&in);
	if (in.r != 0)
		return in.r;
	if (csv_init(&in.parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0)
		mem_exhausted();
	csv_set_realloc_func(&in.parser, grow);
	csv_set_blk_size(&in.parser, FEED_MOST);
	feed(&in);
	feed_end(&in);
	csv_free(&in.parser);
	vec_finish(&in.fields);
	if (in.r == 0)
		*ret = in.table;
	else
		csv_finish(&in.table);
	return in.r;
}

void csv_finish(struct csv_table *t)
{
	arena_finish(&t->arena);
	vec_finish(&t->rows);
	*t = (struct csv_table){ 0 };
}

int csv_column(const struct csv_table *t, const char *heading)
{
	return heading_find(&t->heading, heading, t->heading.count);
}

const char *csv_field(const struct csv_row *row, int column)
{
	return column >= 0 && column < row->count ? row->fields[column] : "";
}
