/* Record: what the admission register holds of a pupil, by part; Enter on a line changes the thing that it shows (H6, H2). */
#include <string.h>

#include "office/today.h"
#include "roll.h"

struct record {
	struct list list;
	int64_t pupil;
	struct pupil_record view;
	bool is_read;
};

static const char *const parts[RECORD_PARTS] = {
	[RECORD_NAMES] = "Names", [RECORD_NUMBERS] = "Numbers", [RECORD_SPELLS] = "On the roll", [RECORD_CLASSES] = "Class and year",
	[RECORD_ELSEWHERE] = "Sessions elsewhere", [RECORD_FLAGS] = "Groups", [RECORD_HOME] = "Home", [RECORD_CONTACTS] = "Contacts",
	[RECORD_FAMILY] = "Family",
};

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static const struct record_line *line_at(const struct record *r, int row)
{
	return &r->view.lines[row];
}

static bool same_line(const struct record_line *a, const struct record_line *b)
{
	return a->part == b->part && a->id == b->id && strcmp(a->label, b->label) == 0;
}

static int record_reload(struct ui *ui, void *state, struct err *e)
{
	struct record *rec = state;
	struct pupil_record fresh;
	int focus = rec->list.focus, r = office_pupil_record_open(ui->office, rec->pupil, &fresh, e);

	if (r < 0)
		return r;
	for (int i = 0; rec->list.count > 0 && i < fresh.count; i++)
		if (same_line(&fresh.lines[i], line_at(rec, rec->list.focus)))
			focus = i;
	if (rec->is_read)
		pupil_record_finish(&rec->view);
	rec->view = fresh;
	rec->is_read = true;
	rec->list.count = fresh.count;
	list_focus(&rec->list, focus);
	return 0;
}

static void record_start(void *state, const void *about)
{
	((struct record *)state)->pupil = *(const int64_t *)about;
}

static void record_close(void *state)
{
	struct record *r = state;

	if (r->is_read)
		pupil_record_finish(&r->view);
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

static const char *const state_words[ROLL_STATES] = { "on the roll", "to come", "left" };

static void record_title(const void *state, struct buf *to)
{
	const struct record *r = state;

	buf_printf(to, "Record: %s, %s", r->view.name, state_words[r->view.state]);
}

static const char *record_heading(const void *state, int row)
{
	const struct record *r = state;

	return row == 0 || line_at(r, row)->part != line_at(r, row - 1)->part ? parts[line_at(r, row)->part] : NULL;
}

static void record_draw_line(const void *state, int row, struct area *line)
{
	const struct record_line *l = line_at(state, row);
	int label = line->cols < 60 ? 13 : 22;
	enum paint p = l->missing ? PAINT_UNKNOWN : l->past ? PAINT_DIM : PAINT_TEXT;
	CLEAN_BUF struct buf value = { 0 };

	buf_printf(&value, "%s", l->missing ? "missing" : l->value ? l->value : "");
	if (l->missing && l->value && *l->value)
		buf_printf(&value, ": %s", l->value);
	area_put(line, 0, 0, label, l->past ? PAINT_DIM : PAINT_LABEL, l->label);
	area_put(line, 0, label + 1, line->cols - label - 1, p, buf_string(&value));
}

/* The focused line whole, where it does not fit. */
static void foot_draw(const struct record *r, struct area *a)
{
	const struct record_line *l = r->list.count > 0 ? line_at(r, r->list.focus) : NULL;
	CLEAN_BUF struct buf words = { 0 };

	if (r->view.missing > 0)
		buf_printf(&words, "%d missing of what regulation 8 asks for. ", r->view.missing);
	if (l && l->value)
		buf_printf(&words, "%s: %s", l->label, l->value);
	area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, buf_string(&words));
}

static void record_draw(void *state, struct area *a)
{
	struct record *r = state;
	const struct list_look look = { .state = r, .heading = record_heading, .draw = record_draw_line };
	int foot = a->rows > 12 ? 3 : 0;
	struct area rest = area_part(a, 0, 0, a->rows - foot, a->cols), below = area_part(a, a->rows - foot + 1, 0, foot - 1, a->cols);

	area_cursor(a, 0, 0);
	list_draw(&r->list, &rest, &look);
	if (foot > 0)
		foot_draw(r, &below);
}

static struct list *record_list(void *state)
{
	return &((struct record *)state)->list;
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

OPENS(record_change, struct record, open_pupil_change(ui, s->pupil, CHANGE_SURNAME))
OPENS(record_move, struct record, open_move(ui, &s->pupil, 1, false))
OPENS(record_year, struct record, open_move(ui, &s->pupil, 1, true))
OPENS(record_leave, struct record, s->view.state == ROLL_LEFT ? open_return(ui, s->pupil) : open_leave(ui, s->pupil))
OPENS(record_status, struct record, open_status(ui, s->pupil, NULL))
OPENS(record_elsewhere, struct record, open_elsewhere(ui, s->pupil))
OPENS(record_group, struct record, open_flag(ui, s->pupil))
OPENS(record_address, struct record, open_address(ui, s->pupil))
OPENS(record_family, struct record, open_family(ui, s->pupil))
OPENS(record_figures, struct record, open_pupil(ui, s->pupil))
OPENS(record_history, struct record, open_history(ui, s->pupil, 0))

/* A line's label, and the line of the form that it is of. */
struct label_line {
	const char *label;
	int line;
};

static int line_of(const struct record *r, const struct label_line *lines, int count, int otherwise)
{
	const char *label = line_at(r, r->list.focus)->label;

	for (int i = 0; i < count; i++)
		if (strcmp(lines[i].label, label) == 0)
			return lines[i].line;
	return otherwise;
}

static int record_name(struct ui *ui, void *state, const struct key *k)
{
	static const struct label_line lines[] = {
		{ "Known as", CHANGE_KNOWN }, { "Sorted as", CHANGE_SORT }, { "Sex", CHANGE_SEX }, { "Date of birth", CHANGE_BORN },
		{ "Boarder or day", CHANGE_BOARDER }, { "UPN", CHANGE_UPN }, { "Former UPN", CHANGE_UPN }, { "Admission number", CHANGE_NUMBER },
	};
	const struct record *r = state;

	(void)k;
	return open_pupil_change(ui, r->pupil, line_of(r, lines, sizeof lines / sizeof *lines, CHANGE_SURNAME));
}

/* What was said of a leaving is its form's; everything else of a spell is the status'. */
static int record_spell(struct ui *ui, void *state, const struct key *k)
{
	static const struct label_line of_leaving[] = {
		{ "Ground", 1 }, { "Destination", 1 }, { "New address", 1 }, { "Evidence of", 1 }, { "Enquiries", 1 }, { "Consent", 1 },
		{ "Social worker told", 1 }, { "Virtual school told", 1 },
	};
	const struct record *r = state;
	bool leaving = line_of(r, of_leaving, sizeof of_leaving / sizeof *of_leaving, 0);

	if (leaving || r->view.state == ROLL_LEFT)
		return record_leave(ui, state, k);
	return open_status(ui, r->pupil, line_at(r, r->list.focus)->label);
}

static int record_contact(struct ui *ui, void *state, const struct key *k)
{
	const struct record *r = state;
	int64_t contact = line_at(r, r->list.focus)->id;

	return contact ? open_contact(ui, r->pupil, contact, CONTACT_PART_NAME) : record_family(ui, state, k);
}

static int record_sibling(struct ui *ui, void *state, const struct key *k)
{
	const struct record *r = state;
	int64_t sibling = line_at(r, r->list.focus)->id;

	return sibling && sibling != r->pupil ? open_record(ui, sibling) : record_family(ui, state, k);
}

static int record_open(struct ui *ui, void *state, const struct key *k)
{
	static ui_action *const opens[RECORD_PARTS] = {
		[RECORD_NAMES] = record_name, [RECORD_NUMBERS] = record_name, [RECORD_SPELLS] = record_spell, [RECORD_CLASSES] = record_move,
		[RECORD_ELSEWHERE] = record_elsewhere, [RECORD_FLAGS] = record_group, [RECORD_HOME] = record_address,
		[RECORD_CONTACTS] = record_contact, [RECORD_FAMILY] = record_sibling,
	};
	const struct record *r = state;

	return opens[line_at(r, r->list.focus)->part](ui, state, k);
}

static int record_stay(struct ui *ui, void *state, const struct key *k)
{
	const struct record *r = state;
	CLEAN_ANSWER struct roll_answer a = { .told = true };
	int done = office_pupil_stay(ui->office, r->pupil, NULL, &a.said, &a.act, &a.e);

	(void)k;
	return roll_answered(ui, done, &a, "%s stays.", r->view.name);
}

static int return_made(struct ui *ui, void *state, const char *typed)
{
	const struct record *r = state;
	CLEAN_ANSWER struct roll_answer a = { 0 };
	bool deletion = r->view.state == ROLL_LEFT;
	struct day today = office_today(ui->office), day = today;
	char text[DAY_TEXT];

	if (*typed && form_day_read(typed, today, false, &day) < 0)
		return ui_refuse(ui, "Write a date, like 3/9/2026, or today.");
	int done = office_pupil_return_made(ui->office, r->pupil, deletion, day, &a.act, &a.e);
	return roll_answered(ui, done, &a, "%s was made on %s.", deletion ? "The deletion return" : "The new-pupil return", day_long(day, text));
}

static int record_return(struct ui *ui, void *state, const struct key *k)
{
	bool deletion = ((const struct record *)state)->view.state == ROLL_LEFT;

	(void)k;
	return ui_ask(ui, deletion ? "The deletion return was made on:" : "The new-pupil return was made on:", "today", return_made);
}

static int other_chosen(struct ui *ui, void *state, int64_t other)
{
	return open_merge(ui, ((const struct record *)state)->pupil, other);
}

static int record_merge(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_pupil_pick(ui, "The other entry of this child", other_chosen);
}

enum record_need { NEED_CHANGE = NEED_OWN, NEED_ON_ROLL = NEED_OWN << 1, NEED_HISTORY = NEED_OWN << 2, NEED_DONE = NEED_OWN << 3 };

static const char *const record_refusals[] = {
	"The office changes the roll: ask them.",
	"The pupil has left: l puts them on the roll again.",
	"You may not see who changed what: ask the office.",
	ROLL_NOT_DONE,
};

static unsigned record_has(struct ui *ui, const void *state)
{
	const struct record *r = state;

	return (r->view.may_change ? NEED_CHANGE : 0) | (r->view.state != ROLL_LEFT ? NEED_ON_ROLL : 0) |
	       (office_may(ui->office, ACTION_SEE_HISTORY, 0, NULL) == 0 ? NEED_HISTORY : 0) | (roll_has_done(ui) ? NEED_DONE : 0);
}

#define CHANGES (NEED_WRITE | NEED_CHANGE)

static const struct binding record_keys[] = {
	{ ON(KEY_ENTER), "open", record_open, NEED_ROW | CHANGES, "Change what this line shows", "Change" },
	{ ON_TEXT("f"), "family", record_family, 0, "Contacts, homes and siblings", "Family" },
	{ ON_TEXT("p"), "figures", record_figures, 0, "This pupil's year: marks and figures", "Figures" },
	{ ON_TEXT("m"), "move", record_move, CHANGES | NEED_ON_ROLL, "Into another class", "Move" },
	{ ON_TEXT("l"), "leave", record_leave, CHANGES, "Leaving; of a pupil who has left, coming back", "Leave" },
	{ ON_TEXT("h"), "history", record_history, NEED_HISTORY, "Every change to this pupil", "History" },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo your last change here", "Undo" },
	{ ON_TEXT("c"), "change", record_change, CHANGES, "Names, birthday, sex, UPN, admission number", NULL },
	{ ON_TEXT("y"), "year", record_year, CHANGES | NEED_ON_ROLL, "Into another year", NULL },
	{ ON_TEXT("s"), "status", record_status, CHANGES | NEED_ON_ROLL, "Status, the other school, an arrangement", NULL },
	{ ON_TEXT("e"), "elsewhere", record_elsewhere, CHANGES | NEED_ON_ROLL, "Sessions agreed at another place", NULL },
	{ ON_TEXT("g"), "group", record_group, CHANGES, "A group such as special needs or free school meals", NULL },
	{ ON_TEXT("a"), "address", record_address, CHANGES, "A new address", NULL },
	{ ON_TEXT("k"), "stay", record_stay, CHANGES | NEED_ON_ROLL, "Stay after all: a last day to come is taken back", NULL },
	{ ON_TEXT("t"), "return", record_return, CHANGES, "The return to the authority was made", NULL },
	{ ON_TEXT("j"), "join", record_merge, CHANGES, "Join with the other entry of a child who was entered twice", NULL },
	{ .name = NULL },
};

const struct screen_kind record_screen = {
	.name = "record", .help = "What the admission register holds of a pupil; what is asked for by regulation 8 and not there says missing.",
	.keys = record_keys, .refusals = record_refusals, .has = record_has, .reload = record_reload, .title = record_title, .draw = record_draw,
	.list = record_list, .close = record_close, .state_size = sizeof(struct record),
};

int open_record(struct ui *ui, int64_t pupil)
{
	return ui_open(ui, &record_screen, record_start, &pupil) < 0 ? REACT_STOP : REACT_NONE;
}

void record_becomes(struct ui *ui, int64_t from, int64_t to)
{
	for (int i = 0; i < ui->stack.count; i++) {
		struct record *open = ui->stack.items[i].kind == &record_screen ? ui->stack.items[i].state : NULL;

		if (open && open->pupil == from)
			open->pupil = to;
	}
}
