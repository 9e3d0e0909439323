/* Family: whom to ring for a child and in which order, what must not be done first and in words, the homes and the siblings (H3, B18, B19). */
#include <stdio.h>
#include <string.h>

#include "roll.h"

enum family_row_kind { ROW_ALERT, ROW_REMARK, ROW_CONTACT, ROW_NUMBER, ROW_DETAIL, ROW_SIBLING, ROW_HOME, ROW_CHILD };

/* A line, and the thing that it is of. */
struct family_row {
	enum family_row_kind kind;
	const char *heading, *text;
	const struct contact_line_view *contact;
	const struct contact_number_line *number;
	const struct sibling_line *sibling;
	int64_t pupil;         /* of a sibling or a child at a home */
};

struct family {
	struct list list;
	int64_t pupil, other;  /* `other`: with whom something is being said */
	int say;               /* what: 1 siblings, 0 not, -1 let homes and contacts say */
	struct family_view view;
	struct arena arena;    /* of the rows; as old as the view */
	struct { VEC(struct family_row); } rows;
	bool is_read;
};

/* ROWS -------------------------------------------------------------------------------------------------------------------------------- */

static void row_add(struct family *f, const struct family_row *row)
{
	vec_push(&f->rows, *row);
}

static const char *who(struct arena *a, const struct contact_line_view *c)
{
	return arena_printf(a, "%s%s%s%s", c->name, c->relation ? " (" : "", c->relation ? c->relation : "", c->relation ? ")" : "");
}

static bool is_past(const struct contact_line_view *c, struct day today)
{
	return !day_is_none(c->to) && c->to.n < today.n;
}

/* Before all else: what a person who rings must not do. */
static void alerts_add(struct family *f, struct day today)
{
	for (int i = 0; i < f->view.contact_count; i++) {
		const struct contact_line_view *c = &f->view.contacts[i];

		if (is_past(c, today))
			continue;
		if (c->do_not_contact)
			row_add(f, &(struct family_row){ ROW_ALERT, .contact = c, .text = arena_printf(&f->arena, "Do not contact %s", who(&f->arena, c)) });
		if (c->court_order)
			row_add(f, &(struct family_row){ ROW_ALERT, .contact = c,
							 .text = arena_printf(&f->arena, "Court order, %s: %s", who(&f->arena, c), c->court_order) });
	}
}

static void remarks_add(struct family *f)
{
	for (const char *const *r = f->view.remarks; r && *r; r++)
		row_add(f, &(struct family_row){ ROW_REMARK, .text = arena_printf(&f->arena, "Check: %s", *r) });
}

/* What is so of them, in words: "lives with, responsible, letters, texts, may collect". */
static void detail_add(struct family *f, const struct contact_line_view *c)
{
	const struct { bool is; const char *words; } parts[] = {
		{ c->lives_with, "lives with the child" }, { c->parental_responsibility, "parental responsibility" }, { c->letters, "letters" },
		{ c->texts, "texts" }, { c->may_collect, "may collect" }, { !c->may_collect, "may not collect" },
	};
	CLEAN_BUF struct buf words = { 0 };
	char day[DAY_TEXT];

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i].is)
			buf_printf(&words, "%s%s", words.length ? ", " : "", parts[i].words);
	if (!day_is_none(c->confirmed))
		buf_printf(&words, "; confirmed %s", short_day(c->confirmed, day));
	row_add(f, &(struct family_row){ ROW_DETAIL, .contact = c, .text = arena_text(&f->arena, buf_string(&words)) });
	if (c->address)
		row_add(f, &(struct family_row){ ROW_DETAIL, .contact = c,
						 .text = arena_printf(&f->arena, "%s%s", c->address, c->address_secret && !c->address_masked ? " (secret)" : "") });
	if (c->email || c->language)
		row_add(f, &(struct family_row){ ROW_DETAIL, .contact = c, .text = arena_printf(&f->arena, "%s%s%s", c->email ? c->email : "",
						 c->email && c->language ? ", speaks " : c->language ? "speaks " : "", c->language ? c->language : "") });
}

static void numbers_add(struct family *f, const struct contact_line_view *c)
{
	for (int i = 0; i < c->number_count; i++) {
		const struct contact_number_line *n = &c->numbers[i];

		row_add(f, &(struct family_row){ ROW_NUMBER, .contact = c, .number = n,
						 .text = arena_printf(&f->arena, "%-7s %s%s", n->kind, n->number, n->dead ? "  dead: nobody answers it" : "") });
	}
	if (c->number_count == 0)
		row_add(f, &(struct family_row){ ROW_DETAIL, .contact = c, .text = "no number" });
}

static void contacts_add(struct family *f, struct day today)
{
	const char *heading = "Contacts, in the order in which they are rung";
	char day[DAY_TEXT];

	for (int i = 0; i < f->view.contact_count; i++) {
		const struct contact_line_view *c = &f->view.contacts[i];
		const char *name = who(&f->arena, c), *text;

		if (is_past(c, today))
			text = arena_printf(&f->arena, "   %s: no contact since %s", name, short_day(c->to, day));
		else
			text = arena_printf(&f->arena, "%2d %s%s%s", c->priority, name, c->died ? ": has died" : "", c->do_not_contact ? ": do not contact" : "");
		row_add(f, &(struct family_row){ ROW_CONTACT, .heading = heading, .contact = c, .text = text });
		heading = NULL;
		if (is_past(c, today) || c->died)
			continue;
		numbers_add(f, c);
		detail_add(f, c);
	}
}

static void siblings_add(struct family *f)
{
	for (int i = 0; i < f->view.sibling_count; i++) {
		const struct sibling_line *s = &f->view.siblings[i];

		row_add(f, &(struct family_row){ ROW_SIBLING, .heading = i == 0 ? "Siblings" : NULL, .sibling = s, .pupil = s->pupil,
						 .text = arena_printf(&f->arena, "%s, %s: %s", s->name, s->group ? s->group : "no class", s->why ? s->why : "") });
	}
}

static void home_add(struct family *f, const struct home_line *h, const char *heading)
{
	row_add(f, &(struct family_row){ ROW_HOME, .heading = heading, .text = arena_printf(&f->arena, "%s: %s", h->address ? h->address : "address not known",
										       h->adults && *h->adults ? h->adults : "no adult known") });
	for (int i = 0; i < h->child_count; i++) {
		const struct family_child *c = &h->children[i];

		row_add(f, &(struct family_row){ ROW_CHILD, .pupil = c->pupil, .text = arena_printf(&f->arena, "%s, %s", c->name, c->group ? c->group : "no class") });
	}
}

static void rows_make(struct family *f, struct day today)
{
	alerts_add(f, today);
	remarks_add(f);
	contacts_add(f, today);
	siblings_add(f);
	for (int i = 0; i < f->view.home_count; i++)
		home_add(f, &f->view.homes[i], i == 0 ? "Homes" : NULL);
}

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static int family_reload(struct ui *ui, void *state, struct err *e)
{
	struct family *f = state;
	struct family_view fresh;
	int r = office_family_open(ui->office, f->pupil, &fresh, e);

	if (r < 0)
		return r;
	if (f->is_read)
		family_view_finish(&f->view);
	arena_finish(&f->arena);
	f->view = fresh;
	f->is_read = true;
	f->rows.count = 0;
	rows_make(f, office_today(ui->office));
	list_count(&f->list, f->rows.count);
	return 0;
}

static void family_start(void *state, const void *about)
{
	((struct family *)state)->pupil = *(const int64_t *)about;
}

static void family_close(void *state)
{
	struct family *f = state;

	if (f->is_read)
		family_view_finish(&f->view);
	vec_finish(&f->rows);
	arena_finish(&f->arena);
}

static const struct family_row *focused(const struct family *f)
{
	return f->list.count > 0 ? &f->rows.items[f->list.focus] : NULL;
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

static void family_title(const void *state, struct buf *to)
{
	const struct family *f = state;

	buf_printf(to, "Family: %s%s%s", f->view.name, f->view.group ? ", " : "", f->view.group ? f->view.group : "");
}

static const char *family_heading(const void *state, int row)
{
	return ((const struct family *)state)->rows.items[row].heading;
}

static const struct {
	int indent;
	enum paint paint;
} looks[] = {
	[ROW_ALERT] = { 0, PAINT_ALERT }, [ROW_REMARK] = { 0, PAINT_UNKNOWN }, [ROW_CONTACT] = { 0, PAINT_TEXT }, [ROW_NUMBER] = { 5, PAINT_TEXT },
	[ROW_DETAIL] = { 5, PAINT_DIM }, [ROW_SIBLING] = { 0, PAINT_TEXT }, [ROW_HOME] = { 0, PAINT_TEXT }, [ROW_CHILD] = { 5, PAINT_TEXT },
};

static void family_draw_line(const void *state, int row, struct area *line)
{
	const struct family_row *r = &((const struct family *)state)->rows.items[row];
	enum paint p = r->number && r->number->dead ? PAINT_DIM : looks[r->kind].paint;

	area_put(line, 0, looks[r->kind].indent, line->cols - looks[r->kind].indent, p, r->text);
}

/* The focused line whole, where it does not fit. */
static void family_draw(void *state, struct area *a)
{
	struct family *f = state;
	const struct list_look look = { .state = f, .heading = family_heading, .draw = family_draw_line };
	int foot = a->rows > 12 ? 3 : a->rows > 5 ? 2 : 0;
	struct area rest = area_part(a, 0, 0, a->rows - foot, a->cols), below = area_part(a, a->rows - foot + (foot > 2), 0, foot - (foot > 2), a->cols);

	area_cursor(a, 0, 0);
	list_draw(&f->list, &rest, &look);
	if (f->list.count == 0)
		area_put(a, 0, 0, a->cols, PAINT_TEXT, "No contact is known yet: + adds one.");
	else if (foot > 0)
		area_paragraph(&below, 0, 0, a->cols, PAINT_TEXT, focused(f)->text);
}

static struct list *family_list(void *state)
{
	return &((struct family *)state)->list;
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static int family_open(struct ui *ui, void *state, const struct key *k)
{
	const struct family *f = state;
	const struct family_row *row = focused(f);

	(void)k;
	if (row->pupil)
		return row->pupil == f->pupil ? open_record(ui, row->pupil) : open_family(ui, row->pupil);
	if (!row->contact)
		return row->kind == ROW_HOME ? open_address(ui, f->pupil) : open_contact(ui, f->pupil, 0);
	if (!f->view.may_change)
		return ui_refuse(ui, "The office changes contacts: ask them.");
	return open_contact(ui, f->pupil, row->contact->contact);
}

static int family_add(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_contact(ui, ((const struct family *)state)->pupil, 0);
}

static int family_record(struct ui *ui, void *state, const struct key *k)
{
	const struct family *f = state;
	const struct family_row *row = focused(f);

	(void)k;
	return open_record(ui, row && row->pupil ? row->pupil : f->pupil);
}

/* A number is struck out for all children of theirs, or alive again: no question, the same key takes it back. */
static int family_dead(struct ui *ui, void *state, const struct key *k)
{
	const struct family_row *row = focused(state);
	CLEAN_ANSWER struct roll_answer a = { 0 };
	bool dead = !row->number->dead;
	int r = office_number_dead(ui->office, row->contact->adult, row->number->number, dead, &a.said, &a.act, &a.e);

	(void)k;
	return roll_answered(ui, r, &a, dead ? "%s is dead." : "%s is alive again.", row->number->number);
}

static int confirm_answer(struct ui *ui, void *state, const char *typed)
{
	const struct family *f = state;
	CLEAN_ANSWER struct roll_answer a = { 0 };
	int r = office_contacts_confirm(ui->office, f->pupil, office_today(ui->office), &a.act, &a.e);

	(void)typed;
	return roll_answered(ui, r, &a, "The family of %s said that all is right.", f->view.name);
}

static int family_confirm(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return ui_confirm(ui, "Did the family say that everything here is right? Enter: yes.", KEY_NONE, confirm_answer);
}

static int end_answer(struct ui *ui, void *state, const char *typed)
{
	const struct family_row *row = focused(state);
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct day today = office_today(ui->office), last = today;

	if (*typed && form_day_read(typed, today, false, &last) < 0)
		return ui_refuse(ui, "Write a date, like 3/9/2026, or today.");
	int r = office_contact_end(ui->office, row->contact->contact, last, NULL, &a.act, &a.e);
	return roll_answered(ui, r, &a, "%s is no contact any more.", row->contact->name);
}

static int family_end(struct ui *ui, void *state, const struct key *k)
{
	char prompt[120];

	(void)k;
	snprintf(prompt, sizeof prompt, "%.40s: last day as a contact:", focused(state)->contact->name);
	return ui_ask(ui, prompt, "today", end_answer);
}

static int died_answer(struct ui *ui, void *state, const char *typed)
{
	const struct family_row *row = focused(state);
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct day day;

	if (form_day_read(typed, office_today(ui->office), false, &day) < 0)
		return ui_refuse(ui, "Nothing was done: write the day, like 3/9/2026.");
	int r = office_adult_died(ui->office, row->contact->adult, day, &a.said, &a.act, &a.e);
	return roll_answered(ui, r, &a, "No letter or message goes to %s any more.", row->contact->name);
}

static int family_died(struct ui *ui, void *state, const struct key *k)
{
	char prompt[120];

	(void)k;
	snprintf(prompt, sizeof prompt, "%.40s has died, on (no letter goes there again):", focused(state)->contact->name);
	return ui_ask(ui, prompt, NULL, died_answer);
}

/* SIBLINGS: what somebody says stands over homes and contacts ------------------------------------------------------------------------- */

static int say_answer(struct ui *ui, void *state, const char *typed)
{
	static const char *const words[] = { "Homes and contacts say who is a sibling again.", "They are not siblings.", "They are siblings." };
	struct family *f = state;
	CLEAN_ANSWER struct roll_answer a = { 0 };
	int r = office_siblings_say(ui->office, f->pupil, f->other, f->say, &a.said, &a.act, &a.e);

	(void)typed;
	return roll_answered(ui, r, &a, "%s", words[f->say + 1]);
}

static int say_ask(struct ui *ui, struct family *f, int64_t other, int say)
{
	static const char *const questions[] = {
		"Let homes and contacts say whether they are siblings? Enter: yes.", "You say that they are not siblings. Enter does it.",
		"You say that they are siblings. Enter does it.",
	};

	f->other = other;
	f->say = say;
	return ui_confirm(ui, questions[say + 1], KEY_NONE, say_answer);
}

static int sibling_chosen(struct ui *ui, void *state, int64_t other)
{
	struct family *f = state;

	return other == f->pupil ? ui_refuse(ui, "That is the same child.") : say_ask(ui, f, other, 1);
}

static bool is_sibling(const struct family *f, int64_t pupil)
{
	for (int i = 0; i < f->view.sibling_count; i++)
		if (f->view.siblings[i].pupil == pupil)
			return true;
	return false;
}

static int family_say(struct ui *ui, void *state, const struct key *k)
{
	struct family *f = state;
	const struct family_row *row = focused(f);

	(void)k;
	if (row && row->sibling)
		return say_ask(ui, f, row->pupil, row->sibling->basis == SIBLING_SAID ? -1 : 0);
	if (row && row->pupil && row->pupil != f->pupil)
		return say_ask(ui, f, row->pupil, !is_sibling(f, row->pupil));
	return open_pupil_pick(ui, "A sibling", sibling_chosen);
}

enum family_need { NEED_CHANGE = NEED_OWN, NEED_NUMBER = NEED_OWN << 1, NEED_CONTACT = NEED_OWN << 2 };

static const char *const family_refusals[] = {
	"The office changes contacts: ask them.",
	"Go to the number first: Up and Down.",
	"Go to the contact first: Up and Down.",
};

static unsigned family_has(struct ui *ui, const void *state)
{
	const struct family *f = state;
	const struct family_row *row = focused(f);

	(void)ui;
	return (f->view.may_change ? NEED_CHANGE : 0) | (row && row->number ? NEED_NUMBER : 0) | (row && row->contact ? NEED_CONTACT : 0);
}

#define CHANGES (NEED_WRITE | NEED_CHANGE)

static const struct binding family_keys[] = {
	{ ON(KEY_ENTER), "open", family_open, NEED_ROW, "Change the contact, or open the child", "Open" },
	{ ON_TEXT("+"), "add", family_add, CHANGES, "A new contact", "Add" },
	{ ON_TEXT("x"), "dead", family_dead, CHANGES | NEED_NUMBER, "Nobody answers this number; again: it is alive", "Dead" },
	{ ON_TEXT("c"), "confirm", family_confirm, CHANGES, "The family said that everything is right", "Confirm" },
	{ ON_TEXT("s"), "siblings", family_say, CHANGES, "Say who is a sibling, or is not", "Siblings" },
	{ ON_TEXT("r"), "record", family_record, 0, "The record of the child", "Record" },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE, "Undo your last change here", "Undo" },
	{ ON_TEXT("e"), "end", family_end, CHANGES | NEED_CONTACT, "No contact of this child any more", NULL },
	{ ON_TEXT("d"), "died", family_died, CHANGES | NEED_CONTACT, "The adult has died: every letter and message stops", NULL },
	{ .name = NULL },
};

const struct screen_kind family_screen = {
	.name = "family", .help = "Whom to ring and in which order; what must not be done comes first. Homes and contacts say who is a sibling, unless somebody does.",
	.keys = family_keys, .refusals = family_refusals, .has = family_has, .reload = family_reload, .title = family_title, .draw = family_draw,
	.list = family_list, .close = family_close, .state_size = sizeof(struct family),
};

int open_family(struct ui *ui, int64_t pupil)
{
	return ui_open(ui, &family_screen, family_start, &pupil) < 0 ? REACT_STOP : REACT_NONE;
}
