/* A pupil's year as a picture: a column a school week, a row a session of the week, and the same in a sentence (C20; reliability 6). */
#include <string.h>

#include "pupil_page.h"

#define WEEK 14 /* sessions */

static const char *const row_names[WEEK] = { "Mon am", "Mon pm", "Tue am", "Tue pm", "Wed am", "Wed pm", "Thu am", "Thu pm",
					     "Fri am", "Fri pm", "Sat am", "Sat pm", "Sun am", "Sun pm" };

static bool in_year(const struct paging *g, sitting s)
{
	return s >= g->first && s <= g->end;
}

static uint8_t mark_of(const struct paging *g, sitting s)
{
	return g->marks[s - g->first];
}

/* Which sessions of the week are worth a cell: held by the school, or with a mark.  @return one bit a session, Monday morning the lowest */
static unsigned int week_bits(const struct paging *g, const uint8_t *open, struct day monday)
{
	unsigned int bits = 0;

	for (int i = 0; i < WEEK; i++) {
		sitting s = sitting_of(monday, SESSION_AM) + i;

		if (in_year(g, s) && (open[s - g->first] == OPENING_OPEN || mark_of(g, s) != CODE_NONE))
			bits |= 1u << i;
	}
	return bits;
}

/* No session, not on the roll, still to come: a cell without a letter. */
static struct picture_cell cell_of(struct paging *g, sitting s)
{
	struct picture_cell cell = { .role = PICTURE_NONE, .at = s };

	if (!in_year(g, s) || !g->pupil->row)
		return cell;
	struct roll_at at = roll_at(&g->roll, g->pupil, s);
	cell.code = mark_of(g, s);
	if (cell.code != CODE_NONE) {
		cell.role = (uint8_t)picture_role_of(cell.code, sitting_day(s));
		strncpy(cell.letter, code_symbol(cell.code), sizeof cell.letter - 1);
	} else if (at.on && at.group != 0 && at.held && at.closed) {
		cell.role = PICTURE_BLANK;
		cell.letter[0] = '.';
	}
	return cell;
}

void page_picture(struct paging *g)
{
	struct arena *a = &g->page->arena;
	CLEAN_ARENA struct arena work = { 0 };
	uint8_t *open = arena_new(&work, PAGE_SESSIONS, 1);
	struct day first = sitting_day(g->first), monday = day_add(first, -day_weekday(first));
	struct day *mondays = arena_new(a, PAGE_SESSIONS / WEEK + 2, sizeof *mondays);
	unsigned int held = 0x3ff; /* Monday to Friday always; of the weekend only what was held once */
	int weeks = 0, rows = WEEK;

	calendar_openings(office_calendar(g->office), g->first, g->end, SESSION_ANY_YEAR, 0, open);
	for (; sitting_of(monday, SESSION_AM) <= g->end; monday = day_add(monday, 7)) {
		unsigned int bits = week_bits(g, open, monday);

		if (bits)
			mondays[weeks++] = monday;
		held |= bits;
	}
	while (!(held >> (rows - 2))) /* whole days */
		rows -= 2;
	struct picture_cell *cells = arena_new(a, (size_t)(weeks * rows) + 1, sizeof *cells);
	for (int row = 0; row < rows; row++)
		for (int week = 0; week < weeks; week++)
			cells[row * weeks + week] = cell_of(g, sitting_of(mondays[week], SESSION_AM) + row);
	g->page->picture = (struct picture_year){ weeks, rows, mondays, row_names, cells, page_sentence(g) };
}

/* THE SENTENCE ------------------------------------------------------------------------------------------------------------------- */

static void tally_days(const struct paging *g, sitting first, sitting last, struct tally *to)
{
	for (sitting at = first > g->first ? first : g->first; at <= last && at <= g->last; at++) {
		const struct mark mark = { at, mark_of(g, at), (uint8_t)code_category(mark_of(g, at), sitting_day(at)) };

		if (mark.code != CODE_NONE)
			marks_tally((struct marks){ &mark, 1 }, to);
	}
}

static int terms_put(const struct paging *g, struct buf *b, struct arena *a)
{
	const struct calendar *c = office_calendar(g->office);
	int terms = 0;

	for (int i = 0; i < c->term_count; i++) {
		struct tally t = { 0 };

		tally_days(g, sitting_of(c->terms[i].from, SESSION_AM), sitting_of(c->terms[i].to, SESSION_PM), &t);
		if (tally_possible(&t) == 0)
			continue;
		buf_printf(b, "%s %s in %s", terms++ > 0 ? "," : ":", report_share_text(a, tally_attended(&t), tally_possible(&t)), c->terms[i].name);
	}
	return terms;
}

#define WEEKDAY_LEAST 6 /* missed sessions: fewer are chance */

/* The weekday with the most absences, where that says something: twice the share that the possible sessions of the day would give it. */
static void weekday_put(const struct paging *g, struct buf *b)
{
	static const char *const days[] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" };
	struct tally on[7] = { 0 }, all = { 0 };
	int most = 0;

	for (sitting s = g->first; s <= g->last; s += 2)
		tally_days(g, s, s + 1, &on[day_weekday(sitting_day(s))]);
	for (int i = 0; i < 7; i++) {
		tally_add(&all, &on[i]);
		if (tally_missed(&on[i]) > tally_missed(&on[most]))
			most = i;
	}
	int64_t missed = tally_missed(&on[most]);
	if (missed >= WEEKDAY_LEAST && missed * tally_possible(&all) >= INT64_C(2) * tally_missed(&all) * tally_possible(&on[most]))
		buf_printf(b, "; %d of %d missed sessions were on a %s", (int)missed, tally_missed(&all), days[most]);
}

const char *page_sentence(struct paging *g)
{
	CLEAN_BUF struct buf b = { 0 }, terms = { 0 };
	struct arena *a = &g->page->arena;
	const struct tally *t = &g->working.tally;

	if (tally_possible(t) == 0)
		return "No session was possible, so there is no attendance figure.";
	buf_printf(&b, "Attended %s", report_share_text(a, tally_attended(t), tally_possible(t)));
	if (terms_put(g, &terms, a) > 1)
		buf_text(&b, buf_string(&terms));
	weekday_put(g, &b);
	buf_char(&b, '.');
	return arena_text(a, buf_string(&b));
}
