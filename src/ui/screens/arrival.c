/* An arrival being recorded (A16, A17, A29): when, why, and what it comes to by the school's clock, before it is saved. */
#include "desk.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "minute.h"
#include "numbered.h"

extern const struct screen_kind arrival_screen;

/* WHAT IT COMES TO ---------------------------------------------------------------------------------------------------------------------- */

int arrival_ticked(const struct coming *v)
{
	int n = 0;

	for (int i = 0; i < v->count; i++)
		n += v->comers[i].ticked;
	return n;
}

/* -1: now. */
static int minute_of(const struct coming *v)
{
	int minute;

	return v->minute_is_typed && minute_typed(field_text(&v->minute), &minute) == 0 ? minute : -1;
}

/* A code stands in place of U, never of L (domain 2.3): one that comes with a reason is given only then. */
static int read_after_close(struct ui *ui, struct coming *v, int minute, struct err *e)
{
	struct desk_arrival look;
	bool all = true;

	for (int i = 0; i < v->count; i++) {
		int r = v->comers[i].ticked ? office_desk_look(ui->office, v->comers[i].who.pupil, minute, NULL, &v->looks, &look, e) : 0;

		if (r < 0)
			return r;
		all = all && (!v->comers[i].ticked || look.outcome == DESK_AFTER_CLOSE);
	}
	v->after_close = all && arrival_ticked(v) > 0;
	return 0;
}

static void code_of_choice(struct coming *v)
{
	const char *code = v->chosen >= 0 && v->after_close ? v->choices[v->chosen].code : NULL;

	if (code && (v->code_of_choice || v->code.text.length == 0)) {
		field_set(&v->code, code);
		v->code_of_choice = true;
	} else if (v->code_of_choice && !code) {
		field_set(&v->code, "");
		v->code_of_choice = false;
	}
}

static int read_looks(struct ui *ui, struct coming *v, struct err *e)
{
	int minute = minute_of(v);

	arena_finish(&v->looks);
	v->trouble = v->minute_is_typed && minute < 0 ? "Write when the child came, like 9:12." : NULL;
	int r = read_after_close(ui, v, minute, e);
	if (r < 0)
		return r;
	code_of_choice(v);
	const char *code = v->code.text.length ? field_text(&v->code) : NULL;
	for (int i = 0; r == 0 && i < v->count; i++)
		r = office_desk_look(ui->office, v->comers[i].who.pupil, minute, code, &v->looks, &v->comers[i].look, e);
	return r;
}

static int look(struct ui *ui, struct coming *v)
{
	struct err e = { 0 };

	return read_looks(ui, v, &e) < 0 ? ui_refuse_err(ui, &e) : REACT_NONE;
}

struct tally {
	const char *what;
	int count;
};

static void tally_add(struct tally *t, int *n, const char *what)
{
	for (int i = 0; i < *n; i++)
		if (strcmp(t[i].what, what) == 0) {
			t[i].count++;
			return;
		}
	t[(*n)++] = (struct tally){ what, 1 };
}

static const char *outcome_word(const struct desk_arrival *look)
{
	switch (look->outcome) {
	case DESK_BACK:         return "back";
	case DESK_HERE_ALREADY: return "here already";
	case DESK_REFUSED:      return "not possible";
	default:                return look->code ? code_symbol(look->code) : "?";
	}
}

void arrival_outcome(const struct coming *v, struct buf *to)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct tally *tallies = arena_new(&a, (size_t)v->count + 1, sizeof *tallies);
	const struct comer *one = NULL;
	int n = 0, ticked = arrival_ticked(v);

	for (int i = 0; i < v->count; i++)
		if (v->comers[i].ticked) {
			one = &v->comers[i];
			tally_add(tallies, &n, outcome_word(&one->look));
		}
	if (v->trouble || ticked == 0)
		buf_text(to, v->trouble ? v->trouble : "Nobody is ticked.");
	else if (ticked == 1)
		buf_text(to, one->look.words);
	else
		buf_printf(to, "%d children: ", ticked);
	for (int i = 0; ticked > 1 && !v->trouble && i < n; i++)
		buf_printf(to, "%s%d %s", i > 0 ? ", " : "", tallies[i].count, tallies[i].what);
}

bool arrival_is_none(const struct desk_arrival *look)
{
	return look->outcome == DESK_HERE_ALREADY || look->outcome == DESK_REFUSED;
}

/* Of several, whoever is here already did not come with them: the others are recorded all the same. */
static void untick_here(struct coming *v)
{
	int n = 0;

	for (int i = 0; i < v->count; i++)
		n += v->comers[i].ticked && !arrival_is_none(&v->comers[i].look);
	for (int i = 0; n > 0 && i < v->count; i++)
		v->comers[i].ticked = v->comers[i].ticked && !arrival_is_none(&v->comers[i].look);
}

/* ITS LIFE -------------------------------------------------------------------------------------------------------------------------------- */

static int arrival_reload(struct ui *ui, void *state, struct err *e)
{
	struct coming *v = state;
	char now[8];

	if (!v->choices) {
		struct choice *choices = NULL;
		int n = office_choices(ui->office, CHOICES_LATE, &v->arena, &choices, e);

		if (n < 0)
			return n;
		v->choices = choices;
		v->choice_count = n < NUMBERED_MOST ? n : NUMBERED_MOST;
	}
	if (!v->minute_is_typed)
		field_set(&v->minute, minute_text(moment_civil(office_now(ui->office)).minute, now));
	int r = read_looks(ui, v, e);
	if (r < 0 || v->is_read)
		return r;
	v->is_read = true;
	untick_here(v);
	return read_looks(ui, v, e);
}

static void arrival_start(void *state, const void *about)
{
	const struct arrival_about *from = about;
	struct coming *v = state;

	v->comers = arena_new(&v->arena, (size_t)from->count + 1, sizeof *v->comers);
	v->count = from->count;
	for (int i = 0; i < from->count; i++) {
		struct desk_hit h = from->hits[i];

		h.name = arena_text(&v->arena, h.name);
		h.group = arena_text(&v->arena, h.group);
		h.remark = arena_text(&v->arena, h.remark);
		h.state = arena_text(&v->arena, h.state);
		v->comers[i] = (struct comer){ .who = h, .ticked = i < from->ticked };
	}
	list_count(&v->list, from->count);
	v->at = AT_REASON;
	v->chosen = -1;
	v->opener = from->opener;
	v->saved = from->saved;
	v->covered = from->covered;
}

static void arrival_close(void *state)
{
	struct coming *v = state;

	field_finish(&v->minute);
	field_finish(&v->code);
	field_finish(&v->reason);
	arena_finish(&v->arena);
	arena_finish(&v->looks);
}

static void arrival_title(const void *state, struct buf *to)
{
	const struct coming *v = state;
	int n = arrival_ticked(v);

	if (n == 1 && v->comers[0].ticked)
		buf_printf(to, "Arrived: %s", v->comers[0].who.name);
	else
		buf_printf(to, "Arrived: %d children", n);
}

/* TYPING -------------------------------------------------------------------------------------------------------------------------------- */

static struct field *focused(struct coming *v)
{
	return v->at == AT_MINUTE ? &v->minute : v->at == AT_CODE ? &v->code : &v->reason;
}

static void go_to(struct coming *v, int at)
{
	int last = v->count > 1 ? AT_LIST : AT_REASON;

	v->at = (enum arrival_place)(at < AT_MINUTE ? AT_MINUTE : at > last ? last : at);
	v->replaces = v->at == AT_MINUTE || v->at == AT_CODE;
}

/* A number in an empty line, or over the reason that a number gave, is one of the list. */
static bool is_number_of_reason(const struct coming *v, const struct key *k)
{
	return v->at == AT_REASON && k->code == KEY_TEXT && k->text[0] >= '1' && k->text[0] <= '9' && !k->text[1] &&
	       (v->reason.text.length == 0 || v->chosen >= 0);
}

static int choose(struct ui *ui, struct coming *v, int n)
{
	if (n >= v->choice_count)
		return ui_refuse(ui, "There are %d reasons in the list: type any other.", v->choice_count);
	v->chosen = n;
	field_set(&v->reason, v->choices[n].words);
	return look(ui, v);
}

static int key_type(struct ui *ui, void *state, const struct key *k)
{
	struct coming *v = state;
	struct field *f = focused(v);

	if (is_number_of_reason(v, k))
		return choose(ui, v, k->text[0] - '1');
	if (v->at == AT_LIST)
		return ui_refuse(ui, "Space ticks and unticks; Tab goes to the lines above.");
	if (v->replaces && k->code == KEY_TEXT)
		field_set(f, "");
	v->replaces = false;
	if (!field_key(f, k))
		return ui_refuse(ui, "That is as much as can be kept here.");
	if (v->at == AT_REASON)
		v->chosen = -1;
	v->minute_is_typed = v->minute_is_typed || v->at == AT_MINUTE;
	v->code_of_choice = v->code_of_choice && v->at != AT_CODE;
	return look(ui, v);
}

static int key_cursor(struct ui *ui, void *state, const struct key *k)
{
	struct coming *v = state;

	v->replaces = false;
	if (v->at != AT_LIST)
		field_key(focused(v), k);
	return REACT_NONE;
}

static int key_space(struct ui *ui, void *state, const struct key *k)
{
	struct coming *v = state;

	if (v->at != AT_LIST)
		return key_type(ui, v, k);
	v->comers[v->list.focus].ticked = !v->comers[v->list.focus].ticked;
	list_focus(&v->list, v->list.focus + 1);
	return look(ui, v);
}

static int key_next(struct ui *ui, void *state, const struct key *k)
{
	struct coming *v = state;

	go_to(v, v->at == AT_LIST || (v->at == AT_REASON && v->count < 2) ? AT_MINUTE : (int)v->at + 1);
	return REACT_NONE;
}

static int key_before(struct ui *ui, void *state, const struct key *k)
{
	struct coming *v = state;

	go_to(v, v->at == AT_MINUTE ? AT_LIST : (int)v->at - 1);
	return REACT_NONE;
}

static int key_down(struct ui *ui, void *state, const struct key *k)
{
	struct coming *v = state;

	if (v->at == AT_LIST)
		list_key(&v->list, k);
	else
		go_to(v, (int)v->at + 1);
	return REACT_NONE;
}

static int key_up(struct ui *ui, void *state, const struct key *k)
{
	struct coming *v = state;

	if (v->at == AT_LIST && v->list.focus > 0)
		list_key(&v->list, k);
	else
		go_to(v, (int)v->at - 1);
	return REACT_NONE;
}

/* CODES AND FAMILIES ---------------------------------------------------------------------------------------------------------------------- */

static int key_appointment(struct ui *ui, void *state, const struct key *k)
{
	struct coming *v = state;
	bool was = strcasecmp(field_text(&v->code), "M") == 0;

	field_set(&v->code, was ? "" : "M");
	v->code_of_choice = false;
	return look(ui, v);
}

static int key_family(struct ui *ui, void *state, const struct key *k)
{
	struct coming *v = state;
	bool all = arrival_ticked(v) == v->count;

	for (int i = 0; i < v->count; i++)
		v->comers[i].ticked = !all || i == 0;
	if (!all)
		untick_here(v);
	return look(ui, v);
}

/* SAVING ---------------------------------------------------------------------------------------------------------------------------------- */

#define NAMED_MOST 3 /* above that a count says more than names do */

/* "Amara Okafor: L, 7 minutes late"; of many "12 children: 9 L, 3 U". */
static void words_put(const struct coming *v, const struct buf *said, struct buf *to)
{
	CLEAN_FREE char *lines = mem_text(buf_string(said));
	char *rest = lines, *line;

	if (v->covered || arrival_ticked(v) > NAMED_MOST || !*text_trim(lines)) {
		arrival_outcome(v, to);
		return;
	}
	while ((line = strsep(&rest, "\n")))
		if (*line)
			buf_printf(to, "%s%s", to->length ? "; " : "", line);
}

#define SLIP "late slip"

/* On paper after it is saved; where it went, or why it went nowhere, is said beside what was recorded. */
static void slips_print(struct ui *ui, const struct buf *slips, struct buf *to)
{
	struct err e = { 0 };
	int pages = 1;

	if (slips->length == 0)
		return;
	for (const char *at = buf_string(slips); (at = strchr(at, '\f')) && at[1]; at++)
		pages++;
	buf_reset(&ui->slip.text);
	buf_text(&ui->slip.text, buf_string(slips));
	ui->slip.pages = pages;
	ui->slip.staff = office_person(ui->office)->staff;
	if (office_paper_text(ui->office, SLIP, buf_string(slips), pages, to, &e) < 0)
		buf_printf(to, "No slip: %s", e.text);
}

static void dot_put(struct buf *b)
{
	if (b->length > 0 && b->text[b->length - 1] != '.')
		buf_char(b, '.');
}

static int saved(struct ui *ui, struct coming *v, const struct buf *slips, const struct buf *said, struct roll_answer *a)
{
	CLEAN_BUF struct buf words = { 0 };

	words_put(v, said, &words);
	dot_put(&words);
	if (a->act == 0)
		buf_text(&a->said, buf_string(&words));
	else
		slips_print(ui, slips, &a->said);
	if (a->act != 0 && !v->covered)
		buf_text(&a->said, "\nF8 undoes it.");
	v->saved(v->opener);
	return roll_answered(ui, 0, a, "%s", buf_string(&words)) | REACT_LEAVE;
}

static int key_save(struct ui *ui, void *state, const struct key *k)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf slips = { 0 }, said = { 0 };
	CLEAN_ANSWER struct roll_answer answer = { 0 };
	struct coming *v = state;
	struct mark_result done = { 0 };
	int64_t *pupils = arena_new(&a, (size_t)v->count + 1, sizeof *pupils);
	struct arrivals_wish w = { .pupils = pupils, .day = DAY_NONE, .session = -1, .minute = minute_of(v) };

	if (v->trouble || arrival_ticked(v) == 0)
		return ui_refuse(ui, "%s", v->trouble ? v->trouble : "Nobody is ticked: Space ticks, Esc goes back.");
	for (int i = 0; i < v->count; i++)
		if (v->comers[i].ticked)
			pupils[w.count++] = v->comers[i].who.pupil;
	w.code = v->code.text.length ? field_text(&v->code) : NULL;
	w.why = v->reason.text.length ? field_text(&v->reason) : NULL;
	if (office_arrivals(ui->office, &w, &slips, &said, &done, &answer.e) < 0)
		return ui_refuse_err(ui, &answer.e);
	answer.act = done.act;
	return saved(ui, v, &slips, &said, &answer);
}

static int key_leave(struct ui *ui, void *state, const struct key *k)
{
	return REACT_LEAVE;
}

/* THE SLIP, AGAIN --------------------------------------------------------------------------------------------------------------------------- */

bool slip_is_kept(struct ui *ui)
{
	return ui->slip.text.length > 0 && ui->slip.staff == office_person(ui->office)->staff;
}

int slip_again(struct ui *ui, void *state, const struct key *k)
{
	CLEAN_BUF struct buf said = { 0 };
	struct err e = { 0 };

	if (office_paper_text(ui->office, SLIP, buf_string(&ui->slip.text), ui->slip.pages, &said, &e) < 0)
		return ui_refuse_err(ui, &e);
	ui_say_lines(ui, buf_string(&said));
	return REACT_RELOAD;
}

/* THE SCREEN -------------------------------------------------------------------------------------------------------------------------------- */

enum arrival_need { NEED_OTHERS = NEED_OWN };

static const char *const arrival_refusals[] = { "This child has no brother or sister on roll here." };

static unsigned arrival_has(struct ui *ui, const void *state)
{
	return ((const struct coming *)state)->count > 1 ? NEED_OTHERS : 0;
}

static const struct binding arrival_keys[] = {
	{ ON(KEY_ENTER), "save", key_save, NEED_WRITE, "Record the arrival", "Record" },
	{ ON(KEY_F(6)), "appointment", key_appointment, NEED_WRITE, "M, an appointment, in place of U; again: by the clock", "M" },
	{ ON(KEY_F(5)), "family", key_family, NEED_OTHERS, "Tick everybody in the list, or only the first again", "Family" },
	{ ON(KEY_TAB), "next", key_next, 0, "On to the next line: when, code, why, who", "Next line" },
	{ ON(KEY_BACKTAB), "line-before", key_before, 0, "Back to the line before", NULL },
	{ ON(KEY_F(10)), "record", key_save, NEED_WRITE, "Record the arrival", NULL },
	{ ON(KEY_ESC), "back", key_leave, 0, "Back to the search; nothing is recorded", "Back" },
	{ ON(KEY_F(7)), "leave", key_leave, 0, "Back to the search; nothing is recorded", NULL },
	{ ON_TEXT(" "), "tick", key_space, 0, "In the list: tick or untick", NULL },
	{ ON_ANY_TEXT, "type", key_type, 0, "Type into the line; 1 to 9 choose a reason of the list", NULL },
	{ ON(KEY_BACKSPACE), "backspace", key_type, 0, "Take the last letter away", NULL },
	{ ON(KEY_DELETE), "delete", key_type, 0, "Take the letter under the cursor away", NULL },
	{ ON(KEY_LEFT), "left", key_cursor, 0, "One letter to the left", NULL },
	{ ON(KEY_RIGHT), "right", key_cursor, 0, "One letter to the right", NULL },
	{ ON(KEY_HOME), "start", key_cursor, 0, "To the start of the line", NULL },
	{ ON(KEY_END), "end", key_cursor, 0, "To the end of the line", NULL },
	{ ON(KEY_UP), "up", key_up, 0, "One line up", NULL },
	{ ON(KEY_DOWN), "down", key_down, 0, "One line down", NULL },
	{ .name = NULL },
};

const struct screen_kind arrival_screen = {
	.name = "arrival",
	.help = "A digit chooses the reason, or type it; Enter records. Above stand the time, which is now, and the code, which is by the clock: M or Y3 typed "
		"there stands in place of U.",
	.keys = arrival_keys, .refusals = arrival_refusals, .has = arrival_has, .typing = true, .reload = arrival_reload, .title = arrival_title, .draw = arrival_draw, .close = arrival_close,
	.state_size = sizeof(struct coming),
};

int open_arrival(struct ui *ui, const struct arrival_about *about)
{
	return ui_open(ui, &arrival_screen, arrival_start, about) < 0 ? REACT_STOP : REACT_NONE;
}
