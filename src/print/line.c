#include <string.h>

#include "base/text.h"
#include "sheet.h"

void line_end(struct buf *to)
{
	while (to->length > 0 && to->text[to->length - 1] == ' ')
		to->text[--to->length] = '\0';
	buf_char(to, '\n');
}

static void line_break(struct buf *to, int indent, int *ret_used)
{
	line_end(to);
	buf_blanks(to, indent);
	*ret_used = 0;
}

/** A word longer than a line goes over as many lines as it needs. */
static void word_put(struct buf *to, const char *word, int indent, int room, int *used)
{
	int left = text_width(word), width;

	while (left > room) {
		size_t n = text_clip(word, room, &width);

		if (n == 0)
			break; /* a wide letter in a room of one cell */
		buf_put(to, word, n);
		line_break(to, indent, used);
		word += n;
		left = text_width(word);
	}
	buf_text(to, word);
	*used += left;
}

void line_wrap(struct buf *to, const char *s, int indent, int width)
{
	CLEAN_ARENA struct arena a = { 0 };
	int room = width - indent, used = 0;
	char *save = NULL;

	if (width == 0 || text_width(s) <= room) {
		buf_text(to, s);
		line_end(to);
		return;
	}
	if (room < 1)
		room = 1;
	for (char *word = strtok_r(arena_text(&a, s), " ", &save); word; word = strtok_r(NULL, " ", &save)) {
		if (used > 0 && used + 1 + text_width(word) > room) {
			line_break(to, indent, &used);
		} else if (used > 0) {
			buf_char(to, ' ');
			used++;
		}
		word_put(to, word, indent, room, &used);
	}
	line_end(to);
}
