/* An arrival being recorded (A16, A17, A29): when, why, and who came. */
#include "desk.h"

#include <string.h>

#include "numbered.h"

extern const struct screen_kind arrival_screen;

/* ITS LIFE ------------------------------------------------------------------------------------------------------------------------- */

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
	int r = arrival_read(ui, v, e);
	if (r < 0 || v->is_read)
		return r;
	v->is_read = true;
	arrival_untick(v);
	return arrival_read(ui, v, e);
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

/* TYPING --------------------------------------------------------------------------------------------------------------------------- */

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
	return arrival_look(ui, v);
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
	if (v->at == AT_REASON && !v->code_of_choice)
		return REACT_NONE; /* why they came late changes nothing of it */
	v->code_of_choice = v->code_of_choice && v->at != AT_CODE;
	return arrival_look(ui, v);
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
	return arrival_look(ui, v);
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

/* CODES AND FAMILIES --------------------------------------------------------------------------------------------------------------- */

static int key_appointment(struct ui *ui, void *state, const struct key *k)
{
	struct coming *v = state;
	bool was = strcasecmp(field_text(&v->code), "M") == 0;

	field_set(&v->code, was ? "" : "M");
	v->code_of_choice = false;
	return arrival_look(ui, v);
}

/* What U would stand in place of: the child was ill until then, says whoever brings them. */
static int key_keep(struct ui *ui, void *state, const struct key *k)
{
	struct coming *v = state;
	bool was = strcasecmp(field_text(&v->code), "I") == 0;

	field_set(&v->code, was ? "" : "I");
	v->code_of_choice = false;
	return arrival_look(ui, v);
}

static int key_family(struct ui *ui, void *state, const struct key *k)
{
	struct coming *v = state;
	bool all = arrival_ticked(v) == v->count;

	for (int i = 0; i < v->count; i++)
		v->comers[i].ticked = !all || i == 0;
	if (!all)
		arrival_untick(v);
	return arrival_look(ui, v);
}

static int key_leave(struct ui *ui, void *state, const struct key *k)
{
	return REACT_LEAVE;
}

/* THE SCREEN ----------------------------------------------------------------------------------------------------------------------- */

enum arrival_need { NEED_OTHERS = NEED_OWN, NEED_ILL = NEED_OWN << 1 };

static const char *const arrival_refusals[] = { "This child has no brother or sister on roll here.", "No illness was reported here that could be kept." };

static unsigned arrival_has(struct ui *ui, const void *state)
{
	const struct coming *v = state;
	bool ill = strcasecmp(field_text(&v->code), "I") == 0;

	for (int i = 0; i < v->count; i++)
		ill |= v->comers[i].ticked && v->comers[i].look.gave != CODE_NONE;
	return (v->count > 1 ? NEED_OTHERS : 0) | (ill ? NEED_ILL : 0);
}

static const struct binding arrival_keys[] = {
	{ ON(KEY_ENTER), "save", arrival_save, NEED_WRITE, "Record the arrival", "Record" },
	{ ON(KEY_F(6)), "appointment", key_appointment, NEED_WRITE, "M, an appointment, in place of U; again: by the clock", "M" },
	{ ON(KEY_F(4)), "keep-ill", key_keep, NEED_WRITE | NEED_ILL, "I, the illness that was reported, stays in place of U; again: by the clock", "Keep I" },
	{ ON(KEY_F(5)), "family", key_family, NEED_OTHERS, "Tick everybody in the list, or only the first again", "Family" },
	{ ON(KEY_TAB), "next", key_next, 0, "On to the next line: when, code, why, who", "Next line" },
	{ ON(KEY_BACKTAB), "line-before", key_before, 0, "Back to the line before", NULL },
	{ ON(KEY_F(10)), "record", arrival_save, NEED_WRITE, "Record the arrival", NULL },
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
	.help = "A digit chooses the reason, or type it; Enter records. Above stand the time, which is now, and the code, which is by the clock: M "
		"or Y3 typed there stands in place of U.",
	.keys = arrival_keys, .refusals = arrival_refusals, .has = arrival_has, .typing = true, .reload = arrival_reload, .title = arrival_title,
	.draw = arrival_draw, .close = arrival_close,
	.state_size = sizeof(struct coming),
};

int open_arrival(struct ui *ui, const struct arrival_about *about)
{
	return ui_open(ui, &arrival_screen, arrival_start, about) < 0 ? REACT_STOP : REACT_NONE;
}
