#include "print/text.h"

#include "base/text.h"
#include "sheet.h"

static void sentence_put(const char *sentence, int width, struct buf *to)
{
	CLEAN_ARENA struct arena a = { 0 };

	if (sentence)
		line_wrap(to, text_cleaned(&a, sentence), 0, width);
}

static void rows_put(const struct report *r, int width, struct buf *to)
{
	struct sheet s;

	if (r->rows.count == 0) {
		sentence_put(r->none, width, to);
		return;
	}
	sheet_init(&s, r);
	if (r->record || !table_put(&s, width, to))
		record_put(&s, width, to);
	sheet_finish(&s);
}

void print_report(const struct report *r, int width, struct buf *to)
{
	sentence_put(r->banner, width, to);
	sentence_put(r->title, width, to);
	sentence_put(r->school, width, to);
	buf_char(to, '\n');
	for (int i = 0; i < r->lines.count; i++)
		sentence_put(r->lines.items[i], width, to);
	if (r->lines.count > 0)
		buf_char(to, '\n');
	rows_put(r, width, to);
	if (r->notes.count > 0)
		buf_char(to, '\n');
	for (int i = 0; i < r->notes.count; i++)
		sentence_put(r->notes.items[i], width, to);
}
