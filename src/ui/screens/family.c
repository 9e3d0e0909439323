/* Family: what must not be done, then whom to ring for a child and in which order, siblings and homes (H3, B18, B19). */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "family.h"

#define PROMPT_NAME 26 /* cells of a name in a question */

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

/* What a line is of, to find it again: a number that is struck out brings a line to check above it. */
struct about_row {
	enum family_row_kind kind;
	int64_t contact, pupil;
	char number[40];
};

static struct about_row about(const struct family_row *row)
{
	struct about_row a = { .kind = row->kind, .contact = row->contact ? row->contact->contact : 0, .pupil = row->pupil };

	snprintf(a.number, sizeof a.number, "%s", row->number ? row->number->number : "");
	return a;
}

static void focus_again(struct family *f, const struct about_row *was)
{
	for (int i = f->list.count; i-- > 0;) {
		struct about_row is = about(&f->rows.items[i]);

		if (is.kind == was->kind && is.contact == was->contact && is.pupil == was->pupil && strcmp(is.number, was->number) == 0)
			list_focus(&f->list, i);
	}
}

static int family_reload(struct ui *ui, void *state, struct err *e)
{
	struct family *f = state;
	struct family_view fresh;
	int r = office_family_open(ui->office, f->pupil, &fresh, e);

	if (r < 0)
		return r;
	struct about_row was = { .kind = ROW_CHILD };
	if (f->list.count > 0)
		was = about(&f->rows.items[f->list.focus]);
	if (f->is_read)
		family_view_finish(&f->view);
	arena_finish(&f->arena);
	f->view = fresh;
	f->is_read = true;
	f->rows.count = 0;
	family_rows_make(f, office_today(ui->office));
	list_count(&f->list, f->rows.count);
	focus_again(f, &was);
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
	int gap = foot > 2;
	struct area rest = area_part(a, 0, 0, a->rows - foot, a->cols), below = area_part(a, a->rows - foot + gap, 0, foot - gap, a->cols);

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
		return row->kind == ROW_HOME ? open_address(ui, f->pupil) : open_contact(ui, f->pupil, 0, CONTACT_PART_NAME);
	return open_contact(ui, f->pupil, row->contact->contact, row->part);
}

static int family_add(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_contact(ui, ((const struct family *)state)->pupil, 0, CONTACT_PART_NAME);
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

static int family_confirm(struct ui *ui, void *state, const struct key *k)
{
	const struct family *f = state;
	CLEAN_ANSWER struct roll_answer a = { 0 };
	int r = office_contacts_confirm(ui->office, f->pupil, office_today(ui->office), &a.act, &a.e);

	(void)k;
	return roll_answered(ui, r, &a, "The family of %s said that all is right.", f->view.name);
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
	const char *name = focused(state)->contact->name;
	char prompt[400];

	(void)k;
	snprintf(prompt, sizeof prompt, "%.*s: last day as a contact:", (int)text_clip(name, PROMPT_NAME, NULL), name);
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
	const char *name = focused(state)->contact->name;
	char prompt[400];

	(void)k;
	snprintf(prompt, sizeof prompt, "%.*s has died, on (no letter goes there again):", (int)text_clip(name, PROMPT_NAME, NULL), name);
	return ui_ask(ui, prompt, NULL, died_answer);
}

/* SIBLINGS: what somebody says stands over homes and contacts ------------------------------------------------------------------------- */

/* `say` as office_siblings_say() has it. */
static int siblings_say(struct ui *ui, const struct family *f, int64_t other, int say)
{
	static const char *const words[] = { "Homes and contacts say who is a sibling again.", "They are not siblings.", "They are siblings." };
	CLEAN_ANSWER struct roll_answer a = { 0 };
	int r = office_siblings_say(ui->office, f->pupil, other, say, &a.said, &a.act, &a.e);

	return roll_answered(ui, r, &a, "%s", words[say + 1]);
}

static int sibling_chosen(struct ui *ui, void *state, int64_t other)
{
	struct family *f = state;

	return other == f->pupil ? ui_refuse(ui, "That is the same child.") : siblings_say(ui, f, other, 1);
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
		return siblings_say(ui, f, row->pupil, row->sibling->basis == SIBLING_SAID ? -1 : 0);
	if (row && row->pupil && row->pupil != f->pupil)
		return siblings_say(ui, f, row->pupil, !is_sibling(f, row->pupil));
	return open_pupil_pick(ui, "A sibling", sibling_chosen);
}

enum family_need { NEED_CHANGE = NEED_OWN, NEED_NUMBER = NEED_OWN << 1, NEED_CONTACT = NEED_OWN << 2, NEED_DONE = NEED_OWN << 3, NEED_OPENS = NEED_OWN << 4 };

static const char *const family_refusals[] = {
	"The office changes contacts: ask them.",
	"Go to the number first: Up and Down.",
	"Go to the contact first: Up and Down.",
	ROLL_NOT_DONE,
	"The office changes contacts: ask them.",
};

static unsigned family_has(struct ui *ui, const void *state)
{
	const struct family *f = state;
	const struct family_row *row = focused(f);

	return (f->view.may_change ? NEED_CHANGE : 0) | (row && row->number ? NEED_NUMBER : 0) | (row && row->contact ? NEED_CONTACT : 0) |
	       (roll_has_done(ui) ? NEED_DONE : 0) | (row && (row->pupil || f->view.may_change) ? NEED_OPENS : 0);
}

#define CHANGES (NEED_WRITE | NEED_CHANGE)

static const struct binding family_keys[] = {
	{ ON(KEY_ENTER), "open", family_open, NEED_ROW | NEED_OPENS, "Change the contact, or open the child", "Open" },
	{ ON_TEXT("+"), "add", family_add, CHANGES, "A new contact", "Add" },
	{ ON_TEXT("x"), "dead", family_dead, CHANGES | NEED_NUMBER, "Nobody answers this number; again: it is alive", "Dead" },
	{ ON_TEXT("c"), "confirm", family_confirm, CHANGES, "The family said that everything is right", "Confirm" },
	{ ON_TEXT("s"), "siblings", family_say, CHANGES, "Say who is a sibling, or is not", "Siblings" },
	{ ON_TEXT("r"), "record", family_record, 0, "The record of the child", "Record" },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo your last change here", "Undo" },
	{ ON_TEXT("e"), "end", family_end, CHANGES | NEED_CONTACT, "No contact of this child any more", NULL },
	{ ON_TEXT("d"), "died", family_died, CHANGES | NEED_CONTACT, "The adult has died: every letter and message stops", NULL },
	{ .name = NULL },
};

const struct screen_kind family_screen = {
	.name = "family",
	.help = "Whom to ring and in which order; what must not be done comes first. Homes and contacts say who is a sibling, unless somebody does.",
	.keys = family_keys, .refusals = family_refusals, .has = family_has, .reload = family_reload, .title = family_title, .draw = family_draw,
	.list = family_list, .close = family_close, .state_size = sizeof(struct family),
};

int open_family(struct ui *ui, int64_t pupil)
{
	return ui_open(ui, &family_screen, family_start, &pupil) < 0 ? REACT_STOP : REACT_NONE;
}

void family_becomes(struct ui *ui, int64_t from, int64_t to)
{
	for (int i = 0; i < ui->stack.count; i++) {
		struct family *open = ui->stack.items[i].kind == &family_screen ? ui->stack.items[i].state : NULL;

		if (open && open->pupil == from)
			open->pupil = to;
	}
}
