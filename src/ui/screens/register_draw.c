/* The Register as it is seen: from what was read and typed, and nothing else. */
#include <string.h>

#include "base/text.h"
#include "register.h"

#define NARROW 60
#define TEXT_LEAST 22  /* cells of words beside a mark */

/* Where the columns begin; 0: not shown. */
struct columns {
	int name_cells, weeks, am, mark, text;
};

static int longest_name(const struct taking *t)
{
	int longest = 0;

	for (int i = 0; i < t->view.count; i++) {
		int width = text_width(t->rows[i].line->name);
		longest = width > longest ? width : longest;
	}
	return longest;
}

static bool has_more(const struct taking *t)
{
	for (int i = 0; i < t->view.count; i++) {
		const struct register_line *l = t->rows[i].line;

		if (l->out || l->office_note || (l->expected && l->expected_words))
			return true;
	}
	return false;
}

/* Measured once, when it is read: every key draws, and these do not change with keys. */
void taking_measure(struct taking *t)
{
	sitting at = sitting_of(t->ref.day, t->ref.session);

	t->name_width = longest_name(t);
	t->has_more = has_more(t);
	t->weeks_width = TAKING_WEEKS;
	for (int i = TAKING_WEEKS; i-- > 0;) {
		at--;
		while (day_weekday(sitting_day(at)) >= 5)
			at--;
		t->begins_week[i] = i > 0 && day_weekday(sitting_day(at)) == 0 && sitting_session(at) == SESSION_AM;
		t->weeks_width += t->begins_week[i];
	}
}

/* Number and name, two weeks, the morning beside the afternoon, the mark, and its words in whatever is left. */
static struct columns columns_of(const struct taking *t, int cols)
{
	struct columns c = { .name_cells = cols - 8 };
	int am = t->ref.session == SESSION_PM ? 3 : 0;

	if (cols < NARROW) {
		c.mark = 4 + c.name_cells;
		return c;
	}
	int room = cols - 4 - 1 - t->weeks_width - 1 - am - 4, text = room / 2 < TEXT_LEAST ? room / 2 : TEXT_LEAST, name = t->name_width;
	c.name_cells = name < room - text ? name : room - text;
	c.weeks = 4 + c.name_cells + 1;
	c.am = am ? c.weeks + t->weeks_width + 1 : 0;
	c.mark = c.weeks + t->weeks_width + 1 + am;
	c.text = c.mark + 4;
	return c;
}

/* ABOVE THE ROWS ---------------------------------------------------------------------------------------------------------------------- */

/* What changes at a mark comes last: what stands behind it would be painted anew. */
static void head_say(const struct taking *t, bool narrow, struct buf *to)
{
	int unsent = taking_unsent(t), notes = 0, expected = 0;
	char time[8];

	for (int i = 0; i < t->view.count; i++) {
		notes += taking_needs_note(t, &t->rows[i]);
		expected += taking_is_expected(&t->rows[i]);
	}
	buf_text(to, register_state_words(t->view.state));
	if (to->length)
		to->text[0] = (char)(to->text[0] >= 'a' && to->text[0] <= 'z' ? to->text[0] - 32 : to->text[0]);
	if (t->view.times && !narrow)
		buf_printf(to, t->view.closed ? ". Closed at %s" : ". Closes at %s", taking_closes(t, time));
	buf_printf(to, narrow ? ": %d blank" : ". %d blank", taking_blank(t));
	if (expected)
		buf_printf(to, ", %d expected", expected);
	if (unsent)
		buf_printf(to, ", %d not sent", unsent);
	if (notes)
		buf_printf(to, ", %d without a note", notes);
	buf_char(to, '.');
}

/* Who was marked in it and has moved since (H2): "Marked here then: Ben Ash L, moved to Oak from Thu 19 Nov 2026". */
static void moved_say(const struct taking *t, struct buf *to)
{
	buf_text(to, "Marked here then: ");
	for (int i = 0; i < t->view.moved_count; i++) {
		const struct register_line *l = &t->view.moved[i];

		buf_printf(to, "%s%s %s, %s", i > 0 ? "; " : "", l->name, code_symbol(l->mark), l->remark);
	}
}

static int moved_draw(const struct taking *t, int row, struct area *a)
{
	CLEAN_BUF struct buf words = { 0 };

	if (t->view.moved_count == 0)
		return row;
	moved_say(t, &words);
	area_put(a, row, 0, a->cols, PAINT_DIM, buf_string(&words));
	return row + 1;
}

#define NOTE_ROWS_MOST 4
#define LOW 12 /* rows below which a note has one, and the children the others */

/* What the office wants the class to know today (A33): whole, be it on two rows, where there are rows for it beside the children. */
static int class_notes_draw(const struct taking *t, int row, struct area *a)
{
	int end = row + (a->rows < LOW ? 1 : NOTE_ROWS_MOST);

	for (const char *const *note = t->view.class_notes; note && *note && row < end; note++) {
		CLEAN_BUF struct buf words = { 0 };

		buf_printf(&words, "Office: %s", *note);
		struct area part = area_part(a, row, 0, end - row, a->cols);
		int rows = part.rows > 1 ? area_paragraph(&part, 0, 0, part.cols, PAINT_UNSENT, buf_string(&words)) : 1;
		if (part.rows == 1)
			area_put(&part, 0, 0, part.cols, PAINT_UNSENT, buf_string(&words));
		row += rows < part.rows ? rows : part.rows;
	}
	return row;
}

/* How many rows it took. */
static int head_draw(const struct taking *t, const struct columns *c, struct area *a)
{
	CLEAN_BUF struct buf head = { 0 };
	int row = 0;

	head_say(t, c->weeks == 0, &head);
	area_put(a, row++, 0, a->cols, PAINT_TEXT, buf_string(&head));
	if (t->others)
		area_put(a, row++, 0, a->cols, PAINT_UNKNOWN, t->others);
	row = class_notes_draw(t, moved_draw(t, row, a), a);
	area_put(a, row, 4, c->name_cells, PAINT_LABEL, "Name");
	if (c->weeks)
		area_put(a, row, c->weeks, t->weeks_width, PAINT_LABEL, "Last two weeks");
	if (c->am)
		area_put(a, row, c->am, 2, PAINT_LABEL, "AM");
	area_put(a, row, c->mark, a->cols, PAINT_LABEL, c->am ? "PM" : "Mark");
	return row + 1;
}

/* A ROW ------------------------------------------------------------------------------------------------------------------------------- */

static char letter_of(uint8_t code)
{
	char letter = code_symbol(code)[0];

	return letter == '\0' ? '.' : letter == '\\' ? '/' : letter;
}

static enum paint mark_paint(uint8_t code, struct day day)
{
	const struct code *c = code_on(code, day);

	if (!c)
		return PAINT_TEXT;
	if (c->physical == PHYSICAL_IN)
		return code == CODE_LATE || code == CODE_U ? PAINT_LATE : PAINT_PRESENT;
	return c->physical == PHYSICAL_OUT ? PAINT_ABSENT : PAINT_TEXT;
}

/* A23: what was usual is dim, so that the odd marks of thirty rows are seen. */
static void weeks_draw(const struct taking *t, const struct register_line *l, int col, struct area *a)
{
	char letters[2 * TAKING_WEEKS + 1] = "";
	enum paint paints[2 * TAKING_WEEKS];
	int n = 0;

	for (int i = 0; i < TAKING_WEEKS; i++) {
		enum paint p = mark_paint(l->before[i], t->ref.day);

		if (t->begins_week[i]) {
			paints[n] = PAINT_DIM;
			letters[n++] = ' ';
		}
		paints[n] = l->before[i] == CODE_NONE || p == PAINT_PRESENT ? PAINT_DIM : p;
		letters[n++] = letter_of(l->before[i]);
	}
	letters[n] = '\0';
	area_put(a, 0, col, n, PAINT_DIM, letters);
	for (int i = 0; i < n; i++)
		if (paints[i] != PAINT_DIM)
			area_tint(a, 0, col + i, 1, paints[i]);
}

static void part(struct buf *to, const char *text)
{
	if (text && text[0])
		buf_printf(to, "%s%s", to->length ? "; " : "", text);
}

/* "illness", "late 8 min"; of those who are present nothing need be said. */
static void mark_say(const struct taking *t, const struct taking_row *r, struct buf *to)
{
	uint8_t code = taking_mark(r);
	const struct code *c = code_on(code, t->ref.day);
	int minutes = r->typed.is ? r->typed.minutes_late : r->line->minutes_late;
	char words[64];

	if (!c || code == CODE_PRESENT_AM || code == CODE_PRESENT_PM)
		return;
	if (minutes >= 0)
		snprintf(words, sizeof words, "%s %d min", c->words, minutes);
	else
		snprintf(words, sizeof words, "%s", c->words);
	part(to, words);
}

/* "dentist"; what it would be stands in brackets where the mark is. */
static const char *expected_words_of(const struct taking *t, const struct taking_row *r)
{
	const struct code *expected = taking_is_expected(r) ? code_on(r->line->expected, t->ref.day) : NULL;
	const char *words = r->line->expected_words;

	return !expected ? NULL : words && *words ? words : expected->words;
}

/* What must be seen first comes first: beyond the last cell is nothing. */
static void row_say(const struct taking *t, int row, struct buf *to)
{
	const struct taking_row *r = &t->rows[row];

	if (taking_is_stale(r))
		buf_printf(to, "now %s", r->line->mark ? code_symbol(r->line->mark) : "blank");
	part(to, r->changed);
	part(to, r->line->out ? "signed out" : NULL);
	if (taking_needs_note(t, r))
		part(to, "needs a note: F6");
	if (r->line->office_note)
		buf_printf(to, "%soffice: %s", to->length ? "; " : "", r->line->office_note);
	part(to, expected_words_of(t, r));
	if (taking_mark(r) == CODE_NONE && !taking_is_expected(r) && t->view.closed)
		part(to, "blank");
	mark_say(t, r, to);
	part(to, r->typed.is && r->typed.note ? r->typed.note : r->line->note);
}

static enum paint row_paint(const struct taking *t, const struct taking_row *r)
{
	if (taking_is_stale(r))
		return PAINT_STALE;
	if (r->typed.is)
		return PAINT_UNSENT;
	if (taking_is_expected(r) && !r->line->expected_waits)
		return PAINT_DIM;
	if (taking_mark(r) == CODE_NONE && t->view.closed)
		return PAINT_UNKNOWN;
	return mark_paint(taking_mark(r), t->ref.day);
}

/* `*` before what is not sent; a plan in brackets; a letter that waits for its digit with a question mark. */
static void mark_draw(const struct taking *t, int row, const struct columns *c, struct area *a)
{
	const struct taking_row *r = &t->rows[row];
	enum paint p = row_paint(t, r);
	uint8_t mark = taking_mark(r);

	if (t->waiting && row == t->list.focus)
		area_printf(a, 0, c->mark, 4, PAINT_UNSENT, "*%c?", t->waiting);
	else if (r->typed.is)
		area_printf(a, 0, c->mark, 4, p, "*%s", mark ? code_symbol(mark) : "-");
	else if (mark)
		area_put(a, 0, c->mark + 1, 3, p, code_symbol(mark));
	else if (taking_is_expected(r))
		area_printf(a, 0, c->mark, 4, PAINT_DIM, "(%s)", code_symbol(r->line->expected));
}

/* Two children of one name have the class and the date of birth behind it: where that does not fit, the two weeks give way (H4). */
static bool name_draw(const char *name, const struct columns *c, bool focused, struct area *a)
{
	bool wide = c->weeks && text_width(name) > c->name_cells && strstr(name, " (");
	int cells = wide ? c->mark - 5 : c->name_cells, width = area_put(a, 0, 4, cells, PAINT_TEXT, name);

	if (focused)
		area_tint(a, 0, 0, 4 + width, PAINT_FOCUS);
	return wide;
}

static void row_draw(const void *state, int row, struct area *a)
{
	const struct taking *t = state;
	const struct taking_row *r = &t->rows[row];
	const struct columns c = columns_of(t, a->cols);
	CLEAN_BUF struct buf words = { 0 };
	char number[TEXT_NUMBER];

	text_number(number, row + 1);
	area_put_right(a, 0, 0, 3, PAINT_DIM, number);
	bool wide = name_draw(r->line->name, &c, row == t->list.focus, a);
	if (c.weeks && !wide)
		weeks_draw(t, r->line, c.weeks, a);
	if (c.am)
		area_put(a, 0, c.am, 2, mark_paint(r->line->am, t->ref.day), r->line->am ? code_symbol(r->line->am) : ".");
	mark_draw(t, row, &c, a);
	row_say(t, row, &words);
	if (c.text)
		area_put(a, 0, c.text, a->cols - c.text, row_paint(t, r), buf_string(&words));
	if (c.text && words.length && taking_mark(r)) /* one run of paint, not two with a gap: fewer bytes */
		area_tint(a, 0, c.mark + 2, 2, row_paint(t, r));
	if (row == t->list.focus)
		area_cursor(a, 0, c.mark + 1);
}

/* The whole of what is known of the focused child: a row has few cells for it, and a narrow window none. */
static void foot_draw(const struct taking *t, struct area *a)
{
	const struct taking_row *r = &t->rows[t->list.focus];
	CLEAN_BUF struct buf words = { 0 };

	row_say(t, t->list.focus, &words);
	if (words.length == 0)
		return;
	int width = area_printf(a, a->rows - 1, 0, a->cols / 2, PAINT_LABEL, taking_is_expected(r) ? "%s, expected:" : "%s:", r->line->forename);
	area_put(a, a->rows - 1, width + 1, a->cols - width - 1, PAINT_TEXT, buf_string(&words));
}

void taking_draw(void *state, struct area *a)
{
	struct taking *t = state;
	const struct columns c = columns_of(t, a->cols);
	const struct list_look look = { .state = t, .own_focus = true, .draw = row_draw };
	int head = a->rows > 6 ? head_draw(t, &c, a) : 0, foot = t->has_more && a->rows > 4 && t->view.count > 0;

	struct area rest = area_part(a, head, 0, a->rows - head - foot, a->cols);
	if (foot)
		foot_draw(t, a);
	area_cursor(&rest, 0, 0);
	list_draw(&t->list, &rest, &look);
	if (t->view.count == 0)
		area_put(&rest, 0, 0, a->cols, PAINT_TEXT, "Nobody is due in this register.");
}
