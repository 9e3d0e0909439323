/* The words of the Pupil screen: who it is, the figures, every code, whom to ring, and the focused session in full. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/glyph.h"
#include "base/text.h"
#include "figures.h"
#include "office/today.h"
#include "pupil.h"
#include "rules/pupil.h"

/* LAID OUT ---------------------------------------------------------------------------------------------------------------------------- */

struct laying {
	struct pupil_screen *p;
	struct pupil_words *to;
	int cells;
	bool ascii;
};

static const char *fit_to_be_shown(struct laying *l, const char *text)
{
	CLEAN_BUF struct buf ascii = { 0 };
	const char *clean = text_cleaned(&l->p->arena, text);

	if (!l->ascii)
		return clean;
	glyph_ascii(clean, &ascii);
	return arena_text(&l->p->arena, buf_string(&ascii));
}

/* Whole words, in as many lines as they take; all but the first set in by `hang`. */
static void lay(struct laying *l, int indent, int hang, enum paint paint, const char *text)
{
	const char *s = fit_to_be_shown(l, text);

	while (*s) {
		size_t n = paragraph_bytes(s, l->cells - indent);

		if (n == 0)
			break;
		vec_push(&l->to->lines, (struct pupil_line){ arena_text_n(&l->p->arena, s, n), (uint8_t)indent, (uint8_t)paint, PAINT_TEXT, NULL });
		s += n;
		s += strspn(s, " ");
		indent = hang;
	}
}

static void sentence(struct buf *to, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void sentence(struct buf *to, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	buf_printf(to, "%s%s.", to->length ? " " : "", text);
}

/* WHO, AND WHERE THEY STAND ----------------------------------------------------------------------------------------------------------- */

static void who_put(const struct pupil_page *g, struct buf *to)
{
	char day[DAY_TEXT], year[16];

	buf_text(to, g->class ? g->class : "In no class");
	if (g->year != SESSION_ANY_YEAR)
		buf_printf(to, ", %s", year_title(g->year, year));
	if (!day_is_none(g->born))
		buf_printf(to, ", aged %d (born %s)", g->age, day_long(g->born, day));
	buf_char(to, '.');
	if (g->upn)
		sentence(to, "UPN %s", g->upn);
	if (g->admission_number)
		sentence(to, "Admission number %s", g->admission_number);
	if (!day_is_none(g->joined))
		sentence(to, "Joined on %s", day_long(g->joined, day));
	if (!day_is_none(g->left))
		sentence(to, "Left on %s", day_long(g->left, day));
}

static void figures_put(const struct pupil_page *g, struct buf *to)
{
	int possible = tally_possible(&g->tally);
	char share[SHARE_MOST], edges[BAND_EDGES_MOST], from[DAY_TEXT], until[DAY_TEXT];
	CLEAN_BUF struct buf near = { 0 };

	if (possible == 0) {
		sentence(to, "No possible session from %s to %s", day_long(g->from, from), day_long(g->to, until));
	} else {
		sentence(to, "Attended %s, missed %d, from %s to %s", share_text(tally_attended(&g->tally), possible, share), tally_missed(&g->tally),
			 day_long(g->from, from), day_long(g->to, until));
		sentence(to, "Band %s", policy_band_edges(&g->policy, g->band, edges));
	}
	if (g->persistent || g->severe)
		sentence(to, "%s absence", g->severe ? "Severe" : "Persistent");
	if (near_put(&g->policy, &g->near, &near))
		sentence(to, "%s", buf_string(&near));
	if (g->unmarked > 0)
		sentence(to, "%d session%s without a mark, in no figure", g->unmarked, PLURAL(g->unmarked));
}

static void lay_head(struct laying *l, const struct pupil_page *g)
{
	CLEAN_BUF struct buf who = { 0 }, figures = { 0 };

	if (g->status)
		lay(l, 0, 0, PAINT_ALERT, g->status);
	who_put(g, &who);
	figures_put(g, &figures);
	lay(l, 0, 0, PAINT_TEXT, buf_string(&who));
	lay(l, 0, 0, PAINT_TEXT, buf_string(&figures));
	if (g->picture.sentence && strpbrk(g->picture.sentence, ":;")) /* else it says no more than the figures do */
		lay(l, 0, 0, PAINT_TEXT, g->picture.sentence);
}

/* CODES ------------------------------------------------------------------------------------------------------------------------------- */

/* What it counts as, where its own words do not say so. */
static void role_put(const struct code *c, enum picture_role role, struct buf *to)
{
	if (!strstr(picture_role_words(role), c->words) && role != PICTURE_PRESENT && role != PICTURE_LATE)
		buf_printf(to, ", %s", picture_role_words(role));
}

/* The words that the code has at the end of these days; of one that went out before, at their beginning. */
static void lay_code(struct laying *l, const struct pupil_page *g, const struct pupil_code *of)
{
	struct day day = code_on(of->code, g->to) ? g->to : g->from;
	const struct code *c = code_on(of->code, day);
	enum picture_role role = picture_role_of(of->code, day);
	CLEAN_BUF struct buf text = { 0 };

	buf_printf(&text, "%-2s %4d  %s", code_symbol(of->code), of->count, c ? c->words : "");
	if (c)
		role_put(c, role, &text);
	vec_push(&l->to->lines, (struct pupil_line){ .text = arena_text(&l->p->arena, buf_string(&text)), .paint = PAINT_TEXT,
						    .shade = (uint8_t)pupil_shade(role) });
}

static void lay_codes(struct laying *l, const struct pupil_page *g)
{
	for (int i = 0; i < g->code_count; i++)
		lay_code(l, g, &g->codes[i]);
	if (g->code_count == 0)
		lay(l, 0, 0, PAINT_TEXT, "No mark stands in this school year.");
}

/* WHOM TO RING: first in words what must not be missed -------------------------------------------------------------------------------- */

static void lay_contact(struct laying *l, int number, const struct pupil_contact *c)
{
	CLEAN_BUF struct buf who = { 0 };

	if (c->do_not_contact)
		lay(l, 0, 3, PAINT_ALERT, "Do not contact:");
	if (c->order)
		lay(l, 0, 3, PAINT_ALERT, arena_printf(&l->p->arena, "Court order: %s", c->order));
	buf_printf(&who, "%d  %s%s%s", number, c->name, c->relation ? ", " : "", c->relation ? c->relation : "");
	if (c->lives_with)
		buf_text(&who, "; the pupil lives with them");
	if (c->parental_responsibility)
		buf_text(&who, "; parental responsibility");
	lay(l, 0, 3, PAINT_TEXT, buf_string(&who));
	lay(l, 3, 3, PAINT_TEXT, c->numbers && *c->numbers ? c->numbers : "no number");
}

static void lay_contacts(struct laying *l, const struct pupil_page *g)
{
	if (!g->sees_contacts)
		lay(l, 0, 0, PAINT_TEXT, "You may not see contacts: ask the office.");
	else if (g->contact_count == 0)
		lay(l, 0, 0, PAINT_UNKNOWN, "No contact is known.");
	for (int i = 0; g->sees_contacts && i < g->contact_count; i++)
		lay_contact(l, i + 1, &g->contacts[i]);
}

/* WHAT THE RULES SAY ------------------------------------------------------------------------------------------------------------------ */

static void lay_facts(struct laying *l, const struct pupil_facts *facts, const char *none)
{
	for (int i = 0; i < facts->count; i++) {
		const struct pupil_fact *f = &facts->of[i];
		int from = l->to->lines.count;

		lay(l, 0, 2, PAINT_TEXT, arena_printf(&l->p->arena, "%s: %s.", f->label, f->text));
		for (int line = from; line < l->to->lines.count; line++)
			l->to->lines.items[line].fact = f;
	}
	if (facts->count == 0)
		lay(l, 0, 0, PAINT_TEXT, none);
}

static void lay_rules(struct pupil_screen *p, struct laying *l)
{
	const char *none = p->page.measured ? "There is nothing to say of this school year."
					    : "There is no attendance figure of this pupil in this school year.";

	l->to = &p->words[PUPIL_TREND];
	lay(l, 0, 0, PAINT_TEXT, p->page.measured ? p->page.trend.sentence : none);
	l->to = &p->words[PUPIL_AHEAD];
	lay_facts(l, &p->page.ahead, none);
	l->to = &p->words[PUPIL_HABITS];
	lay_facts(l, &p->page.habits, none);
}

static int first_line(const struct pupil_words *w, const struct pupil_fact *f)
{
	int line = 0;

	while (line < w->lines.count && w->lines.items[line].fact != f)
		line++;
	return line;
}

void pupil_remember(struct pupil_screen *p)
{
	struct pupil_words *w = &p->words[p->part];

	w->fact = w->list.focus < w->lines.count ? w->lines.items[w->list.focus].fact : NULL;
	w->line = w->fact ? w->list.focus - first_line(w, w->fact) : 0;
}

/* In another width a fact has other lines: the focus is on it again, on the same line of it where there are as many. */
static void words_recall(struct pupil_words *w)
{
	int first = w->fact ? first_line(w, w->fact) : w->lines.count, line = first;

	while (line < first + w->line && line + 1 < w->lines.count && w->lines.items[line + 1].fact == w->fact)
		line++;
	if (line < w->lines.count)
		list_focus(&w->list, line);
}

void pupil_lay_out(struct pupil_screen *p, int cells, bool ascii)
{
	struct laying l = { p, NULL, cells, ascii };

	if (p->width == cells)
		return;
	arena_finish(&p->arena);
	for (int i = 0; i < PUPIL_PARTS; i++)
		p->words[i].lines.count = 0;
	l.to = &p->words[PUPIL_HEAD];
	lay_head(&l, &p->page);
	l.to = &p->words[PUPIL_CODES];
	lay_codes(&l, &p->page);
	l.to = &p->words[PUPIL_CONTACTS];
	lay_contacts(&l, &p->page);
	lay_rules(p, &l);
	for (int i = 0; i < PUPIL_PARTS; i++) {
		list_count(&p->words[i].list, p->words[i].lines.count);
		words_recall(&p->words[i]);
	}
	p->width = cells;
}

/* THE FOCUSED SESSION ----------------------------------------------------------------------------------------------------------------- */

void pupil_ref(struct ui *ui, const struct pupil_screen *p, struct register_ref *ret)
{
	const struct picture_cell *c = pupil_cell(p);

	*ret = (struct register_ref){ .day = sitting_day(c->at), .session = sitting_session(c->at) };
	if (p->page.class)
		office_group_find(ui->office, p->page.class, ret->day, &ret->roll_group, NULL);
}

static const char *why_none(struct ui *ui, const struct pupil_page *g, sitting at, struct day today)
{
	const char *name = NULL;
	enum opening opening = calendar_opening(office_calendar(ui->office), at, g->year, 0, &name);

	if (!day_is_none(g->joined) && sitting_day(at).n < g->joined.n)
		return "not on the roll yet";
	if (!day_is_none(g->left) && sitting_day(at).n > g->left.n)
		return "no longer on the roll";
	if (opening != OPENING_OPEN)
		return name ? name : opening_words(opening);
	if (at > sitting_of(today, office_session_now(ui->office)))
		return "still to come";
	return day_equal(sitting_day(at), today) ? "no mark yet" : "no session";
}

/* Each mark has one first entry; what comes behind it is a change. */
static void changes_put(struct ui *ui, const struct pupil_screen *p, struct buf *to)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct mark_change *changes = NULL;
	struct register_ref ref;

	pupil_ref(ui, p, &ref);
	int n = office_mark_history(ui->office, &ref, p->pupil, &a, &changes, NULL);
	if (n == 2)
		buf_text(to, "; changed once");
	else if (n > 2)
		buf_printf(to, "; changed %d times", n - 1);
}

void pupil_say(struct ui *ui, struct pupil_screen *p)
{
	const struct picture_cell *cell = pupil_cell(p);
	const struct code *c = cell ? code_on(cell->code, sitting_day(cell->at)) : NULL;
	struct day today = office_today(ui->office);
	CLEAN_BUF struct buf text = { 0 };
	char day[DAY_TEXT];

	mem_cleanup(&p->said);
	p->said = NULL;
	if (!cell)
		return;
	buf_printf(&text, "%s, %s: ", day_long(sitting_day(cell->at), day), sitting_session(cell->at) == SESSION_AM ? "morning" : "afternoon");
	if (c) {
		buf_printf(&text, "%s %s", c->symbol, c->words);
		role_put(c, (enum picture_role)cell->role, &text);
	} else if (cell->role == PICTURE_BLANK && cell->at <= sitting_of(today, office_session_now(ui->office))) {
		buf_text(&text, "no mark");
	} else {
		buf_text(&text, why_none(ui, &p->page, cell->at, today));
	}
	if (sitting_day(cell->at).n <= today.n)
		changes_put(ui, p, &text);
	p->said = mem_text(buf_string(&text));
}
